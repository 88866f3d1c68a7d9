#include <algorithm>
#include <map>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/question_answers.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kLongestWords = 360;  // bytes
constexpr int kLongBefore = 300;            // days

std::size_t words_before(const Search& search, std::size_t unit, std::uint32_t byte) {
    const Place& place = search.index.units()[unit].place;
    return question_words(
               search.reader.words({place.report, {place.span.begin, std::max(place.span.begin, byte)}}))
        .size();
}

/// How close a place in a sentence stands to the words of the question in it.
double nearness(const Search& search, std::size_t unit, std::uint32_t byte) {
    const auto here = static_cast<double>(words_before(search, unit, byte));
    double sum = 0.0;
    std::size_t found = 0;
    for (const Term& term : search.question.terms) {
        const std::size_t at = search.index.position(term, unit);
        if (!term.entities.empty() || term.light || at == QuestionIndex::npos) continue;
        sum += 1.0 / (1.0 + std::abs(static_cast<double>(at) - here) / 4.0);
        ++found;
    }
    return found == 0 ? 0.0 : sum / static_cast<double>(found);
}

bool is_place(const Search& search, EntityRef entity) {
    const auto type = search.reader.dossier().entities[static_cast<std::size_t>(entity)].type;
    return type == EntityType::geopolitical || type == EntityType::location || type == EntityType::facility;
}

/// Whether a sentence names a place, or somebody, that the question does not.
bool tells_of_other(const Search& search, std::size_t unit, bool place) {
    const auto terms = search.question.all();
    const auto& entities = search.index.units()[unit].entities;
    return std::any_of(entities.begin(), entities.end(), [&](EntityRef entity) {
        const bool known = std::any_of(terms.begin(), terms.end(),
                                       [&](const Term& term) { return term.entities.count(entity) > 0; });
        return !known && is_place(search, entity) == place;
    });
}

/// The best time expression of each sentence, for "when".
std::map<std::size_t, const TimeExpression*> days_of(const Search& search) {
    std::map<std::size_t, const TimeExpression*> days;
    std::map<std::size_t, double> best;
    for (const TimeExpression& time : search.reader.dossier().times) {
        if (time.report >= search.reader.size()) continue;
        if (time.type != TimeType::date && time.type != TimeType::time) continue;
        if (time.value &&
            (*time.value == "PRESENT_REF" || *time.value == "PAST_REF" || *time.value == "FUTURE_REF"))
            continue;
        const std::size_t unit = search.index.unit_at({time.report, time.span});
        if (unit == QuestionIndex::npos) continue;
        const double near = nearness(search, unit, time.span.begin);
        const auto [at, fresh] = days.emplace(unit, &time);
        if (!fresh && near <= best[unit]) continue;
        at->second = &time;
        best[unit] = near;
    }
    return days;
}

std::optional<Day> oldest_report(const Reader& reader) {
    std::optional<Day> oldest;
    for (ReportIndex i = 0; i < reader.size(); ++i) {
        const auto day = reader.published(i).earliest;
        if (day && (!oldest || *day < *oldest)) oldest = day;
    }
    return oldest;
}

/// A year or so before the oldest report: told for comparison, as a rule.
bool long_before(const std::optional<Day>& oldest, const TimeExpression& time) {
    return oldest && time.bounds.latest && oldest->number - time.bounds.latest->number > kLongBefore;
}

/// Puts the day before the words; more for a day that stands near what is asked after.
void tell_day(const Search& search, std::size_t unit, const TimeExpression& time,
              const std::optional<Day>& oldest, Candidate& candidate) {
    candidate.score += 0.3 * nearness(search, unit, time.span.begin);
    if (!search.question.old && long_before(oldest, time)) candidate.score -= 0.3;
    candidate.finding.kind = "when";
    const std::string date = date_words(time.bounds);
    const std::string words = in_marks(search.reader.words({time.report, time.span}));
    candidate.finding.text =
        (date.empty() ? words + ", a day that cannot be worked out" : capitalised(date)) + ": " +
        candidate.finding.text;
}

}  // namespace

std::string told_words(const Reader& reader, const Place& place) {
    return in_marks(words_around(reader, in_context(reader, place), place, kLongestWords));
}

double trust(const Standing& standing, const Place& place) {
    double out = 0.0;
    if (standing.hardened(place)) out -= 0.12;
    if (standing.copied(place)) out -= 0.03;
    if (standing.careless(place.report)) out -= 0.03;
    return out;
}

void find_sentences(const Search& search, Candidates& out) {
    const Reader& reader = search.reader;
    const auto terms = search.question.all();
    const Asked asked = search.question.asked;
    const auto oldest = oldest_report(reader);
    const auto days = asked == Asked::when ? days_of(search) : std::map<std::size_t, const TimeExpression*>{};
    for (std::size_t i = 0; i < search.index.units().size(); ++i) {
        const Fit fit = search.index.fit(terms, i);
        if (fit.score <= 0.3 && !fit.whole) continue;
        const Place place = search.index.units()[i].place;
        Candidate candidate{{"sentence", told_words(reader, place), {place}, false},
                            fit.score + trust(search.standing, place),
                            fit.whole};
        std::string where = " (" + reader.label(place.report) + reader.written(place.report) + ").";
        if (asked == Asked::when) {
            const auto day = days.find(i);
            if (day == days.end()) {
                candidate.score -= 0.2;
                candidate.whole = false;
            } else {
                tell_day(search, i, *day->second, oldest, candidate);
            }
        } else if (asked == Asked::where) {
            if (!tells_of_other(search, i, true)) candidate.score -= 0.25;
        } else if (asked == Asked::who) {
            if (!tells_of_other(search, i, false)) candidate.score -= 0.1;
        }
        candidate.finding.text += where;
        out.push_back(std::move(candidate));
    }
}

}  // namespace sitrep::brief
