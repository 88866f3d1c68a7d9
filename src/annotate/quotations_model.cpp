#include "annotate/quotations_model.hpp"

#include "annotate/quotations.hpp"
#include "annotate/quotations_tagger.hpp"

namespace sitrep::annotate {

Result<AttributionModel> load_attribution_lexicons(const std::filesystem::path& data) {
    AttributionModel model;
    auto cues = CueLexicon::load(data / "lexicon" / "quotes");
    if (!cues) return tl::unexpected(cues.error());
    auto nouns = SourceNouns::load(data / "lexicon" / "quotes" / "source_nouns.tsv");
    if (!nouns) return tl::unexpected(nouns.error());
    auto classes = load_weights(data / "models" / "word_classes.weights", kClassFeatureSet);
    if (!classes) return tl::unexpected(classes.error());
    if (classes->labels.size() != kWordClasses) {
        return tl::unexpected(Error{(data / "models" / "word_classes.weights").string(), std::nullopt,
                                    "has not the classes this program knows", "train it again"});
    }
    auto clusters = WordClusters::load(data / "models" / "word_clusters.bin");
    if (!clusters) return tl::unexpected(clusters.error());
    model.cues = std::move(*cues);
    model.clusters = std::move(*clusters);
    model.nouns = std::move(*nouns);
    model.word_classes = std::move(*classes);
    return model;
}

Result<std::shared_ptr<const AttributionModel>> load_attribution_model(const std::filesystem::path& data) {
    auto model = load_attribution_lexicons(data);
    if (!model) return tl::unexpected(model.error());
    auto weights = load_weights(data / "models" / "attribution.weights", kPartFeatureSet);
    if (!weights) return tl::unexpected(weights.error());
    if (weights->labels.size() != kPartLabels) {
        return tl::unexpected(Error{(data / "models" / "attribution.weights").string(), std::nullopt,
                                    "has not the labels this program knows", "train it again"});
    }
    model->attribution = std::move(*weights);
    return std::make_shared<const AttributionModel>(std::move(*model));
}

Result<QuotationResources> load_quotation_resources(const std::filesystem::path& data) {
    auto model = load_attribution_model(data);
    if (!model) return tl::unexpected(model.error());
    return QuotationResources{std::move(*model)};
}

}  // namespace sitrep::annotate
