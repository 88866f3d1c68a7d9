#include "cases/fold.hpp"

#include <algorithm>

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kSmall = 4;  // steps

bool tells(const Case& one, const CaseStep& step) {
    return std::any_of(one.steps.begin(), one.steps.end(), [&](const CaseStep& own) {
        return own.place.report == step.place.report && own.place.span.overlaps(step.place.span);
    });
}

/// The longer process that tells at least half of the steps; the number of cases for none.
std::size_t host_of(const std::vector<Template>& templates, const std::vector<Case>& cases,
                    const std::vector<std::size_t>& kind_of, std::size_t c) {
    if (templates[kind_of[c]].opened_by_phrases || cases[c].steps.size() > kSmall) return cases.size();
    std::size_t found = cases.size();
    for (std::size_t other = 0; other < cases.size(); ++other) {
        if (!templates[kind_of[other]].one_matter || cases[other].steps.size() < cases[c].steps.size())
            continue;
        const auto shared = std::count_if(cases[c].steps.begin(), cases[c].steps.end(),
                                          [&](const CaseStep& step) { return tells(cases[other], step); });
        if (2 * static_cast<std::size_t>(shared) < cases[c].steps.size() || shared == 0) continue;
        if (found < cases.size()) return cases.size();
        found = other;
    }
    return found;
}

void put_in(const Evidence& evidence, Case& into, const CaseStep& step) {
    const auto later = [&](const CaseStep& own) {
        return own.place.report == step.place.report ? step.place.span.begin < own.place.span.begin
                                                     : evidence.before(step.place.report, own.place.report);
    };
    into.steps.insert(std::find_if(into.steps.begin(), into.steps.end(), later), step);
}

}  // namespace

void fold_into_longer(const Evidence& evidence, const std::vector<Template>& templates,
                      std::vector<Case>& cases, std::vector<std::size_t>& kind_of) {
    std::vector<bool> folded(cases.size(), false);
    for (std::size_t c = 0; c < cases.size(); ++c) {
        const std::size_t host = host_of(templates, cases, kind_of, c);
        if (host == cases.size()) continue;
        for (const CaseStep& step : cases[c].steps) {
            if (!tells(cases[host], step)) put_in(evidence, cases[host], step);
        }
        folded[c] = true;
    }
    std::vector<Case> kept;
    std::vector<std::size_t> kinds;
    for (std::size_t c = 0; c < cases.size(); ++c) {
        if (folded[c]) continue;
        kept.push_back(std::move(cases[c]));
        kinds.push_back(kind_of[c]);
    }
    cases = std::move(kept);
    kind_of = std::move(kinds);
}

}  // namespace sitrep::cases
