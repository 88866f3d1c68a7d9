#include "cases/one_thing.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::uint32_t kBehind = 1;       // sentences
constexpr std::size_t kDefiniteReach = 3;  // words from "the" to the thing: "the nine white trucks"

/// What the sentences of the first state say of the thing.
struct Thing {
    std::set<EntityRef> places;
    std::set<ledger::Term> numbers;
    std::set<std::size_t> kinds;
};

std::set<std::size_t> kinds_of(const Template& kind, const std::string& word) {
    std::set<std::size_t> found;
    const std::string stem = ledger::stem(word);
    for (std::size_t k = 0; k < kind.kinds.size(); ++k) {
        if (std::find(kind.kinds[k].begin(), kind.kinds[k].end(), stem) != kind.kinds[k].end())
            found.insert(k);
    }
    return found;
}

/// A place, and no state that acts in these reports.
bool is_place(const Evidence& evidence, EntityRef entity) {
    const auto& acts = evidence.dossier().acts;
    if (std::any_of(acts.begin(), acts.end(), [&](const Act& act) { return act.actor == entity; }))
        return false;
    const EntityType type = evidence.dossier().entities[static_cast<std::size_t>(entity)].type;
    return type == EntityType::geopolitical || type == EntityType::location || type == EntityType::facility;
}

/// "The trucks", "its ship", "of the nine trucks", where such a thing is held.
bool speaks_of_it(const Template& kind, const Thing& thing, const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 5> kDefinite = {"the", "its", "their", "these", "those"};
    constexpr std::array<std::string_view, 9> kOther = {"if",  "that", "when", "of",   "to",
                                                        "for", "and",  "or",   "every"};
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::set<std::size_t> kinds = kinds_of(kind, words[at]);
        if (std::none_of(kinds.begin(), kinds.end(),
                         [&](std::size_t one) { return thing.kinds.contains(one); }))
            continue;
        for (std::size_t back = 1; back <= kDefiniteReach && back <= at; ++back) {
            if (text::among(words[at - back], kOther)) break;
            if (text::among(words[at - back], kDefinite)) return true;
        }
    }
    return false;
}

/// "The others will follow when their drivers have new papers": right behind what is told of the thing.
template <typename Starts>
bool told_behind(const Event& event, const std::vector<Event>& events, const Starts& starts) {
    return std::any_of(events.begin(), events.end(), [&](const Event& other) {
        return other.place.report == event.place.report && other.sentence < event.sentence &&
               other.sentence + kBehind >= event.sentence && (starts(other) || other.on_matter);
    });
}

}  // namespace

void leave_others_out(const Template& kind, const Evidence& evidence, const std::set<EntityRef>& named,
                      std::vector<Event>& events) {
    std::map<std::uint32_t, Thing> things;  // of each situation
    const auto starts = [&](const Event& event) {
        return event.act < 0 && event.on_matter && kind.states[event.state].start;
    };
    // "Two" and "nine" may count anything.
    const auto is_number = [&](ledger::Term term) {
        return evidence.terms().kind(term) == ledger::TermKind::number &&
               evidence.terms().name(term).size() > 1;
    };
    const auto words_of = [&](const Event& event) {
        return plain_words(evidence.words(event.place.report, event.place.span));
    };
    for (const Event& event : events) {
        if (!starts(event)) continue;
        Thing& thing = things[evidence.situation(event.place.report)];
        for (const EntityRef one : event.named) {
            if (is_place(evidence, one)) thing.places.insert(one);
        }
        std::copy_if(event.terms.begin(), event.terms.end(),
                     std::inserter(thing.numbers, thing.numbers.end()), is_number);
        for (const std::string& word : words_of(event)) thing.kinds.merge(kinds_of(kind, word));
    }
    for (Event& event : events) {
        if ((!event.on_matter && !event.near_matter) || starts(event)) continue;
        const Thing& thing = things[evidence.situation(event.place.report)];
        const bool ours =
            std::any_of(event.named.begin(), event.named.end(),
                        [&](EntityRef one) { return named.contains(one) || thing.places.contains(one); }) ||
            std::any_of(event.terms.begin(), event.terms.end(),
                        [&](ledger::Term term) { return is_number(term) && thing.numbers.contains(term); }) ||
            speaks_of_it(kind, thing, words_of(event));
        event.on_matter = event.on_matter && ours;
        event.near_matter = event.near_matter && (ours || told_behind(event, events, starts));
    }
}

}  // namespace sitrep::cases
