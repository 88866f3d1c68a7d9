// `sitrep quotes` and `sitrep acts`: who said what, and what they want.
#include "annotate/acts_frames.hpp"
#include "cli/command_list.hpp"
#include "cli/dossier_words.hpp"
#include "cli/table_command.hpp"
#include "resources.hpp"

namespace sitrep::cli {
namespace {

Table quote_table(const Dossier& dossier, bool why) {
    Table table;
    table.layout = Layout::blocks;
    table.columns = {"words", "kind", "speaker",   "class", "named_as", "cue",
                     "told",  "when", "when_said", "where", "report",   "bytes"};
    if (why) table.columns.emplace_back("why");
    for (const Quotation& quote : dossier.quotes) {
        std::string speaker = entity_name(dossier, quote.speaker.entity);
        if (speaker.empty() && quote.speaker.source_class == SourceClass::document)
            speaker = words_of(dossier, quote.report, quote.speaker.span);
        std::string told = entity_name(dossier, quote.addressee);
        if (told.empty()) told = words_of(dossier, quote.report, quote.addressee_span);
        const TimeExpression* when =
            quote.when < 0 ? nullptr : &dossier.times[static_cast<std::size_t>(quote.when)];
        table.rows.push_back({words_of(dossier, quote.report, quote.span), std::string(name(quote.kind)),
                              std::move(speaker), std::string(name(quote.speaker.source_class)),
                              words_of(dossier, quote.report, quote.speaker.span), quote.cue, std::move(told),
                              when == nullptr ? "" : when->value.value_or(""),
                              when == nullptr ? "" : words_of(dossier, {when->report, when->span}),
                              words_of(dossier, quote.report, quote.where), file_of(dossier, quote.report),
                              bytes_of(quote.span)});
        if (why) table.rows.back().push_back(quote.why);
    }
    return table;
}

/// The codes stand beside each act for exchange with event data; without a lexicon they stay empty.
Table act_table(const Dossier& dossier, const annotate::ActLexicon* lexicon) {
    Table table;
    table.layout = Layout::blocks;
    table.columns = {"act",    "actor",   "recipient", "with",  "what",  "condition", "condition_parts",
                     "status", "negated", "plover",    "cameo", "words", "report",    "bytes"};
    for (const Act& act : dossier.acts) {
        std::string parts;
        for (const Span& part : act.condition_parts)
            parts += (parts.empty() ? "" : " + ") + words_of(dossier, act.report, part);
        const annotate::ActCodes codes =
            lexicon == nullptr ? annotate::ActCodes{}
                               : lexicon->codes(act.act, words_of(dossier, act.report, act.span));
        table.rows.push_back(
            {std::string(name(act.act)), entity_name(dossier, act.actor), entity_name(dossier, act.recipient),
             entity_names(dossier, act.co_actors), words_of(dossier, act.report, act.what),
             words_of(dossier, act.report, act.condition), parts, std::string(name(act.status)),
             act.negated ? "yes" : "", codes.plover, codes.cameo, words_of(dossier, act.report, act.span),
             file_of(dossier, act.report), bytes_of(act.span)});
    }
    return table;
}

}  // namespace

int run_quotes(Arguments& arguments) {
    bool why = false;
    arguments.flag("--why", why, "say which evidence gave or refused each speaker");
    return run_table(arguments, "quotes", "quotations",
                     [&why](const Dossier& dossier) { return quote_table(dossier, why); });
}

int run_acts(Arguments& arguments) {
    return run_table(arguments, "acts", "acts", [](const Dossier& dossier) {
        const auto resources = Resources::load();
        return act_table(dossier, resources ? resources->parts().acts.lexicon.get() : nullptr);
    });
}

}  // namespace sitrep::cli
