/// @file zone.hpp
/// @brief The zone of clock times whose words give none, as the reader names it (`--zone`).
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "sitrep/date.hpp"
#include "sitrep/result.hpp"
#include "sitrep/time_expression.hpp"

namespace sitrep::resolve {

/// A fixed offset from Greenwich, or a place of the IANA time zone database with its summer times.
class Zone {
  public:
    /// How the zone is written wherever sitrep prints it: "Z", "+02:00", "Africa/Harare".
    [[nodiscard]] const std::string& name() const { return name_; }
    /// What stands behind a clock time of that day and minute in TIMEX3: "Z" or "+02:00". Of a local time
    /// that occurs twice (clocks set back) the first, of one that is left out (set forward) the later offset.
    [[nodiscard]] std::string suffix(Day day, int minute_of_day) const;
    /// False if the offset hangs on the day.
    [[nodiscard]] bool fixed() const { return place_ == nullptr; }

  private:
    friend Result<Zone> parse_zone(std::string_view text);
    struct Place;
    std::string name_;
    int minutes_ = 0;  ///< east of Greenwich, of a fixed zone
    std::shared_ptr<const Place> place_;
};

/// Reads "Z", "UTC", "GMT", "+02:00", "-0330", "+2" or an IANA name. Fails for anything else, and for offsets
/// beyond 14 hours, naming the mend. Abbreviations ("EST", "IST") mean several zones and are refused.
[[nodiscard]] Result<Zone> parse_zone(std::string_view text);

/// Adds the zone to every value that has a clock time but no zone, and says so in `basis`. A value without a
/// day takes a fixed offset only. Does nothing if `zone` is no zone.
void set_zone(std::span<TimeExpression> times, std::string_view zone);

}  // namespace sitrep::resolve
