#include "demos/parts/descent.h"

namespace gradlab {

namespace {

OptimizerArguments arguments_of(const Values& values) {
  OptimizerArguments arguments = Registry<OptimizerEntry>::find("optimizer", values.choice("optimizer")).usual;
  arguments.learning_rate = values.real("learning_rate");
  arguments.momentum = values.real("momentum");
  arguments.l1 = values.json().value("l1", 0.0f);
  arguments.l2 = values.json().value("l2", 0.0f);
  return arguments;
}

}  // namespace

void Descent::build(std::vector<Parameter> parameters, const Values& values) {
  parameters_ = std::move(parameters);
  optimizer_.reset();
  change(values);
}

void Descent::change(const Values& values) {
  const std::string& name = values.choice("optimizer");
  if (!optimizer_ || name != optimizer_name_) {
    optimizer_ = make_optimizer(name, parameters_, arguments_of(values));
    optimizer_name_ = name;
  }
  optimizer_->arguments = arguments_of(values);
  schedule_ = {.name = values.choice("schedule"), .period = values.integer("period")};
  clip_norm_ = values.real("clip_norm");
}

void Descent::follow(const Tensor& loss) {
  tape_.backward(loss);
  optimizer_->step(schedule_.factor(optimizer_->steps()), clip_norm_);
}

void Descent::state(Archive& archive) {
  archive.value(parameters_);
  archive.value(*optimizer_);
}

}  // namespace gradlab
