/// @file mapped_file.hpp
/// @brief A whole file as bytes in memory, mapped and read-only.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "sitrep/result.hpp"

namespace sitrep::annotate {

struct MappedFile {
    std::shared_ptr<const void> mapping;  ///< keeps the bytes alive
    std::span<const std::byte> bytes;
};

/// Fails with the file's name if it cannot be read or is empty; `mend` is the advice given then.
[[nodiscard]] Result<MappedFile> map_file(const std::filesystem::path& file, std::string_view mend);

}  // namespace sitrep::annotate
