#include "annotate/acts.hpp"

#include <algorithm>
#include <array>

#include "annotate/acts_frames.hpp"
#include "annotate/quotations_clauses.hpp"
#include "annotate/quotations_model.hpp"

namespace sitrep::annotate {
namespace {

template <std::size_t Size>
bool among(std::string_view word, const std::array<std::string_view, Size>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_be(std::string_view w) {
    static constexpr std::array<std::string_view, 8> kBe = {"is",   "are", "was",   "were",
                                                            "been", "be",  "being", "am"};
    return among(w, kBe);
}
bool is_first_person(std::string_view w) {
    return w == "we" || w == "i" || w == "our" || w == "my" || w == "us";
}
bool is_negation(std::string_view w) {
    return w == "not" || w == "never" || w == "no" || w.ends_with("n't") || w.ends_with("n’t");
}

/// Words that name a paper with which something is asked.
bool is_request_paper(std::string_view w) {
    static constexpr std::array<std::string_view, 12> kPapers = {
        "application", "applications", "request",   "requests",   "appeal",   "appeals",
        "petition",    "petitions",    "complaint", "complaints", "proposal", "bid"};
    return among(w, kPapers);
}

/// An act as token ranges, before entities are known.
struct Draft {
    const ActFrame* frame = nullptr;
    ActKind act = ActKind::request;
    TokenRange cue;
    TokenRange actor;
    TokenRange recipient;
    TokenRange what;
    TokenRange condition;
    bool negated = false;
    bool future = false;
    bool passive = false;
    bool mutual = false;
    ActStatus status = ActStatus::done;
};

class ActFinder {
  public:
    ActFinder(const Reading& reading, Annotations& marks, const ActLexicon& lexicon, const SourceNouns& nouns)
        : reading_(reading), marks_(marks), lexicon_(lexicon), resolver_(reading, marks, nouns) {}

    std::vector<Act> run() {
        for (const Sentence& sentence : reading_.tokens.sentences) {
            const BlockKind kind = reading_.report.blocks[sentence.block].kind;
            if (kind != BlockKind::body && kind != BlockKind::title) continue;
            read_sentence(sentence);
        }
        return std::move(acts_);
    }

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] bool in_speech(std::uint32_t i) const {
        const std::int32_t s = reading_.segment_of[i];
        return s >= 0 && reading_.segments[static_cast<std::size_t>(s)].role == SegmentRole::speech;
    }

    /// The part of the sentence a cue may reach: the quotation it stands in, or the words outside full
    /// quotations.
    [[nodiscard]] TokenRange window(const Sentence& sentence, std::uint32_t token) const {
        std::uint32_t lo = sentence.first;
        std::uint32_t hi = sentence.last;
        if (in_speech(token)) {
            const TokenRange words =
                reading_.segments[static_cast<std::size_t>(reading_.segment_of[token])].words;
            lo = std::max(lo, words.first);
            hi = std::min(hi, words.last);
        } else {
            for (std::uint32_t i = token; i > sentence.first; --i) {
                if (in_speech(i - 1)) {
                    lo = i;
                    break;
                }
            }
            for (std::uint32_t i = token; i < sentence.last; ++i) {
                if (in_speech(i)) {
                    hi = i;
                    break;
                }
            }
        }
        for (std::uint32_t i = token; i > lo; --i) {
            if (word(i - 1) == ";" || word(i - 1) == ":") {
                lo = i;
                break;
            }
        }
        for (std::uint32_t i = token; i < hi; ++i) {
            if (word(i) == ";") {
                hi = i;
                break;
            }
        }
        while (hi > lo &&
               (word(hi - 1) == "." || word(hi - 1) == "," || word(hi - 1) == "!" || word(hi - 1) == "?"))
            --hi;
        return {lo, hi};
    }

    void read_sentence(const Sentence& sentence) {
        std::vector<Draft> drafts;
        for (std::uint32_t i = sentence.first; i < sentence.last;) {
            Draft draft;
            const TokenRange reach = window(sentence, i);
            if (read_frames(i, reach, drafts, draft)) {
                i = draft.cue.last;
                drafts.push_back(draft);
                continue;
            }
            if (reading_.report.blocks[sentence.block].kind == BlockKind::title &&
                read_headline_plan(i, reach, draft)) {
                drafts.push_back(draft);
                i = sentence.last;
                continue;
            }
            if (in_speech(i) && read_speaker_act(i, reach, draft)) {
                i = std::max(draft.cue.last, i + 1);
                drafts.push_back(draft);
                continue;
            }
            ++i;
        }
        for (Draft& draft : extra_) drafts.push_back(draft);
        extra_.clear();
        for (Draft& draft : drafts) emit(draft, drafts);
    }

    /// The longest frame at a token that makes an act.
    bool read_frames(std::uint32_t i, TokenRange reach, const std::vector<Draft>& before, Draft& draft) {
        if (reading_.tokens.tokens[i].kind != TokenKind::word || i >= reach.last) return false;
        for (const ActFrame& frame : lexicon_.at(word(i))) {
            if (!fits(frame, i, reach)) continue;
            draft = Draft{};
            if (read(frame, i, reach, before, draft)) return true;
        }
        draft = Draft{};
        return false;
    }

    [[nodiscard]] bool fits(const ActFrame& frame, std::uint32_t i, TokenRange reach) const {
        const auto size = static_cast<std::uint32_t>(frame.words.size());
        if (i + size > reach.last) return false;
        for (std::uint32_t k = 1; k < size; ++k) {
            if (frame.words[k] != "*" && frame.words[k] != word(i + k)) return false;
        }
        if (frame.verb)
            return (is_verb(cls(i)) && cls(i) != WordClass::modal) || reads_as_verb(reading_, i, reach.last);
        return frame.shape != FrameShape::owned || !is_verb(cls(i));
    }

    bool read(const ActFrame& frame, std::uint32_t at, TokenRange reach, const std::vector<Draft>& before,
              Draft& draft) {
        draft.frame = &frame;
        draft.act = frame.act;
        draft.cue = {at, at + static_cast<std::uint32_t>(frame.words.size())};
        if (frame.shape == FrameShape::owned) return read_owned(at, reach, draft);
        std::uint32_t group = at;
        draft.actor = subject_of(reading_, at, reach.first, &draft.negated, &group);
        if (!group_allows(frame, at, group, reach, draft)) return false;
        const bool after_break = group == reach.first || word(group - 1) == "," ||
                                 reading_.tokens.tokens[group - 1].kind == TokenKind::closing_quote;
        const TokenRange behind = after_break && group == at
                                      ? noun_phrase_after(reading_, draft.cue.last, reach.last)
                                      : TokenRange{};
        const bool after_quotation =
            group > reading_.sentence(at).first && reading_.segment_of[group - 1] >= 0;
        const bool inverted = frame.verb && !behind.empty() &&
                              (reach.first > reading_.sentence(at).first || after_quotation) &&
                              (draft.actor.empty() || after_quotation) &&
                              (behind.last >= reach.last || !is_finite(cls(behind.last)));
        if (inverted) {
            draft.actor = behind;
            return said_before(reach, draft);
        }
        if (draft.actor.empty()) draft.actor = shared_subject(group, reach, before);
        if (draft.actor.empty() && cls(at) == WordClass::verb_gerund && at > reach.first &&
            cls(at - 1) == WordClass::preposition) {
            draft.actor = subject_behind_comma(draft.cue.last, reach);
        }
        if (draft.actor.empty() && !frame.verb) draft.actor = sentence_subject(at, reach);
        if (!draft.passive && trailing(draft.cue.last, reach) && said_before(reach, draft)) return true;
        if (draft.passive) {
            draft.recipient = draft.actor;
            draft.actor = agent(draft.cue.last, reach);
        }
        if (draft.actor.empty() && !draft.passive &&
            !(in_speech(at) || !frame.verb || frame.act == ActKind::request || frame.act == ActKind::offer))
            return false;
        if (!complement(frame, reach, draft)) return false;
        return true;
    }

    /// Auxiliaries before the cue: passive, future, negation, infinitive; false where the form makes no act.
    [[nodiscard]] bool group_allows(const ActFrame& frame, std::uint32_t at, std::uint32_t group,
                                    TokenRange reach, Draft& draft) const {
        bool be = false;
        bool have = false;
        for (std::uint32_t i = group; i < at; ++i) {
            const std::string_view w = word(i);
            be = be || is_be(w);
            have = have || w == "has" || w == "have" || w == "had";
            draft.future = draft.future || w == "will" || w == "would" || w == "shall" ||
                           w.ends_with("'ll") || w.ends_with("’ll") || w == "to";
        }
        if (!frame.verb) return true;
        const WordClass c = cls(at);
        if (be && (c == WordClass::verb_participle || c == WordClass::verb_past)) {
            draft.passive = true;
            return frame.act != ActKind::plan && frame.act != ActKind::warn &&
                   frame.act != ActKind::threaten && frame.act != ActKind::admit;
        }
        // "a verbal truce agreed in 2017": a participle behind its noun.
        if (c == WordClass::verb_participle && !have && !be && at > reach.first && is_nominal(cls(at - 1)) &&
            (has_finite(reach.first, at) || has_finite(at + 1, reach.last)))
            return false;
        for (std::uint32_t i = group; i < at; ++i) {
            // "must then approve", "may agree": what should or could happen is no act yet.
            if (in_speech(at) && frame.act == ActKind::endorse && word(i) == "should") continue;
            if (word(i) == "must" || word(i) == "should" || word(i) == "may" || word(i) == "might" ||
                word(i) == "can")
                return false;
        }
        if (c == WordClass::verb_base && group == at && at > reach.first) {
            const std::string_view previous = word(at - 1);
            if (previous == "to") {
                // "to offer support": an act only for what is offered or asked in so many words.
                return false;
            }
        }
        return true;
    }

    /// "… and asked": the subject of the act or verb before it in the sentence; a gerund takes the sentence's
    /// subject.
    [[nodiscard]] TokenRange shared_subject(std::uint32_t group, TokenRange reach,
                                            const std::vector<Draft>& before) const {
        if (group <= reach.first) return {};
        const std::string_view previous = word(group - 1);
        const bool joined = previous == "and" || previous == "but" || previous == "," || previous == "or" ||
                            cls(group) == WordClass::verb_gerund;
        if (!joined) return {};
        for (auto draft = before.rbegin(); draft != before.rend(); ++draft) {
            if (reach.contains(draft->cue.first) && !draft->passive && !draft->actor.empty())
                return draft->actor;
        }
        for (std::uint32_t i = reach.first; i + 1 < group; ++i) {
            if (!is_finite(cls(i))) continue;
            return subject_of(reading_, i, reach.first);
        }
        return {};
    }

    /// «…, the UN has cautioned»: nothing follows the verb but circumstance.
    [[nodiscard]] bool trailing(std::uint32_t at, TokenRange reach) const {
        for (std::uint32_t i = at; i < reach.last; ++i) {
            const std::string_view w = word(i);
            const bool time = is_time_word(w) || w == "on" || w == "late" || w == "early" || w == "last" ||
                              w == "this" || cls(i) == WordClass::number;
            if (!time) return false;
        }
        return true;
    }

    /// What was said stands before: the quotation that ends at the window, else the clause before the comma.
    bool said_before(TokenRange reach, Draft& draft) const {
        const Sentence& sentence = reading_.sentence(draft.cue.first);
        const std::uint32_t head =
            draft.actor.empty() ? draft.cue.first : std::min(draft.actor.first, draft.cue.first);
        if (reach.first > sentence.first && head <= reach.first + 2) {
            const std::int32_t s = reading_.segment_of[reach.first - 1];
            if (s >= 0) draft.what = reading_.segments[static_cast<std::size_t>(s)].words;
            return !draft.what.empty();
        }
        if (head <= sentence.first + 2 || word(head - 1) != ",") return false;
        draft.what = {reach.first, head - 1};
        return has_finite(draft.what.first, draft.what.last) || draft.what.size() > 3;
    }

    /// «By weighing a return, the cabinet …»
    [[nodiscard]] TokenRange subject_behind_comma(std::uint32_t from, TokenRange reach) const {
        for (std::uint32_t i = from; i + 1 < reach.last; ++i) {
            if (word(i) == ",") return noun_phrase_after(reading_, i + 1, reach.last);
        }
        return {};
    }

    /// Subject of the first finite verb before a phrase that has none of its own.
    [[nodiscard]] TokenRange sentence_subject(std::uint32_t at, TokenRange reach) const {
        for (std::uint32_t i = reach.first; i < at; ++i) {
            if (is_finite(cls(i))) return subject_of(reading_, i, reach.first);
        }
        return {};
    }

    [[nodiscard]] TokenRange agent(std::uint32_t from, TokenRange reach) const {
        for (std::uint32_t i = from; i < std::min(reach.last, from + 10); ++i) {
            if (word(i) == "by") return noun_phrase_after(reading_, i + 1, reach.last);
        }
        return {};
    }

    /// "Cairo's request for arms": the possessor acts.
    [[nodiscard]] bool read_owned(std::uint32_t at, TokenRange reach, Draft& draft) const {
        if (at == reach.first) return false;
        std::uint32_t owner_end = at;
        while (owner_end > reach.first &&
               (cls(owner_end - 1) == WordClass::adjective || cls(owner_end - 1) == WordClass::noun ||
                cls(owner_end - 1) == WordClass::verb_gerund)) {
            --owner_end;
        }
        if (owner_end == reach.first) return false;
        if (cls(owner_end - 1) == WordClass::possessive_pronoun) {
            draft.actor = {owner_end - 1, owner_end};
        } else if (cls(owner_end - 1) == WordClass::possessive) {
            draft.actor = noun_phrase_before(reading_, owner_end - 1, reach.first);
        }
        if (draft.actor.empty()) return false;
        draft.what = {draft.cue.last, clause_end(draft.cue.last, reach)};
        return true;
    }

    /// End of what an act is about: a comma before another clause, a condition, the window's end.
    [[nodiscard]] std::uint32_t clause_end(std::uint32_t from, TokenRange reach) const {
        for (std::uint32_t i = from; i < reach.last; ++i) {
            if (word(i) == "," && i + 1 < reach.last) {
                const std::string_view next = word(i + 1);
                const WordClass c = cls(i + 1);
                if (next == "but" || next == "while" || next == "and" || next == "which" || next == "who" ||
                    next == "saying" || next == "citing" || next == "after" || next == "as" || next == "in" ||
                    next == "where" || c == WordClass::verb_gerund) {
                    return i;
                }
                if (ends_with_attribution(i + 1, reach.last)) return i;
            }
            if (i > from && starts_condition(i, reach)) return i;
        }
        return reach.last;
    }

    [[nodiscard]] bool ends_with_attribution(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = from; i < std::min(to, from + 14); ++i) {
            if (word(i) == "," && i > from + 8) return false;
            if (reading_.cue_of[i] >= 0 && is_verb(cls(i))) return true;
        }
        return false;
    }

    [[nodiscard]] bool complement(const ActFrame& frame, TokenRange reach, Draft& draft) {
        const std::uint32_t from = skip_adverbs(draft.cue.last, reach.last);
        const std::string_view next = from < reach.last ? word(from) : std::string_view();
        const std::uint32_t end = clause_end(from, reach);
        switch (frame.shape) {
            case FrameShape::request:
                return request(from, end, reach, draft, false);
            case FrameShape::want:
                return request(from, end, reach, draft, true);
            case FrameShape::document: {
                const TokenRange object = noun_phrase_after(reading_, from, reach.last);
                if (object.empty()) return false;
                bool paper = false;
                for (std::uint32_t i = object.first; i < object.last; ++i)
                    paper = paper || is_request_paper(word(i));
                draft.what = object;
                return paper;
            }
            case FrameShape::clause:
                draft.what = {next == "that" ? from + 1 : from, end};
                if (draft.act == ActKind::demand) subject_of_clause(draft.what.first, end, draft);
                return draft.what.size() > 1;
            case FrameShape::infinitive:
                draft.what = {next == "to" ? from + 1 : from, end};
                return !draft.what.empty() || draft.act == ActKind::refuse;
            case FrameShape::to:
                draft.what = {from + 1, end};
                return next == "to" && !draft.what.empty();
            case FrameShape::base:
                draft.what = {from, end};
                if (draft.act == ActKind::plan && becomes_act(from, reach, draft)) return true;
                return from < reach.last && is_verb(cls(from));
            case FrameShape::give:
                return give(from, end, draft);
            case FrameShape::mutual:
                draft.mutual = true;
                draft.what = {from, end};
                with_party(from, end, "with", draft);
                return !draft.what.empty() || draft.passive;
            case FrameShape::warn:
                return warn(from, end, reach, draft);
            case FrameShape::accuse:
                return accuse(from, end, reach, draft);
            case FrameShape::object:
                draft.what = {next == "that" || next == "to" ? from + 1 : from, end};
                if (draft.act == ActKind::demand && !draft.passive) {
                    if (next == "that") {
                        subject_of_clause(from + 1, end, draft);
                    } else {
                        owner_of_object(noun_phrase_after(reading_, from, reach.last), draft);
                    }
                }
                with_party(from, end, "from", draft);
                if (draft.passive) {
                    draft.what = draft.recipient;
                    draft.recipient = {};
                    return !draft.what.empty() && !draft.actor.empty();
                }
                return !draft.what.empty() || draft.act == ActKind::deny || relative(draft.cue.first, reach);
            case FrameShape::owned:
            case FrameShape::none:
                return true;
        }
        return false;
    }

    /// "is set to petition": the act that is planned, announced.
    bool becomes_act(std::uint32_t from, TokenRange reach, Draft& draft) {
        if (from >= reach.last) return false;
        for (const ActFrame& frame : lexicon_.at(word(from))) {
            if (!frame.verb || frame.words.size() > 1 || frame.shape == FrameShape::to) continue;
            Draft inner = draft;
            inner.frame = &frame;
            inner.act = frame.act;
            inner.cue = {draft.cue.first, from + 1};
            inner.what = {};
            if (!complement(frame, reach, inner)) continue;
            inner.future = true;
            draft = inner;
            return true;
        }
        return false;
    }

    [[nodiscard]] std::uint32_t skip_adverbs(std::uint32_t i, std::uint32_t end) const {
        while (i < end && cls(i) == WordClass::adverb && word(i) != "not" &&
               !reading_.tokens.tokens[i].capital)
            ++i;
        return i;
    }

    /// RECIPIENT to … | RECIPIENT for … | that … | for WHAT | WHAT [from RECIPIENT]
    bool request(std::uint32_t from, std::uint32_t end, TokenRange reach, Draft& draft, bool want) {
        if (draft.passive) {
            if (from < end && (word(from) == "to" || word(from) == "for")) draft.what = {from + 1, end};
            return from < end && (word(from) == "to" || word(from) == "for" || !draft.actor.empty());
        }
        if (from >= end || skip_circumstance(reading_, from, end) >= end)
            return !want && relative(draft.cue.first, reach);
        const std::string_view next = word(from);
        const std::uint32_t past = skip_circumstance(reading_, from, end);
        if (past > from && past < end && word(past) == "about") return false;
        // "asked not to be named": a source's wish, not an act of the story.
        if (next == "not" && from + 2 < end && word(from + 1) == "to" && word(from + 2) == "be") return false;
        if (next == "that" || next == "for" || next == "to") {
            if (want && next == "to") {
                // "does not want to use force": will not.
                if (!draft.negated) return false;
                draft.act = ActKind::refuse;
                draft.negated = false;
                draft.what = {from + 1, end};
                return true;
            }
            if (next == "to" && !want && draft.act != ActKind::request) return false;
            draft.what = {from + 1, end};
            return true;
        }
        if (next == "about" || next == "if" || next == "whether" || next == "how" || next == "what" ||
            next == "why" || next == "when" || next == ",")
            return false;
        const TokenRange object = noun_phrase_after(reading_, from, reach.last);
        if (object.empty())
            return !want && next != "." && cls(from) != WordClass::punctuation &&
                   (draft.what = {from, end}, true);
        std::uint32_t after = object.last;
        after = skip_circumstance_unless_to(after, end);
        if (after < end && (word(after) == "to" || word(after) == "that")) {
            draft.recipient = object;
            draft.what = {after + 1, end};
            return true;
        }
        if (const std::uint32_t link = link_in(object, "for"); link != 0 && !want) {
            draft.recipient = {object.first, link};
            draft.what = {link + 1, end};
            second_request(link + 1, end, draft);
            return true;
        }
        draft.what = {from, end};
        owner_of_object(object, draft);
        with_party(from, end, "from", draft);
        return !draft.what.empty();
    }

    /// «demanded Sudan's maps»: of whom it is asked.
    void owner_of_object(TokenRange object, Draft& draft) const {
        for (std::uint32_t i = object.first + 1; i < object.last; ++i) {
            if (cls(i) != WordClass::possessive) continue;
            if (resolver_.entity_at({object.first, i}) != kNoEntity) draft.recipient = {object.first, i};
            return;
        }
    }

    /// «demanded that the army leave»: the one who is to do it.
    void subject_of_clause(std::uint32_t from, std::uint32_t end, Draft& draft) const {
        const TokenRange subject = noun_phrase_after(reading_, from, end);
        if (!subject.empty() && subject.last < end && cls(subject.first) != WordClass::pronoun)
            draft.recipient = subject;
    }

    /// «asked A for X and B for Y»: B and Y are another request.
    void second_request(std::uint32_t from, std::uint32_t end, Draft& draft) {
        for (std::uint32_t i = from; i + 2 < end; ++i) {
            if (word(i) != "and") continue;
            for (std::uint32_t k = i + 2; k + 1 < std::min(end, i + 14); ++k) {
                if (word(k) != "for") continue;
                const TokenRange other{i + 1, k};
                if (resolver_.entity_at(other) == kNoEntity) continue;
                Draft second = draft;
                second.recipient = other;
                second.what = {k + 1, end};
                draft.what.last = i;
                extra_.push_back(second);
                return;
            }
        }
    }

    /// «the tents Malta requested», «what Malta requested»: the object stands before the subject.
    [[nodiscard]] bool relative(std::uint32_t verb, TokenRange reach) const {
        const TokenRange subject = subject_of(reading_, verb, reach.first);
        if (subject.empty() || subject.first <= reach.first) return false;
        const WordClass c = cls(subject.first - 1);
        return c == WordClass::noun || c == WordClass::plural_noun || c == WordClass::number ||
               word(subject.first - 1) == "what";
    }

    [[nodiscard]] std::uint32_t skip_circumstance_unless_to(std::uint32_t at, std::uint32_t end) const {
        std::uint32_t i = at;
        while (i < end &&
               (is_time_word(word(i)) || word(i) == "on" || word(i) == "this" || word(i) == "last"))
            ++i;
        return i < end && (word(i) == "to" || word(i) == "that") ? i : at;
    }

    /// The token of `preposition` inside a phrase, outside its first word; 0 if there is none.
    [[nodiscard]] std::uint32_t link_in(TokenRange phrase, std::string_view preposition) const {
        for (std::uint32_t i = phrase.first + 1; i < phrase.last; ++i) {
            if (word(i) == preposition) return i;
        }
        return 0;
    }

    /// «… from the mine», «… with Khartoum»: the party behind a preposition.
    void with_party(std::uint32_t from, std::uint32_t end, std::string_view preposition, Draft& draft) const {
        for (std::uint32_t i = from; i + 1 < end; ++i) {
            if (word(i) != preposition) continue;
            const TokenRange party = noun_phrase_after(reading_, i + 1, end);
            if (party.empty() || resolver_.entity_at(party) == kNoEntity) continue;
            draft.recipient = party;
            if (draft.what.last > i && draft.what.first < i && preposition == "from") draft.what.last = i;
            return;
        }
    }

    /// to … | that … | RECIPIENT WHAT | WHAT [to RECIPIENT]
    bool give(std::uint32_t from, std::uint32_t end, Draft& draft) const {
        if (draft.passive) {
            draft.what = draft.recipient;
            draft.recipient = {};
            return !draft.what.empty() && !draft.actor.empty();
        }
        if (from >= end) {
            // "…, its chief has promised": what was promised stands before.
            return draft.act == ActKind::commit;
        }
        const std::string_view next = word(from);
        if (next == "to" || next == "that") {
            draft.what = {from + 1, end};
            return true;
        }
        draft.what = {from, end};
        if (cls(from) == WordClass::pronoun && from + 1 < end) {
            draft.recipient = {from, from + 1};
            draft.what.first = from + 1;
            return true;
        }
        with_party(from, end, "to", draft);
        return true;
    }

    bool warn(std::uint32_t from, std::uint32_t end, TokenRange reach, Draft& draft) const {
        if (from >= end) return true;
        const std::string_view next = word(from);
        if (next == "that" || next == "of" || next == "against" || next == "about") {
            draft.what = {from + 1, end};
            return true;
        }
        const TokenRange object = noun_phrase_after(reading_, from, reach.last);
        if (!object.empty() && object.last < end &&
            (word(object.last) == "that" || word(object.last) == "to" || word(object.last) == "of" ||
             word(object.last) == "against")) {
            draft.recipient = object;
            draft.what = {object.last + 1, end};
            return true;
        }
        draft.what = {from, end};
        return true;
    }

    bool accuse(std::uint32_t from, std::uint32_t end, TokenRange reach, Draft& draft) const {
        if (draft.passive) {
            draft.what = {from, end};
            return true;
        }
        const TokenRange object = noun_phrase_after(reading_, from, reach.last);
        if (object.empty()) return false;
        draft.recipient = object;
        for (std::uint32_t i = object.first + 1; i <= object.last && i < end; ++i) {
            if (word(i) != "of" && word(i) != "for") continue;
            // "accused the chief of staff of lying": the last "of" before a gerund, else the first.
            const bool gerund = i + 1 < end && cls(i + 1) == WordClass::verb_gerund;
            if (!gerund && i < object.last && link_after(i, end)) continue;
            draft.recipient = {object.first, i};
            draft.what = {i + 1, end};
            return true;
        }
        draft.what = {object.last, end};
        return true;
    }

    [[nodiscard]] bool link_after(std::uint32_t i, std::uint32_t end) const {
        for (std::uint32_t k = i + 1; k < std::min(end, i + 5); ++k) {
            if ((word(k) == "of" || word(k) == "for") && k + 1 < end && cls(k + 1) == WordClass::verb_gerund)
                return true;
        }
        return false;
    }

    /// Acts made by speaking: "we will …", "we will not …", "X must …", "no X was …", "let them …".
    bool read_speaker_act(std::uint32_t i, TokenRange reach, Draft& draft) {
        const std::string_view w = word(i);
        draft.actor = {};
        if ((w == "will" || w == "shall") && i > reach.first && (word(i - 1) == "we" || word(i - 1) == "i"))
            return first_person_will(i, reach, draft);
        if (w == "must" && i > reach.first) {
            draft.act = ActKind::demand;
            draft.what = {i + 1, clause_end(i + 1, reach)};
            draft.cue = {i, i + 1};
            return !draft.what.empty() && is_verb(cls(draft.what.first)) && !is_first_person(word(i - 1));
        }
        if (w == "no" && i == reach.first) return blunt_denial(i, reach, draft);
        if (w == "not" && i == reach.first && i + 2 < reach.last &&
            (word(i + 1) == "a" || word(i + 1) == "one")) {
            // "Not one boot before the fifth", "Not a single gate will be opened by us …"
            if (word(i + 2) == "," || word(i + 2) == "and") return false;
            draft.act = ActKind::refuse;
            draft.cue = {i, i + 2};
            draft.what = {i, clause_end(i + 2, reach)};
            return true;
        }
        if (w == "let" && i == reach.first && i + 2 < reach.last && !is_first_person(word(i + 1)) &&
            word(i + 1) != "us") {
            draft.act = ActKind::demand;
            draft.cue = {i, i + 1};
            draft.what = {i + 2, reach.last};
            return true;
        }
        return false;
    }

    /// «Rebels To Give Up Weapons»
    bool read_headline_plan(std::uint32_t i, TokenRange reach, Draft& draft) {
        if (word(i) != "to" || i == reach.first || i + 1 >= reach.last || has_finite(reach.first, i))
            return false;
        if (cls(i + 1) != WordClass::verb_base && cls(i + 1) != WordClass::verb_present) return false;
        draft.actor = noun_phrase_before(reading_, i, reach.first);
        if (draft.actor.empty()) return false;
        draft.act = ActKind::plan;
        draft.future = true;
        draft.cue = {i, i + 1};
        draft.what = {i + 1, reach.last};
        return true;
    }

    bool first_person_will(std::uint32_t i, TokenRange reach, Draft& draft) const {
        static constexpr std::array<std::string_view, 9> kNoAct = {
            "be", "have", "see", "know", "find", "need", "get", "remember", "become"};
        std::uint32_t verb = i + 1;
        while (verb < reach.last && (cls(verb) == WordClass::adverb || is_negation(word(verb)))) {
            draft.negated = draft.negated || is_negation(word(verb));
            ++verb;
        }
        if (verb >= reach.last || !is_verb(cls(verb)) || among(word(verb), kNoAct)) return false;
        draft.act = draft.negated ? ActKind::refuse : ActKind::commit;
        draft.negated = false;
        draft.cue = {i, verb + 1};
        draft.actor = {i - 1, i};
        draft.what = {verb, clause_end(verb + 1, reach)};
        return true;
    }

    /// "No gate was opened": says that something said to have happened did not.
    bool blunt_denial(std::uint32_t i, TokenRange reach, Draft& draft) const {
        const TokenRange object = noun_phrase_after(reading_, i, reach.last);
        if (object.empty() || object.last + 1 >= reach.last) return false;
        const std::string_view be = word(object.last);
        if (be != "was" && be != "were" && !(be == "has" || be == "have")) return false;
        draft.act = ActKind::deny;
        draft.cue = {i, i + 1};
        draft.what = {i + 1, clause_end(object.last, reach)};
        return true;
    }

    // ------------------------------------------------------------------------------------------- conditions
    [[nodiscard]] bool starts_condition(std::uint32_t i, TokenRange reach) const {
        const std::string_view w = word(i);
        if (w == "if")
            return i + 1 < reach.last &&
                   !(i > reach.first && (word(i - 1) == "as" || word(i - 1) == "ask" ||
                                         word(i - 1) == "asked" || word(i - 1) == "even"));
        if (w == "unless" || w == "provided") return true;
        if (w == "once" && (i + 1 >= reach.last || cls(i + 1) == WordClass::adverb ||
                            word(i + 1) == "again" || (i > reach.first && is_verb(cls(i - 1)))))
            return false;
        if (w == "once" || w == "until")
            return i + 2 < reach.last && cls(i + 1) != WordClass::preposition &&
                   has_finite(i + 1, reach.last);
        if (w == "without") return i + 1 < reach.last && cls(i + 1) != WordClass::verb_gerund;
        if (w == "only" && i + 1 < reach.last &&
            (word(i + 1) == "if" || word(i + 1) == "when" || word(i + 1) == "once"))
            return true;
        if (w == "when") return in_speech(i) && has_finite(i + 1, reach.last);
        if (w == "as" && i + 2 < reach.last && word(i + 1) == "long" && word(i + 2) == "as") return true;
        if (w == "on" && i + 1 < reach.last && word(i + 1) == "condition")
            return i + 2 < reach.last && word(i + 2) != "of";
        return false;
    }
    [[nodiscard]] bool has_finite(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = from; i < to; ++i) {
            if (is_finite(cls(i))) return true;
        }
        return false;
    }

    /// The window up to ", but", ", while" or ", and" with a subject of its own on either side of the cue.
    [[nodiscard]] TokenRange own_clause(TokenRange reach, std::uint32_t cue) const {
        for (std::uint32_t i = reach.first; i + 1 < reach.last; ++i) {
            const bool joint = word(i) == "," &&
                               (word(i + 1) == "but" || word(i + 1) == "while" || word(i + 1) == "whereas");
            if (!joint) continue;
            if (i < cue)
                reach.first = i + 1;
            else {
                reach.last = i;
                break;
            }
        }
        return reach;
    }

    /// The cue stands in an if-clause: what it tells has not been done.
    [[nodiscard]] bool is_hypothetical(const Draft& draft) const {
        const TokenRange reach = window(reading_.sentence(draft.cue.first), draft.cue.first);
        for (std::uint32_t i = draft.cue.first; i > reach.first; --i) {
            if (word(i - 1) == "," && i > reach.first + 1 && clause_follows(i, reach.last)) return false;
            if (starts_condition(i - 1, reach)) return true;
        }
        return false;
    }

    /// The condition in the act's window that does not hold the act itself.
    [[nodiscard]] TokenRange condition_of(const Draft& draft) const {
        const Sentence& sentence = reading_.sentence(draft.cue.first);
        const TokenRange reach = own_clause(window(sentence, draft.cue.first), draft.cue.first);
        for (std::uint32_t i = reach.first; i < reach.last; ++i) {
            if (!starts_condition(i, reach) &&
                !(draft.act == ActKind::refuse && in_speech(i) && word(i) == "before"))
                continue;
            std::uint32_t end = reach.last;
            const bool leads = i <= draft.cue.first;
            for (std::uint32_t k = i + 1; k < reach.last; ++k) {
                if (word(k) != ",") continue;
                if ((leads || has_finite(i + 1, k)) && clause_follows(k + 1, reach.last)) {
                    end = k;
                    break;
                }
                if (!leads && (ends_with_attribution(k + 1, reach.last) || word(k + 1) == "but" ||
                               word(k + 1) == "which")) {
                    end = k;
                    break;
                }
            }
            const TokenRange found{i, end};
            if (!found.contains(draft.cue.first)) return found;
        }
        return {};
    }
    [[nodiscard]] bool clause_follows(std::uint32_t from, std::uint32_t to) const {
        const TokenRange subject = noun_phrase_after(reading_, from, to);
        const std::uint32_t verb = subject.empty() ? from : subject.last;
        return has_finite(verb, std::min(to, verb + 4));
    }

    /// «… unless the army leaves»: whom the bargain is with.
    [[nodiscard]] TokenRange condition_subject(TokenRange condition) const {
        const TokenRange subject = noun_phrase_after(reading_, condition.first + 1, condition.last);
        if (subject.empty() || subject.last >= condition.last || !is_finite(cls(subject.last))) return {};
        if (cls(subject.first) == WordClass::pronoun || resolver_.entity_at(subject) == kNoEntity) return {};
        return subject;
    }

    /// "if A and B": the clauses beside "and", each with a verb of its own.
    [[nodiscard]] std::vector<Span> parts_of(TokenRange condition) const {
        std::uint32_t begin = condition.first + 1;
        while (begin < condition.last &&
               (word(begin) == "if" || word(begin) == "when" || word(begin) == "once"))
            ++begin;
        for (std::uint32_t i = begin + 1; i + 1 < condition.last; ++i) {
            if (word(i) != "and") continue;
            const bool both_verbs = has_finite(begin, i) && has_finite(i + 1, condition.last);
            const bool both_things =
                !both_verbs && !has_finite(i + 1, condition.last) && cls(i + 1) == WordClass::determiner;
            if (both_verbs || both_things)
                return {reading_.span({begin, i}), reading_.span({i + 1, condition.last})};
        }
        return {};
    }

    // ------------------------------------------------------------------------------------------- parties and
    // output
    void note_speakers_before(std::uint32_t token) {
        while (next_quote_ < marks_.quotes.size()) {
            const Quotation& quote = marks_.quotes[next_quote_];
            const TextRange at = reading_.report.text.range(quote.span);
            if (at.begin >= reading_.tokens.tokens[token].range.begin) break;
            const TokenRange where =
                quote.speaker.span ? reading_.tokens_in(*quote.speaker.span) : TokenRange{};
            if (!where.empty()) resolver_.note_speaker(quote.speaker.entity, where.first);
            ++next_quote_;
        }
    }

    /// Index of the innermost quotation whose words hold the token; -1 none.
    [[nodiscard]] std::int32_t quotation_at(std::uint32_t token) const {
        const std::uint32_t byte = reading_.report.text.source(reading_.tokens.tokens[token].range).begin;
        std::int32_t best = -1;
        // Quotations stand in text order; one that holds the token begins not far before it.
        constexpr std::size_t kReach = 64;
        const auto after =
            std::partition_point(marks_.quotes.begin(), marks_.quotes.end(),
                                 [&](const Quotation& quote) { return quote.span.begin <= byte; });
        const auto last = static_cast<std::size_t>(after - marks_.quotes.begin());
        for (std::size_t q = last > kReach ? last - kReach : 0; q < last; ++q) {
            const Span span = marks_.quotes[q].span;
            if (span.begin > byte) break;
            if (byte >= span.end) continue;
            if (best < 0 || span.size() <= marks_.quotes[static_cast<std::size_t>(best)].span.size())
                best = static_cast<std::int32_t>(q);
        }
        return best;
    }

    [[nodiscard]] EntityRef party(TokenRange words, std::int32_t quotation) {
        if (words.empty()) return kNoEntity;
        if (words.size() == 1 && is_first_person(word(words.first))) {
            return quotation >= 0 ? marks_.quotes[static_cast<std::size_t>(quotation)].speaker.entity
                                  : kNoEntity;
        }
        return acting_body(resolver_.resolve(words).source.entity);
    }

    /// A capital that stands for its government acts as what it stands for.
    [[nodiscard]] EntityRef acting_body(EntityRef ref) const {
        if (ref == kNoEntity) return ref;
        const Entity& entity = marks_.entities[static_cast<std::size_t>(ref)];
        if (!entity.stands_for.empty()) return entity.stands_for.front();
        if (entity.type != EntityType::geopolitical && entity.type != EntityType::location) return ref;
        return country_of_capital(entity, ref);
    }

    void emit(Draft& draft, const std::vector<Draft>&) {
        if (is_hypothetical(draft)) return;
        note_speakers_before(draft.cue.first);
        const std::int32_t quotation = quotation_at(draft.cue.first);
        draft.condition = condition_of(draft);
        Act act;
        act.act = draft.act;
        act.negated = draft.negated;
        act.quotation = quotation;
        const bool spoken = draft.frame == nullptr && draft.actor.empty();
        act.actor = spoken && quotation >= 0
                        ? marks_.quotes[static_cast<std::size_t>(quotation)].speaker.entity
                        : party(draft.actor, quotation);
        const bool bargain =
            draft.act == ActKind::threaten || draft.act == ActKind::commit || draft.act == ActKind::offer;
        if (bargain && draft.recipient.empty() && !draft.condition.empty())
            draft.recipient = condition_subject(draft.condition);
        const bool pronoun = draft.recipient.size() == 1 && word(draft.recipient.first) == "them";
        act.recipient = pronoun ? kNoEntity : party(draft.recipient, quotation);
        if (act.recipient == act.actor && !draft.mutual) act.recipient = kNoEntity;
        if (draft.mutual) split_mutual(draft, act, quotation);
        if (!draft.what.empty()) act.what = reading_.span(draft.what);
        if (!draft.condition.empty()) {
            act.condition = reading_.span(draft.condition);
            act.condition_parts = parts_of(draft.condition);
        }
        act.status = status_of(draft);
        TokenRange whole = draft.cue;
        for (const TokenRange& part : {draft.actor, draft.recipient, draft.what, draft.condition}) {
            if (part.empty()) continue;
            whole = {std::min(whole.first, part.first), std::max(whole.last, part.last)};
        }
        act.span = reading_.span(whole);
        acts_.push_back(std::move(act));
    }

    /// «A and B signed»: A acts, B receives and acts as well.
    void split_mutual(const Draft& draft, Act& act, std::int32_t quotation) {
        for (std::uint32_t i = draft.actor.first; i + 1 < draft.actor.last; ++i) {
            if (word(i) != "and") continue;
            const EntityRef first = party({draft.actor.first, i}, quotation);
            const EntityRef second = party({i + 1, draft.actor.last}, quotation);
            if (first == kNoEntity || second == kNoEntity || first == second) return;
            act.actor = first;
            act.recipient = second;
            act.co_actors = {second};
            return;
        }
    }

    /// The country in the report whose capital this is; the city itself where the report names no such
    /// country.
    [[nodiscard]] EntityRef country_of_capital(const Entity& city, EntityRef ref) const {
        const std::string* country = lexicon_.country_of_capital(city.name);
        if (country == nullptr) return ref;
        for (std::size_t e = 0; e < marks_.entities.size(); ++e) {
            const Entity& other = marks_.entities[e];
            if (static_cast<EntityRef>(e) != ref && other.type == EntityType::geopolitical &&
                other.name == *country) {
                return static_cast<EntityRef>(e);
            }
        }
        return ref;
    }

    [[nodiscard]] ActStatus status_of(const Draft& draft) const {
        if (!draft.condition.empty()) return ActStatus::conditional;
        if (draft.frame != nullptr && draft.frame->status) return *draft.frame->status;
        if (draft.act == ActKind::consider) return ActStatus::contemplated;
        if (draft.act == ActKind::plan || draft.future) return ActStatus::announced;
        return ActStatus::done;
    }

    const Reading& reading_;
    Annotations& marks_;
    const ActLexicon& lexicon_;
    SpeakerResolver resolver_;
    std::size_t next_quote_ = 0;
    std::vector<Draft> extra_;  ///< acts a sentence holds beside those at its cues
    std::vector<Act> acts_;
};

}  // namespace

Result<ActResources> load_act_resources(const std::filesystem::path& data) {
    auto lexicon = ActLexicon::load(data / "lexicon" / "acts");
    if (!lexicon) return tl::unexpected(lexicon.error());
    auto model = load_attribution_model(data);
    if (!model) return tl::unexpected(model.error());
    return ActResources{std::make_shared<const ActLexicon>(std::move(*lexicon)), std::move(*model)};
}

std::vector<Act> find_acts(const Report& report, const TokenizedText& tokens, Annotations& marks,
                           const ActResources& resources) {
    if (!resources.lexicon || !resources.model) return {};
    const Reading reading = read_report(report, tokens, resources.model->cues, resources.model->word_classes);
    return ActFinder(reading, marks, *resources.lexicon, resources.model->nouns).run();
}

}  // namespace sitrep::annotate
