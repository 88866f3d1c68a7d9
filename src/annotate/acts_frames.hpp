/// @file acts_frames.hpp
/// @brief Cue frames: verbs and phrases that make an act, and what stands after them.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/acts_words.hpp"
#include "sitrep/act.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

/// What stands after the cue; see the header of lexicon/acts/verbs.tsv.
enum class FrameShape : std::uint8_t {
    request,
    object,
    document,
    clause,
    want,
    give,
    infinitive,
    to,
    mutual,
    warn,
    accuse,
    charged,
    base,
    owned,
    received,
    order,
    later,
    bare,
    none,
    whom,
    suffered,
    amount,
    fear,
    handled,
    agent
};

struct ActFrame {
    std::string name;
    /// Of one form; "*" stands for one word, "**" for one to six without a comma or a verb that is finite.
    std::vector<std::string> words;
    ActKind act = ActKind::request;
    std::string plover;  ///< root code, empty where PLOVER has none
    std::string cameo;
    FrameShape shape = FrameShape::object;
    std::optional<ActStatus> status;  ///< the phrase's own; a verb's follows from its tense
    bool verb = true;                 ///< the first word must be used as a verb
};

/// Verbs that only carry a noun. gives: the subject acts ("issued an appeal"). receives: somebody else does
/// ("won the backing of"). handles: the subject has another's request before it ("considered Malta's
/// request"). withdraws: the subject takes its own back ("dropped its demand").
enum class LightVerb : std::uint8_t { none, gives, receives, handles, withdraws };

/// Roots of the ontologies that event data are exchanged in; PLOVER has none for some acts.
struct ActCodes {
    std::string plover;
    std::string cameo;
};

/// The cue is a noun: what is read stands around it, not behind a verb.
[[nodiscard]] constexpr bool is_noun_frame(const ActFrame& frame) {
    return frame.shape == FrameShape::owned || frame.shape == FrameShape::received ||
           frame.shape == FrameShape::agent;
}

/// Words that a "**" of a frame may stand for.
constexpr std::uint32_t kLongestGap = 6;

/// Where a frame ends that begins at word `i` of [i, end): `same(k, word)` says whether word k is `word`,
/// `gap(k)` whether it may stand in a "**". 0: the frame does not stand there.
template <class Same, class Gap>
[[nodiscard]] std::uint32_t frame_end(const ActFrame& frame, std::uint32_t i, std::uint32_t end, Same same,
                                      Gap gap, std::size_t from = 0) {
    for (std::size_t k = from; k < frame.words.size(); ++k, ++i) {
        if (i >= end) return 0;
        if (frame.words[k] == "**") {
            for (std::uint32_t n = 1; n <= kLongestGap && i + n <= end && gap(i + n - 1); ++n) {
                if (const std::uint32_t last = frame_end(frame, i + n, end, same, gap, k + 1); last > 0)
                    return last;
            }
            return 0;
        }
        if (frame.words[k] != "*" && !same(i, frame.words[k])) return 0;
    }
    return i;
}

/// Frames by first word. Immutable once loaded.
class ActLexicon {
  public:
    [[nodiscard]] static Result<ActLexicon> load(const std::filesystem::path& folder);
    /// Frames whose first word is `lower_word`, longest first.
    [[nodiscard]] const std::vector<ActFrame>& at(std::string_view lower_word) const;
    /// Name of the country whose capital is `city`; null where it is none.
    [[nodiscard]] const std::string* country_of_capital(std::string_view city) const;
    /// Codes of the longest frame of the act's kind that stands in its words; those of the kind's first frame
    /// where none does ("we will …").
    [[nodiscard]] ActCodes codes(ActKind act, std::string_view words) const;
    [[nodiscard]] LightVerb light(std::string_view lower_word) const;
    /// Words around acts that are no frames.
    [[nodiscard]] const ActWords& words() const { return words_; }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
    };
    std::unordered_map<std::string, std::vector<ActFrame>, Hash, std::equal_to<>> frames_;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> capitals_;
    std::unordered_map<std::string, LightVerb, Hash, std::equal_to<>> light_;
    std::unordered_map<int, ActCodes> codes_of_kind_;  ///< of the first frame of each kind
    std::size_t size_ = 0;
    ActWords words_;
};

}  // namespace sitrep::annotate
