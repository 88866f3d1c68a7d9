#include "annotate/quotations_segments.hpp"

#include <algorithm>

#include "annotate/quotations_blocks.hpp"

namespace sitrep::annotate {
namespace {

/// Tokens between a quotation and an attribution that may be circumstance, addressee or a connecting word.
constexpr std::uint32_t kWidestGap = 16;

class SegmentReader {
  public:
    SegmentReader(const Reading& reading, std::vector<Attribution>& attributions)
        : reading_(reading), attributions_(attributions) {}

    std::vector<SpokenSegment> run() {
        attach_segments();
        add_fallback_cues();
        attach_lead_ins();
        return carry(std::move(spoken_), by_rule_);
    }

    /// Gives speakers that go on; the first `by_rule` attributions stand in text order.
    std::vector<SpokenSegment> carry(std::vector<SpokenSegment> spoken, std::size_t by_rule) {
        spoken_ = std::move(spoken);
        by_rule_ = by_rule;
        for (std::size_t s = 0; s < spoken_.size(); ++s) {
            if (spoken_[s].attribution < 0) spoken_[s].carried_from = speaker_goes_on(s);
        }
        return std::move(spoken_);
    }

  private:
    [[nodiscard]] const QuotedSegment& segment(std::size_t s) const {
        return reading_.segments[spoken_[s].segment];
    }

    void attach_segments() {
        std::size_t from = 0;
        for (std::size_t s = 0; s < reading_.segments.size(); ++s) {
            const QuotedSegment& segment = reading_.segments[s];
            if (segment.role == SegmentRole::label) continue;
            SpokenSegment spoken{s, -1, -1, segment.role == SegmentRole::fragment};
            const std::uint32_t start = reading_.sentence(segment.with_marks.first).first;
            while (from < attributions_.size() && attributions_[from].cue.last <= start &&
                   reading_.sentence_of[attributions_[from].cue.first] + 2 <
                       reading_.sentence_of[segment.with_marks.first]) {
                ++from;
            }
            spoken.attribution = beside(segment, from);
            // A fragment counts only where its attribution adjoins the closing mark: the next paragraph may
            // go on from it.
            if (spoken.fragment &&
                (spoken.attribution < 0 ||
                 !follows(segment, attributions_[static_cast<std::size_t>(spoken.attribution)])))
                continue;
            spoken_.push_back(spoken);
        }
        // «"…" and its "…," she told them»: the attribution serves both.
        for (std::size_t s = spoken_.size(); s-- > 1;) {
            SpokenSegment& first = spoken_[s - 1];
            const QuotedSegment& second = reading_.segments[spoken_[s].segment];
            const QuotedSegment& here = reading_.segments[first.segment];
            const bool adjoin = second.with_marks.first - here.with_marks.last <= 3 &&
                                reading_.sentence_of[second.with_marks.first] ==
                                    reading_.sentence_of[here.with_marks.last - 1];
            if (first.attribution < 0 && adjoin) first.attribution = spoken_[s].attribution;
        }
    }

    /// The attribution that adjoins the closing mark; else the one that leads up to the opening mark.
    [[nodiscard]] std::int32_t beside(const QuotedSegment& segment, std::size_t from) const {
        std::int32_t leading = -1;
        for (std::size_t a = from; a < attributions_.size(); ++a) {
            const Attribution& candidate = attributions_[a];
            if (head_of(candidate) > segment.with_marks.last + 3) break;
            if (candidate.form == AttributionForm::agentless || candidate.passive) continue;
            if (follows(segment, candidate)) return static_cast<std::int32_t>(a);
            if (leads(segment, candidate)) leading = static_cast<std::int32_t>(a);
        }
        return leading;
    }

    [[nodiscard]] bool follows(const QuotedSegment& segment, const Attribution& a) const {
        const std::uint32_t head = head_of(a);
        const std::uint32_t end = segment.with_marks.last;
        if (head < end || head > end + 2 ||
            reading_.tokens.sentences[reading_.sentence_of[head]].block != segment.block)
            return false;
        for (std::uint32_t i = end; i < head; ++i) {
            const std::string_view w = reading_.word(i);
            if (w != "," && w != "." && w != "as" && reading_.classes[i] != WordClass::adverb && w != "–" &&
                w != "—" && w != "-")
                return false;
        }
        if (reading_.sentence_of[head] == reading_.sentence_of[end - 1]) return true;
        // «"We agree." Brown said.»: a sentence of nothing but source and cue.
        const Sentence& next = reading_.tokens.sentences[reading_.sentence_of[head]];
        return next.first == head && next.last <= tail_of(a) + 3;
    }

    [[nodiscard]] bool leads(const QuotedSegment& segment, const Attribution& a) const {
        const std::uint32_t tail = std::max(tail_of(a), a.addressee.last);
        const std::uint32_t start = segment.with_marks.first;
        if (tail > start || start - tail > kWidestGap) return false;
        if (reading_.sentence_of[a.cue.first] != reading_.sentence_of[start]) return false;
        bool stopped = false;
        for (std::uint32_t i = tail; i < start; ++i) {
            if (reading_.segment_of[i] >= 0) return false;
            if (reading_.word(i) == ":") stopped = true;
            if (is_finite(reading_.classes[i]) && reading_.cue_of[i] < 0) return false;
            if (reading_.word(i) == ";") return false;
        }
        const std::string_view last = reading_.word(start - 1);
        return stopped || tail == start || last == "," || last == ":" || last == "that" ||
               reading_.cue_of[start - 1] >= 0 || a.kind == CueKind::say;
    }

    /// For segments without an attribution: a verb that is no known cue but stands between a name and the
    /// mark, or a colon.
    void add_fallback_cues() {
        by_rule_ = attributions_.size();
        for (SpokenSegment& spoken : spoken_) {
            if (spoken.attribution >= 0) continue;
            const QuotedSegment& segment = reading_.segments[spoken.segment];
            Attribution made;
            if (!label_inside(segment, made) && !unknown_cue_after(segment, made) &&
                !name_behind_dash(segment, made) && !colon_before(segment, made) &&
                !unknown_cue_before(segment, made))
                continue;
            spoken.attribution = static_cast<std::int32_t>(attributions_.size());
            attributions_.push_back(made);
        }
    }

    /// «"SMITH: Well, look …"»: a transcript names the speaker inside the marks.
    [[nodiscard]] bool label_inside(const QuotedSegment& segment, Attribution& made) const {
        constexpr std::uint32_t kLongestLabel = 4;
        std::uint32_t i = segment.words.first;
        while (i < segment.words.last && i < segment.words.first + kLongestLabel && is_capitals(i)) ++i;
        if (i == segment.words.first || i + 1 >= segment.words.last || reading_.word(i) != ":") return false;
        made.source = {segment.words.first, i};
        made.cue = {i, i + 1};
        made.form = AttributionForm::parenthetical;
        return true;
    }
    [[nodiscard]] bool is_capitals(std::uint32_t i) const {
        const std::string_view w = reading_.original(i);
        return w.size() > 1 && std::all_of(w.begin(), w.end(), [](char c) {
                   return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
                          static_cast<unsigned char>(c) >= 0x80;
               });
    }

    /// «"…" — Ann Brown»: a line that names whose words they are.
    [[nodiscard]] bool name_behind_dash(const QuotedSegment& segment, Attribution& made) const {
        const std::uint32_t dash = segment.with_marks.last;
        if (dash + 1 >= reading_.size() || !is_dash(reading_.word(dash))) return false;
        const std::uint32_t block = reading_.sentence(dash).block;
        // The signature of a paragraph that is set in may be a line of its own, set in as well.
        const bool below = segment.by_layout && block == segment.block + 1 &&
                           reading_.report.blocks[block].layout == BlockLayout::set_in;
        if (block != segment.block && !below) return false;
        std::uint32_t end = dash + 1;
        while (end < reading_.size() && end < dash + 7 && reading_.sentence(end).block == block &&
               reading_.tokens.tokens[end].capital && reading_.tokens.tokens[end].kind == TokenKind::word)
            ++end;
        // Nothing may follow but the end of the line, an age or an office behind a comma, the next quotation.
        const bool block_ends = end >= reading_.size() || reading_.sentence(end).block != block;
        const bool closes = block_ends || reading_.word(end) == "." || reading_.word(end) == "," ||
                            reading_.segment_of[end] >= 0 || (segment.by_layout && reading_.word(end) == "(");
        if (end < dash + 3 || !closes) return false;
        made.source = {dash + 1, end};
        made.cue = {dash, dash + 1};
        made.form = AttributionForm::subject_after;
        return true;
    }

    [[nodiscard]] bool unknown_cue_after(const QuotedSegment& segment, Attribution& made) const {
        std::uint32_t at = segment.with_marks.last;
        if (at >= reading_.size()) return false;
        const bool comma_inside = reading_.word(segment.words.last - 1) == ",";
        if (reading_.word(at) == ",")
            ++at;
        else if (!comma_inside)
            return false;
        if (at >= reading_.size() ||
            reading_.sentence_of[at] != reading_.sentence_of[segment.with_marks.last - 1])
            return false;
        const std::uint32_t end = reading_.sentence(at).last;
        const auto verb_like = [&](std::uint32_t i) {
            if (i >= end) return false;
            const WordClass c = reading_.classes[i];
            // "Blige sings to her": the tagger takes an unknown verb behind a name for a plural.
            const bool odd = c == WordClass::plural_noun && i > 0 && !reading_.tokens.tokens[i].capital &&
                             reading_.classes[i - 1] == WordClass::name;
            return c == WordClass::verb_past || c == WordClass::verb_present || odd;
        };
        if (verb_like(at)) {
            made.source = noun_phrase_after(reading_, at + 1, end);
            made.cue = {at, at + 1};
            made.form = AttributionForm::subject_after;
            return !made.source.empty();
        }
        TokenRange phrase = noun_phrase_after(reading_, at, end);
        if (phrase.empty()) return false;
        for (std::uint32_t i = phrase.first + 1; i < phrase.last; ++i) {
            if (verb_like(i)) phrase.last = i;
        }
        std::uint32_t verb = phrase.last;
        while (verb < end && (reading_.classes[verb] == WordClass::adverb ||
                              reading_.classes[verb] == WordClass::auxiliary))
            ++verb;
        if (!verb_like(verb) &&
            !(verb < end && verb > phrase.last && reading_.classes[verb] == WordClass::verb_participle))
            return false;
        made.source = phrase;
        made.cue = {verb, verb + 1};
        made.form = AttributionForm::subject_before;
        return true;
    }

    /// «She continued, "…"»: nothing but a person and a verb leads up to the comma and the mark.
    [[nodiscard]] bool unknown_cue_before(const QuotedSegment& segment, Attribution& made) const {
        const std::uint32_t start = segment.with_marks.first;
        if (start < 3 || reading_.word(start - 1) != ",") return false;
        const Sentence& sentence = reading_.sentence(start - 1);
        const std::uint32_t verb = start - 2;
        if (verb <= sentence.first || reading_.segment_of[verb] >= 0) return false;
        const WordClass c = reading_.classes[verb];
        if (c != WordClass::verb_past && c != WordClass::verb_present && c != WordClass::verb_participle)
            return false;
        const TokenRange subject = subject_of(reading_, verb, sentence.first);
        const bool opens =
            subject.first == sentence.first || (subject.first == sentence.first + 1 &&
                                                reading_.classes[sentence.first] == WordClass::conjunction);
        if (subject.empty() || !opens) return false;
        const WordClass head = reading_.classes[subject.last - 1];
        const std::string_view word = reading_.word(subject.first);
        if (head != WordClass::name && word != "he" && word != "she") return false;
        made.source = subject;
        made.cue = {verb, verb + 1};
        return true;
    }

    /// «Obama was blunt: "…"» and a paragraph that ends with a colon before one that is quoted.
    [[nodiscard]] bool colon_before(const QuotedSegment& segment, Attribution& made) const {
        std::uint32_t start = segment.with_marks.first;
        while (segment.by_layout && start > 0 &&
               (reading_.word(start - 1) == ">" || reading_.word(start - 1) == "*"))
            --start;
        if (start == 0 || reading_.word(start - 1) != ":") return false;
        if (reading_.sentence(start - 1).block + 1 < segment.block) return false;
        const Sentence& sentence = reading_.sentence(start - 1);
        const auto first = std::lower_bound(
            attributions_.begin(), attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_),
            sentence.first, [](const Attribution& a, std::uint32_t token) { return a.cue.first < token; });
        for (auto at = first;
             at != attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_) && at->cue.first < start;
             ++at) {
            const Attribution& known = *at;
            if (known.cue.first >= sentence.first && known.cue.last < start && !known.source.empty() &&
                known.form == AttributionForm::subject_before) {
                made = Attribution(known);
                made.content.clear();
                return true;
            }
        }
        // Behind a colon anything may be set in; only a cue or a bare name says that somebody speaks.
        if (segment.by_layout)
            return cue_before_colon(sentence, start, made) || bare_name_before_colon(sentence, start, made);
        if (clause_before_colon(sentence, start, made)) return true;
        for (std::uint32_t i = sentence.first; i < start - 1; ++i) {
            const bool last_verb = i + 2 == start && is_verb(reading_.classes[i]);
            if ((!is_finite(reading_.classes[i]) && !last_verb) || reading_.segment_of[i] >= 0) continue;
            made.source = subject_of(reading_, i, sentence.first);
            made.cue = {i, i + 1};
            if (!made.source.empty()) return true;
            // «Said Ellis: "…"»
            if (i == sentence.first && reading_.cue_of[i] >= 0) {
                made.source = noun_phrase_after(reading_, i + 1, start - 1);
                made.form = AttributionForm::subject_after;
                if (!made.source.empty()) return true;
            }
        }
        return bare_name_before_colon(sentence, start, made);
    }

    /// «The statement read: …»: the last cue of saying before the colon, whatever class its word was given.
    [[nodiscard]] bool cue_before_colon(const Sentence& sentence, std::uint32_t start,
                                        Attribution& made) const {
        constexpr std::uint32_t kNear = 8;
        for (std::uint32_t i = start - 1; i > sentence.first && start - i <= kNear; --i) {
            const std::int32_t cue = reading_.cue_of[i - 1];
            if (cue < 0 || reading_.cues[static_cast<std::size_t>(cue)].kind != CueKind::say) continue;
            made.cue = {i - 1, i};
            made.source = subject_of(reading_, i - 1, sentence.first);
            if (made.source.empty() || reading_.classes[made.source.first] != WordClass::pronoun)
                return !made.source.empty();
            return reading_.word(made.source.first) != "i" && reading_.word(made.source.first) != "we";
        }
        return false;
    }

    /// «The hall was full when he went on: "…"»: the person of the last clause, not whatever the sentence
    /// begins with.
    [[nodiscard]] bool clause_before_colon(const Sentence& sentence, std::uint32_t start,
                                           Attribution& made) const {
        for (std::uint32_t i = start - 1; i-- > sentence.first + 1;) {
            if (!is_finite(reading_.classes[i]) || reading_.segment_of[i] >= 0) continue;
            const TokenRange subject = subject_of(reading_, i, sentence.first);
            const std::string_view w = subject.empty() ? std::string_view() : reading_.word(subject.first);
            if (subject.size() != 1 || (w != "he" && w != "she" && w != "they")) return false;
            made.source = subject;
            made.cue = {i, i + 1};
            return true;
        }
        return false;
    }

    /// «Ann Brown: "…"»
    [[nodiscard]] bool bare_name_before_colon(const Sentence& sentence, std::uint32_t start,
                                              Attribution& made) const {
        constexpr std::uint32_t kLongest = 5;
        if (start - 1 <= sentence.first || start - 1 - sentence.first > kLongest) return false;
        for (std::uint32_t i = sentence.first; i < start - 1; ++i) {
            if (reading_.classes[i] != WordClass::name || !reading_.tokens.tokens[i].capital) return false;
        }
        made.source = {sentence.first, start - 1};
        made.cue = {start - 1, start};
        return true;
    }

    /// Index of the quotation before that this one carries on: in its paragraph after the attribution, or as
    /// a paragraph of its own.
    [[nodiscard]] std::int32_t speaker_goes_on(std::size_t s) const {
        const QuotedSegment& here = segment(s);
        if (s == 0) return -1;
        const QuotedSegment& before = segment(s - 1);
        const bool has_speaker = spoken_[s - 1].attribution >= 0 || spoken_[s - 1].carried_from >= 0;
        if (!has_speaker) return -1;
        // A paragraph that is set in goes on from another, and from nothing else.
        if (here.by_layout || before.by_layout)
            return here.by_layout && before.by_layout && here.continues ? static_cast<std::int32_t>(s - 1)
                                                                        : -1;
        if (before.block == here.block) {
            if (!opens_sentence(here.with_marks.first) && !here.unopened) return -1;
            const std::uint32_t between =
                sentence_ends_between(before.with_marks.last, here.with_marks.first);
            const bool near = between <= 1 || (between <= 3 && !another_speaks(before.with_marks.last,
                                                                               here.with_marks.first, s - 1));
            return near ? static_cast<std::int32_t>(s - 1) : -1;
        }
        if (here.continues) return static_cast<std::int32_t>(s - 1);
        // Where a mark is lost nobody knows whether the speech ended.
        if (before.unclosed) return -1;
        if (!opens_own_paragraph(here) || !adjacent_blocks(before.block, here.block)) return -1;
        const std::uint32_t block_end = end_of_block(before.with_marks.last - 1);
        return sentence_ends_between(before.with_marks.last, block_end) <= 1
                   ? static_cast<std::int32_t>(s - 1)
                   : -1;
    }

    /// A sentence begins at the token, or a full stop stands before it: «…, she said. "…"» may be cut as one.
    [[nodiscard]] bool opens_sentence(std::uint32_t token) const {
        if (token == 0 || reading_.sentence(token).first == token) return true;
        const std::string_view before = reading_.word(token - 1);
        return before == "." || before == "!" || before == "?" || before == "…" || before == "...";
    }

    /// Somebody other than the speaker of spoken segment `s` says something between two tokens.
    [[nodiscard]] bool another_speaks(std::uint32_t from, std::uint32_t to, std::size_t s) const {
        const std::int32_t own = spoken_[s].attribution;
        const auto first = std::partition_point(attributions_.begin(),
                                                attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_),
                                                [&](const Attribution& a) { return a.cue.last <= from; });
        for (auto a = first;
             a != attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_) && a->cue.first < to; ++a) {
            if (a->source.empty() || a - attributions_.begin() == own) continue;
            const std::string_view word = reading_.word(a->source.first);
            if (word != "he" && word != "she") return true;
        }
        return false;
    }

    /// «Costa said the wall was gone. "You could hear it go."»: the sentence before is a named person's
    /// statement.
    void attach_lead_ins() {
        for (SpokenSegment& spoken : spoken_) {
            const QuotedSegment& here = reading_.segments[spoken.segment];
            const std::uint32_t start = here.with_marks.first;
            if (spoken.attribution >= 0 || spoken.fragment || start == 0) continue;
            if (reading_.sentence(start).first != start || reading_.sentence(start - 1).block != here.block)
                continue;
            const Sentence& lead = reading_.sentence(start - 1);
            const auto end = attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_);
            const auto first = std::partition_point(
                attributions_.begin(), end, [&](const Attribution& a) { return a.cue.last <= lead.first; });
            std::int32_t only = -1;
            std::uint32_t found = 0;
            for (auto a = first; a != end && a->cue.first < lead.last; ++a) {
                ++found;
                if (leads_in(*a, lead)) only = static_cast<std::int32_t>(a - attributions_.begin());
            }
            if (found == 1) spoken.attribution = only;
        }
    }

    [[nodiscard]] bool leads_in(const Attribution& a, const Sentence& lead) const {
        if (a.source.empty() || a.negated ||
            (a.kind != CueKind::say && a.kind != CueKind::warn && a.kind != CueKind::admit))
            return false;
        const bool opens = a.form == AttributionForm::subject_before && head_of(a) <= lead.first + 1;
        const bool closes = a.form == AttributionForm::trailing || a.form == AttributionForm::subject_after;
        if (!opens && !closes) return false;
        const std::string_view word = reading_.word(a.source.first);
        if (a.source.size() == 1 && (word == "he" || word == "she")) return true;
        return reading_.classes[a.source.last - 1] == WordClass::name && !a.source.empty() && word != "the" &&
               word != "a";
    }

    [[nodiscard]] bool adjacent_blocks(std::uint32_t a, std::uint32_t b) const {
        return b == a + 1 && reading_.report.blocks[b].kind == BlockKind::body;
    }

    /// The segment is its whole paragraph, its last stop inside the marks.
    [[nodiscard]] bool opens_own_paragraph(const QuotedSegment& here) const {
        const Sentence& first = reading_.sentence(here.with_marks.first);
        if (first.first != here.with_marks.first) return false;
        if (here.with_marks.first > 0 && reading_.sentence(here.with_marks.first - 1).block == here.block)
            return false;
        // A full stop left outside the marks is the reporter's: words set in, not speech that goes on.
        return here.with_marks.last >= end_of_block(here.with_marks.last - 1);
    }

    [[nodiscard]] std::uint32_t end_of_block(std::uint32_t token) const {
        const std::uint32_t block = reading_.sentence(token).block;
        std::uint32_t s = reading_.sentence_of[token];
        while (s + 1 < reading_.tokens.sentences.size() && reading_.tokens.sentences[s + 1].block == block)
            ++s;
        return reading_.tokens.sentences[s].last;
    }

    [[nodiscard]] std::uint32_t sentence_ends_between(std::uint32_t from, std::uint32_t to) const {
        if (from >= to) return 0;
        const std::uint32_t last = to < reading_.size()
                                       ? reading_.sentence_of[to - 1]
                                       : static_cast<std::uint32_t>(reading_.tokens.sentences.size()) - 1;
        return last - reading_.sentence_of[from] + 1;
    }

    const Reading& reading_;
    std::vector<Attribution>& attributions_;
    std::size_t by_rule_ = 0;  ///< the first so many of attributions_ stand in text order
    std::vector<SpokenSegment> spoken_;
};

}  // namespace

void carry_speakers(const Reading& reading, std::vector<Attribution>& attributions, std::size_t by_rule,
                    std::vector<SpokenSegment>& spoken) {
    spoken = SegmentReader(reading, attributions).carry(std::move(spoken), by_rule);
}

std::vector<SpokenSegment> attach_segments(const Reading& reading, std::vector<Attribution>& attributions) {
    return SegmentReader(reading, attributions).run();
}

}  // namespace sitrep::annotate
