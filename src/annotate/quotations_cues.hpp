/// @file quotations_cues.hpp
/// @brief Words that signal whose words a clause reports: the cue lexicon and its look-up.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/quotations_words.hpp"
#include "sitrep/result.hpp"
#include "sitrep/tokens.hpp"

namespace sitrep::annotate {

enum class CueKind : std::uint8_t {
    say,
    deny,
    admit,
    warn,
    accuse,
    estimate,
    believe,
    fear,
    ask,
    promise,
    refuse,
    threaten,
    plan,
    praise
};
inline constexpr std::size_t kCueKinds = 14;
[[nodiscard]] std::string_view name(CueKind kind);

/// Where the source of a cue stands. verb: by syntax. after: right after the phrase. owner: the possessive
/// inside it. nobody: the words give none.
enum class CueSource : std::uint8_t { verb, after, before, owner, nobody };

/// A cue in a text.
struct Cue {
    std::uint32_t first = 0;  ///< token range
    std::uint32_t last = 0;
    CueKind kind = CueKind::say;
    CueSource source = CueSource::verb;
};

/// Verbs by form and phrases by first word. Immutable once loaded.
class CueLexicon {
  public:
    /// Reads `folder`/cues.tsv, phrases.tsv and word_sets.tsv. Fails on the first broken line, naming file
    /// and line.
    [[nodiscard]] static Result<CueLexicon> load(const std::filesystem::path& folder);
    /// The cue that starts at token `at` of `words` (lower-case, one for each token); the longest phrase
    /// wins.
    template <typename WordAt>
    [[nodiscard]] bool find(std::uint32_t at, std::uint32_t end, const WordAt& word_at, Cue& cue) const;
    /// Words around quotations that are no cues.
    [[nodiscard]] const QuotationWords& words() const { return words_; }
    [[nodiscard]] std::size_t size() const { return verbs_.size() + phrase_count_; }

  private:
    struct Phrase {
        std::vector<std::string> words;  ///< "*" stands for one word
        CueKind kind;
        CueSource source;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
    };
    std::unordered_map<std::string, CueKind, Hash, std::equal_to<>> verbs_;
    std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> phrases_;
    std::size_t phrase_count_ = 0;
    QuotationWords words_;
};

template <typename WordAt>
bool CueLexicon::find(std::uint32_t at, std::uint32_t end, const WordAt& word_at, Cue& cue) const {
    const std::string_view word = word_at(at);
    bool found = false;
    if (const auto phrases = phrases_.find(word); phrases != phrases_.end()) {
        for (const Phrase& phrase : phrases->second) {
            const auto size = static_cast<std::uint32_t>(phrase.words.size());
            if (at + size > end || (found && size <= cue.last - cue.first)) continue;
            bool fits = true;
            for (std::uint32_t i = 1; i < size && fits; ++i)
                fits = phrase.words[i] == "*" || phrase.words[i] == word_at(at + i);
            if (!fits) continue;
            cue = {at, at + size, phrase.kind, phrase.source};
            found = true;
        }
    }
    if (found) return true;
    const auto verb = verbs_.find(word);
    if (verb == verbs_.end()) return false;
    cue = {at, at + 1, verb->second, CueSource::verb};
    return true;
}

}  // namespace sitrep::annotate
