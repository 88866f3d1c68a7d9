#include <algorithm>

#include "extract/agencies.hpp"
#include "extract/cues.hpp"
#include "extract/line_scan.hpp"
#include "extract/text_page.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

class Head {
  public:
    explicit Head(TextPage& page) : page_(page) {}

    void label_head() {
        std::vector<std::size_t> candidates = head_candidates();
        if (page_.first >= page_.lines.size() && !candidates.empty() && page_.lines.size() > 1) {
            // Nothing reads like a paragraph: the first line may be a headline, the rest stays body.
            candidates = {candidates.front()};
        } else if (page_.first >= page_.lines.size()) {
            return;
        }
        std::erase_if(candidates, [&](std::size_t i) {
            const auto mark = opening_dateline(page_.text, page_.lines[i].range, false, page_.lexicon);
            if (!mark || mark->range.end != page_.lines[i].range.end) return false;
            page_.lines[i].decide(BlockKind::dateline);
            return true;
        });
        std::erase_if(candidates, [&](std::size_t i) {
            if (!signs(page_.lines[i])) return false;
            page_.lines[i].decide(BlockKind::other);
            return true;
        });
        const auto greeting = std::find_if(candidates.begin(), candidates.end(),
                                           [&](std::size_t i) { return greets(page_.lines[i]); });
        if (greeting != candidates.end() && greeting != candidates.begin()) {
            for (auto i = greeting; i != candidates.end(); ++i) page_.lines[*i].decide(BlockKind::label);
            candidates.erase(greeting, candidates.end());
            above_greeting_ = candidates.back();
        }
        if (!candidates.empty() && opens_with_site_name(candidates)) {
            Line& line = page_.lines[candidates.front()];
            line.decide(BlockKind::site_name);
            page_.name_outlet(outlet_part(line), 5);
            candidates.erase(candidates.begin());
        }
        choose_title(candidates);
        for (const std::size_t i : candidates) {
            Line& line = page_.lines[i];
            if (line.decided) continue;
            if (names_known_outlet(line)) {
                line.decide(BlockKind::site_name);
                page_.name_outlet(line.range, 4);
            } else if (caption_like(line, false, page_.lexicon)) {
                line.decide(BlockKind::caption);
            } else if (page_.title_line && i < *page_.title_line) {
                line.decide(BlockKind::label);
            } else if (line.ends_sentence && !line.bullet && line.words >= 4) {
                continue;
            } else {
                line.decide(line.words <= 2 ? BlockKind::label : BlockKind::teaser);
            }
        }
    }

    /// "EAST EXAMPLE POST | Politics | Economy", "*Example Voice, community news*": the paper's name before
    /// the first mark of a line above the article.
    void name_outlets_above() {
        name_dated_outlet();
        for (std::size_t i = 0; i < std::min(page_.first, page_.lines.size()) && i < 6; ++i) {
            const Line& line = page_.lines[i];
            const bool menu = line.kind == BlockKind::label && i == 0;
            if (!menu && line.kind != BlockKind::teaser && line.kind != BlockKind::label) continue;
            TextRange range = line.range;
            while (!range.empty() && (page_.text[range.begin] == '*' || page_.text[range.begin] == '_'))
                ++range.begin;
            const std::string_view all = page_.words(range);
            const std::size_t path = menu ? all.find_first_of(">|") : std::string_view::npos;
            const std::size_t end = menu ? path : all.find(", ");
            if (end == std::string_view::npos || end < 4) continue;
            range.end = range.begin + static_cast<std::uint32_t>(end);
            while (!range.empty() && page_.text[range.end - 1] == ' ') --range.end;
            const Line name = shape(page_.text, range);
            const bool shouted = name.words >= 2 && name.shouted == name.words;
            const int likeness = outlet_like(name, page_.lexicon);
            // "ExampleNews > Countries > Malta": the site before its sections
            if (menu && i == 0 && all[end] == '>' && name.words <= 3 && likeness > 0 &&
                !page_.lexicon.sections.contains(name.folded) && (likeness == 2 || humped(range)))
                page_.name_outlet(range, 2);
            if (name.words >= 2 && name.words <= 5 && (likeness == 2 || (menu && likeness == 1 && shouted)))
                page_.name_outlet(range, 2);
        }
    }

  private:
    /// "The Example Mail, 14 May 2019": the paper's name before the day.
    void name_dated_outlet() {
        for (std::size_t i = 0; i < std::min(page_.first, page_.lines.size()) && i < 6; ++i) {
            const Line& line = page_.lines[i];
            const std::size_t comma = page_.words(line.range).find(", ");
            if (line.kind != BlockKind::dateline || comma == std::string_view::npos || comma < 6) continue;
            const TextRange range{line.range.begin, line.range.begin + static_cast<std::uint32_t>(comma)};
            const Line name = shape(page_.text, range);
            if (name.words >= 2 && name.words <= 5 && outlet_like(name, page_.lexicon) == 2)
                page_.name_outlet(range, 2);
        }
    }

    /// "ExampleNews": a capital inside the word, as brands are written.
    bool humped(TextRange range) const {
        for (std::uint32_t at = range.begin + 1; at < range.end; ++at) {
            const char before = page_.text[at - 1], c = page_.text[at];
            if (before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z') return true;
        }
        return false;
    }

    /// "Dear readers,", "Colleagues,": the letter begins.
    bool greets(const Line& line) const {
        const char last = page_.text[line.range.end - 1];
        if (line.words > 5 || (last != ',' && last != '!' && last != ':')) return false;
        return std::any_of(
            page_.lexicon.greetings.begin(), page_.lexicon.greetings.end(), [&](const std::string& opening) {
                return line.core.starts_with(opening) &&
                       (line.core.size() == opening.size() || line.core[opening.size()] == ' ');
            });
    }

    /// Bytes of "Issue 61: " before a headline.
    std::uint32_t issue_size(TextRange range) const {
        const std::string_view all = page_.words(range);
        std::size_t at = 0;
        while (at < all.size() && at < 12 && all[at] != ' ' && all[at] != '#' && all[at] != '.' &&
               !(all[at] >= '0' && all[at] <= '9'))
            ++at;
        if (at > 0 && !page_.lexicon.issue_words.contains(text::folded(all.substr(0, at)))) return 0;
        if (at == 0 && !all.starts_with('#')) return 0;
        while (at < all.size() && (all[at] == ' ' || all[at] == '#' || all[at] == '.')) ++at;
        const std::size_t digits = at;
        while (at < all.size() && all[at] >= '0' && all[at] <= '9') ++at;
        if (at == digits || at - digits > 5) return 0;
        const std::size_t mark = at;
        while (at < all.size() && !text::is_letter(text::decode(all, at).value) &&
               !text::is_digit(text::decode(all, at).value) && text::decode(all, at).value != U'“' &&
               text::decode(all, at).value != U'‘' && all[at] != '"' && all[at] != '\'')
            at += text::decode(all, at).size;
        const std::string_view between = all.substr(mark, at - mark);
        const bool marked = between.find_first_not_of(' ') != std::string_view::npos;
        const auto size = static_cast<std::uint32_t>(at);
        return marked && shape(page_.text, {range.begin + size, range.end}).words >= 2 ? size : 0;
    }

    /// A slogan: words of slogans in one of the two lines under the paper's name.
    bool slogan(std::size_t i) const {
        const bool under = (i > 0 && page_.lines[i - 1].kind == BlockKind::site_name) ||
                           (i > 1 && page_.lines[i - 2].kind == BlockKind::site_name);
        return under && !page_.lines[i].ends_sentence &&
               page_.lexicon.taglines.holds_any(page_.lines[i].folded);
    }

    bool names_known_outlet(const Line& line) const {
        if (!page_.known_outlet.empty() && line.folded == page_.known_outlet) return true;
        return page_.claimed_names.contains(line.folded) || page_.claimed_names.contains(line.core) ||
               page_.claimed_names.contains("the " + line.folded);
    }

    /// "Jane Example and agencies", "Example staff with AFP": who wrote it, without an opening word.
    bool signs(const Line& line) const {
        if (line.words < 3 || line.words > 10 || line.ends_sentence || line.quotes) return false;
        const std::string_view folded = line.folded;
        if (folded.ends_with(" and agencies") || folded.ends_with(" with agencies") ||
            folded.ends_with(", agencies"))
            return true;
        for (const std::string_view joint : {" with ", " and ", ", "}) {
            const std::size_t at = folded.rfind(joint);
            if (at == std::string_view::npos) continue;
            std::string_view rest = page_.words(line.range);
            const std::size_t place = rest.rfind(joint);
            if (place == std::string_view::npos) continue;
            std::size_t begin = line.range.begin + place + joint.size();
            if (page_.text.substr(begin).starts_with("the ")) begin += 4;
            const AgencyForm* agency = agency_at(page_.text, begin, page_.lexicon);
            if (agency != nullptr && begin + agency->form.size() == line.range.end &&
                line.capitals * 2 >= line.words)
                return true;
        }
        return false;
    }

    /// "Headline | Outlet", "Headline - Outlet": where the headline ends and the outlet begins.
    std::optional<std::pair<TextRange, TextRange>> page_title(std::size_t i) const {
        const TextRange range = page_.lines[i].range;
        for (const std::string_view mark : {" | ", " – ", " - ", " — ", " :: ", " » "}) {
            const std::size_t at = page_.words(range).rfind(mark);
            if (at == std::string_view::npos) continue;
            const auto middle = static_cast<std::uint32_t>(range.begin + at);
            const TextRange head{range.begin, middle},
                tail{middle + static_cast<std::uint32_t>(mark.size()), range.end};
            const Line before = shape(page_.text, head), after = shape(page_.text, tail);
            if (before.words < 4 || after.words == 0 || after.words > 5) continue;
            const bool twice = page_.cores.contains(before.core);
            if (outlet_like(after, page_.lexicon) == 2 ||
                (mark == " | " && outlet_like(after, page_.lexicon) > 0) || (twice && after.words <= 5)) {
                return std::pair(head, tail);
            }
        }
        return std::nullopt;
    }

    /// "Daily in English | Weather +14 | USD 312.40": what a site sets side by side on every page.
    bool is_strip(const Line& line) const {
        const std::string_view all = page_.words(line.range);
        const std::size_t first = all.find(" | ");
        return first != std::string_view::npos && all.find(" | ", first + 1) != std::string_view::npos;
    }

    double headline_score(std::size_t i, std::size_t first_headline) const {
        const Line& line = page_.lines[i];
        double score = 0.3 * std::min(line.words, 10U) + 2.0 * page_.vocabulary.share_known(line.folded);
        if (line.words < 3) score -= 3;
        if (line.words > 28) score -= 3;
        if (page_.repeated.contains(i) || page_title(i)) score += 5;
        if (line.ends_sentence && !line.asks) score -= 1;
        if (slogan(i) || numbers_issue(line)) score -= 4;
        if (i == above_greeting_ && !slogan(i)) score += 1.5;
        if (issue_size(line.range) > 0) score += 2;
        if (line.bullet || is_strip(line)) score -= 4;
        if (line.starts_lower) score -= 2;
        if (i == first_headline) score += 0.7;
        if (page_.lexicon.report_words.holds_any(line.folded)) score -= 4;
        const int outlet = outlet_like(line, page_.lexicon);
        if (outlet == 2 && line.words <= 5) score -= 3;
        if (outlet >= 1 && line.words <= 3) score -= 1;
        if (page_.form_title) {
            const std::string form = page_.folded(*page_.form_title);
            if (line.folded == form || line.core == form) {
                score += 10;
            } else {
                score -= 2;
            }
        }
        return score;
    }

    std::vector<std::size_t> head_candidates() const {
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < page_.first; ++i) {
            if (!page_.lines[i].decided) candidates.push_back(i);
        }
        return candidates;
    }

    /// The first candidate as the outlet's name line, if it reads like one and something else can be the
    /// headline.
    bool opens_with_site_name(const std::vector<std::size_t>& candidates) const {
        const std::size_t i = candidates.front();
        const Line& line = page_.lines[i];
        if (page_.repeated.contains(i) || i > 3) return false;
        if (names_known_outlet(line)) return true;
        const Line name = shape(page_.text, outlet_part(line));
        const int like = outlet_like(name, page_.lexicon);
        // "HARBOUR — Ferries stay in port after storm": a place before a headline
        if (like < 2 && name.words == 1 && line.words >= 6) return false;
        if (like == 0 || (like < 2 && page_.words(line.range).find(": ") != std::string_view::npos))
            return false;
        if (page_.form_title && page_.folded(*page_.form_title) != line.folded)
            return like == 2 || name.words <= 4;
        const bool other = std::any_of(candidates.begin() + 1, candidates.end(), [&](std::size_t c) {
            return page_.lines[c].words >= 4 && !page_.lines[c].bullet;
        });
        if (like == 2) return name.words <= (other ? 6U : 5U);
        if (!other) return page_.title.has_value() ? name.words <= 5 : name.words <= 2;
        return name.words <= 4 || name.shouted == name.words;
    }

    /// "Outlet – its motto", "*** Outlet ***": the outlet.
    TextRange outlet_part(const Line& line) const {
        const TextRange bare = undecorated(line.range);
        std::size_t first = std::string_view::npos;
        for (const std::string_view mark :
             {" – ", " — ", " | ", " • ", " · ", " ~ ", " // ", " :: ", " - ", ": "}) {
            const std::size_t at = page_.words(bare).find(mark);
            if (at == std::string_view::npos || at < 3 || at >= first) continue;
            // "Malta: Flats for sale" is a headline
            const TextRange part{bare.begin, static_cast<std::uint32_t>(bare.begin + at)};
            if (mark == ": " && outlet_like(shape(page_.text, part), page_.lexicon) < 2) continue;
            first = at;
        }
        if (first == std::string_view::npos) return bare;
        return trimmed_range(page_.text, {bare.begin, static_cast<std::uint32_t>(bare.begin + first)});
    }

    /// Without the stars, dashes, brackets and the like that frame a name.
    TextRange undecorated(TextRange range) const {
        const auto frames = [](char32_t c) {
            constexpr std::u32string_view kFrames = U"*=~_#<>[]|•·–— -";
            return kFrames.find(c) != std::u32string_view::npos;
        };
        TextRange inner = range;
        while (inner.size() > 4 && frames(text::decode(page_.text, inner.begin).value))
            inner.begin += text::decode(page_.text, inner.begin).size;
        if (inner.begin == range.begin) return range;
        while (inner.size() > 4 && frames(text::decode_before(page_.text, inner.end).value))
            inner.end -= text::decode_before(page_.text, inner.end).size;
        return inner;
    }

    /// "The empty chair" above a line of twenty words without a stop: the headline and its standfirst.
    [[nodiscard]] std::size_t above_standfirst(std::size_t chosen,
                                               const std::vector<std::size_t>& candidates) const {
        constexpr std::uint32_t kStandfirst = 14;
        const auto here = std::find(candidates.begin(), candidates.end(), chosen);
        if (here == candidates.begin() || here == candidates.end() || page_.repeated.contains(chosen) ||
            page_title(chosen) || page_.lines[chosen].words < kStandfirst || *(here - 1) + 1 != chosen)
            return chosen;
        const Line& above = page_.lines[*(here - 1)];
        const bool headline = above.words >= 3 && above.words <= 10 && !above.ends_sentence &&
                              !above.bullet && !above.starts_lower && outlet_like(above, page_.lexicon) == 0;
        return headline ? *(here - 1) : chosen;
    }

    /// Right under the site's name, with a blank line between it and the next line that could be the
    /// headline.
    [[nodiscard]] bool tagline(std::size_t i, const std::vector<std::size_t>& candidates) const {
        const bool under =
            i > 0 && page_.lines[i - 1].kind == BlockKind::site_name && !page_.lines[i].blank_before;
        return under && std::any_of(candidates.begin(), candidates.end(),
                                    [&](std::size_t c) { return c > i && page_.lines[c].blank_before; });
    }

    void choose_title(const std::vector<std::size_t>& candidates) {
        double best = 1.0;
        // the headline stands above its deck
        const auto first = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t i) {
            return page_.lines[i].words >= 4 && !page_.lines[i].bullet &&
                   outlet_like(page_.lines[i], page_.lexicon) < 2 && !tagline(i, candidates);
        });
        const std::size_t first_headline = first != candidates.end() ? *first : page_.lines.size();
        for (const std::size_t i : candidates) {
            const double score = headline_score(i, first_headline);
            if (caption_like(page_.lines[i], false, page_.lexicon) && !page_.repeated.contains(i)) continue;
            if (score > best) {
                best = score;
                page_.title_line = i;
            }
        }
        if (page_.form_title && page_.title_line && best < 6 &&
            page_.folded(*page_.form_title) != page_.lines[*page_.title_line].core)
            page_.title_line.reset();
        if (page_.title) page_.title_line.reset();
        if (page_.title_line) page_.title_line = above_standfirst(*page_.title_line, candidates);
        if (!page_.title_line) {
            if (!page_.title) page_.title = page_.form_title;
            return;
        }
        Line& line = page_.lines[*page_.title_line];
        line.decide(BlockKind::title);
        page_.title = TextRange{line.range.begin + issue_size(line.range), line.range.end};
        if (page_.words(*page_.title).starts_with(">> ")) page_.title->begin += 3;
        if (const auto parts = page_title(*page_.title_line)) {
            page_.title = parts->first;
            page_.name_outlet(parts->second, 4);
            const std::string core = shape(page_.text, parts->first).core;
            for (std::size_t i = *page_.title_line + 1; i < page_.lines.size(); ++i) {
                if (!page_.lines[i].decided && page_.lines[i].core == core)
                    page_.lines[i].decide(BlockKind::headline_repeat);
            }
        }
    }

    /// "The guild's letter, No. 31": tells which issue it is.
    bool numbers_issue(const Line& line) const {
        const std::string_view folded = line.folded;
        std::size_t at = folded.size();
        while (at > 0 && folded[at - 1] >= '0' && folded[at - 1] <= '9') --at;
        if (at == folded.size()) return false;
        while (at > 0 && (folded[at - 1] == ' ' || folded[at - 1] == '.' || folded[at - 1] == '#')) --at;
        const std::size_t begin = folded.find_last_of(" ,;(", at == 0 ? 0 : at - 1);
        const std::size_t word = begin == std::string_view::npos ? 0 : begin + 1;
        return page_.lexicon.issue_words.contains(folded.substr(word, at - word));
    }

    TextPage& page_;
    std::optional<std::size_t> above_greeting_;
};

}  // namespace

std::string TextPage::folded(TextRange range) const { return text::folded(words(range)); }

void TextPage::name_outlet(std::optional<TextRange> range, int weight) {
    if (!range || range->empty() || weight <= outlet_weight || range->size() > 80) return;
    if (agency_at(text, range->begin, lexicon) != nullptr) return;
    outlet = range;
    outlet_weight = weight;
}

void label_head(TextPage& page) { Head(page).label_head(); }

void name_outlets_above(TextPage& page) { Head(page).name_outlets_above(); }

}  // namespace sitrep::extract
