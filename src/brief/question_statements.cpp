#include <algorithm>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/question_answers.hpp"
#include "brief/told_case.hpp"

namespace sitrep::brief {
namespace {

/// Sentences before a statement that may name the body its spokesman speaks for.
constexpr std::size_t kBodyBefore = 2;

const Entity* entity_at(const Dossier& dossier, EntityRef entity) {
    return entity >= 0 && static_cast<std::size_t>(entity) < dossier.entities.size()
               ? &dossier.entities[static_cast<std::size_t>(entity)]
               : nullptr;
}

/// A spokesman without a body beside, and "its director", speak for the body named last before the statement.
bool speaks_for(const Search& search, const Term& term, const Quotation& quote, const std::string& own) {
    const auto words = question_words(own);
    const AskWords& sets = search.index.words();
    if (std::none_of(words.begin(), words.end(), [&](const std::string& word) {
            return sets.spokesman.holds(word) || sets.possessive.holds(word);
        }))
        return false;
    // "Spokeswoman for the governor" says whose; a word that is no name is taken up by "its" alone.
    const bool its = std::any_of(words.begin(), words.end(),
                                 [&](const std::string& word) { return sets.possessive.holds(word); });
    const bool says_whose = std::any_of(
        words.begin(), words.end(), [](const std::string& word) { return word == "for" || word == "of"; });
    if (says_whose || (term.entities.empty() && !its)) return false;
    const std::size_t unit = search.index.unit_at({quote.report, quote.span});
    if (unit == QuestionIndex::npos) return false;
    const Dossier& dossier = search.reader.dossier();
    const auto body_in = [&](std::size_t i) {
        EntityRef last = kNoEntity;
        for (const EntityRef entity : search.index.units()[i].entities) {
            const Entity* one = entity_at(dossier, entity);
            const bool body = one != nullptr && one->named &&
                              (one->type == EntityType::organisation || one->type == EntityType::group);
            if (body && entity != quote.addressee) last = entity;
        }
        return last;
    };
    for (std::size_t back = 0; back <= kBodyBefore && back <= unit; ++back) {
        const std::size_t i = unit - back;
        if (search.index.units()[i].place.report != quote.report) break;
        if (term.entities.empty() && search.index.has(term, i)) return true;
        const EntityRef body = body_in(i);
        if (body != kNoEntity) return term.entities.count(body) > 0;
    }
    return false;
}

/// The words that name a source with the few before them: "its director, Ada Moor".
std::string words_up_to(const Search& search, ReportIndex report, Span span) {
    const Place sentence = search.reader.sentence({report, span});
    const auto before = question_words(
        search.reader.words({report, {std::min(sentence.span.begin, span.begin), span.begin}}));
    std::string out;
    for (std::size_t i = before.size() - std::min<std::size_t>(3, before.size()); i < before.size(); ++i)
        out += before[i] + " ";
    return out + search.reader.words({report, span});
}

bool is_speaker(const Search& search, const Quotation& quote) {
    if (quote.speaker.source_class == SourceClass::none) return false;
    if (is_source(search, search.question.subject, quote.report, quote.speaker)) return true;
    const Entity* entity = entity_at(search.reader.dossier(), quote.speaker.entity);
    std::string own =
        quote.speaker.span ? words_up_to(search, quote.report, *quote.speaker.span) : std::string();
    if (entity != nullptr) {
        for (const std::string& role : entity->roles) own += " " + role;
    }
    return search.question.subject.size() == 1 &&
           speaks_for(search, search.question.subject.front(), quote, own);
}

/// How far words of a quotation meet the topic: in the words, or in the sentences about them.
Fit topic_fit(const Search& search, const Place& place) {
    const auto& topic = search.question.terms;
    if (topic.empty()) return {true, true, 0.8};
    const std::size_t unit = search.index.unit_at(place);
    return unit == QuestionIndex::npos ? Fit{} : search.index.fit(topic, unit);
}

std::string said_words(const Search& search, const Quotation& quote) {
    const Reader& reader = search.reader;
    const std::string speaker = source_words(reader, quote.report, quote.speaker);
    if (quote.kind == QuotationKind::direct)
        return (speaker.empty() ? std::string("No speaker is given for ") : speaker + ": ") +
               in_marks_inside(reader.words({quote.report, quote.span})) + " (" + reader.label(quote.report) +
               reader.written(quote.report) + ").";
    return (speaker.empty() ? std::string("No speaker is given for ")
                            : speaker + ", in the report’s words: ") +
           told_words(reader, {quote.report, quote.span}) + " (" + reader.label(quote.report) +
           reader.written(quote.report) + ").";
}

std::string act_words(const Search& search, const Act& act) {
    std::string text = std::string(name(act.status)) + ": " +
                       told_words(search.reader, {act.report, act.span}) + " (" +
                       search.reader.label(act.report) + search.reader.written(act.report);
    if (act.negated) text += "; said not to be so";
    return text + ").";
}

bool is_actor(const Search& search, const Act& act) {
    const auto& subject = search.question.subject;
    if (subject.empty()) return true;
    return std::all_of(subject.begin(), subject.end(), [&](const Term& term) {
        std::vector<EntityRef> actors = act.co_actors;
        actors.push_back(act.actor);
        return std::any_of(actors.begin(), actors.end(), [&](EntityRef actor) {
            const Entity* entity = entity_at(search.reader.dossier(), actor);
            return entity != nullptr &&
                   (is_meant(search.reader.dossier(), term, actor) || search.index.has(term, entity->name));
        });
    });
}

/// A process is named by the words of its steps; whose it is may be told beside them.
double step_level(const Search& search, const Term& term, std::size_t unit) {
    if (search.index.has(term, unit)) return 1.0;
    return term.entities.empty() ? 0.0 : search.index.level(term, unit);
}

std::string lower(std::string_view word) {
    std::string out(word);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

}  // namespace

bool is_meant(const Dossier& dossier, const Term& term, EntityRef entity) {
    const Entity* one = entity_at(dossier, entity);
    if (one == nullptr || term.entities.empty()) return false;
    if (term.entities.count(entity) > 0) return true;
    if (std::any_of(one->stands_for.begin(), one->stands_for.end(),
                    [&](EntityRef other) { return term.entities.count(other) > 0; }))
        return true;
    return std::any_of(term.entities.begin(), term.entities.end(), [&](EntityRef asked) {
        const Entity* other = entity_at(dossier, asked);
        return other != nullptr && std::find(other->stands_for.begin(), other->stands_for.end(), entity) !=
                                       other->stands_for.end();
    });
}

bool is_source(const Search& search, const std::vector<Term>& subject, ReportIndex report,
               const Source& source) {
    if (subject.empty()) return false;
    const EntityRef who = speaker_of(search.reader, report, source);
    std::string own = source.span ? search.reader.words({report, *source.span}) : std::string();
    if (const Entity* entity = entity_at(search.reader.dossier(), who); entity != nullptr) {
        own += " " + entity->name;
        for (const std::string& role : entity->roles) own += " " + role;
    }
    return std::all_of(subject.begin(), subject.end(), [&](const Term& term) {
        if (is_meant(search.reader.dossier(), term, who)) return true;
        if (search.index.has(term, own)) return true;
        const auto named =
            source.span ? search.reader.entities_in({report, *source.span}) : std::vector<EntityRef>{};
        return std::any_of(named.begin(), named.end(),
                           [&](EntityRef entity) { return term.entities.count(entity) > 0; });
    });
}

void find_statements(const Search& search, Candidates& out) {
    const auto& quotes = search.reader.dossier().quotes;
    const bool anybody = search.question.subject.empty();
    for (const Quotation& quote : quotes) {
        if (quote.report >= search.reader.size() || quote.span.empty()) continue;
        if (!anybody && !is_speaker(search, quote)) continue;
        const Place place{quote.report, quote.span};
        const Fit fit = topic_fit(search, place);
        if (fit.score <= 0.0) continue;
        const double direct = quote.kind == QuotationKind::direct ? 0.08 : 0.0;
        out.push_back({{"quotation", said_words(search, quote), {place}, false},
                       fit.score + direct + trust(search.standing, place),
                       anybody ? fit.whole : fit.all});
    }
    if (anybody) return;
    for (const Act& act : search.reader.dossier().acts) {
        if (act.report >= search.reader.size() || act.quotation >= 0 || !is_actor(search, act)) continue;
        const bool spoken = act.act == ActKind::deny || act.act == ActKind::admit ||
                            act.act == ActKind::accuse || act.act == ActKind::warn;
        const Place place{act.report, act.span};
        const Fit fit = topic_fit(search, place);
        if (!spoken || fit.score <= 0.0) continue;
        out.push_back({{lower(name(act.act)), act_words(search, act), {place}, false},
                       fit.score - 0.1 + trust(search.standing, place),
                       fit.whole});
    }
}

void find_wishes(const Search& search, Candidates& out) {
    const auto& asked = search.question;
    for (const Act& act : search.reader.dossier().acts) {
        if (act.report >= search.reader.size() || !is_actor(search, act)) continue;
        const auto kind = std::find(asked.acts.begin(), asked.acts.end(), act.act);
        const bool conditional = act.condition.has_value();
        if (kind == asked.acts.end() && !(asked.condition && conditional)) continue;
        const Place place{act.report, act.span};
        // "before it agrees": the act itself may be the agreement.
        std::vector<Term> topic;
        for (const Term& term : asked.terms) {
            if (!search.index.has(term, lower(name(act.act)))) topic.push_back(term);
        }
        Fit fit{true, true, 0.9};
        const std::size_t unit = search.index.unit_at(place);
        if (!topic.empty()) fit = unit == QuestionIndex::npos ? Fit{} : search.index.fit(topic, unit);
        if (fit.score <= 0.0) continue;
        double score = fit.score + trust(search.standing, place);
        if (kind != asked.acts.begin()) score -= 0.1;
        if (asked.condition && conditional) score += 0.3;
        if (act.negated) score -= 0.1;
        out.push_back({{lower(name(act.act)), act_words(search, act), {place}, false}, score, fit.whole});
    }
}

void find_cases(const Search& search, Candidates& out) {
    const auto terms = search.question.all();
    for (const Case* one : cases_in_order(search.reader, search.standing)) {
        std::string own = one->subject + " " + spaced(one->case_template) + " " + spaced(one->state);
        double all = 0.0, met = 0.0;
        bool whole = true;
        for (const Term& term : terms) {
            bool found = search.index.has(term, own);
            double level = found ? 1.0 : 0.0;
            for (const CaseStep& step : one->steps) {
                const std::size_t unit = search.index.unit_at(step.place);
                if (unit != QuestionIndex::npos && !found)
                    level = std::max(level, 0.9 * step_level(search, term, unit));
            }
            all += term.weight;
            met += term.weight * level;
            whole = whole && (level > 0.0 || term.light);
        }
        if (all <= 0.0 || met / all < 0.3) continue;
        const BriefSentence sentence = tell_case(search.reader, search.standing, *one);
        if (sentence.citations.empty()) continue;
        Finding finding{"process", sentence.text, sentence.citations, false};
        const Lacking lacks = lacking(*one);
        if (!lacks.missing.empty()) {
            if (finding.text.ends_with(".")) finding.text.pop_back();
            finding.text += "; not told: " + listed(lacks.missing) + ".";
        }
        out.push_back({std::move(finding), met / all + 0.05, whole});
    }
}

}  // namespace sitrep::brief
