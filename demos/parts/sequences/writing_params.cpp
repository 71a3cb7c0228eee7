#include "demos/parts/sequences/writing_params.h"

#include <utility>

namespace gradlab {

namespace {

constexpr int longest_beginning = 1000;
constexpr std::int64_t most_choices = 100;

}  // namespace

std::vector<Param> writing_params(std::string beginning, double temperature, const std::vector<Condition>& sampled) {
  std::vector<Param> params = {
      Param::text("beginning", "writing", std::move(beginning), longest_beginning).applies_live(),
      Param::number("temperature", "writing", temperature, 0, 2).applies_live(),
      Param::integer("top_k", "writing", 0, 0, most_choices).applies_live(),
      Param::number("top_p", "writing", 1, 0.05, 1).applies_live()};
  for (auto param = params.begin() + 1; param != params.end(); ++param) param->when = sampled;
  return params;
}

SamplingOptions sampling_of(const Values& values) {
  return {.temperature = values.real("temperature"), .top_k = values.integer("top_k"), .top_p = values.real("top_p")};
}

}  // namespace gradlab
