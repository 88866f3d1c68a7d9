/// @file event_words.hpp
/// @brief What the words around an act or a phrase say of the event: its day, whether it points at what was
/// told before, whether it is background.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/matter.hpp"

namespace sitrep::cases {

/// Days of the dated expression inside the span, but not inside `past`, that stands nearest to `anchor`; one
/// behind a comma is of another clause and comes last, "before 2023" is none; else of the report.
[[nodiscard]] DateRange days_near(const ledger::Evidence& evidence, ReportIndex report, Span span,
                                  std::uint32_t anchor, std::optional<Span> past = std::nullopt);
/// Words that mean something told right before: "it", "them", "that", "the request".
[[nodiscard]] bool points_back(const Template& kind, std::string_view text);
/// "But it has failed …": the subject stands in the sentence before.
[[nodiscard]] bool goes_on(std::string_view text);
/// Which of the words stand in one of the phrases.
/// A verb of giving with a bare number right behind it: "found 220 on Tuesday", "was given one".
struct Share {
    std::size_t verb = 0;  ///< the word
    double value = 0.0;
};
[[nodiscard]] std::optional<Share> bare_share(const std::vector<std::string>& words,
                                              const ledger::Evidence& evidence);
[[nodiscard]] std::vector<bool> in_phrases(const std::vector<PhraseRule>& rules,
                                           const std::vector<std::string>& words);
/// "Declined to be identified", "refused to comment": nothing that was asked is refused. `end`: the word
/// behind the refusal.
[[nodiscard]] bool only_silent(const std::vector<std::string>& words, std::size_t end);
/// Named in a clause that is closed before the phrase: "The commission, which has had Norway's application
/// since May, takes it up".
[[nodiscard]] bool beside_actor(const AnnotatedReport& home, const Sentence& sentence, std::uint32_t name,
                                std::uint32_t phrase);
/// "Norway had asked for a ban on Tromso alone": told of an earlier time than the report's.
[[nodiscard]] bool tells_background(const Event& event, const ledger::Evidence& evidence);

}  // namespace sitrep::cases
