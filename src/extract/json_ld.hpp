/// @file json_ld.hpp
/// @brief The fields of schema.org articles in a page's JSON-LD.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::extract {

/// Fields as the article's object states them; empty where it is silent.
struct StatedArticle {
    std::string headline, body, published, modified, publisher, language, url, description;
    std::vector<std::string> authors;
    bool closed = false;   ///< isAccessibleForFree is false
    bool article = false;  ///< the object's type is an article
};

/// Every object of one script element that is an article or states a day; the first object of each sort comes
/// first. `broken` is set if the script is no JSON: then known fields are looked for in its text.
[[nodiscard]] std::vector<StatedArticle> read_json_ld(std::string_view script, bool& broken);

}  // namespace sitrep::extract
