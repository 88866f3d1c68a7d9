/// @file asked_words.hpp
/// @brief How the words of an opening say what is asked: a thing, a deed, a clause, a sum; and whose body
/// asks.
#pragma once
#include <optional>
#include <string>

#include "ledger/evidence.hpp"

namespace sitrep::cases {

/// Holds a reference: lives no longer than the evidence.
class AskedWords {
  public:
    explicit AskedWords(const ledger::Evidence& evidence) : evidence_(evidence) {}

    /// "Asked the government for 90 million euros to survive the winter": the sum, not what it is for.
    [[nodiscard]] std::optional<Span> for_what(const Act& act, Span asked) const;
    /// "Submitted a request to the army for a daily pause", where no more than "a" was taken.
    [[nodiscard]] std::optional<Span> behind_article(const Act& act, Span asked) const;
    /// What is asked for; "for the tents that were promised", where only the end of it was taken.
    [[nodiscard]] std::string asked_words(const Act& act, Span asked) const;
    /// "Asked the board not to let anyone in": is it asked that something be left undone?
    [[nodiscard]] bool asked_not(const Act& act, Span asked) const;
    /// "Asked to let it release water": a deed, not a thing.
    [[nodiscard]] bool says_deed(ReportIndex report, Span span) const;
    /// "Demanded that the army leave": a clause.
    [[nodiscard]] bool says_clause(ReportIndex report, Span span) const;
    [[nodiscard]] bool in_title(const Act& act) const;
    [[nodiscard]] bool in_quotation(const Act& act) const;
    /// A prime minister and what is called a government, in one situation.
    [[nodiscard]] bool heads(EntityRef person, EntityRef body) const;
    /// "Holm's Government of Renewal": the body that is said to be somebody's.
    [[nodiscard]] bool belongs(EntityRef body, EntityRef person) const;
    /// "The grain board", of the Upper Tarn Grain Board: words without a name that a name ends with.
    [[nodiscard]] bool short_for(EntityRef brief, EntityRef full) const;
    /// "A judge in Lima", "the court": who hears a case, without a name.
    [[nodiscard]] bool some_court(EntityRef who) const;
    /// "It would appeal to the Supreme Court": to whom, not for what.
    [[nodiscard]] bool only_names_body(const Act& act) const;

  private:
    const ledger::Evidence& evidence_;
};

}  // namespace sitrep::cases
