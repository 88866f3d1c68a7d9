#include "support/intake.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <numeric>

#include "text/hash.hpp"

namespace sitrep::test {

using namespace ingest;

std::string fixture(const std::string& name) {
    return std::string(SITREP_TEST_DATA) + "/data/ingest/" + name;
}

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Intake opened(const std::vector<std::string>& names, const Options& options) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(name.starts_with('/') ? name : fixture(name));
    Intake intake = read(paths, options);
    const auto skipped =
        std::accumulate(intake.tally.by_reason.begin(), intake.tally.by_reason.end(), std::uint64_t{0});
    EXPECT_EQ(intake.tally.seen, intake.tally.handed_over + skipped);
    EXPECT_EQ(intake.tally.handed_over, intake.documents.size());
    EXPECT_EQ(intake.tally.left_out(), intake.errors.size());
    for (const Document& document : intake.documents) {
        EXPECT_EQ(document.sha256, text::sha256_hex(*document.bytes));
        EXPECT_EQ(document.member.has_value(), document.container_sha256.has_value());
        if (document.container_sha256) {
            EXPECT_EQ(*document.container_sha256, text::sha256_hex(bytes_of(document.path)));
        }
        const auto again = reopen(document.path, document.member, document.decoded, options.limits);
        if (!again) {
            ADD_FAILURE() << again.error().line();
            continue;
        }
        EXPECT_EQ(again->sha256, document.sha256) << document.member.value_or("");
        EXPECT_EQ(again->media, document.media);
        EXPECT_EQ(again->charset, document.charset);
        EXPECT_EQ(again->container_sha256, document.container_sha256);
    }
    return intake;
}

std::vector<std::string> items(const Intake& intake) {
    std::vector<std::string> out;
    for (const Document& document : intake.documents)
        out.push_back(document.member.value_or("-") + " | " + document.decoded);
    return out;
}

std::vector<std::string> lines(const Intake& intake) {
    std::vector<std::string> out;
    for (const Error& error : intake.errors)
        out.push_back(error.line().substr(error.line().rfind('/', error.line().find(": ")) + 1));
    return out;
}

const Document& document(const Intake& intake, const std::string& member) {
    static const Document kNone = [] {
        Document none;
        none.bytes = std::make_shared<const std::string>();
        return none;
    }();
    for (const Document& each : intake.documents) {
        if (each.member == member) return each;
    }
    ADD_FAILURE() << "no item " << member;
    return kNone;
}

std::vector<std::string> claimed(const Document& document, ClaimKind kind) {
    std::vector<std::string> out;
    for (const Claim& claim : document.claims) {
        if (claim.kind == kind) out.push_back(claim.value + " (" + claim.provenance + ")");
    }
    return out;
}

std::uint64_t passed(const Intake& intake, Reason reason) {
    return intake.tally.by_reason[static_cast<std::size_t>(reason)];
}

}  // namespace sitrep::test
