#include "annotate/quotations.hpp"

namespace sitrep::annotate {

Result<QuotationResources> load_quotation_resources(const std::filesystem::path&) { return QuotationResources{}; }

std::vector<Quotation> find_quotations(const Report&, const TokenizedText&, Annotations&, const QuotationResources&) { return {}; }

}  // namespace sitrep::annotate
