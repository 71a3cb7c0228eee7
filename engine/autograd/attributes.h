// What an op was told beside its tensors, by name: {{"stride", 2}, {"padding", "same"}}. Such a list is words and
// numbers on the stack that refer to what the op holds, made anew at each call: a few stores and no memory, so that ops
// can hand it over whether or not anybody listens.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace gradlab {

struct Attribute {
  using Value =
      std::variant<bool, std::int64_t, float, std::string_view, std::span<const std::int64_t>, std::span<const int>>;

  std::string_view name;
  Value value;
};

/// A list of attributes that somebody else holds. The getters throw `[attribute] ...` where there is none of that name
/// and kind.
class Attributes {
 public:
  Attributes() = default;
  Attributes(std::initializer_list<Attribute> list) : list_(list.begin(), list.size()) {}
  explicit Attributes(std::span<const Attribute> list) : list_(list) {}

  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }

  bool flag(std::string_view name) const;
  std::int64_t whole(std::string_view name) const;
  float real(std::string_view name) const;
  std::string_view text(std::string_view name) const;
  std::span<const std::int64_t> wholes(std::string_view name) const;
  /// The same list, as ops take axes.
  std::vector<int> axes(std::string_view name) const;

 private:
  std::span<const Attribute> list_;
};

}  // namespace gradlab
