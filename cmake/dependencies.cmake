# Header-only libraries and the sources of Dear ImGui: from the toolchain's prefix where they are installed, otherwise
# fetched. Versions are pinned; a fetched archive must have the stated hash.
include(FetchContent)

# In a wasm build only this prefix may be searched: the machine's own /usr/include breaks Emscripten's libc.
if(EMSCRIPTEN AND CMAKE_PREFIX_PATH)
  list(APPEND CMAKE_FIND_ROOT_PATH ${CMAKE_PREFIX_PATH})
endif()

function(gradlab_dependency name version url hash)
  FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${hash} SYSTEM EXCLUDE_FROM_ALL FIND_PACKAGE_ARGS ${version} ${ARGN})
  FetchContent_MakeAvailable(${name})
endfunction()

gradlab_dependency(xtl 0.8.0 https://github.com/xtensor-stack/xtl/archive/refs/tags/0.8.0.tar.gz ee38153b7dd0ec84cee3361f5488a4e7e6ddd26392612ac8821cbc76e740273a)
gradlab_dependency(xsimd 14.3 https://github.com/xtensor-stack/xsimd/archive/refs/tags/14.3.0.tar.gz 0000000000000000000000000000000000000000000000000000000000000000)
gradlab_dependency(xtensor 0.27.1 https://github.com/xtensor-stack/xtensor/archive/refs/tags/0.27.1.tar.gz 0000000000000000000000000000000000000000000000000000000000000000)
gradlab_dependency(doctest 2.5 https://github.com/doctest/doctest/archive/refs/tags/v2.5.3.tar.gz 0000000000000000000000000000000000000000000000000000000000000000)
gradlab_dependency(nlohmann_json 3.11.3 https://github.com/nlohmann/json/archive/refs/tags/v3.11.3.tar.gz 0d8ef5af7f9794e3263480193c491549b2ba6cc74bb018906202ada498a79406)
if(EMSCRIPTEN)
  gradlab_dependency(imgui 1.92.2 https://github.com/ocornut/imgui/archive/refs/tags/v1.92.2b.tar.gz 0000000000000000000000000000000000000000000000000000000000000000)
endif()
