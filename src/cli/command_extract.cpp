#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/ingest_options.hpp"
#include "cli/tables.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::cli {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

std::string_view name_of(ClaimKind kind) {
    switch (kind) {
        case ClaimKind::title:
            return "title";
        case ClaimKind::outlet:
            return "outlet";
        case ClaimKind::author:
            return "author";
        case ClaimKind::published:
            return "published";
        case ClaimKind::modified:
            return "modified";
        case ClaimKind::language:
            return "language";
        case ClaimKind::url:
            return "url";
        case ClaimKind::agency:
            return "agency";
        case ClaimKind::fetched:
            return "fetched";
    }
    return "?";
}

void put(Writer& writer, std::string_view words) {
    writer.String(words.data(), static_cast<rapidjson::SizeType>(words.size()));
}
void put_key(Writer& writer, std::string_view words) {
    writer.Key(words.data(), static_cast<rapidjson::SizeType>(words.size()));
}

void put_span(Writer& writer, const std::optional<Span>& span) {
    put_key(writer, "span");
    if (!span) {
        writer.Null();
        return;
    }
    writer.StartArray();
    writer.Uint(span->begin);
    writer.Uint(span->end);
    writer.EndArray();
}

void put_labelled(Writer& writer, std::string_view key, const std::optional<LabelledText>& text) {
    put_key(writer, key);
    if (!text) {
        writer.Null();
        return;
    }
    writer.StartObject();
    put_key(writer, "text");
    put(writer, text->text);
    put_span(writer, text->span);
    writer.EndObject();
}

std::string as_json(const Report& report) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    put_key(writer, "path");
    put(writer, report.document.path);
    put_key(writer, "member");
    report.document.member ? put(writer, *report.document.member) : static_cast<void>(writer.Null());
    put_key(writer, "decoded");
    put(writer, report.document.decoded);
    put_key(writer, "sha256");
    put(writer, report.document.sha256);
    put_labelled(writer, "title", report.title);
    put_labelled(writer, "outlet", report.outlet);
    put_key(writer, "language");
    report.language.empty() ? static_cast<void>(writer.Null()) : put(writer, report.language);
    put_key(writer, "agencies");
    writer.StartArray();
    for (const AgencyCredit& agency : report.agencies) {
        writer.StartObject();
        put_key(writer, "name");
        put(writer, agency.name);
        put_span(writer, agency.span);
        writer.EndObject();
    }
    writer.EndArray();
    put_key(writer, "claims");
    writer.StartArray();
    for (const Claim& claim : report.claims) {
        writer.StartObject();
        put_key(writer, "kind");
        put(writer, name_of(claim.kind));
        put_key(writer, "value");
        put(writer, claim.value);
        put_key(writer, "provenance");
        put(writer, claim.provenance);
        put_key(writer, "confidence");
        writer.SetMaxDecimalPlaces(3);
        writer.Double(claim.confidence);
        put_span(writer, claim.span);
        writer.EndObject();
    }
    writer.EndArray();
    put_key(writer, "notices");
    writer.StartArray();
    for (const std::string& notice : report.notices) put(writer, notice);
    writer.EndArray();
    put_key(writer, "blocks");
    writer.StartArray();
    for (const Block& block : report.blocks) {
        writer.StartObject();
        put_key(writer, "kind");
        put(writer, name(block.kind));
        put_span(writer, block.span);
        put_key(writer, "text");
        put(writer, report.text.words(block.range));
        writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

bool of_article(BlockKind kind) {
    return kind == BlockKind::body || kind == BlockKind::crosshead || kind == BlockKind::dateline;
}

/// The article's paragraphs with a blank line between; `markdown` adds the headline, crossheads as headings
/// and a source line.
std::string as_text(const Report& report, bool markdown) {
    std::string out;
    if (report.title) out += (markdown ? "# " : "") + report.title->text + "\n\n";
    if (markdown && report.outlet) out += "*" + report.outlet->text + "*\n\n";
    bool joined = false;
    for (const Block& block : report.blocks) {
        if (!of_article(block.kind)) continue;
        if (markdown && block.kind == BlockKind::crosshead) out += "## ";
        out += report.text.words(block.range);
        joined = block.kind == BlockKind::dateline;
        out += joined ? " " : "\n\n";
    }
    return out;
}

std::vector<std::string> as_row(const Report& report) {
    std::string agencies;
    for (const AgencyCredit& agency : report.agencies)
        agencies += (agencies.empty() ? "" : "; ") + agency.name;
    std::string authors, published;
    for (const Claim& claim : report.claims) {
        if (claim.kind == ClaimKind::author) authors += (authors.empty() ? "" : "; ") + claim.value;
        if (claim.kind == ClaimKind::published && published.empty()) published = claim.value;
    }
    std::string text;
    for (const Block& block : report.blocks) {
        if (!of_article(block.kind)) continue;
        text += report.text.words(block.range);
        text += block.kind == BlockKind::dateline ? " " : "\n";
    }
    return {report.document.path,
            report.document.member.value_or(""),
            report.title ? report.title->text : "",
            report.outlet ? report.outlet->text : "",
            std::move(agencies),
            std::move(authors),
            std::move(published),
            report.language,
            std::move(text)};
}

/// One row a report (RFC 4180); claims as they stand, best first.
std::string csv_head() {
    return render(
        {{"path", "member", "title", "outlet", "agencies", "authors", "published", "language", "text"},
         {},
         {}},
        Format::csv);
}
std::string as_csv(const Report& report) {
    const std::string table = render({{"path"}, {as_row(report)}, {}}, Format::csv);
    return table.substr(table.find('\n') + 1);
}

/// Reports as they come, in the layout asked for; memory does not grow with their number.
class ReportPrinter {
  public:
    explicit ReportPrinter(Format format) : format_(format) {
        out_ = format == Format::json ? "[\n" : format == Format::csv ? csv_head() : "";
    }

    /// False if standard output takes no more.
    bool add(const Report& report) {
        if (format_ == Format::json) {
            out_ += (begun_ ? ",\n" : "") + as_json(report);
        } else if (format_ == Format::jsonl) {
            out_ += as_json(report) + "\n";
        } else if (format_ == Format::csv) {
            out_ += as_csv(report);
        } else {
            const bool markdown = format_ == Format::markdown;
            out_ += (begun_ ? (markdown ? "---\n\n" : "\f") : "") + as_text(report, markdown);
        }
        begun_ = true;
        return out_.size() <= kAtOnce || put_out();
    }

    bool finish() {
        if (format_ == Format::json) out_ += begun_ ? "\n]\n" : "]\n";
        return put_out();
    }

  private:
    static constexpr std::size_t kAtOnce = std::size_t{1} << 20U;

    bool put_out() {
        const bool good = print(out_);
        out_.clear();
        return good;
    }

    Format format_;
    std::string out_;
    bool begun_ = false;
};

}  // namespace

int run_extract(Arguments& arguments) {
    std::vector<std::string> paths;
    IngestOptions given;
    Format format = Format::text;
    arguments.positional("PATH", paths, kInputs);
    given.declare(arguments);
    arguments.format(format);
    bool text = false;
    arguments.flag("--text", text, "short for --format text (the default)");
    if (const auto status = arguments.parse()) return *status;
    if (text) format = Format::text;
    const auto options = given.resolve();
    if (!options) {
        complain(options.error());
        return 2;
    }
    const auto resources = Resources::load();
    if (!resources) {
        complain(resources.error());
        return 2;
    }
    const Engine engine(*resources);
    ReportPrinter printer(format);
    bool printed = true;
    ingest::Sink sink;
    sink.document = [&](const Document& document) {
        printed = printer.add(engine.extract(document));
        return printed;
    };
    sink.skip = [](const ingest::Skip& skip) { complain(skip.error); };
    const ingest::Tally tally = ingest::stream(paths, *options, sink);
    if (!printed || !printer.finish() || tally.lost() > 0) return 2;
    return tally.handed_over > 0 ? 0 : 1;
}

}  // namespace sitrep::cli
