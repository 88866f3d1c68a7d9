/// @file acts_complements.hpp
/// @brief What stands after a cue: of whom, what, and from whom, by the shape of its frame.
#pragma once
#include <string_view>
#include <vector>

#include "annotate/acts_clauses.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {

class ActComplements {
  public:
    ActComplements(const ActClauses& clauses, const SpeakerResolver& resolver, const ActLexicon& lexicon)
        : clauses_(clauses), reading_(clauses.reading()), resolver_(resolver), lexicon_(lexicon) {}

    /// Fills recipient and content of a draft that has its frame, cue, actor and voice; false where the words
    /// after the cue make no act of it. "asked A for X and B for Y" adds the second request to `further`.
    [[nodiscard]] bool fill(TokenRange reach, ActDraft& draft, std::vector<ActDraft>& further) const;

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] bool object(std::uint32_t from, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool document(std::uint32_t from, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool base(std::uint32_t from, TokenRange reach, ActDraft& draft,
                            std::vector<ActDraft>& further) const;
    [[nodiscard]] bool request(std::uint32_t from, TokenRange reach, ActDraft& draft,
                               std::vector<ActDraft>& further) const;
    [[nodiscard]] std::uint32_t behind_party(std::uint32_t at, std::uint32_t end,
                                             const ActDraft& draft) const;
    [[nodiscard]] bool request_without_object(std::uint32_t from, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool fill_gap(std::uint32_t from, std::uint32_t end, TokenRange reach,
                                ActDraft& draft) const;
    [[nodiscard]] bool turns_on_object(TokenRange thing, ActDraft& draft) const;
    [[nodiscard]] bool fears(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool handled(std::uint32_t from, std::uint32_t end, TokenRange reach,
                               ActDraft& draft) const;
    [[nodiscard]] bool thing_from(TokenRange phrase) const;
    [[nodiscard]] bool asked_by_pronoun(std::uint32_t from, std::uint32_t end, bool want,
                                        ActDraft& draft) const;
    [[nodiscard]] std::uint32_t past_day(std::uint32_t at, std::uint32_t end, const ActDraft& draft) const;
    [[nodiscard]] bool infinitive(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool names_paper(TokenRange thing) const;
    [[nodiscard]] bool refuses_thing(TokenRange thing, ActDraft& draft) const;
    [[nodiscard]] bool denied_by_thing(const ActDraft& draft) const;
    [[nodiscard]] bool stands_alone(bool at_end, const ActDraft& draft) const;
    [[nodiscard]] TokenRange party_before_thing(std::uint32_t from, std::uint32_t end) const;
    [[nodiscard]] bool give(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool warn(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool threaten(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool accuse(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool becomes_act(std::uint32_t from, TokenRange reach, ActDraft& draft,
                                   std::vector<ActDraft>& further) const;
    [[nodiscard]] bool applied_to_named(TokenRange told, TokenRange reach, std::uint32_t end,
                                        ActDraft& draft) const;
    [[nodiscard]] bool order(std::uint32_t from, std::uint32_t end, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool later(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool whom(std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] static TokenRange gap_of(const ActDraft& draft);
    void own_object(std::uint32_t end, ActDraft& draft) const;
    void words_between(ActDraft& draft) const;
    [[nodiscard]] bool mutual(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool names_offer(TokenRange thing) const;
    [[nodiscard]] bool names_plea(TokenRange thing) const;
    [[nodiscard]] bool is_amount(TokenRange thing) const;
    [[nodiscard]] bool claims_money(std::uint32_t from, const ActDraft& draft) const;
    [[nodiscard]] bool tells_only_when(std::uint32_t from, std::uint32_t end) const;
    [[nodiscard]] bool is_indicative(TokenRange clause) const;
    [[nodiscard]] bool asks_question(std::uint32_t from, std::uint32_t end, bool want) const;
    [[nodiscard]] bool asks_to_be_unnamed(std::uint32_t from, std::uint32_t end) const;
    [[nodiscard]] bool told_to(TokenRange mention, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] bool goes_to_hospital(std::uint32_t from, std::uint32_t end) const;
    [[nodiscard]] bool plans_thing(std::uint32_t from, const ActDraft& draft) const;
    static void deadline(TokenRange reach, ActDraft& draft);
    [[nodiscard]] bool answers_paper(const ActDraft& draft) const;
    [[nodiscard]] bool relative_object(ActDraft& draft) const;
    [[nodiscard]] bool gerund_link_after(std::uint32_t i, std::uint32_t end) const;

    void subject_of_clause(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    void owner_of_object(TokenRange object, ActDraft& draft) const;
    void second_request(std::uint32_t from, std::uint32_t end, ActDraft& draft,
                        std::vector<ActDraft>& further) const;
    void second_giver(std::uint32_t end, ActDraft& draft, std::vector<ActDraft>& further) const;
    void with_party(std::uint32_t from, std::uint32_t end, std::string_view preposition,
                    ActDraft& draft) const;
    void who_is_helped(std::uint32_t from, std::uint32_t end, ActDraft& draft) const;
    [[nodiscard]] std::uint32_t past_time(std::uint32_t at, std::uint32_t end) const;
    [[nodiscard]] std::uint32_t past_time_before(std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] bool is_person(TokenRange words) const { return resolver_.may_act(words); }
    [[nodiscard]] bool is_party(TokenRange words) const { return resolver_.entity_at(words) != kNoEntity; }

    const ActClauses& clauses_;
    const Reading& reading_;
    const SpeakerResolver& resolver_;
    const ActLexicon& lexicon_;
};

}  // namespace sitrep::annotate
