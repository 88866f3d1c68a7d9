/// @file timeline_weights.hpp
/// @brief How much of what a set is about stands in the sentences of a timeline entry.
#pragma once
#include <map>
#include <vector>

#include "brief/reader.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {

class TimelineWeights {
  public:
    explicit TimelineWeights(const Reader& reader);
    /// By the reports that tell it, the processes, disputes and acts that stand in its first sentence.

    [[nodiscard]] double of(const std::vector<Place>& citations) const;

  private:
    void add(const Place& place, double weight);

    const Reader& reader_;
    Standing standing_;
    std::map<Place, double> weights_;  ///< of sentences
};

}  // namespace sitrep::brief
