#include "brief/context.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::uint32_t kLongestContext = 440;  // bytes
constexpr int kSentencesBefore = 3;

constexpr std::array<std::string_view, 22> kStandIns{
    "it",   "its",   "he",    "his",  "him",  "she",  "her",   "hers", "they",    "their",   "them",
    "this", "these", "those", "both", "that", "such", "there", "the",  "neither", "another", "others"};
constexpr std::array<std::string_view, 5> kPronouns{"he", "she", "it", "they", "who"};

/// Index of the sentence that holds the first byte of a place; SIZE_MAX if none does.
std::size_t index_of(const Reader& reader, const Place& place) {
    if (place.report >= reader.size() || place.span.empty()) return SIZE_MAX;
    const AnnotatedReport& entry = reader.dossier().reports[place.report];
    const std::uint32_t at = entry.report.text.range(place.span).begin;
    const std::size_t index = entry.tokens.sentence_at(at);
    if (index >= entry.tokens.sentences.size() || entry.tokens.sentences[index].range.begin > at)
        return SIZE_MAX;
    return index;
}

std::string folded_word(const AnnotatedReport& entry, const Token& token) {
    return text::folded(entry.report.text.words(token.range));
}

constexpr std::size_t kFewWords =
    6;  // "Sudan has offered to supply 150,000." leaves out what was said before
constexpr std::size_t kSomeWords = 14;

constexpr std::array<std::string_view, 5> kSomebody{"he", "him", "his", "she", "her"};
constexpr std::size_t kEarly = 8;  // words in which a pronoun without anybody before it points back

/// Whether what was said is given to somebody told of before: "…,” he said", "…,” said she", "…,” the
/// official told".
bool is_said_by_a_stand_in(const AnnotatedReport& entry, std::span<const Token> tokens,
                           const BriefWords& sets) {
    std::size_t at = tokens.size();
    while (at > 0 && tokens[at - 1].kind != TokenKind::closing_quote) --at;
    if (at == 0) return false;  // nothing is quoted, or to the end
    const auto word = [&](std::size_t i) {
        return i < tokens.size() ? folded_word(entry, tokens[i]) : std::string();
    };
    const auto said = [&](std::size_t i) { return sets.said.holds(word(i)); };
    const auto stands_in = [&](std::size_t i) {
        return std::find(kPronouns.begin(), kPronouns.end(), word(i)) != kPronouns.end();
    };
    if (said(at)) return stands_in(at + 1);
    // "…,” its secretary, Ada Moor, told the paper"
    for (const std::string_view possessive : {"its", "his", "her", "their"})
        if (word(at) == possessive) return true;
    return said(at + 1) ? stands_in(at) : word(at) == "the" && said(at + 2);
}

/// "A court hears him on Friday": nobody stands in the sentence before the pronoun.
bool leaves_somebody_out(const Reader& reader, ReportIndex report, const Sentence& sentence) {
    const AnnotatedReport& entry = reader.dossier().reports[report];
    const auto tokens = entry.tokens.of(sentence);
    if (!tokens.empty() && tokens.front().kind == TokenKind::opening_quote)
        return is_said_by_a_stand_in(entry, tokens, reader.sets());
    std::size_t words = 0;
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::opening_quote || words > kEarly) return false;
        if (token.kind != TokenKind::word) continue;
        ++words;
        if (std::find(kSomebody.begin(), kSomebody.end(), folded_word(entry, token)) == kSomebody.end())
            continue;
        const Span before = entry.report.text.source({sentence.range.begin, token.range.begin});
        const auto named = before.empty() ? std::vector<EntityRef>{} : reader.entities_in({report, before});
        return std::none_of(named.begin(), named.end(), [&](EntityRef one) {
            return reader.dossier().entities[static_cast<std::size_t>(one)].type == EntityType::person;
        });
    }
    return false;
}

/// Too few words to stand alone, or few that point back: "Bucharest rejects the claim."
bool is_elliptic(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    std::size_t words = 0;
    bool points_back = false;
    bool after_the = false;
    bool ends_on_it = false;
    for (const Token& token : entry.tokens.of(sentence)) {
        if (token.kind == TokenKind::opening_quote) return false;
        if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
        ++words;
        const std::string word = folded_word(entry, token);
        points_back = points_back || (after_the && sets.told_before.holds(word));
        after_the = word == "the";
        ends_on_it = word == "it" || word == "them" || word == "this" || word == "that" || word == "so";
    }
    return words <= kFewWords || ((points_back || ends_on_it) && words <= kSomeWords);
}

bool begins_with_a_stand_in(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    const auto tokens = entry.tokens.of(sentence);
    std::size_t at = 0;
    while (at < tokens.size() && tokens[at].kind != TokenKind::word) {
        // What a speaker says within marks stands for itself.
        if (tokens[at].kind == TokenKind::opening_quote || tokens[at].kind == TokenKind::number) return false;
        ++at;
    }
    // "However, they"
    if (at + 2 < tokens.size() && folded_word(entry, tokens[at + 1]) == ",") at += 2;
    // "In it", "Under its terms", "But they"
    for (std::size_t i = at; i < std::min(at + 2, tokens.size()); ++i) {
        if (tokens[i].kind != TokenKind::word) return false;
        const std::string word = folded_word(entry, tokens[i]);
        if (std::find(kStandIns.begin(), kStandIns.end(), word) == kStandIns.end()) continue;
        if (word != "the") return word != "that" || i == at;
        if (i + 1 >= tokens.size()) return false;
        const std::string next = folded_word(entry, tokens[i + 1]);
        return sets.told_before.holds(next);
    }
    return false;
}

bool is_pronoun(const Reader& reader, const Quotation& quote) {
    if (!quote.speaker.span || quote.speaker.span->empty()) return false;
    const std::string words = text::folded(reader.words({quote.report, *quote.speaker.span}));
    // "the official" was told about before: two words that name nobody.
    const bool described_before = words.starts_with("the ") && words.find(' ', 4) == std::string::npos &&
                                  quote.speaker.source_class == SourceClass::anonymous;
    return described_before || std::find(kPronouns.begin(), kPronouns.end(), words) != kPronouns.end();
}

/// Whether sentence `b` follows `a` in the body with nothing between them.
bool adjacent(const AnnotatedReport& entry, std::size_t a, std::size_t b) {
    const auto& sentences = entry.tokens.sentences;
    const Sentence& first = sentences[a];
    const Sentence& second = sentences[b];
    if (second.block > first.block + 1) return false;
    const auto is_body = [&](const Sentence& sentence) {
        return sentence.block < entry.report.blocks.size() &&
               entry.report.blocks[sentence.block].kind == BlockKind::body;
    };
    return is_body(first) && is_body(second);
}

struct Run {
    std::size_t first;
    std::size_t last;
};

TextRange range_of(const AnnotatedReport& entry, const Run& run) {
    return {entry.tokens.sentences[run.first].range.begin, entry.tokens.sentences[run.last].range.end};
}

bool room_for(const AnnotatedReport& entry, const Run& run) {
    const TextRange range = range_of(entry, run);
    return range.end - range.begin <= kLongestContext;
}

/// Widens a run so that the words that name the speaker of what it quotes stand in it.
void take_in_speakers(const Reader& reader, const AnnotatedReport& entry, const Place& place, Run& run) {
    const Span span = entry.report.text.source(range_of(entry, run));
    for (const std::uint32_t index : reader.quotes_of(place.report)) {
        const Quotation& quote = reader.dossier().quotes[index];
        if (quote.span.begin >= span.end) break;
        if (!quote.span.overlaps(place.span)) continue;
        const bool cut = quote.kind == QuotationKind::direct && quote.span.begin < span.begin;
        Run wider = run;
        const auto take_in = [&](const Span& words) {
            const std::size_t at = index_of(reader, {place.report, words});
            if (at == SIZE_MAX) return;
            wider = {std::min(wider.first, at), std::max(wider.last, at)};
        };
        if (cut) take_in(quote.span);
        if (quote.cue_span) take_in(*quote.cue_span);
        if (quote.speaker.span && !quote.speaker.span->empty()) take_in(*quote.speaker.span);
        if (wider.first == run.first && wider.last == run.last) continue;
        if (wider.last - wider.first > 2) continue;
        bool together = true;
        for (std::size_t i = wider.first; i < wider.last; ++i)
            together = together && adjacent(entry, i, i + 1);
        if (together && room_for(entry, wider)) run = wider;
    }
}

/// A run that begins in the middle of somebody's words takes in where they begin, or leaves them out.
void begin_with_the_quotation(const Reader& reader, const AnnotatedReport& entry, ReportIndex report,
                              Run& run) {
    const Span span = entry.report.text.source(range_of(entry, run));
    for (const std::uint32_t index : reader.quotes_of(report)) {
        const Quotation& quote = reader.dossier().quotes[index];
        if (quote.span.begin >= span.begin) break;
        if (quote.kind != QuotationKind::direct || quote.span.end <= span.begin) continue;
        const std::size_t first = index_of(reader, {report, quote.span});
        if (first == SIZE_MAX || first >= run.first) continue;
        const Run wider{first, run.last};
        if (room_for(entry, wider))
            run = wider;
        else if (run.first < run.last)
            ++run.first;
    }
}

/// Whether a speaker in the run is only "he" or "she".
bool speaks_by_pronoun(const Reader& reader, const AnnotatedReport& entry, const Place& place,
                       const Run& run) {
    const Span span = entry.report.text.source(range_of(entry, run));
    const auto& quotes = reader.quotes_of(place.report);
    return std::any_of(quotes.begin(), quotes.end(), [&](std::uint32_t index) {
        const Quotation& quote = reader.dossier().quotes[index];
        return quote.span.overlaps(place.span) && is_pronoun(reader, quote) &&
               span.contains(*quote.speaker.span);
    });
}

}  // namespace

std::vector<Place> by_sentence(const Reader& reader, const Place& place) {
    const Report& report = reader.report(place.report);
    const auto& tokens = reader.dossier().reports[place.report].tokens;
    const TextRange words = report.text.range(place.span);
    std::vector<Place> parts;
    for (std::size_t i = tokens.sentence_at(words.begin);
         i < tokens.sentences.size() && tokens.sentences[i].range.begin < words.end; ++i) {
        const TextRange part{std::max(tokens.sentences[i].range.begin, words.begin),
                             std::min(tokens.sentences[i].range.end, words.end)};
        if (!part.empty()) parts.push_back({place.report, report.text.source(part)});
    }
    const bool whole = parts.size() < 2 || parts.front().span.begin != place.span.begin;
    if (whole) parts.assign(1, place);
    return parts;
}

bool leans_on_before(const Reader& reader, const Place& place) {
    const std::size_t at = index_of(reader, place);
    if (at == SIZE_MAX) return false;
    const AnnotatedReport& entry = reader.dossier().reports[place.report];
    return begins_with_a_stand_in(entry, entry.tokens.sentences[at], reader.sets());
}

Place in_context(const Reader& reader, const Place& place) {
    const std::size_t first = index_of(reader, place);
    if (first == SIZE_MAX) return place;
    const AnnotatedReport& entry = reader.dossier().reports[place.report];
    const std::uint32_t end = entry.report.text.range(place.span).end;
    Run run{first, first};
    while (run.last + 1 < entry.tokens.sentences.size() &&
           entry.tokens.sentences[run.last + 1].range.begin < end)
        ++run.last;
    take_in_speakers(reader, entry, place, run);
    for (int before = 0; before < kSentencesBefore && run.first > 0; ++before) {
        const Sentence& sentence = entry.tokens.sentences[run.first];
        const bool one_block = entry.tokens.sentences[run.first - 1].block == sentence.block;
        const bool alone = !begins_with_a_stand_in(entry, sentence, reader.sets()) &&
                           !leaves_somebody_out(reader, place.report, sentence) &&
                           !(before == 0 && one_block && run.first == run.last &&
                             is_elliptic(entry, sentence, reader.sets())) &&
                           !(before == 0 && speaks_by_pronoun(reader, entry, place, run));
        if (alone) break;
        const Run wider{run.first - 1, run.last};
        if (!adjacent(entry, wider.first, run.first) || !room_for(entry, wider)) break;
        run = wider;
    }
    begin_with_the_quotation(reader, entry, place.report, run);
    // Of what stands before, too, it must be told who said it.
    if (run.first < first)
        take_in_speakers(reader, entry, {place.report, entry.report.text.source(range_of(entry, run))}, run);
    return {place.report, entry.report.text.source(range_of(entry, run))};
}

Place with_next_sentence(const Reader& reader, const Place& place) {
    const Span end{place.span.end == 0 ? 0 : place.span.end - 1, place.span.end};
    const std::size_t last = index_of(reader, {place.report, end});
    if (last == SIZE_MAX) return place;
    const AnnotatedReport& entry = reader.dossier().reports[place.report];
    const auto& sentences = entry.tokens.sentences;
    if (last + 1 >= sentences.size() || sentences[last + 1].block != sentences[last].block) return place;
    const std::uint32_t to = entry.report.text.source(sentences[last + 1].range).end;
    return to - place.span.begin > kLongestContext ? place : Place{place.report, {place.span.begin, to}};
}

std::string words_around(const Reader& reader, const Place& whole, const Place& kept, std::size_t bytes) {
    const std::string words = reader.words(whole);
    if (words.size() <= bytes) return words;
    // Rather the sentence without what it leans on than pieces of both.
    const Place sentence = reader.sentence(kept);
    if (sentence != whole && whole.span.contains(sentence.span))
        return words_around(reader, sentence, kept, bytes);
    const std::string middle = reader.words(kept);
    const std::size_t at = words.find(middle);
    if (at == std::string::npos || at + middle.size() <= bytes || middle.size() >= bytes)
        return shortened(at == std::string::npos || middle.size() < bytes ? words : middle, bytes);
    // As much before as after, from the beginning of a word.
    const std::size_t before = (bytes - middle.size()) / 2;
    std::size_t begin = at > before ? words.find(' ', at - before) : std::string::npos;
    begin = begin == std::string::npos || begin > at ? at : begin + 1;
    return "…" + shortened(std::string_view(words).substr(begin), bytes);
}

}  // namespace sitrep::brief
