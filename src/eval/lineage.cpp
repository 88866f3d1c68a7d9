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
#include "eval/topics.hpp"
#include "lineage/fold.hpp"
#include "lineage/stream_index.hpp"
#include "resources.hpp"
#include "text/hash.hpp"

namespace sitrep::eval {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// Tokens and blocks only: lineage reads no marks that a text without names would miss.
AnnotatedReport read_report(const Engine& engine, const std::string& path, std::string text) {
    Document document;
    document.path = path;
    document.sha256 = text::sha256_hex(text);
    document.bytes = std::make_shared<const std::string>(std::move(text));
    AnnotatedReport report{engine.extract(document), {}, {}};
    report.tokens = tokenize(report.report.text, report.report.blocks);
    return report;
}

std::vector<std::uint32_t> byte_of_code_point(std::string_view text) {
    std::vector<std::uint32_t> offsets;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) offsets.push_back(i);
    }
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    return offsets;
}

/// A text of known descent.
struct KnownText {
    std::string id, text, descent, date;
    std::vector<std::string> parents;
    struct Part {
        Span here, there;
        std::string parent, edit;
    };
    std::vector<Part> parts;
};

std::string root_of(const std::map<std::string, const KnownText*>& by_id, std::string id) {
    for (int depth = 0; depth < 100; ++depth) {
        const auto found = by_id.find(id);
        if (found == by_id.end() || found->second->parents.empty()) return id;
        id = found->second->parents.front();
    }
    return id;
}

std::set<std::string> roots_of(const std::map<std::string, const KnownText*>& by_id, const KnownText& text) {
    std::set<std::string> roots;
    for (const std::string& parent : text.parents) roots.insert(root_of(by_id, parent));
    if (roots.empty()) roots.insert(text.id);
    return roots;
}

/// Words in lower case, marks left out.
std::vector<std::string> plain_words(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        if (letter || (c >= 'A' && c <= 'Z'))
            words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

/// Roots that share twelve words in a row: base texts copy each other too, and the truth does not know it. By
/// root, one that stands for all it hangs together with.
std::map<std::string, std::string> roots_that_copy(const std::vector<KnownText>& texts) {
    constexpr std::size_t kRow = 12;
    std::map<std::string, std::string> head;
    const auto head_of = [&](std::string root) {
        while (head.at(root) != root) root = head.at(root);
        return root;
    };
    std::map<std::uint64_t, std::string> seen;
    for (const KnownText& text : texts) {
        if (!text.parents.empty()) continue;
        head[text.id] = text.id;
        const std::vector<std::string> words = plain_words(text.text);
        for (std::size_t at = 0; at + kRow <= words.size(); ++at) {
            std::string row;
            for (std::size_t i = 0; i < kRow; ++i) row += words[at + i] + " ";
            const auto [found, fresh] = seen.emplace(text::hash64(row), text.id);
            if (!fresh) head[head_of(text.id)] = head_of(found->second);
        }
    }
    for (auto& [root, top] : head) top = head_of(root);
    return head;
}

std::vector<bool> covered(std::size_t size, const std::vector<Span>& spans) {
    std::vector<bool> bytes(size, false);
    for (const Span& span : spans) {
        for (std::uint32_t i = span.begin; i < std::min<std::size_t>(span.end, size); ++i) bytes[i] = true;
    }
    return bytes;
}

/// Holds a set of known descent against what lineage finds in it.
class DescentMeasure {
  public:
    DescentMeasure(const Engine& engine, const std::vector<KnownText>& texts, bool errors)
        : sorted_(texts), errors_(errors) {
        std::sort(sorted_.begin(), sorted_.end(),
                  [](const KnownText& a, const KnownText& b) { return a.id < b.id; });
        head_ = roots_that_copy(sorted_);
        std::vector<AnnotatedReport> reports;
        for (const KnownText& text : sorted_) {
            by_id_[text.id] = &text;
            number_[text.id] = static_cast<ReportIndex>(reports.size());
            reports.push_back(read_report(engine, text.id, text.text));
            if (!text.date.empty())
                reports.back().report.claims.push_back(
                    {ClaimKind::published, text.date, "jsonl date", 0.5, std::nullopt});
        }
        found_ = lineage::trace(reports, engine.resources().parts().lineage, 1);
        for (const Passage& passage : found_.passages)
            of_pair_[std::minmax(passage.a.report, passage.b.report)].push_back(&passage);
    }

    std::vector<Row> run(const std::string& set) {
        for (const KnownText& text : sorted_) measure_text(text);
        for (const auto& [pair, passages] : of_pair_) measure_pair(pair.first, pair.second);
        measure_nearest();
        std::vector<Row> rows;
        for (const auto& [descent, values] : edge_recall_)
            rows.push_back(mean_row(set, "parent edges found: " + descent, values));
        add(rows, set, "pairs that share a root (precision)", pairs_, precision);
        add(rows, set, "the same, roots that share 12 words in a row as one", wide_pairs_, precision);
        rows.push_back(mean_row(set, "parent edges among nearest pairs (recall)", nearest_edges_));
        add(rows, set, "nearest pairs that share a root (precision)", nearest_, precision);
        rows.push_back(mean_row(set, "direction, of those decided", directions_));
        rows.push_back(mean_row(set, "direction abstained", abstained_));
        rows.push_back(f1_row(set, "copied bytes", spans_));
        if (!spun_.empty()) add(rows, set, "spun bytes (recall)", spun_, recall);
        return rows;
    }

  private:
    using PassagesOfPair = std::map<std::pair<ReportIndex, ReportIndex>, std::vector<const Passage*>>;

    template <typename Share>
    static void add(std::vector<Row>& rows, const std::string& set, const char* measure,
                    const std::vector<Counts>& counts, const Share& share) {
        Counts sum;
        for (const Counts& one : counts) sum += one;
        rows.push_back({set, measure, counts.size(), sum, precision(sum), recall(sum), share(sum),
                        bootstrap(counts, share)});
    }

    void measure_text(const KnownText& text) {
        std::vector<Span> all_gold, all_spun, all_found;
        for (const KnownText::Part& part : text.parts) {
            if (part.parent.empty()) continue;
            all_gold.push_back(part.here);
            if (part.edit == "spun") all_spun.push_back(part.here);
        }
        for (const std::string& parent : text.parents) {
            if (number_.contains(parent)) measure_edge(text, parent, all_found);
        }
        if (all_gold.empty()) return;
        const auto g = covered(text.text.size(), all_gold), f = covered(text.text.size(), all_found),
                   s = covered(text.text.size(), all_spun);
        Counts both, spun_part;
        for (std::size_t i = 0; i < g.size(); ++i) {
            both += {g[i] && f[i] ? 1.0 : 0.0, !g[i] && f[i] ? 1.0 : 0.0, g[i] && !f[i] ? 1.0 : 0.0};
            if (s[i]) spun_part += {f[i] ? 1.0 : 0.0, 0.0, f[i] ? 0.0 : 1.0};
        }
        spans_.push_back(both);
        if (!all_spun.empty()) spun_.push_back(spun_part);
    }

    void measure_edge(const KnownText& text, const std::string& parent, std::vector<Span>& found) {
        const ReportIndex here = number_.at(text.id), there = number_.at(parent);
        const auto pair = of_pair_.find(std::minmax(here, there));
        const bool hit = pair != of_pair_.end();
        edge_recall_["all"].push_back(hit);
        edge_recall_[text.descent].push_back(hit);
        if (!hit) return tell("missed edge", text, parent, "");
        int lean = 0;
        for (const Passage* passage : pair->second) {
            const bool here_is_a = passage->a.report == here;
            if (passage->direction == Direction::a_to_b) lean += here_is_a ? -1 : 1;
            if (passage->direction == Direction::b_to_a) lean += here_is_a ? 1 : -1;
            found.push_back(here_is_a ? passage->a.span : passage->b.span);
        }
        abstained_.push_back(lean == 0);
        if (lean != 0) directions_.push_back(lean > 0);
        if (lean <= 0)
            tell(lean == 0 ? "undecided" : "wrong direction", text, parent, pair->second.front()->why);
    }

    /// Bytes of a report that it shares with others, by other.
    using Shared = std::map<ReportIndex, std::vector<bool>>;

    /// Whether the words that a report shares with another are part of a stretch half as long again that it
    /// shares with a third: then it has them by way of that one.
    [[nodiscard]] static bool by_way_of_third(const Shared& shared, ReportIndex other) {
        const std::vector<bool>& words = shared.at(other);
        const auto count = static_cast<double>(std::count(words.begin(), words.end(), true));
        return std::any_of(shared.begin(), shared.end(), [&](const auto& third) {
            if (third.first == other) return false;
            double all = 0.0, both = 0.0;
            for (std::size_t i = 0; i < words.size(); ++i) {
                all += third.second[i] ? 1.0 : 0.0;
                both += third.second[i] && words[i] ? 1.0 : 0.0;
            }
            return all >= 1.5 * count && both >= 0.95 * count;
        });
    }

    /// Pairs that no third report explains: what is left when relatives by way of others are taken off.
    void measure_nearest() {
        std::vector<Shared> shared(sorted_.size());
        for (const auto& [pair, passages] : of_pair_) {
            std::vector<Span> here, there;
            for (const Passage* passage : passages) {
                const bool first_is_a = passage->a.report == pair.first;
                here.push_back(first_is_a ? passage->a.span : passage->b.span);
                there.push_back(first_is_a ? passage->b.span : passage->a.span);
            }
            shared[pair.first][pair.second] = covered(sorted_[pair.first].text.size(), here);
            shared[pair.second][pair.first] = covered(sorted_[pair.second].text.size(), there);
        }
        std::set<std::pair<ReportIndex, ReportIndex>> nearest;
        for (const auto& [pair, passages] : of_pair_) {
            if (by_way_of_third(shared[pair.first], pair.second) &&
                by_way_of_third(shared[pair.second], pair.first))
                continue;
            nearest.insert(pair);
            const bool same = share_root(pair.first, pair.second);
            nearest_.push_back({same ? 1.0 : 0.0, same ? 0.0 : 1.0, 0.0});
        }
        for (const KnownText& text : sorted_) {
            for (const std::string& parent : text.parents)
                nearest_edges_.push_back(
                    nearest.contains(std::minmax(number_.at(text.id), number_.at(parent))));
        }
    }

    [[nodiscard]] bool share_root(ReportIndex a, ReportIndex b) const {
        const auto mine = roots_of(by_id_, sorted_[a]), theirs = roots_of(by_id_, sorted_[b]);
        return std::any_of(mine.begin(), mine.end(), [&](const std::string& x) { return theirs.contains(x); });
    }

    void tell(const char* what, const KnownText& text, const std::string& parent,
              const std::string& why) const {
        if (errors_)
            std::printf("%s\t%s\t%s\t%s\t%s\n", what, text.id.c_str(), parent.c_str(), text.descent.c_str(),
                        why.c_str());
    }

    void measure_pair(ReportIndex a, ReportIndex b) {
        const auto mine = roots_of(by_id_, sorted_[a]), theirs = roots_of(by_id_, sorted_[b]);
        const auto any_two = [&](const auto& alike) {
            return std::any_of(mine.begin(), mine.end(), [&](const std::string& x) {
                return std::any_of(theirs.begin(), theirs.end(),
                                   [&](const std::string& y) { return alike(x, y); });
            });
        };
        const bool same = share_root(a, b);
        const bool akin = same || any_two([&](const std::string& x, const std::string& y) {
                              return head_.contains(x) && head_.contains(y) && head_.at(x) == head_.at(y);
                          });
        pairs_.push_back({same ? 1.0 : 0.0, same ? 0.0 : 1.0, 0.0});
        wide_pairs_.push_back({akin ? 1.0 : 0.0, akin ? 0.0 : 1.0, 0.0});
        if (!same) tell("false pair", sorted_[a], sorted_[b].id, akin ? "base texts copy each other" : "");
    }

    std::vector<KnownText> sorted_;
    bool errors_;
    std::map<std::string, const KnownText*> by_id_;
    std::map<std::string, ReportIndex> number_;
    std::map<std::string, std::string> head_;
    lineage::Lineage found_;
    PassagesOfPair of_pair_;
    std::map<std::string, std::vector<double>> edge_recall_;
    std::vector<double> directions_, abstained_, nearest_edges_;
    std::vector<Counts> nearest_, pairs_, wide_pairs_, spans_, spun_;
};

std::vector<Row> measure_descent(const Engine& engine, const std::string& set,
                                 const std::vector<KnownText>& texts, bool errors) {
    return DescentMeasure(engine, texts, errors).run(set);
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
    for (const std::string& folder : marked) {
        const auto more = measure_marked(engine, folder, texts, options.errors);
        if (!more) return tl::unexpected(more.error());
        rows.insert(rows.end(), more->begin(), more->end());
    }
    return rows;
}

}  // namespace sitrep::eval
