# Wasm: the interface, and the trainer in three builds. Modules go to <build>/wasm, where the page's build finds them.
set(wasm_folder ${PROJECT_BINARY_DIR}/wasm)
set(module_options -fwasm-exceptions -sMODULARIZE -sEXPORT_ES6 -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
    -sMALLOC=emmalloc -sSTACK_SIZE=1MB)

# Objects that may run on threads also link into a module without any; only the thread pool differs.
target_compile_options(target_options INTERFACE -fwasm-exceptions -msimd128 -pthread)
target_link_options(target_options INTERFACE -fwasm-exceptions)
gradlab_kernels(simd)
gradlab_kernels(relaxed -mrelaxed-simd)
gradlab_objects(threads ${threads_source})
gradlab_objects(no_threads ${threads_source})
target_compile_definitions(no_threads PRIVATE GRADLAB_NO_THREADS)

# gradlab_trainer(<build> <kernels> <threads>): the trainer with those kernels, and with the objects `threads` or `no_threads`.
function(gradlab_trainer build kernels threads)
  set(name trainer-${build})
  add_executable(${name} ${PROJECT_SOURCE_DIR}/web/trainer/trainer.cpp)
  target_link_libraries(${name} PRIVATE ${all_but_kernels} kernels_${kernels} ${threads})
  target_link_options(${name} PRIVATE ${module_options} -sENVIRONMENT=worker -sMAXIMUM_MEMORY=4GB
      -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=wasmMemory)
  set_target_properties(${name} PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${wasm_folder})
endfunction()
gradlab_trainer(simd simd no_threads)
gradlab_trainer(relaxed relaxed no_threads)
gradlab_trainer(relaxed-mt relaxed threads)
target_link_options(trainer-relaxed-mt PRIVATE -pthread -sPTHREAD_POOL_SIZE=Module.threads-1 -Wno-pthreads-mem-growth)

set(program_options -O1 -fwasm-exceptions -sALLOW_MEMORY_GROWTH -sEXIT_RUNTIME -sSTACK_SIZE=1MB)
gradlab_unit_tests(simd no_threads)
target_link_options(unit_tests_simd PRIVATE ${program_options} -sENVIRONMENT=node,worker
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free -sEXPORTED_RUNTIME_METHODS=wasmMemory)  # for tests/webgpu
set_target_properties(unit_tests_simd PROPERTIES SUFFIX .cjs)  # as .mjs it would be a module that runs nothing by itself


# The runner in Node, for the tests: from objects that are there already. Node 20 has no relaxed SIMD.
gradlab_runner(simd threads)
target_link_options(gradlab PRIVATE ${program_options} -pthread -Wno-pthreads-mem-growth -sENVIRONMENT=node -sNODERAWFS
    "-sPTHREAD_POOL_SIZE=process.argv.includes('--threads')?3:0")
set_target_properties(gradlab PROPERTIES SUFFIX .cjs)

include(cmake/ui.cmake)
