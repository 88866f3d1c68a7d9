#include "brief/html.hpp"

#include "brief/reader.hpp"

namespace sitrep::brief {

std::string escape_html(std::string_view raw) {
    std::string out;
    for (const char c : one_line(raw)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string render_html(const Dossier& dossier, const RenderOptions&) {
    std::string out = "<!doctype html><meta charset=utf-8><title>Situation brief</title>";
    for (const BriefSentence& sentence : dossier.brief) out += "<p>" + escape_html(sentence.text) + "</p>\n";
    return out;
}

}  // namespace sitrep::brief
