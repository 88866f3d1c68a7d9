#include "eval/places.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>
#include <pugixml.hpp>

#include "annotate/names_places.hpp"
#include "eval/input.hpp"
#include "resources.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

struct Toponym {
    TextRange range;
    double latitude = 0, longitude = 0;
    double allowed = 161;  ///< kilometres
};

struct Article {
    std::string id, text;
    std::vector<Toponym> toponyms;
};

/// Byte offsets of every code point of a text, its end included.
std::vector<std::uint32_t> code_points(std::string_view text) {
    std::vector<std::uint32_t> offsets;
    for (std::uint32_t at = 0; at < text.size(); at += text::decode(text, at).size) offsets.push_back(at);
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    return offsets;
}

double kilometres(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
    constexpr double kRadians = std::numbers::pi / 180;
    const double half_lat = (latitude_b - latitude_a) * kRadians / 2,
                 half_lon = (longitude_b - longitude_a) * kRadians / 2;
    const double h = std::sin(half_lat) * std::sin(half_lat) + std::cos(latitude_a * kRadians) *
                                                                   std::cos(latitude_b * kRadians) *
                                                                   std::sin(half_lon) * std::sin(half_lon);
    return 12742 * std::asin(std::min(1.0, std::sqrt(h)));
}

std::optional<Article> read_article(const pugi::xml_node& node) {
    Article article;
    article.id = node.attribute("docid").as_string();
    article.text = node.child("text").text().as_string();
    if (text::first_invalid_utf8(article.text)) return std::nullopt;
    const std::vector<std::uint32_t> at = code_points(article.text);
    for (const pugi::xml_node& toponym : node.child("toponyms").children("toponym")) {
        const pugi::xml_node tag = toponym.child("gaztag");
        const auto begin = toponym.child("start").text().as_uint(),
                   end = toponym.child("end").text().as_uint();
        if (!tag || begin >= end || end >= at.size()) continue;
        const std::string_view code = tag.child("fcode").text().as_string();
        const double allowed = code.starts_with("PCL") ? 900 : code == "ADM1" ? 400 : 161;
        article.toponyms.push_back({{at[begin], at[end]},
                                    tag.child("lat").text().as_double(),
                                    tag.child("lon").text().as_double(),
                                    allowed});
    }
    return article;
}

bool right(const Toponym& toponym, const std::optional<MapPoint>& point) {
    return point && kilometres(toponym.latitude, toponym.longitude, point->latitude, point->longitude) <=
                        toponym.allowed;
}

AnnotatedReport one_block(const std::string& words) {
    AnnotatedReport annotated;
    annotated.report.document.bytes = std::make_shared<const std::string>(words);
    annotated.report.text = CleanText::identity(annotated.report.document.bytes);
    const TextRange all{0, static_cast<std::uint32_t>(words.size())};
    if (!all.empty())
        annotated.report.blocks.push_back({all, annotated.report.text.source(all), BlockKind::body});
    annotated.tokens = tokenize(annotated.report.text, annotated.report.blocks);
    return annotated;
}

/// Points of the toponyms when their words are given: only where they lie is asked.
std::vector<std::optional<MapPoint>> resolve_given(const annotate::NameResources& names,
                                                   const AnnotatedReport& report, const Article& article) {
    using namespace annotate;
    const WordText text = cut_words(report.report.text.text(), report.tokens, names.lexicon.get());
    std::vector<NameSpan> spans;
    std::vector<std::int32_t> span_of(article.toponyms.size(), -1);
    for (std::size_t t = 0; t < article.toponyms.size(); ++t) {
        NameSpan span;
        span.type = EntityType::geopolitical;
        for (std::uint32_t i = 0; i < text.words.size(); ++i) {
            if (!text.words[i].range.overlaps(article.toponyms[t].range)) continue;
            if (span.last == 0) span.first = i;
            span.last = i + 1;
        }
        if (span.last == 0 || (!spans.empty() && spans.back().last > span.first)) continue;
        const KnownMatch known = names.lexicon->match(text.words, span.first, span.last, false);
        if (known.last == span.last) span.thing = known.thing;
        span_of[t] = static_cast<std::int32_t>(spans.size());
        spans.push_back(span);
    }
    std::vector<Draft> drafts = join_names(text, spans, *names.lexicon);
    resolve_places(text, *names.lexicon, *names.places, drafts);
    std::vector<std::optional<MapPoint>> points(article.toponyms.size());
    for (std::size_t t = 0; t < points.size(); ++t) {
        if (span_of[t] < 0) continue;
        for (const Draft& draft : drafts) {
            for (const Draft::Said& said : draft.mentions) {
                if (said.first != spans[static_cast<std::size_t>(span_of[t])].first) continue;
                points[t] = draft.place;
                if (points[t] || draft.thing < 0) continue;
                const auto& things = names.lexicon->things();
                const KnownThing& thing = things[static_cast<std::size_t>(draft.thing)];
                points[t] = thing.place;
                // The set marks "Libyan" as a place too: its country's.
                if (thing.kind == KnownKind::demonym)
                    points[t] = things[static_cast<std::size_t>(thing.of)].place;
            }
        }
    }
    return points;
}

}  // namespace

Result<std::vector<Row>> eval_places(const Engine& engine, const std::string& path, bool errors) {
    const auto content = read_file(path);
    if (!content) return tl::unexpected(content.error());
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(content->data(), content->size());
    if (!parsed)
        return tl::unexpected(
            Error{path, static_cast<std::uint64_t>(parsed.offset), parsed.description(), "name an LGL file"});
    const annotate::NameResources& names = engine.resources().parts().names;
    std::vector<Counts> given, found;
    for (const pugi::xml_node& node : document.child("articles").children("article")) {
        const auto article = read_article(node);
        if (!article) continue;
        AnnotatedReport report = one_block(article->text);
        const auto points = resolve_given(names, report, *article);
        const std::vector<Entity> entities = annotate::find_names(report.report, report.tokens, names);
        Counts with, alone;
        for (std::size_t t = 0; t < article->toponyms.size(); ++t) {
            const Toponym& toponym = article->toponyms[t];
            std::optional<MapPoint> point;
            for (const Entity& entity : entities) {
                for (const Mention& mention : entity.mentions) {
                    if (mention.form == MentionForm::name && mention.span.begin == toponym.range.begin &&
                        mention.span.end == toponym.range.end)
                        point = entity.place;
                }
            }
            const auto count = [&](Counts& counts, const std::optional<MapPoint>& guess) {
                const bool good = right(toponym, guess);
                if (errors && !good && &counts == &with) {
                    std::printf("%s: %s %s\n", article->id.c_str(), guess ? "wrong" : "not placed",
                                article->text.substr(toponym.range.begin, toponym.range.size()).c_str());
                }
                counts.true_positive += good;
                counts.false_positive += guess && !good;
                counts.false_negative += !good;
            };
            count(with, points[t]);
            count(alone, point);
        }
        given.push_back(with);
        found.push_back(alone);
    }
    const auto row = [&](const char* measure, const std::vector<Counts>& counts) {
        Row result = f1_row(set_name(path), measure, counts);
        result.value = result.recall.value_or(0);
        result.interval = bootstrap(counts, recall);
        return result;
    };
    return std::vector<Row>{row("places, words given: right of all", given),
                            row("places, found and right of all", found)};
}

}  // namespace sitrep::eval
