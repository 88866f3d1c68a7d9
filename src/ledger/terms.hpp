/// @file terms.hpp
/// @brief Words of claims made comparable: folded, cut to their stem, and joined with other words for the
/// same thing.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"
#include "text/stem.hpp"

namespace sitrep::ledger {

/// What a word of lexicon/ledger/concepts.tsv is there for; `plain` for every other word.
enum class TermKind : std::uint8_t {
    plain,
    stop,
    thing,
    happening,
    wanted,
    offered,
    planned,
    delivered,
    hedge,
    sure,
    whole,
    number
};

struct Concept {
    std::string name;
    TermKind kind = TermKind::plain;
};

/// What a phrase of lexicon/ledger/cues.tsv tells.
enum class Cue : std::uint8_t {
    teller,         ///< stands between who counts and the number: "sticks to"
    up_from,        ///< stands between a count and the one that it replaces: "down from"
    was_before,     ///< stands before a count that holds no more: "it was"
    authority,      ///< who speaks for a state and is not named: "officials"
    offering,       ///< tells of an offer: "ready to"
    body,           ///< keeps lists: "ministry"
    reserve,        ///< keeps something from being so: "may", "is considering", "accuses"
    new_offer,      ///< says that what is offered replaces an offer before: "a new offer of"
    denied_back,    ///< says of what was just said that it is not so: "denied it"
    no_such,        ///< begins a statement that a thing is not there: "there was no"
    maintains,      ///< holds against another's word: "insists"
    what_asked,     ///< points back at what was asked or offered: "the demand"
    sent_off,       ///< refuses those who asked, who are a pronoun in it: "turned them away"
    given_up,       ///< before a count that who gives it holds no more: "at first put"
    takes_in,       ///< says that a count is of more or fewer than another: "also takes in those who"
    contests,       ///< goes against what another decided: "appealed against"
    limit,          ///< bounds what is said: "except for", "but only"
    gives_nothing,  ///< refuses what a threat or a demand is for: "refuses to pay"
    keeps_silent,   ///< refuses to speak, and no demand: "would not comment"
    own_share,      ///< before a number of what came to or left the teller alone: "had admitted"
    quarter,        ///< a part of a land or town by a common word: "north"
    other_figure,   ///< gives another number for what was just counted: "gave a lower figure"
    other_counts,   ///< says that counts differ: "gave different counts"
    voice,          ///< of the tellers, one that only somebody who speaks can stand before: "owned up to"
    lifts,          ///< ends a measure as a whole: "lifting"
    spares,         ///< leaves a measure in force but for some: "exempted from"
    measure,        ///< forbids or burdens until it is lifted: "embargo"
    proposal,       ///< what somebody put forward, pointed back at: "the idea"
    flat_no,        ///< begins somebody's own words against a charge: "not a single"
    asking,         ///< names what was asked for as that: "a demand for"
    had_asked,      ///< tells of an asking that came before: "had been asking"
    not_to_take,    ///< advises against an offer: "not to accept"
    leaves,         ///< goes out of what was agreed: "walk out of"
    pact,           ///< what parties agreed on and may leave: "ceasefire"
    never_gave,     ///< denies a promise: "never promised"
    act_noun,       ///< a deed of words by its noun: "order"
    lets_go,        ///< a plan that is not carried out: "abandoned the idea"
    puts_off,       ///< a plan for a later day: "put off its vote"
    recants,        ///< beside an admission: its denial before: "having long denied"
    decided_thing,  ///< what is decided, as somebody's asking: "bid"
    empty_offer,    ///< words that somebody gives, and no thing: "a hint"
    adopts,         ///< takes another's count for its own: "has adopted that figure"
    has_left,       ///< went out of what was agreed: "pulled out of"
    asks_again,     ///< tells of an asking told before: "renews"
    later,          ///< says that there was another count before: "has risen to"
    gave,           ///< before a number of what somebody gave of what was asked: "lent"
    than_asked,     ///< behind a number: more was asked for: "fewer than requested"
    came_of,        ///< what became of some of a number that was told: "have gone home"
    settles,        ///< ends a quarrel about money: "accepted"
    allows,         ///< lets somebody do so much: "allowed"
    counts_anew     ///< says that the number behind it is another than was told: "another figure"
};
inline constexpr std::size_t kCues = 51;

/// lexicon/ledger/concepts.tsv, by stem, and cues.tsv: phrases as their folded words, longest first.
struct LedgerResources {
    std::unordered_map<std::string, Concept> concepts;
    std::array<std::vector<std::vector<std::string>>, kCues> cues;
};
/// Fails on a missing file, a row without its columns, an unknown kind, a word under two concepts, or a row
/// whose example holds none of its words.
[[nodiscard]] Result<LedgerResources> load_resources(const std::filesystem::path& data);

using text::stem;

using Term = std::uint32_t;
inline constexpr Term kNoTerm = 0;  ///< stop words, punctuation

/// Terms of all tokens of all reports, and how telling each is.
class TermTable {
  public:
    TermTable(const Dossier& dossier, const LedgerResources& resources);

    /// Terms of a report, one for each token.
    [[nodiscard]] const std::vector<Term>& of(ReportIndex report) const { return reports_[report]; }
    [[nodiscard]] TermKind kind(Term term) const { return kinds_[term]; }
    [[nodiscard]] const std::string& name(Term term) const { return names_[term]; }
    /// ln of how rare a term is among sentences, at least 0.2; 0 for kNoTerm.
    [[nodiscard]] float weight(Term term) const { return weights_[term]; }
    /// Sentences that hold the term.
    [[nodiscard]] std::uint32_t frequency(Term term) const { return frequencies_[term]; }
    /// Terms of words that are not tokens of a report (a `counted` field).
    [[nodiscard]] std::vector<Term> find(std::string_view words) const;
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    /// Phrases of a kind, each as its words.
    [[nodiscard]] const std::vector<std::vector<std::string>>& cues(Cue cue) const {
        return resources_.cues[static_cast<std::size_t>(cue)];
    }

  private:
    Term intern(std::string_view word);
    const LedgerResources& resources_;
    std::unordered_map<std::string, Term> by_word_;  // folded surface to term
    std::unordered_map<std::string, Term> by_name_;  // stem or concept to term
    std::vector<std::string> names_;
    std::vector<TermKind> kinds_;
    std::vector<float> weights_;
    std::vector<std::uint32_t> frequencies_;
    std::vector<std::vector<Term>> reports_;
};

/// Sorted, unique terms without kNoTerm.
using TermSet = std::vector<Term>;
[[nodiscard]] TermSet term_set(const std::vector<Term>& terms, std::uint32_t first, std::uint32_t last);

/// Weight that two sets share, over the weight of the smaller and of the mean: 0..1.
struct Likeness {
    double containment = 0.0;
    double dice = 0.0;
    double shared = 0.0;      ///< weight shared
    std::uint32_t terms = 0;  ///< terms shared
};
[[nodiscard]] Likeness likeness(const TermTable& table, const TermSet& a, const TermSet& b);
/// The same where the weights of the two sets are known: one set is laid beside many.
[[nodiscard]] Likeness likeness(const TermTable& table, const TermSet& a, double of_a, const TermSet& b,
                                double of_b);
/// Sum of a set's weights.
[[nodiscard]] double weight_of(const TermTable& table, const TermSet& set);

}  // namespace sitrep::ledger
