/// @file imposers.hpp
/// @brief Who may lift or ease what was imposed: whoever imposed it.
#pragma once
#include "cases/matter.hpp"

namespace sitrep::cases {

struct Imposer {
    EntityRef body = kNoEntity;
    bool is_asked = false;  ///< a report says that it is asked
};

/// The body that imposed what the matter asks to be freed from: for "to be exempted from the arms embargo"
/// the one of "an embargo introduced by the council", in any report of its situation. None where nothing of
/// the kind is asked, no report tells, or reports tell of several bodies.
[[nodiscard]] Imposer imposer(const Matter& matter, const ledger::Evidence& evidence);

}  // namespace sitrep::cases
