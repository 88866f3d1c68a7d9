// Runs unit tests and every case file; each case is a test named cases/TOPIC.FILE/NAME.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "support/case_file.hpp"

namespace {

namespace fs = std::filesystem;

const sitrep::Engine& engine() {
    static const sitrep::Engine kEngine = [] {
        auto resources = sitrep::Resources::load();
        if (!resources) {
            std::fprintf(stderr, "%s\n", resources.error().line().c_str());
            std::exit(2);
        }
        return sitrep::Engine(*resources);
    }();
    return kEngine;
}

class CaseTest : public testing::Test {
  public:
    explicit CaseTest(std::shared_ptr<const sitrep::test::ReadingCase> reading)
        : reading_(std::move(reading)) {}
    void TestBody() override {
        for (const std::string& failure : sitrep::test::failures(engine(), *reading_))
            ADD_FAILURE() << failure;
    }

  private:
    std::shared_ptr<const sitrep::test::ReadingCase> reading_;
};

void register_cases(const fs::path& root) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".case") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(stream), {}};
        const auto cases = sitrep::test::parse_cases(file.string(), content);
        if (!cases) {
            std::fprintf(stderr, "%s\n", cases.error().line().c_str());
            std::exit(2);
        }
        const std::string suite = "cases/" + fs::relative(file, root).begin()->string();
        for (const auto& reading : *cases) {
            auto shared = std::make_shared<const sitrep::test::ReadingCase>(reading);
            const std::string name = file.stem().string() + "/" + reading.name;
            testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, file.c_str(), 1,
                                  [shared]() -> testing::Test* { return new CaseTest(shared); });
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    register_cases(fs::path(SITREP_TEST_DATA) / "cases");
    return RUN_ALL_TESTS();
}
