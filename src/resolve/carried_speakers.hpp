/// @file carried_speakers.hpp
/// @brief A speaker who was only taken over from the quotation before gives way where another report says
/// whose words they are.
#pragma once
#include "sitrep/dossier.hpp"

namespace sitrep::resolve {

/// A quotation that stands in a paragraph of its own, without source or cue, takes the speaker of the
/// quotation before it. Where another report gives the same words (four or more of a sentence) with a source
/// and a cue to somebody else, the paragraph was set loose from its context by whoever copied it: it is left
/// without a speaker, and `why` tells which report gives one; acts and figures in it lose that actor and
/// holder. Where any report gives them to the same speaker
/// nothing changes. Linear in the words quoted. The marks stand by report, then by place.
void settle_carried_speakers(Dossier& dossier);

}  // namespace sitrep::resolve
