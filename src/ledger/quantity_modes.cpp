#include "ledger/quantity_modes.hpp"

#include <algorithm>
#include <array>

#include "ledger/words_before.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {
namespace {

std::optional<Mode> mode_of(TermKind kind) {
    switch (kind) {
        case TermKind::wanted:
            return Mode::requested;
        case TermKind::offered:
            return Mode::offered;
        case TermKind::planned:
            return Mode::planned;
        case TermKind::delivered:
            return Mode::delivered;
        default:
            return std::nullopt;
    }
}

class ModeReading {
  public:
    ModeReading(const Evidence& evidence, const Item& item, const Figure& figure, ModeReach reach)
        : terms_(evidence.terms()),
          item_(item),
          figure_(figure),
          row_(evidence.terms().of(item.report)),
          home_(evidence.dossier().reports[item.report]),
          begin_(reach.begin),
          end_(reach.end),
          wall_before_(reach.wall) {}

    [[nodiscard]] Mode mode() const {
        for (const Term term : terms_.find(figure_.status)) {
            if (const auto found = mode_of(terms_.kind(term))) return *found;
        }
        for (std::uint32_t back = 1; back <= item_.first - begin_ && back <= 12; ++back) {
            const std::uint32_t at = item_.first - back;
            // "The auditors arrived at 33"
            if (at + 1 < item_.first && word(at).starts_with("arriv") && word(at + 1) == "at") continue;
            // "The bank has been approached about paying for nine": asked
            if (sounded_out(at)) return Mode::requested;
            if (const auto found = mode_of(terms_.kind(row_[at]))) return *found;
        }
        // "Asked Kenya for four helicopters and the Food Programme (WFP) for food for 30,000 people"
        constexpr std::uint32_t kFar = 24;
        for (std::uint32_t back = 13; back <= std::min(kFar, item_.first - begin_); ++back) {
            if (word(item_.first - 1) == "for" && terms_.kind(row_[item_.first - back]) == TermKind::wanted)
                return Mode::requested;
        }
        // "Granted 16,000 doses", "handed in its request …: 28,000 doses"
        for (std::uint32_t back = 1; back <= item_.first - begin_ && back <= 14; ++back) {
            const std::string before = word(item_.first - back);
            if (item_.first - back < wall_before_) break;
            if (word(item_.first - 1) == ":" &&
                (before == "request" || before == "appeal" || before == "application"))
                return Mode::requested;
        }
        // "Has turned to the bank for $15 million", "was weighing a rebate of 60", "a proposal: 60 off each
        // litre"
        constexpr std::array<std::string_view, 11> kTurns = {"turned",  "turns",   "turning", "looked",
                                                             "pleaded", "lobbied", "applied", "appealed",
                                                             "called",  "calls",   "calling"};
        if (item_.first > begin_ && word(item_.first - 1) == "for" && before(kTurns, 8) != item_.first)
            return Mode::requested;
        // "is preparing an application to the fund for $2 million"
        constexpr std::array<std::string_view, 3> kPapers = {"application", "applications", "bid"};
        if (item_.first > begin_ && word(item_.first - 1) == "for" && before(kPapers, 12) != item_.first)
            return Mode::requested;
        constexpr std::array<std::string_view, 3> kProposal = {"proposal", "proposals", "bid"};
        if (item_.first > begin_ && word(item_.first - 1) == ":" && before(kProposal, 3) != item_.first)
            return Mode::offered;
        constexpr std::array<std::string_view, 3> kWeighs = {"weighing", "considering", "mulling"};
        if (before(kWeighs, 5) != item_.first) return Mode::planned;
        // "can feed 18,000 people"
        if (item_.first >= begin_ + 2 && word(item_.first - 2) == "can") return Mode::offered;
        for (std::uint32_t at = item_.last; at < std::min(end_, item_.last + 4); ++at) {
            if (terms_.kind(row_[at]) == TermKind::wanted || terms_.kind(row_[at]) == TermKind::delivered)
                return *mode_of(terms_.kind(row_[at]));
        }
        return figure_.hypothetical ? Mode::planned : Mode::actual;
    }

  private:
    [[nodiscard]] bool sounded_out(std::uint32_t at) const {
        constexpr std::array<std::string_view, 3> kSounded = {"approached", "consulted", "canvassed"};
        // "called on its neighbour to let 60 million cubic metres out"
        if (at + 1 >= item_.first) return false;
        return (word(at + 1) == "about" && text::among(word(at), kSounded)) ||
               (word(at + 1) == "on" && (word(at) == "called" || word(at) == "calls"));
    }
    template <std::size_t Size>
    [[nodiscard]] std::uint32_t before(const std::array<std::string_view, Size>& words,
                                       std::uint32_t reach) const {
        return one_of_before(words, reach, {begin_, item_.first}, [&](std::uint32_t at) { return word(at); });
    }
    [[nodiscard]] std::string word(std::uint32_t at) const {
        return text::folded(home_.report.text.words(home_.tokens.tokens[at].range));
    }

    const TermTable& terms_;
    const Item& item_;
    const Figure& figure_;
    const std::vector<Term>& row_;
    const AnnotatedReport& home_;
    std::uint32_t begin_ = 0, end_ = 0, wall_before_ = 0;
};

}  // namespace

Mode read_mode(const Evidence& evidence, const Item& figure, const Figure& mark, ModeReach reach) {
    return ModeReading(evidence, figure, mark, reach).mode();
}

}  // namespace sitrep::ledger
