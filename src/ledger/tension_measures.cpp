#include "ledger/tension_measures.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "ledger/tension_told.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::size_t kReach = 4;      // words between "lifting" and "embargo"
constexpr std::size_t kMostEach = 64;  // statements of a kind

/// What a statement would do to which measure.
struct Moves {
    const Said* said = nullptr;
    std::string measure;  ///< its noun, folded, without the plural's ending
};

class Measures {
  public:
    explicit Measures(const Evidence& evidence)
        : evidence_(evidence), said_(statements(evidence)), told_(evidence) {}

    std::vector<Relation> relate() {
        std::vector<Moves> lifted, spared;
        for (const Said& said : said_) {
            if (said.act == nullptr || said.act->negated || !is_wanted(said.act->act)) continue;
            const std::vector<std::string> words = sentence_words(said);
            for (const std::string& measure : moved(words, Cue::spares)) spared.push_back({&said, measure});
            for (const std::string& measure : moved(words, Cue::lifts)) lifted.push_back({&said, measure});
        }
        lifted.resize(std::min(lifted.size(), kMostEach));
        spared.resize(std::min(spared.size(), kMostEach));
        for (const Moves& whole : lifted)
            for (const Moves& part : spared)
                if (whole.measure == part.measure && apart(*whole.said, *part.said))
                    told_.put(*whole.said, *part.said, "speaks of lifting it", "of exemptions from it");
        return told_.take();
    }

  private:
    [[nodiscard]] static bool is_wanted(ActKind kind) {
        return kind == ActKind::request || kind == ActKind::demand || kind == ActKind::plan ||
               kind == ActKind::offer || kind == ActKind::commit;
    }
    [[nodiscard]] bool apart(const Said& a, const Said& b) const {
        return a.item->report != b.item->report && evidence_.same_situation(a.item->report, b.item->report);
    }
    [[nodiscard]] std::vector<std::string> sentence_words(const Said& said) const {
        const AnnotatedReport& home = evidence_.dossier().reports[said.item->report];
        const Sentence& sentence = home.tokens.sentences[said.item->sentence];
        std::vector<std::string> words;
        for (const Token& token : home.tokens.of(sentence))
            words.push_back(text::folded(home.report.text.words(token.range)));
        return words;
    }
    /// Measures that stand right behind a phrase of the cue: "lifting the arms embargo".
    [[nodiscard]] std::vector<std::string> moved(const std::vector<std::string>& words, Cue cue) const {
        std::vector<std::string> found;
        for (std::size_t at = 0; at < words.size(); ++at) {
            const std::size_t length = phrase_at(words, at, cue);
            if (length == 0) continue;
            for (std::size_t i = at + length; i < std::min(words.size(), at + length + kReach); ++i) {
                if (phrase_at(words, i, Cue::measure) == 0) continue;
                std::string noun = words[i];
                if (noun.ends_with("oes"))
                    noun.resize(noun.size() - 2);
                else if (noun.ends_with('s'))
                    noun.pop_back();
                found.push_back(std::move(noun));
                break;
            }
        }
        return found;
    }
    /// Words of the cue's longest phrase that stands at `at`; 0 for none.
    [[nodiscard]] std::size_t phrase_at(const std::vector<std::string>& words, std::size_t at,
                                        Cue cue) const {
        for (const auto& phrase : evidence_.terms().cues(cue)) {
            if (at + phrase.size() <= words.size() &&
                std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at)))
                return phrase.size();
        }
        return 0;
    }

    const Evidence& evidence_;
    std::vector<Said> said_;
    ToldTensions told_;
};

}  // namespace

std::vector<Relation> relate_measures(const Evidence& evidence) { return Measures(evidence).relate(); }

}  // namespace sitrep::ledger
