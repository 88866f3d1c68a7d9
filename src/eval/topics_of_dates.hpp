/// @file topics_of_dates.hpp
/// @brief What the evaluations of dates and figures share: plain texts read without extraction.
#pragma once
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

/// Reports with inline marks `<t v="…">` and `<n v="…" m="…">` (data/wire): times and figures against them.
[[nodiscard]] Result<void> eval_marked(const Engine& engine, const std::string& given,
                                       const std::vector<std::string>& files, bool errors,
                                       std::vector<Row>& rows);

}  // namespace sitrep::eval
