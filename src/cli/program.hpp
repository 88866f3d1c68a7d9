/// @file program.hpp
/// @brief The command line as a function.
#pragma once

namespace sitrep::cli {

/// Runs `sitrep ARGUMENTS…`. Exit status: 0 done, 1 nothing found, 2 error (also when only part could be
/// done).
[[nodiscard]] int run(int argc, char** argv);

}  // namespace sitrep::cli
