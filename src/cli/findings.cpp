#include "cli/findings.hpp"

#include "brief/markdown.hpp"
#include "brief/reader.hpp"
#include "store/json_writer.hpp"

namespace sitrep::cli {
namespace {

std::string labels(const brief::Reader& reader, const brief::Finding& finding) {
    std::string out;
    std::vector<std::string> seen;
    for (const Place& place : finding.citations) {
        const std::string label = reader.citation(place);
        if (std::find(seen.begin(), seen.end(), label) != seen.end()) continue;
        seen.push_back(label);
        out += (out.empty() ? "" : " ") + ("[" + label + "]");
    }
    return out;
}

std::string csv(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

void write(store::JsonWriter& out, const brief::Reader& reader, const brief::Finding& finding) {
    out.begin_object().field("kind", finding.kind).field("text", finding.text).key("citations").begin_array();
    for (const Place& place : finding.citations) {
        if (place.report >= reader.size()) continue;
        out.begin_object()
            .field("report", reader.label(place.report))
            .field("path", reader.report(place.report).document.path);
        out.field("span", place.span)
            .field("text", reader.report(place.report).words(place.span))
            .end_object();
    }
    out.end_array().end_object();
}

}  // namespace

std::string findings_as(Format format, const std::vector<brief::Finding>& findings, const Dossier& dossier,
                        const brief::BriefWords& words, const Dossier* old) {
    const brief::Reader reader(dossier, words);
    const brief::Reader old_reader(old != nullptr ? *old : dossier, words);
    const auto reader_of = [&](const brief::Finding& finding) -> const brief::Reader& {
        return finding.in_old ? old_reader : reader;
    };
    std::string out;
    switch (format) {
        case Format::text:
            for (const auto& finding : findings) {
                const std::string cited = labels(reader_of(finding), finding);
                out += finding.kind + ": " + finding.text + (cited.empty() ? "" : " " + cited) + "\n";
            }
            break;
        case Format::markdown:
            for (const auto& finding : findings) {
                const std::string cited = labels(reader_of(finding), finding);
                out += "- " + brief::escape_markdown(finding.kind + ": " + finding.text) +
                       (cited.empty() ? "" : " " + cited) + "\n";
            }
            break;
        case Format::csv:
            out = "kind,text,citations\n";
            for (const auto& finding : findings)
                out += csv(finding.kind) + "," + csv(finding.text) + "," +
                       csv(labels(reader_of(finding), finding)) + "\n";
            break;
        case Format::jsonl:
            for (const auto& finding : findings) {
                store::JsonWriter line(store::JsonWriter::Layout::compact);
                write(line, reader_of(finding), finding);
                out += std::string(line.text()) + "\n";
            }
            break;
        case Format::json: {
            store::JsonWriter list;
            list.begin_array();
            for (const auto& finding : findings) write(list, reader_of(finding), finding);
            list.end_array();
            out = std::string(list.text()) + "\n";
            break;
        }
    }
    return out;
}

}  // namespace sitrep::cli
