/// @file quantity_bodies.hpp
/// @brief Whose a count is, who counts, and whether its sentence names a place: bodies and places around one
/// figure.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "ledger/evidence.hpp"
#include "ledger/words_before.hpp"

namespace sitrep::ledger {

/// Reads the sentence of one figure; a view, not to outlive what it was made of.
class Bodies {
  public:
    /// Tokens of the figure's sentence.
    struct Reach {
        std::uint32_t begin = 0, end = 0;
    };
    Bodies(const Evidence& evidence, const Item& item, Reach reach);

    /// "The militia is thought to have some 700 men": the body before "have"; kNoEntity for none, or where it
    /// is who counts.
    [[nodiscard]] EntityRef body() const;
    /// "The Red Cross had 61": who counts stands right before "had"; kNoEntity for none.
    [[nodiscard]] EntityRef counter() const;
    /// "The fire service on Tuesday raised the toll of the explosion to 22": who counts it higher now.
    [[nodiscard]] EntityRef raiser() const;
    /// "Figures released by the ministry", "in the book, kept by the ministry": who keeps the count.
    [[nodiscard]] EntityRef keeper() const;
    /// Names between two tokens, in text order; bodies only.
    [[nodiscard]] std::vector<Evidence::Named> within(std::uint32_t first, std::uint32_t last) const;
    /// "Nationwide", "across the country".
    [[nodiscard]] bool whole_country() const;
    /// The sentence names a place.
    [[nodiscard]] bool place_named() const;

  private:
    template <std::size_t Size>
    [[nodiscard]] std::uint32_t before(const std::array<std::string_view, Size>& words,
                                       std::uint32_t reach) const {
        return one_of_before(words, reach, {begin_, item_.first}, [&](std::uint32_t at) { return word(at); });
    }
    [[nodiscard]] std::string word(std::uint32_t at) const;

    const Evidence& evidence_;
    const Item& item_;
    const TokenizedText& tokens_;
    std::string_view text_;
    std::uint32_t begin_ = 0, end_ = 0;
};

}  // namespace sitrep::ledger
