#include "brief/html.hpp"

#include <algorithm>
#include <set>

#include "brief/page.hpp"
#include "brief/sections.hpp"
#include "brief/short_form.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kOnFirstScreen = 3;
constexpr std::size_t kStories = 3;
constexpr std::size_t kShortWords = 180;  // bytes of a side on the first screen

/// Builds one page; parts are put in order and remember what the contents list.
class Builder {
  public:
    Builder(const Dossier& dossier, const BriefWords& words, const RenderOptions& options)
        : reader_(dossier, words),
          options_(options),
          page_(reader_, options),
          sentences_(selected(dossier.brief, options)) {}

    std::string build() {
        const std::string first = first_screen();
        const std::string body = parts();
        const std::string headline = title();
        std::string out =
            "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport "
            "content=\"width=device-width,initial-scale=1\">\n"
            "<meta name=generator content=\"sitrep " +
            escape_html(options_.version) +
            "\">\n"
            "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src "
            "'unsafe-inline'; script-src " +
            script_policy() + "\">\n<title>" + escape_html(headline) + " – situation brief</title>\n<style>" +
            std::string(page_style()) + "</style>\n</head>\n<body>\n<div class=page>\n";
        out += masthead(headline) + contents() + "<main id=brief>\n" + first + body + page_.notes() +
               "</main>\n" + footer() + "</div>\n<script>" + std::string(page_script()) +
               "</script>\n</body>\n</html>\n";
        return out;
    }

  private:
    [[nodiscard]] std::string title() const {
        for (const Story& story : reader_.dossier().stories) {
            if (!one_line(story.title).empty()) return one_line(story.title);
        }
        for (ReportIndex report = 0; report < reader_.size(); ++report) {
            if (reader_.report(report).title) return one_line(reader_.report(report).title->text);
        }
        return "Situation brief";
    }

    /// Relations of these kinds that the brief tells: the numbers on top are those of the lists below.
    [[nodiscard]] std::size_t relations_of(std::initializer_list<RelationKind> kinds) const {
        const Dossier& dossier = reader_.dossier();
        return static_cast<std::size_t>(
            std::count_if(dossier.brief.begin(), dossier.brief.end(), [&](const BriefSentence& sentence) {
                if (sentence.relation < 0 || (sentence.section != "changed" && sentence.section != "figures"))
                    return false;
                const RelationKind kind = dossier.relations[static_cast<std::size_t>(sentence.relation)].kind;
                return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
            }));
    }

    std::string masthead(const std::string& headline) {
        const auto& dossier = reader_.dossier();
        std::string out = "<header class=mast>\n<p class=kicker>Situation brief</p>\n<h1><bdi>" +
                          escape_html(headline) + "</bdi></h1>\n";
        const auto& stories = dossier.stories;
        if (!tells_one_story(reader_)) {
            out += "<p class=quiet>" + counted(stories.size(), "story", "stories") + " in this set";
            for (std::size_t i = 1; i < std::min(stories.size(), kStories); ++i)
                out += std::string(i == 1 ? "; also: " : "; ") + isolated(one_line(stories[i].title));
            out += "</p>\n";
        }
        out += "<ul class=facts>";
        const auto fact = [&](std::size_t value, std::string_view one, std::string_view many) {
            out +=
                "<li><b>" + std::to_string(value) + "</b> " + std::string(value == 1 ? one : many) + "</li>";
        };
        fact(reader_.size(), "report", "reports");
        std::set<std::string> outlets;
        for (ReportIndex report = 0; report < reader_.size(); ++report) {
            if (reader_.report(report).outlet) outlets.insert(one_line(reader_.report(report).outlet->text));
        }
        fact(outlets.size(), "outlet named", "outlets named");
        if (!dossier.origins.empty())
            fact(dossier.origins.size(), "reporting line (origin)", "reporting lines (origins)");
        fact(relations_of({RelationKind::conflict}), "conflict", "conflicts");
        fact(relations_of({RelationKind::differ, RelationKind::tension, RelationKind::stronger}),
             "other difference", "other differences");
        fact(relations_of({RelationKind::update}), "thing changed", "things changed");
        if (!dossier.left_out.empty()) fact(dossier.left_out.size(), "input left out", "inputs left out");
        return out + "</ul>\n</header>\n";
    }

    std::string contents() const {
        std::string out = "<nav class=contents aria-label=Contents><ul>";
        for (const auto& [id, name] : contents_)
            out += "<li><a href=\"#" + id + "\">" + escape_html(name) + "</a></li>";
        return out + "</ul></nav>\n";
    }

    std::vector<const BriefSentence*> in_section(std::string_view section) const {
        std::vector<const BriefSentence*> list;
        for (const BriefSentence* sentence : sentences_) {
            if (sentence->section == section) list.push_back(sentence);
        }
        return list;
    }

    /// Quotation and where it comes from on lines of their own.
    std::string bottom_line_item(const BriefSentence& sentence) {
        static constexpr std::string_view kDash = "” — ";
        const std::size_t cut = sentence.text.rfind(kDash);
        if (cut == std::string::npos)
            return "<li><p class=line>" + rich(sentence.text) + "</p>" + page_.evidence(sentence.citations) +
                   "</li>";
        // Alone on its line the quotation keeps its closing stop.
        const std::string words = sentence.citations.size() == 1
                                      ? in_marks(reader_.words(sentence.citations.front()))
                                      : sentence.text.substr(0, cut + 3);
        return "<li><p class=line>" + rich(words) + "</p><p class=from>" +
               rich(sentence.text.substr(cut + kDash.size())) + "</p>" + page_.evidence(sentence.citations) +
               "</li>";
    }

    std::string short_relation(std::size_t index) {
        const Relation& relation = reader_.dossier().relations[index];
        const ToldRelation told = told_relation(reader_, page_.standing(), index);
        std::string out =
            "<li>" + badge(relation.kind) + " <a href=\"#rel" + std::to_string(index + 1) + "\">" +
            (told.label.empty() ? std::string("in full") : isolated(capitalised(told.label))) + "</a><br>";
        if (!told.pointed.empty()) out += rich(told.pointed) + ", in ";
        // The first side, and of a row of states the last, else the next.
        const bool ordered = relation.kind == RelationKind::update || relation.kind == RelationKind::stronger;
        std::vector<std::size_t> shown;
        if (!told.sides.empty()) shown.push_back(0);
        if (told.sides.size() > 1) shown.push_back(ordered ? told.sides.size() - 1 : 1);
        while (relation.kind == RelationKind::conflict && !shown.empty() && shown.back() > 0 &&
               shown.back() + 1 < told.sides.size() && told.sides[shown.back()].before != " against ")
            ++shown.back();
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const ToldSide& side = told.sides[shown[i]];
            if (i > 0) out += ordered ? " → " : " / ";
            out += "<q dir=auto>" + escape_html(in_marks(shortened(side.words, kShortWords))) +
                   "</q> <span class=in>" + isolated(reader_.label(side.context.report)) + "</span>";
        }
        const std::size_t more = told.sides.size() - shown.size() + told.more;
        if (more > 0) out += " <span class=more>and " + std::to_string(more) + " more</span>";
        out += " <span class=extra>· " + escape_html(origin_words(relation.origins)) + "</span>";
        return out + "</li>\n";
    }

    std::string first_screen() {
        std::string out;
        const auto bottom = in_section("bottom_line");
        if (!bottom.empty()) {
            out +=
                "<section class=bottom id=bottom_line aria-labelledby=h-bottom><h2 id=h-bottom>Bottom "
                "line</h2><ul class=plain>";
            for (const BriefSentence* sentence : bottom) out += bottom_line_item(*sentence);
            out += "</ul></section>\n";
            contents_.emplace_back("bottom_line", "Bottom line");
        }
        out += digest("changed", "What changed", {RelationKind::update});
        out += digest(
            "figures", "Where reports disagree",
            {RelationKind::conflict, RelationKind::differ, RelationKind::tension, RelationKind::stronger});
        return out.empty() ? out : "<div class=first>\n" + out + "</div>\n";
    }

    /// The weightiest relations of a section, in short.
    std::string digest(std::string_view section, std::string_view heading,
                       std::initializer_list<RelationKind> kinds) {
        if (!shown(section, options_)) return {};
        std::string items;
        std::size_t all = 0;
        for (const BriefSentence* sentence : in_section(section)) {
            if (sentence->relation < 0) continue;
            const auto index = static_cast<std::size_t>(sentence->relation);
            if (std::find(kinds.begin(), kinds.end(), reader_.dossier().relations[index].kind) == kinds.end())
                continue;
            if (all++ < kOnFirstScreen) items += short_relation(index);
        }
        std::string out = "<section><h2>" + std::string(heading) + "</h2>";
        if (items.empty()) return out + "<p class=quiet>Nothing found in these reports.</p></section>\n";
        out += "<ul class=\"plain brief\">" + items + "</ul>";
        if (all > kOnFirstScreen)
            out += "<p class=quiet><a href=\"#p-" + std::string(section) + "\">All " + std::to_string(all) +
                   "</a></p>";
        return out + "</section>\n";
    }

    void part(std::string& out, std::string_view section, std::string_view heading,
              const std::string& inner) {
        if (inner.empty() || !shown(section, options_)) return;
        contents_.emplace_back("p-" + std::string(section), std::string(heading));
        out += "<section class=part id=\"p-" + std::string(section) + "\"><h2>" + std::string(heading) +
               "</h2>\n" + inner + "</section>\n";
    }

    /// Sentences of a section as a list; sentences that tell a relation as cards. What comes before the first
    /// relation stands above the cards.
    std::string sentence_list(std::string_view section) {
        std::string lead;
        std::string cards;
        std::string list;
        for (const BriefSentence* sentence : in_section(section)) {
            if (sentence->relation >= 0) {
                cards += relation_card(page_, static_cast<std::size_t>(sentence->relation));
                continue;
            }
            std::string& part = cards.empty() && section == "changed" ? lead : list;
            part += "<li>" + rich(sentence->text) +
                    (section == "places" ? page_.evidence_of_names(sentence->citations)
                                         : page_.evidence(sentence->citations)) +
                    "</li>\n";
        }
        const auto sentences = [](const std::string& items) {
            return items.empty() ? items : "<ul class=sentences>" + items + "</ul>\n";
        };
        return sentences(lead) + (cards.empty() ? "" : "<div class=rels>" + cards + "</div>\n") +
               sentences(list);
    }

    /// Head and method: no statements on the situation, so their citations would only repeat every headline.
    std::string plain_list(std::string_view section) const {
        std::string list;
        for (const BriefSentence* sentence : in_section(section))
            list += "<li>" + rich(sentence->text) + "</li>\n";
        return list.empty() ? "" : "<ul class=sentences>" + list + "</ul>\n";
    }

    std::vector<std::size_t> matrix_rows() const {
        std::vector<std::size_t> rows;
        for (const std::string_view section : {"figures", "changed"}) {
            for (const BriefSentence* sentence : in_section(section)) {
                if (sentence->relation < 0) continue;
                const auto index = static_cast<std::size_t>(sentence->relation);
                if (reader_.dossier().relations[index].kind != RelationKind::not_comparable)
                    rows.push_back(index);
            }
        }
        return rows;
    }

    std::string parts() {
        std::string out;
        part(out, "head", "What this covers", plain_list("head"));
        part(out, "changed", "What changed", sentence_list("changed"));
        const auto rows = matrix_rows();
        std::string figures = sentence_list("figures");
        if (!rows.empty())
            figures += "<h3 class=sub>Which report says what</h3>" + claims_matrix(page_, rows);
        if (options_.max_words == 0) figures += figures_table(page_);
        part(out, "figures", "Where reports disagree and agree", figures);
        const std::string said = options_.max_words == 0 ? speakers_part(page_) : std::string();
        part(out, "said", "Who said what",
             options_.max_words > 0 ? sentence_list("said")
             : said.empty()         ? said
                                    : "<div class=speakers>" + said + "</div>");
        part(out, "requests", "Requests, offers, conditions, warnings", sentence_list("requests"));
        part(out, "cases", "Processes and where they stand",
             options_.max_words > 0 ? sentence_list("cases") : cases_part(page_));
        part(out, "timeline", "Timeline",
             options_.max_words > 0 ? sentence_list("timeline") : timeline_part(page_));
        const std::string map = options_.max_words == 0 ? map_part(page_) : std::string();
        part(out, "places", "Places, people and groups", map + sentence_list("places"));
        part(out, "gaps", "Not in the reports", sentence_list("gaps"));
        std::string sources = sources_table(page_);
        const std::string drawing = lineage_part(page_);
        if (!drawing.empty())
            sources +=
                "<h3 class=sub>Lineage: who stands on whose reporting</h3><div class=draw tabindex=0 "
                "role=region aria-label=Lineage>" +
                drawing + "</div>";
        sources += lineage_sentences() + side_by_side(page_);
        part(out, "sources", "Sources and lineage", sources);
        part(out, "method", "Method", plain_list("method"));
        if (options_.max_words == 0 && shown("sources", options_)) {
            contents_.emplace_back("texts", "The reports");
            out += "<section class=\"part texts\" id=texts><h2>The reports’ texts</h2>\n" +
                   report_texts(page_) + "</section>\n";
        }
        return out;
    }

    /// Sentences of the sources section beyond the table of reports.
    std::string lineage_sentences() {
        const auto list = in_section("sources");
        std::string out;
        std::size_t seen = 0;
        for (const BriefSentence* sentence : list) {
            if (seen++ < reader_.size() && options_.max_words == 0) continue;
            out += "<li>" + rich(sentence->text) + page_.evidence(sentence->citations) + "</li>\n";
        }
        return out.empty() ? out : "<ul class=sentences>" + out + "</ul>\n";
    }

    std::string footer() const {
        std::string out = "<footer><p>Based on these reports, not verified. Made by sitrep " +
                          escape_html(options_.version) +
                          ". No disagreement is settled here. Borders imply no endorsement.</p>";
        if (!options_.command.empty())
            out += "<p>To make it again: <code>" + escape_html(options_.command) + "</code></p>";
        return out + "</footer>\n";
    }

    Reader reader_;
    const RenderOptions& options_;
    Page page_;
    std::vector<const BriefSentence*> sentences_;
    std::vector<std::pair<std::string, std::string>> contents_;
};

}  // namespace

std::string escape_html(std::string_view raw) {
    std::string out;
    for (const char c : text::printable(raw)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string render_html(const Dossier& dossier, const BriefWords& words, const RenderOptions& options) {
    return Builder(dossier, words, options).build();
}

}  // namespace sitrep::brief
