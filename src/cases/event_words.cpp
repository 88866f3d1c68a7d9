#include "cases/event_words.hpp"

#include <algorithm>
#include <array>

#include "cases/words.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::uint32_t kLimitReach = 8;  // bytes before a day that are read for "before"
constexpr std::size_t kPerfectReach = 3;  // words from "had" to the verb

/// "Before 2023", "by the end of June": a limit, not the day of what is told.
bool is_limit(const Evidence& evidence, Place time) {
    const std::uint32_t reach = std::min<std::uint32_t>(time.span.begin, kLimitReach);
    const std::vector<std::string> before =
        plain_words(evidence.words(time.report, {time.span.begin - reach, time.span.begin}));
    constexpr std::array<std::string_view, 4> kLimits = {"before", "by", "until", "till"};
    const std::vector<std::string> own = plain_words(evidence.words(time.report, time.span));
    return (!before.empty() && text::among(before.back(), kLimits)) ||
           (!own.empty() && text::among(own.front(), kLimits));
}

}  // namespace

DateRange days_near(const Evidence& evidence, ReportIndex report, Span span, std::uint32_t anchor,
                    std::optional<Span> past) {
    const Dossier& dossier = evidence.dossier();
    const auto first =
        std::lower_bound(dossier.times.begin(), dossier.times.end(), std::pair(report, span.begin),
                         [](const TimeExpression& time, const auto& at) {
                             return std::pair(time.report, time.span.begin) < at;
                         });
    const TimeExpression* best = nullptr;
    const auto away = [&](const TimeExpression& time) {
        const Span between{std::min(time.span.begin, anchor), std::max(time.span.begin, anchor)};
        const bool other_clause = evidence.words(report, between).find(',') != std::string_view::npos;
        return between.size() + (other_clause ? span.size() : 0U);
    };
    for (auto at = first; at != dossier.times.end() && at->report == report && at->span.begin < span.end;
         ++at) {
        if (is_limit(evidence, {report, at->span})) continue;
        const bool dated = at->bounds.bounded() && (at->type == TimeType::date || at->type == TimeType::time);
        if (!dated || (past && past->contains(at->span))) continue;
        if (best == nullptr || away(*at) < away(*best)) best = &*at;
    }
    if (best != nullptr) return best->bounds;
    return report < dossier.published.size() ? dossier.published[report].range : DateRange{};
}

bool points_back(const Template& kind, std::string_view text) {
    // "A decision is expected on Thursday": on what was just asked.
    const std::string opening = text::folded(text.substr(0, std::min<std::size_t>(text.size(), 16)));
    for (const std::string_view due : {"a decision ", "the decision ", "an answer ", "no decision "}) {
        if (opening.starts_with(due)) return true;
    }
    constexpr std::array<std::string_view, 3> kPointers = {"it", "they", "them"};
    const std::vector<std::string> words = plain_words(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (std::find(kPointers.begin(), kPointers.end(), words[at]) != kPointers.end()) return true;
        const bool definite = at > 0 && (words[at - 1] == "the" || words[at - 1] == "that" ||
                                         words[at - 1] == "this" || words[at - 1] == "its");
        if (definite && (words[at] == "demand" || words[at] == "offer" || words[at] == "call" ||
                         std::find(kind.process_words.begin(), kind.process_words.end(),
                                   ledger::stem(words[at])) != kind.process_words.end()))
            return true;
    }
    return false;
}

bool goes_on(std::string_view text) {
    std::vector<std::string> words = plain_words(text.substr(0, std::min<std::size_t>(text.size(), 40)));
    if (!words.empty() && (words.front() == "but" || words.front() == "and")) words.erase(words.begin());
    return !words.empty() && (words.front() == "it" || words.front() == "they");
}

std::optional<Share> bare_share(const std::vector<std::string>& words, const Evidence& evidence) {
    constexpr std::array<std::string_view, 12> kNumbers = {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    constexpr std::size_t kReach = 2;  // words from the verb to the number: "assigned him 25"
    const auto value = [&](const std::string& word) {
        const auto known = std::find(kNumbers.begin(), kNumbers.end(), word);
        if (known != kNumbers.end()) return static_cast<double>(known - kNumbers.begin() + 1);
        double sum = 0.0;
        for (const char letter : word) {
            if (letter == ',') continue;
            if (letter < '0' || letter > '9') return 0.0;
            sum = sum * 10.0 + static_cast<double>(letter - '0');
        }
        return sum;
    };
    const WordList& verbs = word_list(evidence, Words::sharing_verbs);
    const WordList& behind = word_list(evidence, Words::after_share);
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (!holds(verbs, words[at])) continue;
        for (std::size_t next = at + 1; next < words.size() && next <= at + kReach; ++next) {
            const double number = value(words[next]);
            if (number > 0.0 && (next + 1 == words.size() || holds(behind, words[next + 1])))
                return Share{at, number};
        }
    }
    return std::nullopt;
}

std::vector<bool> in_phrases(const std::vector<PhraseRule>& rules, const std::vector<std::string>& words) {
    std::vector<bool> inside(words.size(), false);
    for (const PhraseRule& rule : rules) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            const std::size_t length = phrase_length(rule, words, at);
            std::fill_n(inside.begin() + static_cast<std::ptrdiff_t>(at), length, true);
        }
    }
    return inside;
}

bool only_silent(const std::vector<std::string>& words, std::size_t end) {
    if (end + 1 >= words.size() || words[end] != "to") return false;
    constexpr std::array<std::string_view, 5> kSilent = {"be", "comment", "say", "speak", "elaborate"};
    return text::among(words[end + 1], kSilent);
}

bool beside_actor(const AnnotatedReport& home, const Sentence& sentence, std::uint32_t name,
                  std::uint32_t phrase) {
    const std::string_view before = home.report.text.words(TextRange{sentence.range.begin, name});
    const std::size_t which = std::max(before.rfind(", which ") + 1, before.rfind(", who ") + 1);
    if (which == 0 || before.find(',', which) != std::string_view::npos) return false;
    return home.report.text.words(TextRange{name, phrase}).find(',') != std::string_view::npos;
}

bool tells_background(const Event& event, const Evidence& evidence) {
    const AnnotatedReport& home = evidence.dossier().reports[event.place.report];
    if (event.sentence >= home.tokens.sentences.size()) return false;
    const TextRange sentence = home.tokens.sentences[event.sentence].range;
    const TextRange own = home.report.text.range(event.place.span);
    // Of an act its own words, of a phrase those before it.
    const std::vector<std::string> words = event.act >= 0
                                               ? plain_words(home.report.text.words(own))
                                               : plain_words(home.report.text.words(TextRange{
                                                     sentence.begin, std::max(sentence.begin, event.at)}));
    const auto had = std::find(words.rbegin(), words.rend(), "had");
    if (had == words.rend()) return false;
    if (event.act < 0) return static_cast<std::size_t>(had - words.rbegin()) < kPerfectReach;
    const auto verb = had.base();
    return std::any_of(verb, verb + std::min<std::ptrdiff_t>(kPerfectReach, words.end() - verb),
                       [](const std::string& word) { return word.ends_with("ed") || word == "sought"; });
}

}  // namespace sitrep::cases
