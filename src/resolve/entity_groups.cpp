#include "resolve/entity_groups.hpp"

#include <algorithm>
#include <numeric>

#include "annotate/names_join.hpp"
#include "annotate/names_lexicon.hpp"
#include "annotate/names_people.hpp"
#include "resolve/entity_keys.hpp"
#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

/// Types that may hold one thing: a region is tagged as a place of either kind.
int family(EntityType type) {
    const bool place = type == EntityType::geopolitical || type == EntityType::location;
    return place ? 100 : static_cast<int>(type);
}

/// "CTP", "U.N.": no small letter.
bool is_letters(const std::string& name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::set<std::string> words_of(const std::vector<std::string>& roles) {
    std::set<std::string> words;
    for (const std::string& role : roles) {
        std::string word;
        for (const char c : text::folded(role) + " ") {
            if (c >= 'a' && c <= 'z') {
                word += c;
                continue;
            }
            if (word.size() > 3) words.insert(word);
            word.clear();
        }
    }
    return words;
}

}  // namespace

EntityGroups::EntityGroups(std::span<const AnnotatedReport> reports, const annotate::NameResources& resources,
                           std::span<const EntityDecision> decisions)
    : reports_(reports), resources_(resources), decisions_(decisions) {
    for (ReportIndex report = 0; report < reports.size(); ++report) {
        const auto& entities = reports[report].marks.entities;
        for (std::size_t index = 0; index < entities.size(); ++index) {
            const Entity& entity = entities[index];
            LocalEntity local{report, static_cast<EntityRef>(index), &entity, -1, {}, {}};
            const bool body = entity.type == EntityType::organisation;  // described by what a table knows
            if (resources.lexicon && (entity.named || body))
                local.thing = resources.lexicon->find(text::folded(entity.name));
            if (entity.named) {
                std::vector<std::string> names{entity.name};
                names.insert(names.end(), entity.aliases.begin(), entity.aliases.end());
                for (const std::string& name : names) {
                    const std::string folded = text::folded(name);
                    const std::string bare = annotate::bare_name(folded, entity.type, *resources.lexicon);
                    // "The Paraguay River" is not the country.
                    const bool of_a_land = bare != folded && entity.type == EntityType::location &&
                                           resources.lexicon->find(bare) >= 0;
                    local.names.insert(of_a_land ? folded : bare);
                    if (entity.type == EntityType::person)
                        local.persons.push_back(annotate::person_tokens(folded));
                }
            }
            locals_.push_back(std::move(local));
        }
    }
    parent_.resize(locals_.size());
    std::iota(parent_.begin(), parent_.end(), 0U);
    members_.resize(locals_.size());
    things_.resize(locals_.size());
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        members_[i] = {i};
        if (locals_[i].thing >= 0) things_[i].insert(locals_[i].thing);
    }
    evidence_.resize(locals_.size());
}

void EntityGroups::run() {
    decided();
    by_table();
    by_place();
    by_name();
    by_name_of_any_type();
    by_word_set();
    people_by_full_name();
    collect_contexts();
    spellings_of_people();
    people_by_surname();
    short_forms();
    collect_contexts();
    spellings_of_others();
}

std::uint32_t EntityGroups::root(std::uint32_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
}

Place EntityGroups::first_place(std::uint32_t i) const {
    const LocalEntity& local = locals_[i];
    return {local.report, local.entity->mentions.empty() ? Span{} : local.entity->mentions.front().span};
}

/// A reader said that a name of the one is no name of the other. Where one report's own words had joined the
/// two names already, the group may grow: its mentions are taken apart by their words at the end.
bool EntityGroups::refused(std::uint32_t a, std::uint32_t b) const {
    const auto has = [&](std::uint32_t group, const std::string& name) {
        return std::any_of(members_[group].begin(), members_[group].end(), [&](std::uint32_t i) {
            const Entity& entity = *locals_[i].entity;
            return text::folded(entity.name) == name ||
                   std::any_of(entity.aliases.begin(), entity.aliases.end(),
                               [&](const std::string& n) { return text::folded(n) == name; });
        });
    };
    return std::any_of(decisions_.begin(), decisions_.end(), [&](const EntityDecision& decision) {
        if (decision.same) return false;
        const std::string first = text::folded(decision.first), second = text::folded(decision.second);
        const bool a_first = has(a, first), a_second = has(a, second);
        const bool b_first = has(b, first), b_second = has(b, second);
        return (a_first != a_second && b_first != b_second) && a_first == b_second;
    });
}

/// The earlier one stays, so the result does not hang on the order of merges.
bool EntityGroups::unite(std::uint32_t a, std::uint32_t b, const std::string& rule) {
    a = root(a);
    b = root(b);
    if (a == b) return false;
    if (b < a) std::swap(a, b);
    if (!decisions_.empty() && refused(a, b)) return false;
    const Place first = first_place(a), second = first_place(b);
    for (const std::uint32_t i : members_[b]) parent_[i] = a;
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    members_[b].clear();
    things_[a].merge(things_[b]);
    things_[b].clear();
    evidence_[a].insert(evidence_[a].end(), evidence_[b].begin(), evidence_[b].end());
    evidence_[b].clear();
    evidence_[a].push_back({rule, {first, second}});
    return true;
}

void EntityGroups::decided() {
    for (const EntityDecision& decision : decisions_) {
        if (!decision.same) continue;
        const std::string first = text::folded(decision.first), second = text::folded(decision.second);
        std::int64_t kept = -1;
        for (std::uint32_t i = 0; i < locals_.size(); ++i) {
            const Entity& entity = *locals_[i].entity;
            const auto is = [&](const std::string& name) {
                return text::folded(name) == first || text::folded(name) == second;
            };
            if (!is(entity.name) && std::none_of(entity.aliases.begin(), entity.aliases.end(), is)) continue;
            if (kept >= 0) unite(static_cast<std::uint32_t>(kept), i, "decided by the reader");
            if (kept < 0) kept = i;
        }
    }
}

/// Whether tables know the two as different things. A group in which two things already met is apart from
/// all.
bool EntityGroups::apart(std::uint32_t a, std::uint32_t b) const {
    const std::set<std::int32_t>&left = things_[root(a)], &right = things_[root(b)];
    if (left.size() > 1 || right.size() > 1) return true;
    return !left.empty() && !right.empty() && *left.begin() != *right.begin();
}

void EntityGroups::by_table() {
    std::map<std::int32_t, std::uint32_t> first;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        if (locals_[i].thing < 0) continue;
        const auto [at, fresh] = first.try_emplace(locals_[i].thing, i);
        if (!fresh) unite(at->second, i, "alias table");
    }
}

void EntityGroups::by_place() {
    std::map<std::int64_t, std::uint32_t> first;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const Entity& entity = *locals_[i].entity;
        if (!entity.place || entity.place->geonames_id == 0 || family(entity.type) != 100) continue;
        const auto [at, fresh] = first.try_emplace(entity.place->geonames_id, i);
        if (!fresh && !apart(at->second, i)) unite(at->second, i, "one place of the gazetteer");
    }
}

void EntityGroups::by_name() {
    std::map<std::pair<int, std::string>, std::uint32_t> first;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const EntityType type = locals_[i].entity->type;
        if (type == EntityType::person || !locals_[i].entity->named) continue;
        for (const std::string& name : locals_[i].names) {
            const bool letters_only =
                type == EntityType::organisation && name.find(' ') == std::string::npos && name.size() < 3;
            if (letters_only) continue;
            const auto [at, fresh] = first.try_emplace({family(type), name}, i);
            if (fresh || apart(at->second, i)) continue;
            // Two towns of one name that the gazetteer put far apart stay two.
            const auto &x = locals_[at->second].entity->place, &y = locals_[i].entity->place;
            const bool far =
                x && y &&
                (std::abs(x->latitude - y->latitude) > 2 || std::abs(x->longitude - y->longitude) > 2);
            if (far) {
                unsure_.insert({at->second, i});
                continue;
            }
            unite(at->second, i, "same name");
        }
    }
}

/// One long name that reports read as different types: "Kilindi Terminals" a person here, a company there.
void EntityGroups::by_name_of_any_type() {
    const auto readable = [](EntityType type) {
        return type == EntityType::person || type == EntityType::organisation ||
               type == EntityType::facility || type == EntityType::geopolitical ||
               type == EntityType::location;
    };
    std::map<std::string, std::uint32_t> first;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const Entity& entity = *locals_[i].entity;
        if (!entity.named || locals_[i].thing >= 0 || entity.place || !readable(entity.type)) continue;
        const bool surname = entity.type == EntityType::person && !entity.roles.empty();
        for (const std::string& name : locals_[i].names) {
            const bool word = name.find(' ') == std::string::npos;
            if (word && (surname || name.size() < 4 || is_letters(entity.name))) continue;
            const auto [at, fresh] = first.try_emplace(name, i);
            if (fresh || entity.type == locals_[at->second].entity->type) continue;
            if (!share_report(at->second, i))
                unite(at->second, i, "same name, read as another type elsewhere");
        }
    }
}

void EntityGroups::by_word_set() {
    std::map<std::string, std::uint32_t> first;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        if (locals_[i].entity->type != EntityType::organisation || !locals_[i].entity->named) continue;
        for (const std::string& name : locals_[i].names) {
            const std::string key = word_set(name);
            if (std::count(key.begin(), key.end(), ' ') < 2) continue;
            const auto [at, fresh] = first.try_emplace(key, i);
            if (!fresh && !apart(at->second, i)) unite(at->second, i, "the same words in another order");
        }
    }
}

bool EntityGroups::share_report(std::uint32_t a, std::uint32_t b) const {
    std::set<ReportIndex> reports;
    for (const std::uint32_t i : members_[root(a)]) reports.insert(locals_[i].report);
    return std::any_of(members_[root(b)].begin(), members_[root(b)].end(),
                       [&](std::uint32_t i) { return reports.contains(locals_[i].report); });
}

/// Groups named in each report, without peoples and news agencies: what a context is made of.
void EntityGroups::collect_contexts() {
    contexts_.assign(reports_.size(), {});
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const LocalEntity& local = locals_[i];
        if (!local.entity->named || local.entity->type == EntityType::group) continue;
        if (local.thing >= 0 &&
            resources_.lexicon->things()[static_cast<std::size_t>(local.thing)].detail == "media")
            continue;
        contexts_[local.report].insert(root(i));
    }
}

/// How many other things both are named together with; a country counts one, anything else two.
int EntityGroups::shared_context(std::uint32_t a, std::uint32_t b) const {
    const auto context = [&](std::uint32_t group) {
        std::set<std::uint32_t> all;
        for (const std::uint32_t i : members_[root(group)]) {
            for (const std::uint32_t other : contexts_[locals_[i].report]) all.insert(root(other));
        }
        return all;
    };
    const std::set<std::uint32_t> left = context(a), right = context(b);
    int shared = 0;
    for (const std::uint32_t group : left) {
        if (group == root(a) || group == root(b) || !right.contains(group)) continue;
        const std::int32_t thing = locals_[group].thing;
        const bool country =
            thing >= 0 && resources_.lexicon->things()[static_cast<std::size_t>(thing)].kind ==
                              annotate::KnownKind::country;
        shared += country ? 1 : 2;
    }
    return shared;
}

bool EntityGroups::roles_agree(std::uint32_t a, std::uint32_t b) const {
    std::set<std::string> left, right;
    for (const std::uint32_t i : members_[root(a)]) left.merge(words_of(locals_[i].entity->roles));
    for (const std::uint32_t i : members_[root(b)]) right.merge(words_of(locals_[i].entity->roles));
    return std::any_of(left.begin(), left.end(),
                       [&](const std::string& word) { return right.contains(word); });
}

bool EntityGroups::roles_differ(std::uint32_t a, std::uint32_t b) const {
    const auto has = [&](std::uint32_t group) {
        return std::any_of(members_[root(group)].begin(), members_[root(group)].end(),
                           [&](std::uint32_t i) { return !locals_[i].entity->roles.empty(); });
    };
    return has(a) && has(b) && !roles_agree(a, b);
}

/// Merges two likely spellings where the context carries it; else notes them as possibly the same.
void EntityGroups::judge(std::uint32_t a, std::uint32_t b, int needed, const std::string& rule) {
    if (root(a) == root(b) || apart(a, b) || share_report(a, b)) return;
    if (shared_context(a, b) >= needed) {
        unite(a, b, rule);
    } else {
        unsure_.insert({std::min(a, b), std::max(a, b)});
    }
}

/// "the Red Cross", which the tables know as one of the whole world, where the report says no more of it: the
/// society of the country, if the set names just one.
bool EntityGroups::society(std::uint32_t local) const {
    const std::string& name = *locals_[local].names.begin();
    if (name != "red cross" && name != "red crescent") return false;
    const auto& members = members_[root(local)];
    return std::all_of(members.begin(), members.end(), [&](std::uint32_t i) {
        return locals_[i].names.size() == 1 && *locals_[i].names.begin() == name;
    });
}

/// A word that opens a firm's name and means nothing by itself: "Haneul" of "Haneul Infra".
bool EntityGroups::telling_word(const std::string& word, std::uint32_t local) const {
    const LocalEntity& holder = locals_[local];
    if (word.size() < 4 || holder.entity->mentions.empty()) return false;
    const annotate::NameLexicon& lexicon = *resources_.lexicon;
    const std::uint32_t plain = annotate::kCommon | annotate::kFunction | annotate::kModifier |
                                annotate::kOrgFirst | annotate::kOrgLast | annotate::kGivenName |
                                annotate::kTitle | annotate::kLocFirst | annotate::kGpeFirst |
                                annotate::kCalendar | annotate::kRoleBody;
    return (lexicon.bits(std::string_view(word)) & plain) == 0;
}

/// A short name of one report for the only long name of the set that ends in it, opens with it or has its
/// initials.
void EntityGroups::short_forms() {
    std::map<std::string, std::set<std::uint32_t>> endings;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const LocalEntity& local = locals_[i];
        if (local.entity->type != EntityType::organisation || !local.entity->named || local.thing >= 0)
            continue;
        for (const std::string& name : local.names) {
            for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1))
                endings[name.substr(at + 1)].insert(i);
            const std::string opening = name.substr(0, name.find(' '));
            if (opening.size() < name.size() && telling_word(opening, i)) endings[opening].insert(i);
            const annotate::Initials letters = annotate::initials(name);
            if (letters.all.size() >= 3) endings[letters.all].insert(i);
            if (letters.content.size() >= 3) endings[letters.content].insert(i);
        }
    }
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const LocalEntity& local = locals_[i];
        // a firm's first word alone passes for a surname: "Haneul admitted …"
        const bool guessed = local.entity->type == EntityType::person && local.entity->roles.empty() &&
                             local.names.size() == 1 && telling_word(*local.names.begin(), i);
        if ((local.entity->type != EntityType::organisation && !guessed) || !local.entity->named ||
            local.names.size() != 1 || (local.thing >= 0 && !society(i)))
            continue;
        const auto found = endings.find(*local.names.begin());
        if (found == endings.end()) continue;
        std::set<std::uint32_t> groups;
        for (const std::uint32_t holder : found->second) {
            if (root(holder) != root(i)) groups.insert(root(holder));
        }
        if (groups.size() != 1 || (guessed && members_[root(i)].size() > 1)) continue;
        if (shared_context(*groups.begin(), i) >= 1) {
            unite(*groups.begin(), i, "short form of the only long name in the set");
        } else {
            unsure_.insert({*groups.begin(), i});
        }
    }
}

/// "Karuma Dam", "Kuruma Dam"; "Djenne", "Jenne": names of one type that sound alike, unknown to
/// tables and map.
void EntityGroups::spellings_of_others() {
    std::map<std::string, std::vector<std::uint32_t>> blocks;
    for (std::uint32_t i = 0; i < locals_.size(); ++i) {
        const LocalEntity& local = locals_[i];
        const EntityType type = local.entity->type;
        if (!local.entity->named || local.thing >= 0 || type == EntityType::person ||
            type == EntityType::group)
            continue;
        const std::string& name = *local.names.begin();
        if (name.size() < 5) continue;
        const std::string tail = name.find(' ') == std::string::npos ? "" : name.substr(name.rfind(' '));
        blocks[std::to_string(family(type)) + tail + skeleton(name.substr(0, name.find(' '))).substr(0, 2)]
            .push_back(i);
        blocks[std::to_string(family(type)) + "~" + tail +
               skeleton(name.substr(1, name.find(' '))).substr(0, 2)]
            .push_back(i);
    }
    for (const auto& [key, block] : blocks) {
        if (block.size() > kLargestEntityBlock) continue;
        for (std::size_t a = 0; a < block.size(); ++a) {
            for (std::size_t b = a + 1; b < block.size(); ++b) {
                const std::string &x = *locals_[block[a]].names.begin(),
                                  &y = *locals_[block[b]].names.begin();
                const bool words_agree =
                    std::count(x.begin(), x.end(), ' ') == std::count(y.begin(), y.end(), ' ');
                const bool placed = locals_[block[a]].entity->place && locals_[block[b]].entity->place;
                if (root(block[a]) == root(block[b]) || !words_agree || placed) continue;
                const bool alike =
                    jaro_winkler(x, y) >= 0.93 ||
                    (skeleton(x) == skeleton(y) && skeleton(x).size() >= 3 && jaro_winkler(x, y) >= 0.8);
                if (alike) judge(block[a], block[b], 4, "spellings of one name, named in one context");
            }
        }
    }
}

std::set<std::pair<std::uint32_t, std::uint32_t>> EntityGroups::unsure() const {
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const auto& [a, b] : unsure_) {
        const std::uint32_t x = root(a), y = root(b);
        if (x != y) pairs.insert({std::min(x, y), std::max(x, y)});
    }
    return pairs;
}

}  // namespace sitrep::resolve
