/// @file beginnings.hpp
/// @brief Where in a text one of many words may begin, told by its first two bytes: one pass finds what would
/// take a search for each word.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sitrep::text {

/// The first two bytes of words, as a small filter: what it rules out begins none of them.
class Beginnings {
  public:
    /// Words are not empty.
    void add(std::string_view word) {
        if (word.size() > 1) return put(word[0], word[1]);
        for (unsigned next = 0; next < kSeconds; ++next) put(word[0], static_cast<char>(next));
    }
    [[nodiscard]] bool may_begin(std::string_view text, std::size_t at) const {
        const unsigned bit = number(text[at], at + 1 < text.size() ? text[at + 1] : '\0');
        return (bits_[bit / 64] >> (bit % 64) & 1U) != 0;
    }

  private:
    static constexpr unsigned kSeconds = 128, kFirsts = 8;
    static unsigned number(char first, char second) {
        return (static_cast<unsigned char>(second) % kSeconds) * kFirsts +
               static_cast<unsigned char>(first) % kFirsts;
    }
    void put(char first, char second) {
        const unsigned bit = number(first, second);
        bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    std::array<std::uint64_t, kSeconds * kFirsts / 64> bits_{};
};

/// Whether `word` stands at `at`. Its last byte is looked at first: beginnings are alike by choice.
[[nodiscard]] inline bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
    return word.size() <= text.size() - at && text[at + word.size() - 1] == word.back() &&
           text.compare(at, word.size(), word) == 0;
}

}  // namespace sitrep::text
