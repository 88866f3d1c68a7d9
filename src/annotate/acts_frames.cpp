#include "annotate/acts_frames.hpp"

#include <algorithm>
#include <array>

#include "annotate/lexicon_file.hpp"

namespace sitrep::annotate {
namespace {

constexpr std::array<std::pair<std::string_view, FrameShape>, 25> kShapes = {
    {{"request", FrameShape::request},
     {"object", FrameShape::object},
     {"document", FrameShape::document},
     {"clause", FrameShape::clause},
     {"want", FrameShape::want},
     {"give", FrameShape::give},
     {"infinitive", FrameShape::infinitive},
     {"to", FrameShape::to},
     {"mutual", FrameShape::mutual},
     {"warn", FrameShape::warn},
     {"accuse", FrameShape::accuse},
     {"charged", FrameShape::charged},
     {"base", FrameShape::base},
     {"owned", FrameShape::owned},
     {"received", FrameShape::received},
     {"order", FrameShape::order},
     {"later", FrameShape::later},
     {"bare", FrameShape::bare},
     {"none", FrameShape::none},
     {"whom", FrameShape::whom},
     {"suffered", FrameShape::suffered},
     {"amount", FrameShape::amount},
     {"fear", FrameShape::fear},
     {"handled", FrameShape::handled},
     {"agent", FrameShape::agent}}};

std::optional<ActKind> act_of(std::string_view word) {
    for (int i = 0; i <= static_cast<int>(ActKind::accuse); ++i) {
        if (name(static_cast<ActKind>(i)) == word) return static_cast<ActKind>(i);
    }
    return std::nullopt;
}

std::optional<ActStatus> status_of(std::string_view word) {
    for (int i = 0; i <= static_cast<int>(ActStatus::conditional); ++i) {
        if (name(static_cast<ActStatus>(i)) == word) return static_cast<ActStatus>(i);
    }
    return std::nullopt;
}

std::vector<std::string> forms_of(std::string_view cell) {
    std::vector<std::string> forms;
    for (std::size_t at = 0; at <= cell.size();) {
        const std::size_t end = std::min(cell.find(',', at), cell.size());
        std::string_view form = cell.substr(at, end - at);
        while (form.starts_with(' ')) form.remove_prefix(1);
        if (!form.empty()) forms.emplace_back(form);
        at = end + 1;
    }
    return forms;
}

/// Every way to read "call off * (march|strike)": one form for each word between bars, in order; empty where
/// a bracket is not closed or there are too many.
std::vector<std::string> readings_of(std::string_view form) {
    constexpr std::size_t kMost = 500;
    const std::size_t open = form.find('(');
    if (open == std::string_view::npos) return {std::string(form)};
    const std::size_t close = form.find(')', open);
    if (close == std::string_view::npos) return {};
    const std::vector<std::string> behind = readings_of(form.substr(close + 1));
    std::vector<std::string> all;
    for (std::size_t at = open + 1; at <= close;) {
        const std::size_t end = std::min(form.find('|', at), close);
        for (const std::string& rest : behind)
            all.push_back(std::string(form.substr(0, open)).append(form.substr(at, end - at)).append(rest));
        at = end + 1;
    }
    return all.size() > kMost ? std::vector<std::string>{} : all;
}

/// Fills act, codes and shape from cells `act`, `act` + 1 …; the error says what is unknown.
std::optional<std::string> fill(ActFrame& frame, const LexiconLine& line, std::size_t act) {
    const auto kind = act_of(line.cells[act]);
    if (!kind) return "has the unknown act '" + line.cells[act] + "'";
    frame.act = *kind;
    frame.plover = line.cells[act + 1] == "-" ? "" : line.cells[act + 1];
    frame.cameo = line.cells[act + 2];
    const auto shape = std::find_if(kShapes.begin(), kShapes.end(),
                                    [&](const auto& s) { return s.first == line.cells[act + 3]; });
    if (shape == kShapes.end()) return "has the unknown frame '" + line.cells[act + 3] + "'";
    frame.shape = shape->second;
    return std::nullopt;
}

}  // namespace

Result<ActLexicon> ActLexicon::load(const std::filesystem::path& folder) {
    ActLexicon lexicon;
    const auto add = [&](ActFrame frame) {
        ++lexicon.size_;
        lexicon.codes_of_kind_.try_emplace(static_cast<int>(frame.act), ActCodes{frame.plover, frame.cameo});
        lexicon.frames_[frame.words[0]].push_back(std::move(frame));
    };
    const auto verbs = read_lexicon(folder / "verbs.tsv", 7);
    if (!verbs) return tl::unexpected(verbs.error());
    for (const LexiconLine& line : *verbs) {
        ActFrame frame;
        frame.name = line.cells[0];
        if (const auto problem = fill(frame, line, 2)) return line.error(*problem);
        for (const std::string& form : forms_of(line.cells[1])) {
            const std::vector<std::string> readings = readings_of(form);
            for (const std::string& reading : readings) {
                frame.words = words_of(reading);
                if (frame.words.empty()) return line.error("has an empty form");
                add(frame);
            }
            if (readings.empty())
                return line.error("has a bracket that is not closed, or too many words in it");
        }
    }
    const auto phrases = read_lexicon(folder / "phrases.tsv", 7);
    if (!phrases) return tl::unexpected(phrases.error());
    for (const LexiconLine& line : *phrases) {
        ActFrame frame;
        frame.name = line.cells[0];
        frame.verb = false;
        if (const auto problem = fill(frame, line, 1)) return line.error(*problem);
        if (line.cells[5] != "-") {
            frame.status = status_of(line.cells[5]);
            if (!frame.status) return line.error("has the unknown status '" + line.cells[5] + "'");
        }
        const std::vector<std::string> readings = readings_of(line.cells[0]);
        for (const std::string& reading : readings) {
            frame.words = words_of(reading);
            if (frame.words.empty()) return line.error("has an empty phrase");
            add(frame);
        }
        if (readings.empty()) return line.error("has a bracket that is not closed, or too many words in it");
    }
    const auto light = read_lexicon(folder / "light_verbs.tsv", 3);
    if (!light) return tl::unexpected(light.error());
    for (const LexiconLine& line : *light) {
        const LightVerb role = line.cells[1] == "gives"       ? LightVerb::gives
                               : line.cells[1] == "receives"  ? LightVerb::receives
                               : line.cells[1] == "handles"   ? LightVerb::handles
                               : line.cells[1] == "withdraws" ? LightVerb::withdraws
                                                              : LightVerb::none;
        if (role == LightVerb::none) return line.error("has the unknown role '" + line.cells[1] + "'");
        for (const std::string& form : forms_of(line.cells[0])) lexicon.light_.emplace(form, role);
    }
    auto words = load_act_words(folder / "word_sets.tsv");
    if (!words) return tl::unexpected(words.error());
    lexicon.words_ = std::move(*words);
    const auto countries = read_lexicon(folder.parent_path() / "names" / "countries.tsv", 6);
    if (!countries) return tl::unexpected(countries.error());
    for (const LexiconLine& line : *countries) {
        lexicon.capitals_.emplace(line.cells[3], line.cells[1].substr(0, line.cells[1].find('|')));
    }
    for (auto& [word, frames] : lexicon.frames_) {
        std::stable_sort(frames.begin(), frames.end(), [](const ActFrame& a, const ActFrame& b) {
            return a.words.size() > b.words.size();
        });
    }
    return lexicon;
}

const std::string* ActLexicon::country_of_capital(std::string_view city) const {
    const auto found = capitals_.find(city);
    return found == capitals_.end() ? nullptr : &found->second;
}

ActCodes ActLexicon::codes(ActKind act, std::string_view words) const {
    std::vector<std::string> tokens;
    std::string word;
    for (const char c : words) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        if (letter) {
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!word.empty()) {
            tokens.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) tokens.push_back(std::move(word));
    const auto size = static_cast<std::uint32_t>(tokens.size());
    const auto same = [&](std::uint32_t k, const std::string& w) { return tokens[k] == w; };
    for (std::uint32_t i = 0; i < size; ++i) {
        for (const ActFrame& frame : at(tokens[i])) {
            if (frame.act == act && frame_end(frame, i, size, same, [](std::uint32_t) { return true; }) > 0)
                return {frame.plover, frame.cameo};
        }
    }
    const auto usual = codes_of_kind_.find(static_cast<int>(act));
    return usual == codes_of_kind_.end() ? ActCodes{} : usual->second;
}

LightVerb ActLexicon::light(std::string_view lower_word) const {
    const auto found = light_.find(lower_word);
    return found == light_.end() ? LightVerb::none : found->second;
}

const std::vector<ActFrame>& ActLexicon::at(std::string_view lower_word) const {
    static const std::vector<ActFrame> kNone;
    const auto found = frames_.find(lower_word);
    return found == frames_.end() ? kNone : found->second;
}

}  // namespace sitrep::annotate
