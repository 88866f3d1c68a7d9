// Acts of sentences that were written before the vocabulary and grammar were widened: how many are found with
// the right parties, and how much is told beside them. A floor, not a case: what is missed is known.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "eval/attribution_sets.hpp"
#include "resources.hpp"
#include "sitrep/engine.hpp"

namespace sitrep {
namespace {

struct WantedAct {
    std::string kinds, actors, recipients;
    Span sentence;
};

struct NewsText {
    std::string text;
    std::vector<WantedAct> acts;
};

struct Share {
    std::size_t wanted = 0, found = 0, of_kind = 0, with_parties = 0;
};

std::vector<std::string> split(std::string_view words, char at) {
    std::vector<std::string> parts(1);
    for (const char c : words) {
        if (c == at)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

std::string plain(std::string_view name) {
    std::string small(name);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::string_view article : {"the ", "a ", "an "}) {
        if (small.starts_with(article)) return small.substr(article.size());
    }
    return small;
}

/// One of the names, or a part of it; "-" is nobody.
bool is_one_of(const std::string& names, const Annotations& marks, EntityRef ref) {
    const std::string got =
        ref == kNoEntity ? "-" : plain(marks.entities[static_cast<std::size_t>(ref)].name);
    const std::vector<std::string> wanted = split(names, '|');
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
        const std::string name = plain(one);
        if (name == got) return true;
        return name != "-" && got != "-" &&
               (name.find(got) != std::string::npos || got.find(name) != std::string::npos);
    });
}

/// Lines of a file; a line that begins with "##" opens a report of several.
std::vector<NewsText> read_news(const std::string& name, bool reports) {
    std::ifstream in(SITREP_TEST_DATA "/data/acts/" + name);
    std::vector<NewsText> texts;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("##")) texts.emplace_back();
        if (line.empty() || line.front() == '#') continue;
        if (!reports) texts.emplace_back();
        NewsText& text = texts.back();
        const std::vector<std::string> cells = split(line, '\t');
        const Span sentence{static_cast<std::uint32_t>(text.text.size()),
                            static_cast<std::uint32_t>(text.text.size() + cells[0].size())};
        text.text += cells[0] + "\n\n";
        for (const std::string& act : split(cells.at(1), ';')) {
            if (act == "none") continue;
            std::vector<std::string> parts = split(act, '>');
            parts.resize(3, "-");
            text.acts.push_back({parts[0], parts[1], parts[2].empty() ? "-" : parts[2], sentence});
        }
    }
    return texts;
}

void count(const NewsText& text, const Annotations& marks, Share& share) {
    std::vector<bool> taken(marks.acts.size());
    share.wanted += text.acts.size();
    share.found += marks.acts.size();
    for (const WantedAct& wanted : text.acts) {
        const std::vector<std::string> kinds = split(wanted.kinds, '|');
        std::size_t best = marks.acts.size();
        bool right = false;
        for (std::size_t a = 0; a < marks.acts.size() && !right; ++a) {
            const Act& act = marks.acts[a];
            if (taken[a] || act.span.begin < wanted.sentence.begin || act.span.begin >= wanted.sentence.end ||
                std::find(kinds.begin(), kinds.end(), name(act.act)) == kinds.end())
                continue;
            right = is_one_of(wanted.actors, marks, act.actor) &&
                    is_one_of(wanted.recipients, marks, act.recipient);
            if (right || best == marks.acts.size()) best = a;
        }
        if (best == marks.acts.size()) continue;
        taken[best] = true;
        ++share.of_kind;
        share.with_parties += right ? 1U : 0U;
    }
}

Share share_of(const std::string& file, bool reports) {
    static const Engine engine(Resources::load().value());
    Share share;
    for (const NewsText& text : read_news(file, reports))
        count(text, engine.annotate(eval::plain_report(text.text)).marks, share);
    return share;
}

TEST(Acts, OfSentencesInTheMannerOfNews) {
    const Share share = share_of("news_sentences.tsv", false);
    EXPECT_EQ(share.wanted, 54U);
    EXPECT_GE(share.of_kind, 39U);
    EXPECT_GE(share.with_parties, 31U);
    EXPECT_LE(share.found - share.of_kind, 11U);
}

TEST(Acts, OfReportsInTheMannerOfNews) {
    const Share share = share_of("news_reports.tsv", true);
    EXPECT_EQ(share.wanted, 263U);
    EXPECT_GE(share.of_kind, 185U);
    EXPECT_GE(share.with_parties, 165U);
    EXPECT_LE(share.found - share.of_kind, 14U);
}

}  // namespace
}  // namespace sitrep
