#include "annotate/names_places_votes.hpp"

#include <algorithm>

#include "annotate/names_places.hpp"

namespace sitrep::annotate {
namespace {

/// Candidates with less belief than this add nothing.
constexpr double kLeastBelief = 0.02;

std::int32_t cell(double latitude, double longitude) {
    return (static_cast<std::int32_t>(std::floor(latitude)) + 90) * 400 +
           static_cast<std::int32_t>(std::floor(longitude)) + 180;
}

}  // namespace

void PlaceVotes::add(const PlaceQuestion& question, const PlaceMap& map) {
    for (const PlaceCandidate& candidate : question.candidates) {
        if (candidate.belief < kLeastBelief) continue;
        const double weight = candidate.belief * question.weight;
        if (candidate.index == kNoPlace) {
            countries.add(question.own_country, weight);
            continue;
        }
        const GazetteerPlace place = map.at(candidate.index);
        countries.add(std::string(place.country), weight);
        const std::uint32_t region = place.feature == PlaceFeature::region ? place.index : place.region;
        if (region != kNoRegion) regions.add(region, weight);
        if (place.feature != PlaceFeature::region) cells_.add(cell(place.latitude, place.longitude), weight);
    }
}

OtherVotes::OtherVotes(const PlaceVotes& all, const PlaceQuestion& but, const PlaceMap& map)
    : all_(all), own_(0) {
    own_.add(but, map);
}

double OtherVotes::country(const std::string& code) const {
    return all_.countries.share_without(code, own_.countries);
}

double OtherVotes::region(std::uint32_t record) const {
    return all_.regions.share_without(record, own_.regions);
}

double OtherVotes::near(const GazetteerPlace& place) const {
    double near = 0;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx)
            near += all_.cells_.share_without(cell(place.latitude + dy, place.longitude + dx), own_.cells_);
    }
    return near;
}

}  // namespace sitrep::annotate
