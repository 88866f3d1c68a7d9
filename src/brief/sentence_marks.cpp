#include "brief/sentence_marks.hpp"

namespace sitrep::brief {

std::vector<Marks> marks_of(const Dossier& dossier) {
    std::vector<Marks> marks(dossier.reports.size());
    const auto known = [&](ReportIndex report) { return report < marks.size(); };
    for (std::size_t i = 0; i < dossier.entities.size(); ++i) {
        for (const Mention& mention : dossier.entities[i].mentions) {
            if (known(mention.report))
                marks[mention.report].entities.emplace_back(mention.span.begin, static_cast<std::int32_t>(i));
        }
    }
    for (std::uint32_t i = 0; i < dossier.acts.size(); ++i) {
        if (known(dossier.acts[i].report))
            marks[dossier.acts[i].report].acts.emplace_back(dossier.acts[i].span.begin, i);
    }
    for (std::uint32_t i = 0; i < dossier.figures.size(); ++i) {
        if (known(dossier.figures[i].report))
            marks[dossier.figures[i].report].figures.emplace_back(dossier.figures[i].span.begin, i);
    }
    for (const TimeExpression& time : dossier.times) {
        if (known(time.report) && time.type == TimeType::date && time.bounds.latest)
            marks[time.report].times.emplace_back(time.span.begin, time.bounds.latest->number);
    }
    for (const Quotation& quote : dossier.quotes) {
        if (known(quote.report) && quote.kind == QuotationKind::direct)
            marks[quote.report].quotes.push_back(quote.span);
    }
    for (const Passage& passage : dossier.passages) {
        if (known(passage.a.report)) marks[passage.a.report].passages.push_back(&passage);
        if (known(passage.b.report)) marks[passage.b.report].passages.push_back(&passage);
    }
    for (Marks& one : marks) {
        std::sort(one.entities.begin(), one.entities.end());
        std::sort(one.acts.begin(), one.acts.end());
        std::sort(one.figures.begin(), one.figures.end());
        std::sort(one.quotes.begin(), one.quotes.end());
        std::sort(one.times.begin(), one.times.end());
    }
    return marks;
}

}  // namespace sitrep::brief
