/// @file date_words.hpp
/// @brief Written dates of any common form as ISO 8601: what pages and feeds put into date fields, datelines
/// and addresses.
#pragma once
#include <string>
#include <string_view>

#include "extract/lexicon.hpp"

namespace sitrep::extract {

/// A date found in words: ISO 8601 date, or date and time with its zone where the words give one; the bytes
/// it took.
struct WrittenDate {
    std::string value;  ///< empty: none found
    std::size_t begin = 0;
    std::size_t end = 0;
    bool ambiguous = false;  ///< day and month could be exchanged
};

/// First date in `words`: "2018-03-02T10:00:00+01:00", "20180302", "2 March 2018", "March 2, 2018",
/// "02.03.2018", "3/2/2018", Unix seconds and milliseconds. Years 1990 to 2050. In ambiguous numeric dates
/// the month comes first only with slashes and `month_first`.
[[nodiscard]] WrittenDate date_in(std::string_view words, const Lexicon& lexicon, bool month_first = false);

/// The date in an address: "/2018/03/02/", "/2018-03-02-", "20180302", "/2018/mar/02/"; empty if there is
/// none.
[[nodiscard]] std::string date_in_url(std::string_view url, const Lexicon& lexicon);

}  // namespace sitrep::extract
