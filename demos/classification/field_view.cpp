#include "demos/classification/field_view.h"

#include "demos/core/plain_texts.h"
#include "demos/parts/point_cloud.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t cells = 60;

}  // namespace

void show_field(View& view, const Learner& learner, const Problem& problem) {
  const Tensor probabilities = softmax(learner.predict(problem.plane(cells)));
  if (problem.classes() == 2) {  // one number from -1, the first class, to 1, the second
    view.tensor("field", scale(slice(probabilities, 1, 1, 2), 2, -1).viewed_as({cells, cells}));
    view.set("field_range", {-1, 1});
  } else {
    view.tensor("field", probabilities.viewed_as({cells, cells, problem.classes()}));
  }
  PointCloud(learner.data(), problem.drawn, [&](const Dataset& data, std::int64_t i) {
    const float* sample = data.inputs.read().data() + i * problem.width();
    return PointCloud::Point{problem.raw(sample[0], 0), problem.width() > 1 ? problem.raw(sample[1], 1) : 0.0f,
                             static_cast<float>(data.targets.read_indices()[static_cast<std::size_t>(i)])};
  }).show(view);
  view.set("bounds", problem.bounds)
      .set("classes", problem.classes())
      .set("class_names", plain_texts(problem.class_names))
      .set("editable", problem.editable)
      .set("x", "=" + problem.input_names[0])
      .set("y", problem.width() > 1 ? "=" + problem.input_names[1] : "");
  if (problem.width() <= 2) return;
  view.set("row", "predict_at").set("held", 2).set("note", "=" + problem.row.text_from(2));
}

}  // namespace gradlab
