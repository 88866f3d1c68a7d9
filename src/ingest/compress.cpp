#include "ingest/compress.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace sitrep::ingest {
namespace {

using Filled = tl::expected<std::size_t, SourceFault>;
using Marks = std::shared_ptr<std::deque<Source::Mark>>;

constexpr std::size_t kInputWindow = 1U << 20U;  // a compressed run up to this size is decoded in one step
constexpr std::size_t kFirstOutput = 1U << 20U;
constexpr std::size_t kLargestOutput = 8U << 20U;  // a run that decodes to more is streamed
constexpr int kZstdWindowLog = 27;                 // 128 MiB, what the zstd program accepts by default

SourceFault damaged(std::string what) { return {Reason::damaged, std::move(what), "fetch or copy it again"}; }
SourceFault cut_short(std::string_view kind) {
    return damaged("ends in the middle of " + std::string(kind) + " data");
}

/// What came out so far is counted; over budget is a fault.
Filled counted(Desk& desk, std::size_t size) {
    desk.budget.out += size;
    if (auto over = desk.budget.over(desk.limits())) {
        return tl::unexpected(
            SourceFault{Reason::bomb, std::move(*over), "unpack it by hand if you trust it"});
    }
    return size;
}

/// gzip runs: small ones in one step by libdeflate, others streamed by zlib.
class Gunzip {
  public:
    Gunzip(Desk& desk, Source& input, Marks marks)
        : desk_(desk),
          input_(input),
          marks_(std::move(marks)),
          whole_(libdeflate_alloc_decompressor(), libdeflate_free_decompressor) {}
    ~Gunzip() {
        if (streaming_) inflateEnd(&stream_);
    }
    Gunzip(const Gunzip&) = delete;
    Gunzip& operator=(const Gunzip&) = delete;

    Filled fill(char* into, std::size_t capacity) {
        while (true) {
            if (ready_ > given_) {
                const std::size_t step = std::min(capacity, ready_ - given_);
                std::memcpy(into, output_.data() + given_, step);
                given_ += step;
                return counted(desk_, step);
            }
            if (streaming_) {
                const Filled got = stream(into, capacity);
                if (!got || *got > 0) return got;
                continue;
            }
            const auto more = begin_run();
            if (!more) return tl::unexpected(more.error());
            if (!*more) return 0;
        }
    }

  private:
    tl::expected<bool, SourceFault> begin_run() {
        const std::string_view in = input_.peek(kInputWindow);
        if (in.empty()) {
            if (input_.fault()) return tl::unexpected(*input_.fault());
            return false;
        }
        if (!in.starts_with("\x1F\x8B")) {
            const bool padding =
                runs_ > 0 && in.find_first_not_of('\0') == std::string_view::npos && in.size() < kInputWindow;
            if (padding) return false;
            return tl::unexpected(damaged(runs_ > 0 ? "has bytes behind its gzip data" : "is no gzip data"));
        }
        ++runs_;
        marks_->push_back({produced_, input_.offset()});
        if (whole_ && in_one_step(in)) return true;
        stream_ = {};
        if (inflateInit2(&stream_, 15 + 16) != Z_OK)
            return tl::unexpected(damaged("cannot be decoded: no memory"));
        streaming_ = true;
        return true;
    }

    bool in_one_step(std::string_view in) {
        if (output_.empty()) output_.resize(kFirstOutput);
        while (true) {
            std::size_t used = 0;
            std::size_t got = 0;
            const auto result = libdeflate_gzip_decompress_ex(whole_.get(), in.data(), in.size(),
                                                              output_.data(), output_.size(), &used, &got);
            if (result == LIBDEFLATE_SUCCESS) {
                input_.skip(used);
                ready_ = got;
                given_ = 0;
                produced_ += got;
                return true;
            }
            if (result != LIBDEFLATE_INSUFFICIENT_SPACE || output_.size() >= kLargestOutput) return false;
            output_.resize(output_.size() * 2);
        }
    }

    /// Zero without a fault: the run ended.
    Filled stream(char* into, std::size_t capacity) {
        stream_.next_out = reinterpret_cast<Bytef*>(into);
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(capacity, 1U << 30U));
        const uInt room = stream_.avail_out;
        while (stream_.avail_out == room) {
            const std::string_view in = input_.peek(1);
            stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
            stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(in.size(), 1U << 30U));
            const uInt offered = stream_.avail_in;
            const int result = inflate(&stream_, Z_NO_FLUSH);
            input_.skip(offered - stream_.avail_in);
            if (result == Z_STREAM_END) {
                inflateEnd(&stream_);
                streaming_ = false;
                break;
            }
            if (result != Z_OK && result != Z_BUF_ERROR)
                return tl::unexpected(damaged("has damaged gzip data"));
            if (offered == 0 && stream_.avail_out == room) {
                return tl::unexpected(input_.fault() ? *input_.fault() : cut_short("gzip"));
            }
        }
        produced_ += room - stream_.avail_out;
        return counted(desk_, room - stream_.avail_out);
    }

    Desk& desk_;
    Source& input_;
    Marks marks_;
    std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> whole_;
    std::vector<char> output_;
    std::size_t ready_ = 0, given_ = 0;
    std::uint64_t produced_ = 0, runs_ = 0;
    z_stream stream_{};
    bool streaming_ = false;
};

class Unzstd {
  public:
    Unzstd(Desk& desk, Source& input, Marks marks)
        : desk_(desk),
          input_(input),
          marks_(std::move(marks)),
          context_(ZSTD_createDCtx(), [](ZSTD_DCtx* c) { ZSTD_freeDCtx(c); }) {
        ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
    }

    Filled fill(char* into, std::size_t capacity) {
        ZSTD_outBuffer out{into, capacity, 0};
        while (out.pos == 0) {
            const std::string_view in = input_.peek(1);
            if (in.empty()) {
                if (input_.fault()) return tl::unexpected(*input_.fault());
                if (inside_) return tl::unexpected(cut_short("zstd"));
                return 0;
            }
            if (!inside_) {
                if (const auto fault = begin_frame()) return tl::unexpected(*fault);
                if (input_.at_end()) continue;
            }
            const std::string_view more = input_.window();
            ZSTD_inBuffer buffer{more.data(), more.size(), 0};
            const std::size_t result = ZSTD_decompressStream(context_.get(), &out, &buffer);
            if (ZSTD_isError(result)) return tl::unexpected(damaged("has damaged zstd data"));
            inside_ = result != 0;
            input_.skip(buffer.pos);
        }
        produced_ += out.pos;
        return counted(desk_, out.pos);
    }

  private:
    std::optional<SourceFault> begin_frame() {
        const std::string_view start = input_.peek(8);
        if (input_.offset() == 0 && start.size() >= 8 && start.starts_with("\x5D\x2A\x4D\x18")) {
            if (auto fault = load_dictionary(start)) return fault;
        }
        marks_->push_back({produced_, input_.offset()});
        return std::nullopt;
    }
    std::optional<SourceFault> load_dictionary(std::string_view start) {
        std::uint32_t size = 0;
        for (std::size_t i = 0; i < 4; ++i)
            size |= static_cast<std::uint32_t>(static_cast<unsigned char>(start[4 + i])) << (8 * i);
        if (size > (16U << 20U)) return damaged("has a zstd dictionary of " + bytes_in_words(size));
        input_.skip(8);
        std::string dictionary;
        if (input_.read(size, dictionary) < size) return cut_short("a zstd dictionary's");
        if (dictionary.starts_with("\x28\xB5\x2F\xFD")) {
            std::string plain(16U << 20U, '\0');
            const std::size_t got =
                ZSTD_decompress(plain.data(), plain.size(), dictionary.data(), dictionary.size());
            if (ZSTD_isError(got)) return damaged("has a damaged zstd dictionary");
            plain.resize(got);
            dictionary = std::move(plain);
        }
        if (ZSTD_isError(ZSTD_DCtx_loadDictionary(context_.get(), dictionary.data(), dictionary.size()))) {
            return damaged("has a damaged zstd dictionary");
        }
        return std::nullopt;
    }

    Desk& desk_;
    Source& input_;
    Marks marks_;
    std::unique_ptr<ZSTD_DCtx, void (*)(ZSTD_DCtx*)> context_;
    std::uint64_t produced_ = 0;
    bool inside_ = false;
};

/// libarchive's filters for xz and bzip2 over a source.
class OtherFilter {
  public:
    OtherFilter(Desk& desk, Source& input)
        : desk_(desk), input_(input), archive_(archive_read_new(), archive_read_free) {
        archive_read_support_filter_xz(archive_.get());
        archive_read_support_filter_bzip2(archive_.get());
        archive_read_support_format_raw(archive_.get());
    }
    Filled fill(char* into, std::size_t capacity) {
        if (!opened_) {
            opened_ = true;
            archive_entry* entry = nullptr;
            const int result = archive_read_open(archive_.get(), this, nullptr, pull, nullptr);
            if (result != ARCHIVE_OK || archive_read_next_header(archive_.get(), &entry) != ARCHIVE_OK)
                return fault();
        }
        const la_ssize_t got = archive_read_data(archive_.get(), into, capacity);
        return got < 0 ? fault() : counted(desk_, static_cast<std::size_t>(got));
    }

  private:
    static la_ssize_t pull(archive*, void* self, const void** buffer) {
        auto& filter = *static_cast<OtherFilter*>(self);
        filter.input_.skip(filter.lent_);
        const std::string_view bytes = filter.input_.peek(1);
        filter.lent_ = bytes.size();
        *buffer = bytes.data();
        return static_cast<la_ssize_t>(bytes.size());
    }
    Filled fault() {
        if (input_.fault()) return tl::unexpected(*input_.fault());
        return tl::unexpected(damaged("has damaged or cut off compressed data"));
    }
    Desk& desk_;
    Source& input_;
    std::unique_ptr<archive, int (*)(archive*)> archive_;
    std::size_t lent_ = 0;
    bool opened_ = false;
};

}  // namespace

std::unique_ptr<Source> gunzip(Desk& desk, Source& input) {
    auto marks = std::make_shared<std::deque<Source::Mark>>();
    auto decoder = std::make_shared<Gunzip>(desk, input, marks);
    auto source = std::make_unique<Source>(
        [decoder](char* into, std::size_t capacity) { return decoder->fill(into, capacity); });
    source->set_marks(std::move(marks));
    source->set_base(input.place().first);
    return source;
}

std::unique_ptr<Source> unzstd(Desk& desk, Source& input) {
    auto marks = std::make_shared<std::deque<Source::Mark>>();
    auto decoder = std::make_shared<Unzstd>(desk, input, marks);
    auto source = std::make_unique<Source>(
        [decoder](char* into, std::size_t capacity) { return decoder->fill(into, capacity); });
    source->set_marks(std::move(marks));
    source->set_base(input.place().first);
    return source;
}

std::unique_ptr<Source> unpack_other(Desk& desk, Source& input) {
    auto decoder = std::make_shared<OtherFilter>(desk, input);
    return std::make_unique<Source>(
        [decoder](char* into, std::size_t capacity) { return decoder->fill(into, capacity); });
}

}  // namespace sitrep::ingest
