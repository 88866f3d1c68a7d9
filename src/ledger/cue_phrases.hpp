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
            std::sort(phrases_[cue].begin(), phrases_[cue].end());
        }
    }
    /// Word by word: at each only the phrases that begin with it are compared.
    [[nodiscard]] bool in(std::string_view words, Cue cue) const {
        const auto& phrases = phrases_[static_cast<std::size_t>(cue)];
        for (std::size_t at = words.find(' '); at != words.npos; at = words.find(' ', at + 1)) {
            const std::string_view rest = words.substr(at);
            const std::string_view first = rest.substr(0, rest.find(' ', 1));
            for (auto phrase = std::lower_bound(phrases.begin(), phrases.end(), first);
                 phrase != phrases.end() && phrase->starts_with(first); ++phrase) {
                if (rest.starts_with(*phrase)) return true;
            }
        }
        return false;
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
