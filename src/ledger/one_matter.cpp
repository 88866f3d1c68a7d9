#include "ledger/one_matter.hpp"

#include <algorithm>

namespace sitrep::ledger {
namespace {

// Of 42 updates that processes gave in situations before any rule was made from them, 12 were right; the two
// bounds kept 11 of the 12 and 9 of the 30 others, and a second bound of 0.8 to 1.4 times as much about as
// many (docs/measures.md).
constexpr std::size_t kWords = 2;      // and together as telling as a word that one sentence alone has
constexpr double kFewSentences = 2.5;  // weight of such a word where there are too few to tell what is rare

}  // namespace

const Item& item_of(const Evidence& evidence, ItemRef ref) {
    switch (ref.list) {
        case ItemRef::List::figures:
            return evidence.figures()[ref.index];
        case ItemRef::List::acts:
            return evidence.acts()[ref.index];
        default:
            return evidence.quotes()[ref.index];
    }
}

std::vector<bool> name_terms(const Evidence& evidence) {
    const Dossier& dossier = evidence.dossier();
    std::vector<bool> found(evidence.terms().size(), false);
    for (ReportIndex report = 0; report < dossier.reports.size(); ++report) {
        const TokenizedText& tokens = dossier.reports[report].tokens;
        for (const Evidence::Named& name : evidence.named(report)) {
            if (!dossier.entities[static_cast<std::size_t>(name.entity)].named) continue;
            for (std::uint32_t at = tokens.token_at(name.range.begin);
                 at < tokens.tokens.size() && tokens.tokens[at].range.begin < name.range.end; ++at)
                found[evidence.terms().of(report)[at]] = true;
        }
    }
    return found;
}

void keep_of_one_matter(const Evidence& evidence, std::vector<Relation>& updates) {
    const std::vector<bool> in_name = name_terms(evidence);
    double of_one_sentence = 0.0;
    for (Term term = 1; term < evidence.terms().size(); ++term)
        of_one_sentence = std::max<double>(of_one_sentence, evidence.terms().weight(term));
    if (of_one_sentence < kFewSentences) of_one_sentence = 0.0;
    const auto share_words = [&](const Item& a, const Item& b) {
        TermSet both;
        std::set_intersection(a.context.begin(), a.context.end(), b.context.begin(), b.context.end(),
                              std::back_inserter(both));
        std::erase_if(both, [&](Term term) { return in_name[term]; });
        return both.size() >= kWords && weight_of(evidence.terms(), both) >= of_one_sentence - 1e-4;
    };
    // Who was asked answers who asked: one word for the thing is enough.
    const auto answers = [&](ItemRef asked, ItemRef answer) {
        if (asked.list != ItemRef::List::acts || answer.list != ItemRef::List::acts) return false;
        const Act &request = evidence.dossier().acts[asked.index],
                  &reply = evidence.dossier().acts[answer.index];
        const bool asks = request.act == ActKind::request || request.act == ActKind::demand;
        const bool replies = reply.act == ActKind::agree || reply.act == ActKind::refuse ||
                             reply.act == ActKind::commit || reply.act == ActKind::offer;
        if (!asks || !replies || request.recipient < 0 || reply.actor < 0 ||
            !evidence.same_party(request.recipient, reply.actor))
            return false;
        TermSet both;
        const TermSet &own = evidence.acts()[asked.index].own, &said = evidence.acts()[answer.index].own;
        std::set_intersection(own.begin(), own.end(), said.begin(), said.end(), std::back_inserter(both));
        return std::any_of(both.begin(), both.end(), [&](Term term) { return !in_name[term]; });
    };
    std::erase_if(updates, [&](const Relation& update) {
        for (auto a = update.items.begin(); a != update.items.end(); ++a) {
            const Item& first = item_of(evidence, *a);
            const bool held = std::any_of(a + 1, update.items.end(), [&](const ItemRef ref) {
                const Item& second = item_of(evidence, ref);
                return first.report != second.report && (share_words(first, second) || answers(*a, ref)) &&
                       evidence.copied(first, second) == Copied::no;
            });
            if (held) return false;
        }
        return true;
    });
}

}  // namespace sitrep::ledger
