// Requests, offers, refusals, warnings: each in its whole sentence, what still stands first.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "brief/context.hpp"
#include "brief/items.hpp"
#include "brief/sections.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kActsCompared = 300;  // of one kind; a section shows far fewer
constexpr std::size_t kLongestAct = 440;    // bytes
constexpr std::size_t kKindsTold = 2;       // of one sentence

constexpr std::array<std::string_view, 14> kNouns{
    "Request", "Demand", "Offer",     "Commitment", "Agreement",           "Refusal",     "Denial",
    "Warning", "Threat", "Admission", "Plan",       "Under consideration", "Endorsement", "Accusation"};
/// Order in which kinds of acts are told; endorsements stay in the dossier.
constexpr std::array<ActKind, 13> kActOrder{
    ActKind::request, ActKind::offer,  ActKind::refuse,   ActKind::demand, ActKind::agree,
    ActKind::warn,    ActKind::commit, ActKind::threaten, ActKind::plan,   ActKind::consider,
    ActKind::accuse,  ActKind::deny,   ActKind::admit};

/// Acts of several reports that are told in nearly the same words.
struct ToldAct {
    const Act* act = nullptr;
    std::string words;
    std::set<std::string> content;
    std::vector<Place> places;  ///< of the acts' clauses
    Place original;             ///< where the news was gathered
    bool stands = true;         ///< not overtaken, hardened or copied
    bool past = false;          ///< the day it was for lay behind when the newest report was written
    double age = 0.0;
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

/// What an act may be called: no more than a word of its sentence says. Empty where none does.
std::string_view noun_of(const Reader& reader, ActKind kind, const Place& place) {
    const BriefWords& sets = reader.sets();
    const std::string words = padded_words(reader.words(reader.sentence(place)));
    switch (kind) {
        case ActKind::request:
            return sets.requests.stands_in(words) ? "Request" : "";
        case ActKind::refuse:
            // What somebody said is rejected; what somebody asked is refused.
            if (words.find(" reject") != std::string::npos || words.find(" dismiss") != std::string::npos)
                return "Rejection";
            if (sets.refusals.stands_in(words)) return "Refusal";
            if (words.find(" not want ") != std::string::npos) return "Said what is not wanted";
            return words.find(" not ") != std::string::npos || words.find(" never ") != std::string::npos
                       ? "Said what will not be done"
                       : "";
        case ActKind::demand:
            // "They want a green light before acting": nobody is pressed.
            return words.find(" want") != std::string::npos && !sets.demands.stands_in(words) ? "Wanted"
                                                                                              : "Demand";
        case ActKind::agree:
            if (sets.agreements.stands_in(words)) return "Agreement";
            return sets.approvals.stands_in(words) ? "Approval" : "";
        default:
            return kNouns[std::min(static_cast<std::size_t>(kind), kNouns.size() - 1)];
    }
}

/// "Half of the 80 tents the council requested": the sentence tells of something else.
bool was_asked_before(const std::string& folded) {
    for (const std::string_view verb : {" requested", " sought", " asked for", " demanded", " applied for"}) {
        const std::size_t at = folded.find(verb);
        const std::size_t end = at == std::string::npos ? at : at + verb.size();
        if (end != std::string::npos && (end == folded.size() || folded[end] == ',' || folded[end] == '.'))
            return true;
    }
    return false;
}

/// "Asked the mediator about the deal", "let me in": a reporter at work.
bool is_reporting(const std::string& words) {
    for (const std::string_view own :
         {" i asked ", " we asked ", " let me ", " let us in ", " told me about "})
        if (words.find(own) != std::string::npos) return true;
    return false;
}

/// "The paper asked the mayor what he expected": a question, and no request.
bool is_a_question(const Reader& reader, const Act& act) {
    if (act.act != ActKind::request) return false;
    const std::string words = padded_words(reader.words(reader.sentence({act.report, act.span})));
    const std::size_t asked = words.find(" asked ");
    if (asked == std::string::npos) return false;
    const auto behind = [&](std::string_view word) { return words.find(word, asked); };
    const std::size_t question =
        std::min({behind(" what "), behind(" why "), behind(" how "), behind(" who "), behind(" whether "),
                  behind(" when "), behind(" where ")});
    return question < std::min({behind(" to "), behind(" for "), behind(" that "), behind(" not to ")});
}

/// "Will receive 800,000 doses, two-thirds of what it asked for": the sentence tells of a receipt, and the
/// clause does not say what was asked.
bool asks_for_nothing(const Reader& reader, const Act& act) {
    if ((act.act != ActKind::request && act.act != ActKind::demand) || !act.what) return false;
    const std::string what = text::folded(reader.words({act.report, *act.what}));
    return what == "what" || what == "which" || what == "it";
}

/// "Asking to go unnamed", "declined to be identified": how a source speaks, not what the news is.
bool asks_for_no_name(const Reader& reader, const Act& act) {
    if (act.act != ActKind::request && act.act != ActKind::demand && act.act != ActKind::refuse) return false;
    const std::string words = padded_words(reader.words({act.report, act.span}));
    const std::string what = act.what ? padded_words(reader.words({act.report, *act.what})) : std::string();
    constexpr std::size_t kShort = 60;  // bytes: of a whole sentence the name is a part only
    // "Its lawyer did not return calls" is a gap, and told as one.
    const bool silent = reader.sets().not_answered.stands_in(words);
    if (act.act == ActKind::refuse && (silent || reader.sets().unnamed.stands_in(words))) return true;
    return reader.sets().unnamed.stands_in(what) ||
           (words.size() <= kShort && reader.sets().unnamed.stands_in(words));
}

/// Whether an act can be told: somebody does it, in the article's body, and it was not said to be not done.
bool can_be_told(const Reader& reader, const Act& act) {
    if (act.report >= reader.size() || act.span.empty() || act.negated) return false;
    if (act.actor < 0 && act.recipient < 0) return false;  // an act of nobody towards nobody says too little
    if (asks_for_nothing(reader, act) || asks_for_no_name(reader, act) || is_a_question(reader, act))
        return false;
    return reader.block_kind({act.report, act.span}) == BlockKind::body;
}

bool is_within_a_quotation(const Reader& reader, const Act& act) {
    const auto& quotes = reader.quotes_of(act.report);
    return std::any_of(quotes.begin(), quotes.end(), [&](std::uint32_t index) {
        const Quotation& quote = reader.dossier().quotes[index];
        return quote.kind == QuotationKind::direct && quote.span.contains(act.span);
    });
}

/// "Will ask this week", "a first round set for Monday": whether that day, ahead when the words were written,
/// was over when the newest report was.
bool its_day_has_passed(const Reader& reader, const Standing& standing, const Act& act, const Place& place) {
    if (act.status == ActStatus::done && act.act != ActKind::agree) return false;
    const DateRange& written = reader.published(place.report);
    if (!written.bounded()) return false;
    const double newest = written.earliest->number + standing.age(place.report);
    const Place sentence = reader.sentence(place);
    const auto& times = reader.dossier().times;
    bool any = false, open = false;
    for (const TimeExpression& time : times) {
        if (time.report != place.report || !sentence.span.contains(time.span)) continue;
        if (!time.bounds.bounded()) continue;
        const bool ahead = time.bounds.earliest->number >= written.earliest->number;
        const bool over = time.bounds.latest->number < newest;
        any = any || (ahead && over && time.bounds.latest->number > written.earliest->number);
        open = open || (ahead && !over);
    }
    return any && !open;
}

std::vector<ToldAct> told_acts(const Reader& reader, const Standing& standing, ActKind kind) {
    std::vector<ToldAct> told;
    for (const Act& act : reader.dossier().acts) {
        if (act.act != kind || !can_be_told(reader, act)) continue;
        const Place place{act.report, act.span};
        std::string words = reader.words(place);
        const bool inside_another = std::any_of(told.begin(), told.end(), [&](const ToldAct& other) {
            return other.act->report == act.report && other.act->span.contains(act.span);
        });
        if (words.empty() || inside_another) continue;
        std::set<std::string> content = content_words(words);
        const auto same = std::find_if(told.begin(), told.end(), [&](const ToldAct& other) {
            return other.act->status == act.status && other.act->actor == act.actor &&
                   same_condition(reader, *other.act, act) && nearly_same(other.content, content);
        });
        if (same != told.end())
            same->places.push_back(place);
        else if (told.size() < kActsCompared)
            told.push_back({&act, std::move(words), std::move(content), {place}, place});
    }
    for (ToldAct& one : told) {
        one.original = standing.original_of(one.places);
        const std::string words = padded_words(reader.words(one.original));
        one.stands = !standing.overtaken(one.original) && !standing.hardened(one.original) &&
                     !standing.derived(one.original.report) && !standing.careless(one.original.report) &&
                     !standing.told_softer(one.original) &&
                     !tells_of_before(reader.words(one.original), reader.sets()) &&
                     !noun_of(reader, kind, one.original).empty() && !is_reporting(words) &&
                     !was_asked_before(text::folded(reader.words(reader.sentence(one.original)))) &&
                     !hangs(reader, in_context(reader, one.original));
        // "Let them hurry": to nobody, in a figure of speech.
        if (is_within_a_quotation(reader, *one.act) && one.act->recipient < 0) one.stands = false;
        one.past = its_day_has_passed(reader, standing, *one.act, one.original);
        if (one.past) one.stands = false;
        one.age = standing.age(one.original.report);
    }
    // With a thing and an addressee first, and figures of speech ("Let them hurry") after plain words.
    const auto rank = [&](const ToldAct& one) {
        return std::tuple(!one.stands, is_within_a_quotation(reader, *one.act), !one.act->what,
                          one.act->recipient < 0, one.age);
    };
    std::stable_sort(told.begin(), told.end(),
                     [&](const ToldAct& a, const ToldAct& b) { return rank(a) < rank(b); });
    return told;
}

/// What a refusal answers right behind it: "The union demanded … The mayor refused to discuss them."
struct Asked {
    ActKind kind = ActKind::request;
    Place sentence;
};
std::optional<Asked> asked_before(const Reader& reader, const ToldAct& one,
                                  const std::map<Place, std::vector<ActKind>>& kinds_in) {
    if (one.act->act != ActKind::refuse) return std::nullopt;
    const Place own = reader.sentence(one.original);
    for (const Place& part : by_sentence(reader, in_context(reader, one.original))) {
        const Place sentence = reader.sentence(part);
        const auto kinds = kinds_in.find(sentence);
        if (part.span.begin >= own.span.begin || kinds == kinds_in.end()) continue;
        const ActKind first = kinds->second.front();
        const Place told = with_reply(reader, in_context(reader, part));
        if ((first == ActKind::request || first == ActKind::demand || first == ActKind::offer) &&
            told.span.contains(own.span))
            return Asked{first, sentence};
    }
    return std::nullopt;
}

BriefSentence told(const Reader& reader, const ToldAct& one,
                   const std::map<Place, std::vector<ActKind>>& kinds_in) {
    const std::vector<ActKind>& kinds = kinds_in.at(reader.sentence(one.original));
    const Place context = with_reply(reader, in_context(reader, one.original));
    std::vector<std::string> nouns;
    if (const auto asked = asked_before(reader, one, kinds_in)) {
        const std::string_view noun = noun_of(reader, asked->kind, asked->sentence);
        if (!noun.empty()) nouns.emplace_back(noun);
    }
    for (const ActKind kind : kinds) {
        const std::string_view noun = noun_of(reader, kind, one.original);
        if (!noun.empty()) nouns.emplace_back(noun);
    }
    if (nouns.empty()) nouns.emplace_back("Said");
    // "Said it would submit requests"
    if (one.act->act == ActKind::request && one.act->status == ActStatus::announced &&
        kinds.front() == ActKind::request && nouns.front() == "Request")
        nouns.front() = "Request announced";
    // "Will vote for it only if …" agrees to nothing yet.
    const bool unmet =
        one.act->act == ActKind::agree && one.act->condition && one.act->status != ActStatus::done;
    if (unmet && kinds.front() == ActKind::agree &&
        (nouns.front() == "Agreement" || nouns.front() == "Approval"))
        nouns.front() += " on a condition";
    for (std::size_t i = 1; i < nouns.size(); ++i) nouns[i] = text::folded(nouns[i]);
    BriefSentence sentence{"requests", listed(nouns), {context}, -1};
    sentence.text += ": " + in_marks_inside(words_around(reader, context, one.original, kLongestAct));
    std::vector<Place> same{one.original}, other;
    const std::string words = text::folded(in_marks_inside(reader.words(context)));
    for (const Place& place : one.places) {
        if (place.report == one.original.report) continue;
        const Place around = in_context(reader, place);
        (text::folded(in_marks_inside(reader.words(around))) == words ? same : other).push_back(place);
        sentence.citations.push_back(place);
    }
    std::erase_if(other, [&](const Place& place) {
        return std::any_of(same.begin(), same.end(),
                           [&](const Place& own) { return own.report == place.report; });
    });
    std::vector<ReportIndex> reports;
    for (const Place& place : same) reports.push_back(place.report);
    sentence.text += " (" + reader.told_in(one.original.report, reports);
    if (!other.empty()) sentence.text += "; worded otherwise in " + labels_of(reader, other);
    sentence.text += ")";
    const auto& condition = one.act->condition;
    if (condition && one.act->report == context.report && !context.span.contains(*condition)) {
        sentence.text += "; condition: " + in_marks_inside(reader.words({context.report, *condition}));
        sentence.citations.push_back({context.report, *condition});
    }
    if (one.past) sentence.text += "; by the newest report that day had passed";
    sentence.text = with_stop(std::move(sentence.text));
    return sentence;
}

}  // namespace

void add_requests(const Reader& reader, const Standing& standing, Sentences& out) {
    std::vector<std::vector<ToldAct>> kinds;
    for (const ActKind kind : kActOrder) kinds.push_back(told_acts(reader, standing, kind));
    // "Italy was approached but declined": one sentence, both acts.
    std::map<Place, std::vector<ActKind>> kinds_in;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        for (const ToldAct& one : kinds[kind]) {
            auto& list = kinds_in[reader.sentence(one.original)];
            if (std::find(list.begin(), list.end(), kActOrder[kind]) == list.end() &&
                list.size() < kKindsTold)
                list.push_back(kActOrder[kind]);
        }
    }
    std::size_t told_so_far = 0;
    std::set<Place> sentences;
    // What still stands first, and of that each kind by turns.
    for (const bool stands : {true, false}) {
        std::vector<std::size_t> next(kinds.size(), 0);
        for (bool more = true; more && told_so_far < kSentencesInSection;) {
            more = false;
            for (std::size_t kind = 0; kind < kinds.size() && told_so_far < kSentencesInSection; ++kind) {
                while (next[kind] < kinds[kind].size()) {
                    const ToldAct& one = kinds[kind][next[kind]++];
                    // Two acts in one sentence are told once, as the kind that comes first.
                    if (one.stands != stands || !sentences.insert(reader.sentence(one.original)).second)
                        continue;
                    out.push_back(told(reader, one, kinds_in));
                    // An answer right behind is told with it.
                    for (const Place& part : by_sentence(reader, out.back().citations.front()))
                        sentences.insert(part);
                    ++told_so_far;
                    more = true;
                    break;
                }
            }
        }
    }
}

}  // namespace sitrep::brief
