// The nouns of wholes: reading their file, and what a description says by its head.
#include <algorithm>
#include <array>
#include <optional>

#include "annotate/figures_wholes.hpp"
#include "annotate/grammar_tables.hpp"
#include "annotate/lexicon_file.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

std::optional<WholeKind> kind_of(std::string_view word) {
    constexpr std::array<std::string_view, 8> kNames = {"event", "disease", "water", "part",
                                                        "sent",  "cost",    "body",  "site"};
    const auto found = std::find(kNames.begin(), kNames.end(), word);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<WholeKind>(found - kNames.begin());
}

std::optional<EntityType> type_of(std::string_view word) {
    for (int i = 0; i <= static_cast<int>(EntityType::event); ++i) {
        if (name(static_cast<EntityType>(i)) == word) return static_cast<EntityType>(i);
    }
    return std::nullopt;
}

}  // namespace

bool says_where(std::string_view word) {
    constexpr std::array<std::string_view, 7> kWhere = {"on", "in", "at", "along", "across", "near", "of"};
    return text::among(word, kWhere);
}

std::string named_year(std::string_view description) {
    for (std::size_t at = 0; at + 4 <= description.size(); ++at) {
        const std::string_view four = description.substr(at, 4);
        if (std::all_of(four.begin(), four.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return " " + std::string(four);
    }
    return {};
}

const WholeNoun* whole_noun(std::string_view description, const WholeWords& words) {
    std::string last;
    for (std::size_t at = 0; at < description.size();) {
        const std::size_t end = std::min(description.find(' ', at), description.size());
        const std::string word = text::folded(description.substr(at, end - at));
        if (!last.empty() && (says_where(word) || word == "from" || word == "that")) break;
        last = word;
        at = end + 1;
    }
    const auto noun = words.nouns.find(last);
    return noun == words.nouns.end() ? nullptr : &noun->second;
}

std::string whole_key(std::string_view description, const WholeWords& words) {
    const WholeNoun* noun = whole_noun(description, words);
    const bool known = noun != nullptr && noun->kind != WholeKind::cost && noun->kind != WholeKind::body;
    return known ? noun->lemma + named_year(description) : std::string();
}

Result<WholeWords> load_whole_words(const fs::path& folder) {
    WholeWords words;
    if (auto error = read_word_sets(language_file(folder, "whole_sets.tsv"),
                                    {{"befell_verbs", &words.befell_verbs},
                                     {"against_it", &words.against_it},
                                     {"outcome_verbs", &words.outcome_verbs},
                                     {"clashes", &words.clashes, WordSetUse::cue},
                                     {"levels", &words.levels, WordSetUse::cue},
                                     {"supplying", &words.supplying, WordSetUse::cue}}))
        return tl::unexpected(*std::move(error));
    const fs::path file = folder / "wholes.tsv";
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return words;
    const auto lines = read_lexicon(file, 5);
    if (!lines) return tl::unexpected(lines.error());
    for (const LexiconLine& line : *lines) {
        const auto kind = kind_of(line.cells[1]);
        if (!kind)
            return line.error("has the kind '" + line.cells[1] +
                              "'; known are event, disease, water, part, sent, "
                              "cost, body, site");
        const auto type = type_of(line.cells[2]);
        if (!type) return line.error("has the type '" + line.cells[2] + "', which is none of an entity");
        const std::string noun = text::folded(line.cells[0]);
        if (noun.empty() || line.cells[3].empty()) return line.error("has no noun or no lemma");
        if (text::folded(line.cells[4]).find(noun) == std::string::npos)
            return line.error("has an example without '" + line.cells[0] + "'");
        if (!words.nouns.emplace(noun, WholeNoun{*kind, *type, line.cells[3]}).second)
            return line.error("gives '" + line.cells[0] + "' a second time");
    }
    return words;
}

}  // namespace sitrep::annotate
