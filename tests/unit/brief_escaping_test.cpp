#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "brief/compose.hpp"
#include "brief/html.hpp"
#include "brief/markdown.hpp"
#include "brief/page.hpp"
#include "support/gold_dossier.hpp"
#include "support/small_dossier.hpp"

namespace sitrep {
namespace {

using test::figure_of;
using test::quote_of;
using test::small_dossier;

const brief::RenderOptions kOptions{"0.1.0", "sitrep brief reports", 0, {}};

// Text of a report is data in every output.
constexpr std::string_view kHostile =
    "# Head <script>alert(1)</script>\n\n- [x](javascript:alert(1)) *bold* _under_ `code` | cell | &lt; "
    "&#60; $5 and $6 "
    "http://evil.example www.evil.example a@b.example ![i](j) ~~gone~~ \x1b[31mred\x07 \xE2\x80\xAEmirrored "
    "counted 44 dead.\n\n"
    "</style></title><img src=x onerror=\"alert('1')\">\n";

Dossier hostile_dossier() {
    Dossier dossier;
    dossier.reports.push_back(test::report_of("r1.txt", std::string(kHostile)));
    dossier.reports.push_back(test::report_of("r2.txt", std::string(kHostile)));
    for (auto& entry : dossier.reports) {
        entry.report.outlet = LabelledText{"<b>Out</b>let ](x) *", std::nullopt};
        entry.report.notices = {"unclosed <b>"};
    }
    Entity entity;
    entity.name = "<i>Name</i> [l](m)";
    entity.aliases = {"`alias`", "<u>"};
    entity.mentions.push_back({0, {0, 6}, MentionForm::name, 0});
    dossier.entities.push_back(entity);
    dossier.figures = {figure_of(dossier, 0, "44", 44), figure_of(dossier, 1, "44", 44)};
    dossier.figures[0].span.begin -= 100;
    dossier.quotes = {quote_of(dossier, 0, "- [x](javascript:alert(1)) *bold*", 0)};
    dossier.relations.push_back({RelationKind::conflict,
                                 "</h3><script>",
                                 {{ItemRef::List::figures, 0}, {ItemRef::List::figures, 1}},
                                 "<b>because</b>",
                                 {1, 2, ""}});
    dossier.left_out = {{"<x>\n# y", "`why`\nnot"}};
    dossier.cases.push_back({"request_and_approval",
                             "<case>",
                             Stage::announced,
                             "<state>",
                             {{"<step>", {0, {10, 20}}, 0, {}}},
                             {"<missing>"}});
    dossier.stories.push_back({"<title>", {0, 1}, {}, {}});
    dossier.brief = brief::compose(dossier, test::words());
    return dossier;
}

/// The page without the one script that it carries.
std::string without_script(std::string page) {
    const std::string script = "<script>" + std::string(brief::page_script()) + "</script>";
    const std::size_t at = page.find(script);
    EXPECT_NE(at, std::string::npos);
    if (at != std::string::npos) page.erase(at, script.size());
    return page;
}

TEST(BriefEscaping, HtmlHoldsNoMarkupOfAReport) {
    const std::string page = without_script(brief::render_html(hostile_dossier(), test::words(), kOptions));
    for (const std::string_view never :
         {"<script", "<img", "<b>Out", "<i>Name", "<u>", "<case>", "<step>", "<missing>", "<state>",
          "onerror=\"", "\x1b", "\x07", "\xE2\x80\xAE"})
        EXPECT_EQ(page.find(never), std::string::npos) << never;
    EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
}

TEST(BriefEscaping, EveryTagOfThePageIsClosed) {
    for (const Dossier& dossier : {hostile_dossier(), small_dossier()}) {
        const std::string page = without_script(brief::render_html(dossier, test::words(), kOptions));
        const std::regex tag("<(/?)([a-z][a-z0-9]*)([^>]*)>");
        const std::set<std::string> may_stay_open{"meta", "li",   "th",     "td", "p",
                                                  "path", "rect", "circle", "br"};
        std::vector<std::string> open;
        for (std::sregex_iterator at(page.begin(), page.end(), tag), end; at != end; ++at) {
            const std::string name = (*at)[2];
            if ((*at)[3].str().ends_with("/") || may_stay_open.count(name) > 0) continue;
            if ((*at)[1].length() == 0) {
                open.push_back(name);
                continue;
            }
            ASSERT_FALSE(open.empty()) << name << " at " << at->position();
            ASSERT_EQ(open.back(), name) << "at " << at->position();
            open.pop_back();
        }
        EXPECT_TRUE(open.empty()) << open.back();
    }
}

TEST(BriefEscaping, EveryLinkInsideThePageLeadsSomewhere) {
    const std::string page = brief::render_html(small_dossier(), test::words(), kOptions);
    const std::regex link("href=\"#([^\"]+)\"");
    for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at) {
        const std::string id = (*at)[1];
        EXPECT_TRUE(page.find("id=\"" + id + "\"") != std::string::npos ||
                    page.find("id=" + id + " ") != std::string::npos ||
                    page.find("id=" + id + ">") != std::string::npos)
            << id;
    }
    EXPECT_EQ(page.find("href=\"http"), std::string::npos) << "nothing leads out of the page";
    EXPECT_EQ(page.find("<script"), page.rfind("<script")) << "the page's own and no other";
}

TEST(BriefEscaping, ThePolicyLetsTheOwnScriptRunAndNothingElse) {
    const std::string page = brief::render_html(hostile_dossier(), test::words(), kOptions);
    const std::regex policy(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[A-Za-z0-9+/]{43}='\"");
    EXPECT_TRUE(std::regex_search(page.substr(0, 1000), policy)) << page.substr(0, 1000);
    EXPECT_LT(brief::page_script().size(), 65536U);
    for (const std::string_view asks : {"fetch(", "XMLHttpRequest", "innerHTML=e", "eval(", "import("})
        EXPECT_EQ(brief::page_script().find(asks), std::string_view::npos) << asks;
}

TEST(BriefEscaping, MarkdownCannotBeBroken) {
    const std::string text = brief::render_markdown(hostile_dossier(), test::words(), kOptions);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        EXPECT_TRUE(line.empty() || line.starts_with("# Situation brief") || line.starts_with("## ") ||
                    line.starts_with("- "))
            << line;
        at = end + 1;
    }
    const std::regex bare("(^|[^\\\\])(<[a-zA-Z/!]|\\]\\(|`alias|\\*bold|~~gone|\\| cell)");
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, bare)) << found.str();
    for (const std::string_view never : {"\x1b", "\x07", "\xE2\x80\xAE"})
        EXPECT_EQ(text.find(never), std::string::npos);
}

TEST(BriefEscaping, PlainTextHasNoEscapes) {
    const std::string text = brief::render_text(hostile_dossier(), test::words(), kOptions);
    EXPECT_EQ(text.find('\\'), std::string::npos);
    EXPECT_EQ(text.find("# Situation"), std::string::npos);
    EXPECT_NE(text.find("$5 and $6"), std::string::npos);
    for (const std::string_view never : {"\x1b", "\x07", "\xE2\x80\xAE"})
        EXPECT_EQ(text.find(never), std::string::npos);
}

TEST(BriefEscaping, MarkdownTextReadsAsThatText) {
    EXPECT_EQ(brief::escape_markdown("1. first"), "1\\. first");
    EXPECT_EQ(brief::escape_markdown("- item"), "\\- item");
    EXPECT_EQ(brief::escape_markdown("a*b_c`d[e]"), "a\\*b\\_c\\`d\\[e\\]");
    EXPECT_EQ(brief::escape_markdown("AT&T &amp; 5 > 3"), "AT\\&T \\&amp; 5 > 3");
    EXPECT_EQ(brief::escape_markdown("two\nlines"), "two lines");
    EXPECT_EQ(brief::escape_markdown("2018. It rained"), "2018\\. It rained");
    EXPECT_EQ(brief::escape_markdown("$5 or US$1.8 million"), "$5 or US$1.8 million")
        << "money is no formula";
    EXPECT_EQ(brief::escape_markdown("$x$ of it"), "\\$x\\$ of it");
}

}  // namespace
}  // namespace sitrep
