#include "cases/cases.hpp"

namespace sitrep::cases {

Result<CaseResources> load_resources(const std::filesystem::path&) { return CaseResources{}; }

std::vector<Case> follow(const Dossier&, const CaseResources&) { return {}; }

}  // namespace sitrep::cases
