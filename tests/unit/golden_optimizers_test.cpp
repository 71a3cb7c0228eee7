#include <doctest/doctest.h>

#include "engine/optim/optim.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

OptimizerArguments arguments_from(const Json& json) {
  OptimizerArguments arguments;
  const std::map<std::string, float OptimizerArguments::*> members = {
      {"learning_rate", &OptimizerArguments::learning_rate},
      {"l1", &OptimizerArguments::l1},
      {"l2", &OptimizerArguments::l2},
      {"weight_decay", &OptimizerArguments::weight_decay},
      {"momentum", &OptimizerArguments::momentum},
      {"beta1", &OptimizerArguments::beta1},
      {"beta2", &OptimizerArguments::beta2},
      {"epsilon", &OptimizerArguments::epsilon}};
  for (const auto& [name, value] : json.items()) {
    if (name == "nesterov") {
      arguments.nesterov = value;
    } else {
      arguments.*members.at(name) = value;
    }
  }
  return arguments;
}

Schedule schedule_from(const Json& json) {
  return {json["name"], json["period"], json["decay"], json["decay"]};  // where the cosine ends is its decay there
}

void check_case(const Json& file, const Json& item) {
  std::vector<Parameter> parameters;
  for (const Json& start : file["start"]) {
    parameters.push_back({std::to_string(parameters.size()), to_tensor(start).set_requires_gradient()});
  }
  const auto optimizer = make_optimizer(item["name"].get<std::string>(), parameters, arguments_from(item["arguments"]));
  const Schedule schedule = item.contains("schedule") ? schedule_from(item["schedule"]) : Schedule{};
  std::size_t kept = 0;
  for (std::size_t step = 0; step < file["gradients"].size(); ++step) {
    CAPTURE(step);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      parameters[i].tensor.set_gradient(to_tensor(file["gradients"][step][i]));
    }
    const Tensor norm = optimizer->step(schedule.factor(static_cast<std::int64_t>(step)), item["clip_norm"]);
    if (norm.defined()) CHECK(norm.item() == near(item["norms"][step].get<double>(), 1e-6));
    CHECK(norm.defined() == (item["clip_norm"] > 0));
    if (file["kept_steps"][kept] != step + 1) continue;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      check_against(item["weights"][kept][i], parameters[i].tensor, 2e-6);
    ++kept;
  }
  CHECK(kept == file["kept_steps"].size());
}

}  // namespace

TEST_CASE("optimisers step as PyTorch's do, on every device") {
  const Json& file = golden("optimizers");
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    for (const Json& item : file["cases"]) {
      CAPTURE(name_of(device));
      CAPTURE(item["name"].get<std::string>());
      CAPTURE(item["arguments"].dump());
      check_case(file, item);
    }
  }
}

TEST_CASE("every optimiser and every schedule has golden values") {
  const std::set<std::string> names = golden_names({"optimizers", "schedules"});
  for (const OptimizerEntry& entry : Registry<OptimizerEntry>::all()) {
    CHECK_MESSAGE(names.contains(entry.name), entry.name);
  }
  for (const std::string& name : schedule_names()) CHECK_MESSAGE(names.contains(name), name);
}

TEST_CASE("schedules follow PyTorch's") {
  for (const Json& item : golden("schedules")["cases"]) {
    const Schedule schedule = schedule_from(item);
    for (std::size_t step = 0; step < item["factors"].size(); ++step) {
      CAPTURE(schedule.name);
      CAPTURE(step);
      CHECK(schedule.factor(static_cast<std::int64_t>(step)) == near(item["factors"][step].get<double>(), 1e-6));
    }
  }
}

}  // namespace gradlab
