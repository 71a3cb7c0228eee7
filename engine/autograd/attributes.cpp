#include "engine/autograd/attributes.h"

#include <string>

#include "engine/core/error.h"

namespace gradlab {

namespace {

template <typename Kind>
const Kind& found(Attributes attributes, std::string_view name, std::string_view kind) {
  std::string names;
  for (const Attribute& attribute : attributes) {
    if (attribute.name == name) {
      if (const Kind* value = std::get_if<Kind>(&attribute.value)) return *value;
      fail("attribute", std::string(name).append(" of another kind"), kind);
    }
    names.append(names.empty() ? "" : ", ").append(attribute.name);
  }
  fail("attribute", names.empty() ? "none" : names, std::string(name).append(", ").append(kind));
}

}  // namespace

bool Attributes::flag(std::string_view name) const {
  return found<bool>(*this, name, "true or false");
}
std::int64_t Attributes::whole(std::string_view name) const {
  return found<std::int64_t>(*this, name, "a whole number");
}
float Attributes::real(std::string_view name) const {
  return found<float>(*this, name, "a number");
}
std::string_view Attributes::text(std::string_view name) const {
  return found<std::string_view>(*this, name, "a word");
}
std::span<const std::int64_t> Attributes::wholes(std::string_view name) const {
  return found<std::span<const std::int64_t>>(*this, name, "whole numbers");
}
std::vector<int> Attributes::axes(std::string_view name) const {
  std::vector<int> axes;
  for (const std::int64_t axis : wholes(name)) axes.push_back(static_cast<int>(axis));
  return axes;
}

}  // namespace gradlab
