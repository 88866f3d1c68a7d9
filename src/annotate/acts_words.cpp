#include "annotate/acts_words.hpp"

namespace sitrep::annotate {

Result<ActWords> load_act_words(const std::filesystem::path& file) {
    ActWords words;
    if (auto error = read_word_sets(file, {{"threatened", &words.threatened},
                                           {"wrongs", &words.wrongs},
                                           {"going_wrong", &words.going_wrong},
                                           {"overtaken", &words.overtaken},
                                           {"lending", &words.lending},
                                           {"hardships", &words.hardships},
                                           {"orders", &words.orders},
                                           {"faults", &words.faults},
                                           {"penalties", &words.penalties},
                                           {"only_verbs", &words.only_verbs},
                                           {"meetings", &words.meetings},
                                           {"charges", &words.charges},
                                           {"request_papers", &words.request_papers},
                                           {"helping", &words.helping},
                                           {"offers", &words.offers},
                                           {"hospitals", &words.hospitals},
                                           {"bodies", &words.bodies},
                                           {"considering", &words.considering, WordSetUse::cue},
                                           {"dealt", &words.dealt},
                                           {"unanswered", &words.unanswered, WordSetUse::cue},
                                           {"sides", &words.sides},
                                           {"crowds", &words.crowds},
                                           {"turning_down", &words.turning_down, WordSetUse::cue},
                                           {"rights", &words.rights},
                                           {"experiences", &words.experiences},
                                           {"granted_if", &words.granted_if},
                                           {"given", &words.given},
                                           {"violence", &words.violence},
                                           {"permitting", &words.permitting},
                                           {"attending", &words.attending},
                                           {"befalling", &words.befalling},
                                           {"yielding", &words.yielding},
                                           {"unnaming", &words.unnaming},
                                           {"no_act", &words.no_act},
                                           {"in_order", &words.in_order},
                                           {"pledges", &words.pledges},
                                           {"telling", &words.telling},
                                           {"care", &words.care},
                                           {"concealment", &words.concealment},
                                           {"absence", &words.absence},
                                           {"false_words", &words.false_words},
                                           {"harm", &words.harm},
                                           {"deeds", &words.deeds},
                                           {"undergone", &words.undergone},
                                           {"granting", &words.granting},
                                           {"promised", &words.promised},
                                           {"open_matters", &words.open_matters},
                                           {"undertakings", &words.undertakings},
                                           {"studied", &words.studied},
                                           {"appointed", &words.appointed},
                                           {"hazards", &words.hazards},
                                           {"arriving", &words.arriving},
                                           {"terms", &words.terms}}))
        return tl::unexpected(*std::move(error));
    return words;
}

}  // namespace sitrep::annotate
