#include "lineage/boilerplate.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::size_t kLeastReports = 5;
constexpr double kMostReports = 0.6;
constexpr std::size_t kLongest = 600;  // bytes: an article is no boilerplate

/// The block's words in lower case; empty if it is no candidate.
std::string key_of(const AnnotatedReport& report, const Block& block) {
    if (block.kind != BlockKind::body || block.range.size() > kLongest) return {};
    const std::string words =
        text::folded(report.report.text.text().substr(block.range.begin, block.range.size()));
    const bool figure = std::any_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
    return figure ? std::string() : words;
}

}  // namespace

std::vector<Boilerplate> find_boilerplate(std::span<const AnnotatedReport> reports) {
    std::map<std::string, std::vector<ReportIndex>> of_outlet;
    for (ReportIndex r = 0; r < reports.size(); ++r) {
        const auto& outlet = reports[r].report.outlet;
        if (outlet && !outlet->text.empty()) of_outlet[outlet->text].push_back(r);
    }
    std::vector<Boilerplate> found;
    for (const auto& [outlet, members] : of_outlet) {
        if (members.size() < kLeastReports) continue;
        std::map<std::string, std::vector<Boilerplate>> places;
        for (const ReportIndex r : members) {
            const auto& blocks = reports[r].report.blocks;
            for (std::uint32_t b = 0; b < blocks.size(); ++b) {
                const std::string key = key_of(reports[r], blocks[b]);
                if (key.empty()) continue;
                std::vector<Boilerplate>& known = places[key];
                if (known.empty() || known.back().report != r) known.push_back({r, b});
            }
        }
        for (const auto& [key, standing] : places) {
            if (standing.size() >= kLeastReports &&
                static_cast<double>(standing.size()) >= kMostReports * static_cast<double>(members.size()))
                found.insert(found.end(), standing.begin(), standing.end());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace sitrep::lineage
