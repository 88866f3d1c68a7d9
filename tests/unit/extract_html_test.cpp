// HTML of bad and good make: what the reader must survive, and what it must keep.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "extract/charset.hpp"
#include "extract/date_words.hpp"
#include "extract/html.hpp"
#include "extract/html_blocks.hpp"
#include "extract/html_report.hpp"
#include "extract/json_ld.hpp"
#include "extract/lexicon.hpp"
#include "sitrep/engine.hpp"

namespace sitrep {
namespace {

using extract::PageText;

Document html_document(std::string bytes) {
    Document document;
    document.path = "page.html";
    document.media = MediaType::html;
    document.bytes = std::make_shared<const std::string>(std::move(bytes));
    return document;
}

PageText text_of(const std::string& source) {
    extract::html::Page page;
    auto bytes = std::make_shared<const std::string>(source);
    const CleanText decoded = CleanText::identity(bytes);
    extract::html::parse(decoded.text(), page);
    return extract::page_text(page, decoded, true);
}

std::vector<std::string> lines(const std::string& source) {
    const PageText text = text_of(source);
    std::vector<std::string> result;
    for (const auto& block : text.blocks) result.emplace_back(text.text.words(block.range));
    return result;
}

using Lines = std::vector<std::string>;

TEST(ExtractHtml, ImpliedEndTags) {
    EXPECT_EQ(lines("<p>one<p>two<ul><li>three<li>four</ul>five"),
              (Lines{"one", "two", "three", "four", "five"}));
    EXPECT_EQ(lines("<table><tr><td>a<td>b<tr><td>c</table>"), (Lines{"a", "b", "c"}));
    EXPECT_EQ(lines("<head><title>t</title><div>body begins"), (Lines{"body begins"}));
}

TEST(ExtractHtml, InlineTagsJoinAndBlanksCollapse) {
    EXPECT_EQ(lines("<p>a<b>b</b>c  <i>d</i>\n e</p>"), (Lines{"abc d e"}));
    EXPECT_EQ(lines("one<br>two<br><br>three"), (Lines{"one\ntwo", "three"}));
    EXPECT_EQ(lines("<p>a</b></span> b</p>"), (Lines{"a b"}));
}

TEST(ExtractHtml, RawTextAndHiddenTextAreNoText) {
    EXPECT_EQ(lines("a<script>if (1 < 2) document.write('<p>x</p>')</script><style>p{}</style><p "
                    "hidden>h</p><p style='display : none'>n</p>b")
                  .size(),
              2U);
    EXPECT_EQ(lines("<!-- <p>no</p> --><p>yes</p>"), (Lines{"yes"}));
}

TEST(ExtractHtml, PartsSentLateStandInPlaceOfTheirTemplate) {
    const std::string source =
        "<main><article><h1>Head</h1><!--$?--><template id=\"B:0\"></template><p>Loading</p><!--/$-->"
        "</article></main><footer>f</footer><div hidden id=\"S:0\"><p>The dam held.</p></div>"
        "<div hidden=\"\" id=\"app-S:1f\"><p>No template.</p></div><div hidden id=\"S:x\">n</div>"
        "<div hidden id=\"NS\">n</div>";
    EXPECT_EQ(lines(source), (Lines{"Head", "Loading", "f", "The dam held.", "No template."}));
    extract::html::Page page;
    extract::html::parse(source, page);
    const auto late = std::find_if(page.runs.begin(), page.runs.end(), [&](const extract::html::Run& run) {
        return page.text(run.begin, run.end) == "The dam held.";
    });
    ASSERT_NE(late, page.runs.end());
    EXPECT_NE(page.nodes[late->parent].inside & extract::html::kArticle, 0U);
    EXPECT_EQ(page.nodes[late->parent].inside & extract::html::kFooter, 0U);
}

TEST(ExtractHtml, LatePartsInsideLatePartsStayShallow) {
    std::string source = "<main><template id=B:0></template></main>";
    for (int i = 0; i < 5000; ++i) {
        char number[16], next[16];
        std::snprintf(number, sizeof number, "%x", i);
        std::snprintf(next, sizeof next, "%x", i + 1);
        source +=
            std::string("<div hidden id=S:") + number + ">x<template id=B:" + next + "></template></div>";
    }
    extract::html::Page page;
    extract::html::parse(source, page);
    int deepest = 0;
    for (const auto& node : page.nodes) deepest = std::max<int>(deepest, node.depth);
    EXPECT_LT(deepest, 768);
    EXPECT_EQ(text_of(source).blocks.size(), 5000U);
}

TEST(ExtractHtml, PanelsThatAReaderOpensAreText) {
    EXPECT_EQ(
        lines("<button aria-controls=a>How?</button><div id=a role=region style='display:none'>So.</div>"
              "<div hidden=until-found>Found.</div><div role=dialog hidden>Sign in</div>"),
        (Lines{"How?", "So.", "Found."}));
}

TEST(ExtractHtml, CharacterReferences) {
    EXPECT_EQ(lines("<p>&lt;a&gt; &amp; &copy &eacute;&#233;&#xE9; &#150; &unknown; &NotEqualTilde; AT&T"),
              (Lines{"<a> & © ééé – &unknown; ≂̸ AT&T"}));
}

TEST(ExtractHtml, ScriptsWithoutBlanksHaveWordsToo) {
    const PageText text = text_of("<p>市長は火曜日に述べた。</p><p>นายกเทศมนตรี</p><p>кран упал</p>");
    ASSERT_EQ(text.blocks.size(), 3U);
    EXPECT_EQ(text.blocks[0].words, 5U);
    EXPECT_EQ(text.blocks[1].words, 3U);
    EXPECT_EQ(text.blocks[2].words, 2U);
    EXPECT_EQ(extract::hashed_words("市長は火曜日に述べた。").size(), 5U);
}

TEST(ExtractHtml, SpansLeadBackToTheBytes) {
    const std::string source = "<div>\n  <p>Caf&eacute;s <b>were</b> shut.</p></div>";
    const PageText text = text_of(source);
    ASSERT_EQ(text.blocks.size(), 1U);
    const Span span = text.text.source(text.blocks[0].range);
    EXPECT_EQ(source.substr(span.begin, span.size()), "Caf&eacute;s <b>were</b> shut.");
    EXPECT_EQ(text.text.words(span), "Cafés were shut.");
}

TEST(ExtractHtml, HostileShapesStayBounded) {
    const Engine engine(Resources::load().value());
    std::string deep, attributes = "<p", unclosed;
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    deep += "<p>At the very bottom of the page stands one sentence with a full stop.</p>";
    for (int i = 0; i < 1'000'000; ++i) attributes += " a" + std::to_string(i) + "=1";
    attributes += ">text</p>";
    for (int i = 0; i < 200'000; ++i) unclosed += "<a<b<table><tr><td><p>x";
    for (const std::string& source :
         {deep, attributes, unclosed, std::string(1 << 20U, '<'), std::string(1 << 20U, '&'),
          "<p>" + std::string(1 << 16U, '\0') + "x", std::string("<!--"), std::string("<p title='"),
          std::string("<script>"), std::string()}) {
        const Report report = engine.extract(html_document(source));
        for (const Block& block : report.blocks) EXPECT_LE(block.span.end, source.size());
    }
}

TEST(ExtractHtml, LegacyEncodingKeepsOffsets) {
    const Engine engine(Resources::load().value());
    const std::string source =
        "<html><head><meta "
        "charset=windows-1251></head><body><h1>\xCD\xEE\xE2\xEE\xF1\xF2\xFC</"
        "h1><p>\xCC\xEE\xF1\xEA\xE2\xE0.</p></body></html>";
    const Report report = engine.extract(html_document(source));
    ASSERT_FALSE(report.blocks.empty());
    bool found = false;
    for (const Block& block : report.blocks) {
        if (report.text.words(block.range).find("Москва.") == std::string_view::npos) continue;
        found = true;
        EXPECT_EQ(report.text.words(block.span), report.text.words(block.range));
    }
    EXPECT_TRUE(found);
    ASSERT_FALSE(report.notices.empty());
    EXPECT_EQ(report.notices.front(), "decoded from windows-1251");
}

TEST(ExtractHtml, EveryBlockStandsOnce) {
    const Engine engine(Resources::load().value());
    for (const char* source :
         {"AA",
          "<article><h1>Bridge closed</h1><p>The bridge over the Lune was closed on Monday, the council said "
          "in a statement after engineers found cracks.</p><p>Photo: Reuters</p><p>It will stay closed until "
          "Friday, the council's engineer told reporters at the quay.</p></article>"}) {
        const Report report = engine.extract(html_document(source));
        std::uint32_t end = 0;
        for (const Block& block : report.blocks) {
            EXPECT_GE(block.range.begin, end) << source;
            end = block.range.end;
        }
    }
}

TEST(ExtractHtml, WallsAreSaid) {
    const Engine engine(Resources::load().value());
    const auto notices = [&](const std::string& source) {
        return engine.extract(html_document(source)).notices;
    };
    const std::string lead =
        "<html><body><article><h1>Bridge closed</h1><p>The bridge over the Lune was closed on "
        "Monday after engineers found cracks, the council said in a statement.</p>";
    EXPECT_TRUE(notices(lead + "</article></body></html>").empty());
    const auto pay =
        notices(lead + "<div class=x><p>Subscribe to continue reading.</p></div></article></body></html>");
    ASSERT_EQ(pay.size(), 1U);
    EXPECT_TRUE(pay[0].starts_with("paywall:")) << pay[0];
    const auto consent = notices(
        "<html><body><div><h2>We value your privacy</h2><p>We and our partners store and access data such as "
        "cookies for advertising and measurement.</p><button>Accept all</button></div></body></html>");
    ASSERT_EQ(consent.size(), 1U);
    EXPECT_TRUE(consent[0].starts_with("cookie wall:")) << consent[0];
    // A banner beside a whole article is no wall.
    std::string whole = lead;
    for (int i = 0; i < 14; ++i)
        whole +=
            "<p>On day " + std::to_string(i) +
            " lorries were sent round by the northern road while divers looked at the piers, one after the "
            "other, and traders in the old town asked how long the work would take this time.</p>";
    EXPECT_TRUE(notices(whole + "<div><p>We value your privacy</p></div></article></body></html>").empty());
}

TEST(ExtractText, LegacyTextIsDecodedAndSaid) {
    const Engine engine(Resources::load().value());
    Document document;
    document.path = "a.txt";
    document.bytes = std::make_shared<const std::string>(
        "Les caf\xE9s de la ville sont ferm\xE9s depuis lundi, a annonc\xE9 la pr\xE9"
        "fecture de police dans un communiqu\xE9 publi\xE9 mardi.");
    const Report report = engine.extract(document);
    ASSERT_EQ(report.blocks.size(), 1U);
    EXPECT_EQ(report.text.words(report.blocks[0].range).substr(0, 10), "Les cafés");
    EXPECT_EQ(report.blocks[0].span.end, document.bytes->size());
    EXPECT_EQ(report.language, "fr");
    ASSERT_EQ(report.notices.size(), 1U);
}

TEST(ExtractJsonLd, BrokenScriptsAreSearched) {
    bool broken = false;
    auto articles = extract::read_json_ld(
        R"({"@graph":[{"@type":"WebSite","name":"S"},{"@type":"NewsArticle","headline":"H","datePublished":"2020-01-02","author":[{"name":"A"},{"name":"B"}],"isAccessibleForFree":"False"}]})",
        broken);
    ASSERT_EQ(articles.size(), 1U);
    EXPECT_FALSE(broken);
    EXPECT_EQ(articles[0].headline, "H");
    EXPECT_EQ(articles[0].authors, (std::vector<std::string>{"A", "B"}));
    EXPECT_TRUE(articles[0].closed);
    articles = extract::read_json_ld(
        "{\"@type\":\"NewsArticle\",\"headline\":\"He said \\\"no\\\"\", \"datePublished\": \"2020-01-02\", "
        "oops",
        broken);
    articles = extract::read_json_ld(
        "{\"@type\":\"NewsArticle\",\"headline\":\"H\", \"datePublished\": \"2020-01-02\", oops}", broken);
    EXPECT_TRUE(broken);
    ASSERT_EQ(articles.size(), 1U);
    EXPECT_EQ(articles[0].published, "2020-01-02");
}

TEST(ExtractDates, WrittenForms) {
    const auto lexicon = extract::load_lexicon(SITREP_TEST_DATA "/..").value();
    const auto date = [&](std::string_view words) { return extract::date_in(words, lexicon).value; };
    EXPECT_EQ(date("2018-03-02T10:00:00+0100"), "2018-03-02T10:00:00+01:00");
    EXPECT_EQ(date("Published 2 March 2018"), "2018-03-02");
    EXPECT_EQ(date("March 2nd, 2018 at noon"), "2018-03-02");
    EXPECT_EQ(date("2 de marzo de 2018"), "2018-03-02");
    EXPECT_EQ(date("02.03.2018"), "2018-03-02");
    EXPECT_EQ(date("20180302"), "2018-03-02");
    EXPECT_EQ(date("1519984800"), "2018-03-02");
    EXPECT_EQ(date("2018-02-30"), "");
    EXPECT_EQ(date("flight 2018 of 31"), "");
    EXPECT_EQ(extract::date_in_url("https://example.org/2018/03/02/a-b", lexicon), "2018-03-02");
    EXPECT_EQ(extract::date_in_url("https://example.org/2018/mar/02/a-b", lexicon), "2018-03-02");
    EXPECT_EQ(extract::date_in_url("https://example.org/p/12345", lexicon), "");
}

TEST(ExtractCharset, Utf8MixedWithALegacyLineKeepsBoth) {
    Document document;
    document.bytes = std::make_shared<const std::string>("Caf\xC3\xA9 one\nCaf\xE9 two\n");
    const extract::DecodedText mixed = extract::decode_text(document);
    EXPECT_EQ(mixed.text.text(), "Caf\xC3\xA9 one\nCaf\xC3\xA9 two\n");
    EXPECT_FALSE(mixed.notice.empty());
    document.bytes = std::make_shared<const std::string>("Caf\xE9 one\nCaf\xE9 two, \xC3\x89t\xE9\n");
    EXPECT_EQ(extract::decode_text(document).charset, "windows-1252");
}

}  // namespace
}  // namespace sitrep
