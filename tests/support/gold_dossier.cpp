#include "support/gold_dossier.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "resources.hpp"
#include "store/dossier_reader.hpp"
#include "text/hash.hpp"

namespace sitrep::test {
namespace {

std::optional<std::string> content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

/// Kind of the line or line part at `span`, by the furniture recorded and the title.
BlockKind kind_of(const Report& report, const std::vector<Block>& furniture, Span span) {
    if (report.title && report.title->span && report.title->span->overlaps(span)) return BlockKind::title;
    for (const Block& block : furniture) {
        if (block.span.overlaps(span)) return block.kind;
    }
    return BlockKind::body;
}

/// A block for every line that holds words; a piece of furniture that opens a line is a block of its own.
void set_text(AnnotatedReport& entry, std::string bytes) {
    Report& report = entry.report;
    report.document.sha256 = text::sha256_hex(bytes);
    report.document.bytes = std::make_shared<const std::string>(std::move(bytes));
    report.text = CleanText::identity(report.document.bytes);
    const std::string& text = *report.document.bytes;
    const std::vector<Block> furniture = std::move(report.blocks);
    report.blocks.clear();
    for (std::uint32_t at = 0; at < text.size();) {
        const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
        auto begin = at;
        for (const Block& block : furniture) {
            if (block.span.begin != at || block.span.end + 2 > end) continue;
            report.blocks.push_back({{at, block.span.end}, block.span, block.kind});
            begin = block.span.end;
            while (begin < end && text[begin] == ' ') ++begin;
        }
        if (end > begin)
            report.blocks.push_back({{begin, end}, {begin, end}, kind_of(report, furniture, {begin, end})});
        at = end + 1;
    }
    entry.tokens = tokenize(report.text, report.blocks);
}

}  // namespace

AnnotatedReport report_of(std::string path, std::string text) {
    AnnotatedReport entry;
    entry.report.document.path = std::move(path);
    entry.report.language = "en";
    set_text(entry, std::move(text));
    return entry;
}

std::optional<Dossier> gold_dossier(const std::filesystem::path& folder, const std::filesystem::path& texts) {
    const auto json = content_of(folder / "gold.json");
    if (!json) return std::nullopt;
    auto dossier = store::read_dossier((folder / "gold.json").string(), *json);
    if (!dossier) throw std::runtime_error(dossier.error().line());
    for (AnnotatedReport& entry : dossier->reports) {
        auto bytes = content_of(texts / std::filesystem::path(entry.report.document.path).filename());
        if (!bytes) return std::nullopt;
        set_text(entry, std::move(*bytes));
    }
    return std::move(*dossier);
}

Span span_of(const AnnotatedReport& entry, std::string_view words) {
    const auto at = entry.report.text.text().find(words);
    EXPECT_NE(at, std::string_view::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

Figure figure_of(const Dossier& dossier, ReportIndex report, std::string_view words, double value) {
    Figure figure;
    figure.report = report;
    figure.span = span_of(dossier.reports[report], words);
    figure.value = figure.low = figure.high = value;
    return figure;
}

const brief::BriefWords& words() {
    static const brief::BriefWords read = load_brief_words().value();
    return read;
}

}  // namespace sitrep::test
