/// @file rooms.hpp
/// @brief The three parts of the ledger: figures, words, acts. Each gives relations without origins.
#pragma once
#include <functional>
#include <vector>

#include "ledger/evidence.hpp"

namespace sitrep::ledger {

[[nodiscard]] std::vector<Relation> relate_figures(const Evidence& evidence);
struct QuoteRelationsFound {
    std::vector<Relation> relations;
    std::vector<std::uint32_t> utterance;  ///< for each quotation, the number of the utterance it is of
};
[[nodiscard]] QuoteRelationsFound relate_quotes(const Evidence& evidence);
[[nodiscard]] std::vector<Relation> relate_acts(const Evidence& evidence,
                                                const std::vector<std::uint32_t>& utterance);

/// Words that one source says in one report and several say in another; words by nobody in particular that
/// somebody denies right behind them.
[[nodiscard]] std::vector<Relation> relate_told_otherwise(const Evidence& evidence,
                                                          const std::vector<std::uint32_t>& utterance);

/// What one party says it will not do against words that it is done.
[[nodiscard]] std::vector<Relation> relate_stances(const Evidence& evidence);

/// Pairs of numbers `[0,keys.size())` that share a key, first below second, sorted, each once. A key shared
/// by more than `most` pairs each of its members with the `most` next ones only: the work stays linear in the
/// items. Pairs that are not `worth` comparing are left out (none given: all are); memory holds the others
/// only.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_by_key(
    std::vector<std::vector<std::uint64_t>> keys, std::uint32_t most,
    const std::function<bool(std::uint32_t, std::uint32_t)>& worth = {});

/// Relation of the items in order, with their list kept.
[[nodiscard]] Relation relation(RelationKind kind, std::string subject, std::vector<ItemRef> items,
                                std::string reason);

/// At most `most` words of a text.
[[nodiscard]] std::string cut(std::string words, std::size_t most);

/// Of what one body, speaker or amount has, so many are laid beside what follows; the rest is left out.
inline constexpr std::size_t kMostKept = 256;
template <typename List, typename One>
void keep_first(List& list, One one) {
    if (list.size() < kMostKept) list.push_back(one);
}

}  // namespace sitrep::ledger
