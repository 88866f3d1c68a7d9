/// @file tension_told.hpp
/// @brief Tensions as they are found, copies of one kept as one.
#pragma once
#include <map>
#include <string_view>
#include <vector>

#include "ledger/rooms.hpp"
#include "ledger/tension_statements.hpp"

namespace sitrep::ledger {

/// Pairs of statements that pull against one another. A pair that a copy tells again joins the relation of
/// the first; it is looked for among the last kMostTold tensions of its situation, so that a set of hostile
/// length costs no square.
class ToldTensions {
  public:
    static constexpr std::size_t kMostTold = 256;
    explicit ToldTensions(const Evidence& evidence) : evidence_(evidence) {}

    /// Tells `a` («how_a: its words») against `b`; `about`: what both answer, if it is told beside them.
    void put(const Said& a, const Said& b, std::string_view how_a, std::string_view how_b,
             const Said* about = nullptr);
    /// Tells an accusation and the flat denial that answers it: a conflict.
    void put_charge(const Said& charge, const Said& denial);
    [[nodiscard]] std::vector<Relation> take() { return std::move(out_); }

  private:
    void put(RelationKind kind, const Said& a, const Said& b, std::string_view how_a, std::string_view how_b,
             const Said* about);
    struct Told {
        std::size_t index = 0;
        const Item *first = nullptr, *second = nullptr;
    };
    const Evidence& evidence_;
    std::map<std::uint32_t, std::vector<Told>> told_;  // by situation
    std::vector<Relation> out_;
};

}  // namespace sitrep::ledger
