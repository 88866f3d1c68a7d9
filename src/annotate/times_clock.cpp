#include "annotate/times_clock.hpp"

#include <algorithm>

namespace sitrep::annotate {

bool joins_clocks(TimeForm& local, const TimeForm& world, const TimeForm& day, std::string_view between,
                  std::string_view behind) {
    constexpr int kDay = 24 * 60, kEasternmost = 14 * 60;
    const bool clocks = local.hour >= 0 && local.weekday == 0 && local.month == 0 && local.zone == kNoZone &&
                        world.hour >= 0 && world.weekday == 0 && world.zone == 0;
    const bool named = day.kind == FormKind::date && day.weekday != 0 && day.hour < 0 && day.part.empty();
    if (!clocks || !named || between != " (" || (behind != ") on " && behind != ") ")) return false;
    int east = local.hour * 60 + std::max(local.minute, 0) - (world.hour * 60 + std::max(world.minute, 0));
    if (east < kEasternmost - kDay) east += kDay;
    if (east > kEasternmost) east -= kDay;
    const std::string clock_modifier = local.modifier;
    const int hour = local.hour, minute = local.minute, second = local.second;
    const TimeType type = local.type;
    local = day;
    local.type = type;
    local.hour = hour, local.minute = minute, local.second = second;
    local.zone = east;
    local.modifier = clock_modifier;
    return true;
}

}  // namespace sitrep::annotate
