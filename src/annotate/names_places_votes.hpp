/// @file names_places_votes.hpp
/// @brief What a report's places tell of one another: votes for countries, regions and neighbourhoods, each
/// place voting with the shares of belief in its candidates (after the idea of geographic focus, E. Amitay
/// and others, "Web-a-Where", SIGIR 2004).
#pragma once
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/names_gazetteer.hpp"

namespace sitrep::annotate {

class PlaceMap;

/// Stands for the country itself where a country's name is also a town's ("Lebanon").
inline constexpr std::uint32_t kNoPlace = 0xFFFFFFFFU;

struct PlaceCandidate {
    std::uint32_t index = 0;  ///< record of the gazetteer, or kNoPlace
    double score = 0;
    double belief = 0;       ///< share of belief among the candidates
    bool contained = false;  ///< the words beside the name say where it lies
};

/// A name of a place and what it may mean.
struct PlaceQuestion {
    std::size_t draft = 0;
    std::vector<PlaceCandidate> candidates;
    std::string own_country;            ///< ISO code where the name is a country's
    std::optional<std::size_t> answer;  ///< index into candidates
    double confidence = 0;
    double weight = 1;  ///< root of the number of mentions
};

/// Votes by key; a share is taken of all votes and a constant doubt, so that one vote alone is not the whole.
template <typename Key>
class Votes {
  public:
    explicit Votes(double doubt) : doubt_(doubt) {}
    void add(const Key& key, double weight) {
        counts_[key] += weight;
        total_ += weight;
    }
    [[nodiscard]] double count(const Key& key) const {
        const auto found = counts_.find(key);
        return found == counts_.end() ? 0.0 : found->second;
    }
    [[nodiscard]] double total() const { return total_; }
    /// Share of `key` once `own` votes are taken away again.
    [[nodiscard]] double share_without(const Key& key, const Votes& own) const {
        const double total = total_ - own.total_;
        return total <= 1e-9 ? 0.0 : std::max(0.0, count(key) - own.count(key)) / (total + doubt_);
    }

  private:
    std::map<Key, double> counts_;
    double total_ = 0;
    double doubt_;
};

class PlaceVotes {
  public:
    explicit PlaceVotes(double doubt) : countries(doubt), regions(doubt), cells_(doubt) {}

    /// Adds what a question believes.
    void add(const PlaceQuestion& question, const PlaceMap& map);
    Votes<std::string> countries;
    Votes<std::uint32_t> regions;  ///< by record of the region

  private:
    friend class OtherVotes;
    Votes<std::int32_t> cells_;  ///< squares of one degree
};

/// Votes of all questions but one: no name may speak for itself.
class OtherVotes {
  public:
    OtherVotes(const PlaceVotes& all, const PlaceQuestion& but, const PlaceMap& map);
    [[nodiscard]] double country(const std::string& code) const;
    [[nodiscard]] double region(std::uint32_t record) const;
    [[nodiscard]] double near(const GazetteerPlace& place) const;

  private:
    const PlaceVotes& all_;
    PlaceVotes own_;
};

}  // namespace sitrep::annotate
