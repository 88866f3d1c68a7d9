#include "cases/own_clause.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cases/words.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::size_t kWatchReach = 4;  // words from "to monitor" to what is watched

bool on_list(const Template& kind, const std::string& name) {
    return holds(kind.matter_words, name) || holds(kind.joining_words, name);
}

/// Does another clause begin here, with a deed of its own?
bool ends_clause(const Evidence& evidence, const std::vector<std::string>& words, std::size_t at,
                 bool comma) {
    constexpr std::array<std::string_view, 8> kUnits = {"hours", "days", "weeks", "months",
                                                        "years", "day",  "week",  "month"};
    if (words[at] == "after" && text::among(words[at - 1], kUnits)) return true;
    if (words[at] == "while" || (words[at] == "and" && comma)) return true;
    const WordList& asking_verbs = word_list(evidence, Words::asking_verbs);
    return words[at] == "and" && at + 1 < words.size() && holds(asking_verbs, words[at + 1]);
}

/// The ledger's name of a matter word; "" for any other word.
std::string matter_stem(const Template& kind, const Evidence& evidence, const std::string& word) {
    for (const ledger::Term term : evidence.terms().find(word)) {
        const std::string& name = evidence.terms().name(term);
        if (on_list(kind, name)) return name;
    }
    return {};
}

/// "To monitor the truce": those who do are spoken of.
bool watched(const Evidence& evidence, const std::vector<std::string>& words, std::size_t at) {
    const WordList& watching_verbs = word_list(evidence, Words::watching_verbs);
    for (std::size_t back = 1; back <= kWatchReach && back < at; ++back) {
        if (words[at - back - 1] == "to" && holds(watching_verbs, words[at - back])) return true;
    }
    return false;
}

/// Of the matter words seen, those kept stay among the terms.
void leave_only(const std::set<std::string>& kept, const std::set<std::string>& seen,
                const Evidence& evidence, Event& event) {
    std::erase_if(event.terms, [&](ledger::Term term) {
        const std::string& name = evidence.terms().name(term);
        return seen.contains(name) && !kept.contains(name);
    });
}

}  // namespace

void keep_clause(const Template& kind, const Evidence& evidence, Event& event, const Sentence& sentence) {
    const AnnotatedReport& home = evidence.dossier().reports[event.place.report];
    const std::string_view text = home.report.text.words(sentence.range);
    const std::vector<std::string> words = plain_words(text);
    std::vector<std::size_t> starts{0};
    for (std::size_t at = 1; at < words.size(); ++at) {
        const std::uint32_t begin = word_offset(text, at);
        const bool comma = begin > 1 && text[begin - 2] == ',';
        if (ends_clause(evidence, words, at, comma)) starts.push_back(at);
    }
    std::size_t own = 0;
    for (const std::size_t start : starts) {
        if (sentence.range.begin + word_offset(text, start) <= event.at) own = start;
    }
    const auto next = std::upper_bound(starts.begin(), starts.end(), own);
    const std::size_t end = next == starts.end() ? words.size() : *next;
    std::set<std::string> kept, all;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string stem = matter_stem(kind, evidence, words[at]);
        if (stem.empty()) continue;
        all.insert(stem);
        if (at >= own && at < end && !watched(evidence, words, at)) kept.insert(stem);
    }
    if (kept.empty() || kept.size() == all.size()) return;
    leave_only(kept, all, evidence, event);
}

void keep_asked(const Template& kind, const Evidence& evidence, Event& event, const Act& act) {
    if (act.act == ActKind::request && act.what) {
        const ledger::TermSet asked = evidence.terms_of(act.report, *act.what);
        const auto matter = [&](ledger::Term term) { return on_list(kind, evidence.terms().name(term)); };
        if (std::any_of(asked.begin(), asked.end(), matter))
            std::erase_if(event.terms, [&](ledger::Term term) {
                return matter(term) && !std::binary_search(asked.begin(), asked.end(), term);
            });
    }
    const std::vector<std::string> words = plain_words(evidence.words(act.report, act.span));
    std::set<std::string> seen, kept;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string stem = matter_stem(kind, evidence, words[at]);
        if (stem.empty()) continue;
        seen.insert(stem);
        if (!watched(evidence, words, at)) kept.insert(stem);
    }
    if (kept.empty()) return;
    leave_only(kept, seen, evidence, event);
}

}  // namespace sitrep::cases
