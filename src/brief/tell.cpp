// A relation told in whole sentences of the reports, so that nothing has to be believed about its words.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/live_groups.hpp"
#include "brief/sides.hpp"
#include "brief/standing.hpp"
#include "brief/tell_beside.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kGroupsTold = 5;
constexpr std::size_t kWordsOfItem = 440;
constexpr std::size_t kLongestTitle = 80;
constexpr std::ptrdiff_t kManyWords = 6;  // that two reports have alike: one utterance
constexpr std::uint32_t kOneRun = 440;    // bytes: two sides that stand this close are shown in one run

/// A group with the place that stands for it and the words around that.
struct Shown {
    const ItemGroup* group = nullptr;
    Place place;
    Place context;
};

/// A row of states or an agreement without what only a retelling has, where two are left: its rewording is no
/// state, and no second voice.
std::vector<ItemGroup> without_echoes(const Standing& standing, RelationKind kind,
                                      std::vector<ItemGroup> groups) {
    if (kind != RelationKind::update && kind != RelationKind::agree) return groups;
    const auto is_echo = [&](const ItemGroup& group) {
        const bool figure = group.list == ItemRef::List::figures;
        return std::all_of(group.places.begin(), group.places.end(), [&](const Place& place) {
            return figure ? !standing.brings_news(place, true)
                          : standing.derived(place.report) || standing.careless(place.report);
        });
    };
    const auto echoes = std::count_if(groups.begin(), groups.end(), is_echo);
    if (groups.size() - static_cast<std::size_t>(echoes) >= 2) std::erase_if(groups, is_echo);
    return groups;
}

std::vector<Shown> shown_of(const Reader& reader, const Standing& standing,
                            const std::vector<ItemGroup>& groups, bool answered) {
    std::vector<Shown> out;
    const auto teller = answered ? teller_of_both(reader, standing, groups) : std::nullopt;
    for (std::size_t i = 0; i < std::min(groups.size(), kGroupsTold); ++i) {
        const Place place = answered ? place_of_side(reader, standing, groups[i], teller)
                                     : standing.original_of(groups[i].places);
        out.push_back({&groups[i], place, in_context(reader, place)});
    }
    return out;
}

/// Groups in order of the first days on which they can have been written; as they were where one has none.
std::vector<ItemGroup> in_order_of_writing(const Reader& reader, const Standing& standing,
                                           std::vector<ItemGroup> groups) {
    const auto first_day = [&](const ItemGroup& group) {
        return reader.published(standing.original_of(group.places).report).earliest;
    };
    const bool dated = std::all_of(groups.begin(), groups.end(),
                                   [&](const ItemGroup& group) { return first_day(group).has_value(); });
    if (dated)
        std::stable_sort(groups.begin(), groups.end(), [&](const ItemGroup& a, const ItemGroup& b) {
            return first_day(a)->number < first_day(b)->number;
        });
    return groups;
}

/// Groups of a row in order of their days, or of the days on which they were written where the words give
/// none; as they were where a day is missing or the newest would not stay the last.
std::vector<ItemGroup> in_order(const Reader& reader, const Standing& standing, RelationKind kind,
                                std::vector<ItemGroup> groups) {
    if (kind == RelationKind::agree) return in_order_of_writing(reader, standing, std::move(groups));
    if (kind != RelationKind::update || groups.size() < 3) return groups;
    std::vector<std::pair<std::int32_t, std::size_t>> days;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Place original = standing.original_of(groups[i].places);
        DateRange range = reader.published(original.report);
        for (std::size_t k = 0; k < groups[i].sources.size(); ++k) {
            if (groups[i].sources[k].second == original && groups[i].days[k].bounded())
                range = groups[i].days[k];
        }
        if (!range.bounded()) return groups;
        days.emplace_back(range.earliest->number, i);
    }
    std::stable_sort(days.begin(), days.end());
    if (days.back().second + 1 != groups.size()) return groups;
    std::vector<ItemGroup> ordered;
    for (const auto& [day, i] : days) ordered.push_back(std::move(groups[i]));
    return ordered;
}

/// What stands before group `i`: an arrow only where its days come after those of the group before.
std::string_view between(RelationKind kind, const std::vector<ItemGroup>& groups, std::size_t i) {
    if (kind == RelationKind::conflict) return other_side(groups, i) ? " against " : "; ";
    if (kind == RelationKind::stronger) return " → ";
    if (kind == RelationKind::tension && groups.size() == 2) return " beside ";
    if (kind != RelationKind::update) return "; ";
    if (groups.size() == 2) return " → ";
    const DateRange& before = groups[i - 1].dates;
    const DateRange& after = groups[i].dates;
    const bool clear = before.bounded() && after.bounded() && *before.latest <= *after.earliest;
    return clear ? " → " : "; ";
}

/// First letters of the longer words, numbers left out.
std::set<std::string> stems_of(std::string_view words) {
    constexpr std::size_t kLetters = 5;
    std::set<std::string> stems;
    for (const std::string& word : content_words(words))
        if (word.find_first_of("0123456789") == std::string::npos) stems.insert(word.substr(0, kLetters));
    return stems;
}

std::string plain(const Reader& reader, const Place& place) {
    return text::folded(in_marks_inside(reader.words(place)));
}

/// "r1, r2; same figure in r3": who has these very words, who has their content in others.
std::string where(const Reader& reader, const Standing& standing, RelationKind kind, const Shown& shown) {
    std::vector<Place> same{shown.place}, other, part, quoted;
    const std::string words = plain(reader, shown.context), own_words = plain(reader, shown.place);
    const bool long_words = std::count(own_words.begin(), own_words.end(), ' ') >= kManyWords;
    for (const Place& place : shown.group->places) {
        if (place.report == shown.place.report) continue;
        // A report that was written before tells no state of it in other words.
        const bool before =
            kind == RelationKind::update && standing.written_before(place.report, shown.place.report);
        if (before && shown.group->list != ItemRef::List::figures) continue;
        // "Which had denied it, admitted …": no denial told again.
        if (shown.group->act == ActKind::deny &&
            reader.sets().admissions.stands_in(padded_words(reader.words(reader.sentence(place)))))
            continue;
        const bool alike = plain(reader, in_context(reader, place)) == words;
        const bool lost = shown.group->list != ItemRef::List::figures && standing.hardened(place) &&
                          !standing.hardened(shown.place);
        const bool only_introduced_otherwise = !alike && long_words && plain(reader, place) == own_words;
        (alike ? same : only_introduced_otherwise ? quoted : lost ? part : other).push_back(place);
    }
    std::vector<ReportIndex> reports;
    for (const Place& place : same) reports.push_back(place.report);
    std::string out = reader.told_in(shown.place.report, reports);
    const bool figures = shown.group->list == ItemRef::List::figures;
    const auto own = stems_of(reader.words(shown.context));
    std::erase_if(other, [&](const Place& place) {
        // One number in other company counts another thing: "six are still inside", "six were pulled out".
        const auto said =
            figures ? stems_of(reader.words(in_context(reader, place))) : std::set<std::string>();
        if (figures && common_words(own, said) * 4 < std::min(own.size(), said.size())) return true;
        return std::any_of(same.begin(), same.end(),
                           [&](const Place& one) { return one.report == place.report; });
    });
    if (!quoted.empty()) out += "; the same words in " + labels_of(reader, quoted);
    std::erase_if(other, [&](const Place& place) {
        return std::any_of(quoted.begin(), quoted.end(),
                           [&](const Place& one) { return one.report == place.report; });
    });
    if (!other.empty())
        out += std::string("; ") + (figures ? "same figure" : "worded otherwise") + " in " +
               labels_of(reader, other);
    const auto told_whole = [&](const Place& place) {
        return std::any_of(same.begin(), same.end(),
                           [&](const Place& one) { return one.report == place.report; }) ||
               std::any_of(other.begin(), other.end(),
                           [&](const Place& one) { return one.report == place.report; });
    };
    std::erase_if(part, told_whole);
    if (!part.empty()) out += "; not all of it in " + labels_of(reader, part);
    return out;
}

/// The run of text that holds all of them, where they stand in one.
std::optional<Place> one_run(const Reader& reader, const std::vector<Shown>& shown) {
    Place run = shown.front().context;
    const Paragraph* paragraph = reader.paragraph(run);
    for (const Shown& one : shown) {
        if (one.context.report != run.report) return std::nullopt;
        if (!one.context.span.overlaps(run.span) && reader.paragraph(one.context) != paragraph)
            return std::nullopt;
        run.span.begin = std::min(run.span.begin, one.context.span.begin);
        run.span.end = std::max(run.span.end, one.context.span.end);
    }
    return run.span.size() <= kOneRun ? std::optional(run) : std::nullopt;
}

/// "r1; also told in r3".
std::string where_of_run(const Reader& reader, const std::vector<Shown>& shown, const Place& run) {
    std::map<ReportIndex, std::size_t> groups_in;
    for (const Shown& one : shown) {
        std::set<ReportIndex> reports;
        for (const Place& place : one.group->places) reports.insert(place.report);
        for (const ReportIndex report : reports) ++groups_in[report];
    }
    std::vector<Place> all, part;
    for (const auto& [report, groups] : groups_in) {
        if (report != run.report) (groups == shown.size() ? all : part).push_back({report, {}});
    }
    std::string out = reader.label(run.report) + reader.written(run.report);
    if (!all.empty()) out += "; also told in " + labels_of(reader, all);
    if (!part.empty()) out += "; in part in " + labels_of(reader, part);
    return out;
}

/// What is shown, then what says the same elsewhere.
std::vector<Place> citations_of(const std::vector<ItemGroup>& groups, const std::vector<Shown>& shown) {
    std::vector<Place> citations;
    for (const Shown& one : shown) {
        if (std::find(citations.begin(), citations.end(), one.context) == citations.end())
            citations.push_back(one.context);
    }
    for (const ItemGroup& group : groups) {
        for (const Place& place : group.places) {
            const bool shown_in_full = std::any_of(shown.begin(), shown.end(), [&](const Shown& one) {
                return one.context.report == place.report && one.context.span.contains(place.span);
            });
            if (!shown_in_full) citations.push_back(place);
        }
    }
    return citations;
}

/// Adds what a run shows between its sides.
void cite_between(const Reader& reader, const Place& run, std::vector<Place>& citations) {
    for (const Place& sentence : by_sentence(reader, run)) {
        const bool cited = std::any_of(citations.begin(), citations.end(), [&](const Place& place) {
            return place.report == sentence.report && place.span.overlaps(sentence.span);
        });
        if (!cited) citations.push_back(sentence);
    }
}

/// The subject as a label, where every sentence shown has its words: what only one of them has is no common
/// subject.
std::string label_of(const Reader& reader, const Relation& relation, const std::vector<Shown>& shown) {
    const bool figures = std::all_of(relation.items.begin(), relation.items.end(),
                                     [](const ItemRef& item) { return item.list == ItemRef::List::figures; });
    std::string subject = one_line(relation.subject);
    if (!figures || subject.empty()) return {};
    const auto words = content_words(subject, 3);
    const bool common = std::all_of(shown.begin(), shown.end(), [&](const Shown& one) {
        const auto said = content_words(reader.words(one.context), 3);
        return common_words(words, said) == words.size();
    });
    return common && subject.find('"') == std::string::npos ? subject : std::string();
}

/// What the answered act is: only who was asked can answer a request.
std::string answer_title(const Reader& reader, const Relation& relation) {
    const auto act_of = [&](std::size_t item) -> const Act* {
        const bool act = item < relation.items.size() && relation.items[item].list == ItemRef::List::acts;
        return act ? &reader.dossier().acts[relation.items[item].index] : nullptr;
    };
    const Act *first = act_of(0), *second = act_of(1);
    if (first == nullptr) return "Request and answer";
    switch (first->act) {
        case ActKind::offer:
            return "Offer and answer";
        case ActKind::commit:
        case ActKind::plan:
        case ActKind::agree:
            return "Undertaking and answer";
        case ActKind::request:
        case ActKind::demand:
            break;
        default:
            return "Said and answered";
    }
    // "Request and answer" is said where whoever was asked speaks, or words right behind take it up.
    const bool the_asked =
        second != nullptr && first->recipient != kNoEntity && first->recipient == second->actor;
    const bool another =
        second != nullptr && second->actor != kNoEntity && first->recipient != kNoEntity && !the_asked;
    const bool right_behind =
        second != nullptr && second->report == first->report &&
        reader.paragraph({first->report, first->span}) == reader.paragraph({second->report, second->span});
    if (the_asked || (right_behind && !another)) return "Request and answer";
    return another ? "Request, and a word against it" : "Request, and a word on it";
}

std::string title_for(const Reader& reader, const Relation& relation) {
    // "Accused and denied: ignoring warnings" says what the two stand against one another on.
    if (relation.kind == RelationKind::conflict && relation.reason.starts_with("accused:"))
        return "Accused and denied";
    if (relation.kind == RelationKind::tension && relation.reason.starts_with("asked for"))
        return answer_title(reader, relation);
    if (relation.kind == RelationKind::conflict && relation.reason.starts_with("said without a named"))
        return "Conflict, said without a named speaker and denied";
    if (relation.kind == RelationKind::tension) {
        // "Told as coming and doubted": in what the two pull apart.
        const std::string how = reason_words(relation);
        const bool alike = how.find(" by another") != std::string::npos;
        return how.empty() || alike || how.size() > kLongestTitle ? "Tension" : "Tension, " + how;
    }
    if (relation.kind == RelationKind::differ && relation.reason.starts_with("in other money:"))
        return "One amount, told in other money too";
    // One gathering of the news told by several is an echo, however many tell it.
    if (relation.kind == RelationKind::agree && relation.origins.max == 1) return "One source, retold";
    return std::string(title_of(relation.kind));
}

/// "About 120" and "120" are one number, and not equally sure.
bool differs_in_bounds(const std::vector<ItemGroup>& groups) {
    return std::any_of(groups.begin(), groups.end(), [&](const ItemGroup& group) {
        return group.list == ItemRef::List::figures && group.approximator != groups.front().approximator;
    });
}

/// Why the relation was made, where the sentences do not show it themselves.
std::string reason_for(const Relation& relation) {
    if (relation.kind == RelationKind::tension || relation.kind == RelationKind::update) return {};
    if (relation.reason.find("; worded as less far: ") != std::string::npos)
        return "the second is worded as less far";
    std::string reason = reason_words(relation);
    if (reason == "the words exclude one another and do not settle it" || reason == "became" ||
        reason.starts_with("accused") || reason.starts_with("said without a named"))
        return {};
    // What was lost stands in the first sentence; a part of it between brackets would say less.
    if (relation.kind == RelationKind::stronger)
        reason.resize(std::min({reason.find(" ("), reason.find(": "), reason.size()}));
    return reason;
}

/// Whether every report that a relation counts is cited. Made from others it adds nothing to an agreement.
bool all_cited(const Reader& reader, const Standing& standing, const Relation& relation,
               const std::vector<Place>& citations) {
    return std::all_of(relation.items.begin(), relation.items.end(), [&](const ItemRef& item) {
        const ReportIndex report = place_of(reader, item).report;
        if (relation.kind == RelationKind::agree && (standing.derived(report) || standing.careless(report)))
            return true;
        return std::any_of(citations.begin(), citations.end(),
                           [&](const Place& place) { return place.report == report; });
    });
}

/// Each side in its words; what stands in the words of another side already is not told again.
void add_sides(const Reader& reader, const Standing& standing, const Relation& relation,
               const std::vector<ItemGroup>& groups, const std::vector<Shown>& shown, ToldRelation& told) {
    const bool answered = is_answered(relation);
    if (told.run) {
        told.sides.push_back(
            {reader.words(*told.run), where_of_run(reader, shown, *told.run), *told.run, {}});
    }
    for (std::size_t i = 0; i < shown.size() && !told.run; ++i) {
        // Its words stand there already.
        const auto inside = std::find_if(told.sides.begin(), told.sides.end(), [&](const ToldSide& side) {
            return side.context.report == shown[i].context.report &&
                   (side.context.span.overlaps(shown[i].context.span) ||
                    reader.words(side.context) == reader.words(shown[i].context));
        });
        if (inside != told.sides.end()) {
            // What answers stands behind what it leans on.
            if (answered && shown[i].context.span.contains(inside->context.span)) {
                inside->context = shown[i].context;
                inside->words = words_around(reader, shown[i].context, shown[i].place, kWordsOfItem);
            }
            continue;
        }
        told.sides.push_back({words_around(reader, shown[i].context, shown[i].place, kWordsOfItem),
                              where(reader, standing, relation.kind, shown[i]), shown[i].context,
                              told.sides.empty() ? std::string_view() : between(relation.kind, groups, i)});
    }
}

}  // namespace

ToldRelation told_relation(const Reader& reader, const Standing& standing, std::size_t index) {
    const Relation& relation = reader.dossier().relations[index];
    auto live = live_groups(reader, relation);
    if (live.size() < 2) live = groups_of(reader, relation);
    auto groups =
        in_order(reader, standing, relation.kind, without_echoes(standing, relation.kind, std::move(live)));
    const bool answered = is_answered(relation);
    if (answered) groups = by_sides(groups);
    ToldRelation told;
    told.title = title_for(reader, relation);
    if (groups.empty()) return told;
    auto shown = shown_of(reader, standing, groups, answered);
    if (relation.kind == RelationKind::tension) {
        for (Shown& one : shown) one.context = with_reply(reader, one.context);
    }
    if (relation.kind == RelationKind::conflict) {
        // "Its 70 also takes in part-time staff": the reports tell the difference
        // themselves.
        bool other = counts_other_things(reader, groups);
        for (Shown& one : shown) {
            const Place wider = with_scope_behind(reader, one.context);
            other = other || wider != one.context;
            one.context = wider;
        }
        if (other) told.title = "Difference, of what is counted";
    }
    if (relation.kind == RelationKind::agree && relation.origins.max > 1 && differs_in_bounds(groups))
        told.title = "Agreement on the number, not on how exact it is";
    told.label = label_of(reader, relation, shown);
    told.reason = reason_for(relation);
    told.run = shown.size() > 1 ? one_run(reader, shown) : std::nullopt;
    // Figures are pointed out in their sentences where no label does; what is asked and answered reads for
    // itself.
    const bool figures = std::all_of(groups.begin(), groups.end(), [](const ItemGroup& group) {
        return group.list == ItemRef::List::figures;
    });
    std::set<std::string> pointed;
    for (std::size_t i = 0; i < shown.size() && figures && (told.run || told.label.empty()); ++i) {
        const std::string words = in_marks_inside(shortened(reader.words(shown[i].place), 120));
        if (!pointed.insert(text::folded(words)).second) continue;
        told.pointed +=
            (told.pointed.empty() ? std::string() : std::string(between(relation.kind, groups, i))) + words;
    }
    add_sides(reader, standing, relation, groups, shown, told);
    told.citations = citations_of(groups, shown);
    if (told.run) cite_between(reader, *told.run, told.citations);
    told.more = groups.size() > kGroupsTold ? groups.size() - kGroupsTold : 0;
    for (std::size_t i = kGroupsTold; i < groups.size(); ++i)
        told.in_more.insert(told.in_more.end(), groups[i].places.begin(), groups[i].places.end());
    return told;
}

BriefSentence tell(const Reader& reader, const Standing& standing, std::size_t index,
                   std::string_view section) {
    const Relation& relation = reader.dossier().relations[index];
    const ToldRelation told = told_relation(reader, standing, index);
    BriefSentence sentence{std::string(section), told.title, told.citations,
                           static_cast<std::int32_t>(index)};
    if (told.sides.empty()) return sentence;
    sentence.text += (told.label.empty() ? "" : ", " + told.label) + ": ";
    if (!told.pointed.empty()) sentence.text += told.pointed + ", in ";
    for (const ToldSide& side : told.sides)
        sentence.text += std::string(side.before) + in_marks_inside(side.words) + " (" + side.where + ")";
    if (told.more > 0)
        sentence.text += "; and " + counted(told.more, "wording", "wordings") + " more (" +
                         labels_of(reader, told.in_more) + ")";
    // One statement, one sentence: its citations are the places of its words.
    if (!told.reason.empty()) sentence.text += "; " + told.reason;
    add_outcome(reader, relation, sentence);
    add_disputes(reader, relation, sentence);
    // How many gathered it says nothing where one report tells all of it, or where some who told it do not
    // stand here.
    if (reports_in(told.citations) > 1 && all_cited(reader, standing, relation, told.citations))
        sentence.text += "; " + origin_words(relation.origins);
    sentence.text = with_stop(std::move(sentence.text));
    return sentence;
}

std::size_t words_in_common(const Reader& reader, const Relation& relation) {
    const auto groups = groups_of(reader, relation);
    std::size_t least = SIZE_MAX;
    // Words that stand side by side need no others to tell that they speak of one thing.
    if (groups.size() > 1 && groups[0].places.front().report == groups[1].places.front().report) return least;
    std::set<std::string> first;
    for (std::size_t i = 0; i < std::min(groups.size(), kGroupsTold); ++i) {
        std::set<std::string> stems = stems_of(reader.words(in_context(reader, groups[i].places.front())));
        if (i == 0)
            first = std::move(stems);
        else
            least = std::min(least, common_words(first, stems));
    }
    return least;
}

}  // namespace sitrep::brief
