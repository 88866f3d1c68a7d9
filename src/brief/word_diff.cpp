#include "brief/word_diff.hpp"

#include <algorithm>
#include <cstdint>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kMostCells = 4'000'000;

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

/// For each word of `a`: whether it is part of a longest common subsequence with `b`.
std::vector<bool> common(const std::vector<Word>& a, const std::vector<Word>& b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::uint16_t> longest((a.size() + 1) * width, 0);
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            longest[i * width + j] = a[i].folded == b[j].folded
                                         ? static_cast<std::uint16_t>(longest[(i + 1) * width + j + 1] + 1)
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
        }
    }
    std::vector<bool> kept(a.size(), false);
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].folded == b[j].folded) {
            kept[i++] = true;
            ++j;
        } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return kept;
}

}  // namespace

std::vector<WordRun> changed_words(std::string_view text, std::string_view other) {
    const auto a = words_of(text);
    const auto b = words_of(other);
    if (a.size() * b.size() > kMostCells || a.size() > 60'000) return {{std::string(text), false}};
    const auto kept = common(a, b);
    std::vector<WordRun> runs;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool changed = !kept[i] && !a[i].folded.empty();
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
