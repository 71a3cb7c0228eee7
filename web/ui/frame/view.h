// What a kind of view is. To add one: one file in web/ui/views, whose last line registers it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/registry.h"
#include "web/ui/frame/catalogue.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct Card;

class View {
 public:
  explicit View(ViewSpec spec) : spec_(std::move(spec)) {}
  virtual ~View() = default;
  const ViewSpec& spec() const { return spec_; }

  /// New numbers.
  virtual void receive(const ViewData& data) = 0;
  /// Draws into card.body; called only after receive.
  virtual void draw(Card& card) = 0;
  /// Height of the body that shows all there is at that width, in device pixels; 0: it takes what it gets.
  virtual float natural_height(float) const { return 0.0f; }
  /// Which one of several the visitor looks at, as numbers that a person would use; empty: the one that is seen first.
  virtual std::vector<int> chosen() const { return {}; }
  /// Looks at that one, if it is there; called after receive.
  virtual void choose(const std::vector<int>&) {}

 private:
  ViewSpec spec_;
};

/// The room a kind of view likes.
struct ViewKind {
  std::string name;
  float aspect = 1.5f;          ///< width / height of the whole card
  float least_width = 300.0f;   ///< CSS pixels
  float least_height = 240.0f;  ///< CSS pixels
  float weight = 1.0f;          ///< its share of a row
  std::unique_ptr<View> (*make)(ViewSpec) = nullptr;
  float tallest = 240.0f;  ///< CSS pixels of a card that has a natural height; it scrolls inside when that is higher
};

using RegisterView = Registry<ViewKind>::Add;

template <typename Kind>
std::unique_ptr<View> make_kind(ViewSpec spec) {
  return std::make_unique<Kind>(std::move(spec));
}

/// Null for a kind that this build does not know.
const ViewKind* find_kind(const std::string& name);
std::unique_ptr<View> make_view(const ViewSpec& spec);

}  // namespace gradlab::ui
