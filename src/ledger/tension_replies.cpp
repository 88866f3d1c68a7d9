#include "ledger/tension_replies.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "ledger/cues.hpp"
#include "ledger/tension_told.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::int64_t kAnswered = 3;  // sentences within which words answer words
constexpr std::int64_t kBeside = 2;    // sentences between a statement and its reply

class Replies {
  public:
    explicit Replies(const Evidence& evidence)
        : evidence_(evidence),
          said_(statements(evidence)),
          name_terms_(name_terms(evidence)),
          told_(evidence) {}

    std::vector<Relation> relate() {
        for (const std::span<const Said> report : by_report(said_)) {
            for (const Said& b : report) {
                tell_declined(b, report);
                tell_lower_bid(b, report);
                tell_false(b, report);
                tell_no_such(b, report);
                tell_dismissed(b, report);
                tell_fought(b, report);
                tell_pleaded(b, report);
                tell_crossed(b, report);
                tell_not_so(b, report);
            }
        }
        return told_.take();
    }

  private:
    [[nodiscard]] bool other_side(const Said& a, const Said& b) const {
        return a.item->who >= 0 && b.item->who >= 0 && !evidence_.one_side(a.item->who, b.item->who);
    }
    [[nodiscard]] std::size_t topics(const Said& a, const Said& b) const {
        return ledger::topics(evidence_, a, b);
    }

    /// "Italy was approached for the other two but declined": asked and refused in one breath.
    void tell_declined(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 5> kDeclined = {
            " but declined", " but refused", " but rejected", " but said no", " but turned"};
        if (b.act == nullptr || b.act->act != ActKind::refuse || b.act->negated ||
            !has_any(b.words, kDeclined))
            return;
        for (const Said& a : report) {
            if (a.act != nullptr && a.item->sentence == b.item->sentence && !a.act->negated &&
                (a.act->act == ActKind::request || a.act->act == ActKind::offer))
                return put(a, b, "asked for", "refused");
        }
    }

    /// "Unless they are paid 40,000 francs. The government has said it could go to 15,000."
    void tell_lower_bid(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 9> kBids = {
            " could go to ", " could go up to ", " go as high as ",   " could raise ",   " could pay ",
            " would pay ",   " ready to pay ",   " prepared to pay ", " willing to pay "};
        if (b.quote == nullptr || !has_any(b.words, kBids)) return;
        const auto bid = sums_in(evidence_, b);
        if (bid.empty()) return;
        for (const Said& a : report) {
            if (overlap(a, b) || after(a, b) < 0 || !other_side(a, b) || !asks_for_money(a)) continue;
            const bool near = after(a, b) <= 1 || topics(a, b) >= 1;
            for (const auto& [unit, sum] : sums_in(evidence_, a)) {
                if (near && unit == bid.front().first && sum > bid.front().second)
                    return put(a, b, "wanted", "offered");
            }
        }
    }
    [[nodiscard]] static bool asks_for_money(const Said& a) {
        constexpr std::array<std::string_view, 3> kUntil = {" until ", " unless ", " guarantee "};
        if (a.act == nullptr) return a.quote->kind == QuotationKind::indirect && has_any(a.words, kUntil);
        const ActKind kind = a.act->act;
        return !a.act->negated &&
               (kind == ActKind::demand || kind == ActKind::request ||
                (a.act->condition && (kind == ActKind::threaten || kind == ActKind::refuse)));
    }

    /// "Accuses the pilot of having slept. The lawyer says that is false."
    void tell_false(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 8> kFalse = {
            " is false ", " was false ", " is untrue ",       " is not true ",
            " is wrong ", " is a lie ",  " is an invention ", " is nonsense "};
        constexpr std::size_t kAtOnce = 24;  // bytes
        const auto denies = [](const Said& said) {
            return said.act != nullptr && said.act->act == ActKind::deny && !said.act->negated;
        };
        if ((b.quote == nullptr && !denies(b)) || !has_any(b.words.substr(0, kAtOnce), kFalse)) return;
        const Said* best = nullptr;
        for (const Said& a : report) {
            if (b.quote != nullptr && denies(a) && overlap(a, b)) return;  // told of the act
            if (a.act != nullptr && a.act->act == ActKind::accuse && !a.act->negated && after(a, b) >= 0 &&
                after(a, b) <= 1 && !overlap(a, b) && other_side(a, b))
                best = &a;
        }
        if (best != nullptr) told_.put_charge(*best, b);
    }

    /// "We find out who moved the buoy", and right behind it another's "no buoy had been moved".
    void tell_no_such(const Said& b, std::span<const Said> report) {
        if (b.quote == nullptr || b.quote->kind == QuotationKind::direct || !b.words.starts_with(" no "))
            return;
        for (const Said& a : report) {
            if (a.quote == nullptr || a.quote->kind != QuotationKind::direct || overlap(a, b) ||
                after(a, b) < 0 || after(a, b) > kBeside || !other_side(a, b) || denies_something(a.words))
                continue;
            constexpr std::size_t kSure = 2;
            if (topics(a, b) >= kSure) return put(a, b, "said", "told otherwise");
        }
    }

    /// "An owner said that he was told to keep fuel back. The regulator dismissed this as gossip."
    void tell_dismissed(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 6> kDismissed = {" dismissed this ",  " dismissed that as ",
                                                                " dismissed it as ", " rejected this ",
                                                                " disputed this ",   " denied this "};
        if (b.act == nullptr || b.act->negated ||
            (b.act->act != ActKind::refuse && b.act->act != ActKind::deny) || !has_any(b.words, kDismissed))
            return;
        const Said* best = nullptr;
        for (const Said& a : report) {
            const bool accused = a.act != nullptr && a.act->act == ActKind::accuse;
            if (accused && after(a, b) >= 0 && after(a, b) <= 1) return;  // told as charge and denial
            if (a.quote != nullptr && after(a, b) == 1 && !overlap(a, b) && other_side(a, b)) best = &a;
        }
        if (best != nullptr) put(*best, b, "said", "dismissed");
    }

    /// Inside somebody's own words.
    [[nodiscard]] static bool in_marks(const Said& act, std::span<const Said> report) {
        return std::any_of(report.begin(), report.end(), [&](const Said& said) {
            return said.quote != nullptr && said.quote->kind == QuotationKind::direct && overlap(said, act);
        });
    }
    /// "Asked for his extradition. He will fight the request."
    void tell_fought(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 5> kFights = {" fight ", " contest ", " oppose ",
                                                             " challenge ", " resist "};
        constexpr std::array<std::string_view, 7> kWhat = {" the request ", " the claim ",  " the plan ",
                                                           " the order ",   " the demand ", " the bid ",
                                                           " the charge "};
        if (b.act == nullptr || b.act->negated || !has_any(b.words, kFights) || !has_any(b.words, kWhat))
            return;
        constexpr std::int64_t kFar = 8;
        const Said* best = nullptr;
        for (const Said& a : report) {
            const bool asks = a.act != nullptr && !a.act->negated && plans(*a.act) && other_side(a, b) &&
                              !overlap(a, b) && a.item->span.begin < b.item->span.begin &&
                              after(a, b) <= kFar && !in_marks(a, report);
            if (!asks) continue;
            const bool request = a.act->act == ActKind::request || a.act->act == ActKind::demand;
            if (request || (best == nullptr && after(a, b) <= kBeside)) best = &a;
        }
        if (best != nullptr) put(*best, b, "asked for", "to be fought");
    }

    /// "No vaccinator enters until …", and right behind it another's "We are not anybody's census"; "has
    /// offered 90 million", and "We will not sell our case".
    void tell_not_so(const Said& b, std::span<const Said> report) {
        if (b.quote == nullptr || b.quote->kind != QuotationKind::direct) return;
        constexpr std::array<std::string_view, 6> kNotSo = {" we are not ", " we will not ", " i am not ",
                                                            " i will not ", " we do not ",   " i do not "};
        const bool begins = std::any_of(kNotSo.begin(), kNotSo.end(), [&](std::string_view cue) {
            const std::size_t at = b.words.find(cue);
            return at <= 2;
        });
        if (!begins) return;
        for (const Said& a : report) {
            if (a.act == nullptr || overlap(a, b) || !other_side(a, b)) continue;
            const bool offers = a.act->act == ActKind::offer && !a.act->negated && after(a, b) == 1;
            if (offers && !in_marks(a, report)) return put(a, b, "offered", "answered");
            if (a.act->act != ActKind::refuse) continue;
            constexpr std::array<std::string_view, 3> kUntil = {" until ", " unless ", " before "};
            if (after(a, b) < 0 || after(a, b) > kAnswered || !has_any(a.words, kUntil)) continue;
            return put(a, b, "term set", "answered");
        }
    }

    /// Asked of somebody, or offered to somebody, who says no to it in the next sentences.
    void tell_crossed(const Said& b, std::span<const Said> report) {
        if (b.act == nullptr || b.act->act != ActKind::refuse || b.act->negated || b.item->who < 0) return;
        const Said* best = nullptr;
        for (const Said& a : report) {
            const bool asks = a.act != nullptr && !a.act->negated && !overlap(a, b) && after(a, b) >= 0 &&
                              after(a, b) <= kBeside && a.item->span.begin < b.item->span.begin &&
                              (a.act->act == ActKind::request || a.act->act == ActKind::demand ||
                               a.act->act == ActKind::offer);
            if (!asks || !other_side(a, b) || in_marks(a, report) || of_another_thing(a, b)) continue;
            const bool asked_of = a.act->recipient >= 0 && evidence_.one_side(a.act->recipient, b.item->who);
            const bool refused_to =
                b.act->recipient >= 0 && evidence_.one_side(b.act->recipient, a.item->who);
            if (asked_of || refused_to) best = &a;
        }
        if (best != nullptr)
            put(*best, b, best->act->act == ActKind::offer ? "offered" : "asked for", "refused");
    }

    /// Offered radio sets, and refused to release the dredger: a refusal that names what it refuses, and not
    /// a word of what was asked.
    [[nodiscard]] bool of_another_thing(const Said& asked, const Said& refusal) const {
        constexpr std::size_t kOwnThing = 2;  // terms
        constexpr std::array<std::string_view, 4> kBack = {" it down ", " it away ", " them down ",
                                                           " that down "};
        if (!refusal.act->what || refers_back(evidence_, refusal) || has_any(refusal.words, kBack))
            return false;
        const TermSet what = evidence_.terms_of(refusal.act->report, *refusal.act->what);
        TermSet both;
        std::set_intersection(what.begin(), what.end(), asked.item->context.begin(),
                              asked.item->context.end(), std::back_inserter(both));
        return what.size() >= kOwnThing &&
               std::all_of(both.begin(), both.end(), [&](Term term) { return name_terms_[term]; });
    }

    /// "Intends to pull the huts down. The ombudswoman pleaded with him to hold off."
    void tell_pleaded(const Said& b, std::span<const Said> report) {
        constexpr std::array<std::string_view, 9> kHold = {" hold off ",   " not to ",   " to delay ",
                                                           " to put off ", " to spare ", " to call off ",
                                                           " to drop ",    " to wait ",  " to halt "};
        constexpr std::int64_t kReach = 4, kBareReach = 6;  // "hold off" names no other thing
        if (b.act == nullptr || b.act->negated || b.act->recipient < 0 ||
            (b.act->act != ActKind::request && b.act->act != ActKind::demand) || !has_any(b.words, kHold))
            return;
        for (const Said& a : report) {
            if (a.act == nullptr || a.act->negated || overlap(a, b) || after(a, b) < 0 ||
                after(a, b) > (b.words.find(" hold off ") != std::string::npos ? kBareReach : kReach))
                continue;
            const bool coming = a.act->act == ActKind::plan || a.act->act == ActKind::commit ||
                                a.act->act == ActKind::threaten || a.act->act == ActKind::warn;
            if (coming && other_side(a, b) && evidence_.one_side(a.act->actor, b.act->recipient))
                return put(a, b, "planned", "asked not to");
        }
    }

    void put(const Said& a, const Said& b, std::string_view how_a, std::string_view how_b) {
        told_.put(a, b, how_a, how_b);
    }

    const Evidence& evidence_;
    std::vector<Said> said_;
    std::vector<bool> name_terms_;
    ToldTensions told_;
};

}  // namespace

std::vector<Relation> relate_replies(const Evidence& evidence) { return Replies(evidence).relate(); }

}  // namespace sitrep::ledger
