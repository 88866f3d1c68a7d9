/// @file dossier.hpp
/// @brief Everything known about a set of reports: the value that every output is rendered from.
/// The JSON form is the contract "sitrep/dossier/1" (see docs/dossier.md).
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "sitrep/account.hpp"
#include "sitrep/act.hpp"
#include "sitrep/document.hpp"
#include "sitrep/entity.hpp"
#include "sitrep/figure.hpp"
#include "sitrep/passage.hpp"
#include "sitrep/quotation.hpp"
#include "sitrep/report.hpp"
#include "sitrep/time_expression.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep {

/// Marks found in one report. Entity references are indices into `entities`; `part_of` and `quotation` are
/// indices into this value's own lists; every `report` field is 0 until the reports are joined.
struct Annotations {
    std::vector<Entity> entities;
    std::vector<TimeExpression> times;
    std::vector<Figure> figures;
    std::vector<Quotation> quotes;
    std::vector<Act> acts;
};

/// One report read to the end: what stages across reports start from.
struct AnnotatedReport {
    Report report;
    TokenizedText tokens;
    Annotations marks;
};

/// When a report was written, as far as words or outside metadata tell; open if they do not.
struct Published {
    DateRange range;
    std::optional<Day> best;  ///< most likely day; none if nothing speaks for one
    double confidence = 0.0;  ///< 0..1, of `best`
    std::vector<Evidence> basis;
    /// Days it may have been written on with their shares (they sum to 1), in order; empty if `range` is not
    /// bounded. What hangs on the day is solved over these.
    std::vector<std::pair<Day, double>> days = {};
    /// No line of the report and nothing from outside gives the day: `range` follows from what is told there
    /// and in other reports. Not part of the JSON form.
    bool worked_out = false;
};

/// One report was written before another, by words of both or by copying; days play no part.
struct WrittenBefore {
    ReportIndex earlier = 0, later = 0;
    std::vector<Evidence> basis;  ///< words of the earlier, then of the later report
};

/// All of it for a set of reports. Lists refer to one another by index; ids in the JSON are made from these.
struct Dossier {
    std::vector<LeftOut> left_out;
    std::vector<AnnotatedReport>
        reports;  ///< sorted by path and member; `marks` are moved out into the lists below
    std::vector<Published> published;  ///< one for each report
    std::vector<WrittenBefore> order;  ///< sorted by reports; only pairs whose words tell
    std::vector<Entity> entities;
    std::vector<TimeExpression> times;
    std::vector<Figure> figures;
    std::vector<Quotation> quotes;
    std::vector<Act> acts;
    std::vector<Passage> passages;
    std::vector<Origin> origins;
    std::vector<Story> stories;
    std::vector<Relation> relations;
    std::vector<TimelineEntry> timeline;
    std::vector<Case> cases;
    std::size_t cases_left_out = 0;  ///< told by fewer steps than the most that are kept of one template
    std::vector<BriefSentence> brief;
};

}  // namespace sitrep
