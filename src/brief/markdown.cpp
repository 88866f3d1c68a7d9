#include "brief/markdown.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "brief/reader.hpp"
#include "brief/sections.hpp"
#include "brief/short_form.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

bool needs_escape(std::string_view text, std::size_t at) {
    switch (text[at]) {
        case '\\':
        case '`':
        case '*':
        case '_':
        case '[':
        case ']':
        case '<':
        case '|':
        case '~':
        case '@':
            return true;
        // A sum of money is no formula: where some readers of Markdown take "$x$" for one, "$5" and "5$" are
        // not.
        case '$':
            return !(at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9');
        case '&':
            return at + 1 < text.size() &&
                   (text[at + 1] == '#' || (static_cast<unsigned char>(text[at + 1]) | 0x20U) - 'a' < 26U);
        case ':':
            return text.substr(at, 3) == "://";
        case '.':
            return at >= 3 && (text.substr(at - 3, 3) == "www" || text.substr(at - 3, 3) == "WWW");
        default:
            return false;
    }
}

/// A line that starts so would open a list, a heading or a rule.
bool opens_block(std::string_view text, std::size_t at) {
    if (at == 0)
        return text[0] == '#' || text[0] == '-' || text[0] == '+' || text[0] == '=' || text[0] == ':' ||
               text[0] == '>';
    const bool digits = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                    [](char c) { return c >= '0' && c <= '9'; });
    return digits && (text[at] == '.' || text[at] == ')');
}

using Escape = std::string (*)(std::string_view);

std::string citations(const Reader& reader, const std::vector<Place>& places, Escape escape) {
    constexpr std::size_t kShown = 8;
    std::vector<std::string> labels;
    std::set<std::string> known;
    for (const Place& place : places) {
        std::string label = reader.citation(place);
        if (known.insert(label).second) labels.push_back(std::move(label));
    }
    std::string out;
    for (std::size_t i = 0; i < std::min(labels.size(), kShown); ++i) out += " [" + escape(labels[i]) + "]";
    if (labels.size() > kShown) out += " and " + counted(labels.size() - kShown, "place", "places") + " more";
    return out;
}

/// How a brief is set: what stands around headings and how words are escaped.
struct Setting {
    std::string_view title;
    std::string_view heading;
    std::string_view code;  ///< around commands
    Escape escape;
};

std::string method_lines(const RenderOptions& options, const Setting& setting) {
    std::string out;
    const std::string code(setting.code);
    if (!options.command.empty()) out += "- Command: " + code + code_words(options.command) + code + "\n";
    if (!options.version.empty()) out += "- Version: " + code + code_words(options.version) + code + "\n";
    return out;
}

std::string names_of_sections() {
    std::vector<std::string> names;
    for (const SectionTitle& section : section_titles()) {
        std::string name(section.name);
        if (name != "head" && name != "bottom_line" && name != "method") names.push_back(std::move(name));
    }
    return listed(names);
}

/// Why a section holds nothing, where it was asked for by name; what changed is asked of every brief of
/// several reports.
std::string nothing_in(const Reader& reader, std::string_view section, const RenderOptions& options) {
    if (reader.size() == 0 || !shown(section, options)) return {};
    const bool changed = section == "changed";
    if (options.sections.empty() && (!changed || reader.size() < 2)) return {};
    constexpr std::int32_t kWidestDay = 10;  // days
    std::size_t dated = 0, open = 0;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const DateRange& range = reader.published(report);
        open += range.bounded() ? 0U : 1U;
        dated += range.bounded() && range.latest->number - range.earliest->number <= kWidestDay ? 1U : 0U;
    }
    if (changed && open > 0)
        return (reader.dossier().order.empty() ? "No later state of anything is proved: the day of writing "
                                               : "No change is dated: the day of writing ") +
               std::string("is known, to ten days, of ") + std::to_string(dated) + " of " +
               counted(reader.size(), "report", "reports") +
               (reader.dossier().order.empty()
                    ? "."
                    : "; which was written before which, where words show it, stands under sources.");
    return changed ? "No later state of anything was found." : "Nothing found in these reports.";
}

std::string render(const Dossier& dossier, const BriefWords& words, const RenderOptions& options,
                   const Setting& setting) {
    const Reader reader(dossier, words);
    const auto sentences = selected(dossier.brief, options);
    std::string out = std::string(setting.title) + "\n";
    bool cut = false;
    for (const SectionTitle& section : section_titles()) {
        std::vector<const BriefSentence*> all;
        std::copy_if(sentences.begin(), sentences.end(), std::back_inserter(all),
                     [&](const BriefSentence* sentence) { return sentence->section == section.name; });
        if (all.empty()) {
            const std::string reason =
                options.max_words == 0 ? nothing_in(reader, section.name, options) : "";
            if (!reason.empty())
                out += "\n" + std::string(setting.heading) + std::string(section.title) + "\n\n- " + reason +
                       "\n";
            continue;
        }
        const auto here = on_one_page(reader, all, options);
        out += "\n" + std::string(setting.heading) + std::string(section.title);
        if (here.size() < all.size())
            out += " (" + std::to_string(here.size()) + " of " + std::to_string(all.size()) + ")";
        out += "\n\n";
        cut = cut || here.size() < all.size();
        for (const BriefSentence* sentence : here) {
            out += "- " + setting.escape(sentence->text);
            if (section.name != "head" && section.name != "method")
                out += citations(reader, sentence->citations, setting.escape);
            out += "\n";
        }
        if (section.name == "method") {
            const std::string code(setting.code);
            if (cut)
                out += "- Of sections whose heading counts (“4 of 9”) the weightiest entries stand here: " +
                       code + "--section NAME" + code + " shows all; names: " + names_of_sections() + ".\n";
            out += method_lines(options, setting);
        }
    }
    if (const std::string note = short_form_note(dossier.brief, sentences.size(), options);
        options.max_words > 0 && !note.empty())
        out += "\n" + note + "\n";
    return out;
}

}  // namespace

std::string escape_markdown(std::string_view raw) {
    const std::string text = one_line(raw);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (needs_escape(text, at) || opens_block(text, at)) out += '\\';
        out += text[at];
    }
    return out;
}

std::string render_markdown(const Dossier& dossier, const BriefWords& words, const RenderOptions& options) {
    return render(dossier, words, options, {"# Situation brief", "## ", "`", escape_markdown});
}

std::string render_text(const Dossier& dossier, const BriefWords& words, const RenderOptions& options) {
    return render(dossier, words, options, {"Situation brief", "", "", one_line});
}

}  // namespace sitrep::brief
