// What a demo shows: views by name, each with a kind that the interface knows how to draw, options and tensors.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demos/core/params.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// A view as the demo declares it once. Its title is the text view.<name>.title.
struct ViewSpec {
  std::string name;
  std::string kind;                  ///< as in view_kinds.h: "line_chart", "images", ...
  bool wide = false;                 ///< takes two columns of the grid where there is room
  std::vector<Condition> when = {};  ///< there only while all hold
  std::string section = {};          ///< shown with those of the same; the text section.<name>. Empty: all in one
};

/// Options and numbers for one view. What each kind reads, view_kinds.h tells.
class View {
 public:
  View& set(std::string_view option, Json value);
  /// Shows the data of the visitor's file of that name; of none where it is empty.
  View& of(const std::string& file) { return file.empty() ? *this : set("of", file); }
  /// Copies the numbers; float32 or int32, on a host device.
  View& tensor(std::string_view name, const Tensor& values);
  View& tensor(std::string_view name, std::span<const float> values);
  View& tensor(std::string_view name, std::span<const float> values, const Shape& shape);

 private:
  friend class Views;
  struct Item {
    Shape shape;
    DType dtype;
    std::vector<std::uint8_t> bytes;
  };
  Json options_ = Json::object();
  std::map<std::string, Item> tensors_;
};

/// Collects what is shown in one frame: only the views that somebody looks at.
class Views {
 public:
  explicit Views(std::set<std::string> wanted) : wanted_(std::move(wanted)) {}
  bool wants(std::string_view name) const { return wanted_.contains(std::string(name)); }
  /// Of what is wanted, only `there`.
  void keep_only(const std::set<std::string>& there) {
    std::erase_if(wanted_, [&](const std::string& name) { return !there.contains(name); });
  }
  View& add(std::string_view name) { return views_[std::string(name)]; }
  /// Appends all numbers to `bytes`, 8-byte aligned, and returns {"name": {"options", "tensors": {"name": {shape,
  /// dtype, offset}}}}.
  Json pack(std::vector<std::uint8_t>& bytes) const;
  /// Appends all numbers, and then the text of what pack returns; tells where that is: {"offset", "size"}. Only who
  /// reads views parses it.
  Json pack_apart(std::vector<std::uint8_t>& bytes) const;

 private:
  std::set<std::string> wanted_;
  std::map<std::string, View> views_;
};

}  // namespace gradlab
