#include "brief/question.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "brief/items.hpp"
#include "brief/reader.hpp"
#include "brief/standing.hpp"
#include "text/stem.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

using text::stem;

constexpr std::size_t kMostFindings = 12;

constexpr std::array<std::string_view, 63> kEmpty{
    "a",     "an",    "the",  "of",   "in",    "on",     "at",   "to",       "for",  "from",  "by",
    "with",  "about", "and",  "or",   "how",   "many",   "much", "who",      "whom", "what",  "when",
    "where", "which", "why",  "is",   "are",   "was",    "were", "be",       "been", "has",   "have",
    "had",   "do",    "does", "did",  "say",   "says",   "said", "tell",     "told", "there", "their",
    "his",   "her",   "its",  "it",   "they",  "he",     "she",  "that",     "this", "these", "those",
    "any",   "all",   "now",  "will", "would", "people", "s",    "according"};

bool empty_word(std::string_view word) {
    return std::find(kEmpty.begin(), kEmpty.end(), word) != kEmpty.end();
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text::folded(text) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
        } else if (c != '.' && !word.empty()) {  // "U.S." is one word
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// One thing that the question asks after.
struct Term {
    std::string words;
    std::set<std::string> stems;
    std::set<EntityRef> entities;
};

class Lookup {
  public:
    Lookup(const Dossier& dossier, std::string_view question, const Synonyms& synonyms,
           const BriefWords& words)
        : dossier_(dossier),
          reader_(dossier, words),
          standing_(reader_),
          question_(words_of(question)),
          synonyms_(synonyms) {
        mentions_.resize(dossier.reports.size());
        for (std::size_t i = 0; i < dossier.entities.size(); ++i) {
            for (const Mention& mention : dossier.entities[i].mentions) {
                if (mention.report < mentions_.size())
                    mentions_[mention.report].emplace_back(mention.span, static_cast<EntityRef>(i));
            }
        }
        for (auto& list : mentions_) std::sort(list.begin(), list.end());
        find_terms();
    }

    Answer answer() {
        Answer out;
        for (const Term& term : terms_) out.looked_for.push_back(term.words);
        if (terms_.empty()) return out;
        if (asks("how", "many") || asks("how", "much")) {
            figures();
            if (findings_.empty()) sentences();
        } else if (!question_.empty() && question_.front() == "when") {
            timeline();
            if (findings_.empty()) sentences();
        } else if (has("say") || has("said") || has("says") || has("tell") || has("told")) {
            quotations();
        } else {
            sentences();
        }
        if (findings_.size() > kMostFindings) findings_.resize(kMostFindings);
        out.findings = std::move(findings_);
        return out;
    }

  private:
    bool asks(std::string_view first, std::string_view second) const {
        return question_.size() > 1 && question_[0] == first && question_[1] == second;
    }
    bool has(std::string_view word) const {
        return std::find(question_.begin(), question_.end(), word) != question_.end();
    }

    /// Names of the question become entities (the longest name at each place); other content words become
    /// stems.
    void find_terms() {
        std::map<std::vector<std::string>, std::set<EntityRef>> names;
        std::size_t longest = 1;
        for (std::size_t i = 0; i < dossier_.entities.size(); ++i) {
            const Entity& entity = dossier_.entities[i];
            if (!entity.named) continue;
            std::vector<std::string> forms = entity.aliases;
            forms.push_back(entity.name);
            for (const std::string& form : forms) {
                auto words = words_of(form);
                while (!words.empty() && words.front() == "the") words.erase(words.begin());
                if (words.empty() || (words.size() == 1 && empty_word(words.front()))) continue;
                longest = std::max(longest, words.size());
                names[std::move(words)].insert(static_cast<EntityRef>(i));
            }
        }
        for (std::size_t at = 0; at < question_.size();) {
            std::size_t taken = 0;
            for (std::size_t length = std::min(longest, question_.size() - at); length > 0 && taken == 0;
                 --length) {
                const auto first = question_.begin() + static_cast<std::ptrdiff_t>(at);
                const auto found = names.find({first, first + static_cast<std::ptrdiff_t>(length)});
                if (found == names.end()) continue;
                Term term{"", {}, found->second};
                for (const std::string& word : found->first) {
                    term.words += (term.words.empty() ? "" : " ") + word;
                }
                if (length == 1) term.stems.insert(stem(found->first.front()));
                terms_.push_back(std::move(term));
                taken = length;
            }
            if (taken == 0 && !empty_word(question_[at])) terms_.push_back(plain_term(question_[at]));
            at += std::max<std::size_t>(taken, 1);
        }
    }

    Term plain_term(const std::string& word) const {
        Term term{word, {stem(word)}, {}};
        for (const auto& set : synonyms_) {
            const bool one = std::any_of(set.begin(), set.end(),
                                         [&](const std::string& other) { return stem(other) == stem(word); });
            if (!one) continue;
            for (const std::string& other : set) term.stems.insert(stem(other));
        }
        return term;
    }

    /// Whether the words at `place` meet a term, by stem or by a mention inside them.
    bool meets(const Term& term, const Place& place) const {
        for (const std::string& word : words_of(reader_.words(place))) {
            if (term.stems.count(stem(word)) > 0) return true;
        }
        return mentioned(term, place);
    }

    bool mentioned(const Term& term, const Place& place) const {
        if (term.entities.empty() || place.report >= mentions_.size()) return false;
        const auto& list = mentions_[place.report];
        auto at = std::lower_bound(
            list.begin(), list.end(), place.span.begin,
            [](const auto& mention, std::uint32_t begin) { return mention.first.begin < begin; });
        for (; at != list.end() && at->first.begin < place.span.end; ++at) {
            if (term.entities.count(at->second) > 0) return true;
        }
        return false;
    }

    bool meets_all(const Place& place, std::size_t but = SIZE_MAX) const {
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (i != but && !meets(terms_[i], place)) return false;
        }
        return true;
    }

    /// What is counted: the first term that is no name ("how many did MSF count dead"), else the first.
    const Term& subject_term() const {
        const auto plain = std::find_if(terms_.begin(), terms_.end(),
                                        [](const Term& term) { return term.entities.empty(); });
        return plain == terms_.end() ? terms_.front() : *plain;
    }

    bool figure_matches(const Figure& figure) const {
        const Place place = place_of_figure(reader_, figure);
        const Place sentence = reader_.sentence(place);
        const Term& subject = subject_term();
        bool counted = meets(subject, place);
        for (const std::string& word : words_of(figure.counted + " " + figure.unit + " " + figure.status))
            counted = counted || subject.stems.count(stem(word)) > 0;
        counted = counted || (figure.of >= 0 && subject.entities.count(figure.of) > 0);
        if (!counted || reader_.block_kind(place) != BlockKind::body) return false;
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (&terms_[i] == &subject) continue;
            const bool scope = terms_[i].entities.count(figure.place) + terms_[i].entities.count(figure.of) +
                                   terms_[i].entities.count(figure.holder.entity) >
                               0;
            if (!scope && !meets(terms_[i], sentence)) return false;
        }
        return true;
    }

    void figures() {
        std::set<std::uint32_t> matched;
        for (std::uint32_t i = 0; i < dossier_.figures.size(); ++i) {
            if (dossier_.figures[i].report < reader_.size() && figure_matches(dossier_.figures[i]))
                matched.insert(i);
        }
        std::set<std::uint32_t> told;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < dossier_.relations.size(); ++i) order.push_back(i);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return rank_of(dossier_.relations[a].kind) < rank_of(dossier_.relations[b].kind);
        });
        for (const std::size_t index : order) {
            const Relation& relation = dossier_.relations[index];
            if (relation.kind == RelationKind::not_comparable) continue;
            std::size_t hits = 0;
            for (const ItemRef& item : relation.items)
                hits += item.list == ItemRef::List::figures && matched.count(item.index) > 0 ? 1 : 0;
            if (hits == 0 || hits * 2 < relation.items.size()) continue;
            const BriefSentence sentence = tell(reader_, standing_, index, "figures");
            findings_.push_back({std::string(name(relation.kind)), sentence.text, sentence.citations, false});
            for (const ItemRef& item : relation.items) {
                if (item.list == ItemRef::List::figures) told.insert(item.index);
            }
        }
        for (const std::uint32_t index : matched) {
            if (told.count(index) > 0) continue;
            const Figure& figure = dossier_.figures[index];
            const Place place = place_of_figure(reader_, figure);
            const std::string source = source_words(reader_, figure.report, figure.holder);
            const std::string date = date_words(figure.as_of);
            std::string text = in_marks(reader_.words(place)) + " (" +
                               (source.empty() ? "no source given" : source) + ", " +
                               reader_.label(figure.report);
            if (!date.empty()) text += ", as of " + date;
            text += figure.hypothetical ? "; asked for, feared or planned)." : ").";
            findings_.push_back({"figure", std::move(text), {place}, false});
        }
    }

    void timeline() {
        for (const TimelineEntry& entry : dossier_.timeline) {
            const bool found = std::any_of(entry.citations.begin(), entry.citations.end(),
                                           [&](const Place& place) { return meets_all(place); });
            if (found)
                findings_.push_back({"timeline",
                                     capitalised(date_words(entry.dates)) + ": " + one_line(entry.text) +
                                         " (" + labels_of(reader_, entry.citations) + ").",
                                     entry.citations, false});
        }
    }

    void quotations() {
        for (const Quotation& quote : dossier_.quotes) {
            if (quote.report >= reader_.size() || quote.span.empty()) continue;
            const Place place{quote.report, quote.span};
            bool all = true;
            for (const Term& term : terms_)
                all = all && (term.entities.count(quote.speaker.entity) > 0 || meets(term, place));
            if (!all) continue;
            const std::string speaker = source_words(reader_, quote.report, quote.speaker);
            std::string text = (speaker.empty() ? std::string("No speaker is given for") : speaker) +
                               (quote.kind == QuotationKind::direct ? ": " : ", in the report’s words: ");
            findings_.push_back(
                {"quotation",
                 text + in_marks(reader_.words(place)) + " (" + reader_.label(quote.report) + ").",
                 {place},
                 false});
        }
        if (findings_.empty()) sentences();
    }

    void sentences() {
        for (ReportIndex report = 0; report < reader_.size(); ++report) {
            const AnnotatedReport& entry = dossier_.reports[report];
            for (const Sentence& sentence : entry.tokens.sentences) {
                if (entry.report.blocks[sentence.block].kind != BlockKind::body) continue;
                const Place place{report, entry.report.text.source(sentence.range)};
                if (meets_all(place))
                    findings_.push_back({"sentence",
                                         in_marks(reader_.words(place)) + " (" + reader_.label(report) + ").",
                                         {place},
                                         false});
            }
        }
    }

    const Dossier& dossier_;
    Reader reader_;
    Standing standing_;
    std::vector<std::string> question_;
    const Synonyms& synonyms_;
    std::vector<std::vector<std::pair<Span, EntityRef>>> mentions_;
    std::vector<Term> terms_;
    std::vector<Finding> findings_;
};

}  // namespace

Answer answer(const Dossier& dossier, std::string_view question, const Synonyms& synonyms,
              const BriefWords& words) {
    return Lookup(dossier, question, synonyms, words).answer();
}

}  // namespace sitrep::brief
