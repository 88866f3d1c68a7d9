#include "cases/rests.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "cases/opening_words.hpp"
#include "cases/remainders.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kMostDigits = 9;

/// "The other 35 million": no figure, since nothing is counted.
double bare_rest(const Event& event, const Evidence& evidence) {
    constexpr std::array<std::pair<std::string_view, double>, 3> kScales = {
        {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}}};
    const std::vector<std::string> words = plain_words(evidence.words(event.place.report, event.place.span));
    const auto other = std::find(words.begin(), words.end(), "other");
    if (other == words.end() || other + 1 == words.end()) return 0.0;
    const std::string& number = *(other + 1);
    if (number.size() > kMostDigits || number.find_first_not_of("0123456789") != std::string::npos)
        return 0.0;
    double value = 0.0;
    for (const char digit : number) value = value * 10.0 + static_cast<double>(digit - '0');
    for (const auto& [scale, by] : kScales) {
        if (other + 2 != words.end() && *(other + 2) == scale) value *= by;
    }
    return value;
}

std::vector<double> values_in(const Event& event, const Evidence& evidence) {
    std::vector<double> found;
    for (const std::uint32_t index : figures_in(sentence_of(event, evidence), evidence)) {
        const Figure& figure = evidence.dossier().figures[index];
        if (figure.value) found.push_back(*figure.value);
    }
    return found;
}

}  // namespace

bool rest_of(const Matter& matter, const Event& granted, const Event& rest, const Evidence& evidence) {
    const std::vector<double> given = values_in(granted, evidence);
    std::vector<double> left = values_in(rest, evidence);
    if (const double bare = bare_rest(rest, evidence); bare > 0.0) left.push_back(bare);
    return std::any_of(matter.openings.begin(), matter.openings.end(), [&](std::uint32_t act) {
        const Figure* asked = asked_amount(evidence.dossier().acts[act], evidence);
        return asked != nullptr && asked->value && std::any_of(given.begin(), given.end(), [&](double part) {
                   return std::find(left.begin(), left.end(), *asked->value - part) != left.end();
               });
    });
}

}  // namespace sitrep::cases
