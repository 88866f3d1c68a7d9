#include "annotate/times.hpp"

#include <algorithm>
#include <tuple>

#include "annotate/times_context.hpp"
#include "annotate/times_grammar.hpp"

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestChain = 4;  // antecedents of antecedents
constexpr std::size_t kLookBack = 64;     // expressions in which an antecedent is looked for

/// Finds the times of one report.
class TimeFinder {
  public:
    TimeFinder(const Report& report, const TokenizedText& tokens, const std::vector<Entity>& entities,
               const TimeGrammar& grammar)
        : report_(report), tokens_(tokens), grammar_(grammar), text_(report.text.text()) {
        list_names(entities);
    }

    std::vector<TimeExpression> run() {
        pieces_ = grammar_.patterns.vocabulary().cut(text_, tokens_);
        for (std::uint32_t i = 0; i < pieces_.size();) {
            const auto match = grammar_.patterns.match_at(pieces_, i);
            i = match && read(*match) ? match->last : i + 1;
        }
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
    };

    /// False when the match is no time after all.
    bool read(const Match& match) {
        auto built = build_time(text_, pieces_, match, grammar_);
        if (!built) return false;
        const std::uint32_t sentence = tokens_.sentence_at(pieces_[match.first].range.begin);
        if (sentence >= tokens_.sentences.size()) return false;
        const Sentence& here = tokens_.sentences[sentence];
        enter(sentence);
        TimeContext context{text_,
                            pieces_,
                            match,
                            grammar_,
                            std::min(sentence_first_, match.first),
                            std::max(sentence_last_, match.last),
                            report_.blocks[here.block].kind};
        if (!passes_guard(context, *built)) return false;
        const TextRange range = {pieces_[match.first].range.begin, pieces_[match.last - 1].range.end};
        if (inside_name(range)) return false;
        TimeForm& form = built->form;
        const bool undirected = form.kind == FormKind::date && form.year == 0 &&
                                form.direction == Direction::near &&
                                (form.month != 0 || form.weekday != 0 || form.quarter != 0 || form.weekend ||
                                 !form.season.empty());
        if (undirected) form.direction = direction_of(context);
        Found found{range, form, sentence, here.block, -1};
        const bool time_alone = form.type == TimeType::time && !built->has_date;
        if (form.anchor == AnchorKind::antecedent || time_alone)
            found.antecedent = antecedent(found, time_alone);
        if (form.kind == FormKind::offset && form.unit == '=') {
            if (grammar_.programs[match.rule].guard == Guard::quarter)
                found.antecedent = quarter_before(found.block);
            if (found.antecedent < 0) return false;
        }
        const bool year_back = form.kind == FormKind::offset && form.unit == 'Y' && form.amount == -1 &&
                               grammar_.programs[match.rule].make == Make::ago;
        if (year_back) {
            // "a year earlier" beside a quarter means that quarter
            const std::int32_t quarter = quarter_before(found.block);
            if (quarter >= 0) {
                found.form.quarter = found_[static_cast<std::size_t>(quarter)].form.quarter;
                found.form.anchor = AnchorKind::antecedent;
                found.antecedent = quarter;
            } else if (form.anchor == AnchorKind::antecedent) {
                found.form.anchor = AnchorKind::report;
                found.antecedent = -1;
            }
        }
        if (time_alone && found.antecedent >= 0) found.form.anchor = AnchorKind::antecedent;
        if (found.antecedent < 0) found.form.anchor = AnchorKind::report;
        found_.push_back(std::move(found));
        return true;
    }

    /// Pieces of a sentence; sentences are asked for in order.
    void enter(std::uint32_t sentence) {
        if (sentence == sentence_ && sentence_last_ > 0) return;
        const TextRange here = tokens_.sentences[sentence].range;
        std::uint32_t at = sentence_last_;
        while (at < pieces_.size() && (pieces_[at].range.begin < here.begin || pieces_[at].range.empty()))
            ++at;
        sentence_first_ = at;
        while (at < pieces_.size() && pieces_[at].range.end <= here.end && !pieces_[at].range.empty()) ++at;
        sentence_last_ = at;
        sentence_ = sentence;
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
    [[nodiscard]] std::int32_t antecedent(const Found& found, bool same_sentence) const {
        for (std::size_t i = found_.size(); i-- > 0 && found_.size() - i <= kLookBack;) {
            const Found& candidate = found_[i];
            if (candidate.form.kind == FormKind::fixed) continue;
            if (same_sentence && candidate.sentence + 1 < found.sentence) return -1;
            if (same_sentence && (candidate.block + 1 < found.block || !names_day(candidate.form))) continue;
            if (found.form.unit == 'D' && found.form.kind == FormKind::offset && !names_day(candidate.form))
                continue;
            return static_cast<std::int32_t>(i);
        }
        return -1;
    }

    /// The last quarter of a year named in this report; -1 if there is none.
    [[nodiscard]] std::int32_t quarter_before(std::uint32_t block) const {
        for (std::size_t i = found_.size(); i-- > 0 && found_.size() - i <= kLookBack;) {
            if (found_[i].form.quarter != 0 && block - found_[i].block < 12)
                return static_cast<std::int32_t>(i);
        }
        return -1;
    }

    [[nodiscard]] static bool names_day(const TimeForm& form) {
        if (form.kind == FormKind::offset) return form.unit == 'D' || form.weekday != 0 || form.day != 0;
        return form.weekday != 0 || (form.month != 0 && form.day != 0);
    }

    /// Histories name the year once and then go on by months: there the last date, not the report's day, is
    /// the anchor.
    void narrative() {
        std::size_t explicit_years = 0, deictic = 0;
        for (const Found& f : found_) {
            if (f.form.kind == FormKind::date && f.form.year != 0) ++explicit_years;
            const bool weekday = f.form.kind == FormKind::date && f.form.weekday != 0 && f.form.month == 0;
            if (weekday || (f.form.kind == FormKind::offset && f.form.anchor == AnchorKind::report))
                ++deictic;
        }
        if (explicit_years < 6 || explicit_years < 3 * deictic) return;
        std::int32_t last = -1;
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
            if (form.kind == FormKind::date) last = static_cast<std::int32_t>(i);
        }
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
        if (f.form.kind == FormKind::fixed) {
            time.value = f.form.value;
            const bool reference = f.form.value.ends_with("_REF");
            time.basis = reference                           ? "relative to the report"
                         : f.form.type == TimeType::duration ? "length of time"
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
    std::uint32_t sentence_ = 0, sentence_first_ = 0, sentence_last_ = 0;
    const TimeGrammar& grammar_;
    std::string_view text_;
    std::vector<Piece> pieces_;
    std::vector<Found> found_;
};

}  // namespace

Result<TimeResources> load_time_resources(const fs::path& data) {
    auto grammars = std::make_shared<TimeGrammars>();
    const fs::path folder = data / "lexicon" / "time";
    std::error_code error;
    std::vector<fs::path> languages;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.is_directory()) languages.push_back(entry.path());
    }
    if (error)
        return tl::unexpected(Error{folder.string(), std::nullopt, "cannot be read",
                                    "install the lexicon folder or set SITREP_DATA"});
    std::sort(languages.begin(), languages.end());
    for (const fs::path& language : languages) {
        auto grammar = load_time_grammar(language);
        if (!grammar) return tl::unexpected(grammar.error());
        grammars->languages.push_back(std::move(*grammar));
    }
    if (grammars->find("en") == nullptr)
        return tl::unexpected(Error{folder.string(), std::nullopt, "holds no folder en", ""});
    return TimeResources{std::move(grammars)};
}

std::vector<TimeExpression> find_times(const Report& report, const TokenizedText& tokens,
                                       const std::vector<Entity>& entities, const TimeResources& resources) {
    if (!resources.grammars) return {};
    const TimeGrammar* grammar = resources.grammars->find(report.language);
    if (grammar == nullptr) grammar = resources.grammars->find("en");
    if (grammar == nullptr) return {};
    return TimeFinder(report, tokens, entities, *grammar).run();
}

std::optional<SolvedTime> time_meaning(std::string_view unsolved, Day day) {
    std::vector<TimeForm> forms;
    for (std::size_t at = 0;;) {
        const auto end = unsolved.find('@', at);
        const auto form = parse_form(unsolved.substr(at, end == std::string_view::npos ? end : end - at));
        if (!form) return std::nullopt;
        forms.push_back(*form);
        if (end == std::string_view::npos) break;
        at = end + 1;
    }
    Day anchor = day;
    std::optional<TimeMeaning> found;
    for (std::size_t i = forms.size(); i-- > 0;) {
        TimeForm form = forms[i];
        if (form.kind == FormKind::offset && form.unit == '=') {
            if (!found) return std::nullopt;
            continue;
        }
        const bool whole_year = found && form.year == 0 && form.kind == FormKind::date &&
                                found->bounds.bounded() &&
                                found->bounds.latest->number - found->bounds.earliest->number > 360;
        if (whole_year) form.year = found->bounds.earliest->year();
        auto next = meaning(form, anchor);
        if (!next) return std::nullopt;
        found = std::move(next);
        if (found->bounds.earliest) anchor = *found->bounds.earliest;
    }
    if (!found) return std::nullopt;
    const auto within = [](const std::optional<Day>& d) {
        return !d || (d->year() >= 1 && d->year() <= 9999);
    };
    if (!within(found->bounds.earliest) || !within(found->bounds.latest)) return std::nullopt;
    return SolvedTime{found->value, found->bounds};
}

}  // namespace sitrep::annotate
