#include "cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "text/utf8.hpp"

namespace sitrep::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{4} << 30U;

Error file_error(const std::string& path, std::string_view doing, std::string mend) {
    return {path, std::nullopt, std::string(doing) + ": " + std::strerror(errno), std::move(mend)};
}

/// Writes all of it; false with errno set if that failed.
bool put(int descriptor, std::string_view content) {
    for (std::size_t done = 0; done < content.size();) {
        const ssize_t size = write(descriptor, content.data() + done, content.size() - done);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return false;
        done += static_cast<std::size_t>(size);
    }
    return true;
}

/// A device, pipe or socket is written to as it stands; to replace it by a file would take it away from all.
Result<void> write_through(const std::string& path, std::string_view content) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    const bool good = descriptor >= 0 && put(descriptor, content);
    auto error = file_error(path, "cannot be written", "name a file");
    const bool closed = descriptor < 0 || close(descriptor) == 0;
    if (good && closed) return {};
    return tl::unexpected(std::move(error));
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(nullptr, &std::fclose);
    if (path != "-") {
        file.reset(std::fopen(path.c_str(), "rb"));
        if (!file)
            return tl::unexpected(file_error(path, "cannot be read", "check the path and its permissions"));
        struct stat info{};
        if (fstat(fileno(file.get()), &info) == 0 && S_ISDIR(info.st_mode)) {
            return tl::unexpected(Error{path, std::nullopt, "is a folder", "name a file"});
        }
    }
    std::FILE* const source = file ? file.get() : stdin;
    std::string content;
    char buffer[1 << 16];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, source)) {
        content.append(buffer, size);
        if (content.size() > kLargestFile) {
            return tl::unexpected(Error{path, content.size(), "is larger than 4 GiB", "split it"});
        }
    }
    if (std::ferror(source) != 0)
        return tl::unexpected(file_error(path, "cannot be read to its end", "check the disk"));
    return content;
}

Result<void> write_file(const std::string& given, std::string_view content) {
    std::error_code none;
    // A link stays a link: what it points to is replaced.
    const std::string path =
        fs::is_symlink(given, none) && fs::exists(given, none) ? fs::canonical(given, none).string() : given;
    if (fs::exists(path, none) && !fs::is_regular_file(path, none)) return write_through(path, content);
    std::string temporary = path + ".XXXXXX";
    const int descriptor = mkstemp(temporary.data());
    if (descriptor < 0)
        return tl::unexpected(
            file_error(path, "cannot be written", "choose a folder that can be written to"));
    const mode_t mask = umask(0);
    umask(mask);
    bool good = fchmod(descriptor, 0666 & ~mask) == 0 && put(descriptor, content);
    good = (close(descriptor) == 0) && good;
    good = good && std::rename(temporary.c_str(), path.c_str()) == 0;
    if (good) return {};
    Error error = file_error(path, "cannot be written", "check the disk and the folder's permissions");
    unlink(temporary.c_str());
    return tl::unexpected(std::move(error));
}

bool print(std::string_view content) {
    const bool good =
        std::fwrite(content.data(), 1, content.size(), stdout) == content.size() && std::fflush(stdout) == 0;
    if (!good && errno != EPIPE) complain(std::string("standard output: ") + std::strerror(errno));
    return good;
}

void complain(const Error& error) { complain(error.line()); }

void complain(std::string_view what) {
    // A progress line may stand there; it is drawn again.
    const char* const line_start = isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "";
    std::fprintf(stderr, "%ssitrep: %s\n", line_start, text::printable(what).c_str());
}

}  // namespace sitrep::cli
