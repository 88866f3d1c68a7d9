#include "store/dossier_reader.hpp"

#include <algorithm>
#include <map>

#include "store/json_fields.hpp"
#include "store/report_text.hpp"
#include "text/utf8.hpp"

namespace sitrep::store {
namespace {

constexpr std::uint64_t kMostRecorded = 512ULL << 20U;

/// The enumerator whose contract word is `word`, among `count` of them.
template <typename Enum>
Enum enumerator(std::string_view word, std::size_t count, std::string_view what) {
    for (std::size_t i = 0; i < count; ++i) {
        if (name(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
    }
    throw Broken("'" + text::printable(word.substr(0, 60)) + "' is no " + std::string(what));
}

std::optional<Day> day_of(json::object object, std::string_view key) {
    const std::string text = text_of(object, key);
    return text.empty() ? std::nullopt : Day::parse(std::string_view(text).substr(0, 10));
}

DateRange range_of(json::object object) { return {day_of(object, "earliest"), day_of(object, "latest")}; }

DateRange range_in(json::object object, std::string_view key) {
    const auto found = field(object, key);
    json::object inner;
    return found && found->get(inner) == simdjson::SUCCESS ? range_of(inner) : DateRange{};
}

/// Up to white space: between two blocks only the ends of lines are recorded.
bool same_words(std::string_view a, std::string_view b) {
    const auto next = [](std::string_view text, std::size_t at) {
        return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    };
    std::size_t i = next(a, 0), k = next(b, 0);
    while (i < a.size() && k < b.size() && a[i] == b[k]) {
        i = next(a, i + 1);
        k = next(b, k + 1);
    }
    // Where marked-up text has one place for two pieces, a run brings the stop of its neighbour along.
    constexpr std::string_view kStops = ".,;:!?";
    while (i < a.size() && kStops.find(a[i]) != std::string_view::npos) i = next(a, i + 1);
    while (k < b.size() && kStops.find(b[k]) != std::string_view::npos) k = next(b, k + 1);
    return i == a.size() && k == b.size();
}

class DossierBuilder {
  public:
    explicit DossierBuilder(json::object root) : root_(root) {}

    Dossier build() {
        number("reports", reports_);
        number("entities", entities_);
        number_items("figures", ItemRef::List::figures);
        number_items("acts", ItemRef::List::acts);
        number_items("quotes", ItemRef::List::quotes);
        words_.resize(reports_.size());
        each(root_, "left_out", [this](json::object item) {
            out_.left_out.push_back({text_of(item, "path"), text_of(item, "reason")});
        });
        each(root_, "reports", [this](json::object item) { report(item); });
        each(root_, "order", [this](json::object item) {
            out_.order.push_back({report_index(text_of(item, "earlier")),
                                  report_index(text_of(item, "later")), evidence(item, "basis")});
        });
        each(root_, "entities", [this](json::object item) { entity(item); });
        each(root_, "times", [this](json::object item) { time(item); });
        each(root_, "figures", [this](json::object item) { figure(item); });
        each(root_, "quotes", [this](json::object item) { quote(item); });
        each(root_, "acts", [this](json::object item) { act(item); });
        each(root_, "passages", [this](json::object item) { passage(item); });
        each(root_, "origins", [this](json::object item) { origin(item); });
        each(root_, "stories", [this](json::object item) { story(item); });
        each(root_, "relations", [this](json::object item) { relation(item); });
        each(root_, "timeline", [this](json::object item) {
            out_.timeline.push_back({range_of(item), text_of(item, "text"), citations(item)});
        });
        each(root_, "cases", [this](json::object item) { process(item); });
        each(root_, "brief", [this](json::object item) {
            out_.brief.push_back({text_of(item, "section"), text_of(item, "text"), citations(item), -1});
        });
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (whole_[i]) continue;
            out_.reports[i].report.text =
                CleanText::identity(std::make_shared<const std::string>(std::move(words_[i])));
        }
        return std::move(out_);
    }

  private:
    template <typename Index>
    void number(std::string_view list, std::map<std::string, Index>& ids) {
        each(root_, list, [&](json::object item) {
            if (!ids.emplace(text_of(item, "id"), static_cast<Index>(ids.size())).second)
                throw second_id(item);
        });
    }

    void number_items(std::string_view list, ItemRef::List kind) {
        std::uint32_t next = 0;
        each(root_, list, [&](json::object item) {
            if (!items_.emplace(text_of(item, "id"), ItemRef{kind, next++}).second) throw second_id(item);
        });
    }

    static Broken second_id(json::object item) {
        return Broken("has the id '" + text::printable(text_of(item, "id").substr(0, 60)) +
                      "' a second time");
    }

    ReportIndex report_index(std::string_view id) const {
        const auto found = reports_.find(std::string(id));
        if (found == reports_.end()) throw Broken("no report '" + text::printable(id.substr(0, 60)) + "'");
        return found->second;
    }

    EntityRef entity_ref(json::object object, std::string_view key) const {
        const auto id = maybe_text(object, key);
        return id ? entity_ref(*id) : kNoEntity;
    }

    EntityRef entity_ref(const std::string& id) const {
        const auto found = entities_.find(id);
        if (found == entities_.end()) throw Broken("no entity '" + text::printable(id.substr(0, 60)) + "'");
        return found->second;
    }

    /// A recorded span; its words, where they stand beside it, must be those of the report's text there, or,
    /// where no text is recorded, go to their place in it.
    Span recorded(ReportIndex report, json::element element, const std::optional<std::string>& words) {
        const Span span = span_of(element);
        const auto at = [&] {
            return "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + ") of the report";
        };
        if (report < out_.reports.size() && whole_[report]) {
            const std::string_view there = out_.reports[report].report.words(span);
            if (words && !same_words(there, *words))
                throw Broken(at() + " holds «" + text::printable(there.substr(0, 60)) + "», not «" +
                             text::printable(words->substr(0, 60)) + "»");
            return span;
        }
        std::string& text = words_[report];
        if (text.size() < span.end) {
            recorded_bytes_ += span.end - text.size();
            if (recorded_bytes_ > kMostRecorded) throw Broken("spans lie in more than 512 MB of text");
            text.resize(span.end, ' ');
        }
        if (words && words->size() == span.size()) text.replace(span.begin, span.size(), *words);
        return span;
    }

    std::optional<Span> maybe_span(ReportIndex report, json::object object, const std::string& key) {
        const auto found = field(object, key);
        if (!found) return std::nullopt;
        return recorded(
            report, *found,
            maybe_text(object, key == "span" && !field(object, "span_text") ? "text" : key + "_text"));
    }

    Place place(json::object object) {
        const ReportIndex report = report_index(text_of(object, "report"));
        const auto found = field(object, "span");
        if (!found) throw Broken("a place has no span");
        return {report, recorded(report, *found, maybe_text(object, "text"))};
    }

    std::vector<Place> citations(json::object object) {
        std::vector<Place> places;
        each(object, "citations", [&](json::object item) { places.push_back(place(item)); });
        return places;
    }

    std::vector<Evidence> evidence(json::object object, std::string_view key) {
        std::vector<Evidence> list;
        each(object, key, [&](json::object item) { list.push_back({place(item), text_of(item, "why")}); });
        return list;
    }

    std::optional<LabelledText> labelled(ReportIndex report, json::object object, std::string_view key) {
        const auto found = field(object, key);
        json::object inner;
        if (!found || found->get(inner) != simdjson::SUCCESS) return std::nullopt;
        return LabelledText{text_of(inner, "text"), maybe_span(report, inner, "span")};
    }

    void report(json::object item) {
        AnnotatedReport entry;
        Report& report = entry.report;
        const auto index = static_cast<ReportIndex>(out_.reports.size());
        report.document.path = text_of(item, "path");
        report.document.member = maybe_text(item, "member");
        report.document.decoded = text_of(item, "decoded");
        report.document.sha256 = text_of(item, "sha256");
        report.document.container_sha256 = maybe_text(item, "container_sha256");
        const bool whole = read_blocks(item, entry);
        out_.reports.push_back(std::move(entry));
        whole_.push_back(whole);
        marks_of(out_.reports.back().report, index, item);
        out_.published.push_back(published_in(item));
    }

    /// What the file says of itself, and furniture where the blocks are not recorded.
    void marks_of(Report& report, ReportIndex index, json::object item) {
        report.title = labelled(index, item, "title");
        report.outlet = labelled(index, item, "outlet");
        each(item, "agencies", [&](json::object credit) {
            if (const auto span = maybe_span(index, credit, "span"))
                report.agencies.push_back({text_of(credit, "name"), *span});
        });
        report.language = text_of(item, "language");
        each_text(item, "notices", [&](std::string_view text) { report.notices.emplace_back(text); });
        each(item, "furniture", [&](json::object block) {
            const auto span = maybe_span(index, block, "span");
            if (span && !whole_[index])
                report.blocks.push_back(
                    {{span->begin, span->end},
                     *span,
                     enumerator<BlockKind>(text_of(block, "kind"), 13, "kind of furniture")});
        });
    }

    Published published_in(json::object item) {
        Published published;
        const auto found = field(item, "published");
        json::object inner;
        if (found && found->get(inner) == simdjson::SUCCESS) {
            published = {
                range_of(inner), day_of(inner, "best"), maybe_number(inner, "confidence").value_or(0.0), {}};
            published.basis = evidence(inner, "basis");
        }
        return published;
    }

    void entity(json::object item) {
        Entity entity;
        entity.name = text_of(item, "name");
        entity.type = enumerator<EntityType>(text_of(item, "type"), 7, "type of entity");
        entity.named = flag(item, "named", true);
        each_text(item, "aliases", [&](std::string_view text) { entity.aliases.emplace_back(text); });
        each_text(item, "roles", [&](std::string_view text) { entity.roles.emplace_back(text); });
        const auto self = static_cast<EntityRef>(out_.entities.size());
        each(item, "mentions", [&](json::object mention) {
            const Place at = place(mention);
            entity.mentions.push_back(
                {at.report, at.span,
                 text_of(mention, "form") == "role" ? MentionForm::role : MentionForm::name, self});
        });
        const auto found = field(item, "place");
        json::object point;
        if (found && found->get(point) == simdjson::SUCCESS && maybe_number(point, "latitude") &&
            maybe_number(point, "longitude")) {
            entity.place =
                MapPoint{*maybe_number(point, "latitude"),
                         *maybe_number(point, "longitude"),
                         text_of(point, "country"),
                         static_cast<std::int64_t>(maybe_number(point, "geonames_id").value_or(0.0)),
                         maybe_number(point, "confidence").value_or(0.0),
                         text_of(point, "runner_up")};
        }
        out_.entities.push_back(std::move(entity));
    }

    void time(json::object item) {
        const Place at = place(item);
        out_.times.push_back({at.report, at.span,
                              enumerator<TimeType>(text_of(item, "type"), 4, "type of time"),
                              maybe_text(item, "value"), text_of(item, "modifier"), range_of(item),
                              text_of(item, "basis"), ""});
    }

    Source source(ReportIndex report, json::object item, std::string_view key) {
        const auto found = field(item, key);
        json::object inner;
        if (!found || found->get(inner) != simdjson::SUCCESS) return {};
        return {entity_ref(inner, "entity"), maybe_span(report, inner, "span"),
                enumerator<SourceClass>(text_of(inner, "class"), 5, "class of source")};
    }

    void figure(json::object item) {
        const Place at = place(item);
        Figure figure;
        figure.report = at.report;
        figure.span = at.span;
        figure.value = maybe_number(item, "value");
        figure.low = maybe_number(item, "low");
        figure.high = maybe_number(item, "high");
        figure.approximator = enumerator<Approximator>(text_of(item, "approximator"), 7, "approximator");
        figure.unit = text_of(item, "unit");
        figure.counted = text_of(item, "counted");
        figure.counted_span = maybe_span(at.report, item, "counted_span");
        figure.of = entity_ref(item, "of");
        figure.place = entity_ref(item, "place");
        figure.holder = source(at.report, item, "holder");
        figure.as_of = range_in(item, "as_of");
        if (const std::string role = text_of(item, "role"); !role.empty())
            figure.role = enumerator<FigureRole>(role, 6, "role of a figure");
        if (const auto whole = maybe_text(item, "part_of"))
            figure.part_of = static_cast<std::int32_t>(item_ref(*whole).index);
        figure.status = text_of(item, "status");
        figure.hypothetical = flag(item, "hypothetical", false);
        out_.figures.push_back(std::move(figure));
    }

    /// Index of the time expression there; -1 if none is listed.
    [[nodiscard]] std::int32_t time_at(ReportIndex report, Span span) const {
        const auto found =
            std::lower_bound(out_.times.begin(), out_.times.end(), std::pair(report, span),
                             [](const TimeExpression& time, const std::pair<ReportIndex, Span>& at) {
                                 return std::pair(time.report, time.span) < at;
                             });
        const bool there = found != out_.times.end() && found->report == report && found->span == span;
        return there ? static_cast<std::int32_t>(found - out_.times.begin()) : -1;
    }

    void quote(json::object item) {
        const Place at = place(item);
        Quotation quote;
        quote.report = at.report;
        quote.span = at.span;
        quote.kind = enumerator<QuotationKind>(text_of(item, "kind"), 3, "kind of quotation");
        quote.speaker = source(at.report, item, "speaker");
        quote.cue = text_of(item, "cue");
        quote.cue_span = maybe_span(at.report, item, "cue_span");
        quote.addressee = entity_ref(item, "addressee");
        quote.addressee_span = maybe_span(at.report, item, "addressee_span");
        if (const auto when = maybe_span(at.report, item, "when_span"))
            quote.when = time_at(at.report, *when);
        quote.where_entity = entity_ref(item, "where");
        quote.where = maybe_span(at.report, item, "where_span");
        quote.why = text_of(item, "why");
        out_.quotes.push_back(std::move(quote));
    }

    void act(json::object item) {
        const Place at = place(item);
        Act act;
        act.report = at.report;
        act.span = at.span;
        act.act = enumerator<ActKind>(text_of(item, "act"), 14, "kind of act");
        act.actor = entity_ref(item, "actor");
        act.recipient = entity_ref(item, "recipient");
        each_text(item, "co_actors",
                  [&](std::string_view id) { act.co_actors.push_back(entity_ref(std::string(id))); });
        act.what = maybe_span(at.report, item, "what");
        act.condition = maybe_span(at.report, item, "condition");
        act.status = enumerator<ActStatus>(text_of(item, "status"), 6, "status of an act");
        act.negated = flag(item, "negated", false);
        if (const auto quote = maybe_text(item, "quotation"))
            act.quotation = static_cast<std::int32_t>(item_ref(*quote).index);
        out_.acts.push_back(std::move(act));
    }

    void passage(json::object item) {
        const auto side = [&](std::string_view key) {
            const auto found = field(item, key);
            json::object inner;
            if (!found || found->get(inner) != simdjson::SUCCESS) throw Broken("a passage lacks a side");
            return place(inner);
        };
        out_.passages.push_back(
            {side("a"), side("b"), enumerator<PassageKind>(text_of(item, "kind"), 4, "kind of passage"),
             enumerator<Direction>(text_of(item, "direction"), 4, "direction"), text_of(item, "why")});
        if (const auto third = maybe_text(item, "third")) out_.passages.back().third = report_index(*third);
    }

    std::vector<ReportIndex> report_list(json::object item) const {
        std::vector<ReportIndex> reports;
        each_text(item, "reports", [&](std::string_view id) { reports.push_back(report_index(id)); });
        return reports;
    }

    void origin(json::object item) {
        out_.origins.push_back({report_list(item), maybe_text(item, "agency"), evidence(item, "basis")});
    }

    void story(json::object item) {
        Story story{text_of(item, "title"), report_list(item), range_of(item), {}};
        each_text(item, "places",
                  [&](std::string_view id) { story.places.push_back(entity_ref(std::string(id))); });
        out_.stories.push_back(std::move(story));
    }

    ItemRef item_ref(const std::string& id) const {
        const auto found = items_.find(id);
        if (found == items_.end())
            throw Broken("no figure, act or quotation '" + text::printable(id.substr(0, 60)) + "'");
        return found->second;
    }

    void relation(json::object item) {
        Relation relation;
        relation.kind = enumerator<RelationKind>(text_of(item, "kind"), 8, "kind of relation");
        relation.subject = text_of(item, "subject");
        each_text(item, "items",
                  [&](std::string_view id) { relation.items.push_back(item_ref(std::string(id))); });
        relation.reason = text_of(item, "reason");
        const auto found = field(item, "origins");
        json::object inner;
        if (found && found->get(inner) == simdjson::SUCCESS) {
            relation.origins = {static_cast<std::uint32_t>(maybe_number(inner, "min").value_or(1.0)),
                                static_cast<std::uint32_t>(maybe_number(inner, "max").value_or(1.0)),
                                text_of(inner, "reason")};
        }
        out_.relations.push_back(std::move(relation));
    }

    void process(json::object item) {
        Case one{text_of(item, "template"),
                 text_of(item, "subject"),
                 enumerator<Stage>(text_of(item, "stage"), 11, "stage"),
                 text_of(item, "state"),
                 {},
                 {}};
        each(item, "steps", [&](json::object step) {
            one.steps.push_back(
                {text_of(step, "state"), place(step), entity_ref(step, "by"), range_in(step, "at")});
        });
        each_text(item, "missing", [&](std::string_view text) { one.missing.emplace_back(text); });
        out_.cases.push_back(std::move(one));
    }

    json::object root_;
    Dossier out_;
    std::vector<bool> whole_;         ///< whether a report's text is recorded
    std::vector<std::string> words_;  ///< else what is known of it
    std::uint64_t recorded_bytes_ = 0;
    std::map<std::string, ReportIndex> reports_;
    std::map<std::string, EntityRef> entities_;
    std::map<std::string, ItemRef> items_;
};

}  // namespace

Result<Dossier> read_dossier(std::string_view file_name, std::string_view text) {
    const auto broken = [&](std::string what) {
        return tl::unexpected(Error{std::string(file_name), std::nullopt, std::move(what),
                                    "write it again with 'sitrep brief … --json FILE'"});
    };
    json::parser parser;
    json::element root;
    if (const auto error = parser.parse(simdjson::padded_string(text)).get(root)) {
        return broken(std::string("is not JSON: ") + simdjson::error_message(error));
    }
    if (const auto fault = no_dossier(root)) return broken(*fault);
    try {
        return DossierBuilder(root).build();
    } catch (const Broken& what) {
        auto error = broken(what.what());
        error.value().mend = "run 'sitrep verify " + std::string(file_name) + "'; it says what does not hold";
        return error;
    } catch (const simdjson::simdjson_error& error) {
        return broken(std::string("is not JSON: ") + error.what());
    }
}

}  // namespace sitrep::store
