#include "annotate/quotations_reading.hpp"

#include <algorithm>
#include <array>

#include "annotate/quotations_blocks.hpp"
#include "annotate/quotations_clauses.hpp"

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
            // "put it at seven" is no "as she put it".
            if (cue.last - cue.first == 2 && cue.last < sentence.last && reading.word(cue.last) == "at" &&
                reading.word(cue.first).starts_with("put"))
                cue = {cue.first, cue.first + 1, CueKind::estimate, CueSource::verb};
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

/// "Brown continued", where the report has "Dale Brown nodded": at the head of a sentence a capital says
/// nothing, but a word that is a name inside another is one there too.
void correct_first_words(Reading& reading) {
    std::vector<std::string_view> names;
    for (const Sentence& sentence : reading.tokens.sentences) {
        for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
            if (reading.classes[i] == WordClass::name && reading.tokens.tokens[i].capital)
                names.push_back(reading.word(i));
        }
    }
    std::sort(names.begin(), names.end());
    for (const Sentence& sentence : reading.tokens.sentences) {
        if (sentence.first + 1 >= sentence.last) continue;
        WordClass& c = reading.classes[sentence.first];
        const bool wrong = c == WordClass::noun || c == WordClass::adjective;
        if (wrong && reading.tokens.tokens[sentence.first].capital &&
            is_verb(reading.classes[sentence.first + 1]) &&
            std::binary_search(names.begin(), names.end(), reading.word(sentence.first)))
            c = WordClass::name;
    }
}

/// "the chief negotiator, retired general Ana Lopez": what somebody has been is told before his name.
void correct_former(Reading& reading) {
    for (std::uint32_t i = 0; i + 1 < reading.size(); ++i) {
        const WordClass after = reading.classes[i + 1];
        const bool told =
            after == WordClass::noun || after == WordClass::adjective || after == WordClass::name;
        if (is_verb(reading.classes[i]) && told && reading.word(i) == "retired")
            reading.classes[i] = WordClass::adjective;
    }
}

/// "to cap wages", "may bar barges", "leave would be granted": only a verb's base stands behind a modal and
/// the "to" of an infinitive, and none before a modal.
void correct_bases(Reading& reading) {
    for (std::uint32_t i = 1; i < reading.size(); ++i) {
        WordClass& c = reading.classes[i];
        if (reading.sentence_of[i - 1] != reading.sentence_of[i]) continue;
        const bool opened =
            reading.classes[i - 1] == WordClass::particle_to ||
            (reading.classes[i - 1] == WordClass::modal && i > 1 && is_nominal(reading.classes[i - 2]));
        if (c == WordClass::noun && opened && !reading.tokens.tokens[i].capital) c = WordClass::verb_base;
        const bool subject = c == WordClass::verb_base && reading.classes[i - 1] != WordClass::particle_to &&
                             reading.classes[i - 1] != WordClass::modal && i + 1 < reading.size() &&
                             reading.classes[i + 1] == WordClass::modal;
        if (subject) c = WordClass::noun;
    }
}

/// "until parliament ratifies a treaty", "provided the firm lines its pond": a word in -s between a noun and
/// what opens another phrase is the verb that its clause has not had yet.
void correct_third_persons(Reading& reading) {
    for (const Sentence& sentence : reading.tokens.sentences) {
        bool had_verb = false;
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
            const WordClass c = reading.classes[i];
            const std::string_view w = reading.word(i);
            if (c == WordClass::subordinator || c == WordClass::wh_word || w == "that" || w == "until" ||
                w == "before" || w == "after" || c == WordClass::punctuation) {
                had_verb = false;
                continue;
            }
            const WordClass after = reading.classes[i + 1];
            const bool opens = after == WordClass::determiner || after == WordClass::possessive_pronoun;
            if (c == WordClass::plural_noun && !had_verb && opens && i > sentence.first && w.ends_with('s') &&
                !w.ends_with("ers") && !reading.tokens.tokens[i].capital &&
                (reading.classes[i - 1] == WordClass::noun || reading.classes[i - 1] == WordClass::name) &&
                !is_time_word(w))
                reading.classes[i] = WordClass::verb_present;
            had_verb = had_verb || is_finite(reading.classes[i]);
        }
    }
}

/// "spokeswoman", "fishermen", "chairperson" are nouns whatever stands around them.
void correct_persons(Reading& reading) {
    constexpr std::uint32_t kShortest = 6;
    for (std::uint32_t i = 0; i < reading.size(); ++i) {
        const Token& token = reading.tokens.tokens[i];
        const bool opens = i == 0 || reading.sentence_of[i - 1] != reading.sentence_of[i];
        if (token.kind != TokenKind::word || token.range.size() < kShortest) continue;
        if (token.capital && (!opens || token.all_capitals)) continue;
        const WordClass c = reading.classes[i];
        if (!is_verb(c) && c != WordClass::adverb && c != WordClass::preposition) continue;
        const std::string_view w = reading.word(i);
        if (w.ends_with("man") || w.ends_with("person")) reading.classes[i] = WordClass::noun;
        if (w.ends_with("women") || (w.ends_with("men") && is_verb(c)))
            reading.classes[i] = WordClass::plural_noun;
    }
}

/// Auxiliaries are a closed list; "’s" behind a pronoun is one.
void correct_auxiliaries(Reading& reading) {
    static constexpr std::array<std::string_view, 26> kAuxiliaries = {
        "be",   "am",  "is", "are", "was", "were", "been", "being", "have", "has", "had", "having", "do",
        "does", "did", "'s", "’s",  "'re", "’re",  "'ve",  "’ve",   "'m",   "’m",  "'d",  "’d",     "get"};
    for (std::uint32_t i = 1; i < reading.size(); ++i) {
        const std::string_view w = reading.word(i);
        WordClass& c = reading.classes[i];
        if (c == WordClass::auxiliary && w.find('\'') == std::string_view::npos &&
            w.find("’") == std::string_view::npos && !w.starts_with("got") && !w.starts_with("get") &&
            w != "done" && w != "doing" && w != "ai" &&
            std::find(kAuxiliaries.begin(), kAuxiliaries.end(), w) == kAuxiliaries.end())
            c = WordClass::noun;
        const std::string_view before = reading.word(i - 1);
        if (c == WordClass::possessive && (before == "he" || before == "she" || before == "it" ||
                                           before == "that" || before == "there" || before == "who"))
            c = WordClass::auxiliary;
    }
}

/// Nothing but a phrase without a verb stands between a quotation's closing mark and the token.
bool quotation_before(const Reading& reading, std::uint32_t token) {
    constexpr std::uint32_t kWidest = 9;
    for (std::uint32_t i = token; i > 0 && token - i < kWidest; --i) {
        if (reading.segment_of[i - 1] >= 0)
            return reading.tokens.tokens[i - 1].kind == TokenKind::closing_quote;
        if (is_verb(reading.classes[i - 1])) return false;
    }
    return false;
}

/// Cues in -ing that the tagger took for nouns behind a comma, an auxiliary or "before", and cues in -s
/// behind their subject at a sentence's end ("…” a narrator asks.").
void correct_cues(Reading& reading) {
    for (const Cue& cue : reading.cues) {
        const std::uint32_t i = cue.first;
        WordClass& c = reading.classes[i];
        if (i == 0 || cue.source != CueSource::verb || reading.segment_of[i] >= 0 ||
            (c != WordClass::noun && c != WordClass::plural_noun) ||
            reading.sentence_of[i - 1] != reading.sentence_of[i])
            continue;
        const std::string_view w = reading.word(i);
        const WordClass before = reading.classes[i - 1];
        const bool ends = i + 1 >= reading.size() || reading.word(i + 1) == ".";
        if (w.ends_with("ing") && c == WordClass::noun &&
            (reading.word(i - 1) == "," || before == WordClass::auxiliary || reading.word(i - 1) == "before"))
            c = WordClass::verb_gerund;
        else if (w.ends_with('s') && ends && is_nominal(before) && quotation_before(reading, i))
            c = WordClass::verb_present;
        // "Tarn Forest, the forestry company, reckons that": only a verb has "that" behind it there.
        else if (w.ends_with('s') && reading.word(i - 1) == "," && i + 1 < reading.size() &&
                 reading.word(i + 1) == "that")
            c = WordClass::verb_present;
        // "…, files of the inspectorate show."
        else if (ends && (w == "show" || w == "suggest") && is_nominal(before))
            c = WordClass::verb_present;
        // "has offered boats and promises to bring nets", not "threats and promises to leave"
        else if (w.ends_with('s') && reading.word(i - 1) == "and" && i > 1 && i + 2 < reading.size() &&
                 reading.word(i + 1) == "to" && reading.classes[i + 2] == WordClass::verb_base &&
                 reading.classes[i - 2] != WordClass::plural_noun)
            c = WordClass::verb_present;
    }
}

/// "an official at the port told": an adjective with a determiner before it and no noun behind it is a noun.
void correct_nouns(Reading& reading) {
    for (std::uint32_t i = 1; i < reading.size(); ++i) {
        if (is_verb(reading.classes[i]) || reading.tokens.tokens[i].capital) continue;
        if (reading.word(i) == "said") reading.classes[i] = WordClass::verb_past;
        if (reading.words.present_verbs.holds(reading.word(i))) reading.classes[i] = WordClass::verb_present;
        if (reading.words.past_verbs.holds(reading.word(i)) && is_nominal(reading.classes[i]))
            reading.classes[i] = WordClass::verb_past;
    }
    for (std::uint32_t i = 1; i + 1 < reading.size(); ++i) {
        if (reading.classes[i] != WordClass::adjective || reading.cue_of[i] >= 0) continue;
        const WordClass before = reading.classes[i - 1];
        const bool opened = before == WordClass::determiner || before == WordClass::possessive ||
                            before == WordClass::possessive_pronoun || before == WordClass::adjective;
        const WordClass after = reading.classes[i + 1];
        const bool ended = after == WordClass::preposition || after == WordClass::modal ||
                           after == WordClass::wh_word || after == WordClass::verb_past ||
                           after == WordClass::verb_present;
        if (opened && ended && reading.sentence_of[i - 1] == reading.sentence_of[i + 1] &&
            reading.word(i + 1) != "than" && reading.word(i + 1) != "as")
            reading.classes[i] = WordClass::noun;
    }
}

/// "a 15 percent pay rise": a verb between a measure that a determiner opens and a noun is none.
void correct_measures(Reading& reading) {
    for (std::uint32_t i = 3; i + 1 < reading.size(); ++i) {
        const WordClass c = reading.classes[i];
        const std::string_view before = reading.word(i - 1);
        if ((c != WordClass::verb_present && c != WordClass::verb_base) ||
            (before != "percent" && before != "cent") || reading.classes[i + 1] != WordClass::noun)
            continue;
        const std::uint32_t number = before == "cent" ? i - 3 : i - 2;
        if (number > 0 && reading.classes[number - 1] == WordClass::determiner)
            reading.classes[i] = WordClass::noun;
    }
}

/// "Mining Minister", "Defending champion": a gerund with a capital before a name with one is part of it.
void correct_titles(Reading& reading) {
    for (std::uint32_t i = 0; i + 1 < reading.size(); ++i) {
        if (reading.classes[i] == WordClass::verb_gerund && reading.tokens.tokens[i].capital &&
            reading.classes[i + 1] == WordClass::name && reading.cue_of[i] < 0)
            reading.classes[i] = WordClass::name;
    }
}

/// What may stand straight behind a verb that has an object or a complement, and not behind a participle
/// that describes a noun.
bool opens_complement(const Reading& reading, std::uint32_t i) {
    const std::string_view w = reading.word(i);
    switch (reading.classes[i]) {
        case WordClass::determiner:
        case WordClass::possessive_pronoun:
        case WordClass::pronoun:
        case WordClass::number:
        case WordClass::name:
        case WordClass::noun:
        case WordClass::plural_noun:
        case WordClass::particle_to:
        case WordClass::wh_word:
            return true;
        case WordClass::preposition:
        case WordClass::adverb:
            return w != "by";
        default:
            return w == "that" || w == "\"" || w == "“" || w == ":";
    }
}

bool opens_clause(const Reading& reading, std::uint32_t i) {
    const WordClass c = reading.classes[i];
    const std::string_view w = reading.word(i);
    return c == WordClass::wh_word || c == WordClass::subordinator || w == "that" || w == "after" ||
           w == "before" || w == "if" || w == "as" || w == "because" || w == "until";
}

/// A finite verb of the main clause stands in the range: not one that a relative or a subordinate clause
/// takes, nor one that says who says so («…, officials said»).
bool has_main_verb(const Reading& reading, std::uint32_t from, std::uint32_t to) {
    bool taken = false;
    for (std::uint32_t i = from; i < to; ++i) {
        const WordClass c = reading.classes[i];
        if (reading.segment_of[i] >= 0) continue;
        if (opens_clause(reading, i)) {
            taken = true;
        } else if (is_finite(c)) {
            if (!taken && reading.cue_of[i] < 0) return true;
            // Auxiliaries belong to the verb behind them.
            taken = taken && i + 1 < to && is_verb(reading.classes[i + 1]);
        }
    }
    return false;
}

/// The clause that a token ends has its verb already ("the army broke a truce agreed in May"); a verb of
/// saying only opens the next clause, and the verb of a relative one is not the sentence's ("guards who shut
/// the pier for nine days turned down").
bool has_verb_before(const Reading& reading, std::uint32_t first, std::uint32_t token) {
    for (std::uint32_t i = token; i > first; --i) {
        if (opens_clause(reading, i - 1)) return false;
        if (!is_finite(reading.classes[i - 1])) continue;
        if (reading.cue_of[i - 1] >= 0) return false;
        std::uint32_t group = i - 1;
        while (group > first &&
               (is_finite(reading.classes[group - 1]) || reading.classes[group - 1] == WordClass::adverb))
            --group;
        if (group == first || reading.classes[group - 1] != WordClass::wh_word) return true;
        i = group;
    }
    return false;
}

/// "turned down an offer", "agreed to pay", "put out the fire": not "wounded in the crush", which may as well
/// describe the noun before it.
bool governs(const Reading& reading, std::uint32_t i) {
    static constexpr std::array<std::string_view, 8> kParticles = {"down", "up",   "out",  "off",
                                                                   "back", "away", "over", "to"};
    return reading.classes[i] != WordClass::preposition ||
           std::find(kParticles.begin(), kParticles.end(), reading.word(i)) != kParticles.end();
}

/// "Chile agreed on Monday to …", "The head, Ann Brown, demanded pay": a cue in -ed behind its subject, in a
/// sentence without another main verb, is that verb, whatever the tagger took it for; so is a participle that
/// is no cue, where it governs what stands behind it.
void correct_past_verbs(Reading& reading) {
    for (std::uint32_t i = 1; i + 1 < reading.size(); ++i) {
        const WordClass c = reading.classes[i];
        const bool cue =
            reading.cue_of[i] >= 0 && reading.cues[static_cast<std::size_t>(reading.cue_of[i])].first == i;
        const bool odd =
            c == WordClass::verb_participle || (cue && (c == WordClass::noun || c == WordClass::adjective));
        if (!odd || !reading.word(i).ends_with("ed") || reading.segment_of[i] >= 0 ||
            reading.tokens.tokens[i].capital || (!cue && !governs(reading, i + 1)))
            continue;
        const Sentence& sentence = reading.sentence(i);
        std::uint32_t before = i;
        while (before > sentence.first && reading.classes[before - 1] == WordClass::adverb) --before;
        if (before == sentence.first || i + 1 >= sentence.last) continue;
        const WordClass left = reading.classes[before - 1];
        const std::string_view word = reading.word(before - 1);
        // "Mombasa port agreed": the tagger takes a noun behind a name for an adjective.
        const bool odd_noun = left == WordClass::adjective && before >= sentence.first + 2 &&
                              reading.classes[before - 2] == WordClass::name;
        const bool subject = left == WordClass::name || left == WordClass::noun || odd_noun ||
                             left == WordClass::plural_noun || left == WordClass::pronoun || word == ")";
        const bool apposition = word == "," && c != WordClass::verb_participle && before >= 2 &&
                                is_nominal(reading.classes[before - 2]);
        if ((!subject && !apposition) || !opens_complement(reading, i + 1)) continue;
        if (c == WordClass::noun && is_nominal(reading.classes[i + 1])) continue;
        std::uint32_t from = before;
        while (from > sentence.first && reading.segment_of[from - 1] < 0 && reading.word(from - 1) != ";" &&
               reading.word(from - 1) != ":")
            --from;
        std::uint32_t to = i + 1;
        while (to < sentence.last && reading.segment_of[to] < 0 && reading.word(to) != ";" &&
               (reading.word(to) != "," || to + 1 >= sentence.last ||
                reading.classes[to + 1] != WordClass::conjunction))
            ++to;
        if (!has_verb_before(reading, from, before) && !has_main_verb(reading, i + 1, to))
            reading.classes[i] = WordClass::verb_past;
    }
}

/// "Farmers who have blocked the road since Sunday demand 40 goats": a cue that may be a noun, in a sentence
/// that begins with several who act and has no other main verb, before what opens an object.
void correct_plural_verbs(Reading& reading) {
    for (const Cue& cue : reading.cues) {
        const std::uint32_t i = cue.first;
        const Sentence& sentence = reading.sentence(i);
        if (cue.source != CueSource::verb || reading.classes[i] != WordClass::noun || i == sentence.first ||
            i + 1 >= sentence.last || reading.segment_of[i] >= 0 || reading.tokens.tokens[i].capital)
            continue;
        const WordClass left = reading.classes[i - 1], right = reading.classes[i + 1];
        const bool closed =
            is_nominal(left) || left == WordClass::adverb || is_verb(left) ||
            (left == WordClass::adjective && i > 1 && reading.classes[i - 2] == WordClass::determiner);
        const bool object = right == WordClass::determiner || right == WordClass::number ||
                            right == WordClass::possessive_pronoun || reading.word(i + 1) == "that";
        if (!closed || !object) continue;
        std::uint32_t head = sentence.first;
        while (head < i && !is_nominal(reading.classes[head])) ++head;
        if (reading.classes[head] != WordClass::plural_noun) continue;
        if (!has_verb_before(reading, sentence.first, i) && !has_main_verb(reading, i + 1, sentence.last))
            reading.classes[i] = WordClass::verb_present;
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
                    const WeightTable& classes, const WordClusters& clusters) {
    Reading reading{report, tokens, cues.words(), lowered(report.text.text()), {}, {}, {}, {}, {}, {}, {}};
    const std::size_t count = tokens.tokens.size();
    reading.shapes.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
        reading.shapes.push_back(shape_of(reading.word(i), tokens.tokens[i], clusters));
    reading.classes = classify_words(reading.shapes, tokens, classes);
    correct_names(reading);
    reading.cue_of.assign(count, -1);
    reading.sentence_of.assign(count, 0);
    for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s) {
        for (std::uint32_t i = tokens.sentences[s].first; i < tokens.sentences[s].last; ++i)
            reading.sentence_of[i] = s;
    }
    find_cues(reading, cues);
    reading.segments = find_quoted_segments(report, tokens, reading.lower, reading.cue_of, reading.words);
    add_block_quotations(report, tokens, reading.lower, reading.cue_of, reading.cues, reading.words,
                         reading.segments);
    reading.segment_of.assign(count, -1);
    for (std::size_t s = 0; s < reading.segments.size(); ++s) {
        for (std::uint32_t i = reading.segments[s].with_marks.first; i < reading.segments[s].with_marks.last;
             ++i) {
            reading.segment_of[i] = static_cast<std::int32_t>(s);
        }
    }
    correct_first_words(reading);
    correct_former(reading);
    correct_persons(reading);
    correct_auxiliaries(reading);
    correct_cues(reading);
    correct_nouns(reading);
    correct_bases(reading);
    correct_third_persons(reading);
    correct_measures(reading);
    correct_titles(reading);
    correct_past_verbs(reading);
    correct_plural_verbs(reading);
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
                                   c == WordClass::interjection || c == WordClass::wh_word ||
                                   c == WordClass::subordinator || is_verb(c);
                if (wrong && reading.tokens.tokens[i].capital) c = WordClass::name;
            }
        }
    }
    correct_past_verbs(reading);
}

}  // namespace sitrep::annotate
