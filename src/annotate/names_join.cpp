#include "annotate/names_join.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "annotate/names_aliases.hpp"
#include "annotate/names_people.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

std::vector<std::string> words_in(std::string_view name, bool hyphens) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : name) {
        if (c == ' ' || (hyphens && c == '-')) {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

class Joiner {
  public:
    Joiner(const WordText& text, const std::vector<NameSpan>& spans, const NameLexicon& lexicon)
        : text_(text), spans_(spans), lexicon_(lexicon), owner_(spans.size(), -1) {}

    std::vector<Draft> run() {
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            if (spans_[i].type != EntityType::person) same_name(i);
        }
        people();
        for (const auto& [bearer, second] : aliases_of(text_, lexicon_, spans_)) {
            const EntityType type = spans_[bearer].type;
            if ((type != EntityType::person && type != EntityType::organisation) ||
                known_apart(owner_[bearer], owner_[second]))
                continue;
            because(owner_[bearer], "told as a second name", second);
            merge(owner_[second], owner_[bearer]);
            if (type == EntityType::person) second_.insert(second);
        }
        acronyms();
        short_names();
        return in_order();
    }

  private:
    [[nodiscard]] std::string name(std::uint32_t i) const {
        return folded_name(text_, spans_[i].first, spans_[i].last);
    }

    [[nodiscard]] TextRange range(std::uint32_t i) const {
        return {text_.words[spans_[i].first].range.begin, text_.words[spans_[i].last - 1].range.end};
    }

    std::int32_t start(std::uint32_t i) {
        Draft draft;
        draft.type = spans_[i].type;
        draft.thing = spans_[i].thing;
        drafts_.push_back(std::move(draft));
        owner_[i] = static_cast<std::int32_t>(drafts_.size() - 1);
        return owner_[i];
    }

    void same_name(std::uint32_t i) {
        const NameSpan& span = spans_[i];
        std::string key =
            span.thing >= 0 ? "=" + std::to_string(span.thing) : bare_name(name(i), span.type, lexicon_);
        key += static_cast<char>('0' + static_cast<int>(span.type));
        const auto [at, fresh] = by_key_.try_emplace(key, -1);
        if (fresh) {
            at->second = start(i);
        } else {
            owner_[i] = at->second;
        }
    }

    void people() {
        const std::vector<PersonMention> people = join_people(text_, spans_, lexicon_);
        std::map<std::int32_t, std::int32_t> draft_of;
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            if (people[i].person < 0) continue;
            const auto [at, fresh] = draft_of.try_emplace(people[i].person, -1);
            if (fresh) {
                at->second = start(i);
            } else {
                owner_[i] = at->second;
            }
            if (people[i].part) because(at->second, "part of full name", i);
        }
    }

    // ---- organisations and others
    void because(std::int32_t draft, std::string rule, std::uint32_t span) {
        auto& evidence = drafts_[static_cast<std::size_t>(draft)].evidence;
        for (Draft::Why& why : evidence) {
            if (why.rule != rule) continue;
            if (why.ranges.size() < 4) why.ranges.push_back(range(span));
            return;
        }
        evidence.push_back({std::move(rule), {range(span)}});
    }

    void merge(std::int32_t from, std::int32_t into) {
        if (from == into) return;
        for (std::int32_t& owner : owner_) {
            if (owner == from) owner = into;
        }
        Draft& kept = drafts_[static_cast<std::size_t>(into)];
        Draft& gone = drafts_[static_cast<std::size_t>(from)];
        if (kept.thing < 0) kept.thing = gone.thing;
        kept.evidence.insert(kept.evidence.end(), gone.evidence.begin(), gone.evidence.end());
    }

    [[nodiscard]] bool known_apart(std::int32_t a, std::int32_t b) const {
        const std::int32_t x = drafts_[static_cast<std::size_t>(a)].thing,
                           y = drafts_[static_cast<std::size_t>(b)].thing;
        return x >= 0 && y >= 0 && x != y;
    }

    /// True where the letters are the initials of the long name: then they stand for it in this report,
    /// whatever body a table knows under the same letters.
    [[nodiscard]] static bool spelt_by(const std::string& letters, const std::string& long_name) {
        const Initials first = initials(long_name);
        return first.all == letters || first.content == letters;
    }

    /// "National Institute of Disaster Management (INGC)": what stands in brackets behind a long name is its
    /// short name, letters agreeing or not (the letters may come from another language), as long as it is all
    /// capitals.
    void acronyms() {
        for (std::uint32_t i = 0; i + 1 < spans_.size(); ++i) {
            const NameSpan &left = spans_[i], &right = spans_[i + 1];
            const bool bracketed = left.last + 1 == right.first && text_.words[left.last].text == "(" &&
                                   right.last < text_.words.size() && text_.words[right.last].text == ")";
            const bool organisations =
                left.type == EntityType::organisation || right.type == EntityType::organisation;
            if (!bracketed || !organisations || known_apart(owner_[i], owner_[i + 1])) continue;
            const bool short_right = right.size() == 1 && short_form(right.first) && left.size() >= 2;
            if (short_right && right.thing >= 0 && left.thing < 0 && spelt_by(name(i + 1), name(i)))
                drafts_[static_cast<std::size_t>(owner_[i + 1])].thing = -1;
            // A dateline's place before the agency that sent the report is nobody's short name.
            const bool place_left =
                left.type == EntityType::geopolitical || left.type == EntityType::location;
            const bool short_left =
                !place_left && left.size() == 1 && short_form(left.first) && right.size() >= 2;
            if (!short_right && !short_left) continue;
            because(owner_[i], "acronym beside long form", i + 1);
            merge(owner_[i + 1], owner_[i]);
        }
        // The same letters elsewhere in the report.
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            if (spans_[i].type != EntityType::organisation || spans_[i].size() != 1 ||
                !text_.words[spans_[i].first].all_capitals)
                continue;
            const std::string letters = name(i);
            if (letters.size() < 3) continue;
            for (std::uint32_t k = 0; k < spans_.size(); ++k) {
                if (owner_[k] == owner_[i] || spans_[k].type != EntityType::organisation ||
                    spans_[k].size() < 2)
                    continue;
                if (!spelt_by(letters, name(k)) || known_apart(owner_[k], owner_[i])) continue;
                because(owner_[k], "initials of long form", i);
                merge(owner_[i], owner_[k]);
                break;
            }
        }
    }

    [[nodiscard]] bool short_form(std::uint32_t word) const {
        const Word& w = text_.words[word];
        if (w.text.size() > 12) return false;
        return w.all_capitals ||
               (w.capital && std::count_if(w.text.begin(), w.text.end(),
                                           [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2) ||
               (w.capital && w.text.size() <= 8);
    }

    /// "the Front" for the one long name that begins or ends with it; "Torrin" for "Torrin Cell".
    void short_names() {
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            if (spans_[i].type != EntityType::organisation && spans_[i].type != EntityType::facility &&
                spans_[i].type != EntityType::event && spans_[i].type != EntityType::geopolitical)
                continue;
            const bool place = spans_[i].type == EntityType::geopolitical;
            const std::string few = name(i);
            std::int32_t into = -1;
            bool several = false;
            for (std::uint32_t k = 0; k < spans_.size(); ++k) {
                if (spans_[k].type != spans_[i].type || spans_[k].size() <= spans_[i].size() ||
                    owner_[k] == owner_[i])
                    continue;
                const std::string many = name(k);
                const bool ends = many.size() > few.size() && many.ends_with(few) &&
                                  many[many.size() - few.size() - 1] == ' ';
                const bool begins = many.size() > few.size() && many.starts_with(few) &&
                                    many[few.size()] == ' ' && spans_[i].thing < 0;
                // A town by the first word of three: "Vila" for "Vila do Norte", but no "York" for "New
                // York".
                if (place && (!begins || spans_[k].size() < 3 || spans_[i].size() > 1)) continue;
                if ((!ends && !begins) || known_apart(owner_[k], owner_[i])) continue;
                several = several || (into >= 0 && into != owner_[k]);
                into = owner_[k];
            }
            if (into < 0 || several) continue;
            because(into, "short form of long name", i);
            merge(owner_[i], into);
        }
    }

    std::vector<Draft> in_order() {
        std::vector<Draft> result;
        std::map<std::int32_t, std::size_t> index;
        for (std::uint32_t i = 0; i < spans_.size(); ++i) {
            const auto [at, fresh] = index.try_emplace(owner_[i], result.size());
            if (fresh) result.push_back(drafts_[static_cast<std::size_t>(owner_[i])]);
            result[at->second].mentions.push_back(
                {spans_[i].first, spans_[i].last, MentionForm::name, second_.contains(i)});
        }
        return result;
    }

    const WordText& text_;
    const std::vector<NameSpan>& spans_;
    const NameLexicon& lexicon_;
    std::vector<std::int32_t> owner_;
    std::vector<Draft> drafts_;
    std::map<std::string, std::int32_t> by_key_;
    std::set<std::uint32_t> second_;  ///< spans that are second names
};

}  // namespace

Initials initials(std::string_view folded_name) {
    Initials result;
    for (const std::string& word : words_in(folded_name, true)) {
        result.all += word[0];
        if (!among(word, text::kNameLinks)) result.content += word[0];
    }
    return result;
}

std::string bare_name(std::string_view folded_name, EntityType type, const NameLexicon& lexicon) {
    const WordSet& places = lexicon.sets().place_heads;
    std::vector<std::string> words = words_in(folded_name, false);
    for (std::string& word : words) {
        if (word.size() > 1) std::erase(word, '\'');
    }
    if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
    if (type == EntityType::location && words.size() == 2) {
        if (places.holds(words.back()))
            words.pop_back();
        else if (places.holds(words.front()))
            words.erase(words.begin());
    }
    if (type == EntityType::organisation && words.size() > 1 &&
        lexicon.sets().group_heads.holds(words.back()))
        words.pop_back();
    // "Ministry of Health" and "Health Ministry"
    if (type == EntityType::organisation && words.size() > 2 && words[1] == "of" &&
        (words.front() == "ministry" || words.front() == "department")) {
        words.push_back(words.front());
        words.erase(words.begin(), words.begin() + (words[2] == "the" && words.size() > 4 ? 3 : 2));
    }
    if (type == EntityType::facility && words.size() > 1 &&
        lexicon.is_head_word(words.front(), HeadWord::vessel_prefix))
        words.erase(words.begin());
    std::string name;
    for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
    return name;
}

std::vector<Draft> join_names(const WordText& text, const std::vector<NameSpan>& spans,
                              const NameLexicon& lexicon) {
    return Joiner(text, spans, lexicon).run();
}

}  // namespace sitrep::annotate
