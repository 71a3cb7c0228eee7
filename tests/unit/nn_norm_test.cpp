// Layers that keep more than parameters, or hold others: batch norm, residual blocks; and what a model says of them.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/nn/nn.h"
#include "tests/unit/error_message.h"
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"

using namespace gradlab;
using test::message;
using test::random_tensor;

namespace {

std::vector<std::string> names(const std::vector<Parameter>& all) {
  std::vector<std::string> list;
  for (const Parameter& one : all) list.push_back(one.name + one.tensor.shape().to_string());
  return list;
}

LayerSpec same_conv(std::int64_t filters, std::int64_t stride = 1) {
  return {"conv2d", {{"filters", filters}, {"stride", stride}, {"padding", "same"}, {"bias", false}}};
}

}  // namespace

TEST_CASE("batch norm begins as Keras does, and its running moments follow the batches") {
  const auto layer = batch_norm_layer(0.75f);
  Random random(1);
  layer->build({0, 2}, random);
  const std::vector<Parameter> parameters = layer->parameters(), buffers = layer->buffers();
  for (int column = 0; column < 2; ++column) {
    CHECK(parameters[0].tensor.data()[column] == 1.0f);
    CHECK(parameters[1].tensor.data()[column] == 0.0f);
    CHECK(buffers[0].tensor.data()[column] == 0.0f);
    CHECK(buffers[1].tensor.data()[column] == 1.0f);
  }
  Context training{.training = true};
  layer->forward(Tensor::from({1, 10, 3, 30}, {2, 2}), training);  // means 2 and 20, variances 1 and 100
  const std::vector<float> expected = {0.5f, 5.0f, 1.0f, 25.75f};
  for (int i = 0; i < 4; ++i) {
    CHECK(buffers[static_cast<std::size_t>(i / 2)].tensor.data()[i % 2] ==
          near(expected[static_cast<std::size_t>(i)], 1e-5));
  }
  layer->forward(Tensor::zeros({0, 2}), training);
  CHECK(buffers[0].tensor.data()[1] == near(5.0f, 1e-5));
}

TEST_CASE("batch norm's answer without training comes to that of training where batches are all alike") {
  const auto layer = batch_norm_layer(0.5f);
  Random random(1);
  layer->build({0, 3}, random);
  const Tensor x = random_tensor({64, 3}, 1, 5.0f, 9.0f);
  Context training{.training = true}, resting;
  Tensor y;
  for (int batch = 0; batch < 40; ++batch) y = layer->forward(x, training);
  test::check_close(layer->forward(x, resting), y, 1e-4);
}

TEST_CASE("a residual block names what its layers have, and projects where shapes differ") {
  Random random(1);
  const auto plain = residual({same_conv(3), {"batch_norm"}});
  CHECK(plain->build({0, 6, 5, 3}, random) == Shape{0, 6, 5, 3});
  CHECK(names(plain->parameters()) == std::vector<std::string>{"0.weight[3, 3, 3, 3]", "1.scale[3]", "1.shift[3]"});
  CHECK(names(plain->buffers()) == std::vector<std::string>{"1.running_mean[3]", "1.running_variance[3]"});
  CHECK(plain->multiply_adds() == 6 * 5 * 3 * 3 * 3 * 3 + 6 * 5 * 3);

  for (const std::int64_t stride : {1, 2, 3}) {
    CAPTURE(stride);
    const auto projected = residual({same_conv(4, stride)});
    const Shape output = projected->build({0, 7, 5, 3}, random);
    CHECK(output == Shape{0, (7 + stride - 1) / stride, (5 + stride - 1) / stride, 4});
    CHECK(names(projected->parameters()) ==
          std::vector<std::string>{"0.weight[3, 3, 3, 4]", "projection.weight[1, 1, 3, 4]"});
    Context context;
    CHECK(projected->forward(random_tensor({2, 7, 5, 3}), context).shape() == Shape{2, output[1], output[2], 4});
  }
}

TEST_CASE("a residual block whose layers answer nothing passes on what is positive") {
  const auto block = residual({{"conv2d", {{"filters", 2}, {"size", 1}, {"initializer", "zeros"}}}});
  Random random(1);
  block->build({0, 3, 3, 2}, random);
  const Tensor x = random_tensor({2, 3, 3, 2});
  Context context;
  test::check_close(block->forward(x, context), relu(x), 0.0);
}

TEST_CASE("a model's parameters and buffers have the path of their layers") {
  Sequential model({same_conv(4),
                    {"residual", {{"layers", std::vector<LayerSpec>{same_conv(4), {"batch_norm"}}}}},
                    {"global_average_pool"},
                    {"batch_norm"},
                    {"dense", {{"units", 2}}}});
  Random random(1);
  model.build({0, 8, 8, 1}, random);
  CHECK(names(model.parameters()) == std::vector<std::string>{"0.weight[3, 3, 1, 4]", "1.0.weight[3, 3, 4, 4]",
                                                              "1.1.scale[4]", "1.1.shift[4]", "3.scale[4]",
                                                              "3.shift[4]", "4.weight[4, 2]", "4.bias[2]"});
  CHECK(names(model.buffers()) == std::vector<std::string>{"1.1.running_mean[4]", "1.1.running_variance[4]",
                                                           "3.running_mean[4]", "3.running_variance[4]"});
  std::int64_t sum = 0;
  for (const SummaryRow& row : model.summary()) sum += row.multiply_adds;
  CHECK(sum == model.multiply_adds());
  CHECK(sum == 64 * 9 * 4 + (64 * 9 * 4 * 4 + 64 * 4) + 0 + 4 + 4 * 2);
}

TEST_CASE("norms refuse weights and moments that do not fit, and layers what they cannot normalise") {
  const Tensor x = Tensor::zeros({4, 3}), three = Tensor::zeros({3}), two = Tensor::zeros({2});
  Moments measured;
  CHECK(message([&] { batch_norm(x, three, two, measured); }) ==
        "[batch_norm] x [4, 3] and [2]: need one number for each of the 3 columns");
  CHECK(message([&] { batch_norm_with(x, three, three, {three, two}); }) ==
        "[batch_norm] x [4, 3] and [2]: need one number for each of the 3 columns");
  CHECK(message([&] { batch_norm(Tensor::scalar(1), three, three, measured); }).starts_with("[batch_norm] x []"));
  CHECK(message([&] { layer_norm(x, two, three); }) ==
        "[layer_norm] x [4, 3] and [2]: need one number for each of the 3 in a row");
  CHECK(message([&] { layer_norm(Tensor::zeros({4, 0}), two, two); }).starts_with("[layer_norm] x [4, 0]"));
  CHECK(message([&] { layer_norm(x.copied(Device::reference), three, three); }) ==
        "[layer_norm] reference and cpu: need tensors on one device");
  Random random(1);
  Context context;
  for (const auto& make :
       {std::function(+[] { return batch_norm_layer(); }), std::function(+[] { return layer_norm_layer(); })}) {
    CHECK(message([&] { make()->build({3}, random); }).find("x [3]: need x [N, ..., ") != std::string::npos);
    CHECK(message([&] { make()->forward(x, context); }).find("a forward pass before build") != std::string::npos);
  }
  for (const float wrong : {-0.1f, 1.0f, NAN}) {
    CHECK(message([&] { batch_norm_layer(wrong); }).starts_with("[batch_norm] momentum = "));
  }
  CHECK(message([] { residual({}); }) == "[residual] no layers: need at least one");
  CHECK(message([&] { global_average_pool()->build({0, 4}, random); }) ==
        "[global_average_pool] x [0, 4]: need images [N, H, W, C] of at least one pixel");
}

TEST_CASE("an impossible model says which layer is impossible, inside of blocks too") {
  Random random(1);
  Sequential shrinking({same_conv(2)});
  shrinking.add(residual({same_conv(2), {"conv2d", {{"filters", 2}, {"size", 2}}}}));
  CHECK(message([&] { shrinking.build({0, 4, 4, 1}, random); }) ==
        "[model] layer 2 (residual): layers from [N, 4, 4, 2] to [N, 3, 3, 2]: need an output of the input's shape, or "
        "images of its size divided by a whole stride");
  Sequential nested({same_conv(2)});
  nested.add(residual({same_conv(2), {"layer_norm"}, {"global_max_pool"}, {"global_max_pool"}}));
  CHECK(message([&] { nested.build({0, 4, 4, 1}, random); }) ==
        "[model] layer 2 (residual): layer 4 (global_max_pool): x [0, 2]: need images [N, H, W, C] of at least one "
        "pixel");
}
