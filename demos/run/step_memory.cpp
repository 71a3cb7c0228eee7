#include "demos/run/step_memory.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/imagined_card.h"
#include "engine/core/too_many_numbers.h"

namespace gradlab {

namespace {

/// Whether all that makes a step large is as in the initial values or in a preset, which a test holds to half of what a
/// page has: those need no second building before they begin.
bool is_of_a_preset(const Demo& demo, const Values& values) {
  const auto same_sizes = [&](const Json& changes) {
    Values known(demo.params);
    known.change(changes);
    return std::ranges::all_of(demo.params.list(), [&](const Param& param) {
      return param.kind == Param::Kind::number || param.name == "seed" || known.at(param.name) == values.at(param.name);
    });
  };
  return same_sizes(Json::object()) ||
         std::ranges::any_of(demo.presets, [&](const Preset& preset) { return same_sizes(preset.values); });
}

}  // namespace

// A step that looks at numbers cannot be imagined, but is then of a small network, which plays or sorts points.
std::int64_t step_memory(const Demo& demo, const Setup& setup) {
  ImaginedCard card;
  const UseDevice there(Device::webgpu);
  const std::unique_ptr<Experiment> experiment = demo.make();
  try {
    experiment->build(setup);
    experiment->step();
  } catch (const Refusal&) {
    return 0;  // whoever builds it is told as well
  } catch (const TooManyNumbers&) {
    throw;
  } catch (const Error&) {
    return 0;
  }
  return card.most_bytes();
}

void require_memory(const Demo& demo, const Setup& setup) {
  const auto gigabytes = [](std::int64_t bytes) { return std::round(static_cast<double>(bytes) / 1e8) / 10; };
  if (is_of_a_preset(demo, setup.values)) return;
  const Json most = gigabytes(most_step_bytes);
  try {
    const std::int64_t bytes = step_memory(demo, setup);
    if (bytes > most_step_bytes) {
      throw Refusal{"notice.step_too_large", {{"gigabytes", gigabytes(bytes)}, {"most", most}}};
    }
  } catch (const TooManyNumbers&) {
    throw Refusal{"notice.step_far_too_large", {{"most", most}}};
  }
}

}  // namespace gradlab
