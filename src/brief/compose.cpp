#include "brief/compose.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "brief/context.hpp"
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
    if (related) {
        const Relation& relation = reader.dossier().relations[static_cast<std::size_t>(sentence.relation)];
        if (relation.kind == RelationKind::not_comparable) return;
        for (const ItemRef& item : relation.items) {
            const auto since = standing.since(place_of(reader, item), item.list == ItemRef::List::figures);
            if (!later && since) later = since;
        }
    } else {
        for (const Place& place : sentence.citations) {
            const auto since = standing.since(place);
            if (!later && since) later = since;
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
    sentence.text +=
        std::string(kToldLater) +
        words_from(words_around(reader, context, *later, kLongestLater), reader.told_in(later->report, {}));
    sentence.text = with_stop(std::move(sentence.text));
    sentence.citations.push_back(context);
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
    }
    return out;
}

}  // namespace sitrep::brief
