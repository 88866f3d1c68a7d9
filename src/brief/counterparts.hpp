/// @file counterparts.hpp
/// @brief What in an earlier dossier is what in a later one: reports, sentences and items, by their words.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// A sentence that was rewritten: most of its words are the same.
struct EditedSentence {
    Place then;  ///< in the earlier dossier
    Place now;
};

/// Ids and offsets play no part. Reports are the same by their bytes, else by path and member, else by file
/// name or outlet where they share sentences. Sentences of such a pair are the same by their words, in order;
/// what is left is edited where it shares most of its words. Items are the same where their sentences are, by
/// their own words, then in order. Both readers outlive this.
class Counterparts {
  public:
    Counterparts(const Reader& before, const Reader& now);

    /// The report in the other dossier; none if it has no counterpart.
    [[nodiscard]] std::optional<ReportIndex> now_of(ReportIndex then) const { return now_of_[then]; }
    [[nodiscard]] std::optional<ReportIndex> then_of(ReportIndex now) const { return then_of_[now]; }
    /// Whether a report of the later dossier has a counterpart with other words.
    [[nodiscard]] bool edited(ReportIndex now) const { return edited_[now]; }
    [[nodiscard]] bool share_a_report() const;

    /// The item in the later dossier; none if it is gone.
    [[nodiscard]] std::optional<ItemRef> now_of(const ItemRef& then) const;
    /// Whether an item of the later dossier has no counterpart, or stands in an edited sentence.
    [[nodiscard]] bool is_news(const ItemRef& now) const;
    /// Whether the sentence at a place of the later dossier is edited or its words stood nowhere before.
    [[nodiscard]] bool is_news(const Place& now) const;
    /// Whether the very words of the sentence stood somewhere in the earlier dossier.
    [[nodiscard]] bool stood_before(const Place& now) const;
    /// Whether the words of a sentence of the earlier dossier stand somewhere in the later one.
    [[nodiscard]] bool still_stands(const Place& then) const;
    [[nodiscard]] const std::vector<EditedSentence>& edited_sentences() const { return edited_sentences_; }

  private:
    using Sentences = std::vector<std::vector<std::string>>;  ///< words of each report's sentences
    void pair_reports();
    void pair_sentences(ReportIndex then, ReportIndex now);
    void pair_edited(ReportIndex then, ReportIndex now, const std::vector<std::size_t>& left_then,
                     const std::vector<std::size_t>& left_now);
    void pair_items();
    void pair_list(ItemRef::List list);
    void pair_group(ItemRef::List list, const std::vector<std::uint32_t>& olds,
                    const std::vector<std::uint32_t>& news, bool one_sentence);

    const Reader& before_;
    const Reader& now_;
    Sentences then_words_, now_words_;
    std::set<std::string> all_then_, all_now_;
    std::vector<std::optional<ReportIndex>> now_of_, then_of_;
    std::vector<bool> edited_;
    std::map<std::pair<ReportIndex, std::size_t>, std::size_t> sentence_now_;  ///< of (report then, sentence)
    std::set<std::pair<ReportIndex, std::size_t>> edited_now_;                 ///< (report now, sentence)
    std::vector<EditedSentence> edited_sentences_;
    std::map<ItemRef, ItemRef> item_now_;
    std::set<ItemRef> known_now_;
};

/// Report and span of an item of a dossier; none if there is no such item.
[[nodiscard]] std::optional<Place> span_of_item(const Dossier& dossier, const ItemRef& item);

}  // namespace sitrep::brief
