/// @file parallel.hpp
/// @brief Work on the numbers 0 … count-1 by several threads.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace sitrep::lineage {

/// Runs `work(i)` for i in [0,count) on up to `threads` threads (0: as many as the machine has), in any
/// order: results must go to places of their own.
template <typename Work>
void for_each_index(std::size_t count, unsigned threads, const Work& work) {
    const std::size_t used = std::clamp<std::size_t>(
        threads == 0 ? std::thread::hardware_concurrency() : threads, 1, std::max<std::size_t>(1, count));
    if (used == 1) {
        for (std::size_t i = 0; i < count; ++i) work(i);
        return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> pool;
    for (std::size_t t = 0; t < used; ++t) {
        pool.emplace_back([&] {
            for (std::size_t i = next++; i < count; i = next++) work(i);
        });
    }
}

}  // namespace sitrep::lineage
