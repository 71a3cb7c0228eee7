// The index of benchmarks: jobs that every build, and the libraries beside it, are timed at. One family per .cpp,
// registered by its last lines. Inputs and first weights come from formulas that other libraries can repeat, so that
// the results can be compared before anything is timed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/device.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

class Benchmark {
 public:
  virtual ~Benchmark() = default;
  /// Does the job once; returns the work done, in the unit's own: images, or GFLOP.
  virtual double step() = 0;
  /// What the last step gave, scalars: its loss where it trained, else some of the numbers it computed.
  virtual Tensors outcome() const = 0;
  /// GFLOP in one unit of work.
  virtual double arithmetic() const { return 1.0; }
};

/// Labelled images that the training jobs take their batches from, in order and over again.
struct BenchData {
  Tensor images;       ///< [N, 28, 28, 1], 0 to 1
  Tensor labels;       ///< int32 [N], 0 to 9
  std::string source;  ///< "mnist" or "generated"
};
/// The packed digits, images [N, 28, 28] and labels [N] as IDX files one after the other; without bytes, 1,280 made
/// ones.
BenchData bench_data(std::span<const std::uint8_t> packed);

struct BenchTask {
  std::string name;  ///< "matmul-512": a link, a row of a table
  std::string unit;  ///< of the work: "images/s", "GFLOP/s"
  std::function<std::unique_ptr<Benchmark>(const BenchData&)> make;
};
/// The first number of x, the one in the middle and the last: what is compared of a result.
Tensors samples_of(const Tensor& x);

using RegisterBenchTask = Registry<BenchTask>::Add;

/// A task at work on one device, kept between measurements.
class BenchRun {
 public:
  /// Builds it, and notes what `steps_compared` first steps give; a remote device may still be at it.
  BenchRun(const BenchTask& task, Device device, const BenchData& data);

  static constexpr int steps_compared = 5;
  const BenchTask& task() const { return *task_; }
  Device device() const { return device_; }
  /// Where training takes its images from: BenchData::source.
  const std::string& data() const { return data_; }
  /// Outcomes of the first steps, one after another: of each training step its loss. On a remote device they are there
  /// when finish() says so.
  const std::vector<double>& outcome() const { return *outcome_; }

  struct Measured {
    double rate = 0.0;          ///< work per second
    double milliseconds = 0.0;  ///< per step
    double gflops = 0.0;        ///< arithmetic per second
  };
  /// Steps for about `seconds`, one at least; not on a remote device.
  Measured measure(double seconds);
  /// Hands `steps` steps to a remote device, and calls `done` with their work when it has done them all.
  void advance(std::int64_t steps, std::function<void(double work)> done);
  /// GFLOP in one unit of work.
  double arithmetic() const { return benchmark_->arithmetic(); }

 private:
  const BenchTask* task_;
  Device device_;
  std::string data_;
  std::unique_ptr<Benchmark> benchmark_;
  std::shared_ptr<std::vector<double>> outcome_ = std::make_shared<std::vector<double>>();
};

/// `count` tokens below `kinds`, one after another: three of four follow from the one before, 5 t + 3, and can be
/// learned; the others are drawn. By the generator of normal_numbers, as scripts in other languages repeat it.
std::vector<std::int32_t> made_tokens(std::int64_t count, std::int32_t kinds, std::uint32_t seed);

/// `count` normal numbers times `scale`: a linear congruential generator and Box and Muller's transform, in double
/// precision, as scripts in other languages repeat them.
std::vector<float> normal_numbers(std::int64_t count, double scale, std::uint32_t seed);

}  // namespace gradlab
