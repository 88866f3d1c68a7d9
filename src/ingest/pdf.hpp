/// @file pdf.hpp
/// @brief PDF through the external program pdftotext (poppler), where it is installed.
#pragma once
#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// The text that `pdftotext -enc UTF-8 -eol unix` finds. The program runs without a shell, with a limit on
/// its processor time, its memory and its output, and gets the bytes through a file without a name. Left out
/// with a reason if it is missing or fails.
void open_pdf(Desk& desk, const Address& address, Source& source);

}  // namespace sitrep::ingest
