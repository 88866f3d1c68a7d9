/// @file evidence.hpp
/// @brief Figures, quotations and acts of a dossier as things that can be laid side by side: their terms,
/// days, who stands behind them, and whether one was made from the other.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/terms.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::ledger {

struct Item {
    ItemRef ref;
    ReportIndex report = 0;
    Span span;
    std::uint32_t first = 0, last = 0;  ///< tokens of the item
    std::uint32_t sentence = 0;         ///< of its first token
    TermSet own;                        ///< terms of the item's words
    TermSet context;                    ///< terms of its sentence (of all sentences that it touches)
    DateRange days;                     ///< when it is so (figures: as_of), else when it was written
    EntityRef who = kNoEntity;          ///< holder, speaker or actor
    SourceClass who_class = SourceClass::none;
};

/// Which of two places was made from the other, as far as a shared passage tells.
enum class Copied : std::uint8_t { no, undecided, second_from_first, first_from_second };

/// What can be asked of a dossier about its items. Holds references: lives no longer than the dossier.
class Evidence {
  public:
    /// `lists`: word lists of the room that asks, by its own numbers; they must live as long.
    Evidence(const Dossier& dossier, const TermTable& terms,
             std::span<const std::vector<std::string>> lists = {});

    [[nodiscard]] std::span<const std::vector<std::string>> lists() const { return lists_; }

    [[nodiscard]] const Dossier& dossier() const { return dossier_; }
    [[nodiscard]] const TermTable& terms() const { return terms_; }
    [[nodiscard]] const std::vector<Item>& figures() const { return figures_; }
    [[nodiscard]] const std::vector<Item>& quotes() const { return quotes_; }
    [[nodiscard]] const std::vector<Item>& acts() const { return acts_; }
    /// Names and roles in a report: where each begins and ends in its clean text, and whose it is; in text
    /// order.
    struct Named {
        TextRange range;
        EntityRef entity = kNoEntity;
        auto operator<=>(const Named&) const = default;
    };
    [[nodiscard]] const std::vector<Named>& named(ReportIndex report) const { return named_[report]; }

    /// The report's own among the quotations.
    [[nodiscard]] std::span<const Item> quotes_of(ReportIndex report) const;
    /// A report that credits it has an agency of this name: it passes on what others say.
    [[nodiscard]] bool is_agency(EntityRef who) const;
    /// Words of a span, on one line.
    [[nodiscard]] std::string words(ReportIndex report, Span span) const;
    /// Name of an entity; "" for none.
    [[nodiscard]] std::string name(EntityRef entity) const;
    /// Is it sure that report `a` was written before `b`?
    [[nodiscard]] bool before(ReportIndex a, ReportIndex b) const;
    /// A shared passage that covers (overlaps) both items.
    [[nodiscard]] Copied copied(const Item& a, const Item& b) const;
    /// Do the two reports share a passage, wherever it stands?
    [[nodiscard]] bool share_passage(ReportIndex a, ReportIndex b) const { return !shared(a, b).empty(); }
    /// Does a passage of `later` come from `earlier`, by its direction or by the days of the reports?
    [[nodiscard]] bool made_from(ReportIndex later, ReportIndex earlier) const;
    /// Same entity, or one is known to stand for or to be a part of the other's name ("army of X", "X").
    [[nodiscard]] bool same_party(EntityRef a, EntityRef b) const;
    /// "Health minister", "the ministry of health": the field of the one holds all words of the other's.
    [[nodiscard]] static bool runs_ministry(std::string_view role, std::string_view ministry);
    /// Same party, or a person and the body that the reports' words put that person in: "KTL's chief
    /// executive".
    [[nodiscard]] bool one_side(EntityRef a, EntityRef b) const;
    /// One side, or bodies that two reports call more and less fully: "Chad's health ministry", "the health
    /// ministry". "Its health ministry" may be anybody's.
    [[nodiscard]] bool same_source(EntityRef a, EntityRef b) const;
    /// Organisations, named or described, whose name holds all the words.
    [[nodiscard]] std::vector<EntityRef> bodies_with(const TermSet& words) const;
    /// The one of them; none if there is none or several.
    [[nodiscard]] EntityRef body_with(const TermSet& words) const;
    /// Terms of a span of a report.
    [[nodiscard]] TermSet terms_of(ReportIndex report, Span span) const;
    /// Reports of one story.
    [[nodiscard]] bool same_story(ReportIndex a, ReportIndex b) const;
    /// Reports of one story; in a handful of reports, which somebody chose to read together, any two.
    [[nodiscard]] bool same_episode(ReportIndex a, ReportIndex b) const;
    /// Reports of one situation: a handful of reports, or stories joined where reports share a passage or
    /// three names that few reports have. Reports of two situations say nothing of one another.
    [[nodiscard]] bool same_situation(ReportIndex a, ReportIndex b) const;
    [[nodiscard]] std::uint32_t situation(ReportIndex report) const { return situation_of_[report]; }

  private:
    /// A passage and the higher of its two reports.
    struct Shared {
        ReportIndex with = 0;
        std::uint32_t passage = 0;
        auto operator<=>(const Shared&) const = default;
    };
    [[nodiscard]] std::span<const Shared> shared(ReportIndex a, ReportIndex b) const;
    [[nodiscard]] Item item(ItemRef ref, ReportIndex report, Span span) const;
    const Dossier& dossier_;
    const TermTable& terms_;
    std::span<const std::vector<std::string>> lists_;
    std::vector<Item> figures_, quotes_, acts_;
    std::vector<std::vector<Shared>> passages_;  // by the lower of the two reports; sorted
    void find_situations();
    void list_agencies();
    void list_body_terms();
    /// Fills `ministries_`.
    void list_ministries();
    void list_order();
    std::vector<std::uint32_t> story_of_, situation_of_;
    std::vector<bool> agencies_;  // by entity
    std::vector<std::pair<ReportIndex, ReportIndex>>
        order_;  // by words or copying; in a handful, all that follow
    std::vector<std::vector<Named>> named_;
    std::map<Term, std::vector<EntityRef>> bodies_of_term_;
    std::vector<std::vector<Term>> body_terms_;  // of names of bodies, sorted; none for "its ministry"
    std::map<EntityRef, std::vector<std::string>>
        ministries_;  // names, also as their sentences go on: "of health"
};

/// "2018-01-23", "2018-01-24 to 2018-01-26", "" if open.
[[nodiscard]] std::string shown(const DateRange& days);
/// Days are both bounded and the first lie wholly before the second.
[[nodiscard]] bool wholly_before(const DateRange& a, const DateRange& b);
/// Longest gap in days that the ranges allow to be sure of; 0 if they meet or are open.
[[nodiscard]] int sure_gap(const DateRange& a, const DateRange& b);

/// Sets joined step by step.
class Groups {
  public:
    explicit Groups(std::size_t size);
    [[nodiscard]] std::uint32_t of(std::uint32_t item);
    /// The smaller number becomes the name of both.
    void join(std::uint32_t a, std::uint32_t b);

  private:
    std::vector<std::uint32_t> parent_;
};

}  // namespace sitrep::ledger
