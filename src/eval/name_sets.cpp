#include "eval/name_sets.hpp"

#include <algorithm>
#include <array>

#include "eval/input.hpp"
#include "text/utf8.hpp"

namespace sitrep::eval {
namespace {

Error broken(const std::string& path, std::size_t line, std::string what) {
    return {path, std::nullopt, "line " + std::to_string(line) + " " + std::move(what), "mend the line"};
}

bool glued_before(std::string_view token) {
    static constexpr std::array<std::string_view, 16> kGlued = {
        ".", ",", ";", ":", "!", "?", ")", "]", "'s", "’s", "n't", "n’t", "%", "''", "...", "'"};
    return std::find(kGlued.begin(), kGlued.end(), token) != kGlued.end() || token.starts_with("'") ||
           token.starts_with("’");
}

bool glues_next(std::string_view token) {
    return token == "(" || token == "[" || token == "$" || token == "``" || token == "#";
}

/// Builds one text from tokens and BIO labels.
class SentenceBuilder {
  public:
    [[nodiscard]] bool empty() const { return text_.text.empty(); }

    /// False if the label is none of O, B-X, I-X.
    bool add(std::string_view token, std::string_view label) {
        const bool arabic = token == "-" && (text_.text.ends_with(" al") || text_.text.ends_with(" Al") ||
                                             text_.text == "Al" || text_.text.ends_with(" el"));
        if (!text_.text.empty() && !glue_ && !arabic && !glued_before(token)) text_.text += ' ';
        const auto begin = static_cast<std::uint32_t>(text_.text.size());
        text_.text += token;
        const auto end = static_cast<std::uint32_t>(text_.text.size());
        glue_ = glues_next(token) || arabic;
        if (label == "O" || label == "_") {
            open_ = false;
            return true;
        }
        if (label.size() < 3 || label[1] != '-' || (label[0] != 'B' && label[0] != 'I')) return false;
        const std::string_view type = label.substr(2);
        if (label[0] == 'I' && open_ && text_.names.back().type == type) {
            text_.names.back().range.end = end;
        } else {
            text_.names.push_back({{begin, end}, std::string(type)});
        }
        open_ = true;
        return true;
    }

    MarkedText take(std::string name) {
        MarkedText done = std::move(text_);
        done.name = std::move(name);
        *this = SentenceBuilder();
        return done;
    }

  private:
    MarkedText text_;
    bool open_ = false;
    bool glue_ = false;
};

Result<std::vector<MarkedText>> read_conll(const std::string& path, const std::string& content) {
    std::vector<MarkedText> texts;
    SentenceBuilder sentence;
    std::size_t number = 0;
    const auto finish = [&] {
        if (!sentence.empty())
            texts.push_back(sentence.take(set_name(path) + ":" + std::to_string(texts.size() + 1)));
    };
    for (std::size_t at = 0; at <= content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        std::string_view line(content.data() + at, end - at);
        at = end + 1;
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (text::trimmed(line).empty()) {
            finish();
            continue;
        }
        if (line.starts_with("# ") && line.find('\t') == std::string_view::npos) continue;
        const std::size_t first = line.find_first_of("\t ");
        const std::size_t last = line.find_last_of("\t ");
        if (first == std::string_view::npos)
            return tl::unexpected(broken(path, number, "has one column, needs a token and a label"));
        if (text::first_invalid_utf8(line)) return tl::unexpected(broken(path, number, "is not UTF-8"));
        if (!sentence.add(line.substr(0, first), line.substr(last + 1)))
            return tl::unexpected(broken(path, number, "has no BIO label at its end"));
    }
    finish();
    return texts;
}

constexpr std::array<std::string_view, 8> kNameTags = {"per", "org",  "gpe", "loc",
                                                       "fac", "norp", "evt", "misc"};

Result<MarkedText> read_wire(const std::string& path, const std::string& content) {
    MarkedText result;
    result.name = path;
    std::size_t at = content.starts_with("<!--") ? content.find('\n') : 0;
    if (at == std::string::npos) return tl::unexpected(broken(path, 1, "has a comment and no text"));
    std::vector<std::pair<std::string, std::uint32_t>> open;
    std::size_t line = 1;
    for (; at < content.size();) {
        line += content[at] == '\n';
        if (content[at] != '<') {
            result.text += content[at++];
            continue;
        }
        const std::size_t end = content.find('>', at);
        if (end == std::string::npos) return tl::unexpected(broken(path, line, "has a tag without '>'"));
        std::string_view tag(content.data() + at + 1, end - at - 1);
        at = end + 1;
        const bool closes = tag.starts_with('/');
        if (closes) tag.remove_prefix(1);
        const std::string name(tag.substr(0, tag.find(' ')));
        const auto here = static_cast<std::uint32_t>(result.text.size());
        if (!closes) {
            open.emplace_back(name, here);
            continue;
        }
        if (open.empty() || open.back().first != name)
            return tl::unexpected(broken(path, line, "closes <" + name + "> that is not open"));
        if (std::find(kNameTags.begin(), kNameTags.end(), name) != kNameTags.end()) {
            std::string type = name;
            std::transform(type.begin(), type.end(), type.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            result.names.push_back({{open.back().second, here}, type});
        }
        open.pop_back();
    }
    if (!open.empty()) return tl::unexpected(broken(path, line, "ends inside <" + open.back().first + ">"));
    std::sort(result.names.begin(), result.names.end(),
              [](const MarkedName& a, const MarkedName& b) { return a.range < b.range; });
    return result;
}

}  // namespace

Result<std::vector<MarkedText>> read_marked_texts(const std::string& path) {
    std::vector<MarkedText> texts;
    const bool conll = path.ends_with(".conll");
    for (const std::string& file : conll ? std::vector<std::string>{path} : files_below(path, ".txt")) {
        auto content = read_file(file);
        if (!content) return tl::unexpected(content.error());
        if (conll) return read_conll(file, *content);
        auto text = read_wire(file, *content);
        if (!text) return tl::unexpected(text.error());
        texts.push_back(std::move(*text));
    }
    if (texts.empty())
        return tl::unexpected(Error{path, std::nullopt, "holds no .conll and no marked .txt file",
                                    "name a set of marked texts"});
    return texts;
}

int fifth_of(const std::string& name) {
    const std::size_t slash = name.find_last_of('/');
    int number = 0;
    for (std::size_t i = slash == std::string::npos ? 0 : slash + 1;
         i < name.size() && name[i] >= '0' && name[i] <= '9'; ++i) {
        number = number * 10 + (name[i] - '0');
    }
    return number % 5;
}

}  // namespace sitrep::eval
