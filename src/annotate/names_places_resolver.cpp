#include <algorithm>
#include <cmath>

#include "annotate/names_places.hpp"
#include "annotate/names_places_votes.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

/// What weighs how much; scores are natural logarithms of odds, give or take a constant.
constexpr double kSize = 1.1;        // a place of ten times the people
constexpr double kCountry = 4.5;     // the report speaks of that country alone
constexpr double kRegion = 5.0;      // and of that region alone
constexpr double kNear = 3.5;        // and of places nearby alone
constexpr double kContained = 9.0;   // "Benton, Arkansas"
constexpr double kOwnCountry = 8.5;  // a country's name means the country
constexpr double kCue = 0.5;         // a word that one country's papers use
constexpr double kDoubt = 1.0;       // what votes are weighed against
constexpr int kRounds = 4;

class Resolver {
  public:
    Resolver(const WordText& text, const NameLexicon& lexicon, const PlaceMap& map,
             std::vector<Draft>& drafts)
        : words_(text.words), lexicon_(lexicon), map_(map), drafts_(drafts) {}

    void run() {
        for (std::size_t d = 0; d < drafts_.size(); ++d) consider(d);
        if (!questions_.empty()) read_cues();
        votes_ = stated_;
        for (PlaceQuestion& question : questions_) weigh(question);
        for (int round = 0; round < kRounds; ++round) {
            votes_ = stated_;
            for (const PlaceQuestion& question : questions_) votes_.add(question, map_);
            for (PlaceQuestion& question : questions_) weigh(question);
        }
        for (const PlaceQuestion& question : questions_) answer(question);
        facilities();
    }

  private:
    void consider(std::size_t d) {
        Draft& draft = drafts_[d];
        const auto names = std::count_if(draft.mentions.begin(), draft.mentions.end(),
                                         [](const Draft::Said& s) { return s.form == MentionForm::name; });
        const KnownThing* thing = known(draft);
        const bool country = thing != nullptr && thing->kind == KnownKind::country;
        if (thing != nullptr && thing->kind == KnownKind::demonym) {
            stated_.countries.add(thing->detail, 0.7 * std::sqrt(static_cast<double>(names)));
            return;
        }
        const bool place = draft.type == EntityType::geopolitical || draft.type == EntityType::location;
        if (!place || names == 0) return;
        PlaceQuestion question;
        question.draft = d;
        question.weight = std::sqrt(static_cast<double>(names));
        for (const Draft::Said& said : draft.mentions) {
            if (said.form == MentionForm::name) gather(said, question);
        }
        const bool area =
            thing != nullptr && thing->kind == KnownKind::region && draft.type == EntityType::location;
        if (area && !rival_region(question)) return;
        if (country) {
            question.own_country = thing->detail;
            question.candidates.push_back({kNoPlace, 0, 0, false});
        }
        if (question.candidates.size() == 1 && country) {
            stated_.countries.add(thing->detail, question.weight);
            return;
        }
        if (!question.candidates.empty()) questions_.push_back(std::move(question));
    }

    [[nodiscard]] const KnownThing* known(const Draft& draft) const {
        return draft.thing >= 0 ? &lexicon_.things()[static_cast<std::size_t>(draft.thing)] : nullptr;
    }

    void gather(const Draft::Said& said, PlaceQuestion& question) {
        const std::string key = place_key(joined(said.first, said.last));
        const std::vector<std::uint32_t> within = container(said.last);
        for (const std::uint32_t index : map_.find(key)) add(question, index, inside(index, within));
        if (key.starts_with("mt ") || key.starts_with("st ") || key.starts_with("ft ")) {
            const std::string_view long_form = key[0] == 'm' ? "mount " : key[0] == 's' ? "saint " : "fort ";
            for (const std::uint32_t index : map_.find(std::string(long_form) + key.substr(3)))
                add(question, index, inside(index, within));
        }
    }

    /// A region of one name with a wide area ("Georgia" the state, "Luxembourg" the province) stays a
    /// question.
    bool rival_region(PlaceQuestion& question) const {
        std::erase_if(question.candidates, [&](const PlaceCandidate& c) {
            return map_.at(c.index).feature != PlaceFeature::region && !c.contained;
        });
        return !question.candidates.empty();
    }

    static void add(PlaceQuestion& question, std::uint32_t index, bool contained) {
        for (PlaceCandidate& candidate : question.candidates) {
            if (candidate.index != index) continue;
            candidate.contained = candidate.contained || contained;
            return;
        }
        question.candidates.push_back({index, 0, 0, contained});
    }

    [[nodiscard]] std::string joined(std::uint32_t first, std::uint32_t last) const {
        const Word &from = words_[first], &to = words_[last - 1];
        return std::string(from.text.data(), static_cast<std::size_t>(to.range.end - from.range.begin));
    }

    /// What stands behind "NAME," or "NAME (" or "NAME in": records of regions, or a country as its ISO code
    /// in `code_`.
    std::vector<std::uint32_t> container(std::uint32_t at) {
        code_.clear();
        std::vector<std::uint32_t> regions;
        if (at + 1 >= words_.size()) return regions;
        const std::string& mark = words_[at].folded;
        if (mark != "," && mark != "(" && mark != "in") return regions;
        for (std::uint32_t size = 3; size > 0; --size) {
            if (at + 1 + size > words_.size() || !words_[at + 1].capital) continue;
            const std::string words = joined(at + 1, at + 1 + size);
            const std::int32_t thing = lexicon_.find(text::folded(words));
            if (thing >= 0 && lexicon_.things()[static_cast<std::size_t>(thing)].kind == KnownKind::country) {
                code_ = lexicon_.things()[static_cast<std::size_t>(thing)].detail;
            }
            for (const std::uint32_t index : map_.find(place_key(words))) {
                if (map_.at(index).feature == PlaceFeature::region) regions.push_back(index);
            }
            if (!regions.empty() || !code_.empty()) return regions;
        }
        return regions;
    }

    [[nodiscard]] bool inside(std::uint32_t index, const std::vector<std::uint32_t>& within) const {
        const GazetteerPlace place = map_.at(index);
        if (!code_.empty() && place.country == code_) return true;
        return std::find(within.begin(), within.end(), place.region) != within.end() &&
               place.feature != PlaceFeature::region;
    }

    /// Words that one country's papers use ("lakh", "sheriff's"): each counts once.
    void read_cues() {
        std::map<std::string_view, std::vector<std::uint64_t>> seen;
        for (const Word& word : words_) {
            const std::string_view code = map_.cue(word.hash);
            if (code.empty()) continue;
            std::vector<std::uint64_t>& of = seen[code];
            if (std::find(of.begin(), of.end(), word.hash) == of.end()) of.push_back(word.hash);
        }
        for (const auto& [code, words] : seen)
            stated_.countries.add(std::string(code), kCue * std::sqrt(static_cast<double>(words.size())) * 2);
    }

    void weigh(PlaceQuestion& question) const {
        const OtherVotes others(votes_, question, map_);
        for (PlaceCandidate& candidate : question.candidates) {
            if (candidate.index == kNoPlace) {
                candidate.score = kOwnCountry + kCountry * others.country(question.own_country);
                continue;
            }
            const GazetteerPlace place = map_.at(candidate.index);
            double score = kSize * std::log10(place.population + 10);
            score += kCountry * others.country(std::string(place.country));
            const std::uint32_t region = place.feature == PlaceFeature::region ? place.index : place.region;
            if (region != kNoRegion) score += kRegion * others.region(region);
            score += kNear * others.near(place);
            if (place.feature == PlaceFeature::capital) score += 0.7;
            if (place.feature == PlaceFeature::seat_of_region) score += 0.4;
            if (place.feature == PlaceFeature::region) score -= 0.7;
            if (candidate.contained) score += kContained;
            candidate.score = score;
        }
        settle(question, others);
    }

    /// Shares of belief, the answer and how sure it is.
    void settle(PlaceQuestion& question, const OtherVotes& others) const {
        std::size_t best = 0;
        for (std::size_t i = 1; i < question.candidates.size(); ++i) {
            if (question.candidates[i].score > question.candidates[best].score) best = i;
        }
        const PlaceCandidate& chosen = question.candidates[best];
        double total = 0, near_by = 0;
        for (PlaceCandidate& candidate : question.candidates) {
            candidate.belief = std::exp(1.6 * (candidate.score - chosen.score));
            total += candidate.belief;
        }
        for (PlaceCandidate& candidate : question.candidates) {
            candidate.belief /= total;
            if (near(candidate, chosen)) near_by += candidate.belief;
        }
        question.answer = best;
        if (chosen.index == kNoPlace) {
            question.confidence = near_by;
            return;
        }
        const GazetteerPlace place = map_.at(chosen.index);
        const bool supported = chosen.contained || others.country(std::string(place.country)) > 0.05;
        // A lone small place in a country that the report never speaks of is more likely a name the gazetteer
        // lacks.
        const double size = std::log10(place.population + 1);
        const double alone =
            std::min(0.9, 0.15 * size) * (plain_word(drafts_[question.draft], size) ? 0.5 : 1.0);
        question.confidence = near_by * (supported ? 0.95 : alone);
    }

    /// "Rivers", "West", "Maria": a plain word, or a person's name that somewhere is a small town's too.
    [[nodiscard]] bool plain_word(const Draft& draft, double size) const {
        const Draft::Said& said = draft.mentions.front();
        constexpr std::uint32_t kPlain = kCommon | kModifier | kTitle | kRolePerson | kNotName;
        constexpr std::uint32_t kPerson = kGivenName | kMaybeGiven | kFamilyName;
        const std::uint32_t bits = lexicon_.bits(words_[said.first]);
        return said.last - said.first == 1 && ((bits & kPlain) != 0 || (size < 5 && (bits & kPerson) != 0));
    }

    [[nodiscard]] bool near(const PlaceCandidate& a, const PlaceCandidate& b) const {
        if (a.index == kNoPlace || b.index == kNoPlace) return a.index == b.index;
        const GazetteerPlace x = map_.at(a.index), y = map_.at(b.index);
        return std::abs(x.latitude - y.latitude) < 0.4 && std::abs(x.longitude - y.longitude) < 0.4;
    }

    void answer(const PlaceQuestion& question) {
        if (!question.answer || question.confidence < 0.36) return;
        Draft& draft = drafts_[question.draft];
        const PlaceCandidate& chosen = question.candidates[*question.answer];
        if (chosen.index == kNoPlace) return;  // the country: the table has its point
        const GazetteerPlace place = map_.at(chosen.index);
        MapPoint point;
        point.latitude = place.latitude;
        point.longitude = place.longitude;
        point.country = std::string(place.country);
        point.geonames_id = place.id;
        point.confidence = std::round(question.confidence * 1000) / 1000;
        const PlaceCandidate* second = nullptr;
        for (const PlaceCandidate& candidate : question.candidates) {
            if (&candidate == &chosen || near(candidate, chosen)) continue;
            if (second == nullptr || candidate.score > second->score) second = &candidate;
        }
        if (second != nullptr) point.runner_up = described(*second, draft);
        draft.place = point;
    }

    /// "Benton, Louisiana, US".
    [[nodiscard]] std::string described(const PlaceCandidate& candidate, const Draft& draft) const {
        if (candidate.index == kNoPlace) return known(draft)->name;
        const GazetteerPlace place = map_.at(candidate.index);
        std::string words(place.name);
        if (place.region != kNoRegion && place.feature != PlaceFeature::region)
            words += ", " + std::string(map_.at(place.region).name);
        return words + ", " + std::string(place.country);
    }

    /// A facility lies where the words put it: "Vienna's Bristol Hotel", "the stadium in Rome".
    void facilities() {
        for (Draft& draft : drafts_) {
            if (draft.type != EntityType::facility || draft.place || draft.mentions.empty()) continue;
            for (const Draft::Said& said : draft.mentions) {
                if (const std::optional<MapPoint> found = beside(said)) {
                    draft.place = *found;
                    draft.place->geonames_id = 0;
                    draft.place->confidence = std::round(found->confidence * 700) / 1000;
                    break;
                }
            }
        }
    }

    [[nodiscard]] std::optional<MapPoint> beside(const Draft::Said& facility) const {
        for (const Draft& draft : drafts_) {
            if (!draft.place || draft.type != EntityType::geopolitical) continue;
            const KnownThing* thing = known(draft);
            if (thing != nullptr && thing->kind == KnownKind::country) continue;
            for (const Draft::Said& said : draft.mentions) {
                if (said.form != MentionForm::name) continue;
                const bool before = said.last < facility.first && facility.first - said.last <= 2 &&
                                    words_[said.last].kind == TokenKind::possessive;
                const bool behind =
                    said.first == facility.last + 1 &&
                    (words_[facility.last].folded == "in" || words_[facility.last].folded == "at" ||
                     words_[facility.last].folded == "near" || words_[facility.last].text == ",");
                if (before || behind) return draft.place;
            }
        }
        return std::nullopt;
    }

    const std::vector<Word>& words_;
    const NameLexicon& lexicon_;
    const PlaceMap& map_;
    std::vector<Draft>& drafts_;
    PlaceVotes stated_{kDoubt};  ///< what the words say outright: countries named, peoples, cues
    PlaceVotes votes_{kDoubt};   ///< and what the places themselves add
    std::vector<PlaceQuestion> questions_;
    std::string code_;
};

}  // namespace

void resolve_places(const WordText& text, const NameLexicon& lexicon, const PlaceMap& map,
                    std::vector<Draft>& drafts) {
    Resolver(text, lexicon, map, drafts).run();
}

}  // namespace sitrep::annotate
