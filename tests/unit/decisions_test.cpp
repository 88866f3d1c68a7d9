// A reader's own judgements: what is refused, with file and line.
#include "cli/decisions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace sitrep::cli {
namespace {

class DecisionsFile : public testing::Test {
  protected:
    Result<Decisions> read(const std::string& lines) {
        std::ofstream(file_, std::ios::binary) << lines;
        return read_decisions(file_);
    }
    /// What is wrong with lines under the header, beside three reports; empty if nothing is.
    std::string fault(const std::string& lines) {
        const auto decisions = read("decision,first,second\n" + lines);
        if (!decisions) return decisions.error().line();
        std::vector<Document> documents(3);
        documents[0].path = "set/a.txt";
        documents[1].path = "set/b.txt";
        documents[2].path = "other/b.txt";
        const auto checked =
            check_decisions(*decisions, documents, std::vector<LeftOut>{{"set/c.txt", "empty"}});
        return checked ? "" : checked.error().line();
    }
    void TearDown() override { std::filesystem::remove(file_); }

  private:
    std::string file_ =
        (std::filesystem::path(testing::TempDir()) /
         (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".csv"))
            .string();
};

TEST_F(DecisionsFile, TakesPathsFileNamesAndReportsLeftOut) {
    EXPECT_EQ(fault("same,a.txt,set/b.txt\nindependent,set/a.txt,other/b.txt\n\nsame,a.txt,c.txt\n"), "");
    EXPECT_EQ(fault("merge,Ann Moyo,A. Moyo\r\nsplit,Ann Moyo,Ben Moyo\r\n"), "");
}

TEST_F(DecisionsFile, RefusesWhatNamesNoReport) {
    EXPECT_THAT(fault("same,a.txt,set/b.txt\nsame,a.txt,d.txt\n"),
                testing::HasSubstr("line 3: no report 'd.txt'"));
    EXPECT_THAT(fault("same,a.txt,b.txt\n"),
                testing::HasSubstr("line 2: several reports are called 'b.txt'"));
    EXPECT_THAT(fault("same,a.txt,set/a.txt\n"), testing::HasSubstr("both sides name"));
}

TEST_F(DecisionsFile, RefusesWhatSpeaksAgainstItself) {
    EXPECT_THAT(fault("independent,a.txt,other/b.txt\nsame,a.txt,set/b.txt\nsame,set/b.txt,other/b.txt\n"),
                testing::HasSubstr("line 2: other lines call these two reports the same"));
    EXPECT_THAT(fault("merge,Ann Moyo,A. Moyo\nsplit,A. Moyo,Ann Moyo\n"), testing::HasSubstr("line 3:"));
}

TEST_F(DecisionsFile, RefusesBrokenLines) {
    EXPECT_FALSE(read("").has_value());
    EXPECT_FALSE(read("decision,first\n").has_value());
    EXPECT_THAT(fault("same,a.txt\n"), testing::HasSubstr("line 2: not three fields"));
    EXPECT_THAT(fault("same,,a.txt\n"), testing::HasSubstr("an empty field"));
    EXPECT_THAT(fault("same,a.txt,a.txt\n"), testing::HasSubstr("stands on both sides"));
    EXPECT_THAT(fault("equal,a.txt,c.txt\n"), testing::HasSubstr("'equal' is none of"));
    EXPECT_THAT(fault("same,a.txt,\xff\n"), testing::HasSubstr("not valid UTF-8"));
}

}  // namespace
}  // namespace sitrep::cli
