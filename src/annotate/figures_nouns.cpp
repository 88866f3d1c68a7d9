#include "annotate/figures_nouns.hpp"

#include "text/utf8.hpp"

namespace sitrep::annotate {
bool plural(std::string_view w, const FigureWords& words) {
    if (words.one_form.holds(w)) return true;
    if (w.size() < 4 || !w.ends_with('s') || w.ends_with("ss") || w.ends_with("us") || w.ends_with("is"))
        return false;
    return w != "this" && w != "was" && w != "has" && w != "does" && w != "perhaps" && w != "always";
}

bool men(std::string_view word) {
    constexpr std::size_t kShortest = 6;  // "boatmen", not "omen"
    return word.size() >= kShortest && word.ends_with("men") && !word.ends_with("cimen") &&
           !word.ends_with("gimen") && !word.ends_with("domen");
}

std::string singular(std::string_view w) {
    std::string s = text::folded(w);
    if (s.ends_with("ouses") || s.ends_with("auses")) return s.substr(0, s.size() - 1);  // houses, clauses
    // "bronzes", "prizes", not "quizzes"
    if (s.ends_with("zes") && !s.ends_with("zzes") && !s.ends_with("tzes")) return s.substr(0, s.size() - 1);
    if (s.ends_with("oaves") || s.ends_with("eaves")) return s.substr(0, s.size() - 3) + "f";  // loaves
    if (s.ends_with("ies") && s.size() > 4) return s.substr(0, s.size() - 3) + "y";
    if (s.ends_with("ches") || s.ends_with("shes") || s.ends_with("sses") || s.ends_with("xes") ||
        s.ends_with("zes") || s.ends_with("uses"))
        return s.substr(0, s.size() - 2);
    if (s.ends_with('s') && !s.ends_with("ss")) s.pop_back();
    return s;
}

bool says_nation(std::string_view w) { return w == "nations" || w == "states"; }

}  // namespace sitrep::annotate
