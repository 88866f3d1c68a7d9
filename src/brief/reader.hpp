/// @file reader.hpp
/// @brief A dossier opened for citing: labels of reports, paragraphs, sentences, and the words at a place.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brief/brief_words.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// A paragraph, counted from the top as a reader of the file would: where empty lines part the paragraphs of
/// the article, all that stands between two of them, headings of several lines too; where none do, every
/// line.
struct Paragraph {
    TextRange range;
    std::uint32_t number = 0;  ///< from 1
    bool furniture = false;    ///< holds no body and no title
};

/// Reads a dossier that outlives it, as do the words. Every function tolerates places outside the text: they
/// give empty words.
class Reader {
  public:
    Reader(const Dossier& dossier, const BriefWords& words);

    [[nodiscard]] const Dossier& dossier() const { return dossier_; }
    /// By which sentences are judged.
    [[nodiscard]] const BriefWords& sets() const { return sets_; }
    [[nodiscard]] const Report& report(ReportIndex index) const { return dossier_.reports[index].report; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(dossier_.reports.size()); }

    /// Short name of a report, unique in the set: the file's name up to its first underscore where all such
    /// are short, unique and not mere digits ("r4"), else the names without their endings, else r1, r2, … in
    /// list order; "stdin" for standard input.
    [[nodiscard]] const std::string& label(ReportIndex index) const { return labels_[index]; }
    [[nodiscard]] const std::vector<Paragraph>& paragraphs(ReportIndex index) const {
        return paragraphs_[index];
    }
    /// The paragraph that holds the first byte of `place`; none if the text has no such place.
    [[nodiscard]] const Paragraph* paragraph(const Place& place) const;
    /// "004:¶23".
    [[nodiscard]] std::string citation(const Place& place) const;

    /// The words at a place as one line: white space runs become one blank, control characters go.
    [[nodiscard]] std::string words(const Place& place) const;
    /// The sentence that holds the first byte of `place`; `place` itself where no sentence does.
    [[nodiscard]] Place sentence(const Place& place) const;
    /// Kind of the block that holds the first byte of `place`.
    [[nodiscard]] BlockKind block_kind(const Place& place) const;
    /// The report's headline, else its first body sentence, else its first byte: what a statement on the
    /// report cites.
    [[nodiscard]] Place head_of(ReportIndex index) const;

    /// Entities mentioned inside a place, in text order; a mention counts if it begins there.
    [[nodiscard]] std::vector<EntityRef> entities_in(const Place& place) const;
    /// The one person whose name stands inside a place; none if nobody's or several persons' names do.
    [[nodiscard]] EntityRef person_in(const Place& place) const;

    /// Indices of the quotations of a report, in text order.
    [[nodiscard]] const std::vector<std::uint32_t>& quotes_of(ReportIndex index) const {
        return quotes_[index];
    }

    /// Outlet as the report names it, with agencies it carries: "Southern Signal, crediting AFP"; "in part
    /// from AFP" where only some words are given as the agency's; "outlet not given".
    [[nodiscard]] std::string outlet(ReportIndex index) const;
    /// When the report was written, in words; "date not given".
    [[nodiscard]] std::string date(ReportIndex index) const;
    /// "r4, written 11 August 2023; also r6": the report that words are told by, with its day, then who has
    /// them too.
    [[nodiscard]] std::string told_in(ReportIndex teller, const std::vector<ReportIndex>& others) const;
    /// ", written 28 June 2016", ", written between 3 May and 28 June 2016"; empty where the day is not
    /// known to a hundred days.
    [[nodiscard]] std::string written(ReportIndex index) const;
    /// Whether the day is known to ten days.
    [[nodiscard]] bool is_dated(ReportIndex index) const;
    [[nodiscard]] const DateRange& published(ReportIndex index) const;
    /// Display name of an entity, empty for none: a name that stands in the reports, also where the tables
    /// know it by another; countries and places by their name in the tables.
    [[nodiscard]] std::string entity(EntityRef reference) const;

  private:
    /// Whether the agency is one of the report's lines of reporting.
    [[nodiscard]] bool on_a_line(ReportIndex index, const std::string& agency) const;
    /// Whether the agency is given for some words of the report alone ("told AFP"), not for the report.
    [[nodiscard]] bool only_told(ReportIndex index, const std::string& agency) const;

    const Dossier& dossier_;
    const BriefWords& sets_;
    std::vector<std::string> labels_;
    std::vector<std::string> names_;  ///< of the entities, as they are shown
    std::vector<std::vector<Paragraph>> paragraphs_;
    struct Named {
        std::uint32_t begin;
        EntityRef entity;
        MentionForm form;
    };
    std::vector<std::vector<Named>> mentions_;  ///< of each report, in text order
    std::vector<std::vector<std::uint32_t>> quotes_;
    /// Of each report: agencies of the lines of reporting that it is on, and words of it that are an
    /// agency's.
    std::vector<std::vector<const std::string*>> lines_;
    std::vector<std::vector<Span>> told_agency_;
    DateRange nothing_;
};

/// "January" of 1.
[[nodiscard]] std::string_view month_name(int month);
/// "23 January 2018", "21–28 February 2018", "January 2018", "not before 5 May 2017"; empty if both ends are
/// open.
[[nodiscard]] std::string date_words(const DateRange& range);
/// "3, 10 or 17 March 2017" of a bounded range: its first day and every seventh behind it.
[[nodiscard]] std::string weekly_words(const DateRange& range);
/// `words` between typographic double marks, which take the place of a pair around all of them; double marks
/// inside become single ones, so the outer pair is the only one. Words cut off inside a quotation are closed
/// there; a mark whose partner was forgotten is left out.
[[nodiscard]] std::string in_marks(std::string_view words);
/// The same for words that a sentence goes on after: their closing full stop or comma is left to it, as
/// printers do.
[[nodiscard]] std::string in_marks_inside(std::string_view words);
/// Whether marked words end in a stop, question or exclamation mark or in "…".
[[nodiscard]] bool ends_a_sentence(std::string_view marked);
/// Words in marks and where they stand: “words” (r1, r2); after a question “words?” in r1, r2.
[[nodiscard]] std::string words_from(std::string_view words, std::string_view where);
/// "1 report", "2 reports".
[[nodiscard]] std::string counted(std::size_t number, std::string_view singular, std::string_view plural);
/// "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& parts);
/// "1 origin", "2 origins", "1 to 3 origins".
[[nodiscard]] std::string origin_words(const OriginInterval& origins);
/// White space runs become one blank, control characters go, ends are trimmed.
[[nodiscard]] std::string one_line(std::string_view text);
/// `text` cut at a word's end to at most `bytes` bytes, with "…" if something was cut; it does not end with
/// "of", "the" and the like. A condition ("if", "until", "on condition") is not cut off: up to half as many
/// bytes again are kept for it.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t bytes);

}  // namespace sitrep::brief
