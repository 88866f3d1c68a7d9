// The words for every enumeration of ingest.hpp, and sums over a Tally.
#include <array>

#include "ingest/ingest.hpp"

namespace sitrep::ingest {

std::string_view name(Reason reason) {
    static constexpr std::array<std::string_view, kReasons> kWords = {"does not exist",
                                                                      "cannot be read",
                                                                      "empty",
                                                                      "no text",
                                                                      "too large",
                                                                      "line too long",
                                                                      "changed while read",
                                                                      "identical bytes",
                                                                      "folder loop",
                                                                      "nested too deep",
                                                                      "device, pipe or socket",
                                                                      "container without reports",
                                                                      "damaged",
                                                                      "decompression bomb",
                                                                      "too many entries",
                                                                      "unsafe name",
                                                                      "link",
                                                                      "encrypted",
                                                                      "unknown shape",
                                                                      "record without text",
                                                                      "encoding not known",
                                                                      "PDF not read",
                                                                      "cancelled by its publisher",
                                                                      "read-me or licence file",
                                                                      "written by sitrep",
                                                                      "hidden name",
                                                                      "record of another kind",
                                                                      "answer without success",
                                                                      "not a text",
                                                                      "folder entry",
                                                                      "before --since",
                                                                      "index entry",
                                                                      "given twice"};
    return kWords[static_cast<std::size_t>(reason)];
}

std::string_view name(Kind kind) {
    static constexpr std::array<std::string_view, kKinds> kWords = {
        "plain text",  "Markdown", "HTML",           "JSON record", "feed entry",
        "WARC record", "mail",     "NewsML-G2 item", "ninjs item",  "PDF"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::uint64_t Tally::left_out() const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kReasons; ++i) sum += is_error(static_cast<Reason>(i)) ? by_reason[i] : 0;
    return sum;
}

std::uint64_t Tally::lost() const {
    return left_out() - by_reason[static_cast<std::size_t>(Reason::identical)];
}

std::uint64_t Tally::passed_over() const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kReasons; ++i) sum += is_error(static_cast<Reason>(i)) ? 0 : by_reason[i];
    return sum;
}

}  // namespace sitrep::ingest
