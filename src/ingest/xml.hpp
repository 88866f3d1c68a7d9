/// @file xml.hpp
/// @brief XML as it comes: RSS 2.0, Atom (RFC 4287), RDF Site Summary, OPML, sitemaps with the news
/// extension, NewsML-G2, NITF. A document type declaration is passed over: no entity but the five of XML and
/// character references is ever expanded, and nothing is fetched.
#pragma once
#include "ingest/desk.hpp"
#include "ingest/source.hpp"

namespace sitrep::ingest {

/// Opens an XML document by its root element. A damaged one gives the entries before the damage.
void open_xml(Desk& desk, const Address& address, Source& source);

}  // namespace sitrep::ingest
