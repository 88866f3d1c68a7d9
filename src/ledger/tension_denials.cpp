#include "ledger/tension_denials.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "ledger/cue_phrases.hpp"
#include "ledger/cues.hpp"
#include "ledger/tension_told.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::int64_t kBeside = 2;   // sentences between a statement and its denial
constexpr std::int64_t kCharged = 3;  // sentences between a charge and the denial of it
constexpr std::int64_t kNamed = 8;    // sentences between a demand and the refusal of "the demand"

class Denials {
  public:
    explicit Denials(const Evidence& evidence)
        : evidence_(evidence),
          said_(statements(evidence)),
          name_terms_(name_terms(evidence)),
          cues_(evidence.terms()),
          told_(evidence) {}

    std::vector<Relation> relate() {
        for (const std::span<const Said> report : by_report(said_)) {
            for (std::size_t at = 0; at < report.size(); ++at) {
                const std::span<const Said> before = earlier(report, at);
                const Said& b = report[at];
                tell_denied_back(b, before);
                tell_not_there(b, before);
                tell_maintained(b, before);
                tell_told_all_the_same(b, before);
                tell_sent_off(b, before);
                tell_named(b, before);
                tell_denied_of_itself(b, before);
                tell_contested(b, before);
                tell_not_met(b, before);
            }
        }
        return told_.take();
    }

  private:
    /// The statements that stand at most kNamed sentences before one.
    [[nodiscard]] static std::span<const Said> earlier(std::span<const Said> report, std::size_t at) {
        std::size_t from = at;
        while (from > 0 && after(report[from - 1], report[at]) <= kNamed) --from;
        return report.subspan(from, at - from);
    }
    [[nodiscard]] bool other_side(const Said& a, const Said& b) const {
        return a.item->who >= 0 && b.item->who >= 0 && !evidence_.one_side(a.item->who, b.item->who);
    }
    [[nodiscard]] std::size_t topics(const Said& a, const Said& b) const {
        return ledger::topics(evidence_, a, b, &name_terms_);
    }
    [[nodiscard]] static bool does(const Said& said, ActKind kind) {
        return said.act != nullptr && said.act->act == kind && !said.act->negated;
    }
    [[nodiscard]] static bool told_now(const Said& denial) {
        constexpr std::array<std::string_view, 5> kBefore = {" had den", " first den", " initially den",
                                                             " earlier den", " previously den"};
        return !has_any(denial.words, kBefore);
    }
    /// What is charged: "looking into a complaint that boats spilt the oil".
    [[nodiscard]] static bool charges(const Said& a) {
        constexpr std::array<std::string_view, 5> kCharges = {" complaint", " accusation", " allegation",
                                                              " charge", " suspicion"};
        return a.act != nullptr && a.act->act != ActKind::deny && a.act->act != ActKind::refuse &&
               has_any(a.words, kCharges);
    }

    /// "The union said that the yard had agreed to pay. The yard denied it."
    void tell_denied_back(const Said& b, std::span<const Said> before) {
        // "Which had denied it, admitted …" takes a denial back.
        if (!does(b, ActKind::deny) || !cues_.end(b.words, Cue::denied_back) || !told_now(b)) return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            if (overlap(a, b) || after(a, b) > kCharged) continue;
            if (a.act != nullptr && a.act->act == ActKind::accuse) return;
            if (after(a, b) != 1) continue;
            const bool said = a.quote != nullptr && !denies_something(a.words);
            if (other_side(a, b) && (said || charges(a))) best = &a;
        }
        if (best != nullptr) told_.put(*best, b, best->act != nullptr ? "charged" : "said", "denied");
    }

    /// "Accused the pilots of breaking a promise. Their leader said there was no promise to break."
    void tell_not_there(const Said& b, std::span<const Said> before) {
        if (b.quote == nullptr || !cues_.begin(b.words, Cue::no_such)) return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            if (does(a, ActKind::accuse) && !overlap(a, b) && after(a, b) <= kBeside && other_side(a, b) &&
                topics(a, b) >= 1)
                best = &a;
        }
        if (best != nullptr) told_.put_charge(*best, b);
    }

    /// "'A soldier tore up our permit,' she said. The ministry insists that nobody was turned back."
    void tell_maintained(const Said& b, std::span<const Said> before) {
        if (!does(b, ActKind::deny) || !cues_.in(b.words, Cue::maintains) || !denies_something(b.words))
            return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            if (a.quote != nullptr && a.quote->kind != QuotationKind::indirect && after(a, b) == 1 &&
                other_side(a, b) && !denies_something(a.words))
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "said", "denied");
    }

    /// "He denied that guards had burned the stalls. A vendor said two guards had set fire to a stall."
    void tell_told_all_the_same(const Said& b, std::span<const Said> before) {
        constexpr std::array<std::string_view, 2> kClause = {" that ", " having "};
        // Who will not be named has seen it; others who speak next may speak of anything.
        if (b.quote == nullptr || denies_something(b.words) || b.item->who_class != SourceClass::anonymous)
            return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            if (does(a, ActKind::deny) && a.words.find(" den") != std::string::npos &&
                has_any(a.words, kClause) && after(a, b) == 1 && !overlap(a, b) && other_side(a, b) &&
                topics(a, b) >= 1)
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "denied", "told");
    }

    /// "Growers asked the bank to wait. He turned them away": whoever he is, they did not refuse themselves.
    void tell_sent_off(const Said& b, std::span<const Said> before) {
        if (!does(b, ActKind::refuse) || !cues_.in(b.words, Cue::sent_off)) return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            if ((does(a, ActKind::request) || does(a, ActKind::demand)) && after(a, b) == 1 && !overlap(a, b))
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "asked for", "refused");
    }

    /// Wanted of somebody, who a few sentences on "brushed the demand aside".
    void tell_named(const Said& b, std::span<const Said> before) {
        if (!does(b, ActKind::refuse) || !cues_.in(b.words, Cue::what_asked)) return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            const bool asks =
                does(a, ActKind::request) || does(a, ActKind::demand) || does(a, ActKind::offer);
            if (asks && after(a, b) > kBeside && a.act->recipient >= 0 && other_side(a, b) &&
                evidence_.one_side(a.act->recipient, b.item->who))
                best = &a;
        }
        if (best != nullptr)
            told_.put(*best, b, does(*best, ActKind::offer) ? "offered" : "asked for", "refused");
    }

    /// "A porter says the firm saw the leak early. The company denies any knowledge."
    void tell_denied_of_itself(const Said& b, std::span<const Said> before) {
        if (!does(b, ActKind::deny) || b.words.find(" den") == std::string::npos || !told_now(b) ||
            cues_.end(b.words, Cue::denied_back) || b.item->who < 0)
            return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            if (overlap(a, b) || after(a, b) > kCharged) continue;
            if (a.act != nullptr && (a.act->act == ActKind::accuse || a.act->act == ActKind::admit)) return;
            if (a.quote != nullptr && a.quote->kind != QuotationKind::direct && after(a, b) >= 1 &&
                other_side(a, b) && !denies_something(a.words) && tells_of(a, b.item->who) &&
                !denies_other(a, b))
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "said", "denied");
    }
    /// "Plans to send it a bill", and "both armies deny firing first": a denial that names a matter of its
    /// own.
    [[nodiscard]] bool denies_other(const Said& a, const Said& denial) const {
        constexpr std::size_t kOwnMatter = 4;  // terms
        if (!denial.act->what) return false;
        // "The court denied the motion" refuses.
        if (cues_.in(" " + text::folded(evidence_.words(denial.act->report, *denial.act->what)) + " ",
                     Cue::decided_thing))
            return true;
        const TermSet what = evidence_.terms_of(denial.act->report, *denial.act->what);
        return what.size() >= kOwnMatter && likeness(evidence_.terms(), what, a.item->context).terms == 0;
    }
    /// Does a statement name somebody?
    [[nodiscard]] bool tells_of(const Said& said, EntityRef who) const {
        const auto& entities = evidence_.dossier().entities;
        const std::vector<EntityRef> told = named_in(evidence_, *said.item);
        return std::any_of(told.begin(), told.end(), [&](EntityRef one) {
            const Entity &entity = entities[static_cast<std::size_t>(one)],
                         &denier = entities[static_cast<std::size_t>(who)];
            // "The firm", and "the company" that denies it; "his party" is another.
            const std::string name = text::folded(entity.name);
            const bool the_body =
                name.starts_with("the ") || said.words.find(" the " + name + " ") != std::string::npos;
            return evidence_.one_side(one, who) ||
                   (!entity.named && the_body && entity.type == EntityType::organisation &&
                    denier.type == EntityType::organisation);
        });
    }

    /// "Ordered it to deposit 5 million. The company appealed against the deposit."
    void tell_contested(const Said& b, std::span<const Said> before) {
        if (b.act == nullptr || b.act->negated || !cues_.in(b.words, Cue::contests)) return;
        const bool of_refusal = b.words.find(" refusal ") != std::string::npos;
        const Said* best = nullptr;
        for (const Said& a : before) {
            const bool decides = does(a, ActKind::refuse) ||
                                 (!of_refusal && (does(a, ActKind::demand) || does(a, ActKind::plan) ||
                                                  does(a, ActKind::agree)));
            if (decides && !overlap(a, b) && after(a, b) >= 1 && other_side(a, b) && topics(a, b) >= 1)
                best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "decided or wanted", "contested");
    }

    /// "Will close the road unless they are paid. The government refuses to discuss a price."
    void tell_not_met(const Said& b, std::span<const Said> before) {
        if (!does(b, ActKind::refuse) || !cues_.in(b.words, Cue::gives_nothing)) return;
        const Said* best = nullptr;
        for (const Said& a : before) {
            const bool wants_it =
                does(a, ActKind::demand) || (does(a, ActKind::threaten) && a.act->condition.has_value());
            if (!wants_it || overlap(a, b) || after(a, b) != 1 || !other_side(a, b) ||
                told_by_another(a, before))
                continue;
            const bool asked_of = a.act->recipient < 0 || evidence_.one_side(a.act->recipient, b.item->who);
            const bool refused_to = b.act->recipient < 0 || evidence_.one_side(b.act->recipient, a.item->who);
            if (asked_of && refused_to) best = &a;
        }
        if (best != nullptr) told_.put(*best, b, "asked for", "refused");
    }

    /// "'One of them wants his back,' she said": a wish inside somebody else's words.
    [[nodiscard]] bool told_by_another(const Said& wish, std::span<const Said> near) const {
        return std::any_of(near.begin(), near.end(), [&](const Said& words) {
            return words.quote != nullptr && words.quote->kind == QuotationKind::direct &&
                   overlap(words, wish);
        });
    }

    const Evidence& evidence_;
    std::vector<Said> said_;
    std::vector<bool> name_terms_;
    CuePhrases cues_;
    ToldTensions told_;
};

}  // namespace

std::vector<Relation> relate_denials(const Evidence& evidence) { return Denials(evidence).relate(); }

}  // namespace sitrep::ledger
