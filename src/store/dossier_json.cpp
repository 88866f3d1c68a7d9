#include "store/dossier_json.hpp"

#include "store/json_writer.hpp"
#include "store/report_names.hpp"
#include "store/report_text.hpp"

namespace sitrep::store {
namespace {

/// Writes one dossier; the lists of the contract in its order.
class DossierWriter {
  public:
    explicit DossierWriter(const Dossier& dossier) : dossier_(dossier), names_(report_names(dossier)) {}

    std::string write() {
        out_.begin_object().field("schema", "sitrep/dossier/1");
        list("left_out", dossier_.left_out, [this](const LeftOut& item, std::size_t) {
            out_.field("path", item.path).field("reason", item.reason);
        });
        list("reports", dossier_.reports,
             [this](const AnnotatedReport& item, std::size_t i) { report(item.report, i); });
        list("order", dossier_.order, [this](const WrittenBefore& item, std::size_t) {
            out_.field("earlier", names_[item.earlier]).field("later", names_[item.later]);
            evidence("basis", item.basis);
        });
        list("entities", dossier_.entities, [this](const Entity& item, std::size_t i) { entity(item, i); });
        list("times", dossier_.times, [this](const TimeExpression& item, std::size_t) { time(item); });
        list("figures", dossier_.figures, [this](const Figure& item, std::size_t i) { figure(item, i); });
        list("quotes", dossier_.quotes, [this](const Quotation& item, std::size_t i) { quote(item, i); });
        list("acts", dossier_.acts, [this](const Act& item, std::size_t i) { act(item, i); });
        list("passages", dossier_.passages, [this](const Passage& item, std::size_t i) { passage(item, i); });
        list("origins", dossier_.origins, [this](const Origin& item, std::size_t i) { origin(item, i); });
        list("stories", dossier_.stories, [this](const Story& item, std::size_t i) { story(item, i); });
        list("relations", dossier_.relations,
             [this](const Relation& item, std::size_t i) { relation(item, i); });
        list("timeline", dossier_.timeline, [this](const TimelineEntry& item, std::size_t) {
            range(item.dates);
            out_.field("text", item.text);
            citations(item.citations);
        });
        list("cases", dossier_.cases, [this](const Case& item, std::size_t) { process(item); });
        list("brief", dossier_.brief, [this](const BriefSentence& item, std::size_t) {
            out_.field("section", item.section).field("text", item.text);
            citations(item.citations);
        });
        out_.end_object();
        return std::string(out_.text()) + "\n";
    }

  private:
    template <typename List, typename Body>
    void list(std::string_view name, const List& items, Body body) {
        out_.key(name).begin_array();
        for (std::size_t i = 0; i < items.size(); ++i) {
            out_.begin_object();
            body(items[i], i);
            out_.end_object();
        }
        out_.end_array();
    }

    [[nodiscard]] std::string_view words(Place at) const {
        return dossier_.reports[at.report].report.words(at.span);
    }

    static std::optional<std::string> id_or_none(EntityRef ref) {
        return ref < 0 ? std::nullopt : std::optional(entity_id(ref));
    }

    static std::string figure_id(std::size_t i) {
        return item_id({ItemRef::List::figures, static_cast<std::uint32_t>(i)});
    }
    static std::string quote_id(std::size_t i) {
        return item_id({ItemRef::List::quotes, static_cast<std::uint32_t>(i)});
    }

    void range(const DateRange& dates) {
        out_.field("earliest", dates.earliest).field("latest", dates.latest);
    }

    /// report, span and the words there.
    void place(Place at) {
        out_.field("report", names_[at.report]).field("span", at.span).field("text", words(at));
    }

    void citations(const std::vector<Place>& places) {
        list("citations", places, [this](Place at, std::size_t) { place(at); });
    }

    void evidence(std::string_view key, const std::vector<Evidence>& basis) {
        list(key, basis, [this](const Evidence& item, std::size_t) {
            place(item.place);
            out_.field("why", item.why);
        });
    }

    void strings(std::string_view key, const std::vector<std::string>& items) {
        out_.key(key).begin_array();
        for (const std::string& item : items) out_.value(item);
        out_.end_array();
    }

    void references(std::string_view key, const std::vector<EntityRef>& items) {
        out_.key(key).begin_array();
        for (const EntityRef item : items) out_.value(entity_id(item));
        out_.end_array();
    }

    void optional_span(const std::string& key, ReportIndex report, const std::optional<Span>& span) {
        out_.field(key, span).key(key + "_text");
        if (span) {
            out_.value(words({report, *span}));
        } else {
            out_.null();
        }
    }

    void labelled(std::string_view key, const std::optional<LabelledText>& label) {
        out_.key(key);
        if (!label) {
            out_.null();
            return;
        }
        out_.begin_object().field("text", label->text).field("span", label->span).end_object();
    }

    void report(const Report& item, std::size_t i) {
        const Document& document = item.document;
        out_.field("id", names_[i]).field("path", document.path).field("member", document.member);
        out_.field("decoded", document.decoded).field("sha256", document.sha256);
        out_.field("container_sha256", document.container_sha256);
        labelled("title", item.title);
        labelled("outlet", item.outlet);
        list("agencies", item.agencies, [&](const AgencyCredit& credit, std::size_t) {
            out_.field("name", credit.name).field("span", credit.span).field("text", item.words(credit.span));
        });
        published(i < dossier_.published.size() ? dossier_.published[i] : Published{});
        out_.text_field("language", item.language);
        std::vector<Block> furniture;
        for (const Block& block : item.blocks) {
            if (is_furniture(block.kind)) furniture.push_back(block);
        }
        list("furniture", furniture, [&](const Block& block, std::size_t) {
            out_.field("span", block.span)
                .field("kind", sitrep::name(block.kind))
                .field("text", item.words(block.span));
        });
        write_blocks(out_, item);
        list("claims", item.claims, [&](const Claim& claim, std::size_t) {
            out_.field("kind", sitrep::name(claim.kind))
                .field("value", claim.value)
                .field("provenance", claim.provenance);
            out_.field("confidence", claim.confidence).field("span", claim.span);
        });
        strings("notices", item.notices);
    }

    void published(const Published& item) {
        out_.key("published").begin_object();
        range(item.range);
        out_.field("best", item.best).key("confidence");
        if (item.best) {
            out_.value(item.confidence);
        } else {
            out_.null();
        }
        evidence("basis", item.basis);
        out_.end_object();
    }

    void entity(const Entity& item, std::size_t i) {
        out_.field("id", entity_id(static_cast<EntityRef>(i))).field("name", item.name);
        out_.field("type", sitrep::name(item.type)).field("named", item.named);
        strings("aliases", item.aliases);
        strings("roles", item.roles);
        list("mentions", item.mentions, [this](const Mention& mention, std::size_t) {
            place({mention.report, mention.span});
            out_.field("form", mention.form == MentionForm::name ? "name" : "role");
        });
        map_point(item.place);
        list("evidence", item.evidence, [this](const MergeEvidence& merge, std::size_t) {
            out_.field("rule", merge.rule);
            list("places", merge.places, [this](Place at, std::size_t) { place(at); });
        });
        references("possibly_same", item.possibly_same);
        references("stands_for", item.stands_for);
    }

    void map_point(const std::optional<MapPoint>& point) {
        out_.key("place");
        if (!point) {
            out_.null();
            return;
        }
        out_.begin_object().field("latitude", point->latitude).field("longitude", point->longitude);
        out_.text_field("country", point->country).key("geonames_id");
        if (point->geonames_id != 0) {
            out_.value(point->geonames_id);
        } else {
            out_.null();
        }
        out_.field("confidence", point->confidence).text_field("runner_up", point->runner_up).end_object();
    }

    void time(const TimeExpression& item) {
        place({item.report, item.span});
        out_.field("type", sitrep::name(item.type)).field("value", item.value);
        range(item.bounds);
        out_.text_field("modifier", item.modifier).text_field("basis", item.basis);
    }

    void source(std::string_view key, ReportIndex report, const Source& item) {
        out_.key(key).begin_object().field("entity", id_or_none(item.entity));
        optional_span("span", report, item.span);
        out_.field("class", sitrep::name(item.source_class)).end_object();
    }

    void figure(const Figure& item, std::size_t i) {
        out_.field("id", figure_id(i));
        place({item.report, item.span});
        out_.field("value", item.value).field("low", item.low).field("high", item.high);
        out_.field("approximator", sitrep::name(item.approximator)).text_field("unit", item.unit);
        out_.text_field("counted", item.counted).field("counted_span", item.counted_span);
        out_.field("of", id_or_none(item.of)).field("place", id_or_none(item.place));
        source("holder", item.report, item.holder);
        out_.key("as_of").begin_object();
        range(item.as_of);
        out_.end_object().field("role", sitrep::name(item.role)).key("part_of");
        if (item.part_of >= 0) {
            out_.value(figure_id(static_cast<std::size_t>(item.part_of)));
        } else {
            out_.null();
        }
        out_.text_field("status", item.status).field("hypothetical", item.hypothetical);
    }

    void quote(const Quotation& item, std::size_t i) {
        out_.field("id", quote_id(i));
        place({item.report, item.span});
        out_.field("kind", sitrep::name(item.kind));
        source("speaker", item.report, item.speaker);
        out_.text_field("cue", item.cue).field("cue_span", item.cue_span);
        out_.field("addressee", id_or_none(item.addressee));
        optional_span("addressee_span", item.report, item.addressee_span);
        const TimeExpression* when =
            item.when < 0 ? nullptr : &dossier_.times[static_cast<std::size_t>(item.when)];
        out_.field("when", when == nullptr ? std::nullopt : when->value);
        optional_span("when_span", item.report, when == nullptr ? std::nullopt : std::optional(when->span));
        out_.field("where", id_or_none(item.where_entity));
        optional_span("where_span", item.report, item.where);
        out_.text_field("why", item.why);
    }

    void act(const Act& item, std::size_t i) {
        out_.field("id", item_id({ItemRef::List::acts, static_cast<std::uint32_t>(i)}));
        place({item.report, item.span});
        out_.field("act", sitrep::name(item.act)).field("actor", id_or_none(item.actor));
        out_.field("recipient", id_or_none(item.recipient));
        references("co_actors", item.co_actors);
        optional_span("what", item.report, item.what);
        optional_span("condition", item.report, item.condition);
        out_.key("condition_parts").begin_array();
        for (const Span part : item.condition_parts) out_.value(part);
        out_.end_array()
            .field("status", sitrep::name(item.status))
            .field("negated", item.negated)
            .key("quotation");
        if (item.quotation >= 0) {
            out_.value(quote_id(static_cast<std::size_t>(item.quotation)));
        } else {
            out_.null();
        }
    }

    void passage(const Passage& item, std::size_t i) {
        out_.field("id", "p" + std::to_string(i + 1));
        out_.key("a").begin_object();
        place(item.a);
        out_.end_object().key("b").begin_object();
        place(item.b);
        out_.end_object()
            .field("kind", sitrep::name(item.kind))
            .field("direction", sitrep::name(item.direction));
        out_.text_field("why", item.why);
        out_.key("third");
        if (item.third) {
            out_.value(names_[*item.third]);
        } else {
            out_.null();
        }
    }

    void reports(const std::vector<ReportIndex>& items) {
        out_.key("reports").begin_array();
        for (const ReportIndex item : items) out_.value(names_[item]);
        out_.end_array();
    }

    void origin(const Origin& item, std::size_t i) {
        out_.field("id", "o" + std::to_string(i + 1));
        reports(item.reports);
        out_.field("agency", item.agency);
        evidence("basis", item.basis);
    }

    void story(const Story& item, std::size_t i) {
        out_.field("id", "s" + std::to_string(i + 1)).field("title", item.title);
        reports(item.reports);
        range(item.dates);
        references("places", item.places);
    }

    void relation(const Relation& item, std::size_t i) {
        out_.field("id", "rel" + std::to_string(i + 1))
            .field("kind", sitrep::name(item.kind))
            .field("subject", item.subject);
        out_.key("items").begin_array();
        for (const ItemRef ref : item.items) out_.value(item_id(ref));
        out_.end_array().field("reason", item.reason);
        out_.key("origins").begin_object().field("min", item.origins.min).field("max", item.origins.max);
        out_.text_field("reason", item.origins.reason).end_object();
    }

    void process(const Case& item) {
        out_.field("template", item.case_template).field("subject", item.subject);
        out_.field("stage", sitrep::name(item.stage)).field("state", item.state);
        list("steps", item.steps, [this](const CaseStep& step, std::size_t) {
            out_.field("state", step.state);
            place(step.place);
            out_.field("by", id_or_none(step.by)).key("at").begin_object();
            range(step.at);
            out_.end_object();
        });
        strings("missing", item.missing);
    }

    const Dossier& dossier_;
    std::vector<std::string> names_;
    JsonWriter out_;
};

}  // namespace

std::string entity_id(EntityRef entity) { return "e" + std::to_string(entity + 1); }

std::string item_id(ItemRef item) {
    constexpr std::string_view kLetters = "faq";
    return kLetters[static_cast<std::size_t>(item.list)] + std::to_string(item.index + 1);
}

std::string to_json(const Dossier& dossier) { return DossierWriter(dossier).write(); }

}  // namespace sitrep::store
