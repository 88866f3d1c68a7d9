/// @file retellings.hpp
/// @brief Which sentences only retell others of the set: what they say in other words is no step.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// Holds a reference to the evidence: lives no longer.
class Retellings {
  public:
    explicit Retellings(const ledger::Evidence& evidence);

    /// The linked events of one matter, each told by the words that tell it first: one in a sentence made
    /// from another report's is replaced by what that report's own sentence says of the same state, and left
    /// out where it says nothing of it and need not have been written on a later day. `events` are those of
    /// the template, in report and text order.
    [[nodiscard]] std::vector<Linked> told_first(const std::vector<Linked>& linked,
                                                 const std::vector<Event>& events) const;

  private:
    struct Sentence {
        ReportIndex report = 0;
        std::uint32_t index = 0;
    };
    [[nodiscard]] std::optional<Sentence> source_of(const Event& event,
                                                    const std::set<ReportIndex>& reports) const;
    [[nodiscard]] std::optional<Sentence> copied_at(const Event& event) const;
    [[nodiscard]] const Event* told_in(const Sentence& source, const Event& event,
                                       const std::vector<Event>& events) const;

    const ledger::Evidence& evidence_;
    std::map<ReportIndex, std::set<ReportIndex>> sources_;  ///< of each report, those it took words from
    struct Copy {
        Span own;
        Place from;
    };
    std::map<ReportIndex, std::vector<Copy>> copies_;  ///< of each report, in the order of the passages
    std::vector<bool> derived_;                        ///< a quarter of it or more is taken
};

}  // namespace sitrep::cases
