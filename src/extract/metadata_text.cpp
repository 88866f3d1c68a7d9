// Claims that stand in the visible text: h1, bylines, dates near the headline; and the date in the address.
#include <algorithm>

#include "extract/date_words.hpp"
#include "extract/metadata.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using html::Attribute;
using html::kNoNode;
using html::NodeIndex;
using html::Tag;

std::string lower(std::string_view value) {
    std::string out(value);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

/// class, id, itemprop and rel of a node and its two parents.
std::string names_around(const html::Page& page, NodeIndex node) {
    std::string names;
    for (int level = 0; node != kNoNode && level < 3; node = page.nodes[node].parent, ++level) {
        for (const Attribute attribute :
             {Attribute::class_, Attribute::id, Attribute::itemprop, Attribute::rel}) {
            names += ' ';
            names += lower(page.value(node, attribute).substr(0, 120));
        }
    }
    return names;
}

bool holds_any(std::string_view names, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return names.find(word) != std::string_view::npos; });
}

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
    TextClaims(const html::Page& page, const PageText& text, const Lexicon& lexicon, PageMetadata& metadata)
        : page_(page), text_(text), lexicon_(lexicon), metadata_(metadata) {}

    void run() {
        find_headline();
        // Dates and bylines stand near the headline; far below they belong to other stories.
        const std::size_t last =
            std::min(text_.blocks.size(), static_cast<std::size_t>(std::max(headline_, 0)) + 80);
        for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
            const PageBlock& block = text_.blocks[i];
            if (block.words == 0 || block.words > 40) continue;
            const std::string names = names_around(page_, block.inner);
            byline(block, names, i < last);
            date(block, i, names, i < last);
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

    void find_headline() {
        int best = 0;
        for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
            const PageBlock& block = text_.blocks[i];
            if (block.node == kNoNode || page_.nodes[block.node].tag != Tag::h1 || block.words < 2) continue;
            const std::string value(words(block));
            const bool agrees =
                !metadata_.title_element.empty() && metadata_.title_element.find(value) != std::string::npos;
            const bool furniture = (block.inside & (html::kNav | html::kFooter | html::kAside)) != 0;
            const int rank = (agrees ? 4 : 1) + (block.words >= 4 ? 1 : 0) - (furniture ? 2 : 0);
            if (rank > best) {
                best = rank;
                headline_ = static_cast<int>(i);
            }
        }
        if (headline_ < 0) return;
        const PageBlock& block = text_.blocks[static_cast<std::size_t>(headline_)];
        claim(ClaimKind::title, std::string(words(block)), "h1", best >= 5 ? 0.88 : 0.55, block);
    }

    void byline(const PageBlock& block, const std::string& names, bool near) {
        if (block.words > 24) return;
        const bool by_class =
            holds_any(names, {"byline", "author", "autor", "auteur", "writer", "reporter", "journalist"}) &&
            !holds_any(names, {"authority", "comment", "related"});
        const std::string folded = text::folded(words(block).substr(0, 12));
        const std::size_t space = folded.find(' ');
        const bool by_word =
            space != std::string::npos && (folded.starts_with("by ") || folded.starts_with("von ") ||
                                           folded.starts_with("par ") || folded.starts_with("por "));
        if (!by_class && !(by_word && near && block.words <= 9)) return;
        const std::string name = author_name(words(block), lexicon_);
        if (!name_like(name)) return;
        const bool rel = holds_any(names, {" author", "itemprop author"});
        claim(ClaimKind::author, name, "byline",
              by_class && by_word ? 0.62
              : by_class          ? (rel && near ? 0.55
                                     : near      ? 0.5
                                                 : 0.3)
                                  : 0.45,
              block);
    }

    void date(const PageBlock& block, std::size_t i, const std::string& names, bool near) {
        if (block.digits == 0) return;
        const WrittenDate found = date_in(words(block), lexicon_, metadata_language_is_american());
        if (found.value.empty()) return;
        const bool by_class = holds_any(names, {"date", "time", "publish", "posted", "fecha", "datum",
                                                "stamp", "byline", "meta", "info"});
        const bool aside = holds_any(names, {"related", "comment", "sidebar", "widget", "footer", "copyright",
                                             "event", "archive"}) ||
                           (block.inside & (html::kAside | html::kFooter | html::kNav | html::kLink)) != 0;
        const bool updated =
            holds_any(names, {"updat", "modif"}) ||
            holds_any(text::folded(words(block)), {"updated", "modified", "aktualisiert", "mis a jour",
                                                   "actualizado", "atualizado", "aggiornato"});
        const double distance =
            headline_ < 0 ? 40.0 : std::abs(static_cast<double>(i) - static_cast<double>(headline_));
        double confidence = 0.25 + (by_class ? 0.2 : 0.0) + (near ? 0.05 : 0.0) -
                            std::min(distance, 60.0) * 0.002 - (aside ? 0.2 : 0.0) -
                            (block.words > 16 ? 0.1 : 0.0);
        if (found.ambiguous) confidence -= 0.02;
        claim(updated ? ClaimKind::modified : ClaimKind::published, found.value, "text",
              std::max(0.05, confidence), block);
    }

    [[nodiscard]] bool metadata_language_is_american() const {
        return std::any_of(metadata_.claims.begin(), metadata_.claims.end(), [](const Claim& claim) {
            return claim.kind == ClaimKind::language && claim.value == "en";
        });
    }

    const html::Page& page_;
    const PageText& text_;
    const Lexicon& lexicon_;
    PageMetadata& metadata_;
    int headline_ = -1;
};

}  // namespace

void add_text_claims(const html::Page& page, const PageText& text, std::string_view url,
                     const Lexicon& lexicon, PageMetadata& metadata) {
    TextClaims(page, text, lexicon, metadata).run();
    const auto from_address = [&](std::string_view address) {
        std::string value = date_in_url(address, lexicon);
        if (!value.empty())
            metadata.claims.push_back({ClaimKind::published, std::move(value), "url", 0.7, std::nullopt});
    };
    if (!url.empty()) {
        from_address(url);
        return;
    }
    const auto canonical = std::find_if(metadata.claims.begin(), metadata.claims.end(),
                                        [](const Claim& claim) { return claim.kind == ClaimKind::url; });
    if (canonical != metadata.claims.end()) from_address(std::string(canonical->value));
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
