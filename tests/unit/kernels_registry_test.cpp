#include <doctest/doctest.h>

#include <array>
#include <cstring>

#include "engine/kernels/kernels.h"

using namespace gradlab;

TEST_CASE("every device answers to every member of the contract") {
  constexpr std::size_t count = sizeof(Kernels) / sizeof(void (*)());
  CHECK(count >= 18);
  for (int device = 0; device < device_count; ++device) {
    CAPTURE(name_of(static_cast<Device>(device)));
    std::array<void (*)(), count> members;
    std::memcpy(members.data(), &kernels(static_cast<Device>(device)), sizeof(Kernels));
    for (std::size_t member = 0; member < count; ++member) {
      CAPTURE(member);
      CHECK(members[member] != nullptr);
    }
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
