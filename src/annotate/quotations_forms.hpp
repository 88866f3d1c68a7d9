/// @file quotations_forms.hpp
/// @brief Forms of words that decide whether a cue reports anything, and whose words it reports.
#pragma once
#include <string_view>

#include "annotate/quotations_clauses.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {

/// "figures released by the ministry": the paper with whoever made it; "a report seen by Reuters" stays "a
/// report".
[[nodiscard]] TokenRange with_maker(const Reading& reading, TokenRange paper, std::uint32_t ceiling);
/// Subject of the first finite verb in the range («The board turned it down, saying …»); empty if there is
/// none.
[[nodiscard]] TokenRange first_subject(const Reading& reading, std::uint32_t from, std::uint32_t to);
/// "the agreed plan", "a written promise": a participle before its noun.
[[nodiscard]] bool is_attributive(const Reading& reading, std::uint32_t verb, TokenRange sentence);

/// "two people briefed on the talks said": another verb follows the cue that needs the same subject.
[[nodiscard]] bool describes_the_source(const Reading& reading, std::uint32_t verb, std::uint32_t after,
                                        TokenRange sentence);

/// Forms of tell, inform and notify.
[[nodiscard]] bool is_tell(std::string_view w);

/// "he", "her" and the like; "they", "neither" and the like.
[[nodiscard]] bool is_singular_person(std::string_view w);
[[nodiscard]] bool is_plural_pronoun(std::string_view w);

/// «this reporter»: whoever writes.
[[nodiscard]] bool is_writer(std::string_view w);

/// «140 tons of fuel», «more than 3,000 barrels»: an amount of something says nothing.
[[nodiscard]] bool is_quantity(const Reading& reading, TokenRange words);

/// «stopped short of calling it illegal», «left without saying when»: the words that follow were not said.
[[nodiscard]] bool is_withheld(const Reading& reading, std::uint32_t verb, std::uint32_t floor);

/// "put off a petition", "put a plane at their disposal", and not "put the toll at nine".
[[nodiscard]] bool puts_something(const Reading& reading, const Attribution& a);
/// "claimed 31 lives", "claimed responsibility for", "answered our questions": nothing is said to be so.
[[nodiscard]] bool takes_thing(const Reading& reading, const Attribution& a);
/// "denied the allegation": of what was denied nothing is told.
[[nodiscard]] bool names_charge(const Reading& reading, const Attribution& a);
/// "admitted 40 patients", "could admit foreign doctors": let in, and no confession.
[[nodiscard]] bool admits_people(const Reading& reading, const SourceNouns& nouns, const Attribution& a);
/// Verbs of saying that also take what one owns or gets.
[[nodiscard]] bool takes_things(std::string_view lower_cue);
/// "offered boats to any member who …", "claims the island, where …": the only verb behind the cue is told of
/// its object.
[[nodiscard]] bool takes_object(const Reading& reading, const Attribution& a);

}  // namespace sitrep::annotate
