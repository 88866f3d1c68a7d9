#include "brief/step_proof.hpp"

#include <algorithm>
#include <set>

#include "brief/context.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kLetters = 5;               // first letters by which words are told to be one
constexpr std::size_t kFewestStems = 2;           // in common where no name is
constexpr std::uint32_t kLongestParagraph = 700;  // bytes
constexpr std::int32_t kNewsDays = 7;             // after these what was held open may have come about
constexpr std::uint32_t kNear = 3;                // paragraphs of one report

std::set<std::string> stems_of(std::string_view words) {
    std::set<std::string> stems;
    for (const std::string& word : content_words(words)) stems.insert(word.substr(0, kLetters));
    return stems;
}

/// What a step says and names.
struct Said {
    Place place;
    Place sentence;
    std::set<std::string> stems;
    std::set<EntityRef> named;
    std::uint32_t paragraph = 0;
};

/// With its paragraph, as "that agreement" is told of there.
Said said_by(const Reader& reader, const Place& place, const Place& words) {
    Place around = words;
    Said said{place, reader.sentence(place), {}, {}, 0};
    if (const Paragraph* paragraph = reader.paragraph(place)) {
        said.paragraph = paragraph->number;
        const Span whole = reader.report(place.report).text.source(paragraph->range);
        if (whole.size() <= kLongestParagraph) around = {place.report, whole};
    }
    said.stems = stems_of(reader.words(around));
    for (const EntityRef one : reader.entities_in(around)) {
        const auto type = reader.dossier().entities[static_cast<std::size_t>(one)].type;
        if (type != EntityType::event) said.named.insert(one);
    }
    return said;
}

/// Whether two steps are shown to be of one process: they stand beside one another, name one party, or have
/// words in common.
bool linked(const Said& a, const Said& b) {
    if (a.place.report == b.place.report) {
        const std::uint32_t apart =
            a.paragraph > b.paragraph ? a.paragraph - b.paragraph : b.paragraph - a.paragraph;
        if (apart <= kNear) return true;
    }
    const bool names =
        std::any_of(a.named.begin(), a.named.end(), [&](EntityRef one) { return b.named.count(one) > 0; });
    return names || common_words(a.stems, b.stems) >= kFewestStems;
}

/// Whether a step was written more than a week after all others that stand elsewhere.
bool is_later_news(const Reader& reader, const std::vector<ToldStep>& row, const Place& place) {
    const DateRange& own = reader.published(place.report);
    if (!own.bounded()) return false;
    return std::all_of(row.begin(), row.end(), [&](const ToldStep& step) {
        const DateRange& other = reader.published(step.place.report);
        return step.place.report == place.report ||
               (other.bounded() && own.earliest->number - other.latest->number > kNewsDays);
    });
}

/// "That agreement was signed", in a report known to be later: what was coming before has come.
bool came_about(const Reader& reader, const Standing& standing, const std::vector<ToldStep>& row,
                const Place& place) {
    const std::string words = padded_words(reader.words(reader.sentence(place)));
    const bool past = words.find(" was ") != std::string::npos || words.find(" were ") != std::string::npos ||
                      words.find(" has ") != std::string::npos || words.find(" have ") != std::string::npos;
    if (!past || reader.sets().coming.stands_in(words)) return false;
    return std::any_of(row.begin(), row.end(), [&](const ToldStep& step) {
        return standing.written_before(step.place.report, place.report);
    });
}

/// What a retelling hardened, or a report made from others tells of what another keeps open.
bool is_hardened(const Reader& reader, const Standing& standing, const std::vector<ToldStep>& row,
                 const Place& place) {
    if (standing.hardened(place)) return true;
    const bool retells = standing.derived(place.report) || standing.careless(place.report);
    return retells && !standing.copied(place) && standing.told_softer(place) &&
           !is_later_news(reader, row, place) && !came_about(reader, standing, row, place);
}

/// "…, a diplomat said, asking for anonymity": nothing else is asked.
bool asks_for_no_name_only(const Reader& reader, const ToldStep& step) {
    if (step.states != "asked for") return false;
    std::string words = padded_words(reader.words(reader.sentence(step.place)));
    const std::size_t name = words.find(" anonymity");
    if (name == std::string::npos) return false;
    const std::size_t before = words.rfind(" ask", name), sought = words.rfind(" request", name);
    const std::size_t at = before == std::string::npos ? sought : before;
    if (at == std::string::npos) return false;
    words.erase(at, name - at);
    return !reader.sets().requests.stands_in(words);
}

/// "Agreed to put up signs": what was agreed to, where that is told; else nothing.
std::string agreed_to(const std::string& words) {
    for (const std::string_view cue : {" agreed to ", " consented to "}) {
        const std::size_t at = words.find(cue);
        if (at != std::string::npos) return words.substr(at + cue.size());
    }
    return {};
}

/// "61 of the 74": fewer than all.
bool is_part_of_all(const std::string& words) {
    const auto digit = [&](std::size_t at) {
        return at < words.size() && words[at] >= '0' && words[at] <= '9';
    };
    for (const std::string_view of : {" of the ", " of "}) {
        for (std::size_t at = words.find(of); at != std::string::npos; at = words.find(of, at + 1)) {
            if (at == 0 || !digit(at - 1) || !digit(at + of.size())) continue;
            const std::size_t begin = words.rfind(' ', at - 1) + 1;
            const std::string_view part = std::string_view(words).substr(begin, at - begin),
                                   all = std::string_view(words).substr(
                                       at + of.size(), words.find(' ', at + of.size()) - at - of.size());
            if (part.size() < all.size() || (part.size() == all.size() && part < all)) return true;
        }
    }
    return false;
}

/// "Has money for eight of the 12 meters it was asked to buy": what was asked stands in what came of it.
bool tells_what_became_of_it(const std::string& words) {
    for (const std::string_view asked : {" it was asked ", " they were asked "}) {
        const std::size_t at = words.find(asked);
        if (at == std::string::npos) continue;
        const std::string before = words.substr(0, at);
        return !before.ends_with(" said") && !before.ends_with(" says") && !before.ends_with(" that") &&
               before.find(" of the ") != std::string::npos;
    }
    return false;
}

void call(std::string& states, std::string_view what, std::string_view instead) {
    const std::size_t at = states.find(what);
    if (at != std::string::npos) states.replace(at, what.size(), instead);
}

/// The states in words that the step's own bear out.
std::string proved_words(const Reader& reader, const ToldStep& step, const std::set<std::string>& asked) {
    const BriefWords& sets = reader.sets();
    const std::string words = padded_words(reader.words(reader.sentence(step.place)));
    std::string states = step.states;
    const auto is = [&](std::string_view state) { return states.find(state) != std::string::npos; };
    if (sets.will_ask.stands_in(words)) call(states, "asked for", "asking announced");
    if (is("granted") && !is("not granted")) {
        const std::set<std::string> thing = stems_of(agreed_to(words));
        if (!thing.empty() && common_words(thing, asked) == 0) call(states, "granted", "answered");
        if (words.find(" no more than ") != std::string::npos && states == "granted")
            states = "granted within limits";
        const bool whole =
            words.find(" all ") != std::string::npos || words.find(" in full") != std::string::npos;
        if (!whole && states.find("granted in part") == std::string::npos &&
            sets.less_than_asked.stands_in(words))
            call(states, "granted", "granted in part");
    }
    if (!sets.deliveries.stands_in(words)) call(states, "delivery announced", "told later");
    if (words.find_first_of("0123456789") == std::string::npos && !sets.parts.stands_in(words))
        call(states, "partly met", "told later");
    if (is("in force") && is_part_of_all(words)) call(states, "in force", "carried out in part");
    if (is("asked for") && tells_what_became_of_it(words)) call(states, "asked for", "told later");
    if (is("claim filed") && words.find(" claim") == std::string::npos)
        call(states, "claim filed",
             words.find(" arbitrat") == std::string::npos ? "told later" : "arbitration agreed");
    if (is("what is asked") && !sets.requests.stands_in(words)) call(states, "what is asked", "told later");
    if (!sets.takes_effect.stands_in(words) && !is("not in force")) call(states, "in force", "told later");
    if (sets.admissions.stands_in(words)) call(states, "answered", "something admitted");
    return states;
}

std::vector<Said> said_by_all(const Reader& reader, const std::vector<ToldStep>& row,
                              const std::vector<Place>& all) {
    std::vector<Said> said;
    for (const ToldStep& step : row) said.push_back(said_by(reader, step.place, step.context));
    for (const Place& place : all) {
        const bool shown = std::any_of(row.begin(), row.end(), [&](const ToldStep& step) {
            return reader.sentence(step.place) == reader.sentence(place);
        });
        if (!shown) said.push_back(said_by(reader, place, in_context(reader, place)));
    }
    return said;
}

/// The step that a row is about: with the words of its subject, else the first.
std::size_t kept_first(const Reader& reader, const std::string& subject, const std::vector<ToldStep>& row) {
    const auto words = content_words(subject);
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::size_t held = common_words(words, content_words(reader.words(row[i].context)));
        if (held > most) {
            best = i;
            most = held;
        }
    }
    return best;
}

}  // namespace

void keep_what_is_proved(const Reader& reader, const Standing& standing, const std::string& subject,
                         const std::vector<Place>& all, std::vector<ToldStep>& row) {
    const std::vector<ToldStep> whole = row;
    std::erase_if(row, [&](const ToldStep& step) {
        return is_hardened(reader, standing, whole, step.place) || asks_for_no_name_only(reader, step);
    });
    if (row.empty()) return;
    // From the step that the row is about, what is linked to it or to what is linked.
    const std::vector<Said> said = said_by_all(reader, row, all);
    std::vector<bool> of_it(said.size(), false);
    of_it[kept_first(reader, subject, row)] = true;
    const std::set<std::string> thing = stems_of(std::string_view(subject).substr(0, subject.find(", ")));
    for (std::size_t i = 0; i < said.size(); ++i)
        of_it[i] = of_it[i] || common_words(thing, stems_of(reader.words(said[i].sentence))) > 0;
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < said.size(); ++i) {
            if (of_it[i]) continue;
            for (std::size_t k = 0; k < said.size() && !of_it[i]; ++k)
                of_it[i] = of_it[k] && linked(said[i], said[k]);
            more = more || of_it[i];
        }
    }
    for (std::size_t i = row.size(); i-- > 0;) {
        if (!of_it[i]) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
        std::set<std::string> asked = stems_of(subject);
        // In one sentence what was asked stands beside what was agreed to.
        for (std::size_t k = 0; k < i; ++k) asked.merge(stems_of(reader.words(row[k].context)));
        row[i].states = proved_words(reader, row[i], asked);
        // What is only named among the terms of a bargain that was struck afterwards was not pending then.
        if (i + 1 < row.size() && row[i].states == "ratification pending") {
            const std::string words = padded_words(reader.words(reader.sentence(row[i].place)));
            const bool approved = words.find(" has approved ") != std::string::npos ||
                                  words.find(" have approved ") != std::string::npos;
            row[i].states =
                approved ? "approved and ratification named as a term" : "ratification named as a term";
        }
    }
}

}  // namespace sitrep::brief
