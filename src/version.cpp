#include "sitrep/engine.hpp"

namespace sitrep {
std::string_view version() { return SITREP_VERSION; }
}  // namespace sitrep
