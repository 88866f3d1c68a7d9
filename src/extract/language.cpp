#include "extract/language.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

struct Script {
    char32_t first, last;
    std::string_view language;
};
constexpr std::array<Script, 17> kScripts = {{{0x0370, 0x03FF, "el"},
                                              {0x0530, 0x058F, "hy"},
                                              {0x0590, 0x05FF, "he"},
                                              {0x0900, 0x097F, "hi"},
                                              {0x0980, 0x09FF, "bn"},
                                              {0x0A00, 0x0A7F, "pa"},
                                              {0x0A80, 0x0AFF, "gu"},
                                              {0x0B80, 0x0BFF, "ta"},
                                              {0x0C00, 0x0C7F, "te"},
                                              {0x0C80, 0x0CFF, "kn"},
                                              {0x0D00, 0x0D7F, "ml"},
                                              {0x0D80, 0x0DFF, "si"},
                                              {0x0E00, 0x0E7F, "th"},
                                              {0x1000, 0x109F, "my"},
                                              {0x10A0, 0x10FF, "ka"},
                                              {0x1200, 0x137F, "am"},
                                              {0x1780, 0x17FF, "km"}}};

constexpr double kAheadOfEnglish = 1.5;  // times the score of English that another language must have

}  // namespace

std::string language_of(std::string_view text, const Lexicon& lexicon) {
    std::size_t letters = 0, han = 0, kana = 0, hangul = 0;
    std::array<std::size_t, kScripts.size()> script{};
    std::array<double, kMostLanguages> scores{};
    std::size_t words = 0;
    std::string word;
    const auto close = [&] {
        if (word.empty()) return;
        ++words;
        if (const std::uint64_t languages = lexicon.function_words[word]; languages != 0) {
            const double weight = 1.0 / static_cast<double>(std::popcount(languages));
            for (std::uint64_t rest = languages; rest != 0; rest &= rest - 1)
                scores[static_cast<std::size_t>(std::countr_zero(rest))] += 0.3 + weight;
        }
        word.clear();
    };
    const std::size_t limit = std::min<std::size_t>(text.size(), 6000);
    for (std::size_t at = 0; at < limit;) {
        const text::CodePoint c = text::decode(text, at);
        at += c.size;
        if (!text::is_letter(c.value)) {
            close();
            continue;
        }
        ++letters;
        if (c.value < 0x80) {
            if (word.size() < 40) word.push_back(static_cast<char>(text::to_lower(c.value)));
            continue;
        }
        if (word.size() < 40) text::append(word, text::to_lower(c.value));
        if (c.value < 0x250) continue;
        if (c.value >= 0x4E00 && c.value <= 0x9FFF) ++han;
        if (c.value >= 0x3040 && c.value <= 0x30FF) ++kana;
        if (c.value >= 0xAC00 && c.value <= 0xD7AF) ++hangul;
        for (std::size_t i = 0; i < kScripts.size(); ++i)
            script[i] += c.value >= kScripts[i].first && c.value <= kScripts[i].last;
    }
    close();
    if (letters < 10) return {};
    if (kana * 10 > letters) return "ja";
    if (han * 3 > letters) return "zh";
    if (hangul * 2 > letters) return "ko";
    for (std::size_t i = 0; i < kScripts.size(); ++i) {
        if (script[i] * 2 > letters) return std::string(kScripts[i].language);
    }
    double best = 0;
    std::string language;
    for (std::size_t index = 0; index < lexicon.languages.size(); ++index) {
        if (scores[index] > best) {
            best = scores[index];
            language = lexicon.languages[index];
        }
    }
    // A name ("Von Der", "De La") in a few English words makes no other language.
    const auto english = std::find(lexicon.languages.begin(), lexicon.languages.end(), "en");
    if (language != "en" && english != lexicon.languages.end() &&
        best < kAheadOfEnglish * scores[static_cast<std::size_t>(english - lexicon.languages.begin())] + 1.0)
        return {};
    return best >= 1.5 && best * 12 >= static_cast<double>(words) ? language : std::string();
}

}  // namespace sitrep::extract
