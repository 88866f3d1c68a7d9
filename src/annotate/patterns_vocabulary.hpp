/// @file patterns_vocabulary.hpp
/// @brief How vocabularies and rule files are read: internal to the loading of patterns.
#pragma once
#include <filesystem>

#include "annotate/pieces.hpp"
#include "sitrep/result.hpp"

namespace sitrep::annotate {

struct TableLine {
    std::uint32_t number = 0;
    std::vector<std::string> cells;
};
/// Lines of a TSV file without comments and blank lines. Fails where the file cannot be read or a line is too
/// long.
[[nodiscard]] Result<std::vector<TableLine>> read_table(const std::filesystem::path& path);
[[nodiscard]] Error table_fault(const std::string& file, std::uint32_t line, std::string what,
                                std::string mend = {});
/// Capitals, digits and underscores.
[[nodiscard]] bool is_class_name(std::string_view text);

/// Collects words and classes, then gives symbols.
class VocabularyBuilder {
  public:
    explicit VocabularyBuilder(Reader reader);
    ClassId class_of(std::string_view name);
    [[nodiscard]] std::optional<ClassId> known(std::string_view name) const {
        return vocabulary_.find_class(name);
    }
    void add(std::string_view word, ClassId class_id, std::string value, bool capital_only);
    [[nodiscard]] Result<void> read(const std::filesystem::path& path);
    [[nodiscard]] Vocabulary build();

  private:
    struct Entry {
        ClassId class_id;
        std::string value;
        bool capital_only;
    };
    using Symbols = std::map<std::vector<ClassId>, SymbolId>;
    static SymbolId symbol_of(std::vector<ClassId> classes, Symbols& symbols);
    void add_words(Symbols& symbols);
    void add_numbers(Symbols& symbols);
    Vocabulary vocabulary_;
    std::map<std::string, std::vector<Entry>> words_;
};

}  // namespace sitrep::annotate
