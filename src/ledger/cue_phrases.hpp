/// @file cue_phrases.hpp
/// @brief Phrases of lexicon/ledger/cues.tsv, looked for in a statement's words.
#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/terms.hpp"

namespace sitrep::ledger {

/// The words asked about are folded, with a blank at either end (Said::words).
class CuePhrases {
  public:
    explicit CuePhrases(const TermTable& terms) {
        for (std::size_t cue = 0; cue < kCues; ++cue) {
            for (const auto& phrase : terms.cues(static_cast<Cue>(cue))) {
                std::string& joined = phrases_[cue].emplace_back(" ");
                for (const std::string& word : phrase) joined += word + " ";
            }
        }
    }
    [[nodiscard]] bool in(std::string_view words, Cue cue) const {
        return any(cue, [&](const std::string& phrase) { return words.find(phrase) != words.npos; });
    }
    [[nodiscard]] bool begin(std::string_view words, Cue cue) const {
        return any(cue, [&](const std::string& phrase) { return words.starts_with(phrase); });
    }
    [[nodiscard]] bool end(std::string_view words, Cue cue) const {
        const std::size_t last = words.find_last_not_of(' ');
        if (last == words.npos) return false;
        const std::string trimmed = std::string(words.substr(0, last + 1)) + " ";
        return any(cue, [&](const std::string& phrase) { return trimmed.ends_with(phrase); });
    }

  private:
    template <typename Test>
    [[nodiscard]] bool any(Cue cue, const Test& test) const {
        const auto& phrases = phrases_[static_cast<std::size_t>(cue)];
        return std::any_of(phrases.begin(), phrases.end(), test);
    }
    std::array<std::vector<std::string>, kCues> phrases_;
};

}  // namespace sitrep::ledger
