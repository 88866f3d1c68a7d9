#include "cases/cases.hpp"

#include <algorithm>
#include <set>

#include "cases/gaps.hpp"
#include "cases/matter.hpp"
#include "ledger/rooms.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr double kRelevant = 0.4;
constexpr std::uint32_t kAnswerReach = 3;  // sentences from a charge or demand to what answers it
constexpr std::size_t kMostCases = 24;     // of one template in a set: the best told

/// How far a stage is along the road; -1 for those that end it elsewhere.
int rank(Stage stage) {
    switch (stage) {
        case Stage::raised:
            return 0;
        case Stage::announced:
            return 1;
        case Stage::submitted:
            return 2;
        case Stage::under_examination:
            return 3;
        case Stage::granted:
            return 4;
        case Stage::in_force:
            return 5;
        case Stage::completed:
            return 6;
        default:
            return -1;
    }
}

/// One process of a template, from its matter and the events that speak of it.
class CaseWriter {
  public:
    CaseWriter(const Template& kind, const Matter& matter, std::vector<const Event*> events,
               const Evidence& evidence)
        : kind_(kind), matter_(matter), events_(std::move(events)), evidence_(evidence) {
        std::stable_sort(events_.begin(), events_.end(), [&](const Event* a, const Event* b) {
            if (evidence_.before(a->place.report, b->place.report)) return true;
            if (evidence_.before(b->place.report, a->place.report)) return false;
            return a->place < b->place;
        });
    }

    Case write() {
        made_.case_template = kind_.name;
        const std::string asker = name_inside(evidence_, matter_.asker);
        made_.subject = (asker.empty() ? "" : ledger::cut(asker, 8) + ": ") + ledger::cut(matter_.words, 14);
        pick_steps();
        decide_stage();
        say_missing();
        return std::move(made_);
    }

  private:
    /// One step for each state and report, copies of one passage once, later repetitions of a state left out.
    void pick_steps() {
        std::set<std::pair<std::size_t, ReportIndex>> told;
        std::set<std::pair<Place, std::size_t>> places;
        for (const Event* event : events_) {
            if (told.contains({event->state, event->place.report})) continue;
            const bool copied = std::any_of(steps_.begin(), steps_.end(), [&](const Event* earlier) {
                return earlier->state == event->state && earlier->place.report != event->place.report &&
                       (earlier->terms == event->terms ||
                        ledger::likeness(evidence_.terms(), earlier->terms, event->terms).dice >= 0.45);
            });
            if (copied) continue;
            told.emplace(event->state, event->place.report);
            steps_.push_back(event);
        }
        for (const Event* event : steps_)
            made_.steps.push_back({kind_.states[event->state].name, event->place, event->by, event->days});
    }

    void decide_stage() {
        const Event* furthest = nullptr;
        const Event* ended = nullptr;
        for (const Event* event : steps_) {
            const Stage stage = kind_.states[event->state].stage;
            if (rank(stage) < 0) {
                ended = event;
            } else {
                if (furthest == nullptr || rank(stage) >= rank(kind_.states[furthest->state].stage))
                    furthest = event;
                // What happens after an end takes the matter up again.
                if (ended != nullptr && rank(stage) >= 4 &&
                    evidence_.before(ended->place.report, event->place.report))
                    ended = nullptr;
            }
        }
        if (ended != nullptr && furthest != nullptr && rank(kind_.states[furthest->state].stage) >= 4 &&
            !evidence_.before(furthest->place.report, ended->place.report))
            ended = nullptr;
        reached_ = ended != nullptr ? ended : furthest;
        if (reached_ == nullptr) return;
        made_.stage = kind_.states[reached_->state].stage;
        made_.state = kind_.states[reached_->state].name;
        const int now = rank(made_.stage);
        if (now < 0) return;
        for (const State& state : kind_.states) {
            if (rank(state.stage) > now && !state.missing.empty() &&
                state.missing.find('{') == std::string::npos && !told(state)) {
                made_.state += ", not " + std::string(sitrep::name(state.stage));
                return;
            }
        }
    }

    [[nodiscard]] bool told(const State& state) const {
        return std::any_of(steps_.begin(), steps_.end(),
                           [&](const Event* event) { return &kind_.states[event->state] == &state; });
    }

    /// Who decides: who was asked; else who names a condition for it.
    [[nodiscard]] EntityRef decider() const {
        if (matter_.decider >= 0) return matter_.decider;
        for (const Event* event : events_) {
            if (event->act < 0 || event->by < 0) continue;
            const Act& act = evidence_.dossier().acts[static_cast<std::size_t>(event->act)];
            const bool answers = act.act == ActKind::agree || act.act == ActKind::consider;
            if (answers && (act.status == ActStatus::conditional || act.negated) &&
                !evidence_.same_party(act.actor, matter_.asker))
                return act.actor;
        }
        return kNoEntity;
    }

    void say_missing() {
        Parties parties{name_inside(evidence_, matter_.asker), name_inside(evidence_, decider()),
                        ledger::cut(matter_.words, 8), false};
        parties.decided_by_somebody = !parties.decider.empty();
        if (parties.asker.empty()) parties.asker = "whoever asks";
        if (parties.decider.empty()) parties.decider = "whoever decides";
        if (rank(made_.stage) >= 0) say_states(parties);
        for (std::string& gap : find_gaps(kind_, parties, events_, steps_, evidence_))
            made_.missing.push_back(std::move(gap));
        if (rank(made_.stage) >= 0 && !parties.decided_by_somebody && kind_.opening_acts.size() > 1 &&
            !kind_.opened_by_phrases)
            made_.missing.push_back("who is to decide");
    }

    /// States that lie ahead.
    void say_states(const Parties& parties) {
        const int now = rank(made_.stage);
        bool first = true;
        for (const State& state : kind_.states) {
            if (state.missing.empty() || told(state) || rank(state.stage) <= now) continue;
            if (state.stage == Stage::completed && now < rank(Stage::in_force) &&
                state.missing.starts_with("the rest"))
                continue;
            if (first && !state.next.empty()) made_.missing.push_back("next: " + filled(state.next, parties));
            first = false;
            const std::string words = filled(state.missing, parties);
            for (std::size_t at = 0; at < words.size();) {
                const std::size_t end = std::min(words.find("; ", at), words.size());
                made_.missing.push_back(words.substr(at, end - at));
                at = end + 2;
            }
        }
    }

    const Template& kind_;
    const Matter& matter_;
    std::vector<const Event*> events_, steps_;
    const Evidence& evidence_;
    const Event* reached_ = nullptr;
    Case made_;
};

/// May this event take this matter to its state? Who asks does not grant, examine or refuse.
bool allowed(const Template& kind, const Matter& matter, const Event& event, double score,
             const Evidence& evidence) {
    const Stage stage = kind.states[event.state].stage;
    const bool answer = stage == Stage::granted || stage == Stage::refused;
    if (!answer || kind.opened_by_phrases || matter.asker < 0) return true;
    if (event.by >= 0 && evidence.same_party(event.by, matter.asker)) return false;
    const bool decider =
        matter.decider >= 0 && event.by >= 0 && evidence.same_party(event.by, matter.decider);
    return decider || score >= 0.6;
}

/// Does a refusal speak of the matter, or point at it ("refused to discuss them")?
bool takes_up(const Event& event, const Matter& matter, const Evidence& evidence) {
    const Act& act = evidence.dossier().acts[static_cast<std::size_t>(event.act)];
    if (!act.what) return true;
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    if (std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word == "it" || word == "them" || word == "that" || word == "this";
        }))
        return true;
    return std::any_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
    });
}

/// The matter whose opening, right before in the same report, this denial, admission or refusal answers.
std::optional<std::uint32_t> answers(
    const Event& event, const std::map<std::pair<ReportIndex, std::uint32_t>, std::uint32_t>& opened,
    const std::set<std::uint32_t>& demands, const std::vector<Matter>& matters, const Evidence& evidence) {
    if (event.act < 0 || opened.empty()) return std::nullopt;
    const ledger::Item& item = evidence.acts()[static_cast<std::size_t>(event.act)];
    const ActKind kind = evidence.dossier().acts[static_cast<std::size_t>(event.act)].act;
    if (kind != ActKind::deny && kind != ActKind::admit && kind != ActKind::refuse) return std::nullopt;
    // "We will not do it without leave", says who asks for the leave: that answers nothing.
    auto before = opened.lower_bound({item.report, item.first});
    if (before == opened.begin()) return std::nullopt;
    --before;
    const TokenizedText& tokens = evidence.dossier().reports[item.report].tokens;
    if (before->first.first != item.report || before->first.second >= tokens.tokens.size())
        return std::nullopt;
    if (kind == ActKind::refuse &&
        (demands.count(before->second) == 0 || !takes_up(event, matters[before->second], evidence)))
        return std::nullopt;
    const std::uint32_t sentence = tokens.sentence_at(tokens.tokens[before->first.second].range.begin);
    return sentence + kAnswerReach >= item.sentence ? std::optional(before->second) : std::nullopt;
}

std::vector<Case> follow_template(const Template& kind, const Evidence& evidence) {
    const std::vector<Event> events = find_events(kind, evidence);
    const std::vector<Matter> matters = find_matters(kind, evidence, events);
    std::map<ledger::Term, std::vector<std::uint32_t>> by_term;
    std::map<EntityRef, std::vector<std::uint32_t>> by_party;
    std::map<std::uint32_t, std::uint32_t> opened_by;
    for (std::uint32_t m = 0; m < matters.size(); ++m) {
        for (const auto& [term, weight] : matters[m].core) by_term[term].push_back(m);
        for (const EntityRef party : {matters[m].asker, matters[m].decider}) {
            if (party >= 0) by_party[party].push_back(m);
        }
        if (!kind.opened_by_phrases) {
            for (const std::uint32_t act : matters[m].openings) opened_by[act] = m;
        }
    }
    std::map<std::pair<ReportIndex, std::uint32_t>, std::uint32_t>
        opened_at;                    // first token of an opening act
    std::set<std::uint32_t> demands;  // matters that a demand opens
    for (const auto& [act, m] : opened_by) {
        const ActKind opening = evidence.dossier().acts[act].act;
        if (opening == ActKind::demand || opening == ActKind::accuse) demands.insert(m);
    }
    for (const auto& [act, m] : opened_by)
        opened_at.emplace(std::pair(evidence.acts()[act].report, evidence.acts()[act].first), m);
    std::vector<std::vector<const Event*>> of_matter(matters.size());
    for (const Event& event : events) {
        std::set<std::uint32_t> candidates;
        for (const ledger::Term term : event.terms) {
            if (const auto found = by_term.find(term); found != by_term.end() && found->second.size() <= 64)
                candidates.insert(found->second.begin(), found->second.end());
        }
        if (event.process_word) {
            for (const EntityRef party : event.named) {
                if (const auto found = by_party.find(party);
                    found != by_party.end() && found->second.size() <= 64)
                    candidates.insert(found->second.begin(), found->second.end());
            }
        }
        if (const auto found =
                event.act < 0 ? opened_by.end() : opened_by.find(static_cast<std::uint32_t>(event.act));
            found != opened_by.end())
            candidates = {found->second};
        if (const auto answered = answers(event, opened_at, demands, matters, evidence); answered) {
            if (event.by < 0 || !evidence.same_party(event.by, matters[*answered].asker))
                of_matter[*answered].push_back(&event);
            continue;
        }
        double best = kRelevant;
        std::int64_t chosen = -1;
        for (const std::uint32_t m : candidates) {
            if (std::none_of(matters[m].reports.begin(), matters[m].reports.end(), [&](ReportIndex report) {
                    return evidence.same_situation(report, event.place.report);
                }))
                continue;
            const double score = relevance(matters[m], event, evidence);
            if (score < best || (score == best && chosen >= 0) ||
                !allowed(kind, matters[m], event, score, evidence))
                continue;
            best = score;
            chosen = m;
        }
        if (chosen >= 0) of_matter[static_cast<std::size_t>(chosen)].push_back(&event);
    }
    std::vector<Case> cases;
    for (std::size_t m = 0; m < matters.size(); ++m) {
        std::set<std::size_t> states;
        std::set<ReportIndex> reports;
        for (const Event* event : of_matter[m]) {
            states.insert(event->state);
            reports.insert(event->place.report);
        }
        // A wish told once is no process.
        const bool formal = !kind.opened_by_phrases &&
                            std::any_of(of_matter[m].begin(), of_matter[m].end(), [&](const Event* event) {
                                const Stage stage = kind.states[event->state].stage;
                                return event->act >= 0 && event->process_word &&
                                       (stage == Stage::announced || stage == Stage::submitted);
                            });
        if (!formal && (states.size() < 2 || (reports.size() < 2 && states.size() < 3))) continue;
        cases.push_back(CaseWriter(kind, matters[m], of_matter[m], evidence).write());
    }
    std::stable_sort(cases.begin(), cases.end(),
                     [](const Case& a, const Case& b) { return a.steps.size() > b.steps.size(); });
    if (cases.size() > kMostCases) cases.resize(kMostCases);
    return cases;
}

}  // namespace

Result<CaseResources> load_resources(const std::filesystem::path& data) {
    auto templates = load_templates(data / "lexicon" / "cases");
    if (!templates) return tl::unexpected(templates.error());
    auto words = ledger::load_resources(data);
    if (!words) return tl::unexpected(words.error());
    return CaseResources{std::make_shared<const std::vector<Template>>(std::move(*templates)),
                         std::move(*words)};
}

std::vector<Case> follow(const Dossier& dossier, const CaseResources& resources) {
    const ledger::TermTable terms(dossier, resources.words);
    const Evidence evidence(dossier, terms);
    std::vector<Case> cases;
    for (const Template& kind : *resources.templates) {
        std::vector<Case> found = follow_template(kind, evidence);
        cases.insert(cases.end(), std::make_move_iterator(found.begin()),
                     std::make_move_iterator(found.end()));
    }
    std::stable_sort(cases.begin(), cases.end(),
                     [](const Case& a, const Case& b) { return a.steps.size() > b.steps.size(); });
    return cases;
}

}  // namespace sitrep::cases
