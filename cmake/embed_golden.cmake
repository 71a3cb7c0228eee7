# Run as `cmake -DFOLDER=<json files> -DOUTPUT=<file.cpp> -P embed_golden.cmake`: the golden files as C++, because a wasm
# module has no files to read.
file(GLOB files ${FOLDER}/*.json)
set(entries "")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"json(${text})json\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"tests/unit/golden.h\"

namespace gradlab {

const std::map<std::string, std::string_view>& golden_texts() {
  static const std::map<std::string, std::string_view> texts = {
${entries}  };
  return texts;
}

}  // namespace gradlab
")
