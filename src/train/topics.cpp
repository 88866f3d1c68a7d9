#include "train/topics.hpp"

#include "train/attribution.hpp"
#include "train/extract.hpp"
#include "train/names.hpp"
#include "train/places.hpp"
#include "train/word_clusters.hpp"

namespace sitrep::train {

const std::vector<Topic>& topics() {
    static const std::vector<Topic> kTopics = {
        {"names", "the tagger of names (CoNLL files, wire folders)", run_names},
        {"places", "the map of places (lines of scripts/make-places.js)", run_places},
        {"extract", "which blocks of a page are the article (extraction sets)", run_extract},
        {"word-classes", "the tagger of word classes (CoNLL-U treebanks)", run_word_classes},
        {"word-clusters", "clusters of words in like company (word vectors)", run_word_clusters},
        {"attribution", "the tagger of source, cue and content (wire folders)", run_attribution},
    };
    return kTopics;
}

}  // namespace sitrep::train
