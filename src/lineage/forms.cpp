#include "lineage/forms.hpp"

#include <algorithm>

#include "lineage/fold.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

bool begins_with_digit(const std::string& word) {
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

/// Consonants of a name, so that transcriptions meet: Djibril and Jibril, Qaddafi and Kadhafi. Short
/// skeletons say too little: then the name itself.
std::string name_skeleton(const std::string& word) {
    std::string skeleton;
    for (std::size_t i = 0; i < word.size(); ++i) {
        char c = word[i];
        const char next = i + 1 < word.size() ? word[i + 1] : '\0';
        if (static_cast<unsigned char>(c) >= 0x80) return word;
        if ((c == 'd' && next == 'j') || (c == 'g' && next == 'n') || (c == 'p' && next == 'h')) continue;
        if (c == 'h' && i > 0 && word[i - 1] == 'p') c = 'f';
        if (c == 'j') c = 'g';
        if (c == 'c' || c == 'q') c = 'k';
        if (c == 'z') c = 's';
        const bool soft =
            c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h' || c == 'w';
        if (soft && i > 0) continue;
        if (!skeleton.empty() && skeleton.back() == c) continue;
        skeleton.push_back(c);
    }
    return skeleton.size() >= 3 ? skeleton : word;
}

}  // namespace

void WordForms::Table::clear() {
    entries_.clear();
    bytes_.clear();
    std::fill(slots_.begin(), slots_.end(), 0U);
}

void WordForms::Table::grow() {
    slots_.assign(slots_.size() * 2, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t e = 0; e < entries_.size(); ++e) {
        std::size_t at = entries_[e].hash & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = e + 1;
    }
}

std::uint32_t WordForms::Table::add(std::string_view words, bool number, bool& fresh) {
    const std::uint64_t hash = text::hash64(words, number ? 1 : 0);
    const std::size_t mask = slots_.size() - 1;
    fresh = false;
    std::size_t at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        const Entry& entry = entries_[slots_[at] - 1];
        if (entry.hash == hash && std::string_view(bytes_).substr(entry.begin, entry.size) == words)
            return slots_[at] - 1;
    }
    fresh = true;
    const auto added = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(
        {hash, static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(words.size())});
    bytes_ += words;
    slots_[at] = added + 1;
    if (entries_.size() * 2 > slots_.size()) grow();
    return added;
}

WordForms::WordForms(const Lexicon& lexicon) : lexicon_(lexicon) {}

void WordForms::make_room() {
    if (form_of_printed_.size() + forms_.size() < kMostForms) return;
    printed_.clear();
    folded_.clear();
    form_of_printed_.clear();
    forms_.clear();
}

std::uint32_t WordForms::of_printed(std::string_view words, bool number) {
    bool fresh = false;
    const std::uint32_t printed = printed_.add(words, number, fresh);
    if (!fresh) return form_of_printed_[printed];
    std::string folded = text::folded(words);
    if (number) std::erase(folded, ',');
    form_of_printed_.push_back(of_folded(folded, number));
    return form_of_printed_.back();
}

std::uint32_t WordForms::of_folded(std::string_view folded, bool number) {
    bool fresh = false;
    const std::uint32_t form = folded_.add(folded, number, fresh);
    if (fresh) forms_.push_back(make(folded, number));
    return form;
}

WordForm WordForms::make(std::string_view folded, bool number) const {
    WordForm form;
    form.folded = folded;
    form.alias = !lexicon_.alias(form.folded).empty();
    form.begins_alias = lexicon_.begins_alias(form.folded);
    const std::string spelling = lexicon_.spelling(form.folded);
    form.base = lexicon_.base(spelling);
    form.spelling = text::hash64(spelling);
    if (const auto found = lexicon_.formulas().find(form.base); found != lexicon_.formulas().end())
        form.formulas = &found->second;
    const auto plain = [&](const std::string& sense, std::uint8_t flags, double rarity) {
        form.sense = text::hash64(sense);
        form.flags = flags;
        form.rarity = rarity;
    };
    if (number || begins_with_digit(spelling)) {
        plain("#" + spelling, kNumberWord, 4.0);
        return form;
    }
    if (const std::string value = lexicon_.number_value(form.folded); !value.empty() && value != "1") {
        plain("#" + value, kNumberWord, 3.0);
        return form;
    }
    if (lexicon_.is_function_word(spelling)) {
        plain(spelling, kFunctionWord, 0.0);
        return form;
    }
    form.stock = lexicon_.is_stock_word(form.base);
    const double rarity = lexicon_.rarity(form.base);
    const Lexicon::Sense sense = lexicon_.sense(form.base);
    plain(sense.word,
          static_cast<std::uint8_t>((form.stock ? kStockWord : 0) | (sense.rewriter ? kRewriterWord : 0)),
          rarity);
    form.name_sense = text::hash64(form.stock || rarity < 3.5 ? form.base : name_skeleton(spelling));
    form.name_rarity = std::min(4.5, rarity);
    return form;
}

}  // namespace sitrep::lineage
