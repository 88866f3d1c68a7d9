// `sitrep eval extract`: body, titles, dates, authors on pages with known articles.
#include <algorithm>
#include <cstdio>
#include <set>

#include "eval/extract_pages.hpp"
#include "eval/input.hpp"
#include "eval/topics.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

struct Page {
    Overlap body;
    bool has_body = false;
};

std::string plain(std::string_view words) {
    std::string out;
    bool space = false;
    const std::string folded = text::folded(words);
    for (const char c : folded) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (blank) {
            space = !out.empty();
            continue;
        }
        if (space) out.push_back(' ');
        space = false;
        out.push_back(c);
    }
    return out;
}

const Claim* best(const Report& report, ClaimKind kind) {
    const Claim* found = nullptr;
    for (const Claim& claim : report.claims) {
        if (claim.kind == kind && (found == nullptr || claim.confidence > found->confidence)) found = &claim;
    }
    return found;
}

std::set<std::string> name_words(const std::vector<std::string>& names) {
    std::set<std::string> words;
    for (const std::string& name : names) {
        const std::string folded = plain(name);
        for (std::size_t at = 0; at < folded.size();) {
            std::size_t end = folded.find_first_of(" ,.;&|/()-'", at);
            if (end == std::string::npos) end = folded.size();
            if (end - at >= 2) words.insert(folded.substr(at, end - at));
            at = end + 1;
        }
    }
    words.erase("and");
    words.erase("by");
    return words;
}

/// Authors that the best-proven source names.
std::vector<std::string> authors_of(const Report& report) {
    std::vector<std::string> names;
    const Claim* first = best(report, ClaimKind::author);
    for (const Claim& claim : report.claims) {
        if (claim.kind == ClaimKind::author && claim.provenance == first->provenance &&
            claim.confidence == first->confidence)
            names.push_back(claim.value);
    }
    return names;
}

/// F1 over pages with a bootstrap interval: means of precision and recall first, as the benchmark's scorer
/// does.
Row body_row(const std::string& set, const char* measure, const std::vector<Overlap>& pages) {
    Row row{set, measure, pages.size(), std::nullopt, std::nullopt, std::nullopt, 0, {}};
    const auto f1_of = [](double precision, double recall) {
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0.0;
    };
    double precision = 0, recall = 0;
    for (const Overlap& page : pages) {
        precision += page.precision();
        recall += page.recall();
    }
    const auto count = static_cast<double>(pages.size());
    row.precision = precision / count;
    row.recall = recall / count;
    row.value = f1_of(*row.precision, *row.recall);
    std::uint64_t state = 0x9E3779B97F4A7C15ULL;
    std::vector<double> samples;
    for (int sample = 0; sample < 1000; ++sample) {
        double sum_precision = 0, sum_recall = 0;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            state ^= state << 13U;
            state ^= state >> 7U;
            state ^= state << 17U;
            const Overlap& page = pages[state % pages.size()];
            sum_precision += page.precision();
            sum_recall += page.recall();
        }
        samples.push_back(f1_of(sum_precision / count, sum_recall / count));
    }
    std::sort(samples.begin(), samples.end());
    row.interval = {samples[24], samples[974]};
    return row;
}

struct Measured {
    std::vector<Overlap> bodies, scrapes, whole_scrapes;
    std::vector<double> exact, contained, dates, authors, languages;
};

void measure_fields(const LabelledPage& page, const Report& report, bool errors, Measured& measured) {
    if (!page.title.empty()) {
        const std::string gold = plain(page.title),
                          found = report.title ? plain(report.title->text) : std::string();
        measured.exact.push_back(gold == found ? 1.0 : 0.0);
        const bool contained = !found.empty() && (gold.find(found) != std::string::npos ||
                                                  found.find(gold) != std::string::npos);
        measured.contained.push_back(contained ? 1.0 : 0.0);
        if (errors && !contained)
            std::printf("title\tgold %s\tfound %s\t%s\n", page.title.c_str(),
                        report.title ? report.title->text.c_str() : "-", page.url.c_str());
    }
    if (page.date.size() >= 10) {
        const Claim* published = best(report, ClaimKind::published);
        const bool same = published != nullptr && published->value.substr(0, 10) == page.date.substr(0, 10);
        measured.dates.push_back(same ? 1.0 : 0.0);
    }
    if (!page.authors.empty()) {
        const std::set<std::string> gold = name_words(page.authors), found = name_words(authors_of(report));
        std::size_t shared = 0;
        for (const std::string& word : gold) shared += found.contains(word) ? 1 : 0;
        if (!gold.empty()) measured.authors.push_back(shared * 2 >= gold.size() ? 1.0 : 0.0);
    }
}

/// Text mode on the page's words without their mark-up.
void measure_scrapes(const Engine& engine, const Report& report, const std::string& body,
                     Measured& measured) {
    for (const bool whole : {false, true}) {
        std::string scrape = scrape_of(report.text.text(), body, whole);
        if (scrape.empty()) continue;
        Document document;
        document.path = report.document.path + ".txt";
        document.media = MediaType::plain_text;
        document.bytes = std::make_shared<const std::string>(std::move(scrape));
        (whole ? measured.whole_scrapes : measured.scrapes)
            .push_back(overlap(shingles(article_text(engine.extract(document))), shingles(body)));
    }
}

}  // namespace

Result<std::vector<Row>> eval_extract(const Engine& engine, const EvalOptions& options) {
    std::vector<Row> rows;
    for (const std::string& path : options.files) {
        Measured measured;
        auto read = for_each_page(path, [&](LabelledPage&& page) {
            Document document;
            document.path = page.id;
            document.media = MediaType::html;
            document.bytes = std::make_shared<const std::string>(std::move(page.html));
            if (page.url.starts_with("http"))
                document.claims.push_back({ClaimKind::url, page.url, "given", 1.0, std::nullopt});
            const Report report = engine.extract(document);
            if (!page.body.empty()) {
                const Overlap shared = overlap(shingles(article_text(report)), shingles(page.body));
                measured.bodies.push_back(shared);
                measure_scrapes(engine, report, page.body, measured);
                if (options.errors) {
                    const Claim* published = best(report, ClaimKind::published);
                    std::printf("%s\t%.3f\t%.3f\t%s\t%s\t%s\n", page.id.c_str(), shared.precision(),
                                shared.recall(), page.date.c_str(),
                                published != nullptr ? published->value.c_str() : "-", page.url.c_str());
                }
            } else if (options.errors && !page.date.empty()) {
                const Claim* published = best(report, ClaimKind::published);
                if (published == nullptr || published->value.substr(0, 10) != page.date.substr(0, 10)) {
                    std::printf("%s\tgold %s\tfound %s (%s)\t%s\n", page.id.c_str(), page.date.c_str(),
                                published != nullptr ? published->value.c_str() : "-",
                                published != nullptr ? published->provenance.c_str() : "", page.url.c_str());
                }
            }
            measure_fields(page, report, options.errors, measured);
        });
        if (!read) return tl::unexpected(read.error());
        const std::string set = set_name(path);
        if (!measured.bodies.empty()) rows.push_back(body_row(set, "body, word 4-grams", measured.bodies));
        if (!measured.scrapes.empty())
            rows.push_back(body_row(set, "body of scrapes near it", measured.scrapes));
        if (!measured.whole_scrapes.empty())
            rows.push_back(body_row(set, "body of whole scrapes", measured.whole_scrapes));
        if (!measured.exact.empty()) rows.push_back(mean_row(set, "title exact", measured.exact));
        if (!measured.contained.empty()) rows.push_back(mean_row(set, "title contained", measured.contained));
        if (!measured.dates.empty()) rows.push_back(mean_row(set, "day published", measured.dates));
        if (!measured.authors.empty()) rows.push_back(mean_row(set, "authors overlap", measured.authors));
    }
    return rows;
}

}  // namespace sitrep::eval
