#include "annotate/patterns_vocabulary.hpp"

#include <algorithm>
#include <fstream>

namespace sitrep::annotate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestLine = 20000;
constexpr std::size_t kLongestWord = 24;

constexpr std::array<std::string_view, static_cast<std::size_t>(NumberClass::count)> kNumberClasses = {
    "NUM",  "INT",  "DAY",   "MONTHNO",  "TWO",       "FOUR",    "YEAR",
    "HOUR", "HHMM", "CLOCK", "CLOCKDOT", "SLASHDATE", "SLASHDAY"};

}  // namespace

Error table_fault(const std::string& file, std::uint32_t line, std::string what, std::string mend) {
    return Error{file + ":" + std::to_string(line), std::nullopt, std::move(what), std::move(mend)};
}

Result<std::vector<TableLine>> read_table(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return tl::unexpected(Error{path.string(), std::nullopt, "cannot be read",
                                    "install the lexicon folder or set SITREP_DATA"});
    std::vector<TableLine> lines;
    std::string text;
    for (std::uint32_t number = 1; std::getline(in, text); ++number) {
        if (text.size() > kLongestLine)
            return tl::unexpected(
                table_fault(path.string(), number, "is longer than 20000 bytes", "cut the line"));
        while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.pop_back();
        if (text.empty() || text.starts_with('#')) continue;
        TableLine line{number, {}};
        for (std::size_t begin = 0;;) {
            const auto tab = text.find('\t', begin);
            line.cells.push_back(text.substr(begin, tab == std::string::npos ? tab : tab - begin));
            if (tab == std::string::npos) break;
            begin = tab + 1;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

bool is_class_name(std::string_view s) {
    return !s.empty() && s[0] >= 'A' && s[0] <= 'Z' && std::all_of(s.begin(), s.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

VocabularyBuilder::VocabularyBuilder(Reader reader) {
    vocabulary_.reader_ = static_cast<std::size_t>(reader);
    for (const std::string_view name : kNumberClasses) class_of(name);
}

ClassId VocabularyBuilder::class_of(std::string_view name) {
    const auto found = vocabulary_.class_ids_.find(name);
    if (found != vocabulary_.class_ids_.end()) return found->second;
    const auto id = static_cast<ClassId>(vocabulary_.class_ids_.size());
    vocabulary_.class_ids_.emplace(std::string(name), id);
    return id;
}

void VocabularyBuilder::add(std::string_view word, ClassId class_id, std::string value, bool capital_only) {
    auto& entries = words_[std::string(word)];
    for (const Entry& entry : entries) {
        if (entry.class_id == class_id) return;
    }
    entries.push_back({class_id, std::move(value), capital_only});
}

Result<void> VocabularyBuilder::read(const fs::path& path) {
    const auto lines = read_table(path);
    if (!lines) return tl::unexpected(lines.error());
    for (const TableLine& line : *lines) {
        if (line.cells.size() < 2 || line.cells.size() > 4) {
            return tl::unexpected(table_fault(path.string(), line.number, "has not two to four columns",
                                              "write word, class, value, flags"));
        }
        if (!is_class_name(line.cells[1])) {
            return tl::unexpected(table_fault(path.string(), line.number,
                                              "class \"" + line.cells[1] + "\" is not in capitals"));
        }
        const bool capital = line.cells.size() > 3 && line.cells[3] == "capital";
        if (line.cells.size() > 3 && !capital && !line.cells[3].empty()) {
            return tl::unexpected(table_fault(path.string(), line.number,
                                              "has the unknown flag \"" + line.cells[3] + "\"",
                                              "the only flag is capital"));
        }
        if (line.cells[0].empty() || line.cells[0].size() > kLongestWord) {
            return tl::unexpected(
                table_fault(path.string(), line.number, "holds a word of no or more than 24 bytes"));
        }
        add(line.cells[0], class_of(line.cells[1]), line.cells.size() > 2 ? line.cells[2] : std::string(),
            capital);
    }
    return {};
}

SymbolId VocabularyBuilder::symbol_of(std::vector<ClassId> classes, Symbols& symbols) {
    std::sort(classes.begin(), classes.end());
    return symbols.emplace(std::move(classes), static_cast<SymbolId>(symbols.size())).first->second;
}

void VocabularyBuilder::add_words(Symbols& symbols) {
    for (const auto& [word, entries] : words_) {
        Vocabulary::Word built;
        built.text = word;
        std::vector<ClassId> small, capital;
        for (const Entry& entry : entries) {
            capital.push_back(entry.class_id);
            if (!entry.capital_only) small.push_back(entry.class_id);
            built.classes.push_back({entry.class_id, entry.value});
        }
        built.small = symbol_of(std::move(small), symbols);
        built.capital = symbol_of(std::move(capital), symbols);
        vocabulary_.words_.push_back(std::move(built));
    }
}

void VocabularyBuilder::add_numbers(Symbols& symbols) {
    vocabulary_.number_symbols_.assign(kNumberMasks, 0);
    for (const unsigned mask : number_masks()) {
        std::vector<ClassId> classes;
        for (ClassId c = 0; c < kNumberClasses.size(); ++c) {
            if ((mask & (1U << c)) != 0) classes.push_back(c);
        }
        vocabulary_.number_symbols_[mask] = symbol_of(std::move(classes), symbols);
    }
}

Vocabulary VocabularyBuilder::build() {
    vocabulary_.class_count_ = vocabulary_.class_ids_.size();
    Symbols symbols = {{{}, SymbolId{0}}};
    add_words(symbols);
    add_numbers(symbols);
    vocabulary_.symbol_count_ = symbols.size();
    vocabulary_.membership_.assign(symbols.size() * vocabulary_.class_count_, 0);
    for (const auto& [classes, symbol] : symbols) {
        for (const ClassId c : classes) vocabulary_.membership_[symbol * vocabulary_.class_count_ + c] = 1;
    }
    return std::move(vocabulary_);
}

}  // namespace sitrep::annotate
