#include "engine/learn/vision/detection_loss.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/core/error.h"
#include "engine/learn/vision/detection_net.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr float cell = static_cast<float>(DetectionNet::stride);
constexpr float doubles_iou = 0.4f;  // at most, of answers that are of two things

/// Which cells are on which thing.
struct CellTargets {
  std::vector<float> on;                ///< of all cells: 1 or 0
  std::vector<std::int32_t> on_things;  ///< the cells that are
  std::vector<std::int32_t> labels;     ///< of those
  std::vector<float> middles, boxes;    ///< of those: x, y of the cell; x0, y0, x1, y1 of the thing
};

float middle_of(std::int64_t place) {
  return (static_cast<float>(place) + 0.5f) * cell;
}

/// Whether `x` lies in the middle half of what goes from `low` to `high`.
bool is_central(float x, float low, float high) {
  return std::abs(x - (low + high) / 2) <= (high - low) / 4;
}

/// Of one picture's cells, which thing each is on; -1 for none.
std::vector<int> things_of_cells(const std::vector<BoxedThing>& things, std::int64_t rows, std::int64_t columns) {
  std::vector<int> of_cells(static_cast<std::size_t>(rows * columns), -1);
  for (std::size_t t = 0; t < things.size(); ++t) {
    const Box& box = things[t].box;
    for (std::int64_t y = 0; y < rows; ++y) {
      if (!is_central(middle_of(y), box.y0, box.y1)) continue;
      for (std::int64_t x = 0; x < columns; ++x) {
        if (is_central(middle_of(x), box.x0, box.x1)) of_cells[static_cast<std::size_t>(y * columns + x)] = int(t);
      }
    }
  }
  for (std::size_t t = 0; t < things.size(); ++t) {
    const Box& box = things[t].box;
    const auto place = [](float low, float high, std::int64_t count) {
      return std::clamp<std::int64_t>(static_cast<std::int64_t>((low + high) / 2 / cell), 0, count - 1);
    };
    of_cells[static_cast<std::size_t>(place(box.y0, box.y1, rows) * columns + place(box.x0, box.x1, columns))] = int(t);
  }
  return of_cells;
}

CellTargets targets_of(const Shape& shape, std::span<const std::vector<BoxedThing>> pictures) {
  CellTargets targets;
  for (const std::vector<BoxedThing>& things : pictures) {
    const std::vector<int> of_cells = things_of_cells(things, shape[1], shape[2]);
    for (std::size_t i = 0; i < of_cells.size(); ++i) {
      const bool on = of_cells[i] >= 0;
      if (on) {
        const BoxedThing& thing = things[static_cast<std::size_t>(of_cells[i])];
        const auto place = static_cast<std::int64_t>(i);
        targets.on_things.push_back(static_cast<std::int32_t>(targets.on.size()));
        targets.labels.push_back(thing.label);
        for (const float x : {middle_of(place % shape[2]), middle_of(place / shape[2])}) targets.middles.push_back(x);
        for (const float x : {thing.box.x0, thing.box.y0, thing.box.x1, thing.box.y1}) targets.boxes.push_back(x);
      }
      targets.on.push_back(on ? 1.0f : 0.0f);
    }
  }
  return targets;
}

/// What cells at `middles` [P, 2] say of boxes, as their corners [P, 4].
Tensor boxes_said(const Tensor& said, const Tensor& middles) {
  constexpr std::int64_t offset = DetectionNet::first_offset, size = DetectionNet::first_size;
  const Tensor middle = middles + scale(slice(said, 1, offset, size), cell);
  const Tensor half = scale(exp(slice(said, 1, size, DetectionNet::first_class)), DetectionNet::typical_size / 2);
  return concat(std::array{middle - half, middle + half}, 1);
}

Tensor lesser(const Tensor& a, const Tensor& b) {
  return a - relu(a - b);
}

Tensor greater(const Tensor& a, const Tensor& b) {
  return a + relu(b - a);
}

/// Width times height, [P, 2] to [P, 1].
Tensor area_of(const Tensor& extents) {
  return slice(extents, 1, 0, 1) * slice(extents, 1, 1, 2);
}

}  // namespace

Tensor generalized_iou_loss(const Tensor& boxes, const Tensor& truths) {
  const Shape& shape = boxes.shape();
  if (shape.rank() != 2 || shape[1] != 4 || shape[0] == 0 || !(truths.shape() == shape)) {
    fail("generalized_iou_loss", "boxes " + shape.to_string() + " and truths " + truths.shape().to_string(),
         "both [P, 4], one at least");
  }
  const Tensor low = slice(boxes, 1, 0, 2), high = slice(boxes, 1, 2, 4);
  const Tensor true_low = slice(truths, 1, 0, 2), true_high = slice(truths, 1, 2, 4);
  const Tensor both = area_of(relu(lesser(high, true_high) - greater(low, true_low)));
  const Tensor either = area_of(high - low) + area_of(true_high - true_low) - both;
  const Tensor around = area_of(greater(high, true_high) - lesser(low, true_low));
  return scale(mean(both / either + either / around), -1.0f, 2.0f);
}

Tensor detection_loss(const Tensor& cells, std::span<const std::vector<BoxedThing>> things) {
  const Shape& shape = cells.shape();
  if (shape.rank() != 4 || shape[0] != static_cast<std::int64_t>(things.size())) {
    fail("detection_loss", "cells " + shape.to_string() + " for " + std::to_string(things.size()) + " pictures",
         "[N, rows, columns, 5 + classes]");
  }
  const CellTargets targets = targets_of(shape, things);
  const auto count = static_cast<std::int64_t>(targets.on.size()),
             on = static_cast<std::int64_t>(targets.labels.size());
  const Tensor said = reshape(cells, {count, shape[3]});
  const Tensor found = scale(binary_cross_entropy(slice(said, 1, 0, 1), Tensor::from(targets.on, {count, 1})),
                             static_cast<float>(count) / static_cast<float>(std::max<std::int64_t>(on, 1)));
  if (on == 0) return found;
  const Tensor on_things = gather(said, Tensor::indices(targets.on_things, {on}));
  const Tensor boxes = boxes_said(on_things, Tensor::from(targets.middles, {on, 2}));
  return found + generalized_iou_loss(boxes, Tensor::from(targets.boxes, {on, 4})) +
         cross_entropy(slice(on_things, 1, DetectionNet::first_class, shape[3]), Tensor::indices(targets.labels, {on}));
}

std::vector<Detection> detections(const Tensor& cells, float least_score) {
  const Shape& shape = cells.shape();
  const std::int64_t count = shape[0] * shape[1], classes = shape[2] - DetectionNet::first_class;
  const Tensor said = cells.viewed_as({count, shape[2]});
  Tensor middles = Tensor::empty({count, 2});
  for (std::int64_t i = 0; i < count; ++i) {
    middles.data()[2 * i] = middle_of(i % shape[1]);
    middles.data()[2 * i + 1] = middle_of(i / shape[1]);
  }
  const Tensor on = sigmoid(slice(said, 1, 0, 1)), boxes = boxes_said(said, middles);
  const Tensor logits = slice(said, 1, DetectionNet::first_class, shape[2]);
  const Tensor probabilities = softmax(logits), labels = argmax(logits, 1);
  std::vector<Detection> all;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int32_t label = labels.indices()[i];
    const float score = on.data()[i] * probabilities.data()[i * classes + label];
    const float* box = boxes.data() + 4 * i;
    if (score >= least_score) all.push_back({{box[0], box[1], box[2], box[3]}, label, score});
  }
  return without_doubles(std::move(all), doubles_iou);
}

}  // namespace gradlab
