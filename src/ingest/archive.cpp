#include "ingest/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <memory>

#include "ingest/open.hpp"
#include "ingest/walk.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

/// What libarchive reads from: a file it may seek in, or a source it may not.
struct Feed {
    Desk& desk;
    Source& source;
    const std::string& path;
    std::vector<char> window;
    std::size_t lent = 0;
};

la_ssize_t pull(archive*, void* data, const void** buffer) {
    auto& feed = *static_cast<Feed*>(data);
    feed.source.skip(feed.lent);
    const std::string_view bytes = feed.source.peek(1);
    feed.lent = bytes.size();
    *buffer = bytes.data();
    return static_cast<la_ssize_t>(bytes.size());
}

la_ssize_t pull_file(archive* reader, void* data, const void** buffer) {
    auto& feed = *static_cast<Feed*>(data);
    if (feed.window.empty()) feed.window.resize(256U << 10U);
    const ssize_t got = ::read(feed.source.file(), feed.window.data(), feed.window.size());
    if (got < 0) archive_set_error(reader, errno, "read");
    if (got > 0) feed.desk.count_read(static_cast<std::uint64_t>(got), feed.path);
    *buffer = feed.window.data();
    return got;
}

la_int64_t seek_file(archive*, void* data, la_int64_t offset, int whence) {
    return lseek(static_cast<Feed*>(data)->source.file(), offset, whence);
}

bool leaves_the_archive(std::string_view name) {
    if (name.starts_with('/') || name.starts_with('\\') || (name.size() > 1 && name[1] == ':')) return true;
    std::size_t at = 0;
    while (at <= name.size()) {
        const std::size_t end = std::min(name.find_first_of("/\\", at), name.size());
        if (name.substr(at, end - at) == "..") return true;
        at = end + 1;
    }
    return false;
}

bool is_hidden(std::string_view name) {
    while (name.starts_with("./")) name.remove_prefix(2);
    return name.starts_with('.') || name.find("/.") != std::string_view::npos ||
           name.starts_with("__MACOSX/");
}

/// libarchive hands out names in the charset of the thread's locale; this makes it UTF-8 whatever the user's
/// is.
class Utf8Names {
  public:
    Utf8Names()
        : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(utf8_ ? uselocale(utf8_) : nullptr) {}
    ~Utf8Names() {
        if (utf8_ == nullptr) return;
        uselocale(before_);
        freelocale(utf8_);
    }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

  private:
    locale_t utf8_;
    locale_t before_;
};

std::string name_of(archive_entry* entry) {
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    return name == nullptr ? std::string() : text::printable(name);
}

class Entries {
  public:
    Entries(Desk& desk, const Address& address, Source& source)
        : desk_(desk), address_(address), source_(source) {}

    void open_all() {
        const std::unique_ptr<archive, int (*)(archive*)> reader(archive_read_new(), archive_read_free);
        archive_ = reader.get();
        archive_read_support_format_zip(archive_);
        archive_read_support_format_tar(archive_);
        Feed feed{desk_, source_, address_.path, {}, 0};
        const bool is_zip = source_.peek(4).starts_with("PK");
        how_ = is_zip ? "zip" : "tar";
        if (open(feed, is_zip) != ARCHIVE_OK) return damaged();
        while (desk_.open()) {
            archive_entry* entry = nullptr;
            const int result = archive_read_next_header(archive_, &entry);
            if (result == ARCHIVE_EOF) break;
            if (result < ARCHIVE_WARN) {
                damaged();
                break;
            }
            if (++desk_.budget.entries > desk_.limits().entries) {
                desk_.leave_out(address_, Reason::too_many,
                                "has more than " + std::to_string(desk_.limits().entries) + " entries",
                                "split it");
                break;
            }
            ++found_;
            began_ = true;
            open_entry(entry);
            if (over_budget_) break;
        }
        if (found_ == 0 && desk_.open())
            desk_.leave_out(address_, Reason::no_reports, "holds nothing",
                            "give an archive with reports in it");
    }

  private:
    int open(Feed& feed, bool is_zip) {
        if (source_.file() >= 0 &&
            source_.offset() == 0) {  // a whole file: the table at a zip's end can be read
            lseek(source_.file(), 0, SEEK_SET);
            desk_.forget_read(source_.window().size());
            archive_read_set_seek_callback(archive_, seek_file);
            archive_read_set_read_callback(archive_, pull_file);
            archive_read_set_callback_data(archive_, &feed);
            return archive_read_open1(archive_);
        }
        if (!is_zip) return archive_read_open(archive_, &feed, nullptr, pull, nullptr);
        source_.read(desk_.limits().tree_bytes, held_);
        if (!source_.at_end()) {
            desk_.leave_out(
                address_, Reason::too_large,
                "is a zip inside a container and has more than " + bytes_in_words(desk_.limits().tree_bytes),
                "unpack the outer container");
            ++found_;
            return ARCHIVE_OK;
        }
        return archive_read_open_memory(archive_, held_.data(), held_.size());
    }

    void damaged() {
        ++found_;
        if (source_.fault()) return desk_.leave_out(address_, *source_.fault(), source_.offset());
        const char* why = archive_error_string(archive_);
        const bool locked = began_ && archive_read_has_encrypted_entries(archive_) > 0;  // needs a format
        desk_.leave_out(
            address_, locked ? Reason::encrypted : Reason::damaged,
            "is a damaged " + how_ + " archive" + (why ? " (" + text::printable(why) + ")" : ""),
            "fetch or copy it again",
            static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(archive_, -1))));
    }

    /// Names that stand twice in an archive are told apart by a number.
    std::string unique(const std::string& name) {
        const std::uint32_t times = ++names_[name];
        if (names_.size() > 100'000) names_.clear();
        return times == 1 ? name : name + " #" + std::to_string(times);
    }

    void open_entry(archive_entry* entry) {
        const std::string name = name_of(entry);
        if (!leaves_the_archive(name) && is_hidden(name)) return desk_.pass_over(Reason::hidden);
        Address inner = address_.inside(unique(name), how_);
        inner.name = name;
        const auto type = archive_entry_filetype(entry);
        if (leaves_the_archive(name)) {
            return desk_.leave_out(inner, Reason::unsafe_name, "has a name that leaves the archive",
                                   "unpack it by hand if you trust it");
        }
        if (type == AE_IFLNK || archive_entry_hardlink(entry) != nullptr) {
            return desk_.leave_out(inner, Reason::link, "is a link inside an archive",
                                   "pack the file itself");
        }
        if (type == AE_IFDIR || name.ends_with('/')) return desk_.pass_over(Reason::folder_entry);
        if (type != AE_IFREG && type != 0) {
            return desk_.leave_out(inner, Reason::special_file,
                                   "is a device, a pipe or a socket inside an archive",
                                   "pack plain files only");
        }
        if (archive_entry_is_encrypted(entry) != 0) {
            return desk_.leave_out(inner, Reason::encrypted, "is encrypted", "unpack it with its password");
        }
        if (is_read_me(name.substr(name.rfind('/') + 1))) return desk_.pass_over(Reason::read_me);
        Source content([this](char* into, std::size_t capacity) { return data(into, capacity); });
        open_item(desk_, std::move(inner), content);
    }

    tl::expected<std::size_t, SourceFault> data(char* into, std::size_t capacity) {
        const la_ssize_t got = archive_read_data(archive_, into, capacity);
        if (got < 0) {
            if (source_.fault()) return tl::unexpected(*source_.fault());
            return tl::unexpected(
                SourceFault{Reason::damaged, "is damaged or cut off", "fetch or copy the archive again"});
        }
        desk_.budget.out += static_cast<std::uint64_t>(got);
        if (auto over = desk_.budget.over(desk_.limits())) {
            over_budget_ = true;
            return tl::unexpected(
                SourceFault{Reason::bomb, std::move(*over), "unpack it by hand if you trust it"});
        }
        return static_cast<std::size_t>(got);
    }

    Desk& desk_;
    const Address& address_;
    Source& source_;
    archive* archive_ = nullptr;
    std::string how_;
    std::string held_;
    std::map<std::string, std::uint32_t> names_;
    std::uint64_t found_ = 0;
    bool began_ = false;
    bool over_budget_ = false;
};

}  // namespace

void open_archive(Desk& desk, const Address& address, Source& source) {
    const Utf8Names names;
    Entries(desk, address, source).open_all();
}

}  // namespace sitrep::ingest
