/// @file source.hpp
/// @brief A run of bytes that is pulled once from front to back, with look-ahead: a file, a member of an
/// archive, memory.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest.hpp"

namespace sitrep::ingest {

/// What went in and what came out of one file; `over` says which limit is broken, if any.
struct Budget {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    std::uint64_t entries = 0;
    /// Null while all is well; else the words for an Error: "decodes to more than 200 bytes for each byte".
    [[nodiscard]] std::optional<std::string> over(const Limits& limits) const;
};

/// Why no more bytes come.
struct SourceFault {
    Reason reason = Reason::damaged;
    std::string what;
    std::string mend;
};

class Source {
  public:
    /// Puts up to `capacity` bytes at `into` and returns how many; 0 at the end. A fault ends the source.
    using Fill = std::function<tl::expected<std::size_t, SourceFault>(char* into, std::size_t capacity)>;

    explicit Source(Fill fill) : fill_(std::move(fill)) {}
    /// `bytes` must outlive the source; nothing is copied.
    explicit Source(std::string_view bytes) : outside_(bytes.data()), end_(bytes.size()), ended_(true) {}
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    /// The next bytes: at least `size` of them unless the source ends before. Valid until the next call.
    [[nodiscard]] std::string_view peek(std::size_t size);
    /// All bytes that are in the window already.
    [[nodiscard]] std::string_view window() const { return {data() + begin_, end_ - begin_}; }
    /// Skips up to `size` bytes; returns how many there were.
    std::uint64_t skip(std::uint64_t size);
    /// Appends up to `size` bytes to `out`; returns how many there were.
    std::uint64_t read(std::uint64_t size, std::string& out);
    /// The next line with its line feed (the last one may lack it); empty at the end. A line longer than
    /// `limit` is skipped to its end: `too_long` is set, its first bytes are returned.
    [[nodiscard]] std::string_view line(std::size_t limit, bool& too_long);

    [[nodiscard]] bool at_end() { return peek(1).empty(); }
    [[nodiscard]] std::uint64_t offset() const { return offset_; }
    [[nodiscard]] const std::optional<SourceFault>& fault() const { return fault_; }

    /// Where compressed runs begin: decoded offset and offset in the file as it lies. Written by the fill.
    struct Mark {
        std::uint64_t decoded = 0;
        std::uint64_t lying = 0;
    };
    void set_marks(std::shared_ptr<std::deque<Mark>> marks) { marks_ = std::move(marks); }
    /// The next byte's place in the file as it lies: offset of its compressed run, and its distance from the
    /// run's start. Without compression: offset() + `base`, 0.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> place();
    void set_base(std::uint64_t base) { base_ = base; }

    /// The file itself, where seeking in it is allowed (as long as nothing was skipped); else -1.
    [[nodiscard]] int file() const { return file_; }
    void set_file(int file) { file_ = file; }

  private:
    [[nodiscard]] const char* data() const { return outside_ ? outside_ : buffer_.data(); }
    void grow(std::size_t wanted);

    Fill fill_;
    const char* outside_ = nullptr;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t offset_ = 0;
    std::uint64_t base_ = 0;
    int file_ = -1;
    bool ended_ = false;
    std::optional<SourceFault> fault_;
    std::shared_ptr<std::deque<Mark>> marks_;
};

}  // namespace sitrep::ingest
