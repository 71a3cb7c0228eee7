// What PyTorch answered (tests/golden), and how close our answers must be.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "engine/core/tensor.h"

namespace gradlab {

using Json = nlohmann::json;

/// The files of tests/golden by name without ending; written at build time.
const std::map<std::string, std::string_view>& golden_texts();

/// The file tests/golden/<name>.json.
const Json& golden(const std::string& name);

/// The names of the cases in some files.
std::set<std::string> golden_names(std::initializer_list<std::string> files);

/// {"shape", "values"} or {"shape", "indices"}
Tensor to_tensor(const Json& packed);

/// Checks `tensor` against {"shape", "values" or "indices"}: |tensor - golden| <= tolerance (1 + |golden|) everywhere.
void check_against(const Json& golden, const Tensor& tensor, double tolerance);

}  // namespace gradlab
