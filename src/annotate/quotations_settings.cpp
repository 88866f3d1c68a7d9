#include "annotate/quotations_settings.hpp"

#include <algorithm>
#include <array>

#include "annotate/quotations_blocks.hpp"
#include "annotate/quotations_segments.hpp"
#include "text/word_lists.hpp"

namespace sitrep::annotate {
namespace {

using text::among;

/// Times too vague to tell when.
bool is_vague(std::string_view w) {
    return w == "now" || w == "then" || w == "once" || w == "currently" || w == "still";
}

bool leads_to_place(std::string_view w) {
    return w == "in" || w == "at" || w == "from" || w == "near" || w == "outside" || w == "inside";
}
bool leads_to_time(std::string_view w) {
    return w == "on" || w == "in" || w == "at" || w == "late" || w == "early" || w == "during";
}

bool may_follow_setting(std::string_view w) {
    static constexpr std::array<std::string_view, 20> kWords = {
        ",",   ".",     ":",      ";",         "that", "after", "as", "when", "where", "and",
        "but", "while", "before", "following", "—",    "–",     "\"", "“",    "to",    "!"};
    return among(w, kWords);
}

}  // namespace

/// One way along the circumstances of an attribution.
class SettingReader::Walk {
  public:
    Walk(const SettingReader& owner, std::uint32_t begin, std::uint32_t end)
        : owner_(owner), reading_(owner.reading_), at_(begin), end_(end) {}

    /// Goes on over circumstances; stops at the first word that is none. `at_` is then behind the last.
    void run() {
        while (at_ < end_ && reading_.segment_of[at_] < 0) {
            if (!step_time() && !step_place() && !step_occasion() && !step_hearers()) break;
            moved_ = true;
        }
    }
    [[nodiscard]] std::uint32_t at() const { return at_; }
    [[nodiscard]] bool moved() const { return moved_; }
    [[nodiscard]] const Setting& setting() const { return setting_; }
    /// As it was before the last step, which turned out to be no circumstance.
    [[nodiscard]] const Setting& without_last() const { return last_; }

  private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return reading_.word(i); }

    bool step_time() {
        const std::uint32_t from = leads_to_time(word(at_)) && at_ + 1 < end_ ? at_ + 1 : at_;
        const TimeAt* time = owner_.time_at(at_);
        if (time == nullptr && from > at_) time = owner_.time_at(from);
        if (time == nullptr || time->tokens.last > end_) return false;
        if (time->tokens.size() == 1 && is_vague(word(time->tokens.first))) return false;
        last_ = setting_;
        if (setting_.when < 0) setting_.when = time->index;
        at_ = time->tokens.last;
        return true;
    }

    bool step_place() {
        if (!leads_to_place(word(at_)) || at_ + 1 >= end_) return false;
        const PlaceAt* place = owner_.place_at(at_ + 1);
        if (place == nullptr && word(at_ + 1) == "the") place = owner_.place_at(at_ + 2);
        if (place == nullptr || place->tokens.last > end_) return false;
        // "the Vienna talks": no place for itself.
        const std::uint32_t next = place->tokens.last;
        if (next < end_ &&
            (reading_.classes[next] == WordClass::noun || reading_.classes[next] == WordClass::plural_noun ||
             reading_.classes[next] == WordClass::possessive))
            return false;
        last_ = setting_;
        take({at_ + 1, next}, place->entity);
        at_ = next;
        // "in Vienna, Austria"
        if (at_ + 1 < end_ && word(at_) == ",") {
            const PlaceAt* region = owner_.place_at(at_ + 1);
            const bool closed =
                region != nullptr && (region->tokens.last >= end_ || word(region->tokens.last) == ",");
            if (closed) at_ = region->tokens.last;
        }
        return true;
    }

    bool step_occasion() {
        const std::string_view w = word(at_);
        const bool venue = w == "at" || w == "outside" || w == "inside" || w == "near";
        const bool means = w == "in" || w == "by" || w == "via" || w == "during" || w == "after" || w == "on";
        if ((!venue && !means) || at_ + 1 >= end_) return false;
        TokenRange phrase = noun_phrase_after(reading_, at_ + 1, end_);
        const WordClass opener = phrase.empty() ? WordClass::punctuation : reading_.classes[phrase.first];
        if (phrase.empty() || opener == WordClass::number || opener == WordClass::punctuation ||
            opener == WordClass::pronoun || reading_.words.no_venues.holds(word(phrase.last - 1)))
            return false;
        TokenRange head{phrase.first, phrase.first + 1};
        while (head.last < phrase.last && !head_ends(head.last)) ++head.last;
        const bool occasion = reading_.words.occasions.holds(word(head.last - 1));
        if (!venue && !occasion && (w == "after" || w == "on" || w == "during")) return false;
        last_ = setting_;
        EntityRef place = kNoEntity;
        TokenRange where;
        if (occasion || venue) {
            for (std::uint32_t i = head.last; i + 1 < end_ && i <= phrase.last; ++i) {
                const PlaceAt* there =
                    leads_to_place(word(i)) || word(i) == "to" ? owner_.place_at(i + 1) : nullptr;
                if (there == nullptr || there->tokens.last > end_) continue;
                place = there->entity;
                phrase.last = std::max(phrase.last, there->tokens.last);
                where = there->tokens;
                break;
            }
        }
        if (venue || (occasion && word(head.last - 1) != "interview" && w != "after")) where = phrase;
        if (!where.empty()) take(where, place);
        at_ = phrase.last;
        return true;
    }

    /// "wrote to the people of the town on Tuesday"
    bool step_hearers() {
        if (moved_ || at_ + 1 >= end_ || word(at_) != "to") return false;
        const TokenRange phrase = noun_phrase_after(reading_, at_ + 1, end_);
        if (phrase.empty() || owner_.time_at(phrase.first) != nullptr) return false;
        last_ = setting_;
        at_ = phrase.last;
        return true;
    }

    [[nodiscard]] bool head_ends(std::uint32_t i) const {
        return reading_.classes[i] == WordClass::preposition || word(i) == "to" || word(i) == "of";
    }

    void take(TokenRange where, EntityRef place) {
        if (setting_.where.empty()) setting_.where = where;
        if (setting_.place == kNoEntity) setting_.place = place;
        // "at the airport in Vienna": one phrase.
        if (setting_.where.last + 1 == where.first) setting_.where.last = where.last;
    }

    const SettingReader& owner_;
    const Reading& reading_;
    std::uint32_t at_;
    std::uint32_t end_;
    Setting setting_;
    Setting last_;  ///< as it was before the last step
    bool moved_ = false;
};

SettingReader::SettingReader(const Reading& reading, const Annotations& marks) : reading_(reading) {
    for (std::size_t t = 0; t < marks.times.size(); ++t) {
        const TimeExpression& time = marks.times[t];
        if (time.type != TimeType::date && time.type != TimeType::time) continue;
        const TokenRange tokens = reading.tokens_in(time.span);
        if (!tokens.empty()) times_.push_back({tokens, static_cast<std::int32_t>(t)});
    }
    for (std::size_t e = 0; e < marks.entities.size(); ++e) {
        const EntityType type = marks.entities[e].type;
        if (type != EntityType::geopolitical && type != EntityType::location && type != EntityType::facility)
            continue;
        for (const Mention& mention : marks.entities[e].mentions) {
            const TokenRange tokens = reading.tokens_in(mention.span);
            if (!tokens.empty() && mention.form == MentionForm::name)
                places_.push_back({tokens, static_cast<EntityRef>(e)});
        }
    }
    std::stable_sort(times_.begin(), times_.end(),
                     [](const TimeAt& a, const TimeAt& b) { return a.tokens.first < b.tokens.first; });
    std::stable_sort(places_.begin(), places_.end(),
                     [](const PlaceAt& a, const PlaceAt& b) { return a.tokens.first < b.tokens.first; });
}

const SettingReader::TimeAt* SettingReader::time_at(std::uint32_t token) const {
    const auto found =
        std::lower_bound(times_.begin(), times_.end(), token,
                         [](const TimeAt& t, std::uint32_t at) { return t.tokens.first < at; });
    return found != times_.end() && found->tokens.first == token ? &*found : nullptr;
}

const SettingReader::PlaceAt* SettingReader::place_at(std::uint32_t token) const {
    const auto found =
        std::lower_bound(places_.begin(), places_.end(), token,
                         [](const PlaceAt& p, std::uint32_t at) { return p.tokens.first < at; });
    return found != places_.end() && found->tokens.first == token ? &*found : nullptr;
}

TokenRange SettingReader::addressee_of(const Attribution& a) const {
    TokenRange addressee = a.addressee;
    for (std::uint32_t i = addressee.first + 1; i < addressee.last; ++i) {
        const std::string_view w = reading_.word(i);
        // "the Red Cross in Geneva" is one body; "reporters in Geneva" are told there.
        const std::string_view head = reading_.word(i - 1);
        const bool common = reading_.classes[i - 1] == WordClass::plural_noun ||
                            reading_.words.occasions.holds(head) || head == "crowd" || head == "audience";
        if (common && leads_to_place(w) && w != "from") {
            addressee.last = i;
            break;
        }
    }
    return addressee;
}

/// Behind source, cue and addressee.
Setting SettingReader::behind(const Attribution& a) const {
    const Sentence& sentence = reading_.sentence(a.cue.first);
    const TokenRange addressee = addressee_of(a);
    std::uint32_t begin = std::max(tail_of(a), addressee.last);
    // «said Rossi in Geneva»
    if (a.form == AttributionForm::subject_after && a.source.first >= a.cue.last) {
        for (std::uint32_t i = a.source.first + 1; i < a.source.last; ++i) {
            if (!leads_to_place(reading_.word(i)) || reading_.classes[i - 1] != WordClass::name) continue;
            begin = i;
            break;
        }
    }
    Walk walk(*this, begin, sentence.last);
    walk.run();
    if (!walk.moved()) return {};
    Setting found = walk.setting();
    const std::uint32_t at = walk.at();
    const bool closed =
        at >= sentence.last || reading_.segment_of[at] >= 0 || may_follow_setting(reading_.word(at));
    if (closed) return found;
    // "said on Monday Vienna was ready": the last phrase is what is spoken of.
    if (is_finite(reading_.classes[at])) return walk.without_last();
    // What was said follows without "that": only a phrase that cannot be part of it counts.
    const WordClass c = reading_.classes[at];
    const bool opens = c == WordClass::determiner || c == WordClass::pronoun ||
                       c == WordClass::possessive_pronoun || c == WordClass::name;
    if (!opens) return {};
    if (reading_.word(begin) == "in") return {};
    return found;
}

/// "Brown on Tuesday said", "the ministry last week told": nothing else between source and cue.
Setting SettingReader::between(const Attribution& a) const {
    Setting found;
    if (a.source.empty() || a.source.last >= a.cue.first) return found;
    // "The engineers, at a rally in Tarnov on Sunday, said"
    if (reading_.word(a.source.last) == "," && reading_.word(a.cue.first - 1) == ",") {
        Walk walk(*this, a.source.last + 1, a.cue.first - 1);
        walk.run();
        return walk.at() + 1 == a.cue.first ? walk.setting() : found;
    }
    std::uint32_t i = a.source.last;
    if (leads_to_time(reading_.word(i))) ++i;
    const TimeAt* time = time_at(i);
    if (time == nullptr && i > a.source.last) time = time_at(a.source.last);
    if (time == nullptr || is_vague(reading_.word(time->tokens.first))) return found;
    for (std::uint32_t k = time->tokens.last; k < a.cue.first; ++k) {
        if (!is_verb(reading_.classes[k]) && reading_.classes[k] != WordClass::adverb) return found;
    }
    found.when = time->index;
    return found;
}

/// "Speaking in Vienna on Tuesday, Brown said", "On Tuesday Brown said".
Setting SettingReader::ahead(const Attribution& a) const {
    const Sentence& sentence = reading_.sentence(a.cue.first);
    const std::uint32_t head = head_of(a);
    std::uint32_t i = sentence.first;
    for (std::uint32_t k = head; k > sentence.first; --k) {
        if (reading_.segment_of[k - 1] >= 0) return {};
    }
    while (i < head && (reading_.classes[i] == WordClass::conjunction || reading_.word(i) == "then")) ++i;
    const bool speaking = i < head && reading_.words.speaking.holds(reading_.word(i));
    if (speaking) {
        ++i;
        if (i < head && (reading_.word(i) == "to" || reading_.word(i) == "with")) ++i;
        const TokenRange hearers = noun_phrase_after(reading_, i, head);
        // "addressing parliament", "speaking to reporters in Vienna"
        std::uint32_t end = hearers.empty() ? i : hearers.last;
        for (std::uint32_t k = i + 1; k < end; ++k) {
            if (leads_to_place(reading_.word(k)) && reading_.word(k) != "from") end = k;
        }
        i = end;
    }
    const bool venue = i < head && reading_.word(i) == "at";
    Walk walk(*this, i, head);
    walk.run();
    if (!walk.moved()) return {};
    const std::uint32_t at = walk.at();
    if (at != head && (at + 1 != head || reading_.word(at) != ",")) return {};
    Setting found = walk.setting();
    // "In Sudan, the agency says": where it is so, not where it was said.
    if (!speaking && !venue) {
        found.where = {};
        found.place = kNoEntity;
    }
    return found;
}

Setting SettingReader::read(const Attribution& a) const {
    // A verb that is no known cue, a colon, a dash: what stands behind it may tell of anything.
    if (a.form == AttributionForm::agentless || a.passive || reading_.cue_of[a.cue.first] < 0) return {};
    // "as we saw in 2009": nobody says anything then.
    if (a.source.size() == 1 && is_own_voice(reading_.word(a.source.first))) return {};
    Setting found = behind(a);
    if (a.form == AttributionForm::phrase) {
        found.where = {};
        found.place = kNoEntity;
        return found;
    }
    const auto add = [&found](const Setting& more) {
        if (found.when < 0) found.when = more.when;
        if (!found.where.empty()) return;
        found.where = more.where;
        found.place = more.place;
    };
    add(between(a));
    const bool said_ahead = !a.content.empty() && a.content.front().first < head_of(a);
    if (!said_ahead && a.form != AttributionForm::subject_after) add(ahead(a));
    return found;
}

}  // namespace sitrep::annotate
