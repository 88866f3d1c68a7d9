#include "brief/timeline_weights.hpp"

#include <algorithm>

#include "brief/items.hpp"

namespace sitrep::brief {

TimelineWeights::TimelineWeights(const Reader& reader) : reader_(reader), standing_(reader) {
    const Dossier& dossier = reader.dossier();
    for (const Case& one : dossier.cases) {
        for (const CaseStep* step : steps_of(reader, one)) add(step->place, 1.5);
    }
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const AnnotatedReport& entry = dossier.reports[report];
        const auto first = std::find_if(
            entry.tokens.sentences.begin(), entry.tokens.sentences.end(), [&](const Sentence& sentence) {
                return entry.report.blocks[sentence.block].kind == BlockKind::body;
            });
        // A report opens with its news.
        if (first != entry.tokens.sentences.end()) add({report, entry.report.text.source(first->range)}, 1.5);
    }
    for (const Act& act : dossier.acts) {
        if (act.report < reader.size()) add({act.report, act.span}, 0.5);
    }
    for (const Figure& figure : dossier.figures) {
        if (figure.report < reader.size() && figure.unit == "person") add({figure.report, figure.span}, 0.7);
    }
    for (const Relation& relation : dossier.relations) {
        if (relation.kind == RelationKind::not_comparable || relation.kind == RelationKind::same_utterance)
            continue;
        for (const ItemGroup& group : groups_of(reader, relation)) {
            for (const Place& place : group.places) add(place, 0.5);
        }
    }
}

void TimelineWeights::add(const Place& place, double weight) {
    double& held = weights_[reader_.sentence(place)];
    held = std::min(3.0, held + weight);
}

double TimelineWeights::of(const std::vector<Place>& citations) const {
    double best = 0.0;
    for (const Place& place : citations) {
        const auto at = weights_.find(reader_.sentence(place));
        if (at != weights_.end()) best = std::max(best, at->second);
    }
    // What was planned or said to stand and is not so any more, or was told more carefully before.
    const Place& first = citations.front();
    if (standing_.overtaken(first) || standing_.hardened(first) || standing_.derived(first.report) ||
        standing_.careless(first.report))
        best -= 3.0;
    return best + 1.5 * static_cast<double>(reports_in(citations));
}

}  // namespace sitrep::brief
