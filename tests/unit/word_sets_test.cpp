// Sets of words from files: what they hold, and which rows are refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "annotate/word_sets.hpp"
#include "resources.hpp"

namespace sitrep::annotate {
namespace {

struct Sets {
    WordSet papers, cues;
};

/// The error of reading these rows as the sets "papers" (words) and "cues" (cues); empty if there is none.
std::string read(const std::string& rows, Sets& sets) {
    const auto file = std::filesystem::temp_directory_path() / "sitrep_word_sets_test.tsv";
    std::ofstream(file, std::ios::binary) << rows;
    const auto error =
        read_word_sets(file, {{"papers", &sets.papers}, {"cues", &sets.cues, WordSetUse::cue}});
    std::filesystem::remove(file);
    if (!error) return {};
    EXPECT_EQ(error->file, file.string());
    return error->what;
}

std::string fault(const std::string& rows) {
    Sets sets;
    return read(rows, sets);
}

TEST(WordSets, HoldWhatTheFileGivesThem) {
    Sets sets;
    ASSERT_EQ(read("# comment\n"
                   "papers\tletter|letters\tThe letter came late.\n"
                   "papers\te-mail\tAn e-mail came.\n"
                   "papers\tnote|poll\tA note came.\n"
                   "cues\tapprov\tIt was approved.\n"
                   "cues\t told \tHe told her.\n",
                   sets),
              "");
    EXPECT_EQ(sets.papers.size(), 5U);
    for (const char* word : {"letter", "letters", "e-mail", "note", "poll"})
        EXPECT_TRUE(sets.papers.holds(word)) << word;
    // no part of a word, nothing longer or shorter, no other case, nothing across two words laid side by side
    for (const char* word : {"", "n", "lette", "letterss", "Letter", "otep", "tepo", "mails", "notes", "pol"})
        EXPECT_FALSE(sets.papers.holds(word)) << word;
    EXPECT_TRUE(sets.cues.stands_in("has approved it"));
    EXPECT_TRUE(sets.cues.stands_in("she told him"));
    EXPECT_FALSE(sets.cues.stands_in("untold wealth"));
    EXPECT_TRUE(sets.cues.begins("approval"));
    EXPECT_FALSE(sets.cues.begins("disapproval"));
    EXPECT_FALSE(sets.cues.begins("appro"));
    EXPECT_FALSE(sets.cues.stands_in(""));
    EXPECT_FALSE(WordSet().holds("letter"));
    EXPECT_FALSE(WordSet().stands_in("letter"));
}

TEST(WordSets, RefuseABadRowWithItsLine) {
    const std::string good = "papers\tletter\tThe letter came.\ncues\tapprov\tApproved.\n";
    EXPECT_EQ(fault(good), "");
    EXPECT_EQ(fault(good + "papers\tnote\n"), "line 3 has 2 columns, not 3");
    EXPECT_EQ(fault(good + "paper\tnote\tA note.\n"), "line 3 has the unknown set 'paper'");
    EXPECT_EQ(fault(good + "papers\tnote||memo\tA note.\n"), "line 3 has an empty word");
    EXPECT_EQ(fault(good + "papers\tnote|letter\tA note.\n"), "line 3 gives 'letter' a second time");
    EXPECT_EQ(fault(good + "papers\tnote\tA footnote.\n"), "line 3 has an example with none of its words");
    EXPECT_EQ(fault(good + "papers\tnote\tA notebook.\n"), "line 3 has an example with none of its words");
    EXPECT_EQ(fault(good + "cues\tgrant\tIt was given.\n"), "line 3 has an example with none of its words");
    EXPECT_EQ(fault("papers\t" + std::string(101, 'a') + "\tA.\ncues\tapprov\tApproved.\n"),
              "line 1 has a word above 100 bytes");
    EXPECT_EQ(fault("papers\tletter\tThe letter came.\n"), "has no row of the set 'cues'");
}

TEST(WordSets, OfARoomStopItsStartWhereARowIsBad) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / "sitrep_word_sets_test";
    fs::remove_all(folder);
    fs::create_directories(folder / "lexicon" / "brief");
    const fs::path file = folder / "lexicon" / "brief" / "word_sets.tsv";
    const fs::path shipped = Resources::load().value().parts().folder / "lexicon" / "brief" / "word_sets.tsv";
    fs::copy_file(shipped, file);
    ASSERT_TRUE(brief::load_words(folder).has_value());
    std::ofstream(file, std::ios::binary) << "soft\t if \tIf it rains.\nsoft\t may \tIt might rain.\n";
    const auto broken = brief::load_words(folder);
    ASSERT_FALSE(broken.has_value());
    EXPECT_EQ(broken.error().file, file.string());
    EXPECT_NE(broken.error().what.find("line 1 "), std::string::npos) << broken.error().what;
    fs::remove_all(folder);
}

}  // namespace
}  // namespace sitrep::annotate
