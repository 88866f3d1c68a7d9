#include "annotate/pieces.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace sitrep::annotate {
namespace {

constexpr std::size_t kLongestKey = 24;
constexpr std::size_t kLongestNumber = 330;  // digits; more make no double

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::uint64_t mix(const std::array<std::uint64_t, 3>& key) {
    std::uint64_t h = key[0] * 0x9E3779B97F4A7C15ULL;
    h ^= (h >> 29U) ^ (key[1] * 0xBF58476D1CE4E5B9ULL) ^ (key[2] * 0x94D049BB133111EBULL);
    h *= 0xD6E8FEB86659FD93ULL;
    return h ^ (h >> 32U);
}

int small_number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool is_clock(std::string_view hour, std::string_view minute) {
    if (hour.empty() || hour.size() > 2 || minute.size() != 2) return false;
    return small_number(hour) <= 24 && small_number(minute) < 60;
}

struct NumberShape {
    std::size_t digits = 0, dots = 0, commas = 0, colons = 0, slashes = 0;
};

constexpr unsigned bit(NumberClass c) { return 1U << static_cast<unsigned>(c); }

unsigned plain_classes(std::string_view s) {
    unsigned mask = bit(NumberClass::num) | bit(NumberClass::integer);
    if (s.size() == 2) mask |= bit(NumberClass::two);
    if (s.size() <= 2) {
        const int value = small_number(s);
        if (value >= 1 && value <= 31) mask |= bit(NumberClass::day);
        if (value >= 1 && value <= 12) mask |= bit(NumberClass::month);
        if (value <= 24) mask |= bit(NumberClass::hour);
    }
    if (s.size() == 4) {
        const int value = small_number(s);
        mask |= bit(NumberClass::four);
        if (value >= 1000 && value < 2200) mask |= bit(NumberClass::year);
        if (value % 100 < 60 && value <= 2400) mask |= bit(NumberClass::hhmm);
    }
    return mask;
}

}  // namespace

/// `h` stands for itself in "06h30".
unsigned number_mask(std::string_view s) {
    NumberShape shape;
    for (const char c : s) {
        shape.digits += is_digit(c);
        shape.dots += c == '.';
        shape.commas += c == ',';
        shape.colons += c == ':';
        shape.slashes += c == '/';
    }
    if (shape.digits == s.size()) return plain_classes(s);
    const auto h = s.find('h');
    if (h != std::string_view::npos)
        return is_clock(s.substr(0, h), s.substr(h + 1)) ? bit(NumberClass::clock) : 0;
    if (shape.colons > 0) {
        const auto colon = s.find(':');
        const auto second = s.find(':', colon + 1);
        const bool seconds_fit = second == std::string_view::npos || s.size() - second >= 3;
        return is_clock(s.substr(0, colon),
                        s.substr(colon + 1, std::min<std::size_t>(2, s.size() - colon - 1))) &&
                       seconds_fit && shape.colons <= 2 && shape.slashes + shape.commas == 0
                   ? bit(NumberClass::clock)
                   : 0;
    }
    if (shape.slashes == 2 && shape.dots + shape.commas == 0) return bit(NumberClass::slash_date);
    if (shape.slashes == 1 && shape.dots + shape.commas == 0) return bit(NumberClass::slash_day);
    if (shape.slashes > 0) return 0;
    unsigned mask = bit(NumberClass::num);
    if (shape.dots == 2 && shape.commas == 0 && s.size() <= 10) mask |= bit(NumberClass::slash_date);
    if (shape.dots == 1 && shape.commas == 0) {
        const auto dot = s.find('.');
        if (is_clock(s.substr(0, dot), s.substr(dot + 1))) mask |= bit(NumberClass::clock_dot);
    }
    return mask;
}

std::optional<double> digits_value(std::string_view digits) {
    if (digits.empty() || digits.size() > kLongestNumber) return std::nullopt;
    std::string plain;
    plain.reserve(digits.size());
    const auto last_dot = digits.rfind('.');
    const auto last_comma = digits.rfind(',');
    const bool comma_decimal = last_comma != std::string_view::npos && last_dot == std::string_view::npos &&
                               digits.find(',') == last_comma && digits.size() - last_comma != 4;
    const bool dots_group = last_dot != std::string_view::npos && digits.find('.') != last_dot;
    for (const char c : digits) {
        if (is_digit(c)) plain.push_back(c);
        if ((c == '.' && !dots_group) || (c == ',' && comma_decimal)) plain.push_back('.');
    }
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// One text being cut.
class CutRun {
  public:
    CutRun(std::string_view text, const PieceCutter& cutter, std::vector<Piece>& out)
        : text_(text), cutter_(cutter), out_(out) {}

    void cut(const Token& token) {
        space_ = token.space_before;
        if (token.kind == TokenKind::number) return number(token.range);
        if (token.kind == TokenKind::word) return word(token.range);
        add(token.range, false);
    }

    void stop(std::uint32_t at) {
        Piece piece;
        piece.range = {at, at};
        out_.push_back(piece);
    }

  private:
    /// A word is cut at its hyphens; the hyphens are pieces too.
    void word(TextRange range) {
        std::uint32_t begin = range.begin;
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            std::uint32_t hyphen = 0;
            if (text_[i] == '-') hyphen = 1;
            if (static_cast<unsigned char>(text_[i]) == 0xE2 && i + 2 < range.end &&
                static_cast<unsigned char>(text_[i + 1]) == 0x80 &&
                (static_cast<unsigned char>(text_[i + 2]) == 0x90 ||
                 static_cast<unsigned char>(text_[i + 2]) == 0x91)) {
                hyphen = 3;
            }
            if (hyphen == 0) continue;
            if (begin < i) part({begin, i});
            add({i, i + hyphen}, false);
            begin = i + hyphen;
        }
        if (begin < range.end) part({begin, range.end});
    }

    void part(TextRange range) {
        if (is_digit(text_[range.begin])) return number(range);
        add(range, false);
        if (!known_) split_sign(range);
    }

    /// "D860", "RM23", "Rs500", "KSh200m": a currency sign in letters may stand before digits; one with small
    /// letters must be known. A word of the vocabulary ("Q3") stays whole.
    void split_sign(TextRange range) {
        constexpr std::uint32_t kLongestSign = 4;
        const auto is_letter = [&](std::uint32_t i) {
            return (text_[i] >= 'A' && text_[i] <= 'Z') || (text_[i] >= 'a' && text_[i] <= 'z');
        };
        std::uint32_t letters = range.begin;
        bool small = false;
        while (letters < range.end && letters < range.begin + kLongestSign && is_letter(letters)) {
            small = small || text_[letters] >= 'a';
            ++letters;
        }
        if (letters == range.begin || letters == range.end || text_[range.begin] >= 'a') return;
        std::uint32_t digits = letters;
        while (digits < range.end && is_digit(text_[digits])) ++digits;
        // "A4b" is no sum; "N500bn" is one.
        if (digits == letters || (digits < range.end && digits + 2 < range.end)) return;
        for (std::uint32_t i = digits; i < range.end; ++i) {
            if (!is_letter(i)) return;
        }
        const Piece whole = out_.back();
        space_ = whole.space_before;
        out_.pop_back();
        add({range.begin, letters}, false);
        if (!known_ && (small || digits < range.end)) {
            out_.back() = whole;
            return;
        }
        number({letters, range.end});
    }

    /// Digits, then what letters are glued to them ("30th", "5km", "1990s"); "06h30" stays whole.
    void number(TextRange range) {
        std::uint32_t end = range.begin;
        while (end < range.end && (is_digit(text_[end]) || text_[end] == '.' || text_[end] == ',' ||
                                   text_[end] == ':' || text_[end] == '/'))
            ++end;
        if (end + 3 == range.end && text_[end] == 'h' && is_digit(text_[end + 1]) && is_digit(text_[end + 2]))
            end = range.end;
        if (end < range.end) {
            add_number({range.begin, end});
            add({end, range.end}, true);
            return;
        }
        if (joins_thousands(range)) return;
        add_number(range);
    }

    /// "1 000" with a no-break or thin space (or before 000 with a plain one) is one number.
    bool joins_thousands(TextRange range) {
        if (out_.empty() || range.size() != 3) return false;
        Piece& before = out_.back();
        if (!before.digits || before.range.end >= range.begin) return false;
        const std::string_view gap = text_.substr(before.range.end, range.begin - before.range.end);
        const bool hard = gap == "\xC2\xA0" || gap == "\xE2\x80\xAF" || gap == "\xE2\x80\x89";
        const std::string_view tail = text_.substr(range.begin, 3);
        if (!hard && !(gap == " " && tail == "000")) return false;
        const std::string_view head = text_.substr(before.range.begin, before.range.size());
        const auto gap_before = head.rfind(gap);
        const std::size_t leading = gap_before == std::string_view::npos ? head.size() : head.find(gap);
        if (leading == 0 || leading > 3 || head[0] == '0') return false;
        before.range.end = range.end;
        before.readings = cutter_.numbers_[bit(NumberClass::num)];
        return true;
    }

    void add_number(TextRange range) {
        Piece piece = at(range);
        piece.digits = true;
        piece.readings = cutter_.numbers_[number_mask(text_.substr(range.begin, range.size()))];
        out_.push_back(piece);
    }

    [[nodiscard]] Piece at(TextRange range) {
        Piece piece;
        piece.range = range;
        piece.space_before = space_;
        space_ = false;
        return piece;
    }

    /// Looks a word or mark up, in lower case; `glued` to digits it is a word of its own ("~th").
    void add(TextRange range, bool glued) {
        Piece piece = at(range);
        std::array<std::uint64_t, 3> key{};
        char letters[kLongestKey] = {};
        std::size_t size = 0;
        if (glued) letters[size++] = '~';
        bool fits = true;
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            if (size == kLongestKey) {
                fits = false;
                break;
            }
            const char c = text_[i];
            if (c >= 'A' && c <= 'Z') {
                if (i == range.begin) piece.capital = true;
                letters[size++] = static_cast<char>(c + 32);
            } else if (static_cast<unsigned char>(c) == 0xE2 && i + 2 < range.end &&
                       static_cast<unsigned char>(text_[i + 1]) == 0x80) {
                const auto third = static_cast<unsigned char>(text_[i + 2]);
                const bool dash = third >= 0x90 && third <= 0x95;
                const bool apostrophe = third == 0x98 || third == 0x99;
                letters[size++] = dash ? '-' : apostrophe ? '\'' : '"';
                i += 2;
            } else {
                letters[size++] = c;
            }
        }
        while (fits && size > 2 && letters[size - 1] == '.') letters[--size] = '\0';
        known_ = false;
        if (fits) {
            std::memcpy(key.data(), letters, kLongestKey);
            if (const auto* word = cutter_.find(key); word != nullptr) {
                piece.readings = piece.capital ? word->capital : word->small;
                known_ = true;
            }
        }
        out_.push_back(piece);
    }

    std::string_view text_;
    const PieceCutter& cutter_;
    std::vector<Piece>& out_;
    bool space_ = false;
    bool known_ = false;  ///< the last word is in a vocabulary
};

std::optional<ClassId> Vocabulary::find_class(std::string_view name) const {
    const auto found = class_ids_.find(name);
    if (found == class_ids_.end()) return std::nullopt;
    return found->second;
}

std::string_view Vocabulary::value(const Piece& piece, ClassId class_id) const {
    const std::int32_t word = piece.readings[reader_].word;
    if (word < 0) return {};
    for (const WordClass& entry : words_[static_cast<std::size_t>(word)].classes) {
        if (entry.class_id == class_id) return entry.value;
    }
    return {};
}

PieceCutter::PieceCutter(std::span<const Vocabulary* const> vocabularies) {
    std::map<std::string_view, Word> joined;
    for (const Vocabulary* vocabulary : vocabularies) {
        const std::size_t reader = vocabulary->reader();
        std::int32_t index = 0;
        for (const Vocabulary::Word& word : vocabulary->words()) {
            Word& entry = joined[word.text];
            entry.small[reader] = {index, word.small};
            entry.capital[reader] = {index, word.capital};
            ++index;
        }
    }
    slots_.assign(std::bit_ceil(joined.size() * 4 + 16), {});
    for (const auto& [text, word] : joined) {
        Key key{};
        char letters[kLongestKey] = {};
        std::memcpy(letters, text.data(), std::min(text.size(), kLongestKey));
        std::memcpy(key.data(), letters, kLongestKey);
        std::size_t slot = mix(key) & (slots_.size() - 1);
        while (slots_[slot].word >= 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = {key, static_cast<std::int32_t>(words_.size())};
        words_.push_back(word);
    }
    numbers_.assign(kNumberMasks, {});
    for (const Vocabulary* vocabulary : vocabularies) {
        for (unsigned mask = 0; mask < kNumberMasks; ++mask)
            numbers_[mask][vocabulary->reader()].symbol = vocabulary->number_symbol(mask);
    }
}

const PieceCutter::Word* PieceCutter::find(const Key& key) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = mix(key) & mask;; i = (i + 1) & mask) {
        if (slots_[i].word < 0) return nullptr;
        if (slots_[i].key == key) return &words_[static_cast<std::size_t>(slots_[i].word)];
    }
}

std::vector<Piece> PieceCutter::cut(std::string_view text, const TokenizedText& tokens) const {
    std::vector<Piece> out;
    if (slots_.empty()) return out;
    out.reserve(tokens.tokens.size() + tokens.tokens.size() / 8 + 16);
    CutRun run(text, *this, out);
    std::uint32_t block = UINT32_MAX;
    for (const Sentence& sentence : tokens.sentences) {
        if (sentence.block != block && block != UINT32_MAX) run.stop(sentence.range.begin);
        block = sentence.block;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) run.cut(tokens.tokens[i]);
    }
    return out;
}

/// Found by trying one number of each shape.
std::vector<unsigned> number_masks() {
    std::vector<unsigned> masks;
    const auto add = [&](std::string_view s) { masks.push_back(number_mask(s)); };
    for (int i = 0; i < 100; ++i) {
        const std::string two = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
        add(two);
        if (i < 10) add(std::to_string(i));
    }
    for (int i = 0; i < 10000; ++i) {
        std::string four = "0000";
        for (int d = 3, v = i; d >= 0; --d, v /= 10)
            four[static_cast<std::size_t>(d)] = static_cast<char>('0' + v % 10);
        add(four);
    }
    for (const char* s : {"123", "12345", "1,000", "1.5", "4.30", "1.2.2016", "14:30", "2:30:15", "99:99",
                          "1/2/2016", "1/2", "1/2/3/4", "06h30", "1,2/3", "1.000.000.000"}) {
        add(s);
    }
    masks.push_back(0);
    masks.push_back(bit(NumberClass::num));
    return masks;
}

std::optional<double> number_value(std::string_view text, std::span<const Piece> pieces,
                                   std::span<const std::uint32_t> run, const Vocabulary& vocabulary,
                                   const NumberClasses& classes) {
    double total = 0, part = 0;
    bool any = false;
    for (const std::uint32_t i : run) {
        const Piece& piece = pieces[i];
        if (piece.digits) {
            const auto value = digits_value(text.substr(piece.range.begin, piece.range.size()));
            if (!value) return std::nullopt;
            part += *value;
            any = true;
            continue;
        }
        const auto worth = [&](ClassId c) {
            return vocabulary.has(piece, c) ? digits_value(vocabulary.value(piece, c)) : std::nullopt;
        };
        if (const auto multiplier = worth(classes.multiplier)) {
            part = (part == 0 ? 1 : part) * *multiplier;
            if (*multiplier > 100) {
                total += part;
                part = 0;
            }
            any = true;
        } else if (const auto dozen = worth(classes.dozen)) {
            part = (part == 0 ? 1 : part) * *dozen;
            any = true;
        } else if (const auto small = worth(classes.cardinal)) {
            part += *small;
            any = true;
        } else if (const auto tens = worth(classes.tens)) {
            part += *tens;
            any = true;
        } else if (vocabulary.has(piece, classes.article)) {
            part += 1;
            any = true;
        }
    }
    if (!any) return std::nullopt;
    return total + part;
}

}  // namespace sitrep::annotate
