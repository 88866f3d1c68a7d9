#include "annotate/around.hpp"

namespace sitrep::annotate {

PieceRange SentencePieces::of(std::uint32_t sentence) {
    if (sentence == sentence_ && here_.last > 0) return here_;
    const TextRange range = tokens_.sentences[sentence].range;
    std::uint32_t at = here_.last;
    while (at < pieces_.size() && (pieces_[at].range.begin < range.begin || pieces_[at].range.empty())) ++at;
    here_.first = at;
    while (at < pieces_.size() && pieces_[at].range.end <= range.end && !pieces_[at].range.empty()) ++at;
    here_.last = at;
    sentence_ = sentence;
    return here_;
}

}  // namespace sitrep::annotate
