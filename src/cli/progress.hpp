/// @file progress.hpp
/// @brief A progress line on stderr, on a terminal only.
#pragma once
#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>

namespace sitrep::cli {

/// Counts finished items and redraws one line at most ten times a second. Silent when stderr is no terminal
/// or there is little to do; removes its line at the end. `step` may be called from several threads.
class Progress {
  public:
    Progress(std::string label, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void step();

  private:
    std::string label_;
    std::size_t total_;
    bool shown_;
    std::atomic<std::size_t> done_{0};
    std::mutex mutex_;
    long long started_ = 0;  ///< milliseconds of the steady clock
    long long drawn_ = 0;
};

}  // namespace sitrep::cli
