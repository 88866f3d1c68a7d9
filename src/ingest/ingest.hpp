/// @file ingest.hpp
/// @brief Whatever the user gave, as Documents: one call, items handed over one by one, everything unusable
/// counted.
///
/// A plain file is one item. A container (archive, WARC, mailbox, feed, dump) is opened and each thing in it
/// is an item. What the bytes are is told by the bytes themselves; the name of a file only settles what bytes
/// leave open. An item ends in one of three ways, and the counts add up: handed over, left out (an error the
/// user should know of), or passed over (never meant to be a report: a WARC request record, a picture in a
/// mail).
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/date.hpp"
#include "sitrep/document.hpp"
#include "sitrep/result.hpp"

namespace sitrep::ingest {

/// What no input may exceed. All sizes are bytes after decoding.
struct Limits {
    std::uint64_t file_bytes =
        64ULL << 20U;  ///< a single report, as a file or inside one, larger than this is left out
    std::uint64_t line_bytes = 4ULL << 20U;        ///< a plain text with a longer line is left out
    std::uint64_t json_line_bytes = 64ULL << 20U;  ///< a longer line of a dump is left out, the dump goes on
    std::uint64_t tree_bytes =
        64ULL << 20U;  ///< XML or JSON that must be read as a whole (feed, NewsML, sitemap)
    std::uint64_t total_bytes = 256ULL << 30U;  ///< everything that comes out of one file
    std::uint64_t ratio = 200;  ///< bytes out of a file for each byte in, once `ratio_floor` came out
    std::uint64_t ratio_floor = 16ULL << 20U;
    std::uint64_t entries = 100'000'000;  ///< items in one file
    std::uint32_t nesting = 6;            ///< containers in containers (gzip in archive in mail)
    std::uint32_t folder_depth = 64;
    std::uint32_t pdf_seconds = 60;  ///< processor time for one PDF
};

/// Why an item was not handed over. Those from `read_me` on are no errors: the item
/// is passed over.
enum class Reason : std::uint8_t {
    missing,
    unreadable,
    empty,
    not_text,
    too_large,
    long_line,
    changed,
    identical,
    folder_loop,
    too_deep,
    special_file,
    no_reports,
    damaged,
    bomb,
    too_many,
    unsafe_name,
    link,
    encrypted,
    unknown_shape,
    no_body,
    bad_encoding,
    pdf,
    cancelled,
    read_me,
    own_output,
    hidden,
    other_record,
    not_success,
    other_medium,
    folder_entry,
    before_since,
    index_entry,
    given_twice
};
inline constexpr std::size_t kReasons = static_cast<std::size_t>(Reason::given_twice) + 1;
/// "identical bytes", "record of another kind" …
[[nodiscard]] std::string_view name(Reason reason);
[[nodiscard]] constexpr bool is_error(Reason reason) { return reason < Reason::read_me; }

/// What an item was when it was found; counted in `Tally::by_kind`.
enum class Kind : std::uint8_t {
    plain_text,
    markdown,
    html,
    json_record,
    feed_entry,
    warc_record,
    mail,
    newsml,
    ninjs,
    pdf
};
inline constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::pdf) + 1;
[[nodiscard]] std::string_view name(Kind kind);

/// Which field of a JSON record serves as what (`--map title=headline,text=body.plain`). Dots step into
/// objects. A field named here is the only one looked at; for all others the defaults hold (see json.hpp).
struct FieldMap {
    std::vector<std::pair<std::string, std::string>> fields;  ///< ours, theirs
    /// Reads `ours=theirs,…`; ours is one of text html title outlet author published modified language url.
    [[nodiscard]] static Result<FieldMap> parse(std::string_view text);
    [[nodiscard]] std::optional<std::string_view> theirs(std::string_view ours) const;
};

struct Progress {
    std::uint64_t bytes_read = 0;  ///< of the files as they lie
    std::uint64_t items_seen = 0;
    std::string_view path;  ///< being read now
};

struct Options {
    Limits limits;
    FieldMap fields;
    std::uint64_t limit = 0;       ///< stop after so many documents; 0: no limit
    std::optional<Day> since;      ///< pass over items that claim an earlier day (or were fetched earlier)
    bool identical_twice = false;  ///< hand over identical bytes every time they come
    std::uint32_t remembered =
        1U << 19U;  ///< stream(): identical bytes are known among so many latest documents
    std::string pdftotext = "pdftotext";            ///< program for PDF; empty: PDFs are left out
    std::function<void(const Progress&)> progress;  ///< called about every 4 MiB read; may be empty
};

/// Something seen and not handed over. `error.file` is the path, `error.offset` a byte offset into the file
/// (or, for a compressed file, into its decoded bytes), where there is one.
struct Skip {
    Reason reason = Reason::missing;
    std::optional<std::string> member;
    Error error;
};

/// Counts that add up: seen = handed_over + sum of by_reason.
struct Tally {
    std::uint64_t seen = 0;
    std::uint64_t handed_over = 0;
    std::uint64_t bytes_read = 0;  ///< of the files as they lie
    std::uint64_t bytes_handed_over = 0;
    std::array<std::uint64_t, kKinds> by_kind{};
    std::array<std::uint64_t, kReasons> by_reason{};
    bool stopped = false;  ///< by `Options::limit` or by the sink: the rest was not seen

    [[nodiscard]] std::uint64_t left_out() const;  ///< errors
    [[nodiscard]] std::uint64_t lost() const;      ///< of these, what was not read under another name either
    [[nodiscard]] std::uint64_t passed_over() const;  ///< no errors
};

/// Where items go. `document` takes each report and returns false to stop; `skip` takes each item left out
/// (not those passed over) and may be empty.
struct Sink {
    std::function<bool(Document)> document;
    std::function<void(const Skip&)> skip;
};

/// Reads files, folders (recursively; names that begin with a dot are not looked at), glob patterns (`*`,
/// `?`, `[a-z]`,
/// `**`) and standard input (`-`), in order of path. Memory does not grow with the size of an archive: at
/// most one item, a read window and the fingerprints of the latest `remembered` documents are held. Fails on
/// nothing: what cannot be used goes to `Sink::skip`. Opens no connection; XML entities beyond the five of
/// XML are never expanded.
Tally stream(const std::vector<std::string>& paths, const Options& options, const Sink& sink);

/// What came in. `errors` holds one line for stderr for each entry of `left_out`, in the same order.
struct Intake {
    std::vector<Document> documents;  ///< sorted by path and member
    std::vector<LeftOut> left_out;    ///< sorted likewise
    std::vector<Error> errors;
    Tally tally;
};

/// stream() into lists. Identical bytes are taken once, under the first path in order.
[[nodiscard]] Intake read(const std::vector<std::string>& paths, const Options& options = {});

/// An item of a file, as its Document named it.
struct Wanted {
    std::optional<std::string> member;  ///< none: the file itself
    std::string decoded = "none";
};

/// Decodes items of one file again, the same way as when they were first read, in one pass over the file; the
/// results stand in the order of `wanted`. Fails for an item that is not there any more or does not decode.
[[nodiscard]] std::vector<Result<Document>> reopen(const std::string& path, std::span<const Wanted> wanted,
                                                   const Limits& limits = {});
[[nodiscard]] Result<Document> reopen(const std::string& path, const std::optional<std::string>& member,
                                      const std::string& decoded, const Limits& limits = {});

}  // namespace sitrep::ingest
