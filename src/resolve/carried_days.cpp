#include "resolve/carried_days.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

/// Where the marks of each report begin; marks stand by report, then by place.
template <typename Mark>
std::vector<std::size_t> starts_of(const std::vector<Mark>& marks, std::size_t reports) {
    std::vector<std::size_t> starts(reports + 1, marks.size());
    for (std::size_t i = marks.size(); i-- > 0;) starts[marks[i].report] = i;
    for (std::size_t r = reports; r-- > 0;) starts[r] = std::min(starts[r], starts[r + 1]);
    return starts;
}

struct Sides {
    Place source, copy;
    bool same_words = false;  ///< not reworded: its times are the same times
};

class Carrier {
  public:
    explicit Carrier(Dossier& dossier)
        : dossier_(dossier),
          time_starts_(starts_of(dossier.times, dossier.reports.size())),
          figure_starts_(starts_of(dossier.figures, dossier.reports.size())) {}

    void times(const Sides& sides) {
        const auto old = inside(dossier_.times, time_starts_, sides.source);
        const auto copied = inside(dossier_.times, time_starts_, sides.copy);
        pair_up(
            old, copied,
            [&](std::size_t a, std::size_t b) {
                return words({dossier_.times[a].report, dossier_.times[a].span}) ==
                       words({dossier_.times[b].report, dossier_.times[b].span});
            },
            [&](std::size_t a, std::size_t b) {
                if (sides.same_words) {
                    take(dossier_.times[a], dossier_.times[b]);
                } else {
                    doubt(dossier_.times[a], dossier_.times[b]);
                }
            });
    }

    void figures(const Sides& sides) {
        const auto old = inside(dossier_.figures, figure_starts_, sides.source);
        const auto copied = inside(dossier_.figures, figure_starts_, sides.copy);
        pair_up(
            old, copied,
            [&](std::size_t a, std::size_t b) {
                return same_amount(dossier_.figures[a], dossier_.figures[b]);
            },
            [&](std::size_t a, std::size_t b) { take(dossier_.figures[a], dossier_.figures[b]); });
    }

  private:
    template <typename Mark>
    static std::vector<std::size_t> inside(const std::vector<Mark>& marks,
                                           const std::vector<std::size_t>& starts, const Place& place) {
        std::vector<std::size_t> found;
        for (std::size_t i = starts[place.report]; i < starts[place.report + 1]; ++i) {
            if (place.span.overlaps(marks[i].span)) found.push_back(i);
        }
        return found;
    }

    /// Marks of both sides in text order, each used once.
    template <typename Same, typename Use>
    static void pair_up(const std::vector<std::size_t>& old, const std::vector<std::size_t>& copied,
                        Same same, Use use) {
        std::vector<bool> used(old.size(), false);
        for (const std::size_t b : copied) {
            for (std::size_t i = 0; i < old.size(); ++i) {
                if (used[i] || !same(old[i], b)) continue;
                used[i] = true;
                use(old[i], b);
                break;
            }
        }
    }

    [[nodiscard]] std::string words(Place place) const {
        return text::folded(dossier_.reports[place.report].report.words(place.span));
    }

    static bool same_amount(const Figure& a, const Figure& b) {
        const bool says = a.value || a.low || a.high;
        return says && std::tie(a.value, a.low, a.high, a.unit) == std::tie(b.value, b.low, b.high, b.unit);
    }

    /// Explicit dates mean the same everywhere.
    static bool hangs_on_report(const TimeExpression& time) {
        return time.basis == "day of the report" || !time.unsolved.empty() ||
               time.basis == "days on which the report may have been written";
    }

    /// "Since Sunday" in words that were told anew weeks later: the old Sunday, if the rewriter left it
    /// standing, or the last one.
    static void doubt(const TimeExpression& old, TimeExpression& told) {
        if (!hangs_on_report(told) || !old.bounds.bounded() || !told.bounds.bounded()) return;
        if (*old.bounds.latest >= *told.bounds.earliest) return;
        told.value.reset();
        told.bounds.earliest = old.bounds.earliest;
        told.basis = "day of this report, or of the one whose words it tells anew";
    }

    /// Only what hangs on the day of the copying report is carried.
    void take(const TimeExpression& old, TimeExpression& copied) const {
        if (!hangs_on_report(copied) || !old.bounds.bounded() || old.bounds == copied.bounds) return;
        const Published& own = dossier_.published[copied.report];
        if (own.range.latest && *old.bounds.earliest > *own.range.latest && copied.bounds.bounded()) return;
        copied.value = old.value;
        copied.bounds = old.bounds;
        if (copied.value) copied.unsolved.clear();
        copied.basis = "day of the report that had these words first";
    }

    static void take(const Figure& old, Figure& copied) {
        if (!old.as_of.latest) return;
        if (copied.as_of.latest && *old.as_of.latest > *copied.as_of.latest) return;
        copied.as_of = old.as_of;
    }

    Dossier& dossier_;
    std::vector<std::size_t> time_starts_, figure_starts_;
};

constexpr std::size_t kFewestBlanks = 3;  // of words between marks that are taken for one utterance

/// Letters and digits of words between quotation marks, folded, with single blanks.
std::string spoken_key(std::string_view words) {
    std::string key;
    for (const char c : text::folded(words)) {
        const bool kept =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (kept) {
            key += c;
        } else if (!key.empty() && key.back() != ' ') {
            key += ' ';
        }
    }
    while (!key.empty() && key.back() == ' ') key.pop_back();
    return key;
}

/// The same words between marks in a report and, surely later, in another: they were spoken once.
void add_repeated_quotations(const Dossier& dossier, std::vector<Sides>& all) {
    std::map<std::string, std::vector<Place>> said;
    for (const Quotation& quote : dossier.quotes) {
        if (quote.kind != QuotationKind::direct || quote.report >= dossier.reports.size()) continue;
        std::string words = spoken_key(dossier.reports[quote.report].report.words(quote.span));
        // marks of other sets than ASCII differ between reports
        for (const std::string_view mark : {"“", "”", "‘", "’"}) {
            for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark))
                words.erase(at, mark.size());
        }
        if (std::count(words.begin(), words.end(), ' ') < static_cast<std::ptrdiff_t>(kFewestBlanks))
            continue;
        said[words].push_back({quote.report, quote.span});
    }
    for (const auto& [words, places] : said) {
        const Place* first = &places.front();
        for (const Place& place : places) {
            const auto& known = dossier.published[first->report].range.latest;
            const auto& own = dossier.published[place.report].range.latest;
            if (own && (!known || *own < *known)) first = &place;
        }
        const auto& spoken = dossier.published[first->report].range.latest;
        for (const Place& place : places) {
            const auto& copied = dossier.published[place.report].range.earliest;
            if (spoken && copied && *spoken < *copied) all.push_back({*first, place, true});
        }
    }
}

}  // namespace

void carry_days(Dossier& dossier, std::span<const Passage> passages) {
    std::vector<Sides> all;
    for (const Passage& passage : passages) {
        const bool same = passage.kind != PassageKind::reworded;
        const DateRange& a = dossier.published[passage.a.report].range;
        const DateRange& b = dossier.published[passage.b.report].range;
        // words that a report has days before another are no younger than there, whoever took them from whom
        const bool open =
            passage.direction == Direction::undecided || passage.direction == Direction::common_source;
        const bool a_first = open && same && a.latest && b.earliest && *a.latest < *b.earliest;
        const bool b_first = open && same && b.latest && a.earliest && *b.latest < *a.earliest;
        if (passage.direction == Direction::a_to_b || a_first) all.push_back({passage.a, passage.b, same});
        if (passage.direction == Direction::b_to_a || b_first) all.push_back({passage.b, passage.a, same});
    }
    add_repeated_quotations(dossier, all);
    // the oldest source first, so that days go down a line of copies
    const auto written = [&](const Sides& sides) {
        const DateRange& range = dossier.published[sides.source.report].range;
        return std::tuple(range.earliest ? range.earliest->number : INT32_MAX, sides.source.report,
                          sides.source.span.begin, sides.copy.report, sides.copy.span.begin);
    };
    std::sort(all.begin(), all.end(),
              [&](const Sides& a, const Sides& b) { return written(a) < written(b); });
    Carrier carrier(dossier);
    for (const Sides& sides : all) {
        carrier.times(sides);
        carrier.figures(sides);
    }
}

void settle_directions(std::vector<Passage>& passages, std::span<const Published> published) {
    const auto before = [&](ReportIndex first, ReportIndex second) {
        const DateRange &x = published[first].range, &y = published[second].range;
        return x.latest && y.earliest && *x.latest < *y.earliest;
    };
    for (Passage& passage : passages) {
        const bool backwards =
            (passage.direction == Direction::a_to_b && before(passage.b.report, passage.a.report)) ||
            (passage.direction == Direction::b_to_a && before(passage.a.report, passage.b.report));
        if (!backwards) continue;
        passage.direction = passage.direction == Direction::a_to_b ? Direction::b_to_a : Direction::a_to_b;
        passage.why = "written days apart";
    }
}

}  // namespace sitrep::resolve
