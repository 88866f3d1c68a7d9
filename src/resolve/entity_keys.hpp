/// @file entity_keys.hpp
/// @brief How names are compared across spellings and alphabets of transliteration: consonant skeletons,
/// Jaro-Winkler.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::resolve {

/// Consonants of a folded word, classes of like sounds made one (q k g gh kh c to K; d t dh th j dj to T … ;
/// p b to B; f v to F; vowels, h, y, w dropped; doubles made single): Gaddafi, Qaddafi, Kadhafi and Khadafy
/// give one skeleton. A candidate key only: different people share skeletons.
[[nodiscard]] std::string skeleton(std::string_view folded_word);

/// Jaro-Winkler similarity, 0..1 (M. Jaro 1989; W. Winkler 1990; prefix weight 0.1, at most four letters).
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

/// How alike two words of names are: 3 the same, 2 one skeleton of two consonants or more with like length,
/// or very like letters, 1 one is the other's initial, 0 no.
[[nodiscard]] int word_likeness(const std::string& a, const std::string& b);

/// Words of a name sorted, small words left out: "Lower Casamance Autonomy Front" and "Front for the Autonomy
/// of Lower Casamance" give one key.
[[nodiscard]] std::string word_set(std::string_view folded_name);

}  // namespace sitrep::resolve
