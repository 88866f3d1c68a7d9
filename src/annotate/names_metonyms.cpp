#include "annotate/names_metonyms.hpp"

#include <map>

namespace sitrep::annotate {

void find_metonyms(const WordText& text, const NameLexicon& lexicon, std::vector<Draft>& drafts) {
    const auto thing_of = [&](const Draft& draft) -> const KnownThing* {
        return draft.thing < 0 ? nullptr : &lexicon.things()[static_cast<std::size_t>(draft.thing)];
    };
    std::map<std::int32_t, EntityRef> countries;
    for (std::size_t d = 0; d < drafts.size(); ++d) {
        const KnownThing* thing = thing_of(drafts[d]);
        if (thing != nullptr && thing->kind == KnownKind::country)
            countries.emplace(drafts[d].thing, static_cast<EntityRef>(d));
    }
    for (Draft& draft : drafts) {
        const KnownThing* thing = thing_of(draft);
        const bool capital = thing != nullptr && thing->kind == KnownKind::capital;
        if (thing == nullptr || thing->of < 0 || (!capital && thing->kind != KnownKind::metonym)) continue;
        const auto country = countries.find(thing->of);
        if (country == countries.end()) continue;
        for (const Draft::Said& said : draft.mentions) {
            if (said.form != MentionForm::name) continue;
            const bool acts = said.last < text.words.size() && lexicon.is_act(text.words[said.last]);
            if (capital && !acts) continue;
            const std::uint32_t last = capital ? said.last + 1 : said.last;
            draft.stands_for = {country->second};
            draft.evidence.push_back(
                {capital ? "capital that acts stands for its government"
                         : "building stands for its government",
                 {{text.words[said.first].range.begin, text.words[last - 1].range.end}}});
            break;
        }
    }
}

}  // namespace sitrep::annotate
