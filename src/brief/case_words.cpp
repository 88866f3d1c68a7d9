// Processes in words: template, parties, stage, what is lacking.
#include <algorithm>

#include "brief/items.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {

std::vector<const CaseStep*> steps_of(const Reader& reader, const Case& one) {
    std::vector<const CaseStep*> steps;
    for (const CaseStep& step : one.steps) {
        if (step.place.report < reader.size() && !step.place.span.empty()) steps.push_back(&step);
    }
    return steps;
}

const CaseStep& reached_by(const Case& one, const std::vector<const CaseStep*>& steps) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if ((*step)->state == one.state || (*step)->state == name(one.stage) ||
            one.state.starts_with((*step)->state + ", not "))
            return **step;
    }
    return *steps.back();
}

std::string_view template_words(std::string_view name) {
    if (name == "request_and_approval") return "request and approval";
    if (name == "negotiated_agreement") return "negotiated agreement";
    if (name == "dispute_and_arbitration") return "dispute and arbitration";
    if (name == "election_and_petition") return "election and petition";
    if (name == "rescue_and_takeover") return "rescue and takeover";
    return name;
}

std::string party_words(std::string_view party) {
    const std::string words = one_line(party);
    const std::string folded = text::folded(words);
    for (const std::string_view bare :
         {"a", "an", "the", "it", "he", "she", "they", "who", "those who decide"}) {
        if (folded == bare) return {};
    }
    return words;
}

std::string case_subject(const Case& one) {
    const std::string subject = one_line(one.subject);
    const std::size_t colon = subject.find(": ");
    if (colon == std::string::npos) return subject;
    const std::string party = party_words(subject.substr(0, colon));
    return party.empty() ? subject.substr(colon + 2) : subject;
}

Lacking lacking(const Case& one) {
    static constexpr std::string_view kNext = "next: ";
    static constexpr std::string_view kDelivery = "delivery of ";
    Lacking lacking;
    for (const std::string& item : one.missing) {
        std::string words = one_line(spaced(item));
        if (words.starts_with(kNext)) {
            words.erase(0, kNext.size());
            lacking.next.push_back(std::move(words));
            continue;
        }
        // What is to be delivered is the subject itself, often a clause.
        if (words.starts_with(kDelivery)) words = "delivery";
        lacking.missing.push_back(std::move(words));
    }
    return lacking;
}

std::string stage_words(const Case& one) {
    const std::string stage = spaced(name(one.stage));
    std::string state = one_line(spaced(one.state));
    if (state.empty()) return stage;
    // Nothing was announced that ought to have been: of the stage as the dossier files it the words say
    // nothing.
    if (one.stage != Stage::announced) {
        if (const std::size_t next = state.find(", not announced"); next != std::string::npos)
            state.resize(next);
    }
    // Ten of the 24 lorries: what is granted is not what was asked for.
    const bool in_part = std::any_of(one.missing.begin(), one.missing.end(), [](const std::string& missing) {
        return missing.starts_with("the other ") || missing.starts_with("the second of ");
    });
    if (in_part && (state == "granted" || state == "delivered")) state += " in part";
    return state;
}

}  // namespace sitrep::brief
