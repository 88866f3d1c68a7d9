#include "brief/word_diff.hpp"

#include <algorithm>
#include <set>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

struct Word {
    std::string_view as_written;
    std::string folded;  ///< letters and digits only; empty for a lone mark, which never counts as changed
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) {
            Word word{text.substr(at, end - at), {}};
            for (const char c : text::folded(word.as_written)) {
                if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
                    word.folded += c;
            }
            words.push_back(std::move(word));
        }
        at = end + 1;
    }
    return words;
}

}  // namespace

std::vector<WordRun> changed_words(std::string_view text, std::string_view other) {
    const auto a = words_of(text);
    std::set<std::string> of_other;
    for (Word& word : words_of(other)) of_other.insert(std::move(word.folded));
    std::vector<WordRun> runs;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool changed = !a[i].folded.empty() && of_other.count(a[i].folded) == 0;
        if (runs.empty() || runs.back().changed != changed) {
            if (!runs.empty()) runs.back().words += ' ';
            runs.push_back({"", changed});
        } else {
            runs.back().words += ' ';
        }
        runs.back().words += a[i].as_written;
    }
    return runs;
}

}  // namespace sitrep::brief
