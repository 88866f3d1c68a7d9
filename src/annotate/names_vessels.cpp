#include "annotate/names_vessels.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace sitrep::annotate {
namespace {

class VesselReader {
  public:
    explicit VesselReader(const SentenceWords& at) : at_(at) {}

    /// "the trawler Ana Mar", "a ferry called the Ana Mar", "MV Ana Mar", "the Ana Mar, a container ship".
    std::vector<std::pair<std::uint32_t, std::uint32_t>> run() {
        for (std::uint32_t i = at_.sentence.first; i + 1 < at_.sentence.last; ++i) {
            std::uint32_t first = i + 1;
            const bool prefix = at_.words[i].all_capitals && does(i, HeadWord::vessel_prefix);
            if (!prefix) {
                if (at_.words[i].capital || !does(i, HeadWord::vessel)) continue;
                const bool apposed = at_.words[first].text == "," && first + 1 < at_.sentence.last &&
                                     at_.words[first + 1].folded == "the";  // "the freighter, the Ana Mar,"
                if (apposed || at_.words[first].folded == "called" || at_.words[first].folded == "named")
                    ++first;
                if (first < at_.sentence.last && at_.words[first].folded == "the") ++first;
            }
            const std::uint32_t last = vessel_name_end(first);
            if (last > first) found_.emplace_back(prefix ? i : first, last);
        }
        for (std::uint32_t i = at_.sentence.first; i + 4 < at_.sentence.last; ++i) {
            if (at_.words[i].folded != "the" || !capital(i + 1)) continue;
            if (numeral(i + 2) && !is(i + 1, kNumbered) && vessel_near(i)) {
                found_.emplace_back(i + 1, i + 3);  // "the Dumbe II"
                continue;
            }
            const std::uint32_t last = vessel_name_end(i + 1);
            if (last > i + 1 && vessel_follows(last)) found_.emplace_back(i + 1, last);
        }
        return std::move(found_);
    }

  private:
    [[nodiscard]] bool is(std::uint32_t i, std::uint32_t bit) const { return (at_.bits[i] & bit) != 0; }
    [[nodiscard]] bool capital(std::uint32_t i) const {
        return i < at_.sentence.last && at_.words[i].kind == TokenKind::word && at_.words[i].capital;
    }

    static constexpr std::uint32_t kNumbered = kCommon | kFunction | kCalendar | kTitle | kGivenName |
                                               kEventLast | kRoleEvent | kRoleBody | kRolePlace;

    [[nodiscard]] bool numeral(std::uint32_t i) const {
        if (i >= at_.sentence.last) return false;
        const std::string_view word = at_.words[i].text;
        return word == "II" || word == "III" || word == "IV";
    }

    /// The report speaks of a vessel within some sentences of here.
    [[nodiscard]] bool vessel_near(std::uint32_t i) const {
        constexpr std::uint32_t kReach = 200;
        const auto last = static_cast<std::uint32_t>(std::min<std::size_t>(at_.words.size(), i + kReach));
        for (std::uint32_t k = i - std::min(i, kReach); k < last; ++k) {
            if (!at_.words[k].capital && at_.lexicon.is_head_word(at_.words[k], HeadWord::vessel))
                return true;
        }
        return false;
    }

    [[nodiscard]] bool does(std::uint32_t i, HeadWord use) const {
        if (use == HeadWord::vessel && at_.words[i].folded == "carrier" && i > at_.sentence.first)
            return at_.words[i - 1].folded == "bulk" || at_.words[i - 1].folded == "gas" ||
                   at_.words[i - 1].folded == "livestock";
        return at_.lexicon.is_head_word(at_.words[i], use);
    }

    /// End of one to four capitals from `first` that can be a vessel's name; `first` if they cannot.
    [[nodiscard]] std::uint32_t vessel_name_end(std::uint32_t first) const {
        constexpr std::uint32_t kOthers = kFunction | kCalendar | kRank | kOffice | kOrgFirst | kRolePeople;
        std::uint32_t last = first;
        while (last < first + 4 && capital(last) &&
               !is(last, last == first ? kOthers : kFunction | kCalendar))
            ++last;
        const bool body =
            is(last - 1, kOrgLast) && !is(last - 1, kMediaLast);  // "Northern Star" may be a ship
        if (last == first || body || is(last - 1, kFacLast | kLocLast) || is(first, kNotName)) return first;
        const KnownMatch known = at_.lexicon.match(at_.words, first, last, false);
        return known.thing >= 0 && known.last == last ? first : last;
    }

    /// ", a container ship", ", the Spanish trawler": what stands behind the name.
    [[nodiscard]] bool vessel_follows(std::uint32_t comma) const {
        if (comma + 2 >= at_.sentence.last || at_.words[comma].text != ",") return false;
        const std::string& article = at_.words[comma + 1].folded;
        if (article != "a" && article != "an" && article != "the") return false;
        for (std::uint32_t i = comma + 2; i < at_.sentence.last && i < comma + 7; ++i) {
            if (at_.words[i].kind == TokenKind::punctuation) return false;
            if (!at_.words[i].capital && does(i, HeadWord::vessel)) return true;
        }
        return false;
    }

    const SentenceWords& at_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found_;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> vessel_names(const SentenceWords& at) {
    return VesselReader(at).run();
}

}  // namespace sitrep::annotate
