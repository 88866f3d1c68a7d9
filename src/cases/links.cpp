// Which events speak of which process.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "cases/answers.hpp"
#include "cases/link_checks.hpp"
#include "cases/matter.hpp"
#include "cases/rests.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr double kRelevant = 0.4;
constexpr double kSureOfTitle = 0.7;
constexpr double kSureOfOther = 0.6;
constexpr double kSureOfAnybody = 0.45;    // where nobody is told to be asked
constexpr std::uint32_t kCarryReach = 3;   // sentences from words on the matter to "the request"
constexpr std::uint32_t kFollowReach = 7;  // sentences from a dispute to a suit that is threatened
constexpr std::uint32_t kRestReach = 4;    // sentences from a grant to what becomes of the rest
constexpr std::uint32_t kTermsReach = 2;   // sentences from an agreement to what it says
constexpr double kMentioned = 0.28;        // of a matter's weight, for a sentence to be on it
constexpr std::size_t kMostOfOne = 64;     // matters that one word or party brings up

class Linker {
  public:
    Linker(const Template& kind, const Evidence& evidence, const std::vector<Matter>& matters)
        : kind_(kind),
          evidence_(evidence),
          checks_(kind, evidence),
          answers_(kind, evidence, checks_, matters),
          matters_(matters),
          linked_(matters.size()) {
        for (std::uint32_t m = 0; m < matters.size(); ++m) {
            for (const auto& [term, weight] : matters[m].core) by_term_[term].push_back(m);
            if (matters[m].asker >= 0) by_party_[matters[m].asker].push_back(m);
            for (const EntityRef party : matters[m].deciders) by_party_[party].push_back(m);
            if (kind.one_matter) by_situation_[evidence.situation(matters[m].reports.front())] = m;
            if (kind.opened_by_phrases) continue;
            for (const std::uint32_t act : matters[m].openings) {
                opened_by_[act] = m;
                asked_in_[checks_.act_of(act).report].emplace_back(checks_.act_of(act).span, m);
            }
        }
    }

    std::vector<std::vector<Linked>> link(const std::vector<Event>& events) {
        for (std::uint32_t m = 0; m < matters_.size(); ++m) {
            for (const std::uint32_t e : matters_[m].openings) {
                if (matters_[m].by_words) member_[&events[e]] = m;
            }
        }
        for (const Event& event : events) place(event);
        if (!kind_.opened_by_phrases && !kind_.opens_with(ActKind::offer)) grant_on_terms(events);
        return std::move(linked_);
    }

  private:
    /// Templates of one matter: by its words, or by pointing back at a step told right before.
    void place_single(const Event& event) {
        const auto found = by_situation_.find(evidence_.situation(event.place.report));
        if (found == by_situation_.end()) return;
        const std::vector<Linked>& own = linked_[found->second];
        const bool goes_on = (event.points_back || event.on_condition) && !own.empty() &&
                             own.back().event->place.report == event.place.report &&
                             own.back().event->sentence + 1 >= event.sentence;
        const std::vector<EntityRef>& places = matters_[found->second].places;
        const bool there = std::any_of(event.named.begin(), event.named.end(), [&](EntityRef one) {
            return std::find(places.begin(), places.end(), one) != places.end();
        });
        const bool behind = kind_.states[event.state].follows && !own.empty() &&
                            own.back().event->place.report == event.place.report &&
                            own.back().event->sentence + 1 >= event.sentence;
        if (event.on_matter || event.near_matter || goes_on || there || behind)
            linked_[found->second].push_back({&event, false});
    }

    void place(const Event& event) {
        if (kind_.one_matter) return place_single(event);
        if (event.act >= 0) {
            const auto own = opened_by_.find(static_cast<std::uint32_t>(event.act));
            if (own != opened_by_.end()) return note(own->second, event, false);
        }
        if (kind_.opened_by_phrases && kind_.states[event.state].follows) {
            if (const std::int64_t before = only_one_before(event); before >= 0)
                note(static_cast<std::uint32_t>(before), event, false);
            return;
        }
        if (event.part > 0.0) {
            if (const auto part = answers_.part_of(event)) note(*part, event, true);
            return;
        }
        if (kind_.states[event.state].of_the_rest) {
            if (const std::int64_t part = granted_before(event); part >= 0)
                note(static_cast<std::uint32_t>(part), event, true);
            return;
        }
        if (const std::int64_t own = opened_around(event); own >= 0)
            return note(static_cast<std::uint32_t>(own), event, false);
        if (const auto answered = answers_.answers(event)) return note(*answered, event, true);
        if (const auto before = answers_.told_before_asking(event)) return note(*before, event, true);
        if (const auto sum = answers_.settles_for(event)) return note(*sum, event, true);
        if (const auto left = answers_.office_left(event)) return note(*left, event, false);
        if (const auto charged = answers_.only_charge(event)) return note(*charged, event, false);
        if (const std::int64_t denied = denied_before(event); denied >= 0)
            return note(static_cast<std::uint32_t>(denied), event, false);
        // Terms told in one sentence by an act and by its words are those of one request.
        if (kind_.states[event.state].conditional && event.act < 0) {
            if (const std::int64_t beside = told_beside(event); beside >= 0)
                return note(static_cast<std::uint32_t>(beside), event, false);
        }
        std::int64_t chosen = most_relevant(event);
        if (kind_.states[event.state].follows && chosen < 0) chosen = only_one_before(event);
        if (chosen < 0) chosen = told_beside(event);
        if (chosen < 0) chosen = carried(event);
        if (chosen < 0) chosen = goes_on_from(event);
        if (chosen < 0) chosen = of_the_only_thing(event);
        if (const auto member = member_.find(&event); chosen < 0 && event.act >= 0 && member != member_.end())
            chosen = member->second;
        if (chosen >= 0) note(static_cast<std::uint32_t>(chosen), event, false);
    }

    /// The matter that the event's words speak of; of two, one whose parties its sentence names: "Brazil
    /// could release 1,500 capsules" is no word of the capsules that somebody asks of Mexico.
    [[nodiscard]] std::int64_t most_relevant(const Event& event) const {
        double best = kRelevant;
        std::int64_t chosen = -1;
        bool chosen_named = false;
        const std::set<std::uint32_t> brought_up = candidates(event);
        const bool asks = kind_.opened_by_phrases || kind_.states[event.state].start;
        for (const std::uint32_t m : brought_up) {
            const Matter& matter = matters_[m];
            if (!checks_.in_situation(matter, event)) continue;
            const double score = relevance(matter, event, evidence_);
            const bool named = !asks && !matter.charge && answers_.names_party(matter, event);
            if (score < kRelevant || (chosen_named && !named) || !allowed(matter, event, score) ||
                ambiguous(event, matter, brought_up))
                continue;
            const bool better = named && !chosen_named && chosen >= 0;
            if (!better && (score < best || (score == best && chosen >= 0))) continue;
            best = score;
            chosen = m;
            chosen_named = named;
        }
        return chosen;
    }

    /// "Which last month denied any stop, acknowledged that …": the only charge that this party is told to
    /// deny.
    [[nodiscard]] std::int64_t denied_before(const Event& event) const {
        if (!kind_.opens_with(ActKind::accuse) || event.act < 0 || event.by < 0 ||
            checks_.act_of(static_cast<std::uint32_t>(event.act)).act != ActKind::admit ||
            !checks_.takes_back(event))
            return -1;
        std::int64_t found = -1;
        for (const auto& [told, matter] : told_) {
            if (told->act < 0 || told->by < 0 || !evidence_.one_side(told->by, event.by) ||
                checks_.act_of(static_cast<std::uint32_t>(told->act)).act != ActKind::deny ||
                found == static_cast<std::int64_t>(matter) || !checks_.in_situation(matters_[matter], event))
                continue;
            if (found >= 0) return -1;
            found = matter;
        }
        return found;
    }

    /// A sentence tells one state of one matter, by an act or by a phrase.
    [[nodiscard]] std::int64_t told_beside(const Event& event) const {
        for (auto told = told_.rbegin();
             told != told_.rend() && told->first->place.report == event.place.report &&
             told->first->sentence == event.sentence;
             ++told) {
            if (told->first->state == event.state) return told->second;
            // "Has raised its appeal to $13 million, of which it has received 41 percent"
            if (matters_[told->second].asks_money && kind_.states[told->first->state].start &&
                checks_.stage(event) == Stage::in_force)
                return told->second;
        }
        return -1;
    }

    /// "Approved a single voyage on condition that the cargo is fumigated": on terms, and granted.
    void grant_on_terms(const std::vector<Event>& events) {
        std::set<const Event*> placed;
        std::map<std::pair<ReportIndex, std::uint32_t>, std::uint32_t> on_terms;
        for (const auto& [told, matter] : told_) {
            placed.insert(told);
            if (kind_.states[told->state].conditional)
                on_terms.emplace(std::pair(told->place.report, told->sentence), matter);
        }
        const auto& acts = evidence_.dossier().acts;
        for (const Event& event : events) {
            if (event.act >= 0 || checks_.stage(event) != Stage::granted || placed.contains(&event)) continue;
            const auto found = on_terms.find({event.place.report, event.sentence});
            if (found == on_terms.end()) continue;
            const std::uint32_t at = evidence_.dossier()
                                         .reports[event.place.report]
                                         .report.text.source({event.at, event.at + 1})
                                         .begin;
            if (std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
                    return act.report == event.place.report && act.act == ActKind::agree && !act.negated &&
                           act.status == ActStatus::conditional && act.span.begin <= at && at < act.span.end;
                }))
                note(found->second, event, true);
        }
    }

    void note(std::uint32_t matter, const Event& event, bool answer) {
        if (checks_.asker_accepts(matters_[matter], event) || checks_.asker_says(matters_[matter], event) ||
            plan_of_decider(matters_[matter], event) || checks_.turns_offer_down(event) ||
            checks_.silence_of_asker(matters_[matter], event) ||
            checks_.asker_offers(matters_[matter], event) ||
            checks_.of_somebody_else(matters_[matter], event) || checks_.threatens(matters_[matter], event) ||
            (event.act >= 0 && checks_.of_strangers(matters_[matter], event)) ||
            checks_.offers_beside(matters_[matter], event) ||
            checks_.delivers_office(matters_[matter], event) || no_decision(matters_[matter], event) ||
            answers_.of_another_request(matters_[matter], event))
            return;
        linked_[matter].push_back({&event, answer});
        told_.push_back({&event, matter});
    }

    [[nodiscard]] bool no_decision(const Matter& matter, const Event& event) const {
        if (kind_.opened_by_phrases) return false;
        if (kind_.states[event.state].reopens && !ended(matter)) return true;
        if (!checks_.decides(event))
            return asks_for_itself(matter, event) || checks_.considers_other(matter, event);
        return checks_.declines_other(matter, event) || checks_.bystander(matter, event);
    }

    /// "Has appealed for rice": an appeal against nothing that was decided.
    [[nodiscard]] bool ended(const Matter& matter) const {
        const std::vector<Linked>& own = linked_[static_cast<std::size_t>(&matter - matters_.data())];
        return std::any_of(own.begin(), own.end(),
                           [&](const Linked& one) { return checks_.decides(*one.event); });
    }

    /// "She will petition the court", behind what the mayor asked for: somebody else asks for something else.
    [[nodiscard]] bool asks_for_itself(const Matter& matter, const Event& event) const {
        if (!kind_.states[event.state].start || matter.charge || event.by < 0 || matter.asker < 0 ||
            opened_by_.contains(static_cast<std::uint32_t>(event.act)))
            return false;
        const auto& entities = evidence_.dossier().entities;
        return entities[static_cast<std::size_t>(event.by)].named &&
               entities[static_cast<std::size_t>(matter.asker)].named &&
               !checks_.of_askers(matter, event.by) && !checks_.asked(matter, event.by) &&
               std::none_of(event.named.begin(), event.named.end(),
                            [&](EntityRef one) { return checks_.of_askers(matter, one); });
    }

    /// "The authority will give its verdict before Christmas" announces no request.
    [[nodiscard]] bool plan_of_decider(const Matter& matter, const Event& event) const {
        if (event.act < 0 || kind_.opened_by_phrases || checks_.stage(event) != Stage::announced)
            return false;
        const Act& act = checks_.act_of(static_cast<std::uint32_t>(event.act));
        return act.act == ActKind::plan && !opened_by_.contains(static_cast<std::uint32_t>(event.act)) &&
               (!(act.actor >= 0 && checks_.of_askers(matter, act.actor)) ||
                checks_.plans_the_thing(matter, event));
    }

    /// May this event take this matter to its state? Who asks does not grant, examine or refuse.
    [[nodiscard]] bool allowed(const Matter& matter, const Event& event, double score) const {
        if (kind_.opened_by_phrases) return true;
        if ((checks_.decides(event) || rank(checks_.stage(event)) >= rank(Stage::granted)) &&
            !matter.charge && checks_.before_all(event, matter))
            return false;
        // A headline's "weighs", "opens" or "holds back" says too little of what.
        if (event.in_title && score < kSureOfTitle &&
            (event.act >= 0 || checks_.stage(event) != Stage::raised))
            return false;
        if (checks_.of_strangers(matter, event) || answers_.of_another_request(matter, event)) return false;
        // Who asked for it in an earlier report asked for something else, unless more than a word says so.
        if (kind_.states[event.state].start && event.act < 0 && score < kSureOfTitle &&
            checks_.before_all(event, matter))
            return false;
        if (event.act < 0 && kind_.opens_with(ActKind::offer) && checks_.of_others(matter, event))
            return false;
        // Who considers something else, or is not asked, examines nothing here.
        if (considers(event) &&
            (checks_.agrees_to_other(matter, event) || (score < kSureOfOther && elsewhere(matter, event))))
            return false;
        if (checks_.weighs_other(matter, event) || told_of_another_body(matter, event)) return false;
        if (checks_.only_word(matter, event)) return false;
        if (!checks_.decides(event)) return true;
        if (answers_.asked_in_span(event) || checks_.agrees_to_other(matter, event)) return false;
        if (matter.asker < 0) return true;
        if (event.by >= 0 && (evidence_.same_party(event.by, matter.asker) ||
                              (event.act >= 0 && checks_.of_askers(matter, event.by))))
            return false;
        if (checks_.asked(matter, event.by) || checks_.called_for_short(matter, event.by)) return true;
        if (checks_.one_word_of_others(matter, event)) return false;
        // A council releases money from its own fund: another body, and nobody of those who asked.
        if (event.by >= 0 && matter.decider >= 0 && !event.process_word && !matter.charge &&
            checks_.another_body(matter, event.by) &&
            std::none_of(event.named.begin(), event.named.end(),
                         [&](EntityRef one) { return one != event.by && checks_.of_askers(matter, one); }) &&
            !checks_.speaks_of(plain_words(evidence_.words(event.place.report, event.place.span)),
                               matter.asker))
            return false;
        return score >= (matter.deciders.empty() ? kSureOfAnybody : kSureOfOther);
    }

    /// "Portugal has put its part on hold", where a prosecutor is asked to seize a boat: one word, and
    /// another body, which neither asks nor is asked.
    [[nodiscard]] bool told_of_another_body(const Matter& matter, const Event& event) const {
        const Stage stage = checks_.stage(event);
        if (event.act >= 0 || event.by < 0 || matter.charge || event.process_word || event.points_back ||
            (stage != Stage::submitted && stage != Stage::under_examination && stage != Stage::suspended))
            return false;
        const Entity& who = evidence_.dossier().entities[static_cast<std::size_t>(event.by)];
        const bool body =
            who.named && (who.type == EntityType::geopolitical || who.type == EntityType::organisation);
        const auto shared = std::count_if(matter.core.begin(), matter.core.end(), [&](const auto& one) {
            return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
        });
        return body && shared < 2 && !matter.deciders.empty() && !checks_.asked(matter, event.by) &&
               !checks_.called_for_short(matter, event.by) && !answers_.names_party(matter, event);
    }

    /// By what stands before it: "the request", "it did not vote", "Pretoria has yet to reply".
    [[nodiscard]] std::int64_t carried(const Event& event) const {
        if (kind_.opened_by_phrases || checks_.stage(event) == Stage::in_force ||
            checks_.stage(event) == Stage::completed)
            return -1;
        const bool goes_on = checks_.begins_with_pronoun(event.place.report, event.sentence);
        const auto fits = [&](const Matter& matter) {
            if (elsewhere(matter, event)) return false;
            if (checks_.decides(event) &&
                (answers_.asked_in_span(event) || (event.by >= 0 && checks_.of_askers(matter, event.by))))
                return false;
            // "The government has agreed to publish", behind what the bank asks of it: no loan is granted.
            if (checks_.decides(event) && event.act >= 0 && !checks_.takes_up(event, matter)) return false;
            // "The agency has raised its appeal to $13 million", behind a vaccination campaign.
            if (checks_.speaks_of_money(event) && !matter.asks_money && matter.sums.empty() &&
                checks_.stage(event) == Stage::raised)
                return false;
            return (event.process_word && (!checks_.decides(event) || event.points_back)) || goes_on ||
                   checks_.asked(matter, event.by) || checks_.court_takes_up(matter, event) ||
                   checks_.called_for_short(matter, event.by) || checks_.lets_in(event) ||
                   event.on_condition || goes_further(matter, event) ||
                   (checks_.of(event.by, matter.asker) && checks_.stage(event) == Stage::submitted) ||
                   // "Ilhanet agreed to it. The traders turned it down": another of those it was put to.
                   (kind_.opens_with(ActKind::offer) && event.act >= 0 && event.points_back &&
                    (checks_.decides(event) ||
                     (kind_.states[event.state].conditional && pronoun_behind(event))));
        };
        const bool goes_on_with_it =
            !kind_.opens_with(ActKind::accuse) && checks_.begins_with_it(event.place.report, event.sentence);
        for (auto told = told_.rbegin();
             told != told_.rend() && told->first->place.report == event.place.report; ++told) {
            const std::uint32_t back = event.sentence - told->first->sentence;
            const bool near = back <= 1 || (back == 2 && goes_on_with_it && one_block(*told->first, event)) ||
                              event.process_word || checks_.asked(matters_[told->second], event.by) ||
                              checks_.called_for_short(matters_[told->second], event.by);
            if (told->first->sentence > event.sentence || back > kCarryReach) break;
            if (!near) continue;
            if (fits(matters_[told->second])) return told->second;
        }
        if (event.process_word && (!checks_.decides(event) || event.points_back)) {
            if (const std::int64_t before = mentioned_before(event); before >= 0) return before;
        }
        const std::int64_t applied = only_application(event);
        return applied >= 0 ? applied : of_one_asker(event);
    }

    /// "Gave it their blessing", not "it would come".
    [[nodiscard]] bool pronoun_behind(const Event& event) const {
        constexpr std::array<std::string_view, 4> kWho = {"it", "they", "he", "she"};
        const std::vector<std::string> words =
            plain_words(evidence_.words(event.place.report, event.place.span));
        return !words.empty() && !text::among(words.front(), kWho);
    }

    /// Does nothing part them: no new paragraph, of which "they" goes on to speak?
    [[nodiscard]] bool one_block(const Event& a, const Event& b) const {
        const auto& sentences = evidence_.dossier().reports[b.place.report].tokens.sentences;
        return a.sentence < sentences.size() && b.sentence < sentences.size() &&
               sentences[a.sentence].block == sentences[b.sentence].block;
    }

    /// "It has also applied for a permit": a step of what these very words ask for.
    [[nodiscard]] std::int64_t opened_around(const Event& event) const {
        if (kind_.opened_by_phrases || event.act >= 0 ||
            (checks_.stage(event) != Stage::submitted && checks_.stage(event) != Stage::announced))
            return -1;
        const CleanText& text = evidence_.dossier().reports[event.place.report].report.text;
        const std::uint32_t at = text.source({event.at, event.at + 1}).begin;
        std::int64_t found = -1;
        const auto here = asked_in_.find(event.place.report);
        if (here == asked_in_.end()) return -1;
        for (const auto& [span, m] : here->second) {
            if (at < span.begin || span.end <= at) continue;
            if (found >= 0 && found != static_cast<std::int64_t>(m)) return -1;
            found = m;
        }
        return found;
    }

    /// "Or they will sue", where the report has told of one such process, not long before.
    [[nodiscard]] std::int64_t only_one_before(const Event& event) const {
        std::int64_t found = -1;
        for (auto told = told_.rbegin();
             told != told_.rend() && told->first->place.report == event.place.report; ++told) {
            if (told->first->sentence > event.sentence ||
                event.sentence - told->first->sentence >
                    (kind_.opens_with(ActKind::accuse) ? kFollowReach : kTermsReach) ||
                (kind_.opened_by_phrases && checks_.stage(*told->first) != Stage::granted &&
                 !back_on_condition(event, *told->first)))
                continue;
            if (found >= 0 && found != static_cast<std::int64_t>(told->second)) return -1;
            found = told->second;
        }
        return found;
    }

    /// "They will be back once the nets are paid for", right behind "have pulled out of the deal".
    [[nodiscard]] bool back_on_condition(const Event& event, const Event& left) const {
        return kind_.states[event.state].conditional && checks_.stage(left) == Stage::suspended &&
               event.sentence == left.sentence + 1 &&
               checks_.begins_with_pronoun(event.place.report, event.sentence);
    }

    /// "She ruled out the other nine": the only thing that the report has granted, not long before.
    [[nodiscard]] std::int64_t granted_before(const Event& event) const {
        std::int64_t found = -1;
        for (auto told = told_.rbegin();
             told != told_.rend() && told->first->place.report == event.place.report; ++told) {
            const Event& last = *told->first;
            if (last.sentence > event.sentence || checks_.stage(last) != Stage::granted) continue;
            if (last.sentence + kRestReach < event.sentence &&
                !rest_of(matters_[told->second], last, event, evidence_))
                continue;
            if (event.by >= 0 && checks_.of_askers(matters_[told->second], event.by)) continue;
            if (found >= 0 && found != static_cast<std::int64_t>(told->second)) return -1;
            found = told->second;
        }
        return found;
    }

    /// "Will go to arbitration", says who asked, behind a refusal.
    [[nodiscard]] bool goes_further(const Matter& matter, const Event& event) const {
        const State& state = kind_.states[event.state];
        const bool on = state.reopens || (state.stage == Stage::raised && !state.start && !state.unanswered &&
                                          !state.conditional);
        return on && ended(matter) &&
               ((event.by >= 0 && checks_.of_askers(matter, event.by)) ||
                checks_.asker_for_short(matter, event));
    }

    /// "The authority suspended the application": the only thing applied for in the situation.
    [[nodiscard]] std::int64_t only_application(const Event& event) const {
        const std::vector<std::string> words =
            plain_words(evidence_.words(event.place.report, event.place.span));
        if (std::find(words.begin(), words.end(), "application") == words.end()) return -1;
        std::int64_t found = -1;
        for (std::size_t m = 0; m < matters_.size(); ++m) {
            if (!matters_[m].applied || !checks_.in_situation(matters_[m], event)) continue;
            if (found >= 0 ||
                (event.by >= 0 && checks_.decides(event) && checks_.of_askers(matters_[m], event.by)))
                return -1;
            found = static_cast<std::int64_t>(m);
        }
        return found;
    }

    [[nodiscard]] bool considers(const Event& event) const {
        return event.act >= 0 &&
               checks_.act_of(static_cast<std::uint32_t>(event.act)).act == ActKind::consider;
    }

    /// Somebody who is not asked considers something else: "an indefinite strike".
    [[nodiscard]] bool elsewhere(const Matter& matter, const Event& event) const {
        return considers(event) && event.by >= 0 && !checks_.asked(matter, event.by) &&
               !checks_.takes_up(event, matter);
    }

    /// The matter that a sentence right before speaks of.
    [[nodiscard]] std::int64_t mentioned_before(const Event& event) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        for (std::uint32_t back = 1; back <= 2 && back <= event.sentence; ++back) {
            const Sentence& one = home.tokens.sentences[event.sentence - back];
            const ledger::TermSet terms =
                ledger::term_set(evidence_.terms().of(event.place.report), one.first, one.last);
            double most = kMentioned;
            std::int64_t chosen = -1;
            for (std::size_t m = 0; m < matters_.size(); ++m) {
                if (!checks_.in_situation(matters_[m], event)) continue;
                double shared = 0.0, total = 0.0;
                std::size_t count = 0;
                for (const auto& [term, weight] : matters_[m].core) {
                    total += weight;
                    if (!std::binary_search(terms.begin(), terms.end(), term)) continue;
                    shared += weight;
                    ++count;
                }
                if (count < 2 || shared < most * total) continue;
                most = shared / total;
                chosen = static_cast<std::int64_t>(m);
            }
            if (chosen >= 0) return chosen;
        }
        return -1;
    }

    /// "MSF had applied on March 6": the only thing that MSF is told to have asked for.
    [[nodiscard]] std::int64_t of_one_asker(const Event& event) const {
        if (checks_.stage(event) != Stage::submitted || event.by < 0 || event.terms.size() > 4) return -1;
        std::int64_t chosen = -1;
        for (std::size_t m = 0; m < matters_.size(); ++m) {
            if (matters_[m].asker < 0 || !evidence_.one_side(event.by, matters_[m].asker) ||
                !checks_.in_situation(matters_[m], event))
                continue;
            if (chosen >= 0) return -1;
            chosen = static_cast<std::int64_t>(m);
        }
        return chosen;
    }

    /// What was sent or done, told in the sentence behind the grant, is what was granted.
    [[nodiscard]] std::int64_t goes_on_from(const Event& event) const {
        if (kind_.opened_by_phrases || event.act >= 0 ||
            rank(kind_.states[event.state].stage) < rank(Stage::granted))
            return -1;
        const auto by_asker = [&](std::uint32_t m) {
            return checks_.decides(event) && event.by >= 0 && checks_.of_askers(matters_[m], event.by);
        };
        for (auto told = told_.rbegin(); told != told_.rend(); ++told) {
            const Event& last = *told->first;
            if (last.place.report != event.place.report || last.sentence > event.sentence ||
                last.sentence + 1 < event.sentence)
                break;
            // "Has received 41 percent" of an appeal, behind the grant of a campaign.
            if (checks_.speaks_of_money(event) && !matters_[told->second].asks_money) continue;
            if (rank(checks_.stage(last)) >= rank(Stage::granted) && !by_asker(told->second))
                return told->second;
        }
        return -1;
    }

    /// "Eighteen trucks have crossed so far", a few sentences behind the grant of the only trucks asked for.
    [[nodiscard]] std::int64_t of_the_only_thing(const Event& event) const {
        if (kind_.opened_by_phrases || event.act >= 0 || checks_.stage(event) != Stage::in_force) return -1;
        std::int64_t found = -1;
        for (std::size_t m = 0; m < matters_.size(); ++m) {
            if (!holds_thing(matters_[m], event, evidence_) || !checks_.in_situation(matters_[m], event))
                continue;
            if (found >= 0) return -1;
            found = static_cast<std::int64_t>(m);
        }
        if (found < 0) return -1;
        const Matter& only = matters_[static_cast<std::size_t>(found)];
        if (event.by >= 0 && !checks_.of_askers(only, event.by) && !checks_.before_all(event, only) &&
            std::any_of(only.deciders.begin(), only.deciders.end(),
                        [&](EntityRef decider) { return checks_.of(event.by, decider); }))
            return found;
        const bool behind = std::any_of(told_.begin(), told_.end(), [&](const auto& told) {
            return static_cast<std::int64_t>(told.second) == found &&
                   told.first->place.report == event.place.report && told.first->sentence < event.sentence &&
                   event.sentence - told.first->sentence <= kFollowReach &&
                   checks_.stage(*told.first) == Stage::granted;
        });
        return behind ? found : -1;
    }

    /// "Doses were given", where two parties asked for doses: whose request was met has to be said.
    [[nodiscard]] bool ambiguous(const Event& event, const Matter& matter,
                                 const std::set<std::uint32_t>& others) const {
        const Stage stage = kind_.states[event.state].stage;
        if (kind_.opened_by_phrases || (stage != Stage::in_force && stage != Stage::completed)) return false;
        if (matter.asker < 0 || matter.decider < 0) return false;
        const bool named = std::any_of(event.named.begin(), event.named.end(), [&](EntityRef one) {
            return evidence_.same_party(one, matter.asker) || evidence_.same_party(one, matter.decider);
        });
        return !named && std::count_if(others.begin(), others.end(), [&](std::uint32_t m) {
                             return checks_.shares_core(event, matters_[m]);
                         }) > 1;
    }

    [[nodiscard]] std::set<std::uint32_t> candidates(const Event& event) const {
        std::set<std::uint32_t> found;
        const auto add = [&](const auto& index, auto key) {
            const auto list = index.find(key);
            if (list != index.end() && list->second.size() <= kMostOfOne)
                found.insert(list->second.begin(), list->second.end());
        };
        for (const ledger::Term term : event.terms) add(by_term_, term);
        if (event.process_word) {
            for (const EntityRef party : event.named) add(by_party_, party);
        }
        return found;
    }

    const Template& kind_;
    const Evidence& evidence_;
    const LinkChecks checks_;
    const AnswerFinder answers_;
    const std::vector<Matter>& matters_;
    std::map<ledger::Term, std::vector<std::uint32_t>> by_term_;
    std::map<EntityRef, std::vector<std::uint32_t>> by_party_;
    std::map<std::uint32_t, std::uint32_t> by_situation_;
    std::map<std::uint32_t, std::uint32_t> opened_by_;
    std::map<ReportIndex, std::vector<std::pair<Span, std::uint32_t>>> asked_in_;  // spans of openings
    std::unordered_map<const Event*, std::uint32_t> member_;  // events whose words opened a matter
    std::vector<std::pair<const Event*, std::uint32_t>> told_;
    std::vector<std::vector<Linked>> linked_;
};

}  // namespace

std::vector<std::vector<Linked>> link_events(const Template& kind, const Evidence& evidence,
                                             const std::vector<Matter>& matters,
                                             const std::vector<Event>& events) {
    return Linker(kind, evidence, matters).link(events);
}

}  // namespace sitrep::cases
