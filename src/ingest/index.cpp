// Lists of other files: OPML 2.0, sitemaps 0.9 with the news extension. Nothing is fetched: only files beside
// the list count.
#include <sys/stat.h>

#include <filesystem>

#include "ingest/dates.hpp"
#include "ingest/markup.hpp"
#include "ingest/xml_tree.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

namespace fs = std::filesystem;

/// `%41` to `A`; anything else stays.
std::string without_percents(std::string_view text) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
            out.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

enum class Place : std::uint8_t { here, network, missing, outside };

/// Where `address` of a list in `folder` lies on disk. Web addresses are looked for where `wget --mirror`
/// puts them.
Place locate(const fs::path& folder, std::string_view address, std::string& found) {
    std::string rest(text::trimmed(address));
    const std::size_t scheme = rest.find("://");
    const bool file = rest.starts_with("file:");
    if (file) rest = without_percents(rest.substr(rest.starts_with("file://") ? 7 : 5));
    std::vector<fs::path> tries;
    const bool web = !file && scheme != std::string::npos;
    if (web) {
        std::string path = rest.substr(scheme + 3);
        path = without_percents(path.substr(0, path.find('#')));
        const std::size_t slash = path.find('/');
        tries = {folder / path, folder / path / "index.html", folder / (path + ".html")};
        if (slash != std::string::npos && slash + 1 < path.size()) {
            const std::string local = path.substr(slash + 1);
            for (const std::string& name : {local, local + "/index.html", local + ".html"})
                tries.push_back(folder / name);
        }
    } else {
        tries = {fs::path(rest).is_absolute() ? fs::path(rest) : folder / rest};
    }
    const fs::path root = folder.lexically_normal();
    for (const fs::path& path : tries) {
        const fs::path normal = path.lexically_normal();
        const fs::path inside = normal.lexically_relative(root);
        if (inside.empty() || *inside.begin() == "..") {
            if (!web) return Place::outside;
            continue;
        }
        if (!is_file(path)) continue;
        found = root == "." || root.empty() ? inside.string() : (folder / inside).string();
        return Place::here;
    }
    return web ? Place::network : Place::missing;
}

class Index {
  public:
    Index(Desk& desk, const Address& address)
        : desk_(desk), address_(address), folder_(fs::path(address.path).parent_path()) {}

    void refer(std::string_view where, Address at) {
        ++found_;
        if (++desk_.budget.entries > desk_.limits().entries) return;
        if (!address_.member.empty() || address_.path == "-") return desk_.pass_over(Reason::index_entry);
        std::string path;
        switch (locate(folder_, where, path)) {
            case Place::network:
                return desk_.pass_over(Reason::index_entry);
            case Place::outside:
                return desk_.leave_out(at, Reason::unsafe_name, "names a file outside the folder of the list",
                                       "give that file on the command line");
            case Place::missing:
                return desk_.leave_out(at, Reason::missing, "names a file that does not exist",
                                       "check the list");
            case Place::here:
                break;
        }
        if (path == address_.path) return desk_.pass_over(Reason::given_twice);
        desk_.references.push_back({std::move(path), std::move(at.claims)});
    }
    [[nodiscard]] std::uint64_t found() const { return found_; }
    [[nodiscard]] Address entry() const { return address_.inside("entry " + std::to_string(found_ + 1), ""); }

  private:
    Desk& desk_;
    const Address& address_;
    fs::path folder_;
    std::uint64_t found_ = 0;
};

/// Every outline with an address, at any depth.
void open_opml(Index& index, pugi::xml_node root) {
    for (pugi::xml_node at = root.first_child(); at;) {
        if (local_name(at) == "outline") {
            for (const char* name : {"xmlUrl", "url", "htmlUrl"}) {
                const std::string_view where = at.attribute(name).value();
                if (where.empty()) continue;
                index.refer(where, index.entry());
                break;
            }
        }
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at && at != root && !at.next_sibling()) at = at.parent();
        at = at == root ? pugi::xml_node() : at.next_sibling();
    }
}

void open_sitemap(Index& index, pugi::xml_node root) {
    for (const pugi::xml_node url : root.children()) {
        if (local_name(url) != "url" && local_name(url) != "sitemap") continue;
        Address at = index.entry();
        const std::string where = child_text(url, "loc");
        const pugi::xml_node news = child(url, "news");
        const pugi::xml_node publication = child(news, "publication");
        at.claim(ClaimKind::url, where, "sitemap loc", 0.9);
        at.claim(ClaimKind::title, plain_title(child_text(news, "title")), "sitemap news:title", 0.9);
        at.claim(ClaimKind::outlet, child_text(publication, "name"), "sitemap news:name", 0.9);
        at.claim(ClaimKind::language, child_text(publication, "language"), "sitemap news:language", 0.8);
        at.claim(ClaimKind::published, iso_date_time(child_text(news, "publication_date")),
                 "sitemap news:publication_date", 0.9);
        at.claim(ClaimKind::modified, iso_date_time(child_text(url, "lastmod")), "sitemap lastmod", 0.6);
        index.refer(where, std::move(at));
    }
}

}  // namespace

void open_index(Desk& desk, const Address& address, pugi::xml_node root) {
    Index index(desk, address);
    local_name(root) == "opml" ? open_opml(index, root) : open_sitemap(index, root);
    if (index.found() == 0)
        desk.leave_out(address, Reason::no_reports, "is a list without entries",
                       "give a list that names files");
}

}  // namespace sitrep::ingest
