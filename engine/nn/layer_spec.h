// A layer as data: what it is made of, what it tells of itself, and what may stand there.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gradlab {

/// A layer's kind and its attributes by name.
struct LayerSpec {
  /// A flag, a whole number, a number, a choice by its name, or the layers inside.
  using Attribute = std::variant<bool, std::int64_t, double, std::string, std::vector<LayerSpec>>;
  using Attributes = std::map<std::string, Attribute, std::less<>>;

  std::string kind = {};  ///< "dense"
  Attributes attributes = {};

  // One attribute; each throws [kind] where it is missing or of another type.
  bool flag(std::string_view name) const;
  std::int64_t whole(std::string_view name) const;
  float number(std::string_view name) const;
  const std::string& choice(std::string_view name) const;
  const std::vector<LayerSpec>& layers(std::string_view name) const;
  /// The value of an enumeration whose values have `names`, in their order.
  template <typename Enumeration>
  Enumeration choice(std::string_view name, const std::vector<std::string>& names) const {
    return static_cast<Enumeration>(place_of(name, names));
  }

  friend bool operator==(const LayerSpec& a, const LayerSpec& b) {
    return a.kind == b.kind && a.attributes == b.attributes;
  }

 private:
  std::size_t place_of(std::string_view name, const std::vector<std::string>& names) const;
};

/// An attribute that a kind of layers has: what it may be, and what it is where nothing is said.
struct LayerField {
  enum class Kind { flag, whole, number, choice, layers };
  using Names = const std::vector<std::string>& (*)();
  /// A wide but finite room: what a typing error leaves.
  static constexpr std::int64_t most = 1 << 20;

  std::string name;  ///< "units": its text is layer.field.<name>
  Kind kind = Kind::whole;
  LayerSpec::Attribute initial = {};
  double low = 0, high = 0;  ///< of a whole number: both are taken; of a number, which is kept as a float: [low, high)
  Names names = nullptr;     ///< of a choice
  /// Of fields that visitors set where they build a network: the range, in their unit, of which `per` make 1.
  struct Offer {
    double low = 0, high = 0, per = 1;
  };
  std::optional<Offer> offer = {};

  static LayerField flag(std::string name, bool initial);
  static LayerField whole(std::string name, std::int64_t initial, std::int64_t low = 1, std::int64_t high = most);
  static LayerField number(std::string name, double initial, double low, double high);
  static LayerField choice(std::string name, std::string initial, Names names);
  static LayerField layers(std::string name);
  LayerField offered(double low, double high, double per = 1) &&;

  /// `value` as the field keeps it; throws `[kind] units = 0: need a whole number from 1 to 1048576`.
  LayerSpec::Attribute checked(std::string_view kind, const LayerSpec::Attribute& value) const;
};

}  // namespace gradlab
