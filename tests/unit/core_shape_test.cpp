#include <doctest/doctest.h>

#include "engine/core/error.h"
#include "engine/core/shape.h"

using namespace gradlab;

TEST_CASE("a shape knows its extents from both ends, its size and its text") {
  const Shape shape{2, 3, 4};
  CHECK(shape.rank() == 3);
  CHECK(shape[0] == 2);
  CHECK(shape[-1] == 4);
  CHECK(shape.size() == 24);
  CHECK(shape.size(1, 3) == 12);
  CHECK(shape.size(1, 1) == 1);
  CHECK(shape.to_string() == "[2, 3, 4]");
  CHECK(Shape{}.size() == 1);
  CHECK(Shape{}.to_string() == "[]");
  CHECK(Shape{3, 0}.size() == 0);
  CHECK(shape.without(1) == Shape{2, 4});
  CHECK(shape == Shape{2, 3, 4});
  CHECK_FALSE(shape == Shape{2, 3});
  CHECK_FALSE(shape == Shape{2, 3, 5});
}

TEST_CASE("dense strides are row-major") {
  CHECK(dense_strides({2, 3, 4}) == Shape{12, 4, 1});
  CHECK(dense_strides({5}) == Shape{1});
  CHECK(dense_strides({}) == Shape{});
}

TEST_CASE("broadcasting aligns at the last axis") {
  CHECK(broadcast({2, 3}, {3}, "op") == Shape{2, 3});
  CHECK(broadcast({2, 1}, {1, 3}, "op") == Shape{2, 3});
  CHECK(broadcast({}, {4}, "op") == Shape{4});
  CHECK(broadcast({0, 3}, {3}, "op") == Shape{0, 3});
  CHECK(broadcast({0}, {1}, "op") == Shape{0});
  CHECK(broadcast_strides({3}, {2, 3}) == Shape{0, 1});
  CHECK(broadcast_strides({2, 1}, {2, 3}) == Shape{1, 0});
  CHECK(broadcast_strides({}, {2, 3}) == Shape{0, 0});
}

TEST_CASE("axes count from either end") {
  CHECK(normal_axis(1, 3, "op") == 1);
  CHECK(normal_axis(-1, 3, "op") == 2);
  CHECK_THROWS_WITH_AS(normal_axis(3, 3, "sum"), "[sum] axis 3 of a tensor with 3 axes: need an axis of the tensor",
                       Error);
  CHECK_THROWS_AS(normal_axis(-4, 3, "sum"), Error);
}

TEST_CASE("bad shapes are refused in a sentence") {
  CHECK_THROWS_WITH_AS(broadcast({2, 3}, {2, 4}, "add"),
                       "[add] a [2, 3] and b [2, 4]: need extents that are equal or 1, aligned at the last axis",
                       Error);
  CHECK_THROWS_WITH_AS((Shape{2, -1}), "[shape] an extent of -1: need extents of 0 or more", Error);
  CHECK_THROWS_WITH_AS((Shape{1, 1, 1, 1, 1, 1, 1, 1, 1}),
                       "[shape] [1, 1, 1, 1, 1, 1, 1, 1] and one more axis: need at most 8 axes", Error);
}
