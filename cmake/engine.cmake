# The engine and the demos, compiled once; the CPU's kernels once for every instruction set that they are made for. OBJECT
# libraries, because files that register themselves vanish silently from static archives.
file(GLOB_RECURSE engine_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/*.cpp)
set(kernel_sources ${engine_sources})
list(FILTER kernel_sources INCLUDE REGEX "engine/kernels/(cpu|elementwise)/")
set(threads_source ${PROJECT_SOURCE_DIR}/engine/core/thread_pool.cpp)  # with or without threads
set(small_sources ${engine_sources})  # what does not train
list(FILTER small_sources INCLUDE REGEX "engine/(bench|data/text|graph|io)/")
list(REMOVE_ITEM engine_sources ${kernel_sources} ${small_sources} ${threads_source})
file(GLOB_RECURSE demo_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/demos/*.cpp)

# The WGSL of the GPU's kernels, embedded in one file; a broken program ends the build where tint can tell.
find_program(TINT tint NO_CMAKE_FIND_ROOT_PATH)
set(wgsl_source ${PROJECT_BINARY_DIR}/wgsl/programs.cpp)
file(GLOB_RECURSE wgsl_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/kernels/*.wgsl)
file(GLOB function_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/kernels/elementwise/*.cpp)
file(GLOB launcher_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/kernels/webgpu/elementwise/*.cpp)
add_custom_command(OUTPUT ${wgsl_source} VERBATIM
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/engine/kernels -DOUTPUT=${wgsl_source} "-DTINT=$<$<BOOL:${TINT}>:${TINT}>" -P ${PROJECT_SOURCE_DIR}/cmake/embed_wgsl.cmake
    DEPENDS ${wgsl_files} ${function_files} ${launcher_files} ${PROJECT_SOURCE_DIR}/cmake/embed_wgsl.cmake)

add_library(gradlab_options INTERFACE)
target_include_directories(gradlab_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(gradlab_options INTERFACE -Xclang -fno-pch-timestamp)  # equal headers, equal bytes: ccache can tell
# Tests are many, and stand in groups that a new one shifts: there -Wshadow would tell of another file's names.
set(shadow $<$<NOT:$<STREQUAL:$<TARGET_PROPERTY:NAME>,unit_objects>>:-Wshadow>)
target_compile_options(gradlab_options INTERFACE -Wall -Wextra -Wpedantic ${shadow} -Wconversion -Wno-sign-conversion -Werror)
if(EMSCRIPTEN)  # extents are 64 bits wide and memory 32: what was allocated can be indexed
  target_compile_options(gradlab_options INTERFACE -Wno-shorten-64-to-32)
endif()

set(common_headers <algorithm> <array> <atomic> <chrono> <cmath> <cstdint> <cstring> <functional> <limits> <map> <memory>
    <numeric> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
set(CMAKE_PCH_INSTANTIATE_TEMPLATES ON)

# gradlab_grouped(<sources...>): these compile up to eight of a folder together, in half the time that they take one by one.
# What stands in a file's anonymous namespace therefore has a name of its own in its folder.
function(gradlab_grouped)
  foreach(source ${ARGN})
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    string(MAKE_C_IDENTIFIER ${folder} folder)
    list(LENGTH in_${folder} before)
    list(APPEND in_${folder} ${source})
    math(EXPR group "${before} / 8")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
endfunction()

# gradlab_objects(<name> <sources...>): an OBJECT library that begins with the headers which most of its files read anyway.
function(gradlab_objects name)
  add_library(${name} OBJECT ${ARGN})
  target_link_libraries(${name} PUBLIC gradlab_options target_options)
  target_precompile_headers(${name} PRIVATE ${common_headers})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# JSON without the operator<=> that every comparison would have compiled anew, a second a file.
add_library(json INTERFACE)
target_link_libraries(json INTERFACE nlohmann_json::nlohmann_json)
target_compile_definitions(json INTERFACE JSON_HAS_THREE_WAY_COMPARISON=0)

# target_options: how everything that trains is compiled, set by native.cmake or web.cmake.
add_library(target_options INTERFACE)
gradlab_grouped(${engine_sources} ${demo_sources} ${small_sources} ${function_files})
gradlab_objects(engine ${engine_sources} ${wgsl_source})
target_link_libraries(engine PRIVATE xtensor)
gradlab_objects(demos ${demo_sources} ${small_sources})
target_link_libraries(demos PUBLIC json PRIVATE xtensor)
target_precompile_headers(demos PRIVATE <nlohmann/json.hpp>)
if(EMSCRIPTEN)  # what only surrounds training is made small, what trains is made fast
  target_compile_options(demos PRIVATE $<$<CONFIG:Release>:-Os>)
endif()
set(all_but_kernels engine demos)

# The CPU's kernels as kernels_<name>, compiled with the options.
function(gradlab_kernels name)
  gradlab_objects(kernels_${name} ${kernel_sources})
  target_compile_options(kernels_${name} PRIVATE ${ARGN})
  target_link_libraries(kernels_${name} PRIVATE xsimd)
  target_precompile_headers(kernels_${name} PRIVATE <xsimd/xsimd.hpp>)
endfunction()

# What PyTorch answered, compiled into the unit tests.
set(golden_source ${PROJECT_BINARY_DIR}/golden.cpp)
file(GLOB golden_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/golden/*.json)
add_custom_command(OUTPUT ${golden_source} VERBATIM
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/tests/golden -DOUTPUT=${golden_source} -P ${PROJECT_SOURCE_DIR}/cmake/embed_golden.cmake
    DEPENDS ${golden_files} ${PROJECT_SOURCE_DIR}/cmake/embed_golden.cmake)

# What the sources say that they register, likewise: all there are, whatever is made of them above.
set(registrations_source ${PROJECT_BINARY_DIR}/registrations.cpp)
file(GLOB_RECURSE registering_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/*.cpp ${PROJECT_SOURCE_DIR}/demos/*.cpp)
list(JOIN registering_sources "\n" registering_list)
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/registering.txt CONTENT "${registering_list}")
add_custom_command(OUTPUT ${registrations_source} VERBATIM
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DLIST=${PROJECT_BINARY_DIR}/registering.txt -DOUTPUT=${registrations_source} -P ${PROJECT_SOURCE_DIR}/cmake/embed_registrations.cmake
    DEPENDS ${registering_sources} ${PROJECT_BINARY_DIR}/registering.txt ${PROJECT_SOURCE_DIR}/cmake/embed_registrations.cmake)

# The unit tests as an executable `unit_tests_<name>`, with the kernels of that name; what else is linked follows.
function(gradlab_unit_tests name)
  file(GLOB unit_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/unit/*.cpp)
  gradlab_grouped(${unit_sources})
  gradlab_objects(unit_objects ${unit_sources} ${golden_source} ${registrations_source})
  target_link_libraries(unit_objects PUBLIC json doctest::doctest xtensor)
  target_compile_options(unit_objects PRIVATE $<$<CONFIG:Release>:-O1>)  # they only call what is fast
  target_precompile_headers(unit_objects PRIVATE <doctest/doctest.h> <nlohmann/json.hpp>)
  add_executable(unit_tests_${name} $<TARGET_OBJECTS:unit_objects>)
  target_link_libraries(unit_tests_${name} PRIVATE ${all_but_kernels} kernels_${name} ${ARGN})
endfunction()

# The headless runner as an executable `gradlab`, with the kernels of that name; what else is linked follows.
function(gradlab_runner name)
  file(GLOB headless_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/headless/*.cpp)
  add_executable(gradlab ${headless_sources})
  target_link_libraries(gradlab PRIVATE ${all_but_kernels} kernels_${name} ${ARGN})
endfunction()
