/// @file quotations_settings.hpp
/// @brief When and where something was said, where the words of its attribution tell.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "annotate/quotations_clauses.hpp"

namespace sitrep::annotate {

struct Setting {
    std::int32_t when = -1;       ///< index into the report's time expressions; -1 not told
    TokenRange where;             ///< "Vienna", "the airport", "a rally in Lusaka"; empty: not told
    EntityRef place = kNoEntity;  ///< the place named in `where`
};

/// Reads the circumstances that stand in an attribution: behind cue and addressee ("told reporters at the
/// airport on Monday"), between source and cue ("Brown on Tuesday said"), and those that open its sentence
/// ("Speaking in Vienna on Tuesday, Brown said …"). A day or place that may belong to what was said instead
/// ("said Tuesday was too late", "In Sudan, the agency says …") is not taken.
class SettingReader {
  public:
    /// `marks`: entities and times of the report; entities appended later are not looked at.
    SettingReader(const Reading& reading, const Annotations& marks);
    [[nodiscard]] Setting read(const Attribution& attribution) const;
    /// "reporters at the airport": whom it was told, without where.
    [[nodiscard]] TokenRange addressee_of(const Attribution& attribution) const;

  private:
    struct TimeAt {
        TokenRange tokens;
        std::int32_t index;
    };
    struct PlaceAt {
        TokenRange tokens;
        EntityRef entity;
    };
    class Walk;

    [[nodiscard]] Setting behind(const Attribution& attribution) const;
    [[nodiscard]] Setting between(const Attribution& attribution) const;
    [[nodiscard]] Setting ahead(const Attribution& attribution) const;
    [[nodiscard]] const TimeAt* time_at(std::uint32_t token) const;
    [[nodiscard]] const PlaceAt* place_at(std::uint32_t token) const;

    const Reading& reading_;
    std::vector<TimeAt> times_;    ///< in text order
    std::vector<PlaceAt> places_;  ///< in text order
};

}  // namespace sitrep::annotate
