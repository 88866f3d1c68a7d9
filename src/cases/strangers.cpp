// Who is no party of a matter, and says nothing for it.
#include <algorithm>
#include <array>

#include "cases/link_checks.hpp"
#include "cases/party_words.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {

bool LinkChecks::of_strangers(const Matter& matter, const Event& event) const {
    constexpr double kMostOfIt = 0.75;
    if (kind_.opened_by_phrases || matter.charge || event.by < 0) return false;
    // "Some of them" stands for what the same report has told of.
    if (event.points_back &&
        std::find(matter.reports.begin(), matter.reports.end(), event.place.report) != matter.reports.end())
        return false;
    if (!kind_.states[event.state].conditional && !decides(event)) return false;
    if (of_askers(matter, event.by) || asked(matter, event.by) || called_for_short(matter, event.by))
        return false;
    const TextRange own =
        evidence_.dossier().reports[event.place.report].report.text.range(sentence_of(event, evidence_).span);
    const auto& names = evidence_.named(event.place.report);
    const auto named_here = [&](EntityRef party) {
        return std::any_of(names.begin(), names.end(), [&](const ledger::Evidence::Named& one) {
            return own.begin <= one.range.begin && one.range.end <= own.end &&
                   evidence_.same_party(one.entity, party);
        });
    };
    const auto told = [&](EntityRef party) {
        return named_here(party) || of(event.by, party) || speaks_of_party(event, party, evidence_);
    };
    if (std::any_of(matter.deciders.begin(), matter.deciders.end(), told) ||
        std::any_of(matter.askers.begin(), matter.askers.end(), told))
        return false;
    double shared = 0.0, total = 0.0;
    std::size_t count = 0;
    for (const auto& [term, weight] : matter.core) {
        total += weight;
        if (!std::binary_search(event.terms.begin(), event.terms.end(), term)) continue;
        shared += weight;
        ++count;
    }
    return matter.deciders.empty() ? count < 2 && matter.core.size() > 1 : shared < kMostOfIt * total;
}

bool LinkChecks::threatens(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases || event.act < 0 || !kind_.states[event.state].conditional ||
        asked(matter, event.by))
        return false;
    const Act& act = act_of(static_cast<std::uint32_t>(event.act));
    if (!act.condition) return false;
    const std::vector<std::string> words = plain_words(evidence_.words(act.report, *act.condition));
    return !words.empty() && words.front() == "if" &&
           std::find(words.begin(), words.end(), "not") != words.end();
}

bool LinkChecks::another_body(const Matter& matter, EntityRef who) const {
    const auto& entities = evidence_.dossier().entities;
    const EntityType type = entities[static_cast<std::size_t>(who)].type;
    return type == EntityType::organisation ||
           (type == EntityType::geopolitical &&
            entities[static_cast<std::size_t>(matter.decider)].type == EntityType::geopolitical);
}

bool LinkChecks::silence_of_asker(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases || event.by < 0 || event.act >= 0) return false;
    const State& state = kind_.states[event.state];
    if (state.unanswered && !kind_.opens_with(ActKind::offer))
        return of_askers(matter, event.by) && !asked(matter, event.by);
    return state.stage == Stage::lapsed && !kind_.opens_with(ActKind::offer) &&
           !of_askers(matter, event.by) && !asked(matter, event.by);
}

bool LinkChecks::delivers_office(const Matter& matter, const Event& event) const {
    if (kind_.opened_by_phrases || event.act >= 0) return false;
    const std::string& state = kind_.states[event.state].name;
    const bool office = leaves_office(matter, evidence_);
    if (state == "office left") return !office;
    const bool done = rank(stage(event)) >= rank(Stage::granted) || stage(event) == Stage::suspended;
    return office && done && state != "granted";
}

bool LinkChecks::asker_for_short(const Matter& matter, const Event& event) const {
    const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
    if (event.sentence >= home.tokens.sentences.size()) return false;
    const std::uint32_t begin = home.tokens.sentences[event.sentence].range.begin;
    const std::vector<std::string> words =
        plain_words(home.report.text.words(TextRange{begin, std::max(begin, event.at)}));
    return words.size() >= 2 && words.front() == "the" &&
           std::any_of(matter.askers.begin(), matter.askers.end(), [&](EntityRef asker) {
               const std::vector<std::string> name = plain_words(evidence_.name(asker));
               return !name.empty() && name.back() == words[1];
           });
}

bool LinkChecks::one_word_of_others(const Matter& matter, const Event& event) const {
    if (event.act < 0 || event.by < 0 || matter.decider < 0 || matter.charge || event.process_word ||
        event.points_back)
        return false;
    const auto shared = std::count_if(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
    });
    return shared < 2 && std::none_of(
                             event.named.begin(), event.named.end(),
                             [&](EntityRef one) { return of_askers(matter, one) || asked(matter, one); });
}

bool LinkChecks::plans_the_thing(const Matter& matter, const Event& event) const {
    const bool outright = std::any_of(matter.openings.begin(), matter.openings.end(), [&](std::uint32_t act) {
        return act_of(act).status == ActStatus::done;
    });
    if (!outright || event.act < 0 || event.process_word) return false;
    // "Would present Brazil with a list of what it lacks"
    constexpr std::array<std::string_view, 10> kAsking = {"ask",    "seek",   "request", "appeal", "list",
                                                          "letter", "papers", "present", "hand",   "send"};
    const Act& plan = act_of(static_cast<std::uint32_t>(event.act));
    const std::vector<std::string> words = plain_words(evidence_.words(plan.report, plan.span));
    const WordList& filing_verbs = word_list(evidence_, Words::filing_verbs);
    return std::none_of(words.begin(), words.end(), [&](const std::string& word) {
        return holds(filing_verbs, word) || text::among(word, kAsking);
    });
}

}  // namespace sitrep::cases
