// Files and folders, and every bad input of them: each one line, the rest is read, the counts add up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>

#include "ingest/ingest.hpp"
#include "ingest/sniff.hpp"
#include "ingest/walk.hpp"
#include "support/temporary_folder.hpp"
#include "text/hash.hpp"

namespace sitrep::ingest {
namespace {

using test::TemporaryFolder;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using namespace std::string_literals;

const std::string kReport = "VIENNA (AFP) - Ministers met on Monday.\n\nThey agreed to meet again.\n";

std::vector<std::string> paths_of(const Intake& intake) {
    std::vector<std::string> out;
    for (const Document& document : intake.documents) out.push_back(document.path);
    return out;
}

void expect_counts_add_up(const Tally& tally) {
    const auto skipped = std::accumulate(tally.by_reason.begin(), tally.by_reason.end(), std::uint64_t{0});
    EXPECT_EQ(tally.seen, tally.handed_over + skipped);
    EXPECT_EQ(tally.handed_over,
              std::accumulate(tally.by_kind.begin(), tally.by_kind.end(), std::uint64_t{0}));
}

/// Reads a folder with a good report beside the bad thing: the report must be there, and one error.
Error the_only_error(const TemporaryFolder& folder, const Options& options = {}) {
    folder.write("good.txt", kReport);
    const Intake intake = read({folder.path()}, options);
    EXPECT_THAT(paths_of(intake), ElementsAre(folder.path("good.txt")));
    expect_counts_add_up(intake.tally);
    EXPECT_EQ(intake.left_out.size(), 1U);
    EXPECT_EQ(intake.errors.size(), 1U);
    if (intake.errors.size() != 1) return {};
    EXPECT_EQ(intake.left_out[0].path, intake.errors[0].file);
    EXPECT_EQ(intake.left_out[0].reason, intake.errors[0].what);
    EXPECT_FALSE(intake.errors[0].mend.empty());
    EXPECT_EQ(intake.errors[0].line().find('\n'), std::string::npos);
    return intake.errors[0];
}

TEST(IngestFiles, APlainFileKeepsItsBytesPathAndFingerprint) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.txt", kReport);
    const Intake intake = read({path});
    ASSERT_EQ(intake.documents.size(), 1U);
    const Document& document = intake.documents[0];
    EXPECT_EQ(document.path, path);
    EXPECT_EQ(*document.bytes, kReport);
    EXPECT_EQ(document.sha256, text::sha256_hex(kReport));
    EXPECT_EQ(document.member, std::nullopt);
    EXPECT_EQ(document.container_sha256, std::nullopt);
    EXPECT_EQ(document.decoded, "none");
    EXPECT_EQ(document.media, MediaType::plain_text);
    EXPECT_TRUE(intake.errors.empty());
}

TEST(IngestFiles, TheMediumFollowsBytesThenName) {
    const TemporaryFolder folder;
    folder.write("1.txt", kReport);
    folder.write("2.md", "# Title\n\nText of a report.\n");
    folder.write("3.html", "<p>A page without a doctype.</p>");
    folder.write("4.txt", "<!DOCTYPE html><title>A page under a wrong name</title>");
    folder.write("5", "A report in a file without an ending.");
    folder.write("6.htm", "<!-- saved -->\n<html><body><p>x</p></body></html>");
    std::vector<MediaType> media;
    for (const Document& document : read({folder.path()}).documents) media.push_back(document.media);
    EXPECT_THAT(media, ElementsAre(MediaType::plain_text, MediaType::markdown, MediaType::html,
                                   MediaType::html, MediaType::plain_text, MediaType::html));
}

TEST(IngestFiles, FoldersAreReadInOrderOfPathWithoutHiddenNames) {
    const TemporaryFolder folder;
    folder.write("b/2.txt", "two");
    folder.write("b/1.txt", "one");
    folder.write("b-3.txt", "three");
    folder.write("a.txt", "four");
    folder.write(".hidden.txt", "five");
    folder.write(".git/x.txt", "six");
    folder.write("LICENSE.txt", "seven");
    const Intake intake = read({folder.path() + "/"});
    EXPECT_THAT(paths_of(intake), ElementsAre(folder.path("a.txt"), folder.path("b-3.txt"),
                                              folder.path("b/1.txt"), folder.path("b/2.txt")));
    EXPECT_TRUE(intake.errors.empty());
    EXPECT_EQ(intake.tally.by_reason[static_cast<std::size_t>(Reason::read_me)], 1U);
    expect_counts_add_up(intake.tally);
    std::vector<std::string> streamed;
    (void)stream({folder.path()}, {},
                 {[&](const Document& d) {
                      streamed.push_back(d.path);
                      return true;
                  },
                  {}});
    EXPECT_EQ(streamed, paths_of(intake));
}

TEST(IngestFiles, TheOrderOfArgumentsChangesNothing) {
    const TemporaryFolder folder;
    const std::string a = folder.write("a.txt", "the same");
    const std::string b = folder.write("b.txt", "the same");
    const std::string c = folder.write("c.txt", "another");
    const Intake one = read({a, b, c});
    const Intake two = read({c, b, a, c});
    EXPECT_EQ(paths_of(one), paths_of(two));
    ASSERT_EQ(two.errors.size(), 1U);
    EXPECT_EQ(one.errors[0].line(), two.errors[0].line());
    EXPECT_EQ(two.tally.by_reason[static_cast<std::size_t>(Reason::given_twice)], 1U);
}

TEST(IngestFiles, AFolderAndAFileInItGiveTheFileOnce) {
    const TemporaryFolder folder;
    const std::string a = folder.write("x/a.txt", "one");
    const Intake intake = read({a, folder.path()});
    EXPECT_THAT(paths_of(intake), ElementsAre(a));
    EXPECT_TRUE(intake.errors.empty());
    const std::string hidden = folder.write(".y/b.txt", "two");
    EXPECT_THAT(paths_of(read({hidden, folder.path()})), ElementsAre(hidden, a));
}

TEST(IngestFiles, PatternsAreExpandedByUs) {
    const TemporaryFolder folder;
    folder.write("2016/01/a.txt", "1");
    folder.write("2016/02/b.txt", "2");
    folder.write("2016/02/c.html", "<p>3");
    folder.write("2017/d.txt", "4");
    EXPECT_THAT(paths_of(read({folder.path() + "/2016/*/*.txt"})),
                ElementsAre(folder.path("2016/01/a.txt"), folder.path("2016/02/b.txt")));
    EXPECT_THAT(paths_of(read({folder.path() + "/**/[b-d].txt"})),
                ElementsAre(folder.path("2016/02/b.txt"), folder.path("2017/d.txt")));
    const Intake none = read({folder.path() + "/*.pdf"});
    ASSERT_EQ(none.errors.size(), 1U);
    EXPECT_THAT(none.errors[0].line(), HasSubstr("does not exist"));
}

TEST(IngestFiles, Patterns) {
    EXPECT_TRUE(matches_pattern("report-12.txt", "report-*.txt"));
    EXPECT_TRUE(matches_pattern("a.b.c", "*.c"));
    EXPECT_FALSE(matches_pattern("a.b", "*.c"));
    EXPECT_TRUE(matches_pattern("abc", "a?[a-d]"));
    EXPECT_FALSE(matches_pattern("abc", "a?[!a-d]"));
    EXPECT_FALSE(matches_pattern(".abc", "*"));
    EXPECT_TRUE(matches_pattern("[x", "[x"));
    EXPECT_FALSE(matches_pattern(std::string(4000, 'a'), "*a*a*a*a*a*b"));
}

TEST(IngestBadFiles, Empty) {
    const TemporaryFolder folder;
    folder.write("bad.txt", "");
    const Error error = the_only_error(folder);
    EXPECT_EQ(error.file, folder.path("bad.txt"));
    EXPECT_EQ(error.what, "is empty");
}

TEST(IngestBadFiles, BlanksOnly) {
    const TemporaryFolder folder;
    folder.write("bad.txt", " \r\n\t\n");
    EXPECT_EQ(the_only_error(folder).what, "holds nothing but white space");
}

TEST(IngestBadFiles, BinaryIsNamedWithTheByteThatShowsIt) {
    const TemporaryFolder folder;
    folder.write("bad.txt", "Some text, then\0\1\2\3"s);
    const Error error = the_only_error(folder);
    EXPECT_EQ(error.what, "is no text");
    EXPECT_EQ(error.offset, 15U);
    EXPECT_THAT(error.line(), HasSubstr("bad.txt:15: is no text; "));
}

TEST(IngestBadFiles, BinaryWithoutNulsIsKnownByItsControlCharacters) {
    const TemporaryFolder folder;
    std::string bytes;
    std::uint32_t state = 7;
    for (int i = 0; i < 4000; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes.push_back(static_cast<char>(state % 255 + 1 - 256 * (state % 255 + 1 > 127)));
    }
    folder.write("bad.bin", bytes);
    const Error error = the_only_error(folder);
    EXPECT_EQ(error.what, "is no text");
    ASSERT_TRUE(error.offset);
    EXPECT_LT(static_cast<unsigned char>(bytes[*error.offset]), 0x20);
}

TEST(IngestBadFiles, Picture) {
    const TemporaryFolder folder;
    folder.write("bad.html", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s);
    EXPECT_EQ(the_only_error(folder).what, "is a picture");
}

TEST(IngestBadFiles, LegacyCharsetsAreLeftToExtraction) {
    const TemporaryFolder folder;
    folder.write("latin1.txt", "Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 Gen\xE8ve.");
    folder.write("utf16.txt", "\xFF\xFEH\0e\0l\0l\0o\0"s);
    folder.write("wide.txt", "A\0 \0r\0e\0p\0o\0r\0t\0 \0w\0i\0t\0h\0o\0u\0t\0 \0m\0a\0r\0k\0"s);
    const Intake intake = read({folder.path()});
    ASSERT_EQ(intake.documents.size(), 3U);
    EXPECT_EQ(intake.documents[0].charset, "");
    EXPECT_EQ(intake.documents[1].charset, "utf-16le");
    EXPECT_EQ(intake.documents[2].charset, "utf-16le");
}

TEST(IngestBadFiles, AFewNulsInAPageAreNoReasonToLoseIt) {
    const TemporaryFolder folder;
    folder.write(
        "page.html",
        "<html><body><p>A page with a\0 NUL in it, which browsers pass over, and so do we, if the page is long enough.</p>"s);
    EXPECT_EQ(read({folder.path()}).documents.size(), 1U);
}

TEST(IngestBadFiles, ALineOf200MegabytesIsLeftOutWithoutReadingItAll) {
    const TemporaryFolder folder;
    {
        std::ofstream file(folder.path("bad.txt"), std::ios::binary);
        const std::string piece(1U << 20U, 'x');
        for (int i = 0; i < 200; ++i) file << piece;
    }
    Options options;
    const Error error = the_only_error(folder, options);
    EXPECT_EQ(error.what, "has a line longer than 4194304 bytes");
    EXPECT_EQ(error.offset, 0U);
}

TEST(IngestBadFiles, ALongLineBehindShortOnesIsNamedByItsOffset) {
    const TemporaryFolder folder;
    folder.write("bad.txt", "Short.\n" + std::string(3000, 'x') + "\nShort.\n");
    Options options;
    options.limits.line_bytes = 2000;
    const Error error = the_only_error(folder, options);
    EXPECT_EQ(error.offset, 7U);
    EXPECT_THAT(error.what, HasSubstr("a line of 3000 bytes"));
}

TEST(IngestBadFiles, TooLarge) {
    const TemporaryFolder folder;
    std::string lines;
    while (lines.size() < 5000) lines += "A line of a report that never ends.\n";
    folder.write("bad.txt", lines);
    Options options;
    options.limits.file_bytes = 4096;
    const Error error = the_only_error(folder, options);
    EXPECT_THAT(error.what, HasSubstr("more than 4096 bytes in one report"));
}

TEST(IngestBadFiles, Missing) {
    const TemporaryFolder folder;
    const std::string good = folder.write("good.txt", kReport);
    const Intake intake = read({folder.path("not-there.txt"), good});
    EXPECT_EQ(intake.documents.size(), 1U);
    ASSERT_EQ(intake.errors.size(), 1U);
    EXPECT_EQ(intake.errors[0].line(), folder.path("not-there.txt") + ": does not exist; check the spelling");
}

/// Runs `check` without the rights of root, in a process of its own; its result is the status.
template <typename Check>
int as_nobody(Check check) {
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
        _exit(check());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(IngestBadFiles, UnreadableFileAndFolder) {
    const TemporaryFolder folder;
    chmod(folder.path().c_str(), 0755);
    folder.write("good.txt", kReport);
    chmod(folder.write("locked.txt", kReport).c_str(), 0);
    folder.write("shut/a.txt", kReport);
    chmod(folder.path("shut").c_str(), 0);
    EXPECT_EQ(0, as_nobody([&] {
                  const Intake intake = read({folder.path()});
                  const bool good =
                      intake.documents.size() == 1 && intake.errors.size() == 2 &&
                      intake.errors[0].line() ==
                          folder.path("locked.txt") +
                              ": cannot be read: permission denied; give yourself the right to read it" &&
                      intake.errors[1].file == folder.path("shut");
                  return good ? 0 : 1;
              }));
    chmod(folder.path("shut").c_str(), 0755);
}

TEST(IngestBadFiles, FolderLoop) {
    const TemporaryFolder folder;
    folder.write("a/b/report.txt", "A second report.");
    ASSERT_EQ(symlink("../..", folder.path("a/b/back").c_str()), 0);
    folder.write("good.txt", kReport);
    const Intake intake = read({folder.path()});
    EXPECT_THAT(paths_of(intake), ElementsAre(folder.path("a/b/report.txt"), folder.path("good.txt")));
    ASSERT_EQ(intake.errors.size(), 1U);
    EXPECT_EQ(intake.errors[0].file, folder.path("a/b/back"));
    EXPECT_THAT(intake.errors[0].what, HasSubstr("holds itself"));
}

TEST(IngestBadFiles, LinkToItselfAndLinkToNothing) {
    const TemporaryFolder folder;
    ASSERT_EQ(symlink("ring", folder.path("ring").c_str()), 0);
    EXPECT_THAT(the_only_error(folder).what, HasSubstr("leads back to itself"));
    unlink(folder.path("ring").c_str());
    ASSERT_EQ(symlink("nowhere", folder.path("broken").c_str()), 0);
    EXPECT_EQ(the_only_error(folder).what, "does not exist");
}

TEST(IngestBadFiles, TooDeep) {
    const TemporaryFolder folder;
    folder.write("1/2/3/4/deep.txt", "deep");
    Options options;
    options.limits.folder_depth = 4;
    const Error error = the_only_error(folder, options);
    EXPECT_EQ(error.file, folder.path("1/2/3/4"));
    EXPECT_THAT(error.what, HasSubstr("deeper than 4 folders"));
}

TEST(IngestBadFiles, IdenticalBytesAreTakenOnceUnderTheFirstPath) {
    const TemporaryFolder folder;
    folder.write("later.txt", kReport);
    const Error error = the_only_error(folder);
    EXPECT_EQ(error.file, folder.path("later.txt"));
    EXPECT_THAT(error.what, EndsWith("has the same bytes as " + folder.path("good.txt")));
}

TEST(IngestBadFiles, Pipe) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo(folder.path("pipe").c_str(), 0600), 0);
    EXPECT_THAT(the_only_error(folder).what, HasSubstr("a pipe"));
}

TEST(IngestBadFiles, AFileThatChangesWhileItIsRead) {
    const TemporaryFolder folder;
    std::string lines;
    while (lines.size() < (6U << 20U)) lines += "A line of a long file that somebody is still writing.\n";
    const std::string path = folder.write("bad.txt", lines);
    Options options;
    bool written = false;
    options.progress = [&](const Progress& progress) {
        if (written || progress.path != path) return;
        written = true;
        std::ofstream(path, std::ios::app) << "More.\n";
    };
    const Error error = the_only_error(folder, options);
    EXPECT_TRUE(written);
    EXPECT_EQ(error.what, "changed while it was read");
}

TEST(IngestFiles, LimitStopsTheStream) {
    const TemporaryFolder folder;
    for (int i = 0; i < 9; ++i) folder.write("r" + std::to_string(i) + ".txt", "Report " + std::to_string(i));
    Options options;
    options.limit = 4;
    const Intake intake = read({folder.path()}, options);
    EXPECT_EQ(intake.documents.size(), 4U);
    EXPECT_TRUE(intake.tally.stopped);
    expect_counts_add_up(intake.tally);
}

TEST(IngestReopen, APlainFileComesBack) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.txt", kReport);
    const auto document = reopen(path, std::nullopt, "none");
    ASSERT_TRUE(document);
    EXPECT_EQ(*document->bytes, kReport);
    const auto gone = reopen(folder.path("b.txt"), std::nullopt, "none");
    ASSERT_FALSE(gone);
    EXPECT_THAT(gone.error().line(), HasSubstr("does not exist"));
    const auto other = reopen(path, "page.html", "zip");
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().line(), HasSubstr("holds no page.html (zip) any more"));
}

TEST(IngestFiles, OfficeDocumentsAndClosedArchivesAreNamed) {
    using namespace std::string_view_literals;
    const test::TemporaryFolder folder;
    const auto zip_of = [](std::string_view name) {
        return std::string("PK\x03\x04"sv) + std::string(22, '\0') + static_cast<char>(name.size()) +
               std::string(3, '\0') + std::string(name) + std::string(40, '\0');
    };
    folder.write("a.docx", zip_of("[Content_Types].xml"));
    folder.write("b.rtf", R"({\rtf1\ansi The board met.})");
    folder.write("c.doc", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) + std::string(40, '\0'));
    folder.write("d.7z", std::string("7z\xBC\xAF\x27\x1C"sv) + std::string(40, '\0'));
    const Intake intake = read({folder.path()});
    ASSERT_EQ(intake.errors.size(), 4U);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NE(intake.errors[i].line().find("office program; save it as"), std::string::npos)
            << intake.errors[i].line();
    EXPECT_NE(intake.errors[3].line().find("unpack it"), std::string::npos) << intake.errors[3].line();
}

}  // namespace
}  // namespace sitrep::ingest
