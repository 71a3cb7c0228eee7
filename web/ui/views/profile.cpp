// Where the time of a step goes: kernel by kernel, beside what the machine could do.
#include "web/ui/draw/number.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

struct Kernel {
  std::string label;
  int calls = 0;
  double milliseconds = 0.0;
  double gflops = 0.0, bandwidth = 0.0;  ///< one of them, or neither
};

/// What one thread can do at best.
struct Limits {
  double gflops = NAN, bandwidth = NAN;
};

class Profile final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    rows_.clear();
    for (const Json& json : elements(data.option("rows"))) {
      rows_.push_back({label(string_of(member(json, "label"))), integer_of(member(json, "calls")),
                       number_of(member(json, "milliseconds")), number_of(member(json, "gflops")),
                       number_of(member(json, "bandwidth"))});
    }
    step_ = number_of(data.option("step"), NAN);
    recorded_ = flag_of(data.option("recorded"));
    limits_ = {number_of(data.option("limit"), NAN), number_of(data.option("bandwidth_limit"), NAN)};
    threads_ = std::max(1, integer_of(data.option("threads"), 1));
    allocations_ = number_of(data.option("allocations"), NAN);
  }

  void draw(Card& card) override {
    if (rows_.empty())
      return draw_text_in(card.list, Type::body, card.body.low, card.body.high, {0.5f, 0.5f}, theme().text_faint,
                          text("ui.profile.none"));
    draw_sums(card.list, card.body.cut_top(sums_height()));
    card.body.cut_top(dp(10));
    float label = 0.0f;
    for (const Kernel& kernel : rows_)
      label = std::max(label, text_size(Type::small, kernel.label).x + dp(8) + calls_width(kernel));
    const Shape shape = Shape::inside(card.body.width(), label);
    draw_heads(card.list, shape, card.body.cut_top(type_size(Type::small) + dp(6)));
    Scroll scroll("kernels", {card.body.low, card.body.high + ImVec2(card_padding() - dp(4), 0)});
    ImDrawList* list = ImGui::GetWindowDrawList();
    Box rows{{card.body.low.x, scroll.top()}, {card.body.high.x, FLT_MAX}};
    for (const Kernel& kernel : rows_) draw_row(list, shape, rows.cut_top(row_height()), kernel);
    scroll.end_at(rows.low.y);
  }

  float natural_height(float) const override {
    if (rows_.empty()) return dp(120);
    return sums_height() + dp(16) + type_size(Type::small) + row_height() * static_cast<float>(rows_.size());
  }

 private:
  /// How often a step calls it, where it is more than once.
  static std::string calls_text(const Kernel& kernel) {
    return kernel.calls > 1 ? "×" + std::to_string(kernel.calls) : "";
  }
  static float calls_width(const Kernel& kernel) {
    return kernel.calls > 1 ? text_size(Type::ticks, calls_text(kernel)).x + dp(6) : 0.0f;
  }

  static float row_height() { return type_size(Type::small) + dp(10); }
  static float sums_height() { return type_size(Type::title) + type_size(Type::ticks) + dp(6); }

  /// Widths of the columns; 0: there is no room for it.
  struct Shape {
    float label, time, share, speed;

    static Shape inside(float width, float longest_label) {
      if (width < dp(400)) return {std::min(longest_label, 0.45f * width), dp(52), 0.0f, dp(78)};
      return {std::min(longest_label, 0.4f * width), dp(62), dp(48), dp(122)};
    }
  };

  /// The step's time, threads and allocations, each above what it is called.
  void draw_sums(ImDrawList* list, Box box) const {
    const float gap = dp(box.width() < dp(400) ? 14 : 24);
    const auto sum = [&](const std::string& value, const std::string& name) {
      const float width = std::max(text_size(Type::title, value).x, text_size(Type::ticks, name).x);
      if (width > box.width()) return;
      draw_text(list, Type::title, box.low, theme().text, value);
      draw_text(list, Type::ticks, box.low + ImVec2(0, type_size(Type::title) + dp(2)), theme().text_soft, name);
      box.cut_left(width + gap);
    };
    sum(measure_text(step_) + " ms", text(recorded_ ? "ui.profile.recorded" : "ui.profile.step"));
    sum(std::to_string(threads_), text(threads_ == 1 ? "ui.profile.thread" : "ui.profile.threads"));
    sum(number_text(allocations_), text("ui.profile.allocations"));
    if (std::isfinite(limits_.gflops)) sum(fixed_text(limits_.gflops, 0) + " GFLOP/s", text("ui.profile.limit"));
    if (std::isfinite(limits_.bandwidth)) sum(fixed_text(limits_.bandwidth, 0) + " GB/s", text("ui.profile.memory"));
  }

  static void draw_heads(ImDrawList* list, const Shape& shape, Box line) {
    const auto head = [&](float width, const std::string& name) {
      if (width <= 0.0f) return;
      const Box box = line.cut_right(width);
      draw_text_in(list, Type::ticks, box.low, box.high, {1, 0.5f}, theme().text_faint, name);
    };
    head(shape.speed, text("ui.profile.second"));
    head(shape.share, text("ui.profile.share"));
    head(shape.time, "ms");
    draw_text_in(list, Type::ticks, line.low, line.high, {0, 0.5f}, theme().text_faint, text("ui.profile.kernel"));
  }

  void draw_row(ImDrawList* list, const Shape& shape, Box row, const Kernel& kernel) const {
    const double longest = rows_.front().milliseconds, share = step_ > 0.0 ? kernel.milliseconds / step_ : 0.0;
    const Box name = row.cut_left(shape.label);
    const float width = std::min(text_size(Type::small, kernel.label).x, name.width() - dp(8));
    draw_text_in(list, Type::small, name.low, {name.low.x + width, name.high.y}, {0, 0.5f}, theme().text, kernel.label);
    if (width + calls_width(kernel) <= name.width())
      draw_text_in(list, Type::ticks, {name.low.x + width + dp(6), name.low.y}, name.high, {0, 0.5f},
                   theme().text_faint, calls_text(kernel));
    const Box speed = row.cut_right(shape.speed);
    draw_speed(list, speed, kernel.gflops, limits_.gflops, "GFLOP");
    draw_speed(list, speed, kernel.bandwidth, limits_.bandwidth, "GB");
    if (shape.share > 0.0f) {
      const Box box = row.cut_right(shape.share);
      draw_text_in(list, Type::figures, box.low, box.high, {1, 0.5f}, theme().text_soft,
                   fixed_text(100.0 * share, 0) + " %");
    }
    const Box time = row.cut_right(shape.time);
    draw_text_in(list, Type::figures, time.low, time.high, {1, 0.5f}, theme().text,
                 fixed_text(kernel.milliseconds, longest < 10.0    ? 3
                                                 : longest < 100.0 ? 2
                                                                   : 1));
    const float half = dp(5), middle = std::round(row.center().y);
    const auto part = static_cast<float>(longest > 0.0 ? std::clamp(kernel.milliseconds / longest, 0.0, 1.0) : 0.0);
    list->AddRectFilled({row.low.x, middle - half},
                        {row.low.x + std::max(hairline(), row.width() * part), middle + half}, theme().accent, dp(3));
  }

  /// The rate, and how near it comes to the limit of all threads together.
  void draw_speed(ImDrawList* list, Box box, double rate, double limit_of_thread, const char* unit) const {
    if (!(rate > 0.0)) return;
    const Box name = box.cut_right(text_size(Type::ticks, "GFLOP").x + dp(4)), number = box.cut_right(dp(34));
    draw_text_in(list, Type::ticks, name.low + ImVec2(dp(4), 0), name.high, {0, 0.5f}, theme().text_faint, unit);
    draw_text_in(list, Type::figures, number.low, number.high, {1, 0.5f}, theme().text_soft,
                 fixed_text(rate, rate < 10.0 ? 1 : 0));
    const double limit = limit_of_thread * threads_;
    if (!(limit > 0.0) || box.width() < dp(32)) return;
    const Box meter{{box.low.x + dp(14), std::round(box.center().y) - dp(2)},
                    {box.high.x - dp(2), std::round(box.center().y) + dp(2)}};
    list->AddRectFilled(meter.low, meter.high, theme().track, dp(2));
    const auto part = static_cast<float>(std::min(1.0, rate / limit));
    list->AddRectFilled(meter.low, {meter.low.x + std::max(dp(2), meter.width() * part), meter.high.y}, theme().other,
                        dp(2));
  }

  std::vector<Kernel> rows_;
  Limits limits_;
  double step_ = NAN, allocations_ = NAN;
  int threads_ = 1;
  bool recorded_ = false;  // for another device: its own times are not known
};

}  // namespace

const RegisterView registered_profile({"profile", 1.3f, 340.0f, 200.0f, 1.3f, make_kind<Profile>, 340.0f});

}  // namespace gradlab::ui
