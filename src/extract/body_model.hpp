/// @file body_model.hpp
/// @brief Which blocks of a page are the article: features, two stages of boosted trees, rules afterwards.
///
/// Stage one scores each block by itself and its surroundings in the tree; stage two sees the scores of its
/// neighbours and containers. Kohlschütter et al. (2010) for shallow block features, Vogels et al. (2018) for
/// neighbours' scores.
#pragma once
#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/forest.hpp"
#include "extract/html.hpp"
#include "extract/html_blocks.hpp"
#include "sitrep/result.hpp"

namespace sitrep::extract {

struct BodyModel {
    WeightTable class_weights;
    WeightTable word_weights;
    Forest first, second;
    Forest line_first, line_second;  ///< the same for lines of text without mark-up
    float threshold = 0.5F;
};

/// Reads `file` as `save_body_model` wrote it. Fails, naming the file, if it is missing, cut or of another
/// version.
[[nodiscard]] Result<BodyModel> load_body_model(const std::filesystem::path& file);
[[nodiscard]] std::string save_body_model(const BodyModel& model);

/// What features need besides tree and text.
struct PageContext {
    std::span<const std::uint32_t> title_words;  ///< hashes, of the title element or og:title
    std::span<const std::uint32_t> description_words;
    std::span<const std::uint32_t> stated_body_words;  ///< JSON-LD articleBody; empty if there is none
};

inline constexpr std::size_t kFirstFeatures = 94;
inline constexpr std::size_t kSecondFeatures = kFirstFeatures + 34;

/// Hashes of class, id, role and itemprop words of a node: the keys of class_weights.
void class_keys(const html::Page& page, html::NodeIndex node, std::vector<std::uint32_t>& keys);
/// Key of two hashed words in a row.
[[nodiscard]] std::uint32_t pair_key(std::uint32_t first, std::uint32_t second);
/// Keys of word_weights for a block: its words and pairs of neighbours, from its first 48 words.
void word_keys(const PageText& text, const PageBlock& block, std::vector<std::uint32_t>& keys);

/// Stage-one features of all blocks, row by row, kSecondFeatures floats apart (the rest of each row is left
/// for stage two).
void first_features(const html::Page& page, const PageText& text, const PageContext& context,
                    const WeightTable& classes, const WeightTable& words, std::vector<float>& rows);
/// Fills the rest of each row from stage-one probabilities.
void second_features(const html::Page& page, const PageText& text, std::span<const float> probabilities,
                     std::vector<float>& rows);

/// Both stages as one probability.
[[nodiscard]] inline float stage_mean(float first, float second) { return 0.35F * first + 0.65F * second; }

/// Probability of each block.
struct Scores {
    std::vector<float> first, second;
};
[[nodiscard]] Scores score_blocks(const html::Page& page, const PageText& text, const PageContext& context,
                                  const BodyModel& model);
/// Blocks that are the article: both stages averaged, gaps inside a container filled, what stands twice taken
/// once.
/// `furniture`: sorted class keys of containers (comments, related stories) whose blocks are dropped where
/// less than half of what is chosen stands in them.
[[nodiscard]] std::vector<bool> choose_blocks(const html::Page& page, const PageText& text,
                                              const Scores& scores, float threshold,
                                              std::span<const std::uint32_t> furniture);
/// Lines of a text without mark-up as a page of blocks that no element holds: the features of mark-up stay
/// empty. Each range of `lines` is one block; ranges without a word or sign make none, so none may be given.
struct LinePage {
    html::Page page;
    PageText text;
};
[[nodiscard]] LinePage line_page(const CleanText& text, std::span<const TextRange> lines);
/// Stage one's probability of each line, with the features that stage two goes on from.
struct LineScores {
    std::vector<float> first;
    std::vector<float> rows;
};
[[nodiscard]] LineScores first_line_scores(const LinePage& lines, const BodyModel& model);
/// Probability of each line to be the article's, both stages averaged.
[[nodiscard]] std::vector<float> score_lines(const LinePage& lines, const BodyModel& model,
                                             LineScores scores);

/// The class keys of plain words.
[[nodiscard]] std::vector<std::uint32_t> class_keys_of(const std::set<std::string, std::less<>>& words);

}  // namespace sitrep::extract
