/// @file act.hpp
/// @brief What they want and do with words: requests, offers, refusals, warnings, with conditions and status.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sitrep/span.hpp"

namespace sitrep {

enum class ActKind : std::uint8_t {
    request,
    demand,
    offer,
    commit,
    agree,
    refuse,
    deny,
    warn,
    threaten,
    admit,
    plan,
    consider,
    endorse,
    accuse
};
/// The contract's word: REQUEST … ACCUSE.
[[nodiscard]] std::string_view name(ActKind kind);

/// done: performed in or before these words. announced: said to follow. conditional: holds only if its
/// condition does.
enum class ActStatus : std::uint8_t { announced, done, refused, withdrawn, contemplated, conditional };
[[nodiscard]] std::string_view name(ActStatus status);

struct Act {
    ReportIndex report = 0;
    Span span;  ///< the clause that holds the act
    ActKind act = ActKind::request;
    EntityRef actor = kNoEntity;
    EntityRef recipient = kNoEntity;
    std::vector<EntityRef> co_actors;  ///< acts done together ("A and B agreed")
    std::optional<Span> what;
    std::optional<Span> condition;
    std::vector<Span> condition_parts;  ///< "if A and B": both parts
    ActStatus status = ActStatus::done;
    bool negated = false;
    std::int32_t quotation = -1;  ///< index of the quotation that reports it, in the same list set; -1 none
};

}  // namespace sitrep
