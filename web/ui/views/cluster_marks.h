// What a scatter shows of clusters beside their points: centres, outlines, and ways that places have gone.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/plot.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct Card;

class ClusterMarks {
 public:
  void receive(const ViewData& data);
  /// Labels are of clusters.
  bool there() const { return there_; }
  /// What happens just now, above the picture.
  void draw_note(Card& card) const;
  /// Behind the points.
  void draw_behind(ImDrawList* list, const Plot& plot) const;
  void draw_before(ImDrawList* list, const Plot& plot) const;

 private:
  void draw_segments(ImDrawList* list, const Plot& plot) const;

  Numbers segments_, outlines_, centres_;
  std::vector<float> segment_labels_;
  std::string note_;
  bool there_ = false, arrows_ = false;
};

/// "Cluster 3", or of -1 none.
std::string cluster_name(float label);

}  // namespace gradlab::ui
