// Acts that a modal and a condition make together: "may cross if they carry a letter" gives leave, "could
// lend two boats if …" offers, "will be paid once …" promises.
#include "annotate/acts_claims.hpp"
#include "annotate/acts_statements.hpp"

namespace sitrep::annotate {

/// A modal that is followed by a condition, with its subject and verb.
struct ActClaims::Terms {
    std::uint32_t modal = 0;
    std::uint32_t verb = 0;
    TokenRange subject;
    TokenRange condition;
    std::string_view word;    ///< the modal
    std::string_view opener;  ///< first word of the condition; empty if there is none
    bool arranged = false;    ///< "is to open"
};

bool sets_terms(const ActClauses& clauses, TokenRange condition) {
    if (condition.empty() || presses(clauses, condition)) return false;
    const std::string_view opener = clauses.word(condition.first);
    return opener == "if" || opener == "once" || opener == "only" || opener == "provided" ||
           opener == "providing" || opener == "so" || opener == "as" || opener == "on" || opener == "when";
}

bool promises_on_terms(const ActClauses& clauses, TokenRange condition) {
    return sets_terms(clauses, condition) && clauses.word(condition.first) != "if";
}

bool ActClaims::find_terms(std::uint32_t i, TokenRange reach, Terms& terms) const {
    const std::string_view w = word(i);
    terms.modal = i;
    terms.word = w;
    terms.arranged = (w == "is" || w == "are") && i + 2 < reach.last && word(i + 1) == "to";
    const bool modal = w == "could" || w == "might" || w == "may" || w == "can" || w == "will" ||
                       w == "would" || terms.arranged;
    if (!modal || i == reach.first || cls(i - 1) == WordClass::wh_word) return false;
    bool negated = false;
    terms.subject = subject_of(reading_, i, reach.first, &negated);
    terms.verb = past_adverbs(clauses_, terms.arranged ? i + 2 : i + 1, reach.last);
    if (terms.subject.empty() || negated || terms.verb >= reach.last || is_negation(word(terms.verb)))
        return false;
    const std::string_view first = word(terms.subject.first);
    if (first == "no" || first == "nobody" || first == "none" || first == "what" || first == "there" ||
        clauses_.first_person(terms.subject.first))
        return false;
    if (!is_verb(cls(terms.verb)) && word(terms.verb) != "be" &&
        !clauses_.words().giving.holds(word(terms.verb)))
        return false;
    ActDraft draft;
    draft.act = ActKind::plan;
    draft.future = true;
    draft.actor = terms.subject;
    draft.cue = {i, terms.verb + 1};
    terms.condition = clauses_.condition_of(draft);
    if (sets_terms(clauses_, terms.condition)) terms.opener = word(terms.condition.first);
    return true;
}

/// "No more tents would follow", "No further talks will be held": refused by whoever says so.
bool ActClaims::no_more(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (i + 3 >= reach.last || (word(i + 1) != "more" && word(i + 1) != "further")) return false;
    const TokenRange what = noun_phrase_after(reading_, i + 1, reach.last);
    if (what.size() < 2 || what.last + 1 >= reach.last) return false;
    const std::string_view modal = word(what.last);
    if (modal != "will" && modal != "would" && modal != "can" && modal != "could") return false;
    const std::uint32_t verb = past_adverbs(clauses_, what.last + 1, reach.last);
    const bool passive = verb < reach.last && word(verb) == "be";
    if (verb >= reach.last || (!passive && !clauses_.words().coming_in.holds(word(verb)))) return false;
    if (passive && (verb + 1 >= reach.last || (reading_.classes[verb + 1] != WordClass::verb_participle &&
                                               reading_.classes[verb + 1] != WordClass::verb_past)))
        return false;
    tell(ActKind::refuse, {i, verb + 1}, {i, clauses_.clause_end(verb + 1, reach)}, draft);
    return true;
}

/// "There will be no inquiry", "There is no question of a delay": refused by whoever says so.
bool ActClaims::rules_out(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (word(i) == "no") return no_more(i, reach, draft);
    if (word(i) != "there") return false;
    std::uint32_t no = i + 1;
    bool later = false;
    while (no < std::min(reach.last, i + 4) &&
           (is_be(word(no)) || word(no) == "will" || word(no) == "would" || word(no) == "can" ||
            word(no) == "could")) {
        later = later || !is_be(word(no));
        ++no;
    }
    if (no == i + 1 || no + 1 >= reach.last || word(no) != "no") return false;
    const std::string_view what = word(no + 1);
    const bool of = no + 3 < reach.last && word(no + 2) == "of";
    if (!(of && (what == "question" || (later && (what == "talk" || what == "way")))) &&
        !(later && clauses_.words().refusable.holds(what)))
        return false;
    const std::uint32_t last = of && !clauses_.words().refusable.holds(what) ? no + 3 : no + 1;
    tell(ActKind::refuse, {i, last}, {last, clauses_.clause_end(last, reach)}, draft);
    return true;
}

bool ActClaims::read_terms(std::uint32_t i, TokenRange reach, ActDraft& draft) const {
    if (rules_out(i, reach, draft)) return true;
    Terms terms;
    if (!find_terms(i, reach, terms)) return false;
    return gives_leave(terms, reach, draft) || offers_on_terms(terms, reach, draft) ||
           will_be_paid(terms, reach, draft) || will_be_back(terms, reach, draft) ||
           goes_on(terms, reach, draft) || starts_on_terms(terms, reach, draft);
}

/// "Nurses may enter if a guard goes with them", "Lorries might be let through if they are clean", "may cross
/// from Monday": allowed by whoever says so.
bool ActClaims::gives_leave(const Terms& terms, TokenRange reach, ActDraft& draft) const {
    const bool may = terms.word == "may" || terms.word == "can";
    if (!may && terms.word != "might" && terms.word != "could") return false;
    // "The office relented: two classes may enter": told before the colon.
    if (reach.first > reading_.sentence(terms.modal).first && word(reach.first - 1) == ":") return false;
    std::uint32_t last = terms.verb;
    const bool passive = word(terms.verb) == "be";
    if (passive) {
        last = past_adverbs(clauses_, terms.verb + 1, reach.last);
        if (last >= reach.last || !clauses_.words().granting.holds(word(last))) return false;
    } else if (!may || !clauses_.words().passing.holds(word(terms.verb))) {
        return false;
    }
    const TokenRange what{terms.subject.first, clauses_.clause_end(last + 1, reach)};
    bool dated = false;  // "from Monday", "until 30 May"
    for (std::uint32_t k = last + 1; k + 1 < what.last; ++k)
        dated = dated || ((word(k) == "from" || word(k) == "until") && is_time_word(word(k + 1)));
    if (terms.opener.empty() && !(terms.word == "may" && dated)) return false;
    const bool pronoun = is_pronoun(terms.subject);
    tell(ActKind::agree, {terms.modal, last + 1}, what, draft);
    // "Boats may put to sea provided …" is leave whoever says it; "can" and "if" alone may be a guess.
    draft.needs_speaker = pronoun || terms.word != "may" || terms.opener == "if";
    if (resolver_.may_act(terms.subject)) draft.recipient = terms.subject;
    return !of_speaker(terms.subject);
}

/// "Norway could fly in six nurses if Chad pays", "would open his barn if the council pays"
bool ActClaims::offers_on_terms(const Terms& terms, TokenRange reach, ActDraft& draft) const {
    if (terms.word != "could" && terms.word != "might" && terms.word != "would") return false;
    if (terms.opener.empty() || terms.verb + 1 >= reach.last) return false;
    const ActWords& words = clauses_.words();
    const std::string_view verb = word(terms.verb);
    if (!words.lending.holds(verb) && !words.giving.holds(verb)) return false;
    const bool own = of_speaker(terms.subject);
    // "It could supply the other 30 if …": who lends is somebody.
    const bool somebody =
        is_pronoun(terms.subject) ? words.lending.holds(verb) : resolver_.may_act(terms.subject);
    if (!own && (!somebody || clauses_.in_speech(terms.modal))) return false;
    draft = ActDraft{};
    draft.act = ActKind::offer;
    draft.future = true;
    draft.cue = {terms.modal, terms.verb + 1};
    draft.actor = terms.subject;
    draft.what = {terms.verb, clauses_.clause_end(terms.verb + 1, reach)};
    // Terms bind somebody: "if it rains" makes no offer that nobody tells of, and what one "could" do if
    // another does something may be a guess of the report's.
    const TokenRange bound = noun_phrase_after(reading_, terms.condition.first + 1, terms.condition.last);
    draft.needs_speaker =
        terms.opener == "if" && (terms.word != "would" || bound.empty() || !resolver_.may_act(bound));
    return true;
}

/// "The second half will be paid once the families sign"
bool ActClaims::will_be_paid(const Terms& terms, TokenRange reach, ActDraft& draft) const {
    if ((terms.word != "will" && terms.word != "would") || word(terms.verb) != "be") return false;
    const std::uint32_t done = past_adverbs(clauses_, terms.verb + 1, reach.last);
    if (done >= reach.last || terms.opener.empty() || terms.opener == "if" || terms.opener == "only")
        return false;
    const std::string_view w = word(done);
    if (!clauses_.words().promised.holds(w) && w != "opened" && w != "set") return false;
    if (is_pronoun(terms.subject)) return false;
    tell(ActKind::commit, {terms.modal, done + 1},
         {terms.subject.first, clauses_.clause_end(done + 1, reach)}, draft);
    if (w != "opened" && w != "set" && resolver_.may_act(terms.subject)) draft.recipient = terms.subject;
    draft.future = true;
    draft.needs_speaker = terms.word == "would";
    return true;
}

/// "They will be back once the wells are clean"
bool ActClaims::will_be_back(const Terms& terms, TokenRange reach, ActDraft& draft) const {
    if ((terms.word != "will" && terms.word != "would") || word(terms.verb) != "be" ||
        terms.verb + 1 >= reach.last || terms.opener.empty())
        return false;
    const std::string_view where = word(terms.verb + 1);
    if (where != "back" && where != "there" && where != "ready") return false;
    const bool pronoun = is_pronoun(terms.subject);
    if (!pronoun && !resolver_.may_act(terms.subject)) return false;
    if (clauses_.in_speech(terms.modal)) return false;
    draft = ActDraft{};
    draft.act = ActKind::commit;
    draft.future = true;
    draft.cue = {terms.modal, terms.verb + 2};
    draft.actor = terms.subject;
    draft.what = {terms.verb, clauses_.clause_end(terms.verb + 2, reach)};
    draft.needs_speaker = terms.word == "would";
    return true;
}

/// "The sluice would stay open for as long as …", "The search will go on as long as …": of a thing, promised
/// by whoever says so; "will stay shut until …" refuses.
bool ActClaims::goes_on(const Terms& terms, TokenRange reach, ActDraft& draft) const {
    if ((terms.word != "will" && terms.word != "would") || terms.verb + 1 >= reach.last) return false;
    if (is_pronoun(terms.subject) || resolver_.may_act(terms.subject)) return false;
    const std::string_view verb = word(terms.verb);
    const std::string_view next = word(terms.verb + 1);
    const bool stays = verb == "stay" || verb == "remain";
    const bool shut = next == "shut" || next == "closed" || next == "sealed" || next == "barred";
    const bool lasts = (stays && next == "open") || (verb == "go" && next == "on") || verb == "continue";
    if (stays && shut && !terms.condition.empty() &&
        (word(terms.condition.first) == "until" || word(terms.condition.first) == "unless")) {
        tell(ActKind::refuse, {terms.modal, terms.verb + 2},
             {terms.subject.first, clauses_.clause_end(terms.verb + 2, reach)}, draft);
        return true;
    }
    if (!lasts || terms.opener != "as") return false;
    tell(ActKind::commit, {terms.modal, terms.verb + 1},
         {terms.subject.first, clauses_.clause_end(terms.verb + 1, reach)}, draft);
    draft.future = true;
    return true;
}

/// "Classes could resume if …", "A second convoy will follow once …", "Trucks are to follow, provided …": of
/// a thing, by nobody who is named.
bool ActClaims::starts_on_terms(const Terms& terms, TokenRange reach, ActDraft& draft) const {
    const ActWords& words = clauses_.words();
    if (terms.opener.empty() || resolver_.may_act(terms.subject) || is_pronoun(terms.subject)) return false;
    const std::string_view verb = word(terms.verb);
    const bool starts = words.starting.holds(verb) || verb == "reopen" || verb == "follow";
    if (!starts && !(words.passing.holds(verb) && (terms.word == "will" || terms.arranged))) return false;
    if (words.hazards.holds(word(terms.subject.last - 1))) return false;
    const bool allowed = terms.word == "may" || terms.word == "can";
    tell(allowed ? ActKind::agree : ActKind::plan, {terms.modal, terms.verb + 1},
         {terms.subject.first, clauses_.clause_end(terms.verb + 1, reach)}, draft);
    draft.future = !allowed;
    // "The road could reopen if …": somebody's guess, and no plan.
    const bool guess = terms.word == "could" || terms.word == "might" || terms.word == "would";
    if (guess && (clauses_.in_speech(terms.modal) || !words.activities.holds(word(terms.subject.last - 1))))
        return false;
    draft.needs_speaker = false;
    return true;
}

}  // namespace sitrep::annotate
