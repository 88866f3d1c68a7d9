#include "ingest/source.hpp"

#include <algorithm>
#include <cstring>

namespace sitrep::ingest {
namespace {

constexpr std::size_t kWindow = 256U << 10U;

}  // namespace

std::optional<std::string> Budget::over(const Limits& limits) const {
    if (out > limits.total_bytes)
        return "decodes to more than " + std::to_string(limits.total_bytes) + " bytes";
    if (out > limits.ratio_floor && out / limits.ratio > in) {
        return "decodes to more than " + std::to_string(limits.ratio) + " bytes for each byte";
    }
    return std::nullopt;
}

void Source::grow(std::size_t wanted) {
    while (end_ - begin_ < wanted && !ended_) {
        if (buffer_.size() - begin_ < wanted || end_ == buffer_.size()) {
            if (begin_ > 0) {
                std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
                end_ -= begin_;
                begin_ = 0;
            }
            if (buffer_.size() < std::max(wanted, kWindow))
                buffer_.resize(std::max({wanted, kWindow, buffer_.size() * 2}));
            if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
        }
        const auto got = fill_(buffer_.data() + end_, buffer_.size() - end_);
        if (!got) {
            fault_ = got.error();
            ended_ = true;
        } else if (*got == 0) {
            ended_ = true;
        } else {
            end_ += *got;
        }
    }
}

std::string_view Source::peek(std::size_t size) {
    if (end_ - begin_ < size) grow(size);
    return window();
}

std::uint64_t Source::skip(std::uint64_t size) {
    std::uint64_t skipped = 0;
    while (skipped < size) {
        if (begin_ == end_ && peek(1).empty()) break;
        const auto step = std::min<std::uint64_t>(size - skipped, end_ - begin_);
        begin_ += step;
        offset_ += step;
        skipped += step;
    }
    return skipped;
}

std::uint64_t Source::read(std::uint64_t size, std::string& out) {
    std::uint64_t got = 0;
    while (got < size) {
        if (begin_ == end_ && peek(1).empty()) break;
        const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(size - got, end_ - begin_));
        out.append(data() + begin_, step);
        begin_ += step;
        offset_ += step;
        got += step;
    }
    return got;
}

std::string_view Source::line(std::size_t limit, bool& too_long) {
    too_long = false;
    std::size_t searched = 0;
    while (true) {
        const std::string_view seen = window();
        const auto* found = static_cast<const char*>(
            seen.size() > searched ? std::memchr(seen.data() + searched, '\n', seen.size() - searched)
                                   : nullptr);
        const std::size_t size = found ? static_cast<std::size_t>(found - seen.data()) + 1 : seen.size();
        if (size > limit) break;
        if (found || ended_) {
            begin_ += size;
            offset_ += size;
            return seen.substr(0, size);
        }
        searched = seen.size();
        grow(seen.size() + 1);
    }
    too_long = true;
    while (true) {  // pass over the rest of the line without keeping it
        const std::string_view seen = window();
        if (seen.empty()) return {};
        const auto* found = static_cast<const char*>(std::memchr(seen.data(), '\n', seen.size()));
        skip(found ? static_cast<std::uint64_t>(found - seen.data()) + 1 : seen.size());
        if (found || peek(1).empty()) return "(too long)";
    }
}

std::pair<std::uint64_t, std::uint64_t> Source::place() {
    if (!marks_) return {base_ + offset_, 0};
    while (marks_->size() > 1 && (*marks_)[1].decoded <= offset_) marks_->pop_front();
    if (marks_->empty() || marks_->front().decoded > offset_) return {base_, offset_};
    return {base_ + marks_->front().lying, offset_ - marks_->front().decoded};
}

}  // namespace sitrep::ingest
