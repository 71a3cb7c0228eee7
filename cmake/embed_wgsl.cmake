# Run as `cmake -DFOLDER=<engine/kernels> -DOUTPUT=<file.cpp> -DTINT=<tint or nothing> -P embed_wgsl.cmake`: the WGSL programs
# as C++, checked first where there is a tint. A line `// use NAME` is the text of NAME.wgsl, which is no program then.
file(GLOB_RECURSE files ${FOLDER}/*.wgsl)
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  list(APPEND names ${name})
  file(READ ${file} text_${name})
endforeach()

set(all_used "")
foreach(name ${names})
  string(REGEX MATCHALL "// use [a-z0-9_]+\n" uses "${text_${name}}")
  foreach(use ${uses})
    string(REGEX REPLACE "// use (.*)\n" "\\1" used "${use}")
    if(NOT used IN_LIST names)
      message(FATAL_ERROR "[wgsl] ${name}.wgsl uses ${used}: need a file ${used}.wgsl")
    endif()
    list(APPEND all_used ${used})
    string(REPLACE "${use}" "${text_${used}}" text_${name} "${text_${name}}")
  endforeach()
endforeach()

function(check name text)
  if(TINT)
    file(WRITE ${OUTPUT}.${name}.wgsl "${text}")
    execute_process(COMMAND ${TINT} --format wgsl -o ${OUTPUT}.checked ${OUTPUT}.${name}.wgsl RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(failed)
      message(FATAL_ERROR "${said}")
    endif()
  endif()
endfunction()

set(programs "")
foreach(name ${names})
  if(NOT name IN_LIST all_used)
    check(${name} "${text_${name}}")
    string(APPEND programs "extern const Shader ${name};\nconst Shader ${name} = {\"${name}\", R\"wgsl(${text_${name}})wgsl\"};\n")
  endif()
endforeach()

# Functions stand beside what registers them, one text a file; programs of them all begin with elementwise.wgsl.
file(GLOB files ${FOLDER}/elementwise/*.cpp ${FOLDER}/webgpu/elementwise/*.cpp)
set(functions "${text_elementwise}")
foreach(file ${files})
  file(READ ${file} source)
  if(source MATCHES "R\"wgsl\\(\n(.*)\\)wgsl\"")
    string(APPEND functions "${CMAKE_MATCH_1}")
  endif()
endforeach()
check(functions "${functions}")

file(WRITE ${OUTPUT} "#include \"engine/kernels/webgpu/device/launch.h\"

namespace gradlab::wgsl {

${programs}
}  // namespace gradlab::wgsl
")
