#include "stories/stories.hpp"

namespace sitrep::stories {

std::vector<Story> group(const Dossier&) { return {}; }

}  // namespace sitrep::stories
