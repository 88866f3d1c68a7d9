install(TARGETS sitrep EXPORT sitrepTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS sitrep_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/sitrep DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY lexicon models DESTINATION ${CMAKE_INSTALL_DATADIR}/sitrep)
install(FILES docs/sitrep.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
install(DIRECTORY completions/ DESTINATION ${CMAKE_INSTALL_DATADIR}/sitrep/completions OPTIONAL)
include(CMakePackageConfigHelpers)
configure_package_config_file(cmake/sitrepConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/sitrepConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sitrep)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/sitrepConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT sitrepTargets NAMESPACE sitrep:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sitrep)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/sitrepConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/sitrepConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sitrep)
