#include "eval/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "store/json_writer.hpp"

namespace sitrep::eval {
namespace {

constexpr int kResamples = 1000;

/// Percentiles 2.5 and 97.5 of `resampled`, which is sorted here.
Interval middle_95(std::vector<double>& resampled) {
    std::sort(resampled.begin(), resampled.end());
    const auto at = [&](double share) {
        return resampled[static_cast<std::size_t>(share * static_cast<double>(resampled.size() - 1))];
    };
    return {at(0.025), at(0.975)};
}

template <typename Total, typename Value>
Interval resample(std::size_t count, Total total, Value value) {
    if (count == 0) return {};
    std::mt19937_64 random(20160516);  // any fixed seed: the same interval in every run
    std::vector<double> resampled;
    resampled.reserve(kResamples);
    for (int i = 0; i < kResamples; ++i) {
        auto sum = total();
        for (std::size_t k = 0; k < count; ++k) value(sum, static_cast<std::size_t>(random() % count));
        resampled.push_back(sum.result());
    }
    return middle_95(resampled);
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
    true_positive += other.true_positive;
    false_positive += other.false_positive;
    false_negative += other.false_negative;
    return *this;
}

double precision(const Counts& counts) {
    const double found = counts.true_positive + counts.false_positive;
    return found > 0 ? counts.true_positive / found : 0.0;
}

double recall(const Counts& counts) {
    const double wanted = counts.true_positive + counts.false_negative;
    return wanted > 0 ? counts.true_positive / wanted : 0.0;
}

double f1(const Counts& counts) {
    const double all = 2 * counts.true_positive + counts.false_positive + counts.false_negative;
    return all > 0 ? 2 * counts.true_positive / all : 0.0;
}

Interval bootstrap(std::span<const Counts> documents, double (*measure)(const Counts&)) {
    struct Sum {
        Counts counts;
        double (*measure)(const Counts&);
        [[nodiscard]] double result() const { return measure(counts); }
    };
    return resample(
        documents.size(), [measure] { return Sum{{}, measure}; },
        [&](Sum& sum, std::size_t i) { sum.counts += documents[i]; });
}

Interval bootstrap_mean(std::span<const double> documents) {
    struct Sum {
        double total = 0;
        double count = 0;
        [[nodiscard]] double result() const { return total / count; }
    };
    return resample(
        documents.size(), [] { return Sum{}; },
        [&](Sum& sum, std::size_t i) {
            sum.total += documents[i];
            sum.count += 1;
        });
}

Interval bootstrap_macro_f1(std::span<const std::vector<Counts>> classes) {
    struct Sum {
        std::vector<Counts> counts;
        [[nodiscard]] double result() const {
            double all = 0.0;
            for (const Counts& one : counts) all += f1(one) / static_cast<double>(counts.size());
            return all;
        }
    };
    return resample(
        classes.front().size(), [&] { return Sum{std::vector<Counts>(classes.size())}; },
        [&](Sum& sum, std::size_t i) {
            for (std::size_t c = 0; c < classes.size(); ++c) sum.counts[c] += classes[c][i];
        });
}

Row f1_row(std::string set, std::string measure, std::span<const Counts> documents) {
    Counts total;
    for (const Counts& counts : documents) total += counts;
    return {std::move(set),   std::move(measure), documents.size(), total,
            precision(total), recall(total),      f1(total),        bootstrap(documents, f1)};
}

Row mean_row(std::string set, std::string measure, std::span<const double> values) {
    double total = 0;
    for (const double value : values) total += value;
    const double mean = values.empty() ? 0.0 : total / static_cast<double>(values.size());
    return {std::move(set), std::move(measure), values.size(), std::nullopt,
            std::nullopt,   std::nullopt,       mean,          bootstrap_mean(values)};
}

std::string as_table(std::span<const Row> rows) {
    std::size_t set_width = 3;
    std::size_t measure_width = 7;
    for (const Row& row : rows) {
        set_width = std::max(set_width, row.set.size());
        measure_width = std::max(measure_width, row.measure.size());
    }
    std::string out =
        fmt::format("{:<{}}  {:<{}}  {:>6}  {:>7}  {:>7}  {:>7}  {:>6}  {:>6}  {:>6}  {}\n", "set", set_width,
                    "measure", measure_width, "items", "tp", "fp", "fn", "P", "R", "value", "95 %");
    const auto share = [](const std::optional<double>& value) {
        return value ? fmt::format("{:.4f}", *value) : std::string("-");
    };
    for (const Row& row : rows) {
        const auto count = [&](double Counts::* member) {
            return row.counts ? fmt::format("{:g}", (*row.counts).*member) : std::string("-");
        };
        out += fmt::format(
            "{:<{}}  {:<{}}  {:>6}  {:>7}  {:>7}  {:>7}  {:>6}  {:>6}  {:.4f}  [{:.4f}, {:.4f}]\n", row.set,
            set_width, row.measure, measure_width, row.documents, count(&Counts::true_positive),
            count(&Counts::false_positive), count(&Counts::false_negative), share(row.precision),
            share(row.recall), row.value, row.interval.low, row.interval.high);
    }
    return out;
}

std::string as_json(std::span<const Row> rows) {
    store::JsonWriter out;
    out.begin_array();
    for (const Row& row : rows) {
        out.begin_object()
            .field("set", row.set)
            .field("measure", row.measure)
            .field("documents", row.documents);
        if (row.counts) {
            out.field("tp", row.counts->true_positive)
                .field("fp", row.counts->false_positive)
                .field("fn", row.counts->false_negative);
        }
        out.field("precision", row.precision).field("recall", row.recall).field("value", row.value);
        out.key("interval")
            .begin_array()
            .value(row.interval.low)
            .value(row.interval.high)
            .end_array()
            .end_object();
    }
    out.end_array();
    return std::string(out.text()) + "\n";
}

}  // namespace sitrep::eval
