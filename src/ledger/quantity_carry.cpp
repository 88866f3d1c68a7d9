// What a figure takes over from the one before it: who counts, what is counted.
#include "ledger/quantity_carry.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {

namespace {

std::string word_at(const Evidence& evidence, const Item& item, std::uint32_t token) {
    const AnnotatedReport& home = evidence.dossier().reports[item.report];
    return token < home.tokens.tokens.size()
               ? text::folded(home.report.text.words(home.tokens.tokens[token].range))
               : std::string();
}

/// "Prosecutors, who went through the books of three clinics, say 22", "the firm, which first reported five,
/// has adopted that figure": between ", who" and the next comma.
bool in_who_clause(const Evidence& evidence, const Item& item) {
    const auto& sentences = evidence.dossier().reports[item.report].tokens.sentences;
    if (item.sentence >= sentences.size()) return false;
    for (std::uint32_t at = item.first; at-- > sentences[item.sentence].first;) {
        const std::string one = word_at(evidence, item, at);
        const std::string next = word_at(evidence, item, at + 1);
        if (one == "," || one == ";") return next == "who" || next == "which";
    }
    return false;
}

/// The figure before one, without those that only tell more of who counts.
std::uint32_t last_before(const Evidence& evidence, std::uint32_t i) {
    const std::vector<Item>& items = evidence.figures();
    std::uint32_t at = i - 1;
    while (at > 0 && items[at].report == items[i].report && items[at].sentence == items[i].sentence &&
           in_who_clause(evidence, items[at]))
        --at;
    return at;
}

/// "33, since it leaves out the empty ones": the count is told, and why it is another.
bool reason_behind(const Evidence& evidence, const Item& item) {
    constexpr std::array<std::string_view, 4> kReasons = {"because", "since", "as", "for"};
    return word_at(evidence, item, item.last) == "," &&
           text::among(word_at(evidence, item, item.last + 1), kReasons);
}

/// The first figure of the sentence before the figure's that has its unit, which is what that sentence is
/// about: "9,450 sheep in 17 flocks. Three days ago it spoke of 6,300."; else the figure right before.
std::uint32_t first_of_unit(const Evidence& evidence, const std::vector<Quantity>& found, std::uint32_t i) {
    const std::vector<Item>& items = evidence.figures();
    std::uint32_t first = last_before(evidence, i);
    for (std::uint32_t at = first + 1;
         at-- > 0 && items[at].report == items[i].report && items[at].sentence + 1 == items[i].sentence;) {
        if (found[at].unit == found[i].unit) first = at;
    }
    return first;
}

/// "The programme can feed 18,000 people. It is not the 30,000 they asked for."
bool wanted_behind(const Evidence& evidence, const Item& item) {
    constexpr std::array<std::string_view, 6> kThey = {"they", "it", "he", "she", "we", "i"};
    constexpr std::array<std::string_view, 8> kWanted = {"asked",     "wanted",   "sought", "demanded",
                                                         "requested", "appealed", "hoped",  "applied"};
    const std::uint32_t that = word_at(evidence, item, item.last) == "that" ? item.last + 1 : item.last;
    return item.first > 0 && word_at(evidence, item, item.first - 1) == "the" &&
           text::among(word_at(evidence, item, that), kThey) &&
           (text::among(word_at(evidence, item, that + 1), kWanted) ||
            text::among(word_at(evidence, item, that + 2), kWanted));
}

/// "At least 19 died. The region counts 3,900, as it registers only …": of something else.
bool alike(const Figure& a, const Figure& b) {
    constexpr double kMost = 10.0;
    const double x = a.value.value_or(a.high.value_or(a.low.value_or(0.0))),
                 y = b.value.value_or(b.high.value_or(b.low.value_or(0.0)));
    return x <= 0.0 || y <= 0.0 || std::max(x, y) <= kMost * std::min(x, y);
}

/// A number alone: no word near it says what is counted.
bool bare(const Evidence& evidence, const Quantity& quantity, std::uint32_t i) {
    return evidence.dossier().figures[i].counted.empty() && quantity.head == kNoTerm &&
           quantity.happening == kNoTerm && quantity.carried_from == i;
}

/// "…, the agency said, leaving 57 missing"
bool leaves(const Evidence& evidence, const Item& item) {
    const AnnotatedReport& home = evidence.dossier().reports[item.report];
    return item.first > 0 && home.report.text.words(home.tokens.tokens[item.first - 1].range) == "leaving";
}

bool same_toll(const Evidence& evidence, const Item& item) {
    return item.first >= 2 && word_at(evidence, item, item.first - 1) == "of" &&
           word_at(evidence, item, item.first - 2) == "toll";
}

/// "Lists 24 missing, after four people turned up": the subject of a clause of its own.
bool opens_clause(const Evidence& evidence, const Item& item, const Figure& figure) {
    constexpr std::array<std::string_view, 5> kOpens = {"after", "before", "since", "when", "because"};
    return item.first > 0 && !figure.counted.empty() &&
           text::among(word_at(evidence, item, item.first - 1), kOpens);
}

}  // namespace

void carry_conjuncts(const Evidence& evidence, std::vector<Quantity>& found) {
    constexpr std::uint32_t kNear = 5;
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        found[i].conjunct = found[i].conjunct || (found[i - 1].conjunct && before.report == item.report &&
                                                  item.first <= before.last + kNear);
    }
}

void carry_counters(const Evidence& evidence, std::vector<Quantity>& found) {
    // "The service had four dead and four missing": one who counts both.
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        if (before.report != item.report || before.sentence != item.sentence || item.who >= 0 ||
            found[i].counter >= 0 || !found[i].teller.empty() || found[i].happening == kNoTerm ||
            (item.first > before.last + 3 && !leaves(evidence, item)))
            continue;
        found[i].counter = before.who >= 0 ? before.who : found[i - 1].counter;
        found[i].teller = found[i - 1].teller;
        found[i].teller_first = found[i - 1].teller_first;
        found[i].teller_last = found[i - 1].teller_last;
    }
}

void carry_heads(const Evidence& evidence, std::vector<Quantity>& found) {
    // "30 percent of its territory in Mali and 5 percent in Chad": the second is of the territory too.
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        if (before.report != item.report || before.sentence != item.sentence ||
            found[i - 1].unit != found[i].unit || item.first > before.last + 10)
            continue;
        // They are why the count is what it is now, and no count of the same.
        if (opens_clause(evidence, item, evidence.dossier().figures[i])) {
            found[i].change = true;
            continue;
        }
        if (found[i].head != kNoTerm) continue;
        found[i].head = found[i - 1].head;
        if (found[i].happening == kNoTerm) found[i].happening = found[i - 1].happening;
    }
}

void mark_some_of_them(const Evidence& evidence, std::vector<Quantity>& found) {
    constexpr std::array<std::string_view, 5> kHave = {"have", "had", "were", "are", "came"};
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        const auto& sentences = evidence.dossier().reports[item.report].tokens.sentences;
        if (before.report != item.report || item.sentence != before.sentence + 1 ||
            item.sentence >= sentences.size() || item.first != sentences[item.sentence].first ||
            !evidence.dossier().figures[i].counted.empty() || found[i].high > found[i - 1].low)
            continue;
        // "Eleven died. Two are still missing."
        const bool other_fate = found[i].happening != kNoTerm && found[i - 1].happening != kNoTerm &&
                                found[i].happening != found[i - 1].happening;
        if (text::among(word_at(evidence, item, item.last), kHave) && !other_fate) found[i].part = true;
    }
}

namespace {

/// "… has displaced 6,120 people. The provincial government registered 5,480 people": another body counts the
/// same.
void carry_registered(const Evidence& evidence, std::vector<Quantity>& found) {
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        if (before.report != item.report || item.sentence != before.sentence + 1 || !found[i].registered ||
            found[i].happening != kNoTerm || !found[i].of_people)
            continue;
        // "… 6,120 people (1,224 families) in two towns": what that sentence is about
        const Quantity& last = found[first_of_unit(evidence, found, i)];
        if (!last.of_people || last.part) continue;
        found[i].happening = last.happening;
    }
}

/// "The organisers say 3,000 people are on the road; the police see 700.": the bare number at the end, of
/// another who counts, is of the same.
void carry_in_sentence(const Evidence& evidence, std::vector<Quantity>& found) {
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        const auto& sentences = evidence.dossier().reports[item.report].tokens.sentences;
        if (before.report != item.report || before.sentence != item.sentence ||
            !evidence.dossier().figures[i].counted.empty() || found[i].happening != kNoTerm ||
            found[i].carried_from != i || found[i].head != found[i - 1].head ||
            found[i].unit != found[i - 1].unit || item.who < 0 || before.who < 0 || item.who == before.who ||
            item.last + 1 < sentences[item.sentence].last || found[i - 1].part ||
            !alike(evidence.dossier().figures[i], evidence.dossier().figures[i - 1]))
            continue;
        found[i].head = found[i - 1].head;
        found[i].happening = found[i - 1].happening;
        found[i].of_people = found[i - 1].of_people;
        found[i].carried_from = found[i - 1].carried_from;
    }
}

/// "The dead are no easier to add up.", "The missing, too, are disputed.": what a sentence begins with that
/// has no number of its own; none for any other.
Term topic_of(const Evidence& evidence, const Item& item, std::uint32_t sentence) {
    const auto& sentences = evidence.dossier().reports[item.report].tokens.sentences;
    const std::uint32_t first = sentences[sentence].first;
    const std::vector<Term>& row = evidence.terms().of(item.report);
    if (first + 2 >= sentences[sentence].last || word_at(evidence, item, first) != "the") return kNoTerm;
    const bool fate = evidence.terms().kind(row[first + 1]) == TermKind::happening;
    const std::string next = word_at(evidence, item, first + 2);
    const bool alone =
        next == "," || text::among(next, text::kFormsOfBe) || text::among(next, text::kFormsOfHave);
    return fate && alone ? row[first + 1] : kNoTerm;
}

/// A bare number of people behind a sentence that says what is counted.
void carry_topics(const Evidence& evidence, std::vector<Quantity>& found) {
    constexpr std::uint32_t kReach = 2;  // sentences
    for (std::uint32_t i = 0; i < found.size(); ++i) {
        const Item& item = evidence.figures()[i];
        const auto& sentences = evidence.dossier().reports[item.report].tokens.sentences;
        if (!bare(evidence, found[i], i) || !(found[i].unit.empty() || found[i].unit == "person") ||
            item.sentence >= sentences.size())
            continue;
        for (std::uint32_t back = 1; back <= std::min(kReach, item.sentence); ++back) {
            const std::uint32_t at = item.sentence - back;
            const bool counted = i > 0 && evidence.figures()[i - 1].report == item.report &&
                                 evidence.figures()[i - 1].sentence >= at;
            if (counted || sentences[at].block != sentences[item.sentence].block) break;
            const Term topic = topic_of(evidence, item, at);
            if (topic == kNoTerm) continue;
            found[i].unit = "person";
            found[i].of_people = true;
            found[i].happening = topic;
            break;
        }
    }
}

}  // namespace

void carry_counts(const Evidence& evidence, std::vector<Quantity>& found) {
    carry_topics(evidence, found);
    carry_registered(evidence, found);
    carry_in_sentence(evidence, found);
    // "INGC had 44 dead. The Red Cross had 61.": a bare number at the end of the next sentence counts the
    // same.
    for (std::uint32_t i = 1; i < found.size(); ++i) {
        const Item &before = evidence.figures()[i - 1], &item = evidence.figures()[i];
        const Figure& figure = evidence.dossier().figures[i];
        // "The diocese has 129 names": of the dead that the sentence before counts.
        const bool names = (figure.counted == "names" || figure.counted == "name") &&
                           (evidence.terms().name(found[i - 1].happening) == "killed" ||
                            evidence.terms().name(found[i - 1].happening) == "infected" ||
                            evidence.terms().name(found[i - 1].happening) == "missing");
        const std::uint32_t from = names && i > 1 && evidence.figures()[i - 2].report == item.report &&
                                           evidence.figures()[i - 2].sentence == before.sentence &&
                                           evidence.terms().name(found[i - 2].happening) == "killed"
                                       ? i - 2
                                       : i - 1;
        if (names && before.report == item.report && item.sentence == before.sentence + 1) {
            found[i].unit = found[from].unit;
            found[i].head = found[from].head;
            found[i].happening = found[from].happening;
            found[i].of_people = found[from].of_people;
            continue;
        }
        // "It has gone from 240,000 to 310,000.": both count what the sentence before does.
        const bool from_to = i > 1 && before.report == item.report && before.sentence == item.sentence &&
                             item.first == before.last + 1 && word_at(evidence, item, before.last) == "to" &&
                             before.first > 0 && word_at(evidence, item, before.first - 1) == "from" &&
                             found[i - 1].unit == found[i].unit;
        const Item& above = evidence.figures()[from_to ? i - 2 : last_before(evidence, i)];
        if (above.report != item.report || item.sentence != above.sentence + 1) continue;
        std::uint32_t spoken_of = names ? i - 1 : first_of_unit(evidence, found, from_to ? i - 1 : i);
        // "… injured 22. The department, which first had 14, shares that count. Farmers stand by 31."
        if (spoken_of > 0 && bare(evidence, found[spoken_of], spoken_of) &&
            evidence.figures()[spoken_of - 1].report == item.report &&
            evidence.figures()[spoken_of].sentence == evidence.figures()[spoken_of - 1].sentence + 1) {
            const std::uint32_t further = first_of_unit(evidence, found, spoken_of);
            if (found[further].unit == found[spoken_of].unit) spoken_of = further;
        }
        // "A toll of 900", where the sentence before counts animals dead.
        const bool toll = found[i].happening != kNoTerm && found[i].unit == "person" &&
                          found[i].happening == found[spoken_of].happening && same_toll(evidence, item);
        const bool one_unit = found[i].unit == found[spoken_of].unit || found[i].unit.empty() || toll;
        const bool listed = found[i].listed;
        if (!one_unit || !figure.counted.empty() || found[i].head != kNoTerm ||
            (found[i].happening != kNoTerm && !listed && !toll) || found[i].unit == "percent")
            continue;
        const auto& sentences = evidence.dossier().reports[item.report].tokens.sentences;
        const std::string next = word_at(evidence, item, item.last);
        // "The mayor concedes three: …"
        const bool closed =
            next == ":" || next == ";" || reason_behind(evidence, item) || wanted_behind(evidence, item);
        if (item.sentence >= sentences.size() ||
            (item.last + 1 < sentences[item.sentence].last && !listed && !closed))
            continue;
        if (!alike(figure, evidence.dossier().figures[spoken_of])) continue;
        found[i].unit = found[spoken_of].unit;
        found[i].head = found[spoken_of].head;
        found[i].happening = found[spoken_of].happening;
        found[i].of_people = found[spoken_of].of_people;
        found[i].carried_from = found[spoken_of].carried_from;
        if (from_to) {
            found[i - 1].head = found[i].head;
            found[i - 1].happening = found[i].happening;
            found[i - 1].carried_from = spoken_of;
        }
    }
}

bool same_number(const Figure& a, const Figure& b) {
    const auto close = [](const std::optional<double>& x, const std::optional<double>& y) {
        return x && y && std::abs(*x - *y) <= 1e-9 * std::max(std::abs(*x), std::abs(*y));
    };
    if (a.value && b.value) return close(a.value, b.value);
    if (a.value || b.value) return false;
    return close(a.low, b.low) && close(a.high, b.high);
}

std::string number_words(const Evidence& evidence, std::uint32_t figure) {
    const Figure& found = evidence.dossier().figures[figure];
    return evidence.words(found.report, found.span);
}

}  // namespace sitrep::ledger
