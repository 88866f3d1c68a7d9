/// @file xml_tree.hpp
/// @brief Reading helps over a pugixml tree; included only by the XML readers.
#pragma once
#include <pugixml.hpp>

#include <string>
#include <string_view>

#include "ingest/desk.hpp"

namespace sitrep::ingest {

/// Name without its prefix: "content:encoded" gives "encoded".
[[nodiscard]] std::string_view local_name(pugi::xml_node node);
/// First child element of that local name, whatever its prefix.
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view local);
/// All character data directly in the element, CDATA included, as one string.
[[nodiscard]] std::string content(pugi::xml_node node);
/// Character data of the element and all within, blanks at both ends cut.
[[nodiscard]] std::string all_text(pugi::xml_node node);
/// Markup of everything in the element, serialized without changes of white space.
[[nodiscard]] std::string inner_markup(pugi::xml_node node);
/// The first of these that is not empty: child text of `node`.
[[nodiscard]] std::string child_text(pugi::xml_node node, std::string_view local);

/// Hands over text that stood in an element: HTML if it looks like it.
void hand_over_element(Desk& desk, const Address& entry, std::string_view field, std::string bytes,
                       bool serialized, Kind kind);

void open_feed(Desk& desk, const Address& address, pugi::xml_node root);
void open_index(Desk& desk, const Address& address, pugi::xml_node root);
void open_news_message(Desk& desk, const Address& address, pugi::xml_node root);

}  // namespace sitrep::ingest
