// Features of the blocks of a page. The order is the model's: a change here needs a new training.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "extract/body_model.hpp"
#include "extract/hash_set.hpp"

namespace sitrep::extract {
namespace {

using html::kNoNode;
using html::NodeIndex;
using html::Tag;

float share(float part, float whole) { return whole > 0.0F ? part / whole : 0.0F; }

/// Tags in an order that lets one split part text from furniture.
float tag_rank(Tag tag) {
    switch (tag) {
        case Tag::p:
            return 0;
        case Tag::pre:
            return 1;
        case Tag::blockquote:
            return 2;
        case Tag::article:
            return 3;
        case Tag::section:
            return 4;
        case Tag::main:
            return 5;
        case Tag::div:
            return 6;
        case Tag::dd:
        case Tag::dt:
            return 7;
        case Tag::td:
            return 8;
        case Tag::th:
            return 9;
        case Tag::li:
            return 10;
        case Tag::h2:
            return 11;
        case Tag::h3:
            return 12;
        case Tag::h4:
            return 13;
        case Tag::h5:
        case Tag::h6:
            return 14;
        case Tag::h1:
            return 15;
        case Tag::figcaption:
            return 16;
        case Tag::figure:
            return 17;
        case Tag::header:
            return 18;
        case Tag::aside:
            return 19;
        case Tag::footer:
            return 20;
        case Tag::nav:
            return 21;
        case Tag::button:
            return 22;
        case Tag::form:
        case Tag::fieldset:
        case Tag::legend:
            return 23;
        default:
            return 24;
    }
}

float heading_level(Tag tag) {
    return tag >= Tag::h1 && tag <= Tag::h6
               ? static_cast<float>(static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1)
               : 0.0F;
}

struct ClassWeights {
    float own = 0, sum = 0, least = 0, most = 0;
    bool known = false;
};

/// Text below a node, direct blocks and all.
struct Container {
    float words = 0, characters = 0, link_characters = 0, blocks = 0;  // blocks whose element is a child
    float below_words = 0, below_characters = 0, below_links = 0;      // everything below
    float paragraph_words = 0;
    float score = 0;
    float article_order = -1;  // of article elements that hold running text and stand in no other
    std::uint32_t first_block = 0xFFFFFFFF, last_block = 0;
};

/// Blocks whose element has the same tag, class and parent's class: cards, list items, paragraphs.
struct Signature {
    float blocks = 0, words = 0, characters = 0, link_characters = 0;
};

class Table {
  public:
    Table(const html::Page& page, const PageText& text, const PageContext& context,
          const WeightTable& classes, const WeightTable& words)
        : page_(page),
          text_(text),
          context_(context),
          classes_(classes),
          words_(words),
          weights_(page.nodes.size()),
          containers_(page.nodes.size()) {}

    void fill(std::vector<float>& rows) {
        const std::size_t count = text_.blocks.size();
        rows.assign(count * kSecondFeatures, 0.0F);
        measure_containers();
        number_articles();
        find_top();
        prepare_context();
        for (std::size_t i = 0; i < count; ++i) fill_row(i, rows.data() + i * kSecondFeatures);
    }

  private:
    [[nodiscard]] NodeIndex parent(NodeIndex node) const {
        return node == kNoNode ? kNoNode : page_.nodes[node].parent;
    }
    [[nodiscard]] static float link_share(const PageBlock& block) {
        return share(static_cast<float>(block.link_characters), static_cast<float>(block.characters));
    }

    const ClassWeights& weights(NodeIndex node) {
        static const ClassWeights kNone{0, 0, 0, 0, true};
        if (node == kNoNode) return kNone;
        std::array<NodeIndex, 600> chain;
        std::size_t depth = 0;
        for (NodeIndex at = node; at != kNoNode && !weights_[at].known && depth < chain.size();
             at = page_.nodes[at].parent)
            chain[depth++] = at;
        while (depth > 0) {
            const NodeIndex at = chain[--depth];
            const NodeIndex above = page_.nodes[at].parent;
            ClassWeights& entry = weights_[at];
            keys_.clear();
            class_keys(page_, at, keys_);
            float sum = 0;
            for (const std::uint32_t key : keys_) sum += classes_[key];
            entry.own = std::clamp(sum, -6.0F, 6.0F);
            const ClassWeights base = above == kNoNode ? ClassWeights{} : weights_[above];
            entry.sum = base.sum + entry.own;
            entry.least = std::min(base.least, entry.own);
            entry.most = std::max(base.most, entry.own);
            entry.known = true;
        }
        return weights_[node];
    }

    std::uint64_t signature_of(NodeIndex node) const {
        if (node == kNoNode) return 0;
        const auto hash = [&](NodeIndex at) {
            std::uint64_t value = 1469598103934665603ULL ^ static_cast<std::uint64_t>(page_.nodes[at].tag);
            for (const char c : page_.value(at, html::Attribute::class_))
                value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
            return value;
        };
        const NodeIndex above = page_.nodes[node].parent;
        return hash(node) * 31 + (above == kNoNode ? 0 : hash(above));
    }

    void measure_containers() {
        signature_keys_.resize(text_.blocks.size());
        for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
            const PageBlock& block = text_.blocks[i];
            const auto words = static_cast<float>(block.words);
            const auto characters = static_cast<float>(block.characters),
                       linked = static_cast<float>(block.link_characters);
            total_words_ += words;
            signature_keys_[i] = signature_of(block.node);
            Signature& signature = signatures_[signature_keys_[i]];
            signature.blocks += 1;
            signature.words += words;
            signature.characters += characters;
            signature.link_characters += linked;
            ++fingerprints_[block.fingerprint];
            const bool paragraph = block.words >= 10 && link_share(block) < 0.5F;
            if (paragraph) paragraph_words_ += words;
            const float points =
                paragraph ? 1.0F + static_cast<float>(block.commas) + std::min(words / 20.0F, 3.0F) : 0.0F;
            const bool furniture =
                (block.inside & (html::kNav | html::kFooter | html::kForm | html::kButton)) != 0;
            float part = furniture ? 0.2F : 1.0F;
            int level = 0;
            for (NodeIndex at = parent(block.node); at != kNoNode && level < 64;
                 at = page_.nodes[at].parent, ++level) {
                Container& container = containers_[at];
                container.below_words += words;
                container.below_characters += characters;
                container.below_links += linked;
                if (container.first_block == 0xFFFFFFFF)
                    container.first_block = static_cast<std::uint32_t>(i);
                container.last_block = static_cast<std::uint32_t>(i);
                if (paragraph) container.paragraph_words += words;
                if (level == 0) {
                    container.words += words;
                    container.characters += characters;
                    container.link_characters += linked;
                    container.blocks += 1;
                }
                if (level < 4) {
                    container.score += points * part;
                    part *= 0.5F;
                }
            }
        }
    }

    /// Of several articles on a page the first is the report more often than those below it.
    void number_articles() {
        float order = 0;
        for (NodeIndex node = 0; node < page_.nodes.size(); ++node) {
            if (page_.nodes[node].tag != Tag::article) continue;
            articles_ += 1;
            const NodeIndex above = page_.nodes[node].parent;
            const bool outermost = above == kNoNode || (page_.nodes[above].inside & html::kArticle) == 0;
            if (outermost && containers_[node].paragraph_words >= 40)
                containers_[node].article_order = order++;
        }
    }

    void find_top() {
        float best = 0;
        for (const PageBlock& block : text_.blocks) {
            int level = 0;
            for (NodeIndex at = parent(block.node); at != kNoNode && level < 4;
                 at = page_.nodes[at].parent, ++level) {
                const Container& container = containers_[at];
                const float score =
                    container.score * (1.0F - share(container.below_links, container.below_characters));
                if (score > best) {
                    best = score;
                    top_ = at;
                }
            }
        }
        top_score_ = best;
    }

    void prepare_context() {
        for (const std::uint32_t word : context_.title_words) title_.insert(word);
        for (const std::uint32_t word : context_.description_words) description_.insert(word);
        const auto stated = context_.stated_body_words;
        for (std::size_t i = 0; i + 2 < stated.size(); ++i)
            stated_.insert(pair_key(pair_key(stated[i], stated[i + 1]), stated[i + 2]));
        first_heading_ = -1;
        for (std::size_t i = 0; i < text_.blocks.size() && first_heading_ < 0; ++i) {
            const NodeIndex node = text_.blocks[i].node;
            if (node != kNoNode && page_.nodes[node].tag == Tag::h1 && text_.blocks[i].words >= 3)
                first_heading_ = static_cast<int>(i);
        }
    }

    void word_features(const PageBlock& block, float* row) {
        keys_.clear();
        word_keys(text_, block, keys_);
        float sum = 0, least = 0, most = 0;
        for (const std::uint32_t key : keys_) {
            const float weight = words_[key];
            sum += weight;
            least = std::min(least, weight);
            most = std::max(most, weight);
        }
        row[35] = share(sum, static_cast<float>(keys_.size()));
        row[36] = sum;
        row[37] = least;
        row[38] = most;
    }

    void overlap_features(const PageBlock& block, float* row) {
        float in_title = 0, in_description = 0, stated = 0;
        met_.clear();
        const std::uint32_t* words = text_.words.data() + block.first_word;
        const std::uint32_t limit = std::min(block.words, 60U);
        for (std::uint32_t i = 0; i < limit; ++i) {
            if (title_.contains(words[i])) {
                in_title += 1;
                if (block.words <= 40 && std::find(met_.begin(), met_.end(), words[i]) == met_.end())
                    met_.push_back(words[i]);
            }
            if (description_.contains(words[i])) in_description += 1;
        }
        row[44] = share(in_title, static_cast<float>(limit));
        row[45] = share(static_cast<float>(met_.size()), static_cast<float>(title_.size()));
        row[46] = share(in_description, static_cast<float>(limit));
        row[47] = -1;
        row[48] = stated_.empty() ? 0.0F : 1.0F;
        if (stated_.empty() || block.words < 3) return;
        for (std::uint32_t i = 0; i + 2 < limit; ++i)
            stated +=
                stated_.contains(pair_key(pair_key(words[i], words[i + 1]), words[i + 2])) ? 1.0F : 0.0F;
        row[47] = limit > 2 ? stated / static_cast<float>(limit - 2) : 0.0F;
    }

    void own_features(const PageBlock& block, float* row) {
        const auto words = static_cast<float>(block.words), characters = static_cast<float>(block.characters);
        const Tag tag = block.node == kNoNode ? Tag::unknown : page_.nodes[block.node].tag;
        row[0] = words;
        row[1] = share(characters, words);
        row[2] = link_share(block);
        row[3] = static_cast<float>(block.links);
        row[4] = share(static_cast<float>(block.commas), words);
        row[5] = static_cast<float>(block.stops);
        row[6] = block.ends_sentence ? 1.0F : 0.0F;
        row[7] = share(static_cast<float>(block.capitals), words);
        row[8] = share(static_cast<float>(block.digits), words);
        row[9] = block.quotes ? 1.0F : 0.0F;
        row[10] = share(static_cast<float>(block.strong_characters), characters);
        row[11] = tag_rank(tag);
        row[12] = heading_level(tag);
        static constexpr std::array<std::uint32_t, 14> kFlags = {
            html::kNav,    html::kFooter, html::kHeader,    html::kAside,   html::kForm,
            html::kFigure, html::kTable,  html::kList,      html::kArticle, html::kMain,
            html::kQuote,  html::kButton, html::kParagraph, html::kNoscript};
        for (std::size_t i = 0; i < kFlags.size(); ++i)
            row[13 + i] = (block.inside & kFlags[i]) != 0 ? 1.0F : 0.0F;
        row[27] = block.node == kNoNode ? 0.0F : static_cast<float>(page_.nodes[block.node].depth);
        const NodeIndex up = parent(block.node), upper = parent(up);
        const ClassWeights own = weights(block.node);
        row[28] = own.own;
        row[29] = weights(up).own;
        row[30] = weights(upper).own;
        row[31] = own.sum;
        row[32] = own.least;
        row[33] = own.most;
        row[34] = block.inner == block.node ? 0.0F : weights(block.inner).own;
        row[78] = (block.inside & html::kTime) != 0 ? 1.0F : 0.0F;
        row[82] = block.node == kNoNode ? 0.0F : static_cast<float>(page_.nodes[block.node].children);
        row[83] = block.characters > 0 && block.link_characters == block.characters ? 1.0F : 0.0F;
    }

    void container_features(const PageBlock& block, std::size_t i, float* row) const {
        const NodeIndex up = parent(block.node), upper = parent(up), highest = parent(upper);
        if (up != kNoNode) {
            const Container& container = containers_[up];
            row[49] = container.words;
            row[50] = container.blocks;
            row[51] = share(container.link_characters, container.characters);
            row[52] = share(container.paragraph_words, paragraph_words_);
            row[57] = share(container.score, top_score_);
            row[72] = static_cast<float>(page_.nodes[up].children);
            row[79] = container.first_block == i ? 1.0F : 0.0F;
            row[80] = container.last_block == i ? 1.0F : 0.0F;
        }
        if (upper != kNoNode) {
            row[53] = share(containers_[upper].below_words, total_words_);
            row[54] = share(containers_[upper].below_links, containers_[upper].below_characters);
        }
        if (highest != kNoNode) row[84] = share(containers_[highest].below_words, total_words_);
        row[56] = 9;
        int level = 0;
        for (NodeIndex at = block.node; at != kNoNode && level < 8 && top_ != kNoNode;
             at = page_.nodes[at].parent, ++level) {
            if (at != top_) continue;
            row[55] = 1;
            row[56] = static_cast<float>(level);
            break;
        }
        if (top_ != kNoNode)
            row[58] = share(containers_[top_].below_links, containers_[top_].below_characters);
        row[59] = std::log1p(total_words_);
        row[60] = std::log1p(static_cast<float>(text_.blocks.size()));
    }

    void neighbour_features(std::size_t i, float* row) const {
        const auto& blocks = text_.blocks;
        const auto neighbour = [&](std::size_t j, std::size_t at) {
            row[at] = static_cast<float>(blocks[j].words);
            row[at + 1] = link_share(blocks[j]);
            row[at + 2] = blocks[j].ends_sentence ? 1.0F : 0.0F;
            row[at + 3] = parent(blocks[j].node) == parent(blocks[i].node) ? 1.0F : 0.0F;
        };
        if (i > 0) neighbour(i - 1, 61);
        if (i + 1 < blocks.size()) neighbour(i + 1, 65);
        if (i > 1) row[69] = static_cast<float>(blocks[i - 2].words);
        if (i + 2 < blocks.size()) row[70] = static_cast<float>(blocks[i + 2].words);
        float around = 0;
        for (std::size_t j = i >= 3 ? i - 3 : 0; j < std::min(blocks.size(), i + 4); ++j) {
            if (j != i && link_share(blocks[j]) < 0.3F) around += static_cast<float>(blocks[j].words);
        }
        row[71] = around;
    }

    void fill_row(std::size_t i, float* row) {
        const PageBlock& block = text_.blocks[i];
        own_features(block, row);
        word_features(block, row);
        const auto count = static_cast<float>(text_.blocks.size());
        row[39] = static_cast<float>(i) / count;
        row[40] = share(words_before_, total_words_);
        row[41] = 1.0F - share(words_before_ + row[0], total_words_);
        row[42] = first_heading_ < 0 ? 999.0F
                                     : std::clamp(static_cast<float>(i) - static_cast<float>(first_heading_),
                                                  -200.0F, 200.0F);
        row[43] = first_heading_ >= 0 && static_cast<int>(i) > first_heading_ ? 1.0F : 0.0F;
        overlap_features(block, row);
        container_features(block, i, row);
        neighbour_features(i, row);
        const Signature& signature = signatures_.find(signature_keys_[i])->second;
        row[73] = signature.blocks;
        row[74] = share(signature.words, signature.blocks);
        row[75] = share(signature.link_characters, signature.characters);
        row[76] = static_cast<float>(fingerprints_.find(block.fingerprint)->second);
        row[77] = share(signature.words, total_words_);
        since_heading_ = row[12] > 0 ? 0 : since_heading_ + 1;
        row[81] = static_cast<float>(std::min(since_heading_, 60));
        if (row[55] > 0) top_words_before_ += row[0];
        row[85] = top_ == kNoNode ? 0.0F : share(top_words_before_, containers_[top_].below_words);
        row[86] = share(static_cast<float>(block.source.begin), static_cast<float>(page_.source.size()));
        row[87] = share(static_cast<float>(block.source.size()), static_cast<float>(block.characters));
        heading_features(block, row);
        words_before_ += row[0];
    }

    /// What the last heading above says ("Related", "Comments"), and the article element around the block.
    void heading_features(const PageBlock& block, float* row) {
        row[88] = heading_words_;
        row[89] = heading_classes_;
        if (row[12] > 1 || (block.words <= 3 && row[10] > 0.9F)) {
            heading_words_ = row[35];
            heading_classes_ = row[31];
        }
        NodeIndex outermost = kNoNode;
        int level = 0;
        for (NodeIndex at = block.node; at != kNoNode && level < 64 && (block.inside & html::kArticle) != 0;
             at = page_.nodes[at].parent, ++level) {
            if (page_.nodes[at].tag != Tag::article) continue;
            if (outermost == kNoNode) row[90] = share(containers_[at].below_words, total_words_);
            outermost = at;
        }
        row[91] = static_cast<float>(articles_);
        row[92] = (block.inside & html::kPreformatted) != 0 ? 1.0F : 0.0F;
        row[93] = outermost == kNoNode ? -1.0F : containers_[outermost].article_order;
    }

    const html::Page& page_;
    const PageText& text_;
    const PageContext& context_;
    const WeightTable& classes_;
    const WeightTable& words_;
    std::vector<ClassWeights> weights_;
    std::vector<Container> containers_;
    std::vector<std::uint64_t> signature_keys_;
    std::unordered_map<std::uint64_t, Signature> signatures_;
    std::unordered_map<std::uint64_t, int> fingerprints_;
    HashSet title_, description_, stated_;
    std::vector<std::uint32_t> keys_, met_;
    NodeIndex top_ = kNoNode;
    float heading_words_ = 0, heading_classes_ = 0;
    int articles_ = 0;
    float top_score_ = 0, total_words_ = 0, paragraph_words_ = 0, words_before_ = 0, top_words_before_ = 0;
    int first_heading_ = -1, since_heading_ = 30;
};

}  // namespace

void first_features(const html::Page& page, const PageText& text, const PageContext& context,
                    const WeightTable& classes, const WeightTable& words, std::vector<float>& rows) {
    Table(page, text, context, classes, words).fill(rows);
}

}  // namespace sitrep::extract
