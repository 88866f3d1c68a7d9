// The contract's words for every enumeration of the public headers.
#include <array>
#include <string_view>

#include "sitrep/dossier.hpp"

namespace sitrep {
namespace {

template <typename Enum, std::size_t N>
constexpr std::string_view pick(const std::array<std::string_view, N>& words, Enum value) {
    const auto at = static_cast<std::size_t>(value);
    return at < N ? words[at] : std::string_view("?");
}

constexpr std::array<std::string_view, 13> kBlocks = {
    "body",     "title",     "headline_repeat", "site_name",    "label",        "teaser", "caption",
    "dateline", "crosshead", "related_link",    "comment_form", "media_credit", "other"};
constexpr std::array<std::string_view, 9> kClaims = {"title",    "outlet", "author", "published", "modified",
                                                     "language", "url",    "agency", "fetched"};
constexpr std::array<std::string_view, 7> kEntities = {"PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"};
constexpr std::array<std::string_view, 4> kTimes = {"DATE", "TIME", "DURATION", "SET"};
constexpr std::array<std::string_view, 7> kApproximators = {"none",      "about",     "at_most", "at_least",
                                                            "more_than", "less_than", "vague"};
constexpr std::array<std::string_view, 5> kSources = {"named", "anonymous", "institution", "document",
                                                      "none"};
constexpr std::array<std::string_view, 6> kRoles = {"level", "increment", "loss", "total", "part", "share"};
constexpr std::array<std::string_view, 3> kQuotations = {"direct", "mixed", "indirect"};
constexpr std::array<std::string_view, 14> kActs = {"REQUEST", "DEMAND",   "OFFER",   "COMMIT",   "AGREE",
                                                    "REFUSE",  "DENY",     "WARN",    "THREATEN", "ADMIT",
                                                    "PLAN",    "CONSIDER", "ENDORSE", "ACCUSE"};
constexpr std::array<std::string_view, 6> kStatuses = {"announced", "done",         "refused",
                                                       "withdrawn", "contemplated", "conditional"};
constexpr std::array<std::string_view, 4> kPassages = {"verbatim", "edited", "reworded", "quote_reduced"};
constexpr std::array<std::string_view, 4> kDirections = {"a_to_b", "b_to_a", "common_source", "undecided"};
constexpr std::array<std::string_view, 8> kRelations = {
    "agree", "conflict", "differ", "update", "stronger", "tension", "not_comparable", "same_utterance"};
constexpr std::array<std::string_view, 11> kStages = {
    "raised",    "announced", "submitted", "under_examination", "granted", "refused", "in_force",
    "completed", "withdrawn", "lapsed",    "suspended"};

}  // namespace

std::string_view name(BlockKind kind) { return pick(kBlocks, kind); }
std::string_view name(ClaimKind kind) { return pick(kClaims, kind); }
std::string_view name(EntityType type) { return pick(kEntities, type); }
std::string_view name(TimeType type) { return pick(kTimes, type); }
std::string_view name(Approximator approximator) { return pick(kApproximators, approximator); }
std::string_view name(SourceClass source_class) { return pick(kSources, source_class); }
std::string_view name(FigureRole role) { return pick(kRoles, role); }
std::string_view name(QuotationKind kind) { return pick(kQuotations, kind); }
std::string_view name(ActKind kind) { return pick(kActs, kind); }
std::string_view name(ActStatus status) { return pick(kStatuses, status); }
std::string_view name(PassageKind kind) { return pick(kPassages, kind); }
std::string_view name(Direction direction) { return pick(kDirections, direction); }
std::string_view name(RelationKind kind) { return pick(kRelations, kind); }
std::string_view name(Stage stage) { return pick(kStages, stage); }

}  // namespace sitrep
