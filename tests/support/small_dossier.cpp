#include "support/small_dossier.hpp"

namespace sitrep::test {

Quotation quote_of(const Dossier& dossier, ReportIndex report, std::string_view words, EntityRef speaker) {
    Quotation quote;
    quote.report = report;
    quote.span = span_of(dossier.reports[report], words);
    if (speaker >= 0) quote.speaker = {speaker, std::nullopt, SourceClass::named};
    return quote;
}

Dossier small_dossier() {
    Dossier dossier;
    dossier.reports.push_back(report_of("a_1.txt",
                                        "Two counts of the dead\n\nThe ministry counted 44 dead in the "
                                        "valley.\n\n\"We count those we bury,\" said Ada Moor."));
    dossier.reports.push_back(
        report_of("b_2.txt", "The Red Cross counted 61 dead in the valley.\n\n\"We count those we bury.\""));
    dossier.published.resize(2);
    dossier.published[0].range = {Day::from(2018, 1, 25), Day::from(2018, 1, 25)};
    Entity person;
    person.name = "Ada Moor";
    person.mentions.push_back({0, span_of(dossier.reports[0], "Ada Moor"), MentionForm::name, 0});
    dossier.entities.push_back(person);
    dossier.figures = {figure_of(dossier, 0, "44", 44), figure_of(dossier, 1, "61", 61)};
    dossier.quotes = {quote_of(dossier, 0, "We count those we bury,", 0),
                      quote_of(dossier, 1, "We count those we bury.", kNoEntity)};
    dossier.relations.push_back({RelationKind::conflict,
                                 "dead in the valley",
                                 {{ItemRef::List::figures, 0}, {ItemRef::List::figures, 1}},
                                 "same place and day",
                                 {2, 2, ""}});
    return dossier;
}

}  // namespace sitrep::test
