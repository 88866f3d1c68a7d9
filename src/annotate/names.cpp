#include "annotate/names.hpp"

namespace sitrep::annotate {

Result<NameResources> load_name_resources(const std::filesystem::path&) { return NameResources{}; }

std::vector<Entity> find_names(const Report&, const TokenizedText&, const NameResources&) { return {}; }

}  // namespace sitrep::annotate
