// Who said what; requests, offers, conditions, warnings; places, people and groups.
#include <algorithm>
#include <array>
#include <set>

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
constexpr std::size_t kFewWordsSaid = 4;
constexpr std::size_t kFewWords = 7;        // an act in fewer words is told with its sentence
constexpr std::size_t kActsCompared = 300;  // of one kind; a section shows far fewer

void add_citations(BriefSentence& sentence, const std::vector<Place>& places) {
    sentence.citations.insert(sentence.citations.end(), places.begin(), places.end());
}

BriefSentence said(const Reader& reader, const Speaker& speaker, const Utterance& utterance) {
    const Wording& fullest = utterance.wordings.front();
    BriefSentence sentence{"said", "", {}, utterance.relation};
    if (speaker.name.empty()) {
        sentence.text = "No speaker is given for: ";
    } else {
        sentence.text = speaker.name;
        if (!speaker.role.empty() && speaker.named) sentence.text += " (" + in_marks(speaker.role) + ")";
        sentence.text += utterance.denied                        ? " denied: "
                         : fullest.kind == QuotationKind::direct ? ": "
                         : fullest.kind == QuotationKind::mixed  ? ", partly in own words: "
                                                                 : ", in the report’s words: ";
    }
    // "the strike illegal" says too little: its sentence says who called it so.
    const bool fragment = fullest.kind != QuotationKind::direct && !utterance.denied &&
                          fullest.places.size() == 1 && words_in(fullest.words) < kFewWordsSaid;
    const Place whole = reader.sentence(fullest.places.front());
    sentence.text +=
        words_from(fragment ? reader.words(whole) : fullest.words, labels_of(reader, fullest.places));
    if (fragment) sentence.citations.push_back(whole);
    add_citations(sentence, fullest.places);
    for (std::size_t i = 1; i < utterance.wordings.size(); ++i) {
        const Wording& wording = utterance.wordings[i];
        add_citations(sentence, wording.places);
        if (i <= kVariants) {
            sentence.text += std::string(i == 1 ? "; also worded: " : "; ") +
                             words_from(wording.words, labels_of(reader, wording.places));
        }
    }
    if (!speaker.name.empty() && !utterance.without_speaker.empty()) {
        std::vector<Place> orphans;
        for (const ReportIndex report : utterance.without_speaker) orphans.push_back({report, {}});
        sentence.text += "; no speaker is given in " + labels_of(reader, orphans);
    }
    sentence.text = with_stop(std::move(sentence.text));
    return sentence;
}

struct ActWords {
    std::string_view noun;
    bool leading;  ///< asks for something of somebody: "to"
};

constexpr std::array<ActWords, 14> kActs{{{"Request", true},
                                          {"Demand", true},
                                          {"Offer", true},
                                          {"Commitment", true},
                                          {"Agreement", true},
                                          {"Refusal", true},
                                          {"Denial", true},
                                          {"Warning", true},
                                          {"Threat", true},
                                          {"Admission", true},
                                          {"Plan", false},
                                          {"Under consideration", false},
                                          {"Endorsement", false},
                                          {"Accusation against", true}}};
/// Order in which kinds of acts are told; endorsements stay in the dossier.
constexpr std::array<ActKind, 13> kActOrder{
    ActKind::request, ActKind::demand, ActKind::offer,    ActKind::commit, ActKind::agree,
    ActKind::refuse,  ActKind::warn,   ActKind::threaten, ActKind::plan,   ActKind::consider,
    ActKind::accuse,  ActKind::deny,   ActKind::admit};

/// Acts of several reports that are told in nearly the same words.
struct ToldAct {
    const Act* act = nullptr;
    std::string words;
    std::set<std::string> content;
    std::vector<Place> places;       ///< of those in these very words
    std::vector<Place> other_words;  ///< of those that say nearly the same
};

bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    const std::size_t common = common_words(a, b);
    return common * 2 > std::min(a.size(), b.size()) && common * 3 > std::max(a.size(), b.size());
}

/// Conditions that a reader would call the same: a part that is lost makes another act of it.
bool same_condition(const Reader& reader, const Act& a, const Act& b) {
    if (a.condition.has_value() != b.condition.has_value()) return false;
    if (!a.condition) return true;
    const auto words_a = content_words(reader.words({a.report, *a.condition}));
    const auto words_b = content_words(reader.words({b.report, *b.condition}));
    return common_words(words_a, words_b) * 5 >= std::max(words_a.size(), words_b.size()) * 4;
}

/// "Will receive 800,000 doses, two-thirds of what it asked for": the sentence tells of a receipt, and the
/// clause does not say what was asked.
bool asks_for_nothing(const Reader& reader, const Act& act) {
    if ((act.act != ActKind::request && act.act != ActKind::demand) || !act.what) return false;
    const std::string what = text::folded(reader.words({act.report, *act.what}));
    return what == "what" || what == "which" || what == "it";
}

std::vector<ToldAct> told_acts(const Reader& reader, ActKind kind) {
    std::vector<ToldAct> told;
    for (const Act& act : reader.dossier().acts) {
        if (act.act != kind || act.report >= reader.size() || act.span.empty()) continue;
        if (act.actor < 0 && act.recipient < 0) continue;  // an act of nobody towards nobody says too little
        if (asks_for_nothing(reader, act)) continue;
        Place place{act.report, act.span};
        if (reader.block_kind(place) != BlockKind::body) continue;
        std::string words = reader.words(place);
        if (words_in(words) < kFewWords) {
            // "it denies" alone says too little: its sentence says of what.
            place = reader.sentence(place);
            words = reader.words(place);
        }
        if (words.empty()) continue;
        const bool inside_another = std::any_of(told.begin(), told.end(), [&](const ToldAct& other) {
            return other.act->report == act.report && other.act->span.contains(act.span);
        });
        if (inside_another) continue;
        std::set<std::string> content = content_words(words);
        const auto same = std::find_if(told.begin(), told.end(), [&](const ToldAct& other) {
            return other.act->status == act.status && other.act->negated == act.negated &&
                   other.act->actor == act.actor && same_condition(reader, *other.act, act) &&
                   nearly_same(other.content, content);
        });
        if (same == told.end()) {
            if (told.size() >= kActsCompared) continue;
            told.push_back({&act, std::move(words), std::move(content), {place}, {}});
        } else if (text::folded(in_marks_inside(words)) == text::folded(in_marks_inside(same->words))) {
            same->places.push_back(place);
        } else {
            same->other_words.push_back(place);
        }
    }
    std::stable_sort(told.begin(), told.end(), [](const ToldAct& a, const ToldAct& b) {
        return reports_in(a.places) + a.other_words.size() > reports_in(b.places) + b.other_words.size();
    });
    return told;
}

std::vector<EntityRef> actors_of(const Act& act) {
    std::vector<EntityRef> actors{act.actor};
    actors.insert(actors.end(), act.co_actors.begin(), act.co_actors.end());
    return actors;
}

/// Who acts is said beside the words only where the words do not say it themselves, and only if the text says
/// it close by: earlier in the sentence, or as the speaker of the quotation that holds the act.
bool shown_beside(const Reader& reader, const Act& act, EntityRef who) {
    if (who < 0) return false;
    const auto holds = [&](Span span) {
        const auto found = reader.entities_in({act.report, span});
        return std::find(found.begin(), found.end(), who) != found.end();
    };
    if (holds(act.span)) return false;
    const Span sentence = reader.sentence({act.report, act.span}).span;
    if (sentence.begin < act.span.begin && holds({sentence.begin, act.span.begin})) return true;
    if (act.quotation < 0 || static_cast<std::size_t>(act.quotation) >= reader.dossier().quotes.size())
        return false;
    return reader.dossier().quotes[static_cast<std::size_t>(act.quotation)].speaker.entity == who;
}

BriefSentence told(const Reader& reader, const ToldAct& one) {
    const Act& act = *one.act;
    const ActWords& words = kActs[std::min(static_cast<std::size_t>(act.act), kActs.size() - 1)];
    BriefSentence sentence{"requests", std::string(words.noun), one.places, -1};
    std::vector<std::string> actors;
    for (const EntityRef who : actors_of(act)) {
        const std::string name = shown_beside(reader, act, who) ? reader.entity(who) : std::string();
        if (!name.empty() && std::find(actors.begin(), actors.end(), name) == actors.end())
            actors.push_back(name);
    }
    const std::string recipient =
        shown_beside(reader, act, act.recipient) ? reader.entity(act.recipient) : std::string();
    if (!recipient.empty() && words.leading)
        sentence.text += (act.act == ActKind::accuse ? " " : " to ") + recipient;
    if (act.act == ActKind::accuse && recipient.empty()) sentence.text = "Accusation";
    if (!actors.empty()) sentence.text += " by " + listed(actors);
    if (act.negated) sentence.text += ", not made in these words";
    if (act.status == ActStatus::announced) sentence.text += ", announced";
    if (act.status == ActStatus::conditional) sentence.text += ", on a condition";
    if (act.status == ActStatus::contemplated && act.act != ActKind::consider)
        sentence.text += ", contemplated";
    if (act.status == ActStatus::refused && act.act != ActKind::refuse) sentence.text += ", refused";
    if (act.status == ActStatus::withdrawn) sentence.text += ", withdrawn";
    sentence.text += ": " + words_from(shortened(one.words, 400), labels_of(reader, one.places));
    std::vector<Place> elsewhere;  // not where the words themselves stand
    std::copy_if(one.other_words.begin(), one.other_words.end(), std::back_inserter(elsewhere),
                 [&](const Place& place) {
                     return std::none_of(one.places.begin(), one.places.end(),
                                         [&](const Place& own) { return own.report == place.report; });
                 });
    if (!elsewhere.empty()) sentence.text += "; in other words in " + labels_of(reader, elsewhere);
    add_citations(sentence, one.other_words);
    if (act.condition && !act.span.contains(*act.condition)) {
        const Place condition{act.report, *act.condition};
        sentence.text += "; condition: " + in_marks_inside(reader.words(condition));
        sentence.citations.push_back(condition);
    }
    sentence.text = with_stop(std::move(sentence.text));
    return sentence;
}

struct Named {
    std::size_t index;
    std::vector<Place> places;  ///< first mention in each report
    std::size_t mentions;
};

/// Entities of the types, those in most reports first.
std::vector<Named> named(const Reader& reader, std::initializer_list<EntityType> types) {
    std::vector<Named> list;
    const auto& entities = reader.dossier().entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (!entities[i].named || std::find(types.begin(), types.end(), entities[i].type) == types.end())
            continue;
        Named one{i, {}, 0};
        for (const Mention& mention : entities[i].mentions) {
            if (mention.report >= reader.size() || mention.span.empty()) continue;
            const Place place{mention.report, mention.span};
            const BlockKind block = reader.block_kind(place);
            if (block != BlockKind::body && block != BlockKind::title && block != BlockKind::caption)
                continue;
            ++one.mentions;
            if (one.places.empty() || one.places.back().report != mention.report) one.places.push_back(place);
        }
        if (one.mentions > 0) list.push_back(std::move(one));
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

/// "World Food Programme (also “WFP”; 6 reports)".
std::string named_words(const Reader& reader, const Named& one, bool with_labels) {
    const Entity& entity = reader.dossier().entities[one.index];
    const std::string name = reader.entity(static_cast<EntityRef>(one.index));
    std::string text = name;
    if (entity.type == EntityType::person && !entity.roles.empty()) {
        const std::string role = one_line(entity.roles.front());
        if (!role.empty() && role.size() <= 90) text += ", " + in_marks(role);
    }
    std::vector<std::string> aliases;
    for (const std::string& alias : entity.aliases) {
        const std::string words = one_line(alias);
        if (!words.empty() && text::folded(words) != text::folded(name) && aliases.size() < 6)
            aliases.push_back(in_marks(words));
    }
    text += " (";
    if (!aliases.empty()) text += "also " + listed(aliases) + "; ";
    return text +
           (with_labels ? labels_of(reader, one.places)
                        : counted(reports_in(one.places), "report", "reports")) +
           ")";
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

void add_said(const Reader& reader, Sentences& out) {
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
                const bool room = kept.size() < kSentencesInSection &&
                                  (kind != QuotationKind::indirect || ++of_speaker <= kIndirectOfSpeaker);
                (room ? kept : all).push_back({&speaker, &utterance, position});
            }
        }
    }
    std::sort(kept.begin(), kept.end(), [](const Told& a, const Told& b) { return a.position < b.position; });
    for (const Told& told : kept) out.push_back(said(reader, *told.speaker, *told.utterance));
    if (all.empty()) return;
    BriefSentence rest{
        "said", counted(all.size(), "further statement", "further statements") + " not shown here.", {}, -1};
    for (const Told& left_out : all) {
        if (rest.citations.size() < 10)
            rest.citations.push_back(left_out.utterance->wordings.front().places.front());
    }
    out.push_back(std::move(rest));
}

void add_requests(const Reader& reader, Sentences& out) {
    std::size_t told_so_far = 0;
    std::set<Place> told_places;
    for (const ActKind kind : kActOrder) {
        for (const ToldAct& one : told_acts(reader, kind)) {
            // Two acts in one clause are told once, as the kind that comes first.
            const bool is_new = std::any_of(one.places.begin(), one.places.end(), [&](const Place& place) {
                return told_places.count(place) == 0;
            });
            told_places.insert(one.places.begin(), one.places.end());
            if (!is_new) continue;
            if (++told_so_far > kSentencesInSection) break;
            out.push_back(told(reader, one));
        }
    }
}

void add_places(const Reader& reader, Sentences& out) {
    add_row(reader, "Places",
            named(reader, {EntityType::geopolitical, EntityType::location, EntityType::facility}), out);
    auto organisations = named(reader, {EntityType::organisation});
    const auto press = press_names(reader);
    std::erase_if(organisations, [&](const Named& one) {
        return press.count(text::folded(reader.dossier().entities[one.index].name)) > 0;
    });
    add_row(reader, "Organisations", organisations, out);
    const auto people = named(reader, {EntityType::person});
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
