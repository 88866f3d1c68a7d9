// Told flat by a later report what was a condition, a chance or an offer: the time or the amount is kept, the
// reserve is not.
#include "ledger/retellings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "ledger/cues.hpp"
#include "ledger/one_matter.hpp"
#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

constexpr std::uint32_t kTopicWord = 14;   // sentences of a word that two tellings have in common
constexpr std::uint32_t kMostOfTime = 32;  // statements of one time or amount
constexpr std::uint32_t kRareTopic = 8;    // sentences of a word that by itself brings two tellings together

class Retellings {
  public:
    explicit Retellings(const Evidence& evidence) : evidence_(evidence), dossier_(evidence.dossier()) {
        for (const Item& item : evidence.quotes()) add(item, nullptr, &dossier_.quotes[item.ref.index]);
        for (const Item& item : evidence.acts()) add(item, &dossier_.acts[item.ref.index], nullptr);
        name_terms_ = name_terms(evidence);
    }

    std::vector<Relation> relate() {
        std::map<std::string, std::vector<std::size_t>> having;
        for (std::size_t i = 0; i < said_.size(); ++i) {
            for (const std::string& key : keys(*said_[i].item)) {
                auto& list = having[key];
                if (list.size() < kMostOfTime) list.push_back(i);
            }
        }
        std::map<std::pair<std::size_t, std::size_t>, bool> pairs;  // by an amount
        std::vector<std::pair<std::size_t, std::size_t>> offers;
        for (const auto& [key, list] : having) {
            for (const std::size_t a : list) {
                for (const std::size_t b : list) {
                    const bool amount = key.starts_with("amount");
                    if (said_[a].reserved && said_[b].flat) pairs[{a, b}] = pairs[{a, b}] || amount;
                    // "Has offered 1.2 million litres", then "is shipping 1.2 million litres"
                    if (amount && said_[a].offered && said_[b].done && said_[b].act != nullptr)
                        offers.emplace_back(a, b);
                }
            }
        }
        // Where a report was made from some of them, its words are theirs and not those of its sisters.
        std::set<std::pair<ReportIndex, std::uint32_t>> has_parent;
        const auto sentence_of = [&](std::size_t b) {
            return std::pair(said_[b].item->report, said_[b].item->sentence);
        };
        const auto parent = [&](std::size_t a, std::size_t b) {
            return evidence_.made_from(said_[b].item->report, said_[a].item->report);
        };
        for (const auto& [pair, amount] : pairs) {
            if (parent(pair.first, pair.second)) has_parent.insert(sentence_of(pair.second));
        }
        for (const auto& [pair, amount] : pairs) {
            if (parent(pair.first, pair.second) || !has_parent.contains(sentence_of(pair.second)))
                tell(said_[pair.first], said_[pair.second], amount);
        }
        for (const auto& [a, b] : offers) {
            // Who asked does not give.
            const bool asker = said_[a].act->act == ActKind::request &&
                               evidence_.one_side(said_[a].item->who, said_[b].item->who);
            if (parent(a, b) && !asker && !has_condition(*said_[b].item) &&
                !strangers(*said_[a].item, *said_[b].item))
                put(*said_[a].item, *said_[b].item);
        }
        tell_by_topic();
        tell_by_amount();
        tell_by_speaker();
        return std::move(out_);
    }

  private:
    struct Said {
        const Item* item = nullptr;
        const Act* act = nullptr;
        const Quotation* quote = nullptr;
        bool reserved = false, flat = false;
        bool offered = false;  ///< offered or asked for
        bool tied = false,
             done = false;  ///< an act with a condition or a mere thought of one; told as coming
    };

    /// "Is considering arbitration", "will go to court unless …": in a report made from that one "is taking
    /// the government to arbitration", "are suing".
    void tell_by_topic() {
        std::map<Term, std::vector<const Said*>> tied;
        std::map<EntityRef, std::vector<const Said*>> before;  // by the body that it is brought before
        for (const Said& said : said_) {
            if (!said.tied && !(said.act != nullptr && said.act->act == ActKind::request && said.offered))
                continue;
            TermSet own = topics(*said.item);
            if (said.act != nullptr && said.act->condition) {
                const TermSet hangs_on = evidence_.terms_of(said.act->report, *said.act->condition);
                std::erase_if(own, [&](Term term) {
                    return std::binary_search(hangs_on.begin(), hangs_on.end(), term);
                });
            }
            for (const Term term : own) tied[term].push_back(&said);
            if (said.act == nullptr) continue;
            for (const EntityRef body : addressed(*said.item)) keep_first(before[body], &said);
        }
        for (const Said& b : said_) {
            if (!b.done || (b.act == nullptr && b.quote->kind != QuotationKind::indirect)) continue;
            for (const Term term : topics(*b.item)) {
                const auto found = tied.find(term);
                if (found == tied.end()) continue;
                for (const Said* a : found->second) {
                    // Words that nobody is known to act on need two topics.
                    if (b.act == nullptr && shared_topics(*a->item, *b.item) < 2) continue;
                    if (hardened(*a, b)) put(*a->item, *b.item);
                }
            }
            for (const EntityRef body : addressed(*b.item)) {
                const auto found = before.find(body);
                if (found == before.end()) continue;
                for (const Said* a : found->second) {
                    if (a->tied && hardened(*a, b) && evidence_.one_side(a->item->who, b.item->who))
                        put(*a->item, *b.item);
                }
            }
        }
    }
    /// "She would put the payment to the board, provided that …, said the mission chief": in a report made
    /// from that one she says that the money will come. One reserved and one flat statement by one named
    /// speaker, and no other by her in either report.
    void tell_by_speaker() {
        std::map<std::pair<ReportIndex, EntityRef>, std::vector<const Said*>> reserved, flat;
        for (const Said& said : said_) {
            if (said.quote == nullptr || said.quote->kind != QuotationKind::indirect || said.item->who < 0 ||
                !named(said.item->who))
                continue;
            if (said.tied) reserved[{said.item->report, said.item->who}].push_back(&said);
            if (said.done) flat[{said.item->report, said.item->who}].push_back(&said);
        }
        std::map<EntityRef, std::vector<std::pair<ReportIndex, const Said*>>> by_speaker;
        for (const auto& [where, list] : flat) {
            if (list.size() == 1 && !reserved.contains(where))
                keep_first(by_speaker[where.second], std::pair(where.first, list.front()));
        }
        for (const auto& [where, list] : reserved) {
            const auto found = by_speaker.find(where.second);
            if (list.size() != 1 || flat.contains(where) || found == by_speaker.end()) continue;
            for (const auto& [report, telling] : found->second) {
                if (report != where.first && evidence_.made_from(report, where.first) &&
                    !has_condition(*telling->item) && one_thing(*list.front()->item, *telling->item))
                    put(*list.front()->item, *telling->item);
            }
        }
    }
    /// A passage that joins the two, a word that is not met everywhere, or a month that both name.
    [[nodiscard]] bool one_thing(const Item& x, const Item& y) const {
        if (evidence_.copied(x, y) != Copied::no || shares_rare(x, y)) return true;
        const std::set<std::string> first = months(x), second = months(y);
        return std::any_of(first.begin(), first.end(),
                           [&](const std::string& month) { return second.contains(month); });
    }
    [[nodiscard]] std::set<std::string> months(const Item& item) const {
        constexpr std::size_t kMonth = 7;  // "2015-04"
        std::set<std::string> found;
        for (auto at = std::lower_bound(
                 dossier_.times.begin(), dossier_.times.end(), item.report,
                 [](const TimeExpression& one, ReportIndex report) { return one.report < report; });
             at != dossier_.times.end() && at->report == item.report; ++at) {
            const TimeExpression& time = *at;
            if (!time.span.overlaps(item.span) || !time.value) continue;
            if (time.value->size() >= kMonth && (*time.value)[4] == '-')
                found.insert(time.value->substr(0, kMonth));
        }
        return found;
    }
    /// Bodies, other than who acts, that a statement names: the court that a claim goes to.
    [[nodiscard]] std::vector<EntityRef> addressed(const Item& item) const {
        const TextRange range = dossier_.reports[item.report].report.text.range(item.span);
        std::vector<EntityRef> found;
        for (const Evidence::Named& name : evidence_.named(item.report)) {
            if (name.range.begin < range.begin) continue;
            if (name.range.end > range.end) break;
            const Entity& entity = dossier_.entities[static_cast<std::size_t>(name.entity)];
            if (entity.named && entity.type == EntityType::organisation &&
                !evidence_.one_side(name.entity, item.who))
                found.push_back(name.entity);
        }
        return found;
    }
    /// "Has offered 1.2 million litres of diesel", "is considering a dive for 1.3 million": in a report made
    /// from that one "is shipping it 1.2 million litres", where no act is known for the words.
    void tell_by_amount() {
        const auto& figures = evidence_.figures();
        std::map<std::pair<std::string, double>, std::vector<const Item*>> having;
        for (const Item& figure : figures) {
            const Figure& one = dossier_.figures[figure.ref.index];
            if (one.value && *one.value >= 2.0 && !one.unit.empty() && told_as_coming(figure))
                keep_first(having[{text::folded(one.unit), *one.value}], &figure);
        }
        for (const Said& a : said_) {
            if (a.act == nullptr || !(a.tied || (a.offered && a.act->act == ActKind::offer))) continue;
            for (auto at = std::lower_bound(figures.begin(), figures.end(),
                                            std::pair(a.item->report, a.item->span.begin),
                                            [](const Item& one, const auto& where) {
                                                return std::pair(one.report, one.span.begin) < where;
                                            });
                 at != figures.end() && at->report == a.item->report && at->span.begin < a.item->span.end;
                 ++at) {
                const Figure& figure = dossier_.figures[at->ref.index];
                if (!figure.value) continue;
                const auto found = having.find({text::folded(figure.unit), *figure.value});
                if (found == having.end()) continue;
                for (const Item* b : found->second) {
                    if (b->report == at->report || !evidence_.made_from(b->report, at->report)) continue;
                    if (rare_amount(figure) || shares_rare(*a.item, *b)) put(*a.item, *b);
                }
            }
        }
    }
    /// So many of one thing are seldom met twice.
    [[nodiscard]] static bool rare_amount(const Figure& figure) {
        constexpr double kRare = 1000.0;
        return *figure.value >= kRare && figure.unit != "person";
    }
    [[nodiscard]] bool shares_rare(const Item& x, const Item& y) const {
        constexpr std::uint32_t kFew = 12;
        return std::any_of(x.own.begin(), x.own.end(), [&](Term term) {
            const TermKind kind = evidence_.terms().kind(term);
            return (kind == TermKind::plain || kind == TermKind::thing) &&
                   evidence_.terms().frequency(term) <= kFew &&
                   std::binary_search(y.context.begin(), y.context.end(), term);
        });
    }
    /// A sentence that tells of something as being done or about to be, that no act or quotation tells.
    [[nodiscard]] bool told_as_coming(const Item& figure) const {
        constexpr std::array<std::string_view, 8> kComing = {
            " will ",       " is going to ", " are going to ", " on their way ",
            " on its way ", " are to ",      " is to ",        " under way "};
        constexpr std::array<std::string_view, 19> kNot = {
            " not ",      " no ",    " never ", " if ",      " unless ", " once ",  " until ",
            " provided ", " may ",   " might ", " could ",   " would ",  " asked ", " asks ",
            " wants ",    " demand", " offer",  " consider", " request"};
        const AnnotatedReport& home = dossier_.reports[figure.report];
        if (figure.sentence >= home.tokens.sentences.size()) return false;
        const std::string words = without_month_of_may(
            " " + text::folded(home.report.text.words(home.tokens.sentences[figure.sentence].range)) + " ");
        if (has_any(words, kNot) || !(has_any(words, kComing) || is_doing(words))) return false;
        const auto covers = [&](const std::vector<Item>& list) {
            const auto first =
                std::lower_bound(list.begin(), list.end(), figure.report,
                                 [](const Item& item, ReportIndex report) { return item.report < report; });
            const auto last = std::find_if(first, list.end(),
                                           [&](const Item& item) { return item.report != figure.report; });
            return std::any_of(first, last,
                               [&](const Item& item) { return item.span.overlaps(figure.span); });
        };
        return !covers(evidence_.acts()) && !covers(evidence_.quotes());
    }
    [[nodiscard]] std::size_t shared_topics(const Item& x, const Item& y) const {
        const TermSet first = topics(x), second = topics(y);
        TermSet both;
        std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                              std::back_inserter(both));
        return both.size();
    }
    [[nodiscard]] bool hardened(const Said& a, const Said& b) const {
        const Item &x = *a.item, &y = *b.item;
        if (x.report == y.report || !evidence_.made_from(y.report, x.report)) return false;
        const bool asked = a.act != nullptr && a.act->act == ActKind::request;
        if (asked && !asked_of(x, y.who)) return false;
        return !strangers(x, y) && !has_condition(y) && (related(a, y) || asked);
    }
    /// One does it in both, or two rare words are in both, or what is thought of is the very thing.
    [[nodiscard]] bool related(const Said& a, const Item& y) const {
        const Item& x = *a.item;
        const auto bare = [&](EntityRef who) {
            std::string name = text::folded(evidence_.name(who));
            return name.starts_with("the ") ? name.substr(4) : name;
        };
        if (a.act != nullptr && (evidence_.one_side(x.who, y.who) || one_voice(x, y))) return true;
        if (a.act != nullptr && x.who >= 0 && y.who >= 0 && bare(x.who) == bare(y.who)) return true;
        const TermSet first = topics(x), second = topics(y);
        TermSet both;
        std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                              std::back_inserter(both));
        constexpr std::size_t kSure = 2;
        if (both.size() >= kSure || both.empty()) return !both.empty();
        if (a.act == nullptr) return false;
        constexpr std::uint32_t kVeryRare = 4;
        const bool nobody = y.who < 0 || !named(y.who);
        return (a.act != nullptr && a.act->act == ActKind::consider) ||
               (nobody && evidence_.terms().frequency(both.front()) <= kVeryRare);
    }
    /// Two named sides, of which neither is told to say what the other does.
    [[nodiscard]] bool strangers(const Item& x, const Item& y) const {
        return x.who >= 0 && y.who >= 0 && named(x.who) && named(y.who) &&
               !evidence_.one_side(x.who, y.who) && !one_voice(x, y) && !asked_of(x, y.who);
    }
    [[nodiscard]] bool asked_of(const Item& asked, EntityRef who) const {
        return asked.ref.list == ItemRef::List::acts &&
               evidence_.one_side(dossier_.acts[asked.ref.index].recipient, who);
    }
    /// Who is told to say it is the same in both, or will do it: "the ship will unload, the line has said".
    [[nodiscard]] bool one_voice(const Item& x, const Item& y) const {
        const auto voice = [&](const Item& item) {
            for (const Item& quote : evidence_.quotes_of(item.report)) {
                if (quote.span.overlaps(item.span)) return quote.who;
            }
            return kNoEntity;
        };
        const EntityRef of_x = voice(x), of_y = voice(y);
        return evidence_.one_side(x.who, of_y) || evidence_.one_side(of_x, y.who) ||
               evidence_.one_side(of_x, of_y);
    }
    /// The sentence around ties it to something.
    [[nodiscard]] bool has_condition(const Item& item) const {
        constexpr std::array<std::string_view, 6> kIf = {" if ",    " unless ",   " once ",
                                                         " until ", " provided ", " should "};
        const AnnotatedReport& home = dossier_.reports[item.report];
        if (item.sentence >= home.tokens.sentences.size()) return true;
        return has_any(" " + text::folded(home.report.text.words(home.tokens.sentences[item.sentence].range)),
                       kIf);
    }
    /// Rare words of a statement that name nobody.
    [[nodiscard]] TermSet topics(const Item& item) const {
        TermSet found;
        for (const Term term : item.own) {
            const TermKind kind = evidence_.terms().kind(term);
            const std::string& name = evidence_.terms().name(term);
            const bool topic = (kind == TermKind::plain && name.size() > 3) || name == "sue";
            if (topic && !name_terms_[term] && evidence_.terms().frequency(term) <= kRareTopic)
                found.push_back(term);
        }
        return found;
    }
    void add(const Item& item, const Act* act, const Quotation* quote) {
        constexpr std::array<std::string_view, 9> kIf = {" if ",        " unless ",     " once ",
                                                         " until ",     " provided ",   " on condition",
                                                         " only when ", " as long as ", " whether "};
        constexpr std::array<std::string_view, 14> kMay = {
            " could ", " may ", " might ",       " consider", " think ",         " thinks ", " believe",
            " expect", " hope", " would apply ", " plan",     " is to discuss ", " propose", " decide "};
        constexpr std::array<std::string_view, 6> kFlat = {" will ",  " is going to ", " are going to ",
                                                           " is to ", " are ",         " is "};
        constexpr std::array<std::string_view, 3> kNot = {" not ", " no ", " never "};
        constexpr std::array<std::string_view, 3> kComing = {" will ", " is going to ", " are going to "};
        std::string words = " ";
        for (const char c : text::folded(evidence_.words(item.report, item.span)))
            words += c == ',' ? ' ' : c;
        words += ' ';
        Said said{&item, act, quote, false, false};
        const bool weak_act = act != nullptr && (act->condition || act->act == ActKind::consider ||
                                                 act->status == ActStatus::contemplated);
        said.reserved = weak_act || has_any(words, kIf) || has_any(words, kMay);
        said.flat = !said.reserved && has_any(words, kFlat) && !has_any(words, kNot) &&
                    (quote == nullptr || quote->kind != QuotationKind::direct) &&
                    (act == nullptr ||
                     ((act->act != ActKind::request && act->act != ActKind::demand) || is_doing(words)));
        if (act != nullptr && act->negated) said.flat = false;
        said.tied = act != nullptr ? weak_act && !act->negated && act->act != ActKind::request &&
                                         act->act != ActKind::refuse && act->act != ActKind::warn
                                   : quote->kind == QuotationKind::indirect && has_any(words, kIf);
        said.done = said.flat && (has_any(words, kComing) || is_doing(words));
        said.offered =
            act != nullptr && !act->negated && (act->act == ActKind::offer || act->act == ActKind::request);
        if (said.reserved || said.flat || said.offered) said_.push_back(said);
    }

    /// Times and amounts in it: "weekend", "within|P10D" would be two ways of one; the words with their
    /// number.
    [[nodiscard]] std::vector<std::string> keys(const Item& item) const {
        std::vector<std::string> found;
        for (auto time = std::lower_bound(dossier_.times.begin(), dossier_.times.end(),
                                          std::pair(item.report, item.span.begin),
                                          [](const TimeExpression& one, const auto& at) {
                                              return std::pair(one.report, one.span.begin) < at;
                                          });
             time != dossier_.times.end() && time->report == item.report && time->span.begin < item.span.end;
             ++time) {
            const std::string words = text::folded(evidence_.words(time->report, time->span));
            const std::string last = words.substr(words.find_last_of(' ') + 1);
            if (time->type == TimeType::duration && time->value)
                found.push_back("time|" + *time->value);
            else if (time->type == TimeType::date && time->value && time->value->size() == 10)
                found.push_back("time|" + *time->value);
            else if (last == "weekend" || last == "christmas" || last == "easter")
                found.push_back("time|" + last);
            else if (time->type != TimeType::set && (last == "week" || last == "day" || last == "month"))
                found.push_back("time|" + last);
        }
        const auto& figures = evidence_.figures();
        for (auto at =
                 std::lower_bound(figures.begin(), figures.end(), std::pair(item.report, item.span.begin),
                                  [](const Item& one, const auto& where) {
                                      return std::pair(one.report, one.span.begin) < where;
                                  });
             at != figures.end() && at->report == item.report && at->span.begin < item.span.end; ++at) {
            const Figure& figure = dossier_.figures[at->ref.index];
            if (figure.value && *figure.value >= 2.0 && !figure.unit.empty())
                found.push_back("amount|" + std::to_string(*figure.value) + text::folded(figure.unit));
        }
        return found;
    }

    [[nodiscard]] bool one_matter(const Item& a, const Item& b) const {
        const TermTable& terms = evidence_.terms();
        TermSet both;
        std::set_intersection(a.own.begin(), a.own.end(), b.own.begin(), b.own.end(),
                              std::back_inserter(both));
        std::size_t topics = 0;
        for (const Term term : both) {
            const TermKind kind = terms.kind(term);
            const std::string& name = terms.name(term);
            if (kind == TermKind::number || kind == TermKind::hedge || kind == TermKind::sure ||
                name == "weekend" || (name.front() >= '0' && name.front() <= '9') ||
                terms.frequency(term) > kTopicWord)
                continue;
            ++topics;
        }
        return topics >= 1;
    }

    void tell(const Said& a, const Said& b, bool amount) {
        const Item &x = *a.item, &y = *b.item;
        if (x.report == y.report || !evidence_.same_episode(x.report, y.report)) return;
        const bool follows = evidence_.before(x.report, y.report) || evidence_.made_from(y.report, x.report);
        if (!follows || (evidence_.made_from(x.report, y.report) && !evidence_.before(x.report, y.report)))
            return;
        const bool made = evidence_.made_from(y.report, x.report);
        const bool one_side = x.who >= 0 && y.who >= 0 &&
                              (evidence_.one_side(x.who, y.who) ||
                               text::folded(evidence_.name(x.who)) == text::folded(evidence_.name(y.who)));
        if (!one_matter(x, y) && !(made && (amount || one_side))) return;
        if (made || !strangers(x, y)) put(x, y);
    }
    /// Outside a shared passage a time and one word more are no sign that both tell of one thing: "set a
    /// meeting for next week" and "a ferry will sail next week".
    [[nodiscard]] bool about_one(const Item& x, const Item& y) const {
        constexpr double kAlike = 0.2;
        const Likeness alike = likeness(evidence_.terms(), x.own, y.own);
        return alike.terms >= 2 || alike.dice >= kAlike || evidence_.copied(x, y) != Copied::no;
    }
    /// The indirect quotation that tells an act's words; none for what is no act or stands in no quotation.
    [[nodiscard]] const Item* words_of(const Item& item) const {
        if (item.ref.list != ItemRef::List::acts) return nullptr;
        for (const Item& quote : evidence_.quotes_of(item.report)) {
            if (quote.span.overlaps(item.span) && quote.sentence == item.sentence &&
                dossier_.quotes[quote.ref.index].kind == QuotationKind::indirect)
                return &quote;
        }
        return nullptr;
    }
    /// "Has called off its blockade": given up, and no harder.
    [[nodiscard]] bool withdrawn(const Item& item) const {
        return item.ref.list == ItemRef::List::acts &&
               dossier_.acts[item.ref.index].status == ActStatus::withdrawn;
    }
    void put(const Item& x, const Item& y) {
        if (withdrawn(y) || !about_one(x, y) ||
            !told_.emplace(x.report, x.sentence, y.report, y.sentence).second)
            return;
        const Item *first = words_of(x), *second = words_of(y);
        if (first != nullptr && second != nullptr)
            out_.push_back(relation(RelationKind::stronger,
                                    "retold flatly, in words: " + cut(evidence_.words(x.report, x.span), 9),
                                    {first->ref, second->ref},
                                    "«" + cut(evidence_.words(first->report, first->span), 20) +
                                        "» became «" +
                                        cut(evidence_.words(second->report, second->span), 20) + "»"));
        out_.push_back(relation(
            RelationKind::stronger, "retold flatly: " + cut(evidence_.words(x.report, x.span), 9),
            {x.ref, y.ref},
            "«" + cut(evidence_.words(x.report, x.span), 20) + "» became «" + cut(told_in(y), 20) + "»"));
    }
    /// Its words; of a figure those of its sentence.
    [[nodiscard]] std::string told_in(const Item& item) const {
        const AnnotatedReport& home = dossier_.reports[item.report];
        if (item.ref.list != ItemRef::List::figures || item.sentence >= home.tokens.sentences.size())
            return evidence_.words(item.report, item.span);
        const TextRange sentence = home.tokens.sentences[item.sentence].range;
        return evidence_.words(item.report, home.report.text.source(sentence));
    }
    [[nodiscard]] bool named(EntityRef who) const {
        return dossier_.entities[static_cast<std::size_t>(who)].named;
    }

    const Evidence& evidence_;
    const Dossier& dossier_;
    std::vector<Said> said_;
    std::vector<bool> name_terms_;
    std::set<std::tuple<ReportIndex, std::uint32_t, ReportIndex, std::uint32_t>> told_;
    std::vector<Relation> out_;
};

}  // namespace

std::vector<Relation> relate_retellings(const Evidence& evidence) { return Retellings(evidence).relate(); }

}  // namespace sitrep::ledger
