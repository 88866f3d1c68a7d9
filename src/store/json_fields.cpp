#include "store/json_fields.hpp"

#include "text/utf8.hpp"

namespace sitrep::store {

std::optional<json::element> field(json::object object, std::string_view key) {
    json::element found;
    if (object[key].get(found) != simdjson::SUCCESS || found.is_null()) return std::nullopt;
    return found;
}

std::string text_of(json::object object, std::string_view key) {
    return maybe_text(object, key).value_or(std::string());
}

std::optional<std::string> maybe_text(json::object object, std::string_view key) {
    const auto found = field(object, key);
    std::string_view text;
    if (!found || found->get(text) != simdjson::SUCCESS) return std::nullopt;
    return std::string(text);
}

std::optional<double> maybe_number(json::object object, std::string_view key) {
    const auto found = field(object, key);
    double number = 0.0;
    if (!found || found->get(number) != simdjson::SUCCESS) return std::nullopt;
    return number;
}

bool flag(json::object object, std::string_view key, bool otherwise) {
    const auto found = field(object, key);
    bool value = otherwise;
    return found && found->get(value) == simdjson::SUCCESS ? value : otherwise;
}

std::optional<std::string> no_dossier(json::element root) {
    constexpr std::array<std::string_view, 13> kLists = {
        "reports", "entities", "times",     "figures",  "quotes", "acts", "passages",
        "origins", "stories",  "relations", "timeline", "cases",  "brief"};
    json::object object;
    if (root.get(object) != simdjson::SUCCESS)
        return "is no JSON object, so no dossier ('" + std::string(kSchema) + "')";
    const auto schema = maybe_text(object, "schema");
    if (!schema) return "names no schema, so it is no dossier ('" + std::string(kSchema) + "')";
    if (*schema != kSchema)
        return "has schema '" + text::printable(schema->substr(0, 60)) + "', not '" + std::string(kSchema) +
               "'";
    std::string missing;
    for (const std::string_view key : kLists) {
        json::array list;
        if (object[key].get(list) == simdjson::SUCCESS) continue;
        missing += (missing.empty() ? "'" : ", '") + std::string(key) + "'";
    }
    if (missing.empty()) return std::nullopt;
    return "is an incomplete dossier: it has no list " + missing;
}

}  // namespace sitrep::store
