#include <fmt/format.h>

#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/ingest_options.hpp"
#include "sitrep/document.hpp"
#include "store/json_writer.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

using ingest::Tally;

struct Row {
    std::string_view group;  ///< "handed over", "left out", "passed over"
    std::string_view name;
    std::uint64_t count;
};

/// Kinds and reasons that occurred, in a fixed order.
std::vector<Row> rows(const Tally& tally) {
    std::vector<Row> out;
    for (std::size_t i = 0; i < ingest::kKinds; ++i) {
        if (tally.by_kind[i] > 0)
            out.push_back({"handed over", name(static_cast<ingest::Kind>(i)), tally.by_kind[i]});
    }
    for (const bool error : {true, false}) {
        for (std::size_t i = 0; i < ingest::kReasons; ++i) {
            const auto reason = static_cast<ingest::Reason>(i);
            if (tally.by_reason[i] == 0 || is_error(reason) != error) continue;
            out.push_back({error ? "left out" : "passed over", name(reason), tally.by_reason[i]});
        }
    }
    return out;
}

std::string as_json(const Tally& tally, store::JsonWriter::Layout layout) {
    store::JsonWriter out(layout);
    out.begin_object()
        .field("seen", tally.seen)
        .field("handed_over", tally.handed_over)
        .field("left_out", tally.left_out())
        .field("passed_over", tally.passed_over())
        .field("bytes_read", tally.bytes_read)
        .field("bytes_handed_over", tally.bytes_handed_over)
        .field("stopped", tally.stopped)
        .key("counts")
        .begin_array();
    for (const Row& row : rows(tally)) {
        out.begin_object()
            .field("group", row.group)
            .field("name", row.name)
            .field("count", row.count)
            .end_object();
    }
    out.end_array().end_object();
    return std::string(out.text()) + "\n";
}

std::string as_table(const Tally& tally, Format format) {
    std::string out;
    if (format == Format::csv) {
        out = "group,name,count\n";
        for (const Row& row : rows(tally)) out += fmt::format("{},{},{}\n", row.group, row.name, row.count);
        return out;
    }
    if (format == Format::markdown) {
        out = "| group | name | count |\n|---|---|---|\n";
        for (const Row& row : rows(tally))
            out += fmt::format("| {} | {} | {} |\n", row.group, row.name, row.count);
        return out + fmt::format("| seen | | {} |\n", tally.seen);
    }
    std::string_view group;
    for (const Row& row : rows(tally)) {
        const std::uint64_t sum = row.group == "handed over" ? tally.handed_over
                                  : row.group == "left out"  ? tally.left_out()
                                                             : tally.passed_over();
        if (row.group != group) out += fmt::format("{:<30}{:>10}\n", row.group, sum);
        group = row.group;
        out += fmt::format("  {:<28}{:>10}\n", row.name, row.count);
    }
    out += fmt::format("{:<30}{:>10}{}\n", "seen", tally.seen, tally.stopped ? "  (stopped by --limit)" : "");
    return out + fmt::format("{:<30}{:>10}\n", "bytes read", tally.bytes_read) +
           fmt::format("{:<30}{:>10}\n", "bytes handed over", tally.bytes_handed_over);
}

std::string_view name(MediaType media) {
    return media == MediaType::html ? "html" : media == MediaType::markdown ? "markdown" : "text";
}

/// One item as one line of JSON.
std::string as_line(const Document& document) {
    store::JsonWriter out(store::JsonWriter::Layout::compact);
    out.begin_object()
        .field("path", text::printable(document.path))
        .field("member", document.member)
        .field("decoded", document.decoded)
        .field("medium", name(document.media))
        .text_field("charset", text::printable(document.charset))
        .field("bytes", document.bytes->size())
        .field("sha256", document.sha256)
        .field("container_sha256", document.container_sha256)
        .key("claims")
        .begin_array();
    for (const Claim& claim : document.claims) {
        out.begin_object()
            .field("kind", sitrep::name(claim.kind))
            .field("value", claim.value)
            .field("provenance", claim.provenance)
            .field("confidence", claim.confidence)
            .end_object();
    }
    out.end_array().end_object();
    return std::string(out.text()) + "\n";
}

}  // namespace

int run_ingest(Arguments& arguments) {
    std::vector<std::string> paths;
    IngestOptions given;
    Format format = Format::text;
    bool items = false;
    arguments.positional("PATH", paths, kInputs);
    given.declare(arguments);
    arguments.flag("--items", items, "print each report found as a line of JSON, instead of the counts");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto options = given.resolve();
    if (!options) {
        complain(options.error());
        return 2;
    }
    bool printed = true;
    ingest::Sink sink;
    sink.document = [&](const Document& document) {
        if (items) printed = print(as_line(document));
        return printed;
    };
    sink.skip = [](const ingest::Skip& skip) { complain(skip.error); };
    const Tally tally = ingest::stream(paths, *options, sink);
    if (!items) {
        const bool json = format == Format::json || format == Format::jsonl;
        printed = print(json ? as_json(tally, format == Format::json ? store::JsonWriter::Layout::indented
                                                                     : store::JsonWriter::Layout::compact)
                             : as_table(tally, format));
    }
    if (!printed || tally.lost() > 0) return 2;
    return tally.handed_over > 0 ? 0 : 1;
}

}  // namespace sitrep::cli
