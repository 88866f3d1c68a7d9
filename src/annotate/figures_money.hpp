/// @file figures_money.hpp
/// @brief What money a report means where its words leave that out: the currency at home, letters that are a
/// sign of money.
#pragma once
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "annotate/figures_grammar.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::annotate {

/// Of one report; a view, not to outlive its text and pieces.
class ReportMoney {
  public:
    ReportMoney(std::string_view text, std::span<const Piece> pieces, const FigureGrammar& grammar,
                const Annotations& marks);

    /// "30 million pesos" in a report from Manila: the currency's code; empty where the words say whose it
    /// is, or the report names no country.
    [[nodiscard]] std::string of_home(const Match& match) const;
    /// "K802 a litre": the match holds letters that this report glues to its prices.
    [[nodiscard]] bool holds_sign(const Match& match) const;

  private:
    void note_signs();
    [[nodiscard]] std::string_view words(std::uint32_t piece) const {
        return text_.substr(pieces_[piece].range.begin, pieces_[piece].range.size());
    }

    std::string_view text_;
    std::span<const Piece> pieces_;
    const FigureGrammar& grammar_;
    std::string home_;  // country code
    std::set<std::string_view> paid_in_;
};

}  // namespace sitrep::annotate
