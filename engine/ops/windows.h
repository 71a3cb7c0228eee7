// Where the windows of convolutions and pools lie on images [N, H, W, C]; those that cannot lie there are refused.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/autograd/attributes.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/ops.h"

namespace gradlab {

/// For images x and `filters` filters of kernel_h x kernel_w; throws `[conv2d] ...`.
Conv2dArguments conv2d_arguments(const Shape& x, std::int64_t kernel_h, std::int64_t kernel_w, std::int64_t filters,
                                 const Conv2dOptions& options);
/// [N, H', W', F]
Shape output_shape(const Conv2dArguments& arguments);
/// Of the conv2d that goes the other way, from conv_transpose2d's output to images x; throws `[conv_transpose2d] ...`.
Conv2dArguments conv_transpose2d_arguments(const Shape& x, std::int64_t kernel_h, std::int64_t kernel_w,
                                           std::int64_t filters, const ConvTranspose2dOptions& options);
/// [N, H, W, C]
Shape input_shape(const Conv2dArguments& arguments);

/// "same" or "valid"; and the attribute "padding" that says so.
std::string_view name_of(Padding padding);
Padding padding_of(Attributes attributes);
/// From "size", "stride" and "padding".
Pool2dOptions pool2d_options(Attributes attributes);

/// For images x; throws `[op] ...`.
Pool2dArguments pool2d_arguments(std::string_view op, const Shape& x, const Pool2dOptions& options);
/// [N, H', W', C]
Shape output_shape(const Pool2dArguments& arguments);

}  // namespace gradlab
