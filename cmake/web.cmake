# Wasm: the interface, and the trainer in three builds. Modules go to <build>/wasm, where the page's build finds them.
set(wasm_folder ${PROJECT_BINARY_DIR}/wasm)
set(module_options -fwasm-exceptions -sMODULARIZE -sEXPORT_ES6 -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
    -sMALLOC=emmalloc -sSTACK_SIZE=1MB)

gradlab_variant(simd -fwasm-exceptions -msimd128)
gradlab_variant(relaxed -fwasm-exceptions -msimd128 -mrelaxed-simd)
gradlab_variant(relaxed-mt -fwasm-exceptions -msimd128 -mrelaxed-simd -pthread)

foreach(variant simd relaxed relaxed-mt)
  add_executable(trainer-${variant} ${PROJECT_SOURCE_DIR}/web/trainer/trainer.cpp)
  target_link_libraries(trainer-${variant} PRIVATE engine_${variant} demos_${variant})
  target_link_options(trainer-${variant} PRIVATE ${module_options} -sENVIRONMENT=worker -sMAXIMUM_MEMORY=4GB
      -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8)
  set_target_properties(trainer-${variant} PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${wasm_folder})
endforeach()
target_link_options(trainer-relaxed-mt PRIVATE -sPTHREAD_POOL_SIZE=Module.threads-1 -Wno-pthreads-mem-growth)

gradlab_unit_tests(simd)
target_link_options(unit_tests_simd PRIVATE -O1 -sENVIRONMENT=node,worker -sALLOW_MEMORY_GROWTH -sEXIT_RUNTIME -sSTACK_SIZE=1MB
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8)  # for tests/webgpu
set_target_properties(unit_tests_simd PROPERTIES SUFFIX .cjs)  # as .mjs it would be a module that runs nothing by itself

include(cmake/ui.cmake)
