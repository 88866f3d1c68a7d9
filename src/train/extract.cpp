#include "train/extract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "eval/extract_pages.hpp"
#include "eval/input.hpp"
#include "extract/html_report.hpp"
#include "train/extract_stages.hpp"

namespace sitrep::train {
namespace {

namespace fs = std::filesystem;
using extract::BodyModel;
using extract::WeightTable;

constexpr std::size_t kFolds = 5;
constexpr float kThreshold = 0.5F;
constexpr std::size_t kLinesAbove = 8, kLinesBelow = 15;

/// A page of the training sets with the labels of its blocks.
struct TrainingPage {
    std::string set, site, id;
    std::size_t fold = 0;
    extract::ReadPage read;
    std::vector<std::uint8_t> labels;
    std::vector<std::uint64_t> gold;
};

std::uint64_t gram(const std::uint32_t* words, std::size_t size) {
    std::uint64_t hash = 1469598103934665603ULL + size;
    for (std::size_t i = 0; i < size; ++i) hash = (hash ^ words[i]) * 1099511628211ULL;
    return hash;
}

/// A block is the article's if most of its word 4-grams stand in the known body; short ones if their words
/// stand there in a row.
std::vector<std::uint8_t> label_blocks(const extract::PageText& text, std::string_view body) {
    const std::vector<std::uint32_t> words = extract::hashed_words(body);
    std::unordered_set<std::uint64_t> grams;
    for (std::size_t size = 1; size <= 4; ++size) {
        for (std::size_t i = 0; i + size <= words.size(); ++i) grams.insert(gram(words.data() + i, size));
    }
    std::unordered_set<std::uint64_t> lines;
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find('\n', begin), body.size());
        const std::vector<std::uint32_t> line = extract::hashed_words(body.substr(begin, end - begin));
        if (!line.empty()) lines.insert(gram(line.data(), line.size()));
        begin = end + 1;
    }
    std::vector<std::uint8_t> labels(text.blocks.size(), 0);
    std::vector<std::size_t> doubtful;
    for (std::size_t i = 0; i < text.blocks.size(); ++i) {
        const extract::PageBlock& block = text.blocks[i];
        const std::uint32_t* first = text.words.data() + block.first_word;
        if (block.words == 0) continue;
        if (lines.contains(gram(first, block.words)) && block.words >= 3) {
            labels[i] = 1;
        } else if (block.words < 6) {
            if (block.words >= 1 && block.words <= 4 ? grams.contains(gram(first, block.words))
                                                     : grams.contains(gram(first, 4)))
                doubtful.push_back(i);
        } else {
            std::size_t found = 0;
            for (std::size_t j = 0; j + 4 <= block.words; ++j)
                found += grams.contains(gram(first + j, 4)) ? 1 : 0;
            labels[i] = found * 10 >= std::size_t{6} * (block.words - 3) ? 1 : 0;
        }
    }
    // A short block counts where its neighbours do.
    for (const std::size_t i : doubtful) {
        bool before = false, after = false;
        for (std::size_t step = 1; step <= 3; ++step) {
            before = before || (i >= step && labels[i - step] == 1);
            after = after || (i + step < labels.size() && labels[i + step] == 1);
        }
        if (before && after) labels[i] = 2;
    }
    for (std::uint8_t& label : labels) label = label != 0 ? 1 : 0;
    return labels;
}

/// Pages on which a key stands in the article and outside, by fold.
struct KeyCounts {
    std::array<float, kFolds> inside{}, outside{}, pages{};
};
using KeyTable = std::unordered_map<std::uint32_t, KeyCounts>;

void count_keys(const TrainingPage& page, KeyTable& classes, KeyTable& words) {
    struct Share {
        float inside = 0, outside = 0;
    };
    std::unordered_map<std::uint32_t, Share> class_shares, word_shares;
    std::vector<std::uint32_t> keys;
    const auto& blocks = page.read.text.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool inside = page.labels[i] != 0;
        const float weight = std::sqrt(static_cast<float>(blocks[i].words) + 1.0F);
        keys.clear();
        std::size_t level = 0;
        for (extract::html::NodeIndex node = blocks[i].inner; node != extract::html::kNoNode && level < 12;
             node = page.read.page.nodes[node].parent, ++level) {
            extract::class_keys(page.read.page, node, keys);
        }
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        for (const std::uint32_t key : keys)
            (inside ? class_shares[key].inside : class_shares[key].outside) += weight;
        keys.clear();
        extract::word_keys(page.read.text, blocks[i], keys);
        for (const std::uint32_t key : keys)
            (inside ? word_shares[key].inside : word_shares[key].outside) += 1.0F;
    }
    const auto add = [&](const auto& shares, KeyTable& table) {
        for (const auto& [key, share] : shares) {
            KeyCounts& counts = table[key];
            const float all = share.inside + share.outside;
            counts.inside[page.fold] += share.inside / all;
            counts.outside[page.fold] += share.outside / all;
            counts.pages[page.fold] += 1;
        }
    };
    add(class_shares, classes);
    add(word_shares, words);
}

/// Weights from all folds but `without` (kFolds: from all); the `most` heaviest keys that enough pages hold.
WeightTable weights_from(const KeyTable& table, std::size_t without, float least_pages, float least_weight,
                         std::size_t most) {
    std::vector<std::pair<std::uint32_t, std::int8_t>> weights;
    double all_inside = 0, all_outside = 0;
    for (const auto& [key, counts] : table) {
        for (std::size_t fold = 0; fold < kFolds; ++fold) {
            all_inside += counts.inside[fold];
            all_outside += counts.outside[fold];
        }
    }
    // A round prior keeps the sum's order out of the result.
    const double prior = std::round(std::log((all_inside + 1) / (all_outside + 1)) * 100) / 100;
    for (const auto& [key, counts] : table) {
        double inside = 0, outside = 0, pages = 0;
        for (std::size_t fold = 0; fold < kFolds; ++fold) {
            if (fold == without) continue;
            inside += counts.inside[fold];
            outside += counts.outside[fold];
            pages += counts.pages[fold];
        }
        if (pages < least_pages) continue;
        const double weight = std::log((inside + 1.5) / (outside + 1.5)) - prior;
        if (std::abs(weight) < least_weight) continue;
        weights.emplace_back(key,
                             static_cast<std::int8_t>(std::clamp(std::lround(weight * 16), -127L, 127L)));
    }
    std::sort(weights.begin(), weights.end(), [](const auto& a, const auto& b) {
        const int left = std::abs(a.second), right = std::abs(b.second);
        return left != right ? left > right : a.first < b.first;
    });
    if (weights.size() > most) weights.resize(most);
    std::sort(weights.begin(), weights.end());
    return WeightTable(weights);
}

std::string chosen_text(const TrainingPage& page, const std::vector<bool>& chosen) {
    std::string text;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        text += page.read.text.text.words(page.read.text.blocks[i].range);
        text += '\n';
    }
    return text;
}

class Trainer {
  public:
    explicit Trainer(const TrainOptions& options) : options_(options) {}

    Result<std::string> run() {
        if (auto read = read_sets(); !read) return tl::unexpected(read.error());
        KeyTable class_counts, word_counts;
        for (const auto& page : pages_) count_keys(*page, class_counts, word_counts);
        const auto class_weights = [&](std::size_t without) {
            return weights_from(class_counts, without, 4, 0.3F, 12000);
        };
        const auto word_weights = [&](std::size_t without) {
            return weights_from(word_counts, without, 6, 0.4F, 40000);
        };
        prepare_samples();
        for (std::size_t fold = 0; fold < kFolds; ++fold)
            fill_rows(fold, class_weights(fold), word_weights(fold));
        Stages stages = train_stages(blocks_, kFolds, boosting_, "blocks");
        model_.first = std::move(stages.first);
        model_.second = std::move(stages.second);
        stages = train_stages(lines_, kFolds, line_boosting_, "lines");
        model_.line_first = std::move(stages.first);
        model_.line_second = std::move(stages.second);
        model_.class_weights = class_weights(kFolds);
        model_.word_weights = word_weights(kFolds);
        model_.threshold = kThreshold;
        report();
        report_lines();
        if (auto written = write_pages(); !written) return tl::unexpected(written.error());
        return write();
    }

  private:
    Result<void> read_sets() {
        auto lexicon = extract::load_lexicon(options_.resources);
        if (!lexicon) return tl::unexpected(lexicon.error());
        lexicon_ = std::move(*lexicon);
        std::set<std::string> kept_aside;
        for (const std::string& path : options_.data) {
            if (!eval::set_name(path).starts_with("aeb")) continue;
            auto read =
                eval::for_each_page(path, [&](eval::LabelledPage&& page) { kept_aside.insert(page.site); });
            if (!read) return read;
        }
        for (const std::string& path : options_.data) {
            const std::string set = eval::set_name(path);
            if (set.starts_with("aeb")) continue;
            auto read = eval::for_each_page(path, [&](eval::LabelledPage&& page) {
                if (page.body.size() < 200 || page.site.empty() || kept_aside.contains(page.site)) return;
                Document document;
                document.media = MediaType::html;
                document.bytes = std::make_shared<const std::string>(std::move(page.html));
                auto training = std::make_unique<TrainingPage>();
                training->set = set;
                training->site = page.site;
                training->id = page.id;
                std::uint64_t hash = 1469598103934665603ULL;
                for (const char c : page.site)
                    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
                training->fold = (hash >> 20U) % kFolds;
                extract::read_page(document, lexicon_, training->read);
                documents_.push_back(document.bytes);
                training->labels = label_blocks(training->read.text, page.body);
                training->gold = eval::shingles(page.body);
                pages_.push_back(std::move(training));
            });
            if (!read) return read;
        }
        if (pages_.empty())
            return tl::unexpected(
                Error{"", std::nullopt, "no page to train on", "name extraction sets other than aeb"});
        return {};
    }

    /// Two samples a page: its blocks, and its words as a scrape without mark-up gives them: all lines of
    /// every other page, of the rest those from just above the article to just below it.
    void prepare_samples() {
        line_pages_.reserve(pages_.size());
        for (std::size_t p = 0; p < pages_.size(); ++p) {
            const TrainingPage& page = *pages_[p];
            blocks_.push_back({&page.read.page, &page.read.text, page.fold, page.labels, {}, {}, {}});
            const auto& blocks = page.read.text.blocks;
            const std::size_t count = blocks.size();
            std::size_t begin = 0, end = count;
            const auto first = std::find(page.labels.begin(), page.labels.end(), 1);
            if (p % 2 == 1 && first != page.labels.end()) {
                const auto last = std::find(page.labels.rbegin(), page.labels.rend(), 1);
                const auto at = static_cast<std::size_t>(first - page.labels.begin());
                begin = at > kLinesAbove ? at - kLinesAbove : 0;
                end = std::min(count, static_cast<std::size_t>(page.labels.rend() - last) + kLinesBelow);
            }
            std::vector<TextRange> ranges;
            for (std::size_t i = begin; i < end; ++i) ranges.push_back(blocks[i].range);
            line_pages_.push_back(extract::line_page(page.read.text.text, ranges));
            std::vector<std::uint8_t> labels(page.labels.begin() + static_cast<std::ptrdiff_t>(begin),
                                             page.labels.begin() + static_cast<std::ptrdiff_t>(end));
            labels.resize(line_pages_.back().text.blocks.size(), 0);
            lines_.push_back({&line_pages_.back().page,
                              &line_pages_.back().text,
                              page.fold,
                              std::move(labels),
                              {},
                              {},
                              {}});
        }
    }

    void fill_rows(std::size_t fold, const WeightTable& classes, const WeightTable& words) {
        for (std::size_t p = 0; p < pages_.size(); ++p) {
            if (pages_[p]->fold != fold) continue;
            const extract::ReadPage& read = pages_[p]->read;
            extract::first_features(read.page, read.text, read.context(), classes, words, blocks_[p].rows);
            extract::first_features(*lines_[p].page, *lines_[p].text, {}, classes, words, lines_[p].rows);
        }
    }

    /// The article as a reader of the report gets it, by scores out of fold.
    [[nodiscard]] std::string article_at(std::size_t p, float threshold) const {
        const extract::ReadPage& read = pages_[p]->read;
        Report report;
        report.claims = read.metadata.claims;
        extract::build_report(report, read, chosen_at(p, threshold), lexicon_);
        return eval::article_text(report);
    }

    [[nodiscard]] std::vector<bool> chosen_at(std::size_t p, float threshold) const {
        const extract::ReadPage& read = pages_[p]->read;
        return extract::choose_blocks(read.page, read.text, {blocks_[p].first, blocks_[p].second}, threshold,
                                      lexicon_.furniture_keys);
    }

    /// What each page scored out of fold, and the blocks that were taken (+) or left (-) against its labels.
    Result<void> write_pages() {
        if (!options_.report) return {};
        std::ofstream out(*options_.report);
        for (std::size_t p = 0; p < pages_.size(); ++p) {
            const TrainingPage& page = *pages_[p];
            const std::vector<bool> chosen = chosen_at(p, kThreshold);
            const std::vector<bool> labelled(page.labels.begin(), page.labels.end());
            const eval::Overlap got = eval::overlap(eval::shingles(article_at(p, kThreshold)), page.gold);
            const eval::Overlap most = eval::overlap(eval::shingles(chosen_text(page, labelled)), page.gold);
            out << fmt::format("{}\t{}\tP {:.3f} R {:.3f}\tlabels P {:.3f} R {:.3f}\t{}\n", page.set, page.id,
                               got.precision(), got.recall(), most.precision(), most.recall(), page.site);
            for (std::size_t i = 0; i < chosen.size(); ++i) {
                if (chosen[i] == labelled[i]) continue;
                const extract::PageBlock& block = page.read.text.blocks[i];
                std::string words(page.read.text.text.words(block.range).substr(0, 90));
                std::replace(words.begin(), words.end(), '\n', ' ');
                out << fmt::format("  {} {:4} {:4}w {:.2f} {:.2f} {}\n", chosen[i] ? '+' : '-', i,
                                   block.words, blocks_[p].first[i], blocks_[p].second[i], words);
            }
        }
        if (!out.flush())
            return tl::unexpected(Error{*options_.report, std::nullopt, "cannot be written",
                                        "name another file with --report"});
        return {};
    }

    /// Figures out of fold, by set and threshold, and what the labels themselves could reach.
    void report() {
        for (const float threshold : {-1.0F, 0.3F, 0.4F, 0.5F, 0.6F}) {
            struct Sum {
                double precision = 0, recall = 0, pages = 0;
            };
            std::map<std::string, Sum> sums;
            for (std::size_t p = 0; p < pages_.size(); ++p) {
                const TrainingPage& page = *pages_[p];
                const std::vector<bool> labelled(page.labels.begin(), page.labels.end());
                const std::string text =
                    threshold < 0 ? chosen_text(page, labelled) : article_at(p, threshold);
                const eval::Overlap overlap = eval::overlap(eval::shingles(text), page.gold);
                Sum& sum = sums[page.set];
                sum.precision += overlap.precision();
                sum.recall += overlap.recall();
                sum.pages += 1;
            }
            for (const auto& [set, sum] : sums) {
                const double precision = sum.precision / sum.pages, recall = sum.recall / sum.pages;
                char line[160];
                std::snprintf(
                    line, sizeof line, "%s  %-8s %4.0f pages  P %.4f  R %.4f  F1 %.4f\n",
                    threshold < 0 ? "labels  " : ("at " + std::to_string(threshold).substr(0, 5)).c_str(),
                    set.c_str(), sum.pages, precision, recall, 2 * precision * recall / (precision + recall));
                log_ += line;
            }
        }
    }

    /// What the line model makes of scrapes, out of fold: lines taken whose probability is above the
    /// threshold.
    void report_lines() {
        double precision = 0, recall = 0, kept = 0;
        for (std::size_t p = 0; p < pages_.size(); ++p) {
            const BlockSample& sample = lines_[p];
            std::string text;
            double right = 0, dropped = 0;
            for (std::size_t i = 0; i < sample.labels.size(); ++i) {
                const float mean = extract::stage_mean(sample.first[i], sample.second[i]);
                const auto words = line_pages_[p].page.text(line_pages_[p].page.runs[i].begin,
                                                            line_pages_[p].page.runs[i].end);
                if (mean >= kThreshold) (text += words) += '\n';
                if (sample.labels[i] != 0) right += sample.text->blocks[i].words;
                if (sample.labels[i] != 0 && mean < 0.1F) dropped += sample.text->blocks[i].words;
            }
            const eval::Overlap overlap = eval::overlap(eval::shingles(text), pages_[p]->gold);
            precision += overlap.precision();
            recall += overlap.recall();
            kept += right > 0 ? 1.0 - dropped / right : 1.0;
        }
        const auto count = static_cast<double>(pages_.size());
        precision /= count;
        recall /= count;
        log_ += fmt::format(
            "lines of scrapes  {} pages  P {:.4f}  R {:.4f}  F1 {:.4f}  above .1: {:.4f} of the article\n",
            pages_.size(), precision, recall, 2 * precision * recall / (precision + recall), kept / count);
    }

    Result<std::string> write() {
        const fs::path file = options_.out ? fs::path(*options_.out)
                                           : fs::path(options_.resources) / "models" / "extract-body.bin";
        std::size_t block_count = 0;
        for (const BlockSample& sample : blocks_) block_count += sample.labels.size();
        const std::string bytes = extract::save_body_model(model_);
        std::ofstream stream(file, std::ios::binary);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!stream.flush())
            return tl::unexpected(
                Error{file.string(), std::nullopt, "cannot be written", "name another file with --out"});
        return log_ + std::to_string(pages_.size()) + " pages, " + std::to_string(block_count) +
               " blocks; wrote " + file.string() + ", " + std::to_string(bytes.size()) + " bytes";
    }

    const TrainOptions& options_;
    BoostingOptions boosting_{
        .trees = 320, .leaves = 22, .rate = 0.045, .row_share = 0.7, .feature_share = 0.4};
    /// Lines of a scrape tell less, so fewer trees learn all of it.
    BoostingOptions line_boosting_{
        .trees = 90, .leaves = 16, .rate = 0.1, .row_share = 0.7, .feature_share = 0.5};
    std::vector<std::unique_ptr<TrainingPage>> pages_;
    std::vector<std::shared_ptr<const std::string>> documents_;
    std::vector<extract::LinePage> line_pages_;
    std::vector<BlockSample> blocks_, lines_;  ///< as many as pages
    BodyModel model_;
    extract::Lexicon lexicon_;
    std::string log_;
};

}  // namespace

Result<std::string> run_extract(const TrainOptions& options) { return Trainer(options).run(); }

}  // namespace sitrep::train
