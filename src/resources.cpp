#include "resources.hpp"

#include <cstdlib>

#include "annotate/names_listed.hpp"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

Result<fs::path> data_folder(const std::optional<fs::path>& given) {
    if (given) return *given;
    if (const char* variable = std::getenv("SITREP_DATA"); variable != nullptr && *variable != '\0')
        return fs::path(variable);
    std::error_code error;
    for (const char* candidate : {SITREP_INSTALLED_DATA, SITREP_SOURCE_DATA}) {
        if (fs::is_directory(fs::path(candidate) / "lexicon", error)) return fs::path(candidate);
    }
    return tl::unexpected(Error{SITREP_INSTALLED_DATA, std::nullopt, "holds no lexicon folder",
                                "set SITREP_DATA to the folder that holds lexicon/ and models/"});
}

/// Puts a room's resources in place; the first error is kept.
template <typename Part, typename Loader>
void load_part(std::optional<Error>& error, Part& part, Loader loader, const fs::path& folder) {
    if (error) return;
    auto loaded = loader(folder);
    if (loaded) {
        part = std::move(*loaded);
    } else {
        error = loaded.error();
    }
}

}  // namespace

Result<Resources> Resources::load(const std::optional<fs::path>& folder) {
    const auto data = data_folder(folder);
    if (!data) return tl::unexpected(data.error());
    auto parts = std::make_shared<ResourceParts>();
    parts->folder = *data;
    std::optional<Error> error;
    load_part(error, parts->extract, extract::load_resources, *data);
    load_part(error, parts->names, annotate::load_name_resources, *data);
    load_part(error, parts->grammars, annotate::load_grammars, *data);
    load_part(error, parts->order, resolve::load_order_words, *data);
    load_part(error, parts->quotations, annotate::load_quotation_resources, *data);
    const auto load_acts = [&](const fs::path& from) {
        return annotate::load_act_resources(from, parts->quotations.model);
    };
    load_part(error, parts->acts, load_acts, *data);
    load_part(error, parts->lineage, lineage::load_resources, *data);
    load_part(error, parts->ledger, ledger::load_resources, *data);
    load_part(error, parts->cases, cases::load_resources, *data);
    load_part(error, parts->brief, brief::load_words, *data);
    if (error) return tl::unexpected(*error);
    Resources resources;
    resources.parts_ = std::move(parts);
    return resources;
}

Result<brief::BriefWords> load_brief_words() {
    const auto data = data_folder(std::nullopt);
    return data ? brief::load_words(*data) : tl::unexpected(data.error());
}

Result<Resources> load_with_gazetteer(const fs::path& gazetteer) {
    auto resources = Resources::load();
    if (!resources) return resources;
    auto lexicon = annotate::with_listed_names(*resources->parts().names.lexicon, gazetteer);
    if (!lexicon) return tl::unexpected(lexicon.error());
    // Nobody else holds these parts yet: they were made, not const, a line above.
    auto& parts = const_cast<ResourceParts&>(resources->parts());
    parts.names.lexicon = std::make_shared<const annotate::NameLexicon>(std::move(*lexicon));
    return resources;
}

}  // namespace sitrep
