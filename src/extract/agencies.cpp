#include "extract/agencies.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using text::CodePoint;

constexpr std::uint32_t kCreditLine = 70;  // bytes of a line that is no sentence

bool word_character(char32_t c) { return text::is_letter(c) || text::is_digit(c); }

/// Words of `text` in `[begin,end)`, folded, in order; at most `most` from the end or the start.
struct Neighbour {
    std::string word;
    char32_t mark_after = 0;  ///< punctuation that stands right after it
};

std::vector<Neighbour> words_before(std::string_view text, std::size_t begin, std::size_t at,
                                    std::size_t most) {
    std::vector<Neighbour> words;
    char32_t mark = 0;
    while (at > begin && words.size() < most) {
        const CodePoint c = text::decode_before(text, at);
        at -= c.size;
        if (!word_character(c.value)) {
            if (c.value == U'.' || c.value == U'!' || c.value == U'?' || c.value == U'\n') return words;
            if (!text::is_space(c.value)) mark = c.value;
            continue;
        }
        std::size_t start = at;
        while (start > begin && word_character(text::decode_before(text, start).value) && at - start < 40)
            start -= text::decode_before(text, start).size;
        words.push_back({text::folded(text.substr(start, at + c.size - start)), mark});
        mark = 0;
        at = start;
    }
    return words;
}

std::vector<std::string> words_after(std::string_view text, std::size_t at, std::size_t end,
                                     std::size_t most) {
    std::vector<std::string> words;
    while (at < end && words.size() < most) {
        const CodePoint c = text::decode(text, at);
        if (!word_character(c.value)) {
            if (c.value != U' ' && c.value != 0xA0 && c.value != U'\'' && c.value != U'’') return words;
            at += c.size;
            continue;
        }
        std::size_t stop = at;
        while (stop < end && word_character(text::decode(text, stop).value) && stop - at < 40)
            stop += text::decode(text, stop).size;
        std::string word = text::folded(text.substr(at, stop - at));
        if (word != "s") words.push_back(std::move(word));
        at = stop;
    }
    return words;
}

/// "Petra Lund": a word that is also an agency's, before another name.
bool opens_name(std::string_view text, const Block& block, TextRange name, const Lexicon& lexicon) {
    const std::string_view form = text.substr(name.begin, name.size());
    const bool initials = std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (initials || name.end + 1 >= block.range.end || text[name.end] != ' ') return false;
    const std::string_view rest = text.substr(name.end + 1, block.range.end - name.end - 1);
    if (!text::is_upper(text::decode(rest, 0).value)) return false;
    return std::none_of(lexicon.agency_own_words.begin(), lexicon.agency_own_words.end(),
                        [&](const std::string& word) { return rest.starts_with(word); });
}

bool credited(std::string_view text, const Block& block, TextRange name, const Lexicon& lexicon) {
    const char32_t before = name.begin > block.range.begin ? text::decode_before(text, name.begin).value : 0;
    const char32_t after = name.end < block.range.end ? text::decode(text, name.end).value : 0;
    if (before == U'(' && (after == U')' || after == U',' || after == U'/' || after == U';')) return true;
    if (before == U'/' && after == U')') return true;
    if (before == U'©') return true;
    if (name.begin >= block.range.begin + 2 &&
        text.substr(block.range.begin, name.begin - block.range.begin).ends_with("© "))
        return true;
    for (const Neighbour& neighbour : words_before(text, block.range.begin, name.begin, 4)) {
        if (lexicon.agency_cues_before.contains(neighbour.word)) return true;
        if (neighbour.mark_after != 0 && neighbour.mark_after != U'\'' && neighbour.mark_after != U'’') break;
    }
    for (const std::string& word : words_after(text, name.end, block.range.end, 2)) {
        if (lexicon.agency_cues_after.contains(word)) return true;
    }
    // A sign-off at the very end: "... he said. - Reuters", "... (Reuters)".
    const bool at_end =
        text::trimmed(text.substr(name.end, block.range.end - name.end)).find_first_not_of(").]") ==
        std::string_view::npos;
    const std::string_view lead =
        text::trimmed(text.substr(block.range.begin, name.begin - block.range.begin));
    // A credit line: "Reuters | 8 March 2023".
    const std::string_view rest = text::trimmed(text.substr(name.end, block.range.end - name.end));
    if (lead.empty() && block.range.size() <= kCreditLine &&
        (rest.starts_with("|") || rest.starts_with("•") || rest.starts_with("·")))
        return true;
    return at_end && (lead.ends_with("-") || lead.ends_with("–") || lead.ends_with("—") ||
                      lead.ends_with("/") || lead.empty());
}

/// "By Example staff and EFE", "Example newsroom, with Reuters": a short line near the top that tells who
/// wrote.
bool in_byline(std::string_view text, const Block& block, TextRange name) {
    constexpr std::uint32_t kHead = 1500, kLine = 120;
    if (block.kind != BlockKind::other || block.range.begin > kHead || block.range.size() > kLine)
        return false;
    const std::string_view lead = text.substr(block.range.begin, name.begin - block.range.begin);
    for (const std::string_view joint :
         {" and ", " with ", " and the ", " with the ", " by ", ", ", "/", " | "}) {
        if (lead.ends_with(joint)) return true;
    }
    return lead == "By " || lead == "By the ";
}

/// True if the text spells out an all-capitals `form` as other words, with the form in brackets right behind
/// them.
bool spelled_otherwise(std::string_view text, TextRange name, const Lexicon& lexicon) {
    const std::string_view form = text.substr(name.begin, name.size());
    if (name.begin == 0 || text[name.begin - 1] != '(' || form.size() < 2 || form.size() > 6) return false;
    if (!std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
    const std::size_t from = name.begin > 120 ? name.begin - 120 : 0;
    std::size_t at = name.begin - 1;
    std::size_t matched = form.size();
    while (matched > 0 && at > from) {
        while (at > from && !word_character(text::decode_before(text, at).value)) {
            const CodePoint c = text::decode_before(text, at);
            if (c.value == U'.' || c.value == U'\n' || c.value == U',') return false;
            at -= c.size;
        }
        std::size_t start = at;
        while (start > from && word_character(text::decode_before(text, start).value))
            start -= text::decode_before(text, start).size;
        if (start == at) return false;
        const CodePoint first = text::decode(text, start);
        if (text::is_upper(first.value)) {
            if (first.value != static_cast<char32_t>(form[matched - 1])) return false;
            --matched;
        } else if (at - start > 4) {
            return false;
        }
        at = start;
    }
    if (matched != 0) return false;
    return std::none_of(lexicon.agencies.begin(), lexicon.agencies.end(),
                        [&](const AgencyForm& agency) { return text.substr(at).starts_with(agency.form); });
}

}  // namespace

const AgencyForm* agency_at(std::string_view text, std::size_t at, const Lexicon& lexicon) {
    if (at + 1 >= text.size() || !lexicon.agency_pairs.passes(text[at], text[at + 1])) return nullptr;
    if (at > 0 && word_character(text::decode_before(text, at).value)) return nullptr;
    for (const std::uint32_t index : lexicon.agencies_by_first_byte[static_cast<unsigned char>(text[at])]) {
        const AgencyForm& agency = lexicon.agencies[index];
        if (!text.substr(at).starts_with(agency.form)) continue;
        const CodePoint next = text::decode(text, at + agency.form.size());
        if (next.size == 0 || !word_character(next.value)) return &agency;
    }
    return nullptr;
}

std::vector<AgencyCredit> agency_credits(const CleanText& clean, std::span<const Block> blocks,
                                         const Lexicon& lexicon) {
    const std::string_view text = clean.text();
    std::vector<AgencyCredit> credits;
    std::set<std::string_view> others;
    struct Found {
        TextRange range;
        const AgencyForm* agency;
        bool credited;
    };
    std::vector<Found> found;
    for (const Block& block : blocks) {
        const bool every = block.kind == BlockKind::media_credit || block.kind == BlockKind::dateline ||
                           block.kind == BlockKind::caption;
        for (std::size_t at = block.range.begin; at < block.range.end; ++at) {
            if (at + 1 >= text.size() || !lexicon.agency_pairs.passes(text[at], text[at + 1])) continue;
            const AgencyForm* agency = agency_at(text, at, lexicon);
            if (agency == nullptr || at + agency->form.size() > block.range.end) continue;
            const TextRange range{static_cast<std::uint32_t>(at),
                                  static_cast<std::uint32_t>(at + agency->form.size())};
            if (spelled_otherwise(text, range, lexicon)) {
                others.insert(agency->form);
            } else {
                const bool outside =
                    block.kind == BlockKind::related_link || block.kind == BlockKind::comment_form;
                const bool signs = every || in_byline(text, block, range);
                found.push_back({range, agency,
                                 !outside && !opens_name(text, block, range, lexicon) &&
                                     (signs || credited(text, block, range, lexicon))});
            }
            at += agency->form.size() - 1;
        }
    }
    for (const Found& one : found) {
        if (!one.credited || others.contains(one.agency->form)) continue;
        credits.push_back({one.agency->name, clean.source(one.range)});
    }
    return credits;
}

}  // namespace sitrep::extract
