#include "ingest/file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "ingest/open.hpp"
#include "ingest/walk.hpp"

namespace sitrep::ingest {
namespace {

/// A file descriptor that closes itself; standard input stays open.
class Handle {
  public:
    explicit Handle(int number) : number_(number) {}
    ~Handle() {
        if (number_ > 2) close(number_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

/// What tells that a file is not the one it was.
struct Look {
    off_t size = 0;
    std::int64_t modified = 0, changed = 0;
    bool operator==(const Look&) const = default;
};

std::optional<Look> look(int file) {
    struct stat status{};
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    const auto nanoseconds = [](const timespec& t) {
        return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
    };
    return Look{status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

ssize_t read_some(int file, char* into, std::size_t capacity) {
    while (true) {
        const ssize_t got = ::read(file, into, std::min<std::size_t>(capacity, 1U << 20U));
        if (got >= 0 || errno != EINTR) return got;
    }
}

Source::Fill fill_from(int file, Desk& desk, const std::string& path) {
    return [file, &desk, &path](char* into, std::size_t capacity) -> tl::expected<std::size_t, SourceFault> {
        const ssize_t got = read_some(file, into, capacity);
        if (got < 0)
            return tl::unexpected(
                SourceFault{Reason::unreadable, words_for_errno(errno), mend_for_errno(errno)});
        desk.count_read(static_cast<std::uint64_t>(got), path);
        return static_cast<std::size_t>(got);
    };
}

/// SHA-256 of the whole file, which is at its start again afterwards; errno in the error.
tl::expected<std::string, int> sha256_of(int file) {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1) return tl::unexpected(ENOMEM);
    if (lseek(file, 0, SEEK_SET) < 0) return tl::unexpected(errno);
    std::vector<char> window(1U << 20U);
    while (true) {
        const ssize_t got = read_some(file, window.data(), window.size());
        if (got < 0) return tl::unexpected(errno);
        if (got == 0) break;
        EVP_DigestUpdate(digest.get(), window.data(), static_cast<std::size_t>(got));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned size = 0;
    EVP_DigestFinal_ex(digest.get(), sum.data(), &size);
    if (lseek(file, 0, SEEK_SET) < 0) return tl::unexpected(errno);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += "0123456789abcdef"[sum[i] >> 4U];
        hex += "0123456789abcdef"[sum[i] & 15U];
    }
    return hex;
}

/// What is left of `source`, in an unnamed temporary file; -1 with errno if there is no room.
Handle spooled(Source& source) {
    const char* folder = std::getenv("TMPDIR");
    std::string name = std::string(folder && *folder ? folder : "/tmp") + "/sitrep-XXXXXX";
    Handle file(mkostemp(name.data(), O_CLOEXEC));
    if (file.number() < 0) return file;
    unlink(name.c_str());
    while (!source.at_end()) {
        const std::string_view bytes = source.window();
        std::size_t written = 0;
        while (written < bytes.size()) {
            const ssize_t step = write(file.number(), bytes.data() + written, bytes.size() - written);
            if (step < 0 && errno == EINTR) continue;
            if (step < 0) return Handle(-1);
            written += static_cast<std::size_t>(step);
        }
        source.skip(bytes.size());
    }
    return file;
}

void report_change(Desk& desk, const Address& address, bool container) {
    desk.leave_out(
        address, Reason::changed,
        container ? "changed while it was read; its items may be of two states" : "changed while it was read",
        "run again when it is complete");
}

void read_container(Desk& desk, Address address, int file) {
    auto sum = sha256_of(file);
    if (!sum)
        return desk.leave_out(address, Reason::unreadable, words_for_errno(sum.error()),
                              mend_for_errno(sum.error()));
    address.container_sha256 = std::move(*sum);
    const auto before = look(file);
    const std::string path = address.path;
    Source source(fill_from(file, desk, path));
    source.set_file(file);
    const Address kept = address;
    open_item(desk, std::move(address), source);
    if (look(file) != before) report_change(desk, kept, true);
}

/// Only the records that begin at desk.record_offsets: a crawl archive of gigabytes is not read for one page.
void read_records(Desk& desk, Address address, int file) {
    auto sum = sha256_of(file);
    if (!sum)
        return desk.leave_out(address, Reason::unreadable, words_for_errno(sum.error()),
                              mend_for_errno(sum.error()));
    address.container_sha256 = std::move(*sum);
    const std::string path = address.path;
    for (const std::uint64_t offset : desk.record_offsets) {
        if (!desk.open()) break;
        if (lseek(file, static_cast<off_t>(offset), SEEK_SET) < 0) {
            desk.leave_out(address, Reason::unreadable, words_for_errno(errno), mend_for_errno(errno));
            break;
        }
        desk.budget = {};
        desk.last_record = offset;
        Source source(fill_from(file, desk, path));
        source.set_base(offset);
        open_item(desk, address, source);
    }
    desk.last_record = Desk::kNoRecord;
}

}  // namespace

void read_file(const std::string& path, bool named, Desk& desk, std::vector<Claim> claims) {
    if (!desk.open()) return;
    Address address;
    address.path = path;
    address.name = path == "-" ? "" : path;
    address.named = named;
    address.claims = std::move(claims);
    desk.budget = {};
    const Handle file(path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (file.number() < 0) {
        return desk.leave_out(address, errno == ENOENT ? Reason::missing : Reason::unreadable,
                              words_for_errno(errno), mend_for_errno(errno));
    }
    const auto before = look(file.number());
    Source source(fill_from(file.number(), desk, path));
    const Shape shape = sniff(source.peek(kSniffBytes), address.name);
    if (source.fault()) return desk.leave_out(address, *source.fault(), source.offset());
    if (is_single(shape)) {
        auto bytes = read_single(desk, address, shape, source);
        if (!bytes) return;
        if (before && (look(file.number()) != before || static_cast<off_t>(bytes->size()) != before->size)) {
            return report_change(desk, address, false);
        }
        return hand_over_single(desk, std::move(address), shape, std::move(*bytes));
    }
    if (shape == Shape::empty || holds_no_report(shape)) {
        return open_item(desk, std::move(address), source);
    }
    desk.forget_read(desk.budget.in);
    desk.budget = {};
    if (before && path != "-" && !desk.record_offsets.empty() &&
        (shape == Shape::warc || shape == Shape::gzip))
        return read_records(desk, std::move(address), file.number());
    if (before && path != "-") return read_container(desk, std::move(address), file.number());
    const Handle copy = spooled(source);
    desk.forget_read(desk.budget.in);
    if (source.fault()) return desk.leave_out(address, *source.fault(), source.offset());
    if (copy.number() < 0) {
        return desk.leave_out(address, Reason::unreadable,
                              "cannot be kept for reading: no room for a temporary file",
                              "set TMPDIR to a folder with room");
    }
    read_container(desk, std::move(address), copy.number());
}

}  // namespace sitrep::ingest
