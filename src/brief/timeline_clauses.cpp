#include "brief/timeline_clauses.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/items.hpp"
#include "brief/short_form.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kShortAside = 12;       // bytes: ", on Friday," stands for its sentence
constexpr std::ptrdiff_t kWordsOfClause = 3;  // "the group rose": fewer are no clause

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "A clerk who left the town on Monday said", "who left on Monday, and who wants no name": no day of what
/// the clerk says. "Guards who had shut the port left on Monday" goes on past the clause.
bool in_a_who_clause(std::string_view before, std::string_view after, const annotate::WordSet& tellings) {
    const std::size_t who = before.rfind(" who ");
    if (who == std::string_view::npos || before.find(", ", who) != std::string_view::npos) return false;
    for (const std::string_view more : {", and who", ", and is ", ", and was "})
        if (after.starts_with(more)) return true;
    const std::string words = padded_words(after.substr(0, kShortAside));
    return words.size() > 1 && tellings.begins(std::string_view(words).substr(1));
}

/// "part of the million it pledged in August", "half of what it had sought in March": a clause right behind a
/// noun.
bool in_a_contact_clause(std::string_view before, const annotate::WordSet& tellings) {
    constexpr std::size_t kLongestClause = 3;  // "had pledged in"
    std::vector<std::string> words;
    std::string word;
    const std::size_t comma = before.rfind(", ");
    for (const char c : padded_words(before.substr(comma == std::string_view::npos ? 0 : comma + 2))) {
        if (c != ' ')
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    for (std::size_t back = 2; back <= kLongestClause + 1 && back < words.size(); ++back) {
        const std::string& subject = words[words.size() - back];
        if (!is_one_of(subject, {"it", "he", "she", "they"})) continue;
        const std::string& noun = words[words.size() - back - 1];
        const std::string& verb = words[words.size() - back + 1];
        const std::string before_noun = words.size() > back + 1 ? words[words.size() - back - 2] : "";
        if (back < 2 || (verb != "had" && !verb.ends_with("ed"))) return false;
        const bool a_noun = is_one_of(noun, {"what", "all", "those", "million", "billion", "thousand"}) ||
                            is_one_of(before_noun, {"the", "a", "an", "its", "his", "her", "their", "of"});
        // "He said it closed in May", "when it closed in May" are clauses of their own.
        return a_noun && !tellings.begins(noun) &&
               !is_one_of(noun,
                          {"that", "and", "but", "or", "as", "while", "when", "where", "because", "since",
                           "if", "before", "after", "until", "then", "so", "though", "although"});
    }
    return false;
}

/// "a carrier that took on fuel last weekend": not "he said that …", whose clause is what the sentence tells.
bool in_a_relative_clause(std::string_view before, std::string_view after,
                          const annotate::WordSet& tellings) {
    if (in_a_who_clause(before, after, tellings) || in_a_contact_clause(before, tellings)) return true;
    constexpr std::string_view kThat = " that ";
    const std::size_t that = before.rfind(kThat);
    if (that == std::string_view::npos || before.find(", ", that) != std::string_view::npos) return false;
    const std::size_t blank = before.rfind(' ', that == 0 ? 0 : that - 1);
    const std::string word =
        text::folded(before.substr(blank == std::string_view::npos ? 0 : blank + 1, that - (blank + 1)));
    return !tellings.begins(word);
}

/// "will withdraw the claim if trucks cross on May 2": nothing is said to happen on that day.
bool in_a_condition(std::string_view before) {
    for (const std::string_view cue : {" if ", " unless ", " provided ", " as long as ", " on condition "}) {
        const std::size_t at = before.rfind(cue);
        if (at != std::string_view::npos && before.find(", ", at) == std::string_view::npos) return true;
    }
    const std::string words = padded_words(before.substr(0, kShortAside));
    return words.starts_with(" if ") || words.starts_with(" unless ");
}

/// "Will close by Friday unless help comes": what hangs on a condition has no day yet.
bool hangs_on_a_condition(std::string_view after) {
    const std::string words = padded_words(after);
    for (const std::string_view cue :
         {" unless ", " provided ", " so long as ", " as long as ", " on condition "})
        if (words.find(cue) != std::string::npos) return true;
    return words.starts_with(" if ");
}

/// "dropped his plan, saying he could revisit it in autumn": what may happen has no day yet.
bool may_happen(std::string_view before) {
    const std::size_t comma = before.rfind(", ");
    // Not folded: the month is no modal.
    const std::string clause =
        " " + std::string(before.substr(comma == std::string_view::npos ? 0 : comma + 2)) + " ";
    for (const std::string_view modal : {" could ", " may ", " might ", " would settle ", " would accept "}) {
        const std::size_t at = clause.find(modal);
        if (at != std::string::npos && clause.find(" have ", at) == std::string::npos) return true;
    }
    return false;
}

/// "They speak for 40 clerks laid off last year": a participle behind the verb of the sentence dates its
/// noun.
bool is_of_a_participle(std::string_view before) {
    const std::string words = padded_words(before);
    const std::size_t last = words.rfind(' ', words.size() - 2);
    if (last == std::string::npos || last == 0 || !words.ends_with("ed ")) return false;
    const std::size_t one_before = words.rfind(' ', last - 1);
    const std::string noun = words.substr(one_before + 1, last - one_before - 1);
    // "said it was dismissed", "the guards dismissed": a plain noun stands before the participle, in the
    // plural.
    if (!noun.ends_with("s") || noun == "was" || noun == "has" || noun == "is") return false;
    for (const std::string_view verb : {" wants ", " want ", " will ", " asked ", " demanded ", " demands ",
                                        " sought ", " seeks ", " paid ", " is ", " are ", " includes "}) {
        const std::size_t at = words.find(verb);
        if (at != std::string::npos && at < one_before) return true;
    }
    return false;
}

/// "It denies that the posts broke a truce agreed in 2017": behind an object a participle dates the object.
bool is_of_an_object(std::string_view before, const annotate::WordSet& tellings) {
    std::vector<std::string> words;
    std::string word;
    const std::size_t comma = before.rfind(", ");
    for (const char c : padded_words(before.substr(comma == std::string_view::npos ? 0 : comma + 2))) {
        if (c != ' ')
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    if (!words.empty() && is_one_of(words.back(), {"in", "on", "at", "last"})) words.pop_back();
    constexpr std::size_t kShortest = 4;  // the participle, its noun, an article, the verb
    constexpr std::size_t kLongestNoun = 4;
    if (words.size() < kShortest || !words.back().ends_with("ed")) return false;
    for (std::size_t back = 2; back <= kLongestNoun && back + 2 <= words.size(); ++back) {
        const std::string& article = words[words.size() - 1 - back];
        if (!is_one_of(article, {"a", "an", "the", "its", "his", "her", "their"})) continue;
        if (back + 2 > words.size()) return false;
        const std::string& verb = words[words.size() - 2 - back];
        return !tellings.begins(verb) &&
               !is_one_of(verb, {"that", "and", "but", "as", "while", "when", "where", "because", "since"});
    }
    return false;
}

/// "Since the group took up arms in 2008", "after it had closed on Monday": the day of a clause that is not
/// the sentence's own.
bool in_a_subordinate_clause(std::string_view before) {
    const std::size_t comma = before.rfind(", ");
    const std::string clause = padded_words(before.substr(comma == std::string_view::npos ? 0 : comma + 2));
    for (const std::string_view cue : {" since ", " after ", " because ", " while ", " until "}) {
        const std::size_t at = clause.rfind(cue);
        if (at == std::string::npos) continue;
        const std::string_view told = std::string_view(clause).substr(at + cue.size());
        const bool gerund = told.substr(0, told.find(' ')).ends_with("ing");
        if (at == 0 && comma != std::string_view::npos && cue == " after " && gerund) return true;
        if (at == 0) continue;  // what begins a sentence may be all of it
        // "Has since burned", "shortly after noon on Monday"
        const std::string_view front = std::string_view(clause).substr(0, at);
        const std::string_view behind = std::string_view(clause).substr(at + cue.size());
        const bool adverb = front.ends_with(" has") || front.ends_with(" have") || front.ends_with(" had");
        // "Since independence in 1974": whatever began then, the sentence tells of the time since.
        // "Conceded it after insisting last month that it had not": a gerund is a clause of its own.
        const bool short_clause = cue == " since " || (cue == " after " && gerund);
        const std::ptrdiff_t fewest = short_clause ? 1 : kWordsOfClause;
        if (!adverb && std::count(behind.begin(), behind.end(), ' ') >= fewest) return true;
    }
    return false;
}

/// "a vote set for August 20", "the by-election of 20 August", "from 20 August to 24 September".
bool is_for_a_thing(std::string_view before) {
    if (before.ends_with("as of")) return false;  // the day of a count
    for (const std::string_view cue : {" for", " of", " from", " to"})
        if (before.ends_with(cue)) return true;
    return false;
}

/// "Traded charges over a clash on May 2", "are accused of opening the gates on May 2": the day of what is
/// argued about; "never promised it for May": of what was not.
bool is_of_what_is_argued(std::string_view before) {
    const std::string words = padded_words(before);
    const std::size_t never = before.find(" never ");
    const bool quoted =
        never != std::string_view::npos && (before.find("”", never) != std::string_view::npos ||
                                            before.find('"', never) != std::string_view::npos ||
                                            before.find("’,", never) != std::string_view::npos ||
                                            before.find("',", never) != std::string_view::npos);
    if (never != std::string_view::npos && !quoted) return true;
    const std::size_t accused = words.find(" accus");
    if (accused != std::string::npos && words.find(" of ", accused) != std::string::npos) return true;
    // "Both deny firing first on July 9"
    for (const std::string_view denial : {" deny ", " denies ", " denied ", " denying "}) {
        const std::size_t at = words.find(denial);
        if (at == std::string::npos) continue;
        const std::string_view denied = std::string_view(words).substr(at + denial.size());
        if (denied.substr(0, denied.find(' ')).ends_with("ing")) return true;
    }
    if (!words.ends_with(" on ")) return false;
    for (const std::string_view cue : {" over a ", " over an ", " over the ", " about a ", " about an ",
                                       " about the ", " against a ", " against the "}) {
        const std::size_t at = words.rfind(cue);
        constexpr std::ptrdiff_t kNoun = 3;  // "deadly border clash", and the blanks around it
        if (at == std::string::npos) continue;
        const std::string noun = words.substr(at + cue.size());
        if (std::count(noun.begin(), noun.end(), ' ') <= kNoun + 1) return true;
    }
    return false;
}

/// "9,300 have left since the May 2 storm": the day of the slide.
bool is_of_the_thing_behind(std::string_view before, std::string_view day, std::string_view behind) {
    const bool article = before.ends_with("the") || before.ends_with(" a");  // "under a 2016 accord"
    if ((!article && !day.starts_with("the ")) || behind.size() < 3 || behind[0] != ' ') return false;
    const std::string_view word = behind.substr(1, std::min(behind.find(' ', 1), behind.find('.', 1)) - 1);
    for (const std::string_view function : {"to", "at", "in", "on", "by", "for", "and", "or", "the", "a",
                                            "with", "when", "after", "before", "from", "until"})
        if (word == function) return false;
    return !word.empty() && word[0] >= 'a' && word[0] <= 'z';
}

/// "Street fights over Sunday's vote", "to waive this month's bills": the day of the thing. "At Monday's
/// hearing she said": when it was said.
bool is_possessed(std::string_view before, std::string_view behind) {
    if (before.empty() || !(behind.starts_with("'s ") || behind.starts_with("’s "))) return false;
    const std::string words = padded_words(before);
    for (const std::string_view joint : {" at ", " in ", " on ", " during ", " until ", " and ", " after "})
        if (words.ends_with(joint)) return false;
    return true;
}

/// "40 a ton, against 31 in June", "five more than on Monday": of the count that is only compared with.
bool is_compared(std::string_view before) {
    const std::string words = padded_words(before);
    for (const std::string_view than :
         {" than ", " than on ", " than in ", " than it did on ", " than it was on ", " than they did on ",
          " than it did in ", " than it was in "})
        if (words.ends_with(than)) return true;
    const std::size_t comma = before.rfind(", ");
    if (comma == std::string_view::npos) return false;
    const std::string clause = padded_words(before.substr(comma + 2));
    for (const std::string_view cue : {" against ", " up from ", " down from ", " compared with "})
        if (clause.starts_with(cue)) return true;
    return false;
}

/// "On any day but Sunday", "on Saturday or on any other night": a day of nothing done.
bool is_any_day(std::string_view before, std::string_view behind) {
    const std::string words = padded_words(before);
    const bool opens = words == " but " || words == " but on ";
    return (!opens && (words.ends_with(" but ") || words.ends_with(" but on "))) ||
           words.ends_with(" except ") || words.ends_with(" except on ") || behind.starts_with(" or ");
}

/// "Keep your lamps dry until Friday", "you cannot lend in June what you will burn": no deed is told.
bool speaks_to_somebody(const std::string& sentence) {
    return sentence.find(" your ") != std::string::npos || sentence.find(" you ") != std::string::npos;
}

}  // namespace

/// "The Front, which broke away in 2015, has asked for arms": the day of an aside is not that of its
/// sentence.
bool in_an_aside(const Reader& reader, const Place& sentence, const Place& time) {
    const std::string before = reader.words({time.report, {sentence.span.begin, time.span.begin}});
    const std::string after = reader.words({time.report, {time.span.end, sentence.span.end}});
    // "A ship that sank a boat last month has left": the sentence goes on with its verb.
    for (const std::string_view verb :
         {" have ", " has ", " had ", " is ", " are ", " was ", " were ", " will "})
        if (after.starts_with(verb)) return true;
    if (in_a_relative_clause(before, after, reader.sets().tellings) || in_a_condition(before) ||
        may_happen(before) || hangs_on_a_condition(after) || is_of_a_participle(before) ||
        is_of_an_object(before, reader.sets().tellings) || in_a_subordinate_clause(before))
        return true;
    const std::size_t comma = before.rfind(", ");
    if (comma == std::string::npos) return false;
    const std::string clause = text::folded(std::string_view(before).substr(comma + 2)) + " ";
    for (const std::string_view relative : {"which ", "who ", "whose ", "where ", "when "})
        if (clause.starts_with(relative)) return true;
    return after.starts_with(",") && clause.size() > kShortAside;
}

namespace {

/// "Chaos left by the fall and death of the leader in 2011": the day of the death.
bool is_of_an_end(const std::string& before) {
    constexpr std::size_t kReach = 90;
    const std::string near =
        padded_words(std::string_view(before).substr(before.size() > kReach ? before.size() - kReach : 0));
    for (const std::string_view end : {" death of ", " killing of ", " fall of ", " toppling of ",
                                       " overthrow of ", " collapse of ", " outbreak of ", " founding of "}) {
        const std::size_t at = near.rfind(end);
        // "After the death of" is a clause apart; the noun alone may be what the sentence tells.
        if (at != std::string::npos && near.find(" by the ") != std::string::npos) return true;
    }
    return false;
}

}  // namespace

bool is_of_a_thing_named(std::string_view before, std::string_view day, std::string_view behind) {
    const std::string folded = text::folded(before);
    return is_for_a_thing(folded) || is_of_what_is_argued(before) ||
           is_of_the_thing_behind(folded, day, behind) || is_of_an_end(folded);
}

bool dates_no_deed(std::string_view before, std::string_view day, std::string_view behind, bool quoted) {
    constexpr std::size_t kWordsOfACall = 4;  // "Come back in June"
    // "Barges by day, nets by night"
    if (day == "night" || day == "by night" || day == "the night") return true;
    const std::string sentence = padded_words(std::string(before) + " " + std::string(behind));
    // "I ask her what she did yesterday"
    if (quoted && padded_words(before).find(" what ") != std::string::npos) return true;
    // "Stay away from Sunday's match", "fights over Sunday's vote": gone by or to come, the words do not
    // tell.
    if (is_possessed(before, behind)) return true;
    if (quoted && words_in(before) + words_in(day) + words_in(behind) <= kWordsOfACall) return true;
    const bool marks =
        before.find('"') != std::string_view::npos || before.find("“") != std::string_view::npos ||
        behind.find('"') != std::string_view::npos || behind.find("“") != std::string_view::npos;
    if ((quoted || !marks) && speaks_to_somebody(sentence)) return true;
    // "Tomorrow the board was to have met": it did not.
    if (sentence.find(" was to have ") != std::string::npos ||
        sentence.find(" were to have ") != std::string::npos)
        return true;
    return is_compared(before) || is_any_day(before, behind);
}

bool is_told_as_coming(std::string_view before, std::string_view day, std::string_view behind,
                       const annotate::WordSet& ahead) {
    if (day.starts_with("tomorrow") || day.starts_with("next ")) return true;
    const auto last_clause = [&] {
        std::size_t begin = 0;
        for (const std::string_view joint : {", ", "; ", ": ", " that ", " said ", " says "}) {
            const std::size_t at = before.rfind(joint);
            if (at != std::string_view::npos) begin = std::max(begin, at + joint.size());
        }
        return before.substr(begin);
    };
    const bool opens = words_in(before) == 0 || padded_words(before) == " on ";
    return ahead.stands_in(padded_words(opens ? behind.substr(0, behind.find(", ")) : last_clause()));
}

}  // namespace sitrep::brief
