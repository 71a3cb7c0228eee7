// Whether a JSON value is what a JSON Schema asks for: as much of it as gradlab schema prints.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

namespace gradlab {

/// What is wrong with `value`, each with the place where; empty where nothing is. Throws for a keyword that it does not
/// know.
std::vector<std::string> complaints(const nlohmann::json& value, const nlohmann::json& schema,
                                    const nlohmann::json& definitions, const std::string& place = "");

/// What is wrong with the shapes of a packed view of the kind with that name: extents that are not what the kind says
/// or not the same where they should be, and tensors that are missing or that nothing reads.
std::vector<std::string> shape_complaints(const nlohmann::json& packed, std::string_view kind);

}  // namespace gradlab
