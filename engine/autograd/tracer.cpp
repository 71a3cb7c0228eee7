#include "engine/autograd/tracer.h"

namespace gradlab {

void Tracer::tell(std::string_view op, std::span<const Tensor> inputs, const Tensor& output,
                  std::span<const Tensor> further, Attributes attributes) {
  Tensors outputs = {output};
  outputs.insert(outputs.end(), further.begin(), further.end());
  note(op, inputs, outputs, attributes);
}

}  // namespace gradlab
