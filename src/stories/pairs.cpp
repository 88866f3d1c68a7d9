#include "stories/pairs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sitrep::stories {
namespace {

constexpr std::size_t kLookUpTerms = 24;  // of a vector: those that find neighbours
constexpr double kLeastLikeness = 0.02;   // below that a pair is as good as none

int days_between(const DateRange& a, const DateRange& b) {
    if (a.latest && b.earliest && *a.latest < *b.earliest) return b.earliest->number - a.latest->number;
    if (b.latest && a.earliest && *b.latest < *a.earliest) return a.earliest->number - b.latest->number;
    return 0;
}

std::uint32_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::uint32_t count = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] < b[j]) {
            ++i;
        } else if (b[j] < a[i]) {
            ++j;
        } else {
            ++count;
            ++i;
            ++j;
        }
    }
    return count;
}

/// What of likeness the days between two documents leave. Words that hardly any other document has tell one
/// episode, however late it is told on.
double days_factor(const StoryDocument& a, const StoryDocument& b, std::uint32_t rare,
                   const GroupingOptions& options) {
    if (a.days.open() || b.days.open()) return 1.0;
    const double gap = days_between(a.days, b.days);
    const double faded =
        options.lasting + (1.0 - options.lasting) / (1.0 + std::pow(gap / options.fade_days, 1.5));
    return std::max(faded, options.episode * std::min(rare, options.episode_words) / options.episode_words);
}

/// What stands for the day where one of two documents has none: words that they share with no other source,
/// and where they happen. Episodes of one long story use the same words in other places.
double undated_factor(const StoryDocument& a, const StoryDocument& b, std::uint32_t number_of_b,
                      const GroupingOptions& options) {
    if (std::binary_search(a.copies.begin(), a.copies.end(), number_of_b)) return options.copied;
    if (a.anchors.empty() || b.anchors.empty()) return 1.0;
    return shared(a.anchors, b.anchors) > 0 ? options.same_place : options.other_place;
}

/// Names in common of two documents of the same days, as a share of what is enough; 0 if there are few.
double named_alike(const StoryDocument& a, const StoryDocument& b, const GroupingOptions& options) {
    if (days_between(a.days, b.days) > options.named_days) return 0.0;
    const std::uint32_t names = shared(a.names, b.names);
    if (names < options.names_shared) return 0.0;
    return static_cast<double>(std::min(names, options.names_enough)) / options.names_enough;
}

bool headline_alone(const StoryDocument& document, const GroupingOptions& options) {
    return document.lead.words.empty() && document.title.size() >= options.headline_words;
}

double words_likeness(const WeighedDocument& a, const WeighedDocument& b, const GroupingOptions& options) {
    const double all = cosine(a.all, b.all);
    if (a.title.empty() || b.title.empty()) return all;
    return all + options.title_share * (cosine(a.title, b.title) - all);
}

class PairFinder {
  public:
    PairFinder(std::span<const StoryDocument> documents, std::span<const WeighedDocument> weighed,
               const GroupingOptions& options)
        : documents_(documents),
          weighed_(weighed),
          options_(options),
          few_(most_documents_of_rare_word(documents.size(), options) < 2),
          shared_(documents.size(), 0.0F) {
        std::uint32_t terms = 0;
        for (const WeighedDocument& document : weighed) {
            if (!document.all.empty()) terms = std::max(terms, document.all.back().first + 1);
        }
        postings_.resize(terms);
    }

    std::vector<Pair> run() {
        for (const std::uint32_t d : by_day()) {
            find(d);
            score(d);
        }
        std::sort(pairs_.begin(), pairs_.end(),
                  [](const Pair& x, const Pair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
        return std::move(pairs_);
    }

  private:
    [[nodiscard]] std::vector<std::uint32_t> by_day() const {
        std::vector<std::uint32_t> order(documents_.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto day = [&](std::uint32_t d) {
            const DateRange& days = documents_[d].days;
            return days.latest ? days.latest->number : days.earliest ? days.earliest->number : 0;
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t x, std::uint32_t y) { return day(x) < day(y); });
        return order;
    }

    /// Fills `touched_` with earlier documents that share strong words, and enters the document itself.
    void find(std::uint32_t d) {
        strongest_ = weighed_[d].all;
        std::sort(strongest_.begin(), strongest_.end(), [](const Component& x, const Component& y) {
            return x.second != y.second ? x.second > y.second : x.first < y.first;
        });
        if (strongest_.size() > kLookUpTerms) strongest_.resize(kLookUpTerms);
        touched_.clear();
        for (const Component& component : strongest_) {
            auto& posting = postings_[component.first];
            for (const auto& [other, weight] : posting) {
                if (shared_[other] == 0.0F) touched_.push_back(other);
                shared_[other] += component.second * weight;
            }
            if (posting.size() >= std::size_t{2} * options_.most_in_posting)
                posting.erase(posting.begin(), posting.end() - options_.most_in_posting);
            posting.emplace_back(d, component.second);
        }
    }

    void score(std::uint32_t d) {
        const std::size_t keep = std::min<std::size_t>(touched_.size(), options_.neighbours);
        std::partial_sort(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(keep),
                          touched_.end(), [&](std::uint32_t x, std::uint32_t y) {
                              return shared_[x] != shared_[y] ? shared_[x] > shared_[y] : x < y;
                          });
        for (std::size_t i = 0; i < keep; ++i) {
            const double likeness = likeness_of(d, touched_[i]);
            if (likeness > kLeastLikeness)
                pairs_.push_back({std::min(d, touched_[i]), std::max(d, touched_[i]), likeness});
        }
        for (const std::uint32_t other : touched_) shared_[other] = 0.0F;
    }

    [[nodiscard]] double likeness_of(std::uint32_t a, std::uint32_t b) const {
        const WeighedDocument &x = weighed_[a], &y = weighed_[b];
        double likeness = words_likeness(x, y, options_);
        const std::uint32_t rare = shared(x.rare, y.rare);
        likeness *= 1.0 + options_.rare_bonus * std::min(rare, options_.rare_enough) / options_.rare_enough;
        const StoryDocument &first = documents_[a], &second = documents_[b];
        const bool dated = known_day(first.days) && known_day(second.days);
        if (headline_alone(first, options_) && headline_alone(second, options_))
            likeness *= options_.headline_bonus;
        const double named = few_ ? named_alike(first, second, options_) : 0.0;
        if (named == 0.0) likeness *= days_factor(first, second, rare, options_);
        if (dated) return likeness * (1.0 + options_.named_bonus * named);
        return likeness * undated_factor(first, second, b, options_);
    }

    std::span<const StoryDocument> documents_;
    std::span<const WeighedDocument> weighed_;
    const GroupingOptions& options_;
    bool few_;  ///< too few documents to say which words are rare
    std::vector<std::vector<std::pair<std::uint32_t, float>>> postings_;
    std::vector<float> shared_;
    std::vector<std::uint32_t> touched_;
    std::vector<Pair> pairs_;
    Vector strongest_;
};

}  // namespace

std::vector<Pair> near_pairs(std::span<const StoryDocument> documents,
                             std::span<const WeighedDocument> weighed, const GroupingOptions& options) {
    return PairFinder(documents, weighed, options).run();
}

double told_on_likeness(std::span<const StoryDocument> documents, std::span<const WeighedDocument> weighed,
                        std::uint32_t late, std::uint32_t early, const GroupingOptions& options) {
    const StoryDocument &a = documents[early], &b = documents[late];
    const bool after = a.days.latest && b.days.earliest && *a.days.latest < *b.days.earliest;
    if (a.days.latest && !after) return 0.0;
    if (after && days_between(a.days, b.days) > options.season_days) return 0.0;
    if (shared(a.names, b.names) < options.names_enough) return 0.0;
    return words_likeness(weighed[early], weighed[late], options);
}

}  // namespace sitrep::stories
