/// @file pair_filter.hpp
/// @brief Which two bytes some phrase begins with: turns most places of a text away before phrases are
/// compared.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace sitrep::extract {

class PairFilter {
  public:
    /// `phrase` of one byte or none: every pair that begins with it passes; with none, all do.
    void add(std::string_view phrase) {
        if (phrase.size() >= 2) {
            set(pair_of(phrase[0], phrase[1]));
            return;
        }
        for (std::uint32_t pair = 0; pair < kPairs; ++pair) {
            if (phrase.empty() || pair >> 8U == static_cast<unsigned char>(phrase[0])) set(pair);
        }
    }
    /// Says whether some phrase may begin with these two bytes.
    [[nodiscard]] bool passes(char first, char second) const {
        const std::uint32_t pair = pair_of(first, second);
        return (bits_[pair >> 6U] >> (pair & 63U) & 1U) != 0;
    }

  private:
    static constexpr std::uint32_t kPairs = 65536;
    static std::uint32_t pair_of(char first, char second) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(first)) << 8U |
               static_cast<unsigned char>(second);
    }
    void set(std::uint32_t pair) { bits_[pair >> 6U] |= std::uint64_t{1} << (pair & 63U); }

    std::array<std::uint64_t, kPairs / 64> bits_{};
};

}  // namespace sitrep::extract
