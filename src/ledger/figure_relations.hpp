/// @file figure_relations.hpp
/// @brief Figures side by side: the same quantity told twice, told differently, or moved on; and near misses.
#pragma once
#include <map>
#include <set>
#include <span>

#include "ledger/quantities.hpp"
#include "ledger/rooms.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {

/// Members of a group that stand for it where all pairs would be asked.
inline constexpr std::size_t kMostCompared = 24;

enum class Scope : std::uint8_t { equal, silent, unstated, apart };  ///< silent: neither side states it
enum class Verdict : std::uint8_t { nothing, conflict, differ, update };
enum class Miss : std::uint8_t {
    part,
    addition,
    times,
    places,
    silent_place,
    asked_and_given,
    stale,
    same_number,
    things,
    rate
};

struct NearMiss {
    std::uint32_t a = 0, b = 0;
    Miss why = Miss::part;
};

/// Two figures laid side by side.
struct Look {
    Scope of = Scope::silent, place = Scope::silent;
    bool heads_fit = false, happenings_fit = false;
    bool clash = false;  ///< heads or happenings that exclude one another
    bool one_mode = false;
    Likeness context;
    Copied copied = Copied::no;
    std::uint32_t apart = 0;  ///< sentences between them, in one report
};

/// One run over the figures of a dossier: groups of equal figures first, then what stands between the groups.
class FigureRelations {
  public:
    explicit FigureRelations(const Evidence& evidence);
    std::vector<Relation> relate();

  private:
    using Members = std::map<std::uint32_t, std::vector<std::uint32_t>>;
    [[nodiscard]] const Quantity& q(std::uint32_t i) const;
    [[nodiscard]] const Figure& f(std::uint32_t i) const;
    [[nodiscard]] std::vector<std::vector<std::uint64_t>> keys() const;
    /// Figures of two situations say nothing of one another.
    [[nodiscard]] bool of_one_situation(std::uint32_t a, std::uint32_t b) const {
        return evidence_.same_situation(items_[a].report, items_[b].report);
    }
    [[nodiscard]] static Scope scope(EntityRef a, EntityRef b, bool same);
    /// What any member of the figure's group states, once groups stand; before, what the figure states.
    [[nodiscard]] Scope place_scope(std::uint32_t a, std::uint32_t b) const;
    /// "A 16-year-old": how old somebody is, no count.
    [[nodiscard]] bool says_age(std::uint32_t i) const;
    /// The whole or body that a figure measures.
    [[nodiscard]] EntityRef whose(std::uint32_t i) const;
    /// True for a whole that no report names ("the lake").
    [[nodiscard]] bool described(EntityRef whole) const;
    /// Places that a figure's sentence names behind "in", folded.
    struct ToldPlaces {
        std::vector<std::string> names;
        bool unknown = false;  ///< no gazetteer has any of them
    };
    [[nodiscard]] ToldPlaces places_told(std::uint32_t i) const;
    [[nodiscard]] bool in_time(std::uint32_t i, TextRange range) const;
    /// Two sentences name places, of which one side's are in no gazetteer and none is the other's; nor does
    /// either report tell of the other's: two places, and not one within the other.
    [[nodiscard]] bool unknown_apart(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool report_tells_of(ReportIndex report, const std::vector<std::string>& places) const;
    [[nodiscard]] Look look(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] TermSet without_number(std::uint32_t i) const;
    /// Makes one group of two, unless one sentence tells members of both apart.
    void join(std::uint32_t a, std::uint32_t b);
    /// Same number of the same thing in two reports.
    void join_equal(std::uint32_t a, std::uint32_t b);
    /// How surely two equal numbers count one thing: 3 and more is sure.
    [[nodiscard]] int sureness(std::uint32_t a, std::uint32_t b, const Look& found) const;
    /// Not to be laid against one another at all: vague, a change, an age, another year, one of several
    /// parts.
    [[nodiscard]] bool barred(std::uint32_t a, std::uint32_t b) const;
    /// Counted in the same words, two of them or more: "rival governments".
    [[nodiscard]] bool same_counted(std::uint32_t a, std::uint32_t b) const;
    /// Somebody's own count retold as "official figures".
    [[nodiscard]] bool credited_to_officials(std::uint32_t a, std::uint32_t b) const;
    /// One is a state and the other a place in it: the reports name one place more or less closely.
    [[nodiscard]] bool one_country(EntityRef a, EntityRef b) const;
    /// Somebody who accuses another in this set: losing that it is their count hides whose side it is.
    [[nodiscard]] bool party_to_a_dispute(EntityRef who) const;
    /// A number with three digits that count, or more: rarely met twice by chance.
    [[nodiscard]] static bool telling(double value);
    /// "USD".
    [[nodiscard]] static bool is_currency(std::string_view unit) {
        return unit.size() == 3 && text::folded(unit) != unit;
    }
    /// 2,300 and 26,000, not 30,000.
    [[nodiscard]] static bool two_digits(double value);
    /// A copied figure is as old as the oldest telling: its weekday is the first reporter's.
    void group_days(const std::vector<std::uint32_t>& list);
    void tell_equal(const std::vector<std::uint32_t>& list);
    [[nodiscard]] std::string agreement(const std::vector<std::uint32_t>& list) const;
    /// The group's tellings without the qualifier that others have: one difference for all.
    /// Is the second made from the first, by a shared passage or by their reports?
    [[nodiscard]] bool made_flat(std::uint32_t a, std::uint32_t b) const;
    void tell_qualifier_lost(const std::vector<std::uint32_t>& list);
    /// One place, a name that holds the other's ("Kafia camp"), or one within the other.
    [[nodiscard]] bool places_meet(EntityRef a, EntityRef b) const;
    /// Does the figure's sentence name the party, or say whose count it is ("by the latest police count")?
    [[nodiscard]] bool names_party(std::uint32_t i, EntityRef who) const;
    /// "52 of the 74": whoever gives the part need not be the source of the whole.
    [[nodiscard]] bool base_of_a_part(std::uint32_t i) const;
    /// A retelling that lost the bound or the holder of the figure it was made from.
    void tell_hardened(const std::vector<std::uint32_t>& list, std::uint32_t b);
    /// Two names that share no word: "the army" of one report and of another are no two sources.
    [[nodiscard]] bool other_names(EntityRef a, EntityRef b) const;
    /// "A bridge has two ends": a small number inside the marks of one retold quotation is told with it.
    [[nodiscard]] bool only_quoted(const std::vector<std::uint32_t>& list) const;
    /// Inside the marks of a quotation; or, not direct, inside what somebody denies: who denies vouches for
    /// nothing in it.
    [[nodiscard]] bool inside_quote(std::uint32_t i, bool direct) const;
    /// Is another count given in the same report for the same thing? Then losing the holder hides a dispute.
    [[nodiscard]] bool disputed(std::uint32_t a) const;
    [[nodiscard]] bool is_place(EntityRef who) const;
    /// Two counts set against one another in one report: neighbouring sentences, two sources, one kind of
    /// thing.
    [[nodiscard]] std::string quarter_told(std::uint32_t i) const;
    [[nodiscard]] bool facing(std::uint32_t a, std::uint32_t b) const;
    /// "The union insists that 19 men are inside": against a count that the report gave before, whosever that
    /// is.
    [[nodiscard]] bool insists_in_words(std::uint32_t i) const;
    /// "The mayor put them at 700": what was just counted, by another.
    [[nodiscard]] bool puts_at(std::uint32_t i) const;
    [[nodiscard]] bool insists_beside(std::uint32_t a, std::uint32_t b) const;
    /// "Some 300 singers gathered; a sergeant made it 90", "… people died. The Red Cross spoke of five
    /// dead": beside the report's own count, that of somebody who puts it otherwise and adds nothing to it.
    [[nodiscard]] bool told_beside(std::uint32_t a, std::uint32_t b, const Look& found) const;
    /// "The army, which at first put them at 80": who says so holds it no more.
    [[nodiscard]] bool given_up(std::uint32_t i) const;
    /// The sentence by which a count is of more, fewer or other days than another ("also takes in those who
    /// left before"); "" for none.
    [[nodiscard]] std::string takes_in(std::uint32_t i) const;
    /// The same of any telling of two counts.
    [[nodiscard]] std::string reconciled(std::uint32_t a, std::uint32_t b, const Members& members);
    /// A count that says what it leaves out or takes in, and the count of another before it: a difference.
    void tell_wider(const Members& members);
    /// Both may count one thing: people of no kind or of one, of one fate or of a fate told once.
    [[nodiscard]] bool one_count(std::uint32_t a, std::uint32_t b) const;
    /// The only count of people that one source gives in an earlier report and in a later one: an update,
    /// whatever words tell it. At most kMostCompared counts of a source in a situation.
    void tell_held();
    [[nodiscard]] bool told_anew(std::uint32_t a, std::uint32_t b,
                                 const std::vector<std::uint32_t>& list) const;
    void tell_scopes(std::uint32_t a, std::uint32_t b, const Members& members);
    /// "2 dead, 4 wounded", and six shot: the one is made up of the other and what stands beside it.
    [[nodiscard]] bool sums_up(std::uint32_t a, std::uint32_t b, const Members& members);
    /// Two numbers of two reports that nothing makes rivals: few of something, or people of whom nothing is
    /// told, without two who count or a passage in common.
    [[nodiscard]] bool no_rivals(std::uint32_t a, std::uint32_t b, const Look& found) const;
    /// "Three others", "6 other victims", "the six passengers": the rest, or some that the report has told
    /// of.
    [[nodiscard]] bool of_those_told(std::uint32_t i) const;
    /// The year that a figure's sentence names: "the quake of 2009 left 300 dead"; 0 for none.
    [[nodiscard]] int year_named(std::uint32_t i) const;
    /// The holder, else who counts by the words around.
    [[nodiscard]] EntityRef who_counts(std::uint32_t i) const;
    /// "The Front says 16, the capital 23": the same two numbers by two in both reports, whatever words name
    /// what is counted.
    [[nodiscard]] bool rival_pair(std::uint32_t a, std::uint32_t b) const;
    /// "They gave different counts": the sentence before the figure's, or its own before it, says so.
    [[nodiscard]] bool announced(std::uint32_t i) const;
    void tell_announced(const Members& members);
    void tell_given_otherwise(const Members& members);
    [[nodiscard]] bool comparable_size(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] const std::vector<std::uint32_t>& group(std::uint32_t i, const Members& members);
    [[nodiscard]] std::span<const std::uint32_t> some_of(std::uint32_t i, const Members& members);
    [[nodiscard]] bool shared_holder(std::uint32_t a, std::uint32_t b);
    [[nodiscard]] bool no_holder(std::uint32_t a, const Members& members);
    /// "Officials", an agency that passes on: any body of the state may be meant.
    [[nodiscard]] bool speaks_for_state(EntityRef who) const;
    /// Fills `holders_`.
    void list_holders(const Members& members);
    /// Each stands in its sentence beside another figure, and those two are one: "30 percent in Mali and 5
    /// percent in Chad".
    [[nodiscard]] bool siblings_agree(std::uint32_t a, std::uint32_t b);
    /// One report gives both numbers, and not against one another: for it they count different things.
    [[nodiscard]] bool told_apart(std::uint32_t a, std::uint32_t b, const Members& members);
    /// "More than 450" and 480 of one kind: the bound allows the number.
    [[nodiscard]] bool near_floor(std::uint32_t a, std::uint32_t b, const Look& found,
                                  const Members& members);
    /// Two numbers of one thing on two days.
    [[nodiscard]] Verdict on_other_days(std::uint32_t a, std::uint32_t b, const Look& found,
                                        const Members& members);
    /// Two numbers of the same thing on days that can be one.
    [[nodiscard]] Verdict on_one_day(std::uint32_t a, std::uint32_t b, bool one_scope,
                                     const Members& members);
    [[nodiscard]] Verdict verdict(std::uint32_t a, std::uint32_t b, const Members& members);
    /// A later state of one count: the same source told it, or it mounted and no source stands against it.
    [[nodiscard]] bool moved_on(std::uint32_t a, std::uint32_t b, const Look& found, const Members& members);
    /// Is the second number higher, and somebody's count?
    [[nodiscard]] bool mounts(std::uint32_t first, std::uint32_t second) const;
    /// A later number below an earlier one, of what cannot be undone, by another source.
    [[nodiscard]] bool falls(std::uint32_t first, std::uint32_t second) const;
    /// What became of people in one event that both figures name, at the same place.
    [[nodiscard]] bool one_event(std::uint32_t a, std::uint32_t b) const;
    /// Terms of who counts: the holder's name, else the words before "had".
    [[nodiscard]] TermSet teller(std::uint32_t i) const;
    /// Two who count, of whom one is told in words only, with no word in common; with all words of one in
    /// common.
    [[nodiscard]] bool two_tellers(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool like_tellers(std::uint32_t a, std::uint32_t b) const;
    /// A count told as of now, and another that was there in an earlier report.
    [[nodiscard]] bool stale_beside(std::uint32_t fresh, std::uint32_t old, const Members& members) const;
    [[nodiscard]] bool one_teller(std::uint32_t a, std::uint32_t b) const;
    /// "Has risen to five", "15 remain": the words say that there was another count before.
    [[nodiscard]] bool says_later(std::uint32_t i) const;
    [[nodiscard]] bool later_by_words(std::uint32_t a, std::uint32_t b, const Look& found);
    /// "The reservoir stood at 82.4 metres": a level that is read off.
    [[nodiscard]] bool gauged(std::uint32_t i) const;
    /// One whole by its entity, or by a name of more than its kind.
    [[nodiscard]] bool one_whole(EntityRef a, EntityRef b) const;
    /// People of whom nothing is told but that they are at one place, in sentences alike.
    [[nodiscard]] bool lives_there(std::uint32_t a, std::uint32_t b, const Look& found) const;
    /// "Three days ago it spoke of 6,300": the sentence behind, of an earlier day.
    [[nodiscard]] bool spoke_of(std::uint32_t a, std::uint32_t b, const Look& found) const;
    [[nodiscard]] bool says_it_spoke_before(std::uint32_t i) const;
    /// "Has applied for 300,000 doses", and in a later report "has approved 250,000 doses".
    [[nodiscard]] bool granted_after(std::uint32_t a, std::uint32_t b, const Look& found) const;
    /// "Lent three", "agreed on Friday to finance six", "allowed the mine to let out no more than 40".
    [[nodiscard]] bool given_in_part(std::uint32_t i) const;
    /// "Has delivered 1,200 tents to Ostland": to somebody whom the report of the asking does not name.
    [[nodiscard]] bool given_to_another(std::uint32_t asked, std::uint32_t given) const;
    /// What befell people in an event that the later report brings in as new, on a day after the first was
    /// written.
    [[nodiscard]] bool second_event(std::uint32_t a, std::uint32_t b) const;
    /// "Nationwide cholera has killed 97", and 12 in a town.
    [[nodiscard]] bool part_of_country(std::uint32_t a, std::uint32_t b) const;
    /// "An explosion on a bus": the event of a figure, by a word for any.
    [[nodiscard]] bool brings_in_event(std::uint32_t i) const;
    /// Whom the second figure's sentence names first, the sentence of what was asked names too.
    [[nodiscard]] bool one_giver(std::uint32_t asked, std::uint32_t given) const;
    /// "1,900 of the 2,300 who were ordered out have gone home": the 2,300; the figure itself where its
    /// sentence tells no such thing.
    [[nodiscard]] std::uint32_t base_behind(std::uint32_t i) const;
    /// A number told before, and what became of some of it.
    void find_came_of();
    /// An offer right behind a demand, which a later sum settles.
    [[nodiscard]] bool answers_demand(std::uint32_t offer, std::uint32_t sum) const;
    /// Does a phrase of the kind stand among the tokens `[begin, first)` of the figure's report?
    [[nodiscard]] bool says(std::uint32_t i, BeforeFigure where, Cue cue) const;
    /// Guards and drivers: people of two kinds, each named by its own word.
    [[nodiscard]] bool two_kinds(std::uint32_t a, std::uint32_t b) const;
    /// The 5,000 of "4,200 of 5,000 nurses".
    [[nodiscard]] bool behind_its_part(std::uint32_t i) const;
    /// A part whose base does not stand beside it: "seven of them", not "4,200 of 5,000 nurses".
    [[nodiscard]] bool only_part(std::uint32_t i) const;
    /// "38 cases as of 12 September. It had 21 on 9 September."
    [[nodiscard]] bool had_before(std::uint32_t a, std::uint32_t b, const Look& found) const;
    [[nodiscard]] bool days_apart(std::uint32_t a, std::uint32_t b) const;
    /// Two shares that their sentences give for one thing: "the lake".
    /// A toll that a report of days later tells higher.
    [[nodiscard]] bool mounted(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool one_level(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] Verdict by_bounds(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] double middle(std::uint32_t i) const;
    void tell_different(std::uint32_t a, std::uint32_t b,
                        const std::map<std::uint32_t, std::vector<std::uint32_t>>& members,
                        std::set<std::pair<std::uint32_t, std::uint32_t>>& seen);
    /// "Four or five" retold as "five": the upper end of a range as plain fact.
    bool tell_range_end(std::uint32_t a, std::uint32_t b);
    /// "31, 14 of them children", then "93, including 38 children": the parts moved on with the wholes.
    void find_part_updates(const Members& members);
    /// "Raised from $9.4 million to $13 million".
    void find_raised();
    /// "Granted 22 of the 40 trucks that it had requested": the 22, with the 40 right behind.
    [[nodiscard]] bool granted_of(std::uint32_t i) const;
    /// "Arrested 37 people. … By last night the figure stood at 58": the figure that it replaces; itself for
    /// none.
    [[nodiscard]] std::uint32_t stood_at(std::uint32_t i) const;
    /// "Has raised its appeal from $9.4 million to $13 million": the second of the two.
    [[nodiscard]] bool raised(std::uint32_t i) const;
    /// "130,000 litres; on Monday it was 90,000": the figure holds no more, the one before it does.
    [[nodiscard]] bool replaced(std::uint32_t i) const;
    /// "(63,000 gallons)": the figure before it in other measure.
    [[nodiscard]] bool in_brackets(std::uint32_t i) const;
    /// Its own sentence tells of another number that took its place.
    [[nodiscard]] bool holds_no_more(std::uint32_t i) const;
    /// Their sentences name one body.
    [[nodiscard]] bool of_one_body(std::uint32_t a, std::uint32_t b) const;
    /// "Held 11,000 litres in June and holds 2,400 now".
    [[nodiscard]] bool now_so(std::uint32_t i) const;
    [[nodiscard]] bool told_of_once(std::uint32_t i) const;
    /// "Has offered 3 per cent", and later "a new offer of 5 per cent".
    [[nodiscard]] bool offered_anew(std::uint32_t a, std::uint32_t b) const;
    /// "Demanded 600 lei for each animal", and later an agreement on 510.
    [[nodiscard]] bool settled(std::uint32_t a, std::uint32_t b) const;
    /// Its sentence tells of an agreement.
    [[nodiscard]] bool says_settled(std::uint32_t i) const;
    /// What a sum is paid for: "60 kwacha off each litre"; "" for none, and for lengths of time.
    [[nodiscard]] std::string rate(std::uint32_t i) const;
    [[nodiscard]] bool names_new_offer(std::uint32_t i) const;
    /// "41 kilometres of coast, up from 18".
    [[nodiscard]] bool up_from(std::uint32_t i) const;
    /// States that nobody vouches for and that fall below what was there before: counts of a part.
    void drop_strays(std::vector<std::uint32_t>& ordered, const Members& members);
    void tell_updates(const std::map<std::uint32_t, std::vector<std::uint32_t>>& members);
    void tell_denied(const Members& members);
    /// "The group disputed the toll": the count that follows stands against the one that the report gave
    /// before.
    void tell_disputed(const Members& members);
    /// A rival count told again after the other side's count moved on stands against the new one too.
    void tell_standing_conflicts(const Members& members);
    [[nodiscard]] bool dispute_near(std::uint32_t i) const;
    void tell_conflict(std::uint32_t a, std::uint32_t b, const Members& members);
    void tell_near_misses(const Members& members);
    /// "$14 million" of one report told as "$14 million (about D860 million)" by another: one amount, which
    /// the second put in other money. Brackets that stand alone, in one report or in all, compare nothing.
    void tell_conversions(const Members& members);
    /// Against the figure before it: an addition to a stock, another span of time.
    void tell_neighbour_misses(std::uint32_t i);
    void tell_near_miss(std::uint32_t a, std::uint32_t b);
    /// Side by side in one report and of like size.
    [[nodiscard]] bool confusable(std::uint32_t a, std::uint32_t b) const;
    void near_miss(std::uint32_t a, std::uint32_t b, Miss why);
    [[nodiscard]] bool in_title(std::uint32_t i) const;
    /// Sentences between two figures; far more in another report.
    [[nodiscard]] std::uint32_t distance(std::uint32_t a, std::uint32_t b) const;
    /// Both figures, and those of their groups that stand beside one another in other reports.
    void add_beside(const NearMiss& miss, const Members& members, std::set<std::uint32_t>& all) const;
    /// "16,000 doses … nearly 16,000 people": one number, two things.
    void tell_same_numbers();
    /// "A loan of $30 million … rebuilding, which is to cost $36 million".
    void tell_money_beside(std::uint32_t i);
    /// "Lets in 30 tankers a day; by Monday 412 had crossed".
    void tell_rate_beside(std::uint32_t i);
    /// "60,000 tonnes in 2002" beside the tonnes of today.
    void tell_old_measure(std::uint32_t i);
    /// "Of 540 people arrested, 212": the part stands behind its whole.
    [[nodiscard]] bool told_out_of(std::uint32_t i) const;
    /// Its own words or its unit say what it counts.
    [[nodiscard]] bool says_what(std::uint32_t i) const;
    /// What a figure counts is another thing than what the other counts, by the words of both.
    [[nodiscard]] bool other_thing(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] std::uint32_t name_of(std::uint32_t i) const { return names_[i]; }
    /// One relation for all figures that one reason keeps apart.
    void put_near_misses(const Members& members);
    [[nodiscard]] std::string miss_words(const std::vector<NearMiss>& list) const;
    /// "at least 38 (National Institute, 2018-01-23)".
    [[nodiscard]] std::string told(std::uint32_t i) const;
    /// What one figure counts, in the report's words as far as they go.
    [[nodiscard]] std::string label(std::uint32_t i) const;
    /// What an amount of money is for: "guarantee", "money for each animal killed", else whether it is asked
    /// for.
    [[nodiscard]] std::string money_label(std::uint32_t i) const;
    /// What became of the counted, in the sentence's own word: "culled", "dead of the plague"; "" for none.
    [[nodiscard]] std::string fate(std::uint32_t i) const;
    /// The second of two places that its sentence joins: "in Manica and Sofala"; "" for none.
    [[nodiscard]] std::string place_beside(std::uint32_t i) const;
    /// Words of the figure's sentence from a token on, up to a mark or a small word; no article at the end.
    [[nodiscard]] std::string words_behind(std::uint32_t i, std::uint32_t from, std::uint32_t most) const;
    /// A token of the figure's report, folded; "" behind the last.
    [[nodiscard]] std::string word(std::uint32_t i, std::uint32_t token) const;
    [[nodiscard]] std::string subject(const std::vector<std::uint32_t>& list) const;
    [[nodiscard]] std::vector<ItemRef> refs(const std::vector<std::uint32_t>& list) const;

    const Evidence& evidence_;
    const std::vector<Figure>& figures_;
    const std::vector<Item>& items_;
    const std::vector<Quantity> quantities_;
    Groups groups_;
    std::vector<TermSet> contexts_;  // terms of each figure's sentences, numbers left out
    std::vector<double> weights_;    // of those terms
    std::vector<ToldPlaces> told_places_;
    std::vector<std::set<std::string>> names_of_report_;  // of its places, folded
    std::vector<std::string> scopes_, quarters_;          // takes_in and quarter_told of each
    std::set<std::uint32_t> hardened_;                    // retold as plain fact, and told so
    std::vector<bool> ages_, later_, new_offers_, given_up_, insists_, spoke_before_,
        past_;  // what each figure says of itself: asked once, needed for every pair
    std::vector<DateRange> days_of_;
    std::vector<std::set<EntityRef>> places_, group_places_;  // by figure, of its whole group
    std::vector<std::vector<EntityRef>> holders_;             // by name of the group, each once
    std::set<std::pair<std::uint32_t, std::uint32_t>> updates_, related_, near_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> then_now_;      // groups, by "up from"
    std::vector<std::pair<std::uint32_t, std::uint32_t>> conflicts_;  // groups
    std::vector<NearMiss> misses_;
    std::map<std::pair<std::uint32_t, ReportIndex>, std::size_t>
        plain_;                                                   // told as plain fact, where: in out_
    std::map<std::uint32_t, std::vector<std::uint32_t>> joined_;  // members while groups grow
    std::vector<std::uint32_t> names_;                            // of each figure's group, once groups stand
    std::set<EntityRef> accusers_;
    std::vector<Relation> out_;
};

}  // namespace sitrep::ledger
