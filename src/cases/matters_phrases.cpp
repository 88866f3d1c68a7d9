// Matters that words open: an agreement spoken of, a strike, a convoy held.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cases/event_words.hpp"
#include "cases/gaps.hpp"
#include "cases/matter.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "ledger/rooms.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::kNoTerm;
using ledger::Term;
using ledger::TermSet;

/// The reports' own words for what was agreed: of the act that most openings resemble.
std::string matter_words(const Evidence& evidence, const std::vector<Event>& events,
                         const std::vector<std::uint32_t>& list,
                         const std::vector<std::pair<Term, double>>& core) {
    std::string best;
    double most = -1.0;
    for (const std::uint32_t e : list) {
        if (events[e].act < 0) continue;
        const Act& act = evidence.dossier().acts[static_cast<std::size_t>(events[e].act)];
        if (!act.what || act.what->size() > 160) continue;
        const TermSet what = evidence.terms_of(act.report, *act.what);
        const std::vector<std::string> first = plain_words(evidence.words(act.report, *act.what));
        constexpr std::array<std::string_view, 10> kLinks = {"in",  "on",   "at",   "by",   "to",
                                                             "for", "with", "from", "upon", "over"};
        if (first.empty() || std::find(kLinks.begin(), kLinks.end(), first.front()) != kLinks.end()) continue;
        if (std::none_of(what.begin(), what.end(), [&](Term term) {
                return std::any_of(core.begin(), core.end(),
                                   [&](const auto& one) { return one.first == term; });
            }))
            continue;
        double sum = 0.0;
        for (const std::uint32_t other : list)
            sum += ledger::likeness(evidence.terms(), what, events[other].terms).containment;
        sum *= std::min<double>(3.0, static_cast<double>(what.size()));
        if (sum <= most) continue;
        most = sum;
        best = evidence.words(act.report, *act.what);
    }
    return best;
}

/// The first matter word of a sentence with the words that qualify it: "unity government".
std::string noun_words(const Evidence& evidence, const Event& event,
                       const std::vector<std::pair<Term, double>>& core) {
    const AnnotatedReport& home = evidence.dossier().reports[event.place.report];
    const std::vector<Term>& terms = evidence.terms().of(event.place.report);
    const TextRange range = home.report.text.range(event.place.span);
    for (std::uint32_t at = home.tokens.token_at(range.begin);
         at < terms.size() && home.tokens.tokens[at].range.begin < range.end; ++at) {
        if (std::none_of(core.begin(), core.end(), [&](const auto& one) { return one.first == terms[at]; }))
            continue;
        std::uint32_t first = at;
        while (first > 0 && at - first < 2 && terms[first - 1] != kNoTerm &&
               home.tokens.tokens[first - 1].range.begin >= range.begin &&
               evidence.terms().kind(terms[first - 1]) != ledger::TermKind::number)
            --first;
        return std::string(home.report.text.words(
            TextRange{home.tokens.tokens[first].range.begin, home.tokens.tokens[at].range.end}));
    }
    return {};
}

constexpr std::uint32_t kPactReach = 9;  // sentences from what two agreed on to "the deal"

/// "The deal", "its accord": what was told before.
bool speaks_of_the_deal(const Template& kind, const Event& event, const Evidence& evidence) {
    constexpr std::array<std::string_view, 5> kPointers = {"the", "this", "that", "its", "their"};
    const Place place = sentence_of(event, evidence);
    const std::vector<std::string> words = plain_words(evidence.words(place.report, place.span));
    for (std::size_t at = 1; at < words.size(); ++at) {
        if (text::among(words[at - 1], kPointers) && holds(kind.process_words, ledger::stem(words[at])))
            return true;
    }
    return false;
}

/// The whole sentence, also where the act ends at "on Oct. 17".
Place whole_sentence(const Event& event, const Evidence& evidence) {
    const AnnotatedReport& home = evidence.dossier().reports[event.place.report];
    if (event.sentence >= home.tokens.sentences.size()) return event.place;
    return {event.place.report, home.report.text.source(home.tokens.sentences[event.sentence].range)};
}

/// Does the sentence have two agree with one another: "A and B agreed", "the two sides signed"?
bool agreed_together(const Template& kind, const Event& event, const Evidence& evidence) {
    const State& state = kind.states[event.state];
    if (event.in_title || !state.start || state.stage != Stage::granted) return false;
    if (event.act >= 0 && !evidence.dossier().acts[static_cast<std::size_t>(event.act)].co_actors.empty())
        return true;
    const WordList& verbs = word_list(evidence, Words::pact_verbs);
    const Place place = whole_sentence(event, evidence);
    for (const std::string& word : plain_words(evidence.words(place.report, place.span))) {
        if (word == "and" || word == "both" || word == "two") return true;
        if (holds(verbs, word)) return false;
    }
    return false;
}

/// Is whoever leaves the deal told to have agreed: by a word before the verb that both sentences hold?
bool left_by_party(const Event& left, const Event& agreed, const Evidence& evidence) {
    constexpr std::size_t kNoParty = 3;  // letters up to which a word names no party
    constexpr std::array<std::string_view, 4> kNobody = {"have", "they", "this", "that"};
    const AnnotatedReport& home = evidence.dossier().reports[left.place.report];
    const TextRange begin = home.report.text.range(left.place.span);
    const Place place = whole_sentence(agreed, evidence);
    const std::vector<std::string> there = plain_words(evidence.words(place.report, place.span));
    for (const std::string& word : plain_words(home.report.text.words(TextRange{begin.begin, left.at}))) {
        if (word.size() > kNoParty && !text::among(word, kNobody) &&
            std::find(there.begin(), there.end(), word) != there.end())
            return true;
    }
    return std::any_of(agreed.named.begin(), agreed.named.end(),
                       [&](EntityRef party) { return evidence.one_side(party, left.by); });
}

/// "Skippers and fishermen agreed to share the channel. … The fishermen have pulled out of the deal.": the
/// deal is what those two agreed on. The number of events for none.
std::size_t pact_left(const Template& kind, const Evidence& evidence, const std::vector<Event>& events,
                      std::size_t e) {
    const Event& left = events[e];
    if (left.act >= 0 || kind.states[left.state].stage != Stage::suspended || left.in_title ||
        !speaks_of_the_deal(kind, left, evidence))
        return events.size();
    for (std::size_t a = e; a-- > 0 && events[a].place.report == left.place.report;) {
        if (events[a].sentence >= left.sentence) continue;
        if (events[a].sentence + kPactReach < left.sentence) break;
        if (agreed_together(kind, events[a], evidence))
            return left_by_party(left, events[a], evidence) ? a : events.size();
    }
    return events.size();
}

/// "Deal to share the channel": the word for what was left, and what was agreed, up to the next mark.
std::string pact_words(const Template& kind, const Event& left, const Event& agreed,
                       const Evidence& evidence) {
    constexpr std::array<std::string_view, 4> kLinks = {"to", "on", "that", "over"};
    constexpr std::size_t kMostWords = 12;
    std::string noun;
    for (const std::string& word : plain_words(evidence.words(left.place.report, left.place.span))) {
        if (noun.empty() && holds(kind.process_words, ledger::stem(word))) noun = word;
    }
    const Place place = whole_sentence(agreed, evidence);
    const std::string text = evidence.words(place.report, place.span);
    const std::vector<std::string> words = plain_words(text);
    const WordList& verbs = word_list(evidence, Words::pact_verbs);
    const auto verb =
        std::find_if(words.begin(), words.end(), [&](const std::string& word) { return holds(verbs, word); });
    for (auto at = verb; at != words.end(); ++at) {
        // "On March 24" says when.
        if (!text::among(*at, kLinks) || at + 1 == words.end()) continue;
        const auto index = static_cast<std::size_t>(at - words.begin());
        const std::uint32_t next = place.span.begin + word_offset(text, index + 1);
        const auto& times = evidence.dossier().times;
        if (std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
                return time.report == place.report && time.span.begin <= next && next < time.span.end;
            }))
            continue;
        const std::string rest = text.substr(word_offset(text, index));
        return noun + " " + ledger::cut(rest.substr(0, rest.find_first_of(",;:(")), kMostWords);
    }
    return noun;
}

}  // namespace

/// Matters that phrases open: matter words that stand together in one sentence belong to one process.
std::vector<Matter> phrase_matters(const Template& kind, const Evidence& evidence,
                                   const std::vector<Event>& events) {
    std::map<std::pair<std::uint32_t, Term>, std::uint32_t> number;  // a word in each situation
    std::vector<Term> words;
    std::vector<bool> opening;  // of each word; the others only join what one of these opens
    std::vector<std::vector<std::uint32_t>> of_event(events.size());
    for (std::uint32_t e = 0; e < events.size(); ++e) {
        if (kind.states[events[e].state].follows) continue;
        const bool beside = std::any_of(events[e].terms.begin(), events[e].terms.end(), [&](Term term) {
            return holds(kind.qualifiers, evidence.terms().name(term));
        });
        for (const Term term : events[e].terms) {
            const std::string& name = evidence.terms().name(term);
            const bool opens = holds(kind.matter_words, name);
            if ((!opens && !holds(kind.joining_words, name)) || (!beside && holds(kind.qualified, name)))
                continue;
            const auto [place, fresh] =
                number.emplace(std::pair(evidence.situation(events[e].place.report), term),
                               static_cast<std::uint32_t>(words.size()));
            if (fresh) words.push_back(term), opening.push_back(opens);
            of_event[e].push_back(place->second);
        }
    }
    std::map<std::size_t, std::string> told_as;  // of what two agreed on, by who left it
    for (std::size_t e = 0; e < events.size(); ++e) {
        const std::size_t pact = of_event[e].empty() ? events.size() : pact_left(kind, evidence, events, e);
        if (pact == events.size() || !of_event[pact].empty()) continue;
        told_as.emplace(e, pact_words(kind, events[e], events[pact], evidence));
        for (std::size_t other = 0; other < events.size(); ++other) {
            const bool beside = events[other].place.report == events[pact].place.report &&
                                events[other].sentence == events[pact].sentence;
            if (beside && of_event[other].empty() && events[other].state == events[pact].state)
                of_event[other] = of_event[e];
        }
    }
    ledger::Groups groups(words.size());
    for (const auto& list : of_event) {
        for (std::size_t i = 1; i < list.size(); ++i) groups.join(list[0], list[i]);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> opened;
    for (std::uint32_t e = 0; e < events.size(); ++e) {
        if (!of_event[e].empty()) opened[groups.of(of_event[e].front())].push_back(e);
    }
    std::set<std::uint32_t> open;
    for (std::uint32_t w = 0; w < words.size(); ++w) {
        if (opening[w]) open.insert(groups.of(w));
    }
    std::vector<Matter> matters;
    for (const auto& [group, list] : opened) {
        if (!open.contains(group)) continue;
        Matter made;
        made.openings = list;
        std::vector<ReportIndex> reports;
        for (const std::uint32_t e : list) reports.push_back(events[e].place.report);
        for (std::uint32_t w = 0; w < words.size(); ++w) {
            if (groups.of(w) == group) made.core.emplace_back(words[w], 1.0);
        }
        for (const std::uint32_t e : list) {
            if (const auto pact = told_as.find(e); pact != told_as.end() && made.words.empty())
                made.words = pact->second;
        }
        if (made.words.empty()) made.words = matter_words(evidence, events, list, made.core);
        made.by_words = true;
        // "Unity government" rather than "government".
        for (const std::uint32_t e : list) {
            if (!made.words.empty() && made.words.find(' ') != std::string::npos) break;
            const std::string noun = noun_words(evidence, events[e], made.core);
            const std::vector<std::string> shown = plain_words(noun);
            const bool qualified =
                shown.size() > 1 && holds(kind.qualifiers, ledger::stem(shown[shown.size() - 2]));
            if (qualified)
                made.words = shown[shown.size() - 2] + " " + shown.back();
            else if (made.words.empty())
                made.words = noun;
        }
        note_reports(made, reports);
        matters.push_back(std::move(made));
    }
    return matters;
}

namespace {

constexpr int kProcessVotes = 1000;
constexpr std::size_t kMostMentions = 8;  // of a place that tells one process from another

/// " of the tenants against Bellmoor Estates": who the first telling says acts, and whom it names behind.
std::string between_words(const Template& kind, const Evidence& evidence, const std::vector<Event>& events,
                          const std::vector<std::uint32_t>& list) {
    for (const std::uint32_t e : list) {
        const Event& event = events[e];
        if (event.act >= 0 || event.in_title || !kind.states[event.state].start) continue;
        const TextRange range =
            evidence.dossier().reports[event.place.report].report.text.range(event.place.span);
        const auto& names = evidence.named(event.place.report);
        const auto other = std::find_if(names.begin(), names.end(), [&](const Evidence::Named& one) {
            return one.range.begin > event.at && one.range.end <= range.end && one.entity != event.by;
        });
        const std::string who = name_inside(evidence, event.by);
        const std::string whom = other == names.end() ? std::string() : name_inside(evidence, other->entity);
        if (!who.empty() || !whom.empty())
            return (who.empty() ? "" : " of " + who) + (whom.empty() ? "" : " against " + whom);
    }
    return {};
}

/// Places named where it began that few other sentences name: not the country, nor the town of every date
/// line.
std::vector<EntityRef> places_of(const Template& kind, const Evidence& evidence,
                                 const std::vector<Event>& events, const std::vector<std::uint32_t>& list) {
    std::set<EntityRef> found;
    for (const std::uint32_t e : list) {
        const Event& event = events[e];
        if (!kind.by_place || event.act >= 0 || !kind.states[event.state].start) continue;
        for (const EntityRef one : event.named) {
            const Entity& entity = evidence.dossier().entities[static_cast<std::size_t>(one)];
            const bool place = entity.type == EntityType::geopolitical ||
                               entity.type == EntityType::location || entity.type == EntityType::facility;
            if (place && entity.named && entity.mentions.size() <= kMostMentions) found.insert(one);
        }
    }
    return {found.begin(), found.end()};
}

/// Names the matter by its template's title, the matter word that most sentences hold, and the place most
/// named.
std::string title_words(const Template& kind, const Evidence& evidence, const std::vector<Event>& events,
                        const std::vector<std::uint32_t>& list) {
    std::map<std::string, std::pair<int, std::string>> nouns;
    std::map<EntityRef, int> places;
    for (const std::uint32_t e : list) {
        const Event& event = events[e];
        // Where it began, not whatever else its sentences name.
        const bool begins = event.act < 0 && kind.states[event.state].start;
        for (const EntityRef entity : begins ? event.named : std::vector<EntityRef>()) {
            const EntityType type = evidence.dossier().entities[static_cast<std::size_t>(entity)].type;
            if (type == EntityType::geopolitical || type == EntityType::location ||
                type == EntityType::facility)
                ++places[entity];
        }
        const std::vector<std::string> words =
            plain_words(evidence.words(event.place.report, event.place.span));
        for (std::size_t at = 0; at < words.size(); ++at) {
            const std::string stem = ledger::stem(words[at]);
            const bool named =
                holds(kind.matter_words, stem) ||
                (begins && kind.states[event.state].names_matter && holds(kind.joining_words, stem));
            // No "rescue of rescuers".
            if (!named || words[at].starts_with(kind.title.substr(0, kind.title.find(' ')))) continue;
            auto& [count, shown] = nouns[stem];
            if (count++ == 0) shown = words[at];
        }
    }
    const auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
    std::string thing;
    int most = 0;
    for (const auto& [stem, noun] : nouns) {
        // "Strike" rather than "union": what names the process itself.
        const int count = noun.first + (holds(kind.process_words, stem) ? kProcessVotes : 0);
        if (count <= most) continue;
        most = count;
        thing = noun.second;
    }
    // "Petitioned": the petition.
    if (thing.ends_with("ed") && ledger::stem(thing) == ledger::stem(kind.process_name))
        thing = kind.process_name;
    // A wage is no title; a strike over it is.
    if (kind.title.starts_with("{thing}") && !kind.process_words.empty() &&
        !holds(kind.process_words, ledger::stem(thing)))
        thing = kind.process_name;
    std::string title = kind.title;
    if (const std::size_t at = title.find("{thing}"); at != std::string::npos) title.replace(at, 7, thing);
    if (kind.between) return title + between_words(kind, evidence, events, list);
    if (!places.empty())
        title += ", " + evidence.name(std::max_element(places.begin(), places.end(), more)->first);
    return title;
}

}  // namespace

/// Templates of one matter: what one situation tells with their matter words, once a first state is told.
std::vector<Matter> single_matters(const Template& kind, const Evidence& evidence,
                                   const std::vector<Event>& events) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> of_situation;
    for (std::uint32_t e = 0; e < events.size(); ++e) {
        if (events[e].on_matter) of_situation[evidence.situation(events[e].place.report)].push_back(e);
    }
    std::vector<Matter> matters;
    for (const auto& [situation, list] : of_situation) {
        if (std::none_of(list.begin(), list.end(), [&](std::uint32_t e) {
                return events[e].act < 0 && kind.states[events[e].state].start;
            }))
            continue;
        Matter made;
        made.openings = list;
        made.words = title_words(kind, evidence, events, list);
        made.places = places_of(kind, evidence, events, list);
        std::vector<ReportIndex> reports;
        for (const std::uint32_t e : list) reports.push_back(events[e].place.report);
        note_reports(made, reports);
        matters.push_back(std::move(made));
    }
    return matters;
}

}  // namespace sitrep::cases
