#include <algorithm>
#include <tuple>

#include "annotate/figures_context.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::uint32_t kSubjectReach = 60;  // bytes between a subject and its verb
constexpr std::size_t kItWas = 16;           // bytes of " it was ", " it spoke of "
constexpr std::uint32_t kReach = 700;  // bytes of a sentence that are looked at on either side of a figure

bool is_word_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// "130,000 litres; on Monday it was 90,000", "270,000, fewer than the 310,000 estimated in August": what
/// stands between a figure and a time behind it ends the figure's clause.
bool in_other_clause(std::string_view between, bool time_first) {
    if (time_first) return false;
    if (between.find(';') != std::string_view::npos) return true;
    const auto than = between.find(" than the ");
    return than != std::string_view::npos && between.find(", ") < than &&
           between.find_first_of("0123456789", than) != std::string_view::npos;
}

/// "Relief Now, which was let in on April 19, puts the dead at 31": a time that ends an aside about somebody.
bool in_aside(std::string_view lead, std::string_view behind) {
    if (behind != ",") return false;
    std::size_t opens = std::string_view::npos;
    for (const std::string_view cue : {", which ", ", who ", ", whose ", ", where "}) {
        const std::size_t at = lead.rfind(cue);
        if (at != std::string_view::npos && (opens == std::string_view::npos || at > opens)) opens = at;
    }
    return opens != std::string_view::npos && lead.find(", ", opens + 2) == std::string_view::npos;
}

}  // namespace

FigureMarks::FigureMarks(const Report& report, const TokenizedText& tokens, const Annotations& marks,
                         const FigureWords& words)
    : report_(report), tokens_(tokens), words_(words), text_(report.text.text()) {
    for (std::size_t i = 0; i < marks.entities.size(); ++i) {
        const Entity& entity = marks.entities[i];
        for (const Mention& mention : entity.mentions) {
            names_.push_back({report.text.range(mention.span), static_cast<EntityRef>(i), entity.type,
                              mention.form, entity.named});
        }
    }
    std::sort(names_.begin(), names_.end(), [](const Named& a, const Named& b) {
        return std::tie(a.range.begin, a.range.end, a.entity) <
               std::tie(b.range.begin, b.range.end, b.entity);
    });
    for (const TimeExpression& time : marks.times) times_.push_back({report.text.range(time.span), &time});
    for (const Quotation& quotation : marks.quotes)
        quotes_.push_back({report.text.range(quotation.span), &quotation});
    std::stable_sort(quotes_.begin(), quotes_.end(),
                     [](const Quoted& a, const Quoted& b) { return a.range.begin < b.range.begin; });
}

bool FigureMarks::in_time(TextRange range) const {
    const auto first = std::partition_point(times_.begin(), times_.end(),
                                            [&](const Timed& t) { return t.range.end <= range.begin; });
    for (auto it = first; it != times_.end() && it->range.begin < range.end; ++it) {
        if (it->range.overlaps(range)) return true;
    }
    return false;
}

TextRange FigureMarks::around(std::uint32_t sentence, TextRange range) const {
    const TextRange here = tokens_.sentences[sentence].range;
    return {std::max(here.begin, range.begin > kReach ? range.begin - kReach : 0),
            std::min(here.end, range.end + kReach)};
}

std::vector<const FigureMarks::Named*> FigureMarks::named_in(TextRange range) const {
    std::vector<const Named*> found;
    auto first = std::partition_point(names_.begin(), names_.end(),
                                      [&](const Named& n) { return n.range.begin < range.begin; });
    for (; first != names_.end() && first->range.begin < range.end; ++first) {
        if (first->range.end <= range.end) found.push_back(&*first);
    }
    return found;
}

Source FigureMarks::source_of(const Named& named) const {
    Source source;
    source.entity = named.entity;
    source.span = report_.text.source(named.range);
    switch (named.type) {
        case EntityType::person:
            source.source_class = named.named ? SourceClass::named : SourceClass::anonymous;
            break;
        default:
            source.source_class = SourceClass::institution;
            break;
    }
    return source;
}

const FigureMarks::Quoted* FigureMarks::quotation_around(TextRange range) const {
    const Quoted* best = nullptr;
    const auto after = std::partition_point(quotes_.begin(), quotes_.end(),
                                            [&](const Quoted& q) { return q.range.begin <= range.begin; });
    for (auto quoted = after; quoted != quotes_.begin() && after - quoted < 32;) {
        --quoted;
        if (!quoted->range.contains(range)) continue;
        if (best == nullptr || quoted->range.size() < best->range.size()) best = &*quoted;
    }
    return best;
}

Source FigureMarks::subject_before(TextRange here, std::uint32_t verb) const {
    const auto names = named_in({here.begin, verb});
    const Named* of_body = nullptr;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (verb - (*name)->range.end > kSubjectReach) break;
        const std::string_view between = text_.substr((*name)->range.end, verb - (*name)->range.end);
        if (between.find_first_of(".;\"") != std::string_view::npos) continue;
        const std::string_view lead = word_before(here.begin, (*name)->range.begin);
        if (is_word_of(lead, {"of", "for"}) && (*name)->type == EntityType::organisation) {
            if (of_body == nullptr) of_body = *name;
            continue;
        }
        if (is_word_of(lead, {"in", "at", "near", "from", "by", "with", "to", "on", "of", "for", "across"}))
            continue;
        if (counts_itself(**name)) return {};
        return source_of(**name);
    }
    return of_body == nullptr ? Source{} : source_of(*of_body);
}

/// "earlier estimates", "the figures": what is told, not who tells it; "official figures" tell whose they
/// are.
bool FigureMarks::counts_itself(const Named& named) const {
    std::string_view words = text_.substr(named.range.begin, named.range.size());
    for (const std::string_view article : {"the ", "The "}) {
        if (words.starts_with(article)) words.remove_prefix(article.size());
    }
    if (words_.whose.holds(words.substr(0, words.find(' ')))) return false;
    const auto blank = words.find_last_of(' ');
    return words_.tallies.holds(blank == std::string_view::npos ? words : words.substr(blank + 1));
}

std::string_view FigureMarks::word_before(std::uint32_t from, std::uint32_t at) const {
    std::string_view lead = text_.substr(from, at - from);
    const auto trim = [&] {
        while (!lead.empty() && lead.back() == ' ') lead.remove_suffix(1);
    };
    trim();
    for (const std::string_view article : {" the", " The", " a", " an", " its", " their"}) {
        if (!lead.ends_with(article)) continue;
        lead.remove_suffix(article.size());
        trim();
        break;
    }
    const auto blank = lead.find_last_of(" (");
    return blank == std::string_view::npos ? lead : lead.substr(blank + 1);
}

/// "When water from galleries abandoned in 1986 broke in": a participle behind its noun, and its own time.
static bool describes_noun(std::string_view lead, std::string_view preposition) {
    if (preposition != "in") return false;
    const auto last_word = [](std::string_view& words) {
        while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
        const auto blank = words.find_last_of(' ');
        const std::string_view word = blank == std::string_view::npos ? words : words.substr(blank + 1);
        words.remove_suffix(word.size());
        return word;
    };
    last_word(lead);
    const std::string_view participle = last_word(lead), noun = last_word(lead);
    // A noun in -s; "were killed in", "has reported in" are verbs of their clause.
    return participle.ends_with("ed") && participle.size() > 4 && noun.size() > 4 && noun.ends_with('s') &&
           noun.front() >= 'a' && noun.front() <= 'z' && !lead.empty() && last_word(lead) == "from";
}

const FigureMarks::Timed* FigureMarks::nearest_time(TextRange here, TextRange range) const {
    const Timed* best = nullptr;
    std::uint32_t best_distance = UINT32_MAX;
    auto first = std::partition_point(times_.begin(), times_.end(),
                                      [&](const Timed& t) { return t.range.end <= here.begin; });
    for (; first != times_.end() && first->range.begin < here.end; ++first) {
        const TimeExpression& time = *first->time;
        if (time.type != TimeType::date && time.type != TimeType::time) continue;
        // "held 11,000 litres in June and holds 2,400 now"
        const bool now = time.value && *time.value == "PRESENT_REF";
        if (!now && time.value && time.value->ends_with("_REF")) continue;
        std::string_view lead = text_.substr(here.begin, first->range.begin - here.begin);
        while (!lead.empty() && lead.back() == ' ') lead.remove_suffix(1);
        const auto blank = lead.find_last_of(' ');
        const std::string_view word = blank == std::string_view::npos ? lead : lead.substr(blank + 1);
        const bool by_then = word == "by" && lead.find(" had ") != std::string_view::npos;
        if (!by_then &&
            is_word_of(word, {"since", "Since", "depuis", "by", "until", "before", "from", "after"}))
            continue;
        if (in_aside(lead, text_.substr(first->range.end, 1))) continue;
        if (describes_noun(lead, word)) continue;
        // "27 injured, six more than on Wednesday": the day of the fewer
        if (lead.ends_with(" than") || lead.ends_with(" than on") || lead.ends_with(" than last")) continue;
        // a time in a clause of its own ("who began on Monday") dates that clause
        const bool behind = first->range.end <= range.begin;
        const std::string_view between =
            behind ? text_.substr(first->range.end, range.begin - first->range.end)
                   : text_.substr(range.end, first->range.begin - std::min(first->range.begin, range.end));
        if (between.find(" that ") != std::string_view::npos ||
            between.find(", which ") != std::string_view::npos ||
            between.find(", who ") != std::string_view::npos ||
            (between.find(" it ") != std::string_view::npos && !(behind && between.size() <= kItWas)) ||
            in_other_clause(between, behind)) {
            continue;
        }
        const auto distance = static_cast<std::uint32_t>(between.size());
        if (distance < best_distance) {
            best = &*first;
            best_distance = distance;
        }
    }
    return best != nullptr && best->time->value && best->time->value->ends_with("_REF") ? nullptr : best;
}

void FigureMarks::as_of(std::uint32_t sentence, TextRange range, Figure& figure) const {
    const Timed* best = nearest_time(around(sentence, range), range);
    // what happened ("killed") happened on the day told just before
    for (std::uint32_t back = 1; best == nullptr && !figure.status.empty() && back <= 2 && back <= sentence;
         ++back) {
        const Sentence& earlier = tokens_.sentences[sentence - back];
        if (earlier.block != tokens_.sentences[sentence].block) break;
        best = nearest_time(
            {std::max(earlier.range.begin, earlier.range.end > kReach ? earlier.range.end - kReach : 0),
             earlier.range.end},
            range);
    }
    if (best == nullptr) return;
    if (best->time->unsolved.empty()) {
        figure.as_of = best->time->bounds;
    } else {
        figure.as_of_unsolved = best->time->unsolved;
    }
}

}  // namespace sitrep::annotate
