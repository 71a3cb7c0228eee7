#include "demos/trainer/bench_message.h"

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"
#include "engine/kernels/limit.h"

namespace gradlab {

namespace {

Device device_of(const std::string& name) {
  for (const Device device : available_devices()) {
    if (name == name_of(device)) return device;
  }
  fail("bench", "device \"" + name + "\"", "cpu, reference, or webgpu where there is one");
}

BenchData data_of(const Assets& assets) {
  const auto digits = assets.find("mnist");
  return digits == assets.end() ? bench_data({}) : bench_data(digits->second);
}

}  // namespace

void BenchMessages::answer(const Json& message, const Assets& assets, std::function<void(const Json&)> reply) {
  const BenchTask& task = Registry<BenchTask>::find("bench", message.at("task").get<std::string>());
  const Device device = device_of(message.value("device", "cpu"));
  if (!run_ || &run_->task() != &task || run_->device() != device) {
    run_.reset();  // its memory first
    run_ = std::make_shared<BenchRun>(task, device, data_of(assets));
  }
  if (!is_host(device)) {
    run_->advance(whole_number(message.at("steps"), "bench"), [reply = std::move(reply), run = run_](double work) {
      reply({{"unit", run->task().unit},
             {"work", work},
             {"arithmetic", run->arithmetic()},
             {"outcome", run->outcome()},
             {"data", run->data()}});
    });
    return;
  }
  const BenchRun::Measured measured = run_->measure(message.value("seconds", 0.5));
  reply({{"unit", task.unit},
         {"rate", measured.rate},
         {"gflops", measured.gflops},
         {"milliseconds", measured.milliseconds},
         {"outcome", run_->outcome()},
         {"data", run_->data()},
         {"threads", thread_count()},
         {"limit", arithmetic_limit()}});  // of one thread, now
}

}  // namespace gradlab
