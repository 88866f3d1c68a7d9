#include <algorithm>
#include <array>
#include <set>

#include "cases/asked.hpp"
#include "cases/matter.hpp"
#include "cases/opening_words.hpp"
#include "cases/remainders.hpp"
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
constexpr std::uint32_t kOwnReach = 5;    // bytes of "’s " between somebody and what is theirs
constexpr std::uint32_t kMostThing = 60;  // bytes of a thing asked for before what it is for
constexpr float kTellingThing = 1.5F;     // weight of the word for what two requests ask for

bool holds(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Heaviest terms of the openings, without the words of the parties' names.
void weigh_core(Matter& matter, const std::vector<TermSet>& openings, const Evidence& evidence) {
    TermSet parties;
    const auto name_terms = [&](EntityRef party) {
        for (const Term term : evidence.terms().find(evidence.name(party))) parties.push_back(term);
    };
    for (const EntityRef party : matter.askers) name_terms(party);
    for (const EntityRef party : matter.deciders) name_terms(party);
    std::map<Term, double> counts, of_parties;
    for (const TermSet& terms : openings) {
        for (const Term term : terms) {
            const ledger::TermKind kind = evidence.terms().kind(term);
            if (kind == ledger::TermKind::number || kind == ledger::TermKind::hedge ||
                kind == ledger::TermKind::sure || kind == ledger::TermKind::wanted ||
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
        : evidence_(evidence), acts_(evidence.dossier().acts) {
        for (std::uint32_t a = 0; a < acts_.size(); ++a) {
            if (opens(kind, a)) openings_.push_back(a);
        }
    }

    std::vector<Matter> matters() {
        ledger::Groups groups(openings_.size());
        std::vector<std::vector<std::uint64_t>> keys(openings_.size());
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            whats_.push_back(matter_terms(openings_[i]));
            for (const Term term : whats_.back()) keys[i].push_back(text::hash64("term", term));
            if (acts_[openings_[i]].actor >= 0)
                keys[i].push_back(text::hash64("asker" + evidence_.name(acts_[openings_[i]].actor), 0));
            const auto decider = evidence_.terms().find(evidence_.name(acts_[openings_[i]].recipient));
            if (!decider.empty()) keys[i].push_back(text::hash64("decider", decider.back()));
        }
        for (const auto& [a, b] : ledger::pairs_by_key(std::move(keys), kMostInKey)) {
            if (same(a, b)) groups.join(a, b);
        }
        join_bare(groups);
        std::map<std::uint32_t, std::vector<std::uint32_t>> members;
        for (std::uint32_t i = 0; i < openings_.size(); ++i) members[groups.of(i)].push_back(i);
        std::vector<Matter> made;
        for (const auto& [name, list] : members) made.push_back(matter(list));
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
        if (!listed || exhorts(act, evidence_) || trades(act, evidence_) || opposes(kind, act, evidence_))
            return false;
        const TermSet& own = evidence_.acts()[a].own;
        const auto any = [&](auto test) { return std::any_of(own.begin(), own.end(), test); };
        if (!kind.matter_words.empty() &&
            !any([&](Term term) { return holds(kind.matter_words, evidence_.terms().name(term)); }))
            return false;
        if (act.act == ActKind::plan && kind.matter_words.empty()) {
            const auto asked = act.what ? asked_for(evidence_, act) : std::nullopt;
            const TermSet what = asked ? evidence_.terms_of(act.report, *asked) : own;
            return std::any_of(what.begin(), what.end(), [&](Term term) {
                return evidence_.terms().kind(term) == ledger::TermKind::wanted ||
                       evidence_.terms().name(term) == "request-x";
            });
        }
        return act.act == ActKind::accuse || (act.what && asked_for(evidence_, act) && !only_names_body(act));
    }

    /// "It would appeal to the Supreme Court": to whom, not for what.
    [[nodiscard]] bool only_names_body(const Act& act) const {
        const auto asked = asked_for(evidence_, act);
        if (!asked) return false;
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, *asked));
        constexpr std::array<std::string_view, 8> kBodies = {"court", "tribunal", "council",    "parliament",
                                                             "board", "ministry", "commission", "agency"};
        return !words.empty() && words.size() <= 4 && words.front() == "the" &&
               std::find(kBodies.begin(), kBodies.end(), words.back()) != kBodies.end();
    }
    [[nodiscard]] TermSet matter_terms(std::uint32_t a) const {
        const Act& act = acts_[a];
        if (const auto deed = charged_deed(act, evidence_)) return evidence_.terms_of(act.report, *deed);
        const auto asked = act.what ? asked_for(evidence_, act) : std::nullopt;
        if (asked) {
            if (const auto thing = for_what(act, *asked))
                return evidence_.terms_of(act.report, {thing->begin, asked->end});
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

    [[nodiscard]] bool same(std::uint32_t i, std::uint32_t j) const {
        const Act &x = acts_[openings_[i]], &y = acts_[openings_[j]];
        if (!evidence_.same_situation(x.report, y.report) ||
            asks_money(x, evidence_) != asks_money(y, evidence_))
            return false;
        const ledger::Likeness shared = ledger::likeness(evidence_.terms(), whats_[i], whats_[j]);
        const bool x_owes = owes_answer(x, evidence_), y_owes = owes_answer(y, evidence_);
        if (x_owes != y_owes && one_name(x.actor, y.actor)) return false;
        const bool one_asker = one_name(x.actor, y.actor) || evidence_.one_side(x.actor, y.actor) ||
                               belongs(x.actor, y.actor) || belongs(y.actor, x.actor);
        const bool one_decider = one_name(x.recipient, y.recipient);
        // "A joint commission" of one report may be the named one of another.
        const bool other_decider = named(x.recipient) && named(y.recipient) && !one_decider;
        if (x.act == ActKind::accuse && y.act == ActKind::accuse && one_asker && one_decider) return true;
        if (!other_decider && one_asker && x.status == y.status &&
            evidence_.copied(evidence_.acts()[openings_[i]], evidence_.acts()[openings_[j]]) !=
                ledger::Copied::no &&
            shared.terms > 0)
            return true;
        if (one_decider && shared.containment >= 0.6 && shared.shared >= 2.5) return true;
        if (one_decider && same_sum(x, y, evidence_)) return true;
        if (one_decider && (bare_amount(x, evidence_) || bare_amount(y, evidence_)) && of_one_thing(i, j))
            return true;
        if (one_asker && one_decider && (speaks_of(i, j) || speaks_of(j, i))) return true;
        if (one_decider && shared.containment >= 0.75) return true;
        if (one_asker && (one_decider || alike_deciders(x, y)) && one_road(i, j)) return true;
        // A list of requests drawn up, and requests to be submitted, by one government, both for arms.
        if ((one_asker || heads(x.actor, y.actor) || heads(y.actor, x.actor)) && !other_decider &&
            x.status == ActStatus::announced && y.status == ActStatus::announced && shared.terms > 0)
            return true;
        if (x.actor >= 0 && y.actor >= 0 && !one_asker)
            return shared.containment >= 0.6 && shared.terms >= 2 && !other_decider;
        if (other_decider && shared.containment < 0.75) return false;
        if (one_asker && one_decider && shared.containment >= 0.2) return true;
        // "The application" of who announced one.
        const bool coming_x = x.status == ActStatus::announced, coming_y = y.status == ActStatus::announced;
        if (one_asker && coming_x != coming_y &&
            (only_process(coming_x ? j : i) || hanging_what(coming_x ? j : i)))
            return true;
        if (one_asker && shared.containment >= 0.3 && (shared.shared >= 1.5 || shared.terms >= 2))
            return true;
        return shared.containment >= 0.5 && (shared.terms >= 2 || shared.shared >= 2.5);
    }

    /// "A quarter of the 360 tons the province requested", in a sentence on rice; "rice for 12,000 people".
    [[nodiscard]] bool of_one_thing(std::uint32_t i, std::uint32_t j) const {
        const TermSet &a = evidence_.acts()[openings_[i]].context,
                      &b = evidence_.acts()[openings_[j]].context;
        TermSet parties;
        for (const EntityRef party : {acts_[openings_[i]].recipient, acts_[openings_[j]].recipient,
                                      acts_[openings_[i]].actor, acts_[openings_[j]].actor}) {
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

    /// "A joint commission", "the Joint Water Commission": the last words of the names agree.
    [[nodiscard]] bool alike_deciders(const Act& x, const Act& y) const {
        if (x.recipient < 0 || y.recipient < 0) return false;
        const auto a = evidence_.terms().find(evidence_.name(x.recipient));
        const auto b = evidence_.terms().find(evidence_.name(y.recipient));
        return !a.empty() && !b.empty() && a.back() == b.back();
    }

    /// Two openings of one asker before one decider: both announced or made as an application, or the words
    /// of one stand in the other's sentence.
    [[nodiscard]] bool one_road(std::uint32_t i, std::uint32_t j) const {
        const Act &x = acts_[openings_[i]], &y = acts_[openings_[j]];
        const auto on_the_way = [&](std::uint32_t one, const Act& act) {
            return act.status == ActStatus::announced || hanging_what(one) || only_process(one);
        };
        if (on_the_way(i, x) && on_the_way(j, y)) return true;
        return ledger::likeness(evidence_.terms(), whats_[i], evidence_.acts()[openings_[j]].context)
                       .containment >= 0.3 ||
               ledger::likeness(evidence_.terms(), whats_[j], evidence_.acts()[openings_[i]].context)
                       .containment >= 0.3;
    }

    /// A prime minister and what is called a government, in one situation.
    [[nodiscard]] bool heads(EntityRef person, EntityRef body) const {
        if (person < 0 || body < 0) return false;
        const auto& entities = evidence_.dossier().entities;
        const Entity &one = entities[static_cast<std::size_t>(person)],
                     &other = entities[static_cast<std::size_t>(body)];
        if (one.type != EntityType::person || other.type != EntityType::organisation ||
            text::folded(other.name).find("government") == std::string::npos)
            return false;
        return std::any_of(one.roles.begin(), one.roles.end(), [](const std::string& role) {
            const std::string folded = text::folded(role);
            return folded.find("prime minister") != std::string::npos ||
                   folded.find("premier") != std::string::npos ||
                   folded.find("president") != std::string::npos;
        });
    }

    /// "Sarraj's Government of National Accord": the body that is said to be somebody's.
    [[nodiscard]] bool belongs(EntityRef body, EntityRef person) const {
        if (body < 0 || person < 0) return false;
        const auto type = [&](EntityRef one) {
            return evidence_.dossier().entities[static_cast<std::size_t>(one)].type;
        };
        if (type(person) != EntityType::person || type(body) != EntityType::organisation) return false;
        for (const Mention& mention : evidence_.dossier().entities[static_cast<std::size_t>(body)].mentions) {
            const auto& names = evidence_.named(mention.report);
            const CleanText& text = evidence_.dossier().reports[mention.report].report.text;
            const std::uint32_t begin = text.range(mention.span).begin;
            const bool owned = std::any_of(names.begin(), names.end(), [&](const Evidence::Named& one) {
                if (one.entity != person || one.range.end > begin || begin - one.range.end > kOwnReach)
                    return false;
                const std::string_view between = text.words(TextRange{one.range.end, begin});
                return between.starts_with("'s ") || between.starts_with("’s ") || between == " ";
            });
            if (owned) return true;
        }
        return false;
    }

    /// Names the process: an application, a request to be submitted, consent, a permit.
    [[nodiscard]] bool formal(std::uint32_t i) const {
        const Act& act = acts_[openings_[i]];
        const TermSet& own = evidence_.acts()[openings_[i]].own;
        return act.status == ActStatus::announced || std::any_of(own.begin(), own.end(), [&](Term term) {
                   return evidence_.terms().name(term) == "request-x" ||
                          evidence_.terms().name(term) == "consent";
               });
    }

    /// "His officials filed the application": the one that the situation has.
    void join_bare(ledger::Groups& groups) const {
        std::map<std::uint32_t, std::set<std::uint32_t>> formal_in;  // situation to groups
        const auto bare = [&](std::uint32_t i) { return only_process(i) || hanging_what(i); };
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            if (!bare(i) && formal(i))
                formal_in[evidence_.situation(acts_[openings_[i]].report)].insert(groups.of(i));
        }
        for (std::uint32_t i = 0; i < openings_.size(); ++i) {
            const auto found = formal_in.find(evidence_.situation(acts_[openings_[i]].report));
            if (bare(i) && found != formal_in.end() && found->second.size() == 1 &&
                !of_another(i, *found->second.begin(), groups))
                groups.join(*found->second.begin(), i);
        }
    }

    /// Asked by somebody named who is none of those who ask in the group.
    [[nodiscard]] bool of_another(std::uint32_t i, std::uint32_t group, ledger::Groups& groups) const {
        const EntityRef who = acts_[openings_[i]].actor;
        if (!named(who)) return false;
        bool others = false;
        for (std::uint32_t j = 0; j < openings_.size(); ++j) {
            const EntityRef asker = acts_[openings_[j]].actor;
            if (j == i || groups.of(j) != group || !named(asker)) continue;
            if (evidence_.one_side(who, asker) || belongs(who, asker) || belongs(asker, who)) return false;
            others = true;
        }
        return others;
    }
    [[nodiscard]] bool named(EntityRef entity) const {
        return entity >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(entity)].named;
    }
    [[nodiscard]] bool in_quotation(const Act& act) const {
        const auto& quotes = evidence_.dossier().quotes;
        return std::any_of(quotes.begin(), quotes.end(), [&](const Quotation& quote) {
            return quote.report == act.report && quote.kind != QuotationKind::indirect &&
                   quote.span.overlaps(act.span);
        });
    }
    /// "Asked to let it release water": a deed, not a thing.
    [[nodiscard]] bool says_deed(ReportIndex report, Span span) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        const std::uint32_t at = home.tokens.token_at(home.report.text.range(span).begin);
        if (at >= home.tokens.tokens.size()) return false;
        const auto word = [&](std::uint32_t token) {
            return text::folded(home.report.text.words(home.tokens.tokens[token].range));
        };
        return word(at) == "be" || word(at) == "let" || (at > 0 && word(at - 1) == "to");
    }
    /// "Demanded that the army leave": a clause.
    [[nodiscard]] bool says_clause(ReportIndex report, Span span) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        const std::uint32_t at = home.tokens.token_at(home.report.text.range(span).begin);
        if (at == 0 || at >= home.tokens.tokens.size()) return false;
        const auto is_that = [&](std::uint32_t token) {
            return text::folded(home.report.text.words(home.tokens.tokens[token].range)) == "that";
        };
        return is_that(at) || is_that(at - 1);
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
        const Act& act = acts_[openings_[i]];
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
        if ((act.act != ActKind::request && act.act != ActKind::demand) || act.negated || !act.what ||
            act.actor < 0 || act.recipient < 0 || act.status == ActStatus::contemplated || in_title(act))
            return false;
        return asked_amount(act, evidence_) != nullptr;
    }

    [[nodiscard]] bool in_title(const Act& act) const {
        const Report& report = evidence_.dossier().reports[act.report].report;
        const std::uint32_t at = report.text.range(act.span).begin;
        return std::any_of(report.blocks.begin(), report.blocks.end(), [&](const Block& block) {
            return block.kind == BlockKind::title && block.range.begin <= at && at < block.range.end;
        });
    }

    /// "Asked the government for 90 million euros to survive the winter": the sum, not what it is for.
    [[nodiscard]] std::optional<Span> for_what(const Act& act, Span asked) const {
        if (!says_deed(act.report, asked) || asked.begin <= act.span.begin) return std::nullopt;
        const std::string before = evidence_.words(act.report, {act.span.begin, asked.begin});
        const std::size_t link = before.rfind(" for ");
        if (link == std::string::npos || !before.ends_with(" to ")) return std::nullopt;
        const Span thing{act.span.begin + static_cast<std::uint32_t>(link) + 5, asked.begin - 4};
        const auto figures = figures_in({act.report, thing}, evidence_);
        if (thing.begin >= thing.end || thing.size() > kMostThing || figures.empty()) return std::nullopt;
        return thing;
    }
    /// "Submitted a request to the army for a daily pause", where no more than "a" was taken.
    [[nodiscard]] std::optional<Span> behind_article(const Act& act, Span asked) const {
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, asked));
        if (words.size() != 1 || words.front().size() > 3) return std::nullopt;
        const CleanText& text = evidence_.dossier().reports[act.report].report.text;
        const std::uint32_t begin = text.range(asked).end;
        const std::string_view rest = text.words(TextRange{
            begin, std::min(begin + 2 * kMostThing, static_cast<std::uint32_t>(text.text().size()))});
        const std::size_t link = rest.find(" for ");
        const std::size_t stop = std::min(rest.find_first_of(".,;:()\""), rest.size());
        if (link == std::string_view::npos || link + 5 >= stop) return std::nullopt;
        return text.source(
            {begin + static_cast<std::uint32_t>(link) + 5, begin + static_cast<std::uint32_t>(stop)});
    }
    /// What is asked for; "for the tents that were promised", where only the end of it was taken.
    [[nodiscard]] std::string asked_words(const Act& act, Span asked) const {
        const std::string what = evidence_.words(act.report, asked);
        if (const auto sum = for_what(act, asked)) return evidence_.words(act.report, *sum);
        if (const auto behind = behind_article(act, asked)) return evidence_.words(act.report, *behind);
        constexpr std::array<std::string_view, 10> kVerbs = {"was", "were", "is",   "are",  "has",
                                                             "had", "have", "will", "been", "takes"};
        const std::vector<std::string> list = plain_words(what);
        const bool verb =
            !list.empty() && std::find(kVerbs.begin(), kVerbs.end(), list.front()) != kVerbs.end();
        if (!verb) return what;
        const std::string all = evidence_.words(act.report, act.span);
        const std::size_t link = all.rfind(" for ", all.find(what));
        return link == std::string::npos || hangs(what) ? what : all.substr(link + 5);
    }

    [[nodiscard]] Matter matter(const std::vector<std::uint32_t>& list) const {
        Matter made;
        std::map<EntityRef, int> askers, deciders;
        bool deed_of_asked = false;
        std::vector<TermSet> terms;
        std::vector<ReportIndex> reports;
        bool headline = false, addressed = false, filed = false;
        EntityRef filed_with = kNoEntity;
        for (const std::uint32_t i : list) {
            const Act& act = acts_[openings_[i]];
            made.openings.push_back(openings_[i]);
            if (act.actor >= 0 && !owes_answer(act, evidence_)) ++askers[act.actor];
            if (act.actor >= 0 && owes_answer(act, evidence_)) ++deciders[act.actor];
            if (act.recipient >= 0) ++deciders[act.recipient];
            const std::optional<Told> told = told_to_do(act, evidence_);
            if (told && act.recipient < 0) ++deciders[told->who];
            made.formal = made.formal || formal(i);
            made.applied = made.applied || hands_in(act, evidence_);
            made.asks_money = made.asks_money || asks_money(act, evidence_);
            if (act.act != ActKind::accuse && act.act != ActKind::offer) {
                for (const std::uint32_t f : figures_in({act.report, act.span}, evidence_)) {
                    const Figure& sum = evidence_.dossier().figures[f];
                    if (is_money(sum) && sum.value) made.sums.emplace_back(sum.unit, *sum.value);
                }
            }
            made.only_quoted = made.only_quoted && in_quotation(act);
            terms.push_back(whats_[i]);
            reports.push_back(act.report);
            if (const auto deed = charged_deed(act, evidence_); deed && made.words.empty())
                made.words = evidence_.words(act.report, *deed);
            if (!act.what) continue;
            auto asked = asked_for(evidence_, act);
            if (!asked) continue;
            if (told && told->deed.begin < asked->end) asked = Span{told->deed.begin, asked->end};
            deed_of_asked = told.has_value();
            const std::string what = asked_words(act, *asked);
            const bool files = files_request(act) && !hangs(what) && !only_process(i);
            if (files && !filed) filed_with = act.recipient;
            const bool better = (files && !filed) || (hangs(made.words) && !hangs(what)) ||
                                (headline && !in_title(act)) ||
                                (!addressed && act.recipient >= 0 && !in_title(act));
            if (made.words.empty() || (better && !hangs(what) && (files || !filed))) {
                filed = filed || files;
                made.words = what;
                made.deed = deed_of_asked || (says_deed(act.report, *asked) && !for_what(act, *asked));
                made.clause = !made.deed && says_clause(act.report, *asked);
                addressed = act.recipient >= 0;
                headline = in_title(act);
            }
        }
        const auto most = [](const std::map<EntityRef, int>& votes) {
            const auto best = std::max_element(
                votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
            return best == votes.end() ? kNoEntity : best->first;
        };
        made.charge = acts_[openings_[list.front()]].act == ActKind::accuse;
        made.offered = acts_[openings_[list.front()]].act == ActKind::offer;
        made.demanded = std::all_of(list.begin(), list.end(), [&](std::uint32_t i) {
            return acts_[openings_[i]].act == ActKind::demand;
        });
        made.formal_ask = std::any_of(list.begin(), list.end(),
                                      [&](std::uint32_t i) { return formal_ask(acts_[openings_[i]]); });
        made.asker = most(askers);
        made.decider = most(deciders);
        for (const auto& [decider, votes] : deciders) made.deciders.push_back(decider);
        for (const auto& [asker, votes] : askers) made.askers.push_back(asker);
        // Who is asked by the filing decides, not who a list of wishes is for.
        if (filed) made.decider = filed_with;
        if (made.words.empty())
            made.words =
                evidence_.words(acts_[openings_[list.front()]].report, acts_[openings_[list.front()]].span);
        weigh_core(made, terms, evidence_);
        note_reports(made, reports);
        return made;
    }

    const Evidence& evidence_;
    const std::vector<Act>& acts_;
    std::vector<std::uint32_t> openings_;
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

namespace {

constexpr double kAboutMatter = 0.5;
constexpr std::size_t kNamePrefix = 4;
constexpr double kTellingWeight = 1.5;

/// Are all terms of what the act is about among the matter's own, one of them telling?
bool about_matter(const Matter& matter, const Act& act, const Evidence& evidence) {
    if (!act.what) return false;
    bool telling = false;
    for (const Term term : evidence.terms_of(act.report, *act.what)) {
        if (evidence.terms().kind(term) == ledger::TermKind::number) continue;
        const auto own = std::find_if(matter.core.begin(), matter.core.end(),
                                      [&](const auto& one) { return one.first == term; });
        if (own == matter.core.end() || evidence.terms().name(term) == "request-x") return false;
        telling = telling || static_cast<double>(evidence.terms().weight(term)) >= kTellingWeight;
    }
    return telling;
}

enum class Sums : std::uint8_t { none, own, other };
/// Does the event's sentence name a sum of money, and is it the matter's?
Sums sums_in(const Event& event, const Matter& matter, const Evidence& evidence) {
    Sums found = Sums::none;
    for (const std::uint32_t index : figures_in(sentence_of(event, evidence), evidence)) {
        const Figure& figure = evidence.dossier().figures[index];
        if (!is_money(figure) || !figure.value) continue;
        if (std::find(matter.sums.begin(), matter.sums.end(), std::pair(figure.unit, *figure.value)) !=
            matter.sums.end())
            return Sums::own;
        found = Sums::other;
    }
    return found;
}

/// "Threatened to pull out unless the army leaves the posts", where that was demanded.
bool threatens_over(const Matter& matter, const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::threaten || !act.condition) return false;
    const TermSet terms = evidence.terms_of(act.report, *act.condition);
    const auto held = [&](Term term) { return std::binary_search(terms.begin(), terms.end(), term); };
    const auto shared = std::count_if(matter.core.begin(), matter.core.end(),
                                      [&](const auto& one) { return held(one.first); });
    const std::vector<Term> decider = evidence.terms().find(evidence.name(matter.decider));
    return shared >= 2 || (shared == 1 && std::any_of(decider.begin(), decider.end(), held));
}

/// Does the sentence hold the word for the thing itself: "helicopters" of "three helicopters, based there"?
bool holds_thing(const Matter& matter, const Event& event, const Evidence& evidence) {
    if (matter.deed || matter.clause || matter.charge) return false;
    Term thing = ledger::kNoTerm;
    constexpr std::array<std::string_view, 12> kStops = {"of", "for", "in",   "to",   "from",  "at",
                                                         "on", "by",  "with", "that", "based", "near"};
    for (const std::string& word : plain_words(matter.words)) {
        if (thing != ledger::kNoTerm && std::find(kStops.begin(), kStops.end(), word) != kStops.end()) break;
        const std::vector<Term> found = evidence.terms().find(word);
        if (!found.empty() && evidence.terms().kind(found.front()) != ledger::TermKind::number)
            thing = found.front();
    }
    return thing != ledger::kNoTerm && std::binary_search(event.terms.begin(), event.terms.end(), thing);
}

/// "Indonesian", where Indonesia is the party.
bool named_alike(EntityRef party, const Event& event, const Evidence& evidence) {
    const std::string name = text::folded(evidence.name(party));
    if (name.size() < 4) return false;
    return std::any_of(event.named.begin(), event.named.end(), [&](EntityRef one) {
        const std::string other = text::folded(evidence.name(one));
        if (evidence.dossier().entities[static_cast<std::size_t>(one)].type != EntityType::group)
            return other.size() >= kNamePrefix && (other.starts_with(name) || name.starts_with(other));
        // "Norwegian", "Norway"
        std::size_t shared = 0;
        while (shared < std::min(name.size(), other.size()) && name[shared] == other[shared]) ++shared;
        return shared >= kNamePrefix && shared + 2 >= std::min(name.size(), other.size());
    });
}

}  // namespace

double relevance(const Matter& matter, const Event& event, const Evidence& evidence) {
    double shared = 0.0, total = 0.0;
    std::size_t terms = 0;
    for (const auto& [term, weight] : matter.core) {
        total += weight;
        const std::string& name = evidence.terms().name(term);
        // "A permit" and "agreed" are one concept of the ledger; here they are not.
        if (name == "request-x" || (name == "consent" && !event.process_word)) continue;
        if (!std::binary_search(event.terms.begin(), event.terms.end(), term)) continue;
        shared += weight;
        ++terms;
    }
    if (event.act >= 0 && std::find(matter.openings.begin(), matter.openings.end(),
                                    static_cast<std::uint32_t>(event.act)) != matter.openings.end())
        return 2.0;
    const auto party = [&](EntityRef one) {
        return one >= 0 && std::any_of(event.named.begin(), event.named.end(),
                                       [&](EntityRef other) { return evidence.same_party(one, other); });
    };
    const bool asker = party(matter.asker),
               decider = std::any_of(matter.deciders.begin(), matter.deciders.end(), party);
    if (event.act < 0 && terms < std::min<std::size_t>(2, matter.core.size()) &&
        !holds_thing(matter, event, evidence) && !(event.process_word && (asker || decider)) &&
        !(terms == 1 && shared >= 0.4 * total))
        return 0.0;
    double score = total > 0.0 ? shared / total : 0.0;
    // An appeal for money is spoken of by its sum; a sentence on sums is on no other request.
    const Sums sums = matter.charge ? Sums::none : sums_in(event, matter, evidence);
    if (event.act < 0 && sums == Sums::own) return 1.0;
    if (event.act < 0 && event.process_word && sums == Sums::other && !matter.asks_money) return 0.0;
    // Money given by somebody else to somebody else.
    if (matter.asks_money && sums != Sums::own && !asker && !decider && !event.process_word) return 0.0;
    // "Papua New Guinea's Cabinet will decide whether Indonesian helicopters may cross": the thing itself,
    // beside who offers it or whom it is asked of.
    if (event.act < 0 && terms > 0 && holds_thing(matter, event, evidence) &&
        (asker || decider || named_alike(matter.asker, event, evidence)))
        score = std::max(score, kAboutMatter);
    // "… will vote for a release": what the act is about is the matter, however much else its words say.
    if (event.act >= 0 &&
        about_matter(matter, evidence.dossier().acts[static_cast<std::size_t>(event.act)], evidence))
        score = std::max(score, kAboutMatter);
    if (event.act >= 0 &&
        threatens_over(matter, evidence.dossier().acts[static_cast<std::size_t>(event.act)], evidence))
        score = std::max(score, kAboutMatter);
    if (score > 0.0) score += 0.15 * (asker ? 1 : 0) + 0.2 * (decider ? 1 : 0) + (terms >= 2 ? 0.1 : 0.0);
    if (event.process_word && (asker || decider) && matter.formal)
        score += 0.35 + (asker && decider ? 0.2 : 0.0);
    return score;
}

}  // namespace sitrep::cases
