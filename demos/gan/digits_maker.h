// What learns to make digits, of noise and the digit that is wanted.
#pragma once

#include <memory>

#include "demos/gan/digits_problem.h"

namespace gradlab {

class DigitsMaker {
 public:
  virtual ~DigitsMaker() = default;
  virtual void change(const Values& values) = 0;
  /// One step on real images [B, H, W, 1] and their digits int32 [B]; returns its loss.
  virtual Tensor step(const Dataset& real, Random& random) = 0;
  /// What samples begin with, [count, ...].
  virtual Tensor noise(std::int64_t count, Random& random) const = 0;
  /// Images [N, H, W, 1] of noise, and of the digits wanted, int32 [N].
  virtual Tensor made(const Tensor& noise, const Tensor& wanted) const = 0;
  /// How many images' training one made image takes, about.
  virtual double cost() const = 0;
  /// How training goes lately; before it begins, on the first real images and noise drawn from `looks`.
  virtual void evaluate(Metrics& metrics, const DigitsProblem& problem, Random looks) const = 0;
  /// A piece of work beside training, as Experiment::go_on.
  virtual bool go_on() { return false; }
  virtual void show(Views&) {}
  virtual ForwardPass forward_pass() const = 0;
  virtual void state(Archive& archive) = 0;
};

/// For images of `shape`, [0, H, W, 1].
std::unique_ptr<DigitsMaker> adversarial_digits(const Shape& shape, const Setup& setup);
std::unique_ptr<DigitsMaker> flowing_digits(const Shape& shape, const Setup& setup);

}  // namespace gradlab
