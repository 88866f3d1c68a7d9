#include "ledger/tension_crossings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string>

#include "ledger/cue_phrases.hpp"
#include "ledger/cues.hpp"
#include "ledger/tension_told.hpp"
#include "text/stem.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::int64_t kBeside = 2;       // sentences between an offer and the advice not to take it
constexpr std::int64_t kFurther = 8;      // sentences between a denial and a witness
constexpr std::uint32_t kTopicWord = 40;  // sentences of a word that two statements are about
constexpr std::size_t kMostEach = 128;    // statements of a kind in one situation
constexpr std::size_t kMostDeeds = 1;     // of one noun that one denial is laid beside
constexpr std::size_t kAtOnce = 48;       // bytes within which a statement says that there is none

class Crossings {
  public:
    explicit Crossings(const Evidence& evidence)
        : evidence_(evidence),
          said_(statements(evidence)),
          name_terms_(name_terms(evidence)),
          cues_(evidence.terms()),
          told_(evidence) {}

    std::vector<Relation> relate() {
        for (const std::span<const Said> report : by_report(said_)) {
            for (std::size_t at = 0; at < report.size(); ++at) {
                const std::span<const Said> near = around(report, at);
                tell_split(report[at], near);
                tell_flat_no(report[at], near);
                tell_asked_before(report[at], near);
                tell_advised_against(report[at], near);
                tell_witness(report[at], near);
                tell_term_refused(report[at], near);
                tell_leaves(report[at], report);
            }
        }
        tell_never_promised();
        tell_no_such();
        return told_.take();
    }

  private:
    /// The statements at most kFurther sentences away.
    [[nodiscard]] static std::span<const Said> around(std::span<const Said> report, std::size_t at) {
        std::size_t from = at, to = at + 1;
        while (from > 0 && after(report[from - 1], report[at]) <= kFurther) --from;
        while (to < report.size() && after(report[at], report[to]) <= kFurther) ++to;
        return report.subspan(from, to - from);
    }
    [[nodiscard]] bool other_side(const Said& a, const Said& b) const {
        return a.item->who >= 0 && b.item->who >= 0 && !evidence_.one_side(a.item->who, b.item->who);
    }
    [[nodiscard]] static bool does(const Said& said, ActKind kind) {
        return said.act != nullptr && said.act->act == kind && !said.act->negated;
    }
    [[nodiscard]] static bool asks(const Said& said) {
        return does(said, ActKind::request) || does(said, ActKind::demand);
    }
    [[nodiscard]] bool named(EntityRef who) const {
        return who >= 0 && evidence_.dossier().entities[static_cast<std::size_t>(who)].named;
    }
    /// What two sets have in common, without names, doubt, and words met everywhere.
    [[nodiscard]] TermSet shared(const TermSet& a, const TermSet& b) const {
        TermSet both;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
        std::erase_if(both, [&](Term term) {
            const TermKind kind = evidence_.terms().kind(term);
            return kind == TermKind::hedge || kind == TermKind::sure || name_terms_[term] ||
                   evidence_.terms().frequency(term) > kTopicWord;
        });
        return both;
    }
    [[nodiscard]] bool is_number(Term term) const { return evidence_.terms().kind(term) == TermKind::number; }
    [[nodiscard]] std::size_t topics(const TermSet& a, const TermSet& b) const {
        const TermSet both = shared(a, b);
        return static_cast<std::size_t>(
            std::count_if(both.begin(), both.end(), [&](Term term) { return !is_number(term); }));
    }
    /// An answer that names nothing of its own: "accepted", "turned it down", "rejected the idea", with or
    /// without terms.
    [[nodiscard]] bool points_back(const Said& said) const {
        constexpr std::size_t kBare = 90, kPronoun = 12;  // bytes
        if (said.act == nullptr) return false;
        const std::uint32_t end = said.act->condition ? said.act->condition->begin : said.item->span.end;
        const bool brief = end < said.item->span.begin + kBare;
        if (!said.act->what) return brief;
        std::string what = text::folded(evidence_.words(said.act->report, *said.act->what));
        std::replace(what.begin(), what.end(), ',', ' ');
        // "Gave it their blessing", "took up his call": the rest stands in the cue.
        if (text::among(std::string_view(what), text::kPossessives)) return brief;
        what = " " + what + " ";
        constexpr std::array<std::string_view, 4> kBack = {" it ", " that ", " this ", " them "};
        return has_any(what.substr(0, kPronoun), kBack) || cues_.in(what, Cue::proposal);
    }

    /// "The bishop proposed a pause. The police accepted. The guild has turned the idea down."
    void tell_split(const Said& b, std::span<const Said> near) {
        if (!does(b, ActKind::refuse) || !points_back(b)) return;
        for (const Said& a : near) {
            const bool agrees = does(a, ActKind::agree) || does(a, ActKind::endorse);
            if (!agrees || std::abs(after(a, b)) > 1 || overlap(a, b) || !other_side(a, b)) continue;
            const Said* about = proposal_before(a, b, near);
            // "Appealed to shopkeepers and the firm": who was asked answers, whatever the words.
            const bool asked =
                about != nullptr && asks(*about) && addressed(*about, a) && addressed(*about, b);
            if (!points_back(a) && !asked) continue;
            if (about == nullptr && !cues_.in(a.words, Cue::proposal) && !cues_.in(b.words, Cue::proposal))
                continue;
            return told_.put(a, b, "accepted", "turned down", about);
        }
    }
    [[nodiscard]] bool addressed(const Said& call, const Said& answer) const {
        const std::vector<EntityRef> named = named_in(evidence_, *call.item);
        return std::any_of(named.begin(), named.end(),
                           [&](EntityRef one) { return evidence_.one_side(one, answer.item->who); });
    }
    /// What somebody else asked for or put forward right before two answers.
    [[nodiscard]] const Said* proposal_before(const Said& a, const Said& b,
                                              std::span<const Said> near) const {
        constexpr std::int64_t kReach = 3;
        const Said& first = a.item->span.begin < b.item->span.begin ? a : b;
        const Said* best = nullptr;
        for (const Said& p : near) {
            const bool proposes = does(p, ActKind::offer) || does(p, ActKind::plan) || asks(p);
            if (proposes && p.item->span.end <= first.item->span.begin && after(p, first) <= kReach &&
                other_side(p, a) && other_side(p, b))
                best = &p;
        }
        return best;
    }

    /// "Accuses the mill of dumping dye. 'Not a drop has gone into that river,' said the mill's manager."
    void tell_flat_no(const Said& b, std::span<const Said> near) {
        if (b.quote == nullptr || b.quote->kind != QuotationKind::direct || b.item->who < 0) return;
        constexpr std::array<std::string_view, 6> kWho = {"i", "we", "he", "she", "it", "they"};
        if (!cues_.begin(b.words, Cue::flat_no)) return;
        const Said* best = nullptr;
        for (const Said& a : near) {
            if (does(a, ActKind::deny) && overlap(a, b)) return;  // told as charge and denial
            if (!does(a, ActKind::accuse) || after(a, b) != 1 || overlap(a, b) || !other_side(a, b)) continue;
            // "Not a drop" is flat enough; "I have never been there" has to be about the charge.
            const bool bare = !text::among(std::string_view(word(b, b.item->first)), kWho);
            if ((bare && accused_speaks(a, b)) || topics(a.item->own, b.item->own) >= 1) best = &a;
        }
        if (best != nullptr) told_.put_charge(*best, b);
    }
    /// Whoever is accused answers, or somebody whom the answer's sentence puts beside them: "the mill's
    /// manager".
    [[nodiscard]] bool accused_speaks(const Said& charge, const Said& answer) const {
        const EntityRef accused = charge.act->recipient;
        if (accused < 0) return false;
        if (evidence_.one_side(accused, answer.item->who)) return true;
        const AnnotatedReport& home = evidence_.dossier().reports[answer.item->report];
        const Sentence& sentence = home.tokens.sentences[answer.item->sentence];
        const TermSet behind =
            term_set(evidence_.terms().of(answer.item->report), answer.item->last, sentence.last);
        std::vector<Term> name = evidence_.terms().find(evidence_.name(accused));
        std::erase(name, kNoTerm);
        return !name.empty() && std::all_of(name.begin(), name.end(), [&](Term term) {
            return std::binary_search(behind.begin(), behind.end(), term);
        });
    }

    /// "Rejected a demand for pay from its signalmen. They have asked for 18 crowns an hour." "Refused to
    /// lend 12 masts. Bissau had been asking for them."
    void tell_asked_before(const Said& b, std::span<const Said> near) {
        constexpr std::int64_t kReach = 4;
        constexpr std::array<std::string_view, 4> kSame = {" for them ", " for it ", " for the ",
                                                           " for that "};
        // "Whose lawyer applies for a review": asked because of the refusal.
        constexpr std::array<std::string_view, 4> kSince = {" review", " appeal", " again", " anew"};
        if (!does(b, ActKind::refuse)) return;
        for (const Said& a : near) {
            if (has_any(a.words, kSince)) continue;
            if (!asks(a) || after(b, a) < 1 || after(b, a) > kReach || !other_side(a, b)) continue;
            const bool of_another =
                named(a.act->recipient) && !evidence_.one_side(a.act->recipient, b.item->who);
            if (of_another) continue;
            const bool refused = b.act->recipient >= 0 && evidence_.one_side(b.act->recipient, a.item->who);
            const bool had =
                cues_.in(a.words, Cue::had_asked) && after(b, a) == 1 && (refused || has_any(a.words, kSame));
            if (had || ((refused || one_asking(a, b)) && cues_.in(b.words, Cue::asking)))
                return told_.put(a, b, "asked for", "refused");
        }
    }

    /// "Rejected a demand for back pay." "It has demanded $1.2 million": the noun and the verb of one asking,
    /// told as done.
    [[nodiscard]] bool one_asking(const Said& asked, const Said& refusal) const {
        std::set<std::string> nouns;
        for (std::uint32_t at = refusal.item->first; at < refusal.item->last; ++at)
            nouns.insert(text::stem(word(refusal, at)));
        for (std::uint32_t at = asked.item->first + 1; at < asked.item->last; ++at) {
            const std::string verb = word(asked, at);
            if (text::among(std::string_view(word(asked, at - 1)), text::kFormsOfHave) &&
                verb.ends_with("ed"))
                return nouns.contains(text::stem(verb));
        }
        return false;
    }

    /// "Has offered each household 4,000 pesos. The lawyer urged families not to accept it."
    void tell_advised_against(const Said& b, std::span<const Said> near) {
        const bool advises = asks(b) || does(b, ActKind::endorse) || does(b, ActKind::warn);
        if (!advises || !cues_.in(b.words, Cue::not_to_take)) return;
        const Said* best = nullptr;
        for (const Said& a : near) {
            if (does(a, ActKind::offer) && after(a, b) >= 0 && after(a, b) <= kBeside && !overlap(a, b) &&
                other_side(a, b))
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "offered", "advised against");
    }

    /// "Denied that inmates had been beaten. … A guard, who would not be named, said that three inmates had
    /// been beaten."
    void tell_witness(const Said& b, std::span<const Said> near) {
        constexpr std::array<std::string_view, 3> kPast = {" had ", " was ", " were "};
        constexpr std::array<std::string_view, 4> kComing = {" will ", " would ", " could ", " should "};
        constexpr std::array<std::string_view, 2> kClause = {" that ", " having "};
        constexpr std::size_t kOneMatter = 2;
        const bool tells = b.quote != nullptr && b.item->who_class == SourceClass::anonymous &&
                           has_any(b.words, kPast) && !has_any(b.words, kComing);
        if (!tells || denies_something(b.words) || b.words.find(" den") != std::string::npos) return;
        const Said* best = nullptr;
        for (const Said& a : near) {
            if (does(a, ActKind::deny) && a.words.find(" den") != std::string::npos &&
                has_any(a.words, kClause) && after(a, b) >= 1 && other_side(a, b) &&
                topics(a.item->own, b.item->own) >= kOneMatter)
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "denied", "told");
    }

    /// "If Georgetown signs our list, the ferry can sail." "She would not sign a list with holes in it."
    void tell_term_refused(const Said& b, std::span<const Said> near) {
        constexpr std::int64_t kReach = 3;
        constexpr std::size_t kSame = 2;
        const Term deed = refused_deed(b);
        if (deed == kNoTerm) return;
        for (const Said& a : near) {
            if (std::abs(after(a, b)) > kReach || overlap(a, b) || !other_side(a, b)) continue;
            const TermSet term = condition_of(a);
            if (std::binary_search(term.begin(), term.end(), deed) && topics(term, b.item->own) >= kSame)
                return told_.put(a, b, "will if", "will not");
        }
    }
    /// The first word of what is refused: "sign" of "would not sign a list".
    [[nodiscard]] Term refused_deed(const Said& b) const {
        if (!does(b, ActKind::refuse) || !b.act->what) return kNoTerm;
        const AnnotatedReport& home = evidence_.dossier().reports[b.act->report];
        const std::vector<Term>& row = evidence_.terms().of(b.act->report);
        const std::uint32_t at = home.tokens.token_at(home.report.text.range(*b.act->what).begin);
        return row[at] != kNoTerm || at == 0 ? row[at] : row[at - 1];
    }
    /// Terms of "if …" in a promise or in somebody's own words.
    [[nodiscard]] TermSet condition_of(const Said& said) const {
        if (said.act != nullptr) {
            const bool promises =
                does(said, ActKind::agree) || does(said, ActKind::commit) || does(said, ActKind::offer);
            return promises && said.act->condition
                       ? evidence_.terms_of(said.act->report, *said.act->condition)
                       : TermSet{};
        }
        if (said.quote->kind != QuotationKind::direct || !said.words.starts_with(" if ")) return {};
        std::uint32_t end = said.item->first;
        while (end < said.item->last && word(said, end) != ",") ++end;
        return term_set(evidence_.terms().of(said.item->report), said.item->first, end);
    }

    /// "Signed a ceasefire." "Will walk out of the ceasefire unless the garrison is withdrawn."
    void tell_leaves(const Said& b, std::span<const Said> report) {
        if (b.act == nullptr || b.act->negated || b.item->who < 0 || !cues_.in(b.words, Cue::leaves)) return;
        const bool threatens = b.act->act == ActKind::threaten || b.act->act == ActKind::warn ||
                               b.act->act == ActKind::refuse || b.act->act == ActKind::plan;
        if (!threatens || !b.act->condition) return;
        const Said* only = nullptr;
        std::size_t pacts = 0;
        for (const Said& a : report) {
            if (!does(a, ActKind::agree) || overlap(a, b) || !one_pact(a, b)) continue;
            ++pacts;
            if (only == nullptr || signs(a, b.item->who)) only = &a;
        }
        // Whoever leaves the one truce there is has signed it, by whatever name.
        if (only == nullptr || (pacts > 1 && !signs(*only, b.item->who))) return;
        if (pacts == 1 && !signs(*only, b.item->who) && !leaves_all(b)) return;
        if (left_.emplace(only->item, b.item->sentence).second)
            told_.put(*only, b, "agreed", "threatened to leave");
    }
    /// "Leave the truce unless …": the pact stands bare before the condition.
    [[nodiscard]] bool leaves_all(const Said& b) const {
        constexpr std::array<std::string_view, 4> kTerms = {"unless", "if", "until", "should"};
        for (std::uint32_t at = b.item->first + 1; at + 1 < b.item->last; ++at) {
            if (word(b, at - 1) == "the" && cues_.in(" " + word(b, at) + " ", Cue::pact))
                return text::among(std::string_view(word(b, at + 1)), kTerms);
        }
        return false;
    }
    [[nodiscard]] bool signs(const Said& a, EntityRef who) const {
        const auto same = [&](EntityRef one) { return evidence_.one_side(one, who); };
        return same(a.item->who) || std::any_of(a.act->co_actors.begin(), a.act->co_actors.end(), same);
    }
    [[nodiscard]] bool one_pact(const Said& a, const Said& b) const {
        const auto& pacts = evidence_.terms().cues(Cue::pact);
        return std::any_of(pacts.begin(), pacts.end(), [&](const std::vector<std::string>& words) {
            const std::string word = " " + words.front() + " ";
            return a.words.find(word) != std::string::npos && b.words.find(word) != std::string::npos;
        });
    }

    /// "Has promised 30 field hospitals." "We never promised any field hospitals."
    void tell_never_promised() {
        constexpr std::array<std::string_view, 2> kLess = {" instead of ", " rather than "};
        TermSet giving;  // "promised" alone is no matter
        for (const auto& phrase : evidence_.terms().cues(Cue::never_gave)) {
            const std::vector<Term> verb = evidence_.terms().find(phrase.back());
            giving.insert(giving.end(), verb.begin(), verb.end());
        }
        std::map<std::uint32_t, std::vector<const Said*>> promises;
        for (const Said& a : said_) {
            if (has_any(a.words, kLess)) continue;
            // What somebody "could give if" is no promise of it.
            const bool offers = does(a, ActKind::offer) && !a.act->condition;
            const bool gives = does(a, ActKind::commit) || offers || does(a, ActKind::agree);
            auto& list = promises[evidence_.situation(a.item->report)];
            if (gives && !cues_.in(a.words, Cue::never_gave) && list.size() < kMostEach) list.push_back(&a);
        }
        for (const Said& b : said_) {
            if (b.item->who < 0 || !cues_.in(b.words, Cue::never_gave)) continue;
            const Said* best = nullptr;
            double most = 0.0;
            for (const Said* a : promises[evidence_.situation(b.item->report)]) {
                if (overlap(*a, b) || evidence_.before(b.item->report, a->item->report)) continue;
                TermSet both = shared(a->item->own, b.item->own);
                std::erase_if(both, [&](Term term) {
                    return std::find(giving.begin(), giving.end(), term) != giving.end();
                });
                const bool number =
                    std::any_of(both.begin(), both.end(), [&](Term term) { return is_number(term); });
                const bool side = evidence_.one_side(a->item->who, b.item->who);
                if (both.empty() || (!side && (!number || both.size() < 2))) continue;
                const double weight = weight_of(evidence_.terms(), both);
                if (weight > most) {
                    best = a;
                    most = weight;
                }
            }
            if (best != nullptr && left_.emplace(best->item, b.item->sentence).second)
                told_.put(*best, b, "promised", "denied");
        }
    }

    /// "The army has been ordered to clear the camp", "there is no such order": the noun of what is denied,
    /// and the deed by its stem.
    void tell_no_such() {
        using Deed = std::pair<std::uint32_t, std::string>;
        std::set<std::string> nouns;
        for (const auto& phrase : evidence_.terms().cues(Cue::act_noun))
            nouns.insert(text::stem(phrase.front()));
        std::map<Deed, std::vector<const Said*>> told;
        for (const Said& a : said_) {
            if (a.act == nullptr || a.act->negated || a.act->act == ActKind::deny ||
                denies_something(a.words))
                continue;
            for (const std::string& noun : nouns) {
                const std::size_t at = a.words.find(" " + noun);
                if (at == std::string::npos) continue;
                const std::size_t end = a.words.find(' ', at + 1);
                if (text::stem(a.words.substr(at + 1, end - at - 1)) != noun) continue;
                auto& list = told[{evidence_.situation(a.item->report), noun}];
                if (list.size() < kMostEach) list.push_back(&a);
            }
        }
        for (const Said& b : said_) {
            const auto [noun, such] = denied_noun(b);
            if (noun.empty()) continue;
            const std::vector<Term> itself = evidence_.terms().find(noun);
            std::vector<const Said*> best;
            std::size_t most = 1;
            for (const Said* a : told[{evidence_.situation(b.item->report), noun}]) {
                if (overlap(*a, b) || evidence_.before(b.item->report, a->item->report) ||
                    (a->item->who >= 0 && evidence_.one_side(a->item->who, b.item->who)))
                    continue;
                TermSet both = shared(a->item->own, b.item->own);
                std::erase_if(both, [&](Term term) {
                    return is_number(term) || std::find(itself.begin(), itself.end(), term) != itself.end();
                });
                const bool beside = such && a->item->report == b.item->report && after(*a, b) == 1;
                const std::size_t about = both.size() + (beside ? 1 : 0);
                if (about > most) best.clear();
                most = std::max(most, about);
                if (about == most && best.size() < kMostDeeds) best.push_back(a);
            }
            for (const Said* a : best) {
                if (left_.emplace(a->item, b.item->sentence).second)
                    told_.put(*a, b, "told", "said not to be");
            }
        }
    }
    [[nodiscard]] std::string word(const Said& said, std::uint32_t at) const {
        const AnnotatedReport& home = evidence_.dossier().reports[said.item->report];
        return text::folded(home.report.text.words(home.tokens.tokens[at].range));
    }
    /// Stem of the noun of "there is no order", "no such order"; and whether "such" stands before it.
    [[nodiscard]] std::pair<std::string, bool> denied_noun(const Said& b) const {
        if (b.item->who < 0 || b.words.substr(0, kAtOnce).find(" no ") == std::string::npos) return {};
        for (std::uint32_t at = b.item->first; at + 1 < b.item->last; ++at) {
            if (word(b, at) != "no") continue;
            const bool such = word(b, at + 1) == "such" && at + 2 < b.item->last;
            const std::string noun = word(b, such ? at + 2 : at + 1);
            const bool is_not =
                such || (at > b.item->first && text::among(word(b, at - 1), text::kFormsOfBe));
            if (!is_not || !cues_.in(" " + noun + " ", Cue::act_noun)) return {};
            return {text::stem(noun), such};
        }
        return {};
    }

    const Evidence& evidence_;
    std::vector<Said> said_;
    std::vector<bool> name_terms_;
    CuePhrases cues_;
    ToldTensions told_;
    std::set<std::pair<const Item*, std::uint32_t>> left_;  // told once of each sentence
};

}  // namespace

std::vector<Relation> relate_crossings(const Evidence& evidence) { return Crossings(evidence).relate(); }

}  // namespace sitrep::ledger
