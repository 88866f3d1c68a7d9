/// @file items.hpp
/// @brief Figures, acts and quotations put into words: their own words, who vouches for them, where they
/// stand.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

class Standing;

/// Where an item stands, with the words a reader needs to understand it: a figure together with what is
/// counted.
[[nodiscard]] Place place_of(const Reader& reader, const ItemRef& item);
[[nodiscard]] Place place_of_figure(const Reader& reader, const Figure& figure);

/// The entity of a source; where it has none but its words hold one person's name ("Secretary of State John
/// Brown"), that person.
[[nodiscard]] EntityRef speaker_of(const Reader& reader, ReportIndex report, const Source& source);

/// Who is given as speaker or holder: the entity's name, or the report's own words for it in marks, or "" for
/// nobody.
[[nodiscard]] std::string source_words(const Reader& reader, ReportIndex report, const Source& source);

/// Items of a relation that say the same: in the same words for the same source, or, in a dispute or a row of
/// states, of the same value.
struct ItemGroup {
    std::string words;            ///< verbatim, one line, without marks
    std::string source;           ///< "" where the words name nobody
    DateRange dates;              ///< as of when, else when the report was written
    bool dated_by_words = false;  ///< `dates` is the item's own
    std::vector<Place> places;
    std::vector<std::pair<std::string, Place>> sources;  ///< `source` as each of the places gives it
    std::vector<DateRange> days;                         ///< `dates` as each of the places gives them
    std::optional<double> low;                           ///< of a figure: its value, else its bounds
    std::optional<double> high;
    Approximator approximator = Approximator::none;
    std::string where;                ///< of a figure: the place it measures
    std::optional<ActKind> act;       ///< of an act
    std::optional<ActStatus> status;  ///< of an act
    ItemRef::List list = ItemRef::List::figures;
};
/// Groups of a relation in its own order; for an update in order of time where every item has both bounds; in
/// a conflict over deeds whoever accuses before whoever answers.
[[nodiscard]] std::vector<ItemGroup> groups_of(const Reader& reader, const Relation& relation);

/// Whether group `i` of a conflict begins what is said against the groups before it.
[[nodiscard]] bool other_side(const std::vector<ItemGroup>& groups, std::size_t i);

/// A group taken apart by its wordings, in order; most groups have one.
[[nodiscard]] std::vector<ItemGroup> wordings_of(const Reader& reader, const ItemGroup& group);

/// Whether the words prove that the last group came after the first: by their days, or because what was
/// announced in one is done in the other and the days allow it. An update whose order is not proved is not
/// told as one.
[[nodiscard]] bool moved_on(const std::vector<ItemGroup>& groups);

/// Sources of a group, each with the places that give it.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<Place>>> told_by(const ItemGroup& group);

/// "Conflict", "Agreement", … as a heading for a kind of relation.
[[nodiscard]] std::string_view title_of(RelationKind kind);
/// A mark beside the words, so that colour is never alone: ✗ ≠ ✓ ↻ ▲ ↔ ∦ ＝.
[[nodiscard]] std::string_view mark_of(RelationKind kind);

/// The reason of a relation without what its items say themselves: "the words exclude one another and do not
/// settle it"; may be empty.
[[nodiscard]] std::string reason_words(const Relation& relation);

/// Relations of a kind or kinds are shown in this order: conflict, differ, tension, stronger, update, agree,
/// …
[[nodiscard]] int rank_of(RelationKind kind);

/// One side of a relation as it is shown: a run of words that can be read alone.
struct ToldSide {
    std::string words;  ///< verbatim, one line, without marks
    std::string where;  ///< "r1, r2, written 7 June 2016; same figure in r3"
    Place context;
    std::string_view before;  ///< what stands between it and the side before: " against ", " → "
};
/// A relation as the brief and the page show it.
struct ToldRelation {
    std::string title;
    std::string label;         ///< its subject, where all sides have its words; may be empty
    std::string pointed;       ///< "“44” against “61”", where one run of words holds both
    std::optional<Place> run;  ///< that run
    std::vector<ToldSide> sides;
    std::string reason;
    std::size_t more = 0;        ///< groups not shown
    std::vector<Place> in_more;  ///< where they stand
    std::vector<Place> citations;
};
[[nodiscard]] ToldRelation told_relation(const Reader& reader, const Standing& standing,
                                         std::size_t relation);

/// One sentence: "Conflict, dead: “The ministry counted 44 dead” (r1) against “…” (r2). 1 origin." Each side
/// is told in its whole sentence, by the report where it was gathered; a label stands only where all of them
/// have its words.
[[nodiscard]] BriefSentence tell(const Reader& reader, const Standing& standing, std::size_t relation,
                                 std::string_view section);
/// Content words, by their first letters, that the first sentence of a relation has with each of the others,
/// at least; SIZE_MAX where all items are told as one.
[[nodiscard]] std::size_t words_in_common(const Reader& reader, const Relation& relation);

/// Labels of the reports of `places`, each once, in order: "r1, r4".
[[nodiscard]] std::string labels_of(const Reader& reader, const std::vector<Place>& places);
/// Number of different reports among `places`.
[[nodiscard]] std::size_t reports_in(const std::vector<Place>& places);

/// "The union had sought 22 percent at first": what lay before the report's own days is no change.
[[nodiscard]] bool tells_of_before(std::string_view words, const BriefWords& sets);

/// Words of at least `shortest` letters or digits, folded: enough to tell whether two clauses say the same.
[[nodiscard]] std::set<std::string> content_words(std::string_view words, std::size_t shortest = 4);
/// Folded words with one blank before, between and after them, punctuation left out: what cues are sought in.
[[nodiscard]] std::string padded_words(std::string_view words);
/// How many words both sets have.
/// Both in order, each word once.
template <typename Words>
[[nodiscard]] std::size_t common_words(const Words& a, const Words& b) {
    std::size_t common = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        const int order = x->compare(*y);
        common += order == 0 ? 1U : 0U;
        if (order <= 0) ++x;
        if (order >= 0) ++y;
    }
    return common;
}

/// A case template's name in words: "request and approval".
[[nodiscard]] std::string_view template_words(std::string_view name);
/// Steps of a process that the text shows, in its order.
[[nodiscard]] std::vector<const CaseStep*> steps_of(const Reader& reader, const Case& one);
/// The step that reached the state; where none is called so, the last. `steps` must not be empty.
[[nodiscard]] const CaseStep& reached_by(const Case& one, const std::vector<const CaseStep*>& steps);
/// Stage and state of a process, each once: "announced, not submitted"; "in force, partly met".
[[nodiscard]] std::string stage_words(const Case& one);
/// A party to a process as it can be told; empty for a bare article or pronoun.
[[nodiscard]] std::string party_words(std::string_view party);
/// Who and what a process is about: "Mozambique: four helicopters"; without a party that cannot be told.
[[nodiscard]] std::string case_subject(const Case& one);
/// What a process lacks, in words.
struct Lacking {
    std::vector<std::string> next;     ///< "submit the request (the Government of National Accord)"
    std::vector<std::string> missing;  ///< "date of submission", "decision of the council"
};
[[nodiscard]] Lacking lacking(const Case& one);
/// A contract word with blanks for underscores.
[[nodiscard]] std::string spaced(std::string_view name);

/// Ends `text` with a full stop unless it ends a sentence already.
[[nodiscard]] std::string with_stop(std::string text);
/// First letter in upper case where a plain word of lower-case ASCII letters starts the text.
[[nodiscard]] std::string capitalised(std::string_view text);

}  // namespace sitrep::brief
