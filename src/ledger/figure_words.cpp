// Figures in words: for subjects and reasons.
#include <algorithm>
#include <array>
#include <map>

#include "ledger/figure_relations.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {

std::string FigureRelations::agreement(const std::vector<std::uint32_t>& list) const {
    std::string reason = "same number of the same thing: ";
    for (std::size_t i = 0; i < list.size() && i < 4; ++i) reason += (i == 0 ? "" : "; ") + told(list[i]);
    if (list.size() > 4) reason += "; and " + std::to_string(list.size() - 4) + " more";
    return reason;
}

std::string FigureRelations::told(std::uint32_t i) const {
    std::string who = evidence_.name(items_[i].who >= 0 ? items_[i].who : q(i).counter);
    if (who.empty() && q(i).teller_last > q(i).teller_first) {
        const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
        const auto& tokens = home.tokens.tokens;
        who = home.report.text.words(
            TextRange{tokens[q(i).teller_first].range.begin, tokens[q(i).teller_last - 1].range.end});
    }
    if (who.empty()) who = "no source named";
    const std::string when = shown(days_of_.size() > i ? days_of_[i] : items_[i].days);
    return evidence_.words(f(i).report, f(i).span) + " (" + cut(who, 8) + (when.empty() ? "" : ", " + when) +
           ")";
}

std::string FigureRelations::word(std::uint32_t i, std::uint32_t token) const {
    const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
    // a figure may be the last word of its report
    if (token >= home.tokens.tokens.size()) return {};
    return text::folded(home.report.text.words(home.tokens.tokens[token].range));
}

std::string FigureRelations::words_behind(std::uint32_t i, std::uint32_t from, std::uint32_t most) const {
    const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return {};
    const std::uint32_t end = home.tokens.sentences[items_[i].sentence].last;
    constexpr std::array<std::string_view, 22> kEnds = {
        "that", "which", "who", "and",  "but", "from", "to",  "in",    "on",    "by",   "if",
        "was",  "were",  "has", "have", "had", "is",   "are", "since", "after", "with", "at"};
    std::string found;
    for (std::uint32_t at = from; at < end && at < from + most; ++at) {
        const Token& token = home.tokens.tokens[at];
        const std::string one = word(i, at);
        if (token.kind != TokenKind::word || std::find(kEnds.begin(), kEnds.end(), one) != kEnds.end()) break;
        found += (found.empty() ? "" : " ") + std::string(home.report.text.words(token.range));
    }
    constexpr std::array<std::string_view, 8> kHanging = {" the", " a",   " an",  " each",
                                                          " his", " her", " its", " their"};
    for (const std::string_view tail : kHanging) {
        if (found.ends_with(tail)) found.resize(found.size() - tail.size());
    }
    return found == "the" || found == "a" || found == "an" || found == "it" || found == "them" ? "" : found;
}

std::string FigureRelations::fate(std::uint32_t i) const {
    if (q(i).happening == kNoTerm) return {};
    const std::string& name = evidence_.terms().name(q(i).happening);
    const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return name;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    const auto& row = evidence_.terms().of(f(i).report);
    std::uint32_t best = sentence.last, nearest = sentence.last - sentence.first + 1;
    for (std::uint32_t at = sentence.first; at < sentence.last; ++at) {
        if (row[at] != q(i).happening) continue;
        const std::uint32_t far =
            at >= items_[i].last ? at - items_[i].last : items_[i].first - std::min(at, items_[i].first) + 1;
        if (far < nearest) {
            nearest = far;
            best = at;
        }
    }
    if (best == sentence.last) return name;
    const std::string own = word(i, best);
    constexpr std::array<std::string_view, 10> kAsTold = {"dead",  "missing", "held", "fled",  "slain",
                                                          "stuck", "hurt",    "lost", "burnt", "ill"};
    const bool state = std::find(kAsTold.begin(), kAsTold.end(), own) != kAsTold.end() ||
                       (own.size() > 4 && own.ends_with("ed"));
    std::string found = state ? own : name;
    // "Died of the plague", not "died of 40".
    if ((own == "dead" || own == "died") && best + 2 < sentence.last && word(i, best + 1) == "of") {
        const std::string cause = words_behind(i, best + 2, 4);
        if (!cause.empty() && best >= items_[i].last) return own + " of " + cause;
    }
    const bool by_hand = own.starts_with("kill") || state;
    return name == "killed" && (own == "died" || !by_hand) ? "dead" : found;
}

std::string FigureRelations::money_label(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
    const std::uint32_t first = items_[i].first;
    const std::uint32_t begin = items_[i].sentence < home.tokens.sentences.size()
                                    ? home.tokens.sentences[items_[i].sentence].first
                                    : first;
    // "A guarantee of 12 million euros", "a claim for 18 million dollars"
    constexpr std::array<std::string_view, 18> kSums = {
        "guarantee", "loan",   "fine", "fee",     "claim", "appeal", "offer", "grant",  "ransom",
        "bill",      "budget", "debt", "payment", "toll",  "bail",   "aid",   "damage", "damages"};
    for (std::uint32_t back = 2; back <= 4 && first >= begin + back; ++back) {
        const std::string noun = word(i, first - back);
        if (std::find(kSums.begin(), kSums.end(), noun) != kSums.end()) return noun;
    }
    const std::uint32_t behind = items_[i].last;
    if (behind + 1 < home.tokens.tokens.size()) {
        const std::string next = word(i, behind);
        const std::string what = next == "in" || next == "for" ? words_behind(i, behind + 1, 4) : "";
        const bool dated = std::any_of(what.begin(), what.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!what.empty() && !dated && next == "for") return "money for " + what;
        if (!what.empty() && !dated && what.front() >= 'a' && what.front() <= 'z') return what;
    }
    switch (q(i).mode) {
        case Mode::requested:
            return "money asked for";
        case Mode::offered:
            return "money offered";
        default:
            return "money";
    }
}

std::string FigureRelations::label(std::uint32_t i) const {
    const Figure& figure = f(i);
    const bool money = figure.unit.size() == 3 && text::folded(figure.unit) != figure.unit;
    if (money) return money_label(i);
    const auto plural = [](const std::string& unit) {
        const bool as_is = unit.find('/') != std::string::npos || unit.ends_with('s') || unit.size() < 3 ||
                           unit == "sheep" || unit == "cattle" || unit == "aircraft";
        return as_is ? unit : unit + "s";
    };
    constexpr std::array<std::string_view, 8> kMeasures = {"tonne", "ton",     "litre",     "gallon",
                                                           "acre",  "hectare", "kilometre", "metre"};
    const bool measure = std::find(kMeasures.begin(), kMeasures.end(), figure.unit) != kMeasures.end();
    if (measure && !figure.counted.empty()) return plural(figure.unit) + " of " + figure.counted;
    if (!figure.counted.empty() && figure.counted.front() != '\xE2') return figure.counted;
    // "A crew of 12"
    if (q(i).of_people && items_[i].first >= 2 && q(i).head != kNoTerm &&
        word(i, items_[i].first - 1) == "of" &&
        evidence_.terms().of(figure.report)[items_[i].first - 2] == q(i).head)
        return word(i, items_[i].first - 2);
    const AnnotatedReport& home = evidence_.dossier().reports[figure.report];
    std::string after;  // "22 percent pay rise": the words that follow, up to a mark or a small word
    for (std::uint32_t at = items_[i].last; at < home.tokens.tokens.size() && at < items_[i].last + 3; ++at) {
        if (evidence_.terms().of(figure.report)[at] == kNoTerm) break;
        const TermKind kind = evidence_.terms().kind(evidence_.terms().of(figure.report)[at]);
        if (kind != TermKind::plain && kind != TermKind::thing) break;
        const TextRange range = home.tokens.tokens[at].range;
        after += (after.empty() ? "" : " ") + std::string(home.report.text.words(range));
    }
    const bool thing = q(i).head != kNoTerm && evidence_.terms().kind(q(i).head) == TermKind::thing;
    if (q(i).unit == "percent" && after.empty() && thing) return evidence_.terms().name(q(i).head);
    if (q(i).unit == "percent") return after.empty() ? "share in percent" : "percent " + after;
    if (q(i).unit == "person") return "people";
    if (!figure.unit.empty()) return plural(figure.unit);
    // "The number of waiting ships had risen to 22"
    if (thing) return evidence_.terms().name(q(i).head) + "s";
    return after.empty() ? "number" : after;
}

std::string FigureRelations::place_beside(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[f(i).report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return {};
    const TextRange sentence = home.tokens.sentences[items_[i].sentence].range;
    const auto& named = evidence_.named(f(i).report);
    for (std::size_t at = 0; at + 1 < named.size(); ++at) {
        const Evidence::Named &one = named[at], &next = named[at + 1];
        if (one.entity != f(i).place || one.range.begin < sentence.begin || next.range.end > sentence.end ||
            next.range.begin <= one.range.end)
            continue;
        const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(next.entity)].type;
        const bool place = type == EntityType::location || type == EntityType::geopolitical;
        const std::string_view between =
            home.report.text.text().substr(one.range.end, next.range.begin - one.range.end);
        if (place && between == " and ") return evidence_.name(next.entity);
    }
    return {};
}

std::string FigureRelations::subject(const std::vector<std::uint32_t>& list) const {
    std::string out, fate_told;
    std::map<EntityRef, std::size_t> wholes, places;
    for (const std::uint32_t i : list) {
        if (out.empty() && !f(i).counted.empty()) out = label(i);
        if (f(i).of >= 0 && whose(i) == f(i).of) ++wholes[f(i).of];
        if (f(i).place >= 0) ++places[f(i).place];
        const bool befell = q(i).of_people || evidence_.terms().name(q(i).head) == "animal" ||
                            evidence_.terms().name(q(i).happening) == "destroyed";
        if (fate_told.empty() && befell) fate_told = fate(i);
    }
    // The label that says most: "soldiers" rather than "number".
    for (std::size_t at = 0; out.empty() && at < list.size(); ++at) {
        const std::string words = label(list[at]);
        if (words != "number" && words != "share in percent" && words != "money" && words != "people")
            out = words;
    }
    if (out.empty()) out = label(list.front());
    const bool lost = std::any_of(list.begin(), list.end(), [&](std::uint32_t i) {
        return q(i).unit == "percent" && evidence_.terms().name(q(i).happening) == "lost-ground";
    });
    if (lost) out += " lost";
    const std::vector<Term> said = evidence_.terms().find(out),
                            fate_terms = evidence_.terms().find(fate_told);
    if (!fate_terms.empty() && std::find(said.begin(), said.end(), fate_terms.front()) == said.end())
        out = fate_told.starts_with("dead of") && out == "people" ? fate_told : out + " " + fate_told;
    // Only what most of the figures say of themselves names them all.
    const auto most = [&](const std::map<EntityRef, std::size_t>& votes) {
        for (const auto& [entity, count] : votes) {
            if (2 * count > list.size()) return evidence_.name(entity);
        }
        return std::string();
    };
    std::erase_if(wholes, [&](const auto& vote) {
        const Entity& whole = evidence_.dossier().entities[static_cast<std::size_t>(vote.first)];
        return !whole.named && evidence_.name(vote.first).starts_with("a ");  // "a larger group": anybody
    });
    const std::string of = most(wholes);
    std::string place = most(places);
    for (const std::uint32_t i : list) {  // "in Manica and Sofala"
        if (place.empty() || f(i).place < 0 || evidence_.name(f(i).place) != place) continue;
        const std::string other = place_beside(i);
        if (other.empty()) continue;
        place += " and " + other;
        break;
    }
    if (!of.empty() && of != place && out.find(of) == std::string::npos) out += ", " + of;
    if (!place.empty() && out.find(place) == std::string::npos) out += ", " + place;
    return out;
}

std::vector<ItemRef> FigureRelations::refs(const std::vector<std::uint32_t>& list) const {
    std::vector<ItemRef> found;
    for (const std::uint32_t i : list) found.push_back(items_[i].ref);
    return found;
}

}  // namespace sitrep::ledger
