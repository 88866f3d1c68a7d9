#include "annotate/quotations_interviews.hpp"

#include <algorithm>
#include <string_view>

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kLongestLabel = 4;
constexpr std::size_t kFewestTurns = 4;
constexpr std::size_t kMostLabels = 5;

bool is_question_or_answer(std::string_view w) {
    return w == "q" || w == "a" || w == "question" || w == "answer" || w == "interviewer";
}

/// Tokens before the colon that opens a paragraph; empty if it opens with none.
TokenRange label_at(const Reading& reading, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < std::min(last, first + kLongestLabel + 1); ++i) {
        if (reading.word(i) == ":") return {first, i};
        const Token& token = reading.tokens.tokens[i];
        if (token.kind != TokenKind::word || !token.capital || reading.segment_of[i] >= 0) return {};
    }
    return {};
}

}  // namespace

std::vector<InterviewTurn> find_interview_turns(const Reading& reading) {
    std::vector<InterviewTurn> turns;
    const std::vector<Sentence>& sentences = reading.tokens.sentences;
    for (std::size_t s = 0; s < sentences.size();) {
        std::size_t next = s;
        while (next < sentences.size() && sentences[next].block == sentences[s].block) ++next;
        const std::uint32_t last = sentences[next - 1].last;
        const TokenRange label = reading.report.blocks[sentences[s].block].kind == BlockKind::body
                                     ? label_at(reading, sentences[s].first, last)
                                     : TokenRange{};
        if (!label.empty() && label.last + 1 < last) {
            const bool letter = label.size() == 1 && is_question_or_answer(reading.word(label.first));
            turns.push_back({label, {label.last + 1, last}, !letter});
        }
        s = next;
    }
    std::vector<std::string_view> labels;
    for (const InterviewTurn& turn : turns) labels.push_back(reading.word(turn.label.last - 1));
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    const bool interview = turns.size() >= kFewestTurns && labels.size() >= 2 &&
                           labels.size() <= kMostLabels && labels.size() * 2 <= turns.size();
    return interview ? turns : std::vector<InterviewTurn>{};
}

}  // namespace sitrep::annotate
