#include "annotate/names_lexicon.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "annotate/line_parts.hpp"
#include "sitrep/tokens.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

std::uint64_t extend(std::uint64_t key, std::uint64_t word) {
    return (key ^ word) * 0x9E3779B97F4A7C15ULL + (key >> 29U);
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Words of a name as the text's own words would be cut.
std::vector<Word> words_of(std::string_view name) {
    const auto bytes = std::make_shared<const std::string>(name);
    const CleanText text = CleanText::identity(bytes);
    const TextRange all{0, static_cast<std::uint32_t>(name.size())};
    const Block block{all, {all.begin, all.end}, BlockKind::body};
    WordText cut = cut_words(text.text(), tokenize(text, std::span(&block, 1)), nullptr);
    for (Word& word : cut.words) word.text = {};
    return std::move(cut.words);
}

bool is_acronym(std::string_view form) {
    std::size_t letters = 0;
    for (const char c : form) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (!upper && c != '.' && c != '&' && c != '+' && c != '-' && !(c >= '0' && c <= '9')) return false;
        letters += upper;
    }
    return letters >= 1 && form.size() <= 7;
}

constexpr std::string_view kFunctionWords =
    "the a an this that these those his her its their our my your he she it they we i you who whom which "
    "what when where why how "
    "and or but nor so yet if because although though while as than then there here not no yes also even "
    "just only still already "
    "in on at by for from to of with without within into onto over under after before during since until "
    "till between among "
    "against about around across through throughout toward towards upon up down out off near amid per via "
    "despite beyond "
    "behind beside besides except unlike like is are was were be been being am has have had do does did will "
    "would shall should "
    "can could may might must one two three four five six seven eight nine ten some any many much more most "
    "few several all "
    "both each every other another such same none nobody nothing everyone everybody someone somebody anyone";
constexpr std::string_view kConnectors =
    "of for and the de del della di da do dos das du des la le les el al an on in & y e und van der von bin "
    "ibn ben ould et";
constexpr std::string_view kCalendarWords =
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc";

}  // namespace

/// Fills a NameLexicon from its tables.
class LexiconReader {
  public:
    LexiconReader(NameLexicon& lexicon, fs::path folder) : lexicon_(lexicon), folder_(std::move(folder)) {}

    std::optional<Error> read_all() {
        add_words(kFunctionWords, kFunction);
        add_words(kConnectors, kConnector);
        add_words(kCalendarWords, kCalendar);
        using Row = std::vector<std::string_view>;
        read("countries.tsv", 6, [this](const Row& row) { return country(row); });
        read("country_ids.tsv", 2, [this](const Row& row) { return country_id(row); });
        read("regions.tsv", 2, [this](const Row& row) { return region(row); });
        read("groups.tsv", 1, [this](const Row& row) { return group(row); });
        read("organisations.tsv", 3, [this](const Row& row) { return organisation(row); });
        read("given_names.tsv", 1, [this](const Row& row) { return bits(row[0], kGivenName); });
        read("modifiers.tsv", 1, [this](const Row& row) { return bits(row[0], kModifier); });
        read("common_words.tsv", 1, [this](const Row& row) { return bits(row[0], kCommon); });
        read("acts.tsv", 1, [this](const Row& row) -> std::string {
            for (const std::string_view word : parts_of(row[0], '|'))
                lexicon_.acts_.emplace(word_hash(text::folded(word)), true);
            return {};
        });
        read("not_names.tsv", 1, [this](const Row& row) { return bits(row[0], kNotName); });
        read("person_words.tsv", 2, [this](const Row& row) -> std::string {
            if (row[0] != "given" && row[0] != "family") return "has no kind given or family";
            return bits(row[1], row[0] == "given" ? kMaybeGiven : kFamilyName);
        });
        read("titles.tsv", 2, [this](const Row& row) { return title(row); });
        read("title_forms.tsv", 3, [this](const Row& row) { return title_form(row); });
        read("heads.tsv", 3, [this](const Row& row) { return head(row); });
        read("roles.tsv", 2, [this](const Row& row) { return role(row); });
        return error_;
    }

  private:
    template <typename Take>
    void read(const char* name, std::size_t columns, Take take) {
        if (error_) return;
        const fs::path path = folder_ / name;
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            error_ = Error{path.string(), std::nullopt, "cannot be read",
                           "put the table back or point SITREP_DATA at another folder"};
            return;
        }
        const std::string all{std::istreambuf_iterator<char>(in), {}};
        std::size_t number_of_line = 0;
        for (std::string_view line : parts_of(all, '\n')) {
            ++number_of_line;
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (line.empty() || line.starts_with('#')) continue;
            std::string why = text::first_invalid_utf8(line) ? "is not UTF-8" : "";
            const auto row = parts_of(line, '\t');
            if (why.empty() && row.size() < columns)
                why = "has " + std::to_string(row.size()) + " columns, needs " + std::to_string(columns);
            if (why.empty() && row[0].empty()) why = "has an empty first column";
            if (why.empty() && line.size() > 60000) why = "is longer than 60,000 bytes";
            if (why.empty()) why = take(row);
            if (why.empty()) continue;
            error_ = Error{path.string(), std::nullopt, "line " + std::to_string(number_of_line) + " " + why,
                           "mend the line as the header says"};
            return;
        }
    }

    std::int32_t add_thing(KnownThing thing) {
        lexicon_.things_.push_back(std::move(thing));
        return static_cast<std::int32_t>(lexicon_.things_.size() - 1);
    }

    void add_name(std::string_view name, std::int32_t thing) {
        if (text::trimmed(name).empty()) return;
        std::uint64_t key = 0;
        std::string folded;
        for (const Word& word : words_of(name)) {
            key = extend(key, word.hash);
            lexicon_.nodes_.try_emplace(key);
            if (!folded.empty()) folded += ' ';
            folded += word.folded;
        }
        NameLexicon::Node& node = lexicon_.nodes_[key];
        if (node.thing >= 0 && !(node.exact_case && !is_acronym(name)))
            return;  // the first table that names it keeps it
        node.thing = thing;
        node.exact_case = is_acronym(name);
        if (node.exact_case) node.form = std::string(name);
        lexicon_.whole_.try_emplace(folded, thing);
    }

    void add_words(std::string_view words, std::uint32_t bit) {
        for (const std::string_view word : parts_of(words, ' '))
            lexicon_.bits_[word_hash(text::folded(word))] |= bit;
    }

    std::string bits(std::string_view words, std::uint32_t bit) {
        for (const std::string_view word : parts_of(words, '|'))
            lexicon_.bits_[word_hash(text::folded(word))] |= bit;
        return {};
    }

    void add_people(std::string_view forms, KnownKind kind, std::int32_t of, std::string_view detail) {
        if (forms.empty()) return;
        const auto names = parts_of(forms, '|');
        KnownThing people{std::string(names[0]), EntityType::group, kind, std::string(detail), of,
                          std::nullopt};
        const std::int32_t index = add_thing(std::move(people));
        for (const std::string_view name : names) {
            add_name(name, index);
            if (!name.ends_with('s') && !name.ends_with("sh") && !name.ends_with("ch") &&
                !name.ends_with("men"))
                add_name(std::string(name) + "s", index);
        }
    }

    std::string country(const std::vector<std::string_view>& row) {
        const auto latitude = number(row[4]), longitude = number(row[5]);
        if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180)
            return "has no latitude and longitude";
        if (row[0].size() != 2) return "has no two-letter code";
        const auto names = parts_of(row[1], '|');
        KnownThing thing{
            std::string(names[0]), EntityType::geopolitical, KnownKind::country, std::string(row[0]), -1,
            std::nullopt};
        thing.place = MapPoint{*latitude, *longitude, std::string(row[0]), 0, 0.95, ""};
        const std::int32_t index = add_thing(std::move(thing));
        lexicon_.countries_[std::string(row[0])] = index;
        for (const std::string_view name : names) add_name(name, index);
        add_people(row[2], KnownKind::demonym, index, row[0]);
        if (!row[3].empty() && !lexicon_.knows(text::folded(row[3]))) {
            add_name(row[3], add_thing({std::string(row[3]), EntityType::geopolitical, KnownKind::capital,
                                        std::string(row[0]), index, std::nullopt}));
        }
        return {};
    }

    std::string title_form(const std::vector<std::string_view>& row) {
        if (row[0].empty() || row[1].empty()) return "has no form or no title";
        if (text::folded(row[2]).find(row[0]) == std::string::npos)
            return "has an example without '" + text::printable(row[0]) + "'";
        const bool added = lexicon_.title_forms_.emplace(std::string(row[0]), std::string(row[1])).second;
        return added ? std::string() : "gives '" + text::printable(row[0]) + "' a second time";
    }

    std::string country_id(const std::vector<std::string_view>& row) {
        const auto found = lexicon_.countries_.find(std::string(row[0]));
        if (found == lexicon_.countries_.end()) return "names a country that countries.tsv lacks";
        const auto id = number(row[1]);
        if (!id || *id < 1 || *id > 2e9) return "has an id that is no number";
        lexicon_.things_[static_cast<std::size_t>(found->second)].place->geonames_id =
            static_cast<std::int64_t>(*id);
        return {};
    }

    std::string region(const std::vector<std::string_view>& row) {
        if (row[0] != "LOC" && row[0] != "GPE") return "has no type LOC or GPE";
        const auto names = parts_of(row[1], '|');
        const EntityType type = row[0] == "GPE" ? EntityType::geopolitical : EntityType::location;
        KnownThing thing{std::string(names[0]), type, KnownKind::region, "", -1, std::nullopt};
        if (row.size() > 3) {
            const auto latitude = row.size() > 5 ? number(row[4]) : std::nullopt,
                       longitude = row.size() > 5 ? number(row[5]) : std::nullopt;
            if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180)
                return "has a country and no latitude and longitude";
            thing.place = MapPoint{*latitude, *longitude, std::string(row[3]), 0, 0.9, ""};
        }
        const std::int32_t index = add_thing(std::move(thing));
        for (const std::string_view name : names) add_name(name, index);
        if (row.size() > 2) add_people(row[2], KnownKind::region_adjective, index, "");
        return {};
    }

    std::string group(const std::vector<std::string_view>& row) {
        add_people(row[0], KnownKind::group, -1, "");
        return {};
    }

    std::string organisation(const std::vector<std::string_view>& row) {
        if (row[0] != "ORG") return "has no type ORG";
        const auto names = parts_of(row[2], '|');
        const KnownKind kind = row[1] == "metonym" ? KnownKind::metonym : KnownKind::organisation;
        const std::int32_t country = row.size() > 3 ? lexicon_.country(row[3]) : -1;
        if (row.size() > 3 && country < 0) return "stands for a country that countries.tsv lacks";
        const std::int32_t index = add_thing({std::string(names[0]), EntityType::organisation, kind,
                                              std::string(row[1]), country, std::nullopt});
        for (const std::string_view name : names) add_name(name, index);
        return {};
    }

    std::string title(const std::vector<std::string_view>& row) {
        std::uint32_t bit = 0;
        if (row[0] == "honorific") bit = kHonorific;
        if (row[0] == "rank") bit = kRank;
        if (row[0] == "office") bit = kOffice;
        if (bit == 0) return "has no kind honorific, rank or office";
        for (const std::string_view form : parts_of(row[1], '|')) {
            const std::vector<Word> words = words_of(form);
            std::uint64_t key = 1;
            for (const Word& word : words) {
                key = extend(key, word.hash);
                lexicon_.nodes_.try_emplace(key);
            }
            lexicon_.nodes_[key].title = true;
            if (words.size() == 1) lexicon_.bits_[words[0].hash] |= bit;
        }
        return {};
    }

    std::string head(const std::vector<std::string_view>& row) {
        static constexpr std::array<std::pair<std::string_view, HeadWord>, 6> kHeadWords = {
            {{"kind", HeadWord::kind},
             {"proper", HeadWord::proper_head},
             {"vessel", HeadWord::vessel},
             {"prefix", HeadWord::vessel_prefix},
             {"apposed", HeadWord::apposed},
             {"trade", HeadWord::trade}}};
        for (const auto& [where, use] : kHeadWords) {
            if (row[1] != where) continue;
            for (const std::string_view word : parts_of(row[2], '|'))
                lexicon_.head_words_[word_hash(text::folded(word))] |= static_cast<std::uint8_t>(use);
            return {};
        }
        struct Place {
            std::string_view type, where;
            std::uint32_t bit;
        };
        static constexpr std::array<Place, 13> kPlaces = {{{"ORG", "last", kOrgLast},
                                                           {"ORG", "company", kCompanyLast | kOrgLast},
                                                           {"ORG", "media", kMediaLast | kOrgLast},
                                                           {"ORG", "first", kOrgFirst},
                                                           {"FAC", "last", kFacLast},
                                                           {"FAC", "lower", kFacLower},
                                                           {"FAC", "first", kFacFirst},
                                                           {"LOC", "last", kLocLast},
                                                           {"LOC", "lower", kLocLower},
                                                           {"LOC", "first", kLocFirst},
                                                           {"GPE", "last", kGpeLast},
                                                           {"GPE", "first", kGpeFirst},
                                                           {"EVENT", "last", kEventLast}}};
        std::uint32_t bit =
            row[0] == "EVENT" && row[1] == "first" ? static_cast<std::uint32_t>(kEventFirst) : 0U;
        for (const Place& place : kPlaces) {
            if (row[0] == place.type && row[1] == place.where) bit = place.bit;
        }
        if (bit == 0) return "has no known type and place";
        return bits(row[2], bit);
    }

    std::string role(const std::vector<std::string_view>& row) {
        struct Class {
            std::string_view name;
            std::uint32_t bit;
        };
        static constexpr std::array<Class, 6> kClasses = {{{"person", kRolePerson},
                                                           {"people", kRolePeople},
                                                           {"body", kRoleBody},
                                                           {"place", kRolePlace},
                                                           {"country", kRoleCountry},
                                                           {"event", kRoleEvent}}};
        const auto found =
            std::find_if(kClasses.begin(), kClasses.end(), [&](const Class& c) { return c.name == row[0]; });
        if (found == kClasses.end()) return "has no class person, people, body, place, country or event";
        return bits(row[1], found->bit);
    }

    NameLexicon& lexicon_;
    fs::path folder_;
    std::optional<Error> error_;
};

Result<NameLexicon> NameLexicon::load(const fs::path& folder) {
    NameLexicon lexicon;
    if (auto error = LexiconReader(lexicon, folder).read_all()) return tl::unexpected(*error);
    auto sets = load_name_sets(folder / "word_sets.tsv");
    if (!sets) return tl::unexpected(sets.error());
    lexicon.sets_ = std::move(*sets);
    return lexicon;
}

void NameLexicon::add(KnownThing thing, std::span<const std::string> names) {
    const auto index = static_cast<std::int32_t>(things_.size());
    things_.push_back(std::move(thing));
    for (const std::string& name : names) {
        std::uint64_t key = 0;
        std::string folded;
        for (const Word& word : words_of(name)) {
            key = extend(key, word.hash);
            nodes_.try_emplace(key);
            if (!folded.empty()) folded += ' ';
            folded += word.folded;
        }
        if (folded.empty()) continue;
        Node& node = nodes_[key];
        node.thing = index;
        node.exact_case = is_acronym(name);
        node.form = node.exact_case ? name : std::string();
        whole_[folded] = index;
    }
}

std::uint32_t NameLexicon::bits(const Word& word) const {
    const auto found = bits_.find(word.hash);
    return found == bits_.end() ? 0 : found->second;
}

std::uint32_t NameLexicon::bits(std::string_view folded) const {
    const auto found = bits_.find(word_hash(folded));
    return found == bits_.end() ? 0 : found->second;
}

const NameLexicon::Node* NameLexicon::node(std::uint64_t key) const {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &found->second;
}

std::uint32_t NameLexicon::title_length(std::span<const Word> words, std::uint32_t first,
                                        std::uint32_t last) const {
    std::uint32_t longest = 0;
    std::uint64_t key = 1;
    for (std::uint32_t i = first; i < last; ++i) {
        key = extend(key, words[i].hash);
        const Node* found = node(key);
        if (found == nullptr) break;
        if (!found->title) continue;
        longest = i + 1 - first;
    }
    return longest;
}

KnownMatch NameLexicon::match(std::span<const Word> words, std::uint32_t first, std::uint32_t last,
                              bool lower) const {
    KnownMatch best{first, first, -1};
    const bool small = !words[first].capital && words[first].kind == TokenKind::word;
    const bool loose = lower && small && words[first].folded.size() >= 4 &&
                       (bits(words[first]) & (kFunction | kCommon)) == 0;
    const bool lower_article = words[first].folded == "al" || words[first].folded.starts_with("al-") ||
                               words[first].folded == "dpa" || words[first].folded.starts_with("sub-");
    if (small && !lower_article && !loose) return best;
    std::uint64_t key = 0;
    for (std::uint32_t i = first; i < last; ++i) {
        key = extend(key, words[i].hash);
        const Node* found = node(key);
        if (found == nullptr) break;
        if (found->thing < 0) continue;
        if (found->exact_case) {
            const std::string_view text{
                words[first].text.data(),
                static_cast<std::size_t>(words[i].range.end - words[first].range.begin)};
            if (text != found->form) continue;
        }
        if (loose && things_[static_cast<std::size_t>(found->thing)].type != EntityType::geopolitical)
            continue;
        best = {first, i + 1, found->thing};
    }
    return best;
}

std::int32_t NameLexicon::find(std::string_view folded_name) const {
    const auto found = whole_.find(std::string(folded_name));
    return found == whole_.end() ? -1 : found->second;
}

bool NameLexicon::is_act(const Word& word) const { return acts_.contains(word.hash); }

bool NameLexicon::is_facility_kind(const Word& word) const {
    return !word.capital && is_head_word(word, HeadWord::kind);
}

bool NameLexicon::is_head_word(std::string_view folded, HeadWord use) const {
    return is_head_word(word_hash(folded), use);
}

bool NameLexicon::is_head_word(const Word& word, HeadWord use) const { return is_head_word(word.hash, use); }

bool NameLexicon::is_head_word(std::uint64_t hash, HeadWord use) const {
    const auto found = head_words_.find(hash);
    return found != head_words_.end() && (found->second & static_cast<std::uint8_t>(use)) != 0;
}

std::string_view NameLexicon::title_in_full(std::string_view form) const {
    const auto found = title_forms_.find(form);
    return found == title_forms_.end() ? form : std::string_view(found->second);
}

bool NameLexicon::is_place_or_people(std::string_view folded) const {
    const std::int32_t thing = find(folded);
    if (thing < 0) return false;
    const KnownKind kind = things_[static_cast<std::size_t>(thing)].kind;
    return kind != KnownKind::organisation && kind != KnownKind::metonym;
}

std::int32_t NameLexicon::country(std::string_view code) const {
    const auto found = countries_.find(std::string(code));
    return found == countries_.end() ? -1 : found->second;
}

}  // namespace sitrep::annotate
