#include "annotate/quotations.hpp"

#include <algorithm>
#include <array>

#include "annotate/quotations_attribution.hpp"
#include "annotate/quotations_forms.hpp"
#include "annotate/quotations_interviews.hpp"
#include "annotate/quotations_model.hpp"
#include "annotate/quotations_segments.hpp"
#include "annotate/quotations_settings.hpp"
#include "annotate/quotations_tagger.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

class Finder {
  public:
    Finder(const Reading& reading, Annotations& marks, const AttributionModel& model)
        : reading_(reading),
          settings_(reading, marks),
          entities_(marks.entities),
          nouns_(model.nouns),
          resolver_(reading, marks, model.nouns),
          found_(read_attributions(reading, model)),
          attributions_(found_.attributions),
          spoken_(found_.spoken) {}

    std::vector<Quotation> run() {
        resolve_attributions();
        for (std::size_t s = 0; s < spoken_.size(); ++s) add_direct(s);
        for (std::size_t a = 0; a < attributions_.size(); ++a) add_reported(a);
        add_turns();
        std::stable_sort(quotes_.begin(), quotes_.end(),
                         [](const Quotation& a, const Quotation& b) { return a.span.begin < b.span.begin; });
        return std::move(quotes_);
    }

  private:
    [[nodiscard]] const QuotedSegment& segment(std::size_t s) const {
        return reading_.segments[spoken_[s].segment];
    }
    void resolve_attributions() {
        std::vector<std::size_t> order(attributions_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return attributions_[a].cue.first < attributions_[b].cue.first;
        });
        resolved_.resize(attributions_.size());
        beside_quotation_.assign(attributions_.size(), false);
        for (const SpokenSegment& spoken : spoken_) {
            if (spoken.attribution >= 0)
                beside_quotation_[static_cast<std::size_t>(spoken.attribution)] = true;
        }
        for (const std::size_t a : order) {
            if (wanted(a))
                resolved_[a] = resolver_.resolve(attributions_[a].source, told_before(attributions_[a]));
        }
    }

    /// «Na Biote is on the run, he said»: whom the words before the source speak of, which is not the
    /// speaker.
    [[nodiscard]] static TokenRange told_before(const Attribution& a) {
        if (a.content.empty() || a.source.empty() || a.content.front().first >= a.source.first) return {};
        return a.content.front();
    }

    /// «seized what residents said was the last lorry», «fears what the ministry calls a "regime"»: told in
    /// passing, and somebody's words all the same. What one calls something oneself is told already.
    [[nodiscard]] bool is_inner_statement(const Attribution& a) const {
        constexpr std::uint32_t kArticle = 2;
        if (!inner_statement(reading_, a).empty()) return true;
        const std::uint32_t head = head_of(a);
        if (head == 0 || reading_.word(head - 1) != "what" || a.content.empty()) return false;
        if (a.source.empty() || reading_.classes[a.source.first] == WordClass::pronoun) return false;
        const std::uint32_t begin = a.content.front().first;
        for (std::uint32_t i = begin; i < std::min(begin + kArticle, a.content.front().last); ++i) {
            if (reading_.segment_of[i] >= 0) return true;
        }
        return false;
    }

    /// "unless Bissau guarantees that …", "what it called …": words that nobody has said.
    [[nodiscard]] bool only_supposed(const Attribution& a) const {
        std::uint32_t at = head_of(a);
        const Sentence& sentence = reading_.sentence(a.cue.first);
        if (at > sentence.first && reading_.word(at - 1) == "that") --at;
        if (at == sentence.first || a.form == AttributionForm::trailing ||
            a.form == AttributionForm::subject_after)
            return false;
        const std::string_view before = reading_.word(at - 1);
        return text::among(before, text::kConditions) || before == "whether" || before == "what" ||
               before == "till" || before == "condition";
    }

    /// Attributions that become quotations or stand beside one; others must not make entities.
    [[nodiscard]] bool wanted(std::size_t a) const {
        return beside_quotation_[a] || is_reported_speech(attributions_[a]);
    }

    [[nodiscard]] bool has_fragment(const Attribution& a) const {
        for (const TokenRange& piece : a.content) {
            for (std::uint32_t i = piece.first; i < piece.last; ++i) {
                if (reading_.segment_of[i] >= 0 &&
                    reading_.segments[static_cast<std::size_t>(reading_.segment_of[i])].role ==
                        SegmentRole::fragment)
                    return true;
            }
        }
        return false;
    }

    /// Content outside full quotations.
    [[nodiscard]] std::vector<TokenRange> reported_words(const Attribution& a) const {
        std::vector<TokenRange> words;
        for (const TokenRange& piece : a.content) {
            std::uint32_t begin = piece.first;
            for (std::uint32_t i = piece.first; i <= piece.last; ++i) {
                const bool speech =
                    i < piece.last && reading_.segment_of[i] >= 0 &&
                    reading_.segments[static_cast<std::size_t>(reading_.segment_of[i])].role ==
                        SegmentRole::speech;
                if (i < piece.last && !speech) continue;
                if (i > begin) words.push_back({begin, i});
                begin = i + 1;
            }
        }
        return words;
    }

    [[nodiscard]] bool is_reported_speech(const Attribution& a) const {
        if (a.negated && a.kind != CueKind::deny) return false;
        if (only_supposed(a) && !is_inner_statement(a)) return false;
        std::uint32_t words = 0;
        for (const TokenRange& piece : reported_words(a)) words += piece.size();
        if (words == 0) return false;
        const bool quoted = has_fragment(a);
        if (a.form == AttributionForm::tagger) return false;
        // "They are expected on Thursday" tells of no statement.
        if (a.form == AttributionForm::agentless)
            return a.content.empty() || skip_circumstance(reading_, a.content.front().first,
                                                          a.content.front().last) < a.content.front().last;
        const bool clause = !a.infinitive && finite_content(a);
        switch (a.kind) {
            case CueKind::say:
                if (takes_thing(reading_, a) ||
                    (takes_things(reading_.word(a.cue.first)) && !quoted && takes_object(reading_, a)))
                    return false;
                return quoted || clause || (takes_phrase(a) && !a.infinitive);
            case CueKind::admit:
            case CueKind::estimate:
                // "counting vessels that had slowed": an estimate has a number.
                if (a.cue.size() == 1 && reading_.word(a.cue.first).starts_with("count") &&
                    !begins_with_number(a))
                    return false;
                if (!quoted && puts_something(reading_, a)) return false;
                if (!quoted && admits_people(reading_, nouns_, a)) return false;
                return !a.infinitive || quoted;
            case CueKind::deny:
                if (!quoted && names_charge(reading_, a)) return false;
                return !a.infinitive || quoted;
            case CueKind::warn:
            case CueKind::accuse:
                return !a.infinitive || quoted;
            case CueKind::believe:
                return quoted || clause || sees_none(a);
            case CueKind::fear:
                return quoted || clause;
            case CueKind::promise:
                return quoted || (clause && !takes_object(reading_, a));
            default:
                return quoted;
        }
    }

    /// "saw no decision before April", "expects no change"
    [[nodiscard]] bool sees_none(const Attribution& a) const {
        const std::string_view w = reading_.word(a.cue.first);
        const bool foresees = w == "saw" || w == "sees" || w == "see" || w.starts_with("expect");
        return foresees && !a.content.empty() && a.content.front().first == a.cue.last &&
               reading_.word(a.content.front().first) == "no";
    }

    [[nodiscard]] bool begins_with_number(const Attribution& a) const {
        constexpr std::uint32_t kReach = 4;
        for (const TokenRange& piece : a.content) {
            for (std::uint32_t i = piece.first; i < std::min(piece.last, piece.first + kReach); ++i) {
                if (reading_.classes[i] == WordClass::number) return true;
            }
        }
        return false;
    }

    /// The words stand inside what another attribution reports, which is told already.
    [[nodiscard]] bool nested(std::size_t a) const {
        const Attribution& inner = attributions_[a];
        constexpr std::size_t kNeighbours = 12;
        const std::size_t from = a > kNeighbours ? a - kNeighbours : 0;
        for (std::size_t other = from; other < std::min(attributions_.size(), a + kNeighbours); ++other) {
            if (other == a) continue;
            for (const TokenRange& piece : attributions_[other].content) {
                if (piece.contains(inner.cue) && is_reported_speech(attributions_[other])) return true;
            }
        }
        return false;
    }
    /// Cues that need no clause after them: «speaks of seven dead», «calls it a test».
    [[nodiscard]] bool takes_phrase(const Attribution& a) const {
        if (a.cue.size() > 1 || a.form != AttributionForm::subject_before) return true;
        // "seized what residents said was the last lorry"
        if (!a.source.empty() && a.source.first > 0 && reading_.word(a.source.first - 1) == "what")
            return true;
        const std::string_view w = reading_.word(a.cue.first);
        if (w.starts_with("call")) return names_twice(a);
        return w.starts_with("describ") || w.starts_with("label") || w.starts_with("brand") ||
               w.starts_with("dub");
    }

    /// «calls it a test», «called the strike illegal», and not «called a strike for Monday»: what is called
    /// and what it is called.
    [[nodiscard]] bool names_twice(const Attribution& a) const {
        if (a.content.empty()) return false;
        const TokenRange words = a.content.front();
        if (reading_.classes[words.first] == WordClass::pronoun) return true;
        const TokenRange thing = noun_phrase_after(reading_, words.first, words.last);
        if (thing.empty()) return false;
        if (reading_.classes[thing.last - 1] == WordClass::adjective) return true;
        return thing.last < words.last && reading_.classes[thing.last] == WordClass::determiner;
    }

    /// "The country first shows it can pay": a paper or a picture shows what it tells, a party does not say
    /// it.
    [[nodiscard]] bool shows_by_deeds(std::size_t a) const {
        const std::string_view w = reading_.word(attributions_[a].cue.first);
        const Source& source = resolved_[a].source;
        return (w.starts_with("show") || w.starts_with("demonstrat")) &&
               source.source_class != SourceClass::document && source.source_class != SourceClass::none &&
               attributions_[a].form != AttributionForm::trailing;
    }

    [[nodiscard]] bool finite_content(const Attribution& a) const {
        for (const TokenRange& piece : a.content) {
            for (std::uint32_t i = piece.first; i < piece.last; ++i) {
                if (is_finite(reading_.classes[i])) return true;
            }
        }
        return false;
    }

    void add_direct(std::size_t s) {
        const QuotedSegment& here = segment(s);
        Quotation quote;
        quote.kind = QuotationKind::direct;
        quote.span = reading_.span(here.words);
        const SpokenSegment& spoken = spoken_[s];
        if (spoken.attribution >= 0) {
            const Attribution& a = attributions_[static_cast<std::size_t>(spoken.attribution)];
            fill(quote, static_cast<std::size_t>(spoken.attribution));
            quote.why = "'" +
                        std::string(reading_.report.text.words(reading_.text({head_of(a), tail_of(a)}))) +
                        "' stands " + (head_of(a) >= here.with_marks.last ? "after" : "before") + " it; " +
                        resolved_[static_cast<std::size_t>(spoken.attribution)].how;
        } else if (spoken.carried_from >= 0 && speaks_alone(s)) {
            quote.why = "no source or cue stands beside it; it is one person's, and a body spoke before it";
        } else if (spoken.carried_from >= 0) {
            const Quotation& before = told_[static_cast<std::size_t>(spoken.carried_from)];
            quote.speaker = before.speaker;
            quote.cue = same_paragraph(s, static_cast<std::size_t>(spoken.carried_from)) ? before.cue : "";
            quote.cue_span = quote.cue.empty() ? std::nullopt : before.cue_span;
            quote.addressee = before.addressee;
            quote.addressee_span = before.addressee_span;
            quote.when = before.when;
            quote.where = before.where;
            quote.where_entity = before.where_entity;
            quote.why = "goes on from the quotation before it, with nobody else between";
        } else {
            quote.why = "no source or cue stands beside it, and no attributed quotation goes before it";
        }
        told_.push_back(quote);
        if (!spoken.fragment) quotes_.push_back(std::move(quote));
    }

    /// «"I opened it myself."» in a paragraph of its own after the words of a body.
    [[nodiscard]] bool speaks_alone(std::size_t s) const {
        const auto from = static_cast<std::size_t>(spoken_[s].carried_from);
        const SourceClass before = told_[from].speaker.source_class;
        if (same_paragraph(s, from) ||
            (before != SourceClass::institution && before != SourceClass::document))
            return false;
        const TokenRange words = segment(s).words;
        return std::any_of(reading_.tokens.tokens.begin() + words.first,
                           reading_.tokens.tokens.begin() + words.last, [&](const Token& token) {
                               const std::string_view word = reading_.word(
                                   static_cast<std::uint32_t>(&token - reading_.tokens.tokens.data()));
                               return word == "i" || word == "my" || word == "i'm" || word == "i've" ||
                                      word == "i’m" || word == "i’ve";
                           });
    }

    /// «LOPEZ: We agree.»: the words of a labelled paragraph; an answer is the one person's whom the words
    /// above introduce.
    void add_turns() {
        const std::vector<InterviewTurn> turns =
            find_interview_turns(reading_, [&](TokenRange label) { return names_speaker(label); });
        if (turns.empty()) return;
        const std::uint32_t first =
            turns.front().label.empty() ? turns.front().words.first : turns.front().label.first;
        const EntityRef person =
            introduces_interview(reading_, first) ? resolver_.only_person_before(first) : kNoEntity;
        for (const InterviewTurn& turn : turns) add_turn(turn, person);
    }

    /// A person or body that the report knows, or whoever speaks by office ("MODERATOR").
    [[nodiscard]] bool names_speaker(TokenRange label) const {
        return names_office(label) || resolver_.labelled(label) != kNoEntity;
    }
    [[nodiscard]] bool names_office(TokenRange label) const {
        const SourceNouns::Entry* noun = nouns_.find(reading_.word(label.last - 1));
        return noun != nullptr && noun->source_class == SourceClass::anonymous;
    }

    void add_turn(const InterviewTurn& turn, EntityRef interviewed) {
        Quotation quote;
        quote.kind = QuotationKind::direct;
        quote.span = reading_.span(turn.words);
        const bool told = std::any_of(quotes_.begin(), quotes_.end(), [&](const Quotation& other) {
            return other.span.begin < quote.span.end && quote.span.begin < other.span.end &&
                   other.kind == QuotationKind::direct;
        });
        if (told) return;
        // "I say that …": the speaker's own words are no report of anybody's.
        std::erase_if(quotes_, [&](const Quotation& other) {
            return other.kind == QuotationKind::indirect && other.speaker.source_class == SourceClass::none &&
                   quote.span.contains(other.span);
        });
        if (turn.role == TurnRole::question) {
            quote.why = "a question of an interview; nobody is named as asking";
        } else if (turn.role == TurnRole::answer) {
            quote.why = "an answer of an interview; the words above it do not name one person alone";
            if (interviewed != kNoEntity) {
                quote.speaker.entity = interviewed;
                quote.speaker.source_class = SourceClass::named;
                quote.why = "an answer of an interview; " + name_of(interviewed) +
                            " is the only person named above it";
            }
        } else if (const EntityRef known =
                       names_office(turn.label) ? kNoEntity : resolver_.labelled(turn.label);
                   known != kNoEntity) {
            const bool person = entities_[static_cast<std::size_t>(known)].type == EntityType::person;
            quote.speaker = {known, reading_.span(turn.label),
                             person ? SourceClass::named : SourceClass::institution};
            quote.why = "the paragraph is labelled with the speaker, " + name_of(known);
        } else {
            quote.speaker.span = reading_.span(turn.label);
            quote.speaker.source_class = SourceClass::anonymous;
            quote.why = "the paragraph is labelled with an office; nobody is named";
        }
        quotes_.push_back(std::move(quote));
    }

    [[nodiscard]] const std::string& name_of(EntityRef ref) const {
        return entities_[static_cast<std::size_t>(ref)].name;
    }

    [[nodiscard]] bool same_paragraph(std::size_t a, std::size_t b) const {
        return segment(a).block == segment(b).block;
    }

    void fill(Quotation& quote, std::size_t a) {
        const Attribution& attribution = attributions_[a];
        quote.speaker = resolved_[a].source;
        quote.cue = std::string(reading_.report.text.words(reading_.text(attribution.cue)));
        quote.cue_span = reading_.span(attribution.cue);
        const TokenRange addressee = settings_.addressee_of(attribution);
        quote.addressee = resolver_.entity_at(addressee);
        if (!addressee.empty()) quote.addressee_span = reading_.span(addressee);
        const Setting setting = settings_.read(attribution);
        quote.when = setting.when;
        if (!setting.where.empty()) quote.where = reading_.span(setting.where);
        quote.where_entity = setting.place;
    }

    [[nodiscard]] static bool asserts(CueKind kind) {
        return kind == CueKind::say || kind == CueKind::deny || kind == CueKind::admit ||
               kind == CueKind::warn || kind == CueKind::accuse || kind == CueKind::estimate;
    }

    void add_reported(std::size_t a) {
        const Attribution& attribution = attributions_[a];
        if (!is_reported_speech(attribution) || shows_by_deeds(a)) return;
        // "said he had counted 160 people": one statement.
        const bool own_count = attribution.kind == CueKind::estimate && attribution.source.size() == 1 &&
                               reading_.classes[attribution.source.first] == WordClass::pronoun;
        if ((!asserts(attribution.kind) || attribution.infinitive || own_count) && nested(a)) return;
        if (reading_.report.blocks[reading_.sentence(attribution.cue.first).block].kind != BlockKind::body)
            return;
        const bool beside_speech = beside_quotation_[a];
        const std::uint32_t shortest =
            beside_speech                                                                 ? 5
            : attribution.kind == CueKind::admit || attribution.kind == CueKind::estimate ? 1
                                                                                          : 2;
        for (const TokenRange& piece : reported_words(attribution)) {
            if (piece.size() >= shortest && !hangs_on_a_noun(attribution, piece)) add_piece(a, piece);
        }
    }

    /// "a crew with pumps engineers there say are needed": the clause has no subject of its own, it hangs on
    /// a noun before the source, and a preposition hides where that noun ends and the source begins.
    [[nodiscard]] bool hangs_on_a_noun(const Attribution& a, TokenRange piece) const {
        static constexpr std::array<std::string_view, 6> kFinite = {"is",   "are", "was",
                                                                    "were", "has", "have"};
        static constexpr std::array<std::string_view, 6> kJoining = {"with", "for", "of", "to", "in", "from"};
        const auto among = [](std::string_view word, const auto& list) {
            return std::find(list.begin(), list.end(), word) != list.end();
        };
        if (piece.first != a.cue.last || !among(reading_.word(piece.first), kFinite)) return false;
        for (std::uint32_t i = a.source.first; i < a.source.last; ++i) {
            if (among(reading_.word(i), kJoining)) return true;
        }
        return false;
    }

    /// "denied that he was there": the words of a denial keep their denying, or they would read as an
    /// assertion.
    [[nodiscard]] TokenRange with_denial(const Attribution& a, TokenRange piece) const {
        constexpr std::uint32_t kWidest = 3;
        if (a.kind != CueKind::deny || a.cue.last > piece.first || piece.first - a.cue.last > kWidest)
            return piece;
        std::uint32_t begin = a.cue.first;
        const std::uint32_t floor = a.source.empty() ? begin : std::min(begin, a.source.last);
        while (begin > floor && (is_verb(reading_.classes[begin - 1]) || reading_.word(begin - 1) == "not"))
            --begin;
        return {begin, piece.last};
    }

    void add_piece(std::size_t a, TokenRange piece) {
        const Attribution& attribution = attributions_[a];
        bool marked = false;
        for (std::uint32_t i = piece.first; i < piece.last; ++i) {
            const std::int32_t s = reading_.segment_of[i];
            marked = marked ||
                     (s >= 0 && reading_.segments[static_cast<std::size_t>(s)].role == SegmentRole::fragment);
        }
        Quotation quote;
        quote.kind = marked ? QuotationKind::mixed : QuotationKind::indirect;
        quote.span = reading_.span(with_denial(attribution, piece));
        fill(quote, a);
        quote.why = attribution.form == AttributionForm::agentless
                        ? "'" + quote.cue + "' names nobody"
                        : "'" + quote.cue + "' reports it; " + resolved_[a].how;
        quotes_.push_back(std::move(quote));
    }

    const Reading& reading_;
    SettingReader settings_;
    const std::vector<Entity>& entities_;
    const SourceNouns& nouns_;
    SpeakerResolver resolver_;
    AttributionReading found_;
    const std::vector<Attribution>& attributions_;
    std::vector<SpeakerResolver::Resolved> resolved_;
    const std::vector<SpokenSegment>& spoken_;
    std::vector<Quotation> told_;         ///< one for each of spoken_: its speaker may go on
    std::vector<bool> beside_quotation_;  ///< one for each attribution
    std::vector<Quotation> quotes_;
};

}  // namespace

std::vector<Quotation> find_quotations(const Report& report, const TokenizedText& tokens, Annotations& marks,
                                       const QuotationResources& resources) {
    if (!resources.model) return {};
    Reading reading = read_report(report, tokens, resources.model->cues, resources.model->word_classes,
                                  resources.model->clusters);
    correct_by_names(reading, marks.entities);
    return Finder(reading, marks, *resources.model).run();
}

}  // namespace sitrep::annotate
