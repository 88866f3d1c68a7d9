#include "extract/body_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>

namespace sitrep::extract {
namespace {

/// Log odds below which a block needs no further trees, in stage two also the same above: one in ninety,
/// where the rest hardly ever turns a block (at one in thirty a few pages lose by it).
constexpr float kSettled = -4.5F;
constexpr std::string_view kMagic = "sitrep body model 2\n";

template <typename Value>
void put(std::string& out, const Value& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(Value));
}

class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}
    template <typename Value>
    Value get() {
        Value value{};
        if (at_ + sizeof(Value) > bytes_.size()) {
            good_ = false;
            return value;
        }
        std::memcpy(&value, bytes_.data() + at_, sizeof(Value));
        at_ += sizeof(Value);
        return value;
    }
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool finished() const { return at_ == bytes_.size(); }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

void put_forest(std::string& out, const Forest& forest) {
    put(out, forest.base);
    put(out, static_cast<std::uint32_t>(forest.roots.size()));
    put(out, static_cast<std::uint32_t>(forest.nodes.size()));
    for (const std::uint32_t root : forest.roots) put(out, root);
    for (const TreeNode& node : forest.nodes) {
        put(out, node.threshold);
        put(out, node.feature);
        put(out, node.left);
    }
}

/// Every child must lie behind its parent and inside the forest, so that a broken file cannot loop or leave
/// it.
bool get_forest(Reader& reader, Forest& forest, std::size_t features) {
    forest.base = reader.get<float>();
    const auto roots = reader.get<std::uint32_t>();
    const auto nodes = reader.get<std::uint32_t>();
    if (!reader.good() || roots > 10'000 || nodes > 1'000'000) return false;
    for (std::uint32_t i = 0; i < roots; ++i) forest.roots.push_back(reader.get<std::uint32_t>());
    for (std::uint32_t i = 0; i < nodes; ++i) {
        TreeNode node;
        node.threshold = reader.get<float>();
        node.feature = reader.get<std::uint16_t>();
        node.left = reader.get<std::uint16_t>();
        forest.nodes.push_back(node);
    }
    if (!reader.good()) return false;
    for (std::size_t tree = 0; tree < forest.roots.size(); ++tree) {
        const std::size_t begin = forest.roots[tree];
        const std::size_t end = tree + 1 < forest.roots.size() ? forest.roots[tree + 1] : forest.nodes.size();
        if (begin >= end || end > forest.nodes.size()) return false;
        for (std::size_t i = begin; i < end; ++i) {
            const TreeNode& node = forest.nodes[i];
            if (node.feature == TreeNode::kLeaf) continue;
            if (node.feature >= features || begin + node.left <= i || begin + node.left + 1 >= end)
                return false;
        }
    }
    forest.prepare();
    return true;
}

void put_weights(std::string& out, const WeightTable& table) {
    put(out, static_cast<std::uint32_t>(table.weights().size()));
    for (const auto& [key, value] : table.weights()) put(out, key);
    for (const auto& [key, value] : table.weights()) put(out, value);
}

bool get_weights(Reader& reader, WeightTable& table) {
    const auto size = reader.get<std::uint32_t>();
    if (!reader.good() || size > 4'000'000) return false;
    std::vector<std::pair<std::uint32_t, std::int8_t>> weights(size);
    for (auto& weight : weights) weight.first = reader.get<std::uint32_t>();
    for (auto& weight : weights) weight.second = reader.get<std::int8_t>();
    table = WeightTable(weights);
    return reader.good();
}

float sigmoid(float value) { return 1.0F / (1.0F + std::exp(-value)); }

}  // namespace

WeightTable::WeightTable(const std::vector<std::pair<std::uint32_t, std::int8_t>>& weights)
    : weights_(weights) {
    std::size_t size = 16;
    while (size < weights.size() * 2) size *= 2;
    keys_.assign(size, 0);
    values_.assign(size, 0);
    mask_ = size - 1;
    for (const auto& [key, value] : weights) {
        if (key == 0) continue;
        std::size_t at = key & mask_;
        while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) & mask_;
        keys_[at] = key;
        values_[at] = value;
    }
}

std::string save_body_model(const BodyModel& model) {
    std::string out(kMagic);
    put(out, static_cast<std::uint32_t>(kFirstFeatures));
    put(out, static_cast<std::uint32_t>(kSecondFeatures));
    put(out, model.threshold);
    put_weights(out, model.class_weights);
    put_weights(out, model.word_weights);
    put_forest(out, model.first);
    put_forest(out, model.second);
    put_forest(out, model.line_first);
    put_forest(out, model.line_second);
    return out;
}

Result<BodyModel> load_body_model(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return tl::unexpected(
            Error{file.string(), std::nullopt, "cannot be read", "reinstall sitrep or set SITREP_DATA"});
    std::ostringstream content;
    content << stream.rdbuf();
    const std::string bytes = std::move(content).str();
    const auto broken = [&](std::string what) {
        return tl::unexpected(
            Error{file.string(), std::nullopt, std::move(what), "train it again with sitrep train extract"});
    };
    if (!bytes.starts_with(kMagic)) return broken("is no body model of this version");
    Reader reader(std::string_view(bytes).substr(kMagic.size()));
    BodyModel model;
    if (reader.get<std::uint32_t>() != kFirstFeatures || reader.get<std::uint32_t>() != kSecondFeatures)
        return broken("was trained on other features");
    model.threshold = reader.get<float>();
    if (!get_weights(reader, model.class_weights) || !get_weights(reader, model.word_weights) ||
        !get_forest(reader, model.first, kFirstFeatures) ||
        !get_forest(reader, model.second, kSecondFeatures) ||
        !get_forest(reader, model.line_first, kFirstFeatures) ||
        !get_forest(reader, model.line_second, kSecondFeatures) || !reader.finished()) {
        return broken("is cut or broken");
    }
    return model;
}

/// Where each row of features begins.
static std::vector<const float*> row_starts(const std::vector<float>& rows) {
    std::vector<const float*> starts;
    starts.reserve(rows.size() / kSecondFeatures);
    for (std::size_t at = 0; at < rows.size(); at += kSecondFeatures) starts.push_back(rows.data() + at);
    return starts;
}

Scores score_blocks(const html::Page& page, const PageText& text, const PageContext& context,
                    const BodyModel& model) {
    Scores scores;
    std::vector<float> rows;
    first_features(page, text, context, model.class_weights, model.word_weights, rows);
    const std::size_t count = text.blocks.size();
    scores.first.resize(count);
    scores.second.resize(count);
    model.first.score_rows(row_starts(rows), scores.first.data(), {.below = kSettled});
    for (float& score : scores.first) score = sigmoid(score);
    second_features(page, text, scores.first, rows);
    // A block that stage one is sure to be furniture, with nothing likely near it, needs no second opinion.
    const auto likely_near = [&](std::size_t i) {
        for (std::size_t j = i >= 2 ? i - 2 : 0; j < std::min(count, i + 3); ++j) {
            if (scores.first[j] >= 0.25F) return true;
        }
        return false;
    };
    std::vector<std::size_t> doubtful;
    std::vector<const float*> doubtful_rows;
    for (std::size_t i = 0; i < count; ++i) {
        scores.second[i] = scores.first[i];
        if (scores.first[i] < 0.02F && !likely_near(i)) continue;
        doubtful.push_back(i);
        doubtful_rows.push_back(rows.data() + i * kSecondFeatures);
    }
    std::vector<float> sums(doubtful.size());
    model.second.score_rows(doubtful_rows, sums.data(), {kSettled, -kSettled});
    for (std::size_t i = 0; i < doubtful.size(); ++i) scores.second[doubtful[i]] = sigmoid(sums[i]);
    return scores;
}

LinePage line_page(const CleanText& text, std::span<const TextRange> lines) {
    LinePage result;
    result.page.source = text.text();
    for (const TextRange line : lines) {
        html::Run run;
        run.begin = line.begin;
        run.end = line.end;
        run.block_before = true;
        result.page.runs.push_back(run);
    }
    result.text = counted_lines(result.page, text);
    return result;
}

LineScores first_line_scores(const LinePage& lines, const BodyModel& model) {
    const std::size_t count = lines.text.blocks.size();
    LineScores scores;
    scores.first.resize(count);
    first_features(lines.page, lines.text, {}, model.class_weights, model.word_weights, scores.rows);
    model.line_first.score_rows(row_starts(scores.rows), scores.first.data());
    for (float& score : scores.first) score = sigmoid(score);
    return scores;
}

std::vector<float> score_lines(const LinePage& lines, const BodyModel& model, LineScores scores) {
    const std::size_t count = lines.text.blocks.size();
    std::vector<float> mean(count);
    second_features(lines.page, lines.text, scores.first, scores.rows);
    model.line_second.score_rows(row_starts(scores.rows), mean.data());
    for (std::size_t i = 0; i < count; ++i) mean[i] = stage_mean(scores.first[i], sigmoid(mean[i]));
    return mean;
}

std::vector<std::uint32_t> class_keys_of(const std::set<std::string, std::less<>>& words) {
    std::vector<std::uint32_t> keys;
    for (const std::string& word : words) keys.push_back(word_hash(word) | 1U);
    std::sort(keys.begin(), keys.end());
    return keys;
}

namespace {

/// Drops what is chosen inside a container of furniture, unless it is most of what is chosen at all.
void drop_furniture(const html::Page& page, const PageText& text, std::span<const std::uint32_t> furniture,
                    std::vector<bool>& chosen) {
    std::vector<std::uint32_t> words(page.nodes.size(), 0);
    std::uint32_t all = 0;
    const auto ancestors = [&](std::size_t i, const auto& visit) {
        int level = 0;
        for (html::NodeIndex node = text.blocks[i].inner; node != html::kNoNode && level < 96;
             node = page.nodes[node].parent, ++level)
            visit(node);
    };
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        all += text.blocks[i].words;
        ancestors(i, [&](html::NodeIndex node) { words[node] += text.blocks[i].words; });
    }
    std::vector<std::int8_t> verdict(page.nodes.size(), -1);  // 1: furniture
    std::vector<std::uint32_t> keys;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        bool drop = false;
        ancestors(i, [&](html::NodeIndex node) {
            if (drop || words[node] * 2 >= all) return;
            if (verdict[node] < 0) {
                keys.clear();
                class_keys(page, node, keys);
                verdict[node] =
                    std::any_of(keys.begin(), keys.end(),
                                [&](std::uint32_t key) {
                                    return std::binary_search(furniture.begin(), furniture.end(), key);
                                })
                        ? 1
                        : 0;
            }
            drop = verdict[node] == 1;
        });
        if (drop) chosen[i] = false;
    }
}

/// Where next to nothing was chosen and yet the page holds running text, the running text nearest to the best
/// long block is taken.
void rescue(const PageText& text, std::span<const float> mean, std::vector<bool>& chosen) {
    std::uint32_t running = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        running += chosen[i] && text.blocks[i].words >= 10 ? text.blocks[i].words : 0;
    if (running >= 25) return;
    const auto prose = [&](std::size_t i) {
        const PageBlock& block = text.blocks[i];
        return block.words >= 20 && block.link_characters * 3 < block.characters &&
               (block.ends_sentence || block.stops > 0);
    };
    std::size_t best = chosen.size();
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (prose(i) && (best == chosen.size() || mean[i] > mean[best])) best = i;
    }
    if (best == chosen.size()) return;
    std::fill(chosen.begin(), chosen.end(), false);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        chosen[i] = i == best || (prose(i) && text.blocks[i].node == text.blocks[best].node) ||
                    (prose(i) && mean[i] >= 0.7F * mean[best]);
    }
}

}  // namespace

std::vector<bool> choose_blocks(const html::Page& page, const PageText& text, const Scores& scores,
                                float threshold, std::span<const std::uint32_t> furniture) {
    const std::size_t count = text.blocks.size();
    std::vector<float> mean(count);
    std::vector<bool> chosen(count, false);
    float best = 0.0F;
    for (std::size_t i = 0; i < count; ++i) {
        mean[i] = stage_mean(scores.first[i], scores.second[i]);
        if (text.blocks[i].words >= 4) best = std::max(best, mean[i]);
    }
    // A page whose best block is doubtful is judged by its own measure.
    const float limit = std::min(threshold, std::max(0.15F, 0.6F * best));
    for (std::size_t i = 0; i < count; ++i) chosen[i] = mean[i] >= limit;
    // A short gap between two chosen blocks of one container belongs to them.
    const auto parent = [&](std::size_t i) {
        const html::NodeIndex node = text.blocks[i].node;
        return node == html::kNoNode ? html::kNoNode : page.nodes[node].parent;
    };
    for (std::size_t i = 1; i + 1 < count; ++i) {
        if (!chosen[i] && chosen[i - 1] && chosen[i + 1] && parent(i) == parent(i - 1) &&
            parent(i) == parent(i + 1) && mean[i] >= 0.5F * limit)
            chosen[i] = true;
    }
    drop_furniture(page, text, furniture, chosen);
    rescue(text, mean, chosen);
    // Some pages hold the article twice; a long block counts once.
    std::vector<std::pair<std::uint64_t, std::size_t>> seen;
    for (std::size_t i = 0; i < count; ++i) {
        if (chosen[i] && text.blocks[i].words >= 15) seen.emplace_back(text.blocks[i].fingerprint, i);
    }
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 1; i < seen.size(); ++i) {
        if (seen[i].first == seen[i - 1].first) chosen[seen[i].second] = false;
    }
    return chosen;
}

}  // namespace sitrep::extract
