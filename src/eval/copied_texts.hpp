/// @file copied_texts.hpp
/// @brief A generator of wire-like texts whose descent is known: roots, copies with the edits that newsrooms
/// and rewriters make, mosaics. For measuring lineage; not part of the library.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::eval {

/// How a text was made from its parents. cut: tail cut and sentences dropped. edited: words changed, clauses
/// and attributions moved. spun: a quarter of the words exchanged, clauses turned. scanned: 3 % of letters
/// misread. mosaic: sentences of three to six texts.
enum class Descent : std::uint8_t { root, verbatim, cut, edited, spun, scanned, mosaic };
[[nodiscard]] std::string_view name(Descent descent);

/// Sentence of a copy and where it came from. Byte ranges.
struct CopiedSentence {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t parent = 0;
    std::uint32_t parent_begin = 0, parent_end = 0;
    Descent edit = Descent::verbatim;
};

struct CopiedText {
    std::string text;
    std::uint32_t family = 0;  ///< number of its root; mosaics: of the first parent's root
    Descent descent = Descent::root;
    std::vector<std::uint32_t> parents;  ///< numbers of earlier texts
    std::vector<CopiedSentence> sentences;
};

struct CopyOptions {
    std::uint64_t seed = 1;
    std::uint32_t texts = 24000;
    double copies = 0.535;      ///< share of texts that are copies (24,000 texts: 11,164 roots)
    double mosaics = 0.0;       ///< share of the copies that are mosaics
    std::uint32_t words = 350;  ///< mean length of a root
};

/// Texts in stream order; the same for the same options and base on every machine. `base`: real text from
/// which words and their neighbours are learned (a first-order Markov chain), with invented names and figures
/// put in; may be empty: then words of an invented language.
[[nodiscard]] std::vector<CopiedText> generate_copied_texts(const CopyOptions& options,
                                                            std::span<const std::string> base);

}  // namespace sitrep::eval
