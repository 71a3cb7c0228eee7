// Boxes around digits: how they are judged, what a network is to answer, and what is read of its answer.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "engine/autograd/gradient_check.h"
#include "engine/core/error.h"
#include "engine/learn/vision/average_precision.h"
#include "engine/learn/vision/detection_loss.h"
#include "engine/learn/vision/detection_net.h"
#include "engine/ops/ops.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

using Things = std::vector<std::vector<BoxedThing>>;

constexpr std::int64_t detected_classes = 3, numbers_of_a_cell = DetectionNet::first_class + detected_classes;

Tensor uniform_numbers(const Shape& shape, float low, float high, std::uint64_t seed) {
  Random random(seed);
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.uniform(low, high);
  return x;
}

/// Boxes by their corner and extents, so that none is turned inside out.
Tensor boxes_of(const Tensor& corners, const Tensor& extents) {
  return concat(std::array{corners, corners + extents}, 1);
}

/// Cells of a picture of `rows` by `columns` that say nothing is there.
Tensor empty_cells(std::int64_t rows, std::int64_t columns) {
  Tensor cells = Tensor::zeros({1, rows, columns, numbers_of_a_cell});
  for (std::int64_t i = 0; i < rows * columns; ++i) cells.data()[i * numbers_of_a_cell] = -12.0f;
  return cells;
}

/// Has the cell at `row` and `column` say what is there, surely.
void say(const Tensor& cells, std::int64_t row, std::int64_t column, const BoxedThing& thing, float logit = 12.0f) {
  float* numbers = cells.data() + (row * cells.shape()[2] + column) * numbers_of_a_cell;
  const auto middle = [](std::int64_t place) { return 4 * static_cast<float>(place) + 2; };
  numbers[0] = logit;
  numbers[1] = ((thing.box.x0 + thing.box.x1) / 2 - middle(column)) / 4;
  numbers[2] = ((thing.box.y0 + thing.box.y1) / 2 - middle(row)) / 4;
  numbers[3] = std::log((thing.box.x1 - thing.box.x0) / 16);
  numbers[4] = std::log((thing.box.y1 - thing.box.y0) / 16);
  numbers[DetectionNet::first_class + thing.label] = 14.0f;
}

Tensor picture_of(const Tensor& cells) {
  const Shape& shape = cells.shape();
  return cells.viewed_as({shape[1], shape[2], shape[3]});
}

}  // namespace

TEST_CASE("boxes agree by what both cover of what either does") {
  const Box box{0, 0, 4, 2};
  CHECK(area(box) == 8.0f);
  CHECK(area({3, 0, 1, 5}) == 0.0f);
  CHECK(box_iou(box, box) == 1.0f);
  CHECK(box_iou(box, {2, 1, 6, 3}) == doctest::Approx(2.0 / 14));
  CHECK(box_iou(box, {1, 0, 3, 2}) == doctest::Approx(0.5));  // inside
  CHECK(box_iou(box, {4, 0, 8, 2}) == 0.0f);                  // side by side
  CHECK(box_iou({1, 1, 1, 1}, {1, 1, 1, 1}) == 0.0f);
}

TEST_CASE("of boxes that say the same the surest stays, and those beside it") {
  const Box one{0, 0, 10, 10}, nearly{1, 0, 11, 10}, half{0, 0, 10, 5}, other{20, 0, 30, 10};
  const std::vector<Detection> kept =
      without_doubles({{nearly, 1, 0.6f}, {half, 2, 0.3f}, {one, 2, 0.9f}, {other, 0, 0.7f}}, 0.5f);
  REQUIRE(kept.size() == 3);  // half agrees with one by 0.5, which is not more
  CHECK(kept[0].score == 0.9f);
  CHECK(kept[1].score == 0.7f);
  CHECK(kept[2].score == 0.3f);
  // What is left out leaves nothing out: c agrees with b, which is a double of a.
  const Box a{0, 0, 10, 10}, b{4, 0, 14, 10}, c{8, 0, 18, 10};
  CHECK(without_doubles({{a, 0, 0.9f}, {b, 0, 0.8f}, {c, 0, 0.7f}}, 0.4f).size() == 2);
  CHECK(without_doubles({}, 0.5f).empty());
}

// The example of Padilla, Netto and da Silva, "A Survey on Performance Metrics for Object-Detection Algorithms" (2020),
// for which their tool says 24.56%, rounding on the way: 15 things, and 24 detections of which these, the surest first,
// are right.
TEST_CASE("average precision is what a published example says") {
  constexpr std::string_view right = "+-+------+-+++--------+-";
  JudgedPicture picture;
  float score = 1.0f, place = 0.0f;
  for (const char one : right) {
    const Box box{place, 0, place + 1, 1};
    picture.detections.push_back({box, 0, score -= 0.03f});
    if (one == '+') picture.things.push_back({box, 0});
    place += 2;
  }
  for (; picture.things.size() < 15; place += 2) picture.things.push_back({{place, 0, place + 1, 1}, 0});
  const double precision = average_precisions({picture}, 1)[0];
  CHECK(precision == near(0.2456, 1e-3));
  CHECK(precision == near((1 + 2.0 / 3 + 4 * 3.0 / 7 + 7.0 / 23) / 15, 1e-6));
  std::ranges::reverse(picture.detections);  // scores order them, and nothing else
  CHECK(average_precisions({picture}, 1)[0] == precision);
}

TEST_CASE("a thing is found once, by its own class, in its own picture, by half at least") {
  const Box box{0, 0, 10, 10}, half{0, 0, 10, 5}, less{0, 0, 10, 4.9f}, other{20, 0, 30, 10};
  const auto precision = [&](std::vector<Detection> detections, std::vector<BoxedThing> things) {
    return average_precisions({{std::move(things), std::move(detections)}}, 2)[0];
  };
  CHECK(precision({{box, 0, 0.5f}}, {{box, 0}}) == 1.0);
  CHECK(precision({{half, 0, 0.5f}}, {{box, 0}}) == 1.0);
  CHECK(precision({{less, 0, 0.5f}}, {{box, 0}}) == 0.0);
  CHECK(precision({{box, 1, 0.5f}}, {{box, 0}}) == 0.0);
  CHECK(precision({{box, 0, 0.9f}, {box, 0, 0.8f}, {other, 0, 0.7f}}, {{box, 0}, {other, 0}}) ==
        doctest::Approx(0.5 + 0.5 * 2 / 3));  // the second is a double
  CHECK(precision({{box, 0, 0.9f}}, {{box, 0}, {other, 0}}) == 0.5);
  CHECK(precision({}, {{box, 0}}) == 0.0);
  const std::vector<double> apart = average_precisions({{{{box, 0}}, {}}, {{}, {{box, 0, 0.9f}}}}, 2);
  CHECK(apart[0] == 0.0);
  CHECK(std::isnan(apart[1]));
  CHECK(mean_average_precision({0.5, NAN, 1.0}) == 0.75);
  CHECK_THROWS_AS(mean_average_precision({NAN}), Error);
}

TEST_CASE("the generalized IoU loss by hand: agreeing, overlapping and apart") {
  const auto loss = [](std::initializer_list<float> a, std::initializer_list<float> b) {
    return static_cast<double>(generalized_iou_loss(Tensor::from(a, {1, 4}), Tensor::from(b, {1, 4})).item());
  };
  CHECK(loss({1, 2, 5, 9}, {1, 2, 5, 9}) == doctest::Approx(0.0));
  CHECK(loss({0, 0, 4, 2}, {2, 1, 6, 3}) == doctest::Approx(1 - 2.0 / 14 + 4.0 / 18));
  CHECK(loss({0, 0, 1, 1}, {3, 0, 4, 1}) == doctest::Approx(1 + 2.0 / 4));
  const Tensor both = generalized_iou_loss(Tensor::from({0, 0, 1, 1, 0, 0, 4, 2}, {2, 4}),
                                           Tensor::from({3, 0, 4, 1, 2, 1, 6, 3}, {2, 4}));
  CHECK(both.item() == doctest::Approx((1.5 + 1 - 2.0 / 14 + 4.0 / 18) / 2));
  CHECK_THROWS_AS(generalized_iou_loss(Tensor::zeros({2, 4}), Tensor::zeros({3, 4})), Error);
  CHECK_THROWS_AS(generalized_iou_loss(Tensor::zeros({0, 4}), Tensor::zeros({0, 4})), Error);
}

TEST_CASE("gradients of the generalized IoU loss are what differences say") {
  const Tensor truths = boxes_of(uniform_numbers({6, 2}, 0, 6, 4), uniform_numbers({6, 2}, 1, 5, 5));
  const auto loss = [&](const Tensors& x) { return generalized_iou_loss(boxes_of(x[0], x[1]), truths); };
  const GradientCheck check =
      check_gradients(loss, {uniform_numbers({6, 2}, 0, 6, 6), uniform_numbers({6, 2}, 1, 5, 7)}, 0.005f);
  CHECK_MESSAGE(check.passed, check.report);
}

TEST_CASE("gradients of the whole loss are what differences say, where nothing lies on a picture, too") {
  const Things things = {{{{1, 2, 9, 13}, 2}, {{10, 1, 13, 14}, 0}}, {}};
  const auto loss = [&](const Tensors& x) { return detection_loss(x[0], things); };
  const GradientCheck check = check_gradients(loss, {uniform_numbers({2, 4, 4, numbers_of_a_cell}, -1, 1, 8)}, 0.005f);
  CHECK_MESSAGE(check.passed, check.report);
  const Tensor cells = uniform_numbers({1, 2, 2, numbers_of_a_cell}, -1, 1, 9);
  CHECK(std::isfinite(detection_loss(cells, Things(1)).item()));
  CHECK_THROWS_AS(detection_loss(cells, things), Error);
}

TEST_CASE("what a cell says of a thing is read as it was meant, once") {
  const BoxedThing thing{{5, 9, 12, 22}, 1}, thin{{25, 3, 28, 19}, 2};
  const Tensor cells = empty_cells(6, 8);
  for (const std::int64_t row : {2, 3, 4}) say(cells, row, 2, thing);  // several say the same
  for (const std::int64_t row : {1, 2, 3}) say(cells, row, 6, thin);
  const std::vector<Detection> found = detections(picture_of(cells), 0.5f);
  REQUIRE(found.size() == 2);
  for (const BoxedThing& one : {thing, thin}) {
    const auto same = std::ranges::find(found, one.label, &Detection::label);
    REQUIRE(same != found.end());
    CHECK(box_iou(same->box, one.box) == near(1.0, 1e-4));
    CHECK(same->score > 0.99f);
  }
  CHECK(detections(picture_of(empty_cells(6, 8)), 0.5f).empty());
}

TEST_CASE("the loss wants of each cell what is on it, and of thin things their middle's cell") {
  // 16 by 16 pixels: 4 by 4 cells, whose middles lie at 2, 6, 10 and 14.
  const Things things = {{{{0, 0, 16, 16}, 1}}};  // the middle half is from 4 to 12
  const auto loss = [&](std::initializer_list<std::array<std::int64_t, 2>> places, const Things& truth) {
    const Tensor cells = empty_cells(4, 4);
    for (const auto& [row, column] : places) say(cells, row, column, truth[0][0]);
    return detection_loss(cells, truth).item();
  };
  CHECK(loss({{1, 1}, {1, 2}, {2, 1}, {2, 2}}, things) < 1e-3f);
  CHECK(loss({{1, 1}, {1, 2}, {2, 1}}, things) > 1.0f);
  CHECK(loss({{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 3}}, things) > 1.0f);
  const Things thin = {{{{3, 4, 5, 8}, 0}}};  // no cell's middle lies in its middle half
  CHECK(loss({{1, 1}}, thin) < 1e-3f);
}

TEST_CASE("the detection network has cells of four pixels") {
  Random random(4);
  DetectionNet net;
  net.build({0, 24, 32, 1}, {.channels = 4, .classes = detected_classes}, random);
  const Tensor images = uniform_numbers({2, 24, 32, 1}, 0, 1, 3);
  CHECK(net.forward(images).shape() == Shape{2, 6, 8, numbers_of_a_cell});
  CHECK_THROWS_AS(net.build({0, 20, 32, 1}, {}, random), Error);
  std::int64_t parameters = 0, rows = 0;
  for (const Parameter& parameter : net.parameters()) parameters += parameter.tensor.size();
  for (const SummaryRow& row : net.summary()) rows += row.parameters;
  CHECK(parameters == rows);
}
