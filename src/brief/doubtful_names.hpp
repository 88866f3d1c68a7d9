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
    /// place by the name of a person; a ship; a building or the like in which nobody is said to be and none
    /// of whose words ("dam", "camp") the reports write small: most are ships.
    [[nodiscard]] bool doubtful(EntityRef reference) const;
    /// A mention that is no place of its own: "US dollars", "Nurses for Peace".
    [[nodiscard]] bool part_of_other_words(const Mention& mention) const;
    /// Places of the full name of two words or more in reports that `known` does not hold.
    [[nodiscard]] std::vector<Place> also_named(const Entity& entity, const std::vector<Place>& known) const;

  private:
    [[nodiscard]] bool written_small(const std::string& folded) const;
    [[nodiscard]] bool is_a_vessel(const Mention& mention) const;
    [[nodiscard]] bool has_a_plain_word(const std::string& folded) const;
    [[nodiscard]] bool is_a_whereabouts(const Entity& entity) const;  ///< "in Harrow", "near Harrow"

    const Reader& reader_;
    std::set<std::string> surnames_;  ///< of people with two names or more, folded
};

}  // namespace sitrep::brief
