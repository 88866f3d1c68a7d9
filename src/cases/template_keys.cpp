#include "cases/template_keys.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using Keys = std::span<const std::string_view>;

constexpr std::string_view kRoot[] = {"template", "opening", "state", "gap"};
constexpr std::string_view kOpening[] = {"acts",       "process_words", "matter_words", "joining_words",
                                         "qualified",  "qualifiers",    "kinds",        "unlike",
                                         "by_phrases", "title",         "named_matter", "one_matter",
                                         "once",       "by_place",      "between"};
constexpr std::string_view kState[] = {
    "name",    "stage",    "start",   "unanswered",   "on",      "conditional", "of_the_past",
    "reopens", "at_start", "follows", "names_matter", "missing", "acts",        "phrases",
    "coming",  "firm",     "anyway",  "example",      "after",   "moot",        "of_the_rest"};
constexpr std::string_view kGap[] = {"text",  "at",    "unless",  "with",         "of_requests", "words",
                                     "after", "heard", "unheard", "unless_heard", "without"};

std::optional<UnknownKey> unknown_in(const toml::table& table, Keys known, std::string_view of) {
    std::optional<UnknownKey> first;
    for (const auto& [key, node] : table) {
        if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
        if (first && first->at->source().begin.line <= node.source().begin.line) continue;
        first = UnknownKey{
            &node, "has the key '" + text::printable(key.str()) + "', which no " + std::string(of) + " has"};
    }
    return first;
}

std::optional<UnknownKey> unknown_in_list(const toml::array* list, Keys known, std::string_view of) {
    if (list == nullptr) return std::nullopt;
    for (const toml::node& node : *list) {
        const toml::table* table = node.as_table();
        if (table == nullptr) continue;
        if (auto unknown = unknown_in(*table, known, of)) return unknown;
    }
    return std::nullopt;
}

}  // namespace

std::optional<UnknownKey> unknown_key(const toml::table& root) {
    if (auto unknown = unknown_in(root, kRoot, "template")) return unknown;
    if (const toml::table* opening = root["opening"].as_table()) {
        if (auto unknown = unknown_in(*opening, kOpening, "[opening]")) return unknown;
    }
    if (auto unknown = unknown_in_list(root["state"].as_array(), kState, "[[state]]")) return unknown;
    return unknown_in_list(root["gap"].as_array(), kGap, "[[gap]]");
}

}  // namespace sitrep::cases
