#include "eval/attribution_sets.hpp"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "eval/input.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

Error broken(const std::string& path, std::size_t line, std::string what) {
    return Error{path, std::nullopt, "line " + std::to_string(line) + " " + std::move(what),
                 "give the file as it came"};
}

/// Byte offset of every code point, and of the end.
std::vector<std::uint32_t> byte_offsets(std::string_view text) {
    std::vector<std::uint32_t> offsets;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) offsets.push_back(i);
    }
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    return offsets;
}

bool read_ranges(simdjson::dom::element value, const std::vector<std::uint32_t>& offsets,
                 std::vector<TextRange>& out) {
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return false;
    for (const simdjson::dom::element pair : list) {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        if (pair.at(0).get(begin) != simdjson::SUCCESS || pair.at(1).get(end) != simdjson::SUCCESS)
            return false;
        if (begin > end || end >= offsets.size()) return false;
        out.push_back({offsets[begin], offsets[end]});
    }
    std::sort(out.begin(), out.end());
    return true;
}

Result<std::vector<AttributionText>> read_lines(const std::string& path, const std::string& content) {
    std::vector<AttributionText> texts;
    std::optional<Error> error;
    simdjson::dom::parser parser;
    for_each_line(content, [&](std::string_view line, std::size_t number) {
        if (error) return;
        simdjson::dom::element record;
        std::string_view id;
        std::string_view words;
        if (parser.parse(line.data(), line.size(), true).get(record) != simdjson::SUCCESS ||
            record["text"].get(words) != simdjson::SUCCESS) {
            error = broken(path, number, "is no JSON object with a text");
            return;
        }
        if (record["id"].get(id) != simdjson::SUCCESS) id = "";
        AttributionText text{std::string(id), std::string(words), {}, true};
        const auto offsets = byte_offsets(text.text);
        simdjson::dom::array list;
        if (record["attributions"].get(list) != simdjson::SUCCESS) {
            error = broken(path, number, "has no attributions");
            return;
        }
        for (const simdjson::dom::element item : list) {
            MarkedAttribution attribution;
            bool good = read_ranges(item["content"].value(), offsets, attribution.content);
            simdjson::dom::element part;
            if (item["cue"].get(part) == simdjson::SUCCESS)
                good = good && read_ranges(part, offsets, attribution.cue);
            else
                text.parts_marked = false;
            if (item["source"].get(part) == simdjson::SUCCESS)
                good = good && read_ranges(part, offsets, attribution.source);
            if (!good) {
                error = broken(path, number, "has an offset outside its text");
                return;
            }
            text.attributions.push_back(std::move(attribution));
        }
        texts.push_back(std::move(text));
    });
    if (error) return tl::unexpected(*error);
    return texts;
}

struct OpenTag {
    std::string name;
    std::string number;
    bool nobody = false;
    std::uint32_t begin = 0;
};

std::string attribute(std::string_view tag, std::string_view key) {
    const std::string start = std::string(key) + "=\"";
    const std::size_t at = tag.find(start);
    if (at == std::string_view::npos) return {};
    const std::size_t begin = at + start.size();
    return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

Result<AttributionText> read_wire(const std::string& path, const std::string& content) {
    AttributionText result{path, {}, {}, true};
    std::size_t at = content.starts_with("<!--") ? std::min(content.find('\n'), content.size() - 1) + 1 : 0;
    std::vector<OpenTag> open;
    std::map<long, MarkedAttribution> found;
    std::size_t line = 2;
    while (at < content.size()) {
        line += content[at] == '\n' ? 1 : 0;
        if (content[at] != '<') {
            result.text += content[at++];
            continue;
        }
        const std::size_t end = content.find('>', at);
        if (end == std::string::npos) return tl::unexpected(broken(path, line, "has a tag without '>'"));
        const std::string_view tag(content.data() + at + 1, end - at - 1);
        at = end + 1;
        const auto here = static_cast<std::uint32_t>(result.text.size());
        if (!tag.starts_with('/')) {
            open.push_back({std::string(tag.substr(0, tag.find(' '))), attribute(tag, "a"),
                            attribute(tag, "none") == "1", here});
            continue;
        }
        if (open.empty() || open.back().name != tag.substr(1))
            return tl::unexpected(broken(path, line, "closes a tag that is not open"));
        const OpenTag closed = open.back();
        open.pop_back();
        if (closed.number.empty()) continue;
        MarkedAttribution& attribution = found[std::strtol(closed.number.c_str(), nullptr, 10)];
        const TextRange range{closed.begin, here};
        if (closed.name == "src") attribution.source.push_back(range);
        if (closed.name == "cue") attribution.cue.push_back(range);
        if (closed.name == "con") attribution.content.push_back(range);
        attribution.orphan = attribution.orphan || closed.nobody;
    }
    if (!open.empty()) return tl::unexpected(broken(path, line, "ends inside <" + open.back().name + ">"));
    for (auto& [number, attribution] : found) {
        for (auto* list : {&attribution.source, &attribution.cue, &attribution.content})
            std::sort(list->begin(), list->end());
        result.attributions.push_back(std::move(attribution));
    }
    return result;
}

}  // namespace

Result<std::vector<AttributionText>> read_attribution_texts(const std::string& path) {
    if (path.ends_with(".jsonl") || path.ends_with(".jsonl.gz") || path.ends_with(".jsonl.zst")) {
        const auto content = read_file(path);
        if (!content) return tl::unexpected(content.error());
        return read_lines(path, *content);
    }
    std::vector<AttributionText> texts;
    for (const std::string& file : files_below(path, ".txt")) {
        const auto content = read_file(file);
        if (!content) return tl::unexpected(content.error());
        auto text = read_wire(file, *content);
        if (!text) return tl::unexpected(text.error());
        texts.push_back(std::move(*text));
    }
    if (texts.empty())
        return tl::unexpected(Error{path, std::nullopt, "holds no .txt report and is no .jsonl file",
                                    "give a wire folder or a .jsonl file"});
    return texts;
}

Report plain_report(std::string_view words) {
    Report report;
    report.document.bytes = std::make_shared<const std::string>(words);
    report.text = CleanText::identity(report.document.bytes);
    const std::string_view all = report.text.text();
    for (std::size_t line = 0; line < all.size();) {
        const std::size_t end = std::min(all.find('\n', line), all.size());
        const std::string_view paragraph = text::trimmed(all.substr(line, end - line));
        if (!paragraph.empty()) {
            const auto begin = static_cast<std::uint32_t>(paragraph.data() - all.data());
            const TextRange range{begin, begin + static_cast<std::uint32_t>(paragraph.size())};
            report.blocks.push_back({range, report.text.source(range), BlockKind::body});
        }
        line = end + 1;
    }
    return report;
}

}  // namespace sitrep::eval
