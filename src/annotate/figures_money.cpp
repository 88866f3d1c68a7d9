#include "annotate/figures_money.hpp"

#include <algorithm>
#include <map>

namespace sitrep::annotate {
namespace {

/// The country that most of the places are in, between as many the one named more often; empty for none.
std::string country_of(const Annotations& marks) {
    std::map<std::string, std::pair<std::size_t, std::size_t>> votes;  // places, mentions
    for (const Entity& entity : marks.entities) {
        if (!entity.place || entity.place->country.empty()) continue;
        auto& [places, mentions] = votes[entity.place->country];
        ++places;
        mentions += entity.mentions.size();
    }
    const auto most = std::max_element(votes.begin(), votes.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == votes.end() ? std::string() : most->first;
}

}  // namespace

ReportMoney::ReportMoney(std::string_view text, std::span<const Piece> pieces, const FigureGrammar& grammar,
                         const Annotations& marks)
    : text_(text), pieces_(pieces), grammar_(grammar), home_(country_of(marks)) {
    note_signs();
}

std::string ReportMoney::of_home(const Match& match) const {
    if (home_.empty()) return {};
    const auto& vocabulary = grammar_.patterns.vocabulary();
    for (std::uint32_t i = match.first; i < match.last; ++i) {
        if (!vocabulary.has(pieces_[i], grammar_.classes.home_currency)) continue;
        // "300 Philippine pesos": the words say it
        if (i > match.first && words(i - 1).size() > 1 && words(i - 1)[0] >= 'A' && words(i - 1)[0] <= 'Z')
            return {};
        const std::string_view table = vocabulary.value(pieces_[i], grammar_.classes.home_currency);
        const std::size_t at = table.find(home_ + "=");
        constexpr std::size_t kCode = 3;
        if (at != std::string_view::npos && (at == 0 || table[at - 1] == ' '))
            return std::string(table.substr(at + home_.size() + 1, kCode));
        return {};
    }
    return {};
}

/// "K802 a litre, up from K680": letters glued to three different numbers or more, one of them too large for
/// a road or a model, are a sign of money.
void ReportMoney::note_signs() {
    constexpr std::size_t kFewest = 3;
    std::map<std::string_view, std::set<std::string_view>> numbers;
    std::set<std::string_view> large;
    for (std::uint32_t i = 0; i + 1 < pieces_.size(); ++i) {
        if (!pieces_[i + 1].digits || pieces_[i + 1].space_before || !pieces_[i].capital) continue;
        numbers[words(i)].insert(words(i + 1));
        if (words(i + 1).size() > 2) large.insert(words(i));
    }
    for (const auto& [sign, seen] : numbers) {
        if (seen.size() >= kFewest && large.contains(sign)) paid_in_.insert(sign);
    }
}

bool ReportMoney::holds_sign(const Match& match) const {
    for (std::uint32_t i = match.first; i < match.last; ++i) {
        if (paid_in_.contains(words(i))) return true;
    }
    return false;
}

}  // namespace sitrep::annotate
