#include "extract/scrape.hpp"

#include <algorithm>

namespace sitrep::extract {
namespace {

constexpr float kSurelyBody = 0.6F;
constexpr float kSurelyNone = 0.08F;
/// Sure lines of running text that a scrape must hold before anything is left out.
constexpr std::size_t kLeastSure = 3;
constexpr std::uint32_t kRunningWords = 8;
constexpr std::uint32_t kLeadWords = 15;

bool whole_sentence(const PageBlock& block) {
    return block.words >= kLeadWords && block.ends_sentence && block.capitals * 2 <= block.words;
}

}  // namespace

void leave_out_surroundings(const CleanText& text, const BodyModel& model, LabelledLines& lines) {
    std::vector<TextRange> ranges;
    for (const LabelledLines::Piece& piece : lines.pieces) ranges.push_back(piece.range);
    const LinePage page = line_page(text, ranges);
    // A piece of signs alone makes no block: then lines and blocks would not agree.
    if (page.text.blocks.size() != lines.pieces.size()) return;
    const auto body = [&](std::size_t i) { return lines.pieces[i].kind == BlockKind::body; };
    LineScores stage_one = first_line_scores(page, model);
    // Where stage one alone keeps every line above what is left out, stage two cannot change anything.
    bool doubted = false;
    for (std::size_t i = 0; i < stage_one.first.size() && !doubted; ++i)
        doubted = body(i) && stage_mean(stage_one.first[i], 0.0F) < kSurelyNone;
    if (!doubted) return;
    const std::vector<float> scores = score_lines(page, model, std::move(stage_one));
    std::size_t first = scores.size(), last = 0, sure = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!body(i) || scores[i] < kSurelyBody || page.text.blocks[i].words < kRunningWords) continue;
        first = std::min(first, i);
        last = i;
        ++sure;
    }
    if (sure < kLeastSure) return;
    // Whole sentences above the first sure line are a lead more often than a blurb; short ones may stand
    // between.
    for (std::size_t i = first; i-- > 0 && body(i) && page.text.blocks[i].ends_sentence;) {
        if (whole_sentence(page.text.blocks[i])) first = i;
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (body(i) && (i < first || i > last) && scores[i] < kSurelyNone)
            lines.pieces[i].kind = BlockKind::other;
    }
}

}  // namespace sitrep::extract
