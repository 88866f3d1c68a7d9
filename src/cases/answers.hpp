/// @file answers.hpp
/// @brief Which matter an event answers by where it stands: behind what was asked or charged, or right before
/// "had asked for".
#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "cases/link_checks.hpp"
#include "cases/matter.hpp"

namespace sitrep::cases {

/// Holds references: lives no longer than the template, the evidence, the checks and the matters.
class AnswerFinder {
  public:
    AnswerFinder(const Template& kind, const ledger::Evidence& evidence, const LinkChecks& checks,
                 const std::vector<Matter>& matters);

    /// The matter that was opened right before in the same report and that this event answers.
    [[nodiscard]] std::optional<std::uint32_t> answers(const Event& event) const;
    /// "The fund approved 1.2 million on Monday. Its agencies had applied for 1.8 million": the grant comes
    /// first.
    [[nodiscard]] std::optional<std::uint32_t> told_before_asking(const Event& event) const;
    /// What the accused admits or denies in another report, where only one charge is brought against it.
    [[nodiscard]] std::optional<std::uint32_t> only_charge(const Event& event) const;
    /// "The minister resigned on Friday", where he was asked to: the only such demand made of somebody the
    /// sentence names.
    [[nodiscard]] std::optional<std::uint32_t> office_left(const Event& event) const;
    /// "Zimbabwe seeks consent": who asks in these very words grants nothing by them. So does "demands that
    /// the authority throw out the plan": nobody has thrown it out.
    [[nodiscard]] bool asked_in_span(const Event& event) const;
    /// "The fund will send 60 of the 90 tents that Norway asked for" answers Norway, and not Iceland, which
    /// asked the same fund for tents: the sentence names the other asker, or its report tells only of the
    /// other request.
    [[nodiscard]] bool of_another_request(const Matter& matter, const Event& event) const;
    /// "The education office found 220", right behind a request for 600: a bare number that is less.
    [[nodiscard]] std::optional<std::uint32_t> part_of(const Event& event) const;
    /// "Families accepted 4,000 lempiras", who had demanded 6,000: the only sum of that currency that they
    /// are told to ask for.
    [[nodiscard]] std::optional<std::uint32_t> settles_for(const Event& event) const;
    /// Does the event's sentence name who asks or who is asked?
    [[nodiscard]] bool names_party(const Matter& matter, const Event& event) const;

  private:
    struct Opening {
        std::uint32_t act = 0, matter = 0, sentence = 0;
    };
    /// Who is named in the sentence of an event.
    [[nodiscard]] std::vector<EntityRef> named_beside(const Event& event) const;
    [[nodiscard]] bool nothing_else(const Matter& matter, const Matter& other, const Event& event) const;
    [[nodiscard]] bool one_decider(const Matter& matter, const Matter& other, const Event& event) const;
    [[nodiscard]] bool asks_by_verb(const Act& act) const;
    [[nodiscard]] std::optional<std::uint32_t> blame_decided(const Event& event) const;
    [[nodiscard]] bool answers(const Event& event, const Opening& opening) const;
    [[nodiscard]] bool answers_charge(const Event& event, const Opening& opening) const;

    const Template& kind_;
    const ledger::Evidence& evidence_;
    const LinkChecks& checks_;
    const std::vector<Matter>& matters_;
    std::map<ReportIndex, std::vector<std::uint32_t>> asked_in_;  // matters that a report opens
    std::map<EntityRef, std::vector<std::uint32_t>> by_asker_;
    std::map<std::array<std::uint32_t, 3>, EntityRef> opened_spans_;      // report, begin, end: who asks
    std::set<std::array<std::uint32_t, 3>> wished_;                       // of what is asked or demanded
    std::map<std::pair<ReportIndex, std::uint32_t>, Opening> opened_at_;  // by where the act begins
};

}  // namespace sitrep::cases
