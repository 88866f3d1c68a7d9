#include <algorithm>
#include <charconv>
#include <filesystem>

#include "brief/difference.hpp"
#include "brief/html.hpp"
#include "brief/markdown.hpp"
#include "brief/sections.hpp"
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/findings.hpp"
#include "parallel.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"
#include "store/dossier_json.hpp"
#include "store/dossier_reader.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

/// 0 where none is given; none where it is no number above 0.
std::optional<std::uint32_t> words_in_number(const std::optional<std::string>& given) {
    if (!given) return 0;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), number);
    const bool whole = error == std::errc() && end == given->data() + given->size();
    return whole && number > 0 ? std::optional(number) : std::nullopt;
}

/// First section name that no brief has; none if all are known.
std::optional<std::string> unknown_section(const std::vector<std::string>& sections) {
    for (const std::string& section : sections) {
        const auto& known = brief::section_titles();
        if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.name == section; }))
            return section;
    }
    return std::nullopt;
}

/// Writes a file if one was asked for; false, with a line on stderr, if that failed.
template <typename Render>
bool written(const std::optional<std::string>& path, Render render) {
    if (!path) return true;
    const auto result = write_file(*path, render());
    if (!result) complain(result.error());
    return result.has_value();
}

/// Complains, and is true, if an output names a file that was just read as a report.
bool would_replace_report(const Dossier& dossier, const std::optional<std::string>& output) {
    std::error_code none;
    if (!output || !std::filesystem::exists(*output, none)) return false;
    for (const AnnotatedReport& report : dossier.reports) {
        if (!std::filesystem::equivalent(*output, report.report.document.path, none)) continue;
        complain(Error{*output, std::nullopt, "is one of the reports and is not written over",
                       "choose another name"});
        return true;
    }
    return false;
}

Result<std::optional<Dossier>> dossier_in(const std::string& path) {
    const auto json = read_file(path);
    if (!json) return tl::unexpected(json.error());
    auto dossier = store::read_dossier(path, *json);
    if (!dossier) return tl::unexpected(dossier.error());
    return std::optional(std::move(*dossier));
}

/// As `sitrep diff` tells it: both dossiers are read from their JSON, so that the two say the same.
bool add_since(Dossier& dossier, const Dossier& before, const brief::BriefWords& words) {
    const auto now = store::read_dossier("this dossier", store::to_json(dossier));
    if (!now) {
        complain(now.error());
        return false;
    }
    brief::add_since(dossier, brief::differences(before, *now, words), words);
    return true;
}

/// The brief for standard output: Markdown, the dossier, or its sentences one by one.
std::string printed(const Dossier& dossier, const brief::BriefWords& words,
                    const brief::RenderOptions& render, Format format) {
    if (format == Format::text) return brief::render_text(dossier, words, render);
    if (format == Format::markdown) return brief::render_markdown(dossier, words, render);
    if (format == Format::json) return store::to_json(dossier);
    std::vector<brief::Finding> sentences;
    for (const BriefSentence& sentence : dossier.brief)
        sentences.push_back({sentence.section, sentence.text, sentence.citations});
    return findings_as(format, sentences, dossier, words);
}

std::string known_sections() {
    std::string names;
    for (const auto& section : brief::section_titles())
        names += (names.empty() ? "" : ", ") + std::string(section.name);
    return names;
}

}  // namespace

int run_brief(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "brief";
    std::optional<std::string> json_file;
    std::optional<std::string> html_file;
    std::optional<std::string> since_file;
    std::optional<std::string> words_asked;
    std::vector<std::string> sections;
    Format format = Format::markdown;
    options.declare(arguments);
    arguments.format(format, false);
    arguments.option("--json", "FILE", json_file, "write the dossier (sitrep/dossier/1)");
    arguments.option("--html", "FILE", html_file, "write one self-contained page");
    arguments.option("--since", "OLD.json", since_file, "say what changed since an earlier dossier");
    arguments.option("--max-words", "N", words_asked,
                     "short form: leave sentences out to stay within N words");
    arguments.option("--section", "NAME", sections, "show only these sections: " + known_sections());
    if (const auto status = arguments.parse()) return *status;
    if (const auto wrong = unknown_section(sections)) {
        complain("--section '" + *wrong + "' is no section; choose from " + known_sections());
        return 2;
    }
    const auto max_words = words_in_number(words_asked);
    if (!max_words) {
        complain("--max-words '" + text::printable(*words_asked) +
                 "' is no number of words; give 1 or more, or leave it out for the whole brief");
        return 2;
    }
    const auto before = since_file ? dossier_in(*since_file) : Result<std::optional<Dossier>>(std::nullopt);
    if (!before) {
        complain(before.error());
        return 2;
    }
    auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
    brief::RenderOptions render{std::string(version()), options.command_line(), *max_words, sections};
    const brief::BriefWords& words = analysis->resources.parts().brief;
    if (*before && !add_since(analysis->dossier, **before, words)) return 2;
    if (since_file) render.command += " --since " + *since_file;
    if (*max_words > 0) render.command += " --max-words " + std::to_string(*max_words);
    for (const std::string& section : sections) render.command += " --section " + section;
    const Dossier& dossier = analysis->dossier;
    if (would_replace_report(dossier, json_file) || would_replace_report(dossier, html_file)) return 2;
    bool failed = analysis->partial;
    failed |= !written(json_file, [&] { return store::to_json(dossier); });
    std::string shown;  // page and brief read the same dossier
    bool page_failed = false;
    for_each_index(
        2, static_cast<unsigned>(std::min<std::uint64_t>(options.threads, 2)), [&](std::size_t part) {
            if (part == 0)
                page_failed = !written(html_file, [&] { return brief::render_html(dossier, words, render); });
            else
                shown = printed(dossier, words, render, format);
        });
    failed |= page_failed;
    failed |= !print(shown);
    if (dossier.reports.empty())
        complain("no report in the paths given; `sitrep ingest` says what was passed over and why");
    if (failed) return 2;
    return dossier.reports.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
