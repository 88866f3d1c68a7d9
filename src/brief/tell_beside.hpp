/// @file tell_beside.hpp
/// @brief What stands beside a relation in the ledger and belongs to how it is told.
#pragma once
#include "brief/items.hpp"

namespace sitrep::brief {

/// Adds to a denied charge what a report tells of the denial later: that its maker admitted it, with the
/// sentence after, which may qualify it. Nothing for other relations.
void add_outcome(const Reader& reader, const Relation& relation, BriefSentence& sentence);

/// Adds to a row of states the first figure in it that another source disputes, with the rival: "; in
/// dispute: “91 percent” against “97 percent” (r3)". Nothing where the rival stands there already.
void add_disputes(const Reader& reader, const Relation& relation, BriefSentence& sentence);

}  // namespace sitrep::brief
