// The same words of one speaker in several reports, and retellings that lost the speaker's own doubt.
#include <algorithm>
#include <array>
#include <set>

#include "ledger/cues.hpp"
#include "ledger/rooms.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kMostInKey = 48;
constexpr std::uint32_t kRare = 12;  // a term in so few sentences may bring two quotations together by itself

class QuoteRelations {
  public:
    explicit QuoteRelations(const Evidence& evidence)
        : evidence_(evidence),
          quotes_(evidence.dossier().quotes),
          items_(evidence.quotes()),
          groups_(items_.size()) {
        for (std::uint32_t i = 0; i < items_.size(); ++i) {
            const EntityRef who = items_[i].who;
            const bool stands_alone =
                named(who) && evidence.dossier().entities[static_cast<std::size_t>(who)].stands_for.empty();
            voices_.push_back({items_[i].report, who, quotes_[i].kind, stands_alone});
            bare_.push_back(bare_words(i));
            denies_.push_back(denies(i));
            says_no_.push_back(says_no(i));
            conditional_.push_back(!condition_in(i).empty());
            numbers_.push_back(numbers(i));
            weights_.push_back(weight_of(evidence_.terms(), items_[i].own));
        }
    }

    QuoteRelationsFound relate() {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> joined;
        const auto pairs = pairs_by_key(keys(), kMostInKey, [&](std::uint32_t a, std::uint32_t b) {
            const bool one = one_utterance(a, b);
            if (one) joined.emplace_back(a, b);
            return one || denies_[a] != denies_[b] || conditional_[a] != conditional_[b];
        });
        for (const auto& [a, b] : joined) groups_.join(a, b);
        std::map<std::uint32_t, std::vector<std::uint32_t>> members;
        for (std::uint32_t i = 0; i < items_.size(); ++i) members[groups_.of(i)].push_back(i);
        for (const auto& [name, list] : members) {
            if (list.size() > 1) tell(list);
        }
        for (const auto& [a, b] : joined) {
            tell_harder(a, b);
            tell_part_lost(a, b);
        }
        for (const auto& [a, b] : pairs) find_condition_lost(a, b);
        tell_conditions_lost();
        for (const auto& [a, b] : pairs) tell_contradicted(a, b);
        QuoteRelationsFound found{std::move(out_), {}};
        for (std::uint32_t i = 0; i < items_.size(); ++i) found.utterance.push_back(groups_.of(i));
        return found;
    }

  private:
    [[nodiscard]] std::vector<std::vector<std::uint64_t>> keys() const {
        const TermTable& terms = evidence_.terms();
        std::vector<std::vector<std::uint64_t>> keys(items_.size());
        for (std::uint32_t i = 0; i < items_.size(); ++i) {
            const TermSet& own = items_[i].own;
            for (const Term term : own) {
                if (terms.frequency(term) <= kRare) keys[i].push_back(text::hash64("term", term));
            }
            keys[i].push_back(text::hash64("all", text::hash64(bare_[i])));
            // Two neighbours of the sorted set: the same in every retelling that keeps both words.
            for (std::size_t at = 1; at < own.size(); ++at)
                keys[i].push_back(
                    text::hash64("two", (static_cast<std::uint64_t>(own[at - 1]) << 32U) | own[at]));
        }
        return keys;
    }

    /// Letters and digits of the quotation, folded: equal for equal words, whatever the marks around them.
    [[nodiscard]] std::string bare_words(std::uint32_t i) const {
        std::string out;
        for (const char c : text::folded(evidence_.words(items_[i].report, items_[i].span))) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U)
                out += c;
        }
        return out;
    }

    [[nodiscard]] bool named(EntityRef entity) const {
        return entity >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(entity)].named;
    }

    [[nodiscard]] bool speakers_exclude(const Item& a, const Item& b) const {
        return a.who >= 0 && b.who >= 0 && !evidence_.same_party(a.who, b.who);
    }

    /// "denying reports that …": what stands in the words is what is not so.
    [[nodiscard]] bool denies(std::uint32_t i) const {
        const std::string cue = text::folded(quotes_[i].cue);
        if (cue.starts_with("dismiss")) {
            // "Dismissed the judgment as 'written in Geneva'" says what it is, and denies nothing of it.
            const std::string words = text::folded(evidence_.words(items_[i].report, items_[i].span));
            return words.find(" as ") == std::string::npos;
        }
        return cue.starts_with("deny") || cue.starts_with("deni") || cue.starts_with("refut");
    }

    /// Does it say that something is not so, by its own words or by how it is reported?
    [[nodiscard]] bool negative(std::uint32_t i) const {
        const std::string words = " " + text::folded(evidence_.words(items_[i].report, items_[i].span)) + " ";
        constexpr std::array<std::string_view, 5> kNot = {" no ", " not ", " never ", "n't ", "n’t "};
        const bool own = std::any_of(kNot.begin(), kNot.end(), [&](std::string_view word) {
            return words.find(word) != std::string::npos;
        });
        return own != denies_[i];
    }

    [[nodiscard]] bool says_no(std::uint32_t i) const {
        const std::string words = " " + text::folded(evidence_.words(items_[i].report, items_[i].span)) + " ";
        return denies_something(words) != denies_[i];
    }

    /// One says it, another denies it in the same words.
    void tell_contradicted(std::uint32_t a, std::uint32_t b) {
        const Item &x = items_[a], &y = items_[b];
        if (denies_[a] == denies_[b] || !evidence_.same_episode(x.report, y.report)) return;
        const auto answered = [&](std::uint32_t i) {  // tells of a denial or of an admission itself
            const std::string words = text::folded(evidence_.words(items_[i].report, items_[i].span));
            // "He has now admitted that his police fired first": he says the same.
            return words.find("denie") != std::string::npos || words.find("deny") != std::string::npos ||
                   words.find("admit") != std::string::npos || words.find("conced") != std::string::npos ||
                   words.find("acknowledg") != std::string::npos;
        };
        if (negative(a) == negative(b) || answered(a) || answered(b) || x.own.empty() || y.own.empty() ||
            evidence_.same_party(x.who, y.who) || (x.report == y.report && x.span.overlaps(y.span)))
            return;
        const Likeness words = likeness(evidence_.terms(), x.own, y.own);
        if (words.terms < 2 || words.containment < 0.6 || words.shared < 3.0) return;
        const std::uint32_t said = denies_[a] ? b : a, denied = denies_[a] ? a : b;
        if (!contradicted_.emplace(groups_.of(said), groups_.of(denied)).second) return;
        const auto told = [&](std::uint32_t i) {
            return cut(evidence_.words(items_[i].report, items_[i].span), 14);
        };
        out_.push_back(relation(RelationKind::conflict, told(said), {items_[said].ref, items_[denied].ref},
                                "said: «" + told(said) + "»; denied: «" + told(denied) + "»"));
    }

    [[nodiscard]] std::vector<Term> numbers(std::uint32_t i) const {
        std::vector<Term> found;
        for (const Term term : items_[i].own) {
            const std::string& name = evidence_.terms().name(term);
            if (!name.empty() && name.front() >= '0' && name.front() <= '9') found.push_back(term);
        }
        return found;
    }
    /// "Has killed 31", "has killed 58": said in like words, and not the same.
    [[nodiscard]] bool other_numbers(std::uint32_t a, std::uint32_t b) const {
        // Marked words that a copy brought along may have a number mended.
        if ((quotes_[a].kind == QuotationKind::direct || quotes_[b].kind == QuotationKind::direct) &&
            evidence_.copied(items_[a], items_[b]) != Copied::no)
            return false;
        const std::vector<Term>&x = numbers_[a], &y = numbers_[b];
        const auto own = [](const std::vector<Term>& list, const std::vector<Term>& other) {
            return std::any_of(list.begin(), list.end(), [&](Term term) {
                return std::find(other.begin(), other.end(), term) == other.end();
            });
        };
        return own(x, y) && own(y, x);
    }

    /// Two speakers whose reports have nothing from one another: most pairs that share words, and told
    /// without a look at their words.
    [[nodiscard]] bool of_two_strangers(std::uint32_t a, std::uint32_t b) const {
        const Voice &x = voices_[a], &y = voices_[b];
        const bool fragment = (x.kind == QuotationKind::mixed && y.kind == QuotationKind::direct) ||
                              (x.kind == QuotationKind::direct && y.kind == QuotationKind::mixed);
        return x.stands_alone && y.stands_alone && x.who != y.who && !fragment &&
               !evidence_.share_passage(x.report, y.report);
    }

    [[nodiscard]] bool one_utterance(std::uint32_t a, std::uint32_t b) const {
        if (of_two_strangers(a, b)) return false;
        const Item &x = items_[a], &y = items_[b];
        if (x.report == y.report || (denies_[a] != denies_[b] && negative(a) != negative(b))) return false;
        const bool both_named = named(x.who) && named(y.who);
        if (x.last - x.first >= 4 && bare_[a] == bare_[b] && (!speakers_exclude(x, y) || !both_named))
            return true;
        if (x.own.empty() || y.own.empty() || other_numbers(a, b)) return false;
        if ((keeps_fragment(a, b) || keeps_fragment(b, a)) && may_be_one_speaker(x, y)) return true;
        const Likeness words = likeness(evidence_.terms(), x.own, weights_[a], y.own, weights_[b]);
        const bool fragments =
            quotes_[a].kind == QuotationKind::mixed && quotes_[b].kind == QuotationKind::mixed;
        if (words.terms < 2 && !fragments) return false;
        const Copied copied = evidence_.copied(x, y);
        const bool marked =
            quotes_[a].kind == QuotationKind::direct && quotes_[b].kind == QuotationKind::direct;
        const bool one_speaker = evidence_.same_party(x.who, y.who);
        if (speakers_exclude(x, y) && !(copied != Copied::no && words.containment >= 0.6)) return false;
        if (x.own == y.own && words.terms >= 2 && (marked || one_speaker || copied != Copied::no))
            return true;
        if (marked && words.containment >= 0.75 && words.terms >= 3) return true;
        if (marked && words.terms >= 2 && holds_whole(a, b)) return true;
        // "None of our men fired", and later "his men fired 11 shots".
        if (!marked && copied == Copied::no && says_no_[a] != says_no_[b]) return false;
        if (words.dice >= 0.6 && words.terms >= 3 &&
            (marked || one_speaker || copied != Copied::no || words.terms >= 6))
            return true;
        if (one_speaker && words.containment >= 0.55 && words.terms >= 3) return true;
        if (one_speaker && fragments && same_fragment(a, b)) return true;
        if (one_speaker && words.containment >= 0.4 && words.terms >= 4) return true;
        return copied != Copied::no && words.containment >= 0.5 && words.terms >= 2;
    }

    /// What the one marks of the speaker's own words stands in the other's full quotation: "if it presented a
    /// 'detailed and coherent list'".
    [[nodiscard]] bool keeps_fragment(std::uint32_t part, std::uint32_t whole) const {
        if (quotes_[part].kind != QuotationKind::mixed || quotes_[whole].kind != QuotationKind::direct)
            return false;
        std::string kept;
        std::size_t blanks = 0;
        for (const char c : fragment(part)) {
            blanks += c == ' ' ? 1U : 0U;
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U)
                kept += c;
        }
        constexpr std::size_t kFewestBlanks = 3, kFewestLetters = 14;
        return blanks >= kFewestBlanks && kept.size() >= kFewestLetters &&
               bare_[whole].find(kept) != std::string::npos;
    }

    /// One report gives only the first or the last of the words.
    [[nodiscard]] bool holds_whole(std::uint32_t a, std::uint32_t b) const {
        constexpr std::uint32_t kFewest = 4;
        const std::uint32_t part = bare_[a].size() < bare_[b].size() ? a : b;
        const std::string& whole = bare_[part == a ? b : a];
        return items_[part].last - items_[part].first >= kFewest &&
               (whole.starts_with(bare_[part]) || whole.ends_with(bare_[part]));
    }

    /// Two clauses that keep the same words of one speaker in marks: «called the vote "orderly"», «The poll
    /// was "orderly"».
    [[nodiscard]] bool same_fragment(std::uint32_t a, std::uint32_t b) const {
        const std::string first = fragment(a);
        return !first.empty() && first == fragment(b);
    }

    /// Folded words between the first pair of double marks.
    [[nodiscard]] std::string fragment(std::uint32_t i) const {
        const std::string words(evidence_.words(items_[i].report, items_[i].span));
        for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""},
                                          std::pair<std::string_view, std::string_view>{"“", "”"}}) {
            const std::size_t begin = words.find(open);
            if (begin == std::string::npos) continue;
            const std::size_t end = words.find(close, begin + open.size());
            if (end == std::string::npos) continue;
            return text::folded(
                std::string_view(words).substr(begin + open.size(), end - begin - open.size()));
        }
        return {};
    }

    void tell(const std::vector<std::uint32_t>& list) {
        std::vector<ItemRef> refs;
        EntityRef speaker = kNoEntity;
        std::uint32_t fullest = list.front();
        bool silent = false;
        for (const std::uint32_t i : list) {
            refs.push_back(items_[i].ref);
            if (speaker < 0) speaker = items_[i].who;
            silent = silent || items_[i].who_class == SourceClass::none;
            if (items_[i].own.size() > items_[fullest].own.size()) fullest = i;
        }
        const std::string who = evidence_.name(speaker);
        std::string reason = "the same words: «" +
                             cut(evidence_.words(items_[fullest].report, items_[fullest].span), 16) + "»";
        if (silent && !who.empty()) reason += "; not every report names the speaker";
        out_.push_back(relation(RelationKind::same_utterance,
                                (who.empty() ? "" : cut(who, 8) + ": ") +
                                    cut(evidence_.words(items_[fullest].report, items_[fullest].span), 9),
                                std::move(refs), std::move(reason)));
    }

    [[nodiscard]] std::string hedge_in(const TermSet& terms) const {
        for (const Term term : terms) {
            if (evidence_.terms().kind(term) == TermKind::hedge) return evidence_.terms().name(term);
        }
        return {};
    }
    [[nodiscard]] bool sure_in(const TermSet& terms) const {
        return std::any_of(terms.begin(), terms.end(),
                           [&](Term term) { return evidence_.terms().kind(term) == TermKind::sure; });
    }

    /// A hedge of the first telling is gone where the later one gives the same in its own words.
    void tell_harder(std::uint32_t a, std::uint32_t b) {
        Copied copied = evidence_.copied(items_[a], items_[b]);
        if (copied == Copied::first_from_second ||
            (copied != Copied::second_from_first && evidence_.before(items_[b].report, items_[a].report)))
            std::swap(a, b);
        else if (copied != Copied::second_from_first && !evidence_.before(items_[a].report, items_[b].report))
            return;
        if (quotes_[b].kind == QuotationKind::direct) return;
        if (hedge_in(items_[a].own).empty() || !hedge_in(items_[b].own).empty() || !sure_in(items_[b].own))
            return;
        out_.push_back(
            relation(RelationKind::stronger,
                     "retold without its doubt: " + cut(evidence_.words(items_[a].report, items_[a].span), 9),
                     {items_[a].ref, items_[b].ref},
                     "«" + cut(evidence_.words(items_[a].report, items_[a].span), 20) + "» became «" +
                         cut(evidence_.words(items_[b].report, items_[b].span), 20) + "»"));
    }

    /// The condition that a quotation, or the sentence it stands in, ties its words to; "" for none.
    [[nodiscard]] std::string condition_in(std::uint32_t i) const {
        const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
        const std::string own = evidence_.words(items_[i].report, items_[i].span);
        std::string around;
        if (items_[i].sentence < home.tokens.sentences.size())
            around = home.report.text.words(home.tokens.sentences[items_[i].sentence].range);
        for (const std::string& words : {" " + own + " ", " " + around + " "}) {
            const std::string folded = text::folded(words);
            // "Should the wage line hold, I would …", "… should the wage line hold": turned round.
            for (const std::string_view turned : {"\" should ", "” should "}) {
                const std::size_t at = folded.find(turned);
                if (at != std::string::npos && folded.size() == words.size())
                    return words.substr(at + turned.size() - std::string_view("should ").size());
            }
            if (folded.starts_with(" should ")) return own;
            for (const std::string_view opening : {" only if ", " if ", " unless ", " once ", " provided ",
                                                   " until ", " on condition that ", " as long as "}) {
                const std::size_t at = folded.find(opening);
                if (at == std::string::npos) continue;
                // "Twice, once for the tax and once for the pit"
                constexpr std::array<std::string_view, 6> kHowOften = {"for ",  "a ",     "in ",
                                                                       "more ", "again ", "every "};
                const std::string_view behind = std::string_view(folded).substr(at + opening.size());
                if (opening == " once " &&
                    std::any_of(kHowOften.begin(), kHowOften.end(),
                                [&](std::string_view word) { return behind.starts_with(word); }))
                    continue;
                // Folding may change the number of bytes; then the folded words are shown.
                return folded.size() == words.size() ? words.substr(at + 1) : folded.substr(at + 1);
            }
        }
        return {};
    }
    /// One speaker; or sources that two reports leave unnamed under one word: "a senior official", "a top
    /// official".
    [[nodiscard]] bool may_be_one_speaker(const Item& x, const Item& y) const {
        if (evidence_.one_side(x.who, y.who)) return true;
        if (x.who < 0 || y.who < 0 || named(x.who) || named(y.who)) return false;
        const auto head = [&](EntityRef who) {
            std::string name = text::folded(evidence_.name(who));
            for (const std::string_view behind :
                 {" of ", " at ", " in ", " from ", " for ", " with ", " who ", ",", " close ", " familiar ",
                  " briefed ", " involved "})
                name.resize(std::min(name.size(), name.find(behind)));
            return name.substr(name.find_last_of(' ') + 1);
        };
        return head(x.who) == head(y.who);
    }

    /// One utterance, tied to two things in the one report and to one of them in the other.
    void tell_part_lost(std::uint32_t a, std::uint32_t b) {
        if (!conditional_[a] || !conditional_[b]) return;
        if (quotes_[a].kind != QuotationKind::direct) std::swap(a, b);
        if (quotes_[a].kind != QuotationKind::direct || quotes_[b].kind == QuotationKind::direct ||
            evidence_.before(items_[b].report, items_[a].report))
            return;
        const std::string condition = condition_in(a);
        const std::size_t and_then = condition.substr(0, condition.find(',')).find(" and ");
        std::vector<Term> lost = evidence_.terms().find(condition.substr(0, condition.find(',')));
        std::sort(lost.begin(), lost.end());
        lost.erase(std::unique(lost.begin(), lost.end()), lost.end());
        std::erase_if(lost, [&](Term term) {
            return std::binary_search(items_[b].context.begin(), items_[b].context.end(), term);
        });
        constexpr std::size_t kFewestLost = 2;
        if (and_then == std::string::npos || lost.size() < kFewestLost) return;
        if (!harder_.emplace(groups_.of(a), items_[b].report).second) return;
        out_.push_back(relation(RelationKind::stronger,
                                "retold without a part of its condition: " +
                                    cut(evidence_.words(items_[a].report, items_[a].span), 9),
                                {items_[a].ref, items_[b].ref},
                                "«" + cut(evidence_.words(items_[b].report, items_[b].span), 20) +
                                    "» keeps less of the condition (" + cut(condition, 30) + ")"));
    }

    /// "I expect him to sign, but only if …" retold as "He will sign".
    void find_condition_lost(std::uint32_t a, std::uint32_t b) {
        const auto follows = [&](std::uint32_t first, std::uint32_t second) {
            return evidence_.copied(items_[first], items_[second]) == Copied::second_from_first ||
                   evidence_.before(items_[first].report, items_[second].report) ||
                   evidence_.made_from(items_[second].report, items_[first].report) ||
                   (keeps_fragment(second, first) &&
                    !evidence_.before(items_[second].report, items_[first].report));
        };
        if (items_[a].report == items_[b].report || conditional_[a] == conditional_[b]) return;
        if (!follows(a, b)) std::swap(a, b);
        // A part of the words, marked as such, may leave the condition out as well.
        const bool cut_short = quotes_[a].kind == QuotationKind::direct && bare_[b].size() >= 12 &&
                               bare_[b].size() < bare_[a].size() &&
                               bare_[a].find(bare_[b]) != std::string::npos;
        if (!conditional_[a] || !(follows(a, b) || cut_short) ||
            (quotes_[b].kind == QuotationKind::direct && !cut_short) ||
            !may_be_one_speaker(items_[a], items_[b]))
            return;
        const Likeness words = likeness(evidence_.terms(), items_[a].own, items_[b].own);
        const std::vector<Term>&x = numbers_[a], &y = numbers_[b];
        const bool one_number = std::any_of(
            x.begin(), x.end(), [&](Term term) { return std::find(y.begin(), y.end(), term) != y.end(); });
        const bool whole = words.terms >= 2 && words.shared >= 3.0 && contained(b, a) >= 0.55;
        if (negative(a) != negative(b) || words.terms < 2 || (!one_number && !whole)) return;
        std::vector<std::pair<std::uint32_t, std::uint32_t>>& told = lost_[{groups_.of(a), items_[b].report}];
        told.emplace_back(a, b);
    }
    /// Of several tellings with the condition the one that stands closest to the speaker: first told, not
    /// made from another of them.
    void tell_conditions_lost() {
        for (const auto& [where, told] : lost_) {
            const auto closer = [&](const auto& x, const auto& y) {
                const Item &first = items_[x.first], &second = items_[y.first];
                if (first.report == second.report) return false;
                if (evidence_.made_from(second.report, first.report) !=
                    evidence_.made_from(first.report, second.report))
                    return evidence_.made_from(second.report, first.report);
                return evidence_.before(first.report, second.report);
            };
            const auto [a, b] = *std::min_element(told.begin(), told.end(), closer);
            tell_condition_lost(a, b);
        }
    }
    void tell_condition_lost(std::uint32_t a, std::uint32_t b) {
        const std::string condition = condition_in(a);
        if (!harder_.emplace(groups_.of(a), items_[b].report).second) return;
        out_.push_back(relation(
            RelationKind::stronger,
            "retold without its condition: " + cut(evidence_.words(items_[a].report, items_[a].span), 9),
            {items_[a].ref, items_[b].ref},
            "«" + cut(evidence_.words(items_[b].report, items_[b].span), 16) + "» lost its condition (" +
                cut(condition, 14) + ")"));
    }
    /// How much of the weight of quotation `part` stands in `whole`.
    [[nodiscard]] double contained(std::uint32_t part, std::uint32_t whole) const {
        double all = 0.0, shared = 0.0;
        for (const Term term : items_[part].own) {
            const auto weight = static_cast<double>(evidence_.terms().weight(term));
            all += weight;
            if (std::binary_search(items_[whole].own.begin(), items_[whole].own.end(), term))
                shared += weight;
        }
        return all > 0.0 ? shared / all : 0.0;
    }

    const Evidence& evidence_;
    const std::vector<Quotation>& quotes_;
    const std::vector<Item>& items_;
    Groups groups_;
    /// Who says a quotation; `stands_alone`: has a name and stands for nobody else.
    struct Voice {
        ReportIndex report = 0;
        EntityRef who = kNoEntity;
        QuotationKind kind = QuotationKind::direct;
        bool stands_alone = false;
    };
    std::vector<Voice> voices_;
    // What each quotation says by itself: asked once, needed for every pair.
    std::vector<std::string> bare_;  // its bare words
    std::vector<bool> denies_, says_no_, conditional_;
    std::vector<std::vector<Term>> numbers_;
    std::vector<double> weights_;  // of the terms of each
    std::set<std::pair<std::uint32_t, std::uint32_t>> contradicted_, harder_;
    std::map<std::pair<std::uint32_t, ReportIndex>, std::vector<std::pair<std::uint32_t, std::uint32_t>>>
        lost_;  // by utterance and retelling report
    std::vector<Relation> out_;
};

}  // namespace

QuoteRelationsFound relate_quotes(const Evidence& evidence) { return QuoteRelations(evidence).relate(); }

}  // namespace sitrep::ledger
