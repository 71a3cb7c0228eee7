# Run as `cmake -DROOT=<repository> -DLIST=<file of paths> -DOUTPUT=<file.cpp> -P embed_registrations.cmake`: what the sources say
# that they register, as C++, because a registry cannot know what never reached it.
file(STRINGS ${LIST} sources)
set(entries "")
foreach(source ${sources})
  file(READ ${source} text)
  file(RELATIVE_PATH path ${ROOT} ${source})
  string(REGEX MATCHALL "const Register[A-Za-z0-9]+(<[A-Za-z0-9_]+>)? [a-z0-9_]+(\\(Device::[a-z]+,[ \n]*&Kernels::[a-z0-9_]+)?" statements "${text}")
  foreach(statement ${statements})
    string(REGEX MATCH "Register[A-Za-z0-9]+" kind "${statement}")
    string(REGEX MATCH "([a-z]+),[ \n]*&Kernels::([a-z0-9_]+)" kernel "${statement}")
    string(APPEND entries "      {\"${kind}\", \"${path}\", \"${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_2}\"},\n")
  endforeach()
endforeach()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT "#include \"tests/unit/registrations.h\"

namespace gradlab {

const std::vector<Registration>& registrations() {
  static const std::vector<Registration> all = {
${entries}  };
  return all;
}

}  // namespace gradlab
")
