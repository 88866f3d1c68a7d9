// A rule file from outside is compiled or refused, and what was compiled reads any text.
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "annotate/patterns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) return 0;
    const auto folder = std::filesystem::temp_directory_path() / ("sitrep-fuzz-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const std::array<std::filesystem::path, 1> words = {folder / "words.tsv"}, rules = {folder / "rules.tsv"};
    std::ofstream(words[0]) << "monday\tWEEKDAY\t1\nmay\tMONTH\t5\tcapital\nlast\tLAST\n";
    std::ofstream(rules[0], std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    const auto patterns = sitrep::annotate::load_patterns(words, rules, sitrep::annotate::Reader::times);
    if (!patterns) return 0;
    (void)patterns->quarrels();
    return 0;
}
