// Claims that stand in the visible text: h1 and bylines; days are metadata_dates.cpp's.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "extract/markup_names.hpp"
#include "extract/metadata.hpp"
#include "extract/metadata_dates.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using html::kNoNode;
using html::Tag;

/// Words of a byline without "By", dates, roles and times.
std::string author_name(std::string_view words, const Lexicon& lexicon) {
    words = text::trimmed(words);
    const std::size_t space = words.find_first_of(" :");
    if (space != std::string_view::npos) {
        std::string opener = text::folded(words.substr(0, space));
        if (lexicon.byline_words.contains(opener) || opener == "author" || opener == "autor" ||
            opener == "auteur" || opener == "written")
            words = text::trimmed(words.substr(space + 1));
        if (words.starts_with("by ")) words = words.substr(3);
    }
    while (words.starts_with(":")) words = text::trimmed(words.substr(1));
    std::size_t end = words.size();
    for (const std::string_view mark : {" | ", "|", " - ", " – ", " — ", " · ", " • ", "\n", ", Updated",
                                        " Updated", " Published", " on ", " for ", "@", "("}) {
        end = std::min(end, words.find(mark));
    }
    for (std::size_t at = 0; at < end; ++at) {
        if (words[at] >= '0' && words[at] <= '9') end = at;
    }
    words = text::trimmed(words.substr(0, end));
    while (!words.empty() && (words.back() == ',' || words.back() == '.' || words.back() == ':'))
        words.remove_suffix(1);
    return std::string(words);
}

bool name_like(std::string_view name) {
    if (name.size() < 4 || name.size() > 90) return false;
    std::size_t words = 1;
    for (const char c : name) words += c == ' ' ? 1 : 0;
    return words <= 9 && name.find("http") == std::string_view::npos;
}

class TextClaims {
  public:
    TextClaims(const html::Page& page, const PageText& text, const Lexicon& lexicon, MarkupNames& names,
               PageMetadata& metadata)
        : page_(page), text_(text), lexicon_(lexicon), names_(names), metadata_(metadata) {}

    /// Index of the headline's block; -1 if none was found.
    [[nodiscard]] int headline() const { return headline_; }

    void run() {
        find_headline();
        // Bylines stand near the headline; far below they belong to other stories.
        const std::size_t last =
            std::min(text_.blocks.size(), static_cast<std::size_t>(std::max(headline_, 0)) + 80);
        for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
            const PageBlock& block = text_.blocks[i];
            if (block.words > 0 && block.words <= 24) byline(block, names_.around(block.inner), i < last);
        }
    }

  private:
    [[nodiscard]] std::string_view words(const PageBlock& block) const {
        return text_.text.words(block.range);
    }

    void claim(ClaimKind kind, std::string value, const char* provenance, double confidence,
               const PageBlock& block) {
        if (value.empty() || metadata_.claims.size() > 500) return;
        metadata_.claims.push_back(
            {kind, std::move(value), provenance, confidence, text_.text.source(block.range)});
    }

    /// The h1 that agrees most with what head and JSON-LD call the page; a lone h1 of some length is the
    /// headline whatever they say.
    void find_headline() {
        std::set<std::string> title = folded_words(metadata_.best_title + " " + metadata_.title_element);
        double best = 0;
        int count = 0;
        for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
            const PageBlock& block = text_.blocks[i];
            if (block.node == kNoNode || page_.nodes[block.node].tag != Tag::h1 || block.words < 2) continue;
            ++count;
            const std::set<std::string> own = folded_words(std::string(words(block)));
            double shared = 0;
            for (const std::string& word : own) shared += title.contains(word) ? 1 : 0;
            const bool furniture = (block.inside & (html::kNav | html::kFooter | html::kAside)) != 0;
            const double agreement = own.empty() ? 0 : shared / static_cast<double>(own.size());
            const double rank = 0.1 + agreement + (block.words >= 4 ? 0.3 : 0.0) +
                                std::min(shared, 8.0) * 0.05 - (furniture ? 0.6 : 0.0);
            if (rank > best) {
                best = rank;
                headline_ = static_cast<int>(i);
            }
        }
        if (headline_ < 0) {
            headline_ = block_of_title(title);
            return;
        }
        const PageBlock& block = text_.blocks[static_cast<std::size_t>(headline_)];
        const bool sure = best >= 0.8 || (count == 1 && block.words >= 4 && best >= 0.4);
        claim(ClaimKind::title, std::string(words(block)), "h1", sure ? 0.93 : 0.55, block);
    }

    /// Where no h1 is: the first line whose words nearly all stand in the title. It places bylines and days
    /// but claims nothing.
    [[nodiscard]] int block_of_title(const std::set<std::string>& title) const {
        for (std::size_t i = 0; i < text_.blocks.size() && title.size() >= 3; ++i) {
            const PageBlock& block = text_.blocks[i];
            if (block.words < 3 || block.words > 40) continue;
            const std::set<std::string> own = folded_words(std::string(words(block)));
            std::size_t shared = 0;
            for (const std::string& word : own) shared += title.contains(word) ? 1 : 0;
            if (shared >= 3 && shared * 5 >= own.size() * 4 && shared * 2 >= title.size())
                return static_cast<int>(i);
        }
        return -1;
    }

    static std::set<std::string> folded_words(const std::string& text) {
        std::set<std::string> result;
        const std::string folded = text::folded(text);
        for (std::size_t at = 0; at < folded.size();) {
            std::size_t end = folded.find_first_of(" ,.;:!?|-\"'()", at);
            if (end == std::string::npos) end = folded.size();
            if (end - at >= 3) result.insert(folded.substr(at, end - at));
            at = end + 1;
        }
        return result;
    }

    void byline(const PageBlock& block, std::uint32_t names, bool near) {
        const bool by_class = (names & kAuthorName) != 0 && (names & kNoAuthorName) == 0;
        if (!by_class && (!near || block.words > 9)) return;
        const std::string folded = text::folded(words(block).substr(0, 12));
        const std::size_t space = folded.find(' ');
        const bool by_word =
            space != std::string::npos && (folded.starts_with("by ") || folded.starts_with("von ") ||
                                           folded.starts_with("par ") || folded.starts_with("por "));
        if (!by_class && !(by_word && near && block.words <= 9)) return;
        const std::string name = author_name(words(block), lexicon_);
        if (!name_like(name)) return;
        const bool first = (names & kAuthorFirst) != 0;
        claim(ClaimKind::author, name, "byline",
              by_class && by_word ? 0.62
              : by_class          ? (first && near ? 0.55
                                     : near        ? 0.5
                                                   : 0.3)
                                  : 0.45,
              block);
    }

    const html::Page& page_;
    const PageText& text_;
    const Lexicon& lexicon_;
    MarkupNames& names_;
    PageMetadata& metadata_;
    int headline_ = -1;
};

std::string letters_of(std::string_view words) {
    std::string out;
    for (const char c : text::folded(words)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

/// What stands behind the headline and a mark in the title element: "Ferry stays in port | Wadden Courier".
std::string_view behind_headline(std::string_view title, std::string_view headline) {
    if (!title.starts_with(headline)) return {};
    std::string_view rest = title.substr(headline.size());
    for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "}) {
        if (!rest.starts_with(mark)) continue;
        rest.remove_prefix(mark.size());
        return rest.find(mark) == std::string_view::npos ? text::trimmed(rest) : std::string_view();
    }
    return {};
}

/// Where the head names no outlet, the title element may: what it holds behind the headline, if the address
/// or the page's notice of copyright says the same name. Behind many headlines stands a section instead.
void add_outlet_of_title(const PageText& text, const PageBlock& headline, std::string_view url,
                         PageMetadata& metadata) {
    constexpr std::uint32_t kMostWords = 30;
    constexpr std::size_t kLeastLetters = 4, kLongestName = 60;
    const auto names = [](const Claim& claim) { return claim.kind == ClaimKind::outlet; };
    if (std::any_of(metadata.claims.begin(), metadata.claims.end(), names)) return;
    const std::string_view name = behind_headline(metadata.title_element, text.text.words(headline.range));
    const std::string letters = name.size() > kLongestName ? std::string() : letters_of(name);
    if (letters.size() < kLeastLetters) return;
    const std::size_t host = url.find("://");
    bool said = host != std::string_view::npos &&
                letters_of(url.substr(host + 3, url.find('/', host + 3) - host - 3)).find(letters) !=
                    std::string::npos;
    for (std::size_t i = text.blocks.size(); i-- > 0 && !said;) {
        const PageBlock& block = text.blocks[i];
        if (block.words > kMostWords) continue;
        const std::string_view words = text.text.words(block.range);
        if (words.find("©") == std::string_view::npos && text::folded(words.substr(0, 9)) != "copyright")
            continue;
        said = letters_of(words).find(letters) != std::string::npos;
    }
    if (said)
        metadata.claims.push_back({ClaimKind::outlet, std::string(name), "title element", 0.6, std::nullopt});
}

}  // namespace

void add_text_claims(const html::Page& page, const PageText& text, std::string_view url,
                     const Lexicon& lexicon, PageMetadata& metadata) {
    MarkupNames names(page, lexicon);
    TextClaims claims(page, text, lexicon, names, metadata);
    claims.run();
    if (claims.headline() >= 0)
        add_outlet_of_title(text, text.blocks[static_cast<std::size_t>(claims.headline())], url, metadata);
    add_date_claims(page, text, claims.headline(), url, lexicon, names, metadata);
}

void order_claims(std::vector<Claim>& claims) {
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.confidence > b.confidence;
    });
    const auto same = [](const Claim& a, const Claim& b) {
        return a.kind == b.kind && a.value == b.value && a.provenance == b.provenance;
    };
    claims.erase(std::unique(claims.begin(), claims.end(), same), claims.end());
}

}  // namespace sitrep::extract
