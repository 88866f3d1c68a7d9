/// @file acts_frames.hpp
/// @brief Cue frames: verbs and phrases that make an act, and what stands after them.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
    base,
    owned,
    received,
    order,
    later,
    bare,
    none
};

struct ActFrame {
    std::string name;
    std::vector<std::string> words;  ///< of one form; "*" stands for one word
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
};

}  // namespace sitrep::annotate
