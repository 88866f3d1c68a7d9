#include "annotate/figures.hpp"

namespace sitrep::annotate {

Result<FigureResources> load_figure_resources(const std::filesystem::path&) { return FigureResources{}; }

std::vector<Figure> find_figures(const Report&, const TokenizedText&, const Annotations&, const FigureResources&) { return {}; }

}  // namespace sitrep::annotate
