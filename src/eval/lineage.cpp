// Who copied whom, measured: texts of known descent (docs.jsonl with truth.jsonl), hand-marked pairs and
// claims (pairs.jsonl, claims.jsonl with the texts), and texts made here ("generated:COUNT" or
// "generated:COUNT:FOLDER").
#include "lineage/lineage.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "eval/copied_texts.hpp"
#include "eval/input.hpp"
#include "eval/known_descent.hpp"
#include "eval/topics.hpp"
#include "lineage/fold.hpp"
#include "lineage/stream_index.hpp"
#include "resources.hpp"
#include "text/hash.hpp"

namespace sitrep::eval {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::vector<std::uint32_t> byte_of_code_point(std::string_view text) {
    std::vector<std::uint32_t> offsets;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) offsets.push_back(i);
    }
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    return offsets;
}

Result<std::vector<KnownText>> read_descent(const std::string& folder) {
    const auto documents = read_file(folder + "/docs.jsonl"), truth = read_file(folder + "/truth.jsonl");
    if (!documents) return tl::unexpected(documents.error());
    if (!truth) return tl::unexpected(truth.error());
    std::map<std::string, KnownText> texts;
    for_each_line(*documents, [&](std::string_view line, std::size_t) {
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object()) return;
        KnownText& text = texts[row.value("id", "")];
        text.id = row.value("id", "");
        text.text = row.value("text", "");
        if (row.contains("date") && row["date"].is_string()) text.date = row["date"].get<std::string>();
    });
    std::optional<Error> fault;
    for_each_line(*truth, [&](std::string_view line, std::size_t number) {
        const json row = json::parse(line, nullptr, false);
        const auto found = row.is_object() ? texts.find(row.value("id", "")) : texts.end();
        if (found == texts.end()) {
            if (!fault)
                fault = Error{folder + "/truth.jsonl:" + std::to_string(number), std::nullopt,
                              "has no text in docs.jsonl", "give both files of one set"};
            return;
        }
        KnownText& text = found->second;
        const auto bytes = byte_of_code_point(text.text);
        const auto byte = [&](const std::vector<std::uint32_t>& map, std::size_t at) {
            return map[std::min(at, map.size() - 1)];
        };
        for (const json& parent : row["parents"]) text.parents.push_back(parent.get<std::string>());
        text.descent = row["ops"].empty() ? "root" : row["ops"][0].get<std::string>();
        for (const json& span : row["spans"]) {
            KnownText::Part part;
            part.here = {byte(bytes, span["dst"][0]), byte(bytes, span["dst"][1])};
            part.edit = span.value("edit", "");
            if (span["src"].is_array()) part.parent = span["src"][0].get<std::string>();
            text.parts.push_back(std::move(part));
        }
    });
    if (fault) return tl::unexpected(*fault);
    std::vector<KnownText> all;
    for (auto& [id, text] : texts) all.push_back(std::move(text));
    return all;
}

double overlap_share(Span a, Span b) {
    const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
    if (end <= begin) return 0.0;
    return static_cast<double>(end - begin) /
           static_cast<double>(std::max(a.end, b.end) - std::min(a.begin, b.begin));
}

/// The sentence of a report that shares most words with a claim put in words.
std::optional<Place> place_of_claim(const AnnotatedReport& report, ReportIndex number,
                                    const std::string& claim, const Engine& engine) {
    const auto& lexicon = *engine.resources().parts().lineage.lexicon;
    const AnnotatedReport asked = read_report(engine, "claim", claim + ".");
    const lineage::FoldedReport words = lineage::fold(asked, lexicon), body = lineage::fold(report, lexicon);
    std::set<std::uint64_t> wanted;
    for (const lineage::Word& word : words.words) {
        if (!word.is(lineage::kFunctionWord)) wanted.insert(word.sense);
    }
    double best = 0.0;
    std::optional<Place> place;
    for (const lineage::FoldedSentence& sentence : body.sentences) {
        std::set<std::uint64_t> met;
        double score = 0.0;
        for (std::uint32_t w = sentence.first; w < sentence.last; ++w) {
            const lineage::Word& word = body.words[w];
            if (wanted.contains(word.sense) && met.insert(word.sense).second) score += 1.0;
        }
        if (score > best) {
            best = score;
            place = Place{number, report.report.text.source(sentence.range)};
        }
    }
    return place;
}

Result<std::vector<Row>> measure_marked(const Engine& engine, const std::string& folder,
                                        const std::vector<std::string>& text_files, bool errors) {
    const auto pairs = read_file(folder + "/pairs.jsonl"), claims = read_file(folder + "/claims.jsonl");
    if (!pairs) return tl::unexpected(pairs.error());
    if (!claims) return tl::unexpected(claims.error());
    std::vector<AnnotatedReport> reports;
    std::vector<std::string> names;
    for (const std::string& file : text_files) {
        auto text = read_file(file);
        if (!text) return tl::unexpected(text.error());
        reports.push_back(read_report(engine, file, std::move(*text)));
        names.push_back(fs::path(file).filename().string());
    }
    const auto number = [&](const std::string& doc) -> std::optional<ReportIndex> {
        for (ReportIndex r = 0; r < names.size(); ++r) {
            if (names[r].starts_with(doc)) return r;
        }
        return std::nullopt;
    };
    const lineage::Lineage found = lineage::trace(reports, engine.resources().parts().lineage, 1);
    std::vector<double> reuse, traps, inside;
    std::optional<Error> fault;
    for_each_line(*pairs, [&](std::string_view line, std::size_t at) {
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object() || fault) return;
        const auto a = number(row["a"].value("doc", "")), b = number(row["b"].value("doc", ""));
        if (a && b && *a == *b) return;
        if (!a || !b) {
            fault = Error{folder + "/pairs.jsonl:" + std::to_string(at), std::nullopt,
                          "names a report whose text was not given", "give the folder of texts as well"};
            return;
        }
        const Span x{row["a"]["byte"][0], row["a"]["byte"][1]}, y{row["b"]["byte"][0], row["b"]["byte"][1]};
        double best = 0.0;
        for (const Passage& passage : found.passages) {
            if (passage.a.report == *a && passage.b.report == *b)
                best = std::max(best,
                                std::min(overlap_share(passage.a.span, x), overlap_share(passage.b.span, y)));
            if (passage.a.report == *b && passage.b.report == *a)
                best = std::max(best,
                                std::min(overlap_share(passage.a.span, y), overlap_share(passage.b.span, x)));
        }
        const bool is_reuse = row.value("is_reuse", false);
        // Parts of a larger passage, echoes and bare agency marks are right either way.
        const std::string relation = row.value("relation", "");
        const bool counts = row.value("id", "").size() == 2 && relation.find("weak") == std::string::npos &&
                            relation.find("marker") == std::string::npos;
        if (counts) (is_reuse ? reuse : traps).push_back(is_reuse ? best >= 0.5 : best > 0.0);
        if (errors && counts && is_reuse != (is_reuse ? best >= 0.5 : best > 0.0))
            std::printf("%s\t%s\n", is_reuse ? "missed" : "trap called a copy", row.value("id", "").c_str());
    });
    for_each_line(*claims, [&](std::string_view line, std::size_t) {
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object() || fault) return;
        std::vector<Place> places;
        for (const json& doc : row["reports"]) {
            if (const auto r = number(doc.get<std::string>())) {
                if (const auto place = place_of_claim(reports[*r], *r, row.value("claim", ""), engine))
                    places.push_back(*place);
            }
        }
        const OriginInterval interval = lineage::independent_origins(reports, found, places);
        const std::string truth = row["independent_origins"].is_number()
                                      ? std::to_string(row["independent_origins"].get<int>())
                                      : row["independent_origins"].get<std::string>();
        const int low = std::atoi(truth.c_str()),
                  high = truth.find(" to ") == std::string::npos
                             ? low
                             : std::atoi(truth.c_str() + truth.find(" to ") + 4);
        const bool holds = static_cast<int>(interval.min) <= high && low <= static_cast<int>(interval.max);
        inside.push_back(holds);
        if (errors && !holds)
            std::printf("count\t%s\tgold %s found %u to %u\n", row.value("claim", "").c_str(), truth.c_str(),
                        interval.min, interval.max);
    });
    if (fault) return tl::unexpected(*fault);
    const std::string set = set_name(folder);
    return std::vector<Row>{mean_row(set, "copies found (both sides IoU >= .5)", reuse),
                            mean_row(set, "traps called copies (lower is better)", traps),
                            mean_row(set, "claim counts that meet the interval", inside)};
}

std::vector<std::string> base_texts(const std::string& folder) {
    std::vector<std::string> base;
    for (const std::string& file : files_below(folder, ".txt")) {
        if (auto text = read_file(file)) base.push_back(std::move(*text));
    }
    return base;
}

std::vector<Row> measure_generated(const Engine& engine, std::uint32_t count, const std::string& folder,
                                   bool errors) {
    const std::vector<std::string> base = folder.empty() ? std::vector<std::string>() : base_texts(folder);
    CopyOptions options;
    options.texts = count;
    const std::vector<CopiedText> stream = generate_copied_texts(options, base);
    lineage::StreamIndex index;
    std::vector<lineage::StreamCandidate> candidates;
    std::vector<Counts> per_text;
    std::map<std::uint32_t, std::uint32_t> before;
    for (std::uint32_t number = 0; number < stream.size(); ++number) {
        index.add(stream[number].text, number, candidates);
        Counts counts;
        for (const lineage::StreamCandidate& candidate : candidates) {
            const bool same = stream[candidate.text].family == stream[number].family;
            counts += {same ? 1.0 : 0.0, same ? 0.0 : 1.0, 0.0};
        }
        counts.false_negative = before[stream[number].family]++ - counts.true_positive;
        per_text.push_back(counts);
    }
    std::vector<Row> rows = {
        f1_row("generated " + std::to_string(count), "pairs of one family (stream index)", per_text)};
    options.texts = std::min<std::uint32_t>(count, 600);
    options.mosaics = 0.2;
    options.seed = 2;
    std::vector<KnownText> known;
    const auto id = [](std::uint32_t number) { return "g" + std::to_string(100000 + number); };
    const std::vector<CopiedText> small = generate_copied_texts(options, base);
    for (std::uint32_t number = 0; number < small.size(); ++number) {
        const CopiedText& text = small[number];
        KnownText one{id(number), text.text, std::string(name(text.descent)), {}, {}, {}};
        for (const std::uint32_t parent : text.parents) one.parents.push_back(id(parent));
        for (const CopiedSentence& s : text.sentences)
            one.parts.push_back(
                {{s.begin, s.end}, {s.parent_begin, s.parent_end}, id(s.parent), std::string(name(s.edit))});
        known.push_back(std::move(one));
    }
    const auto more = measure_descent(engine, "generated " + std::to_string(options.texts), known, errors);
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

}  // namespace

Result<std::vector<Row>> eval_lineage(const Engine& engine, const EvalOptions& options) {
    std::vector<Row> rows;
    std::vector<std::string> texts, marked;
    for (const std::string& file : options.files) {
        if (file.starts_with("generated:")) {
            const std::string rest = file.substr(10);
            const std::size_t colon = rest.find(':');
            const auto count = static_cast<std::uint32_t>(std::clamp(std::atol(rest.c_str()), 10L, 2000000L));
            const auto more = measure_generated(
                engine, count, colon == std::string::npos ? "" : rest.substr(colon + 1), options.errors);
            rows.insert(rows.end(), more.begin(), more.end());
        } else if (fs::exists(fs::path(file) / "truth.jsonl")) {
            const auto known = read_descent(file);
            if (!known) return tl::unexpected(known.error());
            const auto more = measure_descent(engine, set_name(file), *known, options.errors);
            rows.insert(rows.end(), more.begin(), more.end());
        } else if (fs::exists(fs::path(file) / "pairs.jsonl")) {
            marked.push_back(file);
        } else {
            const auto below = files_below(file, ".txt");
            if (below.empty())
                return tl::unexpected(Error{file, std::nullopt,
                                            "holds neither truth.jsonl nor pairs.jsonl nor texts",
                                            "give a folder of docs.jsonl and truth.jsonl, or of pairs.jsonl "
                                            "and claims.jsonl with the folder of texts"});
            texts.insert(texts.end(), below.begin(), below.end());
        }
    }
    if (marked.empty() && !texts.empty())
        return tl::unexpected(Error{texts.front(), std::nullopt, "no marked pairs were given with the texts",
                                    "give the folder of pairs.jsonl and claims.jsonl too; a folder with "
                                    "gold.json is measured by tools/eval/account"});
    for (const std::string& folder : marked) {
        const auto more = measure_marked(engine, folder, texts, options.errors);
        if (!more) return tl::unexpected(more.error());
        rows.insert(rows.end(), more->begin(), more->end());
    }
    return rows;
}

}  // namespace sitrep::eval
