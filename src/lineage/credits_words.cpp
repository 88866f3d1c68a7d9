#include "lineage/credits_words.hpp"

#include <algorithm>
#include <cstring>

#include "lineage/credits.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> words_before(std::string_view text, std::size_t at, std::size_t limit) {
    std::vector<std::string> words;
    std::size_t end = at;
    while (words.size() < 4 && end > limit) {
        while (end > limit && (text[end - 1] == ' ' || text[end - 1] == ',')) --end;
        std::size_t begin = end;
        while (begin > limit && is_word_byte(text[begin - 1])) --begin;
        if (begin == end) break;
        words.push_back(text::folded(text.substr(begin, end - begin)));
        end = begin;
    }
    return words;
}

bool holds(const std::vector<std::string>& words, std::size_t at, std::string_view word) {
    return at < words.size() && words[at] == word;
}

std::string_view passage_credit(const std::vector<std::string>& before, const Lexicon& lexicon) {
    std::size_t at = 0;
    if (holds(before, 0, "agency") || holds(before, 0, "the")) ++at;
    const auto one_of = [&](std::size_t where, Cue verbs) {
        return where < before.size() && lexicon.is_cue(verbs, before[where]);
    };
    const bool by = holds(before, at, "by");
    if (one_of(at, Cue::told_agency) || (by && one_of(at + 1, Cue::told_by)) ||
        (holds(before, at, "with") && holds(before, at + 1, "interview")))
        return kToldAgency;
    if (by && one_of(at + 1, Cue::seen_by)) return kSeenByAgency;
    if (one_of(at, Cue::taken_from) || (by && one_of(at + 1, Cue::taken_by)) ||
        (holds(before, at, "to") && holds(before, at + 1, "according")))
        return kTakenFromAgency;
    return {};
}

bool reports_itself(std::string_view behind, const Lexicon& lexicon) {
    const auto follows = [&](std::string_view words) {
        return behind.size() > words.size() && behind.front() == ' ' && behind.substr(1).starts_with(words);
    };
    // "the Agerpres news agency reported"
    for (const std::string& kind : lexicon.cues(Cue::agency_noun)) {
        if (follows(kind)) behind.remove_prefix(kind.size() + 1);
    }
    const auto& verbs = lexicon.cues(Cue::reports_itself);
    return std::any_of(verbs.begin(), verbs.end(), [&](const std::string& verb) {
        return follows(verb) && (behind.size() == verb.size() + 1 || !is_word_byte(behind[verb.size() + 1]));
    });
}

std::size_t find(std::string_view text, std::string_view wanted) {
    const void* const at = memmem(text.data(), text.size(), wanted.data(), wanted.size());
    return at == nullptr ? std::string_view::npos
                         : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

bool is_word(std::string_view printed, std::string_view word) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    const auto plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (printed.empty() || (plain(printed.front()) && lower(printed.front()) != word.front())) return false;
    if (!std::all_of(printed.begin(), printed.end(), plain)) return text::folded(printed) == word;
    return printed.size() == word.size() &&
           std::equal(printed.begin(), printed.end(), word.begin(),
                      [&](char given, char wanted) { return lower(given) == wanted; });
}

std::string plain_lower(std::string_view text) {
    std::string low(text);
    for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return low;
}

bool is_picture(std::string_view block, const Lexicon& lexicon) {
    const std::string low = text::folded(block);
    const auto& marks = lexicon.cues(Cue::picture_mark);
    return std::any_of(marks.begin(), marks.end(),
                       [&](const std::string& mark) { return low.find(mark) != std::string::npos; });
}

bool is_staff_line(std::string_view all, std::string_view low) {
    if (all.size() > 70 || all.back() == '.' || all.back() == '?' || all.back() == '!') return false;
    const std::size_t at = find(low, " staff");
    if (at == std::string_view::npos || at == 0) return false;
    const std::size_t begin = low.starts_with("by ") ? 3 : 0;
    const std::string_view behind = low.substr(at + 6);
    // A desk alone may have put the report together from others.
    const bool beside = behind.starts_with(" and ") || behind.starts_with(" with ");
    // One or two names before it, all capitals or with a capital.
    std::size_t names = 0;
    for (std::size_t word = begin; word < at;) {
        const std::size_t end = std::min(all.find(' ', word), at);
        if (end == word || !text::is_upper(text::decode(all, word).value)) return false;
        ++names;
        word = end + 1;
    }
    return beside && names >= 1 && names <= 4;
}

std::size_t count_of(std::string_view text, std::string_view mark) {
    std::size_t count = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size()))
        ++count;
    return count;
}

std::size_t own_voice(const std::string& low, std::size_t at, std::size_t whose, const Lexicon& lexicon) {
    const auto word_end = [&](std::size_t begin) {
        std::size_t end = begin;
        while (end < low.size() && is_word_byte(low[end])) ++end;
        return end;
    };
    if (at > 0 && is_word_byte(low[at - 1])) return 0;
    const std::size_t end = word_end(at + whose);
    const std::string_view outlet = std::string_view(low).substr(at + whose, end - at - whose);
    if (!lexicon.is_cue(Cue::own_outlet, outlet)) return 0;
    const auto before = words_before(low, at, 0);
    const std::string_view after = end < low.size() && low[end] == ' '
                                       ? std::string_view(low).substr(end + 1, word_end(end + 1) - end - 1)
                                       : std::string_view();
    const bool told = !before.empty() && lexicon.is_cue(Cue::before_own_outlet, before.front());
    const bool found = lexicon.is_cue(Cue::after_own_outlet, after);
    return told || found ? end - at : 0;
}

bool names_channel(std::string_view word) {
    return word.size() >= 3 && (word.ends_with("TV") || word.ends_with("FM")) &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace sitrep::lineage
