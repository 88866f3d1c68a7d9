// Why a relation was made, without the words that stand before it already.
#include <algorithm>

#include "brief/items.hpp"

namespace sitrep::brief {
namespace {

/// Clauses of a reason, which "; " parts; not within «words of a report».
std::vector<std::string> clauses_of(std::string_view reason) {
    std::vector<std::string> clauses(1);
    int inside = 0;
    for (std::size_t at = 0; at < reason.size(); ++at) {
        inside += reason.substr(at).starts_with("«") ? 1 : reason.substr(at).starts_with("»") ? -1 : 0;
        if (inside <= 0 && reason.substr(at).starts_with("; ")) {
            clauses.emplace_back();
            ++at;
        } else {
            clauses.back() += reason[at];
        }
    }
    return clauses;
}

}  // namespace

std::string reason_words(const Relation& relation) {
    if (relation.kind == RelationKind::agree) return {};
    const bool figures = std::all_of(relation.items.begin(), relation.items.end(),
                                     [](const ItemRef& item) { return item.list == ItemRef::List::figures; });
    std::string out;
    for (std::string clause : clauses_of(one_line(relation.reason))) {
        if (figures && clause.find(" (") != std::string::npos) {
            // A figure told with its source once more; what stands before it says why.
            const std::size_t colon = clause.find(": ");
            clause.resize(colon == std::string::npos || colon > clause.find(" (") ? 0 : colon);
        }
        for (std::size_t open = clause.find("«"); open != std::string::npos; open = clause.find("«")) {
            const std::size_t close = clause.find("»", open);
            const std::size_t begin = open >= 2 && clause.substr(open - 2, 2) == ": " ? open - 2 : open;
            clause.erase(begin, close == std::string::npos ? close : close + 2 - begin);
        }
        clause = one_line(clause);
        while (clause.ends_with('.')) clause.pop_back();
        if (!clause.empty()) out += (out.empty() ? "" : figures ? "; " : " and ") + clause;
    }
    return out;
}

}  // namespace sitrep::brief
