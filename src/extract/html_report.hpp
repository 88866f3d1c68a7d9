/// @file html_report.hpp
/// @brief A page read once: decoded, parsed, cut into blocks, its metadata: what extraction, training and
/// benches share.
#pragma once
#include "extract/body_model.hpp"
#include "extract/charset.hpp"
#include "extract/html.hpp"
#include "extract/html_blocks.hpp"
#include "extract/lexicon.hpp"
#include "extract/metadata.hpp"
#include "sitrep/document.hpp"
#include "sitrep/report.hpp"

namespace sitrep::extract {

struct ReadPage {
    DecodedText decoded;
    html::Page page;
    PageText text;
    PageMetadata metadata;
    std::vector<std::uint32_t> title_words, description_words, stated_body_words;

    [[nodiscard]] PageContext context() const { return {title_words, description_words, stated_body_words}; }
};

/// The charset that a meta element in the first 4,096 bytes declares; empty if none does.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

/// Reads the page of a document into `read`, whose memory is used again.
void read_page(const Document& document, const Lexicon& lexicon, ReadPage& read);

/// Word hashes of a text, cut as page_text cuts them.
[[nodiscard]] std::vector<std::uint32_t> hashed_words(std::string_view text);

/// Fills blocks, title and outlet of `report`, whose claims stand, from a page and the choice of its blocks.
/// What is chosen and yet gives itself away by its words (credits, promotion, appeals) is no body.
void build_report(Report& report, const ReadPage& read, const std::vector<bool>& chosen,
                  const Lexicon& lexicon);

/// Fills blocks, title, outlet, claims and notices of `report` from its document's page.
void read_html(Report& report, const Lexicon& lexicon, const BodyModel& model);

}  // namespace sitrep::extract
