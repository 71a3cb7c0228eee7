#include "engine/ops/op_case.h"

namespace gradlab {

OpEntry::OpEntry(std::string_view op, std::span<const OpCase> list) : name(op), cases(list.begin(), list.end()) {}

}  // namespace gradlab
