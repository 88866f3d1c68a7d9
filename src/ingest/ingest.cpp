#include "ingest/ingest.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <tuple>

#include "ingest/desk.hpp"
#include "ingest/file.hpp"
#include "ingest/walk.hpp"

namespace sitrep::ingest {

namespace {

/// Files that indexes name, until no index names another.
void read_references(Desk& desk) {
    while (!desk.references.empty() && desk.open()) {
        std::vector<Desk::Reference> batch;
        batch.swap(desk.references);
        for (Desk::Reference& reference : batch) {
            if (!desk.taken.insert(reference.path).second) {
                desk.pass_over(Reason::given_twice);
                continue;
            }
            read_file(reference.path, false, desk, std::move(reference.claims));
        }
    }
}

}  // namespace

Tally stream(const std::vector<std::string>& paths, const Options& options, const Sink& sink) {
    Desk desk(options, sink);
    walk(paths, desk, [&](const std::string& path, bool named) {
        if (desk.taken.contains(path)) return desk.pass_over(Reason::given_twice);
        read_file(path, named, desk);
        read_references(desk);
    });
    return desk.tally();
}

Intake read(const std::vector<std::string>& paths, const Options& options) {
    Intake intake;
    std::vector<Skip> skips;
    Options all = options;
    all.remembered = std::numeric_limits<std::uint32_t>::max();
    Sink sink;
    sink.document = [&](Document document) {
        intake.documents.push_back(std::move(document));
        return true;
    };
    sink.skip = [&](const Skip& skip) { skips.push_back(skip); };
    intake.tally = stream(paths, all, sink);
    std::stable_sort(intake.documents.begin(), intake.documents.end(),
                     [](const Document& a, const Document& b) {
                         return std::tie(a.path, a.member) < std::tie(b.path, b.member);
                     });
    std::stable_sort(skips.begin(), skips.end(), [](const Skip& a, const Skip& b) {
        return std::tie(a.error.file, a.member, a.error.offset) <
               std::tie(b.error.file, b.member, b.error.offset);
    });
    for (Skip& skip : skips) {
        intake.left_out.push_back({skip.error.file, skip.error.what});
        intake.errors.push_back(std::move(skip.error));
    }
    return intake;
}

namespace {

/// Fields of dump records that the names of the wanted items say: "line 3 field text", "item 2 html-field
/// page".
std::vector<std::pair<std::string, bool>> fields_of(std::span<const Wanted> wanted) {
    std::set<std::pair<std::string, bool>> fields;
    for (const Wanted& item : wanted) {
        if (!item.member || !item.decoded.ends_with("json-string")) {
            if (!item.member || !item.decoded.ends_with("json-strings")) continue;
        }
        const bool html = item.member->rfind(" html-field ") != std::string::npos;
        const std::size_t at = item.member->rfind(html ? "html-field " : "field ");
        if (at != std::string::npos) fields.emplace(item.member->substr(at + (html ? 11 : 6)), html);
    }
    return {fields.begin(), fields.end()};
}

/// Where the wanted records of a crawl archive begin ("record at 1234+56"), in order; none if another item is
/// wanted.
std::vector<std::uint64_t> record_offsets_of(std::span<const Wanted> wanted) {
    constexpr std::string_view kRecord = "record at ";
    std::set<std::uint64_t> offsets;
    for (const Wanted& item : wanted) {
        if (!item.member || !item.member->starts_with(kRecord)) return {};
        std::uint64_t offset = 0;
        const char* begin = item.member->data() + kRecord.size();
        const auto [end, error] = std::from_chars(begin, item.member->data() + item.member->size(), offset);
        if (error != std::errc() || end == begin) return {};
        offsets.insert(offset);
    }
    return {offsets.begin(), offsets.end()};
}

}  // namespace

std::vector<Result<Document>> reopen(const std::string& path, std::span<const Wanted> wanted,
                                     const Limits& limits) {
    std::vector<Result<Document>> found(wanted.size(), tl::unexpected(Error{path, std::nullopt, "", ""}));
    std::size_t missing = wanted.size();
    Options options;
    options.limits = limits;
    options.identical_twice = true;
    Sink sink;
    sink.document = [&](const Document& document) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (found[i] || wanted[i].member != document.member || wanted[i].decoded != document.decoded)
                continue;
            found[i] = document;
            --missing;
        }
        return missing > 0;
    };
    sink.skip = [&](const Skip& skip) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (!found[i] && (!skip.member || skip.member == wanted[i].member))
                found[i] = tl::unexpected(skip.error);
        }
    };
    Desk desk(options, sink);
    desk.wanted_fields = fields_of(wanted);
    desk.record_offsets = record_offsets_of(wanted);
    desk.wanted = [&](const Address& address) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const Wanted& item) {
            return item.member.value_or("") == address.member &&
                   item.decoded == (address.decoded.empty() ? "none" : address.decoded);
        });
    };
    read_file(path, true, desk);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (found[i] || !found[i].error().what.empty()) continue;
        const std::string item =
            wanted[i].member ? *wanted[i].member + " (" + wanted[i].decoded + ")" : "a plain report";
        found[i] = tl::unexpected(
            Error{path, std::nullopt, "holds no " + item + " any more", "give the file that was read"});
    }
    return found;
}

Result<Document> reopen(const std::string& path, const std::optional<std::string>& member,
                        const std::string& decoded, const Limits& limits) {
    const Wanted wanted{member, decoded};
    return std::move(reopen(path, std::span(&wanted, 1), limits).front());
}

}  // namespace sitrep::ingest
