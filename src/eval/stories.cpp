// Stories of labelled sets: B-cubed (A. Bagga, B. Baldwin 1998) beside the floor of every document for
// itself.
#include <simdjson.h>

#include <map>
#include <unordered_map>

#include "eval/input.hpp"
#include "eval/topics.hpp"
#include "stories/grouping.hpp"
#include "stories/words.hpp"

namespace sitrep::eval {
namespace {

struct Labelled {
    std::vector<stories::StoryDocument> documents;
    std::vector<std::string> gold;
    std::vector<std::string> ids;
};

Result<Labelled> read_set(const std::string& path) {
    const auto content = read_file(path);
    if (!content) return tl::unexpected(content.error());
    Labelled set;
    simdjson::dom::parser parser;
    std::optional<Error> error;
    for_each_line(*content, [&](std::string_view line, std::size_t number) {
        simdjson::dom::element row;
        if (error) return;
        if (parser.parse(line.data(), line.size()).get(row) != simdjson::SUCCESS) {
            error = Error{path, std::nullopt, "line " + std::to_string(number) + " is no JSON",
                          "give the shared stories form"};
            return;
        }
        const auto field = [&](std::string_view key) {
            std::string_view text;
            return row[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
        };
        std::string story = field("story");
        if (story.empty()) story = field("tg_thread");
        if (std::int64_t label = 0; story.empty() && row["story"].get(label) == simdjson::SUCCESS)
            story = std::to_string(label);
        if (std::int64_t label = 0; story.empty() && row["tg_thread"].get(label) == simdjson::SUCCESS)
            story = std::to_string(label);
        if (story.empty()) {
            error = Error{path, std::nullopt, "line " + std::to_string(number) + " has no story",
                          "give the shared stories form"};
            return;
        }
        stories::StoryDocument document;
        document.title = stories::story_words(field("title"), stories::kTitleWordsRead);
        stories::append_story_sentences(field("text"), stories::kLeadWordsRead, document.lead);
        if (const auto day = Day::parse(field("date"))) document.days = {day, day};
        set.documents.push_back(std::move(document));
        set.gold.push_back(std::move(story));
        set.ids.push_back(field("id"));
    });
    if (error) return tl::unexpected(*error);
    return set;
}

struct BCubed {
    std::vector<double> precision, recall;
};

template <typename Label>
BCubed b_cubed(const std::vector<Label>& found, const std::vector<std::string>& gold) {
    std::map<Label, std::vector<std::size_t>> groups;
    std::map<std::string, std::size_t> sizes;
    for (std::size_t i = 0; i < found.size(); ++i) {
        groups[found[i]].push_back(i);
        ++sizes[gold[i]];
    }
    BCubed result{std::vector<double>(found.size()), std::vector<double>(found.size())};
    for (const auto& [name, members] : groups) {
        std::map<std::string, std::size_t> inside;
        for (const std::size_t i : members) ++inside[gold[i]];
        for (const std::size_t i : members) {
            const auto same = static_cast<double>(inside[gold[i]]);
            result.precision[i] = same / static_cast<double>(members.size());
            result.recall[i] = same / static_cast<double>(sizes[gold[i]]);
        }
    }
    return result;
}

/// F1 of the two means. Counts carry sums: (precision, documents - precision) and so on for the bootstrap.
Row b_cubed_row(const std::string& set, std::string measure, const BCubed& values) {
    std::vector<Counts> documents;
    for (std::size_t i = 0; i < values.precision.size(); ++i)
        documents.push_back({values.precision[i], values.recall[i], 1.0});
    const auto f = [](const Counts& sum) {
        const double p = sum.true_positive / std::max(1.0, sum.false_negative),
                     r = sum.false_positive / std::max(1.0, sum.false_negative);
        return p + r > 0.0 ? 2.0 * p * r / (p + r) : 0.0;
    };
    Counts sum;
    for (const Counts& one : documents) sum += one;
    Row row;
    row.set = set;
    row.measure = std::move(measure);
    row.documents = documents.size();
    row.precision = sum.true_positive / std::max(1.0, sum.false_negative);
    row.recall = sum.false_positive / std::max(1.0, sum.false_negative);
    row.value = f(sum);
    row.interval = bootstrap(documents, +f);
    return row;
}

}  // namespace

Result<std::vector<Row>> eval_stories(const Engine&, const EvalOptions& options) {
    std::vector<Row> rows;
    for (const std::string& given : options.files) {
        for (const std::string& path : files_below(given, ".jsonl.gz")) {
            const auto set = read_set(path);
            if (!set) return tl::unexpected(set.error());
            const std::vector<std::uint32_t> found = stories::group_documents(set->documents);
            rows.push_back(b_cubed_row(set_name(path), "B-cubed F1", b_cubed(found, set->gold)));
            std::vector<std::uint32_t> alone(found.size());
            for (std::uint32_t i = 0; i < alone.size(); ++i) alone[i] = i;
            rows.push_back(b_cubed_row(set_name(path), "every document alone", b_cubed(alone, set->gold)));
            if (options.errors) {
                for (std::size_t i = 0; i < found.size(); ++i)
                    std::printf("%s\t%u\t%s\n", set->ids[i].c_str(), found[i], set->gold[i].c_str());
            }
        }
    }
    return rows;
}

}  // namespace sitrep::eval
