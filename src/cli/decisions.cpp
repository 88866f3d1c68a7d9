#include "cli/decisions.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>

#include "cli/files.hpp"
#include "text/analysed.hpp"
#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

constexpr std::string_view kForm =
    "write lines 'same,PATH,PATH', 'independent,PATH,PATH', 'merge,NAME,NAME' or 'split,NAME,NAME' under the "
    "header 'decision,first,second'";

struct Fields {
    std::string_view word, one, other;
};

/// The three fields of a line, or what is wrong with it.
Result<Fields> fields_of(std::string_view line) {
    const auto wrong = [](std::string what) {
        return tl::unexpected(Error{"", std::nullopt, std::move(what), std::string(kForm)});
    };
    if (text::first_invalid_utf8(line)) return wrong("not valid UTF-8");
    const std::size_t first = line.find(','), last = line.rfind(',');
    if (first == last) return wrong("not three fields");
    const Fields fields{line.substr(0, first), text::trimmed(line.substr(first + 1, last - first - 1)),
                        text::trimmed(line.substr(last + 1))};
    const auto known = {"same", "independent", "merge", "split"};
    if (std::find(known.begin(), known.end(), fields.word) == known.end())
        return wrong("'" + std::string(fields.word) + "' is none of same, independent, merge, split");
    if (fields.one.empty() || fields.other.empty()) return wrong("an empty field");
    if (fields.one == fields.other) return wrong("'" + std::string(fields.one) + "' stands on both sides");
    return fields;
}

/// Whether two names are merged by one line and split by another.
bool contradicted(const std::vector<EntityDecision>& known, const EntityDecision& one) {
    return std::any_of(known.begin(), known.end(), [&](const EntityDecision& other) {
        const bool pair = (other.first == one.first && other.second == one.second) ||
                          (other.first == one.second && other.second == one.first);
        return pair && other.same != one.same;
    });
}

Error fault_of(const Decisions& decisions, std::size_t line, std::string what, std::string mend) {
    return {decisions.file, std::nullopt, "line " + std::to_string(line) + ": " + std::move(what),
            std::move(mend)};
}

}  // namespace

Result<Decisions> read_decisions(const std::string& path) {
    const auto content = read_file(path);
    if (!content) return tl::unexpected(content.error());
    Decisions decisions;
    decisions.file = path;
    std::size_t line_number = 0;
    const auto wrong = [&](std::string what) {
        return tl::unexpected(fault_of(decisions, line_number, std::move(what), std::string(kForm)));
    };
    for (std::size_t at = 0; at < content->size();) {
        const std::size_t end = std::min(content->find('\n', at), content->size());
        const std::string_view line = text::trimmed(std::string_view(*content).substr(at, end - at));
        at = end + 1;
        if (++line_number == 1 && line != "decision,first,second")
            return wrong("no header 'decision,first,second'");
        if (line_number == 1 || line.empty()) continue;
        const auto fields = fields_of(line);
        if (!fields) return wrong(fields.error().what);
        const std::string one(fields->one), other(fields->other);
        if (fields->word == "same" || fields->word == "independent") {
            decisions.origins.push_back({one, other, fields->word == "same"});
            decisions.origin_lines.push_back(line_number);
            continue;
        }
        const EntityDecision decision{one, other, fields->word == "merge"};
        if (contradicted(decisions.entities, decision))
            return wrong("'" + one + "' and '" + other + "' are both merged and split");
        decisions.entities.push_back(decision);
    }
    line_number = std::max<std::size_t>(1, line_number);
    if (content->empty()) return wrong("no header 'decision,first,second'");
    return decisions;
}

Result<void> check_decisions(const Decisions& decisions, std::span<const Document> documents,
                             std::span<const LeftOut> left_out) {
    std::set<std::string> all;
    for (const Document& document : documents) all.insert(document.path);
    for (const LeftOut& item : left_out) all.insert(item.path);
    const std::vector<std::string> paths(all.begin(), all.end());
    std::vector<std::size_t> line_of_text(paths.size());  // one line of reporting: its first report
    std::iota(line_of_text.begin(), line_of_text.end(), std::size_t{0});
    const auto number = [&](const std::string& name, std::size_t line) -> Result<std::size_t> {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            if (paths[i] == name) return i;
            if (!paths[i].ends_with("/" + name)) continue;
            if (found)
                return tl::unexpected(fault_of(decisions, line, "several reports are called '" + name + "'",
                                               "write the path as it was given"));
            found = i;
        }
        if (found) return *found;
        return tl::unexpected(fault_of(decisions, line, "no report '" + name + "' was given",
                                       "write the path or the file name of a report; check the spelling"));
    };
    struct Apart {
        std::size_t one, other, line;
    };
    std::vector<Apart> apart;
    for (std::size_t i = 0; i < decisions.origins.size(); ++i) {
        const OriginDecision& decision = decisions.origins[i];
        const std::size_t line = decisions.origin_lines[i];
        const auto one = number(decision.first, line), other = number(decision.second, line);
        if (!one) return tl::unexpected(one.error());
        if (!other) return tl::unexpected(other.error());
        if (*one == *other)
            return tl::unexpected(fault_of(decisions, line, "both sides name '" + paths[*one] + "'",
                                           "name two different reports"));
        if (!decision.same) {
            apart.push_back({*one, *other, line});
            continue;
        }
        const std::size_t from = line_of_text[*other], into = line_of_text[*one];
        std::replace(line_of_text.begin(), line_of_text.end(), from, into);
    }
    for (const Apart& pair : apart) {
        if (line_of_text[pair.one] == line_of_text[pair.other])
            return tl::unexpected(
                fault_of(decisions, pair.line, "other lines call these two reports the same",
                         "keep either 'same' or 'independent' for a pair, also by way of a third report"));
    }
    return {};
}

}  // namespace sitrep::cli
