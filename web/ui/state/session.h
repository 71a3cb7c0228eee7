// What the workspace knows of the run it shows, and what the visitor turned.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "web/ui/frame/catalogue.h"
#include "web/ui/frame/view.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

/// A view of the open demo, with what was last heard of it.
struct ShownView {
  ViewSpec spec;
  std::unique_ptr<View> view;
  bool arrived = false;   ///< has had numbers
  std::string of = {};    ///< whose data it shows: the name of a file, or empty
  bool editable = false;  ///< a click adds a point
  float tools = 0.0f;     ///< width that the tools in its header took when it was last drawn
};

/// One of a parameter of the kind row.
struct RowInput {
  std::string label;
  double low = 0.0, high = 1.0, at = 0.0;
};

/// The knob that was turned last.
struct Turned {
  std::string name;
  double before = 0.0;  ///< the metric of progress when it was turned
};

class Session {
 public:
  void receive_catalogue(const Json& message);
  void receive_frame(const Json& message, std::span<const std::uint8_t> bytes);

  const Demo* demo() const { return demo_; }
  /// How many frames have come.
  int frames() const { return frames_; }
  std::vector<ShownView>& views() { return views_; }
  /// The metric by which the demo tells its progress.
  double progress() const;

  /// What the visitor sees: what was set here and has not come back yet, otherwise what the trainer last said.
  const Json& value(const Param& param) const;
  const Json& value(std::string_view name) const;
  bool holds(const std::vector<Condition>& conditions) const;
  /// What the run began with: of the preset, or of the demo.
  const Json& initial(const Param& param) const;
  bool is_initial(const Param& param) const { return same(value(param), initial(param)); }
  /// The inputs of the data, with the numbers that the parameter gives them.
  std::vector<RowInput> row(const Param& param) const;
  void set(const std::string& name, Json value);
  const Turned& turned() const { return turned_; }

  /// Sends what was set since the last call, in one message, and tells which views are on screen.
  void flush(double now);
  void watch(std::set<std::string> names);
  /// Milliseconds until something here changes by itself; -1: never.
  double pending_for(double now) const;

 private:
  void open(const std::string& id);

  std::vector<Demo> catalogue_;
  const Demo* demo_ = nullptr;
  std::vector<ShownView> views_;
  int frames_ = 0;
  Json values_, metrics_, initial_, rows_;

  struct Setting {
    Json value;
    double sent = -1.0;
  };
  std::map<std::string, Setting, std::less<>> settings_;
  Json unsent_ = Json::object();
  Turned turned_;
  double turned_at_ = 0.0, now_ = 0.0;
  std::set<std::string> watched_;
};

Session& session();

}  // namespace gradlab::ui
