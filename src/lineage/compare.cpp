#include "lineage/compare.hpp"

#include <algorithm>
#include <tuple>

#include "lineage/companions.hpp"
#include "lineage/retold.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::size_t kCandidates =
    8;  // sentences of the second report that one of the first is compared with
constexpr std::size_t kWordsOfBrief = 25;       // a report of one sentence or two that is long enough to tell
constexpr std::uint32_t kQuotation = 5;         // words that make a sentence one with a quotation
constexpr std::uint32_t kShortQuotation = 3;    // words that may be known again though they say little
constexpr std::uint32_t kShortestOfHouse = 4;   // quoted words alike that were said to one house alone
constexpr std::uint32_t kUnmistakable = 6;      // such words that need say nothing rare
constexpr double kManyOfHouse = 12.0;           // nats of a sentence told to one house that stands in both
constexpr std::uint32_t kFrameOfQuotation = 5;  // equal words in a row around a quotation
constexpr std::uint32_t kTellingFrame = 2;      // content words among them
constexpr double kWhole = 0.97;                 // of both sentences
constexpr double kTellingWords = 4.0;           // nats of fewer
constexpr double kWordsOfRemnant = 2.0;         // nats of a remnant of a quotation
constexpr double kFiguresAndNames = 4.0;        // nats of figures and names that a copy keeps of a sentence
constexpr double kFigureAndName = 3.5;          // nats of a small figure and a name beside copied sentences
constexpr double kTwoFigures = 2.5;      // nats that one figure never has; beside two a third may differ
constexpr double kFiguresOfWhole = 2.0;  // where little else is in either sentence
constexpr std::uint32_t kWholeRun = 9;   // equal words in a row that are all of one sentence
constexpr std::uint32_t kTwinRun = 7;    // equal words in a row
constexpr std::uint32_t kTwins = 3;      // sentences with so many
constexpr std::uint32_t kWordsOfComposite = 25;  // a sentence long enough to be put together from several
constexpr double kMostOfContext = 3.0;           // nats that accepted neighbours can add
constexpr double kNearlyWhole = 0.65;            // of the shorter sentence
constexpr std::uint32_t kTellingHalf = 3;        // content words of a half that has no figure
constexpr double kOwnCover = 0.25;               // of the half sentence that a sentence was put together with
constexpr double kOwnCoverOfLarge = 0.2;         // of it, where a large number stands in both

class Matcher {
  public:
    Matcher(const FoldedReport& first, const FoldedReport& second, const PairWeights& weights,
            const PairContext& context)
        : first_(first), second_(second), context_(context), weights_(weights) {}

    Comparison run() {
        find_candidates(weights_);
        measure_relation();
        measure_course();
        if (dense()) {
            const PairWeights plain(first_, second_, true);
            candidates_.clear();
            find_candidates(plain);
            accept(plain);
            add_retold(first_, second_, plain, candidates_, result_.links);
        } else {
            accept(weights_);
        }
        if (is_form(result_.links)) result_.links.clear();
        std::sort(result_.links.begin(), result_.links.end(),
                  [](const Link& a, const Link& b) { return std::tuple(a.p, a.q) < std::tuple(b.p, b.q); });
        return std::move(result_);
    }

  private:
    void find_candidates(const PairWeights& weights) {
        const std::size_t too_common = std::max<std::size_t>(24, second_.sentences.size() / 4);
        std::vector<double> shared(second_.sentences.size(), 0.0);
        std::vector<std::uint32_t> touched;
        for (std::uint32_t p = 0; p < first_.sentences.size(); ++p) {
            for (std::uint32_t w = first_.sentences[p].first; w < first_.sentences[p].last; ++w) {
                const Word& word = first_.words[w];
                const double weight = weights.of(word);
                if (weight <= 0.0) continue;
                const std::uint32_t slot = weights.slot_in_second(word.slot);
                if (slot == kNoSlot) continue;
                const auto sentences = second_.sentences_with(slot);
                if (sentences.size() > too_common) continue;
                for (const std::uint32_t q : sentences) {
                    if (shared[q] == 0.0) touched.push_back(q);
                    shared[q] += weight;
                }
            }
            std::sort(touched.begin(), touched.end(), [&](std::uint32_t a, std::uint32_t b) {
                return std::tuple(shared[b], a) < std::tuple(shared[a], b);
            });
            for (std::size_t i = 0; i < std::min(kCandidates, touched.size()); ++i) {
                // Quotations are known again by their plain words in a row.
                const bool both_quote = first_.sentences[p].quoted >= kShortQuotation &&
                                        second_.sentences[touched[i]].quoted >= kShortQuotation;
                if (shared[touched[i]] < (both_quote ? 0.5 : 2.0)) break;
                Link link = relate_sentences(first_, p, second_, touched[i], weights);
                link.strong = is_strong(link.evidence);
                link.one_house = !link.strong && from_one_house(link);
                candidates_.push_back(std::move(link));
            }
            for (const std::uint32_t q : touched) shared[q] = 0.0;
            touched.clear();
        }
    }

    /// How much the narration of the two reports has in common: what weak links are judged by.
    void measure_relation() {
        std::vector<bool> seen_p(first_.sentences.size(), false), seen_q(second_.sentences.size(), false);
        std::vector<const Link*> strong;
        for (const Link& link : candidates_) {
            if (link.strong) strong.push_back(&link);
        }
        std::sort(strong.begin(), strong.end(), [](const Link* a, const Link* b) {
            return std::tuple(b->evidence.narration, a->p, a->q) <
                   std::tuple(a->evidence.narration, b->p, b->q);
        });
        for (const Link* link : strong) {
            if (seen_p[link->p] || seen_q[link->q]) continue;
            seen_p[link->p] = seen_q[link->q] = true;
            result_.narration += link->evidence.narration + link->evidence.narration_order;
            ++result_.strong_links;
        }
        for (const Link& link : candidates_) {
            if (!link.one_house || seen_p[link.p] || seen_q[link.q] || to_both(link)) continue;
            seen_p[link.p] = seen_q[link.q] = true;
            ++house_links_;
        }
        count_twins();
    }

    /// Sentences with many equal words in a row that nobody is told to have said in public: three of them in
    /// two reports are no chance.
    void count_twins() {
        std::vector<bool> seen_p(first_.sentences.size(), false), seen_q(second_.sentences.size(), false);
        for (const Link& link : candidates_) {
            const SentenceEvidence& e = link.evidence;
            const bool quoted =
                e.quoted_run >= kTwinRun && whole_quotation(link) && e.quoted >= kTellingWords;
            const bool told = e.whole_run >= kTwinRun && std::max(e.cover_p, e.cover_q) >= 0.9;
            if ((!quoted && !told) || seen_p[link.p] || seen_q[link.q] || heard_in_public(link)) continue;
            seen_p[link.p] = seen_q[link.q] = true;
            ++twins_;
        }
    }

    [[nodiscard]] bool heard_in_public(const Link& link) const {
        if (link.p >= context_.told_first.size() || link.q >= context_.told_second.size()) return false;
        return context_.told_first[link.p].in_public || context_.told_second[link.q].in_public;
    }

    [[nodiscard]] bool related() const {
        if (nothing_of_its_own_ || retold_throughout_ || follows_course() || twins_ >= kTwins) return true;
        return result_.strong_links >= 2 ||
               (context_.same_agency && (result_.strong_links >= 1 || shares_quotation()));
    }

    /// Words said to one house alone, and a row of sentences in one order besides.
    [[nodiscard]] bool follows_course() const {
        const auto shorter = static_cast<double>(std::min(first_.sentences.size(), second_.sentences.size()));
        return (house_links_ >= 1 || twins_ >= kTwins) && course_ >= 5 && course_ >= 0.2 * shorter;
    }

    /// One report was made from the other, or both from a third, throughout: weak links on the same course
    /// count.
    [[nodiscard]] bool dense() const {
        const auto shorter = static_cast<double>(std::min(first_.sentences.size(), second_.sentences.size()));
        if (result_.strong_links >= 3 && result_.strong_links >= 0.2 * shorter) return true;
        if (follows_course() || retold_throughout_) return true;
        return (result_.strong_links >= 1 && course_ >= 4 && course_ >= 0.3 * shorter) || nothing_of_its_own_;
    }

    /// Longest row of sentences, each the other's best match, that both reports tell in one order. Reporters
    /// who saw the same event do not keep the same order for long.
    void measure_course() {
        std::vector<const Link*> best_p(first_.sentences.size(), nullptr),
            best_q(second_.sentences.size(), nullptr);
        for (const Link& link : candidates_) {
            const SentenceEvidence& e = link.evidence;
            if (e.total() < 4.5 || e.narration + e.quoted < 2.5 || std::max(e.cover_p, e.cover_q) < 0.35)
                continue;
            if (best_p[link.p] == nullptr || best_p[link.p]->evidence.total() < e.total())
                best_p[link.p] = &link;
            if (best_q[link.q] == nullptr || best_q[link.q]->evidence.total() < e.total())
                best_q[link.q] = &link;
        }
        std::vector<std::uint32_t> ends;  // least last sentence of rows by length
        for (const Link* link : best_p) {
            if (link == nullptr || best_q[link->q] != link) continue;
            const auto at = std::lower_bound(ends.begin(), ends.end(), link->q);
            if (at == ends.end())
                ends.push_back(link->q);
            else
                *at = link->q;
        }
        course_ = static_cast<std::uint32_t>(ends.size());
        measure_whole();
        const std::uint32_t proofs = result_.strong_links + house_links_ + twins_;
        retold_throughout_ = proofs > 0 && retold_throughout(first_, second_, candidates_, proofs);
    }

    [[nodiscard]] bool shares_quotation() const {
        return std::any_of(candidates_.begin(), candidates_.end(),
                           [](const Link& link) { return link.evidence.quoted_run >= 8; });
    }

    /// A report whose every sentence, quoted or not, stands in the other: reporters who hear the same words
    /// in public still add some of their own.
    void measure_whole() {
        std::vector<bool> whole_p(first_.sentences.size(), false), whole_q(second_.sentences.size(), false);
        // Of a single sentence, more must stand there.
        const double least_p = whole_p.size() == 1 ? 0.95 : 0.8, least_q = whole_q.size() == 1 ? 0.95 : 0.8;
        for (const Link& link : candidates_) {
            if (link.evidence.cover_p >= least_p && link.evidence.total() >= 6.0) whole_p[link.p] = true;
            if (link.evidence.cover_q >= least_q && link.evidence.total() >= 6.0) whole_q[link.q] = true;
        }
        const auto all = [](const std::vector<bool>& whole, std::size_t words) {
            const auto count = std::count(whole.begin(), whole.end(), true);
            if (whole.size() <= 2)
                return !whole.empty() && words >= kWordsOfBrief &&
                       count == static_cast<std::ptrdiff_t>(whole.size());
            return whole.size() >= 3 && count * 10 >= static_cast<std::ptrdiff_t>(whole.size()) * 8;
        };
        nothing_of_its_own_ = all(whole_p, first_.words.size()) || all(whole_q, second_.words.size());
    }

    /// Accepted neighbours on the same course make a weak link likelier.
    [[nodiscard]] double context_bonus(const Link& link) const {
        double bonus = 0.0;
        for (const Link& other : result_.links) {
            const int dp = static_cast<int>(link.p) - static_cast<int>(other.p),
                      dq = static_cast<int>(link.q) - static_cast<int>(other.q);
            if (dp == 0 && dq == 0) continue;
            if (std::abs(dp) <= 2 && std::abs(dq) <= 2 && dp * dq >= 0) bonus += 1.5;
        }
        return std::min(bonus, kMostOfContext);
    }

    /// Whether the sentences of a link are free, or one was cut in two and this is its other half.
    [[nodiscard]] bool opens_new_ground(const Link& link) const {
        for (const Link& other : result_.links) {
            if (other.p == link.p || other.q == link.q) return false;
        }
        return true;
    }

    /// The neighbour of the sentence that it was cut from; or, of a report that was rewritten throughout, any
    /// sentence that tells its numbers.
    [[nodiscard]] bool other_half(const Link& link) const {
        const SentenceEvidence& e = link.evidence;
        const bool tells_numbers = dense() && e.numbers > 0.0;
        return std::any_of(result_.links.begin(), result_.links.end(), [&](const Link& other) {
            if (other.p != link.p && other.q != link.q) return false;
            const std::uint32_t gap = other.p == link.p
                                          ? std::max(other.q, link.q) - std::min(other.q, link.q)
                                          : std::max(other.p, link.p) - std::min(other.p, link.p);
            const double own = other.p == link.p ? e.cover_q : e.cover_p;
            // Who said something is no half of what was said.
            const FoldedSentence& half =
                other.p == link.p ? second_.sentences[link.q] : first_.sentences[link.p];
            if (half.quoted >= kQuotation && e.quoted <= 0.0) return false;
            return (own >= kOwnCover && (gap == 1 || tells_numbers)) ||
                   (own >= kOwnCoverOfLarge && tells_numbers && holds_large_number(first_, link));
        });
    }

    /// Both give the words to one agency; or they were said to one house alone and stand in the other report,
    /// which has them from there.
    [[nodiscard]] bool from_one_house(const Link& link) const {
        if (context_.told_first.empty() || context_.told_second.empty()) return false;
        const Told &here = context_.told_first[link.p], &there = context_.told_second[link.q];
        const SentenceEvidence& e = link.evidence;
        if (same_with_frame(link)) return true;
        if (here.house != 0 && there.house != 0)
            return here.house == there.house && e.total() >= 8.0 &&
                   ((e.quoted_run >= 3 && e.quoted > 0.0 && e.content_words + e.names > 0.0) ||
                    (e.numbers > 0.0 && e.rivals <= 0.0 && e.content_words >= 1) ||
                    (e.content_words >= 3 && std::max(e.cover_p, e.cover_q) >= 0.4) ||
                    (e.total() >= kManyOfHouse && std::max(e.cover_p, e.cover_q) >= 0.8));
        if (here.in_public || there.in_public) return false;
        return (here.alone || there.alone) && whole_quotation(link) && e.quoted_run >= kShortestOfHouse &&
               (e.quoted >= kTellingWords || e.quoted_run >= kUnmistakable);
    }

    /// A whole quotation and the words around it: who heard it too would have told otherwise how it was said.
    [[nodiscard]] bool same_with_frame(const Link& link) const {
        const SentenceEvidence& e = link.evidence;
        return e.quoted_run >= kTellingQuotation && e.whole_run >= kFrameOfQuotation &&
               e.content_words >= kTellingFrame && std::min(e.cover_p, e.cover_q) >= kWhole &&
               !heard_in_public(link);
    }

    [[nodiscard]] bool to_both(const Link& link) const {
        return context_.told_first[link.p].house != 0 && context_.told_second[link.q].house != 0;
    }

    /// The same of free sentences; also what belongs to such words.
    [[nodiscard]] bool of_one_house(const Link& link) const {
        if (context_.told_first.empty() || context_.told_second.empty() || !opens_new_ground(link))
            return false;
        const Told &here = context_.told_first[link.p], &there = context_.told_second[link.q];
        return from_one_house(link) || ((here.alone || there.alone) && retold(link)) ||
               goes_on_from_house(link);
    }

    /// Said in public, and nothing but words of one agency connects the reports: each may have heard it.
    [[nodiscard]] bool heard_apart(const Link& link) const {
        return result_.strong_links < 2 && !dense() && heard_in_public(link);
    }

    /// All that one side quotes, the other quotes in a row.
    [[nodiscard]] bool whole_quotation(const Link& link) const {
        const std::uint32_t quoted_p = first_.sentences[link.p].quoted,
                            quoted_q = second_.sentences[link.q].quoted;
        return link.evidence.quoted_run > 0 && link.evidence.quoted_run + 1 >= std::min(quoted_p, quoted_q);
    }

    /// A report that took other words of the house gives these without marks.
    [[nodiscard]] bool retold(const Link& link) const {
        return link.evidence.quoted >= kTellingWords && link.evidence.quoted_run == 0 &&
               std::any_of(link.runs.begin(), link.runs.end(),
                           [](const Run& run) { return run.length >= kUnmistakable; }) &&
               std::any_of(result_.links.begin(), result_.links.end(),
                           [](const Link& other) { return other.one_house; });
    }

    /// The sentence before or behind words of one house, in the same paragraph on both sides.
    [[nodiscard]] bool goes_on_from_house(const Link& link) const {
        if (link.evidence.quoted_run < 3 || !whole_quotation(link)) return false;
        return std::any_of(result_.links.begin(), result_.links.end(), [&](const Link& other) {
            const auto same_block = [](const FoldedReport& report, std::uint32_t s, std::uint32_t t) {
                return report.sentences[s].block == report.sentences[t].block;
            };
            return other.one_house && same_block(first_, other.p, link.p) &&
                   same_block(second_, other.q, link.q) && (other.p < link.p) == (other.q < link.q) &&
                   std::max(other.p, link.p) - std::min(other.p, link.p) == 1 &&
                   std::max(other.q, link.q) - std::min(other.q, link.q) == 1;
        });
    }

    /// Of reports that are copies throughout: a sentence that became a clause of a long one, which was put
    /// together from several. What is matched of the long one stands close together.
    [[nodiscard]] bool from_clause(const Link& link, bool second_is_long) const {
        const SentenceEvidence& e = link.evidence;
        const FoldedReport& report = second_is_long ? second_ : first_;
        const FoldedSentence& whole = report.sentences[second_is_long ? link.q : link.p];
        const FoldedSentence& clause = second_is_long ? first_.sentences[link.p] : second_.sentences[link.q];
        if (!dense() || e.rivals > 0.0 || whole.last - whole.first < kWordsOfComposite || link.runs.empty())
            return false;
        if (clause.quoted >= kQuotation && e.quoted <= 0.0) return false;  // who said it, not what
        const bool used = std::any_of(result_.links.begin(), result_.links.end(), [&](const Link& other) {
            return second_is_long ? other.p == link.p : other.q == link.q;
        });
        if (used || (second_is_long ? e.cover_p : e.cover_q) < 0.3 || e.content_words + e.names < 1.0)
            return false;
        if (!stands_close(link, second_is_long, whole)) return false;
        if (e.content_words >= 2) return e.total() >= 6.0;
        if (holds_large_number(first_, link)) return e.total() >= 4.5;
        return e.content_words == 1 && e.names > 0.0 && e.total() >= 8.0;
    }

    /// Of reports with other strong links: a sentence that hardly differs, with the same figures or beside
    /// copied ones.
    [[nodiscard]] bool whole_sentence(const Link& link) const {
        const SentenceEvidence& e = link.evidence;
        const double cover = std::min(e.cover_p, e.cover_q), bonus = context_bonus(link);
        if ((result_.strong_links < 2 && twins_ < kTwins) || e.rivals > 0.0 || !opens_new_ground(link))
            return false;
        if (cover >= 0.9 && e.whole_run >= 5 && bonus > 0.0) return true;
        if (std::max(e.cover_p, e.cover_q) >= 0.95 && e.whole_run >= kWholeRun) return true;
        return cover >= 0.55 && e.numbers > 0.0 && e.content_words >= 1 && e.total() + bonus >= 7.5;
    }

    /// Of reports that are copies throughout.
    [[nodiscard]] bool acceptable_in_copy(const Link& link) const {
        const SentenceEvidence& e = link.evidence;
        const double cover = std::max(e.cover_p, e.cover_q), bonus = context_bonus(link);
        // Whoever exchanges every word keeps the figures and the names.
        const bool both_lead = link.p == 0 && link.q == 0;
        const bool same_count = first_.sentences[link.p].numbers == second_.sentences[link.q].numbers;
        const double least =
            same_count && std::min(e.cover_p, e.cover_q) >= 0.5 ? kFiguresOfWhole : kFiguresAndNames;
        const bool figures =
            e.numbers > 0.0 && (e.rivals <= 0.0 || (e.rivals <= 1.0 && e.numbers >= kTwoFigures));
        const bool keeps = figures && e.numbers + e.names >= least;
        if (figures && bonus >= kMostOfContext && cover >= 0.25 &&
            (holds_large_number(first_, link) || (e.numbers + e.names >= kFigureAndName && cover >= 0.3)))
            return true;
        // "said Ann Moyo, its chairwoman": who speaks is not what was said.
        const bool nearly_all_in_row = e.whole_run >= kTwinRun && e.content_words >= 2 && cover >= 0.9;
        if (e.numbers <= 0.0 && e.quoted <= 0.0 && content_beside_names(first_, link) <= 1 &&
            std::min(e.cover_p, e.cover_q) < 0.5 && !nearly_all_in_row)
            return false;
        return e.total() + bonus >= (cover >= kNearlyWhole ? 5.0 : 6.0) && e.total() >= 3.0 &&
               (e.narration + e.quoted >= 1.5 || keeps) &&
               cover >= (e.whole_run >= 6 || both_lead ? 0.3 : 0.4);
    }

    /// Whether what a half has in common is more than who spoke.
    [[nodiscard]] bool tells_half(const Link& link) const {
        const SentenceEvidence& e = link.evidence;
        const double words = e.narration + e.quoted;
        const std::uint32_t content = content_beside_names(first_, link);
        if (content == 0 && e.numbers <= 0.0) return false;
        if (e.quoted_run >= kQuotation && e.quoted >= kTellingWords) return true;
        if (dense() && content >= 1 && e.names > 0.0 && e.numbers > 0.0 && words + e.names + e.numbers >= 5.0)
            return true;
        return e.content_words >= 2 && (content >= kTellingHalf || e.numbers > 0.0) &&
               ((dense() && words + e.names >= 6.5) ||
                (e.numbers > 0.0 && words + e.names + e.numbers >= (dense() ? 6.5 : 7.0)));
    }

    [[nodiscard]] bool acceptable(const Link& link) const {
        const SentenceEvidence& e = link.evidence;
        if (is_strong(e)) return true;
        if (heard_apart(link)) return false;
        if (from_clause(link, true) || from_clause(link, false)) return true;
        const double cover = std::max(e.cover_p, e.cover_q), words = e.narration + e.quoted;
        const bool long_quotation =
            e.quoted_run >= 8 && result_.strong_links >= 1 && result_.narration >= 25.0;
        if (!related())
            return (long_quotation && cover >= 0.4) ||
                   (e.numbers > 0.0 && cover >= kNearlyWhole && !opens_new_ground(link) && other_half(link) &&
                    tells_half(link));
        if (e.quoted_run >= kTellingQuotation && cover >= 0.4 && opens_new_ground(link) &&
            (dense() || result_.strong_links >= 3))
            return true;
        if (!opens_new_ground(link)) return other_half(link) && tells_half(link);
        // All that one side still quotes of what the other does.
        if (dense() && whole_quotation(link) && e.quoted_run >= kShortestOfHouse &&
            e.quoted >= kWordsOfRemnant)
            return true;
        // Two quotations of one speaker share his name and a word.
        if (first_.sentences[link.p].quoted >= kQuotation && second_.sentences[link.q].quoted >= kQuotation &&
            e.quoted_run < 3 &&
            (e.content_words < 2 || (e.quoted < 2.0 && mostly_quoted(first_.sentences[link.p]) &&
                                     mostly_quoted(second_.sentences[link.q]))))
            return false;
        // Other numbers and none alike: two reports of one thing at two times.
        if (e.rivals > 0.0 && e.numbers <= 0.0 && e.narration_run < 6) return false;
        if (dense()) return acceptable_in_copy(link);
        if (e.quoted_run >= 4 && cover >= 0.5 && e.quoted + e.order >= 5.0) return true;
        if (e.content_words >= 2 && words >= 5.0 && e.total() >= 8.0 && cover >= 0.7) return true;
        if (whole_sentence(link)) return true;
        if (context_.same_agency && e.content_words >= 4 && words >= 8.0 && cover >= 0.35) return true;
        return words >= 7.0 && e.total() + context_bonus(link) >= 9.0 && cover >= 0.45;
    }

    static bool mostly_quoted(const FoldedSentence& sentence) {
        return 2 * sentence.quoted >= sentence.last - sentence.first;
    }

    static bool any_used(const std::vector<bool>& used, const FoldedSentence& sentence) {
        for (std::uint32_t w = sentence.first; w < sentence.last; ++w) {
            if (used[w]) return true;
        }
        return false;
    }

    void accept(const PairWeights& weights) {
        std::vector<bool> used_first(first_.words.size(), false), used_second(second_.words.size(), false);
        std::vector<std::size_t> waiting = order_of(candidates_);
        for (int round = 0; round < 4; ++round) {
            std::vector<std::size_t> later;
            const std::size_t before = result_.links.size();
            for (const std::size_t i : waiting) {
                const Link& candidate = candidates_[i];
                Link link = candidate;
                if (any_used(used_first, first_.sentences[candidate.p]) ||
                    any_used(used_second, second_.sentences[candidate.q])) {
                    link = relate_sentences(first_, candidate.p, second_, candidate.q, weights, used_first,
                                            used_second);
                    link.strong = is_strong(link.evidence);
                }
                link.one_house = !link.runs.empty() && of_one_house(link);
                const bool waits = round == 0 && !opens_new_ground(link);
                if (link.runs.empty() || waits || (!link.one_house && !acceptable(link))) {
                    later.push_back(i);
                    continue;
                }
                for (const Run& run : link.runs) {
                    for (std::uint32_t w = 0; w < run.length; ++w)
                        used_first[run.p + w] = used_second[run.q + w] = true;
                }
                result_.links.push_back(std::move(link));
            }
            if (round > 0 && result_.links.size() == before) break;
            waiting = std::move(later);
        }
        if (!dense()) drop_chances(result_.links, related());
    }

    const FoldedReport& first_;
    const FoldedReport& second_;
    PairContext context_;
    const PairWeights& weights_;
    std::uint32_t course_ = 0, house_links_ = 0, twins_ = 0;
    bool nothing_of_its_own_ = false, retold_throughout_ = false;
    std::vector<Link> candidates_;
    Comparison result_;
};

}  // namespace

Comparison compare(const FoldedReport& first, const FoldedReport& second, const PairWeights& weights,
                   const PairContext& context) {
    return Matcher(first, second, weights, context).run();
}

}  // namespace sitrep::lineage
