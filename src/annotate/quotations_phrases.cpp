// Noun phrases, circumstances and subjects around a token, from word classes alone.
#include <array>

#include "annotate/quotations_clauses.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

bool is_mark(const Reading& reading, std::uint32_t i) {
    const TokenKind kind = reading.tokens.tokens[i].kind;
    return kind == TokenKind::opening_quote || kind == TokenKind::closing_quote;
}

/// Words of a full quotation are no part of a phrase outside it, nor the other way round.
bool barred(const Reading& reading, std::uint32_t i, std::uint32_t home) {
    const std::int32_t segment = reading.segment_of[i];
    if (segment == reading.segment_of[home]) return false;
    const auto is_speech = [&](std::int32_t s) {
        return s >= 0 && reading.segments[static_cast<std::size_t>(s)].role == SegmentRole::speech;
    };
    return is_speech(segment) || is_speech(reading.segment_of[home]);
}

bool is_label(const Reading& reading, std::uint32_t i) {
    const std::int32_t segment = reading.segment_of[i];
    return segment >= 0 && reading.segments[static_cast<std::size_t>(segment)].role == SegmentRole::label;
}

/// "Mr. Brown", "Sen. Brown": a full stop inside a sentence, behind a short word with a capital, before
/// another.
bool abbreviates(const Reading& reading, std::uint32_t i) {
    constexpr std::uint32_t kLongest = 5;
    if (i == 0 || i + 1 >= reading.size() || reading.sentence_of[i + 1] != reading.sentence_of[i - 1])
        return false;
    const Token& before = reading.tokens.tokens[i - 1];
    const Token& after = reading.tokens.tokens[i + 1];
    return before.capital && before.range.size() <= kLongest && !reading.tokens.tokens[i].space_before &&
           after.kind == TokenKind::word && after.capital;
}

/// Classes that stand inside a noun phrase.
bool in_phrase(const Reading& reading, std::uint32_t i) {
    if (is_mark(reading, i)) {
        const std::int32_t segment = reading.segment_of[i];
        return segment >= 0 &&
               reading.segments[static_cast<std::size_t>(segment)].role != SegmentRole::speech;
    }
    switch (reading.classes[i]) {
        case WordClass::noun:
        case WordClass::plural_noun:
        case WordClass::name:
        case WordClass::possessive_pronoun:
        case WordClass::determiner:
        case WordClass::adjective:
        case WordClass::number:
        case WordClass::possessive:
            return true;
        case WordClass::verb_participle:
        case WordClass::verb_gerund:
            return reading.cue_of[i] < 0;
        case WordClass::punctuation: {
            const std::string_view w = reading.word(i);
            return w == "-" || w == "&" || w == "/" || w == "$" || w == "%" || w == "€" ||
                   (w == "." && abbreviates(reading, i));
        }
        default:
            return false;
    }
}

bool links_phrases(std::string_view w) {
    static constexpr std::array<std::string_view, 12> kLinks = {
        "of", "for", "at", "in", "from", "to", "with", "on", "near", "inside", "against", "within"};
    return among(w, kLinks);
}

bool is_head(WordClass c) {
    return c == WordClass::noun || c == WordClass::plural_noun || c == WordClass::name ||
           c == WordClass::number;
}

bool opens_clause(const Reading& reading, std::uint32_t that, std::uint32_t end) {
    const WordClass next = reading.classes[that + 1];
    return next == WordClass::name || next == WordClass::determiner ||
           next == WordClass::possessive_pronoun || next == WordClass::number ||
           reading.classes[end - 1] == WordClass::plural_noun || (that > 0 && reading.cue_of[that - 1] >= 0);
}

/// «A team that spent five days in the region recommended …»: the phrase before the second verb belongs to
/// the relative clause; its antecedent is the subject. Empty where no such clause stands before `phrase`.
TokenRange antecedent_of(const Reading& reading, TokenRange phrase, std::uint32_t floor) {
    constexpr std::uint32_t kWidest = 14;
    const std::uint32_t from = phrase.first > floor + kWidest ? phrase.first - kWidest : floor;
    for (std::uint32_t i = phrase.first; i > from + 1; --i) {
        const std::string_view w = reading.word(i - 1);
        if (w == "," || w == "and" || w == "but" || w == ";" || w == ":") return {};
        if (!is_finite(reading.classes[i - 1]) || reading.classes[i - 1] == WordClass::modal) continue;
        if (reading.cue_of[i - 1] >= 0) return {};
        std::uint32_t pronoun = i - 1;
        while (pronoun > from &&
               (is_verb(reading.classes[pronoun - 1]) || reading.classes[pronoun - 1] == WordClass::adverb))
            --pronoun;
        if (pronoun <= from + 1) return {};
        const std::string_view relative = reading.word(pronoun - 1);
        if ((relative != "that" && relative != "who" && relative != "which") ||
            !is_head(reading.classes[pronoun - 2]))
            return {};
        return noun_phrase_before(reading, pronoun - 1, floor);
    }
    return {};
}

}  // namespace

bool is_time_word(std::string_view w) {
    static constexpr std::array<std::string_view, 47> kWords = {
        "monday",    "tuesday", "wednesday", "thursday",  "friday",  "saturday", "sunday",   "mondays",
        "yesterday", "today",   "tomorrow",  "tonight",   "week",    "weeks",    "month",    "months",
        "year",      "years",   "day",       "days",      "hour",    "hours",    "minutes",  "morning",
        "afternoon", "evening", "night",     "weekend",   "january", "february", "march",    "april",
        "june",      "july",    "august",    "september", "october", "november", "december", "earlier",
        "later",     "now",     "then",      "time",      "noon",    "dawn",     "midnight"};
    return among(w, kWords);
}

/// Where the noun chunk that ends at `begin` begins; `begin` if there is none. `head`: the last word of its
/// phrase.
static std::uint32_t chunk_before(const Reading& reading, std::uint32_t begin, std::uint32_t floor,
                                  std::uint32_t head) {
    while (begin > floor && (in_phrase(reading, begin - 1) || is_label(reading, begin - 1)) &&
           !barred(reading, begin - 1, head)) {
        --begin;
        const WordClass c = reading.classes[begin];
        const bool opens = c == WordClass::determiner || c == WordClass::possessive_pronoun;
        const bool predeterminer = begin > floor && (reading.classes[begin - 1] == WordClass::determiner ||
                                                     reading.word(begin - 1) == "of");
        if (opens && !predeterminer) break;
    }
    return begin;
}

TokenRange noun_phrase_before(const Reading& reading, std::uint32_t end, std::uint32_t floor) {
    if (end <= floor) return {};
    std::uint32_t i = end;
    if (reading.classes[i - 1] == WordClass::pronoun) return {i - 1, end};
    if (reading.word(i - 1) == ")") {
        while (i > floor && reading.word(i - 1) != "(") --i;
        if (i <= floor + 1) return {};
        --i;
    }
    if (i <= floor || (!in_phrase(reading, i - 1) && reading.classes[i - 1] != WordClass::adverb)) return {};
    if (reading.classes[i - 1] == WordClass::adverb && reading.word(i - 1) != "there" &&
        reading.word(i - 1) != "here" && reading.word(i - 1) != "abroad" && reading.word(i - 1) != "home") {
        return {};
    }
    if (reading.classes[i - 1] == WordClass::adverb) --i;
    // One noun chunk at a time, from the right: a chunk, then a link to the chunk before it.
    std::uint32_t begin = i;
    while (begin > floor) {
        const std::uint32_t chunk = chunk_before(reading, begin, floor, end - 1);
        if (chunk == begin) break;
        begin = chunk;
        if (begin == floor) break;
        const std::string_view link = reading.word(begin - 1);
        const bool after_head = begin >= floor + 2 && is_head(reading.classes[begin - 2]);
        // "two people briefed on the talks", "a person familiar with the matter"
        if (links_phrases(link) && begin >= floor + 3 &&
            reading.words.knowing.holds(reading.word(begin - 2)) && is_head(reading.classes[begin - 3])) {
            begin -= 2;
            continue;
        }
        if (links_phrases(link) && after_head && !is_time_word(reading.word(begin))) {
            --begin;
            continue;
        }
        const bool reduced_relative =
            reading.classes[begin - 1] == WordClass::verb_gerund && reading.cue_of[begin - 1] < 0;
        if (reduced_relative && after_head) {
            --begin;
            continue;
        }
        if ((link == "and" || link == "or" || link == "&") && after_head) {
            --begin;
            continue;
        }
        break;
    }
    // A preposition left at the front belongs to no phrase of ours; "that" before a name, a plural or another
    // phrase opens the clause.
    while (begin + 1 < i && (reading.classes[begin] == WordClass::preposition ||
                             reading.classes[begin] == WordClass::conjunction ||
                             (reading.word(begin) == "that" && opens_clause(reading, begin, i))))
        ++begin;
    return {begin, end};
}

TokenRange noun_phrase_after(const Reading& reading, std::uint32_t begin, std::uint32_t ceiling) {
    if (begin >= ceiling) return {};
    if (reading.classes[begin] == WordClass::pronoun) return {begin, begin + 1};
    std::uint32_t i = begin;
    bool head = false;
    while (i < ceiling) {
        const std::string_view w = reading.word(i);
        const bool label = is_label(reading, i);
        if (barred(reading, i, begin)) break;
        if (head && is_time_word(w) && reading.tokens.tokens[i].capital && w != "may") break;
        // "asked Chile next week for", "promised the union last month to"
        if (head && (w == "next" || w == "last") && i + 1 < ceiling && is_time_word(reading.word(i + 1)))
            break;
        if (label || in_phrase(reading, i)) {
            const WordClass c = reading.classes[i];
            // A second determiner starts another phrase.
            if (head && (c == WordClass::determiner || c == WordClass::possessive_pronoun) &&
                reading.classes[i - 1] != WordClass::preposition)
                break;
            if (c == WordClass::verb_gerund && head) {
                ++i;
                continue;
            }
            head = head || is_head(c) || label;
            ++i;
            continue;
        }
        if (reading.classes[i] == WordClass::adverb && !head) {
            ++i;
            continue;
        }
        if (head && w == "of" && i + 1 < ceiling && reading.classes[i + 1] == WordClass::pronoun) {
            i += 2;  // "one of them"
            continue;
        }
        const bool more =
            i + 1 < ceiling && (in_phrase(reading, i + 1)) && !is_time_word(reading.word(i + 1));
        if (head && more && links_phrases(w) && w != "on" && w != "to") {
            ++i;
            continue;
        }
        if (head && more && (w == "and" || w == "&") && !reading.tokens.tokens[i].capital &&
            reading.classes[i + 1] != WordClass::verb_gerund) {
            ++i;
            continue;
        }
        if (head && w == "(") {
            std::uint32_t close = i;
            while (close < ceiling && reading.word(close) != ")" && close < i + 6) ++close;
            if (close < ceiling && reading.word(close) == ")") {
                i = close + 1;
                continue;
            }
        }
        break;
    }
    while (i > begin && (reading.classes[i - 1] == WordClass::preposition ||
                         reading.classes[i - 1] == WordClass::conjunction ||
                         reading.classes[i - 1] == WordClass::determiner)) {
        --i;
    }
    return head ? TokenRange{begin, i} : TokenRange{};
}

bool reads_as_verb(const Reading& reading, std::uint32_t i, std::uint32_t ceiling) {
    const WordClass c = reading.classes[i];
    if (c != WordClass::noun && c != WordClass::plural_noun && c != WordClass::name) return false;
    const std::string_view w = reading.word(i);
    if (reading.tokens.tokens[i].capital || i == 0 || i + 1 >= ceiling ||
        !(w.ends_with('s') || w.ends_with("ed")))
        return false;
    const WordClass before = reading.classes[i - 1];
    const bool subject = before == WordClass::name || before == WordClass::pronoun ||
                         before == WordClass::noun || before == WordClass::plural_noun ||
                         reading.word(i - 1) == ")";
    const WordClass after = reading.classes[i + 1];
    const std::string_view next = reading.word(i + 1);
    const bool object = after == WordClass::number || after == WordClass::determiner ||
                        after == WordClass::pronoun || after == WordClass::possessive_pronoun ||
                        next == "that" || next == "to";
    return subject && object;
}

std::uint32_t skip_circumstance(const Reading& reading, std::uint32_t begin, std::uint32_t ceiling) {
    static constexpr std::array<std::string_view, 22> kOpeners = {
        "on",   "in",    "at",      "by",    "during", "after", "before", "from", "to",    "via",  "through",
        "late", "early", "earlier", "later", "last",   "this",  "for",    "over", "under", "when", "while"};
    std::uint32_t i = begin;
    while (i < ceiling && !barred(reading, i, begin)) {
        const std::string_view w = reading.word(i);
        if (reading.classes[i] == WordClass::adverb || is_time_word(w) ||
            reading.classes[i] == WordClass::number) {
            ++i;
            continue;
        }
        if (!among(w, kOpeners)) break;
        std::uint32_t next = i + 1;
        const TokenRange phrase = noun_phrase_after(reading, next, ceiling);
        if (!phrase.empty()) {
            next = phrase.last;
        } else if (next < ceiling && is_time_word(reading.word(next))) {
            ++next;
        } else {
            break;
        }
        i = next;
    }
    return i;
}

TokenRange subject_of(const Reading& reading, std::uint32_t verb, std::uint32_t floor, bool* negated,
                      std::uint32_t* verb_group_first) {
    std::uint32_t i = verb;
    while (i > floor) {
        const WordClass c = reading.classes[i - 1];
        const std::string_view w = reading.word(i - 1);
        if (negated != nullptr && (w == "not" || w == "never" || w.ends_with("n't") || w.ends_with("n’t")))
            *negated = true;
        const bool to = w == "to" && i >= floor + 2 && reading.classes[i - 2] == WordClass::auxiliary;
        // "the delegate, Ann Brown, had refused": taken for a verb of its own behind a comma.
        const bool have = is_verb(c) && reading.classes[verb] == WordClass::verb_participle &&
                          (w == "had" || w == "has" || w == "have");
        // "It had at first denied any loss"
        const std::string_view helper = i >= floor + 3 ? reading.word(i - 3) : std::string_view();
        const bool at_first = w == "first" && reading.word(i - 2) == "at" &&
                              (helper == "had" || helper == "has" || helper == "have");
        if (at_first) {
            i -= 3;
            continue;
        }
        // "who at first denied it", "which used to deny it"
        const bool two_words = i >= floor + 3 && ((w == "first" && reading.word(i - 2) == "at") ||
                                                  (w == "to" && reading.word(i - 2) == "used"));
        if (two_words) {
            i -= 2;
            continue;
        }
        if (c == WordClass::auxiliary || c == WordClass::modal || c == WordClass::adverb || w == "not" ||
            to || have) {
            --i;
            continue;
        }
        break;
    }
    if (verb_group_first != nullptr) *verb_group_first = i;
    // "which last month denied": time words between subject and verb.
    std::uint32_t end = i;
    while (end > floor &&
           (is_time_word(reading.word(end - 1)) || reading.classes[end - 1] == WordClass::number)) {
        --end;
        while (end > floor && (reading.word(end - 1) == "last" || reading.word(end - 1) == "this" ||
                               reading.word(end - 1) == "on" || reading.word(end - 1) == "late" ||
                               reading.word(end - 1) == "earlier" || reading.word(end - 1) == "in" ||
                               reading.word(end - 1) == "for" || reading.word(end - 1) == "since")) {
            --end;
        }
    }
    if (end == floor) end = i;
    if (end <= floor) return {};
    const std::string_view before = reading.word(end - 1);
    if (reading.classes[end - 1] == WordClass::wh_word || before == "that") {
        if (before != "who" && before != "which" && before != "that") return {};
        std::uint32_t antecedent = end - 1;
        if (antecedent > floor && reading.word(antecedent - 1) == ",") --antecedent;
        return noun_phrase_before(reading, antecedent, floor);
    }
    if (before == "each" || before == "both" || before == "all")
        return noun_phrase_before(reading, end - 1, floor);
    if (before == ",") {
        // Apposition: NP, words about it, VERB. The nearest comma that follows a noun and precedes no finite
        // main verb.
        for (std::uint32_t comma = end - 1; comma-- > floor + 1;) {
            if (barred(reading, comma, verb) || reading.word(comma) == ";" || reading.word(comma) == ":")
                return {};
            if (reading.word(comma) != ",") continue;
            const WordClass opener = reading.classes[comma + 1];
            const std::string_view first = reading.word(comma + 1);
            const bool describes = opener == WordClass::determiner || opener == WordClass::wh_word ||
                                   opener == WordClass::possessive_pronoun || opener == WordClass::noun ||
                                   opener == WordClass::name || opener == WordClass::adjective ||
                                   opener == WordClass::number || opener == WordClass::verb_gerund ||
                                   opener == WordClass::preposition || opener == WordClass::verb_participle ||
                                   (opener == WordClass::verb_past && comma + 2 < end &&
                                    is_nominal(reading.classes[comma + 2])) ||
                                   first == "who" ||
                                   (opener == WordClass::conjunction && comma + 2 < end &&
                                    reading.classes[comma + 2] == WordClass::wh_word);
            if (!describes) return {};
            TokenRange phrase = noun_phrase_before(reading, comma, floor);
            // "Ana Lopez, 66, who keeps a shop,": the age is told of whoever stands before it.
            const bool age = phrase.size() == 1 && reading.classes[phrase.first] == WordClass::number &&
                             phrase.first > floor + 1 && reading.word(phrase.first - 1) == ",";
            if (age) phrase = noun_phrase_before(reading, phrase.first - 1, floor);
            if (phrase.empty()) return {};
            const TokenRange antecedent =
                opener == WordClass::conjunction ? antecedent_of(reading, phrase, floor) : TokenRange{};
            return antecedent.empty() ? phrase : antecedent;
        }
        return {};
    }
    // "a report released last year found": the paper, not the day.
    if (end > floor + 2 && reading.words.made_public.holds(before) && is_nominal(reading.classes[end - 2]))
        --end;
    const TokenRange phrase = noun_phrase_before(reading, end, floor);
    // "Nurses who struck on Monday demanded …": nothing but its verb stands in the relative clause.
    if (phrase.empty())
        return is_verb(reading.classes[end - 1]) ? antecedent_of(reading, {end, end}, floor) : phrase;
    const TokenRange antecedent = antecedent_of(reading, phrase, floor);
    return antecedent.empty() ? phrase : antecedent;
}

}  // namespace sitrep::annotate
