#include "stories/grouping.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <queue>

#include "stories/pairs.hpp"

namespace sitrep::stories {
namespace {

/// Likeness of the pairs between two groups.
struct Link {
    double sum = 0.0, weakest = 0.0;
    std::uint32_t pairs = 0;  ///< scored; those that were not count 0

    void join(const Link& other) {
        sum += other.sum;
        weakest = std::min(weakest, other.weakest);
        pairs += other.pairs;
    }
};

/// Agglomeration over scored pairs by the mean and the weakest likeness of two groups: the mean alone lets
/// the days of a long matter run into one.
class Agglomeration {
  public:
    Agglomeration(std::span<const StoryDocument> documents, const std::vector<Pair>& pairs,
                  const GroupingOptions& options)
        : options_(options),
          few_(most_documents_of_rare_word(documents.size(), options) < 2),
          parent_(documents.size()),
          size_(documents.size(), 1),
          links_(documents.size()),
          version_(documents.size(), 0) {
        for (const StoryDocument& document : documents)
            dated_.push_back(known_day(document.days).has_value());
        std::iota(parent_.begin(), parent_.end(), 0U);
        for (const Pair& pair : pairs) {
            const Link link{pair.likeness, pair.likeness, 1};
            links_[pair.a][pair.b] = link;
            links_[pair.b][pair.a] = link;
        }
        for (const Pair& pair : pairs) offer(pair.a, pair.b);
    }

    std::vector<std::uint32_t> run() {
        while (!queue_.empty()) {
            const Candidate next = queue_.top();
            queue_.pop();
            if (version_[next.a] != next.version_a || version_[next.b] != next.version_b ||
                parent_[next.a] != next.a || parent_[next.b] != next.b)
                continue;
            merge(next.a, next.b);
        }
        std::vector<std::uint32_t> story(parent_.size());
        for (std::uint32_t d = 0; d < parent_.size(); ++d) {
            std::uint32_t root = d;
            while (parent_[root] != root) root = parent_[root];
            story[d] = root;
        }
        return story;
    }

  private:
    struct Candidate {
        bool dated;
        double likeness;
        std::uint32_t a, b, version_a, version_b;
        /// What days tell first, then the most alike, then the smallest numbers.
        bool operator<(const Candidate& other) const {
            if (dated != other.dated) return other.dated;
            if (likeness != other.likeness) return likeness < other.likeness;
            return std::pair(a, b) > std::pair(other.a, other.b);
        }
    };

    void offer(std::uint32_t a, std::uint32_t b) {
        if (a > b) std::swap(a, b);
        const Link& link = links_[a].at(b);
        const double pairs = static_cast<double>(size_[a]) * size_[b];
        const bool dated = dated_[a] && dated_[b];
        const double weakest = link.pairs == pairs ? link.weakest : 0.0,
                     share = dated && !few_ ? options_.weakest : 0.0;
        const double likeness = (1.0 - share) * link.sum / pairs + share * weakest;
        if (likeness < (dated ? options_.join : options_.join_undated)) return;
        queue_.push({dated, likeness, a, b, version_[a], version_[b]});
    }

    /// The smaller number names the group.
    void merge(std::uint32_t a, std::uint32_t b) {
        parent_[b] = a;
        size_[a] += size_[b];
        dated_[a] = dated_[a] && dated_[b];
        links_[a].erase(b);
        links_[b].erase(a);
        for (const auto& [other, link] : links_[b]) {
            const auto [at, fresh] = links_[a].emplace(other, link);
            if (!fresh) at->second.join(link);
            auto& back = links_[other];
            back.erase(b);
            back[a] = at->second;
        }
        links_[b].clear();
        ++version_[a];
        for (const auto& [other, link] : links_[a]) offer(a, other);
    }

    const GroupingOptions& options_;
    bool few_;  ///< too few documents for a long matter to run through them
    std::vector<std::uint32_t> parent_, size_;
    std::vector<bool> dated_;  ///< whether the day of every member is known
    std::vector<std::map<std::uint32_t, Link>> links_;
    std::vector<std::uint32_t> version_;
    std::priority_queue<Candidate> queue_;
};

/// In a handful of reports that a reader put together, one late report that names the same people and bodies
/// is the latest about their story, not a story of its own: that takes a second report.
void join_lone_latest(std::vector<std::uint32_t>& story, std::span<const StoryDocument> documents,
                      std::span<const WeighedDocument> weighed, const GroupingOptions& options) {
    if (documents.size() > options.handful) return;
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t d = 0; d < story.size(); ++d) members[story[d]].push_back(d);
    std::optional<std::uint32_t> lone;
    for (const auto& [name, group] : members) {
        if (group.size() > 1) continue;
        if (lone) return;
        lone = group.front();
    }
    if (!lone) return;
    std::optional<std::uint32_t> best;
    double most = options.join_undated;
    for (const auto& [name, group] : members) {
        if (name == *lone || group.size() < 2) continue;
        double sum = 0.0;
        for (const std::uint32_t member : group)
            sum += told_on_likeness(documents, weighed, *lone, member, options);
        if (sum / static_cast<double>(group.size()) < most) continue;
        most = sum / static_cast<double>(group.size());
        best = name;
    }
    if (!best) return;
    const std::uint32_t name = std::min(*best, *lone);
    for (const std::uint32_t member : members[*best]) story[member] = name;
    story[*lone] = name;
}

}  // namespace

std::vector<std::uint32_t> group_documents(std::span<const StoryDocument> documents,
                                           const GroupingOptions& options) {
    const std::vector<WeighedDocument> weighed = weigh(documents, options);
    std::vector<std::uint32_t> story =
        Agglomeration(documents, near_pairs(documents, weighed, options), options).run();
    join_lone_latest(story, documents, weighed, options);
    return story;
}

}  // namespace sitrep::stories
