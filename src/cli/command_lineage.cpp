#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "brief/unseen_sources.hpp"
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/dossier_words.hpp"
#include "cli/files.hpp"
#include "cli/tables.hpp"
#include "store/report_names.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

using nlohmann::ordered_json;

using Names = std::vector<std::string>;

constexpr std::size_t kPassagesToRead = 1000;  // in the text form

ordered_json place_json(const Dossier& dossier, const Names& names, const Place& place) {
    return {{"report", names[place.report]},
            {"path", file_of(dossier, place.report)},
            {"span", {place.span.begin, place.span.end}},
            {"text", words_of(dossier, place)}};
}

ordered_json passage_json(const Dossier& dossier, const Names& names, const Passage& passage) {
    return {{"type", "passage"},
            {"a", place_json(dossier, names, passage.a)},
            {"b", place_json(dossier, names, passage.b)},
            {"kind", name(passage.kind)},
            {"direction", name(passage.direction)},
            {"why", passage.why},
            {"third", passage.third ? ordered_json(names[*passage.third]) : ordered_json()}};
}

/// A text that reports follow and none of them is; `passages` are counted from 1 in the order of the list.
ordered_json source_json(const Dossier& dossier, const brief::UnseenSource& source) {
    ordered_json reports = ordered_json::array(), passages = ordered_json::array();
    for (const ReportIndex report : source.reports) reports.push_back(file_of(dossier, report));
    for (const std::size_t passage : source.passages) passages.push_back(passage + 1);
    return {{"type", "unseen_source"},
            {"reports", reports},
            {"agency", source.agency ? ordered_json(*source.agency) : ordered_json()},
            {"passages", passages}};
}

ordered_json origin_json(const Dossier& dossier, const Names& names, const Origin& origin) {
    ordered_json reports = ordered_json::array(), basis = ordered_json::array();
    for (const ReportIndex report : origin.reports) reports.push_back(file_of(dossier, report));
    for (const Evidence& evidence : origin.basis) {
        basis.push_back(place_json(dossier, names, evidence.place));
        basis.back()["why"] = evidence.why;
    }
    return {{"type", "origin"},
            {"reports", reports},
            {"agency", origin.agency ? ordered_json(*origin.agency) : ordered_json()},
            {"basis", basis}};
}

std::string line_of(std::string text, std::size_t limit) {
    for (char& c : text) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    if (text.size() > limit) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end) + "…";
    }
    return text::printable(text);
}

std::string_view arrow(Direction direction) {
    switch (direction) {
        case Direction::a_to_b:
            return "->";
        case Direction::b_to_a:
            return "<-";
        case Direction::common_source:
            return "<>";
        case Direction::undecided:
            break;
    }
    return "--";
}

/// "quote reduced": words of the contract as a reader writes them.
std::string plain(std::string_view word) {
    std::string out(word);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

/// What the arrow between the two places says.
std::string in_words(const Dossier& dossier, const Passage& passage) {
    switch (passage.direction) {
        case Direction::a_to_b:
            return "the second has it from the first";
        case Direction::b_to_a:
            return "the first has it from the second";
        case Direction::common_source:
            return passage.third ? "both have it from " + text::printable(file_of(dossier, *passage.third))
                                 : "both have it from a text that no report here is";
        case Direction::undecided:
            break;
    }
    return passage.why == kDecidedIndependent ? "held apart" : "undecided who copied";
}

std::string passage_text(const Dossier& dossier, const Passage& passage) {
    const auto place = [&](const Place& where) {
        return text::printable(file_of(dossier, where.report)) + ":" + std::to_string(where.span.begin) +
               "-" + std::to_string(where.span.end);
    };
    return "\n" + place(passage.a) + " " + std::string(arrow(passage.direction)) + " " + place(passage.b) +
           "  " + plain(name(passage.kind)) + ", " + in_words(dossier, passage) + ": " + passage.why +
           "\n  " + line_of(words_of(dossier, passage.a), 240) + "\n  " +
           line_of(words_of(dossier, passage.b), 240) + "\n";
}

std::string as_text(const Dossier& dossier) {
    std::string out;
    for (const Origin& origin : dossier.origins) {
        out += "origin  " +
               (origin.agency
                    ? *origin.agency
                    : std::string(origin.reports.size() > 1 ? "unseen or own gathering" : "own gathering")) +
               ":";
        for (const ReportIndex report : origin.reports)
            out += " " + text::printable(file_of(dossier, report));
        out += "\n";
    }
    for (const brief::UnseenSource& source : brief::unseen_sources(dossier)) {
        out += "source  " + source.name() + ", no report here:";
        for (const ReportIndex report : source.reports)
            out += " " + text::printable(file_of(dossier, report));
        out += "\n";
    }
    // Families of copies share passages two by two: more than anybody reads.
    const std::size_t shown = std::min(dossier.passages.size(), kPassagesToRead);
    for (const Passage& passage : std::span(dossier.passages).first(shown))
        out += passage_text(dossier, passage);
    if (shown < dossier.passages.size())
        out +=
            "\n" + std::to_string(dossier.passages.size() - shown) + " more passages: --jsonl lists all.\n";
    if (!out.empty()) out += "\nTranslated copies are not looked for.\n";
    return out;
}

std::string as_jsonl(const Dossier& dossier) {
    const Names names = store::report_names(dossier);
    std::string out;
    for (const Origin& origin : dossier.origins) out += origin_json(dossier, names, origin).dump() + "\n";
    for (const Passage& passage : dossier.passages)
        out += passage_json(dossier, names, passage).dump() + "\n";
    for (const brief::UnseenSource& source : brief::unseen_sources(dossier))
        out += source_json(dossier, source).dump() + "\n";
    return out;
}

std::string as_json(const Dossier& dossier) {
    const Names names = store::report_names(dossier);
    ordered_json all = {{"schema", "sitrep/lineage/1"},
                        {"origins", ordered_json::array()},
                        {"passages", ordered_json::array()},
                        {"unseen_sources", ordered_json::array()}};
    for (const Origin& origin : dossier.origins)
        all["origins"].push_back(origin_json(dossier, names, origin));
    for (const Passage& passage : dossier.passages)
        all["passages"].push_back(passage_json(dossier, names, passage));
    for (const brief::UnseenSource& source : brief::unseen_sources(dossier))
        all["unseen_sources"].push_back(source_json(dossier, source));
    return all.dump(1) + "\n";
}

std::string quoted(const std::string& text) { return ordered_json(text).dump(); }

/// A row an origin, then a row a passage.
Table as_rows(const Dossier& dossier) {
    Table table;
    table.columns = {"row",     "report_a", "bytes_a",   "words_a", "report_b", "bytes_b",
                     "words_b", "kind",     "direction", "agency",  "why"};
    for (const Origin& origin : dossier.origins) {
        std::string reports, why;
        for (const ReportIndex report : origin.reports)
            reports += (reports.empty() ? "" : "; ") + file_of(dossier, report);
        for (const Evidence& evidence : origin.basis) why += (why.empty() ? "" : "; ") + evidence.why;
        table.rows.push_back(
            {"origin", reports, "", "", "", "", "", "", "", origin.agency.value_or(""), why});
    }
    for (const Passage& passage : dossier.passages) {
        table.rows.push_back({"passage", file_of(dossier, passage.a.report), bytes_of(passage.a.span),
                              words_of(dossier, passage.a), file_of(dossier, passage.b.report),
                              bytes_of(passage.b.span), words_of(dossier, passage.b),
                              std::string(name(passage.kind)), std::string(name(passage.direction)), "",
                              passage.why});
    }
    return table;
}

/// Of a report; the file stands in its label.
std::string node(ReportIndex report) { return "n" + std::to_string(report + 1); }

/// Sources that no report of the set is: an agency's node where there is one, else their own; an edge to each
/// report that carries their words, with how many passages.
std::string dot_sources(const Dossier& dossier, const std::vector<brief::UnseenSource>& sources) {
    std::string out;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const brief::UnseenSource& source = sources[s];
        std::string id = "u" + std::to_string(s + 1);
        if (source.agency) id = "o" + std::to_string(*source.origin + 1);
        if (!source.agency)
            out += "  " + id + " [shape=ellipse,style=dashed,label=" + quoted(source.name()) + "];\n";
        std::map<ReportIndex, std::size_t> carried;
        for (const std::size_t p : source.passages) {
            ++carried[dossier.passages[p].a.report];
            ++carried[dossier.passages[p].b.report];
        }
        for (const auto& [report, count] : carried)
            out += "  " + id + " -> " + node(report) +
                   " [style=dashed,label=" + quoted(std::to_string(count)) + "];\n";
    }
    return out;
}

/// Graphviz: one edge for each pair of reports and direction, with how many passages it stands for.
std::string as_dot(const Dossier& dossier) {
    std::string out = "digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n";
    for (ReportIndex r = 0; r < dossier.reports.size(); ++r)
        out += "  " + node(r) + " [label=" + quoted(file_of(dossier, r)) + "];\n";
    for (std::size_t o = 0; o < dossier.origins.size(); ++o) {
        const Origin& origin = dossier.origins[o];
        if (!origin.agency) continue;
        out += "  o" + std::to_string(o + 1) + " [shape=ellipse,label=" + quoted(*origin.agency) + "];\n";
        for (const ReportIndex r : origin.reports)
            out += "  o" + std::to_string(o + 1) + " -> " + node(r) + " [style=dotted];\n";
    }
    std::map<std::tuple<ReportIndex, ReportIndex, Direction>, std::size_t> edges;
    out += dot_sources(dossier, brief::unseen_sources(dossier));
    for (const Passage& passage : dossier.passages) {
        if (passage.direction == Direction::common_source && !passage.third) continue;
        const bool turned = passage.direction == Direction::b_to_a;
        const ReportIndex from = turned ? passage.b.report : passage.a.report,
                          to = turned ? passage.a.report : passage.b.report;
        ++edges[{from, to, turned ? Direction::a_to_b : passage.direction}];
    }
    for (const auto& [edge, count] : edges) {
        const auto& [from, to, direction] = edge;
        out += "  " + node(from) + " -> " + node(to) + " [label=" + quoted(std::to_string(count));
        if (direction != Direction::a_to_b)
            out += std::string(",dir=none,style=") +
                   (direction == Direction::common_source ? "dashed" : "solid");
        out += "];\n";
    }
    return out + "}\n";
}

}  // namespace

int run_lineage(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "lineage";
    Format format = Format::text;
    bool dot = false;
    options.declare(arguments);
    arguments.flag("--dot", dot,
                   "a graph for Graphviz: reports, agencies and sources outside the set, who copied whom");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    if (dot && format != Format::text) {
        complain("--dot is a form of its own: leave the other form out, or call twice");
        return 2;
    }
    const auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
    const Dossier& dossier = analysis->dossier;
    std::string out;
    if (dot) {
        out = as_dot(dossier);
    } else if (format == Format::jsonl) {
        out = as_jsonl(dossier);
    } else if (format == Format::json) {
        out = as_json(dossier);
    } else {
        out = format == Format::text ? as_text(dossier) : render(as_rows(dossier), format);
    }
    if (!print(out)) return 2;
    if (dossier.passages.empty())
        complain(dossier.reports.empty()
                     ? "no reports"
                     : "no shared passages in " + std::to_string(dossier.reports.size()) + " reports");
    if (analysis->partial) return 2;
    return dossier.passages.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
