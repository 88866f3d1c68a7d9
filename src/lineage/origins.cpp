#include "lineage/origins.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace sitrep::lineage {
namespace {

constexpr const char* kNoCopy = "no agency credited and no copy of another report";
constexpr const char* kDecidedSame = "decided by the reader: same origin";
constexpr const char* kUndecidedWords =
    "no agency credited; words in common, and nothing tells who had them first";
constexpr const char* kSharedWords = "no agency credited; words in common with another report on this line";
constexpr int kLongestDescent = 64;  // copies of copies followed upward

Span source(const TracedReport& report, TextRange range) { return report.source->report.text.source(range); }

bool is_lead(const SharedPassage& passage, bool a_is_source) {
    return passage.direction == (a_is_source ? Direction::a_to_b : Direction::b_to_a);
}

/// Builds lines in steps: agencies that words credit, then outlets' own gathering, then copies down from
/// their sources.
class LineFinder {
  public:
    LineFinder(std::span<const TracedReport> reports, std::span<const SharedPassage> passages)
        : reports_(reports), passages_(passages) {
        parents_.resize(reports.size());
        own_line_.assign(reports.size(), -1);
        of_report_.resize(reports.size());
        taken_.resize(reports.size());
        for (const SharedPassage& passage : passages) {
            of_report_[passage.a].push_back(&passage);
            of_report_[passage.b].push_back(&passage);
            if (is_lead(passage, true)) taken_[passage.b].push_back(&passage);
            if (is_lead(passage, false)) taken_[passage.a].push_back(&passage);
        }
    }

    Lines run(std::span<const Decision> decisions) {
        agencies();
        parents();
        own_lines();
        copies();
        common_sources();
        for (const Decision& decision : decisions) {
            if (decision.same) join(decision);
        }
        return finish();
    }

  private:
    struct Line {
        std::set<ReportIndex> reports;
        std::optional<std::string> agency;
        std::vector<Evidence> basis;
        std::int32_t merged_into = -1;
        bool heard = false;        ///< an outlet that reports of the set heard, not one of them
        bool on_the_spot = false;  ///< of a reporter that the outlet sent
    };

    std::size_t agency_line(const std::string& agency) {
        const auto [found, fresh] = agency_line_.emplace(agency, lines_.size());
        if (fresh) lines_.push_back({{}, agency, {}, -1, false, false});
        return found->second;
    }

    void add(std::size_t line, ReportIndex report, TextRange words, const std::string& why) {
        const bool fresh = lines_[line].reports.insert(report).second;
        if (fresh || lines_[line].basis.size() < 24)
            lines_[line].basis.push_back({{report, source(reports_[report], words)}, why});
    }

    void agencies() {
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            for (const Credit& credit : reports_[r].credits) {
                if (credit.kind == CreditKind::own || credit.kind == CreditKind::heard) continue;
                add(agency_line(credit.agency), r, credit.range, credit.why);
                if (credit.kind == CreditKind::whole) whole_[r].insert(credit.agency);
            }
        }
    }

    [[nodiscard]] const Credit* told_agency(ReportIndex report, TextRange range) const {
        for (const Credit& credit : reports_[report].credits) {
            if (credit.kind == CreditKind::passage && range.overlaps(credit.range)) return &credit;
        }
        return nullptr;
    }

    void parents() {
        for (const SharedPassage& passage : passages_) {
            if (is_lead(passage, true)) parents_[passage.b].insert(passage.a);
            if (is_lead(passage, false)) parents_[passage.a].insert(passage.b);
        }
    }

    [[nodiscard]] double copied_share(ReportIndex report) const {
        const FoldedReport& folded = reports_[report].folded;
        std::vector<bool> copied(folded.sentences.size(), false);
        for (const SharedPassage* passage : taken_[report]) {
            const bool as_a = passage->a == report;
            for (std::uint32_t w = as_a ? passage->first_a : passage->first_b;
                 w < (as_a ? passage->last_a : passage->last_b); ++w)
                copied[folded.words[w].sentence] = true;
        }
        return copied.empty() ? 0.0
                              : static_cast<double>(std::count(copied.begin(), copied.end(), true)) /
                                    static_cast<double>(copied.size());
    }

    void own_lines() {
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            const Credit* own = nullptr;
            for (const Credit& credit : reports_[r].credits) {
                if (credit.kind == CreditKind::own) own = own == nullptr ? &credit : own;
            }
            const bool agency_report = whole_.contains(r) || told_by_one_agency(r);
            if (own == nullptr && (agency_report || copied_share(r) >= 0.3)) continue;
            if (reports_[r].folded.sentences.empty()) continue;
            own_line_[r] = static_cast<std::int32_t>(lines_.size());
            lines_.push_back({{}, std::nullopt, {}, -1, false, on_the_spot(r)});
            const TextRange lead = reports_[r].folded.sentences.front().range;
            add(lines_.size() - 1, r, own != nullptr ? own->range : lead,
                own != nullptr ? own->why : kNoCopy);
        }
    }

    [[nodiscard]] bool on_the_spot(ReportIndex report) const {
        return std::any_of(
            reports_[report].credits.begin(), reports_[report].credits.end(),
            [](const Credit& credit) { return credit.kind == CreditKind::own && is_of_report(credit.why); });
    }

    /// Without a dateline credit, words told to an agency make the report that agency's, if nothing speaks
    /// for the outlet's own gathering and it took them from no other report of the set.
    [[nodiscard]] bool told_by_one_agency(ReportIndex report) const {
        bool told = false;
        for (const Credit& credit : reports_[report].credits) {
            if (credit.kind == CreditKind::own) return false;
            told = told || credit.kind == CreditKind::passage;
        }
        return told;
    }

    /// Lines that a report itself stands on, before copies: the first is its main line.
    [[nodiscard]] std::vector<std::size_t> main_lines(ReportIndex report) const {
        std::vector<std::size_t> lines;
        if (const auto whole = whole_.find(report); whole != whole_.end()) {
            for (const std::string& agency : whole->second) lines.push_back(agency_line_.at(agency));
        }
        if (own_line(report) >= 0) lines.push_back(static_cast<std::size_t>(own_line(report)));
        if (lines.empty() && told_by_one_agency(report)) {
            for (const Credit& credit : reports_[report].credits) {
                if (credit.kind == CreditKind::passage) lines.push_back(agency_line_.at(credit.agency));
            }
        }
        return lines;
    }

    /// Line that the words of a report at a place rest on, following copies upward.
    std::optional<std::size_t> line_at(ReportIndex report, TextRange range, int depth) const {
        const SharedPassage* best = nullptr;
        for (const SharedPassage* passage : taken_[report]) {
            const TextRange here = passage->a == report ? passage->range_a : passage->range_b;
            if (here.overlaps(range) &&
                (best == nullptr || passage->evidence.total() > best->evidence.total()))
                best = passage;
        }
        if (const Credit* told = told_agency(report, range)) return agency_line_.at(told->agency);
        if (best != nullptr && depth < kLongestDescent) {
            const bool up_is_a = best->b == report;
            if (const auto line =
                    line_at(up_is_a ? best->a : best->b, up_is_a ? best->range_a : best->range_b, depth + 1))
                return line;
        }
        const auto own = main_lines(report);
        return own.size() == 1 || (!own.empty() && parents_[report].empty()) ? std::optional(own.front())
                                                                             : std::nullopt;
    }

    void copies() {
        for (const SharedPassage& passage : passages_) {
            for (const bool a_is_source : {true, false}) {
                if (!is_lead(passage, a_is_source)) continue;
                const ReportIndex from = a_is_source ? passage.a : passage.b,
                                  to = a_is_source ? passage.b : passage.a;
                const TextRange up = a_is_source ? passage.range_a : passage.range_b,
                                down = a_is_source ? passage.range_b : passage.range_a;
                auto line = line_at(from, up, 0);
                if (!line && !main_lines(from).empty()) line = main_lines(from).front();
                if (!line) continue;
                if (!lines_[*line].reports.contains(to))
                    add(*line, to, down, "no credit; words of another report on this line");
                carried_.push_back({{to, source(reports_[to], down)}, static_cast<std::uint32_t>(*line)});
                carried_.push_back({{from, source(reports_[from], up)}, static_cast<std::uint32_t>(*line)});
            }
        }
    }

    /// Both follow a text that is not in the set: their lines are one, as far as these words go.
    void common_sources() {
        for (const SharedPassage& passage : passages_) {
            if (passage.direction != Direction::common_source && passage.direction != Direction::undecided)
                continue;
            if (passage.by_parent) continue;
            std::optional<std::size_t> line;
            if (const Credit* told = told_agency(passage.a, passage.range_a))
                line = agency_line_.at(told->agency);
            else if (const Credit* also_told = told_agency(passage.b, passage.range_b))
                line = agency_line_.at(also_told->agency);
            else
                line = shared_line(passage);
            if (!line) continue;
            for (const bool side_a : {true, false}) {
                const ReportIndex r = side_a ? passage.a : passage.b;
                const TextRange words = side_a ? passage.range_a : passage.range_b;
                if (!lines_[*line].reports.contains(r)) add(*line, r, words, "the same text in two reports");
                carried_.push_back({{r, source(reports_[r], words)}, static_cast<std::uint32_t>(*line)});
            }
        }
    }

    std::optional<std::size_t> shared_line(const SharedPassage& passage) {
        std::optional<std::size_t> of_both;
        for (const auto& [agency, line] : agency_line_) {
            if (lines_[line].reports.contains(passage.a) && lines_[line].reports.contains(passage.b))
                of_both = std::min(line, of_both.value_or(line));
        }
        if (of_both) return of_both;
        for (const ReportIndex r : {passage.a, passage.b}) {
            if (const auto whole = whole_.find(r); whole != whole_.end())
                return agency_line_.at(*whole->second.begin());
        }
        const std::int32_t a = own_line(passage.a), b = own_line(passage.b);
        if (a >= 0 && b >= 0 && a != b && !has_own_mark(passage.a) && !has_own_mark(passage.b)) {
            merge(static_cast<std::size_t>(a), static_cast<std::size_t>(b),
                  passage.direction == Direction::undecided ? kUndecidedWords : kSharedWords, &passage);
            return static_cast<std::size_t>(a);
        }
        if (a >= 0 || b >= 0) return static_cast<std::size_t>(a >= 0 ? a : b);
        lines_.push_back({{}, std::nullopt, {}, -1, false, false});
        return lines_.size() - 1;
    }

    /// The reader says that two reports have one origin: the second is put on the first one's main line.
    void join(const Decision& decision) {
        const std::int32_t a = own_line(decision.a), b = own_line(decision.b);
        if (a >= 0 && b >= 0 && a != b) {
            const auto into = static_cast<std::size_t>(a), from = static_cast<std::size_t>(b);
            for (Evidence& evidence : lines_[from].basis) {
                if (evidence.why == kNoCopy) evidence.why = kDecidedSame;
            }
            return merge(into, from, nullptr);
        }
        const auto lines = main_lines(decision.a);
        if (lines.empty() || reports_[decision.b].folded.sentences.empty()) return;
        add(lines.front(), decision.b, reports_[decision.b].folded.sentences.front().range, kDecidedSame);
    }

    [[nodiscard]] bool has_own_mark(ReportIndex report) const {
        return std::any_of(reports_[report].credits.begin(), reports_[report].credits.end(),
                           [](const Credit& credit) { return credit.kind == CreditKind::own; });
    }

    /// Makes two lines one: `words` in common show it, or, where null, the reader says so.
    void merge(std::size_t into, std::size_t from, const char* words,
               const SharedPassage* passage = nullptr) {
        if (words != nullptr) unseen_.insert(into);
        lines_[into].reports.insert(lines_[from].reports.begin(), lines_[from].reports.end());
        lines_[into].basis.insert(lines_[into].basis.end(), lines_[from].basis.begin(),
                                  lines_[from].basis.end());
        for (Evidence& evidence : lines_[into].basis) {
            if (words == nullptr || evidence.why != kNoCopy) continue;
            evidence.why = words;
            // The words in common are the proof, not the head of the report.
            if (passage != nullptr && evidence.place.report == passage->a)
                evidence.place.span = source(reports_[passage->a], passage->range_a);
            else if (passage != nullptr && evidence.place.report == passage->b)
                evidence.place.span = source(reports_[passage->b], passage->range_b);
        }
        lines_[from] = {};
        lines_[from].merged_into = static_cast<std::int32_t>(into);
    }

    /// The line that a line has become part of.
    [[nodiscard]] std::size_t alive(std::size_t line) const {
        while (lines_[line].merged_into >= 0) line = static_cast<std::size_t>(lines_[line].merged_into);
        return line;
    }

    /// Line of the report's own gathering; -1 if it has none.
    [[nodiscard]] std::int32_t own_line(ReportIndex report) const {
        const std::int32_t own = own_line_[report];
        return own < 0 ? own : static_cast<std::int32_t>(alive(static_cast<std::size_t>(own)));
    }

    /// Outlets outside the set that reports of it quote. Several reports that name one share its line; where
    /// one state broadcaster is named in the whole set, "state television" is that one.
    void heard_lines() {
        std::map<std::string, std::size_t> line_of;
        std::set<std::string> of_state;
        for (const TracedReport& report : reports_) {
            for (const Credit& credit : report.credits) {
                if (credit.kind == CreditKind::heard && credit.of_state && !credit.outlet.empty())
                    of_state.insert(credit.outlet);
            }
        }
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            for (const Credit& credit : reports_[r].credits) {
                if (credit.kind != CreditKind::heard) continue;
                std::string key = credit.outlet;
                if (key.empty())
                    key = of_state.size() == 1 ? *of_state.begin() : "report " + std::to_string(r);
                const auto [found, fresh] = line_of.emplace(key, lines_.size());
                if (fresh) lines_.push_back({{}, std::nullopt, {}, -1, true, false});
                add(found->second, r, credit.range, credit.why);
                carried_.push_back(
                    {{r, sentence_around(r, credit.range)}, static_cast<std::uint32_t>(found->second)});
            }
        }
    }

    /// An agency that several reports credit as a whole: those that share no words with the others say so.
    void note_lone_credits() {
        for (const auto& [agency, line] : agency_line_) {
            if (lines_[line].reports.size() < 2) continue;
            for (Evidence& evidence : lines_[line].basis) {
                const ReportIndex r = evidence.place.report;
                const auto whole = whole_.find(r);
                if (whole == whole_.end() || !whole->second.contains(agency)) continue;
                const bool matched = std::any_of(
                    of_report_[r].begin(), of_report_[r].end(), [&](const SharedPassage* passage) {
                        return lines_[line].reports.contains(passage->a == r ? passage->b : passage->a);
                    });
                if (!matched) evidence.why += "; shares no words with the other reports of this line";
            }
        }
    }

    Lines finish() {
        heard_lines();
        note_lone_credits();
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            for (const Credit& credit : reports_[r].credits) {
                if (credit.kind == CreditKind::passage)
                    carried_.push_back({{r, sentence_around(r, credit.range)},
                                        static_cast<std::uint32_t>(agency_line_.at(credit.agency))});
                if (credit.kind == CreditKind::own)
                    own_words_.push_back({r, sentence_around(r, credit.range)});
            }
        }
        std::vector<std::size_t> order;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            if (!lines_[l].reports.empty()) order.push_back(l);
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tuple(lines_[a].reports, lines_[a].agency.value_or("~"), a) <
                   std::tuple(lines_[b].reports, lines_[b].agency.value_or("~"), b);
        });
        Lines result;
        result.own_words = std::move(own_words_);
        std::sort(result.own_words.begin(), result.own_words.end());
        result.heard.assign(order.size(), false);
        std::vector<std::uint32_t> place_of(lines_.size(), 0);
        for (std::size_t at = 0; at < order.size(); ++at) {
            Line& line = lines_[order[at]];
            place_of[order[at]] = static_cast<std::uint32_t>(at);
            result.heard[at] = line.heard;
            if (unseen_.contains(order[at])) result.unseen.push_back(static_cast<std::uint32_t>(at));
            if (!line.agency && !line.heard && !line.on_the_spot)
                result.unproven.push_back(static_cast<std::uint32_t>(at));
            std::stable_sort(line.basis.begin(), line.basis.end(),
                             [](const Evidence& a, const Evidence& b) { return a.place < b.place; });
            result.origins.push_back(
                {{line.reports.begin(), line.reports.end()}, line.agency, std::move(line.basis)});
        }
        for (Carried carried : carried_)
            result.carried.push_back({carried.place, place_of[alive(carried.origin)]});
        carry_repeats(result.carried);
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            result.main_of.emplace_back();
            if (!whole_.contains(r) && !on_the_spot(r)) continue;
            for (const std::size_t line : main_lines(r)) result.main_of[r].push_back(place_of[alive(line)]);
        }
        std::sort(result.carried.begin(), result.carried.end());
        result.carried.erase(std::unique(result.carried.begin(), result.carried.end()), result.carried.end());
        return result;
    }

    /// What stands word for word further up in its report rests on what rests there.
    void carry_repeats(std::vector<Carried>& carried) const {
        std::set<Carried> more;
        for (const Carried& one : carried) {
            const FoldedReport& folded = reports_[one.place.report].folded;
            if (folded.repeats.empty()) continue;
            for (const Repeat& repeat : folded.repeats) {
                const Span first =
                    source(reports_[one.place.report], folded.sentences[repeat.sentence].range);
                if (!first.overlaps(one.place.span)) continue;
                Span again = source(reports_[one.place.report], repeat.range);
                if (again.size() == first.size()) {  // printed alike: the same part of it
                    const std::uint32_t begin = std::max(first.begin, one.place.span.begin) - first.begin,
                                        end = std::min(first.end, one.place.span.end) - first.begin;
                    again = {again.begin + begin, again.begin + end};
                }
                more.insert({{one.place.report, again}, one.origin});
            }
        }
        carried.insert(carried.end(), more.begin(), more.end());
    }

    [[nodiscard]] Span sentence_around(ReportIndex report, TextRange range) const {
        for (const FoldedSentence& sentence : reports_[report].folded.sentences) {
            if (sentence.range.overlaps(range)) return source(reports_[report], sentence.range);
        }
        return source(reports_[report], range);
    }

    std::span<const TracedReport> reports_;
    std::span<const SharedPassage> passages_;
    std::vector<Line> lines_;
    std::map<std::string, std::size_t> agency_line_;
    std::map<ReportIndex, std::set<std::string>> whole_;
    std::vector<std::set<ReportIndex>> parents_;
    std::vector<std::vector<const SharedPassage*>> of_report_;
    std::vector<std::vector<const SharedPassage*>> taken_;  ///< by report: passages that it took from another
    std::vector<std::int32_t> own_line_;
    std::vector<Carried> carried_;
    std::vector<Place> own_words_;
    std::set<std::size_t> unseen_;
};

}  // namespace

Lines find_lines(std::span<const TracedReport> reports, std::span<const SharedPassage> passages,
                 std::span<const Decision> decisions) {
    return LineFinder(reports, passages).run(decisions);
}

}  // namespace sitrep::lineage
