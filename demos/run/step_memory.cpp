#include "demos/run/step_memory.h"

#include <cmath>

#include "engine/core/error.h"
#include "engine/core/imagined_card.h"
#include "engine/core/too_many_numbers.h"

namespace gradlab {

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
