#include "brief/items.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::uint32_t kLongestFigureWords = 140;

struct KindWords {
    std::string_view title;
    std::string_view mark;
    std::string_view between;  ///< stands between the groups
    int rank;
};

constexpr std::array<KindWords, 8> kKinds{{{"Agreement", "✓", "; ", 5},
                                           {"Conflict", "✗", " against ", 0},
                                           {"Difference", "≠", "; ", 1},
                                           {"Update", "↻", " → ", 4},
                                           {"Stronger retelling", "▲", " → ", 3},
                                           {"Tension", "↔", " beside ", 2},
                                           {"Not comparable", "∦", "; ", 6},
                                           {"One utterance", "＝", "; ", 7}}};

const KindWords& words_for(RelationKind kind) {
    return kKinds[std::min(static_cast<std::size_t>(kind), kKinds.size() - 1)];
}

}  // namespace

Place place_of_figure(const Reader& reader, const Figure& figure) {
    Place place{figure.report, figure.span};
    if (!figure.counted_span) return place;
    const Span whole{std::min(figure.span.begin, figure.counted_span->begin),
                     std::max(figure.span.end, figure.counted_span->end)};
    const Place sentence = reader.sentence(place);
    return whole.size() <= kLongestFigureWords && sentence.span.contains(whole) ? Place{figure.report, whole}
                                                                                : place;
}

Place place_of(const Reader& reader, const ItemRef& item) {
    const Dossier& dossier = reader.dossier();
    switch (item.list) {
        case ItemRef::List::figures:
            return place_of_figure(reader, dossier.figures[item.index]);
        case ItemRef::List::quotes:
            return {dossier.quotes[item.index].report, dossier.quotes[item.index].span};
        case ItemRef::List::acts:
            return {dossier.acts[item.index].report, dossier.acts[item.index].span};
    }
    return {};
}

EntityRef speaker_of(const Reader& reader, ReportIndex report, const Source& source) {
    if (source.entity >= 0 || !source.span || source.source_class == SourceClass::none) return source.entity;
    return reader.person_in({report, *source.span});
}

std::string source_words(const Reader& reader, ReportIndex report, const Source& source) {
    if (source.source_class == SourceClass::none) return {};
    const EntityRef who = speaker_of(reader, report, source);
    const std::string entity = reader.entity(who);
    const bool named = who >= 0 && static_cast<std::size_t>(who) < reader.dossier().entities.size() &&
                       reader.dossier().entities[static_cast<std::size_t>(who)].named;
    if (named && !entity.empty()) return entity;
    if (source.span && !source.span->empty())
        return in_marks(shortened(reader.words({report, *source.span}), 120));
    return entity.empty() ? std::string() : in_marks(entity);
}

std::string_view title_of(RelationKind kind) { return words_for(kind).title; }
std::string_view mark_of(RelationKind kind) { return words_for(kind).mark; }
int rank_of(RelationKind kind) { return words_for(kind).rank; }

std::set<std::string> content_words(std::string_view words, std::size_t shortest) {
    std::set<std::string> out;
    std::string word;
    for (const char c : text::folded(words) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
            continue;
        }
        if (word.size() >= shortest) out.insert(word);
        word.clear();
    }
    return out;
}

std::string labels_of(const Reader& reader, const std::vector<Place>& places) {
    std::string out;
    std::set<ReportIndex> reports;
    for (const Place& place : places) {
        if (place.report < reader.size()) reports.insert(place.report);
    }
    for (const ReportIndex report : reports) out += (out.empty() ? "" : ", ") + reader.label(report);
    return out;
}

bool tells_of_before(std::string_view words, const BriefWords& sets) {
    return sets.of_before.stands_in(padded_words(words));
}

std::string padded_words(std::string_view words) {
    constexpr std::string_view kMarks = "\xE2\x80";  // dashes and quotation marks
    const std::string folded = text::folded(words);
    std::string out(1, ' ');
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char c = folded[i];
        const bool mark = folded.compare(i, kMarks.size(), kMarks) == 0;
        const bool apostrophe = c == '\'' || (mark && folded.compare(i, 3, "\u2019") == 0);
        const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                          (!mark && static_cast<unsigned char>(c) >= 0x80);
        if (part || apostrophe)
            out += apostrophe ? '\'' : c;
        else if (out.back() != ' ')
            out += ' ';
        if (mark) i += 2;
    }
    if (out.back() != ' ') out += ' ';
    return out;
}

std::size_t reports_in(const std::vector<Place>& places) {
    std::vector<ReportIndex> seen;
    for (const Place& place : places) seen.push_back(place.report);
    std::sort(seen.begin(), seen.end());
    return static_cast<std::size_t>(std::unique(seen.begin(), seen.end()) - seen.begin());
}

std::string spaced(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

std::string with_stop(std::string text) {
    for (const std::string_view end : {".", "!", "?", ".”", "!”", "?”", "…"}) {
        if (text.ends_with(end)) return text;
    }
    return text + ".";
}

std::string capitalised(std::string_view text) {
    if (text.empty()) return {};
    std::string out(text);
    const bool word = out.size() > 1 && ((out[1] >= 'a' && out[1] <= 'z') || out[1] == ' ');
    if (word && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

}  // namespace sitrep::brief
