// A state in few bytes, as it fits a link: rounded, without names, and without what a run can do without.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/io/state_dict.h"

namespace gradlab {

/// Of the fields of a state which are taken along, by their names.
using Keeps = std::function<bool(std::string_view name)>;

/// The fields that `keeps` takes: tensors in `bits` a number, 8 or 16, evenly between their lowest and their highest
/// (whole numbers exactly where their range allows), other numbers as they are, of random states the counter. Throws
/// [rounded] for numbers that are not finite.
std::vector<std::uint8_t> write_rounded(const StateDict& state, const Keeps& keeps, int bits);

/// The state that they make of `fresh`, which has fields of the same names and shapes, lists of any length, and keeps
/// what they do not tell. Throws [rounded] for what is not whole, or was made of another form.
StateDict read_rounded(std::span<const std::uint8_t> bytes, const StateDict& fresh, const Keeps& keeps);

}  // namespace gradlab
