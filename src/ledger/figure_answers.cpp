// What was asked for, offered or told before, and what came of it: granted in part, settled for another sum,
// some of them gone home.
#include <algorithm>
#include <array>

#include "ledger/cues.hpp"
#include "ledger/figure_relations.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {

bool FigureRelations::says(std::uint32_t i, BeforeFigure where, Cue cue) const {
    const auto& phrases = evidence_.terms().cues(cue);
    std::vector<std::string> words;  // folded once, whatever the number of phrases
    for (std::uint32_t at = where.begin; at < where.first; ++at) words.push_back(word(i, at));
    const auto word_at = [&](std::uint32_t at) -> const std::string& { return words[at - where.begin]; };
    for (std::uint32_t end = where.begin + 1; end <= where.first; ++end) {
        if (phrase_before(phrases, {where.begin, end}, word_at) != end) return true;
    }
    return false;
}

bool FigureRelations::of_one_body(std::uint32_t a, std::uint32_t b) const {
    const auto bodies = [&](std::uint32_t i) {
        std::vector<EntityRef> found;
        const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
        if (items_[i].sentence >= home.tokens.sentences.size()) return found;
        const TextRange sentence = home.tokens.sentences[items_[i].sentence].range;
        for (const Evidence::Named& name : evidence_.named(items_[i].report)) {
            if (name.range.begin < sentence.begin) continue;
            if (name.range.end > sentence.end) break;
            const Entity& entity = evidence_.dossier().entities[static_cast<std::size_t>(name.entity)];
            if (entity.named && entity.type == EntityType::organisation) found.push_back(name.entity);
        }
        return found;
    };
    const std::vector<EntityRef> x = bodies(a), y = bodies(b);
    return std::any_of(x.begin(), x.end(), [&](EntityRef one) {
        return std::any_of(y.begin(), y.end(),
                           [&](EntityRef other) { return evidence_.same_party(one, other); });
    });
}

bool FigureRelations::given_in_part(std::uint32_t i) const {
    constexpr std::uint32_t kBack = 12, kAgreed = 7;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    const std::uint32_t begin = std::min(sentence.first, items_[i].first), first = items_[i].first;
    const auto near = [&](std::uint32_t back) { return first - begin > back ? first - back : begin; };
    const std::uint32_t verb = phrase_before(evidence_.terms().cues(Cue::gave), {begin, first},
                                             [&](std::uint32_t at) { return word(i, at); });
    // "Agreed on Friday to finance six", "allowed the mine to let out no more than 40"
    if (verb != first) {
        bool agreed = word(i, verb) != "to";
        for (std::uint32_t at = verb; at-- > begin && verb - at <= kAgreed && !agreed;)
            agreed = word(i, at) == "agreed" || word(i, at) == "agrees";
        return agreed;
    }
    return says(i, {near(kBack), first}, Cue::allows);
}

bool FigureRelations::granted_after(std::uint32_t a, std::uint32_t b, const Look& found) const {
    const bool sums = is_currency(f(a).unit) && comparable_size(a, b);
    const bool money = sums && of_one_body(a, b);
    // "Up to 90 cubic metres a second", "60 million cubic metres": a measure needs no word for what is
    // measured
    const bool measure = !q(a).of_people && !sums && q(a).unit == q(b).unit &&
                         f(a).counted.empty() != f(b).counted.empty() && q(a).unit != "percent";
    const bool flow = q(a).unit.find('/') != std::string::npos && q(a).unit == q(b).unit;
    if (items_[a].report == items_[b].report || q(a).of_people != q(b).of_people ||
        (!found.heads_fit && !sums && !flow && !measure) || only_part(a) || only_part(b))
        return false;
    const std::uint32_t asked = q(a).mode == Mode::requested ? a : b, given = asked == a ? b : a;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[given].report];
    if (q(asked).mode != Mode::requested || q(given).mode == Mode::requested ||
        middle(given) > middle(asked) || items_[given].sentence >= home.tokens.sentences.size() ||
        !evidence_.before(items_[asked].report, items_[given].report) || given_to_another(asked, given))
        return false;
    const bool of_people = q(asked).of_people;
    const bool fewer = says(given, {items_[given].last, home.tokens.sentences[items_[given].sentence].last},
                            Cue::than_asked);
    const bool gives = q(given).granted || given_in_part(given);
    const bool told = fewer || (flow && gives) || money || (!of_people && !sums && one_giver(asked, given));
    const bool plain_grant = q(given).granted && !of_people && (found.heads_fit || money);
    if (!plain_grant && !(gives && told && !(money && !q(given).granted))) return false;
    // Another asked for so many of them too: whose the grant is, is not said.
    return std::none_of(items_.begin(), items_.end(), [&](const Item& other) {
        const auto i = static_cast<std::uint32_t>(&other - items_.data());
        return q(i).mode == Mode::requested && (!money || of_one_body(i, given)) &&
               (q(i).head == q(asked).head || measure) && q(i).unit == q(asked).unit &&
               !same_number(f(i), f(asked)) && of_one_situation(i, asked) &&
               evidence_.before(items_[i].report, items_[given].report);
    });
}

bool FigureRelations::one_giver(std::uint32_t asked, std::uint32_t given) const {
    const auto parties = [&](std::uint32_t i) {
        std::vector<EntityRef> found;
        const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
        const TextRange sentence = home.tokens.sentences[items_[i].sentence].range;
        for (const Evidence::Named& name : evidence_.named(items_[i].report)) {
            if (name.range.begin < sentence.begin) continue;
            if (name.range.end > sentence.end) break;
            const Entity& entity = evidence_.dossier().entities[static_cast<std::size_t>(name.entity)];
            if (entity.named && (entity.type == EntityType::organisation ||
                                 entity.type == EntityType::geopolitical || entity.type == EntityType::group))
                found.push_back(name.entity);
        }
        return found;
    };
    const std::vector<EntityRef> x = parties(asked), y = parties(given);
    return !y.empty() && std::any_of(x.begin(), x.end(),
                                     [&](EntityRef one) { return evidence_.same_party(one, y.front()); });
}

bool FigureRelations::given_to_another(std::uint32_t asked, std::uint32_t given) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[given].report];
    const Sentence& sentence = home.tokens.sentences[items_[given].sentence];
    const auto& named = evidence_.named(items_[given].report);
    for (std::uint32_t at = items_[given].last; at + 1 < sentence.last; ++at) {
        const std::string one = word(given, at);
        if (one == "," || one == ";") break;
        if (one != "to" && one != "for") continue;
        const std::uint32_t from = home.tokens.tokens[at + 1].range.begin;
        constexpr std::uint32_t kArticle = 4;  // bytes of "the "
        const auto who = std::find_if(named.begin(), named.end(), [&](const Evidence::Named& name) {
            return name.range.begin >= from && name.range.begin <= from + kArticle;
        });
        if (who == named.end()) continue;
        const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(who->entity)].type;
        if (type != EntityType::geopolitical && type != EntityType::organisation && type != EntityType::group)
            continue;
        const auto& before = evidence_.named(items_[asked].report);
        return std::none_of(before.begin(), before.end(), [&](const Evidence::Named& name) {
            return evidence_.same_party(name.entity, who->entity);
        });
    }
    return false;
}

bool FigureRelations::second_event(std::uint32_t a, std::uint32_t b) const {
    constexpr std::array<std::string_view, 5> kHarms = {"killed", "injured", "missing", "held", "displaced"};
    if (items_[a].report == items_[b].report || q(a).happening != q(b).happening ||
        std::find(kHarms.begin(), kHarms.end(), evidence_.terms().name(q(a).happening)) == kHarms.end())
        return false;
    const bool first = evidence_.before(items_[a].report, items_[b].report);
    if (!first && !evidence_.before(items_[b].report, items_[a].report)) return false;
    const std::uint32_t then = first ? a : b, now = first ? b : a;
    const DateRange& written = evidence_.dossier().published[items_[then].report].range;
    // "An explosion on a bus killed 22 on Monday": told as new, of a day after the first was told
    return !later_[now] && wholly_before(written, f(now).as_of) && brings_in_event(now);
}

bool FigureRelations::part_of_country(std::uint32_t a, std::uint32_t b) const {
    return q(a).whole_country != q(b).whole_country && (q(a).whole_country ? q(b) : q(a)).place_named;
}

bool FigureRelations::brings_in_event(std::uint32_t i) const {
    if (f(i).of < 0 ||
        evidence_.dossier().entities[static_cast<std::size_t>(f(i).of)].type != EntityType::event)
        return false;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    for (const Evidence::Named& name : evidence_.named(items_[i].report)) {
        if (name.range.begin < sentence.range.begin || name.entity != f(i).of) continue;
        if (name.range.end > sentence.range.end) break;
        const std::string words = text::folded(home.report.text.words(name.range));
        return words.starts_with("a ") || words.starts_with("an ") || words.starts_with("another ");
    }
    return false;
}

std::uint32_t FigureRelations::base_behind(std::uint32_t i) const {
    if (i > 0 && told_out_of(i) && items_[i - 1].report == items_[i].report &&
        items_[i - 1].sentence == items_[i].sentence && f(i - 1).value) {
        const Sentence& all =
            evidence_.dossier().reports[items_[i].report].tokens.sentences[items_[i].sentence];
        return says(i, {items_[i].first, all.last}, Cue::came_of) ? i - 1 : i;
    }
    if (i + 1 >= items_.size() || items_[i + 1].report != items_[i].report ||
        items_[i + 1].sentence != items_[i].sentence || !q(i).of_base || q(i).vague || !f(i + 1).value)
        return i;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return i;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    return says(i, {sentence.first, sentence.last}, Cue::came_of) ? i + 1 : i;
}

void FigureRelations::find_came_of() {
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        const std::uint32_t base = base_behind(i);
        if (base == i || middle(i) >= middle(base)) continue;
        for (std::uint32_t told = 0; told < items_.size(); ++told) {
            const bool same = same_number(f(told), f(base)) && q(told).unit == q(base).unit &&
                              (q(told).head == q(base).head || f(told).counted.empty()) && !only_part(told) &&
                              !behind_its_part(told) && q(told).mode == Mode::actual;
            if (!same || !of_one_situation(told, i) ||
                !evidence_.before(items_[told].report, items_[i].report))
                continue;
            const std::uint32_t x = groups_.of(told), y = groups_.of(i);
            if (x == y) continue;
            updates_.emplace(std::min(x, y), std::max(x, y));
            then_now_.emplace(x, y);
        }
    }
}

bool FigureRelations::names_new_offer(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const std::uint32_t begin = std::min(home.tokens.sentences[items_[i].sentence].first, items_[i].first);
    return phrase_before(evidence_.terms().cues(Cue::new_offer), {begin, items_[i].first},
                         [&](std::uint32_t at) { return word(i, at); }) != items_[i].first;
}

bool FigureRelations::offered_anew(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t second = new_offers_[a] ? a : b, first = second == a ? b : a;
    if (!new_offers_[second] || new_offers_[first] || q(first).mode != Mode::offered || only_part(first) ||
        !comparable_size(a, b) || !evidence_.before(items_[first].report, items_[second].report))
        return false;
    // Another offer of an earlier report: which of them is replaced, is not said.
    return std::none_of(items_.begin(), items_.end(), [&](const Item& other) {
        const auto i = static_cast<std::uint32_t>(&other - items_.data());
        return q(i).mode == Mode::offered && q(i).unit == q(first).unit && !same_number(f(i), f(first)) &&
               !same_number(f(i), f(second)) && of_one_situation(i, first) &&
               evidence_.before(other.report, items_[second].report);
    });
}

std::string FigureRelations::rate(std::uint32_t i) const {
    constexpr std::array<std::string_view, 4> kEach = {"a", "per", "each", "every"};
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    // "800,000 rupees ($10,000) for each death"
    std::uint32_t from = items_[i].last;
    constexpr std::uint32_t kBrackets = 6;
    if (word(i, from) == "(") {
        while (from < items_[i].last + kBrackets && word(i, from) != ")") ++from;
    }
    for (std::uint32_t at = from; at + 1 < std::min<std::size_t>(from + 4, home.tokens.tokens.size()); ++at) {
        if (std::find(kEach.begin(), kEach.end(), word(i, at)) == kEach.end()) continue;
        std::string of = word(i, at + 1);
        if (of == "liter") of = "litre";
        return of == "day" || of == "week" || of == "month" || of == "year" ? std::string() : of;
    }
    return {};
}

bool FigureRelations::says_settled(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    return says(i, {sentence.first, sentence.last}, Cue::settles);
}

bool FigureRelations::settled(std::uint32_t a, std::uint32_t b) const {
    if (evidence_.before(items_[b].report, items_[a].report)) std::swap(a, b);
    const bool share = f(a).unit == "percent" && f(b).unit == "percent";
    if ((!is_currency(f(a).unit) && !share) || !evidence_.before(items_[a].report, items_[b].report) ||
        (q(a).mode != Mode::requested && q(a).mode != Mode::offered && q(a).mode != Mode::planned) ||
        q(b).mode == Mode::requested || same_number(f(a), f(b)) || !comparable_size(a, b) || only_part(a) ||
        only_part(b))
        return false;
    if (!says_settled(b)) return false;
    if (answers_demand(a, b)) return true;
    const Likeness alike = likeness(evidence_.terms(), contexts_[a], weights_[a], contexts_[b], weights_[b]);
    constexpr double kAlike = 0.25, kShared = 4.0, kVeryAlike = 0.4;
    if (!rate(a).empty() && rate(a) == rate(b)) return true;
    // "Cleaners at the clinic demand 80 euros more a month", "cleaners at the clinic accepted 45 euros more a
    // month"
    if (((q(a).per_time && q(b).per_time) || share) && alike.terms >= 2) return true;
    return alike.terms >= 3 &&
           (alike.dice >= kVeryAlike || (alike.dice >= kAlike && alike.shared >= kShared));
}

bool FigureRelations::answers_demand(std::uint32_t offer, std::uint32_t sum) const {
    constexpr std::uint32_t kReach = 2;  // sentences from a demand to the offer that answers it
    if (q(offer).mode != Mode::offered) return false;
    for (std::uint32_t i = offer; i-- > 0 && items_[i].report == items_[offer].report &&
                                  items_[i].sentence + kReach >= items_[offer].sentence;) {
        if (q(i).mode == Mode::requested && f(i).unit == f(offer).unit) return settled(i, sum);
    }
    return false;
}

}  // namespace sitrep::ledger
