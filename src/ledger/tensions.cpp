#include "ledger/tensions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "ledger/cue_phrases.hpp"
#include "ledger/cues.hpp"
#include "ledger/tension_statements.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kAnswerReach = 3;  // sentences within which words answer words
constexpr std::uint32_t kRareWord = 12;    // sentences of a word that an answer takes up
constexpr std::uint32_t kTopicWord = 25;   // sentences of a word that two statements are about
constexpr std::uint32_t kFirstWord = 6;    // sentences of a word that a reply begins with
constexpr std::size_t kShortClaim = 6;     // terms of a claim whose word a reply may begin with
constexpr std::size_t kVeryShort = 3;
constexpr std::size_t kMostTold = 256;  // tensions before, that a copy may tell again
constexpr std::size_t kSmallGap = 60;   // bytes between "orderly" and "but the halt"

class Tensions {
  public:
    explicit Tensions(const Evidence& evidence)
        : evidence_(evidence),
          dossier_(evidence.dossier()),
          said_(statements(evidence)),
          name_terms_(name_terms(evidence)),
          cues_(evidence.terms()) {}

    std::vector<Relation> relate() {
        for (const std::span<const Said> report : by_report(said_)) {
            for (const Said& b : report) {
                tell_doubt(b, report);
                tell_rebuff(b, report);
                tell_ruled_out(b, report);
                tell_term(b, report);
                tell_bid(b, report);
                tell_threat_beside(b, report);
                tell_but(b, report);
                tell_threat_against(b, report);
            }
        }
        tell_taken_up();
        tell_deadlocks();
        tell_claimed();
        return std::move(out_);
    }

  private:
    /// What both are about: words that are no names, no numbers and not met everywhere.
    [[nodiscard]] double topic(const TermSet& a, const TermSet& b, std::uint32_t most) const {
        const TermTable& terms = evidence_.terms();
        double shared = 0.0;
        TermSet both;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
        for (const Term term : both) {
            const TermKind kind = terms.kind(term);
            if (kind == TermKind::number || kind == TermKind::hedge || kind == TermKind::sure ||
                name_terms_[term] || terms.frequency(term) > most)
                continue;
            shared += static_cast<double>(terms.weight(term));
        }
        return shared;
    }

    [[nodiscard]] bool other_side(const Said& a, const Said& b) const {
        return a.item->who >= 0 && b.item->who >= 0 && !evidence_.one_side(a.item->who, b.item->who);
    }
    [[nodiscard]] bool has_time(const Said& one) const {
        const AnnotatedReport& home = dossier_.reports[one.item->report];
        if (one.item->sentence >= home.tokens.sentences.size()) return false;
        const Span sentence = home.report.text.source(home.tokens.sentences[one.item->sentence].range);
        const auto first = std::lower_bound(dossier_.times.begin(), dossier_.times.end(),
                                            std::pair(one.item->report, sentence.begin),
                                            [](const TimeExpression& time, const auto& at) {
                                                return std::pair(time.report, time.span.begin) < at;
                                            });
        return first != dossier_.times.end() && first->report == one.item->report &&
               first->span.begin < sentence.end;
    }

    /// A diplomat who expects no decision before April; officials who doubt that a request will come.
    void tell_doubt(const Said& b, std::span<const Said> report) {
        if (b.quote != nullptr ? b.quote->kind == QuotationKind::direct : b.act->act != ActKind::warn) return;
        // "An unlikely ally" and "no doubt" doubt nothing.
        constexpr std::array<std::string_view, 11> kDoubts = {
            " may struggle to ", " will struggle to ", " doubt that ",        " doubts that ",
            " doubt whether ",   " doubts whether ",   " doubted that ",      " doubted whether ",
            " is unlikely to ",  " are unlikely to ",  " not convinced that "};
        constexpr std::array<std::string_view, 2> kNotBefore = {" before ", " until "};
        const bool doubt = has_any(b.words, kDoubts);
        const std::size_t no = b.words.find(" no ");
        const bool not_before = no < 40 && has_any(b.words, kNotBefore) && has_time(b);
        if (!doubt && !not_before) return;
        const Said* best = nullptr;
        double most = 0.0;
        for (const Said& a : report) {
            if (after(a, b) < 0 || overlap(a, b) || evidence_.one_side(a.item->who, b.item->who)) continue;
            const double shared = topic(a.item->own, b.item->own, 2 * kTopicWord);
            const bool one_matter = ledger::topics(evidence_, a, b, &name_terms_) >= 2;
            if (doubt && a.act != nullptr && !a.act->negated && plans(*a.act) && shared > most &&
                one_matter) {
                best = &a;
                most = shared;
            }
            // The last thing said of what will be decided when.
            const double near = 1.0 + shared + 1.0 / (1.0 + static_cast<double>(after(a, b)));
            const bool told_as_coming = a.act != nullptr || a.quote->kind == QuotationKind::indirect;
            if (not_before && told_as_coming && decides(a.words) && has_time(a) &&
                !denies_something(a.words) && near >= most) {
                best = &a;
                most = near;
            }
        }
        if (best != nullptr) put(*best, b, "told as coming", "doubted");
    }
    /// An answer that takes up the threat's own word: "no men left to close anything".
    void tell_rebuff(const Said& b, std::span<const Said> report) {
        constexpr std::size_t kAtOnce = 24;  // bytes
        if (b.quote == nullptr || b.quote->kind != QuotationKind::direct ||
            !denies_something(b.words.substr(0, kAtOnce)))
            return;
        for (const Said& a : report) {
            if (a.act == nullptr || a.act->negated || after(a, b) < 0 || after(a, b) > kAnswerReach ||
                overlap(a, b) || !other_side(a, b))
                continue;
            const bool bids =
                a.act->act == ActKind::threaten ||
                (a.act->condition && (a.act->act == ActKind::commit || a.act->act == ActKind::offer));
            if (!bids) continue;
            if (topic(a.item->own, b.item->own, kRareWord) > 0.0) return put(a, b, "said", "answered");
        }
    }

    [[nodiscard]] bool named(const Item& item, EntityRef who) const {
        const std::vector<EntityRef> all = named_in(evidence_, item);
        return std::find(all.begin(), all.end(), who) != all.end();
    }
    /// Asked of one, ruled out by another: no answer.
    [[nodiscard]] bool asked_of_another(const Said& a, const Said& b) const {
        // "A judge rejected the farmers' petition" answers the farmers.
        const bool to_another = b.act != nullptr && b.act->recipient >= 0 && a.item->who >= 0 &&
                                !evidence_.one_side(b.act->recipient, a.item->who) &&
                                named(*b.item, b.act->recipient);
        return to_another || (a.act->recipient >= 0 && a.act->act == ActKind::request && b.item->who >= 0 &&
                              dossier_.entities[static_cast<std::size_t>(a.act->recipient)].named &&
                              !evidence_.one_side(a.act->recipient, b.item->who));
    }
    /// "Rejected the petition of the Heritage League": of nobody who asked before.
    [[nodiscard]] bool of_somebody_else(const Said& a, const Said& b) const {
        constexpr std::array<std::string_view, 5> kPapers = {" petition of ", " request of ", " appeal of ",
                                                             " claim of ", " demand of "};
        if (!has_any(b.words, kPapers)) return false;
        const std::vector<EntityRef> all = named_in(evidence_, *b.item);
        return std::none_of(all.begin(), all.end(),
                            [&](EntityRef one) { return evidence_.one_side(one, a.item->who); });
    }
    /// What others agreed on or plan, right before a refusal to go along.
    [[nodiscard]] const Said* decided_before(const Said& b, std::span<const Said> report) const {
        const Said* best = nullptr;
        for (const Said& a : report) {
            if (a.act != nullptr && !a.act->negated && plans(*a.act) && after(a, b) >= 0 &&
                after(a, b) <= 2 && !overlap(a, b) && a.item->span.begin < b.item->span.begin &&
                other_side(a, b) && best == nullptr)
                best = &a;
        }
        return best;
    }
    /// A thing asked for, or threatened for, by one and ruled out by another.
    void tell_ruled_out(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 10> kRuledOut = {
            " ruled out ", " refused ", " rejected ", " dismissed ", " turned down ",
            " rules out ", " refuses ", " rejects ",  " dismisses ", " turns down "};
        TermSet refused;
        constexpr std::array<std::string_view, 7> kOfThat = {
            " none of it ", " none of that ", " no part in it ", " the plan ",
            " the deal ",   " the scheme ",   " the move "};
        constexpr std::array<std::string_view, 2> kWillNot = {" would not ", " will not "};
        const bool will_not = has_any(b.words, kWillNot) && !has_any(b.words, kRuledOut) &&
                              b.words.find(" say ") == std::string::npos;
        if (b.act != nullptr && b.act->act == ActKind::refuse && !b.act->condition && b.act->what &&
            (has_any(b.words, kRuledOut) || will_not))
            refused = evidence_.terms_of(b.act->report, *b.act->what);
        else if (b.quote != nullptr && b.quote->kind == QuotationKind::direct)
            refused = after_not(evidence_, b);
        if (b.act != nullptr && b.act->act == ActKind::refuse && !b.act->negated &&
            refers_back(evidence_, b)) {
            const Said* asked = nullptr;
            for (const Said& a : report) {
                if (a.act != nullptr && !a.act->negated && after(a, b) >= 0 && after(a, b) <= 2 &&
                    !overlap(a, b) && a.item->span.begin < b.item->span.begin && other_side(a, b) &&
                    wants(*a.act) && !of_somebody_else(a, b))
                    asked = &a;
            }
            const bool leaves = cues_.in(b.words, Cue::leaves) && cues_.in(b.words, Cue::pact);
            if (asked == nullptr && !leaves && has_any(b.words, kOfThat)) asked = decided_before(b, report);
            if (asked != nullptr)
                return put(*asked, b, asked->act->act == ActKind::offer ? "offered" : "asked for", "refused");
        }
        if (refused.empty()) return;
        const Said* best = nullptr;
        double most = 0.0;
        for (const Said& a : report) {
            if (a.act == nullptr || a.act->negated || overlap(a, b) || !other_side(a, b)) continue;
            const ActKind kind = a.act->act;
            const bool near = after(a, b) >= 0 && after(a, b) <= 1;
            if (will_not && !(near && a.act->condition && (wants(*a.act) || kind == ActKind::agree)))
                continue;
            const bool asks =
                will_not || kind == ActKind::request || kind == ActKind::demand ||
                (kind == ActKind::threaten && a.act->condition.has_value() && after(a, b) >= 0) ||
                (near && wants(*a.act));
            // "Refused her neighbour's request" has had its answer.
            if (!asks || asked_of_another(a, b) || has_any(a.words, kRuledOut)) continue;
            // Told elsewhere in the report, one word in common may be of two things.
            if (!near && likeness(evidence_.terms(), a.item->own, b.item->own).terms < 2) continue;
            // Of an offer only what is on offer is ruled out, not what it is tied to.
            const bool offered = kind == ActKind::offer && a.act->what.has_value();
            const double shared = topic(
                offered ? evidence_.terms_of(a.act->report, *a.act->what) : a.item->own, refused, kTopicWord);
            if (shared <= most) continue;
            best = &a;
            most = shared;
        }
        if (best != nullptr) put(*best, b, "asked for", "ruled out");
    }
    /// "Landowners want 20 million kina. The company has offered 2 million."
    void tell_bid(const Said& b, std::span<const Said> report) {
        if (b.act == nullptr || b.act->negated ||
            (b.act->act != ActKind::offer && b.act->act != ActKind::commit))
            return;
        const std::vector<std::string> offered = money_in(evidence_, b);
        if (offered.empty()) return;
        for (const Said& a : report) {
            if (a.act == nullptr || a.act->negated || std::abs(after(a, b)) > 1 || overlap(a, b) ||
                (a.act->act != ActKind::demand && a.act->act != ActKind::request &&
                 !(a.act->act == ActKind::threaten && a.act->condition)) ||
                !other_side(a, b))
                continue;
            // Who has promised as much as was asked for meets the demand.
            const bool less = b.act->act == ActKind::offer || less_money(evidence_, b, a);
            const std::vector<std::string> wanted = money_in(evidence_, a);
            if (less && std::find_first_of(wanted.begin(), wanted.end(), offered.begin(), offered.end()) !=
                            wanted.end())
                return put(a, b, "wanted", "offered");
        }
    }
    /// "Only if the tribunal asks": beside it somebody else's demand.
    void tell_term(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 5> kOnly = {" only if ", " only when ", " only once ",
                                                           " only after ", " only on condition "};
        if (b.act == nullptr || b.act->negated || !has_any(b.words, kOnly)) return;
        if (b.act->act != ActKind::agree && b.act->act != ActKind::commit && b.act->act != ActKind::plan)
            return;
        for (const Said& a : report) {
            const bool threat = a.act != nullptr && a.act->act == ActKind::threaten;
            if (a.act == nullptr || (a.act->act != ActKind::demand && !threat) || a.act->negated ||
                overlap(a, b) || !other_side(a, b) || std::abs(after(a, b)) > (threat ? 2 : 1))
                continue;
            return put(a, b, threat ? "threatened" : "wanted", "tied to a term");
        }
    }

    /// One side's promise to spare somebody, and its warning in the same breath.
    void tell_threat_beside(const Said& b, std::span<const Said> report) {
        if (b.act == nullptr || b.act->negated ||
            (b.act->act != ActKind::warn && b.act->act != ActKind::threaten))
            return;
        constexpr std::array<std::string_view, 4> kSpares = {" will not ", " would not ", " won't ",
                                                             " promised not "};
        for (const Said& a : report) {
            if (a.act == nullptr || overlap(a, b) || after(a, b) < 0 || after(a, b) > 1 ||
                a.item->span.begin > b.item->span.begin)
                continue;
            if (a.act->act != ActKind::refuse && a.act->act != ActKind::commit) continue;
            if (!has_any(a.words, kSpares) || !evidence_.one_side(a.item->who, b.item->who)) continue;
            return put(a, b, "promised", "warned");
        }
    }

    /// "The commission moved the vote. She will petition the court unless it takes that back."
    void tell_threat_against(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 3> kBack = {" that ", " this ", " it "};
        if (b.act == nullptr || b.act->negated || b.act->act != ActKind::threaten || !b.act->condition)
            return;
        const std::string condition =
            " " + text::folded(evidence_.words(b.act->report, *b.act->condition)) + " ";
        const Said* best = nullptr;
        for (const Said& a : report) {
            if (a.act == nullptr || a.act->negated || overlap(a, b) || !other_side(a, b) || after(a, b) < 0 ||
                after(a, b) > 1 || a.item->span.begin > b.item->span.begin)
                continue;
            const ActKind kind = a.act->act;
            if (kind == ActKind::demand || kind == ActKind::agree || kind == ActKind::plan ||
                kind == ActKind::commit || kind == ActKind::refuse)
                best = &a;
        }
        if (best != nullptr && has_any(condition, kBack)) put(*best, b, "decided or wanted", "threatened");
    }
    /// Called "orderly", "but said the halt had not been explained": one speaker, one sentence.
    void tell_but(const Said& b, std::span<const Said> report) {
        if (b.quote == nullptr) return;
        for (const Said& a : report) {
            if (a.quote == nullptr || a.item->sentence != b.item->sentence ||
                a.item->span.end > b.item->span.begin || b.item->span.begin - a.item->span.end > kSmallGap)
                continue;
            if (a.item->who < 0 || !evidence_.same_party(a.item->who, b.item->who)) continue;
            const std::string between =
                " " + text::folded(evidence_.words(a.item->report, {a.item->span.end, b.item->span.begin})) +
                " ";
            // A word or two of praise, and what it is not.
            constexpr std::uint32_t kFewTokens = 5;
            if (between.find(" but ") == std::string::npos || a.item->last - a.item->first > kFewTokens ||
                a.quote->kind == QuotationKind::indirect || denies_something(a.words) ||
                !denies_something(b.words))
                continue;
            return put(a, b, "said", "and, in the same breath");
        }
    }

    /// "Contained is a word for offices": a reply in another report, or further down, that begins with the
    /// very word of a short claim.
    void tell_taken_up() {
        std::map<Term, std::vector<const Said*>> having;
        for (const Said& said : said_) {
            if (said.quote == nullptr || said.quote->kind != QuotationKind::direct) continue;
            if (said.item->own.size() > kShortClaim) continue;
            for (const Term term : said.item->own) {
                if (evidence_.terms().frequency(term) <= kFirstWord && !name_terms_[term])
                    having[term].push_back(&said);
            }
        }
        for (const Said& b : said_) {
            if (b.quote == nullptr || b.quote->kind != QuotationKind::direct) continue;
            const Term first = first_term(b);
            constexpr std::array<std::string_view, 8> kSaysLittle = {"nobodi", "noth", "know",      "think",
                                                                     "want",   "ther", "requested", "person"};
            constexpr std::size_t kShortWord = 4;
            if (first == kNoTerm || evidence_.terms().name(first).size() < kShortWord ||
                evidence_.terms().kind(first) == TermKind::number ||
                std::find(kSaysLittle.begin(), kSaysLittle.end(), evidence_.terms().name(first)) !=
                    kSaysLittle.end())
                continue;
            const auto found = having.find(first);
            if (found == having.end()) continue;
            for (const Said* a : found->second) {
                if (!evidence_.same_episode(a->item->report, b.item->report) || overlap(*a, b) ||
                    !other_side(*a, b) || evidence_.copied(*a->item, *b.item) != Copied::no)
                    continue;
                if (likeness(evidence_.terms(), a->item->own, b.item->own).dice >= 0.6) continue;
                if (!one_subject(*a, b, first) && !point_taken_up(*a, b, first)) continue;
                put(*a, b, "said", "said by another");
                break;
            }
        }
    }
    [[nodiscard]] bool natural(EntityRef who) const {
        const EntityType type = dossier_.entities[static_cast<std::size_t>(who)].type;
        return type == EntityType::location || type == EntityType::facility;
    }
    /// One will do a thing if something comes first, the other will not do its own until it has come.
    void tell_deadlocks() {
        std::vector<const Said*> waiting, refusing;
        for (const Said& said : said_) {
            if (said.act == nullptr || said.act->negated || !said.act->condition) continue;
            // "The lake will not wait" refuses nothing.
            if (said.item->who >= 0 && natural(said.item->who)) continue;
            if (said.act->act == ActKind::refuse) refusing.push_back(&said);
            if (said.act->act == ActKind::commit || said.act->act == ActKind::agree) waiting.push_back(&said);
        }
        // "As long as" opens both, and is nothing that both speak of.
        const std::vector<Term> opener = evidence_.terms().find("long");
        const auto terms_of = [&](const Said& said) {
            TermSet terms = evidence_.terms_of(said.act->report, *said.act->condition);
            std::erase_if(terms, [&](Term term) {
                return std::find(opener.begin(), opener.end(), term) != opener.end();
            });
            return terms;
        };
        for (const Said* b : refusing) {
            const TermSet until = terms_of(*b);
            for (const Said* a : waiting) {
                if (!evidence_.same_episode(a->item->report, b->item->report) || !other_side(*a, *b))
                    continue;
                // Who both wait for a third party stand in nobody's way.
                const TermSet first = terms_of(*a);
                if (likeness(evidence_.terms(), first, until).dice < 0.3 &&
                    topic(first, until, kTopicWord) > 0.0)
                    put(*a, *b, "will if", "will not until");
            }
        }
    }
    /// "Will claim 1.1 million euros", and the insurer "refused to pay the 1.1 million euros claimed by the
    /// owner".
    void tell_claimed() {
        constexpr std::array<std::string_view, 4> kClaimed = {" claimed ", " demanded ", " sought ",
                                                              " asked for "};
        constexpr std::array<std::string_view, 5> kClaims = {" claim", " demand", " seek", " sue", " want"};
        std::map<std::pair<std::string, double>, std::vector<const Said*>> claims;
        for (const Said& a : said_) {
            if (a.act == nullptr || a.act->negated || !plans(*a.act) || !has_any(a.words, kClaims)) continue;
            for (const auto& sum : sums_in(evidence_, a)) claims[sum].push_back(&a);
        }
        for (const Said& b : said_) {
            if (b.act == nullptr || b.act->act != ActKind::refuse || b.act->negated ||
                !has_any(b.words, kClaimed))
                continue;
            for (const auto& sum : sums_in(evidence_, b)) {
                const auto found = claims.find(sum);
                if (found == claims.end()) continue;
                for (const Said* a : found->second) {
                    if (!overlap(*a, b) && a->item->report != b.item->report && other_side(*a, b) &&
                        evidence_.same_situation(a->item->report, b.item->report))
                        put(*a, b, "claimed", "refused");
                }
            }
        }
    }

    /// "The wall is sound", "The wall will hold. But …"
    [[nodiscard]] bool one_subject(const Said& a, const Said& b, Term first) const {
        const auto begins = [&](const Said& said) {
            const std::uint32_t at = said.item->first;
            const std::string word = word_at(said, at);
            return at + 1 < said.item->last && evidence_.terms().of(said.item->report)[at + 1] == first &&
                   (word == "the" || word == "our" || word == "this") && tells_state(said, at + 2);
        };
        return begins(a) && begins(b);
    }
    [[nodiscard]] std::string word_at(const Said& said, std::uint32_t at) const {
        const AnnotatedReport& home = dossier_.reports[said.item->report];
        return at < said.item->last ? text::folded(home.report.text.words(home.tokens.tokens[at].range)) : "";
    }
    /// "is", "will": what follows is what the words before are or will be.
    [[nodiscard]] bool tells_state(const Said& said, std::uint32_t at) const {
        const std::string word = word_at(said, at);
        return text::among(word, text::kFormsOfBe) || word == "will" || word == "has" || word == "can";
    }
    /// "The fire is contained", "Contained is a word for offices": the last word of the one is the first of
    /// the other.
    [[nodiscard]] bool point_taken_up(const Said& a, const Said& b, Term first) const {
        if (a.item->own.size() > kVeryShort || evidence_.terms().of(b.item->report)[b.item->first] != first ||
            !tells_state(b, b.item->first + 1))
            return false;
        const auto& row = evidence_.terms().of(a.item->report);
        for (std::uint32_t at = a.item->last; at-- > a.item->first;) {
            if (row[at] != kNoTerm) return row[at] == first;
        }
        return false;
    }
    [[nodiscard]] Term first_term(const Said& said) const {
        const auto& row = evidence_.terms().of(said.item->report);
        for (std::uint32_t at = said.item->first; at < std::min(said.item->first + 3, said.item->last);
             ++at) {
            if (row[at] != kNoTerm) return row[at];
        }
        return kNoTerm;
    }

    void put(const Said& a, const Said& b, std::string_view how_a, std::string_view how_b) {
        // "Has dropped his demand": nobody stands against what is asked no more.
        if (a.act != nullptr && a.act->status == ActStatus::withdrawn) return;
        // Told again in a copy: one tension, with the places of both.
        for (std::size_t at = told_.size() - std::min(told_.size(), kMostTold); at < told_.size(); ++at) {
            const auto& [index, first, second] = told_[at];
            if (!evidence_.same_situation(first->report, a.item->report)) continue;
            const auto alike = [&](const Item& x, const Item& y) {
                return x.report != y.report && (evidence_.copied(x, y) != Copied::no ||
                                                likeness(evidence_.terms(), x.own, y.own).dice >= 0.5);
            };
            const bool one = (alike(*first, *a.item) || first == a.item) &&
                             (alike(*second, *b.item) || second == b.item || overlaps(*second, *b.item));
            const bool inside = overlaps(*first, *a.item) && overlaps(*second, *b.item);
            if (!one && !inside) continue;
            for (const ItemRef ref : {a.item->ref, b.item->ref}) {
                auto& items = out_[index].items;
                if (!inside && std::find(items.begin(), items.end(), ref) == items.end())
                    items.push_back(ref);
            }
            return;
        }
        told_.push_back({out_.size(), a.item, b.item});
        std::vector<ItemRef> items = {a.item->ref, b.item->ref};
        // "Will have none of it. She threatened to go to court if the date is touched."
        const auto first =
            std::lower_bound(said_.begin(), said_.end(), b.item->report,
                             [](const Said& one, ReportIndex report) { return one.item->report < report; });
        for (auto at = first; at != said_.end() && at->item->report == b.item->report; ++at) {
            const Said& c = *at;
            const bool behind = b.act != nullptr && b.act->act == ActKind::refuse && c.act != nullptr &&
                                c.act->act == ActKind::threaten && c.item->report == b.item->report &&
                                after(b, c) >= 0 && after(b, c) <= 2 && !overlap(a, c) &&
                                evidence_.one_side(c.item->who, b.item->who);
            if (behind && c.item != b.item) items.push_back(c.item->ref);
        }
        out_.push_back(relation(RelationKind::tension, matter(a, b), std::move(items),
                                std::string(how_a) + ": «" + cut(shown(*a.item), 16) + "»; " +
                                    std::string(how_b) + ": «" + cut(shown(*b.item), 16) + "»"));
    }
    /// What the first asks, plans or says, in few words.
    [[nodiscard]] std::string matter(const Said& a, const Said& b) const {
        constexpr std::size_t kFewWords = 9;
        for (const Said* said : {&a, &b}) {
            if (said->act != nullptr && said->act->what)
                return cut(evidence_.words(said->act->report, *said->act->what), kFewWords);
        }
        return cut(shown(*a.item), kFewWords);
    }
    [[nodiscard]] static bool overlaps(const Item& a, const Item& b) {
        return a.report == b.report && a.span.overlaps(b.span);
    }
    [[nodiscard]] std::string shown(const Item& item) const {
        return evidence_.words(item.report, item.span);
    }

    struct Told {
        std::size_t index = 0;
        const Item *first = nullptr, *second = nullptr;
    };
    const Evidence& evidence_;
    const Dossier& dossier_;
    std::vector<Said> said_;
    std::vector<bool> name_terms_;
    CuePhrases cues_;
    std::vector<Told> told_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_tensions(const Evidence& evidence) { return Tensions(evidence).relate(); }

}  // namespace sitrep::ledger
