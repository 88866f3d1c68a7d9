/// @file scrape.hpp
/// @brief What the learned line model adds to the rules of text mode: menus, teasers and comments around the
/// article of a scrape.
#pragma once
#include "extract/body_model.hpp"
#include "extract/text_mode.hpp"
#include "sitrep/clean_text.hpp"

namespace sitrep::extract {

/// Marks lines that the rules left as body before the article's first sure line and after its last as `other`
/// where the model, learned from pages with known bodies, is sure that they are none. Never touches a line
/// inside the article or a whole sentence right above it, nor a text in which too few lines are sure: a lost
/// fact costs more than a stray caption.
void leave_out_surroundings(const CleanText& text, const BodyModel& model, LabelledLines& lines);

}  // namespace sitrep::extract
