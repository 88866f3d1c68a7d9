#include "brief/compose.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "brief/context.hpp"
#include "brief/glosses.hpp"
#include "brief/items.hpp"
#include "brief/sections.hpp"
#include "parallel.hpp"

namespace sitrep::brief {

const std::vector<SectionTitle>& section_titles() {
    static const std::vector<SectionTitle> titles{{"head", "What this covers"},
                                                  {"bottom_line", "Bottom line"},
                                                  {"changed", "What changed"},
                                                  {"figures", "Where reports disagree and agree"},
                                                  {"said", "Who said what"},
                                                  {"requests", "Requests, offers, conditions, warnings"},
                                                  {"cases", "Processes and where they stand"},
                                                  {"timeline", "Timeline"},
                                                  {"places", "Places, people and groups"},
                                                  {"gaps", "Not in the reports"},
                                                  {"sources", "Sources and lineage"},
                                                  {"method", "Method"}};
    return titles;
}

namespace {

/// Words that run over several sentences of a report are cited sentence by sentence.
void cite_by_sentence(const Reader& reader, BriefSentence& sentence) {
    std::vector<Place> citations;
    for (const Place& place : sentence.citations) {
        const auto parts = by_sentence(reader, place);
        citations.insert(citations.end(), parts.begin(), parts.end());
    }
    sentence.citations = std::move(citations);
}

constexpr std::size_t kLongestLater = 260;  // bytes

/// Words that a later report overtook are told with what it tells, unless the sentence holds both.
void tell_what_came_later(const Reader& reader, const Standing& standing, BriefSentence& sentence) {
    static constexpr std::array<std::string_view, 5> kOpen{"bottom_line", "changed", "figures", "said",
                                                           "requests"};
    if (std::find(kOpen.begin(), kOpen.end(), sentence.section) == kOpen.end()) return;
    if (sentence.text.ends_with(kNotShown)) return;
    const bool related = sentence.relation >= 0;
    // A row of states ends with the latest.
    if (sentence.section == "changed" && related) return;
    std::optional<Place> later;
    std::optional<ReportIndex> overtaken;
    if (related) {
        const Relation& relation = reader.dossier().relations[static_cast<std::size_t>(sentence.relation)];
        if (relation.kind == RelationKind::not_comparable) return;
        for (const ItemRef& item : relation.items) {
            const auto since = standing.since(place_of(reader, item), item.list == ItemRef::List::figures);
            if (!later && since) {
                later = since;
                overtaken = place_of(reader, item).report;
            }
        }
    } else {
        for (const Place& place : sentence.citations) {
            const auto since = standing.since(place);
            if (!later && since) {
                later = since;
                overtaken = place.report;
            }
        }
    }
    if (!later) return;
    const Place context = with_excuse(reader, in_context(reader, *later));
    const bool told =
        std::any_of(sentence.citations.begin(), sentence.citations.end(), [&](const Place& place) {
            return place.report == later->report && place.span.overlaps(context.span);
        });
    if (told || hangs(reader, context)) return;
    if (sentence.text.ends_with('.')) sentence.text.pop_back();
    // What is repeated in a report that may be as new was not told before that one.
    const bool after_all =
        std::all_of(sentence.citations.begin(), sentence.citations.end(), [&](const Place& place) {
            return place.report == later->report || standing.written_before(place.report, later->report);
        });
    sentence.text +=
        (after_all || !overtaken ? std::string(kToldLater)
                                 : "; told after " + reader.label(*overtaken) + " was written: ") +
        words_from(words_around(reader, context, *later, kLongestLater), reader.told_in(later->report, {}));
    sentence.text = with_stop(std::move(sentence.text));
    sentence.citations.push_back(context);
}

constexpr std::size_t kGlosses = 2;  // of one sentence

/// "The committee" is told with the fuller words that its report had for it before.
void tell_what_names_stand_for(const Reader& reader, BriefSentence& sentence) {
    static constexpr std::array<std::string_view, 6> kQuoting{"bottom_line", "changed",  "figures",
                                                              "said",        "requests", "timeline"};
    if (std::find(kQuoting.begin(), kQuoting.end(), sentence.section) == kQuoting.end()) return;
    if (sentence.text.ends_with(kNotShown)) return;
    std::vector<Gloss> glosses;
    for (const Place& place : sentence.citations) {
        const std::string shown = in_marks_inside(reader.words(place));
        constexpr std::size_t kMark = 3;  // bytes
        const bool told =
            shown.size() > 2 * kMark &&
            sentence.text.find(shown.substr(kMark, shown.size() - 2 * kMark)) != std::string::npos;
        if (!told) continue;
        for (Gloss& gloss : glosses_in(reader, place, kGlosses)) {
            // Its head may stand in another sentence of the same words.
            const std::string head = gloss.name.substr(gloss.name.find(' ') + 1);
            const std::string words = padded_words(sentence.text);
            const std::size_t at = words.find(" " + head);
            if (at != words.find(" the " + head) + 4) continue;
            const bool given = std::any_of(glosses.begin(), glosses.end(),
                                           [&](const Gloss& other) { return other.name == gloss.name; });
            if (given || words.find(padded_words(reader.words(gloss.full))) != std::string::npos) continue;
            glosses.push_back(std::move(gloss));
        }
    }
    if (glosses.empty()) return;
    if (glosses.size() > kGlosses) glosses.resize(kGlosses);
    if (sentence.text.ends_with('.')) sentence.text.pop_back();
    for (const Gloss& gloss : glosses) {
        sentence.text += "; " + in_marks(gloss.name) + ": " +
                         words_from(reader.words(gloss.full), reader.label(gloss.full.report));
        sentence.citations.push_back(gloss.full);
    }
    sentence.text = with_stop(std::move(sentence.text));
}

/// A section that asks nothing of lineage, ledger and processes.
template <void (*Add)(const Reader&, Sentences&)>
void alone(const Reader& reader, const Standing&, Sentences& out) {
    Add(reader, out);
}

}  // namespace

std::vector<BriefSentence> compose(const Dossier& dossier, const BriefWords& words, unsigned threads) {
    const Reader reader(dossier, words);
    Sentences out;
    add_head(reader, out);
    if (reader.size() == 0) return out;
    const Standing standing(reader);
    using Section = void (*)(const Reader&, const Standing&, Sentences&);
    constexpr std::array<Section, 11> kSections{
        add_bottom_line, add_changed,       add_figures, add_said,           add_requests,     add_cases,
        add_timeline,    alone<add_places>, add_gaps,    alone<add_sources>, alone<add_method>};
    std::array<Sentences, kSections.size()> parts;
    for_each_index(kSections.size(), threads,
                   [&](std::size_t i) { kSections[i](reader, standing, parts[i]); });
    for (Sentences& part : parts)
        out.insert(out.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    for (BriefSentence& sentence : out) {
        cite_by_sentence(reader, sentence);
        tell_what_came_later(reader, standing, sentence);
        tell_what_names_stand_for(reader, sentence);
    }
    return out;
}

}  // namespace sitrep::brief
