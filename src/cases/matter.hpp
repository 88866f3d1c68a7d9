/// @file matter.hpp
/// @brief What a process is about, and which acts and sentences speak of it.
#pragma once
#include <map>
#include <vector>

#include "cases/cases.hpp"
#include "ledger/evidence.hpp"

namespace sitrep::cases {

/// An act or a sentence that takes a process to a state.
struct Event {
    std::size_t state = 0;
    Place place;
    std::int32_t act = -1;  ///< index of the act; -1 for a phrase in a sentence
    ledger::TermSet terms;  ///< of the act, or of the sentence
    EntityRef by = kNoEntity;
    DateRange days;
    bool process_word = false;     ///< names the process itself: "the application"
    std::vector<EntityRef> named;  ///< entities mentioned in its sentence
};

struct Matter {
    std::vector<std::uint32_t> openings;                ///< acts, or events where phrases open it
    std::vector<std::pair<ledger::Term, double>> core;  ///< its telling terms with weights, heaviest first
    EntityRef asker = kNoEntity;
    EntityRef decider = kNoEntity;
    std::vector<EntityRef> deciders;  ///< all who are said to be asked
    bool deed = false;                ///< `words` follow "to": "release water"
    bool only_quoted = true;          ///< nobody but a speaker says that it was asked
    bool formal = false;              ///< asked by an application, for a permit, consent …
    std::string words;                ///< the opening's own words
    std::vector<ReportIndex> reports;
};

/// Events of one template, in report and text order.
[[nodiscard]] std::vector<Event> find_events(const Template& kind, const ledger::Evidence& evidence);
/// Matters that the template's opening acts or phrases open.
[[nodiscard]] std::vector<Matter> find_matters(const Template& kind, const ledger::Evidence& evidence,
                                               const std::vector<Event>& events);
/// The events that speak of each matter, in their order; an event speaks of one matter or of none. Beside its
/// own words count those right before it: "MSF had applied. The ministry turned the request down."
[[nodiscard]] std::vector<std::vector<const Event*>> assign_events(const Template& kind,
                                                                   const std::vector<Matter>& matters,
                                                                   const std::vector<Event>& events,
                                                                   const ledger::Evidence& evidence);
/// How surely an event speaks of a matter: 0 not at all, 1 and more surely.
[[nodiscard]] double relevance(const Matter& matter, const Event& event, const ledger::Evidence& evidence);

}  // namespace sitrep::cases
