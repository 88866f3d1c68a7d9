#include "support/marks.hpp"

#include <fmt/format.h>

namespace sitrep::test {
namespace {

using Attributes = std::map<std::string, std::string>;

std::string or_null(const std::string& text) { return text.empty() ? "null" : text; }
std::string shown(const std::optional<Day>& day) { return day ? day->iso() : "null"; }
std::string shown(const std::optional<double>& number) {
    return number ? fmt::format("{}", *number) : "null";
}
std::string shown(bool flag) { return flag ? "true" : "false"; }

class Flattener {
  public:
    explicit Flattener(const Dossier& dossier) : dossier_(dossier) {}

    std::vector<Mark> run() {
        for (ReportIndex i = 0; i < dossier_.reports.size(); ++i) report(i);
        order();
        entities();
        for (const TimeExpression& t : dossier_.times) {
            add("time", {t.report, t.span},
                {{"type", std::string(name(t.type))},
                 {"value", or_null(t.value.value_or(""))},
                 {"earliest", shown(t.bounds.earliest)},
                 {"latest", shown(t.bounds.latest)},
                 {"mod", or_null(t.modifier)}});
        }
        for (const Figure& f : dossier_.figures) figure(f);
        for (const Quotation& q : dossier_.quotes) {
            add("quote", {q.report, q.span},
                {{"kind", std::string(name(q.kind))},
                 {"speaker", entity(q.speaker.entity)},
                 {"speaker_words", words(q.report, q.speaker.span)},
                 {"class", std::string(name(q.speaker.source_class))},
                 {"cue", or_null(q.cue)},
                 {"addressee", entity(q.addressee)},
                 {"told", words(q.report, q.addressee_span)},
                 {"when",
                  words(q.report,
                        q.when < 0 ? std::nullopt
                                   : std::optional(dossier_.times[static_cast<std::size_t>(q.when)].span))},
                 {"where", words(q.report, q.where)}});
        }
        for (const Act& a : dossier_.acts) {
            add("act", {a.report, a.span},
                {{"act", std::string(name(a.act))},
                 {"actor", entity(a.actor)},
                 {"recipient", entity(a.recipient)},
                 {"what", words(a.report, a.what)},
                 {"condition", words(a.report, a.condition)},
                 {"status", std::string(name(a.status))},
                 {"negated", shown(a.negated)}});
        }
        for (const Passage& p : dossier_.passages) {
            marks_.push_back(
                {"passage",
                 {words(p.a), words(p.b)},
                 {{"kind", std::string(name(p.kind))}, {"direction", std::string(name(p.direction))}},
                 -1});
        }
        for (const Origin& o : dossier_.origins)
            marks_.push_back({"origin",
                              {},
                              {{"agency", or_null(o.agency.value_or(""))}, {"reports", files(o.reports)}},
                              -1});
        for (const Story& s : dossier_.stories)
            marks_.push_back({"story", {}, {{"reports", files(s.reports)}}, -1});
        for (const Relation& r : dossier_.relations) relation(r);
        for (const Case& c : dossier_.cases) process(c);
        for (const BriefSentence& s : dossier_.brief)
            marks_.push_back({"brief", {s.text}, {{"section", s.section}}, -1});
        return std::move(marks_);
    }

  private:
    void process(const Case& c) {
        marks_.push_back({"case",
                          {},
                          {{"template", c.case_template},
                           {"stage", std::string(name(c.stage))},
                           {"state", c.state},
                           {"subject", c.subject}},
                          -1});
        for (const CaseStep& step : c.steps)
            marks_.push_back({"step", {words(step.place)}, {{"state", step.state}}, -1});
        for (const std::string& missing : c.missing)
            marks_.push_back({"missing", {}, {{"text", missing}}, -1});
    }
    [[nodiscard]] std::string words(Place at) const {
        return std::string(dossier_.reports[at.report].report.words(at.span));
    }
    [[nodiscard]] std::string words(ReportIndex report, const std::optional<Span>& span) const {
        return span ? words({report, *span}) : "null";
    }
    [[nodiscard]] std::string entity(EntityRef ref) const {
        return ref < 0 ? "null" : dossier_.entities[static_cast<std::size_t>(ref)].name;
    }
    [[nodiscard]] const std::string& file(ReportIndex report) const {
        return dossier_.reports[report].report.document.path;
    }

    [[nodiscard]] std::string files(const std::vector<ReportIndex>& reports) const {
        std::string out;
        for (const ReportIndex report : reports) out += (out.empty() ? "" : ",") + file(report);
        return out;
    }

    void add(const std::string& kind, Place at, Attributes attributes, int entity_index = -1) {
        const std::string text = words(at);
        const Report& report = dossier_.reports[at.report].report;
        const std::uint32_t begin = report.text.range(at.span).begin;
        int nth = 0;
        for (std::size_t i = report.text.text().find(text);
             !text.empty() && i != std::string_view::npos && i <= begin;
             i = report.text.text().find(text, i + 1))
            ++nth;
        attributes["nth"] = std::to_string(nth);
        attributes["in"] = file(at.report);
        marks_.push_back({kind, {text}, std::move(attributes), entity_index});
    }

    void order() {
        for (const WrittenBefore& pair : dossier_.order)
            marks_.push_back(
                {"order", {}, {{"earlier", file(pair.earlier)}, {"later", file(pair.later)}}, -1});
    }

    void report(ReportIndex i) {
        const AnnotatedReport& annotated = dossier_.reports[i];
        const Report& report = annotated.report;
        for (const Block& block : report.blocks)
            add("block", {i, block.span}, {{"kind", std::string(name(block.kind))}});
        if (report.title) marks_.push_back({"title", {report.title->text}, {{"in", file(i)}}, -1});
        if (report.outlet) marks_.push_back({"outlet", {report.outlet->text}, {{"in", file(i)}}, -1});
        for (const AgencyCredit& credit : report.agencies)
            add("agency", {i, credit.span}, {{"name", credit.name}});
        for (const Sentence& s : annotated.tokens.sentences)
            add("sentence", {i, report.text.source(s.range)}, {});
        for (const Token& t : annotated.tokens.tokens) add("token", {i, report.text.source(t.range)}, {});
        const Published& published = dossier_.published[i];
        marks_.push_back({"published",
                          {},
                          {{"in", file(i)},
                           {"earliest", shown(published.range.earliest)},
                           {"latest", shown(published.range.latest)},
                           {"best", shown(published.best)}},
                          -1});
    }

    void entities() {
        for (std::size_t i = 0; i < dossier_.entities.size(); ++i) {
            const Entity& item = dossier_.entities[i];
            for (const Mention& mention : item.mentions) {
                add(mention.form == MentionForm::name ? "name" : "role", {mention.report, mention.span},
                    {{"type", std::string(name(item.type))}, {"entity", item.name}}, static_cast<int>(i));
            }
        }
    }

    void figure(const Figure& f) {
        add("figure", {f.report, f.span},
            {{"value", shown(f.value)},
             {"low", shown(f.low)},
             {"high", shown(f.high)},
             {"approximator", std::string(name(f.approximator))},
             {"unit", or_null(f.unit)},
             {"counted", or_null(f.counted)},
             {"of", entity(f.of)},
             {"place", entity(f.place)},
             {"holder", entity(f.holder.entity)},
             {"holder_words", words(f.report, f.holder.span)},
             {"class", std::string(name(f.holder.source_class))},
             {"role", std::string(name(f.role))},
             {"status", or_null(f.status)},
             {"earliest", shown(f.as_of.earliest)},
             {"latest", shown(f.as_of.latest)},
             {"hypothetical", shown(f.hypothetical)}});
    }

    void relation(const Relation& r) {
        Mark mark{"relation",
                  {},
                  {{"kind", std::string(name(r.kind))},
                   {"subject", r.subject},
                   {"min", std::to_string(r.origins.min)},
                   {"max", std::to_string(r.origins.max)}},
                  -1};
        for (const ItemRef ref : r.items) {
            switch (ref.list) {
                case ItemRef::List::figures:
                    mark.words.push_back(
                        words({dossier_.figures[ref.index].report, dossier_.figures[ref.index].span}));
                    break;
                case ItemRef::List::acts:
                    mark.words.push_back(
                        words({dossier_.acts[ref.index].report, dossier_.acts[ref.index].span}));
                    break;
                case ItemRef::List::quotes:
                    mark.words.push_back(
                        words({dossier_.quotes[ref.index].report, dossier_.quotes[ref.index].span}));
                    break;
            }
        }
        marks_.push_back(std::move(mark));
    }

    const Dossier& dossier_;
    std::vector<Mark> marks_;
};

}  // namespace

std::vector<Mark> marks_of(const Dossier& dossier) { return Flattener(dossier).run(); }

std::string shown(const Mark& mark) {
    std::string out = mark.kind;
    for (const std::string& words : mark.words) out += " \"" + words + "\"";
    for (const auto& [key, value] : mark.attributes) {
        if (value != "null" && key != "in" && key != "nth") out += " " + key + "=" + value;
    }
    return out;
}

}  // namespace sitrep::test
