#include "eval/topics.hpp"

namespace sitrep::eval {

const std::vector<Topic>& topics() {
    static const std::vector<Topic> kTopics = {};
    return kTopics;
}

}  // namespace sitrep::eval
