/// @file extract_pages.hpp
/// @brief Pages with known articles, as the extraction sets lie: truth.jsonl and html/*.gz in a folder or a
/// .tar.zst archive.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/report.hpp"
#include "sitrep/result.hpp"

namespace sitrep::eval {

/// One page; fields that its set does not give are empty.
struct LabelledPage {
    std::string id, url, site, html, body, title, date;
    std::vector<std::string> authors;
};

/// Calls `page` for every page of a set, in the order of its truth file. Fails on a missing or broken set.
[[nodiscard]] Result<void> for_each_page(const std::string& path,
                                         const std::function<void(LabelledPage&& page)>& page);

/// Registered part of an address' host: "bbc.co.uk", "example.com". What folds are cut by.
[[nodiscard]] std::string site_of(std::string_view url);

/// The page as a scrape without mark-up gives it: the lines of `page_text` from eight above the first that
/// stands in `body` to fifteen below the last (`whole`: all lines).
[[nodiscard]] std::string scrape_of(std::string_view page_text, std::string_view body, bool whole);

/// The article's words, as the sets give them: paragraphs, their datelines and crossheads, a line each.
[[nodiscard]] std::string article_text(const Report& report);

/// Hashes of the 4-grams of the lower-case word tokens of `text`, sorted (a multiset); a shorter text is one
/// gram. As in the scrapinghub article-extraction-benchmark.
[[nodiscard]] std::vector<std::uint64_t> shingles(std::string_view text);

/// Shared, only predicted, only gold.
struct Overlap {
    double shared = 0, predicted = 0, gold = 0;
    [[nodiscard]] double precision() const {
        return predicted > 0 ? shared / predicted : gold > 0 ? 0.0 : 1.0;
    }
    [[nodiscard]] double recall() const { return gold > 0 ? shared / gold : 1.0; }
};
[[nodiscard]] Overlap overlap(const std::vector<std::uint64_t>& predicted,
                              const std::vector<std::uint64_t>& gold);

}  // namespace sitrep::eval
