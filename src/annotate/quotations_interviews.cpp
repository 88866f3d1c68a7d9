#include "annotate/quotations_interviews.hpp"

#include <algorithm>
#include <string_view>

#include "annotate/quotations_blocks.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kLongestLabel = 5;
constexpr std::size_t kFewestTurns = 4;
constexpr std::size_t kMostLabels = 5;
constexpr std::size_t kFewestQuestions = 3;

bool is_question(std::string_view w) { return w == "q" || w == "question" || w == "interviewer"; }
bool is_answer(std::string_view w) { return w == "a" || w == "answer" || w == "interviewee"; }

struct Paragraph {
    std::uint32_t block = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

std::vector<Paragraph> paragraphs_of(const Reading& reading) {
    std::vector<Paragraph> paragraphs;
    const std::vector<Sentence>& sentences = reading.tokens.sentences;
    for (std::size_t s = 0; s < sentences.size();) {
        std::size_t next = s;
        while (next < sentences.size() && sentences[next].block == sentences[s].block) ++next;
        Paragraph here{sentences[s].block, sentences[s].first, sentences[next - 1].last};
        const BlockKind kind = reading.report.blocks[here.block].kind;
        const auto sign = [&](std::uint32_t i) {
            const std::string_view w = reading.word(i);
            return w == "*" || w == "_" || w == "**" || w == "__";
        };
        while (here.first < here.last && sign(here.first)) ++here.first;
        while (here.last > here.first && sign(here.last - 1)) --here.last;
        if (here.first < here.last && (kind == BlockKind::body || kind == BlockKind::crosshead))
            paragraphs.push_back(here);
        s = next;
    }
    return paragraphs;
}

/// Tokens before the colon that opens a paragraph; empty if it opens with none.
TokenRange label_at(const Reading& reading, const Paragraph& p) {
    for (std::uint32_t i = p.first; i < std::min(p.last, p.first + kLongestLabel + 1); ++i) {
        const std::string_view w = reading.word(i);
        const bool letter = i == p.first + 1 && w == "." &&
                            (is_question(reading.word(p.first)) || is_answer(reading.word(p.first))) &&
                            reading.word(p.first).size() == 1;
        if (i > p.first && (w == ":" || letter)) return {p.first, i};
        const Token& token = reading.tokens.tokens[i];
        const bool shortened = w == "." && i > p.first && !token.space_before;
        if (shortened) continue;
        if (token.kind != TokenKind::word || !token.capital) return {};
        const std::int32_t s = reading.segment_of[i];
        if (s >= 0 && !reading.segments[static_cast<std::size_t>(s)].by_layout) return {};
    }
    return {};
}

std::vector<InterviewTurn> labelled_turns(const Reading& reading, const std::vector<Paragraph>& paragraphs,
                                          const std::function<bool(TokenRange)>& names_speaker) {
    std::vector<InterviewTurn> turns;
    std::size_t questions = 0, answers = 0, strangers = 0;
    for (const Paragraph& p : paragraphs) {
        const TokenRange label = label_at(reading, p);
        if (label.empty() || label.last + 1 >= p.last) continue;
        const std::string_view word = reading.word(label.first);
        TurnRole role = TurnRole::labelled;
        if (label.size() == 1 && is_question(word)) role = TurnRole::question;
        if (label.size() == 1 && is_answer(word)) role = TurnRole::answer;
        if (role == TurnRole::labelled && !names_speaker(label)) {
            ++strangers;
            continue;
        }
        questions += role == TurnRole::question ? 1 : 0;
        answers += role == TurnRole::answer ? 1 : 0;
        turns.push_back({label, {label.last + 1, p.last}, role});
    }
    if (strangers > turns.size()) return {};
    if (questions > 0 && (answers > 0 || turns.size() > questions)) return turns;
    std::vector<std::string_view> labels;
    for (const InterviewTurn& turn : turns) labels.push_back(reading.word(turn.label.last - 1));
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    const bool interview = turns.size() >= kFewestTurns && labels.size() >= 2 &&
                           labels.size() <= kMostLabels && labels.size() + 2 <= turns.size();
    return interview ? turns : std::vector<InterviewTurn>{};
}

bool speaks_in_first_person(const Reading& reading, TokenRange words) {
    for (std::uint32_t i = words.first; i < words.last; ++i) {
        const std::int32_t s = reading.segment_of[i];
        const bool marked = s >= 0 && !reading.segments[static_cast<std::size_t>(s)].by_layout;
        if (!marked && is_own_voice(reading.word(i))) return true;
    }
    return false;
}

std::vector<InterviewTurn> turns_in_bold(const Reading& reading, const std::vector<Paragraph>& paragraphs) {
    std::vector<InterviewTurn> turns;
    std::size_t questions = 0, answered = 0, personal = 0;
    bool open = false, fresh = false;
    for (const Paragraph& p : paragraphs) {
        const Block& block = reading.report.blocks[p.block];
        const bool heading = block.kind == BlockKind::crosshead || block.layout == BlockLayout::bold;
        const TokenRange words{p.first, p.last};
        if (heading) {
            open = reading.word(p.last - 1) == "?";
            fresh = open;
            if (open) {
                ++questions;
                turns.push_back({{}, words, TurnRole::question});
            }
            continue;
        }
        if (!open) continue;
        const bool first_person = speaks_in_first_person(reading, words);
        if (fresh) {
            ++answered;
            personal += first_person ? 1 : 0;
        } else if (!first_person) {
            // The reporter may have taken over again.
            open = false;
            continue;
        }
        fresh = false;
        turns.push_back({{}, words, TurnRole::answer});
    }
    const bool interview =
        questions >= kFewestQuestions && answered >= kFewestQuestions && personal * 2 > answered;
    return interview ? turns : std::vector<InterviewTurn>{};
}

}  // namespace

std::vector<InterviewTurn> find_interview_turns(const Reading& reading,
                                                const std::function<bool(TokenRange)>& names_speaker) {
    const std::vector<Paragraph> paragraphs = paragraphs_of(reading);
    std::vector<InterviewTurn> turns = labelled_turns(reading, paragraphs, names_speaker);
    return turns.empty() ? turns_in_bold(reading, paragraphs) : turns;
}

bool introduces_interview(const Reading& reading, std::uint32_t first_turn) {
    for (std::uint32_t i = 0; i < first_turn; ++i) {
        if (reading.words.interviews.holds(reading.word(i))) return true;
    }
    return false;
}

}  // namespace sitrep::annotate
