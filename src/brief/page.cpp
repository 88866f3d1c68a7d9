#include "brief/page.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "brief/html.hpp"
#include "brief/word_diff.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kLargestTexts = 4U << 20U;  // bytes of clean text that go into the page whole
constexpr std::size_t kLongestParagraph = 1200;   // bytes of a paragraph shown around cited words
constexpr std::size_t kCardsShown = 12;
constexpr std::size_t kLabelsShown = 8;

std::size_t text_bytes(const Reader& reader) {
    std::size_t bytes = 0;
    for (ReportIndex report = 0; report < reader.size(); ++report)
        bytes += reader.report(report).text.text().size();
    return bytes;
}

}  // namespace

Page::Page(const Reader& reader, const RenderOptions& options)
    : reader_(reader),
      options_(options),
      standing_(reader),
      whole_texts_(text_bytes(reader) <= kLargestTexts) {}

std::string Page::anchor(ReportIndex report, std::uint32_t paragraph) const {
    return "t" + std::to_string(report + 1) + "p" + std::to_string(paragraph);
}

std::string Page::link(const Place& place) const {
    if (place.report >= reader_.size()) return {};
    const Paragraph* paragraph = reader_.paragraph(place);
    const std::string label = escape_html(reader_.label(place.report));
    if (paragraph == nullptr) return "<bdi>" + label + "</bdi>";
    const std::string words = "<bdi>" + label + "&nbsp;¶" + std::to_string(paragraph->number) + "</bdi>";
    return whole_texts_
               ? "<a class=ref href=\"#" + anchor(place.report, paragraph->number) + "\">" + words + "</a>"
               : words;
}

std::size_t Page::note(const Place& place) {
    const auto [at, is_new] = note_of_.emplace(place, noted_.size() + 1);
    if (is_new) noted_.push_back(place);
    return at->second;
}

std::string Page::card(ReportIndex report, const Paragraph* paragraph, std::vector<Span> spans) const {
    const CleanText& text = reader_.report(report).text;
    std::sort(spans.begin(), spans.end());
    TextRange shown = paragraph != nullptr ? paragraph->range : text.range(spans.front());
    std::string before;
    std::string after;
    if (shown.size() > kLongestParagraph) {
        const TextRange words = text.range(spans.front());
        const std::uint32_t half = static_cast<std::uint32_t>(kLongestParagraph) / 2;
        const std::string_view all = text.text();
        std::uint32_t begin = std::max(shown.begin, words.begin > half ? words.begin - half : 0U);
        std::uint32_t end = std::min(shown.end, std::max(words.end, words.begin + half));
        while (begin > shown.begin && begin < words.begin && all[begin] != ' ') ++begin;
        while (end < shown.end && all[end] != ' ') ++end;
        if (begin > shown.begin) before = "… ";
        if (end < shown.end) after = " …";
        shown = {begin, end};
    }
    std::string out =
        "<figure class=card><figcaption><b><bdi>" + escape_html(reader_.label(report)) + "</bdi></b>";
    if (paragraph != nullptr) out += " ¶" + std::to_string(paragraph->number);
    out += " · <bdi>" + escape_html(reader_.outlet(report)) + "</bdi> · " +
           escape_html(reader_.date(report)) + "</figcaption><blockquote dir=auto>" + before;
    std::uint32_t at = shown.begin;
    const auto put = [&](std::uint32_t end) {
        if (end <= at) return;
        out += escape_html(text.text().substr(at, end - at));
        at = end;
    };
    for (const Span span : spans) {
        const TextRange words = text.range(span);
        if (words.begin >= shown.end || words.end <= at) continue;
        put(std::max(words.begin, at));
        out += "<mark>";
        put(std::min(words.end, shown.end));
        out += "</mark>";
    }
    put(shown.end);
    out += after + "</blockquote>";
    if (whole_texts_ && paragraph != nullptr) {
        out += "<a href=\"#" + anchor(report, paragraph->number) + "\">in the text of <bdi>" +
               escape_html(reader_.label(report)) + "</bdi></a>";
    }
    return out + "</figure>";
}

std::string Page::evidence(const std::vector<Place>& places, std::string_view extra) {
    const std::string cards = folded_cards(places, extra);
    if (cards.empty()) return {};
    std::set<std::size_t> notes;
    for (const Place& place : places) {
        if (place.report < reader_.size() && !place.span.empty()) notes.insert(note(reader_.sentence(place)));
    }
    std::string numbers;
    for (const std::size_t number : notes) numbers += (numbers.empty() ? "" : ",") + std::to_string(number);
    return "<sup class=fn>" + numbers + "</sup>" + cards;
}

std::string Page::evidence_of_names(const std::vector<Place>& places, std::string_view extra) {
    return folded_cards(places, extra);
}

std::string Page::folded_cards(const std::vector<Place>& places, std::string_view extra) const {
    std::vector<std::pair<ReportIndex, const Paragraph*>> order;
    std::map<std::pair<ReportIndex, const Paragraph*>, std::vector<Span>> spans;
    for (const Place& place : places) {
        if (place.report >= reader_.size() || place.span.empty()) continue;
        const auto key = std::make_pair(place.report, reader_.paragraph(place));
        auto& list = spans[key];
        if (list.empty()) order.push_back(key);
        if (std::find(list.begin(), list.end(), place.span) == list.end()) list.push_back(place.span);
    }
    if (order.empty()) return {};
    std::string out = "<details class=ev><summary>";
    for (std::size_t i = 0; i < std::min(order.size(), kLabelsShown); ++i) {
        out += "<bdi class=cite>" + escape_html(reader_.label(order[i].first));
        if (order[i].second != nullptr) out += " ¶" + std::to_string(order[i].second->number);
        out += "</bdi> ";
    }
    if (order.size() > kLabelsShown)
        out += "<span class=more>+" + std::to_string(order.size() - kLabelsShown) + "</span> ";
    if (!extra.empty()) out += "<bdi class=extra>" + escape_html(extra) + "</bdi>";
    out += "</summary><div class=cards>";
    for (std::size_t i = 0; i < std::min(order.size(), kCardsShown); ++i)
        out += card(order[i].first, order[i].second, spans[order[i]]);
    out += "</div>";
    if (order.size() > kCardsShown)
        out += "<p class=quiet>" + std::to_string(order.size() - kCardsShown) +
               " further places are in the dossier.</p>";
    return out + "</details>";
}

std::string Page::notes() const {
    if (noted_.empty()) return {};
    std::string out = "<section class=\"notes print\"><h2>Notes</h2><ol>";
    for (const Place& place : noted_) {
        out += "<li><b><bdi>" + escape_html(reader_.citation(place)) + "</bdi></b> <bdi>" +
               escape_html(reader_.outlet(place.report)) +
               "</bdi>: " + rich(in_marks(shortened(reader_.words(place), 300))) + "</li>\n";
    }
    return out + "</ol></section>";
}

std::string isolated(std::string_view words) { return "<bdi>" + escape_html(words) + "</bdi>"; }

std::string rich(std::string_view text) {
    static constexpr std::string_view kOpen = "“";
    static constexpr std::string_view kClose = "”";
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find(kOpen, at);
        const std::size_t close = open == std::string_view::npos ? open : text.find(kClose, open);
        if (close == std::string_view::npos) break;
        out += escape_html(text.substr(at, open - at));
        out += "<q dir=auto>" + escape_html(text.substr(open, close + kClose.size() - open)) + "</q>";
        at = close + kClose.size();
    }
    return out + escape_html(text.substr(std::min(at, text.size())));
}

std::string with_changes(std::string_view words, std::string_view other) {
    std::string out;
    for (const WordRun& run : changed_words(words, other)) {
        const bool blank = run.words.ends_with(' ');
        const std::string escaped =
            escape_html(std::string_view(run.words).substr(0, run.words.size() - (blank ? 1 : 0)));
        out += run.changed ? "<span class=chg>" + escaped + "</span>" : escaped;
        if (blank) out += ' ';
    }
    return out;
}

std::string_view css_name(RelationKind kind) {
    constexpr std::array<std::string_view, 8> names{"agree",    "conflict", "differ", "update",
                                                    "stronger", "tension",  "nocomp", "same"};
    return names[std::min(static_cast<std::size_t>(kind), names.size() - 1)];
}

std::string badge(RelationKind kind) {
    return "<span class=\"badge " + std::string(css_name(kind)) + "\"><span aria-hidden=true>" +
           std::string(mark_of(kind)) + "</span> " + std::string(title_of(kind)) + "</span>";
}

}  // namespace sitrep::brief
