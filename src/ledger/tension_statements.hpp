/// @file tension_statements.hpp
/// @brief Acts and quotations as statements that answer one another, and what one asks of them.
#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ledger/evidence.hpp"
#include "ledger/one_matter.hpp"

namespace sitrep::ledger {

/// An act or a quotation with what all rules ask of it.
struct Said {
    const Item* item = nullptr;
    const Act* act = nullptr;          ///< none for a quotation
    const Quotation* quote = nullptr;  ///< none for an act
    std::string words;                 ///< folded, a blank at either end
};
[[nodiscard]] Said statement(const Evidence& evidence, const Item& item, bool act);

/// All acts and quotations, in the order of the reports and of the text; without refusals to speak, which
/// answer a reporter.
[[nodiscard]] std::vector<Said> statements(const Evidence& evidence);

[[nodiscard]] bool overlap(const Said& a, const Said& b);
/// Sentences from the first to the second; negative if it stands before.
[[nodiscard]] std::int64_t after(const Said& a, const Said& b);
/// Something that is to come: a request, an offer, a plan, a promise.
[[nodiscard]] bool plans(const Act& act);
/// Asks, offers, or ties what it will do to something the other should do: "patients will wait unless …".
[[nodiscard]] bool wants(const Act& act);
/// "She refused", "rejected the claim", "refused to discuss him": what is refused was said before.
[[nodiscard]] bool refers_back(const Evidence& evidence, const Said& refusal);
/// Terms of what a quotation sets apart: "a table, not a recount".
[[nodiscard]] TermSet after_not(const Evidence& evidence, const Said& said);
/// Currencies and numbers of the amounts of money in it.
[[nodiscard]] std::vector<std::pair<std::string, double>> sums_in(const Evidence& evidence, const Said& said);
/// Is a sum of the second in the first one's currency larger than that one's first sum?
[[nodiscard]] bool less_money(const Evidence& evidence, const Said& given, const Said& wanted);
/// Currencies of the amounts of money in it.
[[nodiscard]] std::vector<std::string> money_in(const Evidence& evidence, const Said& said);

/// Whom the words of an item name or describe, in text order.
[[nodiscard]] std::vector<EntityRef> named_in(const Evidence& evidence, const Item& item);
/// How many words both have that are no numbers, not met everywhere, and in no name where `names` are given.
[[nodiscard]] std::size_t topics(const Evidence& evidence, const Said& a, const Said& b,
                                 const std::vector<bool>* names = nullptr);

/// Statements in text order, cut where the next report begins; views into `said`.
[[nodiscard]] std::vector<std::span<const Said>> by_report(const std::vector<Said>& said);

}  // namespace sitrep::ledger
