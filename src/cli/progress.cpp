#include "cli/progress.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace sitrep::cli {
namespace {

constexpr std::size_t kWorthShowing = 200;
constexpr long long kRedrawMilliseconds = 100;

long long now() {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::steady_clock;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Progress::Progress(std::string label, std::size_t total)
    : label_(std::move(label)),
      total_(total),
      shown_(total >= kWorthShowing && isatty(STDERR_FILENO) == 1),
      started_(now()) {}

Progress::~Progress() {
    if (shown_ && drawn_ != 0) std::fputs("\r\x1b[K", stderr);
}

void Progress::step() {
    const std::size_t done = ++done_;
    if (!shown_) return;
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) return;
    const long long time = now();
    if (time - drawn_ < kRedrawMilliseconds) return;
    drawn_ = time;
    const double seconds = static_cast<double>(time - started_) / 1000.0;
    std::fprintf(stderr, "\r%s %zu of %zu, %.0f a second\x1b[K", label_.c_str(), done, total_,
                 seconds > 0 ? static_cast<double>(done) / seconds : 0.0);
}

}  // namespace sitrep::cli
