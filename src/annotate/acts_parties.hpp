/// @file acts_parties.hpp
/// @brief Who acts and whom an act is directed at: names, pronouns, "we", "the two sides", capitals.
#pragma once
#include <optional>
#include <utility>

#include "annotate/acts_clauses.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {

/// Settles the parties of one report's acts; call it in text order. May append unnamed entities to `marks`.
class ActParties {
  public:
    ActParties(const ActClauses& clauses, Annotations& marks, const ActLexicon& lexicon,
               SpeakerResolver& resolver);

    /// Fills quotation, actor, recipient and co-actors of `act`. `before` are the acts settled so far; what
    /// is told right behind it may settle whom the last of them was directed at.
    void settle(const ActDraft& draft, std::vector<Act>& before, Act& act);
    /// The settled act is told in words that somebody is known to say.
    [[nodiscard]] bool has_speaker(const Act& act) const { return speaker_of(act.quotation) != kNoEntity; }

    /// The act settled last is a charge, in the same sentence or the one before.
    [[nodiscard]] bool stands_behind_charge(const ActDraft& draft, const std::vector<Act>& before) const;

    /// Who asked the actor of `act` for something in one of the last acts before it; kNoEntity: nobody.
    [[nodiscard]] EntityRef answer_to(const std::vector<Act>& before, const Act& act) const {
        return act.actor == kNoEntity ? kNoEntity : who_asked(before, act.actor);
    }

  private:
    using Sides = std::pair<EntityRef, EntityRef>;

    [[nodiscard]] std::string_view word(std::uint32_t i) const { return clauses_.word(i); }
    void note_speakers_before(std::uint32_t token);
    [[nodiscard]] std::int32_t quotation_at(std::uint32_t token) const;
    [[nodiscard]] EntityRef speaker_of(std::int32_t quotation) const;
    [[nodiscard]] EntityRef party(TokenRange words, std::int32_t quotation);
    [[nodiscard]] bool is_one_more(TokenRange words, EntityRef ref) const;
    [[nodiscard]] EntityRef acting_body(EntityRef ref) const;
    [[nodiscard]] EntityRef country_of_capital(const Entity& city, EntityRef ref) const;
    [[nodiscard]] std::optional<Sides> pair_in(TokenRange words) const;
    [[nodiscard]] std::optional<Sides> two_parties(TokenRange words, std::int32_t quotation);
    [[nodiscard]] std::optional<Sides> sides_between() const;
    void listed_before(TokenRange pair, Act& act) const;
    [[nodiscard]] bool means_sides(TokenRange words) const;
    [[nodiscard]] bool means_joint_paper(TokenRange words) const;
    [[nodiscard]] bool speaks_of(EntityRef ref, TokenRange about) const;
    [[nodiscard]] TokenRange condition_subject(TokenRange condition) const;
    [[nodiscard]] EntityRef other_side(const ActDraft& draft, EntityRef actor) const;
    [[nodiscard]] EntityRef who_asked(const std::vector<Act>& before, EntityRef actor) const;
    [[nodiscard]] EntityRef subject_told_of(const ActDraft& draft) const;
    [[nodiscard]] EntityRef sayer_told_of(const ActDraft& draft) const;
    void settle_actor(const ActDraft& draft, const std::vector<Act>& before, Act& act);
    [[nodiscard]] EntityRef body_told_of(const ActDraft& draft) const;
    [[nodiscard]] EntityRef turn_taker(const ActDraft& draft, const std::vector<Act>& before,
                                       const Act& act) const;
    [[nodiscard]] bool turns_down(const ActDraft& draft) const;
    [[nodiscard]] EntityRef asked_right_before(const ActDraft& draft, const std::vector<Act>& before,
                                               EntityRef actor) const;
    [[nodiscard]] EntityRef who_offered(const std::vector<Act>& before, EntityRef actor) const;
    [[nodiscard]] const Act* asked_nearby(const ActDraft& draft, const std::vector<Act>& before,
                                          EntityRef actor) const;
    [[nodiscard]] bool points_back(const ActDraft& draft) const;
    [[nodiscard]] bool promises_reply(const ActDraft& draft) const;
    [[nodiscard]] bool stands_near(const ActDraft& draft, const Act& act) const;
    [[nodiscard]] bool tells_what_was_asked(const ActDraft& draft, const Act& decided) const;
    void settle_told_no(const ActDraft& draft, const std::vector<Act>& before, Act& act) const;
    void settle_last(const ActDraft& draft, std::vector<Act>& before, Act& act) const;
    [[nodiscard]] bool is_crowd(TokenRange words) const;
    void settle_recipient(const ActDraft& draft, const std::vector<Act>& before, Act& act);

    const ActClauses& clauses_;
    const Reading& reading_;
    Annotations& marks_;
    const ActLexicon& lexicon_;
    SpeakerResolver& resolver_;
    std::size_t next_quote_ = 0;
    std::optional<Sides> sides_;  ///< who last did something to one another
};

/// In the acts of joined reports, a capital acts as the country it stands for, where the set names that
/// country.
void settle_capitals(std::vector<Act>& acts, const std::vector<Entity>& entities, const ActLexicon& lexicon);

}  // namespace sitrep::annotate
