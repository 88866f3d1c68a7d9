#include "cases/cases.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cases/gaps.hpp"
#include "cases/matter.hpp"
#include "ledger/rooms.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kMostCases = 24;  // of one template in a set: the best told

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
        made_.subject = title();
        pick_steps();
        decide_stage();
        say_missing();
        return std::move(made_);
    }

  private:
    /// "Four helicopters, asked of South Africa by Mozambique".
    [[nodiscard]] std::string title() const {
        std::string words = (matter_.deed && matter_.words.rfind("to ", 0) != 0 ? "to " : "") +
                            ledger::cut(matter_.words, 12);
        const std::string asker = ledger::cut(name_inside(evidence_, matter_.asker), 8),
                          decider = ledger::cut(name_inside(evidence_, matter_.decider), 8);
        const bool charge = !kind_.opening_acts.empty() && kind_.opening_acts.front().act == ActKind::accuse;
        if (charge) {
            if (!asker.empty()) words += ", charged by " + asker;
            return decider.empty() ? words
                                   : words + (asker.empty() ? ", charged" : "") + " against " + decider;
        }
        if (kind_.opened_by_phrases || (asker.empty() && decider.empty())) return words;
        return words + ", asked" + (decider.empty() ? "" : " of " + decider) +
               (asker.empty() ? "" : " by " + asker);
    }

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
            if (copied || retold(*event)) continue;
            told.emplace(event->state, event->place.report);
            steps_.push_back(event);
        }
        for (const Event* event : steps_)
            made_.steps.push_back({kind_.states[event->state].name, event->place, event->by, event->days});
    }

    /// What opens a matter is told again by every report that follows; the first says it.
    [[nodiscard]] bool retold(const Event& event) const {
        const Stage stage = kind_.states[event.state].stage;
        if (stage != Stage::raised && stage != Stage::announced && stage != Stage::submitted) return false;
        return std::any_of(steps_.begin(), steps_.end(), [&](const Event* earlier) {
            return earlier->state == event.state && earlier->place.report != event.place.report &&
                   (earlier->by < 0 || event.by < 0 || evidence_.one_side(earlier->by, event.by));
        });
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

    [[nodiscard]] bool gives_leave() const {
        constexpr std::array<std::string_view, 10> kLeave = {"permission", "permit",  "leave",     "consent",
                                                             "approval",   "licence", "exemption", "license",
                                                             "go-ahead",   "a"};
        const std::vector<std::string> words = plain_words(matter_.words);
        return words.size() > 1 &&
               std::find(kLeave.begin(), kLeave.end(), words[words[0] == "a" ? 1 : 0]) != kLeave.end();
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
            // Leave is not delivered.
            if (state.missing.starts_with("delivery of") && (matter_.deed || gives_leave())) {
                made_.missing.push_back("what came of it");
                continue;
            }
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

std::vector<Case> follow_template(const Template& kind, const Evidence& evidence) {
    const std::vector<Event> events = find_events(kind, evidence);
    const std::vector<Matter> matters = find_matters(kind, evidence, events);
    const std::vector<std::vector<const Event*>> of_matter = assign_events(kind, matters, events, evidence);
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
        const bool hearsay = !kind.opened_by_phrases && matters[m].only_quoted &&
                             matters[m].deciders.empty() && reports.size() < 2 && !matters[m].formal;
        if (hearsay) continue;
        // A charge against somebody, and what that party says to it.
        const bool charge = !kind.opening_acts.empty() && kind.opening_acts.front().act == ActKind::accuse &&
                            states.size() >= 2 && !matters[m].deciders.empty();
        if (!formal && !charge && (states.size() < 2 || (reports.size() < 2 && states.size() < 3))) continue;
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
