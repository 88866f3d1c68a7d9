#include "brief/compose.hpp"

#include "brief/sections.hpp"

namespace sitrep::brief {

const std::vector<SectionTitle>& section_titles() {
    static const std::vector<SectionTitle> titles{{"head", "What this covers"},
                                                  {"bottom_line", "Bottom line"},
                                                  {"changed", "What changed"},
                                                  {"figures", "Where reports disagree and agree"},
                                                  {"said", "Who said what"},
                                                  {"requests", "Requests, offers, conditions, warnings"},
                                                  {"cases", "Processes and where they stand"},
                                                  {"timeline", "Timeline"},
                                                  {"places", "Places, people and groups"},
                                                  {"gaps", "Not in the reports"},
                                                  {"sources", "Sources and lineage"},
                                                  {"method", "Method"}};
    return titles;
}

std::vector<BriefSentence> compose(const Dossier& dossier) {
    const Reader reader(dossier);
    Sentences out;
    add_head(reader, out);
    if (reader.size() == 0) return out;
    add_bottom_line(reader, out);
    add_changed(reader, out);
    add_figures(reader, out);
    add_said(reader, out);
    add_requests(reader, out);
    add_cases(reader, out);
    add_timeline(reader, out);
    add_places(reader, out);
    add_gaps(reader, out);
    add_sources(reader, out);
    add_method(reader, out);
    return out;
}

}  // namespace sitrep::brief
