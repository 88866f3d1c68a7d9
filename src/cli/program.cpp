#include "cli/program.hpp"

namespace sitrep::cli {
int run(int, char**) { return 0; }
}  // namespace sitrep::cli
