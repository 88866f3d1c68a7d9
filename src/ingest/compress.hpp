/// @file compress.hpp
/// @brief gzip (RFC 1952), zstd (RFC 8878), xz and bzip2 runs as sources, under the desk's budget; and bodies
/// of HTTP messages decoded in memory.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// The decoded bytes of `input`, which must outlive the result. Several runs in a row (WARC: one a record)
/// follow one another; each leaves a mark, so Source::place() tells where it lies. Faults: cut short,
/// damaged, over budget.
[[nodiscard]] std::unique_ptr<Source> gunzip(Desk& desk, Source& input);
/// A first skippable frame 0x184D2A5D is the dictionary of the frames behind it (WARC files compressed with
/// zstd).
[[nodiscard]] std::unique_ptr<Source> unzstd(Desk& desk, Source& input);
/// xz, bzip2.
[[nodiscard]] std::unique_ptr<Source> unpack_other(Desk& desk, Source& input);

/// Body of an HTTP message whose Content-Encoding is `coding` (gzip, deflate, zstd, br; of several codings
/// each). A body that was decoded already, as many crawlers keep it, comes back as it is and `applied` stays
/// empty; else `applied` is what was undone. None if it is damaged, of an unknown coding or decodes to more
/// than `limit` bytes.
[[nodiscard]] std::optional<std::string> undo_content_coding(std::string_view body, std::string_view coding,
                                                             std::uint64_t limit, std::string& applied);

}  // namespace sitrep::ingest
