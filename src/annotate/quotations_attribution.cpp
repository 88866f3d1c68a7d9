#include "annotate/quotations_attribution.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace sitrep::annotate {
TokenRange inner_statement(const Reading& reading, const Attribution& a) {
    static constexpr std::array<std::string_view, 5> kLinking = {"was", "were", "is", "are", "be"};
    const std::uint32_t head = head_of(a);
    if (a.source.empty() || a.content.empty() || head < reading.sentence(a.cue.first).first + 2) return {};
    TokenRange words = a.content.front();
    const std::uint32_t link = a.cue.last;
    const bool links = link < reading.size() &&
                       std::find(kLinking.begin(), kLinking.end(), reading.word(link)) != kLinking.end();
    if (reading.word(head - 1) != "what" || !links || words.first > link + 1) return {};
    words.first = link + 1;
    for (std::uint32_t i = words.first; i < words.last; ++i) {
        if (reading.word(i) == "," && reading.segment_of[i] < 0) words.last = i;
    }
    return words;
}

namespace {

bool same_cue(const Attribution& a, const Attribution& b) { return a.cue.overlaps(b.cue); }

/// First attribution of a list in text order whose cue ends after `token`.
std::size_t from_token(const std::vector<Attribution>& list, std::uint32_t token) {
    const auto found = std::partition_point(list.begin(), list.end(),
                                            [&](const Attribution& a) { return a.cue.last <= token; });
    return static_cast<std::size_t>(found - list.begin());
}

/// A quoted segment without an attribution takes the tagger's where the tagger made the segment its content
/// or ends beside it.
void attach_tagged(const Reading& reading, const std::vector<Attribution>& tagged, AttributionReading& out) {
    for (SpokenSegment& spoken : out.spoken) {
        if (spoken.attribution >= 0 || spoken.carried_from >= 0) continue;
        const QuotedSegment& segment = reading.segments[spoken.segment];
        const std::uint32_t sentence = reading.sentence_of[segment.with_marks.first];
        const std::uint32_t floor = reading.tokens.sentences[sentence].first;
        for (std::size_t a = from_token(tagged, floor);
             a < tagged.size() && head_of(tagged[a]) <= segment.with_marks.last + 12; ++a) {
            if (tagged[a].source.empty()) continue;
            const bool mine =
                std::any_of(tagged[a].content.begin(), tagged[a].content.end(),
                            [&](const TokenRange& piece) { return piece.overlaps(segment.words); });
            if (!mine) continue;
            spoken.attribution = static_cast<std::int32_t>(out.attributions.size());
            out.attributions.push_back(tagged[a]);
            break;
        }
    }
}

/// Quoted segments become part of the content of the attribution beside them.
std::vector<Attribution> with_quotations(const Reading& reading, const AttributionReading& all,
                                         std::vector<Attribution> list) {
    for (std::size_t s = 0; s < all.spoken.size(); ++s) {
        if (all.spoken[s].fragment) continue;
        std::size_t at = s;
        while (all.spoken[at].attribution < 0 && all.spoken[at].carried_from >= 0)
            at = static_cast<std::size_t>(all.spoken[at].carried_from);
        if (all.spoken[at].attribution < 0) continue;
        const Attribution& beside = all.attributions[static_cast<std::size_t>(all.spoken[at].attribution)];
        const TokenRange words = reading.segments[all.spoken[s].segment].with_marks;
        const std::size_t found = from_token(list, beside.cue.first);
        const bool known = found < list.size() && same_cue(list[found], beside);
        // Whoever held the segment before gives it up.
        constexpr std::size_t kNeighbours = 16;
        const std::size_t first = found > kNeighbours ? found - kNeighbours : 0;
        for (std::size_t o = first; o < std::min(list.size(), found + kNeighbours); ++o) {
            if (known && o == found) continue;
            std::erase_if(list[o].content, [&](const TokenRange& piece) { return words.contains(piece); });
        }
        if (!known) {
            Attribution fresh = beside;
            fresh.content = {words};
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(found), fresh);
            continue;
        }
        std::vector<TokenRange>& content = list[found].content;
        const bool there = std::any_of(content.begin(), content.end(),
                                       [&](const TokenRange& piece) { return piece.overlaps(words); });
        if (!there) {
            content.push_back(words);
            std::sort(content.begin(), content.end());
        }
        if (list[found].source.empty()) list[found].source = beside.source;
    }
    return list;
}

/// Somebody else's words inside another's sentence, which the tagger's chain cannot tell apart, are a
/// statement of their own; whoever tells the sentence vouches for the words before the comma ahead of it.
void settle_inner_statements(const Reading& reading, const std::vector<Attribution>& rules,
                             std::vector<Attribution>& list) {
    for (const Attribution& rule : rules) {
        const TokenRange words = inner_statement(reading, rule);
        if (words.empty()) continue;
        const std::uint32_t head = head_of(rule);
        for (Attribution& other : list) {
            for (TokenRange& piece : other.content) {
                if (!piece.contains(rule.cue)) continue;
                std::uint32_t comma = head;
                while (comma > piece.first && (reading.word(comma) != "," || reading.segment_of[comma] >= 0))
                    --comma;
                if (comma > piece.first) piece.last = comma;
            }
        }
        const std::size_t at = from_token(list, rule.cue.first);
        if (at == list.size() || !same_cue(list[at], rule))
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), rule);
        list[at].source = rule.source;
        list[at].content = {words};
    }
}

/// «…, Interfax reported, quoting the duty doctor»: the words are those of whoever is quoted; the agency
/// passes them on.
void settle_relays(const Reading& reading, std::vector<Attribution>& rules) {
    for (std::size_t k = 0; k + 1 < rules.size(); ++k) {
        Attribution& told = rules[k];
        Attribution& relay = rules[k + 1];
        const std::string_view cue = reading.word(relay.cue.first);
        const std::uint32_t tail = tail_of(told);
        const bool follows = relay.cue.first == tail + 1 && reading.word(tail) == ",";
        if (!follows || (cue != "quoting" && cue != "citing") || relay.source.empty()) continue;
        if (told.content.empty()) continue;
        told.source = relay.source;
        relay.content.clear();
    }
}

/// Attributions of a list whose cue stands in the sentence or beside it; lists are short, and only those made
/// by rule or by the tagger stand in text order.
template <typename Fits>
TokenRange best_source(const std::vector<Attribution>& list, const Fits& cost) {
    constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t least = kNever;
    TokenRange source;
    for (const Attribution& a : list) {
        if (a.source.empty() || a.negated) continue;
        const std::uint32_t here = cost(a);
        if (here >= least) continue;
        least = here;
        source = a.source;
    }
    return source;
}

/// «Ann Brown: No money for 'pet projects'»: a headline that begins with whose words it gives.
TokenRange label_of_headline(const Reading& reading, std::uint32_t token) {
    constexpr std::uint32_t kLongest = 4;
    const Sentence& sentence = reading.sentence(token);
    std::uint32_t at = sentence.first;
    while (at < token && at < sentence.first + kLongest && reading.classes[at] == WordClass::name &&
           reading.tokens.tokens[at].capital)
        ++at;
    const bool labels = at > sentence.first && at < token && reading.word(at) == ":";
    return labels ? TokenRange{sentence.first, at} : TokenRange{};
}

/// The "as" that leads up to a fragment: «rated the plan as "false"», «hailed her as a "gift" and a "joy"»;
/// the fragment itself where there is none.
std::uint32_t as_before(const Reading& reading, TokenRange words) {
    constexpr std::uint32_t kBetween = 4;
    constexpr int kJoined = 4;  ///< fragments that one "as" may lead up to
    const std::uint32_t floor = reading.sentence(words.first).first;
    std::uint32_t from = words.first;
    for (int fragment = 0; fragment < kJoined; ++fragment) {
        std::uint32_t next = from;
        for (std::uint32_t back = 1; back <= kBetween && from > floor + back && next == from; ++back) {
            const std::uint32_t at = from - back;
            const std::string_view w = reading.word(at);
            if (w == "as") return at;
            const bool joined = (w == "and" || w == "or" || w == ",") && reading.segment_of[at - 1] >= 0;
            if (joined)
                next = reading.segments[static_cast<std::size_t>(reading.segment_of[at - 1])].words.first;
        }
        if (next >= from) break;
        from = next;
    }
    return words.first;
}

/// Whoever calls somebody so.
TokenRange caller(const Reading& reading, TokenRange words) {
    const std::uint32_t floor = reading.sentence(words.first).first;
    const std::uint32_t as = as_before(reading, words);
    for (std::uint32_t verb = as; as < words.first && verb > floor + 1; --verb) {
        if (reading.segment_of[verb - 1] >= 0) return {};
        const WordClass c = reading.classes[verb - 1];
        if (is_verb(c) && c != WordClass::auxiliary && c != WordClass::modal)
            return subject_of(reading, verb - 1, floor);
    }
    return {};
}

}  // namespace

TokenRange source_of(const Reading& reading, const AttributionReading& all, std::size_t segment) {
    constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t s = 0; s < all.spoken.size(); ++s) {
        if (all.spoken[s].segment != segment) continue;
        std::size_t at = s;
        while (all.spoken[at].attribution < 0 && all.spoken[at].carried_from >= 0)
            at = static_cast<std::size_t>(all.spoken[at].carried_from);
        if (all.spoken[at].attribution >= 0)
            return all.attributions[static_cast<std::size_t>(all.spoken[at].attribution)].source;
    }
    const TokenRange words = reading.segments[segment].words;
    const auto around = [&](const Attribution& a) {
        std::uint32_t shortest = kNever;
        for (const TokenRange& piece : a.content) {
            if (piece.contains(words)) shortest = std::min(shortest, piece.size());
        }
        return shortest;
    };
    const auto across = [&](const Attribution& a) {
        std::uint32_t shortest = kNever;
        for (const TokenRange& piece : a.content) {
            if (piece.overlaps(words)) shortest = std::min(shortest, piece.size());
        }
        return shortest;
    };
    const auto leads = [&](const Attribution& a) {
        const bool before =
            a.cue.last <= words.first && reading.sentence_of[a.cue.first] == reading.sentence_of[words.first];
        return before ? words.first - a.cue.last : kNever;
    };
    TokenRange source = best_source(all.merged, around);
    if (source.empty()) source = best_source(all.attributions, around);
    // A whole sentence in marks that nothing is said to hold may be anybody's.
    if (reading.segments[segment].role == SegmentRole::speech) return source;
    if (source.empty()) source = best_source(all.merged, across);
    if (source.empty()) source = caller(reading, words);
    if (source.empty()) source = best_source(all.merged, leads);
    if (source.empty()) source = best_source(all.attributions, leads);
    return source.empty() ? label_of_headline(reading, words.first) : source;
}

AttributionReading read_attributions(const Reading& reading, const AttributionModel& model) {
    AttributionReading out;
    const std::vector<Attribution> read = find_attributions(reading);
    std::vector<Attribution> rules = read;
    settle_inner_statements(reading, read, rules);
    settle_relays(reading, rules);
    out.labels = label_parts(reading, rules, model.nouns, model.attribution);
    out.tagged = link_parts(reading, out.labels);
    out.attributions = rules;
    out.spoken = attach_segments(reading, out.attributions);
    attach_tagged(reading, out.tagged, out);
    carry_speakers(reading, out.attributions, rules.size(), out.spoken);
    out.merged = with_quotations(reading, out, out.tagged);
    settle_inner_statements(reading, read, out.merged);
    return out;
}

}  // namespace sitrep::annotate
