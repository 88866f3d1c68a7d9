#include "eval/known_descent.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "lineage/lineage.hpp"
#include "resources.hpp"
#include "text/hash.hpp"

namespace sitrep::eval {
namespace {

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
        return std::any_of(mine.begin(), mine.end(),
                           [&](const std::string& x) { return theirs.contains(x); });
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

}  // namespace

AnnotatedReport read_report(const Engine& engine, const std::string& path, std::string text) {
    Document document;
    document.path = path;
    document.sha256 = text::sha256_hex(text);
    document.bytes = std::make_shared<const std::string>(std::move(text));
    AnnotatedReport report{engine.extract(document), {}, {}};
    report.tokens = tokenize(report.report.text, report.report.blocks);
    return report;
}

std::vector<Row> measure_descent(const Engine& engine, const std::string& set,
                                 const std::vector<KnownText>& texts, bool errors) {
    return DescentMeasure(engine, texts, errors).run(set);
}

}  // namespace sitrep::eval
