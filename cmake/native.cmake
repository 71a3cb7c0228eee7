# Native: the unit tests, and the headless runner `gradlab`.
find_package(Threads REQUIRED)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(native_options -march=x86-64-v3)
endif()
if(GRADLAB_SANITIZE)
  set(CMAKE_CXX_FLAGS_DEBUG -gline-tables-only)  # enough for a report, and compiled in less time
  list(APPEND native_options -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
endif()

target_compile_options(target_options INTERFACE ${native_options})
target_link_options(target_options INTERFACE ${native_options})
target_link_libraries(target_options INTERFACE Threads::Threads)
gradlab_objects(threads ${threads_source})
set_target_properties(threads PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
gradlab_kernels(native)
if(GRADLAB_SANITIZE)  # with sanitizers half of a compilation is optimising: only what is called often is worth that
  target_compile_options(engine PRIVATE -O1)
  target_compile_options(kernels_native PRIVATE -O1)
endif()
gradlab_unit_tests(native threads)
if(GRADLAB_SANITIZE)
  target_compile_options(unit_objects PRIVATE -fno-sanitize=undefined)  # what they test has it
endif()

gradlab_runner(native threads)
if(NOT GRADLAB_SANITIZE AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  target_link_options(gradlab PRIVATE -static)  # runs outside the toolchain's root, whose C library is newer
endif()
