// Figures in words: for subjects and reasons.
#include <algorithm>
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

std::string FigureRelations::label(std::uint32_t i) const {
    const Figure& figure = f(i);
    if (!figure.counted.empty() && figure.counted.front() != '\xE2') return figure.counted;
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
    const bool money = figure.unit.size() == 3 && text::folded(figure.unit) != figure.unit;
    if (money) return "money";
    if (q(i).unit == "person") return "people";
    if (!figure.unit.empty()) return figure.unit;
    // "The number of waiting ships had risen to 22"
    if (q(i).head != kNoTerm && evidence_.terms().kind(q(i).head) == TermKind::thing)
        return evidence_.terms().name(q(i).head) + "s";
    return after.empty() ? "number" : after;
}

std::string FigureRelations::subject(const std::vector<std::uint32_t>& list) const {
    std::string out;
    Term happening = kNoTerm;
    std::map<EntityRef, std::size_t> wholes, places;
    for (const std::uint32_t i : list) {
        if (out.empty() && !f(i).counted.empty()) out = label(i);
        if (f(i).of >= 0 && whose(i) == f(i).of) ++wholes[f(i).of];
        if (f(i).place >= 0) ++places[f(i).place];
        if (happening == kNoTerm && q(i).of_people) happening = q(i).happening;
    }
    // The label that says most: "soldiers" rather than "number".
    for (std::size_t at = 0; out.empty() && at < list.size(); ++at) {
        const std::string words = label(list[at]);
        if (words != "number" && words != "share in percent") out = words;
    }
    if (out.empty()) out = label(list.front());
    const bool lost = std::any_of(list.begin(), list.end(), [&](std::uint32_t i) {
        return q(i).unit == "percent" && evidence_.terms().name(q(i).happening) == "lost-ground";
    });
    if (lost) out += " lost";
    const std::vector<Term> said = evidence_.terms().find(out);
    if (happening != kNoTerm && std::find(said.begin(), said.end(), happening) == said.end())
        out += " " + evidence_.terms().name(happening);
    // Only what most of the figures say of themselves names them all.
    const auto most = [&](const std::map<EntityRef, std::size_t>& votes) {
        for (const auto& [entity, count] : votes) {
            if (2 * count > list.size()) return evidence_.name(entity);
        }
        return std::string();
    };
    const std::string of = most(wholes), place = most(places);
    if (!of.empty() && of != place && out.find(of) == std::string::npos) out += ", " + of;
    if (!place.empty()) out += ", " + place;
    return out;
}

std::vector<ItemRef> FigureRelations::refs(const std::vector<std::uint32_t>& list) const {
    std::vector<ItemRef> found;
    for (const std::uint32_t i : list) found.push_back(items_[i].ref);
    return found;
}

}  // namespace sitrep::ledger
