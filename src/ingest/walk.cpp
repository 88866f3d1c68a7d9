#include "ingest/walk.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <set>
#include <utility>

namespace sitrep::ingest {
namespace {

using namespace std::string_view_literals;
using FileCall = std::function<void(const std::string&, bool)>;
using FolderId = std::pair<dev_t, ino_t>;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

bool is_index(std::string_view name) {
    const std::string whole = lower(name);
    return whole.ends_with(".opml") ||
           (whole.starts_with("sitemap") && whole.find(".xml") != std::string::npos) ||
           (whole.ends_with("sitemap.xml"));
}

struct Entry {
    std::string name;
    bool folder = false;
    bool index = false;
};

/// Names in a folder, hidden ones apart, in the order their paths have as bytes. errno or 0.
int list(const std::string& folder, std::vector<Entry>& entries) {
    const std::unique_ptr<DIR, int (*)(DIR*)> open(opendir(folder.c_str()), closedir);
    if (!open) return errno;
    while (true) {
        errno = 0;
        const dirent* next = readdir(open.get());
        if (next == nullptr) break;
        if (next->d_name[0] == '.') continue;
        Entry entry{next->d_name, next->d_type == DT_DIR, is_index(next->d_name)};
        if (next->d_type == DT_LNK || next->d_type == DT_UNKNOWN) {
            struct stat status{};
            entry.folder = stat((folder + "/" + entry.name).c_str(), &status) == 0 && S_ISDIR(status.st_mode);
        }
        entries.push_back(std::move(entry));
    }
    if (errno != 0) return errno;
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        if (a.index != b.index) return a.index;
        return a.name + (a.folder ? "/" : "") < b.name + (b.folder ? "/" : "");
    });
    return 0;
}

class Walker {
  public:
    Walker(Desk& desk, const FileCall& file) : desk_(desk), file_(file) {}

    void visit(const std::string& path, bool named) {
        if (!desk_.open()) return;
        if (path == "-") return file_(path, named);
        struct stat status{};
        if (stat(path.c_str(), &status) != 0) return fail(path, errno);
        if (S_ISDIR(status.st_mode)) return enter(path, {status.st_dev, status.st_ino});
        const bool special = !S_ISREG(status.st_mode);
        if (special && !named) {
            return desk_.leave_out(at(path), Reason::special_file, "is a device, a pipe or a socket",
                                   "give a file");
        }
        file_(path, named);
    }

  private:
    static Address at(const std::string& path) {
        Address address;
        address.path = path;
        return address;
    }
    void fail(const std::string& path, int error) {
        const Reason reason = error == ENOENT || error == ENOTDIR ? Reason::missing
                              : error == ELOOP                    ? Reason::folder_loop
                                                                  : Reason::unreadable;
        desk_.leave_out(at(path), reason, words_for_errno(error), mend_for_errno(error));
    }
    void enter(const std::string& folder, FolderId id) {
        if (std::find(open_.begin(), open_.end(), id) != open_.end()) {
            return desk_.leave_out(at(folder), Reason::folder_loop,
                                   "is a folder that holds itself through a link", "remove the link");
        }
        if (open_.size() >= desk_.limits().folder_depth) {
            return desk_.leave_out(
                at(folder), Reason::too_deep,
                "lies deeper than " + std::to_string(desk_.limits().folder_depth) + " folders",
                "name the inner folder");
        }
        std::vector<Entry> entries;
        if (const int error = list(folder, entries)) return fail(folder, error);
        open_.push_back(id);
        const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
        for (const Entry& entry : entries) {
            if (!entry.folder && is_read_me(entry.name)) {
                desk_.pass_over(Reason::read_me);
            } else {
                visit(prefix + entry.name, false);
            }
        }
        open_.pop_back();
    }

    Desk& desk_;
    const FileCall& file_;
    std::vector<FolderId> open_;
};

/// One `[...]` of a pattern at `at` (behind the bracket); moves `at` behind it. Null if it is never closed.
std::optional<bool> in_class(char c, std::string_view pattern, std::size_t& at) {
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    bool found = false;
    bool first = true;
    while (at < pattern.size() && (first || pattern[at] != ']')) {
        first = false;
        const auto low = static_cast<unsigned char>(pattern[at]);
        auto high = low;
        if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
            high = static_cast<unsigned char>(pattern[at + 2]);
            at += 2;
        }
        ++at;
        const auto byte = static_cast<unsigned char>(c);
        found = found || (low <= byte && byte <= high);
    }
    if (at >= pattern.size()) return std::nullopt;
    ++at;
    return found != negated;
}

/// Paths under `base` that the pattern's parts from `part` on match. `**` stands for any number of folders.
void expand(const std::string& base, const std::vector<std::string>& parts, std::size_t part,
            std::uint32_t depth, std::set<std::string>& found) {
    if (part == parts.size()) {
        found.insert(base);
        return;
    }
    if (depth == 0) return;
    const auto joined = [&](const std::string& name) {
        return base.empty() || base.ends_with('/') ? base + name : base + "/" + name;
    };
    if (parts[part].find_first_of("*?[") == std::string::npos) {
        struct stat status{};
        const std::string next = joined(parts[part]);
        if (stat(next.c_str(), &status) == 0) expand(next, parts, part + 1, depth - 1, found);
        return;
    }
    std::vector<Entry> entries;
    if (list(base.empty() ? "." : base, entries) != 0) return;
    const bool any_depth = parts[part] == "**";
    if (any_depth) expand(base, parts, part + 1, depth - 1, found);
    for (const Entry& entry : entries) {
        if (any_depth && entry.folder) expand(joined(entry.name), parts, part, depth - 1, found);
        if (any_depth && part + 1 == parts.size() && !entry.folder) found.insert(joined(entry.name));
        if (!any_depth && matches_pattern(entry.name, parts[part]))
            expand(joined(entry.name), parts, part + 1, depth - 1, found);
    }
}

std::set<std::string> expand_pattern(const std::string& pattern, std::uint32_t depth) {
    std::vector<std::string> parts;
    std::string base = pattern.starts_with('/') ? "/" : "";
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t end = std::min(pattern.find('/', at), pattern.size());
        if (end > at) parts.push_back(pattern.substr(at, end - at));
        at = end + 1;
    }
    std::set<std::string> found;
    expand(base, parts, 0, depth + static_cast<std::uint32_t>(parts.size()), found);
    found.erase("");
    return found;
}

bool exists(const std::string& path) {
    struct stat status{};
    return lstat(path.c_str(), &status) == 0;
}

bool lies_in(const std::string& path, const std::string& folder) {
    if (folder.empty() || path.size() <= folder.size() || !path.starts_with(folder)) return false;
    const std::size_t at = folder.ends_with('/') ? folder.size() : folder.size() + 1;
    if (!folder.ends_with('/') && path[folder.size()] != '/') return false;
    return path[at] != '.' && path.find("/.", at) == std::string::npos &&
           !is_read_me(path.substr(path.rfind('/') + 1));
}

}  // namespace

bool is_read_me(std::string_view name) {
    static constexpr std::array kNames = {"readme"sv, "license"sv, "licence"sv, "copying"sv, "notice"sv};
    const std::string whole = lower(name);
    const std::string_view stem = std::string_view(whole).substr(0, whole.find('.'));
    return std::find(kNames.begin(), kNames.end(), stem) != kNames.end();
}

bool matches_pattern(std::string_view name, std::string_view pattern) {
    if (name.starts_with('.') && !pattern.starts_with('.')) return false;
    std::size_t n = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t star_name = 0;
    while (n < name.size()) {
        std::size_t after = p + 1;
        bool same = false;
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_name = n;
            continue;
        }
        if (p < pattern.size() && pattern[p] == '[') {
            const auto in = in_class(name[n], pattern, after);
            same = in ? *in : name[n] == '[';
            if (!in) after = p + 1;
        } else if (p < pattern.size()) {
            same = pattern[p] == '?' || pattern[p] == name[n];
        }
        if (same) {
            ++n;
            p = after;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++star_name;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::string words_for_errno(int error) {
    switch (error) {
        case ENOENT:
            return "does not exist";
        case ENOTDIR:
            return "does not exist: a part of the path is no folder";
        case EACCES:
        case EPERM:
            return "cannot be read: permission denied";
        case ELOOP:
            return "is a link that leads back to itself";
        case ENAMETOOLONG:
            return "has a name that is too long";
        case EIO:
            return "cannot be read: the device reports an error";
        case EISDIR:
            return "is a folder";
        case EMFILE:
        case ENFILE:
            return "cannot be opened: too many open files";
        case ENXIO:
        case ENODEV:
            return "is a device that is not there";
        default:
            return "cannot be read (system error " + std::to_string(error) + ")";
    }
}

std::string mend_for_errno(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return "check the spelling";
        case EACCES:
        case EPERM:
            return "give yourself the right to read it";
        case ELOOP:
            return "remove the link";
        default:
            return "try a copy of it";
    }
}

void walk(const std::vector<std::string>& paths, Desk& desk, const FileCall& file) {
    std::vector<std::string> roots;
    for (const std::string& path : paths) {
        if (path != "-" && path.find_first_of("*?[") != std::string::npos && !exists(path)) {
            const auto found = expand_pattern(path, desk.limits().folder_depth);
            if (!found.empty()) {
                roots.insert(roots.end(), found.begin(), found.end());
                continue;
            }
        }
        std::string root = path;
        while (root.size() > 1 && root.ends_with('/')) root.pop_back();
        roots.push_back(std::move(root));
    }
    std::sort(roots.begin(), roots.end());
    Walker walker(desk, file);
    std::vector<std::string> folders;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        const bool again = i > 0 && roots[i] == roots[i - 1];
        const bool inside = std::any_of(folders.begin(), folders.end(),
                                        [&](const std::string& folder) { return lies_in(roots[i], folder); });
        if (again || (inside && exists(roots[i]))) {
            desk.pass_over(Reason::given_twice);
            continue;
        }
        struct stat status{};
        if (roots[i] != "-" && stat(roots[i].c_str(), &status) == 0 && S_ISDIR(status.st_mode))
            folders.push_back(roots[i]);
        walker.visit(roots[i], true);
    }
}

}  // namespace sitrep::ingest
