// zip and tar.
#include "ingest/archive.hpp"
#include "ingest_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sitrep::fuzz::run_ingest(data, size, "", [](auto& desk, const auto& address, auto& source) {
        sitrep::ingest::open_archive(desk, address, source);
    });
    return 0;
}
