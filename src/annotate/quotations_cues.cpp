#include "annotate/quotations_cues.hpp"

#include <array>

#include "annotate/lexicon_file.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::array<std::string_view, kCueKinds> kKinds = {
    "say",  "deny", "admit",   "warn",   "accuse",   "estimate", "believe",
    "fear", "ask",  "promise", "refuse", "threaten", "plan",     "praise"};

bool parse_kind(std::string_view word, CueKind& kind) {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i] != word) continue;
        kind = static_cast<CueKind>(i);
        return true;
    }
    return false;
}

bool parse_source(std::string_view word, CueSource& source) {
    if (word == "after")
        source = CueSource::after;
    else if (word == "before")
        source = CueSource::before;
    else if (word == "owner")
        source = CueSource::owner;
    else if (word == "nobody")
        source = CueSource::nobody;
    else
        return false;
    return true;
}

}  // namespace

std::string_view name(CueKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Result<CueLexicon> CueLexicon::load(const std::filesystem::path& folder) {
    CueLexicon lexicon;
    const auto verbs = read_lexicon(folder / "cues.tsv", 3);
    if (!verbs) return tl::unexpected(verbs.error());
    for (const LexiconLine& line : *verbs) {
        CueKind kind{};
        if (!parse_kind(line.cells[2], kind))
            return line.error("has the unknown kind '" + line.cells[2] + "'");
        for (const std::string& form : words_of(line.cells[1])) {
            if (!lexicon.verbs_.emplace(form, kind).second && lexicon.verbs_[form] != kind) {
                return line.error("repeats the form '" + form + "' with another kind");
            }
        }
    }
    const auto phrases = read_lexicon(folder / "phrases.tsv", 4);
    if (!phrases) return tl::unexpected(phrases.error());
    for (const LexiconLine& line : *phrases) {
        Phrase phrase{words_of(line.cells[0]), {}, {}};
        if (phrase.words.empty() || phrase.words[0] == "*") return line.error("has no first word");
        if (!parse_kind(line.cells[1], phrase.kind))
            return line.error("has the unknown kind '" + line.cells[1] + "'");
        if (!parse_source(line.cells[2], phrase.source))
            return line.error("has the unknown place of source '" + line.cells[2] + "'");
        const std::string first = phrase.words[0];
        lexicon.phrases_[first].push_back(std::move(phrase));
        ++lexicon.phrase_count_;
    }
    auto words = load_quotation_words(folder / "word_sets.tsv");
    if (!words) return tl::unexpected(words.error());
    lexicon.words_ = std::move(*words);
    return lexicon;
}

}  // namespace sitrep::annotate
