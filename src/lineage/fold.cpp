#include "lineage/fold.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>

#include "lineage/forms.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

/// One piece of a token: hyphened words are compared part by part.
struct Piece {
    TextRange range;
    std::uint32_t form = 0;
    bool capital = false;
    bool all_capitals = false;
    bool opens_sentence = false;
    bool quoted = false;
};

class Folder {
  public:
    Folder(const AnnotatedReport& report, WordForms& forms)
        : report_(report), text_(report.report.text.text()), forms_(forms), lexicon_(forms.lexicon()) {
        forms.make_room();
        percent_ = forms.of_folded("percent", false);
    }

    FoldedReport run() {
        mark_names();
        result_.words.reserve(report_.tokens.tokens.size());
        std::uint32_t block = ~0U;
        for (const Sentence& sentence : report_.tokens.sentences) {
            if (report_.report.blocks[sentence.block].kind != BlockKind::body) continue;
            if (result_.sentences.size() >= kMaximumSentences) {
                ++result_.beyond;
                continue;
            }
            if (sentence.block != block) inside_quotes_ = false;
            block = sentence.block;
            fold_sentence(sentence);
        }
        count_senses();
        return std::move(result_);
    }

  private:
    /// Gives every word its place in the list of senses and every sense its sentences.
    void count_senses() {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
        places.reserve(result_.words.size());
        result_.by_sense.reserve(result_.words.size());
        for (std::uint32_t w = 0; w < result_.words.size(); ++w) {
            Word& word = result_.words[w];
            result_.by_sense.push_back(word.sense << 32 | w);
            word.slot = kNoSlot;
            if (!word.is(kFunctionWord)) places.emplace_back(word.sense, w);
        }
        std::sort(places.begin(), places.end());
        for (const auto& [sense, w] : places) {
            if (result_.senses.empty() || result_.senses.back().hash != sense)
                result_.senses.push_back({sense, static_cast<std::uint32_t>(result_.sentences_of.size())});
            Sense& known = result_.senses.back();
            Word& word = result_.words[w];
            word.slot = static_cast<std::uint32_t>(result_.senses.size() - 1);
            if (known.sentences > 0 && result_.sentences_of.back() == word.sentence) continue;
            result_.sentences_of.push_back(word.sentence);
            ++known.sentences;
        }
        for (FoldedSentence& sentence : result_.sentences) {
            std::sort(result_.by_sense.begin() + sentence.first, result_.by_sense.begin() + sentence.last);
            for (std::uint32_t w = sentence.first; w < sentence.last; ++w) {
                sentence.quoted += result_.words[w].is(kQuotedWord) ? 1 : 0;
                sentence.numbers += result_.words[w].is(kNumberWord) ? 1 : 0;
            }
        }
    }

    /// Names: mentions by name, where annotation has them; words with a capital inside a sentence.
    void mark_names() {
        for (const Entity& entity : report_.marks.entities) {
            for (const Mention& mention : entity.mentions) {
                if (mention.form == MentionForm::name)
                    names_.push_back(report_.report.text.range(mention.span));
            }
        }
        std::sort(names_.begin(), names_.end());
        for (const Sentence& sentence : report_.tokens.sentences) {
            bool opening = true;
            for (const Token& token : report_.tokens.of(sentence)) {
                if (token.kind == TokenKind::opening_quote) opening = true;
                if (token.kind != TokenKind::word) continue;
                if (!opening && token.capital)
                    capitalised_.push_back(forms_.of_printed(words(token.range), false));
                opening = false;
            }
        }
        std::sort(capitalised_.begin(), capitalised_.end());
    }

    [[nodiscard]] std::string_view words(TextRange range) const {
        return text_.substr(range.begin, range.size());
    }

    [[nodiscard]] bool in_name(TextRange range) const {
        auto after = std::upper_bound(names_.begin(), names_.end(), range,
                                      [](TextRange a, TextRange b) { return a.begin < b.begin; });
        for (int back = 0; back < 3 && after != names_.begin(); ++back) {
            --after;
            if (after->contains(range)) return true;
        }
        return false;
    }

    void cut(const Token& token, bool opens_sentence) {
        const std::string_view form = words(token.range);
        const bool number = token.kind == TokenKind::number;
        std::size_t begin = 0;
        const auto add = [&](std::size_t end) {
            if (end <= begin) return;
            const std::string_view part = form.substr(begin, end - begin);
            const auto at = token.range.begin + static_cast<std::uint32_t>(begin);
            const bool capital =
                begin > 0 ? text::is_upper(text::decode(part, 0).value) : static_cast<bool>(token.capital);
            pieces_.push_back({{at, at + static_cast<std::uint32_t>(part.size())},
                               forms_.of_printed(part, number),
                               capital,
                               token.all_capitals,
                               opens_sentence && begin == 0,
                               inside_quotes_});
        };
        std::size_t hyphen = number ? std::string_view::npos : form.find('-');
        const auto in_one = [&](const WordForm& whole) {
            return whole.alias || (whole.flags & kNumberWord) != 0;  // "sixty-four"
        };
        if (hyphen != std::string_view::npos && !in_one(forms_[forms_.of_printed(form, false)])) {
            for (; hyphen != std::string_view::npos; hyphen = form.find('-', hyphen + 1)) {
                add(hyphen);
                begin = hyphen + 1;
            }
        }
        add(form.size());
    }

    void fold_sentence(const Sentence& sentence) {
        pieces_.clear();
        bool opening = true;
        for (const Token& token : report_.tokens.of(sentence)) {
            if (token.kind == TokenKind::opening_quote) inside_quotes_ = true;
            if (token.kind == TokenKind::closing_quote) inside_quotes_ = false;
            if (token.kind == TokenKind::opening_quote) opening = true;
            if (token.kind == TokenKind::symbol && words(token.range) == "%")
                pieces_.push_back({token.range, percent_, false, false, false, inside_quotes_});
            if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
            cut(token, opening);
            opening = false;
        }
        if (pieces_.empty()) return;
        const auto first = static_cast<std::uint32_t>(result_.words.size());
        for (std::size_t at = 0; at < pieces_.size();) at += add_word(at);
        mark_formulas(first);
        const auto last = static_cast<std::uint32_t>(result_.words.size());
        std::uint32_t kept = first;  // pieces that stood before leave no words behind
        for (std::uint32_t begin = first; begin < last; begin += kMaximumSentenceWords) {
            const std::uint32_t end = std::min<std::uint32_t>(last, begin + kMaximumSentenceWords);
            const bool whole = begin == first && end == last;
            const TextRange range =
                whole ? sentence.range
                      : TextRange{result_.words[begin].range.begin, result_.words[end - 1].range.end};
            const auto number = static_cast<std::uint32_t>(result_.sentences.size());
            if (stood_before(begin, end, range, number)) continue;
            for (std::uint32_t w = begin; w < end; ++w) {
                result_.words[w].sentence = number;
                if (kept != begin) result_.words[kept + w - begin] = result_.words[w];
            }
            result_.sentences.push_back({kept, kept + end - begin, sentence.block, range});
            kept += end - begin;
        }
        result_.words.resize(kept);
        bases_.resize(kept);
        formulas_.resize(kept);
    }

    /// Whether the words `[begin,end)` are those of an earlier sentence; remembers where they stand.
    bool stood_before(std::uint32_t begin, std::uint32_t end, TextRange range, std::uint32_t number) {
        std::uint64_t hash = end - begin;
        for (std::uint32_t w = begin; w < end; ++w)
            hash = (hash ^ result_.words[w].spelling) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
        const auto [known, fresh] = first_of_.emplace(hash, number);
        if (fresh) return false;
        if (result_.repeats.size() < kMaximumSentences) result_.repeats.push_back({range, known->second});
        ++result_.repeated;
        return true;
    }

    /// Adds the word at `at`, several pieces where they are one alias; returns how many it took.
    std::size_t add_word(std::size_t at) {
        const Piece& piece = pieces_[at];
        if (forms_[piece.form].begins_alias) {
            if (const std::size_t taken = add_alias(at); taken > 0) return taken;
        }
        const WordForm& form = forms_[piece.form];
        const bool name =
            form.may_be_name() &&
            (in_name(piece.range) ||
             (piece.capital &&
              (!piece.opens_sentence ||
               (!form.stock && std::binary_search(capitalised_.begin(), capitalised_.end(), piece.form)))));
        const auto flags =
            static_cast<std::uint8_t>(name ? kNameWord | (form.stock ? kStockWord : 0) : form.flags);
        push(piece.range, form, name ? form.name_sense : form.sense, flags,
             name ? form.name_rarity : form.rarity, piece.quoted);
        return 1;
    }

    /// Adds the longest alias that begins at `at`; how many pieces it took, 0 if there is none.
    std::size_t add_alias(std::size_t at) {
        const Piece& piece = pieces_[at];
        std::size_t taken = 0;
        std::string joined, longest;
        std::string_view alias;
        for (std::size_t n = 1; n <= lexicon_.longest_alias() && at + n <= pieces_.size(); ++n) {
            joined += (n > 1 ? " " : "") + forms_[pieces_[at + n - 1].form].folded;
            const std::string_view found = lexicon_.alias(joined);
            const bool short_form = n == 1 && joined.size() <= 4 && joined.find('.') == std::string::npos;
            if (found.empty() || (short_form && !piece.all_capitals)) continue;
            if (!piece.capital && found != "percent" && found != "gmt") continue;
            taken = n;
            alias = found;
            longest = joined;
        }
        if (taken == 0) return 0;
        // The words of an alias are compared as printed: no American spelling, and a base form of their own.
        WordForm form;
        form.base = lexicon_.base(longest);
        form.spelling = text::hash64(longest);
        if (const auto found = lexicon_.formulas().find(form.base); found != lexicon_.formulas().end())
            form.formulas = &found->second;
        own_bases_.push_back(form.base);
        const bool percent = alias == "percent";
        push({piece.range.begin, pieces_[at + taken - 1].range.end}, form,
             text::hash64("@" + std::string(alias)), percent ? kStockWord : kNameWord, 4.0, piece.quoted);
        bases_.back() = &own_bases_.back();
        return taken;
    }

    void push(TextRange range, const WordForm& form, std::uint64_t sense, std::uint8_t flags, double rarity,
              bool quoted) {
        bases_.push_back(&form.base);
        formulas_.push_back(form.formulas);
        result_.words.push_back({range, form.spelling, sense, rarity, 0, kNoSlot,
                                 static_cast<std::uint8_t>(flags | (quoted ? kQuotedWord : 0))});
    }

    void mark_formulas(std::uint32_t first) {
        for (std::uint32_t at = first; at < result_.words.size(); ++at) {
            if (formulas_[at] == nullptr) continue;
            for (const Formula& formula : *formulas_[at]) {
                if (at + formula.size() > result_.words.size()) continue;
                bool same = true;
                for (std::size_t i = 1; i < formula.size() && same; ++i)
                    same = formula[i] == "*" || formula[i] == *bases_[at + i];
                for (std::size_t i = 0; i < formula.size() && same; ++i)
                    result_.words[at + i].flags |= kFormulaWord;
            }
        }
    }

    const AnnotatedReport& report_;
    std::string_view text_;
    WordForms& forms_;
    const Lexicon& lexicon_;
    std::uint32_t percent_ = 0;
    std::vector<TextRange> names_;
    std::vector<std::uint32_t> capitalised_;  ///< forms, ascending
    std::vector<Piece> pieces_;
    std::vector<const std::string*> bases_;  ///< of each word
    std::vector<const std::vector<Formula>*> formulas_;
    std::deque<std::string> own_bases_;
    std::unordered_map<std::uint64_t, std::uint32_t> first_of_;  ///< sentence by its words
    bool inside_quotes_ = false;
    FoldedReport result_;
};

}  // namespace

FoldedReport fold(const AnnotatedReport& report, WordForms& forms) { return Folder(report, forms).run(); }

FoldedReport fold(const AnnotatedReport& report, const Lexicon& lexicon) {
    WordForms forms(lexicon);
    return fold(report, forms);
}

namespace {

/// How many reports hold a sense: open addressing, linear steps.
class SenseCounts {
  public:
    SenseCounts() : slots_(1024) {}

    std::uint32_t& of(std::uint64_t sense) {
        if (2 * used_ > slots_.size()) grow();
        Slot& slot = find(slots_, sense);
        if (slot.count == 0) {
            ++used_;
            slot.sense = sense;
        }
        return slot.count;
    }

  private:
    struct Slot {
        std::uint64_t sense = 0;
        std::uint32_t count = 0;  ///< 0: free
    };
    static Slot& find(std::vector<Slot>& slots, std::uint64_t sense) {
        const std::size_t mask = slots.size() - 1;
        std::size_t at = sense & mask;
        while (slots[at].count != 0 && slots[at].sense != sense) at = (at + 1) & mask;
        return slots[at];
    }
    void grow() {
        std::vector<Slot> larger(slots_.size() * 2);
        for (const Slot& slot : slots_) {
            if (slot.count != 0) find(larger, slot.sense) = slot;
        }
        slots_ = std::move(larger);
    }
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace

void count_reports(std::span<FoldedReport* const> reports) {
    SenseCounts counts;
    for (const FoldedReport* report : reports) {
        for (const Sense& sense : report->senses) ++counts.of(sense.hash);
    }
    for (FoldedReport* report : reports) {
        for (Sense& sense : report->senses) {
            sense.reports = counts.of(sense.hash);
            // In fewer reports, three copies of one text would make each other's words common.
            sense.subject = reports.size() >= 6 && 2ULL * sense.reports > reports.size();
        }
    }
}

}  // namespace sitrep::lineage
