// Acts against coded sentences: PLV lines (sentence, gold_root, source) and PLOVER lines (text, event,
// source).
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>

#include "eval/attribution_sets.hpp"
#include "eval/input.hpp"
#include "eval/topics.hpp"

namespace sitrep::eval {
namespace {

constexpr std::array<std::string_view, 4> kRoots = {"REQUEST", "AGREE", "REJECT", "THREATEN"};

struct CodedSentence {
    std::string text;
    std::string root;   ///< one of kRoots, or any other word
    std::string actor;  ///< words of the actor; may be empty
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
        CodedSentence sentence{std::string(text), root == "DEMAND" ? "REQUEST" : std::string(root), {}};
        simdjson::dom::element source;
        if (record["source"].get(source) == simdjson::SUCCESS) sentence.actor = first_actor(source);
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

}  // namespace

Result<std::vector<Row>> eval_acts(const Engine& engine, const EvalOptions& options) {
    std::vector<Row> rows;
    for (const std::string& file : options.files) {
        const auto sentences = read_coded(file);
        if (!sentences) return tl::unexpected(sentences.error());
        std::array<std::vector<Counts>, kRoots.size()> counts;
        std::vector<double> actors;
        std::vector<double> given;
        for (const CodedSentence& sentence : *sentences) {
            const AnnotatedReport read = engine.annotate(plain_report(sentence.text));
            const std::string_view root = predicted(read.marks.acts);
            given.push_back(root.empty() ? 0.0 : 1.0);
            if (options.errors && root != sentence.root &&
                (!root.empty() || std::find(kRoots.begin(), kRoots.end(), sentence.root) != kRoots.end())) {
                std::cout << "gold " << sentence.root << " found " << (root.empty() ? "none" : root) << ": "
                          << sentence.text << "\n";
            }
            for (std::size_t r = 0; r < kRoots.size(); ++r) {
                const bool gold = sentence.root == kRoots[r];
                const bool mine = root == kRoots[r];
                counts[r].push_back(
                    {gold && mine ? 1.0 : 0.0, mine && !gold ? 1.0 : 0.0, gold && !mine ? 1.0 : 0.0});
                if (!gold || !mine || sentence.actor.empty()) continue;
                const bool right =
                    std::any_of(read.marks.acts.begin(), read.marks.acts.end(), [&](const Act& act) {
                        if (root_of(act) != root || act.actor == kNoEntity) return false;
                        const Entity& entity = read.marks.entities[static_cast<std::size_t>(act.actor)];
                        return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                           [&](const Mention& mention) {
                                               const std::string words(read.report.words(mention.span));
                                               return sentence.actor.find(words) != std::string::npos ||
                                                      words.find(sentence.actor) != std::string::npos;
                                           });
                    });
                actors.push_back(right ? 1.0 : 0.0);
            }
        }
        const std::string set = set_name(file);
        double macro = 0.0;
        for (std::size_t r = 0; r < kRoots.size(); ++r) {
            Row row = f1_row(set, std::string(kRoots[r]), counts[r]);
            macro += row.value / static_cast<double>(kRoots.size());
            rows.push_back(std::move(row));
        }
        Row all;
        all.set = set;
        all.measure = "macro-F of the four (by frames, nothing trained)";
        all.documents = sentences->size();
        all.value = macro;
        rows.push_back(all);
        rows.push_back(mean_row(set, "sentences given one of the four", given));
        if (!actors.empty()) rows.push_back(mean_row(set, "actor, where the act is right", actors));
    }
    return rows;
}

}  // namespace sitrep::eval
