/// @file said.hpp
/// @brief Who said what: quotations of one utterance put together, by speaker.
#pragma once
#include <string>
#include <vector>

#include "brief/reader.hpp"

namespace sitrep::brief {

/// One wording of an utterance and where it stands.
struct Wording {
    std::string words;
    QuotationKind kind = QuotationKind::direct;
    std::vector<Place> places;
};

/// Quotations that the relations call one utterance, or a single quotation.
struct Utterance {
    std::vector<Wording> wordings;  ///< direct before mixed before indirect; then by reports, then by length
    std::vector<ReportIndex> without_speaker;  ///< reports that give the words and nobody who said them
    std::int32_t relation = -1;
    bool denied = false;  ///< the words are what the speaker denies, not what the speaker says
};

/// What one speaker said. `name` is empty for the quotations whose speaker the reports do not give.
struct Speaker {
    std::string name;
    EntityRef entity = kNoEntity;
    bool named = false;
    SourceClass source_class = SourceClass::none;
    std::string role;  ///< an office the words give; may be empty
    std::vector<Utterance> utterances;
    std::size_t reports = 0;
};

/// An office or description that the words give an entity and that says something alone; empty if there is
/// none.
[[nodiscard]] std::string role_of(const Reader& reader, EntityRef reference);

/// Speakers, those heard in most reports first; quotations without a speaker last.
[[nodiscard]] std::vector<Speaker> speakers_of(const Reader& reader);

}  // namespace sitrep::brief
