#include "ingest/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "ingest/json_record.hpp"
#include "ingest/sniff.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

using simdjson::dom::element;

std::string_view without_mark(std::string_view line) {
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    return text::trimmed(line);
}

class JsonReader {
  public:
    JsonReader(Desk& desk, const Address& address, Source& source)
        : desk_(desk), address_(address), source_(source) {}

    void lines() {
        std::uint64_t number = 0;
        while (desk_.open()) {
            const auto place = source_.offset();
            bool too_long = false;
            const std::string_view raw = source_.line(desk_.limits().json_line_bytes, too_long);
            if (raw.empty()) break;
            ++number;
            const Address at = address_.inside("line " + std::to_string(number), "");
            if (too_long) {
                ++found_;
                desk_.leave_out(at, Reason::long_line,
                                "is longer than " + bytes_in_words(desk_.limits().json_line_bytes),
                                "split the record", place);
                continue;
            }
            const std::string_view line = without_mark(raw);
            if (line.empty()) continue;
            if (!enter(place)) return;
            one(at, line, place);
        }
        finish();
    }

    /// Elements of the array that begins here, one by one.
    void array() {
        source_.skip(skip_blanks() + 1);
        std::uint64_t number = 0;
        while (desk_.open()) {
            skip_separators();
            const std::string_view seen = source_.peek(1);
            if (seen.empty() || seen[0] == ']') break;
            const auto place = source_.offset();
            const Address at = address_.inside("item " + std::to_string(++number), "");
            const auto size = value_size();
            if (!enter(place)) return;
            if (!size) {
                const bool ended = source_.window().size() < desk_.limits().json_line_bytes;
                desk_.leave_out(
                    at, ended ? Reason::damaged : Reason::too_large,
                    ended ? "is cut off" : "is longer than " + bytes_in_words(desk_.limits().json_line_bytes),
                    ended ? "fetch or copy the file again" : "split the record", place);
                if (!ended)
                    desk_.leave_out(address_, Reason::damaged, "cannot be read further", "split the file",
                                    place);
                return;
            }
            one(at, source_.window().substr(0, *size), place);
            source_.skip(*size);
        }
        finish();
    }

    void whole() {
        std::string bytes;
        source_.read(desk_.limits().tree_bytes, bytes);
        if (!source_.at_end()) {
            return desk_.leave_out(
                address_, Reason::too_large,
                "is one JSON value of more than " + bytes_in_words(desk_.limits().tree_bytes),
                "write one record a line", desk_.limits().tree_bytes);
        }
        if (source_.fault()) return desk_.leave_out(address_, *source_.fault(), source_.offset());
        element root;
        const std::string_view json = without_mark(bytes);
        if (const auto error = parser_.parse(json.data(), json.size()).get(root)) {
            return desk_.leave_out(address_, Reason::damaged,
                                   std::string("is no valid JSON: ") + simdjson::error_message(error),
                                   "write it again", place_of_fault(bytes));
        }
        open_json_value(desk_, address_, root, 0);
    }

    /// True if the first line is a whole value and another follows: one record a line under the name .json.
    [[nodiscard]] bool has_lines() {
        const std::string_view start = source_.peek(1U << 20U);
        const std::size_t end = start.find('\n');
        if (end == std::string_view::npos || text::trimmed(start.substr(end)).empty()) return false;
        element first;
        const std::string_view line = without_mark(start.substr(0, end));
        return !line.empty() && parser_.parse(line.data(), line.size()).get(first) == simdjson::SUCCESS;
    }

    [[nodiscard]] std::size_t skip_blanks() {
        const std::string_view start = source_.peek(kSniffBytes);
        const std::size_t mark = start.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        return std::min(start.find_first_not_of(" \t\r\n", mark), start.size());
    }

  private:
    bool enter(std::uint64_t place) {
        ++found_;
        if (++desk_.budget.entries <= desk_.limits().entries) return true;
        desk_.leave_out(address_, Reason::too_many,
                        "has more than " + std::to_string(desk_.limits().entries) + " records", "split it",
                        place);
        return false;
    }

    void one(const Address& at, std::string_view json, std::uint64_t place) {
        element value;
        if (const auto error = parser_.parse(json.data(), json.size()).get(value)) {
            return desk_.leave_out(at, Reason::damaged,
                                   std::string("is no valid JSON: ") + simdjson::error_message(error),
                                   "write the record again", place);
        }
        open_json_value(desk_, at, value, place);
    }

    void finish() {
        if (source_.fault()) return desk_.leave_out(address_, *source_.fault(), source_.offset());
        if (found_ == 0 && desk_.open())
            desk_.leave_out(address_, Reason::no_reports, "holds no record",
                            "give a file with reports in it");
    }

    void skip_separators() {
        while (true) {
            const std::string_view seen = source_.peek(1);
            const std::size_t blanks = std::min(seen.find_first_not_of(" \t\r\n,"), seen.size());
            source_.skip(blanks);
            if (blanks == 0 || blanks < seen.size()) return;
        }
    }

    /// Bytes of the JSON value that begins here, all of them in the window then; none if it does not end
    /// within the limit.
    std::optional<std::size_t> value_size() {
        std::size_t depth = 0;
        bool in_string = false;
        std::size_t at = 0;
        while (true) {
            std::string_view seen = source_.window();
            if (at >= seen.size()) {
                if (seen.size() >= desk_.limits().json_line_bytes) return std::nullopt;
                seen = source_.peek(at + 1);
                if (at >= seen.size()) return std::nullopt;
            }
            for (; at < seen.size(); ++at) {
                const char c = seen[at];
                if (in_string) {
                    if (c == '\\') ++at;
                    in_string = c != '"';
                } else if (c == '"') {
                    in_string = true;
                } else if (c == '{' || c == '[') {
                    ++depth;
                } else if (c == '}' || c == ']') {
                    if (depth == 0) return at;
                    if (--depth == 0) return at + 1;
                } else if (depth == 0 && (c == ',' || c == '\n')) {
                    return at;
                }
            }
        }
    }

    /// Where a broken value stops being JSON, as near as a scan for its brackets tells: its end.
    static std::uint64_t place_of_fault(const std::string& bytes) {
        const std::size_t last = bytes.find_last_not_of(" \t\r\n");
        return last == std::string::npos ? 0 : last + 1;
    }

    Desk& desk_;
    const Address& address_;
    Source& source_;
    simdjson::dom::parser parser_;
    std::uint64_t found_ = 0;
};

}  // namespace

void open_json(Desk& desk, const Address& address, Source& source) {
    JsonReader reader(desk, address, source);
    const std::size_t start = reader.skip_blanks();
    const std::string_view seen = source.window();
    if (start < seen.size() && seen[start] == '[') return reader.array();
    if (reader.has_lines()) return reader.lines();
    reader.whole();
}

void open_json_lines(Desk& desk, const Address& address, Source& source) {
    JsonReader(desk, address, source).lines();
}

}  // namespace sitrep::ingest
