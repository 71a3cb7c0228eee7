// Kernels that work row by row: softmax, cross_entropy, gather, scatter_add, strided_copy.
#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

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
      Tensor y = Tensor::empty({6, 3});
      kernel.softmax(logarithm, 6, 3, x, y);
      CHECK(y.data()[0] == (logarithm ? 0.0f : 1.0f));
      CHECK(y.data()[3] == (logarithm ? -infinity : 0.0f));
      for (int i = 6; i < 15; ++i) CHECK(std::isnan(y.data()[i]));
      return Tensors{y};
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
