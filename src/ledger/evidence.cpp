#include "ledger/evidence.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "annotate/lexicon_file.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::size_t kFewReports = 24;  // a name in more reports ties no two of them
constexpr std::uint32_t kNamesOfOneSituation = 3;
constexpr std::size_t kHandful = 24;  // reports that somebody chose to read together

/// Words of one line: blanks joined, no line breaks.
std::string one_line(std::string_view words) {
    std::string out;
    bool gap = false;
    for (std::size_t at = 0; at < words.size();) {
        const auto point = text::decode(words, at);
        if (text::is_space(point.value)) {
            gap = !out.empty();
        } else {
            if (gap) out += ' ';
            gap = false;
            out.append(words.substr(at, point.size));
        }
        at += point.size;
    }
    return out;
}

}  // namespace

Evidence::Evidence(const Dossier& dossier, const TermTable& terms,
                   std::span<const std::vector<std::string>> lists)
    : dossier_(dossier), terms_(terms), lists_(lists) {
    story_of_.assign(dossier.reports.size(), 0);
    for (std::uint32_t s = 0; s < dossier.stories.size(); ++s) {
        for (const ReportIndex report : dossier.stories[s].reports) story_of_[report] = s;
    }
    passages_.resize(dossier.reports.size());
    for (std::uint32_t i = 0; i < dossier.passages.size(); ++i) {
        const Passage& passage = dossier.passages[i];
        passages_[std::min(passage.a.report, passage.b.report)].push_back(
            {std::max(passage.a.report, passage.b.report), i});
    }
    for (auto& list : passages_) std::sort(list.begin(), list.end());
    named_.resize(dossier.reports.size());
    for (std::size_t e = 0; e < dossier.entities.size(); ++e) {
        for (const Mention& mention : dossier.entities[e].mentions)
            named_[mention.report].push_back(
                {dossier.reports[mention.report].report.text.range(mention.span), static_cast<EntityRef>(e)});
    }
    for (auto& list : named_) std::sort(list.begin(), list.end());
    find_situations();
    list_agencies();
    list_body_terms();
    list_ministries();
    list_order();
    const auto written = [&](ReportIndex report) {
        return report < dossier.published.size() ? dossier.published[report].range : DateRange{};
    };
    for (std::uint32_t i = 0; i < dossier.figures.size(); ++i) {
        const Figure& figure = dossier.figures[i];
        Item next = item({ItemRef::List::figures, i}, figure.report, figure.span);
        next.days = figure.as_of.open() ? written(figure.report) : figure.as_of;
        next.who = figure.holder.entity;
        next.who_class = figure.holder.source_class;
        figures_.push_back(std::move(next));
    }
    for (std::uint32_t i = 0; i < dossier.quotes.size(); ++i) {
        const Quotation& quote = dossier.quotes[i];
        Item next = item({ItemRef::List::quotes, i}, quote.report, quote.span);
        next.days = written(quote.report);
        next.who = quote.speaker.entity;
        next.who_class = quote.speaker.source_class;
        quotes_.push_back(std::move(next));
    }
    for (std::uint32_t i = 0; i < dossier.acts.size(); ++i) {
        const Act& act = dossier.acts[i];
        Item next = item({ItemRef::List::acts, i}, act.report, act.span);
        next.days = written(act.report);
        next.who = act.actor;
        acts_.push_back(std::move(next));
    }
}

Item Evidence::item(ItemRef ref, ReportIndex report, Span span) const {
    Item made;
    made.ref = ref;
    made.report = report;
    made.span = span;
    const AnnotatedReport& home = dossier_.reports[report];
    const TextRange range = home.report.text.range(span);
    const auto& tokens = home.tokens.tokens;
    made.first = home.tokens.token_at(range.begin);
    made.last = made.first;
    while (made.last < tokens.size() && tokens[made.last].range.begin < range.end) ++made.last;
    made.sentence = home.tokens.sentence_at(range.begin);
    std::uint32_t begin = made.first, end = made.last;
    for (std::uint32_t s = made.sentence; s < home.tokens.sentences.size(); ++s) {
        const Sentence& sentence = home.tokens.sentences[s];
        if (sentence.first >= made.last) break;
        begin = std::min(begin, sentence.first);
        end = std::max(end, sentence.last);
    }
    made.own = term_set(terms_.of(report), made.first, made.last);
    made.context = term_set(terms_.of(report), begin, end);
    return made;
}

void Evidence::list_agencies() {
    std::set<std::string> names;
    for (const AnnotatedReport& home : dossier_.reports) {
        for (const AgencyCredit& agency : home.report.agencies) names.insert(text::folded(agency.name));
    }
    agencies_.reserve(dossier_.entities.size());
    for (const Entity& entity : dossier_.entities)
        agencies_.push_back(names.contains(text::folded(entity.name)));
}

bool Evidence::is_agency(EntityRef who) const { return who >= 0 && agencies_[static_cast<std::size_t>(who)]; }

std::span<const Item> Evidence::quotes_of(ReportIndex report) const {
    const auto first = std::lower_bound(quotes_.begin(), quotes_.end(), report,
                                        [](const Item& item, ReportIndex at) { return item.report < at; });
    auto last = first;
    while (last != quotes_.end() && last->report == report) ++last;
    return {first, last};
}

std::string Evidence::words(ReportIndex report, Span span) const {
    return one_line(dossier_.reports[report].report.words(span));
}

std::string Evidence::name(EntityRef entity) const {
    return entity < 0 ? std::string() : dossier_.entities[static_cast<std::size_t>(entity)].name;
}

bool Evidence::before(ReportIndex a, ReportIndex b) const {
    const bool dated = a < dossier_.published.size() && b < dossier_.published.size();
    // Days that are sure stand above an order that words or copying suggest.
    if (dated && wholly_before(dossier_.published[a].range, dossier_.published[b].range)) return true;
    if (dated && wholly_before(dossier_.published[b].range, dossier_.published[a].range)) return false;
    if (std::binary_search(order_.begin(), order_.end(), std::pair(a, b))) return true;
    if (std::binary_search(order_.begin(), order_.end(), std::pair(b, a))) return false;
    if (!dated) return false;
    const Published &first = dossier_.published[a], &second = dossier_.published[b];
    if (first.range.latest && second.range.earliest && *first.range.latest <= *second.range.earliest &&
        first.range != second.range)
        return true;
    return first.best && second.best && *first.best < *second.best;
}

std::span<const Evidence::Shared> Evidence::shared(ReportIndex a, ReportIndex b) const {
    const auto& list = passages_[std::min(a, b)];
    const auto below = [](const Shared& one, ReportIndex with) { return one.with < with; };
    const auto first = std::lower_bound(list.begin(), list.end(), std::max(a, b), below);
    auto last = first;
    while (last != list.end() && last->with == first->with) ++last;
    return first != list.end() && first->with == std::max(a, b) ? std::span(first, last)
                                                                : std::span<const Shared>();
}

Copied Evidence::copied(const Item& a, const Item& b) const {
    for (const Shared& one : shared(a.report, b.report)) {
        const Passage& passage = dossier_.passages[one.passage];
        const bool straight = passage.a.report == a.report;
        const Span of_a = straight ? passage.a.span : passage.b.span;
        const Span of_b = straight ? passage.b.span : passage.a.span;
        if (!of_a.overlaps(a.span) || !of_b.overlaps(b.span)) continue;
        switch (passage.direction) {
            case Direction::a_to_b:
                return straight ? Copied::second_from_first : Copied::first_from_second;
            case Direction::b_to_a:
                return straight ? Copied::first_from_second : Copied::second_from_first;
            case Direction::common_source:
                return Copied::undecided;  // neither is the other's parent
            default:
                break;
        }
        if (before(a.report, b.report)) return Copied::second_from_first;
        if (before(b.report, a.report)) return Copied::first_from_second;
        return Copied::undecided;
    }
    return Copied::no;
}

bool Evidence::made_from(ReportIndex later, ReportIndex earlier) const {
    const auto between = shared(later, earlier);
    return std::any_of(between.begin(), between.end(), [&](const Shared& one) {
        const Passage& passage = dossier_.passages[one.passage];
        const bool straight = passage.a.report == earlier;
        if (passage.direction == Direction::a_to_b) return straight;
        if (passage.direction == Direction::b_to_a) return !straight;
        if (passage.direction == Direction::common_source) return false;
        return before(earlier, later);
    });
}

bool Evidence::runs_ministry(std::string_view role, std::string_view ministry) {
    const std::vector<std::string> of_role = annotate::words_of(text::folded(role)),
                                   of_body = annotate::words_of(text::folded(ministry));
    const auto has = [](const std::vector<std::string>& words, std::string_view one) {
        return std::find(words.begin(), words.end(), one) != words.end();
    };
    if (!has(of_role, "minister") || !has(of_body, "ministry") || has(of_role, "deputy")) return false;
    std::size_t fields = 0;
    for (const std::string& one : of_body) {
        if (one == "the" || one == "ministry" || one == "of" || one == "and") continue;
        if (!has(of_role, one)) return false;
        ++fields;
    }
    return fields > 0;
}

bool Evidence::same_party(EntityRef a, EntityRef b) const {
    if (a < 0 || b < 0) return false;
    if (a == b) return true;
    const Entity &first = dossier_.entities[static_cast<std::size_t>(a)],
                 &second = dossier_.entities[static_cast<std::size_t>(b)];
    const auto holds = [](const std::vector<EntityRef>& list, EntityRef one) {
        return std::find(list.begin(), list.end(), one) != list.end();
    };
    return holds(first.stands_for, b) || holds(second.stands_for, a);
}

bool Evidence::one_side(EntityRef a, EntityRef b) const {
    if (a < 0 || b < 0) return false;
    if (same_party(a, b)) return true;
    const auto serves = [&](EntityRef one, EntityRef body) {
        const Entity &person = dossier_.entities[static_cast<std::size_t>(one)],
                     &whole = dossier_.entities[static_cast<std::size_t>(body)];
        const auto holds_name = [&](const std::string& role) {
            const auto in_role = [&](const std::string& name) {
                return name.size() > 1 && role.size() > name.size() && role.find(name) != std::string::npos;
            };
            return in_role(whole.name) || std::any_of(whole.aliases.begin(), whole.aliases.end(), in_role);
        };
        // "Health Minister Ana Lima", "the ministry of health"
        const auto heads = [&](const std::string& role) {
            const auto names = ministries_.find(body);
            return names != ministries_.end() &&
                   std::any_of(names->second.begin(), names->second.end(),
                               [&](const std::string& name) { return runs_ministry(role, name); });
        };
        return holds_name(person.name) || std::any_of(person.roles.begin(), person.roles.end(), holds_name) ||
               std::any_of(person.roles.begin(), person.roles.end(), heads);
    };
    return serves(a, b) || serves(b, a);
}

bool Evidence::same_source(EntityRef a, EntityRef b) const {
    if (a < 0 || b < 0) return false;
    if (one_side(a, b)) return true;
    const std::vector<Term>&x = body_terms_[static_cast<std::size_t>(a)],
          &y = body_terms_[static_cast<std::size_t>(b)];
    if (std::min(x.size(), y.size()) < 2) return false;
    return std::includes(x.begin(), x.end(), y.begin(), y.end()) ||
           std::includes(y.begin(), y.end(), x.begin(), x.end());
}

void Evidence::list_order() {
    for (const WrittenBefore& pair : dossier_.order) order_.emplace_back(pair.earlier, pair.later);
    std::sort(order_.begin(), order_.end());
    if (dossier_.reports.size() > kHandful) return;
    // What was written before what was written before.
    for (bool grown = true; grown;) {
        grown = false;
        const auto known = order_;
        for (const auto& [a, b] : known) {
            for (const auto& [c, d] : known) {
                const std::pair<ReportIndex, ReportIndex> more(a, d);
                if (b != c || a == d || std::binary_search(known.begin(), known.end(), more)) continue;
                order_.push_back(more);
                grown = true;
            }
        }
        std::sort(order_.begin(), order_.end());
        order_.erase(std::unique(order_.begin(), order_.end()), order_.end());
    }
}

void Evidence::list_ministries() {
    constexpr std::size_t kMost = 8;
    constexpr std::string_view kOf = " of ";
    for (std::size_t e = 0; e < dossier_.entities.size(); ++e) {
        const Entity& entity = dossier_.entities[e];
        if (text::folded(entity.name).find("ministry") == std::string::npos) continue;
        std::vector<std::string>& names = ministries_[static_cast<EntityRef>(e)];
        names.push_back(entity.name);
        names.insert(names.end(), entity.aliases.begin(), entity.aliases.end());
        // "the ministry of health", of which the name may be "the ministry"
        for (std::size_t m = 0; m < std::min(kMost, entity.mentions.size()); ++m) {
            const Mention& mention = entity.mentions[m];
            const CleanText& text = dossier_.reports[mention.report].report.text;
            const TextRange range = text.range(mention.span);
            const std::string_view behind = text.text().substr(range.end);
            if (!behind.starts_with(kOf)) continue;
            const std::size_t end = behind.find_first_of(" ,.;", kOf.size());
            names.push_back(std::string(text.words(range)) + std::string(behind.substr(0, end)));
        }
    }
}

void Evidence::list_body_terms() {
    body_terms_.resize(dossier_.entities.size());
    for (std::size_t e = 0; e < dossier_.entities.size(); ++e) {
        const Entity& entity = dossier_.entities[e];
        if (entity.type == EntityType::organisation) {
            std::vector<Term> name = terms_.find(entity.name);
            std::sort(name.begin(), name.end());
            name.erase(std::unique(name.begin(), name.end()), name.end());
            for (const Term term : name) bodies_of_term_[term].push_back(static_cast<EntityRef>(e));
        }
        if (entity.type != EntityType::organisation && entity.named) continue;
        const std::string name = text::folded(entity.name);
        const auto anybodys = {"its ", "their ", "his ", "her ", "a ", "an ", "two ", "some "};
        if (std::any_of(anybodys.begin(), anybodys.end(),
                        [&](const char* word) { return name.starts_with(word); }))
            continue;
        // "Chad's government", "the government of Chad"
        std::vector<Term>& terms = body_terms_[e] = terms_.find(name);
        std::sort(terms.begin(), terms.end());
        terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    }
}

std::vector<EntityRef> Evidence::bodies_with(const TermSet& words) const {
    constexpr std::size_t kMost = 64;
    const std::vector<EntityRef>* fewest = nullptr;
    for (const Term term : words) {
        const auto found = bodies_of_term_.find(term);
        if (found == bodies_of_term_.end()) return {};
        if (fewest == nullptr || found->second.size() < fewest->size()) fewest = &found->second;
    }
    if (fewest == nullptr || fewest->size() > kMost) return {};
    std::vector<EntityRef> bodies;
    for (const EntityRef body : *fewest) {
        std::vector<Term> name = terms_.find(dossier_.entities[static_cast<std::size_t>(body)].name);
        std::sort(name.begin(), name.end());
        if (std::includes(name.begin(), name.end(), words.begin(), words.end())) bodies.push_back(body);
    }
    return bodies;
}

EntityRef Evidence::body_with(const TermSet& words) const {
    const std::vector<EntityRef> bodies = bodies_with(words);
    return bodies.size() == 1 ? bodies.front() : kNoEntity;
}

TermSet Evidence::terms_of(ReportIndex report, Span span) const {
    const AnnotatedReport& home = dossier_.reports[report];
    const TextRange range = home.report.text.range(span);
    const std::uint32_t first = home.tokens.token_at(range.begin);
    std::uint32_t last = first;
    while (last < home.tokens.tokens.size() && home.tokens.tokens[last].range.begin < range.end) ++last;
    return term_set(terms_.of(report), first, last);
}

bool Evidence::same_episode(ReportIndex a, ReportIndex b) const {
    return dossier_.reports.size() <= kHandful || same_story(a, b);
}

bool Evidence::same_situation(ReportIndex a, ReportIndex b) const {
    return situation_of_[a] == situation_of_[b];
}

void Evidence::find_situations() {
    situation_of_.assign(dossier_.reports.size(), 0);
    if (dossier_.reports.size() <= kHandful) return;
    Groups groups(dossier_.reports.size());
    std::map<std::uint32_t, ReportIndex> first_of_story;
    for (ReportIndex report = 0; report < story_of_.size(); ++report)
        groups.join(first_of_story.emplace(story_of_[report], report).first->second, report);
    for (ReportIndex report = 0; report < passages_.size(); ++report) {
        for (const Shared& one : passages_[report]) groups.join(report, one.with);
    }
    std::vector<std::pair<ReportIndex, ReportIndex>> shared;  // once for each name that both have
    for (const Entity& entity : dossier_.entities) {
        if (!entity.named || entity.type == EntityType::location) continue;
        std::vector<ReportIndex> reports;
        for (const Mention& mention : entity.mentions) {
            if (mention.form == MentionForm::name && (reports.empty() || reports.back() != mention.report))
                reports.push_back(mention.report);
        }
        if (reports.size() > kFewReports) continue;
        for (std::size_t i = 0; i < reports.size(); ++i) {
            for (std::size_t j = i + 1; j < reports.size(); ++j) {
                shared.emplace_back(reports[i], reports[j]);
            }
        }
    }
    std::sort(shared.begin(), shared.end());
    for (std::size_t at = 0; at + kNamesOfOneSituation <= shared.size(); ++at) {
        if (shared[at] == shared[at + kNamesOfOneSituation - 1])
            groups.join(shared[at].first, shared[at].second);
    }
    for (ReportIndex report = 0; report < situation_of_.size(); ++report)
        situation_of_[report] = groups.of(report);
}

bool Evidence::same_story(ReportIndex a, ReportIndex b) const { return story_of_[a] == story_of_[b]; }

std::string shown(const DateRange& days) {
    if (days.exact()) return days.earliest->iso();
    if (days.bounded()) return days.earliest->iso() + " to " + days.latest->iso();
    if (days.earliest) return "from " + days.earliest->iso();
    if (days.latest) return "by " + days.latest->iso();
    return {};
}

bool wholly_before(const DateRange& a, const DateRange& b) {
    return a.latest && b.earliest && *a.latest < *b.earliest;
}

int sure_gap(const DateRange& a, const DateRange& b) {
    if (wholly_before(a, b)) return b.earliest->number - a.latest->number;
    if (wholly_before(b, a)) return a.earliest->number - b.latest->number;
    return 0;
}

Groups::Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }

std::uint32_t Groups::of(std::uint32_t item) {
    while (parent_[item] != item) {
        parent_[item] = parent_[parent_[item]];
        item = parent_[item];
    }
    return item;
}

void Groups::join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
}

}  // namespace sitrep::ledger
