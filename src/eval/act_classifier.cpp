#include "eval/act_classifier.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>

#include "annotate/weight_table.hpp"

namespace sitrep::eval {
namespace {

constexpr std::size_t kBuckets = std::size_t{1} << 16;
constexpr int kEpochs = 12;
constexpr float kRate = 0.15F;
constexpr float kShrink = 1e-4F;

std::uint64_t hash_of(std::string_view word) {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return h;
}

/// Lower case without the commonest endings.
std::string stem(std::string_view word) {
    std::string small(word);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (const std::string_view end : {"ing", "ed", "es", "s", "d"}) {
        if (small.ends_with(end) && small.size() >= end.size() + 3) {
            small.resize(small.size() - end.size());
            break;
        }
    }
    return small;
}

struct Word {
    std::uint64_t hash;
    std::size_t begin;
};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Word> words_in(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_letter(text[end])) ++end;
        if (end == i) {
            if (text[i] != ' ') words.push_back({hash_of(text.substr(i, 1)), i});
            ++i;
            continue;
        }
        words.push_back({hash_of(stem(text.substr(i, end - i))), i});
        i = end;
    }
    return words;
}

class Features {
  public:
    void add(std::uint64_t kind, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
        found_.push_back(annotate::mix(annotate::mix(annotate::mix(kind, a), b), c) % kBuckets);
    }
    std::vector<std::size_t> take() {
        std::sort(found_.begin(), found_.end());
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
        return std::move(found_);
    }

  private:
    std::vector<std::size_t> found_;
};

void add_words_after_source(const std::vector<Word>& words, const SentenceToCode& sentence, Features& out) {
    const auto first = static_cast<std::size_t>(
        std::partition_point(words.begin(), words.end(),
                             [&](const Word& w) { return w.begin < sentence.source_end; }) -
        words.begin());
    for (std::size_t k = 0; k < 8 && first + k < words.size(); ++k) {
        const Word& word = words[first + k];
        out.add(3, word.hash);
        if (k < 4) out.add(4, word.hash, k);
        if (first + k + 1 < words.size()) out.add(5, word.hash, words[first + k + 1].hash);
        if (k < 5 && first + k + 2 < words.size())
            out.add(6, word.hash, words[first + k + 1].hash, words[first + k + 2].hash);
    }
}

void add_words_between(const std::vector<Word>& words, const SentenceToCode& sentence, Features& out) {
    const bool source_first = sentence.source_end <= sentence.target_begin;
    const std::size_t from = std::min(sentence.source_end, sentence.target_begin);
    const std::size_t to = std::max(sentence.source_end, sentence.target_begin);
    std::vector<std::uint64_t> between;
    for (const Word& word : words) {
        if (word.begin >= from && word.begin < to) between.push_back(word.hash);
    }
    if (between.size() >= 15) return;
    out.add(7, source_first ? 1 : 0);
    for (std::size_t k = 0; k < between.size(); ++k) {
        out.add(8, between[k], source_first ? 1 : 0);
        if (k + 1 < between.size()) out.add(9, between[k], between[k + 1]);
    }
    if (!between.empty() && source_first) out.add(10, between.back());
}

/// The root that an act stands for, as a number; 0: none of the four.
std::uint64_t root_of(const Act& act) {
    switch (act.act) {
        case ActKind::request:
        case ActKind::demand:
            return act.negated ? 0 : 1;
        case ActKind::offer:
        case ActKind::commit:
        case ActKind::agree:
            return act.negated ? 4 : 2;
        case ActKind::threaten:
            return 3;
        case ActKind::refuse:
            return 4;
        default:
            return 0;
    }
}

void add_acts(const SentenceToCode& sentence, Features& out) {
    const auto of_source = [&](const Act& act) { return act.span.begin < sentence.source_end; };
    const bool source_acts = std::any_of(sentence.acts.begin(), sentence.acts.end(), of_source);
    for (std::size_t k = 0; k < sentence.acts.size(); ++k) {
        const Act& act = sentence.acts[k];
        // "rejected a request from Chad": the request is somebody else's.
        if (source_acts && !of_source(act)) continue;
        const auto kind = static_cast<std::uint64_t>(act.act);
        out.add(20, kind);
        out.add(21, kind, act.negated ? 1 : 0);
        out.add(22, kind, static_cast<std::uint64_t>(act.status));
        if (k == 0) out.add(23, kind, act.negated ? 1 : 0);
        const bool by_source = act.span.begin < sentence.source_end;
        out.add(24, kind, by_source ? 1 : 0);
    }
    if (sentence.acts.empty()) out.add(25, 0);
    // What the frames alone say: a threat, else the first act that has a root.
    std::uint64_t root = 0;
    for (const Act& act : sentence.acts) {
        const std::uint64_t told = root_of(act);
        if (root == 0 || told == 3) root = told;
    }
    out.add(26, root);
}

std::vector<std::size_t> features_of(const SentenceToCode& sentence) {
    const std::vector<Word> words = words_in(sentence.text);
    Features out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        out.add(1, words[i].hash);
        if (i + 1 < words.size()) out.add(2, words[i].hash, words[i + 1].hash);
    }
    if (sentence.source_end > 0) add_words_after_source(words, sentence, out);
    if (sentence.source_end > 0 && sentence.target_begin > 0) add_words_between(words, sentence, out);
    add_acts(sentence, out);
    return out.take();
}

/// Multinomial logistic regression; a fixed shuffle a pass.
class Model {
  public:
    explicit Model(std::size_t labels)
        : labels_(labels), weights_(kBuckets * labels), squares_(weights_.size(), 1e-2F) {}

    void learn(const std::vector<std::size_t>& features, std::size_t gold) {
        std::vector<float> share = scores(features);
        const float top = *std::max_element(share.begin(), share.end());
        float sum = 0.0F;
        for (float& s : share) sum += s = std::exp(s - top);
        for (std::size_t l = 0; l < labels_; ++l) share[l] = share[l] / sum - (l == gold ? 1.0F : 0.0F);
        for (const std::size_t feature : features) {
            for (std::size_t l = 0; l < labels_; ++l) {
                const std::size_t at = feature * labels_ + l;
                const float slope = share[l] + kShrink * weights_[at];
                squares_[at] += slope * slope;
                weights_[at] -= kRate * slope / std::sqrt(squares_[at]);
            }
        }
    }
    [[nodiscard]] std::size_t best(const std::vector<std::size_t>& features) const {
        const std::vector<float> s = scores(features);
        return static_cast<std::size_t>(std::max_element(s.begin(), s.end()) - s.begin());
    }

  private:
    [[nodiscard]] std::vector<float> scores(const std::vector<std::size_t>& features) const {
        std::vector<float> sums(labels_, 0.0F);
        for (const std::size_t feature : features) {
            for (std::size_t l = 0; l < labels_; ++l) sums[l] += weights_[feature * labels_ + l];
        }
        return sums;
    }

    std::size_t labels_;
    std::vector<float> weights_;
    std::vector<float> squares_;
};

}  // namespace

std::vector<SentenceToCode> unlike(const std::vector<SentenceToCode>& others,
                                   const std::vector<SentenceToCode>& sentences) {
    constexpr std::size_t kRun = 6;
    const auto runs = [](const std::vector<Word>& words) {
        std::vector<std::uint64_t> found;
        for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
            std::uint64_t h = 0;
            for (std::size_t k = 0; k < kRun; ++k) h = annotate::mix(h, words[i + k].hash);
            found.push_back(h);
        }
        return found;
    };
    const auto set_of = [](const std::vector<Word>& words) {
        std::vector<std::uint64_t> set;
        for (const Word& word : words) set.push_back(word.hash);
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        return set;
    };
    std::vector<std::uint64_t> known;
    std::vector<std::vector<std::uint64_t>> sets;
    for (const SentenceToCode& sentence : sentences) {
        const std::vector<Word> words = words_in(sentence.text);
        const std::vector<std::uint64_t> found = runs(words);
        known.insert(known.end(), found.begin(), found.end());
        sets.push_back(set_of(words));
    }
    std::sort(known.begin(), known.end());
    std::vector<SentenceToCode> kept;
    for (const SentenceToCode& other : others) {
        const std::vector<Word> words = words_in(other.text);
        const std::vector<std::uint64_t> found = runs(words);
        const std::vector<std::uint64_t> mine = set_of(words);
        const bool shares_run = std::any_of(found.begin(), found.end(), [&](std::uint64_t h) {
            return std::binary_search(known.begin(), known.end(), h);
        });
        const bool shares_half = std::any_of(sets.begin(), sets.end(), [&](const auto& theirs) {
            std::vector<std::uint64_t> both;
            std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                                  std::back_inserter(both));
            return both.size() * 2 > mine.size() + theirs.size() - both.size();
        });
        if (!shares_run && !shares_half) kept.push_back(other);
    }
    return kept;
}

std::vector<std::size_t> cross_validate(const std::vector<SentenceToCode>& sentences,
                                        const std::vector<SentenceToCode>& beside, std::size_t labels,
                                        std::size_t folds) {
    std::vector<std::vector<std::size_t>> features;
    features.reserve(sentences.size());
    std::vector<std::size_t> gold;
    for (const std::vector<SentenceToCode>* list : {&sentences, &beside}) {
        for (const SentenceToCode& sentence : *list) {
            features.push_back(features_of(sentence));
            gold.push_back(sentence.label);
        }
    }
    std::vector<std::size_t> predicted(sentences.size(), 0);
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < features.size(); ++i) {
            if (i >= sentences.size() || i % folds != fold) order.push_back(i);
        }
        Model model(labels);
        for (int epoch = 0; epoch < kEpochs; ++epoch) {
            const auto pass = static_cast<std::uint64_t>(epoch);
            std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return annotate::mix(pass + 11, a) < annotate::mix(pass + 11, b);
            });
            for (const std::size_t i : order) model.learn(features[i], gold[i]);
        }
        for (std::size_t i = fold; i < sentences.size(); i += folds) predicted[i] = model.best(features[i]);
    }
    return predicted;
}

}  // namespace sitrep::eval
