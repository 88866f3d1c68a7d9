#include "ledger/tension_statements.hpp"

#include <algorithm>
#include <array>

#include "ledger/cues.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

bool holds(const Evidence& evidence, std::string_view text, Cue cue) {
    const auto& phrases = evidence.terms().cues(cue);
    return std::any_of(phrases.begin(), phrases.end(), [&](const std::vector<std::string>& phrase) {
        std::string words = " ";
        for (const std::string& word : phrase) words += word + " ";
        return text.find(words) != std::string_view::npos;
    });
}
/// The words from the verb on: "An official, who asked not to be named, ruled that out" keeps silent on
/// nothing.
std::string_view behind_aside(const Evidence& evidence, const Said& said) {
    if (!said.act->what || said.act->what->begin <= said.item->span.begin) return said.words;
    const std::string before =
        evidence.words(said.item->report, {said.item->span.begin, said.act->what->begin});
    const std::size_t comma = before.rfind(',');
    return comma == std::string::npos ? std::string_view(said.words)
                                      : std::string_view(said.words).substr(comma + 1);
}
/// "Would not comment", "declined to be named": said to a reporter. "Offered an account": nothing is on
/// offer.
bool no_matter(const Evidence& evidence, const Said& said) {
    if (said.act == nullptr) return false;
    if (said.act->act == ActKind::refuse)
        return holds(evidence, behind_aside(evidence, said), Cue::keeps_silent);
    return said.act->act == ActKind::offer && holds(evidence, said.words, Cue::empty_offer);
}

}  // namespace

Said statement(const Evidence& evidence, const Item& item, bool act) {
    Said said;
    said.item = &item;
    if (act)
        said.act = &evidence.dossier().acts[item.ref.index];
    else
        said.quote = &evidence.dossier().quotes[item.ref.index];
    said.words = " ";
    for (const char c : text::folded(evidence.words(item.report, item.span)))
        said.words += c == ',' || c == '.' || c == ';' ? ' ' : c;
    said.words += ' ';
    return said;
}

std::vector<Said> statements(const Evidence& evidence) {
    std::vector<Said> said;
    for (const Item& item : evidence.acts()) said.push_back(statement(evidence, item, true));
    std::erase_if(said, [&](const Said& one) { return no_matter(evidence, one); });
    for (const Item& item : evidence.quotes()) said.push_back(statement(evidence, item, false));
    std::stable_sort(said.begin(), said.end(), [](const Said& a, const Said& b) {
        return std::pair(a.item->report, a.item->span.begin) < std::pair(b.item->report, b.item->span.begin);
    });
    return said;
}

bool overlap(const Said& a, const Said& b) {
    return a.item->report == b.item->report && a.item->span.overlaps(b.item->span);
}

std::int64_t after(const Said& a, const Said& b) {
    return static_cast<std::int64_t>(b.item->sentence) - static_cast<std::int64_t>(a.item->sentence);
}

bool plans(const Act& act) {
    return act.act == ActKind::request || act.act == ActKind::offer || act.act == ActKind::plan ||
           act.act == ActKind::commit || act.act == ActKind::agree || act.act == ActKind::demand;
}

bool wants(const Act& act) {
    if (act.act == ActKind::demand || act.act == ActKind::request || act.act == ActKind::offer) return true;
    return act.condition && (act.act == ActKind::commit || act.act == ActKind::threaten ||
                             act.act == ActKind::warn || act.act == ActKind::plan);
}

bool refers_back(const Evidence& evidence, const Said& b) {
    constexpr std::size_t kBare = 90;  // bytes of "The company refused"
    // "Has no plans to follow" answers nobody.
    constexpr std::array<std::string_view, 3> kNoPlan = {" no plan", " no intention", " does not plan"};
    if (has_any(b.words, kNoPlan)) return false;
    if (!b.act->what) return b.words.size() <= kBare;
    constexpr std::array<std::string_view, 16> kBack = {
        " the plan ",  " the deal ",     " the scheme ",   " the move ",
        " the claim ", " the request ",  " the demand ",   " the application ",
        " the offer ", " the petition ", " the proposal ", " the appeal ",
        " the bid ",   " the idea ",     " the call ",     " the terms "};
    constexpr std::array<std::string_view, 3> kPerson = {" him ", " them ", " it "};
    constexpr std::size_t kFewWords = 40;  // bytes of the object, before what it is refused to
    const std::string what =
        " " + text::folded(evidence.words(b.act->report, *b.act->what)).substr(0, kFewWords) + " ";
    const bool that = what == " that " || what == " this ";
    constexpr std::size_t kAtOnce = 16;  // bytes: "discuss him", not "a court it did not choose"
    return that || has_any(what, kBack) || has_any(what.substr(0, kAtOnce), kPerson) ||
           has_any(b.words, kBack);
}

TermSet after_not(const Evidence& evidence, const Said& b) {
    const AnnotatedReport& home = evidence.dossier().reports[b.item->report];
    const auto word = [&](std::uint32_t at) {
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    };
    for (std::uint32_t at = b.item->first + 1; at + 2 < b.item->last; ++at) {
        if (word(at) != "not" || word(at - 1) != ",") continue;
        const std::string next = word(at + 1);
        if (next == "a" || next == "an" || next == "the")
            return term_set(evidence.terms().of(b.item->report), at + 2, std::min(at + 4, b.item->last));
    }
    return {};
}

std::vector<std::pair<std::string, double>> sums_in(const Evidence& evidence, const Said& said) {
    std::vector<std::pair<std::string, double>> found;
    const auto& figures = evidence.figures();
    for (auto at = std::lower_bound(figures.begin(), figures.end(),
                                    std::pair(said.item->report, said.item->span.begin),
                                    [](const Item& one, const auto& where) {
                                        return std::pair(one.report, one.span.begin) < where;
                                    });
         at != figures.end() && at->report == said.item->report && at->span.begin < said.item->span.end;
         ++at) {
        const Figure& figure = evidence.dossier().figures[at->ref.index];
        if (figure.unit.size() == 3 && text::folded(figure.unit) != figure.unit)
            found.emplace_back(figure.unit, figure.value.value_or(0.0));
    }
    return found;
}

bool less_money(const Evidence& evidence, const Said& given, const Said& wanted) {
    const auto sums = sums_in(evidence, given), wished = sums_in(evidence, wanted);
    return !sums.empty() && std::any_of(wished.begin(), wished.end(), [&](const auto& sum) {
        return sum.first == sums.front().first && sums.front().second < sum.second;
    });
}

std::vector<std::string> money_in(const Evidence& evidence, const Said& said) {
    std::vector<std::string> found;
    for (const auto& [unit, value] : sums_in(evidence, said)) found.push_back(unit);
    return found;
}

std::vector<EntityRef> named_in(const Evidence& evidence, const Item& item) {
    const TextRange range = evidence.dossier().reports[item.report].report.text.range(item.span);
    const auto& named = evidence.named(item.report);
    std::vector<EntityRef> found;
    for (auto at = std::lower_bound(
             named.begin(), named.end(), range.begin,
             [](const Evidence::Named& one, std::uint32_t begin) { return one.range.begin < begin; });
         at != named.end() && at->range.begin < range.end; ++at)
        found.push_back(at->entity);
    return found;
}

std::size_t topics(const Evidence& evidence, const Said& a, const Said& b, const std::vector<bool>* names) {
    constexpr std::uint32_t kTopicWord = 25;  // sentences of a word that two statements are about
    TermSet both;
    std::set_intersection(a.item->own.begin(), a.item->own.end(), b.item->own.begin(), b.item->own.end(),
                          std::back_inserter(both));
    return static_cast<std::size_t>(std::count_if(both.begin(), both.end(), [&](Term term) {
        const TermKind kind = evidence.terms().kind(term);
        return kind != TermKind::number && kind != TermKind::hedge && kind != TermKind::sure &&
               evidence.terms().frequency(term) <= kTopicWord && (names == nullptr || !(*names)[term]);
    }));
}

std::vector<std::span<const Said>> by_report(const std::vector<Said>& said) {
    std::vector<std::span<const Said>> reports;
    for (std::size_t begin = 0; begin < said.size();) {
        std::size_t end = begin;
        while (end < said.size() && said[end].item->report == said[begin].item->report) ++end;
        reports.emplace_back(said.data() + begin, end - begin);
        begin = end;
    }
    return reports;
}

}  // namespace sitrep::ledger
