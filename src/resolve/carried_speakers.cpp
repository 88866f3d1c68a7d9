#include "resolve/carried_speakers.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.hpp"

namespace sitrep::resolve {
namespace {

/// Sentences of the words, folded, letters and digits only with blanks between words; those of fewer than
/// four words are left out: anybody may say them.
std::vector<std::string> sentences_of(std::string_view words) {
    constexpr std::size_t kFewestBlanks = 3;
    std::vector<std::string> sentences;
    std::string now;
    const auto close = [&] {
        while (!now.empty() && now.back() == ' ') now.pop_back();
        if (static_cast<std::size_t>(std::count(now.begin(), now.end(), ' ')) >= kFewestBlanks)
            sentences.push_back(now);
        now.clear();
    };
    for (const char c : text::folded(words)) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
        if (letter) now += c;
        if (c == ' ' && !now.empty() && now.back() != ' ') now += ' ';
        if (c == '.' || c == '!' || c == '?') close();
    }
    close();
    return sentences;
}

class Settler {
  public:
    explicit Settler(Dossier& dossier) : dossier_(dossier) {}

    void run() {
        for (std::size_t q = 0; q < dossier_.quotes.size(); ++q) {
            const Quotation& quote = dossier_.quotes[q];
            if (quote.kind != QuotationKind::direct || !quote.cue_span || quote.speaker.entity == kNoEntity)
                continue;
            for (std::string& sentence : sentences_of(words(quote))) given_[std::move(sentence)].push_back(q);
        }
        for (std::size_t q = 0; q < dossier_.quotes.size(); ++q) {
            const EntityRef was = dossier_.quotes[q].speaker.entity;
            if (is_carried(q)) settle(dossier_.quotes[q]);
            if (dossier_.quotes[q].speaker.entity != was) take_from(was, dossier_.quotes[q]);
        }
    }

  private:
    [[nodiscard]] std::string_view words(const Quotation& quote) const {
        return dossier_.reports[quote.report].report.words(quote.span);
    }

    /// What the words do and count is not that speaker's either. Looks at the marks of the report alone.
    void take_from(EntityRef was, const Quotation& quote) const {
        const auto of_report = [&](auto& marks) {
            const auto first = std::partition_point(
                marks.begin(), marks.end(), [&](const auto& mark) { return mark.report < quote.report; });
            return std::span(first, std::partition_point(first, marks.end(), [&](const auto& mark) {
                                 return mark.report == quote.report;
                             }));
        };
        for (Act& act : of_report(dossier_.acts)) {
            if (quote.span.contains(act.span) && act.actor == was) act.actor = kNoEntity;
        }
        for (Figure& figure : of_report(dossier_.figures)) {
            if (quote.span.contains(figure.span) && figure.holder.entity == was) figure.holder = Source{};
        }
    }

    /// No cue stands beside it, and the words that name its speaker stand beside a quotation before it.
    [[nodiscard]] bool is_carried(std::size_t q) const {
        const Quotation& quote = dossier_.quotes[q];
        if (quote.kind != QuotationKind::direct || quote.cue_span || !quote.speaker.span) return false;
        for (std::size_t before = q; before-- > 0 && dossier_.quotes[before].report == quote.report;) {
            const Quotation& earlier = dossier_.quotes[before];
            if (earlier.cue_span && earlier.speaker.span == quote.speaker.span) return true;
        }
        return false;
    }

    /// One entity, or two of one surname, whom only their spelling keeps apart.
    [[nodiscard]] bool same_speaker(EntityRef a, EntityRef b) const {
        if (a == b) return true;
        const auto surname = [&](EntityRef ref) {
            const std::string name = text::folded(dossier_.entities[static_cast<std::size_t>(ref)].name);
            return name.substr(name.rfind(' ') + 1);
        };
        return surname(a) == surname(b);
    }

    void settle(Quotation& quote) const {
        if (quote.speaker.entity == kNoEntity) return;
        const Quotation* other = nullptr;
        for (const std::string& sentence : sentences_of(words(quote))) {
            const auto found = given_.find(sentence);
            if (found == given_.end()) continue;
            for (const std::size_t q : found->second) {
                const Quotation& given = dossier_.quotes[q];
                if (given.report == quote.report) continue;
                if (same_speaker(given.speaker.entity, quote.speaker.entity)) return;
                if (other == nullptr) other = &given;
            }
        }
        if (other == nullptr) return;
        quote.speaker = Source{};
        quote.addressee = kNoEntity;
        quote.addressee_span.reset();
        quote.when = -1;
        quote.where.reset();
        quote.where_entity = kNoEntity;
        quote.why = "no source or cue stands beside it; another report gives the words to " +
                    dossier_.entities[static_cast<std::size_t>(other->speaker.entity)].name;
    }

    Dossier& dossier_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> given_;
};

}  // namespace

void settle_carried_speakers(Dossier& dossier) { Settler(dossier).run(); }

}  // namespace sitrep::resolve
