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
    std::uint32_t sentence = 0;  ///< of the act or phrase
    std::uint32_t at = 0;        ///< where it begins in the report's clean text
    bool process_word = false;   ///< names the process itself: "the application"
    bool on_matter = false;      ///< its sentence holds a matter word of the template, in these very letters
    bool near_matter = false;    ///< it holds a word that joins such a process, but opens none
    bool in_title = false;       ///< stands in a headline
    bool in_quote = false;       ///< stands in quotation marks
    bool on_condition = false;   ///< what somebody would do if: "If …, we could …"
    bool points_back = false;    ///< its sentence speaks of "it", "them", "the request": told right before
    double part = 0.0;           ///< a bare number told as given, "found 220"; 0 for none
    std::vector<EntityRef> named;  ///< entities mentioned in its sentence
};

struct Matter {
    std::vector<std::uint32_t> openings;                ///< acts, or events where phrases open it
    std::vector<std::pair<ledger::Term, double>> core;  ///< its telling terms with weights, heaviest first
    EntityRef asker = kNoEntity;
    EntityRef decider = kNoEntity;
    std::string words;        ///< the opening's own words
    bool charge = false;      ///< an accusation opens it
    bool blamed = false;      ///< `words` are who is blamed, not for what
    bool claimed = false;     ///< a sum that somebody means to claim
    bool offered = false;     ///< an offer opens it
    bool demanded = false;    ///< every opening is a demand
    bool formal_ask = false;  ///< somebody named asks somebody named for a stated amount: told once is enough
    std::vector<EntityRef> deciders;  ///< all who are said to be asked
    std::vector<EntityRef> askers;    ///< all who are said to ask
    bool deed = false;                ///< `words` follow "to": "release water"
    bool clause = false;              ///< `words` follow "that": "the army leave the posts"
    bool only_quoted = true;          ///< nobody but a speaker says that it was asked
    bool applied = false;             ///< by an application: "the application" means it
    bool asks_money = false;
    std::vector<std::pair<std::string, double>> sums;  ///< currency and amount asked for
    bool formal = false;                               ///< asked by an application, for a permit, consent …
    bool by_words = false;                             ///< its openings are events that hold its words
    std::vector<EntityRef> places;                     ///< where it began, if its template joins by that
    std::vector<ReportIndex> reports;
};

/// Events of each template, in report and text order; the words are read once for all of them.
[[nodiscard]] std::vector<std::vector<Event>> find_events(const std::vector<Template>& kinds,
                                                          const ledger::Evidence& evidence);
/// Matters that the template's opening acts or phrases open.
[[nodiscard]] std::vector<Matter> find_matters(const Template& kind, const ledger::Evidence& evidence,
                                               const std::vector<Event>& events);
/// Matters that phrases open: matter words that stand together in one sentence belong to one process.
[[nodiscard]] std::vector<Matter> phrase_matters(const Template& kind, const ledger::Evidence& evidence,
                                                 const std::vector<Event>& events);
/// Templates of one matter: what one situation tells with their matter words, once a first state is told.
[[nodiscard]] std::vector<Matter> single_matters(const Template& kind, const ledger::Evidence& evidence,
                                                 const std::vector<Event>& events);
/// Sets the reports of a matter, each once, in order.
void note_reports(Matter& matter, const std::vector<ReportIndex>& reports);
/// Does the sentence hold the word for the thing itself: "helicopters" of "three helicopters, based there"?
[[nodiscard]] bool holds_thing(const Matter& matter, const Event& event, const ledger::Evidence& evidence);
/// "That the minister resign", "step down": nothing is delivered or met by halves.
[[nodiscard]] bool leaves_office(const Matter& matter, const ledger::Evidence& evidence);
/// How surely an event speaks of a matter: 0 not at all, 1 and more surely.
[[nodiscard]] double relevance(const Matter& matter, const Event& event, const ledger::Evidence& evidence);

/// An event of a matter; `answer`: it stands right behind the opening and answers it.
struct Linked {
    const Event* event = nullptr;
    bool answer = false;
};
/// For each matter the events that speak of it. An event speaks of one matter only.
[[nodiscard]] std::vector<std::vector<Linked>> link_events(const Template& kind,
                                                           const ledger::Evidence& evidence,
                                                           const std::vector<Matter>& matters,
                                                           const std::vector<Event>& events);
/// How far a stage is along the road; -1 for those that end it elsewhere.
[[nodiscard]] int rank(Stage stage);
class ReportsHeard;
/// One process of a template, from its matter and the events that speak of it.
[[nodiscard]] Case write_case(const Template& kind, const Matter& matter, std::vector<const Event*> events,
                              const ledger::Evidence& evidence, ReportsHeard& heard);

}  // namespace sitrep::cases
