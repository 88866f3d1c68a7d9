#include "brief/brief_words.hpp"

namespace sitrep::brief {

Result<BriefWords> load_words(const std::filesystem::path& data) {
    constexpr auto kCue = annotate::WordSetUse::cue;
    BriefWords words;
    if (auto error = annotate::read_word_sets(data / "lexicon" / "brief" / "word_sets.tsv",
                                              {{"not_answered", &words.not_answered, kCue},
                                               {"unnamed", &words.unnamed, kCue},
                                               {"answers", &words.answers, kCue},
                                               {"sayings", &words.sayings, kCue},
                                               {"tellings", &words.tellings, kCue},
                                               {"soft", &words.soft, kCue},
                                               {"of_before", &words.of_before, kCue},
                                               {"replies", &words.replies, kCue},
                                               {"moved", &words.moved, kCue},
                                               {"at_first", &words.at_first, kCue},
                                               {"called_off", &words.called_off, kCue},
                                               {"scopes", &words.scopes, kCue},
                                               {"requests", &words.requests, kCue},
                                               {"demands", &words.demands, kCue},
                                               {"refusals", &words.refusals, kCue},
                                               {"agreements", &words.agreements, kCue},
                                               {"approvals", &words.approvals, kCue},
                                               {"records", &words.records, kCue},
                                               {"leans_back", &words.leans_back, kCue},
                                               {"vessels", &words.vessels, kCue},
                                               {"accusations", &words.accusations, kCue},
                                               {"coming", &words.coming, kCue},
                                               {"will_ask", &words.will_ask, kCue},
                                               {"deliveries", &words.deliveries, kCue},
                                               {"takes_effect", &words.takes_effect, kCue},
                                               {"admissions", &words.admissions, kCue},
                                               {"parts", &words.parts, kCue},
                                               {"less_than_asked", &words.less_than_asked, kCue},
                                               {"utterances", &words.utterances, kCue},
                                               {"ahead", &words.ahead, kCue},
                                               {"beasts", &words.beasts},
                                               {"bodies", &words.bodies},
                                               {"groups", &words.groups},
                                               {"days", &words.days},
                                               {"harms", &words.harms, kCue},
                                               {"ends_a_name", &words.ends_a_name},
                                               {"counts", &words.counts},
                                               {"times", &words.times},
                                               {"agencies", &words.agencies},
                                               {"told_before", &words.told_before},
                                               {"said", &words.said}}))
        return tl::unexpected(*std::move(error));
    return words;
}

}  // namespace sitrep::brief
