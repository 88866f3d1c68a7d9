// Where a figure holds and of what it is a part: FigureMarks::place and FigureMarks::whole.
#include <algorithm>
#include <array>

#include "annotate/figures_context.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

constexpr std::uint32_t kNearBefore = 40;    // bytes before a figure in which a place still belongs to it
constexpr std::uint32_t kFrameBack = 8;      // sentences of a paragraph that its opening place still frames
constexpr std::uint32_t kSentencesBack = 2;  // sentences of the paragraph in which a place still holds
constexpr std::uint32_t kHaveReach = 60;     // bytes between a body and what it has
constexpr std::uint32_t kOfReach = 60;       // bytes between a share and the whole it is a share of

constexpr std::array<std::string_view, 13> kPlacePrepositions = {
    "in",    "across",  "at",     "near", "inside",      "around", "throughout",
    "along", "outside", "within", "over", "surrounding", "en"};

bool parts_clauses(std::string_view words, const WordSet& speaking) {
    for (const std::string_view cue : {" that ", " who ", " which ", " where ", ";", " when ", " while "}) {
        if (words.find(cue) != std::string_view::npos) return true;
    }
    for (auto at = words.find(" as "); at != std::string_view::npos; at = words.find(" as ", at + 1)) {
        const std::string_view rest = words.substr(at + 4);
        if (!rest.starts_with("many ") && !rest.starts_with("much ") && rest.size() > 8) return true;
    }
    return speaking.stands_in(words);
}

/// The words before a place hold it in a clause of its own ("a team that spent five days in the region …").
bool in_relative_clause(std::string_view lead) {
    const auto comma = lead.find_last_of(",;");
    const std::string_view clause = comma == std::string_view::npos ? lead : lead.substr(comma + 1);
    return clause.find(" that ") != std::string_view::npos ||
           clause.find(" who ") != std::string_view::npos || clause.find(" which ") != std::string_view::npos;
}

bool is_place(EntityType type) {
    return type == EntityType::geopolitical || type == EntityType::location || type == EntityType::facility;
}

bool is_body(EntityType type) { return type == EntityType::organisation || type == EntityType::group; }

std::string_view strip(std::string_view words) {
    while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
    return words;
}

std::string lower(std::string_view word) {
    std::string small(word);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return small;
}

std::string_view last_word(std::string_view words) {
    const auto blank = words.find_last_of(" (");
    return blank == std::string_view::npos ? words : words.substr(blank + 1);
}

/// The words before a place name without articles, directions and kinds ("the southern city of"): what is
/// left ends with the preposition, if there is one.
std::string_view preposition_part(std::string_view lead, const WordSet& before_places) {
    lead = strip(lead);
    bool article = false;  // nothing but a preposition stands before it
    for (int i = 0; i < 6; ++i) {
        const std::string_view word = last_word(lead);
        const bool capital = word.size() > 4 && word[0] >= 'A' && word[0] <= 'Z';
        const bool owner = capital && (word.ends_with("'s") || word.ends_with("\xE2\x80\x99s"));
        const bool demonym = i > 0 && capital && !article;
        article = article || word == "the" || word == "The" || word == "its";
        if (word.empty() || (!owner && !demonym && !before_places.holds(lower(word)))) break;
        lead = strip(lead.substr(0, lead.size() - word.size()));
    }
    return lead;
}

bool possessive_at(std::string_view text, std::uint32_t at) {
    const std::string_view rest = text.substr(at, 5);
    return rest.starts_with("'s ") || rest.starts_with("\xE2\x80\x99s ");
}

}  // namespace

/// True if the words before a place name set something there, and nobody's speaking.
bool FigureMarks::set_there(TextRange sentence, const Named& name) const {
    const std::string_view lead = preposition_part(
        text_.substr(sentence.begin, name.range.begin - sentence.begin), words_.before_places);
    const std::string preposition = lower(last_word(lead));
    // "flew them to the southern city of …": there they are now
    const bool led_there = preposition == "to" && word_before(sentence.begin, name.range.begin) == "of";
    const std::string_view head =
        strip(lead.substr(0, lead.size() - std::min(lead.size(), preposition.size())));
    const std::string noun = lower(last_word(head));
    // "the toll for Manica", but "leave for Kinshasa"
    const bool counted_for = preposition == "for" && (noun == "toll" || noun == "figure" || noun == "count");
    if (!led_there && !counted_for && !among(preposition, kPlacePrepositions)) return false;
    // "shares in", "a stake in": no place
    if (noun == "shares" || noun == "share" || noun == "stake" || noun == "interest" || noun == "confidence")
        return false;
    // "Zimbabwe's Honde Valley": the valley, not the country
    if (possessive_at(text_, name.range.end)) return false;
    const std::string_view before = lead.size() > 30 ? lead.substr(lead.size() - 30) : lead;
    const std::uint32_t end = std::min(sentence.end, name.range.end + 14);
    const std::string_view behind = text_.substr(name.range.end, end - name.range.end);
    return !words_.speaking.stands_in(before) && !words_.speaking.stands_in(behind);
}

/// "Manica and Sofala": the first of two.
EntityRef FigureMarks::first_of_list(const Named& name) const {
    constexpr std::string_view kAnd = " and ";
    for (const Named* other :
         named_in({name.range.begin > 60 ? name.range.begin - 60 : 0, name.range.begin})) {
        const bool joined = other->range.end + kAnd.size() == name.range.begin && is_place(other->type) &&
                            text_.substr(other->range.end, kAnd.size()) == kAnd;
        if (joined) return other->entity;
    }
    return name.entity;
}

/// "flew 18 detainees from the coast to Ziguinchor": there they are now.
bool FigureMarks::carried_to(TextRange here, TextRange range, const Named& name) const {
    if (name.range.begin < range.end) return false;
    const std::string_view lead = strip(text_.substr(here.begin, range.begin - here.begin));
    const std::string_view gap = strip(text_.substr(range.end, name.range.begin - range.end));
    if (!gap.ends_with(" to") || gap.size() > kHaveReach) return false;
    return words_.carrying.holds(last_word(lead)) || gap.find(" flown") != std::string_view::npos ||
           gap.find(" transported") != std::string_view::npos;
}

/// "Niger has confirmed its first three cases": there they are.
EntityRef FigureMarks::recorded_by(std::uint32_t sentence, TextRange range) const {
    const TextRange here = tokens_.sentences[sentence].range;
    for (const Named* name : named_in({here.begin, range.begin})) {
        if (name->type != EntityType::geopolitical || !name->named || name->range.begin > here.begin + 4)
            continue;
        const std::string_view behind = text_.substr(name->range.end, range.begin - name->range.end);
        for (const std::string_view verb : {" confirmed ", " recorded ", " registered ", " reported "}) {
            const auto at = behind.find(verb);
            const std::string_view aux = behind.substr(0, std::min(at, behind.size()));
            if (at != std::string_view::npos && (aux.empty() || aux == " has" || aux == " have") &&
                behind.size() - at < 30)
                return name->entity;
        }
        break;
    }
    return kNoEntity;
}

/// "In Foni, … He shelters 41 families": the place that opens the paragraph.
EntityRef FigureMarks::frame_of(std::uint32_t sentence) const {
    std::uint32_t first = sentence;
    while (first > 0 && sentence - first < kFrameBack &&
           tokens_.sentences[first - 1].block == tokens_.sentences[sentence].block)
        --first;
    if (first == sentence) return kNoEntity;
    const TextRange opening = tokens_.sentences[first].range;
    if (!text_.substr(opening.begin, 3).starts_with("In ") &&
        !text_.substr(opening.begin, 3).starts_with("At "))
        return kNoEntity;
    EntityRef place = kNoEntity;
    for (const Named* name : named_in(opening)) {
        const bool opens = name->range.begin == opening.begin + 3 && is_place(name->type) && name->named;
        const bool framed = opens && text_.substr(name->range.end, 1) == ",";
        if (framed) place = name->entity;
    }
    // a later sentence with a place of its own closes the frame
    for (std::uint32_t s = first + 1; place >= 0 && s <= sentence; ++s) {
        for (const Named* name : named_in(tokens_.sentences[s].range)) {
            if (is_place(name->type) && name->entity != place &&
                set_there(tokens_.sentences[s].range, *name) &&
                text_.substr(name->range.begin > 5 ? name->range.begin - 5 : 0, 5) != "near ")
                place = kNoEntity;
        }
    }
    return place;
}

EntityRef FigureMarks::place_in(TextRange here, TextRange range, TextRange holder) const {
    EntityRef best = kNoEntity;
    std::uint32_t best_distance = UINT32_MAX;
    for (const Named* name : named_in(here)) {
        if (!is_place(name->type) || name->range.overlaps(range)) continue;
        // "Farmers in Baizak put the number at 31": where they live who count
        if (holder.begin < name->range.begin && name->range.end <= holder.end) continue;
        const bool after = name->range.begin >= range.end;
        const TextRange gap = after ? TextRange{range.end, name->range.begin}
                                    : TextRange{std::min(name->range.end, range.begin), range.begin};
        const std::string_view between = text_.substr(gap.begin, gap.size());
        // "Libya's two governments", "Libya, where two governments …"
        if (!after && (strip(between) == "'s" || strip(between) == "\xE2\x80\x99s" ||
                       strip(between) == " where" || strip(between) == ", where"))
            return name->entity;
        // "Manica and Sofala, where floods have killed 38 people"
        const bool relative = !after && (between.starts_with(", where ") || between.starts_with(" where "));
        if (relative && named_in({name->range.end, range.begin}).empty()) return first_of_list(*name);
        if (!set_there(here, *name) && !carried_to(here, range, *name)) continue;
        if (parts_clauses(between, words_.speaking)) continue;
        // "His superiors in Port Moresby say 110": where they sit who count
        if (!after && (between == " say " || between == " says " || between == " said ")) continue;
        const bool opens = strip(preposition_part(text_.substr(here.begin, name->range.begin - here.begin),
                                                  words_.before_places))
                               .size() < 12;
        if (!after && !opens && gap.size() > kNearBefore) continue;
        if (!after && in_relative_clause(text_.substr(here.begin, name->range.begin - here.begin))) continue;
        const std::uint32_t distance = after ? gap.size() : gap.size() + kNearBefore;
        if (distance < best_distance) {
            best = name->entity;
            best_distance = distance;
        }
    }
    return best;
}

/// A sentence with a day or a place word of its own tells of another moment than the one before it.
bool FigureMarks::stands_alone(TextRange here) const {
    auto first = std::partition_point(times_.begin(), times_.end(),
                                      [&](const Timed& t) { return t.range.end <= here.begin; });
    for (; first != times_.end() && first->range.begin < here.end; ++first) {
        if (first->time->type == TimeType::date || first->time->type == TimeType::time) return true;
    }
    const std::string_view words = text_.substr(here.begin, here.size());
    for (const std::string_view cue : {" near ", " close to ", " outside ", " town of ", " village of ",
                                       " city of ", " district", " province", " elsewhere"}) {
        if (words.find(cue) != std::string_view::npos) return true;
    }
    return false;
}

EntityRef FigureMarks::place(std::uint32_t sentence, TextRange range, std::string_view status, bool price,
                             TextRange holder) const {
    const TextRange lead = {range.begin > 4 ? range.begin - 4 : 0, range.begin};
    if (price && text_.substr(lead.begin, lead.size()) == " at ") return kNoEntity;  // "at 20 meticais a bag"
    const EntityRef here = place_in(around(sentence, range), range, holder);
    if (here < 0 && !price && !stands_alone(around(sentence, range))) {
        if (const EntityRef frame = frame_of(sentence); frame >= 0) return frame;
    }
    if (here < 0 && !price) {
        if (const EntityRef country = recorded_by(sentence, range); country >= 0) return country;
    }
    if (here >= 0 || status.empty() || stands_alone(around(sentence, range))) return here;
    // what befell people befell them where the paragraph stands
    for (std::uint32_t back = 1; back <= kSentencesBack && back <= sentence; ++back) {
        const Sentence& earlier = tokens_.sentences[sentence - back];
        if (earlier.block != tokens_.sentences[sentence].block) break;
        EntityRef last = kNoEntity;
        for (const Named* name : named_in(earlier.range)) {
            if (is_place(name->type) && set_there(earlier.range, *name)) last = name->entity;
        }
        if (last >= 0) return last;
    }
    return kNoEntity;
}

EntityRef FigureMarks::body_in(TextRange range) const {
    for (const Named* name : named_in(range)) {
        if (is_body(name->type)) return name->entity;
    }
    return kNoEntity;
}

/// "IS has around 5,000 fighters", "a team of 24", "the number of IS fighters at 20,000": the body before.
EntityRef FigureMarks::body_before(TextRange here, TextRange range) const {
    constexpr std::array<std::string_view, 3> kAt = {"at", "to", "is"};
    const std::string_view lead = strip(text_.substr(here.begin, range.begin - here.begin));
    const std::string word = lower(last_word(lead));
    const bool has = words_.having.holds(word);
    const std::string_view near = lead.size() > 90 ? lead.substr(lead.size() - 90) : lead;
    const bool number_of = among(word, kAt) && (near.find("number of ") != std::string_view::npos ||
                                                near.find("strength of ") != std::string_view::npos ||
                                                near.ends_with("s strength at"));
    const bool team_of = word == "of";
    if (!has && !number_of && !team_of) return kNoEntity;
    const auto names = named_in({here.begin, range.begin});
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (!is_body((*name)->type)) continue;
        if (range.begin - (*name)->range.end > kHaveReach) return kNoEntity;
        const std::string_view gap = text_.substr((*name)->range.end, range.begin - (*name)->range.end);
        if (team_of && strip(gap) != " of") return kNoEntity;
        return (*name)->entity;
    }
    return kNoEntity;
}

/// "40 percent of its territory": what the clause speaks of; "60 percent of the mission's costs": the
/// mission.
EntityRef FigureMarks::share_of(TextRange here, TextRange range, bool possessive) const {
    // "Horacio Benegas 46.1": whose name stands right before it
    for (const Named* name : named_in({here.begin, range.begin})) {
        if (name->range.end + 1 == range.begin && name->named && !is_place(name->type)) return name->entity;
    }
    const TextRange behind = {range.end, std::min(here.end, range.end + kOfReach)};
    const std::string_view after = text_.substr(behind.begin, behind.size());
    if (after.starts_with(" of ") && !possessive) {
        for (const Named* name : named_in(behind)) {
            const std::string_view between = text_.substr(range.end, name->range.begin - range.end);
            if (between.find_first_of(",;.") != std::string_view::npos ||
                between.find(" in ") != std::string_view::npos)
                break;
            if (name->type != EntityType::person) return name->entity;
        }
        return kNoEntity;  // of something that has no name
    }
    // the subject: the first body of the clause, unless it only holds the figure
    std::string_view clause = text_.substr(here.begin, range.begin - here.begin);
    const auto comma = clause.find(", ");
    const auto names = named_in({here.begin, range.begin});
    for (const Named* name : names) {
        const bool told = clause.substr(0, comma).find("ccording to") != std::string_view::npos;
        if (told && comma != std::string_view::npos && name->range.begin < here.begin + comma) continue;
        if (name->type != EntityType::organisation) continue;
        const std::string_view lead =
            last_word(strip(text_.substr(here.begin, name->range.begin - here.begin)));
        if (among(lower(lead), kPlacePrepositions) || lower(lead) == "to" || lower(lead) == "of") continue;
        return name->entity;
    }
    return kNoEntity;
}

/// "South Africa offered two helicopters", "four helicopters from South Africa", "asked the WFP for food for
/// 30,000 people": whose they are.
EntityRef FigureMarks::giver_of(TextRange before, std::uint32_t end, TextRange range,
                                std::string_view unit) const {
    const std::string_view behind = text_.substr(before.end, std::min<std::uint32_t>(end - before.end, 70));
    if (unit != "person" && before.end > range.end && behind.starts_with(" from ")) {
        for (const Named* name :
             named_in({before.end, before.end + static_cast<std::uint32_t>(behind.size())})) {
            const bool gives =
                name->type == EntityType::geopolitical || name->type == EntityType::organisation;
            if (gives && name->range.begin <= before.end + 10) return name->entity;
        }
    }
    const std::uint32_t from = range.begin - std::min(range.begin - before.begin, kHaveReach);
    for (std::uint32_t at = range.begin; at > from;) {
        while (at > from && text_[at - 1] == ' ') --at;
        std::uint32_t word = at;
        while (word > from && text_[word - 1] != ' ') --word;
        const std::string_view verb = text_.substr(word, at - word);
        if (verb.find_first_of(";\"") != std::string_view::npos) break;
        if (words_.giving.holds(verb)) return subject_before(before, word).entity;
        at = word;
    }
    // "asked X for four helicopters": the party that stands between asking and the thing
    const std::string_view sentence = text_.substr(before.begin, range.begin - before.begin);
    if (sentence.find(" asked ") == std::string_view::npos || !strip(sentence).ends_with(" for"))
        return kNoEntity;
    const auto names = named_in({before.begin, range.begin});
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const std::string_view gap = text_.substr((*name)->range.end, range.begin - (*name)->range.end);
        if ((*name)->type == EntityType::person || gap.size() > 24) continue;
        return gap.find(" for") != std::string_view::npos ? (*name)->entity : kNoEntity;
    }
    return kNoEntity;
}

EntityRef FigureMarks::whole(std::uint32_t sentence, TextRange range, TextRange counted,
                             std::string_view unit, std::string_view status) const {
    const TextRange here = around(sentence, range);
    const EntityRef giver = giver_of({here.begin, std::max(counted.end, range.end)}, here.end, range, unit);
    if (!counted.empty() && giver < 0) {
        const std::string_view words = text_.substr(counted.begin, counted.size());
        const bool money =
            words.ends_with("dollars") || words.ends_with("pounds") || words.ends_with("francs");
        if (const EntityRef body = body_in({range.end, counted.end}); body >= 0 && !money) return body;
    }
    const std::string_view after = text_.substr(range.end, std::min<std::uint32_t>(here.end - range.end, 12));
    const bool possessive = after.find("its ") != std::string_view::npos;
    if (possessive || unit == "percent") return share_of(here, range, possessive);
    if (giver >= 0) return giver;
    // who "had 44 dead" counted them, they were not his
    if (const EntityRef body = status.empty() ? body_before(here, range) : kNoEntity; body >= 0) return body;
    if (status.empty()) return kNoEntity;
    if (status != "killed" && status != "injured" && status != "displaced" && status != "missing")
        return kNoEntity;
    // casualties are of the event that the sentence names
    for (const Named* name : named_in(here)) {
        if (name->type == EntityType::event) return name->entity;
    }
    return kNoEntity;
}

}  // namespace sitrep::annotate
