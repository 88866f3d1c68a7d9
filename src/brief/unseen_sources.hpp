/// @file unseen_sources.hpp
/// @brief Texts that reports follow and no report of the set is: an agency's wire, a statement nobody gave
/// us.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sitrep/dossier.hpp"

namespace sitrep::brief {

/// A text outside the set that passages of several reports were taken from.
struct UnseenSource {
    std::optional<std::uint32_t>
        origin;  ///< the one in Dossier::origins that is this text: same reports, or an agency
    std::optional<std::string> agency;  ///< where the words name it
    std::vector<ReportIndex> reports;   ///< ascending; all that carry its words
    std::vector<std::size_t> passages;  ///< ascending, in Dossier::passages

    /// "AFP", "unseen common source".
    [[nodiscard]] std::string name() const;
};

/// One for all passages with a common source that is not in the set and that hang together: of one pair of
/// reports, or of words that stand in both passages. By first passage.
[[nodiscard]] std::vector<UnseenSource> unseen_sources(const Dossier& dossier);

}  // namespace sitrep::brief
