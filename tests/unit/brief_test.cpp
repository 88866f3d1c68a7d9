#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "brief/compose.hpp"
#include "brief/html.hpp"
#include "brief/markdown.hpp"
#include "support/gold_dossier.hpp"

namespace sitrep {
namespace {

/// Writes page and brief of a folder of hand-made dossiers, to be looked at:
/// SITREP_LOOK=gold-folder:texts-folder:prefix.
TEST(BriefLook, WritesPagesToLookAt) {
    const char* look = std::getenv("SITREP_LOOK");
    if (look == nullptr) GTEST_SKIP() << "SITREP_LOOK is not set";
    const std::string value(look);
    const auto first = value.find(':');
    const auto second = value.rfind(':');
    auto dossier = test::gold_dossier(value.substr(0, first), value.substr(first + 1, second - first - 1));
    ASSERT_TRUE(dossier);
    dossier->timeline = brief::compose_timeline(*dossier);
    dossier->brief = brief::compose(*dossier);
    const brief::RenderOptions options{"0.1.0", "sitrep brief examples/flood-dam", 0, {}};
    std::ofstream(value.substr(second + 1) + ".md") << brief::render_markdown(*dossier, options);
    std::ofstream(value.substr(second + 1) + ".html") << brief::render_html(*dossier, options);
}

}  // namespace
}  // namespace sitrep
