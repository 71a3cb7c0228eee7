#include "demos/gan/digits.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "demos/gan/digits_mosaic.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

enum DigitsStream : std::uint64_t { digits_samples = 41, digits_looks };

constexpr std::int64_t of_each = 10, real_of_each = 3;

}  // namespace

void Digits::build(const Setup& setup) {
  problem_.build(setup);
  random_ = setup.random.split(digits_samples);
  looks_ = setup.random.split(digits_looks);
  batch_size_ = setup.values.integer("batch_size");
  seen_ = {};
  const std::string& method = setup.values.choice("family");
  if (method == "diffusion") throw Refusal{"notice.gan.digits_method", Json::object()};
  maker_ = (method == "flow" ? flowing_digits : adversarial_digits)(problem_.shape(), setup);
}

void Digits::change(const Setup& setup) {
  batch_size_ = setup.values.integer("batch_size");
  problem_.change(setup.values);
  maker_->change(setup.values);
}

void Digits::look() const {
  Random looks = looks_;
  const Tensor wanted = digits_in_rows(of_each);
  seen_.made = maker_->made(maker_->noise(wanted.size(), looks), wanted);
  if (problem_.judge().has_learnt()) seen_.measures = problem_.measure(seen_.made, wanted);
}

void Digits::evaluate(Metrics& metrics) {
  maker_->evaluate(metrics, problem_, looks_);
  metrics["judge_accuracy"] = Tensor::scalar(static_cast<float>(problem_.judge().reading().right));
}

void Digits::test(Metrics& metrics) {
  look();
  if (!problem_.judge().has_learnt()) return;
  const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
  set("judged", seen_.measures.judged);
  set("divergence", seen_.measures.divergence);
  set("least_share", *std::ranges::min_element(seen_.measures.shares));
  set("greatest_share", *std::ranges::max_element(seen_.measures.shares));
}

double Digits::test_cost() const {
  return maker_->cost() * static_cast<double>(of_each * DigitsProblem::classes) / static_cast<double>(batch_size_);
}

void Digits::show(Views& views) {
  const bool judged = seen_.measures.probabilities.defined();
  if (!seen_.made.defined() || (!judged && problem_.judge().has_learnt())) look();
  if (views.wants("digit_samples")) show_samples(views.add("digit_samples"));
  if (views.wants("judge")) show_judge(views.add("judge"));
  if (views.wants("digit_shares")) show_shares(views.add("digit_shares"));
  maker_->show(views);
}

// A row a digit: some real ones, then made ones, red where the judge does not take them for it.
void Digits::show_samples(View& view) const {
  const Tensor real = problem_.held_out(real_of_each);
  Mosaic mosaic(DigitsProblem::classes, real_of_each + of_each, problem_.shape(), real_of_each);
  for (std::int64_t digit = 0; digit < DigitsProblem::classes; ++digit) {
    for (std::int64_t i = 0; i < real_of_each; ++i) mosaic.put(real, digit * real_of_each + i, digit, i);
    for (std::int64_t i = 0; i < of_each; ++i) {
      const std::int64_t index = digit * of_each + i;
      mosaic.put(seen_.made, index, digit, real_of_each + i,
                 !problem_.judge().has_learnt() || seen_.measures.is_judged(index, digit));
    }
  }
  mosaic.show(view, {.label = "digits.made", .note = "digits.made.note"});
}

// What the judge has learnt, what it says of real digits that nobody has learnt from, and what of made ones.
void Digits::show_judge(View& view) const {
  const DigitsJudge& judge = problem_.judge();
  Json rows = Json::array();
  const auto add = [&](const char* what, double share) { rows.push_back({what, std::round(1000 * share) / 10}); };
  add("digits.judge.progress", judge.progress());
  add("digits.judge.right", judge.reading().right);
  if (judge.has_learnt()) {
    add("digits.judge.real", judge.reading().sure);
    add("digits.judge.made", seen_.measures.judged);
  }
  view.set("columns", {"digits.judge.what", "digits.judge.percent"}).set("rows", rows);
}

void Digits::show_shares(View& view) const {
  std::vector<float> taken(DigitsProblem::classes), shares = seen_.measures.shares;
  shares.resize(DigitsProblem::classes);
  Json digits = Json::array();
  for (std::int64_t digit = 0; digit < DigitsProblem::classes; ++digit) {
    digits.push_back("=" + std::to_string(digit));
    for (std::int64_t i = 0; i < of_each; ++i) {
      if (!seen_.measures.is_judged(digit * of_each + i, digit)) continue;
      taken[static_cast<std::size_t>(digit)] += 1.0f / static_cast<float>(of_each * DigitsProblem::classes);
    }
  }
  view.set("x", "digits.digit").set("y", "digits.share").set("labels", digits);
  view.set("series", {{{"label", "digits.seen"}, {"values", "seen"}, {"role", "reference"}},
                      {{"label", "digits.taken"}, {"values", "taken"}, {"role", "accent"}}});
  view.tensor("seen", shares).tensor("taken", taken);
}

Effect Digits::input(const Json& event) {
  fail("input", event.dump(), "nothing: there is nothing to be set by hand here");
}

void Digits::state(Archive& archive) {
  problem_.state(archive);
  maker_->state(archive);
  archive.field("samples", random_);
  if (archive.reading()) seen_ = {};
}

}  // namespace gradlab
