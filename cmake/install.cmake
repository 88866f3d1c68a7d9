install(TARGETS sitrep EXPORT sitrepTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS sitrep_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/sitrep DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY lexicon models DESTINATION ${CMAKE_INSTALL_DATADIR}/sitrep)
# The man page and the completions are made by the program itself, from what its commands declare.
set(SITREP_DESCRIBED ${CMAKE_CURRENT_BINARY_DIR}/described)
add_custom_command(OUTPUT ${SITREP_DESCRIBED}/sitrep.1 ${SITREP_DESCRIBED}/sitrep ${SITREP_DESCRIBED}/_sitrep ${SITREP_DESCRIBED}/sitrep.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${SITREP_DESCRIBED}
  COMMAND sitrep_program manual > ${SITREP_DESCRIBED}/sitrep.1
  COMMAND sitrep_program completions bash > ${SITREP_DESCRIBED}/sitrep
  COMMAND sitrep_program completions zsh > ${SITREP_DESCRIBED}/_sitrep
  COMMAND sitrep_program completions fish > ${SITREP_DESCRIBED}/sitrep.fish
  DEPENDS sitrep_program VERBATIM)
add_custom_target(sitrep_described ALL DEPENDS ${SITREP_DESCRIBED}/sitrep.1)
install(FILES ${SITREP_DESCRIBED}/sitrep.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${SITREP_DESCRIBED}/sitrep DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${SITREP_DESCRIBED}/_sitrep DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${SITREP_DESCRIBED}/sitrep.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
include(CMakePackageConfigHelpers)
configure_package_config_file(cmake/sitrepConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/sitrepConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sitrep)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/sitrepConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT sitrepTargets NAMESPACE sitrep:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sitrep)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/sitrepConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/sitrepConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sitrep)
