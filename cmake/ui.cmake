# The interface: Dear ImGui and our views, in a module of its own that never links the engine.
file(GLOB_RECURSE ui_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/ui/*.cpp)
set(ui_options -fwasm-exceptions $<$<CONFIG:Release>:-Os>)

add_library(imgui OBJECT ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_SOURCE_DIR}/imgui_draw.cpp ${imgui_SOURCE_DIR}/imgui_tables.cpp
    ${imgui_SOURCE_DIR}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR})
# Indices of 32 bits: a chart may have more vertices than 16 bits count, and WebGL 2 has no vertex offsets.
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_OBSOLETE_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS "ImDrawIdx=unsigned int")
target_compile_options(imgui PRIVATE ${ui_options})

gradlab_grouped(${ui_sources})
add_library(interface OBJECT ${ui_sources})
target_compile_options(interface PRIVATE ${ui_options})
target_link_libraries(interface PUBLIC gradlab_options json imgui)
target_precompile_headers(interface PRIVATE ${common_headers} <imgui.h> <nlohmann/json.hpp>)
set_target_properties(interface PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
gradlab_module(ui interface imgui OPTIONS $<$<CONFIG:Release>:-Os> -sENVIRONMENT=web -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=wasmMemory)
