/// @file entity.hpp
/// @brief Who and where: persons, organisations, places, groups, facilities, events, and how a text refers to
/// them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/span.hpp"

namespace sitrep {

enum class EntityType : std::uint8_t { person, organisation, geopolitical, location, facility, group, event };
/// The contract's word: PER ORG GPE LOC FAC NORP EVENT.
[[nodiscard]] std::string_view name(EntityType type);

/// name: the entity's own name or a part of it ("Haddad", "GNA"). role: a description ("the Libyan leader",
/// "its water minister"). Pronouns are no mentions.
enum class MentionForm : std::uint8_t { name, role };

struct Mention {
    ReportIndex report = 0;
    Span span;
    MentionForm form = MentionForm::name;
    EntityRef entity = kNoEntity;  ///< local while a report is read, see EntityRef
};

/// A point on the map, only where the gazetteer and the context agree on one.
struct MapPoint {
    double latitude = 0.0;
    double longitude = 0.0;
    std::string country;           ///< ISO 3166-1 alpha-2
    std::int64_t geonames_id = 0;  ///< 0: none
    double confidence = 0.0;       ///< 0..1
    std::string runner_up;         ///< the next best reading, "Benton, Arkansas, US"; may be empty
};

/// Why two names (or two local entities) were taken for one: rule and the words it rests on.
struct MergeEvidence {
    std::string rule;  ///< "surname of full name", "acronym beside long form", "alias table: armed groups" …
    std::vector<Place> places;  ///< the words; may be empty for a table
};

/// An entity of one report (local) or of the whole dossier (joined).
struct Entity {
    std::string name;  ///< fullest name; for an entity known by descriptions only, its description
    EntityType type = EntityType::person;
    bool named = true;                 ///< false: the texts never name it ("a senior official")
    std::vector<std::string> aliases;  ///< other names found in the texts, in order of first appearance
    std::vector<std::string>
        roles;  ///< offices and descriptions the words give, verbatim ("foreign minister of …")
    std::vector<Mention> mentions;  ///< in text order, reports in order
    std::optional<MapPoint> place;
    std::vector<MergeEvidence> evidence;
    std::vector<EntityRef> possibly_same;  ///< unsure pairs: shown, never merged
    std::vector<EntityRef> stands_for;  ///< metonyms: "Washington" for the US government; edges, never merges
};

}  // namespace sitrep
