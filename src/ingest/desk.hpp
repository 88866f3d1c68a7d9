/// @file desk.hpp
/// @brief The desk every item passes: checked, fingerprinted, compared with what came before, handed over or
/// left out; and counted either way.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/ingest.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// Which item this is and what its containers say about it.
struct Address {
    std::string path;     ///< as given
    std::string member;   ///< steps joined by " > "; empty: the file itself
    std::string decoded;  ///< steps joined by "+"; empty: none
    std::string name;     ///< of the innermost file, for sniff()
    std::optional<std::string> container_sha256;
    std::vector<Claim> claims;
    std::string charset;
    std::uint32_t nesting = 0;
    bool named = false;  ///< by the user, not found in a folder

    /// The item `step` in this one, which came out by `how` (empty: nothing was decoded).
    [[nodiscard]] Address inside(std::string_view step, std::string_view how) const;
    void claim(ClaimKind kind, std::string_view value, std::string_view provenance, double confidence);
};

class Desk {
  public:
    Desk(const Options& options, const Sink& sink) : options_(options), sink_(sink) {}

    /// False once nothing more is wanted.
    [[nodiscard]] bool open() const { return !tally_.stopped; }
    void hand_over(Address address, Kind kind, MediaType media, std::string bytes);
    void leave_out(const Address& address, Reason reason, std::string what, std::string mend,
                   std::optional<std::uint64_t> offset = std::nullopt);
    void leave_out(const Address& address, const SourceFault& fault,
                   std::optional<std::uint64_t> offset = std::nullopt) {
        leave_out(address, fault.reason, fault.what, fault.mend, offset);
    }
    void pass_over(Reason reason, std::uint64_t times = 1);
    /// True if `published` or `fetched` among the claims lies before `--since`.
    [[nodiscard]] bool too_old(const std::vector<Claim>& claims) const;

    void count_read(std::uint64_t bytes, std::string_view path);
    /// Bytes counted that will be read again.
    void forget_read(std::uint64_t bytes) {
        tally_.bytes_read -= bytes;
        budget.in -= bytes;
    }
    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] const Limits& limits() const { return options_.limits; }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    Budget budget;  ///< of the file being read

    /// Files that an index names (OPML, sitemap), to be read after it, with what it claims of them.
    struct Reference {
        std::string path;
        std::vector<Claim> claims;
    };
    std::vector<Reference> references;
    std::set<std::string> taken;  ///< paths read through an index
    /// reopen(): the fields of records that are wanted, and whether they are HTML; empty: the field map
    /// decides.
    std::vector<std::pair<std::string, bool>> wanted_fields;
    std::function<bool(const Address&)>
        wanted;  ///< reopen(): items it refuses are not looked at; empty: all are wanted

    /// reopen(): where the wanted records of a crawl archive begin in the file as it lies, in order; empty:
    /// the file is read from its start. While one of them is read no record behind `last_record` is.
    std::vector<std::uint64_t> record_offsets;
    std::uint64_t last_record = kNoRecord;
    static constexpr std::uint64_t kNoRecord = ~std::uint64_t{0};

  private:
    /// Null if the bytes are new; else who had them first, or empty if that is not kept.
    [[nodiscard]] std::optional<std::string> had_before(const std::string& sha256, const Address& address);
    [[nodiscard]] bool fit_to_read(const Address& address, MediaType media, std::string_view bytes);

    struct Fingerprint {
        std::uint64_t high = 0, low = 0;
        bool operator==(const Fingerprint&) const = default;
    };
    struct FingerprintHash {
        std::size_t operator()(const Fingerprint& f) const { return static_cast<std::size_t>(f.low); }
    };
    const Options& options_;
    const Sink& sink_;
    Tally tally_;
    std::unordered_map<Fingerprint, std::uint32_t, FingerprintHash> seen_;  // only looked up, never walked
    std::vector<Fingerprint> latest_;  // ring of at most Options::remembered
    std::size_t oldest_ = 0;
    std::vector<std::string> first_names_;
    std::uint64_t next_progress_ = 0;
};

/// "1 byte", "12 bytes".
[[nodiscard]] std::string bytes_in_words(std::uint64_t count);

}  // namespace sitrep::ingest
