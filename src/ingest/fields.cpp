#include <algorithm>
#include <array>

#include "ingest/ingest.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {

Result<FieldMap> FieldMap::parse(std::string_view text) {
    static constexpr std::array<std::string_view, 8> kOurs = {"text",   "html",      "title",    "outlet",
                                                              "author", "published", "modified", "language"};
    FieldMap map;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const std::string_view pair = text::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t equals = pair.find('=');
        const std::string_view ours = pair.substr(0, equals);
        const bool known = ours == "url" || std::find(kOurs.begin(), kOurs.end(), ours) != kOurs.end();
        if (!known || equals == std::string_view::npos || equals + 1 == pair.size()) {
            return tl::unexpected(Error{"--map", std::nullopt, "does not know \"" + std::string(pair) + "\"",
                                        "write ours=theirs with ours one of text html title outlet author "
                                        "published modified language url"});
        }
        map.fields.emplace_back(ours, pair.substr(equals + 1));
    }
    return map;
}

std::optional<std::string_view> FieldMap::theirs(std::string_view ours) const {
    for (const auto& [mine, other] : fields) {
        if (mine == ours) return other;
    }
    return std::nullopt;
}

}  // namespace sitrep::ingest
