/// @file act_relations.hpp
/// @brief Acts side by side: the same act told twice, retold harder, taken further; accusation and denial;
/// demand and refusal.
#pragma once
#include <map>
#include <set>

#include "ledger/rooms.hpp"

namespace sitrep::ledger {

/// Acts that reports may tell by one another's name share a number.
[[nodiscard]] int family(ActKind kind);
/// How far an act has come: thought of, announced, asked or offered, answered.
[[nodiscard]] int progress(const Act& act);
/// How much an act binds who does it.
[[nodiscard]] int strength(const Act& act);

/// One run over the acts of a dossier: acts told twice first, then what stands between them.
class ActRelations {
  public:
    ActRelations(const Evidence& evidence, const std::vector<std::uint32_t>& utterance)
        : evidence_(evidence),
          utterance_(utterance),
          acts_(evidence.dossier().acts),
          items_(evidence.acts()),
          groups_(items_.size()) {
        for (std::uint32_t i = 0; i < items_.size(); ++i) quotes_.push_back(quote_around(i));
        for (std::uint32_t i = 0; i < items_.size(); ++i)
            whats_.push_back(acts_[i].what ? evidence.terms_of(acts_[i].report, *acts_[i].what) : TermSet{});
    }

    std::vector<Relation> relate();

  private:
    [[nodiscard]] std::vector<std::vector<std::uint64_t>> keys() const;

    [[nodiscard]] const Act& act(std::uint32_t i) const { return acts_[i]; }

    /// The quotation that holds most of the act; -1 for none.
    [[nodiscard]] std::int32_t quote_around(std::uint32_t i) const;

    /// A shared passage, or words of one utterance in the order of the reports.
    [[nodiscard]] Copied copied(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool one_actor(std::uint32_t a, std::uint32_t b) const;
    /// The act's words are said by the party, or by one of its side: "'It is not only a departure,' his
    /// lawyer said", who has just denounced it.
    [[nodiscard]] bool speaks(EntityRef party, std::uint32_t i) const;
    /// The same two agreed with one another.
    [[nodiscard]] bool one_pact(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool actors_exclude(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] Likeness what(std::uint32_t a, std::uint32_t b) const;
    /// How many things an act hangs on: the parts found, else the clauses that "and" joins in its condition.
    [[nodiscard]] std::size_t parts(const Act& one) const;

    /// How surely two acts are one, told by two reports: 4 and more is sure.
    [[nodiscard]] int sameness(std::uint32_t a, std::uint32_t b) const;

    [[nodiscard]] bool one_act(std::uint32_t a, std::uint32_t b) const;

    void tell_agree(const std::vector<std::uint32_t>& list);

    /// The act's own words hold a condition that was not marked as one.
    [[nodiscard]] bool says_when(std::uint32_t i) const;

    /// Tied to the same thing, number and all: "72 hours' notice".
    [[nodiscard]] bool same_condition(std::uint32_t a, std::uint32_t b) const;

    /// A retelling in which a condition, a doubt or the smaller promise got lost.
    void find_harder(std::uint32_t a, std::uint32_t b);
    /// The only thing of its kind that a party does in both reports, tied to something in the first of them.
    void find_alone();
    /// Of several tellings before a harder one that which stands closest to the act.
    void tell_found_harder();
    void tell_harder(std::uint32_t a, std::uint32_t b, const std::string& lost);
    /// "Have initialled a deal, but it takes effect only if parliament ratifies it": the condition stands
    /// behind the act, and a report made from that one has neither.
    void tell_condition_behind();
    /// The condition in the rest of an act's sentence; "" for none.
    [[nodiscard]] std::string condition_behind(std::uint32_t i) const;
    /// A committee that wants two weeks to read a bill, and later backs it: the only thing before it, and its
    /// only decision.
    void tell_decided();
    [[nodiscard]] bool decides_things(EntityRef party) const;
    /// Something offered, and turned down in a later report.
    void tell_turned_down();
    /// Terms of a sentence and of the one before it.
    [[nodiscard]] TermSet around(std::uint32_t i) const;
    [[nodiscard]] std::string sentence_words(ReportIndex report, std::uint32_t sentence) const;

    /// What the later telling does not keep of the clauses that "and" joins in the condition.
    [[nodiscard]] std::string part_lost(std::uint32_t a, std::uint32_t b) const;

    /// "Until parliament ratifies it. It was signed on Friday": the sentence behind the later telling says
    /// that what it leaves out of the condition has come about.
    [[nodiscard]] bool came_true(std::uint32_t a, std::uint32_t b) const;

    /// The same of the quotations that hold the two acts.
    void tell_harder_quotes(std::uint32_t a, std::uint32_t b, const std::string& lost);

    /// "Which had denied it, admitted …", not "admitted mistakes but denied …".
    [[nodiscard]] bool denied_first(std::uint32_t admission) const;
    /// "Villagers blame its loggers. It denies that …": the very next sentence of who is accused.
    [[nodiscard]] bool answers(std::uint32_t accusation, std::uint32_t denial) const;
    /// A denial of another thing than the accusation: lights, and the voyage recorder.
    [[nodiscard]] bool denies_other(std::uint32_t accusation, std::uint32_t denial) const;
    /// An admission that goes back on the denial told beside it.
    [[nodiscard]] bool recalls(std::uint32_t denial, std::uint32_t admission) const;
    /// An accusation and the denial that answers it in the same report.
    void tell_denials();

    /// "Accuses the trawler of sailing without lights. … 'We were lit up like a fairground,' countered its
    /// skipper."
    void tell_countered();
    /// A word that few sentences have.
    [[nodiscard]] bool shares_topic(const TermSet& a, const TermSet& b) const;

    /// A denial taken back by who made it; where one sentence has both, or the later report is of the same
    /// matter.
    void tell_admissions();

    /// "The army, which had said that no bullet came from its side, admitted …": with the denials that
    /// earlier reports told in like words.
    void tell_owned_later();

    /// The same marked words copied: one utterance, told as such, and not two acts that agree.
    [[nodiscard]] bool one_copied_quotation(const std::vector<std::uint32_t>& list) const;
    [[nodiscard]] bool copied_passage(std::uint32_t a, std::uint32_t b) const;

    /// Admitted, and called by another name in the same breath: "one had been open. It was a test, not a
    /// release."
    void tell_excuses();

    [[nodiscard]] bool in_title(std::uint32_t i) const;

    /// A headline that promises flatly what its own report ties to a condition.
    void tell_headlines();
    [[nodiscard]] bool named(EntityRef entity) const;
    /// "Landry Dossa", "“Tito” Dossa".
    [[nodiscard]] bool share_a_name(EntityRef a, EntityRef b) const;

    /// One party says no to a thing, and yes to it in a report that is surely later.
    void tell_turned(std::uint32_t a, std::uint32_t b);

    /// One party names other terms for the same thing.
    void tell_other_terms(std::uint32_t a, std::uint32_t b);
    /// What one side asks of another and that other refuses.
    void tell_refused(std::uint32_t a, std::uint32_t b);
    /// The sentence of a request says that nobody has answered it.
    [[nodiscard]] bool unanswered(std::uint32_t i) const;
    /// Another party's act, shortly before a refusal, that names what is refused; -1 for none.
    [[nodiscard]] std::int32_t answered_by(std::uint32_t refusal) const;

    /// One party that offers or asks for another amount later: 9 percent, then 14.
    void tell_other_amount(std::uint32_t a, std::uint32_t b);
    /// The one amount that an act names; -1 for none or several.
    [[nodiscard]] std::int32_t amount_in(std::uint32_t i) const;

    /// Later words that take an act further, or take a denial back.
    void tell_progress(std::uint32_t a, std::uint32_t b);

    /// Ready to do a thing in one report, still thinking of it in a later one.
    void tell_less(std::uint32_t a, std::uint32_t b);

    [[nodiscard]] std::string when(std::uint32_t i) const;
    [[nodiscard]] std::string words(std::uint32_t i, std::size_t most) const;
    /// Without marks and punctuation that hang on where a span was cut.
    static std::string bare(const std::string& words);
    [[nodiscard]] std::string subject(std::uint32_t i) const;

    const Evidence& evidence_;
    const std::vector<std::uint32_t>& utterance_;
    const std::vector<Act>& acts_;
    const std::vector<Item>& items_;
    Groups groups_;
    std::vector<TermSet> whats_;
    std::vector<std::int32_t> quotes_;  // for each act, the quotation around it
    std::set<std::pair<std::int32_t, std::int32_t>> harder_quotes_;
    struct Harder {
        std::uint32_t told = 0, retold = 0;
        std::string lost;
    };
    std::map<std::pair<std::uint32_t, ReportIndex>, std::vector<Harder>> harder_found_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> members_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> harder_, refused_, moved_, turned_, amounts_, less_;
    std::set<std::uint32_t> denied_;  // groups of accusations that a denial answers
    std::set<EntityRef> terms_told_;
    std::vector<Relation> out_;
};

}  // namespace sitrep::ledger
