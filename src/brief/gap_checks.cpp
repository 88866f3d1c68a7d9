#include "brief/gap_checks.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "brief/context.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

/// First letters of the longer words, enough to see that two sentences may speak of one matter.
std::set<std::string> stems(std::string_view words) {
    constexpr std::size_t kShortest = 4, kLetters = 6;
    std::set<std::string> out;
    for (const std::string& word : content_words(words, kShortest)) out.insert(word.substr(0, kLetters));
    return out;
}

bool is_dated(const Reader& reader, const Place& sentence) {
    const auto& times = reader.dossier().times;
    return std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
        return time.report == sentence.report && sentence.span.contains(time.span);
    });
}

bool has_one_of(std::string_view words, std::initializer_list<std::string_view> cues) {
    return std::any_of(cues.begin(), cues.end(),
                       [&](std::string_view cue) { return words.find(cue) != std::string_view::npos; });
}

/// "other 14" of "the other 14 of the 24 boats".
std::string rest_of(std::string_view gap) {
    const std::size_t begin = std::string_view("the ").size();
    std::size_t end = gap.find(" of ", begin);
    if (end == std::string_view::npos) end = gap.size();
    return text::folded(gap.substr(begin, end - begin));
}

/// Whether a sentence has words that could tell a gap of this kind.
bool tells_such(const Reader& reader, const FoldedSentence& sentence, std::string_view gap) {
    const std::string words = padded_words(sentence.folded);
    if (gap.starts_with("date") || gap.starts_with("day"))
        return is_dated(reader, sentence.place) &&
               (reader.sets().answers.stands_in(sentence.folded) || reader.sets().requests.stands_in(words));
    if (gap.starts_with("any finding") || gap.starts_with("report of"))
        return has_one_of(words, {" found ", " finding", " inquiry ", " investigat", " conclu", " ruled ",
                                  " experts ", " conced", " admit", " acknowledg", " confirmed "});
    if (gap.starts_with("why "))
        return has_one_of(words, {" because ", " since ", " citing ", " on the grounds ", " for lack ",
                                  " for fear ", " so that ", " as it ", " as they "}) ||
               has_one_of(sentence.folded, {"\"", "“"});
    if (gap.starts_with("who signed"))
        return has_one_of(words, {" signed ", " sign ", " agreed ", " accord ", " agreement "}) &&
               reader.entities_in(sentence.place).size() >= 2;
    if (gap.starts_with("who ")) return !reader.entities_in(sentence.place).empty();
    return false;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Mentions by name of people or bodies that begin right behind `at`.
bool a_name_follows(const Reader& reader, ReportIndex report, std::uint32_t at) {
    constexpr std::uint32_t kNear = 4;  // bytes: a comma and a blank
    for (const EntityRef entity : reader.entities_in({report, {at, at + kNear}})) {
        const Entity& one = reader.dossier().entities[static_cast<std::size_t>(entity)];
        const bool somebody = one.type == EntityType::person || one.type == EntityType::organisation;
        if (!one.named || !somebody) continue;
        for (const Mention& mention : one.mentions) {
            if (mention.report == report && mention.form == MentionForm::name && mention.span.begin >= at &&
                mention.span.begin <= at + kNear)
                return true;
        }
    }
    return false;
}

/// "Who calls himself Tarro", "known as Tarro": a name behind the words.
bool gives_a_name(const std::string& words) {
    for (const std::string_view naming :
         {" calls himself ", " calls herself ", " by the name ", " by the name of ", " known as ", " named ",
          " nicknamed ", " first name, "}) {
        const std::size_t at = words.find(naming);
        if (at == std::string::npos || at + naming.size() >= words.size()) continue;
        const char first = words[at + naming.size()];
        if (first >= 'A' && first <= 'Z') return true;
    }
    return false;
}

/// "The vice-president" where somebody named holds that office; "the minister" of one.
bool is_office_of_somebody(const Reader& reader, const std::string& folded) {
    if (!folded.starts_with("the ")) return false;
    const std::string office = folded.substr(std::string_view("the ").size());
    if (office.find(' ') != std::string::npos || office.ends_with("s")) return false;
    const auto& entities = reader.dossier().entities;
    return std::any_of(entities.begin(), entities.end(), [&](const Entity& one) {
        return one.named && one.type == EntityType::person &&
               std::any_of(one.roles.begin(), one.roles.end(), [&](const std::string& role) {
                   std::string words = text::folded(role);
                   std::replace(words.begin(), words.end(), ' ', '-');
                   return words == office || words.ends_with("-" + office);
               });
    });
}

bool names_somebody(const Reader& reader, const Place& place) {
    const auto inside = reader.entities_in(place);
    return std::any_of(inside.begin(), inside.end(), [&](EntityRef entity) {
        const Entity& one = reader.dossier().entities[static_cast<std::size_t>(entity)];
        if (!one.named || one.type == EntityType::group || one.type == EntityType::event) return false;
        return std::any_of(one.mentions.begin(), one.mentions.end(), [&](const Mention& mention) {
            return mention.form == MentionForm::name && mention.report == place.report &&
                   place.span.contains(mention.span);
        });
    });
}

}  // namespace

std::optional<Place> whose_silence(const Reader& reader, const Place& place) {
    constexpr std::uint32_t kLongest = 440;  // bytes
    constexpr std::size_t kOpening = 14;     // bytes of " the ministry "
    const Place context = in_context(reader, place);
    const std::string words = padded_words(reader.words(context));
    // "The army", "the mayor's office" need no name; "the company" does.
    const bool bare = has_one_of(words.substr(0, kOpening), {" the company ", " the firm ", " the ministry ",
                                                             " the group ", " the board ", " the agency ",
                                                             " no decision ", " no answer ", " no reply "});
    if (!bare || names_somebody(reader, context)) return context;
    const Paragraph* paragraph = reader.paragraph(context);
    if (paragraph == nullptr) return std::nullopt;
    Place whole = context;
    const AnnotatedReport& entry = reader.dossier().reports[context.report];
    for (const Sentence& sentence : entry.tokens.sentences) {
        if (sentence.range.begin < paragraph->range.begin ||
            entry.report.blocks[sentence.block].kind != BlockKind::body)
            continue;
        whole.span.begin = std::min(context.span.begin, entry.report.text.source(sentence.range).begin);
        break;
    }
    if (whole.span.size() > kLongest || !names_somebody(reader, whole)) return std::nullopt;
    return whole;
}

bool may_be_told(const Reader& reader, const std::vector<FoldedSentence>& sentences, const GapOfCase& gap) {
    const Place& shown = gap.context;
    if (gap.gap.starts_with("the other ")) {
        const std::string rest = " " + rest_of(gap.gap) + " ";
        return std::any_of(sentences.begin(), sentences.end(), [&](const FoldedSentence& one) {
            return padded_words(one.folded).find(rest) != std::string::npos;
        });
    }
    const bool paragraph = gap.gap.starts_with("why ");
    std::set<EntityRef> parties;
    std::set<std::string> words = stems(reader.words(shown));
    for (const CaseStep* step : steps_of(reader, gap.one)) {
        const Place sentence = reader.sentence(step->place);
        const auto named = reader.entities_in(sentence);
        parties.insert(named.begin(), named.end());
        words.merge(stems(reader.words(sentence)));
    }
    const auto near = reader.entities_in(shown);
    parties.insert(near.begin(), near.end());
    return std::any_of(sentences.begin(), sentences.end(), [&](const FoldedSentence& one) {
        const bool same = one.place.report == shown.report && one.place.span.overlaps(shown.span);
        if ((same && !paragraph) || !tells_such(reader, one, gap.gap)) return false;
        if (same || (paragraph && reader.paragraph(one.place) == reader.paragraph(shown))) return true;
        const auto named = reader.entities_in(one.place);
        const bool party = std::any_of(named.begin(), named.end(),
                                       [&](EntityRef entity) { return parties.count(entity) > 0; });
        const std::size_t common = common_words(words, stems(one.folded));
        const bool finding = gap.gap.starts_with("any finding") || gap.gap.starts_with("report of");
        return common >= 2 || ((party || finding) && common >= 1);
    });
}

bool is_named_nearby(const Reader& reader, const Speaker& speaker, const Place& quote, const Place& context) {
    if (gives_a_name(reader.words(context))) return true;
    if (speaker.entity >= 0) {
        const Entity& who = reader.dossier().entities[static_cast<std::size_t>(speaker.entity)];
        if (is_office_of_somebody(reader, text::folded(one_line(who.name)))) return true;
    }
    for (const Quotation& one : reader.dossier().quotes) {
        if (one.report != quote.report || one.span != quote.span || !one.speaker.span) continue;
        const Span who = *one.speaker.span;
        if (is_office_of_somebody(reader, text::folded(reader.words({one.report, who})))) return true;
        if (a_name_follows(reader, one.report, who.end)) return true;
        // "Alta Board observers": the body itself; "an Alta Board official" is somebody of it.
        const std::string words = text::folded(reader.words({one.report, who}));
        const auto named = reader.entities_in({one.report, who});
        const bool body = std::any_of(named.begin(), named.end(), [&](EntityRef entity) {
            const Entity& of = reader.dossier().entities[static_cast<std::size_t>(entity)];
            return of.named && of.type == EntityType::organisation;
        });
        const bool one_of_it = words.starts_with("a ") || words.starts_with("an ") ||
                               words.starts_with("one ") || words.starts_with("two ");
        if (body && !one_of_it && words.ends_with("s") && is_lower(words.back())) return true;
    }
    return false;
}

bool stands_alone(const Reader& reader, const Utterance& utterance) {
    constexpr std::size_t kMarks = 8;  // bytes of quotation marks and a stop
    const auto alone = [&](const Place& place) {
        const Place sentence = reader.sentence(place);
        if (sentence.span.size() > place.span.size() + kMarks && sentence.span.contains(place.span))
            return false;
        const Paragraph* paragraph = reader.paragraph(place);
        if (paragraph == nullptr) return false;
        const std::string around = padded_words(
            reader.report(place.report).text.text().substr(paragraph->range.begin, paragraph->range.size()));
        if (reader.sets().unnamed.stands_in(around)) return false;
        const auto& quotes = reader.quotes_of(place.report);
        return std::none_of(quotes.begin(), quotes.end(), [&](std::uint32_t index) {
            const Quotation& other = reader.dossier().quotes[index];
            return other.speaker.source_class != SourceClass::none &&
                   reader.paragraph({other.report, other.span}) == paragraph;
        });
    };
    return std::all_of(utterance.wordings.begin(), utterance.wordings.end(), [&](const Wording& wording) {
        return std::all_of(wording.places.begin(), wording.places.end(), alone);
    });
}

namespace {

/// The longest word of `padded`, which few sentences have.
std::string_view longest_word(std::string_view padded) {
    std::string_view longest;
    for (std::size_t at = 0; at < padded.size();) {
        const std::size_t end = std::min(padded.find(' ', at), padded.size());
        if (end - at > longest.size()) longest = padded.substr(at, end - at);
        at = end + 1;
    }
    return longest;
}

}  // namespace

std::vector<const Utterance*> told_nowhere_else(const std::vector<FoldedSentence>& sentences,
                                                const std::vector<const Utterance*>& utterances) {
    if (utterances.empty()) return {};
    std::vector<std::string> words;
    for (const Utterance* one : utterances) words.push_back(padded_words(one->wordings.front().words));
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_word;
    for (std::size_t i = 0; i < words.size(); ++i) by_word[longest_word(words[i])].push_back(i);
    std::vector<std::size_t> told(words.size(), 0), last(words.size(), SIZE_MAX);
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        const std::string padded = padded_words(sentences[s].folded);
        const std::string_view text = padded;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            const auto found = by_word.find(text.substr(at, end - at));
            at = end + 1;
            if (found == by_word.end()) continue;
            for (const std::size_t i : found->second) {
                if (last[i] == s || text.find(words[i]) == text.npos) continue;
                last[i] = s;
                ++told[i];
            }
        }
    }
    std::vector<const Utterance*> out;
    for (std::size_t i = 0; i < utterances.size(); ++i) {
        std::size_t known = 0;
        for (const Wording& wording : utterances[i]->wordings) known += wording.places.size();
        if (told[i] <= known) out.push_back(utterances[i]);
    }
    return out;
}

}  // namespace sitrep::brief
