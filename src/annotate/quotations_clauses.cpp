#include "annotate/quotations_clauses.hpp"

#include <algorithm>
#include <array>

#include "annotate/quotations_forms.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

/// One sentence outside quotation marks.
class ClauseReader {
  public:
    ClauseReader(const Reading& reading, const Sentence& sentence)
        : reading_(reading), first_(sentence.first), last_(sentence.last) {
        while (last_ > first_ && (word(last_ - 1) == "." || word(last_ - 1) == "!" || word(last_ - 1) == "?"))
            --last_;
    }

    void run(std::vector<Attribution>& out) {
        std::vector<Attribution> found;
        for (std::uint32_t i = first_; i < last_;) {
            const std::int32_t cue = reading_.cue_of[i];
            if (cue < 0 || reading_.segment_of[i] >= 0) {
                ++i;
                continue;
            }
            const Cue& here = reading_.cues[static_cast<std::size_t>(cue)];
            Attribution attribution;
            attribution.cue = {here.first, here.last};
            attribution.kind = here.kind;
            if (here.last <= last_ && locate(here, attribution, found))
                found.push_back(std::move(attribution));
            i = std::max(here.last, i + 1);
        }
        for (std::size_t k = 0; k < found.size(); ++k) fill_content(found, k);
        for (Attribution& attribution : found) out.push_back(std::move(attribution));
    }

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] bool quoted(std::uint32_t i) const { return reading_.segment_of[i] >= 0; }
    [[nodiscard]] bool speech(std::uint32_t i) const {
        return quoted(i) && reading_.segments[static_cast<std::size_t>(reading_.segment_of[i])].role ==
                                SegmentRole::speech;
    }
    [[nodiscard]] bool closes_segment(std::uint32_t i) const {
        return quoted(i) && (i + 1 >= last_ || reading_.segment_of[i + 1] != reading_.segment_of[i]);
    }

    [[nodiscard]] bool has_finite_verb(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = from; i < to; ++i) {
            if (is_finite(cls(i)) || (quoted(i) && !speech(i) && is_verb(cls(i)))) return true;
        }
        return false;
    }
    /// Any verb: the tagger may take a past tense for a participle ("the river stood at 9 metres").
    [[nodiscard]] bool has_verb(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = from; i < to; ++i) {
            if (is_verb(cls(i)) && cls(i) != WordClass::verb_gerund) return true;
        }
        return false;
    }
    [[nodiscard]] bool has_speech(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = from; i < to; ++i) {
            if (speech(i)) return true;
        }
        return false;
    }

    bool locate(const Cue& cue, Attribution& attribution, const std::vector<Attribution>& before) {
        switch (cue.source) {
            case CueSource::after: {
                attribution.form = AttributionForm::phrase;
                attribution.source =
                    with_maker(reading_, noun_phrase_after(reading_, cue.last, last_), last_);
                return !attribution.source.empty();
            }
            case CueSource::owner: {
                attribution.form = AttributionForm::phrase;
                for (std::uint32_t i = cue.first; i < cue.last; ++i) {
                    if (cls(i) == WordClass::possessive_pronoun) attribution.source = {i, i + 1};
                }
                return !attribution.source.empty();
            }
            case CueSource::nobody:
                attribution.form = AttributionForm::agentless;
                return true;
            case CueSource::before:
            case CueSource::verb:
                return locate_verb(cue, attribution, before);
        }
        return false;
    }

    bool locate_verb(const Cue& cue, Attribution& attribution, const std::vector<Attribution>& before) {
        const std::uint32_t verb = cue.first;
        const WordClass c = cls(verb);
        const std::string_view w = word(verb);
        const bool certain = w == "said" || w == "says" || w == "told" || cue.source == CueSource::before;
        if (!is_verb(c) && !certain && !reads_as_verb(reading_, verb, last_)) return false;
        if (!certain && (is_attributive(reading_, verb, {first_, last_}) ||
                         describes_the_source(reading_, verb, cue.last, {first_, last_})))
            return false;
        // "the deal agreed in May": a participle behind its noun reports nothing.
        if (c == WordClass::verb_participle && !certain && verb > first_ && is_nominal(cls(verb - 1)) &&
            !followed_by_content(cue.last))
            return false;
        if (w == "have" || w == "has" || w == "had") return false;
        const std::uint32_t floor = clause_floor(verb);
        std::uint32_t group = verb;
        TokenRange subject = subject_of(reading_, verb, floor, &attribution.negated, &group);
        const bool be = has_be(group, verb);
        if (be && cue.source == CueSource::verb &&
            (c == WordClass::verb_participle || c == WordClass::verb_past)) {
            return locate_passive(cue, attribution);
        }
        if (const TokenRange inverted = inversion(cue, group, floor, subject); !inverted.empty()) {
            attribution.source = inverted;
            attribution.form = AttributionForm::subject_after;
            return true;
        }
        if (subject.empty() && (group == floor || joins(group)) && !before.empty())
            subject = before.back().source;
        // «…, Fadia said, denying …»: the gerund goes with the attribution just before it.
        const bool behind_another = c == WordClass::verb_gerund && !before.empty() && verb > first_ &&
                                    word(verb - 1) == "," && tail_of(before.back()) + 1 == verb;
        if ((subject.empty() || behind_another) && c == WordClass::verb_gerund && !before.empty())
            subject = before.back().source;
        const bool aside = verb > floor + 2 && (word(verb - 1) == "," || word(verb - 1) == "before" ||
                                                word(verb - 1) == "while" || word(verb - 1) == "by");
        if (subject.empty() && c == WordClass::verb_gerund && aside)
            subject = first_subject(reading_, floor, verb);
        if (subject.empty() || is_quantity(reading_, subject)) return false;
        if (subject.size() == 1 && cls(subject.first) == WordClass::determiner &&
            word(subject.first).size() < 4)
            return false;
        if (c == WordClass::verb_base && group == verb && verb > first_ && word(verb - 1) == "to")
            return false;
        attribution.source = subject;
        attribution.form = AttributionForm::subject_before;
        attribution.negated = attribution.negated || is_withheld(reading_, verb, floor);
        return true;
    }

    [[nodiscard]] bool followed_by_content(std::uint32_t i) const {
        if (i >= last_) return true;
        const std::string_view w = word(i);
        return w == "that" || w == "," || w == ":" || quoted(i) || is_nominal(cls(i)) ||
               cls(i) == WordClass::determiner || cls(i) == WordClass::possessive_pronoun;
    }

    [[nodiscard]] bool joins(std::uint32_t group) const {
        if (group == first_) return false;
        const std::string_view w = word(group - 1);
        return w == "and" || w == "but" || w == "or" || w == ",";
    }

    [[nodiscard]] bool has_be(std::uint32_t from, std::uint32_t verb) const {
        for (std::uint32_t i = from; i < verb; ++i) {
            if (among(word(i), text::kFormsOfBe)) return true;
        }
        return false;
    }

    /// "was dismissed by the negotiator": the agent after "by" is the source, the subject the content.
    bool locate_passive(const Cue& cue, Attribution& attribution) {
        attribution.passive = true;
        for (std::uint32_t i = cue.last; i < std::min(last_, cue.last + 6); ++i) {
            if (word(i) != "by" || quoted(i)) continue;
            attribution.source = noun_phrase_after(reading_, i + 1, last_);
            attribution.form = AttributionForm::subject_after;
            return !attribution.source.empty();
        }
        return false;
    }

    /// Where the clause of a verb begins: after the last segment, semicolon, dash or colon before it.
    [[nodiscard]] std::uint32_t clause_floor(std::uint32_t verb) const {
        for (std::uint32_t i = verb; i > first_; --i) {
            const std::string_view w = word(i - 1);
            if ((quoted(i - 1) && !label(i - 1)) || w == ";" || w == ":" || w == "–" || w == "—") return i;
        }
        return first_;
    }
    [[nodiscard]] bool label(std::uint32_t i) const {
        return quoted(i) &&
               reading_.segments[static_cast<std::size_t>(reading_.segment_of[i])].role == SegmentRole::label;
    }

    /// «"…," said Rossi», «It was over, said Costa, its chair»: the phrase after the cue, when it is
    /// followed by a break.
    [[nodiscard]] TokenRange inversion(const Cue& cue, std::uint32_t group, std::uint32_t floor,
                                       TokenRange subject) const {
        if (is_tell(word(cue.first)) || group != cue.first) return {};
        const bool after_break =
            group > first_ && (word(group - 1) == "," || (quoted(group - 1) && !label(group - 1)));
        if (!after_break && !(group == floor && group > first_)) return {};
        if (group == first_) return {};
        const TokenRange phrase = noun_phrase_after(reading_, cue.last, last_);
        // "said Thursday morning"
        if (phrase.empty() || is_time_word(word(phrase.first))) return {};
        // "Mr Brown, whose firm used to deny it, conceded 300": a bare number says nothing.
        if (phrase.size() == 1 && cls(phrase.first) == WordClass::number) return {};
        const bool after_speech =
            group > first_ &&
            (speech(group - 1) || (group > first_ + 1 && word(group - 1) == "," && speech(group - 2)));
        if (after_speech) return phrase;
        // "The mayor, Ana Lopez, answered our questions": what is answered, not who answers.
        if (!subject.empty() && word(cue.first).starts_with("answer")) return {};
        // «The head, Ann Brown, demanded pay», «MSF, whose …, said it now had …»: the subject stands before.
        const bool needs_object = cue.kind != CueKind::say && cue.kind != CueKind::warn &&
                                  cue.kind != CueKind::admit && cue.kind != CueKind::believe;
        if (!subject.empty() && needs_object) return {};
        if (cls(phrase.first) == WordClass::pronoun &&
            has_finite_verb(phrase.last, std::min(last_, phrase.last + 3)))
            return {};
        if (phrase.last < last_) {
            const std::string_view next = word(phrase.last);
            const bool ends = (quoted(group - 1) && cls(phrase.last) == WordClass::preposition) ||
                              next == "," || next == ";" || next == "." || next == "who" || next == "in" ||
                              next == "on" || next == "at" || next == "by" || next == "when" ||
                              next == "during" || next == "after" || next == "which" || is_time_word(next);
            if (!ends) return {};
        }
        if (!subject.empty() && has_speech(phrase.last, last_)) return {};
        return phrase;
    }

    /// First token of what the attribution itself takes up (source, auxiliaries, cue).
    [[nodiscard]] static std::uint32_t head_of(const Attribution& a) {
        return a.source.empty() ? a.cue.first : std::min(a.source.first, a.cue.first);
    }
    [[nodiscard]] static std::uint32_t tail_of(const Attribution& a) {
        return a.source.empty() ? a.cue.last : std::max(a.source.last, a.cue.last);
    }

    void fill_content(std::vector<Attribution>& all, std::size_t k) {
        Attribution& a = all[k];
        std::uint32_t right = tail_of(a);
        if (a.form == AttributionForm::subject_before && right < last_ &&
            reading_.words.addressing.holds(word(a.cue.first)))
            right = read_addressee(a, right);
        const std::uint32_t after = skip_circumstance(reading_, right, last_);
        std::uint32_t head = head_of(a);
        // «…, as the memo put it»
        if (head > first_ + 1 && word(head - 1) == "as" && a.form == AttributionForm::subject_before) --head;
        if (a.form == AttributionForm::subject_before && behind_which(head_of(a)) &&
            (right >= last_ || word(right) == "," || word(right) == ";" || is_finite(cls(right)))) {
            fill_antecedent(all, k);
            return;
        }
        if (a.passive) {
            // The subject of a passive is what was dismissed, promised …
            const TokenRange subject = subject_of(reading_, a.cue.first, clause_floor(a.cue.first));
            if (!subject.empty()) a.content.push_back(subject);
            return;
        }
        const bool break_before =
            head > first_ && (word(head - 1) == "," || (closes_segment(head - 1) && !label(head - 1)) ||
                              word(head - 1) == "–" || word(head - 1) == "—");
        const bool left_clause = break_before && (has_verb(first_, head) || has_speech(first_, head));
        const std::string_view next = after < last_ ? word(after) : std::string_view();
        const bool ends_here = next.empty() || next == "," || next == ";" || (next == ":" && left_clause);
        const bool inverted =
            a.form == AttributionForm::subject_after || (a.form == AttributionForm::phrase && break_before);
        if (a.form == AttributionForm::phrase && !break_before && head > first_ && has_verb(first_, head)) {
            push(a, content_start(first_), head);
            return;
        }
        if ((inverted || ends_here) && left_clause) {
            fill_left(all, k, head, after, inverted);
            return;
        }
        // «"…," he wrote in a column»: the quotation is all that was said.
        if (head > first_ &&
            (speech(head - 1) || (head > first_ + 1 && word(head - 1) == "," && speech(head - 2))) &&
            (after >= last_ || word(after) != "that")) {
            return;
        }
        if (ends_here && next == "," && break_before) {
            // «Since then, Brown said, the group has lost …»: what precedes is no clause.
            push(a, after + 1, right_end(all, k, after + 1));
            a.form = AttributionForm::parenthetical;
            return;
        }
        fill_right(all, k, right);
    }

    /// The content stands behind the cue.
    void fill_right(std::vector<Attribution>& all, std::size_t k, std::uint32_t right) {
        Attribution& a = all[k];
        std::uint32_t from = right;
        // "the stations they had challenged, leaving 371": nothing is told of what was said.
        if (from + 1 < last_ && word(from) == "," && cls(from + 1) == WordClass::verb_gerund) return;
        const std::uint32_t past = skip_circumstance(reading_, from, last_);
        if (past >= last_ && past > from && !has_verb(from, last_) && a.kind == CueKind::say &&
            a.cue.size() == 1)
            return;
        if (past < last_ && (word(past) == "that" || (past > from && word(past) == "to") ||
                             word(past) == ":" || word(past) == "," || quoted(past)))
            from = past;
        while (from < last_ && (word(from) == "that" || word(from) == ":" || word(from) == ",")) ++from;
        a.infinitive = from < last_ && word(from) == "to";
        push(a, from, right_end(all, k, from));
    }

    /// "…, which the mayor denies"
    [[nodiscard]] bool behind_which(std::uint32_t head) const {
        return head > first_ + 2 && word(head - 1) == "which" && word(head - 2) == ",";
    }

    /// «The gates were opened, which the mayor denies»: the clause before is what is denied or confirmed; a
    /// body «which the mayor blames» is told in passing.
    void fill_antecedent(std::vector<Attribution>& all, std::size_t k) {
        Attribution& a = all[k];
        a.form = AttributionForm::trailing;
        const std::uint32_t end = head_of(a) - 2;
        if ((a.kind != CueKind::deny && a.kind != CueKind::admit) || !has_verb(first_, end)) return;
        // Where somebody is accused of it, those words stand there already.
        if (k > 0 && all[k - 1].kind == CueKind::accuse && !all[k - 1].content.empty()) return;
        push(a, left_start(all, k, end), end);
    }

    /// The content stands before the attribution: «…, officials said», «…, he said, and …».
    void fill_left(std::vector<Attribution>& all, std::size_t k, std::uint32_t head, std::uint32_t after,
                   bool inverted) {
        Attribution& a = all[k];
        push(a, left_start(all, k, head), head);
        if (a.form == AttributionForm::subject_before) a.form = AttributionForm::trailing;
        if (after + 1 >= last_ || word(after) != ",") return;
        const bool behind = word(after + 1) == "unless" || word(after + 1) == "if";
        if (joins_condition(a, after + 1) && (behind || !another_speaks(all, k, after + 1))) {
            // «If she goes, he said, her party stays»: the one says nothing without the other.
            a.content.back().last = std::max(a.content.back().last, right_end(all, k, after + 1));
            a.form = AttributionForm::parenthetical;
            return;
        }
        // «…, he said, but …» is as often the reporter's own contradiction.
        const bool joined = word(after + 1) == "and";
        const bool more = joined && has_verb(after + 2, last_) && !another_speaks(all, k, after + 2);
        if (!more && (inverted || has_finite_verb(first_, head) || !has_finite_verb(after + 1, last_)))
            return;
        push(a, more ? after + 2 : after + 1, right_end(all, k, after + 2));
        a.form = AttributionForm::parenthetical;
    }

    /// The words before the attribution or those behind it are a condition of the others.
    [[nodiscard]] bool joins_condition(const Attribution& a, std::uint32_t behind) const {
        if (a.content.empty() || !has_finite_verb(behind, last_)) return false;
        const TokenRange left = a.content.back();
        return !has_speech(left.first, last_) &&
               (among(word(left.first), text::kConditions) || among(word(behind), text::kConditions));
    }

    /// An attribution with a source of its own begins after `from`.
    [[nodiscard]] bool another_speaks(const std::vector<Attribution>& all, std::size_t k,
                                      std::uint32_t from) const {
        return std::any_of(
            all.begin() + static_cast<std::ptrdiff_t>(k) + 1, all.end(),
            [&](const Attribution& other) { return head_of(other) >= from && head_of(other) < from + 3; });
    }

    [[nodiscard]] std::uint32_t content_start(std::uint32_t from) const {
        while (from < last_ && (cls(from) == WordClass::conjunction || word(from) == ",") && !quoted(from))
            ++from;
        return from;
    }

    /// Start of the content before a trailing attribution: after an earlier attribution's end or a semicolon.
    [[nodiscard]] std::uint32_t left_start(const std::vector<Attribution>& all, std::size_t k,
                                           std::uint32_t head) const {
        std::uint32_t from = first_;
        for (std::size_t other = 0; other < k; ++other) {
            if (all[other].form != AttributionForm::subject_before && !all[other].content.empty() &&
                tail_of(all[other]) < head) {
                const std::uint32_t tail = tail_of(all[other]);
                if (tail < head && (word(tail) == "," || word(tail) == ";") && has_finite_verb(tail, head))
                    from = tail + 1;
            }
        }
        for (std::uint32_t i = from; i < head; ++i) {
            if (quoted(i)) continue;
            if (word(i) == ";") from = i + 1;
            // «A did this, and B has done that, according to C»: C vouches for the last clause only.
            const bool joined = all[k].form == AttributionForm::phrase && word(i) == "," && i + 2 < head &&
                                word(i + 1) == "and";
            if (!joined) continue;
            const TokenRange subject = noun_phrase_after(reading_, i + 2, head);
            if (!subject.empty() && subject.last < head && is_finite(cls(subject.last))) from = i + 2;
        }
        return content_start(from);
    }

    /// End of the content after a cue: the sentence's end, a semicolon, or where another attribution takes
    /// over.
    [[nodiscard]] std::uint32_t right_end(const std::vector<Attribution>& all, std::size_t k,
                                          std::uint32_t from) const {
        std::uint32_t end = last_;
        for (std::uint32_t i = from; i < last_; ++i) {
            if (word(i) == ";" && !quoted(i)) {
                end = i;
                break;
            }
        }
        for (std::size_t other = k + 1; other < all.size(); ++other) {
            const Attribution& next = all[other];
            if (head_of(next) >= end) break;
            const bool shared = next.source == all[k].source && next.cue.first > from;
            std::uint32_t cut = shared ? next.cue.first : head_of(next);
            if (cut <= from) continue;
            while (cut > from && (cls(cut - 1) == WordClass::auxiliary || cls(cut - 1) == WordClass::adverb ||
                                  cls(cut - 1) == WordClass::modal))
                --cut;
            if (behind_which(head_of(next)) && head_of(next) > from + 2) {
                end = std::min(end, head_of(next) - 2);  // «…, which it denies» is the answer, not the charge
                continue;
            }
            const std::string_view before = word(cut - 1);
            const bool conjoined = before == "and" || before == "but" || before == "while" ||
                                   before == "whereas" || before == "though";
            const bool comma = cut >= from + 2 && word(cut - 2) == ",";
            if (shared && (conjoined || before == ",")) {
                end = std::min(end, cut - 1 - (conjoined && comma ? 1 : 0));
            } else if (!shared && conjoined && comma) {
                end = std::min(end, cut - 2);
            } else if (!shared && before == "," &&
                       (next.form == AttributionForm::phrase || closes_sentence(next))) {
                end = std::min(end, cut - 1);
            }
        }
        return end;
    }

    /// «…, a spokesman told Reuters.»
    [[nodiscard]] bool closes_sentence(const Attribution& a) const {
        std::uint32_t tail = tail_of(a);
        if (tail < last_ && is_tell(word(a.cue.first))) {
            const TokenRange addressee = noun_phrase_after(reading_, tail, last_);
            if (!addressee.empty()) tail = addressee.last;
        }
        return skip_circumstance(reading_, tail, last_) >= last_;
    }

    std::uint32_t read_addressee(Attribution& a, std::uint32_t right) {
        std::uint32_t i = right;
        const TokenRange phrase = noun_phrase_after(reading_, i, last_);
        if (phrase.empty()) return right;
        const bool tell = is_tell(word(a.cue.first));
        // "warned the bank would fail" has no addressee: a finite verb right after the phrase makes it a
        // subject.
        if (!tell && phrase.last < last_ && is_finite(cls(phrase.last))) return right;
        if (!tell && phrase.last < last_ && word(phrase.last) != "that" && word(phrase.last) != "to" &&
            word(phrase.last) != "," && word(phrase.last) != "of")
            return right;
        if (tell && phrase.last < last_ && is_finite(cls(phrase.last)) &&
            !reading_.tokens.tokens[phrase.first].capital && cls(phrase.first) == WordClass::determiner) {
            return right;
        }
        a.addressee = phrase;
        // «told reporters the USA does»: the phrase after a bare plural or a name is the content's subject
        // already.
        return phrase.last;
    }

    void push(Attribution& a, std::uint32_t from, std::uint32_t to) {
        while (to > from && (word(to - 1) == "," || word(to - 1) == ":") && !quoted(to - 1)) --to;
        while (from < to && (word(from) == "," || word(from) == "that") && !quoted(from)) ++from;
        // A full stop inside the sentence: a text without capitals goes on with something else.
        if (from < to && word(from) == "." && !quoted(from)) return;
        if (from < to) a.content.push_back({from, to});
    }

    const Reading& reading_;
    std::uint32_t first_;
    std::uint32_t last_;
};

}  // namespace

std::vector<Attribution> find_attributions(const Reading& reading) {
    std::vector<Attribution> found;
    for (const Sentence& sentence : reading.tokens.sentences) {
        const BlockKind kind = reading.report.blocks[sentence.block].kind;
        if (kind != BlockKind::body && kind != BlockKind::title) continue;
        ClauseReader(reading, sentence).run(found);
    }
    return found;
}

}  // namespace sitrep::annotate
