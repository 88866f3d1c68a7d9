#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "cases/event_words.hpp"
#include "cases/gaps.hpp"
#include "cases/imposers.hpp"
#include "cases/matter.hpp"
#include "cases/opening_words.hpp"
#include "cases/party_words.hpp"
#include "cases/steps.hpp"
#include "cases/subject.hpp"
#include "cases/words.hpp"
#include "ledger/rooms.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::string_view kDispute = "dispute_and_arbitration";
constexpr std::size_t kLongName = 3;  // words of a name that an answer is told without

/// One process of a template, from its matter and the events that speak of it.
class CaseWriter {
  public:
    CaseWriter(const Template& kind, const Matter& matter, std::vector<const Event*> events,
               const Evidence& evidence, ReportsHeard& heard)
        : kind_(kind),
          matter_(matter),
          events_(std::move(events)),
          evidence_(evidence),
          heard_(heard),
          imposer_(imposer(matter, evidence)) {
        std::stable_sort(events_.begin(), events_.end(), [&](const Event* a, const Event* b) {
            if (evidence_.before(a->place.report, b->place.report)) return true;
            if (evidence_.before(b->place.report, a->place.report)) return false;
            return std::pair(a->place, a->state) < std::pair(b->place, b->state);
        });
    }

    Case write() {
        drop_ahead();
        made_.case_template = claims_money() ? kDispute : kind_.name;
        made_.subject = subject_words(kind_, matter_, asker(), asked(), evidence_);
        steps_ = pick_steps(kind_, told_in_body(), evidence_);
        decide_stage();
        for (const Event* event : in_time(steps_))
            made_.steps.push_back({kind_.states[event->state].name, event->place, event->by, event->days});
        say_missing();
        return std::move(made_);
    }

  private:
    /// "Offered every family 900", ten paragraphs before anybody asks: what is told before the request is
    /// neither its examination nor a further step, but where the same words or those close by ask.
    void drop_ahead() {
        constexpr std::uint32_t kClose = 7;  // sentences
        if (kind_.opened_by_phrases || matter_.charge) return;
        const auto first = std::find_if(events_.begin(), events_.end(),
                                        [&](const Event* event) { return kind_.states[event->state].start; });
        if (first == events_.end()) return;
        events_.erase(std::remove_if(events_.begin(), first,
                                     [&](const Event* event) {
                                         const State& state = kind_.states[event->state];
                                         const bool close = event->place.report == (*first)->place.report &&
                                                            event->sentence + kClose >= (*first)->sentence;
                                         return !close && !state.conditional && !event->process_word &&
                                                (state.stage == Stage::raised ||
                                                 state.stage == Stage::under_examination);
                                     }),
                      first);
    }

    /// What a headline says stands in the body too, in words that say more: it is a step only where no other
    /// sentence tells of the matter.
    [[nodiscard]] std::vector<const Event*> told_in_body() const {
        std::vector<const Event*> body;
        std::copy_if(events_.begin(), events_.end(), std::back_inserter(body),
                     [](const Event* event) { return !event->in_title; });
        return body.empty() ? events_ : body;
    }

    /// Is it sure that `own` came before what is told before it: by their days, or in one report as what "had
    /// been done"?
    [[nodiscard]] bool came_before(const Event& own, const Event& before) const {
        const int rank_before = rank(kind_.states[before.state].stage);
        if (kind_.states[before.state].start || own.sentence == before.sentence ||
            (rank_before >= 0 && rank(kind_.states[own.state].stage) > rank_before))
            return false;
        // A day to come is that of something else.
        const auto dated = [&](const Event& event) {
            const DateRange& written = evidence_.dossier().published[event.place.report].range;
            return event.days.exact() && event.days != written && written.latest &&
                   *event.days.latest <= *written.latest;
        };
        if (dated(own) && dated(before)) return ledger::wholly_before(own.days, before.days);
        return own.place.report == before.place.report && !dated(own) && tells_background(own, evidence_) &&
               !tells_background(before, evidence_);
    }

    [[nodiscard]] std::vector<const Event*> in_time(std::vector<const Event*> events) const {
        for (std::size_t i = 1; i < events.size(); ++i) {
            for (std::size_t j = i; j > 0 && came_before(*events[j], *events[j - 1]); --j)
                std::swap(events[j], events[j - 1]);
        }
        close_row(events);
        return events;
    }

    /// What one report tells of the way there comes before the state it tells was reached; new pressure, "a
    /// recall is asked", may follow it.
    void close_row(std::vector<const Event*>& events) const {
        const auto at = std::find(events.begin(), events.end(), reached_);
        if (at == events.end()) return;
        for (auto next = std::next(at); next != events.end(); ++next) {
            const State& state = kind_.states[(*next)->state];
            // "It is to take effect on Friday" comes after an agreement.
            const bool pressure = (state.stage == Stage::raised && !state.conditional && !state.start) ||
                                  (state.stage == Stage::announced && kind_.opened_by_phrases) ||
                                  state.of_the_rest;
            if ((*next)->place.report != reached_->place.report || pressure || rank(state.stage) < 0) return;
            std::iter_swap(std::prev(next), next);
        }
    }

    /// A sum asked for as damages, in court or of an insurer: whether it is owed is in dispute.
    [[nodiscard]] bool claims_money() const {
        if (kind_.opened_by_phrases || matter_.charge || matter_.offered || !matter_.asks_money) return false;
        return std::any_of(matter_.openings.begin(), matter_.openings.end(), [&](std::uint32_t act) {
            return told_as_claim(evidence_.dossier().acts[act], evidence_);
        });
    }
    /// The act that the event is, or the admission in its sentence; null for none.
    [[nodiscard]] const Act* act_of(const Event& event) const {
        const auto& acts = evidence_.dossier().acts;
        if (event.act >= 0) return &acts[static_cast<std::size_t>(event.act)];
        const auto found = std::find_if(acts.begin(), acts.end(), [&](const Act& act) {
            return act.act == ActKind::admit && act.report == event.place.report &&
                   event.place.span.contains(act.span);
        });
        return found == acts.end() ? nullptr : &*found;
    }

    /// Who admits something else than what was charged has not granted the charge.
    [[nodiscard]] Stage stage_of(const Event& event) const {
        const Stage stage = kind_.states[event.state].stage;
        if (!matter_.charge || stage != Stage::granted) return stage;
        const Act* told = act_of(event);
        if (told == nullptr) return stage;
        const Act& act = *told;
        if (act.act != ActKind::admit || !act.what) return stage;
        // A builder admits what the minister is accused of.
        if (matter_.decider >= 0 && act.actor >= 0 && named(act.actor) && named(matter_.decider) &&
            !evidence_.one_side(act.actor, matter_.decider))
            return Stage::raised;
        return admits_charge(act) ? stage : Stage::raised;
    }

    /// Is it the deed itself that is admitted, or most of what was charged?
    [[nodiscard]] bool admits_charge(const Act& act) const {
        const std::vector<std::string> admitted = plain_words(evidence_.words(act.report, *act.what));
        constexpr std::array<std::string_view, 4> kPointers = {"it", "this", "that", "so"};
        if (admitted.size() <= 2 && !admitted.empty() &&
            std::find(kPointers.begin(), kPointers.end(), admitted.front()) != kPointers.end())
            return true;
        const std::vector<std::string> charged = plain_words(thing_words(matter_.words));
        // "Having fired first", where it is admitted that shots were fired.
        for (const std::string_view heart : {"first", "deliberately", "knowingly", "illegally"}) {
            const auto holds = [&](const std::vector<std::string>& words) {
                return std::find(words.begin(), words.end(), heart) != words.end();
            };
            if (holds(plain_words(matter_.words)) && !holds(admitted)) return false;
        }
        if (!charged.empty() && std::any_of(admitted.begin(), admitted.end(), [&](const std::string& word) {
                return ledger::stem(word) == ledger::stem(charged.front());
            }))
            return true;
        const ledger::TermSet what = evidence_.terms_of(act.report, *act.what);
        double shared = 0.0, total = 0.0;
        for (const auto& [term, weight] : matter_.core) {
            total += weight;
            if (std::binary_search(what.begin(), what.end(), term)) shared += weight;
        }
        return 2.0 * shared >= total;
    }

    /// "Signed an agreement on November 20. … The traders have suspended it": in one report, behind what lay
    /// days back, and not told as background itself.
    [[nodiscard]] bool ended_since(const Event& furthest, const Event& ended) const {
        const DateRange& written = evidence_.dossier().published[ended.place.report].range;
        return ended.place.report == furthest.place.report && furthest.place < ended.place &&
               furthest.days.exact() && written.bounded() && furthest.days != written &&
               ledger::wholly_before(furthest.days, written) && !tells_background(ended, evidence_) &&
               (!ended.days.exact() || ledger::wholly_before(furthest.days, ended.days));
    }

    /// "The fishermen have left the deal. They will be back once the nets are paid for.": nobody is back.
    [[nodiscard]] bool back_on_condition(const Event& event, const Event& ended) const {
        return kind_.opened_by_phrases && kind_.states[event.state].conditional &&
               event.place.report == ended.place.report && ended.place < event.place;
    }

    /// "Ilhanet agreed to it. The traders turned it down.": what is put to two needs both.
    [[nodiscard]] bool turned_down_by_other(const Event& accepted, const Event& declined) const {
        return kind_.opens_with(ActKind::offer) && stage_of(declined) == Stage::refused &&
               accepted.place.report == declined.place.report && accepted.place < declined.place &&
               accepted.by >= 0 && declined.by >= 0 && !evidence_.one_side(accepted.by, declined.by);
    }

    /// A later report that tells an agreement and its end again takes nothing up.
    [[nodiscard]] bool ends_there_too(const Event& event) const {
        return kind_.opened_by_phrases && !kind_.one_matter && kind_.states[event.state].start &&
               std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
                   return rank(kind_.states[other->state].stage) < 0 &&
                          (other->place.report == event.place.report ||
                           evidence_.made_from(event.place.report, other->place.report));
               });
    }

    void decide_stage() {
        const Event* furthest = nullptr;
        const Event* ended = nullptr;
        for (const Event* event : steps_) {
            const Stage stage = stage_of(*event);
            if (rank(stage) < 0) {
                ended = event;
            } else if (ended == nullptr || !back_on_condition(*event, *ended)) {
                // "Ruled out the other nine" is no further than the grant.
                const bool beside = kind_.states[event->state].of_the_rest && furthest != nullptr &&
                                    rank(stage_of(*furthest)) >= rank(stage);
                if (furthest == nullptr || (!beside && rank(stage) >= rank(stage_of(*furthest)) &&
                                            (is_strong(*event) || !is_strong(*furthest))))
                    furthest = event;
                // What happens after an end takes the matter up again.
                if (ended != nullptr && (rank(stage) >= 4 || kind_.states[event->state].reopens) &&
                    !ends_there_too(*event) &&
                    (evidence_.before(ended->place.report, event->place.report) ||
                     (kind_.states[event->state].reopens && ended->place < event->place)))
                    ended = nullptr;
            }
        }
        if (ended != nullptr && furthest != nullptr && rank(stage_of(*furthest)) >= 4 &&
            !evidence_.before(furthest->place.report, ended->place.report) &&
            !ended_since(*furthest, *ended) && !ends_there_too(*furthest) &&
            !turned_down_by_other(*furthest, *ended))
            ended = nullptr;
        reached_ = ended != nullptr ? ended : furthest;
        if (reached_ == nullptr) return;
        made_.stage = stage_of(*reached_);
        made_.state = kind_.states[reached_->state].name;
        const int now = rank(made_.stage);
        if (now < 0) return;
        for (const State& state : kind_.states) {
            if (rank(state.stage) > now && !state.missing.empty() && expected(state) &&
                state.missing.find('{') == std::string::npos && !told(state)) {
                made_.state += ", not " + std::string(sitrep::name(state.stage));
                return;
            }
        }
    }

    [[nodiscard]] bool told(const State& state) const {
        return std::any_of(steps_.begin(), steps_.end(),
                           [&](const Event* event) { return &kind_.states[event->state] == &state; });
    }

    [[nodiscard]] bool told_any(const std::vector<std::size_t>& states) const {
        return std::any_of(states.begin(), states.end(),
                           [&](std::size_t state) { return told(kind_.states[state]); });
    }

    /// Asked outright, with no word of an application: neither submission nor examination is to be expected.
    [[nodiscard]] bool asked_outright() const {
        if (kind_.opened_by_phrases) return false;
        bool asked = false;
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            // "Put in for 40 tents", "has had its request": asked all the same, if for no permit.
            const bool handed_in = stage == Stage::submitted || event->process_word;
            if (stage == Stage::announced ||
                (handed_in && matter_.formal && (matter_.applied || gives_leave())) ||
                kind_.states[event->state].name.starts_with("list"))
                return false;
            asked = asked || event->act >= 0;
        }
        return asked;
    }
    [[nodiscard]] bool expected(const State& state) const {
        const bool formal = state.stage == Stage::submitted || state.stage == Stage::under_examination;
        return !formal || matter_.charge || !asked_outright();
    }

    /// Who decides: who was asked; else who names a condition for it.
    [[nodiscard]] EntityRef decider() const { return imposer_.body >= 0 ? imposer_.body : asked(); }

    /// Who is said to be asked. Whoever is asked to help against an embargo need not be who may lift it.
    [[nodiscard]] EntityRef asked() const {
        if (imposer_.body >= 0) return imposer_.is_asked ? imposer_.body : kNoEntity;
        if (matter_.decider >= 0) {
            const EntityRef better = named(matter_.decider) ? kNoEntity : examiner();
            return better >= 0 && named(better) ? better : matter_.decider;
        }
        for (const Event* event : events_) {
            if (event->by < 0) continue;
            // "Asuncion has yet to answer."
            if (event->act < 0 && kind_.states[event->state].unanswered &&
                !evidence_.one_side(event->by, matter_.asker) &&
                evidence_.dossier().entities[static_cast<std::size_t>(event->by)].named)
                return event->by;
            if (event->act < 0) continue;
            const Act& act = evidence_.dossier().acts[static_cast<std::size_t>(event->act)];
            const bool answers = act.act == ActKind::agree || act.act == ActKind::consider ||
                                 (act.status == ActStatus::conditional &&
                                  (act.act == ActKind::plan || act.act == ActKind::commit));
            if (answers &&
                (act.status == ActStatus::conditional || act.negated || act.act == ActKind::consider) &&
                !evidence_.same_party(act.actor, matter_.asker))
                return act.actor;
        }
        return examiner();
    }

    [[nodiscard]] bool named(EntityRef entity) const {
        return evidence_.dossier().entities[static_cast<std::size_t>(entity)].named;
    }
    /// Who asks: who is said to; else who files it.
    [[nodiscard]] EntityRef asker() const {
        if (matter_.asker >= 0 || matter_.charge || kind_.opened_by_phrases) return matter_.asker;
        for (const Event* event : events_) {
            if (event->by >= 0 && event->act < 0 && kind_.states[event->state].stage == Stage::submitted &&
                named(event->by))
                return event->by;
        }
        return kNoEntity;
    }

    /// Who examines it, suspends it, promises a ruling: a body that is not the asker's.
    [[nodiscard]] EntityRef examiner() const {
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            if (event->by < 0 || matter_.charge || kind_.opened_by_phrases ||
                (stage != Stage::under_examination && stage != Stage::suspended))
                continue;
            const Entity& one = evidence_.dossier().entities[static_cast<std::size_t>(event->by)];
            if (one.named && one.type == EntityType::organisation &&
                std::none_of(matter_.askers.begin(), matter_.askers.end(),
                             [&](EntityRef asker) { return evidence_.same_party(asker, event->by); }))
                return event->by;
        }
        return matter_.deciders.empty() ? kNoEntity : matter_.deciders.front();
    }

    void say_missing() {
        Parties parties{name_inside(evidence_, asker()), name_inside(evidence_, decider()),
                        definite(thing_words(matter_.words)), false};
        if (parties.decider.empty()) parties.decider = examining_body();
        parties.decided_by_somebody = !parties.decider.empty();
        parties.demanded = matter_.demanded;
        if (parties.asker.empty()) parties.asker = "whoever asks";
        if (parties.decider.empty()) parties.decider = "whoever decides";
        // Of an agreement that one side has left it is not the start that is due.
        const bool left = kind_.opened_by_phrases && !kind_.one_matter;
        if (rank(made_.stage) >= 0 || (made_.stage == Stage::suspended && !left)) say_states(parties);
        const std::vector<std::string> ahead = made_.missing;
        for (std::string& gap : find_gaps(kind_, parties, strong(events_), strong(steps_), evidence_, heard_))
            if (!gap.starts_with("any answer of ") || !answer_is_next())
                made_.missing.push_back(std::move(gap));
        drop_rest();
        // No step is due after a charge.
        const bool next = !made_.missing.empty() &&
                          std::find(ahead.begin(), ahead.end(), made_.missing.front()) != ahead.end();
        if (!ahead.empty() && next && !matter_.charge) made_.missing.front().insert(0, "next: ");
        if (rank(made_.stage) >= 0 && rank(made_.stage) < rank(Stage::granted) &&
            !parties.decided_by_somebody && !matter_.demanded && kind_.opening_acts.size() > 1 &&
            !kind_.opened_by_phrases)
            made_.missing.push_back(asked_outright() ? "of whom it was asked" : "who is to decide");
    }

    /// "A court in Lima hears him on Tuesday": the court, where nobody is told to be asked.
    [[nodiscard]] std::string examining_body() const {
        if (kind_.opened_by_phrases || matter_.charge) return {};
        for (const Event* event : events_) {
            if (event->act >= 0 || kind_.states[event->state].stage != Stage::under_examination) continue;
            const std::string body = body_before(*event, evidence_);
            if (!body.empty()) return "the " + body;
        }
        return {};
    }

    /// Does it say what its state says? Who admits something else admits no charge.
    [[nodiscard]] bool is_strong(const Event& event) const {
        return stage_of(event) == kind_.states[event.state].stage;
    }
    [[nodiscard]] std::vector<const Event*> strong(const std::vector<const Event*>& events) const {
        std::vector<const Event*> kept;
        std::copy_if(events.begin(), events.end(), std::back_inserter(kept),
                     [&](const Event* event) { return is_strong(*event); });
        return kept;
    }

    [[nodiscard]] bool answer_is_next() const {
        return !made_.missing.empty() && made_.missing.front().starts_with("answer of ");
    }

    /// "The other two of the four helicopters" says what "the rest of the four helicopters" says.
    void drop_rest() {
        const bool counted =
            std::any_of(made_.missing.begin(), made_.missing.end(), [](const std::string& words) {
                return words.starts_with("the other ") || words.starts_with("the second ");
            });
        // What was granted in part has not come for that.
        const bool comes = std::any_of(made_.missing.begin(), made_.missing.end(), is_coming);
        if (counted && rank(made_.stage) >= rank(Stage::in_force)) std::erase_if(made_.missing, is_coming);
        if (comes) std::erase(made_.missing, "whether it came");
        // "Whether the first half arrives by December" says more.
        if (std::any_of(steps_.begin(), steps_.end(), [&](const Event* event) {
                return kind_.states[event->state].name.starts_with("threat to go back");
            }))
            std::erase(made_.missing, "payment of the money");
        // What has to come before it starts says more than that it has not started.
        const auto starts = [](const std::string& words) { return words.starts_with("start of "); };
        if (!std::all_of(made_.missing.begin(), made_.missing.end(), starts))
            std::erase_if(made_.missing, starts);
        // There is no rest of a government or of a truce.
        const bool whole = kind_.opened_by_phrases && !kind_.one_matter && !matter_.words.ends_with('s');
        if (counted || whole)
            std::erase_if(made_.missing,
                          [](const std::string& words) { return words.starts_with("the rest of "); });
    }

    [[nodiscard]] static bool is_coming(const std::string& words) {
        return words == "delivery" || words == "arrival";
    }
    /// Helpers, ships and machines that are lent arrive; goods are delivered.
    [[nodiscard]] bool arrives() const {
        const WordList& arriving_nouns = word_list(evidence_, Words::arriving_nouns);
        const std::vector<std::string> words = plain_words(thing_words(matter_.words));
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return holds(arriving_nouns, word); });
    }

    /// "the four helicopters"; "Chad's maps".
    [[nodiscard]] static std::string definite(const std::string& thing) {
        const std::string first = thing.substr(0, thing.find(' '));
        const bool owned = first.ends_with("'s") || first.ends_with("’s") || first.ends_with("s'");
        return thing.empty() || owned ? thing : "the " + thing;
    }

    [[nodiscard]] bool gives_leave() const {
        const WordList& leave_nouns = word_list(evidence_, Words::leave_nouns);
        const std::vector<std::string> words = plain_words(matter_.words);
        return std::any_of(words.begin(), words.begin() + std::min<std::ptrdiff_t>(3, std::ssize(words)),
                           [&](const std::string& word) {
                               return std::find(leave_nouns.begin(), leave_nouns.end(), word) !=
                                      leave_nouns.end();
                           });
    }
    /// "Four helicopters", "food for 30,000", "$30 million" are delivered; "a bigger pit" is not.
    [[nodiscard]] bool comes_in_amounts() const {
        if (leaves_office(matter_, evidence_)) return false;
        const WordList& goods_nouns = word_list(evidence_, Words::goods_nouns);
        const std::vector<std::string> words = plain_words(matter_.words);
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) {
                               return std::find(goods_nouns.begin(), goods_nouns.end(), word) !=
                                          goods_nouns.end() ||
                                      (word.front() >= '0' && word.front() <= '9');
                           }) ||
               (!words.empty() &&
                evidence_.terms().kind(number_term(words.front())) == ledger::TermKind::number);
    }
    [[nodiscard]] ledger::Term number_term(const std::string& word) const {
        const std::vector<ledger::Term> found = evidence_.terms().find(word);
        return found.empty() ? ledger::kNoTerm : found.front();
    }

    /// States that lie ahead.
    void say_states(const Parties& parties) {
        // What is suspended is as far as it was, and waits for the decision.
        const int now = made_.stage == Stage::suspended ? rank(Stage::under_examination) : rank(made_.stage);
        for (const State& state : kind_.states) {
            if (state.missing.empty() || told(state) || rank(state.stage) <= now || !expected(state) ||
                told_any(state.moot))
                continue;
            if (state.missing.starts_with("the rest") &&
                (matter_.deed || !comes_in_amounts() ||
                 plain_words(thing_words(matter_.words)).front() == "one" ||
                 (state.stage == Stage::completed && now < rank(Stage::in_force))))
                continue;
            if (state.missing.starts_with("delivery of") && !deliverable(now)) continue;
            std::string words = filled(state.missing, parties);
            // What is to come is the subject itself, often a long one.
            if (state.missing.starts_with("delivery of"))
                words = matter_.asks_money ? "payment of the money" : arrives() ? "arrival" : "delivery";
            // Who was asked outright owes an answer before anything is decided.
            if (words.starts_with("decision of ") && !terms_named() &&
                ((now <= rank(Stage::submitted) && asked_outright()) || matter_.demanded))
                words =
                    plain_words(parties.decider).size() > kLongName ? "answer" : "answer" + words.substr(8);
            for (std::size_t at = 0; at < words.size();) {
                const std::size_t end = std::min(words.find("; ", at), words.size());
                made_.missing.push_back(without_nobody(words.substr(at, end - at)));
                at = end + 2;
            }
        }
    }
    /// Who was asked has answered, on terms.
    [[nodiscard]] bool terms_named() const {
        return std::any_of(steps_.begin(), steps_.end(),
                           [&](const Event* event) { return kind_.states[event->state].conditional; });
    }
    /// Leave is not delivered; and what was asked outright waits for the answer first.
    [[nodiscard]] bool deliverable(int now) const {
        if (matter_.deed || gives_leave() || !comes_in_amounts()) return false;
        if (matter_.asks_money && now < rank(Stage::granted)) return false;
        return now >= rank(Stage::granted) || !asked_outright();
    }
    /// Nobody is said to decide: "decision".
    [[nodiscard]] static std::string without_nobody(std::string words) {
        for (const std::string_view nobody : {" of whoever decides", " by whoever decides"}) {
            if (words.ends_with(nobody)) words.resize(words.size() - nobody.size());
        }
        return words;
    }

    const Template& kind_;
    const Matter& matter_;
    std::vector<const Event*> events_, steps_;
    const Evidence& evidence_;
    ReportsHeard& heard_;
    Imposer imposer_;
    const Event* reached_ = nullptr;
    Case made_;
};

}  // namespace

int rank(Stage stage) {
    switch (stage) {
        case Stage::raised:
            return 0;
        case Stage::announced:
            return 1;
        case Stage::submitted:
            return 2;
        case Stage::under_examination:
            return 3;
        case Stage::granted:
            return 4;
        case Stage::in_force:
            return 5;
        case Stage::completed:
            return 6;
        default:
            return -1;
    }
}

Case write_case(const Template& kind, const Matter& matter, std::vector<const Event*> events,
                const Evidence& evidence, ReportsHeard& heard) {
    return CaseWriter(kind, matter, std::move(events), evidence, heard).write();
}

}  // namespace sitrep::cases
