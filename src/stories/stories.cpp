#include "stories/stories.hpp"

#include <algorithm>
#include <map>

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include "stories/grouping.hpp"
#include "stories/words.hpp"
#include "text/utf8.hpp"

namespace sitrep::stories {
namespace {

constexpr std::size_t kAnchorSentences = 10;
constexpr std::size_t kMostReportsOfName = 24;  // a name in more reports tells no story from another
constexpr std::size_t kMostPlaces = 4;
constexpr int kOwnWeight = 2;         // a title's word stands in that title and so among its report's words
constexpr double kCopierShare = 0.6;  // of a copier's title against one who had the words first
constexpr double kSureDay = 0.45;     // below that the range says more than the best day in it

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

    /// The names that stand in a range.
    void names(ReportIndex index, TextRange range, std::vector<std::string>& out) const {
        const auto& list = by_report_[index];
        for (auto at = std::lower_bound(list.begin(), list.end(),
                                        std::pair(TextRange{range.begin, range.begin}, std::string()));
             at != list.end() && at->first.end <= range.end; ++at)
            out.push_back(at->second);
    }

  private:
    std::vector<std::vector<std::pair<TextRange, std::string>>> by_report_;
};

std::string icu_name(const char16_t* name, std::int32_t length) {
    std::string bytes;
    icu::UnicodeString(name, length).toUTF8String(bytes);
    return bytes;
}

bool is_country(const Entity& entity) {
    if (!entity.place || entity.place->country.empty()) return false;
    const std::string id = "und_" + entity.place->country;
    char16_t name[128];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = uloc_getDisplayCountry(id.c_str(), "en", name, 128, &status);
    if (U_FAILURE(status)) return false;
    const std::string country = text::folded(icu_name(name, length));
    return text::folded(entity.name) == country ||
           std::any_of(entity.aliases.begin(), entity.aliases.end(),
                       [&](const std::string& alias) { return text::folded(alias) == country; });
}

/// Persons, bodies and towns that each report names, without those that many reports name.
std::vector<std::vector<std::uint32_t>> rare_names(const Dossier& dossier) {
    std::vector<std::vector<std::uint32_t>> found(dossier.reports.size());
    for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
        const Entity& entity = dossier.entities[e];
        if (!entity.named || entity.type == EntityType::location || entity.type == EntityType::group ||
            entity.type == EntityType::event || is_country(entity))
            continue;
        std::vector<ReportIndex> reports;
        for (const Mention& mention : entity.mentions) {
            if (mention.form == MentionForm::name && (reports.empty() || reports.back() != mention.report))
                reports.push_back(mention.report);
        }
        if (reports.size() > kMostReportsOfName) continue;
        for (const ReportIndex report : reports) {
            if (found[report].empty() || found[report].back() != e)
                found[report].push_back(static_cast<std::uint32_t>(e));
        }
    }
    return found;
}

/// A place that most reports of a set name is what they are all about: it tells none from another.
bool in_most_reports(const Entity& entity, std::size_t reports) {
    std::size_t count = 0;
    std::optional<ReportIndex> last;
    for (const Mention& mention : entity.mentions) {
        if (mention.form != MentionForm::name || mention.report == last) continue;
        last = mention.report;
        ++count;
    }
    return count * 2 > reports && reports > 2;
}

/// Towns and sites that the first sentences of each report name.
std::vector<std::vector<std::uint32_t>> anchors(const Dossier& dossier) {
    std::vector<std::vector<std::uint32_t>> found(dossier.reports.size());
    std::vector<std::uint32_t> ends(dossier.reports.size(), 0);
    for (std::size_t i = 0; i < dossier.reports.size(); ++i) {
        std::size_t sentences = 0;
        for (const Sentence& sentence : dossier.reports[i].tokens.sentences) {
            if (dossier.reports[i].report.blocks[sentence.block].kind != BlockKind::body) continue;
            ends[i] = sentence.range.end;
            if (++sentences == kAnchorSentences) break;
        }
    }
    for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
        const Entity& entity = dossier.entities[e];
        const bool town = entity.type == EntityType::geopolitical || entity.type == EntityType::facility;
        if (!town || !entity.place || is_country(entity) || in_most_reports(entity, found.size())) continue;
        for (const Mention& mention : entity.mentions) {
            const TextRange range = dossier.reports[mention.report].report.text.range(mention.span);
            if (mention.form == MentionForm::name && range.end <= ends[mention.report] &&
                (found[mention.report].empty() || found[mention.report].back() != e))
                found[mention.report].push_back(static_cast<std::uint32_t>(e));
        }
    }
    return found;
}

StoryDocument document_of(const Dossier& dossier, const NameWords& names, ReportIndex index) {
    const Report& report = dossier.reports[index].report;
    StoryDocument document;
    for (const Block& block : report.blocks) {
        const std::string_view text = report.text.words(block.range);
        if (block.kind == BlockKind::title && document.title.empty()) {
            document.title = story_words(text, kTitleWordsRead);
        } else if (block.kind == BlockKind::body && document.lead.words.size() < kLeadWordsRead) {
            append_story_sentences(text, kLeadWordsRead, document.lead);
        } else {
            continue;
        }
        names.names(index, block.range, document.entities);
    }
    if (document.title.empty() && report.title)
        document.title = story_words(report.title->text, kTitleWordsRead);
    if (index < dossier.published.size()) {
        const Published& published = dossier.published[index];
        document.days = published.range;
        if (published.best && published.confidence >= kSureDay)
            document.days = {published.best, published.best};
    }
    return document;
}

/// Words of a report's title and lead, each once; sorted.
std::vector<std::string_view> words_told(const StoryDocument& document) {
    std::vector<std::string_view> told(document.title.begin(), document.title.end());
    told.insert(told.end(), document.lead.words.begin(), document.lead.words.end());
    std::sort(told.begin(), told.end());
    told.erase(std::unique(told.begin(), told.end()), told.end());
    return told;
}

/// For each report, whether it took words from another: who had them first names a story.
std::vector<bool> copiers(const Dossier& dossier) {
    std::vector<bool> copies(dossier.reports.size(), false);
    for (const Passage& passage : dossier.passages) {
        if (passage.direction == Direction::a_to_b) copies[passage.b.report] = true;
        if (passage.direction == Direction::b_to_a) copies[passage.a.report] = true;
    }
    return copies;
}

/// The title whose words most of the story's titles and leads tell: a masthead or a jest has none of that;
/// else the first words of its first report.
std::string title_of(const Dossier& dossier, const std::vector<ReportIndex>& reports,
                     const std::vector<StoryDocument>& documents, const std::vector<bool>& copies) {
    std::map<std::string_view, int> weight;
    for (const ReportIndex report : reports) {
        for (const std::string_view word : words_told(documents[report])) ++weight[word];
        for (const std::string& word : documents[report].title) ++weight[word];
    }
    std::string best;
    double most = -1.0;
    for (const ReportIndex report : reports) {
        const auto& title = dossier.reports[report].report.title;
        if (!title || documents[report].title.empty()) continue;
        double sum = 0.0;
        for (const std::string& word : documents[report].title) sum += weight[word] - kOwnWeight;
        sum /= static_cast<double>(documents[report].title.size() + 4);
        if (copies[report]) sum *= kCopierShare;
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

/// Places of every story, most mentioned first; one pass over the mentions for all stories.
std::vector<std::vector<EntityRef>> places_of(const Dossier& dossier,
                                              const std::vector<std::size_t>& story_of, std::size_t stories) {
    std::vector<std::vector<std::pair<std::size_t, EntityRef>>> counted(stories);
    for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
        const Entity& entity = dossier.entities[e];
        if (entity.type != EntityType::geopolitical && entity.type != EntityType::location &&
            entity.type != EntityType::facility)
            continue;
        for (const Mention& mention : entity.mentions) {
            auto& list = counted[story_of[mention.report]];
            const auto ref = static_cast<EntityRef>(e);
            if (list.empty() || list.back().second != ref) list.emplace_back(0, ref);
            ++list.back().first;
        }
    }
    std::vector<std::vector<EntityRef>> places(stories);
    for (std::size_t s = 0; s < stories; ++s) {
        std::stable_sort(counted[s].begin(), counted[s].end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        for (std::size_t i = 0; i < counted[s].size() && i < kMostPlaces; ++i)
            places[s].push_back(counted[s][i].second);
    }
    return places;
}

}  // namespace

std::vector<Story> group(const Dossier& dossier) {
    const NameWords names(dossier);
    std::vector<StoryDocument> documents;
    documents.reserve(dossier.reports.size());
    for (ReportIndex i = 0; i < dossier.reports.size(); ++i)
        documents.push_back(document_of(dossier, names, i));
    std::vector<std::vector<std::uint32_t>> towns = anchors(dossier);
    std::vector<std::vector<std::uint32_t>> rare = rare_names(dossier);
    for (ReportIndex i = 0; i < dossier.reports.size(); ++i) {
        documents[i].anchors = std::move(towns[i]);
        documents[i].names = std::move(rare[i]);
    }
    for (const Passage& passage : dossier.passages) {
        documents[passage.a.report].copies.push_back(passage.b.report);
        documents[passage.b.report].copies.push_back(passage.a.report);
    }
    for (StoryDocument& document : documents) std::sort(document.copies.begin(), document.copies.end());
    const std::vector<std::uint32_t> story_of = group_documents(documents);
    std::map<std::uint32_t, std::vector<ReportIndex>> members;
    for (ReportIndex i = 0; i < story_of.size(); ++i) members[story_of[i]].push_back(i);
    std::vector<std::size_t> number_of(dossier.reports.size(), 0);
    std::size_t number = 0;
    for (const auto& [name, reports] : members) {
        for (const ReportIndex report : reports) number_of[report] = number;
        ++number;
    }
    std::vector<std::vector<EntityRef>> places = places_of(dossier, number_of, number);
    const std::vector<bool> copies = copiers(dossier);
    std::vector<Story> stories;
    for (const auto& [name, reports] : members) {
        Story story;
        story.reports = reports;
        story.title = title_of(dossier, reports, documents, copies);
        for (const ReportIndex report : reports) {
            if (report >= dossier.published.size()) continue;
            const DateRange& days = dossier.published[report].range;
            if (days.earliest && (!story.dates.earliest || *days.earliest < *story.dates.earliest))
                story.dates.earliest = days.earliest;
            if (days.latest && (!story.dates.latest || *days.latest > *story.dates.latest))
                story.dates.latest = days.latest;
        }
        story.places = std::move(places[stories.size()]);
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
