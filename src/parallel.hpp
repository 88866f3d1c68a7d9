/// @file parallel.hpp
/// @brief Work on the numbers 0 … count-1 by several threads.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace sitrep {

/// Runs `work(i, state)` for i in [0,count) on up to `threads` threads (0: as many as the machine has), in
/// any order: results must go to places of their own. Each thread makes a `state` of its own with `make()`,
/// which must not change results.
template <typename Make, typename Work>
void for_each_index_with(std::size_t count, unsigned threads, const Make& make, const Work& work) {
    const std::size_t used = std::clamp<std::size_t>(
        threads == 0 ? std::thread::hardware_concurrency() : threads, 1, std::max<std::size_t>(1, count));
    if (used == 1) {
        auto state = make();
        for (std::size_t i = 0; i < count; ++i) work(i, state);
        return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> pool;
    for (std::size_t t = 0; t < used; ++t) {
        pool.emplace_back([&] {
            auto state = make();
            for (std::size_t i = next++; i < count; i = next++) work(i, state);
        });
    }
}

/// The same without a state: `work(i)`.
template <typename Work>
void for_each_index(std::size_t count, unsigned threads, const Work& work) {
    for_each_index_with(count, threads, [] { return 0; }, [&](std::size_t i, int) { work(i); });
}

}  // namespace sitrep
