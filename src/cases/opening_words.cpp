#include "cases/opening_words.hpp"
#include "cases/words.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using text::among;

constexpr std::uint32_t kAmountReach = 24;  // bytes from the beginning of what is asked to its amount
constexpr std::uint32_t kDeedReach = 140;   // bytes behind a charge that are read for what it is for

auto first_figure(const std::vector<Figure>& figures, ReportIndex report, std::uint32_t begin) {
    return std::lower_bound(figures.begin(), figures.end(), std::pair(report, begin),
                            [](const Figure& figure, const auto& where) {
                                return std::pair(figure.report, figure.span.begin) < where;
                            });
}

}  // namespace

bool exhorts(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::request && act.act != ActKind::demand) return false;
    const Span cue{act.span.begin, act.what ? std::max(act.span.begin, act.what->begin) : act.span.end};
    const WordList& order_verbs = word_list(evidence, Words::order_verbs);
    const WordList& urging_verbs = word_list(evidence, Words::urging_verbs);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, cue));
    // "Let the minister tell me whom to forget."
    const std::vector<std::string> all = plain_words(evidence.words(act.report, act.span));
    if (!all.empty() && all.front() == "let") return true;
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return holds(order_verbs, word) || (act.recipient < 0 && holds(urging_verbs, word));
    });
}

bool trades(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::accuse) return false;
    const WordList& trading_verbs = word_list(evidence, Words::trading_verbs);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, act.span));
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return holds(trading_verbs, word); });
}

bool charged_by_law(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::accuse) return false;
    const WordList& charging = word_list(evidence, Words::charging_words);
    const WordList& bodies = word_list(evidence, Words::charging_bodies);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, act.span));
    const std::vector<std::string> by = plain_words(evidence.name(act.actor));
    const bool of_the_law =
        std::any_of(by.begin(), by.end(), [&](const std::string& word) { return holds(bodies, word); });
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!holds(charging, words[at])) continue;
        // "Charged that", "charged him with neglect": somebody says so.
        if (of_the_law || words[at] != "charged" || (at + 1 < words.size() && words[at + 1] == "with"))
            return true;
    }
    return false;
}

bool appeals_ruling(const Act& act, const Evidence& evidence) {
    // "Will appeal against the refusal"
    if (act.act == ActKind::request && act.status == ActStatus::announced) {
        const std::vector<std::string> all = plain_words(evidence.words(act.report, act.span));
        for (std::size_t at = 0; at + 1 < all.size(); ++at) {
            if (all[at] == "appeal" && all[at + 1] == "against") return true;
        }
    }
    if (act.act != ActKind::plan || !act.what) return false;
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    if (words.empty() || words.front() != "appeal") return false;
    return words.size() == 1 || (words[1] != "to" && words[1] != "for");
}

bool asks_for_no_name(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::request && act.act != ActKind::demand) return false;
    const WordList& nameless_words = word_list(evidence, Words::nameless_words);
    const WordList& naming_verbs = word_list(evidence, Words::naming_verbs);
    const WordList& withholding_verbs = word_list(evidence, Words::withholding_verbs);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, act.span));
    const auto any = [&](const auto& list) {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return holds(list, word); });
    };
    const auto has = [&](std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    return any(nameless_words) || (has("not") && any(naming_verbs)) ||
           ((has("name") || has("names")) && any(withholding_verbs));
}

std::optional<Span> blamed_words(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::accuse || charged_deed(act, evidence)) return std::nullopt;
    const WordList& blaming_verbs = word_list(evidence, Words::blaming_verbs);
    const std::string all = evidence.words(act.report, act.span);
    const std::vector<std::string> words = plain_words(all);
    const auto verb = std::find_if(words.begin(), words.end(),
                                   [&](const std::string& word) { return holds(blaming_verbs, word); });
    if (verb == words.end() || std::next(verb) == words.end()) return std::nullopt;
    const auto first = std::next(verb);
    constexpr std::array<std::string_view, 2> kPassive = {"on", "by"};
    if (among(*first, kPassive) || std::find(first, words.end(), "for") != words.end()) return std::nullopt;
    const std::uint32_t at = word_offset(all, static_cast<std::size_t>(first - words.begin()));
    return Span{act.span.begin + at, act.span.end};
}

bool blames(const Act& act, const Evidence& evidence) { return blamed_words(act, evidence).has_value(); }

bool cuts_name(const Act& act, const Evidence& evidence) {
    if (!act.what) return false;
    const std::uint32_t begin = evidence.dossier().reports[act.report].report.text.range(*act.what).begin;
    const auto& names = evidence.named(act.report);
    return std::any_of(names.begin(), names.end(), [&](const Evidence::Named& one) {
        return evidence.dossier().entities[static_cast<std::size_t>(one.entity)].named &&
               one.range.begin < begin && begin < one.range.end;
    });
}

bool agrees_to_talk(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::agree) return false;
    if (!act.what) return true;  // "the union has said yes": to what?
    const WordList& talk_words = word_list(evidence, Words::talk_words);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return holds(talk_words, word); });
}

bool plans_claim(const Act& act, const Evidence& evidence) {
    const bool kind = act.act == ActKind::plan || act.act == ActKind::demand || act.act == ActKind::request;
    if (!kind || !act.what || !asks_money(act, evidence)) return false;
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    return !words.empty() && words.front() == "claim";
}

bool told_as_claim(const Act& act, const Evidence& evidence) {
    const WordList& suit_words = word_list(evidence, Words::suit_words);
    const AnnotatedReport& home = evidence.dossier().reports[act.report];
    const std::uint32_t at = home.tokens.sentence_at(home.report.text.range(act.span).begin);
    if (at >= home.tokens.sentences.size()) return false;
    const std::vector<std::string> words =
        plain_words(home.report.text.words(home.tokens.sentences[at].range));
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return holds(suit_words, word); });
}

bool opposes(const Template& kind, const Act& act, const Evidence& evidence) {
    if (!act.what || (act.act != ActKind::request && act.act != ActKind::demand && act.act != ActKind::plan))
        return false;
    const WordList& opposing_verbs = word_list(evidence, Words::opposing_verbs);
    bool against = false;
    for (const std::string& word : plain_words(evidence.words(act.report, *act.what))) {
        against = against || holds(opposing_verbs, word);
        if (against && std::find(kind.process_words.begin(), kind.process_words.end(), ledger::stem(word)) !=
                           kind.process_words.end())
            return true;
    }
    return false;
}

bool asks_question(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::request && act.act != ActKind::demand) return false;
    constexpr std::array<std::string_view, 4> kAsk = {"ask", "asks", "asked", "asking"};
    constexpr std::array<std::string_view, 9> kQuestion = {"about", "whether", "if",   "why",  "how",
                                                           "what",  "who",     "when", "where"};
    constexpr std::array<std::string_view, 4> kWish = {"to", "for", "that", "not"};
    const std::vector<std::string> words = plain_words(evidence.words(act.report, act.span));
    const auto asked =
        std::find_if(words.begin(), words.end(), [&](const std::string& word) { return among(word, kAsk); });
    // The first of them behind the verb tells; "the deal to which …" may follow a question.
    for (auto at = asked; at != words.end(); ++at) {
        if (among(*at, kWish)) return false;
        if (among(*at, kQuestion)) return true;
    }
    return false;
}

bool handles(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::plan || !act.what) return false;
    const WordList& verbs = word_list(evidence, Words::examining_verbs);
    const WordList& nouns = word_list(evidence, Words::handled_nouns);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    // "The request is to be taken up next week": somebody will handle it, and nobody asks.
    constexpr std::array<std::string_view, 5> kBe = {"is", "are", "was", "will", "would"};
    if (words.size() > 3 && words[0] == "the" && holds(nouns, words[1]) && among(words[2], kBe)) return true;
    return !words.empty() && holds(verbs, words.front()) &&
           std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return holds(nouns, word); });
}

bool owes_answer(const Act& act, const Evidence& evidence) {
    const WordList& handling_verbs = word_list(evidence, Words::handling_verbs);
    constexpr std::array<std::string_view, 3> kTheirs = {"its", "their", "the"};
    const WordList& handled_nouns = word_list(evidence, Words::handled_nouns);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, act.span));
    for (std::size_t at = 0; at + 2 < words.size(); ++at) {
        if (!holds(handling_verbs, words[at])) continue;
        const std::size_t next = words[at + 1] == "to" ? at + 2 : at + 1;
        if (next + 1 < words.size() && among(words[next], kTheirs) && holds(handled_nouns, words[next + 1]))
            return true;
    }
    return false;
}

bool decided_already(const Act& act, const Evidence& evidence) {
    if ((act.act != ActKind::agree && act.act != ActKind::endorse) || act.status != ActStatus::conditional ||
        !act.condition)
        return false;
    const WordList& deciding_verbs = word_list(evidence, Words::deciding_verbs);
    constexpr std::array<std::string_view, 7> kOpen = {"would", "will", "could", "might", "if", "may", "to"};
    const Span cue{act.span.begin, act.what ? std::max(act.span.begin, act.what->begin) : act.span.end};
    const std::vector<std::string> words = plain_words(evidence.words(act.report, cue));
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (holds(deciding_verbs, words[at])) return at == 0 || !among(words[at - 1], kOpen);
    }
    return false;
}

bool is_money(const Figure& figure) {
    return figure.unit.size() == 3 && text::folded(figure.unit) != figure.unit;
}

namespace {

/// "An application to the development bank for 1.8 million crowns": the only sum, behind "for".
const Figure* sum_asked_for(const Act& act, const Evidence& evidence) {
    const auto& figures = evidence.dossier().figures;
    const Figure* found = nullptr;
    for (auto at = first_figure(figures, act.report, act.what->begin);
         at != figures.end() && at->report == act.report && act.what->contains(at->span); ++at) {
        if (!is_money(*at)) continue;
        const std::vector<std::string> before =
            plain_words(evidence.words(act.report, {act.what->begin, at->span.begin}));
        if (found != nullptr || before.empty() || before.back() != "for") return nullptr;
        found = &*at;
    }
    return found;
}

}  // namespace

const Figure* asked_amount(const Act& act, const Evidence& evidence) {
    if (!act.what) return nullptr;
    const auto& figures = evidence.dossier().figures;
    const std::optional<Told> told = told_to_do(act, evidence);
    const std::uint32_t begin = told ? told->deed.begin : act.what->begin;
    const auto first = first_figure(figures, act.report, begin);
    const bool near = first != figures.end() && first->report == act.report &&
                      act.what->contains(first->span) && first->span.begin < begin + kAmountReach;
    if (!near) return sum_asked_for(act, evidence);
    // "22 of the 40 trucks": 40 were asked for.
    const auto whole = std::next(first);
    if (whole != figures.end() && whole->report == act.report && act.what->contains(whole->span) &&
        whole->unit == first->unit && whole->value && first->value && *whole->value > *first->value &&
        plain_words(evidence.words(act.report, {first->span.end, whole->span.begin})) ==
            std::vector<std::string>{"of", "the"})
        return &*whole;
    return &*first;
}

bool asks_money(const Act& act, const Evidence& evidence) {
    const Figure* figure = asked_amount(act, evidence);
    return figure != nullptr && is_money(*figure);
}

bool same_sum(const Act& x, const Act& y, const Evidence& evidence) {
    const Figure *a = asked_amount(x, evidence), *b = asked_amount(y, evidence);
    return a != nullptr && b != nullptr && a->value && b->value && *a->value == *b->value &&
           a->unit == b->unit && is_money(*a);
}

bool same_amount(const Act& x, const Act& y, const Evidence& evidence) {
    const Figure *a = asked_amount(x, evidence), *b = asked_amount(y, evidence);
    return a != nullptr && b != nullptr && a->value && b->value && *a->value == *b->value &&
           *a->value > 1.0 && !is_money(*a) && !is_money(*b);
}

bool other_amount(const Act& x, const Act& y, const Evidence& evidence) {
    const Figure *a = asked_amount(x, evidence), *b = asked_amount(y, evidence);
    return a != nullptr && b != nullptr && a->value && b->value && *a->value != *b->value &&
           a->unit == b->unit && !a->unit.empty();
}

bool bare_amount(const Act& act, const Evidence& evidence) {
    const Figure* figure = asked_amount(act, evidence);
    return figure != nullptr && figure->span.end >= act.what->end;
}

std::optional<Told> told_to_do(const Act& act, const Evidence& evidence) {
    if (!act.what || (act.act != ActKind::request && act.act != ActKind::demand)) return std::nullopt;
    // "Wants its own inspectors to be present": they are not asked.
    const std::vector<std::string> first = plain_words(evidence.words(act.report, *act.what));
    if (first.size() > 1 && first[1] == "own") return std::nullopt;
    const CleanText& text = evidence.dossier().reports[act.report].report.text;
    const TextRange what = text.range(*act.what);
    for (const Evidence::Named& one : evidence.named(act.report)) {
        if (one.range.end + 6 > what.end || one.range.begin < what.begin) continue;
        const std::string_view before = text.words(TextRange{what.begin, one.range.begin});
        if (!before.empty() && before != "the ") continue;
        std::string_view rest = text.words(TextRange{one.range.end, what.end});
        // "The Central Fund (CF) for $1.8 million"
        const std::size_t aside = rest.starts_with(" (") ? rest.find(')') : std::string_view::npos;
        const auto skipped = static_cast<std::uint32_t>(
            aside == std::string_view::npos ? 0 : std::min(aside + 1, rest.size()));
        rest.remove_prefix(skipped);
        const std::uint32_t link = rest.starts_with(" to ") ? 4 : rest.starts_with(" for ") ? 5 : 0;
        if (link == 0) continue;
        return Told{one.entity, text.source({one.range.end + skipped + link, what.end}), link == 5};
    }
    return std::nullopt;
}

bool hands_in(const Act& act, const Evidence& evidence) {
    const Span cue{act.span.begin, act.what ? std::max(act.span.begin, act.what->begin) : act.span.end};
    const WordList& filing_verbs = word_list(evidence, Words::filing_verbs);
    const std::vector<std::string> words = plain_words(evidence.words(act.report, cue));
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return holds(filing_verbs, word); });
}

std::optional<Span> charged_deed(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::accuse || act.what) return std::nullopt;
    const AnnotatedReport& home = evidence.dossier().reports[act.report];
    const TextRange own = home.report.text.range(act.span);
    const std::uint32_t at = home.tokens.sentence_at(own.begin);
    if (at >= home.tokens.sentences.size()) return std::nullopt;
    const std::uint32_t end = std::min(home.tokens.sentences[at].range.end, own.end + kDeedReach);
    for (std::uint32_t token = home.tokens.token_at(own.end);
         token + 1 < home.tokens.tokens.size() && home.tokens.tokens[token + 1].range.end <= end; ++token) {
        const std::string link = text::folded(home.report.text.words(home.tokens.tokens[token].range));
        const std::string verb = text::folded(home.report.text.words(home.tokens.tokens[token + 1].range));
        if ((link != "for" && link != "of") || verb.size() < 5 || !verb.ends_with("ing")) continue;
        const std::uint32_t begin = home.tokens.tokens[token + 1].range.begin;
        const std::string_view rest = home.report.text.words(TextRange{begin, end});
        const std::size_t stop = std::min(rest.find_first_of(",.;:()\""), rest.size());
        return home.report.text.source({begin, begin + static_cast<std::uint32_t>(stop)});
    }
    return std::nullopt;
}

bool asks_public(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::request && act.act != ActKind::demand) return false;
    const std::optional<Told> told = told_to_do(act, evidence);
    const EntityRef who = act.recipient >= 0 ? act.recipient : told ? told->who : kNoEntity;
    if (who < 0 || evidence.dossier().entities[static_cast<std::size_t>(who)].named) return false;
    // "Relatives", "the families of the dead": nobody of them decides.
    const std::vector<std::string> name = plain_words(evidence.name(who));
    const WordList& nouns = word_list(evidence, Words::public_nouns);
    for (const std::string& word : name) {
        if (holds(nouns, word)) return true;
        if (word == "of" || word == "from" || word == "in") return false;
    }
    return false;
}

bool sets_limit(const Act& act, const Evidence& evidence) {
    if (act.act != ActKind::demand || !act.what) return false;
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    return words.size() > 2 && words[0] == "no" && (words[1] == "more" || words[1] == "less") &&
           words[2] == "than";
}

bool opens_nothing(const Template& kind, const Act& act, const Evidence& evidence) {
    return exhorts(act, evidence) || trades(act, evidence) || charged_by_law(act, evidence) ||
           opposes(kind, act, evidence) || handles(act, evidence) || asks_for_no_name(act, evidence) ||
           asks_question(act, evidence) || appeals_ruling(act, evidence) || asks_public(act, evidence) ||
           sets_limit(act, evidence);
}

}  // namespace sitrep::cases
