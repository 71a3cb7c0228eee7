#include "engine/kernels/imagined.h"

#include "engine/kernels/kernel_list.h"

namespace gradlab {

namespace {

template <typename Argument>
void take_room(const Argument&) {}
void take_room(const Tensor& x) {
  if (x.defined()) x.room(false);
}
void take_room(Tensor& written) {
  if (written.defined()) written.room(true);
}

template <auto slot>
struct Imagined;
template <typename... Arguments, void (*Kernels::*slot)(Arguments...)>
struct Imagined<slot> {
  static void call(Arguments... arguments) { (take_room(arguments), ...); }
};

Kernels made() {
  Kernels kernels;
  for_each_kernel([&]<auto slot>(std::string_view) { kernels.*slot = &Imagined<slot>::call; });
  return kernels;
}

}  // namespace

const Kernels& imagined_kernels() {
  static const Kernels kernels = made();
  return kernels;
}

}  // namespace gradlab
