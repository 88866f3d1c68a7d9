#include "brief/question_index.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "brief/items.hpp"

namespace sitrep::brief {
namespace {

constexpr double kCloseBy = 0.5;
constexpr double kThroughout = 0.35;
/// Bytes between recorded words that stand beside one another.
constexpr std::uint32_t kNextTo = 120;
/// A sentence that opens a report says what it is about.
constexpr std::uint32_t kLead = 2;

/// Where a run stands, with at most one word between two of its words; npos.
std::size_t find_run(const std::vector<std::string>& words, const std::vector<std::string>& run) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] != run.front()) continue;
        std::size_t next = at + 1, taken = 1;
        for (; taken < run.size(); ++taken) {
            if (next < words.size() && words[next] == run[taken])
                next += 1;
            else if (next + 1 < words.size() && words[next + 1] == run[taken])
                next += 2;
            else
                break;
        }
        if (taken == run.size()) return at;
    }
    return QuestionIndex::npos;
}

std::size_t find_word(const Term& term, const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (term.meaning.words.count(word) > 0) return i;
        if (!term.adjective.empty() && word.starts_with(term.adjective) &&
            word.size() <= term.adjective.size() + 4)
            return i;
    }
    std::size_t found = QuestionIndex::npos;
    for (const auto& run : term.meaning.runs) found = std::min(found, find_run(words, run));
    return found;
}

}  // namespace

QuestionIndex::QuestionIndex(const Reader& reader, const AskWords& words) : reader_(reader), words_(words) {
    for (ReportIndex i = 0; i < reader.size(); ++i) {
        whole_ = whole_ || !reader.dossier().reports[i].tokens.sentences.empty();
        read_sentences(i);
    }
    if (!whole_) read_recorded();
}

void QuestionIndex::add(const Place& place) {
    Unit unit;
    unit.place = place;
    const Paragraph* paragraph = reader_.paragraph(place);
    unit.paragraph = paragraph == nullptr ? 0 : paragraph->number;
    if (!units_.empty() && units_.back().place.report == place.report)
        unit.from_start = units_.back().from_start + 1;
    for (const std::string& word : question_words(reader_.words(place)))
        unit.words.push_back(words_.base(word));
    unit.entities = reader_.entities_in(place);
    units_.push_back(std::move(unit));
}

void QuestionIndex::read_sentences(ReportIndex report) {
    const AnnotatedReport& entry = reader_.dossier().reports[report];
    for (const Sentence& sentence : entry.tokens.sentences) {
        if (entry.report.blocks[sentence.block].kind == BlockKind::body)
            add({report, entry.report.text.source(sentence.range)});
    }
}

void QuestionIndex::read_recorded() {
    const Dossier& dossier = reader_.dossier();
    std::vector<Place> places;
    const auto take = [&](const Place& place) {
        if (place.report < reader_.size() && !place.span.empty()) places.push_back(place);
    };
    for (const Quotation& quote : dossier.quotes) take({quote.report, quote.span});
    for (const Act& act : dossier.acts) take({act.report, act.span});
    for (std::uint32_t i = 0; i < dossier.figures.size(); ++i)
        take(place_of(reader_, {ItemRef::List::figures, i}));
    for (const TimelineEntry& entry : dossier.timeline)
        std::for_each(entry.citations.begin(), entry.citations.end(), take);
    for (const Case& one : dossier.cases) {
        for (const CaseStep& step : one.steps) take(step.place);
    }
    for (const BriefSentence& sentence : dossier.brief) {
        if (sentence.section != "head" && sentence.section != "sources" && sentence.section != "method")
            std::for_each(sentence.citations.begin(), sentence.citations.end(), take);
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return std::tie(a.report, a.span.begin, b.span.end) < std::tie(b.report, b.span.begin, a.span.end);
    });
    for (const Place& place : places) {
        if (!units_.empty() && units_.back().place.report == place.report &&
            units_.back().place.span.contains(place.span))
            continue;
        add(place);
    }
}

std::size_t QuestionIndex::unit_at(const Place& place) const {
    auto after =
        std::upper_bound(units_.begin(), units_.end(), place, [](const Place& wanted, const Unit& unit) {
            return std::tie(wanted.report, wanted.span.begin) <
                   std::tie(unit.place.report, unit.place.span.begin);
        });
    if (after == units_.begin()) return npos;
    --after;
    const bool inside = after->place.report == place.report && place.span.begin < after->place.span.end;
    return inside ? static_cast<std::size_t>(after - units_.begin()) : npos;
}

bool QuestionIndex::has(const Term& term, std::size_t unit) const {
    const auto& entities = units_[unit].entities;
    return std::any_of(entities.begin(), entities.end(),
                       [&](EntityRef entity) { return term.entities.count(entity) > 0; }) ||
           find_word(term, units_[unit].words) != npos;
}

bool QuestionIndex::has(const Term& term, std::string_view words) const {
    std::vector<std::string> bases;
    for (const std::string& word : question_words(words)) bases.push_back(words_.base(word));
    return find_word(term, bases) != npos;
}

std::size_t QuestionIndex::position(const Term& term, std::size_t unit) const {
    return find_word(term, units_[unit].words);
}

void QuestionIndex::weigh(Term& term) const {
    std::size_t found = 0;
    std::set<ReportIndex> reports, all;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        all.insert(units_[i].place.report);
        if (!has(term, i)) continue;
        ++found;
        reports.insert(units_[i].place.report);
    }
    const double rarity =
        std::log((1.0 + static_cast<double>(units_.size())) / (1.0 + static_cast<double>(found)));
    term.told = found > 0;
    term.throughout = reports.size() * 5 >= all.size() * 3 && !reports.empty();
    term.weight = std::max(0.3, rarity) * (term.light ? 0.3 : 1.0);
}

bool QuestionIndex::beside(std::size_t other, std::size_t unit) const {
    const Unit &a = units_[std::min(other, unit)], &b = units_[std::max(other, unit)];
    if (a.place.report != b.place.report) return false;
    if (!whole_) return other < unit && b.place.span.begin <= a.place.span.end + kNextTo;
    return a.paragraph == b.paragraph || other + 1 == unit;
}

double QuestionIndex::level(const Term& term, std::size_t unit) const {
    if (has(term, unit)) return 1.0;
    const Unit& here = units_[unit];
    for (std::size_t i = unit; i-- > 0 && beside(i, unit);) {
        if (has(term, i)) return kCloseBy;
    }
    for (std::size_t i = unit + 1;
         i < units_.size() && units_[i].paragraph == here.paragraph && beside(i, unit); ++i) {
        if (has(term, i)) return kCloseBy;
    }
    if (!term.throughout || !whole_) return 0.0;
    const std::size_t first = unit - here.from_start;
    for (std::size_t i = first; i < units_.size() && i < first + kLead; ++i) {
        if (units_[i].place.report == here.place.report && has(term, i)) return kThroughout;
    }
    const Report& report = reader_.report(here.place.report);
    return report.title && has(term, report.title->text) ? kThroughout : 0.0;
}

bool QuestionIndex::in_report(const Term& term, std::size_t unit) const {
    const ReportIndex report = units_[unit].place.report;
    for (std::size_t i = unit - units_[unit].from_start; i < units_.size(); ++i) {
        if (units_[i].place.report != report) break;
        if (has(term, i)) return true;
    }
    return false;
}

Fit QuestionIndex::fit(const std::vector<Term>& terms, std::size_t unit) const {
    double all = 0.0, met = 0.0, plain = 0.0, in_sentence = 0.0, heaviest = -1.0;
    bool heaviest_met = true;
    std::size_t strict = 0, missing = 0;
    const Term* away = nullptr;
    for (const Term& term : terms) {
        const double found = level(term, unit);
        all += term.weight;
        met += term.weight * found;
        strict += found >= 1.0 ? 1 : 0;
        if (term.light) continue;
        if (found <= 0.0) {
            ++missing;
            away = &term;
        }
        if (!term.entities.empty() || term.setting) continue;
        plain += term.weight;
        if (found >= 1.0) in_sentence += term.weight;
        if (term.weight > heaviest) {
            heaviest = term.weight;
            heaviest_met = found >= 1.0;
        }
    }
    if (all <= 0.0) return {};
    const bool elsewhere = missing == 1 && strict >= 2 && in_report(*away, unit);
    const bool told = (missing == 0 || elsewhere) && strict > 0;
    return {told && (heaviest_met || elsewhere) && 2.0 * in_sentence >= plain, told, met / all};
}

}  // namespace sitrep::brief
