/// @file origins.hpp
/// @brief Lines of reporting: which reports stand on one gathering of the news, and which words rest on which
/// line.
#pragma once
#include <vector>

#include "lineage/lineage.hpp"
#include "lineage/passages.hpp"

namespace sitrep::lineage {

struct Lines {
    std::vector<Origin> origins;          ///< by first report
    std::vector<Carried> carried;         ///< by place
    std::vector<std::uint32_t> unseen;    ///< origins known only by shared words, ascending
    std::vector<std::uint32_t> unproven;  ///< origins that no agency or reporter on the spot is named for
    /// By report: lines of words that are no copy and told to nobody in particular, where its credits or its
    /// reporter on the spot show them; empty where they do not.
    std::vector<std::vector<std::uint32_t>> main_of;
    std::vector<Place> own_words;  ///< sentences told to the outlet itself, by place
    std::vector<bool>
        heard;  ///< by origin: an outlet outside the set; only the words taken from it rest on it
};

[[nodiscard]] Lines find_lines(std::span<const TracedReport> reports, std::span<const SharedPassage> passages,
                               std::span<const Decision> decisions);

}  // namespace sitrep::lineage
