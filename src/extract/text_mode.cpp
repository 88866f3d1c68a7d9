#include "extract/text_mode.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "extract/agencies.hpp"
#include "extract/cues.hpp"
#include "extract/line_scan.hpp"
#include "extract/lines.hpp"
#include "extract/vocabulary.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using text::CodePoint;

/// Bytes read for pull quotes before they are given up.
constexpr std::size_t kMostSearched = 256U << 20U;

class Labeller {
  public:
    Labeller(std::string_view text, bool markdown, std::string_view known_outlet, const Lexicon& lexicon)
        : text_(text),
          lexicon_(lexicon),
          lines_(cut_lines(text, markdown)),
          known_outlet_(text::folded(known_outlet)) {}

    LabelledLines run() {
        judge_lines();
        find_article();
        label_repeats();
        label_head();
        label_inside();
        label_tail();
        label_bare_links();
        return result();
    }

  private:
    std::string_view words(TextRange range) const { return text_.substr(range.begin, range.size()); }
    std::string folded(TextRange range) const { return text::folded(words(range)); }

    void name_outlet(std::optional<TextRange> range, int weight) {
        if (!range || range->empty() || weight <= outlet_weight_ || range->size() > 80) return;
        if (agency_at(text_, range->begin, lexicon_) != nullptr) return;
        outlet_ = range;
        outlet_weight_ = weight;
    }

    /// Phrases and shapes, and what they say of the lines after them.
    void judge_lines() {
        for (const Line& line : lines_) cores_.insert(line.core);
        std::vector<std::uint32_t> paragraphs_after(lines_.size() + 1, 0);
        for (std::size_t i = lines_.size(); i-- > 0;)
            paragraphs_after[i] = paragraphs_after[i + 1] + (lines_[i].paragraph() ? 1 : 0);
        BlockKind follow = BlockKind::body;  // body: nothing follows
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            Line& line = lines_[i];
            if (line.heading > 0) {
                if (line.heading == 1 && !title_) {
                    title_ = TextRange{line.range.begin + 2, line.range.end};
                    line.decide(BlockKind::title);
                } else {
                    line.decide(BlockKind::crosshead);
                }
                continue;
            }
            auto verdict = judge(text_, line, lexicon_);
            if (verdict && line.paragraph() && line.ends_sentence &&
                verdict->kind != BlockKind::comment_form && line.words > 25)
                verdict.reset();
            if (verdict && verdict->kind == BlockKind::media_credit && describes_picture(line))
                verdict->kind = BlockKind::caption;
            if (!verdict) {
                if (ends_in_credit(line, lexicon_)) {
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
                           !opening_dateline(text_, line.range, true, lexicon_)) {
                    line.decide(follow);
                } else {
                    follow = BlockKind::body;
                }
                continue;
            }
            line.decide(verdict->kind);
            // "Trending: ferries, rice": the list stands on the line itself, and the headline may come next
            const std::size_t colon = line.folded.find(": ");
            const bool listed = paragraphs_after[i] == paragraphs_after[0] && colon < 20;
            if (verdict->follow && !listed) follow = *verdict->follow;
            if (verdict->outlet) {
                claims_.push_back(*verdict->outlet);
                if (std::string name = folded(*verdict->outlet); name.size() >= 3)
                    claimed_names_.insert(std::move(name));
            }
            if (verdict->author) authors_.push_back(*verdict->author);
            if (verdict->date_line) date_lines_.emplace_back(i, line.range);
            const bool holds_title = verdict->kind == BlockKind::comment_form ||
                                     line.folded.starts_with("permalink") ||
                                     line.folded.starts_with("subject:");
            if (holds_title && line.quotes && !form_title_) form_title_ = quoted_words(text_, line.range);
            if (verdict->duration && names_video(i + 1)) lines_[++i].decide(BlockKind::caption);
        }
    }

    /// The line right under a video's running time is the video's title.
    bool names_video(std::size_t i) const {
        return i < lines_.size() && !lines_[i].blank_before && !lines_[i].paragraph();
    }

    /// "Have you seen …? Send us a picture.": nothing that somebody else says or asks for.
    bool calls_readers(const Line& line) const {
        return !line.quotes && line.words >= 3 && line.words <= 40 &&
               lexicon_.call_phrases.holds_any(line.folded);
    }

    /// "Also read" with nothing to read after it: the link's words were lost, what is left is a label.
    void label_bare_links() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            Line& line = lines_[i];
            if (!line.decided || line.kind != BlockKind::related_link || line.words > 3) continue;
            const bool alone = i + 1 >= lines_.size() || lines_[i + 1].kind != BlockKind::related_link;
            const bool after_list = i > 0 && lines_[i - 1].kind == BlockKind::related_link;
            if (alone && !after_list) line.kind = BlockKind::label;
        }
    }

    bool dashed(const Line& line) const {
        if (line.words == 0 || line.words > 12) return false;
        const auto dash = [](char32_t c) { return c == U'-' || c == U'–' || c == U'—'; };
        const CodePoint last = text::decode_before(text_, line.range.end);
        const CodePoint first = text::decode(text_, line.range.begin);
        return dash(first.value) && dash(last.value) &&
               text::is_space(text::decode(text_, line.range.begin + first.size).value);
    }

    /// "Photo: A flooded road near …": more than a name follows the word for a picture.
    bool describes_picture(const Line& line) const {
        const std::size_t colon = line.folded.find(": ");
        if (colon > 20 || line.words < 6) return false;  // npos is above 20
        return line.capitals * 2 <= line.words + 1 || line.folded.find(". ", colon) != std::string::npos;
    }

    bool opens_article(const Line& line) const {
        if (line.decided) return false;
        if (line.paragraph()) return !(line.words < 30 && caption_like(line, false, lexicon_));
        return line.words >= 9 && line.ends_sentence &&
               opening_dateline(text_, line.range, true, lexicon_).has_value();
    }

    void find_article() {
        first_ = lines_.size();
        for (std::size_t i = 0; i < lines_.size() && first_ == lines_.size(); ++i) {
            if (opens_article(lines_[i])) first_ = i;
        }
        for (std::size_t i = 0; i < lines_.size() && first_ == lines_.size(); ++i) {
            const Line& line = lines_[i];
            if (!line.decided && line.words >= 5 && line.ends_sentence && !line.asks &&
                !caption_like(line, false, lexicon_))
                first_ = i;
        }
        last_ = first_;
        for (std::size_t i = first_; i < lines_.size(); ++i) {
            const Line& line = lines_[i];
            if (!line.decided && ((line.ends_sentence && line.words >= 2) || line.words >= 16)) last_ = i;
        }
        for (std::size_t i = first_; i < lines_.size(); ++i) {
            if (lines_[i].decided && lines_[i].kind != BlockKind::body) continue;
            body_.push_back(' ');
            body_.append(lines_[i].folded);
        }
        vocabulary_.add(body_);
    }

    /// A line that stands twice: the first is the headline if it stands before the article, the others are
    /// repeats.
    void label_repeats() {
        std::unordered_map<std::string_view, std::size_t> seen;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            Line& line = lines_[i];
            if (line.decided || line.words < 4 || line.words > 40 || line.core.empty()) continue;
            const auto [earlier, fresh] = seen.emplace(line.core, i);
            if (fresh) continue;
            const bool in_head = earlier->second < first_ || (i < first_ + 2);
            if (!in_head && line.ends_sentence) continue;
            line.decide(BlockKind::headline_repeat);
            repeated_.insert(earlier->second);
            if (earlier->second == first_) {
                // The headline was long enough to pass for a paragraph.
                while (first_ < lines_.size() && (first_ <= i || lines_[first_].decided)) ++first_;
            }
        }
    }

    double headline_score(std::size_t i, std::size_t first_headline) const {
        const Line& line = lines_[i];
        double score = 0.3 * std::min(line.words, 10U) + 2.0 * vocabulary_.share_known(line.folded);
        if (line.words < 3) score -= 3;
        if (line.words > 28) score -= 3;
        if (repeated_.contains(i) || page_title(i)) score += 5;
        if (line.ends_sentence && !line.asks) score -= 1;
        if (line.bullet) score -= 4;
        if (line.starts_lower) score -= 2;
        if (i == first_headline) score += 0.7;
        if (lexicon_.report_words.holds_any(line.folded)) score -= 4;
        const int outlet = outlet_like(line, lexicon_);
        if (outlet == 2 && line.words <= 5) score -= 3;
        if (outlet >= 1 && line.words <= 3) score -= 1;
        if (form_title_) {
            const std::string form = folded(*form_title_);
            if (line.folded == form || line.core == form) {
                score += 10;
            } else {
                score -= 2;
            }
        }
        return score;
    }

    /// "Headline | Outlet", "Headline - Outlet": where the headline ends and the outlet begins.
    std::optional<std::pair<TextRange, TextRange>> page_title(std::size_t i) const {
        const TextRange range = lines_[i].range;
        for (const std::string_view mark : {" | ", " – ", " - ", " — ", " :: ", " » "}) {
            const std::size_t at = words(range).rfind(mark);
            if (at == std::string_view::npos) continue;
            const auto middle = static_cast<std::uint32_t>(range.begin + at);
            const TextRange head{range.begin, middle},
                tail{middle + static_cast<std::uint32_t>(mark.size()), range.end};
            const Line before = shape(text_, head), after = shape(text_, tail);
            if (before.words < 4 || after.words == 0 || after.words > 5) continue;
            const bool twice = cores_.contains(before.core);
            if (outlet_like(after, lexicon_) == 2 || (mark == " | " && outlet_like(after, lexicon_) > 0) ||
                (twice && after.words <= 5)) {
                return std::pair(head, tail);
            }
        }
        return std::nullopt;
    }

    bool names_known_outlet(const Line& line) const {
        if (!known_outlet_.empty() && line.folded == known_outlet_) return true;
        return claimed_names_.contains(line.folded) || claimed_names_.contains(line.core) ||
               claimed_names_.contains("the " + line.folded);
    }

    std::vector<std::size_t> head_candidates() const {
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < first_; ++i) {
            if (!lines_[i].decided) candidates.push_back(i);
        }
        return candidates;
    }

    /// The first candidate as the outlet's name line, if it reads like one and something else can be the
    /// headline.
    bool opens_with_site_name(const std::vector<std::size_t>& candidates) const {
        const std::size_t i = candidates.front();
        const Line& line = lines_[i];
        if (repeated_.contains(i) || i > 3) return false;
        if (names_known_outlet(line)) return true;
        const Line name = shape(text_, outlet_part(line));
        const int like = outlet_like(name, lexicon_);
        if (like == 0 || (like < 2 && words(line.range).find(": ") != std::string_view::npos)) return false;
        if (form_title_ && folded(*form_title_) != line.folded) return like == 2 || name.words <= 4;
        const bool other = std::any_of(candidates.begin() + 1, candidates.end(), [&](std::size_t c) {
            return lines_[c].words >= 4 && !lines_[c].bullet;
        });
        if (like == 2) return name.words <= (other ? 6U : 5U);
        if (!other) return title_.has_value() ? name.words <= 5 : name.words <= 2;
        return name.words <= 4 || name.shouted == name.words;
    }

    /// "Outlet – its motto": the outlet.
    TextRange outlet_part(const Line& line) const {
        for (const std::string_view mark :
             {" – ", " — ", " | ", " • ", " · ", " ~ ", " // ", " :: ", " - ", ": "}) {
            const std::size_t at = words(line.range).find(mark);
            if (at == std::string_view::npos || at < 3) continue;
            const TextRange part{line.range.begin, static_cast<std::uint32_t>(line.range.begin + at)};
            // "Malta: Flats for sale" is a headline
            if (mark == ": " && outlet_like(shape(text_, part), lexicon_) < 2) continue;
            return trimmed_range(text_, part);
        }
        TextRange part = line.range;
        while (part.size() > 4 && (text_[part.begin] == '*' || text_[part.begin] == ' ')) ++part.begin;
        while (part.size() > 4 && (text_[part.end - 1] == '*' || text_[part.end - 1] == ' ')) --part.end;
        return part;
    }

    void label_head() {
        std::vector<std::size_t> candidates = head_candidates();
        if (first_ >= lines_.size() && !candidates.empty() && lines_.size() > 1) {
            // Nothing reads like a paragraph: the first line may be a headline, the rest stays body.
            candidates = {candidates.front()};
        } else if (first_ >= lines_.size()) {
            return;
        }
        std::erase_if(candidates, [&](std::size_t i) {
            const auto mark = opening_dateline(text_, lines_[i].range, false, lexicon_);
            if (!mark || mark->range.end != lines_[i].range.end) return false;
            lines_[i].decide(BlockKind::dateline);
            return true;
        });
        if (!candidates.empty() && opens_with_site_name(candidates)) {
            Line& line = lines_[candidates.front()];
            line.decide(BlockKind::site_name);
            name_outlet(outlet_part(line), 5);
            candidates.erase(candidates.begin());
        }
        choose_title(candidates);
        for (const std::size_t i : candidates) {
            Line& line = lines_[i];
            if (line.decided) continue;
            if (names_known_outlet(line)) {
                line.decide(BlockKind::site_name);
                name_outlet(line.range, 4);
            } else if (caption_like(line, false, lexicon_)) {
                line.decide(BlockKind::caption);
            } else if (title_line_ && i < *title_line_) {
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
        for (std::size_t i = 0; i < std::min(first_, lines_.size()) && i < 6; ++i) {
            const Line& line = lines_[i];
            const bool menu = line.kind == BlockKind::label && i == 0;
            if (!menu && line.kind != BlockKind::teaser && line.kind != BlockKind::label) continue;
            TextRange range = line.range;
            while (!range.empty() && (text_[range.begin] == '*' || text_[range.begin] == '_')) ++range.begin;
            const std::string_view all = words(range);
            const std::size_t end = menu ? all.find('|') : all.find(", ");
            if (end == std::string_view::npos || end < 4) continue;
            range.end = range.begin + static_cast<std::uint32_t>(end);
            while (!range.empty() && text_[range.end - 1] == ' ') --range.end;
            const Line name = shape(text_, range);
            const bool shouted = name.words >= 2 && name.shouted == name.words;
            const int likeness = outlet_like(name, lexicon_);
            if (name.words >= 2 && name.words <= 5 && (likeness == 2 || (menu && likeness == 1 && shouted)))
                name_outlet(range, 2);
        }
    }

    /// "The empty chair" above a line of twenty words without a stop: the headline and its standfirst.
    [[nodiscard]] std::size_t above_standfirst(std::size_t chosen,
                                               const std::vector<std::size_t>& candidates) const {
        constexpr std::uint32_t kStandfirst = 14;
        const auto here = std::find(candidates.begin(), candidates.end(), chosen);
        if (here == candidates.begin() || here == candidates.end() || repeated_.contains(chosen) ||
            page_title(chosen) || lines_[chosen].words < kStandfirst || *(here - 1) + 1 != chosen)
            return chosen;
        const Line& above = lines_[*(here - 1)];
        const bool headline = above.words >= 3 && above.words <= 10 && !above.ends_sentence &&
                              !above.bullet && !above.starts_lower && outlet_like(above, lexicon_) == 0;
        return headline ? *(here - 1) : chosen;
    }

    /// Right under the site's name, with a blank line between it and the next line that could be the
    /// headline.
    [[nodiscard]] bool tagline(std::size_t i, const std::vector<std::size_t>& candidates) const {
        const bool under = i > 0 && lines_[i - 1].kind == BlockKind::site_name && !lines_[i].blank_before;
        return under && std::any_of(candidates.begin(), candidates.end(),
                                    [&](std::size_t c) { return c > i && lines_[c].blank_before; });
    }

    void choose_title(const std::vector<std::size_t>& candidates) {
        double best = 1.0;
        // the headline stands above its deck
        const auto first = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t i) {
            return lines_[i].words >= 4 && !lines_[i].bullet && outlet_like(lines_[i], lexicon_) < 2 &&
                   !tagline(i, candidates);
        });
        const std::size_t first_headline = first != candidates.end() ? *first : lines_.size();
        for (const std::size_t i : candidates) {
            const double score = headline_score(i, first_headline);
            if (caption_like(lines_[i], false, lexicon_) && !repeated_.contains(i)) continue;
            if (score > best) {
                best = score;
                title_line_ = i;
            }
        }
        if (form_title_ && title_line_ && best < 6 && folded(*form_title_) != lines_[*title_line_].core)
            title_line_.reset();
        if (title_) title_line_.reset();
        if (title_line_) title_line_ = above_standfirst(*title_line_, candidates);
        if (!title_line_) {
            if (!title_) title_ = form_title_;
            return;
        }
        Line& line = lines_[*title_line_];
        line.decide(BlockKind::title);
        title_ = line.range;
        if (const auto parts = page_title(*title_line_)) {
            title_ = parts->first;
            name_outlet(parts->second, 4);
            const std::string core = shape(text_, parts->first).core;
            for (std::size_t i = *title_line_ + 1; i < lines_.size(); ++i) {
                if (!lines_[i].decided && lines_[i].core == core)
                    lines_[i].decide(BlockKind::headline_repeat);
            }
        }
    }

    bool quoted_elsewhere(const Line& line) {
        const auto inner = quoted_words(text_, line.range);
        std::string needle = inner ? folded(*inner) : line.core;
        while (!needle.empty() && std::string_view(".,!?").find(needle.back()) != std::string_view::npos)
            needle.pop_back();
        // A pull quote is short beside its article: a text of very many short lines is not searched for all.
        if (needle.size() < 15 || searched_ > kMostSearched) return false;
        searched_ += body_.size();
        const std::size_t once = body_.find(needle);
        return once != std::string::npos && body_.find(needle, once + 1) != std::string::npos;
    }

    void label_inside() {
        for (std::size_t i = first_; i <= last_ && i < lines_.size(); ++i) {
            Line& line = lines_[i];
            if (line.decided) continue;
            if (!line.paragraph() && line.words >= 3 && line.words <= 30 && quoted_elsewhere(line)) {
                line.decide(BlockKind::teaser);
            } else if (i > first_ && caption_like(line, true, lexicon_)) {
                line.decide(BlockKind::caption);
            } else if (!line.ends_sentence && line.words <= 10 && !line.starts_lower && !line.bullet &&
                       i > first_ && !ends_open(line)) {
                line.decide(BlockKind::crosshead);
            } else if (line.asks && line.shouted == line.words && line.words >= 2 && line.words <= 8 &&
                       !line.quotes && i > first_) {
                line.decide(BlockKind::crosshead);  // "DARK OR LIT?"
            }
        }
    }

    /// Ends in a colon, comma or dash: the sentence goes on in the next line.
    bool ends_open(const Line& line) const {
        const char32_t last = text::decode_before(text_, line.range.end).value;
        return last == U':' || last == U',' || last == U';' || last == U'—';
    }

    void label_tail() {
        for (std::size_t i = last_ + 1; i < lines_.size(); ++i) {
            Line& line = lines_[i];
            if (line.decided || line.starts_lower || line.words >= 16) continue;
            line.decide(line.words <= 2                       ? BlockKind::other
                        : caption_like(line, false, lexicon_) ? BlockKind::caption
                                                              : BlockKind::related_link);
        }
    }

    void add(LabelledLines& result, TextRange range, BlockKind kind) const {
        const std::string_view trimmed = text::trimmed(words(range));
        if (trimmed.empty()) return;
        auto begin = static_cast<std::uint32_t>(trimmed.data() - text_.data());
        const auto end = begin + static_cast<std::uint32_t>(trimmed.size());
        // The bullet of a highlight belongs to the list, not to its words.
        if (kind == BlockKind::teaser && begin + bullet_size(text_, begin) < end)
            begin += bullet_size(text_, begin);
        result.pieces.push_back({{begin, end}, kind});
    }

    LabelledLines result() {
        LabelledLines result;
        bool first = true;
        for (const Line& line : lines_) {
            if (line.kind != BlockKind::body || line.decided) {
                if (const auto mark = opening_dateline(text_, line.range, false, lexicon_);
                    mark && mark->range.end == line.range.end && line.words <= 6) {
                    name_dateline(*mark);
                }
                const bool credited = line.kind == BlockKind::caption && ends_in_credit(line, lexicon_);
                const std::uint32_t credit = credited ? credit_begin(text_, line.range) : line.range.end;
                add(result, {line.range.begin, credit}, line.kind);
                add(result, {credit, line.range.end}, BlockKind::media_credit);
                continue;
            }
            TextRange range = line.range;
            if (const auto dateline = opening_dateline(text_, range, first, lexicon_)) {
                add(result, dateline->range, BlockKind::dateline);
                name_dateline(*dateline);
                range.begin = dateline->range.end;
            }
            std::uint32_t begin = range.begin;
            for (const std::uint32_t at : lost_breaks(text_, range)) {
                add(result, {begin, at}, BlockKind::body);
                begin = at;
            }
            const std::uint32_t credit = closing_agency({begin, range.end});
            add(result, {begin, credit}, BlockKind::body);
            add(result, {credit, range.end}, BlockKind::media_credit);
            first = first && range.empty();
        }
        result.title = title_;
        name_outlets_above();
        for (const TextRange claim : claims_) name_outlet(claim, 2);
        result.outlet = outlet_;
        result.authors = authors_;
        // A date far from the headline belongs to another story.
        for (const auto& [index, range] : date_lines_) {
            if (index <= first_) result.date_lines.push_back(range);
        }
        return result;
    }

    /// "… until his pay comes. EFE": where the agency that signs the last paragraph stands.
    [[nodiscard]] std::uint32_t closing_agency(TextRange range) const {
        const std::string_view all = words(range);
        const std::size_t space = all.find_last_of(' ');
        if (space == std::string_view::npos || space < 20) return range.end;
        const auto at = range.begin + static_cast<std::uint32_t>(space) + 1;
        const AgencyForm* agency = agency_at(text_, at, lexicon_);
        if (agency == nullptr || agency->form.size() != range.end - at) return range.end;
        return shape(text_, {range.begin, at - 1}).ends_sentence ? at : range.end;
    }

    void name_dateline(const Dateline& dateline) {
        if (dateline.source && !dateline.agency) name_outlet(dateline.source, 3);
    }

    std::string_view text_;
    const Lexicon& lexicon_;
    std::vector<Line> lines_;
    std::string known_outlet_;
    std::size_t first_ = 0, last_ = 0;
    std::string body_;
    Vocabulary vocabulary_;
    std::set<std::size_t> repeated_;
    std::optional<TextRange> title_, form_title_, outlet_;
    std::optional<std::size_t> title_line_;
    int outlet_weight_ = 0;
    std::vector<TextRange> claims_, authors_;
    std::unordered_set<std::string> claimed_names_;  ///< folded words of claims_
    std::unordered_set<std::string_view> cores_;     ///< of all lines
    std::size_t searched_ = 0;                       ///< bytes of body_ read for pull quotes
    std::vector<std::pair<std::size_t, TextRange>> date_lines_;
};

}  // namespace

LabelledLines label_lines(std::string_view text, bool markdown, std::string_view known_outlet,
                          const Lexicon& lexicon) {
    return Labeller(text, markdown, known_outlet, lexicon).run();
}

}  // namespace sitrep::extract
