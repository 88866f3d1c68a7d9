// The reports themselves: a table of sources, and each one's text with its marks.
#include <algorithm>
#include <array>

#include "brief/html.hpp"
#include "brief/page.hpp"

namespace sitrep::brief {
namespace {

constexpr std::array<std::string_view, 4> kClasses{"mf", "mq", "mt",
                                                   "mn"};  // figures, quotations, times, names

struct Edge {
    std::uint32_t at;
    std::uint32_t kind;
    bool opens;
};

/// Where marks of each kind begin and end in the clean text of every report.
std::vector<std::vector<Edge>> edges_of(const Reader& reader) {
    const Dossier& dossier = reader.dossier();
    std::vector<std::vector<Edge>> edges(reader.size());
    const auto add = [&](ReportIndex report, Span span, std::uint32_t kind) {
        if (report >= reader.size()) return;
        const TextRange range = reader.report(report).text.range(span);
        if (range.empty()) return;
        edges[report].push_back({range.begin, kind, true});
        edges[report].push_back({range.end, kind, false});
    };
    for (const Figure& figure : dossier.figures) add(figure.report, figure.span, 0);
    for (const Quotation& quote : dossier.quotes) {
        if (quote.kind != QuotationKind::indirect) add(quote.report, quote.span, 1);
    }
    for (const TimeExpression& time : dossier.times) add(time.report, time.span, 2);
    for (const Entity& entity : dossier.entities) {
        for (const Mention& mention : entity.mentions) {
            if (mention.form == MentionForm::name) add(mention.report, mention.span, 3);
        }
    }
    for (auto& list : edges) {
        std::stable_sort(list.begin(), list.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
    }
    return edges;
}

/// Text of a range cut where marks begin and end; marks may overlap.
class MarkedText {
  public:
    MarkedText(std::string_view text, const std::vector<Edge>& edges) : text_(text), edges_(edges) {}

    std::string cut(TextRange range) {
        std::string out;
        std::uint32_t at = range.begin;
        while (next_ < edges_.size() && edges_[next_].at <= range.begin) step();
        while (next_ < edges_.size() && edges_[next_].at < range.end) {
            put(out, at, edges_[next_].at);
            at = edges_[next_].at;
            while (next_ < edges_.size() && edges_[next_].at == at) step();
        }
        put(out, at, range.end);
        return out;
    }

  private:
    void step() {
        const Edge& edge = edges_[next_++];
        depth_[edge.kind] += edge.opens ? 1 : -1;
    }
    void put(std::string& out, std::uint32_t begin, std::uint32_t end) const {
        if (begin >= end) return;
        std::string classes;
        for (std::size_t kind = 0; kind < kClasses.size(); ++kind) {
            if (depth_[kind] > 0) classes += (classes.empty() ? "" : " ") + std::string(kClasses[kind]);
        }
        const std::string words = escape_html(text_.substr(begin, end - begin));
        out += classes.empty() ? words : "<span class=\"" + classes + "\">" + words + "</span>";
    }

    std::string_view text_;
    const std::vector<Edge>& edges_;
    std::size_t next_ = 0;
    std::array<int, 4> depth_{};
};

}  // namespace

std::string sources_table(Page& page) {
    const Reader& reader = page.reader();
    std::string out =
        "<div class=scroll tabindex=0 role=region aria-label=\"Sources\"><table class=sources><thead><tr><th "
        "scope=col>Label<th scope=col>Headline<th scope=col>Outlet<th scope=col>Written<th scope=col>File<th "
        "scope=col>SHA-256</tr></thead><tbody>\n";
    for (ReportIndex index = 0; index < reader.size(); ++index) {
        const Report& report = reader.report(index);
        const std::string label = "<bdi>" + escape_html(reader.label(index)) + "</bdi>";
        out += "<tr><th scope=row>" +
               (page.whole_texts() ? "<a href=\"#t" + std::to_string(index + 1) + "\">" + label + "</a>"
                                   : label) +
               "</th><td>" +
               (report.title ? isolated(one_line(report.title->text))
                             : "<span class=silent>no headline</span>") +
               "</td><td>" + isolated(reader.outlet(index)) + "</td><td>" + escape_html(reader.date(index)) +
               "</td><td>" +
               isolated(one_line(report.document.path) +
                        (report.document.member ? ", " + one_line(*report.document.member) : "")) +
               "</td><td><code>" + escape_html(report.document.sha256) + "</code></td></tr>\n";
    }
    return out + "</tbody></table></div>";
}

std::string report_texts(Page& page) {
    const Reader& reader = page.reader();
    if (!page.whole_texts())
        return "<p class=quiet>The set is too large to hold its texts on one page; every citation above "
               "shows its paragraph.</p>";
    const auto edges = edges_of(reader);
    std::string out =
        "<p class=quiet>Marks: <span class=mf>figures</span>, <span class=mq>quotations</span>, <span "
        "class=mt>times</span>, <span class=mn>names</span>. Grey: not part of the article.</p>";
    for (ReportIndex index = 0; index < reader.size(); ++index) {
        const Report& report = reader.report(index);
        out += "<article class=text id=\"t" + std::to_string(index + 1) + "\"><h3><bdi>" +
               escape_html(reader.label(index)) + "</bdi> <span class=when><bdi>" +
               escape_html(reader.outlet(index)) + "</bdi> · " + escape_html(reader.date(index)) +
               "</span></h3>\n";
        MarkedText marked(report.text.text(), edges[index]);
        std::size_t block = 0;
        for (const Paragraph& paragraph : reader.paragraphs(index)) {
            out += "<p dir=auto id=\"" + page.anchor(index, paragraph.number) + "\" data-n=\"" +
                   std::to_string(paragraph.number) + "\">";
            std::uint32_t at = paragraph.range.begin;
            for (; block < report.blocks.size() && report.blocks[block].range.begin < paragraph.range.end;
                 ++block) {
                const Block& part = report.blocks[block];
                if (part.range.begin > at) out += ' ';
                const std::string words = marked.cut(part.range);
                out += part.kind == BlockKind::title ? "<b>" + words + "</b>"
                       : is_furniture(part.kind) ? "<span class=fur title=\"" + std::string(name(part.kind)) +
                                                       "\">" + words + "</span>"
                                                 : words;
                at = part.range.end;
            }
            out += "</p>\n";
        }
        out += "</article>\n";
    }
    return out;
}

}  // namespace sitrep::brief
