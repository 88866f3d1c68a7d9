#include "resolve/order.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "parallel.hpp"
#include "resolve/dates_words.hpp"
#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

constexpr std::size_t kGapBefore = 4;    // words between a cue and the noun behind it
constexpr std::size_t kGapBehind = 2;    // words between a noun and the cue behind it
constexpr std::size_t kMostTold = 48;    // tellings of one happening that are compared
constexpr std::size_t kNamesShared = 3;  // names two reports must have in common beside the place
constexpr int kUniformDays = 400;        // widest range whose days are listed

/// A report tells the phase of a happening.
struct Telling {
    ReportIndex report = 0;
    std::string key;               ///< kind, or the name words of a body
    std::set<std::string> places;  ///< named in the sentence; empty for bodies
    Phase phase = Phase::ahead;
    Span span;  ///< the words: cue and noun
    bool body = false;
};

bool is_place(EntityType type) {
    return type == EntityType::geopolitical || type == EntityType::location || type == EntityType::facility;
}

/// Reads the tellings of one report.
class PhaseReader {
  public:
    PhaseReader(const AnnotatedReport& report, ReportIndex index, const OrderWords& words)
        : report_(report), index_(index), words_(words), text_(report.report.text.text()) {
        for (const Entity& entity : report.marks.entities) {
            for (const Mention& mention : entity.mentions) {
                if (mention.form != MentionForm::name || !is_place(entity.type)) continue;
                places_.push_back({report.report.text.range(mention.span),
                                   text::folded(report.report.words(mention.span))});
            }
        }
        std::sort(places_.begin(), places_.end(), [](const Placed& a, const Placed& b) {
            return std::tie(a.range.begin, a.name) < std::tie(b.range.begin, b.name);
        });
    }

    std::vector<Telling> run() {
        for (const Sentence& sentence : report_.tokens.sentences) {
            const BlockKind kind = report_.report.blocks[sentence.block].kind;
            if (is_furniture(kind) && kind != BlockKind::title) continue;
            read(sentence);
        }
        return std::move(tellings_);
    }

    /// Weekdays that stand in one sentence with the place.
    [[nodiscard]] std::set<int> weekdays_beside(const std::string& place) const {
        std::set<int> days;
        for (const TimeExpression& time : report_.marks.times) {
            const TextRange range = report_.report.text.range(time.span);
            const std::uint32_t sentence = report_.tokens.sentence_at(range.begin);
            if (sentence >= report_.tokens.sentences.size()) continue;
            const auto names = places_in(report_.tokens.sentences[sentence].range);
            if (!names.contains(place)) continue;
            const auto form = outer_form(time);
            if (form && form->weekday != 0) days.insert(form->weekday);
            if (!form && time.bounds.exact()) days.insert(time.bounds.earliest->weekday());
        }
        return days;
    }

  private:
    struct Placed {
        TextRange range;
        std::string name;
    };

    [[nodiscard]] std::set<std::string> places_in(TextRange range) const {
        std::set<std::string> found;
        auto place = std::partition_point(places_.begin(), places_.end(),
                                          [&](const Placed& p) { return p.range.begin < range.begin; });
        for (; place != places_.end() && place->range.begin < range.end; ++place) found.insert(place->name);
        return found;
    }

    void read(const Sentence& sentence) {
        std::vector<std::string> words;
        for (const Token& token : report_.tokens.of(sentence))
            words.push_back(
                token.kind == TokenKind::word
                    ? text::folded(text_.substr(token.range.begin, token.range.size()))
                    : std::string(token.kind == TokenKind::number || token.kind == TokenKind::possessive
                                      ? "0"
                                      : ","));
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (const std::string* kind = words_.kind_of(words[i])) noun(sentence, words, i, *kind);
            verb(sentence, words, i);
        }
    }

    static bool stands(const PhaseCue& cue, const std::vector<std::string>& words, std::size_t at) {
        return at + cue.words.size() <= words.size() &&
               std::equal(cue.words.begin(), cue.words.end(),
                          words.begin() + static_cast<std::ptrdiff_t>(at));
    }

    static bool broken(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
        return std::find(words.begin() + static_cast<std::ptrdiff_t>(first),
                         words.begin() + static_cast<std::ptrdiff_t>(last),
                         ",") != words.begin() + static_cast<std::ptrdiff_t>(last);
    }

    /// "will speak after the meeting": what follows is still to come.
    static bool hangs_on_future(const std::vector<std::string>& words, std::size_t before) {
        const std::size_t from = before > 12 ? before - 12 : 0;
        for (std::size_t i = from; i < before; ++i) {
            for (const std::string_view cue :
                 {"will", "would", "shall", "could", "may", "might", "if", "unless", "until", "only"}) {
                if (words[i] == cue) return true;
            }
        }
        return false;
    }

    void noun(const Sentence& sentence, const std::vector<std::string>& words, std::size_t at,
              const std::string& kind) {
        const bool press = at > 0 && (words[at - 1] == "press" || words[at - 1] == "news");
        if (press) return;
        for (const PhaseCue& cue : words_.cues) {
            const std::size_t size = cue.words.size();
            if (kind == "body") {
                if (cue.side != CueSide::founding) continue;
                // the word before the noun names the body: "fledgling unity government"
                if (at < size + 1 || !stands(cue, words, at - 1 - size) || words[at - 1] == ",") continue;
                tell(sentence, words[at - 1] + " " + words[at], cue.phase, at - 1 - size, at + 1, true);
                return;
            }
            if (cue.side == CueSide::before) {
                for (std::size_t gap = 0; gap <= kGapBefore && gap + size <= at; ++gap) {
                    const std::size_t from = at - gap - size;
                    if (!stands(cue, words, from)) continue;
                    if (broken(words, from, at)) break;
                    if (cue.phase == Phase::over && hangs_on_future(words, from)) return;
                    return tell(sentence, kind, cue.phase, from, at + 1, false);
                }
            } else if (cue.side == CueSide::behind) {
                for (std::size_t gap = 0; gap <= kGapBehind; ++gap) {
                    const std::size_t from = at + 1 + gap;
                    if (!stands(cue, words, from)) continue;
                    if (cue.phase == Phase::over && hangs_on_future(words, at)) return;
                    return tell(sentence, kind, cue.phase, at, from + size, false);
                }
            }
        }
    }

    void verb(const Sentence& sentence, const std::vector<std::string>& words, std::size_t at) {
        const auto verbs = words_.verbs.find(words[at]);
        if (verbs == words_.verbs.end()) return;
        for (const std::size_t number : verbs->second) {
            const PhaseCue& cue = words_.cues[number];
            if (!stands(cue, words, at)) continue;
            if (cue.phase == Phase::over && hangs_on_future(words, at)) return;
            tell(sentence, cue.kind, cue.phase, at, at + cue.words.size(), false);
            return;
        }
    }

    void tell(const Sentence& sentence, std::string key, Phase phase, std::size_t first, std::size_t last,
              bool body) {
        const auto tokens = report_.tokens.of(sentence);
        Telling telling{index_, std::move(key), {}, phase, {}, body};
        telling.span = report_.report.text.source({tokens[first].range.begin, tokens[last - 1].range.end});
        if (!body) telling.places = places_in(sentence.range);
        if (body || !telling.places.empty()) tellings_.push_back(std::move(telling));
    }

    const AnnotatedReport& report_;
    ReportIndex index_;
    const OrderWords& words_;
    std::string_view text_;
    std::vector<Placed> places_;
    std::vector<Telling> tellings_;
};

std::vector<std::string> names_of(const AnnotatedReport& report) {
    std::vector<std::string> names;
    for (const Entity& entity : report.marks.entities) {
        if (entity.named) names.push_back(text::folded(entity.name));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

/// What one report tells, its reader and its names: read side by side with the others.
struct Reading {
    std::optional<PhaseReader> reader;
    std::vector<Telling> tellings;
    std::vector<std::string> names;  ///< folded, sorted
};

class Orderer {
  public:
    Orderer(std::span<const AnnotatedReport> reports, const lineage::Lineage& lineage,
            const OrderWords& words, unsigned threads)
        : lineage_(lineage), readings_(reports.size()) {
        for_each_index(reports.size(), threads, [&](std::size_t r) {
            Reading& reading = readings_[r];
            reading.reader.emplace(reports[r], static_cast<ReportIndex>(r), words);
            reading.tellings = reading.reader->run();
            reading.names = names_of(reports[r]);
        });
        for (const Reading& reading : readings_) {
            for (const Telling& telling : reading.tellings) {
                if (telling.body) {
                    group("body " + telling.key, telling);
                } else {
                    for (const std::string& place : telling.places)
                        group(telling.key + " in " + place, telling);
                }
            }
        }
        for (const Passage& passage : lineage.passages)
            sharing_.insert(std::minmax(passage.a.report, passage.b.report));
    }

    std::vector<WrittenBefore> run() {
        by_copying();
        for (const auto& [happening, tellings] : groups_) {
            if (tellings.size() <= kMostTold) by_phases(happening, tellings);
        }
        std::vector<WrittenBefore> order;
        for (auto& [pair, basis] : found_) {
            if (!found_.contains({pair.second, pair.first}))
                order.push_back({pair.first, pair.second, std::move(basis)});
        }
        return order;
    }

  private:
    void group(const std::string& happening, const Telling& telling) {
        groups_[happening].push_back(telling);
    }

    void by_copying() {
        for (const Passage& passage : lineage_.passages) {
            const bool from_a = passage.direction == Direction::a_to_b;
            if (!from_a && passage.direction != Direction::b_to_a) continue;
            if (rests_on_shape(passage)) continue;
            const Place& source = from_a ? passage.a : passage.b;
            const Place& copy = from_a ? passage.b : passage.a;
            auto& basis = found_[{source.report, copy.report}];
            if (basis.empty()) basis = {{source, "words that were copied"}, {copy, "the same words, later"}};
        }
    }

    /// The phase that a report tells of a happening. What goes on and has more to come goes on; what is over
    /// and is also told as something else has none.
    static std::map<ReportIndex, const Telling*> settled(const std::vector<Telling>& tellings) {
        std::map<ReportIndex, const Telling*> told;
        std::set<ReportIndex> torn;
        for (const Telling& telling : tellings) {
            const auto [entry, first] = told.emplace(telling.report, &telling);
            if (first || entry->second->phase == telling.phase) continue;
            if (entry->second->phase == Phase::over || telling.phase == Phase::over)
                torn.insert(telling.report);
            if (telling.phase == Phase::during) entry->second = &telling;
        }
        for (const ReportIndex r : torn) told.erase(r);
        return told;
    }

    void by_phases(const std::string& happening, const std::vector<Telling>& tellings) {
        const auto told = settled(tellings);
        for (const auto& [a, first] : told) {
            for (const auto& [b, second] : told) {
                if (first->phase >= second->phase || !same_happening(happening, *first, *second)) continue;
                auto& basis = found_[{a, b}];
                if (basis.size() > 2) continue;
                basis.push_back({{a, first->span}, phase_words(first->phase, first->body)});
                basis.push_back({{b, second->span}, phase_words(second->phase, second->body)});
            }
        }
    }

    static std::string phase_words(Phase phase, bool body) {
        switch (phase) {
            case Phase::ahead:
                return body ? "not yet set up" : "still to come";
            case Phase::during:
                return "going on";
            case Phase::over:
                return body ? "already set up" : "over";
        }
        return {};
    }

    /// Names in common, and for gatherings and the like the same weekday beside the place or shared words.
    [[nodiscard]] bool same_happening(const std::string& happening, const Telling& a,
                                      const Telling& b) const {
        const std::vector<std::string>& mine = readings_[a.report].names;
        const std::vector<std::string>& theirs = readings_[b.report].names;
        const auto in = happening.find(" in ");
        const std::string place = a.body ? std::string() : happening.substr(in + 4);
        std::size_t shared = 0;
        for (const std::string& name : mine)
            shared += name != place && std::binary_search(theirs.begin(), theirs.end(), name) ? 1 : 0;
        if (shared < kNamesShared) return false;
        if (a.body || sharing_.contains(std::minmax(a.report, b.report))) return true;
        const auto one = readings_[a.report].reader->weekdays_beside(place);
        const auto two = readings_[b.report].reader->weekdays_beside(place);
        return std::any_of(one.begin(), one.end(), [&](int day) { return two.contains(day); });
    }

    const lineage::Lineage& lineage_;
    std::vector<Reading> readings_;  ///< one a report
    std::map<std::string, std::vector<Telling>> groups_;
    std::set<std::pair<ReportIndex, ReportIndex>> sharing_;  ///< reports with a passage in common
    std::map<std::pair<ReportIndex, ReportIndex>, std::vector<Evidence>> found_;
};

/// Candidate days after a range was narrowed: those inside it, or all of it where none were listed.
void list_days(Published& published) {
    if (!published.range.bounded()) return;
    const Day first = *published.range.earliest, last = *published.range.latest;
    std::erase_if(published.days,
                  [&](const std::pair<Day, double>& day) { return day.first < first || day.first > last; });
    double sum = 0.0;
    for (const auto& [day, share] : published.days) sum += share;
    for (auto& [day, share] : published.days) share /= sum;
    const int count = last.number - first.number + 1;
    if (!published.days.empty() || count > kUniformDays) return;
    for (Day day = first; day <= last; day = day.plus(1)) published.days.emplace_back(day, 1.0 / count);
}

bool narrow(Published& published, const DateRange& limit, const Evidence& why) {
    DateRange range = published.range;
    if (limit.earliest && (!range.earliest || *range.earliest < *limit.earliest))
        range.earliest = limit.earliest;
    if (limit.latest && (!range.latest || *range.latest > *limit.latest)) range.latest = limit.latest;
    if (range == published.range || (range.bounded() && *range.earliest > *range.latest)) return false;
    // a year told as past long ago is no ground any more
    if (range.earliest != published.range.earliest)
        std::erase_if(published.basis, [](const Evidence& told) { return told.why == kFloorReason; });
    published.range = range;
    published.basis.push_back(why);
    if (published.best && ((range.earliest && *published.best < *range.earliest) ||
                           (range.latest && *published.best > *range.latest))) {
        published.best.reset();
        published.confidence = 0.0;
    }
    list_days(published);
    return true;
}

}  // namespace

std::vector<WrittenBefore> order_reports(std::span<const AnnotatedReport> reports,
                                         const lineage::Lineage& lineage, const OrderWords& words,
                                         unsigned threads) {
    return Orderer(reports, lineage, words, threads).run();
}

bool rests_on_shape(const Passage& passage) {
    return passage.why == "the copy is the shorter text" ||
           passage.why == "more of the copy than of its source is shared";
}

void narrow_by_order(std::span<const WrittenBefore> order, std::vector<Published>& published) {
    bool moved = true;
    for (std::size_t round = 0; moved && round < 4; ++round) {
        moved = false;
        for (const WrittenBefore& pair : order) {
            Published& earlier = published[pair.earlier];
            Published& later = published[pair.later];
            if (!later.range.exact() && earlier.range.earliest)
                moved |= narrow(later, {earlier.range.earliest, std::nullopt},
                                {pair.basis.back().place,
                                 "written after a report that was not written "
                                 "before " +
                                     earlier.range.earliest->iso()});
            if (!earlier.range.exact() && later.range.latest)
                moved |= narrow(earlier, {std::nullopt, later.range.latest},
                                {pair.basis.front().place,
                                 "written before a report that was written by " + later.range.latest->iso()});
        }
    }
}

}  // namespace sitrep::resolve
