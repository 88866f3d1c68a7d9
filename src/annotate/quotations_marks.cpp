// Quotation marks as an automaton over the tokens of one paragraph at a time.
#include <algorithm>

#include "annotate/quotations_glyphs.hpp"
#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {
namespace {

/// A mark that can go on for this many tokens without its opening mark; longer is taken for narration.
constexpr std::uint32_t kLongestUnopened = 80;
/// How far the apostrophe test looks for another closing mark.
constexpr std::uint32_t kApostropheReach = 120;

class MarkReader {
  public:
    MarkReader(const Report& report, const TokenizedText& tokens, std::string_view lower,
               const std::vector<std::int32_t>& cue_of, const QuotationWords& words,
               std::vector<std::string>* notices)
        : report_(report),
          tokens_(tokens),
          lower_(lower),
          cue_of_(cue_of),
          words_(words),
          notices_(notices) {}

    std::vector<QuotedSegment> run() {
        for (std::size_t s = 0; s < tokens_.sentences.size();) {
            const std::uint32_t block = tokens_.sentences[s].block;
            std::size_t next = s;
            while (next < tokens_.sentences.size() && tokens_.sentences[next].block == block) ++next;
            if (report_.blocks[block].kind == BlockKind::body ||
                report_.blocks[block].kind == BlockKind::title) {
                read_paragraph(block, s, next);
            } else {
                carried_.reset();
            }
            s = next;
        }
        return std::move(segments_);
    }

  private:
    struct Open {
        std::uint32_t mark;
        Glyph glyph;
        std::uint32_t depth = 0;
        std::uint32_t width = 1;  ///< tokens of the mark: 2 where '' stands for a double mark
    };

    [[nodiscard]] std::string_view word(std::uint32_t i) const {
        return lower_.substr(tokens_.tokens[i].range.begin, tokens_.tokens[i].range.size());
    }
    [[nodiscard]] bool is_mark(std::uint32_t i) const {
        const TokenKind kind = tokens_.tokens[i].kind;
        return kind == TokenKind::opening_quote || kind == TokenKind::closing_quote;
    }
    [[nodiscard]] bool is_stop(std::uint32_t i) const {
        const std::string_view w = word(i);
        return w == "." || w == "," || w == "!" || w == "?" || w == "…" || w.starts_with("..") ||
               w.starts_with("?") || w.starts_with("!") || w == "—" || w == "–" || w == "--";
    }
    [[nodiscard]] bool glued_to_previous(std::uint32_t i) const {
        return i > first_ && !tokens_.tokens[i].space_before;
    }
    [[nodiscard]] bool glued_to_next(std::uint32_t i) const {
        return i + 1 < last_ && !tokens_.tokens[i + 1].space_before;
    }

    void read_paragraph(std::uint32_t block, std::size_t first_sentence, std::size_t last_sentence) {
        block_ = block;
        first_sentence_ = first_sentence;
        last_sentence_ = last_sentence;
        first_ = tokens_.sentences[first_sentence].first;
        last_ = tokens_.sentences[last_sentence - 1].last;
        find_last_single_close();
        std::optional<Open> open;
        for (std::uint32_t i = first_; i < last_; ++i) {
            if (!is_mark(i)) continue;
            const Glyph glyph = glyph_of(word(i));
            if (glyph == Glyph::none) continue;
            if (doubled(i, open)) {
                open = read_doubled(open, i);
                ++i;
                continue;
            }
            open = open ? inside(*open, i, glyph) : outside(i, glyph);
        }
        if (open) {
            finish_open(*open);
        } else {
            carried_.reset();
        }
    }

    /// «''We agree,'' he said»: two single marks side by side, outside single marks.
    [[nodiscard]] bool doubled(std::uint32_t i, const std::optional<Open>& open) const {
        if (i + 1 >= last_ || word(i) != "'" || word(i + 1) != "'" || tokens_.tokens[i + 1].space_before)
            return false;
        return !open || open->glyph == Glyph::doubled_single;
    }
    std::optional<Open> read_doubled(const std::optional<Open>& open, std::uint32_t i) {
        if (!open) {
            const bool opens = i + 2 < last_ && !tokens_.tokens[i + 2].space_before &&
                               (i == first_ || tokens_.tokens[i].space_before);
            if (!opens) return std::nullopt;
            return Open{i + 1, Glyph::doubled_single, 0, 2};
        }
        add({{open->mark + 1, i},
             {open->mark - 1, i + 2},
             block_,
             MarkStyle::double_marks,
             SegmentRole::speech,
             false,
             false,
             continues(*open)});
        return std::nullopt;
    }

    /// Index of the last token of the paragraph that may close single marks; an opening mark after it is an
    /// apostrophe.
    void find_last_single_close() {
        last_single_close_ = 0;
        for (std::uint32_t i = last_; i-- > first_;) {
            if (!is_mark(i)) continue;
            const Glyph glyph = glyph_of(word(i));
            if (glyph == Glyph::single_close ||
                (glyph == Glyph::straight_single && tokens_.tokens[i].kind == TokenKind::closing_quote)) {
                last_single_close_ = i;
                return;
            }
        }
    }

    std::optional<Open> outside(std::uint32_t i, Glyph glyph) {
        const bool tokenizer_opens = tokens_.tokens[i].kind == TokenKind::opening_quote;
        switch (glyph) {
            case Glyph::curly_open:
            case Glyph::guillemet_open:
                return Open{i, glyph};
            case Glyph::single_open:
            case Glyph::straight_single:
                if (tokenizer_opens && last_single_close_ > i) return Open{i, glyph};
                return std::nullopt;
            case Glyph::straight_double:
                if (tokenizer_opens || i == first_ || (tokens_.tokens[i].space_before && i + 1 < last_))
                    return Open{i, glyph};
                add_unopened(i);
                return std::nullopt;
            case Glyph::curly_close:
                add_unopened(i);
                return std::nullopt;
            default:
                return std::nullopt;
        }
    }

    std::optional<Open> inside(Open open, std::uint32_t i, Glyph glyph) {
        if (style_of(glyph) != style_of(open.glyph) || open.glyph == Glyph::doubled_single) return open;
        switch (glyph) {
            case Glyph::curly_open:
            case Glyph::guillemet_open:
            case Glyph::single_open:
                if (i == open.mark + 1) return open;
                if (glyph == Glyph::single_open && last_single_close_ < i) return open;
                return reopened(open, i, glyph);
            case Glyph::straight_double:
                if (tokens_.tokens[i].kind == TokenKind::opening_quote) {
                    if (crosses_sentence(open.mark, i)) return reopened(open, i, glyph);
                    ++open.depth;
                    return open;
                }
                if (open.depth > 0) {
                    --open.depth;
                    return open;
                }
                break;
            case Glyph::straight_single:
            case Glyph::single_close:
                if (is_apostrophe(i)) return open;
                break;
            default:
                break;
        }
        add({{open.mark + 1, i},
             {open.mark, i + 1},
             block_,
             style_of(open.glyph),
             SegmentRole::speech,
             false,
             false,
             continues(open)});
        return std::nullopt;
    }

    /// A second opening mark before the first was closed: the closing mark is lost.
    std::optional<Open> reopened(const Open& open, std::uint32_t i, Glyph glyph) {
        add_unclosed(open, i);
        return Open{i, glyph};
    }

    [[nodiscard]] bool crosses_sentence(std::uint32_t from, std::uint32_t to) const {
        for (std::size_t s = first_sentence_; s < last_sentence_; ++s) {
            if (tokens_.sentences[s].first > from && tokens_.sentences[s].first <= to) return true;
        }
        return false;
    }

    /// Inside single marks: a mark after s, before a small word, with another closing mark to come, is a
    /// plural's apostrophe.
    [[nodiscard]] bool is_apostrophe(std::uint32_t i) const {
        if (i == first_ || i + 1 >= last_ || is_stop(i - 1) || !glued_to_previous(i)) return false;
        const Token& next = tokens_.tokens[i + 1];
        if (next.kind == TokenKind::word && !next.space_before) return true;
        if (next.kind != TokenKind::word || next.capital || !word(i - 1).ends_with('s') ||
            cue_of_[i + 1] >= 0)
            return false;
        const std::uint32_t reach = std::min(last_, i + kApostropheReach);
        for (std::uint32_t j = i + 1; j < reach; ++j) {
            if (!is_mark(j)) continue;
            const Glyph glyph = glyph_of(word(j));
            if (glyph == Glyph::single_open) return false;
            if (glyph == Glyph::single_close || glyph == Glyph::straight_single) {
                return tokens_.tokens[j].kind == TokenKind::closing_quote;
            }
        }
        return false;
    }

    [[nodiscard]] bool continues(const Open& open) const {
        return open.mark + 1 == first_ + open.width && carried_ && carried_->style == style_of(open.glyph) &&
               carried_->block + 1 == block_;
    }

    /// The paragraph ends with marks open: by custom the next paragraph opens with a mark again; otherwise
    /// one is lost.
    void finish_open(const Open& open) {
        const bool was_continuing = continues(open);
        // «"We will go, he vowed.»: its attribution ends it, whatever the next paragraph opens with.
        const bool attributed = ends_with_attribution(open);
        const bool carries_on = !attributed && next_paragraph_opens_with(open.glyph);
        if (carries_on) {
            add({{open.mark + 1, last_},
                 {open.mark + 1 - open.width, last_},
                 block_,
                 style_of(open.glyph),
                 SegmentRole::speech,
                 false,
                 false,
                 was_continuing});
            carried_ = Carried{style_of(open.glyph), block_};
        } else {
            add_unclosed(open, last_);
            carried_.reset();
        }
    }

    [[nodiscard]] bool ends_with_attribution(const Open& open) const {
        const Sentence& sentence = tokens_.sentences[last_sentence_ - 1];
        const std::uint32_t from = std::max(open.mark + 2, sentence.first);
        const std::uint32_t tail = attribution_tail(from, last_);
        if (tail + 1 >= last_) return false;
        return word(tail) == "he" || word(tail) == "she" || word(tail) == "they";
    }

    [[nodiscard]] bool next_paragraph_opens_with(Glyph glyph) const {
        if (last_sentence_ >= tokens_.sentences.size()) return false;
        const Sentence& next = tokens_.sentences[last_sentence_];
        if (report_.blocks[next.block].kind != BlockKind::body || next.block != block_ + 1) return false;
        if (glyph == Glyph::doubled_single)
            return word(next.first) == "'" && next.first + 1 < next.last && word(next.first + 1) == "'";
        return glyph_of(word(next.first)) == glyph &&
               tokens_.tokens[next.first].kind == TokenKind::opening_quote;
    }

    /// Behind the comma where a sentence's last words only say whose words they are («…, the mayor said in
    /// Bol»); `last` if they do not.
    [[nodiscard]] std::uint32_t attribution_tail(std::uint32_t from, std::uint32_t last) const {
        constexpr std::uint32_t kWidestSource = 6;
        constexpr std::uint32_t kLongestTail = 16;
        for (std::uint32_t i = from; i + 1 < last; ++i) {
            if (word(i) != "," || last - i > kLongestTail) continue;
            const std::uint32_t reach = std::min(last, i + kWidestSource);
            for (std::uint32_t j = i + 1; j < reach; ++j) {
                if (cue_of_[j] >= 0 && word(j) != ",") return i + 1;
            }
            // "…, she thundered.": nothing else can end a sentence so.
            const bool person = word(i + 1) == "he" || word(i + 1) == "she";
            const bool ends = i + 3 == last || (i + 4 == last && is_stop(i + 3));
            if (person && ends && word(i + 2).ends_with("ed")) return i + 1;
        }
        return last;
    }

    /// Ends an unclosed quotation where its attribution begins ("…, he said"), else with its sentence.
    void add_unclosed(const Open& open, std::uint32_t limit) {
        constexpr std::uint32_t kFarthest = 120;
        std::uint32_t end = limit;
        bool first = true;
        for (std::size_t s = first_sentence_; s < last_sentence_; ++s) {
            const Sentence& sentence = tokens_.sentences[s];
            if (sentence.last <= open.mark + 1) continue;
            if (sentence.first >= limit || sentence.first > open.mark + kFarthest) break;
            const std::uint32_t last = std::min(limit, sentence.last);
            if (first) end = last;
            first = false;
            const std::uint32_t tail = attribution_tail(std::max(open.mark + 2, sentence.first), last);
            if (tail >= last) continue;
            end = tail;
            break;
        }
        if (end <= open.mark + 1) return;
        note("a quotation mark is never closed", open.mark);
        add({{open.mark + 1, end},
             {open.mark + 1 - open.width, end},
             block_,
             style_of(open.glyph),
             SegmentRole::speech,
             false,
             true,
             continues(open)});
    }

    /// A closing mark without an opening one: the words since the last attributed sentence, if they are few.
    void add_unopened(std::uint32_t close) {
        std::uint32_t start = first_;
        const std::uint32_t taken =
            segments_.empty() || segments_.back().block != block_ ? first_ : segments_.back().with_marks.last;
        for (std::size_t s = first_sentence_; s < last_sentence_; ++s) {
            const Sentence& sentence = tokens_.sentences[s];
            if (sentence.first > close) break;
            if (taken > first_ && sentence.first < taken) continue;
            // The last sentence before the mark is surely somebody's; without a quotation before it, those
            // before may be the reporter's.
            start = sentence.first;
            if (taken > first_) break;
        }
        if (start < taken || start >= close || close - start > kLongestUnopened) return;
        note("a quotation mark is closed that was never opened", close);
        add({{start, close},
             {start, close + 1},
             block_,
             MarkStyle::double_marks,
             SegmentRole::speech,
             true,
             false,
             false});
    }

    void note(std::string_view what, std::uint32_t token) {
        if (notices_ == nullptr) return;
        const TextRange range = tokens_.tokens[token].range;
        notices_->push_back(std::string(what) + " (byte " + std::to_string(report_.text.source(range).begin) +
                            ")");
    }

    void add(QuotedSegment segment) {
        if (segment.words.empty()) return;
        segment.role = role_of(segment);
        segments_.push_back(segment);
    }

    [[nodiscard]] SegmentRole role_of(const QuotedSegment& segment) const {
        if (report_.blocks[block_].kind == BlockKind::title) return SegmentRole::label;
        const std::uint32_t before = segment.with_marks.first;
        const std::uint32_t after = segment.with_marks.last;
        const bool stop_inside = is_stop(segment.words.last - 1);
        const bool stop_outside = after < last_ && (word(after) == "," || word(after) == ".");
        if (is_alone(segment) && !stop_inside && !stop_outside) return SegmentRole::label;
        std::uint32_t words = 0;
        for (std::uint32_t i = segment.words.first; i < segment.words.last; ++i) {
            words += tokens_.tokens[i].kind == TokenKind::word || tokens_.tokens[i].kind == TokenKind::number
                         ? 1
                         : 0;
        }
        if (words <= 3 && is_nickname(segment)) return SegmentRole::label;
        if (segment.unopened || segment.continues) return SegmentRole::speech;
        bool starts = false;
        for (std::size_t s = first_sentence_; s < last_sentence_ && !starts; ++s)
            starts = tokens_.sentences[s].first == before;
        const std::string_view previous = before > first_ ? word(before - 1) : std::string_view(":");
        const bool after_cue = before > first_ && cue_of_[before - 1] >= 0;
        const bool after_comma =
            previous == "," && (tokens_.tokens[segment.words.first].capital || cue_near(before));
        const bool after_break = after_comma || previous == ":" || previous == "—" || previous == "–" ||
                                 previous == "-" || previous == "...";
        const bool capital = tokens_.tokens[segment.words.first].capital;
        // Joined to a full quotation in the same sentence: «"…," and its "…," she told them».
        const bool second_half = !segments_.empty() && segments_.back().block == block_ &&
                                 segments_.back().role == SegmentRole::speech &&
                                 before - segments_.back().with_marks.last <= 3 &&
                                 word(segment.words.last - 1) == ",";
        const bool clean_start = starts || after_break || after_cue || second_half;
        const bool clean_end = stop_inside || stop_outside || after == last_;
        // «"… It is a tax" for the rich»: several sentences are somebody's speech, whatever goes on behind.
        if (starts && capital && crosses_sentence(segment.words.first, segment.words.last - 1))
            return SegmentRole::speech;
        if (clean_start && clean_end && (capital || words >= 4 || second_half)) return SegmentRole::speech;
        return SegmentRole::fragment;
    }

    /// A cue or a full quotation among the words of the sentence just before.
    [[nodiscard]] bool cue_near(std::uint32_t before) const {
        constexpr std::uint32_t kReach = 12;
        for (std::uint32_t i = before; i > first_ && before - i < kReach; --i) {
            if (cue_of_[i - 1] >= 0) return true;
            const bool closed = !segments_.empty() && segments_.back().block == block_ &&
                                segments_.back().role == SegmentRole::speech &&
                                segments_.back().with_marks.last == i;
            if (closed) return true;
            if (word(i - 1) == ".") return false;
        }
        return false;
    }

    /// Nothing but the segment, dashes and space in the paragraph.
    [[nodiscard]] bool is_alone(const QuotedSegment& segment) const {
        for (std::uint32_t i = first_; i < last_; ++i) {
            if (i >= segment.with_marks.first && i < segment.with_marks.last) continue;
            const std::string_view w = word(i);
            if (w != "–" && w != "—" && w != "-" && w != "--" && w != "•") return false;
        }
        return true;
    }

    /// «Landing "Forgeron" Diatta», «known as "the Blacksmith"».
    [[nodiscard]] bool is_nickname(const QuotedSegment& segment) const {
        const std::uint32_t before = segment.with_marks.first;
        const std::uint32_t after = segment.with_marks.last;
        if (before == first_) return false;
        const Token& previous = tokens_.tokens[before - 1];
        const bool between_names = previous.capital && after < last_ && tokens_.tokens[after].capital &&
                                   tokens_.tokens[segment.words.first].capital &&
                                   previous.kind == TokenKind::word &&
                                   tokens_.tokens[after].kind == TokenKind::word && cue_of_[before - 1] < 0;
        if (between_names || words_.naming.holds(word(before - 1))) return true;
        return before >= first_ + 2 && word(before - 1) == "as" && words_.naming.holds(word(before - 2));
    }

    struct Carried {
        MarkStyle style;
        std::uint32_t block;
    };

    const Report& report_;
    const TokenizedText& tokens_;
    std::string_view lower_;
    const std::vector<std::int32_t>& cue_of_;
    const QuotationWords& words_;
    std::vector<std::string>* notices_;
    std::vector<QuotedSegment> segments_;
    std::optional<Carried> carried_;
    std::uint32_t block_ = 0;
    std::size_t first_sentence_ = 0;
    std::size_t last_sentence_ = 0;
    std::uint32_t first_ = 0;
    std::uint32_t last_ = 0;
    std::uint32_t last_single_close_ = 0;
};

}  // namespace

std::vector<QuotedSegment> find_quoted_segments(const Report& report, const TokenizedText& tokens,
                                                std::string_view lower,
                                                const std::vector<std::int32_t>& cue_of,
                                                const QuotationWords& words,
                                                std::vector<std::string>* notices) {
    return MarkReader(report, tokens, lower, cue_of, words, notices).run();
}

}  // namespace sitrep::annotate
