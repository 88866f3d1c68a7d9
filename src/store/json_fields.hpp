/// @file json_fields.hpp
/// @brief Fields of a dossier's JSON, one by one: what the reader and `verify` share. Not for other rooms.
#pragma once
#include <simdjson.h>

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sitrep::store {

namespace json = simdjson::dom;

inline constexpr std::string_view kSchema = "sitrep/dossier/1";

/// Ends the reading of an entry; never leaves this room. `where` is the way to it: "figures[3]".
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
    explicit Broken(const std::string& where, const std::string& what)
        : std::runtime_error(where + what), placed(true) {}
    bool placed = false;  ///< the text begins with where it is
};

/// Fields that are missing, null or of another kind give nothing, an empty text, or `otherwise`.
[[nodiscard]] std::optional<json::element> field(json::object object, std::string_view key);
[[nodiscard]] std::string text_of(json::object object, std::string_view key);
[[nodiscard]] std::optional<std::string> maybe_text(json::object object, std::string_view key);
[[nodiscard]] std::optional<double> maybe_number(json::object object, std::string_view key);
[[nodiscard]] bool flag(json::object object, std::string_view key, bool otherwise);

/// What makes the text no dossier of version 1: "has schema 'x', not 'sitrep/dossier/1'", "has no list
/// 'acts'". None if it may be one.
[[nodiscard]] std::optional<std::string> no_dossier(json::element root);

/// Calls `use` with each object of a list. What `use` finds broken is thrown on with the place of its entry
/// in front.
template <typename Use>
void each(json::object object, std::string_view key, Use use) {
    const auto found = field(object, key);
    if (!found) return;
    json::array list;
    if (found->get(list) != simdjson::SUCCESS) throw Broken(std::string(key) + " is no list");
    std::size_t index = 0;
    for (const json::element element : list) {
        const std::string where = std::string(key) + "[" + std::to_string(index++) + "]";
        json::object item;
        if (element.get(item) != simdjson::SUCCESS) throw Broken(where + ": ", "is no object");
        try {
            use(item);
        } catch (const Broken& broken) {
            throw Broken(where + (broken.placed ? "." : ": "), broken.what());
        }
    }
}

template <typename Use>
void each_text(json::object object, std::string_view key, Use use) {
    const auto found = field(object, key);
    json::array list;
    if (!found || found->get(list) != simdjson::SUCCESS) return;
    for (const json::element element : list) {
        std::string_view text;
        if (element.get(text) == simdjson::SUCCESS) use(text);
    }
}

}  // namespace sitrep::store
