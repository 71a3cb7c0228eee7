// Tensors as xtensor sees them: the same numbers, in the same place.
#include "engine/core/as_array.h"

#include <doctest/doctest.h>

#include <vector>
#include <xtensor/core/xmath.hpp>

#include "engine/core/error.h"
#include "tests/unit/fake_gpu.h"

using namespace gradlab;

TEST_CASE("an array has the tensor's shape and its numbers, without a copy") {
  const Tensor x = Tensor::from({1, 2, 3, 4, 5, 6}, {2, 3});
  const auto array = as_array<2>(x);
  CHECK(array.shape() == std::array<std::size_t, 2>{2, 3});
  CHECK(array(1, 0) == 4.0f);
  CHECK(array.data() == x.read().data());
  as_writable_array<2>(x)(1, 2) = -6.0f;
  CHECK(x.read()[5] == -6.0f);
  CHECK(array(1, 2) == -6.0f);
  CHECK(as_array<2>(x.rows(1, 2))(0, 1) == 5.0f);
  const Tensor indices = Tensor::indices(std::vector{7, 8, 9}, {3});
  CHECK(as_index_array(indices)(2) == 9);
  const std::vector<double> alone = {0.5, 2.5};
  CHECK(xt::sum(as_array(alone))() == 3.0);
}

TEST_CASE("the first axes are one where an array has fewer, and it cannot have more") {
  const Tensor x = Tensor::zeros({2, 3, 4});
  CHECK(as_array<2>(x).shape() == std::array<std::size_t, 2>{6, 4});
  CHECK(as_array(x).shape() == std::array<std::size_t, 1>{24});
  CHECK(as_array<2>(Tensor::zeros({0, 3, 4})).size() == 0);
  CHECK_THROWS_WITH_AS(as_array<4>(x), "[as_array] a tensor [2, 3, 4]: need rank 4 or more", Error);
  CHECK_THROWS_AS(as_array(Tensor::indices(std::vector{1}, {1})), Error);
  CHECK_THROWS_AS(as_index_array(x), Error);
}

#ifndef __EMSCRIPTEN__

TEST_CASE("a remote device gets the numbers anew when an array of them could be written, not when one is read") {
  FakeGpu gpu;
  const Tensor x = Tensor::empty({4, 3}, DType::float32, Device::webgpu);
  const Tensor indices = Tensor::empty({4}, DType::int32, Device::webgpu);
  as_writable_array(x).fill(1.0f);
  std::fill_n(indices.indices(), 4, 1);
  const auto send = [&] {
    for (const Tensor& tensor : {x, indices}) tensor.room(false);
    return gpu.bytes_written();
  };
  const std::int64_t before = send();
  CHECK(xt::sum(as_array<2>(x))() == 12.0f);
  CHECK(xt::sum(as_index_array(indices))() == 4);
  CHECK(send() == before);
  as_writable_array<2>(x)(0, 0) = 2.0f;
  CHECK(send() > before);
}

#endif
