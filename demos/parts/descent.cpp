#include "demos/parts/descent.h"

namespace gradlab {

Descent::Descent(std::string_view prefix) : prefix_(prefix) {
  if (!prefix_.empty()) prefix_ += "_";
}

OptimizerArguments Descent::arguments_of(const Values& values) const {
  const std::string& name = values.choice(named("optimizer"));
  OptimizerArguments arguments = Registry<OptimizerEntry>::find("optimizer", name).usual;
  arguments.learning_rate = values.real(named("learning_rate"));
  arguments.momentum = values.real(named("momentum"));
  arguments.weight_decay = values.real(named("weight_decay"));
  arguments.beta1 = values.json().value("beta1", arguments.beta1);
  arguments.l1 = values.json().value(named("l1"), 0.0f);
  arguments.l2 = values.json().value(named("l2"), 0.0f);
  return arguments;
}

void Descent::build(std::vector<Parameter> parameters, const Values& values) {
  parameters_ = std::move(parameters);
  tensors_.clear();
  for (const Parameter& parameter : parameters_) tensors_.push_back(parameter.tensor);
  optimizer_.reset();
  steps_ = 0;
  change(values);
}

void Descent::change(const Values& values) {
  const std::string& name = values.choice(named("optimizer"));
  if (!optimizer_ || name != optimizer_name_) {
    optimizer_ = make_optimizer(name, parameters_, arguments_of(values));
    optimizer_->spares_biases = true;
    optimizer_name_ = name;
  }
  optimizer_->arguments = arguments_of(values);
  schedule_ = {.name = values.choice(named("schedule")), .period = values.integer(named("period"))};
  clip_norm_ = values.real(named("clip_norm"));
}

void Descent::follow(const Tensor& loss) {
  tape_.backward(loss, tensors_);
  optimizer_->step(schedule_.factor(steps_++), clip_norm_);
}

void Descent::state(Archive& archive) {
  archive.field("model", parameters_);
  archive.field("optimizer", *optimizer_);
  archive.field("schedule_steps", steps_);
}

}  // namespace gradlab
