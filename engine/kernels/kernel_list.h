// Every member of the contract by name, for what must be done with each.
#pragma once

#include <string_view>
#include <vector>

#include "engine/kernels/kernels.h"

namespace gradlab {

/// The members that no kernel of the device's own has registered for.
std::vector<std::string_view> missing_kernels(Device device);

/// Calls visit.operator()<&Kernels::member>("member") for every member.
template <typename Visit>
void for_each_kernel(Visit&& visit) {
  visit.template operator()<&Kernels::fill>("fill");
  visit.template operator()<&Kernels::strided_copy>("strided_copy");
  visit.template operator()<&Kernels::unary>("unary");
  visit.template operator()<&Kernels::unary_gradient>("unary_gradient");
  visit.template operator()<&Kernels::binary>("binary");
  visit.template operator()<&Kernels::reduce>("reduce");
  visit.template operator()<&Kernels::argmax>("argmax");
  visit.template operator()<&Kernels::max_gradient>("max_gradient");
  visit.template operator()<&Kernels::matmul>("matmul");
  visit.template operator()<&Kernels::linear>("linear");
  visit.template operator()<&Kernels::conv2d>("conv2d");
  visit.template operator()<&Kernels::conv2d_input_gradient>("conv2d_input_gradient");
  visit.template operator()<&Kernels::conv2d_filter_gradient>("conv2d_filter_gradient");
  visit.template operator()<&Kernels::max_pool2d>("max_pool2d");
  visit.template operator()<&Kernels::max_pool2d_gradient>("max_pool2d_gradient");
  visit.template operator()<&Kernels::average_pool2d>("average_pool2d");
  visit.template operator()<&Kernels::average_pool2d_gradient>("average_pool2d_gradient");
  visit.template operator()<&Kernels::batch_norm>("batch_norm");
  visit.template operator()<&Kernels::batch_norm_gradient>("batch_norm_gradient");
  visit.template operator()<&Kernels::layer_norm>("layer_norm");
  visit.template operator()<&Kernels::layer_norm_gradient>("layer_norm_gradient");
  visit.template operator()<&Kernels::rms_norm>("rms_norm");
  visit.template operator()<&Kernels::rms_norm_gradient>("rms_norm_gradient");
  visit.template operator()<&Kernels::recurrent>("recurrent");
  visit.template operator()<&Kernels::recurrent_gradient>("recurrent_gradient");
  visit.template operator()<&Kernels::attention>("attention");
  visit.template operator()<&Kernels::attention_gradient>("attention_gradient");
  visit.template operator()<&Kernels::rotary>("rotary");
  visit.template operator()<&Kernels::softmax>("softmax");
  visit.template operator()<&Kernels::softmax_gradient>("softmax_gradient");
  visit.template operator()<&Kernels::cross_entropy>("cross_entropy");
  visit.template operator()<&Kernels::cross_entropy_gradient>("cross_entropy_gradient");
  visit.template operator()<&Kernels::hits>("hits");
  visit.template operator()<&Kernels::gather>("gather");
  visit.template operator()<&Kernels::scatter_add>("scatter_add");
  visit.template operator()<&Kernels::dropout>("dropout");
  visit.template operator()<&Kernels::sgd>("sgd");
  visit.template operator()<&Kernels::rmsprop>("rmsprop");
  visit.template operator()<&Kernels::adam>("adam");
}

}  // namespace gradlab
