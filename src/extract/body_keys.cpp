// Keys of learned weights: names in mark-up, words and pairs of words.
#include <algorithm>

#include "extract/body_model.hpp"

namespace sitrep::extract {
namespace {

constexpr std::uint32_t kPrime = 16777619U;

}  // namespace

std::uint32_t pair_key(std::uint32_t first, std::uint32_t second) {
    return ((first * kPrime) ^ (second + 0x9E3779B9U + (first << 6U))) | 1U;
}

void class_keys(const html::Page& page, html::NodeIndex node, std::vector<std::uint32_t>& keys) {
    const html::Node& element = page.nodes[node];
    keys.push_back(word_hash(html::name(element.tag)) ^ 0x7A61U);
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
        const html::AttributeValue& attribute = page.attributes[element.first_attribute + i];
        std::uint32_t salt = 0;
        switch (attribute.name) {
            case html::Attribute::class_:
            case html::Attribute::id:
                break;
            case html::Attribute::role:
                salt = 0x5151;
                break;
            case html::Attribute::itemprop:
                salt = 0xA3A3;
                break;
            default:
                continue;
        }
        // Words are cut at blanks, hyphens, underscores and capitals; digits are dropped: "articleBody-12"
        // gives article, body.
        const std::string_view value =
            page.text(attribute.begin, std::min(attribute.end, attribute.begin + 400));
        std::uint32_t hash = 2166136261U;
        std::size_t letters = 0;
        const auto close = [&] {
            if (letters >= 2 && keys.size() < 48) keys.push_back((hash ^ salt) | 1U);
            hash = 2166136261U;
            letters = 0;
        };
        char before = ' ';
        for (const char c : value) {
            const bool upper = c >= 'A' && c <= 'Z';
            const bool lower = c >= 'a' && c <= 'z';
            if (upper && before >= 'a' && before <= 'z') close();
            if (upper || lower) {
                hash = (hash ^ static_cast<unsigned char>(upper ? c + 32 : c)) * kPrime;
                ++letters;
            } else if (static_cast<unsigned char>(c) < 0x80 && !(c >= '0' && c <= '9')) {
                close();
            }
            before = c;
        }
        close();
    }
}

void word_keys(const PageText& text, const PageBlock& block, std::vector<std::uint32_t>& keys) {
    const std::uint32_t* words = text.words.data() + block.first_word;
    const std::uint32_t limit = std::min(block.words, 48U);
    for (std::uint32_t i = 0; i < limit; ++i) {
        keys.push_back(words[i] | 1U);
        if (i + 1 < limit) keys.push_back(pair_key(words[i], words[i + 1]));
    }
}

}  // namespace sitrep::extract
