#include "annotate/figures.hpp"

#include <algorithm>

#include "annotate/figures_context.hpp"
#include "annotate/figures_grammar.hpp"

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

/// Finds the figures of one report.
class FigureFinder {
  public:
    FigureFinder(const Report& report, const TokenizedText& tokens, const Annotations& marks,
                 const FigureGrammar& grammar)
        : report_(report),
          tokens_(tokens),
          grammar_(grammar),
          text_(report.text.text()),
          marks_(report, tokens, marks) {}

    std::vector<Figure> run() {
        pieces_ = grammar_.patterns.vocabulary().cut(text_, tokens_);
        for (std::uint32_t i = 0; i < pieces_.size();) {
            const auto match = grammar_.patterns.match_at(pieces_, i);
            i = match && read(*match) ? match->last : i + 1;
        }
        return std::move(figures_);
    }

  private:
    /// False when the match is no figure.
    bool read(const Match& match) {
        auto amount = build_amount(text_, pieces_, match, grammar_);
        if (!amount) return false;
        const std::uint32_t sentence = tokens_.sentence_at(pieces_[match.first].range.begin);
        if (sentence >= tokens_.sentences.size()) return false;
        enter(sentence);
        const Clause clause{text_,
                            pieces_,
                            grammar_,
                            match,
                            std::min(first_piece_, match.first),
                            std::max(last_piece_, match.last),
                            sentence,
                            report_.blocks[tokens_.sentences[sentence].block].kind};
        TextRange range = {pieces_[match.first].range.begin, pieces_[match.last - 1].range.end};
        if (marks_.in_time(range)) return false;
        const Counted counted = find_counted(clause, *amount);
        if (!is_figure(clause, *amount, counted)) return false;
        extend(clause, *amount, range);
        Figure figure = make(*amount, range);
        describe(clause, *amount, counted, figure);
        place(clause, sentence, counted, range, figure);
        figures_.push_back(std::move(figure));
        sentences_.push_back(sentence);
        return true;
    }

    /// Pieces of a sentence; sentences are asked for in order.
    void enter(std::uint32_t sentence) {
        if (sentence == sentence_ && last_piece_ > 0) return;
        const TextRange here = tokens_.sentences[sentence].range;
        std::uint32_t at = last_piece_;
        while (at < pieces_.size() && (pieces_[at].range.begin < here.begin || pieces_[at].range.empty()))
            ++at;
        first_piece_ = at;
        while (at < pieces_.size() && pieces_[at].range.end <= here.end && !pieces_[at].range.empty()) ++at;
        last_piece_ = at;
        sentence_ = sentence;
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
        const bool plain = amount.kind == FigureKind::number || amount.kind == FigureKind::range ||
                           amount.kind == FigureKind::vague;
        if (figure.unit.empty() && plain) figure.unit = inherited_unit(clause.sentence, figure);
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
            if (figures_.back().unit.empty() || figures_.back().unit == "person")
                figures_.back().unit = figure.unit;
            if (figures_.back().counted.empty()) {
                figures_.back().counted = figure.counted;
                figures_.back().counted_span = figure.counted_span;
            }
        }
        waits_for_whole_ = plain && followed_by_of_the(clause);
    }

    /// Elided nouns: "Dakar puts the number at 23": what was counted before, or persons where somebody died.
    [[nodiscard]] std::string inherited_unit(std::uint32_t sentence, const Figure& figure) const {
        if (!figure.status.empty()) return "person";
        for (std::size_t i = figures_.size(); i-- > 0 && figures_.size() - i < 32;) {
            if (sentence - sentences_[i] > 2) break;
            const std::string& unit = figures_[i].unit;
            const bool measured = figures_[i].role == FigureRole::share || unit == "percent" ||
                                  is_currency(unit) || unit == "day" || unit == "hour";
            if (!unit.empty() && !measured) return unit;
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
        if (including_before(clause)) return FigureRole::part;
        if (total_before(clause)) return FigureRole::total;
        return FigureRole::level;
    }

    void place(const Clause& clause, std::uint32_t sentence, const Counted& counted, TextRange range,
               Figure& figure) const {
        figure.holder = marks_.holder(clause, sentence, range);
        figure.place = marks_.place(sentence, range);
        figure.of = marks_.whole(sentence, range, counted.range, figure.unit);
        marks_.as_of(sentence, range, figure);
    }

    const Report& report_;
    const TokenizedText& tokens_;
    const FigureGrammar& grammar_;
    std::string_view text_;
    FigureMarks marks_;
    std::vector<Piece> pieces_;
    std::vector<Figure> figures_;
    std::vector<std::uint32_t> sentences_;
    std::uint32_t sentence_ = 0, first_piece_ = 0, last_piece_ = 0;
    bool waits_for_whole_ = false;
};

}  // namespace

Result<FigureResources> load_figure_resources(const fs::path& data) {
    auto grammars = std::make_shared<FigureGrammars>();
    const fs::path folder = data / "lexicon" / "quantity";
    std::error_code error;
    std::vector<fs::path> languages;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.is_directory()) languages.push_back(entry.path());
    }
    if (error)
        return tl::unexpected(Error{folder.string(), std::nullopt, "cannot be read",
                                    "install the lexicon folder or set SITREP_DATA"});
    std::sort(languages.begin(), languages.end());
    for (const fs::path& language : languages) {
        auto grammar = load_figure_grammar(language);
        if (!grammar) return tl::unexpected(grammar.error());
        grammars->languages.push_back(std::move(*grammar));
    }
    if (grammars->find("en") == nullptr)
        return tl::unexpected(Error{folder.string(), std::nullopt, "holds no folder en", ""});
    return FigureResources{std::move(grammars)};
}

std::vector<Figure> find_figures(const Report& report, const TokenizedText& tokens, const Annotations& marks,
                                 const FigureResources& resources) {
    if (!resources.grammars) return {};
    const FigureGrammar* grammar = resources.grammars->find(report.language);
    if (grammar == nullptr) grammar = resources.grammars->find("en");
    return FigureFinder(report, tokens, marks, *grammar).run();
}

}  // namespace sitrep::annotate
