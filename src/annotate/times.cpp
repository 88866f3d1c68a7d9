#include "annotate/times.hpp"

namespace sitrep::annotate {

Result<TimeResources> load_time_resources(const std::filesystem::path&) { return TimeResources{}; }

std::vector<TimeExpression> find_times(const Report&, const TokenizedText&, const std::vector<Entity>&, const TimeResources&) { return {}; }

}  // namespace sitrep::annotate
