#include "engine/bench/bench.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// a [m, k] times b [k, n]
class Matmul final : public Benchmark {
 public:
  Matmul(std::int64_t m, std::int64_t k, std::int64_t n)
      : a_(Tensor::from(normal_numbers(m * k, 1.0, 1), {m, k})),
        b_(Tensor::from(normal_numbers(k * n, 1.0, 2), {k, n})) {}

  double step() override {
    c_ = matmul(a_, b_);
    return 2e-9 * static_cast<double>(c_.size() * b_.shape()[0]);
  }
  Tensors outcome() const override { return samples_of(c_); }

 private:
  Tensor a_, b_, c_;
};

BenchTask task(std::string name, std::int64_t m, std::int64_t k, std::int64_t n) {
  return {std::move(name), "GFLOP/s", [=](const BenchData&) { return std::make_unique<Matmul>(m, k, n); }};
}

}  // namespace

const RegisterBenchTask registered_matmul_256(task("matmul-256", 256, 256, 256));
const RegisterBenchTask registered_matmul_512(task("matmul-512", 512, 512, 512));
const RegisterBenchTask registered_matmul_1024(task("matmul-1024", 1024, 1024, 1024));
const RegisterBenchTask registered_matmul_2048(task("matmul-2048", 2048, 2048, 2048));
const RegisterBenchTask registered_matmul_4096(task("matmul-4096", 4096, 4096, 4096));
const RegisterBenchTask registered_matmul_mlp(task("matmul-128x784x512", 128, 784, 512));  // the first layer of the MLP

}  // namespace gradlab
