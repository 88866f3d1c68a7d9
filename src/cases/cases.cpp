#include "cases/cases.hpp"
#include "cases/gaps.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "cases/fold.hpp"
#include "cases/matter.hpp"
#include "cases/opening_words.hpp"
#include "cases/retellings.hpp"
#include "cases/silence.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kOwnSteps = 4;    // that make a process of its own of what another tells in passing
constexpr std::size_t kMostCases = 24;  // of one template in a set: the best told

/// Is what is told of a matter a process? A wish told once is none. `reports`: those that tell of it, in
/// their own words or not.
bool is_process(const Template& kind, const Matter& matter, const std::vector<Linked>& linked,
                const std::set<ReportIndex>& reports, const Evidence& evidence) {
    std::set<std::size_t> states;
    bool formal = matter.formal_ask, answered = false;
    for (const auto& [event, answer] : linked) {
        states.insert(event->state);
        answered = answered || answer;
        const Stage stage = kind.states[event->state].stage;
        const bool named =
            event->process_word ||
            (event->act >= 0 &&
             hands_in(evidence.dossier().acts[static_cast<std::size_t>(event->act)], evidence));
        formal = formal || (!kind.opened_by_phrases && event->act >= 0 && named &&
                            (stage == Stage::announced || stage == Stage::submitted));
    }
    // "The valley wants its rice": a headline plays; it opens nothing that no report tells.
    if (!kind.opened_by_phrases && !linked.empty() &&
        std::all_of(
            linked.begin(), linked.end(),
            [&](const Linked& one) { return one.event->in_title || !kind.states[one.event->state].start; }) &&
        std::any_of(linked.begin(), linked.end(), [](const Linked& one) { return one.event->in_title; }))
        return false;
    const bool hearsay = !kind.opened_by_phrases && matter.only_quoted && matter.deciders.empty() &&
                         reports.size() < 2 && !matter.formal;
    // What somebody offers to nobody told, in one report, waits for no answer.
    const auto heard_of = std::count_if(states.begin(), states.end(),
                                        [&](std::size_t state) { return !kind.states[state].unanswered; });
    if (hearsay ||
        (kind.opens_with(ActKind::offer) && matter.deciders.empty() && reports.size() < 2 && heard_of < 2))
        return false;
    if (formal && !linked.empty()) return true;
    if (kind.once && !linked.empty()) return true;
    // What somebody plans and somebody else asks for is no agreement in the making.
    if (kind.opened_by_phrases && !kind.one_matter &&
        std::none_of(linked.begin(), linked.end(), [&](const Linked& one) {
            return one.event->act < 0 || rank(kind.states[one.event->state].stage) >= rank(Stage::granted);
        }))
        return false;
    // What was signed, and what it still waits for.
    const bool agreed = kind.opened_by_phrases && !kind.one_matter &&
                        (states.size() >= 2 || (linked.size() == 1 && reports.size() >= 2)) &&
                        std::any_of(linked.begin(), linked.end(), [&](const Linked& one) {
                            return kind.states[one.event->state].stage == Stage::granted &&
                                   one.event->act >= 0 && kind.states[one.event->state].start;
                        });
    if (agreed) return true;
    return states.size() >= 2 && (answered || reports.size() >= 2 || states.size() >= 3);
}

Followed follow_template(const Template& kind, const Evidence& evidence, const std::vector<Event>& events,
                         const Retellings& retellings) {
    const std::vector<Matter> matters = find_matters(kind, evidence, events);
    std::vector<std::vector<Linked>> linked = link_events(kind, evidence, matters, events);
    std::vector<Case> cases;
    ReportsHeard heard;
    for (std::size_t m = 0; m < matters.size(); ++m) {
        std::set<ReportIndex> reports;
        for (const Linked& one : linked[m]) reports.insert(one.event->place.report);
        linked[m] = retellings.told_first(linked[m], events);
        if (!is_process(kind, matters[m], linked[m], reports, evidence)) continue;
        std::vector<const Event*> own;
        for (const Linked& one : linked[m]) own.push_back(one.event);
        cases.push_back(write_case(kind, matters[m], std::move(own), evidence, heard));
        const int stage = rank(cases.back().stage);
        if (stage >= 0 && stage < rank(Stage::granted) &&
            perhaps_answered(kind, matters[m], linked[m], events, evidence))
            drop_answers_due(cases.back());
    }
    std::stable_sort(cases.begin(), cases.end(),
                     [](const Case& a, const Case& b) { return a.steps.size() > b.steps.size(); });
    const std::size_t left_out = cases.size() - std::min(cases.size(), kMostCases);
    cases.resize(cases.size() - left_out);
    return {std::move(cases), left_out};
}

/// Arbitrators who decide on a charge that is a process already.
bool told_by_charge(const Evidence& evidence, const std::vector<Case>& cases, std::size_t c,
                    const std::vector<std::size_t>& kind_of, const std::vector<Template>& templates) {
    const Template& own = templates[kind_of[c]];
    // "Sued the owner, demanding six million": the demand is the suit's.
    const auto asks = [&](const CaseStep& step) { return own.starts_with(step.state); };
    if (!own.opened_by_phrases && !own.opens_with(ActKind::accuse)) {
        for (std::size_t other = 0; other < cases.size(); ++other) {
            const Template& kind = templates[kind_of[other]];
            if (kind.between &&
                std::any_of(cases[c].steps.begin(), cases[c].steps.end(), [&](const CaseStep& mine) {
                    return asks(mine) && std::any_of(cases[other].steps.begin(), cases[other].steps.end(),
                                                     [&](const CaseStep& step) {
                                                         return kind.starts_with(step.state) &&
                                                                step.place.report == mine.place.report &&
                                                                step.place.span.overlaps(mine.place.span);
                                                     });
                }))
                return true;
        }
    }
    if (own.name != "dispute_and_arbitration" || !own.one_matter) return false;
    for (std::size_t other = 0; other < cases.size(); ++other) {
        if (!templates[kind_of[other]].opens_with(ActKind::accuse)) continue;
        for (const CaseStep& step : cases[other].steps) {
            // Charges of another situation are of another matter.
            if (std::any_of(cases[c].steps.begin(), cases[c].steps.end(), [&](const CaseStep& mine) {
                    if (step.state == "claim filed")
                        return evidence.same_situation(mine.place.report, step.place.report);
                    return own.starts_with(mine.state) && mine.place.report == step.place.report &&
                           mine.place.span.overlaps(step.place.span);
                }))
                return true;
        }
    }
    return false;
}

/// Their first steps are told of one situation.
bool of_one_situation(const Evidence& evidence, const Case& a, const Case& b) {
    return evidence.same_situation(a.steps.front().place.report, b.steps.front().place.report);
}

/// "Can feed 18,000 people", says who was asked for food for 30,000 people and delivers it: an answer, told
/// there.
bool answers_request(const Evidence& evidence, const std::vector<Case>& cases, std::size_t c,
                     const std::vector<std::size_t>& kind_of, const std::vector<Template>& templates) {
    constexpr std::size_t kShared = 2;  // words of two subjects for one thing
    constexpr std::string_view kBy = "offered by ";
    const std::size_t by = cases[c].subject.find(kBy);
    if (!templates[kind_of[c]].opens_with(ActKind::offer) || by == std::string::npos) return false;
    const auto words = [](const Case& one) {
        std::set<std::string> found;
        for (const std::string& word : plain_words(one.subject.substr(0, one.subject.find(", ")))) {
            if (word.size() > 3) found.insert(ledger::stem(word));
        }
        return found;
    };
    const std::string asked_of = "asked of " + cases[c].subject.substr(by + kBy.size());
    const std::set<std::string> own = words(cases[c]);
    for (std::size_t other = 0; other < cases.size(); ++other) {
        const Template& kind = templates[kind_of[other]];
        if (other == c || kind.opened_by_phrases || !kind.opens_with(ActKind::request)) continue;
        const std::set<std::string> asked = words(cases[other]);
        const auto shared = std::count_if(own.begin(), own.end(),
                                          [&](const std::string& word) { return asked.contains(word); });
        const std::size_t at = cases[other].subject.find(asked_of);
        // "asked of Norway's authority" is not asked of Norway
        const bool whole = at != std::string::npos && (at + asked_of.size() == cases[other].subject.size() ||
                                                       cases[other].subject[at + asked_of.size()] == ',' ||
                                                       cases[other].subject[at + asked_of.size()] == ' ');
        if (static_cast<std::size_t>(shared) >= kShared && whole &&
            of_one_situation(evidence, cases[c], cases[other]))
            return true;
    }
    return false;
}

/// A truce that is told only in the sentences that ask for those who watch it, where that goes on: it is
/// where the longer process begins.
bool begins_other(const std::vector<Case>& cases, std::size_t c, const std::vector<std::size_t>& kind_of,
                  const std::vector<Template>& templates) {
    const Template& own = templates[kind_of[c]];
    if (!own.opened_by_phrases || own.one_matter) return false;
    const auto reports = [](const Case& one) {
        std::set<ReportIndex> found;
        for (const CaseStep& step : one.steps) found.insert(step.place.report);
        return found;
    };
    const std::set<ReportIndex> here = reports(cases[c]);
    for (std::size_t other = 0; other < cases.size(); ++other) {
        if (other == c || kind_of[other] != kind_of[c]) continue;
        const std::set<ReportIndex> there = reports(cases[other]);
        if (there.size() <= 1 || std::includes(here.begin(), here.end(), there.begin(), there.end()))
            continue;
        const CaseStep& first = cases[c].steps.front();
        if (std::any_of(cases[other].steps.begin(), cases[other].steps.end(),
                        [&](const CaseStep& step) {
                            return step.place.report == first.place.report &&
                                   step.place.span.overlaps(first.place.span);
                        }) &&
            cases[c].stage == Stage::granted && there.size() > here.size())
            return true;
    }
    return false;
}

/// A demand or an offer that is a step of a strike, a petition, a request, is no process beside it.
void drop_steps_of_others(const Evidence& evidence, std::vector<Case>& cases,
                          const std::vector<std::size_t>& kind_of, const std::vector<Template>& templates) {
    const auto standing = [&](std::size_t kind) {
        if (templates[kind].opened_by_phrases) return templates[kind].one_matter ? 3 : 2;
        return templates[kind].opens_with(ActKind::offer) ? 0 : 1;
    };
    std::map<Place, int> highest;
    for (std::size_t c = 0; c < cases.size(); ++c) {
        for (const CaseStep& step : cases[c].steps) {
            int& best = highest[step.place];
            best = std::max(best, standing(kind_of[c]));
        }
    }
    std::vector<Case> kept;
    std::vector<bool> drop(cases.size(), false);
    for (std::size_t c = 0; c < cases.size(); ++c) {
        const Template& kind = templates[kind_of[c]];
        // Most of what asks or offers in it stands in the other.
        std::size_t starts = 0, shared = 0, beside = 0;
        for (const CaseStep& step : cases[c].steps) {
            beside += highest[step.place] > standing(kind_of[c]) ? 0 : 1;
            if (kind.opened_by_phrases || !kind.starts_with(step.state)) continue;
            ++starts;
            shared += highest[step.place] > standing(kind_of[c]) ? 1 : 0;
        }
        const bool inside = (shared > 0 && 2 * shared >= starts && beside < kOwnSteps) ||
                            told_by_charge(evidence, cases, c, kind_of, templates) ||
                            answers_request(evidence, cases, c, kind_of, templates) ||
                            begins_other(cases, c, kind_of, templates);
        drop[c] = inside;
    }
    for (std::size_t c = 0; c < cases.size(); ++c) {
        if (!drop[c]) kept.push_back(std::move(cases[c]));
    }
    cases = std::move(kept);
}

}  // namespace

Result<CaseResources> load_resources(const std::filesystem::path& data) {
    auto templates = load_templates(data / "lexicon" / "cases");
    if (!templates) return tl::unexpected(templates.error());
    auto words = ledger::load_resources(data);
    if (!words) return tl::unexpected(words.error());
    auto lists = load_words(data / "lexicon" / "cases" / "words.tsv");
    if (!lists) return tl::unexpected(lists.error());
    return CaseResources{std::make_shared<const std::vector<Template>>(std::move(*templates)),
                         std::move(*words), std::make_shared<const std::vector<WordList>>(std::move(*lists))};
}

Followed follow(const Dossier& dossier, const CaseResources& resources) {
    const ledger::TermTable terms(dossier, resources.words);
    const Evidence evidence(dossier, terms, *resources.lists);
    const Retellings retellings(evidence);
    std::vector<Case> cases;
    std::size_t left_out = 0;
    std::vector<std::size_t> kind_of;
    const std::vector<std::vector<Event>> events = find_events(*resources.templates, evidence);
    for (std::size_t kind = 0; kind < events.size(); ++kind) {
        Followed found = follow_template((*resources.templates)[kind], evidence, events[kind], retellings);
        kind_of.resize(kind_of.size() + found.cases.size(), kind);
        cases.insert(cases.end(), std::make_move_iterator(found.cases.begin()),
                     std::make_move_iterator(found.cases.end()));
        left_out += found.left_out;
    }
    fold_into_agreement(evidence, *resources.templates, cases, kind_of);
    fold_into_longer(evidence, *resources.templates, cases, kind_of);
    drop_steps_of_others(evidence, cases, kind_of, *resources.templates);
    std::stable_sort(cases.begin(), cases.end(),
                     [](const Case& a, const Case& b) { return a.steps.size() > b.steps.size(); });
    return {std::move(cases), left_out};
}

}  // namespace sitrep::cases
