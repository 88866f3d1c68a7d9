#include <algorithm>
#include <bit>
#include <set>

#include "cases/asked.hpp"
#include "cases/asked_words.hpp"
#include "cases/matter.hpp"
#include "cases/opening_words.hpp"
#include "cases/party_words.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "ledger/rooms.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::Term;
using ledger::TermSet;

constexpr std::size_t kCoreTerms = 8;
constexpr float kCommonWeight = 2.1F;  // of a term in more than an eighth of the sentences
constexpr std::uint32_t kMostInKey = 32;
constexpr float kTellingThing = 1.5F;  // weight of the word for what two requests ask for

/// Heaviest terms of the openings, without the words of the parties' names.
void weigh_core(Matter& matter, const std::vector<TermSet>& openings, const Evidence& evidence) {
    TermSet parties;
    const auto name_terms = [&](EntityRef party) {
        for (const Term term : evidence.terms().find(evidence.name(party))) parties.push_back(term);
    };
    for (const EntityRef party : matter.askers) name_terms(party);
    for (const EntityRef party : matter.deciders) {  // "blame its loggers": nothing else is told
        if (!matter.blamed || evidence.dossier().entities[static_cast<std::size_t>(party)].named)
            name_terms(party);
    }
    std::map<Term, double> counts, of_parties;
    for (const TermSet& terms : openings) {
        for (const Term term : terms) {
            const ledger::TermKind kind = evidence.terms().kind(term);
            if (kind == ledger::TermKind::number || kind == ledger::TermKind::hedge ||
                kind == ledger::TermKind::sure || kind == ledger::TermKind::wanted ||
                holds(word_list(evidence, Words::particles), evidence.terms().name(term)) ||
                evidence.terms().name(term) == "person" || evidence.terms().name(term) == "percent")
                continue;
            const bool party = std::find(parties.begin(), parties.end(), term) != parties.end();
            (party ? of_parties : counts)[term] += 1.0;
        }
    }
    // Food asked of the World Food Programme is food all the same.
    if (counts.empty()) counts = of_parties;
    // Of many tellings, what more than one tells.
    if (openings.size() >= 3 &&
        std::count_if(counts.begin(), counts.end(), [](const auto& one) { return one.second > 1.0; }) >= 2)
        std::erase_if(counts, [](const auto& one) { return one.second <= 1.0; });
    for (const auto& [term, count] : counts)
        matter.core.emplace_back(term, static_cast<double>(evidence.terms().weight(term)) *
                                           (0.5 + count / static_cast<double>(openings.size())));
    std::stable_sort(matter.core.begin(), matter.core.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    // What every other sentence of the set speaks of tells one process from another badly.
    const auto common = [&](const auto& one) { return evidence.terms().weight(one.first) < kCommonWeight; };
    if (static_cast<std::size_t>(std::count_if(matter.core.begin(), matter.core.end(), common)) + 2 <=
        matter.core.size())
        std::erase_if(matter.core, common);
    if (matter.core.size() > kCoreTerms) matter.core.resize(kCoreTerms);
}

/// Opening acts joined where they ask for the same.
class OpeningActs {
  public:
    OpeningActs(const Template& kind, const Evidence& evidence)
        : evidence_(evidence), words_(evidence), acts_(evidence.dossier().acts) {
        for (std::uint32_t a = 0; a < acts_.size(); ++a) {
            if (!opens(kind, a)) continue;
            openings_.push_back(a);
            asked_.push_back(acts_[a]);
            for (EntityRef* party : {&asked_.back().actor, &asked_.back().recipient})
                *party = who_is_meant(*party, evidence);
            if (is_leave(asked_.back().recipient)) asked_.back().recipient = kNoEntity;
        }
    }

    std::vector<Matter> matters() {
        ledger::Groups groups(openings_.size());
        std::vector<std::vector<std::uint64_t>> keys(openings_.size());
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            whats_.push_back(matter_terms(openings_[i]));
            for (const Term term : whats_.back()) keys[i].push_back(text::hash64("term", term));
            if (asked_[i].actor >= 0)
                keys[i].push_back(text::hash64("asker" + evidence_.name(asked_[i].actor), 0));
            const auto decider = evidence_.terms().find(evidence_.name(asked_[i].recipient));
            if (!decider.empty()) keys[i].push_back(text::hash64("decider", decider.back()));
            if (const Figure* amount = asked_amount(asked_[i], evidence_); amount != nullptr && amount->value)
                keys[i].push_back(text::hash64("amount", std::bit_cast<std::uint64_t>(*amount->value)));
        }
        for (const auto& [a, b] : ledger::pairs_by_key(std::move(keys), kMostInKey)) {
            if (same(a, b)) groups.join(a, b);
        }
        join_bare(groups);
        join_headlines(groups);
        std::map<std::uint32_t, std::vector<std::uint32_t>> members;
        for (std::uint32_t i = 0; i < openings_.size(); ++i) members[groups.of(i)].push_back(i);
        std::vector<Matter> made;
        for (const auto& [name, list] : members) {
            // "Had asked for 70", and nobody says of what.
            if (!std::all_of(list.begin(), list.end(), [&](std::uint32_t i) { return only_number(i); }))
                made.push_back(matter(list));
        }
        return made;
    }

  private:
    [[nodiscard]] bool opens(const Template& kind, std::uint32_t a) const {
        const Act& act = acts_[a];
        const bool listed =
            std::any_of(kind.opening_acts.begin(), kind.opening_acts.end(), [&](const ActRule& rule) {
                return rule.act == act.act && rule.negated == act.negated &&
                       (!rule.status || *rule.status == act.status);
            });
        if (!listed || opens_nothing(kind, act, evidence_)) return false;
        const TermSet& own = evidence_.acts()[a].own;
        const auto any = [&](auto test) { return std::any_of(own.begin(), own.end(), test); };
        if (!kind.matter_words.empty() &&
            !any([&](Term term) { return holds(kind.matter_words, evidence_.terms().name(term)); }))
            return false;
        if (plans_claim(act, evidence_)) return true;
        if (act.act == ActKind::plan && kind.matter_words.empty()) {
            const auto asked = act.what ? asked_for(evidence_, act) : std::nullopt;
            const TermSet what = asked ? evidence_.terms_of(act.report, *asked) : own;
            return std::any_of(what.begin(), what.end(), [&](Term term) {
                return evidence_.terms().kind(term) == ledger::TermKind::wanted ||
                       evidence_.terms().name(term) == "request-x";
            });
        }
        if (act.act == ActKind::accuse) return true;
        if (cuts_name(act, evidence_)) return false;
        const auto asked = act.what ? asked_for(evidence_, act) : std::nullopt;
        if (!asked || words_.only_names_body(act)) return false;
        // "Eight of the 12 meters it was asked to buy": what it was asked for stands before.
        if (act.actor < 0 && plain_words(evidence_.words(act.report, *asked)).size() == 1 &&
            words_.says_deed(act.report, *asked))
            return false;
        // "To be one of them" says nothing of what is asked.
        const TermSet what = matter_terms(a);
        return asked_amount(act, evidence_) != nullptr ||
               std::any_of(what.begin(), what.end(), [&](Term term) {
                   return evidence_.terms().kind(term) != ledger::TermKind::number;
               });
    }

    [[nodiscard]] TermSet matter_terms(std::uint32_t a) const {
        const Act& act = acts_[a];
        if (const auto deed = charged_deed(act, evidence_)) return evidence_.terms_of(act.report, *deed);
        if (const auto who = blamed_words(act, evidence_)) return evidence_.terms_of(act.report, *who);
        auto asked = act.what ? asked_for(evidence_, act) : std::nullopt;
        if (asked) {
            if (const auto thing = words_.for_what(act, *asked))
                return evidence_.terms_of(act.report, {thing->begin, asked->end});
            if (const auto behind = words_.behind_article(act, *asked)) asked = behind;
        }
        TermSet terms = asked ? evidence_.terms_of(act.report, *asked) : evidence_.acts()[a].own;
        if (const auto told = told_to_do(act, evidence_); told && asked && told->deed.begin < asked->end)
            terms = evidence_.terms_of(act.report, {told->deed.begin, asked->end});
        // "Requests" alone says nothing of the matter; its sentence does.
        const auto bare = [&](Term term) {
            return evidence_.terms().name(term) == "request-x" ||
                   evidence_.terms().kind(term) == ledger::TermKind::wanted;
        };
        if (act.status == ActStatus::announced && std::all_of(terms.begin(), terms.end(), bare))
            terms = evidence_.acts()[a].context;
        std::erase_if(terms, [&](Term term) {
            return evidence_.terms().kind(term) == ledger::TermKind::number ||
                   evidence_.terms().kind(term) == ledger::TermKind::wanted;
        });
        return terms;
    }

    /// How two openings stand to one another: what they ask for, and who of whom.
    struct Pair {
        ledger::Likeness shared;
        bool one_asker = false, one_decider = false, other_decider = false;
    };

    [[nodiscard]] bool same(std::uint32_t i, std::uint32_t j) const {
        const Act &x = asked_[i], &y = asked_[j];
        if (!evidence_.same_situation(x.report, y.report) ||
            asks_money(x, evidence_) != asks_money(y, evidence_))
            return false;
        // A union of millers asks its government, and the government another state.
        if (x.recipient >= 0 && y.recipient >= 0 && !one_name(x.recipient, y.recipient) &&
            !evidence_.one_side(x.recipient, y.recipient) && !one_name(x.actor, y.actor) &&
            !evidence_.one_side(x.actor, y.actor) && named(x.actor) && named(y.actor) &&
            named(x.recipient) != named(y.recipient))
            return false;
        // 12,000 tonnes of one body, and 20,000 of another.
        if (other_amount(x, y, evidence_) && named(x.recipient) != named(y.recipient) && x.recipient >= 0 &&
            y.recipient >= 0 && !evidence_.one_side(x.recipient, y.recipient) && !one_name(x.actor, y.actor))
            return false;
        const bool x_owes = owes_answer(x, evidence_), y_owes = owes_answer(y, evidence_);
        if (x_owes != y_owes && one_name(x.actor, y.actor)) return false;
        Pair pair{ledger::likeness(evidence_.terms(), whats_[i], whats_[j])};
        pair.one_asker = one_name(x.actor, y.actor) || evidence_.one_side(x.actor, y.actor) ||
                         words_.belongs(x.actor, y.actor) || words_.belongs(y.actor, x.actor) ||
                         words_.short_for(x.actor, y.actor) || words_.short_for(y.actor, x.actor);
        pair.one_decider = one_name(x.recipient, y.recipient);
        // "A joint commission" of one report may be the named one of another.
        pair.other_decider = named(x.recipient) && named(y.recipient) && !pair.one_decider;
        if (x.act == ActKind::accuse && y.act == ActKind::accuse && pair.one_asker && pair.one_decider)
            return true;
        if (!pair.one_asker && (two_bodies(x.actor, y.actor) || other_amount(x, y, evidence_))) return false;
        return one_thing(i, j, pair) || one_way(i, j, pair);
    }

    /// "Has requested a waiver for 140 trucks": nobody is asked by that.
    [[nodiscard]] bool is_leave(EntityRef party) const {
        if (party < 0 || named(party)) return false;
        const std::vector<std::string> words = plain_words(evidence_.name(party));
        return !words.empty() && (holds(word_list(evidence_, Words::leave_nouns), words.back()) ||
                                  holds(word_list(evidence_, Words::easing_words), words.back()));
    }

    /// "Asked for 70": a count of things that the words do not name.
    [[nodiscard]] bool only_number(std::uint32_t i) const {
        if (!whats_[i].empty() || asked_[i].act == ActKind::accuse || asks_money(asked_[i], evidence_))
            return false;
        const Figure* amount = asked_amount(asked_[i], evidence_);
        return amount != nullptr && amount->counted.empty() && bare_amount(asked_[i], evidence_);
    }

    /// By what is asked for: a sum, an amount, copied words, most of the words before one who decides.
    [[nodiscard]] bool one_thing(std::uint32_t i, std::uint32_t j, const Pair& pair) const {
        const Act &x = asked_[i], &y = asked_[j];
        const ledger::Likeness& shared = pair.shared;
        if (!pair.other_decider && pair.one_asker && x.status == y.status &&
            evidence_.copied(evidence_.acts()[openings_[i]], evidence_.acts()[openings_[j]]) !=
                ledger::Copied::no &&
            shared.terms > 0)
            return true;
        if (!pair.other_decider && same_sum(x, y, evidence_)) return true;
        // "Had asked for 60,000", where another report has 60,000 doses.
        if (!pair.other_decider && same_amount(x, y, evidence_) &&
            (shared.terms > 0 || only_number(i) || only_number(j)))
            return true;
        if (!pair.one_decider) return false;
        if ((shared.containment >= 0.6 && shared.shared >= 2.5) || shared.containment >= 0.75) return true;
        return (bare_amount(x, evidence_) || bare_amount(y, evidence_)) && of_one_thing(i, j);
    }

    /// By who asks and how far the request has come.
    [[nodiscard]] bool one_way(std::uint32_t i, std::uint32_t j, const Pair& pair) const {
        const Act &x = asked_[i], &y = asked_[j];
        const ledger::Likeness& shared = pair.shared;
        const bool one_asker = pair.one_asker, one_decider = pair.one_decider;
        if (one_asker && one_decider && (speaks_of(i, j) || speaks_of(j, i))) return true;
        if (one_asker && (one_decider || alike_deciders(x, y)) && one_road(i, j)) return true;
        // A list of requests drawn up, and requests to be submitted, by one government, both for arms.
        const bool coming_x = x.status == ActStatus::announced, coming_y = y.status == ActStatus::announced;
        if ((one_asker || words_.heads(x.actor, y.actor) || words_.heads(y.actor, x.actor)) &&
            !pair.other_decider && (coming_x || coming_y) && formal(i) && formal(j) && shared.terms > 0)
            return true;
        if (x.actor >= 0 && y.actor >= 0 && !one_asker)
            return shared.containment >= 0.6 && shared.terms >= 2 && !pair.other_decider;
        if (pair.other_decider && shared.containment < 0.75) return false;
        if (one_asker && one_decider && shared.containment >= 0.2) return true;
        // "The application" of who announced one.
        if (one_asker && coming_x != coming_y &&
            (only_process(coming_x ? j : i) || hanging_what(coming_x ? j : i)))
            return true;
        // "A petition by beekeepers to save their oaks" is the request to stop the felling of the oaks.
        const bool paper = formal(i) || formal(j);
        if (one_asker && shared.containment >= 0.3 &&
            (shared.shared >= 1.5 || shared.terms >= 2 || (paper && shared.terms > 0)))
            return true;
        return shared.containment >= 0.5 && (shared.terms >= 2 || shared.shared >= 2.5);
    }

    /// Two states or bodies that are told by name: neither asks for the other.
    [[nodiscard]] bool two_bodies(EntityRef a, EntityRef b) const {
        if (!named(a) || !named(b)) return false;
        const auto& entities = evidence_.dossier().entities;
        const EntityType type = entities[static_cast<std::size_t>(a)].type;
        // A state and its ministry ask for one thing.
        return type != EntityType::person && type == entities[static_cast<std::size_t>(b)].type;
    }

    /// "A quarter of the 360 tons the province requested", in a sentence on rice; "rice for 12,000 people".
    [[nodiscard]] bool of_one_thing(std::uint32_t i, std::uint32_t j) const {
        const TermSet &a = evidence_.acts()[openings_[i]].context,
                      &b = evidence_.acts()[openings_[j]].context;
        TermSet parties;
        for (const EntityRef party :
             {asked_[i].recipient, asked_[j].recipient, asked_[i].actor, asked_[j].actor}) {
            for (const Term term : evidence_.terms().find(evidence_.name(party))) parties.push_back(term);
        }
        return std::any_of(a.begin(), a.end(), [&](Term term) {
            return std::binary_search(b.begin(), b.end(), term) &&
                   (evidence_.terms().kind(term) == ledger::TermKind::plain ||
                    evidence_.terms().kind(term) == ledger::TermKind::thing) &&
                   evidence_.terms().weight(term) >= kTellingThing &&
                   std::find(parties.begin(), parties.end(), term) == parties.end();
        });
    }

    /// "A joint commission", "the Joint Water Commission": the last words agree. "A judge", "a court".
    [[nodiscard]] bool alike_deciders(const Act& x, const Act& y) const {
        if (x.recipient < 0 || y.recipient < 0) return false;
        const auto a = evidence_.terms().find(evidence_.name(x.recipient));
        const auto b = evidence_.terms().find(evidence_.name(y.recipient));
        if (words_.some_court(x.recipient) && words_.some_court(y.recipient)) return true;
        return !a.empty() && !b.empty() && a.back() == b.back();
    }

    /// Two openings of one asker before one decider: both announced or made as an application, or the words
    /// of one stand in the other's sentence.
    [[nodiscard]] bool one_road(std::uint32_t i, std::uint32_t j) const {
        const Act &x = asked_[i], &y = asked_[j];
        const auto on_the_way = [&](std::uint32_t one, const Act& act) {
            return act.status == ActStatus::announced || hanging_what(one) || only_process(one);
        };
        if (on_the_way(i, x) && on_the_way(j, y)) return true;
        return ledger::likeness(evidence_.terms(), whats_[i], evidence_.acts()[openings_[j]].context)
                       .containment >= 0.3 ||
               ledger::likeness(evidence_.terms(), whats_[j], evidence_.acts()[openings_[i]].context)
                       .containment >= 0.3;
    }

    /// Names the process: an application, a request to be submitted, consent, a permit.
    [[nodiscard]] bool formal(std::uint32_t i) const {
        const Act& act = asked_[i];
        const TermSet& own = evidence_.acts()[openings_[i]].own;
        return act.status == ActStatus::announced || std::any_of(own.begin(), own.end(), [&](Term term) {
                   return evidence_.terms().name(term) == "request-x" ||
                          evidence_.terms().name(term) == "consent";
               });
    }

    /// "His officials filed the application": the one that the situation has.
    void join_bare(ledger::Groups& groups) const {
        std::map<std::uint32_t, std::set<std::uint32_t>> formal_in;  // situation to groups
        // "Raised its appeal to $13 million" is no word of a campaign that was applied for.
        const auto bare = [&](std::uint32_t i) {
            return (only_process(i) || hanging_what(i)) && !asks_money(asked_[i], evidence_);
        };
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            if (!bare(i) && formal(i)) formal_in[evidence_.situation(asked_[i].report)].insert(groups.of(i));
        }
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            const auto found = formal_in.find(evidence_.situation(asked_[i].report));
            if (bare(i) && found != formal_in.end() && found->second.size() == 1 &&
                !of_another(i, *found->second.begin(), groups))
                groups.join(*found->second.begin(), i);
        }
    }

    /// "Honduras turns to Brazil for an antidote" over a report that tells of one request of the one to the
    /// other: that request.
    void join_headlines(ledger::Groups& groups) const {
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            const Act& head = asked_[i];
            if (!words_.in_title(head) || head.act == ActKind::accuse || head.actor < 0 || head.recipient < 0)
                continue;
            std::set<std::uint32_t> told;
            for (std::uint32_t j = 0; j < openings_.size(); ++j) {
                const Act& body = asked_[j];
                if (body.report == head.report && body.act != ActKind::accuse && !words_.in_title(body) &&
                    one_name(head.actor, body.actor) && one_name(head.recipient, body.recipient) &&
                    asks_money(head, evidence_) == asks_money(body, evidence_))
                    told.insert(groups.of(j));
            }
            if (told.size() == 1) groups.join(*told.begin(), i);
        }
    }

    /// Asked by somebody named who is none of those who ask in the group.
    [[nodiscard]] bool of_another(std::uint32_t i, std::uint32_t group, ledger::Groups& groups) const {
        const EntityRef who = asked_[i].actor;
        if (!named(who)) return false;
        bool others = false;
        for (std::uint32_t j = 0; j < openings_.size(); ++j) {
            const EntityRef asker = asked_[j].actor;
            if (j == i || groups.of(j) != group || !named(asker)) continue;
            if (evidence_.one_side(who, asker) || words_.belongs(who, asker) || words_.belongs(asker, who))
                return false;
            others = true;
        }
        return others;
    }
    [[nodiscard]] bool named(EntityRef entity) const {
        return entity >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(entity)].named;
    }
    /// Does the sentence of one hold what the other asks for?
    [[nodiscard]] bool speaks_of(std::uint32_t i, std::uint32_t j) const {
        const ledger::Likeness shared =
            ledger::likeness(evidence_.terms(), whats_[i], evidence_.acts()[openings_[j]].context);
        return !whats_[i].empty() && shared.terms >= whats_[i].size();
    }
    /// One party, or unnamed ones that two reports call by the same words.
    [[nodiscard]] bool one_name(EntityRef a, EntityRef b) const {
        if (a < 0 || b < 0) return false;
        return evidence_.same_party(a, b) ||
               (!named(a) && !named(b) && evidence_.name(a) == evidence_.name(b));
    }

    /// Says no more than "the application", "its request".
    [[nodiscard]] bool only_process(std::uint32_t i) const {
        return !whats_[i].empty() && std::all_of(whats_[i].begin(), whats_[i].end(), [&](Term term) {
            return evidence_.terms().name(term) == "request-x" || evidence_.terms().name(term) == "consent" ||
                   evidence_.terms().frequency(term) > 40;
        });
    }

    /// "The application since January 24": the process is named, and what follows it is no matter.
    [[nodiscard]] bool hanging_what(std::uint32_t i) const {
        const Act& act = asked_[i];
        const TermSet& own = evidence_.acts()[openings_[i]].own;
        const bool process = std::any_of(own.begin(), own.end(), [&](Term term) {
            return evidence_.terms().name(term) == "request-x" || evidence_.terms().name(term) == "consent";
        });
        if (!process || !act.what) return false;
        const std::string words = evidence_.words(act.report, *act.what);
        const std::vector<std::string> list = plain_words(words);
        return hangs(words) || std::find(list.begin(), list.end(), "it") != list.end();
    }

    /// "Would submit requests", "filed an application": beside a list of wishes, this is the request.
    [[nodiscard]] bool files_request(const Act& act) const {
        if (act.status != ActStatus::announced || !act.what) return false;
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, act.span));
        return hands_in(act, evidence_) &&
               std::none_of(words.begin(), words.end(),
                            [](const std::string& word) { return word.starts_with("petition"); });
    }

    /// Somebody named asks somebody named for an amount of something: "asked the capital for 40 tents".
    [[nodiscard]] bool formal_ask(const Act& act) const {
        // A sum demanded is a claim, whoever is to pay.
        if (act.act == ActKind::demand && !act.negated && act.actor >= 0 && !words_.in_title(act) &&
            !words_.in_quotation(act) && asks_money(act, evidence_) &&
            (named(act.actor) || told_as_claim(act, evidence_)))
            return true;
        if ((act.act != ActKind::request && act.act != ActKind::demand) || act.negated || !act.what ||
            act.actor < 0 || act.status == ActStatus::contemplated || words_.in_title(act))
            return false;
        return act.recipient >= 0 && asked_amount(act, evidence_) != nullptr;
    }

    /// The words a matter is called by, as opening after opening is read.
    struct Wording {
        bool headline = false, addressed = false, filed = false;
        EntityRef filed_with = kNoEntity;
    };
    void word(Matter& made, std::uint32_t i, Wording& so_far) const {
        const Act& act = asked_[i];
        if (const auto deed = charged_deed(act, evidence_); deed && made.words.empty())
            made.words = evidence_.words(act.report, *deed);
        auto asked = act.what ? asked_for(evidence_, act) : std::nullopt;
        if (!asked) return;
        const std::optional<Told> told = told_to_do(act, evidence_);
        if (told && told->deed.begin < asked->end) asked = Span{told->deed.begin, asked->end};
        std::string what = words_.asked_words(act, *asked);
        // "Asked the council not to let anyone shoot them"
        const bool against = words_.asked_not(act, *asked);
        if (against) what.insert(0, "not to ");
        const bool files = files_request(act) && !hangs(what) && !only_process(i);
        if (files && !so_far.filed) so_far.filed_with = act.recipient;
        const bool better = (files && !so_far.filed) || (hangs(made.words) && !hangs(what)) ||
                            (so_far.headline && !words_.in_title(act)) ||
                            (!so_far.addressed && act.recipient >= 0 && !words_.in_title(act));
        if (!made.words.empty() && (!better || hangs(what) || (so_far.filed && !files))) return;
        made.words = what;
        made.deed =
            (told && !told->thing) || (words_.says_deed(act.report, *asked) && !words_.for_what(act, *asked));
        made.clause = !made.deed && words_.says_clause(act.report, *asked);
        so_far.filed = so_far.filed || files;
        so_far.addressed = act.recipient >= 0;
        so_far.headline = words_.in_title(act);
    }

    void note_money(Matter& made, const Act& act) const {
        made.asks_money = made.asks_money || asks_money(act, evidence_);
        if (act.act == ActKind::accuse) return;
        for (const std::uint32_t f : figures_in({act.report, act.span}, evidence_)) {
            const Figure& sum = evidence_.dossier().figures[f];
            if (is_money(sum) && sum.value) made.sums.emplace_back(sum.unit, *sum.value);
        }
    }

    [[nodiscard]] static EntityRef most(const std::map<EntityRef, int>& votes) {
        const auto best = std::ranges::max_element(votes, {}, [](const auto& one) { return one.second; });
        return best == votes.end() ? kNoEntity : best->first;
    }

    [[nodiscard]] Matter matter(const std::vector<std::uint32_t>& list) const {
        Matter made;
        made.demanded = true;
        std::map<EntityRef, int> askers, deciders;
        std::vector<TermSet> terms;
        std::vector<ReportIndex> reports;
        Wording so_far;
        for (const std::uint32_t i : list) {
            const Act& act = asked_[i];
            made.openings.push_back(openings_[i]);
            if (act.actor >= 0) ++(owes_answer(act, evidence_) ? deciders : askers)[act.actor];
            if (act.recipient >= 0) ++deciders[act.recipient];
            const std::optional<Told> told = told_to_do(act, evidence_);
            if (told && act.recipient < 0) ++deciders[told->who];
            made.formal = made.formal || formal(i);
            made.applied = made.applied || hands_in(act, evidence_);
            made.only_quoted = made.only_quoted && words_.in_quotation(act);
            made.demanded = made.demanded && act.act == ActKind::demand;
            made.formal_ask = made.formal_ask || formal_ask(act);
            note_money(made, act);
            terms.push_back(whats_[i]);
            reports.push_back(act.report);
            word(made, i, so_far);
        }
        made.charge = asked_[list.front()].act == ActKind::accuse;
        made.blamed = made.charge && blames(asked_[list.front()], evidence_);
        made.claimed = plans_claim(asked_[list.front()], evidence_);
        if (made.claimed && made.words.starts_with("claim ")) made.words.erase(0, 6);
        made.deed = made.deed && !made.claimed;
        made.formal_ask = made.formal_ask || made.claimed;
        made.offered = asked_[list.front()].act == ActKind::offer;
        made.asker = most(askers);
        // Who is asked by the filing decides, not who a list of wishes is for.
        made.decider = so_far.filed ? so_far.filed_with : most(deciders);
        for (const auto& [decider, votes] : deciders) made.deciders.push_back(decider);
        for (const auto& [asker, votes] : askers) made.askers.push_back(asker);
        if (made.words.empty())
            made.words = evidence_.words(asked_[list.front()].report, asked_[list.front()].span);
        weigh_core(made, terms, evidence_);
        note_reports(made, reports);
        return made;
    }

    const Evidence& evidence_;
    const AskedWords words_;
    const std::vector<Act>& acts_;
    std::vector<std::uint32_t> openings_;
    std::vector<Act> asked_;  ///< the openings, "its owner" being who that is
    std::vector<TermSet> whats_;
};

}  // namespace

void note_reports(Matter& matter, const std::vector<ReportIndex>& reports) {
    matter.reports = reports;
    std::sort(matter.reports.begin(), matter.reports.end());
    matter.reports.erase(std::unique(matter.reports.begin(), matter.reports.end()), matter.reports.end());
}

std::vector<Matter> find_matters(const Template& kind, const Evidence& evidence,
                                 const std::vector<Event>& events) {
    if (kind.one_matter) return single_matters(kind, evidence, events);
    if (kind.opened_by_phrases) return phrase_matters(kind, evidence, events);
    return OpeningActs(kind, evidence).matters();
}

}  // namespace sitrep::cases
