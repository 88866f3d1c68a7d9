// The timeline, processes, and what the reports do not say.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "brief/compose.hpp"
#include "brief/items.hpp"
#include "brief/said.hpp"
#include "brief/sections.hpp"
#include "brief/short_form.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::int32_t kWidestEntry = 400;  // days: what is less certain belongs to no line of time
constexpr std::size_t kLongestEntry = 280;
constexpr std::size_t kEntries = 2000;
constexpr std::size_t kUnnamed = 24;
constexpr std::size_t kUnanswered = 12;
constexpr std::size_t kUnscoped = 12;
constexpr std::uint32_t kNearCue = 8;  // bytes between a cue and the day it was said: "said on Tuesday"
constexpr std::int32_t kDaysOfBeginning = 7;  // "Since Sunday he has carried people": that day it began
constexpr std::size_t kFewestWords = 4;
constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kEntriesCompared = 60;  // latest entries of the same days; enough to find a copy

bool is_datable(const TimeExpression& time) {
    if (time.type != TimeType::date && time.type != TimeType::time) return false;
    if (time.value && time.value->find("_REF") != std::string::npos) return false;
    if (!time.bounds.bounded() || *time.bounds.latest < *time.bounds.earliest) return false;
    return time.bounds.latest->number - time.bounds.earliest->number <= kWidestEntry;
}

bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    const std::size_t common = common_words(a, b);
    return common * 10 >= (a.size() + b.size() - common) * 6;
}

/// The sentence, or as many whole words around the time expression as fit, with "…" where words are left out.
std::string excerpt(const Reader& reader, const Place& sentence, const Place& time) {
    const std::string whole = reader.words(sentence);
    if (whole.size() <= kLongestEntry) return whole;
    const std::string expression = reader.words(time);
    const std::size_t at = whole.find(expression);
    if (at == std::string::npos || at + expression.size() <= kLongestEntry)
        return shortened(whole, kLongestEntry);
    std::size_t begin =
        whole.find(' ', at + expression.size() - std::min(at + expression.size(), kLongestEntry));
    begin = begin == std::string::npos || begin > at ? at : begin + 1;
    return "…" + shortened(std::string_view(whole).substr(begin), kLongestEntry);
}

/// "Since June 2015, the group has lost the city": where a span begins, not the day of what came after it.
bool is_beginning(const Reader& reader, const Place& sentence, const Place& time) {
    const std::string before =
        text::folded(reader.words({time.report, {sentence.span.begin, time.span.begin}}));
    return before == "since " || before == "since the " || before == "since" || before == "since the";
}

/// A time expression of the article and the sentence it dates.
struct Dated {
    const TimeExpression* time = nullptr;
    Place sentence;
    bool of_saying = false;  ///< the day belongs to "said", not to what was said
};

/// Of each report, where a cue ("said", "told") ends, in text order, and what stands in direct quotation.
struct Saying {
    std::vector<std::uint32_t> cue_ends;
    std::vector<Span> direct;
};

std::vector<Saying> sayings_of(const Reader& reader) {
    std::vector<Saying> sayings(reader.size());
    for (const Quotation& quote : reader.dossier().quotes) {
        if (quote.report >= reader.size()) continue;
        if (quote.cue_span) sayings[quote.report].cue_ends.push_back(quote.cue_span->end);
        if (quote.kind == QuotationKind::direct) sayings[quote.report].direct.push_back(quote.span);
    }
    for (Saying& one : sayings) {
        std::sort(one.cue_ends.begin(), one.cue_ends.end());
        std::sort(one.direct.begin(), one.direct.end());
    }
    return sayings;
}

/// Time expressions that may enter the timeline. The day something was said goes where its sentence has a day
/// of its own; an hour inside somebody's words that fits several days goes always.
std::vector<Dated> dated(const Reader& reader) {
    const auto sayings = sayings_of(reader);
    std::vector<Dated> all;
    std::map<Place, std::size_t> own_days;
    for (const TimeExpression& time : reader.dossier().times) {
        if (!is_datable(time) || time.report >= reader.size() || time.span.empty()) continue;
        const Place place{time.report, time.span};
        if (reader.block_kind(place) != BlockKind::body) continue;
        if (words_in(reader.words(reader.sentence(place))) < kFewestWords) continue;  // "Bissau, Wednesday."
        const bool long_span = time.bounds.latest->number - time.bounds.earliest->number > kDaysOfBeginning;
        if (long_span && is_beginning(reader, reader.sentence(place), place)) continue;
        const Saying& saying = sayings[time.report];
        const auto after =
            std::upper_bound(saying.direct.begin(), saying.direct.end(), time.span.begin,
                             [](std::uint32_t at, const Span& span) { return at < span.begin; });
        const bool quoted = after != saying.direct.begin() && std::prev(after)->contains(time.span);
        if (quoted && time.type == TimeType::time && !time.bounds.exact()) continue;
        const auto cue = std::upper_bound(saying.cue_ends.begin(), saying.cue_ends.end(), time.span.begin);
        const bool of_saying =
            cue != saying.cue_ends.begin() && time.span.begin - *std::prev(cue) <= kNearCue;
        all.push_back({&time, reader.sentence(place), of_saying});
        if (!of_saying) ++own_days[all.back().sentence];
    }
    std::erase_if(all, [&](const Dated& one) { return one.of_saying && own_days.count(one.sentence) > 0; });
    return all;
}

/// Steps that the text shows.
std::vector<const CaseStep*> steps_of(const Reader& reader, const Case& one) {
    std::vector<const CaseStep*> steps;
    for (const CaseStep& step : one.steps) {
        if (step.place.report < reader.size() && !step.place.span.empty()) steps.push_back(&step);
    }
    return steps;
}

/// The step that reached the state; where none is called so, the last.
const CaseStep& reached_by(const Case& one, const std::vector<const CaseStep*>& steps) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if ((*step)->state == one.state || (*step)->state == name(one.stage) ||
            one.state.starts_with((*step)->state + ", not "))
            return **step;
    }
    return *steps.back();
}

/// "announced (r4, r6), submitted (r3)": each state once, with the reports that tell it.
std::string other_steps(const Reader& reader, const std::vector<const CaseStep*>& steps,
                        const CaseStep& reached) {
    std::vector<std::pair<std::string_view, std::vector<std::string>>> told;
    for (const CaseStep* step : steps) {
        if (step == &reached) continue;
        const std::string& label = reader.label(step->place.report);
        const auto known =
            std::find_if(told.begin(), told.end(), [&](const auto& one) { return one.first == step->state; });
        if (known == told.end())
            told.push_back({step->state, {label}});
        else if (std::find(known->second.begin(), known->second.end(), label) == known->second.end())
            known->second.push_back(label);
    }
    std::string out;
    for (const auto& [state, labels] : told) {
        out += (out.empty() ? "" : ", ") + one_line(spaced(state)) + " (";
        for (std::size_t i = 0; i < labels.size(); ++i) out += (i > 0 ? ", " : "") + labels[i];
        out += ")";
    }
    return out;
}

/// The stage, the words that reach it, and the names of the other steps.
void add_case(const Reader& reader, const Case& one, Sentences& out) {
    const auto steps = steps_of(reader, one);
    if (steps.empty()) return;
    BriefSentence sentence{"cases", capitalised(case_subject(one)), {}, -1};
    sentence.text +=
        " (" + std::string(template_words(one.case_template)) + "): stage reached " + stage_words(one);
    const CaseStep& reached = reached_by(one, steps);
    std::string from;
    // "Two South African helicopters": a people named beside a thing did nothing.
    const bool people =
        reached.by >= 0 &&
        reader.dossier().entities[static_cast<std::size_t>(reached.by)].type == EntityType::group;
    const std::string by = people ? std::string() : party_words(reader.entity(reached.by));
    if (!by.empty()) from += by + ", ";
    // words without a day of their own stand for the day they were written, not for that of the step
    const bool as_written = reached.at == reader.published(reached.place.report);
    if (reached.at.bounded()) from += (as_written ? "written " : "") + date_words(reached.at) + ", ";
    const std::string marked = in_marks_inside(shortened(reader.words(reached.place), 240));
    from += reader.label(reached.place.report);
    sentence.text += ", by the words " +
                     (ends_a_sentence(marked) ? marked + " as told by " + from : marked + " (" + from + ")");
    for (const CaseStep* step : steps) sentence.citations.push_back(step->place);
    const std::string others = other_steps(reader, steps, reached);
    if (!others.empty()) sentence.text += "; other steps: " + others;
    const Lacking lacks = lacking(one);
    if (!lacks.next.empty()) sentence.text += "; next step: " + listed(lacks.next);
    if (!lacks.missing.empty()) sentence.text += "; still open in these reports: " + listed(lacks.missing);
    sentence.text = with_stop(std::move(sentence.text));
    out.push_back(std::move(sentence));
}

void gap(Sentences& out, std::string text, std::vector<Place> citations) {
    if (!citations.empty()) out.push_back({"gaps", std::move(text), std::move(citations), -1});
}

void add_report_gaps(const Reader& reader, Sentences& out) {
    std::vector<Place> undated;
    std::vector<Place> no_outlet;
    std::vector<Place> no_body;
    std::vector<Place> other_language;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const Report& of = reader.report(report);
        const Place head = reader.head_of(report);
        if (!reader.published(report).bounded()) undated.push_back(head);
        if (!of.outlet) no_outlet.push_back(head);
        if (!of.language.empty() && of.language != "en") other_language.push_back(head);
        const bool has_body = std::any_of(of.blocks.begin(), of.blocks.end(),
                                          [](const Block& block) { return block.kind == BlockKind::body; });
        if (!has_body && !head.span.empty()) no_body.push_back(head);
    }
    gap(out, "No day of writing, or none with both bounds: " + labels_of(reader, undated) + ".", undated);
    gap(out, "No outlet named: " + labels_of(reader, no_outlet) + ".", no_outlet);
    gap(out, "No article found in the file: " + labels_of(reader, no_body) + ".", no_body);
    gap(out, "In a language that is kept but not analysed: " + labels_of(reader, other_language) + ".",
        other_language);
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        for (const std::string& notice : reader.report(report).notices) {
            gap(out, reader.label(report) + ": " + with_stop(one_line(notice)), {reader.head_of(report)});
        }
    }
}

/// Figures in dispute for which the words name nobody.
void add_figure_gaps(const Reader& reader, Sentences& out) {
    std::set<std::uint32_t> told;
    for (const Relation& relation : reader.dossier().relations) {
        if (relation.kind != RelationKind::conflict && relation.kind != RelationKind::differ) continue;
        for (const ItemRef& item : relation.items) {
            if (item.list != ItemRef::List::figures || item.index >= reader.dossier().figures.size())
                continue;
            const Figure& figure = reader.dossier().figures[item.index];
            if (figure.holder.source_class != SourceClass::none || figure.report >= reader.size() ||
                told.size() >= 12)
                continue;
            if (!told.insert(item.index).second) continue;
            const Place place = place_of(reader, item);
            gap(out,
                "Whose figure it is, is not given: " +
                    words_from(reader.words(place), reader.label(figure.report)) + ".",
                {place});
        }
    }
}

/// Anonymous speakers and actors by the words for them, each once with all its places.
void add_unnamed_gaps(const Reader& reader, const std::vector<Speaker>& speakers, Sentences& out) {
    struct Unnamed {
        std::string name;
        std::vector<Place> places;
    };
    std::vector<Unnamed> unnamed;
    const auto add = [&](const std::string& name, const std::vector<Place>& places) {
        const auto same = std::find_if(unnamed.begin(), unnamed.end(), [&](const Unnamed& one) {
            return text::folded(one.name) == text::folded(name);
        });
        Unnamed& one = same == unnamed.end() ? unnamed.emplace_back(Unnamed{name, {}}) : *same;
        one.places.insert(one.places.end(), places.begin(), places.end());
    };
    for (const Speaker& speaker : speakers) {
        if (speaker.named || speaker.name.empty() || speaker.source_class != SourceClass::anonymous) continue;
        if (unnamed.size() >= kUnnamed) break;
        std::vector<Place> places;
        for (const Utterance& utterance : speaker.utterances) {
            for (const Wording& wording : utterance.wordings)
                places.insert(places.end(), wording.places.begin(), wording.places.end());
        }
        add(speaker.name, places);
    }
    for (const Unnamed& one : unnamed)
        gap(out, "Quoted without a name: " + one.name + " (" + labels_of(reader, one.places) + ").",
            one.places);
}

void add_speaker_gaps(const Reader& reader, Sentences& out) {
    const auto speakers = speakers_of(reader);
    add_unnamed_gaps(reader, speakers, out);
    for (const Speaker& speaker : speakers) {
        if (!speaker.name.empty()) continue;
        for (const Utterance& utterance : speaker.utterances) {
            const Wording& wording = utterance.wordings.front();
            gap(out,
                "Who said it is not given: " +
                    words_from(shortened(wording.words, 160), labels_of(reader, wording.places)) + ".",
                wording.places);
        }
    }
}

/// Processes that were begun and of whose end the reports say nothing.
void add_answer_gaps(const Reader& reader, Sentences& out) {
    std::size_t told = 0;
    for (const Case& one : reader.dossier().cases) {
        const bool open = one.stage == Stage::raised || one.stage == Stage::announced ||
                          one.stage == Stage::submitted || one.stage == Stage::under_examination;
        const auto steps = steps_of(reader, one);
        if (!open || steps.empty() || one.case_template != "request_and_approval" || ++told > kUnanswered)
            continue;
        const Place& place = reached_by(one, steps).place;
        gap(out,
            "No answer in the reports: " + case_subject(one) + ", stage reached " + stage_words(one) + ": " +
                words_from(shortened(reader.words(place), 160), reader.label(place.report)) + ".",
            {place});
    }
}

/// Figures that cannot be compared because one of them does not say what it covers.
void add_scope_gaps(const Reader& reader, Sentences& out) {
    std::set<Place> told;
    for (const Relation& relation : reader.dossier().relations) {
        if (relation.kind != RelationKind::not_comparable || !relation.reason.starts_with("scope not stated"))
            continue;
        for (const ItemRef& item : relation.items) {
            if (item.list != ItemRef::List::figures || item.index >= reader.dossier().figures.size())
                continue;
            const Figure& figure = reader.dossier().figures[item.index];
            if (figure.place >= 0 || figure.of >= 0 || figure.report >= reader.size() ||
                told.size() >= kUnscoped)
                continue;
            const Place place = place_of(reader, item);
            if (!told.insert(place).second) continue;
            gap(out,
                "What it covers is not stated: " +
                    words_from(reader.words(place), reader.label(figure.report)) + ".",
                {place});
        }
    }
}

}  // namespace

std::vector<TimelineEntry> compose_timeline(const Dossier& dossier) {
    const Reader reader(dossier);
    struct Draft {
        TimelineEntry entry;
        std::set<std::string> words;
    };
    std::map<std::tuple<Day, Day>, std::vector<Draft>> drafts;
    std::size_t entries = 0;
    for (const Dated& one : dated(reader)) {
        auto& same_days = drafts[{*one.time->bounds.earliest, *one.time->bounds.latest}];
        auto words = content_words(reader.words(one.sentence), kShortestWord);
        const auto same = std::find_if(
            same_days.end() - static_cast<std::ptrdiff_t>(std::min(same_days.size(), kEntriesCompared)),
            same_days.end(), [&](const Draft& draft) {
                return draft.entry.citations.front() == one.sentence || nearly_same(draft.words, words);
            });
        if (same != same_days.end()) {
            auto& citations = same->entry.citations;
            if (std::find(citations.begin(), citations.end(), one.sentence) == citations.end())
                citations.push_back(one.sentence);
            continue;
        }
        if (++entries > kEntries) continue;
        const Place place{one.time->report, one.time->span};
        same_days.push_back(
            {{one.time->bounds, in_marks(excerpt(reader, one.sentence, place)), {one.sentence}},
             std::move(words)});
    }
    std::vector<TimelineEntry> timeline;
    for (auto& [days, list] : drafts) {
        for (Draft& draft : list) timeline.push_back(std::move(draft.entry));
    }
    return timeline;
}

void add_timeline(const Reader& reader, Sentences& out) {
    const auto& timeline = reader.dossier().timeline;
    std::map<std::pair<std::string, std::vector<Place>>, std::size_t> told;  // to the sentence that tells it
    for (std::size_t i = 0; i < std::min(timeline.size(), kSentencesInSection); ++i) {
        const TimelineEntry& entry = timeline[i];
        // "10 percent from November and the rest in July": one sentence of several days is told once.
        if (const auto [at, fresh] = told.emplace(std::pair(entry.text, entry.citations), out.size());
            !fresh) {
            std::string& before = out[at->second].text;
            before.insert(before.find(": "), "; " + date_words(entry.dates));
            continue;
        }
        std::string_view words = entry.text;  // in marks already
        if (words.starts_with("“") && words.ends_with("”"))
            words = words.substr(std::string_view("“").size(), words.size() - std::string_view("“”").size());
        out.push_back({"timeline",
                       capitalised(date_words(entry.dates)) + ": " +
                           words_from(words, labels_of(reader, entry.citations)) + ".",
                       entry.citations, -1});
    }
    if (timeline.size() > kSentencesInSection) {
        out.push_back({"timeline",
                       counted(timeline.size() - kSentencesInSection, "further entry", "further entries") +
                           " not shown here.",
                       timeline[kSentencesInSection].citations, -1});
    }
}

void add_cases(const Reader& reader, Sentences& out) {
    for (const Case& one : reader.dossier().cases) add_case(reader, one, out);
}

void add_gaps(const Reader& reader, Sentences& out) {
    add_report_gaps(reader, out);
    add_answer_gaps(reader, out);
    add_figure_gaps(reader, out);
    add_scope_gaps(reader, out);
    add_speaker_gaps(reader, out);
}

}  // namespace sitrep::brief
