#include <filesystem>

#include "brief/question.hpp"
#include "brief/reader.hpp"
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/findings.hpp"
#include "resources.hpp"

namespace sitrep::cli {
namespace {

/// lexicon/ask/synonyms.tsv: a set a line, tabs between words, `#` before a comment.
Result<brief::Synonyms> read_synonyms() {
    const auto resources = Resources::load();
    if (!resources) return tl::unexpected(resources.error());
    const auto content = read_file((resources->parts().folder / "lexicon/ask/synonyms.tsv").string());
    if (!content) return tl::unexpected(content.error());
    brief::Synonyms sets;
    for (std::size_t at = 0; at < content->size();) {
        const std::size_t end = std::min(content->find('\n', at), content->size());
        const std::string line = content->substr(at, end - at);
        at = end + 1;
        if (line.empty() || line.front() == '#') continue;
        sets.emplace_back();
        for (std::size_t word = 0; word <= line.size();) {
            const std::size_t tab = std::min(line.find('\t', word), line.size());
            sets.back().push_back(line.substr(word, tab - word));
            word = tab + 1;
        }
    }
    return sets;
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
    const auto synonyms = read_synonyms();
    if (!synonyms) {
        complain(synonyms.error());
        return 2;
    }
    const auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
    const brief::BriefWords& words = analysis->resources.parts().brief;
    const brief::Answer answer = brief::answer(analysis->dossier, question, *synonyms, words);
    std::string text;
    if (answer.findings.empty() && (format == Format::text || format == Format::markdown)) {
        text = answer.looked_for.empty()
                   ? "Nothing to look up: the question holds no content word.\n"
                   : "Nothing found in the reports for " + brief::listed(answer.looked_for) +
                         "; they may tell of it in other words.\n";
    } else {
        text = findings_as(format, answer.findings, analysis->dossier, words);
    }
    if (!print(text) || analysis->partial) return 2;
    return answer.findings.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
