#include "cases/asked_words.hpp"

#include <algorithm>
#include <array>

#include "cases/asked.hpp"
#include "cases/remainders.hpp"
#include "cases/words.hpp"
#include "text/utf8.hpp"

namespace sitrep::cases {
namespace {

using ledger::Evidence;

constexpr std::uint32_t kTitleReach = 15;  // bytes of "prime minister "
constexpr std::uint32_t kOwnReach = 5;     // bytes of "’s " between somebody and what is theirs
constexpr std::uint32_t kMostThing = 60;   // bytes of a thing asked for before what it is for

}  // namespace

std::optional<Span> AskedWords::for_what(const Act& act, Span asked) const {
    if (!says_deed(act.report, asked) || asked.begin <= act.span.begin) return std::nullopt;
    const std::string before = evidence_.words(act.report, {act.span.begin, asked.begin});
    const std::size_t link = before.rfind(" for ");
    if (link == std::string::npos || !before.ends_with(" to ")) return std::nullopt;
    const Span thing{act.span.begin + static_cast<std::uint32_t>(link) + 5, asked.begin - 4};
    const auto figures = figures_in({act.report, thing}, evidence_);
    if (thing.begin >= thing.end || thing.size() > kMostThing || figures.empty()) return std::nullopt;
    return thing;
}

std::optional<Span> AskedWords::behind_article(const Act& act, Span asked) const {
    const std::vector<std::string> words = plain_words(evidence_.words(act.report, asked));
    if (words.size() != 1 || words.front().size() > 3) return std::nullopt;
    const CleanText& text = evidence_.dossier().reports[act.report].report.text;
    const std::uint32_t begin = text.range(asked).end;
    const std::string_view rest = text.words(
        TextRange{begin, std::min(begin + 2 * kMostThing, static_cast<std::uint32_t>(text.text().size()))});
    const std::size_t link = rest.find(" for ");
    const std::size_t stop = std::min(rest.find_first_of(".,;:()\""), rest.size());
    const std::uint32_t first = text.range(asked).begin;
    // "… to the army for a | daily pause of six hours"
    if (first >= 4 && text.words(TextRange{first - 4, first}) == "for " && stop > 1)
        return text.source({first, begin + static_cast<std::uint32_t>(stop)});
    if (link == std::string_view::npos || link + 5 >= stop) return std::nullopt;
    return text.source(
        {begin + static_cast<std::uint32_t>(link) + 5, begin + static_cast<std::uint32_t>(stop)});
}

std::string AskedWords::asked_words(const Act& act, Span asked) const {
    const std::string what = evidence_.words(act.report, asked);
    if (const auto sum = for_what(act, asked)) return evidence_.words(act.report, *sum);
    if (const auto behind = behind_article(act, asked)) return evidence_.words(act.report, *behind);
    constexpr std::array<std::string_view, 10> kVerbs = {"was", "were", "is",   "are",  "has",
                                                         "had", "have", "will", "been", "takes"};
    const std::vector<std::string> list = plain_words(what);
    const bool verb = !list.empty() && std::find(kVerbs.begin(), kVerbs.end(), list.front()) != kVerbs.end();
    if (!verb) return what;
    const std::string all = evidence_.words(act.report, act.span);
    const std::size_t link = all.rfind(" for ", all.find(what));
    return link == std::string::npos || hangs(what) ? what : all.substr(link + 5);
}

bool AskedWords::asked_not(const Act& act, Span asked) const {
    const CleanText& text = evidence_.dossier().reports[act.report].report.text;
    const std::uint32_t end = text.range(asked).begin;
    const std::uint32_t reach = std::min<std::uint32_t>(end, 8);
    return text::folded(text.words(TextRange{end - reach, end})) == " not to ";
}

bool AskedWords::says_deed(ReportIndex report, Span span) const {
    const AnnotatedReport& home = evidence_.dossier().reports[report];
    const std::uint32_t at = home.tokens.token_at(home.report.text.range(span).begin);
    if (at >= home.tokens.tokens.size()) return false;
    const auto word = [&](std::uint32_t token) {
        return text::folded(home.report.text.words(home.tokens.tokens[token].range));
    };
    return word(at) == "be" || word(at) == "let" || (at > 0 && word(at - 1) == "to");
}

bool AskedWords::says_clause(ReportIndex report, Span span) const {
    const AnnotatedReport& home = evidence_.dossier().reports[report];
    const std::uint32_t at = home.tokens.token_at(home.report.text.range(span).begin);
    if (at == 0 || at >= home.tokens.tokens.size()) return false;
    const auto is_that = [&](std::uint32_t token) {
        return text::folded(home.report.text.words(home.tokens.tokens[token].range)) == "that";
    };
    return is_that(at) || is_that(at - 1);
}

bool AskedWords::in_title(const Act& act) const {
    const Report& report = evidence_.dossier().reports[act.report].report;
    const std::uint32_t at = report.text.range(act.span).begin;
    return std::any_of(report.blocks.begin(), report.blocks.end(), [&](const Block& block) {
        return block.kind == BlockKind::title && block.range.begin <= at && at < block.range.end;
    });
}

bool AskedWords::in_quotation(const Act& act) const {
    const auto& quotes = evidence_.dossier().quotes;
    return std::any_of(quotes.begin(), quotes.end(), [&](const Quotation& quote) {
        return quote.report == act.report && quote.kind != QuotationKind::indirect &&
               quote.span.overlaps(act.span);
    });
}

bool AskedWords::heads(EntityRef person, EntityRef body) const {
    if (person < 0 || body < 0) return false;
    const auto& entities = evidence_.dossier().entities;
    const Entity &one = entities[static_cast<std::size_t>(person)],
                 &other = entities[static_cast<std::size_t>(body)];
    if (one.type != EntityType::person || other.type != EntityType::organisation ||
        text::folded(other.name).find("government") == std::string::npos)
        return false;
    const auto heads_it = [](const std::string& folded) {
        return folded.find("prime minister") != std::string::npos ||
               folded.find("premier") != std::string::npos || folded.find("president") != std::string::npos;
    };
    // "Prime Minister Fayez": a title right before the name says it too.
    return std::any_of(one.roles.begin(), one.roles.end(),
                       [&](const std::string& role) { return heads_it(text::folded(role)); }) ||
           std::any_of(one.mentions.begin(), one.mentions.end(), [&](const Mention& mention) {
               const CleanText& text = evidence_.dossier().reports[mention.report].report.text;
               const std::uint32_t begin = text.range(mention.span).begin;
               const std::uint32_t reach = std::min(begin, kTitleReach);
               return heads_it(text::folded(text.words(TextRange{begin - reach, begin})));
           });
}

bool AskedWords::short_for(EntityRef brief, EntityRef full) const {
    constexpr std::size_t kFewest = 2;  // words: "the board" may be any
    if (brief < 0 || full < 0) return false;
    const auto& entities = evidence_.dossier().entities;
    if (entities[static_cast<std::size_t>(brief)].named || !entities[static_cast<std::size_t>(full)].named)
        return false;
    std::vector<std::string> own = plain_words(evidence_.name(brief));
    if (!own.empty() && own.front() == "the") own.erase(own.begin());
    const std::vector<std::string> name = plain_words(evidence_.name(full));
    return own.size() >= kFewest && own.size() < name.size() &&
           std::equal(own.rbegin(), own.rend(), name.rbegin());
}

bool AskedWords::some_court(EntityRef who) const {
    if (who < 0 || evidence_.dossier().entities[static_cast<std::size_t>(who)].named) return false;
    const std::vector<std::string> words = plain_words(evidence_.name(who));
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return holds(word_list(evidence_, Words::courts), word);
    });
}

bool AskedWords::belongs(EntityRef body, EntityRef person) const {
    if (body < 0 || person < 0) return false;
    const auto type = [&](EntityRef one) {
        return evidence_.dossier().entities[static_cast<std::size_t>(one)].type;
    };
    if (type(person) != EntityType::person || type(body) != EntityType::organisation) return false;
    for (const Mention& mention : evidence_.dossier().entities[static_cast<std::size_t>(body)].mentions) {
        const auto& names = evidence_.named(mention.report);
        const CleanText& text = evidence_.dossier().reports[mention.report].report.text;
        const std::uint32_t begin = text.range(mention.span).begin;
        const bool owned = std::any_of(names.begin(), names.end(), [&](const Evidence::Named& one) {
            if (one.entity != person || one.range.end > begin || begin - one.range.end > kOwnReach)
                return false;
            const std::string_view between = text.words(TextRange{one.range.end, begin});
            return between.starts_with("'s ") || between.starts_with("’s ") || between == " ";
        });
        if (owned) return true;
    }
    return false;
}

bool AskedWords::only_names_body(const Act& act) const {
    const auto asked = asked_for(evidence_, act);
    if (!asked) return false;
    const std::vector<std::string> words = plain_words(evidence_.words(act.report, *asked));
    const WordList& asked_bodies = word_list(evidence_, Words::asked_bodies);
    return !words.empty() && words.size() <= 4 && words.front() == "the" &&
           std::find(asked_bodies.begin(), asked_bodies.end(), words.back()) != asked_bodies.end();
}

}  // namespace sitrep::cases
