#include "extract/metadata_dates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>

#include "extract/date_words.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

/// Blocks after the headline in which a day is the report's own more likely than another's.
constexpr int kBesideHeadline = 12;
constexpr int kFarFromHeadline = 30;

/// Where the last of some words begins in `text`; npos if none stands there.
std::size_t last_of_cues(std::string_view text, const std::vector<std::string>& cues) {
    std::size_t last = std::string_view::npos;
    for (const std::string& cue : cues) {
        const std::size_t at = text.rfind(cue);
        if (at != std::string_view::npos && (last == std::string_view::npos || at > last)) last = at;
    }
    return last;
}

enum class Cue : std::uint8_t { none, published, updated };

/// What the words just before a day, or else just after it, call it.
Cue cue_beside(std::string_view before, std::string_view after, const Lexicon& lexicon) {
    const auto judge = [&](std::string_view words, bool nearest_last) {
        const std::string folded = text::folded(words);
        const std::size_t published = last_of_cues(folded, lexicon.published_cues);
        const std::size_t updated = last_of_cues(folded, lexicon.updated_cues);
        if (published == std::string::npos && updated == std::string::npos) return Cue::none;
        if (published == std::string::npos) return Cue::updated;
        if (updated == std::string::npos) return Cue::published;
        return (published > updated) == nearest_last ? Cue::published : Cue::updated;
    };
    if (const Cue cue = judge(before, true); cue != Cue::none) return cue;
    return judge(after, false);
}

class DateClaims {
  public:
    DateClaims(const PageText& text, int headline, const Lexicon& lexicon, MarkupNames& names,
               PageMetadata& metadata)
        : text_(text),
          headline_(headline),
          lexicon_(lexicon),
          names_(names),
          metadata_(metadata),
          month_first_(std::any_of(metadata.claims.begin(), metadata.claims.end(), [](const Claim& claim) {
              return claim.kind == ClaimKind::language && claim.value == "en";
          })) {}

    void run() {
        place_time_elements();
        for (std::size_t i = 0; i < text_.blocks.size() && metadata_.claims.size() < 500; ++i) {
            const PageBlock& block = text_.blocks[i];
            if (block.digits == 0) continue;
            if (block.words <= 40) {
                short_block(block, i);
            } else {
                long_block(block, i);
            }
        }
    }

  private:
    [[nodiscard]] std::string_view words(const PageBlock& block) const {
        return text_.text.words(block.range);
    }
    /// Blocks after the headline (negative: before it); 40 where no headline is known.
    [[nodiscard]] int distance(std::size_t i) const {
        return headline_ < 0 ? 40 : static_cast<int>(i) - headline_;
    }
    [[nodiscard]] bool beside(int distance) const { return distance >= -3 && distance <= kBesideHeadline; }

    void claim(ClaimKind kind, const WrittenDate& date, double confidence, const PageBlock& block,
               std::size_t offset) {
        const auto begin = static_cast<std::uint32_t>(block.range.begin + offset + date.begin);
        const auto end = static_cast<std::uint32_t>(block.range.begin + offset + date.end);
        metadata_.claims.push_back({kind, date.value, "text", std::clamp(confidence, 0.05, 0.9),
                                    text_.text.source(TextRange{begin, std::min(end, block.range.end)})});
    }

    /// Lines of their own: "3 May 2021", "Published 3 May 2021 | Updated 4 May 2021".
    void short_block(const PageBlock& block, std::size_t i) {
        const std::string_view all = words(block);
        const std::uint32_t names = names_.around(block.inner);
        std::size_t from = 0;
        for (int count = 0; count < 3 && from < all.size(); ++count) {
            const WrittenDate date = date_in(all.substr(from), lexicon_, month_first_);
            if (date.value.empty()) return;
            const std::size_t after = from + date.end;
            const Cue cue =
                cue_beside(all.substr(from, date.begin),
                           count == 0 && after < all.size() ? all.substr(after, 40) : "", lexicon_);
            // Only the first day of a line that says nothing of itself counts.
            if (count > 0 && cue == Cue::none) return;
            const bool updated = cue == Cue::updated || (cue == Cue::none && (names & kUpdatedName) != 0);
            claim(updated ? ClaimKind::modified : ClaimKind::published, date,
                  rank(block, i, names, cue) - (date.ambiguous ? 0.02 : 0.0), block, from);
            from = after;
        }
    }

    [[nodiscard]] double rank(const PageBlock& block, std::size_t i, std::uint32_t names, Cue cue) const {
        const int away = distance(i);
        const bool is_beside = headline_ >= 0 && beside(away);
        const bool in_link = (block.inside & html::kLink) != 0;
        const bool in_margin = (block.inside & (html::kAside | html::kFooter | html::kNav)) != 0;
        // A day by itself below the headline is often a link to that day or to the report.
        const bool own_link = in_link && is_beside && block.words <= 8;
        const bool aside =
            in_margin || (in_link && !own_link) || ((names & kAsideName) != 0 && !(is_beside && away <= 6));
        double confidence = 0.25 + ((names & (kDateName | kAuthorName)) != 0 ? 0.2 : 0.0) +
                            (away < 80 ? 0.05 : 0.0) - std::min(std::abs(away), 60) * 0.002 -
                            (aside ? 0.2 : 0.0) - (block.words > 16 ? 0.1 : 0.0);
        if (cue == Cue::published) confidence += 0.2;
        if ((names & kPublishedName) != 0 && !aside) confidence += 0.1;
        if (headline_ >= 0 && away < -3) confidence -= 0.08;
        if (headline_ >= 0 && away > kFarFromHeadline) confidence -= 0.1;
        if (is_beside && !aside) confidence += std::abs(away) <= 3 ? 0.2 : 0.05;
        return confidence;
    }

    /// Running text: a day at its very beginning, as in datelines, or beside a word that says what it is.
    void long_block(const PageBlock& block, std::size_t i) {
        const std::string_view all = words(block);
        const int away = distance(i);
        const bool opening =
            block.words >= 12 && (headline_ < 0 ? i < 60 : away > 0 && away <= kBesideHeadline);
        if (opening) {
            const WrittenDate date = date_in(all.substr(0, 60), lexicon_, month_first_);
            if (!date.value.empty() && date.begin <= 32) {
                claim(ClaimKind::published, date, 0.22, block, 0);
                return;
            }
        }
        if (block.words > 400) return;
        const WrittenDate date = date_in(all, lexicon_, month_first_);
        if (date.value.empty()) return;
        const std::size_t begin = date.begin > 60 ? date.begin - 60 : 0;
        const Cue cue = cue_beside(all.substr(begin, date.begin - begin),
                                   date.end < all.size() ? all.substr(date.end, 40) : "", lexicon_);
        if (cue == Cue::none) return;
        claim(cue == Cue::updated ? ClaimKind::modified : ClaimKind::published, date, 0.2, block, 0);
    }

    /// A time element far from the headline is another story's; one that is a link beside it is the report's.
    void place_time_elements() {
        if (headline_ < 0) return;
        for (Claim& claim : metadata_.claims) {
            if (claim.provenance != "time element" || !claim.span) continue;
            const auto after = std::upper_bound(
                text_.blocks.begin(), text_.blocks.end(), claim.span->begin,
                [&](std::uint32_t at, const PageBlock& block) { return at < first_run(block); });
            const int away = distance(static_cast<std::size_t>(after - text_.blocks.begin()));
            if (claim.confidence < 0.3 && beside(away) && away <= 6) {
                claim.confidence = 0.6;
            } else if (claim.confidence > 0.3 && away > kFarFromHeadline) {
                claim.confidence = 0.35;
            }
        }
    }
    [[nodiscard]] std::uint32_t first_run(const PageBlock& block) const {
        return text_.text.source(block.range).begin;
    }

    const PageText& text_;
    const int headline_;
    const Lexicon& lexicon_;
    MarkupNames& names_;
    PageMetadata& metadata_;
    const bool month_first_;
};

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

/// Minutes since midnight of "…THH:MM…"; -1 if the value gives no time.
int minute_of_day(std::string_view value) {
    if (value.size() < 16 || value[10] != 'T') return -1;
    return ((value[11] - '0') * 10 + (value[12] - '0')) * 60 + (value[14] - '0') * 10 + (value[15] - '0');
}

/// Whether `local` can be the day on the paper's clock when it is `moment` in universal time: offsets run
/// from -12 to +14 hours.
bool same_moment_elsewhere(std::string_view moment, std::string_view local) {
    const long long apart = day_number(local) - day_number(moment);
    const int minute = minute_of_day(moment);
    if (apart == 1) return minute >= 10 * 60;
    if (apart == -1) return minute < 12 * 60;
    return false;
}

/// The same minute and second on another clock: "…T01:09:55Z" and "…T18:09:55".
bool same_second(std::string_view a, std::string_view b) {
    return a.size() >= 19 && b.size() >= 19 && a.substr(14, 5) == b.substr(14, 5);
}

/// A moment in universal time may fall on the day before or after the paper's own: where the page gives the
/// same moment on its own clock, or the address or the words beside the headline give that neighbouring day,
/// it is the day of publication.
void prefer_local_days(std::vector<Claim>& claims) {
    const Claim* best = nullptr;
    for (const Claim& claim : claims) {
        if (claim.kind == ClaimKind::published && (best == nullptr || claim.confidence > best->confidence))
            best = &claim;
    }
    if (best == nullptr || minute_of_day(best->value) < 0 || !in_universal_time(best->value)) return;
    const std::string moment = best->value;
    const double confidence = best->confidence;
    const auto rank = [&](const Claim& claim) {
        if (claim.kind != ClaimKind::published) return 0;
        const bool other = same_moment_elsewhere(moment, claim.value);
        if (!other && day_number(claim.value) != day_number(moment)) return 0;
        if (other && !in_universal_time(claim.value) && same_second(moment, claim.value)) return 4;
        if (claim.provenance == "url") return 3;
        if (claim.provenance == "time element" && !in_universal_time(claim.value) && claim.confidence > 0.4)
            return 2;
        return claim.provenance == "text" && claim.confidence > 0.4 ? 1 : 0;
    };
    Claim* local = nullptr;
    for (Claim& claim : claims) {
        const int own = rank(claim);
        if (own == 0) continue;
        const int held = local == nullptr ? 0 : rank(*local);
        if (own > held || (own == held && claim.confidence > local->confidence)) local = &claim;
    }
    if (local != nullptr && day_number(local->value) != day_number(moment))
        local->confidence = confidence + 0.01;
}

/// Where nothing else gives a day: fields of scripts that speak of publishing, then the address of the page's
/// picture, then the day that the source names most often.
void search_source(const html::Page& page, const Lexicon& lexicon, PageMetadata& metadata) {
    const auto published = [](const Claim& claim) { return claim.kind == ClaimKind::published; };
    if (std::any_of(metadata.claims.begin(), metadata.claims.end(),
                    [&](const Claim& claim) { return published(claim) && claim.confidence >= 0.2; }))
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
    if (!metadata.picture.empty()) {
        std::string value = date_in_url(metadata.picture, lexicon);
        if (!value.empty()) {
            metadata.claims.push_back(
                {ClaimKind::published, std::move(value), "picture address", 0.15, std::nullopt});
            return;
        }
    }
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

void read_address(std::string_view url, const Lexicon& lexicon, PageMetadata& metadata) {
    const auto canonical = std::find_if(metadata.claims.begin(), metadata.claims.end(),
                                        [](const Claim& claim) { return claim.kind == ClaimKind::url; });
    std::string value;
    if (!url.empty()) {
        value = date_in_url(url, lexicon);
    } else if (canonical != metadata.claims.end()) {
        value = date_in_url(canonical->value, lexicon);
    }
    if (!value.empty())
        metadata.claims.push_back({ClaimKind::published, std::move(value), "url", 0.7, std::nullopt});
}

/// A day in the description, as parks and offices write it: "… (notice of 14 January 2020)".
void read_description(const Lexicon& lexicon, PageMetadata& metadata) {
    if (metadata.description.empty()) return;
    const WrittenDate date = date_in(metadata.description, lexicon);
    if (date.value.empty() || date.ambiguous) return;
    metadata.claims.push_back({ClaimKind::published, date.value, "meta description", 0.12, std::nullopt});
}

}  // namespace

void add_date_claims(const html::Page& page, const PageText& text, int headline, std::string_view url,
                     const Lexicon& lexicon, MarkupNames& names, PageMetadata& metadata) {
    DateClaims(text, headline, lexicon, names, metadata).run();
    read_address(url, lexicon, metadata);
    read_description(lexicon, metadata);
    search_source(page, lexicon, metadata);
    prefer_local_days(metadata.claims);
}

}  // namespace sitrep::extract
