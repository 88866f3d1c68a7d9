// The bottom line: at most three sentences of the reports, chosen by what they carry.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/sections.hpp"
#include "brief/sentence_marks.hpp"
#include "text/analysed.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kSentences = 3;
constexpr std::size_t kFewSentences = 2;
constexpr double kOldNews = 5.0;  // days
constexpr std::size_t kCandidates = 200;
constexpr double kQuoted = 1.5;      // what somebody said has a section of its own
constexpr double kNoLongerSo = 8.0;  // told otherwise later, or told more carefully before
constexpr double kCopied = 4.0;
constexpr double kSameReport = 0.8;  // several reports, several sides
constexpr double kSameUndated = 4.0;
constexpr double kBackground = 4.0;
constexpr double kNoLead = -4.0;         // a lead that much speaks against is none
constexpr double kNoEvent = 1.5;         // nobody asks, offers, agrees, refuses; nothing moves on
constexpr std::int32_t kYear = 365;      // days
constexpr std::size_t kOtherSide = 240;  // bytes
constexpr std::int32_t kWidestDay = 31;  // days: a report less certain than that is called undated

struct Candidate {
    Place place;
    std::uint32_t position = 0;  ///< among the body sentences of its report
    double score = 0.0;
    std::vector<std::string> words;  ///< the longer ones and numbers, in order, each once
    std::set<ReportIndex> told_by;
    std::int32_t story = -1;
};

/// Words that lean on a sentence before: a sentence that starts with one cannot stand alone.
constexpr std::array<std::string_view, 38> kLeaning{
    "it",       "its",   "he",      "his",       "she",     "her",   "they", "their", "them",  "this",
    "that",     "these", "those",   "but",       "and",     "or",    "so",   "yet",   "also",  "then",
    "there",    "here",  "however", "meanwhile", "instead", "still", "such", "both",  "other", "another",
    "moreover", "after", "since",   "while",     "when",    "we",    "i",    "you"};

/// "In the red one, kept by …", "The other ones had …": what "one" stands for was said before.
bool bare_one(const AnnotatedReport& entry, std::span<const Token> tokens) {
    const auto word = [&](std::size_t i) {
        return i < tokens.size() ? text::folded(entry.report.text.words(tokens[i].range)) : std::string();
    };
    for (std::size_t i = 1; i < std::min<std::size_t>(tokens.size(), 6); ++i) {
        const std::string one = word(i);
        if (one == "ones" || (one == "one" && (word(i + 1) == "," || word(i + 1) == "had" ||
                                               word(i + 1) == "was" || word(i + 1) == "is")))
            return true;
    }
    return false;
}

bool leans(std::string_view word) {
    return std::find(kLeaning.begin(), kLeaning.end(), word) != kLeaning.end();
}

bool is_dated(const Reader& reader, ReportIndex report) {
    const DateRange& written = reader.published(report);
    return written.bounded() && written.latest->number - written.earliest->number <= kWidestDay;
}

/// What a figure's relations say of it: in dispute, newest of a row, or overtaken by a later state.
struct FigureStanding {
    bool disputed = false;
    bool newest = false;
    bool overtaken = false;
    bool borrowed = false;  ///< retold from a report that gives another source for it
    bool chief = false;     ///< of the first conflict over people: what everybody asks first
    std::uint32_t origins = 1;
};

/// Of figures that are told apart by their times only: the first day that the newest can be of.
std::optional<Day> latest_state(const Dossier& dossier, const Relation& relation) {
    if (relation.kind != RelationKind::not_comparable || !relation.reason.starts_with("of other times"))
        return std::nullopt;
    std::optional<Day> latest;
    for (const ItemRef& item : relation.items) {
        if (item.list != ItemRef::List::figures || item.index >= dossier.figures.size()) continue;
        const DateRange& as_of = dossier.figures[item.index].as_of;
        if (as_of.bounded() && (!latest || *latest < *as_of.earliest)) latest = as_of.earliest;
    }
    return latest;
}

std::vector<FigureStanding> standings(const Reader& reader) {
    const Dossier& dossier = reader.dossier();
    std::vector<FigureStanding> standing(dossier.figures.size());
    const auto chief =
        std::find_if(dossier.relations.begin(), dossier.relations.end(), [&](const Relation& relation) {
            return relation.kind == RelationKind::conflict && !relation.items.empty() &&
                   relation.items.front().list == ItemRef::List::figures &&
                   relation.items.front().index < dossier.figures.size() &&
                   dossier.figures[relation.items.front().index].unit == "person";
        });
    if (chief != dossier.relations.end()) {
        for (const ItemRef& item : chief->items) {
            if (item.index < standing.size()) standing[item.index].chief = true;
        }
    }
    for (const Relation& relation : dossier.relations) {
        const bool update = relation.kind == RelationKind::update;
        const auto groups = update ? groups_of(reader, relation) : std::vector<ItemGroup>{};
        const std::optional<Day> latest = latest_state(dossier, relation);
        // Told last: the report that has it from the others, without or with another source.
        const bool retold = relation.kind == RelationKind::stronger ||
                            (relation.kind == RelationKind::differ && relation.subject.starts_with("source"));
        if (const ItemRef& last = relation.items.back();
            retold && last.list == ItemRef::List::figures && last.index < standing.size())
            standing[last.index].borrowed = true;
        for (const ItemRef& item : relation.items) {
            if (item.list != ItemRef::List::figures || item.index >= standing.size()) continue;
            FigureStanding& one = standing[item.index];
            one.disputed = one.disputed || relation.kind == RelationKind::conflict ||
                           relation.kind == RelationKind::differ;
            if (relation.kind == RelationKind::agree)
                one.origins = std::max(one.origins, relation.origins.min);
            const DateRange& as_of = dossier.figures[item.index].as_of;
            if (latest && as_of.latest && *as_of.latest < *latest) one.overtaken = true;
            if (latest && as_of.earliest == latest) one.newest = true;
            if (!update || groups.empty()) continue;
            const Place place = place_of(reader, item);
            const auto& last = groups.back().places;
            const bool is_last = std::find(last.begin(), last.end(), place) != last.end();
            (is_last ? one.newest : one.overtaken) = true;
        }
    }
    return standing;
}

/// Sentences by which a process stands where it stands, weighed by how many steps it has.
std::map<Place, double> last_steps(const Reader& reader) {
    std::map<Place, double> weights;
    for (const Case& one : reader.dossier().cases) {
        for (auto step = one.steps.rbegin(); step != one.steps.rend(); ++step) {
            if (step->state != one.state || step->place.report >= reader.size()) continue;
            double& weight = weights[reader.sentence(step->place)];
            weight =
                std::max(weight, 0.6 + 0.3 * static_cast<double>(std::min<std::size_t>(one.steps.size(), 5)));
            break;
        }
    }
    return weights;
}

class Chooser {
  public:
    Chooser(const Reader& reader, const Standing& standing)
        : reader_(reader),
          known_(standing),
          marks_(marks_of(reader.dossier())),
          standing_(standings(reader)),
          steps_(last_steps(reader)),
          story_of_(reader.size(), -1),
          reports_naming_(reader.dossier().entities.size(), 0) {
        const Dossier& dossier = reader.dossier();
        for (std::size_t i = 0; i < dossier.stories.size(); ++i) {
            for (const ReportIndex report : dossier.stories[i].reports) {
                if (report < story_of_.size()) story_of_[report] = static_cast<std::int32_t>(i);
            }
        }
        for (std::size_t i = 0; i < dossier.entities.size(); ++i) {
            std::vector<Place> places;
            for (const Mention& mention : dossier.entities[i].mentions)
                places.push_back({mention.report, mention.span});
            reports_naming_[i] = reports_in(places);
        }
    }

    std::vector<Candidate> choose() {
        std::vector<Candidate> all;
        for (ReportIndex report = 0; report < reader_.size(); ++report) collect(report, all);
        const auto better = [](const Candidate& a, const Candidate& b) {
            return a.score != b.score ? a.score > b.score : a.place < b.place;
        };
        add_centrality(all);
        std::sort(all.begin(), all.end(), better);
        if (all.size() > kCandidates) all.resize(kCandidates);
        std::vector<Candidate> chosen;
        if (const auto first = lead(all); first != all.end()) {
            chosen.push_back(std::move(*first));
            all.erase(first);
        }
        while (chosen.size() < kSentences && !all.empty()) {
            const auto best =
                std::max_element(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) {
                    const double value_a = a.score - repetition(a, chosen);
                    const double value_b = b.score - repetition(b, chosen);
                    return value_a != value_b ? value_a < value_b : b.place < a.place;
                });
            // Little news is still what there is to say first, unless much speaks against it.
            if (best->score - repetition(*best, chosen) <= kNoLead) break;
            // Old news stands only where there is little new; the other side of what is told stands there.
            if ((chosen.size() >= kFewSentences && known_.age(best->place.report) > kOldNews) ||
                stands_against(*best, chosen)) {
                all.erase(best);
                continue;
            }
            chosen.push_back(std::move(*best));
            all.erase(best);
        }
        return chosen;
    }

  private:
    /// The opening of the newest report that gathered its own news and whose day is known: its writer's own
    /// bottom line.
    std::vector<Candidate>::iterator lead(std::vector<Candidate>& all) const {
        auto best = all.end();
        for (auto at = all.begin(); at != all.end(); ++at) {
            const ReportIndex report = at->place.report;
            // A report that opens on a scene tells its news later.
            const Marks& marks = marks_[report];
            const bool news = at->score > kNoLead && tells_an_event(marks, at->place);
            if (at->position != 0 || !news || reader_.written(report).empty() || known_.derived(report) ||
                known_.careless(report) || known_.overtaken(at->place) || known_.hardened(at->place))
                continue;
            if (best == all.end() || known_.age(report) < known_.age(best->place.report)) best = at;
        }
        return best;
    }

    /// Told already, as the other side of a sentence that was chosen.
    [[nodiscard]] bool stands_against(const Candidate& candidate,
                                      const std::vector<Candidate>& chosen) const {
        return std::any_of(chosen.begin(), chosen.end(), [&](const Candidate& other) {
            const auto against = known_.against(other.place);
            return against && reader_.sentence(*against) == candidate.place;
        });
    }

    /// Somebody asks, offers, agrees, refuses; a process moves on; or people are counted.
    [[nodiscard]] bool tells_an_event(const Marks& marks, const Place& place) const {
        bool event = steps_.count(place) > 0;
        inside(
            marks.acts, place.span, [](const auto& mark) { return mark.first; },
            [&](const auto&) { event = true; });
        inside(
            marks.figures, place.span, [](const auto& mark) { return mark.first; },
            [&](const auto& mark) {
                const Figure& figure = reader_.dossier().figures[mark.second];
                event = event || figure.unit == "person" || !figure.status.empty();
            });
        return event;
    }

    /// "The group rose after the fall of the regime in 2011": all that is dated lies a year back or more.
    [[nodiscard]] bool tells_of_the_past(const Marks& marks, const Place& place) const {
        const DateRange& written = reader_.published(place.report);
        if (!written.earliest) return false;
        bool any = false, recent = false;
        inside(
            marks.times, place.span, [](const auto& mark) { return mark.first; },
            [&](const auto& mark) {
                any = true;
                recent = recent || mark.second + kYear > written.earliest->number;
            });
        return any && !recent;
    }

    void collect(ReportIndex report, std::vector<Candidate>& all) const {
        const AnnotatedReport& entry = reader_.dossier().reports[report];
        if (!is_analysed(entry.report.language)) return;
        std::uint32_t position = 0;
        for (const Sentence& sentence : entry.tokens.sentences) {
            if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
            Candidate candidate{{report, entry.report.text.source(sentence.range)},
                                position++,
                                0.0,
                                {},
                                {},
                                story_of_[report]};
            if (position <= 25 && stands_alone(entry, sentence, candidate) &&
                in_context(reader_, candidate.place).span.begin == candidate.place.span.begin &&
                !replies(reader_, candidate.place)) {
                std::sort(candidate.words.begin(), candidate.words.end());
                candidate.words.erase(std::unique(candidate.words.begin(), candidate.words.end()),
                                      candidate.words.end());
                weigh(candidate);
                all.push_back(std::move(candidate));
            }
        }
    }

    bool stands_alone(const AnnotatedReport& entry, const Sentence& sentence, Candidate& candidate) const {
        const auto tokens = entry.tokens.of(sentence);
        std::size_t words = 0;
        std::string first, second;
        for (const Token& token : tokens) {
            if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
            ++words;
            std::string word = text::folded(entry.report.text.words(token.range));
            if (words == 2) second = word;
            if (first.empty()) first = word;
            if (word.size() > 3 || token.kind == TokenKind::number)
                candidate.words.push_back(std::move(word));
        }
        if (words < 8 || words > 60 || leans(first) || bare_one(entry, tokens)) return false;
        // "The decision came as two boats collided": which decision?
        if (first == "the" && reader_.sets().told_before.holds(second)) return false;
        std::uint32_t in_marks = 0;  // bytes
        for (const Span& quote : marks_[candidate.place.report].quotes) {
            if (!quote.overlaps(candidate.place.span)) continue;
            // A sentence from the middle of somebody's words hangs on those before.
            if (quote.begin < candidate.place.span.begin || quote.end > candidate.place.span.end)
                return false;
            in_marks += std::min(quote.end, candidate.place.span.end) -
                        std::max(quote.begin, candidate.place.span.begin);
        }
        if (in_marks * 8 > candidate.place.span.size()) candidate.score -= kQuoted;
        return in_marks * 2 < candidate.place.span.size();
    }

    void weigh(Candidate& candidate) const {
        const Marks& marks = marks_[candidate.place.report];
        const Span span = candidate.place.span;
        double score = candidate.position == 0  ? 3.0
                       : candidate.position < 3 ? 1.5
                       : candidate.position < 6 ? 0.5
                                                : 0.0;
        // What a report loses for the days that news has gone on without it.
        score -= 2.0 * std::log2(1.0 + known_.age(candidate.place.report) / 3.0);
        if (known_.overtaken(candidate.place) || known_.hardened(candidate.place) ||
            known_.told_softer(candidate.place) ||
            tells_of_before(reader_.words(candidate.place), reader_.sets()))
            score -= kNoLongerSo;
        std::set<std::int32_t> entities;
        inside(
            marks.entities, span, [](const auto& mark) { return mark.first; },
            [&](const auto& mark) { entities.insert(mark.second); });
        double actors = 0.0;
        for (const std::int32_t entity : entities)
            actors += std::log2(1.0 + static_cast<double>(reports_naming_[static_cast<std::size_t>(entity)]));
        score += 0.35 * std::min(actors, 8.0);
        std::size_t acts = 0;
        inside(marks.acts, span, [](const auto& mark) { return mark.first; }, [&](const auto&) { ++acts; });
        if (const auto step = steps_.find(candidate.place); step != steps_.end()) score += step->second;
        score += 1.2 * static_cast<double>(std::min<std::size_t>(acts, 2));
        if (tells_of_the_past(marks, candidate.place)) score -= kBackground;
        const FigureWeight figures = figure_weight(marks, span);
        score += figures.score;
        if (acts == 0 && !figures.told) score -= kNoEvent;
        if (entities.empty() && !figures.told && !reader_.dossier().entities.empty()) score -= 2.0;
        if (known_.derived(candidate.place.report) || known_.careless(candidate.place.report))
            score -= kCopied;
        if (known_.copied(candidate.place)) score -= kCopied;
        for (const Passage* passage : marks.passages) {
            const bool is_a = passage->a.report == candidate.place.report && passage->a.span.overlaps(span);
            const bool is_b = passage->b.report == candidate.place.report && passage->b.span.overlaps(span);
            if (is_a || is_b) candidate.told_by.insert(is_a ? passage->b.report : passage->a.report);
            // A copy is cited from where it was copied.
            if ((is_a && passage->direction == Direction::b_to_a) ||
                (is_b && passage->direction == Direction::a_to_b))
                score -= 2.0;
        }
        candidate.score += score;
    }

    /// What the figures of a sentence add: the best of them, not their number, and people before what is
    /// measured in other units. A figure that a later one has overtaken, or whose source was changed in
    /// the retelling, takes away.
    struct FigureWeight {
        double score = 0.0;
        bool told = false;  ///< one that reports dispute, or the newest of a row
    };
    [[nodiscard]] FigureWeight figure_weight(const Marks& marks, Span span) const {
        FigureWeight out;
        double best = 0.0;
        bool any_newest = false;
        bool overtaken = false;
        inside(
            marks.figures, span, [](const auto& mark) { return mark.first; },
            [&](const auto& mark) {
                const FigureStanding& standing = standing_[mark.second];
                const bool newest = standing.newest && !standing.overtaken;
                const double told = (standing.disputed ? 1.0 : 0.0) + (newest ? 1.6 : 0.0) +
                                    (standing.chief && !standing.overtaken ? 1.0 : 0.0) +
                                    0.4 * (std::min(standing.origins, 4U) - 1U);
                const Figure& figure = reader_.dossier().figures[mark.second];
                const bool people = figure.unit == "person";
                // Who died and who is missing comes first in any account.
                if (people && !figure.status.empty() && !standing.overtaken && !figure.hypothetical)
                    best = std::max(best, 3.0);
                best = std::max(best, (people ? 1.0 : 0.5) * told);
                any_newest = any_newest || newest;
                out.told = out.told || newest || standing.disputed;
                overtaken = overtaken || standing.overtaken || standing.borrowed;
            });
        // "64 rescued, down from 66": with the new count the old one may stand.
        out.score = best - (overtaken && !any_newest ? 3.0 : 0.0);
        return out;
    }

    /// News is what several reports tell: the mean, over a candidate's words, of how many reports have the
    /// word.
    void add_centrality(std::vector<Candidate>& all) const {
        std::unordered_map<std::string_view, std::pair<std::uint32_t, ReportIndex>> reports_with;
        for (const Candidate& candidate : all) {
            for (const std::string& word : candidate.words) {
                auto [at, is_new] = reports_with.try_emplace(word, 1U, candidate.place.report);
                if (is_new || at->second.second == candidate.place.report) continue;
                ++at->second.first;
                at->second.second = candidate.place.report;
            }
        }
        const double most = std::log2(std::max<double>(2.0, reader_.size()));
        for (Candidate& candidate : all) {
            double sum = 0.0;
            for (const std::string& word : candidate.words)
                sum += std::log2(static_cast<double>(reports_with.find(word)->second.first));
            candidate.score +=
                4.0 * sum / most / static_cast<double>(std::max<std::size_t>(1, candidate.words.size()));
        }
    }

    double repetition(const Candidate& candidate, const std::vector<Candidate>& chosen) const {
        double penalty = 0.0;
        for (const Candidate& other : chosen) {
            const std::size_t common = common_words(candidate.words, other.words);
            const double overlap =
                static_cast<double>(common) / static_cast<double>(std::max<std::size_t>(
                                                  1, std::min(candidate.words.size(), other.words.size())));
            penalty += overlap > 0.5 ? 20.0 : 6.0 * overlap;
            // Of several reports without a sure day none is known to have the last word.
            if (other.place.report == candidate.place.report)
                penalty += is_dated(reader_, other.place.report) ? kSameReport : kSameUndated;
            if (other.story == candidate.story && reader_.dossier().stories.size() > 1) penalty += 0.5;
        }
        return penalty;
    }

    const Reader& reader_;
    const Standing& known_;
    std::vector<Marks> marks_;
    std::vector<FigureStanding> standing_;
    std::map<Place, double> steps_;  ///< sentences that bring a process where it stands
    std::vector<std::int32_t> story_of_;
    std::vector<std::size_t> reports_naming_;
};

/// "The board, which first reported five, has adopted that figure": what stands against the other count says
/// what became of it.
bool tells_it_itself(const Reader& reader, const Place& told, const Place& other) {
    const std::string count = padded_words(reader.words(other));
    const std::size_t end = count.find(' ', 1);
    return end != std::string::npos &&
           padded_words(reader.words(told)).find(count.substr(0, end + 1)) != std::string::npos;
}

}  // namespace

void add_bottom_line(const Reader& reader, const Standing& standing, Sentences& out) {
    for (const Candidate& candidate : Chooser(reader, standing).choose()) {
        const ReportIndex report = candidate.place.report;
        const Place answered = with_reply(reader, candidate.place);
        const bool dated = is_dated(reader, report);
        std::string text = in_marks_inside(reader.words(answered)) + " — " + reader.outlet(report) + ", " +
                           (dated ? reader.date(report) : "day not certain");
        std::vector<Place> citations{answered};
        // What is disputed is not told without the other side.
        if (const auto other = standing.against(candidate.place);
            other && !tells_it_itself(reader, answered, *other)) {
            Place context = in_context(reader, *other);
            if (context.report == report && context.span.overlaps(candidate.place.span))
                context = reader.sentence(*other);
            text += "; against it: " + in_marks_inside(words_around(reader, context, *other, kOtherSide)) +
                    " (" + reader.label(other->report) + reader.written(other->report) + ")";
            citations.push_back(context);
        }
        out.push_back({"bottom_line", text + ".", std::move(citations), -1});
    }
}

}  // namespace sitrep::brief
