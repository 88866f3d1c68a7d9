// What a chain of times means on a day: "two weeks before the Friday after the vote", solved from its end.
#include "annotate/times.hpp"
#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {

std::vector<TimeForm> parse_chain(std::string_view unsolved) {
    std::vector<TimeForm> forms;
    for (std::size_t at = 0;;) {
        const auto end = unsolved.find('@', at);
        const auto form = parse_form(unsolved.substr(at, end == std::string_view::npos ? end : end - at));
        if (!form) return {};
        forms.push_back(*form);
        if (end == std::string_view::npos) return forms;
        at = end + 1;
    }
}

std::optional<SolvedTime> time_meaning(std::string_view unsolved, Day day) {
    const std::vector<TimeForm> forms = parse_chain(unsolved);
    return forms.empty() ? std::nullopt : time_meaning(forms, day);
}

std::optional<SolvedTime> time_meaning(std::span<const TimeForm> forms, Day day) {
    Day anchor = day;
    std::optional<TimeMeaning> found;
    for (std::size_t i = forms.size(); i-- > 0;) {
        TimeForm form = forms[i];
        if (form.kind == FormKind::offset && form.unit == '=') {
            if (!found) return std::nullopt;
            continue;
        }
        const bool whole_year = found && form.year == 0 && form.kind == FormKind::date &&
                                found->bounds.bounded() &&
                                found->bounds.latest->number - found->bounds.earliest->number > 360;
        if (whole_year) form.year = found->bounds.earliest->year();
        auto next = meaning(form, anchor);
        if (!next) return std::nullopt;
        if (i > 0 && form.kind == FormKind::date && form.year < 0)
            return std::nullopt;  // nothing to count from
        found = std::move(next);
        if (found->bounds.earliest) anchor = *found->bounds.earliest;
    }
    if (!found) return std::nullopt;
    const auto within = [](const std::optional<Day>& d) {
        return !d || (d->year() >= 1 && d->year() <= 9999);
    };
    if (!within(found->bounds.earliest) || !within(found->bounds.latest)) return std::nullopt;
    return SolvedTime{found->value, found->bounds};
}

}  // namespace sitrep::annotate
