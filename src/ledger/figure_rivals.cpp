// Who counts, and whether two counts of one report are set against one another.
#include <algorithm>
#include <cmath>

#include "annotate/lexicon_file.hpp"
#include "ledger/cues.hpp"
#include "ledger/figure_relations.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kFacing = 16;  // sentences between two counts of one event

}  // namespace

bool FigureRelations::disputed(std::uint32_t a) const {
    for (std::uint32_t b = a > 6 ? a - 6 : 0; b < std::min<std::size_t>(items_.size(), a + 7); ++b) {
        if (b != a && items_[b].report == items_[a].report && !same_number(f(a), f(b)) && facing(a, b))
            return true;
    }
    return false;
}

bool FigureRelations::one_event(std::uint32_t a, std::uint32_t b) const {
    constexpr double kAlike = 3.0;
    if (f(a).of < 0 || f(a).of != f(b).of || q(a).happening == kNoTerm || q(a).happening != q(b).happening ||
        evidence_.dossier().entities[static_cast<std::size_t>(f(a).of)].type != EntityType::event)
        return false;
    const Scope place = scope(f(a).place, f(b).place, places_meet(f(a).place, f(b).place));
    const double x = middle(a), y = middle(b);
    return (place == Scope::equal || place == Scope::silent) && std::max(x, y) <= kAlike * std::min(x, y);
}

TermSet FigureRelations::teller(std::uint32_t i) const {
    const EntityRef who = items_[i].who >= 0 ? items_[i].who : q(i).counter;
    if (who < 0) return q(i).teller;
    std::vector<Term> terms = evidence_.terms().find(evidence_.name(who));
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

bool FigureRelations::two_tellers(std::uint32_t a, std::uint32_t b) const {
    if (q(a).teller.empty() && q(b).teller.empty()) return false;
    const TermSet first = teller(a), second = teller(b);
    return !first.empty() && !second.empty() && likeness(evidence_.terms(), first, second).terms == 0;
}

bool FigureRelations::like_tellers(std::uint32_t a, std::uint32_t b) const {
    const TermSet first = teller(a), second = teller(b);
    return !first.empty() && !second.empty() &&
           (std::includes(first.begin(), first.end(), second.begin(), second.end()) ||
            std::includes(second.begin(), second.end(), first.begin(), first.end()));
}

bool FigureRelations::one_teller(std::uint32_t a, std::uint32_t b) const {
    return !(q(a).teller.empty() && q(b).teller.empty()) && like_tellers(a, b);
}

bool FigureRelations::is_place(EntityRef who) const {
    if (who < 0) return false;
    const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(who)].type;
    return type == EntityType::location || type == EntityType::geopolitical;
}

/// "in the north", "in the capital": a part of the land by a common word, where the figure's sentence names
/// one; empty for none.
std::string FigureRelations::quarter_told(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return {};
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    for (std::uint32_t at = sentence.first; at + 2 < sentence.last; ++at) {
        if (word(i, at) != "in" || word(i, at + 1) != "the") continue;
        const auto& quarters = evidence_.terms().cues(Cue::quarter);
        const std::string one = word(i, at + 2);
        if (std::any_of(quarters.begin(), quarters.end(), [&](const auto& q) { return q.front() == one; }))
            return one;
    }
    return {};
}

bool FigureRelations::facing(std::uint32_t a, std::uint32_t b) const {
    if (items_[a].report != items_[b].report || q(a).unit != q(b).unit || q(a).unit == "percent" ||
        past_[a] != past_[b])
        return false;
    const Look found = look(a, b);
    const bool claimed = (insists_[a] || insists_[b]) && found.apart <= kFacing;
    const bool reach = claimed || found.apart <= (found.happenings_fit ? 2U : 1U) ||
                       (found.apart <= kFacing && one_event(a, b));
    // "The union says 2,100 of its members stayed away. The company puts the number at 900."
    const bool number_put = (puts_at(a) && q(b).of_whole) || (puts_at(b) && q(a).of_whole);
    if (!reach || found.clash ||
        (!number_put && (q(a).part && !q(a).of_base) != (q(b).part && !q(b).of_base)) || q(a).change ||
        q(b).change || q(a).mode != q(b).mode)
        return false;
    if (found.place == Scope::apart || found.of == Scope::apart) return false;
    // "20 were hurt, police said. The hospital said it had admitted 18."
    if (q(a).own || q(b).own) return false;
    // "Injured 11 others … 6 other victims went to the hospital": some more of them.
    if (of_those_told(a) || of_those_told(b)) return false;
    // "Two of the wounded … all three of them": two parts are counts of no one thing.
    if (q(a).part && q(b).part && !q(a).of_base && !q(b).of_base) return false;
    if (year_named(a) != year_named(b) && q(a).happening != kNoTerm) return false;
    // "300 homes in the north, says the ministry. In the south the governor counts 120."
    const std::string &here = quarters_[a], &there = quarters_[b];
    if (!here.empty() && !there.empty() && here != there) return false;
    // "4,200 of 5,000 nurses, says the union; the ministry speaks of 2,600": the 5,000 are nobody's count.
    if (behind_its_part(a) || behind_its_part(b)) return false;
    // "Nationwide the police have arrested 168" is no rival of 74 in one town.
    if (q(a).whole_country != q(b).whole_country && (q(a).whole_country ? q(b) : q(a)).place_named &&
        middle(q(a).whole_country ? a : b) >= middle(q(a).whole_country ? b : a))
        return false;
    const DateRange &first = f(a).as_of, &second = f(b).as_of;
    const bool near = !claimed && found.apart <= (found.happenings_fit ? 2U : 1U);
    const bool days_known = first.earliest && second.earliest;
    const bool carried = q(a).carried_from == q(b).carried_from;
    // "The brawl of 7 July left 22 injured. Farmers stand by 31.": a bare number has no day of its own.
    // "The blast of 3 September killed 23. The union maintains that 27 died."
    const bool one_harm = near && found.happenings_fit && found.apart <= 1 &&
                          evidence_.terms().name(q(a).happening) == "killed";
    const int most = carried || one_harm ? 60 : 3;  // days
    if (near ? days_known && std::abs(first.earliest->number - second.earliest->number) > most
             : sure_gap(first, second) > most)
        return false;
    const EntityRef who_a = items_[a].who >= 0 ? items_[a].who : q(a).counter,
                    who_b = items_[b].who >= 0 ? items_[b].who : q(b).counter;
    // "Cavite had 12 dead and Batangas had 31": places count their own.
    if (is_place(who_a) && is_place(who_b)) return false;
    // "Officials" may be those whom another sentence calls the police.
    const auto anybody = [&](EntityRef who) {
        const std::string name = speaks_for_state(who) ? text::folded(evidence_.name(who)) : std::string();
        return name.find("official") != std::string::npos || name.find("authorit") != std::string::npos;
    };
    // "Police said four men were shot … police said there were two": one word, one source.
    const bool one_word = who_a >= 0 && who_b >= 0 &&
                          text::folded(evidence_.name(who_a)) == text::folded(evidence_.name(who_b));
    // "Indian wardens counted 49. Both sides say that 17 are still there": what both hold is no side's count.
    const auto of_both = [&](EntityRef who) {
        return who >= 0 && text::folded(evidence_.name(who)).starts_with("both ");
    };
    if (of_both(who_a) != of_both(who_b)) return false;
    // "Two died, the police said. At the worst of three places one person died": no rival of all.
    const auto one_person = [&](std::uint32_t i) {
        return f(i).value && *f(i).value == 1.0 && !f(i).counted.empty();
    };
    if (one_word || one_person(a) || one_person(b)) return false;
    // "Officials say 40; villagers counted 65": they are no officials.
    const auto public_voice = [&](std::uint32_t i, EntityRef who) {
        return items_[i].who_class == SourceClass::anonymous && !speaks_for_state(who);
    };
    const bool known =
        (!anybody(who_a) || public_voice(b, who_b)) && (!anybody(who_b) || public_voice(a, who_a));
    const bool two_sources = known && who_a >= 0 && who_b >= 0 && !evidence_.one_side(who_a, who_b) &&
                             !evidence_.same_source(who_a, who_b);
    return (two_sources || two_tellers(a, b) || insists_beside(a, b) || told_beside(a, b, found)) &&
           (found.heads_fit || found.happenings_fit ||
            // of money without a word of what it pays for nothing says that both pay for one thing
            (!is_currency(f(a).unit) && (q(a).head == kNoTerm || q(b).head == kNoTerm)) || insists_[a] ||
            insists_[b] || carried) &&
           comparable_size(a, b);
}

bool FigureRelations::insists_in_words(std::uint32_t i) const {
    constexpr std::array<std::string_view, 4> kInsists = {" insists", " insist ", " maintains", " maintain "};
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].who < 0 || items_[i].sentence >= home.tokens.sentences.size() || !q(i).of_people)
        return false;
    const std::uint32_t begin = std::min(home.tokens.sentences[items_[i].sentence].first, items_[i].first);
    return has_any(text::folded(home.report.text.words(home.tokens.sentences[items_[i].sentence].range)),
                   kInsists) ||
           says(i, {begin, items_[i].first}, Cue::counts_anew);
}

bool FigureRelations::puts_at(std::uint32_t i) const {
    constexpr std::array<std::string_view, 9> kThem = {"them",  "it",    "figure", "number",  "toll",
                                                       "total", "count", "tally",  "strength"};
    return items_[i].who >= 0 && items_[i].first >= 2 && word(i, items_[i].first - 1) == "at" &&
           std::find(kThem.begin(), kThem.end(), word(i, items_[i].first - 2)) != kThem.end();
}

bool FigureRelations::insists_beside(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t claim = items_[a].who >= 0 ? a : b, plain = claim == a ? b : a;
    constexpr double kAlike = 1.5;
    const double x = middle(plain), y = middle(claim);
    return items_[plain].who < 0 && q(plain).teller.empty() &&
           (insists_[claim] || (puts_at(claim) && !q(plain).part && !behind_its_part(claim) &&
                                q(plain).happening == q(claim).happening)) &&
           !q(plain).conjunct && items_[plain].sentence < items_[claim].sentence &&
           std::max(x, y) <= kAlike * std::min(x, y);
}

bool FigureRelations::told_beside(std::uint32_t a, std::uint32_t b, const Look& found) const {
    constexpr std::uint32_t kBehind = 2;  // words behind the claim: "five dead.", "9,500 had fled."
    constexpr double kAlike = 4.0;
    const std::uint32_t plain = items_[a].first < items_[b].first ? a : b, claim = plain == a ? b : a;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[claim].report];
    if (items_[claim].sentence >= home.tokens.sentences.size()) return false;
    const bool nobody = items_[plain].who < 0 && q(plain).counter < 0 && q(plain).teller.empty();
    const bool somebody = items_[claim].who >= 0 || q(claim).counter >= 0 || !q(claim).teller.empty();
    if (!nobody || !somebody || found.apart > 1) return false;
    const bool voiced =
        phrase_before(evidence_.terms().cues(Cue::voice),
                      {home.tokens.sentences[items_[claim].sentence].first, items_[claim].first},
                      [&](std::uint32_t at) { return word(claim, at); }) != items_[claim].first;
    const bool carried = q(claim).carried_from == q(plain).carried_from ||
                         (found.apart == 0 && found.heads_fit && f(claim).counted.empty());
    const bool one_matter = carried || (found.happenings_fit && q(plain).happening != kNoTerm);
    const bool ends =
        items_[claim].last + kBehind + 1 >= home.tokens.sentences[items_[claim].sentence].last ||
        word(claim, items_[claim].last) == ":";
    const double x = middle(plain), y = middle(claim);
    const bool some = q(plain).part || q(plain).of_whole || q(plain).of_base || only_part(claim);
    return voiced && one_matter && ends && !some && !later_[plain] && !later_[claim] &&
           found.place != Scope::unstated && f(claim).place < 0 &&
           (carried || std::max(x, y) <= kAlike * std::min(x, y));
}

bool FigureRelations::comparable_size(std::uint32_t a, std::uint32_t b) const {
    const double x = f(a).value.value_or(f(a).high.value_or(0.0)),
                 y = f(b).value.value_or(f(b).high.value_or(0.0));
    return x > 0.0 && y > 0.0 && std::max(x, y) / std::min(x, y) <= 10.0;
}

void FigureRelations::list_holders(const Members& members) {
    holders_.resize(items_.size());
    for (const auto& [name, list] : members) {
        std::vector<EntityRef>& holders = holders_[name];
        for (const std::uint32_t i : std::span(list).first(std::min(list.size(), kMostCompared))) {
            if (items_[i].who >= 0) holders.push_back(items_[i].who);
            if (items_[i].who < 0 && q(i).counter >= 0) holders.push_back(q(i).counter);
        }
        std::sort(holders.begin(), holders.end());
        holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    }
}

bool FigureRelations::shared_holder(std::uint32_t a, std::uint32_t b) {
    if (one_teller(a, b)) return true;
    const auto &first = holders_[groups_.of(a)], &second = holders_[groups_.of(b)];
    return std::any_of(first.begin(), first.end(), [&](EntityRef x) {
        return std::any_of(second.begin(), second.end(),
                           [&](EntityRef y) { return evidence_.same_source(x, y); });
    });
}

bool FigureRelations::speaks_for_state(EntityRef who) const {
    if (who < 0) return false;
    if (evidence_.is_agency(who)) return true;
    const std::vector<std::string> name = annotate::words_of(text::folded(evidence_.name(who)));
    const auto& unnamed = evidence_.terms().cues(Cue::authority);
    return !evidence_.dossier().entities[static_cast<std::size_t>(who)].named &&
           std::find(unnamed.begin(), unnamed.end(), name) != unnamed.end();
}

bool FigureRelations::no_holder(std::uint32_t a, const Members& members) {
    const auto& list = group(a, members);
    return std::all_of(list.begin(), list.end(), [&](std::uint32_t i) {
        if (items_[i].who_class == SourceClass::none) return q(i).teller.empty();
        return speaks_for_state(items_[i].who);
    });
}

bool FigureRelations::told_apart(std::uint32_t a, std::uint32_t b, const Members& members) {
    for (const std::uint32_t x : some_of(a, members)) {
        for (const std::uint32_t y : some_of(b, members)) {
            if (items_[x].report == items_[y].report && !facing(x, y)) return true;
        }
    }
    return false;
}

}  // namespace sitrep::ledger
