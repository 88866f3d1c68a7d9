// Bodies of HTTP messages (RFC 9110, Content-Encoding), decoded in memory.
#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>

#include "ingest/compress.hpp"
#include "text/utf8.hpp"

namespace sitrep::ingest {
namespace {

/// `window`: zlib's windowBits (15+32 gzip or zlib, -15 raw deflate).
std::optional<std::string> inflate_all(std::string_view body, int window, std::uint64_t limit) {
    z_stream stream{};
    if (inflateInit2(&stream, window) != Z_OK) return std::nullopt;
    std::string out(std::min<std::uint64_t>(limit, std::max<std::size_t>(body.size() * 4, 4096)), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(body.size(), 1U << 30U));
    int result = Z_OK;
    while (result == Z_OK) {
        if (stream.total_out == out.size()) {
            if (out.size() >= limit) break;
            out.resize(std::min<std::uint64_t>(limit, out.size() * 2));
        }
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + stream.total_out);
        stream.avail_out = static_cast<uInt>(out.size() - stream.total_out);
        result = inflate(&stream, Z_NO_FLUSH);
    }
    out.resize(stream.total_out);
    inflateEnd(&stream);
    if (result != Z_STREAM_END) return std::nullopt;
    return out;
}

std::optional<std::string> unzstd_all(std::string_view body, std::uint64_t limit) {
    const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    std::string out;
    ZSTD_inBuffer in{body.data(), body.size(), 0};
    std::size_t result = 1;
    while (in.pos < in.size || result != 0) {
        const std::size_t had = out.size();
        if (had >= limit) return std::nullopt;
        out.resize(std::min<std::uint64_t>(limit, had + std::max<std::size_t>(had, 1U << 16U)));
        ZSTD_outBuffer buffer{out.data() + had, out.size() - had, 0};
        result = ZSTD_decompressStream(context.get(), &buffer, &in);
        out.resize(had + buffer.pos);
        if (ZSTD_isError(result) || (buffer.pos == 0 && in.pos == in.size && result != 0))
            return std::nullopt;
    }
    return out;
}

std::optional<std::string> unbrotli_all(std::string_view body, std::uint64_t limit) {
    const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
    std::string out;
    std::size_t left = body.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
    while (true) {
        std::size_t room = 0;
        const auto result = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, nullptr, nullptr);
        std::size_t size = 0;
        const std::uint8_t* piece = BrotliDecoderTakeOutput(state.get(), &size);
        if (out.size() + size > limit) return std::nullopt;
        out.append(reinterpret_cast<const char*>(piece), size);
        if (result == BROTLI_DECODER_RESULT_SUCCESS &&
            BrotliDecoderHasMoreOutput(state.get()) == BROTLI_FALSE)
            return out;
        if (result == BROTLI_DECODER_RESULT_ERROR) return std::nullopt;
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && size == 0) return std::nullopt;
    }
}

/// Markup or words, not compressed bytes: crawlers that decode bodies leave the header as it was.
bool is_plain_already(std::string_view body) {
    const std::string_view start = text::trimmed(body.substr(0, 512));
    return start.starts_with('<') || start.starts_with('{') || start.starts_with("\xEF\xBB\xBF");
}

}  // namespace

std::optional<std::string> undo_content_coding(std::string_view body, std::string_view coding,
                                               std::uint64_t limit, std::string& applied) {
    applied.clear();
    std::optional<std::string> out(std::in_place, body);
    while (!coding.empty()) {  // codings are named in the order they were applied
        const std::size_t comma = coding.rfind(',');
        std::string word(text::trimmed(comma == std::string_view::npos ? coding : coding.substr(comma + 1)));
        coding = comma == std::string_view::npos ? std::string_view() : coding.substr(0, comma);
        std::transform(word.begin(), word.end(), word.begin(),
                       [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
        if (word.starts_with("x-")) word.erase(0, 2);
        if (word.empty() || word == "identity" || is_plain_already(*out)) continue;
        if (word == "gzip" || word == "deflate") {
            auto plain = inflate_all(*out, 15 + 32, limit);
            if (!plain && word == "deflate") plain = inflate_all(*out, -15, limit);
            out = std::move(plain);
        } else if (word == "zstd") {
            out = unzstd_all(*out, limit);
        } else if (word == "br") {
            out = unbrotli_all(*out, limit);
        } else {
            return std::nullopt;
        }
        if (!out) return std::nullopt;
        applied += (applied.empty() ? "" : "+") + word;
    }
    return out;
}

}  // namespace sitrep::ingest
