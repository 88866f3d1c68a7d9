#include "annotate/acts.hpp"

#include <algorithm>

#include "annotate/acts_checks.hpp"
#include "annotate/acts_claims.hpp"
#include "annotate/acts_clauses.hpp"
#include "annotate/acts_complements.hpp"
#include "annotate/acts_frames.hpp"
#include "annotate/acts_nouns.hpp"
#include "annotate/acts_parties.hpp"
#include "annotate/acts_passives.hpp"
#include "annotate/acts_spoken.hpp"
#include "annotate/acts_statements.hpp"
#include "annotate/acts_subjects.hpp"
#include "annotate/quotations_model.hpp"

namespace sitrep::annotate {
namespace {

class ActFinder {
  public:
    ActFinder(const Reading& reading, Annotations& marks, const ActLexicon& lexicon, const SourceNouns& nouns)
        : reading_(reading),
          lexicon_(lexicon),
          resolver_(reading, marks, nouns),
          clauses_(reading, lexicon.words()),
          complements_(clauses_, resolver_, lexicon),
          nouns_(clauses_, resolver_, lexicon),
          subjects_(clauses_, resolver_),
          passives_(clauses_, resolver_, subjects_),
          claims_(clauses_, resolver_),
          parties_(clauses_, marks, lexicon, resolver_) {}

    std::vector<Act> run() {
        for (const Sentence& sentence : reading_.tokens.sentences) {
            const BlockKind kind = reading_.report.blocks[sentence.block].kind;
            if (kind != BlockKind::body && kind != BlockKind::title) continue;
            read_sentence(sentence, kind == BlockKind::title);
        }
        return std::move(acts_);
    }

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }

    void read_sentence(const Sentence& sentence, bool title) {
        std::vector<ActDraft> drafts;
        bool coming = false;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) coming = coming || word(i) == "next";
        for (std::uint32_t i = sentence.first; i < sentence.last;) {
            ActDraft draft;
            if (!may_begin(i, title, coming)) {
                ++i;
                continue;
            }
            const TokenRange reach = clauses_.window(i);
            if (read_frames(i, reach, title, drafts, draft)) {
                i = std::max(draft.cue.last, i + 1);
                drafts.push_back(draft);
            } else if (title && read_headline_plan(clauses_, i, reach, draft)) {
                drafts.push_back(draft);
                i = sentence.last;
            } else if (clauses_.in_speech(i) && read_spoken_act(clauses_, i, reach, draft)) {
                i = std::max(draft.cue.last, i + 1);
                drafts.push_back(draft);
            } else if (read_statement(i, reach, drafts, draft)) {
                drafts.push_back(draft);
                ++i;
            } else if (read_dated_plan(clauses_, i, reach, draft) && (coming || somebody(draft.actor))) {
                drafts.push_back(draft);
                ++i;
            } else {
                ++i;
            }
        }
        drafts.insert(drafts.end(), further_.begin(), further_.end());
        further_.clear();
        for (ActDraft& draft : drafts) {
            if (!told_by_a_cue(draft, drafts) && !is_asked_of_another(clauses_, draft, drafts) &&
                !is_what_is_denied(clauses_, draft, drafts))
                emit(draft, title);
        }
    }

    /// An act that no cue tells; of what another act is about nothing is told twice.
    [[nodiscard]] bool read_statement(std::uint32_t i, TokenRange reach, const std::vector<ActDraft>& before,
                                      ActDraft& draft) const {
        if (!opens_statement(word(i)) && !opens_claim(word(i), lexicon_.words()) && !opens_deed(word(i)))
            return false;
        if (std::any_of(before.begin(), before.end(),
                        [&](const ActDraft& told) { return told.what.contains(i); }))
            return false;
        return read_denial(clauses_, i, reach, draft) || read_obligation(clauses_, i, reach, draft) ||
               read_warning_unless(i, reach, draft) || claims_.read_terms(i, reach, draft) ||
               (read_will(clauses_, i, reach, draft) && may_plan(reach, draft)) ||
               claims_.read(i, reach, draft) || claims_.read_deed(i, reach, draft);
    }

    /// "its plant will stop unless oil comes": what a thing will do is no plan of its own.
    [[nodiscard]] bool read_warning_unless(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
        if (word(i) != "will" || !tells_unless(clauses_, i, reach, draft)) return false;
        return cls(draft.actor.first) != WordClass::pronoun && !resolver_.may_act(draft.actor) &&
               (draft.actor = {}, true);
    }

    /// Somebody who can plan, and no frame tells the same verb ("will ask").
    [[nodiscard]] bool may_plan(TokenRange reach, const ActDraft& draft) const {
        const bool pronoun = !draft.actor.empty() && cls(draft.actor.first) == WordClass::pronoun;
        if (!draft.told_by_speaker && !pronoun && !draft.unnamed && !resolver_.may_act(draft.actor))
            return false;
        const std::vector<ActFrame>& frames = lexicon_.at(word(draft.cue.last - 1));
        return std::none_of(frames.begin(), frames.end(), [&](const ActFrame& frame) {
            const bool favours = frame.act == ActKind::agree || frame.act == ActKind::endorse ||
                                 frame.act == ActKind::commit || frame.act == ActKind::offer ||
                                 frame.shape == FrameShape::later;
            const bool lets_in = frame.name == "admit" && draft.act != ActKind::admit;
            return frame.verb && !favours && !lets_in &&
                   clauses_.frame_end(frame, draft.cue.last - 1, reach) > 0;
        });
    }

    [[nodiscard]] bool somebody(TokenRange actor) const {
        return cls(actor.first) == WordClass::pronoun || resolver_.may_act(actor);
    }

    /// Cheap test before the sentence is read around a token.
    [[nodiscard]] bool may_begin(std::uint32_t i, bool title, bool coming) const {
        const std::string_view w = word(i);
        if (w == "not" || w == "let" || opens_statement(w) || opens_claim(w, lexicon_.words()) ||
            opens_deed(w))
            return true;
        return !lexicon_.at(w).empty() || (title && w == "to") ||
               (coming && cls(i) == WordClass::verb_present) ||
               (!title && clauses_.words().appointed.holds(w));
    }

    /// The longest frame at a token that makes an act.
    bool read_frames(std::uint32_t i, TokenRange reach, bool title, const std::vector<ActDraft>& before,
                     ActDraft& draft) {
        if (reading_.tokens.tokens[i].kind != TokenKind::word || i >= reach.last) return false;
        for (const ActFrame& frame : lexicon_.at(word(i))) {
            const std::uint32_t split = clauses_.split_by_time(frame, i, reach);
            const std::uint32_t end = split > 0 ? split : clauses_.frame_end(frame, i, reach);
            if (end == 0 || (split == 0 && !fits(frame, {i, end}, reach, title))) continue;
            draft = ActDraft{};
            draft.frame = &frame;
            draft.act = frame.act;
            draft.cue = {i, end};
            const std::size_t further = further_.size();
            if (read(i, reach, before, draft)) return true;
            further_.resize(further);
        }
        draft = ActDraft{};
        return false;
    }

    [[nodiscard]] bool fits(const ActFrame& frame, TokenRange cue, TokenRange reach, bool title) const {
        const std::uint32_t i = cue.first;
        const bool noun = is_noun_frame(frame);
        // "won backing from": a gerund that is a noun here.
        const bool gerund_noun = cls(i) == WordClass::verb_gerund && cue.last < reach.last &&
                                 (word(cue.last) == "from" || word(cue.last) == "of");
        if (!frame.verb) return !noun || !is_verb(cls(i)) || gerund_noun;
        // "The plant is back at half of its output", "would be welcome"
        if ((word(i) == "back" || word(i) == "welcome") && i > reach.first && is_be(word(i - 1)))
            return false;
        // "was to blame"
        if (word(i) == "blame" && i > reach.first + 1 && word(i - 1) == "to" && is_be(word(i - 2)))
            return false;
        // "The gate was slammed shut"
        if (cue.last < reach.last && word(cue.last) == "shut") return false;
        if (gerund_noun && frame.act == ActKind::endorse) return false;
        if ((is_verb(cls(i)) && cls(i) != WordClass::modal) || clauses_.words().only_verbs.holds(word(i)))
            return true;
        if (i > reach.first && (cls(i - 1) == WordClass::modal || cls(i - 1) == WordClass::auxiliary) &&
            cls(i) != WordClass::plural_noun)
            return true;
        // "Chile agreed to": taken for an adjective.
        if (i > reach.first && (cls(i - 1) == WordClass::name || cls(i - 1) == WordClass::pronoun) &&
            cls(i) == WordClass::adjective && word(i).ends_with("ed"))
            return true;
        // In a title every word may begin with a capital: the tagger takes verbs for names.
        // "the families by the river refuse to leave": taken for a noun.
        if (word(i) == "refuse" && cue.last < reach.last && word(cue.last) == "to") return true;
        const bool headline = title && i > reach.first && i + 1 < reach.last && word(i + 1) == "to" &&
                              (is_nominal(cls(i - 1)) || cls(i - 1) == WordClass::adjective);
        return headline || reads_as_verb(reading_, i, reach.last);
    }

    bool read(std::uint32_t at, TokenRange reach, const std::vector<ActDraft>& before, ActDraft& draft) {
        const ActFrame& frame = *draft.frame;
        if (is_noun_frame(frame)) {
            // "filed a request": the verb has told it.
            return nouns_.read(at, reach, draft) &&
                   std::none_of(before.begin(), before.end(), [&](const ActDraft& told) {
                       return told.cue.overlaps(draft.cue) ||
                              (told.frame != nullptr && told.frame->shape == FrameShape::document &&
                               told.what.contains(at));
                   });
        }
        if (frame.shape == FrameShape::suffered) return passives_.suffered(at, reach, draft);
        // "a plea to let one boat go": what is asked for, not given.
        // "let go of the dollar": nobody is set free.
        const bool gives_up = draft.cue.last < reach.last && word(draft.cue.last) == "of";
        if (word(at) == "let" && draft.act == ActKind::agree &&
            (gives_up || (at > reach.first && word(at - 1) == "to") ||
             // "let it have 25 of the 60 tonnes" gives.
             (word(draft.cue.last - 1) != "have" && lets_pass(clauses_, at, reach))))
            return false;
        std::uint32_t group = at;
        draft.actor = subject_of(reading_, at, reach.first, &draft.negated, &group);
        if (!group_allows(at, group, reach, draft)) return false;
        if (imperative(at, reach, draft)) return false;
        if (inverted(at, group, reach, draft)) return said_before(reach, draft);
        if (clauses_.is_attributive(at, group, reach)) return false;
        subjects_.of_participle(at, group, reach, draft);
        if (const std::uint32_t said = subjects_.verb_of_saying_before(at, reach); said > 0)
            draft.actor = subject_of(reading_, said, reach.first);
        const bool bare = draft.actor.size() == 1 && cls(draft.actor.first) == WordClass::determiner;
        if (bare && word(draft.actor.first) != "each" && word(draft.actor.first) != "both") draft.actor = {};
        if (draft.actor.empty()) draft.actor = actor_elsewhere(at, group, reach, before, draft);
        const bool relative = clauses_.is_relative(draft.cue, reach);
        if (relative) subjects_.own_subject(draft.actor);
        const bool trailing =
            draft.cue.last >= reach.last || skip_trailing_time(draft.cue.last, reach) >= reach.last;
        if (!draft.passive && trailing && said_before(reach, draft)) {
            if (draft.act == ActKind::accuse) draft.recipient = subjects_.doer_in(draft.what);
            return true;
        }
        if (group == at) passives_.reduced(reach, draft);
        if (draft.passive) passives_.turn(reach, draft);
        const bool may_lack_actor = clauses_.in_speech(at) || !frame.verb || frame.act == ActKind::request ||
                                    frame.act == ActKind::offer;
        if (draft.actor.empty() && !draft.passive && !may_lack_actor) return false;
        if (!complements_.fill(reach, draft, further_)) return false;
        if (cls(at) == WordClass::verb_gerund) subjects_.by_paper(at, reach, draft);
        draft.relative = draft.relative || relative;
        turn_negated_promise(draft);
        if (relative && draft.actor.first > reach.first)
            draft.what = subjects_.thing_before(draft.actor, reach.first);
        if (draft.act == ActKind::request && draft.recipient.empty() && !draft.passive && relative)
            draft.recipient = subjects_.giver_before(at, reach, draft);
        if (draft.passive && draft.future && draft.actor.empty() &&
            (draft.act == ActKind::agree || draft.act == ActKind::commit)) {
            // "said the accord would be signed": a plan of whoever says so.
            draft.act = ActKind::plan;
            draft.mutual = false;
            draft.told_by_speaker = true;
        }
        return true;
    }

    /// "Ask me again on Saturday": an imperative asks for itself.
    [[nodiscard]] bool imperative(std::uint32_t at, TokenRange reach, const ActDraft& draft) const {
        const WordClass c = cls(at);
        // "Now let the ships pass"
        if (word(at) == "let" && clauses_.in_speech(at) &&
            (at == reach.first || !is_nominal(cls(at - 1)) || word(at - 1) == "now"))
            return true;
        return draft.act == ActKind::request && draft.frame->verb && draft.actor.empty() &&
               clauses_.in_speech(at) && c != WordClass::verb_gerund && c != WordClass::verb_past &&
               c != WordClass::verb_participle && (at == reach.first || word(at - 1) == "please");
    }

    [[nodiscard]] TokenRange actor_elsewhere(std::uint32_t at, std::uint32_t group, TokenRange reach,
                                             const std::vector<ActDraft>& before,
                                             const ActDraft& draft) const {
        if (const TokenRange apposed = subjects_.subject_before_apposition(group, reach); !apposed.empty())
            return apposed;
        TokenRange actor = shared_subject(group, reach, before);
        if (actor.empty() && cls(at) == WordClass::verb_gerund && at > reach.first &&
            (cls(at - 1) == WordClass::preposition || word(at - 1) == "by"))
            actor = subjects_.subject_behind_comma(draft.cue.last, reach);
        const bool agentless = draft.frame->shape == FrameShape::base && draft.cue.size() > 2;
        const bool purpose = at > reach.first && cls(at) == WordClass::verb_base && word(at - 1) == "to";
        if (actor.empty() && ((!draft.frame->verb && !agentless) || purpose))
            actor = clauses_.governing_subject(at, reach, nullptr);
        return actor;
    }

    /// «"…", warned Rossi»: the subject stands behind the verb.
    [[nodiscard]] bool inverted(std::uint32_t at, std::uint32_t group, TokenRange reach,
                                ActDraft& draft) const {
        const std::uint32_t sentence = reading_.sentence(at).first;
        const bool after_quotation = group > sentence && reading_.segment_of[group - 1] >= 0 &&
                                     reading_.segment_of[group - 1] != reading_.segment_of[at];
        const bool after_break = group == reach.first || word(group - 1) == "," || after_quotation;
        // "…, told Reuters": whoever stands behind is told.
        if (!draft.frame->verb || !after_break || group != at || draft.frame->shape == FrameShape::order)
            return false;
        const TokenRange behind = noun_phrase_after(reading_, draft.cue.last, reach.last);
        // «The lights will go out, warned Rossi, who …»
        const bool told_before = !behind.empty() && at > reach.first && word(at - 1) == "," &&
                                 draft.actor.empty() &&
                                 (draft.act == ActKind::warn || draft.act == ActKind::admit) &&
                                 clauses_.has_finite(reach.first, at - 1) && resolver_.may_act(behind) &&
                                 (behind.last >= reach.last || word(behind.last) == ",");
        if (behind.empty() || (reach.first == sentence && !after_quotation && !told_before)) return false;
        if (!draft.actor.empty() && !after_quotation) return false;
        if (behind.last < reach.last && is_finite(cls(behind.last))) return false;
        draft.actor = behind;
        return true;
    }

    /// Auxiliaries before the cue: passive, future, negation, infinitive; false where the form makes no act.
    [[nodiscard]] bool group_allows(std::uint32_t at, std::uint32_t group, TokenRange reach,
                                    ActDraft& draft) const {
        bool be = false;
        bool have = false;
        for (std::uint32_t i = group; i < at; ++i) {
            const std::string_view w = word(i);
            be = be || is_be(w);
            draft.never = draft.never || (w == "never" && cls(at) != WordClass::verb_present);
            draft.flatly =
                draft.flatly || w == "do" || w == "does" || w.starts_with("don") || w.starts_with("doesn");
            have = have || w == "has" || w == "have" || w == "had";
            draft.potential = draft.potential || w == "could" || w == "can" || w == "cannot";
            draft.future = draft.future || w == "will" || w == "would" || w == "shall" ||
                           w.ends_with("'ll") || w.ends_with("’ll") ||
                           (w == "to" && (i == group || word(i - 1) != "used"));
        }
        // "warned that it could bar them": no order yet.
        if (draft.potential && draft.act == ActKind::demand && !be) return false;
        const WordClass c = cls(at);
        if (group == at && is_made_to(clauses_, at, reach)) return false;
        if (!draft.frame->verb) return true;
        // "A boat that is lent is missing": of any boat.
        if (draft.frame->name == "lend what" && at > reach.first && is_be(word(at - 1)) &&
            word(at - 1) != "been")
            return false;
        const bool passive = be && (c == WordClass::verb_participle || c == WordClass::verb_past);
        // "The agency suspects a beetle" charges nobody; "he is suspected of arson" does.
        if (draft.frame->shape == FrameShape::charged && !passive) return false;
        if (passive) {
            draft.passive = true;
            if (draft.act == ActKind::warn || draft.act == ActKind::threaten)
                return passives_.told_whom(reach, draft);
            return draft.act != ActKind::plan && draft.act != ActKind::admit;
        }
        // "a verbal truce agreed in 2017": a participle behind its noun; "the boats Malta requested" has its
        // own subject.
        if (c == WordClass::verb_participle && !have && !be && at > reach.first && is_nominal(cls(at - 1)) &&
            (clauses_.has_finite(reach.first, at) ||
             clauses_.has_finite(at + 1, resolver_.may_act({at - 1, at}) && cls(at - 1) == WordClass::name
                                             ? subjects_.first_comma(at, reach)
                                             : reach.last)) &&
            !(cls(at - 1) == WordClass::name && clauses_.is_relative(draft.cue, reach)))
            return passives_.offered_by(at, reach, draft);
        for (std::uint32_t i = group; i < at; ++i) {
            // "must then approve", "may agree": what should or could happen is no act yet.
            if (clauses_.in_speech(at) && draft.act == ActKind::endorse && word(i) == "should") continue;
            if (word(i) == "must" || word(i) == "should" || word(i) == "may" || word(i) == "might" ||
                word(i) == "can")
                return false;
        }
        // "to offer support": an act only for what is offered or asked in so many words.
        // "a summit to consider sending troops": what it is for is being weighed.
        const bool purpose =
            c == WordClass::verb_base && group == at && at > reach.first && word(at - 1) == "to";
        return !purpose || (draft.act == ActKind::consider && clauses_.tells_of_meeting(reach.first, at));
    }

    /// "… and asked": the subject of the act or verb before it in the sentence; a gerund takes the sentence's
    /// subject.
    [[nodiscard]] TokenRange shared_subject(std::uint32_t group, TokenRange reach,
                                            const std::vector<ActDraft>& before) const {
        if (group <= reach.first) return {};
        const std::string_view previous = word(group - 1);
        const bool joined = previous == "and" || previous == "but" || previous == "," || previous == "or" ||
                            cls(group) == WordClass::verb_gerund;
        if (!joined) return {};
        for (auto draft = before.rbegin(); draft != before.rend(); ++draft) {
            const bool noun = draft->frame != nullptr && is_noun_frame(*draft->frame);
            if (reach.contains(draft->cue.first) && !draft->passive && !noun && !draft->actor.empty())
                return draft->actor;
        }
        // «…, Fadia said, denying …»: a gerund goes with the verb just before it.
        if (cls(group) == WordClass::verb_gerund && group > reach.first + 1 && previous == ",") {
            const std::uint32_t said = group - 2;
            if (reading_.cue_of[said] >= 0 && is_verb(cls(said)))
                return subject_of(reading_, said, reach.first);
        }
        for (std::uint32_t i = reach.first; i + 1 < group; ++i) {
            if (!is_finite(cls(i))) continue;
            const TokenRange subject = subject_of(reading_, i, reach.first);
            // "Chad, where the boats are kept, protested and asked …"
            const bool aside = subject.first > reach.first + 1 &&
                               cls(subject.first - 1) == WordClass::wh_word && word(subject.first - 2) == ",";
            if (!aside) return subject;
        }
        return {};
    }

    /// «…, the UN has cautioned»: nothing follows the verb but circumstance.
    [[nodiscard]] std::uint32_t skip_trailing_time(std::uint32_t at, TokenRange reach) const {
        while (at < reach.last &&
               (is_time_word(word(at)) || word(at) == "on" || word(at) == "late" || word(at) == "early" ||
                word(at) == "last" || word(at) == "this" || cls(at) == WordClass::number))
            ++at;
        return at;
    }

    /// What was said stands before: the quotation that ends at the window, else the clause before the comma.
    bool said_before(TokenRange reach, ActDraft& draft) const {
        const Sentence& sentence = reading_.sentence(draft.cue.first);
        std::uint32_t head =
            draft.actor.empty() ? draft.cue.first : std::min(draft.actor.first, draft.cue.first);
        if (reach.first > sentence.first && head <= reach.first + 2) {
            const std::int32_t s = reading_.segment_of[reach.first - 1];
            if (s >= 0) draft.what = reading_.segments[static_cast<std::size_t>(s)].words;
            return !draft.what.empty();
        }
        if (head <= sentence.first + 2) return false;
        // «…,” warned Rossi»: the comma stands inside the marks.
        if (reading_.tokens.tokens[head - 1].kind == TokenKind::closing_quote) --head;
        if (word(head - 1) != ",") return false;
        draft.what = {reach.first, head - 1};
        return clauses_.has_finite(draft.what.first, draft.what.last) || draft.what.size() > 3;
    }

    /// Who was asked and "will lend if …" consents on a condition, as does who "will lend only if …"; who
    /// "will sail once …" promises it; what
    /// somebody will do for nothing is an offer.
    void settle_plan_on_terms(const ActDraft& draft, Act& act) const {
        if (act.act != ActKind::plan || act.negated) return;
        const auto asker = is_terms(clauses_, draft.condition) ? parties_.answer_to(acts_, act) : kNoEntity;
        if (asker != kNoEntity) {
            act.act = ActKind::agree;
            act.recipient = asker;
        } else if (draft.frame == nullptr || draft.frame->shape == FrameShape::later) {
            if (is_for_nothing(clauses_, draft.what))
                act.act = ActKind::offer;
            else if (draft.future && promises_on_terms(clauses_, draft.condition))
                act.act = word(draft.condition.first) == "only" ? ActKind::agree : ActKind::commit;
        }
    }

    void emit(ActDraft& draft, bool title) {
        if (clauses_.is_hypothetical(draft)) return;
        if (title) subjects_.drop_clause_before(draft.actor);
        if (tells_no_act(clauses_, draft, acts_)) return;
        if (rejects_charge(clauses_, draft, acts_)) draft.act = ActKind::deny;
        // "half of those Chad had sought": the asker stands behind "those".
        for (std::uint32_t i = draft.actor.first; i + 1 < draft.actor.last; ++i) {
            if (word(i) == "those" && reading_.tokens.tokens[i + 1].capital) draft.actor.first = i + 1;
        }
        draft.condition = clauses_.condition_of(draft);
        turn_on_terms(clauses_, draft);
        // "A hearing has been set for Monday": no thing plans.
        if (draft.frame != nullptr && draft.act == ActKind::plan)
            draft.unnamed =
                draft.frame->shape == FrameShape::object
                    ? !resolver_.may_act(draft.actor)
                    : draft.frame->shape == FrameShape::later && cls(draft.actor.first) == WordClass::number;
        Act act;
        act.act = draft.act;
        act.negated = draft.negated;
        parties_.settle(draft, acts_, act);
        settle_plan_on_terms(draft, act);
        // Who was asked for a ship and "could lend it if …" offers it, whoever tells of it.
        const bool asked = act.act == ActKind::offer && parties_.answer_to(acts_, act) != kNoEntity;
        if (draft.needs_speaker && !asked && !parties_.has_speaker(act)) return;
        if (draft.needs_recipient && act.recipient == kNoEntity) return;
        if (draft.answers_charge && !parties_.stands_behind_charge(draft, acts_)) return;
        if (!draft.condition.empty() && draft.what.contains(draft.condition.first) &&
            draft.condition.last >= draft.what.last)
            draft.what.last = draft.condition.first;
        while (draft.what.size() > 1 && word(draft.what.last - 1) == ",") --draft.what.last;
        if (!draft.what.empty()) act.what = reading_.span(draft.what);
        if (!draft.condition.empty()) {
            act.condition = reading_.span(draft.condition);
            for (const TokenRange part : clauses_.condition_parts(draft.condition))
                act.condition_parts.push_back(reading_.span(part));
        }
        act.status = status_of(draft);
        TokenRange whole = draft.cue;
        for (const TokenRange& part : {draft.actor, draft.recipient, draft.what, draft.condition}) {
            if (part.empty() || (draft.apart && part == draft.recipient)) continue;
            whole = {std::min(whole.first, part.first), std::max(whole.last, part.last)};
        }
        act.span = reading_.span(whole);
        // "… will have two days. That is a promise.": the sentence before has told it.
        const bool behind = draft.frame == nullptr || draft.what.first < draft.cue.first;
        const bool told = behind && !acts_.empty() && acts_.back().act == act.act &&
                          acts_.back().actor == act.actor && act.span.begin < acts_.back().span.end &&
                          acts_.back().span.begin < act.span.end;
        if (!told) acts_.push_back(std::move(act));
    }

    const Reading& reading_;
    const ActLexicon& lexicon_;
    SpeakerResolver resolver_;
    ActClauses clauses_;
    ActComplements complements_;
    ActNouns nouns_;
    ActSubjects subjects_;
    ActPassives passives_;
    ActClaims claims_;
    ActParties parties_;
    std::vector<ActDraft> further_;  ///< acts a sentence holds beside those at its cues
    std::vector<Act> acts_;
};

}  // namespace

Result<ActResources> load_act_resources(const std::filesystem::path& data,
                                        std::shared_ptr<const AttributionModel> model) {
    auto lexicon = ActLexicon::load(data / "lexicon" / "acts");
    if (!lexicon) return tl::unexpected(lexicon.error());
    return ActResources{std::make_shared<const ActLexicon>(std::move(*lexicon)), std::move(model)};
}

std::vector<Act> find_acts(const Report& report, const TokenizedText& tokens, Annotations& marks,
                           const ActResources& resources) {
    if (!resources.lexicon || !resources.model) return {};
    Reading reading = read_report(report, tokens, resources.model->cues, resources.model->word_classes,
                                  resources.model->clusters);
    correct_by_names(reading, marks.entities);
    return ActFinder(reading, marks, *resources.lexicon, resources.model->nouns).run();
}

void settle_capitals(std::vector<Act>& acts, const std::vector<Entity>& entities,
                     const ActResources& resources) {
    if (resources.lexicon) settle_capitals(acts, entities, *resources.lexicon);
}

}  // namespace sitrep::annotate
