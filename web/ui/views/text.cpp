// Sentences with the run's numbers in them.
#include "web/ui/layout/card.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

class TextView final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    lines_.clear();
    for (const Json& line : elements(data.option("lines"))) {
      lines_.push_back(
          {text(string_of(member(line, "key")), member(line, "arguments")), flag_of(member(line, "strong"))});
    }
  }

  void draw(Card& card) override {
    ImVec2 pen = card.body.low;
    card.list->PushClipRect(card.body.low, card.body.high, true);
    for (const Line& line : lines_) {
      draw_text(card.list, type_of(line), pen, line.strong ? theme().text : theme().text_soft, line.text,
                card.body.width());
      pen.y += text_size(type_of(line), line.text, card.body.width()).y + gap();
    }
    card.list->PopClipRect();
  }

  float natural_height(float width) const override {
    float height = 0.0f;
    for (const Line& line : lines_) height += text_size(type_of(line), line.text, width).y + gap();
    return std::max(height, dp(24));
  }

 private:
  struct Line {
    std::string text;
    bool strong;
  };
  static Type type_of(const Line& line) { return line.strong ? Type::strong : Type::body; }
  static float gap() { return dp(8); }

  std::vector<Line> lines_;
};

}  // namespace

const RegisterView registered_text({"text", 2.2f, 260.0f, 100.0f, 1.0f, make_kind<TextView>});

}  // namespace gradlab::ui
