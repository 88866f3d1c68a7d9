#include "lineage/credits.hpp"

#include <algorithm>
#include <span>

#include "lineage/credits_outlet.hpp"
#include "lineage/credits_words.hpp"
#include "text/utf8.hpp"

namespace sitrep::lineage {
namespace {

class CreditFinder {
  public:
    CreditFinder(const AnnotatedReport& report, const Lexicon& lexicon)
        : report_(report), text_(report.report.text.text()), lexicon_(lexicon) {}

    std::vector<Credit> run() {
        for (const Block& block : report_.report.blocks) {
            if (block.kind != BlockKind::caption) agencies_in(block);
            if (block.kind != BlockKind::caption) staff_marks_in(block);
            if (block.kind == BlockKind::body || block.kind == BlockKind::label ||
                block.kind == BlockKind::other || (block.kind == BlockKind::media_credit && signs_off(block)))
                own_marks_in(block);
        }
        maker();
        reporter_and_place();
        drop_reporters_of_agencies();
        heard_elsewhere();
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
        standing_.clear();
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (at > 0 && is_word_byte(all[at - 1])) continue;
            for (const std::uint32_t number : lexicon_.agencies_from(all[at])) {
                const std::string& form = lexicon_.agencies()[number].first;
                const std::size_t end = at + form.size();
                if (all.compare(at, form.size(), form) == 0 && (end >= all.size() || !is_word_byte(all[end])))
                    standing_.emplace_back(number, static_cast<std::uint32_t>(at));
            }
        }
        std::sort(standing_.begin(), standing_.end());  // longest form first
        for (const auto& [number, at] : standing_) {
            const auto& [form, name] = lexicon_.agencies()[number];
            classify(block, name, block.range.begin + at, static_cast<std::uint32_t>(form.size()));
        }
    }

    void classify(const Block& block, const std::string& name, std::uint32_t at, std::uint32_t size) {
        const TextRange form{at, at + size};
        const std::string_view all = words(block.range);
        const std::uint32_t offset = at - block.range.begin;
        if (const auto why = passage_credit(words_before(text_, at, block.range.begin), lexicon_);
            !why.empty())
            return add(CreditKind::passage, name, form, std::string(why));
        if (block.kind == BlockKind::body &&
            reports_itself(std::string_view(text_).substr(at + size), lexicon_))
            return add(CreditKind::passage, name, form, std::string(kTakenFromAgency));
        if ((block.kind == BlockKind::media_credit && !signs_off(block) &&
             !opens_with_place(block, offset, size)) ||
            block.kind == BlockKind::related_link || block.kind == BlockKind::comment_form)
            return;
        const bool bracketed =
            at > 0 && text_[at - 1] == '(' && at + size < text_.size() && text_[at + size] == ')';
        if (plain_lower(text_.substr(at + size, 6)) == " photo") return;
        if (block.kind == BlockKind::dateline || (bracketed && offset < 60))
            return add(CreditKind::whole, name, form, "dateline");
        if (bracketed && at + size + 2 >= block.range.end)
            return add(CreditKind::whole, name, form, "credit at the end");
        if (is_picture(all, lexicon_)) return;
        if (all.size() <= 80 && (all.find("©") != std::string_view::npos ||
                                 text::folded(all).find("copyright") != std::string::npos)) {
            return add(CreditKind::whole, name, form, "copyright line");
        }
        const bool stands_first = offset == 0;
        const bool listed =
            offset > 0 && (all[offset - 1] == '/' || (offset > 1 && all[offset - 1] == ' ' &&
                                                      (all[offset - 2] == ',' || all[offset - 2] == '/')));
        const bool by = offset >= 3 && offset <= 12 && text::folded(all.substr(0, 3)) == "by ";
        const bool beside = block.kind != BlockKind::body && is_beside_staff(all, offset, lexicon_);
        const bool initials = all.size() <= 30 && all.find('/') != std::string_view::npos;  // "AP/Fena/N.P."
        if (all.size() <= 90 && (all.back() != '.' || initials) &&
            (beside || (all.size() <= 70 && (stands_first || listed || by))))
            add(CreditKind::whole, name, form, "credit line");
    }

    /// "Reuters, Mutare" over the first paragraph: where the agency wrote from.
    [[nodiscard]] bool opens_with_place(const Block& block, std::uint32_t offset, std::uint32_t size) const {
        constexpr std::size_t kLongest = 40;
        const std::string_view all = words(block.range);
        if (offset != 0 || all.size() > kLongest || is_picture(all, lexicon_)) return false;
        const std::string_view behind = all.substr(size);
        if (!behind.starts_with(", ") || behind.size() < 3 ||
            !text::is_upper(text::decode(behind, 2).value) || behind.find('/') != std::string_view::npos)
            return false;
        for (const Block& other : report_.report.blocks) {
            if (other.range.begin >= block.range.begin) return true;
            if (other.kind == BlockKind::body || other.kind == BlockKind::caption) return false;
        }
        return false;
    }

    /// "AP/Fena/N.P.", "AFP, with Ann Moyo in Bol" below the last paragraph are no picture's credit.
    [[nodiscard]] bool signs_off(const Block& block) const {
        const std::string_view all = words(block.range);
        if (all.find('/') == std::string_view::npos && all.find(", with ") == std::string_view::npos)
            return false;
        const auto& blocks = report_.report.blocks;
        const auto is_body = [](const Block& one) { return one.kind == BlockKind::body; };
        const auto last = std::find_if(blocks.rbegin(), blocks.rend(), is_body);
        return last != blocks.rbegin() && last != blocks.rend() &&
               (last - 1)->range.begin == block.range.begin;
    }

    void add(CreditKind kind, const std::string& agency, TextRange range, std::string why) {
        for (const Credit& known : credits_) {
            if (known.range.overlaps(range)) return;
        }
        credits_.push_back({kind, agency, range, std::move(why), {}, false});
    }

    /// Lines that name the outlet's own people; they are taken for all kinds of furniture.
    void staff_marks_in(const Block& block) {
        const std::string_view all = words(block.range);
        if (all.empty() || all.size() > 90) return;
        const std::string low = plain_lower(all);
        if (is_staff_line(all, low) || credits_staff(all)) own(block, 0, all.size(), std::string(kOwnStaff));
        if (all.size() <= 90 && all.back() != '.' &&
            (low.starts_with("by our ") || low.starts_with("from our ")) &&
            (low.find(" correspondent") != std::string::npos || low.find(" reporter") != std::string::npos ||
             low.find(" staff") != std::string::npos))
            own(block, 0, all.size(), std::string(kOnTheSpot));
    }

    void own_marks_in(const Block& block) {
        const std::string_view all = words(block.range);
        const std::string low = plain_lower(all);
        for (const std::string_view whose : {"this ", "our "}) {
            for (std::size_t at = find(low, whose); at != std::string::npos;
                 at = low.find(whose, at + whose.size())) {
                const std::size_t size = own_voice(low, at, whose.size(), lexicon_);
                if (size == 0) continue;
                own(block, at, size, std::string(kOwnInterview));
                break;
            }
        }
        exclusive_interview(block, low);
        for (const auto& [begin, end] : written_to_outlet(all, lexicon_))
            own(block, begin, end - begin, std::string(kToldOutlet));
        if (const auto& outlet = report_.report.outlet; outlet && !outlet->text.empty()) {
            for (const auto& [begin, end] : gathered_by_outlet(all, outlet->text, lexicon_))
                own(block, begin, end - begin, std::string(kToldOutlet));
        }
        if (all.size() <= 90 && low.starts_with("by ") && low.find(" in ") != std::string::npos &&
            all.back() != '.')
            own(block, 0, all.size(), std::string(kOnTheSpot));
        if (all.size() <= 90 && all.back() != '.' &&
            (low.find(" and our correspondent") != std::string::npos ||
             low.find("additional reporting by ") != std::string::npos)) {
            own(block, 0, all.size(), std::string(kOnTheSpot));
        }
        if (all.size() <= 90 && low.find("with ") != std::string::npos &&
            low.find(" in ") != std::string::npos && all.back() != '.' &&
            low.find(", with ") != std::string::npos) {
            own(block, 0, all.size(), std::string(kOnTheSpot));
        }
    }

    /// "In an exclusive interview, …": whose it is, is said where it is not the outlet's own.
    void exclusive_interview(const Block& block, std::string_view low) {
        static constexpr std::string_view kWords = "exclusive interview";
        static constexpr std::uint32_t kNearBefore = 12;  // "told AFP in an …"
        const std::size_t at = find(low, kWords);
        if (at == std::string_view::npos) return;
        const std::string_view behind = low.substr(at + kWords.size());
        if (behind.starts_with(" with ") || behind.starts_with(" to ") || behind.starts_with(" given to "))
            return;
        const auto begin = block.range.begin + static_cast<std::uint32_t>(at);
        const bool of_agency = std::any_of(credits_.begin(), credits_.end(), [&](const Credit& credit) {
            return credit.range.end <= begin && credit.range.end + kNearBefore >= begin;
        });
        if (!of_agency) own(block, at, kWords.size(), std::string(kOwnInterview));
    }

    /// "Source: OCHA" over the report or "This report is produced by OCHA …" as its first sentence.
    void maker() {
        for (const Block& block : report_.report.blocks) {
            if (block.kind == BlockKind::caption || block.kind == BlockKind::media_credit) continue;
            if (const Maker made = maker_of_report(words(block.range), lexicon_); !made.name.empty()) {
                const auto begin = block.range.begin + static_cast<std::uint32_t>(made.bytes.first);
                const auto size = static_cast<std::uint32_t>(made.bytes.second - made.bytes.first);
                return add(CreditKind::whole, made.name, {begin, begin + size}, std::string(kMadeBy));
            }
            if (block.kind == BlockKind::body) return;
        }
    }

    /// "By X" under or over "Bissau, Friday 17 March 2023": the outlet's reporter wrote from there.
    void reporter_and_place() {
        const auto& blocks = report_.report.blocks;
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            if (!names_reporter(blocks[b])) continue;
            if ((b > 0 && dated_place(blocks[b - 1])) ||
                (b + 1 < blocks.size() && dated_place(blocks[b + 1])))
                own(blocks[b], 0, blocks[b].range.size(), std::string(kOnTheSpot));
        }
    }

    /// "By X" over an agency's dateline, or with the agency's own sign-off "(Reporting by X; Editing by Y)":
    /// X was sent by the agency, not by the outlet that prints the report.
    void drop_reporters_of_agencies() {
        const auto& blocks = report_.report.blocks;
        if (std::none_of(credits_.begin(), credits_.end(),
                         [](const Credit& credit) { return credit.kind == CreditKind::whole; }))
            return;
        std::string signed_off;
        for (const Block& block : blocks) {
            const std::string low = text::folded(words(block.range));
            const std::size_t at = low.find_first_not_of("([ ");
            if (at != std::string::npos && low.substr(at).starts_with("reporting by ")) signed_off += low;
        }
        std::erase_if(credits_, [&](const Credit& own) {
            if (own.kind != CreditKind::own || !is_of_report(own.why)) return false;
            const std::string low = text::folded(words(own.range));
            if (signed_off.find(low) != std::string::npos) return true;
            const std::string who = low.starts_with("by ") ? low.substr(3, low.find(" in ") - 3) : "";
            if (!who.empty() && signed_off.find(who) != std::string::npos) return true;
            for (std::size_t b = 0; b + 1 < blocks.size(); ++b) {
                if (blocks[b].range.overlaps(own.range))
                    return names_reporter(blocks[b]) && low.find(" in ") == std::string::npos &&
                           has_dateline_credit(blocks[b + 1]);
            }
            return false;
        });
    }

    [[nodiscard]] bool has_dateline_credit(const Block& block) const {
        return std::any_of(credits_.begin(), credits_.end(), [&](const Credit& credit) {
            return credit.kind == CreditKind::whole && credit.why == "dateline" &&
                   block.range.overlaps(credit.range);
        });
    }

    [[nodiscard]] bool names_reporter(const Block& block) const {
        const std::string_view all = words(block.range);
        if (all.size() < 8 || all.size() > 60 || all.back() == '.' || text::folded(all.substr(0, 3)) != "by ")
            return false;
        std::size_t capitals = 0, others = 0;
        for (std::size_t at = 3; at < all.size();) {
            const std::size_t end = std::min(all.find(' ', at), all.size());
            if (end > at) ++(text::is_upper(text::decode(all, at).value) ? capitals : others);
            at = end + 1;
        }
        const std::string low = text::folded(all);
        return capitals >= 2 && others <= 1 && low.find("staff") == std::string::npos &&
               low.find("desk") == std::string::npos && low.find("newsroom") == std::string::npos;
    }

    [[nodiscard]] bool dated_place(const Block& block) const {
        const std::string_view all = words(block.range);
        const std::size_t comma = all.find(',');
        if (all.size() > 60 || comma == std::string_view::npos || comma < 3 ||
            !text::is_upper(text::decode(all, 0).value))
            return false;
        const std::string place = text::folded(all.substr(0, comma)), day = text::folded(all.substr(comma));
        const auto& days = lexicon_.cues(Cue::day_name);
        const auto holds_day = [&](const std::string& where) {
            return std::any_of(days.begin(), days.end(),
                               [&](std::string_view name) { return where.find(name) != std::string::npos; });
        };
        const bool year = day.find("20") != std::string::npos || day.find("19") != std::string::npos;
        return year && holds_day(day) && !holds_day(place);
    }

    void own(const Block& block, std::size_t at, std::size_t size, std::string why) {
        const auto begin = block.range.begin + static_cast<std::uint32_t>(at);
        credits_.push_back({CreditKind::own,
                            {},
                            {begin, begin + static_cast<std::uint32_t>(size)},
                            std::move(why),
                            {},
                            false});
    }

    using Tokens = std::span<const Token>;

    [[nodiscard]] bool is_one_of(Tokens tokens, std::size_t at, Cue list) const {
        if (at >= tokens.size()) return false;
        const std::string_view printed = words(tokens[at].range);
        const auto& all = lexicon_.cues(list);
        return std::any_of(all.begin(), all.end(),
                           [&](const std::string& word) { return is_word(printed, word); });
    }

    /// "told", "according to", "quoted by", "interview with" before the token at `at`.
    [[nodiscard]] bool told_before(Tokens tokens, std::size_t at) const {
        return (at >= 1 && is_one_of(tokens, at - 1, Cue::heard_told)) ||
               (at >= 2 && is_one_of(tokens, at - 1, Cue::heard_link) &&
                is_one_of(tokens, at - 2, Cue::heard_verb));
    }

    [[nodiscard]] bool says_after(Tokens tokens, std::size_t at) const {
        return is_one_of(tokens, at, Cue::says);
    }

    /// Statements taken from broadcasters and papers: by their kind, and by their names once these are known.
    void heard_elsewhere() {
        std::vector<std::pair<std::string, bool>> names;
        for (const Sentence& sentence : report_.tokens.sentences) {
            if (report_.report.blocks[sentence.block].kind != BlockKind::body) continue;
            const Tokens tokens = report_.tokens.of(sentence);
            for (std::size_t at = 1; at < tokens.size(); ++at) {
                if (names_channel(words(tokens[at].range)) &&
                    (says_after(tokens, at + 1) || told_before(tokens, at)))
                    heard(tokens[at].range, std::string(words(tokens[at].range)), false);
                if (!is_one_of(tokens, at, Cue::media_kind)) continue;
                const bool of_state = is_one_of(tokens, at - 1, Cue::of_state);
                const std::size_t first =
                    of_state || is_one_of(tokens, at - 1, Cue::other_media) ? at - 1 : at;
                std::size_t end = at + 1;
                while (end < tokens.size() && end < at + 4 && tokens[end].kind == TokenKind::word &&
                       tokens[end].capital)
                    ++end;
                if (!says_after(tokens, end) && !told_before(tokens, first)) continue;
                std::string name;
                if (end > at + 1) {
                    name = words({tokens[at + 1].range.begin, tokens[end - 1].range.end});
                    names.emplace_back(name, of_state);
                } else if (!of_state) {
                    continue;  // "a newspaper reported": which one is not said
                }
                heard({tokens[first].range.begin, tokens[end - 1].range.end}, name, of_state);
            }
        }
        for (const auto& [name, of_state] : names) heard_by_name(name, of_state);
    }

    /// "X said", "told X" of an outlet that the report has named as one.
    void heard_by_name(const std::string& name, bool of_state) {
        for (const Sentence& sentence : report_.tokens.sentences) {
            if (report_.report.blocks[sentence.block].kind != BlockKind::body) continue;
            const Tokens tokens = report_.tokens.of(sentence);
            for (std::size_t at = 0; at < tokens.size(); ++at) {
                std::size_t end = at + 1;
                while (end < tokens.size() &&
                       tokens[end - 1].range.end - tokens[at].range.begin < name.size())
                    ++end;
                const TextRange range{tokens[at].range.begin, tokens[end - 1].range.end};
                if (words(range) == name && (says_after(tokens, end) || told_before(tokens, at)))
                    heard(range, name, of_state);
            }
        }
    }

    void heard(TextRange range, const std::string& name, bool of_state) {
        if (const auto& outlet = report_.report.outlet; outlet && !name.empty() && outlet->text == name)
            return;
        for (const auto& [form, agency] : lexicon_.agencies()) {
            if (form == name) return;
        }
        const bool known = std::any_of(credits_.begin(), credits_.end(),
                                       [&](const Credit& credit) { return credit.range.overlaps(range); });
        if (!known)
            credits_.push_back(
                {CreditKind::heard, {}, range, "the words were taken from another outlet", name, of_state});
    }

    const AnnotatedReport& report_;
    std::string_view text_;
    const Lexicon& lexicon_;
    std::vector<Credit> credits_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> standing_;  ///< agencies of a block and where
};

}  // namespace

std::vector<Credit> find_credits(const AnnotatedReport& report, const Lexicon& lexicon) {
    return CreditFinder(report, lexicon).run();
}

}  // namespace sitrep::lineage
