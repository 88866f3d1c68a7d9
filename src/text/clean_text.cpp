#include "sitrep/clean_text.hpp"

#include <algorithm>

namespace sitrep {

CleanText CleanText::identity(std::shared_ptr<const std::string> bytes) {
    CleanText result;
    result.text_ = std::move(bytes);
    return result;
}

std::string_view CleanText::words(TextRange range) const {
    const std::string_view all = text();
    const std::size_t begin = std::min<std::size_t>(range.begin, all.size());
    const std::size_t end = std::clamp<std::size_t>(range.end, begin, all.size());
    return all.substr(begin, end - begin);
}

std::uint32_t CleanText::source_offset(std::uint32_t text_offset, bool is_end) const {
    // An end belongs to the piece that holds the byte before it, a begin to the piece that holds the byte at
    // it.
    const std::uint32_t probe = is_end ? text_offset - 1 : text_offset;
    auto piece = std::upper_bound(pieces_->begin(), pieces_->end(), probe,
                                  [](std::uint32_t offset, const Piece& p) { return offset < p.text_begin; });
    if (piece == pieces_->begin()) return 0;
    --piece;
    if (piece->copied) {
        return piece->source_begin + std::min(text_offset - piece->text_begin, piece->source_size);
    }
    return is_end ? piece->source_begin + piece->source_size : piece->source_begin;
}

Span CleanText::source(TextRange range) const {
    if (!pieces_) return {range.begin, range.end};
    if (pieces_->empty()) return {};
    const std::uint32_t begin = source_offset(range.begin, false);
    if (range.empty()) return {begin, begin};
    return {begin, std::max(begin, source_offset(range.end, true))};
}

TextRange CleanText::range(Span span) const {
    if (!pieces_) {
        const auto size = static_cast<std::uint32_t>(text().size());
        const std::uint32_t begin = std::min(span.begin, size);
        return {begin, std::clamp(span.end, begin, size)};
    }
    auto first = std::partition_point(pieces_->begin(), pieces_->end(), [&](const Piece& p) {
        return p.source_begin + p.source_size <= span.begin;
    });
    auto last = std::partition_point(first, pieces_->end(),
                                     [&](const Piece& p) { return p.source_begin < span.end; });
    if (first == last) {
        const std::uint32_t at =
            first == pieces_->end() ? static_cast<std::uint32_t>(text_->size()) : first->text_begin;
        return {at, at};
    }
    const Piece& tail = *(last - 1);
    const bool cut_head = first->copied && span.begin > first->source_begin;
    const bool cut_tail = tail.copied && span.end < tail.source_begin + tail.source_size;
    const std::uint32_t begin = first->text_begin + (cut_head ? span.begin - first->source_begin : 0);
    const std::uint32_t end =
        cut_tail ? tail.text_begin + (span.end - tail.source_begin) : tail.text_begin + tail.text_size;
    return {begin, std::max(begin, end)};
}

void CleanTextBuilder::copy(std::uint32_t source_begin, std::string_view bytes) {
    if (bytes.empty()) return;
    const auto size = static_cast<std::uint32_t>(bytes.size());
    if (!pieces_.empty()) {
        CleanText::Piece& tail = pieces_.back();
        const bool adjoins = tail.copied && tail.source_begin + tail.source_size == source_begin;
        if (adjoins) {
            tail.text_size += size;
            tail.source_size += size;
            text_.append(bytes);
            return;
        }
    }
    pieces_.push_back({this->size(), size, source_begin, size, true});
    text_.append(bytes);
}

void CleanTextBuilder::replace(Span source, std::string_view replacement) {
    if (replacement.empty()) return;
    const auto size = static_cast<std::uint32_t>(replacement.size());
    pieces_.push_back({this->size(), size, source.begin, source.size(), false});
    text_.append(replacement);
}

CleanText CleanTextBuilder::build() && {
    CleanText result;
    result.text_ = std::make_shared<const std::string>(std::move(text_));
    result.pieces_ = std::make_shared<const std::vector<CleanText::Piece>>(std::move(pieces_));
    return result;
}

}  // namespace sitrep
