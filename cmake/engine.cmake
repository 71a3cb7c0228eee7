# The engine and the demos, compiled once per variant. OBJECT libraries, because files that register themselves
# vanish silently from static archives.
file(GLOB_RECURSE engine_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/*.cpp)
file(GLOB_RECURSE demo_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/demos/*.cpp)

# The WGSL programs of the GPU's kernels, embedded; a broken one ends the build where tint can tell.
find_program(TINT tint NO_CMAKE_FIND_ROOT_PATH)
file(GLOB_RECURSE wgsl_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/kernels/webgpu/*.wgsl)
foreach(file ${wgsl_files})
  get_filename_component(name ${file} NAME_WE)
  set(embedded ${PROJECT_BINARY_DIR}/wgsl/${name}.cpp)
  add_custom_command(OUTPUT ${embedded} VERBATIM
      COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${embedded} "-DTINT=$<$<BOOL:${TINT}>:${TINT}>" -P ${PROJECT_SOURCE_DIR}/cmake/embed_wgsl.cmake
      DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed_wgsl.cmake)
  list(APPEND wgsl_sources ${embedded})
endforeach()
add_custom_target(wgsl DEPENDS ${wgsl_sources})  # made once, for all variants

add_library(gradlab_options INTERFACE)
target_include_directories(gradlab_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(gradlab_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
if(EMSCRIPTEN)  # extents are 64 bits wide and memory 32: what was allocated can be indexed
  target_compile_options(gradlab_options INTERFACE -Wno-shorten-64-to-32)
endif()

# gradlab_variant(<name> <options...>): engine_<name> and demos_<name>, compiled and linked with the options.
function(gradlab_variant name)
  add_library(variant_${name} INTERFACE)
  target_compile_options(variant_${name} INTERFACE ${ARGN})
  target_link_options(variant_${name} INTERFACE ${ARGN})
  add_library(engine_${name} OBJECT ${engine_sources} ${wgsl_sources})
  add_dependencies(engine_${name} wgsl)
  target_link_libraries(engine_${name} PUBLIC gradlab_options variant_${name} PRIVATE xsimd xtensor)
  add_library(demos_${name} OBJECT ${demo_sources})
  target_link_libraries(demos_${name} PUBLIC gradlab_options variant_${name} nlohmann_json::nlohmann_json)
endfunction()

# What PyTorch answered, compiled into the unit tests.
set(golden_source ${PROJECT_BINARY_DIR}/golden.cpp)
file(GLOB golden_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/golden/*.json)
add_custom_command(OUTPUT ${golden_source} VERBATIM
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/tests/golden -DOUTPUT=${golden_source} -P ${PROJECT_SOURCE_DIR}/cmake/embed_golden.cmake
    DEPENDS ${golden_files} ${PROJECT_SOURCE_DIR}/cmake/embed_golden.cmake)

# The unit tests of one variant, as an executable `unit_tests_<name>`.
function(gradlab_unit_tests name)
  file(GLOB unit_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/unit/*.cpp)
  add_executable(unit_tests_${name} ${unit_sources} ${golden_source})
  target_link_libraries(unit_tests_${name} PRIVATE engine_${name} demos_${name} doctest::doctest xtensor)
endfunction()
