#include "train/topics.hpp"

#include "train/names.hpp"

namespace sitrep::train {

const std::vector<Topic>& topics() {
    static const std::vector<Topic> kTopics = {
        {"names", "the tagger of names (CoNLL files, wire folders)", run_names},
    };
    return kTopics;
}

}  // namespace sitrep::train
