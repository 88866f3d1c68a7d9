#include "brief/counterparts.hpp"

#include <algorithm>
#include <unordered_map>

#include "brief/items.hpp"

namespace sitrep::brief {
namespace {

constexpr std::size_t kNoSentence = SIZE_MAX;
constexpr std::size_t kCompared = 4'000'000;  // pairs of sentences of one report
constexpr double kSameReport = 0.3, kSameWords = 0.6;

std::vector<std::vector<std::string>> sentences_of(const Dossier& dossier) {
    std::vector<std::vector<std::string>> out(dossier.reports.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const AnnotatedReport& entry = dossier.reports[i];
        for (const Sentence& sentence : entry.tokens.sentences)
            out[i].push_back(padded_words(entry.report.text.words(sentence.range)));
    }
    return out;
}

/// Number of the sentence that holds the first byte of a place; kNoSentence if none does.
std::size_t sentence_at(const Dossier& dossier, const Place& place) {
    const AnnotatedReport& entry = dossier.reports[place.report];
    const std::uint32_t at = entry.report.text.range(place.span).begin;
    const std::uint32_t index = entry.tokens.sentence_at(at);
    const bool holds =
        index < entry.tokens.sentences.size() && entry.tokens.sentences[index].range.begin <= at;
    return holds ? index : kNoSentence;
}

Place place_of_sentence(const Dossier& dossier, ReportIndex report, std::size_t sentence) {
    const AnnotatedReport& entry = dossier.reports[report];
    return {report, entry.report.text.source(entry.tokens.sentences[sentence].range)};
}

std::size_t size_of(const Dossier& dossier, ItemRef::List list) {
    switch (list) {
        case ItemRef::List::figures:
            return dossier.figures.size();
        case ItemRef::List::acts:
            return dossier.acts.size();
        case ItemRef::List::quotes:
            return dossier.quotes.size();
    }
    return 0;
}

std::string file_name(std::string_view path) { return std::string(path.substr(path.find_last_of('/') + 1)); }

/// How many different sentences reports of two dossiers have in common, by their words.
class SharedSentences {
  public:
    using Words = std::vector<std::vector<std::string>>;  ///< of each report's sentences

    SharedSentences(const Words& then, const Words& now) : then_(ids_of(then)), now_(ids_of(now)) {
        holders_.resize(ids_.size());
        for (ReportIndex report = 0; report < now_.size(); ++report) {
            for (const std::uint32_t id : now_[report]) holders_[id].push_back(report);
        }
    }

    /// For each report of the later dossier which part of the shorter one's sentences the other has. Work:
    /// the reports that hold each of the sentences, once.
    [[nodiscard]] std::vector<double> parts(ReportIndex then) const {
        std::vector<double> out(now_.size(), 0.0);
        for (const std::uint32_t id : then_[then]) {
            for (const ReportIndex report : holders_[id]) out[report] += 1.0;
        }
        for (ReportIndex report = 0; report < out.size(); ++report) {
            const std::size_t least = std::min(then_[then].size(), now_[report].size());
            if (least > 0) out[report] /= static_cast<double>(least);
        }
        return out;
    }

  private:
    std::vector<std::vector<std::uint32_t>> ids_of(const Words& words) {
        std::vector<std::vector<std::uint32_t>> out;
        for (const auto& report : words) {
            std::set<std::uint32_t> own;
            for (const std::string& sentence : report)
                own.insert(ids_.emplace(sentence, static_cast<std::uint32_t>(ids_.size())).first->second);
            out.emplace_back(own.begin(), own.end());
        }
        return out;
    }

    std::unordered_map<std::string_view, std::uint32_t> ids_;
    std::vector<std::vector<std::uint32_t>> then_, now_;
    std::vector<std::vector<ReportIndex>> holders_;
};

}  // namespace

std::optional<Place> span_of_item(const Dossier& dossier, const ItemRef& item) {
    if (item.index >= size_of(dossier, item.list)) return std::nullopt;
    Place place;
    if (item.list == ItemRef::List::figures)
        place = {dossier.figures[item.index].report, dossier.figures[item.index].span};
    else if (item.list == ItemRef::List::acts)
        place = {dossier.acts[item.index].report, dossier.acts[item.index].span};
    else
        place = {dossier.quotes[item.index].report, dossier.quotes[item.index].span};
    return place.report < dossier.reports.size() ? std::optional(place) : std::nullopt;
}

Counterparts::Counterparts(const Reader& before, const Reader& now)
    : before_(before),
      now_(now),
      then_words_(sentences_of(before.dossier())),
      now_words_(sentences_of(now.dossier())),
      now_of_(before.size()),
      then_of_(now.size()),
      edited_(now.size(), false) {
    for (const auto& report : then_words_) all_then_.insert(report.begin(), report.end());
    for (const auto& report : now_words_) all_now_.insert(report.begin(), report.end());
    pair_reports();
    for (ReportIndex then = 0; then < now_of_.size(); ++then) {
        if (now_of_[then]) pair_sentences(then, *now_of_[then]);
    }
    pair_items();
}

bool Counterparts::share_a_report() const {
    return std::any_of(now_of_.begin(), now_of_.end(), [](const auto& now) { return now.has_value(); });
}

void Counterparts::pair_reports() {
    const auto document = [](const Reader& reader, ReportIndex report) -> const Document& {
        return reader.report(report).document;
    };
    const auto join = [&](ReportIndex then, ReportIndex now, bool is_edited) {
        now_of_[then] = now;
        then_of_[now] = then;
        edited_[now] = is_edited;
    };
    const SharedSentences sentences(then_words_, now_words_);
    /// Pairs what is left, each report of then with the first of now that has its key and shares enough.
    const auto pair_by = [&](auto key, bool is_edited, double enough, bool without_texts = false) {
        std::map<decltype(key(now_, ReportIndex{0})), std::vector<ReportIndex>> left;
        for (ReportIndex now = 0; now < now_.size(); ++now) {
            if (!then_of_[now]) left[key(now_, now)].push_back(now);
        }
        for (ReportIndex then = 0; then < before_.size(); ++then) {
            const auto found = now_of_[then] ? left.end() : left.find(key(before_, then));
            if (found == left.end()) continue;
            const auto parts = enough > 0.0 ? sentences.parts(then) : std::vector<double>();
            const auto passes = [&](ReportIndex now) {
                if (then_of_[now]) return false;
                return enough == 0.0 || parts[now] >= enough ||
                       (without_texts && (then_words_[then].empty() || now_words_[now].empty()));
            };
            const auto now = std::find_if(found->second.begin(), found->second.end(), passes);
            if (now != found->second.end()) join(then, *now, is_edited);
        }
    };
    const auto bytes = [&](const Reader& reader, ReportIndex report) {
        return std::pair(document(reader, report).sha256, document(reader, report).member.value_or(""));
    };
    const auto path = [&](const Reader& reader, ReportIndex report) {
        return std::pair(document(reader, report).path, document(reader, report).member.value_or(""));
    };
    const auto name = [&](const Reader& reader, ReportIndex report) {
        return std::pair(file_name(document(reader, report).path),
                         document(reader, report).member.value_or(""));
    };
    const auto outlet = [&](const Reader& reader, ReportIndex report) { return reader.outlet(report); };
    pair_by(bytes, false, 0.0);
    // A dossier without texts tells no more than the path.
    pair_by(path, true, kSameReport, true);
    pair_by(name, true, kSameReport);
    pair_by(outlet, true, kSameWords);
}

void Counterparts::pair_sentences(ReportIndex then, ReportIndex now) {
    std::map<std::string_view, std::vector<std::size_t>> left;
    const auto &old_words = then_words_[then], &new_words = now_words_[now];
    for (std::size_t i = new_words.size(); i > 0; --i) left[new_words[i - 1]].push_back(i - 1);
    std::vector<std::size_t> left_then;
    std::vector<bool> taken(new_words.size(), false);
    for (std::size_t i = 0; i < old_words.size(); ++i) {
        const auto found = left.find(old_words[i]);
        if (found == left.end() || found->second.empty()) {
            left_then.push_back(i);
            continue;
        }
        sentence_now_.emplace(std::pair(then, i), found->second.back());
        taken[found->second.back()] = true;
        found->second.pop_back();
    }
    std::vector<std::size_t> left_now;
    for (std::size_t i = 0; i < new_words.size(); ++i) {
        if (!taken[i]) left_now.push_back(i);
    }
    if (left_then.size() * left_now.size() <= kCompared) pair_edited(then, now, left_then, left_now);
}

void Counterparts::pair_edited(ReportIndex then, ReportIndex now, const std::vector<std::size_t>& left_then,
                               const std::vector<std::size_t>& left_now) {
    std::vector<std::set<std::string>> words;
    for (const std::size_t i : left_now) words.push_back(content_words(now_words_[now][i], 1));
    std::vector<bool> taken(left_now.size(), false);
    for (const std::size_t i : left_then) {
        const auto own = content_words(then_words_[then][i], 1);
        double best = kSameWords;
        std::size_t at = kNoSentence;
        for (std::size_t k = 0; k < left_now.size(); ++k) {
            const std::size_t most = std::max(own.size(), words[k].size());
            if (taken[k] || most == 0) continue;
            const double likeness =
                static_cast<double>(common_words(own, words[k])) / static_cast<double>(most);
            if (likeness < best || (likeness == best && at != kNoSentence)) continue;
            best = likeness;
            at = k;
        }
        if (at == kNoSentence) continue;
        taken[at] = true;
        sentence_now_.emplace(std::pair(then, i), left_now[at]);
        edited_now_.emplace(now, left_now[at]);
        edited_sentences_.push_back({place_of_sentence(before_.dossier(), then, i),
                                     place_of_sentence(now_.dossier(), now, left_now[at])});
    }
}

void Counterparts::pair_items() {
    for (const ItemRef::List list : {ItemRef::List::figures, ItemRef::List::acts, ItemRef::List::quotes})
        pair_list(list);
}

void Counterparts::pair_list(ItemRef::List list) {
    const Dossier &before = before_.dossier(), &now = now_.dossier();
    using Group = std::pair<ReportIndex, std::size_t>;  // report and sentence now
    std::map<Group, std::vector<std::uint32_t>> there;
    // Without recorded texts there are no sentences: the words of the items have to do.
    const auto by_report_alone = [&](ReportIndex then, ReportIndex report) {
        return then_words_[then].empty() || now_words_[report].empty();
    };
    for (std::uint32_t i = 0; i < size_of(now, list); ++i) {
        const auto place = span_of_item(now, {list, i});
        if (!place || !then_of_[place->report]) continue;
        const bool alone = by_report_alone(*then_of_[place->report], place->report);
        there[{place->report, alone ? kNoSentence : sentence_at(now, *place)}].push_back(i);
    }
    std::map<Group, std::vector<std::uint32_t>> here;
    for (std::uint32_t i = 0; i < size_of(before, list); ++i) {
        const auto place = span_of_item(before, {list, i});
        if (!place || !now_of_[place->report]) continue;
        const ReportIndex report = *now_of_[place->report];
        std::size_t sentence = kNoSentence;
        if (!by_report_alone(place->report, report)) {
            const std::size_t own = sentence_at(before, *place);
            const auto same = sentence_now_.find({place->report, own});
            if (own != kNoSentence && same == sentence_now_.end()) continue;
            if (same != sentence_now_.end()) sentence = same->second;
        }
        here[{report, sentence}].push_back(i);
    }
    for (const auto& [group, olds] : here) {
        const auto found = there.find(group);
        if (found != there.end()) pair_group(list, olds, found->second, group.second != kNoSentence);
    }
}

void Counterparts::pair_group(ItemRef::List list, const std::vector<std::uint32_t>& olds,
                              const std::vector<std::uint32_t>& news, bool one_sentence) {
    const auto words = [&](const Reader& reader, std::uint32_t i) {
        return padded_words(reader.words(*span_of_item(reader.dossier(), {list, i})));
    };
    std::map<std::string, std::vector<std::uint32_t>> left;
    for (auto i = news.rbegin(); i != news.rend(); ++i) left[words(now_, *i)].push_back(*i);
    std::vector<std::uint32_t> unpaired;
    const auto join = [&](std::uint32_t then, std::uint32_t other) {
        item_now_.emplace(ItemRef{list, then}, ItemRef{list, other});
        known_now_.insert({list, other});
    };
    for (const std::uint32_t old : olds) {
        const auto same = left.find(words(before_, old));
        if (same == left.end() || same->second.empty()) {
            unpaired.push_back(old);
            continue;
        }
        join(old, same->second.back());
        same->second.pop_back();
    }
    if (!one_sentence) return;
    auto next = unpaired.begin();
    for (const std::uint32_t other : news) {
        if (next == unpaired.end()) break;
        if (known_now_.count({list, other}) == 0) join(*next++, other);
    }
}

std::optional<ItemRef> Counterparts::now_of(const ItemRef& then) const {
    const auto found = item_now_.find(then);
    return found == item_now_.end() ? std::nullopt : std::optional(found->second);
}

bool Counterparts::is_news(const ItemRef& now) const {
    if (known_now_.count(now) == 0) return true;
    const auto place = span_of_item(now_.dossier(), now);
    return place && edited_now_.count({place->report, sentence_at(now_.dossier(), *place)}) > 0;
}

bool Counterparts::is_news(const Place& now) const {
    if (now.report >= now_.size()) return false;
    return edited_now_.count({now.report, sentence_at(now_.dossier(), now)}) > 0 || !stood_before(now);
}

bool Counterparts::stood_before(const Place& now) const {
    if (now.report >= now_.size()) return false;
    const std::size_t sentence = sentence_at(now_.dossier(), now);
    if (sentence == kNoSentence) return then_of_[now.report].has_value();
    const auto known = then_of_[now.report];
    if (known && then_words_[*known].empty()) return !edited_[now.report];
    return all_then_.count(now_words_[now.report][sentence]) > 0;
}

bool Counterparts::still_stands(const Place& then) const {
    if (then.report >= before_.size()) return false;
    const std::size_t sentence = sentence_at(before_.dossier(), then);
    if (sentence == kNoSentence) return now_of_[then.report].has_value();
    return all_now_.count(then_words_[then.report][sentence]) > 0;
}

}  // namespace sitrep::brief
