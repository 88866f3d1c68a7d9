// Inputs that once broke a reader, found by fuzzing.
#include <gtest/gtest.h>

#include "ingest/ingest.hpp"
#include "ingest/mail.hpp"
#include "ingest/markup.hpp"
#include "ingest/warc.hpp"
#include "support/temporary_folder.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

using test::TemporaryFolder;

TEST(IngestHostile, BytesThatAreNoUtf8AreTrimmedWithoutHarm) {
    EXPECT_EQ(text::trimmed("\xE3"), "\xE3");
    EXPECT_EQ(text::trimmed(" \xE3\x80 "), "\xE3\x80");
    EXPECT_EQ(media_type("\xE3"), "\xE3");
}

TEST(IngestHostile, AnArchiveWithoutAFormatIsDamaged) {
    const TemporaryFolder folder;
    const Intake intake = read({folder.write("a.zip", "PK\x03\x04 and nothing that a zip has")});
    ASSERT_EQ(intake.errors.size(), 1U);
    EXPECT_NE(intake.errors[0].what.find("damaged zip archive"), std::string::npos);
}

}  // namespace
}  // namespace sitrep::ingest
