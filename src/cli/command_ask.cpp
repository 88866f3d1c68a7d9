#include "brief/question.hpp"
#include "brief/reader.hpp"
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/findings.hpp"
#include "resources.hpp"
#include "store/dossier_reader.hpp"

namespace sitrep::cli {
namespace {

constexpr std::size_t kSchemaWithin = 200;  // bytes: a dossier names its schema first

/// The text of a dossier written by `brief --json`, where the one path given is such a file.
std::optional<std::string> dossier_text(const AnalysisOptions& options) {
    if (options.paths.size() != 1 || !options.paths.front().ends_with(".json")) return std::nullopt;
    auto content = read_file(options.paths.front());
    if (!content || content->substr(0, kSchemaWithin).find("sitrep/dossier/") == std::string::npos)
        return std::nullopt;
    return std::move(*content);
}

/// Reports read and joined, or a dossier read back.
Result<Analysis> open(const AnalysisOptions& options) {
    const auto json = dossier_text(options);
    if (!json) return analyse(options);
    auto dossier = store::read_dossier(options.paths.front(), *json);
    if (!dossier) return tl::unexpected(dossier.error());
    auto resources = Resources::load();
    if (!resources) return tl::unexpected(resources.error());
    return Analysis{std::move(*dossier), std::move(*resources), false};
}

std::string not_found(const brief::Answer& answer) {
    if (answer.looked_for.empty()) return "Nothing to look up: the question holds no content word.\n";
    std::string text = "Not in the reports: looked for " + brief::listed(answer.looked_for) + ".";
    if (!answer.untold.empty()) text += " No sentence has " + brief::listed(answer.untold) + ".";
    return text + "\n";
}

/// Reports that no answer can come from.
std::string not_read(const brief::Answer& answer, const Dossier& dossier, const brief::BriefWords& words) {
    if (answer.not_read.empty()) return {};
    const brief::Reader reader(dossier, words);
    std::vector<std::string> labels;
    for (const ReportIndex report : answer.not_read)
        labels.push_back(reader.label(report) + " (language " +
                         brief::one_line(reader.report(report).language) + ")");
    return "Not analysed: " + brief::listed(labels) + ".\n";
}

std::string shown(Format format, const brief::Answer& answer, const Dossier& dossier,
                  const brief::BriefWords& words) {
    std::vector<brief::Finding> near = answer.near;
    for (brief::Finding& finding : near) finding.kind = "near " + finding.kind;
    if (format != Format::text && format != Format::markdown) {
        std::vector<brief::Finding> all = answer.findings;
        all.insert(all.end(), near.begin(), near.end());
        return findings_as(format, all, dossier, words);
    }
    std::string text =
        answer.findings.empty() ? not_found(answer) : findings_as(format, answer.findings, dossier, words);
    if (!near.empty()) text += "\nNear, fits in part only:\n" + findings_as(format, near, dossier, words);
    return text + not_read(answer, dossier, words);
}

}  // namespace

int run_ask(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "ask";
    std::string question;
    Format format = Format::text;
    arguments.positional("QUESTION", question,
                         "what to look up, in quotation marks: \"how many fighters in Libya\"");
    options.declare(arguments);
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto analysis = open(options);
    if (!analysis) {
        complain(analysis.error());
        return 2;
    }
    const ResourceParts& parts = analysis->resources.parts();
    const auto ask = brief::load_ask_words(parts.folder);
    if (!ask) {
        complain(ask.error());
        return 2;
    }
    if (analysis->dossier.reports.empty() && analysis->partial) return 2;
    const brief::Answer answer = brief::answer(analysis->dossier, question, *ask, parts.brief);
    if (!print(shown(format, answer, analysis->dossier, parts.brief)) || analysis->partial) return 2;
    return answer.findings.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
