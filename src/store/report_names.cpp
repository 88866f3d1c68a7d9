#include "store/report_names.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace sitrep::store {
namespace {

std::string_view file_name(std::string_view path) {
    const auto slash = path.find_last_of('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view stem(std::string_view path) {
    const std::string_view name = file_name(path);
    const auto dot = name.find_last_of('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool usable(const std::vector<std::string>& labels, std::size_t longest) {
    std::set<std::string_view> seen;
    return std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
        const bool plain = std::all_of(label.begin(), label.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                   c == '.';
        });
        // Bare digits read like a figure.
        const bool digits = label.find_first_not_of("0123456789") == std::string::npos;
        return plain && !digits && label.size() <= longest && seen.insert(label).second;
    });
}

}  // namespace

std::vector<std::string> report_names(const Dossier& dossier) {
    std::vector<std::string> cut;
    std::vector<std::string> whole;
    std::vector<std::string> numbers;
    for (const AnnotatedReport& entry : dossier.reports) {
        const std::string_view name = stem(entry.report.document.path);
        cut.emplace_back(name.substr(0, name.find('_')));
        whole.emplace_back(name);
        numbers.push_back("r" + std::to_string(numbers.size() + 1));
        if (name == "-") cut.back() = whole.back() = "stdin";
    }
    if (usable(cut, 8)) return cut;
    if (usable(whole, 12)) return whole;
    return numbers;
}

}  // namespace sitrep::store
