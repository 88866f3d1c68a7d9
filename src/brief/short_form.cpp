#include "brief/short_form.hpp"

#include <algorithm>
#include <array>

#include "brief/reader.hpp"

namespace sitrep::brief {
namespace {

/// A short form keeps what a reader in a hurry must not miss.
constexpr std::array<std::string_view, 12> kByWeight{"head",     "bottom_line", "changed",  "figures",
                                                     "cases",    "gaps",        "requests", "said",
                                                     "timeline", "places",      "sources",  "method"};

}  // namespace

bool shown(std::string_view section, const RenderOptions& options) {
    return options.sections.empty() ||
           std::find(options.sections.begin(), options.sections.end(), section) != options.sections.end();
}

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        words += !blank && !inside ? 1 : 0;
        inside = !blank;
    }
    return words;
}

std::string code_words(std::string_view text) {
    std::string out = one_line(text);
    std::replace(out.begin(), out.end(), '`', '\'');
    return out;
}

std::vector<const BriefSentence*> selected(const std::vector<BriefSentence>& brief,
                                           const RenderOptions& options) {
    std::vector<bool> keep(brief.size(), options.max_words == 0);
    std::size_t words = 0;
    for (std::size_t rank = 0; rank < kByWeight.size() && options.max_words > 0; ++rank) {
        for (std::size_t i = 0; i < brief.size(); ++i) {
            if (brief[i].section != kByWeight[rank] || !shown(brief[i].section, options)) continue;
            const std::size_t more = words_in(brief[i].text);
            if (words + more > options.max_words) continue;
            words += more;
            keep[i] = true;
        }
    }
    std::vector<const BriefSentence*> out;
    for (std::size_t i = 0; i < brief.size(); ++i) {
        if (keep[i] && shown(brief[i].section, options)) out.push_back(&brief[i]);
    }
    return out;
}

}  // namespace sitrep::brief
