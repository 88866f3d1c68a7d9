/// @file document.hpp
/// @brief One item as it came in: immutable bytes, their fingerprint, and what the container claims about
/// them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/span.hpp"

namespace sitrep {

enum class MediaType : std::uint8_t { plain_text, markdown, html };

/// What is claimed of an item, and by whom; several claims of one kind may disagree and are all kept.
/// `fetched`: the moment a copy was taken (crawl, mail); the item cannot be younger.
enum class ClaimKind : std::uint8_t {
    title,
    outlet,
    author,
    published,
    modified,
    language,
    url,
    agency,
    fetched
};

/// The word for a kind: "published".
[[nodiscard]] std::string_view name(ClaimKind kind);

/// One claim about a report. `provenance` names where it stands ("json-ld", "meta article:published_time",
/// "url", "http date", "feed pubDate", "jsonl publish_date", "--dates"); `confidence` is 0..1 and orders
/// claims of a kind.
struct Claim {
    ClaimKind kind = ClaimKind::title;
    std::string value;
    std::string provenance;
    double confidence = 0.0;
    std::optional<Span> span;  ///< where it stands in the report's bytes; none if it was given beside them
};

/// One report's bytes before anybody looked for the article in them. `bytes` never changes after ingest.
struct Document {
    std::string path;                   ///< as given on the command line (a folder: folder/relative/name)
    std::optional<std::string> member;  ///< which item inside the file; none for a plain file
    std::string decoded = "none";  ///< how the bytes came out of the file: gzip, json-string, pdftotext …
    std::shared_ptr<const std::string> bytes;
    std::string sha256;                           ///< of `bytes`, lower-case hex
    std::optional<std::string> container_sha256;  ///< of the whole file, for a member
    MediaType media = MediaType::plain_text;
    std::string charset;        ///< what HTTP or the container says; empty if it says nothing
    std::vector<Claim> claims;  ///< given beside the bytes: feed fields, HTTP headers, JSON fields
};

/// Something given that could not be used, and why. With the reports these add up to what was given.
struct LeftOut {
    std::string path;
    std::string reason;
};

}  // namespace sitrep
