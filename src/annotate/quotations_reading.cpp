#include "annotate/quotations_reading.hpp"

namespace sitrep::annotate {
namespace {

/// Cues of every sentence, left to right, longest first at a place.
void find_cues(Reading& reading, const CueLexicon& lexicon) {
    const auto word_at = [&](std::uint32_t i) { return reading.word(i); };
    for (const Sentence& sentence : reading.tokens.sentences) {
        for (std::uint32_t i = sentence.first; i < sentence.last;) {
            Cue cue;
            if (reading.tokens.tokens[i].kind != TokenKind::word ||
                !lexicon.find(i, sentence.last, word_at, cue)) {
                ++i;
                continue;
            }
            for (std::uint32_t j = cue.first; j < cue.last; ++j)
                reading.cue_of[j] = static_cast<std::int32_t>(reading.cues.size());
            reading.cues.push_back(cue);
            i = cue.last;
        }
    }
}

/// Names that end as adverbs do ("Italy", "Sicily"): a capital inside a sentence, or before a verb.
void correct_names(Reading& reading) {
    for (const Sentence& sentence : reading.tokens.sentences) {
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (reading.classes[i] != WordClass::adverb || !reading.tokens.tokens[i].capital) continue;
            const bool opens =
                i == sentence.first || reading.tokens.tokens[i - 1].kind == TokenKind::opening_quote;
            const bool before_verb = i + 1 < sentence.last && is_verb(reading.classes[i + 1]);
            if (!opens || before_verb) reading.classes[i] = WordClass::name;
        }
    }
}

/// "spokeswoman", "fisherman", "chairperson" are nouns whatever stands around them.
void correct_persons(Reading& reading) {
    constexpr std::uint32_t kShortest = 6;
    for (std::uint32_t i = 0; i < reading.size(); ++i) {
        const Token& token = reading.tokens.tokens[i];
        if (token.kind != TokenKind::word || token.capital || token.range.size() < kShortest) continue;
        const WordClass c = reading.classes[i];
        if (!is_verb(c) && c != WordClass::adverb && c != WordClass::preposition) continue;
        const std::string_view w = reading.word(i);
        if (w.ends_with("man") || w.ends_with("person")) reading.classes[i] = WordClass::noun;
    }
}

}  // namespace

TokenRange Reading::tokens_in(TextRange range) const {
    if (range.empty()) return {};
    const std::uint32_t first = tokens.token_at(range.begin);
    std::uint32_t last = first;
    while (last < size() && tokens.tokens[last].range.begin < range.end) ++last;
    return {first, last};
}

Reading read_report(const Report& report, const TokenizedText& tokens, const CueLexicon& cues,
                    const WeightTable& classes) {
    Reading reading{report, tokens, lowered(report.text.text()), {}, {}, {}, {}, {}, {}, {}};
    const std::size_t count = tokens.tokens.size();
    reading.shapes.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
        reading.shapes.push_back(shape_of(reading.word(i), tokens.tokens[i]));
    reading.classes = classify_words(reading.shapes, tokens, classes);
    correct_names(reading);
    reading.cue_of.assign(count, -1);
    reading.sentence_of.assign(count, 0);
    for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s) {
        for (std::uint32_t i = tokens.sentences[s].first; i < tokens.sentences[s].last; ++i)
            reading.sentence_of[i] = s;
    }
    find_cues(reading, cues);
    reading.segments = find_quoted_segments(report, tokens, reading.lower, reading.cue_of);
    reading.segment_of.assign(count, -1);
    for (std::size_t s = 0; s < reading.segments.size(); ++s) {
        for (std::uint32_t i = reading.segments[s].with_marks.first; i < reading.segments[s].with_marks.last;
             ++i) {
            reading.segment_of[i] = static_cast<std::int32_t>(s);
        }
    }
    correct_persons(reading);
    // «…,” warned French diplomats»: a cue straight behind the marks is a verb.
    for (const Cue& cue : reading.cues) {
        const bool behind = cue.first > 0 && tokens.tokens[cue.first - 1].kind == TokenKind::closing_quote &&
                            reading.segment_of[cue.first] < 0;
        if (cue.source == CueSource::verb && behind && !is_verb(reading.classes[cue.first]))
            reading.classes[cue.first] = WordClass::verb_past;
    }
    return reading;
}

void correct_by_names(Reading& reading, const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) {
        if (entity.type == EntityType::group || entity.type == EntityType::event) continue;
        for (const Mention& mention : entity.mentions) {
            if (mention.form != MentionForm::name) continue;
            const TokenRange tokens = reading.tokens_in(mention.span);
            for (std::uint32_t i = tokens.first; i < tokens.last; ++i) {
                WordClass& c = reading.classes[i];
                const bool wrong = c == WordClass::adverb || c == WordClass::pronoun ||
                                   c == WordClass::interjection || c == WordClass::wh_word || is_verb(c);
                if (wrong && reading.tokens.tokens[i].capital) c = WordClass::name;
            }
        }
    }
}

}  // namespace sitrep::annotate
