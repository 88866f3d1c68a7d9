/// @file sections.hpp
/// @brief The sections of the brief, one function each; every one adds its sentences and nothing where it has
/// none.
#pragma once
#include <vector>

#include "brief/reader.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

using Sentences = std::vector<BriefSentence>;

/// Whether shared words or one utterance join all stories: one story at several times.
[[nodiscard]] bool tells_one_story(const Reader& reader);
void add_head(const Reader& reader, Sentences& out);
void add_bottom_line(const Reader& reader, const Standing& standing, Sentences& out);
void add_changed(const Reader& reader, const Standing& standing, Sentences& out);
/// What later moments of a story bring: the sentences by which processes move on, the latest moment first. A
/// moment is a run of reports whose days of writing touch; a report that could belong to several is left out.
/// `updates` are indices of relations, which are told already.
void add_moments(const Reader& reader, const Standing& standing, const std::vector<std::size_t>& updates,
                 Sentences& out);
void add_figures(const Reader& reader, const Standing& standing, Sentences& out);
void add_said(const Reader& reader, const Standing& standing, Sentences& out);
void add_requests(const Reader& reader, const Standing& standing, Sentences& out);
void add_cases(const Reader& reader, const Standing& standing, Sentences& out);
void add_timeline(const Reader& reader, const Standing& standing, Sentences& out);
void add_places(const Reader& reader, Sentences& out);
void add_gaps(const Reader& reader, const Standing& standing, Sentences& out);
void add_sources(const Reader& reader, Sentences& out);
void add_method(const Reader& reader, Sentences& out);

/// At most so many sentences of one section; what is beyond is counted in a last sentence.
inline constexpr std::size_t kSentencesInSection = 40;

/// How a sentence ends that only counts them.
inline constexpr std::string_view kNotShown = " not shown here.";

/// What stands between words and those that a later report tells in their place.
inline constexpr std::string_view kToldLater = "; told later: ";

/// Section names in the order of the brief, with their headings.
struct SectionTitle {
    std::string_view name;
    std::string_view title;
};
[[nodiscard]] const std::vector<SectionTitle>& section_titles();

}  // namespace sitrep::brief
