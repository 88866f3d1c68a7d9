#include <algorithm>
#include <map>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/question_answers.hpp"
#include "brief/world_lines.hpp"

namespace sitrep::brief {
namespace {

constexpr int kOtherTime = 300;  ///< days before the first report: another event

enum class Verdict : std::uint8_t { other, near, fits };

struct Judged {
    Verdict verdict = Verdict::other;
    double score = 0.0;
    std::string note;  ///< what is not as asked
};

class Amounts {
  public:
    Amounts(const Search& search, Candidates& out)
        : search_(search), reader_(search.reader), index_(search.index), asked_(search.question), out_(out) {
        for (ReportIndex i = 0; i < reader_.size(); ++i) {
            const auto day = reader_.published(i).earliest;
            if (day && (!oldest_ || *day < *oldest_)) oldest_ = day;
        }
        for (const Term& term : asked_.terms) {
            const bool wanted =
                std::any_of(term.meaning.words.begin(), term.meaning.words.end(),
                            [&](const std::string& word) { return index_.words().acts(word) != nullptr; });
            wishes_ = wishes_ || wanted;
        }
        std::set<std::string> statuses;
        for (const Figure& figure : reader_.dossier().figures) statuses.insert(figure.status);
        for (const Term& term : asked_.terms) {
            const bool fate = std::any_of(statuses.begin(), statuses.end(), [&](const std::string& status) {
                return index_.has(term, status);
            });
            if (fate) fates_.push_back(&term);
        }
    }

    void find() {
        const auto& figures = reader_.dossier().figures;
        judged_.resize(figures.size());
        for (std::size_t i = 0; i < figures.size(); ++i) {
            if (figures[i].report < reader_.size()) judged_[i] = judge(figures[i]);
        }
        relations();
        lone();
    }

  private:
    /// 1 where the figure's own words count it, less where its sentence speaks of it; 0.
    double counts(const Figure& figure, std::size_t unit) const {
        if (asked_.persons)
            return figure.unit == "person" || (figure.unit.empty() && !figure.status.empty()) ? 1.0 : 0.0;
        if (asked_.share) return figure.unit == "percent" ? 1.0 : 0.0;
        if (asked_.counted.empty()) return figure.unit != "person" && figure.unit != "day" ? 1.0 : 0.0;
        const std::string own = figure.counted + " " + figure.unit;
        double best = 0.0;
        for (const Term& term : asked_.counted) {
            const bool counted =
                index_.has(term, own) || (figure.of >= 0 && term.entities.count(figure.of) > 0);
            if (counted) return 1.0;
            best = std::max(best, 0.6 * index_.level(term, unit));
        }
        if (asked_.how_much) return figure.unit == "person" ? 0.0 : best;
        // "the mayor puts the number at 9", "freed 30": the sentence says of what; money and shares never
        // count things, and another thing counted is no answer.
        if (!figure.unit.empty() && figure.unit != "person") return 0.0;
        const auto words = question_words(figure.counted);
        const bool other_thing = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return !index_.words().empty.holds(word) && !index_.words().persons.holds(word);
        });
        return other_thing ? 0.0 : best;
    }

    /// "asked to let 45 trucks cross": the number stands in what is asked for, offered or planned.
    bool wanted(const Figure& figure) const {
        const auto& acts = reader_.dossier().acts;  // by report
        auto at = std::lower_bound(acts.begin(), acts.end(), figure.report,
                                   [](const Act& act, ReportIndex report) { return act.report < report; });
        for (; at != acts.end() && at->report == figure.report; ++at) {
            const bool open = at->act == ActKind::request || at->act == ActKind::demand ||
                              at->act == ActKind::offer || at->act == ActKind::plan ||
                              at->act == ActKind::consider || at->act == ActKind::threaten;
            if (open && at->what && at->what->contains(figure.span)) return true;
        }
        return false;
    }

    /// "killed 20 people and displaced 900": the second answers no question after the dead.
    bool of_other_fate(const Figure& figure) const {
        const std::string own = figure.status + " " + figure.counted;
        return !figure.status.empty() && std::any_of(fates_.begin(), fates_.end(), [&](const Term* fate) {
            return !index_.has(*fate, own);
        });
    }

    bool contains(const Term& place, EntityRef inner) const {
        const auto& entities = reader_.dossier().entities;
        const auto& point = entities[static_cast<std::size_t>(inner)].place;
        return point && std::any_of(place.entities.begin(), place.entities.end(), [&](EntityRef outer) {
                   const Entity& entity = entities[static_cast<std::size_t>(outer)];
                   return entity.place && entity.place->country == point->country &&
                          countries_.count(entity.name) > 0;
               });
    }

    void judge_place(const Figure& figure, std::size_t unit, Judged& judged) const {
        for (const Term& place : asked_.places) {
            if (figure.place >= 0) {
                if (place.entities.count(figure.place) > 0) continue;
                if (contains(place, figure.place)) {
                    judged.score -= 0.02;
                    continue;
                }
                judged.verdict = Verdict::other;
                continue;
            }
            const double level = index_.level(place, unit);
            if (level >= 1.0) continue;
            if (level >= 0.5) {
                judged.score -= 0.1;
                continue;
            }
            judged.verdict = std::min(judged.verdict, Verdict::near);
            judged.note = "place not stated";
        }
    }

    Judged judge(const Figure& figure) const {
        const Place place = place_of_figure(reader_, figure);
        const std::size_t unit = index_.unit_at({figure.report, figure.span});
        if (unit == QuestionIndex::npos) return {};
        const double counted = counts(figure, unit);
        if (counted <= 0.0 || of_other_fate(figure)) return {};
        // What became of the counted may stand in the figure's own marks, who counts in its holder.
        std::vector<Term> rest;
        for (const Term& term : asked_.terms) {
            const bool own =
                index_.has(term, figure.status + " " + figure.counted) ||
                (!term.entities.empty() && (is_meant(reader_.dossier(), term, figure.of) ||
                                            is_meant(reader_.dossier(), term, figure.holder.entity) ||
                                            is_meant(reader_.dossier(), term, figure.place)));
            if (!own) rest.push_back(term);
        }
        Fit fit{true, true, 1.0};
        if (!rest.empty()) fit = index_.fit(rest, unit);
        const double share = static_cast<double>(rest.size()) / static_cast<double>(asked_.terms.size() + 1);
        Judged judged;
        judged.score = 0.5 * counted + 0.5 * (1.0 - share + share * fit.score);
        const bool close = std::all_of(rest.begin(), rest.end(), [&](const Term& term) {
            return term.light || index_.level(term, unit) > 0.0;
        });
        const bool fits = close && fit.score >= 0.35;
        judged.verdict = fits ? Verdict::fits : (fit.score >= 0.4 ? Verdict::near : Verdict::other);
        judge_place(figure, unit, judged);
        if ((figure.hypothetical || wanted(figure)) && !wishes_) {
            judged.score -= 0.2;
            if (!figure.hypothetical) judged.note = "asked for, offered or planned";
            if (asked_.done) judged.verdict = std::min(judged.verdict, Verdict::near);
        }
        if (figure.as_of.latest && oldest_ && oldest_->number - figure.as_of.latest->number > kOtherTime) {
            judged.verdict = std::min(judged.verdict, Verdict::near);
            judged.note = "of another time";
        }
        judged.score += trust(search_.standing, place);
        return judged;
    }

    void relations() {
        const auto& all = reader_.dossier().relations;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Relation& relation = all[i];
            if (relation.kind == RelationKind::not_comparable ||
                relation.kind == RelationKind::same_utterance)
                continue;
            std::size_t hits = 0, others = 0;
            double best = 0.0;
            for (const ItemRef& item : relation.items) {
                if (item.list != ItemRef::List::figures) continue;
                const Judged& judged = judged_[item.index];
                hits += judged.verdict == Verdict::fits ? 1 : 0;
                others += judged.verdict == Verdict::other ? 1 : 0;
                if (judged.verdict == Verdict::fits) best = std::max(best, judged.score);
            }
            // A relation is told whole, so most of it has to be what is asked for.
            if (hits == 0 || hits * 3 < relation.items.size() || others * 2 > relation.items.size()) continue;
            tell_relation(i, best);
        }
    }

    void tell_relation(std::size_t index, double score) {
        const Relation& relation = reader_.dossier().relations[index];
        const BriefSentence sentence = tell(reader_, search_.standing, index, "figures");
        if (relation.kind == RelationKind::stronger) score -= 0.15;
        if (relation.kind == RelationKind::conflict || relation.kind == RelationKind::update) score += 0.1;
        Finding finding{std::string(name(relation.kind)), sentence.text, sentence.citations, false};
        if (relation.kind == RelationKind::update) latest_first(relation, finding);
        out_.push_back({std::move(finding), score, true});
        if (relation.kind == RelationKind::stronger) return;
        for (const ItemRef& item : relation.items) {
            if (item.list == ItemRef::List::figures) told_.insert(item.index);
        }
    }

    /// States of a row whose order is proved, the latest first.
    void latest_first(const Relation& relation, Finding& finding) const {
        auto groups = groups_of(reader_, relation);
        if (groups.size() < 2 || !moved_on(groups)) return;
        std::reverse(groups.begin(), groups.end());
        finding.text.clear();
        finding.citations.clear();
        std::set<Place> told;
        for (const ItemGroup& group : groups) {
            const Place place = search_.standing.original_of(group.places);
            if (!told.insert(reader_.sentence(place)).second) continue;
            finding.text += finding.text.empty() ? "Latest: " : "; before that: ";
            finding.text += told_words(reader_, place) + " (" +
                            (group.source.empty() ? "" : group.source + ", ") + reader_.label(place.report) +
                            reader_.written(place.report) + ")";
            finding.citations.push_back(place);
        }
        finding.text += ".";
    }

    void lone() {
        std::map<std::string, std::size_t> known;  // a number told twice is one line
        const auto& figures = reader_.dossier().figures;
        for (std::uint32_t i = 0; i < figures.size(); ++i) {
            const Judged& judged = judged_[i];
            if (judged.verdict == Verdict::other || told_.count(i) > 0) continue;
            const Figure& figure = figures[i];
            const Place place = place_of_figure(reader_, figure);
            const std::string key = std::to_string(figure.low.value_or(-1.0)) + "/" +
                                    std::to_string(figure.high.value_or(-1.0)) + figure.unit + judged.note +
                                    (judged.verdict == Verdict::fits ? "" : "~");
            const auto [at, fresh] = known.emplace(key, out_.size());
            if (!fresh) {
                Candidate& first = out_[at->second];
                first.finding.citations.push_back(place);
                if (judged.score <= first.score) continue;
                first.finding.text = figure_words(figure, judged);
                std::swap(first.finding.citations.front(), first.finding.citations.back());
                first.score = judged.score;
                continue;
            }
            out_.push_back({{"figure", figure_words(figure, judged), {place}, false},
                            judged.score,
                            judged.verdict == Verdict::fits,
                            !judged.note.empty()});
        }
    }

    std::string figure_words(const Figure& figure, const Judged& judged) const {
        const Place place = place_of_figure(reader_, figure);
        const std::string source = source_words(reader_, figure.report, figure.holder);
        const std::string date = date_words(figure.as_of);
        std::string text = in_marks(reader_.words(place)) + " (" +
                           (source.empty() ? "no source given" : source) + ", " +
                           reader_.label(figure.report);
        if (!date.empty()) text += ", as of " + date;
        if (!judged.note.empty()) text += "; " + judged.note;
        text += figure.hypothetical ? "; asked for, feared or planned)" : ")";
        const std::string sentence = told_words(reader_, {figure.report, figure.span});
        return text + (sentence == in_marks(reader_.words(place)) ? "." : ", in " + sentence + ".");
    }

    const Search& search_;
    const Reader& reader_;
    const QuestionIndex& index_;
    const Question& asked_;
    Candidates& out_;
    std::vector<Judged> judged_;
    std::set<std::uint32_t> told_;
    std::set<std::string> countries_ = country_names();
    std::optional<Day> oldest_;
    bool wishes_ = false;
    std::vector<const Term*> fates_;  ///< terms that tell what became of somebody
};

}  // namespace

void find_amounts(const Search& search, Candidates& out) { Amounts(search, out).find(); }

}  // namespace sitrep::brief
