#include "annotate/figures_context.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kLongestNounPhrase = 6;  // words between a number and the head it counts

/// Pieces around a match with short questions about them.
class Near {
  public:
    explicit Near(const Clause& clause)
        : c(clause), k(clause.grammar.classes), vocabulary(clause.grammar.patterns.vocabulary()) {}

    [[nodiscard]] const Piece* before(std::uint32_t n = 1) const {
        return c.match.first >= c.first + n ? &c.pieces[c.match.first - n] : nullptr;
    }
    [[nodiscard]] const Piece* after(std::uint32_t n = 0) const {
        return c.match.last + n < c.last ? &c.pieces[c.match.last + n] : nullptr;
    }
    [[nodiscard]] bool is(const Piece* piece, ClassId class_id) const {
        return piece != nullptr && vocabulary.has(*piece, class_id);
    }
    [[nodiscard]] std::string_view words(const Piece* piece) const {
        return piece == nullptr ? std::string_view() : c.text.substr(piece->range.begin, piece->range.size());
    }
    [[nodiscard]] static bool letter(std::string_view w) {
        return !w.empty() && ((w[0] >= 'a' && w[0] <= 'z') || (w[0] >= 'A' && w[0] <= 'Z') ||
                              static_cast<unsigned char>(w[0]) >= 0xC3);
    }
    [[nodiscard]] bool capital(const Piece* piece) const {
        const std::string_view w = words(piece);
        return !w.empty() && w[0] >= 'A' && w[0] <= 'Z';
    }

    const Clause& c;
    const FigureClasses& k;
    const Vocabulary& vocabulary;
};

bool plural(std::string_view w) {
    if (w.size() < 4 || !w.ends_with('s') || w.ends_with("ss") || w.ends_with("us") || w.ends_with("is"))
        return false;
    return w != "this" && w != "was" && w != "has" && w != "does" && w != "perhaps" && w != "always";
}

/// "countries" to "country": the unit of what is counted.
std::string singular(std::string_view w) {
    std::string s = text::folded(w);
    if (s.ends_with("ies") && s.size() > 4) return s.substr(0, s.size() - 3) + "y";
    if (s.ends_with("ches") || s.ends_with("shes") || s.ends_with("sses") || s.ends_with("xes") ||
        s.ends_with("zes"))
        return s.substr(0, s.size() - 2);
    if (s.ends_with('s') && !s.ends_with("ss")) s.pop_back();
    return s;
}

bool says_nation(std::string_view w) { return w == "nations" || w == "states"; }

}  // namespace

Counted find_counted(const Clause& clause, const Amount& amount) {
    const Near n(clause);
    Counted counted;
    std::uint32_t at = 0;
    const std::string_view next = n.words(n.after());
    if (next == "more" || next == "other" || next == "additional" || next == "further") at = 1;
    const bool share = amount.unit == "percent" || !amount.unit.empty();
    if (n.words(n.after(at)) == "of") {
        ++at;
        while (at < 4 && (n.words(n.after(at)) == "the" || n.words(n.after(at)) == "its" ||
                          n.words(n.after(at)) == "their" || n.words(n.after(at)) == "those" ||
                          n.words(n.after(at)) == "all" || n.words(n.after(at)) == "his" ||
                          n.words(n.after(at)) == "our")) {
            ++at;
        }
    } else if (share && amount.kind != FigureKind::measure) {
        return counted;
    }
    if (n.words(n.after(at)) == "-") ++at;
    std::uint32_t begin = UINT32_MAX;
    for (std::uint32_t i = at; i < at + kLongestNounPhrase; ++i) {
        const Piece* piece = n.after(i);
        const std::string_view w = n.words(piece);
        if (piece == nullptr || piece->digits) break;
        if (w == "-" || w == "\"" || w == "“" || w == "‘" || w == "'") continue;
        if (!Near::letter(w)) break;
        const bool person = n.is(piece, n.k.person);
        if (n.is(piece, n.k.stop) && !(person && w != "killed" && w != "lost")) break;
        if (begin == UINT32_MAX) begin = i;
        const bool head = person || plural(w) ||
                          (share && (n.after(i + 1) == nullptr || n.is(n.after(i + 1), n.k.stop) ||
                                     !Near::letter(n.words(n.after(i + 1)))));
        if (!head) continue;
        const Piece* following = n.after(i + 1);
        const bool goes_on = following != nullptr &&
                             (plural(n.words(following)) || n.is(following, n.k.person)) &&
                             !n.is(following, n.k.stop);
        if (goes_on && i + 1 < at + kLongestNounPhrase) continue;
        counted.range = {n.after(begin)->range.begin, piece->range.end};
        counted.person = person;
        counted.unit = person ? "person" : says_nation(w) ? "country" : singular(w);
        if (n.is(piece, n.k.loose)) counted.unit.clear();
        break;
    }
    return counted;
}

namespace {

/// Numbers that name things ("gate three", "Resolution 2231", "chapter 7", "G 20").
bool is_label(const Near& n, const Amount& amount) {
    const Piece* before = n.before();
    if (before == nullptr || amount.qualified) return false;
    const std::string_view w = n.words(before);
    if (w == "#" || w == "No" || w == "no") return true;
    if (n.is(before, n.k.label) && n.vocabulary.has(*before, n.k.label)) return true;
    return n.capital(before) && !before->range.empty() && !n.is(before, n.k.stop) &&
           n.c.match.first - 1 > n.c.first && amount.digits && amount.value && *amount.value < 1000 &&
           n.c.pieces[n.c.match.first].space_before == false;
}

/// "aged 45", ", 45,", "45-year-old".
bool is_age(const Near& n, const Amount& amount) {
    if (n.is(n.before(), n.k.aged)) return true;
    if (n.words(n.after()) == "-" && n.words(n.after(1)) == "year" && n.words(n.after(3)) == "old")
        return true;
    if (!amount.digits || !amount.value || *amount.value > 110 || amount.qualified) return false;
    const std::string_view b = n.words(n.before());
    const std::string_view a = n.words(n.after());
    const bool commas = (b == "," || b == "(") &&
                        (a == "," || a == ")" || a == "." || n.after() == nullptr || a == ";" || a == "and");
    return commas && (n.capital(n.before(2)) || n.is(n.before(2), n.k.person));
}

bool is_score(const Near& n, const Amount& amount) {
    const std::string_view a = n.words(n.after());
    const std::string_view b = n.words(n.before());
    const bool dash_after =
        a == "-" && n.after(1) != nullptr && n.after(1)->digits && !n.after()->space_before;
    const bool dash_before = b == "-" && n.before(2) != nullptr && n.before(2)->digits &&
                             !n.c.pieces[n.c.match.first].space_before;
    return !amount.qualified && (dash_after || dash_before || a == "/" || b == "/" || a == ":" ||
                                 (b == ":" && amount.digits && !n.c.pieces[n.c.match.first].space_before));
}

/// Verbs and prepositions after which a number without a noun still counts.
bool elided_context(const Near& n, const Amount& amount) {
    const std::string_view b = n.words(n.before());
    const std::string_view a = n.words(n.after());
    if (n.is(n.after(), n.k.status) || n.is(n.after(1), n.k.status) || n.is(n.before(), n.k.status))
        return true;
    if (a == "of" || a == "were" || a == "are" || a == "have" || a == "had" || a == "more" || a == "others" ||
        a == "still" || a == "remain" || a == "remained")
        return true;
    static constexpr std::array<std::string_view, 22> kBefore = {
        "at",      "to",     "had",      "has",     "have",    "counts", "counted", "not",
        "reached", "number", "totalled", "totaled", "reaches", "and",    "by",      "least",
        "than",    "nearly", "from",     "put",     "the",     "is"};
    const bool cue = std::find(kBefore.begin(), kBefore.end(), b) != kBefore.end();
    return cue && (amount.digits || !amount.small_word || b == "at" || b == "to" || b == "and" || b == "had");
}

}  // namespace

bool is_figure(const Clause& clause, const Amount& amount, const Counted& counted) {
    const Near n(clause);
    if (is_score(n, amount) || is_age(n, amount)) return false;
    if (n.words(n.after()) == "old" || (n.words(n.after()) == "years" && n.words(n.after(1)) == "old"))
        return false;
    if (amount.prefixed) return amount.value && *amount.value >= 1000;
    if (amount.kind == FigureKind::fraction) {
        const std::string_view a = n.words(n.after());
        return a == "of" || (amount.qualified && a != "a") || (a == "the" && n.words(n.after(1)) != "time");
    }
    if (amount.kind == FigureKind::percent || amount.kind == FigureKind::money) return true;
    if (amount.kind == FigureKind::strong) return true;
    if (amount.kind == FigureKind::vague) return true;
    if (amount.kind == FigureKind::measure)
        return !is_furniture(clause.block) || !amount.unit.starts_with("minute");
    if (is_label(n, amount)) return false;
    const bool one = amount.kind == FigureKind::number && !amount.digits && amount.value &&
                     *amount.value == 1 && !amount.qualified;
    if (one) return false;
    if (amount.digits && amount.value && *amount.value == 1 && counted.range.empty() && !amount.qualified)
        return false;
    if (n.is(n.after(), n.k.loose) || (counted.unit.empty() && !counted.range.empty())) return false;
    if (!counted.range.empty()) return true;
    if (amount.kind == FigureKind::range) return amount.qualified || elided_context(n, amount);
    if (amount.qualified) return amount.digits || !amount.small_word || elided_context(n, amount);
    const std::uint32_t piece = clause.match.first;
    const bool year_like =
        amount.value && clause.match.last - piece == 1 && n.is(&clause.pieces[piece], n.k.year);
    if (year_like && n.words(n.after()) != "people") return false;
    return elided_context(n, amount);
}

std::string status_of(const Clause& clause, const Counted& counted) {
    const Near n(clause);
    // Nearest status word: to the right within nine pieces, else to the left; a comma or "and" with another
    // number ends it.
    for (std::uint32_t i = 0; i < 11; ++i) {
        const Piece* piece = n.after(i);
        if (piece == nullptr || piece->digits || n.words(piece) == ";") break;
        if (n.is(piece, n.k.status)) return std::string(n.vocabulary.value(piece->word, n.k.status));
        if (n.is(piece, n.k.number.cardinal) && n.words(piece) != "one") break;
    }
    for (std::uint32_t i = 1; i < 9; ++i) {
        const Piece* piece = n.before(i);
        if (piece == nullptr || n.words(piece) == ";") break;
        if (n.is(piece, n.k.status)) return std::string(n.vocabulary.value(piece->word, n.k.status));
        if (piece->digits && counted.range.empty()) break;
    }
    return {};
}

std::optional<BoundBehind> bound_behind(const Clause& clause) {
    const Near n(clause);
    for (std::uint32_t i = 0; i < 4; ++i) {
        const std::string_view w = n.words(n.after(i));
        const std::string_view next = n.words(n.after(i + 1));
        const Piece* last = n.after(i + 1);
        if (last == nullptr) return std::nullopt;
        if (w == "at" && next == "most") return BoundBehind{Approximator::at_most, last->range.end};
        if (w == "at" && next == "least") return BoundBehind{Approximator::at_least, last->range.end};
        if (w == "or" && next == "more") return BoundBehind{Approximator::at_least, last->range.end};
        if (w == "or" && (next == "less" || next == "fewer"))
            return BoundBehind{Approximator::at_most, last->range.end};
        if (!Near::letter(w) || n.is(n.after(i), n.k.stop)) return std::nullopt;
    }
    return std::nullopt;
}

bool followed_by_of_the(const Clause& clause) {
    const Near n(clause);
    if (n.words(n.after()) != "of") return false;
    const std::string_view w = n.words(n.after(1));
    return (w == "the" || w == "its" || w == "their") && n.after(2) != nullptr &&
           (n.after(2)->digits || n.is(n.after(2), n.k.number.cardinal));
}

bool another_before(const Clause& clause) {
    const Near n(clause);
    const std::string_view b = n.words(n.before());
    const std::string_view a = n.words(n.after());
    return b == "another" || b == "further" || b == "additional" || a == "more" || a == "additional" ||
           a == "further";
}

bool including_before(const Clause& clause) {
    const Near n(clause);
    for (std::uint32_t i = 1; i < 4; ++i) {
        if (n.is(n.before(i), n.k.including)) return true;
        if (n.words(n.before(i)) == ",") break;
    }
    return n.words(n.after()) == "of" && (n.words(n.after(1)) == "them" || n.words(n.after(1)) == "whom");
}

bool total_before(const Clause& clause) {
    const Near n(clause);
    for (std::uint32_t i = 1; i < 6; ++i) {
        if (n.is(n.before(i), n.k.total)) return true;
        if (n.words(n.before(i)) == "," && i > 1) break;
    }
    return n.words(n.after()) == "in" && (n.words(n.after(1)) == "all" || n.words(n.after(1)) == "total");
}

bool is_hypothetical(const Clause& clause) {
    const Near n(clause);
    for (std::uint32_t i = 1; i < 14; ++i) {
        const Piece* piece = n.before(i);
        if (piece == nullptr || n.words(piece) == ";") return false;
        if (n.is(piece, n.k.hypothetical)) return true;
    }
    return false;
}

}  // namespace sitrep::annotate
