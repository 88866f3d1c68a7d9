/// @file mail.hpp
/// @brief Mail messages (RFC 5322, MIME: RFC 2045-2047, 2231) and mailboxes (RFC 4155, with mboxrd's ">From
/// ").
#pragma once
#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// The text of a message and its attachments. Of alternatives the plain text is taken if it has words enough,
/// else the HTML. Parts are named as IMAP numbers them ("part 1.2").
void open_mail(Desk& desk, const Address& address, Source& source);
/// Message after message ("message at 1234").
void open_mailbox(Desk& desk, const Address& address, Source& source);

/// Words of a header with RFC 2047 encoded words resolved, as UTF-8.
[[nodiscard]] std::string header_words(std::string_view value);
[[nodiscard]] std::string from_quoted_printable(std::string_view body);
/// Characters outside the alphabet are passed over.
[[nodiscard]] std::string from_base64(std::string_view body);

}  // namespace sitrep::ingest
