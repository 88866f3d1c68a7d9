#include "cli/wrapped.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string wrapped(const std::string& label, std::string_view text, std::size_t width) {
    constexpr std::size_t kDeepest = 24;
    const std::string printable = text::printable(text);
    const std::string_view words = printable;
    const std::string indent(std::min(characters(label), kDeepest), ' ');
    std::string out, line = label;
    bool empty = true;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        const std::string_view word = words.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (!empty && characters(line) + 1 + characters(word) > width) {
            out += line + "\n";
            line = indent;
            empty = true;
        }
        if (!empty) line += ' ';
        line += word;
        empty = false;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return out + line + "\n";
}

}  // namespace sitrep::cli
