#include "eval/extract_pages.hpp"

#include <simdjson.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "eval/input.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::string string_of(const element& object, const char* key) {
    std::string_view value;
    return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

void add_names(const element& value, std::vector<std::string>& names) {
    if (value.type() == element_type::STRING) {
        if (std::string name(value.get_string().value_unsafe()); !name.empty())
            names.push_back(std::move(name));
    } else if (value.type() == element_type::ARRAY) {
        for (const element item : simdjson::dom::array(value.get_array().value_unsafe()))
            add_names(item, names);
    }
}

void add_paragraphs(const element& value, std::string& text) {
    if (value.type() == element_type::STRING) {
        text.append(value.get_string().value_unsafe());
        text += "\n";
    } else if (value.type() == element_type::ARRAY) {
        for (const element item : simdjson::dom::array(value.get_array().value_unsafe()))
            add_paragraphs(item, text);
    } else if (value.type() == element_type::OBJECT) {
        for (const char* key : {"summary", "sections", "headline", "paragraphs"}) {
            element inner;
            if (value[key].get(inner) == simdjson::SUCCESS) add_paragraphs(inner, text);
        }
    }
}

/// Share of a text's lines whose beginnings stand in the page as they are.
double coverage(std::string_view text, std::string_view html) {
    std::size_t lines = 0, found = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, std::min<std::size_t>(end - begin, 28));
        line = line.substr(0, line.find_first_of("&<>\"'"));
        if (line.size() >= 12) {
            ++lines;
            if (html.find(line) != std::string_view::npos) ++found;
        }
        begin = end + 1;
    }
    return lines > 0 ? static_cast<double>(found) / static_cast<double>(lines) : 0.0;
}

/// The fundus set keeps the outputs of a publisher's rule parsers under `truth`, one for each layout it had:
/// the page's own is the one whose lines stand in it.
void read_versions(const element& record, LabelledPage& page) {
    simdjson::dom::object versions;
    if (record["truth"].get(versions) != simdjson::SUCCESS) return;
    double best = 0.3;
    for (const auto& [version, truth] : versions) {
        element value;
        std::string body;
        if (truth["body"].get(value) == simdjson::SUCCESS) add_paragraphs(value, body);
        const double covered = coverage(body, page.html);
        if (covered <= best) continue;
        best = covered;
        page.body = std::move(body);
        page.authors.clear();
        if (truth["authors"].get(value) == simdjson::SUCCESS) add_names(value, page.authors);
        page.title = string_of(truth, "title");
        page.date = string_of(truth, "publishing_date");
    }
}

std::string inflated(const std::string& bytes) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK) return {};
    std::string out;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::vector<char> buffer(1U << 18U);
    int status = Z_OK;
    while (status == Z_OK && out.size() < (1U << 29U)) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(buffer.data(), buffer.size() - stream.avail_out);
        if (status == Z_BUF_ERROR) break;
    }
    inflateEnd(&stream);
    return out;
}

}  // namespace

std::string site_of(std::string_view url) {
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
        url = url.substr(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#:"));
    std::vector<std::string_view> labels;
    while (!url.empty()) {
        const std::size_t dot = url.find('.');
        labels.push_back(url.substr(0, dot));
        if (dot == std::string_view::npos) break;
        url = url.substr(dot + 1);
    }
    std::size_t keep = std::min<std::size_t>(2, labels.size());
    static constexpr std::array<std::string_view, 8> kSecond = {"co",  "com", "org", "net",
                                                                "gov", "ac",  "edu", "or"};
    if (labels.size() >= 3 && labels.back().size() == 2 &&
        std::find(kSecond.begin(), kSecond.end(), labels[labels.size() - 2]) != kSecond.end())
        keep = 3;
    std::string site;
    for (std::size_t i = labels.size() - keep; i < labels.size(); ++i)
        site += (site.empty() ? "" : ".") + std::string(labels[i]);
    return site;
}

Result<void> for_each_page(const std::string& path, const std::function<void(LabelledPage&& page)>& page) {
    std::map<std::string, std::string> files;
    std::string truth;
    const auto take = [&](const std::string& name, std::string&& content) {
        const std::size_t html = name.find("html/");
        if (name.ends_with("truth.jsonl")) {
            truth = std::move(content);
        } else if (html != std::string::npos) {
            files.emplace(name.substr(html), std::move(content));
        }
    };
    if (std::filesystem::is_directory(path)) {
        auto read = read_file(path + "/truth.jsonl");
        if (!read) return tl::unexpected(read.error());
        truth = std::move(*read);
    } else if (auto read = for_each_entry(path, take); !read) {
        return tl::unexpected(read.error());
    }
    if (truth.empty())
        return tl::unexpected(
            Error{path, std::nullopt, "holds no truth.jsonl", "give an extraction set as it lies"});
    simdjson::dom::parser parser;
    std::optional<Error> error;
    for_each_line(truth, [&](std::string_view given, std::size_t number) {
        element record;
        std::string line(given);
        // Written by a library that knows a NaN which JSON lacks.
        for (std::size_t at = line.find(": NaN"); at != std::string::npos; at = line.find(": NaN", at))
            line.replace(at, 5, ": null");
        if (error || parser.parse(line.data(), line.size()).get(record) != simdjson::SUCCESS) {
            if (!error)
                error =
                    Error{path, std::nullopt, "line " + std::to_string(number) + " of truth.jsonl is no JSON",
                          "mend the line"};
            return;
        }
        LabelledPage labelled;
        labelled.id = string_of(record, "id");
        labelled.url = string_of(record, "url");
        labelled.site = site_of(labelled.url);
        labelled.body = string_of(record, "body");
        if (labelled.body.empty()) labelled.body = string_of(record, "articleBody");
        labelled.title = string_of(record, "title");
        labelled.date = string_of(record, "date");
        element authors;
        for (const char* key : {"authors", "author"}) {
            if (labelled.authors.empty() && record[key].get(authors) == simdjson::SUCCESS)
                add_names(authors, labelled.authors);
        }
        const std::string name = string_of(record, "html");
        if (const auto file = files.find(name); file != files.end()) {
            labelled.html = inflated(file->second);
        } else if (auto read = read_file(path + "/" + name)) {
            labelled.html = std::move(*read);
        } else {
            error = Error{path, std::nullopt, "lacks the page " + name, "give the whole set"};
            return;
        }
        read_versions(record, labelled);
        page(std::move(labelled));
    });
    if (error) return tl::unexpected(*error);
    return {};
}

std::string article_text(const Report& report) {
    std::string text;
    for (const Block& block : report.blocks) {
        if (block.kind != BlockKind::body && block.kind != BlockKind::crosshead &&
            block.kind != BlockKind::dateline)
            continue;
        text += report.text.words(block.range);
        text += '\n';
    }
    return text;
}

std::string scrape_of(std::string_view page_text, std::string_view body, bool whole) {
    if (whole) return std::string(page_text);
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < page_text.size();) {
        const std::size_t end = std::min(page_text.find('\n', begin), page_text.size());
        lines.push_back(page_text.substr(begin, end - begin));
        begin = end + 1;
    }
    const std::vector<std::uint64_t> gold = shingles(body);
    std::size_t first = lines.size(), last = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::vector<std::uint64_t> own = shingles(lines[i]);
        if (own.size() < 4) continue;
        const Overlap shared = overlap(own, gold);
        if (shared.shared * 10 < shared.predicted * 6) continue;
        first = std::min(first, i);
        last = i;
    }
    if (first > last) return {};
    std::string scrape;
    for (std::size_t i = first > 8 ? first - 8 : 0; i < std::min(lines.size(), last + 16); ++i)
        (scrape += lines[i]) += '\n';
    return scrape;
}

std::vector<std::uint64_t> shingles(std::string_view text) {
    std::vector<std::uint64_t> tokens;
    std::uint64_t hash = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::decode(text, at);
        at += std::max<std::uint32_t>(1, c.size);
        if (text::is_letter(c.value) || text::is_digit(c.value) || c.value == U'_') {
            if (hash == 0) hash = 1469598103934665603ULL;
            hash = (hash ^ text::to_lower(c.value)) * 1099511628211ULL;
        } else if (hash != 0) {
            tokens.push_back(hash);
            hash = 0;
        }
    }
    if (hash != 0) tokens.push_back(hash);
    std::vector<std::uint64_t> grams;
    if (tokens.empty()) return grams;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, tokens.size() < 4 ? 1 : tokens.size() - 3); ++i) {
        std::uint64_t gram = 7;
        for (std::size_t j = i; j < std::min(tokens.size(), i + 4); ++j)
            gram = (gram ^ tokens[j]) * 0x9E3779B97F4A7C15ULL + (gram >> 29U);
        grams.push_back(gram);
    }
    std::sort(grams.begin(), grams.end());
    return grams;
}

Overlap overlap(const std::vector<std::uint64_t>& predicted, const std::vector<std::uint64_t>& gold) {
    Overlap result{0, static_cast<double>(predicted.size()), static_cast<double>(gold.size())};
    std::size_t i = 0, j = 0;
    while (i < predicted.size() && j < gold.size()) {
        if (predicted[i] == gold[j]) {
            ++result.shared;
            ++i;
            ++j;
        } else if (predicted[i] < gold[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return result;
}

}  // namespace sitrep::eval
