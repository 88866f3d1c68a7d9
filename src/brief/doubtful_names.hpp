/// @file doubtful_names.hpp
/// @brief Names that the list of places and bodies does not vouch for.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// Judges names of one dossier by how the reports use them; looks through texts of sets up to 60 reports
/// only.
class DoubtfulNames {
  public:
    explicit DoubtfulNames(const Reader& reader);

    /// One word that the reports also write small ("Amnesty" at the head of a sentence, "an amnesty"); a
    /// place by the name of a person, or that the gazetteer does not know, that speaks or acts and in, at or
    /// near which nothing is said to be; a ship; a building or the like in which nobody is said to be and
    /// none of whose words
    /// ("dam", "camp") the reports write small: most are ships; a person of one word whom no title, office,
    /// words of their own or "named" vouches for, who is named as a place or body too, or whose name stands
    /// only where a place would; a beast; a body that is a pair of places or a plural at the head of a
    /// sentence.
    [[nodiscard]] bool doubtful(EntityRef reference) const;
    /// A mention that is no place of its own: "US dollars", "Nurses for Peace".
    [[nodiscard]] bool part_of_other_words(const Mention& mention) const;
    /// Places of the full name in reports that `known` does not hold; of a single word only where it is part
    /// of no longer name.
    [[nodiscard]] std::vector<Place> also_named(const Entity& entity, const std::vector<Place>& known) const;

  private:
    [[nodiscard]] bool written_small(const std::string& folded) const;
    [[nodiscard]] bool doubtful_person(EntityRef reference, const std::string& shown) const;
    [[nodiscard]] bool doubtful_body(const Entity& entity, const std::string& shown) const;
    [[nodiscard]] bool is_a_vessel(const Mention& mention) const;
    [[nodiscard]] bool is_a_beast(const Mention& mention) const;
    [[nodiscard]] bool is_introduced(const Mention& mention) const;  ///< "a clerk named Tarro"
    [[nodiscard]] bool has_a_plain_word(const std::string& folded) const;
    [[nodiscard]] bool is_a_whereabouts(const Entity& entity) const;  ///< "in Harrow", "near Harrow"
    [[nodiscard]] bool acts_as_somebody(const Entity& entity) const;  ///< "Harrow agreed", "Harrow accuses"
    /// Whether all, or any, of its names stand behind "in", "at", "from" and the like.
    [[nodiscard]] bool stands_as_place(const Entity& entity, bool always) const;

    const Reader& reader_;
    std::set<std::string> surnames_;  ///< of people with two names or more, folded
    std::set<std::string> others_;    ///< names of bodies and places, folded
    std::set<std::string> places_;    ///< names of places, folded
    std::set<EntityRef> speaking_;    ///< quoted in marks
};

}  // namespace sitrep::brief
