/// @file word_table.hpp
/// @brief Words with what is known of each as bits: one look-up where several word lists would take several.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::extract {

/// Open addressing by FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo); words are copied in. Holds up to 2^32 bytes
/// of words.
class WordTable {
  public:
    /// Joins `bits` to what is known of `word`. No bits: nothing is done.
    void add(std::string_view word, std::uint64_t bits) {
        if (bits == 0) return;
        if (slots_.size() < (count_ + 1) * 2) grow();
        Slot& slot = slots_[place(word, hash(word))];
        if (slot.bits == 0) {
            slot.hash = hash(word);
            slot.begin = static_cast<std::uint32_t>(words_.size());
            slot.size = static_cast<std::uint32_t>(word.size());
            words_.append(word);
            ++count_;
        }
        slot.bits |= bits;
    }

    /// What is known of `word`; 0 if it was never added.
    [[nodiscard]] std::uint64_t operator[](std::string_view word) const {
        return slots_.empty() ? 0 : slots_[place(word, hash(word))].bits;
    }
    [[nodiscard]] bool contains(std::string_view word) const { return (*this)[word] != 0; }

  private:
    struct Slot {
        std::uint32_t begin = 0, size = 0, hash = 0;
        std::uint64_t bits = 0;
    };

    static std::uint32_t hash(std::string_view word) {
        std::uint32_t value = 2166136261U;
        for (const char c : word) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
        return value ^ (value >> 15U);
    }

    [[nodiscard]] std::size_t place(std::string_view word, std::uint32_t hashed) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hashed & mask;
        while (slots_[at].bits != 0 &&
               (slots_[at].hash != hashed ||
                std::string_view(words_).substr(slots_[at].begin, slots_[at].size) != word))
            at = (at + 1) & mask;
        return at;
    }

    void grow() {
        std::vector<Slot> before(slots_.empty() ? 64 : slots_.size() * 2);
        before.swap(slots_);
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& slot : before) {
            if (slot.bits == 0) continue;
            std::size_t at = slot.hash & mask;
            while (slots_[at].bits != 0) at = (at + 1) & mask;
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;  ///< a power of two, at most half full; a slot without bits is free
    std::string words_;
    std::size_t count_ = 0;
};

}  // namespace sitrep::extract
