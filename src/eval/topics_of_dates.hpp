/// @file topics_of_dates.hpp
/// @brief What the evaluations of dates and figures share: plain texts read without extraction, and phrase
/// cases.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/topics.hpp"

namespace sitrep::eval {

/// A text as one report of body paragraphs (lines and blank lines end them), in English; no marks yet.
[[nodiscard]] AnnotatedReport read_plain(const Engine& engine, const std::string& text);

struct FoundTime {
    std::uint32_t begin, end;  ///< bytes
    std::string type, value, modifier;
    DateRange bounds;
};
/// Times of a text written on `day`, with their values solved.
[[nodiscard]] std::vector<FoundTime> times_of(const Engine& engine, const std::string& text,
                                              std::optional<Day> day);

/// Byte offset of each code point, and of the end.
[[nodiscard]] std::vector<std::uint32_t> byte_offsets(std::string_view text);

/// Phrase cases with an expected meaning (Recognizers-Text, Duckling): 1 for each that is read as expected.
struct PhraseSet {
    std::vector<double> right;
};
/// False if the line is no phrase case. Cases of kinds that sitrep does not read (numbers alone, and those
/// that their authors mark as not supported) are left out.
bool add_phrase(const Engine& engine, const nlohmann::json& line, bool errors, PhraseSet& set);

/// A gold dossier with its texts beside it (or in a folder `../../seeds` or the dossier's own): days of
/// reports.
[[nodiscard]] Result<void> eval_published(const Engine& engine, const std::string& path,
                                          const std::string& content, bool errors, std::vector<Row>& rows);

/// Reports with inline marks `<t v="…">` and `<n v="…" m="…">` (data/wire): times and figures against them.
[[nodiscard]] Result<void> eval_marked(const Engine& engine, const std::string& given,
                                       const std::vector<std::string>& files, bool errors,
                                       std::vector<Row>& rows);

}  // namespace sitrep::eval
