// Reads one text through the public headers only and prints how many reports and blocks came of it.
#include <sitrep/engine.hpp>

#include <cstdio>

int main() {
    const auto resources = sitrep::Resources::load();
    if (!resources) {
        std::fprintf(stderr, "%s\n", resources.error().line().c_str());
        return 2;
    }
    const sitrep::Engine engine(*resources);
    sitrep::Document document;
    document.path = "a.txt";
    document.bytes = std::make_shared<const std::string>(
        "Floods reached the town on Monday.\nAt least 12 people died, the mayor said.");
    const sitrep::Dossier dossier = engine.account({engine.annotate(engine.extract(document))}, {});
    std::printf("%zu report, %zu blocks, sitrep %s\n", dossier.reports.size(),
                dossier.reports[0].report.blocks.size(), std::string(sitrep::version()).c_str());
    return dossier.reports.size() == 1 ? 0 : 1;
}
