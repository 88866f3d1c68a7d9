#include "eval/topics.hpp"

namespace sitrep::eval {

const std::vector<Topic>& topics() {
    static const std::vector<Topic> kTopics = {
        {"names", "people, bodies and places by name (CoNLL files, wire folders)", eval_names},
        {"dates", "time expressions (TempEval-3), phrase cases, days of reports", eval_dates},
    };
    return kTopics;
}

}  // namespace sitrep::eval
