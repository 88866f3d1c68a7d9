// What a figure says of its own reach: counts that are given up, and counts of more or fewer than another.
#include <algorithm>
#include <map>

#include "ledger/figure_relations.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {

bool FigureRelations::given_up(std::uint32_t i) const {
    constexpr std::uint32_t kFar = 9;  // tokens: "at first put the size of the crowd at 80"
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const std::uint32_t begin = std::min(home.tokens.sentences[items_[i].sentence].first, items_[i].first);
    std::vector<std::string> words;
    for (std::uint32_t at = begin; at < items_[i].first; ++at) words.push_back(word(i, at));
    const auto word_at = [&](std::uint32_t at) -> const std::string& { return words[at - begin]; };
    for (std::uint32_t end = items_[i].first; end > begin && items_[i].first - end <= kFar; --end) {
        if (end < items_[i].first && (word_at(end) == ";" || word_at(end) == "but")) return false;
        if (phrase_before(evidence_.terms().cues(Cue::given_up), {begin, end}, word_at) != end) return true;
    }
    return false;
}

std::string FigureRelations::takes_in(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    const auto& sentences = home.tokens.sentences;
    const auto holds = [&](std::uint32_t sentence) {
        return says(i, {sentences[sentence].first, sentences[sentence].last}, Cue::takes_in);
    };
    if (items_[i].sentence >= sentences.size()) return {};
    const auto words = [&](std::uint32_t sentence) {
        return std::string(home.report.text.words(sentences[sentence].range));
    };
    if (holds(items_[i].sentence)) return words(items_[i].sentence);
    // "Its count includes those who went home."
    const std::uint32_t next = items_[i].sentence + 1;
    if (next >= sentences.size() || sentences[next].first >= sentences[next].last) return {};
    const std::string first = word(i, sentences[next].first);
    const bool points_back = first == "its" || first == "their" || first == "it" || first == "they" ||
                             first == "his" || first == "her" || first == "that" || first == "this";
    return points_back && holds(next) ? words(next) : std::string();
}

std::string FigureRelations::reconciled(std::uint32_t a, std::uint32_t b, const Members& members) {
    for (const std::uint32_t one : {a, b}) {
        for (const std::uint32_t i : some_of(one, members)) {
            if (scopes_[i].empty()) continue;
            return scopes_[i];
        }
    }
    return {};
}

void FigureRelations::tell_wider(const Members& members) {
    constexpr std::uint32_t kReach = 4;  // sentences
    constexpr double kAlike = 3.0, kMany = 20.0;
    const auto counts = [&](std::uint32_t i) {
        return !q(i).vague && !q(i).change && !q(i).part && !ages_[i] && q(i).mode == Mode::actual &&
               middle(i) >= kMany;
    };
    for (std::uint32_t b = 1; b < items_.size(); ++b) {
        const bool bare = q(b).unit.empty() || q(b).unit == "person" || q(b).unit == "name";
        const EntityRef who = items_[b].who >= 0 ? items_[b].who : q(b).counter;
        if (scopes_[b].empty() || !bare || !counts(b) || (who < 0 && q(b).teller.empty())) continue;
        for (std::uint32_t a = b; a-- > 0 && items_[a].report == items_[b].report &&
                                  items_[a].sentence + kReach >= items_[b].sentence;) {
            const bool list = q(a).unit == "name" && q(b).unit == "name";
            const bool people = list || (q(a).of_people && (q(a).head == kNoTerm || q(a).head == q(b).head ||
                                                            evidence_.terms().name(q(a).head) == "person"));
            if (!counts(a) || !(people || q(a).unit.empty())) continue;
            const double x = middle(a), y = middle(b);
            const bool rival =
                !same_number(f(a), f(b)) && std::max(x, y) <= kAlike * std::min(x, y) &&
                !evidence_.one_side(items_[a].who, who) &&
                (q(a).happening == kNoTerm || q(b).happening == kNoTerm || q(a).happening == q(b).happening);
            if (!rival) continue;
            tell_scopes(a, b, members);
            break;
        }
    }
}

void FigureRelations::tell_scopes(std::uint32_t a, std::uint32_t b, const Members& members) {
    constexpr std::size_t kMostWords = 24;
    const std::uint32_t x = groups_.of(a), y = groups_.of(b);
    if (x == y || !related_.emplace(std::min(x, y), std::max(x, y)).second) return;
    std::vector<std::uint32_t> both = members.at(x);
    both.insert(both.end(), members.at(y).begin(), members.at(y).end());
    std::sort(both.begin(), both.end());
    const std::string why = reconciled(a, b, members);
    out_.push_back(relation(
        RelationKind::differ, subject(both), refs(both),
        told(a) + " against " + told(b) + "; they do not count the same: «" + cut(why, kMostWords) + "»"));
}

bool FigureRelations::in_time(std::uint32_t i, TextRange range) const {
    const Dossier& dossier = evidence_.dossier();
    const ReportIndex report = items_[i].report;
    const Span span = dossier.reports[report].report.text.source(range);
    auto at = std::lower_bound(dossier.times.begin(), dossier.times.end(), std::pair(report, span.begin),
                               [](const TimeExpression& time, const auto& where) {
                                   return std::pair(time.report, time.span.begin) < where;
                               });
    if (at != dossier.times.begin()) --at;
    for (; at != dossier.times.end() && std::pair(at->report, at->span.begin) < std::pair(report, span.end);
         ++at) {
        if (at->report == report && at->span.overlaps(span)) return true;
    }
    return false;
}

FigureRelations::ToldPlaces FigureRelations::places_told(std::uint32_t i) const {
    ToldPlaces found;
    const Dossier& dossier = evidence_.dossier();
    const AnnotatedReport& home = dossier.reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return found;
    const auto& sentence = home.tokens.sentences[items_[i].sentence];
    const auto& named = evidence_.named(items_[i].report);
    const auto capital = [&](std::uint32_t at) {
        const std::string_view one = home.report.text.words(home.tokens.tokens[at].range);
        return !one.empty() && text::is_upper(text::decode(one, 0).value);
    };
    bool known = false;
    for (std::uint32_t at = sentence.first; at + 1 < sentence.last; ++at) {
        if (word(i, at) != "in" || !capital(at + 1)) continue;
        std::uint32_t end = at + 2;
        while (end < sentence.last && capital(end)) ++end;
        const TextRange range{home.tokens.tokens[at + 1].range.begin, home.tokens.tokens[end - 1].range.end};
        if (in_time(i, range)) continue;
        std::string name = text::folded(home.report.text.words(range));
        // What is known under another spelling is called by its own name.
        const auto mention = std::lower_bound(
            named.begin(), named.end(), range.begin,
            [](const Evidence::Named& one, std::uint32_t begin) { return one.range.begin < begin; });
        if (mention != named.end() && mention->range.begin < range.end) {
            const Entity& entity = dossier.entities[static_cast<std::size_t>(mention->entity)];
            known = known || entity.place.has_value();
            name = text::folded(entity.name);
        }
        found.names.push_back(std::move(name));
    }
    found.unknown = !found.names.empty() && !known;
    return found;
}

bool FigureRelations::report_tells_of(ReportIndex report, const std::vector<std::string>& places) const {
    const std::set<std::string>& names = names_of_report_[report];
    return std::any_of(places.begin(), places.end(), [&](const std::string& place) {
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return name == place || name.find(place) != std::string::npos ||
                   place.find(name) != std::string::npos;
        });
    });
}

bool FigureRelations::unknown_apart(std::uint32_t a, std::uint32_t b) const {
    const ToldPlaces &x = told_places_[a], &y = told_places_[b];
    if (items_[a].report == items_[b].report || x.names.empty() || y.names.empty()) return false;
    if (!x.unknown && !y.unknown) return false;
    return !report_tells_of(items_[a].report, y.names) && !report_tells_of(items_[b].report, x.names);
}

bool FigureRelations::one_count(std::uint32_t a, std::uint32_t b) const {
    constexpr double kAlike = 4.0;
    const Quantity &x = q(a), &y = q(b);
    const bool person = x.unit == "person" || y.unit == "person";
    const bool bare = (x.unit.empty() || y.unit.empty()) && person;
    if (!(x.unit == y.unit && person) && !bare) return false;
    const auto plain = [&](std::uint32_t i) {
        return q(i).head == kNoTerm || evidence_.terms().name(q(i).head) == "person";
    };
    if (x.head != y.head && !(plain(a) && plain(b))) return false;
    if (x.happening != y.happening && x.happening != kNoTerm && y.happening != kNoTerm) return false;
    return std::max(middle(a), middle(b)) <= kAlike * std::min(middle(a), middle(b));
}

void FigureRelations::tell_held() {
    constexpr double kMany = 20.0;
    std::map<std::pair<std::uint32_t, EntityRef>, std::vector<std::uint32_t>> held;  // situation, holder
    // One source under its longer and its shorter name; the first of a situation's sources stand for all.
    std::map<std::uint32_t, std::vector<EntityRef>> sources;  // by situation
    const auto holder = [&](EntityRef who, std::uint32_t i) {
        std::vector<EntityRef>& known = sources[evidence_.situation(items_[i].report)];
        for (const EntityRef one : known) {
            if (evidence_.same_source(one, who)) return one;
        }
        if (known.size() < kMostCompared) known.push_back(who);
        return who;
    };
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        const EntityRef who = items_[i].who >= 0 ? items_[i].who : q(i).counter;
        const bool counts = !q(i).vague && !q(i).change && !q(i).part && !q(i).denied && !ages_[i] &&
                            !given_up_[i] && !past_[i] && q(i).mode == Mode::actual && middle(i) >= kMany &&
                            !behind_its_part(i) && !q(i).of_base &&
                            (q(i).unit.empty() || q(i).unit == "person");
        if (!counts || who < 0 || evidence_.is_agency(who)) continue;
        std::vector<std::uint32_t>& list = held[{evidence_.situation(items_[i].report), holder(who, i)}];
        if (list.size() < kMostCompared) list.push_back(i);
    }
    for (const auto& [name, list] : held) {
        for (const std::uint32_t a : list) {
            for (const std::uint32_t b : list) {
                if (!told_anew(a, b, list)) continue;
                const std::uint32_t x = groups_.of(a), y = groups_.of(b);
                if (x == y || related_.contains({std::min(x, y), std::max(x, y)})) continue;
                updates_.emplace(std::min(x, y), std::max(x, y));
                then_now_.emplace(x, y);
            }
        }
    }
}

bool FigureRelations::told_anew(std::uint32_t a, std::uint32_t b,
                                const std::vector<std::uint32_t>& list) const {
    if (items_[a].report == items_[b].report || same_number(f(a), f(b)) || !one_count(a, b) ||
        part_of_country(a, b) || second_event(a, b) ||
        !evidence_.before(items_[a].report, items_[b].report) || wholly_before(days_of_[b], days_of_[a]) ||
        evidence_.copied(items_[a], items_[b]) != Copied::no ||
        (days_of_[a].exact() && days_of_[a] == days_of_[b]))
        return false;
    const bool placed = f(a).place >= 0 && f(b).place >= 0 && !evidence_.same_party(f(a).place, f(b).place) &&
                        !one_country(f(a).place, f(b).place);
    if (placed) return false;
    // Another count of that source in either report: which of them moved on, is not said.
    return std::none_of(list.begin(), list.end(), [&](std::uint32_t other) {
        return other != a && other != b &&
               (items_[other].report == items_[a].report || items_[other].report == items_[b].report) &&
               !same_number(f(other), f(a)) && !same_number(f(other), f(b));
    });
}

}  // namespace sitrep::ledger
