// Acts that answer or follow one another: charge and denial, demand and refusal, other terms, a step on.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "ledger/act_relations.hpp"
#include "ledger/cues.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kAnswerReach = 3;  // sentences within which a denial answers an accusation

}  // namespace

bool ActRelations::answers(std::uint32_t accusation, std::uint32_t denial) const {
    const AnnotatedReport& home = evidence_.dossier().reports[act(denial).report];
    if (items_[denial].sentence != items_[accusation].sentence + 1 ||
        items_[denial].sentence >= home.tokens.sentences.size())
        return false;
    const std::string words =
        text::folded(home.report.text.words(home.tokens.sentences[items_[denial].sentence].range));
    return words.starts_with("it denie") || words.starts_with("they den") || words.starts_with("both deny");
}

bool ActRelations::speaks(EntityRef party, std::uint32_t i) const {
    if (quotes_[i] < 0 || party < 0) return false;
    return evidence_.one_side(party, evidence_.quotes()[static_cast<std::size_t>(quotes_[i])].who);
}

void ActRelations::tell_denials() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<std::uint32_t, std::uint32_t>> answered;
    for (std::uint32_t d = 0; d < items_.size(); ++d) {
        if (act(d).act != ActKind::deny || act(d).negated) continue;
        for (std::uint32_t a = d; a-- > 0 && items_[a].report == items_[d].report;) {
            if (act(a).act != ActKind::accuse || items_[a].sentence + kAnswerReach < items_[d].sentence)
                continue;
            if (evidence_.same_party(act(a).actor, act(d).actor) || speaks(act(a).actor, d) ||
                (denies_other(a, d) && !answers(a, d)))
                continue;
            answered.emplace(std::pair{groups_.of(a), groups_.of(d)}, std::pair{a, d});
            break;
        }
    }
    Groups disputes(items_.size());
    for (const auto& [names, pair] : answered) {
        disputes.join(names.first, names.second);
        denied_.insert(names.first);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> all;
    for (const auto& [names, pair] : answered) {
        auto& list = all[disputes.of(names.first)];
        for (const std::uint32_t name : {names.first, names.second})
            list.insert(list.end(), members_.at(name).begin(), members_.at(name).end());
    }
    for (auto& [name, list] : all) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        std::vector<ItemRef> refs;
        std::uint32_t accusation = list.front(), denial = list.front();
        for (const std::uint32_t i : list) {
            refs.push_back(items_[i].ref);
            if (act(i).act == ActKind::accuse && act(accusation).act != ActKind::accuse) accusation = i;
            if (act(i).act == ActKind::deny && act(denial).act != ActKind::deny) denial = i;
        }
        // One says that it was done, the other that it was not.
        out_.push_back(
            relation(RelationKind::conflict, subject(accusation), std::move(refs),
                     "accused: «" + words(accusation, 14) + "»; denied: «" + words(denial, 14) + "»"));
    }
}

bool ActRelations::shares_topic(const TermSet& a, const TermSet& b) const {
    constexpr std::uint32_t kRareWord = 14;  // sentences
    TermSet both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return std::any_of(both.begin(), both.end(), [&](Term term) {
        return evidence_.terms().kind(term) == TermKind::plain &&
               evidence_.terms().frequency(term) <= kRareWord;
    });
}

void ActRelations::tell_countered() {
    constexpr std::array<std::string_view, 8> kCounters = {"counter", "answer", "repl",   "retort",
                                                           "reject",  "rebut",  "disput", "object"};
    const auto& quotes = evidence_.quotes();
    std::map<std::uint32_t, std::set<ItemRef>> disputes;  // by group of the accusation
    std::map<std::uint32_t, std::pair<std::uint32_t, std::size_t>> shown;
    for (std::uint32_t a = 0; a < items_.size(); ++a) {
        if (act(a).act != ActKind::accuse || act(a).negated || denied_.contains(groups_.of(a))) continue;
        const auto begin =
            std::lower_bound(quotes.begin(), quotes.end(), items_[a].report,
                             [](const Item& quote, ReportIndex report) { return quote.report < report; });
        for (auto i = static_cast<std::size_t>(begin - quotes.begin());
             i < quotes.size() && quotes[i].report == items_[a].report; ++i) {
            if (quotes[i].sentence < items_[a].sentence ||
                quotes[i].sentence > items_[a].sentence + kAnswerReach ||
                quotes[i].span.overlaps(items_[a].span))
                continue;
            const Quotation& quote = evidence_.dossier().quotes[i];
            const std::string cue = text::folded(quote.cue);
            const bool counters = std::any_of(kCounters.begin(), kCounters.end(),
                                              [&](std::string_view word) { return cue.starts_with(word); });
            // "That is for the committee to review," she replied: an answer that denies nothing.
            const bool only_answers = cue.starts_with("answer") || cue.starts_with("repl");
            const std::string answer = " " + text::folded(evidence_.words(quote.report, quote.span)) + " ";
            if (only_answers && !denies_something(answer)) continue;
            const bool by_accused = quotes[i].who >= 0 && evidence_.one_side(quotes[i].who, act(a).recipient);
            if (only_answers && !by_accused && !shares_topic(items_[a].own, quotes[i].own)) continue;
            // "The union accuses the firm of digging beyond its permit. 'We stayed inside our permit,' its
            // head said."
            const bool accused = quote.kind == QuotationKind::direct && quotes[i].who >= 0 &&
                                 evidence_.one_side(quotes[i].who, act(a).recipient) &&
                                 quotes[i].sentence <= items_[a].sentence + 1 &&
                                 shares_topic(items_[a].own, quotes[i].own);
            if (!(counters || accused) || quote.kind == QuotationKind::indirect || quotes[i].who < 0 ||
                evidence_.one_side(quotes[i].who, act(a).actor))
                continue;
            std::set<ItemRef>& items = disputes[groups_.of(a)];
            for (const std::uint32_t member : members_.at(groups_.of(a))) items.insert(items_[member].ref);
            for (std::size_t other = 0; other < quotes.size(); ++other) {
                if (utterance_[other] == utterance_[i]) items.insert(quotes[other].ref);
            }
            shown.emplace(groups_.of(a), std::pair(a, i));
            break;
        }
    }
    for (const auto& [group, items] : disputes) {
        const auto [a, i] = shown.at(group);
        out_.push_back(relation(RelationKind::conflict, subject(a), {items.begin(), items.end()},
                                "accused: «" + words(a, 14) + "»; answered: «" +
                                    cut(evidence_.words(quotes[i].report, quotes[i].span), 14) + "»"));
    }
}

bool ActRelations::denied_first(std::uint32_t admission) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[admission].report];
    const auto& sentences = home.tokens.sentences;
    if (items_[admission].sentence >= sentences.size()) return true;
    const std::string words =
        text::folded(home.report.text.words(sentences[items_[admission].sentence].range));
    const auto first_of = [&](std::initializer_list<std::string_view> cues) {
        std::size_t first = std::string::npos;
        for (const std::string_view cue : cues) first = std::min(first, words.find(cue));
        return first;
    };
    const std::size_t denies = first_of({" deni", " deny", " reject", " disput"}),
                      admits = first_of({" admit", " acknowledg", " conced", " confess"});
    return denies == std::string::npos || admits == std::string::npos || denies < admits;
}

bool ActRelations::recalls(std::uint32_t denial, std::uint32_t admission) const {
    if (items_[denial].sentence == items_[admission].sentence)
        return one_actor(denial, admission) && denied_first(admission);
    constexpr std::uint32_t kReach = 4, kRareWord = 14;
    const std::uint32_t apart = std::max(items_[denial].sentence, items_[admission].sentence) -
                                std::min(items_[denial].sentence, items_[admission].sentence);
    if (apart > kReach) return false;
    // "We did not plan for a forest", said behind the admission, goes with it.
    constexpr std::array<std::string_view, 6> kBefore = {" had ",      " earlier ",    " before ",
                                                         " last week", " last month ", " previously "};
    const AnnotatedReport& home = evidence_.dossier().reports[act(denial).report];
    const bool pluperfect =
        items_[denial].sentence < home.tokens.sentences.size() &&
        has_any(text::folded(home.report.text.words(home.tokens.sentences[items_[denial].sentence].range)),
                kBefore);
    if (items_[denial].span.begin > items_[admission].span.begin && !pluperfect) return false;
    if (!one_actor(denial, admission) && !evidence_.one_side(act(denial).actor, act(admission).actor))
        return false;
    TermSet both;
    std::set_intersection(items_[denial].own.begin(), items_[denial].own.end(), items_[admission].own.begin(),
                          items_[admission].own.end(), std::back_inserter(both));
    return std::any_of(both.begin(), both.end(),
                       [&](Term term) { return evidence_.terms().frequency(term) <= kRareWord; });
}

bool ActRelations::denies_other(std::uint32_t a, std::uint32_t d) const {
    const EntityRef accused = act(a).recipient;
    const bool own = accused >= 0 && (evidence_.one_side(accused, act(d).actor) || speaks(accused, d));
    // "Dismisses allegations from Julie Swetnick": of another who accuses.
    const EntityRef from = act(d).recipient;
    if (!own && from >= 0 && act(a).actor >= 0 && !evidence_.one_side(from, act(a).actor) &&
        (accused < 0 || !evidence_.one_side(from, accused)))
        return true;
    if (!act(d).what || whats_[d].size() < 2) return false;
    const bool direct =
        quotes_[d] >= 0 &&
        evidence_.dossier().quotes[static_cast<std::size_t>(quotes_[d])].kind == QuotationKind::direct;
    // "No artillery was used," said right behind the charge.
    if (direct && (own || items_[d].sentence <= items_[a].sentence + 1)) return false;
    // Somebody else than the accused denies it: of the same thing, by more than a name.
    if (!own && !shares_topic(whats_[d], items_[a].context)) return true;
    return !direct && likeness(evidence_.terms(), whats_[d], items_[a].context).terms == 0;
}

void ActRelations::tell_admissions() {
    for (std::uint32_t b = 0; b < items_.size(); ++b) {
        if (act(b).act != ActKind::admit || act(b).negated) continue;
        for (std::uint32_t a = b > 12 ? b - 12 : 0; a < std::min<std::size_t>(items_.size(), b + 4); ++a) {
            if (act(a).act != ActKind::deny || act(a).report != act(b).report || !recalls(a, b)) continue;
            std::vector<ItemRef> refs;
            for (const std::uint32_t i : members_.at(groups_.of(a))) refs.push_back(items_[i].ref);
            for (const std::uint32_t i : members_.at(groups_.of(b))) refs.push_back(items_[i].ref);
            out_.push_back(relation(RelationKind::update, subject(b), std::move(refs),
                                    "denied: «" + words(a, 14) + "»; then admitted: «" + words(b, 14) + "»"));
            break;
        }
    }
}

void ActRelations::tell_owned_later() {
    constexpr std::array<std::string_view, 9> kSaidBefore = {
        " had said ",     " had denied ",  " earlier denied ", " previously denied ", " had insisted ",
        " month denied ", " week denied ", " which denied ",   " who denied "};
    constexpr std::array<std::string_view, 3> kThen = {" had denied it", " had denied this",
                                                       " had denied that."};
    constexpr std::uint32_t kRareWord = 8;
    std::map<Term, std::vector<std::uint32_t>> denied;  // acts that say no, by rare word
    for (std::uint32_t a = 0; a < items_.size(); ++a) {
        if (act(a).act != ActKind::deny && act(a).act != ActKind::refuse) continue;
        for (const Term term : items_[a].own) {
            if (evidence_.terms().frequency(term) <= kRareWord) denied[term].push_back(a);
        }
    }
    for (std::uint32_t b = 0; b < items_.size(); ++b) {
        if (act(b).act != ActKind::admit || act(b).negated) continue;
        const std::string said = " " + text::folded(evidence_.words(act(b).report, act(b).span)) + " ";
        const std::string next = sentence_words(act(b).report, items_[b].sentence + 1);
        const bool then = has_any(next, kThen) || next.starts_with(" until then");
        if (!has_any(said, kSaidBefore) && !then) continue;
        std::set<std::uint32_t> denials;
        for (const Term term : items_[b].own) {
            if (evidence_.terms().frequency(term) > kRareWord ||
                evidence_.terms().kind(term) != TermKind::plain)
                continue;
            for (const std::uint32_t a : denied[term]) {
                if (evidence_.same_situation(act(a).report, act(b).report) &&
                    evidence_.before(act(a).report, act(b).report))
                    denials.insert(a);
            }
        }
        std::vector<ItemRef> refs;
        for (const std::uint32_t a : denials) refs.push_back(items_[a].ref);
        const std::uint32_t first = denials.empty() ? b : *denials.begin();
        if (refs.empty()) continue;
        refs.push_back(items_[b].ref);
        out_.push_back(relation(RelationKind::update, subject(b), std::move(refs),
                                "denied: «" + words(first, 14) + "»; then admitted: «" + words(b, 14) + "»"));
    }
}

void ActRelations::tell_excuses() {
    const auto& quotes = evidence_.quotes();
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        if (act(i).act != ActKind::admit || act(i).negated) continue;
        auto next = std::lower_bound(
            quotes.begin(), quotes.end(), items_[i].span.end, [&](const Item& quote, std::uint32_t end) {
                return std::pair(quote.report, quote.span.begin) < std::pair(items_[i].report, end);
            });
        if (next == quotes.end() || next->report != items_[i].report ||
            next->sentence > items_[i].sentence + 1)
            continue;
        const Quotation& quote = evidence_.dossier().quotes[next->ref.index];
        if (quote.kind == QuotationKind::indirect) continue;
        const std::string said = " " + text::folded(evidence_.words(quote.report, quote.span));
        // "A test, not a release": no long speech is another name for what was admitted.
        constexpr std::uint32_t kFewTokens = 12;
        const bool renames =
            said.find(", not ") != std::string::npos && next->last - next->first <= kFewTokens;
        if (!renames) continue;
        std::vector<ItemRef> refs = {items_[i].ref, next->ref};
        if (quotes_[i] >= 0)
            refs.insert(refs.begin() + 1, evidence_.quotes()[static_cast<std::size_t>(quotes_[i])].ref);
        out_.push_back(relation(RelationKind::tension, subject(i), std::move(refs),
                                "admitted: «" + words(i, 14) + "»; explained: «" +
                                    cut(evidence_.words(quote.report, quote.span), 14) + "»"));
    }
}

void ActRelations::tell_headlines() {
    for (std::uint32_t y = 0; y < items_.size(); ++y) {
        const bool flat = act(y).act == ActKind::plan || strength(act(y)) >= 2;
        if (!flat || act(y).condition || act(y).negated || !in_title(y)) continue;
        for (std::uint32_t x = y + 1; x < items_.size() && act(x).report == act(y).report; ++x) {
            if (!act(x).condition || strength(act(x)) < 2 || act(x).negated) continue;
            const Likeness of_what = what(x, y);
            const bool one_thing = of_what.terms >= 1 && of_what.shared >= 1.5 && of_what.containment >= 0.3;
            const bool others = named(act(x).actor) && named(act(y).actor) && actors_exclude(x, y);
            if (others || !one_thing) continue;
            out_.push_back(relation(RelationKind::stronger, subject(x), {items_[x].ref, items_[y].ref},
                                    "the headline «" + words(y, 12) + "» leaves out the condition (" +
                                        cut(evidence_.words(act(x).report, *act(x).condition), 14) + ")"));
            break;
        }
    }
}

void ActRelations::tell_turned(std::uint32_t a, std::uint32_t b) {
    const auto says_no = [&](std::uint32_t i) {
        return (act(i).act == ActKind::refuse && !act(i).negated) ||
               ((act(i).act == ActKind::request || strength(act(i)) >= 2) && act(i).negated);
    };
    const auto says_yes = [&](std::uint32_t i) {
        return !act(i).negated && !act(i).condition && act(i).status != ActStatus::contemplated &&
               (act(i).act == ActKind::request || strength(act(i)) >= 2);
    };
    if (says_no(b)) std::swap(a, b);
    if (!says_no(a) || !says_yes(b) || act(a).condition || act(a).report == act(b).report) return;
    if (!evidence_.same_party(act(a).actor, act(b).actor)) return;
    const Likeness of_what = what(a, b);
    if (of_what.containment < 0.6 || of_what.terms < 2 || of_what.shared < 3.0) return;
    if (!evidence_.before(act(a).report, act(b).report)) return;
    if (!turned_.emplace(groups_.of(a), groups_.of(b)).second) return;
    // Where the order is not sure one sentence may have been read in two ways.
    out_.push_back(relation(
        RelationKind::update, subject(a), {items_[a].ref, items_[b].ref},
        "said no: «" + words(a, 14) + "»" + when(a) + ", then yes: «" + words(b, 14) + "»" + when(b)));
}

void ActRelations::tell_other_terms(std::uint32_t a, std::uint32_t b) {
    const Act &x = act(a), &y = act(b);
    if (!x.condition || !y.condition || x.negated || y.negated || strength(x) < 2 || strength(y) < 2) return;
    if (family(x.act) != family(y.act) || !evidence_.same_party(x.actor, y.actor)) return;
    if (copied(a, b) != Copied::no || what(a, b).containment < 0.6 || what(a, b).shared < 1.5) return;
    const Likeness terms = likeness(evidence_.terms(), evidence_.terms_of(x.report, *x.condition),
                                    evidence_.terms_of(y.report, *y.condition));
    if (terms.dice > 0.15) return;
    if (!terms_told_.insert(x.actor).second) return;
    std::vector<ItemRef> refs = {items_[a].ref, items_[b].ref};
    for (const std::uint32_t i : {a, b}) {
        const TermSet own = evidence_.terms_of(act(i).report, *act(i).condition);
        for (const std::uint32_t other : members_.at(groups_.of(i))) {
            if (act(other).condition &&
                likeness(evidence_.terms(), own, evidence_.terms_of(act(other).report, *act(other).condition))
                        .dice >= 0.25)
                refs.push_back(items_[other].ref);
        }
    }
    std::sort(refs.begin(), refs.end());
    refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
    out_.push_back(relation(RelationKind::differ, subject(a), std::move(refs),
                            "other conditions named: «" + cut(evidence_.words(x.report, *x.condition), 16) +
                                "»; «" + cut(evidence_.words(y.report, *y.condition), 16) + "»"));
}

void ActRelations::tell_refused(std::uint32_t a, std::uint32_t b) {
    if (act(a).act == ActKind::refuse) std::swap(a, b);
    const Act &ask = act(a), &no = act(b);
    if ((ask.act != ActKind::demand && ask.act != ActKind::request) || no.act != ActKind::refuse ||
        ask.negated || no.negated)
        return;
    if (ask.report == no.report && ask.span.overlaps(no.span)) return;
    if (!evidence_.same_party(ask.recipient, no.actor) || evidence_.same_party(ask.actor, no.actor)) return;
    const Likeness of_what = what(a, b);
    if (of_what.containment < 0.5 || (of_what.terms < 2 && of_what.containment < 0.9)) return;
    if (!refused_.emplace(groups_.of(a), groups_.of(b)).second) return;
    // "Has gone unanswered", told as "snubbed" by a report made from that one: no answer, a harder telling.
    if (ask.report != no.report && evidence_.made_from(no.report, ask.report)) {
        if (unanswered(a))
            out_.push_back(relation(RelationKind::stronger, subject(a), {items_[a].ref, items_[b].ref},
                                    "«" + words(b, 14) + "» made a refusal of what was not answered yet"));
        return;
    }
    if (of_what.terms >= 2 || ask.report == no.report) {
        out_.push_back(relation(RelationKind::tension, subject(a), {items_[a].ref, items_[b].ref},
                                "asked: «" + words(a, 14) + "»; refused: «" + words(b, 14) + "»"));
        return;
    }
    // "Ruled out paying": what for stands in the words that it answers, and these are not the demand's.
    std::vector<ItemRef> refs = {items_[a].ref, items_[b].ref};
    const std::int32_t answered = answered_by(b);
    if (answered >= 0) refs.insert(refs.begin() + 1, items_[static_cast<std::size_t>(answered)].ref);
    out_.push_back(relation(RelationKind::tension, subject(a), std::move(refs),
                            "asked in one report: «" + words(a, 14) + "»; refused in another" +
                                (answered >= 0 ? ", in answer to other words: «" : ": «") + words(b, 14) +
                                "»"));
}

bool ActRelations::unanswered(std::uint32_t i) const {
    constexpr std::array<std::string_view, 7> kSilent = {" unanswered",   " no reply",     " no answer",
                                                         " not replied",  " not answered", " no response",
                                                         " yet to answer"};
    const AnnotatedReport& home = evidence_.dossier().reports[act(i).report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    return has_any(text::folded(home.report.text.words(home.tokens.sentences[items_[i].sentence].range)),
                   kSilent);
}

std::int32_t ActRelations::answered_by(std::uint32_t refusal) const {
    for (std::uint32_t i = refusal; i-- > 0 && items_[i].report == items_[refusal].report &&
                                    items_[i].sentence + kAnswerReach >= items_[refusal].sentence;) {
        if (evidence_.same_party(act(i).actor, act(refusal).actor)) continue;
        if (likeness(evidence_.terms(), whats_[refusal], items_[i].own).containment >= 0.9)
            return static_cast<std::int32_t>(i);
    }
    return -1;
}

void ActRelations::tell_progress(std::uint32_t a, std::uint32_t b) {
    if (act(a).report == act(b).report || groups_.of(a) == groups_.of(b)) return;
    if (evidence_.before(act(b).report, act(a).report))
        std::swap(a, b);
    else if (!evidence_.before(act(a).report, act(b).report))
        return;
    const Act &x = act(a), &y = act(b);
    if (copied(a, b) != Copied::no) return;
    const Likeness own = likeness(evidence_.terms(), items_[a].own, items_[b].own), of_what = what(a, b);
    if (x.act == ActKind::deny || y.act == ActKind::admit) return;  // tell_admissions
    const int from = progress(x), to = progress(y);
    // Who will begin a thing and asks for it: two steps of it, not one further than the other.
    const bool asks = y.act == ActKind::request || y.act == ActKind::demand;
    if (asks && (x.act == ActKind::plan || x.act == ActKind::commit)) return;
    // What a copy tells as settled is no step before the offer itself.
    if (y.act == ActKind::offer && (x.act == ActKind::plan || x.act == ActKind::commit)) return;
    if (from == 0 || to <= from || x.negated) return;
    if (y.act == ActKind::refuse && from >= 3) return;  // asked and refused: tell_refused
    const bool crossed = evidence_.same_party(x.recipient, y.actor);
    const bool open = (x.actor < 0 || y.actor < 0) && own.containment >= 0.6;
    if (!one_actor(a, b) && !crossed && !open) return;
    // "Was considering a request to unload in Cyprus", "applied for leave to unload there"
    const bool rare =
        x.act == ActKind::consider && asks && one_actor(a, b) && of_what.terms >= 1 && of_what.shared >= 3.0;
    const bool one_matter =
        rare || (of_what.containment >= 0.5 && of_what.terms >= 2 && of_what.shared >= 3.0);
    if (!one_matter && !(own.containment >= 0.6 && own.terms >= 2 && x.act == y.act)) return;
    if (!moved_.emplace(groups_.of(a), groups_.of(b)).second) return;
    // Thought of in one report, and told as coming by one that was made from it: no news, a harder telling.
    if (from == 1 && !asks && y.act != ActKind::refuse && !y.condition &&
        evidence_.made_from(y.report, x.report)) {
        if (harder_.emplace(groups_.of(a), y.report).second)
            out_.push_back(relation(RelationKind::stronger, subject(a), {items_[a].ref, items_[b].ref},
                                    "«" + words(b, 16) +
                                        "» lost its reserve: " + std::string(sitrep::name(x.act)) +
                                        " became " + std::string(sitrep::name(y.act))));
        return;
    }
    // Every place that tells either.
    std::vector<ItemRef> refs;
    for (const std::uint32_t name : {groups_.of(a), groups_.of(b)}) {
        for (const std::uint32_t i : members_.at(name)) refs.push_back(items_[i].ref);
    }
    out_.push_back(relation(RelationKind::update, subject(a), std::move(refs),
                            "«" + words(a, 14) + "»" + when(a) + ", then «" + words(b, 14) + "»" + when(b)));
}

void ActRelations::tell_less(std::uint32_t a, std::uint32_t b) {
    if (act(a).report == act(b).report) return;
    if (evidence_.before(act(b).report, act(a).report)) std::swap(a, b);
    const Act &x = act(a), &y = act(b);
    if (!evidence_.before(x.report, y.report) || x.negated || y.negated || strength(x) < 2 || progress(x) < 3)
        return;
    if (progress(y) != 1 || x.condition || y.condition || (x.actor >= 0 && y.actor >= 0 && !one_actor(a, b)))
        return;
    const Likeness of_what = what(a, b);
    if (of_what.containment < 0.6 || of_what.terms < 3) return;
    if (!less_.emplace(groups_.of(a), groups_.of(b)).second) return;
    out_.push_back(relation(
        RelationKind::differ, subject(a), {items_[a].ref, items_[b].ref},
        "«" + words(a, 14) + "»" + when(a) + "; worded as less far: «" + words(b, 14) + "»" + when(b)));
}

std::int32_t ActRelations::amount_in(std::uint32_t i) const {
    const auto& figures = evidence_.figures();
    auto at = std::lower_bound(
        figures.begin(), figures.end(), std::pair(act(i).report, act(i).span.begin),
        [](const Item& item, const auto& where) { return std::pair(item.report, item.span.begin) < where; });
    std::int32_t found = -1;
    for (; at != figures.end() && at->report == act(i).report && at->span.begin < act(i).span.end; ++at) {
        if (found >= 0) return -1;
        if (evidence_.dossier().figures[at->ref.index].value)
            found = static_cast<std::int32_t>(at->ref.index);
    }
    return found;
}

void ActRelations::tell_other_amount(std::uint32_t a, std::uint32_t b) {
    if (evidence_.before(act(b).report, act(a).report)) std::swap(a, b);
    if (!evidence_.before(act(a).report, act(b).report) || act(a).negated || act(b).negated) return;
    const auto side = [&](std::uint32_t i) {
        const ActKind kind = act(i).act;
        if (kind == ActKind::request || kind == ActKind::demand) return 1;
        return kind == ActKind::offer || kind == ActKind::plan || kind == ActKind::commit ? 2 : 0;
    };
    if (side(a) == 0 || side(a) != side(b) || !evidence_.one_side(act(a).actor, act(b).actor)) return;
    if (act(b).act == ActKind::offer && act(a).act != ActKind::offer) return;
    const std::int32_t first = amount_in(a), second = amount_in(b);
    if (first < 0 || second < 0 || copied_passage(a, b)) return;
    const Figure &x = evidence_.dossier().figures[static_cast<std::size_t>(first)],
                 &y = evidence_.dossier().figures[static_cast<std::size_t>(second)];
    const std::vector<Term> of_x = evidence_.terms().find(x.counted),
                            of_y = evidence_.terms().find(y.counted);
    if (x.unit != y.unit || std::abs(*x.value - *y.value) < 1e-9 || of_x != of_y ||
        std::max(*x.value, *y.value) > 10.0 * std::min(*x.value, *y.value))
        return;
    if (!amounts_.emplace(groups_.of(a), groups_.of(b)).second) return;
    out_.push_back(relation(RelationKind::update, subject(b), {items_[a].ref, items_[b].ref},
                            "«" + words(a, 14) + "»" + when(a) + ", then «" + words(b, 14) + "»" + when(b)));
}

}  // namespace sitrep::ledger
