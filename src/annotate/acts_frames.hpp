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

/// Frames by first word. Immutable once loaded.
class ActLexicon {
  public:
    [[nodiscard]] static Result<ActLexicon> load(const std::filesystem::path& folder);
    /// Frames whose first word is `lower_word`, longest first.
    [[nodiscard]] const std::vector<ActFrame>& at(std::string_view lower_word) const;
    /// Name of the country whose capital is `city`; null where it is none.
    [[nodiscard]] const std::string* country_of_capital(std::string_view city) const;
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
    };
    std::unordered_map<std::string, std::vector<ActFrame>, Hash, std::equal_to<>> frames_;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> capitals_;
    std::size_t size_ = 0;
};

}  // namespace sitrep::annotate
