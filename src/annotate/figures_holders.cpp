// Whose count or estimate a figure is: FigureMarks::holder.
#include <algorithm>
#include <array>

#include "annotate/figures_context.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

constexpr std::uint32_t kVerbReach = 16;    // pieces between a verb of counting and its number
constexpr std::uint32_t kSourceReach = 60;  // bytes between "according to" and the name
constexpr std::uint32_t kLoggedReach = 70;  // bytes between a number and "logged by"

bool holds(std::string_view words, std::string_view cue) { return words.find(cue) != std::string_view::npos; }

std::string_view piece_words(const Clause& clause, std::uint32_t i) {
    return clause.text.substr(clause.pieces[i].range.begin, clause.pieces[i].range.size());
}

/// Does the clause end with the number?
bool stands_bare(const Clause& clause) {
    if (clause.match.last >= clause.around.last) return true;
    const std::string_view next = piece_words(clause, clause.match.last);
    return next == "." || next == ";" || next == ":" || next == ",";
}

/// Does the aside that the comma at `close` ends tell more of somebody?
bool relative_before(const Clause& clause, std::uint32_t close) {
    constexpr std::uint32_t kLongestAside = 12;  // pieces
    for (std::uint32_t i = close; i-- > clause.around.first && close - i < kLongestAside;) {
        if (piece_words(clause, i) == ",") return piece_words(clause, i + 1) == "who";
    }
    return false;
}

}  // namespace

/// "what wardens said were about 900", "costs, put at $14 million", "logged 11 breaches", "Annex B gives
/// them 12": nearer than the speech around.
std::optional<Source> FigureMarks::nearer_than_speech(const Clause& clause, TextRange here) const {
    const std::uint32_t first = clause.match.first, from = clause.around.first;
    if (first >= from + 2) {
        const std::string_view last = piece_words(clause, first - 1), verb = piece_words(clause, first - 2);
        if ((last == "was" || last == "were") && (verb == "said" || verb == "say"))
            return subject_before(here, clause.pieces[first - 2].range.begin);
        // "The satellite service makes it 6,800"
        if (last == "it" && (verb == "makes" || verb == "make" || verb == "made"))
            return first > from + 2 && piece_words(clause, first - 3) == ","
                       ? subject_before_aside(clause, here, first - 3)
                       : subject_before(here, clause.pieces[first - 2].range.begin);
        // "The league arrived at 480", "came up with 480"
        if ((last == "at" && verb.starts_with("arriv")) || (last == "with" && verb == "up"))
            return subject_before(here, clause.pieces[first - (last == "at" ? 2 : 3)].range.begin);
        // "The rebels' figure is 65"
        if ((last == "is" || last == "was") && words_.tallies.holds(verb) && first >= from + 3) {
            const Source owner = subject_before(here, clause.pieces[first - 2].range.begin);
            if (owner.source_class != SourceClass::none) return owner;
        }
        const bool agentless = last == "at" && (verb == "put" || verb == "estimated") && first >= from + 3 &&
                               piece_words(clause, first - 3) == ",";
        if (agentless) return Source{};
    }
    for (std::uint32_t i = first; i-- > from && first - i < 6;) {
        const std::string_view word = piece_words(clause, i);
        if (word == "," || word == ";") break;
        const std::uint32_t at = clause.pieces[i].range.begin;
        if (words_.counting.holds(word)) {
            Source source = subject_before(here, at);
            if (source.source_class != SourceClass::none) return source;
        }
        if (words_.telling.holds(word)) {
            const std::uint32_t reach = at > here.begin + kSourceReach ? at - kSourceReach : here.begin;
            if (auto document = document_at({reach, at})) return document;
        }
    }
    return std::nullopt;
}

std::optional<Source> FigureMarks::alone_before(const Clause& clause, TextRange previous) const {
    const std::uint32_t from = clause.around.first;
    std::uint32_t end = clause.match.first;
    const bool ends = clause.match.last >= clause.around.last ||
                      piece_words(clause, clause.match.last) == "." ||
                      piece_words(clause, clause.match.last) == ";";
    if (!ends || end < from + 3) return std::nullopt;
    const std::string_view own = piece_words(clause, end - 1);
    const bool of = own == "of" || own == "at";
    if (of) --end;
    std::uint32_t comma = end;
    while (comma > from && piece_words(clause, comma - 1) != ",") --comma;
    if (comma == from || comma == end) return std::nullopt;
    // The verb that both share stands right before the first number.
    std::uint32_t told = comma - 1;
    while (told > from && clause.pieces[told - 1].range.begin >= previous.begin) --told;
    if (told <= from || clause.pieces[told].range.begin < previous.begin) return std::nullopt;
    const std::string_view link = piece_words(clause, told - 1);
    if (of ? link != own : link == "of") return std::nullopt;
    // "The union put the marchers at 6,000, the police at 1,800"
    if (own == "at") {
        constexpr std::uint32_t kPutsAt = 6;
        const std::uint32_t at = told - 1;
        for (told = at;
             told > from && at - told < kPutsAt && !piece_words(clause, told - 1).starts_with("put");)
            --told;
        if (told == from || !piece_words(clause, told - 1).starts_with("put")) return std::nullopt;
    }
    if ((link == "of" || link == "that") && --told <= from) return std::nullopt;
    if (!clause.grammar.patterns.vocabulary().has(clause.pieces[told - 1], clause.grammar.classes.hold_cue))
        return std::nullopt;
    const TextRange alone{clause.pieces[comma].range.begin, clause.pieces[end - 1].range.end};
    for (const Named* name : named_in(alone)) {
        if (name->range.begin <= alone.begin + 4 && name->range.end == alone.end && !counts_itself(*name))
            return source_of(*name);
    }
    return std::nullopt;
}

std::optional<Source> FigureMarks::document_at(TextRange range) const {
    std::uint32_t word = range.begin;
    std::uint32_t begin = range.begin;
    while (word < range.end) {
        std::uint32_t end = word;
        while (end < range.end && text_[end] != ' ' && text_[end] != ',') ++end;
        const std::string_view here = text_.substr(word, end - word);
        if (words_.documents.holds(here)) {
            const bool lettered = here == "Annex" && end + 2 <= range.end && text_[end] == ' ';
            Source source;
            source.span = report_.text.source({begin, lettered ? end + 2 : end});
            source.source_class = SourceClass::document;
            return source;
        }
        const bool ends = end < range.end && text_[end] == ',';
        word = end + 1;
        if (ends || here == "." || here == ";") begin = word;
        while (begin < range.end && text_[begin] == ' ') ++begin;
    }
    return std::nullopt;
}

/// A background clause beside somebody's words is not theirs: ", where floods have killed 38 people, the
/// minister said"; "she said, but … a month after floods that killed 112".
bool FigureMarks::outside_speech(const Quoted& quoted, TextRange range, std::string_view status) const {
    if (quoted.quotation->kind != QuotationKind::indirect) return false;
    const std::string_view lead = text_.substr(quoted.range.begin, range.begin - quoted.range.begin);
    if (!status.empty() && (holds(lead, ", where ") || holds(lead, " in which "))) return true;
    if (!quoted.quotation->cue_span) return false;
    const TextRange cue = report_.text.range(*quoted.quotation->cue_span);
    return cue.end <= range.begin && holds(text_.substr(cue.end, range.begin - cue.end), ", but ");
}

/// A verb of counting or saying before the number, its subject before that.
std::optional<Source> FigureMarks::counted_by_verb(const Clause& clause, TextRange here,
                                                   std::string_view status) const {
    constexpr std::array<std::string_view, 5> kBefell = {"killed", "injured", "missing", "displaced", "ill"};
    const auto& vocabulary = clause.grammar.patterns.vocabulary();
    const std::uint32_t first = clause.match.first;
    for (std::uint32_t i = first; i-- > clause.around.first && first - i < kVerbReach;) {
        const Piece& piece = clause.pieces[i];
        const std::string_view word = piece_words(clause, i);
        if (word == ";" || word == ",") break;
        // "The Red Cross had 61 dead"; "The police have six"; "the guards saw 700"
        const bool has = among(word, text::kFormsOfHave) &&
                         (among(status, kBefell) || (stands_bare(clause) && i > clause.around.first));
        const bool saw = stands_bare(clause) && (word == "see" || word == "sees" || word == "saw" ||
                                                 word == "give" || word == "gives");
        if (i + 1 == first && (has || saw)) return subject_before(here, piece.range.begin);
        if (!vocabulary.has(piece, clause.grammar.classes.hold_cue)) continue;
        // "claimed the lives of 31 people"
        const bool took = word.starts_with("claim") && i + 2 < first && piece_words(clause, i + 2) == "lives";
        if (took) continue;
        const std::string_view before = i > clause.around.first ? piece_words(clause, i - 1) : "";
        // "Ría Limpia, a conservation group, reckons that"
        // "Prosecutors, who went through the books, say 22"
        if (before == "," && (word.ends_with('s') || relative_before(clause, i - 1)))
            return subject_before_aside(clause, here, i - 1);
        if (before == "," || among(before, text::kFormsOfBe)) return Source{};
        if (before == "They" || before == "they" || before == "It" || before == "it")
            return first_of_sentence_before(clause.sentence);
        return subject_before(here, piece.range.begin);
    }
    return std::nullopt;
}

/// Who stands before the comma that opens the aside which the comma at `close` ends.
Source FigureMarks::subject_before_aside(const Clause& clause, TextRange here, std::uint32_t close) const {
    constexpr std::uint32_t kLongestAside = 12;  // pieces
    for (std::uint32_t i = close; i-- > clause.around.first && close - i < kLongestAside;) {
        if (piece_words(clause, i) == ",") return subject_before(here, clause.pieces[i].range.begin);
    }
    return {};
}

/// "They": those whom the sentence before begins with.
Source FigureMarks::first_of_sentence_before(std::uint32_t sentence) const {
    if (sentence == 0) return {};
    const Sentence& before = tokens_.sentences[sentence - 1];
    if (before.block != tokens_.sentences[sentence].block) return {};
    for (const Named* name : named_in(before.range)) {
        const bool opens = name->range.begin <= before.range.begin + 4;
        if (opens && (name->form == MentionForm::role || name->type == EntityType::organisation))
            return source_of(*name);
    }
    return {};
}

/// "640 infections have been logged by the ministry".
Source FigureMarks::logged_by(const Clause& clause, TextRange here) const {
    const auto& vocabulary = clause.grammar.patterns.vocabulary();
    const std::uint32_t end = clause.pieces[clause.match.last - 1].range.end;
    for (std::uint32_t i = clause.match.last; i + 1 < clause.around.last; ++i) {
        const Piece& piece = clause.pieces[i];
        if (piece.range.begin > end + kLoggedReach || piece_words(clause, i) == ";") break;
        if (piece_words(clause, i + 1) != "by" || !vocabulary.has(piece, clause.grammar.classes.hold_cue))
            continue;
        for (const Named* name : named_in({clause.pieces[i + 1].range.end, here.end})) {
            if (name->range.begin <= clause.pieces[i + 1].range.end + 5) return source_of(*name);
        }
    }
    return {};
}

/// "according to X" anywhere in the sentence; "according to a bulletin seen by X" is the bulletin's; "as per
/// X, whose director Y has asked for four": Y's.
Source FigureMarks::according_to(TextRange here, TextRange range) const {
    const auto names = named_in(here);
    const std::string_view words = text_.substr(here.begin, here.size());
    for (const std::string_view cue : {std::string_view("ccording to "), std::string_view("by the count of "),
                                       std::string_view("as per ")}) {
        const auto at = words.find(cue);
        if (at == std::string_view::npos) continue;
        const std::uint32_t from = here.begin + static_cast<std::uint32_t>(at + cue.size());
        const std::uint32_t reach = std::min(here.end, from + kSourceReach);
        if (auto document = document_at({from, reach})) {
            const std::uint32_t end = report_.text.range(*document->span).end;
            const std::string_view behind = text_.substr(end, reach - end);
            if (!behind.starts_with(" from ") && !behind.starts_with(" by ") && !behind.starts_with(" of "))
                return *document;
        }
        for (const Named* name : names) {
            if (name->range.begin < from || name->range.begin - from >= kSourceReach) continue;
            const bool relative =
                name->range.end < range.begin && text_.substr(name->range.end, 8).starts_with(", whose ");
            if (!relative) return source_of(*name);
            for (const Named* other : names) {
                if (other->range.begin > name->range.end && other->range.end <= range.begin &&
                    other->type == EntityType::person)
                    return source_of(*other);
            }
            return source_of(*name);
        }
    }
    return {};
}

Source FigureMarks::toll_from(TextRange sentence) const {
    constexpr std::size_t kSubjectReach = 70;  // "The toll for Manica and Sofala provinces"
    const std::string_view words = text_.substr(sentence.begin, sentence.size());
    if (!words.starts_with("The ")) return {};
    const std::string_view subject = words.substr(0, kSubjectReach);
    if (!subject.starts_with("The toll ") && !subject.starts_with("The death toll ") &&
        !subject.starts_with("The official toll "))
        return {};
    for (const std::string_view cue :
         {std::string_view(" came from "), std::string_view(" comes from "),
          std::string_view(" was given by "), std::string_view(" is that of ")}) {
        const std::size_t at = words.find(cue);
        if (at > kSubjectReach) continue;
        const auto from = sentence.begin + static_cast<std::uint32_t>(at + cue.size());
        for (const Named* name : named_in({from, sentence.end})) {
            // "Ardenia's disaster institute": the institute's
            const std::string_view behind = text_.substr(name->range.end, 4);
            const bool owner = behind.starts_with("'s") || behind.starts_with("’s");
            if (name->range.begin < from + kSourceReach && !owner) return source_of(*name);
        }
    }
    return {};
}

Source FigureMarks::holder(const Clause& clause, std::uint32_t sentence, TextRange range,
                           std::string_view status) const {
    const TextRange here = around(sentence, range);
    if (const auto nearer = nearer_than_speech(clause, here)) return *nearer;
    const Quoted* quoted = quotation_around(range);
    if (quoted != nullptr && outside_speech(*quoted, range, status)) return {};
    if (quoted != nullptr && quoted->quotation->speaker.source_class != SourceClass::none) {
        const Source& speaker = quoted->quotation->speaker;
        // "Earlier estimates had put": what is told, nobody who tells it
        const bool told = speaker.source_class == SourceClass::document && speaker.entity < 0 &&
                          speaker.span &&
                          counts_itself({report_.text.range(*speaker.span), kNoEntity,
                                         EntityType::organisation, MentionForm::role, false});
        return told ? Source{} : speaker;
    }
    if (const auto counted = counted_by_verb(clause, here, status)) return *counted;
    const Source logged = logged_by(clause, here);
    if (logged.source_class != SourceClass::none) return logged;
    const Source told = according_to(here, range);
    return told.source_class != SourceClass::none ? told : said_behind(here, range);
}

/// "418 people fell ill, none of them fatally, the health ministry said.": who stands between the last comma
/// and the verb that ends the sentence.
Source FigureMarks::said_behind(TextRange here, TextRange range) const {
    constexpr std::array<std::string_view, 3> kSaid = {" said", " says", " reported"};
    std::string_view words = text_.substr(range.end, here.end - range.end);
    while (!words.empty() && (words.back() == '.' || words.back() == ' ')) words.remove_suffix(1);
    const auto said = std::find_if(kSaid.begin(), kSaid.end(),
                                   [&](std::string_view verb) { return words.ends_with(verb); });
    if (said == kSaid.end()) return {};
    const auto verb = range.end + static_cast<std::uint32_t>(words.size() - said->size());
    const auto comma = words.rfind(", ");
    if (comma == std::string_view::npos) return {};
    const std::uint32_t from = range.end + static_cast<std::uint32_t>(comma) + 2;
    for (const Named* name : named_in({from, verb})) {
        const bool whole = name->range.begin <= from + 4 && name->range.end == verb;
        if (whole && !counts_itself(*name)) return source_of(*name);
    }
    return {};
}

}  // namespace sitrep::annotate
