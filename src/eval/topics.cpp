#include "eval/topics.hpp"

namespace sitrep::eval {

const std::vector<Topic>& topics() {
    static const std::vector<Topic> kTopics = {
        {"dates", "time expressions (TempEval-3), phrase cases, days of reports", eval_dates},
    };
    return kTopics;
}

}  // namespace sitrep::eval
