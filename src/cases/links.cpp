// Which events speak of which process.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "cases/matter.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr double kRelevant = 0.4;
constexpr std::uint32_t kAnswerReach = 3;  // sentences from a charge to what answers it
constexpr std::uint32_t kReplyReach = 2;   // from something asked to what who was asked says
constexpr double kSureOfTitle = 0.7;
constexpr std::uint32_t kCarryReach = 3;  // sentences from words on the matter to "the request"
constexpr double kMentioned = 0.28;       // of a matter's weight, for a sentence to be on it
constexpr std::size_t kMostOfOne = 64;    // matters that one word or party brings up

bool shares_core(const Event& event, const Matter& matter) {
    return std::any_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
    });
}

class Linker {
  public:
    Linker(const Template& kind, const Evidence& evidence, const std::vector<Matter>& matters)
        : kind_(kind), evidence_(evidence), matters_(matters), linked_(matters.size()) {
        for (const Act& act : evidence.dossier().acts) {
            if ((act.act != ActKind::request && act.act != ActKind::demand) || !act.what) continue;
            // "Asked the agency to turn the application down": from whom is asked on.
            const bool same = std::any_of(evidence.dossier().acts.begin(), evidence.dossier().acts.end(),
                                          [&](const Act& other) {
                                              return &other != &act && other.report == act.report &&
                                                     other.span == act.span && other.act == ActKind::refuse;
                                          }) &&
                              asks_by_verb(act);
            wished_.insert({act.report, same ? act.span.begin : act.what->begin, act.what->end});
        }
        for (std::uint32_t m = 0; m < matters.size(); ++m) {
            for (const auto& [term, weight] : matters[m].core) by_term_[term].push_back(m);
            if (matters[m].asker >= 0) by_party_[matters[m].asker].push_back(m);
            for (const EntityRef party : matters[m].deciders) by_party_[party].push_back(m);
            if (kind.one_matter) by_situation_[evidence.situation(matters[m].reports.front())] = m;
            if (kind.opened_by_phrases) continue;
            for (const std::uint32_t act : matters[m].openings) {
                opened_by_[act] = m;
                const ledger::Item& item = evidence.acts()[act];
                const Act& one = act_of(act);
                opened_spans_.insert({one.report, one.span.begin, one.span.end});
                opened_at_.emplace(std::pair(item.report, begin_of(act)), Opening{act, m, item.sentence});
            }
        }
    }

    std::vector<std::vector<Linked>> link(const std::vector<Event>& events) {
        for (const Event& event : events) place(event);
        return std::move(linked_);
    }

  private:
    /// "Asked the agency to turn the application down", not "rejected the firm's application".
    [[nodiscard]] bool asks_by_verb(const Act& act) const {
        constexpr std::array<std::string_view, 9> kAsks = {
            "asked", "asks", "urged", "demands", "demanded", "called", "appealed", "wants", "want"};
        const std::vector<std::string> words =
            plain_words(evidence_.words(act.report, {act.span.begin, act.what->begin}));
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return std::find(kAsks.begin(), kAsks.end(), word) != kAsks.end();
        });
    }
    struct Opening {
        std::uint32_t act = 0, matter = 0, sentence = 0;
    };

    [[nodiscard]] const Act& act_of(std::uint32_t act) const { return evidence_.dossier().acts[act]; }
    [[nodiscard]] std::uint32_t begin_of(std::uint32_t act) const {
        const Act& one = act_of(act);
        return evidence_.dossier().reports[one.report].report.text.range(one.span).begin;
    }

    /// Templates of one matter: by its words, or by pointing back at a step told right before.
    void place_single(const Event& event) {
        const auto found = by_situation_.find(evidence_.situation(event.place.report));
        if (found == by_situation_.end()) return;
        const std::vector<Linked>& own = linked_[found->second];
        const bool goes_on = event.points_back && !own.empty() &&
                             own.back().event->place.report == event.place.report &&
                             own.back().event->sentence + 1 >= event.sentence;
        if (event.on_matter || event.near_matter || goes_on)
            linked_[found->second].push_back({&event, false});
    }

    void place(const Event& event) {
        if (kind_.one_matter) return place_single(event);
        if (event.act >= 0) {
            const auto own = opened_by_.find(static_cast<std::uint32_t>(event.act));
            if (own != opened_by_.end()) return note(own->second, event, false);
        }
        if (const auto answered = answers(event)) return note(*answered, event, true);
        if (const auto charged = only_charge(event)) return note(*charged, event, false);
        double best = kRelevant;
        std::int64_t chosen = -1;
        const std::set<std::uint32_t> brought_up = candidates(event);
        for (const std::uint32_t m : brought_up) {
            const Matter& matter = matters_[m];
            if (!in_situation(matter, event)) continue;
            const double score = relevance(matter, event, evidence_);
            if (score < best || (score == best && chosen >= 0) || !allowed(matter, event, score) ||
                ambiguous(event, matter, brought_up))
                continue;
            best = score;
            chosen = m;
        }
        if (chosen < 0) chosen = carried(event);
        if (chosen < 0) chosen = goes_on_from(event);
        if (chosen >= 0) note(static_cast<std::uint32_t>(chosen), event, false);
    }

    void note(std::uint32_t matter, const Event& event, bool answer) {
        if (asker_accepts(matters_[matter], event) || asker_says(matters_[matter], event) ||
            plan_of_decider(matters_[matter], event) || turns_offer_down(event) ||
            asker_offers(matters_[matter], event))
            return;
        linked_[matter].push_back({&event, answer});
        told_.push_back({&event, matter});
    }

    /// "Mozambique will accept a release once …": what the asker accepts, and on what terms, is another
    /// matter than what it asked for.
    [[nodiscard]] bool asker_accepts(const Matter& matter, const Event& event) const {
        if (kind_.opened_by_phrases || event.act < 0 || kind_.states[event.state].start) return false;
        const Act& act = act_of(static_cast<std::uint32_t>(event.act));
        const bool accepts = act.act == ActKind::agree || act.act == ActKind::consider ||
                             act.act == ActKind::commit || act.act == ActKind::offer ||
                             act.act == ActKind::plan;
        return accepts && act.status == ActStatus::conditional && act.actor >= 0 &&
               of_askers(matter, act.actor);
    }

    /// "If the ministry approves, we could start within days", says who asks: that names no requirement.
    [[nodiscard]] bool asker_says(const Matter& matter, const Event& event) const {
        if (!event.on_condition) return false;
        const auto& quotes = evidence_.dossier().quotes;
        return std::any_of(quotes.begin(), quotes.end(), [&](const Quotation& quote) {
            return quote.report == event.place.report && quote.span.overlaps(event.place.span) &&
                   quote.speaker.entity >= 0 &&
                   std::any_of(matter.askers.begin(), matter.askers.end(), [&](EntityRef asker) {
                       return evidence_.one_side(quote.speaker.entity, asker);
                   });
        });
    }
    /// "The authority will give its verdict before Christmas" announces no request.
    [[nodiscard]] bool plan_of_decider(const Matter& matter, const Event& event) const {
        if (event.act < 0 || kind_.opened_by_phrases || stage(event) != Stage::announced) return false;
        const Act& act = act_of(static_cast<std::uint32_t>(event.act));
        return act.act == ActKind::plan && !opened_by_.contains(static_cast<std::uint32_t>(event.act)) &&
               !(act.actor >= 0 && of_askers(matter, act.actor));
    }
    /// "Has asked for 2,000 sacks and has offered the school": what the asker offers or considers is no
    /// answer.
    [[nodiscard]] bool asker_offers(const Matter& matter, const Event& event) const {
        if (kind_.opened_by_phrases || kind_.opens_with(ActKind::offer) || event.by < 0 ||
            stage(event) != Stage::under_examination)
            return false;
        return of_askers(matter, event.by);
    }
    /// "Offered 2 million, a sum that the families turned down": the offer is refused, not what was asked.
    [[nodiscard]] bool turns_offer_down(const Event& event) const {
        if (kind_.opened_by_phrases || kind_.opens_with(ActKind::offer) || stage(event) != Stage::refused)
            return false;
        const auto& acts = evidence_.dossier().acts;
        return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
            return act.act == ActKind::offer && act.report == event.place.report &&
                   evidence_.acts()[static_cast<std::size_t>(&act - acts.data())].sentence ==
                       event.sentence &&
                   !(event.by >= 0 && act.actor >= 0 && of(event.by, act.actor) && event.act >= 0);
        });
    }

    [[nodiscard]] Stage stage(const Event& event) const { return kind_.states[event.state].stage; }
    [[nodiscard]] bool decides(const Event& event) const {
        return stage(event) == Stage::granted || stage(event) == Stage::refused;
    }

    /// "Zimbabwe seeks consent": who asks in these very words grants nothing by them.
    /// So does "demands that the authority throw out the plan": nobody has thrown it out.
    [[nodiscard]] bool asked_in_span(const Event& event) const {
        if (opened_spans_.contains({event.place.report, event.place.span.begin, event.place.span.end}))
            return true;
        // Of an act its span, of a phrase where it begins.
        const Span told = event.act >= 0 ? event.place.span
                                         : evidence_.dossier().reports[event.place.report].report.text.source(
                                               {event.at, event.at + 1});
        const auto first = wished_.lower_bound({event.place.report, 0, 0});
        for (auto at = first; at != wished_.end() && (*at)[0] == event.place.report; ++at) {
            if ((*at)[1] <= told.begin && told.end <= (*at)[2]) return true;
        }
        return false;
    }

    /// May this event take this matter to its state? Who asks does not grant, examine or refuse.
    [[nodiscard]] bool allowed(const Matter& matter, const Event& event, double score) const {
        if (kind_.opened_by_phrases) return true;
        if (event.act < 0 && rank(stage(event)) >= rank(Stage::granted) && before_all(event, matter))
            return false;
        // A headline's "weighs" or "opens" says too little of what.
        if (event.in_title && event.act >= 0 && score < kSureOfTitle) return false;
        if (event.act < 0 && kind_.opens_with(ActKind::offer) && of_others(matter, event)) return false;
        if (!decides(event)) return true;
        if (asked_in_span(event) || agrees_to_other(matter, event)) return false;
        if (matter.asker < 0) return true;
        if (event.by >= 0 &&
            (evidence_.same_party(event.by, matter.asker) || (event.act >= 0 && of_askers(matter, event.by))))
            return false;
        if (asked(matter, event.by)) return true;
        // A council releases money from its own fund: another body, and nobody of those who asked.
        if (event.by >= 0 && matter.decider >= 0 && !event.process_word && !matter.charge &&
            evidence_.dossier().entities[static_cast<std::size_t>(event.by)].type ==
                EntityType::organisation &&
            std::none_of(event.named.begin(), event.named.end(),
                         [&](EntityRef one) { return one != event.by && of_askers(matter, one); }))
            return false;
        return score >= 0.6;
    }

    /// "Freed the workers two days after signing a truce": what is agreed to is not the offer.
    [[nodiscard]] bool agrees_to_other(const Matter& matter, const Event& event) const {
        if (!kind_.opens_with(ActKind::offer) || event.act < 0) return false;
        const Act& act = act_of(static_cast<std::uint32_t>(event.act));
        if (!act.what || points_at(event)) return false;
        const ledger::TermSet what = evidence_.terms_of(act.report, *act.what);
        return !what.empty() && std::none_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
            return std::binary_search(what.begin(), what.end(), one.first);
        });
    }

    /// "She is due on Saturday", of somebody else's envoy: organizations are named, and none of the offer's.
    [[nodiscard]] bool of_others(const Matter& matter, const Event& event) const {
        bool others = false;
        for (const EntityRef one : event.named) {
            if (of(one, matter.asker) || asked(matter, one)) return false;
            others = others || evidence_.dossier().entities[static_cast<std::size_t>(one)].type ==
                                   EntityType::organisation;
        }
        return others;
    }

    /// Told before the only report that asks comes to ask: no answer to that.
    [[nodiscard]] bool before_all(const Event& event, const Matter& matter) const {
        return std::all_of(matter.openings.begin(), matter.openings.end(), [&](std::uint32_t act) {
            return act_of(act).report == event.place.report &&
                   evidence_.acts()[act].sentence > event.sentence;
        });
    }

    [[nodiscard]] bool asked(const Matter& matter, EntityRef who) const {
        return std::any_of(matter.deciders.begin(), matter.deciders.end(), [&](EntityRef decider) {
            return evidence_.same_party(who, decider) || one_state(who, decider);
        });
    }
    [[nodiscard]] bool of_askers(const Matter& matter, EntityRef who) const {
        const auto& entities = evidence_.dossier().entities;
        return std::any_of(matter.askers.begin(), matter.askers.end(), [&](EntityRef asker) {
            return of(who, asker) ||
                   (who >= 0 && !entities[static_cast<std::size_t>(who)].named &&
                    text::folded(evidence_.name(who)) == text::folded(evidence_.name(asker)));
        });
    }
    /// "The bank", "its board", where a development bank is asked.
    [[nodiscard]] bool called_for_short(const Matter& matter, EntityRef who) const {
        if (who < 0 || evidence_.dossier().entities[static_cast<std::size_t>(who)].named) return false;
        const std::vector<std::string> words = plain_words(evidence_.name(who));
        if (words.size() != 2 || words.front() != "the") return false;
        return std::any_of(matter.deciders.begin(), matter.deciders.end(), [&](EntityRef decider) {
            const std::vector<std::string> name = plain_words(evidence_.name(decider));
            return std::find(name.begin(), name.end(), words.back()) != name.end();
        });
    }
    [[nodiscard]] bool of(EntityRef who, EntityRef party) const {
        return evidence_.one_side(who, party) || one_state(who, party);
    }
    /// The capital that stands for its state.
    [[nodiscard]] bool one_state(EntityRef who, EntityRef party) const {
        if (who < 0 || party < 0) return false;
        const auto& entities = evidence_.dossier().entities;
        const Entity &a = entities[static_cast<std::size_t>(who)],
                     &b = entities[static_cast<std::size_t>(party)];
        return a.place && b.place && !a.place->country.empty() && a.place->country == b.place->country;
    }

    [[nodiscard]] bool in_situation(const Matter& matter, const Event& event) const {
        return std::any_of(matter.reports.begin(), matter.reports.end(), [&](ReportIndex report) {
            return evidence_.same_situation(report, event.place.report);
        });
    }

    /// By what stands before it: "the request", "it did not vote", "Pretoria has yet to reply".
    [[nodiscard]] std::int64_t carried(const Event& event) const {
        if (kind_.opened_by_phrases || stage(event) == Stage::in_force || stage(event) == Stage::completed)
            return -1;
        const bool goes_on = begins_with_pronoun(event.place.report, event.sentence);
        const auto fits = [&](const Matter& matter) {
            if (elsewhere(matter, event)) return false;
            if (decides(event) && (asked_in_span(event) || (event.by >= 0 && of_askers(matter, event.by))))
                return false;
            // "The government has agreed to publish", behind what the bank asks of it: no loan is granted.
            if (decides(event) && event.act >= 0 && !takes_up(event, matter)) return false;
            return (event.process_word && (!decides(event) || event.points_back)) || goes_on ||
                   asked(matter, event.by) || court_takes_up(matter, event) ||
                   called_for_short(matter, event.by) || lets_in(event) || event.on_condition ||
                   (of(event.by, matter.asker) && stage(event) == Stage::submitted);
        };
        for (auto told = told_.rbegin();
             told != told_.rend() && told->first->place.report == event.place.report; ++told) {
            const std::uint32_t back = event.sentence - told->first->sentence;
            const bool near = back <= 1 || event.process_word || asked(matters_[told->second], event.by) ||
                              called_for_short(matters_[told->second], event.by);
            if (told->first->sentence > event.sentence || back > kCarryReach) break;
            if (!near) continue;
            if (fits(matters_[told->second])) return told->second;
        }
        if (event.process_word && (!decides(event) || event.points_back)) {
            if (const std::int64_t before = mentioned_before(event); before >= 0) return before;
        }
        const std::int64_t applied = only_application(event);
        return applied >= 0 ? applied : of_one_asker(event);
    }

    /// "The authority suspended the application": the only thing applied for in the situation.
    [[nodiscard]] std::int64_t only_application(const Event& event) const {
        const std::vector<std::string> words =
            plain_words(evidence_.words(event.place.report, event.place.span));
        if (std::find(words.begin(), words.end(), "application") == words.end()) return -1;
        std::int64_t found = -1;
        for (std::size_t m = 0; m < matters_.size(); ++m) {
            if (!matters_[m].applied || !in_situation(matters_[m], event)) continue;
            if (found >= 0 || (event.by >= 0 && decides(event) && of_askers(matters_[m], event.by)))
                return -1;
            found = static_cast<std::int64_t>(m);
        }
        return found;
    }

    /// "A court in Lima hears him on Tuesday", behind an application.
    [[nodiscard]] bool court_takes_up(const Matter& matter, const Event& event) const {
        if (!matter.formal || event.act >= 0 || stage(event) != Stage::under_examination) return false;
        constexpr std::array<std::string_view, 4> kCourts = {"court", "judge", "judges", "tribunal"};
        const std::vector<std::string> words =
            plain_words(evidence_.words(event.place.report, event.place.span));
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return std::find(kCourts.begin(), kCourts.end(), word) != kCourts.end();
        });
    }
    /// "We could let them in if …", behind what is told of a permit.
    [[nodiscard]] bool lets_in(const Event& event) const {
        return event.act >= 0 && points_at(event) &&
               act_of(static_cast<std::uint32_t>(event.act)).status == ActStatus::conditional;
    }

    /// Somebody who is not asked considers something else: "an indefinite strike".
    [[nodiscard]] bool elsewhere(const Matter& matter, const Event& event) const {
        return event.act >= 0 && act_of(static_cast<std::uint32_t>(event.act)).act == ActKind::consider &&
               event.by >= 0 && !asked(matter, event.by) && !takes_up(event, matter);
    }

    [[nodiscard]] bool begins_with_pronoun(ReportIndex report, std::uint32_t sentence) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        if (sentence >= home.tokens.sentences.size()) return false;
        const std::string words =
            text::folded(home.report.text.words(home.tokens.sentences[sentence].range)).substr(0, 5);
        constexpr std::array<std::string_view, 5> kPronouns = {"it ", "they ", "its ", "she ", "he "};
        return std::any_of(kPronouns.begin(), kPronouns.end(),
                           [&](std::string_view pronoun) { return words.starts_with(pronoun); });
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
                if (!in_situation(matters_[m], event)) continue;
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
        if (stage(event) != Stage::submitted || event.by < 0 || event.terms.size() > 4) return -1;
        std::int64_t chosen = -1;
        for (std::size_t m = 0; m < matters_.size(); ++m) {
            if (matters_[m].asker < 0 || !evidence_.one_side(event.by, matters_[m].asker) ||
                !in_situation(matters_[m], event))
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
            return decides(event) && event.by >= 0 && of_askers(matters_[m], event.by);
        };
        for (auto told = told_.rbegin(); told != told_.rend(); ++told) {
            const Event& last = *told->first;
            if (last.place.report != event.place.report || last.sentence > event.sentence ||
                last.sentence + 1 < event.sentence)
                break;
            if (rank(stage(last)) >= rank(Stage::granted) && !by_asker(told->second)) return told->second;
        }
        return -1;
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
        return !named && std::count_if(others.begin(), others.end(),
                                       [&](std::uint32_t m) { return shares_core(event, matters_[m]); }) > 1;
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

    /// What the accused admits or denies in another report, where only one charge is brought against it.
    [[nodiscard]] std::optional<std::uint32_t> only_charge(const Event& event) const {
        if (kind_.opens_with(ActKind::accuse) && event.act < 0) return blame_decided(event);
        if (!kind_.opens_with(ActKind::accuse) || event.act < 0 || event.by < 0) return std::nullopt;
        const ActKind told = act_of(static_cast<std::uint32_t>(event.act)).act;
        if (told != ActKind::admit && told != ActKind::deny) return std::nullopt;
        std::optional<std::uint32_t> found;
        for (std::uint32_t m = 0; m < matters_.size(); ++m) {
            const Matter& matter = matters_[m];
            if (!in_situation(matter, event) || matter.decider < 0 || !of(event.by, matter.decider) ||
                (!shares_words(matter, event) && !takes_back(event)))
                continue;
            if (found) return std::nullopt;
            found = m;
        }
        return found;
    }

    /// "The owners have agreed to let three arbitrators decide who was to blame": of the only charge that one
    /// of those named brings or denies.
    [[nodiscard]] std::optional<std::uint32_t> blame_decided(const Event& event) const {
        if (stage(event) != Stage::submitted && stage(event) != Stage::under_examination) return std::nullopt;
        const std::vector<std::string> words =
            plain_words(evidence_.words(event.place.report, event.place.span));
        constexpr std::array<std::string_view, 6> kBlame = {"blame",       "blamed", "fault",
                                                            "responsible", "liable", "guilty"};
        if (std::none_of(words.begin(), words.end(), [&](const std::string& word) {
                return std::find(kBlame.begin(), kBlame.end(), word) != kBlame.end();
            }))
            return std::nullopt;
        std::optional<std::uint32_t> found;
        for (std::uint32_t m = 0; m < matters_.size(); ++m) {
            const Matter& matter = matters_[m];
            const bool party = std::any_of(event.named.begin(), event.named.end(),
                                           [&](EntityRef one) {
                                               return evidence_.one_side(one, matter.asker) ||
                                                      evidence_.one_side(one, matter.decider);
                                           }) ||
                               speaks_of(words, matter.asker) || speaks_of(words, matter.decider);
            if (!party || !in_situation(matter, event)) continue;
            if (found) return std::nullopt;
            found = m;
        }
        return found;
    }
    /// Do the words begin a name as this one begins: "Anthemos", of Anthemos Shipping?
    [[nodiscard]] bool speaks_of(const std::vector<std::string>& words, EntityRef party) const {
        if (party < 0 || !evidence_.dossier().entities[static_cast<std::size_t>(party)].named) return false;
        const std::vector<std::string> name = plain_words(evidence_.name(party));
        return !name.empty() && name.front().size() > 4 &&
               std::find(words.begin(), words.end(), name.front()) != words.end();
    }
    [[nodiscard]] bool shares_words(const Matter& matter, const Event& event) const {
        const ledger::TermSet& context = evidence_.acts()[static_cast<std::size_t>(event.act)].context;
        return std::any_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
            return std::binary_search(context.begin(), context.end(), one.first);
        });
    }
    /// "Which had denied it", "which said there had been none": the sentence takes an earlier denial back.
    [[nodiscard]] bool takes_back(const Event& event) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        if (event.sentence >= home.tokens.sentences.size()) return false;
        const std::vector<std::string> words =
            plain_words(home.report.text.words(home.tokens.sentences[event.sentence].range));
        for (std::size_t at = 0; at + 1 < words.size(); ++at) {
            if (words[at] == "denied" || (words[at] == "been" && words[at + 1] == "no")) return true;
        }
        return false;
    }

    /// The matter that was opened right before in the same report and that this event answers.
    [[nodiscard]] std::optional<std::uint32_t> answers(const Event& event) const {
        auto at = opened_at_.lower_bound({event.place.report, event.at});
        while (at != opened_at_.begin()) {
            --at;
            if (at->first.first != event.place.report || at->second.sentence + kAnswerReach < event.sentence)
                return std::nullopt;
            if (answers(event, at->second)) return at->second.matter;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool answers(const Event& event, const Opening& opening) const {
        const ActKind opened = act_of(opening.act).act;
        if (opened == ActKind::accuse) return answers_charge(event, opening);
        const State& state = kind_.states[event.state];
        const std::uint32_t away = event.sentence - opening.sentence;
        if (state.start || state.stage == Stage::submitted || away > kReplyReach) return false;
        const Matter& matter = matters_[opening.matter];
        const EntityRef recipient = act_of(opening.act).recipient;
        const auto is = [&](EntityRef party) { return party >= 0 && event.by >= 0 && of(event.by, party); };
        if (is(act_of(opening.act).actor) || is(matter.asker))
            return state.stage == Stage::withdrawn && away <= 1 && event.points_back;
        if (decides(event) && asked_in_span(event)) return false;
        if (is(recipient) || is(matter.decider)) return takes_up(event, matter) || (away <= 1 && bare(event));
        if (away <= 1 && event.on_condition && shares_core(event, matter)) return true;
        // Somebody else, or nobody named: only right behind, and pointing at it.
        return away <= 1 && !event.in_quote && (points_at(event) || state.unanswered);
    }

    [[nodiscard]] bool answers_charge(const Event& event, const Opening& opening) const {
        if (event.act < 0) return false;
        const ActKind answer = act_of(static_cast<std::uint32_t>(event.act)).act;
        const Matter& matter = matters_[opening.matter];
        if (answer != ActKind::deny && answer != ActKind::admit && answer != ActKind::refuse) return false;
        if (event.by >= 0 && of(event.by, matter.asker)) return false;
        // "He denied that the recorder had been switched off", where lights were charged, of somebody else.
        if (answer == ActKind::deny && matter.decider < 0 && !takes_up(event, matter)) return false;
        // "The patrol had strayed": admits nothing of the shelling that was charged.
        if (answer == ActKind::admit && !takes_up(event, matter)) return false;
        // "We will not do it without leave", says who asks for the leave: that answers nothing.
        return answer != ActKind::refuse || takes_up(event, matter);
    }

    /// An act points at what was told only by what it is about: "refused it", "ruled that out", "agreed to
    /// 300".
    [[nodiscard]] bool points_at(const Event& event) const {
        if (event.act < 0) return event.points_back;
        const Act& act = act_of(static_cast<std::uint32_t>(event.act));
        if (!act.what) return event.points_back;
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, *act.what));
        constexpr std::array<std::string_view, 5> kPointers = {"it", "them", "that", "this", "so"};
        const auto points = [&](const std::string& word) {
            return std::find(kPointers.begin(), kPointers.end(), word) != kPointers.end();
        };
        // "… would let them in"
        return !words.empty() &&
               (points(words.front()) || (words.size() > 1 && words.size() <= 4 && points(words[1])) ||
                (words.size() <= 2 && text::is_digit(static_cast<char32_t>(words.back()[0]))));
    }

    /// Says that something was granted or refused, and nothing of what: "Nigeria has refused".
    [[nodiscard]] bool bare(const Event& event) const {
        if (event.act < 0) {
            const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
            const Sentence& own = home.tokens.sentences[event.sentence];
            return own.last - own.first <= kShortSentence;
        }
        return !act_of(static_cast<std::uint32_t>(event.act)).what.has_value();
    }

    /// Does an answer speak of the matter, or point at it ("refused to discuss them")?
    [[nodiscard]] bool takes_up(const Event& event, const Matter& matter) const {
        if (event.act < 0) return event.points_back || shares_core(event, matter);
        const Act& act = act_of(static_cast<std::uint32_t>(event.act));
        if (!act.what) return true;
        const std::vector<std::string> words = plain_words(evidence_.words(act.report, *act.what));
        if (std::any_of(words.begin(), words.end(), [](const std::string& word) {
                return word == "it" || word == "them" || word == "that" || word == "this";
            }))
            return true;
        return points_at(event) || shares_core(event, matter);
    }

    static constexpr std::uint32_t kShortSentence = 9;  // tokens

    const Template& kind_;
    const Evidence& evidence_;
    const std::vector<Matter>& matters_;
    std::map<ledger::Term, std::vector<std::uint32_t>> by_term_;
    std::map<EntityRef, std::vector<std::uint32_t>> by_party_;
    std::map<std::uint32_t, std::uint32_t> by_situation_;
    std::map<std::uint32_t, std::uint32_t> opened_by_;
    std::set<std::array<std::uint32_t, 3>> opened_spans_;  // report, begin, end
    std::set<std::array<std::uint32_t, 3>> wished_;        // of what is asked or demanded
    std::vector<std::pair<const Event*, std::uint32_t>> told_;
    std::map<std::pair<ReportIndex, std::uint32_t>, Opening> opened_at_;  // by where the act begins
    std::vector<std::vector<Linked>> linked_;
};

}  // namespace

std::vector<std::vector<Linked>> link_events(const Template& kind, const Evidence& evidence,
                                             const std::vector<Matter>& matters,
                                             const std::vector<Event>& events) {
    return Linker(kind, evidence, matters).link(events);
}

}  // namespace sitrep::cases
