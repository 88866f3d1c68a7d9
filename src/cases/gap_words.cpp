#include "cases/gap_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "cases/template.hpp"

namespace sitrep::cases {

std::string lowered(std::string_view words) {
    std::string out(words);
    for (char& one : out) {
        if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
    }
    return out;
}

std::string count_words(double number) {
    constexpr std::array<std::string_view, 13> kSmall = {"no",   "one",    "two",   "three", "four",
                                                         "five", "six",    "seven", "eight", "nine",
                                                         "ten",  "eleven", "twelve"};
    const double whole = std::round(number);
    if (std::abs(whole - number) > 1e-9 || whole < 1.0 || whole > 1e15) return {};
    if (whole <= 12.0) return std::string(kSmall[static_cast<std::size_t>(whole)]);
    constexpr double kMillion = 1e6, kTenths = 1e5;
    if (whole >= kMillion && whole < 1e9 && std::fmod(whole, kTenths) == 0.0) {
        const auto tenths = static_cast<long long>(whole / kTenths);
        const std::string part = tenths % 10 == 0 ? std::string() : "." + std::to_string(tenths % 10);
        return std::to_string(tenths / 10) + part + " million";
    }
    std::string digits = std::to_string(static_cast<long long>(whole));
    for (std::size_t at = digits.size(); at > 3 && digits.size() > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string without_opening(std::string words, bool& clause) {
    constexpr std::array<std::pair<std::string_view, bool>, 24> kOpenings = {
        {{"as soon as ", true},
         {"only if ", true},
         {"only when ", true},
         {"only once ", true},
         {"only after ", true},
         {"if and when ", true},
         {"if ", true},
         {"once ", true},
         {"unless ", true},
         {"until ", true},
         {"provided that ", true},
         {"provided ", true},
         {"on condition that ", true},
         {"on the understanding that ", true},
         {"on the proviso that ", true},
         {"as long as ", true},
         {"so long as ", true},
         {"when ", true},
         {"after ", true},
         {"before ", true},
         {"on the condition that ", true},
         {"without a ", false},
         {"without ", false},
         {"subject to ", false}}};
    const std::string folded = lowered(words);
    for (const auto& [opening, is_clause] : kOpenings) {
        if (!folded.starts_with(opening)) continue;
        clause = is_clause;
        words.erase(0, opening.size());
        break;
    }
    while (!words.empty() && (words.back() == ',' || words.back() == ' ' || words.back() == '.'))
        words.pop_back();
    return words;
}

bool spoken(const std::string& words) {
    const std::vector<std::string> list = plain_words(words);
    return std::any_of(list.begin(), list.end(), [](const std::string& word) {
        return word == "we" || word == "i" || word == "you" || word == "our" || word == "my" || word == "us";
    });
}

}  // namespace sitrep::cases
