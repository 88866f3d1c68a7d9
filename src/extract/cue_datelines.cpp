// Datelines that open a paragraph: "VIENNA (AFP) –", "Chad (Post):", "CNN —".
#include <algorithm>

#include "extract/agencies.hpp"
#include "extract/cues.hpp"
#include "extract/line_scan.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {

using text::CodePoint;

std::optional<Dateline> opening_dateline(std::string_view text, TextRange range, bool first,
                                         const Lexicon& lexicon) {
    const std::uint32_t limit = std::min(range.end, range.begin + 110);
    std::uint32_t at = range.begin;
    std::uint32_t words = 0, capitals = 0, shouted = 0, letters = 0, upper = 0;
    bool inside = false, capital = false, number = false;
    std::optional<TextRange> bracket;
    bool after_bracket = false;
    const auto close = [&] {
        if (!inside) return;
        ++words;
        if (capital) ++capitals;
        if (letters >= 2 && upper == letters) ++shouted;
        inside = false;
        letters = upper = 0;
    };
    while (at < limit) {
        const CodePoint c = text::decode(text, at);
        if (c.value == U'(') {
            close();
            const std::size_t end = text.substr(0, limit).find(')', at);
            if (bracket || words == 0 || end == std::string_view::npos || end - at > 45) {
                // "(Reuters) - …" opens without a place.
                if (bracket || end == std::string_view::npos || end - at > 45) return std::nullopt;
            }
            bracket = TextRange{at + 1, static_cast<std::uint32_t>(end)};
            at = static_cast<std::uint32_t>(end) + 1;
            after_bracket = true;
            continue;
        }
        const bool spaced = at > range.begin && text::is_space(text::decode_before(text, at).value);
        const CodePoint next = text::decode(text, at + c.size);
        const bool double_hyphen = c.value == U'-' && next.value == U'-';
        const bool dash = c.value == U'–' || c.value == U'—' ||
                          (c.value == U'-' && (spaced || after_bracket)) || double_hyphen;
        if (dash || (c.value == U':' && (bracket || words > 0))) {
            close();
            if (c.value == U':' && !bracket) return std::nullopt;
            if (bracket && !after_bracket) return std::nullopt;
            std::uint32_t end = at + c.size + (double_hyphen ? 1 : 0);
            const std::size_t body = skip_spaces(text, end, range.end);
            Dateline dateline{{range.begin, end}, std::nullopt, false};
            if (words > 8 || capitals + (number ? 1 : 0) < words || (words == 0 && !bracket))
                return std::nullopt;
            if (body < range.end) {
                const CodePoint opening = text::decode(text, body);
                const bool sentence = text::is_upper(opening.value) || text::is_digit(opening.value) ||
                                      opening.value == U'“' || opening.value == U'"' ||
                                      opening.value == U'‘' || opening.value == U'\'' ||
                                      opening.value == U'«' || !text::is_letter(opening.value) ||
                                      text::to_lower(opening.value) != opening.value || opening.value > 0x250;
                if (!sentence) return std::nullopt;
            }
            if (bracket) {
                const TextRange source = trimmed_range(text, *bracket);
                if (source.empty() || !(text::is_upper(text::decode(text, source.begin).value) ||
                                        agency_at(text, source.begin, lexicon) != nullptr)) {
                    return std::nullopt;
                }
                dateline.source = source;
                dateline.agency = agency_at(text, source.begin, lexicon) != nullptr;
                return dateline;
            }
            const bool shouts = shouted > 0 && text::is_upper(text::decode(text, range.begin).value);
            if (body >= range.end) {
                // "CNN —" alone on a line: the outlet's own mark.
                if (words > 3) return std::nullopt;
                if (shouts && words == 1) dateline.source = trimmed_range(text, {range.begin, at});
                return dateline;
            }
            // "Harbour, 6 June 2018 - The ministry": the way of statements to the press
            const bool dated = number && words >= 3 &&
                               holds_date(text::folded(text.substr(range.begin, at - range.begin)), lexicon);
            if (!first || !(spaced || double_hyphen || c.value == U'—') || words > 6 ||
                !(shouts || dated || c.value != U'-'))
                return std::nullopt;
            if (words > 3 && !shouts && !dated) return std::nullopt;
            if (words == 1 && shouts && agency_at(text, range.begin, lexicon) != nullptr) {
                dateline.source = trimmed_range(text, {range.begin, at});
                dateline.agency = true;
            }
            return dateline;
        }
        if (text::is_letter(c.value) || text::is_digit(c.value)) {
            if (!inside) {
                inside = true;
                capital = text::is_upper(c.value) || text::is_digit(c.value);
                if (text::is_digit(c.value)) number = true;
            }
            if (text::is_letter(c.value)) {
                ++letters;
                if (text::is_upper(c.value)) ++upper;
            }
            after_bracket = false;
        } else {
            if (c.value != U'\'' && c.value != U'’' && c.value != U'-') close();
            if (c.value == U'?' || c.value == U'!' || c.value == U';' || c.value == U'"' || c.value == U'“' ||
                c.value == U'”')
                return std::nullopt;
            // "(EFE).- The"
            const bool before_dash = c.value == U'.' && (next.value == U'-' || next.value == U'–');
            if (!text::is_space(c.value)) after_bracket = after_bracket && (c.value == U',' || before_dash);
        }
        at += c.size;
    }
    return std::nullopt;
}

}  // namespace sitrep::extract
