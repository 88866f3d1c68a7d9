#include "ledger/turns.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>

#include "ledger/cue_phrases.hpp"
#include "ledger/cues.hpp"
#include "ledger/tension_statements.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kTopicWord = 40;  // sentences of a word that two statements are about
constexpr std::uint32_t kRareTopic = 12;  // sentences of a word that by itself tells one matter from others
constexpr std::size_t kOneMatter = 2;     // words in common
constexpr std::size_t kMostEach = 128;    // earlier statements of a kind in one situation
constexpr std::size_t kMostTold = 6;      // earlier statements that one later statement replaces
constexpr std::int64_t kCharge = 3;       // sentences from a charge to the denial that only points at it
constexpr std::uint32_t kPointsBack = 9;  // tokens of a denial that says no more than "denied the charge"

class Turns {
  public:
    explicit Turns(const Evidence& evidence)
        : evidence_(evidence),
          said_(statements(evidence)),
          name_terms_(name_terms(evidence)),
          cues_(evidence.terms()) {}

    std::vector<Relation> relate() {
        list_earlier();
        for (std::size_t at = 0; at < said_.size(); ++at) {
            tell_given_up(said_[at]);
            tell_owned(at);
            tell_decided(said_[at]);
            tell_asked_again(said_[at]);
            tell_settled(said_[at]);
        }
        for (const std::span<const Said> report : by_report(said_)) {
            for (std::size_t at = 0; at < report.size(); ++at) {
                tell_left(report[at], report);
                if (at + 1 < report.size()) tell_granted_less(report, at);
            }
        }
        tell_adopted();
        return std::move(out_);
    }

  private:
    using List = std::vector<const Said*>;
    struct Denial {
        const Said* said = nullptr;
        TermSet matter;               ///< its own words, and the charge's where it only points at that
        const Said* words = nullptr;  ///< what the denier says with it, between quotation marks
    };

    void list_earlier() {
        for (std::size_t at = 0; at < said_.size(); ++at) {
            const Said& said = said_[at];
            const std::uint32_t situation = evidence_.situation(said.item->report);
            const auto keep = [&](std::map<std::uint32_t, List>& lists) {
                List& list = lists[situation];
                if (list.size() < kMostEach) list.push_back(&said);
            };
            // What tells that a plan was let go is none that is let go later.
            if (coming(said) && !cues_.in(said.words, Cue::lets_go) && !cues_.in(said.words, Cue::puts_off))
                keep(plans_);
            if (negative(said) && negatives_[situation].size() < kMostEach)
                negatives_[situation].push_back(&said);
            if (denial(said) && denials_[situation].size() < kMostEach)
                denials_[situation].push_back({&said, matter_of(at), spoken_with(at)});
            const bool of_money = asks(said) || does(said, ActKind::offer);
            if (of_money && !sums_in(evidence_, said).empty()) keep(sums_);
            // Who only "wanted" a thing has put it to nobody.
            if (does(said, ActKind::request) || (asks(said) && said.act->recipient >= 0)) keep(requests_);
        }
    }
    [[nodiscard]] static bool does(const Said& said, ActKind kind) {
        return said.act != nullptr && said.act->act == kind && !said.act->negated;
    }
    [[nodiscard]] static bool asks(const Said& said) {
        return does(said, ActKind::request) || does(said, ActKind::demand);
    }
    [[nodiscard]] static bool coming(const Said& said) {
        return said.act != nullptr && said.act->status != ActStatus::withdrawn &&
               (does(said, ActKind::plan) || does(said, ActKind::commit) || does(said, ActKind::consider) ||
                does(said, ActKind::threaten) || does(said, ActKind::warn));
    }
    [[nodiscard]] bool denial(const Said& said) const {
        if (does(said, ActKind::deny)) return true;
        return said.quote != nullptr && said.quote->kind == QuotationKind::direct &&
               (cues_.begin(said.words, Cue::flat_no) || said.words.starts_with(" no "));
    }
    /// "Her ministry had no plan of them": no answer to a charge, and still taken back by who said it.
    [[nodiscard]] static bool negative(const Said& said) {
        constexpr std::array<std::string_view, 4> kNot = {" no ", " not ", " never ", " none "};
        return said.quote != nullptr && said.quote->kind != QuotationKind::direct &&
               std::any_of(kNot.begin(), kNot.end(),
                           [&](std::string_view word) { return said.words.find(word) != std::string::npos; });
    }
    /// "Villagers accuse the police of firing at them. The chief called the charge untrue": what is denied.
    [[nodiscard]] TermSet matter_of(std::size_t denial) const {
        const Said& said = said_[denial];
        TermSet matter = said.item->own;
        if (said.act == nullptr || said.item->last - said.item->first > kPointsBack) return matter;
        for (std::size_t at = denial;
             at-- > 0 && said_[at].item->report == said.item->report && after(said_[at], said) <= kCharge;) {
            const Said& charge = said_[at];
            if (!does(charge, ActKind::accuse) || overlap(charge, said) ||
                evidence_.one_side(charge.item->who, said.item->who))
                continue;
            TermSet both;
            std::set_union(matter.begin(), matter.end(), charge.item->own.begin(), charge.item->own.end(),
                           std::back_inserter(both));
            return both;
        }
        return matter;
    }
    /// A direct quotation of the same speaker in the same sentence or the next; none if there is none.
    [[nodiscard]] const Said* spoken_with(std::size_t statement) const {
        const Said& said = said_[statement];
        if (said.item->who < 0) return nullptr;
        for (std::size_t at = statement + 1; at < said_.size(); ++at) {
            const Said& next = said_[at];
            if (next.item->report != said.item->report || after(said, next) > 1) break;
            if (next.quote != nullptr && next.quote->kind == QuotationKind::direct && !overlap(said, next) &&
                evidence_.same_party(next.item->who, said.item->who))
                return &next;
        }
        return nullptr;
    }
    /// What two sets have in common, without names, doubt, and words met everywhere.
    [[nodiscard]] std::size_t shared(const TermSet& a, const TermSet& b,
                                     std::uint32_t most = kTopicWord) const {
        TermSet both;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
        return static_cast<std::size_t>(std::count_if(both.begin(), both.end(), [&](Term term) {
            const TermKind kind = evidence_.terms().kind(term);
            return kind != TermKind::hedge && kind != TermKind::sure && !name_terms_[term] &&
                   evidence_.terms().frequency(term) <= most;
        }));
    }
    [[nodiscard]] bool told_before(const Said& a, const Said& b) const {
        // What a report made from another tells of the same is a retelling, and no news.
        return evidence_.before(a.item->report, b.item->report) &&
               evidence_.copied(*a.item, *b.item) == Copied::no &&
               !evidence_.made_from(b.item->report, a.item->report);
    }
    [[nodiscard]] std::string sentence_of(ReportIndex report, std::uint32_t at) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        std::string words = " ";
        for (const char c : text::folded(home.report.text.words(home.tokens.sentences[at].range)))
            words += c == ',' || c == '.' || c == ';' ? ' ' : c;
        return words + " ";
    }

    /// "Considers closing the old pier." "Has abandoned the idea of closing the pier." "Put off its vote."
    void tell_given_up(const Said& b) {
        if (b.act != nullptr && b.act->negated) return;
        const bool dropped = cues_.in(b.words, Cue::lets_go), later = cues_.in(b.words, Cue::puts_off);
        if ((!dropped && !later) || b.words.find(" not ") != std::string::npos) return;
        List items;
        for (const Said* a : plans_[evidence_.situation(b.item->report)]) {
            if (!told_before(*a, b)) continue;
            // What somebody tells of another's plan names the plan; who acts must be who planned.
            const bool planner =
                evidence_.one_side(a->item->who, b.item->who) || one_body(a->item->who, b.item->who);
            const bool teller = b.quote != nullptr && !planner;
            // A minister's plan may be dropped by the state, and by nobody named: then its words are rare.
            const bool open = b.item->who < 0 || is_state(b.item->who);
            if (!planner && !teller && !open) continue;
            const bool rare = open && shared(a->item->own, b.item->own, kRareTopic) >= kOneMatter;
            if (shared(a->item->own, b.item->context) >= (planner || rare ? kOneMatter : kOneMatter + 1))
                items.push_back(a);
        }
        put(items, b, "planned", dropped ? "given up" : "put off");
    }

    /// "Not a single round left our barrels", and "having long denied it, now concedes 11 shots".
    void tell_owned(std::size_t at) {
        const Said& b = said_[at];
        if (!does(b, ActKind::admit)) return;
        const bool recants = recanted(*b.item);
        List items;
        std::vector<const Denial*> own;
        for (const Denial& denial : denials_[evidence_.situation(b.item->report)]) {
            const Said* a = denial.said;
            if (!told_before(*a, b) || !evidence_.one_side(a->item->who, b.item->who)) continue;
            const std::size_t words = shared(denial.matter, recants ? b.item->context : b.item->own);
            if (words >= (recants ? 1 : kOneMatter)) {
                items.push_back(a);
                if (denial.words != nullptr) items.push_back(denial.words);
            }
            if (evidence_.same_party(a->item->who, b.item->who)) own.push_back(&denial);
        }
        // What a person has long denied is the one thing that earlier reports have this person deny.
        if (items.empty() && recants && one_statement(own)) {
            for (const Denial* denial : own) items.push_back(denial->said);
        }
        if (items.empty() && recants) {
            for (const Said* a : negatives_[evidence_.situation(b.item->report)]) {
                if (told_before(*a, b) && evidence_.same_party(a->item->who, b.item->who) &&
                    shared(a->item->own, b.item->own, kRareTopic) > 0)
                    items.push_back(a);
            }
        }
        put(items, b, "denied", "admitted", spoken_with(at));
    }
    [[nodiscard]] bool one_statement(const std::vector<const Denial*>& list) const {
        const auto like = [&](const Said& a, const Said& b) {
            return overlap(a, b) || likeness(evidence_.terms(), a.item->own, b.item->own).dice >= 0.6;
        };
        return !list.empty() && std::all_of(list.begin(), list.end(), [&](const Denial* one) {
            return std::any_of(list.begin(), list.end(), [&](const Denial* other) {
                return like(*one->said, *list.front()->said) ||
                       (other->words != nullptr && like(*one->said, *other->words)) ||
                       (one->words != nullptr && like(*one->words, *list.front()->said));
            });
        });
    }
    /// "…, after insisting that there had been none", "Earlier she had said that nobody was hurt."
    [[nodiscard]] bool recanted(const Item& admission) const {
        if (cues_.in(sentence_of(admission.report, admission.sentence), Cue::recants)) return true;
        const auto& sentences = evidence_.dossier().reports[admission.report].tokens.sentences;
        if (admission.sentence + 1 >= sentences.size()) return false;
        constexpr std::array<std::string_view, 9> kBefore = {
            " earlier ", " until ", " before ", " previously ", " last ", " he ", " she ", " it ", " they "};
        const std::string next = sentence_of(admission.report, admission.sentence + 1);
        return cues_.in(next, Cue::recants) &&
               std::any_of(kBefore.begin(), kBefore.end(),
                           [&](std::string_view word) { return next.starts_with(word); });
    }

    /// "The herders asked a court to stop the sale." "A court has thrown out the herders' bid to stop the
    /// sale."
    void tell_decided(const Said& b) {
        const bool decides = does(b, ActKind::agree) || does(b, ActKind::refuse) || does(b, ActKind::commit);
        if (!decides) return;
        List items;
        for (const Said* a : requests_[evidence_.situation(b.item->report)]) {
            if (!told_before(*a, b) || evidence_.one_side(a->item->who, b.item->who)) continue;
            const bool asked =
                evidence_.same_party(a->act->recipient, b.item->who) &&
                (b.act->act != ActKind::commit || evidence_.one_side(b.act->recipient, a->item->who));
            const bool named = names_asker(*a, b);
            // "Demanded the return of four labourers." "Chad handed back four labourers."
            const bool met = does(b, ActKind::agree) && a->act->recipient < 0 && same_count(*a, b);
            if (!asked && !named && !met) continue;
            if (met) {
                items.push_back(a);
                continue;
            }
            // "Rejected the petition of the herders": whose and which, before the very court they asked.
            const std::size_t least = asked && named ? (only_asking(*a) ? 0 : 1) : kOneMatter;
            if (shared(a->item->own, b.item->own) >= least) items.push_back(a);
        }
        // Asked for by two: whose wish was decided is not told.
        const bool of_one = std::all_of(items.begin(), items.end(), [&](const Said* a) {
            return evidence_.one_side(a->item->who, items.front()->item->who);
        });
        if (!of_one) return;
        put(items, b, "asked for", does(b, ActKind::refuse) ? "refused" : "granted");
    }
    /// What is asked and what is given: as many of the same.
    [[nodiscard]] bool same_count(const Said& a, const Said& b) const {
        if (!a.act->what || !b.act->what) return false;
        const TermSet asked = evidence_.terms_of(a.act->report, *a.act->what),
                      given = evidence_.terms_of(b.act->report, *b.act->what);
        TermSet both;
        std::set_intersection(asked.begin(), asked.end(), given.begin(), given.end(),
                              std::back_inserter(both));
        const auto number = [&](Term term) { return evidence_.terms().kind(term) == TermKind::number; };
        const auto thing = [&](Term term) {
            return evidence_.terms().kind(term) == TermKind::plain && !name_terms_[term] &&
                   evidence_.terms().frequency(term) <= kTopicWord;
        };
        return std::any_of(both.begin(), both.end(), number) && std::any_of(both.begin(), both.end(), thing);
    }
    /// All that the asker asks of that body in any report is one thing.
    [[nodiscard]] bool only_asking(const Said& asked) const {
        const auto& requests = requests_.at(evidence_.situation(asked.item->report));
        return std::all_of(requests.begin(), requests.end(), [&](const Said* other) {
            return other == &asked || !evidence_.same_party(other->item->who, asked.item->who) ||
                   !evidence_.same_party(other->act->recipient, asked.act->recipient) ||
                   likeness(evidence_.terms(), other->item->own, asked.item->own).dice >= 0.5;
        });
    }
    /// The decision names what it decides as the asker's: "the herders' bid".
    [[nodiscard]] bool names_asker(const Said& asked, const Said& decision) const {
        if (asked.item->who < 0 || !cues_.in(decision.words, Cue::decided_thing)) return false;
        const std::vector<EntityRef> named = named_in(evidence_, *decision.item);
        return std::any_of(named.begin(), named.end(),
                           [&](EntityRef one) { return one_body(one, asked.item->who); });
    }
    /// One party, or bodies that two reports describe alike, the one more fully: "the transport ministry",
    /// "the ministry"; "the Lower Tarn Water Board", "the water board".
    [[nodiscard]] bool one_body(EntityRef a, EntityRef b) const {
        if (a < 0 || b < 0) return false;
        if (evidence_.same_party(a, b)) return true;
        const bool first = is_named(a), second = is_named(b);
        if (first && second) return false;
        const TermSet one = words_of(a), other = words_of(b);
        const auto holds = [](const TermSet& all, const TermSet& some) {
            return std::includes(all.begin(), all.end(), some.begin(), some.end());
        };
        if (first || second) {
            const TermSet &name = first ? one : other, &described = first ? other : one;
            return described.size() >= 2 && holds(name, described);
        }
        return !one.empty() && !other.empty() && (holds(one, other) || holds(other, one));
    }
    [[nodiscard]] bool is_named(EntityRef who) const {
        return evidence_.dossier().entities[static_cast<std::size_t>(who)].named;
    }
    [[nodiscard]] bool is_state(EntityRef who) const {
        return evidence_.dossier().entities[static_cast<std::size_t>(who)].type == EntityType::geopolitical;
    }
    [[nodiscard]] TermSet words_of(EntityRef who) const {
        TermSet found = evidence_.terms().find(evidence_.name(who));
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        std::erase(found, kNoTerm);
        return found;
    }

    /// "A letter went off on Friday; it repeats the plea for 12 barges and adds one for rope."
    void tell_asked_again(const Said& b) {
        if (!does(b, ActKind::request) || !cues_.in(b.words, Cue::asks_again)) return;
        List items;
        for (const Said* a : requests_[evidence_.situation(b.item->report)]) {
            if (!told_before(*a, b) || cues_.in(a->words, Cue::asks_again)) continue;
            const bool one_asker =
                evidence_.one_side(a->item->who, b.item->who) || one_body(a->item->who, b.item->who);
            const std::size_t words = shared(a->item->own, b.item->own);
            const bool one_thing = one_asker || share_a_number(a->item->own, b.item->own);
            if ((words >= kOneMatter && one_thing) || (words == 1 && one_asker && only_asking(*a)))
                items.push_back(a);
        }
        put(items, b, "asked for", "asked for again");
    }

    [[nodiscard]] bool share_a_number(const TermSet& a, const TermSet& b) const {
        TermSet both;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
        return std::any_of(both.begin(), both.end(),
                           [&](Term term) { return evidence_.terms().kind(term) == TermKind::number; });
    }

    /// "Pickers demand 40 euros a crate." "The pickers went back after settling for 26 euros."
    void tell_settled(const Said& b) {
        constexpr double kFactor = 20.0;  // between what was asked or offered and what was agreed on
        if (!does(b, ActKind::agree)) return;
        const auto agreed = sums_in(evidence_, b);
        if (agreed.empty()) return;
        List items;
        for (const Said* a : sums_[evidence_.situation(b.item->report)]) {
            if (!told_before(*a, b) ||
                (!evidence_.one_side(a->item->who, b.item->who) && !one_body(a->item->who, b.item->who)))
                continue;
            const auto asked = sums_in(evidence_, *a);
            const double ratio = asked.front().second / std::max(agreed.front().second, 1e-9);
            if (asked.front().first == agreed.front().first && ratio != 1.0 && ratio < kFactor &&
                ratio > 1.0 / kFactor)
                items.push_back(a);
        }
        // Who asks for several sums: which of them was settled is not told.
        const bool one = std::all_of(items.begin(), items.end(), [&](const Said* a) {
            return a->act->act == items.front()->act->act &&
                   sums_in(evidence_, *a).front() == sums_in(evidence_, *items.front()).front();
        });
        if (!one) return;
        const bool offered = !items.empty() && does(*items.front(), ActKind::offer);
        put(items, b, offered ? "offered" : "asked for", "agreed on");
    }

    /// "Shook hands on taking turns." "Has walked away from the pact."
    void tell_left(const Said& b, std::span<const Said> report) {
        if (b.act == nullptr || b.act->negated || b.act->condition || b.item->who < 0 ||
            (b.act->act != ActKind::refuse && b.act->act != ActKind::plan) ||
            (!cues_.in(b.words, Cue::leaves) && !cues_.in(b.words, Cue::has_left)) ||
            !cues_.in(b.words, Cue::pact))
            return;
        const Said* best = nullptr;
        for (const Said& a : report) {
            if (does(a, ActKind::agree) && a.item->span.end <= b.item->span.begin && pact_of(a, b.item->who))
                best = &a;
        }
        if (best != nullptr) put({best}, b, "agreed", "left");
    }
    [[nodiscard]] bool pact_of(const Said& a, EntityRef who) const {
        const auto same = [&](EntityRef one) { return evidence_.one_side(one, who) || one_body(one, who); };
        return same(a.item->who) || same(a.act->recipient) ||
               std::any_of(a.act->co_actors.begin(), a.act->co_actors.end(), same);
    }

    /// "Has authorised 12 barges a day; the chamber had applied for 24": the bare number is of the same.
    void tell_granted_less(std::span<const Said> report, std::size_t at) {
        constexpr std::uint32_t kOpeningWords = 3;
        const Said& b = report[at];
        if ((!does(b, ActKind::agree) && !does(b, ActKind::commit)) || !has_number(b)) return;
        for (std::size_t next = at + 1; next < report.size() && after(b, report[next]) <= 1; ++next) {
            const Said& a = report[next];
            const bool asked = asks(a) && cues_.in(a.words, Cue::had_asked) && ends_in_number(a);
            if (!asked || overlap(a, b) || evidence_.one_side(a.item->who, b.item->who)) continue;
            // "Was freed on bail of 25,000; prosecutors had sought 40,000": of what its own sentence grants.
            const auto& sentences = evidence_.dossier().reports[a.item->report].tokens.sentences;
            const bool begins = a.item->sentence < sentences.size() &&
                                a.item->first <= sentences[a.item->sentence].first + kOpeningWords;
            if (after(b, a) > 0 && !begins) continue;
            return put({&a}, b, "asked for", "granted");
        }
    }
    [[nodiscard]] bool is_number(const Said& said, std::uint32_t at) const {
        const Term term = evidence_.terms().of(said.item->report)[at];
        return term != kNoTerm && evidence_.terms().kind(term) == TermKind::number;
    }
    [[nodiscard]] bool has_number(const Said& said) const {
        for (std::uint32_t at = said.item->first; at < said.item->last; ++at) {
            if (is_number(said, at)) return true;
        }
        return false;
    }
    [[nodiscard]] bool ends_in_number(const Said& said) const {
        return said.item->last > said.item->first && is_number(said, said.item->last - 1);
    }

    /// "Left 21 injured, prosecutors say. The hospital, which first had 12, has adopted that number."
    void tell_adopted() {
        constexpr double kFactor = 5.0;  // between two counts of one thing
        const std::vector<Item>& figures = evidence_.figures();
        for (std::size_t at = 1; at < figures.size(); ++at) {
            const Item& old = figures[at];
            if (old.sentence == 0 || !was_given_up(old) ||
                !cues_.in(sentence_of(old.report, old.sentence), Cue::adopts))
                continue;
            const auto value = [&](const Item& item) {
                return evidence_.dossier().figures[item.ref.index].value.value_or(0.0);
            };
            const Item* fresh = nullptr;
            for (std::size_t before = at; before-- > 0 && figures[before].report == old.report &&
                                          figures[before].sentence + 1 >= old.sentence;) {
                const double ratio = value(figures[before]) / std::max(value(old), 1.0);
                if (figures[before].sentence + 1 == old.sentence && ratio < kFactor && ratio > 1.0 / kFactor)
                    fresh = &figures[before];
            }
            if (fresh == nullptr || value(*fresh) == value(old)) continue;
            const std::string now = cut(evidence_.words(fresh->report, fresh->span), 4),
                              then = cut(evidence_.words(old.report, old.span), 4);
            out_.push_back(relation(RelationKind::update, then + ", then " + now, {old.ref, fresh->ref},
                                    "given up: «" + then + "»; then adopted: «" + now + "»"));
        }
    }

    /// "First had 12": the words right before the number.
    [[nodiscard]] bool was_given_up(const Item& figure) const {
        const AnnotatedReport& home = evidence_.dossier().reports[figure.report];
        const Sentence& sentence = home.tokens.sentences[figure.sentence];
        constexpr std::uint32_t kLongest = 6;  // words of a phrase
        std::string words = " ";
        for (std::uint32_t at = std::max(sentence.first, figure.first - std::min(figure.first, kLongest));
             at < figure.first; ++at)
            words += text::folded(home.report.text.words(home.tokens.tokens[at].range)) + " ";
        return cues_.end(words, Cue::given_up);
    }

    /// `with`: words that go with the later statement.
    void put(const List& earlier, const Said& b, std::string_view first, std::string_view last,
             const Said* with = nullptr) {
        if (earlier.empty()) return;
        constexpr std::size_t kFewWords = 9, kMostWords = 14;
        const auto words = [&](const Said& said, std::size_t most) {
            return cut(evidence_.words(said.item->report, said.item->span), most);
        };
        std::vector<ItemRef> items;
        for (const Said* a : earlier) {
            if (items.size() < kMostTold) add(items, a->item->ref);
        }
        if (with != nullptr) add(items, with->item->ref);
        add(items, b.item->ref);
        // Where another report tells the same once more, it is one turn, told twice.
        const auto known = std::find_if(told_.begin(), told_.end(), [&](const Told& told) {
            return told.last == last && told.first == first && retold(*told.said, b);
        });
        if (known != told_.end()) {
            for (const ItemRef item : items) add(out_[known->relation].items, item);
            return;
        }
        const Said& a = *earlier.front();
        told_.push_back({&b, first, last, out_.size()});
        out_.push_back(relation(RelationKind::update, words(a, kFewWords), std::move(items),
                                std::string(first) + ": «" + words(a, kMostWords) + "»; then " +
                                    std::string(last) + ": «" + words(b, kMostWords) + "»"));
    }
    static void add(std::vector<ItemRef>& items, ItemRef item) {
        if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
    }
    /// A copy, or one party's deed in much the same words.
    [[nodiscard]] bool retold(const Said& a, const Said& b) const {
        constexpr double kAlike = 0.6;
        if (a.item->report == b.item->report || !evidence_.same_situation(a.item->report, b.item->report))
            return false;
        return evidence_.copied(*a.item, *b.item) != Copied::no ||
               (evidence_.one_side(a.item->who, b.item->who) &&
                likeness(evidence_.terms(), a.item->own, b.item->own).dice >= kAlike);
    }

    struct Told {
        const Said* said = nullptr;
        std::string_view first, last;
        std::size_t relation = 0;
    };
    const Evidence& evidence_;
    std::vector<Said> said_;
    std::vector<bool> name_terms_;
    CuePhrases cues_;
    std::map<std::uint32_t, List> plans_, requests_, sums_, negatives_;  // by situation
    std::map<std::uint32_t, std::vector<Denial>> denials_;
    std::vector<Told> told_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_turns(const Evidence& evidence) { return Turns(evidence).relate(); }

}  // namespace sitrep::ledger
