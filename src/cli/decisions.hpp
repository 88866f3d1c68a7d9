/// @file decisions.hpp
/// @brief A reader's own judgements of reports and names, from a file: read, and refused where one means
/// nothing or speaks against another.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "sitrep/document.hpp"
#include "sitrep/engine.hpp"
#include "sitrep/result.hpp"

namespace sitrep::cli {

/// Judgements of a decisions file: of origins and of names.
struct Decisions {
    std::string file;
    std::vector<OriginDecision> origins;
    std::vector<std::size_t> origin_lines;  ///< of each of them, from 1
    std::vector<EntityDecision> entities;
};

/// `--decisions FILE`: CSV with the header `decision,first,second`; decision is `same` or `independent` (of
/// two reports), `merge` or `split` (of two names). Fails, naming file and line, on anything else, on an
/// empty field, on one name given twice in a line, and on two names both merged and split.
[[nodiscard]] Result<Decisions> read_decisions(const std::string& path);

/// Fails on the first judgement whose report is not among those given (by path, or by a file name that only
/// one of them has), and on two reports called independent that others call the same, also by way of a third.
[[nodiscard]] Result<void> check_decisions(const Decisions& decisions, std::span<const Document> documents,
                                           std::span<const LeftOut> left_out);

}  // namespace sitrep::cli
