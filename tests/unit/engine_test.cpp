#include <gtest/gtest.h>

#include "resolve/carried_days.hpp"
#include "sitrep/engine.hpp"
#include "text/hash.hpp"

namespace sitrep {
namespace {

AnnotatedReport report_of(const Engine& engine, const std::string& path, const std::string& text) {
    Document document;
    document.path = path;
    document.sha256 = text::sha256_hex(text);
    document.bytes = std::make_shared<const std::string>(text);
    return engine.annotate(engine.extract(document));
}

TEST(Engine, AsOfLeavesOutWhatWasWrittenLaterAndSaysSo) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    const Engine engine(*resources);
    AccountOptions options;
    options.dates = {{"early.txt", *Day::from(2018, 1, 10)}, {"late.txt", *Day::from(2018, 2, 10)}};
    options.as_of = Day::from(2018, 1, 31);
    const Dossier dossier =
        engine.account({report_of(engine, "early.txt", "Rain fell on the town of Alta on Monday."),
                        report_of(engine, "late.txt", "The town of Alta counted nine dead on Friday.")},
                       {}, options);
    ASSERT_EQ(dossier.reports.size(), 1U);
    EXPECT_EQ(dossier.reports[0].report.document.path, "early.txt");
    ASSERT_EQ(dossier.left_out.size(), 1U);
    EXPECT_EQ(dossier.left_out[0].path, "late.txt");
    EXPECT_EQ(dossier.left_out[0].reason, "written 2018-02-10 or later, after --as-of 2018-01-31");
}

TEST(Engine, ReportsInAnyOrderGiveTheSameDossier) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    const Engine engine(*resources);
    const auto make = [&](bool turned) {
        std::vector<AnnotatedReport> reports;
        reports.push_back(report_of(engine, turned ? "b.txt" : "a.txt",
                                    turned ? "Two men died in Alta." : "Nine men died in Alta."));
        reports.push_back(report_of(engine, turned ? "a.txt" : "b.txt",
                                    turned ? "Nine men died in Alta." : "Two men died in Alta."));
        return engine.account(std::move(reports), {});
    };
    const Dossier one = make(false), other = make(true);
    ASSERT_EQ(one.reports.size(), other.reports.size());
    EXPECT_EQ(one.reports[0].report.document.sha256, other.reports[0].report.document.sha256);
    ASSERT_EQ(one.brief.size(), other.brief.size());
    for (std::size_t i = 0; i < one.brief.size(); ++i) EXPECT_EQ(one.brief[i].text, other.brief[i].text);
}

TEST(Engine, AReportInALanguageNotAnalysedIsKeptAndSaidWithoutSpeakersOrActs) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    const Engine engine(*resources);
    const Dossier dossier = engine.account(
        {report_of(
             engine, "a.txt",
             "La Gazette du Port\n\nLe maire a annoncé jeudi que trois personnes étaient mortes dans "
             "l'incendie d'un entrepôt du port.\n\n« Nous avons entendu une explosion », a déclaré Jeanne "
             "Moreau, une voisine.\n\nLa ville demande à l'État 200 000 euros pour les familles.\n"),
         report_of(engine, "b.txt", "The mayor of Alta said three people died when the warehouse burned.")},
        {});
    ASSERT_EQ(dossier.reports.size(), 2U);
    EXPECT_EQ(dossier.reports[0].report.language, "fr");
    for (const Quotation& quote : dossier.quotes) EXPECT_NE(quote.report, 0U);
    for (const Act& act : dossier.acts) EXPECT_NE(act.report, 0U);
    bool said = false;
    for (const BriefSentence& sentence : dossier.brief) {
        if (sentence.section == "head")
            said = said || sentence.text.starts_with("1 of 2 reports is in a language that is not analysed");
        if (sentence.section == "bottom_line") {
            EXPECT_NE(sentence.citations.front().report, 0U);
        }
    }
    EXPECT_TRUE(said);
}

TEST(Engine, ALineWithoutStopsIsCutIntoSentencesOfBoundedLength) {
    const auto resources = Resources::load();
    ASSERT_TRUE(resources);
    const Engine engine(*resources);
    std::string endless;
    for (int i = 0; i < 5000; ++i) endless += "flood water came. ";
    const AnnotatedReport report = report_of(engine, "a.txt", endless);
    std::uint32_t covered = 0;
    for (const Sentence& sentence : report.tokens.sentences) {
        EXPECT_LE(sentence.last - sentence.first, 1000U);
        EXPECT_EQ(sentence.first, covered);
        covered = sentence.last;
    }
    EXPECT_EQ(covered, report.tokens.tokens.size());
}

TEST(Engine, NobodyCopiesWhatIsNotYetWritten) {
    std::vector<Published> published(3);
    published[0].range = {Day::from(2022, 8, 16), Day::from(2022, 8, 16)};
    published[1].range = {Day::from(2022, 9, 13), Day::from(2022, 9, 13)};
    published[2].range = {Day::from(2022, 8, 10), std::nullopt};
    const auto passage = [](ReportIndex a, ReportIndex b, Direction direction) {
        return Passage{{a, {0, 10}}, {b, {0, 10}}, PassageKind::verbatim, direction, "a lost tail"};
    };
    std::vector<Passage> passages{passage(0, 1, Direction::b_to_a), passage(0, 1, Direction::a_to_b),
                                  passage(1, 0, Direction::a_to_b), passage(0, 2, Direction::b_to_a),
                                  passage(0, 1, Direction::common_source)};
    resolve::settle_directions(passages, published);
    EXPECT_EQ(passages[0].direction, Direction::a_to_b);
    EXPECT_EQ(passages[0].why, "written days apart");
    EXPECT_EQ(passages[1].direction, Direction::a_to_b);
    EXPECT_EQ(passages[2].direction, Direction::b_to_a);
    EXPECT_EQ(passages[3].direction, Direction::b_to_a) << "open days rule out nothing";
    EXPECT_EQ(passages[4].direction, Direction::common_source);
}

}  // namespace
}  // namespace sitrep
