/// @file quotations_speakers.hpp
/// @brief From the words that name a source to the entity they stand for.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/quotations_clauses.hpp"

namespace sitrep::annotate {

enum class Gender : std::uint8_t { unknown, male, female };

/// Head nouns of sources without a name.
struct SourceNouns {
    struct Entry {
        SourceClass source_class = SourceClass::anonymous;
        Gender gender = Gender::unknown;
    };
    std::unordered_map<std::string, Entry> entries;
    [[nodiscard]] static Result<SourceNouns> load(const std::filesystem::path& file);
    [[nodiscard]] const Entry* find(std::string_view lower_word) const;
};

/// Resolves sources of one report. Keeps what it has resolved so that "the official" and "he" can be
/// understood later; call it in text order. May append unnamed entities to `marks.entities`.
class SpeakerResolver {
  public:
    SpeakerResolver(const Reading& reading, Annotations& marks, const SourceNouns& nouns);

    struct Resolved {
        Source source;
        std::string
            how;  ///< "by name", "'he' is the last speaker", …; why nobody was found where entity is none
    };
    /// `told_of`: words that the source tells before it ("Brown is ill, he said"); the persons they name are
    /// not meant by a pronoun.
    [[nodiscard]] Resolved resolve(TokenRange source, TokenRange told_of = {});
    /// Somebody known to speak, as `words` name them, for pronouns after it. Call in text order.
    void note_speaker(EntityRef entity, TokenRange words);
    /// Entity of the words, if a mention of one stands there; never appends.
    [[nodiscard]] EntityRef entity_at(TokenRange range) const;
    /// Words of the first mention that begins in the range and ends in it; empty if there is none.
    [[nodiscard]] TokenRange mention_in(TokenRange range) const;
    /// Words of the longest mention that ends at the token; empty if there is none.
    [[nodiscard]] TokenRange mention_ending_at(std::uint32_t token) const;
    /// The phrase names somebody or a body that can act: a mention, or a noun of a source ("a commission").
    [[nodiscard]] bool may_act(TokenRange phrase) const;
    /// Person or body that the label of a turn names ("LOPEZ:"); none where several bear the name.
    [[nodiscard]] EntityRef labelled(TokenRange label) const;
    /// The one person named before the token; none if there are several.
    [[nodiscard]] EntityRef only_person_before(std::uint32_t token) const;
    /// The one group of people that "them" can mean at a token: told of in its sentence or one of the two
    /// before, and not `actor`; none where two could be meant. May append an unnamed entity.
    [[nodiscard]] EntityRef group_before(std::uint32_t token, EntityRef actor);
    /// A mention of the entity stands in the range.
    [[nodiscard]] bool mentions(EntityRef ref, TokenRange range) const;

  private:
    struct Place {
        TokenRange tokens;
        EntityRef entity;
        MentionForm form;
    };
    struct Spoken {
        EntityRef entity;
        SourceClass source_class;
        Gender gender;
        bool plural;
        std::uint32_t token;
    };

    [[nodiscard]] const Entity& entity(EntityRef ref) const {
        return marks_.entities[static_cast<std::size_t>(ref)];
    }
    [[nodiscard]] TokenRange whole_mentions(TokenRange source) const;
    [[nodiscard]] const Place* apposed_person(TokenRange source) const;
    [[nodiscard]] const Place* apposed_body(TokenRange source) const;
    [[nodiscard]] EntityRef meant_by(const Place& place) const;
    [[nodiscard]] TokenRange people_told_of(TokenRange sentence) const;
    [[nodiscard]] TokenRange stranger_told_of(TokenRange sentence) const;
    [[nodiscard]] TokenRange paper_told_of(TokenRange words) const;
    [[nodiscard]] const Place* called_person(TokenRange source) const;
    [[nodiscard]] TokenRange apposed_name(TokenRange source) const;
    [[nodiscard]] EntityRef told_before(TokenRange source, std::uint32_t zone_end, const Place* place) const;
    [[nodiscard]] bool holds_office(TokenRange name, std::string_view noun) const;
    [[nodiscard]] bool is_one_more(TokenRange source) const;
    [[nodiscard]] std::vector<Place>::const_iterator from_token(std::uint32_t token) const {
        return std::lower_bound(places_.begin(), places_.end(), token,
                                [](const Place& p, std::uint32_t t) { return p.tokens.first < t; });
    }
    [[nodiscard]] std::uint32_t head_zone_end(TokenRange source) const;
    [[nodiscard]] bool owns_head(const Place& place, std::uint32_t zone_end) const;
    [[nodiscard]] const Place* head_mention(TokenRange source, std::uint32_t zone_end) const;
    [[nodiscard]] Resolved by_mention(TokenRange source, const Place& place, std::uint32_t zone_end);
    [[nodiscard]] Resolved by_pronoun(TokenRange source, std::string_view pronoun, TokenRange told_of);
    [[nodiscard]] Resolved by_description(TokenRange source, std::uint32_t zone_end);
    /// A name that no mention holds, in the source whose head word is `head`; `result` is what is known so
    /// far.
    [[nodiscard]] Resolved by_unknown_name(TokenRange source, std::uint32_t head, std::uint32_t zone_end,
                                           Resolved result);
    /// "Setrabo, the dockers' union,": what stands behind the name describes a body.
    [[nodiscard]] bool called_body(TokenRange name) const;
    [[nodiscard]] EntityRef earlier_description(TokenRange source, std::uint32_t head) const;
    [[nodiscard]] bool only_opens_sentence(std::uint32_t word) const;
    EntityRef append(TokenRange source, bool named, EntityType type);
    [[nodiscard]] EntityRef nearest_group(std::uint32_t token, EntityRef actor);
    [[nodiscard]] Gender own_pronoun(std::uint32_t verb) const;
    [[nodiscard]] Gender gender_of(EntityRef ref, TokenRange around) const;
    [[nodiscard]] bool is_plural(std::uint32_t token) const;
    void remember(const Resolved& resolved, TokenRange source);

    const Reading& reading_;
    Annotations& marks_;
    const SourceNouns& nouns_;
    std::vector<Place> places_;
    std::vector<Spoken> spoken_;
    std::unordered_map<EntityRef, Gender> genders_;
    EntityRef last_group_ = kNoEntity;  ///< whom "them" stood for last, and where
    std::uint32_t last_group_token_ = 0;
};

}  // namespace sitrep::annotate
