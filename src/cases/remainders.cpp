#include "cases/remainders.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cases/gap_words.hpp"
#include "cases/opening_words.hpp"
#include "cases/words.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::uint32_t kToldReach = 32;  // bytes behind a number that say what became of it

class Remainders {
  public:
    Remainders(const Template& kind, std::span<const Event* const> events,
               std::span<const Event* const> steps, const Evidence& evidence)
        : kind_(kind), events_(events), steps_(steps), evidence_(evidence) {}

    std::vector<std::string> find() {
        // Two women of seven dead: nobody waits for the other five.
        if (kind_.opens_with(ActKind::accuse)) return {};
        const bool done = std::any_of(steps_.begin(), steps_.end(), [&](const Event* event) {
            return kind_.states[event->state].stage == Stage::completed;
        });
        if (!done) {
            rest_of_granted();
            if (out_.empty()) rest_of_whole();
            if (out_.empty()) rest_of_share();
            if (out_.empty()) one_of_two();
            if (out_.empty()) rest_of_asked();
            if (out_.empty()) rest_of_percent();
        }
        cut_short();
        offered_parts();
        still_missing();
        return std::move(out_);
    }

  private:
    [[nodiscard]] const Figure& figure(std::uint32_t index) const {
        return evidence_.dossier().figures[index];
    }
    [[nodiscard]] std::string other(const Figure& whole, double part) const {
        const bool pair = *whole.value == 2.0 && part == 1.0;
        // "60 million cubic metres of water", "12 divers"
        const std::string link = holds(word_list(evidence_, Words::measures), whole.unit) ? " of " : " ";
        return (pair ? "the second" : "the other ") +
               (pair ? std::string() : count_words(*whole.value - part)) + " of the " +
               evidence_.words(whole.report, whole.span) +
               (counted_words(whole.counted).empty() ? std::string() : link + counted_words(whole.counted));
    }
    /// "doses"; not "tonnes Mozambique requested".
    [[nodiscard]] static std::string counted_words(const std::string& counted) {
        const bool plain =
            std::none_of(counted.begin(), counted.end(), [](char one) { return one >= 'A' && one <= 'Z'; });
        return plain && plain_words(counted).size() <= 3 ? counted : std::string();
    }
    [[nodiscard]] static bool counts(const Figure& figure) {
        return figure.value && figure.unit != "percent" && figure.approximator == Approximator::none;
    }

    /// "61 of the 74 detainees", "of the 16,000 doses granted, 9,500 have been delivered": by the latest
    /// words.
    void rest_of_whole() {
        std::string rest;
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            const Place place = sentence_of(*event, evidence_);
            const std::vector<std::uint32_t> all = figures_in(place, evidence_);
            for (const std::uint32_t part : all) {
                if (!counts(figure(part))) continue;
                const Figure* whole = nullptr;
                if (figure(part).part_of >= 0 && rank(stage) >= rank(Stage::granted))
                    whole = &figure(static_cast<std::uint32_t>(figure(part).part_of));
                else if (stage == Stage::in_force || stage == Stage::granted)
                    whole = whole_beside(all, part);
                if (whole != nullptr && counts(*whole) &&
                    (whole->unit.empty() || whole->unit == figure(part).unit ||
                     whole->counted == figure(part).counted) &&
                    *whole->value > *figure(part).value)
                    rest = other(*whole, *figure(part).value);
            }
        }
        if (!rest.empty()) out_.push_back(rest);
    }
    /// "Had applied for 600 desks. The office found 220.": the other 380.
    void rest_of_share() {
        for (const Event* share : events_) {
            if (share->part <= 0.0) continue;
            for (const Event* event : events_) {
                if (event->act < 0 || event->place.report != share->place.report ||
                    event->sentence > share->sentence || event->sentence + 1 < share->sentence)
                    continue;
                const Act& act = evidence_.dossier().acts[static_cast<std::size_t>(event->act)];
                const Figure* asked = act.act == ActKind::request || act.act == ActKind::demand
                                          ? asked_amount(act, evidence_)
                                          : nullptr;
                if (asked == nullptr || !counts(*asked) || *asked->value <= share->part) continue;
                out_.push_back(other(*asked, share->part));
                return;
            }
        }
    }

    [[nodiscard]] const Figure* whole_beside(const std::vector<std::uint32_t>& all,
                                             std::uint32_t part) const {
        for (const std::uint32_t index : all) {
            const Figure& whole = figure(index);
            // "One helicopter of two"
            if (whole.unit.empty() && figure(part).counted_span &&
                std::max(figure(part).counted_span->end, figure(part).span.end) < whole.span.begin &&
                plain_words(evidence_.words(whole.report,
                                            {std::max(figure(part).counted_span->end, figure(part).span.end),
                                             whole.span.begin})) == std::vector<std::string>{"of"})
                return &whole;
            if (index == part || whole.unit.empty() || whole.unit != figure(part).unit) continue;
            const std::uint32_t reach = std::min<std::uint32_t>(whole.span.begin, 10);
            // "310 of 480 rafts"
            if (figure(part).span.end < whole.span.begin &&
                plain_words(evidence_.words(whole.report, {figure(part).span.end, whole.span.begin})) ==
                    std::vector<std::string>{"of"})
                return &whole;
            const std::vector<std::string> before =
                plain_words(evidence_.words(whole.report, {whole.span.begin - reach, whole.span.begin}));
            constexpr std::array<std::string_view, 4> kLinks = {"the", "its", "their", "those"};
            if (!before.empty() && before.back() == "of" && told_of(whole)) return &whole;
            if (before.size() > 1 && text::among(before.back(), kLinks) && before[before.size() - 2] == "of")
                return &whole;
        }
        return nullptr;
    }

    /// "Of 50 nurses promised": the whole is what was promised, asked or granted.
    [[nodiscard]] bool told_of(const Figure& whole) const {
        const CleanText& text = evidence_.dossier().reports[whole.report].report.text;
        const std::uint32_t begin = text.range(whole.span).end;
        const auto end = std::min(begin + kToldReach, static_cast<std::uint32_t>(text.text().size()));
        const WordList& whole_told = word_list(evidence_, Words::whole_told);
        const std::vector<std::string> words = plain_words(text.words(TextRange{begin, end}));
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return holds(whole_told, word); });
    }

    /// "18 trucks have crossed", of 22 that were granted of 40: the other four are on their way.
    void rest_of_granted() {
        const Figure* granted = nullptr;
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            const std::vector<std::uint32_t> all = figures_in(sentence_of(*event, evidence_), evidence_);
            for (const std::uint32_t index : all) {
                const Figure& one = figure(index);
                if (!counts(one) || is_money(one) || is_rate(one) || one.counted.empty()) continue;
                if (stage == Stage::granted && granted == nullptr &&
                    (one.part_of >= 0 || whole_beside(all, index) != nullptr))
                    granted = &one;
                if (stage != Stage::in_force || granted == nullptr || *granted->value <= *one.value ||
                    granted->unit != one.unit || granted->report != one.report ||
                    one.span.begin < granted->span.begin || last_word(one) != last_word(*granted))
                    continue;
                out_.push_back(other(*granted, *one.value));
                return;
            }
        }
    }
    [[nodiscard]] ledger::Term last_word(const Figure& one) const {
        const auto terms = evidence_.terms().find(one.counted);
        return terms.empty() ? ledger::kNoTerm : terms.back();
    }

    /// "Has granted one helicopter of two", "one of the two planes".
    void one_of_two() {
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            if (stage != Stage::in_force && stage != Stage::granted) continue;
            const Place place = sentence_of(*event, evidence_);
            const std::vector<std::string> words = plain_words(evidence_.words(place.report, place.span));
            for (std::size_t at = 0; at + 3 < words.size(); ++at) {
                if (words[at] != "one") continue;
                if (words[at + 2] == "of" && words[at + 3] == "two")
                    return out_.push_back("the second " + words[at + 1]);
                if (at + 4 < words.size() && words[at + 1] == "of" && words[at + 3] == "two") {
                    // "One of the two search planes"
                    const bool two_words = !words[at + 4].ends_with('s') && at + 5 < words.size() &&
                                           words[at + 5].ends_with('s');
                    return out_.push_back("the second of the two " + words[at + 4] +
                                          (two_words ? " " + words[at + 5] : ""));
                }
            }
        }
    }

    void rest_of_asked() {
        std::vector<const Figure*> asked, granted, given;
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            for (const std::uint32_t index : figures_in(sentence_of(*event, evidence_), evidence_)) {
                if (!figure(index).value || figure(index).unit == "percent") continue;
                if (stage == Stage::raised || stage == Stage::announced) asked.push_back(&figure(index));
                if (stage == Stage::granted) granted.push_back(&figure(index));
                if (stage == Stage::in_force) given.push_back(&figure(index));
            }
        }
        given.insert(given.end(), granted.begin(), granted.end());
        for (const Figure* get : given) {
            for (const Figure* ask : asked) {
                if (!same_thing(*ask, *get) || *ask->value <= *get->value) continue;
                out_.push_back(other(*ask, *get->value));
                return;
            }
        }
    }
    [[nodiscard]] bool same_thing(const Figure& a, const Figure& b) const {
        if (is_rate(a) || is_rate(b)) return false;
        if (a.unit != b.unit || a.part_of >= 0) return false;
        // "60 million cubic metres", "25 million cubic metres of water": the measure says what is told.
        if (a.counted.empty() != b.counted.empty() || (a.counted.empty() && !a.unit.empty()))
            return holds(word_list(evidence_, Words::measures), a.unit);
        if (a.counted.empty()) return false;
        const auto x = evidence_.terms().find(a.counted), y = evidence_.terms().find(b.counted);
        return !x.empty() && !y.empty() && x.back() == y.back();
    }

    /// 300,000 doses asked for and 250,000 approved; "two-thirds of what it had sought".
    void cut_short() {
        if (kind_.opened_by_phrases || kind_.opens_with(ActKind::offer)) return;
        for (const Event* event : events_) {
            const State& state = kind_.states[event->state];
            if (state.stage != Stage::granted) continue;
            if (const std::string why = fewer_than_asked(*event); !why.empty()) {
                out_.push_back(why);
                return;
            }
            for (const std::uint32_t get : figures_in(sentence_of(*event, evidence_), evidence_)) {
                const Figure* ask = counts(figure(get)) ? asked_of(figure(get)) : nullptr;
                if (ask == nullptr) continue;
                const std::string less = count_words(*ask->value - *figure(get).value);
                // "The other seven of the 12": that seven were not granted says the same.
                if (std::any_of(out_.begin(), out_.end(), [&](const std::string& words) {
                        return words.starts_with("the other " + less + " of ");
                    }))
                    return;
                out_.push_back("why " + less + " were not granted");
                return;
            }
            if (less_money(*event)) {
                out_.emplace_back("why less was granted than asked for");
                return;
            }
            if (state.name == "granted in part" && sought_share(*event)) {
                out_.emplace_back("why the rest was not granted");
                return;
            }
        }
    }
    /// "Approved $12 million", where $15 million were asked for.
    [[nodiscard]] bool less_money(const Event& event) const {
        const auto sum_in = [&](const Event& one) -> const Figure* {
            const Figure* found = nullptr;
            for (const std::uint32_t index : figures_in(one.place, evidence_)) {
                const Figure& sum = figure(index);
                if (!counts(sum) || !is_money(sum) || is_rate(sum)) continue;
                if (found != nullptr) return nullptr;
                found = &sum;
            }
            return found;
        };
        const Figure* got = sum_in(event);
        return got != nullptr && std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
                   const Stage stage = kind_.states[other->state].stage;
                   if (stage != Stage::raised && stage != Stage::announced && stage != Stage::submitted)
                       return false;
                   const Figure* asked = sum_in(*other);
                   return asked != nullptr && asked->unit == got->unit && *asked->value > *got->value;
               });
    }
    /// "Lets in 30 tankers a day; Norway had asked for 45": in one sentence.
    [[nodiscard]] std::string fewer_than_asked(const Event& event) const {
        const Place place = sentence_of(event, evidence_);
        const std::vector<std::string> words = plain_words(evidence_.words(place.report, place.span));
        const WordList& asked_past = word_list(evidence_, Words::asked_past);
        const auto number = [&](std::size_t at) {
            return at < words.size() && words[at].size() < 7 &&
                           std::all_of(
                               words[at].begin(), words[at].end(),
                               [](char one) { return one >= '0' && one <= '9'; })
                       ? std::stol(words[at])
                       : 0L;
        };
        for (std::size_t at = 1; at + 1 < words.size(); ++at) {
            if (words[at - 1] != "had" || !holds(asked_past, words[at])) continue;
            const std::size_t behind = words[at + 1] == "for" ? at + 2 : at + 1;
            std::size_t given = 0;
            while (given < at && number(given) == 0) ++given;
            if (given < at && number(behind) > number(given))
                return "why " + words[given] + " and not " + words[behind];
        }
        return {};
    }
    [[nodiscard]] const Figure* asked_of(const Figure& get) const {
        for (const Event* event : events_) {
            const Stage stage = kind_.states[event->state].stage;
            if (stage != Stage::raised && stage != Stage::announced && stage != Stage::submitted) continue;
            for (const std::uint32_t index : figures_in(sentence_of(*event, evidence_), evidence_)) {
                const Figure& ask = figure(index);
                if (counts(ask) && same_thing(ask, get) && *ask.value > *get.value) return &ask;
            }
        }
        return nullptr;
    }
    [[nodiscard]] bool sought_share(const Event& event) const {
        const Place place = sentence_of(event, evidence_);
        const std::vector<std::string> words = plain_words(evidence_.words(place.report, place.span));
        const WordList& share_words = word_list(evidence_, Words::share_words);
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return holds(share_words, word); });
    }

    /// "45 trucks a day": nothing is left of a rate.
    [[nodiscard]] bool is_rate(const Figure& one) const {
        const CleanText& text = evidence_.dossier().reports[one.report].report.text;
        const std::uint32_t begin = text.range(one.counted_span.value_or(one.span)).end;
        const auto end = std::min(begin + kToldReach, static_cast<std::uint32_t>(text.text().size()));
        const std::string behind = lowered(text.words(TextRange{begin, end}));
        constexpr std::array<std::string_view, 7> kRates = {" a day", " a week", " a month", " per ",
                                                            " each ", " daily",  " every "};
        return std::any_of(kRates.begin(), kRates.end(),
                           [&](std::string_view rate) { return behind.starts_with(rate); });
    }

    /// "It has received 22 percent of it": the other 78, by the latest words.
    void rest_of_percent() {
        std::string rest;
        for (const Event* event : events_) {
            if (kind_.opened_by_phrases || kind_.states[event->state].stage != Stage::in_force) continue;
            const Place place = sentence_of(*event, evidence_);
            const std::vector<std::string> words = plain_words(evidence_.words(place.report, place.span));
            const WordList& meeting_verbs = word_list(evidence_, Words::meeting_verbs);
            if (std::none_of(words.begin(), words.end(),
                             [&](const std::string& word) { return holds(meeting_verbs, word); }))
                continue;
            for (const std::uint32_t index : figures_in(place, evidence_)) {
                const Figure& share = figure(index);
                if (share.unit != "percent" || !share.value || *share.value <= 0.0 || *share.value >= 100.0)
                    continue;
                const double left = 100.0 - *share.value;
                if (left == std::round(left))
                    rest = "the other " + std::to_string(std::lround(left)) + " percent";
            }
        }
        if (!rest.empty()) out_.push_back(rest);
    }

    /// People missing when the case was last told of.
    void still_missing() {
        const Figure* last = nullptr;
        for (const Event* event : events_) {
            if (!kind_.one_matter || !kind_.starts_with(kind_.states[event->state].name)) continue;
            for (const std::uint32_t index : figures_in(sentence_of(*event, evidence_), evidence_)) {
                if (figure(index).status == "missing" && figure(index).value) last = &figure(index);
            }
        }
        if (last != nullptr)
            out_.push_back("what became of the " + evidence_.words(last->report, last->span) + " missing");
    }

    /// "Two helicopters and a rescue team": whether each came.
    void offered_parts() {
        for (const Event* event : steps_) {
            if (event->act < 0) continue;
            const Act& one = evidence_.dossier().acts[static_cast<std::size_t>(event->act)];
            if (one.act != ActKind::offer || one.condition || !one.what) continue;
            const std::string words = evidence_.words(one.report, *one.what);
            const std::size_t joint = words.find(" and ");
            if (joint == std::string::npos) continue;
            for (const std::string& part : {words.substr(0, joint), words.substr(joint + 5)}) {
                const std::vector<std::string> list = plain_words(part);
                const std::vector<ledger::Term> terms = evidence_.terms().find(part);
                if (list.size() < 2 || list.size() > 6 || terms.empty()) continue;
                const bool thing = list.front() == "a" || list.front() == "an" || list.front() == "the" ||
                                   evidence_.terms().kind(terms.front()) == ledger::TermKind::number;
                if (thing && !came(*event, terms.back())) out_.push_back("whether " + part + " came");
            }
        }
    }
    /// Is the thing, by its last word, told of later? The offer told again tells nothing.
    [[nodiscard]] bool came(const Event& offer, ledger::Term thing) const {
        return std::any_of(events_.begin(), events_.end(), [&](const Event* later) {
            return later->state != offer.state && evidence_.before(offer.place.report, later->place.report) &&
                   std::binary_search(later->terms.begin(), later->terms.end(), thing);
        });
    }

    const Template& kind_;
    std::span<const Event* const> events_, steps_;
    const Evidence& evidence_;
    std::vector<std::string> out_;
};

}  // namespace

std::vector<std::uint32_t> figures_in(Place place, const Evidence& evidence) {
    const auto& figures = evidence.dossier().figures;
    std::vector<std::uint32_t> found;
    for (auto at = std::lower_bound(figures.begin(), figures.end(), std::pair(place.report, place.span.begin),
                                    [](const Figure& figure, const auto& where) {
                                        return std::pair(figure.report, figure.span.begin) < where;
                                    });
         at != figures.end() && at->report == place.report && at->span.begin < place.span.end; ++at)
        found.push_back(static_cast<std::uint32_t>(at - figures.begin()));
    return found;
}

Place sentence_of(const Event& event, const Evidence& evidence) {
    const AnnotatedReport& home = evidence.dossier().reports[event.place.report];
    const std::uint32_t at = home.tokens.sentence_at(home.report.text.range(event.place.span).begin);
    if (event.act < 0 || at >= home.tokens.sentences.size()) return event.place;
    return {event.place.report, home.report.text.source(home.tokens.sentences[at].range)};
}

std::vector<std::string> remainders(const Template& kind, std::span<const Event* const> events,
                                    std::span<const Event* const> steps, const Evidence& evidence) {
    return Remainders(kind, events, steps, evidence).find();
}

}  // namespace sitrep::cases
