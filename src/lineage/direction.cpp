// Which of two reports is the source. Every cue adds to a log-odds sum; a sum that is too small is no answer.
#include <algorithm>
#include <array>
#include <cmath>

#include "lineage/passages.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

constexpr double kDecided = 1.0;  // log-odds below which the words do not tell
constexpr double kFollows = 0.2;  // share of a report's sentences that stand in the other

std::string_view words(const TracedReport& report, TextRange range) {
    return report.source->report.text.text().substr(range.begin, range.size());
}

TextRange sentences_of(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    const FoldedReport& folded = report.folded;
    return {folded.sentences[folded.words[first].sentence].range.begin,
            folded.sentences[folded.words[last - 1].sentence].range.end};
}

bool credited_as_whole(const TracedReport& report) {
    return std::any_of(report.credits.begin(), report.credits.end(),
                       [](const Credit& credit) { return credit.kind == CreditKind::whole; });
}

/// The credit stands at the head of the report ("VIENNA (AFP) –"): the wire as it came, not a house's
/// mixture.
bool has_dateline_credit(const TracedReport& report) {
    return std::any_of(report.credits.begin(), report.credits.end(),
                       [](const Credit& credit) { return credit.why == "dateline"; });
}

bool sent_reporter(const TracedReport& report) {
    return std::any_of(report.credits.begin(), report.credits.end(),
                       [](const Credit& credit) { return credit.why == kOnTheSpot; });
}

/// Neither agency nor own gathering.
bool names_nobody(const TracedReport& report) {
    return std::all_of(report.credits.begin(), report.credits.end(),
                       [](const Credit& credit) { return credit.kind == CreditKind::heard; });
}

bool credit_inside(const TracedReport& report, TextRange range, CreditKind kind) {
    return std::any_of(report.credits.begin(), report.credits.end(), [&](const Credit& credit) {
        return credit.kind == kind && range.contains(credit.range);
    });
}

/// Words in square or round brackets inside quotation marks: an editor was there.
bool has_editors_bracket(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    const auto& all = report.folded.words;
    for (std::uint32_t w = first; w < last; ++w) {
        const std::uint32_t begin = all[w].range.begin;
        if (!all[w].is(kQuotedWord) || begin == 0) continue;
        const char before = report.source->report.text.text()[begin - 1];
        if (before == '(' || before == '[') return true;
    }
    return false;
}

bool looks_back(std::string_view text) {
    const std::string low = text::folded(text);
    static constexpr std::array<std::string_view, 9> kCues = {"last month",  "last week",   "last year",
                                                              "at the time", "days ago",    "weeks ago",
                                                              "months ago",  "earlier had", "has since"};
    return std::any_of(kCues.begin(), kCues.end(),
                       [&](std::string_view cue) { return low.find(cue) != std::string::npos; });
}

std::uint32_t quoted(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    std::uint32_t count = 0;
    for (std::uint32_t w = first; w < last; ++w) count += report.folded.words[w].is(kQuotedWord) ? 1 : 0;
    return count;
}

double information(const TracedReport& report, std::uint32_t first, std::uint32_t last) {
    double sum = 0.0;
    for (std::uint32_t w = first; w < last; ++w) {
        const Word& word = report.folded.words[w];
        if (!word.is(kFunctionWord | kFormulaWord))
            sum += word.is(kNameWord | kNumberWord | kStockWord) ? 0.5 * word.rarity : word.rarity;
    }
    return sum;
}

struct Sum {
    double lean = 0.0;
    double best = 0.0;
    std::string why;
    void add(double value, const char* reason) {
        lean += value;
        if (std::abs(value) > best) {
            best = std::abs(value);
            why = reason;
        }
    }
};

/// Cues that lie in one passage; positive: `first` is the source.
Sum passage_cues(const TracedReport& first, const TracedReport& second, const SharedPassage& passage) {
    Sum sum;
    const TextRange here = sentences_of(first, passage.first_a, passage.last_a),
                    there = sentences_of(second, passage.first_b, passage.last_b);
    const bool told_a = credit_inside(first, here, CreditKind::passage),
               told_b = credit_inside(second, there, CreditKind::passage);
    if (told_a != told_b) sum.add(told_a ? 1.2 : -1.2, "the agency that was told is cut from the copy");
    const bool own_a = credit_inside(first, here, CreditKind::own),
               own_b = credit_inside(second, there, CreditKind::own);
    if (own_a != own_b) sum.add(own_a ? 2.6 : -2.6, "the outlet's own interview is the source");
    const bool bracket_a = has_editors_bracket(first, passage.first_a, passage.last_a),
               bracket_b = has_editors_bracket(second, passage.first_b, passage.last_b);
    if (bracket_a != bracket_b)
        sum.add(bracket_b ? 2.0 : -2.0, "an editor's bracket stands in the later words");
    const bool back_a = looks_back(words(first, here)), back_b = looks_back(words(second, there));
    if (back_a != back_b) sum.add(back_b ? 2.0 : -2.0, "the later words look back");
    const std::uint32_t quoted_a = quoted(first, passage.first_a, passage.last_a),
                        quoted_b = quoted(second, passage.first_b, passage.last_b);
    if (quoted_a >= 6 && quoted_b * 10 <= quoted_a * 6)
        sum.add(1.0, "a full quotation is reduced in the copy");
    if (quoted_b >= 6 && quoted_a * 10 <= quoted_b * 6)
        sum.add(-1.0, "a full quotation is reduced in the copy");
    double spun = 0.0;
    for (const Run& run : passage.runs) {
        for (std::uint32_t w = 0; w < run.length; ++w) {
            const Word &a = first.folded.words[run.p + w], &b = second.folded.words[run.q + w];
            if (a.spelling == b.spelling || a.is(kRewriterWord) == b.is(kRewriterWord)) continue;
            spun += b.is(kRewriterWord) ? 0.5 : -0.5;
        }
    }
    if (spun != 0.0) sum.add(std::clamp(spun, -1.5, 1.5), "plain words are exchanged in the copy");
    const double whole_a = information(first, passage.first_a, passage.last_a),
                 whole_b = information(second, passage.first_b, passage.last_b);
    if (std::max(whole_a, whole_b) > 1.15 * std::min(whole_a, whole_b))
        sum.add(whole_a > whole_b ? 0.35 : -0.35, "the copy is the shorter text");
    return sum;
}

/// Share of a report's sentences that the passages touch.
double coverage(const TracedReport& report, std::span<const SharedPassage> passages, bool of_a) {
    std::vector<bool> touched(report.folded.sentences.size(), false);
    for (const SharedPassage& passage : passages) {
        const std::uint32_t first = of_a ? passage.first_a : passage.first_b,
                            last = of_a ? passage.last_a : passage.last_b;
        for (std::uint32_t w = first; w < last; ++w) touched[report.folded.words[w].sentence] = true;
    }
    const auto count = std::count(touched.begin(), touched.end(), true);
    return touched.empty() ? 0.0 : static_cast<double>(count) / static_cast<double>(touched.size());
}

/// When a report says it came out: an ISO date or date-time; empty if it does not say. Midnight is a
/// placeholder.
std::string claimed_time(const TracedReport& report) {
    for (const Claim& claim : report.source->report.claims) {
        if (claim.kind != ClaimKind::published || !Day::parse(claim.value)) continue;
        const bool midnight = claim.value.size() >= 16 && claim.value.compare(11, 5, "00:00") == 0;
        return midnight ? claim.value.substr(0, 10) : claim.value;
    }
    return {};
}

/// Negative: the first came earlier; 0 where they do not tell.
int compare_times(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return 0;
    const int by_day = a.compare(0, 10, b, 0, 10);
    if (by_day != 0) return by_day;
    return a.size() >= 16 && b.size() >= 16 ? a.compare(11, 5, b, 11, 5) : 0;
}

/// One letter wrong, missing, too many, or two changed round.
bool one_slip(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (a.size() < 4 || b.size() - a.size() > 1 || a == b) return false;
    std::size_t front = 0, back = 0;
    while (front < a.size() && a[front] == b[front]) ++front;
    while (back < a.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
    const std::size_t left_a = a.size() - front - back, left_b = b.size() - front - back;
    if (left_b <= 1) return true;
    return left_a == 2 && left_b == 2 && a[front] == b[front + 1] && a[front + 1] == b[front];
}

/// Slips of the pen between two runs: positive where the second report has the misspelt word.
int slips(const TracedReport& first, const TracedReport& second, const SharedPassage& passage) {
    std::vector<Run> runs = passage.runs;
    std::sort(runs.begin(), runs.end(), [](const Run& x, const Run& y) { return x.p < y.p; });
    int sum = 0;
    const auto& words_a = first.folded.words;
    const auto& words_b = second.folded.words;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::uint32_t p = runs[i].p + runs[i].length, q = runs[i].q + runs[i].length;
        if (p >= words_a.size() || q >= words_b.size() || words_a[p].sense == words_b[q].sense) continue;
        const Word &x = words_a[p], &y = words_b[q];
        if (x.is(kNumberWord) || y.is(kNumberWord) ||
            !one_slip(words(first, x.range), words(second, y.range)))
            continue;
        const bool known_x = x.rarity < 4.9, known_y = y.rarity < 4.9;
        if (known_x != known_y) sum += known_x ? 1 : -1;
    }
    return sum;
}

}  // namespace

std::size_t count_mixed_names(const FoldedReport& report) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> forms;
    for (const Word& word : report.words) {
        if (word.is(kNameWord)) forms.emplace_back(word.sense, word.spelling);
    }
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    std::size_t more = 0;
    for (std::size_t i = 1; i < forms.size(); ++i) more += forms[i].first == forms[i - 1].first ? 1 : 0;
    return more;
}

double lean_of_coverage(double copy, double source) { return std::clamp(4.0 * (copy - source), -2.0, 2.0); }

void direct_pair(const TracedReport& first, const TracedReport& second, std::span<SharedPassage> passages) {
    if (passages.empty()) return;
    Sum pair;
    double inner = 0.0;
    std::vector<Sum> own;
    for (const SharedPassage& passage : passages) {
        own.push_back(passage_cues(first, second, passage));
        inner += std::clamp(own.back().lean, -2.5, 2.5);
        if (std::abs(own.back().lean) > pair.best) {
            pair.best = std::abs(own.back().lean);
            pair.why = own.back().why;
        }
    }
    pair.lean += std::clamp(inner, -5.0, 5.0);
    const double cover_a = coverage(first, passages, true), cover_b = coverage(second, passages, false);
    if (passages.size() >= 2 && std::max(cover_a, cover_b) >= kTellingCoverage)
        pair.add(lean_of_coverage(cover_b, cover_a), "more of the copy than of its source is shared");
    // Whose agency it is tells where one report was made from the other, not where a follow-up takes a line.
    const double follows = std::max(cover_a, cover_b) >= kFollows ? 1.0 : 0.3;
    const bool line_a = has_dateline_credit(first), line_b = has_dateline_credit(second);
    if (line_a != line_b)
        pair.add((line_a ? 1.5 : -1.5) * follows, "the source carries the agency's dateline");
    const bool whole_a = credited_as_whole(first), whole_b = credited_as_whole(second);
    if (whole_a != whole_b) pair.add((whole_a ? 0.7 : -0.7) * follows, "only the source credits its agency");
    const bool sent_a = sent_reporter(first), sent_b = sent_reporter(second);
    if (sent_a != sent_b && names_nobody(sent_a ? second : first))
        pair.add((sent_a ? 1.2 : -1.2) * follows, "only the source sent a reporter");
    if (const int order = compare_times(claimed_time(first), claimed_time(second)); order != 0) {
        pair.add(order < 0 ? 1.1 : -1.1, "the source is dated earlier");
    }
    int misspelt = 0;
    for (const SharedPassage& passage : passages) misspelt += slips(first, second, passage);
    if (misspelt != 0) pair.add(std::clamp(0.8 * misspelt, -2.5, 2.5), "slips of the pen stand in the copy");
    const std::size_t mixed_a = first.mixed_names, mixed_b = second.mixed_names;
    if (mixed_a != mixed_b)
        pair.add(std::clamp(0.6 * (static_cast<double>(mixed_b) - static_cast<double>(mixed_a)), -1.2, 1.2),
                 "the copy mixes names that the source keeps apart");
    // One sentence in two reports that have nothing else in common: both took it from somewhere.
    const bool lone = passages.size() <= 2 && cover_a < 0.25 && cover_b < 0.25 && !line_a && !line_b;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        SharedPassage& passage = passages[i];
        passage.lean = pair.lean;
        const TextRange here = sentences_of(first, passage.first_a, passage.last_a),
                        there = sentences_of(second, passage.first_b, passage.last_b);
        if (credit_inside(first, here, CreditKind::passage) &&
            credit_inside(second, there, CreditKind::passage) && !credited_as_whole(first) &&
            !credited_as_whole(second)) {
            passage.direction = Direction::common_source;
            passage.one_agency = true;
            passage.why = "both give the words to one agency";
        } else if (lone && std::abs(own[i].lean) < 2.5) {
            passage.direction = Direction::common_source;
            passage.why = "one text in two reports that share nothing else";
        } else if (pair.lean >= kDecided || pair.lean <= -kDecided) {
            passage.direction = pair.lean > 0 ? Direction::a_to_b : Direction::b_to_a;
            passage.why = own[i].best > 0.0 && (own[i].lean > 0) == (pair.lean > 0) ? own[i].why : pair.why;
        } else {
            passage.direction = Direction::undecided;
            passage.why = "the words do not tell";
        }
    }
}

}  // namespace sitrep::lineage
