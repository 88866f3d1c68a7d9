#include "stories/stories.hpp"

#include <algorithm>
#include <map>

#include "stories/grouping.hpp"
#include "stories/words.hpp"

namespace sitrep::stories {
namespace {

constexpr std::size_t kLeadWords = 300;
constexpr std::size_t kMostPlaces = 4;

/// Names that stand inside a report, with the entity's own name as one word: every form of a name is the same
/// word.
class NameWords {
  public:
    explicit NameWords(const Dossier& dossier) : by_report_(dossier.reports.size()) {
        for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
            for (const Mention& mention : dossier.entities[e].mentions) {
                if (mention.form != MentionForm::name) continue;
                const TextRange range = dossier.reports[mention.report].report.text.range(mention.span);
                by_report_[mention.report].push_back({range, "@" + std::to_string(e)});
            }
        }
        for (auto& list : by_report_) std::sort(list.begin(), list.end());
    }

    /// Words of a range; a name counts as its entity and as its words.
    void words(const Report& report, ReportIndex index, TextRange range, std::size_t most,
               std::vector<std::string>& out) const {
        const std::string_view text = report.text.words(range);
        for (std::string& word : story_words(text, most)) {
            if (out.size() >= most) return;
            out.push_back(std::move(word));
        }
        const auto& list = by_report_[index];
        for (auto at = std::lower_bound(list.begin(), list.end(),
                                        std::pair(TextRange{range.begin, range.begin}, std::string()));
             at != list.end() && at->first.end <= range.end; ++at)
            out.push_back(at->second);
    }

  private:
    std::vector<std::vector<std::pair<TextRange, std::string>>> by_report_;
};

StoryDocument document_of(const Dossier& dossier, const NameWords& names, ReportIndex index) {
    const Report& report = dossier.reports[index].report;
    StoryDocument document;
    bool titled = false;
    for (const Block& block : report.blocks) {
        if (block.kind == BlockKind::title && !titled) {
            names.words(report, index, block.range, 40, document.title);
            titled = true;
        } else if (block.kind == BlockKind::body && document.lead.size() < kLeadWords) {
            names.words(report, index, block.range, kLeadWords, document.lead);
        }
    }
    if (!titled && report.title) document.title = story_words(report.title->text, 40);
    if (index < dossier.published.size()) {
        const Published& published = dossier.published[index];
        document.days = published.range;
        if (published.best) document.days = {published.best, published.best};
    }
    return document;
}

/// The title that shares most with the story's other reports; else the first words of its first report.
std::string title_of(const Dossier& dossier, const std::vector<ReportIndex>& reports,
                     const std::vector<StoryDocument>& documents) {
    std::map<std::string, int> weight;
    for (const ReportIndex report : reports) {
        for (const std::string& word : documents[report].title) ++weight[word];
    }
    std::string best;
    double most = -1.0;
    for (const ReportIndex report : reports) {
        const auto& title = dossier.reports[report].report.title;
        if (!title || documents[report].title.empty()) continue;
        double sum = 0.0;
        for (const std::string& word : documents[report].title) sum += weight[word];
        sum /= static_cast<double>(documents[report].title.size() + 4);
        if (sum > most) {
            most = sum;
            best = title->text;
        }
    }
    if (!best.empty()) return best;
    for (const ReportIndex report : reports) {
        for (const Sentence& sentence : dossier.reports[report].tokens.sentences) {
            if (dossier.reports[report].report.blocks[sentence.block].kind != BlockKind::body) continue;
            return std::string(dossier.reports[report].report.text.words(sentence.range));
        }
    }
    return dossier.reports[reports.front()].report.document.path;
}

std::vector<EntityRef> places_of(const Dossier& dossier, const std::vector<ReportIndex>& reports) {
    std::vector<std::pair<std::size_t, EntityRef>> counted;
    for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
        const Entity& entity = dossier.entities[e];
        if (entity.type != EntityType::geopolitical && entity.type != EntityType::location &&
            entity.type != EntityType::facility)
            continue;
        std::size_t mentions = 0;
        for (const Mention& mention : entity.mentions)
            mentions += std::binary_search(reports.begin(), reports.end(), mention.report) ? 1 : 0;
        if (mentions > 0) counted.emplace_back(mentions, static_cast<EntityRef>(e));
    }
    std::stable_sort(counted.begin(), counted.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<EntityRef> places;
    for (std::size_t i = 0; i < counted.size() && i < kMostPlaces; ++i) places.push_back(counted[i].second);
    return places;
}

}  // namespace

std::vector<Story> group(const Dossier& dossier) {
    const NameWords names(dossier);
    std::vector<StoryDocument> documents;
    documents.reserve(dossier.reports.size());
    for (ReportIndex i = 0; i < dossier.reports.size(); ++i)
        documents.push_back(document_of(dossier, names, i));
    const std::vector<std::uint32_t> story_of = group_documents(documents);
    std::map<std::uint32_t, std::vector<ReportIndex>> members;
    for (ReportIndex i = 0; i < story_of.size(); ++i) members[story_of[i]].push_back(i);
    std::vector<Story> stories;
    for (const auto& [name, reports] : members) {
        Story story;
        story.reports = reports;
        story.title = title_of(dossier, reports, documents);
        for (const ReportIndex report : reports) {
            if (report >= dossier.published.size()) continue;
            const DateRange& days = dossier.published[report].range;
            if (days.earliest && (!story.dates.earliest || *days.earliest < *story.dates.earliest))
                story.dates.earliest = days.earliest;
            if (days.latest && (!story.dates.latest || *days.latest > *story.dates.latest))
                story.dates.latest = days.latest;
        }
        story.places = places_of(dossier, reports);
        stories.push_back(std::move(story));
    }
    std::stable_sort(stories.begin(), stories.end(), [](const Story& a, const Story& b) {
        const auto day = [](const Story& story) {
            return story.dates.earliest ? story.dates.earliest->number : 1 << 30;
        };
        return day(a) < day(b);
    });
    return stories;
}

}  // namespace sitrep::stories
