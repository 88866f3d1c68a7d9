/// @file name_sets.hpp
/// @brief Sets of texts with names marked: CoNLL columns and the wire corpus, as plain texts with spans.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sitrep/entity.hpp"
#include "sitrep/result.hpp"
#include "sitrep/span.hpp"

namespace sitrep::eval {

/// A marked name; `type` is the set's own word in capitals: PER ORG LOC MISC GPE FAC NORP EVT.
struct MarkedName {
    TextRange range;
    std::string type;
};

/// One text. CoNLL sets carry no documents: every sentence is a text.
struct MarkedText {
    std::string name;  ///< file and number of the sentence
    std::string text;
    std::vector<MarkedName> names;
};

/// Reads a `.conll` file (token first, BIO label last, sentences apart by blank lines), a wire file or a
/// folder of them. Tokens are joined as English is written (no blank before a comma). Fails with file and
/// line on a broken label or tag.
[[nodiscard]] Result<std::vector<MarkedText>> read_marked_texts(const std::string& path);

/// Which fifth a wire text belongs to, 0..4: by its number; fifth 4 is held out of training.
[[nodiscard]] int fifth_of(const std::string& name);

}  // namespace sitrep::eval
