/// @file opening_words.hpp
/// @brief What the words of an act say of the process it may open: whether it opens one at all, who asks, and
/// how much.
#pragma once
#include <optional>

#include "cases/template.hpp"
#include "ledger/evidence.hpp"

namespace sitrep::cases {

/// A court's order asks for nothing; who urges the public to do something waits for no decision.
[[nodiscard]] bool exhorts(const Act& act, const ledger::Evidence& evidence);
/// "The two sides traded accusations": nobody is charged with anything yet.
[[nodiscard]] bool trades(const Act& act, const ledger::Evidence& evidence);
/// "Is charged with theft": a criminal charge, which the law brings and no party.
[[nodiscard]] bool charged_by_law(const Act& act, const ledger::Evidence& evidence);
/// "The ministry will appeal", "would appeal against the ruling": that opens nothing; it goes on.
[[nodiscard]] bool appeals_ruling(const Act& act, const ledger::Evidence& evidence);
/// "Asked not to be named", "asked to stay nameless": that is between a speaker and a reporter.
[[nodiscard]] bool asks_for_no_name(const Act& act, const ledger::Evidence& evidence);
/// "Urged relatives to keep away": advice to whoever hears it, and nobody decides on it.
[[nodiscard]] bool asks_public(const Act& act, const ledger::Evidence& evidence);
/// "I asked the envoy about the deal", "asked whether it would last": a question, and nothing is requested.
[[nodiscard]] bool asks_question(const Act& act, const ledger::Evidence& evidence);
/// "Villagers blame its loggers": its object is who is blamed, and nobody says for what.
[[nodiscard]] bool blames(const Act& act, const ledger::Evidence& evidence);
/// Those words, "its loggers"; nullopt where the act says for what, or blames nobody.
[[nodiscard]] std::optional<Span> blamed_words(const Act& act, const ledger::Evidence& evidence);
/// "Court of | Justice in Lima": what is asked begins inside a name, and is no thing.
[[nodiscard]] bool cuts_name(const Act& act, const ledger::Evidence& evidence);
/// "Has accepted an invitation to talks", "has said yes": nothing is agreed on yet.
[[nodiscard]] bool agrees_to_talk(const Act& act, const ledger::Evidence& evidence);
/// "That it will claim 1.1 million euros": a sum, named as a claim.
[[nodiscard]] bool plans_claim(const Act& act, const ledger::Evidence& evidence);
/// "Demanded 2 million in damages": its sentence tells it as a claim.
[[nodiscard]] bool told_as_claim(const Act& act, const ledger::Evidence& evidence);
/// "Demands that the authority throw out the application": that opens no matter; it speaks of one.
[[nodiscard]] bool opposes(const Template& kind, const Act& act, const ledger::Evidence& evidence);
/// "A court will take up the request": it asks for nothing.
[[nodiscard]] bool handles(const Act& act, const ledger::Evidence& evidence);
/// "Had not answered its request", "has frozen its application": its actor is asked, and did not ask.
[[nodiscard]] bool owes_answer(const Act& act, const ledger::Evidence& evidence);
/// "They want no more than 250 tons a day let out": a limit for what is done; nothing is asked for.
[[nodiscard]] bool sets_limit(const Act& act, const ledger::Evidence& evidence);
/// Any of these: an order, an exchange of charges, a criminal charge, a question, what is done to a request …
[[nodiscard]] bool opens_nothing(const Template& kind, const Act& act, const ledger::Evidence& evidence);

/// "The court agreed on Monday to hand him over, on condition that …": it has agreed.
[[nodiscard]] bool decided_already(const Act& act, const ledger::Evidence& evidence);

/// The figure that what is asked begins with; null for none.
[[nodiscard]] const Figure* asked_amount(const Act& act, const ledger::Evidence& evidence);
/// Is it a sum of money?
[[nodiscard]] bool is_money(const Figure& figure);
/// An appeal for money is another request than one for things or leave.
[[nodiscard]] bool asks_money(const Act& act, const ledger::Evidence& evidence);
/// "$30 million" and "an emergency loan of $30 million".
[[nodiscard]] bool same_sum(const Act& x, const Act& y, const ledger::Evidence& evidence);
/// "Four aircraft", "four planes": as many, of things that the caller has found alike.
[[nodiscard]] bool same_amount(const Act& x, const Act& y, const ledger::Evidence& evidence);
/// "300,000 doses" and "60,000 doses": two amounts of one thing.
[[nodiscard]] bool other_amount(const Act& x, const Act& y, const ledger::Evidence& evidence);
/// Nothing but a number and its measure is asked for: "a quarter of the 360 tons".
[[nodiscard]] bool bare_amount(const Act& act, const ledger::Evidence& evidence);
/// Who is asked where the object begins with the name, and the deed or the thing: "Portugal | to let it tow
/// the ship".
struct Told {
    EntityRef who = kNoEntity;
    Span deed;
    bool thing = false;  ///< "for $1.8 million": no deed
};
[[nodiscard]] std::optional<Told> told_to_do(const Act& act, const ledger::Evidence& evidence);
/// "Would apply for", "has filed": does the act name the process as something handed in?
[[nodiscard]] bool hands_in(const Act& act, const ledger::Evidence& evidence);
/// What a charge without an object is for, behind its act in the sentence: "blame the firm, which digs
/// there, for loosening the slope" gives "loosening the slope"; nullopt for none.
[[nodiscard]] std::optional<Span> charged_deed(const Act& act, const ledger::Evidence& evidence);

}  // namespace sitrep::cases
