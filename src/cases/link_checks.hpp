/// @file link_checks.hpp
/// @brief What tells whether an event can belong to a matter: who stands on which side, and what its words
/// rule out.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cases/asked_words.hpp"
#include "cases/matter.hpp"

namespace sitrep::cases {

/// Holds references: lives no longer than the template and the evidence.
class LinkChecks {
  public:
    LinkChecks(const Template& kind, const ledger::Evidence& evidence)
        : kind_(kind), evidence_(evidence), words_(evidence) {}

    /// Does its sentence name a sum of money?
    [[nodiscard]] bool speaks_of_money(const Event& event) const;
    /// Does the event hold a telling word of the matter?
    [[nodiscard]] bool shares_core(const Event& event, const Matter& matter) const;
    [[nodiscard]] const Act& act_of(std::uint32_t act) const;
    [[nodiscard]] Stage stage(const Event& event) const;
    [[nodiscard]] bool decides(const Event& event) const;
    /// "Mozambique will accept a release once …": what the asker accepts, and on what terms, is another
    /// matter than what it asked for.
    [[nodiscard]] bool asker_accepts(const Matter& matter, const Event& event) const;
    /// "A separate appeal to Turkey has gone unanswered", a firm that offers two planes, where the Union was
    /// asked: who was asked neither owes this answer nor makes this offer.
    [[nodiscard]] bool of_somebody_else(const Matter& matter, const Event& event) const;
    /// "The Indian embassy", where India is asked.
    [[nodiscard]] bool embassy_of_asked(const Matter& matter, EntityRef who) const;
    /// "If the ministry approves, we could start within days", says who asks: that names no requirement.
    [[nodiscard]] bool asker_says(const Matter& matter, const Event& event) const;
    /// "Has asked for 2,000 sacks and has offered the school": what the asker offers or considers is no
    /// answer, nor what the asker gives in the sentence that asks.
    [[nodiscard]] bool asker_offers(const Matter& matter, const Event& event) const;
    /// Is the event told in the sentence that asks?
    [[nodiscard]] bool in_the_asking(const Matter& matter, const Event& event) const;
    /// The same, in the sentence that asks.
    [[nodiscard]] bool offers_beside(const Matter& matter, const Event& event) const;
    /// "Its agencies had applied for 1.8 million", behind a grant of money: figures of one unit, or a word in
    /// common.
    [[nodiscard]] bool asked_earlier(const Event& grant, std::uint32_t act) const;
    /// "Offered 2 million, a sum that the families turned down": the offer is refused, not what was asked.
    [[nodiscard]] bool turns_offer_down(const Event& event) const;
    /// "Freed the workers two days after signing a truce": what is agreed to is not the offer.
    [[nodiscard]] bool agrees_to_other(const Matter& matter, const Event& event) const;
    /// "Signed an agreement that gives them 510", where 420 were offered: sums in one currency, and none is
    /// the matter's.
    [[nodiscard]] bool other_sum(const Matter& matter, const Event& event) const;
    /// "Declined to order that the bridge be opened at once", where money is claimed: what is declined is
    /// another thing.
    [[nodiscard]] bool declines_other(const Matter& matter, const Event& event) const;
    /// "Was considering a request to unload in Cyprus", where a sum was offered: what is considered is told,
    /// and is another thing.
    [[nodiscard]] bool considers_other(const Matter& matter, const Event& event) const;
    /// "The bloc is weighing a team to watch the payments", where a minister is asked for back pay: somebody
    /// else weighs something, and no word says that it is the request.
    [[nodiscard]] bool weighs_other(const Matter& matter, const Event& event) const;
    /// "Provided that a joint patrol is in place": a condition that has one word of the matter and none of
    /// its parties.
    [[nodiscard]] bool only_word(const Matter& matter, const Event& event) const;
    /// "Prosecutors shelved their probe", where a chamber is urged to shelve a bill: somebody else decides,
    /// and one word is all that it shares.
    [[nodiscard]] bool one_word_of_others(const Matter& matter, const Event& event) const;
    /// A rival who "will have none of it": somebody by name without an office, where a named body is asked.
    [[nodiscard]] bool bystander(const Matter& matter, const Event& event) const;
    /// "She is due on Saturday", of somebody else's envoy: organizations are named, and none of the offer's.
    [[nodiscard]] bool of_others(const Matter& matter, const Event& event) const;
    /// "The mission chief would put the payment to the board, provided that the price is in force", where a
    /// court was asked to freeze the price: somebody else decides on something else.
    [[nodiscard]] bool of_strangers(const Matter& matter, const Event& event) const;
    /// "Might extend the stoppage if the minister would not see them": a threat, and no terms of who was
    /// asked.
    [[nodiscard]] bool threatens(const Matter& matter, const Event& event) const;
    /// "The minister goes home", where he is asked to resign: an office that is left is not delivered.
    [[nodiscard]] bool delivers_office(const Matter& matter, const Event& event) const;
    /// An organisation, or a state where another one is asked.
    [[nodiscard]] bool another_body(const Matter& matter, EntityRef who) const;
    /// "Kazakhstan had not answered", where it asked; "the planes never came", of somebody else's planes.
    [[nodiscard]] bool silence_of_asker(const Matter& matter, const Event& event) const;
    /// Told before anybody asked, or beside "would ask this week": no answer to that.
    [[nodiscard]] bool before_all(const Event& event, const Matter& matter) const;
    [[nodiscard]] bool asked(const Matter& matter, EntityRef who) const;
    [[nodiscard]] bool of_askers(const Matter& matter, EntityRef who) const;
    /// "The bank", "its board", where a development bank is asked.
    [[nodiscard]] bool called_for_short(const Matter& matter, EntityRef who) const;
    /// "The board has appealed", where a board asked: the sentence begins with it.
    [[nodiscard]] bool asker_for_short(const Matter& matter, const Event& event) const;
    [[nodiscard]] bool of(EntityRef who, EntityRef party) const;
    /// The capital that stands for its state.
    [[nodiscard]] bool one_state(EntityRef who, EntityRef party) const;
    [[nodiscard]] bool in_situation(const Matter& matter, const Event& event) const;
    /// "A court in Lima hears him on Tuesday", behind an application.
    [[nodiscard]] bool court_takes_up(const Matter& matter, const Event& event) const;
    /// "We could let them in if …", behind what is told of a permit.
    [[nodiscard]] bool lets_in(const Event& event) const;
    [[nodiscard]] bool begins_with_pronoun(ReportIndex report, std::uint32_t sentence) const;
    /// "It", "they", "she", "he", and not "its owner".
    [[nodiscard]] bool begins_with_it(ReportIndex report, std::uint32_t sentence) const;
    /// Do the words begin a name as this one begins: "Anthemos", of Anthemos Shipping?
    [[nodiscard]] bool speaks_of(const std::vector<std::string>& words, EntityRef party) const;
    [[nodiscard]] bool shares_words(const Matter& matter, const Event& event) const;
    /// "Which had denied it", "which said there had been none": the sentence takes an earlier denial back.
    [[nodiscard]] bool takes_back(const Event& event) const;
    /// "Is to carve a channel", says who asked outright for leave to: a plan of the thing, no request to
    /// come.
    [[nodiscard]] bool plans_the_thing(const Matter& matter, const Event& event) const;
    /// An act points at what was told only by what it is about: "refused it", "ruled that out", "agreed to
    /// 300".
    [[nodiscard]] bool points_at(const Event& event) const;
    /// Says that something was granted or refused, and nothing of what: "Nigeria has refused".
    [[nodiscard]] bool bare(const Event& event) const;
    /// Does an answer speak of the matter, or point at it ("refused to discuss them")?
    [[nodiscard]] bool takes_up(const Event& event, const Matter& matter) const;

  private:
    /// "Turned down his request to lift all of the wreck", where divers were asked for.
    [[nodiscard]] bool other_request(const Matter& matter, const Event& event) const;
    /// Does what follows one of the verbs speak of something, and of nothing of the matter?
    [[nodiscard]] bool of_other_thing(const Matter& matter, const Event& event,
                                      std::span<const std::string_view> verbs) const;

    const Template& kind_;
    const ledger::Evidence& evidence_;
    const AskedWords words_;
};

}  // namespace sitrep::cases
