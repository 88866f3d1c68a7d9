#include "extract/metadata.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/date_words.hpp"
#include "extract/json_ld.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using html::Attribute;
using html::NodeIndex;
using html::Tag;

std::string lower(std::string_view value) {
    std::string out(value);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

struct MetaName {
    std::string_view name;
    ClaimKind kind;
    double confidence;
};
/// Names of meta elements (property, name or itemprop) and what they claim.
constexpr auto kMetaNames = std::to_array<MetaName>({
    {"og:title", ClaimKind::title, 0.85},
    {"twitter:title", ClaimKind::title, 0.7},
    {"headline", ClaimKind::title, 0.75},
    {"dc.title", ClaimKind::title, 0.7},
    {"dcterms.title", ClaimKind::title, 0.7},
    {"sailthru.title", ClaimKind::title, 0.75},
    {"parsely-title", ClaimKind::title, 0.75},
    {"title", ClaimKind::title, 0.6},
    {"og:site_name", ClaimKind::outlet, 0.85},
    {"application-name", ClaimKind::outlet, 0.6},
    {"dc.publisher", ClaimKind::outlet, 0.6},
    {"publisher", ClaimKind::outlet, 0.5},
    {"apple-mobile-web-app-title", ClaimKind::outlet, 0.5},
    {"article:publisher", ClaimKind::outlet, 0.3},
    {"author", ClaimKind::author, 0.8},
    {"article:author", ClaimKind::author, 0.7},
    {"dc.creator", ClaimKind::author, 0.75},
    {"dcterms.creator", ClaimKind::author, 0.75},
    {"byl", ClaimKind::author, 0.8},
    {"sailthru.author", ClaimKind::author, 0.8},
    {"parsely-author", ClaimKind::author, 0.8},
    {"article:author_name", ClaimKind::author, 0.75},
    {"twitter:data1", ClaimKind::author, 0.2},
    {"cxenseparse:author", ClaimKind::author, 0.75},
    {"rbauthors", ClaimKind::author, 0.7},
    {"dcsext.author", ClaimKind::author, 0.6},
    {"article:published_time", ClaimKind::published, 0.92},
    {"article:published", ClaimKind::published, 0.9},
    {"datepublished", ClaimKind::published, 0.9},
    {"og:published_time", ClaimKind::published, 0.85},
    {"date", ClaimKind::published, 0.75},
    {"pubdate", ClaimKind::published, 0.85},
    {"publishdate", ClaimKind::published, 0.85},
    {"publish-date", ClaimKind::published, 0.85},
    {"publish_date", ClaimKind::published, 0.85},
    {"publication_date", ClaimKind::published, 0.85},
    {"published_date", ClaimKind::published, 0.85},
    {"publisheddate", ClaimKind::published, 0.85},
    {"published-date", ClaimKind::published, 0.85},
    {"dc.date", ClaimKind::published, 0.75},
    {"dc.date.issued", ClaimKind::published, 0.85},
    {"dcterms.date", ClaimKind::published, 0.75},
    {"dcterms.created", ClaimKind::published, 0.8},
    {"dc.date.created", ClaimKind::published, 0.8},
    {"dcterms.issued", ClaimKind::published, 0.85},
    {"sailthru.date", ClaimKind::published, 0.8},
    {"parsely-pub-date", ClaimKind::published, 0.85},
    {"article.published", ClaimKind::published, 0.85},
    {"article_date_original", ClaimKind::published, 0.85},
    {"originalpublicationdate", ClaimKind::published, 0.85},
    {"cxenseparse:recs:publishtime", ClaimKind::published, 0.8},
    {"datecreated", ClaimKind::published, 0.7},
    {"citation_publication_date", ClaimKind::published, 0.8},
    {"citation_date", ClaimKind::published, 0.75},
    {"bepress_citation_date", ClaimKind::published, 0.75},
    {"doc_date", ClaimKind::published, 0.7},
    {"prism.publicationdate", ClaimKind::published, 0.8},
    {"shareaholic:article_published_time", ClaimKind::published, 0.8},
    {"rnews:datepublished", ClaimKind::published, 0.85},
    {"bt:pubdate", ClaimKind::published, 0.8},
    {"release_date", ClaimKind::published, 0.6},
    {"created", ClaimKind::published, 0.65},
    {"timestamp", ClaimKind::published, 0.6},
    {"sort_date", ClaimKind::published, 0.7},
    {"last-modified", ClaimKind::modified, 0.7},
    {"article:modified_time", ClaimKind::modified, 0.9},
    {"datemodified", ClaimKind::modified, 0.85},
    {"og:updated_time", ClaimKind::modified, 0.8},
    {"lastmod", ClaimKind::modified, 0.7},
    {"dcterms.modified", ClaimKind::modified, 0.8},
    {"dc.date.modified", ClaimKind::modified, 0.8},
    {"modified", ClaimKind::modified, 0.6},
    {"revised", ClaimKind::modified, 0.6},
    {"moddate", ClaimKind::modified, 0.6},
    {"utime", ClaimKind::modified, 0.6},
    {"og:locale", ClaimKind::language, 0.6},
    {"dc.language", ClaimKind::language, 0.6},
    {"language", ClaimKind::language, 0.5},
    {"inlanguage", ClaimKind::language, 0.6},
    {"content-language", ClaimKind::language, 0.6},
    {"og:url", ClaimKind::url, 0.8},
});

void claim(const Lexicon& lexicon, PageMetadata& metadata, ClaimKind kind, std::string value,
           std::string provenance, double confidence, std::optional<Span> span = std::nullopt) {
    if (value.empty() || value.size() > 2000 || metadata.claims.size() > 400) return;
    if (kind == ClaimKind::published || kind == ClaimKind::modified) {
        value = date_in(value, lexicon).value;
        if (value.empty()) return;
    }
    if (kind == ClaimKind::author &&
        (value.starts_with("http") || value.starts_with("@") || value.size() > 200))
        return;
    if (kind == ClaimKind::outlet && value.starts_with("http")) return;
    metadata.claims.push_back({kind, std::move(value), std::move(provenance), confidence, span});
}

void read_meta(const html::Page& page, NodeIndex node, const Lexicon& lexicon, PageMetadata& metadata) {
    const html::Node& element = page.nodes[node];
    std::string_view content;
    std::optional<Span> span;
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
        const html::AttributeValue& attribute = page.attributes[element.first_attribute + i];
        if (attribute.name == Attribute::content) {
            content = page.text(attribute.begin, attribute.end);
            span = Span{attribute.begin, attribute.end};
        }
    }
    if (content.empty()) return;
    for (const Attribute key :
         {Attribute::property, Attribute::name, Attribute::itemprop, Attribute::http_equiv}) {
        const std::string_view raw = page.value(node, key);
        if (raw.empty() || raw.size() > 60) continue;
        std::string name = lower(raw);
        // "DC:date", "dcterms:created": Dublin Core is written with a colon too.
        if (name.starts_with("dc:") || name.starts_with("dcterms:")) name[name.find(':')] = '.';
        if (name == "og:description" || (name == "description" && metadata.description.empty()))
            metadata.description = html::decoded(content);
        if (name == "og:image" && metadata.picture.empty()) metadata.picture = html::decoded(content);
        if (name.find("content_tier") != std::string::npos && (content == "locked" || content == "metered"))
            metadata.paywall = content == "locked" || metadata.paywall;
        const auto found = std::find_if(kMetaNames.begin(), kMetaNames.end(),
                                        [&](const MetaName& known) { return known.name == name; });
        if (found == kMetaNames.end()) continue;
        std::string value = html::decoded(content);
        if (found->kind == ClaimKind::language) {
            value = lower(value).substr(0, 2);
        }
        if (found->name == "og:title") metadata.best_title = value;
        claim(lexicon, metadata, found->kind, std::move(value), "meta " + name, found->confidence, span);
        break;
    }
}

void read_scripts(const html::Page& page, const Lexicon& lexicon, PageMetadata& metadata) {
    for (const html::RawText& raw : page.scripts) {
        const html::Node& node = page.nodes[raw.node];
        const std::string_view content = page.text(raw.begin, raw.end);
        if (node.tag == Tag::title) {
            if (metadata.title_element.empty()) metadata.title_element = html::decoded(content);
            continue;
        }
        if (page.value(raw.node, Attribute::type).find("ld+json") == std::string_view::npos) continue;
        bool broken = false;
        const Span span{raw.begin, raw.end};
        const std::vector<StatedArticle> articles = read_json_ld(content, broken);
        const std::string provenance = broken ? "json-ld (broken)" : "json-ld";
        if (broken)
            metadata.notices.push_back("JSON-LD at byte " + std::to_string(raw.begin) +
                                       " does not parse; searched for its fields");
        for (const StatedArticle& article : articles) {
            const double sure = article.article ? 0.95 : 0.6;
            if (article.article)
                claim(lexicon, metadata, ClaimKind::title, article.headline, provenance, 0.9, span);
            claim(lexicon, metadata, ClaimKind::published, article.published, provenance, sure, span);
            claim(lexicon, metadata, ClaimKind::modified, article.modified, provenance, sure, span);
            if (article.article)
                claim(lexicon, metadata, ClaimKind::outlet, article.publisher, provenance, 0.9, span);
            claim(lexicon, metadata, ClaimKind::language, lower(article.language).substr(0, 2), provenance,
                  0.7, span);
            for (const std::string& author : article.authors)
                claim(lexicon, metadata, ClaimKind::author, author, provenance, article.article ? 0.9 : 0.5,
                      span);
            if (article.article && article.body.size() > metadata.stated_body.size())
                metadata.stated_body = article.body;
            if (article.article && article.closed) metadata.paywall = true;
            if (metadata.best_title.empty() && article.article) metadata.best_title = article.headline;
        }
    }
}

bool holds(std::string_view value, std::string_view word) {
    return value.find(word) != std::string_view::npos;
}

}  // namespace

PageMetadata read_metadata(const html::Page& page, const Lexicon& lexicon) {
    PageMetadata metadata;
    read_scripts(page, lexicon, metadata);
    for (NodeIndex node = 0; node < page.nodes.size(); ++node) {
        const html::Node& element = page.nodes[node];
        switch (element.tag) {
            case Tag::meta:
                read_meta(page, node, lexicon, metadata);
                break;
            case Tag::html:
                claim(lexicon, metadata, ClaimKind::language,
                      lower(page.value(node, Attribute::lang)).substr(0, 2), "html lang", 0.8);
                break;
            case Tag::link:
                if (page.value(node, Attribute::rel) == "canonical")
                    claim(lexicon, metadata, ClaimKind::url, html::decoded(page.value(node, Attribute::href)),
                          "link canonical", 0.9);
                break;
            case Tag::time: {
                const std::string_view datetime = page.value(node, Attribute::datetime);
                if (datetime.empty()) break;
                std::string context = lower(page.value(node, Attribute::class_)) + " " +
                                      lower(page.value(node, Attribute::itemprop));
                for (NodeIndex at = element.parent; at != html::kNoNode && context.size() < 200;
                     at = page.nodes[at].parent) {
                    if (element.depth - page.nodes[at].depth > 2) break;
                    context += " " + lower(page.value(at, Attribute::class_));
                }
                const bool updated = holds(context, "updat") || holds(context, "modif");
                const bool aside =
                    (element.inside & (html::kAside | html::kFooter | html::kNav | html::kLink)) != 0 ||
                    holds(context, "related") || holds(context, "comment");
                const bool published = holds(context, "publi") || holds(context, "datepublished") ||
                                       holds(context, "entry-date");
                const double confidence = aside ? 0.2 : published ? 0.72 : 0.65;
                claim(lexicon, metadata, updated ? ClaimKind::modified : ClaimKind::published,
                      std::string(datetime), "time element", confidence,
                      Span{element.begin, element.open_end});
                break;
            }
            default: {
                if (element.attribute_count == 0) break;
                const std::string_view itemprop = page.value(node, Attribute::itemprop);
                if (itemprop.empty()) break;
                const std::string_view content = page.value(node, Attribute::content);
                const std::string_view datetime = page.value(node, Attribute::datetime);
                const std::string_view value = content.empty() ? datetime : content;
                if (value.empty()) break;
                if (itemprop == "datePublished")
                    claim(lexicon, metadata, ClaimKind::published, std::string(value),
                          "itemprop datePublished", 0.85);
                if (itemprop == "dateModified")
                    claim(lexicon, metadata, ClaimKind::modified, std::string(value), "itemprop dateModified",
                          0.85);
                break;
            }
        }
    }
    if (metadata.best_title.empty()) metadata.best_title = metadata.title_element;
    return metadata;
}

}  // namespace sitrep::extract
