// What was said told otherwise: by one source in one report and by several in another; by nobody in
// particular, and denied right behind it.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "ledger/rooms.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::ledger {
namespace {

class ToldOtherwise {
  public:
    ToldOtherwise(const Evidence& evidence, const std::vector<std::uint32_t>& utterance)
        : evidence_(evidence), items_(evidence.quotes()) {
        for (std::uint32_t i = 0; i < items_.size() && i < utterance.size(); ++i)
            keep_first(of_utterance_[utterance[i]], i);
    }

    std::vector<Relation> relate(const std::vector<std::uint32_t>& utterance) {
        for (const auto& [name, list] : of_utterance_) {
            if (list.size() > 1) tell_one_and_many(list);
        }
        for (std::uint32_t i = 0; i + 1 < items_.size() && i + 1 < utterance.size(); ++i) {
            if (!of_hearsay(i)) continue;
            for (std::uint32_t next = i + 1; next < items_.size() && next <= i + 2; ++next) {
                if (!denied_by(i, next)) continue;
                tell_denied(of_utterance_.at(utterance[i]), of_utterance_.at(utterance[next]), i, next);
                break;
            }
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::string word(std::uint32_t i, std::uint32_t token) const {
        const AnnotatedReport& home = evidence_.dossier().reports[items_[i].report];
        return token < home.tokens.tokens.size()
                   ? text::folded(home.report.text.words(home.tokens.tokens[token].range))
                   : std::string();
    }

    struct Unnamed {
        std::string head;  ///< "diplomat", also of "diplomats"
        bool one = false, many = false;
    };

    /// Of a source without a name: its head word, and whether the words say that it is one or several.
    [[nodiscard]] Unnamed unnamed(std::uint32_t i) const {
        const EntityRef who = items_[i].who;
        if (who < 0 || evidence_.dossier().entities[static_cast<std::size_t>(who)].named) return {};
        const Quotation& quote = evidence_.dossier().quotes[items_[i].ref.index];
        if (!quote.speaker.span) return {};
        const std::string words = text::folded(evidence_.words(quote.report, *quote.speaker.span));
        constexpr std::array<std::string_view, 11> kBehind = {
            "of", "at", "in", "from", "for", "with", "who", "close", "familiar", "following", "near"};
        Unnamed found;
        bool first = true;
        for (std::size_t at = 0; at < words.size();) {
            const std::size_t end = std::min(words.find(' ', at), words.size());
            const std::string one = words.substr(at, end - at);
            if (first) found.one = one == "a" || one == "an" || one == "one";
            if (!first && text::among(one, kBehind)) break;
            found.head = one;
            first = false;
            if (!one.empty() && one.back() == ',') break;
            at = end + 1;
        }
        while (!found.head.empty() && (found.head.back() == ',' || found.head.back() == '.'))
            found.head.pop_back();
        constexpr std::size_t kShortest = 5;
        const bool plural = found.head.size() > kShortest && found.head.ends_with('s') &&
                            !found.head.ends_with("ss") && !found.one;
        if (plural) found.head.pop_back();
        found.many = plural;
        return found;
    }

    /// "A diplomat, who asked not to be named, said", and in another report "diplomats said".
    void tell_one_and_many(const std::vector<std::uint32_t>& list) {
        for (const std::uint32_t a : list) {
            const Unnamed one = unnamed(a);
            if (!one.one || one.head.empty()) continue;
            for (const std::uint32_t b : list) {
                if (items_[a].report == items_[b].report) continue;
                const Unnamed many = unnamed(b);
                if (!many.many || many.head != one.head) continue;
                out_.push_back(relation(RelationKind::differ, "who said it: " + cut(words(a), 9),
                                        {items_[a].ref, items_[b].ref},
                                        "one source in the one report, several in the other"));
                return;
            }
        }
    }

    /// "He was said to be at home with a fever": told by nobody.
    [[nodiscard]] bool of_hearsay(std::uint32_t i) const {
        constexpr std::array<std::string_view, 8> kHeard = {"said",     "reported", "rumoured",   "rumored",
                                                            "believed", "thought",  "understood", "reputed"};
        constexpr std::array<std::string_view, 6> kBe = {"is", "are", "was", "were", "been", "be"};
        return items_[i].who_class == SourceClass::none && items_[i].first >= 2 &&
               word(i, items_[i].first) == "to" && text::among(word(i, items_[i].first - 1), kHeard) &&
               text::among(word(i, items_[i].first - 2), kBe);
    }

    /// "He is not ill": somebody's own words right behind, "not" before a term of what was heard.
    [[nodiscard]] bool denied_by(std::uint32_t heard, std::uint32_t i) const {
        const Item &x = items_[heard], &y = items_[i];
        if (x.report != y.report || y.sentence > x.sentence + 1 || y.who_class == SourceClass::none ||
            evidence_.dossier().quotes[y.ref.index].kind != QuotationKind::direct)
            return false;
        constexpr std::array<std::string_view, 5> kWhom = {"he", "she", "they", "it", "that"};
        constexpr std::array<std::string_view, 6> kBe = {"is", "are", "was", "were", "has", "have"};
        constexpr std::uint32_t kPronoun = 2;  // a mark and the pronoun
        const std::vector<Term>& row = evidence_.terms().of(y.report);
        for (std::uint32_t at = y.first; at < y.last && at < y.first + kPronoun; ++at) {
            if (!text::among(word(i, at), kWhom) || !text::among(word(i, at + 1), kBe) ||
                word(i, at + 2) != "not" || at + 3 >= y.last)
                continue;
            const Term denied = row[at + 3];
            return denied != kNoTerm && std::binary_search(x.own.begin(), x.own.end(), denied);
        }
        return false;
    }

    void tell_denied(const std::vector<std::uint32_t>& heard, const std::vector<std::uint32_t>& denied,
                     std::uint32_t a, std::uint32_t b) {
        std::vector<ItemRef> refs;
        for (const std::uint32_t i : heard) refs.push_back(items_[i].ref);
        for (const std::uint32_t i : denied) refs.push_back(items_[i].ref);
        out_.push_back(relation(RelationKind::conflict, cut(words(a), 14), std::move(refs),
                                "said without a named speaker: «" + cut(words(a), 14) + "»; denied: «" +
                                    cut(words(b), 14) + "»"));
    }

    [[nodiscard]] std::string words(std::uint32_t i) const {
        return evidence_.words(items_[i].report, items_[i].span);
    }

    const Evidence& evidence_;
    const std::vector<Item>& items_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> of_utterance_;  // quotations in text order
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_told_otherwise(const Evidence& evidence,
                                            const std::vector<std::uint32_t>& utterance) {
    return ToldOtherwise(evidence, utterance).relate(utterance);
}

}  // namespace sitrep::ledger
