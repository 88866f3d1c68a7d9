#include "brief/said.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "brief/items.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

constexpr std::uint32_t kShortestIndirect = 12;

/// Digits of a text, run by run.
std::set<std::string> numbers_in(std::string_view words) {
    std::set<std::string> numbers;
    std::string run;
    for (const char c : std::string(words) + " ") {
        const bool digit = c >= '0' && c <= '9';
        if (digit) run += c;
        if (!digit && c != ',' && !run.empty()) {
            numbers.insert(run);
            run.clear();
        }
    }
    return numbers;
}

/// Whether two wordings may be shown as one utterance: they share content words, and neither gives a number
/// of its own against a number of the other's.
bool may_be_one(std::string_view a, std::string_view b) {
    const auto words_a = content_words(a);
    const auto words_b = content_words(b);
    const auto missing = [](const std::set<std::string>& from, const std::set<std::string>& in) {
        return std::count_if(from.begin(), from.end(),
                             [&](const std::string& one) { return in.count(one) == 0; });
    };
    const std::size_t common = words_a.size() - static_cast<std::size_t>(missing(words_a, words_b));
    if (common * 2 <= std::min(words_a.size(), words_b.size())) return false;
    const auto numbers_a = numbers_in(a);
    const auto numbers_b = numbers_in(b);
    return missing(numbers_a, numbers_b) == 0 || missing(numbers_b, numbers_a) == 0;
}

/// Which quotations are one utterance: union-find over same_utterance relations.
class Joined {
  public:
    explicit Joined(const Reader& reader)
        : parent_(reader.dossier().quotes.size()), relation_(reader.dossier().quotes.size(), -1) {
        const Dossier& dossier = reader.dossier();
        for (std::size_t i = 0; i < parent_.size(); ++i) parent_[i] = i;
        for (std::size_t i = 0; i < dossier.relations.size(); ++i) {
            const Relation& relation = dossier.relations[i];
            if (relation.kind != RelationKind::same_utterance) continue;
            std::vector<std::pair<std::size_t, std::string>>
                heads;  // quotations and their words, not yet joined
            for (const ItemRef& item : relation.items) {
                if (item.list != ItemRef::List::quotes || item.index >= parent_.size()) continue;
                const Quotation& quote = dossier.quotes[item.index];
                std::string words = reader.words({quote.report, quote.span});
                const auto same = std::find_if(heads.begin(), heads.end(), [&](const auto& head) {
                    return may_be_one(head.second, words);
                });
                if (same != heads.end()) {
                    join(same->first, item.index);
                    relation_[item.index] = relation_[same->first] = static_cast<std::int32_t>(i);
                } else {
                    heads.emplace_back(item.index, std::move(words));
                }
            }
        }
    }
    std::size_t root(std::size_t index) {
        while (parent_[index] != index) {
            parent_[index] = parent_[parent_[index]];
            index = parent_[index];
        }
        return index;
    }
    void join(std::size_t a, std::size_t b) {
        const std::size_t first = std::min(root(a), root(b));
        parent_[std::max(root(a), root(b))] = first;
    }
    [[nodiscard]] std::int32_t relation(std::size_t index) const { return relation_[index]; }

  private:
    std::vector<std::size_t> parent_;
    std::vector<std::int32_t> relation_;
};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Whether a word may stand before a role without being part of it.
bool may_precede(std::string_view before) {
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.empty() || !(is_lower(before.back()) || (before.back() >= 'A' && before.back() <= 'Z')))
        return true;
    std::string_view word = before.substr(before.find_last_of(" \n(\"") + 1);
    if (const std::size_t mark = word.rfind("“"); mark != std::string_view::npos)
        word.remove_prefix(mark + std::string_view("“").size());
    if (word.ends_with("'s") || word.ends_with("’s")) return true;
    const std::string folded = text::folded(word);
    for (const std::string_view determiner :
         {"the", "a", "an", "its", "their", "his", "her", "and", "as", "said", "by"})
        if (folded == determiner) return true;
    return false;
}

/// "director of the state" was cut out of "director of the state motorway company", "president" out of
/// "commission president": a role is told only where it stands somewhere as a whole. In how
/// many reports it does.
std::size_t stands_whole(const Reader& reader, EntityRef reference, const std::string& role) {
    constexpr std::size_t kNear = 160;  // bytes from a mention
    constexpr std::size_t kEnough = 8;  // reports
    std::set<ReportIndex> reports;
    for (const Mention& mention : reader.dossier().entities[static_cast<std::size_t>(reference)].mentions) {
        if (mention.report >= reader.size() || reports.contains(mention.report)) continue;
        if (reports.size() >= kEnough) break;
        const CleanText& clean = reader.report(mention.report).text;
        const TextRange range = clean.range(mention.span);
        const std::size_t from = range.begin > kNear ? range.begin - kNear : 0;
        const std::string_view near = clean.text().substr(from, range.end - from + kNear);
        for (std::size_t at = near.find(role); at != std::string_view::npos; at = near.find(role, at + 1)) {
            std::string_view after = near.substr(at + role.size());
            const bool parted = after.starts_with(' ') || after.starts_with('\n');
            while (!after.empty() && (after.front() == ' ' || after.front() == '\n')) after.remove_prefix(1);
            const bool goes_on = !after.empty() && (is_lower(after.front()) && parted);
            if (!goes_on && may_precede(near.substr(0, at))) reports.insert(mention.report);
        }
    }
    return reports.size();
}

/// "chief", "head": cut out of "fisheries chief", they tell nothing.
bool is_rank_alone(std::string_view role) {
    for (const std::string_view rank :
         {"chief", "head", "official", "leader", "member", "boss", "director", "spokesman", "spokeswoman",
          "deputy", "adviser", "lawyer", "boss of"}) {
        if (text::folded(role) == rank) return true;
    }
    return false;
}

/// A speaker in marks who is only "he", "she", "they" …
bool is_pronoun(std::string_view marked) {
    const std::string word = text::folded(marked);
    for (const std::string_view pronoun : {"he", "she", "it", "they", "who", "his", "her", "their"}) {
        if (word.find(pronoun) == word.find_first_of("abcdefghijklmnopqrstuvwxyz") &&
            word.find_last_of("abcdefghijklmnopqrstuvwxyz") + 1 == word.find(pronoun) + pronoun.size())
            return true;
    }
    return false;
}

/// Wordings are the same if they differ in case, marks or end punctuation only.
std::string comparable(std::string_view words) {
    std::string out;
    for (const char c : text::folded(words)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// "denied opening any gate": the words are no statement of the speaker's but its opposite.
bool is_denial(const Quotation& quote) {
    return quote.kind != QuotationKind::direct && text::folded(quote.cue).starts_with("den") &&
           !text::folded(quote.cue).starts_with("denounc");
}

Utterance utterance_of(const Reader& reader, const std::vector<std::size_t>& members, Joined& joined) {
    Utterance utterance;
    for (const std::size_t index : members) {
        utterance.relation = std::max(utterance.relation, joined.relation(index));
        utterance.denied = utterance.denied || is_denial(reader.dossier().quotes[index]);
    }
    for (const std::size_t index : members) {
        const Quotation& quote = reader.dossier().quotes[index];
        const Place place{quote.report, quote.span};
        if (quote.speaker.source_class == SourceClass::none)
            utterance.without_speaker.push_back(quote.report);
        std::string words = reader.words(place);
        if (words.ends_with(',')) words.pop_back();  // the comma before the closing mark is the printer's
        if (words.empty()) continue;
        const std::string key = comparable(words);
        const auto same =
            std::find_if(utterance.wordings.begin(), utterance.wordings.end(), [&](const Wording& wording) {
                return wording.kind == quote.kind && comparable(wording.words) == key;
            });
        if (same == utterance.wordings.end()) {
            utterance.wordings.push_back({std::move(words), quote.kind, {place}});
        } else {
            same->places.push_back(place);
        }
    }
    // The wording that most reports give stands for the utterance: a reworded copy must not speak for its
    // source.
    std::stable_sort(
        utterance.wordings.begin(), utterance.wordings.end(), [](const Wording& a, const Wording& b) {
            if (a.kind != b.kind) return a.kind < b.kind;
            const std::size_t reports_a = reports_in(a.places);
            const std::size_t reports_b = reports_in(b.places);
            return reports_a != reports_b ? reports_a > reports_b : a.words.size() > b.words.size();
        });
    return utterance;
}

/// One speaker's equal words, five or more of them, are told once also where no relation says that they are
/// one.
void join_same_words(const Reader& reader, Joined& joined) {
    const auto& quotes = reader.dossier().quotes;
    std::map<std::pair<EntityRef, std::string>, std::size_t> first;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        if (quotes[i].report >= reader.size()) continue;
        const EntityRef who = speaker_of(reader, quotes[i].report, quotes[i].speaker);
        if (who < 0) continue;
        std::string words = comparable(reader.words({quotes[i].report, quotes[i].span}));
        if (std::count(words.begin(), words.end(), ' ') < 4) continue;
        const auto [at, is_new] = first.emplace(std::make_pair(who, std::move(words)), i);
        if (!is_new) joined.join(at->second, i);
    }
}

/// The speaker most members give; entity and the words. Where one telling has a name and another, no less
/// often, only "its health minister", the name says who it was; other members that disagree leave the
/// utterance to the first.
const Quotation* attributed(const Reader& reader, const std::vector<std::size_t>& members) {
    std::map<EntityRef, std::size_t> votes;
    for (const std::size_t index : members) {
        const Quotation& quote = reader.dossier().quotes[index];
        if (quote.speaker.source_class != SourceClass::none)
            ++votes[speaker_of(reader, quote.report, quote.speaker)];
    }
    const Quotation* best = nullptr;
    std::size_t most = 0;
    for (const std::size_t index : members) {
        const Quotation& quote = reader.dossier().quotes[index];
        if (quote.speaker.source_class == SourceClass::none) continue;
        const std::size_t own = votes[speaker_of(reader, quote.report, quote.speaker)];
        const bool names = own == most && best != nullptr &&
                           best->speaker.source_class == SourceClass::anonymous &&
                           quote.speaker.source_class == SourceClass::named;
        if (own > most || names) {
            most = own;
            best = &quote;
        }
    }
    return best;
}

}  // namespace

std::string role_of(const Reader& reader, EntityRef reference) {
    if (reference < 0 || static_cast<std::size_t>(reference) >= reader.dossier().entities.size()) return {};
    // What most reports call somebody; of equals what stands first, and "the mill's clerk" for "clerk".
    std::string best;
    std::size_t most = 0;
    for (const std::string& role : reader.dossier().entities[static_cast<std::size_t>(reference)].roles) {
        std::string words = one_line(role);
        const bool owned = words.find("’s ") != std::string::npos || words.find("'s ") != std::string::npos ||
                           words.find("s' ") != std::string::npos || words.find("s’ ") != std::string::npos;
        if ((words.starts_with("the ") || words.starts_with("The ")) && !owned)
            words.erase(0, std::string_view("the ").size());
        const std::size_t whole = stands_whole(reader, reference, words);
        // "Its team leader": whose, stands nowhere here.
        for (const std::string_view owner : {"its ", "his ", "her ", "their "})
            if (text::folded(words).starts_with(owner)) words.erase(0, owner.size());
        if (whole == 0 || words.empty() || words.size() > 90 || is_rank_alone(words)) continue;
        const bool fuller = !best.empty() && words.ends_with(" " + best);
        const bool shorter = best.ends_with(" " + words);
        if ((whole <= most && !fuller) || shorter) continue;
        most = std::max(most, whole);
        best = std::move(words);
    }
    return best;
}

std::vector<Speaker> speakers_of(const Reader& reader) {
    const Dossier& dossier = reader.dossier();
    Joined joined(reader);
    join_same_words(reader, joined);
    std::map<std::size_t, std::vector<std::size_t>> members_of;
    for (std::size_t i = 0; i < dossier.quotes.size(); ++i) {
        const Quotation& quote = dossier.quotes[i];
        if (quote.report >= reader.size() || quote.span.empty()) continue;
        const BlockKind block = reader.block_kind({quote.report, quote.span});
        if (is_furniture(block) && block != BlockKind::dateline) continue;
        if (quote.kind == QuotationKind::indirect && quote.span.size() < kShortestIndirect) continue;
        members_of[joined.root(i)].push_back(i);
    }
    std::vector<Speaker> speakers;
    std::map<std::pair<EntityRef, std::string>, std::size_t> index_of;
    std::vector<std::set<ReportIndex>> heard_in;
    for (const auto& [root, members] : members_of) {
        Utterance utterance = utterance_of(reader, members, joined);
        if (utterance.wordings.empty()) continue;
        const Quotation* given = attributed(reader, members);
        const EntityRef who =
            given == nullptr ? kNoEntity : speaker_of(reader, given->report, given->speaker);
        // Words without marks are told only of somebody known; a description alone is too weak to carry them.
        if (who == kNoEntity && utterance.wordings.front().kind == QuotationKind::indirect) continue;
        Speaker speaker;
        if (given != nullptr && who == kNoEntity && given->speaker.span &&
            party_words(reader.words({given->report, *given->speaker.span})).empty() &&
            utterance.wordings.front().kind != QuotationKind::direct)
            continue;  // an article is nobody
        if (given != nullptr) {
            speaker.name = source_words(reader, given->report, given->speaker);
            if (is_pronoun(speaker.name)) speaker.name += ", not resolved";
            speaker.entity = who;
            const bool by_name = who != given->speaker.entity;
            speaker.source_class = by_name ? SourceClass::named : given->speaker.source_class;
            speaker.named = speaker.source_class == SourceClass::named;
            speaker.role = role_of(reader, who);
        }
        const auto key =
            std::make_pair(speaker.entity, speaker.entity >= 0 ? std::string() : text::folded(speaker.name));
        const auto [at, is_new] = index_of.emplace(key, speakers.size());
        if (is_new) {
            speakers.push_back(std::move(speaker));
            heard_in.emplace_back();
        }
        for (const Wording& wording : utterance.wordings) {
            for (const Place& place : wording.places) heard_in[at->second].insert(place.report);
        }
        speakers[at->second].utterances.push_back(std::move(utterance));
    }
    for (std::size_t i = 0; i < speakers.size(); ++i) {
        speakers[i].reports = heard_in[i].size();
        std::stable_sort(speakers[i].utterances.begin(), speakers[i].utterances.end(),
                         [](const Utterance& a, const Utterance& b) {
                             return a.wordings.front().kind < b.wordings.front().kind;
                         });
    }
    std::stable_sort(speakers.begin(), speakers.end(), [](const Speaker& a, const Speaker& b) {
        if (a.name.empty() != b.name.empty()) return b.name.empty();
        if (a.named != b.named) return a.named;
        if (a.reports != b.reports) return a.reports > b.reports;
        return a.utterances.size() > b.utterances.size();
    });
    return speakers;
}

}  // namespace sitrep::brief
