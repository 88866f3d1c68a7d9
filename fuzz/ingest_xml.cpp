// XML: feeds, lists, news items.
#include "ingest/xml.hpp"
#include "ingest_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sitrep::fuzz::run_ingest(data, size, "", [](auto& desk, const auto& address, auto& source) {
        sitrep::ingest::open_xml(desk, address, source);
    });
    return 0;
}
