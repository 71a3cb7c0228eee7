// How a model goes on with what a visitor began.
#pragma once

#include <string>
#include <vector>

#include "demos/core/params.h"
#include "engine/nn/sampling.h"

namespace gradlab {

/// "beginning", a text, and "temperature", "top_k", "top_p", which live apart from training; the last
/// three are shown where tokens are `sampled`.
std::vector<Param> writing_params(std::string beginning, double temperature,
                                  const std::vector<Condition>& sampled = {});
SamplingOptions sampling_of(const Values& values);

}  // namespace gradlab
