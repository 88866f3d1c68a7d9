#include "lineage/houses.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::uint32_t kRow = 4;                            // quoted words that are known again
constexpr std::uint64_t kPublic = 1;                         // as a house: everybody
using RowOfHouse = std::pair<std::uint64_t, std::uint64_t>;  ///< hash of the words, house

/// Marks are lost; so the cue may seem to be quoted itself.
bool said_in_public(const FoldedReport& report, const FoldedSentence& sentence, const Lexicon& lexicon) {
    const auto& cues = lexicon.cue_hashes(Cue::said_in_public);
    return std::any_of(
        report.words.begin() + sentence.first, report.words.begin() + sentence.last,
        [&](const Word& word) { return std::binary_search(cues.begin(), cues.end(), word.spelling); });
}

/// Words of a sentence as text, small letters.
std::string lowered(const TracedReport& report, TextRange range) {
    return text::folded(report.source->report.text.text().substr(range.begin, range.size()));
}

bool holds_one_of(const std::string& low, const std::vector<std::string>& cues) {
    return std::any_of(cues.begin(), cues.end(),
                       [&](const std::string& cue) { return low.find(cue) != std::string::npos; });
}

/// Whoever speaks on condition of not being named spoke to one reporter.
bool hides_speaker(const TracedReport& report, TextRange range) {
    return holds_one_of(lowered(report, range), report.lexicon->cues(Cue::hides_speaker));
}

/// "…,” the official added": somebody who has no name here speaks on.
bool speaks_on(const TracedReport& report, const FoldedSentence& sentence) {
    return sentence.quoted > 0 &&
           holds_one_of(lowered(report, sentence.range), report.lexicon->cues(Cue::speaks_on));
}

/// Whether a quotation runs from sentence `s` into the next, with or without a speaker between.
bool goes_on(const FoldedReport& report, std::uint32_t s) {
    const FoldedSentence &here = report.sentences[s], &next = report.sentences[s + 1];
    return here.block == next.block && here.quoted > 0 && report.words[next.first].is(kQuotedWord);
}

/// Whoever wrote a report: the agency that it gives itself to, else the outlet.
std::uint64_t own_house(const TracedReport& report, std::size_t number) {
    std::string agency;
    for (const Credit& credit : report.credits) {
        if (credit.kind != CreditKind::whole || credit.agency.empty() || credit.agency == agency) continue;
        if (!agency.empty()) return text::hash64("own " + std::to_string(number));
        agency = credit.agency;
    }
    return text::hash64(agency.empty() ? "own " + std::to_string(number) : agency);
}

std::uint64_t house_of(const TracedReport& report, const Credit& credit, std::size_t number) {
    return credit.kind == CreditKind::passage ? text::hash64(credit.agency) : own_house(report, number);
}

bool is_interview(const TracedReport& report, const Credit& credit) {
    return credit.why == kOwnInterview && report.source->report.text.text()
                                                  .substr(credit.range.begin, credit.range.size())
                                                  .find("nterview") != std::string_view::npos;
}

/// What unnamed speakers say, in the paragraph that hides them and the next if they speak on, was said to
/// whoever wrote the report.
void mark_hidden_speakers(TracedReport& report, std::size_t number) {
    const FoldedReport& folded = report.folded;
    const std::uint64_t house = own_house(report, number);
    const auto& sentences = folded.sentences;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        if (!hides_speaker(report, sentences[s].range)) continue;
        std::size_t first = s, last = s + 1;
        while (first > 0 && sentences[first - 1].block == sentences[s].block) --first;
        while (last < sentences.size() && sentences[last].block == sentences[s].block) ++last;
        if (last < sentences.size() && speaks_on(report, sentences[last])) {
            const std::uint32_t next = sentences[last].block;
            while (last < sentences.size() && sentences[last].block == next) ++last;
        }
        for (std::size_t t = first; t < last; ++t) {
            if (sentences[t].quoted > 0 && report.told[t].house == 0) report.told[t].house = house;
        }
    }
}

/// Marks the sentences of a report that were said to a house or in public.
void mark(TracedReport& report, std::size_t number) {
    const FoldedReport& folded = report.folded;
    const auto count = static_cast<std::uint32_t>(folded.sentences.size());
    report.told.assign(count, {});
    for (std::uint32_t s = 0; s < count; ++s)
        report.told[s].in_public =
            folded.sentences[s].quoted > 0 && said_in_public(folded, folded.sentences[s], *report.lexicon);
    for (const Credit& credit : report.credits) {
        if (credit.kind == CreditKind::whole || credit.kind == CreditKind::heard || is_of_report(credit.why))
            continue;
        const auto at = std::find_if(
            folded.sentences.begin(), folded.sentences.end(),
            [&](const FoldedSentence& sentence) { return sentence.range.overlaps(credit.range); });
        if (at == folded.sentences.end()) continue;
        const auto told = static_cast<std::uint32_t>(at - folded.sentences.begin());
        const std::uint64_t house = house_of(report, credit, number);
        report.told[told].house = house;
        for (std::uint32_t s = told; s > 0 && goes_on(folded, s - 1); --s) report.told[s - 1].house = house;
        const bool all = is_interview(report, credit);
        for (std::uint32_t s = told; s + 1 < count; ++s) {
            const bool same_block = folded.sentences[s + 1].block == folded.sentences[told].block;
            if (!goes_on(folded, s) && !(all && same_block)) break;
            report.told[s + 1].house = house;
        }
    }
    mark_hidden_speakers(report, number);
    // What was said to a house before everybody is said to everybody, from end to end.
    for (std::uint32_t s = 0; s + 1 < count; ++s) {
        if (goes_on(folded, s) && report.told[s].in_public) report.told[s + 1].in_public = true;
    }
    for (std::uint32_t s = count; s > 1; --s) {
        if (goes_on(folded, s - 2) && report.told[s - 1].in_public) report.told[s - 2].in_public = true;
    }
}

/// `use(hash)` for every row of quoted words of a sentence.
template <typename Use>
void rows_of(const FoldedReport& report, const FoldedSentence& sentence, const Use& use) {
    for (std::uint32_t w = sentence.first; w + kRow <= sentence.last; ++w) {
        std::uint64_t hash = 0;
        bool quoted = true;
        for (std::uint32_t i = 0; i < kRow; ++i) {
            quoted = quoted && report.words[w + i].is(kQuotedWord);
            hash = hash * 0x9E3779B97F4A7C15ULL + report.words[w + i].sense;
        }
        if (quoted) use(hash);
    }
}

}  // namespace

void find_houses(std::span<TracedReport> reports) {
    for (std::size_t r = 0; r < reports.size(); ++r) mark(reports[r], r);
    std::vector<RowOfHouse> rows;
    for (const TracedReport& report : reports) {
        for (std::size_t s = 0; s < report.told.size(); ++s) {
            const Told& told = report.told[s];
            if (!told.in_public && told.house == 0) continue;
            rows_of(report.folded, report.folded.sentences[s], [&](std::uint64_t hash) {
                rows.emplace_back(hash, told.in_public ? kPublic : told.house);
            });
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (TracedReport& report : reports) {
        for (std::size_t s = 0; s < report.told.size(); ++s) {
            Told& told = report.told[s];
            if (told.house == 0 || told.in_public) continue;
            bool rows_there = false, shared = false;
            rows_of(report.folded, report.folded.sentences[s], [&](std::uint64_t hash) {
                rows_there = true;
                const auto of = std::lower_bound(rows.begin(), rows.end(), RowOfHouse(hash, 0));
                shared =
                    shared || of->second != told.house || (of + 1 != rows.end() && (of + 1)->first == hash);
            });
            told.alone = rows_there && !shared;
        }
    }
}

}  // namespace sitrep::lineage
