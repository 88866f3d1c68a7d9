/// @file around.hpp
/// @brief The pieces around a match, with short questions about them.
#pragma once
#include "annotate/patterns.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

/// Pieces of the sentence that holds a match: [first,last).
struct PieceRange {
    std::uint32_t first = 0, last = 0;
};

/// Finds the pieces of one sentence after another; sentences are asked for in text order.
class SentencePieces {
  public:
    SentencePieces(std::span<const Piece> pieces, const TokenizedText& tokens)
        : pieces_(pieces), tokens_(tokens) {}
    [[nodiscard]] PieceRange of(std::uint32_t sentence);

  private:
    std::span<const Piece> pieces_;
    const TokenizedText& tokens_;
    std::uint32_t sentence_ = 0;
    PieceRange here_;
};

class Around {
  public:
    Around(std::string_view text, std::span<const Piece> pieces, const Vocabulary& vocabulary,
           const Match& match, PieceRange sentence)
        : text_(text), pieces_(pieces), vocabulary_(vocabulary), match_(match), sentence_(sentence) {}

    /// The n-th piece before the match, counted from 1; none beyond the sentence.
    [[nodiscard]] const Piece* before(std::uint32_t n = 1) const {
        return match_.first >= sentence_.first + n ? &pieces_[match_.first - n] : nullptr;
    }
    /// The n-th piece after the match, counted from 0; none beyond the sentence.
    [[nodiscard]] const Piece* after(std::uint32_t n = 0) const {
        return match_.last + n < sentence_.last ? &pieces_[match_.last + n] : nullptr;
    }
    [[nodiscard]] const Piece& first() const { return pieces_[match_.first]; }
    [[nodiscard]] const Piece& last() const { return pieces_[match_.last - 1]; }
    [[nodiscard]] std::uint32_t size() const { return match_.last - match_.first; }
    [[nodiscard]] bool is(const Piece* piece, ClassId class_id) const {
        return piece != nullptr && vocabulary_.has(*piece, class_id);
    }
    [[nodiscard]] std::string_view words(const Piece* piece) const {
        return piece == nullptr ? std::string_view() : text_.substr(piece->range.begin, piece->range.size());
    }
    [[nodiscard]] std::string_view value(const Piece& piece, ClassId class_id) const {
        return vocabulary_.value(piece, class_id);
    }
    [[nodiscard]] bool capital(const Piece* piece) const {
        const std::string_view w = words(piece);
        return !w.empty() && w[0] >= 'A' && w[0] <= 'Z';
    }
    /// Begins with an ASCII letter, or one beyond ASCII.
    [[nodiscard]] static bool letter(std::string_view w) {
        return !w.empty() && ((w[0] >= 'a' && w[0] <= 'z') || (w[0] >= 'A' && w[0] <= 'Z') ||
                              static_cast<unsigned char>(w[0]) >= 0xC3);
    }

  private:
    std::string_view text_;
    std::span<const Piece> pieces_;
    const Vocabulary& vocabulary_;
    const Match& match_;
    PieceRange sentence_;
};

}  // namespace sitrep::annotate
