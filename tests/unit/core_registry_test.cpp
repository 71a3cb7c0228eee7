#include <doctest/doctest.h>

#include "engine/core/registry.h"

using namespace gradlab;

namespace {

struct Fruit {
  std::string name;
  int weight;
};

const Registry<Fruit>::Add pear({"pear", 3});
const Registry<Fruit>::Add apple({"apple", 2});

}  // namespace

TEST_CASE("entries register themselves, and are sorted by name") {
  REQUIRE(Registry<Fruit>::all().size() == 2);
  CHECK(Registry<Fruit>::all()[0].name == "apple");
  CHECK(Registry<Fruit>::find("fruit", "pear").weight == 3);
}

TEST_CASE("an unknown name is refused with the names there are") {
  CHECK_THROWS_WITH_AS(Registry<Fruit>::find("fruit", "fig"), "[fruit] fig: need one of apple, pear", Error);
}
