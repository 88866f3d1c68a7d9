/// @file figures_whole_entities.hpp
/// @brief The entities of one report by place, and those that things of the report become.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "annotate/figures_things.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::annotate {

/// A mention of an entity in clean text.
struct Mentioned {
    TextRange range;
    EntityRef entity = kNoEntity;
    MentionForm form = MentionForm::name;
};

/// Keeps the mentions of `marks` in text order while things are given entities. What it stands on must
/// outlive it.
class WholeEntities {
  public:
    WholeEntities(const Report& report, const TokenizedText& tokens, Annotations& marks,
                  const WholeWords& words);

    [[nodiscard]] const Entity& at(EntityRef ref) const {
        return marks_.entities[static_cast<std::size_t>(ref)];
    }
    /// By place; `of` changes it.
    [[nodiscard]] const std::vector<Mentioned>& mentions() const { return mentions_; }
    /// The first mention that begins behind `place`.
    [[nodiscard]] std::vector<Mentioned>::const_iterator first_behind(std::uint32_t place) const;
    /// In text order.
    [[nodiscard]] const std::vector<Thing>& things() const { return things_; }
    /// Noun of a whole that is the last word of a description; null if it is none.
    [[nodiscard]] const WholeNoun* head_noun(std::string_view description) const {
        return whole_noun(description, words_);
    }

    /// The entity of a thing: one whose mention holds its head, else one made from it before, else a new one,
    /// which is added to the marks.
    EntityRef of(const Thing& thing);
    /// "The lake" after "the lake": what the report described by that noun before; none if it did not.
    [[nodiscard]] EntityRef described_as(const Thing& thing) const;

  private:
    [[nodiscard]] std::string_view words(TextRange range) const;
    void tell_again(EntityRef ref, const Thing& told);
    [[nodiscard]] bool fits(const Mentioned& mention, const Thing& thing) const;
    void describe(const Mentioned& mention);
    void add_mention(EntityRef ref, Mention mention);

    const Report& report_;
    const TokenizedText& tokens_;
    Annotations& marks_;
    const WholeWords& words_;
    std::vector<Mentioned> mentions_;
    std::vector<Thing> things_;
    std::map<std::string, EntityRef> made_;       ///< by lemma, and year where one is told
    std::map<std::string, EntityRef> described_;  ///< things that the report described before, by lemma
};

}  // namespace sitrep::annotate
