#include "brief/question_reading.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace sitrep::brief {
namespace {

struct Token {
    std::string word;  ///< folded
    bool capitals = false;
};

/// Words with how they are written: "IS" is no "is".
std::vector<Token> tokens_of(std::string_view question) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < question.size();) {
        const std::size_t end = std::min(question.find_first_of(" \t\n", at), question.size());
        const std::string_view raw = question.substr(at, end - at);
        at = end + 1;
        const auto big = std::count_if(raw.begin(), raw.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        const bool small = std::any_of(raw.begin(), raw.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        for (std::string& word : question_words(raw)) tokens.push_back({std::move(word), big > 1 && !small});
    }
    const bool shouted = std::all_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.capitals; });
    for (Token& token : tokens) token.capitals = token.capitals && !shouted;
    return tokens;
}

using Names = std::map<std::vector<std::string>, std::set<EntityRef>>;

Names names_in(const Reader& reader) {
    Names names;
    const auto& entities = reader.dossier().entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (!entities[i].named) continue;
        const auto add = [&](std::string_view form) {
            auto words = question_words(form);
            while (!words.empty() && words.front() == "the") words.erase(words.begin());
            if (!words.empty()) names[std::move(words)].insert(static_cast<EntityRef>(i));
        };
        add(entities[i].name);
        for (const std::string& alias : entities[i].aliases) add(alias);
        for (const Mention& mention : entities[i].mentions) {
            if (mention.form == MentionForm::name && mention.report < reader.size())
                add(reader.words({mention.report, mention.span}));
        }
    }
    return names;
}

/// How words made from a place's name begin: "Liby" of Libya; empty where that would be too short.
std::string adjective_of(const Dossier& dossier, const std::set<EntityRef>& entities,
                         const std::string& name) {
    const bool place = std::any_of(entities.begin(), entities.end(), [&](EntityRef entity) {
        return dossier.entities[static_cast<std::size_t>(entity)].type == EntityType::geopolitical;
    });
    if (!place || name.find(' ') != std::string::npos) return {};
    std::string out = name;
    while (out.size() > 4 && std::string_view("aeiouyq").find(out.back()) != std::string_view::npos)
        out.pop_back();
    return out.size() >= 4 && out.size() < name.size() ? out : std::string();
}

/// A term with where it stands in the question.
struct Placed {
    Term term;
    std::size_t first = 0;
    std::size_t last = 0;
};

class Reading {
  public:
    Reading(const QuestionIndex& index, std::string_view question)
        : index_(index), words_(index.words()), tokens_(tokens_of(question)) {}

    Question read() {
        find_terms();
        Question out;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const std::string& one = tokens_[i].word;
            out.done = out.done || (words_.done.holds(one) && !tokens_[i].capitals);
            out.old =
                out.old || (one.size() == 4 && one.find_first_not_of("0123456789") == std::string::npos);
        }
        if (!read_amount(out) && !read_said_or_wanted(out)) read_kind(out);
        for (const Placed& placed : placed_) out.terms.push_back(placed.term);
        return out;
    }

  private:
    [[nodiscard]] const std::string& word(std::size_t i) const {
        static const std::string kNone;
        return i < tokens_.size() ? tokens_[i].word : kNone;
    }
    [[nodiscard]] bool empty(std::size_t i) const {
        return words_.empty.holds(word(i)) && !tokens_[i].capitals;
    }

    void find_terms() {
        const Names names = names_in(index_.reader());
        std::vector<std::string> folded;
        for (const Token& token : tokens_) folded.push_back(token.word);
        for (std::size_t at = 0; at < tokens_.size();) {
            Placed placed;
            placed.first = at;
            std::size_t taken = name_at(names, folded, at, placed.term);
            if (taken == 0) taken = words_.run_at(folded, at);
            if (taken > 1 && placed.term.entities.empty()) {
                const std::vector<std::string> run(folded.begin() + static_cast<std::ptrdiff_t>(at),
                                                   folded.begin() + static_cast<std::ptrdiff_t>(at + taken));
                std::vector<std::string> bases;
                for (const std::string& one : run) bases.push_back(words_.base(one));
                placed.term.meaning = words_.meaning_of_run(bases);
            } else if (taken == 0) {
                taken = 1;
                if (empty(at)) {
                    ++at;
                    continue;
                }
                placed.term.meaning = words_.meaning(folded[at]);
                placed.term.light = words_.light.holds(folded[at]);
                placed.term.setting = words_.calendar.holds(folded[at]) ||
                                      folded[at].find_first_not_of("0123456789") == std::string::npos;
            }
            for (std::size_t i = at; i < at + taken; ++i)
                placed.term.words += (placed.term.words.empty() ? "" : " ") + folded[i];
            placed.last = at + taken;
            index_.weigh(placed.term);
            placed_.push_back(std::move(placed));
            at += taken;
        }
    }

    /// The longest name at a place; its words alone for a name of one word.
    std::size_t name_at(const Names& names, const std::vector<std::string>& folded, std::size_t at,
                        Term& term) const {
        for (std::size_t length = std::min<std::size_t>(8, folded.size() - at); length > 0; --length) {
            const auto first = folded.begin() + static_cast<std::ptrdiff_t>(at);
            const auto found = names.find({first, first + static_cast<std::ptrdiff_t>(length)});
            if (found == names.end()) continue;
            if (length == 1 && !tokens_[at].capitals &&
                (words_.empty.holds(folded[at]) || words_.light.holds(folded[at])))
                continue;
            term.entities = found->second;
            if (length == 1) {
                term.meaning.words.insert(words_.base(folded[at]));
                term.adjective = adjective_of(index_.reader().dossier(), term.entities, folded[at]);
            }
            return length;
        }
        return 0;
    }

    /// Moves the terms between two tokens to `to`.
    void move_terms(std::size_t first, std::size_t last, std::vector<Term>& to) {
        for (auto placed = placed_.begin(); placed != placed_.end();) {
            if (placed->first >= first && placed->first < last) {
                to.push_back(std::move(placed->term));
                placed = placed_.erase(placed);
            } else {
                ++placed;
            }
        }
    }

    bool read_amount(Question& out) {
        const bool many = word(1) == "many" || word(1) == "much";
        const bool how = word(0) == "how" && tokens_.size() > 2;
        std::size_t amount = tokens_.size();
        for (std::size_t i = 1; i < tokens_.size() && i < 4; ++i) {
            if ((word(0) == "what" || word(0) == "which") && words_.amounts.holds(word(i))) amount = i;
        }
        if (!(how && (many || words_.measured.holds(word(1)))) && amount == tokens_.size()) return false;
        out.asked = Asked::amount;
        if (how && many) {
            read_counted(out);
        } else if (how) {
            out.how_much = true;
        } else {
            out.share = words_.base(word(amount)).starts_with("percent") || word(amount) == "share" ||
                        word(amount) == "proportion";
            out.how_much = word(amount) != "number" && word(amount) != "toll";
            out.persons = word(amount) == "toll";
            if (word(amount) != "toll" && word(amount) != "price" && word(amount) != "cost") {
                move_terms(amount, amount + 1, drop_);
            }
        }
        read_places(out);
        return true;
    }

    void read_counted(Question& out) {
        out.how_much = word(1) == "much";
        std::size_t end = 2;
        while (end < tokens_.size() && !empty(end) && end < 5) ++end;
        out.persons = words_.persons.holds(word(2));
        if (out.persons) {
            const auto people = words_.meaning("people");
            if (people.words.count(words_.base(word(2))) > 0) move_terms(2, 3, drop_);
            return;
        }
        for (Placed& placed : placed_) {
            if (placed.first >= 2 && placed.last <= end) out.counted.push_back(placed.term);
        }
        // What is counted may be a word of the figure alone; words behind the first are asked for beside.
        move_terms(2, 3, drop_);
    }

    void read_places(Question& out) {
        for (auto placed = placed_.begin(); placed != placed_.end();) {
            const std::string& before = placed->first > 0 ? word(placed->first - 1) : word(tokens_.size());
            const std::string& earlier = placed->first > 1 ? word(placed->first - 2) : word(tokens_.size());
            const bool in = before == "in" || before == "at" || before == "near" || before == "across" ||
                            (before == "the" && (earlier == "in" || earlier == "at" || earlier == "near"));
            const bool place = std::any_of(
                placed->term.entities.begin(), placed->term.entities.end(), [&](EntityRef entity) {
                    const auto type =
                        index_.reader().dossier().entities[static_cast<std::size_t>(entity)].type;
                    return type == EntityType::geopolitical || type == EntityType::location ||
                           type == EntityType::facility;
                });
            if (in && place) {
                out.places.push_back(std::move(placed->term));
                placed = placed_.erase(placed);
            } else {
                ++placed;
            }
        }
    }

    /// "What did X say about Y", "what does X demand", "who said Y".
    bool read_said_or_wanted(Question& out) {
        if (word(0) != "what" && word(0) != "who" && word(0) != "how" && word(0) != "which" &&
            word(0) != "whom")
            return false;
        std::size_t verb = tokens_.size();
        for (std::size_t i = 1; i < tokens_.size() && verb == tokens_.size(); ++i) {
            if (tokens_[i].capitals) continue;
            if (words_.saying.holds(word(i)) || words_.acts(word(i)) != nullptr) verb = i;
        }
        if (verb == tokens_.size()) return false;
        const auto* acts = words_.acts(word(verb));
        if (word(0) == "who") {
            if (acts != nullptr || verb != 1) return false;
            out.asked = Asked::said;
            move_terms(verb, verb + 1, drop_);
            return true;
        }
        out.asked = acts != nullptr ? Asked::wants : Asked::said;
        if (acts != nullptr) out.acts = *acts;
        move_terms(verb, verb + 1, drop_);
        move_terms(0, verb, out.subject);
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            out.condition = out.condition || words_.base(word(i)) == "condition" || word(i) == "before" ||
                            word(i) == "if" || words_.base(word(i)) == "term";
        }
        return !out.subject.empty() || !placed_.empty();
    }

    void read_kind(Question& out) {
        const std::string& first = word(0);
        const bool day = (first == "what" || first == "which") &&
                         (word(1) == "day" || word(1) == "date" || word(1) == "time");
        if (first == "when" || word(1) == "when" || day) {
            out.asked = Asked::when;
        } else if (first == "where" || word(1) == "where") {
            out.asked = Asked::where;
        } else if (first == "who" || first == "whom" || first == "whose") {
            out.asked = Asked::who;
        } else if (words_.auxiliary.holds(first) && !tokens_[0].capitals) {
            out.asked = Asked::state;
        }
        if (out.asked != Asked::when && out.asked != Asked::where) return;
        // "Where was the conference held": the verb says no more than that it was.
        const bool meeting = std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) {
            return words_.meetings.holds(placed.term.words);
        });
        for (Placed& placed : placed_) {
            if (meeting && words_.base(placed.term.words) == "hold") placed.term.light = true;
        }
    }

    const QuestionIndex& index_;
    const AskWords& words_;
    std::vector<Token> tokens_;
    std::vector<Placed> placed_;
    std::vector<Term> drop_;
};

}  // namespace

std::vector<Term> Question::all() const {
    std::vector<Term> out = terms;
    for (const auto* more : {&counted, &places, &subject}) {
        for (const Term& term : *more) {
            const bool known = std::any_of(out.begin(), out.end(),
                                           [&](const Term& other) { return other.words == term.words; });
            if (!known) out.push_back(term);
        }
    }
    return out;
}

Question read_question(const QuestionIndex& index, std::string_view question) {
    return Reading(index, question).read();
}

}  // namespace sitrep::brief
