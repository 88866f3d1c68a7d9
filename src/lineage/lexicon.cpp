#include "lineage/lexicon.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>

#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

namespace fs = std::filesystem;

struct Row {
    std::size_t line = 0;
    std::vector<std::string> columns;
};

Error broken(const fs::path& file, std::size_t line, std::string what) {
    return {file.string() + ":" + std::to_string(line), std::nullopt, std::move(what), "mend the line"};
}

/// Lines of a table that are not comments; every one with exactly `columns` non-empty columns.
Result<std::vector<Row>> read_table(const fs::path& file, std::size_t columns) {
    std::ifstream in(file);
    if (!in)
        return tl::unexpected(
            Error{file.string(), std::nullopt, "cannot be read", "restore the lexicon folder"});
    std::vector<Row> rows;
    std::string text;
    for (std::size_t line = 1; std::getline(in, text); ++line) {
        if (text.empty() || text.front() == '#') continue;
        Row row{line, {}};
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find('\t', begin), text.size());
            row.columns.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
        if (row.columns.size() != columns)
            return tl::unexpected(broken(
                file, line,
                "has " + std::to_string(row.columns.size()) + " columns, not " + std::to_string(columns)));
        for (const std::string& column : row.columns) {
            if (column.empty()) return tl::unexpected(broken(file, line, "has an empty column"));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

constexpr std::array<std::string_view, kCues> kCueNames = {
    "told_agency",   "taken_from",        "told_by",           "seen_by",
    "taken_by",      "agency_noun",       "reports_itself",    "picture_mark",
    "own_outlet",    "before_own_outlet", "after_own_outlet",  "told_outlet",
    "outlet_by",     "outlet_to",         "outlet_with",       "outlet_from",
    "gathers",       "has_gathered",      "written_to_outlet", "staff",
    "maker_label",   "maker_sentence",    "picture_site",      "day_name",
    "heard_told",    "heard_verb",        "heard_link",        "says",
    "media_kind",    "of_state",          "other_media",       "said_in_public",
    "hides_speaker", "speaks_on",         "relative",          "relative_person",
    "time_unit",     "new_clause",        "own_subject",       "what_befell",
    "condition",     "leans_back",        "leads_in",          "speaks"};

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, by);) {
        if (!part.empty()) parts.push_back(part);
    }
    return parts;
}

bool ends_with(const std::string& word, std::string_view ending) {
    return word.size() > ending.size() &&
           word.compare(word.size() - ending.size(), ending.size(), ending) == 0;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// Replaces `ending` where at least `keep` letters stand before it.
bool swap_ending(std::string& word, std::string_view ending, std::string_view by, std::size_t keep) {
    if (word.size() < ending.size() + keep || !ends_with(word, ending)) return false;
    word.replace(word.size() - ending.size(), ending.size(), by);
    return true;
}

/// Stem after -ed or -ing: "stopp" to "stop"; a silent e is dropped everywhere, so that "us(e)d" and "use"
/// meet.
void mend_stem(std::string& stem) {
    const std::size_t n = stem.size();
    if (n > 3 && stem[n - 1] == stem[n - 2] && !is_vowel(stem[n - 1]) && stem[n - 1] != 'l' &&
        stem[n - 1] != 's')
        stem.pop_back();
}

}  // namespace

std::string Lexicon::spelling(std::string word) const {
    if (const auto found = spelling_.find(word); found != spelling_.end()) return found->second;
    static constexpr std::array<std::array<std::string_view, 2>, 12> kRules = {{{"isation", "ization"},
                                                                                {"isations", "izations"},
                                                                                {"ising", "izing"},
                                                                                {"ised", "ized"},
                                                                                {"ises", "izes"},
                                                                                {"ise", "ize"},
                                                                                {"yse", "yze"},
                                                                                {"ysed", "yzed"},
                                                                                {"our", "or"},
                                                                                {"ours", "ors"},
                                                                                {"oured", "ored"},
                                                                                {"ouring", "oring"}}};
    for (const auto& [british, american] : kRules) {
        if (swap_ending(word, british, american, 4 - (american.size() == 2 ? 1U : 0U))) return word;
    }
    return word;
}

std::string Lexicon::base(const std::string& word) const {
    if (const auto found = irregular_.find(word); found != irregular_.end()) return base(found->second);
    std::string stem = word;
    if (stem.size() <= 3) return stem;
    if (swap_ending(stem, "ies", "y", 2) || swap_ending(stem, "sses", "ss", 2) ||
        swap_ending(stem, "ches", "ch", 2) || swap_ending(stem, "shes", "sh", 2) ||
        swap_ending(stem, "xes", "x", 2)) {
    } else if (!ends_with(stem, "ss") && !ends_with(stem, "us") && !ends_with(stem, "is")) {
        swap_ending(stem, "s", "", 3);
    }
    if (swap_ending(stem, "ied", "y", 2)) return stem;
    if (swap_ending(stem, "ing", "", 3) || swap_ending(stem, "ed", "", 3)) mend_stem(stem);
    if (stem.size() > 3 && stem.back() == 'e') stem.pop_back();
    return stem;
}

Lexicon::Sense Lexicon::sense(const std::string& base_form) const {
    const auto found = synonym_head_.find(base_form);
    if (found == synonym_head_.end()) return {base_form, false};
    return {found->second, found->second != base_form};
}

std::string_view Lexicon::alias(const std::string& words) const {
    const auto found = alias_.find(words);
    return found == alias_.end() ? std::string_view() : std::string_view(found->second);
}

std::string Lexicon::number_value(std::string_view word) const {
    constexpr unsigned kLeastTen = 20;
    for (const auto& [told, value] : numbers_) {
        if (word == told) return std::to_string(value);
        if (value < kLeastTen || !word.starts_with(told) || word[told.size()] != '-') continue;
        const std::string_view unit = word.substr(told.size() + 1);
        for (const auto& [small, add] : numbers_) {
            if (add > 0 && add < 10 && unit == small) return std::to_string(value + add);
        }
    }
    return {};
}

std::string Lexicon::add_cue(const std::vector<std::string>& row) {
    const auto list = std::find(kCueNames.begin(), kCueNames.end(), row[0]);
    if (list == kCueNames.end()) return "there is no list \"" + row[0] + "\"";
    std::string words = row[1];
    std::replace(words.begin(), words.end(), '_', ' ');
    const std::size_t begin = words.find_first_not_of(' '), end = words.find_last_not_of(' ') + 1;
    if (begin == std::string::npos) return "has no words";
    if (text::folded(words) != words) return "\"" + row[1] + "\" is not in small letters";
    if (text::folded(row[2]).find(words.substr(begin, end - begin)) == std::string::npos)
        return "the example does not hold \"" + words + "\"";
    auto& known = cues_[static_cast<std::size_t>(list - kCueNames.begin())];
    if (std::find(known.begin(), known.end(), words) != known.end())
        return "\"" + row[1] + "\" stands twice in the list";
    known.push_back(std::move(words));
    return {};
}

double Lexicon::rarity(const std::string& base_form) const {
    const auto found = frequency_.find(base_form);
    const double reports_with = found == frequency_.end() ? 1.0 : std::min(found->second, reports_);
    return std::min(5.0, std::log(reports_ / reports_with));
}

/// Reads one table after the other; what is wrong first is kept.
class Lexicon::Tables {
  public:
    explicit Tables(fs::path folder) : folder_(std::move(folder)) {}

    /// `use(columns)` for every row: what is wrong with it, or nothing.
    template <typename Use>
    void each(const char* name, std::size_t columns, const Use& use) {
        if (error_) return;
        const auto rows = read_table(folder_ / name, columns);
        if (!rows) {
            error_ = rows.error();
            return;
        }
        for (const Row& row : *rows) {
            if (const std::string fault = use(row.columns); !fault.empty() && !error_)
                error_ = broken(folder_ / name, row.line, fault);
        }
    }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  private:
    fs::path folder_;
    std::optional<Error> error_;
};

void Lexicon::add_words(Tables& tables) {
    using Columns = const std::vector<std::string>&;
    tables.each("spelling.tsv", 2, [this](Columns c) {
        spelling_.emplace(c[0], c[1]);
        return std::string();
    });
    tables.each("irregular.tsv", 2, [this](Columns c) {
        if (c[0] != c[1]) irregular_.emplace(c[0], c[1]);
        return irregular_.contains(c[1]) ? "base form \"" + c[1] + "\" is itself listed as irregular"
                                         : std::string();
    });
    tables.each("function_words.tsv", 1, [this](Columns c) {
        function_words_.insert(c[0]);
        return std::string();
    });
    tables.each("stock_words.tsv", 1, [this](Columns c) {
        stock_words_.insert(base(c[0]));
        return std::string();
    });
    tables.each("synonyms.tsv", 2, [this](Columns c) {
        const std::string head = base(spelling(c[0]));
        synonym_head_.emplace(head, head);
        for (const std::string& word : split(c[1], ' ')) synonym_head_.emplace(base(spelling(word)), head);
        return std::string();
    });
    tables.each("aliases.tsv", 2, [this](Columns c) {
        for (const std::string& form : split(c[1], '|')) {
            const auto known = alias_.emplace(form, c[0]);
            if (!known.second && known.first->second != c[0]) return "\"" + form + "\" stands in two classes";
            alias_begins_.insert(form.substr(0, form.find(' ')));
            longest_alias_ = std::max(longest_alias_, split(form, ' ').size());
        }
        return std::string();
    });
    tables.each("frequency.tsv", 2, [this](Columns c) {
        double count = 0.0;
        const auto read = std::from_chars(c[1].data(), c[1].data() + c[1].size(), count);
        if (read.ec != std::errc() || read.ptr != c[1].data() + c[1].size() || count < 1.0)
            return std::string("count is no positive number");
        if (c[0] == "*")
            reports_ = count;
        else
            frequency_[base(spelling(c[0]))] += count;
        return std::string();
    });
}

void Lexicon::add_phrases(Tables& tables) {
    using Columns = const std::vector<std::string>&;
    tables.each("formulas.tsv", 1, [this](Columns c) {
        std::vector<std::string> words;
        for (const std::string& word : split(c[0], ' '))
            words.push_back(word == "*" ? word : base(spelling(word)));
        if (words.front() == "*") return std::string("begins with *");
        formulas_[words.front()].push_back(std::move(words));
        return std::string();
    });
    tables.each("agencies.tsv", 2, [this](Columns c) {
        for (const std::string& form : split(c[1], '|')) agencies_.emplace_back(form, c[0]);
        return std::string();
    });
    tables.each("cues.tsv", 3, [this](Columns c) { return add_cue(c); });
    tables.each("numbers.tsv", 3, [this](Columns c) {
        unsigned value = 0;
        const auto read = std::from_chars(c[1].data(), c[1].data() + c[1].size(), value);
        if (read.ec != std::errc() || read.ptr != c[1].data() + c[1].size())
            return std::string("value is no number");
        if (c[2].find(c[0]) == std::string::npos) return "the example does not hold \"" + c[0] + "\"";
        numbers_.emplace_back(c[0], value);
        return std::string();
    });
}

Result<Lexicon> Lexicon::load(const fs::path& data) {
    const fs::path folder = data / "lexicon" / "lineage";
    Lexicon lexicon;
    Tables tables(folder);
    lexicon.add_words(tables);
    lexicon.add_phrases(tables);
    if (tables.error()) return tl::unexpected(*tables.error());
    for (std::size_t list = 0; list < kCues; ++list) {
        if (lexicon.cues_[list].empty())
            return tl::unexpected(Error{(folder / "cues.tsv").string(), std::nullopt,
                                        "list \"" + std::string(kCueNames[list]) + "\" is empty",
                                        "restore its rows"});
        for (const std::string& words : lexicon.cues_[list])
            lexicon.cue_hashes_[list].push_back(text::hash64(words));
        std::sort(lexicon.cue_hashes_[list].begin(), lexicon.cue_hashes_[list].end());
    }
    std::stable_sort(lexicon.agencies_.begin(), lexicon.agencies_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (std::uint32_t i = 0; i < lexicon.agencies_.size(); ++i)
        lexicon.agencies_from_[static_cast<unsigned char>(lexicon.agencies_[i].first.front())].push_back(i);
    return lexicon;
}

}  // namespace sitrep::lineage
