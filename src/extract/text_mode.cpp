#include "extract/text_mode.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "extract/agencies.hpp"
#include "extract/cues.hpp"
#include "extract/line_scan.hpp"
#include "extract/text_page.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using text::CodePoint;

/// Bytes read for pull quotes before they are given up.
constexpr std::size_t kMostSearched = 256U << 20U;

class Labeller {
  public:
    Labeller(std::string_view text, bool markdown, std::string_view known_outlet, const Lexicon& lexicon)
        : page_{text, lexicon, cut_lines(text, markdown), text::folded(known_outlet)} {}

    LabelledLines run() {
        judge_lines();
        find_article();
        label_repeats();
        label_head(page_);
        label_inside();
        label_tail();
        label_bare_links();
        return result();
    }

  private:
    /// Phrases and shapes, and what they say of the lines after them.
    void judge_lines() {
        for (const Line& line : page_.lines) page_.cores.insert(line.core);
        std::vector<std::uint32_t> paragraphs_after(page_.lines.size() + 1, 0);
        for (std::size_t i = page_.lines.size(); i-- > 0;)
            paragraphs_after[i] = paragraphs_after[i + 1] + (page_.lines[i].paragraph() ? 1 : 0);
        BlockKind follow = BlockKind::body;  // body: nothing follows
        for (std::size_t i = 0; i < page_.lines.size(); ++i) {
            Line& line = page_.lines[i];
            if (line.heading > 0) {
                if (line.heading == 1 && !page_.title) {
                    page_.title = TextRange{line.range.begin + 2, line.range.end};
                    line.decide(BlockKind::title);
                } else {
                    line.decide(BlockKind::crosshead);
                }
                continue;
            }
            if (paragraphs_after[i] == paragraphs_after[0] && mail_head(line)) continue;
            auto verdict = judge(page_.text, line, page_.lexicon);
            if (verdict && line.paragraph() && line.ends_sentence &&
                verdict->kind != BlockKind::comment_form && line.words > 25)
                verdict.reset();
            if (verdict && verdict->kind == BlockKind::media_credit &&
                (describes_picture(line) || ends_in_credit(line, page_.lexicon)))
                verdict->kind = BlockKind::caption;
            if (!verdict) {
                if (ends_in_credit(line, page_.lexicon)) {
                    line.decide(BlockKind::caption);
                } else if (calls_readers(line) && paragraphs_after[i + 1] <= 1 && paragraphs_after[0] > 2) {
                    line.decide(BlockKind::other);
                } else if (dashed(line)) {
                    line.decide(BlockKind::crosshead);
                } else if (follow == BlockKind::comment_form &&
                           paragraphs_after[i] * 4 <= paragraphs_after[0]) {
                    line.decide(BlockKind::comment_form);
                } else if (follow != BlockKind::body && follow != BlockKind::comment_form &&
                           !line.paragraph() && !line.ends_sentence &&
                           !opening_dateline(page_.text, line.range, true, page_.lexicon)) {
                    line.decide(follow);
                } else {
                    follow = BlockKind::body;
                }
                continue;
            }
            line.decide(verdict->kind);
            if (verdict->follow && !listed_whole(i, paragraphs_after)) follow = *verdict->follow;
            learn(i, *verdict);
            if (verdict->duration && names_video(i + 1)) page_.lines[++i].decide(BlockKind::caption);
        }
    }

    /// "Trending: ferries, rice": the list stands on the line itself. Above the article the headline may come
    /// next, inside it a single line before the next paragraph is the crosshead of what follows.
    bool listed_whole(std::size_t i, std::span<const std::uint32_t> paragraphs_after) const {
        const std::vector<Line>& lines = page_.lines;
        const std::size_t colon = lines[i].folded.find(": ");
        if (colon >= 20 && lines[i].folded.find(" | ") == std::string::npos) return false;
        if (paragraphs_after[i] == paragraphs_after[0]) return true;
        return i + 2 < lines.size() && !lines[i + 1].paragraph() && lines[i + 2].paragraph();
    }

    /// What a line of furniture tells about the page.
    void learn(std::size_t i, const LineVerdict& verdict) {
        const Line& line = page_.lines[i];
        if (verdict.outlet) {
            claims_.push_back(*verdict.outlet);
            if (std::string name = page_.folded(*verdict.outlet); name.size() >= 3)
                page_.claimed_names.insert(std::move(name));
        }
        if (verdict.author) authors_.push_back(*verdict.author);
        if (verdict.date_line) date_lines_.emplace_back(i, line.range);
        const bool holds_title = verdict.kind == BlockKind::comment_form ||
                                 line.folded.starts_with("permalink") || line.folded.starts_with("subject:");
        if (holds_title && line.quotes && !page_.form_title)
            page_.form_title = quoted_words(page_.text, line.range);
    }

    /// "From: Example Letter <letters@…>", "Subject: A headline" above a letter that was pasted with its
    /// head.
    bool mail_head(Line& line) {
        const bool subject = line.folded.starts_with("subject: ");
        const bool sender = line.folded.starts_with("from: ") && line.folded.find('@') != std::string::npos;
        if (!subject && !sender) return false;
        const std::string_view all = page_.words(line.range);
        const std::size_t end = sender ? all.find('<') : all.size();
        const TextRange told = trimmed_range(
            page_.text, {line.range.begin + static_cast<std::uint32_t>(all.find(':')) + 1,
                         line.range.begin + static_cast<std::uint32_t>(std::min(end, all.size()))});
        if (subject && !page_.form_title) page_.form_title = told;
        if (sender && end != std::string_view::npos) claims_.push_back(told);
        line.decide(BlockKind::label);
        return true;
    }

    /// The line right under a video's running time is the video's title.
    bool names_video(std::size_t i) const {
        return i < page_.lines.size() && !page_.lines[i].blank_before && !page_.lines[i].paragraph();
    }

    /// "Have you seen …? Send us a picture.": nothing that somebody else says or asks for.
    bool calls_readers(const Line& line) const {
        return !line.quotes && line.words >= 3 && line.words <= 40 &&
               page_.lexicon.call_phrases.holds_any(line.folded);
    }

    /// "Also read" with nothing to read after it: the link's words were lost, what is left is a label.
    void label_bare_links() {
        for (std::size_t i = 0; i < page_.lines.size(); ++i) {
            Line& line = page_.lines[i];
            if (!line.decided || line.kind != BlockKind::related_link || line.words > 3) continue;
            const bool alone =
                i + 1 >= page_.lines.size() || page_.lines[i + 1].kind != BlockKind::related_link;
            const bool after_list = i > 0 && page_.lines[i - 1].kind == BlockKind::related_link;
            if (alone && !after_list) line.kind = BlockKind::label;
        }
    }

    bool dashed(const Line& line) const {
        if (line.words == 0 || line.words > 12) return false;
        const auto dash = [](char32_t c) { return c == U'-' || c == U'–' || c == U'—'; };
        const CodePoint last = text::decode_before(page_.text, line.range.end);
        const CodePoint first = text::decode(page_.text, line.range.begin);
        return dash(first.value) && dash(last.value) &&
               text::is_space(text::decode(page_.text, line.range.begin + first.size).value);
    }

    /// "Photo: A flooded road near …": more than a name follows the word for a picture.
    bool describes_picture(const Line& line) const {
        const std::size_t colon = line.folded.find(": ");
        if (colon > 20 || line.words < 6) return false;  // npos is above 20
        return line.capitals * 2 <= line.words + 1 || line.folded.find(". ", colon) != std::string::npos;
    }

    bool opens_article(const Line& line) const {
        if (line.decided) return false;
        if (line.paragraph()) return !(line.words < 30 && caption_like(line, false, page_.lexicon));
        return line.words >= 9 && line.ends_sentence &&
               opening_dateline(page_.text, line.range, true, page_.lexicon).has_value();
    }

    void find_article() {
        page_.first = page_.lines.size();
        for (std::size_t i = 0; i < page_.lines.size() && page_.first == page_.lines.size(); ++i) {
            if (opens_article(page_.lines[i])) page_.first = i;
        }
        for (std::size_t i = 0; i < page_.lines.size() && page_.first == page_.lines.size(); ++i) {
            const Line& line = page_.lines[i];
            if (!line.decided && line.words >= 5 && line.ends_sentence && !line.asks &&
                !caption_like(line, false, page_.lexicon))
                page_.first = i;
        }
        page_.last = page_.first;
        for (std::size_t i = page_.first; i < page_.lines.size(); ++i) {
            const Line& line = page_.lines[i];
            const bool told = line.ends_sentence || closing_agency(line.range) < line.range.end;
            if (!line.decided && ((told && line.words >= 2) || line.words >= 16)) page_.last = i;
        }
        for (std::size_t i = page_.first; i < page_.lines.size(); ++i) {
            if (page_.lines[i].decided && page_.lines[i].kind != BlockKind::body) continue;
            page_.body.push_back(' ');
            page_.body.append(page_.lines[i].folded);
        }
        page_.vocabulary.add(page_.body);
    }

    /// A line that stands twice: the first is the headline if it stands before the article, the others are
    /// repeats.
    void label_repeats() {
        std::unordered_map<std::string_view, std::size_t> seen;
        for (std::size_t i = 0; i < page_.lines.size(); ++i) {
            Line& line = page_.lines[i];
            if (line.decided || line.words < 4 || line.words > 40 || line.core.empty()) continue;
            const auto [earlier, fresh] = seen.emplace(line.core, i);
            if (fresh) continue;
            const bool in_head = earlier->second < page_.first || (i < page_.first + 2);
            if (!in_head && line.ends_sentence) continue;
            line.decide(BlockKind::headline_repeat);
            page_.repeated.insert(earlier->second);
            if (earlier->second == page_.first) {
                // The headline was long enough to pass for a paragraph.
                while (page_.first < page_.lines.size() &&
                       (page_.first <= i || page_.lines[page_.first].decided))
                    ++page_.first;
            }
        }
    }

    bool quoted_elsewhere(const Line& line) {
        const auto inner = quoted_words(page_.text, line.range);
        std::string needle = inner ? page_.folded(*inner) : line.core;
        while (!needle.empty() && std::string_view(".,!?").find(needle.back()) != std::string_view::npos)
            needle.pop_back();
        // A pull quote is short beside its article: a text of very many short lines is not searched for all.
        if (needle.size() < 15 || searched_ > kMostSearched) return false;
        searched_ += page_.body.size();
        const std::size_t once = page_.body.find(needle);
        return once != std::string::npos && page_.body.find(needle, once + 1) != std::string::npos;
    }

    void label_inside() {
        for (std::size_t i = page_.first; i <= page_.last && i < page_.lines.size(); ++i) {
            Line& line = page_.lines[i];
            if (line.decided) continue;
            if (!line.paragraph() && line.words >= 3 && line.words <= 30 && quoted_elsewhere(line)) {
                line.decide(BlockKind::teaser);
            } else if (i > page_.first && caption_like(line, true, page_.lexicon)) {
                line.decide(BlockKind::caption);
            } else if (!line.ends_sentence && line.words <= 10 && !line.starts_lower && !line.bullet &&
                       i > page_.first && !ends_open(line) && closing_agency(line.range) == line.range.end) {
                line.decide(BlockKind::crosshead);
            } else if (line.asks && line.shouted == line.words && line.words >= 2 && line.words <= 8 &&
                       !line.quotes && i > page_.first) {
                line.decide(BlockKind::crosshead);  // "DARK OR LIT?"
            }
        }
    }

    /// Ends in a colon, comma or dash: the sentence goes on in the next line.
    bool ends_open(const Line& line) const {
        const char32_t last = text::decode_before(page_.text, line.range.end).value;
        return last == U':' || last == U',' || last == U';' || last == U'—';
    }

    void label_tail() {
        for (std::size_t i = page_.last + 1; i < page_.lines.size(); ++i) {
            Line& line = page_.lines[i];
            if (line.decided || line.starts_lower || line.words >= 16) continue;
            line.decide(line.words <= 2                            ? BlockKind::other
                        : caption_like(line, false, page_.lexicon) ? BlockKind::caption
                                                                   : BlockKind::related_link);
        }
    }

    void add(LabelledLines& result, TextRange range, BlockKind kind) const {
        const std::string_view trimmed = text::trimmed(page_.words(range));
        if (trimmed.empty()) return;
        auto begin = static_cast<std::uint32_t>(trimmed.data() - page_.text.data());
        const auto end = begin + static_cast<std::uint32_t>(trimmed.size());
        // The bullet of a highlight belongs to the list, not to its words.
        if (kind == BlockKind::teaser && begin + bullet_size(page_.text, begin) < end)
            begin += bullet_size(page_.text, begin);
        result.pieces.push_back({{begin, end}, kind});
    }

    LabelledLines result() {
        LabelledLines result;
        bool first = true;
        for (const Line& line : page_.lines) {
            if (line.kind != BlockKind::body || line.decided) {
                if (const auto mark = opening_dateline(page_.text, line.range, false, page_.lexicon);
                    mark && mark->range.end == line.range.end && line.words <= 6) {
                    name_dateline(*mark);
                }
                const bool credited = line.kind == BlockKind::caption && ends_in_credit(line, page_.lexicon);
                const std::uint32_t credit = credited ? credit_begin(page_.text, line.range) : line.range.end;
                std::uint32_t begin = line.range.begin;
                if (line.kind == BlockKind::title && page_.title && page_.title->begin > begin &&
                    page_.title->end == line.range.end) {
                    add(result, {begin, page_.title->begin}, BlockKind::label);  // "Issue 61:"
                    begin = page_.title->begin;
                }
                add(result, {begin, credit}, line.kind);
                add(result, {credit, line.range.end}, BlockKind::media_credit);
                continue;
            }
            TextRange range = line.range;
            if (const auto dateline = opening_dateline(page_.text, range, first, page_.lexicon)) {
                add(result, dateline->range, BlockKind::dateline);
                name_dateline(*dateline);
                range.begin = dateline->range.end;
            }
            std::uint32_t begin = range.begin;
            for (const std::uint32_t at : lost_breaks(page_.text, range)) {
                add(result, {begin, at}, BlockKind::body);
                begin = at;
            }
            const std::uint32_t credit = closing_agency({begin, range.end});
            add(result, {begin, credit}, BlockKind::body);
            add(result, {credit, range.end}, BlockKind::media_credit);
            first = first && range.empty();
        }
        result.title = page_.title;
        name_outlets_above(page_);
        for (const TextRange claim : claims_) page_.name_outlet(claim, 2);
        result.outlet = page_.outlet;
        result.authors = authors_;
        // A date far from the headline belongs to another story.
        for (const auto& [index, range] : date_lines_) {
            if (index <= page_.first) result.date_lines.push_back(range);
        }
        return result;
    }

    /// "… until his pay comes. EFE": where the agency that signs the last paragraph stands.
    [[nodiscard]] std::uint32_t closing_agency(TextRange range) const {
        const std::string_view all = page_.words(range);
        const std::size_t space = all.find_last_of(' ');
        if (space == std::string_view::npos || space < 20) return range.end;
        const auto at = range.begin + static_cast<std::uint32_t>(space) + 1;
        const AgencyForm* agency = agency_at(page_.text, at, page_.lexicon);
        if (agency == nullptr || agency->form.size() != range.end - at) return range.end;
        return shape(page_.text, {range.begin, at - 1}).ends_sentence ? at : range.end;
    }

    void name_dateline(const Dateline& dateline) {
        if (dateline.source && !dateline.agency) page_.name_outlet(dateline.source, 3);
    }

    TextPage page_;
    std::vector<TextRange> claims_, authors_;
    std::size_t searched_ = 0;  ///< bytes of the body read for pull quotes
    std::vector<std::pair<std::size_t, TextRange>> date_lines_;
};

}  // namespace

LabelledLines label_lines(std::string_view text, bool markdown, std::string_view known_outlet,
                          const Lexicon& lexicon) {
    return Labeller(text, markdown, known_outlet, lexicon).run();
}

}  // namespace sitrep::extract
