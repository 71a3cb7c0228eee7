#include "demos/mnist_cnn/input_gradient.h"

#include "engine/autograd/tape.h"

namespace gradlab {

namespace {

/// While it lives, gradients pass the parameters by.
class Frozen {
 public:
  explicit Frozen(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) { set(false); }
  ~Frozen() { set(true); }
  Frozen(const Frozen&) = delete;
  Frozen& operator=(const Frozen&) = delete;

 private:
  void set(bool on) {
    for (Parameter& parameter : parameters_) parameter.tensor.set_requires_gradient(on);
  }
  std::vector<Parameter> parameters_;
};

}  // namespace

Tensor input_gradient(const Sequential& model, const Tensor& x,
                      const std::function<Tensor(const std::vector<Tensor>& answers)>& pick) {
  const Frozen frozen(model.parameters());
  Tensor input = x.detached();
  input.set_requires_gradient();
  Tape tape;
  Tensor total;
  {
    const Tape::Recording recording(&tape);
    std::vector<Tensor> answers;
    model.forward(input, {}, answers);
    total = sum(pick(answers));
  }
  tape.backward(total);
  return input.gradient().defined() ? input.gradient() : Tensor::zeros(x.shape());
}

Tensor strongest_channel(const Tensor& x) {
  return max(abs(x), {3});
}

}  // namespace gradlab
