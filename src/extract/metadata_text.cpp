// Claims that stand in the visible text: h1, bylines, dates near the headline; and the date in the address.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

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
        if (headline_ < 0) return;
        const PageBlock& block = text_.blocks[static_cast<std::size_t>(headline_)];
        const bool sure = best >= 0.8 || (count == 1 && block.words >= 4 && best >= 0.4);
        claim(ClaimKind::title, std::string(words(block)), "h1", sure ? 0.93 : 0.55, block);
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

namespace {

/// Days since 1970-01-01 of "YYYY-MM-DD…" (Howard Hinnant, days_from_civil).
long long day_number(std::string_view iso) {
    const auto part = [&](std::size_t at, std::size_t size) {
        long long value = 0;
        for (const char c : iso.substr(at, size)) value = value * 10 + (c - '0');
        return value;
    };
    long long year = part(0, 4);
    const long long month = part(5, 2), day = part(8, 2);
    year -= month <= 2 ? 1 : 0;
    const long long era = year / 400, year_of_era = year - era * 400;
    const long long day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
}

bool in_universal_time(std::string_view value) { return value.ends_with("Z") || value.ends_with("+00:00"); }

/// A moment in universal time may fall on the day before or after the paper's own: where the address or the
/// page's words give that neighbouring day, it is the day of publication.
void prefer_local_days(std::vector<Claim>& claims) {
    const Claim* best = nullptr;
    for (const Claim& claim : claims) {
        if (claim.kind == ClaimKind::published && (best == nullptr || claim.confidence > best->confidence))
            best = &claim;
    }
    if (best == nullptr || best->value.size() < 16 || !in_universal_time(best->value)) return;
    const long long day = day_number(best->value);
    const double confidence = best->confidence;
    const bool confirmed = std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
        return claim.kind == ClaimKind::published &&
               (claim.provenance == "url" || claim.provenance == "text") && day_number(claim.value) == day;
    });
    if (confirmed) return;
    for (Claim& claim : claims) {
        const bool local = claim.provenance == "url" ||
                           (claim.provenance == "text" && claim.confidence > 0.3) ||
                           (claim.provenance == "time element" && !in_universal_time(claim.value));
        if (claim.kind != ClaimKind::published || !local || std::abs(day_number(claim.value) - day) != 1)
            continue;
        claim.confidence = confidence + 0.01;
        return;
    }
}

/// Where nothing else gives a day: fields of scripts that speak of publishing, then the day that the source
/// names most often.
void search_source(const html::Page& page, const Lexicon& lexicon, PageMetadata& metadata) {
    const auto published = [](const Claim& claim) { return claim.kind == ClaimKind::published; };
    if (std::any_of(metadata.claims.begin(), metadata.claims.end(),
                    [&](const Claim& claim) { return published(claim) && claim.confidence >= 0.3; }))
        return;
    const std::string_view source = page.source.substr(0, 2U << 20U);
    static constexpr std::array<std::string_view, 10> kFields = {
        "datePublished", "publishedAt",     "publishDate",    "published_at", "publish_date",
        "pubDate",       "publicationDate", "published_time", "publishTime",  "createTime"};
    for (const std::string_view field : kFields) {
        const std::size_t at = source.find(field);
        if (at == std::string_view::npos) continue;
        const WrittenDate date = date_in(source.substr(at + field.size(), 40), lexicon);
        if (date.value.empty()) continue;
        const auto begin = static_cast<std::uint32_t>(at);
        metadata.claims.push_back({ClaimKind::published, date.value, "script field", 0.45,
                                   Span{begin, begin + static_cast<std::uint32_t>(field.size() + date.end)}});
        return;
    }
    if (std::any_of(metadata.claims.begin(), metadata.claims.end(), published)) return;
    std::map<std::string, std::pair<int, std::size_t>> days;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = source.find("20"); at != std::string_view::npos && days.size() < 200;
         at = source.find("20", at + 2)) {
        if (at + 10 > source.size() || (at > 0 && digit(source[at - 1])) || !digit(source[at + 2]) ||
            !digit(source[at + 3]))
            continue;
        const char mark = source[at + 4];
        if ((mark != '-' && mark != '/' && mark != '.') || source[at + 7] != mark) continue;
        const WrittenDate date = date_in(source.substr(at, 10), lexicon);
        if (date.value.size() != 10 || date.begin != 0) continue;
        auto& entry = days[date.value];
        if (entry.first++ == 0) entry.second = at;
    }
    const auto most = std::max_element(days.begin(), days.end(), [](const auto& a, const auto& b) {
        return a.second.first < b.second.first;
    });
    if (most == days.end()) return;
    const auto begin = static_cast<std::uint32_t>(most->second.second);
    metadata.claims.push_back(
        {ClaimKind::published, most->first, "source text", 0.1, Span{begin, begin + 10}});
}

}  // namespace

void add_text_claims(const html::Page& page, const PageText& text, std::string_view url,
                     const Lexicon& lexicon, PageMetadata& metadata) {
    TextClaims(page, text, lexicon, metadata).run();
    const auto from_address = [&](std::string_view address) {
        std::string value = date_in_url(address, lexicon);
        if (!value.empty())
            metadata.claims.push_back({ClaimKind::published, std::move(value), "url", 0.7, std::nullopt});
    };
    const auto canonical = std::find_if(metadata.claims.begin(), metadata.claims.end(),
                                        [](const Claim& claim) { return claim.kind == ClaimKind::url; });
    if (!url.empty()) {
        from_address(url);
    } else if (canonical != metadata.claims.end()) {
        from_address(std::string(canonical->value));
    }
    search_source(page, lexicon, metadata);
    prefer_local_days(metadata.claims);
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
