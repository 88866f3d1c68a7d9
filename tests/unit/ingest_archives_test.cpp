// Archives and crawl archives: each item found, named, decoded, and decoded again the same way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "ingest/ingest.hpp"
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
using testing::UnorderedElementsAre;

TEST(IngestArchives, Zip) {
    const Intake intake = opened({"pages.zip"});
    EXPECT_THAT(items(intake),
                ElementsAre("2021/page.html | zip", "caf\xC3\xA9.txt | zip", "report.txt | zip"));
    EXPECT_EQ(*document(intake, "report.txt").bytes, bytes_of(fixture("report.txt")));
    EXPECT_EQ(document(intake, "2021/page.html").media, MediaType::html);
    EXPECT_EQ(passed(intake, Reason::hidden), 1U);
    EXPECT_EQ(passed(intake, Reason::read_me), 1U);
    EXPECT_EQ(passed(intake, Reason::folder_entry), 1U);
}

TEST(IngestArchives, TarPlainAndCompressed) {
    EXPECT_THAT(items(opened({"pages.tar"})), ElementsAre("2021/page.html | tar", "report.txt | tar"));
    EXPECT_THAT(items(opened({"pages.tar.gz"})),
                ElementsAre("2021/page.html | gzip+tar", "report.txt | gzip+tar"));
}

TEST(IngestArchives, OneCompressedPage) {
    const Intake intake = opened({"page.html.gz"});
    EXPECT_THAT(items(intake), ElementsAre("page.html | gzip"));
    EXPECT_EQ(*intake.documents.at(0).bytes, bytes_of(fixture("page.html")));
}

TEST(IngestArchives, EntriesThatLeaveTheArchiveLinksAndDevicesAreLeftOut) {
    const Intake intake = opened({"evil.tar"});
    EXPECT_THAT(items(intake), ElementsAre("good.txt | tar"));
    EXPECT_THAT(lines(intake), ElementsAre(HasSubstr("../outside.txt: has a name that leaves the archive"),
                                           HasSubstr("/root.txt: has a name that leaves the archive"),
                                           HasSubstr("hard.txt: is a link"), HasSubstr("link.txt: is a link"),
                                           HasSubstr("null: is a device")));
}

TEST(IngestArchives, ContainersInContainers) {
    const Intake intake = opened({"nested.zip"});
    EXPECT_EQ(document(intake, "crawl.warc.gz > record at 922").decoded, "zip+gzip+http+chunked+gzip");
    EXPECT_EQ(document(intake, "inner.zip > caf\xC3\xA9.txt").decoded, "zip+zip");
    EXPECT_EQ(document(intake, "letters.mbox > message at 0 > part 1").decoded, "zip+mbox");
    EXPECT_EQ(passed(intake, Reason::identical), 2U);  // page and report stand in the crawl too
    Options options;
    options.limits.nesting = 1;
    EXPECT_THAT(lines(opened({"nested.zip"}, options)),
                testing::Contains(HasSubstr("inner.zip: lies deeper than 1 containers")));
}

TEST(IngestArchives, TruncatedGzipSaysSo) {
    const TemporaryFolder folder;
    const std::string whole = bytes_of(fixture("crawl.warc.gz"));
    const std::string path = folder.write("cut.warc.gz", whole.substr(0, 2300));
    const Intake intake = opened({path});
    EXPECT_THAT(items(intake),
                ElementsAre("record at 387 | gzip+http", "record at 922 | gzip+http+chunked+gzip"));
    ASSERT_EQ(intake.errors.size(), 1U);
    EXPECT_THAT(intake.errors[0].line(), AllOf(HasSubstr(":2105: record at 2105: is cut off"),
                                               HasSubstr("ends in the middle of gzip data")));
    const std::string page = folder.write("cut.html.gz", bytes_of(fixture("page.html.gz")).substr(0, 200));
    EXPECT_THAT(lines(opened({page})),
                ElementsAre(HasSubstr("ends in the middle of gzip data; fetch or copy it again")));
}

TEST(IngestArchives, DamagedGzipZstdZipAndTar) {
    const TemporaryFolder folder;
    for (const std::string name : {"page.html.gz", "crawl.warc.zst", "pages.zip", "pages.tar.gz"}) {
        std::string bytes = bytes_of(fixture(name));
        for (std::size_t i = bytes.size() / 3; i < bytes.size() / 3 + 40 && i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(~bytes[i]);
        const Intake intake = opened({folder.write(name, bytes)});
        EXPECT_FALSE(intake.errors.empty()) << name;
    }
}

TEST(IngestArchives, ABombIsStoppedByItsRatio) {
    const TemporaryFolder folder;
    const std::string path = folder.path("bomb.html.gz");
    const std::string command = "head -c 40000000 /dev/zero | tr '\\0' 'a' | gzip -9 > " + path;
    ASSERT_EQ(std::system(command.c_str()), 0);
    Options options;
    options.limits.ratio_floor = 1U << 20U;
    EXPECT_THAT(lines(opened({path}, options)),
                ElementsAre(HasSubstr("decodes to more than 200 bytes for each byte")));
    options.limits.ratio = 2000;
    options.limits.total_bytes = 10'000'000;
    EXPECT_THAT(lines(opened({path}, options)),
                ElementsAre(HasSubstr("decodes to more than 10000000 bytes")));
    options.limits.total_bytes = 1ULL << 30U;
    options.limits.file_bytes = 5'000'000;
    EXPECT_THAT(lines(opened({path}, options)), ElementsAre(HasSubstr("more than 5000000 bytes")));
}

TEST(IngestArchives, TooManyEntries) {
    Options options;
    options.limits.entries = 2;
    EXPECT_THAT(lines(opened({"pages.zip"}, options)), ElementsAre(HasSubstr("more than 2 entries")));
    EXPECT_THAT(lines(opened({"crawl.warc"}, options)), ElementsAre(HasSubstr("more than 2 records")));
    EXPECT_THAT(lines(opened({"news-please.jsonl"}, options)),
                testing::Contains(HasSubstr("more than 2 records")));
    EXPECT_THAT(lines(opened({"rss.xml"}, options)), testing::Contains(HasSubstr("more than 2 entries")));
}

TEST(IngestWarc, RecordsPlainGzipAndZstd) {
    const Intake plain = opened({"crawl.warc"});
    EXPECT_THAT(items(plain),
                UnorderedElementsAre("record at 518 | http", "record at 1377 | http+chunked+gzip",
                                     "record at 2840 | none", "record at 3569 | none"));
    const Intake gzip = opened({"crawl.warc.gz"});
    EXPECT_THAT(items(gzip),
                UnorderedElementsAre("record at 387 | gzip+http", "record at 922 | gzip+http+chunked+gzip",
                                     "record at 2105 | gzip", "record at 2572 | gzip"));
    const Intake zstd = opened({"crawl.warc.zst"});
    EXPECT_THAT(items(zstd), UnorderedElementsAre("record at 0+518 | zstd+http",
                                                  "record at 0+1377 | zstd+http+chunked+gzip",
                                                  "record at 0+2840 | zstd", "record at 0+3569 | zstd"));
    const Intake frames = opened({"crawl-frames.warc.zst"});  // a frame a record
    EXPECT_THAT(items(frames),
                UnorderedElementsAre("record at 366 | zstd+http", "record at 908 | zstd+http+chunked+gzip",
                                     "record at 2071 | zstd", "record at 2544 | zstd"));
    for (const Intake* intake : {&plain, &gzip, &zstd, &frames}) {
        EXPECT_TRUE(intake->errors.empty());
        EXPECT_EQ(passed(*intake, Reason::other_record), 2U);
        EXPECT_EQ(passed(*intake, Reason::not_success), 1U);
        EXPECT_EQ(passed(*intake, Reason::other_medium), 1U);
    }
    const Document& page = document(gzip, "record at 387");
    EXPECT_EQ(*page.bytes, bytes_of(fixture("page.html")));
    EXPECT_EQ(page.charset, "utf-8");
    EXPECT_THAT(claimed(page, ClaimKind::url), ElementsAre("https://courier.example/1 (warc target)"));
    EXPECT_THAT(claimed(page, ClaimKind::fetched), ElementsAre("2021-03-16T08:00:00Z (warc date)"));
    EXPECT_THAT(claimed(page, ClaimKind::modified), ElementsAre("2021-03-15T10:00:00Z (http last-modified)"));
    EXPECT_EQ(document(gzip, "record at 2572").media, MediaType::plain_text);
}

TEST(IngestWarc, ReopeningGoesStraightToTheRecord) {
    const TemporaryFolder folder;
    for (const char* name : {"crawl.warc", "crawl.warc.gz"}) {
        const Intake whole = opened({name});
        ASSERT_GE(whole.documents.size(), 2U);
        const Document& last = whole.documents.back();
        // What stands before the record is spoilt: only a reader that begins at the record finds it.
        std::string bytes = bytes_of(fixture(name));
        const std::size_t offset = std::stoul(last.member->substr(std::string("record at ").size()));
        for (std::size_t i = 40; i + 40 < offset; ++i) bytes[i] = 'x';
        const std::string path = folder.write(name, bytes);
        const auto again = reopen(path, last.member, last.decoded);
        ASSERT_TRUE(again) << again.error().line();
        EXPECT_EQ(*again->bytes, *last.bytes);
    }
}

TEST(IngestWarc, AWrongContentLengthCostsOneRecord) {
    const Intake intake = opened({"wrong-length.warc"});
    EXPECT_THAT(items(intake), ElementsAre("record at 0 | http", "record at 2446 | none"));
    EXPECT_THAT(
        lines(intake),
        ElementsAre(
            "wrong-length.warc:1717: record at 1717: has a wrong Content-Length; write the file again",
            "wrong-length.warc:859: record at 859: has a wrong Content-Length; write the file again"));
}

TEST(IngestWarc, RecordsBefore) {
    Options options;
    options.since = Day::parse("2021-03-17");
    const Intake intake = opened({"crawl.warc"}, options);
    EXPECT_THAT(items(intake), IsEmpty());
    EXPECT_EQ(passed(intake, Reason::before_since), 6U);  // the 404 and the picture too
    options.since = Day::parse("2021-03-16");
    EXPECT_EQ(opened({"crawl.warc"}, options).documents.size(), 4U);
}

}  // namespace
}  // namespace sitrep::ingest
