#include "annotate/quotations_blocks.hpp"

#include <algorithm>
#include <array>

#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

/// Bytes searched for pull quotes before the search is given up.
constexpr std::size_t kMostSearched = 64U << 20U;
constexpr std::uint32_t kFewestWords = 4;

bool is_stop(std::string_view w) {
    return w == "." || w == "!" || w == "?" || w == "…" || w == "..." || w == "\"" || w == "”" || w == "’";
}

struct Paragraph {
    std::uint32_t block = 0;
    std::uint32_t first = 0;  ///< signs before the words left out
    std::uint32_t last = 0;
    std::uint32_t last_sentence = 0;
};

class BlockReader {
  public:
    BlockReader(const Report& report, const TokenizedText& tokens, std::string_view lower,
                const std::vector<std::int32_t>& cue_of, const std::vector<Cue>& cues,
                const QuotationWords& words, std::vector<QuotedSegment>& segments)
        : report_(report),
          tokens_(tokens),
          lower_(lower),
          cue_of_(cue_of),
          cues_(cues),
          words_(words),
          segments_(segments) {}

    void run() {
        read_paragraphs();
        std::vector<QuotedSegment> found;
        bool before_set_in = false;
        for (std::size_t p = 0; p < paragraphs_.size(); ++p) {
            const Paragraph& here = paragraphs_[p];
            const bool set_in = layout_tells_ && layout(here) == BlockLayout::set_in;
            const bool introduced = !set_in && p > 0 && introduced_by(paragraphs_[p - 1], here);
            QuotedSegment segment;
            if ((set_in || introduced) && whole_quotation(here, set_in, segment)) {
                segment.continues = set_in && before_set_in && !found.empty() && adjoin(found.back(), here);
                found.push_back(segment);
            }
            before_set_in = set_in;
        }
        if (!found.empty()) merge(found);
    }

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const {
        return lower_.substr(tokens_.tokens[i].range.begin, tokens_.tokens[i].range.size());
    }
    [[nodiscard]] BlockLayout layout(const Paragraph& p) const { return report_.blocks[p.block].layout; }

    void read_paragraphs() {
        std::size_t set_in = 0;
        for (std::uint32_t s = 0; s < tokens_.sentences.size();) {
            const std::uint32_t block = tokens_.sentences[s].block;
            std::uint32_t next = s;
            while (next < tokens_.sentences.size() && tokens_.sentences[next].block == block) ++next;
            Paragraph here{block, tokens_.sentences[s].first, tokens_.sentences[next - 1].last, next - 1};
            s = next;
            if (report_.blocks[block].kind != BlockKind::body) continue;
            if (layout(here) == BlockLayout::set_in) ++set_in;
            while (here.first < here.last && (word(here.first) == ">" || word(here.first) == "*"))
                ++here.first;
            if (here.first < here.last) paragraphs_.push_back(here);
        }
        layout_tells_ = set_in * 2 <= paragraphs_.size();
    }

    /// «The statement read:» and words that nobody else is said to say; «Brown wrote:» and the first person.
    [[nodiscard]] bool introduced_by(const Paragraph& before, const Paragraph& here) const {
        constexpr std::uint32_t kNear = 8;
        if (before.block + 1 != here.block || word(before.last - 1) != ":" || !is_stop(word(here.last - 1)))
            return false;
        const std::uint32_t floor = tokens_.sentences[before.last_sentence].first;
        const std::uint32_t near = std::max(floor, before.last > kNear ? before.last - kNear : 0);
        bool says = false, paper = false;
        for (std::uint32_t i = floor; i + 1 < before.last; ++i) {
            const std::int32_t cue = cue_of_[i];
            says =
                says || (i >= near && cue >= 0 && cues_[static_cast<std::size_t>(cue)].kind == CueKind::say);
            paper = paper || words_.papers.holds(word(i));
        }
        if (!says) return false;
        bool first_person = false;
        for (std::uint32_t i = here.first; i < here.last; ++i) {
            const TokenKind kind = tokens_.tokens[i].kind;
            // Marks inside, or somebody who says it: told by the reporter.
            if (kind == TokenKind::opening_quote) return false;
            const std::int32_t cue = cue_of_[i];
            if (cue >= 0 && cues_[static_cast<std::size_t>(cue)].kind == CueKind::say && !first_person)
                return false;
            first_person = first_person || is_own_voice(word(i));
        }
        return first_person || paper;
    }

    [[nodiscard]] bool whole_quotation(const Paragraph& here, bool set_in, QuotedSegment& segment) {
        const TokenKind opener = tokens_.tokens[here.first].kind;
        if (opener == TokenKind::opening_quote || is_dash(word(here.first)) || word(here.first) == "•" ||
            word(here.first) == "“" || word(here.first) == "\"")
            return false;
        const std::uint32_t end = signature_begin(tokens_, lower_, here.first, here.last);
        std::uint32_t words = 0;
        for (std::uint32_t i = here.first; i < end; ++i) {
            if (tokens_.tokens[i].kind == TokenKind::word) ++words;
        }
        if (words < kFewestWords || word(end - 1) == ":" || tells_who_speaks(here) ||
            (set_in && is_pull_quote(here.first, end)))
            return false;
        segment.words = {here.first, end};
        segment.with_marks = segment.words;
        segment.block = here.block;
        segment.by_layout = true;
        return true;
    }

    /// «"We agree," Brown said.»: a paragraph of the report, set in.
    [[nodiscard]] bool tells_who_speaks(const Paragraph& here) const {
        constexpr std::uint32_t kNear = 5;
        const auto first = std::lower_bound(
            segments_.begin(), segments_.end(), here.first,
            [](const QuotedSegment& s, std::uint32_t token) { return s.with_marks.first < token; });
        for (auto s = first; s != segments_.end() && s->with_marks.first < here.last; ++s) {
            if (s->role != SegmentRole::speech) continue;
            for (std::uint32_t i = s->with_marks.last; i < std::min(here.last, s->with_marks.last + kNear);
                 ++i) {
                if (cue_of_[i] >= 0) return true;
            }
        }
        return false;
    }

    /// Nothing but empty lines of the quotation ("> ") between the two.
    [[nodiscard]] bool adjoin(const QuotedSegment& before, const Paragraph& here) const {
        constexpr std::uint32_t kSign = 2;
        for (std::uint32_t b = before.block + 1; b < here.block; ++b) {
            if (report_.blocks[b].range.size() > kSign) return false;
        }
        return true;
    }

    /// The same words stand elsewhere in the text.
    [[nodiscard]] bool is_pull_quote(std::uint32_t first, std::uint32_t last) {
        std::uint32_t end = last;
        while (end > first + 1 && is_stop(word(end - 1))) --end;
        const std::uint32_t begin = tokens_.tokens[first].range.begin;
        const std::string_view words = lower_.substr(begin, tokens_.tokens[end - 1].range.end - begin);
        if (searched_ > kMostSearched) return false;
        searched_ += lower_.size();
        const std::size_t once = lower_.find(words);
        return once < begin || lower_.find(words, begin + 1) != std::string_view::npos;
    }

    /// The paragraphs take the place of segments inside them.
    void merge(const std::vector<QuotedSegment>& found) {
        std::vector<QuotedSegment> all;
        all.reserve(segments_.size() + found.size());
        std::size_t f = 0;
        for (const QuotedSegment& segment : segments_) {
            while (f < found.size() && found[f].with_marks.last <= segment.with_marks.first)
                all.push_back(found[f++]);
            if (f < found.size() && found[f].with_marks.overlaps(segment.with_marks)) continue;
            all.push_back(segment);
        }
        all.insert(all.end(), found.begin() + static_cast<std::ptrdiff_t>(f), found.end());
        segments_ = std::move(all);
    }

    const Report& report_;
    const TokenizedText& tokens_;
    std::string_view lower_;
    const std::vector<std::int32_t>& cue_of_;
    const std::vector<Cue>& cues_;
    const QuotationWords& words_;
    std::vector<QuotedSegment>& segments_;
    std::vector<Paragraph> paragraphs_;
    bool layout_tells_ = false;
    std::size_t searched_ = 0;
};

}  // namespace

bool is_own_voice(std::string_view w) {
    static constexpr std::array<std::string_view, 14> kForms = {"i",    "we",   "my",    "our",   "me",
                                                                "mine", "i'm",  "i’m",   "we're", "we’re",
                                                                "i've", "i’ve", "we've", "we’ve"};
    return among(w, kForms);
}

bool is_dash(std::string_view w) {
    return w == "—" || w == "–" || w == "―" || w == "--" || w == "-" || w == "~";
}

std::uint32_t signature_begin(const TokenizedText& tokens, std::string_view lower, std::uint32_t first,
                              std::uint32_t last) {
    constexpr std::uint32_t kLongest = 14;
    const auto word = [&](std::uint32_t i) {
        return lower.substr(tokens.tokens[i].range.begin, tokens.tokens[i].range.size());
    };
    const std::uint32_t from = last > first + kLongest ? last - kLongest : first + 1;
    for (std::uint32_t i = from; i + 1 < last; ++i) {
        if (is_dash(word(i)) && tokens.tokens[i].space_before && tokens.tokens[i + 1].capital &&
            is_stop(word(i - 1)))
            return i;
    }
    return last;
}

void add_block_quotations(const Report& report, const TokenizedText& tokens, std::string_view lower,
                          const std::vector<std::int32_t>& cue_of, const std::vector<Cue>& cues,
                          const QuotationWords& words, std::vector<QuotedSegment>& segments) {
    BlockReader(report, tokens, lower, cue_of, cues, words, segments).run();
}

}  // namespace sitrep::annotate
