#include "lineage/speakers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "lineage/joins.hpp"

namespace sitrep::lineage {
namespace {

constexpr double kQuotationOfWhole = 0.5;  // of a quotation with its speaker
constexpr double kLeastOfWhole = 0.35;     // where the speaker stands in the other report too

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

class SpeakerTaker {
  public:
    SpeakerTaker(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages)
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

void take_speakers(std::span<const TracedReport> reports, std::vector<SharedPassage>& passages) {
    SpeakerTaker(reports, passages).run();
}

}  // namespace sitrep::lineage
