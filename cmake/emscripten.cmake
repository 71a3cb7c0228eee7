# Objects are compiled by the clang++ beneath em++, with the flags that em++ would give it: em++ itself is a program in Python
# that takes as long to start as a small file to compile. It links.
find_program(EM_CONFIG em-config REQUIRED NO_CMAKE_FIND_ROOT_PATH)
execute_process(COMMAND ${EM_CONFIG} LLVM_ROOT OUTPUT_VARIABLE llvm_folder OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_CXX_COMPILER} --cflags -fwasm-exceptions OUTPUT_VARIABLE emscripten_flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(CMAKE_CXX_COMPILE_OBJECT "${llvm_folder}/clang++ ${emscripten_flags} <DEFINES> <INCLUDES> <FLAGS> -o <OBJECT> -c <SOURCE>")
