// Questions put to the ledger: whether what answers them in the reports is told first, and whether nothing is
// told where nothing is in the reports.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "annotate/lexicon_file.hpp"
#include "brief/context.hpp"
#include "brief/question.hpp"
#include "brief/reader.hpp"
#include "eval/input.hpp"
#include "eval/topics.hpp"
#include "ingest/ingest.hpp"
#include "resources.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRead = 3;  ///< findings that a reader is expected to look at

/// Where an answer may be told: "r2:¶4 three dead".
struct Told {
    std::string citation;
    std::string words;
};

std::vector<std::string_view> cut(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(at, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// Words to compare by: marks and dashes of any kind are left out.
std::string plain(std::string_view words) {
    std::string out;
    for (const char c : text::folded(words)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) out += c;
    }
    return out;
}

bool tells(const brief::Reader& reader, const brief::Finding& finding, const Told& told) {
    for (const Place& place : finding.citations) {
        // A run of several paragraphs is cited by the first.
        const Place last{place.report, {std::max(place.span.begin, place.span.end - 1), place.span.end}};
        if (reader.citation(place) != told.citation && reader.citation(last) != told.citation) continue;
        const std::string wanted = plain(told.words);
        if (plain(reader.words(brief::in_context(reader, place))).find(wanted) != std::string::npos ||
            plain(finding.text).find(wanted) != std::string::npos)
            return true;
    }
    return false;
}

/// Whether one of the first `most` findings tells a part in one of the places that it may be told in.
bool part_told(const brief::Reader& reader, const std::vector<brief::Finding>& findings,
               std::string_view part, std::size_t most) {
    for (const std::string_view place : cut(part, '|')) {
        const std::size_t blank = std::min(place.find(' '), place.size());
        const Told told{std::string(place.substr(0, blank)), std::string(place.substr(blank))};
        for (std::size_t i = 0; i < std::min(most, findings.size()); ++i) {
            if (tells(reader, findings[i], told)) return true;
        }
    }
    return false;
}

/// Dossiers by folder, each made once.
class Sets {
  public:
    explicit Sets(const Engine& engine) : engine_(engine) {}

    /// Null where there is no such folder.
    const Dossier* open(const fs::path& folder) {
        const auto known = dossiers_.find(folder);
        if (known != dossiers_.end()) return &known->second;
        std::error_code error;
        if (!fs::is_directory(folder, error)) return nullptr;
        std::vector<AnnotatedReport> reports;
        ingest::Intake intake = ingest::read(files_below(folder.string(), ".txt"), {});
        for (const Document& document : intake.documents)
            reports.push_back(engine_.annotate(engine_.extract(document)));
        return &dossiers_.emplace(folder, engine_.account(std::move(reports), {})).first->second;
    }

  private:
    const Engine& engine_;
    std::map<fs::path, Dossier> dossiers_;
};

struct Scores {
    std::vector<double> all_parts, first, silent;
    std::size_t left_out = 0;
};

void show(const std::string& question, std::string_view fault, const std::vector<brief::Finding>& findings,
          const brief::Reader& reader) {
    fmt::print("{}: {}\n", fault, question);
    for (std::size_t i = 0; i < std::min(kRead, findings.size()); ++i) {
        fmt::print("    {}: {}", findings[i].kind, findings[i].text);
        for (const Place& place : findings[i].citations) fmt::print(" [{}]", reader.citation(place));
        fmt::print("\n");
    }
}

void put(const Dossier& dossier, const annotate::LexiconLine& line, const brief::AskWords& ask,
         const brief::BriefWords& words, const EvalOptions& options, Scores& scores) {
    const std::string &question = line.cells[1], &expected = line.cells[2];
    const brief::Answer answer = brief::answer(dossier, question, ask, words);
    const brief::Reader reader(dossier, words);
    if (expected == "-") {
        scores.silent.push_back(answer.findings.empty() ? 1.0 : 0.0);
        if (options.errors && !answer.findings.empty())
            show(question, "told, but in no report", answer.findings, reader);
        return;
    }
    const auto parts = cut(expected, ';');
    bool all = true, first = false;
    for (const std::string_view part : parts) {
        all = all && part_told(reader, answer.findings, part, kRead);
        first = first || part_told(reader, answer.findings, part, 1);
    }
    scores.all_parts.push_back(all ? 1.0 : 0.0);
    scores.first.push_back(first ? 1.0 : 0.0);
    if (options.errors && !all)
        show(question + " (" + expected + ")", answer.findings.empty() ? "not found" : "not told",
             answer.findings, reader);
    else if (options.errors && !first)
        show(question, "not first", answer.findings, reader);
}

}  // namespace

Result<std::vector<Row>> eval_ask(const Engine& engine, const EvalOptions& options) {
    const ResourceParts& parts = engine.resources().parts();
    const auto ask = brief::load_ask_words(parts.folder);
    if (!ask) return tl::unexpected(ask.error());
    Sets sets(engine);
    std::vector<Row> rows;
    for (const std::string& file : options.files) {
        const auto lines = annotate::read_lexicon(file, 3);
        if (!lines) return tl::unexpected(lines.error());
        Scores scores;
        for (const auto& line : *lines) {
            const fs::path here = fs::path(file).parent_path();
            const Dossier* dossier = sets.open((here / line.cells[0]).lexically_normal());
            // Texts that are no part of the repository may lie a folder further up.
            if (dossier == nullptr) dossier = sets.open((here / ".." / line.cells[0]).lexically_normal());
            if (dossier == nullptr)
                ++scores.left_out;
            else
                put(*dossier, line, *ask, parts.brief, options, scores);
        }
        const std::string set = set_name(file);
        rows.push_back(mean_row(set, "all told in the first three", scores.all_parts));
        rows.push_back(mean_row(set, "told in the first", scores.first));
        rows.push_back(mean_row(set, "nothing told where nothing is", scores.silent));
        if (scores.left_out > 0) {
            Row row;
            row.set = set;
            row.measure = "left out: no such folder";
            row.documents = scores.left_out;
            row.value = static_cast<double>(scores.left_out);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace sitrep::eval
