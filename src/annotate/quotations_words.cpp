#include "annotate/quotations_words.hpp"

namespace sitrep::annotate {

Result<QuotationWords> load_quotation_words(const std::filesystem::path& file) {
    QuotationWords words;
    if (auto error = read_word_sets(file, {{"papers", &words.papers},
                                           {"makers_papers", &words.makers_papers},
                                           {"made_public", &words.made_public},
                                           {"made_by", &words.made_by},
                                           {"interviews", &words.interviews},
                                           {"naming", &words.naming},
                                           {"knowing", &words.knowing},
                                           {"addressing", &words.addressing},
                                           {"claimed", &words.claimed},
                                           {"charges", &words.charges},
                                           {"units", &words.units},
                                           {"stopping", &words.stopping},
                                           {"past_verbs", &words.past_verbs},
                                           {"present_verbs", &words.present_verbs},
                                           {"occasions", &words.occasions},
                                           {"no_venues", &words.no_venues},
                                           {"speaking", &words.speaking},
                                           {"female_titles", &words.female_titles}}))
        return tl::unexpected(*std::move(error));
    return words;
}

}  // namespace sitrep::annotate
