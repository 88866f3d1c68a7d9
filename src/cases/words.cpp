#include "cases/words.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "annotate/lexicon_file.hpp"
#include "cases/template.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

constexpr std::array<std::pair<std::string_view, Words>, static_cast<std::size_t>(Words::count)> kNames = {{
    {"watching_verbs", Words::watching_verbs},
    {"asking_verbs", Words::asking_verbs},
    {"blame_words", Words::blame_words},
    {"asked_bodies", Words::asked_bodies},
    {"agreement_servants", Words::agreement_servants},
    {"joining_stems", Words::joining_stems},
    {"leave_words", Words::leave_words},
    {"claim_words", Words::claim_words},
    {"request_nouns", Words::request_nouns},
    {"offices", Words::offices},
    {"courts", Words::courts},
    {"order_verbs", Words::order_verbs},
    {"urging_verbs", Words::urging_verbs},
    {"trading_verbs", Words::trading_verbs},
    {"nameless_words", Words::nameless_words},
    {"naming_verbs", Words::naming_verbs},
    {"withholding_verbs", Words::withholding_verbs},
    {"blaming_verbs", Words::blaming_verbs},
    {"talk_words", Words::talk_words},
    {"suit_words", Words::suit_words},
    {"opposing_verbs", Words::opposing_verbs},
    {"handling_verbs", Words::handling_verbs},
    {"particles", Words::particles},
    {"examining_verbs", Words::examining_verbs},
    {"handled_nouns", Words::handled_nouns},
    {"deciding_verbs", Words::deciding_verbs},
    {"filing_verbs", Words::filing_verbs},
    {"anybody_nouns", Words::anybody_nouns},
    {"deciding_bodies", Words::deciding_bodies},
    {"whole_told", Words::whole_told},
    {"asked_past", Words::asked_past},
    {"share_words", Words::share_words},
    {"meeting_verbs", Words::meeting_verbs},
    {"leave_nouns", Words::leave_nouns},
    {"goods_nouns", Words::goods_nouns},
    {"office_leaving", Words::office_leaving},
    {"stepping_verbs", Words::stepping_verbs},
    {"charging_words", Words::charging_words},
    {"charging_bodies", Words::charging_bodies},
    {"restrictions", Words::restrictions},
    {"easing_words", Words::easing_words},
    {"imposing_verbs", Words::imposing_verbs},
    {"arriving_nouns", Words::arriving_nouns},
    {"measures", Words::measures},
    {"public_nouns", Words::public_nouns},
    {"pact_verbs", Words::pact_verbs},
    {"sharing_verbs", Words::sharing_verbs},
    {"after_share", Words::after_share},
}};

}  // namespace

bool holds(const WordList& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

Result<std::vector<WordList>> load_words(const std::filesystem::path& file) {
    const auto lines = annotate::read_lexicon(file, 3);
    if (!lines) return tl::unexpected(lines.error());
    std::vector<WordList> lists(kNames.size());
    for (const auto& line : *lines) {
        const auto known = std::find_if(kNames.begin(), kNames.end(),
                                        [&](const auto& one) { return one.first == line.cells[0]; });
        if (known == kNames.end()) return line.error("has no list '" + text::printable(line.cells[0]) + "'");
        WordList& list = lists[static_cast<std::size_t>(known->second)];
        if (!list.empty()) return line.error("tells '" + line.cells[0] + "' again");
        list = annotate::words_of(line.cells[1]);
        if (std::set<std::string>(list.begin(), list.end()).size() != list.size())
            return line.error("has a word twice");
        const std::vector<std::string> example = plain_words(line.cells[2]);
        if (std::none_of(example.begin(), example.end(),
                         [&](const std::string& word) { return holds(list, word); }))
            return line.error("has an example with none of its words");
    }
    for (const auto& [name, which] : kNames) {
        if (lists[static_cast<std::size_t>(which)].empty())
            return tl::unexpected(Error{file.string(), std::nullopt, "has no row '" + std::string(name) + "'",
                                        "write that row"});
    }
    return lists;
}

}  // namespace sitrep::cases
