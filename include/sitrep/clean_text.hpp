/// @file clean_text.hpp
/// @brief Clean text as a view of source bytes: readable UTF-8 with a map back to every byte it came from.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/span.hpp"

namespace sitrep {

/// UTF-8 text that stages read, and the map between its offsets and source bytes. For a plain UTF-8 file text
/// and source are the same bytes and nothing is copied. Elsewhere text is made of pieces, each either a run
/// copied byte by byte or a replacement (`&amp;` to `&`, a legacy byte to two UTF-8 bytes) that maps as a
/// whole. Cost of a look-up: O(log pieces). Immutable once built; cheap to copy.
class CleanText {
  public:
    CleanText() = default;

    /// The whole of `bytes`, which must be valid UTF-8, as text; offsets are equal on both sides.
    [[nodiscard]] static CleanText identity(std::shared_ptr<const std::string> bytes);

    [[nodiscard]] std::string_view text() const {
        return text_ ? std::string_view(*text_) : std::string_view();
    }
    [[nodiscard]] std::string_view words(TextRange range) const;
    /// Text behind a source span; empty if none of the span's bytes became text.
    [[nodiscard]] std::string_view words(Span span) const { return words(range(span)); }
    /// Smallest source span that holds every byte `range` came from. Empty range: an empty span at its place.
    [[nodiscard]] Span source(TextRange range) const;
    /// Range of text that came from inside `span`; a replacement cut by the span counts as inside.
    [[nodiscard]] TextRange range(Span span) const;

  private:
    friend class CleanTextBuilder;
    struct Piece {
        std::uint32_t text_begin, text_size, source_begin, source_size;
        bool copied;  ///< byte for byte; else the piece maps as a whole
    };
    [[nodiscard]] std::uint32_t source_offset(std::uint32_t text_offset, bool is_end) const;
    std::shared_ptr<const std::string> text_;
    std::shared_ptr<const std::vector<Piece>> pieces_;  // null: identity
};

/// Builds a CleanText from pieces in text order. Source positions must not go backwards.
class CleanTextBuilder {
  public:
    /// Copies `bytes` that stand at `source_begin` in the source, byte for byte.
    void copy(std::uint32_t source_begin, std::string_view bytes);
    /// Puts `replacement` where `source` stands in the source. An empty source span: text that the source
    /// lacks (a line break between two blocks).
    void replace(Span source, std::string_view replacement);
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] CleanText build() &&;

  private:
    std::string text_;
    std::vector<CleanText::Piece> pieces_;
};

}  // namespace sitrep
