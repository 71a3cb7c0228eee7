#include <doctest/doctest.h>

#include "engine/kernels/kernel_list.h"

using namespace gradlab;

TEST_CASE("the reference and the graphics card have a kernel for every member of the contract") {
  std::size_t members = 0;
  for_each_kernel([&]<auto slot>(std::string_view) { ++members; });
  CHECK(members == sizeof(Kernels) / sizeof(void (*)()));
  for (const Device device : {Device::reference, Device::webgpu}) {
    for (const std::string_view kernel : missing_kernels(device)) FAIL_CHECK(name_of(device) << " lacks " << kernel);
  }
}

TEST_CASE("the fast kernels are in their places") {
  const Kernels &fast = kernels(Device::cpu), &plain = kernels(Device::reference);
  CHECK(fast.matmul != plain.matmul);
  CHECK(fast.linear != plain.linear);
  CHECK(fast.conv2d != plain.conv2d);
  CHECK(fast.conv2d_input_gradient != plain.conv2d_input_gradient);
  CHECK(fast.conv2d_filter_gradient != plain.conv2d_filter_gradient);
  CHECK(fast.max_pool2d != plain.max_pool2d);
  CHECK(fast.max_pool2d_gradient != plain.max_pool2d_gradient);
  CHECK(fast.average_pool2d != plain.average_pool2d);
  CHECK(fast.average_pool2d_gradient != plain.average_pool2d_gradient);
  CHECK(fast.unary != plain.unary);
  CHECK(fast.unary_gradient != plain.unary_gradient);
  CHECK(fast.binary != plain.binary);
  CHECK(fast.reduce != plain.reduce);
  CHECK(fast.recurrent != plain.recurrent);
  CHECK(fast.recurrent_gradient != plain.recurrent_gradient);
  CHECK(fast.rms_norm != plain.rms_norm);
  CHECK(fast.rms_norm_gradient != plain.rms_norm_gradient);
  CHECK(fast.attention != plain.attention);
  CHECK(fast.attention_gradient != plain.attention_gradient);
  CHECK(fast.rotary != plain.rotary);
  CHECK(fast.softmax != plain.softmax);
  CHECK(fast.cross_entropy != plain.cross_entropy);
  CHECK(fast.dropout != plain.dropout);
  CHECK(fast.strided_copy != plain.strided_copy);
  CHECK(fast.sgd != plain.sgd);
  CHECK(fast.rmsprop != plain.rmsprop);
  CHECK(fast.adam != plain.adam);
}
