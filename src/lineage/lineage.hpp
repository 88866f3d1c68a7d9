/// @file lineage.hpp
/// @brief Who copied whom in a set of reports: shared passages, their direction, origins, and how many
/// independent origins stand behind any set of spans.
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/engine.hpp"
#include "sitrep/result.hpp"

namespace sitrep::lineage {

class Lexicon;

/// Word knowledge of the room; shared by copies, never changed.
struct LineageResources {
    std::shared_ptr<const Lexicon> lexicon;
};
[[nodiscard]] Result<LineageResources> load_resources(const std::filesystem::path& data);

/// Words that rest on a line of reporting: index into Lineage::origins.
struct Carried {
    Place place;
    std::uint32_t origin = 0;
    auto operator<=>(const Carried&) const = default;
};

/// Equal words that two reporters heard in public (a news conference, a published text): no passage.
struct PublicWords {
    Place a;
    Place b;
};

/// A reader's decision on two reports of the set.
struct Decision {
    ReportIndex a = 0;
    ReportIndex b = 0;
    bool same = true;
    auto operator<=>(const Decision&) const = default;
};

/// A body block that its site prints under most reports.
struct Boilerplate {
    ReportIndex report = 0;
    std::uint32_t block = 0;
    auto operator<=>(const Boilerplate&) const = default;
};

/// Sentences of a report that were not searched for shared passages.
struct NotCompared {
    ReportIndex report = 0;
    std::uint32_t repeated = 0;  ///< stand further up word for word; what is found there holds for them too
    std::uint32_t beyond = 0;    ///< behind the first kMaximumSentences
    auto operator<=>(const NotCompared&) const = default;
};

struct Lineage {
    std::vector<Passage> passages;  ///< sorted by place
    std::vector<Origin> origins;    ///< sorted by first report
    std::vector<Carried>
        carried;  ///< sorted by place; words not listed rest on any of their report's origins
    std::vector<std::uint32_t>
        unseen;  ///< origins known only by words that reports share: their other words may rest on others
    std::vector<std::uint32_t>
        unproven;  ///< origins that no words show: their reports name no agency and no reporter on the spot
    std::vector<std::vector<std::uint32_t>>
        main_of;  ///< by report: origins of words that are no copy, where it shows them; else empty
    std::vector<Place> own_words;           ///< sorted; sentences told to the outlet that prints them
    std::vector<PublicWords> public_words;  ///< sorted by place
    std::vector<Decision> decisions;        ///< sorted
    std::vector<Boilerplate> boilerplate;   ///< sorted; no passage and no origin rests on it
    std::vector<std::vector<std::uint32_t>>
        origins_of;  ///< of each report, ascending (less those that it only heard another outlet tell)
    std::vector<NotCompared> not_compared;  ///< by report, ascending; only those with something left
};

/// Passages and origins of the reports, which must be in their final order.
/// A decision that names no report of the set, or several, is passed over.
[[nodiscard]] Lineage trace(std::span<const AnnotatedReport> reports, const LineageResources& resources,
                            unsigned threads, std::span<const OriginDecision> decisions = {});

/// Independent origins behind the words at `places` (meanings: contract, "origins.min / max"). Never less
/// than 1 for a non-empty list. `one_voice`: all the words are one holder's, who may have spoken once to all.
[[nodiscard]] OriginInterval independent_origins(std::span<const AnnotatedReport> reports,
                                                 const Lineage& lineage, std::span<const Place> places,
                                                 bool one_voice = false);

}  // namespace sitrep::lineage
