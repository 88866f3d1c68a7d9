#include "lineage/fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

constexpr std::array<std::string_view, 21> kNumberNames = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
constexpr std::array<std::string_view, 8> kTens = {"twenty", "thirty",  "forty",  "fifty",
                                                   "sixty",  "seventy", "eighty", "ninety"};

std::string number_value(const std::string& word) {
    for (std::size_t n = 0; n < kNumberNames.size(); ++n) {
        if (word == kNumberNames[n]) return std::to_string(n);
    }
    for (std::size_t n = 0; n < kTens.size(); ++n) {
        if (word == kTens[n]) return std::to_string((n + 2) * 10);
    }
    return {};
}

bool begins_with_digit(const std::string& word) {
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

/// Consonants of a name, so that transcriptions meet: Djibril and Jibril, Qaddafi and Kadhafi. Short
/// skeletons say too little: then the name itself.
std::string name_skeleton(const std::string& word) {
    std::string skeleton;
    for (std::size_t i = 0; i < word.size(); ++i) {
        char c = word[i];
        const char next = i + 1 < word.size() ? word[i + 1] : '\0';
        if (static_cast<unsigned char>(c) >= 0x80) return word;
        if ((c == 'd' && next == 'j') || (c == 'g' && next == 'n') || (c == 'p' && next == 'h')) continue;
        if (c == 'h' && i > 0 && word[i - 1] == 'p') c = 'f';
        if (c == 'j') c = 'g';
        if (c == 'c' || c == 'q') c = 'k';
        if (c == 'z') c = 's';
        const bool soft =
            c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h' || c == 'w';
        if (soft && i > 0) continue;
        if (!skeleton.empty() && skeleton.back() == c) continue;
        skeleton.push_back(c);
    }
    return skeleton.size() >= 3 ? skeleton : word;
}

/// One piece of a token: hyphened words are compared part by part.
struct Piece {
    TextRange range;
    std::string folded;
    bool capital = false;
    bool all_capitals = false;
    bool opens_sentence = false;
    bool quoted = false;
    bool number = false;
    bool joined = false;  ///< follows a hyphen
};

class Folder {
  public:
    Folder(const AnnotatedReport& report, const Lexicon& lexicon)
        : report_(report), text_(report.report.text.text()), lexicon_(lexicon) {}

    FoldedReport run() {
        mark_names();
        std::uint32_t block = ~0U;
        for (const Sentence& sentence : report_.tokens.sentences) {
            if (report_.report.blocks[sentence.block].kind != BlockKind::body) continue;
            if (result_.sentences.size() >= kMaximumSentences) {
                result_.cut_short = true;
                break;
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
        for (std::uint32_t w = 0; w < result_.words.size(); ++w) {
            Word& word = result_.words[w];
            result_.brief_senses.push_back(static_cast<std::uint32_t>(word.sense));
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
                if (!opening && token.capital) capitalised_.insert(text::folded(words(token.range)));
                opening = false;
            }
        }
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

    void cut(const Token& token, bool opens_sentence, std::vector<Piece>& pieces) const {
        const std::string_view form = words(token.range);
        std::size_t begin = 0;
        const auto add = [&](std::size_t end) {
            if (end <= begin) return;
            const std::string_view part = form.substr(begin, end - begin);
            const auto at = token.range.begin + static_cast<std::uint32_t>(begin);
            Piece piece{{at, at + static_cast<std::uint32_t>(part.size())},
                        text::folded(part),
                        token.capital,
                        token.all_capitals,
                        opens_sentence && begin == 0,
                        inside_quotes_,
                        token.kind == TokenKind::number,
                        begin > 0};
            if (begin > 0) piece.capital = text::is_upper(text::decode(part, 0).value);
            if (piece.number) std::erase(piece.folded, ',');
            pieces.push_back(std::move(piece));
        };
        if (token.kind == TokenKind::word && lexicon_.alias(text::folded(form)).empty()) {
            for (std::size_t at = form.find('-'); at != std::string_view::npos; at = form.find('-', at + 1)) {
                add(at);
                begin = at + 1;
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
                pieces_.push_back(
                    {token.range, "percent", false, false, false, inside_quotes_, false, false});
            if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
            cut(token, opening, pieces_);
            opening = false;
        }
        if (pieces_.empty()) return;
        const auto first = static_cast<std::uint32_t>(result_.words.size());
        for (std::size_t at = 0; at < pieces_.size();) at += add_word(at);
        mark_formulas(first);
        const auto last = static_cast<std::uint32_t>(result_.words.size());
        for (std::uint32_t begin = first; begin < last; begin += kMaximumSentenceWords) {
            const std::uint32_t end = std::min<std::uint32_t>(last, begin + kMaximumSentenceWords);
            const auto number = static_cast<std::uint32_t>(result_.sentences.size());
            for (std::uint32_t w = begin; w < end; ++w) result_.words[w].sentence = number;
            const bool whole = begin == first && end == last;
            const TextRange range =
                whole ? sentence.range
                      : TextRange{result_.words[begin].range.begin, result_.words[end - 1].range.end};
            result_.sentences.push_back({begin, end, sentence.block, range});
        }
    }

    /// Adds the word at `at`, several pieces where they are one alias; returns how many it took.
    std::size_t add_word(std::size_t at) {
        const Piece& piece = pieces_[at];
        std::size_t taken = 0;
        std::string joined, alias;
        const std::size_t longest = lexicon_.begins_alias(piece.folded) ? lexicon_.longest_alias() : 0;
        for (std::size_t n = 1; n <= longest && at + n <= pieces_.size(); ++n) {
            joined += (n > 1 ? " " : "") + pieces_[at + n - 1].folded;
            const std::string_view found = lexicon_.alias(joined);
            const bool short_form = n == 1 && joined.size() <= 4 && joined.find('.') == std::string::npos;
            if (found.empty() || (short_form && !piece.all_capitals)) continue;
            if (!piece.capital && found != "percent" && found != "gmt") continue;
            taken = n;
            alias = found;
        }
        if (taken > 0) {
            const std::string joined_form = joined_words(at, taken);
            push({piece.range.begin, pieces_[at + taken - 1].range.end}, joined_form,
                 lexicon_.base(joined_form), "@" + alias, alias == "percent" ? kStockWord : kNameWord, 4.0,
                 piece.quoted);
            return taken;
        }
        const std::string spelling = lexicon_.spelling(piece.folded), base = lexicon_.base(spelling);
        if (piece.number || begins_with_digit(spelling)) {
            push(piece.range, spelling, base, "#" + spelling, kNumberWord, 4.0, piece.quoted);
            return 1;
        }
        const std::string value = number_value(spelling);
        if (!value.empty() && value != "1") {
            push(piece.range, spelling, base, "#" + value, kNumberWord, 3.0, piece.quoted);
            return 1;
        }
        if (lexicon_.is_function_word(spelling)) {
            push(piece.range, spelling, base, spelling, kFunctionWord, 0.0, piece.quoted);
            return 1;
        }
        const bool stock = lexicon_.is_stock_word(base);
        const bool name =
            in_name(piece.range) ||
            (piece.capital && (!piece.opens_sentence || (capitalised_.contains(piece.folded) && !stock)));
        if (name) {
            const std::string sense = stock || lexicon_.rarity(base) < 3.5 ? base : name_skeleton(spelling);
            push(piece.range, spelling, base, sense,
                 static_cast<std::uint8_t>(kNameWord | (stock ? kStockWord : 0)),
                 std::min(4.5, lexicon_.rarity(base)), piece.quoted);
            return 1;
        }
        const Lexicon::Sense sense = lexicon_.sense(base);
        push(piece.range, spelling, base, sense.word,
             static_cast<std::uint8_t>((stock ? kStockWord : 0) | (sense.rewriter ? kRewriterWord : 0)),
             lexicon_.rarity(base), piece.quoted);
        return 1;
    }

    [[nodiscard]] std::string joined_words(std::size_t at, std::size_t count) const {
        std::string joined;
        for (std::size_t n = 0; n < count; ++n) joined += (n > 0 ? " " : "") + pieces_[at + n].folded;
        return joined;
    }

    void push(TextRange range, const std::string& spelling, const std::string& base, const std::string& sense,
              std::uint8_t flags, double rarity, bool quoted) {
        bases_.resize(result_.words.size());
        bases_.push_back(base);
        result_.words.push_back({range, text::hash64(spelling), text::hash64(sense), rarity, 0, kNoSlot,
                                 static_cast<std::uint8_t>(flags | (quoted ? kQuotedWord : 0))});
    }

    void mark_formulas(std::uint32_t first) {
        for (std::uint32_t at = first; at < result_.words.size(); ++at) {
            const auto found = lexicon_.formulas().find(bases_[at]);
            if (found == lexicon_.formulas().end()) continue;
            for (const std::vector<std::string>& formula : found->second) {
                if (at + formula.size() > result_.words.size()) continue;
                bool same = true;
                for (std::size_t i = 1; i < formula.size() && same; ++i)
                    same = formula[i] == "*" || formula[i] == bases_[at + i];
                for (std::size_t i = 0; i < formula.size() && same; ++i)
                    result_.words[at + i].flags |= kFormulaWord;
            }
        }
    }

    const AnnotatedReport& report_;
    std::string_view text_;
    const Lexicon& lexicon_;
    std::vector<TextRange> names_;
    std::unordered_set<std::string> capitalised_;
    std::vector<Piece> pieces_;
    std::vector<std::string> bases_;
    bool inside_quotes_ = false;
    FoldedReport result_;
};

}  // namespace

FoldedReport fold(const AnnotatedReport& report, const Lexicon& lexicon) {
    return Folder(report, lexicon).run();
}

void count_reports(std::span<FoldedReport* const> reports) {
    struct Standing {
        std::uint64_t hash;
        std::uint32_t report, slot;
    };
    std::vector<Standing> all;
    for (std::uint32_t r = 0; r < reports.size(); ++r) {
        const std::vector<Sense>& senses = reports[r]->senses;
        for (std::uint32_t slot = 0; slot < senses.size(); ++slot)
            all.push_back({senses[slot].hash, r, slot});
    }
    std::sort(all.begin(), all.end(), [](const Standing& a, const Standing& b) {
        return a.hash != b.hash ? a.hash < b.hash : a.report < b.report;
    });
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        while (end < all.size() && all[end].hash == all[begin].hash) ++end;
        const std::size_t holding = end - begin;
        for (std::size_t i = begin; i < end; ++i) {
            Sense& sense = reports[all[i].report]->senses[all[i].slot];
            sense.reports = static_cast<std::uint32_t>(holding);
            // In fewer reports, three copies of one text would make each other's words common.
            sense.subject = reports.size() >= 6 && 2 * holding > reports.size();
        }
    }
}

}  // namespace sitrep::lineage
