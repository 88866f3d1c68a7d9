// The account rooms alone: stories, relations and cases of a dossier whose annotations are given (gold), so
// that their errors are not mixed with those of the rooms before them.
#include <filesystem>
#include <fstream>

#include "cases/cases.hpp"
#include "eval/input.hpp"
#include "eval/topics.hpp"
#include "ledger/ledger.hpp"
#include "resources.hpp"
#include "store/dossier_json.hpp"
#include "store/dossier_reader.hpp"
#include "stories/stories.hpp"

namespace sitrep::eval {
namespace {

namespace fs = std::filesystem;

/// Every line of the text as a block: furniture where the dossier says so, else body.
void cut_blocks(AnnotatedReport& report) {
    const std::vector<Block> furniture = report.report.blocks;
    const std::string_view text = report.report.text.text();
    std::vector<Block> blocks;
    for (std::uint32_t at = 0; at < text.size();) {
        const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
        const TextRange range{at, end};
        at = end + 1;
        if (text.substr(range.begin, range.size()).find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        Block block{range, report.report.text.source(range), BlockKind::body};
        for (const Block& other : furniture) {
            if (other.range.overlaps(range) &&
                2 * (std::min(other.range.end, end) - std::max(other.range.begin, range.begin)) >
                    range.size())
                block.kind = other.kind;
        }
        if (report.report.title && report.report.title->span &&
            block.span.contains(*report.report.title->span) && block.kind == BlockKind::body)
            block.kind = BlockKind::title;
        blocks.push_back(block);
    }
    report.report.blocks = std::move(blocks);
    report.tokens = tokenize(report.report.text, report.report.blocks);
}

/// The report's file in place of the words that the dossier records.
Result<void> put_text(AnnotatedReport& report, const fs::path& folder) {
    auto bytes = read_file((folder / fs::path(report.report.document.path).filename()).string());
    if (!bytes) return tl::unexpected(bytes.error());
    report.report.document.bytes = std::make_shared<const std::string>(std::move(*bytes));
    report.report.text = CleanText::identity(report.report.document.bytes);
    for (Block& block : report.report.blocks) block.range = report.report.text.range(block.span);
    cut_blocks(report);
    return {};
}

}  // namespace

Result<std::vector<Row>> eval_account_oracle(const Engine& engine, const EvalOptions& options) {
    if (options.files.size() != 3)
        return tl::unexpected(Error{"", std::nullopt, "account-oracle needs three paths",
                                    "give GOLD.json TEXTS-FOLDER OUT.json"});
    const auto json = read_file(options.files[0]);
    if (!json) return tl::unexpected(json.error());
    auto dossier = store::read_dossier(options.files[0], *json);
    if (!dossier) return tl::unexpected(dossier.error());
    for (AnnotatedReport& report : dossier->reports) {
        if (const auto put = put_text(report, options.files[1]); !put) return tl::unexpected(put.error());
    }
    for (Figure& figure : dossier->figures) {
        // Gold of this form has no roles: what its other fields say of them.
        if (figure.part_of >= 0)
            figure.role = FigureRole::part;
        else if (figure.unit == "percent")
            figure.role = FigureRole::share;
    }
    const ResourceParts& parts = engine.resources().parts();
    lineage::Lineage lineage = lineage::trace(dossier->reports, parts.lineage, 1);
    lineage.passages = dossier->passages;
    dossier->stories = stories::group(*dossier);
    ledger::Relating relating(*dossier, lineage, parts.ledger);
    relating.quotes();
    relating.figures();
    relating.answers();
    dossier->relations = relating.finish();
    dossier->cases = cases::follow(*dossier, parts.cases).cases;
    ledger::append(*dossier, lineage, relating.of_one_matter(cases::moved_on(*dossier)));
    std::ofstream(options.files[2], std::ios::binary) << store::to_json(*dossier);
    std::vector<Row> rows;
    const std::string set = set_name(fs::path(options.files[0]).parent_path().string());
    const auto count = [&](std::string measure, std::size_t value) {
        Row row;
        row.set = set;
        row.measure = std::move(measure);
        row.documents = dossier->reports.size();
        row.value = static_cast<double>(value);
        rows.push_back(std::move(row));
    };
    count("relations", dossier->relations.size());
    count("cases", dossier->cases.size());
    count("stories", dossier->stories.size());
    return rows;
}

}  // namespace sitrep::eval
