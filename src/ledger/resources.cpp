#include <algorithm>
#include <array>

#include "annotate/lexicon_file.hpp"
#include "ledger/terms.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::array<std::pair<std::string_view, TermKind>, 11> kKinds = {{
    {"stop", TermKind::stop},
    {"thing", TermKind::thing},
    {"happening", TermKind::happening},
    {"wanted", TermKind::wanted},
    {"offered", TermKind::offered},
    {"planned", TermKind::planned},
    {"delivered", TermKind::delivered},
    {"hedge", TermKind::hedge},
    {"sure", TermKind::sure},
    {"whole", TermKind::whole},
    {"number", TermKind::number},
}};

constexpr std::array<std::string_view, kCues> kCueNames = {
    "teller",       "up_from",     "was_before",  "authority",     "offering",     "body",
    "reserve",      "new_offer",   "denied_back", "no_such",       "maintains",    "what_asked",
    "sent_off",     "given_up",    "takes_in",    "contests",      "limit",        "gives_nothing",
    "keeps_silent", "own_share",   "quarter",     "other_figure",  "other_counts", "voice",
    "lifts",        "spares",      "measure",     "proposal",      "flat_no",      "asking",
    "had_asked",    "not_to_take", "leaves",      "pact",          "never_gave",   "act_noun",
    "lets_go",      "puts_off",    "recants",     "decided_thing", "empty_offer",  "adopts",
    "has_left",     "asks_again",  "later",       "gave",          "than_asked",   "came_of",
    "settles",      "allows",      "counts_anew"};

/// With the phrases of cues.tsv; each must stand in its example.
Result<LedgerResources> with_cues(const std::filesystem::path& file, LedgerResources resources) {
    const auto lines = annotate::read_lexicon(file, 3);
    if (!lines) return tl::unexpected(lines.error());
    for (const auto& line : *lines) {
        const auto name = std::find(kCueNames.begin(), kCueNames.end(), line.cells[0]);
        if (name == kCueNames.end()) return line.error("has no cue '" + text::printable(line.cells[0]) + "'");
        const std::string phrase = text::folded(line.cells[1]);
        if (phrase.empty() || text::folded(line.cells[2]).find(phrase) == std::string::npos)
            return line.error("has an example without its phrase");
        std::vector<std::string> words = annotate::words_of(phrase);
        auto& list = resources.cues[static_cast<std::size_t>(name - kCueNames.begin())];
        if (words.empty()) return line.error("has no word in its phrase");
        if (std::find(list.begin(), list.end(), words) != list.end())
            return line.error("gives '" + text::printable(line.cells[1]) + "' a second time");
        list.push_back(std::move(words));
    }
    for (std::size_t cue = 0; cue < kCues; ++cue) {
        if (resources.cues[cue].empty())
            return tl::unexpected(Error{file.string(), std::nullopt,
                                        "has no row for the cue '" + std::string(kCueNames[cue]) + "'",
                                        "reinstall sitrep or set SITREP_DATA"});
    }
    for (auto& list : resources.cues)
        std::stable_sort(list.begin(), list.end(),
                         [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return resources;
}

}  // namespace

Result<LedgerResources> load_resources(const std::filesystem::path& data) {
    const auto lines = annotate::read_lexicon(data / "lexicon" / "ledger" / "concepts.tsv", 4);
    if (!lines) return tl::unexpected(lines.error());
    LedgerResources resources;
    for (const auto& line : *lines) {
        const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                       [&](const auto& known) { return known.first == line.cells[1]; });
        if (kind == kKinds.end()) return line.error("has no kind '" + text::printable(line.cells[1]) + "'");
        std::vector<std::string> example = annotate::words_of(text::folded(line.cells[3]));
        bool shown = false;
        for (const std::string& word : annotate::words_of(line.cells[2])) {
            const std::string folded = text::folded(word);
            const auto [place, fresh] =
                resources.concepts.emplace(folded, Concept{line.cells[0], kind->second});
            if (!fresh && place->second.name != line.cells[0])
                return line.error("has '" + word + "', which is under '" + place->second.name + "' already");
            shown = shown || std::any_of(example.begin(), example.end(), [&](const std::string& e) {
                        return e == folded || stem(e) == stem(folded);
                    });
        }
        if (!shown) return line.error("has an example with none of its words");
    }
    // Stems after all words as they stand, so that a listed form is never taken by another concept's stem.
    for (const auto& line : *lines) {
        if (line.cells[1] == "stop") continue;
        const Concept concept_of{line.cells[0],
                                 std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& known) {
                                     return known.first == line.cells[1];
                                 })->second};
        for (const std::string& word : annotate::words_of(line.cells[2]))
            resources.concepts.emplace(stem(text::folded(word)), concept_of);
    }
    return with_cues(data / "lexicon" / "ledger" / "cues.tsv", std::move(resources));
}

}  // namespace sitrep::ledger
