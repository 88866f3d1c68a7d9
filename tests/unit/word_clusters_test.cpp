#include "annotate/word_clusters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "resources.hpp"
#include "train/word_clusters.hpp"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using annotate::WordClusters;

std::vector<std::byte> bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::vector<std::byte> bytes(text.size());
    std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

fs::path shipped() {
    const auto resources = Resources::load();
    return resources ? resources->parts().folder / "models" / "word_clusters.bin" : fs::path();
}

TEST(WordClusters, WordsInLikeCompanyLieTogether) {
    const auto clusters = WordClusters::load(shipped());
    ASSERT_TRUE(clusters.has_value()) << clusters.error().what;
    EXPECT_GT(clusters->size(), 150000U);
    const auto at = [&](std::string_view word, unsigned level) {
        return annotate::cluster_at(clusters->code(word), level);
    };
    EXPECT_EQ(at("harare", 2), at("nairobi", 2));
    EXPECT_EQ(at("tuesday", 2), at("wednesday", 2));
    EXPECT_NE(at("harare", 2), at("tuesday", 2));
    EXPECT_EQ(clusters->code("qwzxkvqq"), annotate::kNoCluster);
    EXPECT_EQ(clusters->code(""), annotate::kNoCluster);
    EXPECT_EQ(WordClusters().code("harare"), annotate::kNoCluster);
}

TEST(WordClusters, EachBrokenFileIsRefusedWithItsName) {
    const std::vector<std::byte> whole = bytes_of(shipped());
    ASSERT_TRUE(WordClusters::from(whole, "w").has_value());
    const auto fails = [](const std::vector<std::byte>& bytes, const std::string& with) {
        const auto result = WordClusters::from(bytes, "w.bin");
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().file, "w.bin");
        EXPECT_NE(result.error().what.find(with), std::string::npos) << result.error().what;
    };
    const auto changed = [&](std::size_t at) {
        auto bytes = whole;
        bytes[at] ^= std::byte{9};
        return bytes;
    };
    fails(changed(0), "not a file of word clusters");
    fails(changed(8), "version");
    fails(changed(12), "bytes");
    fails(changed(whole.size() / 2), "checksum");
    fails(changed(whole.size() - 1), "checksum");
    fails({whole.begin(), whole.end() - 1}, "bytes");
    fails({}, "short");
    EXPECT_FALSE(WordClusters::load("/nowhere/word_clusters.bin").has_value());
}

TEST(WordClusters, StartsOutOfOrderAreRefused) {
    auto bytes = annotate::cluster_bytes(std::vector<annotate::ClusteredWord>{{0, 0x1111}, {~0ULL, 0x2222}});
    const auto good = WordClusters::from(bytes, "w");
    ASSERT_TRUE(good.has_value());
    EXPECT_EQ(good->size(), 2U);
    EXPECT_EQ(good->code_of_hash(0), 0x1111);
    EXPECT_EQ(good->code_of_hash(~0ULL), 0x2222);
    EXPECT_EQ(good->code_of_hash(1ULL << 40U), annotate::kNoCluster);
}

class ClusterTraining : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / "sitrep-word-clusters-test";
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Result<std::string> train(const std::string& json, const std::string& out) {
        std::ofstream(folder_ / "vectors.json") << json;
        train::TrainOptions options;
        options.data = {(folder_ / "vectors.json").string()};
        options.out = (folder_ / out).string();
        return train::run_word_clusters(options);
    }
    fs::path folder_;
};

TEST_F(ClusterTraining, EqualVectorsShareAClusterAndOtherOrderChangesNothing) {
    const std::string head = R"({"dimensions": 2, "wordIndex": 2, "vectors": {)";
    const std::string a = R"("east": [1, 0.1, 0])", b = R"("Orient": [1, 0.1, 1])",
                      c = R"("west": [-1, 0.1, 2])", number = R"("1999": [0, 1, 3])";
    ASSERT_TRUE(train(head + a + "," + b + "," + c + "," + number + "}}", "one.bin").has_value());
    ASSERT_TRUE(train(head + number + "," + c + "," + a + "," + b + "}}", "two.bin").has_value());
    EXPECT_EQ(bytes_of(folder_ / "one.bin"), bytes_of(folder_ / "two.bin"));
    const auto clusters = WordClusters::load(folder_ / "one.bin");
    ASSERT_TRUE(clusters.has_value());
    EXPECT_EQ(clusters->size(), 3U);
    EXPECT_EQ(clusters->code("east"), clusters->code("orient"));
    EXPECT_NE(clusters->code("east"), clusters->code("west"));
    EXPECT_NE(clusters->code("west"), annotate::kNoCluster);
    EXPECT_EQ(clusters->code("1999"), annotate::kNoCluster);
}

TEST_F(ClusterTraining, EachBrokenFileOfVectorsIsRefused) {
    for (const std::string json : {"", "{}", R"({"dimensions": 2, "wordIndex": 2, "vectors": {}})",
                                   R"({"dimensions": 900, "wordIndex": 2, "vectors": {"a": [1, 2, 0]}})",
                                   R"({"dimensions": 2, "wordIndex": 2, "vectors": {"a": [1, 2]}})",
                                   R"({"dimensions": 2, "wordIndex": 2, "vectors": {"a": [1, "x", 0]}})",
                                   R"({"dimensions": 2, "wordIndex": 2, "vectors": {"a": [1, 1e300, 0]}})",
                                   R"({"dimensions": 2, "wordIndex": 2, "vectors": {"a": [1, 1, -4]}})",
                                   R"({"dimensions": 2, "wordIndex": 2, "vectors": {"a": [1, 1, 0)"}) {
        const auto line = train(json, "broken.bin");
        ASSERT_FALSE(line.has_value()) << json;
        EXPECT_FALSE(line.error().mend.empty()) << json;
        EXPECT_FALSE(fs::exists(folder_ / "broken.bin")) << json;
    }
}

}  // namespace
}  // namespace sitrep
