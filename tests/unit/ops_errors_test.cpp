// What cannot be computed is refused in a sentence that names the op, what came and what is needed.
#include <doctest/doctest.h>

#include <vector>

#include "engine/core/error.h"
#include "engine/ops/ops.h"

using namespace gradlab;

namespace {

Tensor zeros(const Shape& shape) {
  return Tensor::zeros(shape);
}

}  // namespace

TEST_CASE("arithmetic refuses shapes that cannot be broadcast") {
  CHECK_THROWS_WITH_AS(zeros({2, 3}) * zeros({2}),
                       "[multiply] a [2, 3] and b [2]: need extents that are equal or 1, aligned at the last axis",
                       Error);
}

TEST_CASE("ops refuse tensors on two devices") {
  const Tensor here = zeros({2}), there = here.copied(Device::reference);
  CHECK_THROWS_WITH_AS(here + there, "[add] cpu and reference: need tensors on one device", Error);
  CHECK_THROWS_AS(matmul(zeros({2, 2}), zeros({2, 2}).copied(Device::reference)), Error);
  CHECK_THROWS_AS(concat(std::vector{here, there}, 0), Error);
}

TEST_CASE("matmul refuses matrices that do not fit") {
  CHECK_THROWS_WITH_AS(matmul(zeros({2, 3}), zeros({2, 4})),
                       "[matmul] a [2, 3] and b [2, 4]: need a [M, K] and b [K, N] with equal K", Error);
  CHECK_THROWS_WITH_AS(matmul(zeros({2, 3}), zeros({3, 4}), {.transpose_b = true}),
                       "[matmul] a [2, 3] and b [3, 4] transposed: need a [M, K] and b [K, N] with equal K", Error);
  CHECK_THROWS_WITH_AS(matmul(zeros({3}), zeros({3, 4})),
                       "[matmul] a [3] and b [3, 4]: need a [..., M, K] and b [..., K, N]", Error);
  CHECK_THROWS_WITH_AS(matmul(zeros({2, 2, 3}), zeros({4, 3, 2})),
                       "[matmul] a [2, 2, 3] and b [4, 3, 2]: need equal leading axes, or one matrix for all", Error);
}

TEST_CASE("linear refuses weights and biases that do not fit") {
  CHECK_THROWS_WITH_AS(linear(zeros({2, 3}), zeros({4, 5}), Tensor()),
                       "[linear] x [2, 3] and weight [4, 5]: need x [..., D] and weight [D, F] with equal D", Error);
  CHECK_THROWS_AS(linear(zeros({}), zeros({4, 5}), Tensor()), Error);
  CHECK_THROWS_AS(linear(zeros({2, 3}), zeros({3}), Tensor()), Error);
  CHECK_THROWS_WITH_AS(linear(zeros({2, 3}), zeros({3, 5}), zeros({3})),
                       "[linear] bias [3] for 5 outputs: need bias [5]", Error);
  CHECK_THROWS_AS(linear(zeros({2, 3}), zeros({3, 5}), zeros({5}).copied(Device::reference)), Error);
}

TEST_CASE("conv2d refuses images and filters that do not fit") {
  const Tensor images = zeros({2, 3, 4, 6}), filters = zeros({3, 3, 6, 8}), none;
  const auto of = [&](const Shape& shape, const Conv2dOptions& options = {}) {
    return conv2d(images, zeros(shape), none, options);
  };
  CHECK_THROWS_WITH_AS(conv2d(zeros({3, 4, 6}), filters, none),
                       "[conv2d] x [3, 4, 6] and filters [3, 3, 6, 8]: need x [N, H, W, C] and filters [KH, KW, C / "
                       "groups, F]",
                       Error);
  CHECK_THROWS_WITH_AS(of({5, 5, 6, 8}),
                       "[conv2d] windows of 5 x 5 on images of 3 x 4: need windows that fit into the images, or "
                       "padding \"same\"",
                       Error);
  CHECK_THROWS_WITH_AS(of({3, 2, 6, 8}, {.dilation = 2}),
                       "[conv2d] windows of 5 x 3 on images of 3 x 4: need windows that fit into the images, or "
                       "padding \"same\"",
                       Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 4, 8}), "[conv2d] x [2, 3, 4, 6] and filters [3, 3, 4, 8]: need filters [3, 3, 6, F]",
                       Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 6, 8}, {.groups = 2}),
                       "[conv2d] x [2, 3, 4, 6] and filters [3, 3, 6, 8]: need filters [3, 3, 3, F]", Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 2, 8}, {.groups = 3}),
                       "[conv2d] 6 channels and 8 filters: need multiples of the 3 groups", Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 6, 8}, {.stride = 0}), "[conv2d] a stride of 0: need at least 1", Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 6, 8}, {.dilation = -1}), "[conv2d] a dilation of -1: need at least 1", Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 6, 8}, {.groups = 0}), "[conv2d] a number of groups of 0: need at least 1", Error);
  CHECK_THROWS_WITH_AS(of({3, 0, 6, 8}), "[conv2d] filters of 3 x 0: need at least 1 x 1", Error);
  CHECK_THROWS_WITH_AS(of({3, 3, 6, 0}), "[conv2d] a number of filters of 0: need at least 1", Error);
  CHECK_THROWS_WITH_AS(conv2d(zeros({2, 0, 4, 6}), filters, none, {.padding = Padding::same}),
                       "[conv2d] x [2, 0, 4, 6]: need images [N, H, W, C] with H, W and C at least 1", Error);
  CHECK_THROWS_WITH_AS(conv2d(images, filters, zeros({6})), "[conv2d] bias [6] for 8 outputs: need bias [8]", Error);
}

TEST_CASE("conv_transpose2d refuses images and filters that do not fit") {
  const Tensor images = zeros({2, 3, 4, 6}), none;
  CHECK_THROWS_WITH_AS(
      conv_transpose2d(images, zeros({3, 3, 6, 8}), none),
      "[conv_transpose2d] x [2, 3, 4, 6] and filters [3, 3, 6, 8]: need x [N, H, W, C] and filters [KH, "
      "KW, F, C]",
      Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(zeros({2, 0, 4, 6}), zeros({3, 3, 8, 6}), none),
                       "[conv_transpose2d] x [2, 0, 4, 6]: need images [N, H, W, C] with H, W and C at least 1", Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(images, zeros({3, 0, 8, 6}), none),
                       "[conv_transpose2d] filters of 3 x 0: need at least 1 x 1", Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(images, zeros({3, 3, 0, 6}), none),
                       "[conv_transpose2d] a number of filters of 0: need at least 1", Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(images, zeros({3, 3, 8, 6}), none, {.stride = 0}),
                       "[conv_transpose2d] a stride of 0: need at least 1", Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(images, zeros({3, 3, 8, 6}), zeros({6})),
                       "[conv_transpose2d] bias [6] for 8 outputs: need bias [8]", Error);
}

TEST_CASE("pools refuse windows that do not fit") {
  CHECK_THROWS_WITH_AS(max_pool2d(zeros({2, 1, 4, 6})),
                       "[max_pool2d] windows of 2 x 2 on images of 1 x 4: need windows that fit into the images, or "
                       "padding \"same\"",
                       Error);
  CHECK_THROWS_WITH_AS(average_pool2d(zeros({2, 6})),
                       "[average_pool2d] x [2, 6]: need images [N, H, W, C] with H, W and C at least 1", Error);
  CHECK_THROWS_WITH_AS(max_pool2d(zeros({2, 4, 4, 6}), {.size = 0}), "[max_pool2d] a size of 0: need at least 1",
                       Error);
  CHECK_THROWS_WITH_AS(max_pool2d(zeros({2, 4, 4, 6}), {.stride = -1}), "[max_pool2d] a stride of -1: need at least 1",
                       Error);
  CHECK(max_pool2d(zeros({2, 1, 4, 6}), {.padding = Padding::same}).shape() == Shape{2, 1, 2, 6});
}

TEST_CASE("reductions refuse axes that are not there, double or empty") {
  CHECK_THROWS_WITH_AS(sum(zeros({2, 3}), {2}), "[sum] axis 2 of a tensor with 2 axes: need an axis of the tensor",
                       Error);
  CHECK_THROWS_WITH_AS(mean(zeros({2, 3}), {1, -1}), "[mean] axis -1 twice: need every axis once", Error);
  CHECK_THROWS_WITH_AS(mean(zeros({0, 3}), {0}), "[mean] nothing along the axes of [0, 3]: need at least one number",
                       Error);
  CHECK_THROWS_AS(max(zeros({3, 0})), Error);
  CHECK_THROWS_WITH_AS(max(zeros({2, 3, 4}), {0, 2}), "[max] axes that are not neighbours: need one run of axes",
                       Error);
  CHECK_THROWS_AS(argmax(zeros({2, 0}), 1), Error);
  CHECK(sum(zeros({0, 3}), {0}).shape() == Shape{3});
}

TEST_CASE("ops that move numbers refuse what does not fit") {
  CHECK_THROWS_WITH_AS(reshape(zeros({2, 3}), {4}), "[reshape] [2, 3] as [4]: need equal numbers of elements", Error);
  CHECK_THROWS_WITH_AS(transpose(zeros({2, 3}), {0}), "[transpose] 1 axes for a tensor with 2: need every axis once",
                       Error);
  CHECK_THROWS_WITH_AS(transpose(zeros({2, 3}), {1, 1}), "[transpose] axis 1 twice: need every axis once", Error);
  CHECK_THROWS_WITH_AS(slice(zeros({2, 3}), 1, 1, 4),
                       "[slice] 1 to 4 along axis 1 of [2, 3]: need 0 <= first <= last <= the extent", Error);
  CHECK_THROWS_WITH_AS(concat({}, 0), "[concat] no tensors: need at least one", Error);
  CHECK_THROWS_WITH_AS(concat(std::vector{zeros({2, 3}), zeros({2, 4})}, 0),
                       "[concat] [2, 3] and [2, 4] along axis 0: need shapes that are equal but for that axis", Error);
  CHECK_THROWS_AS(concat(std::vector{zeros({2, 3}), zeros({2})}, 0), Error);
}

TEST_CASE("gather refuses indices outside its table") {
  const auto at = [](int index) { return gather(zeros({3, 2}), Tensor::indices(std::vector{0, index}, {2})); };
  CHECK_THROWS_WITH_AS(at(3), "[gather] index 3 at place 1: need whole numbers from 0 to 2", Error);
  CHECK_THROWS_AS(at(-1), Error);
  CHECK_THROWS_AS(gather(zeros({3}), Tensor::indices(std::vector{0}, {1})), Error);
}

TEST_CASE("numbers out of range are refused") {
  Random random;
  CHECK_THROWS_WITH_AS(dropout(zeros({2}), 1.0f, random), "[dropout] a rate of 1.000000: need a rate in [0, 1)", Error);
  CHECK_THROWS_AS(dropout(zeros({2}), -0.5f, random), Error);
  CHECK_THROWS_AS(clamp(zeros({2}), 1.0f, 0.0f), Error);
  CHECK_THROWS_WITH_AS(softmax(Tensor::scalar(1.0f)), "[softmax] a scalar: need at least one axis", Error);
}
