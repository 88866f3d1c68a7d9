#include "annotate/quotations.hpp"

#include <algorithm>

#include "annotate/quotations_clauses.hpp"
#include "annotate/quotations_model.hpp"
#include "annotate/quotations_tagger.hpp"

namespace sitrep::annotate {
namespace {

/// Tokens between a quotation and an attribution that may be circumstance, addressee or a connecting word.
constexpr std::uint32_t kWidestGap = 16;

/// A quoted segment of speech and the attribution that stands beside it.
struct Spoken {
    std::size_t segment = 0;
    std::int32_t attribution = -1;   ///< beside it in its sentence
    std::int32_t carried_from = -1;  ///< index of the spoken segment whose speaker goes on
    bool fragment = false;           ///< no quotation of its own, but one may go on from it
};

class Finder {
  public:
    Finder(const Reading& reading, Annotations& marks, const AttributionModel& model)
        : reading_(reading),
          marks_(marks),
          resolver_(reading, marks, model.nouns),
          attributions_(find_attributions(reading)) {}

    std::vector<Quotation> run() {
        attach_segments();
        add_fallback_cues();
        resolve_attributions();
        for (std::size_t s = 0; s < spoken_.size(); ++s) add_direct(s);
        for (std::size_t a = 0; a < attributions_.size(); ++a) add_reported(a);
        std::stable_sort(quotes_.begin(), quotes_.end(),
                         [](const Quotation& a, const Quotation& b) { return a.span.begin < b.span.begin; });
        return std::move(quotes_);
    }

  private:
    [[nodiscard]] const QuotedSegment& segment(std::size_t s) const {
        return reading_.segments[spoken_[s].segment];
    }
    [[nodiscard]] static std::uint32_t head_of(const Attribution& a) {
        return a.source.empty() ? a.cue.first : std::min(a.source.first, a.cue.first);
    }
    [[nodiscard]] static std::uint32_t tail_of(const Attribution& a) {
        return a.source.empty() ? a.cue.last : std::max(a.source.last, a.cue.last);
    }

    void attach_segments() {
        std::size_t from = 0;
        for (std::size_t s = 0; s < reading_.segments.size(); ++s) {
            const QuotedSegment& segment = reading_.segments[s];
            if (segment.role == SegmentRole::label) continue;
            Spoken spoken{s, -1, -1, segment.role == SegmentRole::fragment};
            const std::uint32_t start = reading_.sentence(segment.with_marks.first).first;
            while (from < attributions_.size() && attributions_[from].cue.last <= start &&
                   reading_.sentence_of[attributions_[from].cue.first] + 2 <
                       reading_.sentence_of[segment.with_marks.first]) {
                ++from;
            }
            spoken.attribution = beside(segment, from);
            // A fragment counts only where its attribution adjoins the closing mark: the next paragraph may
            // go on from it.
            if (spoken.fragment &&
                (spoken.attribution < 0 ||
                 !follows(segment, attributions_[static_cast<std::size_t>(spoken.attribution)])))
                continue;
            spoken_.push_back(spoken);
        }
        // «"…" and its "…," she told them»: the attribution serves both.
        for (std::size_t s = spoken_.size(); s-- > 1;) {
            Spoken& first = spoken_[s - 1];
            const QuotedSegment& second = reading_.segments[spoken_[s].segment];
            const QuotedSegment& here = reading_.segments[first.segment];
            const bool adjoin = second.with_marks.first - here.with_marks.last <= 3 &&
                                reading_.sentence_of[second.with_marks.first] ==
                                    reading_.sentence_of[here.with_marks.last - 1];
            if (first.attribution < 0 && adjoin) first.attribution = spoken_[s].attribution;
        }
    }

    /// The attribution that adjoins the closing mark; else the one that leads up to the opening mark.
    [[nodiscard]] std::int32_t beside(const QuotedSegment& segment, std::size_t from) const {
        std::int32_t leading = -1;
        for (std::size_t a = from; a < attributions_.size(); ++a) {
            const Attribution& candidate = attributions_[a];
            if (head_of(candidate) > segment.with_marks.last + 3) break;
            if (candidate.form == AttributionForm::agentless || candidate.passive) continue;
            if (follows(segment, candidate)) return static_cast<std::int32_t>(a);
            if (leads(segment, candidate)) leading = static_cast<std::int32_t>(a);
        }
        return leading;
    }

    [[nodiscard]] bool follows(const QuotedSegment& segment, const Attribution& a) const {
        const std::uint32_t head = head_of(a);
        const std::uint32_t end = segment.with_marks.last;
        if (head < end || head > end + 2 ||
            reading_.tokens.sentences[reading_.sentence_of[head]].block != segment.block)
            return false;
        for (std::uint32_t i = end; i < head; ++i) {
            const std::string_view w = reading_.word(i);
            if (w != "," && w != "." && reading_.classes[i] != WordClass::adverb && w != "–" && w != "—" &&
                w != "-")
                return false;
        }
        if (reading_.sentence_of[head] == reading_.sentence_of[end - 1]) return true;
        // «"We agree." Kerry said.»: a sentence of nothing but source and cue.
        const Sentence& next = reading_.tokens.sentences[reading_.sentence_of[head]];
        return next.first == head && next.last <= tail_of(a) + 3;
    }

    [[nodiscard]] bool leads(const QuotedSegment& segment, const Attribution& a) const {
        const std::uint32_t tail = std::max(tail_of(a), a.addressee.last);
        const std::uint32_t start = segment.with_marks.first;
        if (tail > start || start - tail > kWidestGap) return false;
        if (reading_.sentence_of[a.cue.first] != reading_.sentence_of[start]) return false;
        bool stopped = false;
        for (std::uint32_t i = tail; i < start; ++i) {
            if (reading_.segment_of[i] >= 0) return false;
            if (reading_.word(i) == ":") stopped = true;
            if (is_finite(reading_.classes[i]) && reading_.cue_of[i] < 0) return false;
            if (reading_.word(i) == ";") return false;
        }
        const std::string_view last = reading_.word(start - 1);
        return stopped || tail == start || last == "," || last == ":" || last == "that" ||
               reading_.cue_of[start - 1] >= 0 || a.kind == CueKind::say;
    }

    /// For segments without an attribution: a verb that is no known cue but stands between a name and the
    /// mark, or a colon.
    void add_fallback_cues() {
        by_rule_ = attributions_.size();
        for (Spoken& spoken : spoken_) {
            if (spoken.attribution >= 0) continue;
            const QuotedSegment& segment = reading_.segments[spoken.segment];
            Attribution made;
            if (!unknown_cue_after(segment, made) && !colon_before(segment, made)) continue;
            spoken.attribution = static_cast<std::int32_t>(attributions_.size());
            attributions_.push_back(made);
        }
    }

    [[nodiscard]] bool unknown_cue_after(const QuotedSegment& segment, Attribution& made) const {
        std::uint32_t at = segment.with_marks.last;
        if (at >= reading_.size()) return false;
        const bool comma_inside = reading_.word(segment.words.last - 1) == ",";
        if (reading_.word(at) == ",")
            ++at;
        else if (!comma_inside)
            return false;
        if (at >= reading_.size() ||
            reading_.sentence_of[at] != reading_.sentence_of[segment.with_marks.last - 1])
            return false;
        const std::uint32_t end = reading_.sentence(at).last;
        const auto verb_like = [&](std::uint32_t i) {
            return i < end && (reading_.classes[i] == WordClass::verb_past ||
                               reading_.classes[i] == WordClass::verb_present);
        };
        if (verb_like(at)) {
            made.source = noun_phrase_after(reading_, at + 1, end);
            made.cue = {at, at + 1};
            made.form = AttributionForm::subject_after;
            return !made.source.empty();
        }
        const TokenRange phrase = noun_phrase_after(reading_, at, end);
        if (phrase.empty()) return false;
        std::uint32_t verb = phrase.last;
        while (verb < end && (reading_.classes[verb] == WordClass::adverb ||
                              reading_.classes[verb] == WordClass::auxiliary))
            ++verb;
        if (!verb_like(verb) &&
            !(verb < end && verb > phrase.last && reading_.classes[verb] == WordClass::verb_participle))
            return false;
        made.source = phrase;
        made.cue = {verb, verb + 1};
        made.form = AttributionForm::subject_before;
        return true;
    }

    /// «Obama was blunt: "…"» and a paragraph that ends with a colon before one that is quoted.
    [[nodiscard]] bool colon_before(const QuotedSegment& segment, Attribution& made) const {
        const std::uint32_t start = segment.with_marks.first;
        if (start == 0 || reading_.word(start - 1) != ":") return false;
        if (reading_.sentence(start - 1).block + 1 < segment.block) return false;
        const Sentence& sentence = reading_.sentence(start - 1);
        const auto first = std::lower_bound(
            attributions_.begin(), attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_),
            sentence.first, [](const Attribution& a, std::uint32_t token) { return a.cue.first < token; });
        for (auto at = first;
             at != attributions_.begin() + static_cast<std::ptrdiff_t>(by_rule_) && at->cue.first < start;
             ++at) {
            const Attribution& known = *at;
            if (known.cue.first >= sentence.first && known.cue.last < start && !known.source.empty() &&
                known.form == AttributionForm::subject_before) {
                made = Attribution(known);
                made.content.clear();
                return true;
            }
        }
        for (std::uint32_t i = sentence.first; i < start - 1; ++i) {
            if (!is_finite(reading_.classes[i]) || reading_.segment_of[i] >= 0) continue;
            made.source = subject_of(reading_, i, sentence.first);
            made.cue = {i, i + 1};
            if (!made.source.empty()) return true;
        }
        return false;
    }

    void resolve_attributions() {
        std::vector<std::size_t> order(attributions_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return attributions_[a].cue.first < attributions_[b].cue.first;
        });
        resolved_.resize(attributions_.size());
        beside_quotation_.assign(attributions_.size(), false);
        for (const Spoken& spoken : spoken_) {
            if (spoken.attribution >= 0)
                beside_quotation_[static_cast<std::size_t>(spoken.attribution)] = true;
        }
        for (const std::size_t a : order) {
            if (wanted(a)) resolved_[a] = resolver_.resolve(attributions_[a].source);
        }
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
        std::uint32_t words = 0;
        for (const TokenRange& piece : reported_words(a)) words += piece.size();
        if (words == 0) return false;
        const bool quoted = has_fragment(a);
        if (a.form == AttributionForm::agentless) return true;
        const bool clause = !a.infinitive && finite_content(a);
        switch (a.kind) {
            case CueKind::say:
                return quoted || clause || (takes_phrase(a) && !a.infinitive);
            case CueKind::admit:
            case CueKind::warn:
            case CueKind::estimate:
            case CueKind::accuse:
            case CueKind::deny:
                return !a.infinitive || quoted;
            case CueKind::believe:
            case CueKind::fear:
            case CueKind::promise:
                return quoted || clause;
            default:
                return quoted;
        }
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
        const std::string_view w = reading_.word(a.cue.first);
        return w.starts_with("call") || w.starts_with("describ") || w.starts_with("label") ||
               w.starts_with("brand") || w.starts_with("dub");
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
        Spoken& spoken = spoken_[s];
        if (spoken.attribution < 0) spoken.carried_from = speaker_goes_on(s);
        if (spoken.attribution >= 0) {
            const Attribution& a = attributions_[static_cast<std::size_t>(spoken.attribution)];
            fill(quote, static_cast<std::size_t>(spoken.attribution));
            quote.why = "'" +
                        std::string(reading_.report.text.words(reading_.text({head_of(a), tail_of(a)}))) +
                        "' stands " + (head_of(a) >= here.with_marks.last ? "after" : "before") + " it; " +
                        resolved_[static_cast<std::size_t>(spoken.attribution)].how;
        } else if (spoken.carried_from >= 0) {
            const Quotation& before = told_[static_cast<std::size_t>(spoken.carried_from)];
            quote.speaker = before.speaker;
            quote.cue = same_paragraph(s, static_cast<std::size_t>(spoken.carried_from)) ? before.cue : "";
            quote.cue_span = quote.cue.empty() ? std::nullopt : before.cue_span;
            quote.addressee = before.addressee;
            quote.why = "goes on from the quotation before it, with nobody else between";
        } else {
            quote.why = "no source or cue stands beside it, and no attributed quotation goes before it";
        }
        told_.push_back(quote);
        if (!spoken.fragment) quotes_.push_back(std::move(quote));
    }

    [[nodiscard]] bool same_paragraph(std::size_t a, std::size_t b) const {
        return segment(a).block == segment(b).block;
    }

    /// Index of the quotation before that this one carries on: in its paragraph after the attribution, or as
    /// a paragraph of its own.
    [[nodiscard]] std::int32_t speaker_goes_on(std::size_t s) const {
        const QuotedSegment& here = segment(s);
        if (s == 0) return -1;
        const QuotedSegment& before = segment(s - 1);
        const bool has_speaker = spoken_[s - 1].attribution >= 0 || spoken_[s - 1].carried_from >= 0;
        if (!has_speaker) return -1;
        if (before.block == here.block) {
            if (reading_.sentence(here.with_marks.first).first != here.with_marks.first && !here.unopened)
                return -1;
            return sentence_ends_between(before.with_marks.last, here.with_marks.first) <= 1
                       ? static_cast<std::int32_t>(s - 1)
                       : -1;
        }
        if (here.continues) return static_cast<std::int32_t>(s - 1);
        if (!opens_own_paragraph(here) || !adjacent_blocks(before.block, here.block)) return -1;
        const std::uint32_t block_end = end_of_block(before.with_marks.last - 1);
        return sentence_ends_between(before.with_marks.last, block_end) <= 1
                   ? static_cast<std::int32_t>(s - 1)
                   : -1;
    }

    [[nodiscard]] bool adjacent_blocks(std::uint32_t a, std::uint32_t b) const {
        return b == a + 1 && reading_.report.blocks[b].kind == BlockKind::body;
    }

    /// The segment is its whole paragraph, its last stop inside the marks.
    [[nodiscard]] bool opens_own_paragraph(const QuotedSegment& here) const {
        const Sentence& first = reading_.sentence(here.with_marks.first);
        if (first.first != here.with_marks.first) return false;
        if (here.with_marks.first > 0 && reading_.sentence(here.with_marks.first - 1).block == here.block)
            return false;
        // A full stop left outside the marks is the reporter's: words set in, not speech that goes on.
        return here.with_marks.last >= end_of_block(here.with_marks.last - 1);
    }

    [[nodiscard]] std::uint32_t end_of_block(std::uint32_t token) const {
        const std::uint32_t block = reading_.sentence(token).block;
        std::uint32_t s = reading_.sentence_of[token];
        while (s + 1 < reading_.tokens.sentences.size() && reading_.tokens.sentences[s + 1].block == block)
            ++s;
        return reading_.tokens.sentences[s].last;
    }

    [[nodiscard]] std::uint32_t sentence_ends_between(std::uint32_t from, std::uint32_t to) const {
        if (from >= to) return 0;
        const std::uint32_t last = to < reading_.size()
                                       ? reading_.sentence_of[to - 1]
                                       : static_cast<std::uint32_t>(reading_.tokens.sentences.size()) - 1;
        return last - reading_.sentence_of[from] + 1;
    }

    void fill(Quotation& quote, std::size_t a) {
        const Attribution& attribution = attributions_[a];
        quote.speaker = resolved_[a].source;
        quote.cue = std::string(reading_.report.text.words(reading_.text(attribution.cue)));
        quote.cue_span = reading_.span(attribution.cue);
        quote.addressee = resolver_.entity_at(attribution.addressee);
    }

    [[nodiscard]] static bool asserts(CueKind kind) {
        return kind == CueKind::say || kind == CueKind::deny || kind == CueKind::admit ||
               kind == CueKind::warn || kind == CueKind::accuse || kind == CueKind::estimate;
    }

    void add_reported(std::size_t a) {
        const Attribution& attribution = attributions_[a];
        if (!is_reported_speech(attribution)) return;
        if (!asserts(attribution.kind) && nested(a)) return;
        if (reading_.report.blocks[reading_.sentence(attribution.cue.first).block].kind != BlockKind::body)
            return;
        const bool beside_speech = beside_quotation_[a];
        const std::uint32_t shortest =
            beside_speech                                                                 ? 5
            : attribution.kind == CueKind::admit || attribution.kind == CueKind::estimate ? 1
                                                                                          : 2;
        for (const TokenRange& piece : reported_words(attribution)) {
            if (piece.size() >= shortest) add_piece(a, piece);
        }
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
        quote.span = reading_.span(piece);
        fill(quote, a);
        quote.why = attribution.form == AttributionForm::agentless
                        ? "'" + quote.cue + "' names nobody"
                        : "'" + quote.cue + "' reports it; " + resolved_[a].how;
        quotes_.push_back(std::move(quote));
    }

    const Reading& reading_;
    Annotations& marks_;
    SpeakerResolver resolver_;
    std::vector<Attribution> attributions_;
    std::size_t by_rule_ = 0;  ///< the first so many of attributions_ stand in text order
    std::vector<SpeakerResolver::Resolved> resolved_;
    std::vector<Spoken> spoken_;
    std::vector<Quotation> told_;         ///< one for each of spoken_: its speaker may go on
    std::vector<bool> beside_quotation_;  ///< one for each attribution
    std::vector<Quotation> quotes_;
};

}  // namespace

Result<AttributionModel> load_attribution_lexicons(const std::filesystem::path& data) {
    AttributionModel model;
    auto cues = CueLexicon::load(data / "lexicon" / "quotes");
    if (!cues) return tl::unexpected(cues.error());
    auto nouns = SourceNouns::load(data / "lexicon" / "quotes" / "source_nouns.tsv");
    if (!nouns) return tl::unexpected(nouns.error());
    auto classes = load_weights(data / "models" / "word_classes.weights", kClassFeatureSet);
    if (!classes) return tl::unexpected(classes.error());
    if (classes->labels.size() != kWordClasses) {
        return tl::unexpected(Error{(data / "models" / "word_classes.weights").string(), std::nullopt,
                                    "has not the classes this program knows", "train it again"});
    }
    model.cues = std::move(*cues);
    model.nouns = std::move(*nouns);
    model.word_classes = std::move(*classes);
    return model;
}

Result<std::shared_ptr<const AttributionModel>> load_attribution_model(const std::filesystem::path& data) {
    auto model = load_attribution_lexicons(data);
    if (!model) return tl::unexpected(model.error());
    auto weights = load_weights(data / "models" / "attribution.weights", kPartFeatureSet);
    if (!weights) return tl::unexpected(weights.error());
    if (weights->labels.size() != kPartLabels) {
        return tl::unexpected(Error{(data / "models" / "attribution.weights").string(), std::nullopt,
                                    "has not the labels this program knows", "train it again"});
    }
    model->attribution = std::move(*weights);
    return std::make_shared<const AttributionModel>(std::move(*model));
}

Result<QuotationResources> load_quotation_resources(const std::filesystem::path& data) {
    auto model = load_attribution_model(data);
    if (!model) return tl::unexpected(model.error());
    return QuotationResources{std::move(*model)};
}

std::vector<Quotation> find_quotations(const Report& report, const TokenizedText& tokens, Annotations& marks,
                                       const QuotationResources& resources) {
    if (!resources.model) return {};
    const Reading reading = read_report(report, tokens, resources.model->cues, resources.model->word_classes);
    return Finder(reading, marks, *resources.model).run();
}

}  // namespace sitrep::annotate
