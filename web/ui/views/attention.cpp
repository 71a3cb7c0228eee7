// Where each head of each block looks: all of them small, and the picked one large.
#include <imgui.h>

#include <map>

#include "web/ui/draw/atlas.h"
#include "web/ui/draw/axis_labels.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/tip.h"
#include "web/ui/draw/token.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/attention_head.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// Of a small picture, in pixels: of more tokens the strongest weight among neighbours is shown.
constexpr int most_pixels = 48;

std::vector<std::string> names_of(const Json& list, int count) {
  std::vector<std::string> names;
  for (const std::string& token : strings_of(list)) names.push_back(lone_token(token));
  names.resize(static_cast<std::size_t>(count));
  return names;
}

class Attention final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    weights_ = data.tensor("weights", 4);
    queries_ = names_of(data.option("queries"), weights_.empty() ? 0 : weights_.length(2));
    keys_ = names_of(data.option("keys"), weights_.empty() ? 0 : weights_.length(3));
    block_names_.clear();
    for (const std::string& name : strings_of(data.option("blocks"))) block_names_.push_back(label(name));
    block_names_.resize(static_cast<std::size_t>(blocks()));
    causal_ = flag_of(data.option("causal"));
    query_ = integer_of(data.option("selected"), -1);
    if (query_ < 0 || query_ >= static_cast<int>(queries_.size())) query_ = static_cast<int>(queries_.size()) - 1;
    block_ = std::clamp(block_, 0, std::max(0, blocks() - 1));
    head_ = std::clamp(head_, 0, std::max(0, heads() - 1));
    pointed_ = -1;
    heights_.clear();
    painted_ = false;
  }

  /// Block and head, from 1.
  std::vector<int> chosen() const override {
    return block_ == 0 && head_ == 0 ? std::vector<int>{} : std::vector{block_ + 1, head_ + 1};
  }
  void choose(const std::vector<int>& place) override {
    if (place.size() != 2) return;
    block_ = std::clamp(place[0] - 1, 0, std::max(0, blocks() - 1));
    head_ = std::clamp(place[1] - 1, 0, std::max(0, heads() - 1));
    painted_ = false;
  }

  void draw(Card& card) override {
    if (weights_.empty()) return;
    paint();
    Box body = card.body;
    const AttentionPlace on_text = draw_arcs(card.list, body.cut_top(arcs_height(picked(), body.width())), picked(),
                                             pointed_ >= 0 ? pointed_ : query_);
    body.cut_top(gap());
    if (blocks() * heads() > 1 && narrow(body.width())) {
      draw_heads(card.list, body.cut_top(heads_height(body.width())));
      body.cut_top(gap());
    } else if (blocks() * heads() > 1) {
      draw_heads(card.list, body.cut_left(std::min(heads_width(body.height()), 0.45f * body.width())));
      body.cut_left(dp(24));
    }
    const Box title = body.cut_top(type_size(Type::heading) + dp(4));
    draw_text_in(card.list, Type::heading, title.low, title.high, {0, 0}, theme().text, head_name(block_, head_));
    const AttentionPlace on_matrix = matrix_.draw(card.list, body, picked(), query_);
    if (on_text.query >= 0) tip_for_query(on_text.query);
    if (on_matrix.query >= 0) tip_for_weight(on_matrix);
    pointed_ = on_matrix.query;
    for (const AttentionPlace& place : {on_text, on_matrix}) {
      if (place.query >= 0 && place.clicked) choose_query(place.query);
    }
  }

  float natural_height(float width) const override {
    if (weights_.empty()) return 0.0f;
    const auto [known, added] = heights_.try_emplace(width, 0.0f);
    if (added) known->second = height_at(width);
    return known->second;
  }

 private:
  static float gap() { return dp(12); }
  static bool narrow(float width) { return width < dp(460); }

  float height_at(float width) const {
    const float arcs = arcs_height(picked(), width) + gap(), title = type_size(Type::heading) + dp(4);
    if (!narrow(width)) return arcs + title + std::clamp(0.4f * width, dp(220), dp(340));
    const float small = blocks() * heads() > 1 ? heads_height(width) + gap() : 0.0f;
    return arcs + small + title + std::min(0.95f * width, dp(420));
  }

  int blocks() const { return weights_.empty() ? 0 : weights_.length(0); }
  int heads() const { return weights_.empty() ? 0 : weights_.length(1); }

  AttentionHead picked() const { return {queries_, keys_, slice(block_, head_), causal_}; }
  std::span<const float> slice(int block, int head) const {
    const std::size_t size = queries_.size() * keys_.size();
    return std::span(weights_.values).subspan(static_cast<std::size_t>(block * heads() + head) * size, size);
  }

  std::string head_name(int block, int head) const {
    const std::string name = text("ui.attention.head", {{"head", head + 1}});
    const std::string& own = block_names_[static_cast<std::size_t>(block)];
    return own.empty() ? name : own + " · " + name;
  }

  /// When the numbers, the picked head or the theme have changed.
  void paint() {
    if (!painted_ || painted_dark_ != theme().dark) small_.paint(thumbnails(), Palette::heat, {0.0, 1.0});
    if (!painted_ || painted_dark_ != theme().dark || painted_block_ != block_ || painted_head_ != head_)
      matrix_.paint(picked());
    painted_ = true;
    painted_dark_ = theme().dark;
    painted_block_ = block_;
    painted_head_ = head_;
  }

  /// [blocks * heads, rows, columns] with the same colours as the large matrix.
  Numbers thumbnails() const {
    const int rows = static_cast<int>(queries_.size()), columns = static_cast<int>(keys_.size());
    const int height = std::min(rows, most_pixels), width = std::min(columns, most_pixels);
    Numbers small;
    small.shape = {blocks() * heads(), height, width};
    small.values.resize(static_cast<std::size_t>(blocks() * heads() * height * width));
    for (int i = 0; i < blocks() * heads(); ++i) {
      const AttentionHead head{queries_, keys_, slice(i / heads(), i % heads()), causal_};
      float* picture = small.values.data() + static_cast<std::size_t>(i * height * width);
      for (int q = 0; q < rows; ++q) {
        for (int k = 0; k < columns; ++k) {
          float& pixel = picture[q * height / rows * width + k * width / columns];
          if (head.sees(q, k)) pixel = std::max(pixel, std::sqrt(head.weight(q, k)));
        }
      }
    }
    return small;
  }

  float block_label_width() const { return std::min(widest_label(block_names_), dp(84)) + dp(6); }
  static float head_label_height() { return type_size(Type::ticks) + dp(3); }
  float tile_for(float width) const {
    return std::min((width - block_label_width()) / static_cast<float>(heads()), dp(72));
  }
  float heads_height(float width) const { return head_label_height() + tile_for(width) * static_cast<float>(blocks()); }
  /// Width of tiles that fill that height.
  float heads_width(float height) const {
    const float tile = std::min((height - head_label_height()) / static_cast<float>(blocks()), dp(84));
    return block_label_width() + tile * static_cast<float>(heads());
  }

  void draw_heads(ImDrawList* list, Box box) {
    const float labels = block_label_width();
    const float tile = std::floor(std::min((box.width() - labels) / static_cast<float>(heads()),
                                           (box.height() - head_label_height()) / static_cast<float>(blocks())));
    const ImVec2 origin(std::round(box.low.x + labels), std::round(box.low.y + head_label_height()));
    std::vector<std::string> numbers;
    for (int h = 0; h < heads(); ++h) numbers.push_back(std::to_string(h + 1));
    const Box grid{origin, origin + ImVec2(tile * static_cast<float>(heads()), tile * static_cast<float>(blocks()))};
    draw_labels_level(list, grid, grid.low.y - head_label_height(), numbers, head_);
    draw_labels_beside(list, grid, labels, block_names_, block_);
    const float inset = std::max(1.0f, std::floor(tile * 0.05f));
    for (int b = 0; b < blocks(); ++b) {
      for (int h = 0; h < heads(); ++h) {
        const ImVec2 low = origin + ImVec2(tile * static_cast<float>(h), tile * static_cast<float>(b));
        ImGui::PushID(b * heads() + h);
        draw_small(list, Box{low, low + ImVec2(tile, tile)}.shrunk(inset), b, h);
        ImGui::PopID();
      }
    }
  }

  void draw_small(ImDrawList* list, Box box, int block, int head) {
    const Press pressed = press("head", box);
    const int i = block * heads() + head;
    small_.draw(list, box, i);
    const Box picture = small_.place(box);
    const bool chosen = block == block_ && head == head_;
    list->AddRect(picture.low, picture.high, theme().card_edge, 0.0f, 0, hairline());
    if (chosen || pressed.hovered) {
      const ImVec2 away(dp(1), dp(1));
      list->AddRect(picture.low - away, picture.high + away, chosen ? theme().accent : theme().text_faint, dp(2), 0,
                    chosen ? dp(2) : dp(1.5f));
    }
    if (pressed.hovered)
      draw_tip(ImGui::GetIO().MousePos, head_name(block, head), {},
               [&](ImDrawList* over, Box place) { small_.draw(over, place, i); });
    if (!pressed.clicked) return;
    block_ = block;
    head_ = head;
  }

  void choose_query(int query) {
    query_ = query;
    send({{"type", "input"}, {"view", spec().name}, {"kind", "choose"}, {"index", query}});
  }

  static std::string percent(float weight) { return fixed_text(100.0 * static_cast<double>(weight), 1) + " %"; }

  /// What a token looks at most.
  void tip_for_query(int query) const {
    const AttentionHead head = picked();
    std::vector<int> order;
    for (int k = 0; k < static_cast<int>(keys_.size()); ++k) {
      if (head.sees(query, k)) order.push_back(k);
    }
    std::ranges::stable_sort(order, std::greater(), [&](int key) { return head.weight(query, key); });
    order.resize(std::min<std::size_t>(order.size(), 5));
    std::vector<TipRow> rows;
    for (const int key : order) {
      rows.push_back({keys_[static_cast<std::size_t>(key)], percent(head.weight(query, key)),
                      weight_color(head.weight(query, key))});
    }
    draw_tip(ImGui::GetIO().MousePos, text("ui.attention.from", {{"token", queries_[static_cast<std::size_t>(query)]}}),
             rows);
  }

  void tip_for_weight(AttentionPlace at) const {
    const AttentionHead head = picked();
    std::vector<TipRow> rows = {{text("ui.attention.query"), queries_[static_cast<std::size_t>(at.query)]},
                                {text("ui.attention.key"), keys_[static_cast<std::size_t>(at.key)]}};
    if (head.sees(at.query, at.key)) {
      const float weight = head.weight(at.query, at.key);
      rows.push_back({text("ui.attention.weight"), percent(weight), weight_color(weight)});
    } else {
      rows.push_back({text("ui.attention.hidden"), ""});
    }
    draw_tip(ImGui::GetIO().MousePos, "", rows);
  }

  Numbers weights_;  ///< [blocks, heads, queries, keys]
  std::vector<std::string> queries_, keys_, block_names_;
  bool causal_ = false, painted_ = false, painted_dark_ = false;
  int query_ = -1, pointed_ = -1;  ///< chosen, and under the pointer in the matrix
  int block_ = 0, head_ = 0, painted_block_ = 0, painted_head_ = 0;
  mutable std::map<float, float> heights_;  ///< by width: the layout asks for many
  Atlas small_;
  AttentionMatrix matrix_;
};

}  // namespace

const RegisterView registered_attention({"attention", 1.1f, 340.0f, 330.0f, 1.4f, make_kind<Attention>, 560.0f});

}  // namespace gradlab::ui
