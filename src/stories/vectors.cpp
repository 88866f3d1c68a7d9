#include "stories/vectors.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>

#include "stories/furniture.hpp"

namespace sitrep::stories {
namespace {

constexpr std::size_t kMostTerms = 96;  // of a vector: the rest weighs little
constexpr int kDaysOfOneWeek = 7;

/// How often each term stands in each document, and in how many documents.
struct Counted {
    std::vector<Vector> all, titles;  ///< weighted counts, sorted by term; `titles` counts words
    std::vector<std::uint32_t> frequency;
    std::vector<bool> entity;  ///< whether a term stands for an entity: its name's words are counted already
};

class Counter {
  public:
    explicit Counter(std::span<const StoryDocument> documents) { counted_.all.reserve(documents.size()); }

    void add(const StoryDocument& document, const std::vector<bool>& furniture,
             const GroupingOptions& options) {
        counts_.clear();
        for (const std::string& word : document.title) ++counts_[term(word)];
        counted_.titles.push_back(sorted());
        for (auto& [term, count] : counts_) count *= static_cast<float>(options.title_weight);
        std::uint32_t at = 0, taken = 0;
        for (std::size_t s = 0; s < document.lead.ends.size(); ++s) {
            const std::uint32_t end = document.lead.ends[s];
            for (; at < end && !furniture[s] && taken < options.lead_words; ++at, ++taken)
                ++counts_[term(document.lead.words[at])];
            at = end;
        }
        for (const std::string& entity : document.entities) ++counts_[term(entity)];
        counted_.all.push_back(sorted());
        counted_.frequency.resize(terms_.size(), 0);
        counted_.entity.resize(terms_.size(), false);
        for (const std::string& entity : document.entities) counted_.entity[term(entity)] = true;
        for (const Component& component : counted_.all.back()) ++counted_.frequency[component.first];
    }

    Counted take() { return std::move(counted_); }

  private:
    std::uint32_t term(const std::string& word) {
        return terms_.emplace(word, static_cast<std::uint32_t>(terms_.size())).first->second;
    }
    [[nodiscard]] Vector sorted() const {
        Vector made(counts_.begin(), counts_.end());
        std::sort(made.begin(), made.end());
        return made;
    }

    Counted counted_;
    std::unordered_map<std::string, std::uint32_t> terms_;
    std::unordered_map<std::uint32_t, float> counts_;
};

/// Documents of the weeks around each document: a window that moves over the days.
class Season {
  public:
    Season(const Counted& counted, std::span<const StoryDocument> documents, const GroupingOptions& options)
        : counted_(counted), options_(options), inside_(counted.frequency.size(), 0) {
        for (std::uint32_t d = 0; d < documents.size(); ++d) {
            if (const auto day = known_day(documents[d].days)) dated_.emplace_back(day->number, d);
        }
        std::sort(dated_.begin(), dated_.end());
    }

    /// Calls `weigh(document)` for each dated document while the window stands around it.
    template <typename Weigh>
    void for_each(const Weigh& weigh) {
        std::size_t first = 0, behind = 0;
        for (const auto& [day, document] : dated_) {
            for (; behind < dated_.size() && dated_[behind].first <= day + options_.season_days; ++behind)
                count(dated_[behind].second, +1);
            for (; dated_[first].first < day - options_.season_days; ++first) count(dated_[first].second, -1);
            documents_ = static_cast<double>(behind - first);
            weigh(document);
        }
    }

    /// Part of a word's weight that the window tells: few documents tell little.
    [[nodiscard]] double share() const {
        return options_.season_share * documents_ / (documents_ + options_.season_prior);
    }

    /// How rare a term is in the window, held by its share of the whole set.
    [[nodiscard]] double rareness(std::uint32_t term) const {
        const double share = (counted_.frequency[term] + 2.0) /
                             (static_cast<double>(counted_.all.size()) + options_.prior_documents);
        return std::log((documents_ + options_.season_prior) /
                        (inside_[term] + options_.season_prior * share));
    }

  private:
    void count(std::uint32_t document, int by) {
        for (const Component& component : counted_.all[document]) inside_[component.first] += by;
    }

    const Counted& counted_;
    const GroupingOptions& options_;
    std::vector<std::int32_t> inside_;
    std::vector<std::pair<std::int32_t, std::uint32_t>> dated_;
    double documents_ = 0.0;
};

void to_length_one(Vector& vector) {
    double length = 0.0;
    for (const Component& component : vector)
        length += static_cast<double>(component.second) * component.second;
    if (length <= 0.0) return;
    for (Component& component : vector)
        component.second = static_cast<float>(component.second / std::sqrt(length));
}

void keep_strongest(Vector& vector) {
    if (vector.size() <= kMostTerms) return;
    std::nth_element(vector.begin(), vector.begin() + kMostTerms, vector.end(),
                     [](const Component& x, const Component& y) {
                         return x.second != y.second ? x.second > y.second : x.first < y.first;
                     });
    vector.resize(kMostTerms);
    std::sort(vector.begin(), vector.end());
}

class Weighing {
  public:
    Weighing(const Counted& counted, const GroupingOptions& options)
        : counted_(counted),
          options_(options),
          size_(static_cast<double>(counted.all.size())),
          most_of_rare_(most_documents_of_rare_word(counted.all.size(), options)) {}

    /// A few documents say little about how rare a word is; each counts with a prior of its own set.
    [[nodiscard]] double rareness(std::uint32_t term) const {
        return std::log((size_ + options_.prior_documents + 1.0) /
                        (counted_.frequency[term] + options_.prior_documents * options_.prior_share + 0.5));
    }

    template <typename Rareness>
    [[nodiscard]] WeighedDocument weigh(std::uint32_t document, const Rareness& rareness) const {
        WeighedDocument made;
        made.all = weighed(counted_.all[document], rareness);
        made.title = weighed(counted_.titles[document], rareness);
        for (const Component& component : counted_.all[document]) {
            const std::uint32_t documents = counted_.frequency[component.first];
            if (documents >= 2 && documents <= most_of_rare_ && !counted_.entity[component.first])
                made.rare.push_back(component.first);
        }
        return made;
    }

  private:
    template <typename Rareness>
    [[nodiscard]] Vector weighed(const Vector& counts, const Rareness& rareness) const {
        Vector vector = counts;
        for (Component& component : vector)
            component.second = static_cast<float>((1.0 + std::log(std::max(1.0F, component.second))) *
                                                  rareness(component.first));
        keep_strongest(vector);
        to_length_one(vector);
        return vector;
    }

    const Counted& counted_;
    const GroupingOptions& options_;
    double size_;
    std::uint32_t most_of_rare_;
};

Counted count(std::span<const StoryDocument> documents, const GroupingOptions& options) {
    const std::vector<std::vector<bool>> furniture = furniture_sentences(documents, options);
    Counter counter(documents);
    for (std::size_t d = 0; d < documents.size(); ++d) counter.add(documents[d], furniture[d], options);
    return counter.take();
}

}  // namespace

std::optional<Day> known_day(const DateRange& days) {
    if (!days.bounded() || days.latest->number - days.earliest->number > kDaysOfOneWeek) return std::nullopt;
    return days.latest;
}

std::uint32_t most_documents_of_rare_word(std::size_t documents, const GroupingOptions& options) {
    const double share = options.rare_share * static_cast<double>(documents) + 0.5;
    return std::min(static_cast<std::uint32_t>(share), options.most_of_rare);
}

std::vector<WeighedDocument> weigh(std::span<const StoryDocument> documents, const GroupingOptions& options) {
    const Counted counted = count(documents, options);
    const Weighing weighing(counted, options);
    std::vector<WeighedDocument> made(documents.size());
    Season season(counted, documents, options);
    season.for_each([&](std::uint32_t document) {
        const double share = season.share();
        made[document] = weighing.weigh(document, [&](std::uint32_t term) {
            return std::max(0.01, (1.0 - share) * weighing.rareness(term) + share * season.rareness(term));
        });
    });
    for (std::uint32_t d = 0; d < documents.size(); ++d) {
        if (!known_day(documents[d].days))
            made[d] = weighing.weigh(d, [&](std::uint32_t term) { return weighing.rareness(term); });
    }
    return made;
}

double cosine(const Vector& a, const Vector& b) {
    double sum = 0.0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].first < b[j].first)
            ++i;
        else if (b[j].first < a[i].first)
            ++j;
        else
            sum += static_cast<double>(a[i++].second) * b[j++].second;
    }
    return sum;
}

}  // namespace sitrep::stories
