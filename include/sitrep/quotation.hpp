/// @file quotation.hpp
/// @brief Who said what: direct, mixed and indirect quotations and the speaker the words give, or none.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/figure.hpp"
#include "sitrep/span.hpp"

namespace sitrep {

/// direct: the words between the marks. mixed: a reported clause with some words in marks. indirect: no
/// marks.
enum class QuotationKind : std::uint8_t { direct, mixed, indirect };
[[nodiscard]] std::string_view name(QuotationKind kind);

struct Quotation {
    ReportIndex report = 0;
    Span span;  ///< direct: the words between the marks, marks excluded
    QuotationKind kind = QuotationKind::direct;
    Source speaker;   ///< class none: the text gives nobody; never guessed
    std::string cue;  ///< "said", "according to"; empty if none
    std::optional<Span> cue_span;
    EntityRef addressee = kNoEntity;     ///< "told AFP"
    std::optional<Span> addressee_span;  ///< the words that name whom it was told, an entity or not
    std::int32_t when =
        -1;  ///< index of the time expression that tells when it was said, in the same list set
    std::optional<Span> where;  ///< words that tell where or on what occasion: "in Vienna", "at the airport"
    EntityRef where_entity = kNoEntity;  ///< the place those words name
    std::string why;                     ///< one clause: which evidence gave or refused a speaker
};

}  // namespace sitrep
