/// @file warc.hpp
/// @brief WARC 1.0 and 1.1 (ISO 28500), compressed or not: response, resource and conversion records as
/// reports.
#pragma once
#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// Reads record after record. An item is named by where its record begins in the file as it lies ("record at
/// 1234"; behind
/// "+" the distance within a compressed run that holds several records), as CDX indexes do. HTTP headers,
/// chunks and content codings are taken off. After a record with a wrong Content-Length reading goes on at
/// the next that can be found. Requests, metadata, revisits, answers other than 2xx and pictures are passed
/// over.
void open_warc(Desk& desk, const Address& address, Source& source);

/// Header fields of a block "Name: value" (RFC 5322, RFC 9110) and where its body begins.
struct HeaderBlock {
    std::vector<std::pair<std::string_view, std::string>> fields;  ///< folded lines joined
    std::size_t body = 0;

    /// The first field of that name (lower case), or empty.
    [[nodiscard]] std::string_view field(std::string_view lower_case) const;
};
/// Fields from `begin` up to the first empty line; a line without a colon is passed over. `fields` view into
/// `bytes`.
[[nodiscard]] HeaderBlock read_headers(std::string_view bytes, std::size_t begin);
/// A parameter of a structured value: `charset` of "text/html; charset=utf-8". Quotes are taken off.
[[nodiscard]] std::string parameter(std::string_view value, std::string_view lower_case);
/// "text/html" of "Text/HTML; charset=utf-8", in lower case.
[[nodiscard]] std::string media_type(std::string_view value);

}  // namespace sitrep::ingest
