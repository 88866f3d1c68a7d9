// Header blocks as WARC, HTTP and mail share them.
#include <algorithm>

#include "ingest/warc.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

constexpr std::size_t kFields = 1000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view name, std::string_view lower_case) {
    return std::equal(name.begin(), name.end(), lower_case.begin(), lower_case.end(),
                      [](char a, char b) { return lower(a) == b; });
}

}  // namespace

std::string_view HeaderBlock::field(std::string_view lower_case) const {
    for (const auto& [name, value] : fields) {
        if (same_name(name, lower_case)) return value;
    }
    return {};
}

HeaderBlock read_headers(std::string_view bytes, std::size_t begin) {
    HeaderBlock block;
    std::size_t at = begin;
    while (at < bytes.size()) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view line = bytes.substr(at, end - at);
        at = std::min(end + 1, bytes.size());
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) break;
        if ((line[0] == ' ' || line[0] == '\t') && !block.fields.empty()) {
            std::string& value = block.fields.back().second;
            if (value.size() < 65536) value.append(" ").append(text::trimmed(line));
            continue;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || block.fields.size() >= kFields) continue;
        block.fields.emplace_back(text::trimmed(line.substr(0, colon)),
                                  text::trimmed(line.substr(colon + 1)));
    }
    block.body = at;
    return block;
}

std::string parameter(std::string_view value, std::string_view lower_case) {
    std::size_t at = value.find(';');
    while (at != std::string_view::npos && at < value.size()) {
        ++at;
        while (at < value.size() && (value[at] == ' ' || value[at] == '\t')) ++at;
        const std::size_t equals = value.find_first_of("=;", at);
        if (equals == std::string_view::npos) return {};
        if (value[equals] == ';') {
            at = equals;
            continue;
        }
        const bool wanted = same_name(text::trimmed(value.substr(at, equals - at)), lower_case);
        std::size_t begin = equals + 1;
        std::size_t end = 0;
        if (begin < value.size() && value[begin] == '"') {
            ++begin;
            end = std::min(value.find('"', begin), value.size());
            at = value.find(';', end);
        } else {
            end = std::min(value.find(';', begin), value.size());
            at = end;
        }
        if (wanted) return std::string(text::trimmed(value.substr(begin, end - begin)));
    }
    return {};
}

std::string media_type(std::string_view value) {
    std::string type(text::trimmed(value.substr(0, value.find_first_of(";,"))));
    std::transform(type.begin(), type.end(), type.begin(), lower);
    return type;
}

}  // namespace sitrep::ingest
