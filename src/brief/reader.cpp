#include "brief/reader.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lineage/credits.hpp"
#include "store/report_names.hpp"
#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

/// Ends of lines between two blocks: one where they stand in neighbouring lines, two where a line is empty.
std::ptrdiff_t lines_between(std::string_view text, TextRange a, TextRange b) {
    const std::string_view gap = text.substr(a.end, b.begin - a.end);
    return std::count(gap.begin(), gap.end(), '\n');
}

/// Whether empty lines part the paragraphs of the article, so that lines that touch are one paragraph; else
/// every line is one.
bool parted_by_blank_lines(const Report& report) {
    std::size_t blank = 0, touching = 0;
    const Block* before = nullptr;
    for (const Block& block : report.blocks) {
        if (before != nullptr && before->kind == BlockKind::body && block.kind == BlockKind::body) {
            const std::ptrdiff_t lines = lines_between(report.text.text(), before->range, block.range);
            blank += lines >= 2 ? 1U : 0U;
            touching += lines == 1 ? 1U : 0U;
        }
        before = &block;
    }
    return blank > touching;
}

std::vector<Paragraph> paragraphs_of(const Report& report) {
    std::vector<Paragraph> paragraphs;
    const std::string_view text = report.text.text();
    // A dossier read back from JSON knows its furniture only: nothing to count.
    const bool whole = std::any_of(report.blocks.begin(), report.blocks.end(),
                                   [](const Block& block) { return !is_furniture(block.kind); });
    if (!whole) return paragraphs;
    const std::ptrdiff_t parted_by = parted_by_blank_lines(report) ? 2 : 1;
    for (const Block& block : report.blocks) {
        const bool furniture = is_furniture(block.kind);
        if (!paragraphs.empty()) {
            Paragraph& last = paragraphs.back();
            if (lines_between(text, last.range, block.range) < parted_by) {
                last.range.end = block.range.end;
                last.furniture = last.furniture && furniture;
                continue;
            }
        }
        paragraphs.push_back({block.range, static_cast<std::uint32_t>(paragraphs.size() + 1), furniture});
    }
    return paragraphs;
}

}  // namespace

namespace {

/// A mark or comma at an end is the sentence's, not the name's.
std::string trimmed_name(std::string_view words) {
    std::string name = one_line(words);
    while (!name.empty() && (name.back() == '"' || name.back() == ',' || name.back() == ' ')) name.pop_back();
    return name;
}

/// Of a person's names of two words or more the one that most reports have; of those the entity's own name,
/// else the longest.
std::string usual_name(const Dossier& dossier, const Entity& entity) {
    std::map<std::string, std::set<ReportIndex>> reports_with;
    for (const Mention& mention : entity.mentions) {
        if (mention.form != MentionForm::name || mention.report >= dossier.reports.size()) continue;
        const CleanText& text = dossier.reports[mention.report].report.text;
        std::string words = trimmed_name(text.words(text.range(mention.span)));
        const bool shouts =
            std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (words.find(' ') != std::string::npos && !shouts)
            reports_with[std::move(words)].insert(mention.report);
    }
    const std::string own = trimmed_name(entity.name);
    const auto rank = [&](const auto& one) {
        return std::tuple(one.second.size(), one.first == own, one.first.size());
    };
    const auto best = std::max_element(reports_with.begin(), reports_with.end(),
                                       [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return best == reports_with.end() ? std::string() : best->first;
}

/// The entity's name where a report has it; else the longest of its names that one has, capitals only if
/// there is no other.
std::string shown_name(const Dossier& dossier, const Entity& entity) {
    const std::string name = trimmed_name(entity.name);
    const bool place = entity.type == EntityType::geopolitical || entity.type == EntityType::location;
    if (!entity.named || place) return name;
    if (entity.type == EntityType::person) {
        if (const std::string usual = usual_name(dossier, entity); !usual.empty()) return usual;
    }
    const std::string key = text::folded(name);
    std::string longest;
    bool shouted = true;
    for (const Mention& mention : entity.mentions) {
        if (mention.form != MentionForm::name || mention.report >= dossier.reports.size()) continue;
        const CleanText& text = dossier.reports[mention.report].report.text;
        std::string words = trimmed_name(text.words(text.range(mention.span)));
        if (text::folded(words) == key) return name;
        const bool shouts =
            std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (longest.empty() || (shouted && !shouts) || (shouted == shouts && words.size() > longest.size())) {
            longest = std::move(words);
            shouted = shouts;
        }
    }
    return longest.empty() ? name : longest;
}

}  // namespace

Reader::Reader(const Dossier& dossier, const BriefWords& words)
    : dossier_(dossier),
      sets_(words),
      labels_(store::report_names(dossier)),
      mentions_(dossier.reports.size()),
      quotes_(dossier.reports.size()),
      lines_(dossier.reports.size()),
      told_agency_(dossier.reports.size()) {
    for (const Origin& origin : dossier.origins) {
        for (const ReportIndex report : origin.reports) {
            if (report < size() && origin.agency) lines_[report].push_back(&*origin.agency);
        }
        for (const Evidence& evidence : origin.basis) {
            if (evidence.place.report < size() && lineage::is_of_words(evidence.why))
                told_agency_[evidence.place.report].push_back(evidence.place.span);
        }
    }
    paragraphs_.reserve(dossier.reports.size());
    for (const AnnotatedReport& entry : dossier.reports) paragraphs_.push_back(paragraphs_of(entry.report));
    names_.reserve(dossier.entities.size());
    for (std::size_t i = 0; i < dossier.entities.size(); ++i) {
        names_.push_back(shown_name(dossier, dossier.entities[i]));
        for (const Mention& mention : dossier.entities[i].mentions) {
            if (mention.report < mentions_.size())
                mentions_[mention.report].push_back(
                    {mention.span.begin, static_cast<EntityRef>(i), mention.form});
        }
    }
    for (auto& list : mentions_) {
        std::sort(list.begin(), list.end(), [](const Named& a, const Named& b) {
            return std::tie(a.begin, a.entity) < std::tie(b.begin, b.entity);
        });
    }
    for (std::uint32_t i = 0; i < dossier.quotes.size(); ++i) {
        if (dossier.quotes[i].report < quotes_.size()) quotes_[dossier.quotes[i].report].push_back(i);
    }
    for (auto& list : quotes_) {
        std::sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
            return dossier.quotes[a].span < dossier.quotes[b].span;
        });
    }
}

std::vector<EntityRef> Reader::entities_in(const Place& place) const {
    std::vector<EntityRef> found;
    if (place.report >= size()) return found;
    const auto& list = mentions_[place.report];
    auto at =
        std::lower_bound(list.begin(), list.end(), place.span.begin,
                         [](const Named& mention, std::uint32_t begin) { return mention.begin < begin; });
    for (; at != list.end() && at->begin < place.span.end; ++at) found.push_back(at->entity);
    return found;
}

EntityRef Reader::person_in(const Place& place) const {
    EntityRef person = kNoEntity;
    for (const EntityRef entity : entities_in(place)) {
        const Entity& one = dossier_.entities[static_cast<std::size_t>(entity)];
        if (one.type != EntityType::person || !one.named || entity == person) continue;
        if (person != kNoEntity) return kNoEntity;
        person = entity;
    }
    return person;
}

const Paragraph* Reader::paragraph(const Place& place) const {
    if (place.report >= size()) return nullptr;
    const std::uint32_t at = report(place.report).text.range(place.span).begin;
    const auto& list = paragraphs_[place.report];
    const auto after = std::upper_bound(
        list.begin(), list.end(), at,
        [](std::uint32_t offset, const Paragraph& paragraph) { return offset < paragraph.range.begin; });
    return after == list.begin() ? nullptr : &*std::prev(after);
}

std::string Reader::citation(const Place& place) const {
    if (place.report >= size()) return "?";
    const Paragraph* found = paragraph(place);
    return found == nullptr ? label(place.report)
                            : label(place.report) + ":¶" + std::to_string(found->number);
}

std::string Reader::words(const Place& place) const {
    return place.report < size() ? one_line(report(place.report).text.words(place.span)) : std::string();
}

Place Reader::sentence(const Place& place) const {
    if (place.report >= size()) return place;
    const AnnotatedReport& entry = dossier_.reports[place.report];
    const TextRange range = entry.report.text.range(place.span);
    const std::uint32_t index = entry.tokens.sentence_at(range.begin);
    if (index >= entry.tokens.sentences.size()) return place;
    const Sentence& sentence = entry.tokens.sentences[index];
    if (range.begin < sentence.range.begin) return place;
    return {place.report, entry.report.text.source(sentence.range)};
}

BlockKind Reader::block_kind(const Place& place) const {
    if (place.report >= size()) return BlockKind::other;
    const Report& of = report(place.report);
    const std::uint32_t at = of.text.range(place.span).begin;
    const auto after =
        std::upper_bound(of.blocks.begin(), of.blocks.end(), at,
                         [](std::uint32_t offset, const Block& block) { return offset < block.range.begin; });
    return after == of.blocks.begin() ? BlockKind::other : std::prev(after)->kind;
}

Place Reader::head_of(ReportIndex index) const {
    const AnnotatedReport& entry = dossier_.reports[index];
    if (entry.report.title && entry.report.title->span && !entry.report.title->span->empty())
        return {index, *entry.report.title->span};
    for (const Sentence& sentence : entry.tokens.sentences) {
        if (entry.report.blocks[sentence.block].kind == BlockKind::body)
            return {index, entry.report.text.source(sentence.range)};
    }
    for (const Block& block : entry.report.blocks) {
        if (!block.span.empty()) return {index, block.span};
    }
    return {index, {0, entry.report.document.bytes && !entry.report.document.bytes->empty() ? 1U : 0U}};
}

std::string Reader::outlet(ReportIndex index) const {
    const Report& of = report(index);
    std::string text = of.outlet ? one_line(of.outlet->text) : "outlet not given";
    std::vector<std::string> agencies, told, beside;
    for (const AgencyCredit& agency : of.agencies) {
        const std::string name = one_line(agency.name);
        // "Additional reporting: AFP" credits no words: the report is not told as the agency's.
        std::vector<std::string>& list = !on_a_line(index, agency.name)  ? beside
                                         : only_told(index, agency.name) ? told
                                                                         : agencies;
        if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
    }
    if (!agencies.empty()) text += ", crediting " + listed(agencies);
    if (!told.empty()) text += ", in part from " + listed(told);
    if (!beside.empty()) text += ", naming " + listed(beside);
    return text;
}

bool Reader::on_a_line(ReportIndex index, const std::string& agency) const {
    return std::any_of(lines_[index].begin(), lines_[index].end(),
                       [&](const std::string* other) { return *other == agency; });
}

bool Reader::only_told(ReportIndex index, const std::string& agency) const {
    const auto of_words = [&](const AgencyCredit& credit) {
        return std::any_of(told_agency_[index].begin(), told_agency_[index].end(),
                           [&](Span words) { return words.overlaps(credit.span); });
    };
    const auto& credits = report(index).agencies;
    return std::all_of(credits.begin(), credits.end(),
                       [&](const AgencyCredit& credit) { return credit.name != agency || of_words(credit); });
}

const DateRange& Reader::published(ReportIndex index) const {
    return index < dossier_.published.size() ? dossier_.published[index].range : nothing_;
}

std::string Reader::date(ReportIndex index) const {
    const std::string words = date_words(published(index));
    return words.empty() ? "date not given" : words;
}

std::string Reader::told_in(ReportIndex teller, const std::vector<ReportIndex>& others) const {
    std::string out = label(teller) + written(teller);
    const std::set<ReportIndex> each(others.begin(), others.end());
    bool first = true;
    for (const ReportIndex other : each) {
        if (other == teller || other >= size()) continue;
        out += (first && !written(teller).empty() ? "; also " : ", ") + label(other);
        first = false;
    }
    return out;
}

std::string Reader::written(ReportIndex index) const {
    constexpr std::int32_t kWidest = 100;  // days
    const DateRange& range = published(index);
    if (is_dated(index)) return ", written " + date_words(range);
    if (!range.bounded() || range.latest->number - range.earliest->number > kWidest) return {};
    std::string words = date_words(range);
    for (const std::string_view dash : {" – ", "–"}) {
        const std::size_t at = words.find(dash);
        if (at != std::string::npos) words.replace(at, dash.size(), " and ");
    }
    return ", written between " + words;
}

bool Reader::is_dated(ReportIndex index) const {
    constexpr std::int32_t kWidest = 10;  // days
    const DateRange& range = published(index);
    return range.bounded() && range.latest->number - range.earliest->number <= kWidest;
}

std::string Reader::entity(EntityRef reference) const {
    if (reference < 0 || static_cast<std::size_t>(reference) >= names_.size()) return {};
    return names_[static_cast<std::size_t>(reference)];
}

}  // namespace sitrep::brief
