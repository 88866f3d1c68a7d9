/// @file patterns.hpp
/// @brief Rules over token classes, compiled at load into one automaton that reads a text once.
///
/// A *vocabulary* (pieces.hpp) gives every word its classes. A *rule file* (TSV:
/// name, pattern, program, examples) holds regular expressions over these classes. All rules become one
/// deterministic automaton (subset construction, Rabin and Scott 1959) over symbols, a symbol being a set of
/// classes. At each token the longest match wins, among equals the rule that stands first in the file. A
/// match is at most kLongestMatch pieces long, so reading is linear in the text whatever the rules say.
///
/// Pattern syntax: `CLASS`, `word` or `'mark'` for themselves, `%MACRO`, `( a | b )`, `?`, `*`, `+`, and
/// `:field` behind an atom or group to name what it holds (a class without a field fills the field of its own
/// name in lower case).
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/pieces.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// What one atom of a rule read.
struct Capture {
    FieldId field = 0;
    ClassId class_id = 0;
    std::uint32_t piece = 0;
};

struct Match {
    std::uint32_t first = 0;  ///< pieces [first,last)
    std::uint32_t last = 0;
    std::uint16_t rule = 0;
};

struct RuleExample {
    std::string text;      ///< with [brackets] around what the rule is to read
    std::string expected;  ///< what the room makes of it, in the room's own notation
};

struct Rule {
    std::string name;
    std::string file;
    std::uint32_t line = 0;
    std::map<std::string, std::string, std::less<>> program;  ///< key=value settings, owned by the room
    std::vector<RuleExample> examples;
};

/// Compiled rules with their vocabulary. Immutable; may be used from several threads.
class Patterns {
  public:
    static constexpr std::uint32_t kLongestMatch = 40;

    [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
    [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
    [[nodiscard]] std::optional<FieldId> find_field(std::string_view name) const;
    /// Longest match that starts at each piece, leftmost first, without overlap.
    [[nodiscard]] std::vector<Match> find(std::span<const Piece> pieces) const;
    /// Longest match that starts at piece `first`, if there is one.
    [[nodiscard]] std::optional<Match> match_at(std::span<const Piece> pieces, std::uint32_t first) const;
    /// What each atom of the matched rule read, in text order.
    [[nodiscard]] std::vector<Capture> captures(std::span<const Piece> pieces, const Match& match) const;
    /// Rules that no text can reach because others read all of it first, and pairs that read the same text
    /// without an order between them; one line each, with file and line.
    [[nodiscard]] std::vector<Error> quarrels() const;
    [[nodiscard]] std::size_t state_count() const { return accepted_.size(); }

  private:
    friend class PatternsBuilder;
    struct Edge {
        ClassId class_id;
        FieldId field;
        std::uint32_t target;
    };
    struct Node {
        std::vector<Edge> edges;
        std::vector<std::uint32_t> free;  ///< reached without reading
        std::int32_t accepts = -1;
    };
    /// What may be read in a place of a rule, in the order of the rule: the nodes without the empty steps.
    struct Place {
        std::uint32_t first_edge = 0, last_edge = 0;  ///< in place_edges_; their targets are places
        bool accepts = false;
    };
    Vocabulary vocabulary_;
    std::vector<Rule> rules_;
    std::vector<Node> nodes_;  ///< only while the rules are compiled
    std::vector<std::uint32_t> rule_start_;
    std::vector<Place> places_;
    std::vector<Edge> place_edges_;
    std::vector<std::uint32_t>
        rule_place_;  ///< first place of each rule, where it starts; one more at the end
    std::map<std::string, FieldId, std::less<>> field_ids_;
    std::vector<std::uint16_t> next_;                        ///< state x symbol; state 0 is dead, 1 the start
    std::vector<std::int32_t> accepted_;                     ///< rule of a state; -1 none
    std::vector<std::vector<std::uint16_t>> also_accepted_;  ///< all rules of a state
};

/// Reads vocabulary files and rule files in the order given. Fails on the first fault with file and line: an
/// unknown class or macro, a broken pattern, a rule without a name or an example, a rule that cannot be
/// reached.
[[nodiscard]] Result<Patterns> load_patterns(std::span<const std::filesystem::path> vocabulary_files,
                                             std::span<const std::filesystem::path> rule_files,
                                             Reader reader);

}  // namespace sitrep::annotate
