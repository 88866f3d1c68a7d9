#include "brief/short_form.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "brief/sections.hpp"
#include "brief/timeline_weights.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kCitationsShown = 8;
constexpr std::size_t kTitleWords = 3;  // "# Situation brief"
constexpr std::size_t kNoteWords = 14;  // of short_form_note()
constexpr std::size_t kRoomForNote = 40;

/// After head and bottom line a short form takes one sentence of each of these by turns.
constexpr std::array<std::string_view, 6> kByTurns{"changed", "figures", "requests",
                                                   "said",    "cases",   "timeline"};
/// What only fills a short form where it is asked for.
constexpr std::array<std::string_view, 4> kAskedFor{"places", "gaps", "sources", "method"};

/// Sentences of a section on one page where nothing else is asked for.
struct Room {
    std::string_view section;
    std::size_t sentences;
};
constexpr std::array<Room, 8> kRooms{{{"changed", 6},
                                      {"figures", 8},
                                      {"said", 5},
                                      {"requests", 5},
                                      {"cases", 3},
                                      {"timeline", 6},
                                      {"places", 3},
                                      {"gaps", 4}}};

/// Words of a sentence as printed: bullet, text, citations at most.
std::size_t printed_words(const BriefSentence& sentence) {
    const std::size_t cited = sentence.citations.size();
    return 1 + words_in(sentence.text) + std::min(cited, kCitationsShown) + (cited > kCitationsShown ? 4 : 0);
}

std::size_t heading_words(std::string_view section) {
    for (const SectionTitle& one : section_titles()) {
        if (one.name == section) return 1 + words_in(one.title);
    }
    return 1;
}

std::vector<std::size_t> in_section(const std::vector<BriefSentence>& brief, std::string_view section) {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; i < brief.size(); ++i) {
        if (brief[i].section == section) list.push_back(i);
    }
    return list;
}

/// Without the report of what was told later: that says nothing of how many had the words.
std::size_t reports_cited(const BriefSentence& sentence) {
    std::set<ReportIndex> reports;
    if (sentence.text.find(kToldLater) != std::string::npos && sentence.citations.size() > 1) {
        for (std::size_t i = 0; i + 1 < sentence.citations.size(); ++i)
            reports.insert(sentence.citations[i].report);
        return reports.size();
    }
    for (const Place& place : sentence.citations) reports.insert(place.report);
    return reports.size();
}

/// Indices of the brief in the order in which a short form takes them.
std::vector<std::size_t> by_importance(const std::vector<BriefSentence>& brief,
                                       const RenderOptions& options) {
    // First what a brief covers and that nothing was verified; what else the head says comes last.
    std::vector<std::size_t> head = in_section(brief, "head");
    if (head.size() > 2) std::rotate(head.begin() + 1, head.end() - 1, head.end());
    const auto first = head.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(head.size(), 2));
    std::vector<std::size_t> order(head.begin(), first);
    const auto bottom = in_section(brief, "bottom_line");
    order.insert(order.end(), bottom.begin(), bottom.end());
    std::vector<std::vector<std::size_t>> turns;
    for (const std::string_view section : kByTurns) turns.push_back(in_section(brief, section));
    // Of the timeline what most reports tell, then the latest.
    std::stable_sort(turns.back().begin(), turns.back().end(), [&](std::size_t a, std::size_t b) {
        const std::size_t reports_a = reports_cited(brief[a]), reports_b = reports_cited(brief[b]);
        return reports_a != reports_b ? reports_a > reports_b : a > b;
    });
    for (std::size_t round = 0; round < brief.size(); ++round) {
        for (const auto& turn : turns) {
            if (round < turn.size()) order.push_back(turn[round]);
        }
    }
    order.insert(order.end(), first, head.end());
    for (const std::string_view section : kAskedFor) {
        if (options.sections.empty()) break;
        const auto rest = in_section(brief, section);
        order.insert(order.end(), rest.begin(), rest.end());
    }
    return order;
}

/// "14–15 January 2017: “…”".
bool of_several_days(std::string_view text) {
    return text.substr(0, text.find(": ")).find("–") != std::string_view::npos;
}

}  // namespace

bool shown(std::string_view section, const RenderOptions& options) {
    return options.sections.empty() ||
           std::find(options.sections.begin(), options.sections.end(), section) != options.sections.end();
}

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        words += !blank && !inside ? 1 : 0;
        inside = !blank;
    }
    return words;
}

std::string code_words(std::string_view text) {
    std::string out = one_line(text);
    std::replace(out.begin(), out.end(), '`', '\'');
    return out;
}

std::vector<const BriefSentence*> selected(const std::vector<BriefSentence>& brief,
                                           const RenderOptions& options) {
    std::vector<bool> keep(brief.size(), options.max_words == 0);
    if (options.max_words > 0) {
        std::size_t words = kTitleWords + (options.max_words >= kRoomForNote ? kNoteWords : 0);
        std::set<std::string_view> headed;
        for (const std::size_t i : by_importance(brief, options)) {
            // A count of what a section leaves out tells nothing of the situation.
            if (!shown(brief[i].section, options) || brief[i].text.ends_with(kNotShown)) continue;
            const std::size_t heading =
                headed.count(brief[i].section) > 0 ? 0 : heading_words(brief[i].section);
            const std::size_t more = printed_words(brief[i]) + heading;
            if (words + more > options.max_words) continue;
            words += more;
            headed.insert(brief[i].section);
            keep[i] = true;
        }
    }
    std::vector<const BriefSentence*> out;
    for (std::size_t i = 0; i < brief.size(); ++i) {
        if (keep[i] && shown(brief[i].section, options)) out.push_back(&brief[i]);
    }
    return out;
}

std::string short_form_note(const std::vector<BriefSentence>& brief, std::size_t kept,
                            const RenderOptions& options) {
    if (options.max_words < kRoomForNote) return {};
    const auto all = static_cast<std::size_t>(std::count_if(
        brief.begin(), brief.end(), [&](const BriefSentence& one) { return shown(one.section, options); }));
    if (kept >= all) return {};
    return "Short form: " + std::to_string(kept) + " of " + std::to_string(all) +
           " entries; without --max-words the others stand too.";
}

std::vector<const BriefSentence*> on_one_page(const Reader& reader,
                                              const std::vector<const BriefSentence*>& section,
                                              const RenderOptions& options) {
    if (section.empty() || !options.sections.empty() || options.max_words > 0) return section;
    const std::string_view name = section.front()->section;
    const auto room =
        std::find_if(kRooms.begin(), kRooms.end(), [&](const Room& one) { return one.section == name; });
    if (room == kRooms.end()) return section;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < section.size(); ++i) {
        // A count of what a section leaves out tells nothing of the situation.
        if (!section[i]->text.ends_with(kNotShown)) order.push_back(i);
    }
    const auto by_weight = [&](auto weight) {
        std::vector<double> weights;
        for (const BriefSentence* sentence : section) weights.push_back(weight(*sentence));
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    };
    if (name == "said") {
        std::map<std::string, std::size_t> of_speaker;
        by_weight([&](const BriefSentence& sentence) {
            // Everybody once or twice before anybody a third time.
            const std::size_t before =
                of_speaker[sentence.text.substr(0, sentence.text.find_first_of(":("))]++;
            return static_cast<double>(reports_cited(sentence)) - (before >= 2 ? 10.0 : 0.0);
        });
    }
    if (name == "timeline") {
        const TimelineWeights weights(reader);
        by_weight([&](const BriefSentence& sentence) {
            return weights.of(sentence.citations) - (of_several_days(sentence.text) ? 1.0 : 0.0);
        });
    }
    order.resize(std::min(order.size(), room->sentences));
    std::sort(order.begin(), order.end());
    std::vector<const BriefSentence*> kept;
    for (const std::size_t i : order) kept.push_back(section[i]);
    return kept;
}

}  // namespace sitrep::brief
