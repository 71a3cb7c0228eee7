// What goes to a remote device: what the host has written, once, and nothing for having been looked at.
#include "tests/unit/remote_case.h"

#ifndef __EMSCRIPTEN__

#include <functional>
#include <string>
#include <vector>

#include "demos/core/views.h"
#include "engine/io/archive.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

using namespace gradlab;

namespace {

Tensor counted_up(const Shape& shape) {
  Tensor x = Tensor::empty(shape);
  for (std::int64_t i = 0; i < x.size(); ++i) x.data()[i] = 0.01f * static_cast<float>(i);
  return x;
}

}  // namespace

TEST_CASE("numbers that a remote device has go there once, however often they are looked at") {
  FakeGpu gpu;
  const UseDevice there(Device::webgpu);
  const Tensor x = counted_up({4, 3}), one = Tensor::scalar(2.0f), rows = counted_up({4, 5, 6});
  const Tensor whole = Tensor::indices(std::vector<std::int32_t>{2, 0, 1, 2}, {4});
  const Tensor lengths = Tensor::indices(std::vector<std::int32_t>{5, 1, 4, 2}, {4});
  struct Look {
    std::string name;
    std::function<void()> at;
  };
  const std::vector<Look> looks = {
      {"read", [&] { CHECK(x.read()[1] == 0.01f); }},
      {"read_indices", [&] { CHECK(whole.read_indices()[0] == 2); }},
      {"item", [&] { CHECK(one.item() == 2.0f); }},
      {"copied", [&] { CHECK(x.copied(Device::cpu).data()[1] == 0.01f); }},
      {"a view", [&] { Views({"a"}).add("a").tensor("x", x).tensor("whole", whole); }},
      {"a checkpoint",
       [&] {
         StateDict state;
         CHECK(write_state(state, [&](Archive& archive) { archive.field("x", x); }).empty());
       }},
      {"gather", [&] { gather(x, whole); }},
      {"cross_entropy", [&] { cross_entropy(x, whole); }},
      {"attention", [&] { attention(rows, rows, rows, {.lengths = lengths}); }}};
  const auto send = [&] {
    for (const Tensor& tensor : {x, one, rows, whole, lengths}) tensor.room(false);
    return gpu.bytes_written();
  };
  for (const Look& look : looks) {
    CAPTURE(look.name);
    const std::int64_t before = send();
    look.at();
    CHECK(send() == before);
  }
  const std::int64_t before = send();
  x.data()[0] = 1.0f;
  CHECK(send() == before + static_cast<std::int64_t>(Buffer::capacity_for(12 * sizeof(float))));
}

#endif
