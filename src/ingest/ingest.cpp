#include "ingest/ingest.hpp"

namespace sitrep::ingest {
Intake read(const std::vector<std::string>&, const Options&) { return {}; }
}  // namespace sitrep::ingest
