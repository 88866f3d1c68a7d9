// Who said what; places, people and groups.
#include <algorithm>
#include <map>
#include <set>

#include "brief/context.hpp"
#include "brief/doubtful_names.hpp"
#include "brief/items.hpp"
#include "brief/said.hpp"
#include "brief/sections.hpp"
#include "brief/short_form.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kIndirectOfSpeaker = 3;
constexpr std::size_t kVariants = 3;
constexpr std::size_t kEntitiesOfType = 12;
constexpr std::size_t kLongestSaid = 440;  // bytes
constexpr std::uint32_t kMarksAround = 8;  // bytes of quotation marks and a stop

void add_citations(BriefSentence& sentence, const std::vector<Place>& places) {
    sentence.citations.insert(sentence.citations.end(), places.begin(), places.end());
}

/// "Nobody carried money" of "Nobody carried money, and nobody should ask me to", whatever the marks and
/// case.
std::string letters(std::string_view words) {
    std::string out;
    for (const char c : text::folded(words)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' ||
            static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

bool is_part_of(std::string_view part, std::string_view whole) {
    return letters(whole).find(letters(part)) != std::string::npos;
}

/// «“A signature is a seed,” she said. “It needs rain.”»: all the words stand in the paragraph, parted once
/// by who says them.
bool stands_parted(const Reader& reader, const Place& place, std::string_view whole) {
    const Paragraph* paragraph = reader.paragraph(place);
    if (paragraph == nullptr) return false;
    const std::string told = letters(reader.report(place.report).text.words(paragraph->range));
    const std::string words = letters(whole);
    for (std::size_t cut = words.rfind(' '); cut != std::string::npos && cut > 0;
         cut = words.rfind(' ', cut - 1)) {
        const std::size_t first = told.find(words.substr(0, cut));
        if (first == std::string::npos) continue;
        return told.find(words.substr(cut), first + cut) != std::string::npos;
    }
    return false;
}

/// Whether a report gives the words as a paragraph of nothing else: then nobody can stand beside them unseen.
bool stands_bare(const Reader& reader, ReportIndex report, const Utterance& utterance) {
    for (const Wording& wording : utterance.wordings) {
        for (const Place& place : wording.places) {
            const Paragraph* paragraph = reader.paragraph(place);
            if (place.report != report || paragraph == nullptr) continue;
            if (paragraph->range.size() <= reader.report(report).text.range(place.span).size() + kMarksAround)
                return true;
        }
    }
    return false;
}

BriefSentence said(const Reader& reader, const Standing& standing, const Speaker& speaker,
                   const Utterance& utterance) {
    const Wording& fullest = utterance.wordings.front();
    BriefSentence sentence{"said", "", {}, utterance.relation};
    if (speaker.name.empty()) {
        sentence.text = "No speaker is given for: ";
    } else {
        sentence.text = speaker.name;
        if (!speaker.role.empty() && speaker.named) sentence.text += " (" + in_marks(speaker.role) + ")";
        sentence.text += utterance.denied                        ? ", in the report’s words: "
                         : fullest.kind == QuotationKind::direct ? ": "
                         : fullest.kind == QuotationKind::mixed  ? ", partly in own words: "
                                                                 : ", in the report’s words: ";
    }
    // "the strike illegal" says too little: its sentence says who called it so.
    std::set<ReportIndex> parted;
    if (fullest.kind == QuotationKind::direct) {
        const Place original = standing.original_of(fullest.places);
        std::vector<ReportIndex> reports;
        for (const Place& place : fullest.places) reports.push_back(place.report);
        for (std::size_t i = 1; i < utterance.wordings.size(); ++i) {
            for (const Place& place : utterance.wordings[i].places) {
                if (is_part_of(utterance.wordings[i].words, fullest.words) &&
                    stands_parted(reader, place, fullest.words))
                    parted.insert(place.report);
            }
        }
        reports.insert(reports.end(), parted.begin(), parted.end());
        sentence.text += words_from(fullest.words, reader.told_in(original.report, reports));
    } else {
        const Place original = standing.original_of(fullest.places);
        const Place whole = in_context(reader, original);
        std::vector<Place> others = fullest.places;
        std::erase_if(others, [&](const Place& place) { return place.report == original.report; });
        sentence.text +=
            words_from(words_around(reader, whole, original, kLongestSaid),
                       reader.label(original.report) + reader.written(original.report) +
                           (others.empty() ? "" : "; also told in " + labels_of(reader, others)));
        sentence.citations.push_back(whole);
    }
    add_citations(sentence, fullest.places);
    std::size_t variants = 0;
    std::vector<Place> in_part;
    for (std::size_t i = 1; i < utterance.wordings.size(); ++i) {
        const Wording& wording = utterance.wordings[i];
        // What lost its condition or reserve is another statement; it is told as such where reports disagree.
        if (standing.hardened(wording.places.front()) || wording.kind == QuotationKind::indirect) continue;
        add_citations(sentence, wording.places);
        if (is_part_of(wording.words, fullest.words)) {
            for (const Place& place : wording.places) {
                if (!parted.contains(place.report)) in_part.push_back(place);
            }
        } else if (++variants <= kVariants) {
            sentence.text += std::string(variants == 1 ? "; also worded: " : "; ") +
                             words_from(wording.words, labels_of(reader, wording.places));
        }
    }
    if (!in_part.empty()) sentence.text += "; in part in " + labels_of(reader, in_part);
    if (!speaker.name.empty() && !utterance.without_speaker.empty()) {
        std::vector<Place> orphans;
        for (const ReportIndex report : utterance.without_speaker) {
            if (stands_bare(reader, report, utterance)) orphans.push_back({report, {}});
        }
        if (!orphans.empty()) sentence.text += "; no speaker is given in " + labels_of(reader, orphans);
    }
    sentence.text = with_stop(std::move(sentence.text));
    return sentence;
}

struct Named {
    std::size_t index;
    std::vector<Place> places;  ///< first mention in each report
    std::size_t mentions;
    std::vector<std::string> also = {};   ///< short names that stand beside it
    std::vector<std::string> alone = {};  ///< "“Red Cross” alone in r1": short names of others, perhaps of it
};

/// Entities of the types, those in most reports first.
std::vector<Named> named(const Reader& reader, std::initializer_list<EntityType> types) {
    std::vector<Named> list;
    const DoubtfulNames names(reader);
    const auto& entities = reader.dossier().entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (!entities[i].named || std::find(types.begin(), types.end(), entities[i].type) == types.end())
            continue;
        Named one{i, {}, 0};
        for (const Mention& mention : entities[i].mentions) {
            if (mention.report >= reader.size() || mention.span.empty() || names.part_of_other_words(mention))
                continue;
            const Place place{mention.report, mention.span};
            const BlockKind block = reader.block_kind(place);
            if (block != BlockKind::body && block != BlockKind::title && block != BlockKind::dateline &&
                block != BlockKind::caption)
                continue;
            ++one.mentions;
            if (one.places.empty() || one.places.back().report != mention.report) one.places.push_back(place);
        }
        if (one.mentions == 0 || names.doubtful(static_cast<EntityRef>(i))) continue;
        const auto also = names.also_named(entities[i], one.places);
        one.places.insert(one.places.end(), also.begin(), also.end());
        list.push_back(std::move(one));
    }
    std::stable_sort(list.begin(), list.end(), [](const Named& a, const Named& b) {
        const std::size_t reports_a = reports_in(a.places);
        const std::size_t reports_b = reports_in(b.places);
        return reports_a != reports_b ? reports_a > reports_b : a.mentions > b.mentions;
    });
    return list;
}

/// Outlets and agencies, folded: they report, they are not what is reported on.
std::set<std::string> press_names(const Reader& reader) {
    std::set<std::string> names;
    for (ReportIndex report = 0; report < reader.size(); ++report) {
        if (const auto& outlet = reader.report(report).outlet)
            names.insert(text::folded(one_line(outlet->text)));
        for (const AgencyCredit& agency : reader.report(report).agencies)
            names.insert(text::folded(one_line(agency.name)));
    }
    return names;
}

/// "Meridian" for "Meridian World Service", "the Trumpet" for "The Alta Trumpet": an outlet under the first
/// or last words of its name.
bool is_press(const Reader& reader, const std::set<std::string>& press, const std::string& name) {
    if (reader.sets().agencies.holds(name)) return true;
    return std::any_of(press.begin(), press.end(), [&](const std::string& outlet) {
        return outlet == name || outlet.starts_with(name + " ") || outlet.starts_with(name + ".") ||
               outlet.ends_with(" " + name);
    });
}

/// Whether a headline, dateline or article has the name, not the furniture around it alone.
bool stands_in_an_article(const Reader& reader, const Entity& entity, const std::string& name) {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
        if (mention.report >= reader.size()) return false;
        const Place place{mention.report, mention.span};
        return !is_furniture(reader.block_kind(place)) && reader.words(place).find(name) != std::string::npos;
    });
}

/// "Alta", the dam, beside "Alta Power Company": a name that something else of another kind has alone.
bool names_another(const Reader& reader, std::size_t index, const std::string& name) {
    const auto& entities = reader.dossier().entities;
    const std::string folded = text::folded(name);
    return entities[index].type != EntityType::person &&
           std::any_of(entities.begin(), entities.end(), [&](const Entity& other) {
               return other.named && &other != &entities[index] && other.type != entities[index].type &&
                      other.type != EntityType::person && text::folded(one_line(other.name)) == folded;
           });
}

/// "World Food Programme (also “WFP”; 6 reports)".
std::string named_words(const Reader& reader, const Named& one, bool with_labels) {
    const auto press = press_names(reader);
    const Entity& entity = reader.dossier().entities[one.index];
    const std::string name = reader.entity(static_cast<EntityRef>(one.index));
    std::string text = name;
    if (entity.type == EntityType::person && !entity.roles.empty()) {
        const std::string role = role_of(reader, static_cast<EntityRef>(one.index));
        if (!role.empty() && role.size() <= 90) text += ", " + in_marks(role);
    }
    std::vector<std::string> aliases;
    for (const std::string& alias : entity.aliases) {
        const std::string words = one_line(alias);
        // "Harbour Board of Alta" is not called "Alta".
        if (!words.empty() && text::folded(words) != text::folded(name) && aliases.size() < 6 &&
            !name.ends_with(" of " + words) && press.count(text::folded(words)) == 0 &&
            stands_in_an_article(reader, entity, words) && !names_another(reader, one.index, words))
            aliases.push_back(in_marks(words));
    }
    for (const std::string& shorter : one.also) aliases.push_back(in_marks(shorter));
    text += " (";
    if (!aliases.empty()) text += "also " + listed(aliases) + "; ";
    return text +
           (with_labels ? labels_of(reader, one.places)
                        : counted(reports_in(one.places), "report", "reports")) +
           (one.alone.empty() ? "" : "; perhaps also " + listed(one.alone)) + ")";
}

/// "Red Cross" beside "International Committee of the Red Cross": perhaps one body, where one name alone so
/// ends and nothing else is known of the short one. Which reports have no more than that is told.
void join_short_names(const Reader& reader, std::vector<Named>& list) {
    std::vector<std::size_t> gone;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Entity& one = reader.dossier().entities[list[i].index];
        if (one.name.find(' ') == std::string::npos) continue;
        const std::string tail = " of the " + text::folded(one.name);
        std::vector<std::size_t> longer;
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (text::folded(reader.dossier().entities[list[k].index].name).ends_with(tail))
                longer.push_back(k);
        }
        const bool another =
            std::any_of(one.aliases.begin(), one.aliases.end(), [&](const std::string& name) {
                return !text::folded(one_line(name)).starts_with("international ") &&
                       name.size() > one.name.size();
            });
        if (longer.size() != 1 || another) continue;
        Named& whole = list[longer.front()];
        std::vector<Place> alone = list[i].places;
        std::erase_if(alone, [&](const Place& place) {
            return std::any_of(whole.places.begin(), whole.places.end(),
                               [&](const Place& other) { return other.report == place.report; });
        });
        if (alone.empty())
            whole.also.push_back(one_line(one.name));
        else
            whole.alone.push_back(in_marks(one_line(one.name)) + " in " + labels_of(reader, alone));
        gone.push_back(i);
    }
    for (std::size_t i = gone.size(); i-- > 0;)
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(gone[i]));
}

/// One name under two entities of a row ("Concepcion", "Concepción") is told once.
void join_same_names(const Reader& reader, std::vector<Named>& list) {
    std::map<std::string, std::size_t> first;
    std::vector<Named> joined;
    for (Named& one : list) {
        const auto [at, fresh] =
            first.emplace(text::folded(reader.entity(static_cast<EntityRef>(one.index))), joined.size());
        if (fresh) {
            joined.push_back(std::move(one));
            continue;
        }
        Named& whole = joined[at->second];
        whole.mentions += one.mentions;
        whole.places.insert(whole.places.end(), one.places.begin(), one.places.end());
    }
    std::stable_sort(joined.begin(), joined.end(), [](const Named& a, const Named& b) {
        return reports_in(a.places) > reports_in(b.places);
    });
    list = std::move(joined);
}

/// Places and organisations: many names in one sentence, each cited where it first stands.
void add_row(const Reader& reader, std::string_view heading, const std::vector<Named>& list, Sentences& out) {
    if (list.empty()) return;
    BriefSentence sentence{"places", std::string(heading) + ": ", {}, -1};
    for (std::size_t i = 0; i < std::min(list.size(), kEntitiesOfType); ++i) {
        if (i > 0) sentence.text += ", ";
        sentence.text += named_words(reader, list[i], false);
        sentence.citations.push_back(list[i].places.front());
    }
    if (list.size() > kEntitiesOfType)
        sentence.text += ", and " + counted(list.size() - kEntitiesOfType, "name", "names") + " more";
    sentence.text += ".";
    out.push_back(std::move(sentence));
}

}  // namespace

namespace {

/// The only place of direct words that one report alone has in one wording; none for others.
const Place* lone_place(const Utterance& utterance) {
    const Wording& fullest = utterance.wordings.front();
    const bool lone = utterance.wordings.size() == 1 && fullest.places.size() == 1 &&
                      fullest.kind == QuotationKind::direct && utterance.without_speaker.empty();
    return lone ? &fullest.places.front() : nullptr;
}

/// «"It is late," she said. "So we leave."»: what goes on right behind the words said first, with nothing but
/// who says so between; empty if it does not.
std::string goes_on(const Reader& reader, const Utterance& first, const Utterance& next) {
    constexpr std::uint32_t kBetween = 90;  // bytes
    const Place *a = lone_place(first), *b = lone_place(next);
    if (a == nullptr || b == nullptr || a->report != b->report ||
        reader.paragraph(*a) != reader.paragraph(*b) || b->span.begin < a->span.end ||
        b->span.begin - a->span.end > kBetween)
        return {};
    return next.wordings.front().words;
}

bool is_lower_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The sentence that holds several pieces of a speaker's words.
BriefSentence in_its_sentence(const Reader& reader, const Speaker& speaker, const Place& place) {
    const Place whole = in_context(reader, place);
    std::string who = speaker.name;
    if (!speaker.role.empty() && speaker.named) who += " (" + in_marks(speaker.role) + ")";
    return {"said",
            with_stop(who + ", partly in own words: " +
                      words_from(words_around(reader, whole, place, kLongestSaid),
                                 reader.label(place.report) + reader.written(place.report))),
            {whole, place},
            -1};
}

/// A run of words in the speaker's marks that is no sentence: "level of strength".
bool is_fragment(std::string_view words) {
    return !words.empty() && is_lower_letter(words.front()) && !ends_a_sentence(words);
}

}  // namespace

void add_said(const Reader& reader, const Standing& standing, Sentences& out) {
    struct Told {
        const Speaker* speaker;
        const Utterance* utterance;
        std::size_t position;
    };
    const auto speakers = speakers_of(reader);
    std::vector<Told> all;
    std::vector<Told> kept;
    // What people said in their own words goes first into the room there is.
    for (const QuotationKind kind : {QuotationKind::direct, QuotationKind::mixed, QuotationKind::indirect}) {
        std::size_t position = 0;
        for (const Speaker& speaker : speakers) {
            std::size_t of_speaker = 0;
            for (const Utterance& utterance : speaker.utterances) {
                ++position;
                if (utterance.wordings.front().kind != kind) continue;
                // "Officials", "the forestry": too little to carry words that are not theirs letter by
                // letter.
                if (kind == QuotationKind::indirect && !speaker.named && words_in(speaker.name) < 3) continue;
                const bool room = kept.size() < kSentencesInSection &&
                                  (kind != QuotationKind::indirect || ++of_speaker <= kIndirectOfSpeaker);
                (room ? kept : all).push_back({&speaker, &utterance, position});
            }
        }
    }
    std::sort(kept.begin(), kept.end(), [](const Told& a, const Told& b) { return a.position < b.position; });
    std::set<std::string> texts;  // one sentence may hold several statements without marks
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const Told& told = kept[i];
        BriefSentence sentence = said(reader, standing, *told.speaker, *told.utterance);
        // What the same speaker says next is told with it; pieces of one sentence are told as that sentence.
        for (; i + 1 < kept.size() && kept[i + 1].speaker == told.speaker; ++i) {
            const std::string more = goes_on(reader, *kept[i].utterance, *kept[i + 1].utterance);
            if (more.empty()) break;
            const Place *first = lone_place(*told.utterance), *next = lone_place(*kept[i + 1].utterance);
            if (is_fragment(more) && reader.sentence(*first) == reader.sentence(*next)) {
                sentence = in_its_sentence(reader, *told.speaker, *first);
            } else {
                if (sentence.text.ends_with('.')) sentence.text.pop_back();
                sentence.text = with_stop(std::move(sentence.text) + "; goes on: " + in_marks_inside(more));
            }
            sentence.citations.push_back(*next);
        }
        if (texts.insert(sentence.text).second) out.push_back(std::move(sentence));
    }
    if (all.empty()) return;
    BriefSentence rest{
        "said",
        counted(all.size(), "further statement", "further statements") + std::string(kNotShown),
        {},
        -1};
    for (const Told& left_out : all) {
        if (rest.citations.size() < 10)
            rest.citations.push_back(left_out.utterance->wordings.front().places.front());
    }
    out.push_back(std::move(rest));
}

void add_places(const Reader& reader, Sentences& out) {
    auto places = named(reader, {EntityType::geopolitical, EntityType::location, EntityType::facility});
    join_same_names(reader, places);
    add_row(reader, "Places, by the reports whose headline, dateline, captions or article names them", places,
            out);
    auto organisations = named(reader, {EntityType::organisation});
    const auto press = press_names(reader);
    std::erase_if(organisations, [&](const Named& one) {
        const Entity& entity = reader.dossier().entities[one.index];
        return is_press(reader, press, text::folded(entity.name)) ||
               std::any_of(entity.aliases.begin(), entity.aliases.end(), [&](const std::string& alias) {
                   return press.count(text::folded(one_line(alias))) > 0;
               });
    });
    join_short_names(reader, organisations);
    add_row(reader, "Organisations, by the same, without the reports’ own outlets and agencies",
            organisations, out);
    auto people = named(reader, {EntityType::person});
    std::erase_if(people, [&](const Named& one) {
        const std::string& name = reader.dossier().entities[one.index].name;
        return name.find(' ') == std::string::npos && is_press(reader, press, text::folded(name));
    });
    for (std::size_t i = 0; i < std::min(people.size(), kEntitiesOfType); ++i) {
        out.push_back(
            {"places", "Person: " + named_words(reader, people[i], true) + ".", people[i].places, -1});
    }
    if (people.size() > kEntitiesOfType) {
        out.push_back(
            {"places",
             counted(people.size() - kEntitiesOfType, "further person", "further persons") + " named.",
             people[kEntitiesOfType].places, -1});
    }
}

}  // namespace sitrep::brief
