// What the reports do not say, and what they themselves say is not answered.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "brief/context.hpp"
#include "brief/gap_checks.hpp"
#include "brief/items.hpp"
#include "brief/said.hpp"
#include "brief/sections.hpp"
#include "text/analysed.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kUnnamed = 24;
constexpr std::size_t kUnanswered = 12;
constexpr std::size_t kUnscoped = 12;
constexpr std::size_t kLackTold = 4;      // of one process
constexpr std::size_t kLooked = 60;       // open processes and disputed figures that are looked into
constexpr std::size_t kLongestGap = 440;  // bytes
constexpr std::string_view kRest = "anything of the other ";

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
        if (!is_analysed(of.language)) other_language.push_back(head);
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

/// Sentences of all articles, read once.
std::vector<FoldedSentence> body_sentences(const Reader& reader) {
    std::vector<FoldedSentence> all;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const AnnotatedReport& entry = reader.dossier().reports[report];
        for (const Sentence& sentence : entry.tokens.sentences) {
            if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
            const Place place{report, entry.report.text.source(sentence.range)};
            all.push_back({place, text::folded(reader.words(place))});
        }
    }
    return all;
}

/// First letters of the longer words, enough to see that two sentences may speak of one matter.
std::set<std::string> stems(std::string_view folded) {
    constexpr std::size_t kLetters = 6;
    std::set<std::string> out;
    for (const std::string& word : content_words(folded, kLetters)) out.insert(word.substr(0, kLetters));
    return out;
}

/// Whether any sentence that was not written before the question may hold an answer to it: it has a word of
/// answering and a party or two words of the question; `elsewhere`: in
/// a report written later. To be wrong here only leaves a gap untold.
bool may_be_answered(const Reader& reader, const Standing& standing,
                     const std::vector<FoldedSentence>& sentences, const Place& asked,
                     bool elsewhere = false) {
    const Place context = in_context(reader, asked);
    // "A mile out lies the Heron. Its charterer applied": an answer may name what the sentence before does.
    const Paragraph* paragraph = reader.paragraph(context);
    Place around = context;
    if (paragraph != nullptr)
        around.span.begin =
            std::min(context.span.begin, reader.report(context.report).text.source(paragraph->range).begin);
    const auto entities = reader.entities_in(around);
    const std::set<EntityRef> parties(entities.begin(), entities.end());
    const auto words = stems(text::folded(reader.words(context)));
    return std::any_of(sentences.begin(), sentences.end(), [&](const FoldedSentence& one) {
        if (one.place.report == context.report && (elsewhere || one.place.span.begin < context.span.end))
            return false;
        if (elsewhere && !standing.written_before(context.report, one.place.report)) return false;
        if (standing.written_before(one.place.report, context.report)) return false;
        // "Has found money for eight of the 12 it was asked to buy" answers too.
        if (!reader.sets().answers.stands_in(one.folded) &&
            !reader.sets().less_than_asked.stands_in(padded_words(one.folded)) &&
            one.folded.find(" was asked ") == std::string::npos)
            return false;
        const auto named = reader.entities_in(one.place);
        const auto shared = std::count_if(named.begin(), named.end(),
                                          [&](EntityRef entity) { return parties.count(entity) > 0; });
        const std::size_t common = common_words(words, stems(one.folded));
        return common >= 2 || (shared > 0 && common >= 1);
    });
}

/// What reports themselves say was not answered or decided when they were written; none that a later state
/// has overtaken, and no copy.
void add_silences(const Reader& reader, const Standing& standing,
                  const std::vector<FoldedSentence>& sentences, Sentences& out) {
    std::size_t told = 0;
    for (const FoldedSentence& one : sentences) {
        if (told >= kUnanswered || !reader.sets().not_answered.stands_in(one.folded)) continue;
        if (standing.overtaken(one.place) || standing.copied(one.place)) continue;
        // "declined to be named as no decision had been made"
        if (reader.sets().unnamed.stands_in(one.folded)) continue;
        const auto silent = whose_silence(reader, one.place);
        if (!silent || hangs(reader, *silent)) continue;
        const Place& context = *silent;
        const bool since = may_be_answered(reader, standing, sentences, one.place, true);
        if (since && !standing.derived(one.place.report)) continue;
        // Who does not comment leaves no question open that the reports ask.
        const bool comment = one.folded.find(" comment") != std::string::npos;
        gap(out,
            std::string(comment ? "Would not comment: " : "Not answered when it was written: ") +
                in_marks_inside(words_around(reader, context, one.place, kLongestGap)) + " (" +
                reader.label(one.place.report) + reader.written(one.place.report) + ").",
            {context});
        ++told;
    }
}

/// Requests on which no sentence of any report may be an answer.
void add_answer_gaps(const Reader& reader, const Standing& standing,
                     const std::vector<FoldedSentence>& sentences, Sentences& out) {
    std::size_t told = 0, looked = 0;
    for (const Case& one : reader.dossier().cases) {
        const bool open = one.stage == Stage::raised || one.stage == Stage::announced ||
                          one.stage == Stage::submitted || one.stage == Stage::under_examination;
        const auto steps = steps_of(reader, one);
        // Where another sentence may tell the outcome, its process says of nothing that it comes next.
        if (!open || steps.empty() || one.case_template != "request_and_approval" ||
            lacking(one).next.empty() || told >= kUnanswered || ++looked > kLooked)
            continue;
        const Place& place = reached_by(one, steps).place;
        if (standing.derived(place.report) ||
            reader.sets().not_answered.stands_in(text::folded(reader.words(reader.sentence(place)))))
            continue;
        if (with_reply(reader, reader.sentence(place)) != reader.sentence(place)) continue;
        // "Has found money for eight of the 12 it was asked for" answers.
        const std::string words = padded_words(reader.words(reader.sentence(place)));
        if (reader.sets().less_than_asked.stands_in(words) ||
            words.find(" it was asked to ") != std::string::npos)
            continue;
        const bool answered = std::any_of(steps.begin(), steps.end(), [&](const CaseStep* step) {
            return may_be_answered(reader, standing, sentences, step->place);
        });
        if (answered) continue;
        const Place context = in_context(reader, place);
        gap(out,
            "No answer in the reports: " +
                in_marks_inside(words_around(reader, context, place, kLongestGap)) + " (" +
                reader.label(place.report) + reader.written(place.report) + ").",
            {context});
        ++told;
    }
}

bool is_dated(const Reader& reader, const Place& context) {
    const auto& times = reader.dossier().times;
    return std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
        return time.report == context.report && context.span.contains(time.span);
    });
}

/// What a process lacks and its last words do not give: who, why, the rest of a sum, a finding. Whether a
/// condition was met is left to the process itself.
std::vector<std::string> not_told(const Reader& reader, const std::vector<FoldedSentence>& sentences,
                                  const Case& one, const Place& context) {
    // An endorsement that is missing is told to be missing: the process says so.
    constexpr std::array<std::string_view, 12> kSure{"the other ",  "who ",        "why ",     "any finding",
                                                     "report of",   "date of",     "day of",   "end of",
                                                     "decision of", "examination", "how many", "new "};
    const std::string words = padded_words(reader.words(context));
    std::vector<std::string> out;
    for (const std::string& missing : lacking(one).missing) {
        const bool sure = std::any_of(kSure.begin(), kSure.end(),
                                      [&](std::string_view begin) { return missing.starts_with(begin); });
        const bool of_a_day = missing.starts_with("date") || missing.starts_with("day ");
        const bool told = (of_a_day && is_dated(reader, context)) ||
                          (missing.starts_with("why") && words.find(" because ") != std::string::npos);
        const bool refused = missing.ends_with("(refused)");
        if (sure && !told && !refused && out.size() < kLackTold &&
            !may_be_told(reader, sentences, {one, context, missing}))
            out.push_back(missing.starts_with("the other ") ? "anything of " + missing : missing);
    }
    return out;
}

/// "What became of the other two of the four boats": the sentence of the process that tells of the four, if
/// the one shown does not.
std::optional<Place> whole_told(const Reader& reader, const std::vector<const CaseStep*>& steps,
                                const std::vector<std::string>& lacks, const Place& context) {
    for (const std::string& missing : lacks) {
        if (!missing.starts_with(kRest)) continue;
        const std::size_t of = missing.rfind(" of the ");
        if (of == std::string::npos) continue;
        const std::string rest = missing.substr(of + std::string_view(" of the ").size());
        const std::string number = " " + rest.substr(0, rest.find(' ')) + " ";
        const auto tells = [&](const Place& place) {
            std::string words = " " + text::folded(reader.words(place)) + " ";
            return words.find(number) != std::string::npos;
        };
        if (tells(context)) continue;
        for (const CaseStep* step : steps) {
            const Place sentence = reader.sentence(step->place);
            if (tells(sentence)) return sentence;
        }
    }
    return std::nullopt;
}

/// What processes lack at the state that was told last.
void add_case_gaps(const Reader& reader, const Standing& standing,
                   const std::vector<FoldedSentence>& sentences, Sentences& out) {
    std::size_t told = 0, looked = 0;
    for (const Case& one : reader.dossier().cases) {
        const auto steps = steps_of(reader, one);
        if (steps.empty() || told >= kUnscoped || looked > kLooked) continue;
        const Place& place = reached_by(one, steps).place;
        const bool latest = std::none_of(steps.begin(), steps.end(), [&](const CaseStep* step) {
            return standing.written_before(place.report, step->place.report);
        });
        const Place context = in_context(reader, place);
        if (!latest || hangs(reader, context) || standing.copied(place)) continue;
        const bool open = one.stage == Stage::raised || one.stage == Stage::announced ||
                          one.stage == Stage::submitted || one.stage == Stage::under_examination;
        if (open && may_be_answered(reader, standing, sentences, place, true)) continue;
        // Every one reads all sentences.
        ++looked;
        const auto lacks = not_told(reader, sentences, one, context);
        if (lacks.empty()) continue;
        std::vector<Place> cited{context};
        if (const auto whole = whole_told(reader, steps, lacks, context)) cited.push_back(*whole);
        gap(out,
            "Not told: " + listed(lacks) + "; told is " +
                words_from(words_around(reader, context, place, kLongestGap),
                           reader.label(place.report) + reader.written(place.report)) +
                ".",
            std::move(cited));
        ++told;
    }
}

/// Whether nobody stands behind a figure, in its sentence or those around it.
bool nobodys(const Reader& reader, const std::vector<FoldedSentence>& sentences, const Place& place) {
    const Place sentence = reader.sentence(place);
    const auto at = std::find_if(sentences.begin(), sentences.end(),
                                 [&](const FoldedSentence& one) { return one.place == sentence; });
    if (at == sentences.end()) return false;
    const auto inside = reader.entities_in(sentence);
    const bool somebody = std::any_of(inside.begin(), inside.end(), [&](EntityRef entity) {
        const EntityType type = reader.dossier().entities[static_cast<std::size_t>(entity)].type;
        return type == EntityType::organisation || type == EntityType::person;
    });
    if (somebody) return false;
    const auto first = at == sentences.begin() ? at : std::prev(at);
    const auto last = std::next(at) == sentences.end() ? at : std::next(at);
    if (reader.sets().records.stands_in(padded_words(reader.words(sentence)))) return false;
    return std::none_of(first, std::next(last), [&](const FoldedSentence& one) {
        return one.place.report == sentence.report && reader.sets().sayings.stands_in(one.folded);
    });
}

/// Figures in dispute behind which no words put anybody, here or where another report has the same figure.
void add_figure_gaps(const Reader& reader, const Standing& standing,
                     const std::vector<FoldedSentence>& sentences, Sentences& out) {
    const auto& figures = reader.dossier().figures;
    std::set<std::uint32_t> told;
    std::size_t looked = 0;
    for (const Relation& relation : reader.dossier().relations) {
        if (relation.kind != RelationKind::conflict || ++looked > kLooked) continue;
        for (const ItemRef& item : relation.items) {
            if (item.list != ItemRef::List::figures || item.index >= figures.size()) continue;
            const Figure& figure = figures[item.index];
            if (figure.holder.source_class != SourceClass::none || figure.report >= reader.size() ||
                standing.derived(figure.report) || told.size() >= kUnscoped)
                continue;
            const bool held = std::any_of(figures.begin(), figures.end(), [&](const Figure& other) {
                return other.value && other.value == figure.value && other.unit == figure.unit &&
                       other.holder.source_class != SourceClass::none;
            });
            const Place place = place_of(reader, item);
            if (held || !nobodys(reader, sentences, place) || !told.insert(item.index).second) continue;
            const Place context = in_context(reader, place);
            gap(out,
                "Whose figure it is, is not given: " +
                    words_from(words_around(reader, context, place, kLongestGap),
                               reader.label(figure.report)) +
                    ".",
                {context});
        }
    }
}

/// Speakers without a name, each once, in the sentence that quotes them.
void add_unnamed_gaps(const Reader& reader, const Standing& standing, const std::vector<Speaker>& speakers,
                      Sentences& out) {
    std::set<std::string> told;
    std::vector<Place> shown;
    for (const Speaker& speaker : speakers) {
        if (speaker.named || speaker.name.empty() || speaker.source_class != SourceClass::anonymous) continue;
        if (told.size() >= kUnnamed) break;
        const std::string name = text::folded(speaker.name);
        // "Their employer" is named or not where "they" are.
        constexpr std::array<std::string_view, 4> kOwners{"their ", "his ", "her ", "its "};
        if (std::any_of(kOwners.begin(), kOwners.end(), [&](std::string_view owner) {
                return name.substr(0, 12).find(owner) != std::string::npos;
            }))
            continue;
        std::vector<Place> places;
        for (const Utterance& utterance : speaker.utterances) {
            for (const Wording& wording : utterance.wordings) {
                if (wording.kind == QuotationKind::indirect) continue;
                for (const Place& place : wording.places) {
                    const auto& orphans = utterance.without_speaker;
                    if (std::find(orphans.begin(), orphans.end(), place.report) == orphans.end() &&
                        !standing.copied(place))
                        places.push_back(place);
                }
            }
        }
        if (places.empty() || !told.insert(name).second) continue;
        const Place place = standing.original_of(places);
        const Place context = in_context(reader, place);
        // Two sentences of one voice, one within the other.
        if (std::any_of(shown.begin(), shown.end(), [&](const Place& other) {
                return other.report == context.report && other.span.overlaps(context.span);
            }))
            continue;
        if (is_named_nearby(reader, speaker, place, context)) continue;
        shown.push_back(context);
        gap(out,
            "Speaks without a name: " + in_marks_inside(words_around(reader, context, place, kLongestGap)) +
                " (" + reader.label(place.report) + reader.written(place.report) + ").",
            {context});
    }
}

void add_speaker_gaps(const Reader& reader, const Standing& standing,
                      const std::vector<FoldedSentence>& sentences, Sentences& out) {
    const auto speakers = speakers_of(reader);
    add_unnamed_gaps(reader, standing, speakers, out);
    std::vector<const Utterance*> alone;
    for (const Speaker& speaker : speakers) {
        if (!speaker.name.empty()) continue;
        for (const Utterance& utterance : speaker.utterances)
            if (stands_alone(reader, utterance)) alone.push_back(&utterance);
    }
    for (const Utterance* utterance : told_nowhere_else(sentences, alone)) {
        const Wording& wording = utterance->wordings.front();
        gap(out,
            "Who said it is not given: " +
                words_from(shortened(wording.words, 160), labels_of(reader, wording.places)) + ".",
            wording.places);
    }
}

/// "88 percent of the tables" says it, as a share of something does, and so does a part: "20,000 fighters,
/// including what they said were 17,500 hardened ones".
bool says_of_what(const Reader& reader, const Place& place) {
    const std::string words = padded_words(reader.words(place));
    const Place sentence = reader.sentence(place);
    const std::string before =
        padded_words(reader.words({place.report, {sentence.span.begin, place.span.begin}}));
    return words.find(" of ") != std::string::npos || words.find(" percent ") != std::string::npos ||
           words.find(" per cent ") != std::string::npos ||
           reader.words(place).find('%') != std::string::npos ||
           before.find(" including ") != std::string::npos ||
           before.find(" among them ") != std::string::npos;
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
            // "20,000 fighters, including 17,500 hardcore members": a part of what stands beside it.
            const bool part = figure.role == FigureRole::part || figure.part_of >= 0;
            if (part || figure.place >= 0 || figure.of >= 0 || figure.report >= reader.size() ||
                told.size() >= kUnscoped)
                continue;
            const Place place = place_of(reader, item);
            if (says_of_what(reader, place) || !told.insert(place).second) continue;
            gap(out,
                "What it covers is not stated: " +
                    words_from(reader.words(place), reader.label(figure.report)) + ".",
                {place});
        }
    }
}

}  // namespace

void add_gaps(const Reader& reader, const Standing& standing, Sentences& out) {
    const auto sentences = body_sentences(reader);
    add_silences(reader, standing, sentences, out);
    add_answer_gaps(reader, standing, sentences, out);
    add_case_gaps(reader, standing, sentences, out);
    add_figure_gaps(reader, standing, sentences, out);
    add_scope_gaps(reader, out);
    add_speaker_gaps(reader, standing, sentences, out);
    add_report_gaps(reader, out);
}

}  // namespace sitrep::brief
