/// @file markup_names.hpp
/// @brief What the class, id, itemprop and rel names around a piece of text say it is: a byline, a date, the
/// side of the page.
#pragma once
#include <cstdint>
#include <vector>

#include "extract/html.hpp"
#include "extract/lexicon.hpp"

namespace sitrep::extract {

/// Reads each node's names once, when first asked for.
class MarkupNames {
  public:
    MarkupNames(const html::Page& page, const Lexicon& lexicon) : page_(page), lexicon_(lexicon) {}
    /// MarkupRole bits of a node and its two parents.
    [[nodiscard]] std::uint32_t around(html::NodeIndex node);

  private:
    [[nodiscard]] std::uint32_t own(html::NodeIndex node);

    const html::Page& page_;
    const Lexicon& lexicon_;
    std::vector<std::uint32_t> roles_;  ///< kUnread until read
};

}  // namespace sitrep::extract
