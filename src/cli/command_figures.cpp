#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command_list.hpp"
#include "cli/dossier_words.hpp"
#include "cli/table_command.hpp"
#include "store/dossier_json.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

std::string amount(const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
}

/// The holder by name, else by the words that name it.
std::string holder(const Dossier& dossier, const Figure& figure) {
    if (figure.holder.entity >= 0) return entity_name(dossier, figure.holder.entity);
    if (figure.holder.span)
        return std::string(dossier.reports[figure.report].report.words(*figure.holder.span));
    return {};
}

Table figure_table(const Dossier& dossier) {
    Table table;
    table.columns = {"id",    "report",       "begin",       "end",       "words",       "value", "low",
                     "high",  "approximator", "unit",        "counted",   "status",      "role",  "of",
                     "place", "holder",       "as of, from", "as of, to", "hypothetical"};
    for (std::uint32_t i = 0; i < dossier.figures.size(); ++i) {
        const Figure& f = dossier.figures[i];
        static constexpr std::string_view kRoles[] = {"level", "increment", "loss", "total", "part", "share"};
        table.rows.push_back({store::item_id({ItemRef::List::figures, i}),
                              dossier.reports[f.report].report.document.path, std::to_string(f.span.begin),
                              std::to_string(f.span.end),
                              std::string(dossier.reports[f.report].report.words(f.span)), amount(f.value),
                              amount(f.low), amount(f.high), std::string(name(f.approximator)), f.unit,
                              f.counted, f.status, std::string(kRoles[static_cast<std::size_t>(f.role)]),
                              entity_name(dossier, f.of), entity_name(dossier, f.place), holder(dossier, f),
                              f.as_of.earliest ? f.as_of.earliest->iso() : "",
                              f.as_of.latest ? f.as_of.latest->iso() : "", f.hypothetical ? "yes" : ""});
    }
    table.shown = {0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16};
    return table;
}

Table time_table(const Dossier& dossier) {
    Table table;
    table.columns = {"earliest", "latest", "value", "type",  "modifier",
                     "report",   "begin",  "end",   "words", "basis"};
    std::vector<std::uint32_t> order(dossier.times.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto key = [&](std::uint32_t i) {
        const TimeExpression& t = dossier.times[i];
        return std::tuple(t.bounds.earliest ? t.bounds.earliest->number : INT32_MAX,
                          t.bounds.latest ? t.bounds.latest->number : INT32_MAX, t.report, t.span.begin);
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (const std::uint32_t i : order) {
        const TimeExpression& t = dossier.times[i];
        table.rows.push_back({t.bounds.earliest ? t.bounds.earliest->iso() : "",
                              t.bounds.latest ? t.bounds.latest->iso() : "", t.value.value_or(""),
                              std::string(name(t.type)), t.modifier,
                              dossier.reports[t.report].report.document.path, std::to_string(t.span.begin),
                              std::to_string(t.span.end),
                              std::string(dossier.reports[t.report].report.words(t.span)), t.basis});
    }
    table.shown = {0, 1, 2, 3, 5, 8, 9};
    return table;
}

}  // namespace

int run_figures(Arguments& arguments) { return run_table(arguments, "figures", "figures", figure_table); }

int run_timeline(Arguments& arguments) {
    return run_table(arguments, "timeline", "time expressions", time_table);
}

}  // namespace sitrep::cli
