// The small readers: encoded words, transfer encodings, header blocks, dates, titles, content codings, field
// maps.
#include "ingest/compress.hpp"
#include "ingest/dates.hpp"
#include "ingest/mail.hpp"
#include "ingest/markup.hpp"
#include "ingest/warc.hpp"
#include "ingest_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sitrep::ingest;
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    (void)header_words(bytes);
    if (from_quoted_printable(bytes).size() > bytes.size()) std::abort();
    if (from_base64(bytes).size() > bytes.size()) std::abort();
    const HeaderBlock headers = read_headers(bytes, 0);
    if (headers.body > bytes.size()) std::abort();
    (void)parameter(bytes, "charset");
    (void)media_type(bytes);
    (void)iso_date_time(bytes);
    (void)plain_title(bytes);
    (void)looks_like_markup(bytes);
    (void)FieldMap::parse(bytes);
    (void)to_utf8(bytes, data[0] % 2 == 0 ? "shift_jis" : "iso-2022-jp");
    static constexpr std::string_view kCodings[] = {"gzip", "deflate", "br", "zstd", "gzip, br"};
    std::string applied;
    const auto body = undo_content_coding(bytes, kCodings[data[0] % 5], 1U << 16U, applied);
    if (body && !applied.empty() && body->size() > (1U << 16U)) std::abort();
    return 0;
}
