#include "extract/lexicon.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <sstream>

#include "extract/body_model.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using Columns = std::vector<std::string_view>;
/// What is wrong with a line; empty if nothing is.
using LineReader = std::function<std::string(const Columns&)>;

Columns split(std::string_view line) {
    Columns columns;
    std::size_t begin = 0;
    while (true) {
        const std::size_t tab = line.find('\t', begin);
        columns.push_back(line.substr(begin, tab == std::string_view::npos ? tab : tab - begin));
        if (tab == std::string_view::npos) return columns;
        begin = tab + 1;
    }
}

std::optional<Error> read_table(const std::filesystem::path& file, std::size_t width,
                                const LineReader& reader) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error{file.string(), std::nullopt, "cannot be read", "reinstall sitrep or set SITREP_DATA"};
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        const Columns columns = split(line);
        std::string wrong;
        if (text::first_invalid_utf8(line)) {
            wrong = "is not UTF-8";
        } else if (columns.size() != width) {
            wrong = "has " + std::to_string(columns.size()) + " columns instead of " + std::to_string(width);
        } else {
            wrong = reader(columns);
        }
        if (!wrong.empty())
            return Error{file.string(), std::nullopt, "line " + std::to_string(number) + " " + wrong,
                         "mend the line"};
    }
    return std::nullopt;
}

std::optional<CuePlace> cue_place(std::string_view word) {
    if (word == "whole") return CuePlace::whole;
    if (word == "lead") return CuePlace::lead;
    if (word == "start") return CuePlace::start;
    if (word == "end") return CuePlace::end;
    if (word == "part") return CuePlace::part;
    if (word == "count") return CuePlace::count;
    return std::nullopt;
}

std::optional<int> number(std::string_view word) {
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return value;
}

std::string read_cue(Lexicon& lexicon, const Columns& columns) {
    const auto kind = block_kind(columns[0]);
    const auto place = cue_place(columns[1]);
    const auto most = number(columns[3]);
    if (!kind) return "names no kind of furniture";
    if (!place) return "names no place in a line";
    if (!most || *most < 1) return "has no count of words";
    if (columns[4].empty()) return "has no phrase";
    FurnitureCue cue{*kind, *place, std::nullopt, static_cast<std::uint32_t>(*most), text::folded(columns[4]),
                     false};
    if (columns[2] != "-") {
        cue.follow = block_kind(columns[2]);
        if (!cue.follow) return "names no kind of furniture to follow";
    }
    cue.single_word = cue.phrase.find(' ') == std::string::npos;
    const auto index = static_cast<std::uint32_t>(lexicon.cues.size());
    const bool anywhere = *place == CuePlace::end || *place == CuePlace::part || *place == CuePlace::count;
    (anywhere ? lexicon.anywhere : lexicon.by_first_byte[static_cast<unsigned char>(cue.phrase.front())])
        .push_back(index);
    lexicon.cues.push_back(std::move(cue));
    return {};
}

std::string read_calendar(Lexicon& lexicon, const Columns& columns) {
    const auto month = number(columns[2]);
    if (!month) return "has no number";
    if (columns[0] == "month") {
        lexicon.months.emplace(columns[1], *month);
    } else if (columns[0] != "weekday") {
        return "is neither month nor weekday";
    }
    lexicon.caption_words.add(columns[1], kTimeWord);
    return {};
}

std::string read_markup_name(Lexicon& lexicon, const Columns& columns) {
    static constexpr std::array<std::pair<std::string_view, MarkupRole>, 6> kRoles = {
        {{"author", kAuthorName},
         {"no_author", kNoAuthorName},
         {"date", kDateName},
         {"published", kPublishedName},
         {"updated", kUpdatedName},
         {"aside", kAsideName}}};
    const auto* role = std::find_if(kRoles.begin(), kRoles.end(),
                                    [&](const auto& known) { return known.first == columns[0]; });
    if (role == kRoles.end()) return "names no role";
    if (columns[1].size() < 2) return "has no word of two letters";
    lexicon.markup_pairs.add(columns[1]);
    lexicon.markup_names[static_cast<unsigned char>(columns[1].front())].push_back(
        {role->second, std::string(columns[1])});
    return {};
}

std::string read_agency(Lexicon& lexicon, const Columns& columns) {
    if (columns[0].empty() || columns[1].size() < 2) return "has no agency or no form";
    lexicon.agencies.push_back({std::string(columns[0]), std::string(columns[1])});
    return {};
}

std::string read_outlet_word(Lexicon& lexicon, const Columns& columns) {
    if (columns[1] != "strong" && columns[1] != "weak") return "is neither strong nor weak";
    lexicon.outlet_words.emplace(columns[0], columns[1] == "strong");
    return {};
}

std::string read_caption(Lexicon& lexicon, const Columns& columns) {
    if (columns[0] == "verb") {
        lexicon.caption_words.add(columns[1], kCaptionVerb);
    } else if (columns[0] == "never") {
        lexicon.caption_words.add(columns[1], kCaptionEnemy);
    } else if (columns[0] == "opening") {
        lexicon.caption_openings.push_back(text::folded(columns[1]));
    } else if (columns[0] == "phrase" && columns[1].size() >= 2) {
        lexicon.caption_phrases.add(text::folded(columns[1]));
    } else {
        return "is neither verb nor opening nor phrase of two letters nor never";
    }
    return {};
}

std::string read_agency_cue(Lexicon& lexicon, const Columns& columns) {
    if (columns[0] == "own") {
        lexicon.agency_own_words.emplace_back(columns[1]);
        return {};
    }
    if (columns[0] != "before" && columns[0] != "after") return "is neither before nor after nor own";
    (columns[0] == "before" ? lexicon.agency_cues_before : lexicon.agency_cues_after).emplace(columns[1]);
    return {};
}

std::string read_byline(Lexicon& lexicon, const Columns& columns) {
    if (columns[0] == "series" && columns[1].size() >= 2) {
        lexicon.report_words.add(text::folded(columns[1]));
        return {};
    }
    if (columns[0] != "opener" && columns[0] != "writer") return "is neither opener nor writer nor series";
    (columns[0] == "opener" ? lexicon.byline_words : lexicon.writer_words).emplace(columns[1]);
    return {};
}

std::string read_masthead(Lexicon& lexicon, const Columns& columns) {
    const std::string words = text::folded(columns[1]);
    if (words.size() < 2) return "has no word";
    if (columns[0] == "tagline") {
        lexicon.taglines.add(words);
    } else if (columns[0] == "issue") {
        lexicon.issue_words.insert(words);
    } else if (columns[0] == "greeting") {
        lexicon.greetings.push_back(words);
    } else if (columns[0] == "section") {
        lexicon.sections.insert(words);
    } else {
        return "is neither tagline nor issue nor greeting nor section";
    }
    return {};
}

std::string read_date_cue(Lexicon& lexicon, const Columns& columns) {
    if (columns[0] != "published" && columns[0] != "updated") return "is neither published nor updated";
    (columns[0] == "published" ? lexicon.published_cues : lexicon.updated_cues)
        .push_back(text::folded(columns[1]));
    return {};
}

std::string read_wall(Lexicon& lexicon, const Columns& columns) {
    PhraseSet* phrases = columns[0] == "pay"       ? &lexicon.pay_phrases
                         : columns[0] == "consent" ? &lexicon.consent_phrases
                         : columns[0] == "appeal"  ? &lexicon.appeal_phrases
                         : columns[0] == "call"    ? &lexicon.call_phrases
                                                   : nullptr;
    if (phrases == nullptr) return "is neither pay nor consent nor appeal nor call";
    if (columns[1].size() < 2) return "has no phrase";
    phrases->add(text::folded(columns[1]));
    return {};
}

std::string read_language(Lexicon& lexicon, const Columns& columns) {
    if (columns[0].size() != 2) return "names no ISO 639-1 language";
    if (lexicon.languages.size() >= kMostLanguages) return "is one language too many";
    std::istringstream words{std::string(columns[1])};
    std::size_t count = 0;
    for (std::string word; words >> word; ++count)
        lexicon.function_words.add(word, std::uint64_t{1} << lexicon.languages.size());
    if (count < 10) return "has fewer than ten words";
    lexicon.languages.emplace_back(columns[0]);
    return {};
}

}  // namespace

std::optional<BlockKind> block_kind(std::string_view word) {
    for (int kind = 0; kind <= static_cast<int>(BlockKind::other); ++kind) {
        if (name(static_cast<BlockKind>(kind)) == word) return static_cast<BlockKind>(kind);
    }
    return std::nullopt;
}

/// No word goes on before or behind: "telephoto:" holds no "photo:".
static bool stands_alone(std::string_view words, std::size_t begin, std::size_t end) {
    const auto letter = [&](std::size_t at) { return words[at] >= 'a' && words[at] <= 'z'; };
    const bool goes_on_before = begin > 0 && letter(begin) && letter(begin - 1);
    const bool goes_on_behind = end < words.size() && letter(end - 1) && letter(end);
    return !goes_on_before && !goes_on_behind;
}

void PhraseSet::add(std::string phrase) {
    if (phrase.size() < 2) return;
    pairs_.add(phrase);
    by_first_byte_[static_cast<unsigned char>(phrase.front())].push_back(std::move(phrase));
}

bool PhraseSet::holds_any(std::string_view folded) const {
    for (std::size_t at = 0; at + 1 < folded.size(); ++at) {
        if (!pairs_.passes(folded[at], folded[at + 1])) continue;
        for (const std::string& phrase : by_first_byte_[static_cast<unsigned char>(folded[at])]) {
            if (folded.substr(at).starts_with(phrase) && stands_alone(folded, at, at + phrase.size()))
                return true;
        }
    }
    return false;
}

Result<Lexicon> load_lexicon(const std::filesystem::path& data) {
    Lexicon lexicon;
    const auto folder = data / "lexicon" / "extract";
    std::optional<Error> error;
    const auto read = [&](const char* file, std::size_t width, const LineReader& reader) {
        if (!error) error = read_table(folder / file, width, reader);
    };
    read("furniture.tsv", 6, [&](const Columns& columns) { return read_cue(lexicon, columns); });
    read("agencies.tsv", 2, [&](const Columns& columns) { return read_agency(lexicon, columns); });
    read("outlet_words.tsv", 3, [&](const Columns& columns) { return read_outlet_word(lexicon, columns); });
    read("captions.tsv", 3, [&](const Columns& columns) { return read_caption(lexicon, columns); });
    read("agency_cues.tsv", 3, [&](const Columns& columns) { return read_agency_cue(lexicon, columns); });
    std::set<std::string, std::less<>> furniture, appeals;
    read("containers.tsv", 3, [&](const Columns& columns) -> std::string {
        if (columns[0] != "always" && columns[0] != "appeal") return "is neither always nor appeal";
        (columns[0] == "always" ? furniture : appeals).emplace(columns[1]);
        return {};
    });
    read("bylines.tsv", 3, [&](const Columns& columns) { return read_byline(lexicon, columns); });
    read("mastheads.tsv", 3, [&](const Columns& columns) { return read_masthead(lexicon, columns); });
    read("markup_names.tsv", 3, [&](const Columns& columns) { return read_markup_name(lexicon, columns); });
    read("date_cues.tsv", 3, [&](const Columns& columns) { return read_date_cue(lexicon, columns); });
    read("walls.tsv", 3, [&](const Columns& columns) { return read_wall(lexicon, columns); });
    read("calendar.tsv", 4, [&](const Columns& columns) { return read_calendar(lexicon, columns); });
    read("languages.tsv", 2, [&](const Columns& columns) { return read_language(lexicon, columns); });
    if (error) return tl::unexpected(*error);
    std::stable_sort(lexicon.agencies.begin(), lexicon.agencies.end(),
                     [](const AgencyForm& a, const AgencyForm& b) { return a.form.size() > b.form.size(); });
    for (std::uint32_t i = 0; i < lexicon.agencies.size(); ++i) {
        lexicon.agency_pairs.add(lexicon.agencies[i].form);
        lexicon.agencies_by_first_byte[static_cast<unsigned char>(lexicon.agencies[i].form.front())]
            .push_back(i);
    }
    lexicon.furniture_keys = class_keys_of(furniture);
    lexicon.appeal_keys = class_keys_of(appeals);
    return lexicon;
}

}  // namespace sitrep::extract
