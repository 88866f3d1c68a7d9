// Acts against coded sentences: PLV lines (sentence, gold_root, source) and PLOVER lines (text, event,
// source).
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>

#include "eval/act_classifier.hpp"
#include "eval/attribution_sets.hpp"
#include "eval/input.hpp"
#include "eval/topics.hpp"

namespace sitrep::eval {
namespace {

constexpr std::array<std::string_view, 4> kRoots = {"REQUEST", "AGREE", "REJECT", "THREATEN"};

struct CodedSentence {
    std::string text;
    std::string root;            ///< one of kRoots, or any other word
    std::string actor;           ///< words of the actor; may be empty
    std::size_t source_end = 0;  ///< in text, as the set marks it; 0 where it marks none
    std::size_t target_begin = 0;
};

std::string first_actor(simdjson::dom::element source) {
    std::string_view words;
    if (source.get(words) == simdjson::SUCCESS) return std::string(words);
    simdjson::dom::array list;
    if (source.get(list) != simdjson::SUCCESS) return {};
    for (const simdjson::dom::element actor : list) {
        if (actor["actorText"].get(words) == simdjson::SUCCESS) return std::string(words);
    }
    return {};
}

/// Places of the marks <s>…</s> and <t>…</t> in the sentence without them.
void read_marks(std::string_view marked, CodedSentence& sentence) {
    std::size_t plain = 0;
    for (std::size_t i = 0; i < marked.size();) {
        const std::string_view rest = marked.substr(i);
        if (rest.starts_with("</s>")) sentence.source_end = plain;
        if (rest.starts_with("<t>")) sentence.target_begin = plain;
        if (rest.starts_with("<s>") || rest.starts_with("<t>")) {
            i += 3;
        } else if (rest.starts_with("</s>") || rest.starts_with("</t>")) {
            i += 4;
        } else {
            ++i;
            ++plain;
        }
    }
}

Result<std::vector<CodedSentence>> read_coded(const std::string& path) {
    const auto content = read_file(path);
    if (!content) return tl::unexpected(content.error());
    std::vector<CodedSentence> sentences;
    std::optional<Error> error;
    simdjson::dom::parser parser;
    for_each_line(*content, [&](std::string_view line, std::size_t number) {
        if (error) return;
        simdjson::dom::element record;
        std::string_view text;
        std::string_view root;
        const bool object = parser.parse(line.data(), line.size(), true).get(record) == simdjson::SUCCESS;
        const bool plv = object && record["sentence"].get(text) == simdjson::SUCCESS &&
                         record["gold_root"].get(root) == simdjson::SUCCESS;
        const bool plover = object && !plv && record["text"].get(text) == simdjson::SUCCESS &&
                            record["event"].get(root) == simdjson::SUCCESS;
        if (!plv && !plover) {
            error = Error{path, std::nullopt, "line " + std::to_string(number) + " is no coded sentence",
                          "give PLV or PLOVER lines"};
            return;
        }
        // PLOVER's DEMAND is PLV's REQUEST.
        CodedSentence sentence;
        sentence.text = std::string(text);
        sentence.root = root == "DEMAND" ? "REQUEST" : std::string(root);
        simdjson::dom::element source;
        if (record["source"].get(source) == simdjson::SUCCESS) sentence.actor = first_actor(source);
        simdjson::dom::element target;
        if (plover && record["target"].get(target) == simdjson::SUCCESS) {
            const std::string words = first_actor(target);
            const std::size_t at = words.empty() ? std::string::npos : text.find(words);
            if (at != std::string::npos) sentence.target_begin = at;
        }
        const std::size_t actor_at = sentence.actor.empty() ? std::string::npos : text.find(sentence.actor);
        if (plover && actor_at != std::string::npos) sentence.source_end = actor_at + sentence.actor.size();
        std::string_view marked;
        if (record["marked_sentence"].get(marked) == simdjson::SUCCESS) read_marks(marked, sentence);
        sentences.push_back(std::move(sentence));
    });
    if (error) return tl::unexpected(*error);
    return sentences;
}

/// The PLOVER root of an act of ours; empty where PLOVER has none.
std::string_view root_of(const Act& act) {
    switch (act.act) {
        case ActKind::request:
        case ActKind::demand:
            return act.negated ? "" : "REQUEST";
        case ActKind::offer:
        case ActKind::commit:
        case ActKind::agree:
            return act.negated ? "REJECT" : "AGREE";
        case ActKind::refuse:
            return "REJECT";
        case ActKind::threaten:
            return "THREATEN";
        default:
            return "";
    }
}

/// The sentence's root: that of its first act in the order of words, threats and refusals before what they
/// are about.
std::string_view predicted(const std::vector<Act>& acts) {
    std::string_view first;
    for (const Act& act : acts) {
        const std::string_view root = root_of(act);
        if (root == "THREATEN") return root;
        if (first.empty()) first = root;
    }
    return first;
}

/// An act of the root has an actor whose words are among those the set gives, or hold them.
bool names_actor(const AnnotatedReport& read, const std::string& actor, std::string_view root) {
    return std::any_of(read.marks.acts.begin(), read.marks.acts.end(), [&](const Act& act) {
        if (root_of(act) != root || act.actor == kNoEntity) return false;
        const Entity& entity = read.marks.entities[static_cast<std::size_t>(act.actor)];
        return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
            const std::string words(read.report.words(mention.span));
            return actor.find(words) != std::string::npos || words.find(actor) != std::string::npos;
        });
    });
}

void add_root_rows(const std::string& set, const std::string& how,
                   const std::array<std::vector<Counts>, kRoots.size()>& counts, std::size_t documents,
                   std::vector<Row>& rows) {
    double macro = 0.0;
    for (std::size_t r = 0; r < kRoots.size(); ++r) {
        Row row = f1_row(set, std::string(kRoots[r]) + " (" + how + ")", counts[r]);
        macro += row.value / static_cast<double>(kRoots.size());
        rows.push_back(std::move(row));
    }
    Row all;
    all.set = set;
    all.measure = "macro-F of the four (" + how + ")";
    all.documents = documents;
    all.value = macro;
    all.interval = bootstrap_macro_f1(counts);
    rows.push_back(all);
}

void count_root(std::string_view gold, std::string_view mine,
                std::array<std::vector<Counts>, kRoots.size()>& counts) {
    for (std::size_t r = 0; r < kRoots.size(); ++r) {
        const bool is = gold == kRoots[r];
        const bool said = mine == kRoots[r];
        counts[r].push_back({is && said ? 1.0 : 0.0, said && !is ? 1.0 : 0.0, is && !said ? 1.0 : 0.0});
    }
}

/// PLOVER's codes in PLV's words.
std::string_view plv_root(std::string_view plover) {
    if (plover == "DISAPPROVE") return "ACCUSE";
    if (plover == "CONCEDE" || plover == "RETREAT") return "YIELD";
    return plover == "FIGHT" ? "ASSAULT" : plover;
}

/// The four by a linear classifier over words and frames, learnt in five folds.
void add_learnt_rows(const std::string& set, const std::vector<CodedSentence>& sentences,
                     std::vector<SentenceToCode> to_code, const std::vector<CodedSentence>& others,
                     const std::vector<SentenceToCode>& others_to_code, std::vector<Row>& rows) {
    constexpr std::size_t kFolds = 5;
    if (to_code.size() < 500) return;
    std::vector<std::string> roots;
    for (const CodedSentence& sentence : sentences) roots.push_back(sentence.root);
    std::sort(roots.begin(), roots.end());
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    for (std::size_t i = 0; i < to_code.size(); ++i) {
        to_code[i].label = static_cast<std::size_t>(
            std::lower_bound(roots.begin(), roots.end(), sentences[i].root) - roots.begin());
    }
    const auto measure = [&](const std::vector<SentenceToCode>& beside, const std::string& how) {
        const std::vector<std::size_t> labels = cross_validate(to_code, beside, roots.size(), kFolds);
        std::array<std::vector<Counts>, kRoots.size()> counts;
        for (std::size_t i = 0; i < to_code.size(); ++i)
            count_root(sentences[i].root, roots[labels[i]], counts);
        add_root_rows(set, how, counts, sentences.size(), rows);
    };
    measure({}, "words and frames, 5-fold");
    std::vector<SentenceToCode> beside;
    for (std::size_t i = 0; i < others.size(); ++i) {
        const auto root = std::lower_bound(roots.begin(), roots.end(), plv_root(others[i].root));
        if (root == roots.end() || *root != plv_root(others[i].root)) continue;
        beside.push_back(others_to_code[i]);
        beside.back().label = static_cast<std::size_t>(root - roots.begin());
    }
    beside = unlike(beside, to_code);
    if (!beside.empty())
        measure(beside, "the same and " + std::to_string(beside.size()) + " sentences of other sets");
}

}  // namespace

Result<std::vector<Row>> eval_acts(const Engine& engine, const EvalOptions& options) {
    struct Learnt {
        std::string set;
        std::vector<CodedSentence> sentences;
        std::vector<SentenceToCode> to_code;
    };
    std::vector<Row> rows;
    std::vector<Learnt> learnt;
    for (const std::string& file : options.files) {
        const auto sentences = read_coded(file);
        if (!sentences) return tl::unexpected(sentences.error());
        std::array<std::vector<Counts>, kRoots.size()> counts;
        std::vector<double> actors;
        std::vector<double> given;
        std::vector<SentenceToCode> to_code;
        for (const CodedSentence& sentence : *sentences) {
            const AnnotatedReport read = engine.annotate(plain_report(sentence.text));
            const std::string_view root = predicted(read.marks.acts);
            given.push_back(root.empty() ? 0.0 : 1.0);
            if (options.errors && root != sentence.root &&
                (!root.empty() || std::find(kRoots.begin(), kRoots.end(), sentence.root) != kRoots.end())) {
                std::cout << "gold " << sentence.root << " found " << (root.empty() ? "none" : root) << ": "
                          << sentence.text << "\n";
            }
            count_root(sentence.root, root, counts);
            if (!root.empty() && root == sentence.root && !sentence.actor.empty())
                actors.push_back(names_actor(read, sentence.actor, root) ? 1.0 : 0.0);
            SentenceToCode code;
            code.text = sentence.text;
            code.source_end = sentence.source_end;
            code.target_begin = sentence.target_begin;
            code.acts = read.marks.acts;
            to_code.push_back(std::move(code));
        }
        const std::string set = set_name(file);
        add_root_rows(set, "frames alone", counts, sentences->size(), rows);
        learnt.push_back({set, *sentences, std::move(to_code)});
        rows.push_back(mean_row(set, "sentences given one of the four", given));
        if (!actors.empty()) rows.push_back(mean_row(set, "actor, where the act is right", actors));
    }
    // Each set is learnt in folds of its own; the other sets may be learnt from whole.
    for (std::size_t l = 0; l < learnt.size(); ++l) {
        std::vector<CodedSentence> others;
        std::vector<SentenceToCode> others_to_code;
        for (std::size_t o = 0; o < learnt.size(); ++o) {
            if (o == l) continue;
            others.insert(others.end(), learnt[o].sentences.begin(), learnt[o].sentences.end());
            others_to_code.insert(others_to_code.end(), learnt[o].to_code.begin(), learnt[o].to_code.end());
        }
        add_learnt_rows(learnt[l].set, learnt[l].sentences, learnt[l].to_code, others, others_to_code, rows);
    }
    return rows;
}

}  // namespace sitrep::eval
