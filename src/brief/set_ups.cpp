#include "brief/set_ups.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace sitrep::brief {
namespace {

/// The last words of both, as far as they are the same.
std::string common_end(std::string_view a, std::string_view b) {
    std::size_t same = 0;
    while (same < std::min(a.size(), b.size()) && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
    std::string_view end = a.substr(a.size() - same);
    // A word cut in two is none of both.
    if (same < a.size() && a[a.size() - 1 - same] != ' ') {
        const std::size_t blank = end.find(' ');
        end.remove_prefix(blank == std::string_view::npos ? end.size() : blank);
    }
    return one_line(end);
}

}  // namespace

std::vector<SetUp> set_ups(const Reader& reader) {
    std::vector<SetUp> found;
    for (const WrittenBefore& pair : reader.dossier().order) {
        if (pair.basis.size() < 2 || pair.basis[0].why != "not yet set up") continue;
        const Place planned = pair.basis[0].place, there = pair.basis[1].place;
        std::string body = common_end(text::folded(reader.words(planned)), text::folded(reader.words(there)));
        if (!body.empty()) found.push_back({std::move(body), planned, there});
    }
    return found;
}

}  // namespace sitrep::brief
