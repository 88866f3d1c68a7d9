// The sums of a tagger's weights over the rows of one word's features: the innermost loop of every tagger.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

namespace sitrep::annotate {

/// Adds rows of `Labels` signed bytes, a few labels at once in one register; the registers stay where they
/// are from row to row. Whole numbers only, so that the sums are the same on every machine. Of at most 256
/// rows (128 * 256 is what 16 bits hold).
template <std::size_t Labels>
class RowSums {
  public:
    static constexpr std::size_t kMostRows = 256;

    /// Reads exactly `Labels` bytes at `row`.
    void add(const std::int8_t* row) {
        for (std::size_t i = 0; i < kLots; ++i) {
            Bytes bytes;
            std::memcpy(&bytes, row + begin(i), kWidth);
            sums_[i] += __builtin_convertvector(bytes, Shorts);
        }
    }
    /// The sum of every label.
    [[nodiscard]] std::array<std::int32_t, Labels> all() const {
        std::array<std::int32_t, Labels> out{};
        for (std::size_t i = 0; i < kLots; ++i)
            for (std::size_t lane = 0; lane < kWidth; ++lane) out[begin(i) + lane] = sums_[i][lane];
        return out;
    }

  private:
    static constexpr std::size_t kWidth = 8;
    static_assert(Labels >= kWidth);
    static constexpr std::size_t kLots = (Labels + kWidth - 1) / kWidth;
    /// The last lot ends with the row and takes labels of the one before it once more, so that nothing behind
    /// the row is read.
    static constexpr std::size_t begin(std::size_t lot) {
        return lot + 1 == kLots ? Labels - kWidth : lot * kWidth;
    }
    typedef std::int8_t Bytes __attribute__((vector_size(8)));
    typedef std::int16_t Shorts __attribute__((vector_size(16)));

    Shorts sums_[kLots] = {};  // std::array would drop what makes the type a vector
};

}  // namespace sitrep::annotate
