#include "cases/subject.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "cases/gaps.hpp"
#include "ledger/rooms.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

constexpr std::size_t kMostWords = 10;
constexpr std::array<std::string_view, 24> kGrants = {
    "to",      "approve", "allow", "grant",      "permit",  "authorise", "authorize", "consider",
    "accept",  "let",     "have",  "give",       "provide", "supply",    "send",      "lend",
    "receive", "it",      "them",  "permission", "for",     "leave",     "consent",   "over"};
constexpr std::array<std::string_view, 26> kHanging = {
    "after",  "since",  "until",    "unless", "if",  "before", "that",  "which",   "who",
    "while",  "when",   "because",  "within", "so",  "as",     "where", "whom",    "once",
    "saying", "warned", "provided", "said",   "but", "though", "whose", "although"};
constexpr std::array<std::string_view, 30> kDays = {
    "monday",    "tuesday", "wednesday", "thursday", "friday",    "saturday", "sunday",  "week",
    "month",     "year",    "today",     "tomorrow", "yesterday", "night",    "morning", "evening",
    "afternoon", "january", "february",  "march",    "april",     "june",     "july",    "august",
    "september", "october", "november",  "december", "first",     "later"};
constexpr std::array<std::string_view, 22> kLinks = {
    "a",    "an",  "the", "of",   "in",   "on",   "at",  "by",    "to",  "for", "with",
    "from", "and", "or",  "this", "last", "next", "its", "their", "his", "her", "every"};

template <typename List>
bool holds(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Words with their marks, and each folded without marks.
struct Word {
    std::string shown, bare;
};

std::vector<Word> split(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) {
            const std::string shown(text.substr(at, end - at));
            const std::vector<std::string> bare = plain_words(shown);
            words.push_back({shown, bare.empty() ? std::string() : bare.front()});
        }
        at = end + 1;
    }
    return words;
}

/// "… and warned", "… and has received": the sentence goes on with another verb.
bool verb_follows(const std::vector<Word>& words, std::size_t at) {
    if (at + 1 >= words.size()) return true;
    const std::string& next = words[at + 1].bare;
    constexpr std::array<std::string_view, 9> kVerbs = {"has",  "have", "had",  "is", "was",
                                                        "were", "will", "said", "are"};
    return holds(kVerbs, next) || (next.size() > 4 && next.ends_with("ed"));
}

bool ends_clause(const std::string& shown) {
    // "G. 9 billion": a currency cut short ends nothing.
    if (shown.size() == 2 && shown.back() == '.' && shown.front() >= 'A' && shown.front() <= 'Z')
        return false;
    return !shown.empty() && (shown.back() == ',' || shown.back() == ';' || shown.back() == ':' ||
                              shown.back() == '.' || shown.back() == '?' || shown.back() == '!');
}

/// Where what hangs on begins.
std::size_t clause_end(const std::vector<Word>& words, std::size_t first) {
    for (std::size_t at = first; at < words.size(); ++at) {
        if (at > first && (holds(kHanging, words[at].bare) || words[at].shown.front() == '(')) return at;
        // "The deal for the time being", "the pact for now": until when is no part of it.
        if (at > first && words[at].bare == "for" && at + 1 < words.size() &&
            (words[at + 1].bare == "now" ||
             (words[at + 1].bare == "the" && at + 2 < words.size() &&
              (words[at + 2].bare == "time" || words[at + 2].bare == "moment"))))
            return at;
        if (at > first && (words[at].bare == "and" || words[at].bare == "or") && verb_follows(words, at))
            return at;
        if (ends_clause(words[at].shown)) return at + 1;
    }
    return words.size();
}

std::string without_marks(std::string words) {
    for (const std::string_view mark : {"“", "”", "\"", "«", "»"}) {
        for (std::size_t at = words.find(mark); at != std::string::npos; at = words.find(mark, at))
            words.erase(at, mark.size());
    }
    while (!words.empty() && std::string_view(" ,;:.?!").find(words.back()) != std::string_view::npos)
        words.pop_back();
    return words;
}

}  // namespace

std::string thing_words(std::string_view text) {
    const std::vector<Word> words = split(text);
    std::size_t first = 0;
    while (first + 2 < words.size() && (holds(kGrants, words[first].bare) || words[first].bare.empty())) {
        // "Leave Tokar" is no "leave to open".
        if (words[first].bare == "leave" && words[first + 1].bare != "to" && words[first + 1].bare != "for")
            break;
        ++first;
    }
    // "22 of the 40 trucks": 40 were asked for.
    const auto number = [&](std::size_t at) {
        return !words[at].bare.empty() && words[at].bare.front() >= '0' && words[at].bare.front() <= '9';
    };
    if (first + 4 < words.size() && number(first) && words[first + 1].bare == "of" &&
        words[first + 2].bare == "the" && number(first + 3))
        first += 3;
    std::size_t last = clause_end(words, first);
    const auto trailing = [&](const Word& word) {
        return holds(kDays, word.bare) || holds(kLinks, word.bare) || word.bare == "there" ||
               word.bare == "here";
    };
    while (last > first + 1 && trailing(words[last - 1])) --last;
    if (last - first > kMostWords) {
        last = first + kMostWords;
        while (last > first + 1 && holds(kLinks, words[last - 1].bare)) --last;
    }
    constexpr std::array<std::string_view, 7> kOpeners = {"a", "an", "the", "its", "their", "his", "her"};
    if (last > first + 1 && holds(kOpeners, words[first].bare)) ++first;
    std::string out;
    for (std::size_t at = first; at < last; ++at) out += (out.empty() ? "" : " ") + words[at].shown;
    return without_marks(std::move(out));
}

namespace {

/// Does a finite verb stand in it, as in no noun phrase?
bool finite(const std::string& thing) {
    constexpr std::array<std::string_view, 12> kFinite = {"would", "will", "was", "were",  "is",     "are",
                                                          "has",   "have", "had", "could", "should", "can"};
    constexpr std::array<std::string_view, 3> kRelative = {"that", "which", "who"};
    const std::vector<std::string> words = plain_words(thing);
    for (std::size_t at = 1; at < words.size(); ++at) {
        if (holds(kRelative, words[at])) return false;
        if (holds(kFinite, words[at])) return true;
    }
    return false;
}

/// " to release water", " that the army leave the posts"; "" where a thing is asked, not a deed.
std::string deed_words(const Matter& matter, const std::string& thing) {
    const std::vector<std::string> words = plain_words(matter.words);
    if (words.size() < 2 || thing.empty()) return {};
    constexpr std::array<std::string_view, 3> kLets = {"let", "allow", "permit"};
    constexpr std::array<std::string_view, 4> kWhom = {"it", "them", "him", "her"};
    const std::size_t first = words[0] == "that" || words[0] == "to" ? 1 : 0;
    if (matter.clause) {
        const bool article = words[first] == "the";
        return (article ? " that the " : " that ") +
               (first == 1 && thing.starts_with("that ") ? thing.substr(5) : thing);
    }
    if (!matter.deed) return {};
    if (words[0] == "not") return " " + thing;
    if (holds(kLets, words[first]))
        return first + 1 < words.size() && holds(kWhom, words[first + 1]) ? " for leave to " + thing : "";
    return holds(kGrants, words[first]) ? "" : " to " + thing;
}

}  // namespace

std::string subject_words(const Template& kind, const Matter& matter, EntityRef who_asks, EntityRef decider,
                          const ledger::Evidence& evidence) {
    if (kind.one_matter) return matter.words;
    const std::string thing = thing_words(matter.words);
    const std::string asker = ledger::cut(name_inside(evidence, who_asks), 8);
    const std::string other = decider >= 0 && evidence.same_party(decider, who_asks)
                                  ? ""
                                  : ledger::cut(name_inside(evidence, decider), 8);
    if (kind.opened_by_phrases) return thing;
    // "The others would be freed": a clause names no thing.
    const bool cut = matter.charge && thing.find("ing ") == std::string::npos && finite(matter.words);
    if (!matter.clause && (cut || finite(thing))) {
        std::string out = matter.charge     ? "charge"
                          : matter.offered  ? "offer"
                          : matter.demanded ? "demand"
                                            : "request";
        if (!other.empty()) out += (matter.charge ? " against " : " made to ") + other;
        return out + (asker.empty() ? "" : " by " + asker);
    }
    if (matter.charge && matter.blamed) {
        std::string out = "charge";
        if (!asker.empty()) out += " by " + asker;
        return out + " against " + (other.empty() ? thing : other);
    }
    if (matter.charge) {
        // "Accused him of fraud", "accused by the minister of fraud".
        std::string deed = thing;
        for (const std::string_view party : {"him ", "her ", "them ", "it ", "by "}) {
            if (!deed.starts_with(party)) continue;
            const std::size_t of = deed.find(" of "), for_what = deed.find(" for ");
            const std::size_t link = std::min(of, for_what);
            deed = link == std::string::npos ? "" : deed.substr(link + (link == of ? 4 : 5));
            break;
        }
        // "The trawler of sailing without lights": whom it is brought against stands beside.
        if (const std::size_t of = deed.find(" of "); of < 32) {
            const std::string verb = deed.substr(of + 4, deed.find(' ', of + 4) - of - 4);
            if (verb.size() > 5 && verb.ends_with("ing") && deed.find("ing") > of) deed.erase(0, of + 4);
        }
        if (deed.starts_with("of ")) deed.erase(0, 3);
        if (deed.starts_with("with ")) deed.erase(0, 5);  // "charged with the murder of"
        // "Accused the firm that it blasted the slope": no noun and no gerund to follow "charge of".
        const std::string first = deed.substr(0, deed.find(' '));
        if (first.size() > 4 && first.ends_with("ed") && !first.ends_with("eed")) deed.clear();
        // "Alleged that he holds shares": no noun either.
        constexpr std::array<std::string_view, 7> kSubjects = {"he", "she", "it", "they", "we", "i", "that"};
        if (holds(kSubjects, first)) deed.clear();
        std::string out = deed.empty() ? "charge" : "charge of " + deed;
        const bool cut_off = other.ends_with(" the") || other.ends_with(" of");  // "Five of the 21"
        if (!asker.empty() || (!other.empty() && !cut_off)) out += ",";
        if (!asker.empty()) out += " by " + asker;
        if (!other.empty() && !cut_off) out += " against " + other;
        return out;
    }
    if (asker.empty() && other.empty()) return thing;
    if (matter.offered)
        return thing + (other.empty() ? "" : ", offered to " + other) +
               (asker.empty()   ? ""
                : other.empty() ? ", offered by " + asker
                                : " by " + asker);
    const std::string deed = deed_words(matter, thing);
    if (!deed.empty()) {
        std::string out = (matter.demanded ? "demand" : "request") + deed;
        if (!other.empty()) out += ", made to " + other;
        if (!asker.empty()) out += (other.empty() ? ", made by " : " by ") + asker;
        return out;
    }
    std::string out = thing + (matter.claimed ? ", claimed" : matter.demanded ? ", demanded" : ", asked");
    if (!other.empty()) out += " of " + other;
    if (!asker.empty()) out += " by " + asker;
    return out;
}

}  // namespace sitrep::cases
