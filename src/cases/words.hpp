/// @file words.hpp
/// @brief Word lists by which processes are told apart, from lexicon/cases/words.tsv.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/evidence.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cases {

using WordList = std::vector<std::string>;

/// The lists, each a row of the file under this name.
enum class Words : std::uint8_t {
    watching_verbs,      ///< verbs of those who watch over what was agreed
    asking_verbs,        ///< verbs by which somebody asks in what is told
    blame_words,         ///< words that find somebody to blame
    asked_bodies,        ///< bodies that are asked and are no thing asked for
    agreement_servants,  ///< behind the word for an agreement: those who serve it
    joining_stems,       ///< beginnings of verbs by which a body joins an agreement
    leave_words,         ///< words that name leave or the giving of it
    claim_words,         ///< words that make a sum a claim
    request_nouns,       ///< what somebody hands in or voices
    offices,             ///< offices whose holders may answer for a body
    courts,              ///< who hears a case
    order_verbs,         ///< verbs of an order, which asks for nothing
    urging_verbs,        ///< verbs that address the public
    trading_verbs,       ///< accusations that both sides make
    nameless_words,      ///< words for a speaker without a name
    naming_verbs,        ///< behind not: what a speaker asks of a reporter
    withholding_verbs,   ///< behind a name: what a speaker asks of a reporter
    blaming_verbs,       ///< verbs whose object is who is blamed
    talk_words,          ///< who agrees to these agrees on nothing yet
    suit_words,          ///< words that tell a demand for money as a claim
    opposing_verbs,      ///< verbs of who is against an application
    handling_verbs,      ///< what a body does to a request that was made to it
    particles,           ///< words behind a verb that tell no matter from another
    examining_verbs,     ///< what a body will do with what was asked of it
    handled_nouns,       ///< what a body handles that was asked
    deciding_verbs,      ///< verbs of a decision in favour
    filing_verbs,        ///< verbs that hand something in
    anybody_nouns,       ///< nouns that name no party
    deciding_bodies,     ///< nouns of bodies that decide
    whole_told,          ///< verbs behind a whole of which a part is told
    asked_past,          ///< had asked for more than was given
    share_words,         ///< words for a share of what was asked
    meeting_verbs,       ///< verbs of a share that came
    leave_nouns,         ///< nouns of leave, which is given and not delivered
    goods_nouns,         ///< goods that are delivered without a number
    office_leaving,      ///< what somebody does who gives up an office
    stepping_verbs,      ///< the same, before "down" or "aside"
    charging_words,      ///< a criminal charge, by the law and not between parties
    charging_bodies,     ///< who brings one
    restrictions,        ///< what a body imposes and may lift
    easing_words,        ///< to be freed from one
    imposing_verbs,      ///< participles before "by": whoever imposed one
    arriving_nouns,      ///< helpers, ships and machines that come themselves where goods are delivered
    measures,            ///< units in which goods and power are given, which say what is counted
    public_nouns,        ///< whoever hears it: what they are asked to do is advice
    pact_verbs,          ///< verbs of two who agree with one another
    sharing_verbs,       ///< before a bare number: what was given of what was asked
    after_share,         ///< behind that number: it counts nothing else
    count
};

/// Fails with file and line on: a list of no such name or told twice, a word twice, an example that holds
/// none of its words; and on a list that is missing.
[[nodiscard]] Result<std::vector<WordList>> load_words(const std::filesystem::path& file);

/// The list, of an `evidence` that was made with what `load_words` gave.
[[nodiscard]] inline const WordList& word_list(const ledger::Evidence& evidence, Words which) {
    return evidence.lists()[static_cast<std::size_t>(which)];
}
/// True if the list holds the word, letter by letter: no folding. Linear in the list.
[[nodiscard]] bool holds(const WordList& list, std::string_view word);

}  // namespace sitrep::cases
