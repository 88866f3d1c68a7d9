#include "cli/program.hpp"

int main(int argc, char** argv) { return sitrep::cli::run(argc, argv); }
