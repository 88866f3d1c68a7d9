// Stage-two features: what stage one says of a block's neighbours, containers and of the page. The order is
// the model's: a change here needs a new training.
#include <algorithm>

#include "extract/body_model.hpp"

namespace sitrep::extract {
namespace {

using html::kNoNode;
using html::NodeIndex;
using html::Tag;

float share(float part, float whole) { return whole > 0.0F ? part / whole : 0.0F; }

/// The table or list around a block, judged as one: it belongs to the article or does not, whatever its
/// cells.
struct Group {
    float mean = -1, before = -1, after = -1, blocks = 0;
};

/// The outermost table or list around each block, within twelve levels.
NodeIndex group_node(const html::Page& page, NodeIndex node) {
    NodeIndex found = kNoNode;
    for (int level = 0; node != kNoNode && level < 12; node = page.nodes[node].parent, ++level) {
        const Tag tag = page.nodes[node].tag;
        if (tag == Tag::table || tag == Tag::ul || tag == Tag::ol || tag == Tag::dl) found = node;
    }
    return found;
}

/// Blocks of one table or list follow each other, so one pass finds their runs; `before` and `after` are the
/// probabilities of the nearest running text outside.
std::vector<Group> groups_of(const html::Page& page, const PageText& text,
                             std::span<const float> probabilities) {
    const std::size_t count = text.blocks.size();
    std::vector<Group> groups(count);
    float before = -1;
    for (std::size_t begin = 0; begin < count;) {
        const NodeIndex node = (text.blocks[begin].inside & (html::kTable | html::kList)) != 0
                                   ? group_node(page, text.blocks[begin].node)
                                   : kNoNode;
        if (node == kNoNode) {
            if (text.blocks[begin].words >= 8) before = probabilities[begin];
            ++begin;
            continue;
        }
        Group group;
        float weight = 0, sum = 0;
        std::size_t end = begin;
        for (; end < count && group_node(page, text.blocks[end].node) == node; ++end) {
            const auto words = static_cast<float>(text.blocks[end].words) + 1.0F;
            sum += probabilities[end] * words;
            weight += words;
        }
        group.mean = share(sum, weight);
        group.before = before;
        group.blocks = static_cast<float>(end - begin);
        for (std::size_t next = end; next < count && next < end + 40; ++next) {
            const bool grouped = (text.blocks[next].inside & (html::kTable | html::kList)) != 0;
            if (grouped || text.blocks[next].words < 8) continue;
            group.after = probabilities[next];
            break;
        }
        for (std::size_t i = begin; i < end; ++i) groups[i] = group;
        begin = end;
    }
    return groups;
}

}  // namespace

void second_features(const html::Page& page, const PageText& text, std::span<const float> probabilities,
                     std::vector<float>& rows) {
    const std::size_t count = text.blocks.size();
    struct Mean {
        float sum = 0, weight = 0;
        void add(float value, float by) {
            sum += value * by;
            weight += by;
        }
        [[nodiscard]] float value() const { return weight > 0 ? sum / weight : 0.0F; }
    };
    std::vector<Mean> means(page.nodes.size() + 1);  // the last for blocks that no element holds
    const auto mean_of = [&](NodeIndex node) -> Mean& {
        return node == kNoNode ? means.back() : means[node];
    };
    const auto parent = [&](NodeIndex node) { return node == kNoNode ? kNoNode : page.nodes[node].parent; };
    float best = 0, mass = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto words = static_cast<float>(text.blocks[i].words) + 1.0F;
        const NodeIndex up = parent(text.blocks[i].node);
        mean_of(up).add(probabilities[i], words);
        if (parent(up) != up) mean_of(parent(up)).add(probabilities[i], words);
        best = std::max(best, probabilities[i]);
        mass += probabilities[i] * words;
    }
    // Mass below every node, and the subtree whose likely words outweigh its unlikely ones most.
    std::vector<float> below(page.nodes.size(), 0.0F), balance(page.nodes.size(), 0.0F);
    NodeIndex best_node = kNoNode;
    for (std::size_t i = 0; i < count; ++i) {
        const auto words = static_cast<float>(text.blocks[i].words) + 1.0F;
        int level = 0;
        for (NodeIndex at = text.blocks[i].node; at != kNoNode && level < 96;
             at = page.nodes[at].parent, ++level) {
            below[at] += probabilities[i] * words;
            balance[at] += (probabilities[i] - 0.5F) * words;
        }
    }
    float best_balance = 0;
    for (NodeIndex node = 0; node < page.nodes.size(); ++node) {
        // Of equal subtrees the innermost.
        if (balance[node] > 0 && balance[node] >= best_balance * 0.999F) {
            best_balance = std::max(best_balance, balance[node]);
            best_node = node;
        }
    }
    const auto in_best = [&](NodeIndex node) {
        for (int level = 0; node != kNoNode && level < 96; node = page.nodes[node].parent, ++level) {
            if (node == best_node) return level;
        }
        return -1;
    };
    std::vector<float> words_since(count), words_until(count);
    float gap = 0;
    for (std::size_t i = 0; i < count; ++i) {
        words_since[i] = gap;
        gap = probabilities[i] > 0.5F && text.blocks[i].words >= 8
                  ? 0.0F
                  : std::min(gap + static_cast<float>(text.blocks[i].words), 2000.0F);
    }
    gap = 0;
    for (std::size_t i = count; i-- > 0;) {
        words_until[i] = gap;
        gap = probabilities[i] > 0.5F && text.blocks[i].words >= 8
                  ? 0.0F
                  : std::min(gap + static_cast<float>(text.blocks[i].words), 2000.0F);
    }
    std::vector<int> since(count), until(count);
    int distance = 60;
    for (std::size_t i = 0; i < count; ++i) {
        since[i] = distance;
        distance = probabilities[i] > 0.5F && text.blocks[i].words >= 8 ? 0 : std::min(distance + 1, 60);
    }
    distance = 60;
    for (std::size_t i = count; i-- > 0;) {
        until[i] = distance;
        distance = probabilities[i] > 0.5F && text.blocks[i].words >= 8 ? 0 : std::min(distance + 1, 60);
    }
    const std::vector<Group> groups = groups_of(page, text, probabilities);
    float before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        float* row = rows.data() + i * kSecondFeatures + kFirstFeatures;
        const auto words = static_cast<float>(text.blocks[i].words) + 1.0F;
        row[0] = probabilities[i];
        float near = 0, sure = 0, weight = 0;
        for (std::size_t step = 1; step <= 5; ++step) {
            row[step] = i >= step ? probabilities[i - step] : -1.0F;
            row[5 + step] = i + step < count ? probabilities[i + step] : -1.0F;
            for (const std::size_t j : {i - step, i + step}) {
                if (j >= count) continue;
                if (probabilities[j] > 0.5F) sure += 1;
                if (step > 3) continue;
                near += probabilities[j] * (static_cast<float>(text.blocks[j].words) + 1.0F);
                weight += static_cast<float>(text.blocks[j].words) + 1.0F;
            }
        }
        const NodeIndex up = parent(text.blocks[i].node);
        row[11] = mean_of(up).value();
        row[12] = mean_of(parent(up)).value();
        row[13] = best;
        row[14] = share(before, mass);
        row[15] = share(mass - before - probabilities[i] * words, mass);
        row[16] = share(near, weight);
        row[17] = sure;
        row[18] = static_cast<float>(since[i]);
        row[19] = static_cast<float>(until[i]);
        row[20] = mass;
        row[21] = static_cast<float>(since[i] + until[i]);
        const NodeIndex upper = parent(up), highest = parent(upper);
        row[22] = up == kNoNode ? 0.0F : share(below[up], mass);
        row[23] = upper == kNoNode ? 0.0F : share(below[upper], mass);
        row[24] = highest == kNoNode ? 0.0F : share(below[highest], mass);
        row[25] = static_cast<float>(in_best(text.blocks[i].node));
        row[26] = words_since[i];
        row[27] = words_until[i];
        row[28] = upper == kNoNode ? 0.0F : share(balance[upper], best_balance);
        row[29] = share(best_balance, mass);
        before += probabilities[i] * words;
        row[30] = groups[i].mean;
        row[31] = groups[i].before;
        row[32] = groups[i].after;
        row[33] = groups[i].blocks;
    }
}

}  // namespace sitrep::extract
