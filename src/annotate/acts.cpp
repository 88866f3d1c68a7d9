#include "annotate/acts.hpp"

namespace sitrep::annotate {

Result<ActResources> load_act_resources(const std::filesystem::path&) { return ActResources{}; }

std::vector<Act> find_acts(const Report&, const TokenizedText&, Annotations&, const ActResources&) { return {}; }

}  // namespace sitrep::annotate
