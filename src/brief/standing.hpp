/// @file standing.hpp
/// @brief What lineage, ledger and processes know of the reports' sentences: copied, hardened in the
/// retelling, overtaken by later news, in dispute.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

struct ItemGroup;

/// Built once for a brief; the dossier and the reader outlive it. Sentences are asked for by any place in
/// them.
class Standing {
  public:
    explicit Standing(const Reader& reader);

    /// Whether words, copies or days prove that one report was written before another.
    [[nodiscard]] bool written_before(ReportIndex earlier, ReportIndex later) const;
    /// The same, without the order that copied words alone give to two reports on one agency's line: both may
    /// have them from the agency.
    [[nodiscard]] bool proved_before(ReportIndex earlier, ReportIndex later) const;
    /// Whether more than a quarter of a report is copied from others of the set: news is cited from where it
    /// was gathered.
    [[nodiscard]] bool derived(ReportIndex report) const { return derived_[report]; }
    /// Whether a report hardened the words of others more than once: what it tells alone is cited last.
    [[nodiscard]] bool careless(ReportIndex report) const { return hardenings_[report] > 1; }
    /// Days by which the news had gone on, at least, when the newest report was written; 0 where no day is
    /// known. A report of an uncertain day counts from the first it can be of, one without a day as the
    /// oldest. Where no day is known to a month, six for each report that is known to be later.
    [[nodiscard]] double age(ReportIndex report) const;

    /// Tells a state after which a later report tells another.
    [[nodiscard]] bool overtaken(const Place& place) const { return holds(overtaken_, place); }
    /// The sentence by which the latest report tells what came of the words at `place`: another state of the
    /// same count, or a step of the process that both name. What only stands in the same sentence with them
    /// says nothing, nor of a `count` what became of the deed around it. None where nothing is told.
    [[nodiscard]] std::optional<Place> since(const Place& place, bool count = false) const;
    /// Tells what overtook another sentence.
    [[nodiscard]] bool overtook(const Place& place) const { return holds(overtook_, place); }
    /// Whether what a sentence tells was gathered by its report: not copied, not hardened, and in a report
    /// that is made from others with a day of its own ("61 of the 74, the radio said on Thursday"). Where
    /// the sentence has `another_figure` than the words it was made from, it is no copy, but then it has to
    /// say that something moved ("has now freed 61").
    [[nodiscard]] bool brings_news(const Place& place, bool another_figure = false) const;
    /// Retold from another report, and a condition, a reserve, a bound or the source got lost on the way.
    [[nodiscard]] bool hardened(const Place& place) const { return holds(hardened_, place); }
    /// Another report says nearly the same with a condition, a doubt or a smaller promise that is not in
    /// these words: "will unload" beside "is considering a request to unload". Sets of up to 60 reports only.
    [[nodiscard]] bool told_softer(const Place& place) const;
    /// The words of the sentence were for the most part copied from another report of the set.
    [[nodiscard]] bool copied(const Place& place) const;
    /// Where another sentence gives a figure that excludes one in it; none if nothing does, or the sentence
    /// itself does.
    [[nodiscard]] std::optional<Place> against(const Place& place) const;

    /// The place that stands for others of the same content: where the news was gathered, not hardened,
    /// earliest, first. `places` must not be empty.
    [[nodiscard]] Place original_of(const std::vector<Place>& places) const;

  private:
    [[nodiscard]] bool holds(const std::set<Place>& sentences, const Place& place) const {
        return sentences.count(reader_.sentence(place)) > 0;
    }
    void read_copies();
    void read_days();
    [[nodiscard]] std::size_t later_than(ReportIndex report) const;
    void read_relations();
    void read_update(const std::vector<ItemGroup>& groups);
    void read_dispute(const std::vector<ItemGroup>& groups);
    [[nodiscard]] bool gathered(ReportIndex report) const { return !derived(report) && !careless(report); }
    [[nodiscard]] std::size_t words_shared(const Place& one, const Place& other) const;
    [[nodiscard]] bool same_thing(const Place& place, const Place& newer) const;
    void read_times();
    void read_cases();
    void read_set_ups();
    void tell_denials(const Place& denied, const Place& later);
    /// Words of a sentence and what was told later in their place.
    struct Later {
        Span words;
        Place place;
        bool count = false;      ///< the words are a figure
        std::size_t common = 0;  ///< words that both have
    };
    void tell_later(const Place& place, const Place& newer, bool count);

    struct Twin {
        Place place;
        std::set<std::string> stems;
        bool soft = false;
    };
    void read_sentences();

    const Reader& reader_;
    std::vector<Twin> sentences_;            ///< of the articles
    std::vector<std::vector<Span>> copies_;  ///< of each report: what it took from others
    std::set<std::pair<ReportIndex, ReportIndex>> before_;
    std::vector<std::uint32_t> hardenings_;
    std::vector<bool> derived_;
    std::optional<Day> newest_;
    std::optional<Day> oldest_;
    bool dated_ = false;               ///< some report's day is known to a month
    std::set<Place> dated_sentences_;  ///< that name a day or a week
    std::set<Place> overtaken_, overtook_;
    std::map<Place, std::vector<Later>> since_;  ///< by sentence
    std::set<Place> hardened_;
    std::map<Place, Place> against_;  ///< sentences of a dispute, with the first place on another side
};

}  // namespace sitrep::brief
