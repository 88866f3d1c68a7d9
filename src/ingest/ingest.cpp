#include "ingest/ingest.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "ingest/desk.hpp"
#include "ingest/file.hpp"
#include "ingest/walk.hpp"

namespace sitrep::ingest {

Tally stream(const std::vector<std::string>& paths, const Options& options, const Sink& sink) {
    Desk desk(options, sink);
    walk(paths, desk, [&](const std::string& path, bool named) { read_file(path, named, desk); });
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

/// Options that decode an item as its name says: the field of a dump record that was taken is taken again.
Options options_to_reopen(std::span<const Wanted> wanted, const Limits& limits) {
    Options options;
    options.limits = limits;
    options.identical_twice = true;
    for (const Wanted& item : wanted) {
        if (!item.member) continue;
        const std::size_t at = item.member->rfind(" field ");
        if (at == std::string::npos) continue;
        options.fields.fields.assign(1, {"text", item.member->substr(at + 7)});
    }
    return options;
}

}  // namespace

std::vector<Result<Document>> reopen(const std::string& path, std::span<const Wanted> wanted,
                                     const Limits& limits) {
    std::vector<Result<Document>> found(wanted.size(), tl::unexpected(Error{path, std::nullopt, "", ""}));
    std::size_t missing = wanted.size();
    const Options options = options_to_reopen(wanted, limits);
    Sink sink;
    sink.document = [&](Document document) {
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
