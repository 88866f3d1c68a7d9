// Where the news came from: the lineage graph, and two reports side by side with their shared passages.
#include <algorithm>
#include <map>
#include <set>

#include "brief/html.hpp"
#include "brief/page.hpp"
#include "brief/passage_words.hpp"
#include "brief/unseen_sources.hpp"
#include "brief/word_diff.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kGraphReports = 40;
constexpr std::size_t kPairsShown = 10;
constexpr std::size_t kPairRows = 30;
constexpr int kRow = 46;
constexpr int kWidth = 860;
constexpr int kOriginX = 10;
constexpr int kOriginWidth = 250;
constexpr int kReportX = 420;
constexpr int kReportWidth = 290;

using Pair = std::pair<ReportIndex, ReportIndex>;

std::string cut(std::string_view text, std::size_t characters) {
    std::size_t seen = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && ++seen > characters) break;
        ++at;
    }
    return at < text.size() ? std::string(text.substr(0, at)) + "…" : std::string(text);
}

std::string number(int value) { return std::to_string(value); }

std::string box(int x, int y, int width, std::string_view css, std::string_view first,
                std::string_view second) {
    return "<g class=\"" + std::string(css) + "\"><rect x=\"" + number(x) + "\" y=\"" + number(y) +
           "\" width=\"" + number(width) + "\" height=\"36\" rx=\"4\"/><text x=\"" + number(x + 10) +
           "\" y=\"" + number(y + 15) + "\" class=\"t1\">" + escape_html(first) + "</text><text x=\"" +
           number(x + 10) + "\" y=\"" + number(y + 29) + "\" class=\"t2\">" + escape_html(second) +
           "</text></g>";
}

/// Reports in order of the day they were written; undated last.
std::vector<ReportIndex> by_day(const Reader& reader) {
    std::vector<ReportIndex> order;
    for (ReportIndex report = 0; report < reader.size(); ++report) order.push_back(report);
    std::stable_sort(order.begin(), order.end(), [&](ReportIndex a, ReportIndex b) {
        const DateRange& first = reader.published(a);
        const DateRange& second = reader.published(b);
        if (first.bounded() != second.bounded()) return first.bounded();
        if (!first.bounded()) return false;
        return std::tie(first.earliest, first.latest) < std::tie(second.earliest, second.latest);
    });
    return order;
}

std::map<Pair, std::vector<const Passage*>> pairs_of(const Reader& reader) {
    std::map<Pair, std::vector<const Passage*>> pairs;
    for (const Passage& passage : reader.dossier().passages) {
        if (passage.a.report >= reader.size() || passage.b.report >= reader.size()) continue;
        pairs[{std::min(passage.a.report, passage.b.report), std::max(passage.a.report, passage.b.report)}]
            .push_back(&passage);
    }
    return pairs;
}

/// The report that most passages of the pair were copied from; none if the words do not tell.
std::optional<ReportIndex> copied_from(const std::vector<const Passage*>& passages) {
    std::map<ReportIndex, std::size_t> votes;
    for (const Passage* passage : passages) {
        if (passage->direction == Direction::a_to_b) ++votes[passage->a.report];
        if (passage->direction == Direction::b_to_a) ++votes[passage->b.report];
    }
    if (votes.size() != 1) return std::nullopt;
    return votes.begin()->second * 2 >= passages.size() ? std::optional(votes.begin()->first) : std::nullopt;
}

std::string copy_edges(const Reader& reader, const std::map<ReportIndex, int>& row_of) {
    std::string out;
    int lane = 0;
    for (const auto& [pair, passages] : pairs_of(reader)) {
        const auto source = copied_from(passages);
        const ReportIndex from = source.value_or(pair.first);
        const ReportIndex to = from == pair.first ? pair.second : pair.first;
        const int y1 = row_of.at(from) + 18;
        const int y2 = row_of.at(to) + 18;
        const int bend = kReportX + kReportWidth + 24 + (lane++ % 6) * 18;
        const int right = kReportX + kReportWidth;
        out +=
            "<path class=\"" + std::string(source ? "copy" : "shared") + "\" d=\"M" + number(right) + " " +
            number(y1) + " C" + number(bend) + " " + number(y1) + " " + number(bend) + " " + number(y2) +
            " " + number(right + (source ? 7 : 0)) + " " + number(y2) + "\"" +
            (source ? " marker-end=\"url(#arrow)\"" : "") + "><title>" +
            escape_html(reader.label(pair.first) + " and " + reader.label(pair.second) + " share " +
                        counted(passages.size(), "passage", "passages") + ": " + ways_of(reader, passages)) +
            "</title></path>";
    }
    return out;
}

/// What news came from, as the graph draws it: a line of reporting, or a text that no report of the set is.
struct Spring {
    std::string name, why;
    const std::vector<ReportIndex>* reports = nullptr;
    bool unseen = false;
};

/// Lines of reporting, then unseen sources that are none of them. `sources` must outlive the result.
std::vector<Spring> springs_of(const Dossier& dossier, const std::vector<UnseenSource>& sources) {
    std::vector<Spring> springs;
    for (const Origin& origin : dossier.origins)
        springs.push_back({origin.agency ? one_line(*origin.agency) : "No agency named",
                           origin.basis.empty() ? std::string() : one_line(origin.basis.front().why),
                           &origin.reports, false});
    for (const UnseenSource& source : sources) {
        if (source.agency) continue;
        const std::string why =
            counted(source.passages.size(), "passage", "passages") + ", from no report of this set";
        if (source.origin) {
            Spring& known = springs[*source.origin];
            known = {capitalised(source.name()), why, known.reports, true};
        } else {
            springs.push_back({capitalised(source.name()), why, &source.reports, true});
        }
    }
    return springs;
}

std::string graph(const Reader& reader) {
    const std::vector<UnseenSource> sources = unseen_sources(reader.dossier());
    const std::vector<Spring> springs = springs_of(reader.dossier(), sources);
    if (springs.empty() || reader.size() > kGraphReports || springs.size() > kGraphReports) return {};
    const auto order = by_day(reader);
    std::map<ReportIndex, int> row_of;
    for (std::size_t i = 0; i < order.size(); ++i) row_of[order[i]] = 30 + static_cast<int>(i) * kRow;
    const int rows = static_cast<int>(std::max(order.size(), springs.size()));
    const int height = 36 + rows * kRow;
    std::string out =
        "<svg class=graph viewBox=\"0 0 " + number(kWidth) + " " + number(height) +
        "\" role=img aria-labelledby=lineage-title><title id=lineage-title>Reporting lines, "
        "unseen sources and the reports that stand on them; the list below says the same</title>"
        "<defs><marker id=arrow viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
        "markerHeight=\"8\" orient=auto><path d=\"M8 0L0 4L8 8z\" transform=\"rotate(180 4 "
        "4)\"/></marker></defs>"
        "<text class=t2 x=\"10\" y=\"16\">Reporting lines</text><text class=t2 x=\"" +
        number(kReportX) +
        "\" y=\"16\">Reports, oldest first; arrows: copied from; no arrow: see the list</text>";
    const int spread = springs.size() > 1 ? (rows - 1) * kRow / static_cast<int>(springs.size() - 1) : 0;
    const int first = springs.size() > 1 ? 30 : 30 + (rows - 1) * kRow / 2;
    for (std::size_t i = 0; i < springs.size(); ++i) {
        const int y = first + static_cast<int>(i) * std::max(spread, kRow);
        for (const ReportIndex report : *springs[i].reports) {
            if (report >= reader.size()) continue;
            const int to = row_of[report] + 18;
            out += "<path class=\"edge" + std::string(springs[i].unseen ? " unseen" : "") + "\" d=\"M" +
                   number(kOriginX + kOriginWidth) + " " + number(y + 18) + " C" + number(kReportX - 80) +
                   " " + number(y + 18) + " " + number(kReportX - 80) + " " + number(to) + " " +
                   number(kReportX) + " " + number(to) + "\"/>";
        }
    }
    out += copy_edges(reader, row_of);
    for (std::size_t i = 0; i < springs.size(); ++i) {
        const int y = first + static_cast<int>(i) * std::max(spread, kRow);
        out += box(kOriginX, y, kOriginWidth, springs[i].unseen ? "origin unseen" : "origin", springs[i].name,
                   cut(springs[i].why, 38));
    }
    for (const ReportIndex report : order) {
        const std::string outlet =
            reader.report(report).outlet ? one_line(reader.report(report).outlet->text) : "outlet not given";
        out += box(kReportX, row_of[report], kReportWidth, "report",
                   cut(reader.label(report) + "  " + outlet, 36), cut(reader.date(report), 46));
    }
    return out + "</svg>";
}

/// One report's side of a pair: its paragraphs with the shared passages banded and numbered, own words
/// marked.
std::string side(const Reader& reader, ReportIndex report, const std::vector<const Passage*>& passages) {
    struct Band {
        TextRange range;
        std::size_t number;
        std::string other;
    };
    const CleanText& text = reader.report(report).text;
    std::vector<Band> bands;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const bool is_a = passages[i]->a.report == report;
        const Place& mine = is_a ? passages[i]->a : passages[i]->b;
        bands.push_back({text.range(mine.span), i + 1, reader.words(is_a ? passages[i]->b : passages[i]->a)});
    }
    std::sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) {
        return std::tie(a.range.begin, a.number) < std::tie(b.range.begin, b.number);
    });
    std::string out;
    std::uint32_t done = 0;
    for (const Paragraph& paragraph : reader.paragraphs(report)) {
        std::string body;
        std::uint32_t at = std::max(paragraph.range.begin, done);
        bool any = false;
        for (const Band& band : bands) {
            if (band.range.begin >= paragraph.range.end || band.range.end <= at) continue;
            const std::uint32_t begin = std::max(band.range.begin, at);
            const std::uint32_t end = std::min(band.range.end, paragraph.range.end);
            body += escape_html(text.text().substr(at, begin - at));
            body += "<mark class=\"band b" + std::to_string(band.number % 4) + "\"><sup>" +
                    std::to_string(band.number) + "</sup>" +
                    with_changes(one_line(text.text().substr(begin, end - begin)), band.other) + "</mark>";
            at = end;
            any = true;
        }
        if (!any && paragraph.furniture) continue;
        if (!any) {
            out += "<p dir=auto class=apart>" +
                   escape_html(text.text().substr(paragraph.range.begin, paragraph.range.size())) + "</p>";
            continue;
        }
        body += escape_html(text.text().substr(at, paragraph.range.end > at ? paragraph.range.end - at : 0));
        done = std::max(done, at);
        out += "<p dir=auto>" + body + "</p>";
    }
    return out;
}

}  // namespace

std::string lineage_part(Page& page) {
    const std::size_t lines = page.reader().dossier().origins.size();
    if (lines > 0 && std::max<std::size_t>(page.reader().size(), lines) > kGraphReports)
        return "<p class=quiet>No graph is drawn of more than " + std::to_string(kGraphReports) +
               " reports; the list says who copied from whom.</p>";
    return graph(page.reader());
}

std::string side_by_side(Page& page) {
    const Reader& reader = page.reader();
    if (!page.whole_texts()) return {};
    const auto pairs = pairs_of(reader);
    std::vector<const std::pair<const Pair, std::vector<const Passage*>>*> order;
    for (const auto& pair : pairs) {
        if (pair.first.first != pair.first.second) order.push_back(&pair);
    }
    const auto bytes = [](const std::vector<const Passage*>& passages) {
        std::uint64_t sum = 0;
        for (const Passage* passage : passages) sum += passage->a.span.size();
        return sum;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const auto* a, const auto* b) { return bytes(a->second) > bytes(b->second); });
    std::string out;
    for (std::size_t i = 0; i < std::min(order.size(), kPairsShown); ++i) {
        const auto& [pair, passages] = *order[i];
        const std::vector<const Passage*> shown(
            passages.begin(),
            passages.begin() + static_cast<std::ptrdiff_t>(std::min(passages.size(), kPairRows)));
        out += "<details class=\"fold pair\"><summary>" + isolated(reader.label(pair.first)) + " beside " +
               isolated(reader.label(pair.second)) + ": " +
               counted(passages.size(), "shared passage", "shared passages") + "</summary>";
        std::string sides;
        for (const ReportIndex report : {pair.first, pair.second}) {
            sides += "<section><h4><bdi>" + escape_html(reader.label(report)) +
                     "</bdi> <span class=when><bdi>" + escape_html(reader.outlet(report)) + "</bdi> · " +
                     escape_html(reader.date(report)) + "</span></h4>" + side(reader, report, shown) +
                     "</section>";
        }
        std::string legend = "Bands with one number are one passage: " + ways_of(reader, passages) + ".";
        if (sides.find("<span class=chg>") != std::string::npos)
            legend += " In a band, words that its other side has nowhere are underlined.";
        if (shown.size() < passages.size())
            legend += " The first " + std::to_string(shown.size()) + " passages have bands, " +
                      std::to_string(passages.size() - shown.size()) + " more have none.";
        out += "<p class=\"quiet legend\">" + escape_html(legend) + "</p><div class=columns>" + sides +
               "</div></details>\n";
    }
    if (order.size() > kPairsShown)
        out += "<p class=quiet>" + counted(order.size() - kPairsShown, "further pair", "further pairs") +
               " of reports share passages.</p>";
    return out;
}

}  // namespace sitrep::brief
