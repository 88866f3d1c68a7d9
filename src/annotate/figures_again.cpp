#include "annotate/figures_again.hpp"

#include <algorithm>

#include "annotate/figures_grammar.hpp"

namespace sitrep::annotate {
namespace {

std::string_view words(const Clause& clause, std::uint32_t piece) {
    return clause.text.substr(clause.pieces[piece].range.begin, clause.pieces[piece].range.size());
}

/// "still holds three, police said": the rest of the sentence says who speaks.
bool said_behind(const Clause& clause) {
    constexpr std::uint32_t kLongestName = 6;
    const std::uint32_t last = clause.match.last;
    if (last + 1 >= clause.around.last || words(clause, last) != ",") return false;
    for (std::uint32_t at = last + 1; at < std::min(clause.around.last, last + 2 + kLongestName); ++at) {
        const bool ends = at + 1 >= clause.around.last || words(clause, at + 1) == ".";
        const std::string_view one = words(clause, at);
        if (one == "," || one == ";") return false;
        if ((one == "said" || one == "says" || one == "say") && ends) return true;
    }
    return false;
}

/// "knows of 410, because it leaves out citizens", "knows of one, in Spanish Town"
bool reason_behind(const Clause& clause) {
    const std::uint32_t last = clause.match.last;
    if (last + 1 >= clause.around.last || words(clause, last) != ",") return false;
    const std::string_view next = words(clause, last + 1);
    // "counts the dead differently: six, the last of them on Monday", "which first reported five, has
    // adopted that figure"
    const bool announced =
        clause.match.first > clause.around.first && words(clause, clause.match.first - 1) == ":";
    return announced || next == "because" || next == "since" || next == "as" || next == "for" ||
           next == "in" || next == "has" || next == "have" || next == "had";
}

}  // namespace

bool ends_its_clause(const Clause& clause) {
    if (clause.match.last >= clause.around.last) return true;
    const std::string_view next = words(clause, clause.match.last);
    return next == "." || next == ";" || next == ":" || reason_behind(clause) || said_behind(clause);
}

bool is_retold(const Clause& clause) {
    constexpr std::uint32_t kLongest = 3;  // words of "owned up to"
    const std::uint32_t first = clause.match.first;
    for (std::uint32_t back = 1; back <= kLongest && first >= clause.around.first + back; ++back) {
        const std::uint32_t begin = clause.pieces[first - back].range.begin;
        const std::uint32_t end = clause.pieces[first - 1].range.end;
        if (clause.grammar.words.retelling.holds(clause.text.substr(begin, end - begin))) return true;
    }
    return false;
}

bool opened_by_fate(const Clause& clause) {
    constexpr std::uint32_t kLongest = 16;  // pieces of that sentence
    for (std::uint32_t back = 3; back <= std::min(kLongest, clause.around.first); ++back) {
        const std::uint32_t at = clause.around.first - back;
        if (words(clause, at) == ".") return false;
        if (words(clause, at) == "The" &&
            clause.grammar.patterns.vocabulary().has(clause.pieces[at + 1], clause.grammar.classes.status))
            return true;
    }
    return false;
}

}  // namespace sitrep::annotate
