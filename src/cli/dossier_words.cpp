#include "cli/dossier_words.hpp"

namespace sitrep::cli {

std::string file_of(const Dossier& dossier, ReportIndex report) {
    const Document& document = dossier.reports[report].report.document;
    return document.member ? document.path + "#" + *document.member : document.path;
}

std::string entity_name(const Dossier& dossier, EntityRef entity) {
    return entity == kNoEntity ? std::string() : dossier.entities[static_cast<std::size_t>(entity)].name;
}

std::string entity_names(const Dossier& dossier, const std::vector<EntityRef>& entities) {
    std::string names;
    for (const EntityRef entity : entities)
        names += (names.empty() ? "" : "; ") + entity_name(dossier, entity);
    return names;
}

std::string words_of(const Dossier& dossier, ReportIndex report, const std::optional<Span>& span) {
    return span ? std::string(dossier.reports[report].report.words(*span)) : std::string();
}

std::string words_of(const Dossier& dossier, const Place& place) {
    return words_of(dossier, place.report, place.span);
}

std::string bytes_of(Span span) { return std::to_string(span.begin) + "-" + std::to_string(span.end); }

}  // namespace sitrep::cli
