#include "brief/question_words.hpp"

#include <algorithm>
#include <optional>

#include "annotate/lexicon_file.hpp"
#include "text/stem.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::optional<ActKind> act_named(std::string_view word) {
    for (int i = 0; i <= static_cast<int>(ActKind::accuse); ++i) {
        if (name(static_cast<ActKind>(i)) == word) return static_cast<ActKind>(i);
    }
    return std::nullopt;
}

std::optional<Error> read_forms(const fs::path& file, AskWords& words) {
    const auto lines = annotate::read_lexicon(file, 3);
    if (!lines) return lines.error();
    for (const auto& line : *lines) {
        for (const std::string& form : annotate::words_of(line.cells[1])) words.add_form(line.cells[0], form);
    }
    return std::nullopt;
}

std::optional<Error> read_acts(const fs::path& file, AskWords& words) {
    const auto lines = annotate::read_lexicon(file, 3);
    if (!lines) return lines.error();
    for (const auto& line : *lines) {
        std::vector<ActKind> kinds;
        for (const std::string& kind : annotate::words_of(line.cells[1])) {
            const auto known = act_named(kind);
            if (!known) return line.error("names '" + kind + "', which is no act").value();
            kinds.push_back(*known);
        }
        for (const std::string& word : annotate::words_of(line.cells[0])) words.add_act(word, kinds);
    }
    return std::nullopt;
}

std::optional<Error> read_sets(const fs::path& file, AskWords& words) {
    const auto lines = annotate::read_lexicon(file, 2);
    if (!lines) return lines.error();
    for (const auto& line : *lines) {
        const std::string& cell = line.cells[0];
        std::vector<std::string> set;
        for (std::size_t at = 0; at <= cell.size();) {
            const std::size_t end = std::min(cell.find('|', at), cell.size());
            set.push_back(cell.substr(at, end - at));
            at = end + 1;
        }
        if (set.size() < 2) return line.error("holds one word alone").value();
        words.add_set(set);
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> question_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text::folded(text) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
        } else if (c != '.' && !word.empty()) {
            if (word != "s" || words.empty()) words.push_back(word);
            word.clear();
        }
    }
    return words;
}

std::string AskWords::base(std::string_view word) const {
    const auto known = forms_.find(word);
    return text::stem(known == forms_.end() ? word : std::string_view(known->second));
}

std::vector<std::string> AskWords::bases(std::string_view words) const {
    std::vector<std::string> out;
    for (const std::string& word : question_words(words)) out.push_back(base(word));
    return out;
}

void AskWords::add_form(std::string_view word, std::string_view form) { forms_.emplace(form, word); }

void AskWords::add_act(std::string_view word, std::vector<ActKind> acts) {
    acts_.emplace(base(word), std::move(acts));
}

void AskWords::add_set(const std::vector<std::string>& words) {
    const std::size_t index = sets_.size();
    sets_.emplace_back();
    for (const std::string& word : words) {
        auto run = bases(word);
        if (run.empty()) continue;
        sets_of_[joined(run)].push_back(index);
        sets_.back().push_back(std::move(run));
    }
}

Meaning AskWords::meaning_of_run(const std::vector<std::string>& run) const {
    Meaning out;
    const auto add = [&](const std::vector<std::string>& words) {
        if (words.size() == 1)
            out.words.insert(words.front());
        else
            out.runs.push_back(words);
    };
    add(run);
    const auto sets = sets_of_.find(joined(run));
    if (sets == sets_of_.end()) return out;
    for (const std::size_t set : sets->second) {
        for (const auto& words : sets_[set]) add(words);
    }
    return out;
}

Meaning AskWords::meaning(std::string_view word) const { return meaning_of_run({base(word)}); }

std::size_t AskWords::run_at(const std::vector<std::string>& words, std::size_t at) const {
    std::vector<std::string> run;
    std::size_t longest = 0;
    for (std::size_t i = at; i < words.size() && run.size() < 4; ++i) {
        run.push_back(base(words[i]));
        if (run.size() > 1 && sets_of_.count(joined(run)) > 0) longest = run.size();
    }
    return longest;
}

const std::vector<ActKind>* AskWords::acts(std::string_view word) const {
    const auto found = acts_.find(base(word));
    return found == acts_.end() ? nullptr : &found->second;
}

Result<AskWords> load_ask_words(const fs::path& data) {
    const fs::path folder = data / "lexicon" / "ask";
    AskWords words;
    std::optional<Error> error =
        annotate::read_word_sets(folder / "word_sets.tsv", {{"empty", &words.empty},
                                                            {"light", &words.light},
                                                            {"auxiliary", &words.auxiliary},
                                                            {"saying", &words.saying},
                                                            {"persons", &words.persons},
                                                            {"measured", &words.measured},
                                                            {"amounts", &words.amounts},
                                                            {"spokesman", &words.spokesman},
                                                            {"meetings", &words.meetings},
                                                            {"calendar", &words.calendar},
                                                            {"done", &words.done},
                                                            {"possessive", &words.possessive}});
    if (!error) error = read_forms(folder / "forms.tsv", words);
    if (!error) error = read_acts(folder / "acts.tsv", words);
    if (!error) error = read_sets(folder / "synonyms.tsv", words);  // after the forms: it reads with them
    if (error) return tl::unexpected(*std::move(error));
    return words;
}

}  // namespace sitrep::brief
