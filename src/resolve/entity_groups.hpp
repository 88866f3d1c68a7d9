/// @file entity_groups.hpp
/// @brief Which local entities of several reports are one: rules that each keep their evidence.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "annotate/names.hpp"
#include "sitrep/engine.hpp"

namespace sitrep::resolve {

/// More names than this under one key are not compared pair by pair.
inline constexpr std::size_t kLargestEntityBlock = 200;

/// One local entity while reports are joined.
struct LocalEntity {
    ReportIndex report = 0;
    EntityRef index = 0;
    const Entity* entity = nullptr;
    std::int32_t thing = -1;                        ///< index into NameLexicon::things
    std::set<std::string> names;                    ///< folded, bare
    std::vector<std::vector<std::string>> persons;  ///< tokens of each name of a person
};

class EntityGroups {
  public:
    EntityGroups(std::span<const AnnotatedReport> reports, const annotate::NameResources& resources,
                 std::span<const EntityDecision> decisions);

    /// Applies every rule, from the surest to the least sure.
    void run();

    [[nodiscard]] const std::vector<LocalEntity>& locals() const { return locals_; }
    /// The first local entity of the group that `i` belongs to.
    [[nodiscard]] std::uint32_t root(std::uint32_t i) const;
    [[nodiscard]] const std::vector<MergeEvidence>& evidence(std::uint32_t group) const {
        return evidence_[group];
    }
    /// Pairs of groups that look like one and lack a context that says so.
    [[nodiscard]] std::set<std::pair<std::uint32_t, std::uint32_t>> unsure() const;

  private:
    void decided();
    void by_table();
    void by_place();
    void by_name();
    void by_name_of_any_type();
    void by_word_set();
    void people_by_full_name();
    void people_by_surname();
    void choose_holder(std::uint32_t i, const std::set<std::uint32_t>& groups);
    [[nodiscard]] bool society(std::uint32_t local) const;
    [[nodiscard]] bool telling_word(const std::string& word, std::uint32_t local) const;
    void short_forms();
    void spellings_of_people();
    void spellings_of_others();
    void collect_contexts();

    [[nodiscard]] Place first_place(std::uint32_t i) const;
    [[nodiscard]] bool refused(std::uint32_t a, std::uint32_t b) const;
    bool unite(std::uint32_t a, std::uint32_t b, const std::string& rule);
    [[nodiscard]] bool apart(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool share_report(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] int shared_context(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool roles_agree(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool roles_differ(std::uint32_t a, std::uint32_t b) const;
    void judge(std::uint32_t a, std::uint32_t b, int needed, const std::string& rule);

    std::span<const AnnotatedReport> reports_;
    const annotate::NameResources& resources_;
    std::span<const EntityDecision> decisions_;
    std::vector<LocalEntity> locals_;
    std::vector<std::uint32_t> parent_;
    std::vector<std::vector<std::uint32_t>> members_;  ///< of each root
    std::vector<std::set<std::int32_t>> things_;       ///< of each root: what tables know its members as
    std::vector<std::vector<MergeEvidence>> evidence_;
    std::vector<std::set<std::uint32_t>> contexts_;  ///< of each report: groups named in it
    std::set<std::pair<std::uint32_t, std::uint32_t>> unsure_;
};

}  // namespace sitrep::resolve
