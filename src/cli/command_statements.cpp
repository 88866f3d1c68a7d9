// `sitrep quotes` and `sitrep acts`: who said what, and what they want.
#include "cli/analysis.hpp"
#include "cli/command_list.hpp"
#include "cli/files.hpp"
#include "cli/statement_table.hpp"

namespace sitrep::cli {
namespace {

StatementTable quote_table(const Dossier& dossier, bool why) {
    StatementTable table;
    table.columns = {"words", "kind", "speaker", "class", "named_as", "cue", "told", "report", "bytes"};
    if (why) table.columns.emplace_back("why");
    for (const Quotation& quote : dossier.quotes) {
        std::string speaker = entity_name(dossier, quote.speaker.entity);
        if (speaker.empty() && quote.speaker.source_class == SourceClass::document)
            speaker = words_of(dossier, quote.report, quote.speaker.span);
        table.rows.push_back({words_of(dossier, quote.report, quote.span), std::string(name(quote.kind)),
                              std::move(speaker), std::string(name(quote.speaker.source_class)),
                              words_of(dossier, quote.report, quote.speaker.span), quote.cue,
                              entity_name(dossier, quote.addressee), file_of(dossier, quote.report),
                              bytes_of(quote.span)});
        if (why) table.rows.back().push_back(quote.why);
    }
    return table;
}

StatementTable act_table(const Dossier& dossier) {
    StatementTable table;
    table.columns = {"act",    "actor",   "recipient", "with",   "what", "condition", "condition_parts",
                     "status", "negated", "words",     "report", "bytes"};
    for (const Act& act : dossier.acts) {
        std::string others;
        for (const EntityRef other : act.co_actors)
            others += (others.empty() ? "" : "; ") + entity_name(dossier, other);
        std::string parts;
        for (const Span& part : act.condition_parts)
            parts += (parts.empty() ? "" : " + ") + words_of(dossier, act.report, part);
        table.rows.push_back(
            {std::string(name(act.act)), entity_name(dossier, act.actor), entity_name(dossier, act.recipient),
             others, words_of(dossier, act.report, act.what), words_of(dossier, act.report, act.condition),
             parts, std::string(name(act.status)), act.negated ? "yes" : "",
             words_of(dossier, act.report, act.span), file_of(dossier, act.report), bytes_of(act.span)});
    }
    return table;
}

int run_table(Arguments& arguments, AnalysisOptions& options, const Format& format, const bool* why) {
    if (const auto status = arguments.parse()) return *status;
    const auto analysis = analyse(options);
    if (!analysis) {
        complain(analysis.error());
        return 2;
    }
    const StatementTable table =
        why != nullptr ? quote_table(analysis->dossier, *why) : act_table(analysis->dossier);
    if (!print(as_format(table, format))) return 2;
    if (analysis->partial) return 2;
    return table.rows.empty() ? 1 : 0;
}

}  // namespace

int run_quotes(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "quotes";
    Format format = Format::text;
    bool why = false;
    options.declare(arguments);
    arguments.flag("--why", why, "say which evidence gave or refused each speaker");
    arguments.format(format);
    return run_table(arguments, options, format, &why);
}

int run_acts(Arguments& arguments) {
    AnalysisOptions options;
    options.command = "acts";
    Format format = Format::text;
    options.declare(arguments);
    arguments.format(format);
    return run_table(arguments, options, format, nullptr);
}

}  // namespace sitrep::cli
