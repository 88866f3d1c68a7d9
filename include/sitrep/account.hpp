/// @file account.hpp
/// @brief What follows from several reports: stories, relations, cases, timeline, and the sentences of the
/// brief.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/date.hpp"
#include "sitrep/passage.hpp"
#include "sitrep/span.hpp"

namespace sitrep {

/// Reports that tell the same event or situation.
struct Story {
    std::string title;
    std::vector<ReportIndex> reports;
    DateRange dates;
    std::vector<EntityRef> places;
};

/// Meanings: contract, "relations.kind".
enum class RelationKind : std::uint8_t {
    agree,
    conflict,
    differ,
    update,
    stronger,
    tension,
    not_comparable,
    same_utterance
};
[[nodiscard]] std::string_view name(RelationKind kind);

/// A figure, act or quotation of the dossier, by list and index.
struct ItemRef {
    enum class List : std::uint8_t { figures, acts, quotes };
    List list = List::figures;
    std::uint32_t index = 0;
    auto operator<=>(const ItemRef&) const = default;
};

/// Items that speak of one subject, and how they stand to one another. Never settled by counting.
struct Relation {
    RelationKind kind = RelationKind::agree;
    std::string subject;
    std::vector<ItemRef> items;
    std::string reason;  ///< one line built from the evidence
    OriginInterval origins;
};

struct TimelineEntry {
    DateRange dates;
    std::string text;
    std::vector<Place> citations;
};

enum class Stage : std::uint8_t {
    raised,
    announced,
    submitted,
    under_examination,
    granted,
    refused,
    in_force,
    completed,
    withdrawn,
    lapsed,
    suspended
};
[[nodiscard]] std::string_view name(Stage stage);

struct CaseStep {
    std::string state;
    Place place;
    EntityRef by = kNoEntity;
    DateRange at;
};

/// A process and how far the reports' words take it.
struct Case {
    std::string case_template;  ///< the contract's `template`
    std::string subject;
    Stage stage = Stage::raised;
    std::string state;
    std::vector<CaseStep> steps;
    std::vector<std::string> missing;
};

/// One entry of the brief: reports' own words or a template filled from spans; never free text.
struct BriefSentence {
    std::string section;  ///< head, bottom_line, changed, figures, said, requests, cases, timeline, places,
                          ///< gaps, sources, method
    std::string text;
    std::vector<Place> citations;
    std::int32_t relation = -1;  ///< index of the relation that it tells; -1 none
};

}  // namespace sitrep
