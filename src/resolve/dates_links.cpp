#include "resolve/dates_links.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "resolve/dates_forms.hpp"
#include "resolve/order.hpp"
#include "resolve/shared_words.hpp"
#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

using annotate::FormKind;
using annotate::TimeForm;

constexpr double kDoubtInside = 0.02;    // both times stand in one shared passage
constexpr double kDoubtAligned = 0.05;   // told in other words at one place of a shared passage
constexpr double kDoubtBeside = 0.25;    // one stands in the sentence beside it
constexpr double kDoubtAlike = 0.15;     // the sentences are only alike
constexpr double kDoubtOtherwise = 0.4;  // alike, and the day is told in other words
constexpr double kAlike = 0.22;          // least cosine of sentences that speak of one thing
constexpr double kFaintlyAlike = 0.12;   // the same where the rest of the sentences tells other things
constexpr double kDoubtFaint = 0.35;
constexpr double kVeryAlike = 0.35;      // the same where the day is told in other words
constexpr std::size_t kBesideWords = 8;  // words on either side that tell one place of a passage from another
constexpr std::size_t kFewestShared = 2;  // stems that sentences alike have in common: one is chance
constexpr std::size_t kCommonStem = 40;   // sentences a stem may stand in before it says nothing

/// A time expression with the sentence it stands in.
struct Moment {
    ReportIndex report = 0;
    std::uint32_t time = 0;
    std::uint32_t sentence = 0;
    bool quoted = false;  ///< inside quotation marks: hangs on the day of speaking
    TimeForm form;
    std::vector<std::uint32_t> stems;   ///< of its sentence
    std::vector<std::uint32_t> beside;  ///< of the words next to it
};

bool stands_in_marks(const AnnotatedReport& report, Span time) {
    return std::any_of(report.marks.quotes.begin(), report.marks.quotes.end(), [&](const Quotation& quote) {
        return quote.kind != QuotationKind::indirect && quote.span.contains(time);
    });
}

std::string stem(std::string_view folded) { return std::string(folded.substr(0, 6)); }

class Linker {
  public:
    Linker(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage)
        : reports_(reports), lineage_(lineage) {}

    TimeLinks run() {
        result_.shares = shared_parts(reports_, lineage_.passages);
        collect();
        const std::vector<bool> third = in_third_reports(lineage_.passages);
        for (std::size_t i = 0; i < lineage_.passages.size(); ++i) {
            const bool undirected = lineage_.passages[i].direction == Direction::common_source;
            through(lineage_.passages[i], 1, third[i] || !undirected);
        }
        same_quotations();
        alike();
        std::sort(result_.links.begin(), result_.links.end(),
                  [](const TimeLink& x, const TimeLink& y) { return key(x) < key(y); });
        const auto same = [](const TimeLink& x, const TimeLink& y) {
            return std::tie(x.kind, x.a, x.b, x.time_a, x.time_b) ==
                   std::tie(y.kind, y.a, y.b, y.time_a, y.time_b);
        };
        result_.links.erase(std::unique(result_.links.begin(), result_.links.end(), same),
                            result_.links.end());
        const auto order = [](const YearLink& y) {
            return std::tie(y.told, y.dated, y.time_told, y.time_dated, y.first_year, y.last_year);
        };
        std::sort(result_.years.begin(), result_.years.end(),
                  [&](const YearLink& x, const YearLink& y) { return order(x) < order(y); });
        return std::move(result_);
    }

  private:
    using Key = std::tuple<LinkKind, ReportIndex, ReportIndex, std::uint32_t, std::uint32_t, double, bool>;
    static Key key(const TimeLink& l) { return {l.kind, l.a, l.b, l.time_a, l.time_b, l.doubt, l.copied}; }

    struct Window {
        std::uint32_t first = 0, last = 0;  ///< sentences of the passage
    };

    /// A year told outright or counted back.
    struct YearMoment {
        ReportIndex report = 0;
        std::uint32_t time = 0, sentence = 0;
        int year = 0;   ///< told outright; 0 if counted back
        int back = 0;   ///< years counted back
        int slack = 0;  ///< "almost", "about": one more or less
        std::vector<std::uint32_t> stems;
    };

    void collect_year(ReportIndex r, std::uint32_t t, std::uint32_t sentence,
                      std::map<std::string, std::uint32_t>& ids) {
        const AnnotatedReport& report = reports_[r];
        const TimeExpression& time = report.marks.times[t];
        YearMoment moment{r, t, sentence, 0, 0, 0, {}};
        if (names_year(time)) {
            moment.year = time.bounds.earliest->year();
        } else if (const auto form = form_of(time); form && counts_years(*form)) {
            moment.back = -form->amount;
            if (form->modifier == "MORE_THAN" || form->modifier == "EQUAL_OR_MORE") return;
            moment.slack = form->modifier.empty() ? 0 : 1;
        } else {
            return;
        }
        add_stems(report, sentence, ids, moment.stems);
        years_.push_back(std::move(moment));
    }

    /// Years told in a window of one report; years_ stand by report.
    [[nodiscard]] std::vector<const YearMoment*> years_in(ReportIndex report, Window window) const {
        std::vector<const YearMoment*> found;
        auto year = std::partition_point(years_.begin(), years_.end(),
                                         [&](const YearMoment& y) { return y.report < report; });
        for (; year != years_.end() && year->report == report; ++year) {
            if (year->sentence >= window.first && year->sentence <= window.last) found.push_back(&*year);
        }
        return found;
    }

    void link_years(ReportIndex a, Window in_a, ReportIndex b, Window in_b) {
        for (const YearMoment* x : years_in(a, in_a)) {
            if (x->year == 0) continue;
            for (const YearMoment* y : years_in(b, in_b)) {
                if (y->back == 0) continue;
                std::vector<std::uint32_t> common;
                std::set_intersection(x->stems.begin(), x->stems.end(), y->stems.begin(), y->stems.end(),
                                      std::back_inserter(common));
                if (common.empty()) continue;
                result_.years.push_back(
                    {a, b, x->time, y->time, x->year + y->back - y->slack, x->year + y->back});
            }
        }
    }

    void collect() {
        std::map<std::string, std::uint32_t> ids;
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            const AnnotatedReport& report = reports_[r];
            for (std::uint32_t t = 0; t < report.marks.times.size(); ++t) {
                const TextRange range = report.report.text.range(report.marks.times[t].span);
                const std::uint32_t sentence = report.tokens.sentence_at(range.begin);
                if (sentence >= report.tokens.sentences.size()) continue;
                if (is_furniture(report.report.blocks[report.tokens.sentences[sentence].block].kind))
                    continue;
                collect_year(r, t, sentence, ids);
                const auto form = form_of(report.marks.times[t]);
                if (!form) continue;
                Moment moment{r,     t,  sentence, stands_in_marks(report, report.marks.times[t].span),
                              *form, {}, {}};
                add_stems(report, moment.sentence, ids, moment.stems);
                moment.beside = stems_beside(report, moment.sentence, range, ids);
                moments_.push_back(std::move(moment));
            }
        }
        for (const Moment& moment : moments_) {
            for (const std::uint32_t s : moment.stems) ++frequency_[s];
        }
    }

    static void add_stems(const AnnotatedReport& report, std::uint32_t sentence,
                          std::map<std::string, std::uint32_t>& ids, std::vector<std::uint32_t>& stems) {
        add_stems(report, report.tokens.of(report.tokens.sentences[sentence]), ids, stems);
    }

    static void add_stems(const AnnotatedReport& report, std::span<const Token> tokens,
                          std::map<std::string, std::uint32_t>& ids, std::vector<std::uint32_t>& stems) {
        const std::string_view text = report.report.text.text();
        for (const Token& token : tokens) {
            if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
            const std::string word = text::folded(text.substr(token.range.begin, token.range.size()));
            if (word.size() < 4 && token.kind == TokenKind::word && !token.all_capitals) continue;
            if (annotate_weekday(word)) continue;
            stems.push_back(ids.emplace(stem(word), static_cast<std::uint32_t>(ids.size())).first->second);
        }
        std::sort(stems.begin(), stems.end());
        stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    }

    /// Stems of the words on either side of a time in its sentence.
    static std::vector<std::uint32_t> stems_beside(const AnnotatedReport& report, std::uint32_t sentence,
                                                   TextRange time,
                                                   std::map<std::string, std::uint32_t>& ids) {
        const auto tokens = report.tokens.of(report.tokens.sentences[sentence]);
        std::size_t first = 0;
        while (first < tokens.size() && tokens[first].range.end <= time.begin) ++first;
        std::size_t last = first;
        while (last < tokens.size() && tokens[last].range.begin < time.end) ++last;
        std::vector<std::uint32_t> stems;
        add_stems(report,
                  tokens.subspan(first - std::min(first, kBesideWords), std::min(first, kBesideWords)), ids,
                  stems);
        add_stems(report, tokens.subspan(last, std::min(tokens.size() - last, kBesideWords)), ids, stems);
        return stems;
    }

    static bool annotate_weekday(const std::string& word) {
        return word.size() >= 6 && word.size() <= 9 && word.ends_with("day");
    }

    [[nodiscard]] double weight(std::uint32_t stem_id) const {
        const double df = static_cast<double>(frequency_.at(stem_id));
        return std::log(1.0 + static_cast<double>(moments_.size()) / df);
    }

    [[nodiscard]] double cosine(const Moment& a, const Moment& b) const {
        double shared = 0, norm_a = 0, norm_b = 0;
        for (const std::uint32_t s : a.stems) norm_a += weight(s) * weight(s);
        for (const std::uint32_t s : b.stems) norm_b += weight(s) * weight(s);
        std::vector<std::uint32_t> common;
        std::set_intersection(a.stems.begin(), a.stems.end(), b.stems.begin(), b.stems.end(),
                              std::back_inserter(common));
        if (common.size() < kFewestShared) return 0.0;
        for (const std::uint32_t s : common) shared += weight(s) * weight(s);
        return norm_a > 0 && norm_b > 0 ? shared / std::sqrt(norm_a * norm_b) : 0.0;
    }

    [[nodiscard]] Window window(const Place& place) const {
        const AnnotatedReport& report = reports_[place.report];
        const TextRange range = report.report.text.range(place.span);
        const auto count = static_cast<std::uint32_t>(report.tokens.sentences.size());
        if (count == 0) return {1, 0};
        const std::uint32_t first = std::min(report.tokens.sentence_at(range.begin), count - 1);
        return {first, std::max(first, std::min(report.tokens.sentence_at(range.end > 0 ? range.end - 1 : 0),
                                                count - 1))};
    }

    [[nodiscard]] std::vector<const Moment*> moments_in(ReportIndex report, Window window) const {
        std::vector<const Moment*> found;
        const auto first = std::partition_point(moments_.begin(), moments_.end(),
                                                [&](const Moment& m) { return m.report < report; });
        for (auto it = first; it != moments_.end() && it->report == report; ++it) {
            if (it->sentence >= window.first && it->sentence <= window.last) found.push_back(&*it);
        }
        return found;
    }

    [[nodiscard]] static std::size_t words_beside_both(const Moment& a, const Moment& b) {
        std::vector<std::uint32_t> common;
        std::set_intersection(a.beside.begin(), a.beside.end(), b.beside.begin(), b.beside.end(),
                              std::back_inserter(common));
        return common.size();
    }

    /// The one of `others` that stands among the words that `moment` stands among; none where two do.
    [[nodiscard]] static const Moment* at_same_place(const Moment& moment,
                                                     const std::vector<const Moment*>& others) {
        const Moment* best = nullptr;
        std::size_t most = 0;
        for (const Moment* other : others) {
            const std::size_t common = moment.quoted == other->quoted ? words_beside_both(moment, *other) : 0;
            if (common == 0 || common < most) continue;
            best = common == most ? nullptr : other;
            most = common;
        }
        return best;
    }

    /// Times at one place of a shared passage that each report tells in its own way.
    void told_in_other_words(const std::vector<const Moment*>& in_a, const std::vector<const Moment*>& in_b) {
        for (const Moment* a : in_a) {
            const Moment* b = at_same_place(*a, in_b);
            if (b != nullptr && told_otherwise(a->form, b->form) && at_same_place(*b, in_a) == a)
                add(*a, *b, kDoubtAligned, false);
        }
    }

    /// `recycled`: one side may have the words from the other, or both from an older report of the set.
    void through(const Passage& passage, std::uint32_t reach, bool recycled) {
        result_.shares.try_emplace(std::minmax(passage.a.report, passage.b.report), 0.0);
        if (passage.direction == Direction::a_to_b)
            result_.copies.push_back({passage.a.report, passage.b.report, rests_on_shape(passage)});
        if (passage.direction == Direction::b_to_a)
            result_.copies.push_back({passage.b.report, passage.a.report, rests_on_shape(passage)});
        const Window wa = window(passage.a), wb = window(passage.b);
        const Window near_a = {wa.first - std::min(wa.first, reach), wa.last + reach};
        const Window near_b = {wb.first - std::min(wb.first, reach), wb.last + reach};
        for (const Moment* a : moments_in(passage.a.report, near_a)) {
            for (const Moment* b : moments_in(passage.b.report, near_b)) {
                if (!compatible(a->form, b->form)) continue;
                const bool inside_a = a->sentence >= wa.first && a->sentence <= wa.last;
                const bool inside_b = b->sentence >= wb.first && b->sentence <= wb.last;
                add(*a, *b, inside_a && inside_b ? kDoubtInside : kDoubtBeside,
                    recycled && inside_a && inside_b);
            }
        }
        told_in_other_words(moments_in(passage.a.report, wa), moments_in(passage.b.report, wb));
        link_years(passage.a.report, near_a, passage.b.report, near_b);
        link_years(passage.b.report, near_b, passage.a.report, near_a);
        if (passage.direction != Direction::b_to_a) covers(passage.a, wa, passage.b, wb);
        if (passage.direction != Direction::a_to_b) covers(passage.b, wb, passage.a, wa);
    }

    /// The sentences of a shared passage and of the cue of a quotation that holds it: "…," he said last week.
    [[nodiscard]] Window with_cue(const Place& place, Window window) const {
        const AnnotatedReport& report = reports_[place.report];
        for (const Quotation& quote : report.marks.quotes) {
            if (!quote.cue_span || !quote.span.overlaps(place.span)) continue;
            const std::uint32_t cue =
                report.tokens.sentence_at(report.report.text.range(*quote.cue_span).begin);
            if (cue == window.last + 1) return {window.first, cue};
        }
        return window;
    }

    /// "told reporters last month": not "sank last month".
    [[nodiscard]] bool follows_saying(const Moment& moment) const {
        constexpr std::uint32_t kReach = 60;
        const AnnotatedReport& report = reports_[moment.report];
        const std::uint32_t at = report.report.text.range(report.marks.times[moment.time].span).begin;
        const std::uint32_t from =
            std::max(report.tokens.sentences[moment.sentence].range.begin, at - std::min(at, kReach));
        const std::string_view lead = report.report.text.text().substr(from, at - from);
        for (const std::string_view verb :
             {" said ", " told ", " announced ", " warned ", " wrote ", " added "}) {
            if (lead.find(verb) != std::string_view::npos) return true;
        }
        return false;
    }

    /// Words of `older` told again with "last month" beside them.
    void covers(const Place& older, Window told, const Place& newer, Window window) {
        const auto dated = moments_in(older.report, told);
        for (const Moment* moment : moments_in(newer.report, with_cue(newer, window))) {
            // "rolled on Sept. 16" told again as "rolled last week": the day of the happening, not of telling
            if (at_same_place(*moment, dated) != nullptr) continue;
            const TimeForm& form = moment->form;
            const bool back = form.kind == FormKind::offset && form.amount < 0 &&
                              (form.unit == 'W' || form.unit == 'M') && !form.weekend &&
                              form.anchor == annotate::AnchorKind::report;
            if (back && follows_saying(*moment))
                result_.links.push_back(
                    {LinkKind::holds_day, older.report, newer.report, 0, moment->time, kDoubtInside * 2});
        }
    }

    [[nodiscard]] Place place_of(const Moment& moment) const {
        return {moment.report, reports_[moment.report].marks.times[moment.time].span};
    }

    /// Words between quotation marks may be repeated weeks later: "by Friday" in them hangs on the day they
    /// were spoken and says nothing about the day the repeating report was written.
    void add(const Moment& a, const Moment& b, double doubt, bool copied) {
        if (a.report == b.report) return;
        linked_.insert({a.report, a.time, b.report});
        linked_.insert({b.report, b.time, a.report});
        const LinkKind kind = a.quoted && b.quoted ? LinkKind::same_words : LinkKind::same_day;
        if (kind == LinkKind::same_words) {
            covers(place_of(a), {a.sentence, a.sentence}, place_of(b), {b.sentence, b.sentence});
            covers(place_of(b), {b.sentence, b.sentence}, place_of(a), {a.sentence, a.sentence});
        }
        if (a.report < b.report) {
            result_.links.push_back({kind, a.report, b.report, a.time, b.time, doubt, copied});
        } else {
            result_.links.push_back({kind, b.report, a.report, b.time, a.time, doubt, copied});
        }
    }

    /// One utterance quoted by two reports, too short for a passage: "told a news conference Tuesday" in one,
    /// "at a press conference on 10 September" in the other.
    void same_quotations() {
        constexpr std::size_t kOpening = 28, kMostPlaces = 12;
        std::map<std::string, std::vector<Place>> openings;
        for (ReportIndex r = 0; r < reports_.size(); ++r) {
            for (const Quotation& quote : reports_[r].marks.quotes) {
                if (quote.kind == QuotationKind::indirect) continue;
                const std::string words = text::folded(reports_[r].report.words(quote.span));
                const std::size_t first = words.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789");
                if (first == std::string::npos || words.size() - first < kOpening) continue;
                auto& places = openings[words.substr(first, kOpening)];
                if (places.size() < kMostPlaces) places.push_back({r, quote.span});
            }
        }
        for (const auto& [words, places] : openings) {
            for (std::size_t i = 0; i < places.size(); ++i) {
                for (std::size_t k = i + 1; k < places.size(); ++k) {
                    if (places[i].report == places[k].report) continue;
                    Passage passage;
                    passage.a = places[i], passage.b = places[k];
                    passage.direction = Direction::undecided;
                    through(passage, 0, true);
                }
            }
        }
    }

    /// "on February 27" in one report, "tomorrow" in the other, neither in words that somebody spoke.
    [[nodiscard]] static bool day_in_other_words(const Moment& a, const Moment& b) {
        return !a.quoted && !b.quoted && names_day(a.form) && names_day(b.form) &&
               told_otherwise(a.form, b.form);
    }

    /// Faint likeness counts only between reports that share words and that no chain of better links joins.
    void add_faint(const std::vector<std::pair<const Moment*, const Moment*>>& faint) {
        std::vector<ReportIndex> chain(reports_.size());
        std::iota(chain.begin(), chain.end(), 0U);
        const auto root = [&](ReportIndex r) {
            while (chain[r] != r) r = chain[r] = chain[chain[r]];
            return r;
        };
        for (const TimeLink& link : result_.links) {
            if (link.kind != LinkKind::same_words) chain[root(link.b)] = root(link.a);
        }
        std::vector<std::pair<const Moment*, const Moment*>> joining;
        for (const auto& [a, b] : faint) {
            if (result_.shares.contains(std::minmax(a->report, b->report)) &&
                root(a->report) != root(b->report))
                joining.emplace_back(a, b);
        }
        for (const auto& [a, b] : joining) add(*a, *b, kDoubtFaint, false);
    }

    /// Sentences of different reports that are alike and hold times that may be one day, each the best
    /// partner of the other.
    void alike() {
        std::map<std::uint32_t, std::vector<std::uint32_t>> index;
        for (std::uint32_t m = 0; m < moments_.size(); ++m) {
            for (const std::uint32_t s : moments_[m].stems) {
                if (frequency_.at(s) <= kCommonStem) index[s].push_back(m);
            }
        }
        std::map<std::pair<std::uint32_t, ReportIndex>, std::pair<double, std::uint32_t>> best;
        for (std::uint32_t m = 0; m < moments_.size(); ++m) {
            std::set<std::uint32_t> partners;
            for (const std::uint32_t s : moments_[m].stems) {
                const auto found = index.find(s);
                if (found != index.end()) partners.insert(found->second.begin(), found->second.end());
            }
            for (const std::uint32_t p : partners) {
                if (moments_[p].report == moments_[m].report) continue;
                const double least = compatible(moments_[m].form, moments_[p].form) ? kFaintlyAlike
                                     : day_in_other_words(moments_[m], moments_[p]) ? kVeryAlike
                                                                                    : 2.0;
                if (least > 1.0) continue;
                const double likeness = cosine(moments_[m], moments_[p]);
                auto& slot = best[{m, moments_[p].report}];
                if (likeness >= least && likeness > slot.first) slot = {likeness, p};
            }
        }
        std::vector<std::pair<const Moment*, const Moment*>> otherwise, faint;
        for (const auto& [from, to] : best) {
            if (to.first < kFaintlyAlike) continue;
            const auto back = best.find({to.second, moments_[from.first].report});
            if (back == best.end() || back->second.second != from.first) continue;
            const Moment &a = moments_[from.first], &b = moments_[to.second];
            if (!compatible(a.form, b.form)) {
                otherwise.emplace_back(&a, &b);
            } else if (to.first >= kAlike) {
                add(a, b, kDoubtAlike, false);
            } else {
                faint.emplace_back(&a, &b);
            }
        }
        add_faint(faint);
        for (const auto& [a, b] : otherwise) {
            const bool has_better = linked_.contains({a->report, a->time, b->report}) ||
                                    linked_.contains({b->report, b->time, a->report});
            if (!has_better) add(*a, *b, kDoubtOtherwise, false);
        }
    }

    std::span<const AnnotatedReport> reports_;
    const lineage::Lineage& lineage_;
    std::vector<Moment> moments_;  ///< by report, then place
    std::vector<YearMoment> years_;
    std::map<std::uint32_t, std::uint32_t> frequency_;
    /// Times that are linked to one of another report.
    std::set<std::tuple<ReportIndex, std::uint32_t, ReportIndex>> linked_;
    TimeLinks result_;
};

}  // namespace

TimeLinks link_times(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage) {
    return Linker(reports, lineage).run();
}

}  // namespace sitrep::resolve
