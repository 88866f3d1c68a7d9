#include "extract/lines.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using text::CodePoint;

bool is_bullet(char32_t c) {
    return c == U'•' || c == U'·' || c == U'▪' || c == U'●' || c == U'*' || c == U'►' || c == U'▶' ||
           c == U'‣' || c == U'■' || c == U'➤';
}
/// Opens an item of a list where a space follows: elsewhere a quotation mark or a sign.
bool is_pointer(char32_t c) { return c == U'»' || c == U'›' || c == U'>' || c == U'→'; }
bool is_dash(char32_t c) { return c == U'-' || c == U'–' || c == U'—'; }
bool is_quote(char32_t c) {
    return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»';
}
bool closes(char32_t c) { return is_quote(c) || c == U'’' || c == U'\'' || c == U')' || c == U']'; }
bool stops(char32_t c) {
    return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'。' || c == U'？' || c == U'！' ||
           c == U'؟' || c == U'।' || c == U'۔';
}

/// Leaves one space for every run of white space inside, none outside.
void collapse(std::string& text) {
    std::size_t out = 0;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = text::decode(text, at);
        const std::size_t next = std::min<std::size_t>(text.size(), at + c.size);
        if (text::is_space(c.value)) {
            space = out > 0;
            at = next;
            continue;
        }
        if (space) text[out++] = ' ';
        space = false;
        while (at < next) text[out++] = text[at++];
    }
    text.resize(out);
}

std::string core_of(std::string_view folded) {
    const auto outer = [](char c) {
        return std::string_view(" .,:;!*>|-_#~=[]").find(c) != std::string_view::npos;
    };
    while (!folded.empty()) {
        const CodePoint first = text::decode(folded, 0);
        if (!(first.value < 0x80 && outer(folded.front())) && !is_bullet(first.value) &&
            first.value != U'›' && first.value != U'→')
            break;
        folded.remove_prefix(first.size);
    }
    if (folded.ends_with(')')) {
        const std::size_t open = folded.rfind('(');
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        if (open != std::string_view::npos && open > 0 &&
            std::all_of(folded.begin() + static_cast<std::ptrdiff_t>(open) + 1, folded.end() - 1, digit)) {
            folded = folded.substr(0, open);
        }
    }
    while (!folded.empty()) {
        const CodePoint last = text::decode_before(folded, folded.size());
        if (!(last.value < 0x80 && outer(folded.back())) && last.value != U'…' && last.value != U'›' &&
            last.value != U'→' && !is_bullet(last.value))
            break;
        folded.remove_suffix(last.size);
    }
    return std::string(folded);
}

void count_words(std::string_view words, Line& line) {
    bool inside = false;
    std::uint32_t letters = 0, upper = 0;
    bool capital = false;
    const auto close = [&] {
        if (!inside) return;
        ++line.words;
        if (capital) ++line.capitals;
        if (letters >= 2 && upper == letters) ++line.shouted;
        inside = false;
    };
    for (std::size_t at = 0; at < words.size();) {
        const CodePoint c = text::decode(words, at);
        at += c.size;
        if (text::is_space(c.value)) {
            close();
            letters = upper = 0;
            continue;
        }
        const bool letter = text::is_letter(c.value);
        if (!inside && (letter || text::is_digit(c.value))) {
            inside = true;
            capital = text::is_digit(c.value) || text::is_upper(c.value);
        }
        if (letter) {
            ++letters;
            if (text::is_upper(c.value)) ++upper;
        }
        if (is_quote(c.value)) line.quotes = true;
    }
    close();
}

void read_end(std::string_view words, Line& line) {
    std::size_t end = words.size();
    while (end > 0) {
        const CodePoint c = text::decode_before(words, end);
        if (stops(c.value)) {
            line.ends_sentence = true;
            line.asks = c.value == U'?';
            return;
        }
        if (!closes(c.value) && !text::is_space(c.value)) return;
        end -= c.size;
    }
}

void read_start(std::string_view words, Line& line) {
    const CodePoint first = text::decode(words, 0);
    const CodePoint second = text::decode(words, first.size);
    line.bullet = is_bullet(first.value) ||
                  ((is_dash(first.value) || is_pointer(first.value)) && text::is_space(second.value));
    // "* HARBOUR GAZETTE *": a frame
    if (first.value == U'*' && words.size() > 4 && words.ends_with(" *")) line.bullet = false;
    line.starts_lower = text::is_letter(first.value) && !text::is_upper(first.value) &&
                        text::to_lower(first.value) == first.value && first.value < 0x250;
}

/// The share of lines that break off in mid-sentence and go on in lower case tells hard-wrapped text.
bool hard_wrapped(const std::vector<Line>& lines) {
    std::size_t broken = 0, goes_on = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i + 1].blank_before || lines[i].ends_sentence || lines[i].range.size() < 40 ||
            lines[i].range.size() > 110)
            continue;
        ++broken;
        if (lines[i + 1].starts_lower) ++goes_on;
    }
    return goes_on >= 4 && goes_on * 4 >= lines.size() && goes_on * 3 >= broken;
}

std::vector<Line> joined(std::string_view text, const std::vector<Line>& lines) {
    std::vector<Line> result;
    for (std::size_t i = 0; i < lines.size();) {
        TextRange range = lines[i].range;
        const bool blank = lines[i].blank_before;
        std::size_t next = i + 1;
        while (next < lines.size() && !lines[next].blank_before && !lines[next].bullet &&
               lines[next - 1].range.size() >= 40) {
            range.end = lines[next].range.end;
            ++next;
        }
        result.push_back(shape(text, range));
        result.back().blank_before = blank;
        i = next;
    }
    return result;
}

bool web_ending(std::string_view word) {
    static constexpr std::array<std::string_view, 24> kEndings = {
        "Com", "Net", "Org", "Co", "Io", "Tv", "Info", "Gov", "Edu", "Uk", "Fr", "De",
        "COM", "NET", "ORG", "CO", "IO", "TV", "Tk",   "Js",  "JS",  "Ai", "AI", "FM"};
    return std::find(kEndings.begin(), kEndings.end(), word) != kEndings.end();
}

}  // namespace

Line shape(std::string_view text, TextRange range) {
    Line line;
    const std::string_view words = text.substr(range.begin, range.size());
    line.range = range;
    std::size_t cut = std::min<std::size_t>(words.size(), 400);
    while (cut < words.size() && (static_cast<unsigned char>(words[cut]) & 0xC0U) == 0x80U) --cut;
    line.folded = text::folded(words.substr(0, cut));
    collapse(line.folded);
    line.core = core_of(line.folded);
    count_words(words, line);
    read_end(words, line);
    read_start(words, line);
    return line;
}

std::vector<Line> cut_lines(std::string_view text, bool markdown) {
    std::vector<Line> lines;
    bool blank = false;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
        std::string_view words = text::trimmed(text.substr(begin, end - begin));
        int heading = 0;
        if (markdown) {
            std::size_t marks = 0;
            while (marks < words.size() && marks < 6 && words[marks] == '#') ++marks;
            if (marks > 0 && marks < words.size() && words[marks] == ' ') heading = static_cast<int>(marks);
        }
        if (words.empty()) {
            const bool carriage_return_of_crlf = end > begin || end >= text.size() || text[end] != '\n' ||
                                                 begin == 0 || text[begin - 1] != '\r';
            blank = blank || carriage_return_of_crlf;
        } else {
            const auto at = static_cast<std::uint32_t>(words.data() - text.data());
            lines.push_back(shape(text, {at, at + static_cast<std::uint32_t>(words.size())}));
            lines.back().blank_before = blank;
            lines.back().heading = heading;
            blank = false;
        }
        begin = end + 1;
    }
    return hard_wrapped(lines) ? joined(text, lines) : lines;
}

std::uint32_t bullet_size(std::string_view text, std::size_t at) {
    const CodePoint first = text::decode(text, at);
    const bool pointer = is_pointer(first.value) && text::is_space(text::decode(text, at + first.size).value);
    if (!is_bullet(first.value) && !pointer) return 0;
    std::uint32_t size = first.size;
    for (CodePoint c = text::decode(text, at + size); text::is_space(c.value);
         c = text::decode(text, at + size))
        size += c.size;
    return size;
}

std::vector<std::uint32_t> lost_breaks(std::string_view text, TextRange range) {
    std::vector<std::uint32_t> breaks;
    bool open_straight = false;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        const char c = text[at];
        if (c == '"') open_straight = !open_straight;
        if ((c != '.' && c != '!' && c != '?') || at < range.begin + 2) continue;
        // Two lower-case letters before the stop: "U.S.", "a.m.", initials and decimals stay whole.
        const CodePoint before = text::decode_before(text, at);
        const CodePoint earlier = text::decode_before(text, at - before.size);
        const auto lower = [](char32_t letter) { return text::is_letter(letter) && !text::is_upper(letter); };
        const bool after_quote = is_quote(before.value) || before.value == U'’' || before.value == U')';
        if (!(lower(before.value) && lower(earlier.value)) && !after_quote) continue;
        std::size_t next = at + 1;
        CodePoint follower = text::decode(text, next);
        // A closing mark belongs to the sentence before, an opening one to the sentence after.
        if (follower.value == U'”' || follower.value == U'»' || (follower.value == U'"' && open_straight)) {
            next += follower.size;
            follower = text::decode(text, next);
        }
        const std::size_t start = next;
        if (follower.value == U'“' || follower.value == U'«' || follower.value == U'"' ||
            follower.value == U'‘') {
            next += follower.size;
            follower = text::decode(text, next);
        }
        if (next >= range.end || !text::is_upper(follower.value)) continue;
        std::size_t word_end = next;
        while (word_end < range.end) {
            const CodePoint letter = text::decode(text, word_end);
            if (!text::is_letter(letter.value)) break;
            word_end += letter.size;
        }
        const char32_t after = word_end < range.end ? text::decode(text, word_end).value : U' ';
        if (after == U'.' || after == U'/' || after == U'@' || after == U'_' || text::is_digit(after))
            continue;
        if (web_ending(text.substr(next, word_end - next))) continue;
        std::size_t token = at;
        while (token > range.begin && at - token < 80 &&
               !text::is_space(text::decode_before(text, token).value))
            token -= text::decode_before(text, token).size;
        const std::string_view left = text.substr(token, at - token);
        if (left.find_first_of("@/\\_") != std::string_view::npos || left.starts_with("www")) continue;
        breaks.push_back(static_cast<std::uint32_t>(start));
    }
    return breaks;
}

}  // namespace sitrep::extract
