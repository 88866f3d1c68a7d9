#include "extract/html_blocks.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace sitrep::extract {
namespace {

using html::kHidden;
using html::kLink;
using html::kStrong;

constexpr std::uint32_t kOffset = 2166136261U;
constexpr std::uint32_t kPrime = 16777619U;

/// Writes runs as clean text and counts while it writes. Without `kText` it counts alone, and ranges are
/// those of the text that came in.
template <bool kText>
class Writer {
  public:
    Writer(const html::Page& page, const CleanText& decoded, bool identity)
        : page_(page), decoded_(decoded), source_(decoded.text()), identity_(identity) {
        result_.words.reserve(page.source.size() / 24);
        result_.blocks.reserve(page.runs.size() / 2 + 1);
    }

    PageText run() {
        for (const html::Run& run : page_.runs) add(run);
        close_block();
        if (kText) result_.text = std::move(builder_).build();
        return std::move(result_);
    }

  private:
    void add(const html::Run& run) {
        const std::uint32_t inside = run.parent == html::kNoNode ? 0 : page_.nodes[run.parent].inside;
        if (run.block_before || run.line_breaks >= 2) close_block();
        if ((inside & (kHidden | html::kHead)) != 0) return;
        if (!open_) {
            open_block(run, inside);
        } else if (run.line_breaks == 1) {
            pending_ = Pending::line;
            pending_at_ = run.begin;
        } else if (run.space_before && pending_ == Pending::none) {
            pending_ = Pending::space;
            pending_at_ = run.begin;
        }
        in_link_ = (inside & kLink) != 0;
        in_strong_ = (inside & (kStrong | html::kHeading)) != 0;
        if (in_link_) ++block_.links;
        write(run.begin, run.end);
    }

    void open_block(const html::Run& run, std::uint32_t inside) {
        block_ = PageBlock{};
        block_.inner = run.parent;
        block_.inside = inside;
        block_.first_word = static_cast<std::uint32_t>(result_.words.size());
        block_.fingerprint = 1469598103934665603ULL;
        html::NodeIndex node = run.parent;
        while (node != html::kNoNode && !html::is_block(page_.nodes[node].tag))
            node = page_.nodes[node].parent;
        block_.node = node;
        open_ = true;
        fresh_ = true;
        pending_ = Pending::none;
    }

    void close_block() {
        if (!open_) return;
        close_word();
        open_ = false;
        if (fresh_) return;
        block_.range.end = kText ? builder_.size() : reached_;
        block_.source.end = source(reached_ - 1, reached_).end;
        block_.words = static_cast<std::uint32_t>(result_.words.size()) - block_.first_word;
        result_.blocks.push_back(block_);
    }

    /// First character of a block: the line break that parts it from the block before goes ahead of it.
    void begin_text(std::uint32_t at) {
        if (kText && builder_.size() > 0) builder_.replace({source(at), source(at)}, "\n");
        block_.range.begin = kText ? builder_.size() : at;
        block_.source.begin = source(at);
        fresh_ = false;
    }

    [[nodiscard]] std::uint32_t source(std::uint32_t at) const {
        return identity_ ? at : decoded_.source({at, at}).begin;
    }
    [[nodiscard]] Span source(std::uint32_t begin, std::uint32_t end) const {
        return identity_ ? Span{begin, end} : decoded_.source({begin, end});
    }

    void flush_space(std::uint32_t before) {
        if (fresh_) {
            begin_text(before);
        } else if (kText && pending_ != Pending::none) {
            const bool one_blank = pending_ == Pending::space && pending_at_ + 1 == before && identity_ &&
                                   source_[pending_at_] == ' ';
            if (one_blank) {
                builder_.copy(pending_at_, " ");
            } else {
                builder_.replace(source(std::min(pending_at_, before), before),
                                 pending_ == Pending::line ? "\n" : " ");
            }
        }
        pending_ = Pending::none;
    }

    void write(std::uint32_t begin, std::uint32_t end) {
        std::uint32_t at = begin;
        while (at < end) {
            const char c = source_[at];
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                close_word();
                if (!fresh_ && pending_ == Pending::none) {
                    pending_ = Pending::space;
                    pending_at_ = at;
                }
                ++at;
                continue;
            }
            flush_space(at);
            if (c == '&') {
                const html::Reference reference = html::reference_at(source_.substr(0, end), at);
                if (reference.size > 0) {
                    if (kText) builder_.replace(source(at, at + reference.length), reference.words());
                    count(reference.words());
                    at += reference.length;
                    reached_ = at;
                    continue;
                }
            }
            std::uint32_t stop = at + 1;
            while (stop < end && source_[stop] != ' ' && source_[stop] != '\n' && source_[stop] != '\t' &&
                   source_[stop] != '\r' && source_[stop] != '\f' && source_[stop] != '&')
                ++stop;
            if (kText) copy(at, stop);
            count(source_.substr(at, stop - at));
            at = stop;
            reached_ = at;
        }
    }

    void copy(std::uint32_t begin, std::uint32_t end) {
        if (identity_) {
            builder_.copy(begin, source_.substr(begin, end - begin));
            return;
        }
        for (std::uint32_t at = begin; at < end;) {
            const std::uint32_t size = std::max<std::uint32_t>(1, text::decode(source_, at).size);
            const Span span = decoded_.source({at, at + size});
            if (size == 1 && span.size() == 1) {
                builder_.copy(span.begin, source_.substr(at, 1));
            } else {
                builder_.replace(span, source_.substr(at, size));
            }
            at += size;
        }
    }

    void close_word() {
        if (word_ == 0) return;
        std::uint32_t hash = word_;
        if (hash == 0) hash = 1;
        result_.words.push_back(hash);
        block_.fingerprint = (block_.fingerprint ^ hash) * 1099511628211ULL;
        word_ = 0;
        unparted_ = 0;
    }

    /// Ends a word that no blank will end.
    void count_letter(char32_t letter) {
        const std::uint32_t most = letters_of_a_word(letter);
        if (most > 0 && ++unparted_ >= most) close_word();
    }

    void count(std::string_view piece) {
        for (std::size_t at = 0; at < piece.size();) {
            const auto byte = static_cast<unsigned char>(piece[at]);
            char32_t c = byte;
            std::uint32_t size = 1;
            bool letter = false, upper = false, digit = false;
            if (byte < 0x80) {
                upper = byte >= 'A' && byte <= 'Z';
                letter = upper || (byte >= 'a' && byte <= 'z');
                digit = byte >= '0' && byte <= '9';
                if (upper) c = byte + 32U;
            } else {
                const text::CodePoint point = text::decode(piece, at);
                size = std::max<std::uint32_t>(1, point.size);
                c = point.value;
                letter = text::is_letter(c);
                if (letter) {
                    const char32_t low = text::to_lower(c);
                    upper = low != c;
                    c = low;
                }
            }
            at += size;
            if (letter || digit) {
                if (word_ == 0) {
                    word_ = kOffset;
                    if (upper) ++block_.capitals;
                    if (digit) ++block_.digits;
                }
                word_ = (word_ ^ static_cast<std::uint32_t>(c)) * kPrime;
                ++block_.characters;
                if (in_link_) ++block_.link_characters;
                if (in_strong_) ++block_.strong_characters;
                block_.ends_sentence = false;
                if (byte >= 0x80 && letter) count_letter(c);
                continue;
            }
            close_word();
            count_mark(c);
        }
    }

    /// What stands between words.
    void count_mark(char32_t c) {
        switch (c) {
            case U',':
            case U'，':
            case U'、':
            case U'،':
                ++block_.commas;
                break;
            case U'.':
            case U'!':
            case U'?':
            case U'…':
            case U'。':
            case U'！':
            case U'？':
            case U'؟':
            case U'।':
            case U'۔':
                ++block_.stops;
                block_.ends_sentence = true;
                break;
            case U'"':
            case U'“':
            case U'”':
            case U'„':
            case U'«':
            case U'»':
                block_.quotes = true;
                break;
            case U'\'':
            case U'’':
            case U')':
            case U']':
                break;
            default:
                block_.ends_sentence = false;
                break;
        }
    }

    enum class Pending : std::uint8_t { none, space, line };
    const html::Page& page_;
    const CleanText& decoded_;
    std::string_view source_;
    bool identity_;
    CleanTextBuilder builder_;
    PageText result_;
    PageBlock block_;
    bool open_ = false, fresh_ = false, in_link_ = false, in_strong_ = false;
    Pending pending_ = Pending::none;
    std::uint32_t pending_at_ = 0;
    std::uint32_t reached_ = 0;  ///< offset after the last word or sign written
    std::uint32_t word_ = 0;
    std::uint32_t unparted_ = 0;  ///< letters of the open word, in scripts without blanks
};

}  // namespace

std::uint32_t word_hash(std::string_view lower_case) {
    WordHash hash;
    for (std::size_t at = 0; at < lower_case.size();) {
        const text::CodePoint c = text::decode(lower_case, at);
        hash.add(c.value);
        at += std::max<std::uint32_t>(1, c.size);
    }
    return hash.take();
}

PageText page_text(const html::Page& page, const CleanText& decoded, bool identity) {
    return Writer<true>(page, decoded, identity).run();
}

PageText counted_lines(const html::Page& page, const CleanText& text) {
    return Writer<false>(page, text, true).run();
}

}  // namespace sitrep::extract
