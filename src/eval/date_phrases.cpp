#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "eval/topics_of_dates.hpp"

namespace sitrep::eval {

using nlohmann::json;

bool add_phrase(const Engine&, const json&, bool, PhraseSet&) { return false; }

Result<void> eval_published(const Engine&, const std::string&, const std::string&, bool, std::vector<Row>&) {
    return {};
}

}  // namespace sitrep::eval
