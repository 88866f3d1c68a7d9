#include "cases/asked.hpp"

#include <algorithm>
#include <array>

#include "cases/template.hpp"
#include "text/utf8.hpp"
#include "text/word_lists.hpp"

namespace sitrep::cases {
namespace {

using text::among;

using ledger::Evidence;

/// Words after which a clause says when, why or of whom.
bool opens_clause(std::string_view word) {
    constexpr std::array<std::string_view, 16> kOpeners = {
        "after", "as",  "since", "because", "while", "when",   "where",  "which",
        "who",   "but", "until", "before",  "if",    "saying", "unless", "although"};
    return among(word, kOpeners);
}

/// Does a dated expression begin at this byte?
bool dated(const Dossier& dossier, ReportIndex report, std::uint32_t at) {
    const auto found = std::lower_bound(dossier.times.begin(), dossier.times.end(), std::pair(report, at),
                                        [](const TimeExpression& time, const auto& where) {
                                            return std::pair(time.report, time.span.begin) < where;
                                        });
    return found != dossier.times.end() && found->report == report && found->span.begin == at &&
           found->type != TimeType::duration;
}

/// Reads the tokens of an object up to where it stops saying what is asked.
class Object {
  public:
    Object(const Evidence& evidence, ReportIndex report, Span span)
        : dossier_(evidence.dossier()), report_(report), home_(dossier_.reports[report]) {
        const TextRange range = home_.report.text.range(span);
        first_ = home_.tokens.token_at(range.begin);
        last_ = first_;
        while (last_ < home_.tokens.tokens.size() && home_.tokens.tokens[last_].range.begin < range.end)
            ++last_;
    }

    std::optional<Span> told() const {
        std::uint32_t end = first_;
        if (first_ == last_ || word(first_) == "," || word(first_) == "but" || word(first_) == "and")
            return std::nullopt;
        while (end < last_ && !stops(end)) ++end;
        constexpr std::array<std::string_view, 8> kLinks = {"by", "on",     "in", "to",
                                                            "at", "within", "of", "from"};
        while (end > first_ + 1 && (among(word(end - 1), kLinks) || word(end - 1) == ",")) --end;
        if (end == first_) return std::nullopt;
        constexpr std::array<std::string_view, 9> kEmpty = {"what", "it",  "them", "this", "that",
                                                            "him",  "her", "so",   "which"};
        if (end == first_ + 1 && among(word(first_), kEmpty)) return std::nullopt;
        return home_.report.text.source(
            {home_.tokens.tokens[first_].range.begin, home_.tokens.tokens[end - 1].range.end});
    }

  private:
    [[nodiscard]] std::string word(std::uint32_t at) const {
        return text::folded(home_.report.text.words(home_.tokens.tokens[at].range));
    }
    [[nodiscard]] bool stops(std::uint32_t at) const {
        const std::string one = word(at);
        if (one == "within") return at > first_;
        if (at > first_ && (opens_clause(one) || one == ";" || one == ":")) return true;
        if (at > first_ && one == "first" && word(at - 1) == "at") return true;
        // "…, two-thirds of what it asked for"; but "arms, training and intelligence"
        if (one == "," && at + 1 < last_ && at > first_ + 1) {
            const std::string next = word(at + 1);
            constexpr std::array<std::string_view, 6> kAsides = {"two-thirds", "half", "about",
                                                                 "some",       "out",  "upstream"};
            return opens_clause(next) || among(next, kAsides);
        }
        // "… and asked the bloc to send observers": another deed
        if (one == "and" && at + 1 < last_) {
            const std::string next = word(at + 1);
            constexpr std::array<std::string_view, 7> kGoOn = {"then", "he", "she", "it", "they", "we", "i"};
            if (among(next, kGoOn)) return true;
            return next.size() > 4 && next.ends_with("ed") && !next.ends_with("eed");
        }
        return at > first_ &&
               dated(dossier_, report_, home_.report.text.source(home_.tokens.tokens[at].range).begin);
    }

    const Dossier& dossier_;
    ReportIndex report_;
    const AnnotatedReport& home_;
    std::uint32_t first_ = 0, last_ = 0;
};

}  // namespace

std::optional<Span> asked_for(const Evidence& evidence, const Act& act) {
    return Object(evidence, act.report, act.what.value_or(act.span)).told();
}

bool hangs(const std::string& words) {
    constexpr std::array<std::string_view, 10> kLinks = {"since", "until", "before", "after", "in",
                                                         "on",    "at",    "by",     "from",  "within"};
    const std::vector<std::string> list = plain_words(words);
    return list.empty() || words.starts_with(",") || among(list.front(), kLinks);
}

}  // namespace sitrep::cases
