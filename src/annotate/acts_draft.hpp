/// @file acts_draft.hpp
/// @brief An act as token ranges, before its parties are known to be anybody.
#pragma once
#include <optional>

#include "annotate/acts_frames.hpp"
#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {

struct ActDraft {
    const ActFrame* frame = nullptr;  ///< null: an act made by speaking ("we will …")
    ActKind act = ActKind::request;
    TokenRange cue;
    TokenRange actor;
    TokenRange recipient;
    TokenRange what;
    TokenRange condition;
    std::optional<ActStatus> status;  ///< as the words around the cue have it; otherwise by frame and tense
    bool negated = false;
    bool future = false;
    bool never = false;   ///< "never promised"
    bool flatly = false;  ///< "does not accept"
    bool passive = false;
    bool potential = false;        ///< "could not recommend"
    bool mutual = false;           ///< several subjects do it to one another
    bool relative = false;         ///< "what Malta asked for": told in passing, with no condition of its own
    bool needs_speaker = false;    ///< an act only where the words have a speaker
    bool needs_recipient = false;  ///< an act only where somebody is known to suffer it
    bool needs_charge = false;     ///< a denial only where the report tells of a charge before
    bool answers_charge = false;   ///< a denial only right behind a charge
    bool unnamed = false;          ///< "the others will follow": nobody in particular acts
    bool apart = false;  ///< the recipient stands outside the words of the act ("snubbed a plea for …")
    bool told_by_speaker = false;  ///< without an actor, the act is that of whoever says the words
};

}  // namespace sitrep::annotate
