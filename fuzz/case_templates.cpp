// A case template from outside is read or refused with its line, and what was read holds together.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cases/template.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 1U << 16U) return 0;
    const auto made = sitrep::cases::parse_template(
        std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.toml");
    if (!made) {
        if (made.error().line().empty()) std::abort();
        return 0;
    }
    const std::size_t states = made->states.size();
    for (const auto& state : made->states) {
        for (const std::size_t before : state.after) {
            if (before >= states) std::abort();
        }
    }
    for (const auto& gap : made->gaps) {
        if (gap.at.empty()) std::abort();
        for (const auto* list : {&gap.at, &gap.unless}) {
            for (const std::size_t state : *list) {
                if (state >= states) std::abort();
            }
        }
    }
    const auto words =
        sitrep::cases::plain_words("The council has not yet granted the exemption that was asked for");
    for (const auto& state : made->states) {
        for (const auto& rule : state.phrases) {
            for (std::size_t at = 0; at < words.size(); ++at)
                if (at + sitrep::cases::phrase_length(rule, words, at) > words.size()) std::abort();
        }
    }
    return 0;
}
