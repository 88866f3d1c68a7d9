#include "store/consistency.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>
#include <vector>

#include "text/utf8.hpp"

namespace sitrep::store {
namespace {

constexpr std::string_view kOpens = "\u201C", kCloses = "\u201D", kCut = "\u2026";

std::string in_angles(std::string_view words) { return "«" + text::printable(words.substr(0, 80)) + "»"; }

template <typename Use>
void each_numbered(json::object root, std::string_view key, Use use) {
    json::array list;
    if (root[key].get(list) != simdjson::SUCCESS) return;
    std::size_t index = 0;
    for (const json::element element : list) {
        json::object item;
        const std::string where = std::string(key) + "[" + std::to_string(index++) + "]";
        if (element.get(item) == simdjson::SUCCESS) use(item, where);
    }
}

void check_ids(json::object root, const Mismatch& mismatch) {
    for (const auto [key, list] : root) {
        std::set<std::string> known;
        each_numbered(root, key, [&](json::object item, const std::string& where) {
            const auto id = maybe_text(item, "id");
            if (id && !known.insert(*id).second)
                mismatch(where, "has the id '" + text::printable(id->substr(0, 60)) + "' a second time");
        });
    }
}

/// What a number in digits may be worth: "1,200" is 1200, or 1.2 where a comma parts decimals.
struct Number {
    double plain = 0.0;
    double decimal = 0.0;
};

/// Digits with at most one point, read alike in every locale.
double number_of(const std::string& digits) {
    double number = 0.0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::string digits_of(double number) {
    std::array<char, 32> room{};
    const auto end = std::to_chars(room.data(), room.data() + room.size(), number).ptr;
    return {room.data(), end};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of a mark that may stand between digits, at `at`; 0 for none.
std::size_t separator(std::string_view text, std::size_t at) {
    for (const std::string_view mark : {",", ".", "'", " ", "\u2019", "\u00A0", "\u2009", "\u202F"}) {
        if (text.substr(at).starts_with(mark)) return mark.size();
    }
    return 0;
}

std::vector<Number> numbers_in(std::string_view text) {
    std::vector<Number> numbers;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        std::string plain, decimal;
        while (at < text.size()) {
            if (is_digit(text[at])) {
                plain += text[at];
                decimal += text[at++];
                continue;
            }
            const std::size_t mark = separator(text, at);
            const bool blank = mark > 0 && text[at] != ',' && text[at] != '.' && text[at] != '\'';
            const auto digits_behind = [&](std::size_t count) {
                for (std::size_t i = 0; i < count; ++i) {
                    if (at + mark + i >= text.size() || !is_digit(text[at + mark + i])) return false;
                }
                return true;
            };
            if (mark == 0 || !digits_behind(blank ? 3 : 1)) break;
            if (text[at] == '.' || text[at] == ',') {
                std::erase(decimal, '.');  // the last mark parts the decimals, those before group
                decimal += '.';
            }
            at += mark;
        }
        numbers.push_back({number_of(plain), number_of(decimal)});
    }
    return numbers;
}

bool worth(double number, double value) {
    for (const double times : {1.0, 12.0, 20.0, 1e2, 1e3, 1e5, 1e6, 1e7, 1e9, 1e12}) {
        if (std::abs(number * times - value) <= 1e-6 * std::max(1.0, std::abs(value))) return true;
    }
    return false;
}

void check_figure(json::object item, const std::string& where, const Mismatch& mismatch) {
    const auto value = maybe_number(item, "value");
    const auto low = maybe_number(item, "low"), high = maybe_number(item, "high");
    if ((value && ((low && *low > *value) || (high && *high < *value))) || (low && high && *low > *high))
        mismatch(where, "has its value outside its bounds");
    const std::string words = text_of(item, "text");
    const auto numbers = numbers_in(words);
    // Of several numbers a value may be made in more ways than one: "3 feet 6", "between 20 and 30".
    if (!value || numbers.size() != 1) return;
    const std::string folded = text::folded(words);
    for (const std::string_view part : {"half", "quarter", "third"}) {
        if (folded.find(part) != std::string::npos) return;
    }
    if (worth(numbers[0].plain, std::abs(*value)) || worth(numbers[0].decimal, std::abs(*value))) return;
    const std::string told = digits_of(*value);
    mismatch(where, "has the value " + told + ", its words are " + in_angles(words));
}

/// Letters and digits, folded: what is left when marks, blanks and case do not count.
std::string bare(std::string_view given) {
    const std::string text = text::folded(given);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = text::decode(text, at);
        if (point.size == 0) break;
        if (text::is_letter(point.value) || text::is_digit(point.value)) out.append(text, at, point.size);
        at += point.size;
    }
    return out;
}

/// The words of all citations in the order of the reports, each once, so that words that run over two are
/// found.
std::string cited_words(json::object item) {
    struct Part {
        std::string report;
        std::uint64_t begin = 0, end = 0;
        std::string words;
    };
    std::vector<Part> parts;
    each_numbered(item, "citations", [&](json::object place, const std::string&) {
        Part part{text_of(place, "report"), 0, 0, bare(text_of(place, "text"))};
        json::array span;
        if (place["span"].get(span) != simdjson::SUCCESS || span.size() != 2 ||
            span.at(0).get(part.begin) != simdjson::SUCCESS || span.at(1).get(part.end) != simdjson::SUCCESS)
            part.begin = part.end = 0;
        parts.push_back(std::move(part));
    });
    // The longer of two that begin together first: what lies inside another is passed over.
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return std::tie(a.report, a.begin, b.end) < std::tie(b.report, b.begin, a.end);
    });
    std::string words;
    const Part* last = nullptr;
    for (const Part& part : parts) {
        if (last != nullptr && last->report == part.report && part.end <= last->end) continue;
        words += part.words;
        last = &part;
    }
    return words;
}

/// How the reports name somebody or something: what a sentence calls it between marks need not be cited.
std::set<std::string> names_in(json::object root) {
    std::set<std::string> names;
    const auto add = [&](std::string_view text) { names.insert(bare(text)); };
    each_numbered(root, "entities", [&](json::object entity, const std::string&) {
        add(text_of(entity, "name"));
        each_text(entity, "roles", add);
        each_text(entity, "aliases", add);
        each_numbered(entity, "mentions",
                      [&](json::object mention, const std::string&) { add(text_of(mention, "text")); });
    });
    const auto add_part = [&](json::object item, std::string_view key, std::string_view part) {
        json::object source;
        if (const auto found = field(item, key); found && found->get(source) == simdjson::SUCCESS)
            add(text_of(source, part));
    };
    // A headline may be written otherwise in the bytes: encoded words of a mail.
    each_numbered(root, "reports",
                  [&](json::object item, const std::string&) { add_part(item, "title", "text"); });
    each_numbered(root, "quotes",
                  [&](json::object item, const std::string&) { add_part(item, "speaker", "span_text"); });
    each_numbered(root, "figures",
                  [&](json::object item, const std::string&) { add_part(item, "holder", "span_text"); });
    return names;
}

/// Also by a part of it: "co-chair" of "its co-chair".
bool is_named(const std::set<std::string>& names, const std::string& words) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return name.find(words) != std::string::npos; });
}

void check_sentence(json::object item, const std::string& where, const std::set<std::string>& names,
                    const Mismatch& mismatch) {
    const std::string sentence = text_of(item, "text");
    if (sentence.starts_with("Since the earlier dossier, gone:")) return;
    const std::string cited = cited_words(item);
    for (std::size_t at = sentence.find(kOpens); at != std::string::npos;) {
        const std::size_t begin = at + kOpens.size();
        const std::size_t end = std::min(sentence.find(kCloses, begin), sentence.size());
        for (std::size_t from = begin; from < end;) {
            const std::size_t cut = std::min(sentence.find(kCut, from), end);
            const std::string_view piece = std::string_view(sentence).substr(from, cut - from);
            if (const std::string words = bare(piece);
                cited.find(words) == std::string::npos && !is_named(names, words))
                mismatch(where, "quotes " + in_angles(piece) + ", which its citations do not hold");
            from = cut + kCut.size();
        }
        at = sentence.find(kOpens, end);
    }
}

}  // namespace

void check_consistency(json::object dossier, const Mismatch& mismatch) {
    check_ids(dossier, mismatch);
    each_numbered(dossier, "figures",
                  [&](json::object item, const std::string& where) { check_figure(item, where, mismatch); });
    const std::set<std::string> names = names_in(dossier);
    for (const std::string_view list : {"brief", "timeline"})
        each_numbered(dossier, list, [&](json::object item, const std::string& where) {
            check_sentence(item, where, names, mismatch);
        });
}

}  // namespace sitrep::store
