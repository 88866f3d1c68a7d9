/// @file ingest_target.hpp
/// @brief What every fuzz target of the intake shares: small limits, and what must hold whatever comes in.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/desk.hpp"
#include "ingest/open.hpp"
#include "ingest/source.hpp"

namespace sitrep::fuzz {

/// Runs `open(desk, address, source)` on the bytes as one piece and in pieces of seven; both must give the
/// same counts.
template <typename Open>
void run_ingest(const std::uint8_t* data, std::size_t size, std::string_view name, Open open) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    ingest::Options options;
    options.limits.file_bytes = 1U << 20U;
    options.limits.tree_bytes = 1U << 20U;
    options.limits.json_line_bytes = 1U << 20U;
    options.limits.line_bytes = 1U << 16U;
    options.limits.total_bytes = 8U << 20U;
    options.limits.ratio_floor = 1U << 20U;
    options.limits.entries = 1000;
    options.pdftotext.clear();
    std::uint64_t handed_over[2] = {0, 0};
    std::uint64_t seen[2] = {0, 0};
    for (int pieces = 0; pieces < 2; ++pieces) {
        ingest::Sink sink;
        sink.document = [&](const Document& document) {
            if (!document.bytes || document.bytes->empty() || document.sha256.size() != 64) std::abort();
            return true;
        };
        sink.skip = [](const ingest::Skip& skip) {
            if (skip.error.what.empty() || skip.error.line().find('\n') != std::string::npos) std::abort();
        };
        ingest::Desk desk(options, sink);
        ingest::Address address;
        address.path = "input";
        address.name = name;
        std::size_t at = 0;
        ingest::Source whole(bytes);
        ingest::Source in_pieces(
            [&](char* into, std::size_t capacity) -> tl::expected<std::size_t, ingest::SourceFault> {
                const std::size_t step = std::min({capacity, bytes.size() - at, std::size_t{7}});
                bytes.copy(into, step, at);
                at += step;
                return step;
            });
        open(desk, address, pieces == 0 ? whole : in_pieces);
        const ingest::Tally& tally = desk.tally();
        std::uint64_t sum = tally.handed_over;
        for (const std::uint64_t count : tally.by_reason) sum += count;
        if (sum != tally.seen) std::abort();
        handed_over[pieces] = tally.handed_over;
        seen[pieces] = tally.seen;
    }
    if (handed_over[0] != handed_over[1] || seen[0] != seen[1]) std::abort();
}

}  // namespace sitrep::fuzz
