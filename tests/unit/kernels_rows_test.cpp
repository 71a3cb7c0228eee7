// Kernels that work row by row: softmax, cross_entropy, hits, gather, scatter_add, strided_copy.
#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

/// Longer than a workgroup's part of a row, and than the whole workgroup.
constexpr std::int64_t long_rows[] = {129, 1000, 2050};

TEST_CASE("softmax and its gradient agree with the reference at awkward sizes") {
  for (bool logarithm : {false, true}) {
    for (std::int64_t rows : {0, 1, 3}) {
      for (std::int64_t n : awkward_sizes) {
        CAPTURE(logarithm);
        CAPTURE(n);
        check_devices_agree([&](const Kernels& kernel) {
          Tensor x = random_tensor({rows, n}, 1, -9.0f, 9.0f), y = Tensor::empty({rows, n}),
                 dx = Tensor::empty({rows, n});
          kernel.softmax(logarithm, rows, n, x, y);
          kernel.softmax_gradient(logarithm, rows, n, y, random_tensor({rows, n}, 2), dx);
          kernel.softmax(logarithm, rows, n, x, x);
          return Tensors{y, dx, x};
        });
      }
    }
  }
}

TEST_CASE("softmax and its gradient agree with the reference along long rows, and where there are many") {
  const auto check = [](bool logarithm, std::int64_t rows, std::int64_t n) {
    CAPTURE(logarithm);
    CAPTURE(n);
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x = fenced(random_tensor({rows, n}, 1, -9.0f, 9.0f)), dy = fenced(random_tensor({rows, n}, 2));
      Tensor y = unwritten({rows, n}), dx = unwritten({rows, n});
      kernel.softmax(logarithm, rows, n, x, y);
      kernel.softmax_gradient(logarithm, rows, n, y, dy, dx);
      CHECK(fence_stands(y));
      CHECK(fence_stands(dx));
      return Tensors{y, dx};
    });
  };
  for (bool logarithm : {false, true}) {
    for (std::int64_t n : long_rows) check(logarithm, 5, n);
    check(logarithm, 1025, 10);
    check(logarithm, 129, 40);
  }
}

TEST_CASE("softmax takes more rows than 65,535 workgroups of 64 do, the most along one axis of a graphics card") {
  constexpr std::int64_t rows = 65535 * 64 + 1;
  check_devices_agree(
      [](const Kernels& kernel) {
        const Tensor x = Tensor::full({rows, 1}, 3.0f);
        Tensor y = unwritten({rows, 1});
        kernel.softmax(false, rows, 1, x, y);
        return Tensors{y};
      },
      0.0);
}

TEST_CASE("softmax neither overflows nor loses rows with infinities") {
  for (bool logarithm : {false, true}) {
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x = Tensor::from({3e38f, 1, -3e38f,                 //
                                     -infinity, 2, 2,                  //
                                     -infinity, -infinity, -infinity,  //
                                     infinity, 1, 2,                   //
                                     not_a_number, 1, 2,               //
                                     1000, 1000, 1000},
                                    {6, 3});
      Tensor y = Tensor::empty({6, 3}), dx = Tensor::empty({6, 3});
      kernel.softmax(logarithm, 6, 3, x, y);
      kernel.softmax_gradient(logarithm, 6, 3, y, random_tensor({6, 3}), dx);
      CHECK(y.data()[0] == (logarithm ? 0.0f : 1.0f));
      CHECK(y.data()[3] == (logarithm ? -infinity : 0.0f));
      for (int i = 6; i < 15; ++i) CHECK(std::isnan(y.data()[i]));
      return Tensors{y, dx};
    });
  }
}

TEST_CASE("cross_entropy and its gradient agree with the reference at awkward sizes") {
  for (std::int64_t n : {1, 5, 33}) {
    for (std::int64_t k : awkward_sizes) {
      CAPTURE(n);
      CAPTURE(k);
      check_devices_agree([&](const Kernels& kernel) {
        const Tensor logits = random_tensor({n, k}, 1, -20.0f, 20.0f), labels = random_indices(n, k);
        Tensor probabilities = Tensor::empty({n, k}), losses = Tensor::empty({n}), dlogits = Tensor::empty({n, k});
        kernel.cross_entropy(logits, labels, probabilities, losses);
        kernel.cross_entropy_gradient(probabilities, labels, random_tensor({n}, 2), dlogits);
        return Tensors{probabilities, losses, dlogits};
      });
    }
  }
}

TEST_CASE("cross_entropy and its gradient agree with the reference along long rows") {
  for (std::int64_t k : long_rows) {
    CAPTURE(k);
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor logits = fenced(random_tensor({7, k}, 1, -20.0f, 20.0f)), labels = random_indices(7, k);
      labels.indices()[2] = -1;
      Tensor probabilities = unwritten({7, k}), losses = unwritten({7}), dlogits = unwritten({7, k});
      kernel.cross_entropy(logits, labels, probabilities, losses);
      kernel.cross_entropy_gradient(probabilities, labels, random_tensor({7}, 2), dlogits);
      for (const Tensor& output : {probabilities, losses, dlogits}) CHECK(fence_stands(output));
      return Tensors{probabilities, losses, dlogits};
    });
  }
}

TEST_CASE("cross_entropy of a row without a label is 0, and so is its gradient") {
  for (std::int64_t k : awkward_sizes) {
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor logits = random_tensor({5, k}), labels = random_indices(5, k);
      labels.indices()[0] = labels.indices()[3] = -1;
      Tensor probabilities = Tensor::empty({5, k}), losses = Tensor::empty({5}), dlogits = unwritten({5, k});
      kernel.cross_entropy(logits, labels, probabilities, losses);
      kernel.cross_entropy_gradient(probabilities, labels, random_tensor({5}, 2), dlogits);
      for (std::int64_t row : {0, 3}) {
        CHECK(losses.data()[row] == 0.0f);
        for (std::int64_t i = 0; i < k; ++i) CHECK(dlogits.data()[row * k + i] == 0.0f);
      }
      CHECK(fence_stands(dlogits));
      return Tensors{probabilities, losses, dlogits};
    });
  }
}

TEST_CASE("cross_entropy of a class with no chance is infinite, of far logits exact") {
  check_devices_agree([](const Kernels& kernel) {
    const Tensor logits = Tensor::from({1, -infinity, 500, -500}, {2, 2});
    const Tensor labels = Tensor::indices(std::vector{1, 1}, {2});
    Tensor probabilities = Tensor::empty({2, 2}), losses = Tensor::empty({2});
    kernel.cross_entropy(logits, labels, probabilities, losses);
    CHECK(losses.data()[0] == infinity);
    CHECK(losses.data()[1] == doctest::Approx(1000.0));
    return Tensors{probabilities, losses};
  });
}

TEST_CASE("hits agree with the reference at awkward sizes and along long rows, whether classes are equal or not") {
  const auto check = [](std::int64_t n, std::int64_t k, float classes) {
    CAPTURE(n);
    CAPTURE(k);
    check_devices_agree(
        [&](const Kernels& kernel) {
          const Tensor logits = fenced(random_tensor({n, k}, 1, -classes, classes)), labels = random_indices(n, k, 2);
          for (float& logit : logits.values()) logit = std::round(logit);
          for (std::int64_t row = 0; row < n; row += 2) {  // every other is a hit, or one of many that are as great
            const float* first = logits.data() + row * k;
            labels.indices()[row] = static_cast<std::int32_t>(std::max_element(first, first + k) - first);
          }
          Tensor hits = unwritten({n});
          kernel.hits(logits, labels, hits);
          for (std::int64_t row = 0; row < n; row += 2) CHECK(hits.data()[row] == 1.0f);
          CHECK(fence_stands(hits));
          return Tensors{hits};
        },
        0.0);
  };
  for (std::int64_t n : {1, 5, 70}) {
    for (std::int64_t k : awkward_sizes) check(n, k, 4.0f);
  }
  for (std::int64_t k : long_rows) check(6, k, 40.0f);
}

TEST_CASE("hits take NaN for the greatest, the first of equals, 0 for -0, and nothing without a label") {
  struct Row {
    std::vector<float> logits;
    std::int32_t label;
    float hit;
  };
  const Row rows[] = {
      {{1, not_a_number, 3}, 1, 1},
      {{1, -not_a_number, infinity}, 2, 0},
      {{not_a_number, 5, not_a_number}, 2, 0},
      {{-infinity, -infinity, -infinity}, 0, 1},
      {{-infinity, infinity, infinity}, 1, 1},
      {{-infinity, infinity, infinity}, 2, 0},
      {{-0.0f, 0.0f, -1}, 0, 1},
      {{0.0f, -0.0f, -1}, 1, 0},
      {{-3, -2, -1}, 2, 1},
      {{-3, -2, -2}, -1, 0},
  };
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    for (const Row& row : rows) {
      CAPTURE(name_of(device));
      CAPTURE(&row - rows);
      Tensor hits = Tensor::empty({1});
      kernels(device).hits(Tensor::from(row.logits, {1, 3}), Tensor::indices(std::vector{row.label}, {1}), hits);
      CHECK(hits.item() == row.hit);
    }
  }
}

TEST_CASE("gather and scatter_add agree with the reference at awkward sizes") {
  for (std::int64_t count : {0, 1, 17}) {
    for (std::int64_t d : awkward_sizes) {
      check_devices_agree([&](const Kernels& kernel) {
        const Tensor table = random_tensor({5, d}), indices = random_indices(count, 5);
        Tensor rows = Tensor::empty({count, d}), sums = random_tensor({5, d}, 3);
        kernel.gather(table, indices, rows);
        kernel.scatter_add(rows, indices, sums);
        return Tensors{rows, sums};
      });
    }
  }
}

TEST_CASE("gather and scatter_add agree with the reference in large tables, and for many indices") {
  struct Size {
    std::int64_t rows, count, d;
  };
  const Size sizes[] = {{3, 5000, 7}, {300, 2049, 64}, {9, 100, 130}, {4, 65, 515}, {65540, 40, 2}};
  for (const auto& [rows, count, d] : sizes) {
    CAPTURE(rows);
    CAPTURE(d);
    check_devices_agree(
        [&](const Kernels& kernel) {
          const Tensor table = fenced(random_tensor({rows, d})), indices = random_indices(count, rows);
          Tensor y = unwritten({count, d}), sums = fenced(random_tensor({rows, d}, 3));
          kernel.gather(table, indices, y);
          kernel.scatter_add(y, indices, sums);
          CHECK(fence_stands(y));
          CHECK(fence_stands(sums));
          return Tensors{y, sums};
        },
        0.0);  // in the order of the indices: not a bit is another
  }
}

TEST_CASE("strided_copy agrees with the reference for every order of axes") {
  const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  const Shape shapes[] = {{1, 1, 1},   {2, 3, 4}, {5, 1, 17},  {3, 65, 17},
                          {16, 15, 2}, {0, 3, 2}, {64, 1, 64}, {1, 17, 9}};
  for (const Shape& shape : shapes) {
    CAPTURE(shape.to_string());
    for (const auto& order : orders) {
      const Shape dense = dense_strides(shape);
      Shape to = shape, strides = dense;
      for (int axis = 0; axis < 3; ++axis) to[axis] = shape[order[axis]], strides[axis] = dense[order[axis]];
      check_devices_agree(
          [&](const Kernels& kernel) {
            Tensor y = Tensor::empty(to);
            kernel.strided_copy({to, strides, dense_strides(to)}, random_tensor(shape), y);
            return Tensors{y};
          },
          0.0);
    }
  }
}

TEST_CASE("strided_copy repeats where a stride is 0, and leaves alone what it does not cover") {
  const Shape steps[] = {{0, 1}, {1, 0}, {0, 0}, {17, 1}};
  for (const Shape& x_strides : steps) {
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensor y = Tensor::full({9, 19}, -1.0f);
          kernel.strided_copy({{7, 15}, x_strides, {19, 1}, 2, 20}, random_tensor({200}), y);
          CHECK(y.data()[19] == -1.0f);
          CHECK(y.data()[35] == -1.0f);
          return Tensors{y};
        },
        0.0);
  }
}

TEST_CASE("fill writes all and no more") {
  check_devices_agree(
      [](const Kernels& kernel) {
        const Tensor memory = Tensor::zeros({30});
        Tensor part = memory.rows(3, 20);
        kernel.fill(1.5f, part);
        return Tensors{memory};
      },
      0.0);
}
