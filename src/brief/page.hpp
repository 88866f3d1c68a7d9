/// @file page.hpp
/// @brief Parts of the page, each a function from a dossier to HTML. What they share: evidence and notes.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "brief/items.hpp"
#include "brief/reader.hpp"
#include "brief/render_options.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

/// What the parts of one page share.
class Page {
  public:
    Page(const Reader& reader, const RenderOptions& options);

    [[nodiscard]] const Reader& reader() const { return reader_; }
    [[nodiscard]] const RenderOptions& options() const { return options_; }
    [[nodiscard]] const Standing& standing() const { return standing_; }
    /// Whether the page holds the full text of every report (else only the paragraphs that are cited).
    [[nodiscard]] bool whole_texts() const { return whole_texts_; }

    /// Opens to the exact words in their paragraphs, without script; in print, the numbers of its notes.
    /// `extra` stands behind the labels ("2 reports · 1 origin") and is escaped here.
    [[nodiscard]] std::string evidence(const std::vector<Place>& places, std::string_view extra = {});
    /// The same without notes, for names: a note that repeats the name would tell a reader of paper nothing.
    [[nodiscard]] std::string evidence_of_names(const std::vector<Place>& places,
                                                std::string_view extra = {});
    /// Short link to a paragraph of a report's text: "r4 ¶3".
    [[nodiscard]] std::string link(const Place& place) const;
    /// Notes for print: every sentence cited so far, numbered, with its words.
    [[nodiscard]] std::string notes() const;
    /// Anchor of a paragraph of a report's text.
    [[nodiscard]] std::string anchor(ReportIndex report, std::uint32_t paragraph) const;

  private:
    [[nodiscard]] std::string card(ReportIndex report, const Paragraph* paragraph,
                                   std::vector<Span> spans) const;
    [[nodiscard]] std::string folded_cards(const std::vector<Place>& places, std::string_view extra) const;
    std::size_t note(const Place& place);

    const Reader& reader_;
    const RenderOptions& options_;
    Standing standing_;
    bool whole_texts_;
    std::map<Place, std::size_t> note_of_;
    std::vector<Place> noted_;
};

/// Escaped text whose verbatim words ("…" in typographic marks) are set apart and isolated for direction.
[[nodiscard]] std::string rich(std::string_view text);
/// Escaped words isolated for direction.
[[nodiscard]] std::string isolated(std::string_view words);
/// `words` with what differs from `other` marked.
[[nodiscard]] std::string with_changes(std::string_view words, std::string_view other);
/// Mark and name of a kind of relation: "✗ Conflict".
[[nodiscard]] std::string badge(RelationKind kind);
[[nodiscard]] std::string_view css_name(RelationKind kind);

[[nodiscard]] std::string relation_card(Page& page, std::size_t relation);
[[nodiscard]] std::string claims_matrix(Page& page, const std::vector<std::size_t>& relations);
[[nodiscard]] std::string figures_table(Page& page);
[[nodiscard]] std::string speakers_part(Page& page);
[[nodiscard]] std::string cases_part(Page& page);
[[nodiscard]] std::string lineage_part(Page& page);
[[nodiscard]] std::string side_by_side(Page& page);
[[nodiscard]] std::string timeline_part(Page& page);
[[nodiscard]] std::string map_part(Page& page);
[[nodiscard]] std::string sources_table(Page& page);
[[nodiscard]] std::string report_texts(Page& page);

/// What the page can do beyond reading, for a browser that runs script (made from page/src).
[[nodiscard]] std::string_view page_script();
/// The source that a content security policy may name for it: "'sha256-…'".
[[nodiscard]] std::string script_policy();
/// Style sheet of the page.
[[nodiscard]] std::string_view page_style();

}  // namespace sitrep::brief
