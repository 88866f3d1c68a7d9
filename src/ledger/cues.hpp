/// @file cues.hpp
/// @brief Words that a statement is searched for.
#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "text/beginnings.hpp"

namespace sitrep::ledger {

/// Does any of the cues stand in the words? Both folded; a blank at either end of a cue makes it whole words.
template <std::size_t Size>
[[nodiscard]] bool has_any(std::string_view words, const std::array<std::string_view, Size>& cues) {
    text::Beginnings beginnings;
    for (const std::string_view cue : cues) beginnings.add(cue);
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (beginnings.may_begin(words, at) &&
            std::any_of(cues.begin(), cues.end(),
                        [&](std::string_view cue) { return text::stands_at(words, at, cue); }))
            return true;
    }
    return false;
}

/// Does it say that something is not so?
[[nodiscard]] inline bool denies_something(std::string_view words) {
    constexpr std::array<std::string_view, 8> kNot = {" no ",   " not ",    " never ",   "n't ",
                                                      " none ", " nobody ", " nothing ", " cannot "};
    return has_any(words, kNot);
}

/// "May 12", "12 May": with the month's name taken out, so that " may " is the verb. Words folded, a blank at
/// either end.
[[nodiscard]] inline std::string without_month_of_may(std::string words) {
    constexpr std::string_view kMay = " may ";
    const auto digit = [&](std::size_t at) {
        return at < words.size() && words[at] >= '0' && words[at] <= '9';
    };
    for (std::size_t at = words.find(kMay); at != std::string::npos; at = words.find(kMay, at + 1)) {
        if (digit(at + kMay.size()) || (at > 0 && digit(at - 1))) words.replace(at + 1, 3, "5th");
    }
    return words;
}

/// Something that is decided, and when it will be.
[[nodiscard]] inline bool decides(std::string_view words) {
    constexpr std::array<std::string_view, 16> kDecides = {
        " vote",  " rule ", " decide", " decision", " takes it up", " take it up", " hear ", " sit ",
        " sits ", " meet",  " ratif",  " approv",   " sign ",       " judge",      " due ",  " pay out"};
    constexpr std::array<std::string_view, 8> kComing = {" will ",  " due ",    " takes ",    " take it up ",
                                                         " is to ", " are to ", " expected ", " by "};
    return has_any(words, kDecides) && has_any(words, kComing);
}

/// "is taking", "are suing".
[[nodiscard]] inline bool is_doing(std::string_view words) {
    for (const std::string_view be : {" is ", " are "}) {
        for (std::size_t at = words.find(be); at != std::string_view::npos; at = words.find(be, at + 1)) {
            const std::size_t begin = at + be.size(), end = words.find(' ', begin);
            const std::string_view next = words.substr(begin, end - begin);
            constexpr std::array<std::string_view, 10> kNot = {
                "considering", "planning",  "hoping",     "preparing", "examining",
                "weighing",    "reviewing", "discussing", "asking",    "seeking"};
            if (next.size() > 4 && next.ends_with("ing") &&
                std::find(kNot.begin(), kNot.end(), next) == kNot.end())
                return true;
        }
    }
    return false;
}

}  // namespace sitrep::ledger
