#include "annotate/patterns.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "annotate/patterns_vocabulary.hpp"

namespace sitrep::annotate {

std::optional<FieldId> Patterns::find_field(std::string_view name) const {
    const auto found = field_ids_.find(name);
    if (found == field_ids_.end()) return std::nullopt;
    return found->second;
}

std::optional<Match> Patterns::match_at(std::span<const Piece> pieces, std::uint32_t first) const {
    const std::size_t symbols = vocabulary_.symbol_count();
    std::size_t state = 1;
    std::optional<Match> best;
    const auto end =
        static_cast<std::uint32_t>(std::min<std::size_t>(pieces.size(), std::size_t{first} + kLongestMatch));
    for (std::uint32_t i = first; i < end; ++i) {
        state = next_[state * symbols + vocabulary_.symbol(pieces[i])];
        if (state == 0) break;
        if (accepted_[state] >= 0) best = Match{first, i + 1, static_cast<std::uint16_t>(accepted_[state])};
    }
    return best;
}

std::vector<Match> Patterns::find(std::span<const Piece> pieces) const {
    std::vector<Match> matches;
    const std::size_t symbols = vocabulary_.symbol_count();
    for (std::uint32_t i = 0; i < pieces.size();) {
        if (next_[symbols + vocabulary_.symbol(pieces[i])] == 0) {
            ++i;
            continue;
        }
        const auto match = match_at(pieces, i);
        if (match) matches.push_back(*match);
        i = match ? match->last : i + 1;
    }
    return matches;
}

std::vector<Capture> Patterns::captures(std::span<const Piece> pieces, const Match& match) const {
    // Depth-first; once many steps were tried, a table of dead ends keeps each (place, piece) from being
    // tried twice, so that no rule needs more than places x pieces.
    struct Step {
        std::uint32_t place, edge;
    };
    constexpr std::size_t kFreeSteps = 64;
    const std::uint32_t first_place = rule_place_[match.rule];
    const std::uint32_t width = match.last - match.first + 1;
    std::vector<std::uint8_t> seen;
    std::vector<Capture> path;
    std::vector<Step> stack = {{first_place, places_[first_place].first_edge}};
    for (std::size_t tried = 0; !stack.empty(); ++tried) {
        if (tried == kFreeSteps)
            seen.assign(std::size_t{rule_place_[match.rule + 1U] - first_place} * width, 0);
        Step& step = stack.back();
        const Place& here = places_[step.place];
        const auto piece = match.first + static_cast<std::uint32_t>(stack.size()) - 1;
        if (piece == match.last && here.accepts) return path;
        bool moved = false;
        while (!moved && piece < match.last && step.edge < here.last_edge) {
            const Edge& edge = place_edges_[step.edge++];
            if (!vocabulary_.has(pieces[piece], edge.class_id)) continue;
            if (!seen.empty()) {
                std::uint8_t& mark =
                    seen[std::size_t{edge.target - first_place} * width + (piece + 1 - match.first)];
                if (std::exchange(mark, std::uint8_t{1}) != 0) continue;
            }
            path.push_back({edge.field, edge.class_id, piece});
            stack.push_back({edge.target, places_[edge.target].first_edge});
            moved = true;
        }
        if (moved) continue;
        stack.pop_back();
        if (!path.empty()) path.pop_back();
    }
    return {};
}

std::vector<Error> Patterns::quarrels() const {
    std::vector<Error> found;
    std::vector<std::uint8_t> wins(rules_.size(), 0);
    std::set<std::pair<std::uint16_t, std::uint16_t>> pairs;
    for (std::size_t state = 0; state < accepted_.size(); ++state) {
        if (accepted_[state] < 0) continue;
        wins[static_cast<std::size_t>(accepted_[state])] = 1;
        for (std::size_t i = 1; i < also_accepted_[state].size(); ++i)
            pairs.emplace(also_accepted_[state][0], also_accepted_[state][i]);
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (!wins[i])
            found.push_back(table_fault(rules_[i].file, rules_[i].line,
                                        "rule \"" + rules_[i].name + "\" can never be reached",
                                        "rules above it read all of its text"));
    }
    for (const auto& [first, second] : pairs) {
        const auto yields = rules_[second].program.find("yields");
        const bool told =
            yields != rules_[second].program.end() &&
            ("," + yields->second + ",").find("," + rules_[first].name + ",") != std::string::npos;
        if (!told && wins[second]) {
            found.push_back(table_fault(
                rules_[second].file, rules_[second].line,
                "rule \"" + rules_[second].name + "\" overlaps rule \"" + rules_[first].name + "\"",
                "add yields=" + rules_[first].name + " or narrow the pattern"));
        }
    }
    return found;
}

}  // namespace sitrep::annotate
