#include "annotate/names.hpp"

#include <algorithm>

#include "annotate/names_join.hpp"
#include "annotate/names_lexicon.hpp"
#include "annotate/names_metonyms.hpp"
#include "annotate/names_places.hpp"
#include "annotate/names_roles.hpp"
#include "annotate/names_tagger.hpp"
#include "annotate/word_clusters.hpp"

namespace sitrep::annotate {
namespace {

/// Turns drafts into public entities: source spans, fullest name, aliases in order of first appearance.
class Publisher {
  public:
    Publisher(const Report& report, const WordText& text, const NameLexicon& lexicon)
        : report_(report), text_(text), lexicon_(lexicon) {}

    Entity publish(Draft& draft, EntityRef index) const {
        Entity entity;
        entity.type = draft.type;
        entity.named = draft.named;
        entity.roles = std::move(draft.roles);
        std::sort(draft.mentions.begin(), draft.mentions.end(),
                  [](const Draft::Said& a, const Draft::Said& b) { return a.first < b.first; });
        std::vector<std::string> names;
        std::vector<std::string> seconds;
        for (const Draft::Said& said : draft.mentions) {
            const TextRange range{text_.words[said.first].range.begin, text_.words[said.last - 1].range.end};
            entity.mentions.push_back({0, report_.text.source(range), said.form, index});
            if (said.form != MentionForm::name && draft.named) continue;
            std::string words(report_.text.words(range));
            if (said.second) seconds.push_back(words);
            if (std::find(names.begin(), names.end(), words) == names.end())
                names.push_back(std::move(words));
        }
        const KnownThing* thing =
            draft.thing >= 0 ? &lexicon_.things()[static_cast<std::size_t>(draft.thing)] : nullptr;
        entity.name = thing != nullptr ? thing->name : fullest(names, seconds);
        entity.stands_for = std::move(draft.stands_for);
        entity.place = draft.place;
        if (thing != nullptr && !entity.place) entity.place = thing->place;
        std::copy_if(names.begin(), names.end(), std::back_inserter(entity.aliases),
                     [&](const std::string& n) { return n != entity.name; });
        for (Draft::Why& why : draft.evidence) {
            MergeEvidence evidence{std::move(why.rule), {}};
            for (const TextRange& range : why.ranges)
                evidence.places.push_back({0, report_.text.source(range)});
            entity.evidence.push_back(std::move(evidence));
        }
        return entity;
    }

  private:
    /// The longest name that is no second one; one that is not all capitals before one that is and has no
    /// more words.
    static std::string fullest(const std::vector<std::string>& names,
                               const std::vector<std::string>& seconds) {
        const auto words = [](const std::string& n) { return std::count(n.begin(), n.end(), ' '); };
        const auto shouting = [](const std::string& n) {
            return n.size() > 6 &&
                   std::none_of(n.begin(), n.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        };
        const std::string* best = nullptr;
        for (const std::string& name : names) {
            if (std::find(seconds.begin(), seconds.end(), name) != seconds.end() &&
                names.size() > seconds.size())
                continue;
            if (best == nullptr) {
                best = &name;
                continue;
            }
            const bool quieter = shouting(*best) && !shouting(name) && words(name) >= words(*best);
            const bool louder = !shouting(*best) && shouting(name) && words(name) <= words(*best);
            const bool better = quieter || (!louder && name.size() > best->size());
            if (better) best = &name;
        }
        return best == nullptr ? std::string() : *best;
    }

    const Report& report_;
    const WordText& text_;
    const NameLexicon& lexicon_;
};

}  // namespace

Result<NameResources> load_name_resources(const std::filesystem::path& data) {
    auto lexicon = NameLexicon::load(data / "lexicon" / "names");
    if (!lexicon) return tl::unexpected(lexicon.error());
    auto tagger = NameTagger::load(data / "models" / "names.bin");
    if (!tagger) return tl::unexpected(tagger.error());
    auto places = PlaceMap::load(data);
    if (!places) return tl::unexpected(places.error());
    auto clusters = WordClusters::load(data / "models" / "word_clusters.bin");
    if (!clusters) return tl::unexpected(clusters.error());
    return NameResources{std::make_shared<const NameLexicon>(std::move(*lexicon)),
                         std::make_shared<const NameTagger>(std::move(*tagger)),
                         std::make_shared<const PlaceMap>(std::move(*places)),
                         std::make_shared<const WordClusters>(std::move(*clusters))};
}

std::vector<Entity> find_names(const Report& report, const TokenizedText& tokens,
                               const NameResources& resources) {
    if (!resources.lexicon || !resources.tagger) return {};
    const WordText text = cut_words(report.text.text(), tokens, resources.lexicon.get());
    const std::vector<NameSpan> spans = find_spans(report, text, resources);
    std::vector<Draft> drafts = join_names(text, spans, *resources.lexicon);
    find_roles(text, spans, *resources.lexicon, drafts);
    if (resources.places) resolve_places(text, *resources.lexicon, *resources.places, drafts);
    find_metonyms(text, *resources.lexicon, drafts);
    const Publisher publisher(report, text, *resources.lexicon);
    std::vector<Entity> entities;
    entities.reserve(drafts.size());
    for (Draft& draft : drafts)
        entities.push_back(publisher.publish(draft, static_cast<EntityRef>(entities.size())));
    return entities;
}

}  // namespace sitrep::annotate
