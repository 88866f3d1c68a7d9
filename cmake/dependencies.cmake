# What the library and the programs link. Why each is there: ARCHITECTURE.md, "Libraries".
find_package(fmt REQUIRED)
find_path(SITREP_RAPIDJSON rapidjson/writer.h REQUIRED)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
find_package(ZLIB REQUIRED)
find_package(pugixml REQUIRED)
find_library(SITREP_DEFLATE deflate REQUIRED)
find_library(SITREP_CRYPTO crypto REQUIRED)
find_path(SITREP_EXPECTED tl/expected.hpp REQUIRED)
find_path(SITREP_XXHASH xxhash.h REQUIRED)
find_path(SITREP_TOML toml++/toml.h REQUIRED)

set(SITREP_LIBRARIES fmt::fmt PkgConfig::ICU PkgConfig::ZSTD PkgConfig::ARCHIVE PkgConfig::SIMDJSON ZLIB::ZLIB
    pugixml::pugixml ${SITREP_DEFLATE} ${SITREP_CRYPTO})
find_package(CLI11 REQUIRED)
set(SITREP_CLI_LIBRARIES CLI11::CLI11)
