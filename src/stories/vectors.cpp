#include "stories/vectors.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>

namespace sitrep::stories {
namespace {

constexpr std::size_t kMostTerms = 96;    // of a vector: the rest weighs little
constexpr std::size_t kLookUpTerms = 24;  // of a vector: those that find neighbours

int days_between(const DateRange& a, const DateRange& b) {
    if (a.latest && b.earliest && *a.latest < *b.earliest) return b.earliest->number - a.latest->number;
    if (b.latest && a.earliest && *b.latest < *a.earliest) return a.earliest->number - b.latest->number;
    return 0;
}

/// Likeness after the days between two documents are taken into account.
double days_factor(const DateRange& a, const DateRange& b, const GroupingOptions& options) {
    if (a.open() || b.open()) return 1.0;
    const int gap = days_between(a, b);
    return options.lasting + (1.0 - options.lasting) / (1.0 + std::pow(gap / options.fade_days, 1.5));
}

bool meet(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](std::uint32_t one) { return std::binary_search(b.begin(), b.end(), one); });
}

/// The days' factor; a story that keeps its own people goes on over days.
double lasting_factor(const StoryDocument& a, const StoryDocument& b, const GroupingOptions& options) {
    const double factor = days_factor(a.days, b.days, options);
    if (factor >= options.going_on || a.names.size() < options.names_shared ||
        days_between(a.days, b.days) > options.going_days)
        return factor;
    std::uint32_t shared = 0;
    for (const std::uint32_t name : a.names)
        shared += std::binary_search(b.names.begin(), b.names.end(), name) ? 1 : 0;
    return shared >= options.names_shared ? options.going_on : factor;
}

/// What stands for the day where one of two documents has none: words that they share with no other source,
/// and where they happen. Episodes of one long story use the same words in other places.
double undated_factor(const StoryDocument& a, const StoryDocument& b, std::uint32_t number_of_b,
                      const GroupingOptions& options) {
    if (!a.days.open() && !b.days.open()) return 1.0;
    double factor = std::binary_search(a.copies.begin(), a.copies.end(), number_of_b) ? options.copied : 1.0;
    if (!a.anchors.empty() && !b.anchors.empty())
        factor *= meet(a.anchors, b.anchors) ? options.same_place : options.other_place;
    return factor;
}

}  // namespace

std::vector<Vector> vectors(std::span<const StoryDocument> documents, const GroupingOptions& options) {
    std::unordered_map<std::string, std::uint32_t> terms;
    std::vector<std::uint32_t> frequency;
    std::vector<Vector> all(documents.size());
    std::unordered_map<std::uint32_t, float> counts;
    for (std::size_t d = 0; d < documents.size(); ++d) {
        counts.clear();
        const auto add = [&](const std::vector<std::string>& words, std::size_t most, float weight) {
            for (std::size_t i = 0; i < words.size() && i < most; ++i)
                counts[terms.emplace(words[i], static_cast<std::uint32_t>(terms.size())).first->second] +=
                    weight;
        };
        add(documents[d].title, documents[d].title.size(), static_cast<float>(options.title_weight));
        add(documents[d].lead, options.lead_words, 1.0F);
        frequency.resize(terms.size(), 0);
        all[d].assign(counts.begin(), counts.end());
        for (const Component& component : all[d]) ++frequency[component.first];
    }
    // A few documents say little about how rare a word is; each counts with a prior of its own set.
    const double size = static_cast<double>(documents.size());
    for (Vector& vector : all) {
        for (Component& component : vector) {
            const double rare =
                std::log((size + options.prior_documents + 1.0) /
                         (frequency[component.first] + options.prior_documents * options.prior_share + 0.5));
            component.second = static_cast<float>((1.0 + std::log(std::max(1.0F, component.second))) * rare);
        }
        if (vector.size() > kMostTerms) {
            std::nth_element(vector.begin(), vector.begin() + kMostTerms, vector.end(),
                             [](const Component& x, const Component& y) {
                                 return x.second != y.second ? x.second > y.second : x.first < y.first;
                             });
            vector.resize(kMostTerms);
        }
        std::sort(vector.begin(), vector.end());
        double length = 0.0;
        for (const Component& component : vector)
            length += static_cast<double>(component.second) * component.second;
        if (length > 0.0) {
            for (Component& component : vector)
                component.second = static_cast<float>(component.second / std::sqrt(length));
        }
    }
    return all;
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

std::vector<Pair> near_pairs(std::span<const StoryDocument> documents, const std::vector<Vector>& all,
                             const GroupingOptions& options) {
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto day = [&](std::uint32_t d) {
        return documents[d].days.latest     ? documents[d].days.latest->number
               : documents[d].days.earliest ? documents[d].days.earliest->number
                                            : 0;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t x, std::uint32_t y) { return day(x) < day(y); });
    std::uint32_t terms = 0;
    for (const Vector& vector : all) {
        if (!vector.empty()) terms = std::max(terms, vector.back().first + 1);
    }
    std::vector<std::vector<std::pair<std::uint32_t, float>>> postings(terms);
    std::vector<float> shared(all.size(), 0.0F);
    std::vector<std::uint32_t> touched;
    std::vector<Pair> pairs;
    Vector strongest;
    for (const std::uint32_t d : order) {
        strongest = all[d];
        std::sort(strongest.begin(), strongest.end(), [](const Component& x, const Component& y) {
            return x.second != y.second ? x.second > y.second : x.first < y.first;
        });
        if (strongest.size() > kLookUpTerms) strongest.resize(kLookUpTerms);
        touched.clear();
        for (const Component& component : strongest) {
            auto& posting = postings[component.first];
            for (const auto& [other, weight] : posting) {
                if (shared[other] == 0.0F) touched.push_back(other);
                shared[other] += component.second * weight;
            }
            if (posting.size() >= std::size_t{2} * options.most_in_posting)
                posting.erase(posting.begin(), posting.end() - options.most_in_posting);
            posting.emplace_back(d, component.second);
        }
        const std::size_t keep = std::min<std::size_t>(touched.size(), options.neighbours);
        std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(keep), touched.end(),
                          [&](std::uint32_t x, std::uint32_t y) {
                              return shared[x] != shared[y] ? shared[x] > shared[y] : x < y;
                          });
        for (std::size_t i = 0; i < keep; ++i) {
            const std::uint32_t other = touched[i];
            const double likeness = cosine(all[d], all[other]) *
                                    lasting_factor(documents[d], documents[other], options) *
                                    undated_factor(documents[d], documents[other], other, options);
            if (likeness > 0.02) pairs.push_back({std::min(d, other), std::max(d, other), likeness});
        }
        for (const std::uint32_t other : touched) shared[other] = 0.0F;
    }
    std::sort(pairs.begin(), pairs.end(),
              [](const Pair& x, const Pair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return pairs;
}

}  // namespace sitrep::stories
