#include "brief/doubtful_names.hpp"

#include <algorithm>

#include "brief/items.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kMostReports = 60;
constexpr std::uint32_t kNear = 24;  // bytes before a name

bool is_place(EntityType type) {
    return type == EntityType::geopolitical || type == EntityType::location || type == EntityType::facility;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool stands_whole(std::string_view text, std::size_t at, std::size_t length) {
    return (at == 0 || !is_letter(text[at - 1])) &&
           (at + length >= text.size() || !is_letter(text[at + length]));
}

bool is_capital(char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC0; }

/// "Port Tarn", "Tarn River", "Tarn-Mulla": the word beside it is of the name too.
bool is_part_of_a_name(std::string_view text, std::size_t at, std::size_t length) {
    const std::size_t behind = at + length;
    if (behind < text.size() && text[behind] == '-') return true;
    if (behind + 1 < text.size() && text[behind] == ' ' && is_capital(text[behind + 1])) return true;
    if (at > 0 && (text[at - 1] == '-' || text[at - 1] == '.')) return true;
    if (at < 2 || text[at - 1] != ' ') return false;
    const std::size_t blank = text.find_last_of(" \n", at - 2);
    return is_capital(text[blank == std::string_view::npos ? 0 : blank + 1]);
}

/// The words before and behind a mention, on one line.
std::string_view before(const Report& report, TextRange range) {
    const std::uint32_t from = range.begin > kNear ? range.begin - kNear : 0;
    return report.text.text().substr(from, range.begin - from);
}

}  // namespace

DoubtfulNames::DoubtfulNames(const Reader& reader) : reader_(reader) {
    for (const Entity& entity : reader.dossier().entities) {
        const std::size_t blank = entity.name.rfind(' ');
        if (entity.type == EntityType::person && entity.named && blank != std::string::npos)
            surnames_.insert(text::folded(std::string_view(entity.name).substr(blank + 1)));
        if (!entity.named || entity.type == EntityType::person) continue;
        others_.insert(text::folded(entity.name));
        if (is_place(entity.type)) places_.insert(text::folded(entity.name));
        for (const std::string& alias : entity.aliases) others_.insert(text::folded(alias));
    }
    for (const Quotation& quote : reader.dossier().quotes) {
        if (quote.kind != QuotationKind::indirect && quote.speaker.entity >= 0)
            speaking_.insert(quote.speaker.entity);
    }
}

bool DoubtfulNames::written_small(const std::string& folded) const {
    if (reader_.size() > kMostReports) return false;
    for (ReportIndex report = 0; report < reader_.size(); ++report) {
        const std::string_view text = reader_.report(report).text.text();
        for (std::size_t at = text.find(folded); at != std::string_view::npos;
             at = text.find(folded, at + 1)) {
            if (stands_whole(text, at, folded.size())) return true;
        }
    }
    return false;
}

bool DoubtfulNames::doubtful(EntityRef reference) const {
    const Entity& entity = reader_.dossier().entities[static_cast<std::size_t>(reference)];
    const std::string shown = reader_.entity(reference);
    const std::string folded = text::folded(shown);
    if (shown.find(' ') == std::string::npos && folded != shown && written_small(folded)) return true;
    const auto& mentions = entity.mentions;
    if (entity.type == EntityType::person) return doubtful_person(reference, shown);
    if (entity.type == EntityType::organisation) return doubtful_body(entity, shown);
    if (!is_place(entity.type)) return false;
    if (surnames_.count(folded) > 0) return true;
    // "The Chadian city of Bol" is called Bol.
    if (folded.find(" city of ") != std::string::npos || folded.find(" town of ") != std::string::npos)
        return true;
    if (std::any_of(mentions.begin(), mentions.end(), [&](const Mention& one) { return is_a_beast(one); }))
        return true;
    if (entity.type != EntityType::facility && !entity.place && acts_as_somebody(entity) &&
        !stands_as_place(entity, false))
        return true;
    if (entity.type == EntityType::facility && !has_a_plain_word(folded) && !is_a_whereabouts(entity))
        return true;
    return std::any_of(mentions.begin(), mentions.end(),
                       [&](const Mention& mention) { return is_a_vessel(mention); });
}

bool DoubtfulNames::doubtful_person(EntityRef reference, const std::string& shown) const {
    const Entity& entity = reader_.dossier().entities[static_cast<std::size_t>(reference)];
    const auto& mentions = entity.mentions;
    const auto any = [&](bool (DoubtfulNames::*holds)(const Mention&) const) {
        return std::any_of(mentions.begin(), mentions.end(),
                           [&](const Mention& mention) { return (this->*holds)(mention); });
    };
    if (any(&DoubtfulNames::is_a_beast)) return true;
    const std::size_t blank = shown.rfind(' ');
    const std::string_view last = std::string_view(shown).substr(blank == std::string::npos ? 0 : blank + 1);
    const bool small = !last.empty() && std::all_of(last.begin(), last.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '-';
    });
    // "Tarn council", "“Smith” Tarro" with half of its marks: no name of anybody.
    if (small || shown.find('"') != std::string::npos || shown.find("“") != std::string::npos ||
        shown.find("”") != std::string::npos)
        return true;
    if (blank == std::string::npos && surnames_.count(text::folded(shown)) > 0) return true;
    if (!entity.roles.empty() || speaking_.count(reference) > 0) return false;
    if (any(&DoubtfulNames::is_introduced)) return false;
    return blank == std::string::npos || others_.count(text::folded(shown)) > 0 ||
           stands_as_place(entity, true);
}

bool DoubtfulNames::doubtful_body(const Entity& entity, const std::string& shown) const {
    constexpr std::string_view kAnd = " and ";
    // "Tarn and Mulla" are two places.
    if (const std::size_t at = shown.find(kAnd); at != std::string::npos) {
        const std::string folded = text::folded(shown);
        if (places_.count(folded.substr(0, at)) > 0 && places_.count(folded.substr(at + kAnd.size())) > 0)
            return true;
    }
    const auto& mentions = entity.mentions;
    // "The Heron, a ferry": not a line whose ships bear its name.
    if (std::any_of(mentions.begin(), mentions.end(), [&](const Mention& one) {
            return is_a_vessel(one) && reader_.words({one.report, one.span}) == shown;
        }))
        return true;
    // "Gulls have settled on it": any of a kind.
    const bool plural = shown.size() > 1 && shown.ends_with("s") && shown.find(' ') == std::string::npos &&
                        shown[shown.size() - 2] >= 'a' && shown[shown.size() - 2] <= 'z';
    return plural && std::all_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
               if (mention.report >= reader_.size()) return false;
               const Report& report = reader_.report(mention.report);
               const std::string_view behind =
                   report.text.text().substr(report.text.range(mention.span).end, kNear);
               const Place sentence = reader_.sentence({mention.report, mention.span});
               return sentence.span.begin == mention.span.begin &&
                      (behind.starts_with(" have ") || behind.starts_with(" are ") ||
                       behind.starts_with(" were "));
           });
}

bool DoubtfulNames::is_a_beast(const Mention& mention) const {
    if (mention.report >= reader_.size() || mention.form != MentionForm::name) return false;
    const Report& report = reader_.report(mention.report);
    const std::string_view raw = before(report, report.text.range(mention.span));
    if (raw.empty() || raw.back() != ' ') return false;
    std::string near = padded_words(raw);
    for (const std::string_view naming : {" named ", " called ", " known as "})
        if (near.ends_with(naming)) near.resize(near.size() - naming.size() + 1);
    const std::size_t blank = near.size() < 2 ? std::string::npos : near.rfind(' ', near.size() - 2);
    if (blank == std::string::npos) return false;
    return reader_.sets().beasts.holds(std::string_view(near).substr(blank + 1, near.size() - blank - 2));
}

bool DoubtfulNames::is_introduced(const Mention& mention) const {
    if (mention.report >= reader_.size() || mention.form != MentionForm::name) return false;
    const Report& report = reader_.report(mention.report);
    const std::string near = padded_words(before(report, report.text.range(mention.span)));
    for (const std::string_view naming : {" named ", " called ", " himself ", " herself ", " name ",
                                          " known as ", " mr ", " ms ", " mrs ", " dr "})
        if (near.ends_with(naming)) return true;
    return false;
}

bool DoubtfulNames::acts_as_somebody(const Entity& entity) const {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
        if (mention.report >= reader_.size() || mention.form != MentionForm::name) return false;
        const Report& report = reader_.report(mention.report);
        std::string_view behind = report.text.text().substr(report.text.range(mention.span).end, kNear);
        if (!behind.starts_with(' ')) return false;
        behind.remove_prefix(1);
        return reader_.sets().utterances.begins(behind) || reader_.sets().answers.begins(behind) ||
               behind.starts_with("accus");
    });
}

bool DoubtfulNames::stands_as_place(const Entity& entity, bool always) const {
    bool any = false;
    for (const Mention& mention : entity.mentions) {
        if (mention.report >= reader_.size() || mention.form != MentionForm::name) continue;
        const Place place{mention.report, mention.span};
        if (is_furniture(reader_.block_kind(place))) continue;
        const Report& report = reader_.report(mention.report);
        const std::string near = padded_words(before(report, report.text.range(mention.span)));
        bool local = reader_.block_kind(place) == BlockKind::dateline;
        for (const std::string_view joint : {" in ", " at ", " near ", " outside ", " above ", " below "})
            local = local || near.ends_with(joint);
        // "Mail from Tarro", "according to Tarro" tell of people too.
        for (const std::string_view joint :
             {" from ", " to ", " on ", " around ", " into ", " off ", " past ", " across ", " through ",
              " towards ", " toward ", " via ", " in the ", " at the ", " near the ", " on the "})
            local = local || (!always && near.ends_with(joint));
        if (always && !local) return false;
        any = any || local;
    }
    return any;
}

bool DoubtfulNames::is_a_vessel(const Mention& mention) const {
    if (mention.report >= reader_.size() || mention.form != MentionForm::name) return false;
    const Report& report = reader_.report(mention.report);
    const TextRange range = report.text.range(mention.span);
    const std::string_view raw = before(report, range);
    // "They go home by ferry. Lima sends more": the name stands in another sentence.
    const bool joined = raw.size() > 1 && raw.back() == ' ' && is_letter(raw[raw.size() - 2]);
    const std::string near = padded_words(raw);
    const std::string behind = padded_words(report.text.text().substr(range.end, kNear));
    const std::size_t last = near.rfind(' ', near.size() - 2);
    const std::string word = last == std::string::npos ? near : near.substr(last);
    // "The ferry Heron", "the ship, the Heron"; "the Heron, a relief ship"
    const bool apposed = near.ends_with(" the ") &&
                         report.text.text().substr(range.end).starts_with(", a ") &&
                         reader_.sets().vessels.stands_in(behind);
    return (joined && reader_.sets().vessels.stands_in(word)) || apposed;
}

bool DoubtfulNames::has_a_plain_word(const std::string& folded) const {
    constexpr std::size_t kShortest = 3;  // letters: "dam", "camp"; numerals and "of" say nothing
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t blank = std::min(folded.find(' ', at), folded.size());
        const std::string word = folded.substr(at, blank - at);
        if (word.size() >= kShortest && (written_small(word) || written_small(word + "s"))) return true;
        at = blank + 1;
    }
    return false;
}

bool DoubtfulNames::is_a_whereabouts(const Entity& entity) const {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
        if (mention.report >= reader_.size() || mention.form != MentionForm::name) return false;
        const Report& report = reader_.report(mention.report);
        const std::string near = padded_words(before(report, report.text.range(mention.span)));
        return near.ends_with(" in ") || near.ends_with(" near ") || near.ends_with(" outside ");
    });
}

bool DoubtfulNames::part_of_other_words(const Mention& mention) const {
    const Report& report = reader_.report(mention.report);
    const TextRange range = report.text.range(mention.span);
    const std::string_view behind = report.text.text().substr(range.end, kNear);
    if (behind.starts_with(" dollar") || behind.starts_with(" dinar") || behind.starts_with(" pound"))
        return true;
    // "Nurses for Peace"
    const std::string_view near = before(report, range);
    if (!near.ends_with("s for ")) return false;
    const std::string_view head = near.substr(0, near.size() - std::string_view(" for ").size());
    const std::size_t blank = head.find_last_of(" \n");
    const std::string_view word = blank == std::string_view::npos ? head : head.substr(blank + 1);
    return !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
}

std::vector<Place> DoubtfulNames::also_named(const Entity& entity, const std::vector<Place>& known) const {
    constexpr std::size_t kShortest = 4;  // letters of a name of one word
    std::vector<Place> found;
    const bool one_word = entity.name.find(' ') == std::string::npos;
    if (reader_.size() > kMostReports || (one_word && entity.name.size() < kShortest)) return found;
    for (ReportIndex report = 0; report < reader_.size(); ++report) {
        if (std::any_of(known.begin(), known.end(),
                        [&](const Place& place) { return place.report == report; }))
            continue;
        const CleanText& clean = reader_.report(report).text;
        const std::string_view text = clean.text();
        for (std::size_t at = text.find(entity.name); at != std::string_view::npos;
             at = text.find(entity.name, at + 1)) {
            const auto begin = static_cast<std::uint32_t>(at);
            const Place place{report,
                              clean.source({begin, begin + static_cast<std::uint32_t>(entity.name.size())})};
            if (!stands_whole(text, at, entity.name.size()) || is_furniture(reader_.block_kind(place)))
                continue;
            if (one_word && is_part_of_a_name(text, at, entity.name.size())) continue;
            found.push_back(place);
            break;
        }
    }
    return found;
}

}  // namespace sitrep::brief
