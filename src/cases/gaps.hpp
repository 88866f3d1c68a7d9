/// @file gaps.hpp
/// @brief What the reports of a case leave open: conditions nobody says were met, the rest of what was asked
/// for, time limits without a beginning, and what its template asks of a state (`[[gap]]`).
#pragma once
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// Who is who in a case, as its sentences name them.
struct Parties {
    std::string asker;    ///< "who asks" where the words do not say
    std::string decider;  ///< "those who decide" likewise
    std::string matter;
    bool decided_by_somebody = false;  ///< the words name who decides
    bool demanded = false;             ///< what is asked is only demanded
};

/// `{asker}`, `{decider}` and `{matter}` filled in.
[[nodiscard]] std::string filled(std::string words, const Parties& parties);
/// An entity's name as it stands inside a sentence: "a rival government", "Zimbabwe", "the World Bank" where
/// the reports say "the" before it; "" for none.
[[nodiscard]] std::string name_inside(const ledger::Evidence& evidence, EntityRef entity);

/// Which reports hold one of a list's phrases in any of their sentences. Each report is read once for a list,
/// however many cases ask; the lists must stay where they are.
class ReportsHeard {
  public:
    [[nodiscard]] bool hold(ReportIndex report, const std::vector<PhraseRule>& rules,
                            const ledger::Evidence& evidence);

  private:
    std::map<std::pair<const PhraseRule*, ReportIndex>, bool> known_;
};

/// Gaps of a case, each once; `events` are all that speak of it, in time order, `steps` those it is told by.
[[nodiscard]] std::vector<std::string> find_gaps(const Template& kind, const Parties& parties,
                                                 std::span<const Event* const> events,
                                                 std::span<const Event* const> steps,
                                                 const ledger::Evidence& evidence, ReportsHeard& heard);

}  // namespace sitrep::cases
