#include "brief/compose.hpp"

namespace sitrep::brief {

std::vector<TimelineEntry> compose_timeline(const Dossier&) { return {}; }

std::vector<BriefSentence> compose(const Dossier&) { return {}; }

}  // namespace sitrep::brief
