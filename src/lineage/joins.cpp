#include "lineage/joins.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/hash.hpp"

namespace sitrep::lineage {
namespace {

std::string_view words(const TracedReport& report, TextRange range) {
    return report.source->report.text.text().substr(range.begin, range.size());
}

/// What a relative clause, or what stands behind a semicolon, shares with a sentence of the other report is a
/// passage of its own.
bool clause_of_its_own(const TracedReport& report, std::uint32_t sentence, bool of_a, const Link& x,
                       const Link& y) {
    const auto begin = [&](const Link& link) {
        std::uint32_t least = ~0U;
        for (const Run& run : link.runs) least = std::min(least, of_a ? run.p : run.q);
        return least;
    };
    const auto end = [&](const Link& link) {
        std::uint32_t most = 0;
        for (const Run& run : link.runs) most = std::max(most, (of_a ? run.p : run.q) + run.length);
        return most;
    };
    const Link &early = begin(x) < begin(y) ? x : y, &late = begin(x) < begin(y) ? y : x;
    if (end(early) > begin(late)) return false;
    const auto& all = report.folded.words;
    const std::uint32_t from = std::max(end(early), report.folded.sentences[sentence].first + 1);
    for (std::uint32_t w = begin(late) + 1; w-- > from;) {
        if (words(report, {all[w - 1].range.end, all[w].range.begin}).find(';') != std::string_view::npos)
            return true;
        const std::string_view word = words(report, report.folded.words[w].range);
        if (clause_between(report, w - 1) && report.lexicon->is_cue(Cue::relative, word)) return true;
    }
    return false;
}

/// "It needs rain", "Not one", "If they are not": a sentence that is none without the one before it.
bool leans_back(const TracedReport& traced, std::uint32_t number) {
    const FoldedReport& report = traced.folded;
    const FoldedSentence& sentence = report.sentences[number];
    const auto holds = [&](Cue list, std::uint32_t word) {
        const auto& hashes = traced.lexicon->cue_hashes(list);
        return word < sentence.last &&
               std::binary_search(hashes.begin(), hashes.end(), report.words[word].spelling);
    };
    return holds(Cue::leans_back, sentence.first) ||
           (holds(Cue::leads_in, sentence.first) && holds(Cue::leans_back, sentence.first + 1));
}

/// "They first sit on April 3": two short sentences in a row, in one paragraph.
bool brief_neighbours(const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
    constexpr std::uint32_t kBrief = 10;  // words
    const FoldedSentence &here = report.sentences[s], &next = report.sentences[t];
    return s + 1 == t && here.block == next.block && here.last - here.first <= kBrief &&
           next.last - next.first <= kBrief;
}

/// "He denies it": so short a sentence belongs to the one before it.
bool mere_tail(const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
    constexpr std::uint32_t kTail = 4;  // words
    const FoldedSentence &here = report.sentences[s], &next = report.sentences[t];
    return s + 1 == t && here.block == next.block && next.last - next.first <= kTail;
}

/// "…," said the cook. "A cook does not wash up": a few quoted words behind the speaker of a sentence end
/// what was said.
bool ends_quotation_shortly(const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
    constexpr std::uint32_t kFew = 10;  // words
    const FoldedSentence &here = report.sentences[s], &next = report.sentences[t];
    const bool begins_here = here.first == 0 || !report.words[here.first - 1].is(kQuotedWord);
    return begins_here && next.quoted == next.last - next.first && next.quoted <= kFew;
}

/// Senses of what the numbers of a sentence measure: the words right behind them. People are counted and not
/// measured, and shares are of different wholes.
std::vector<std::uint64_t> measures(const FoldedReport& report, const FoldedSentence& sentence) {
    static const std::vector<std::uint64_t> kNone = {text::hash64("people"),  text::hash64("person"),
                                                     text::hash64("persons"), text::hash64("percent"),
                                                     text::hash64("per"),     text::hash64("%")};
    std::vector<std::uint64_t> units;
    for (std::uint32_t w = sentence.first; w + 1 < sentence.last; ++w) {
        const Word &number = report.words[w], &unit = report.words[w + 1];
        if (!number.is(kNumberWord) || unit.is(kNumberWord | kFunctionWord | kNameWord)) continue;
        if (std::find(kNone.begin(), kNone.end(), unit.spelling) == kNone.end()) units.push_back(unit.sense);
    }
    return units;
}

/// "240,000 litres went into the river. The owner puts it at 90,000 litres": two sums or sizes set against
/// each other in one paragraph.
bool rival_measures(const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
    const FoldedSentence &here = report.sentences[s], &next = report.sentences[t];
    if (s + 1 != t || here.block != next.block) return false;
    const auto units = measures(report, here), others = measures(report, next);
    return std::any_of(units.begin(), units.end(), [&](std::uint64_t unit) {
        return std::find(others.begin(), others.end(), unit) != others.end();
    });
}

}  // namespace

bool clause_between(const TracedReport& report, std::uint32_t word) {
    const auto& all = report.folded.words;
    // A quotation mark alone ends no clause: "orderly" but slow.
    const std::string_view gap = words(report, {all[word].range.end, all[word + 1].range.begin});
    return gap.find_first_of(",;:(") != std::string_view::npos || gap.find("–") != std::string_view::npos ||
           gap.find("—") != std::string_view::npos;
}

bool joins(const TracedReport& one, const TracedReport& other, const Link& x, const Link& y) {
    const FoldedReport &first = one.folded, &second = other.folded;
    // What a paragraph break parts, nobody copies as one; a break that left no mark is none.
    const auto neighbours = [](const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
        const FoldedSentence &here = report.sentences[std::min(s, t)],
                             &next = report.sentences[std::max(s, t)];
        const std::uint32_t gap = next.range.begin - here.range.end;
        return (s + 1 == t || t + 1 == s) && (here.block == next.block ? gap <= 2 : gap == 0);
    };
    // One quotation that runs over two sentences, without a word between or, where the second leans on the
    // first, with its speaker between.
    const auto quotation_goes_on = [](const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
        return s + 1 == t && report.sentences[s].block == report.sentences[t].block &&
               report.words[report.sentences[t].first].is(kQuotedWord) &&
               (report.words[report.sentences[s].last - 1].is(kQuotedWord) ||
                report.words[report.sentences[s].first].is(kQuotedWord));
    };
    const auto without_break = [](const FoldedReport& report, std::uint32_t s) {
        return report.words[report.sentences[s].last - 1].is(kQuotedWord);
    };
    const Link &early = x.p < y.p ? x : y, &late = x.p < y.p ? y : x;
    if (quotation_goes_on(first, early.p, late.p) && quotation_goes_on(second, early.q, late.q) &&
        ((without_break(first, early.p) && without_break(second, early.q)) || leans_back(one, late.p) ||
         leans_back(other, late.q) ||
         (ends_quotation_shortly(first, early.p, late.p) && ends_quotation_shortly(second, early.q, late.q))))
        return true;
    if (x.p == y.p && x.q == y.q) return true;
    if (brief_neighbours(first, early.p, late.p) && brief_neighbours(second, early.q, late.q)) return true;
    if (mere_tail(first, early.p, late.p) && mere_tail(second, early.q, late.q)) return true;
    if (rival_measures(first, early.p, late.p) && rival_measures(second, early.q, late.q)) return true;
    if (x.p == y.p && neighbours(second, x.q, y.q)) return !clause_of_its_own(one, x.p, true, x, y);
    if (x.q == y.q && neighbours(first, x.p, y.p)) return !clause_of_its_own(other, x.q, false, x, y);
    return false;
}

}  // namespace sitrep::lineage
