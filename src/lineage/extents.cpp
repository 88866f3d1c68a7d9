#include "lineage/extents.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "lineage/joins.hpp"

namespace sitrep::lineage {
namespace {

constexpr double kQuotationOfWhole = 0.5;   // of a quotation with its speaker
constexpr std::uint32_t kWordsOutside = 3;  // in common beside a clause that has one by chance
constexpr double kLeastOfWhole = 0.35;      // where the speaker stands in the other report too
constexpr double kMuchOfSide = 1.0 / 3.0;   // of a side
constexpr std::uint32_t kWordsForBoth = 1;  // in common with the first of two counts
constexpr std::uint32_t kWordsKept = 2;     // in common that tell something

/// One side of a passage.
struct Place {
    const TracedReport& report;
    std::uint32_t first = 0, last = 0;  ///< words
};

/// Whether a side ends with quoted words and words without marks follow in its sentence.
bool ends_quotation(const Place& place) {
    const auto& all = place.report.folded.words;
    return all[place.last - 1].is(kQuotedWord) && place.last < all.size() &&
           !all[place.last].is(kQuotedWord) && all[place.last].sentence == all[place.last - 1].sentence;
}

bool is_bare(const Place& place) {
    const auto& all = place.report.folded.words;
    return std::all_of(all.begin() + place.first, all.begin() + place.last,
                       [](const Word& word) { return word.is(kQuotedWord); });
}

/// Where the words that tell who spoke may end, farthest first: with the sentence, with the clause, behind
/// the verb that follows the speaker or, where that needs a hearer, before it.
std::vector<std::uint32_t> ends_of_speaker(const Place& place) {
    const auto& all = place.report.folded.words;
    const auto& verbs = place.report.lexicon->cue_hashes(Cue::speaks);
    const auto& tells = place.report.lexicon->cue_hashes(Cue::told_agency);
    const FoldedSentence& sentence = place.report.folded.sentences[all[place.last - 1].sentence];
    std::uint32_t end = place.last, clause = 0, verb = 0;
    for (; end < sentence.last && !all[end].is(kQuotedWord); ++end) {
        if (end == place.last || clause > 0) continue;
        if (clause_between(place.report, end - 1)) clause = end;
        if (clause > 0 || !std::binary_search(verbs.begin(), verbs.end(), all[end].spelling)) continue;
        const bool told = std::binary_search(tells.begin(), tells.end(), all[end].spelling);
        verb = told ? end : end + 1;
    }
    std::vector<std::uint32_t> ends;
    for (const std::uint32_t candidate : {end, clause, verb}) {
        if (candidate > place.last) ends.push_back(candidate);
    }
    return ends;
}

/// End of the text of words that end before `last`, with the stop where they end the sentence.
std::uint32_t closing(const TracedReport& report, std::uint32_t last) {
    const FoldedSentence& sentence = report.folded.sentences[report.folded.words[last - 1].sentence];
    return last == sentence.last ? sentence.range.end : report.folded.words[last - 1].range.end;
}

class ExtentSettler {
  public:
    ExtentSettler(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages)
        : reports_(reports), passages_(passages) {
        for (std::size_t i = 0; i < passages.size(); ++i)
            of_pair_[{passages[i].a, passages[i].b}].push_back(i);
    }

    void run() {
        for (SharedPassage& passage : passages_) {
            const Place here{reports_[passage.a], passage.first_a, passage.last_a},
                there{reports_[passage.b], passage.first_b, passage.last_b};
            const auto end_a = end_of(passage, here, there, true),
                       end_b = end_of(passage, there, here, false);
            drop_untold(passage, here, there, true);
            drop_untold(passage, there, here, false);
            // Of what was told in other words, the words in common are not all that was copied.
            if (passage.kind != PassageKind::reworded) {
                drop_clauses(passage, here, there, true);
                drop_clauses(passage, there, here, false);
            }
            if (end_a) passage.range_a.end = *end_a;
            if (end_b) passage.range_b.end = *end_b;
        }
    }

  private:
    /// Where a side ends with its speaker, in clean text.
    [[nodiscard]] std::optional<std::uint32_t> end_of(const SharedPassage& passage, const Place& place,
                                                      const Place& other, bool of_a) const {
        if (!ends_quotation(place)) return std::nullopt;
        const std::vector<std::uint32_t> ends = ends_of_speaker(place);
        const auto& all = place.report.folded.words;
        const std::uint32_t begin = all[place.first].range.begin;
        const std::uint32_t quotation = (of_a ? passage.range_a : passage.range_b).size();
        const bool both = !is_bare(other) || ends_quotation(other);
        const auto fits = [&](std::uint32_t last, double least) {
            return (last - begin) * least <= quotation &&
                   !meets_another(passage, {all[place.last].range.begin, last}, of_a);
        };
        for (const std::uint32_t end : ends) {
            const std::uint32_t last = closing(place.report, end);
            if (fits(last, kQuotationOfWhole)) return last;
        }
        if (both && !ends.empty() && fits(closing(place.report, ends.back()), kLeastOfWhole))
            return closing(place.report, ends.back());
        return std::nullopt;
    }

    /// Whether a clause of its own may begin at a word: ", and", "; the Red Cross has".
    static bool begins_clause(const TracedReport& report, std::uint32_t word) {
        const auto& all = report.folded.words;
        const std::string_view text = report.source->report.text.text();
        const TextRange gap{all[word - 1].range.end, all[word].range.begin};
        const std::string_view between = text.substr(gap.begin, gap.size());
        if (between.find(';') != std::string_view::npos) return true;
        return between.find(',') != std::string_view::npos && opens_with_cue(report, word);
    }

    static bool is_cue(const TracedReport& report, Cue list, std::uint32_t word) {
        const TextRange range = report.folded.words[word].range;
        return report.lexicon->is_cue(list,
                                      report.source->report.text.text().substr(range.begin, range.size()));
    }

    static bool opens_with_cue(const TracedReport& report, std::uint32_t word) {
        return is_cue(report, Cue::new_clause, word);
    }

    /// Whether words `[begin,end)` of a side have a number that the other side lacks and nothing in common
    /// with it but names.
    static bool tells_another_thing(const SharedPassage& passage, const Place& place, const Place& other,
                                    bool of_a, std::uint32_t begin, std::uint32_t end) {
        const auto &all = place.report.folded.words, &others = other.report.folded.words;
        std::uint32_t inside = 0, outside = 0;
        for (const Run& run : passage.runs) {
            const std::uint32_t at = of_a ? run.p : run.q;
            for (std::uint32_t w = at; w < at + run.length; ++w) {
                if (!all[w].content() && !all[w].is(kNumberWord)) continue;
                ++(w >= begin && w < end ? inside : outside);
            }
        }
        if (inside > 1 || (inside > 0 && outside < kWordsOutside)) return false;
        return std::any_of(all.begin() + begin, all.begin() + end, [&](const Word& word) {
            return word.is(kNumberWord) &&
                   std::none_of(others.begin() + other.first, others.begin() + other.last,
                                [&](const Word& there) { return there.sense == word.sense; });
        });
    }

    /// Takes clauses before and behind what was copied out of a side.
    static void drop_clauses(SharedPassage& passage, const Place& place, const Place& other, bool of_a) {
        const auto& all = place.report.folded.words;
        TextRange& range = of_a ? passage.range_a : passage.range_b;
        for (std::uint32_t word = place.first + 1; word < place.last; ++word) {
            if (!begins_clause(place.report, word)) continue;
            const bool cue = opens_with_cue(place.report, word) && word + 1 < place.last;
            if (tells_another_thing(passage, place, other, of_a, place.first, word))
                range.begin = std::min(all[cue ? word + 1 : word].range.begin, range.end - 1);
            else if (tells_another_thing(passage, place, other, of_a, word, place.last)) {
                range.end = std::max(all[word - 1].range.end, range.begin + 1);
                return;
            }
        }
    }

    /// A word that tells something and that the other side has too.
    static bool is_told(const Word& word, const Place& other) {
        if (!word.content() && !word.is(kNumberWord | kNameWord)) return false;
        const auto& others = other.report.folded.words;
        return std::any_of(others.begin() + other.first, others.begin() + other.last,
                           [&](const Word& there) { return there.sense == word.sense; });
    }

    static std::uint32_t count_told(const Place& place, const Place& other, std::uint32_t begin,
                                    std::uint32_t end) {
        const auto& all = place.report.folded.words;
        return static_cast<std::uint32_t>(std::count_if(
            all.begin() + begin, all.begin() + end, [&](const Word& word) { return is_told(word, other); }));
    }

    /// ", and the farmers have": a clause with a subject of its own.
    static bool opens_own_clause(const Place& place, std::uint32_t word) {
        const auto& all = place.report.folded.words;
        if (word + 1 >= place.last || !opens_with_cue(place.report, word)) return false;
        const Word& next = all[word + 1];
        return next.is(kNameWord | kNumberWord) || is_cue(place.report, Cue::own_subject, word + 1);
    }

    /// ", when the wall fell": what else befell, without the words for who told it.
    static bool opens_what_befell(const Place& place, std::uint32_t word) {
        if (!is_cue(place.report, Cue::what_befell, word)) return false;
        const auto& verbs = place.report.lexicon->cue_hashes(Cue::speaks);
        const auto& all = place.report.folded.words;
        return std::none_of(all.begin() + word, all.begin() + place.last, [&](const Word& one) {
            return std::binary_search(verbs.begin(), verbs.end(), one.spelling);
        });
    }

    /// "Two died in the town and [three on the coast]": where the second of two counts alone was copied, the
    /// word that stands for it.
    static std::optional<std::uint32_t> second_count(const Place& place, const Place& other) {
        const auto& all = place.report.folded.words;
        const auto number = [](const Word& word) { return word.is(kNumberWord); };
        const auto told_number = [&](const Word& word) { return number(word) && is_told(word, other); };
        for (std::uint32_t word = place.first + 1; word + 1 < place.last; ++word) {
            if (!opens_with_cue(place.report, word) || !told_number(all[word + 1])) continue;
            if (clause_between(place.report, word - 1)) continue;
            const auto begin = all.begin() + place.first, end = all.begin() + word;
            const auto count = std::find_if(begin, end, number);
            if (count == end || all[place.first].sentence != all[word].sentence) continue;
            // The verb goes for both.
            const bool told = count_told(place, other, place.first, word) > kWordsForBoth ||
                              std::any_of(begin, end, [&](const Word& one) {
                                  return one.is(kNumberWord | kNameWord) && is_told(one, other);
                              });
            if (!told && count_told(place, other, word, place.last) >= kWordsKept) return word + 1;
        }
        return std::nullopt;
    }

    /// Takes a clause of which the other side has nothing out of one that it outweighs.
    static void drop_untold(SharedPassage& passage, const Place& place, const Place& other, bool of_a) {
        const auto& all = place.report.folded.words;
        TextRange& range = of_a ? passage.range_a : passage.range_b;
        const auto much = [&](std::uint32_t words) {
            return words >= kMuchOfSide * (place.last - place.first);
        };
        if (const auto count = second_count(place, other)) {
            range.begin = std::min(all[*count].range.begin, range.end - 1);
            return;
        }
        for (std::uint32_t word = place.first + 1; word < place.last; ++word) {
            if (all[word].is(kQuotedWord) || !clause_between(place.report, word - 1)) continue;
            const bool own = opens_own_clause(place, word);
            if (!own && !opens_what_befell(place, word)) continue;
            const std::uint32_t before = count_told(place, other, place.first, word),
                                behind = count_told(place, other, word, place.last);
            const bool alone = behind == 0 || (own && behind == 1 && before >= kWordsOutside);
            if (alone && before >= kWordsKept && much(place.last - word) &&
                all[word].sentence == all[place.last - 1].sentence) {
                range.end = std::max(all[word - 1].range.end, range.begin + 1);
                return;
            }
            if (own && before == 0 && behind >= kWordsKept && much(word - place.first) &&
                all[word].sentence == all[place.first].sentence)
                range.begin = std::min(all[word + 1].range.begin, range.end - 1);
        }
    }

    [[nodiscard]] bool meets_another(const SharedPassage& passage, TextRange range, bool of_a) const {
        const std::vector<std::size_t>& known = of_pair_.at({passage.a, passage.b});
        return std::any_of(known.begin(), known.end(), [&](std::size_t at) {
            const SharedPassage& other = passages_[at];
            return &other != &passage && (of_a ? other.range_a : other.range_b).overlaps(range);
        });
    }

    std::span<const TracedReport> reports_;
    std::vector<SharedPassage>& passages_;
    std::map<std::pair<ReportIndex, ReportIndex>, std::vector<std::size_t>> of_pair_;
};

}  // namespace

void settle_extents(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages) {
    ExtentSettler(reports, passages).run();
}

}  // namespace sitrep::lineage
