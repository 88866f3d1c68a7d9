#include "train/places.hpp"

#include <charconv>
#include <fstream>

#include "annotate/line_parts.hpp"
#include "annotate/names_gazetteer.hpp"
#include "eval/input.hpp"

namespace sitrep::train {
namespace {

constexpr std::size_t kLimit = 5'000'000;

bool number(std::string_view text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool read(std::string_view line, annotate::PlaceLine& place) {
    const std::vector<std::string_view> parts = annotate::parts_of(line, '\t');
    if (parts.size() != 9 || parts[4].size() != 2 || parts[7].empty()) return false;
    if (!number(parts[1], place.latitude) || !number(parts[2], place.longitude) ||
        !number(parts[3], place.population))
        return false;
    const bool id = parts[6] == "ADM1" || parts[6] == "ADM2" ||
                    (!parts[0].empty() && parts[0].size() < 10 &&
                     parts[0].find_first_not_of("0123456789") == std::string::npos);
    if (!id || place.population < 0) return false;
    place.code = parts[0];
    place.country = parts[4];
    place.region = parts[5];
    place.feature = parts[6];
    place.name = parts[7];
    place.others.clear();
    for (const std::string_view other : annotate::parts_of(parts[8], '|')) {
        if (!other.empty()) place.others.emplace_back(other);
    }
    return true;
}

}  // namespace

Result<std::string> run_places(const TrainOptions& options) {
    if (options.data.size() != 1)
        return tl::unexpected(Error{"", std::nullopt, "needs one file of places", "run scripts/make-places"});
    const auto content = eval::read_file(options.data[0]);
    if (!content) return tl::unexpected(content.error());
    std::vector<annotate::PlaceLine> lines;
    std::size_t bad = 0;
    eval::for_each_line(*content, [&](std::string_view line, std::size_t number_of_line) {
        annotate::PlaceLine place;
        if (read(line, place)) {
            lines.push_back(std::move(place));
        } else if (bad == 0) {
            bad = number_of_line;
        }
    });
    if (bad != 0)
        return tl::unexpected(Error{options.data[0], std::nullopt,
                                    "line " + std::to_string(bad) + " is no place of nine columns",
                                    "run scripts/make-places"});
    const std::string out = options.out.value_or(options.resources + "/models/places.bin");
    const std::vector<std::byte> bytes = annotate::gazetteer_bytes(lines, kLimit);
    std::ofstream file(out, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        return tl::unexpected(
            Error{out, std::nullopt, "cannot be written", "choose another file with --out"});
    const auto packed = annotate::PlaceGazetteer::from(bytes, out);
    if (!packed) return tl::unexpected(packed.error());
    return out + ": " + std::to_string(packed->size()) + " of " + std::to_string(lines.size()) + " places, " +
           std::to_string(bytes.size()) + " bytes";
}

}  // namespace sitrep::train
