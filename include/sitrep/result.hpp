/// @file result.hpp
/// @brief Errors as values. No exception crosses the public API.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace sitrep {

/// What went wrong, where, and what the user can do about it.
struct Error {
    std::string file;                     ///< path as the user gave it; empty if no file is concerned
    std::optional<std::uint64_t> offset;  ///< byte offset into the file, where there is one
    std::string what;                     ///< one clause, no final full stop: "is not UTF-8"
    std::string mend;                     ///< what to do; may be empty

    /// One line for stderr: `file:offset: what; mend`. Control characters are replaced.
    [[nodiscard]] std::string line() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

}  // namespace sitrep
