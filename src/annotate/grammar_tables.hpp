/// @file grammar_tables.hpp
/// @brief What the loading of the two kinds of grammar has in common.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/patterns.hpp"

namespace sitrep::annotate {

/// Looks classes up by name and keeps the first that no word has.
class ClassFinder {
  public:
    explicit ClassFinder(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
    ClassId operator()(std::string_view name) {
        const auto found = vocabulary_.find_class(name);
        if (!found && missing_.empty()) missing_ = name;
        return found.value_or(ClassId{0});
    }
    [[nodiscard]] std::optional<Error> fault(const std::string& file) const {
        if (missing_.empty()) return std::nullopt;
        return Error{file, std::nullopt, "gives no word the class " + missing_, "add one"};
    }

  private:
    const Vocabulary& vocabulary_;
    std::string missing_;
};

/// A file of a language's folder; English's where the language has none.
[[nodiscard]] inline std::filesystem::path language_file(const std::filesystem::path& folder,
                                                         std::string_view name) {
    std::error_code error;
    const std::filesystem::path own = folder / name;
    return std::filesystem::is_regular_file(own, error) ? own : folder.parent_path() / "en" / name;
}

/// Slots by field; fields that no slot is named after are passed over.
template <typename Slot, typename Table>
[[nodiscard]] std::vector<Slot> slots_by_field(const Patterns& patterns, const Table& table) {
    std::vector<Slot> slots;
    for (const auto& [name, slot] : table) {
        const auto field = patterns.find_field(name);
        if (!field) continue;
        if (slots.size() <= *field) slots.resize(*field + 1U, Slot::skip);
        slots[*field] = slot;
    }
    return slots;
}

}  // namespace sitrep::annotate
