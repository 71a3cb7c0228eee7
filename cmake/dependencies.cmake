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
