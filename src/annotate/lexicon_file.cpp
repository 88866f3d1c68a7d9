#include "annotate/lexicon_file.hpp"

#include <fstream>
#include <sstream>

#include "text/utf8.hpp"

namespace sitrep::annotate {

tl::unexpected<Error> LexiconLine::error(std::string what) const {
    return tl::unexpected(Error{file, std::nullopt, "line " + std::to_string(number) + " " + std::move(what),
                                "mend that line"});
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

Result<std::vector<LexiconLine>> parse_lexicon(std::string_view bytes, const std::string& file,
                                               std::size_t columns) {
    if (const auto bad = text::first_invalid_utf8(bytes)) {
        return tl::unexpected(Error{file, *bad, "is not UTF-8", "save it as UTF-8"});
    }
    std::vector<LexiconLine> lines;
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view row = bytes.substr(at, end - at);
        at = end + 1;
        ++number;
        if (row.ends_with('\r')) row.remove_suffix(1);
        if (row.empty() || row[0] == '#') continue;
        LexiconLine line{file, number, {}};
        for (std::size_t cell = 0; cell <= row.size();) {
            const std::size_t stop = std::min(row.find('\t', cell), row.size());
            line.cells.emplace_back(row.substr(cell, stop - cell));
            cell = stop + 1;
        }
        if (line.cells.size() != columns) {
            return line.error("has " + std::to_string(line.cells.size()) + " columns, not " +
                              std::to_string(columns));
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<LexiconLine>> read_lexicon(const std::filesystem::path& path, std::size_t columns) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return tl::unexpected(
            Error{path.string(), std::nullopt, "cannot be read", "reinstall sitrep or set SITREP_DATA"});
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return parse_lexicon(bytes.view(), path.string(), columns);
}

}  // namespace sitrep::annotate
