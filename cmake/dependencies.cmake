# Header-only libraries and the sources of Dear ImGui: from the toolchain's prefix where they are installed, otherwise
# fetched. Versions are pinned; a fetched archive must have the stated hash.
include(FetchContent)

# In a wasm build only this prefix may be searched: the machine's own /usr/include breaks Emscripten's libc.
if(EMSCRIPTEN AND CMAKE_PREFIX_PATH)
  list(APPEND CMAKE_FIND_ROOT_PATH ${CMAKE_PREFIX_PATH})
endif()

# A macro, so that <name>_SOURCE_DIR reaches the caller. An installed one is taken where a version to look for follows the hash.
macro(gradlab_dependency name url hash)
  FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${hash} SYSTEM EXCLUDE_FROM_ALL ${ARGN})
  FetchContent_MakeAvailable(${name})
endmacro()

gradlab_dependency(xtl https://github.com/xtensor-stack/xtl/archive/refs/tags/0.8.2.tar.gz
    8fb38d6a5856aab5740d2ccb3d791d289f648d4cc506b94a1338fe5fce100c11 FIND_PACKAGE_ARGS 0.8.2)
gradlab_dependency(xsimd https://github.com/xtensor-stack/xsimd/archive/refs/tags/14.3.0.tar.gz
    b3d50e7a73fbf4642ceef30131c93414901d69eee41c2a5302db650b03e2c792 FIND_PACKAGE_ARGS 14.3)
gradlab_dependency(xtensor https://github.com/xtensor-stack/xtensor/archive/refs/tags/0.27.1.tar.gz
    117c192ae3b7c37c0156dedaa88038e0599a6b264666c3c6c2553154b500fe23 FIND_PACKAGE_ARGS 0.27.1)
gradlab_dependency(doctest https://github.com/doctest/doctest/archive/refs/tags/v2.5.3.tar.gz
    174ebc4e769928959614789c5b4e9c3d0a0f81a62bb608756b127bfebfb21331 FIND_PACKAGE_ARGS 2.5)
if(EMSCRIPTEN AND doctest_FOUND)  # Debian's configuration names /usr/include wherever it stands
  get_filename_component(doctest_prefix ${doctest_DIR}/../../.. ABSOLUTE)
  set_target_properties(doctest::doctest PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${doctest_prefix}/include)
endif()
gradlab_dependency(nlohmann_json https://github.com/nlohmann/json/archive/refs/tags/v3.11.3.tar.gz
    0d8ef5af7f9794e3263480193c491549b2ba6cc74bb018906202ada498a79406 FIND_PACKAGE_ARGS 3.11.3)
if(EMSCRIPTEN)
  # The commit of the tag v1.92.2b.
  gradlab_dependency(imgui https://github.com/ocornut/imgui/archive/45acd5e0e82f4c954432533ae9985ff0e1aad6d5.tar.gz
      97484925aec2f4d3e913d6644d46b234f8d6d8d98c6aa9c50109e0f0df772090)
endif()
