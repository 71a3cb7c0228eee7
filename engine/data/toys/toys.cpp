#include "engine/data/toys/toys.h"

#include <cmath>

#include "engine/core/error.h"

namespace gradlab {

void check(const ToyArguments& arguments) {
  if (arguments.count < 1) fail("toy", std::to_string(arguments.count) + " points", "at least 1");
  if (arguments.classes < 2 || arguments.classes > 10) {
    fail("toy", std::to_string(arguments.classes) + " classes", "2 to 10 classes");
  }
  if (!(arguments.noise >= 0.0f && arguments.noise <= 1.0f)) {
    fail("toy", "noise of " + std::to_string(arguments.noise), "noise in [0, 1]");
  }
}

Dataset draw_classes(const ToyArguments& arguments, std::int64_t classes, float deviation, Random& random,
                     const DrawPoint& draw) {
  check(arguments);
  const std::int64_t count = arguments.count;
  Dataset data{Tensor::empty({count, 2}), Tensor::empty({count}, DType::int32)};
  const std::vector<std::int32_t> places = random.permutation(count);
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t label = i % classes, of_class = (count - label + classes - 1) / classes;
    const float share = (static_cast<float>(i / classes) + 0.5f) / static_cast<float>(of_class);
    Point point;
    do {
      point = draw(label, share, random);
      point.x += deviation * random.normal();
      point.y += deviation * random.normal();
    } while (std::abs(point.x) > toy_reach || std::abs(point.y) > toy_reach);
    const std::int64_t place = places[static_cast<std::size_t>(i)];
    data.inputs.data()[2 * place] = point.x;
    data.inputs.data()[2 * place + 1] = point.y;
    data.targets.indices()[place] = static_cast<std::int32_t>(label);
  }
  return data;
}

Dataset draw_curve(const ToyArguments& arguments, float deviation, Random& random,
                   const std::function<float(float)>& f) {
  check(arguments);
  const std::int64_t count = arguments.count;
  Dataset data{Tensor::empty({count, 1}), Tensor::empty({count, 1})};
  const std::vector<std::int32_t> places = random.permutation(count);
  for (std::int64_t i = 0; i < count; ++i) {
    const float share = (static_cast<float>(i) + random.uniform()) / static_cast<float>(count);
    const float x = toy_reach * (2.0f * share - 1.0f);
    const std::int64_t place = places[static_cast<std::size_t>(i)];
    data.inputs.data()[place] = x;
    data.targets.data()[place] = f(x) + deviation * random.normal();
  }
  return data;
}

}  // namespace gradlab
