#include "brief/items.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::uint32_t kLongestFigureWords = 140;
constexpr std::size_t kGroupsTold = 8;
constexpr std::size_t kWordingsTold = 4;
constexpr std::size_t kWordsOfItem = 320;

struct KindWords {
    std::string_view title;
    std::string_view mark;
    std::string_view between;  ///< stands between the groups
    int rank;
};

constexpr std::array<KindWords, 8> kKinds{{{"Agreement", "✓", "; ", 5},
                                           {"Conflict", "✗", " against ", 0},
                                           {"Difference", "≠", "; ", 1},
                                           {"Update", "↻", " → ", 4},
                                           {"Stronger retelling", "▲", " → ", 3},
                                           {"Tension", "↔", " beside ", 2},
                                           {"Not comparable", "∦", "; ", 6},
                                           {"One utterance", "＝", "; ", 7}}};

const KindWords& words_for(RelationKind kind) {
    return kKinds[std::min(static_cast<std::size_t>(kind), kKinds.size() - 1)];
}

/// ", by the word of X" where X says what another does or would do, and who says it matters.
std::string by_the_word_of(const Reader& reader, const ItemRef& item, RelationKind kind) {
    if (item.list != ItemRef::List::acts) return {};
    if (kind != RelationKind::differ && kind != RelationKind::tension && kind != RelationKind::stronger)
        return {};
    const Dossier& dossier = reader.dossier();
    const Act& act = dossier.acts[item.index];
    if (act.actor < 0 || act.quotation < 0 ||
        static_cast<std::size_t>(act.quotation) >= dossier.quotes.size())
        return {};
    const Quotation& quote = dossier.quotes[static_cast<std::size_t>(act.quotation)];
    if (quote.report != act.report || speaker_of(reader, quote.report, quote.speaker) == act.actor) return {};
    const std::string speaker = source_words(reader, quote.report, quote.speaker);
    return speaker.empty() ? std::string() : ", by the word of " + speaker;
}

ItemGroup group_of(const Reader& reader, const ItemRef& item, RelationKind kind) {
    const Dossier& dossier = reader.dossier();
    ItemGroup group;
    group.list = item.list;
    const Place place = place_of(reader, item);
    group.places.push_back(place);
    group.words = shortened(reader.words(place), kWordsOfItem);
    switch (item.list) {
        case ItemRef::List::figures: {
            const Figure& figure = dossier.figures[item.index];
            group.source = source_words(reader, figure.report, figure.holder);
            group.approximator = figure.approximator;
            group.low = figure.value ? figure.value : figure.low;
            group.high = figure.value ? figure.value : figure.high;
            group.where = reader.entity(figure.place);
            if (!figure.as_of.open()) {
                group.dates = figure.as_of;
                group.dated_by_words = true;
            }
            break;
        }
        case ItemRef::List::quotes: {
            const Quotation& quote = dossier.quotes[item.index];
            group.source = source_words(reader, quote.report, quote.speaker);
            break;
        }
        case ItemRef::List::acts:
            group.source = reader.entity(dossier.acts[item.index].actor);
            group.status = dossier.acts[item.index].status;
            group.act = dossier.acts[item.index].act;
            break;
    }
    if (!group.dated_by_words) group.dates = reader.published(place.report);
    group.sources.emplace_back(group.source + by_the_word_of(reader, item, kind), place);
    group.days.push_back(group.dates);
    return group;
}

/// Content words of two clauses overlap by more than half of the longer.
bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    return common_words(a, b) * 2 > std::max(a.size(), b.size());
}

/// Whether two items of a relation are told as one. A row of states and a dispute put what gives one value
/// together, whoever says it; otherwise words, bound and source must be the same, and acts may differ by a
/// few words.
bool same_words(const ItemGroup& a, const ItemGroup& b, RelationKind kind) {
    if (a.list != b.list || a.act != b.act) return false;
    const bool same_value =
        a.list == ItemRef::List::figures && a.low == b.low && a.high == b.high && a.low.has_value();
    if (same_value && (kind == RelationKind::update || kind == RelationKind::conflict)) return true;
    if (a.source != b.source) return false;
    if (same_value && a.approximator == b.approximator) return true;
    if (text::folded(a.words) == text::folded(b.words)) return true;
    return a.list == ItemRef::List::acts && kind != RelationKind::stronger &&
           nearly_same(content_words(a.words), content_words(b.words));
}

bool exists(const Dossier& dossier, const ItemRef& item) {
    switch (item.list) {
        case ItemRef::List::figures:
            return item.index < dossier.figures.size();
        case ItemRef::List::quotes:
            return item.index < dossier.quotes.size();
        case ItemRef::List::acts:
            return item.index < dossier.acts.size();
    }
    return false;
}

/// By the days where all have both bounds; else the order of the relation stays.
void put_in_order_of_time(std::vector<ItemGroup>& groups) {
    for (const ItemGroup& group : groups) {
        if (!group.dates.bounded()) return;
    }
    std::stable_sort(groups.begin(), groups.end(), [](const ItemGroup& a, const ItemGroup& b) {
        return std::tie(a.dates.earliest, a.dates.latest) < std::tie(b.dates.earliest, b.dates.latest);
    });
}

/// What a group of a relation is told with, besides its words and sources.
struct Beside {
    bool date = false;
    bool where = false;
};

/// The places of a group taken apart by their days, in order.
std::vector<ItemGroup> by_days(const ItemGroup& group) {
    std::vector<ItemGroup> parts;
    for (std::size_t i = 0; i < group.sources.size(); ++i) {
        const auto same = std::find_if(parts.begin(), parts.end(),
                                       [&](const ItemGroup& part) { return part.dates == group.days[i]; });
        ItemGroup& part = same == parts.end() ? parts.emplace_back() : *same;
        part.dates = group.days[i];
        part.places.push_back(group.sources[i].second);
        part.sources.push_back(group.sources[i]);
    }
    return parts;
}

std::string told_once(const Reader& reader, const ItemGroup& group, Beside beside) {
    const auto when = [&](const DateRange& dates) {
        const std::string date = beside.date && dates.bounded() ? date_words(dates) : std::string();
        return date.empty() ? date : (group.dated_by_words ? ", as of " : ", written ") + date;
    };
    const bool one_day =
        !beside.date || std::all_of(group.days.begin(), group.days.end(),
                                    [&](const DateRange& dates) { return dates == group.days.front(); });
    std::string from;
    for (const ItemGroup& part : one_day ? std::vector{group} : by_days(group)) {
        for (const auto& [source, places] : told_by(part)) {
            if (!from.empty()) from += "; ";
            if (!source.empty()) from += source + ", ";
            if (source.empty() && group.list == ItemRef::List::figures) from += "no source given, ";
            from += labels_of(reader, places);
            if (!one_day) from += when(part.dates);
        }
    }
    if (beside.where && !group.where.empty()) from += ", " + group.where;
    if (one_day) from += when(group.dates);
    const std::string marked = in_marks_inside(group.words);
    return ends_a_sentence(marked) ? marked + " as told by " + from : marked + " (" + from + ")";
}

/// Every wording with the sources and reports that have it: no report is named for words of another.
std::string told(const Reader& reader, const ItemGroup& group, Beside beside) {
    const auto wordings = wordings_of(reader, group);
    std::string text;
    for (std::size_t i = 0; i < std::min(wordings.size(), kWordingsTold); ++i)
        text += (i == 0 ? "" : ", ") + told_once(reader, wordings[i], beside);
    if (wordings.size() > kWordingsTold)
        text += ", and " + counted(wordings.size() - kWordingsTold, "wording", "wordings") + " more";
    return text;
}

/// What each side of a dispute over deeds says stands together: who accuses, then who answers.
void put_by_sides(std::vector<ItemGroup>& groups) {
    if (groups.empty() || !groups.front().act) return;
    std::stable_partition(groups.begin(), groups.end(), [first = groups.front().act](const ItemGroup& group) {
        return group.act == first;
    });
}

}  // namespace

bool other_side(const std::vector<ItemGroup>& groups, std::size_t i) {
    return i > 0 && (groups.size() == 2 || groups[i].list == ItemRef::List::figures ||
                     (groups[i].act != groups.front().act && groups[i - 1].act == groups.front().act));
}

namespace {

/// What stands before group `i`: an arrow only where its days come after those of the group before.
std::string_view between(RelationKind kind, const std::vector<ItemGroup>& groups, std::size_t i) {
    if (kind == RelationKind::conflict) return other_side(groups, i) ? words_for(kind).between : "; ";
    if (groups.size() == 2 || kind == RelationKind::stronger) return words_for(kind).between;
    if (kind != RelationKind::update) return "; ";
    const DateRange& before = groups[i - 1].dates;
    const DateRange& after = groups[i].dates;
    const bool clear = before.bounded() && after.bounded() && *before.latest <= *after.earliest;
    return clear ? words_for(kind).between : std::string_view("; ");
}

}  // namespace

Place place_of_figure(const Reader& reader, const Figure& figure) {
    Place place{figure.report, figure.span};
    if (!figure.counted_span) return place;
    const Span whole{std::min(figure.span.begin, figure.counted_span->begin),
                     std::max(figure.span.end, figure.counted_span->end)};
    const Place sentence = reader.sentence(place);
    return whole.size() <= kLongestFigureWords && sentence.span.contains(whole) ? Place{figure.report, whole}
                                                                                : place;
}

Place place_of(const Reader& reader, const ItemRef& item) {
    const Dossier& dossier = reader.dossier();
    switch (item.list) {
        case ItemRef::List::figures:
            return place_of_figure(reader, dossier.figures[item.index]);
        case ItemRef::List::quotes:
            return {dossier.quotes[item.index].report, dossier.quotes[item.index].span};
        case ItemRef::List::acts:
            return {dossier.acts[item.index].report, dossier.acts[item.index].span};
    }
    return {};
}

EntityRef speaker_of(const Reader& reader, ReportIndex report, const Source& source) {
    if (source.entity >= 0 || !source.span || source.source_class == SourceClass::none) return source.entity;
    return reader.person_in({report, *source.span});
}

std::string source_words(const Reader& reader, ReportIndex report, const Source& source) {
    if (source.source_class == SourceClass::none) return {};
    const EntityRef who = speaker_of(reader, report, source);
    const std::string entity = reader.entity(who);
    const bool named = who >= 0 && static_cast<std::size_t>(who) < reader.dossier().entities.size() &&
                       reader.dossier().entities[static_cast<std::size_t>(who)].named;
    if (named && !entity.empty()) return entity;
    if (source.span && !source.span->empty())
        return in_marks(shortened(reader.words({report, *source.span}), 120));
    return entity.empty() ? std::string() : in_marks(entity);
}

std::vector<ItemGroup> groups_of(const Reader& reader, const Relation& relation) {
    std::vector<ItemGroup> groups;
    for (const ItemRef& item : relation.items) {
        if (!exists(reader.dossier(), item)) continue;
        ItemGroup next = group_of(reader, item, relation.kind);
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const ItemGroup& group) {
            return same_words(group, next, relation.kind);
        });
        if (same == groups.end()) {
            groups.push_back(std::move(next));
        } else {
            same->places.push_back(next.places.front());
            same->sources.push_back(std::move(next.sources.front()));
            same->days.push_back(next.dates);
        }
    }
    if (relation.kind == RelationKind::update) put_in_order_of_time(groups);
    if (relation.kind == RelationKind::conflict) put_by_sides(groups);
    return groups;
}

std::vector<ItemGroup> wordings_of(const Reader& reader, const ItemGroup& group) {
    std::vector<ItemGroup> wordings;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < group.sources.size(); ++i) {
        const auto& [source, place] = group.sources[i];
        std::string words = shortened(reader.words(place), kWordsOfItem);
        std::string key = text::folded(in_marks_inside(words));
        const auto same = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
        if (same == wordings.size()) {
            keys.push_back(std::move(key));
            wordings.push_back(group);
            wordings.back().words = std::move(words);
            wordings.back().places.clear();
            wordings.back().sources.clear();
            wordings.back().days.clear();
            wordings.back().dates = group.days[i];
        }
        wordings[same].places.push_back(place);
        wordings[same].sources.emplace_back(source, place);
        wordings[same].days.push_back(group.days[i]);
    }
    return wordings;
}

bool moved_on(const std::vector<ItemGroup>& groups) {
    if (groups.size() < 2) return false;
    const ItemGroup& first = groups.front();
    const ItemGroup& last = groups.back();
    if (!first.dates.bounded() || !last.dates.bounded()) return false;
    if (*first.dates.latest <= *last.dates.earliest) return true;
    const bool was_ahead = first.status == ActStatus::announced || first.status == ActStatus::contemplated ||
                           first.status == ActStatus::conditional;
    const bool is_past = last.status == ActStatus::done || last.status == ActStatus::refused ||
                         last.status == ActStatus::withdrawn;
    return was_ahead && is_past && *last.dates.latest >= *first.dates.earliest;
}

std::vector<std::pair<std::string, std::vector<Place>>> told_by(const ItemGroup& group) {
    std::vector<std::pair<std::string, std::vector<Place>>> list;
    for (const auto& [source, place] : group.sources) {
        const auto same =
            std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.first == source; });
        if (same == list.end()) {
            list.push_back({source, {place}});
        } else {
            same->second.push_back(place);
        }
    }
    return list;
}

std::string_view title_of(RelationKind kind) { return words_for(kind).title; }
std::string_view mark_of(RelationKind kind) { return words_for(kind).mark; }
int rank_of(RelationKind kind) { return words_for(kind).rank; }

/// What a report tells of a denial later: that its maker admitted it.
void add_outcome(const Reader& reader, const Relation& relation, BriefSentence& sentence) {
    if (relation.kind != RelationKind::conflict) return;
    for (const Relation& other : reader.dossier().relations) {
        if (other.kind != RelationKind::update || !other.reason.starts_with("denied:")) continue;
        const bool same = std::any_of(other.items.begin(), other.items.end(), [&](const ItemRef& item) {
            return std::find(relation.items.begin(), relation.items.end(), item) != relation.items.end();
        });
        if (!same) continue;
        const ItemRef last = other.items.back();
        const Place place = place_of(reader, last);
        sentence.text += "; later admitted: “" + shortened(reader.words(place), kWordsOfItem) + "” (" +
                         reader.label(place.report) + ")";
        sentence.citations.push_back(place);
        return;
    }
}

BriefSentence tell(const Reader& reader, std::size_t index, std::string_view section) {
    const Relation& relation = reader.dossier().relations[index];
    BriefSentence sentence{
        std::string(section), std::string(title_of(relation.kind)), {}, static_cast<std::int32_t>(index)};
    // "Accused and denied: ignoring warnings" says what the two stand against one another on.
    if (relation.kind == RelationKind::conflict && relation.reason.starts_with("accused:"))
        sentence.text = "Accused and denied";
    // One gathering of the news told by several is an echo, however many tell it.
    if (relation.kind == RelationKind::agree && relation.origins.max == 1)
        sentence.text = "One source, retold";
    const std::string subject = one_line(relation.subject);
    if (!subject.empty()) sentence.text += ", " + subject;
    sentence.text += ": ";
    const auto groups = groups_of(reader, relation);
    const bool apart = relation.kind == RelationKind::not_comparable;
    const bool of_places = apart && relation.reason.starts_with("of other places");
    const Beside beside{relation.kind == RelationKind::update || (apart && !of_places), of_places};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        sentence.citations.insert(sentence.citations.end(), groups[i].places.begin(), groups[i].places.end());
        if (i >= kGroupsTold) continue;
        if (i > 0) sentence.text += between(relation.kind, groups, i);
        sentence.text += told(reader, groups[i], beside);
    }
    if (groups.size() > kGroupsTold)
        sentence.text += "; and " + counted(groups.size() - kGroupsTold, "wording", "wordings") + " more";
    // One statement, one sentence: its citations are the places of its words.
    const std::string reason = reason_words(relation);
    if (!reason.empty()) sentence.text += "; " + reason;
    add_outcome(reader, relation, sentence);
    sentence.text = with_stop(sentence.text + "; " + origin_words(relation.origins));
    return sentence;
}

std::set<std::string> content_words(std::string_view words, std::size_t shortest) {
    std::set<std::string> out;
    std::string word;
    for (const char c : text::folded(words) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
            continue;
        }
        if (word.size() >= shortest) out.insert(word);
        word.clear();
    }
    return out;
}

std::size_t common_words(const std::set<std::string>& a, const std::set<std::string>& b) {
    return static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.count(word) > 0; }));
}

std::string labels_of(const Reader& reader, const std::vector<Place>& places) {
    std::string out;
    std::set<ReportIndex> reports;
    for (const Place& place : places) {
        if (place.report < reader.size()) reports.insert(place.report);
    }
    for (const ReportIndex report : reports) out += (out.empty() ? "" : ", ") + reader.label(report);
    return out;
}

std::size_t reports_in(const std::vector<Place>& places) {
    std::vector<ReportIndex> seen;
    for (const Place& place : places) seen.push_back(place.report);
    std::sort(seen.begin(), seen.end());
    return static_cast<std::size_t>(std::unique(seen.begin(), seen.end()) - seen.begin());
}

std::string_view template_words(std::string_view name) {
    if (name == "request_and_approval") return "request and approval";
    if (name == "negotiated_agreement") return "negotiated agreement";
    if (name == "dispute_and_arbitration") return "dispute and arbitration";
    if (name == "election_and_petition") return "election and petition";
    if (name == "rescue_and_takeover") return "rescue and takeover";
    return name;
}

std::string party_words(std::string_view party) {
    const std::string words = one_line(party);
    const std::string folded = text::folded(words);
    for (const std::string_view bare :
         {"a", "an", "the", "it", "he", "she", "they", "who", "those who decide"}) {
        if (folded == bare) return {};
    }
    return words;
}

std::string case_subject(const Case& one) {
    const std::string subject = one_line(one.subject);
    const std::size_t colon = subject.find(": ");
    if (colon == std::string::npos) return subject;
    const std::string party = party_words(subject.substr(0, colon));
    return party.empty() ? subject.substr(colon + 2) : subject;
}

Lacking lacking(const Case& one) {
    static constexpr std::string_view kNext = "next: ";
    static constexpr std::string_view kDelivery = "delivery of ";
    Lacking lacking;
    for (const std::string& item : one.missing) {
        std::string words = one_line(spaced(item));
        if (words.starts_with(kNext)) {
            words.erase(0, kNext.size());
            lacking.next.push_back(std::move(words));
            continue;
        }
        // What is to be delivered is the subject itself, often a clause.
        if (words.starts_with(kDelivery)) words = "delivery";
        lacking.missing.push_back(std::move(words));
    }
    return lacking;
}

std::string stage_words(const Case& one) {
    const std::string stage = spaced(name(one.stage));
    std::string state = one_line(spaced(one.state));
    if (state.empty()) return stage;
    const bool asked =
        one.case_template == "request_and_approval" || one.case_template.starts_with("election");
    // Of a charge nothing is announced, and what was agreed or found was not granted by anybody.
    if (!asked && one.stage != Stage::announced) {
        if (const std::size_t next = state.find(", not announced"); next != std::string::npos)
            state.resize(next);
    }
    if (!asked && (one.stage == Stage::granted || one.stage == Stage::raised)) return state;
    return state.starts_with(stage) ? state : stage + ", " + state;
}

std::string spaced(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

std::string with_stop(std::string text) {
    for (const std::string_view end : {".", "!", "?", ".”", "!”", "?”", "…"}) {
        if (text.ends_with(end)) return text;
    }
    return text + ".";
}

std::string capitalised(std::string_view text) {
    if (text.empty()) return {};
    std::string out(text);
    const bool word = out.size() > 1 && ((out[1] >= 'a' && out[1] <= 'z') || out[1] == ' ');
    if (word && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

}  // namespace sitrep::brief
