#include "brief/comparison.hpp"

#include <algorithm>

#include "brief/items.hpp"
#include "brief/passage_words.hpp"
#include "brief/reader.hpp"
#include "brief/word_diff.hpp"

namespace sitrep::brief {
namespace {

struct SharedWords {
    Place a;
    Place b;
    const Passage* passage;
};

/// Passages of the two reports with `a` on the first side, in the order of `a`'s text.
std::vector<SharedWords> shared(const Dossier& dossier, ReportIndex a, ReportIndex b) {
    std::vector<SharedWords> list;
    for (const Passage& passage : dossier.passages) {
        if (passage.a.report == a && passage.b.report == b) list.push_back({passage.a, passage.b, &passage});
        if (passage.a.report == b && passage.b.report == a) list.push_back({passage.b, passage.a, &passage});
    }
    std::stable_sort(list.begin(), list.end(), [](const SharedWords& x, const SharedWords& y) {
        return std::tie(x.a, x.b) < std::tie(y.a, y.b);
    });
    return list;
}

std::string bracketed(std::string_view words, std::string_view other) {
    std::string out;
    for (const WordRun& run : changed_words(words, other)) {
        const bool blank = run.words.ends_with(' ');
        const std::string_view bare =
            std::string_view(run.words).substr(0, run.words.size() - (blank ? 1 : 0));
        out += run.changed ? "[" + std::string(bare) + "]" : std::string(bare);
        if (blank) out += ' ';
    }
    return out;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines{""};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (!lines.back().empty() && characters(lines.back()) + 1 + characters(word) > width)
            lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
        at = end + 1;
    }
    return lines;
}

std::string columns(std::string_view left, std::string_view right, std::size_t width) {
    const std::size_t half = std::max<std::size_t>(16, (width - 3) / 2);
    const auto a = wrapped(left, half);
    const auto b = wrapped(right, half);
    std::string out;
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        const std::string cell = i < a.size() ? a[i] : std::string();
        out += cell;
        if (i < b.size() && !b[i].empty()) {
            const std::size_t length = characters(cell);
            out += std::string(half > length ? half - length : 0, ' ') + " | " + b[i];
        } else {
            out += std::string(half > characters(cell) ? half - characters(cell) : 0, ' ') + " |";
        }
        out += "\n";
    }
    return out;
}

class Pair {
  public:
    Pair(const Dossier& dossier, ReportIndex a, ReportIndex b, const BriefWords& words)
        : reader_(dossier, words),
          dossier_(dossier),
          a_(a),
          b_(b),
          tied_figures_(dossier.figures.size()),
          tied_quotes_(dossier.quotes.size()) {}

    std::vector<Finding> relations() {
        std::vector<std::pair<int, Finding>> found;
        for (std::size_t i = 0; i < dossier_.relations.size(); ++i) {
            Relation only = dossier_.relations[i];
            std::erase_if(only.items, [&](const ItemRef& item) {
                const ReportIndex report = place_of(reader_, item).report;
                return report != a_ && report != b_;
            });
            std::vector<Place> places;
            for (const ItemRef& item : only.items) places.push_back(place_of(reader_, item));
            if (reports_in(places) < 2) continue;
            for (const ItemRef& item : only.items) {
                if (item.list == ItemRef::List::figures) tied_figures_[item.index] = true;
                if (item.list == ItemRef::List::quotes) tied_quotes_[item.index] = true;
            }
            std::string text = one_line(only.subject) + ": ";
            bool first = true;
            for (const ItemGroup& group : groups_of(reader_, only)) {
                if (!first) text += "; ";
                first = false;
                text += in_marks(group.words) + " (" + (group.source.empty() ? "" : group.source + ", ") +
                        labels_of(reader_, group.places) + ")";
            }
            text = with_stop(std::move(text));
            if (!only.reason.empty()) text += " " + with_stop(capitalised(one_line(only.reason)));
            found.push_back({rank_of(only.kind),
                             {std::string(name(only.kind)), std::move(text), std::move(places), false}});
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& x, const auto& y) { return x.first < y.first; });
        std::vector<Finding> out;
        for (auto& [rank, finding] : found) out.push_back(std::move(finding));
        return out;
    }

    std::vector<Finding> alone(const std::vector<SharedWords>& passages) const {
        const auto is_shared = [&](const Place& place) {
            return std::any_of(passages.begin(), passages.end(), [&](const SharedWords& one) {
                return (one.a.report == place.report && one.a.span.overlaps(place.span)) ||
                       (one.b.report == place.report && one.b.span.overlaps(place.span));
            });
        };
        std::vector<Finding> out;
        for (const ReportIndex report : {a_, b_}) {
            for (std::size_t i = 0; i < dossier_.figures.size(); ++i) {
                const Figure& figure = dossier_.figures[i];
                if (figure.report != report || tied_figures_[i]) continue;
                const Place place = place_of_figure(reader_, figure);
                if (is_shared(place) || is_furniture(reader_.block_kind(place))) continue;
                out.push_back(
                    {"only",
                     reader_.label(report) + " alone, figure: " + in_marks(reader_.words(place)) + ".",
                     {place},
                     false});
            }
            for (std::size_t i = 0; i < dossier_.quotes.size(); ++i) {
                const Quotation& quote = dossier_.quotes[i];
                const Place place{quote.report, quote.span};
                if (quote.report != report || tied_quotes_[i] || quote.kind != QuotationKind::direct ||
                    is_shared(place))
                    continue;
                const std::string speaker = source_words(reader_, report, quote.speaker);
                out.push_back({"only",
                               reader_.label(report) + " alone, " +
                                   (speaker.empty() ? "no speaker given" : speaker) + ": " +
                                   in_marks(reader_.words(place)) + ".",
                               {place},
                               false});
            }
        }
        return out;
    }

    const Reader& reader() const { return reader_; }

  private:
    Reader reader_;
    const Dossier& dossier_;
    ReportIndex a_;
    ReportIndex b_;
    std::vector<bool> tied_figures_;
    std::vector<bool> tied_quotes_;
};

}  // namespace

std::vector<Finding> compare_reports(const Dossier& dossier, ReportIndex a, ReportIndex b,
                                     const BriefWords& words) {
    Pair pair(dossier, a, b, words);
    const auto passages = shared(dossier, a, b);
    std::vector<Finding> out;
    for (const SharedWords& one : passages) {
        const std::string left = pair.reader().words(one.a);
        const std::string right = pair.reader().words(one.b);
        std::string text = std::string(name(one.passage->kind)) + ", " + way_of(pair.reader(), *one.passage) +
                           ": " + in_marks(left);
        if (left != right) text += " / " + in_marks(right);
        out.push_back({"shared", with_stop(std::move(text)), {one.a, one.b}, false});
    }
    for (auto& finding : pair.relations()) out.push_back(std::move(finding));
    for (auto& finding : pair.alone(passages)) out.push_back(std::move(finding));
    return out;
}

std::string side_by_side_text(const Dossier& dossier, ReportIndex a, ReportIndex b, std::size_t width,
                              const BriefWords& words) {
    Pair pair(dossier, a, b, words);
    const Reader& reader = pair.reader();
    const auto passages = shared(dossier, a, b);
    const auto heading = [&](ReportIndex report) {
        return reader.label(report) + ": " + reader.outlet(report) + ", " + reader.date(report);
    };
    const auto changed = [](const WordRun& run) { return run.changed; };
    const bool differ = std::any_of(passages.begin(), passages.end(), [&](const SharedWords& one) {
        const std::string left = reader.words(one.a), right = reader.words(one.b);
        const auto here = changed_words(left, right), there = changed_words(right, left);
        return std::any_of(here.begin(), here.end(), changed) ||
               std::any_of(there.begin(), there.end(), changed);
    });
    std::string out = columns(heading(a), heading(b), width) + "\n";
    out += passages.empty() ? "No shared passages.\n"
                            : counted(passages.size(), "shared passage", "shared passages") +
                                  (differ ? "; words that the other side of a passage has nowhere stand in "
                                            "[brackets].\n"
                                          : ", with the same words on both sides.\n");
    for (const SharedWords& one : passages) {
        const std::string left = reader.words(one.a);
        const std::string right = reader.words(one.b);
        out += "\n" + reader.citation(one.a) + " and " + reader.citation(one.b) + ", " +
               std::string(name(one.passage->kind)) + ", " + way_of(reader, *one.passage) + "\n";
        out += columns(bracketed(left, right), bracketed(right, left), width);
    }
    std::string kind;
    const auto lines = [&](const std::vector<Finding>& findings) {
        for (const Finding& finding : findings) {
            if (finding.kind != kind) out += "\n" + finding.kind + "\n";
            kind = finding.kind;
            for (const std::string& line : wrapped("- " + finding.text, width)) out += line + "\n";
        }
    };
    lines(pair.relations());
    lines(pair.alone(passages));
    return out;
}

}  // namespace sitrep::brief
