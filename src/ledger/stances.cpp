// Stance against practice: one party says that it will not, and somebody tells that it does.
#include <algorithm>
#include <array>

#include "ledger/rooms.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kRare = 16;        // sentences that a term may stand in to bring the two together
constexpr std::size_t kMostOfTerm = 48;    // quotations looked at for one term
constexpr std::uint32_t kFewestTerms = 3;  // shared, so that "will not go" is not set against "are there"
constexpr double kShare = 0.5;             // of the refused thing's weight

/// Words that tell of something as there or done.
bool tells_of_practice(std::string_view folded) {
    constexpr std::array<std::string_view, 12> kThere = {
        "there are ",  "there is ",        "are operating",   "is operating",
        "have sent ",  "has sent ",        "have deployed",   "has deployed",
        "are already", "have maintained ", "has maintained ", "are present"};
    constexpr std::array<std::string_view, 5> kNot = {" not ", " no ", "n't", " never ", " if "};
    const auto in = [&](std::string_view words) { return folded.find(words) != std::string_view::npos; };
    return std::any_of(kThere.begin(), kThere.end(), in) && std::none_of(kNot.begin(), kNot.end(), in);
}

/// Is the party named in the quotation, or is it the speaker?
bool concerns(const Evidence& evidence, const Item& quote, EntityRef party) {
    if (evidence.same_party(quote.who, party)) return true;
    const auto& names = evidence.named(quote.report);
    const TextRange range = evidence.dossier().reports[quote.report].report.text.range(quote.span);
    return std::any_of(names.begin(), names.end(), [&](const Evidence::Named& named) {
        return named.range.begin >= range.begin && named.range.end <= range.end &&
               evidence.same_party(named.entity, party);
    });
}

}  // namespace

std::vector<Relation> relate_stances(const Evidence& evidence) {
    const Dossier& dossier = evidence.dossier();
    const TermTable& terms = evidence.terms();
    std::vector<std::vector<std::uint32_t>> having(terms.size());
    for (std::uint32_t i = 0; i < evidence.quotes().size(); ++i) {
        const Quotation& quote = dossier.quotes[i];
        if (!tells_of_practice(" " + text::folded(evidence.words(quote.report, quote.span)) + " ")) continue;
        for (const Term term : evidence.quotes()[i].own) {
            if (terms.frequency(term) <= kRare && having[term].size() < kMostOfTerm)
                having[term].push_back(i);
        }
    }
    std::vector<Relation> found;
    for (std::uint32_t a = 0; a < dossier.acts.size(); ++a) {
        const Act& act = dossier.acts[a];
        const bool refused = (act.act == ActKind::refuse && !act.negated) ||
                             ((act.act == ActKind::plan || act.act == ActKind::consider) && act.negated);
        if (!refused || act.condition || act.actor < 0 || !act.what) continue;
        const TermSet what = evidence.terms_of(act.report, *act.what);
        double whole = 0.0;
        for (const Term term : what) whole += terms.weight(term);
        std::vector<std::uint32_t> near;
        for (const Term term : what) near.insert(near.end(), having[term].begin(), having[term].end());
        std::sort(near.begin(), near.end());
        near.erase(std::unique(near.begin(), near.end()), near.end());
        for (const std::uint32_t q : near) {
            const Item& quote = evidence.quotes()[q];
            if (!evidence.same_situation(act.report, quote.report)) continue;
            const Likeness shared = likeness(terms, what, quote.own);
            if (shared.terms < kFewestTerms || shared.shared < kShare * whole ||
                !concerns(evidence, quote, act.actor))
                continue;
            found.push_back(relation(
                RelationKind::tension,
                cut(evidence.name(act.actor), 8) + ": " + cut(evidence.words(act.report, *act.what), 10),
                {evidence.acts()[a].ref, quote.ref},
                "one says no: «" + cut(evidence.words(act.report, act.span), 14) +
                    "»; the other tells of it as there: «" +
                    cut(evidence.words(quote.report, quote.span), 16) + "»"));
            break;
        }
    }
    return found;
}

}  // namespace sitrep::ledger
