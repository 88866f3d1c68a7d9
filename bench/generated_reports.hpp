/// @file generated_reports.hpp
/// @brief Reports made up for benches: any number, always the same, part of them copied from earlier ones.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace sitrep::bench {

/// Texts of `count` reports of about 300 words: title, dateline, quotations, figures, days. Words are drawn
/// from lists wide enough that two sentences are alike by copying only. Every fifth report repeats two
/// paragraphs of an earlier one, and one situation has about 100 reports with its own people, as in a stream
/// of news.
[[nodiscard]] std::vector<std::string> generated_reports(std::size_t count);

}  // namespace sitrep::bench
