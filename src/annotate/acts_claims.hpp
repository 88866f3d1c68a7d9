/// @file acts_claims.hpp
/// @brief Acts told by what is said to have happened, or to come: "the firm hid it, miners say", "the river
/// may rise, the office says", "we got it wrong", "it could lend two boats".
#pragma once
#include "annotate/acts_clauses.hpp"
#include "annotate/quotations_speakers.hpp"

namespace sitrep::annotate {

/// Cheap test: a claim may begin at the word.
[[nodiscard]] bool opens_claim(std::string_view lower_word, const ActWords& words);

/// Cheap test: a deed may begin at the word.
[[nodiscard]] bool opens_deed(std::string_view lower_word);

/// Reads what no cue tells and only the kind of thing said makes an act. Of all of these the draft asks that
/// the words have a speaker (`needs_speaker`), but of offers and considerations that the report tells itself.
class ActClaims {
  public:
    ActClaims(const ActClauses& clauses, const SpeakerResolver& resolver)
        : clauses_(clauses), reading_(clauses.reading()), resolver_(resolver) {}

    /// The act whose verb or modal stands at `i`; false where there is none.
    [[nodiscard]] bool read(std::uint32_t i, TokenRange reach, ActDraft& draft) const;

    /// "may cross if they carry a letter", "could lend two boats if …", "will be paid once …", "there will be
    /// no talks": whose modal, or "there", stands at `i`.
    [[nodiscard]] bool read_terms(std::uint32_t i, TokenRange reach, ActDraft& draft) const;

    /// "will be razed", "are to get 240 flats", "is taking over the site": whose auxiliary stands at `i`.
    [[nodiscard]] bool read_deed(std::uint32_t i, TokenRange reach, ActDraft& draft) const;

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }
    [[nodiscard]] WordClass cls(std::uint32_t i) const { return reading_.classes[i]; }
    [[nodiscard]] bool is_pronoun(TokenRange words) const;
    [[nodiscard]] bool of_speaker(TokenRange words) const;
    void tell(ActKind act, TokenRange cue, TokenRange what, ActDraft& draft) const;

    [[nodiscard]] bool charge(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool to_blame(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool danger(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool risk(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool fault(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool untrue(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool insisted_not(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool nobody_will(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool whoever_will(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool could_give(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool may_do(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    struct Terms;
    [[nodiscard]] bool find_terms(std::uint32_t i, TokenRange reach, Terms& terms) const;
    [[nodiscard]] bool no_more(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool rules_out(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool gives_leave(const Terms& terms, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool offers_on_terms(const Terms& terms, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool will_be_paid(const Terms& terms, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool will_be_back(const Terms& terms, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool goes_on(const Terms& terms, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool starts_on_terms(const Terms& terms, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool will_be_done(std::uint32_t i, std::uint32_t verb, TokenRange reach,
                                    ActDraft& draft) const;
    [[nodiscard]] bool will_receive(std::uint32_t i, std::uint32_t verb, TokenRange reach,
                                    ActDraft& draft) const;
    [[nodiscard]] bool will_be_spared(std::uint32_t i, std::uint32_t verb, TokenRange reach,
                                      ActDraft& draft) const;
    [[nodiscard]] bool will_stay_out(std::uint32_t i, std::uint32_t verb, TokenRange reach,
                                     ActDraft& draft) const;
    [[nodiscard]] bool will_have_done(std::uint32_t i, std::uint32_t verb, TokenRange reach,
                                      ActDraft& draft) const;
    [[nodiscard]] bool been_granted(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool being_studied(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool is_doing(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool did_happen(std::uint32_t i, TokenRange reach, ActDraft& draft) const;
    [[nodiscard]] bool order(std::uint32_t i, TokenRange reach, ActDraft& draft) const;

    const ActClauses& clauses_;
    const Reading& reading_;
    const SpeakerResolver& resolver_;
};

}  // namespace sitrep::annotate
