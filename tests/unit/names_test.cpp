#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "annotate/names_gazetteer.hpp"
#include "annotate/names_join.hpp"
#include "annotate/names_lexicon.hpp"
#include "annotate/names_listed.hpp"
#include "annotate/names_places.hpp"
#include "annotate/names_tagger.hpp"
#include "resolve/entities.hpp"
#include "resolve/entity_keys.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"
#include "train/names.hpp"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

const Resources& resources() {
    static const Resources kResources = Resources::load().value();
    return kResources;
}

AnnotatedReport annotated(const std::string& path, const std::string& words) {
    const Engine engine(resources());
    Document document;
    document.path = path;
    document.bytes = std::make_shared<const std::string>(words);
    return engine.annotate(engine.extract(document));
}

const Entity* named(const std::vector<Entity>& entities, const std::string& name) {
    for (const Entity& entity : entities) {
        if (entity.name == name ||
            std::find(entity.aliases.begin(), entity.aliases.end(), name) != entity.aliases.end())
            return &entity;
    }
    return nullptr;
}

std::vector<Entity> joined(const std::vector<std::string>& texts,
                           const std::vector<EntityDecision>& decisions = {}) {
    std::vector<AnnotatedReport> reports;
    for (std::size_t i = 0; i < texts.size(); ++i)
        reports.push_back(annotated(std::to_string(i) + ".txt", texts[i]));
    return resolve::join_entities(reports, resources().parts().names, decisions).entities;
}

std::vector<std::byte> bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    const auto* begin = reinterpret_cast<const std::byte*>(all.data());
    return {begin, begin + all.size()};
}

TEST(Names, SkeletonsJoinSpellingsAndKeepOthersApart) {
    using resolve::skeleton;
    EXPECT_EQ(skeleton("gaddafi"), skeleton("kadhafi"));
    EXPECT_EQ(skeleton("gaddafi"), skeleton("qaddafi"));
    EXPECT_EQ(skeleton("haftar"), skeleton("hifter"));
    EXPECT_NE(skeleton("haftar"), skeleton("kerry"));
    EXPECT_NEAR(resolve::jaro_winkler("martha", "marhta"), 0.9611, 1e-4);  // Winkler's own example
    EXPECT_NEAR(resolve::jaro_winkler("dixon", "dicksonx"), 0.8133, 1e-4);
    EXPECT_EQ(resolve::jaro_winkler("", "a"), 0.0);
}

TEST(Names, OnePersonUnderThreeSpellings) {
    const auto entities =
        joined({"In Tripoli the army of Muammar Gaddafi fell back from Benghazi, NATO said.",
                "Libya's Moamer Kadhafi lost Benghazi to the rebels, NATO said in Tripoli.",
                "NATO planes struck near Benghazi as Muammar el-Qaddafi spoke in Tripoli."});
    const Entity* gaddafi = named(entities, "Moamer Kadhafi");
    ASSERT_NE(gaddafi, nullptr);
    EXPECT_EQ(gaddafi, named(entities, "Muammar Gaddafi"));
    EXPECT_EQ(gaddafi, named(entities, "Muammar el-Qaddafi"));
    EXPECT_EQ(gaddafi->mentions.size(), 3U);
    EXPECT_FALSE(gaddafi->evidence.empty());
}

TEST(Names, NamesakesOfOtherOfficeAndPlaceStayApart) {
    const auto entities =
        joined({"Finance Minister John Carter flew to Nairobi, Kenya. \"We will pay,\" Carter said.",
                "Goalkeeper John Carter saved two penalties for Wellington in New Zealand."});
    int carters = 0;
    for (const Entity& entity : entities) carters += entity.name == "John Carter";
    EXPECT_EQ(carters, 2);
    const Entity* first = named(entities, "John Carter");
    ASSERT_NE(first, nullptr);
    EXPECT_FALSE(first->possibly_same.empty());
}

TEST(Names, ReadersDecisionsGoBeforeGuesses) {
    const std::vector<std::string> texts = {"John Kerry met Federica Mogherini in Vienna.",
                                            "Kerry met Mogherini in Vienna."};
    EXPECT_EQ(named(joined(texts), "Kerry")->mentions.size(), 2U);
    const auto split = joined(texts, {{"John Kerry", "Kerry", false}});
    EXPECT_NE(named(split, "John Kerry"), named(split, "Kerry"));
    const auto merged = joined({"Anneke Roodt spoke in Paris.", "The Piper spoke in Rome, said Jan Vos."},
                               {{"Anneke Roodt", "Jan Vos", true}});
    EXPECT_EQ(named(merged, "Anneke Roodt"), named(merged, "Jan Vos"));
}

TEST(Names, OddTextGivesSensibleOutput) {
    EXPECT_NE(named(annotated("a", "UNITED NATIONS TROOPS LEAVE LIBYA AFTER TALKS").marks.entities, "Libya"),
              nullptr);
    EXPECT_NO_FATAL_FAILURE(annotated("b", "kein wort hier ist gross, nowhere in the text is a capital"));
    EXPECT_NO_FATAL_FAILURE(annotated("c", "قال المتحدث باسم الحكومة في طرابلس. Он сказал в Москве."));
    const std::string longest = "Said " + std::string(10000, 'A') + "a on Monday. In Libya all was quiet.";
    EXPECT_NE(named(annotated("d", longest).marks.entities, "Libya"), nullptr);
    EXPECT_TRUE(annotated("e", "").marks.entities.empty());
}

TEST(Names, EachBrokenModelIsRefusedWithItsName) {
    const fs::path folder = resources().parts().folder / "models";
    const std::vector<std::byte> whole = bytes_of(folder / "names.bin");
    ASSERT_TRUE(annotate::NameTagger::from(whole, "m").has_value());
    const auto fails = [](std::vector<std::byte> bytes, const std::string& with) {
        const auto result = annotate::NameTagger::from(bytes, "m.bin");
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().file, "m.bin");
        EXPECT_NE(result.error().what.find(with), std::string::npos) << result.error().what;
    };
    auto bytes = whole;
    bytes[0] = std::byte{'x'};
    fails(bytes, "not a model");
    bytes = whole;
    bytes[8] = std::byte{9};
    fails(bytes, "version");
    bytes = whole;
    bytes.resize(bytes.size() / 2);
    fails(bytes, "bytes");
    bytes = whole;
    bytes[bytes.size() - 7] ^= std::byte{16};
    fails(bytes, "checksum");
    fails({}, "short");
    EXPECT_FALSE(annotate::NameTagger::load("/nowhere/names.bin").has_value());
}

TEST(Names, EachBrokenMapIsRefused) {
    const std::vector<std::byte> whole = bytes_of(resources().parts().folder / "models" / "places.bin");
    ASSERT_TRUE(annotate::PlaceGazetteer::from(whole, "p").has_value());
    for (const std::size_t at :
         {std::size_t{0}, std::size_t{8}, std::size_t{12}, whole.size() / 2, whole.size() - 1}) {
        auto bytes = whole;
        bytes[at] ^= std::byte{1};
        EXPECT_FALSE(annotate::PlaceGazetteer::from(bytes, "p").has_value()) << at;
    }
    EXPECT_FALSE(annotate::PlaceGazetteer::from(std::span(whole).first(whole.size() - 1), "p").has_value());
}

TEST(Names, ARowWithTooFewColumnsNamesFileAndLine) {
    const fs::path folder = fs::temp_directory_path() / "sitrep-names-test";
    fs::remove_all(folder);
    fs::copy(resources().parts().folder / "lexicon" / "names", folder, fs::copy_options::recursive);
    ASSERT_TRUE(annotate::NameLexicon::load(folder).has_value());
    std::ofstream(folder / "titles.tsv") << "# kind, words\nrank\tColonel\nrank\n";
    const auto broken = annotate::NameLexicon::load(folder);
    ASSERT_FALSE(broken.has_value());
    EXPECT_NE(broken.error().file.find("titles.tsv"), std::string::npos);
    EXPECT_NE(broken.error().what.find("line 3"), std::string::npos) << broken.error().what;
    fs::remove(folder / "titles.tsv");
    EXPECT_FALSE(annotate::NameLexicon::load(folder).has_value());
    fs::remove_all(folder);
}

TEST(Names, PlacesFollowWhatTheReportSpeaksOf) {
    const auto place = [](const std::string& words, const std::string& name) {
        const AnnotatedReport report = annotated("p", words);
        const Entity* entity = named(report.marks.entities, name);
        return entity != nullptr && entity->place ? entity->place->country : std::string("none");
    };
    EXPECT_EQ(place("Libya's coast guard left Tripoli on Monday, Libyan officials said.", "Tripoli"), "LY");
    EXPECT_EQ(place("Lebanon's army entered Tripoli on Monday, Lebanese officials said. Beirut was calm.",
                    "Tripoli"),
              "LB");
    EXPECT_EQ(place("A fire broke out in Benton, Arkansas, on Friday.", "Benton"), "US");
    const AnnotatedReport report = annotated("p", "A fire broke out in Benton, Arkansas, on Friday.");
    EXPECT_NEAR(named(report.marks.entities, "Benton")->place->latitude, 34.56, 0.1);
    EXPECT_EQ(place("French Foreign Minister Harlem Desir spoke in Vienna.", "Harlem Desir"), "none");
}

TEST(Names, AReadersGazetteerGivesTypesAndPoints) {
    using namespace annotate;
    const fs::path file = fs::temp_directory_path() / "sitrep_names_listed.tsv";
    std::ofstream(file) << "# ours\nORG\tBlue Shield Front|BSF\nGPE\tQorvath\t34.5\t38.1\tSY\t7\n"
                        << "{\"type\": \"PER\", \"names\": [\"Umm Karim\"]}\n";
    const auto lexicon = with_listed_names(*resources().parts().names.lexicon, file);
    ASSERT_TRUE(lexicon.has_value());
    NameResources names = resources().parts().names;
    names.lexicon = std::make_shared<const NameLexicon>(*lexicon);
    const AnnotatedReport read =
        annotated("a.txt", "Umm Karim saw BSF men near Qorvath on Monday. The Blue Shield Front denied it.");
    const std::vector<Entity> entities = find_names(read.report, read.tokens, names);
    const Entity *front = named(entities, "BSF"), *place = named(entities, "Qorvath");
    ASSERT_NE(front, nullptr);
    EXPECT_EQ(front->name, "Blue Shield Front");
    EXPECT_EQ(front->type, EntityType::organisation);
    ASSERT_NE(place, nullptr);
    ASSERT_TRUE(place->place.has_value());
    EXPECT_EQ(place->place->geonames_id, 7);
    ASSERT_NE(named(entities, "Umm Karim"), nullptr);
    fs::remove(file);
}

TEST(Names, EachBrokenGazetteerRowNamesFileLineAndOffset) {
    const auto why = [](const std::string& rows) {
        const auto read = annotate::read_listed_names("PER\tAmal Haddad\n" + rows, "own.tsv");
        return read ? std::string("accepted") : read.error().line();
    };
    for (const char* rows :
         {"PER", "KING\tAmal", "PER\t|", "GPE\tOru\t91\t0", "GPE\tOru\t10", "GPE\tOru\tx\ty",
          "GPE\tOru\t1\t2\tSYR", "PER\tX", "{\"type\": \"PER\"}", "{", "{\"type\": 3, \"names\": []}",
          "PER\t\xff\xfe", "GPE\tOru\t1\t2\tSY\t-4", "GPE\tOru\t1\t2\tSY\t4\t5"}) {
        const std::string line = why(rows);
        EXPECT_NE(line.find("own.tsv"), std::string::npos) << rows << ": " << line;
        EXPECT_NE(line.find("line 2"), std::string::npos) << rows << ": " << line;
    }
    EXPECT_NE(why("PER\t" + std::string(10000, 'a')).find("200 bytes"), std::string::npos);
    EXPECT_EQ(why("\n# note\r\nPER\tOm Hany\r\n"), "accepted");
}

TEST(Names, AGovernmentsSeatIsAnEdgeNotAMerge) {
    const std::vector<Entity> entities =
        joined({"The White House said the United States would wait. Paris denied it.\n"
                "France has 12 ships at sea. They sailed from Lima, a port of Peru.\n"});
    const Entity* house = named(entities, "White House");
    ASSERT_NE(house, nullptr);
    ASSERT_EQ(house->stands_for.size(), 1U);
    EXPECT_EQ(entities[static_cast<std::size_t>(house->stands_for[0])].name, "United States");
    const Entity* paris = named(entities, "Paris");
    ASSERT_NE(paris, nullptr);
    ASSERT_EQ(paris->stands_for.size(), 1U);
    EXPECT_EQ(entities[static_cast<std::size_t>(paris->stands_for[0])].name, "France");
    const Entity* lima = named(entities, "Lima");
    ASSERT_NE(lima, nullptr);
    EXPECT_TRUE(lima->stands_for.empty());
}

TEST(Names, CountriesHaveGeonamesIdsAndPoints) {
    const std::vector<Entity> entities = joined({"Libya and Tunisia reopened the crossing on Sunday.\n"});
    const Entity* libya = named(entities, "Libya");
    ASSERT_NE(libya, nullptr);
    ASSERT_TRUE(libya->place.has_value());
    EXPECT_EQ(libya->place->geonames_id, 2215636);
}

TEST(Names, TrainingGivesTheSameBytesTwice) {
    train::NameTraining training;
    training.data = {(resources().parts().folder / "data" / "wire" / "a").string()};
    if (!fs::is_directory(training.data[0])) GTEST_SKIP() << "no data beside this installation";
    training.resources = resources().parts().folder.string();
    training.epochs = 1;
    training.out = (fs::temp_directory_path() / "sitrep-names-1.bin").string();
    ASSERT_TRUE(train::train_names(training).has_value());
    const auto first = bytes_of(training.out);
    ASSERT_TRUE(train::train_names(training).has_value());
    EXPECT_EQ(first, bytes_of(training.out));
    fs::remove(training.out);
}

}  // namespace
}  // namespace sitrep
