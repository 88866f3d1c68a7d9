#include "extract/html_report.hpp"

#include <algorithm>
#include <set>

#include "extract/cues.hpp"
#include "extract/walls.hpp"
#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using html::kNoNode;
using html::NodeIndex;
using html::Tag;

constexpr std::uint32_t kMostAppealWords = 80;

const Claim* best_claim(const std::vector<Claim>& claims, ClaimKind kind) {
    const Claim* best = nullptr;
    for (const Claim& claim : claims) {
        if (claim.kind == kind && (best == nullptr || claim.confidence > best->confidence)) best = &claim;
    }
    return best;
}

/// "Headline | Outlet" without the outlet, where the page names it or a shorter claim agrees with the rest.
std::string without_outlet(const std::string& title, std::string_view outlet) {
    for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "}) {
        const std::size_t at = title.rfind(mark);
        if (at == std::string::npos || at < 8) continue;
        const std::string tail = text::folded(title.substr(at + mark.size()));
        const std::string name = text::folded(outlet);
        if (!name.empty() &&
            (tail == name || tail.find(name) != std::string::npos || name.find(tail) != std::string::npos))
            return title.substr(0, at);
        if (mark == " | " && tail.size() < 30) return title.substr(0, at);
    }
    return title;
}

/// The best title, with the outlet's name cut off.
std::string choose_title(const std::vector<Claim>& claims, const PageMetadata& metadata) {
    const Claim* outlet = best_claim(claims, ClaimKind::outlet);
    const std::string_view name = outlet == nullptr ? std::string_view() : std::string_view(outlet->value);
    const Claim* title = best_claim(claims, ClaimKind::title);
    const std::string best = title == nullptr ? metadata.title_element : title->value;
    return without_outlet(best, name);
}

BlockKind kind_of_rest(const PageBlock& block) {
    return (block.inside & html::kFigure) != 0 ? BlockKind::caption : BlockKind::other;
}

/// Chosen blocks that ask for money in their own words, and those that stand in one container with such a
/// block if the container's class says what it is for and something of the article remains outside.
std::vector<bool> appeals(const ReadPage& read, const std::vector<bool>& chosen, const Lexicon& lexicon) {
    constexpr int kLevels = 12;
    constexpr std::uint32_t kLeastOutside = 30;
    const auto& blocks = read.text.blocks;
    std::vector<bool> found(chosen.size());
    std::set<NodeIndex> containers;
    std::vector<std::uint32_t> keys;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i] || blocks[i].words < 4 || blocks[i].words > kMostAppealWords) continue;
        found[i] = is_appeal(read.text.text.words(blocks[i].range), lexicon);
        NodeIndex node = found[i] ? blocks[i].inner : kNoNode;
        for (int level = 0; node != kNoNode && level < kLevels;
             node = read.page.nodes[node].parent, ++level) {
            keys.clear();
            class_keys(read.page, node, keys);
            if (std::any_of(keys.begin(), keys.end(), [&](std::uint32_t key) {
                    return std::binary_search(lexicon.appeal_keys.begin(), lexicon.appeal_keys.end(), key);
                }))
                containers.insert(node);
        }
    }
    if (containers.empty()) return found;
    std::vector<bool> inside = found;
    std::uint32_t outside = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i]) continue;
        for (NodeIndex node = blocks[i].inner; node != kNoNode && !inside[i];
             node = read.page.nodes[node].parent)
            inside[i] = containers.contains(node);
        if (!inside[i]) outside += blocks[i].words;
    }
    return outside >= kLeastOutside ? inside : found;
}

class ReportBuilder {
  public:
    ReportBuilder(Report& report, const ReadPage& read, const std::vector<bool>& chosen,
                  const Lexicon& lexicon)
        : report_(report),
          read_(read),
          chosen_(chosen),
          appeals_(appeals(read, chosen, lexicon)),
          lexicon_(lexicon) {}

    void run() {
        report_.text = read_.text.text;
        const std::string wanted = choose_title(report_.claims, read_.metadata);
        const std::string folded_title = text::folded(wanted);
        const std::size_t title_words = wanted.size() > 1000 ? 0 : hashed_words(wanted).size();
        const auto& blocks = read_.text.blocks;
        const std::size_t first =
            static_cast<std::size_t>(std::find(chosen_.begin(), chosen_.end(), true) - chosen_.begin());
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const PageBlock& block = blocks[i];
            // Words are counted first: folding every block would cost more than the rest of this loop.
            const bool headline = !folded_title.empty() && block.words >= 2 && block.words == title_words &&
                                  text::folded(words(block)) == folded_title;
            if (headline && (!titled_ || i <= first)) {
                add(block.range, titled_ ? BlockKind::headline_repeat : BlockKind::title);
                if (!titled_)
                    report_.title = LabelledText{std::string(words(block)), report_.text.source(block.range)};
                titled_ = true;
            } else if (chosen_[i]) {
                if (appeals_[i]) {
                    add(block.range, BlockKind::other);
                } else if (!credit_or_promotion(block)) {
                    body(block);
                }
            } else {
                add(block.range, kind_of_rest(block));
            }
        }
        if (!report_.title && !wanted.empty()) report_.title = LabelledText{wanted, std::nullopt};
        if (const Claim* outlet = best_claim(report_.claims, ClaimKind::outlet))
            report_.outlet = LabelledText{outlet->value, std::nullopt};
    }

  private:
    [[nodiscard]] std::string_view words(const PageBlock& block) const {
        return read_.text.text.words(block.range);
    }

    /// What its own words give away as furniture inside the article: credits, promoted links.
    bool credit_or_promotion(const PageBlock& block) {
        if (block.words == 0 || block.words > 25) return false;
        const Line line = shape(report_.text.text(), block.range);
        std::optional<BlockKind> kind;
        if (const auto verdict = judge(report_.text.text(), line, lexicon_);
            verdict && verdict->kind != BlockKind::label && verdict->kind != BlockKind::dateline &&
            !verdict->author) {
            kind = verdict->kind;
        } else if (ends_in_credit(line, lexicon_)) {
            kind = BlockKind::caption;
        }
        if (!kind) return false;
        add(block.range, *kind);
        return true;
    }

    void body(const PageBlock& block) {
        const Tag tag = block.node == kNoNode ? Tag::unknown : read_.page.nodes[block.node].tag;
        const bool heading = tag >= Tag::h1 && tag <= Tag::h6;
        TextRange range = block.range;
        if (heading && block.words <= 20) {
            add(range, BlockKind::crosshead, BlockLayout::bold);
            return;
        }
        if (const auto dateline = opening_dateline(report_.text.text(), range, !begun_, lexicon_);
            dateline && dateline->range.end < range.end) {
            add(dateline->range, BlockKind::dateline);
            range.begin = dateline->range.end;
        }
        begun_ = true;
        add(range, BlockKind::body, layout_of(block));
    }

    [[nodiscard]] static BlockLayout layout_of(const PageBlock& block) {
        if ((block.inside & html::kQuote) != 0) return BlockLayout::set_in;
        const bool bold = block.characters > 0 && block.strong_characters == block.characters;
        return bold ? BlockLayout::bold : BlockLayout::running;
    }

    /// Furniture in a row is one block; everything else stands alone.
    void add(TextRange range, BlockKind kind, BlockLayout layout = BlockLayout::running) {
        const std::string_view trimmed = text::trimmed(report_.text.words(range));
        if (trimmed.empty()) return;
        const auto begin = static_cast<std::uint32_t>(trimmed.data() - report_.text.text().data());
        range = {begin, begin + static_cast<std::uint32_t>(trimmed.size())};
        if (kind == BlockKind::other && !report_.blocks.empty() && report_.blocks.back().kind == kind) {
            Block& last = report_.blocks.back();
            last.range.end = range.end;
            last.span = report_.text.source(last.range);
            return;
        }
        report_.blocks.push_back({range, report_.text.source(range), kind, layout});
    }

    Report& report_;
    const ReadPage& read_;
    const std::vector<bool>& chosen_;
    const std::vector<bool> appeals_;
    const Lexicon& lexicon_;
    bool titled_ = false, begun_ = false;
};

/// Blocks of a cookie wall are no article, and their words no headline.
void leave_wall_out(ReadPage& read, const std::vector<bool>& wall, std::vector<bool>& chosen) {
    for (std::size_t i = 0; i < wall.size(); ++i) {
        if (!wall[i]) continue;
        chosen[i] = false;
        const Span span = read.text.text.source(read.text.blocks[i].range);
        std::erase_if(read.metadata.claims, [&](const Claim& claim) {
            return claim.kind == ClaimKind::title && claim.span && *claim.span == span;
        });
    }
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
    std::string head(bytes.substr(0, 4096));
    for (char& c : head) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    for (std::size_t at = head.find("charset"); at != std::string::npos; at = head.find("charset", at + 7)) {
        std::size_t next = at + 7;
        while (next < head.size() &&
               (head[next] == ' ' || head[next] == '=' || head[next] == '"' || head[next] == '\''))
            ++next;
        std::size_t end = next;
        while (end < head.size() && end - next < 40 &&
               ((head[end] >= 'a' && head[end] <= 'z') || (head[end] >= '0' && head[end] <= '9') ||
                head[end] == '-' || head[end] == '_'))
            ++end;
        if (end > next) return head.substr(next, end - next);
    }
    return {};
}

std::vector<std::uint32_t> hashed_words(std::string_view text) {
    std::vector<std::uint32_t> words;
    words.reserve(text.size() / 6);
    WordHash hash;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::decode(text, at);
        at += std::max<std::uint32_t>(1, c.size);
        if (text::is_letter(c.value) || text::is_digit(c.value)) {
            hash.add(text::to_lower(c.value));
            if (hash.full(c.value)) words.push_back(hash.take());
        } else if (hash.begun()) {
            words.push_back(hash.take());
        }
    }
    if (hash.begun()) words.push_back(hash.take());
    return words;
}

void read_page(const Document& document, const Lexicon& lexicon, ReadPage& read) {
    read.decoded = decode_text(document, declared_charset(*document.bytes));
    html::parse(read.decoded.text.text(), read.page);
    read.text = page_text(read.page, read.decoded.text, read.decoded.identity);
    read.metadata = read_metadata(read.page, lexicon);
    if (!read.decoded.identity) {
        for (Claim& claim : read.metadata.claims) {
            if (claim.span)
                claim.span = read.decoded.text.source(TextRange{claim.span->begin, claim.span->end});
        }
    }
    read.title_words = hashed_words(read.metadata.best_title);
    read.description_words = hashed_words(read.metadata.description);
    read.stated_body_words = hashed_words(read.metadata.stated_body);
}

void build_report(Report& report, const ReadPage& read, const std::vector<bool>& chosen,
                  const Lexicon& lexicon) {
    ReportBuilder(report, read, chosen, lexicon).run();
}

void read_html(Report& report, const Lexicon& lexicon, const BodyModel& model) {
    thread_local ReadPage read;
    read_page(report.document, lexicon, read);
    const Claim* url = best_claim(report.document.claims, ClaimKind::url);
    add_text_claims(read.page, read.text, url == nullptr ? std::string_view() : std::string_view(url->value),
                    lexicon, read.metadata);
    const Scores scores = score_blocks(read.page, read.text, read.context(), model);
    std::vector<bool> chosen =
        choose_blocks(read.page, read.text, scores, model.threshold, lexicon.furniture_keys);
    Wall wall = find_wall(read.page, read.text, chosen, read.metadata.paywall, lexicon);
    if (!wall.consent.empty()) leave_wall_out(read, wall.consent, chosen);
    report.claims.insert(report.claims.end(), read.metadata.claims.begin(), read.metadata.claims.end());
    if (!read.metadata.title_element.empty())
        report.claims.push_back(
            {ClaimKind::title, read.metadata.title_element, "title element", 0.5, std::nullopt});
    if (!read.decoded.notice.empty()) report.notices.push_back(read.decoded.notice);
    report.notices.insert(report.notices.end(), read.metadata.notices.begin(), read.metadata.notices.end());
    if (!wall.notice.empty()) report.notices.push_back(std::move(wall.notice));
    build_report(report, read, chosen, lexicon);
}

}  // namespace sitrep::extract
