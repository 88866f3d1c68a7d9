#include "sitrep/result.hpp"
#include "text/utf8.hpp"

namespace sitrep {

std::string Error::line() const {
    std::string out = file;
    if (offset) out += (out.empty() ? "byte " : ":") + std::to_string(*offset);
    if (!out.empty()) out += ": ";
    out += what;
    if (!mend.empty()) out += "; " + mend;
    return text::printable(out);
}

}  // namespace sitrep
