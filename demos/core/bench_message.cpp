#include "demos/core/bench_message.h"

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

Device device_of(const std::string& name) {
  for (const Device device : {Device::reference, Device::cpu}) {
    if (name == name_of(device)) return device;
  }
  fail("bench", "device \"" + name + "\"", "cpu or reference");
}

BenchData data_of(const Assets& assets) {
  const auto digits = assets.find("mnist");
  return digits == assets.end() ? bench_data({}) : bench_data(digits->second);
}

}  // namespace

Json BenchMessages::answer(const Json& message, const Assets& assets) {
  const BenchTask& task = Registry<BenchTask>::find("bench", message.at("task").get<std::string>());
  const Device device = device_of(message.value("device", "cpu"));
  if (!run_ || &run_->task() != &task || run_->device() != device) {
    run_.reset();  // its memory first
    run_.emplace(task, device, data_of(assets));
  }
  const BenchRun::Measured measured = run_->measure(message.value("seconds", 0.5));
  return {{"unit", task.unit},          {"rate", measured.rate},
          {"gflops", measured.gflops},  {"milliseconds", measured.milliseconds},
          {"outcome", run_->outcome()}, {"data", run_->data()},
          {"threads", thread_count()}};
}

}  // namespace gradlab
