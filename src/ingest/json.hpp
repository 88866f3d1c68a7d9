/// @file json.hpp
/// @brief JSON: dumps with one record a line or in one array, JSON Feed 1.1, ninjs 1.x and 2.x (IPTC).
///
/// A record is an object with a text or an HTML field. Which field serves as what is told by `--map`; by
/// default the first of these that is there: text: maintext text plaintext article_text body_text articleBody
/// raw_content full_text body content article html: html raw_html content_html body_html page_html (used if
/// there is no text) title: title headline title_page; outlet: source_name publisher site_name source outlet
/// domain source_domain published: date_publish publishing_date published published_at publishedAt
/// date_published pub_date date timestamp modified: date_modify date_modified updated_at; fetched:
/// date_download crawl_date warc_date author: authors author byline; language: language lang; url: url link
/// source_url uri That covers news-please (maintext, date_publish), Fundus (plaintext or body with sections,
/// publishing_date) and the dumps made from Common Crawl (text, url, timestamp; CC-News, C4, CCNet, OSCAR). A
/// text given as a list or as sections is joined by blank lines.
#pragma once
#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// One value, or an array or lines of them: told by the first bytes. Arrays and lines are streamed record by
/// record.
void open_json(Desk& desk, const Address& address, Source& source);
/// One record a line; a broken line is left out, the others go on.
void open_json_lines(Desk& desk, const Address& address, Source& source);

}  // namespace sitrep::ingest
