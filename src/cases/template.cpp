#include "cases/template.hpp"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "cases/template_keys.hpp"
#include "ledger/terms.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

constexpr std::array<std::string_view, 13> kFuture = {"will",     "would",  "shall", "to",    "intends",
                                                      "expected", "wants",  "hopes", "could", "may",
                                                      "might",    "should", "must"};
constexpr std::array<std::string_view, 18> kUndone = {
    "nobody", "none", "not", "no",     "never", "without", "if",     "unless", "until",
    "before", "once", "yet", "cannot", "can",   "denied",  "denies", "failed", "refused"};
constexpr std::size_t kGuardReach = 4;
constexpr std::size_t kMostAnyWords = 3;
constexpr std::size_t kMostChoices = 512;
constexpr std::array<std::pair<std::string_view, Answer>, 6> kAnswers = {{{"figure", Answer::figure},
                                                                          {"people", Answer::people},
                                                                          {"money", Answer::money},
                                                                          {"day", Answer::day},
                                                                          {"told day", Answer::told_day},
                                                                          {"actor", Answer::actor}}};

template <typename List>
bool holds(const List& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

template <typename Enum>
std::optional<Enum> value_named(std::string_view word) {
    for (int i = 0; i < 32; ++i) {
        const std::string_view name = sitrep::name(static_cast<Enum>(i));
        if (name == "?") break;
        if (name == word) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

/// Reads one file; the first fault is kept.
class TemplateReader {
  public:
    explicit TemplateReader(std::string file) : file_(std::move(file)) {}

    Result<Template> read(std::string_view source) {
        const toml::parse_result parsed = toml::parse(source, file_);
        if (!parsed) {
            return tl::unexpected(Error{file_, std::nullopt,
                                        "line " + std::to_string(parsed.error().source().begin.line) +
                                            " is no TOML: " + std::string(parsed.error().description()),
                                        "mend that line"});
        }
        const toml::table& root = parsed.table();
        out_.file = file_;
        if (const auto unknown = unknown_key(root)) fail(*unknown->at, unknown->what);
        out_.name = text(root, "template");
        if (const toml::table* opening = root["opening"].as_table()) {
            for (const auto& [word, node] : texts(*opening, "acts"))
                out_.opening_acts.push_back(act_rule(word, *node));
            for (const auto& [word, node] : texts(*opening, "process_words"))
                add_word(out_.process_words, word),
                    out_.process_name = out_.process_name.empty() ? word : out_.process_name;
            for (const auto& [word, node] : texts(*opening, "matter_words"))
                add_word(out_.matter_words, word);
            for (const auto& [word, node] : texts(*opening, "joining_words"))
                add_word(out_.joining_words, word);
            for (const auto& [word, node] : texts(*opening, "qualified")) add_word(out_.qualified, word);
            for (const auto& [word, node] : texts(*opening, "qualifiers")) add_word(out_.qualifiers, word);
            for (const auto& [words, node] : texts(*opening, "kinds")) out_.kinds.push_back(stems_of(words));
            out_.unlike = phrases_of(*opening, "unlike");
            out_.opened_by_phrases = (*opening)["by_phrases"].value_or(false);
            out_.title = (*opening)["title"].value_or(std::string("{thing}"));
            out_.named_matter = (*opening)["named_matter"].value_or(false);
            out_.one_matter = (*opening)["one_matter"].value_or(false);
            out_.once = (*opening)["once"].value_or(false);
            out_.by_place = (*opening)["by_place"].value_or(false);
            out_.between = (*opening)["between"].value_or(false);
        } else {
            fail(root, "has no [opening]");
        }
        const toml::array* states = root["state"].as_array();
        if (states == nullptr || states->empty())
            fail(root, "has no [[state]]");
        else
            read_states(*states);
        if (const toml::array* gaps = root["gap"].as_array()) read_gaps(*gaps);
        if (error_) return tl::unexpected(*error_);
        return std::move(out_);
    }

  private:
    void fail(const toml::node& at, const std::string& what) {
        if (!error_)
            error_ = Error{file_, std::nullopt, "line " + std::to_string(at.source().begin.line) + " " + what,
                           "mend that entry"};
    }

    std::string text(const toml::table& table, std::string_view key) {
        const auto found = table[key].value<std::string>();
        if (!found || found->empty()) fail(table, "has no text '" + std::string(key) + "'");
        return found.value_or("");
    }

    std::vector<std::pair<std::string, const toml::node*>> texts(const toml::table& table,
                                                                 std::string_view key) {
        std::vector<std::pair<std::string, const toml::node*>> found;
        const toml::node* node = table.get(key);
        if (node == nullptr) return found;
        const toml::array* list = node->as_array();
        if (list == nullptr) {
            fail(*node, "has '" + std::string(key) + "', which is no list");
            return found;
        }
        for (const toml::node& item : *list) {
            if (const auto word = item.value<std::string>())
                found.emplace_back(*word, &item);
            else
                fail(item, "has something that is no text in '" + std::string(key) + "'");
        }
        return found;
    }

    /// "REQUEST", "AGREE:conditional", "not AGREE".
    ActRule act_rule(std::string word, const toml::node& at) {
        ActRule rule;
        if (word.starts_with("not ")) {
            rule.negated = true;
            word.erase(0, 4);
        }
        const std::size_t colon = word.find(':');
        const auto act = value_named<ActKind>(word.substr(0, colon));
        if (!act) fail(at, "has no act '" + text::printable(word.substr(0, colon)) + "' of the contract");
        rule.act = act.value_or(ActKind::request);
        if (colon != std::string::npos) {
            rule.status = value_named<ActStatus>(word.substr(colon + 1));
            if (!rule.status)
                fail(at, "has no status '" + text::printable(word.substr(colon + 1)) + "' of the contract");
        }
        return rule;
    }

    /// By its stem, and as it is: concepts of the ledger keep their names whole ("truce").
    static void add_word(std::vector<std::string>& list, const std::string& given) {
        const std::string word = text::folded(given);
        list.push_back(ledger::stem(word));
        if (list.back() != word) list.push_back(word);
    }

    void read_states(const toml::array& states) {
        std::vector<std::pair<const toml::table*, std::size_t>> tables;
        for (const toml::node& node : states) {
            const toml::table* table = node.as_table();
            if (table == nullptr) return fail(node, "has a state that is no table");
            State state;
            state.name = text(*table, "name");
            for (const State& other : out_.states) {
                if (other.name == state.name)
                    fail(*table, "has the state '" + state.name + "' a second time");
            }
            const auto stage = value_named<Stage>(text(*table, "stage"));
            if (!stage) fail(*table, "has no stage of the contract for '" + state.name + "'");
            state.stage = stage.value_or(Stage::raised);
            state.start = (*table)["start"].value_or(false);
            state.unanswered = (*table)["unanswered"].value_or(false);
            for (const auto& [word, at] : texts(*table, "on")) state.on.push_back(text::folded(word));
            state.conditional = (*table)["conditional"].value_or(false);
            state.of_the_past = (*table)["of_the_past"].value_or(false);
            state.of_the_rest = (*table)["of_the_rest"].value_or(false);
            state.reopens = (*table)["reopens"].value_or(false);
            state.at_start = (*table)["at_start"].value_or(false);
            state.follows = (*table)["follows"].value_or(false);
            state.names_matter = (*table)["names_matter"].value_or(false);
            state.missing = (*table)["missing"].value_or(std::string());
            for (const auto& [word, at] : texts(*table, "acts")) state.acts.push_back(act_rule(word, *at));
            for (const auto& [words, at] : texts(*table, "phrases"))
                add_phrases(state.phrases, words, *at, false);
            for (const auto& [words, at] : texts(*table, "coming"))
                add_phrases(state.phrases, words, *at, true);
            for (PhraseRule& rule : state.phrases)
                rule.firm = rule.coming && (state.stage == Stage::granted || state.stage == Stage::in_force ||
                                            (*table)["firm"].value_or(false));
            const std::vector<PhraseRule> anyway = phrases_of(*table, "anyway");
            state.phrases.insert(state.phrases.end(), anyway.begin(), anyway.end());
            if (state.acts.empty() && state.phrases.empty())
                fail(*table, "has the state '" + state.name + "' that nothing leads to");
            check_example(*table, state);
            out_.states.push_back(std::move(state));
            tables.emplace_back(table, out_.states.size() - 1);
        }
        for (const auto& [table, index] : tables) {
            out_.states[index].after = states_named(*table, "after", "follows");
            out_.states[index].moot = states_named(*table, "moot", "is moot after");
        }
        check_reach(tables);
    }

    std::vector<std::size_t> states_named(const toml::table& table, std::string_view key,
                                          const std::string& how) {
        std::vector<std::size_t> found;
        for (const auto& [word, at] : texts(table, key)) {
            const auto state = std::find_if(out_.states.begin(), out_.states.end(),
                                            [&, &name = word](const State& one) { return one.name == name; });
            if (state == out_.states.end())
                fail(*at, how + " the state '" + text::printable(word) + "', which is not there");
            else
                found.push_back(static_cast<std::size_t>(state - out_.states.begin()));
        }
        return found;
    }

    void read_gaps(const toml::array& gaps) {
        for (const toml::node& node : gaps) {
            const toml::table* table = node.as_table();
            if (table == nullptr) return fail(node, "has a gap that is no table");
            Gap gap;
            gap.text = text(*table, "text");
            gap.at = states_named(*table, "at", "has a gap at");
            gap.unless = states_named(*table, "unless", "has a gap that is closed by");
            gap.with = states_named(*table, "with", "has a gap that stands beside");
            if (gap.at.empty()) fail(*table, "has a gap without 'at'");
            gap.of_requests = (*table)["of_requests"].value_or(false);
            for (const auto& [word, at] : texts(*table, "words")) gap.words.push_back(word);
            for (const auto& [words, at] : texts(*table, "after")) gap.after.push_back(text::folded(words));
            gap.heard = phrases_of(*table, "heard");
            gap.unheard = phrases_of(*table, "unheard");
            gap.unless_heard = phrases_of(*table, "unless_heard");
            if (gap.after.empty() && gap.text.find("{rest}") != std::string::npos)
                fail(*table, "has a gap with {rest} and without 'after'");
            if (const auto answer = (*table)["without"].value<std::string>()) {
                const auto known = std::find_if(kAnswers.begin(), kAnswers.end(),
                                                [&](const auto& one) { return one.first == *answer; });
                if (known == kAnswers.end())
                    fail(*table, "has no answer '" + text::printable(*answer) + "'");
                else
                    gap.without = known->second;
            }
            out_.gaps.push_back(std::move(gap));
        }
    }

    static std::vector<std::string> stems_of(const std::string& words) {
        std::vector<std::string> stems = plain_words(words);
        for (std::string& word : stems) word = ledger::stem(word);
        return stems;
    }

    /// Phrases that hold whatever stands around them.
    std::vector<PhraseRule> phrases_of(const toml::table& table, std::string_view key) {
        std::vector<PhraseRule> found;
        for (const auto& [words, at] : texts(table, key)) add_phrases(found, words, *at, false);
        for (PhraseRule& rule : found) rule.guarded = false;
        return found;
    }

    /// "panel|court found|ruled": a phrase for each choice of words; "~" stays.
    void add_phrases(std::vector<PhraseRule>& rules, const std::string& words, const toml::node& at,
                     bool coming) {
        std::vector<std::vector<std::string>> made{{}};
        for (std::size_t begin = 0; begin < words.size();) {
            const std::size_t end = std::min(words.find(' ', begin), words.size());
            const std::string place = words.substr(begin, end - begin);
            begin = end + 1;
            if (place.empty()) continue;
            std::vector<std::vector<std::string>> longer;
            for (std::size_t from = 0; from <= place.size();) {
                const std::size_t bar = std::min(place.find('|', from), place.size());
                const std::string choice = place.substr(from, bar - from);
                from = bar + 1;
                const std::vector<std::string> plain =
                    choice == kAnyWords ? std::vector<std::string>{choice} : plain_words(choice);
                if (plain.empty()) fail(at, "has a phrase with an empty choice");
                for (std::vector<std::string> start : made) {
                    start.insert(start.end(), plain.begin(), plain.end());
                    longer.push_back(std::move(start));
                }
            }
            made = std::move(longer);
            if (made.size() > kMostChoices) return fail(at, "has a phrase with too many choices");
        }
        for (std::vector<std::string>& one : made) {
            if (one.empty() || one.front() == kAnyWords || one.back() == kAnyWords)
                return fail(at, "has a phrase that is empty, or that begins or ends with '~'");
            PhraseRule rule{std::move(one), coming, false, true};
            rule.guarded =
                coming || std::none_of(rule.words.begin(), rule.words.end(), [](const std::string& word) {
                    return holds(kUndone, word) || holds(kFuture, word);
                });
            rules.push_back(std::move(rule));
        }
    }

    void check_example(const toml::table& table, const State& state) {
        const std::vector<std::string> example = plain_words(text(table, "example"));
        if (state.phrases.empty()) return;
        for (const PhraseRule& rule : state.phrases) {
            for (std::size_t at = 0; at < example.size(); ++at) {
                if (phrase_length(rule, example, at) > 0) return;
            }
        }
        fail(table, "has an example of '" + state.name + "' that none of its phrases match");
    }

    void check_reach(const std::vector<std::pair<const toml::table*, std::size_t>>& tables) {
        std::vector<bool> reached(out_.states.size(), false);
        for (bool more = true; more;) {
            more = false;
            for (std::size_t s = 0; s < out_.states.size(); ++s) {
                const State& state = out_.states[s];
                const bool now =
                    state.start || std::any_of(state.after.begin(), state.after.end(),
                                               [&](std::size_t before) { return reached[before]; });
                if (now && !reached[s]) reached[s] = more = true;
            }
        }
        for (const auto& [table, index] : tables) {
            if (!reached[index])
                fail(*table, "has the state '" + out_.states[index].name + "', which no start leads to");
        }
    }

    std::string file_;
    Template out_;
    std::optional<Error> error_;
};

}  // namespace

std::vector<std::string> plain_words(std::string_view given) {
    std::vector<std::string> words;
    std::string word;
    const std::string text = text::folded(given);
    for (std::size_t at = 0; at <= text.size();) {
        const auto point = text::decode(text, at);
        const bool inside = point.size > 0 && (text::is_letter(point.value) || text::is_digit(point.value) ||
                                               (point.value == '-' && !word.empty()));
        if (inside) {
            word.append(text, at, point.size);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
        if (point.size == 0) break;
        at += point.size;
    }
    return words;
}

std::uint32_t word_offset(std::string_view given, std::size_t index) {
    bool in_word = false;
    std::size_t count = 0;
    for (std::size_t at = 0; at < given.size();) {
        const auto point = text::decode(given, at);
        if (point.size == 0) break;
        const bool inside =
            text::is_letter(point.value) || text::is_digit(point.value) || (point.value == '-' && in_word);
        if (inside && !in_word && count++ == index) return static_cast<std::uint32_t>(at);
        in_word = inside;
        at += point.size;
    }
    return 0;
}

namespace {

/// How many of the words from `at` on the phrase's words from `from` on take; 0 for another phrase.
std::size_t taken(const std::vector<std::string>& phrase, std::size_t from,
                  const std::vector<std::string>& words, std::size_t at) {
    const std::size_t begin = at;
    for (; from < phrase.size(); ++from, ++at) {
        if (phrase[from] == kAnyWords) {
            for (std::size_t skipped = 0; skipped <= kMostAnyWords; ++skipped) {
                if (const std::size_t rest = taken(phrase, from + 1, words, at + skipped))
                    return at + skipped + rest - begin;
            }
            return 0;
        }
        if (at >= words.size() || words[at] != phrase[from]) return 0;
    }
    return at - begin;
}

/// "Would not confirm that any request had arrived."
bool unconfirmed(const std::vector<std::string>& words, std::size_t at) {
    constexpr std::size_t kReach = 9;
    for (std::size_t back = 2; back <= kReach && back <= at; ++back) {
        const std::string& verb = words[at - back + 1];
        if (words[at - back] == "not" && (verb == "confirm" || verb == "verify" || verb == "say"))
            return true;
    }
    return false;
}

/// "Has not said whether it will send them"; who weighs whether to do it has it in view.
bool left_open(const std::vector<std::string>& words, std::size_t at) {
    constexpr std::size_t kReach = 3;
    for (std::size_t back = 1; back <= kReach && back <= at; ++back) {
        if (words[at - back] == "whether") return words[at - back + 1] != "to";
    }
    return false;
}

bool conditional_behind(const std::vector<std::string>& words, std::size_t at) {
    constexpr std::size_t kReach = 12;
    constexpr std::array<std::string_view, 4> kConditions = {"if", "unless", "once", "until"};
    for (std::size_t next = at; next < words.size() && next < at + kReach; ++next) {
        if (holds(kConditions, words[next])) return true;
    }
    return false;
}

/// "On May 21", "21 May": the month, not the verb.
bool is_month(const std::vector<std::string>& words, std::size_t at) {
    const auto number = [&](std::size_t one) {
        return one < words.size() && words[one].front() >= '0' && words[one].front() <= '9';
    };
    return words[at] == "may" && (number(at + 1) || (at > 0 && number(at - 1)));
}

/// Do the words before the phrase make it future, undone or doubtful, as the rule asks?
bool stands_as_asked(const PhraseRule& rule, const std::vector<std::string>& words, std::size_t at) {
    // "It takes effect only if parliament ratifies it": on a condition that follows at once.
    if (!rule.coming && (rule.words.front() == "takes" || rule.words.front() == "enters") &&
        at + rule.words.size() + 1 < words.size() && words[at + rule.words.size()] == "only")
        return false;
    // "The bank will lend only if …"
    if ((rule.firm || rule.words.front() == "will") && conditional_behind(words, at)) return false;
    if (left_open(words, at)) return false;
    if (!rule.guarded) return true;
    if (unconfirmed(words, at)) return false;
    bool future = false, undone = false;
    for (std::size_t back = 1; back <= kGuardReach && back <= at; ++back) {
        const std::string& word = words[at - back];
        const bool joined = back == 1 || (back == 2 && (words[at - 1] == "be" || words[at - 1] == "also" ||
                                                        words[at - 1] == "now" || words[at - 1] == "soon"));
        future = future || (holds(kFuture, word) && (!rule.coming || joined) && !is_month(words, at - back));
        undone = undone || holds(kUndone, word);
    }
    // "If the road is open, we could start": nothing is announced by it.
    if (rule.coming && words.front() == "if") return false;
    return rule.coming ? future && !undone : !future && !undone;
}

}  // namespace

std::size_t phrase_length(const PhraseRule& rule, const std::vector<std::string>& words, std::size_t at) {
    const std::size_t length = taken(rule.words, 0, words, at);
    return length > 0 && stands_as_asked(rule, words, at) ? length : 0;
}

bool Template::opens_with(ActKind act) const {
    return std::any_of(opening_acts.begin(), opening_acts.end(),
                       [&](const ActRule& rule) { return rule.act == act; });
}

bool Template::starts_with(std::string_view state) const {
    return std::any_of(states.begin(), states.end(),
                       [&](const State& one) { return one.start && one.name == state; });
}

Result<Template> parse_template(std::string_view toml, const std::string& file) {
    return TemplateReader(file).read(toml);
}

Result<std::vector<Template>> load_templates(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path().extension() == ".toml") files.push_back(entry->path());
    }
    if (files.empty())
        return tl::unexpected(Error{folder.string(), std::nullopt, "holds no case templates",
                                    "reinstall sitrep or set SITREP_DATA"});
    std::sort(files.begin(), files.end());
    std::vector<Template> templates;
    for (const auto& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::string source{std::istreambuf_iterator<char>(stream), {}};
        auto made = parse_template(source, file.string());
        if (!made) return tl::unexpected(made.error());
        // Several files may describe processes of one kind; two that open alike would tell each process
        // twice.
        for (const Template& other : templates) {
            if (other.name != made->name || other.matter_words != made->matter_words ||
                other.process_words != made->process_words || other.title != made->title)
                continue;
            return tl::unexpected(Error{
                file.string(), std::nullopt,
                "has the template '" + text::printable(made->name) + "' with the words of " + other.file,
                "give it another name or other words, or take one of the two away"});
        }
        templates.push_back(std::move(*made));
    }
    return templates;
}

}  // namespace sitrep::cases
