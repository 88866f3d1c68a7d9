#include "cases/conditions.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cases/gap_words.hpp"
#include "ledger/quantities.hpp"
#include "ledger/rooms.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;
using ledger::TermSet;

constexpr std::size_t kMostConditions = 4;
constexpr std::size_t kMostReportsRead = 16;  // of a case, when a condition is looked for
constexpr double kWhole = 0.95;               // of the weight of half a condition, to leave it out

class Conditions {
  public:
    Conditions(std::span<const Event* const> events, const Evidence& evidence)
        : events_(events), evidence_(evidence) {}

    std::vector<std::string> find() {
        for (const Event* event : events_) {
            const Act* own =
                event->act < 0 ? nullptr : &evidence_.dossier().acts[static_cast<std::size_t>(event->act)];
            const Act* one = own != nullptr ? own : conditional_act_in(event->place);
            if (one == nullptr) {
                if (event->act < 0) from_words(*event);
                continue;
            }
            // "Will leave the truce unless he is freed, he warned": a threat, told by the phrase.
            if (one->act == ActKind::warn && own == nullptr) from_words(*event);
            // "Is open to lending some, so long as Norway pays": the terms stand in what is considered.
            if (own != nullptr && !one->condition && one->act == ActKind::consider) from_words(*event);
            if (!one->condition || one->act == ActKind::warn) continue;
            std::vector<Span> parts = one->condition_parts;
            if (parts.empty()) parts = halves(one->report, *one->condition);
            if (cut_in_quote(one->report, parts)) parts = {*one->condition};
            ask_all(*event, parts);
        }
        return std::move(out_);
    }

  private:
    /// A "detailed | and coherent list": marks that open in one part and close in the next.
    [[nodiscard]] bool cut_in_quote(ReportIndex report, const std::vector<Span>& parts) const {
        const auto count = [](const std::string& words, std::string_view mark) {
            std::size_t found = 0;
            for (std::size_t at = words.find(mark); at != std::string::npos;
                 at = words.find(mark, at + mark.size()))
                ++found;
            return found;
        };
        return std::any_of(parts.begin(), parts.end(), [&](Span part) {
            const std::string words = evidence_.words(report, part);
            return count(words, "“") != count(words, "”") || count(words, "\"") % 2 != 0;
        });
    }

    /// "Bishkek publishes the report" and "pays 10 percent": who pays is told in the first.
    void ask_all(const Event& event, const std::vector<Span>& parts) {
        std::string subject;
        for (const Span part : parts) {
            bool clause = true;
            const std::string words = without_opening(evidence_.words(event.place.report, part), clause);
            const bool bare = is_verb(words.substr(0, words.find(' ')));
            if (!bare) subject = subject_of(words);
            const auto [open, first] = still_open(event, part);
            ask(event, open, bare || !first ? subject : std::string());
        }
    }
    /// "Insured the crew and paid for the fuel", where it is told that the fuel was paid for: the half that
    /// is open, and whether that is the first; all of it where both are, or neither.
    [[nodiscard]] std::pair<Span, bool> still_open(const Event& event, Span part) const {
        const CleanText& text = evidence_.dossier().reports[event.place.report].report.text;
        const TextRange range = text.range(part);
        const std::string_view words = text.words(range);
        for (std::size_t at = words.find(" and "); at != std::string_view::npos;
             at = words.find(" and ", at + 5)) {
            const std::string_view right = words.substr(at + 5);
            if (!is_verb(std::string(right.substr(0, right.find(' '))))) continue;
            const auto middle = range.begin + static_cast<std::uint32_t>(at);
            const Span one = text.source({range.begin, middle}), two = text.source({middle + 5, range.end});
            const auto told = [&](Span half) {
                return told_later(event, evidence_.terms_of(event.place.report, half), events_, evidence_,
                                  kWhole);
            };
            const bool one_told = told(one), two_told = told(two);
            if (one_told == two_told) break;
            return one_told ? std::pair(two, false) : std::pair(one, true);
        }
        return {part, true};
    }

    /// "Pays", "has": a clause that begins so lacks its subject.
    [[nodiscard]] static bool is_verb(const std::string& word) {
        constexpr std::array<std::string_view, 11> kAux = {"is",   "are", "was",  "were", "has", "have",
                                                           "must", "can", "gets", "does", "do"};
        constexpr std::array<std::string_view, 8> kNone = {"its",    "this", "his",  "as",
                                                           "across", "less", "plus", "us"};
        const bool plain =
            std::all_of(word.begin(), word.end(), [](char one) { return one >= 'a' && one <= 'z'; });
        constexpr std::array<std::string_view, 14> kPast = {"let",  "sent", "gave", "paid", "put",
                                                            "took", "made", "kept", "left", "met",
                                                            "got",  "held", "did",  "went"};
        // "Showed their papers and stayed out of court"
        constexpr std::size_t kPastLetters = 5;
        if (text::among(word, kPast) || (plain && word.size() > kPastLetters && word.ends_with("ed")))
            return true;
        return text::among(word, kAux) || (plain && word.size() > 3 && word.ends_with('s') &&
                                           !word.ends_with("ss") && !text::among(word, kNone));
    }
    /// The words before the first verb, five at most; "" where none is seen.
    [[nodiscard]] static std::string subject_of(const std::string& words) {
        constexpr std::array<std::string_view, 8> kArticles = {"the",   "a",   "an",  "its",
                                                               "their", "his", "her", "every"};
        std::size_t at = words.find(' ');
        for (int count = 0; count < 5 && at != std::string::npos; ++count) {
            const std::size_t end = std::min(words.find(' ', at + 1), words.size());
            // "The jailed commander": no verb behind an article.
            const bool article = text::among(lowered(words.substr(0, at)), kArticles);
            if (!article && is_verb(words.substr(at + 1, end - at - 1))) return words.substr(0, at) + " ";
            at = end == words.size() ? std::string::npos : end;
        }
        return {};
    }

    void ask(const Event& event, Span part, const std::string& subject) {
        const ReportIndex report = event.place.report;
        if (out_.size() >= kMostConditions || !read_.insert({report, part.begin}).second) return;
        const TermSet terms = evidence_.terms_of(report, part);
        if (told_later(event, terms, events_, evidence_) || says_nothing(report, part, terms)) return;
        bool clause = true;
        std::string words = without_opening(evidence_.words(report, part), clause);
        // "Could not recommend it while the state paid for fuel": no condition in so many words.
        if (plain_words(words).size() < 2 || words.starts_with("while ") ||
            (subject.empty() && clause && is_verb(words.substr(0, words.find(' ')))))
            return;
        // "Until 3 a.m. on weekends" is a time.
        if (clause && !words.empty() && words.front() >= '0' && words.front() <= '9' &&
            (words.find(" a.m.") < 6 || words.find(" p.m.") < 6))
            return;
        if (words.starts_with("that ")) words.erase(0, 5);
        // "Will sue if it is not paid": whether it is paid.
        for (const std::string_view no :
             {" is not ", " are not ", " has not ", " have not ", " did not ", " does not ", " would not "}) {
            const std::size_t at = words.find(no);
            if (at != std::string::npos) words.erase(at + no.size() - 5, 4);
        }
        if (const std::size_t at = words.find(" do not "); at != std::string::npos) words.erase(at, 7);
        words.insert(0, subject);
        make_plain(words);
        if (!clause)
            words = ledger::cut(words, 18);
        else if (spoken(words))
            words = "whether «" + ledger::cut(words, 24) + "»";
        else
            words = "whether " + ledger::cut(words, 24);
        if (refused(event, part)) words += " (refused)";
        out_.push_back(std::move(words));
    }

    /// "Her tanks have been pumped dry first": read alone, "the tanks have been pumped dry".
    static void make_plain(std::string& words) {
        for (const std::string_view last : {" first", " beforehand"}) {
            if (words.ends_with(last)) words.resize(words.size() - last.size());
        }
        for (const std::string_view whose : {"her ", "his ", "its ", "their "}) {
            if (!lowered(words).starts_with(whose) || lowered(words).starts_with(std::string(whose) + "own "))
                continue;
            words.replace(0, whose.size(), "the ");
            break;
        }
    }

    /// "Unless it takes that back": nobody who reads it alone knows what.
    [[nodiscard]] bool says_nothing(ReportIndex report, Span part, const TermSet& terms) const {
        constexpr std::array<std::string_view, 4> kPointers = {"that", "this", "it", "them"};
        bool clause = true;
        const std::vector<std::string> words =
            plain_words(without_opening(evidence_.words(report, part), clause));
        const auto pointers = std::count_if(words.begin(), words.end(), [&](const std::string& word) {
            return text::among(word, kPointers);
        });
        return terms.size() < 3 && pointers >= 2;
    }

    /// "Has approved 800,000 doses, on condition that …", where a phrase took the case on.
    [[nodiscard]] const Act* conditional_act_in(Place place) const {
        const auto& acts = evidence_.dossier().acts;
        const auto found = std::find_if(acts.begin(), acts.end(), [&](const Act& one) {
            return one.report == place.report && one.condition && place.span.contains(one.span);
        });
        return found == acts.end() ? nullptr : &*found;
    }

    /// Where the condition that begins at `at` ends: at a mark, and not at the one before an aside that names
    /// somebody, "unless Jan Berg, a jailed printer, is freed by May".
    [[nodiscard]] static std::size_t end_of(std::string_view words, std::size_t at) {
        constexpr std::array<std::string_view, 5> kAsides = {", a ", ", an ", ", the ", ", who ", ", which "};
        const std::size_t end = std::min(words.find_first_of(",;\"", at), words.size());
        const bool aside = std::any_of(kAsides.begin(), kAsides.end(), [&](std::string_view one) {
            return words.substr(end).starts_with(one);
        });
        const std::size_t close = aside ? words.find(',', end + 1) : std::string_view::npos;
        if (close == std::string_view::npos) return end;
        return std::min(words.find_first_of(",;\"", close + 1), words.size());
    }

    /// What follows "only if" or "on condition that" in a sentence that no act covers, up to who says so.
    void from_words(const Event& event) {
        constexpr std::array<std::string_view, 13> kOpeners = {"only if ",
                                                               "only when ",
                                                               "only once ",
                                                               "only after ",
                                                               "on condition that ",
                                                               "on the condition that ",
                                                               "on the understanding that ",
                                                               "on the proviso that ",
                                                               "provided that ",
                                                               "as long as ",
                                                               "so long as ",
                                                               "once ",
                                                               "unless "};
        const CleanText& text = evidence_.dossier().reports[event.place.report].report.text;
        const TextRange range = text.range(event.place.span);
        const std::string_view words = text.words(range);
        const std::string folded = lowered(words);
        if (event.on_condition) {
            const std::size_t at = folded.find("if ");
            const std::size_t end =
                std::min({folded.find(", i ", at), folded.find(", we ", at), words.size()});
            const auto begin = range.begin + static_cast<std::uint32_t>(at);
            ask_all(event, halves(event.place.report,
                                  text.source({begin, range.begin + static_cast<std::uint32_t>(end)})));
            return;
        }
        for (const std::string_view opener : kOpeners) {
            const std::size_t at = folded.find(opener);
            // "Asked once more", "left at once": no condition.
            if (at == std::string::npos || folded.substr(at).starts_with("once more") ||
                folded.substr(at).starts_with("once again") || folded.substr(0, at).ends_with("at "))
                continue;
            const std::size_t end = end_of(words, at);
            const auto begin = range.begin + static_cast<std::uint32_t>(at);
            ask_all(event, halves(event.place.report,
                                  text.source({begin, range.begin + static_cast<std::uint32_t>(end)})));
            return;
        }
    }

    /// "If the road is open and the ministry signs": two conditions. "If the road and the bridge are open":
    /// one.
    [[nodiscard]] std::vector<Span> halves(ReportIndex report, Span span) const {
        constexpr std::size_t kClauseWords = 4;
        constexpr std::array<std::string_view, 9> kSubjects = {"the", "a",   "an",    "its", "their",
                                                               "his", "her", "every", "that"};
        const CleanText& text = evidence_.dossier().reports[report].report.text;
        const TextRange range = text.range(span);
        const std::string_view words = text.words(range);
        for (std::size_t at = words.find(" and "); at != std::string_view::npos;
             at = words.find(" and ", at + 5)) {
            const std::vector<std::string> left = plain_words(words.substr(0, at)),
                                           right = plain_words(words.substr(at + 5));
            if (left.size() < kClauseWords || right.size() < kClauseWords) continue;
            const char first = words[at + 5];
            if (!(first >= 'A' && first <= 'Z') && !text::among(right.front(), kSubjects)) continue;
            const auto middle = range.begin + static_cast<std::uint32_t>(at);
            return {text.source({range.begin, middle}), text.source({middle + 5, range.end})};
        }
        return {span};
    }

    /// "Only if Zimbabwe pays for the camps", and "Harare has ruled out paying".
    [[nodiscard]] bool refused(const Event& event, Span part) const {
        const TermSet wanted = evidence_.terms_of(event.place.report, part);
        const auto& acts = evidence_.dossier().acts;
        return std::any_of(acts.begin(), acts.end(), [&](const Act& act) {
            if (act.act != ActKind::refuse || act.negated || !act.what || act.actor < 0) return false;
            if (!evidence_.same_situation(act.report, event.place.report) ||
                !named_in(event, part, act.actor))
                return false;
            const TermSet what = evidence_.terms_of(act.report, *act.what);
            return !what.empty() && std::includes(wanted.begin(), wanted.end(), what.begin(), what.end());
        });
    }
    [[nodiscard]] bool named_in(const Event& event, Span part, EntityRef who) const {
        const CleanText& text = evidence_.dossier().reports[event.place.report].report.text;
        const TextRange range = text.range(part);
        const auto& names = evidence_.named(event.place.report);
        return std::any_of(names.begin(), names.end(), [&](const auto& one) {
            return range.begin <= one.range.begin && one.range.end <= range.end &&
                   evidence_.one_side(one.entity, who);
        });
    }

    std::span<const Event* const> events_;
    const Evidence& evidence_;
    std::set<std::pair<ReportIndex, std::uint32_t>> read_;
    std::vector<std::string> out_;
};

}  // namespace

bool told_later(const Event& event, const TermSet& wanted, std::span<const Event* const> events,
                const Evidence& evidence, double share) {
    std::set<ReportIndex> reports;
    for (const Event* other : events) {
        if (reports.size() < kMostReportsRead && evidence.before(event.place.report, other->place.report))
            reports.insert(other->place.report);
    }
    double weight = 0.0;
    for (const ledger::Term term : wanted) weight += evidence.terms().weight(term);
    for (const ReportIndex report : reports) {
        const AnnotatedReport& home = evidence.dossier().reports[report];
        for (const Sentence& one : home.tokens.sentences) {
            const TermSet terms = ledger::term_set(evidence.terms().of(report), one.first, one.last);
            const ledger::Likeness shared = ledger::likeness(evidence.terms(), wanted, terms);
            if (shared.terms < 2 || shared.shared < share * weight) continue;
            const std::vector<std::string> words = plain_words(home.report.text.words(one.range));
            constexpr std::array<std::string_view, 12> kOpen = {"if",    "unless", "until", "once",
                                                                "would", "will",   "could", "should",
                                                                "must",  "not",    "no",    "may"};
            if (std::none_of(words.begin(), words.end(),
                             [&](const std::string& word) { return text::among(word, kOpen); }))
                return true;
        }
    }
    return false;
}

std::vector<std::string> open_conditions(std::span<const Event* const> events, const Evidence& evidence) {
    return Conditions(events, evidence).find();
}

}  // namespace sitrep::cases
