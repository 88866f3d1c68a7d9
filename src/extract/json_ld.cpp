#include "extract/json_ld.hpp"

#include <simdjson.h>

#include <algorithm>

#include "extract/html.hpp"

namespace sitrep::extract {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr int kDepth = 12;
constexpr std::size_t kObjects = 64;

std::string words_of(element value) {
    if (value.type() == element_type::STRING) return html::decoded(value.get_string().value_unsafe());
    if (value.type() == element_type::ARRAY) {
        for (element item : simdjson::dom::array(value.get_array().value_unsafe())) return words_of(item);
    }
    if (value.type() == element_type::OBJECT) {
        element name;
        for (const char* key : {"name", "@value", "url", "@id"}) {
            if (value[key].get(name) == simdjson::SUCCESS && name.type() == element_type::STRING)
                return words_of(name);
        }
    }
    return {};
}

void add_names(element value, std::vector<std::string>& names) {
    if (names.size() >= 16) return;
    if (value.type() == element_type::ARRAY) {
        for (element item : simdjson::dom::array(value.get_array().value_unsafe())) add_names(item, names);
        return;
    }
    std::string name = words_of(value);
    if (!name.empty() && !name.starts_with("http") &&
        std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
}

bool is_article_type(element value) {
    if (value.type() == element_type::ARRAY) {
        for (element item : simdjson::dom::array(value.get_array().value_unsafe())) {
            if (is_article_type(item)) return true;
        }
        return false;
    }
    if (value.type() != element_type::STRING) return false;
    const std::string_view type = value.get_string().value_unsafe();
    return type.find("Article") != std::string_view::npos || type.ends_with("Posting") || type == "Report" ||
           type.ends_with("Blog") || type.ends_with("Report");
}

StatedArticle read_object(simdjson::dom::object object) {
    StatedArticle article;
    for (const auto& [key, value] : object) {
        if (key == "@type")
            article.article = is_article_type(value);
        else if (key == "headline")
            article.headline = words_of(value);
        else if (key == "name" && article.headline.empty())
            article.headline = words_of(value);
        else if (key == "articleBody" || key == "text")
            article.body = words_of(value);
        else if (key == "datePublished" || (key == "dateCreated" && article.published.empty()))
            article.published = words_of(value);
        else if (key == "dateModified")
            article.modified = words_of(value);
        else if (key == "publisher")
            article.publisher = words_of(value);
        else if (key == "inLanguage")
            article.language = words_of(value);
        else if (key == "description")
            article.description = words_of(value);
        else if (key == "url" || key == "mainEntityOfPage") {
            if (article.url.empty()) article.url = words_of(value);
        } else if (key == "author" || key == "creator")
            add_names(value, article.authors);
        else if (key == "isAccessibleForFree") {
            bool free = true;
            if (value.get(free) != simdjson::SUCCESS) {
                const std::string word = words_of(value);
                free = !(word == "false" || word == "False" || word == "FALSE");
            }
            article.closed = !free;
        }
    }
    return article;
}

void walk(element value, int depth, std::vector<StatedArticle>& articles) {
    if (depth > kDepth || articles.size() >= kObjects) return;
    if (value.type() == element_type::ARRAY) {
        for (element item : simdjson::dom::array(value.get_array().value_unsafe()))
            walk(item, depth + 1, articles);
        return;
    }
    if (value.type() != element_type::OBJECT) return;
    const simdjson::dom::object object = value.get_object().value_unsafe();
    StatedArticle article = read_object(object);
    if (article.article || !article.published.empty()) articles.push_back(std::move(article));
    for (const auto& [key, inner] : object) {
        if (key == "@graph" || key == "mainEntity" || key == "mainEntityOfPage" || key == "hasPart" ||
            key == "itemListElement" || key == "item")
            walk(inner, depth + 1, articles);
    }
}

/// The string after `"key" :` in text that is no JSON.
std::string loose_field(std::string_view text, std::string_view key) {
    for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
        std::size_t next = at + key.size();
        while (next < text.size() &&
               (text[next] == ' ' || text[next] == '\n' || text[next] == '\t' || text[next] == '\r'))
            ++next;
        if (next >= text.size() || text[next] != ':') continue;
        ++next;
        while (next < text.size() &&
               (text[next] == ' ' || text[next] == '\n' || text[next] == '\t' || text[next] == '\r'))
            ++next;
        if (next >= text.size() || text[next] != '"') continue;
        std::string out;
        for (++next; next < text.size() && text[next] != '"' && out.size() < 2000; ++next) {
            if (text[next] == '\\' && next + 1 < text.size()) {
                ++next;
                out.push_back(text[next] == 'n' || text[next] == 't' ? ' ' : text[next]);
            } else {
                out.push_back(text[next]);
            }
        }
        return html::decoded(out);
    }
    return {};
}

}  // namespace

std::vector<StatedArticle> read_json_ld(std::string_view script, bool& broken) {
    std::vector<StatedArticle> articles;
    // Some pages wrap the script in a comment or CDATA, or end it with a semicolon.
    const std::size_t first = script.find_first_of("{[");
    const std::size_t last = script.find_last_of("}]");
    if (first == std::string_view::npos || last == std::string_view::npos || last <= first) return articles;
    script = script.substr(first, last - first + 1);
    thread_local simdjson::dom::parser parser;
    element root;
    if (parser.parse(script.data(), script.size()).get(root) == simdjson::SUCCESS) {
        walk(root, 0, articles);
        std::stable_sort(
            articles.begin(), articles.end(),
            [](const StatedArticle& a, const StatedArticle& b) { return a.article > b.article; });
        return articles;
    }
    broken = true;
    StatedArticle article;
    article.article = script.find("Article\"") != std::string_view::npos;
    article.headline = loose_field(script, "\"headline\"");
    article.published = loose_field(script, "\"datePublished\"");
    article.modified = loose_field(script, "\"dateModified\"");
    if (const std::size_t author = script.find("\"author\""); author != std::string_view::npos) {
        std::string name = loose_field(script.substr(author, 400), "\"name\"");
        if (!name.empty()) article.authors.push_back(std::move(name));
    }
    if (const std::size_t publisher = script.find("\"publisher\""); publisher != std::string_view::npos) {
        article.publisher = loose_field(script.substr(publisher, 400), "\"name\"");
    }
    if (!article.headline.empty() || !article.published.empty()) articles.push_back(std::move(article));
    return articles;
}

}  // namespace sitrep::extract
