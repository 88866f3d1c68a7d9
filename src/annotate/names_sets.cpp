#include "annotate/names_sets.hpp"

namespace sitrep::annotate {

Result<NameSets> load_name_sets(const std::filesystem::path& file) {
    NameSets sets;
    if (auto error = read_word_sets(file, {{"second_halves", &sets.second_halves},
                                           {"group_heads", &sets.group_heads},
                                           {"place_heads", &sets.place_heads},
                                           {"bodies", &sets.bodies},
                                           {"not_telling", &sets.not_telling},
                                           {"silenced", &sets.silenced},
                                           {"telling_who", &sets.telling_who},
                                           {"left_behind", &sets.left_behind},
                                           {"apart", &sets.apart},
                                           {"dotted", &sets.dotted},
                                           {"sides", &sets.sides},
                                           {"channels", &sets.channels},
                                           {"civic", &sets.civic},
                                           {"of_bodies", &sets.of_bodies},
                                           {"bodies_do", &sets.bodies_do},
                                           {"also_firms", &sets.also_firms},
                                           {"causes", &sets.causes},
                                           {"alias_cues", &sets.alias_cues}}))
        return tl::unexpected(*std::move(error));
    return sets;
}

}  // namespace sitrep::annotate
