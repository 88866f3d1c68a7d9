// The timeline, processes, and what the reports do not say.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "brief/compose.hpp"
#include "brief/items.hpp"
#include "brief/said.hpp"
#include "brief/sections.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::int32_t kWidestEntry = 400;  // days: what is less certain belongs to no line of time
constexpr std::size_t kLongestEntry = 280;
constexpr std::size_t kEntries = 2000;
constexpr std::size_t kEntriesCompared = 60;  // latest entries of the same days; enough to find a copy

bool is_datable(const TimeExpression& time) {
    if (time.type != TimeType::date && time.type != TimeType::time) return false;
    if (time.value && time.value->find("_REF") != std::string::npos) return false;
    if (!time.bounds.bounded() || *time.bounds.latest < *time.bounds.earliest) return false;
    return time.bounds.latest->number - time.bounds.earliest->number <= kWidestEntry;
}

std::set<std::string> word_set(std::string_view words) {
    std::set<std::string> out;
    std::string word;
    for (const char c : text::folded(words) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
        } else if (!word.empty()) {
            if (word.size() > 2) out.insert(word);
            word.clear();
        }
    }
    return out;
}

bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::size_t common = 0;
    for (const std::string& word : a) common += b.count(word);
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

/// The stage, the words that reach it, and the names of the steps before.
void add_case(const Reader& reader, const Case& one, Sentences& out) {
    std::vector<const CaseStep*> steps;
    for (const CaseStep& step : one.steps) {
        if (step.place.report < reader.size() && !step.place.span.empty()) steps.push_back(&step);
    }
    if (steps.empty()) return;
    const std::string stage = spaced(name(one.stage));
    const std::string state = one_line(spaced(one.state));
    BriefSentence sentence{"cases", capitalised(one_line(one.subject)), {}, -1};
    sentence.text += " (" + std::string(template_words(one.case_template)) + "): stage reached " + stage;
    if (!state.empty() && state != stage) sentence.text += ", " + state;
    const CaseStep& last = *steps.back();
    sentence.text += "; last step, " + one_line(spaced(last.state)) + ": " +
                     in_marks(shortened(reader.words(last.place), 240)) + " (";
    const std::string by = reader.entity(last.by);
    const std::string date = date_words(last.at);
    if (!by.empty()) sentence.text += by + ", ";
    if (!date.empty()) sentence.text += date + ", ";
    sentence.text += reader.label(last.place.report) + ")";
    std::string before;
    for (const CaseStep* step : steps) {
        sentence.citations.push_back(step->place);
        if (step == &last) continue;
        before += (before.empty() ? "" : "; ") + one_line(spaced(step->state)) + " (" +
                  reader.label(step->place.report) + ")";
    }
    if (!before.empty()) sentence.text += "; before: " + before;
    if (!one.missing.empty()) {
        std::vector<std::string> missing;
        for (const std::string& item : one.missing) missing.push_back(one_line(spaced(item)));
        sentence.text += "; not in the reports: " + listed(missing);
    }
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
                "Whose figure it is, is not given: " + in_marks(reader.words(place)) + " (" +
                    reader.label(figure.report) + ").",
                {place});
        }
    }
}

void add_speaker_gaps(const Reader& reader, Sentences& out) {
    std::size_t unnamed = 0;
    for (const Speaker& speaker : speakers_of(reader)) {
        if (speaker.named || unnamed >= 12) continue;
        if (speaker.name.empty()) {
            for (const Utterance& utterance : speaker.utterances) {
                const Wording& wording = utterance.wordings.front();
                gap(out,
                    "Who said it is not given: " + in_marks(shortened(wording.words, 160)) + " (" +
                        labels_of(reader, wording.places) + ").",
                    wording.places);
            }
            continue;
        }
        if (speaker.source_class != SourceClass::anonymous) continue;
        ++unnamed;
        std::vector<Place> places;
        for (const Utterance& utterance : speaker.utterances) {
            for (const Wording& wording : utterance.wordings)
                places.insert(places.end(), wording.places.begin(), wording.places.end());
        }
        gap(out, "Quoted without a name: " + speaker.name + " (" + labels_of(reader, places) + ").", places);
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
    for (const TimeExpression& time : dossier.times) {
        if (!is_datable(time) || time.report >= reader.size() || time.span.empty()) continue;
        const Place place{time.report, time.span};
        if (reader.block_kind(place) != BlockKind::body) continue;
        const Place sentence = reader.sentence(place);
        auto& same_days = drafts[{*time.bounds.earliest, *time.bounds.latest}];
        auto words = word_set(reader.words(sentence));
        const auto same = std::find_if(
            same_days.end() - static_cast<std::ptrdiff_t>(std::min(same_days.size(), kEntriesCompared)),
            same_days.end(), [&](const Draft& draft) {
                return draft.entry.citations.front() == sentence || nearly_same(draft.words, words);
            });
        if (same != same_days.end()) {
            auto& citations = same->entry.citations;
            if (std::find(citations.begin(), citations.end(), sentence) == citations.end())
                citations.push_back(sentence);
            continue;
        }
        if (++entries > kEntries) continue;
        same_days.push_back(
            {{time.bounds, in_marks(excerpt(reader, sentence, place)), {sentence}}, std::move(words)});
    }
    std::vector<TimelineEntry> timeline;
    for (auto& [days, list] : drafts) {
        for (Draft& draft : list) timeline.push_back(std::move(draft.entry));
    }
    return timeline;
}

void add_timeline(const Reader& reader, Sentences& out) {
    const auto& timeline = reader.dossier().timeline;
    for (std::size_t i = 0; i < std::min(timeline.size(), kSentencesInSection); ++i) {
        const TimelineEntry& entry = timeline[i];
        out.push_back({"timeline",
                       capitalised(date_words(entry.dates)) + ": " + one_line(entry.text) + " (" +
                           labels_of(reader, entry.citations) + ").",
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
    add_figure_gaps(reader, out);
    add_speaker_gaps(reader, out);
}

}  // namespace sitrep::brief
