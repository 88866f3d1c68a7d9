// Retellings of a figure that lost its qualifier, its bound or whose count it is.
#include <algorithm>
#include <array>

#include "ledger/cues.hpp"
#include "ledger/figure_relations.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr double kRenamed = 13.0;  // "two engineers" is told by anybody

}  // namespace

bool FigureRelations::credited_to_officials(std::uint32_t a, std::uint32_t b) const {
    if (items_[a].who < 0 || !evidence_.dossier().entities[static_cast<std::size_t>(items_[a].who)].named)
        return false;
    const auto sentence = [&](std::uint32_t i) {
        const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
        return items_[i].sentence < home.tokens.sentences.size()
                   ? text::folded(home.report.text.words(home.tokens.sentences[items_[i].sentence].range))
                   : std::string();
    };
    const auto official = [](const std::string& words) {
        return words.find("official") != std::string::npos;
    };
    const std::string holder = text::folded(evidence_.name(items_[a].who));
    const bool state = holder.find("minist") != std::string::npos ||
                       holder.find("government") != std::string::npos || official(holder);
    return !state && items_[b].who < 0 && sentence(b).find("official figures") != std::string::npos &&
           !official(sentence(a));
}

bool FigureRelations::made_flat(std::uint32_t a, std::uint32_t b) const {
    return evidence_.copied(items_[a], items_[b]) == Copied::second_from_first ||
           evidence_.made_from(items_[b].report, items_[a].report);
}

void FigureRelations::tell_qualifier_lost(const std::vector<std::uint32_t>& list) {
    const auto qualified = [&](std::uint32_t i) {
        return f(i).approximator == Approximator::about || f(i).approximator == Approximator::at_least ||
               f(i).approximator == Approximator::more_than;
    };
    // The first telling that has it, by the order of the reports.
    std::optional<std::uint32_t> first;
    for (const std::uint32_t i : list) {
        if (qualified(i) && !in_title(i) &&
            (!first || evidence_.before(items_[i].report, items_[*first].report)))
            first = i;
    }
    if (!first) return;
    std::vector<std::uint32_t> told_flat = {*first};
    for (const std::uint32_t i : list) {
        if (f(i).approximator != Approximator::none || q(i).vague ||
            items_[i].report == items_[*first].report || hardened_.contains(i) || in_title(i) || past_[i])
            continue;
        // Another source's own count is no retelling.
        if (items_[*first].who >= 0 && items_[i].who >= 0 &&
            !evidence_.same_source(items_[*first].who, items_[i].who))
            continue;
        // One source's number, told again by who asked it again.
        const bool made = made_flat(*first, i);
        const bool one = items_[*first].who >= 0 && items_[i].who >= 0;
        if (one && !made) continue;
        const bool later = made || (evidence_.before(items_[*first].report, items_[i].report) &&
                                    look(*first, i).context.dice >= 0.3);
        if (later) told_flat.push_back(i);
    }
    if (told_flat.size() < 2) return;
    const std::uint32_t flat = told_flat[1];
    std::sort(told_flat.begin(), told_flat.end());
    // "At least 30" and "30" leave one another room; "some 30" told as 30 is told harder.
    const RelationKind kind = f(*first).approximator == Approximator::about && made_flat(*first, flat)
                                  ? RelationKind::stronger
                                  : RelationKind::differ;
    out_.push_back(relation(kind, "qualifier: " + subject(told_flat), refs(told_flat),
                            told(*first) + "; retold without its qualifier: " + told(flat)));
}

bool FigureRelations::names_party(std::uint32_t i, EntityRef who) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (who < 0 || items_[i].sentence >= home.tokens.sentences.size()) return false;
    const TextRange sentence = home.tokens.sentences[items_[i].sentence].range;
    // "By the latest police count"
    constexpr std::array<std::string_view, 6> kSourced = {" reckoning",      " tally",     "according to ",
                                                          " by the latest ", " count of ", " estimate"};
    if (has_any(text::folded(home.report.text.words(sentence)), kSourced)) return true;
    const auto& names = evidence_.named(items_[i].report);
    for (auto at = std::lower_bound(
             names.begin(), names.end(), sentence.begin,
             [](const auto& named, std::uint32_t where) { return named.range.begin < where; });
         at != names.end() && at->range.end <= sentence.end; ++at) {
        if (evidence_.one_side(at->entity, who)) return true;
    }
    return false;
}

bool FigureRelations::base_of_a_part(std::uint32_t i) const {
    const std::size_t self = items_[i].ref.index;
    const auto& figures = evidence_.dossier().figures;
    constexpr std::size_t kBeside = 2;
    const std::size_t end = std::min(figures.size(), self + kBeside + 1);
    for (std::size_t other = self - std::min(self, kBeside); other < end; ++other) {
        if (figures[other].part_of == static_cast<std::int32_t>(self) &&
            figures[other].report == items_[i].report)
            return true;
    }
    return false;
}

void FigureRelations::tell_hardened(const std::vector<std::uint32_t>& list, std::uint32_t b) {
    for (std::size_t at = 0; at < std::min(list.size(), kMostCompared); ++at) {
        const std::uint32_t a = list[at];
        if (a == b || items_[a].report == items_[b].report) continue;
        const bool copied =
            evidence_.copied(items_[a], items_[b]) == Copied::second_from_first ||
            (evidence_.before(items_[a].report, items_[b].report) && look(a, b).context.dice >= 0.45) ||
            (evidence_.made_from(items_[b].report, items_[a].report) &&
             evidence_.copied(items_[a], items_[b]) != Copied::first_from_second);
        if (!copied && !evidence_.before(items_[a].report, items_[b].report)) continue;
        if (f(a).approximator == Approximator::vague) continue;
        const bool bound_lost =
            f(a).approximator != Approximator::none && f(b).approximator == Approximator::none;
        const bool holder_lost = items_[a].who_class != SourceClass::none &&
                                 items_[b].who_class == SourceClass::none && q(b).teller.empty() &&
                                 q(b).counter < 0 && !names_party(b, items_[a].who);
        const bool upper =
            f(a).approximator == Approximator::at_most || f(a).approximator == Approximator::less_than;
        if (upper && !copied) continue;
        if (bound_lost && upper) {
            out_.push_back(relation(RelationKind::stronger, "qualifier: " + subject({a, b}),
                                    {items_[a].ref, items_[b].ref},
                                    told(a) + "; retold without its qualifier: " + told(b)));
            return;
        }
        const bool renamed = copied && look(a, b).context.dice >= 0.4 &&
                             f(a).value.value_or(0.0) >= kRenamed && !base_of_a_part(a) &&
                             !base_of_a_part(b) && other_names(items_[a].who, items_[b].who);
        if (renamed || (copied && credited_to_officials(a, b))) {
            const std::string how = renamed ? "the same words give another source: " : "retold as official: ";
            out_.push_back(relation(RelationKind::differ, "source: " + subject({a, b}),
                                    {items_[a].ref, items_[b].ref}, told(a) + "; " + how + told(b)));
            return;
        }
        if (copied && holder_lost && q(a).mode == Mode::actual && !inside_quote(a, false) &&
            (disputed(a) || party_to_a_dispute(items_[a].who))) {
            // A headline and its repetition are one retelling.
            hardened_.insert(b);
            const auto [known, fresh] = plain_.try_emplace({a, items_[b].report}, out_.size());
            if (!fresh) {
                out_[known->second].items.push_back(items_[b].ref);
                return;
            }
            out_.push_back(relation(RelationKind::stronger, "source: " + subject({a, b}),
                                    {items_[a].ref, items_[b].ref},
                                    told(a) + "; retold as plain fact: " + told(b)));
            return;
        }
    }
}

bool FigureRelations::inside_quote(std::uint32_t i, bool direct) const {
    const auto quotes = evidence_.quotes_of(f(i).report);
    return std::any_of(quotes.begin(), quotes.end(), [&](const Item& item) {
        const Quotation& quote = evidence_.dossier().quotes[item.ref.index];
        const bool wanted =
            direct ? quote.kind == QuotationKind::direct : text::folded(quote.cue).starts_with("den");
        return wanted && quote.span.overlaps(f(i).span);
    });
}

bool FigureRelations::only_quoted(const std::vector<std::uint32_t>& list) const {
    constexpr double kSmall = 13.0;
    return std::all_of(list.begin(), list.end(), [&](std::uint32_t i) {
        return q(i).happening == kNoTerm && q(i).unit != "percent" && f(i).value.value_or(kSmall) < kSmall &&
               inside_quote(i, true);
    });
}

bool FigureRelations::other_names(EntityRef a, EntityRef b) const {
    if (a < 0 || b < 0 || evidence_.one_side(a, b) || evidence_.is_agency(a) || evidence_.is_agency(b))
        return false;
    const auto& entities = evidence_.dossier().entities;
    if (!entities[static_cast<std::size_t>(a)].named || !entities[static_cast<std::size_t>(b)].named)
        return false;
    std::vector<Term> x = evidence_.terms().find(evidence_.name(a));
    const std::vector<Term> y = evidence_.terms().find(evidence_.name(b));
    return std::none_of(x.begin(), x.end(),
                        [&](Term term) { return std::find(y.begin(), y.end(), term) != y.end(); });
}

}  // namespace sitrep::ledger
