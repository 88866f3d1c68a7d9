#include "brief/difference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "brief/items.hpp"
#include "brief/reader.hpp"
#include "brief/said.hpp"
#include "brief/standing.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kStatements = 20;
constexpr std::int64_t kNowhere = -1;

/// An item by what it is in the newer dossier: list, report there (or -1 - report in the older one), span.
using ItemKey = std::tuple<ItemRef::List, std::int64_t, Span>;
using ItemKeys = std::set<ItemKey>;

std::optional<std::pair<ReportIndex, Span>> raw_place(const Dossier& dossier, const ItemRef& item) {
    switch (item.list) {
        case ItemRef::List::figures:
            if (item.index < dossier.figures.size())
                return std::pair{dossier.figures[item.index].report, dossier.figures[item.index].span};
            break;
        case ItemRef::List::quotes:
            if (item.index < dossier.quotes.size())
                return std::pair{dossier.quotes[item.index].report, dossier.quotes[item.index].span};
            break;
        case ItemRef::List::acts:
            if (item.index < dossier.acts.size())
                return std::pair{dossier.acts[item.index].report, dossier.acts[item.index].span};
            break;
    }
    return std::nullopt;
}

bool counts(RelationKind kind) {
    return kind != RelationKind::same_utterance && kind != RelationKind::not_comparable;
}

class Comparer {
  public:
    Comparer(const Dossier& before, const Dossier& now, const BriefWords& words)
        : before_(before),
          now_(now),
          old_reader_(before, words),
          reader_(now, words),
          old_standing_(old_reader_),
          standing_(reader_) {
        std::map<std::pair<std::string, std::string>, ReportIndex> by_bytes;
        for (ReportIndex i = 0; i < now.reports.size(); ++i) by_bytes.emplace(identity(now, i), i);
        old_to_new_.assign(before.reports.size(), kNowhere);
        is_new_.assign(now.reports.size(), true);
        for (ReportIndex i = 0; i < before.reports.size(); ++i) {
            const auto found = by_bytes.find(identity(before, i));
            if (found == by_bytes.end()) continue;
            old_to_new_[i] = found->second;
            is_new_[found->second] = false;
        }
    }

    std::vector<Finding> compare() {
        reports();
        relations();
        cases();
        statements();
        constexpr std::string_view kOrder[] = {"superseded", "revised", "new", "gone"};
        const auto rank = [&](const Finding& finding) {
            return std::find(std::begin(kOrder), std::end(kOrder), finding.kind) - std::begin(kOrder);
        };
        std::stable_sort(out_.begin(), out_.end(),
                         [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

  private:
    static std::pair<std::string, std::string> identity(const Dossier& dossier, ReportIndex report) {
        const Document& document = dossier.reports[report].report.document;
        return {document.sha256, document.member.value_or("")};
    }

    static std::string path_of(const Dossier& dossier, ReportIndex report) {
        return dossier.reports[report].report.document.path;
    }

    void reports() {
        std::set<ReportIndex> rewritten;
        for (ReportIndex i = 0; i < before_.reports.size(); ++i) {
            if (old_to_new_[i] != kNowhere) {
                dates(i, static_cast<ReportIndex>(old_to_new_[i]));
                continue;
            }
            const auto again =
                std::find_if(now_.reports.begin(), now_.reports.end(), [&](const AnnotatedReport& entry) {
                    return entry.report.document.path == path_of(before_, i) &&
                           entry.report.document.member == before_.reports[i].report.document.member;
                });
            if (again != now_.reports.end()) {
                const auto index = static_cast<ReportIndex>(again - now_.reports.begin());
                rewritten.insert(index);
                out_.push_back({"revised",
                                "Report " + reader_.label(index) +
                                    " has other bytes than before: " + one_line(path_of(now_, index)) + ".",
                                {reader_.head_of(index)},
                                false});
            } else {
                std::vector<Place> cited;
                if (const auto& title = before_.reports[i].report.title; title && title->span)
                    cited.push_back({i, *title->span});
                out_.push_back({"gone",
                                "Report " + old_reader_.label(i) + ", " + one_line(path_of(before_, i)) +
                                    ", is no longer in the set.",
                                std::move(cited), true});
            }
        }
        for (ReportIndex i = 0; i < now_.reports.size(); ++i) {
            if (!is_new_[i] || rewritten.count(i) > 0) continue;
            const auto& title = reader_.report(i).title;
            std::string text = "Report " + reader_.label(i) + ": ";
            text += title ? in_marks(shortened(one_line(title->text), 200)) : std::string("no headline");
            out_.push_back({"new",
                            text + ", " + reader_.outlet(i) + "; written: " + reader_.date(i) + ".",
                            {reader_.head_of(i)},
                            false});
        }
    }

    void dates(ReportIndex then, ReportIndex now) {
        const std::string was = old_reader_.date(then);
        const std::string is = reader_.date(now);
        if (was != is)
            out_.push_back(
                {"revised",
                 "When report " + reader_.label(now) + " was written: was " + was + ", is " + is + ".",
                 {reader_.head_of(now)},
                 false});
    }

    ItemKeys keys(const Dossier& dossier, const Relation& relation, bool old) const {
        ItemKeys keys;
        for (const ItemRef& item : relation.items) {
            const auto place = raw_place(dossier, item);
            if (!place || place->first >= dossier.reports.size()) continue;
            std::int64_t report = place->first;
            if (old)
                report = old_to_new_[place->first] != kNowhere
                             ? old_to_new_[place->first]
                             : kNowhere - 1 - static_cast<std::int64_t>(place->first);
            keys.emplace(item.list, report, place->second);
        }
        return keys;
    }

    bool has_new_report(const ItemKeys& keys) const {
        return std::any_of(keys.begin(), keys.end(), [&](const ItemKey& key) {
            return is_new_[static_cast<std::size_t>(std::get<1>(key))];
        });
    }

    void relations() {
        std::vector<ItemKeys> old_keys;
        for (const Relation& relation : before_.relations) old_keys.push_back(keys(before_, relation, true));
        std::map<ItemKey, std::vector<std::size_t>> relations_of;
        for (std::size_t k = 0; k < old_keys.size(); ++k) {
            for (const ItemKey& key : old_keys[k]) relations_of[key].push_back(k);
        }
        std::vector<bool> seen(before_.relations.size(), false);
        for (std::size_t i = 0; i < now_.relations.size(); ++i) {
            const Relation& relation = now_.relations[i];
            const ItemKeys own = keys(now_, relation, false);
            bool unchanged = false;
            bool known = false;
            std::optional<RelationKind> other_kind;
            std::set<std::size_t> met;
            for (const ItemKey& key : own) {
                if (const auto found = relations_of.find(key); found != relations_of.end())
                    met.insert(found->second.begin(), found->second.end());
            }
            for (const std::size_t k : met) {
                seen[k] = true;
                if (!counts(before_.relations[k].kind)) continue;
                known = true;
                if (old_keys[k] != own) continue;
                unchanged = unchanged || before_.relations[k].kind == relation.kind;
                if (before_.relations[k].kind != relation.kind) other_kind = before_.relations[k].kind;
            }
            if (unchanged || !counts(relation.kind)) continue;
            const BriefSentence told = tell(reader_, standing_, i, "changed");
            if (told.citations.size() < 2) continue;
            const bool later = relation.kind == RelationKind::update && has_new_report(own) &&
                               moved_on(groups_of(reader_, relation));
            const std::string kind = later ? "superseded" : known || !has_new_report(own) ? "revised" : "new";
            const std::string was =
                other_kind ? "Was " + std::string(title_of(*other_kind)) + ", is now " : std::string();
            out_.push_back({kind, was + told.text, told.citations, false});
        }
        for (std::size_t k = 0; k < old_keys.size(); ++k) {
            if (seen[k] || !counts(before_.relations[k].kind) || old_keys[k].size() < 2) continue;
            const BriefSentence told = tell(old_reader_, old_standing_, k, "changed");
            out_.push_back({"gone", told.text, told.citations, true});
        }
    }

    void cases() {
        for (const Case& one : now_.cases) {
            const auto same = std::find_if(before_.cases.begin(), before_.cases.end(),
                                           [&](const Case& old) { return is_same(old, one); });
            std::vector<Place> cited;
            for (const CaseStep& step : one.steps) cited.push_back(step.place);
            if (cited.empty()) continue;
            const std::string stage = spaced(name(one.stage));
            if (same == before_.cases.end()) {
                out_.push_back({"new", "Process, " + one_line(one.subject) + ": stage reached " + stage + ".",
                                cited, false});
            } else if (same->stage != one.stage) {
                out_.push_back({"revised",
                                "Process, " + one_line(one.subject) + ": stage was " +
                                    spaced(name(same->stage)) + ", is " + stage + ".",
                                cited, false});
            }
        }
    }

    bool is_same(const Case& old, const Case& one) const {
        if (old.case_template != one.case_template) return false;
        if (old.subject == one.subject) return true;
        return std::any_of(old.steps.begin(), old.steps.end(), [&](const CaseStep& then) {
            if (then.place.report >= old_to_new_.size() || old_to_new_[then.place.report] == kNowhere)
                return false;
            const Place mapped{static_cast<ReportIndex>(old_to_new_[then.place.report]), then.place.span};
            return std::any_of(one.steps.begin(), one.steps.end(),
                               [&](const CaseStep& step) { return step.place == mapped; });
        });
    }

    /// Direct quotations that stand in new reports only.
    void statements() {
        std::size_t told = 0;
        for (const Speaker& speaker : speakers_of(reader_)) {
            for (const Utterance& utterance : speaker.utterances) {
                const Wording& fullest = utterance.wordings.front();
                if (fullest.kind != QuotationKind::direct) continue;
                std::vector<Place> places;
                for (const Wording& wording : utterance.wordings)
                    places.insert(places.end(), wording.places.begin(), wording.places.end());
                const bool is_new = std::all_of(places.begin(), places.end(),
                                                [&](const Place& place) { return is_new_[place.report]; });
                if (!is_new || told++ >= kStatements) continue;
                const std::string who = speaker.name.empty() ? "No speaker is given for" : speaker.name;
                out_.push_back(
                    {"new", who + ": " + in_marks(fullest.words) + " (" + labels_of(reader_, places) + ").",
                     places, false});
            }
        }
    }

    const Dossier& before_;
    const Dossier& now_;
    Reader old_reader_;
    Reader reader_;
    Standing old_standing_;
    Standing standing_;
    std::vector<std::int64_t> old_to_new_;
    std::vector<bool> is_new_;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> differences(const Dossier& before, const Dossier& now, const BriefWords& words) {
    return Comparer(before, now, words).compare();
}

void add_since(Dossier& now, const Dossier& before, const BriefWords& words) {
    const auto found = differences(before, now, words);
    const Reader reader(now, words);
    std::vector<Place> heads;
    for (ReportIndex report = 0; report < reader.size(); ++report) heads.push_back(reader.head_of(report));
    std::vector<BriefSentence> sentences;
    if (found.empty())
        sentences.push_back({"changed", "Nothing changed since the earlier dossier.", heads, -1});
    for (const Finding& finding : found) {
        sentences.push_back({"changed", "Since the earlier dossier, " + finding.kind + ": " + finding.text,
                             finding.in_old ? heads : finding.citations, -1});
    }
    auto at = std::find_if(now.brief.begin(), now.brief.end(), [](const BriefSentence& sentence) {
        return sentence.section != "head" && sentence.section != "bottom_line";
    });
    now.brief.insert(at, sentences.begin(), sentences.end());
}

}  // namespace sitrep::brief
