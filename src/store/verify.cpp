#include "store/verify.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "store/consistency.hpp"
#include "store/dossier_reader.hpp"
#include "store/json_fields.hpp"
#include "text/utf8.hpp"

namespace sitrep::store {
namespace {

constexpr std::size_t kMostMismatches = 1000;

std::string_view words_of(json::element element) {
    std::string_view text;
    return element.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::string_view text_field(json::object object, std::string_view key) {
    json::element found;
    return object[key].get(found) == simdjson::SUCCESS ? words_of(found) : std::string_view();
}

/// Walks the dossier and checks each span in the report that is in force at that place.
class Walk {
  public:
    Walk(const ReopenReports& reopen, Verification& out) : reopen_(reopen), out_(out) {}

    void reports(json::array list) {
        std::vector<RecordedReport> recorded;
        for (const json::element element : list) {
            json::object object;
            if (element.get(object) != simdjson::SUCCESS) continue;
            recorded.push_back(
                {std::string(text_field(object, "id")), std::string(text_field(object, "path")), std::nullopt,
                 std::string(text_field(object, "decoded")), std::string(text_field(object, "sha256"))});
            if (const std::string_view member = text_field(object, "member"); !member.empty())
                recorded.back().member = member;
        }
        std::vector<Result<Report>> opened = reopen_(recorded);
        out_.reports = recorded.size();
        for (std::size_t i = 0; i < recorded.size(); ++i) {
            const RecordedReport& wanted = recorded[i];
            known_.insert(wanted.id);
            if (!opened[i]) {
                mismatch("reports." + wanted.id, opened[i].error().line());
            } else if (opened[i]->document.sha256 != wanted.sha256) {
                mismatch("reports." + wanted.id, wanted.path + ": SHA-256 of the bytes is " +
                                                     opened[i]->document.sha256 + ", the dossier records " +
                                                     wanted.sha256);
            } else {
                reports_.insert_or_assign(wanted.id, std::move(*opened[i]));
            }
        }
    }

    void value(json::element element, const std::string& where, const std::string& report) {
        if (json::array list; element.get(list) == simdjson::SUCCESS) {
            std::size_t i = 0;
            for (const json::element item : list)
                value(item, where + "[" + std::to_string(i++) + "]", report);
            return;
        }
        json::object object;
        if (element.get(object) != simdjson::SUCCESS) return;
        std::string in_force = report;
        if (const std::string_view named = text_field(object, "report"); !named.empty()) in_force = named;
        if (!text_field(object, "sha256").empty()) in_force = text_field(object, "id");
        for (const auto [key, inner] : object) {
            const std::string place = where.empty() ? std::string(key) : where + "." + std::string(key);
            if (key == "condition_parts") {
                json::array parts;
                if (inner.get(parts) != simdjson::SUCCESS) continue;
                for (const json::element part : parts) span(part, place, in_force, std::nullopt);
            } else if (is_span_key(key)) {
                span(inner, place, in_force, words_beside(object, key));
            } else {
                value(inner, place, in_force);
            }
        }
    }

    void mismatch(const std::string& where, const std::string& what) {
        if (out_.mismatches.size() < kMostMismatches) out_.mismatches.push_back(where + ": " + what);
    }

  private:
    static bool is_span_key(std::string_view key) {
        return key == "span" || key == "what" || key == "condition" || key.ends_with("_span");
    }

    static std::optional<std::string_view> words_beside(json::object object, std::string_view key) {
        json::element found;
        const std::string own = std::string(key) + "_text";
        if (object[own].get(found) == simdjson::SUCCESS && found.is_string()) return words_of(found);
        if (key == "span" && object["text"].get(found) == simdjson::SUCCESS && found.is_string())
            return words_of(found);
        return std::nullopt;
    }

    void span(json::element element, const std::string& where, const std::string& report,
              std::optional<std::string_view> words) {
        if (element.is_null()) return;
        json::array pair;
        std::uint64_t ends[2] = {0, 0};
        std::size_t count = 0;
        bool whole = element.get(pair) == simdjson::SUCCESS;
        if (whole) {
            for (const json::element end : pair) {
                std::uint64_t number = 0;
                whole = whole && count < 2 && end.get(number) == simdjson::SUCCESS;
                if (whole) ends[count] = number;
                ++count;
            }
        }
        if (!whole || count != 2) return mismatch(where, "is not a span [begin,end]");
        ++out_.spans;
        if (!known_.contains(report))
            return mismatch(where, "stands in no report of the dossier ('" + report + "')");
        const auto found = reports_.find(report);
        if (found == reports_.end()) return;  // its bytes are missing or changed: said once, at the report
        check(found->second, ends[0], ends[1], where, words);
    }

    void check(const Report& report, std::uint64_t begin, std::uint64_t end, const std::string& where,
               std::optional<std::string_view> words) {
        const std::string_view bytes = *report.document.bytes;
        const std::string at = "[" + std::to_string(begin) + "," + std::to_string(end) + ")";
        if (begin >= end || end > bytes.size()) {
            return mismatch(where, at + " lies outside " + report.document.path + " (" +
                                       std::to_string(bytes.size()) + " bytes)");
        }
        const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        const TextRange range = report.text.range(span);
        if (report.text.source(range) != span && splits_character(report, span))
            return mismatch(where, at + " cuts a character");
        // Where two blocks meet a run of text may end in the blank between them.
        if (words && text::trimmed(*words) != text::trimmed(report.words(span))) {
            mismatch(where, at + " of " + report.document.path + " holds «" +
                                text::printable(report.words(span).substr(0, 80)) + "», the dossier says «" +
                                text::printable(words->substr(0, 80)) + "»");
        }
    }

    static bool splits_character(const Report& report, Span span) {
        const std::string_view bytes = *report.document.bytes;
        const auto inside = [&](std::uint32_t at) {
            return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U;
        };
        return inside(span.begin) || inside(span.end);
    }

    const ReopenReports& reopen_;
    Verification& out_;
    std::map<std::string, Report> reports_;
    std::set<std::string> known_;
};

}  // namespace

Result<Verification> verify(std::string_view file_name, std::string_view text, const ReopenReports& reopen) {
    json::parser parser;
    json::element root;
    const simdjson::padded_string padded(text);
    if (const auto error = parser.parse(padded).get(root)) {
        return tl::unexpected(Error{std::string(file_name), std::nullopt,
                                    std::string("is not JSON: ") + simdjson::error_message(error),
                                    "write it again with 'sitrep brief … --json FILE'"});
    }
    if (const auto fault = no_dossier(root))
        return tl::unexpected(Error{std::string(file_name), std::nullopt, *fault,
                                    "give a dossier of version 1, written by 'sitrep brief … --json FILE'"});
    Verification out;
    Walk walk(reopen, out);
    walk.reports(root["reports"]);
    walk.value(root, "", "");
    check_consistency(root,
                      [&](const std::string& where, const std::string& what) { walk.mismatch(where, what); });
    // Words of the contract and references, up to the first; ids have been told already.
    if (const auto read = read_dossier(file_name, text);
        !read &&
        std::find(out.mismatches.begin(), out.mismatches.end(), read.error().what) == out.mismatches.end())
        out.mismatches.push_back(read.error().what);
    return out;
}

}  // namespace sitrep::store
