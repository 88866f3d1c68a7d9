/// @file measure.hpp
/// @brief Counts, precision and recall with 95 % intervals, and how they are printed.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::eval {

/// What one document (page, sentence …) adds to a measure.
struct Counts {
    double true_positive = 0;
    double false_positive = 0;
    double false_negative = 0;
    Counts& operator+=(const Counts& other);
};

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

[[nodiscard]] double precision(const Counts& counts);  ///< 0 where nothing was found
[[nodiscard]] double recall(const Counts& counts);     ///< 0 where there was nothing to find
[[nodiscard]] double f1(const Counts& counts);

/// 95 % percentile bootstrap over documents (B. Efron 1979): resamples documents 1,000 times with a fixed
/// seed and applies `measure` to the sum. The same numbers on every machine.
[[nodiscard]] Interval bootstrap(std::span<const Counts> documents, double (*measure)(const Counts&));
/// The same for a mean of per-document values.
[[nodiscard]] Interval bootstrap_mean(std::span<const double> documents);
/// The same for the mean F1 of several classes; every class counts the same documents in the same order.
[[nodiscard]] Interval bootstrap_macro_f1(std::span<const std::vector<Counts>> classes);

/// One printed line: a measure on a set.
struct Row {
    std::string set;
    std::string measure;
    std::uint64_t documents = 0;
    std::optional<Counts> counts;  ///< printed as tp fp fn
    std::optional<double> precision;
    std::optional<double> recall;
    double value = 0.0;  ///< F1, accuracy, mean …, as `measure` says
    Interval interval;
};

/// Row of precision, recall and F1 with a bootstrap interval of F1.
[[nodiscard]] Row f1_row(std::string set, std::string measure, std::span<const Counts> documents);
/// Row of a mean (accuracy: values 0 and 1) with its bootstrap interval.
[[nodiscard]] Row mean_row(std::string set, std::string measure, std::span<const double> values);

/// A table for people, or a JSON array of rows.
[[nodiscard]] std::string as_table(std::span<const Row> rows);
[[nodiscard]] std::string as_json(std::span<const Row> rows);

}  // namespace sitrep::eval
