#include "resolve/order_words.hpp"

#include <algorithm>
#include <optional>

#include "annotate/lexicon_file.hpp"
#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

namespace fs = std::filesystem;

std::optional<Phase> phase_of(std::string_view word) {
    if (word == "ahead") return Phase::ahead;
    if (word == "during") return Phase::during;
    if (word == "over") return Phase::over;
    return std::nullopt;
}

/// One line: words, role (noun, before, behind, founding, verb), what they tell, an example.
Result<bool> add_line(const annotate::LexiconLine& line, OrderWords& words) {
    const std::string folded = text::folded(line.cells[0]);
    const std::string& role = line.cells[1];
    const std::string& told = line.cells[2];
    if (folded.empty()) return line.error("has no words");
    if (text::folded(line.cells[3]).find(folded) == std::string::npos)
        return line.error("has an example without '" + line.cells[0] + "'");
    if (role == "noun") {
        words.nouns.emplace(folded, told);
        return true;
    }
    PhaseCue cue{annotate::words_of(folded), CueSide::before, Phase::ahead, {}};
    std::string_view phase = told;
    if (role == "verb") {
        const auto blank = told.find(' ');
        if (blank == std::string::npos) return line.error("of a verb tells kind and phase");
        cue.side = CueSide::verb;
        cue.kind = told.substr(0, blank);
        phase = std::string_view(told).substr(blank + 1);
    } else if (role == "behind") {
        cue.side = CueSide::behind;
    } else if (role == "founding") {
        cue.side = CueSide::founding;
    } else if (role != "before") {
        return line.error("has the role '" + role + "'; known are noun, before, behind, founding, verb");
    }
    const auto known = phase_of(phase);
    if (!known) return line.error("tells '" + told + "'; known are ahead, during, over");
    cue.phase = *known;
    words.cues.push_back(std::move(cue));
    return true;
}

}  // namespace

Result<OrderWords> load_order_words(const fs::path& data) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(data / "lexicon" / "time", error)) {
        const fs::path file = entry.path() / "phases.tsv";
        if (fs::is_regular_file(file, error)) files.push_back(file);
    }
    std::sort(files.begin(), files.end());
    OrderWords words;
    for (const fs::path& file : files) {
        const auto lines = annotate::read_lexicon(file, 4);
        if (!lines) return tl::unexpected(lines.error());
        for (const annotate::LexiconLine& line : *lines) {
            const auto added = add_line(line, words);
            if (!added) return tl::unexpected(added.error());
        }
    }
    std::stable_sort(words.cues.begin(), words.cues.end(),
                     [](const PhaseCue& a, const PhaseCue& b) { return a.words.size() > b.words.size(); });
    for (std::size_t i = 0; i < words.cues.size(); ++i) {
        if (words.cues[i].side == CueSide::verb) words.verbs[words.cues[i].words.front()].push_back(i);
    }
    return words;
}

}  // namespace sitrep::resolve
