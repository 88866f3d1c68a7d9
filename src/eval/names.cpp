// `sitrep eval names FILE…`: names of CoNLL sets and wire texts, exact spans and types.
#include <algorithm>
#include <cstdio>
#include <map>

#include "eval/input.hpp"
#include "eval/name_sets.hpp"
#include "eval/places.hpp"
#include "eval/topics.hpp"
#include "sitrep/engine.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

/// Three types as the open sets have them; empty: not one of them.
std::string coarse(std::string_view type) {
    if (type == "PER" || type == "person") return "PER";
    if (type == "ORG" || type == "corporation" || type == "group") return "ORG";
    if (type == "LOC" || type == "GPE" || type == "location") return "LOC";
    return {};
}

struct Found {
    TextRange range;
    std::string type;
    auto operator<=>(const Found&) const = default;
};

std::vector<Found> names_in(const Engine& engine, const MarkedText& marked) {
    Document document;
    document.path = marked.name;
    document.bytes = std::make_shared<const std::string>(marked.text);
    Report report;
    report.document = document;
    report.text = CleanText::identity(document.bytes);
    const std::string_view all = report.text.text();
    for (std::size_t line = 0; line < all.size();) {
        const std::size_t end = std::min(all.find('\n', line), all.size());
        const std::string_view words = text::trimmed(all.substr(line, end - line));
        if (!words.empty()) {
            const auto begin = static_cast<std::uint32_t>(words.data() - all.data());
            const TextRange range{begin, begin + static_cast<std::uint32_t>(words.size())};
            report.blocks.push_back({range, report.text.source(range), BlockKind::body});
        }
        line = end + 1;
    }
    const AnnotatedReport annotated = engine.annotate(std::move(report));
    std::vector<Found> found;
    for (const Entity& entity : annotated.marks.entities) {
        for (const Mention& mention : entity.mentions) {
            if (mention.form == MentionForm::name)
                found.push_back({{mention.span.begin, mention.span.end}, std::string(name(entity.type))});
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// Whether a set has a label of its own for built things; one that has none counts them as places.
bool tells_facilities(const std::vector<MarkedText>& texts) {
    return std::any_of(texts.begin(), texts.end(), [](const MarkedText& text) {
        return std::any_of(text.names.begin(), text.names.end(),
                           [](const MarkedName& name) { return name.type == "FAC"; });
    });
}

/// Counts of one text. `typed`: three types; else spans of these types alone.
Counts compare(const MarkedText& marked, const std::vector<Found>& found, bool typed, bool errors) {
    std::vector<Found> gold, guess;
    for (const MarkedName& name : marked.names) {
        if (const std::string type = coarse(name.type); !type.empty())
            gold.push_back({name.range, typed ? type : ""});
    }
    for (const Found& name : found) {
        if (const std::string type = coarse(name.type); !type.empty())
            guess.push_back({name.range, typed ? type : ""});
    }
    std::sort(gold.begin(), gold.end());
    Counts counts;
    for (const Found& name : guess) {
        if (std::binary_search(gold.begin(), gold.end(), name)) {
            ++counts.true_positive;
            continue;
        }
        ++counts.false_positive;
        if (errors)
            std::printf("%s: spurious %s \"%s\"\n", marked.name.c_str(), name.type.c_str(),
                        marked.text.substr(name.range.begin, name.range.size()).c_str());
    }
    for (const Found& name : gold) {
        if (std::find(guess.begin(), guess.end(), name) != guess.end()) continue;
        ++counts.false_negative;
        const std::size_t from = name.range.begin > 40 ? name.range.begin - 40 : 0;
        if (errors)
            std::printf("%s: missed %s \"%s\" in \"…%s…\"\n", marked.name.c_str(), name.type.c_str(),
                        marked.text.substr(name.range.begin, name.range.size()).c_str(),
                        text::printable(marked.text.substr(from, name.range.size() + 80)).c_str());
    }
    return counts;
}

}  // namespace

Result<std::vector<Row>> eval_names(const Engine& engine, const EvalOptions& options) {
    std::vector<Row> rows;
    for (const std::string& file : options.files) {
        if (file.ends_with(".xml")) {
            auto places = eval_places(engine, file, options.errors);
            if (!places) return places;
            rows.insert(rows.end(), places->begin(), places->end());
            continue;
        }
        const auto texts = read_marked_texts(file);
        if (!texts) return tl::unexpected(texts.error());
        const bool wire = !file.ends_with(".conll"), facilities = tells_facilities(*texts);
        // Of the wire corpus the fifth that training never sees counts apart.
        std::map<std::string, std::pair<std::vector<Counts>, std::vector<Counts>>> sets;
        for (const MarkedText& text : *texts) {
            const bool held = wire && fifth_of(text.name) == 4;
            const std::string set = !wire  ? set_name(file)
                                    : held ? "wire, held-out fifth"
                                           : "wire, trained on";
            std::vector<Found> found = names_in(engine, text);
            for (Found& name : found) {
                if (name.type == "FAC" && !facilities) name.type = "LOC";
            }
            auto& [typed, spans] = sets[set];
            typed.push_back(compare(text, found, true, options.errors && (!wire || held)));
            spans.push_back(compare(text, found, false, false));
        }
        for (const auto& [set, counts] : sets) {
            rows.push_back(f1_row(set, "names, PER ORG GPE+LOC", counts.first));
            rows.push_back(f1_row(set, "names, span only", counts.second));
        }
    }
    return rows;
}

}  // namespace sitrep::eval
