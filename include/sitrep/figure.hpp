/// @file figure.hpp
/// @brief How many: a figure with its bound, unit, what is counted, where, whose estimate, and as of when.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/date.hpp"
#include "sitrep/span.hpp"

namespace sitrep {

enum class Approximator : std::uint8_t { none, about, at_most, at_least, more_than, less_than, vague };
[[nodiscard]] std::string_view name(Approximator approximator);

/// How the words name a source. anonymous: a person without a name ("a diplomat"); none: nobody is named.
enum class SourceClass : std::uint8_t { named, anonymous, institution, document, none };
[[nodiscard]] std::string_view name(SourceClass source_class);

/// Speaker of a quotation or holder of a figure: the entity, and the words that name it at this place.
struct Source {
    EntityRef entity = kNoEntity;
    std::optional<Span> span;
    SourceClass source_class = SourceClass::none;
};

/// level: a state ("there are 6,000"). increment / loss: a change ("20 more", "fell by"). total: said to be
/// one. part: contained in another figure ("including 300"). share: a percentage or fraction of something.
enum class FigureRole : std::uint8_t { level, increment, loss, total, part, share };
[[nodiscard]] std::string_view name(FigureRole role);

struct Figure {
    ReportIndex report = 0;
    Span span;  ///< qualifier + number + unit: "as many as 6,000", "40 percent", "$5 million"
    std::optional<double> value;  ///< none for vague amounts and ranges
    std::optional<double> low;    ///< equal to value if exact; open ends are none
    std::optional<double> high;
    Approximator approximator = Approximator::none;
    std::string unit;     ///< person, country, percent, ISO 4217 code, day, km …; empty if not known
    std::string counted;  ///< head words as they stand: "Islamic State fighters"
    std::optional<Span> counted_span;
    EntityRef of = kNoEntity;  ///< the whole or body measured
    EntityRef place = kNoEntity;
    Source holder;
    DateRange as_of;
    /// What remains to be solved for `as_of` once the report's day is known (see TimeExpression::unsolved);
    /// owned by annotate/figures and resolve/dates.
    std::string as_of_unsolved;
    FigureRole role = FigureRole::level;
    std::int32_t part_of = -1;  ///< index of the containing figure in the same list; -1 none
    std::string
        status;  ///< what happened to what is counted: killed, injured, displaced, missing …; may be empty
    bool hypothetical = false;  ///< asked for, feared, planned, conditional: not a state of affairs
};

}  // namespace sitrep
