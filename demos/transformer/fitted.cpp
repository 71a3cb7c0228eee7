#include "demos/transformer/fitted.h"

#include <algorithm>

namespace gradlab {

Tensor fitted(const Tensor& rows, std::int64_t most, std::optional<std::int32_t> front) {
  const std::int64_t n = rows.shape()[0], t = rows.shape()[1], more = front ? 1 : 0;
  const std::int64_t width = std::min(t + more, most);
  if (width == t && !front) return rows;
  Tensor result = Tensor::empty({n, width}, DType::int32);
  for (std::int64_t row = 0; row < n; ++row) {
    std::int32_t* to = result.indices() + row * width;
    if (front) *to = *front;
    std::copy_n(rows.indices() + row * t, width - more, to + more);
  }
  return result;
}

Tensor fitted_lengths(const Tensor& lengths, std::int64_t most, bool front) {
  Tensor result = Tensor::empty_like(lengths);
  std::transform(lengths.indices(), lengths.indices() + lengths.size(), result.indices(), [&](std::int32_t length) {
    return static_cast<std::int32_t>(std::min<std::int64_t>(length + (front ? 1 : 0), most));
  });
  return result;
}

}  // namespace gradlab
