#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/dossier_words.hpp"
#include "cli/files.hpp"
#include "cli/tables.hpp"

namespace sitrep::cli {
namespace {

using nlohmann::ordered_json;

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

Table entity_table(const Dossier& dossier, const std::vector<const Entity*>& entities) {
    Table table;
    table.columns = {"type",    "name",        "mentions", "also",          "latitude",  "longitude",
                     "country", "geonames_id", "roles",    "possibly_same", "stands_for"};
    table.shown = {0, 1, 2, 3, 8, 4, 5, 9, 10};
    const auto joined = [](const std::vector<std::string>& words) {
        std::string all;
        for (const std::string& word : words) all += (all.empty() ? "" : "; ") + word;
        return all;
    };
    for (const Entity* entity : entities) {
        std::string latitude, longitude, country, id;
        if (const auto& at = entity->place) {
            latitude = fmt::format("{:.3f}", at->latitude);
            longitude = fmt::format("{:.3f}", at->longitude);
            country = at->country;
            if (at->geonames_id != 0) id = std::to_string(at->geonames_id);
        }
        table.rows.push_back(
            {std::string(name(entity->type)), entity->name, std::to_string(entity->mentions.size()),
             joined(entity->aliases), latitude, longitude, country, id, joined(entity->roles),
             entity_names(dossier, entity->possibly_same), entity_names(dossier, entity->stands_for)});
    }
    return table;
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
    const auto analysis = analyse_or_complain(options);
    if (!analysis) return 2;
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
    } else if (format == Format::jsonl) {
        for (const Entity* entity : entities) out += entity_json(dossier, *entity).dump() + "\n";
    } else {
        out = render(entity_table(dossier, entities), format);
    }
    if (!print(out)) return 2;
    if (entities.empty())
        complain("no such entities in " + std::to_string(dossier.reports.size()) + " reports");
    if (analysis->partial) return 2;
    return entities.empty() ? 1 : 0;
}

}  // namespace sitrep::cli
