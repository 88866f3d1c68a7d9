#include "annotate/times.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "annotate/times_clock.hpp"
#include "annotate/times_context.hpp"
#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::size_t kLongestChain = 4;  // antecedents of antecedents
constexpr std::size_t kLookBack = 64;     // expressions in which an antecedent is looked for

/// Finds the times of one report.
class TimeFinder {
  public:
    TimeFinder(const Report& report, const TokenizedText& tokens, std::span<const Piece> pieces,
               const std::vector<Entity>& entities, const TimeGrammar& grammar)
        : report_(report),
          tokens_(tokens),
          grammar_(grammar),
          text_(report.text.text()),
          pieces_(pieces),
          sentence_pieces_(pieces, tokens) {
        list_names(entities);
    }

    std::vector<TimeExpression> run() {
        for (std::uint32_t i = 0; i < pieces_.size();) {
            const auto match = grammar_.patterns.match_at(pieces_, i);
            i = match && read(*match) ? match->last : i + 1;
        }
        speech_days();
        end_quarters();
        share_years();
        next_steps();
        narrative();
        std::vector<TimeExpression> times;
        for (std::size_t i = 0; i < found_.size(); ++i) times.push_back(expression(i));
        return times;
    }

  private:
    struct Found {
        TextRange range;
        TimeForm form;
        std::uint32_t sentence = 0, block = 0;
        std::int32_t antecedent = -1;
        bool year_back = false;     ///< "a year earlier": no quarter of its own
        bool bare_quarter = false;  ///< "the quarter"
        bool day_untold = false;    ///< a clock of a day that the words do not tell
        PieceRange pieces = {};
    };

    /// False when the match is no time after all.
    bool read(const Match& match) {
        auto built = build_time(text_, pieces_, match, grammar_);
        if (!built) return false;
        const std::uint32_t sentence = tokens_.sentence_at(pieces_[match.first].range.begin);
        if (sentence >= tokens_.sentences.size()) return false;
        const Sentence& here = tokens_.sentences[sentence];
        PieceRange around = sentence_pieces_.of(sentence);
        around = {std::min(around.first, match.first), std::max(around.last, match.last)};
        const bool names_weekday = built->form.weekday != 0;
        const TimeContext context{text_,
                                  pieces_,
                                  match,
                                  grammar_,
                                  around,
                                  report_.blocks[here.block].kind,
                                  names_weekday || built->form.day != 0,
                                  names_weekday};
        if (!passes_guard(context, *built)) return false;
        const TextRange range = {pieces_[match.first].range.begin, pieces_[match.last - 1].range.end};
        if (inside_name(range)) return false;
        TimeForm form = built->form;
        const bool undirected = form.kind == FormKind::date && form.year == 0 &&
                                form.direction == Direction::near &&
                                (form.month != 0 || form.weekday != 0 || form.quarter != 0 || form.weekend ||
                                 !form.season.empty());
        if (undirected) form.direction = direction_of(context);
        if (undirected && form.weekday != 0 && form.month == 0 &&
            (is_caption(context) || of_other_week(context))) {
            // what a picture shows may be of any week, "the Thursday before the vote" is of another: the
            // weekday is all that is told
            form = {};
            form.type = TimeType::date;
            form.value = "XXXX-WXX-" + std::to_string(built->form.weekday);
        }
        Found found{range, form, sentence, here.block, -1};
        found.pieces = {match.first, match.last};
        const bool time_alone = form.type == TimeType::time && !built->has_date;
        if (form.anchor == AnchorKind::antecedent || time_alone)
            found.antecedent =
                antecedent(found, time_alone, time_alone && direction_of(context) == Direction::past);
        if (form.kind == FormKind::offset && form.unit == '=') {
            const TimeProgram& program = grammar_.programs[match.rule];
            if (program.guard == Guard::quarter) {
                found.antecedent = quarter_before(found.block);
                found.bare_quarter = true;
                if (found.antecedent < 0 && is_part_of_a_town(range)) return false;
            }
            if (found.antecedent < 0 && (program.unit == '\0' || !program.amount)) return false;
            if (found.antecedent < 0) found.form.unit = program.unit, found.form.amount = *program.amount;
        }
        if (form.kind == FormKind::offset && form.unit == 'Y' && form.amount == -1 &&
            grammar_.programs[match.rule].make == Make::ago)
            year_earlier(found);
        if (time_alone && found.antecedent >= 0) {
            // "Thursday … noon today. … since morning": of which day is not told
            if (form.hour < 0 && has_rival(found.antecedent)) return false;
            found.form.anchor = AnchorKind::antecedent;
        }
        if (found.antecedent < 0) found.form.anchor = AnchorKind::report;
        if (time_alone && found.antecedent < 0 && is_deadline(context)) leave_day_open(found.form);
        found.day_untold = time_alone && form.hour >= 0 && found.antecedent < 0 && told_back(found);
        if (!ends_clocks(found)) found_.push_back(std::move(found));
        return true;
    }

    /// "By late evening 71 were in hospital": an evening of no day that the words tell.
    static void leave_day_open(TimeForm& form) {
        if (form.part.empty() || form.hour >= 0 || form.kind != FormKind::date) return;
        TimeForm open;
        open.type = form.type, open.modifier = form.modifier;
        open.value = "XXXX-XX-XXT" + form.part;
        form = open;
    }

    /// "a year earlier" beside a quarter means that quarter.
    void year_earlier(Found& found) const {
        const std::int32_t quarter = quarter_before(found.block);
        found.year_back = true;
        if (quarter >= 0) {
            found.form.quarter = found_[static_cast<std::size_t>(quarter)].form.quarter;
            found.form.anchor = AnchorKind::antecedent, found.antecedent = quarter;
        } else if (found.form.anchor == AnchorKind::antecedent) {
            found.form.anchor = AnchorKind::report, found.antecedent = -1;
        }
    }

    /// "The ferry had left at 4:00 pm": told back from another day than the report's, and not from which.
    [[nodiscard]] bool told_back(const Found& found) const {
        const auto tokens = tokens_.of(tokens_.sentences[found.sentence]);
        return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
            return token.range.end <= found.range.begin && report_.text.words(token.range) == "had";
        });
    }

    /// "10:00 pm (1900 GMT) on Saturday": the last of three is taken into the first.
    bool ends_clocks(const Found& day) {
        if (found_.size() < 2) return false;
        Found& local = found_[found_.size() - 2];
        const Found& world = found_.back();
        if (local.sentence != day.sentence || world.range.begin < local.range.end) return false;
        const auto gap = [&](TextRange a, TextRange b) { return text_.substr(a.end, b.begin - a.end); };
        if (!joins_clocks(local.form, world.form, day.form, gap(local.range, world.range),
                          gap(world.range, day.range)))
            return false;
        local.range.end = day.range.end, local.antecedent = -1, local.form.anchor = AnchorKind::report;
        found_.pop_back();
        return true;
    }

    /// True where a name of more words holds the expression ("the Sunday Herald"), or a person is called so
    /// ("May").
    [[nodiscard]] bool inside_name(TextRange range) const {
        const auto after = std::partition_point(names_.begin(), names_.end(),
                                                [&](const Named& n) { return n.range.begin <= range.begin; });
        for (auto name = after; name != names_.begin() && after - name < 8;) {
            --name;
            if (name->range == range && name->person) return true;
            if (name->range.contains(range) && name->range.size() > range.size()) return true;
        }
        return false;
    }

    /// The last date that names days, in the same block or (for what needs one) before; -1 if there is none.
    [[nodiscard]] std::int32_t antecedent(const Found& found, bool same_sentence, bool told_past) const {
        for (std::size_t i = found_.size(); i-- > 0 && found_.size() - i <= kLookBack;) {
            const Found& candidate = found_[i];
            if (candidate.form.kind == FormKind::fixed) continue;
            // "if they do not leave by May 1. By late evening 71 were in hospital": what was is not of then
            if (told_past && candidate.form.direction == Direction::future) continue;
            if (same_sentence && candidate.sentence + 1 < found.sentence) return -1;
            if (same_sentence && (candidate.block + 1 < found.block || !names_day(candidate.form))) continue;
            if (found.form.unit == 'D' && found.form.kind == FormKind::offset && !names_day(candidate.form))
                continue;
            return static_cast<std::int32_t>(i);
        }
        return -1;
    }

    /// Another day stands in the sentence of this antecedent.
    [[nodiscard]] bool has_rival(std::int32_t antecedent) const {
        const Found& chosen = found_[static_cast<std::size_t>(antecedent)];
        for (std::size_t i = static_cast<std::size_t>(antecedent); i-- > 0;) {
            if (found_[i].sentence != chosen.sentence) return false;
            if (found_[i].form.kind != FormKind::fixed && names_day(found_[i].form)) return true;
        }
        return false;
    }

    /// Ranges between quotation marks; an open one ends with its block.
    [[nodiscard]] std::vector<TextRange> quoted() const {
        std::vector<TextRange> ranges;
        std::uint32_t block = UINT32_MAX;
        bool open = false;
        for (const Sentence& sentence : tokens_.sentences) {
            if (sentence.block != block) open = false;
            block = sentence.block;
            for (const Token& token : tokens_.of(sentence)) {
                if (token.kind == TokenKind::opening_quote && !open) {
                    ranges.push_back({token.range.end, report_.blocks[block].range.end});
                    open = true;
                } else if (token.kind == TokenKind::closing_quote && open) {
                    ranges.back().end = token.range.begin;
                    open = false;
                }
            }
        }
        return ranges;
    }

    /// "today" between quotation marks is the day of speaking, where the words beside tell it ("he said on
    /// Monday").
    void speech_days() {
        const auto deictic = [](const Found& f) {
            return f.form.kind == FormKind::offset && f.form.unit == 'D' &&
                   f.form.anchor == AnchorKind::report && f.antecedent < 0;
        };
        if (std::none_of(found_.begin(), found_.end(), deictic)) return;
        const auto ranges = quoted();
        const auto inside = [&](const Found& f) {
            const auto after = std::partition_point(ranges.begin(), ranges.end(),
                                                    [&](TextRange r) { return r.begin <= f.range.begin; });
            return after != ranges.begin() && std::prev(after)->contains(f.range);
        };
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (!deictic(found_[i]) || !inside(found_[i])) continue;
            const std::int32_t said = said_on(i, inside);
            if (said < 0) continue;
            found_[i].antecedent = said;
            found_[i].form.anchor = AnchorKind::antecedent;
        }
    }

    /// The day beside a verb of saying within two sentences of the expression; -1 if there is none or two.
    template <typename Inside>
    [[nodiscard]] std::int32_t said_on(std::size_t of, const Inside& inside) const {
        std::int32_t said = -1;
        const std::size_t first = of > 4 ? of - 4 : 0, last = std::min(found_.size(), of + 5);
        for (std::size_t i = first; i < last; ++i) {
            const Found& f = found_[i];
            const bool near = f.block == found_[of].block && f.sentence <= found_[of].sentence + 2 &&
                              found_[of].sentence <= f.sentence + 2;
            if (i == of || !near || f.antecedent >= 0 || f.form.kind != FormKind::date ||
                !names_day(f.form) || inside(f) || !follows_saying(f.range.begin))
                continue;
            if (said >= 0) return -1;
            said = static_cast<std::int32_t>(i);
        }
        return said;
    }

    [[nodiscard]] bool follows_saying(std::uint32_t at) const {
        constexpr std::uint32_t kReach = 40;
        const std::string_view lead = text_.substr(at - std::min(at, kReach), std::min(at, kReach));
        for (const std::string_view verb :
             {" said ", " told ", " announced ", " warned ", " added ", " wrote ", " tweeted ", " says "}) {
            if (lead.find(verb) != std::string_view::npos) return true;
        }
        return false;
    }

    /// The last quarter of a year named in this report; -1 if there is none.
    [[nodiscard]] std::int32_t quarter_before(std::uint32_t block) const {
        for (std::size_t i = found_.size(); i-- > 0 && found_.size() - i <= kLookBack;) {
            if (found_[i].form.quarter != 0 && !found_[i].year_back && block - found_[i].block < 12)
                return static_cast<std::int32_t>(i);
        }
        return -1;
    }

    [[nodiscard]] static bool names_day(const TimeForm& form) {
        if (form.kind == FormKind::offset) return form.unit == 'D' || form.weekday != 0 || form.day != 0;
        return form.weekday != 0 || (form.month != 0 && form.day != 0);
    }

    /// "families of the quarter", "the quarter of Mulla": with no quarter of a year told before, only what
    /// happens in or over it is of a time.
    [[nodiscard]] bool is_part_of_a_town(TextRange range) const {
        const std::string_view before = text_.substr(0, range.begin);
        const bool at_time = before.ends_with("in ") || before.ends_with("for ") ||
                             before.ends_with("during ") || before.ends_with("over ") ||
                             before.ends_with("throughout ") || before.ends_with("end of ");
        const std::string_view behind = text_.substr(range.end);
        const bool dated =
            behind.starts_with(" ended ") || behind.starts_with(" ending ") || behind.starts_with(" to ");
        return !dated && (!at_time || behind.starts_with(" of "));
    }

    /// "the quarter ended Sept. 30": the quarter that holds the day.
    void end_quarters() {
        for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
            TimeForm& form = found_[i].form;
            const TimeForm& next = found_[i + 1].form;
            const TextRange gap = {found_[i].range.end, found_[i + 1].range.begin};
            if (!found_[i].bare_quarter || next.month == 0 || gap.begin > gap.end) continue;
            const std::string_view between = text_.substr(gap.begin, gap.size());
            if (between != " ended " && between != " ending " && between != " to ") continue;
            const std::string modifier = form.modifier;
            form = {};
            form.kind = FormKind::date;
            form.modifier = modifier;
            form.year = next.year;
            form.quarter = (next.month + 2) / 3;
            form.direction = next.direction;
            found_[i].antecedent = -1;
        }
    }

    /// "August and September 1914", "26 June to 4 August 1952": the year behind belongs to both.
    void share_years() {
        for (std::size_t i = found_.size(); i-- > 1;) {
            TimeForm& form = found_[i - 1].form;
            const TimeForm& next = found_[i].form;
            const bool open = form.kind == FormKind::date && form.year == 0 && form.weekday == 0 &&
                              (form.month != 0 || !form.season.empty() || form.quarter != 0);
            if (!open || next.kind != FormKind::date || next.year <= 0 || next.years != 1) continue;
            const TextRange gap = {found_[i - 1].range.end, found_[i].range.begin};
            if (gap.begin > gap.end || !joins(text_.substr(gap.begin, gap.size()))) continue;
            const bool year_before = form.month != 0 && next.month != 0 && form.month > next.month;
            form.year = next.year - (year_before ? 1 : 0);
            form.direction = Direction::near;
        }
    }

    /// "10 percent from November 1 and the rest in July": the second step follows the first.
    void next_steps() {
        for (std::size_t i = 1; i < found_.size(); ++i) {
            TimeForm& form = found_[i].form;
            const Found& step = found_[i - 1];
            const bool open = form.kind == FormKind::date && form.year == 0 && form.month != 0 &&
                              form.weekday == 0 && form.direction != Direction::last &&
                              form.direction != Direction::next;
            const bool dated = step.form.kind == FormKind::date && step.form.month != 0;
            if (!open || !dated || step.sentence != found_[i].sentence) continue;
            bool remainder = false;
            for (std::uint32_t p = step.pieces.last; p < found_[i].pieces.first; ++p)
                remainder =
                    remainder || grammar_.patterns.vocabulary().has(pieces_[p], grammar_.classes.remainder);
            if (!remainder) continue;
            form.direction = Direction::future;
            form.anchor = AnchorKind::antecedent;
            found_[i].antecedent = static_cast<std::int32_t>(i - 1);
        }
    }

    [[nodiscard]] static bool joins(std::string_view gap) {
        while (!gap.empty() && (gap.front() == ' ' || gap.front() == ',')) gap.remove_prefix(1);
        while (!gap.empty() && gap.back() == ' ') gap.remove_suffix(1);
        return gap == "and" || gap == "to" || gap == "or" || gap == "-" || gap == "\xE2\x80\x93" ||
               gap == "\xE2\x80\x94" || gap == "through" || gap == "until" || gap == "and in" ||
               gap == "et" || gap == "\xC3\xA0";
    }

    /// Histories name the year once and then go on by months: there the last date, not the report's day, is
    /// the anchor.
    void narrative() {
        if (!is_narrative()) return;
        std::int32_t last = -1;
        int year = 0;
        for (std::size_t i = 0; i < found_.size(); ++i) {
            TimeForm& form = found_[i].form;
            if (form.kind == FormKind::fixed) continue;
            const bool open = form.kind == FormKind::date && form.year == 0 &&
                              (form.month != 0 || !form.season.empty() || form.quarter != 0);
            const bool relative =
                form.kind == FormKind::offset && form.anchor == AnchorKind::report && form.unit != 'D';
            if ((open || relative) && last >= 0) {
                form.anchor = AnchorKind::antecedent;
                form.direction = Direction::near;
                found_[i].antecedent = last;
            }
            if (form.kind != FormKind::date) continue;
            if (form.year != 0 && is_aside(i, year)) continue;
            if (form.year != 0) year = form.year;
            last = static_cast<std::int32_t>(i);
        }
    }

    [[nodiscard]] bool is_narrative() const {
        std::size_t explicit_years = 0, deictic = 0;
        for (const Found& f : found_) {
            if (f.form.kind == FormKind::date && f.form.year != 0) ++explicit_years;
            const bool weekday = f.form.kind == FormKind::date && f.form.weekday != 0 && f.form.month == 0;
            if (weekday || (f.form.kind == FormKind::offset && f.form.anchor == AnchorKind::report))
                ++deictic;
        }
        return explicit_years >= 6 && explicit_years >= 3 * deictic;
    }

    /// A year out of the row: the story goes on nearer to the year before it than to this one ("it was
    /// planned for 1976", "not since 1614").
    [[nodiscard]] bool is_aside(std::size_t i, int year) const {
        if (year == 0) return false;
        const int here = found_[i].form.year;
        for (std::size_t next = i + 1; next < found_.size(); ++next) {
            const TimeForm& form = found_[next].form;
            if (form.kind == FormKind::date && form.year != 0 && form.year != here)
                return std::abs(form.year - year) < std::abs(form.year - here);
            if (form.kind == FormKind::date && form.year != 0) return false;
        }
        return false;
    }

    /// The form with its chain of antecedents, innermost last.
    [[nodiscard]] std::string chain(std::size_t i) const {
        std::string text = format_form(found_[i].form);
        std::int32_t next = found_[i].antecedent;
        for (std::size_t depth = 0; next >= 0 && depth < kLongestChain * 8; ++depth) {
            const Found& f = found_[static_cast<std::size_t>(next)];
            text += "@" + format_form(f.form);
            if (stands_alone(f.form)) break;
            next = f.antecedent;
        }
        return text;
    }

    [[nodiscard]] TimeExpression expression(std::size_t i) const {
        const Found& f = found_[i];
        TimeExpression time;
        time.span = report_.text.source(f.range);
        time.type = f.form.type;
        time.modifier = f.form.modifier;
        if (f.day_untold) {
            time.basis = "its day is not told";
            return time;
        }
        if (f.form.kind == FormKind::fixed) {
            time.value = f.form.value;
            const bool reference = f.form.value.ends_with("_REF");
            time.basis = reference                           ? "relative to the report"
                         : f.form.type == TimeType::duration ? "length of time"
                         : f.form.type == TimeType::date     ? "the week is not told"
                                                             : "said to recur";
            return time;
        }
        const std::string chained = chain(i);
        const auto end = chained.rfind('@');
        const auto innermost = parse_form(end == std::string::npos ? chained : chained.substr(end + 1));
        if (innermost && stands_alone(*innermost)) {
            const auto solved = time_meaning(chained, Day{});
            if (solved) {
                if (!solved->value.empty()) time.value = solved->value;
                time.bounds = solved->bounds;
                time.basis = f.antecedent < 0 ? "explicit" : "counted from the date before it";
            }
            return time;
        }
        time.unsolved = chained;
        time.basis = "hangs on the day of the report";
        return time;
    }

    struct Named {
        TextRange range;
        bool person;
    };
    void list_names(const std::vector<Entity>& entities) {
        for (const Entity& entity : entities) {
            if (entity.type == EntityType::event) continue;
            for (const Mention& mention : entity.mentions) {
                if (mention.form == MentionForm::name)
                    names_.push_back({report_.text.range(mention.span), entity.type == EntityType::person});
            }
        }
        std::sort(names_.begin(), names_.end(), [](const Named& a, const Named& b) {
            return std::tie(a.range.begin, a.range.end) < std::tie(b.range.begin, b.range.end);
        });
    }

    const Report& report_;
    const TokenizedText& tokens_;
    std::vector<Named> names_;  ///< by place
    const TimeGrammar& grammar_;
    std::string_view text_;
    std::span<const Piece> pieces_;
    SentencePieces sentence_pieces_;
    std::vector<Found> found_;
};

}  // namespace

std::vector<TimeExpression> find_times(const Report& report, const TokenizedText& tokens,
                                       std::span<const Piece> pieces, const std::vector<Entity>& entities,
                                       const GrammarResources& resources) {
    return TimeFinder(report, tokens, pieces, entities, *resources.of(report).times).run();
}

}  // namespace sitrep::annotate
