#include "annotate/names_people.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace sitrep::annotate {
namespace {

constexpr std::array<std::string_view, 22> kParticles = {
    "al",  "el", "ul", "ad", "as",  "ash", "ar",  "an",  "bin", "ibn", "bint",
    "abu", "de", "da", "do", "dos", "van", "von", "der", "di",  "del", "la"};

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Title words before a name that tell namesakes apart: ranks and offices by their last word in full
/// ("general" for "Lt. Gen."), "mr" or "ms" for the honorifics of men and women.
std::set<std::string> titles_before(const WordText& text, const NameSpan& span, const NameLexicon& lexicon) {
    std::set<std::string> titles;
    const std::uint32_t start = text.sentences[span.sentence].first;
    for (std::uint32_t i = span.first; i > start && i + 4 > span.first; --i) {
        const Word& word = text.words[i - 1];
        if (word.text == ".") continue;
        const std::uint32_t bits = word.kind == TokenKind::word ? lexicon.bits(word) : 0;
        if ((bits & kTitle) == 0 || !word.capital) break;
        std::string folded = word.folded;
        std::erase(folded, '.');
        folded = std::string(lexicon.title_in_full(folded));
        const bool office = (bits & (kRank | kOffice)) != 0;
        if (office || folded == "mr" || folded == "ms") titles.insert(folded);
        if (office) break;  // what stands before says what kind of office
    }
    return titles;
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& title) { return b.contains(title); });
}

bool namesakes(const std::set<std::string>& a, const std::set<std::string>& b) {
    if ((a.contains("mr") && b.contains("ms")) || (a.contains("ms") && b.contains("mr"))) return true;
    const auto office = [](const std::set<std::string>& titles) {
        return std::any_of(titles.begin(), titles.end(),
                           [](const std::string& title) { return title != "mr" && title != "ms"; });
    };
    return office(a) && office(b) && !share(a, b);
}

/// 3 the same words, 2 one holds the other and the last word agrees, 1 a single word that is the other's
/// first; 0 none.
int likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a == b) return 3;
    const auto& few = a.size() <= b.size() ? a : b;
    const auto& many = a.size() <= b.size() ? b : a;
    if (few.size() >= 2) {
        const bool inside =
            std::all_of(few.begin(), few.end(), [&](const std::string& w) { return holds(many, w); });
        return inside && (few.back() == many.back() || few.front() == many.front()) ? 2 : 0;
    }
    if (few.back() == many.back()) return 2;
    if (many.size() < 2) return 0;
    return few.front() == many.front() || few.front() == many[many.size() - 2] ? 1 : 0;
}

class People {
  public:
    People(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon)
        : text_(text), spans_(spans), lexicon_(lexicon), found_(spans.size()) {}

    std::vector<PersonMention> run() {
        for (const bool full : {true, false}) {
            for (std::uint32_t i = 0; i < spans_.size(); ++i) {
                if (spans_[i].type != EntityType::person) continue;
                const std::vector<std::string> tokens =
                    person_tokens(folded_name(text_, spans_[i].first, spans_[i].last));
                if ((tokens.size() >= 2) == full) place(i, tokens);
            }
        }
        return std::move(found_);
    }

  private:
    struct Person {
        std::vector<std::string> tokens;
        std::set<std::string> titles;
        std::vector<std::uint32_t> seen;  ///< spans
        bool open = false;                ///< a surname of several people
    };

    void place(std::uint32_t i, const std::vector<std::string>& tokens) {
        const std::set<std::string> titles = titles_before(text_, spans_[i], lexicon_);
        std::vector<std::size_t> best;
        int best_grade = 1;
        for (std::size_t p = 0; p < people_.size() && !tokens.empty(); ++p) {
            const Person& person = people_[p];
            const bool lone = tokens.size() == 1;
            if (person.open || person.tokens.empty() || (lone && namesakes(titles, person.titles))) continue;
            const int like = likeness(tokens, person.tokens);
            if (like == 0) continue;
            const int grade = 2 * like + (share(titles, person.titles) ? 1 : 0);
            if (grade > best_grade) best.clear();
            if (grade >= best_grade) best.push_back(p);
            best_grade = std::max(best_grade, grade);
        }
        if (best.empty()) return take(i, add(tokens, false), titles);
        if (best.size() == 1 || tokens.size() > 1) return take(i, best.front(), titles, &tokens);
        const std::optional<std::size_t> near = nearest(i, best);
        take(i, near ? *near : left_open(tokens), titles, &tokens);
    }

    /// The one of `people` named in this sentence or the one before, nearer than any other.
    [[nodiscard]] std::optional<std::size_t> nearest(std::uint32_t i,
                                                     const std::vector<std::size_t>& people) const {
        std::optional<std::size_t> best;
        std::uint32_t least = 2;
        for (const std::size_t p : people) {
            std::uint32_t distance = 1000;
            for (const std::uint32_t s : people_[p].seen) {
                if (s < i) distance = std::min(distance, spans_[i].sentence - spans_[s].sentence);
            }
            if (distance == least) best.reset();
            if (distance >= least) continue;
            least = distance;
            best = p;
        }
        return best;
    }

    std::size_t add(const std::vector<std::string>& tokens, bool open) {
        people_.push_back({tokens, {}, {}, open});
        return people_.size() - 1;
    }

    std::size_t left_open(const std::vector<std::string>& tokens) {
        for (std::size_t p = 0; p < people_.size(); ++p) {
            if (people_[p].open && people_[p].tokens == tokens) return p;
        }
        return add(tokens, true);
    }

    void take(std::uint32_t i, std::size_t p, const std::set<std::string>& titles,
              const std::vector<std::string>* tokens = nullptr) {
        Person& person = people_[p];
        found_[i] = {static_cast<std::int32_t>(p),
                     tokens != nullptr && tokens->size() < person.tokens.size()};
        if (tokens != nullptr && tokens->size() > person.tokens.size()) person.tokens = *tokens;
        if (!person.open) person.titles.insert(titles.begin(), titles.end());
        person.seen.insert(std::lower_bound(person.seen.begin(), person.seen.end(), i), i);
    }

    const WordText& text_;
    const std::vector<NameSpan>& spans_;
    const NameLexicon& lexicon_;
    std::vector<PersonMention> found_;
    std::vector<Person> people_;
};

}  // namespace

std::vector<std::string> person_tokens(std::string_view folded_name) {
    std::vector<std::string> tokens;
    bool father = false;  // "Abu Mukhtar" is no Mukhtar
    for (std::size_t at = 0; at <= folded_name.size();) {
        const std::size_t end = std::min(folded_name.find_first_of(" -", at), folded_name.size());
        std::string word(folded_name.substr(at, end - at));
        at = end + 1;
        std::erase_if(word, [](char c) { return c == '\'' || c == '"' || c == '.'; });
        father = father || word == "abu" || word == "abou";
        const bool particle = std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
        if (!word.empty() && !particle && word != "abou") tokens.push_back(std::move(word));
    }
    if (father && tokens.size() == 1) tokens.insert(tokens.begin(), "abu");
    return tokens;
}

std::vector<PersonMention> join_people(const WordText& text, const std::vector<NameSpan>& spans,
                                       const NameLexicon& lexicon) {
    return People(text, spans, lexicon).run();
}

}  // namespace sitrep::annotate
