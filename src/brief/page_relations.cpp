// Relations as cards, the claims × reports matrix, the table of figures.
#include <algorithm>

#include "brief/html.hpp"
#include "brief/page.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kMatrixColumns = 24;
constexpr std::size_t kMatrixRows = 60;
constexpr std::size_t kFigureRows = 400;
constexpr std::size_t kCellWords = 64;
constexpr std::size_t kWordingsInCell = 3;

/// What a report says in a relation: its different wordings, shortened, and where the first stands.
struct Cell {
    std::vector<std::string> said;
    Place place;
};

/// Words as they stand between marks: double marks inside are single ones.
std::string without_marks(std::string_view words) {
    constexpr std::size_t kMark = std::string_view("“").size();
    const std::string marked = in_marks(words);
    return marked.substr(kMark, marked.size() - 2 * kMark);
}

/// What a row is about: the label, else the first words of what is shown.
std::string row_name(const Reader& reader, const Standing& standing, std::size_t relation) {
    const ToldRelation told = told_relation(reader, standing, relation);
    if (!told.label.empty()) return capitalised(told.label);
    return told.sides.empty() ? std::string() : in_marks(shortened(told.sides.front().words, kCellWords));
}

std::string range_number(const Figure& figure) {
    const auto plain = [](double value) {
        std::string digits = std::to_string(static_cast<long long>(value));
        if (value != static_cast<double>(static_cast<long long>(value))) {
            digits = std::to_string(value);
            while (digits.ends_with('0')) digits.pop_back();
        }
        return digits;
    };
    const auto fits = [](double value) { return value > -1e15 && value < 1e15; };
    if (figure.value && fits(*figure.value)) return plain(*figure.value);
    if (figure.low && figure.high && fits(*figure.low) && fits(*figure.high))
        return plain(*figure.low) + "–" + plain(*figure.high);
    if (figure.low && fits(*figure.low)) return "≥ " + plain(*figure.low);
    if (figure.high && fits(*figure.high)) return "≤ " + plain(*figure.high);
    return "vague";
}

}  // namespace

std::string relation_card(Page& page, std::size_t index) {
    const Reader& reader = page.reader();
    const Relation& relation = reader.dossier().relations[index];
    const ToldRelation told = told_relation(reader, page.standing(), index);
    std::string out = "<article class=\"rel " + std::string(css_name(relation.kind)) + "\" id=\"rel" +
                      std::to_string(index + 1) + "\"><h3>" + badge(relation.kind);
    if (!told.label.empty()) out += " " + isolated(capitalised(told.label));
    out += "</h3>";
    if (!told.pointed.empty()) out += "<p class=pointed dir=auto>" + rich(told.pointed) + "</p>";
    out += "<ul class=says>";
    for (std::size_t i = 0; i < told.sides.size(); ++i) {
        const ToldSide& side = told.sides[i];
        if (side.before == " against ") out += "<li class=against>against</li>";
        out += "<li><q dir=auto>" +
               (i > 0 && relation.kind == RelationKind::stronger
                    ? "“" + with_changes(without_marks(side.words), without_marks(told.sides[0].words)) + "”"
                    : escape_html(in_marks(side.words))) +
               "</q><span class=in>" + isolated(side.where) + "</span></li>";
    }
    out += "</ul>";
    if (!told.reason.empty())
        out += "<p class=reason dir=auto>" + escape_html(with_stop(capitalised(told.reason))) + "</p>";
    std::string extra =
        counted(reports_in(told.citations), "report", "reports") + " · " + origin_words(relation.origins);
    return out + page.evidence(told.citations, extra) + "</article>\n";
}

std::string claims_matrix(Page& page, const std::vector<std::size_t>& relations) {
    const Reader& reader = page.reader();
    if (relations.empty() || reader.size() < 2) return {};
    const std::size_t columns = std::min<std::size_t>(reader.size(), kMatrixColumns);
    std::string out =
        "<div class=scroll tabindex=0 role=region aria-label=\"Claims and reports\"><table "
        "class=matrix><caption>Claims × reports: what each report says, or that it is "
        "silent</caption><thead><tr><th scope=col>Claim</th>";
    for (ReportIndex report = 0; report < columns; ++report) {
        out += "<th scope=col><bdi>" + escape_html(reader.label(report)) + "</bdi></th>";
    }
    out += "<th scope=col>Origins</th></tr></thead><tbody>\n";
    for (std::size_t row = 0; row < std::min(relations.size(), kMatrixRows); ++row) {
        const Relation& relation = reader.dossier().relations[relations[row]];
        std::vector<Cell> cells(columns);
        for (const ItemGroup& group : groups_of(reader, relation)) {
            for (const Place& place : group.places) {
                if (place.report >= columns) continue;
                Cell& cell = cells[place.report];
                std::string words = shortened(reader.words(place), kCellWords);
                if (cell.said.empty()) cell.place = place;
                if (std::find(cell.said.begin(), cell.said.end(), words) == cell.said.end())
                    cell.said.push_back(std::move(words));
            }
        }
        out += "<tr class=\"" + std::string(css_name(relation.kind)) + "\"><th scope=row><a href=\"#rel" +
               std::to_string(relations[row] + 1) + "\"><span aria-hidden=true>" +
               std::string(mark_of(relation.kind)) + "</span> " +
               isolated(row_name(reader, page.standing(), relations[row])) + "</a> <span class=kind>" +
               std::string(title_of(relation.kind)) + "</span></th>";
        for (const Cell& cell : cells) {
            if (cell.said.empty()) {
                out += "<td class=silent>silent</td>";
                continue;
            }
            out += "<td>";
            for (std::size_t i = 0; i < std::min(cell.said.size(), kWordingsInCell); ++i)
                out += std::string(i > 0 ? " / " : "") + "<q dir=auto>" + escape_html(cell.said[i]) + "</q>";
            if (cell.said.size() > kWordingsInCell)
                out += " <span class=more>+" + std::to_string(cell.said.size() - kWordingsInCell) + "</span>";
            out += " " + page.link(cell.place) + "</td>";
        }
        out += "<td class=num>" + escape_html(origin_words(relation.origins)) + "</td></tr>\n";
    }
    out += "</tbody></table></div>";
    if (reader.size() > columns)
        out += "<p class=quiet>The matrix shows the first " + std::to_string(columns) + " of " +
               std::to_string(reader.size()) + " reports.</p>";
    if (relations.size() > kMatrixRows)
        out += "<p class=quiet>" + std::to_string(relations.size() - kMatrixRows) +
               " further claims are in the dossier.</p>";
    return out;
}

std::string figures_table(Page& page) {
    const Reader& reader = page.reader();
    const auto& figures = reader.dossier().figures;
    if (figures.empty()) return {};
    std::string out = "<details class=fold><summary>All " + counted(figures.size(), "figure", "figures") +
                      " as the reports give them</summary><div class=scroll tabindex=0 role=region "
                      "aria-label=\"Figures\"><table class=figures><thead><tr><th scope=col>Words<th "
                      "scope=col>Value<th scope=col>Unit<th scope=col>Where<th scope=col>Whose figure<th "
                      "scope=col>As of<th scope=col>Report</tr></thead><tbody>\n";
    for (std::size_t i = 0; i < std::min(figures.size(), kFigureRows); ++i) {
        const Figure& figure = figures[i];
        if (figure.report >= reader.size()) continue;
        const Place place = place_of_figure(reader, figure);
        std::string where = reader.entity(figure.place);
        if (where.empty()) where = reader.entity(figure.of);
        const std::string source = source_words(reader, figure.report, figure.holder);
        const std::string date = date_words(figure.as_of);
        out += "<tr><td><q dir=auto>“" + escape_html(reader.words(place)) + "”</q>" +
               (figure.hypothetical ? " <span class=more>asked for, feared or planned</span>" : "") +
               "</td><td class=num>" + escape_html(range_number(figure)) + "</td><td>" +
               escape_html(figure.unit) + "</td><td>" +
               (where.empty() ? "<span class=silent>not stated</span>" : isolated(where)) + "</td><td>" +
               (source.empty() ? "<span class=silent>none given</span>" : rich(source)) + "</td><td>" +
               (date.empty() ? "<span class=silent>not given</span>" : escape_html(date)) + "</td><td>" +
               page.link(place) + "</td></tr>\n";
    }
    out += "</tbody></table></div>";
    if (figures.size() > kFigureRows)
        out += "<p class=quiet>" + std::to_string(figures.size() - kFigureRows) +
               " further figures are in the dossier.</p>";
    return out + "</details>";
}

}  // namespace sitrep::brief
