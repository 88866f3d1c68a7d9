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
    return resources;
}

}  // namespace sitrep::ledger
