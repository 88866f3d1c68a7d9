#include "brief/question.hpp"

#include <algorithm>

#include "brief/items.hpp"
#include "brief/question_answers.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kMostFindings = 8;
constexpr std::size_t kMostNear = 3;
constexpr double kBesideTheBest = 0.75;  ///< of the best score: what fits far worse is no answer beside it
constexpr double kSameWords = 0.75;

/// The words that a line tells: of a statement its own, of everything else whole sentences.
struct ToldWords {
    bool statement = false;
    std::set<std::string> words;
    std::string line;  ///< as it is shown
};

ToldWords told_by(const Reader& reader, const Finding& finding) {
    ToldWords told{finding.kind == "quotation", {}, finding.text};
    for (const Place& place : finding.citations)
        told.words.merge(content_words(reader.words(told.statement ? place : reader.sentence(place)), 2));
    return told;
}

/// Whether two lines tell the same: copies, retellings and a part of a statement stand once, cited together.
bool same_words(const ToldWords& a, const ToldWords& b) {
    if (a.line == b.line) return true;
    const std::size_t common = common_words(a.words, b.words);
    if (a.statement && b.statement) {
        const std::size_t smaller = std::min(a.words.size(), b.words.size());
        return smaller > 2 && common * 10 >= smaller * 9;
    }
    const std::size_t all = a.words.size() + b.words.size() - common;
    return all > 0 && static_cast<double>(common) >= kSameWords * static_cast<double>(all);
}

/// Best first, each told once, `most` of them.
std::vector<Finding> best_of(const Reader& reader, Candidates candidates, std::size_t most, double beside) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    std::vector<Finding> out;
    std::vector<ToldWords> told;
    for (Candidate& candidate : candidates) {
        if (out.size() >= most || candidate.score < beside * candidates.front().score) break;
        auto words = told_by(reader, candidate.finding);
        const auto twin = std::find_if(told.begin(), told.end(),
                                       [&](const auto& other) { return same_words(words, other); });
        if (twin == told.end()) {
            told.push_back(std::move(words));
            out.push_back(std::move(candidate.finding));
            continue;
        }
        auto& cited = out[static_cast<std::size_t>(twin - told.begin())].citations;
        for (const Place& place : candidate.finding.citations) {
            if (std::find(cited.begin(), cited.end(), place) == cited.end()) cited.push_back(place);
        }
    }
    return out;
}

void find(const Search& search, Candidates& out) {
    switch (search.question.asked) {
        case Asked::amount:
            find_amounts(search, out);
            break;
        case Asked::said:
            find_statements(search, out);
            break;
        case Asked::wants:
            find_wishes(search, out);
            break;
        case Asked::state:
            find_cases(search, out);
            break;
        default:
            break;
    }
    const bool answered =
        std::any_of(out.begin(), out.end(), [](const Candidate& candidate) { return candidate.whole; });
    // What somebody said is told by nobody else's words.
    const bool sourced = search.question.asked == Asked::said && !search.question.subject.empty();
    if (!answered || search.question.asked == Asked::state) {
        const std::size_t before = out.size();
        find_sentences(search, out);
        for (std::size_t i = before; i < out.size(); ++i) {
            out[i].whole = out[i].whole && !sourced && search.question.asked != Asked::amount;
        }
    }
}

/// What the question asks after, in its order.
void look_at(const Question& question, Answer& out) {
    for (const Term& term : question.all()) {
        out.looked_for.push_back(term.words);
        if (!term.told && !term.light) out.untold.push_back(term.words);
    }
}

}  // namespace

Answer answer(const Dossier& dossier, std::string_view text, const AskWords& ask, const BriefWords& words) {
    Answer out;
    const Reader reader(dossier, words);
    for (ReportIndex i = 0; i < reader.size(); ++i) {
        const std::string& language = reader.report(i).language;
        if (!language.empty() && language != "en") out.not_read.push_back(i);
    }
    const Standing standing(reader);
    const QuestionIndex index(reader, ask);
    const Question question = read_question(index, text);
    look_at(question, out);
    if (out.looked_for.empty()) return out;
    Candidates candidates;
    find({reader, standing, index, question}, candidates);
    Candidates near;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(near),
                 [](const Candidate& candidate) { return !candidate.whole; });
    std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.whole; });
    out.findings = best_of(reader, std::move(candidates), kMostFindings, kBesideTheBest);
    // Beside answers only figures that lack a place or a time: sentences in part would hide them.
    if (!out.findings.empty())
        std::erase_if(near, [](const Candidate& candidate) { return !candidate.noted; });
    out.near = best_of(reader, std::move(near), kMostNear, 0.0);
    return out;
}

}  // namespace sitrep::brief
