#include "brief/difference.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "brief/context.hpp"
#include "brief/counterparts.hpp"
#include "brief/difference_relations.hpp"
#include "brief/items.hpp"
#include "brief/reader.hpp"
#include "brief/said.hpp"
#include "brief/standing.hpp"
#include "brief/told_case.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kStatements = 20, kItems = 15, kEdits = 20, kLost = 10;
constexpr std::size_t kLongest = 440;  // bytes of a sentence

/// What no line of a difference may show twice: the sentences it cites.
class Told {
  public:
    explicit Told(const Reader& reader) : reader_(reader) {}

    /// Whether all sentences were told in one line before; else they are from now on.
    bool again(const std::vector<Place>& citations) {
        std::set<Place> sentences;
        for (const Place& place : citations) sentences.insert(reader_.sentence(place));
        if (sentences.empty() && !lines_.empty()) return true;
        const auto first = sentences.empty() ? of_sentence_.end() : of_sentence_.find(*sentences.begin());
        const bool known = first != of_sentence_.end() &&
                           std::any_of(first->second.begin(), first->second.end(), [&](std::size_t line) {
                               return std::includes(lines_[line].begin(), lines_[line].end(),
                                                    sentences.begin(), sentences.end());
                           });
        if (known) return true;
        for (const Place& sentence : sentences) of_sentence_[sentence].push_back(lines_.size());
        lines_.push_back(std::move(sentences));
        return false;
    }

  private:
    const Reader& reader_;
    std::vector<std::set<Place>> lines_;
    std::map<Place, std::vector<std::size_t>> of_sentence_;  ///< numbers of the lines that cite it
};

/// The processes of the earlier dossier, to be found by what a later one shares with them.
class OldCases {
  public:
    explicit OldCases(const Reader& reader) : cases_(reader.dossier().cases) {
        for (std::size_t k = cases_.size(); k > 0; --k) {
            const Case& one = cases_[k - 1];
            of_subject_[{one.case_template, one.subject}] = k - 1;
            for (const CaseStep& step : one.steps)
                of_sentence_[{one.case_template, words_of(reader, step)}] = k - 1;
        }
    }

    /// The first with its template and its subject, or a sentence in which both take a step; null if none is.
    [[nodiscard]] const Case* same(const Reader& now, const Case& one) const {
        std::size_t first = cases_.size();
        if (const auto found = of_subject_.find({one.case_template, one.subject}); found != of_subject_.end())
            first = found->second;
        for (const CaseStep& step : one.steps) {
            const auto found = of_sentence_.find({one.case_template, words_of(now, step)});
            if (found != of_sentence_.end()) first = std::min(first, found->second);
        }
        return first < cases_.size() ? &cases_[first] : nullptr;
    }

  private:
    static std::string words_of(const Reader& reader, const CaseStep& step) {
        return padded_words(reader.words(reader.sentence(step.place)));
    }

    const std::vector<Case>& cases_;
    std::map<std::pair<std::string, std::string>, std::size_t> of_subject_, of_sentence_;
};

class Comparer {
  public:
    Comparer(const Dossier& before, const Dossier& now, const BriefWords& words)
        : old_reader_(before, words),
          reader_(now, words),
          old_standing_(old_reader_),
          standing_(reader_),
          counterparts_(old_reader_, reader_),
          told_(reader_),
          told_before_(old_reader_) {}

    std::vector<Finding> compare() {
        const bool related = old_reader_.size() == 0 || reader_.size() == 0 || counterparts_.share_a_report();
        if (!related)
            out_.push_back({"unrelated",
                            "The two dossiers have no report in common (" +
                                counted(old_reader_.size(), "report", "reports") + " before, " +
                                std::to_string(reader_.size()) +
                                " now), so nothing here says how one situation went on.",
                            {},
                            false});
        reports();
        if (related) {
            edits();
            for (RelationChange& change :
                 changed_relations({old_reader_, reader_, old_standing_, standing_, counterparts_}))
                add_relation(std::move(change));
            cases();
            statements();
            items();
        }
        constexpr std::string_view kOrder[] = {"unrelated", "superseded", "revised", "new", "gone"};
        const auto rank = [&](const Finding& finding) {
            return std::find(std::begin(kOrder), std::end(kOrder), finding.kind) - std::begin(kOrder);
        };
        std::stable_sort(out_.begin(), out_.end(),
                         [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

  private:
    static std::string path_of(const Reader& reader, ReportIndex report) {
        return one_line(reader.report(report).document.path);
    }

    void add(std::string kind, std::string text, std::vector<Place> citations) {
        out_.push_back({std::move(kind), std::move(text), std::move(citations), false});
    }

    void reports() {
        for (ReportIndex then = 0; then < old_reader_.size(); ++then) {
            const auto now = counterparts_.now_of(then);
            if (now) {
                kept(then, *now);
                continue;
            }
            std::vector<Place> cited;
            if (const auto& title = old_reader_.report(then).title; title && title->span)
                cited.push_back({then, *title->span});
            out_.push_back({"gone",
                            "Report " + old_reader_.label(then) + ", " + path_of(old_reader_, then) +
                                ", is no longer in the set.",
                            std::move(cited), true});
        }
        for (ReportIndex now = 0; now < reader_.size(); ++now) {
            if (!counterparts_.then_of(now)) arrived(now);
        }
    }

    void arrived(ReportIndex now) {
        const auto& title = reader_.report(now).title;
        std::string text = "Report " + reader_.label(now) + ": ";
        text += title ? in_marks(shortened(one_line(title->text), 200)) : std::string("no headline");
        text += ", " + reader_.outlet(now) + "; written: " + reader_.date(now);
        const auto& entry = reader_.dossier().reports[now];
        std::size_t known = 0;
        for (const Sentence& sentence : entry.tokens.sentences)
            known += counterparts_.stood_before({now, entry.report.text.source(sentence.range)}) ? 1U : 0U;
        if (known > 0)
            text += "; " + std::to_string(known) + " of its " +
                    counted(entry.tokens.sentences.size(), "sentence", "sentences") +
                    " stood in the earlier dossier word for word";
        add("new", text + ".", {reader_.head_of(now)});
    }

    void kept(ReportIndex then, ReportIndex now) {
        const std::string was = old_reader_.date(then), is = reader_.date(now);
        if (was != is)
            add("revised",
                "When report " + reader_.label(now) + " was written: was " + was + ", is " + is + ".",
                {reader_.head_of(now)});
        if (!counterparts_.edited(now)) return;
        const auto edited =
            std::count_if(counterparts_.edited_sentences().begin(), counterparts_.edited_sentences().end(),
                          [&](const EditedSentence& sentence) { return sentence.now.report == now; });
        std::string text =
            "Report " + reader_.label(now) + " has other bytes than before: " + path_of(reader_, now);
        if (edited > 0)
            text += "; " + counted(static_cast<std::size_t>(edited), "sentence", "sentences") + " rewritten";
        add("revised", text + ".", {reader_.head_of(now)});
    }

    /// Rewritten sentences, with what they were between other marks: those words stand in no report now.
    void edits() {
        std::size_t told = 0;
        for (const EditedSentence& sentence : counterparts_.edited_sentences()) {
            if (told++ >= kEdits) continue;
            told_.again({sentence.now});
            add("revised",
                "Rewritten: " + in_marks(shortened(reader_.words(sentence.now), kLongest)) + " (" +
                    reader_.label(sentence.now.report) + "), before: «" +
                    shortened(old_reader_.words(sentence.then), kLongest) + "».",
                {sentence.now});
        }
        left_out("revised", told, kEdits, "rewritten sentence", "rewritten sentences");
    }

    void left_out(const std::string& kind, std::size_t count, std::size_t most, std::string_view one,
                  std::string_view many) {
        if (count > most) add(kind, "And " + counted(count - most, one, many) + " not shown here.", {});
    }

    void add_relation(RelationChange change) {
        Finding& finding = change.finding;
        if ((finding.in_old ? told_before_ : told_).again(finding.citations)) return;
        if (finding.kind == "gone" && ++lost_ > kLost) return;
        out_.push_back(std::move(finding));
    }

    /// The words by which a process reached its stage: "granted “…” (r3, written 3 May 2016)".
    std::string reached(const ToldCase& told) const {
        const ToldStep& step = told.steps.back();
        return step.states + " " +
               in_marks_inside(words_around(reader_, step.context, step.place, kLongest)) + " (" +
               reader_.label(step.place.report) + reader_.written(step.place.report) + ")";
    }

    void cases() {
        constexpr std::size_t kSteps = 5;
        const OldCases old_cases(old_reader_);
        for (const Case& one : reader_.dossier().cases) {
            const auto steps = steps_of(reader_, one);
            const bool news = std::any_of(steps.begin(), steps.end(), [&](const CaseStep* step) {
                return counterparts_.is_news(step->place);
            });
            // What the older words alone make of it is no news of the reports.
            if (steps.empty() || !news) continue;
            const Case* same = old_cases.same(reader_, one);
            const ToldCase told = told_case(reader_, standing_, one, kSteps);
            if (told.steps.empty()) continue;
            std::string text = told.process + (told.label.empty() ? "" : ", " + told.label) + ": ";
            const bool is_new = same == nullptr;
            const bool moved = !is_new && same->stage != one.stage && !told.stage.empty();
            if (!is_new && !moved) continue;
            if (moved)
                text += "stage was " + spaced(name(same->stage)) + ", is " + spaced(name(one.stage)) + ": ";
            text += reached(told);
            if (is_new && !told.stage.empty()) text += "; " + told.stage;
            if (is_new && told_.again({told.steps.back().context})) continue;
            add(is_new ? "new" : "revised", with_stop(std::move(text)), told.citations);
        }
    }

    /// Direct quotations whose words stood nowhere before.
    void statements() {
        std::size_t told = 0;
        for (const Speaker& speaker : speakers_of(reader_)) {
            for (const Utterance& utterance : speaker.utterances) {
                const Wording& fullest = utterance.wordings.front();
                if (fullest.kind != QuotationKind::direct) continue;
                std::vector<Place> places;
                for (const Wording& wording : utterance.wordings)
                    places.insert(places.end(), wording.places.begin(), wording.places.end());
                const bool news = std::all_of(places.begin(), places.end(), [&](const Place& place) {
                    return counterparts_.is_news(place);
                });
                if (!news || told_.again({fullest.places.front()}) || told++ >= kStatements) continue;
                const std::string who = speaker.name.empty() ? "No speaker is given for" : speaker.name;
                add("new", who + ": " + in_marks(fullest.words) + " (" + labels_of(reader_, places) + ").",
                    places);
            }
        }
        left_out("new", told, kStatements, "statement", "statements");
    }

    /// Sentences with figures and acts that are new and that no line told so far.
    void items() {
        const Dossier& now = reader_.dossier();
        std::map<Place, std::string> sentences;  // with what they tell
        const auto note = [&](const ItemRef& item, std::string_view what) {
            const auto place = span_of_item(now, item);
            if (!place || !counterparts_.is_news(item) || !counterparts_.is_news(*place)) return;
            if (reader_.block_kind(*place) != BlockKind::body) return;
            sentences.emplace(in_context(reader_, *place), what);
        };
        for (std::uint32_t i = 0; i < now.acts.size(); ++i) {
            if (!now.acts[i].negated) note({ItemRef::List::acts, i}, "What was done with words");
        }
        for (std::uint32_t i = 0; i < now.figures.size(); ++i) note({ItemRef::List::figures, i}, "Figure");
        std::size_t told = 0;
        for (const auto& [place, what] : sentences) {
            if (told_.again({place}) || told++ >= kItems) continue;
            add("new",
                what + ": " +
                    words_from(shortened(reader_.words(place), kLongest),
                               reader_.label(place.report) + reader_.written(place.report)) +
                    ".",
                {place});
        }
        left_out("new", told, kItems, "sentence with a figure, request or other act",
                 "sentences with figures, requests or other acts");
    }

    Reader old_reader_;
    Reader reader_;
    Standing old_standing_;
    Standing standing_;
    Counterparts counterparts_;
    Told told_;
    Told told_before_;
    std::size_t lost_ = 0;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> differences(const Dossier& before, const Dossier& now, const BriefWords& words) {
    return Comparer(before, now, words).compare();
}

void add_since(Dossier& now, const std::vector<Finding>& found, const BriefWords& words) {
    const Reader reader(now, words);
    std::vector<Place> heads;
    for (ReportIndex report = 0; report < reader.size(); ++report) heads.push_back(reader.head_of(report));
    std::vector<BriefSentence> sentences;
    if (found.empty())
        sentences.push_back({"changed", "Nothing changed since the earlier dossier.", heads, -1});
    for (const Finding& finding : found) {
        const bool cited = !finding.in_old && !finding.citations.empty();
        sentences.push_back({"changed", "Since the earlier dossier, " + finding.kind + ": " + finding.text,
                             cited ? finding.citations : heads, -1});
    }
    // What moved on between the reports themselves stands below, once.
    std::erase_if(now.brief, [&](const BriefSentence& sentence) {
        return sentence.section == "changed" &&
               std::any_of(found.begin(), found.end(),
                           [&](const Finding& finding) { return finding.text == sentence.text; });
    });
    const auto at = std::find_if(now.brief.begin(), now.brief.end(), [](const BriefSentence& sentence) {
        return sentence.section != "head" && sentence.section != "bottom_line";
    });
    if (at != now.brief.end() && at->section == "changed")
        sentences.push_back({"changed",
                             "Below: what moved on from report to report, whether or not the earlier dossier "
                             "had it.",
                             heads, -1});
    now.brief.insert(at, sentences.begin(), sentences.end());
}

}  // namespace sitrep::brief
