/// @file quotations_glyphs.hpp
/// @brief Quotation marks by their shape.
#pragma once
#include <cstdint>
#include <string_view>

#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {

enum class Glyph : std::uint8_t {
    none,
    straight_double,
    curly_open,
    curly_close,
    doubled_single,  ///< '' for a double mark
    straight_single,
    single_open,
    single_close,
    guillemet_open,
    guillemet_close
};

[[nodiscard]] inline Glyph glyph_of(std::string_view mark) {
    if (mark == "\"") return Glyph::straight_double;
    if (mark == "“" || mark == "„") return Glyph::curly_open;
    if (mark == "”") return Glyph::curly_close;
    if (mark == "'") return Glyph::straight_single;
    if (mark == "‘") return Glyph::single_open;
    if (mark == "’") return Glyph::single_close;
    if (mark == "«") return Glyph::guillemet_open;
    if (mark == "»") return Glyph::guillemet_close;
    return Glyph::none;
}

/// Straight, curly and doubled single marks of a double kind are one style.
[[nodiscard]] inline MarkStyle style_of(Glyph glyph) {
    if (glyph == Glyph::guillemet_open || glyph == Glyph::guillemet_close) return MarkStyle::guillemets;
    const bool single =
        glyph == Glyph::straight_single || glyph == Glyph::single_open || glyph == Glyph::single_close;
    return single ? MarkStyle::single_marks : MarkStyle::double_marks;
}

}  // namespace sitrep::annotate
