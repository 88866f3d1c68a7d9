#include "annotate/figures.hpp"

#include <algorithm>

#include "annotate/figures_again.hpp"
#include "annotate/figures_context.hpp"
#include "annotate/figures_grammar.hpp"
#include "annotate/figures_money.hpp"

namespace sitrep::annotate {
namespace {

/// Finds the figures of one report.
class FigureFinder {
  public:
    FigureFinder(const Report& report, const TokenizedText& tokens, std::span<const Piece> pieces,
                 const Annotations& marks, const FigureGrammar& grammar)
        : report_(report),
          tokens_(tokens),
          grammar_(grammar),
          text_(report.text.text()),
          marks_(report, tokens, marks, grammar.words),
          pieces_(pieces),
          sentence_pieces_(pieces, tokens),
          money_(text_, pieces, grammar, marks) {}

    std::vector<Figure> run() {
        for (std::uint32_t i = 0; i < pieces_.size();) {
            const auto match = longest_figure(i);
            i = match && read(*match) ? match->last : i + 1;
        }
        name_holders_of_tolls();
        name_holders_of_titles();
        return std::move(figures_);
    }

  private:
    [[nodiscard]] std::string_view words(std::uint32_t piece) const {
        return text_.substr(pieces_[piece].range.begin, pieces_[piece].range.size());
    }

    /// The match at a piece; "by 5 to 9" is two figures, a change and what it came to.
    [[nodiscard]] std::optional<Match> longest_figure(std::uint32_t at) const {
        const auto match = grammar_.patterns.match_at(pieces_, at);
        if (!match || at == 0) return match;
        // "handed over 11 prisoners": no bound
        const bool lives = match->last < pieces_.size() && words(match->last) == "lives";
        if (match->last > at + 1 && words(at) == "over" && is_particle_verb(words(at - 1)) && !lives)
            return std::nullopt;
        // "owns up to 130,000", "went up to K60", "adds up to 40": no bound
        if (match->last > at + 1 && words(at) == "up" && takes_up(words(at - 1))) return std::nullopt;
        const bool change = words(at) == "from" || words(at - 1) == "from"
                                ? changes(words(at) == "from" ? at : at - 1)
                                : words(at - 1) == "by";
        if (!change) return match;
        if (words(at) == "from") return std::nullopt;  // "raised from 9 to 13": two figures
        for (std::uint32_t i = at + 1; i < match->last; ++i) {
            // "by up to four metres": a bound
            if (words(i) == "to" && words(i - 1) == "up") break;
            if (words(i) == "to") return grammar_.patterns.match_at(pieces_.first(i), at);
        }
        return match;
    }

    /// "raised its appeal from", "rose from": before and after a change, no range.
    [[nodiscard]] bool changes(std::uint32_t from) const {
        const auto& vocabulary = grammar_.patterns.vocabulary();
        for (std::uint32_t n = 1; n <= 5 && n <= from; ++n) {
            const Piece& piece = pieces_[from - n];
            if (words(from - n) == "." || words(from - n) == ";") return false;
            if (vocabulary.has(piece, grammar_.classes.up) || vocabulary.has(piece, grammar_.classes.down) ||
                vocabulary.has(piece, grammar_.classes.change))
                return true;
        }
        return false;
    }

    [[nodiscard]] static bool takes_up(std::string_view word) {
        return word.starts_with("own") || word == "went" || word.starts_with("add") || word == "go" ||
               word == "goes" || word == "gone" || word == "going";
    }

    [[nodiscard]] static bool is_particle_verb(std::string_view word) {
        return word == "handed" || word == "hand" || word == "hands" || word == "handing" ||
               word == "turned" || word == "turn" || word == "took" || word == "taken" || word == "take" ||
               word == "taking";
    }

    /// False when the match is no figure.
    bool read(const Match& match) {
        auto amount = build_amount(text_, pieces_, match, grammar_);
        if (!amount) return false;
        const std::uint32_t sentence = tokens_.sentence_at(pieces_[match.first].range.begin);
        if (sentence >= tokens_.sentences.size()) return false;
        PieceRange around = sentence_pieces_.of(sentence);
        around = {std::min(around.first, match.first), std::max(around.last, match.last)};
        const Clause clause{text_,
                            pieces_,
                            grammar_,
                            match,
                            around,
                            sentence,
                            report_.blocks[tokens_.sentences[sentence].block].kind};
        TextRange range = {pieces_[match.first].range.begin, pieces_[match.last - 1].range.end};
        if (marks_.in_time(range) || is_elsewhere(clause.block)) return false;
        // "K60" is a sum where kwachas are paid, and the name of a road elsewhere.
        amount->code = amount->code || (amount->prefixed &&
                                        (!money_.of_home(clause.match).empty() || money_.holds_sign(match)));
        const Counted counted = find_counted(clause, *amount);
        if (!is_figure(clause, *amount, counted) && !shares_percent(clause, *amount, counted) &&
            !tells_again(clause, *amount, counted))
            return is_age_group(clause);
        millions(clause, *amount);
        extend(clause, *amount, range);
        Figure figure = make(*amount, range);
        describe(clause, *amount, counted, figure);
        place(clause, sentence, counted, range, figure);
        share_unit(clause, figure);
        figures_.push_back(std::move(figure));
        sentences_.push_back(sentence);
        const std::string_view lead = match.first > around.first ? words(match.first - 1) : "";
        aside_.push_back(lead == "in" || lead == "(");
        relative_.push_back(in_who_clause(clause));
        return true;
    }

    /// "cut from 100,000 to 60,000 euros": what stands before the change counts what stands behind it.
    void share_unit(const Clause& clause, const Figure& after) {
        const std::uint32_t first = clause.match.first;
        if (figures_.empty() || sentences_.back() != clause.sentence || !figures_.back().counted.empty() ||
            after.unit.empty() || first < clause.around.first + 3 || words(first - 1) != "to")
            return;
        const TextRange told = report_.text.range(figures_.back().span);
        std::uint32_t at = first - 1;
        if (pieces_[at - 1].range.end != told.end) return;
        while (at > clause.around.first && pieces_[at - 1].range.begin >= told.begin) --at;
        if (at == clause.around.first || words(at - 1) != "from") return;
        Figure& before = figures_.back();
        before.unit = after.unit;
        before.counted = after.counted;
        before.counted_span = after.counted_span;
    }

    [[nodiscard]] BlockKind block_of(std::size_t figure) const {
        return report_.blocks[tokens_.sentences[sentences_[figure]].block].kind;
    }

    /// A lead gives the dead; whose count that is, a later paragraph says: "The toll came from …".
    void name_holders_of_tolls() {
        for (std::uint32_t s = 0; s < tokens_.sentences.size(); ++s) {
            if (report_.blocks[tokens_.sentences[s].block].kind != BlockKind::body) continue;
            const Source source = marks_.toll_from(tokens_.sentences[s].range);
            if (source.source_class == SourceClass::none) continue;
            for (std::size_t i = 0; i < figures_.size() && sentences_[i] < s; ++i) {
                Figure& figure = figures_[i];
                const bool toll = figure.status == "killed" && !figure.hypothetical &&
                                  block_of(i) == BlockKind::body &&
                                  figure.holder.source_class == SourceClass::none;
                if (!toll) continue;
                figure.holder = source;
                break;
            }
        }
    }

    /// A headline leaves out whose count it gives; the first sentence of the text that gives the same count
    /// says it.
    void name_holders_of_titles() {
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            Figure& title = figures_[i];
            const bool bare = title.holder.source_class == SourceClass::none && !title.status.empty();
            if (!bare || block_of(i) != BlockKind::title) continue;
            const auto same = std::find_if(figures_.begin(), figures_.end(), [&](const Figure& other) {
                return other.value && other.value == title.value && other.unit == title.unit &&
                       other.status == title.status &&
                       block_of(static_cast<std::size_t>(&other - figures_.data())) == BlockKind::body;
            });
            if (same != figures_.end()) title.holder = same->holder;
        }
    }

    /// Lines about other articles and forms of the site.
    [[nodiscard]] static bool is_elsewhere(BlockKind kind) {
        return kind == BlockKind::related_link || kind == BlockKind::comment_form;
    }

    /// "2.7m people": a number of metres counts nothing.
    void millions(const Clause& clause, Amount& amount) const {
        const std::uint32_t last = clause.match.last - 1;
        if (amount.unit != "metre" || !amount.value || words(last) != "m" || pieces_[last].space_before ||
            !counts_behind(clause))
            return;
        constexpr double kMillion = 1e6;
        const auto scale = [&](std::optional<double>& value) {
            if (value) *value *= kMillion;
        };
        scale(amount.value), scale(amount.low), scale(amount.high);
        amount.unit.clear();
        amount.kind = FigureKind::number;
    }

    /// "250 men at most": a bound behind the counted thing belongs to the figure.
    void extend(const Clause& clause, Amount& amount, TextRange& range) const {
        if (amount.qualified || !amount.value) return;
        const auto tail = bound_behind(clause);
        if (!tail) return;
        amount.approximator = tail->approximator;
        amount.low = amount.approximator == Approximator::at_least ? amount.value : std::nullopt;
        amount.high = amount.approximator == Approximator::at_most ? amount.value : std::nullopt;
        range.end = tail->end;
    }

    [[nodiscard]] Figure make(const Amount& amount, TextRange range) const {
        Figure figure;
        figure.span = report_.text.source(range);
        figure.value = amount.value;
        figure.low = amount.low;
        figure.high = amount.high;
        figure.approximator = amount.approximator;
        figure.unit = amount.unit;
        return figure;
    }

    void describe(const Clause& clause, const Amount& amount, const Counted& counted, Figure& figure) {
        if (!counted.range.empty()) {
            figure.counted = std::string(text_.substr(counted.range.begin, counted.range.size()));
            figure.counted_span = report_.text.source(counted.range);
        }
        figure.status = status_of(clause, counted);
        if (figure.unit.empty()) figure.unit = counted.unit;
        if (amount.kind == FigureKind::money) {
            if (std::string home = money_.of_home(clause.match); !home.empty()) figure.unit = std::move(home);
        }
        const bool plain = amount.kind == FigureKind::number || amount.kind == FigureKind::range ||
                           amount.kind == FigureKind::vague;
        if (figure.unit.empty() && plain && counted.range.empty() && repeats_percent(clause, amount))
            figure.unit = "percent";
        if (figure.unit.empty() && plain && (persons_before(clause) || group_before(clause)))
            figure.unit = "person";
        if (figure.unit.empty() && plain && counted.range.empty()) figure.unit = same_money(clause, figure);
        // "310 dollars a trip, against 240 before Easter"
        if (figure.unit.empty() && plain && counted.range.empty() &&
            clause.match.first > clause.around.first && words(clause.match.first - 1) == "against" &&
            !figures_.empty() && sentences_.back() == clause.sentence)
            figure.unit = figures_.back().unit;
        if (figure.unit.empty() && plain && counted.range.empty() && figure.status.empty())
            answer_how_many(clause, figure);
        if (figure.unit.empty() && plain && counted.range.empty() && figure.status.empty())
            answer_and_the(clause, figure);
        if (figure.unit.empty() && plain) figure.unit = inherited_unit(clause.sentence, figure, clause.match);
        if (figure.status.empty() && plain && counted.range.empty() && figure.unit == "person")
            figure.status = inherited_status(clause);
        figure.hypothetical = is_hypothetical(clause);
        figure.role = role(clause, amount);
        if (figure.role == FigureRole::part && !figures_.empty() &&
            sentences_.back() + 1 >= clause.sentence) {
            figure.part_of = static_cast<std::int32_t>(figures_.size() - 1);
        }
        // "52 of the 74 detainees": the first is part of the second, which is yet to come
        if (!figures_.empty() && waits_for_whole_ && sentences_.back() == clause.sentence) {
            figures_.back().part_of = static_cast<std::int32_t>(figures_.size());
            figures_.back().role = FigureRole::part;
            if (figures_.back().unit.empty() || figures_.back().unit == "person" ||
                figures_.back().counted.empty())
                figures_.back().unit = figure.unit;
            if (figures_.back().counted.empty()) {
                figures_.back().counted = figure.counted;
                figures_.back().counted_span = figure.counted_span;
            }
        }
        waits_for_whole_ = plain && followed_by_of_the(clause);
    }

    /// "give her 46.9 percent and Horacio Benegas 46.1".
    [[nodiscard]] bool shares_percent(const Clause& clause, const Amount& amount,
                                      const Counted& counted) const {
        return amount.kind == FigureKind::number && amount.precise && counted.range.empty() &&
               repeats_percent(clause, amount) &&
               words(clause.match.first).find('.') != std::string_view::npos;
    }

    /// "… men have come out, say the police. The captain concedes three.": a number that ends its clause and
    /// is of what was just counted.
    [[nodiscard]] bool tells_again(const Clause& clause, const Amount& amount, const Counted& counted) const {
        const bool of_figure =
            !figures_.empty() && gives_unit(figures_.size() - 1) && sentences_.back() + 1 >= clause.sentence;
        if (amount.kind != FigureKind::number || !amount.value || !counted.range.empty() ||
            !ends_its_clause(clause) || (!of_figure && !opened_by_fate(clause)))
            return false;
        return alone_before(clause) || is_retold(clause);
    }

    /// "…, the rebels 65": whose number it is, where the verb is left out.
    [[nodiscard]] std::optional<Source> alone_before(const Clause& clause) const {
        if (figures_.empty() || sentences_.back() != clause.sentence) return std::nullopt;
        return marks_.alone_before(clause, report_.text.range(figures_.back().span));
    }

    /// "97 percent of capacity, not 91".
    [[nodiscard]] bool repeats_percent(const Clause& clause, const Amount& amount) const {
        return !figures_.empty() && sentences_.back() == clause.sentence &&
               figures_.back().unit == "percent" && amount.value && *amount.value <= 100 && amount.digits;
    }

    /// Elided nouns: "Dakar puts the number at 23": what was counted before, or persons where somebody died.
    [[nodiscard]] std::string inherited_unit(std::uint32_t sentence, const Figure& figure,
                                             const Match& match) const {
        if (!figure.status.empty()) return "person";
        // "I heard about 17, 21 gunshots": of what the next number counts
        if (match.last + 1 < pieces_.size() && words(match.last) == "," && pieces_[match.last + 1].digits)
            return {};
        // In one sentence the nearest before it; of an earlier sentence what that is about: "Six of 17
        // workers are inside, 400 metres from the mouth. The union puts them at eight."
        std::size_t best = figures_.size();
        for (std::size_t i = figures_.size(); i-- > 0 && figures_.size() - i < 32;) {
            if (sentence - sentences_[i] > 2) break;
            if (best < figures_.size() && sentences_[best] != sentences_[i]) break;
            if (!gives_unit(i)) continue;
            best = i;
            if (sentences_[i] == sentence) break;
        }
        if (best < figures_.size()) return figures_[best].unit;
        return {};
    }

    /// "… a bonus of 300 crowns. The town has said it could go up to 90.": the money spoken of.
    [[nodiscard]] std::string same_money(const Clause& clause, const Figure& figure) const {
        constexpr double kAlike = 10.0;
        if (figures_.empty() || !figure.value || clause.match.first < clause.around.first + 2) return {};
        const std::string_view last = words(clause.match.first - 1), verb = words(clause.match.first - 2);
        const auto& vocabulary = grammar_.patterns.vocabulary();
        const Piece& moves = pieces_[clause.match.first - 2];
        const bool moved = verb == "go" || vocabulary.has(moves, grammar_.classes.up) ||
                           vocabulary.has(moves, grammar_.classes.down);
        const bool goes = last == "to" && (moved || verb == "up" || verb == "down");
        const bool came = last == "from" && (verb == "up" || verb == "down");
        const bool gives = last == "offered" || last == "offers" || last == "granted" || last == "pay";
        if (!goes && !came && !gives) return {};
        for (std::size_t i = figures_.size(); i-- > 0 && clause.sentence - sentences_[i] <= 1;) {
            const double before = figures_[i].value.value_or(0.0);
            if (!is_currency(figures_[i].unit) || aside_[i]) continue;
            const bool alike = std::max(before, *figure.value) <= kAlike * std::min(before, *figure.value);
            return alike ? figures_[i].unit : std::string();
        }
        return {};
    }

    /// Could a bare number behind it be of its unit? Not of a share, an amount of money, a length of time, of
    /// what stands in brackets, or of where something is: "in 17 flocks".
    [[nodiscard]] bool gives_unit(std::size_t i) const {
        const std::string& unit = figures_[i].unit;
        const bool measured = figures_[i].role == FigureRole::share || unit == "percent" ||
                              is_currency(unit) || unit == "day" || unit == "hour";
        const bool beside = i > 0 && sentences_[i - 1] == sentences_[i];
        return !unit.empty() && !measured && !(beside && aside_[i]) && !relative_[i];
    }

    /// What somebody has or does who is told more of: between ", who" and the next comma.
    [[nodiscard]] bool in_who_clause(const Clause& clause) const {
        for (std::uint32_t at = clause.match.first; at-- > clause.around.first;) {
            if (words(at) == "," || words(at) == ";") return words(at + 1) == "who";
        }
        return false;
    }

    /// "How many nurses are out? On Wednesday the union said 4,400.": what was asked for is what is counted.
    void answer_how_many(const Clause& clause, Figure& figure) const {
        constexpr std::uint32_t kReach = 40;  // pieces back to the question, two sentences at the most
        const std::uint32_t end = clause.match.first;
        for (std::uint32_t at = end; at-- > (end > kReach ? end - kReach : 0) && at > 0;) {
            const bool asks = words(at) == "many" && (words(at - 1) == "How" || words(at - 1) == "how");
            if (!asks) continue;
            const std::uint32_t sentence = tokens_.sentence_at(pieces_[at].range.begin);
            if (sentence + 2 < clause.sentence || sentence == clause.sentence) return;
            Match many = clause.match;
            many.first = at;
            many.last = at + 1;
            const Clause question{clause.text,   clause.pieces, clause.grammar, many,
                                  {at - 1, end}, sentence,      clause.block};
            const Counted counted = find_counted(question, Amount{});
            if (counted.range.empty()) return;
            figure.unit = counted.unit;
            figure.counted = std::string(text_.substr(counted.range.begin, counted.range.size()));
            figure.counted_span = report_.text.source(counted.range);
            return;
        }
    }

    /// "And the sick? The ministry lists 187.": what a short question right before names.
    void answer_and_the(const Clause& clause, Figure& figure) const {
        constexpr std::uint32_t kShort = 7;  // pieces of the question
        const std::uint32_t end = clause.around.first;
        if (clause.sentence == 0 || end < 2 || words(end - 1) != "?") return;
        for (std::uint32_t at = end - 1; at-- > 0 && end - at <= kShort;) {
            if (tokens_.sentence_at(pieces_[at].range.begin) + 1 != clause.sentence) return;
            if (!grammar_.patterns.vocabulary().has(pieces_[at], grammar_.classes.status)) continue;
            figure.unit = "person";
            figure.status = grammar_.patterns.vocabulary().value(pieces_[at], grammar_.classes.status);
            return;
        }
    }

    /// "INGC had 44 dead. The Red Cross had 61."
    [[nodiscard]] std::string inherited_status(const Clause& clause) const {
        if (figures_.empty() || clause.match.first == 0) return {};
        const std::string_view verb = words(clause.match.first - 1);
        if (verb != "had" && verb != "has" && verb != "have" && verb != "at" && verb != "to") return {};
        // "Lists 24 missing, after four turned up. The families hold to 33.": past a count of something else.
        for (std::size_t i = figures_.size(); i-- > 0 && sentences_[i] + 1 >= clause.sentence;) {
            if (figures_[i].unit != "person") return {};
            if (!figures_[i].status.empty()) return figures_[i].status;
        }
        return {};
    }

    [[nodiscard]] static bool is_currency(std::string_view unit) {
        return unit.size() == 3 &&
               std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    [[nodiscard]] FigureRole role(const Clause& clause, const Amount& amount) const {
        if (amount.unit == "percent") return FigureRole::share;
        if (amount.increment || another_before(clause)) return FigureRole::increment;
        if (including_before(clause) && !persons_before(clause)) return FigureRole::part;
        if (total_before(clause)) return FigureRole::total;
        return FigureRole::level;
    }

    void place(const Clause& clause, std::uint32_t sentence, const Counted& counted, TextRange range,
               Figure& figure) const {
        const auto alone = counted.range.empty() ? alone_before(clause) : std::nullopt;
        figure.holder = alone ? *alone : marks_.holder(clause, sentence, range, figure.status);
        const TextRange holder = figure.holder.span ? report_.text.range(*figure.holder.span) : TextRange{};
        figure.place = marks_.place(sentence, range, figure.status, is_currency(figure.unit), holder);
        figure.of = marks_.whole(sentence, range, counted.range, figure.unit, figure.status);
        inherit(sentence, counted, figure);
        marks_.as_of(sentence, range, figure);
    }

    /// "around 700 settlers in Mali … hundreds more", "including 300 officers": what is not said again
    /// holds on.
    void inherit(std::uint32_t sentence, const Counted& counted, Figure& figure) const {
        if (figures_.empty() || sentences_.back() != sentence) return;
        const Figure& before = figures_.back();
        const bool more = figure.role == FigureRole::increment && counted.range.empty();
        const bool part = figure.role == FigureRole::part && figure.part_of >= 0;
        if (!more && !part) return;
        if (figure.of < 0) figure.of = before.of;
        if (figure.place < 0) figure.place = before.place;
    }

    const Report& report_;
    const TokenizedText& tokens_;
    const FigureGrammar& grammar_;
    std::string_view text_;
    FigureMarks marks_;
    std::span<const Piece> pieces_;
    SentencePieces sentence_pieces_;
    ReportMoney money_;
    std::vector<Figure> figures_;
    std::vector<std::uint32_t> sentences_;
    std::vector<bool> aside_;     // "in 17 flocks", "(24,000 acres)"
    std::vector<bool> relative_;  // "prosecutors, who went through the books of three clinics, say 22"
    bool waits_for_whole_ = false;
};

}  // namespace

std::vector<Figure> find_figures(const Report& report, const TokenizedText& tokens,
                                 std::span<const Piece> pieces, const Annotations& marks,
                                 const GrammarResources& resources) {
    return FigureFinder(report, tokens, pieces, marks, *resources.of(report).figures).run();
}

}  // namespace sitrep::annotate
