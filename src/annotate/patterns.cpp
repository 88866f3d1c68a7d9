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
    // Depth-first with a table of dead ends: each (node, piece) is tried once.
    struct Step {
        std::uint32_t node, piece;
        std::size_t choice, depth;
    };
    std::vector<Capture> path;
    std::vector<Step> stack = {{rule_start_[match.rule], match.first, 0, 0}};
    const std::uint32_t first_node = rule_start_[match.rule];
    const std::uint32_t last_node = match.rule + 1U < rule_start_.size()
                                        ? rule_start_[match.rule + 1U]
                                        : static_cast<std::uint32_t>(nodes_.size());
    const std::uint32_t width = match.last - match.first + 1;
    std::vector<std::uint8_t> seen(std::size_t{last_node - first_node} * width, 0);
    const auto is_new = [&](std::uint32_t node, std::uint32_t piece) {
        std::uint8_t& mark = seen[std::size_t{node - first_node} * width + (piece - match.first)];
        return std::exchange(mark, std::uint8_t{1}) == 0;
    };
    while (!stack.empty()) {
        Step& step = stack.back();
        const Node& here = nodes_[step.node];
        path.resize(step.depth);
        if (step.choice == 0 && here.accepts == static_cast<std::int32_t>(match.rule) &&
            step.piece == match.last)
            return path;
        bool moved = false;
        while (!moved && step.choice < here.edges.size() + here.free.size()) {
            const std::size_t choice = step.choice++;
            if (choice < here.edges.size()) {
                const Edge& edge = here.edges[choice];
                if (step.piece >= match.last || !vocabulary_.has(pieces[step.piece], edge.class_id)) continue;
                if (!is_new(edge.target, step.piece + 1)) continue;
                path.push_back({edge.field, edge.class_id, step.piece});
                const Step down{edge.target, step.piece + 1, 0, step.depth + 1};
                stack.push_back(down);
                moved = true;
            } else {
                const std::uint32_t to = here.free[choice - here.edges.size()];
                if (!is_new(to, step.piece)) continue;
                const Step down{to, step.piece, 0, step.depth};
                stack.push_back(down);
                moved = true;
            }
        }
        if (!moved) stack.pop_back();
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
