# Wasm: the interface, and the trainer in three builds. Modules go to <build>/wasm, where the page's build finds them.
set(wasm_folder ${PROJECT_BINARY_DIR}/wasm)
set(module_options -fwasm-exceptions -sMODULARIZE -sEXPORT_ES6 -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
    -sMALLOC=emmalloc -sSTACK_SIZE=1MB)

# Objects that may run on threads also link into a module without any; only the thread pool differs.
target_compile_options(target_options INTERFACE -fwasm-exceptions -msimd128 -pthread -D__EMSCRIPTEN_SHARED_MEMORY__=1)
target_link_options(target_options INTERFACE -fwasm-exceptions)
gradlab_kernels(simd)
gradlab_kernels(relaxed -mrelaxed-simd)
gradlab_objects(threads ${threads_source})
gradlab_objects(no_threads ${threads_source})
target_compile_definitions(no_threads PRIVATE GRADLAB_NO_THREADS)
gradlab_objects(trainer ${PROJECT_SOURCE_DIR}/web/trainer/trainer.cpp)
target_link_libraries(trainer PRIVATE json)
set_target_properties(threads no_threads trainer PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)  # a file each

# gradlab_module(<name> <libraries...> OPTIONS <of the linker...>): a module that the page loads, and draft-<name>, which is linked in a
# tenth of the time because nothing is optimised across objects: for `npm run dev`.
function(gradlab_module name)
  cmake_parse_arguments(module "" "" OPTIONS ${ARGN})
  foreach(target ${name} draft-${name})
    add_executable(${target})
    target_link_libraries(${target} PRIVATE ${module_UNPARSED_ARGUMENTS})
    target_link_options(${target} PRIVATE ${module_options} ${module_OPTIONS})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${wasm_folder})
  endforeach()
  target_link_options(draft-${name} PRIVATE -O1)
  set_target_properties(draft-${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/draft)
endfunction()

# Across objects -O2 optimises in two thirds of the time of -O3, and to a smaller file.
set(trainer_options $<$<CONFIG:Release>:-O2> -sENVIRONMENT=worker -sMAXIMUM_MEMORY=4GB -sEXPORTED_FUNCTIONS=_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=wasmMemory)
gradlab_module(trainer-simd trainer ${all_but_kernels} kernels_simd no_threads OPTIONS ${trainer_options})
gradlab_module(trainer-relaxed trainer ${all_but_kernels} kernels_relaxed no_threads OPTIONS ${trainer_options})
gradlab_module(trainer-relaxed-mt trainer ${all_but_kernels} kernels_relaxed threads OPTIONS ${trainer_options}
    -pthread -sPTHREAD_POOL_SIZE=Module.threads-1 -Wno-pthreads-mem-growth)

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
