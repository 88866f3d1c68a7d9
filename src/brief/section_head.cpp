// Head, sources and method: what was read, from whom, and how.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "brief/items.hpp"
#include "brief/passage_words.hpp"
#include "brief/sections.hpp"
#include "lineage/credits.hpp"
#include "sitrep/engine.hpp"
#include "text/analysed.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kPairsTold = 30;
constexpr std::size_t kStoriesTold = 8;
constexpr std::size_t kDigestsTold = 30;
constexpr std::size_t kUncertainTold = 6;
constexpr std::size_t kOtherLanguagesTold = 6;
constexpr std::size_t kReasonsTold = 3;  // of one report

std::vector<Place> heads(const Reader& reader) {
    std::vector<Place> places;
    for (ReportIndex report = 0; report < reader.size(); ++report) places.push_back(reader.head_of(report));
    return places;
}

std::string covered(const Reader& reader) {
    std::set<std::string> outlets;
    std::size_t unnamed = 0;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const auto& outlet = reader.report(report).outlet;
        if (outlet) {
            outlets.insert(one_line(outlet->text));
        } else {
            ++unnamed;
        }
    }
    std::string text = "This brief covers " + counted(reader.size(), "report", "reports") + ": " +
                       counted(outlets.size(), "outlet", "outlets") + " named";
    if (unnamed > 0) text += ", outlet not given in " + std::to_string(unnamed);
    const std::size_t origins = reader.dossier().origins.size();
    if (origins > 0) text += "; " + counted(origins, "reporting line", "reporting lines") + " told apart";
    return text + ".";
}

/// Stories and the reports that tell them; nothing where all tell one.
void add_stories(const Reader& reader, Sentences& out) {
    const auto& stories = reader.dossier().stories;
    if (tells_one_story(reader)) return;
    BriefSentence sentence{"head", counted(stories.size(), "story", "stories") + ": ", {}, -1};
    for (std::size_t i = 0; i < std::min(stories.size(), kStoriesTold); ++i) {
        std::vector<Place> places;
        for (const ReportIndex report : stories[i].reports) {
            if (report < reader.size()) places.push_back(reader.head_of(report));
        }
        sentence.text += (i == 0 ? "" : "; ") +
                         words_from(shortened(one_line(stories[i].title), 160), labels_of(reader, places));
        sentence.citations.insert(sentence.citations.end(), places.begin(), places.end());
    }
    if (stories.size() > kStoriesTold)
        sentence.text += "; and " + std::to_string(stories.size() - kStoriesTold) + " more";
    sentence.text = with_stop(std::move(sentence.text));
    out.push_back(std::move(sentence));
}

/// "2 of 3 reports are in a language that is not analysed: r2 (ar), r3 (fr)." Copies across languages are not
/// looked for, so that two tongues may be one origin.
void add_languages(const Reader& reader, Sentences& out) {
    std::vector<std::string> labels;
    std::vector<Place> cited;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const std::string& language = reader.report(report).language;
        if (is_analysed(language)) continue;
        if (labels.size() < kOtherLanguagesTold)
            labels.push_back(reader.label(report) + " (" + one_line(language) + ")");
        cited.push_back(reader.head_of(report));
    }
    std::set<std::string> languages;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        if (!reader.report(report).language.empty()) languages.insert(reader.report(report).language);
    }
    if (languages.size() > 1)
        out.push_back({"head",
                       "Reports are in " + std::to_string(languages.size()) +
                           " languages: translated copies are not looked for, and one may be counted as an "
                           "origin of its own.",
                       cited, -1});
    if (cited.empty()) return;
    if (cited.size() > labels.size())
        labels.push_back(counted(cited.size() - labels.size(), "other", "others"));
    out.push_back(
        {"head",
         std::to_string(cited.size()) + " of " + counted(reader.size(), "report", "reports") +
             (cited.size() == 1 ? " is" : " are") + " in a language that is not analysed, " + listed(labels) +
             ": kept and compared for shared passages; no names, quotations or acts are read from " +
             (cited.size() == 1 ? "it." : "them."),
         cited, -1});
}

/// "290 of 300 reports tell of nothing that another tells": a set that does not hang together says so.
void add_strangers(const Reader& reader, Sentences& out) {
    std::vector<bool> joined(reader.size(), false);
    for (const Story& story : reader.dossier().stories) {
        for (const ReportIndex report : story.reports)
            if (report < reader.size() && story.reports.size() > 1) joined[report] = true;
    }
    for (const Passage& passage : reader.dossier().passages) {
        for (const ReportIndex report : {passage.a.report, passage.b.report})
            if (report < reader.size()) joined[report] = true;
    }
    std::vector<Place> alone;
    for (ReportIndex report = 0; report < reader.size(); ++report)
        if (!joined[report]) alone.push_back(reader.head_of(report));
    if (reader.size() < 3 || alone.size() * 2 <= reader.size()) return;
    out.push_back({"head",
                   "Most of these reports do not hang together: " + std::to_string(alone.size()) + " of " +
                       std::to_string(reader.size()) + " stand in no story with another.",
                   std::move(alone), -1});
}

void widen(DateRange& all, const DateRange& range) {
    if (!all.earliest || *range.earliest < *all.earliest) all.earliest = range.earliest;
    if (!all.latest || *all.latest < *range.latest) all.latest = range.latest;
}

/// "r1 and r2 15–24 October 2019, r6 5–19 November 2019 and 3 others": reports of one range together.
std::string listed_ranges(const Reader& reader, const std::vector<ReportIndex>& reports) {
    std::vector<std::pair<std::string, std::vector<std::string>>> ranges;
    std::size_t more = 0;
    for (const ReportIndex report : reports) {
        const DateRange& range = reader.published(report);
        const std::string days = range.open() ? std::string("no day") : date_words(range);
        const auto same =
            std::find_if(ranges.begin(), ranges.end(), [&](const auto& one) { return one.first == days; });
        if (same != ranges.end() && same->second.size() < kUncertainTold)
            same->second.push_back(reader.label(report));
        else if (same == ranges.end() && ranges.size() < kUncertainTold)
            ranges.push_back({days, {reader.label(report)}});
        else
            ++more;
    }
    std::string out;
    for (const auto& [days, labels] : ranges) out += (out.empty() ? "" : ", ") + listed(labels) + " " + days;
    return more > 0 ? out + " and " + counted(more, "other", "others") : out;
}

/// Days that lines of the reports give are one window; what is worked out from what is told, or not known to
/// ten days, is told for itself and stretches none.
std::string written(const Reader& reader) {
    DateRange sure;
    std::vector<ReportIndex> uncertain, worked_out, open;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        const DateRange& range = reader.published(report);
        const auto& published = reader.dossier().published;
        if (!range.bounded())
            open.push_back(report);
        else if (report < published.size() && published[report].worked_out)
            worked_out.push_back(report);
        else if (!reader.is_dated(report))
            uncertain.push_back(report);
        else
            widen(sure, range);
    }
    if (open.size() == reader.size() && std::all_of(open.begin(), open.end(), [&](ReportIndex report) {
            return reader.published(report).open();
        }))
        return "When the reports were written is not given.";
    std::vector<std::string> parts;
    if (!sure.open())
        parts.push_back(date_words(sure) + (worked_out.empty() && open.empty() ? "" : " by the days given"));
    if (!uncertain.empty()) parts.push_back("day not certain: " + listed_ranges(reader, uncertain));
    if (!worked_out.empty())
        parts.push_back("given nowhere, and worked out from what is told: " +
                        listed_ranges(reader, worked_out));
    if (!open.empty()) parts.push_back("given nowhere, and not known: " + listed_ranges(reader, open));
    std::string text = "Written: ";
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : "; ") + parts[i];
    return text + ".";
}

/// "28 June 2016"; "3–5 March 2015, worked out from what is told"; "day not certain, within 7 June – 27
/// August 2016".
std::string date_told(const Reader& reader, ReportIndex report) {
    const bool uncertain = reader.published(report).bounded() && !reader.is_dated(report);
    const auto& published = reader.dossier().published;
    return (uncertain ? "day not certain, within " : "") + reader.date(report) +
           (report < published.size() && published[report].worked_out ? ", worked out from what is told"
                                                                      : "");
}

constexpr std::size_t kLongestOutlet = 120;

std::string source_line(const Reader& reader, ReportIndex index) {
    const Report& report = reader.report(index);
    std::string text = reader.label(index) + ": ";
    text +=
        report.title ? in_marks(shortened(one_line(report.title->text), 200)) : std::string("no headline");
    text += ", " + reader.outlet(index) + "; written: " + date_told(reader, index) + "; file " +
            one_line(report.document.path);
    if (report.document.member) text += ", " + one_line(*report.document.member);
    if (!is_analysed(report.language)) text += "; language " + one_line(report.language);
    return with_stop(text);
}

/// What puts a report on a line, as a reader is told: "the words were told to the agency" are some of the
/// report, not all of it.
std::string ground_words(const std::string& why) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPlain{
        {{"dateline", "the agency’s dateline"},
         {lineage::kToldAgency, "words told to the agency"},
         {lineage::kSeenByAgency, "what the agency saw"},
         {lineage::kTakenFromAgency, "words given as the agency’s"},
         {"the words were taken from another outlet", "words of another outlet"},
         {lineage::kToldOutlet, "words told to the outlet"}}};
    for (const auto& [kept, plain] : kPlain)
        if (why == kept) return std::string(plain);
    return why;
}

/// "r1 (the agency’s dateline), r2 (no credit; words of another report on this line)": each report with its
/// own grounds.
std::string grounds_of(const Reader& reader, const Origin& origin) {
    std::map<ReportIndex, std::vector<std::string>> reasons_of;
    for (const Evidence& evidence : origin.basis) {
        std::vector<std::string>& reasons = reasons_of[evidence.place.report];
        if (reasons.size() >= kReasonsTold) continue;
        std::string why = ground_words(one_line(evidence.why));
        // Which outlet is told in the report's own words: that two name one outlet is for the reader to see.
        constexpr std::string_view kOutlet = "words of another outlet";
        if (why == kOutlet && !evidence.place.span.empty()) {
            const std::string outlet = shortened(one_line(reader.words(evidence.place)), kLongestOutlet);
            const auto told = [&](const std::string& reason) {
                return reason.starts_with(kOutlet) && reason.find(outlet) != std::string::npos;
            };
            if (std::any_of(reasons.begin(), reasons.end(), told)) continue;
            why += ", " + in_marks(outlet);
        }
        if (!why.empty() && std::find(reasons.begin(), reasons.end(), why) == reasons.end())
            reasons.push_back(why);
    }
    std::vector<std::string> parts;
    for (const ReportIndex report : origin.reports) {
        if (report >= reader.size()) continue;
        const std::vector<std::string>& reasons = reasons_of[report];
        parts.push_back(reader.label(report) + (reasons.empty() ? "" : " (" + listed(reasons) + ")"));
    }
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

void add_origins(const Reader& reader, Sentences& out) {
    const auto& origins = reader.dossier().origins;
    for (std::size_t i = 0; i < std::min(origins.size(), kSentencesInSection); ++i) {
        const Origin& origin = origins[i];
        BriefSentence sentence{"sources", "Reporting line " + std::to_string(i + 1) + ", ", {}, -1};
        sentence.text += origin.agency ? one_line(*origin.agency) : std::string("no agency named");
        sentence.text += ": " + grounds_of(reader, origin);
        for (const Evidence& evidence : origin.basis) {
            if (!evidence.place.span.empty()) sentence.citations.push_back(evidence.place);
        }
        sentence.text = with_stop(std::move(sentence.text));
        if (sentence.citations.empty()) {
            for (const ReportIndex report : origin.reports) {
                if (report < reader.size()) sentence.citations.push_back(reader.head_of(report));
            }
        }
        out.push_back(std::move(sentence));
    }
}

struct Shared {
    std::vector<const Passage*> passages;
    std::uint64_t bytes = 0;
};

void add_pairs(const Reader& reader, Sentences& out) {
    std::map<std::pair<ReportIndex, ReportIndex>, Shared> pairs;
    for (const Passage& passage : reader.dossier().passages) {
        Shared& shared = pairs[{std::min(passage.a.report, passage.b.report),
                                std::max(passage.a.report, passage.b.report)}];
        shared.passages.push_back(&passage);
        shared.bytes += passage.a.span.size();
    }
    std::vector<const std::pair<const std::pair<ReportIndex, ReportIndex>, Shared>*> order;
    for (const auto& pair : pairs) order.push_back(&pair);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->second.bytes > b->second.bytes; });
    for (std::size_t i = 0; i < std::min(order.size(), kPairsTold); ++i) {
        const auto& [reports, shared] = *order[i];
        BriefSentence sentence{"sources", "", {}, -1};
        for (const Passage* passage : shared.passages) {
            sentence.citations.push_back(passage->a);
            sentence.citations.push_back(passage->b);
        }
        sentence.text = reader.label(reports.first) + " and " + reader.label(reports.second) + " share " +
                        counted(shared.passages.size(), "passage", "passages") + ": " +
                        ways_of(reader, shared.passages) + ".";
        out.push_back(std::move(sentence));
    }
    if (order.size() > kPairsTold) {
        BriefSentence rest{"sources",
                           counted(order.size() - kPairsTold, "further pair", "further pairs") +
                               " of reports share passages.",
                           {},
                           -1};
        for (std::size_t i = kPairsTold; i < std::min(order.size(), kPairsTold + 10); ++i) {
            rest.citations.push_back(order[i]->second.passages.front()->a);
        }
        out.push_back(std::move(rest));
    }
}

/// Which report was written first, where words of both tell; copies are told with their passages.
void add_order(const Reader& reader, Sentences& out) {
    std::size_t told = 0;
    for (const WrittenBefore& pair : reader.dossier().order) {
        const auto& basis = pair.basis;
        if (basis.size() < 2 || basis.front().why == "words that were copied") continue;
        if (++told > kPairsTold) continue;
        const auto words = [&](const Evidence& evidence) {
            return in_marks(one_line(reader.report(evidence.place.report).words(evidence.place.span))) +
                   " (" + evidence.why + ")";
        };
        out.push_back({"sources",
                       reader.label(pair.earlier) + " was written before " + reader.label(pair.later) +
                           " by their words: " + words(basis[0]) + ", then " + words(basis[1]) + ".",
                       {basis[0].place, basis[1].place},
                       -1});
    }
}

}  // namespace

bool tells_one_story(const Reader& reader) {
    const auto& stories = reader.dossier().stories;
    constexpr std::size_t kLooked = 50;  // stories of a large set are never one
    if (stories.size() < 2 || stories.size() > kLooked) return stories.size() < 2;
    std::vector<std::size_t> story_of(reader.size(), SIZE_MAX), root(stories.size());
    for (std::size_t i = 0; i < stories.size(); ++i) {
        root[i] = i;
        for (const ReportIndex report : stories[i].reports) {
            if (report < reader.size()) story_of[report] = i;
        }
    }
    const auto join = [&](ReportIndex one, ReportIndex other) {
        if (one >= reader.size() || other >= reader.size()) return;
        const std::size_t a = story_of[one], b = story_of[other];
        if (a == SIZE_MAX || b == SIZE_MAX || root[a] == root[b]) return;
        const std::size_t from = std::max(root[a], root[b]), to = std::min(root[a], root[b]);
        std::replace(root.begin(), root.end(), from, to);
    };
    for (const Passage& passage : reader.dossier().passages) join(passage.a.report, passage.b.report);
    for (const Relation& relation : reader.dossier().relations) {
        if (relation.kind != RelationKind::same_utterance && relation.kind != RelationKind::stronger)
            continue;
        const auto groups = groups_of(reader, relation);
        for (const ItemGroup& group : groups) {
            for (const Place& place : group.places) join(groups.front().places.front().report, place.report);
        }
    }
    return std::all_of(root.begin(), root.end(), [&](std::size_t one) { return one == root.front(); });
}

void add_head(const Reader& reader, Sentences& out) {
    const auto cited = heads(reader);
    if (reader.size() == 0) {
        out.push_back({"head", "No report could be read.", {}, -1});
    } else {
        out.push_back({"head", covered(reader), cited, -1});
        out.push_back({"head", written(reader), cited, -1});
        add_languages(reader, out);
        add_stories(reader, out);
        add_strangers(reader, out);
    }
    if (!reader.dossier().left_out.empty()) {
        out.push_back(
            {"head", counted(reader.dossier().left_out.size(), "input", "inputs") + " left out:", cited, -1});
        for (const LeftOut& left : reader.dossier().left_out) {
            out.push_back({"head",
                           "Left out: " + one_line(left.path) + ", " + with_stop(one_line(left.reason)),
                           cited, -1});
        }
    }
    if (const std::size_t more = reader.dossier().cases_left_out; more > 0)
        out.push_back({"head",
                       "Left out: " + counted(more, "process", "processes") +
                           ", the least told where there are more of one kind than are kept.",
                       cited, -1});
    if (reader.size() > 0) out.push_back({"head", "Based on these reports, not verified.", cited, -1});
}

void add_sources(const Reader& reader, Sentences& out) {
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        out.push_back({"sources", source_line(reader, report), {reader.head_of(report)}, -1});
    }
    add_origins(reader, out);
    add_pairs(reader, out);
    add_order(reader, out);
}

void add_method(const Reader& reader, Sentences& out) {
    for (const std::string& sentence : {
             "Made by sitrep " + std::string(version()) + " without a network.",
             std::string(
                 "Sentences are the reports’ own words or templates filled from them; double quotation marks "
                 "hold verbatim words, with double marks inside turned into single ones and a closing stop "
                 "left to the sentence around them."),
             std::string("Origins count who gathered the news, not outlets; no disagreement is settled."),
             std::string("In a process an arrow stands where days or the order of the reports prove that a "
                         "step came after the one before it, else a semicolon."),
             std::string(
                 "Paragraphs (¶) are counted from the top of each file, headings and furniture too: what "
                 "stands between two empty lines is one; in a file whose article has no empty lines "
                 "every line is one."),
         })
        out.push_back({"method", sentence, heads(reader), -1});
    std::string digests = "SHA-256 of what was read, first 16 digits: ";
    for (ReportIndex report = 0; report < std::min<std::size_t>(reader.size(), kDigestsTold); ++report)
        digests += (report == 0 ? "" : ", ") + reader.label(report) + " " +
                   reader.report(report).document.sha256.substr(0, 16);
    if (reader.size() > kDigestsTold)
        digests += " and " + std::to_string(reader.size() - kDigestsTold) + " more in the dossier";
    out.push_back({"method", digests + ".", heads(reader), -1});
}

}  // namespace sitrep::brief
