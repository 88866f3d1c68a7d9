#include "brief/context.hpp"

#include <algorithm>
#include <array>

#include "brief/items.hpp"
#include "brief/leaning.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::uint32_t kLongestContext = 440;  // bytes
constexpr int kSentencesBefore = 3;

constexpr std::array<std::string_view, 5> kPronouns{"he", "she", "it", "they", "who"};
constexpr std::array<std::string_view, 8> kRepliers{" it ",   " its ", " he ",  " she ",
                                                    " they ", " his ", " her ", " their "};
constexpr std::array<std::string_view, 11> kAnswered{" it ",
                                                     " them ",
                                                     " this ",
                                                     " that ",
                                                     " the offer ",
                                                     " the request ",
                                                     " the application ",
                                                     " the claim ",
                                                     " the demand ",
                                                     " the petition ",
                                                     " the plan "};
constexpr std::ptrdiff_t kBlanksOfSix = 6;  // more than six words, and no bare number last
constexpr std::size_t kLongestReply = 20;   // words of one that points back
constexpr std::size_t kShortReply = 9;      // words of any other: "Kane waved it away"
constexpr std::array<std::string_view, 4> kOwners{"it ", "its ", "they ", "their "};

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

/// Whether the speaker is only "he" or "she", or "the official" of whom the sentence before tells.
bool is_pronoun(const Reader& reader, const Quotation& quote, const Place& before) {
    if (!quote.speaker.span || quote.speaker.span->empty()) return false;
    const std::string words = text::folded(reader.words({quote.report, *quote.speaker.span}));
    if (std::find(kPronouns.begin(), kPronouns.end(), words) != kPronouns.end()) return true;
    // Two words that name nobody.
    return words.starts_with("the ") && words.find(' ', 4) == std::string::npos &&
           quote.speaker.source_class == SourceClass::anonymous &&
           text::folded(reader.words(before)).find(words.substr(4)) != std::string::npos;
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

/// A run that ends in the middle of somebody's words takes in where they end, where there is room.
void end_with_the_quotation(const Reader& reader, const AnnotatedReport& entry, ReportIndex report,
                            Run& run) {
    const Span span = entry.report.text.source(range_of(entry, run));
    for (const std::uint32_t index : reader.quotes_of(report)) {
        const Quotation& quote = reader.dossier().quotes[index];
        if (quote.span.begin >= span.end) break;
        if (quote.kind != QuotationKind::direct || quote.span.end <= span.end || quote.span.empty()) continue;
        const std::size_t last = index_of(reader, {report, {quote.span.end - 1, quote.span.end}});
        if (last == SIZE_MAX || last <= run.last) continue;
        const Run wider{run.first, last};
        if (room_for(entry, wider)) run = wider;
    }
}

/// Whether a speaker in the run is told of in the sentence before it.
bool speaks_by_pronoun(const Reader& reader, const AnnotatedReport& entry, const Place& place,
                       const Run& run) {
    const Span span = entry.report.text.source(range_of(entry, run));
    const Place before{place.report, entry.report.text.source(entry.tokens.sentences[run.first - 1].range)};
    const auto& quotes = reader.quotes_of(place.report);
    return std::any_of(quotes.begin(), quotes.end(), [&](std::uint32_t index) {
        const Quotation& quote = reader.dossier().quotes[index];
        return quote.span.overlaps(place.span) && is_pronoun(reader, quote, before) &&
               span.contains(*quote.speaker.span);
    });
}

bool names(const Reader& reader, const Place& place, bool a_person) {
    const auto named = reader.entities_in(place);
    return std::any_of(named.begin(), named.end(), [&](EntityRef one) {
        return !a_person ||
               reader.dossier().entities[static_cast<std::size_t>(one)].type == EntityType::person;
    });
}

bool names_a_day(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    const auto tokens = entry.tokens.of(sentence);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return token.capital && sets.days.holds(text::folded(entry.report.text.words(token.range)));
    });
}

/// "The army said three were killed": when, the sentence before tells, in the same paragraph.
Run with_the_day_of_harm(const Reader& reader, const AnnotatedReport& entry, const Run& run) {
    const auto& sentences = entry.tokens.sentences;
    if (run.first == 0 || sentences[run.first - 1].block != sentences[run.first].block) return run;
    const std::string words = padded_words(entry.report.text.words(sentences[run.first].range));
    for (std::size_t i = run.first; i <= run.last; ++i)
        if (names_a_day(entry, sentences[i], reader.sets())) return run;
    if (!reader.sets().harms.stands_in(words) || !names_a_day(entry, sentences[run.first - 1], reader.sets()))
        return run;
    const Run wider{run.first - 1, run.last};
    return room_for(entry, wider) ? wider : run;
}

/// Sentences before a run that it leans on. A pronoun for somebody goes back to a sentence that names a
/// person; over the end of a paragraph nothing is taken in that names nobody and nothing.
Run with_what_it_leans_on(const Reader& reader, const AnnotatedReport& entry, const Place& place,
                          const Run& bare) {
    Run run = bare;
    Run settled = bare;  // the longest that lacks nobody
    bool wanted = false;
    for (int before = 0; before < kSentencesBefore && run.first > 0; ++before) {
        const auto& sentences = entry.tokens.sentences;
        const bool one_block = sentences[run.first - 1].block == sentences[run.first].block;
        Leaning leaning = leaning_of(reader, place.report, run.first);
        if (leaning == Leaning::none && before == 0) {
            // "The board declined to comment" says who, and answers nothing: it needs no more.
            const Span first = entry.report.text.source(sentences[run.first].range);
            const std::string said = reader.words({place.report, first});
            const bool long_enough = std::count(said.begin(), said.end(), ' ') >= kBlanksOfSix &&
                                     said.find_last_of("0123456789") + 2 < said.size();
            const bool names_itself =
                long_enough && !reader.entities_in({place.report, {first.begin, first.begin + 1}}).empty() &&
                !points_back(entry, sentences[run.first], reader.sets()) &&
                !replies(reader, {place.report, first});
            const bool elliptic =
                one_block ? !names_itself && is_elliptic(entry, sentences[run.first], reader.sets())
                          : points_back(entry, sentences[run.first], reader.sets());
            // "The general refused to discuss them": what is refused stands before.
            const std::string padded = padded_words(said);
            const std::size_t them = padded.find(" them ");
            const bool refuses_them = one_block && them != std::string::npos &&
                                      reader.sets().refusals.stands_in(padded.substr(0, them + 1));
            const bool counted = one_block && leans_on_a_count(entry, sentences[run.first], reader.sets());
            // "Harare has ruled out paying": for what is told before, in another paragraph too.
            const bool bare_deed =
                !long_enough && padded.ends_with("ing ") && reader.sets().refusals.stands_in(padded);
            if (run.first == run.last && (elliptic || refuses_them || counted || bare_deed))
                leaning = Leaning::on_something;
            else if (speaks_by_pronoun(reader, entry, place, run))
                leaning = Leaning::on_somebody;
        }
        if (leaning == Leaning::none && !wanted) break;
        const Run wider{run.first - 1, run.last};
        if (!adjacent(entry, wider.first, run.first) || !room_for(entry, wider)) break;
        const Place added{place.report, entry.report.text.source(sentences[wider.first].range)};
        wanted = (wanted || leaning == Leaning::on_somebody) && !names(reader, added, true);
        if (!wanted && !one_block && !names(reader, added, false)) break;
        // Somebody not named in the paragraph of the pronoun is nobody of one before it.
        if (before > 0 && !one_block && leaning == Leaning::none) break;
        run = wider;
        // In one paragraph the sentence before may tell of somebody whom no mark names.
        if (!wanted || (one_block && before == 0)) settled = run;
    }
    return settled;
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

bool hangs(const Reader& reader, const Place& context) {
    const std::size_t at = index_of(reader, context);
    if (at == SIZE_MAX || at == 0) return false;
    const Leaning leaning = leaning_of(reader, context.report, at);
    if (leaning == Leaning::on_somebody) return true;
    // "This year", "Both sides" read well enough; "It" and "Their" do not.
    const std::string words = text::folded(reader.words(reader.sentence(context)));
    return leaning == Leaning::on_something &&
           std::any_of(kOwners.begin(), kOwners.end(),
                       [&](std::string_view owner) { return words.starts_with(owner); });
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
    run = with_the_day_of_harm(reader, entry, with_what_it_leans_on(reader, entry, place, run));
    begin_with_the_quotation(reader, entry, place.report, run);
    end_with_the_quotation(reader, entry, place.report, run);
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
    Run behind{last + 1, last + 1};
    end_with_the_quotation(reader, entry, place.report, behind);
    const std::uint32_t to = entry.report.text.source(range_of(entry, behind)).end;
    return to - place.span.begin > kLongestContext ? place : Place{place.report, {place.span.begin, to}};
}

Place with_excuse(const Reader& reader, const Place& place) {
    const Place wider = with_next_sentence(reader, place);
    if (wider == place) return place;
    const Place behind{place.report, {place.span.end, wider.span.end}};
    const auto stands = [&](const Relation& relation, const Place& where) {
        return std::any_of(relation.items.begin(), relation.items.end(), [&](const ItemRef& item) {
            const Place own = place_of(reader, item);
            return own.report == where.report && own.span.overlaps(where.span);
        });
    };
    const auto& relations = reader.dossier().relations;
    const bool excused = std::any_of(relations.begin(), relations.end(), [&](const Relation& relation) {
        return relation.kind == RelationKind::tension && relation.reason.starts_with("admitted:") &&
               stands(relation, place) && stands(relation, behind);
    });
    return excused ? wider : place;
}

namespace {

bool is_reply(const Reader& reader, const Place& before, const Place& sentence) {
    const std::string words = padded_words(reader.words(sentence));
    const bool begins_so = std::any_of(kRepliers.begin(), kRepliers.end(),
                                       [&](std::string_view word) { return words.starts_with(word); });
    const bool points_back =
        begins_so || std::any_of(kAnswered.begin(), kAnswered.end(), [&](std::string_view word) {
            return words.find(word) != std::string::npos;
        });
    const auto longest = static_cast<std::ptrdiff_t>(points_back ? kLongestReply : kShortReply);
    if (std::count(words.begin(), words.end(), ' ') > longest + 1) return false;
    // "Both armies deny …" names who speaks and of what: only "Both denied it" leans on the words before.
    const bool of_two = words.starts_with(" both ") || words.starts_with(" neither ");
    if (of_two && std::count(words.begin(), words.end(), ' ') > kBlanksOfSix) return false;
    if (reader.sets().replies.stands_in(words)) return true;
    // Whoever is accused answers in the words behind: "Her lawyer says she never saw the letter."
    return begins_so && reader.sets().accusations.stands_in(padded_words(reader.words(before)));
}

}  // namespace

Place with_reply(const Reader& reader, const Place& place) {
    const Place excused = with_excuse(reader, place);
    if (excused != place) return excused;
    const Place wider = with_next_sentence(reader, place);
    return wider != place && is_reply(reader, place, {place.report, {place.span.end, wider.span.end}})
               ? wider
               : place;
}

bool replies(const Reader& reader, const Place& place) {
    const std::size_t at = index_of(reader, place);
    if (at == SIZE_MAX || at == 0) return false;
    const AnnotatedReport& entry = reader.dossier().reports[place.report];
    const auto& sentences = entry.tokens.sentences;
    return sentences[at - 1].block == sentences[at].block &&
           is_reply(reader, {place.report, entry.report.text.source(sentences[at - 1].range)},
                    reader.sentence(place));
}

/// "The decision came as two boats collided" -> "…two boats collided": which decision stands elsewhere, and
/// what is `kept` does not need it.
static std::string without_hanging_head(std::string words, const std::string& kept) {
    static constexpr std::array<std::string_view, 4> kCame = {" came as ", " comes as ", " came while ",
                                                              " came when "};
    constexpr std::size_t kLongestHead = 40;
    const bool points_back =
        words.starts_with("The ") || words.starts_with("This ") || words.starts_with("That ");
    if (!points_back) return words;
    for (const std::string_view came : kCame) {
        const std::size_t at = words.find(came);
        if (at > kLongestHead) continue;
        const std::size_t begin = at + came.size(), held = words.find(kept);
        if (held != std::string::npos && held >= begin) return "…" + words.substr(begin);
    }
    return words;
}

std::string words_around(const Reader& reader, const Place& whole, const Place& kept, std::size_t bytes) {
    const std::string words = without_hanging_head(reader.words(whole), reader.words(kept));
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
