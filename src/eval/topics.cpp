#include "eval/topics.hpp"

namespace sitrep::eval {

const std::vector<Topic>& topics() {
    static const std::vector<Topic> kTopics = {
        {"extract", "articles, titles, days and authors of pages (extraction sets)", eval_extract},
        {"names", "people, bodies and places by name (CoNLL files, wire folders)", eval_names},
        {"dates", "time expressions (TempEval-3), phrase cases, days of reports", eval_dates},
        {"figures", "amounts and bounds: NewsQuant, gun-violence counts, marked reports", eval_figures},
        {"stories", "which documents tell one event (JSONL sets), B-cubed", eval_stories},
        {"account-oracle", "relations, cases and stories on given annotations: GOLD.json TEXTS OUT.json",
         eval_account_oracle},
        {"quotes", "attribution: speakers of quotations, content with source (PolNeAR, wire, GUM)",
         eval_quotes},
        {"lineage", "who copied whom (texts of known descent, marked pairs, generated:COUNT)", eval_lineage},
        {"ask", "questions and what answers them in the reports (tables of data/questions)", eval_ask},
        {"acts", "four acts of coded sentences (PLV, PLOVER)", eval_acts},
    };
    return kTopics;
}

}  // namespace sitrep::eval
