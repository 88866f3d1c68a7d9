/// @file companions.hpp
/// @brief Which of a sentence's possible companions is asked first, and which may be chance.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "lineage/compare.hpp"

namespace sitrep::lineage {

/// Numbers of the candidates, strong ones and those of most evidence first. A pair of sentences each of which
/// is the best companion of another sentence stands back behind those two where they say more together: a
/// sentence that names the subject goes with none that merely names it too.
[[nodiscard]] std::vector<std::size_t> order_of(std::span<const Link> candidates);

/// Takes out of the links of two reports, neither of which is known to follow the other, what may be chance:
/// openings of two reports on one subject, days apart, and one sentence or two that share a subject and its
/// turns of phrase. It takes words of one house, a long run, or much that is rare and little beside it.
/// `related`: more than a sentence connects the two.
void drop_chances(std::vector<Link>& links, bool related);

}  // namespace sitrep::lineage
