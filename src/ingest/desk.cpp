#include "ingest/desk.hpp"

#include <algorithm>
#include <cstring>

#include "ingest/sniff.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

constexpr std::uint64_t kProgressStep = 4U << 20U;
constexpr std::size_t kNamesKept = 1U << 16U;

std::string display(const Address& address) {
    return address.member.empty() ? address.path : address.path + " > " + address.member;
}

/// Beginning and length of the first line longer than `limit`.
std::optional<std::pair<std::size_t, std::size_t>> long_line(std::string_view bytes, std::uint64_t limit) {
    if (bytes.size() <= limit) return std::nullopt;
    std::size_t begin = 0;
    while (begin < bytes.size()) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
        if (end - begin > limit) return std::pair{begin, end - begin};
        begin = end + 1;
    }
    return std::nullopt;
}

}  // namespace

std::string bytes_in_words(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

Address Address::inside(std::string_view step, std::string_view how) const {
    Address inner = *this;
    if (!step.empty()) inner.member.append(member.empty() ? "" : " > ").append(step);
    if (!how.empty()) inner.decoded.append(decoded.empty() ? "" : "+").append(how);
    inner.name = step;
    inner.charset.clear();
    return inner;
}

void Address::claim(ClaimKind kind, std::string_view value, std::string_view provenance, double confidence) {
    const std::string_view trimmed = text::trimmed(value);
    if (trimmed.empty() || text::first_invalid_utf8(trimmed)) return;
    claims.push_back({kind, std::string(trimmed), std::string(provenance), confidence, std::nullopt});
}

void Desk::leave_out(const Address& address, Reason reason, std::string what, std::string mend,
                     std::optional<std::uint64_t> offset) {
    ++tally_.seen;
    ++tally_.by_reason[static_cast<std::size_t>(reason)];
    if (!sink_.skip) return;
    Skip skip;
    skip.reason = reason;
    if (!address.member.empty()) {
        skip.member = address.member;
        what = address.member + ": " + what;
    }
    skip.error = {address.path, offset, std::move(what), std::move(mend)};
    sink_.skip(skip);
}

void Desk::pass_over(Reason reason, std::uint64_t times) {
    tally_.seen += times;
    tally_.by_reason[static_cast<std::size_t>(reason)] += times;
}

bool Desk::too_old(const std::vector<Claim>& claims) const {
    if (!options_.since) return false;
    return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
        if (claim.kind != ClaimKind::published && claim.kind != ClaimKind::fetched) return false;
        const auto day = Day::parse(claim.value);
        return day && *day < *options_.since;
    });
}

std::optional<std::string> Desk::had_before(const std::string& sha256, const Address& address) {
    const auto half = [&](std::size_t at) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 16; ++i) {
            const char c = sha256[at + i];
            value = value << 4U | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return value;
    };
    const Fingerprint print{half(0), half(16)};
    const auto [at, is_new] =
        seen_.try_emplace(print, static_cast<std::uint32_t>(std::min(first_names_.size(), kNamesKept)));
    if (!is_new) return at->second < first_names_.size() ? first_names_[at->second] : std::string();
    if (first_names_.size() < kNamesKept) first_names_.push_back(display(address));
    if (latest_.size() < options_.remembered) {
        latest_.push_back(print);
    } else if (!latest_.empty()) {
        seen_.erase(latest_[oldest_]);
        latest_[oldest_] = print;
        oldest_ = (oldest_ + 1) % latest_.size();
    }
    return std::nullopt;
}

bool Desk::fit_to_read(const Address& address, MediaType media, std::string_view bytes) {
    if (text::trimmed(bytes.substr(0, std::min<std::size_t>(bytes.size(), 1U << 16U))).empty() &&
        bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos) {
        leave_out(address, Reason::empty, bytes.empty() ? "is empty" : "holds nothing but white space",
                  "give a file with text in it");
        return false;
    }
    if (const auto at = first_byte_of_no_text(bytes, media != MediaType::html)) {
        leave_out(address, Reason::not_text, "is no text",
                  "give text, HTML or one of the containers that `sitrep ingest --help` names", at);
        return false;
    }
    if (media == MediaType::html) return true;
    if (const auto line = long_line(bytes, limits().line_bytes)) {
        leave_out(address, Reason::long_line,
                  "has a line of " + bytes_in_words(line->second) + "; a line may have " +
                      std::to_string(limits().line_bytes),
                  "break the text into lines", line->first);
        return false;
    }
    return true;
}

void Desk::hand_over(Address address, Kind kind, MediaType media, std::string bytes) {
    if (!open()) return;
    if (address.member.empty() &&
        !address.decoded.empty()) {  // one file in a compressor has no name of its own
        address.member = address.name.substr(address.name.rfind('/') + 1);
        if (address.member.empty()) address.member = "content";
    }
    if (wanted && !wanted(address)) return;
    if (bytes.size() > limits().file_bytes) {
        leave_out(address, Reason::too_large,
                  "has " + bytes_in_words(bytes.size()) + "; a report may have " +
                      std::to_string(limits().file_bytes),
                  "split it");
        return;
    }
    if (!fit_to_read(address, media, bytes)) return;
    if (too_old(address.claims)) return pass_over(Reason::before_since);
    Document document;
    document.sha256 = text::sha256_hex(bytes);
    if (!options_.identical_twice) {
        if (const auto first = had_before(document.sha256, address)) {
            if (*first == display(address)) return pass_over(Reason::given_twice);
            leave_out(address, Reason::identical,
                      first->empty() ? "has the same bytes as an item before it"
                                     : "has the same bytes as " + *first,
                      "nothing is lost: it is read once");
            return;
        }
    }
    if (address.charset.empty()) address.charset = wide_charset(bytes);
    ++tally_.seen;
    ++tally_.handed_over;
    ++tally_.by_kind[static_cast<std::size_t>(kind)];
    tally_.bytes_handed_over += bytes.size();
    document.path = std::move(address.path);
    if (!address.member.empty()) document.member = std::move(address.member);
    document.decoded = address.decoded.empty() ? "none" : std::move(address.decoded);
    document.bytes = std::make_shared<const std::string>(std::move(bytes));
    if (document.member) document.container_sha256 = std::move(address.container_sha256);
    document.media = media;
    document.charset = std::move(address.charset);
    document.claims = std::move(address.claims);
    if (!sink_.document(std::move(document)) || tally_.handed_over == options_.limit) tally_.stopped = true;
}

void Desk::count_read(std::uint64_t bytes, std::string_view path) {
    tally_.bytes_read += bytes;
    budget.in += bytes;
    if (!options_.progress || tally_.bytes_read < next_progress_) return;
    next_progress_ = tally_.bytes_read + kProgressStep;
    options_.progress({tally_.bytes_read, tally_.seen, path});
}

}  // namespace sitrep::ingest
