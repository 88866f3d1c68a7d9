#include "brief/markdown.hpp"

#include <algorithm>

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
        case '$':
        case '@':
            return true;
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

std::string citations(const Reader& reader, const std::vector<Place>& places) {
    constexpr std::size_t kShown = 8;
    std::vector<std::string> labels;
    for (const Place& place : places) {
        std::string label = reader.citation(place);
        if (std::find(labels.begin(), labels.end(), label) == labels.end())
            labels.push_back(std::move(label));
    }
    std::string out;
    for (std::size_t i = 0; i < std::min(labels.size(), kShown); ++i)
        out += " [" + escape_markdown(labels[i]) + "]";
    if (labels.size() > kShown) out += " and " + counted(labels.size() - kShown, "place", "places") + " more";
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

std::string render_markdown(const Dossier& dossier, const RenderOptions& options) {
    const Reader reader(dossier);
    const auto sentences = selected(dossier.brief, options);
    std::string out = "# Situation brief\n";
    for (const SectionTitle& section : section_titles()) {
        if (!shown(section.name, options)) continue;
        bool first = true;
        for (const BriefSentence* sentence : sentences) {
            if (sentence->section != section.name) continue;
            if (first) out += "\n## " + std::string(section.title) + "\n\n";
            first = false;
            out += "- " + escape_markdown(sentence->text);
            if (section.name != "head" && section.name != "method")
                out += citations(reader, sentence->citations);
            out += "\n";
        }
        if (section.name == "method" && !first) {
            if (!options.command.empty()) out += "- Command: `" + code_words(options.command) + "`\n";
            if (!options.version.empty()) out += "- Version: `" + code_words(options.version) + "`\n";
        }
    }
    return out;
}

}  // namespace sitrep::brief
