// What a view of a kind may hold, as JSON Schema.
#include <string>

#include "demos/core/view_kinds.h"

namespace gradlab {

nlohmann::json ViewKind::schema() const {
  using namespace gradlab::schema;
  std::vector<Field> options = {{"of", described("whose data these are: the name of a file", text()), true}};
  Json named = Json::object(), numbered = Json::object(), required = Json::array();
  for (const Field& field : fields) {
    if (!is_tensor(field.type)) {
      options.push_back(field);
      continue;
    }
    const Json type = {{"allOf", {ref("PackedTensor"), field.type}}};
    if (const std::size_t star = field.name.find(".*"); star != std::string::npos) {
      numbered["^" + field.name.substr(0, star) + "[.]\\d+$"] = type;
      continue;
    }
    named[field.name] = type;
    if (!field.optional) required.push_back(field.name);
  }
  Json tensors = map_of(ref("PackedTensor"));
  tensors.update({{"properties", named}, {"patternProperties", numbered}, {"required", required}});
  return described(about, object({{"options", object(options)}, {"tensors", tensors}}));
}

}  // namespace gradlab
