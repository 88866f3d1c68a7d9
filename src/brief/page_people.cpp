// Who said what, by speaker, with the variants of each utterance word by word.
#include <algorithm>

#include "brief/html.hpp"
#include "brief/page.hpp"
#include "brief/said.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kSpeakers = 60;
constexpr std::size_t kUtterances = 12;
constexpr std::size_t kVariants = 6;

std::string_view kind_words(QuotationKind kind) {
    switch (kind) {
        case QuotationKind::direct:
            return "";
        case QuotationKind::mixed:
            return "partly in own words";
        case QuotationKind::indirect:
            return "in the report’s words";
    }
    return "";
}

std::string utterance_part(Page& page, const Speaker& speaker, const Utterance& utterance) {
    const Reader& reader = page.reader();
    const Wording& fullest = utterance.wordings.front();
    std::vector<Place> places;
    for (const Wording& wording : utterance.wordings)
        places.insert(places.end(), wording.places.begin(), wording.places.end());
    std::string out = "<li class=\"" +
                      std::string(fullest.kind == QuotationKind::direct ? "direct" : "reported") +
                      "\"><q dir=auto>" + escape_html(in_marks(fullest.words)) + "</q>";
    if (utterance.denied || fullest.kind != QuotationKind::direct)
        out += " <span class=how>" + std::string(utterance.denied ? "denied" : kind_words(fullest.kind)) +
               "</span>";
    const std::size_t variants = std::min(utterance.wordings.size(), kVariants + 1);
    if (variants > 1) out += "<ul class=variants>";
    for (std::size_t i = 1; i < variants; ++i) {
        const Wording& wording = utterance.wordings[i];
        out += "<li><span class=in>" + isolated(labels_of(reader, wording.places)) + "</span> <q dir=auto>" +
               with_changes(wording.words, fullest.words) + "</q>";
        if (wording.kind != QuotationKind::direct)
            out += " <span class=how>" + std::string(kind_words(wording.kind)) + "</span>";
        out += "</li>";
    }
    if (variants > 1) out += "</ul>";
    if (!speaker.name.empty() && !utterance.without_speaker.empty()) {
        std::vector<Place> orphans;
        for (const ReportIndex report : utterance.without_speaker) orphans.push_back({report, {}});
        out += "<p class=quiet>No speaker is given in " + isolated(labels_of(reader, orphans)) + ".</p>";
    }
    std::string extra = counted(reports_in(places), "report", "reports");
    if (utterance.relation >= 0)
        extra +=
            " · " +
            origin_words(reader.dossier().relations[static_cast<std::size_t>(utterance.relation)].origins);
    return out + page.evidence(places, extra) + "</li>\n";
}

}  // namespace

std::string speakers_part(Page& page) {
    const auto speakers = speakers_of(page.reader());
    std::string out;
    for (std::size_t i = 0; i < speakers.size(); ++i) {
        const Speaker& speaker = speakers[i];
        if (i >= kSpeakers && !speaker.name.empty()) continue;
        out += "<article class=speaker><h3>" +
               (speaker.name.empty() ? "Quotations without a speaker" : rich(speaker.name));
        if (!speaker.role.empty() && speaker.named)
            out += " <span class=role>" + rich(in_marks(speaker.role)) + "</span>";
        out += "</h3>";
        if (speaker.name.empty())
            out += "<p class=quiet>The reports do not say who said these; nobody is guessed.</p>";
        out += "<ul class=utterances>";
        const std::size_t shown = std::min(speaker.utterances.size(), kUtterances);
        for (std::size_t n = 0; n < shown; ++n) out += utterance_part(page, speaker, speaker.utterances[n]);
        out += "</ul>";
        if (speaker.utterances.size() > shown) {
            out += "<details class=fold><summary>" +
                   counted(speaker.utterances.size() - shown, "further statement", "further statements") +
                   "</summary><ul class=utterances>";
            for (std::size_t n = shown; n < std::min<std::size_t>(speaker.utterances.size(), 200); ++n)
                out += utterance_part(page, speaker, speaker.utterances[n]);
            out += "</ul></details>";
        }
        out += "</article>\n";
    }
    if (speakers.size() > kSpeakers)
        out += "<p class=quiet>" + std::to_string(speakers.size() - kSpeakers) +
               " further speakers are in the dossier.</p>";
    return out;
}

}  // namespace sitrep::brief
