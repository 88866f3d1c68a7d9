#include "annotate/figures_grammar.hpp"
#include "annotate/grammar_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, FigureKind>, 8> kKinds = {
    {{"number", FigureKind::number},
     {"range", FigureKind::range},
     {"vague", FigureKind::vague},
     {"percent", FigureKind::percent},
     {"money", FigureKind::money},
     {"measure", FigureKind::measure},
     {"fraction", FigureKind::fraction},
     {"strong", FigureKind::strong}}};

constexpr std::array<std::pair<std::string_view, FigureSlot>, 27> kSlots = {
    {{"n", FigureSlot::n},
     {"low", FigureSlot::low},
     {"high", FigureSlot::high},
     {"more", FigureSlot::more},
     {"atleast", FigureSlot::atleast},
     {"less", FigureSlot::less},
     {"atmost", FigureSlot::atmost},
     {"about", FigureSlot::about},
     {"sign", FigureSlot::sign},
     {"sign_prefix", FigureSlot::sign_prefix},
     {"prefix", FigureSlot::prefix},
     {"currency", FigureSlot::currency},
     {"nation", FigureSlot::nation},
     {"kind", FigureSlot::kind},
     {"measure", FigureSlot::measure},
     {"degrees", FigureSlot::degrees},
     {"per_unit", FigureSlot::per_unit},
     {"time_unit", FigureSlot::time_unit},
     {"fraction", FigureSlot::fraction},
     {"half", FigureSlot::half},
     {"vague", FigureSlot::vague},
     {"increment", FigureSlot::increment},
     {"strong", FigureSlot::strong},
     {"pair", FigureSlot::pair},
     {"minus", FigureSlot::minus},
     {"minus_sign", FigureSlot::minus_sign},
     {"code", FigureSlot::prefix}}};

Result<FigureClasses> find_classes(const Vocabulary& vocabulary, const std::string& file) {
    ClassFinder get(vocabulary);
    const FigureClasses classes = {
        {get("CARDINAL"), get("TENS"), get("MULTIPLIER"), get("DOZEN"), get("ARTICLE")},
        get("PERSON"),
        get("STOP"),
        get("STATUS"),
        get("LABEL"),
        get("HOLDCUE"),
        get("HYPOTHETICAL"),
        get("INCLUDING"),
        get("TOTALWORD"),
        get("AGED"),
        get("OLD"),
        get("LOOSENOUN"),
        get("YEAR"),
        get("TIMEUNIT"),
        get("FRACTION"),
        get("UPWORD"),
        get("DOWNWORD"),
        get("CHANGEWORD"),
        get("AGEDNOUN"),
        get("STREETWORD"),
        get("NEGATION"),
        get("LINKWORD"),
        get("TEAMNOUN"),
        get("COMPOUNDFIRST"),
        get("HOMECURRENCY")};
    if (const auto fault = get.fault(file)) return tl::unexpected(*fault);
    return classes;
}

/// Collects captures and makes an amount of them.
class AmountBuilder {
  public:
    AmountBuilder(std::string_view text, std::span<const Piece> pieces, const Match& match,
                  const FigureGrammar& grammar)
        : text_(text), pieces_(pieces), match_(match), grammar_(grammar) {}

    std::optional<Amount> run() {
        amount_.kind = grammar_.kinds[match_.rule];
        for (const Capture& capture : grammar_.patterns.captures(pieces_, match_)) take(capture);
        if (!numbers()) return std::nullopt;
        units();
        bounds();
        return amount_;
    }

  private:
    [[nodiscard]] std::string_view value(const Capture& c) const {
        return grammar_.patterns.vocabulary().value(pieces_[c.piece], c.class_id);
    }

    void take(const Capture& c) {
        const FigureSlot slot = c.field < grammar_.slots.size() ? grammar_.slots[c.field] : FigureSlot::skip;
        switch (slot) {
            case FigureSlot::n:
                n_.push_back(c.piece);
                break;
            case FigureSlot::low:
                low_.push_back(c.piece);
                break;
            case FigureSlot::high:
                high_.push_back(c.piece);
                break;
            case FigureSlot::more:
                bound(Approximator::more_than);
                break;
            case FigureSlot::atleast:
                bound(Approximator::at_least);
                break;
            case FigureSlot::less:
                bound(Approximator::less_than);
                break;
            case FigureSlot::atmost:
                bound(Approximator::at_most);
                break;
            case FigureSlot::about:
                bound(Approximator::about);
                break;
            case FigureSlot::sign:
                currency_ = currency_.empty() ? value(c) : currency_;
                break;
            case FigureSlot::sign_prefix:
                currency_ = value(c);
                break;
            case FigureSlot::prefix:
                currency_ = value(c), amount_.prefixed = true;
                amount_.code = words(c).size() >= 2 && words(c)[1] != '.';
                break;
            case FigureSlot::currency:
                currency_ = nation_.empty() ? value(c) : nation_;
                break;
            case FigureSlot::nation:
                nation_ = value(c);
                break;
            case FigureSlot::kind:
                kind_ = value(c);
                break;
            case FigureSlot::measure:
                measure_ = value(c);
                break;
            case FigureSlot::degrees:
                measure_ = value(c);
                break;
            case FigureSlot::per_unit:
                per_ = value(c).empty() ? words(c) : value(c);
                break;
            case FigureSlot::time_unit:
                measure_ = value(c);
                break;
            case FigureSlot::fraction:
                fraction_ = value(c).empty() ? 50.0 : digits_value(value(c));
                break;
            case FigureSlot::pair:
                amount_.value = 2;
                break;
            case FigureSlot::minus:
                negative_ = true;
                break;
            case FigureSlot::minus_sign:
                negative_ = amount_.minus_sign = true;
                break;
            case FigureSlot::increment:
                amount_.increment = true;
                break;
            default:
                break;
        }
    }

    [[nodiscard]] std::string_view words(const Capture& c) const {
        const TextRange range = pieces_[c.piece].range;
        return text_.substr(range.begin, range.size());
    }

    void bound(Approximator approximator) {
        if (amount_.approximator == Approximator::none || amount_.approximator == Approximator::about)
            amount_.approximator = approximator;
        amount_.qualified = true;
    }

    [[nodiscard]] std::optional<double> number(const std::vector<std::uint32_t>& run) const {
        return number_value(text_, pieces_, run, grammar_.patterns.vocabulary(), grammar_.classes.number);
    }

    [[nodiscard]] bool is_precise(const Piece& piece) const {
        return piece.digits && text_.substr(piece.range.begin, piece.range.size()).find_first_of(".,") !=
                                   std::string_view::npos;
    }

    bool numbers() {
        const auto& vocabulary = grammar_.patterns.vocabulary();
        for (const std::uint32_t i : n_) amount_.digits = amount_.digits || pieces_[i].digits;
        for (const std::uint32_t i : high_) amount_.digits = amount_.digits || pieces_[i].digits;
        for (const std::uint32_t i : n_) amount_.precise = amount_.precise || is_precise(pieces_[i]);
        const bool word = n_.size() == 1 && vocabulary.has(pieces_[n_[0]], grammar_.classes.number.cardinal);
        amount_.small_word = word;
        if (amount_.kind == FigureKind::vague) {
            amount_.approximator = Approximator::vague;
            return true;
        }
        if (amount_.kind == FigureKind::fraction) {
            if (!fraction_) return false;
            amount_.value = *fraction_ * (n_.empty() ? 1.0 : number(n_).value_or(1.0));
            return true;
        }
        if (amount_.value) return true;
        if (!n_.empty()) {
            amount_.value = number(n_);
            amount_.too_large = !amount_.value;
            if (negative_ && amount_.value) amount_.value = -*amount_.value;
            return true;
        }
        const auto low = number(low_);
        auto high = number(high_);
        if (!low || !high) return false;
        amount_.low = scaled_low(*low, *high);
        amount_.high = high;
        return *amount_.low < *high;
    }

    /// "two to three million": the multiplier belongs to both.
    [[nodiscard]] double scaled_low(double low, double high) const {
        const auto& vocabulary = grammar_.patterns.vocabulary();
        const auto multiplied = [&](const std::vector<std::uint32_t>& run) {
            return std::any_of(run.begin(), run.end(), [&](std::uint32_t i) {
                return vocabulary.has(pieces_[i], grammar_.classes.number.multiplier);
            });
        };
        if (!multiplied(high_) || multiplied(low_)) return low;
        double factor = 1;
        for (const std::uint32_t i : high_) {
            const auto worth = digits_value(vocabulary.value(pieces_[i], grammar_.classes.number.multiplier));
            if (worth && vocabulary.has(pieces_[i], grammar_.classes.number.multiplier)) factor *= *worth;
        }
        return low < high / factor || low < 1000 ? low * factor : low;
    }

    void units() {
        if (!currency_.empty()) amount_.unit = currency_;
        if (amount_.kind == FigureKind::percent || amount_.kind == FigureKind::fraction)
            amount_.unit = "percent";
        if (amount_.kind == FigureKind::strong) amount_.unit = "person";
        if (measure_.empty()) return;
        amount_.unit = measure_;
        if (kind_ == "cubic") amount_.unit = measure_ == "metre" ? "m3" : "cubic " + measure_;
        if (kind_ == "square")
            amount_.unit = measure_ == "metre"       ? "m2"
                           : measure_ == "kilometre" ? "km2"
                                                     : "square " + measure_;
        if (kind_ == "nautical") amount_.unit = "nautical mile";
        if (kind_ == "percentage") amount_.unit = "percentage point";
        if (!per_.empty()) amount_.unit += per_ == "second" ? "/s" : "/" + per_;
    }

    void bounds() {
        if (!amount_.value) {
            if (amount_.low && amount_.approximator == Approximator::about)
                amount_.approximator = Approximator::about;
            return;
        }
        const auto value = amount_.value;
        switch (amount_.approximator) {
            case Approximator::none:
                amount_.low = amount_.high = value;
                break;
            case Approximator::at_least:
            case Approximator::more_than:
                amount_.low = value;
                break;
            case Approximator::at_most:
            case Approximator::less_than:
                amount_.high = value;
                break;
            default:
                break;
        }
    }

    std::string_view text_;
    std::span<const Piece> pieces_;
    const Match& match_;
    const FigureGrammar& grammar_;
    Amount amount_;
    std::vector<std::uint32_t> n_, low_, high_;
    std::string currency_, nation_, measure_, kind_, per_;
    std::optional<double> fraction_;
    bool negative_ = false;
};

}  // namespace

Result<FigureGrammar> load_figure_grammar(const fs::path& folder) {
    const std::array<fs::path, 1> words = {folder / "words.tsv"};
    const std::array<fs::path, 1> rules = {folder / "rules.tsv"};
    auto patterns = load_patterns(words, rules, Reader::figures);
    if (!patterns) return tl::unexpected(patterns.error());
    FigureGrammar grammar;
    grammar.language = folder.filename().string();
    grammar.patterns = std::move(*patterns);
    for (const Rule& rule : grammar.patterns.rules()) {
        const auto make = rule.program.find("make");
        const auto kind = make == rule.program.end()
                              ? kKinds.end()
                              : std::find_if(kKinds.begin(), kKinds.end(),
                                             [&](const auto& entry) { return entry.first == make->second; });
        if (kind == kKinds.end()) {
            return tl::unexpected(
                Error{rule.file + ":" + std::to_string(rule.line), std::nullopt,
                      "program has no make= that is known",
                      "write make=number, range, vague, percent, money, measure, fraction or strong"});
        }
        grammar.kinds.push_back(kind->second);
    }
    auto classes = find_classes(grammar.patterns.vocabulary(), words[0].string());
    if (!classes) return tl::unexpected(classes.error());
    grammar.classes = *classes;
    grammar.slots = slots_by_field<FigureSlot>(grammar.patterns, kSlots);
    auto sets = load_figure_words(folder);
    if (!sets) return tl::unexpected(sets.error());
    grammar.words = std::move(*sets);
    return grammar;
}

std::optional<Amount> build_amount(std::string_view text, std::span<const Piece> pieces, const Match& match,
                                   const FigureGrammar& grammar) {
    return AmountBuilder(text, pieces, match, grammar).run();
}

}  // namespace sitrep::annotate
