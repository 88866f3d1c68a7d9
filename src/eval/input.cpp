#include "eval/input.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace sitrep::eval {
namespace {

namespace fs = std::filesystem;

using Archive = std::unique_ptr<archive, int (*)(archive*)>;

Result<Archive> open_archive(const std::string& path, bool raw) {
    Archive reader(archive_read_new(), &archive_read_free);
    archive_read_support_filter_all(reader.get());
    if (raw) {
        archive_read_support_format_raw(reader.get());
        archive_read_support_format_empty(reader.get());
    } else {
        archive_read_support_format_tar(reader.get());
    }
    if (archive_read_open_filename(reader.get(), path.c_str(), 1U << 16U) != ARCHIVE_OK) {
        return tl::unexpected(Error{path, std::nullopt,
                                    std::string("cannot be opened: ") + archive_error_string(reader.get()),
                                    "check the path"});
    }
    return reader;
}

Result<std::string> read_entry(archive* reader, const std::string& path) {
    std::string content;
    std::string buffer(1U << 16U, '\0');
    while (true) {
        const auto size = archive_read_data(reader, buffer.data(), buffer.size());
        if (size < 0) {
            return tl::unexpected(Error{path, content.size(),
                                        std::string("is broken: ") + archive_error_string(reader),
                                        "fetch it again"});
        }
        if (size == 0) return content;
        content.append(buffer, 0, static_cast<std::size_t>(size));
    }
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return tl::unexpected(Error{path, std::nullopt, "is a folder", "name a file"});
    auto reader = open_archive(path, true);
    if (!reader) return tl::unexpected(reader.error());
    archive_entry* entry = nullptr;
    if (archive_read_next_header(reader->get(), &entry) != ARCHIVE_OK) return std::string();
    return read_entry(reader->get(), path);
}

void for_each_line(std::string_view content, const std::function<void(std::string_view, std::size_t)>& line) {
    std::size_t number = 0;
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        std::string_view words = content.substr(at, end - at);
        if (words.ends_with('\r')) words.remove_suffix(1);
        ++number;
        if (words.find_first_not_of(" \t") != std::string_view::npos) line(words, number);
        at = end + 1;
    }
}

std::vector<std::string> files_below(const std::string& path, std::string_view suffix) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return {path};
    std::vector<std::string> files;
    for (auto entry = fs::recursive_directory_iterator(path, error);
         entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        if (error) break;
        if (entry->is_regular_file(error) && entry->path().string().ends_with(suffix))
            files.push_back(entry->path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<void> for_each_entry(const std::string& path,
                            const std::function<void(const std::string&, std::string&&)>& entry) {
    auto reader = open_archive(path, false);
    if (!reader) return tl::unexpected(reader.error());
    archive_entry* header = nullptr;
    while (true) {
        const int status = archive_read_next_header(reader->get(), &header);
        if (status == ARCHIVE_EOF) return {};
        if (status < ARCHIVE_WARN) {
            return tl::unexpected(Error{path, std::nullopt,
                                        std::string("is broken: ") + archive_error_string(reader->get()),
                                        "fetch it again"});
        }
        if (archive_entry_filetype(header) != AE_IFREG) continue;
        const std::string name = archive_entry_pathname(header);
        auto content = read_entry(reader->get(), path + ":" + name);
        if (!content) return tl::unexpected(content.error());
        entry(name, std::move(*content));
    }
}

std::string set_name(const std::string& path) {
    std::string trimmed = path;
    while (trimmed.size() > 1 && trimmed.ends_with('/')) trimmed.pop_back();
    std::string name = fs::path(trimmed).filename().string();
    for (const std::string_view ending :
         {".gz", ".zst", ".tar", ".jsonl", ".json", ".conll", ".conllu", ".xml", ".txt"}) {
        if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
    }
    return name;
}

}  // namespace sitrep::eval
