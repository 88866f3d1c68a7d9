#include "brief/standing.hpp"

#include <algorithm>
#include <tuple>

#include "brief/items.hpp"
#include "brief/live_groups.hpp"
#include "brief/set_ups.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kMostReports = 60;
constexpr std::size_t kFewestStems = 3;
constexpr std::size_t kStem = 4;         // letters
constexpr std::int32_t kWidestDay = 31;  // days
constexpr double kOfEarlier = 6.0;       // days that a report known to be earlier counts as older

/// First letters of the longer words.
std::set<std::string> stems_of(std::string_view words) {
    constexpr std::size_t kLetters = 4;
    std::set<std::string> stems;
    for (const std::string& word : content_words(words, kLetters)) stems.insert(word.substr(0, kLetters));
    return stems;
}

/// Words by which something is held open.
bool is_soft(std::string_view words, const BriefWords& sets) {
    return sets.soft.stands_in(" " + text::folded(words) + " ");
}

bool of_figures(const Relation& relation) {
    return std::all_of(relation.items.begin(), relation.items.end(),
                       [](const ItemRef& item) { return item.list == ItemRef::List::figures; });
}

}  // namespace

Standing::Standing(const Reader& reader)
    : reader_(reader), copies_(reader.size()), hardenings_(reader.size(), 0), derived_(reader.size(), false) {
    for (const WrittenBefore& pair : reader.dossier().order) before_.emplace(pair.earlier, pair.later);
    read_copies();
    read_days();
    read_times();
    read_relations();
    read_cases();
    read_set_ups();
    read_sentences();
}

void Standing::read_sentences() {
    if (reader_.size() > kMostReports) return;
    for (ReportIndex report = 0; report < reader_.size(); ++report) {
        const AnnotatedReport& entry = reader_.dossier().reports[report];
        for (const Sentence& sentence : entry.tokens.sentences) {
            if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
            const Place place{report, entry.report.text.source(sentence.range)};
            const std::string words = reader_.words(place);
            sentences_.push_back({place, stems_of(words), is_soft(words, reader_.sets())});
        }
    }
}

bool Standing::told_softer(const Place& place) const {
    if (sentences_.empty()) return false;
    const std::string words = reader_.words(reader_.sentence(place));
    if (is_soft(words, reader_.sets())) return false;
    const auto stems = stems_of(words);
    if (stems.size() < kFewestStems) return false;
    return std::any_of(sentences_.begin(), sentences_.end(), [&](const Twin& other) {
        if (!other.soft || other.place.report == place.report) return false;
        // A later report may tell of a plan what an earlier one told as done of something else.
        if (written_before(place.report, other.place.report)) return false;
        // "Would be signed in the coming days", and then it was.
        if (since(other.place) == reader_.sentence(place)) return false;
        const std::size_t common = common_words(stems, other.stems);
        return common >= kFewestStems && common * 2 >= stems.size();
    });
}

std::optional<Place> Standing::against(const Place& place) const {
    const auto at = against_.find(reader_.sentence(place));
    return at == against_.end() ? std::nullopt : std::optional(at->second);
}

bool Standing::copied(const Place& place) const {
    if (place.report >= copies_.size()) return false;
    const Span sentence = reader_.sentence(place).span;
    std::uint32_t bytes = 0;
    for (const Span& copy : copies_[place.report]) {
        const std::uint32_t begin = std::max(copy.begin, sentence.begin),
                            end = std::min(copy.end, sentence.end);
        bytes += end > begin ? end - begin : 0U;
    }
    return 2 * bytes > sentence.size();
}

bool Standing::written_before(ReportIndex earlier, ReportIndex later) const {
    if (earlier == later) return false;
    const DateRange &first = reader_.published(earlier), &second = reader_.published(later);
    if (first.earliest && second.latest && *second.latest < *first.earliest) return false;
    if (before_.count({earlier, later}) > 0) return true;
    return first.latest && second.earliest && *first.latest < *second.earliest;
}

bool Standing::proved_before(ReportIndex earlier, ReportIndex later) const {
    if (!written_before(earlier, later)) return false;
    const DateRange &first = reader_.published(earlier), &second = reader_.published(later);
    if (first.latest && second.earliest && *first.latest < *second.earliest) return true;
    const auto& order = reader_.dossier().order;
    if (std::any_of(order.begin(), order.end(), [&](const WrittenBefore& one) {
            return one.earlier == earlier && one.later == later && !one.basis.empty() &&
                   one.basis.front().why != "words that were copied";
        }))
        return true;
    const auto on = [](const Origin& origin, ReportIndex report) {
        return std::find(origin.reports.begin(), origin.reports.end(), report) != origin.reports.end();
    };
    const auto& origins = reader_.dossier().origins;
    return std::none_of(origins.begin(), origins.end(), [&](const Origin& origin) {
        return origin.agency && on(origin, earlier) && on(origin, later);
    });
}

/// What a late letter copies is no news of its day: the newest report is one that gathered its own, if any
/// did.
void Standing::read_days() {
    for (ReportIndex report = 0; report < reader_.size(); ++report) {
        const DateRange& range = reader_.published(report);
        dated_ = dated_ || (range.bounded() && range.latest->number - range.earliest->number <= kWidestDay);
    }
    for (const bool any : {false, true}) {
        for (ReportIndex report = 0; report < reader_.size(); ++report) {
            const DateRange& range = reader_.published(report);
            if (!range.bounded() || (derived(report) && !any)) continue;
            if (!newest_ || *newest_ < *range.earliest) newest_ = range.earliest;
            if (!oldest_ || *range.earliest < *oldest_) oldest_ = range.earliest;
        }
        if (newest_) return;
    }
}

/// How many reports are known to have been written after one.
std::size_t Standing::later_than(ReportIndex report) const {
    const auto first = before_.lower_bound({report, 0});
    return static_cast<std::size_t>(std::distance(first, before_.lower_bound({report + 1, 0})));
}

double Standing::age(ReportIndex report) const {
    if (!newest_) return 0.0;
    const DateRange& range = reader_.published(report);
    // Where no report has a day that is known to a month, only their words tell which came first.
    if (!dated_) return kOfEarlier * static_cast<double>(later_than(report));
    const Day written = range.bounded() ? *range.earliest : *oldest_;
    return std::max(0, newest_->number - written.number);
}

void Standing::read_copies() {
    std::vector<std::uint64_t> copied(reader_.size(), 0);
    const auto copy = [&](const Place& from, const Place& to) {
        if (from.report >= reader_.size() || to.report >= reader_.size()) return;
        before_.emplace(from.report, to.report);
        copied[to.report] += to.span.size();
        copies_[to.report].push_back(to.span);
    };
    for (const Passage& passage : reader_.dossier().passages) {
        if (passage.direction == Direction::a_to_b) copy(passage.a, passage.b);
        if (passage.direction == Direction::b_to_a) copy(passage.b, passage.a);
    }
    // Where the words of a passage do not tell who copied, the days may.
    for (const Passage& passage : reader_.dossier().passages) {
        if (passage.direction != Direction::undecided) continue;
        if (written_before(passage.a.report, passage.b.report))
            copy(passage.a, passage.b);
        else if (written_before(passage.b.report, passage.a.report))
            copy(passage.b, passage.a);
    }
    for (ReportIndex report = 0; report < reader_.size(); ++report)
        derived_[report] = copied[report] * 4 > reader_.report(report).text.text().size();
}

void Standing::read_relations() {
    const auto& relations = reader_.dossier().relations;
    for (const Relation& relation : relations) {
        const bool source_changed =
            relation.kind == RelationKind::differ && relation.subject.starts_with("source");
        if (relation.kind != RelationKind::stronger && !source_changed) continue;
        const auto groups = groups_of(reader_, relation);
        if (groups.size() < 2) continue;
        for (const Place& place : groups.back().places) {
            if (hardened_.insert(reader_.sentence(place)).second) ++hardenings_[place.report];
        }
    }
    for (const Relation& relation : relations) {
        if (relation.kind == RelationKind::update) read_update(groups_of(reader_, relation));
        if (relation.kind == RelationKind::conflict && of_figures(relation))
            read_dispute(live_groups(reader_, relation));
    }
}

void Standing::read_times() {
    for (const TimeExpression& time : reader_.dossier().times) {
        const bool names_a_day = time.type == TimeType::date || time.type == TimeType::time;
        const bool vague = time.value ? time.value->ends_with("_REF") : time.unsolved.empty();
        if (names_a_day && !vague && time.report < reader_.size())
            dated_sentences_.insert(reader_.sentence({time.report, time.span}));
    }
}

std::optional<Place> Standing::since(const Place& place, bool count) const {
    const auto at = since_.find(reader_.sentence(place));
    if (at == since_.end()) return std::nullopt;
    for (const Later& later : at->second)
        if (later.words.overlaps(place.span) && (later.count || !count)) return later.place;
    return std::nullopt;
}

bool Standing::brings_news(const Place& place, bool another_figure) const {
    if (gathered(place.report)) return true;
    if (hardened(place) || dated_sentences_.count(reader_.sentence(place)) == 0) return false;
    return another_figure
               ? reader_.sets().moved.stands_in(padded_words(reader_.words(reader_.sentence(place))))
               : !copied(place);
}

/// Of several later states the one that is told last, and of one report's the one in the words nearest to the
/// earlier ones.
void Standing::tell_later(const Place& place, const Place& newer, bool count) {
    const Place sentence = reader_.sentence(place), later = reader_.sentence(newer);
    if (sentence == later) return;
    overtook_.insert(later);
    const std::size_t common = words_shared(sentence, later);
    auto& told = since_[sentence];
    for (Later& one : told) {
        if (one.words != place.span || one.count != count) continue;
        const bool nearer = one.place.report == later.report && one.common < common;
        if (nearer || written_before(one.place.report, later.report))
            one = {place.span, later, count, common};
        return;
    }
    told.push_back({place.span, later, count, common});
}

/// Words that two sentences have in common, by their first letters, without days and such as any may have.
std::size_t Standing::words_shared(const Place& one, const Place& other) const {
    const auto stems = [&](const Place& place) {
        std::set<std::string> out;
        for (const std::string& word : content_words(reader_.words(reader_.sentence(place))))
            if (!reader_.sets().times.holds(word)) out.insert(word.substr(0, kStem));
        return out;
    };
    return common_words(stems(one), stems(other));
}

/// Whether two sentences have enough words in common to be read as one matter: two, or a good part of a short
/// one ("The maps arrived on February 9").
bool Standing::same_thing(const Place& place, const Place& newer) const {
    const std::size_t common = words_shared(place, newer);
    return common > 1 || common * 5 >= std::max<std::size_t>(words_shared(newer, newer), 1);
}

/// What another report tells later, one that gathered it itself, has overtaken what was told before; within
/// one report all is news.
void Standing::read_update(const std::vector<ItemGroup>& groups) {
    if (groups.size() < 2 || !moved_on(groups)) return;
    const bool figure = groups.back().list == ItemRef::List::figures;
    for (std::size_t i = 0; i + 1 < groups.size(); ++i) {
        for (const Place& place : groups[i].places) {
            for (const Place& newer : groups.back().places) {
                if (!brings_news(newer, figure) || !written_before(place.report, newer.report)) continue;
                if (figure || gathered(newer.report)) overtaken_.insert(reader_.sentence(place));
                const bool count = figure && groups[i].list == ItemRef::List::figures;
                if (count || same_thing(place, newer)) tell_later(place, newer, count);
            }
        }
    }
}

void Standing::read_dispute(const std::vector<ItemGroup>& groups) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t other = 0; other < groups.size(); ++other) {
            if (other == i) continue;
            const Place side = original_of(groups[other].places);
            for (const Place& place : groups[i].places) {
                const Place sentence = reader_.sentence(place);
                if (reader_.sentence(side) != sentence) against_.emplace(sentence, side);
            }
        }
    }
}

/// Steps of a process before the one that reached its state, in reports that were written before it; and each
/// step with what later ones tell of the same thing.
void Standing::read_cases() {
    for (const Case& one : reader_.dossier().cases) {
        const auto steps = steps_of(reader_, one);
        if (steps.size() < 2) continue;
        const CaseStep& reached = reached_by(one, steps);
        for (const CaseStep* step : steps) {
            if (step->state != reached.state && gathered(reached.place.report) &&
                written_before(step->place.report, reached.place.report) &&
                reader_.sentence(step->place) != reader_.sentence(reached.place))
                overtaken_.insert(reader_.sentence(step->place));
            for (const CaseStep* later : steps) {
                if (later->state == step->state || !brings_news(later->place) ||
                    !written_before(step->place.report, later->place.report))
                    continue;
                if (same_thing(step->place, later->place)) tell_later(step->place, later->place, false);
                if (step->state == "denied" && (later->state == "admitted" || later->state == "found"))
                    tell_denials(step->place, later->place);
            }
        }
    }
}

/// What a report has as planned is overtaken by what a later one tells of it as there.
void Standing::read_set_ups() {
    for (const SetUp& one : set_ups(reader_)) {
        const AnnotatedReport& entry = reader_.dossier().reports[one.planned.report];
        for (const Sentence& sentence : entry.tokens.sentences) {
            if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
            const Place place{one.planned.report, entry.report.text.source(sentence.range)};
            if (text::folded(reader_.words(place)).find(one.body) != std::string::npos)
                tell_later(place, one.there, false);
        }
    }
}

/// «The board denies it. "No gate was opened," its spokeswoman said»: what overtook the denial overtook the
/// words of it beside.
void Standing::tell_denials(const Place& denied, const Place& later) {
    const Paragraph* paragraph = reader_.paragraph(denied);
    if (paragraph == nullptr) return;
    const Span around = reader_.report(denied.report).text.source(paragraph->range);
    const std::vector<Act>& acts = reader_.dossier().acts;  // by report
    for (auto at = std::lower_bound(acts.begin(), acts.end(), denied.report,
                                    [](const Act& act, ReportIndex report) { return act.report < report; });
         at != acts.end() && at->report == denied.report; ++at) {
        const Place own{at->report, at->span};
        if (at->act == ActKind::deny && around.contains(at->span) && same_thing(own, later))
            tell_later(own, later, false);
    }
}

Place Standing::original_of(const std::vector<Place>& places) const {
    const auto rank = [&](const Place& place) {
        const DateRange& range = reader_.published(place.report);
        const std::int32_t day = range.bounded() ? range.earliest->number : INT32_MAX;
        return std::tuple(hardened(place), derived(place.report) || careless(place.report), day, place);
    };
    return *std::min_element(places.begin(), places.end(),
                             [&](const Place& a, const Place& b) { return rank(a) < rank(b); });
}

}  // namespace sitrep::brief
