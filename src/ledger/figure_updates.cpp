// Counts that moved on: by their days, by their words, part by part.
#include <algorithm>
#include <array>
#include <cmath>

#include "ledger/cues.hpp"
#include "ledger/figure_relations.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {
namespace {

constexpr double kFewCounted = 5.0;  // of fewer nobody speaks as "the figure"

}  // namespace

bool FigureRelations::stale_beside(std::uint32_t fresh, std::uint32_t old, const Members& members) const {
    if (!later_[fresh]) return false;
    const auto &news = members.at(name_of(fresh)), &others = members.at(name_of(old));
    return std::any_of(others.begin(), others.end(), [&](std::uint32_t i) {
        return evidence_.before(items_[i].report, items_[fresh].report) &&
               std::none_of(news.begin(), news.end(), [&](std::uint32_t n) {
                   return items_[n].report == items_[i].report ||
                          evidence_.before(items_[n].report, items_[i].report);
               });
    });
}

bool FigureRelations::mounts(std::uint32_t first, std::uint32_t second) const {
    // A headline's "near 100" is nobody's later count.
    return middle(second) > middle(first) &&
           (items_[second].who >= 0 || f(second).approximator != Approximator::about);
}

bool FigureRelations::falls(std::uint32_t first, std::uint32_t second) const {
    // What is done is not undone: the dead and the fallen houses of two sources are two counts.
    constexpr std::array<std::string_view, 4> kDone = {"killed", "destroyed", "injured", "infected"};
    const auto done = [&](std::uint32_t i) {
        return evidence_.terms().name(q(i).head) == "house" ||
               std::find(kDone.begin(), kDone.end(), evidence_.terms().name(q(i).happening)) != kDone.end();
    };
    return (done(first) || done(second)) && middle(second) < middle(first) &&
           items_[first].who != items_[second].who &&
           // "12,500 homes are still without light": by whoever said how many were
           !(later_[second] && evidence_.same_source(items_[first].who, items_[second].who));
}

bool FigureRelations::says_later(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    return says(i, {sentence.first, sentence.last}, Cue::later);
}

bool FigureRelations::later_by_words(std::uint32_t a, std::uint32_t b, const Look& found) {
    if (items_[a].report == items_[b].report || days_apart(a, b) || later_[a] == later_[b]) return false;
    const bool one_thing = found.heads_fit && !q(a).of_people && q(a).happening == q(b).happening;
    if (!(found.happenings_fit || one_thing) || only_part(a) || only_part(b) || !comparable_size(a, b))
        return false;
    const std::uint32_t second = later_[b] ? b : a, first = second == b ? a : b;
    if (evidence_.before(items_[second].report, items_[first].report)) return false;
    return shared_holder(a, b) || found.place == Scope::equal;
}

bool FigureRelations::moved_on(std::uint32_t a, std::uint32_t b, const Look& found, const Members& members) {
    if (later_by_words(a, b, found) || spoke_of(a, b, found)) return true;
    // "Her share of the vote": a share of one party's, told by one source on two days.
    const bool share = q(a).unit == "percent" && found.of == Scope::equal;
    const bool level = gauged(a) && gauged(b) && one_whole(f(a).of, f(b).of) && q(a).unit == q(b).unit;
    if (level && days_apart(a, b) && comparable_size(a, b) && items_[a].report != items_[b].report)
        return true;
    if (!(found.happenings_fit || (found.heads_fit && q(a).happening == q(b).happening) || share ||
          lives_there(a, b, found)) ||
        only_part(a) || only_part(b) || behind_its_part(a) || behind_its_part(b) || !days_apart(a, b) ||
        !comparable_size(a, b) || q(a).mode == Mode::planned || q(a).mode == Mode::requested)
        return false;
    if (sure_gap(days_of_[a], days_of_[b]) > 200) return false;
    // "Six people are missing", and a week later "Two are still missing".
    const std::uint32_t last = wholly_before(days_of_[a], days_of_[b]) ? b : a;
    if (later_[last] && found.happenings_fit && found.place != Scope::apart &&
        items_[a].report != items_[b].report)
        return shared_holder(a, b) || no_holder(a, members) || no_holder(b, members);
    const bool earlier = wholly_before(days_of_[a], days_of_[b]);
    const std::uint32_t first = earlier ? a : b, second = earlier ? b : a;
    if (falls(first, second)) return false;
    // A count of people moved on where the sentences are alike, of things where they are of one place too.
    const bool two_events = f(a).of >= 0 && f(b).of >= 0 && f(a).of != f(b).of;
    const bool one_person =
        items_[a].who >= 0 && (items_[a].who == items_[b].who || (!two_events && shared_holder(a, b)));
    if (had_before(a, b, found)) return true;
    // One source's count of one kind, a little higher or lower: "a crew of 12", "a crew of 13".
    constexpr double kLittle = 1.6;
    const double x = middle(a), y = middle(b);
    const bool own_count = one_person && found.heads_fit && std::max(x, y) <= kLittle * std::min(x, y);
    const double alike = found.happenings_fit          ? (one_person ? 0.1 : 0.2)
                         : own_count                   ? 0.15
                         : found.place == Scope::equal ? 0.3
                                                       : 0.4;
    if (found.context.dice < alike) return false;
    if (shared_holder(a, b)) return true;
    if (share && q(a).body >= 0 && likeness(evidence_.terms(), teller(a), teller(b)).terms >= 1) return true;
    // "94 drops by Thursday evening", "made 212 drops": what is counted up.
    const bool counted_up = found.heads_fit && !q(a).of_people && middle(second) > middle(first) &&
                            no_holder(a, members) && no_holder(b, members);
    if (lives_there(a, b, found) && no_holder(a, members) && no_holder(b, members))
        return items_[a].report != items_[b].report;
    return ((found.happenings_fit && mounts(first, second) &&
             (no_holder(a, members) || no_holder(b, members))) ||
            counted_up) &&
           found.context.dice >= 0.25 && items_[a].report != items_[b].report;
}

bool FigureRelations::gauged(std::uint32_t i) const {
    constexpr std::array<std::string_view, 12> kStands = {"stood",   "stands", "fell",    "fallen",
                                                          "rose",    "risen",  "dropped", "sank",
                                                          "climbed", "is",     "was",     "down"};
    // a share of what something holds is somebody's reckoning, and may have rivals
    const bool measure =
        !q(i).of_people && !is_currency(f(i).unit) && !q(i).unit.empty() && q(i).unit != "percent";
    const std::uint32_t first = items_[i].first;
    if (!measure || q(i).part || q(i).change || q(i).mode != Mode::actual || first < 2) return false;
    const std::string last = word(i, first - 1), verb = word(i, first - 2);
    return (last == "at" || last == "to") && std::find(kStands.begin(), kStands.end(), verb) != kStands.end();
}

bool FigureRelations::one_whole(EntityRef a, EntityRef b) const {
    if (a < 0 || b < 0 || evidence_.same_party(a, b)) return a >= 0 && b >= 0;
    // "The Sorraia lake" of two reports; "the lake" may be any
    const std::string name = text::folded(evidence_.name(a));
    return name == text::folded(evidence_.name(b)) && std::count(name.begin(), name.end(), ' ') >= 2;
}

bool FigureRelations::lives_there(std::uint32_t a, std::uint32_t b, const Look& found) const {
    constexpr double kAlike = 0.35;
    const auto plain = [&](std::uint32_t i) {
        return q(i).of_people && q(i).happening == kNoTerm && !q(i).listed &&
               (q(i).head == kNoTerm || evidence_.terms().name(q(i).head) == "person");
    };
    return plain(a) && plain(b) && f(a).place >= 0 && evidence_.same_party(f(a).place, f(b).place) &&
           found.of != Scope::apart && found.context.dice >= kAlike;
}

bool FigureRelations::spoke_of(std::uint32_t a, std::uint32_t b, const Look& found) const {
    if (items_[a].report != items_[b].report || found.apart != 1 || q(a).unit != q(b).unit) return false;
    const std::uint32_t second = items_[a].sentence > items_[b].sentence ? a : b;
    return (found.heads_fit || found.happenings_fit) && spoke_before_[second];
}

bool FigureRelations::says_it_spoke_before(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    constexpr std::array<std::string_view, 6> kAgo = {" ago it ",   " earlier it ",   " before it ",
                                                      " ago they ", " earlier they ", " before they "};
    return has_any(text::folded(home.report.text.words(home.tokens.sentences[items_[i].sentence].range)),
                   kAgo);
}

bool FigureRelations::behind_its_part(std::uint32_t i) const {
    return i > 0 && f(i - 1).part_of == static_cast<std::int32_t>(items_[i].ref.index);
}

bool FigureRelations::only_part(std::uint32_t i) const { return q(i).part && !q(i).of_base; }

bool FigureRelations::had_before(std::uint32_t a, std::uint32_t b, const Look& found) const {
    if (items_[a].report != items_[b].report || found.apart != 1) return false;
    const std::uint32_t second = items_[a].sentence > items_[b].sentence ? a : b, first = second == a ? b : a;
    if (falls(second, first)) return false;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[second].report];
    const std::string words =
        text::folded(home.report.text.words(home.tokens.sentences[items_[second].sentence].range));
    if (!wholly_before(f(second).as_of, f(first).as_of)) return false;
    return words.starts_with("it had ") || words.starts_with("they had ") ||
           words.starts_with("there had been ");
}

bool FigureRelations::days_apart(std::uint32_t a, std::uint32_t b) const {
    return wholly_before(days_of_[a], days_of_[b]) || wholly_before(days_of_[b], days_of_[a]);
}

void FigureRelations::find_part_updates(const Members& members) {
    const auto parts_of = [&](std::uint32_t group) {
        std::vector<std::uint32_t> found;
        const auto& list = members.at(group);
        for (const std::uint32_t whole : std::span(list).first(std::min(list.size(), kMostCompared))) {
            for (std::uint32_t i = whole + 1; i < std::min<std::size_t>(items_.size(), whole + 4); ++i) {
                if (q(i).part && !q(i).vague && items_[i].report == items_[whole].report &&
                    items_[i].sentence == items_[whole].sentence)
                    found.push_back(i);
            }
        }
        return found;
    };
    const auto whole_updates = updates_;
    for (const auto& [x, y] : whole_updates) {
        for (const std::uint32_t a : parts_of(x)) {
            for (const std::uint32_t b : parts_of(y)) {
                const std::string of_a = text::folded(f(a).counted), of_b = text::folded(f(b).counted);
                const std::uint32_t m = groups_.of(a), n = groups_.of(b);
                if (!of_a.empty() && of_a == of_b && m != n && days_apart(a, b))
                    updates_.emplace(std::min(m, n), std::max(m, n));
            }
        }
    }
}

bool FigureRelations::up_from(std::uint32_t i) const {
    const Item &first = items_[i - 1], &second = items_[i];
    constexpr std::uint32_t kFar = 14;
    if (first.report != second.report || second.first < 2 || second.first > first.last + kFar) return false;
    const AnnotatedReport& home = evidence_.dossier().reports[first.report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    // "2,900 are still displaced, against 6,500 at the peak"
    return phrase_before(evidence_.terms().cues(Cue::up_from), {first.last, second.first}, word) !=
           second.first;
}

bool FigureRelations::in_brackets(std::uint32_t i) const {
    return i > 0 && items_[i - 1].report == items_[i].report && items_[i].first > 0 &&
           items_[i - 1].last + 1 >= items_[i].first && word(i, items_[i].first - 1) == "(";
}

bool FigureRelations::replaced(std::uint32_t i) const {
    const Item &first = items_[i - 1], &second = items_[i];
    if (first.report != second.report || second.sentence > first.sentence + 1) return false;
    const AnnotatedReport& home = evidence_.dossier().reports[first.report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    return wholly_before(f(i).as_of, f(i - 1).as_of) &&
           phrase_before(evidence_.terms().cues(Cue::was_before), {first.last, second.first}, word) !=
               second.first;
}

bool FigureRelations::holds_no_more(std::uint32_t i) const {
    if (i > 0 && (up_from(i) || replaced(i))) return true;
    if (told_of_once(i)) return true;
    return i + 1 < items_.size() && items_[i + 1].report == items_[i].report &&
           items_[i + 1].sentence == items_[i].sentence && (raised(i + 1) || now_so(i + 1));
}

/// "Compared with the 12 that the army had first acknowledged"
bool FigureRelations::told_of_once(std::uint32_t i) const {
    constexpr std::uint32_t kReach = 9;
    constexpr std::array<std::string_view, 5> kFirst = {"first", "initially", "originally", "once",
                                                        "earlier"};
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const std::uint32_t end =
        std::min(home.tokens.sentences[items_[i].sentence].last, items_[i].last + kReach);
    bool relative = false;
    for (std::uint32_t at = items_[i].last; at + 1 < end; ++at) {
        const std::string one = word(i, at);
        if (one == "," || one == ";") return false;
        relative = relative || (at < items_[i].last + 3 && (one == "that" || one == "which" || one == "it"));
        if (relative && (one == "had" || one == "at") && text::among(word(i, at + 1), kFirst)) return true;
    }
    return false;
}

bool FigureRelations::now_so(std::uint32_t i) const {
    const Item &first = items_[i - 1], &second = items_[i];
    constexpr std::uint32_t kFar = 9;
    if (first.report != second.report || first.sentence != second.sentence ||
        second.first > first.last + kFar)
        return false;
    const AnnotatedReport& home = evidence_.dossier().reports[first.report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    const bool ends = second.last < home.tokens.tokens.size() && word(second.last) == "now";
    for (std::uint32_t at = first.last; at < second.first; ++at) {
        const std::string one = word(at);
        // "went on counting a crew of 12, now speaks of 13"; not "12 in June, 15 in July and now 20"
        if (one == "now" && at + 1 < second.first) return true;
        if (one == ";" || one == ".") return false;
    }
    return ends && second.first > first.last;
}

void FigureRelations::find_raised() {
    const auto put = [&](std::uint32_t then, std::uint32_t now) {
        const std::uint32_t x = groups_.of(then), y = groups_.of(now);
        if (x == y) return;
        updates_.emplace(std::min(x, y), std::max(x, y));
        then_now_.emplace(x, y);
    };
    for (std::uint32_t i = 1; i < items_.size(); ++i) {
        const bool one_unit = q(i).unit == q(i - 1).unit;
        if (items_[i].report != items_[i - 1].report || q(i).vague || q(i - 1).vague ||
            same_number(f(i - 1), f(i)))
            continue;
        const bool one_sentence = items_[i].sentence == items_[i - 1].sentence;
        if (granted_of(i - 1)) {
            for (std::uint32_t asked = 0; asked < items_.size(); ++asked) {
                if (same_number(f(asked), f(i)) &&
                    (q(asked).head == q(i).head || q(asked).unit == q(i).unit) &&
                    of_one_situation(asked, i) && evidence_.before(items_[asked].report, items_[i].report))
                    put(asked, i - 1);
            }
        }
        if (const std::uint32_t first = stood_at(i); first != i) put(first, i);
        // "41,000 fish had died, fewer than the 60,000 …": whatever was thought to be counted
        const bool bare = q(i).unit.empty() || (q(i).unit == "person" && f(i).counted.empty());
        if (one_sentence && up_from(i) && in_brackets(i - 1)) {
            put(i, i - 2);  // "802 kwacha ($1.85), up from 680"
        } else if (one_sentence && (one_unit || bare) && up_from(i)) {
            put(i, i - 1);
        } else if (one_unit && comparable_size(i - 1, i) && !only_part(i) && !only_part(i - 1) &&
                   !q(i).change && !q(i - 1).change && q(i).mode == q(i - 1).mode && replaced(i)) {
            put(i, i - 1);
        } else if (one_unit && comparable_size(i - 1, i) && f(i).counted.empty() && now_so(i)) {
            put(i - 1, i);
        } else if (one_sentence && one_unit && raised(i)) {
            put(i - 1, i);
        }
    }
}

bool FigureRelations::granted_of(std::uint32_t i) const {
    constexpr std::array<std::string_view, 6> kAsked = {"requested", "asked",   "sought",
                                                        "wanted",    "applied", "demanded"};
    constexpr std::uint32_t kBehind = 8;
    if (i + 1 >= items_.size() || items_[i + 1].report != items_[i].report ||
        items_[i + 1].sentence != items_[i].sentence || !q(i).of_base || middle(i) >= middle(i + 1) ||
        items_[i + 1].first > items_[i].last + 4)
        return false;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    const std::uint32_t end =
        std::min<std::uint32_t>(items_[i + 1].last + kBehind, home.tokens.sentences[items_[i].sentence].last);
    for (std::uint32_t at = items_[i + 1].last; q(i).granted && at < end; ++at) {
        if (std::find(kAsked.begin(), kAsked.end(), word(i, at)) != kAsked.end()) return true;
    }
    // "… and five of the 12 filters"
    return i > 1 && items_[i].first > 0 && word(i, items_[i].first - 1) == "and" && granted_of(i - 2);
}

std::uint32_t FigureRelations::stood_at(std::uint32_t i) const {
    constexpr std::array<std::string_view, 6> kCount = {"figure", "number", "toll",
                                                        "count",  "tally",  "total"};
    constexpr std::array<std::string_view, 9> kStands = {"stood",   "stands", "rose", "risen",  "reached",
                                                         "climbed", "grown",  "grew", "swollen"};
    constexpr std::uint32_t kReach = 3;  // sentences
    if (!f(i).counted.empty() || q(i).vague || items_[i].first < 3) return i;
    bool stands = false, count = false;
    for (std::uint32_t back = 1; back <= 6 && back < items_[i].first; ++back) {
        const std::string one = word(i, items_[i].first - back);
        if (one == "." || one == ";") break;
        stands = stands || std::find(kStands.begin(), kStands.end(), one) != kStands.end();
        count = count || (stands && std::find(kCount.begin(), kCount.end(), one) != kCount.end() &&
                          word(i, items_[i].first - back - 1) == "the");
    }
    if (!count) return i;
    for (std::uint32_t at = i; at-- > 0 && items_[at].report == items_[i].report &&
                               items_[at].sentence + kReach >= items_[i].sentence;) {
        const bool counts = !f(at).counted.empty() && q(at).of_people && !q(at).part && !ages_[at];
        if (counts && comparable_size(at, i) && middle(at) >= kFewCounted) return at;
    }
    return i;
}

bool FigureRelations::raised(std::uint32_t i) const {
    const Item &first = items_[i - 1], &second = items_[i];
    if (first.first == 0 || second.first != first.last + 1 || f(i - 1).as_of.open() != f(i).as_of.open())
        return false;
    const AnnotatedReport& home = evidence_.dossier().reports[first.report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    // "Has raised its appeal from $9.4 million to $13 million"; not "from 9 a.m. to 5", a span of time.
    if (word(first.first - 1) != "from" || word(first.last) != "to") return false;
    constexpr std::array<std::string_view, 18> kMoves = {
        "raised", "rose", "risen",   "cut",     "fell", "fallen", "grew",    "grown",   "up",
        "down",   "gone", "climbed", "lowered", "went", "moved",  "revised", "changed", "shifted"};
    for (std::uint32_t back = 2; back <= 8 && back <= first.first; ++back) {
        const std::string one = word(first.first - back);
        if (std::find(kMoves.begin(), kMoves.end(), one) != kMoves.end()) return true;
    }
    return false;
}

void FigureRelations::drop_strays(std::vector<std::uint32_t>& ordered, const Members& members) {
    constexpr std::size_t kFewest = 3;
    if (ordered.size() <= kFewest) return;
    double highest = 0.0;
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t state : ordered) {
        const bool fell = middle(state) < highest && no_holder(state, members) && !later_[state];
        highest = std::max(highest, middle(state));
        if (!fell) kept.push_back(state);
    }
    if (kept.size() >= 2) ordered = std::move(kept);
}

void FigureRelations::tell_updates(const std::map<std::uint32_t, std::vector<std::uint32_t>>& members) {
    find_part_updates(members);
    find_raised();
    find_came_of();
    Groups chains(items_.size());
    for (const auto& [x, y] : updates_) chains.join(x, y);
    std::map<std::uint32_t, std::set<std::uint32_t>> chained;
    for (const auto& [x, y] : updates_) {
        chained[chains.of(x)].insert(x);
        chained[chains.of(x)].insert(y);
    }
    for (const auto& [name, states] : chained) {
        std::vector<std::uint32_t> ordered(states.begin(), states.end());
        std::stable_sort(ordered.begin(), ordered.end(), [&](std::uint32_t a, std::uint32_t b) {
            return (days_of_[a].latest ? days_of_[a].latest->number : 0) <
                   (days_of_[b].latest ? days_of_[b].latest->number : 0);
        });
        // Where the days do not tell, "has risen to" does.
        for (std::size_t at = 1; at < ordered.size(); ++at) {
            const std::uint32_t before = ordered[at - 1], here = ordered[at];
            if (then_now_.contains({here, before}) ||
                (!days_apart(before, here) && later_[before] && !later_[here]))
                std::swap(ordered[at - 1], ordered[at]);
        }
        drop_strays(ordered, members);
        std::vector<std::uint32_t> all;
        std::string reason;
        for (const std::uint32_t state : ordered) {
            reason += (reason.empty() ? "" : ", then ") + told(state);
            all.insert(all.end(), members.at(state).begin(), members.at(state).end());
        }
        out_.push_back(relation(RelationKind::update, subject(all), refs(all), reason));
    }
    for (const auto& [x, y] : updates_) related_.emplace(x, y);
}

}  // namespace sitrep::ledger
