#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

using nlohmann::ordered_json;

std::string file_of(const Dossier& dossier, ReportIndex report) {
    const Document& document = dossier.reports[report].report.document;
    return document.member ? document.path + "#" + *document.member : document.path;
}

ordered_json place_json(const Dossier& dossier, const Place& place) {
    return {{"path", file_of(dossier, place.report)},
            {"span", {place.span.begin, place.span.end}},
            {"text", std::string(dossier.reports[place.report].report.words(place.span))}};
}

ordered_json names_of(const Dossier& dossier, const std::vector<EntityRef>& others) {
    ordered_json names = ordered_json::array();
    for (const EntityRef other : others)
        names.push_back(dossier.entities[static_cast<std::size_t>(other)].name);
    return names;
}

ordered_json entity_json(const Dossier& dossier, const Entity& entity) {
    ordered_json mentions = ordered_json::array(), evidence = ordered_json::array(), point;
    for (const Mention& mention : entity.mentions) {
        mentions.push_back(place_json(dossier, {mention.report, mention.span}));
        mentions.back()["form"] = mention.form == MentionForm::name ? "name" : "role";
    }
    for (const MergeEvidence& why : entity.evidence) {
        ordered_json places = ordered_json::array();
        for (const Place& place : why.places) places.push_back(place_json(dossier, place));
        evidence.push_back({{"rule", why.rule}, {"places", places}});
    }
    if (entity.place) {
        const MapPoint& at = *entity.place;
        point = {{"latitude", at.latitude},
                 {"longitude", at.longitude},
                 {"country", at.country},
                 {"geonames_id", at.geonames_id == 0 ? ordered_json() : ordered_json(at.geonames_id)},
                 {"confidence", at.confidence},
                 {"runner_up", at.runner_up.empty() ? ordered_json() : ordered_json(at.runner_up)}};
    }
    return {{"name", entity.name},
            {"type", name(entity.type)},
            {"named", entity.named},
            {"aliases", entity.aliases},
            {"roles", entity.roles},
            {"place", point},
            {"mentions", mentions},
            {"evidence", evidence},
            {"possibly_same", names_of(dossier, entity.possibly_same)},
            {"stands_for", names_of(dossier, entity.stands_for)}};
}

/// GeoJSON (RFC 7946): a point for each entity with a place.
ordered_json geojson(const Dossier& dossier, const std::vector<const Entity*>& entities) {
    ordered_json features = ordered_json::array();
    for (const Entity* entity : entities) {
        if (!entity->place) continue;
        const MapPoint& at = *entity->place;
        features.push_back(
            {{"type", "Feature"},
             {"geometry", {{"type", "Point"}, {"coordinates", {at.longitude, at.latitude}}}},
             {"properties",
              {{"name", entity->name},
               {"type", name(entity->type)},
               {"country", at.country},
               {"geonames_id", at.geonames_id == 0 ? ordered_json() : ordered_json(at.geonames_id)},
               {"confidence", at.confidence},
               {"runner_up", at.runner_up.empty() ? ordered_json() : ordered_json(at.runner_up)},
               {"mentions", entity->mentions.size()},
               {"first", entity->mentions.empty() ? ordered_json()
                                                  : place_json(dossier, {entity->mentions[0].report,
                                                                         entity->mentions[0].span})}}}});
    }
    return {{"type", "FeatureCollection"}, {"features", features}};
}

std::string line_of(const Dossier& dossier, const Entity& entity) {
    std::string line = std::string(name(entity.type)) + "\t" + entity.name;
    std::string also;
    for (const std::string& alias : entity.aliases) also += (also.empty() ? "" : ", ") + alias;
    line += "\t" + std::to_string(entity.mentions.size()) + "\t" + also + "\t";
    if (entity.place) {
        char point[64];
        std::snprintf(point, sizeof point, "%.3f %.3f %s", entity.place->latitude, entity.place->longitude,
                      entity.place->country.c_str());
        line += point;
    }
    std::string more;
    for (const std::string& role : entity.roles) more += (more.empty() ? "" : "; ") + role;
    for (const EntityRef other : entity.possibly_same) {
        more += (more.empty() ? "" : "; ") + std::string("possibly the same as ") +
                dossier.entities[static_cast<std::size_t>(other)].name;
    }
    for (const EntityRef other : entity.stands_for) {
        more += (more.empty() ? "" : "; ") + std::string("also for ") +
                dossier.entities[static_cast<std::size_t>(other)].name;
    }
    line += "\t" + more;
    std::string safe;
    for (const char c : line) safe += c == '\n' || c == '\r' ? ' ' : c;
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= safe.size(); ++i) {  // printable() would take the tabs away
        if (i < safe.size() && safe[i] != '\t') continue;
        out += text::printable(std::string_view(safe).substr(begin, i - begin));
        if (i < safe.size()) out += '\t';
        begin = i + 1;
    }
    return out + "\n";
}

}  // namespace

int run_entities(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "entities";
    Format format = Format::text;
    bool as_geojson = false, all = false;
    std::string type;
    options.declare(arguments);
    arguments.flag("--geojson", as_geojson, "places as GeoJSON (RFC 7946)");
    arguments.flag("--all", all, "also people and bodies that no report names");
    arguments.option("--type", "TYPE", type, "only this type: PER ORG GPE LOC FAC NORP EVENT");
    arguments.format(format);
    if (const auto status = arguments.parse()) return *status;
    const auto analysis = analyse(options);
    if (!analysis) {
        complain(analysis.error());
        return 2;
    }
    const Dossier& dossier = analysis->dossier;
    std::vector<const Entity*> entities;
    for (const Entity& entity : dossier.entities) {
        const bool wanted =
            (entity.named || all) && !entity.mentions.empty() && (type.empty() || name(entity.type) == type);
        if (wanted) entities.push_back(&entity);
    }
    std::stable_sort(entities.begin(), entities.end(), [](const Entity* a, const Entity* b) {
        return a->mentions.size() > b->mentions.size();
    });
    std::string out;
    if (as_geojson) {
        out = geojson(dossier, entities).dump(1) + "\n";
    } else if (format == Format::json) {
        ordered_json list = ordered_json::array();
        for (const Entity* entity : entities) list.push_back(entity_json(dossier, *entity));
        out = list.dump(1) + "\n";
    } else {
        for (const Entity* entity : entities) {
            out += format == Format::jsonl ? entity_json(dossier, *entity).dump() + "\n"
                                           : line_of(dossier, *entity);
        }
    }
    if (!print(out)) return 2;
    if (analysis->partial) return 2;
    return entities.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
