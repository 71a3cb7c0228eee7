# Run as `cmake -DINPUT=<file.wgsl> -DOUTPUT=<file.cpp> -DTINT=<tint or nothing> -P embed_wgsl.cmake`: a WGSL program as C++,
# checked first where there is a tint.
if(TINT)
  execute_process(COMMAND ${TINT} --format wgsl -o ${OUTPUT}.checked ${INPUT} RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "${said}")
  endif()
endif()
get_filename_component(name ${INPUT} NAME_WE)
file(READ ${INPUT} text)
file(WRITE ${OUTPUT} "#include \"engine/kernels/webgpu/device/launch.h\"

namespace gradlab::wgsl {

extern const Shader ${name};
const Shader ${name} = {\"${name}\", R\"wgsl(${text})wgsl\"};

}  // namespace gradlab::wgsl
")
