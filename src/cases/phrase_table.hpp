/// @file phrase_table.hpp
/// @brief Phrases of all templates under their first two words: each word of a text is looked up once.
#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "cases/template.hpp"

namespace sitrep::cases {

/// A phrase whose first word, and the second where the phrase has one of its own, stands at `at`; the rest is
/// not compared yet.
struct PhraseHit {
    std::size_t at = 0, order = 0, state = 0;
    const PhraseRule* rule = nullptr;
};

class PhraseTable {
  public:
    /// Phrases of the states of `kinds`, which must outlive the table.
    explicit PhraseTable(const std::vector<Template>& kinds);

    /// Hits in the words for each template, by place and then as the template lists its phrases. `by_kind` is
    /// filled anew, one list for each template.
    void look_up(const std::vector<std::string>& words, std::vector<std::vector<PhraseHit>>& by_kind) const;

  private:
    struct Entry {
        std::size_t kind = 0;
        PhraseHit hit;
    };
    struct Opening {
        std::vector<Entry> any;  ///< of one word, or with any words behind the first
        std::unordered_map<std::string, std::vector<Entry>> by_second;
    };
    std::size_t kinds_ = 0;
    std::unordered_map<std::string, Opening> by_first_;
};

}  // namespace sitrep::cases
