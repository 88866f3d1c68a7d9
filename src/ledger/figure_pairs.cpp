// Counts that a report sets side by side: the same pair in two reports, and counts that are announced as
// different.
#include <algorithm>
#include <cmath>

#include "ledger/figure_relations.hpp"
#include "ledger/words_before.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {

EntityRef FigureRelations::who_counts(std::uint32_t i) const {
    return items_[i].who >= 0 ? items_[i].who : q(i).counter;
}

bool FigureRelations::of_those_told(std::uint32_t i) const {
    if (text::folded(f(i).counted).find("other") != std::string::npos || word(i, items_[i].last) == "other")
        return true;
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return false;
    const std::uint32_t begin = home.tokens.sentences[items_[i].sentence].first;
    return items_[i].first > begin && word(i, items_[i].first - 1) == "the" && !f(i).counted.empty();
}

int FigureRelations::year_named(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    if (items_[i].sentence >= home.tokens.sentences.size()) return 0;
    const Sentence& sentence = home.tokens.sentences[items_[i].sentence];
    for (std::uint32_t at = sentence.first + 1; at < sentence.last; ++at) {
        const std::string year = word(i, at), before = word(i, at - 1);
        const bool digits =
            year.size() == 4 && (year.starts_with("19") || year.starts_with("20")) &&
            std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits && (before == "in" || before == "of")) return std::stoi(year);
    }
    return 0;
}

bool FigureRelations::sums_up(std::uint32_t a, std::uint32_t b, const Members& members) {
    const auto adds = [&](std::uint32_t part, std::uint32_t all) {
        for (std::uint32_t s = part > 2 ? part - 2 : 0; s < items_.size() && s <= part + 2; ++s) {
            if (s != part && items_[s].report == items_[part].report &&
                items_[s].sentence == items_[part].sentence && q(s).unit == q(part).unit &&
                q(s).happening != q(part).happening && f(s).value && f(part).value && f(all).value &&
                *f(s).value + *f(part).value == *f(all).value)
                return true;
        }
        return false;
    };
    for (const std::uint32_t x : some_of(a, members)) {
        for (const std::uint32_t y : some_of(b, members)) {
            if (adds(x, y) || adds(y, x)) return true;
        }
    }
    return false;
}

bool FigureRelations::no_rivals(std::uint32_t a, std::uint32_t b, const Look& found) const {
    constexpr double kSmall = 13.0, kAlike = 2.0;
    if (items_[a].report == items_[b].report || found.copied != Copied::no || q(a).happening != kNoTerm ||
        q(b).happening != kNoTerm || (who_counts(a) >= 0 && who_counts(b) >= 0))
        return false;
    const double x = middle(a), y = middle(b);
    const bool few = x < kSmall && y < kSmall;
    const bool people = q(a).of_people && std::max(x, y) > kAlike * std::min(x, y);
    return few || people;
}

bool FigureRelations::rival_pair(std::uint32_t a, std::uint32_t b) const {
    constexpr double kFew = 10.0;
    const auto beside = [&](std::uint32_t i) {
        std::vector<std::uint32_t> found;
        for (std::uint32_t s = i > 0 ? i - 1 : i; s < items_.size() && s <= i + 1; ++s) {
            const std::uint32_t first = std::min(items_[s].sentence, items_[i].sentence),
                                last = std::max(items_[s].sentence, items_[i].sentence);
            const bool rival = s != i && items_[s].report == items_[i].report && last - first <= 1 &&
                               q(s).unit == q(i).unit && !same_number(f(s), f(i)) && f(s).value &&
                               *f(s).value >= kFew && !q(s).part && !q(s).change && !q(s).vague &&
                               who_counts(s) >= 0 && who_counts(i) >= 0 &&
                               !evidence_.one_side(who_counts(s), who_counts(i));
            if (rival) found.push_back(s);
        }
        return found;
    };
    const auto plain = [&](std::uint32_t i) {
        return f(i).value && *f(i).value >= kFew && !q(i).part && !q(i).change && !q(i).vague;
    };
    if (!plain(a) || !plain(b)) return false;
    for (const std::uint32_t x : beside(a)) {
        for (const std::uint32_t y : beside(b)) {
            if (same_number(f(x), f(y)) && (evidence_.same_source(who_counts(a), who_counts(b)) ||
                                            evidence_.same_source(who_counts(x), who_counts(y))))
                return true;
        }
    }
    return false;
}

bool FigureRelations::announced(std::uint32_t i) const {
    const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
    const auto& sentences = home.tokens.sentences;
    const std::uint32_t here = items_[i].sentence;
    if (here >= sentences.size()) return false;
    for (std::uint32_t s = here > 0 ? here - 1 : here; s <= here; ++s) {
        const std::uint32_t last =
            s == here ? std::min(items_[i].first, sentences[s].last) : sentences[s].last;
        if (says(i, {sentences[s].first, last}, Cue::other_counts)) return true;
    }
    return false;
}

/// "It costs 5.1 million a day. The minister gave a lower figure: not quite 4 million."
void FigureRelations::tell_given_otherwise(const Members& members) {
    constexpr std::uint32_t kReach = 2;  // sentences
    constexpr double kAlike = 4.0;
    for (std::uint32_t b = 1; b < items_.size(); ++b) {
        const auto& sentences = evidence_.dossier().reports[items_[b].report].tokens.sentences;
        if (items_[b].sentence >= sentences.size() || q(b).vague || q(b).change || q(b).unit == "percent" ||
            !says(b, {sentences[items_[b].sentence].first, items_[b].first}, Cue::other_figure))
            continue;
        for (std::uint32_t a = b; a-- > 0 && items_[a].report == items_[b].report &&
                                  items_[a].sentence + kReach >= items_[b].sentence;) {
            const double x = middle(a), y = middle(b);
            const bool rival =
                items_[a].sentence < items_[b].sentence && q(a).unit == q(b).unit && !q(a).unit.empty() &&
                !q(a).vague && !q(a).change && !past_[a] && !given_up_[a] && !same_number(f(a), f(b)) &&
                std::max(x, y) <= kAlike * std::min(x, y) && by_bounds(a, b) == Verdict::conflict;
            if (!rival) continue;
            tell_conflict(a, b, members);
            break;
        }
    }
}

void FigureRelations::tell_announced(const Members& members) {
    constexpr std::uint32_t kReach = 3;  // sentences
    constexpr double kAlike = 2.0;
    const auto counts = [&](std::uint32_t i) {
        return f(i).value && !q(i).change && !q(i).part && !q(i).denied && !q(i).vague && !past_[i] &&
               !given_up_[i] && q(i).mode == Mode::actual && (who_counts(i) >= 0 || !q(i).teller.empty());
    };
    for (std::uint32_t a = 0; a + 1 < items_.size(); ++a) {
        if (!counts(a) || !announced(a)) continue;
        std::vector<std::uint32_t> told{a};
        for (std::uint32_t b = a + 1; b < items_.size() && items_[b].report == items_[a].report &&
                                      items_[b].sentence <= items_[a].sentence + kReach;
             ++b) {
            const bool one_unit = q(b).unit == q(a).unit || q(b).unit.empty();
            const double x = middle(a), y = middle(b);
            if (counts(b) && one_unit && !q(a).unit.empty() && std::max(x, y) <= kAlike * std::min(x, y))
                told.push_back(b);
        }
        for (std::size_t first = 0; first < told.size(); ++first) {
            for (std::size_t second = first + 1; second < told.size(); ++second) {
                const std::uint32_t x = told[first], y = told[second];
                const bool two = who_counts(x) >= 0 && who_counts(y) >= 0
                                     ? !evidence_.one_side(who_counts(x), who_counts(y))
                                     : two_tellers(x, y);
                if (two && !same_number(f(x), f(y)) && by_bounds(x, y) == Verdict::conflict)
                    tell_conflict(x, y, members);
            }
        }
        a = told.back();
    }
}

}  // namespace sitrep::ledger
