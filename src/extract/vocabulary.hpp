/// @file vocabulary.hpp
/// @brief The words of an article, to tell its headline by.
#pragma once
#include <string>
#include <string_view>

#include "extract/word_table.hpp"

namespace sitrep::extract {

class Vocabulary {
  public:
    /// Takes in the words of `folded` text.
    void add(std::string_view folded) {
        for_each_word(folded, [&](std::string_view word) {
            if (word.size() >= 2) words_.add(word, 1);
        });
    }

    /// Share of the longer words and numbers of `folded` that are known, a plural's s more or less; 0 without
    /// any.
    [[nodiscard]] double share_known(std::string_view folded) const {
        std::size_t all = 0, known = 0;
        for_each_word(folded, [&](std::string_view word) {
            if (word.size() < 4 && (word.empty() || word.front() < '0' || word.front() > '9')) return;
            ++all;
            if (words_.contains(word) || words_.contains(std::string(word) + "s") ||
                (word.ends_with('s') && words_.contains(word.substr(0, word.size() - 1))))
                ++known;
        });
        return all == 0 ? 0.0 : static_cast<double>(known) / static_cast<double>(all);
    }

  private:
    /// Calls `visit` with what stands between blanks and common marks; empty where two of them meet.
    static void for_each_word(std::string_view folded, const auto& visit) {
        const auto parts = [](char c) {
            return c == ' ' || c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?' ||
                   c == '"' || c == '\'' || c == '(' || c == ')';
        };
        for (std::size_t at = 0; at < folded.size();) {
            std::size_t end = at;
            while (end < folded.size() && !parts(folded[end])) ++end;
            visit(folded.substr(at, end - at));
            at = end + 1;
        }
    }

    WordTable words_;
};

}  // namespace sitrep::extract
