#include "lineage/credits.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Lower-case ASCII words before `at`, nearest first, at most three, not past a full stop or line end.
std::vector<std::string> words_before(std::string_view text, std::size_t at, std::size_t limit) {
    std::vector<std::string> words;
    std::size_t end = at;
    while (words.size() < 4 && end > limit) {
        while (end > limit && (text[end - 1] == ' ' || text[end - 1] == ',')) --end;
        std::size_t begin = end;
        while (begin > limit && is_word_byte(text[begin - 1])) --begin;
        if (begin == end) break;
        words.push_back(text::folded(text.substr(begin, end - begin)));
        end = begin;
    }
    return words;
}

bool holds(const std::vector<std::string>& words, std::size_t at, std::string_view word) {
    return at < words.size() && words[at] == word;
}

/// "told AFP", "seen by AFP", "according to AFP", "reported by Reuters", "quoted by TASS".
bool is_passage_credit(const std::vector<std::string>& before) {
    static constexpr std::array<std::string_view, 6> kVerbs = {"told",    "tells",   "informed",
                                                               "telling", "quoting", "citing"};
    static constexpr std::array<std::string_view, 8> kBy = {
        "seen", "obtained", "reported", "quoted", "interviewed", "cited", "contacted", "reviewed"};
    std::size_t at = 0;
    if (holds(before, 0, "agency") || holds(before, 0, "the")) ++at;
    if (at < before.size() && std::find(kVerbs.begin(), kVerbs.end(), before[at]) != kVerbs.end())
        return true;
    if (holds(before, at, "by") && at + 1 < before.size() &&
        std::find(kBy.begin(), kBy.end(), before[at + 1]) != kBy.end())
        return true;
    return (holds(before, at, "to") && holds(before, at + 1, "according")) ||
           (holds(before, at, "with") && holds(before, at + 1, "interview"));
}

bool is_picture(std::string_view block) {
    const std::string low = text::folded(block);
    for (const std::string_view mark : {"photo", "picture", "image", "file pic", "video", "source: "}) {
        if (low.find(mark) != std::string::npos) return true;
    }
    return false;
}

class CreditFinder {
  public:
    CreditFinder(const AnnotatedReport& report, const Lexicon& lexicon)
        : report_(report), text_(report.report.text.text()), lexicon_(lexicon) {}

    std::vector<Credit> run() {
        for (const Block& block : report_.report.blocks) {
            if (block.kind != BlockKind::caption) agencies_in(block);
            if (block.kind == BlockKind::body || block.kind == BlockKind::label ||
                block.kind == BlockKind::other)
                own_marks_in(block);
        }
        std::sort(credits_.begin(), credits_.end(),
                  [](const Credit& a, const Credit& b) { return a.range < b.range; });
        return std::move(credits_);
    }

  private:
    [[nodiscard]] std::string_view words(TextRange range) const {
        return text_.substr(range.begin, range.size());
    }

    void agencies_in(const Block& block) {
        const std::string_view all = words(block.range);
        for (const auto& [form, name] : lexicon_.agencies()) {
            for (std::size_t at = all.find(form); at != std::string_view::npos;
                 at = all.find(form, at + form.size())) {
                const std::size_t end = at + form.size();
                if ((at > 0 && is_word_byte(all[at - 1])) || (end < all.size() && is_word_byte(all[end])))
                    continue;
                classify(block, name, block.range.begin + static_cast<std::uint32_t>(at),
                         static_cast<std::uint32_t>(form.size()));
            }
        }
    }

    void classify(const Block& block, const std::string& name, std::uint32_t at, std::uint32_t size) {
        const TextRange form{at, at + size};
        const std::string_view all = words(block.range);
        const std::uint32_t offset = at - block.range.begin;
        if (is_passage_credit(words_before(text_, at, block.range.begin)))
            return add(CreditKind::passage, name, form, "the words were told to the agency");
        if (block.kind == BlockKind::media_credit || block.kind == BlockKind::related_link ||
            block.kind == BlockKind::comment_form)
            return;
        const bool bracketed =
            at > 0 && text_[at - 1] == '(' && at + size < text_.size() && text_[at + size] == ')';
        if (block.kind == BlockKind::dateline || (bracketed && offset < 60))
            return add(CreditKind::whole, name, form, "dateline");
        if (bracketed && at + size + 2 >= block.range.end)
            return add(CreditKind::whole, name, form, "credit at the end");
        if (is_picture(all)) return;
        if (all.size() <= 80 && (all.find("©") != std::string_view::npos ||
                                 text::folded(all).find("copyright") != std::string::npos)) {
            return add(CreditKind::whole, name, form, "copyright line");
        }
        const bool stands_first = offset == 0;
        const bool listed =
            offset > 0 && (all[offset - 1] == '/' || (offset > 1 && all[offset - 1] == ' ' &&
                                                      (all[offset - 2] == ',' || all[offset - 2] == '/')));
        const bool by = offset >= 3 && offset <= 12 && text::folded(all.substr(0, 3)) == "by ";
        if (all.size() <= 70 && all.back() != '.' && (stands_first || listed || by))
            add(CreditKind::whole, name, form, "credit line");
    }

    void add(CreditKind kind, const std::string& agency, TextRange range, std::string why) {
        for (const Credit& known : credits_) {
            if (known.range.overlaps(range)) return;
        }
        credits_.push_back({kind, agency, range, std::move(why)});
    }

    void own_marks_in(const Block& block) {
        const std::string_view all = words(block.range);
        const std::string low = text::folded(all);
        for (const std::string_view mark :
             {"told this newspaper", "reply to this newspaper", "told this reporter", "told this paper",
              "this newspaper has seen", "seen by this newspaper", "told this magazine", "told this website",
              "told our reporter", "told our correspondent"}) {
            const std::size_t at = low.find(mark);
            if (at != std::string::npos && low.size() == all.size())
                own(block, at, mark.size(), "the outlet's own interview");
            else if (at != std::string::npos)
                own(block, 0, all.size(), "the outlet's own interview");
        }
        if (const auto& outlet = report_.report.outlet; outlet && !outlet->text.empty())
            told_outlet(block, outlet->text);
        if (all.size() <= 90 && low.starts_with("by ") && low.find(" in ") != std::string::npos &&
            all.back() != '.')
            own(block, 0, all.size(), "own reporter on the spot");
        if (all.size() <= 90 && low.find("with ") != std::string::npos &&
            low.find(" in ") != std::string::npos && all.back() != '.' &&
            low.find(", with ") != std::string::npos) {
            own(block, 0, all.size(), "own reporter on the spot");
        }
    }

    /// "told The Sentinel" on a page of The Kombo Sentinel: a verb and the last word of the outlet's name.
    void told_outlet(const Block& block, const std::string& outlet) {
        const std::size_t blank = outlet.rfind(' ');
        const std::string last = blank == std::string::npos ? outlet : outlet.substr(blank + 1);
        if (last.size() < 4) return;
        const std::string_view all = words(block.range);
        const std::string low = text::folded(all), name = text::folded(last);
        for (std::size_t at = low.find(name); at != std::string::npos && low.size() == all.size();
             at = low.find(name, at + 1)) {
            const auto before = words_before(low, at, 0);
            std::size_t i = 0;
            if (holds(before, 0, "the")) ++i;
            if (holds(before, i, "told") || (holds(before, i, "by") && (holds(before, i + 1, "seen") ||
                                                                        holds(before, i + 1, "obtained")))) {
                own(block, at, name.size(), "told to the outlet itself");
            }
        }
    }

    void own(const Block& block, std::size_t at, std::size_t size, std::string why) {
        const auto begin = block.range.begin + static_cast<std::uint32_t>(at);
        credits_.push_back(
            {CreditKind::own, {}, {begin, begin + static_cast<std::uint32_t>(size)}, std::move(why)});
    }

    const AnnotatedReport& report_;
    std::string_view text_;
    const Lexicon& lexicon_;
    std::vector<Credit> credits_;
};

}  // namespace

std::vector<Credit> find_credits(const AnnotatedReport& report, const Lexicon& lexicon) {
    return CreditFinder(report, lexicon).run();
}

}  // namespace sitrep::lineage
