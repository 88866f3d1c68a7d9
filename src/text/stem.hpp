/// @file stem.hpp
/// @brief English words without their endings, so that forms of one word meet.
#pragma once
#include <string>
#include <string_view>

namespace sitrep::text {

/// English endings off: plural, -ed, -ing, final e. A weak relative of M. Porter 1980; folded input.
[[nodiscard]] std::string stem(std::string_view folded_word);

}  // namespace sitrep::text
