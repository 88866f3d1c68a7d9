// Whatever it is: told by its bytes, compressed or not, container in container.
#include "ingest/open.hpp"
#include "ingest_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sitrep::fuzz::run_ingest(data, size, "", [](auto& desk, const auto& address, auto& source) {
        sitrep::ingest::open_item(desk, address, source);
    });
    return 0;
}
