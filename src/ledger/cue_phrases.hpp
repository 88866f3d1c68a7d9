/// @file cue_phrases.hpp
/// @brief Phrases of lexicon/ledger/cues.tsv, looked for in a statement's words.
#pragma once
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/terms.hpp"

namespace sitrep::ledger {

/// The words asked about are folded, with a blank at either end (Said::words). Each of their words is looked
/// up once, so that the length of a list costs nothing.
class CuePhrases {
  public:
    explicit CuePhrases(const TermTable& terms) {
        for (std::size_t cue = 0; cue < kCues; ++cue) {
            for (const auto& phrase : terms.cues(static_cast<Cue>(cue))) {
                std::string joined = " ";
                for (const std::string& word : phrase) joined += word + " ";
                by_first_[cue][phrase.front()].push_back(std::move(joined));
            }
        }
    }
    [[nodiscard]] bool in(std::string_view words, Cue cue) const {
        for (std::size_t at = words.find(' '); at != words.npos; at = words.find(' ', at + 1)) {
            if (length_at(words, at, cue) > 0) return true;
        }
        return false;
    }
    [[nodiscard]] bool begin(std::string_view words, Cue cue) const { return length_at(words, 0, cue) > 0; }
    [[nodiscard]] bool end(std::string_view words, Cue cue) const {
        const std::size_t last = words.find_last_not_of(' ');
        if (last == words.npos) return false;
        const std::string trimmed = std::string(words.substr(0, last + 1)) + " ";
        for (std::size_t at = trimmed.find(' '); at != trimmed.npos; at = trimmed.find(' ', at + 1)) {
            if (stands_at(trimmed, at, cue,
                          [&](const std::string& phrase) { return at + phrase.size() == trimmed.size(); }))
                return true;
        }
        return false;
    }

  private:
    [[nodiscard]] std::size_t length_at(std::string_view words, std::size_t at, Cue cue) const {
        std::size_t length = 0;
        (void)stands_at(words, at, cue, [&](const std::string& phrase) {
            length = phrase.size();
            return true;
        });
        return length;
    }
    /// Does a phrase that passes the test stand at the blank `at`?
    template <typename Test>
    [[nodiscard]] bool stands_at(std::string_view words, std::size_t at, Cue cue, const Test& test) const {
        if (at >= words.size() || words[at] != ' ') return false;
        const std::size_t behind = std::min(words.find(' ', at + 1), words.size());
        const auto& lists = by_first_[static_cast<std::size_t>(cue)];
        const auto found = lists.find(words.substr(at + 1, behind - at - 1));
        return found != lists.end() &&
               std::any_of(found->second.begin(), found->second.end(), [&](const std::string& phrase) {
                   return words.substr(at).starts_with(phrase) && test(phrase);
               });
    }
    using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;
    std::array<Lists, kCues> by_first_;
};

}  // namespace sitrep::ledger
