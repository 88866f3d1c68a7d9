#include "text/stem.hpp"

namespace sitrep::text {
namespace {

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

}  // namespace

std::string stem(std::string_view word) {
    std::string out(word);
    const auto ends = [&](std::string_view ending) {
        return out.size() > ending.size() + 2 && out.ends_with(ending);
    };
    if (ends("'s")) out.resize(out.size() - 2);
    if (ends("ies") && out.size() > 4) {
        out.replace(out.size() - 3, 3, "y");
    } else if (ends("sses") || ends("shes") || ends("ches") || ends("xes")) {
        out.resize(out.size() - 2);
    } else if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) {
        out.pop_back();
    }
    const std::size_t before = out.size();
    if (ends("ing") && out.size() > 5)
        out.resize(out.size() - 3);
    else if (ends("ed") && out.size() > 4)
        out.resize(out.size() - 2);
    if (out.size() < before && out.size() > 3 && out[out.size() - 1] == out[out.size() - 2] &&
        !vowel(out.back()) && out.back() != 'l' && out.back() != 's')
        out.pop_back();
    if (out.size() > 3 && out.ends_with('e')) out.pop_back();
    if (out.size() > 3 && out.ends_with('y')) out.back() = 'i';
    return out;
}

}  // namespace sitrep::text
