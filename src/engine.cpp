#include "sitrep/engine.hpp"

#include <algorithm>
#include <tuple>
#if defined(__linux__)
#include <malloc.h>
#endif

#include "brief/compose.hpp"
#include "ledger/ledger.hpp"
#include "lineage/fold.hpp"
#include "parallel.hpp"
#include "resolve/carried_days.hpp"
#include "resolve/carried_speakers.hpp"
#include "resolve/dates.hpp"
#include "resolve/described.hpp"
#include "resolve/entities.hpp"
#include "resolve/order.hpp"
#include "resolve/zone.hpp"
#include "resources.hpp"
#include "stories/stories.hpp"
#include "text/analysed.hpp"

namespace sitrep {
namespace {

/// Rooms that read all reports at once leave much behind that the next one cannot use: it lies in other
/// threads' pools, or between what is kept. With 10,000 reports that is a third of the peak.
void give_back_memory() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

EntityRef joined(EntityRef local, const std::vector<EntityRef>& joined_of) {
    return local < 0 ? kNoEntity : joined_of[static_cast<std::size_t>(local)];
}

/// Moves the marks of every report into the dossier's lists, with report numbers and joined entities filled
/// in.
void move_marks(Dossier& dossier, const std::vector<std::vector<EntityRef>>& joined_of) {
    for (ReportIndex report = 0; report < dossier.reports.size(); ++report) {
        Annotations& marks = dossier.reports[report].marks;
        const auto& entity_of = joined_of[report];
        const auto first_figure = static_cast<std::int32_t>(dossier.figures.size());
        const auto first_time = static_cast<std::int32_t>(dossier.times.size());
        const auto first_quote = static_cast<std::int32_t>(dossier.quotes.size());
        for (TimeExpression& time : marks.times) {
            time.report = report;
            dossier.times.push_back(std::move(time));
        }
        for (Figure& figure : marks.figures) {
            figure.report = report;
            figure.of = joined(figure.of, entity_of);
            figure.place = joined(figure.place, entity_of);
            figure.holder.entity = joined(figure.holder.entity, entity_of);
            if (figure.part_of >= 0) figure.part_of += first_figure;
            dossier.figures.push_back(std::move(figure));
        }
        for (Quotation& quote : marks.quotes) {
            quote.report = report;
            quote.speaker.entity = joined(quote.speaker.entity, entity_of);
            quote.addressee = joined(quote.addressee, entity_of);
            quote.where_entity = joined(quote.where_entity, entity_of);
            if (quote.when >= 0) quote.when += first_time;
            dossier.quotes.push_back(std::move(quote));
        }
        for (Act& act : marks.acts) {
            act.report = report;
            act.actor = joined(act.actor, entity_of);
            act.recipient = joined(act.recipient, entity_of);
            for (EntityRef& other : act.co_actors) other = joined(other, entity_of);
            if (act.quotation >= 0) act.quotation += first_quote;
            dossier.acts.push_back(std::move(act));
        }
        marks = {};
    }
}

/// Takes out reports that were written after the day asked for, and says so; the others were written by then.
/// True if any was taken out.
bool keep_known_by(Day as_of, std::vector<AnnotatedReport>& reports, std::vector<Published>& published,
                   std::vector<LeftOut>& left_out) {
    std::vector<AnnotatedReport> kept;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        DateRange& range = published[i].range;
        if (range.earliest && *range.earliest > as_of) {
            left_out.push_back(
                {reports[i].report.document.path,
                 "written " + range.earliest->iso() + " or later, after --as-of " + as_of.iso()});
            continue;
        }
        if (!range.latest || *range.latest > as_of) range.latest = as_of;
        kept.push_back(std::move(reports[i]));
    }
    const bool fewer = kept.size() < reports.size();
    reports = std::move(kept);
    return fewer;
}

/// Relations and processes, the longest parts first. None reads another, and a large set waits for them
/// longest.
void compare(Dossier& dossier, const lineage::Lineage& lineage, const ResourceParts& parts,
             unsigned threads) {
    ledger::Relating relating(dossier, lineage, parts.ledger);
    cases::Followed found;
    for_each_index(4, threads, [&](std::size_t part) {
        if (part == 0) relating.quotes();
        if (part == 1) relating.figures();
        if (part == 2) relating.answers();
        if (part == 3) found = cases::follow(dossier, parts.cases);
    });
    dossier.relations = relating.finish();
    dossier.cases = std::move(found.cases);
    dossier.cases_left_out = found.left_out;
    ledger::append(dossier, lineage, relating.of_one_matter(cases::moved_on(dossier)));
}

}  // namespace

Report Engine::extract(const Document& document) const {
    return extract::extract(document, resources_.parts().extract);
}

AnnotatedReport Engine::annotate(Report report) const {
    const ResourceParts& parts = resources_.parts();
    AnnotatedReport result{std::move(report), {}, {}};
    result.tokens = tokenize(result.report.text, result.report.blocks);
    Annotations& marks = result.marks;
    const bool analysed = is_analysed(result.report.language);
    if (!analysed && parts.grammars.of(result.report).language != result.report.language) return result;
    if (analysed) marks.entities = annotate::find_names(result.report, result.tokens, parts.names);
    const auto pieces = annotate::cut_pieces(result.report, result.tokens, parts.grammars);
    marks.times = annotate::find_times(result.report, result.tokens, pieces, marks.entities, parts.grammars);
    if (analysed)
        marks.quotes = annotate::find_quotations(result.report, result.tokens, marks, parts.quotations);
    marks.figures = annotate::find_figures(result.report, result.tokens, pieces, marks, parts.grammars);
    annotate::find_wholes(result.report, result.tokens, marks, *parts.grammars.of(result.report).wholes);
    if (analysed) marks.acts = annotate::find_acts(result.report, result.tokens, marks, parts.acts);
    return result;
}

/// Tells once what of a report was not searched for shared passages.
static void notice_limits(const lineage::NotCompared& left, std::vector<std::string>& notices) {
    const auto tell = [&](std::string notice) {
        if (std::find(notices.begin(), notices.end(), notice) == notices.end())
            notices.push_back(std::move(notice));
    };
    const auto sentences = [](std::uint32_t count) {
        return std::to_string(count) + (count == 1 ? " sentence" : " sentences");
    };
    if (left.repeated > 0)
        tell(sentences(left.repeated) + (left.repeated == 1 ? " stands" : " stand") +
             " word for word further up in the report too, and only there searched for shared passages");
    if (left.beyond > 0)
        tell(sentences(left.beyond) + " beyond the first " + std::to_string(lineage::kMaximumSentences) +
             (left.beyond == 1 ? " is" : " are") + " not searched for passages shared with other reports");
}

Dossier Engine::account(std::vector<AnnotatedReport> reports, std::vector<LeftOut> left_out,
                        const AccountOptions& options) const {
    const ResourceParts& parts = resources_.parts();
    std::sort(reports.begin(), reports.end(), [](const AnnotatedReport& a, const AnnotatedReport& b) {
        return std::tie(a.report.document.path, a.report.document.member) <
               std::tie(b.report.document.path, b.report.document.member);
    });
    Dossier dossier;
    dossier.left_out = std::move(left_out);
    const lineage::Lineage lineage =
        lineage::trace(reports, parts.lineage, options.threads, options.decisions);
    give_back_memory();
    for (const lineage::NotCompared& left : lineage.not_compared)
        notice_limits(left, reports[left.report].report.notices);
    for (const lineage::Boilerplate& site : lineage.boilerplate)
        reports[site.report].report.blocks[site.block].kind = BlockKind::other;
    resolve::JoinedEntities entities;
    for_each_index(2, options.threads, [&](std::size_t part) {  // neither reads the other
        if (part == 0) {
            dossier.order = resolve::order_reports(reports, lineage, parts.order, options.threads);
            dossier.published = resolve::date_reports(reports, lineage, dossier.order, options);
        } else {
            entities = resolve::join_entities(reports, parts.names, options.entity_decisions);
        }
    });
    if (options.as_of && keep_known_by(*options.as_of, reports, dossier.published, dossier.left_out))
        return account(std::move(reports), std::move(dossier.left_out), options);
    for (const annotate::LanguageGrammar& language : parts.grammars.languages)
        resolve::join_described(entities, *language.wholes);
    dossier.reports = std::move(reports);
    dossier.entities = std::move(entities.entities);
    move_marks(dossier, entities.joined_of);
    entities.joined_of = {};
    give_back_memory();
    resolve::settle_carried_speakers(dossier);
    annotate::settle_capitals(dossier.acts, dossier.entities, parts.acts);
    resolve::solve_times(dossier.times, dossier.published);
    resolve::date_figures(dossier.figures, dossier.published);
    dossier.passages = lineage.passages;
    resolve::settle_directions(dossier.passages, dossier.published);
    resolve::carry_days(dossier, dossier.passages);
    if (options.zone) resolve::set_zone(dossier.times, *options.zone);
    dossier.origins = lineage.origins;
    dossier.stories = stories::group(dossier);
    compare(dossier, lineage, parts, options.threads);
    dossier.timeline = brief::compose_timeline(dossier, parts.brief);
    dossier.brief = brief::compose(dossier, parts.brief, options.threads);
    return dossier;
}

}  // namespace sitrep
