#include "extract/markup_names.hpp"

#include <algorithm>
#include <string_view>

namespace sitrep::extract {
namespace {

constexpr std::uint32_t kUnread = 0xFFFFFFFF;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with_word(std::string_view name, std::string_view word) {
    if (name.size() < word.size()) return false;
    return std::equal(word.begin(), word.end(), name.begin(),
                      [](char wanted, char c) { return wanted == lower(c); });
}

}  // namespace

std::uint32_t MarkupNames::own(html::NodeIndex node) {
    if (roles_.empty()) roles_.assign(page_.nodes.size(), kUnread);
    std::uint32_t& roles = roles_[node];
    if (roles != kUnread) return roles;
    roles = 0;
    const html::Node& element = page_.nodes[node];
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
        const html::AttributeValue& attribute = page_.attributes[element.first_attribute + i];
        if (attribute.name != html::Attribute::class_ && attribute.name != html::Attribute::id &&
            attribute.name != html::Attribute::itemprop && attribute.name != html::Attribute::rel)
            continue;
        const std::string_view names = page_.text(attribute.begin, attribute.end).substr(0, 120);
        for (std::size_t at = 0; at < names.size(); ++at) {
            const char first_letter = lower(names[at]);
            const bool begins_name = at == 0 || names[at - 1] == ' ';
            if (!begins_name &&
                (at + 1 == names.size() || !lexicon_.markup_pairs.passes(first_letter, lower(names[at + 1]))))
                continue;
            const auto first = static_cast<unsigned char>(first_letter);
            for (const MarkupName& known : lexicon_.markup_names[first]) {
                if ((roles & known.role) == 0 && begins_with_word(names.substr(at), known.word))
                    roles |= known.role;
                if ((roles & known.role & kAuthorName) != 0 && begins_name) roles |= kAuthorFirst;
            }
        }
    }
    return roles;
}

std::uint32_t MarkupNames::around(html::NodeIndex node) {
    std::uint32_t roles = 0;
    for (int level = 0; node != html::kNoNode && level < 3; node = page_.nodes[node].parent, ++level)
        roles |= own(node);
    return roles;
}

}  // namespace sitrep::extract
