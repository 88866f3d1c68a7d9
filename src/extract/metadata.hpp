/// @file metadata.hpp
/// @brief What a page claims of itself: title, outlet, author, days, language, as ranked claims that name
/// where each stands.
///
/// Conflicts are kept ("url" says 2018, "json-ld" says 2023); judging them is for others.
/// @see https://schema.org/NewsArticle, https://ogp.me
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extract/html.hpp"
#include "extract/html_blocks.hpp"
#include "extract/lexicon.hpp"
#include "sitrep/document.hpp"

namespace sitrep::extract {

struct PageMetadata {
    std::vector<Claim> claims;  ///< spans are offsets into the page's source
    std::string title_element;
    std::string best_title;  ///< og:title or JSON-LD headline, else the title element
    std::string description;
    std::string picture;      ///< address of og:image
    std::string stated_body;  ///< JSON-LD articleBody
    bool paywall = false;     ///< JSON-LD isAccessibleForFree: false, or a paywall meta
    std::vector<std::string> notices;
};

/// Claims of head, JSON-LD, microdata and link elements, best first within a kind. JSON-LD that does not
/// parse is searched for its known fields instead, and a notice says so.
[[nodiscard]] PageMetadata read_metadata(const html::Page& page, const Lexicon& lexicon);

/// Adds what needs the text: h1, bylines, dates in the text near the headline, the date in the address `url`.
void add_text_claims(const html::Page& page, const PageText& text, std::string_view url,
                     const Lexicon& lexicon, PageMetadata& metadata);

/// Best first within a kind; of equal claims of one provenance the first is kept.
void order_claims(std::vector<Claim>& claims);

}  // namespace sitrep::extract
