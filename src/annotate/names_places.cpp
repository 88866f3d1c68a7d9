#include "annotate/names_places.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

struct Candidate {
    std::uint32_t index = 0;
    double score = 0;
    bool contained = false;  ///< the words beside the name say where it lies
};

/// A place draft and what is known of it.
struct Question {
    std::size_t draft = 0;
    std::vector<Candidate> candidates;
    std::optional<std::size_t> answer;  ///< index into candidates
    double confidence = 0;
    double weight = 1;  ///< mentions
};

/// Shares of a report's attention, by country code or region record.
template <typename Key>
class Votes {
  public:
    void add(const Key& key, double weight) {
        counts_[key] += weight;
        total_ += weight;
    }
    [[nodiscard]] double share(const Key& key) const {
        const auto found = counts_.find(key);
        return found == counts_.end() || total_ <= 0 ? 0.0 : found->second / total_;
    }
    [[nodiscard]] double total() const { return total_; }

  private:
    std::map<Key, double> counts_;
    double total_ = 0;
};

class Resolver {
  public:
    Resolver(const WordText& text, const NameLexicon& lexicon, const PlaceMap& map,
             std::vector<Draft>& drafts)
        : words_(text.words), lexicon_(lexicon), map_(map), drafts_(drafts) {}

    void run() {
        for (std::size_t d = 0; d < drafts_.size(); ++d) consider(d);
        Votes<std::string> countries = countries_;
        Votes<std::uint32_t> regions;
        for (int round = 0; round < 3; ++round) {
            for (Question& question : questions_) weigh(question, countries, regions);
            countries = countries_;
            regions = {};
            for (const Question& question : questions_) vote(question, countries, regions);
        }
        placed_ = countries_placed();
        for (const Question& question : questions_) answer(question);
        facilities();
    }

  private:
    void consider(std::size_t d) {
        Draft& draft = drafts_[d];
        const auto names = std::count_if(draft.mentions.begin(), draft.mentions.end(),
                                         [](const Draft::Said& s) { return s.form == MentionForm::name; });
        const KnownThing* thing =
            draft.thing >= 0 ? &lexicon_.things()[static_cast<std::size_t>(draft.thing)] : nullptr;
        if (thing != nullptr && (thing->kind == KnownKind::country || thing->kind == KnownKind::demonym)) {
            const double weight =
                static_cast<double>(names) * (thing->kind == KnownKind::country ? 1.0 : 0.7);
            countries_.add(thing->detail, weight);
            if (thing->kind == KnownKind::demonym) return;
        }
        const bool place = draft.type == EntityType::geopolitical || draft.type == EntityType::location;
        if (!place || names == 0) return;
        const bool area = thing != nullptr && thing->kind == KnownKind::region;
        Question question;
        question.draft = d;
        question.weight = static_cast<double>(names);
        for (const Draft::Said& said : draft.mentions) {
            if (said.form != MentionForm::name) continue;
            const std::string key = place_key(joined(said.first, said.last));
            const std::vector<std::uint32_t> within = container(said.last);
            for (const std::uint32_t index : map_.find(key)) add(question, index, inside(index, within));
            if (key.starts_with("mt ") || key.starts_with("st ")) {
                for (const std::uint32_t index :
                     map_.find((key[0] == 'm' ? "mount " : "saint ") + key.substr(3)))
                    add(question, index, inside(index, within));
            }
        }
        if (thing != nullptr && thing->kind == KnownKind::country && !rival_region(question)) return;
        if (area && draft.type == EntityType::location && !rival_region(question)) return;
        if (!question.candidates.empty()) questions_.push_back(std::move(question));
    }

    /// A country's name that is also a region's ("Georgia") stays a question.
    bool rival_region(Question& question) const {
        std::erase_if(question.candidates, [&](const Candidate& c) {
            return map_.at(c.index).feature != PlaceFeature::region && !c.contained;
        });
        return !question.candidates.empty();
    }

    void add(Question& question, std::uint32_t index, bool contained) const {
        for (Candidate& candidate : question.candidates) {
            if (candidate.index != index) continue;
            candidate.contained = candidate.contained || contained;
            return;
        }
        question.candidates.push_back({index, 0, contained});
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

    void weigh(Question& question, const Votes<std::string>& countries,
               const Votes<std::uint32_t>& regions) const {
        for (Candidate& candidate : question.candidates) {
            const GazetteerPlace place = map_.at(candidate.index);
            double score = 0.9 * std::log10(place.population + 10);
            score += 4.0 * countries.share(std::string(place.country));
            if (place.region != kNoRegion) score += 5.5 * regions.share(place.region);
            if (place.feature == PlaceFeature::capital) score += 0.7;
            if (place.feature == PlaceFeature::seat_of_region) score += 0.4;
            if (place.feature == PlaceFeature::region) score -= 0.7;
            if (candidate.contained) score += 8.0;
            candidate.score = score;
        }
        std::size_t best = 0;
        double second = -10;
        for (std::size_t i = 1; i < question.candidates.size(); ++i) {
            if (question.candidates[i].score > question.candidates[best].score) best = i;
        }
        for (std::size_t i = 0; i < question.candidates.size(); ++i) {
            if (i != best && !near(question.candidates[i].index, question.candidates[best].index))
                second = std::max(second, question.candidates[i].score);
        }
        question.answer = best;
        const Candidate& chosen = question.candidates[best];
        const double margin = chosen.score - second;
        const double size = std::log10(map_.at(chosen.index).population + 1);
        const bool supported =
            chosen.contained || countries.share(std::string(map_.at(chosen.index).country)) > 0;
        // A lone small place in a country that the report never speaks of is more likely a name the gazetteer
        // lacks.
        const double prior = supported ? 0.95 : std::min(0.9, 0.15 * size);
        question.confidence = prior / (1 + std::exp(-1.6 * margin));
    }

    [[nodiscard]] bool near(std::uint32_t a, std::uint32_t b) const {
        const GazetteerPlace x = map_.at(a), y = map_.at(b);
        return std::abs(x.latitude - y.latitude) < 0.4 && std::abs(x.longitude - y.longitude) < 0.4;
    }

    void vote(const Question& question, Votes<std::string>& countries, Votes<std::uint32_t>& regions) const {
        if (!question.answer || question.confidence < 0.6) return;
        const GazetteerPlace place = map_.at(question.candidates[*question.answer].index);
        const double weight = question.confidence * std::sqrt(question.weight);
        countries.add(std::string(place.country), 0.6 * weight);
        const std::uint32_t region = place.feature == PlaceFeature::region ? place.index : place.region;
        if (region != kNoRegion) regions.add(region, weight);
    }

    /// Countries of the places answered with confidence, countries' own names left out.
    [[nodiscard]] Votes<std::string> countries_placed() const {
        Votes<std::string> votes;
        for (const Question& question : questions_) {
            if (!question.answer || question.confidence < 0.6 || drafts_[question.draft].thing >= 0) continue;
            votes.add(std::string(map_.at(question.candidates[*question.answer].index).country), 1);
        }
        return votes;
    }

    void answer(const Question& question) {
        if (!question.answer || question.confidence < 0.36) return;
        Draft& draft = drafts_[question.draft];
        const Candidate& chosen = question.candidates[*question.answer];
        const GazetteerPlace place = map_.at(chosen.index);
        if (draft.thing >= 0 &&
            lexicon_.things()[static_cast<std::size_t>(draft.thing)].kind == KnownKind::country) {
            // The country itself, unless nothing else in the report speaks of it and much of the other.
            const std::string& own = lexicon_.things()[static_cast<std::size_t>(draft.thing)].detail;
            const double total = countries_.total();
            const double elsewhere = countries_.share(own) * total - question.weight;
            const double others = countries_.share(std::string(place.country)) * total +
                                  placed_.share(std::string(place.country)) * placed_.total();
            if (!chosen.contained && (others < 2 || elsewhere > 0.5 || place.country == own)) return;
        }
        MapPoint point;
        point.latitude = place.latitude;
        point.longitude = place.longitude;
        point.country = std::string(place.country);
        point.geonames_id = place.id;
        point.confidence = std::round(question.confidence * 1000) / 1000;
        const Candidate* second = nullptr;
        for (const Candidate& candidate : question.candidates) {
            if (&candidate == &chosen || near(candidate.index, chosen.index)) continue;
            if (second == nullptr || candidate.score > second->score) second = &candidate;
        }
        if (second != nullptr) point.runner_up = described(second->index);
        draft.place = point;
    }

    /// "Benton, Louisiana, US".
    [[nodiscard]] std::string described(std::uint32_t index) const {
        const GazetteerPlace place = map_.at(index);
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
            if (draft.thing >= 0 &&
                lexicon_.things()[static_cast<std::size_t>(draft.thing)].kind == KnownKind::country)
                continue;
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
    Votes<std::string> countries_;
    Votes<std::string> placed_;
    std::vector<Question> questions_;
    std::string code_;
};

}  // namespace

Result<PlaceMap> PlaceMap::load(const std::filesystem::path& data) {
    auto gazetteer = PlaceGazetteer::load(data / "models" / "places.bin");
    if (!gazetteer) return tl::unexpected(gazetteer.error());
    PlaceMap map;
    map.gazetteer_ = std::move(*gazetteer);
    const std::filesystem::path path = data / "lexicon" / "names" / "place_spellings.tsv";
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return tl::unexpected(Error{path.string(), std::nullopt, "cannot be read", "put the table back"});
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t first = line.find('\t'),
                          second = line.find('\t', first == std::string::npos ? first : first + 1);
        if (first != 2 || second == std::string::npos || text::first_invalid_utf8(line)) {
            return tl::unexpected(
                Error{path.string(), std::nullopt,
                      "line " + std::to_string(number) + " has no country, name and spellings",
                      "mend the line as the header says"});
        }
        const std::string_view country(line.data(), 2);
        std::vector<std::uint32_t> here;
        for (const std::uint32_t index :
             map.gazetteer_.find(place_key(line.substr(first + 1, second - first - 1)))) {
            if (map.gazetteer_.at(index).country == country) here.push_back(index);
        }
        // Abbreviations of states mean the state, other spellings the largest place of that name.
        std::string rest = line.substr(second + 1) + "|";
        for (std::size_t at = 0, end = 0; (end = rest.find('|', at)) != std::string::npos; at = end + 1) {
            const std::string key = place_key(rest.substr(at, end - at));
            auto& to = map.spellings_[key];
            const bool state = end - at <= 5 && std::any_of(here.begin(), here.end(), [&](std::uint32_t i) {
                                   return map.gazetteer_.at(i).feature == PlaceFeature::region;
                               });
            for (const std::uint32_t index : here) {
                if (state && map.gazetteer_.at(index).feature != PlaceFeature::region) continue;
                to.push_back(index);
                if (!state) break;
            }
        }
    }
    return map;
}

std::vector<std::uint32_t> PlaceMap::find(std::string_view key) const {
    std::vector<std::uint32_t> found = gazetteer_.find(key);
    if (const auto spelled = spellings_.find(key); spelled != spellings_.end()) {
        for (const std::uint32_t index : spelled->second) {
            if (std::find(found.begin(), found.end(), index) == found.end()) found.push_back(index);
        }
        std::sort(found.begin(), found.end());
    }
    return found;
}

double PlaceMap::prominence(std::string_view key) const {
    const std::vector<std::uint32_t> found = find(key);
    return found.empty() ? 0.0 : std::log10(gazetteer_.at(found.front()).population + 1);
}

void resolve_places(const WordText& text, const NameLexicon& lexicon, const PlaceMap& map,
                    std::vector<Draft>& drafts) {
    Resolver(text, lexicon, map, drafts).run();
}

}  // namespace sitrep::annotate
