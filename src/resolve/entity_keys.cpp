#include "resolve/entity_keys.hpp"

#include <algorithm>
#include <array>

#include "text/word_lists.hpp"

namespace sitrep::resolve {
namespace {

char sound(std::string_view word, std::size_t& at) {
    const char c = word[at];
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    const bool aspirated =
        next == 'h' && (c == 'g' || c == 'k' || c == 'd' || c == 't' || c == 's' || c == 'c' || c == 'p');
    if (aspirated) ++at;
    switch (c) {
        case 'y':  // "Yurilovca", "Jurilovca"
            return at == 0 ? 'J' : '\0';
        case 'q':
        case 'k':
        case 'g':
            return 'K';
        case 'c':
            return aspirated ? 'S' : 'K';
        case 'd':
            if (next == 'j') {
                ++at;
                return 'J';
            }
            return 'T';
        case 't':
            return 'T';
        case 'j':
            return 'J';
        case 's':
        case 'z':
        case 'x':
            return 'S';
        case 'p':
            return aspirated ? 'F' : 'B';
        case 'b':
            return 'B';
        case 'f':
        case 'v':
            return 'F';
        case 'm':
            return 'M';
        case 'n':
            return 'N';
        case 'l':
            return 'L';
        case 'r':
            return 'R';
        default:
            return '\0';
    }
}

}  // namespace

std::string skeleton(std::string_view word) {
    std::string result;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const char c = sound(word, at);
        if (c != '\0' && (result.empty() || result.back() != c)) result += c;
    }
    return result;
}

double jaro_winkler(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return 0.0;
    if (a.size() > 64 || b.size() > 64) return a == b ? 1.0 : 0.0;
    const std::size_t window = std::max<std::size_t>(1, std::max(a.size(), b.size()) / 2) - 1;
    std::array<bool, 64> used_a{}, used_b{};
    double matches = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t from = i > window ? i - window : 0, to = std::min(b.size(), i + window + 1);
        for (std::size_t k = from; k < to; ++k) {
            if (used_b[k] || a[i] != b[k]) continue;
            used_a[i] = used_b[k] = true;
            ++matches;
            break;
        }
    }
    if (matches == 0) return 0.0;
    double transposed = 0;
    for (std::size_t i = 0, k = 0; i < a.size(); ++i) {
        if (!used_a[i]) continue;
        while (!used_b[k]) ++k;
        transposed += a[i] != b[k];
        ++k;
    }
    const double jaro = (matches / static_cast<double>(a.size()) + matches / static_cast<double>(b.size()) +
                         (matches - transposed / 2) / matches) /
                        3;
    std::size_t prefix = 0;
    while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
    return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro);
}

int word_likeness(const std::string& a, const std::string& b) {
    if (a == b) return 3;
    if (a.size() == 1 || b.size() == 1) return a[0] == b[0] ? 1 : 0;
    const std::string x = skeleton(a), y = skeleton(b);
    const bool like_length = std::max(a.size(), b.size()) - std::min(a.size(), b.size()) <= 3;
    if (x == y && x.size() >= 2 && like_length) return 2;
    return jaro_winkler(a, b) >= 0.9 && std::min(a.size(), b.size()) >= 5 ? 2 : 0;
}

std::string word_set(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const char c = i < name.size() ? name[i] : ' ';
        if (c != ' ' && c != '-') {
            word += c;
            continue;
        }
        if (!word.empty() && !text::among(word, text::kNameLinks)) words.push_back(word);
        word.clear();
    }
    std::sort(words.begin(), words.end());
    std::string key;
    for (const std::string& each : words) key += (key.empty() ? "" : " ") + each;
    return words.size() < 2 ? std::string() : key;
}

}  // namespace sitrep::resolve
