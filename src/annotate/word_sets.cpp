#include "annotate/word_sets.hpp"

#include <algorithm>

#include "annotate/lexicon_file.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::size_t kLongestWord = 100;  // bytes; an index of lengths stays small

bool is_inner(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
}

/// True where the word stands in the example with no letter or digit beside its own.
bool shows(std::string_view example, std::string_view word) {
    for (std::size_t at = example.find(word); at != std::string_view::npos; at = example.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !is_inner(word.front()) || !is_inner(example[at - 1]);
        const bool ends = end == example.size() || !is_inner(word.back()) || !is_inner(example[end]);
        if (begins && ends) return true;
    }
    return false;
}

std::vector<std::string> between_bars(std::string_view cell) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= cell.size();) {
        const std::size_t end = std::min(cell.find('|', at), cell.size());
        words.emplace_back(cell.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Adds the words of a row; what is wrong with it, if anything.
std::optional<std::string> add_row(const LexiconLine& line, WordSetUse use, std::vector<std::string>& words) {
    const std::string example = text::folded(line.cells[2]);
    bool shown = false;
    for (std::string& word : between_bars(line.cells[1])) {
        if (word.empty()) return "has an empty word";
        if (word.size() > kLongestWord) return "has a word above " + std::to_string(kLongestWord) + " bytes";
        if (std::find(words.begin(), words.end(), word) != words.end())
            return "gives '" + text::printable(word) + "' a second time";
        const std::string folded = text::folded(word);
        shown = shown ||
                (use == WordSetUse::cue ? example.find(folded) != std::string::npos : shows(example, folded));
        words.push_back(std::move(word));
    }
    if (!shown) return "has an example with none of its words";
    return std::nullopt;
}

}  // namespace

WordSet::WordSet(std::span<const std::string> words) : size_(words.size()) {
    std::vector<std::string_view> sorted(words.begin(), words.end());
    std::sort(sorted.begin(), sorted.end(), [](std::string_view a, std::string_view b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    for (const std::string_view word : sorted) {
        while (starts_.size() <= word.size()) starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
        letters_ += word;
        if (!word.empty()) beginnings_.add(word);
    }
    starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
}

bool WordSet::stands_in(std::string_view text) const {
    const std::string_view letters = letters_;
    const auto one_stands_at = [&](std::size_t place) {
        for (std::size_t length = 1; length + 1 < starts_.size(); ++length) {
            for (std::size_t at = starts_[length]; at < starts_[length + 1]; at += length) {
                if (text::stands_at(text, place, letters.substr(at, length))) return true;
            }
        }
        return false;
    };
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (beginnings_.may_begin(text, place) && one_stands_at(place)) return true;
    }
    return false;
}

bool WordSet::begins(std::string_view text) const {
    for (std::size_t length = 1; length + 1 < starts_.size() && length <= text.size(); ++length) {
        if (holds(text.substr(0, length))) return true;
    }
    return false;
}

std::optional<Error> read_word_sets(const std::filesystem::path& file,
                                    std::initializer_list<NamedWordSet> sets) {
    const auto lines = read_lexicon(file, 3);
    if (!lines) return lines.error();
    std::vector<std::vector<std::string>> words(sets.size());
    for (const LexiconLine& line : *lines) {
        const auto* const set = std::find_if(
            sets.begin(), sets.end(), [&](const NamedWordSet& named) { return named.name == line.cells[0]; });
        if (set == sets.end())
            return line.error("has the unknown set '" + text::printable(line.cells[0]) + "'").value();
        if (const auto problem = add_row(line, set->use, words[static_cast<std::size_t>(set - sets.begin())]))
            return line.error(*problem).value();
    }
    std::size_t at = 0;
    for (const NamedWordSet& named : sets) {
        if (words[at].empty())
            return Error{file.string(), std::nullopt,
                         "has no row of the set '" + std::string(named.name) + "'",
                         "give it one, or install the lexicon again"};
        *named.set = WordSet(words[at++]);
    }
    return std::nullopt;
}

}  // namespace sitrep::annotate
