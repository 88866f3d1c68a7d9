#include "annotate/figures_context.hpp"
#include "annotate/figures_nouns.hpp"

#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kLongestNounPhrase = 6;  // words between a number and the head it counts

/// A match of the figure rules with its surroundings.
class Near : public Around {
  public:
    explicit Near(const Clause& clause)
        : Around(clause.text, clause.pieces, clause.grammar.patterns.vocabulary(), clause.match,
                 clause.around),
          c(clause),
          k(clause.grammar.classes) {}

    const Clause& c;
    const FigureClasses& k;
};

/// "a rescue team of 24."
bool team_of(const Near& n) {
    const Piece* head = n.before(2);
    const bool ends = n.after() == nullptr || !Near::letter(n.words(n.after())) || n.is(n.after(), n.k.stop);
    return n.words(n.before()) == "of" && n.is(head, n.k.team) && ends;
}

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
        // "4,300 two days earlier"
        if (begin == UINT32_MAX && n.is(piece, n.k.number.cardinal) && w != "one") break;
        if (w == "-" || w == "\"" || w == "“" || w == "‘" || w == "'") continue;
        if (!Near::letter(w)) break;
        const bool person = n.is(piece, n.k.person) || men(w);
        if (n.is(piece, n.k.stop) && !(person && w != "killed" && w != "lost")) break;
        if (begin == UINT32_MAX) begin = i;
        const bool head = person || plural(w, clause.grammar.words) ||
                          (share && (n.after(i + 1) == nullptr || n.is(n.after(i + 1), n.k.stop) ||
                                     !Near::letter(n.words(n.after(i + 1)))));
        if (!head) continue;
        const Piece* following = n.after(i + 1);
        const bool goes_on =
            following != nullptr &&
            (plural(n.words(following), clause.grammar.words) || n.is(following, n.k.person)) &&
            !n.is(following, n.k.stop);
        if (goes_on && i + 1 < at + kLongestNounPhrase) continue;
        counted.range = {n.after(begin)->range.begin, piece->range.end};
        counted.person = person;
        counted.unit = person ? "person" : says_nation(w) ? "country" : singular(w);
        if (!person && i > at && n.is(n.after(i - 1), n.k.compound))
            counted.unit = text::folded(n.words(n.after(i - 1))) + " " + counted.unit;
        if (w == "times") counted.unit = "time";
        if (n.is(piece, n.k.loose) && w != "times") counted.unit.clear();
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
    if (n.is(before, n.k.label) && n.is(before, n.k.label)) return true;
    return n.capital(before) && !before->range.empty() && !n.is(before, n.k.stop) &&
           n.c.match.first - 1 > n.c.around.first && amount.digits && amount.value && *amount.value < 1000 &&
           n.c.pieces[n.c.match.first].space_before == false;
}

/// "aged 45", ", 45,", "45-year-old".
bool is_age(const Near& n, const Amount& amount) {
    if (n.is(n.before(), n.k.aged) || n.is(n.before(), n.k.aged_noun)) return true;
    if (n.words(n.after()) == "-" && n.words(n.after(1)) == "year" && n.words(n.after(3)) == "old")
        return true;
    if (!amount.digits || !amount.value || *amount.value > 110 || amount.qualified) return false;
    if (amount.kind != FigureKind::number || amount.precise) return false;  // "Caballero, 45.9 percent,"
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

/// "cut a trawler in two", "broke in half and sank": no count.
bool is_cut(const Near& n, const Amount& amount) {
    const bool few = amount.kind == FigureKind::fraction || (amount.value && *amount.value <= 3);
    if (!few || amount.qualified || amount.digits || n.words(n.before()) != "in") return false;
    const std::string_view next = n.words(n.after());
    return !Near::letter(next) || next == "and" || next == "off" || next == "on" || next == "as" ||
           next == "when";
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
    // "a toll of 900", "stayed with 140", "say 110", "we lost 310": a number at the end of what is said of
    // it.
    const bool ends = n.after() == nullptr || !Near::letter(a) || a == "and" || a == "when" || a == "at";
    const std::string_view there = n.words(n.before(2));
    const bool tally = there == "count" || there == "figure" || there == "tally" || there == "estimate";
    const bool toll = b == "of" && (there == "toll" || there == "total" || there == "crew" || tally);
    // "has given up its own count of 640 in favour of that figure"
    if (amount.digits && b == "of" && tally && n.is(n.after(), n.k.stop)) return true;
    // "Five now have the rash, up from two on Sunday"
    if (b == "from" && (there == "up" || there == "down")) return true;
    if (a == "now" && (n.words(n.after(1)) == "have" || n.words(n.after(1)) == "are")) return true;
    if (b == "it" && (there == "makes" || there == "make" || there == "made")) return true;
    // "310 dollars a trip, against 240 before Easter"
    if (b == "against" && there == ",") return true;
    // "The ministry lists 187.", "speaks of 13", "had asked for 45"
    const bool linked = b == "of" || b == "for" || b == "to";
    const bool told = n.is(n.before(), n.k.hold_cue) ||
                      (linked && (n.is(n.before(2), n.k.hold_cue) || n.is(n.before(2), n.k.hypothetical)));
    const bool it_was = b == "was" && there == "it";
    if (amount.digits && ((ends && (told || it_was)) || a == "now")) return true;
    if (amount.digits && ends && (toll || n.c.grammar.words.ending.holds(b))) return true;
    if ((b == "were" || b == "are") && (there == "there" || there == "There")) return true;
    const bool cue = n.c.grammar.words.elided.holds(b);
    return cue && (amount.digits || !amount.small_word || b == "at" || b == "to" || b == "and" || b == "had");
}

}  // namespace

namespace {

/// "Windows 8.1", "at 4.30".
bool is_version(const Near& n, const Amount& amount) {
    const Piece* before = n.before();
    if (before == nullptr || !amount.value || *amount.value >= 100) return false;
    return n.words(before) == "at" || (n.capital(before) && n.before(2) != nullptr);
}

/// "the 22nd amendment", "his 4th".
bool is_ordinal(const Near& n) {
    const Piece* after = n.after();
    if (after == nullptr || after->space_before || !n.last().digits) return false;
    const std::string_view w = n.words(after);
    return w == "st" || w == "nd" || w == "rd" || w == "th";
}

/// "44 E. Bruce Ave.", "the 200 block of Main Street".
bool is_address(const Near& n, const Amount& amount) {
    if (!amount.digits || amount.qualified) return false;
    if (n.words(n.after()) == "block") return true;
    for (std::uint32_t i = 0; i < 5; ++i) {
        const Piece* piece = n.after(i);
        if (piece == nullptr) return false;
        if (n.is(piece, n.k.street) && n.capital(piece)) return i > 0;
        const bool part = n.capital(piece) || n.words(piece) == "." || piece->digits;
        if (!part) return false;
    }
    return false;
}

/// Pieces behind the match that the counted words take up.
std::uint32_t counted_pieces(const Near& n, const Counted& counted) {
    std::uint32_t behind = 0;
    while (!counted.range.empty() && n.after(behind) != nullptr &&
           n.after(behind)->range.end <= counted.range.end)
        ++behind;
    return behind;
}

/// "one dead", "one person was killed", "killed one and wounded five": there "one" counts.
bool counts_one(const Near& n, const Counted& counted) {
    if (n.is(n.after(), n.k.status)) return true;
    const std::string_view next = n.words(n.after());
    if (next == "of" || n.words(n.before()) == "no" || n.words(n.before()) == "No") return false;
    const bool governed = n.is(n.before(), n.k.status);
    if (governed && (next == "and" || next == "," || next == "." || n.after() == nullptr)) return true;
    const std::uint32_t behind = counted_pieces(n, counted);
    // "has granted one helicopter of two"
    const Piece* whole = n.after(behind + 1);
    if (behind > 0 && n.words(n.after(behind)) == "of" && whole != nullptr &&
        (whole->digits || n.is(whole, n.k.number.cardinal)))
        return true;
    if (!counted.person) return false;
    if (governed) return true;
    for (std::uint32_t i = 0; i < behind; ++i) {
        if (n.is(n.after(i), n.k.status)) return true;
    }
    const std::string_view verb = n.words(n.after(behind));
    return n.is(n.after(behind), n.k.status) ||
           ((verb == "was" || verb == "is") && n.is(n.after(behind + 1), n.k.status));
}

}  // namespace

bool is_age_group(const Clause& clause) {
    const Near n(clause);
    return n.is(n.before(), n.k.aged) || n.is(n.before(), n.k.aged_noun);
}

bool is_figure(const Clause& clause, const Amount& amount, const Counted& counted) {
    const Near n(clause);
    if (is_score(n, amount) || is_cut(n, amount) || is_age(n, amount) || is_ordinal(n) ||
        is_address(n, amount))
        return false;
    if (amount.minus_sign && (!n.first().space_before || n.words(n.before()) == "-")) return false;
    if (n.words(n.after()) == "old" || (n.words(n.after()) == "years" && n.words(n.after(1)) == "old"))
        return false;
    if (amount.prefixed) return amount.value && (amount.code || *amount.value >= 1000);
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
    if (team_of(n) && amount.value && *amount.value > 1) return true;
    const bool one = amount.kind == FigureKind::number && !amount.digits && amount.value &&
                     *amount.value == 1 && !amount.qualified;
    if (one) return counts_one(n, counted);
    if (amount.digits && amount.value && *amount.value == 1 && counted.range.empty() && !amount.qualified)
        return counts_one(n, counted);
    const bool loose = n.is(n.after(), n.k.loose) || (counted.unit.empty() && !counted.range.empty());
    if (loose) return amount.digits;
    if (!counted.range.empty()) return true;
    if (amount.kind == FigureKind::range) {
        const std::string_view opening = n.words(&n.first());
        return amount.qualified || opening == "between" || opening == "from" || opening == "anywhere" ||
               elided_context(n, amount);
    }
    if (amount.qualified) return amount.digits || !amount.small_word || elided_context(n, amount);
    if (amount.precise) return !is_version(n, amount);
    const std::uint32_t piece = clause.match.first;
    const bool year_like =
        amount.value && clause.match.last - piece == 1 && n.is(&clause.pieces[piece], n.k.year);
    if (year_like && n.words(n.after()) != "people") return false;
    return elided_context(n, amount);
}

namespace {

std::string status_word(const Near& n, const Piece& piece) { return std::string(n.value(piece, n.k.status)); }

/// "in a shooting that injured four": what stands behind a verb of harm suffered it, not what stands before.
bool acts_on(const Near& n, const Piece* next) {
    if (next == nullptr) return false;
    return next->digits || n.is(next, n.k.number.cardinal) || n.is(next, n.k.number.article) ||
           n.words(next) == "the" || n.words(next) == "his" || n.words(next) == "her" ||
           n.words(next) == "at";
}

/// "two people were killed", "38 dead", "three women, all of them wounded": a status said of what was
/// counted, before any link to other words ("in connection with the death", "who survived").
std::string status_behind(const Near& n, const Counted& counted) {
    const std::uint32_t from = counted_pieces(n, counted);
    std::uint32_t reach = from + 8;
    for (std::uint32_t i = 0; i < reach; ++i) {
        const Piece* piece = n.after(i);
        if (piece == nullptr || n.words(piece) == ";") break;
        if (i >= from && n.is(piece, n.k.including)) {
            // "Four people, including three children, were hurt"
            while (n.after(i) != nullptr && n.words(n.after(i)) != ",") ++i;
            reach = i + 5;
            continue;
        }
        if (i > 0 && (piece->digits || (n.is(piece, n.k.number.cardinal) && n.words(piece) != "one"))) break;
        if (n.is(piece, n.k.negation)) break;
        // "Nine of them caught measles and one died": who died is counted behind.
        if (i > 0 && n.words(piece) == "one" && n.words(n.after(i - 1)) == "and") break;
        if (n.is(piece, n.k.status)) {
            if (acts_on(n, n.after(i + 1))) break;
            return status_word(n, *piece);
        }
        if (i >= from && n.is(piece, n.k.linked)) break;
    }
    return {};
}

/// "killed two people", "killing at least 38", "the toll rose to 61".
std::string status_before(const Near& n, const Counted& counted) {
    for (std::uint32_t i = 1; i < 9; ++i) {
        const Piece* piece = n.before(i);
        if (piece == nullptr || n.words(piece) == ";") break;
        if (n.is(piece, n.k.status)) return status_word(n, *piece);
        // "lists 24 missing, after four people turned up": a clause of its own, with its own subject.
        if (i <= 2 && !counted.range.empty() && n.is(piece, n.k.linked)) break;
        if (piece->digits && counted.range.empty()) break;
        if (i > 2 && n.is(piece, n.k.person)) break;
    }
    return {};
}

}  // namespace

namespace {

/// "driven from their homes", "out of their homes".
bool left_homes(const Near& n) {
    bool gone = false;
    for (std::uint32_t i = 4; i > 0; --i) {
        const std::string_view before = n.words(n.before(i));
        gone = gone || before == "driven" || before == "forced" || before == "chased" || before == "drove";
    }
    for (std::uint32_t i = 0; i < 14 && n.after(i) != nullptr; ++i) {
        const std::string_view w = n.words(n.after(i));
        if (w == ";" || w == "said") return false;
        // "has cut off 17 workers and forced 1,900 people from their homes": who left is counted behind
        if (!gone && i > 0 && (w == "forced" || w == "driven") && n.words(n.after(i - 1)) == "and")
            return false;
        gone = gone || w == "driven" || w == "forced" || w == "chased" || w == "out" || w == "evicted" ||
               w == "flee" || w == "fleeing";
        if (gone && (w == "homes" || w == "dwellings" || w == "houses" || w == "villages")) return true;
    }
    return false;
}

}  // namespace

std::string status_of(const Clause& clause, const Counted& counted) {
    const Near n(clause);
    if (left_homes(n)) return "displaced";
    // the verb that governs the number comes before what is said further on
    for (std::uint32_t i = 1; i <= 2; ++i) {
        const Piece* piece = n.before(i);
        if (piece == nullptr || n.words(piece) == "," || n.words(piece) == "and") break;
        if (n.is(piece, n.k.status)) return status_word(n, *piece);
    }
    std::string behind = status_behind(n, counted);
    return behind.empty() ? status_before(n, counted) : behind;
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

bool counts_behind(const Clause& clause) {
    const Near n(clause);
    for (std::uint32_t i = 0; i < 3; ++i) {
        const Piece* piece = n.after(i);
        if (piece == nullptr || n.is(piece, n.k.stop) || !Near::letter(n.words(piece))) return false;
        if (n.words(piece) == "hurdles") return false;
        if (n.is(piece, n.k.person) || plural(n.words(piece), clause.grammar.words)) return true;
    }
    return false;
}

bool persons_before(const Clause& clause) {
    const Near n(clause);
    return n.words(n.before()) == "," && n.is(n.before(2), n.k.person) && n.words(n.after()) == "of" &&
           n.words(n.after(1)) == "them";
}

bool group_before(const Clause& clause) {
    const Near n(clause);
    if (team_of(n)) return true;
    const std::string_view lead = n.words(n.before());
    const bool number_at = lead == "at" || lead == "to" || lead == "is" || lead == "from";
    const std::string_view after = n.words(n.after());
    const bool aside =
        lead == "," && (after == "a" || after == "per" || after == "," || n.after() == nullptr);
    if (!number_at && !aside) return false;
    bool person = false;
    for (std::uint32_t i = 2; i < 12 && n.before(i) != nullptr; ++i) {
        if (n.words(n.before(i)) == ";") return false;
        person = person || n.is(n.before(i), n.k.person);
        const bool number_of = n.words(n.before(i)) == "of" && n.words(n.before(i + 1)) == "number";
        if (number_at && number_of) return person;
        if (aside && person) return true;
    }
    return false;
}

bool followed_by_of_the(const Clause& clause) {
    const Near n(clause);
    if (n.words(n.after()) != "of") return false;
    const auto number = [&](const Piece* piece) {
        return piece != nullptr && (piece->digits || n.is(piece, n.k.number.cardinal));
    };
    // "4,200 of 5,000 nurses", "six of nine portals"
    if (number(n.after(1))) return n.after(1)->digits == n.last().digits;
    const std::string_view w = n.words(n.after(1));
    if ((w == "the" || w == "its" || w == "their") && number(n.after(2))) return true;
    // "4,200 of the country's 5,000 nurses"
    for (std::uint32_t i = 1; i < 6 && n.after(i) != nullptr; ++i) {
        const std::string_view owner = n.words(n.after(i));
        if (owner == "'s" || owner == "’s") return number(n.after(i + 1));
        if (owner.ends_with("'s") || owner.ends_with("’s")) return number(n.after(i + 1));
        if (owner != "'" && owner != "’" && owner != "s" && !Near::letter(owner)) return false;
        if (owner == "s") return number(n.after(i + 1));
    }
    return false;
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
        if (n.words(piece) == "May") continue;  // the month
        if (n.is(piece, n.k.hypothetical)) return true;
    }
    return false;
}

}  // namespace sitrep::annotate
