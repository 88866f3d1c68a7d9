// Which matter each event speaks of: by its own words, or by what stands right before it.
#include <algorithm>
#include <array>
#include <set>

#include "cases/matter.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr double kRelevant = 0.4;
constexpr std::uint32_t kAnswerReach = 3;  // sentences from a charge or demand to what answers it
constexpr std::uint32_t kCarryReach = 3;   // sentences from words on the matter to "the request"
constexpr double kMentioned = 0.28;        // of a matter's weight, for a sentence to be on it
constexpr std::size_t kMostOfTerm = 64;

/// Does a refusal speak of the matter, or point at it ("refused to discuss them")?
bool takes_up(const Event& event, const Matter& matter, const Evidence& evidence) {
    const Act& act = evidence.dossier().acts[static_cast<std::size_t>(event.act)];
    if (!act.what) return true;
    const std::vector<std::string> words = plain_words(evidence.words(act.report, *act.what));
    if (std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word == "it" || word == "them" || word == "that" || word == "this";
        }))
        return true;
    return std::any_of(matter.core.begin(), matter.core.end(), [&](const auto& one) {
        return std::binary_search(event.terms.begin(), event.terms.end(), one.first);
    });
}

/// One template's events laid to its matters, in text order.
class Assignment {
  public:
    Assignment(const Template& kind, const std::vector<Matter>& matters, const Evidence& evidence)
        : kind_(kind), matters_(matters), evidence_(evidence), of_matter_(matters.size()) {
        for (std::uint32_t m = 0; m < matters.size(); ++m) {
            for (const auto& [term, weight] : matters[m].core) by_term_[term].push_back(m);
            if (matters[m].asker >= 0) by_party_[matters[m].asker].push_back(m);
            for (const EntityRef party : matters[m].deciders) by_party_[party].push_back(m);
            if (kind.opened_by_phrases) continue;
            for (const std::uint32_t act : matters[m].openings) {
                opened_by_[act] = m;
                const ActKind opening = evidence.dossier().acts[act].act;
                if (opening == ActKind::demand || opening == ActKind::accuse) demands_.insert(m);
                opened_at_.emplace(std::pair(evidence.acts()[act].report, evidence.acts()[act].first), m);
            }
        }
    }

    std::vector<std::vector<const Event*>> run(const std::vector<Event>& events) {
        for (const Event& event : events) {
            const auto own =
                event.act < 0 ? opened_by_.end() : opened_by_.find(static_cast<std::uint32_t>(event.act));
            std::optional<std::uint32_t> m;
            if (own != opened_by_.end()) {
                m = own->second;
            } else if (const auto answered = answers(event); answered) {
                if (event.by >= 0 && evidence_.same_party(event.by, matters_[*answered].asker)) continue;
                m = answered;
            } else {
                m = best(event);
                if (!m) m = carried(event);
            }
            if (!m) continue;
            of_matter_[*m].push_back(&event);
            told_.push_back({event.place.report, sentence(event), *m});
        }
        return std::move(of_matter_);
    }

  private:
    struct Told {
        ReportIndex report = 0;
        std::uint32_t sentence = 0;
        std::uint32_t matter = 0;
    };

    [[nodiscard]] std::uint32_t sentence(const Event& event) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        return home.tokens.sentence_at(home.report.text.range(event.place.span).begin);
    }
    [[nodiscard]] Stage stage(const Event& event) const { return kind_.states[event.state].stage; }
    [[nodiscard]] bool answer(const Event& event) const {
        return stage(event) == Stage::granted || stage(event) == Stage::refused;
    }

    /// "Zimbabwe seeks consent": who asks in these very words grants nothing by them.
    [[nodiscard]] bool asked_in_span(const Event& event) const {
        const auto& acts = evidence_.dossier().acts;
        return std::any_of(opened_by_.begin(), opened_by_.end(), [&](const auto& opening) {
            return acts[opening.first].report == event.place.report &&
                   acts[opening.first].span == event.place.span;
        });
    }

    /// May this event take this matter to its state? Who asks does not grant, examine or refuse.
    [[nodiscard]] bool allowed(const Matter& matter, const Event& event, double score) const {
        if (!answer(event) || kind_.opened_by_phrases) return true;
        if (asked_in_span(event)) return false;
        if (matter.asker < 0) return true;
        if (event.by >= 0 && evidence_.same_party(event.by, matter.asker)) return false;
        return asked(matter, event.by) || score >= 0.6;
    }

    /// The matter whose opening, right before in the same report, this denial, admission or refusal answers.
    [[nodiscard]] std::optional<std::uint32_t> answers(const Event& event) const {
        if (event.act < 0 || opened_at_.empty()) return std::nullopt;
        const ledger::Item& item = evidence_.acts()[static_cast<std::size_t>(event.act)];
        const Act& act = evidence_.dossier().acts[static_cast<std::size_t>(event.act)];
        const bool no = act.act == ActKind::deny || act.act == ActKind::admit || act.act == ActKind::refuse;
        if (!no && act.act != ActKind::agree) return std::nullopt;
        // "We will not do it without leave", says who asks for the leave: that answers nothing.
        auto before = opened_at_.lower_bound({item.report, item.first});
        if (before == opened_at_.begin()) return std::nullopt;
        --before;
        const TokenizedText& tokens = evidence_.dossier().reports[item.report].tokens;
        if (before->first.first != item.report || before->first.second >= tokens.tokens.size())
            return std::nullopt;
        const Matter& matter = matters_[before->second];
        const bool asked_party = asked(matter, event.by);
        // "The patrol had strayed": admits nothing of the shelling that was charged.
        if (act.act == ActKind::admit && !takes_up(event, matter, evidence_)) return std::nullopt;
        const bool demanded = demands_.count(before->second) > 0 && act.act == ActKind::refuse;
        if ((act.act == ActKind::refuse || act.act == ActKind::agree) &&
            !((demanded || asked_party) && takes_up(event, matter, evidence_)))
            return std::nullopt;
        const std::uint32_t at = tokens.sentence_at(tokens.tokens[before->first.second].range.begin);
        return at + kAnswerReach >= item.sentence ? std::optional(before->second) : std::nullopt;
    }

    [[nodiscard]] bool in_situation(const Matter& matter, const Event& event) const {
        return std::any_of(matter.reports.begin(), matter.reports.end(), [&](ReportIndex report) {
            return evidence_.same_situation(report, event.place.report);
        });
    }

    /// By its own words: the matter that they tell of most surely.
    [[nodiscard]] std::optional<std::uint32_t> best(const Event& event) const {
        std::set<std::uint32_t> candidates;
        const auto add = [&](const auto& found, const auto& none) {
            if (found != none && found->second.size() <= kMostOfTerm)
                candidates.insert(found->second.begin(), found->second.end());
        };
        for (const ledger::Term term : event.terms) add(by_term_.find(term), by_term_.end());
        if (event.process_word) {
            for (const EntityRef party : event.named) add(by_party_.find(party), by_party_.end());
        }
        double most = kRelevant;
        std::optional<std::uint32_t> chosen;
        for (const std::uint32_t m : candidates) {
            if (!in_situation(matters_[m], event)) continue;
            const double score = relevance(matters_[m], event, evidence_);
            if (score < most || (score == most && chosen) || !allowed(matters_[m], event, score)) continue;
            most = score;
            chosen = m;
        }
        return chosen;
    }

    /// By what stands before it: "the request", "it did not vote", "Pretoria has yet to reply".
    [[nodiscard]] std::optional<std::uint32_t> carried(const Event& event) const {
        if (kind_.opened_by_phrases || stage(event) == Stage::in_force || stage(event) == Stage::completed)
            return std::nullopt;
        const std::uint32_t self = sentence(event);
        const bool goes_on = begins_with_pronoun(event.place.report, self);
        const auto fits = [&](std::uint32_t m) {
            const Matter& matter = matters_[m];
            if (answer(event) && (asked_in_span(event) || (event.by >= 0 && of(event.by, matter.asker))))
                return false;
            return event.process_word || goes_on || asked(matter, event.by) ||
                   (of(event.by, matter.asker) && stage(event) == Stage::submitted);
        };
        for (auto told = told_.rbegin(); told != told_.rend() && told->report == event.place.report; ++told) {
            const std::uint32_t back = self - told->sentence;
            if (told->sentence > self || back > (event.process_word ? kCarryReach : 1U)) break;
            if (fits(told->matter)) return told->matter;
        }
        return event.process_word ? mentioned_before(event, self) : of_one_asker(event);
    }

    [[nodiscard]] bool begins_with_pronoun(ReportIndex report, std::uint32_t sentence) const {
        const AnnotatedReport& home = evidence_.dossier().reports[report];
        if (sentence >= home.tokens.sentences.size()) return false;
        const std::string words =
            text::folded(home.report.text.words(home.tokens.sentences[sentence].range)).substr(0, 5);
        return words.starts_with("it ") || words.starts_with("they ");
    }

    [[nodiscard]] bool asked(const Matter& matter, EntityRef who) const {
        return std::any_of(matter.deciders.begin(), matter.deciders.end(), [&](EntityRef decider) {
            return evidence_.same_party(who, decider) || one_state(who, decider);
        });
    }
    [[nodiscard]] bool of(EntityRef who, EntityRef party) const {
        return evidence_.one_side(who, party) || one_state(who, party);
    }
    /// The capital that stands for its state.
    [[nodiscard]] bool one_state(EntityRef who, EntityRef party) const {
        if (who < 0 || party < 0) return false;
        const auto& entities = evidence_.dossier().entities;
        const Entity &a = entities[static_cast<std::size_t>(who)],
                     &b = entities[static_cast<std::size_t>(party)];
        return a.place && b.place && !a.place->country.empty() && a.place->country == b.place->country;
    }

    /// The matter that a sentence right before speaks of.
    [[nodiscard]] std::optional<std::uint32_t> mentioned_before(const Event& event,
                                                                std::uint32_t self) const {
        const AnnotatedReport& home = evidence_.dossier().reports[event.place.report];
        for (std::uint32_t back = 1; back <= 2 && back <= self; ++back) {
            const Sentence& one = home.tokens.sentences[self - back];
            const ledger::TermSet terms =
                ledger::term_set(evidence_.terms().of(event.place.report), one.first, one.last);
            double most = kMentioned;
            std::optional<std::uint32_t> chosen;
            for (std::uint32_t m = 0; m < matters_.size(); ++m) {
                if (!in_situation(matters_[m], event)) continue;
                double shared = 0.0, total = 0.0;
                std::size_t count = 0;
                for (const auto& [term, weight] : matters_[m].core) {
                    total += weight;
                    if (!std::binary_search(terms.begin(), terms.end(), term)) continue;
                    shared += weight;
                    ++count;
                }
                if (count < 2 || shared < most * total) continue;
                most = shared / total;
                chosen = m;
            }
            if (chosen) return chosen;
        }
        return std::nullopt;
    }

    /// "MSF had applied on March 6": the only thing that MSF is told to have asked for.
    [[nodiscard]] std::optional<std::uint32_t> of_one_asker(const Event& event) const {
        if (stage(event) != Stage::submitted || event.by < 0 || event.terms.size() > 4) return std::nullopt;
        std::optional<std::uint32_t> chosen;
        for (std::uint32_t m = 0; m < matters_.size(); ++m) {
            if (matters_[m].asker < 0 || !evidence_.one_side(event.by, matters_[m].asker) ||
                !in_situation(matters_[m], event))
                continue;
            if (chosen) return std::nullopt;
            chosen = m;
        }
        return chosen;
    }

    const Template& kind_;
    const std::vector<Matter>& matters_;
    const Evidence& evidence_;
    std::map<ledger::Term, std::vector<std::uint32_t>> by_term_;
    std::map<EntityRef, std::vector<std::uint32_t>> by_party_;
    std::map<std::uint32_t, std::uint32_t> opened_by_;                          // act to matter
    std::map<std::pair<ReportIndex, std::uint32_t>, std::uint32_t> opened_at_;  // first token of an opening
    std::set<std::uint32_t> demands_;  // matters that a demand or a charge opens
    std::vector<std::vector<const Event*>> of_matter_;
    std::vector<Told> told_;
};

}  // namespace

std::vector<std::vector<const Event*>> assign_events(const Template& kind, const std::vector<Matter>& matters,
                                                     const std::vector<Event>& events,
                                                     const Evidence& evidence) {
    return Assignment(kind, matters, evidence).run(events);
}

}  // namespace sitrep::cases
