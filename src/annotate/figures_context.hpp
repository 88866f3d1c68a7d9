/// @file figures_context.hpp
/// @brief What the words around a number say: whether it is a figure, what it counts, where, who holds it, as
/// of when.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/around.hpp"
#include "annotate/figures_grammar.hpp"
#include "sitrep/dossier.hpp"

namespace sitrep::annotate {

/// A matched number in its sentence.
struct Clause {
    std::string_view text;
    std::span<const Piece> pieces;
    const FigureGrammar& grammar;
    const Match& match;
    PieceRange around;  ///< pieces of the sentence
    std::uint32_t sentence = 0;
    BlockKind block = BlockKind::body;
};

/// What is counted: its words and the unit they give ("person", "country"); an empty range where the noun is
/// elided.
struct Counted {
    TextRange range;
    std::string unit;
    bool person = false;
};
[[nodiscard]] Counted find_counted(const Clause& clause, const Amount& amount);

/// False for ordinals, ages, scores, labels ("gate three"), years, "one" as a determiner, clip lengths.
[[nodiscard]] bool is_figure(const Clause& clause, const Amount& amount, const Counted& counted);

/// "aged 18 to 34", "ages 5 and 4": no number of the group is a figure.
[[nodiscard]] bool is_age_group(const Clause& clause);

/// Killed, injured, displaced … from the words near; empty if they say nothing.
[[nodiscard]] std::string status_of(const Clause& clause, const Counted& counted);

/// A plural or persons stand behind the match: "2.7m copies", "3m displaced people".
[[nodiscard]] bool counts_behind(const Clause& clause);

struct BoundBehind {
    Approximator approximator;
    std::uint32_t end;
};
/// "250 men at most", "20 people or more".
[[nodiscard]] std::optional<BoundBehind> bound_behind(const Clause& clause);
/// "The observers, some 120 of them": the persons stand before.
[[nodiscard]] bool persons_before(const Clause& clause);
/// "a rescue team of 24", "the number of fighters at 20,000", "carried people, as many as 60 a day", "How
/// many boys? … 23": persons told of elsewhere than behind the number.
[[nodiscard]] bool group_before(const Clause& clause);
[[nodiscard]] bool followed_by_of_the(const Clause& clause);
[[nodiscard]] bool another_before(const Clause& clause);
[[nodiscard]] bool including_before(const Clause& clause);
[[nodiscard]] bool total_before(const Clause& clause);
[[nodiscard]] bool is_hypothetical(const Clause& clause);

/// Marks of the report, laid out for look-ups by place.
class FigureMarks {
  public:
    FigureMarks(const Report& report, const TokenizedText& tokens, const Annotations& marks,
                const FigureWords& words);

    /// True where a time expression covers the number.
    [[nodiscard]] bool in_time(TextRange range) const;
    /// Whose estimate it is: the speaker of the quotation around it, else the subject of a verb of counting
    /// or saying before it, else "according to X". None where the words name nobody.
    [[nodiscard]] Source holder(const Clause& clause, std::uint32_t sentence, TextRange range,
                                std::string_view status) const;
    /// "The ministry said 40 were killed, the rebels 65": whoever stands alone between a comma and the
    /// number, where the number at `previous` follows a verb of counting or saying; none elsewhere.
    [[nodiscard]] std::optional<Source> alone_before(const Clause& clause, TextRange previous) const;
    /// "The toll came from the disaster centre": whose it is; none where the sentence says no such thing.
    [[nodiscard]] Source toll_from(TextRange sentence) const;
    /// The place that the sentence sets the figure in, never one where somebody only speaks; for what befell
    /// people (`status`) also a place of the sentences before in the paragraph. None if they name none.
    /// A price ("at 20 meticais a bag") holds nowhere.
    /// Places inside the words of who counts (`holder`) tell where they sit, not where it happened.
    [[nodiscard]] EntityRef place(std::uint32_t sentence, TextRange range, std::string_view status,
                                  bool price, TextRange holder) const;
    /// The whole or body that is measured or that the counted belong to; of casualties the event, where the
    /// sentence names one. None where the words do not tie the figure to any.
    [[nodiscard]] EntityRef whole(std::uint32_t sentence, TextRange range, TextRange counted,
                                  std::string_view unit, std::string_view status) const;
    /// As-of days from the nearest time expression of the sentence; untouched where there is none.
    void as_of(std::uint32_t sentence, TextRange range, Figure& figure) const;

  private:
    struct Named {
        TextRange range;
        EntityRef entity;
        EntityType type;
        MentionForm form;
        bool named;
    };
    struct Timed {
        TextRange range;
        const TimeExpression* time;
    };
    struct Quoted {
        TextRange range;
        const Quotation* quotation;
    };
    [[nodiscard]] std::vector<const Named*> named_in(TextRange range) const;
    [[nodiscard]] Source source_of(const Named& named) const;
    /// The smallest quotation that holds the range; null if there is none.
    [[nodiscard]] const Quoted* quotation_around(TextRange range) const;
    /// Who is said to do what the verb at `verb` says.
    [[nodiscard]] Source subject_before(TextRange here, std::uint32_t verb) const;
    /// Ways in which the words tell whose count it is, one a function; none where they do not.
    [[nodiscard]] std::optional<Source> nearer_than_speech(const Clause& clause, TextRange here) const;
    [[nodiscard]] bool outside_speech(const Quoted& quoted, TextRange range, std::string_view status) const;
    [[nodiscard]] std::optional<Source> counted_by_verb(const Clause& clause, TextRange here,
                                                        std::string_view status) const;
    [[nodiscard]] Source according_to(TextRange here, TextRange range) const;
    [[nodiscard]] Source said_behind(TextRange here, TextRange range) const;
    [[nodiscard]] Source logged_by(const Clause& clause, TextRange here) const;
    [[nodiscard]] Source subject_before_aside(const Clause& clause, TextRange here,
                                              std::uint32_t close) const;
    [[nodiscard]] Source first_of_sentence_before(std::uint32_t sentence) const;
    /// "a hydrological bulletin": the words of a document that begin at `from`; none if they name none.
    [[nodiscard]] std::optional<Source> document_at(TextRange words) const;
    [[nodiscard]] bool counts_itself(const Named& named) const;
    /// The word before `at`, articles passed over.
    [[nodiscard]] std::string_view word_before(std::uint32_t from, std::uint32_t at) const;
    [[nodiscard]] bool set_there(TextRange sentence, const Named& name) const;
    [[nodiscard]] bool stands_alone(TextRange here) const;
    [[nodiscard]] EntityRef place_in(TextRange here, TextRange range, TextRange holder) const;
    [[nodiscard]] EntityRef first_of_list(const Named& name) const;
    [[nodiscard]] bool carried_to(TextRange here, TextRange range, const Named& name) const;
    [[nodiscard]] EntityRef frame_of(std::uint32_t sentence) const;
    [[nodiscard]] EntityRef recorded_by(std::uint32_t sentence, TextRange range) const;
    [[nodiscard]] EntityRef body_in(TextRange range) const;
    [[nodiscard]] EntityRef body_before(TextRange here, TextRange range) const;
    [[nodiscard]] EntityRef giver_of(TextRange before, std::uint32_t end, TextRange range,
                                     std::string_view unit) const;
    [[nodiscard]] EntityRef share_of(TextRange here, TextRange range, bool possessive) const;
    /// The part of the sentence that is looked at for a figure.
    [[nodiscard]] TextRange around(std::uint32_t sentence, TextRange range) const;
    [[nodiscard]] const Timed* nearest_time(TextRange here, TextRange range) const;

    const Report& report_;
    const TokenizedText& tokens_;
    const FigureWords& words_;
    std::string_view text_;
    std::vector<Named> names_;  ///< by place
    std::vector<Timed> times_;
    std::vector<Quoted> quotes_;
};

}  // namespace sitrep::annotate
