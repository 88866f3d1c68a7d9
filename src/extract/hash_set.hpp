/// @file hash_set.hpp
/// @brief A set of 32-bit hashes for one page: one array, no node a value.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sitrep::extract {

/// Open addressing, at most half full.
class HashSet {
  public:
    void insert(std::uint32_t value) {
        if (slots_.size() < (size_ + 1) * 2) grow();
        if (value == 0) {
            size_ += zero_ ? 0 : 1;
            zero_ = true;
            return;
        }
        std::uint32_t& slot = slots_[place(value)];
        size_ += slot == 0 ? 1 : 0;
        slot = value;
    }
    [[nodiscard]] bool contains(std::uint32_t value) const {
        if (slots_.empty()) return false;
        return value == 0 ? zero_ : slots_[place(value)] != 0;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

  private:
    [[nodiscard]] std::size_t place(std::uint32_t value) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = (value ^ (value >> 15U)) & mask;
        while (slots_[at] != 0 && slots_[at] != value) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<std::uint32_t> before(slots_.empty() ? 64 : slots_.size() * 2);
        before.swap(slots_);
        for (const std::uint32_t value : before) {
            if (value != 0) slots_[place(value)] = value;
        }
    }

    std::vector<std::uint32_t> slots_;  ///< 0: free
    std::size_t size_ = 0;
    bool zero_ = false;
};

}  // namespace sitrep::extract
