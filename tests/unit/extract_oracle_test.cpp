// Our HTML reader beside gumbo (HTML5 parsing algorithm) on real pages: the words they see, in their order.
// Runs where SITREP_EXTRACTION_SETS names a folder with extraction sets (*.tar.zst, see `sitrep eval
// extract`); pages are never part of the repository.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#ifdef SITREP_HAS_GUMBO
#include <gumbo.h>

#include "eval/extract_pages.hpp"
#include "extract/charset.hpp"
#include "extract/html.hpp"
#include "extract/html_report.hpp"
#include "text/utf8.hpp"
#endif

namespace sitrep {
namespace {

#ifdef SITREP_HAS_GUMBO

struct Word {
    std::uint64_t hash = 0;
    std::string text;
};
using Words = std::vector<Word>;

void add_words(std::string_view text, Words& words) {
    Word word;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::decode(text, at);
        const std::size_t begin = at;
        at += std::max<std::uint32_t>(1, c.size);
        if (text::is_letter(c.value) || text::is_digit(c.value)) {
            word.hash = ((word.hash == 0 ? 1469598103934665603ULL : word.hash) ^ c.value) * 1099511628211ULL;
            word.text.append(text.substr(begin, at - begin));
        } else if (word.hash != 0) {
            words.push_back(std::move(word));
            word = {};
        }
    }
    if (word.hash != 0) words.push_back(std::move(word));
}

Words words_of_gumbo(const std::string& html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
    Words words;
    std::vector<const GumboNode*> stack{output->root};
    while (!stack.empty()) {
        const GumboNode* node = stack.back();
        stack.pop_back();
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
            add_words(node->v.text.text, words);
            continue;
        }
        if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
        const bool of_html = node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE) continue;
        switch (of_html ? tag : GUMBO_TAG_UNKNOWN) {  // what holds no text to read
            case GUMBO_TAG_TITLE:
            case GUMBO_TAG_TEXTAREA:
            case GUMBO_TAG_IFRAME:
            case GUMBO_TAG_NOFRAMES:
            case GUMBO_TAG_XMP:
            case GUMBO_TAG_NOEMBED:
                continue;
            default:
                break;
        }
        const GumboVector& children = node->v.element.children;
        for (unsigned i = children.length; i > 0; --i)
            stack.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
    }
    gumbo_destroy_output(&options, output);
    return words;
}

Words words_of_ours(const std::string& html) {
    extract::html::Page page;
    extract::html::parse(html, page);
    Words words;
    for (const extract::html::Run& run : page.runs) {
        // Runs hold references undecoded; decoded() collapses white space only.
        add_words(extract::html::decoded(page.text(run.begin, run.end)), words);
    }
    return words;
}

struct Agreement {
    double shared = 0, all = 0;
    std::string differing;  ///< words of the first pairs that one side lacks
};

/// Pairs of neighbouring words that both have, over the pairs of the longer: order counts.
Agreement compare(const Words& a, const Words& b) {
    Agreement result;
    std::unordered_map<std::uint64_t, int> pairs;
    for (std::size_t i = 0; i + 1 < a.size(); ++i) ++pairs[a[i].hash * 31 + a[i + 1].hash];
    std::unordered_map<std::uint64_t, int> left = pairs;
    for (std::size_t i = 0; i + 1 < b.size(); ++i) {
        int& count = left[b[i].hash * 31 + b[i + 1].hash];
        if (count-- > 0) {
            result.shared += 1;
        } else if (result.differing.size() < 300) {
            result.differing += " +" + b[i].text + "_" + b[i + 1].text;
        }
    }
    for (std::size_t i = 0; i + 1 < a.size() && result.differing.size() < 1000; ++i) {
        if (left[a[i].hash * 31 + a[i + 1].hash] > 0)
            result.differing += " -" + a[i].text + "_" + a[i + 1].text;
    }
    result.all = static_cast<double>(std::max({a.size(), b.size(), std::size_t{1}}) - 1);
    return result;
}

#endif

TEST(HtmlOracle, SeesTheWordsThatGumboSees) {
    const char* folder = std::getenv("SITREP_EXTRACTION_SETS");
    if (folder == nullptr)
        GTEST_SKIP() << "SITREP_EXTRACTION_SETS names no folder with extraction sets; see "
                        "bench/competitors/extraction/README.md";
#ifndef SITREP_HAS_GUMBO
    GTEST_SKIP() << "built without gumbo (Debian libgumbo-dev)";
#else
    double shared = 0, all = 0;
    std::size_t pages = 0;
    const bool tell = std::getenv("SITREP_ORACLE_PAGES") != nullptr;
    for (const char* set :
         {"aeb.tar.zst", "fundus.tar.zst", "aed.tar.zst", "wcxb.tar.zst", "htmldate.tar.zst"}) {
        const auto file = std::filesystem::path(folder) / set;
        if (!std::filesystem::exists(file)) continue;
        const auto read = eval::for_each_page(file.string(), [&](eval::LabelledPage&& page) {
            if (text::first_invalid_utf8(page.html)) return;  // charsets are decoded before the reader
            const Agreement own = compare(words_of_gumbo(page.html), words_of_ours(page.html));
            if (tell && own.all - own.shared > 3)
                std::printf("%.0f of %.0f pairs differ\t%s\t%s\t%s\n", own.all - own.shared, own.all, set,
                            page.url.c_str(), own.differing.c_str());
            shared += own.shared;
            all += own.all;
            ++pages;
        });
        ASSERT_TRUE(read) << read.error().line();
    }
    ASSERT_GT(pages, 0U) << "no set in " << folder;
    std::printf("%zu pages, %.0f pairs of words, agreement %.5f\n", pages, all, shared / all);
    EXPECT_GE(shared / all, 0.999);
#endif
}

}  // namespace
}  // namespace sitrep
