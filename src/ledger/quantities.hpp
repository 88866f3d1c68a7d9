/// @file quantities.hpp
/// @brief What a figure counts, as far as its words say: unit, head word, what became of the counted, how
/// real it is.
#pragma once
#include <string>
#include <vector>

#include "ledger/evidence.hpp"

namespace sitrep::ledger {

/// How real: there, asked for, offered, planned, done on a request.
enum class Mode : std::uint8_t { actual, requested, offered, planned, delivered };

struct Quantity {
    std::uint32_t figure = 0;  ///< index in the dossier's figures
    std::string unit;          ///< folded: "person", "percent", "usd"; empty if not known
    Term head = kNoTerm;       ///< head word of what is counted
    Term happening = kNoTerm;  ///< killed, displaced, held … ; none if it is a plain level
    Term subject = kNoTerm;    ///< first thing that its sentence speaks of: "the lake stood at 97 percent"
    EntityRef body =
        kNoEntity;  ///< whose they are, where the figure does not say: "the Front has some 400 men"
    EntityRef counter = kNoEntity;  ///< who counts, likewise: "the Red Cross had 61"
    TermSet teller;                 ///< likewise, where no name is known for who counts: "the diocese had 71"
    std::uint32_t teller_first = 0, teller_last = 0;  ///< its tokens
    bool registered = false;                          ///< "the government registered 5,480 people"
    bool place_named = false;                         ///< its sentence names a place
    bool whole_country = false;                       ///< "nationwide", "in the whole country"
    bool of_people = false;
    bool per_time = false;  ///< "60 a day"
    Mode mode = Mode::actual;
    double low = 0.0, high = 0.0;  ///< what the words allow; a tenth either way for "about"
    bool granted = false;          ///< "approved 250,000 doses"
    bool vague = false;            ///< "dozens": no number
    bool part = false;             ///< "including two women", "some 3,400 of them", "11 of the 16"
    bool of_base = false;   ///< "4,200 of the country's 5,000 nurses": the base beside it, with its number
    bool of_whole = false;  ///< "11 of the 16": the words set the part beside its whole
    bool conjunct = false;  ///< "two guards and a driver were killed": one of several that make the count
    bool own = false;       ///< "had admitted 18", "lost 25": what came to or left the teller alone
    bool change = false;    ///< "nine more", "another 20": an addition, not a state
    bool open = false;      ///< "6,000 tonnes could spoil": not said to be so
    bool done = false;      ///< "6,000 tonnes had spoiled"
    bool listed = false;    ///< "has 530 on its list": who has them counts them, and they are not theirs
    bool denied = false;    ///< "97 percent, not 91": the 91
    /// "The governor's office sticks to 82,000.": the figure before it that says what is counted; itself for
    /// none.
    std::uint32_t carried_from = 0;
};

[[nodiscard]] std::vector<Quantity> quantities(const Evidence& evidence);

/// Does the figure state the same number (value, or both ends of a range)?
[[nodiscard]] bool same_number(const Figure& a, const Figure& b);
/// The number alone, for reasons: "38", "400 to 600", "dozens".
[[nodiscard]] std::string number_words(const Evidence& evidence, std::uint32_t figure);

}  // namespace sitrep::ledger
