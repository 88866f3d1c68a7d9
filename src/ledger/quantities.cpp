#include "ledger/quantities.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ledger/quantity_bodies.hpp"
#include "ledger/quantity_carry.hpp"
#include "ledger/quantity_modes.hpp"
#include "ledger/quantity_tellers.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kReach = 9;  // tokens around a figure that say what became of the counted
constexpr std::size_t kNeighbours = 24;

/// Reads the words around one figure.
class Reading {
  public:
    Reading(const Evidence& evidence, const Item& item, const Figure& figure)
        : evidence_(evidence),
          terms_(evidence.terms()),
          item_(item),
          figure_(figure),
          row_(evidence.terms().of(item.report)) {
        const AnnotatedReport& home = evidence.dossier().reports[item.report];
        tokens_ = &home.tokens;
        text_ = home.report.text.text();
        if (item.sentence < home.tokens.sentences.size()) {
            begin_ = std::min(home.tokens.sentences[item.sentence].first, item.first);
            end_ = std::max(home.tokens.sentences[item.sentence].last, item.last);
        } else {
            begin_ = item.first;
            end_ = item.last;
        }
        // Figures of a report stand together in the list; a sentence has few.
        const std::vector<Item>& all = evidence.figures();
        const std::size_t self = item.ref.index;
        for (std::size_t at = self > kNeighbours ? self - kNeighbours : 0;
             at < std::min(all.size(), self + kNeighbours); ++at) {
            const Item& other = all[at];
            if (at == self || other.report != item.report || other.first < begin_ || other.last > end_)
                continue;
            if (other.last <= item.first) wall_before_ = std::max(wall_before_, other.last);
            if (other.first >= item.last) wall_after_ = std::min(wall_after_, other.first);
        }
    }

    Quantity read(std::uint32_t index) const {
        Quantity quantity;
        quantity.figure = index;
        quantity.carried_from = index;
        quantity.unit = text::folded(figure_.unit);
        if (quantity.unit == "people") quantity.unit = "person";
        if (quantity.unit == "ton" || quantity.unit == "metric ton" || quantity.unit == "t")
            quantity.unit = "tonne";
        // Lorries and trucks, choppers and helicopters.
        const std::vector<Term> unit_terms = terms_.find(quantity.unit);
        if (unit_terms.size() == 1 && terms_.kind(unit_terms.front()) == TermKind::thing)
            quantity.unit = terms_.name(unit_terms.front());
        what_befell(quantity);
        quantity.mode = read_mode(evidence_, item_, figure_, {begin_, end_, wall_before_});
        quantity.per_time = per_time();
        constexpr std::array<std::string_view, 7> kGrants = {"granted", "grants",    "approved", "approves",
                                                             "awarded", "allocated", "allotted"};
        quantity.granted = before(kGrants, 3) != item_.first;
        if (quantity.granted) quantity.mode = Mode::offered;
        for (std::uint32_t at = item_.last; at < std::min(end_, item_.last + 5); ++at) {
            const std::string next = word(at);
            quantity.done = quantity.done || next == "had" || next == "has" || next == "have" ||
                            next == "were" || next == "was";
            quantity.open =
                quantity.open || next == "could" || next == "may" || next == "might" || next == "would";
        }
        bounds(quantity);
        neighbours(quantity);
        const Bodies whose(evidence_, item_, {begin_, end_});
        for (std::uint32_t at = begin_; at < end_ && quantity.subject == kNoTerm; ++at) {
            if (terms_.kind(row_[at]) == TermKind::thing) quantity.subject = row_[at];
        }
        if (quantity.of_people && quantity.body == kNoEntity && quantity.happening == kNoTerm)
            quantity.body = whose.body();
        if (item_.who_class == SourceClass::none) quantity.counter = whose.counter();
        if (item_.who < 0 && quantity.counter < 0) quantity.counter = whose.keeper();
        if (item_.who < 0 && quantity.counter < 0) quantity.counter = whose.raiser();
        if (item_.who < 0 && quantity.counter < 0)
            read_teller(evidence_, item_, {begin_, wall_before_}, quantity);
        quantity.whole_country = whose.whole_country();
        quantity.place_named = whose.place_named();
        quantity.registered = before(kRegisters, 1) != item_.first;
        // "Six had been recorded as pneumonia": some of the dead, and no count of them.
        for (std::uint32_t at = item_.last; at + 1 < std::min({end_, item_.last + 5, wall_after_}); ++at)
            quantity.part = quantity.part || (word(at + 1) == "as" && text::among(word(at), kRegisters));
        if (quantity.unit == "percent")
            quantity.body = who_won(evidence_, item_, {begin_, wall_before_}, end_);
        return quantity;
    }

  private:
    static constexpr std::array<std::string_view, 4> kRegisters = {"registered", "counted", "recorded",
                                                                   "listed"};

    /// Head word, unit of people, and what became of the counted.
    void what_befell(Quantity& quantity) const {
        const std::vector<Term> counted = terms_.find(figure_.counted);
        for (const Term term : counted) {
            if (terms_.kind(term) == TermKind::happening)
                quantity.happening = term;
            else if (terms_.kind(term) != TermKind::number)
                quantity.head = term;
        }
        if (quantity.head == kNoTerm && counted.empty()) number_of(quantity);
        const bool of_group = quantity.head == kNoTerm && counted.empty() && group_of(quantity);
        if (counted.empty() && quantity.unit.empty() && quantity.happening == kNoTerm)
            quantity.happening = toll();
        const bool measure = !quantity.unit.empty() && quantity.unit != "person" && quantity.head == kNoTerm;
        if (quantity.happening == kNoTerm && !of_group && (!measure || is_area(quantity.unit)))
            quantity.happening = happening();
        if (quantity.unit == "name") names_of_people(quantity);
        // "Three death certificates": each of one who died.
        const bool papers = figure_.counted.find("death certificate") != std::string::npos;
        const std::vector<Term> killed = papers ? terms_.find("killed") : std::vector<Term>();
        if (killed.size() == 1) {
            quantity.unit = "person";
            quantity.head = kNoTerm;
            quantity.happening = killed.front();
        }
        quantity.of_people = quantity.unit == "person" || is_person(quantity.head) || sick_cases(quantity) ||
                             (quantity.unit.empty() && (terms_.name(quantity.happening) == "killed" ||
                                                        terms_.name(quantity.happening) == "infected"));
        if (quantity.of_people) quantity.unit = "person";
        // Galleries collapse and villages flood; of people such a word beside them tells nothing.
        const std::string& what = terms_.name(quantity.happening);
        const bool of_land = what == "destroyed" || what == "flooded";
        if (quantity.of_people && of_land) quantity.happening = kNoTerm;
        if (is_area(quantity.unit) && !of_land) quantity.happening = kNoTerm;
        // "two helicopters and a rescue team": what befalls people tells nothing of things.
        const bool of_people_only = what == "killed" || what == "injured" || what == "displaced" ||
                                    what == "missing" || what == "rescued" || what == "trapped" ||
                                    what == "infected" || what == "fed";
        const bool animals = terms_.name(quantity.head) == "animal" && what == "killed";
        if (!quantity.of_people && quantity.head != kNoTerm && of_people_only && !animals)
            quantity.happening = kNoTerm;
    }

    /// "The ministry had 455 cases": people, where no court has them.
    [[nodiscard]] bool sick_cases(const Quantity& quantity) const {
        constexpr std::array<std::string_view, 12> kCourts = {
            "court", "courts", "judge",  "judges", "trial",      "tribunal",
            "law",   "legal",  "police", "crime",  "corruption", "prosecutors"};
        if (quantity.unit != "case" || terms_.name(quantity.happening) != "infected") return false;
        for (std::uint32_t at = begin_; at < end_; ++at) {
            if (text::among(word(at), kCourts)) return false;
        }
        return true;
    }

    [[nodiscard]] bool is_person(Term term) const {
        const std::string& name = terms_.name(term);
        return name == "person" || name == "fighter" || name == "soldier" || name == "police" ||
               name == "prisoner" || name == "observer" || name == "migrant" || name == "worker";
    }

    /// Units of land: of it we read what became of it, "burned 4,500 hectares".
    [[nodiscard]] static bool is_area(std::string_view unit) {
        return unit == "hectare" || unit == "acre" || unit == "km2" || unit.starts_with("square ");
    }

    /// "The number of frontline fighters at 20,000": what is counted stands before, and often whose.
    void number_of(Quantity& quantity) const {
        for (std::uint32_t back = 2; back <= 10 && back <= item_.first - begin_; ++back) {
            const std::uint32_t at = item_.first - back;
            if (at < wall_before_ || word(at) != "number" || word(at + 1) != "of") continue;
            for (std::uint32_t next = at + 2; next < item_.first; ++next) {
                if (terms_.kind(row_[next]) == TermKind::thing) quantity.head = row_[next];
                if (terms_.kind(row_[next]) == TermKind::happening) quantity.happening = row_[next];
                const std::string verb = word(next);
                if (verb == "had" || verb == "has" || verb == "rose" || verb == "stands" || verb == "was" ||
                    verb == "at" || verb == "to")
                    break;
            }
            if (quantity.head == kNoTerm) return;
            for (const Evidence::Named& named :
                 Bodies(evidence_, item_, {begin_, end_}).within(at, item_.first))
                quantity.body = named.entity;
            // "The number of waiting ships had risen to 22"
            if (quantity.unit.empty()) quantity.unit = terms_.name(quantity.head);
            return;
        }
    }

    /// "Four of its crew of 12 were rescued": what befell the four tells nothing of the 12.
    [[nodiscard]] bool group_of(Quantity& quantity) const {
        constexpr std::array<std::string_view, 6> kGroups = {"crew", "staff", "workforce",
                                                             "team", "herd",  "fleet"};
        if (item_.first < begin_ + 2 || word(item_.first - 1) != "of") return false;
        const std::string group = word(item_.first - 2);
        if (std::find(kGroups.begin(), kGroups.end(), group) == kGroups.end()) return false;
        const std::vector<Term> head = terms_.find(group);
        if (!head.empty()) quantity.head = head.front();
        return true;
    }

    /// "The death toll in the collapse at the mine has risen to five": the word stands far before.
    [[nodiscard]] Term toll() const {
        for (std::uint32_t at = begin_; at < item_.first; ++at) {
            if (at >= wall_before_ && word(at) == "toll") return row_[at];
        }
        return kNoTerm;
    }

    template <std::size_t Size>
    [[nodiscard]] std::uint32_t before(const std::array<std::string_view, Size>& words,
                                       std::uint32_t reach) const {
        return one_of_before(words, reach, {begin_, item_.first}, [&](std::uint32_t at) { return word(at); });
    }

    /// The nearest word that tells what became of the counted; not beyond another figure.
    [[nodiscard]] Term happening() const {
        // "31 bodies have been recovered and 62 people picked up alive"
        constexpr std::uint32_t kAlive = 6;
        for (std::uint32_t at = item_.last; at < std::min({end_, item_.last + kAlive, wall_after_}); ++at) {
            if (word(at) == "alive") return row_[at];
        }
        // "Five are dead and more than 400 in custody": what stands right after tells of this number.
        for (std::uint32_t at = item_.last; at < std::min({end_, item_.last + 3, wall_after_}); ++at) {
            if (figure_.counted.empty() && terms_.kind(row_[at]) == TermKind::happening) return row_[at];
        }
        for (const Term term : terms_.find(figure_.status)) {
            if (terms_.kind(term) == TermKind::happening) return term;
        }
        Term best = kNoTerm;
        std::uint32_t distance = kReach + 1;
        for (std::uint32_t at = item_.last; at < std::min(end_, item_.last + kReach); ++at) {
            if (at >= wall_after_ + 1) break;
            const std::uint32_t far = at - item_.last + 1;
            if (tells_fate(at) && far < distance) {
                best = row_[at];
                distance = far;
            } else if (terms_.name(row_[at]) == "house" && at > begin_ && word(at - 1) == "their" &&
                       far < distance + 3) {
                const std::vector<Term> displaced = terms_.find("displaced");
                return displaced.empty() ? best : displaced.front();
            }
        }
        for (std::uint32_t back = 1; back <= std::min(kReach, item_.first - begin_); ++back) {
            const std::uint32_t at = item_.first - back;
            if (at < wall_before_ || back >= distance) break;
            // "Talks collapsed, leaving 17 ships": what stands before the mark tells nothing of the ships.
            const std::string before = word(at);
            if (before == "," || before == ";" || before == "leaving" || before == ":") break;
            if (!tells_fate(at)) continue;
            best = row_[at];
            break;
        }
        return best == kNoTerm ? fate_of_subject() : best;
    }

    /// "The list of the sick held 71 names": people of whom something is told.
    void names_of_people(Quantity& quantity) const {
        if (terms_.name(quantity.happening) == "held") quantity.happening = kNoTerm;
        for (std::uint32_t at = item_.first;
             quantity.happening == kNoTerm && at-- > std::max(begin_, wall_before_);) {
            if (tells_fate(at) && terms_.name(row_[at]) != "held") quantity.happening = row_[at];
        }
        const std::string& fate = terms_.name(quantity.happening);
        if (fate != "killed" && fate != "injured" && fate != "missing" && fate != "infected" &&
            fate != "contaminated")
            return;
        quantity.unit = "person";
        quantity.head = kNoTerm;
    }

    /// A word of what befell somebody; not "the Red Cross holds to five".
    [[nodiscard]] bool tells_fate(std::uint32_t at) const {
        // nor "bronzes were carried off": nobody flew them
        const std::string next = at + 1 < end_ ? word(at + 1) : std::string();
        return terms_.kind(row_[at]) == TermKind::happening &&
               !(terms_.name(row_[at]) == "held" && next == "to") &&
               !(terms_.name(row_[at]) == "flown" && (next == "off" || next == "out"));
    }

    /// "Three workers at the yard in the town of Arda have died", "Nine people, eight of them children, have
    /// died": what befell a subject of many words, by the verb of its sentence.
    [[nodiscard]] Term fate_of_subject() const {
        constexpr std::uint32_t kLongest = 18;
        if (item_.first != begin_) return kNoTerm;
        for (std::uint32_t at = item_.last; at + 1 < std::min(end_, item_.last + kLongest); ++at) {
            const std::string one = word(at);
            if (one == "," && at + 3 < end_ && word(at + 2) == "of" &&
                (word(at + 3) == "them" || word(at + 3) == "whom")) {
                for (at += 4; at + 2 < end_ && word(at) != ",";) ++at;
                continue;
            }
            if (one == "," || one == ";" || one == "who" || one == "said") return kNoTerm;
            if (!text::among(one, text::kFormsOfHave) && !text::among(one, text::kFormsOfBe)) continue;
            for (std::uint32_t verb = at + 1; verb < std::min(end_, at + 3); ++verb) {
                if (tells_fate(verb)) return row_[verb];
            }
            return kNoTerm;
        }
        return kNoTerm;
    }

    [[nodiscard]] bool per_time() const {
        for (std::uint32_t at = item_.last; at + 1 < std::min(end_, item_.last + 4); ++at) {
            const std::string first = word(at), second = word(at + 1);
            if ((first == "a" || first == "per" || first == "each" || first == "every") &&
                (second == "day" || second == "week" || second == "month" || second == "year" ||
                 second == "hour" || second == "second"))
                return true;
        }
        return false;
    }

    /// What the words beside the figure say of its part in the sentence.
    void neighbours(Quantity& quantity) const {
        const std::string before = item_.first > begin_ ? word(item_.first - 1) : "";
        const std::string before_that = item_.first > begin_ + 1 ? word(item_.first - 2) : "";
        const std::string after = item_.last < end_ ? word(item_.last) : "";
        const std::string after_that = item_.last + 1 < end_ ? word(item_.last + 1) : "";
        const bool owned =
            after_that == "its" || after_that == "their" || after_that == "his" || after_that == "her";
        for (std::uint32_t at = item_.last + 1; after == "of" && at < std::min(end_, item_.last + 6); ++at)
            quantity.of_base = quantity.of_base || figure_number(word(at));
        // "six of nine portals"
        quantity.of_base = quantity.of_base || (after == "of" && item_.last + 1 < end_ &&
                                                terms_.kind(row_[item_.last + 1]) == TermKind::number);
        quantity.of_whole = after == "of" && (after_that == "the" || owned ||
                                              (item_.last + 1 < end_ && figure_number(after_that)));
        bool included = false;  // "including what wardens said were about 900"
        for (std::uint32_t back = 1; back <= 8 && back <= item_.first - begin_; ++back) {
            if (item_.first - back < wall_before_) break;
            included = included || word(item_.first - back) == "including";
        }
        // "the first three victims"
        const bool some_first = before_that == "the" && (before == "first" || before == "remaining");
        quantity.part = figure_.part_of >= 0 || some_first || figure_.role == FigureRole::part ||
                        before == "including" || (before == "them" && before_that == "among") || included ||
                        // "The union has 9,000 members. Of these 2,000 walked out"
                        (before_that == "of" &&
                         (before == "these" || before == "those" || before == "them" || before == "whom")) ||
                        (after == "of" && before != "," &&
                         (after_that == "them" || after_that == "the" || after_that == "whom" ||
                          (owned && !measured())) &&
                         quantity.unit != "percent");
        // "Forty-three of its employees are being held": all of whom something is told.
        if (owned && quantity.of_people && quantity.happening != kNoTerm && figure_.part_of < 0 &&
            figure_.role != FigureRole::part && !included && !some_first && !quantity.of_base)
            quantity.part = quantity.of_whole = false;
        quantity.change = figure_.role == FigureRole::increment || figure_.role == FigureRole::loss ||
                          before == "another" || before == "further" || after == "more" || after == "fewer" ||
                          after == "additional" || after == "extra" || after == "further";
        const bool more_inside = item_.last > item_.first && word(item_.last - 1) == "more";
        quantity.change = quantity.change || (more_inside && after != "than");
        quantity.denied = (before == "not" && figure_.value.has_value()) || mere_talk();
        quantity.own = phrase_before(evidence_.terms().cues(Cue::own_share), {begin_, item_.first},
                                     [&](std::uint32_t token) { return word(token); }) != item_.first;
        quantity.conjunct = quantity.of_people && conjoined();
        quantity.listed = on_a_list();
    }

    /// "Has 530 on its list": whatever else the sentence tells.
    [[nodiscard]] bool on_a_list() const {
        constexpr std::array<std::string_view, 6> kWhose = {"its", "their", "the", "his", "her", "our"};
        constexpr std::array<std::string_view, 7> kLists = {"list",  "lists",  "books",  "register",
                                                            "rolls", "ledger", "records"};
        for (std::uint32_t at = item_.last; at + 2 < std::min(end_, item_.last + 4); ++at) {
            if (word(at) == "on")
                return text::among(word(at + 1), kWhose) && text::among(word(at + 2), kLists);
        }
        return false;
    }

    /// "200 tonnes of her oil": a measure of it, where "three of her ships" are some of them.
    [[nodiscard]] bool measured() const {
        return figure_.counted.empty() && !figure_.unit.empty() && figure_.unit != "person" &&
               figure_.unit != "percent";
    }

    /// "Dismissed any talk of more than 150 on board": nobody's count.
    [[nodiscard]] bool mere_talk() const {
        constexpr std::array<std::string_view, 5> kTalk = {"talk", "rumours", "rumors", "claims",
                                                           "suggestions"};
        constexpr std::array<std::string_view, 6> kDismissed = {"dismissed", "denied",  "rejected",
                                                                "dismisses", "rejects", "denies"};
        const std::uint32_t talk = before(kTalk, 3);
        if (talk == item_.first) return false;
        for (std::uint32_t at = begin_; at < talk; ++at) {
            const std::string verb = word(at);
            if (std::find(kDismissed.begin(), kDismissed.end(), verb) != kDismissed.end()) return true;
        }
        return false;
    }

    /// "Two customs guards and a driver were killed": the count goes on behind "and".
    [[nodiscard]] bool conjoined() const {
        constexpr std::uint32_t kLongestNoun = 4;
        for (std::uint32_t at = item_.last; at + 2 < std::min(end_, item_.last + kLongestNoun + 2); ++at) {
            const std::string one = word(at), next = word(at + 1);
            if (one == "and") {
                const bool counts = next == "a" || next == "an" || next == "one" ||
                                    terms_.kind(row_[at + 1]) == TermKind::number || figure_number(next);
                return at > item_.last && counts && terms_.kind(row_[at + 2]) != TermKind::happening;
            }
            if (terms_.kind(row_[at]) == TermKind::happening || row_[at] == kNoTerm) return false;
        }
        return false;
    }

    void bounds(Quantity& quantity) const {
        quantity.low = figure_.low.value_or(figure_.value.value_or(-kInfinity));
        quantity.high = figure_.high.value_or(figure_.value.value_or(kInfinity));
        const double value = figure_.value.value_or(figure_.low.value_or(figure_.high.value_or(0.0)));
        switch (figure_.approximator) {
            case Approximator::about:
                quantity.low = std::min(quantity.low, figure_.low.value_or(value) * 0.9);
                quantity.high = std::max(figure_.high.value_or(value) * 1.1, figure_.high.value_or(value));
                if (figure_.value) quantity.low = value * 0.9;
                break;
            case Approximator::at_most:
            case Approximator::less_than:
                quantity.low = 0.0;
                quantity.high = figure_.high.value_or(value);
                break;
            case Approximator::at_least:
            case Approximator::more_than:
                quantity.low = figure_.low.value_or(value);
                quantity.high = kInfinity;
                break;
            default:
                break;
        }
        quantity.vague =
            figure_.approximator == Approximator::vague || (!figure_.value && !figure_.low && !figure_.high);
    }

    [[nodiscard]] static bool figure_number(const std::string& word) {
        return !word.empty() && word.front() >= '0' && word.front() <= '9';
    }

    [[nodiscard]] std::string word(std::uint32_t at) const {
        const TextRange range = tokens_->tokens[at].range;
        return text::folded(text_.substr(range.begin, range.size()));
    }

    const Evidence& evidence_;
    const TermTable& terms_;
    const Item& item_;
    const Figure& figure_;
    const std::vector<Term>& row_;
    const TokenizedText* tokens_ = nullptr;
    std::string_view text_;
    std::uint32_t begin_ = 0, end_ = 0, wall_before_ = 0,
                  wall_after_ = std::numeric_limits<std::uint32_t>::max() - 1;
};

}  // namespace

std::vector<Quantity> quantities(const Evidence& evidence) {
    std::vector<Quantity> found;
    found.reserve(evidence.figures().size());
    for (std::uint32_t i = 0; i < evidence.figures().size(); ++i) {
        found.push_back(Reading(evidence, evidence.figures()[i], evidence.dossier().figures[i]).read(i));
    }
    carry_conjuncts(evidence, found);
    carry_counters(evidence, found);
    carry_heads(evidence, found);
    carry_counts(evidence, found);
    mark_some_of_them(evidence, found);
    return found;
}

}  // namespace sitrep::ledger
