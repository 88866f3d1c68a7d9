// Feeds, dumps, mail, news formats, lists: each item found, named, claimed for, and decoded again the same
// way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "ingest/dates.hpp"
#include "ingest/ingest.hpp"
#include "ingest/mail.hpp"
#include "ingest/markup.hpp"
#include "support/intake.hpp"
#include "support/temporary_folder.hpp"

namespace sitrep::ingest {
namespace {

using test::bytes_of;
using test::claimed;
using test::document;
using test::fixture;
using test::items;
using test::lines;
using test::opened;
using test::passed;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(IngestFeeds, RssContentAndClaimsWithoutEntities) {
    const Intake intake = opened({"rss.xml"});
    EXPECT_THAT(items(intake),
                ElementsAre("item 1 content:encoded | xml-text", "item 2 description | xml-text"));
    const Document& first = document(intake, "item 1 content:encoded");
    EXPECT_EQ(*first.bytes, "<p>The bridge at Varn was closed &amp; guarded on Sunday.</p>");
    EXPECT_EQ(first.media, MediaType::html);
    EXPECT_THAT(claimed(first, ClaimKind::title), ElementsAre("Bridge closed & guarded (feed title)"));
    EXPECT_THAT(claimed(first, ClaimKind::outlet), ElementsAre("Varn Courier (feed channel title)"));
    EXPECT_THAT(claimed(first, ClaimKind::author), ElementsAre("Ada Brook (feed dc:creator)"));
    EXPECT_THAT(claimed(first, ClaimKind::published),
                ElementsAre("2021-03-14T09:30:00+01:00 (feed pubDate)"));
    const Document& second = document(intake, "item 2 description");
    EXPECT_EQ(*second.bytes,
              "The mayor asked the ministry for pumps. &outside; &bomb;");  // neither fetched nor expanded
    EXPECT_THAT(claimed(second, ClaimKind::outlet), testing::Contains("Example Wire (feed source)"));
    EXPECT_THAT(claimed(second, ClaimKind::url),
                ElementsAre("https://courier.example/2021/mayor (feed link)"));
    EXPECT_THAT(lines(intake), ElementsAre(HasSubstr("item 3: is a feed entry without a text")));
}

TEST(IngestFeeds, AtomRdfAndJsonFeed) {
    const Intake atom = opened({"atom.xml"});
    EXPECT_THAT(items(atom), ElementsAre("entry 1 content | xml-inner", "entry 2 summary | xml-text"));
    EXPECT_THAT(*document(atom, "entry 1 content").bytes,
                HasSubstr("<p>The port of Kell reopened on Monday.</p><p>Two ships left.</p>"));
    EXPECT_THAT(claimed(document(atom, "entry 1 content"), ClaimKind::title),
                ElementsAre("Port of Kell reopens (feed title)"));
    EXPECT_THAT(claimed(document(atom, "entry 1 content"), ClaimKind::url),
                ElementsAre("https://notes.example/1 (feed link)"));
    const Intake rdf = opened({"rdf.xml"});
    EXPECT_EQ(*document(rdf, "item 1 description").bytes, "The caf\xC3\xA9 burned down on Tuesday night.");
    const Intake json = opened({"feed.json"});
    EXPECT_THAT(items(json), ElementsAre("item 1 html-field content_html | json-string",
                                         "item 2 field content_text | json-string"));
    EXPECT_THAT(lines(json), ElementsAre(HasSubstr("item 3: is a feed entry without a text")));
    EXPECT_EQ(document(json, "item 1 html-field content_html").media, MediaType::html);
}

TEST(IngestFeeds, ABrokenFeedGivesTheEntriesBeforeTheDamage) {
    const TemporaryFolder folder;
    const std::string rss = bytes_of(fixture("rss.xml"));
    const Intake intake =
        opened({folder.write("cut.xml", rss.substr(0, rss.find("<item><title>Only") + 30))});
    EXPECT_GE(intake.documents.size(), 2U);
    EXPECT_THAT(lines(intake), testing::Contains(HasSubstr("is no valid XML")));
}

TEST(IngestFeeds, DeepXmlIsRefused) {
    const TemporaryFolder folder;
    std::string deep = "<rss><channel>";
    for (int i = 0; i < 100000; ++i) deep += "<a>";
    EXPECT_THAT(lines(opened({folder.write("deep.xml", deep)})),
                ElementsAre(HasSubstr("nested deeper than 512 elements")));
}

TEST(IngestJson, NewsPlease) {
    const Intake intake = opened({"news-please.jsonl"});
    EXPECT_THAT(items(intake),
                ElementsAre("line 1 field maintext | json-string", "line 3 field maintext | json-string"));
    const Document& first = document(intake, "line 1 field maintext");
    EXPECT_EQ(*first.bytes,
              "The bridge at Varn stays closed, officials said on Monday.\nRepairs take a week.");
    EXPECT_THAT(claimed(first, ClaimKind::published),
                ElementsAre("2021-03-15T07:00:00 (jsonl date_publish)"));
    EXPECT_THAT(claimed(first, ClaimKind::fetched), ElementsAre("2021-03-16T10:00:00 (jsonl date_download)"));
    EXPECT_THAT(claimed(first, ClaimKind::author), ElementsAre("Ada Brook, Jon Reed (jsonl authors)"));
    EXPECT_THAT(lines(intake),
                ElementsAre(HasSubstr("news-please.jsonl:392: line 2: is no valid JSON"),
                            HasSubstr("news-please.jsonl:670: line 4: is a record without a text")));
}

TEST(IngestJson, FundusCommonCrawlNinjs) {
    const Intake fundus = opened({"fundus.json"});
    EXPECT_THAT(items(fundus),
                ElementsAre("item 1 field body | json-strings", "item 2 field plaintext | json-string"));
    EXPECT_EQ(*document(fundus, "item 1 field body").bytes,
              "The dam at Ora holds.\n\nThe dam at Ora held on Wednesday, its operator said.\n\nWater fell "
              "by ten centimetres.");
    const Intake crawl = opened({"common-crawl.jsonl"});
    EXPECT_EQ(crawl.documents.size(), 3U);
    EXPECT_THAT(claimed(document(crawl, "line 3 field content"), ClaimKind::url),
                ElementsAre("https://kell.example/cost (jsonl warc_headers.warc-target-uri)"));
    EXPECT_THAT(claimed(document(crawl, "line 1 field text"), ClaimKind::fetched),
                ElementsAre("2019-04-25T12:57:54Z (jsonl timestamp)"));
    EXPECT_THAT(items(opened({"ninjs1.json"})), ElementsAre("field body_text | json-string"));
    EXPECT_THAT(items(opened({"ninjs2.json"})), ElementsAre("html-field bodies.0 | json-string"));
}

TEST(IngestJson, AFieldMapDecides) {
    const TemporaryFolder folder;
    const std::string path =
        folder.write("dump.jsonl",
                     "{\"kopf\": \"Titel\", \"inhalt\": {\"lang\": \"Der Damm bei Ora h\\u00e4lt.\", "
                     "\"kurz\": \"Kurz.\"}, \"text\": \"not this\", \"tag\": \"20220504\"}\n");
    Options options;
    options.fields = FieldMap::parse("title=kopf,text=inhalt.lang,published=tag").value();
    const Intake intake = opened({path}, options);
    EXPECT_THAT(items(intake), ElementsAre("line 1 field inhalt.lang | json-string"));
    EXPECT_EQ(*intake.documents.at(0).bytes, "Der Damm bei Ora h\xC3\xA4lt.");
    EXPECT_THAT(claimed(intake.documents.at(0), ClaimKind::title), ElementsAre("Titel (jsonl kopf)"));
    EXPECT_THAT(claimed(intake.documents.at(0), ClaimKind::published), ElementsAre("2022-05-04 (jsonl tag)"));
    EXPECT_FALSE(FieldMap::parse("title"));
    EXPECT_FALSE(FieldMap::parse("colour=red"));
    EXPECT_THAT(FieldMap::parse("colour=red").error().line(), HasSubstr("does not know \"colour=red\""));
}

TEST(IngestJson, ALineThatIsTooLongIsPassedWithoutBeingHeld) {
    const TemporaryFolder folder;
    std::string dump = "{\"text\": \"First record.\"}\n{\"text\": \"" + std::string(300000, 'x') +
                       "\"}\n{\"text\": \"Third record.\"}\n";
    Options options;
    options.limits.json_line_bytes = 100000;
    const Intake intake = opened({folder.write("dump.jsonl", dump)}, options);
    EXPECT_THAT(items(intake),
                ElementsAre("line 1 field text | json-string", "line 3 field text | json-string"));
    EXPECT_THAT(lines(intake),
                ElementsAre("dump.jsonl:26: line 2: is longer than 100000 bytes; split the record"));
}

TEST(IngestJson, ArraysAreReadElementByElementAndWrappersOpened) {
    const TemporaryFolder folder;
    std::string array = "[";
    for (int i = 0; i < 50; ++i)
        array += std::string(i ? ",\n" : "") + R"({"text": "Report \"[)" + std::to_string(i) +
                 "}, with brackets in it.\"}";
    EXPECT_EQ(opened({folder.write("a.json", array + "]")}).documents.size(), 50U);
    const Intake cut = opened({folder.write("b.json", array.substr(0, array.size() - 10))});
    EXPECT_EQ(cut.documents.size(), 49U);
    EXPECT_THAT(lines(cut), ElementsAre(HasSubstr("item 50: is cut off")));
    const Intake wrapped = opened({folder.write(
        "c.json",
        R"({"status": "ok", "articles": [{"title": "T", "content": "Text of one."}, {"title": "U"}]})")});
    EXPECT_THAT(items(wrapped), ElementsAre("articles 1 field content | json-string"));
    EXPECT_THAT(lines(wrapped), ElementsAre(HasSubstr("articles 2: is a record without a text")));
    EXPECT_THAT(lines(opened({folder.write("d.json", "{\"gold\": [1, 2}")})),
                ElementsAre(HasSubstr("is no valid JSON")));
}

TEST(IngestMail, MessageWithPartsAndEncodings) {
    const Intake intake = opened({"letter.eml"});
    EXPECT_THAT(items(intake), ElementsAre("part 1.1 | quoted-printable", "part 3 | none"));
    const Document& letter = document(intake, "part 1.1");
    EXPECT_EQ(letter.charset, "iso-8859-1");
    EXPECT_THAT(*letter.bytes,
                AllOf(HasSubstr("caf\xE9 in Kell opened on Wednesday, and they will go on for a week"),
                      HasSubstr("not allowed to speak")));
    EXPECT_THAT(claimed(letter, ClaimKind::title), ElementsAre("Caf\xC3\xA9 talks open (mail subject)"));
    EXPECT_THAT(claimed(letter, ClaimKind::outlet), ElementsAre("Morning Letter (mail from)"));
    EXPECT_THAT(claimed(letter, ClaimKind::published), ElementsAre("2016-02-03T07:00:00+01:00 (mail date)"));
    EXPECT_THAT(claimed(document(intake, "part 3"), ClaimKind::title), IsEmpty());
}

TEST(IngestMail, Mailbox) {
    const Intake intake = opened({"letters.mbox"});
    EXPECT_THAT(items(intake), ElementsAre("message at 0 > part 1 | mbox", "message at 262 > part 1 | none"));
    EXPECT_THAT(*document(intake, "message at 0 > part 1").bytes,
                HasSubstr("\nFrom Kell to Varn the road is closed."));
}

TEST(IngestMail, Encodings) {
    EXPECT_EQ(from_quoted_printable("a=3Db=\r\nc=E9=  \nd=zz="),
              "a=bc\xE9"
              "d=zz");
    EXPECT_EQ(from_base64("SGVs\r\nbG8="), "Hello");
    EXPECT_EQ(from_base64("SGVsbG8"), "Hello");
    EXPECT_EQ(header_words("=?iso-8859-1?Q?Gr=FC=DFe?= aus =?UTF-8?B?S8O2bG4=?="),
              "Gr\xC3\xBC\xC3\x9F"
              "e aus K\xC3\xB6ln");
    EXPECT_EQ(header_words("=?broken"), "=?broken");
    EXPECT_EQ(header_words("=?unknown-9?Q?x?= y"), "=?unknown-9?Q?x?= y");
}

TEST(IngestNews, NewsMlAndNitf) {
    const Intake newsml = opened({"newsml.xml"});
    EXPECT_THAT(items(newsml), ElementsAre("newsItem 1 inlineXML | xml-inner"));
    const Document& item = newsml.documents.at(0);
    EXPECT_EQ(*item.bytes,
              "<p>KELL (Example Wire) - Talks opened in Kell on Wednesday.</p><p>They will last a week.</p>");
    EXPECT_THAT(claimed(item, ClaimKind::title), ElementsAre("Talks open in Kell (newsml headline)"));
    EXPECT_THAT(claimed(item, ClaimKind::agency), ElementsAre("Example Wire (newsml creditline)"));
    EXPECT_THAT(lines(newsml), ElementsAre(HasSubstr("newsItem 2: was cancelled by its publisher")));
    EXPECT_THAT(items(opened({"nitf.xml"})), ElementsAre("body.content | xml-inner"));
}

TEST(IngestIndexes, OpmlReadsLocalFilesBesideItOnly) {
    const Intake intake = opened({"list.opml"});
    std::vector<std::string> names;
    for (const Document& each : intake.documents) names.push_back(each.path.substr(each.path.rfind('/') + 1));
    EXPECT_THAT(names, ElementsAre("atom.xml", "atom.xml", "report.txt"));
    EXPECT_EQ(passed(intake, Reason::index_entry), 1U);
    EXPECT_THAT(lines(intake), ElementsAre(HasSubstr("entry 4: names a file that does not exist"),
                                           HasSubstr("entry 5: names a file outside the folder")));
}

TEST(IngestIndexes, SitemapGivesItsClaimsToTheSavedPage) {
    const TemporaryFolder folder;
    folder.write("courier.example/page.html", bytes_of(fixture("page.html")));
    folder.write("sitemap.xml", bytes_of(fixture("sitemap.xml")));
    const Intake intake = opened({folder.path()});
    ASSERT_EQ(intake.documents.size(), 1U);
    EXPECT_EQ(intake.documents[0].path, folder.path("courier.example/page.html"));
    EXPECT_THAT(claimed(intake.documents[0], ClaimKind::published),
                ElementsAre("2021-03-14 (sitemap news:publication_date)"));
    EXPECT_TRUE(intake.errors.empty());
    EXPECT_EQ(passed(intake, Reason::index_entry), 1U);
    EXPECT_EQ(passed(intake, Reason::given_twice), 1U);
}

TEST(IngestPdf, WithoutTheProgramThePdfIsNamed) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.pdf", "%PDF-1.4\n%%EOF\n");
    Options options;
    options.pdftotext = "no-such-program-here";
    EXPECT_THAT(lines(opened({path}, options)),
                ElementsAre("a.pdf: is a PDF, and the program 'no-such-program-here' is not installed; "
                            "install poppler-utils"));
}

TEST(IngestPdf, TheProgramsTextIsTheReport) {
    const TemporaryFolder folder;
    const std::string program = folder.write("fake-pdftotext", "#!/bin/sh\ntail -n 1\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    Options options;
    options.pdftotext = program;
    const Intake intake = read({folder.write("a.pdf", "%PDF-1.4\nWords of the page.\n")}, options);
    ASSERT_EQ(intake.documents.size(), 1U);
    EXPECT_THAT(items(intake), ElementsAre("text | pdftotext"));
    EXPECT_EQ(*intake.documents[0].bytes, "Words of the page.\n");
}

TEST(IngestDates, OneNotation) {
    EXPECT_EQ(iso_date_time("Mon, 23 Nov 2015 10:00:00 +0100"), "2015-11-23T10:00:00+01:00");
    EXPECT_EQ(iso_date_time("23 Nov 15 9:05 EST"), "2015-11-23T09:05-05:00");
    EXPECT_EQ(iso_date_time("Sun, 06 Nov 1994 08:49:37 GMT"), "1994-11-06T08:49:37Z");
    EXPECT_EQ(iso_date_time(" 2015-11-23 10:00:00 "), "2015-11-23T10:00:00");
    EXPECT_EQ(iso_date_time("20151123T100000Z"), "2015-11-23T10:00:00Z");
    EXPECT_EQ(iso_date_time("20151123"), "2015-11-23");
    EXPECT_EQ(iso_date_time("1448272800"), "2015-11-23T10:00:00Z");
    EXPECT_EQ(iso_date_time("1448272800000"), "2015-11-23T10:00:00Z");
    EXPECT_EQ(iso_date_time("last Monday"), "last Monday");
    EXPECT_EQ(iso_date_time("31 Feb 2015 10:00:00 GMT"), "31 Feb 2015 10:00:00 GMT");
}

TEST(IngestMarkup, WhatCountsAsMarkup) {
    EXPECT_TRUE(looks_like_markup("Some <b>words</b>."));
    EXPECT_TRUE(looks_like_markup("A &amp; B"));
    EXPECT_FALSE(looks_like_markup("3 < 4 and a <- b & c"));
    EXPECT_EQ(plain_title("A &amp;amp; <em>B</em>\n&#8217;"), "A &amp; B \xE2\x80\x99");
    EXPECT_EQ(to_utf8("caf\xE9", "ISO-8859-1"), "caf\xC3\xA9");
    EXPECT_EQ(to_utf8("x", "no-such-charset"), std::nullopt);
}

TEST(IngestDeterminism, TwoRunsGiveTheSame) {
    const Intake one = read({std::string(SITREP_TEST_DATA) + "/data/ingest"});
    const Intake two = read({std::string(SITREP_TEST_DATA) + "/data/ingest/"});
    EXPECT_EQ(items(one), items(two));
    EXPECT_EQ(lines(one), lines(two));
    EXPECT_GT(one.documents.size(), 20U);
}

TEST(IngestMail, APageThatABrowserSavedIsThePageAlone) {
    const TemporaryFolder folder;
    const std::string path = folder.write(
        "saved.mhtml",
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://paper.example/2019/03/05/crane\r\n"
        "Subject: Crane falls\r\nDate: Wed, 6 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n"
        "--b\r\nContent-Type: text/html\r\nContent-Location: https://adverts.example/\r\n\r\n<p>Buy.</p>\r\n"
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://paper.example/2019/03/05/crane\r\n\r\n<p class=3D\"a\">A crane "
        "fell.</p>\r\n"
        "--b\r\nContent-Type: text/css\r\nContent-Location: cid:c\r\n\r\np { color: red }\r\n--b--\r\n");
    const Intake intake = opened({path});
    ASSERT_THAT(items(intake), ElementsAre("part 2 | quoted-printable"));
    const Document& page = intake.documents[0];
    EXPECT_EQ(*page.bytes, "<p class=\"a\">A crane fell.</p>");
    EXPECT_THAT(claimed(page, ClaimKind::url),
                ElementsAre("https://paper.example/2019/03/05/crane (mhtml location)"));
    EXPECT_THAT(claimed(page, ClaimKind::published), IsEmpty());
    EXPECT_THAT(claimed(page, ClaimKind::outlet), IsEmpty());
    EXPECT_THAT(claimed(page, ClaimKind::fetched), ElementsAre("2024-03-06T10:00:00Z (mhtml date)"));
    EXPECT_EQ(passed(intake, Reason::other_record), 2U);
}

TEST(IngestMail, PartsBeyondTheLimitAreNamedOnce) {
    std::string message =
        "From: a@b.example\nSubject: Many\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 1200; ++i) message += "--b\nContent-Type: text/plain\n\nThe board met on Tuesday.\n";
    message += "--b--\n";
    const TemporaryFolder folder;
    const std::string path = folder.write("many.eml", message);
    const Intake intake = opened({path});
    EXPECT_THAT(lines(intake), testing::Contains(HasSubstr("has 200 parts more than the 1000")).Times(1));
}

}  // namespace
}  // namespace sitrep::ingest
