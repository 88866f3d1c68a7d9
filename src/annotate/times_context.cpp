#include "annotate/times_context.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

/// A match of the time rules with its surroundings.
class TimeAround : public Around {
  public:
    explicit TimeAround(const TimeContext& context)
        : Around(context.text, context.pieces, context.grammar.patterns.vocabulary(), context.match,
                 context.sentence),
          c_(context) {}
    /// A lower-case word that looks like a plural noun: what follows a count.
    [[nodiscard]] bool plural(const Piece* piece) const {
        const std::string_view w = words(piece);
        return w.size() > 3 && w[0] >= 'a' && w[0] <= 'z' && w.ends_with('s') && !w.ends_with("ss") &&
               !w.ends_with("us") && !w.ends_with("is") && w != "was" && w != "has" && w != "does" &&
               piece->space_before;
    }

    const TimeContext& c_;
};

bool month_passes(const TimeAround& a, const BuiltTime& built) {
    const std::string_view word = a.words(&a.first());
    const bool doubtful = word == "May" || word == "March" || word == "April" || word == "June" ||
                          word == "August" || word == "Mar" || word == "Jan" || word == "Dec" ||
                          word == "Sep" || word == "MAY" || word == "MARCH";
    if (!doubtful || built.modified) return true;
    // "Hungary and Jan Kavan": a person
    if (a.capital(a.after()) && (a.words(a.before()) == "and" || a.words(a.before()) == "or")) return false;
    if (a.is(a.after(), a.c_.grammar.classes.determiner))
        return word == "April" || word == "June" || word == "August";
    return a.is(a.before(), a.c_.grammar.classes.month_cue);
}

bool year_passes(const TimeAround& a, const BuiltTime& built) {
    if (a.size() > 1 || built.modified) return true;
    const auto& k = a.c_.grammar.classes;
    const Piece* before = a.before();
    const Piece* after = a.after();
    if (before != nullptr && (before->digits || before->range.empty())) return false;
    const std::string_view sign = a.words(before);
    if (sign == "$" || sign == "€" || sign == "£" || sign == "#" || sign == "No" || sign == "+" ||
        sign == "/" || sign == ".")
        return false;
    if (after != nullptr && !after->space_before) {
        const std::string_view w = a.words(after);
        if (w == "%" || w == "/" || w == "$") return false;
        if (w == ":" && a.after(1) != nullptr && a.after(1)->digits) return false;
        if (w == "-" && a.after(1) != nullptr && Around::letter(a.words(a.after(1))) &&
            !a.is(before, k.year_cue))
            return false;
    }
    if (a.is(after, k.unit) || a.is(after, k.units) || a.words(after) == "%" || a.words(after) == "percent" ||
        a.is(after, k.number.multiplier))
        return false;
    if (a.is(after, k.counted)) return false;
    const bool sure = a.is(before, k.year_sure);
    const int year = built.form.year;
    if (a.plural(after)) return sure && year >= 1900 && year <= 2100;
    if (sure) return true;
    if (a.is(before, k.year_cue)) return year >= 1700 && year <= 2100;
    return year >= 1900 && year <= 2060;
}

bool season_passes(const TimeAround& a, const BuiltTime& built) {
    if (built.modified) return true;
    const Piece* before = a.before();
    const auto& k = a.c_.grammar.classes;
    // "fall and winter": the second stands where the first does
    const bool joined = a.is(a.before(2), k.season) && (a.words(before) == "and" || a.words(before) == "or");
    if (joined) return true;
    if (!a.is(before, k.part_cue)) return false;
    const std::string& season = built.form.season;
    const bool article = a.size() > 1;
    return article || season == "WI" || season == "SU" || a.words(&a.last()) == "autumn";
}

bool clock_passes(const TimeAround& a, const BuiltTime& built) {
    if (is_furniture(a.c_.block) && !built.has_zone) return false;
    if (built.sure_clock) return true;
    return a.is(a.before(), a.c_.grammar.classes.clock_cue);
}

/// "at 11.40 on Wednesday": an hour; "fell to 11.40 on Wednesday", "traded at 11.40 on Wednesday": none.
bool dotted_clock_passes(const TimeAround& a) {
    if (is_furniture(a.c_.block)) return false;
    const std::string_view cue = a.words(a.before());
    constexpr std::array<std::string_view, 12> kCues = {"at",    "At",    "until",   "till",
                                                        "since", "Since", "before",  "Before",
                                                        "after", "After", "shortly", "around"};
    return text::among(cue, kCues) && !a.c_.grammar.words.prices.holds(a.words(a.before(2)));
}

bool count_passes(const TimeAround& a, const BuiltTime& built) {
    const std::string_view sign = a.words(a.before());
    if (sign == "$" || sign == "€" || sign == "£" || sign == "/" ||
        (sign == "-" && !a.first().space_before && a.before()->range.size() == 1))
        return false;
    const std::string& value = built.form.value;
    if (a.words(a.after()) == "-" && (a.words(a.after(1)) == "old")) return false;
    if (a.words(a.after()) == "old") return false;
    if (value.ends_with('Q') || value.ends_with("WE"))
        return a.words(a.after()) != "of" && built.amount > 1 && value.ends_with("WE");
    return true;
}

/// "60 a day", "barrels a day": a rate; "a month of the deal": a length.
bool rate_passes(const TimeAround& a, BuiltTime& built) {
    const auto& k = a.c_.grammar.classes;
    const std::string_view unit = a.words(&a.last());
    const std::string& value = built.form.value;
    if (value.starts_with("PT") && unit.starts_with("sec")) return false;
    if (value.ends_with('Q') || unit == "night" || unit == "morning" || unit == "season" ||
        unit == "semester")
        return false;
    const Piece* before = a.before();
    const std::string_view next = a.words(a.after());
    // "every day in the yard is a day in the rain": what it is, not how long
    const std::string_view verb = a.words(before);
    if ((verb == "is" || verb == "was") && (next == "in" || next == "that" || next == "when")) return false;
    if (next == "old" || unit == "min" || unit == "sec") return false;
    if (a.size() > 2 || before == nullptr) return true;
    const bool after_time = next == "ago" || next == "earlier" || next == "later" || next == "after" ||
                            next == "before" || next == "of" || next == "longer" || next == "sooner";
    const bool counted = before->digits || a.words(before) == "percent" || a.is(before, k.number.cardinal) ||
                         a.is(before, k.number.multiplier) || a.words(before) == "times" ||
                         a.words(before) == "once" || a.words(before) == "twice";
    bool counted_noun = false;
    for (std::uint32_t n = 2; n <= 4 && !counted; ++n) {
        const Piece* earlier = a.before(n);
        if (earlier == nullptr) break;
        counted_noun = counted_noun || earlier->digits || a.is(earlier, k.number.cardinal) ||
                       a.is(earlier, k.number.multiplier);
    }
    const std::string_view noun = a.words(before);
    const bool noun_like = noun.size() > 2 && noun[0] >= 'a' && noun[0] <= 'z' && noun != "for" &&
                           noun != "within" && noun != "after" && noun != "than" && noun != "about" &&
                           noun != "over" && noun != "only" && noun != "even" && noun != "just" &&
                           noun != "and" && noun != "from";
    if (!after_time && (counted || (counted_noun && noun_like))) built.form.type = TimeType::set;
    return true;
}

bool age_passes(const TimeAround& a) {
    for (std::uint32_t n = 0; n < 3; ++n) {
        if (a.is(a.after(n), a.c_.grammar.classes.lasting)) return true;
    }
    return false;
}

bool set_word_passes(const TimeAround& a) {
    if (is_furniture(a.c_.block)) return false;
    const Piece* after = a.after();
    if (a.first().capital) return false;
    const std::string_view w = a.words(after);
    if (w.size() > 1 && w[0] >= 'A' && w[0] <= 'Z') return false;
    // "quarterly results": a kind of thing, no time
    const std::string_view word = a.words(&a.first());
    const bool kind = word == "quarterly";
    const bool linked = w == "and" || w == "or" || w == "to" || w == "by" || w == "in" || w == "at" ||
                        w == "from" || w == "for" || w == "on" || w == "with" || !Around::letter(w);
    return !kind || linked;
}

bool past_ref_passes(const TimeAround& a) {
    const std::string_view word = a.words(&a.last());
    if (word == "previously" || word == "formerly" || word == "Previously" || word == "Formerly")
        return false;
    if (word == "past") return a.words(a.before()) == "in" || a.words(a.before()) == "In";
    return true;
}

/// A weekday or month inside a name: "Black Friday", "The Sunday Times".
bool part_of_name(const TimeAround& a) {
    if (a.size() != 1 || !a.first().capital) return false;
    const auto& k = a.c_.grammar.classes;
    const bool weekday = a.is(&a.first(), k.weekday);
    const bool short_weekday = a.is(&a.first(), k.weekday_short) && !weekday;
    if (!weekday && !short_weekday) return false;
    if (a.is(a.after(), k.paper)) return true;
    if (short_weekday) {
        const std::string_view w = a.words(a.before());
        return !(w == "on" || w == "last" || w == "next" || w == "this" || w == "(");
    }
    const std::string_view w = a.words(a.before());
    return w == "Good" || w == "Black" || w == "Bloody" || w == "Easter" || w == "Palm" || w == "Ash" ||
           w == "Super" || w == "Ruby";
}

/// "had been due", "was scheduled" before another past: the plan itself is past.
Direction after_had_been(const TimeAround& a, std::uint32_t n) {
    const bool over = a.words(a.before(n + 1)) == "been" && a.words(a.before(n + 2)) == "had";
    return over ? Direction::past : Direction::future;
}

/// "would go ahead unless they took over by Thursday": the past form after a condition under a future is no
/// past. Behind a comma it is another clause: "none will sail until the port opens, officials said on
/// Tuesday".
bool supposed(const TimeAround& a, std::uint32_t verb) {
    bool condition = false;
    for (std::uint32_t n = verb + 1; n <= verb + 20; ++n) {
        const Piece* piece = a.before(n);
        if (piece == nullptr || a.words(piece) == ";") return false;
        if (!condition && a.words(piece) == ",") return false;
        condition = condition || a.is(piece, a.c_.grammar.classes.condition);
        if (condition && a.is(piece, a.c_.grammar.classes.future)) return true;
    }
    return false;
}

/// "could arrive as early as Friday"; "may have left on Friday" speaks of the past.
bool modal_ahead(const TimeAround& a, std::uint32_t n) {
    return a.is(a.before(n), a.c_.grammar.classes.modal) && (n < 2 || a.words(a.before(n - 1)) != "have");
}

/// "36 people had died by Wednesday": a pluperfect before a deadline tells what was over by then.
bool over_by_then(const TimeAround& a, std::uint32_t verb) {
    for (std::uint32_t n = verb; n <= verb + 2; ++n) {
        if (a.words(a.before(n)) == "had") return n < 2 || a.words(a.before(n - 1)) != "to";
    }
    return false;
}

bool unknown_past(std::string_view w) {
    return w.size() > 4 && w[0] >= 'a' && w[0] <= 'z' && w.ends_with("ed") && !w.ends_with("eed");
}

/// "By dusk on Wednesday the centre had 34 dead.": the sentence opens with the deadline and tells what was.
bool opens_past(const TimeAround& a) {
    if (a.before(2) != nullptr) return false;
    bool past = false;
    for (std::uint32_t n = 0; n < 20; ++n) {
        const Piece* piece = a.after(n);
        if (piece == nullptr || a.words(piece) == ";") break;
        if (a.is(piece, a.c_.grammar.classes.future) || a.is(piece, a.c_.grammar.classes.modal)) return false;
        past = past || a.is(piece, a.c_.grammar.classes.past) || unknown_past(a.words(piece));
    }
    return past;
}

/// "promised an answer before the weekend": what is promised lies ahead, whatever the tense of promising.
bool promised(const TimeAround& a) {
    for (std::uint32_t n = 2; n <= 14; ++n) {
        const Piece* piece = a.before(n);
        if (piece == nullptr || a.words(piece) == ";") return false;
        if (a.is(piece, a.c_.grammar.classes.promise)) return true;
    }
    return false;
}

/// "Ask me again on Saturday.": a sentence or quotation that opens with an order.
bool ordered(const TimeAround& a) {
    for (std::uint32_t n = 1; n <= 8; ++n) {
        const Piece* piece = a.before(n);
        if (piece == nullptr) return false;
        const std::string_view lead = a.words(a.before(n + 1));
        const bool opens = a.before(n + 1) == nullptr || lead == "\"" || lead == "\u201c" || lead == ".";
        if (opens) return a.capital(piece) && a.is(piece, a.c_.grammar.classes.order);
    }
    return false;
}

/// "would not say", "wouldn't discuss it", "could not be reached": who was asked kept silent; nothing lies
/// ahead.
bool kept_silent(const TimeAround& a, const Piece* would, const Piece* negation, const Piece* verb) {
    const WordSet& silence = a.c_.grammar.words.silence;
    if (a.words(would) == "could" && a.words(negation) == "not" && a.words(verb) == "be") return true;
    if (a.words(would) == "would" && a.words(negation) == "not") return silence.holds(a.words(verb));
    return a.words(would) == "wouldn't" && silence.holds(a.words(negation));
}

/// "is taking over the mine on April 15": a plan, where no comma parts verb and day.
bool going_to(const TimeAround& a, std::uint32_t verb) {
    const std::string_view copula = a.words(a.before(verb + 1));
    const std::string_view w = a.words(a.before(verb));
    if ((copula != "is" && copula != "are") || w.size() < 5 || !w.ends_with("ing")) return false;
    for (std::uint32_t n = 1; n < verb; ++n) {
        if (a.words(a.before(n)) == "," || a.words(a.before(n)) == "that") return false;
    }
    return true;
}

}  // namespace

bool passes_guard(const TimeContext& context, BuiltTime& built) {
    const TimeAround a(context);
    if (part_of_name(a)) return false;
    switch (context.grammar.programs[context.match.rule].guard) {
        case Guard::month:
            return month_passes(a, built);
        case Guard::year:
            return year_passes(a, built);
        case Guard::season:
            return season_passes(a, built);
        case Guard::part:
            return a.is(a.before(), context.grammar.classes.part_cue);
        case Guard::clock:
            return clock_passes(a, built);
        case Guard::dotted_clock:
            return dotted_clock_passes(a);
        case Guard::end_of:
            return a.size() >= 3;
        case Guard::count:
            return count_passes(a, built);
        case Guard::rate:
            return rate_passes(a, built);
        case Guard::age:
            return age_passes(a);
        case Guard::bare_units:
            return a.is(a.before(), context.grammar.classes.duration_cue) && !built.form.value.ends_with('Q');
        case Guard::set_word:
            return set_word_passes(a);
        case Guard::past_ref:
            return past_ref_passes(a);
        default:
            return true;
    }
}

namespace {

/// Those who are seen in a picture: a plural, or people.
bool seen(const TimeAround& a, const Piece* piece) {
    const std::string_view w = a.words(piece);
    return (w.size() > 3 && w.ends_with('s') && !w.ends_with("ss")) || w == "police" || w == "people" ||
           w == "men" || w == "women" || w == "children";
}

}  // namespace

bool is_caption(const TimeContext& context) {
    if (context.block == BlockKind::caption) return true;
    const TimeAround a(context);
    const Piece* after = a.after();
    if (after != nullptr && a.words(after) != ".") return false;
    bool shows = false;
    for (std::uint32_t n = 1; a.before(n) != nullptr; ++n) {
        const Piece* piece = a.before(n);
        if (a.is(piece, context.grammar.classes.past) || unknown_past(a.words(piece))) {
            // "pose with a captured flag": an adjective between article and noun is no past tense
            if (!a.is(a.before(n + 1), context.grammar.classes.determiner)) return false;
        }
        // the verb stands early, behind those who are seen: "Iraqi forces pose …"
        const bool early = a.before(n + 1) != nullptr && a.before(n + 6) == nullptr;
        shows = shows || (early && a.is(piece, context.grammar.classes.shown) && seen(a, a.before(n + 1)));
    }
    return shows;
}

bool of_other_week(const TimeContext& context) {
    const TimeAround a(context);
    const std::string_view article = a.words(a.before());
    if (article != "the" && article != "The") return false;
    const std::string_view next = a.words(a.after());
    constexpr std::array<std::string_view, 9> kBehind = {"before", "after", "when", "that",     "of",
                                                         "and",    "in",    "but",  "following"};
    return !Around::letter(next) ? !(next.size() == 1 && next[0] >= '0' && next[0] <= '9')
                                 : std::find(kBehind.begin(), kBehind.end(), next) != kBehind.end();
}

bool is_deadline(const TimeContext& context) {
    const TimeAround a(context);
    return a.is(a.before(), context.grammar.classes.deadline);
}

/// "advised that prayers be said on Friday": no modal and no "to" before the "be".
static bool asked_for(const TimeAround& a, std::uint32_t be) {
    const auto& k = a.c_.grammar.classes;
    const Piece* before = a.before(be + 1);
    const std::string_view w = a.words(before);
    return before != nullptr && !a.is(before, k.modal) && !a.is(before, k.future) && w != "to" &&
           w != "not" && w != "n't" && w != "never" && w != "only" && w != "also" && w != "now" &&
           Around::letter(w);
}

/// The tense of the first verb behind a time that opens its clause.
static std::optional<Direction> told_behind(const TimeAround& a) {
    const auto& k = a.c_.grammar.classes;
    for (std::uint32_t n = 0; n < 10; ++n) {
        const Piece* piece = a.after(n);
        if (piece == nullptr || a.words(piece) == ";") break;
        if (kept_silent(a, piece, a.after(n + 1), a.after(n + 2))) return Direction::past;
        if (a.is(piece, k.future)) return Direction::future;
        if (a.is(piece, k.past) || unknown_past(a.words(piece))) return Direction::past;
    }
    return std::nullopt;
}

/// "The demolition, planned for May 1, has been dropped": the plan is told, not when its day is.
static bool once_planned(const TimeAround& a) {
    const std::string_view lead = a.words(a.before(3)), to = a.words(a.before());
    if (to != "for" && to != "from" && to != "to" && to != "by" && to != "until") return false;
    return a.is(a.before(2), a.c_.grammar.classes.promise) &&
           (lead == "," || lead == "once" || lead == "first");
}

/// "which had chosen Sept. 24": the day that was chosen, not the day of choosing.
static bool just_arranged(const TimeAround& a) {
    const std::string_view w = a.words(a.before());
    return w != "called" && w != "asked" && a.is(a.before(), a.c_.grammar.classes.promise);
}

/// "made a proposal: 60 off each litre from 1 April": what stands before a colon does not tell when.
static bool opens_list(const TimeAround& a, std::uint32_t n) {
    const Piece* next = a.before(n - 1);
    return a.words(a.before(n)) == ":" && n > 1 && next != nullptr && next->space_before;
}

/// "until school breaks up on May 25": a clause that is waited for, with no past verb in it.
static bool waits_for(const TimeAround& a, std::uint32_t n) {
    constexpr std::uint32_t kClause = 4;  // a subject, a verb and a preposition stand between
    return n >= kClause && a.is(a.before(n), a.c_.grammar.classes.condition);
}

/// "agreed to meet on Friday", "is to open on May 3": an infinitive behind what was resolved.
static bool resolved_to(const TimeAround& a, std::uint32_t to) {
    const auto& k = a.c_.grammar.classes;
    const std::string_view verb = a.words(a.before(to - 1));
    const bool infinitive = verb.size() > 1 && verb[0] >= 'a' && verb[0] <= 'z' &&
                            !a.is(a.before(to - 1), k.determiner) && !verb.ends_with("ing") &&
                            !a.c_.grammar.words.bare_places.holds(verb);
    const Piece* head = a.before(to + 1);
    if (!infinitive || head == nullptr) return false;
    const std::string_view w = a.words(head);
    if (w == "is" || w == "are") return true;
    return !a.is(head, k.to_past) && (unknown_past(w) || w == "agreed");
}

/// ", and on Monday lessons will begin": a day that opens a clause of its own behind a comma takes its tense
/// from that clause.
static bool opens_second_clause(const TimeAround& a) {
    const auto joins = [&](std::uint32_t n) {
        const std::string_view w = a.words(a.before(n));
        return (w == "and" || w == "but" || w == "while") && a.words(a.before(n + 1)) == ",";
    };
    return joins(1) || (a.words(a.before()) == "on" && joins(2));
}

Direction direction_of(const TimeContext& context) {
    const TimeAround a(context);
    const auto& k = context.grammar.classes;
    const bool deadline = a.is(a.before(), k.deadline);
    if (a.is(a.before(), k.since)) return Direction::past;
    const std::string_view lead = a.words(a.before());
    const bool before = lead == "before" || a.words(a.before(2)) == "before";
    const bool owner =
        a.words(a.after()) == "'s" || a.words(a.after()) == "\u2019s" || a.words(a.after()) == "'";
    const bool arranged = lead == "from" || lead == "for" || lead == "to" || lead == "starting" ||
                          lead == "beginning" || lead == "effective";
    if (once_planned(a)) return context.names_weekday ? Direction::future : Direction::near;
    if ((before || (arranged && !owner)) && promised(a)) return Direction::future;
    if (just_arranged(a)) return Direction::near;
    if (ordered(a)) return Direction::future;
    if (opens_second_clause(a)) {
        if (const auto told = told_behind(a)) return *told;
    }
    // "If they are not, ask me again on Saturday"
    bool condition = false, listed = false;
    const Direction silent = deadline ? Direction::future : Direction::near;
    for (std::uint32_t n = 1; n <= 14; ++n) {
        const Piece* piece = a.before(n);
        if (piece == nullptr) break;
        const std::string_view w = a.words(piece);
        if (w == ";" || w == "\"") break;
        listed = listed || opens_list(a, n);
        if (waits_for(a, n)) return Direction::future;
        condition = condition || w == "If" || w == "if";
        if (n > 2 && kept_silent(a, piece, a.before(n - 1), a.before(n - 2))) return Direction::past;
        if (a.is(piece, k.future))
            return w == "due" || w.ends_with("ed") ? after_had_been(a, n) : Direction::future;
        if (w == "to" && n > 1) {
            // "asked to see the log of Tuesday's shift": of what there is to see
            if (owner && lead == "of" && a.c_.grammar.words.looking.holds(a.words(a.before(n - 1))))
                return Direction::past;
            if (resolved_to(a, n)) return Direction::future;
            continue;
        }
        if (modal_ahead(a, n) || ((w == "invitation" || w == "appointment") && n > 2))
            return Direction::future;
        if (going_to(a, n)) return Direction::future;
        // "may bore a second hole": the verb of a modal has no tense of its own
        if (a.is(a.before(n + 1), k.modal) || a.is(a.before(n + 1), k.future)) continue;
        // "Formed in late March": a sentence may open with its participle
        const bool opens = a.before(n + 1) == nullptr && w.size() > 4 && w.ends_with("ed");
        // "the raise is paid in two steps, the first from November 1": a schedule
        const std::string_view copula = a.words(a.before(n + 1));
        if ((copula == "is" || copula == "are") && a.words(a.before()) == "from") return Direction::future;
        // "will be held at the chapel on Sunday": the participle leaves the tense to the verb before it
        if (copula == "be" && asked_for(a, n + 1)) return Direction::future;
        if (copula == "be" || copula == "being") continue;
        // "nine of them fly to the capital on Saturday"
        if (a.is(piece, k.schedule) && !a.is(a.before(n + 1), k.determiner))
            return context.names_day ? Direction::future : Direction::near;
        if (!listed && (a.is(piece, k.past) || unknown_past(w) || opens))
            return (deadline && !over_by_then(a, n)) || supposed(a, n) ? Direction::future : Direction::past;
    }
    if (deadline) return opens_past(a) ? Direction::past : silent;
    // "The vote of 20 August is off": the day is part of a name, not of what is told
    const Direction told = lead == "of" ? silent : told_behind(a).value_or(silent);
    return told == silent && condition ? Direction::future : told;
}

}  // namespace sitrep::annotate
