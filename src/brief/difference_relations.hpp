/// @file difference_relations.hpp
/// @brief Relations that are not what they were in an earlier dossier.
#pragma once
#include <vector>

#include "brief/counterparts.hpp"
#include "brief/finding.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

/// Two dossiers opened, and what in one is what in the other.
struct Both {
    const Reader& before;
    const Reader& now;
    const Standing& standing_before;
    const Standing& standing_now;
    const Counterparts& counterparts;
};

struct RelationChange {
    int rank = 0;  ///< of its kind
    Finding finding;
};

/// What to tell of relations, conflicts first. "superseded": an update whose last state is new; "revised":
/// its values or its kind are others; "new": it rests on words that are new, or one more report tells the
/// same values; "gone": an item of it is gone and no relation holds what is left. Relations of items that
/// stood there before, newly put together, are no change of the reports and are left out; so are updates
/// whose order the words do not prove, and what has nothing to set against another.
[[nodiscard]] std::vector<RelationChange> changed_relations(const Both& both);

}  // namespace sitrep::brief
