/// @file act_classifier.hpp
/// @brief A small linear classifier of coded sentences, for measuring only: trained and tested by
/// cross-validation, never shipped.
///
/// Multinomial logistic regression over hashed features, AdaGrad. What is measured: how far cue frames and
/// words together tell a sentence's root code when sentences of that kind may be learnt from.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/act.hpp"

namespace sitrep::eval {

/// One sentence as the classifier sees it. Ranges are of bytes; empty where the set marks none.
struct SentenceToCode {
    std::string text;
    std::size_t source_end = 0;    ///< behind the marked source; 0: none marked
    std::size_t target_begin = 0;  ///< where the marked target begins; 0: none marked
    std::vector<Act> acts;         ///< by frames
    std::size_t label = 0;
};

/// Label of every sentence by a model trained on the other folds and on `beside`; sentence i is in fold i %
/// folds.
[[nodiscard]] std::vector<std::size_t> cross_validate(const std::vector<SentenceToCode>& sentences,
                                                      const std::vector<SentenceToCode>& beside,
                                                      std::size_t labels, std::size_t folds);

/// Those of `others` that share no six words in a row and not more than half of their words with any of
/// `sentences`: what may be learnt from without knowing the answers.
[[nodiscard]] std::vector<SentenceToCode> unlike(const std::vector<SentenceToCode>& others,
                                                 const std::vector<SentenceToCode>& sentences);

}  // namespace sitrep::eval
