// Word lists of the processes: what a broken file is told.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cases/words.hpp"
#include "support/temporary_folder.hpp"

namespace sitrep {
namespace {

std::string shipped() {
    std::ifstream in(SITREP_TEST_DATA "/../lexicon/cases/words.tsv");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string load_error(const std::string& text) {
    const test::TemporaryFolder folder;
    const auto lists = cases::load_words(folder.write("words.tsv", text));
    return lists ? "" : lists.error().line();
}

TEST(CaseWords, ShippedListsLoad) { EXPECT_EQ(load_error(shipped()), ""); }

TEST(CaseWords, BrokenRowsAreRefusedWithTheirLine) {
    const std::string text = shipped();
    EXPECT_NE(load_error("courts\tcourt judge\tThe city met.\n").find("line 1 has an example"),
              std::string::npos);
    EXPECT_NE(load_error("curts\tcourt\tThe court met.\n").find("has no list 'curts'"), std::string::npos);
    EXPECT_NE(load_error("courts\tcourt court\tThe court met.\n").find("a word twice"), std::string::npos);
    EXPECT_NE(load_error(text + "courts\tcourt\tThe court met.\n").find("tells 'courts' again"),
              std::string::npos);
    EXPECT_NE(load_error("courts\tcourt\tThe court met.\n").find("has no row"), std::string::npos);
}

}  // namespace
}  // namespace sitrep
