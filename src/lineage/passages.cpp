#include "lineage/passages.hpp"

#include <algorithm>
#include <tuple>

#include "lineage/joins.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

constexpr double kKeptWhenReworded = 0.82;          // of a pair whose passages are mostly reworded
constexpr double kKeptWhenEditedThroughout = 0.43;  // of one whose passages are mostly edited
constexpr std::uint32_t kLongestOfRemnant = 4;  // a quotation is at most so many times longer than its rest

std::string_view words(const TracedReport& report, TextRange range) {
    return report.source->report.text.text().substr(range.begin, range.size());
}

/// ", provided that", ", unless": what something was promised on goes with it.
bool opens_condition(const TracedReport& report, std::uint32_t word) {
    return report.lexicon->is_cue(Cue::condition, words(report, report.folded.words[word].range));
}

/// Words `[first,last)` matched, widened to the sentence where little of it is left, else to the clause.
std::pair<std::uint32_t, std::uint32_t> widen(const TracedReport& report, std::uint32_t first,
                                              std::uint32_t last, const std::vector<bool>& taken) {
    const auto& folded = report.folded;
    const FoldedSentence& opening = folded.sentences[folded.words[first].sentence];
    const FoldedSentence& closing = folded.sentences[folded.words[last - 1].sentence];
    const auto others = [&](std::uint32_t begin, std::uint32_t end) {
        std::uint32_t count = 0;
        for (std::uint32_t w = begin; w < end; ++w) count += w < taken.size() && taken[w] ? 1 : 0;
        return count > 0 && count * 5 >= (end - begin) * 2;
    };
    const std::uint32_t left = first - opening.first, right = closing.last - last, matched = last - first;
    if (!others(opening.first, first) && (left <= 5 || left * 10 <= matched * 11)) {
        first = opening.first;
    } else {
        while (first > opening.first && !clause_between(report, first - 1) && !others(first - 1, first))
            --first;
    }
    if (!others(last, closing.last) && (right <= 5 || right * 10 <= matched * 11)) {
        last = closing.last;
    } else {
        const auto to_clause = [&] {
            while (last < closing.last && !clause_between(report, last - 1) && !others(last, last + 1))
                ++last;
        };
        to_clause();
        while (last < closing.last && opens_condition(report, last) && !others(last, last + 1)) {
            ++last;
            to_clause();
        }
    }
    return {first, last};
}

/// Words from the first to the last run of one side, less a thin run that stands far out ("said", "Monday").
std::pair<std::uint32_t, std::uint32_t> body_of(const TracedReport& report, std::span<const Run> runs,
                                                bool of_a) {
    struct Piece {
        std::uint32_t first, last;
        double weight;
    };
    std::vector<Piece> pieces;
    double all = 0.0;
    for (const Run& run : runs) {
        Piece piece{of_a ? run.p : run.q, (of_a ? run.p : run.q) + run.length, 0.0};
        for (std::uint32_t w = piece.first; w < piece.last; ++w) {
            const Word& word = report.folded.words[w];
            piece.weight += word.is(kFunctionWord | kFormulaWord) ? 0.1
                            : word.is(kStockWord)                 ? 0.3 * word.rarity
                            : word.is(kNameWord | kNumberWord)    ? 0.6 * word.rarity
                                                                  : word.rarity;
        }
        all += piece.weight;
        pieces.push_back(piece);
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) { return x.first < y.first; });
    const auto thin = [&](double weight) { return weight < 0.2 * all && weight < 4.5; };
    double outer = 0.0;
    for (std::size_t i = 0; i + 1 < pieces.size() && thin(outer += pieces[i].weight); ++i) {
        if (pieces[i + 1].first - pieces[i].last < 5) continue;
        pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        break;
    }
    outer = 0.0;
    for (std::size_t i = pieces.size(); i > 1 && thin(outer += pieces[i - 1].weight); --i) {
        if (pieces[i - 1].first - pieces[i - 2].last < 5) continue;
        pieces.resize(i - 1);
        break;
    }
    return {pieces.front().first, pieces.back().last};
}

/// Text of words `[first,last)`, with the sentence's closing marks where it runs to the end.
TextRange extent(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    const auto& folded = report.folded;
    TextRange range{folded.words[first].range.begin, folded.words[last - 1].range.end};
    const FoldedSentence& closing = folded.sentences[folded.words[last - 1].sentence];
    if (last == closing.last) {
        std::string_view tail = words(report, {range.end, closing.range.end});
        while (!tail.empty() && (tail.ends_with("”") || tail.ends_with("’"))) tail.remove_suffix(3);
        while (!tail.empty() && (tail.back() == '"' || tail.back() == '\'' || tail.back() == ' '))
            tail.remove_suffix(1);
        range.end += static_cast<std::uint32_t>(tail.size());
    }
    return range;
}

std::uint32_t quoted_words(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    std::uint32_t count = 0;
    for (std::uint32_t w = first; w < last; ++w) count += report.folded.words[w].is(kQuotedWord) ? 1 : 0;
    return count;
}

/// "…," the official said: words behind a quotation that name nobody are no part of what was copied.
std::uint32_t without_bare_attribution(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    std::uint32_t end = last;
    while (end > first && !report.folded.words[end - 1].is(kQuotedWord) &&
           report.folded.words[end - 1].is(kFunctionWord | kStockWord | kFormulaWord) &&
           !report.folded.words[end - 1].is(kNameWord)) {
        --end;
    }
    return end > first && report.folded.words[end - 1].is(kQuotedWord) ? end : last;
}

/// Words of the quotation alone, where words before or behind it have no counterpart.
std::pair<std::uint32_t, std::uint32_t> quotation_only(const TracedReport& report, std::uint32_t first,
                                                       std::uint32_t last) {
    std::uint32_t begin = first, end = last;
    while (begin < end && !report.folded.words[begin].is(kQuotedWord)) ++begin;
    while (end > begin && !report.folded.words[end - 1].is(kQuotedWord)) --end;
    return begin < end ? std::pair(begin, end) : std::pair(first, last);
}

/// Words spelt alike that stand in rows of three or more on both sides, and all that are spelt alike.
struct Kept {
    std::uint32_t in_rows = 0;
    std::uint32_t all = 0;
};

Kept kept_words(const TracedReport& first, const TracedReport& second, const SharedPassage& passage) {
    Kept kept;
    for (const Run& run : passage.runs) {
        std::uint32_t row = 0;
        for (std::uint32_t w = 0; w <= run.length; ++w) {
            const bool alike = w < run.length && first.folded.words[run.p + w].spelling ==
                                                     second.folded.words[run.q + w].spelling;
            kept.all += alike ? 1 : 0;
            if (alike) {
                ++row;
                continue;
            }
            if (row >= 3) kept.in_rows += row;
            row = 0;
        }
    }
    return kept;
}

/// Whether both sides have the runs in one order: a clause moved to the front is an edit.
bool in_one_order(std::span<const Run> runs) {
    return std::all_of(runs.begin(), runs.end(), [&](const Run& x) {
        return std::all_of(runs.begin(), runs.end(),
                           [&](const Run& y) { return x.p == y.p || (x.p < y.p) == (x.q < y.q); });
    });
}

/// Share of the shorter side that is kept in rows.
double kept_share(const TracedReport& first, const TracedReport& second, const SharedPassage& passage) {
    const std::uint32_t shorter =
        std::min(passage.last_a - passage.first_a, passage.last_b - passage.first_b);
    return shorter == 0 ? 0.0
                        : static_cast<double>(kept_words(first, second, passage).in_rows) /
                              static_cast<double>(shorter);
}

/// The quotation around words `[first,last)`, all of them quoted: the words between its marks.
std::pair<std::uint32_t, std::uint32_t> whole_quotation(const TracedReport& report, std::uint32_t first,
                                                        std::uint32_t last) {
    const FoldedReport& folded = report.folded;
    const auto goes_on = [&](std::uint32_t word) {
        return folded.words[word].is(kQuotedWord) && folded.sentences[folded.words[word].sentence].block ==
                                                         folded.sentences[folded.words[first].sentence].block;
    };
    while (first > 0 && goes_on(first - 1)) --first;
    while (last < folded.words.size() && goes_on(last)) ++last;
    return {first, last};
}

/// Whether a run of one side that says something lies outside words `[first,last)`.
bool says_more(const TracedReport& report, std::span<const Run> runs, bool of_a, std::uint32_t first,
               std::uint32_t last) {
    for (const Run& run : runs) {
        const std::uint32_t begin = of_a ? run.p : run.q;
        for (std::uint32_t w = begin; w < begin + run.length; ++w) {
            if ((w < first || w >= last) && report.folded.words[w].content()) return true;
        }
    }
    return false;
}

/// One side is a quotation alone: what it answers to on the other side.
void fit_quotation(const TracedReport& report, bool is_a, std::uint32_t bare_words, SharedPassage& passage) {
    std::uint32_t& first = is_a ? passage.first_a : passage.first_b;
    std::uint32_t& last = is_a ? passage.last_a : passage.last_b;
    const auto [begin, end] = quotation_only(report, first, last);
    // Words taken out of the marks belong to it too.
    if (says_more(report, passage.runs, is_a, begin, end)) return;
    std::tie(first, last) = std::pair(begin, end);
    if (quoted_words(report, first, last) != last - first) return;
    // A remnant of a quotation stands for the whole.
    const auto [opening, closing] = whole_quotation(report, first, last);
    if (closing - opening > last - first && closing - opening <= kLongestOfRemnant * bare_words)
        std::tie(first, last) = std::pair(opening, closing);
}

/// What a whole sentence of the other report was made from does not begin in the middle of a quotation:
/// "If the road is open, we could start" became "will start".
void take_condition(const TracedReport& report, std::uint32_t& first, std::uint32_t last,
                    const TracedReport& other, std::uint32_t other_first, std::uint32_t other_last,
                    const std::vector<bool>& taken) {
    const auto &all = report.folded.words, &others = other.folded.words;
    const FoldedSentence& sentence = report.folded.sentences[all[first].sentence];
    const FoldedSentence& answer = other.folded.sentences[others[other_first].sentence];
    if (first == sentence.first || !all[first].is(kQuotedWord) || !all[first - 1].is(kQuotedWord)) return;
    if (other_first != answer.first || other_last < answer.last || others[other_first].is(kQuotedWord))
        return;
    std::uint32_t begin = first;
    while (begin > sentence.first && all[begin - 1].is(kQuotedWord) &&
           !(begin - 1 < taken.size() && taken[begin - 1]))
        --begin;
    if (last - begin <= kLongestOfRemnant * (other_last - other_first)) first = begin;
}

/// "seven hours after", "a month before": what else befell, and when.
bool tells_another_time(const TracedReport& report, std::uint32_t word, std::uint32_t end) {
    const auto& all = report.folded.words;
    if (word + 3 > end || !clause_between(report, word > 0 ? word - 1 : word)) return false;
    const std::string_view unit = words(report, all[word + 1].range),
                           way = words(report, all[word + 2].range);
    return report.lexicon->is_cue(Cue::time_unit, unit) && (way == "after" || way == "before");
}

/// ", and Banjul has offered": a clause with a name of its own.
bool names_another(const TracedReport& report, std::uint32_t word) {
    const auto& all = report.folded.words;
    if (word == 0 || word + 1 >= all.size() || !clause_between(report, word - 1)) return false;
    return report.lexicon->is_cue(Cue::new_clause, words(report, all[word].range)) &&
           all[word + 1].is(kNameWord);
}

/// Whether a semicolon, a colon, a relative clause or one that tells something else stands among words
/// `[begin,end)` or beside them.
bool parts_clauses(const TracedReport& report, std::uint32_t begin, std::uint32_t end) {
    const auto& all = report.folded.words;
    for (std::uint32_t w = begin; w < end; ++w) {
        const std::uint32_t after = w + 1 < all.size() ? all[w + 1].range.begin : all[w].range.end;
        const std::uint32_t before = w > begin ? all[w].range.begin : w > 0 ? all[w - 1].range.end : 0;
        const std::string_view around = words(report, {before, after});
        if (around.find_first_of(";:") != std::string_view::npos) return true;
        const std::string_view word = words(report, all[w].range);
        if (report.lexicon->is_cue(Cue::relative, word) || report.lexicon->is_cue(Cue::relative_person, word))
            return true;
        if (tells_another_time(report, w, end) || names_another(report, w)) return true;
    }
    return false;
}

/// A whole sentence of the copy was made from a whole sentence, if no other was made from the rest of it.
void take_sentence(const TracedReport& report, std::uint32_t& first, std::uint32_t& last,
                   const TracedReport& other, std::uint32_t other_first, std::uint32_t other_last,
                   const std::vector<bool>& taken) {
    const auto &all = report.folded.words, &others = other.folded.words;
    const FoldedSentence& opening = report.folded.sentences[all[first].sentence];
    const FoldedSentence& closing = report.folded.sentences[all[last - 1].sentence];
    const FoldedSentence& answer_opening = other.folded.sentences[others[other_first].sentence];
    const FoldedSentence& answer_closing = other.folded.sentences[others[other_last - 1].sentence];
    if (other_first != answer_opening.first || other_last != answer_closing.last) return;
    const auto is_taken = [&](std::uint32_t begin, std::uint32_t end) {
        for (std::uint32_t w = begin; w < end; ++w) {
            if (w < taken.size() && taken[w]) return true;
        }
        return false;
    };
    if (is_taken(opening.first, first) || is_taken(last, closing.last)) return;
    if (parts_clauses(report, opening.first, first) || parts_clauses(report, last, closing.last)) return;
    if (first > opening.first && names_another(report, first)) return;
    if (closing.last - opening.first > kLongestOfRemnant * (other_last - other_first)) return;
    first = opening.first;
    last = closing.last;
}

SharedPassage from_link(ReportIndex a, ReportIndex b, const Link& link) {
    SharedPassage passage;
    passage.a = a;
    passage.b = b;
    passage.runs = link.runs;
    passage.evidence = link.evidence;
    passage.strong = link.strong;
    passage.one_house = link.one_house;
    return passage;
}

void add_evidence(SentenceEvidence& sum, const SentenceEvidence& more) {
    sum.narration += more.narration;
    sum.quoted += more.quoted;
    sum.names += more.names;
    sum.numbers += more.numbers;
    sum.order += more.order;
    sum.narration_order += more.narration_order;
    sum.rivals += more.rivals;
    sum.cover_p = std::max(sum.cover_p, more.cover_p);
    sum.cover_q = std::max(sum.cover_q, more.cover_q);
    sum.content_words += more.content_words;
    sum.quoted_run = std::max(sum.quoted_run, more.quoted_run);
    sum.narration_run = std::max(sum.narration_run, more.narration_run);
}

/// Whether a mark closes the last quotation among words `[first,last)`: where it is lost, more seems quoted
/// than is.
bool closes_quotation(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    const auto& all = report.folded.words;
    while (last > first && !all[last - 1].is(kQuotedWord)) --last;
    if (last == first) return true;
    const std::uint32_t begin = all[last - 1].range.end;
    const std::string_view text = report.source->report.text.text();
    const std::size_t end =
        last < all.size() ? all[last].range.begin : std::min<std::size_t>(text.size(), begin + 8);
    const std::string_view gap = text.substr(begin, end - begin);
    return (last < all.size() && all[last].is(kQuotedWord)) || gap.find('"') != std::string_view::npos ||
           gap.find("”") != std::string_view::npos || gap.find('\'') != std::string_view::npos ||
           gap.find("’") != std::string_view::npos || gap.find("»") != std::string_view::npos;
}

}  // namespace

PassageKind kind_of(const TracedReport& first, const TracedReport& second, const SharedPassage& passage,
                    double kept) {
    const std::uint32_t length_a = passage.last_a - passage.first_a,
                        length_b = passage.last_b - passage.first_b;
    if (200 * kept_words(first, second, passage).all >= 97 * (length_a + length_b) &&
        in_one_order(passage.runs))
        return PassageKind::verbatim;
    const std::uint32_t quoted_a = quoted_words(first, passage.first_a, passage.last_a),
                        quoted_b = quoted_words(second, passage.first_b, passage.last_b);
    const std::uint32_t more = std::max(quoted_a, quoted_b), fewer = std::min(quoted_a, quoted_b);
    const bool lost_mark = quoted_a > quoted_b ? !closes_quotation(first, passage.first_a, passage.last_a)
                                               : !closes_quotation(second, passage.first_b, passage.last_b);
    if (more >= 8 && fewer > 0 && fewer * 10 <= more * 6 && !lost_mark) return PassageKind::quote_reduced;
    return kept_share(first, second, passage) >= kept ? PassageKind::edited : PassageKind::reworded;
}

void shape_passage(const TracedReport& first, const TracedReport& second, SharedPassage& passage,
                   const std::vector<bool>& used_a, const std::vector<bool>& used_b) {
    std::tie(passage.first_a, passage.last_a) = body_of(first, passage.runs, true);
    std::tie(passage.first_b, passage.last_b) = body_of(second, passage.runs, false);
    std::tie(passage.first_a, passage.last_a) = widen(first, passage.first_a, passage.last_a, used_a);
    std::tie(passage.first_b, passage.last_b) = widen(second, passage.first_b, passage.last_b, used_b);
    if (quoted_words(first, passage.first_a, passage.last_a) >= 5 &&
        quoted_words(second, passage.first_b, passage.last_b) >= 5) {
        passage.last_a = without_bare_attribution(first, passage.first_a, passage.last_a);
        passage.last_b = without_bare_attribution(second, passage.first_b, passage.last_b);
    }
    // An orphaned quotation answers to the quotation, not to the words that gave it a speaker.
    // Where the closing mark is lost, the words behind it seem quoted too: that is no quotation alone.
    const auto is_bare = [](const TracedReport& report, std::uint32_t begin, std::uint32_t end) {
        return quoted_words(report, begin, end) == end - begin && closes_quotation(report, begin, end);
    };
    const bool bare_a = is_bare(first, passage.first_a, passage.last_a);
    const bool bare_b = is_bare(second, passage.first_b, passage.last_b);
    const auto is_whole = [](const TracedReport& report, std::uint32_t begin, std::uint32_t end) {
        return whole_quotation(report, begin, end) == std::pair(begin, end);
    };
    if (bare_b && (!bare_a || is_whole(second, passage.first_b, passage.last_b)))
        fit_quotation(first, true, passage.last_b - passage.first_b, passage);
    const bool fitted_a = bare_b && is_bare(first, passage.first_a, passage.last_a);
    if ((bare_a && !bare_b) || (fitted_a && is_whole(first, passage.first_a, passage.last_a)))
        fit_quotation(second, false, passage.last_a - passage.first_a, passage);
    const bool fitted_b = bare_a && !bare_b && is_bare(second, passage.first_b, passage.last_b);
    if (fitted_b && is_whole(second, passage.first_b, passage.last_b))
        fit_quotation(first, true, passage.last_b - passage.first_b, passage);
    take_condition(first, passage.first_a, passage.last_a, second, passage.first_b, passage.last_b, used_a);
    take_condition(second, passage.first_b, passage.last_b, first, passage.first_a, passage.last_a, used_b);
    if (!bare_a && !bare_b) {
        take_sentence(first, passage.first_a, passage.last_a, second, passage.first_b, passage.last_b,
                      used_a);
        take_sentence(second, passage.first_b, passage.last_b, first, passage.first_a, passage.last_a,
                      used_b);
    }
    passage.range_a = extent(first, passage.first_a, passage.last_a);
    passage.range_b = extent(second, passage.first_b, passage.last_b);
    passage.kind = kind_of(first, second, passage);
}

/// A report that rewords nearly all it takes rewords the rest too, if not word for word; one that only edits
/// edits throughout.
static void name_kinds(const TracedReport& first, const TracedReport& second,
                       std::vector<SharedPassage>& passages) {
    if (passages.size() < 3) return;
    double sum = 0.0, count = 0.0;
    for (const SharedPassage& passage : passages) {
        if (passage.kind == PassageKind::verbatim) continue;
        sum += kept_share(first, second, passage);
        count += 1.0;
    }
    if (count < 3.0) return;
    const double kept = sum / count < kKeptWhenEdited ? kKeptWhenReworded : kKeptWhenEditedThroughout;
    for (SharedPassage& passage : passages) passage.kind = kind_of(first, second, passage, kept);
}

/// "said Ann Moyo, its chairwoman", "the customs service": who speaks or is meant, and nothing of what is
/// told.
static bool names_somebody_only(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    constexpr std::uint32_t kBareName = 4, kWithAttribution = 7;  // words
    const auto& all = report.folded.words;
    const FoldedSentence& sentence = report.folded.sentences[all[first].sentence];
    const bool whole = first == sentence.first && last >= sentence.last;
    if (whole || last - first > kWithAttribution || quoted_words(report, first, last) > 0) return false;
    return last - first <= kBareName || all[first].is(kStockWord) || all[last - 1].is(kStockWord);
}

/// Fills the extents of all passages of a pair; those that say nothing leave their words to the others.
static void shape_passages(const TracedReport& first, const TracedReport& second,
                           std::vector<SharedPassage>& passages) {
    for (bool all_told = false; !all_told;) {
        std::vector<bool> used_a(first.folded.words.size(), false), used_b(second.folded.words.size(), false);
        for (const SharedPassage& passage : passages) {
            for (const Run& run : passage.runs) {
                for (std::uint32_t w = 0; w < run.length; ++w) used_a[run.p + w] = used_b[run.q + w] = true;
            }
        }
        for (SharedPassage& passage : passages) shape_passage(first, second, passage, used_a, used_b);
        all_told = std::erase_if(passages, [&](const SharedPassage& passage) {
                       return names_somebody_only(first, passage.first_a, passage.last_a) ||
                              names_somebody_only(second, passage.first_b, passage.last_b);
                   }) == 0;
    }
}

std::vector<SharedPassage> make_passages(const TracedReport& first, ReportIndex a, const TracedReport& second,
                                         ReportIndex b, const Comparison& comparison) {
    std::vector<std::size_t> group(comparison.links.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i] = i;
        for (std::size_t j = 0; j < i; ++j) {
            if (joins(first, second, comparison.links[j], comparison.links[i])) {
                group[i] = group[j];
                break;
            }
        }
    }
    std::vector<SharedPassage> passages;
    for (std::size_t head = 0; head < group.size(); ++head) {
        if (group[head] != head) continue;
        SharedPassage passage = from_link(a, b, comparison.links[head]);
        for (std::size_t i = head + 1; i < group.size(); ++i) {
            if (group[i] != head) continue;
            passage.runs.insert(passage.runs.end(), comparison.links[i].runs.begin(),
                                comparison.links[i].runs.end());
            add_evidence(passage.evidence, comparison.links[i].evidence);
            passage.strong = passage.strong || comparison.links[i].strong;
            passage.one_house = passage.one_house || comparison.links[i].one_house;
        }
        passages.push_back(std::move(passage));
    }
    shape_passages(first, second, passages);
    name_kinds(first, second, passages);
    return passages;
}

}  // namespace sitrep::lineage
