#include "ingest/pdf.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <vector>

#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

constexpr rlim_t kMemory = 2ULL << 30U;

struct Outcome {
    bool started = false;
    bool too_much = false;
    bool too_slow = false;
    int status = 0;
    std::string text;
};

[[noreturn]] void become(const std::string& program, int input, int output, std::uint32_t seconds) {
    const rlimit time{seconds, seconds};
    const rlimit memory{kMemory, kMemory};
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_AS, &memory);
    const int nothing = open("/dev/null", O_RDWR);
    dup2(input, 0);
    dup2(output, 1);
    dup2(nothing, 2);
    execlp(program.c_str(), program.c_str(), "-q", "-enc", "UTF-8", "-eol", "unix", "-nopgbrk", "/dev/fd/0",
           "-", static_cast<char*>(nullptr));
    _exit(127);
}

/// Reads `from` until it ends; false if it gave more than `limit` bytes or took longer than `seconds`.
void collect(int from, std::uint64_t limit, std::uint32_t seconds, Outcome& outcome) {
    std::vector<char> window(1U << 16U);
    std::uint32_t waited = 0;
    while (true) {
        pollfd ready{from, POLLIN, 0};
        const int count = poll(&ready, 1, 1000);
        if (count == 0 && ++waited > seconds) {
            outcome.too_slow = true;
            return;
        }
        if (count <= 0) continue;
        const ssize_t got = ::read(from, window.data(), window.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return;
        outcome.text.append(window.data(), static_cast<std::size_t>(got));
        if (outcome.text.size() > limit) {
            outcome.too_much = true;
            return;
        }
    }
}

Outcome run(const std::string& program, std::string_view pdf, const Limits& limits) {
    Outcome outcome;
    const int input = memfd_create("pdf", MFD_CLOEXEC);
    int ends[2] = {-1, -1};
    if (input < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        if (input >= 0) close(input);
        return outcome;
    }
    std::size_t written = 0;
    while (written < pdf.size()) {
        const ssize_t step = write(input, pdf.data() + written, pdf.size() - written);
        if (step <= 0) break;
        written += static_cast<std::size_t>(step);
    }
    lseek(input, 0, SEEK_SET);
    const pid_t child = fork();
    if (child == 0) become(program, input, ends[1], limits.pdf_seconds);
    close(input);
    close(ends[1]);
    if (child > 0) {
        collect(ends[0], limits.file_bytes, limits.pdf_seconds * 2, outcome);
        if (outcome.too_much || outcome.too_slow) kill(child, SIGKILL);
        while (waitpid(child, &outcome.status, 0) < 0 && errno == EINTR) {
        }
        outcome.started = !(WIFEXITED(outcome.status) && WEXITSTATUS(outcome.status) == 127);
    }
    close(ends[0]);
    return outcome;
}

}  // namespace

void open_pdf(Desk& desk, const Address& address, Source& source) {
    std::string bytes;
    source.read(desk.limits().file_bytes, bytes);
    if (source.fault()) return desk.leave_out(address, *source.fault(), source.offset());
    if (!source.at_end()) {
        return desk.leave_out(address, Reason::too_large,
                              "is a PDF of more than " + bytes_in_words(desk.limits().file_bytes), "split it",
                              desk.limits().file_bytes);
    }
    const std::string& program = desk.options().pdftotext;
    if (program.empty())
        return desk.leave_out(address, Reason::pdf, "is a PDF, and PDFs are not read",
                              "allow them with --pdftotext");
    Outcome outcome = run(program, bytes, desk.limits());
    if (!outcome.started) {
        return desk.leave_out(address, Reason::pdf,
                              "is a PDF, and the program '" + program + "' is not installed",
                              "install poppler-utils");
    }
    if (outcome.too_slow || outcome.too_much || !WIFEXITED(outcome.status) ||
        WEXITSTATUS(outcome.status) != 0) {
        return desk.leave_out(
            address, Reason::pdf,
            outcome.too_much ? "is a PDF with too much text" : "is a PDF that pdftotext cannot read",
            "save its text as a file");
    }
    if (text::trimmed(outcome.text).empty())
        return desk.leave_out(address, Reason::pdf, "is a PDF without text (scanned pages)",
                              "run a text recognition on it");
    Address item = address.inside({}, "pdftotext");
    if (item.member.empty()) item.member = "text";
    item.charset = "utf-8";
    desk.hand_over(std::move(item), Kind::pdf, MediaType::plain_text, std::move(outcome.text));
}

}  // namespace sitrep::ingest
