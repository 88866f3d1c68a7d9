#include "lineage/credits_outlet.hpp"

#include <algorithm>

#include "lineage/credits_words.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::size_t kShortestName = 4;
constexpr std::size_t kShortestFirst = 5;  // of a name that is called by its first word

/// Words of an outlet's name, small letters, without what stands behind a bar or a dash and the domain.
std::vector<std::string> words_of_outlet(std::string_view outlet) {
    for (const std::string_view mark : {"|", " - ", "–", "—", "·", ":", "*"}) {
        const std::size_t at = outlet.find(mark, 1);
        if (at != std::string_view::npos) outlet = outlet.substr(0, at);
    }
    if (outlet.find(' ') == std::string_view::npos) outlet = outlet.substr(0, outlet.find('.'));
    std::vector<std::string> words;
    const std::string low = plain_lower(outlet);
    for (std::size_t at = 0; at < low.size();) {
        std::size_t end = at;
        while (end < low.size() && is_word_byte(low[end])) ++end;
        if (end > at) words.push_back(low.substr(at, end - at));
        at = end + 1;
    }
    if (!words.empty() && words.front() == "the") words.erase(words.begin());
    return words;
}

std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    return text.substr(at, end - at);
}

/// "told", "replied to", "seen by", "an interview with", "a question from" before the name.
bool told_before(const std::vector<std::string>& before, std::size_t at, const Lexicon& lexicon) {
    if (at < before.size() && lexicon.is_cue(Cue::told_outlet, before[at])) return true;
    if (at + 1 >= before.size()) return false;
    const std::string_view link = before[at], verb = before[at + 1];
    if (link == "by") return lexicon.is_cue(Cue::outlet_by, verb);
    if (link == "to") return lexicon.is_cue(Cue::outlet_to, verb);
    if (link == "with") return lexicon.is_cue(Cue::outlet_with, verb);
    return link == "from" && lexicon.is_cue(Cue::outlet_from, verb);
}

/// "asked", "found", "has seen" behind the name.
bool gathers_after(std::string_view behind, const Lexicon& lexicon) {
    if (!behind.starts_with(" ")) return false;
    const std::string_view verb = word_at(behind, 1);
    if (verb != "has") return lexicon.is_cue(Cue::gathers, verb);
    return behind.size() > 5 && lexicon.is_cue(Cue::has_gathered, word_at(behind, 5));
}

bool is_quoted(std::string_view block, std::size_t at) {
    const std::string_view before = block.substr(0, at);
    return count_of(before, "\"") % 2 != 0 || count_of(before, "“") > count_of(before, "”");
}

}  // namespace

std::vector<BytesOfBlock> gathered_by_outlet(std::string_view block, std::string_view outlet,
                                             const Lexicon& lexicon) {
    std::vector<BytesOfBlock> found;
    const std::vector<std::string> names = words_of_outlet(outlet);
    if (names.empty()) return found;
    const std::string low = plain_lower(block);
    const auto look = [&](const std::string& name, bool is_last) {
        for (std::size_t at = find(low, name); at != std::string::npos; at = low.find(name, at + 1)) {
            const std::size_t end = at + name.size();
            if ((at > 0 && is_word_byte(low[at - 1])) || (end < low.size() && is_word_byte(low[end])) ||
                block[at] == low[at])
                continue;
            std::size_t begin = at;  // of the whole name, where more of it stands there
            for (std::size_t w = names.size() - 1; is_last && w > 0; --w) {
                const std::string more = names[w - 1] + " ";
                if (begin < more.size() || low.compare(begin - more.size(), more.size(), more) != 0) break;
                begin -= more.size();
            }
            const auto before = words_before(low, begin, 0);
            const bool the = holds(before, 0, "the");
            if (!is_last && !the) continue;
            const bool capital_behind =
                end + 1 < block.size() && block[end] == ' ' && block[end + 1] >= 'A' && block[end + 1] <= 'Z';
            if (!is_last && capital_behind) continue;
            if (told_before(before, the ? 1 : 0, lexicon) ||
                (is_last && (the || begin < at) &&
                 gathers_after(std::string_view(low).substr(end), lexicon) && !is_quoted(block, at)))
                found.emplace_back(at, end);
        }
    };
    if (names.back().size() >= kShortestName) look(names.back(), true);
    if (names.size() > 1 && names.front().size() >= kShortestFirst) look(names.front(), false);
    return found;
}

std::vector<BytesOfBlock> written_to_outlet(std::string_view block, const Lexicon& lexicon) {
    std::vector<BytesOfBlock> found;
    const std::string low = plain_lower(block);
    for (const std::string& cue : lexicon.cues(Cue::written_to_outlet)) {
        const std::size_t at = find(low, cue);
        if (at == std::string_view::npos || is_quoted(block, at)) continue;
        if (at > 0 && cue.front() != ' ' && is_word_byte(low[at - 1])) continue;
        found.emplace_back(at, at + cue.size());
    }
    return found;
}

bool credits_staff(std::string_view line) {
    if (line.empty() || line.size() > 90 || line.back() == '.') return false;
    const std::string low = plain_lower(line);
    if (find(low, " and staff in ") != std::string_view::npos) return true;
    if (!low.ends_with(" staff")) return false;
    const std::size_t at = low.rfind(" and ");
    return at != std::string::npos && at > 0 && at + 5 < line.size() &&
           text::is_upper(text::decode(line, at + 5).value);
}

bool is_beside_staff(std::string_view line, std::size_t at, const Lexicon& lexicon) {
    const std::string before = plain_lower(line.substr(0, at));
    std::string_view link = before;
    if (link.ends_with("the ")) link.remove_suffix(4);
    if (!link.ends_with(" and ") && !link.ends_with(" with ") && !link.ends_with(", ")) return false;
    const auto& people = lexicon.cues(Cue::staff);
    return before.starts_with("by ") || std::any_of(people.begin(), people.end(), [&](std::string_view who) {
               return find(before, who) != std::string_view::npos;
           });
}

namespace {

/// Who stands behind byte `at` of a line, up to a comma, a bar, a full stop or "in"; empty for pictures and
/// what is no name.
Maker made_by(std::string_view line, const std::string& low, std::size_t at, const Lexicon& lexicon) {
    if (low.compare(at, 4, "the ") == 0) at += 4;
    const std::string_view rest = line.substr(at);
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != '|' && rest[end] != ',' && rest[end] != '.' &&
           rest.substr(end, 4) != " in ")
        ++end;
    while (end > 0 && rest[end - 1] == ' ') --end;
    if (end < 3 || end > 60 || !text::is_upper(text::decode(rest, 0).value)) return {};
    const auto& pictures = lexicon.cues(Cue::picture_site);
    if (std::any_of(pictures.begin(), pictures.end(),
                    [&](const std::string& word) { return find(low, word) != std::string_view::npos; }))
        return {};
    const std::string_view first = word_at(rest, 0);
    const bool acronym = first.size() >= 3 &&
                         std::all_of(first.begin(), first.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const std::size_t size = acronym ? first.size() : end;
    return {std::string(rest.substr(0, size)), {at, at + size}};
}

}  // namespace

Maker maker_of_report(std::string_view line, const Lexicon& lexicon) {
    const std::string low = plain_lower(line);
    for (const Cue list : {Cue::maker_label, Cue::maker_sentence}) {
        for (const std::string& cue : lexicon.cues(list)) {
            const std::size_t at = find(low, cue);
            if (at == std::string_view::npos) continue;
            if (at > 0 && (list != Cue::maker_label || low[at - 1] != ' ')) continue;
            if (Maker made = made_by(line, low, at + cue.size(), lexicon); !made.name.empty()) return made;
        }
    }
    return {};
}

}  // namespace sitrep::lineage
