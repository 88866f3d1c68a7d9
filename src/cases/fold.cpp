#include "cases/fold.hpp"

#include <algorithm>
#include <utility>

#include "cases/opening_words.hpp"
#include "cases/remainders.hpp"

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

void leave_folded_out(const std::vector<bool>& folded, std::vector<Case>& cases,
                      std::vector<std::size_t>& kind_of) {
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

bool comes_to_terms(const Template& kind, const State& state) {
    return state.stage == Stage::granted && (!kind.opened_by_phrases || state.start);
}

/// Do both tell by the same words that two came to terms, or that one granted what the other wanted?
bool settle_alike(const Template& kind, const Case& one, const Template& other_kind, const Case& other) {
    const auto settles = [](const Template& own, const CaseStep& step) {
        return std::any_of(own.states.begin(), own.states.end(), [&](const State& state) {
            return state.name == step.state && comes_to_terms(own, state);
        });
    };
    return std::any_of(one.steps.begin(), one.steps.end(), [&](const CaseStep& step) {
        return settles(kind, step) &&
               std::any_of(other.steps.begin(), other.steps.end(), [&](const CaseStep& there) {
                   return settles(other_kind, there) && there.place.report == step.place.report &&
                          there.place.span.overlaps(step.place.span);
               });
    });
}

/// The sentences of those steps that state a sum of money, as currency and amount.
std::vector<std::pair<std::string, double>> sums_of(const CaseStep& step, const Evidence& evidence) {
    const AnnotatedReport& home = evidence.dossier().reports[step.place.report];
    const std::uint32_t at = home.tokens.sentence_at(home.report.text.range(step.place.span).begin);
    std::vector<std::pair<std::string, double>> found;
    if (at >= home.tokens.sentences.size()) return found;
    const Place whole{step.place.report, home.report.text.source(home.tokens.sentences[at].range)};
    for (const std::uint32_t index : figures_in(whole, evidence)) {
        const Figure& figure = evidence.dossier().figures[index];
        if (is_money(figure) && figure.value) found.emplace_back(figure.unit, *figure.value);
    }
    return found;
}

/// "The union has demanded $1.2 million. … The minister and the union agreed that half of the $1.2 million
/// would be paid.": by one party and of one sum.
bool settles_sum(const Template& kind, const Case& agreement, const Template& asking, const Case& asked,
                 const Evidence& evidence) {
    const auto in_state = [](const Template& own, const CaseStep& step, Stage stage) {
        return std::any_of(own.states.begin(), own.states.end(), [&](const State& state) {
            return state.name == step.state && state.start && state.stage == stage;
        });
    };
    for (const CaseStep& deal : agreement.steps) {
        if (deal.by < 0 || !in_state(kind, deal, Stage::granted)) continue;
        const auto sums = sums_of(deal, evidence);
        for (const CaseStep& step : asked.steps) {
            if (!in_state(asking, step, Stage::raised) || step.by < 0 || !evidence.one_side(step.by, deal.by))
                continue;
            for (const auto& sum : sums_of(step, evidence)) {
                if (std::find(sums.begin(), sums.end(), sum) != sums.end()) return true;
            }
        }
    }
    return false;
}

}  // namespace

void fold_into_agreement(const Evidence& evidence, const std::vector<Template>& templates,
                         std::vector<Case>& cases, std::vector<std::size_t>& kind_of) {
    std::vector<bool> folded(cases.size(), false);
    for (std::size_t host = 0; host < cases.size(); ++host) {
        const Template& agreement = templates[kind_of[host]];
        if (!agreement.opened_by_phrases || agreement.one_matter) continue;
        for (std::size_t c = 0; c < cases.size(); ++c) {
            const Template& kind = templates[kind_of[c]];
            if (c == host || folded[c] || kind.opened_by_phrases ||
                (!settle_alike(agreement, cases[host], kind, cases[c]) &&
                 !settles_sum(agreement, cases[host], kind, cases[c], evidence)))
                continue;
            for (const CaseStep& step : cases[c].steps) {
                if (!tells(cases[host], step)) put_in(evidence, cases[host], step);
            }
            for (const std::string& gap : cases[c].missing) {
                if (gap.starts_with("whether ")) cases[host].missing.push_back(gap);
            }
            folded[c] = true;
        }
    }
    leave_folded_out(folded, cases, kind_of);
}

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
    leave_folded_out(folded, cases, kind_of);
}

}  // namespace sitrep::cases
