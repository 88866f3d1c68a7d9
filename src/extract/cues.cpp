#include "extract/cues.hpp"

#include <algorithm>
#include <array>

#include "extract/agencies.hpp"
#include "extract/line_scan.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using text::CodePoint;

bool letter_at(std::string_view words, std::size_t at) {
    return at < words.size() && text::is_letter(text::decode(words, at).value);
}

bool whole_at(std::string_view words, std::size_t at, std::size_t size) {
    const bool begins = at == 0 || !text::is_letter(text::decode_before(words, at).value);
    return begins && !letter_at(words, at + size);
}

bool separator_after(std::string_view words, std::size_t at) {
    while (at < words.size() && words[at] == ' ') ++at;
    if (at >= words.size()) return true;
    const CodePoint c = text::decode(words, at);
    if (c.value == U':' || c.value == U'|' || c.value == U'»' || c.value == U'›' || c.value == U'>' ||
        c.value == U'"')
        return true;
    return c.value == U'-' && at > 0 && words[at - 1] == ' ';
}

/// "2 comments", "comments (14)", "comments: 3" for "comments".
bool counted(std::string_view folded, std::string_view phrase) {
    const std::size_t at = folded.find(phrase);
    if (at == std::string_view::npos) return false;
    bool number = false;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (i >= at && i < at + phrase.size()) continue;
        const char c = folded[i];
        if (c >= '0' && c <= '9') {
            number = true;
        } else if (c != ' ' && c != '(' && c != ')' && c != '[' && c != ']' && c != ':' && c != ',' &&
                   c != '.') {
            return false;
        }
    }
    return number;
}

/// "3 replies to “A headline”" for "replies".
bool counted_on_headline(const Line& line, std::string_view phrase) {
    const std::string_view folded = line.folded;
    std::size_t at = 0;
    while (at < folded.size() && digit(folded[at])) ++at;
    if (at == 0 || !line.quotes || !folded.substr(std::min(at + 1, folded.size())).starts_with(phrase))
        return false;
    const std::string_view rest = folded.substr(at + 1 + phrase.size());
    return rest.starts_with(" to ") || rest.starts_with(" on ");
}

bool matches(const FurnitureCue& cue, const Line& line) {
    const std::string_view phrase = cue.phrase;
    if (cue.place == CuePlace::count && counted_on_headline(line, phrase)) return true;
    if (line.words > cue.most_words) return false;
    switch (cue.place) {
        case CuePlace::whole:
            return line.core == phrase || line.folded == phrase;
        case CuePlace::lead:
            return line.core.starts_with(phrase) && separator_after(line.core, phrase.size());
        case CuePlace::start:
            if (cue.single_word && (line.words > 10 || line.ends_sentence)) return false;
            return line.core.starts_with(phrase)
                       ? !letter_at(line.core, phrase.size())
                       : line.folded.starts_with(phrase) && !letter_at(line.folded, phrase.size());
        case CuePlace::end:
            return line.core.ends_with(phrase) &&
                   whole_at(line.core, line.core.size() - phrase.size(), phrase.size());
        case CuePlace::part: {
            if (line.ends_sentence && line.words > 8) return false;
            const std::size_t at = line.folded.find(phrase);
            return at != std::string::npos && whole_at(line.folded, at, phrase.size());
        }
        case CuePlace::count:
            return counted(line.folded, phrase);
    }
    return false;
}

const FurnitureCue* best_cue(const Line& line, const Lexicon& lexicon) {
    const FurnitureCue* best = nullptr;
    const auto consider = [&](std::uint32_t index) {
        const FurnitureCue& cue = lexicon.cues[index];
        if ((best == nullptr || cue.phrase.size() > best->phrase.size()) && matches(cue, line)) best = &cue;
    };
    if (line.words > 60 || line.core.empty()) return nullptr;
    for (const std::uint32_t index : lexicon.by_first_byte[static_cast<unsigned char>(line.core.front())])
        consider(index);
    if (line.folded.front() != line.core.front()) {
        for (const std::uint32_t index :
             lexicon.by_first_byte[static_cast<unsigned char>(line.folded.front())])
            consider(index);
    }
    for (const std::uint32_t index : lexicon.anywhere) consider(index);
    return best;
}

/// "02:30", "1:02:30": offset after it; `at` if there is none.
std::size_t after_clock(std::string_view text, std::size_t at, std::size_t end) {
    std::size_t next = at, groups = 0;
    while (true) {
        const std::size_t first = next;
        while (next < end && digit(text[next]) && next - first < 2) ++next;
        if (next == first) return at;
        ++groups;
        if (next >= end || text[next] != ':') break;
        ++next;
    }
    return groups >= 2 ? next : at;
}

/// "02:30 - Source: CNN".
std::optional<LineVerdict> video_credit(std::string_view text, const Line& line) {
    const std::size_t end = line.range.end;
    std::size_t at = after_clock(text, line.range.begin, end);
    if (at == line.range.begin || line.words > 14) return std::nullopt;
    at = skip_spaces(text, at, end);
    if (at < end) {
        const CodePoint c = text::decode(text, at);
        if (c.value == U'-' || c.value == U'–' || c.value == U'—' || c.value == U'|')
            at = skip_spaces(text, at + c.size, end);
    }
    LineVerdict verdict;
    verdict.kind = BlockKind::media_credit;
    verdict.duration = true;
    const std::size_t colon = text.substr(0, end).find(':', at);
    if (colon != std::string_view::npos && colon - at <= 12) {
        const TextRange name =
            trimmed_range(text, {static_cast<std::uint32_t>(colon + 1), static_cast<std::uint32_t>(end)});
        if (!name.empty()) verdict.outlet = name;
        return verdict;
    }
    return at >= end ? std::optional(verdict) : std::nullopt;
}

/// Cuts a line at marks that separate the items of a menu or a breadcrumb; counts items and the longest one's
/// words.
struct Items {
    std::size_t count = 0;
    std::uint32_t longest = 0;
    bool capitals = true;
};
Items menu_items(std::string_view text, const Line& line,
                 std::uint32_t (*mark_size)(std::string_view, std::size_t, CodePoint)) {
    Items items;
    std::uint32_t begin = line.range.begin;
    const auto close = [&](std::uint32_t end) {
        const TextRange item = trimmed_range(text, {begin, end});
        if (item.empty()) return;
        const Line shaped = shape(text, item);
        ++items.count;
        items.longest = std::max(items.longest, shaped.words);
        if (shaped.starts_lower) items.capitals = false;
    };
    for (std::uint32_t at = line.range.begin; at < line.range.end;) {
        const CodePoint c = text::decode(text, at);
        const std::uint32_t size = mark_size(text, at, c);
        if (size > 0) {
            close(at);
            begin = std::min(line.range.end, at + size);
        }
        at += std::max(size, c.size);
    }
    close(line.range.end);
    return items;
}

/// Bytes of a mark that parts the items of a menu; 0 if none stands at `at`. Scrapes keep some marks as HTML
/// writes them.
std::uint32_t menu_mark(std::string_view text, std::size_t at, CodePoint c) {
    if (c.value == U'»' || c.value == U'›' || c.value == U'|' || c.value == U'•' || c.value == U'·' ||
        c.value == U'→' || c.value == U'>')
        return c.size;
    if (c.value == U'&') {
        for (const std::string_view reference :
             {"&gt;", "&raquo;", "&rsaquo;", "&middot;", "&bull;", "&#187;"}) {
            if (text.substr(at).starts_with(reference)) return static_cast<std::uint32_t>(reference.size());
        }
    }
    const bool spaced = at > 0 && text[at - 1] == ' ' && at + 1 < text.size() && text[at + 1] == ' ';
    return c.value == U'/' && spaced ? c.size : 0;
}

std::uint32_t wide_space(std::string_view text, std::size_t at, CodePoint c) {
    const bool wide = c.value == U'\t' || (c.value == U' ' && at + 1 < text.size() && text[at + 1] == ' ');
    return wide ? c.size : 0;
}

bool breadcrumb_or_menu(std::string_view text, const Line& line) {
    const std::string_view words = text.substr(line.range.begin, line.range.size());
    const bool quotes = line.quotes && (words.find('"') != std::string_view::npos ||
                                        words.find("“") != std::string_view::npos ||
                                        words.find("«") != std::string_view::npos);
    if (line.words > 25 || line.ends_sentence || quotes) return false;
    const Items marked = menu_items(text, line, menu_mark);
    if (marked.count >= 2 && marked.longest <= 3 && marked.capitals && (marked.count >= 3 || line.words <= 4))
        return true;
    const Items spaced = menu_items(text, line, wide_space);
    return spaced.count >= 3 && spaced.longest <= 3 && spaced.capitals;
}

/// "mrd/cl/bp", "str-tnm/cw": the initials of those who wrote and edited it.
bool initials_sign_off(std::string_view words) {
    std::size_t letters = 0, groups = 0, group = 0;
    bool slash = false;
    for (const char c : words) {
        if (c >= 'a' && c <= 'z') {
            ++letters;
            if (++group > 5) return false;
        } else if ((c == '/' || c == '-') && group > 0) {
            slash = slash || c == '/';
            ++groups;
            group = 0;
        } else {
            return false;
        }
    }
    return slash && group > 0 && groups >= 1 && letters <= 24;
}

/// "HARBOUR-FERRIES-STRIKE", "HARBOUR-FERRIES/": the key under which an agency files a story.
bool slug_line(std::string_view words) {
    if (words.size() < 8 || words.size() > 60) return false;
    std::size_t hyphens = 0;
    for (const char c : words) {
        if (c == '-') ++hyphens;
        if (c != '-' && c != '/' && !digit(c) && (c < 'A' || c > 'Z')) return false;
    }
    return words.front() >= 'A' && (hyphens >= 2 || (hyphens == 1 && words.back() == '/'));
}

/// "AFP", "(Reuters)", "AFP/Lusa/Redacção", "AFP, with … in …", "- Reuters".
bool agency_sign_off(std::string_view text, const Line& line, const Lexicon& lexicon) {
    if (line.words > 14 || (line.ends_sentence && line.words > 3)) return false;
    std::size_t at = line.range.begin;
    while (at < line.range.end && !text::is_letter(text::decode(text, at).value)) {
        const CodePoint c = text::decode(text, at);
        if (text::is_digit(c.value)) return false;
        at += c.size;
    }
    const AgencyForm* agency = agency_at(text, at, lexicon);
    if (agency == nullptr) return false;
    std::size_t next = skip_spaces(text, at + agency->form.size(), line.range.end);
    if (next >= line.range.end) return true;
    const CodePoint c = text::decode(text, next);
    if (c.value == U'/' || c.value == U',' || c.value == U'|' || c.value == U'&' || c.value == U'+' ||
        c.value == U';')
        return true;
    if (c.value == U')' || c.value == U'.' || c.value == U']')
        return skip_spaces(text, next + c.size, line.range.end) >= line.range.end;
    const std::string rest = text::folded(text.substr(next, line.range.end - next));
    return line.words <= 6 &&
           (rest.starts_with("and ") || rest.starts_with("with ") || rest.starts_with("contributed"));
}

/// "© Daily Example.", "(c) 2016 Example Media. All rights reserved."
std::optional<LineVerdict> copyright(std::string_view text, const Line& line, const Lexicon& lexicon) {
    std::string_view words = text.substr(line.range.begin, line.range.size());
    std::size_t skip = 0;
    if (line.folded.starts_with("copyright")) {
        skip = 9;
        while (skip < words.size() && (words[skip] == ' ' || words[skip] == ':')) ++skip;
    }
    const bool sign = words.substr(skip).starts_with("©") || line.folded.starts_with("(c) ");
    if ((!sign && skip == 0) || line.words > 45) return std::nullopt;
    if (sign) skip += words.substr(skip).starts_with("©") ? std::string_view("©").size() : 3;
    std::size_t at = line.range.begin + skip;
    while (at < line.range.end && !text::is_letter(text::decode(text, at).value))
        at += text::decode(text, at).size;
    LineVerdict verdict;
    if (agency_at(text, at, lexicon) != nullptr) {
        verdict.kind = BlockKind::media_credit;
        return verdict;
    }
    std::size_t end = at;
    while (end < line.range.end && text[end] != '.' && text[end] != ',' && text[end] != '|' &&
           !digit(text[end]))
        ++end;
    const TextRange name =
        trimmed_range(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    if (!name.empty() && name.size() < 60 && line.words <= 12) verdict.outlet = name;
    return verdict;
}

/// "By our Harbour correspondent", "By a staff writer": who wrote it without a name.
bool names_writer(const Line& line, const Lexicon& lexicon) {
    const std::string_view folded = line.folded;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find_first_of(" ,;:|-", at), folded.size());
        if (lexicon.writer_words.contains(folded.substr(at, end - at))) return true;
        at = end + 1;
    }
    return false;
}

/// "From Jane Example in Harbour", "From Jane Example, Harbour": not "From Harbour With Love".
bool from_writer(std::string_view text, TextRange rest, const Line& line, const Lexicon& lexicon) {
    if (names_writer(line, lexicon)) return true;
    const std::string_view words = text.substr(rest.begin, rest.size());
    const std::size_t end = std::min(words.find(", "), words.find(" in "));
    if (end == std::string_view::npos) return false;
    const Line name = shape(text, {rest.begin, rest.begin + static_cast<std::uint32_t>(end)});
    return (name.words == 2 || name.words == 3) && name.capitals == name.words;
}

std::optional<LineVerdict> byline(std::string_view text, const Line& line, const Lexicon& lexicon) {
    const std::size_t space = line.folded.find(' ');
    if (line.words < 2 || line.words > 14 || line.ends_sentence || space == std::string::npos)
        return std::nullopt;
    std::string_view opener = std::string_view(line.folded).substr(0, space);
    if (opener.ends_with(':')) opener.remove_suffix(1);
    if (!lexicon.byline_words.contains(opener)) return std::nullopt;
    std::size_t at = line.range.begin;
    while (at < line.range.end && !text::is_space(text::decode(text, at).value))
        at += text::decode(text, at).size;
    at = skip_spaces(text, at, line.range.end);
    if (at >= line.range.end) return std::nullopt;
    if (!text::is_upper(text::decode(text, at).value))
        return names_writer(line, lexicon) ? std::optional(LineVerdict{}) : std::nullopt;
    // "By Jane Example, with additional reporting by …"
    const bool helped = line.folded.find(" reporting by ") != std::string::npos;
    if (line.capitals * 3 < line.words * 2 - 1 && line.words > 5 && !helped) return std::nullopt;
    if (opener == "from" &&
        !from_writer(text, {static_cast<std::uint32_t>(at), line.range.end}, line, lexicon))
        return std::nullopt;
    LineVerdict verdict;
    std::size_t end = at;
    for (; end < line.range.end; ++end) {
        if (text[end] == '|' || text[end] == ',' || digit(text[end])) break;
        const std::string_view rest = text.substr(end, line.range.end - end);
        if (rest.starts_with(" in ") || rest.starts_with(" - ") || rest.starts_with(" – ") ||
            rest.starts_with(" for ") || rest.starts_with(" — "))
            break;
    }
    verdict.author = trimmed_range(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    return verdict;
}

}  // namespace

bool holds_date(std::string_view folded, const Lexicon& lexicon) {
    std::size_t at = 0;
    bool number = false, month = false;
    while (at < folded.size()) {
        std::size_t end = at;
        while (end < folded.size() && folded[end] != ' ' && folded[end] != ',' && folded[end] != '.') ++end;
        const std::string_view word = folded.substr(at, end - at);
        if (!word.empty()) {
            if (digit(word.front())) {
                number = true;
                const auto marks =
                    std::count_if(word.begin(), word.end(), [](char c) { return c == '/' || c == '-'; });
                if (word.size() >= 8 && marks == 2) return true;
            }
            if (lexicon.months.contains(word)) month = true;
        }
        at = end + 1;
    }
    if (number && month) return true;
    return false;
}

std::optional<LineVerdict> judge(std::string_view text, const Line& line, const Lexicon& lexicon) {
    if (auto verdict = video_credit(text, line)) return verdict;
    if (auto verdict = copyright(text, line, lexicon)) return verdict;
    const std::string_view words = text.substr(line.range.begin, line.range.size());
    LineVerdict verdict;
    if (initials_sign_off(words) || agency_sign_off(text, line, lexicon)) {
        verdict.kind = BlockKind::media_credit;
        return verdict;
    }
    if (words.starts_with("<!--") && words.ends_with("-->")) return verdict;
    if (slug_line(words)) {
        verdict.kind = BlockKind::label;
        return verdict;
    }
    if (const FurnitureCue* cue = best_cue(line, lexicon)) {
        verdict.kind = cue->kind;
        verdict.follow = cue->follow;
        verdict.date_line =
            cue->kind == BlockKind::other && line.words <= 14 && holds_date(line.folded, lexicon);
        return verdict;
    }
    if (breadcrumb_or_menu(text, line)) {
        verdict.kind = BlockKind::label;
        return verdict;
    }
    if (auto by = byline(text, line, lexicon)) return by;
    if (line.words <= 12 && !line.ends_sentence && !line.quotes && holds_date(line.folded, lexicon) &&
        !ends_in_credit(line, lexicon) && line.capitals * 2 >= line.words) {
        verdict.kind = text::is_letter(text::decode(words, 0).value) ? BlockKind::dateline : BlockKind::other;
        verdict.date_line = true;
        return verdict;
    }
    return std::nullopt;
}

int outlet_like(const Line& line, const Lexicon& lexicon) {
    if (line.words == 0 || line.words > 7 || line.ends_sentence || line.quotes || line.starts_lower ||
        line.bullet)
        return 0;
    if (line.capitals * 3 < line.words * 2) return 0;
    const std::string_view folded = line.folded;
    int strength = 1;
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = folded.find_first_of(" .,-/&", at);
        if (end == std::string_view::npos) end = folded.size();
        const auto word = lexicon.outlet_words.find(folded.substr(at, end - at));
        if (word != lexicon.outlet_words.end() && word->second) strength = 2;
        at = end + 1;
    }
    return strength;
}

std::optional<TextRange> quoted_words(std::string_view text, TextRange range) {
    std::optional<std::uint32_t> begin, end;
    for (std::uint32_t at = range.begin; at < range.end;) {
        const CodePoint c = text::decode(text, at);
        const bool mark = c.value == U'"' || c.value == U'“' || c.value == U'”' || c.value == U'«' ||
                          c.value == U'»' || c.value == U'„';
        if (mark && !begin) {
            begin = at + c.size;
        } else if (mark) {
            end = at;
        }
        at += c.size;
    }
    if (!begin || !end || *end <= *begin) return std::nullopt;
    return trimmed_range(text, {*begin, *end});
}

}  // namespace sitrep::extract
