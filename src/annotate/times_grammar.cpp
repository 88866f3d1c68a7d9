#include "annotate/times_grammar.hpp"
#include "annotate/grammar_tables.hpp"
#include "annotate/times_builder.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

template <typename T>
using Names = std::span<const std::pair<std::string_view, T>>;

constexpr std::array<std::pair<std::string_view, Make>, 11> kMakes = {{{"date", Make::date},
                                                                       {"daypart", Make::daypart},
                                                                       {"half", Make::half},
                                                                       {"season", Make::season},
                                                                       {"rel", Make::relative},
                                                                       {"ago", Make::ago},
                                                                       {"offset", Make::offset},
                                                                       {"same", Make::same},
                                                                       {"duration", Make::duration},
                                                                       {"set", Make::set},
                                                                       {"fixed", Make::fixed}}};

constexpr std::array<std::pair<std::string_view, Guard>, 17> kGuards = {
    {{"month", Guard::month},
     {"year", Guard::year},
     {"season", Guard::season},
     {"part", Guard::part},
     {"clock", Guard::clock},
     {"dotted_clock", Guard::dotted_clock},
     {"end_of", Guard::end_of},
     {"count", Guard::count},
     {"rate", Guard::rate},
     {"age", Guard::age},
     {"bare_units", Guard::bare_units},
     {"set_word", Guard::set_word},
     {"now", Guard::now},
     {"past_ref", Guard::past_ref},
     {"weekend", Guard::weekend},
     {"quarter", Guard::quarter},
     {"none", Guard::none}}};

constexpr std::array<std::pair<std::string_view, Slot>, 66> kSlots = {{{"year", Slot::year},
                                                                       {"short_year", Slot::short_year},
                                                                       {"month", Slot::month},
                                                                       {"day", Slot::day},
                                                                       {"ordinal_day", Slot::ordinal_day},
                                                                       {"iso_month", Slot::iso_month},
                                                                       {"iso_day", Slot::iso_day},
                                                                       {"slash", Slot::slash},
                                                                       {"weekday", Slot::weekday},
                                                                       {"ordinal", Slot::ordinal},
                                                                       {"century", Slot::century},
                                                                       {"decade", Slot::decade},
                                                                       {"decade_word", Slot::decade_word},
                                                                       {"quarter_word", Slot::quarter_word},
                                                                       {"quarter_name", Slot::quarter_name},
                                                                       {"half_word", Slot::half_word},
                                                                       {"half_name", Slot::half_name},
                                                                       {"second_half", Slot::second_half},
                                                                       {"season", Slot::season},
                                                                       {"early", Slot::early},
                                                                       {"before_mod", Slot::before_mod},
                                                                       {"after_mod", Slot::after_mod},
                                                                       {"last", Slot::last},
                                                                       {"next", Slot::next},
                                                                       {"this", Slot::this_one},
                                                                       {"skip_week", Slot::skip_week},
                                                                       {"same", Slot::same},
                                                                       {"deictic", Slot::deictic},
                                                                       {"one_before", Slot::one_before},
                                                                       {"one_after", Slot::one_after},
                                                                       {"part", Slot::part},
                                                                       {"part_night", Slot::part_night},
                                                                       {"before_part", Slot::before_part},
                                                                       {"after_part", Slot::after_part},
                                                                       {"clock", Slot::clock},
                                                                       {"hour", Slot::hour},
                                                                       {"ampm", Slot::ampm},
                                                                       {"hhmm", Slot::hhmm},
                                                                       {"noon", Slot::noon},
                                                                       {"zone", Slot::zone},
                                                                       {"n", Slot::n},
                                                                       {"n_two", Slot::n_two},
                                                                       {"n_low", Slot::n_low},
                                                                       {"half", Slot::half},
                                                                       {"half_n", Slot::half_n},
                                                                       {"unit", Slot::unit},
                                                                       {"unit_two", Slot::unit_two},
                                                                       {"back", Slot::back},
                                                                       {"forth", Slot::forth},
                                                                       {"other", Slot::other},
                                                                       {"set_word", Slot::set_word},
                                                                       {"more", Slot::more},
                                                                       {"atleast", Slot::atleast},
                                                                       {"less", Slot::less},
                                                                       {"atmost", Slot::atmost},
                                                                       {"nearly", Slot::nearly},
                                                                       {"about", Slot::about},
                                                                       {"holiday", Slot::holiday},
                                                                       {"eve", Slot::eve},
                                                                       {"new_year", Slot::new_year},
                                                                       {"new_year_eve", Slot::new_year_eve},
                                                                       {"century_word", Slot::century_word},
                                                                       {"year_word", Slot::year_word},
                                                                       {"bc_year", Slot::bc_year},
                                                                       {"bc_century", Slot::bc_century},
                                                                       {"bc_decade", Slot::bc_decade}}};

template <typename Table>
auto lookup(const Table& table, std::string_view name) -> std::optional<decltype(table[0].second)> {
    for (const auto& [known, value] : table) {
        if (known == name) return value;
    }
    return std::nullopt;
}

Error rule_fault(const Rule& rule, std::string what, std::string mend = {}) {
    return Error{rule.file + ":" + std::to_string(rule.line), std::nullopt, std::move(what), std::move(mend)};
}

Result<TimeProgram> compile(const Rule& rule) {
    TimeProgram program;
    bool made = false;
    for (const auto& [key, value] : rule.program) {
        if (key == "make") {
            const auto make = lookup(kMakes, value);
            if (!make) return tl::unexpected(rule_fault(rule, "make=" + value + " is unknown"));
            program.make = *make;
            made = true;
        } else if (key == "guard") {
            const auto guard = lookup(kGuards, value);
            if (!guard) return tl::unexpected(rule_fault(rule, "guard=" + value + " is unknown"));
            program.guard = *guard;
        } else if (key == "anchor") {
            if (value != "report" && value != "antecedent")
                return tl::unexpected(rule_fault(rule, "anchor=" + value + " is unknown"));
            program.anchor = value == "antecedent" ? AnchorKind::antecedent : AnchorKind::report;
        } else if (key == "unit" && value.size() == 1) {
            program.unit = value[0];
        } else if (key == "amount") {
            program.amount = whole_number(value);
        } else if (key == "mod") {
            program.modifier = value;
        } else if (key == "value") {
            program.value = value;
        } else if (key != "yields") {
            return tl::unexpected(rule_fault(rule, "program key " + key + " is unknown"));
        }
    }
    if (!made) return tl::unexpected(rule_fault(rule, "program lacks make="));
    return program;
}

Result<TimeClasses> find_classes(const Vocabulary& vocabulary, const std::string& file) {
    ClassFinder get(vocabulary);
    const TimeClasses classes = {
        {get("CARDINAL"), get("TENS"), get("MULTIPLIER"), get("DOZEN"), get("ARTICLE")},
        get("YEAR"),
        get("UNIT"),
        get("UNITS"),
        get("MONTHCUE"),
        get("YEARCUE"),
        get("YEARSURE"),
        get("FUTURECUE"),
        get("PASTCUE"),
        get("TOPAST"),
        get("DEADLINE"),
        get("PARTCUE"),
        get("CLOCKCUE"),
        get("DURATIONCUE"),
        get("PAPER"),
        get("DETERMINER"),
        get("LASTING"),
        get("WEEKDAYABBR"),
        get("MONTH"),
        get("MONTHABBR"),
        get("WEEKDAY"),
        get("COUNTEDNOUN"),
        get("MODALCUE"),
        get("CONDITIONCUE"),
        get("SINCE"),
        get("SEASON"),
        get("SHOWNVERB"),
        get("PROMISE"),
        get("ORDER"),
        get("REMAINDER"),
        get("SCHEDULE")};
    if (const auto fault = get.fault(file)) return tl::unexpected(*fault);
    return classes;
}

}  // namespace

Result<TimeGrammar> load_time_grammar(const fs::path& folder) {
    const std::array<fs::path, 1> words = {folder / "words.tsv"};
    const std::array<fs::path, 1> rules = {folder / "rules.tsv"};
    auto patterns = load_patterns(words, rules, Reader::times);
    if (!patterns) return tl::unexpected(patterns.error());
    TimeGrammar grammar;
    grammar.language = folder.filename().string();
    grammar.patterns = std::move(*patterns);
    for (const Rule& rule : grammar.patterns.rules()) {
        auto program = compile(rule);
        if (!program) return tl::unexpected(program.error());
        grammar.programs.push_back(std::move(*program));
    }
    auto classes = find_classes(grammar.patterns.vocabulary(), words[0].string());
    if (!classes) return tl::unexpected(classes.error());
    grammar.classes = *classes;
    grammar.slots = slots_by_field<Slot>(grammar.patterns, kSlots);
    if (auto error = read_word_sets(language_file(folder, "word_sets.tsv"),
                                    {{"prices", &grammar.words.prices},
                                     {"silence", &grammar.words.silence},
                                     {"bare_places", &grammar.words.bare_places},
                                     {"looking", &grammar.words.looking}}))
        return tl::unexpected(*std::move(error));
    return grammar;
}

}  // namespace sitrep::annotate
