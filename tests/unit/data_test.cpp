#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

namespace {

/// Sample i has inputs [i, -i] and label i.
Dataset counted(std::int32_t size) {
  Dataset data{Tensor::empty({size, 2}), Tensor::empty({size}, DType::int32)};
  for (std::int32_t i = 0; i < size; ++i) {
    data.inputs.data()[2 * i] = static_cast<float>(i);
    data.inputs.data()[2 * i + 1] = -static_cast<float>(i);
    data.targets.indices()[i] = i;
  }
  return data;
}

std::vector<std::int32_t> labels(const Dataset& data) {
  return {data.targets.indices(), data.targets.indices() + data.size()};
}

std::vector<std::int32_t> drawn(Batches& batches, int count) {
  std::vector<std::int32_t> all;
  for (int i = 0; i < count; ++i) {
    for (const std::int32_t label : labels(batches.next())) all.push_back(label);
  }
  return all;
}

}  // namespace

TEST_CASE("samples are picked with their targets, and a wrong index is refused") {
  const Dataset picked = counted(5).at(std::vector<std::int32_t>{3, 0, 3});
  CHECK(labels(picked) == std::vector<std::int32_t>{3, 0, 3});
  CHECK(picked.inputs.shape() == Shape{3, 2});
  CHECK(picked.inputs.data()[0] == 3.0f);
  CHECK(picked.inputs.data()[5] == -3.0f);
  CHECK(Dataset{counted(5).inputs, {}}.at(std::vector<std::int32_t>{1}).size() == 1);
  CHECK(counted(5).at({}).size() == 0);
  for (const std::int32_t wrong : {-1, 5}) CHECK_THROWS_AS(counted(5).at(std::vector<std::int32_t>{wrong}), Error);
}

TEST_CASE("a split has the asked sizes, leaves no side empty and loses no sample") {
  struct Expected {
    std::int32_t size;
    float share;
    std::int64_t train;
  };
  for (const Expected& expected :
       {Expected{10, 0.8f, 8}, Expected{7, 0.5f, 4}, Expected{3, 0.01f, 1}, Expected{3, 0.99f, 2}, Expected{2, 0.9f, 1},
        Expected{1, 0.5f, 1}, Expected{4, 0.0f, 0}, Expected{4, 1.0f, 4}, Expected{0, 0.5f, 0}}) {
    CAPTURE(expected.size);
    CAPTURE(expected.share);
    const Split parts = split(counted(expected.size), expected.share, Random(5));
    CHECK(parts.train.size() == expected.train);
    CHECK(parts.test.size() == expected.size - expected.train);
    CHECK(labels(parts.train) == parts.train_indices);
    CHECK(labels(parts.test) == parts.test_indices);
    std::set<std::int32_t> all(parts.train_indices.begin(), parts.train_indices.end());
    all.insert(parts.test_indices.begin(), parts.test_indices.end());
    CHECK(static_cast<std::int32_t>(all.size()) == expected.size);
  }
  CHECK(split(counted(20), 0.5f, Random(1)).train_indices == split(counted(20), 0.5f, Random(1)).train_indices);
  CHECK(split(counted(20), 0.5f, Random(1)).train_indices != split(counted(20), 0.5f, Random(2)).train_indices);
  for (const float wrong : {-0.1f, 1.1f, NAN}) CHECK_THROWS_AS(split(counted(4), wrong, Random(1)), Error);
}

TEST_CASE("an epoch of batches visits each sample once, in an order of its own") {
  Batches batches(counted(10), 4, Random(7));
  std::vector<std::int32_t> expected(10), before;
  std::iota(expected.begin(), expected.end(), 0);
  for (int epoch = 0; epoch < 3; ++epoch) {
    CHECK(batches.epoch() == doctest::Approx(epoch));
    std::vector<std::int32_t> visited;
    for (const std::int64_t size : {4, 4, 2}) {
      const Dataset batch = batches.next();
      CHECK(batch.size() == size);
      for (const std::int32_t label : labels(batch)) visited.push_back(label);
    }
    CHECK(visited != before);
    before = visited;
    std::ranges::sort(visited);
    CHECK(visited == expected);
  }
  batches.next();
  CHECK(batches.epoch() == doctest::Approx(3.4));
}

TEST_CASE("batches go on from a position as if they had never stopped") {
  for (int before = 0; before < 8; ++before) {
    Batches batches(counted(11), 3, Random(7)), again(counted(11), 3, Random(7));
    drawn(batches, before);
    again.set_position(batches.position());
    CHECK(again.epoch() == batches.epoch());
    CHECK(drawn(again, 9) == drawn(batches, 9));
  }
  Batches batches(counted(11), 3, Random(7));
  for (const Batches::Position wrong : {Batches::Position{-1, 0}, Batches::Position{0, -1}, Batches::Position{0, 12}}) {
    CHECK_THROWS_AS(batches.set_position(wrong), Error);
  }
}

TEST_CASE("a batch size changes in the middle of an epoch, and may exceed the data") {
  Batches batches(counted(10), 2, Random(7));
  std::vector<std::int32_t> visited = drawn(batches, 1);
  batches.set_batch_size(100);
  for (const std::int32_t label : labels(batches.next())) visited.push_back(label);
  CHECK(std::set<std::int32_t>(visited.begin(), visited.end()).size() == 10);
  CHECK(batches.next().size() == 10);
  CHECK_THROWS_AS(batches.set_batch_size(0), Error);
  CHECK_THROWS_AS(Batches(counted(0), 1, Random(7)), Error);
  CHECK_THROWS_AS(Batches().next(), Error);
}

TEST_CASE("standardised columns have mean 0 and deviation 1, and come back") {
  Random random(3);
  Tensor data = Tensor::empty({500, 3});
  for (std::int64_t i = 0; i < 500; ++i) {
    data.data()[3 * i] = random.normal(1e6f, 40.0f);
    data.data()[3 * i + 1] = random.uniform(-1e-6f, 1e-6f);
    data.data()[3 * i + 2] = 0.1f;  // constant: only centred
  }
  const Standardization standardization = Standardization::of(data);
  const Tensor standard = standardization.apply(data);
  for (const std::int64_t column : {0, 1, 2}) {
    CAPTURE(column);
    double sum = 0.0, squares = 0.0;
    for (std::int64_t i = 0; i < 500; ++i) {
      const double x = standard.data()[3 * i + column];
      sum += x, squares += x * x;
    }
    CHECK(std::abs(sum / 500) < 1e-3);
    CHECK(std::abs(squares / 500 - (column == 2 ? 0.0 : 1.0)) < 1e-3);
  }
  const Tensor back = standardization.undo(standard);
  constexpr double reach[] = {1e6, 1e-6, 0.1};  // of the columns: a value near 0 has no more digits than those
  for (std::int64_t i = 0; i < data.size(); ++i)
    CHECK(std::abs(back.data()[i] - data.data()[i]) <= 1e-6 * reach[i % 3]);

  CHECK_THROWS_AS(Standardization::of(Tensor::zeros({0, 3})), Error);
  CHECK_THROWS_AS(Standardization::of(Tensor::zeros({3})), Error);
  CHECK_THROWS_AS(standardization.apply(Tensor::zeros({2, 4})), Error);
  CHECK_THROWS_AS(standardization.undo(Tensor::zeros({3})), Error);
}

}  // namespace gradlab
