// WARC records with HTTP messages in them.
#include "ingest/warc.hpp"
#include "ingest_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sitrep::fuzz::run_ingest(data, size, "", [](auto& desk, const auto& address, auto& source) {
        sitrep::ingest::open_warc(desk, address, source);
    });
    return 0;
}
