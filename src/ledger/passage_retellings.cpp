#include "ledger/passage_retellings.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "ledger/cues.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

/// A sentence of a report, as its words are asked.
struct Line {
    ReportIndex report = 0;
    std::uint32_t sentence = 0;
    Span span;
    std::string words;  ///< folded, a blank for each mark and at either end
    TermSet terms;
};

/// Words behind which something hangs on something else, longest first.
constexpr std::array<std::string_view, 14> kIf = {" on the understanding that ",
                                                  " on condition that ",
                                                  " on the condition that ",
                                                  " provided that ",
                                                  " providing that ",
                                                  " as long as ",
                                                  " so long as ",
                                                  " subject to ",
                                                  " provided ",
                                                  " unless ",
                                                  " only if ",
                                                  " once ",
                                                  " until ",
                                                  " if "};

class PassageRetellings {
  public:
    explicit PassageRetellings(const Evidence& evidence)
        : evidence_(evidence), dossier_(evidence.dossier()) {}

    std::vector<Relation> relate() {
        for (const Passage& passage : dossier_.passages) {
            if (passage.direction == Direction::a_to_b) align(passage.a, passage.b);
            if (passage.direction == Direction::b_to_a) align(passage.b, passage.a);
            // Whoever had it from whom: what stands in the older report was told first.
            if (passage.direction != Direction::undecided) continue;
            if (evidence_.before(passage.a.report, passage.b.report)) align(passage.a, passage.b);
            if (evidence_.before(passage.b.report, passage.a.report)) align(passage.b, passage.a);
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::vector<Line> lines(const Place& place) const {
        const AnnotatedReport& home = dossier_.reports[place.report];
        const TextRange range = home.report.text.range(place.span);
        std::vector<Line> found;
        constexpr std::size_t kMost = 6;
        for (std::uint32_t s = home.tokens.sentence_at(range.begin);
             s < home.tokens.sentences.size() && home.tokens.sentences[s].range.begin < range.end &&
             found.size() < kMost;
             ++s) {
            const TextRange sentence = home.tokens.sentences[s].range;
            const std::uint32_t shared =
                std::min(range.end, sentence.end) - std::max(range.begin, sentence.begin);
            if (2 * shared < sentence.size() && 2 * shared < range.size()) continue;
            found.push_back(line(place.report, s));
        }
        return found;
    }
    [[nodiscard]] Line line(ReportIndex report, std::uint32_t sentence) const {
        const AnnotatedReport& home = dossier_.reports[report];
        Line made{report, sentence, home.report.text.source(home.tokens.sentences[sentence].range), " ", {}};
        for (const char c : text::folded(evidence_.words(report, made.span)))
            made.words += c == ',' || c == '.' || c == ';' || c == ':' || c == '"' ? ' ' : c;
        made.words += ' ';
        made.terms = evidence_.terms_of(report, made.span);
        return made;
    }

    void align(const Place& origin, const Place& copy) {
        const std::vector<Line> told = lines(origin), retold = lines(copy);
        for (const Line& b : retold) {
            const Line* best = nullptr;
            double most = -1.0;
            for (const Line& a : told) {
                const double alike = likeness(evidence_.terms(), a.terms, b.terms).dice;
                if (alike > most) {
                    best = &a;
                    most = alike;
                }
            }
            if (best != nullptr) compare(*best, b);
        }
    }

    /// "May 12", "12 May": a number on either side.
    [[nodiscard]] static bool is_month(const std::string& words, std::size_t begin, std::size_t end) {
        const auto digit = [&](std::size_t at) {
            return at < words.size() && words[at] >= '0' && words[at] <= '9';
        };
        return digit(end) || (begin > 0 && digit(begin - 1));
    }

    /// Cue words of a kind in the sentence, with where the first of them stands; npos for none.
    [[nodiscard]] std::size_t cue_at(const Line& one, Cue cue) const {
        std::size_t first = std::string::npos;
        for (const std::vector<std::string>& phrase : evidence_.terms().cues(cue)) {
            std::string words = " ";
            for (const std::string& word : phrase) words += word + " ";
            for (std::size_t at = one.words.find(words); at != std::string::npos;
                 at = one.words.find(words, at + 1)) {
                if (phrase.front() == "may" && is_month(one.words, at, at + words.size())) continue;
                first = std::min(first, at);
                break;
            }
        }
        return first;
    }
    [[nodiscard]] static std::size_t condition_at(const Line& one) {
        std::size_t first = std::string::npos;
        for (const std::string_view cue : kIf) first = std::min(first, one.words.find(cue));
        return first;
    }
    /// Its condition, from the word that opens it; "" for none.
    [[nodiscard]] static std::string condition(const Line& one) {
        const std::size_t first = condition_at(one);
        return first == std::string::npos ? std::string() : one.words.substr(first + 1);
    }
    /// Does it say that something is not so, its condition left aside? "Would go free, provided he had not
    /// fired" denies nothing.
    [[nodiscard]] static bool denies(const Line& one) {
        const std::size_t end = condition_at(one);
        const std::string_view words = one.words;
        return denies_something(end == std::string::npos ? words : words.substr(0, end + 1));
    }
    /// What bounds it ("except …", "but only against a signature"), where the copy is the rest of the
    /// sentence and no more; "" for none.
    [[nodiscard]] std::string limit_lost(const Line& a, const Line& b) const {
        constexpr double kRest = 0.85;
        const std::size_t at = cue_at(a, Cue::limit);
        if (at == std::string::npos || cue_at(b, Cue::limit) != std::string::npos) return {};
        const std::string limit = a.words.substr(at + 1);
        const Likeness alike = likeness(evidence_.terms(), a.terms, b.terms);
        const bool rest = alike.shared >= kRest * weight_of(evidence_.terms(), b.terms);
        return rest && alike.terms >= 3 && !kept_behind(limit, b) ? limit : std::string();
    }
    [[nodiscard]] TermSet terms_in(const std::string& words) const {
        std::vector<Term> terms = evidence_.terms().find(words);
        std::sort(terms.begin(), terms.end());
        terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
        std::erase(terms, kNoTerm);
        return terms;
    }

    void compare(const Line& a, const Line& b) {
        if (denies(a) != denies(b) || b.words.find('?') != std::string::npos) return;
        const std::string hangs_on = condition(a), hangs_still = condition(b);
        const bool reserved = cue_at(a, Cue::reserve) != std::string::npos,
                   reserved_still = cue_at(b, Cue::reserve) != std::string::npos;
        std::string lost;
        if (!hangs_on.empty() && hangs_still.empty() && !kept_behind(hangs_on, b)) {
            lost = "its condition";
        } else if (reserved && !reserved_still) {
            lost = "its reserve";
        } else if (!hangs_on.empty() && !hangs_still.empty() && part_lost(hangs_on, b)) {
            lost = "a part of its condition";
        } else if (hangs_on.empty() && !limit_lost(a, b).empty()) {
            lost = "what bounds it";
        } else {
            return;
        }
        tell(a, b, lost);
    }
    /// The copy or the sentence behind it says what the thing hangs on, in whatever form.
    [[nodiscard]] bool kept_behind(const std::string& hangs_on, const Line& b) const {
        TermSet near = b.terms;
        if (b.sentence + 1 < dossier_.reports[b.report].tokens.sentences.size()) {
            const Line next = line(b.report, b.sentence + 1);
            near.insert(near.end(), next.terms.begin(), next.terms.end());
            std::sort(near.begin(), near.end());
        }
        const TermSet terms = terms_in(hangs_on);
        constexpr double kKept = 0.5;
        return terms.empty() ||
               likeness(evidence_.terms(), terms, near).shared >= kKept * weight_of(evidence_.terms(), terms);
    }
    [[nodiscard]] bool part_lost(const std::string& hangs_on, const Line& b) const {
        const std::size_t joined = hangs_on.find(" and ");
        if (joined == std::string::npos) return false;
        const TermSet second = terms_in(hangs_on.substr(joined));
        constexpr std::size_t kFewest = 2;
        return second.size() >= kFewest && likeness(evidence_.terms(), second, b.terms).terms == 0;
    }

    /// What the sentence tells: an item of the list that stands in it and shares most with the other.
    [[nodiscard]] const Item* item_in(const std::vector<Item>& list, const Line& one,
                                      const Line& other) const {
        const Item* best = nullptr;
        double most = 0.0;
        for (auto at =
                 std::lower_bound(list.begin(), list.end(), one.report,
                                  [](const Item& item, ReportIndex report) { return item.report < report; });
             at != list.end() && at->report == one.report; ++at) {
            if (!at->span.overlaps(one.span)) continue;
            const Likeness alike = likeness(evidence_.terms(), at->own, other.terms);
            if (alike.terms >= 1 && alike.shared > most) {
                best = &*at;
                most = alike.shared;
            }
        }
        return best;
    }
    [[nodiscard]] const Item* quote_in(const Line& one, const Line& other) const {
        const Item* found = item_in(evidence_.quotes(), one, other);
        return found != nullptr && dossier_.quotes[found->ref.index].kind != QuotationKind::direct ? found
                                                                                                   : nullptr;
    }

    void tell(const Line& a, const Line& b, const std::string& lost) {
        constexpr int kDaysOfCopy = 6;  // what is told later than that is news
        if (sure_gap(dossier_.published[a.report].range, dossier_.published[b.report].range) > kDaysOfCopy)
            return;
        const bool condition_lost = lost != "its reserve";
        const Item* act_a = reserved_act(a, b, condition_lost);
        const Item *quote_a = reserved_quote(a, b), *quote_b = quote_in(b, a);
        const Item* first = act_a != nullptr ? act_a : quote_a;
        if (first == nullptr && !condition_lost) first = wanted_amount(a, b);
        if (first == nullptr) return;
        const bool charge = act_a != nullptr && dossier_.acts[act_a->ref.index].act == ActKind::accuse;
        if (!condition_lost && !charge && merely_shorter(a, b)) return;
        const Item* act_b = item_in(evidence_.acts(), b, a);
        const Item* second = act_b != nullptr ? act_b : quote_b;
        if (second == nullptr) second = item_in(evidence_.figures(), b, a);
        if (second == nullptr || !hardens(*second, condition_lost)) return;
        if (!told_.emplace(a.report, a.sentence, b.report, b.sentence).second) return;
        put(*first, *second, a, b, lost, "");
        const bool in_words =
            quote_a != nullptr && quote_b != nullptr && (quote_a != first || quote_b != second);
        if (in_words) put(*quote_a, *quote_b, a, b, lost, ", in words");
    }
    /// The copy says nothing that the first does not say as a fact as well.
    [[nodiscard]] bool merely_shorter(const Line& a, const Line& b) const {
        constexpr double kAll = 0.95;
        return likeness(evidence_.terms(), a.terms, b.terms).shared >=
               kAll * weight_of(evidence_.terms(), b.terms);
    }
    /// An act of the first sentence that asks, offers, weighs, charges or hangs on something, and whose
    /// matter the copy keeps.
    [[nodiscard]] const Item* reserved_act(const Line& a, const Line& b, bool condition_lost) const {
        const Item* best = nullptr;
        double most = 0.0;
        const std::vector<Item>& acts = evidence_.acts();
        for (auto at =
                 std::lower_bound(acts.begin(), acts.end(), a.report,
                                  [](const Item& one, ReportIndex report) { return one.report < report; });
             at != acts.end() && at->report == a.report; ++at) {
            const Item& item = *at;
            if (item.sentence != a.sentence) continue;
            const Act& act = dossier_.acts[item.ref.index];
            const bool asks = act.act == ActKind::request || act.act == ActKind::demand ||
                              act.act == ActKind::offer || act.act == ActKind::consider ||
                              act.act == ActKind::accuse || act.act == ActKind::threaten;
            const bool comes = act.act == ActKind::agree || act.act == ActKind::commit ||
                               act.act == ActKind::plan || act.act == ActKind::threaten ||
                               act.act == ActKind::offer || act.act == ActKind::consider ||
                               act.act == ActKind::refuse;
            if (act.negated || !(condition_lost ? comes : asks)) continue;
            const TermSet matter = act.what ? evidence_.terms_of(act.report, *act.what) : item.own;
            const Likeness kept = likeness(evidence_.terms(), matter, b.terms);
            constexpr double kKept = 0.4;
            if (kept.terms < 1 || kept.shared < kKept * weight_of(evidence_.terms(), matter) ||
                kept.shared <= most)
                continue;
            best = &item;
            most = kept.shared;
        }
        return best;
    }
    /// An indirect quotation with the reserve or the condition in its own words.
    [[nodiscard]] const Item* reserved_quote(const Line& a, const Line& b) const {
        const Item* found = quote_in(a, b);
        if (found == nullptr) return nullptr;
        Line own = a;
        own.words = " ";
        for (const char c : text::folded(evidence_.words(found->report, found->span)))
            own.words += c == ',' || c == '.' || c == ';' || c == ':' || c == '"' ? ' ' : c;
        own.words += ' ';
        const bool reserved = cue_at(own, Cue::reserve) != std::string::npos || !condition(own).empty() ||
                              cue_at(own, Cue::limit) != std::string::npos;
        const Likeness kept = likeness(evidence_.terms(), found->own, b.terms);
        return reserved && kept.terms >= 2 ? found : nullptr;
    }
    /// "Demands K30 million from the state", where no act is known for it.
    [[nodiscard]] const Item* wanted_amount(const Line& a, const Line& b) const {
        const Item* found = item_in(evidence_.figures(), a, b);
        const Item* again = item_in(evidence_.figures(), b, a);
        if (found == nullptr || again == nullptr) return nullptr;
        const Figure &x = dossier_.figures[found->ref.index], &y = dossier_.figures[again->ref.index];
        const bool money = x.unit.size() == 3 && text::folded(x.unit) != x.unit;
        return money && x.unit == y.unit && x.value && x.value == y.value ? found : nullptr;
    }
    /// A request told again is none the harder.
    [[nodiscard]] bool hardens(const Item& item, bool condition_lost) const {
        if (item.ref.list != ItemRef::List::acts) return true;
        const Act& act = dossier_.acts[item.ref.index];
        return !act.negated && act.act != ActKind::request && act.act != ActKind::consider &&
               act.act != ActKind::accuse && act.act != ActKind::warn && act.act != ActKind::deny &&
               (act.act != ActKind::refuse || condition_lost) && act.act != ActKind::admit &&
               act.act != ActKind::threaten && !(act.act == ActKind::demand && act.status != ActStatus::done);
    }
    void put(const Item& x, const Item& y, const Line& a, const Line& b, const std::string& lost,
             std::string_view how) {
        constexpr std::size_t kFewWords = 9, kMostWords = 20;
        // "Has called off its blockade": given up, and no harder.
        if (y.ref.list == ItemRef::List::acts && dossier_.acts[y.ref.index].status == ActStatus::withdrawn)
            return;
        out_.push_back(relation(
            RelationKind::stronger,
            "retold flatly" + std::string(how) + ": " + cut(evidence_.words(x.report, x.span), kFewWords),
            {x.ref, y.ref},
            "«" + cut(evidence_.words(b.report, b.span), kMostWords) + "» lost " + lost + ": «" +
                cut(evidence_.words(a.report, a.span), kMostWords) + "»"));
    }

    const Evidence& evidence_;
    const Dossier& dossier_;
    std::set<std::tuple<ReportIndex, std::uint32_t, ReportIndex, std::uint32_t>> told_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_passage_retellings(const Evidence& evidence) {
    return PassageRetellings(evidence).relate();
}

}  // namespace sitrep::ledger
