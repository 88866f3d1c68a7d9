#include "brief/leaning.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "brief/glosses.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::array<std::string_view, 22> kStandIns{
    "it",   "its",   "he",    "his",  "him",  "she",  "her",   "hers", "they",    "their",   "them",
    "this", "these", "those", "both", "that", "such", "there", "the",  "neither", "another", "others"};
constexpr std::array<std::string_view, 5> kPronouns{"he", "she", "it", "they", "who"};

std::string folded_word(const AnnotatedReport& entry, const Token& token) {
    return text::folded(entry.report.text.words(token.range));
}

constexpr std::size_t kFewWords = 9;  // "A court will rule on May 18." leaves out what was said before
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
    return said(at + 1) ? stands_in(at) : word(at) == "the" && said(at + 2);
}

/// "The group's commander": which group was told before, in words without its head.
bool begins_with_a_bare_name(const Reader& reader, ReportIndex report, std::size_t index) {
    const AnnotatedReport& entry = reader.dossier().reports[report];
    const Sentence& sentence = entry.tokens.sentences[index];
    if (index == 0) return false;
    // A sentence before that names no body does not say which group it is.
    const Span before = entry.report.text.source(entry.tokens.sentences[index - 1].range);
    const auto named = before.empty() ? std::vector<EntityRef>{} : reader.entities_in({report, before});
    if (std::none_of(named.begin(), named.end(), [&](EntityRef one) {
            const EntityType type = reader.dossier().entities[static_cast<std::size_t>(one)].type;
            return type == EntityType::organisation || type == EntityType::group;
        }))
        return false;
    const auto tokens = entry.tokens.of(sentence);
    if (tokens.size() < 3 || folded_word(entry, tokens[0]) != "the" || tokens[1].capital ||
        !reader.sets().groups.holds(folded_word(entry, tokens[1])))
        return false;
    const bool bare = tokens[2].kind == TokenKind::possessive ||
                      reader.sets().ends_a_name.holds(folded_word(entry, tokens[2]));
    const TextRange name{tokens[0].range.begin, tokens[1].range.end};
    return bare && folded_word(entry, tokens[2]) != "of" &&
           glosses_in(reader, {report, entry.report.text.source(name)}, 1).empty();
}

/// "…,” its secretary, Ada Moor, told the paper"
bool is_said_by_somebodys(const AnnotatedReport& entry, std::span<const Token> tokens) {
    std::size_t at = tokens.size();
    while (at > 0 && tokens[at - 1].kind != TokenKind::closing_quote) --at;
    if (at == 0 || at >= tokens.size()) return false;
    const std::string word = folded_word(entry, tokens[at]);
    return word == "its" || word == "his" || word == "her" || word == "their";
}

bool names_a_person(const Reader& reader, ReportIndex report, TextRange range) {
    const Span span = reader.report(report).text.source(range);
    const auto named = span.empty() ? std::vector<EntityRef>{} : reader.entities_in({report, span});
    return std::any_of(named.begin(), named.end(), [&](EntityRef one) {
        return reader.dossier().entities[static_cast<std::size_t>(one)].type == EntityType::person;
    });
}

/// "Reached at his house, Ada Moor refused": the pronoun points ahead, to the name behind the comma.
bool points_ahead(const AnnotatedReport& entry, std::span<const Token> tokens, std::size_t pronoun) {
    const std::string first = folded_word(entry, tokens.front());
    const bool phrase = first.ends_with("ed") || first.ends_with("ing") || first == "in" || first == "at" ||
                        first == "from" || first == "on" || first == "with" || first == "after";
    if (!phrase) return false;
    std::size_t at = pronoun;
    while (at < tokens.size() && folded_word(entry, tokens[at]) != ",") ++at;
    if (at + 1 >= tokens.size() || tokens[at + 1].kind != TokenKind::word) return false;
    const std::string_view name = entry.report.text.words(tokens[at + 1].range);
    return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

/// "A court hears him on Friday": nobody stands in the sentence before the pronoun.
bool leaves_somebody_out(const Reader& reader, ReportIndex report, const Sentence& sentence) {
    const AnnotatedReport& entry = reader.dossier().reports[report];
    const auto tokens = entry.tokens.of(sentence);
    if (!tokens.empty() && tokens.front().kind == TokenKind::opening_quote)
        return is_said_by_a_stand_in(entry, tokens, reader.sets());
    std::size_t words = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::opening_quote || words > kEarly) return false;
        if (tokens[i].kind != TokenKind::word) continue;
        ++words;
        if (std::find(kSomebody.begin(), kSomebody.end(), folded_word(entry, tokens[i])) == kSomebody.end())
            continue;
        return !names_a_person(reader, report, {sentence.range.begin, tokens[i].range.begin}) &&
               !points_ahead(entry, tokens, i);
    }
    return false;
}

/// "The first ten came", "The others had": of what, was said before.
bool counts_what_was_told(std::string_view word) {
    return word == "first" || word == "second" || word == "rest" || word == "others" || word == "remaining";
}

}  // namespace

namespace {

struct Counted {
    std::size_t words = 0;
    bool points_back = false;
    bool ends_on_it = false;  ///< which over the end of a paragraph may stand for anything
    bool quotes = false;
};

Counted counted_words(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    Counted counted;
    bool after_the = false, ends_on_it = false;
    for (const Token& token : entry.tokens.of(sentence)) {
        if (token.kind == TokenKind::opening_quote) counted.quotes = true;
        if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
        ++counted.words;
        const std::string word = folded_word(entry, token);
        counted.points_back = counted.points_back ||
                              (after_the && (sets.told_before.holds(word) || counts_what_was_told(word)));
        after_the = word == "the";
        ends_on_it = word == "it" || word == "them" || word == "this" || word == "that" || word == "so" ||
                     word == "one";
    }
    counted.ends_on_it = ends_on_it;
    return counted;
}

}  // namespace

bool points_back(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    const Counted counted = counted_words(entry, sentence, sets);
    return !counted.quotes && counted.points_back && counted.words <= kFewWords;
}

bool is_elliptic(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    const Counted counted = counted_words(entry, sentence, sets);
    return !counted.quotes && (counted.words <= kFewWords ||
                               ((counted.points_back || counted.ends_on_it) && counted.words <= kSomeWords));
}

bool leans_on_a_count(const AnnotatedReport& entry, const Sentence& sentence, const BriefWords& sets) {
    const auto tokens = entry.tokens.of(sentence);
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::opening_quote) return false;
        if (tokens[i].kind != TokenKind::word || !sets.counts.holds(folded_word(entry, tokens[i + 1])))
            continue;
        const std::string before = folded_word(entry, tokens[i]);
        if (before == "that" || before == "those") return true;
        if (before == "the" && i > 0 && folded_word(entry, tokens[i + 2]) == "at") return true;
    }
    return false;
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
        // "The decision came as two boats collided" tells of the boats.
        const std::string after = i + 2 < tokens.size() ? folded_word(entry, tokens[i + 2]) : std::string();
        return sets.told_before.holds(next) && after != "came" && after != "comes";
    }
    return false;
}

Leaning leaning_of(const Reader& reader, ReportIndex report, std::size_t index) {
    const AnnotatedReport& entry = reader.dossier().reports[report];
    const Sentence& sentence = entry.tokens.sentences[index];
    const auto tokens = entry.tokens.of(sentence);
    if (leaves_somebody_out(reader, report, sentence)) return Leaning::on_somebody;
    if (begins_with_a_stand_in(entry, sentence, reader.sets()) ||
        reader.sets().leans_back.begins(text::folded(entry.report.text.words(sentence.range))) ||
        begins_with_a_bare_name(reader, report, index))
        return Leaning::on_something;
    if (!tokens.empty() && tokens.front().kind == TokenKind::opening_quote &&
        is_said_by_somebodys(entry, tokens))
        return Leaning::on_something;
    return Leaning::none;
}

}  // namespace sitrep::brief
