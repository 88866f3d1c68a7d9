#include "ledger/quantity_tellers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "ledger/words_before.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

class TellerReading {
  public:
    TellerReading(const Evidence& evidence, const Item& item, TellerReach reach)
        : evidence_(evidence),
          item_(item),
          row_(evidence.terms().of(item.report)),
          home_(evidence.dossier().reports[item.report]),
          begin_(reach.begin),
          wall_before_(reach.wall) {}

    /// Words of the subject before "had", "counts", "puts … at", unless they are a place's: "Manica had 44
    /// dead".
    void read(Quantity& quantity) const {
        constexpr std::array<std::string_view, 9> kCounts = {
            "had", "has", "have", "counts", "counted", "listed", "lists", "recorded", "reported"};
        constexpr std::array<std::string_view, 2> kPuts = {"puts", "put"};
        constexpr std::uint32_t kPutsAt = 5, kLongest = 8;
        std::uint32_t verb = before(kCounts, 1);
        // "The ministry's list held 71 names"
        constexpr std::array<std::string_view, 5> kHolds = {"held", "holds", "contained", "contains",
                                                            "bears"};
        if (verb == item_.first && of_names()) verb = before(kHolds, 1);
        if (verb == item_.first) verb = told_by(item_.first);  // "the rebels admit to two"
        // "Supporters own up to four": whoever they are, they speak
        const bool voiced = phrase_before(evidence_.terms().cues(Cue::voice), {begin_, item_.first},
                                          [&](std::uint32_t at) { return word(at); }) != item_.first;
        if (verb == item_.first && item_.first > begin_ && word(item_.first - 1) == "at")
            verb = before(kPuts, kPutsAt);
        const bool moved =
            item_.first > begin_ && word(item_.first - 1) == "to" && wall_before_ + 1 == item_.first;
        if (verb == item_.first || verb <= begin_ || (verb < wall_before_ && !moved)) return;
        constexpr std::array<std::string_view, 3> kHave = {"has", "have", "had"};
        if (verb > begin_ + 1 && std::find(kHave.begin(), kHave.end(), word(verb - 1)) != kHave.end()) --verb;
        if (verb > begin_ && word(verb - 1) == "now") --verb;
        if (verb > begin_ && word(verb - 1) == ",") {
            const std::uint32_t close = verb - 1;
            verb = before_aside(close);
            quantity.counter = name_within(verb + 1, close);
        }
        if (verb <= begin_) return;
        const bool over = moved || verb < wall_before_;  // the number stands in what tells more of them
        std::uint32_t begin = verb;
        while (begin > begin_ && (begin > wall_before_ || over) && verb - begin < kLongest) {
            const std::string mark = word(begin - 1);
            if (mark == ";" || mark == "," || mark == ":" || mark == "." || mark == "and") break;
            --begin;
        }
        // "The ministry's list of the dead": the ministry's count
        for (std::uint32_t at = begin + 1; at + 1 < verb; ++at) {
            const std::string one = word(at);
            if ((one == "'s" || one == "’s") && is_list(word(at + 1))) verb = at;
        }
        std::uint32_t head = verb - 1;
        for (std::uint32_t at = begin; at < verb; ++at) {
            if (at > begin && (word(at) == "of" || word(at) == "in" || word(at) == "kept" ||
                               word(at) == "held" || word(at) == "drawn" || word(at) == "seen")) {
                head = at - 1;
                break;
            }
        }
        // "It has 26 deaths on its books": whom the sentence before begins with
        if (verb == begin + 1 && (word(begin) == "it" || word(begin) == "they")) {
            quantity.counter = body_before();
            return;
        }
        const auto& all = evidence_.named(item_.report);
        const std::uint32_t where = home_.tokens.tokens[head].range.begin;
        for (const Evidence::Named& named : all) {
            if (named.range.begin > where) break;
            if (where >= named.range.end) continue;
            const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(named.entity)].type;
            if (type == EntityType::location || type == EntityType::geopolitical) return;
        }
        if (!voiced && !quantity.listed && !counts_people(head, term_set(row_, begin, verb))) return;
        quantity.teller = term_set(row_, begin, verb);
        quantity.teller_first = begin;
        quantity.teller_last = verb;
        // "The rebels" need not be "a larger rebel group".
        const EntityRef body = evidence_.body_with(quantity.teller);
        const bool known = body >= 0 && (quantity.teller.size() > 1 ||
                                         evidence_.dossier().entities[static_cast<std::size_t>(body)].named);
        if (known && quantity.counter < 0) quantity.counter = body;
    }

  private:
    /// Where a phrase like "sticks to" begins; of "has gone from 9 to 13" before both numbers.
    [[nodiscard]] std::uint32_t told_by(std::uint32_t first) const {
        const auto at = [&](std::uint32_t token) { return word(token); };
        const std::uint32_t verb = phrase_before(evidence_.terms().cues(Cue::teller), {begin_, first}, at);
        if (verb != first || first < begin_ + 2 || word(first - 1) != "to" || wall_before_ + 1 != first)
            return verb == first ? item_.first : verb;
        const Item& before = evidence_.figures()[item_.ref.index - 1];
        return before.first > begin_ && word(before.first - 1) == "from" ? told_by(before.first)
                                                                         : item_.first;
    }
    [[nodiscard]] bool of_names() const {
        const std::string& counted = evidence_.dossier().figures[item_.ref.index].counted;
        return counted == "names" || counted == "name";
    }
    [[nodiscard]] static bool is_list(std::string_view one) {
        constexpr std::array<std::string_view, 9> kLists = {"list",  "register", "tally", "count",   "book",
                                                            "books", "roll",     "toll",  "bulletin"};
        return std::find(kLists.begin(), kLists.end(), one) != kLists.end();
    }
    [[nodiscard]] EntityRef body_before() const {
        if (item_.sentence == 0 || item_.sentence >= home_.tokens.sentences.size()) return kNoEntity;
        const TextRange sentence = home_.tokens.sentences[item_.sentence - 1].range;
        constexpr std::uint32_t kOpens = 4;  // bytes of "The "
        for (const Evidence::Named& named : evidence_.named(item_.report)) {
            if (named.range.begin < sentence.begin) continue;
            if (named.range.begin > sentence.begin + kOpens) break;
            const EntityType type = evidence_.dossier().entities[static_cast<std::size_t>(named.entity)].type;
            if (type == EntityType::organisation || type == EntityType::group) return named.entity;
        }
        return kNoEntity;
    }
    /// "The owner, Baltic Freight, concedes": the name that fills the aside; none for another aside.
    [[nodiscard]] EntityRef name_within(std::uint32_t first, std::uint32_t last) const {
        if (first >= last) return kNoEntity;
        const TextRange aside{home_.tokens.tokens[first].range.begin,
                              home_.tokens.tokens[last - 1].range.end};
        for (const Evidence::Named& named : evidence_.named(item_.report)) {
            if (named.range.begin == aside.begin && named.range.end == aside.end) return named.entity;
        }
        return kNoEntity;
    }
    /// The comma that opens the aside which the one at `close` ends; `close` itself for none.
    [[nodiscard]] std::uint32_t before_aside(std::uint32_t close) const {
        constexpr std::uint32_t kLongestAside = 10;
        for (std::uint32_t at = close; at-- > begin_ && close - at < kLongestAside;) {
            if (word(at) == ",") return at;
        }
        return close;
    }
    template <std::size_t Size>
    [[nodiscard]] std::uint32_t before(const std::array<std::string_view, Size>& words,
                                       std::uint32_t reach) const {
        return one_of_before(words, reach, {begin_, item_.first}, [&](std::uint32_t at) { return word(at); });
    }
    [[nodiscard]] std::string word(std::uint32_t at) const {
        return text::folded(home_.report.text.words(home_.tokens.tokens[at].range));
    }

    /// A body that keeps lists, by its head word or because the set names a body so: not "the village had 12
    /// dead".
    [[nodiscard]] bool counts_people(std::uint32_t head, const TermSet& words) const {
        const std::string body = word(head);
        const auto& bodies = evidence_.terms().cues(Cue::body);
        if (std::any_of(bodies.begin(), bodies.end(), [&](const auto& one) { return one.front() == body; }))
            return true;
        return evidence_.body_with(words) != kNoEntity;
    }

    const Evidence& evidence_;
    const Item& item_;
    const std::vector<Term>& row_;
    const AnnotatedReport& home_;
    std::uint32_t begin_ = 0, wall_before_ = 0;
};

}  // namespace

void read_teller(const Evidence& evidence, const Item& figure, TellerReach reach, Quantity& quantity) {
    TellerReading(evidence, figure, reach).read(quantity);
}

EntityRef who_won(const Evidence& evidence, const Item& figure, TellerReach reach, std::uint32_t end) {
    constexpr std::array<std::string_view, 4> kVotes = {"vote", "votes", "ballot", "ballots"};
    const AnnotatedReport& home = evidence.dossier().reports[figure.report];
    const auto& tokens = home.tokens.tokens;
    const auto of_votes = [&](const Token& token) {
        const std::string one = text::folded(home.report.text.words(token.range));
        return std::find(kVotes.begin(), kVotes.end(), one) != kVotes.end();
    };
    if (std::none_of(tokens.begin() + reach.begin, tokens.begin() + end, of_votes)) return kNoEntity;
    const std::uint32_t from = tokens[std::max(reach.begin, reach.wall)].range.begin,
                        to = tokens[figure.first].range.begin;
    EntityRef found = kNoEntity;
    const auto& all = evidence.named(figure.report);
    for (auto at = std::lower_bound(
             all.begin(), all.end(), from,
             [](const auto& named, std::uint32_t where) { return named.range.begin < where; });
         at != all.end() && at->range.begin <= to; ++at) {
        if (at->range.end > to) continue;
        const Entity& entity = evidence.dossier().entities[static_cast<std::size_t>(at->entity)];
        if (entity.type == EntityType::person) found = at->entity;
    }
    return found;
}

}  // namespace sitrep::ledger
