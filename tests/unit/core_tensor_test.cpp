#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/tensor.h"

using namespace gradlab;

TEST_CASE("handles share numbers, copies do not") {
  const Tensor x = Tensor::from({1, 2, 3, 4, 5, 6}, {2, 3});
  const Tensor same = x, copy = x.copied(), view = x.viewed_as({3, 2}), rows = x.rows(1, 2);
  x.data()[4] = -5.0f;
  CHECK(same.data()[4] == -5.0f);
  CHECK(view.data()[4] == -5.0f);
  CHECK(rows.data()[1] == -5.0f);
  CHECK(copy.data()[4] == 5.0f);
  CHECK(same.same_as(x));
  CHECK_FALSE(view.same_as(x));
  CHECK(rows.shape() == Shape{1, 3});
  CHECK(rows.rows(0, 0).size() == 0);
}

TEST_CASE("tensors are aligned to 64 bytes") {
  for (std::int64_t size : {0, 1, 15, 17, 64, 1000}) {
    CHECK(reinterpret_cast<std::uintptr_t>(Tensor::empty({size}).data()) % 64 == 0);
  }
}

TEST_CASE("a copy keeps shape, type and device, or moves to another") {
  const Tensor indices = Tensor::indices(std::vector{3, 1}, {2});
  CHECK(indices.copied().indices()[0] == 3);
  CHECK(indices.copied().dtype() == DType::int32);
  const Tensor moved = Tensor::full({2}, 4.0f).copied(Device::reference);
  CHECK(moved.device() == Device::reference);
  CHECK(moved.data()[1] == 4.0f);
}

TEST_CASE("the default device lasts as long as its object") {
  CHECK(Tensor::zeros({1}).device() == Device::cpu);
  {
    const UseDevice use(Device::reference);
    CHECK(Tensor::zeros({1}).device() == Device::reference);
  }
  CHECK(Tensor::zeros({1}).device() == Device::cpu);
}

TEST_CASE("misused tensors say what they are") {
  const Tensor x = Tensor::zeros({2, 3}), indices = Tensor::indices(std::vector{1, 2}, {2});
  CHECK_THROWS_WITH_AS(x.item(), "[item] [2, 3]: need a tensor with one element", Error);
  CHECK_THROWS_WITH_AS(x.indices(), "[tensor] float32 numbers: need int32 indices", Error);
  CHECK_THROWS_WITH_AS(indices.data(), "[tensor] int32 numbers: need float32", Error);
  CHECK_THROWS_WITH_AS(x.viewed_as({4}), "[reshape] [2, 3] as [4]: need equal numbers of elements", Error);
  CHECK_THROWS_WITH_AS(x.rows(1, 3), "[rows] rows 1 to 3 of [2, 3]: need rows of the tensor", Error);
  CHECK_THROWS_AS(Tensor::scalar(1.0f).rows(0, 1), Error);
  CHECK_THROWS_WITH_AS(Tensor::from({1, 2, 3}, {2}), "[tensor] 3 values for [2]: need 2 values", Error);
  CHECK_THROWS_AS(Tensor::indices(std::vector{1}, {2}), Error);
}

TEST_CASE("a tensor greater than any memory is refused, not wrapped around") {
  const std::int64_t huge = std::int64_t{1} << 40;
  CHECK_THROWS_AS(Tensor::empty({huge, huge}), Error);
  CHECK_THROWS_AS(Tensor::empty({huge, huge, huge, huge}), Error);
  CHECK(Tensor::empty({huge, huge, 0}).size() == 0);
}

TEST_CASE("memory that is given back is used again") {
  trim_pool();
  const void* address = Tensor::empty({1000}).data();
  const std::int64_t before = pool_statistics().system_allocations;
  const Tensor again = Tensor::empty({990});  // of the same size class
  CHECK(again.data() == address);
  CHECK(pool_statistics().system_allocations == before);
  CHECK(pool_statistics().bytes_in_use >= 4000);
  trim_pool();
  CHECK(pool_statistics().bytes_pooled == 0);
}
